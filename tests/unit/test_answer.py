"""What answers hold: status, rows, answers, evidence, sentences, and their JSON form."""

import json
from typing import Any

import pytest
from rdflib import Literal

from msgraph.answer import Answer
from msgraph.engine import KnowledgeGraph
from msgraph.facts import Cell, number_text
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Compare,
    Compared,
    Count,
    Define,
    Describe,
    Evidence,
    Extreme,
    Grouped,
    Linked,
    List,
    NumberOf,
    Paths,
    Plan,
    Quantity,
    Share,
    Step,
    Subclasses,
    Table,
    Thing,
    Total,
    Truth,
    Under,
    ValueOf,
    Without,
)
from msgraph.vocabulary import XSD
from tests.unit.garden import G, T, by, kind, thing, to

HEIGHT = Step((T.height,))
DENIED = Claims(thing("nettle"), (T.repels,), thing("moth"), "refuted")
NETTLE = Both((thing("nettle"), to("repels", thing("moth"))))


def labels(answer: Answer) -> list[str]:
    return [cell.label for cell in answer.answers]


def table(answer: Answer) -> list[tuple[str | None, ...]]:
    return [tuple(None if cell is None else cell.label for cell in row) for row in answer.rows]


def ids(claims: Any) -> list[str]:
    return [str(claim.iri).removeprefix(G) for claim in claims]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (List(Both((kind("Insect"), by("attracts", thing("mint"))))), "Mint attracts 2 insects: bee and bumblebee."),
        (List(by("repels", thing("mint"))), "Mint repels 1 insect: aphid."),
        (
            List(Both((kind("Herb"), to("attracts", thing("bee"))))),
            "3 herbs attract bee: lavender, mint and peppermint.",
        ),
        (List(to("repels", thing("moth"))), "1 plant repels moth: lavender."),
        (List(by("hasPest", thing("rose"))), "Rose has 1 pest: aphid."),
        (List(by("height", thing("mint", below=False))), "Height of mint itself: 40."),
        (List(kind("Herb")), "The graph holds 3 herbs: lavender, mint and peppermint."),
        (List(Under(G.mint)), "Kinds of mint: peppermint."),
        (List(Subclasses(T.Plant)), "Kinds of plant: herb."),
        (
            List(Both((kind("Plant"), Compared(ValueOf((HEIGHT,)), ">", Literal(50))))),
            "There are 3 plants whose height is above 50: lavender, peppermint and rose.",
        ),
        (List(Extreme(kind("Plant"), ValueOf((HEIGHT,)))), "The plants with the highest height: rose (150)."),
        (
            List(Extreme(kind("Insect"), NumberOf(Step((T.eats,)), kind("Plant")))),
            "The insects that eat the most plants: moth (2).",
        ),
        (List(Both((kind("Herb"), to("repels", thing("bee"))))), "The graph knows of no herbs that repel bee."),
        (List(to("eats", thing("mint"))), "The graph holds no claim about insects that eat mint."),
        (Count(Both((kind("Insect"), by("attracts", thing("mint"))))), "Mint attracts 2 insects."),
        (Count(kind("Herb")), "The graph holds 3 herbs."),
        (Count(Under(G.mint)), "There is 1 match for “kinds of mint”."),
        (Count(to("eats", thing("mint"))), "The graph holds no claim about insects that eat mint."),
        (Total(kind("Plant"), HEIGHT, "sum"), "The total height of plants is 310."),
        (Total(kind("Plant"), HEIGHT, "avg"), "The average height of plants is 77.5."),
        (Total(kind("Insect"), HEIGHT, "max"), "The graph holds no height of insects."),
        (
            Share(kind("Plant"), to("attracts", Anything())),
            "Of all plants, 60 % (3 of 5) are ones that attract something.",
        ),
        (
            Truth(Both((thing("mint"), to("repels", thing("aphid"))))),
            "Yes: mint repels aphid. 1 claim supports it (field trial, Meadow survey); "
            "1 claim speaks against it (sighting, Garden almanac).",
        ),
        (
            Truth(NETTLE, DENIED),
            "No: 1 claim denies that nettle repels moth (field trial, Meadow survey), and none supports it.",
        ),
        (Truth(NETTLE), "The graph holds no claim on whether nettle repels moth, neither for nor against."),
        (
            Truth(Both((thing("rose"), kind("Herb"))), settled=True),
            "No: the graph does not have it that rose is a herb.",
        ),
        (Truth(Both((thing("mint"), kind("Herb"))), settled=True), "Yes: mint is a herb."),
        (
            Truth(Both((thing("mint"), to("attracts", thing("bee")))), negated=True),
            "No: mint attracts bee. 2 claims support it (the strongest: field trial, Meadow survey).",
        ),
        (Define(G.mint), "Mint: A herb that smells fresh. Also called garden mint."),
        (Define(G.bumblebee), "Bumblebee is a kind of bee."),
        (Define(G.nothing), "The graph does not say what nothing is."),
        (
            Describe(G.mint),
            "Mint: A herb that smells fresh. It attracts bee; it grows in shade; it repels aphid. "
            "The graph holds 3 claims about it.",
        ),
        (Describe(G.nothing), "The graph holds nothing on nothing."),
        (
            List(Linked(Step((T.repels,), inverse=True), thing("mint"), standing="refuted")),
            "Claims deny that mint repels 1 insect: aphid.",
        ),
        (
            List(Claims(thing("mint"), standing="refuted", either_way=True)),
            "Denials about mint: “Aphids sat on mint as on anything”.",
        ),
        (
            Paths(thing("lavender"), thing("nettle")),
            "Lavender and nettle are linked: lavender → repels → moth → eats → nettle.",
        ),
        (
            Paths(thing("lavender"), thing("shade")),
            "The graph holds no chain of at most 4 links between lavender and shade.",
        ),
        (
            Paths(thing("mint"), thing("aphid"), 1),
            "Mint and aphid: mint repels aphid. 1 claim supports it (field trial, Meadow survey); "
            "1 claim speaks against it (sighting, Garden almanac).",
        ),
        (
            Paths(thing("moth"), thing("nettle"), 1),
            "Moth and nettle: moth eats nettle; nettle repels (denied) moth. 1 claim supports it (field trial, "
            "Meadow survey); 1 claim speaks against it (field trial, Meadow survey).",
        ),
        (Paths(thing("mint"), thing("rose"), 1), "The graph holds no direct link between mint and rose."),
        (
            Compare((G.mint, G.lavender), (Step((T.attracts,)),)),
            "Mint and lavender share 1 link (attracts bee). Only mint: 1 link (attracts bumblebee). "
            "Only lavender: none.",
        ),
        (Compare((G.mint, G.rose), (Step((T.eats,)),)), "The graph holds nothing by which to compare mint and rose."),
        (
            Evidence(Claims(thing("mint"), (T.repels,), thing("aphid"))),
            "The evidence that mint repels aphid: 1 claim from 1 source (1 field trial). "
            "“Beds with mint had fewer aphids” (Meadow survey). 1 claim says the opposite.",
        ),
        (
            Evidence(Claims(thing("nettle"), (T.repels,))),
            "The graph holds no claims that nettle repels something; 1 claim says the opposite.",
        ),
        (
            Quantity(Claims(thing("mint"), (T.repels,))),
            "The figures of claims that mint repels something: reduction 40% (30 to 50) (Meadow survey).",
        ),
        (
            Quantity(Claims(thing("lavender"), (T.repels,))),
            "The graph holds 1 claim here, but no figures: claims that lavender repels something.",
        ),
        (Quantity(Claims(thing("rose"), (T.repels,))), "The graph holds no claims that rose repels something."),
    ],
    ids=str,
)
def test_an_answer_says(garden: KnowledgeGraph, plan: Plan, sentence: str) -> None:
    answer = garden.answer(plan)
    assert answer.sentence == sentence
    holds_nothing = sentence.startswith(("The graph knows of no", "The graph does not say")) or (
        sentence.startswith("The graph holds") and any(word in sentence for word in (" no ", " nothing ", "no figures"))
    )
    assert answer.status == ("no_answer" if holds_nothing else "answered")


@pytest.mark.parametrize(
    ("plan", "columns", "rows"),
    [
        pytest.param(
            List(Both((kind("Plant"), Compared(ValueOf((HEIGHT,)), ">", Literal(50))))),
            ("plant", "height"),
            [("lavender", "60"), ("peppermint", "60"), ("rose", "150")],
            id="a list shows what it was chosen by",
        ),
        pytest.param(
            List(Extreme(kind("Plant"), ValueOf((HEIGHT,)), count=2)),
            ("plant", "height"),
            [("rose", "150"), ("lavender", "60"), ("peppermint", "60")],
            id="a ranking is in order",
        ),
        pytest.param(
            List(Extreme(kind("Plant"), NumberOf(Step((T.attracts,)), kind("Insect")))),
            ("plant", "number of insects"),
            [("lavender", "1"), ("mint", "1"), ("peppermint", "1")],
            id="a ranking by number",
        ),
        pytest.param(
            Table(kind("Herb"), (HEIGHT, Step((T.growsIn,)))),
            ("herb", "height", "grows in"),
            [("lavender", "60", "full sun"), ("mint", "40", "shade"), ("peppermint", "60", None)],
            id="a table",
        ),
        pytest.param(
            Grouped(kind("Place"), Step((T.growsIn,), inverse=True), kind("Plant")),
            ("place", "plant"),
            [("full sun", "lavender"), ("full sun", "rose"), ("shade", "mint"), ("shade", "nettle")],
            id="members by group",
        ),
        pytest.param(
            Grouped(kind("Insect"), Step((T.eats,)), kind("Plant"), counted=True),
            ("insect", "number"),
            [("moth", "2"), ("aphid", "1")],
            id="numbers by group, the greatest first",
        ),
        pytest.param(
            Compare((G.mint, G.lavender), (Step((T.attracts,)),)),
            ("relation", "what", "mint", "lavender"),
            [("attracts", "bee", "yes", "yes"), ("attracts", "bumblebee", "yes", "no")],
            id="a comparison, what is shared first",
        ),
        pytest.param(
            Paths(thing("lavender"), thing("nettle")),
            ("thing", "relation", "thing 2", "relation 2", "thing 3"),
            [("lavender", "repels", "moth", "eats", "nettle")],
            id="a chain",
        ),
        pytest.param(
            Quantity(Claims(thing("mint"))),
            ("claim", "measure", "figure", "at", "arm"),
            [("Beds with mint had fewer aphids.", "reduction", "reduction 40% (30 to 50)", None, None)],
            id="figures",
        ),
        pytest.param(
            Describe(G.aphid),
            ("from", "relation", "to"),
            [("aphid", "eats", "rose"), ("mint", "repels", "aphid"), ("rose", "has the pest", "aphid")],
            id="a description",
        ),
    ],
)
def test_an_answer_has_these_rows(
    garden: KnowledgeGraph, plan: Plan, columns: tuple[str, ...], rows: list[tuple[str | None, ...]]
) -> None:
    answer = garden.answer(plan)
    assert (answer.columns, table(answer)) == (columns, rows)


@pytest.mark.parametrize(
    ("plan", "evidence", "counter"),
    [
        pytest.param(List(to("repels", thing("aphid"))), ["c3", "c4"], [], id="a list, both sides together"),
        pytest.param(Evidence(Claims(thing("mint"), (T.repels,))), ["c3"], ["c4"], id="claims, the sides apart"),
        pytest.param(
            Evidence(Claims(thing("mint"), standing="any")), ["c1", "c3", "c2", "c4"], [], id="strong, then new"
        ),
        pytest.param(Count(by("attracts", thing("mint"))), ["c1", "c2"], [], id="a number"),
        pytest.param(Truth(NETTLE, DENIED), ["c7"], [], id="no"),
        pytest.param(Describe(G.lavender), ["c6", "c5"], [], id="a description"),
        pytest.param(Paths(thing("lavender"), thing("nettle")), ["c10", "c6"], [], id="a chain"),
        pytest.param(Quantity(Claims(thing("mint"))), ["c3"], [], id="only claims with figures"),
        pytest.param(List(Extreme(kind("Insect"), NumberOf(Step((T.eats,))))), ["c10", "c9"], [], id="of the first"),
        pytest.param(Define(G.mint), [], [], id="none for a definition"),
        pytest.param(List(to("repels", thing("bee"))), [], [], id="none for nothing"),
    ],
)
def test_an_answer_has_this_evidence(
    garden: KnowledgeGraph, plan: Plan, evidence: list[str], counter: list[str]
) -> None:
    answer = garden.answer(plan)
    assert (ids(answer.evidence), ids(answer.counter_evidence)) == (evidence, counter)


@pytest.mark.parametrize(
    ("plan", "kind_", "boolean", "count", "answers"),
    [
        (List(kind("Herb")), "list", None, None, ["lavender", "mint", "peppermint"]),
        (Count(kind("Herb")), "count", None, 3, ["3"]),
        (Count(to("eats", thing("mint"))), "count", None, 0, []),
        (Total(kind("Plant"), HEIGHT, "sum"), "list", None, 310, ["310"]),
        (Total(kind("Plant"), HEIGHT, "avg"), "list", None, None, ["77.5"]),
        (Share(kind("Plant"), kind("Herb")), "list", None, None, ["60"]),
        (Truth(NETTLE, DENIED), "boolean", False, None, ["no"]),
        (Truth(NETTLE), "boolean", None, None, []),
        (Truth(Both((thing("mint"), kind("Herb"))), negated=True), "boolean", False, None, ["no"]),
        (Truth(Both((thing("rose"), kind("Herb"))), settled=True, negated=True), "boolean", True, None, ["yes"]),
        (Define(G.mint), "definition", None, None, ["mint"]),
        (Describe(G.mint), "describe", None, None, ["mint"]),
        (Paths(thing("lavender"), thing("nettle")), "path", None, None, ["lavender", "moth", "nettle"]),
        (Compare((G.mint, G.rose)), "comparison", None, None, ["mint", "rose"]),
        (Grouped(kind("Insect"), Step((T.eats,)), kind("Plant"), counted=True), "count", None, None, ["moth", "aphid"]),
        (Grouped(kind("Insect"), Step((T.eats,)), kind("Plant")), "list", None, None, ["nettle", "rose"]),
        (Evidence(Claims(thing("nettle"), standing="any")), "evidence", None, None, ["Nettles kept no moth away."]),
        (Quantity(Claims(thing("mint"))), "quantity", None, None, ["reduction 40% (30 to 50)"]),
    ],
    ids=str,
)
def test_an_answer_is_of_a_kind(
    garden: KnowledgeGraph, plan: Plan, kind_: str, boolean: bool | None, count: int | None, answers: list[str]
) -> None:
    answer = garden.answer(plan)
    assert (answer.kind, answer.boolean, answer.count, labels(answer)) == (kind_, boolean, count, answers)


@pytest.mark.parametrize(
    ("plan", "derived"),
    [
        (List(to("protects", thing("rose"))), True),
        (List(to("repels", thing("aphid"))), False),
        (List(Both((kind("Plant"), Without(Anything(), to("protects", thing("rose")))))), False),
        (List(Linked(Step((T.repels, T.protects)), thing("moth"))), False),
    ],
    ids=["derived", "asserted", "only an exception", "either, and the asserted one holds"],
)
def test_an_answer_tells_whether_it_rests_on_derived_links(garden: KnowledgeGraph, plan: Plan, derived: bool) -> None:
    assert garden.answer(plan).derived is derived


def test_figures_that_were_asked_for_come_first(garden: KnowledgeGraph) -> None:
    asked = garden.answer(Quantity(Claims(thing("mint")), ("reduction",)))
    other = garden.answer(Quantity(Claims(thing("mint")), ("hazard",)))
    assert labels(asked) == labels(other) == ["reduction 40% (30 to 50)"]


def test_the_json_form_is_this(garden: KnowledgeGraph) -> None:
    form = garden.answer(List(to("repels", thing("aphid")))).to_json()
    form["milliseconds"] = 0
    assert json.loads(json.dumps(form)) == {
        "id": None,
        "question": "",
        "status": "answered",
        "kind": "list",
        "reading": "plants that repel aphid",
        "sparql": form["sparql"],
        "columns": ["herb"],
        "rows": [[{"iri": str(G.mint), "label": "mint"}]],
        "answers": [{"iri": str(G.mint), "label": "mint"}],
        "boolean": None,
        "count": None,
        "sentence": "1 plant repels aphid: mint.",
        "evidence": form["evidence"],
        "counter_evidence": [],
        "derived": False,
        "readings": [],
        "unknown_words": [],
        "suggestions": [],
        "notes": [],
        "milliseconds": 0,
    }
    assert form["sparql"].endswith("?answer terms:repels ?x1 .\n}")
    assert form["evidence"][0] == {
        "claim": str(G.c3),
        "subject": str(G.mint),
        "predicate": str(T.repels),
        "object": str(G.aphid),
        "polarity": "supports",
        "evidence_level": "field trial",
        "statement": "Beds with mint had fewer aphids.",
        "source": {
            "iri": str(G.survey),
            "doi": None,
            "pmid": None,
            "title": "Meadow survey",
            "year": 2010,
            "label": "Meadow survey",
            "type": "book",
            "links": [],
        },
        "subject_label": "mint",
        "predicate_label": "repels",
        "object_label": "aphid",
        "evidence_level_iri": str(G.trial),
        "strength": 2,
        "figures": [
            {
                "measure": "reduction", "value": "40", "low": "30", "high": "50", "unit": "%", "at": None, "arm": None,
                "text": "", "said": "reduction 40% (30 to 50)",
            }
        ],
    }  # fmt: skip
    assert form["evidence"][1]["polarity"] == "refutes"


def test_what_a_claim_holds_for_is_told_by_the_name_of_the_qualifier(garden: KnowledgeGraph) -> None:
    form = garden.answer(Evidence(Claims(thing("lavender"), (T.repels,)))).to_json()
    assert form["evidence"][0]["season"] == [{"iri": str(G.spring), "label": "spring"}]


def test_a_literal_has_no_iri(garden: KnowledgeGraph) -> None:
    form = garden.answer(List(by("height", thing("rose")))).to_json()
    assert form["answers"] == [{"iri": None, "label": "150", "value": "150", "datatype": str(XSD.integer)}]


def test_a_frame_holds_numbers_as_numbers(garden: KnowledgeGraph) -> None:
    frame = garden.answer(Table(kind("Herb"), (HEIGHT, Step((T.colour,))))).to_frame()
    assert list(frame.columns) == ["herb", "height", "colour"]
    assert list(frame["herb"]) == ["lavender", "mint", "peppermint"]
    assert int(frame["height"].sum()) == 160


BEDS = ("bed 10", "Bed 9", "bed 1", "arbour")


def test_things_are_sorted_by_their_letters_and_numbers_inside_names_by_value(world: Any) -> None:
    kg = world(
        "@prefix : <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        + " ".join(
            f':n{n} a :Bed ; rdfs:label "{name}" .' for n, name in enumerate(("bed 10", "Bed 9", "bed 1", "arbour"))
        )
    )
    from rdflib import URIRef

    from msgraph.plan import Kind

    assert labels(kg.answer(List(Kind((URIRef("http://example.org/Bed"),))))) == ["arbour", "bed 1", "Bed 9", "bed 10"]


def test_a_card_tells_all_that_is_known(garden: KnowledgeGraph) -> None:
    card = garden.card(G.mint)
    assert (card.thing.label, card.definition, card.names, card.claims) == (
        "mint",
        "A herb that smells fresh.",
        ("garden mint",),
        3,
    )
    assert card.kind is not None
    assert card.kind.label == "herb"
    assert [cell.label for cell in card.narrower] == ["peppermint"]
    assert [(relation.label, [cell.label for cell in cells]) for relation, cells in card.properties] == [
        ("colour", ["Green"]),
        ("height", ["40"]),
    ]
    assert [(relation.label, [cell.label for cell in cells]) for relation, cells in card.outward] == [
        ("attracts", ["bee"]),
        ("grows in", ["shade"]),
        ("repels", ["aphid"]),
    ]
    assert json.dumps(card.to_json())


def test_a_card_tells_what_leads_to_a_thing(garden: KnowledgeGraph) -> None:
    card = garden.card(G.moth)
    assert [(relation.label, [cell.label for cell in cells]) for relation, cells in card.inward] == [
        ("is repelled by", ["lavender"])
    ]


def test_cells_know_their_number() -> None:
    assert Cell(None, "4", "4").number == 4
    assert Cell(None, "many", "many").number is None
    assert Cell(G.mint, "4").number is None
    assert Cell(None, "NaN", "NaN").number is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.070", "0.07"),
        ("12", "12"),
        ("-3.50", "-3.5"),
        ("12000", "12,000"),
        ("1E-7", "0.0000001"),
        ("33.333333333", "33.33"),
        ("x", "x"),
    ],
)
def test_a_number_is_shown_without_noise(value: str, text: str) -> None:
    assert number_text(value) == text


def test_equal_things_are_one_answer(garden: KnowledgeGraph) -> None:
    answer = garden.answer(Table(kind("Insect"), (Step((T.eats,)),)))
    assert len(answer.rows) == 5
    assert labels(answer) == ["aphid", "bee", "bumblebee", "moth"]


def test_a_thing_that_the_graph_does_not_know_is_no_member_of_anything(garden: KnowledgeGraph) -> None:
    assert garden.answer(List(Both((Thing(G.nobody), kind("Plant"))))).status == "no_answer"
