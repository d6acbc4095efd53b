"""The way from a question to an answer: the four ends, follow-ups, things by name, and the graph as a whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx
import pytest
from rdflib import RDFS, Namespace, URIRef

from msgraph.build import build
from msgraph.engine import INDEX, Counts, KnowledgeGraph
from msgraph.errors import AsksTooMuch, MsgraphError, NoSuchReading, QuerySyntax, UnknownName
from msgraph.manifest import STORE
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Compare,
    Describe,
    Evidence,
    Extreme,
    Grouped,
    Kind,
    Linked,
    List,
    NumberOf,
    Paths,
    Plan,
    Set,
    Step,
    Truth,
    Without,
)
from msgraph.reading import GUESSED, Reading, Understanding
from msgraph.results import Table, Triples
from tests.unit.garden import TURTLE, G, T, by, kind, thing, to

C = Namespace("http://example.org/crowd/")


@dataclass
class Scripted:
    """A reader that understands what it is told to, and remembers what it was asked."""

    understanding: Understanding
    asked: list[tuple[str, tuple[Plan, ...]]] = field(default_factory=list)

    def read(self, text: str, *, before: Sequence[Plan] = (), every: bool = False) -> Understanding:
        self.asked.append((text, tuple(before)))
        return self.understanding


@pytest.fixture
def told(garden: KnowledgeGraph) -> Iterator[Callable[..., Scripted]]:
    """Puts a scripted reader into the garden."""
    kept = garden.__dict__.get("reader")

    def script(*sets: Set, ranks: tuple[float, ...] = (0.0, 0.5), **more: object) -> Scripted:
        readings = tuple(Reading(List(of), rank) for rank, of in zip(ranks, sets, strict=False))
        reader = Scripted(Understanding(readings, **more))  # type: ignore[arg-type]
        garden.__dict__["reader"] = reader
        return reader

    yield script
    garden.__dict__.pop("reader")
    if kept is not None:
        garden.__dict__["reader"] = kept


def test_a_question_with_a_reading_is_answered(garden: KnowledgeGraph, told: Callable[..., Scripted]) -> None:
    told(to("repels", thing("aphid")), notes=("I read “afid” as “aphid”.",))
    answer = garden.ask("What repels afids?")
    assert (answer.status, answer.question) == ("answered", "What repels afids?")
    assert answer.sentence == "1 plant repels aphid: mint."
    assert answer.notes == ("I read “afid” as “aphid”.",)
    assert answer.milliseconds > 0


def test_a_question_that_the_graph_cannot_answer_ends_so(garden: KnowledgeGraph, told: Callable[..., Scripted]) -> None:
    told(to("repels", thing("bee")))
    answer = garden.ask("What repels bees?")
    assert (answer.status, answer.answers, answer.evidence) == ("no_answer", (), ())
    assert answer.sentence.startswith("The graph holds no claim")


def test_a_question_with_two_readings_asks_back(garden: KnowledgeGraph, told: Callable[..., Scripted]) -> None:
    told(to("repels", thing("aphid")), to("attracts", thing("bee")), ranks=(0.2, 0.21))
    answer = garden.ask("What likes insects?")
    assert answer.status == "clarify"
    assert answer.readings == ("plants that repel aphid", "plants that attract bee")
    assert answer.sentence == "This can be read in 2 ways; which is meant?"
    assert (
        garden.ask("What likes insects?", reading=2).sentence == "3 plants attract bee: lavender, mint and peppermint."
    )


def test_what_is_far_less_likely_is_not_offered(garden: KnowledgeGraph, told: Callable[..., Scripted]) -> None:
    told(
        to("repels", thing("aphid")), to("attracts", thing("bee")), to("repels", thing("moth")), ranks=(0.2, 0.21, 0.9)
    )
    assert garden.ask("What likes insects?").readings == ("plants that repel aphid", "plants that attract bee")


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_reading_that_was_not_offered_is_refused(
    garden: KnowledgeGraph, told: Callable[..., Scripted], number: int
) -> None:
    told(to("repels", thing("aphid")), to("attracts", thing("bee")), ranks=(0.2, 0.21))
    with pytest.raises(NoSuchReading, match=f"There is no reading {number}; the question has 2"):
        garden.ask("What likes insects?", reading=number)


def test_readings_that_come_to_the_same_need_no_asking_back(
    garden: KnowledgeGraph, told: Callable[..., Scripted]
) -> None:
    told(to("repels", thing("aphid")), to("repels", thing("aphid", below=False)), ranks=(0.2, 0.21))
    assert garden.ask("What repels aphids?").status == "answered"


def test_of_readings_that_are_not_equally_good_the_best_is_taken(
    garden: KnowledgeGraph, told: Callable[..., Scripted]
) -> None:
    told(to("repels", thing("aphid")), to("attracts", thing("bee")))
    assert garden.ask("What repels aphids?").sentence == "1 plant repels aphid: mint."


def test_a_guess_is_offered_and_not_answered(garden: KnowledgeGraph, told: Callable[..., Scripted]) -> None:
    told(to("repels", thing("aphid")), ranks=(GUESSED,))
    answer = garden.ask("What do aphids mind?")
    assert (answer.status, answer.readings, answer.answers) == ("clarify", ("plants that repel aphid",), ())
    assert answer.sentence == "I am not sure that I understood this; is one of these meant?"
    assert garden.ask("What do aphids mind?", reading=1).sentence == "1 plant repels aphid: mint."


def test_a_question_of_known_words_alone_names_its_phrases(
    garden: KnowledgeGraph, told: Callable[..., Scripted]
) -> None:
    told(unjoined=("mint", "aphids"))
    answer = garden.ask("Mint, oh aphids?")
    assert answer.sentence == "I know “mint”, “aphids”, but could not make out what is asked."
    assert answer.unknown_words == ("mint", "aphids")


def test_a_question_without_a_reading_names_the_words_in_the_way(
    garden: KnowledgeGraph, told: Callable[..., Scripted]
) -> None:
    told(unknown_words=("frobs", "blarg"), suggestions=("What repels aphid?",))
    answer = garden.ask("What frobs blarg?")
    assert (answer.status, answer.kind, answer.plan) == ("not_understood", None, None)
    assert answer.unknown_words == ("frobs", "blarg")
    assert answer.suggestions == ("What repels aphid?",)
    assert answer.sentence == "I do not know what to make of “frobs”, “blarg”."
    assert answer.to_json()["kind"] is None
    with pytest.raises(NoSuchReading, match="the question has 0"):
        garden.ask("What frobs blarg?", reading=1)


def test_a_refusal_is_the_sentence(garden: KnowledgeGraph, told: Callable[..., Scripted]) -> None:
    told(refusal="That is too long.")
    assert garden.ask("…").sentence == "That is too long."
    told()
    assert garden.ask("…").sentence == "I could not make out what is asked."


def test_a_question_leans_on_all_before_it(garden: KnowledgeGraph, told: Callable[..., Scripted]) -> None:
    reader = told(to("repels", thing("aphid")))
    first = garden.ask("one")
    second = garden.ask("two", follows=first)
    garden.ask("three", follows=second)
    plan = List(to("repels", thing("aphid")))
    assert [(text, len(before)) for text, before in reader.asked] == [("one", 0), ("two", 1), ("three", 2)]
    assert (first.plan, second.plans) == (plan, (plan, plan))


# ----------------------------------------------------------------------------------------------- questions, really read


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Which herbs attract bees?", ["lavender", "mint", "peppermint"]),
        ("What does mint repel?", ["aphid"]),
        ("What eats nettles?", ["moth"]),
    ],
)
def test_a_plain_question_is_answered(garden: KnowledgeGraph, question: str, labels: list[str]) -> None:
    assert [cell.label for cell in garden.ask(question).answers] == labels


@pytest.mark.parametrize(
    "question",
    ["", "   ", "?", "???", "asdf qwer", "Ж" * 100, "a" * 10_000, "mint " * 2000, "\x00\x01", "'; DROP ALL; --", "“”‘’",
     "SELECT * WHERE { ?s ?p ?o }", "<script>alert(1)</script>", "🌱 🐝", "and", "not", "which which which"],
    ids=lambda question: repr(question[:20]),
)  # fmt: skip
def test_no_question_raises(garden: KnowledgeGraph, question: str) -> None:
    answer = garden.ask(question)
    assert answer.status in ("no_answer", "clarify", "not_understood", "answered")
    assert answer.sentence
    assert answer.to_json()["question"] == question


# --------------------------------------------------------------------------------------------------------------- things


@pytest.mark.parametrize(
    ("name", "iri"), [("mint", G.mint), ("Garden Mint", G.mint), ("bees", G.bee), ("full sun", G.sun)]
)
def test_a_thing_is_found_by_any_of_its_names(garden: KnowledgeGraph, name: str, iri: URIRef) -> None:
    assert [cell.iri for cell in garden.find(name)] == [iri]
    assert garden.thing(name) == iri


def test_things_are_found_by_how_their_names_begin(garden: KnowledgeGraph) -> None:
    assert [cell.label for cell in garden.find("lav")] == ["lavender"]


def test_a_name_that_nothing_has_is_refused(garden: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="Nothing in the graph is called “tulip”"):
        garden.card("tulip")
    with pytest.raises(UnknownName, match="Nothing in the graph is called “http"):
        garden.card("http://example.org/nowhere")
    with pytest.raises(MsgraphError):
        garden.card("http://example.org/no where>")


def test_a_thing_is_known_by_its_iri_too(garden: KnowledgeGraph) -> None:
    assert garden.card(str(G.mint)) == garden.card(G.mint) == garden.card("mint")


def test_a_thing_can_be_described(garden: KnowledgeGraph) -> None:
    assert garden.describe("moth").kind == "describe"


def test_paths_go_from_name_to_name(garden: KnowledgeGraph) -> None:
    answer = garden.paths("lavender", "nettle")
    assert [cell and cell.label for cell in answer.rows[0]] == ["lavender", "repels", "moth", "eats", "nettle"]
    assert garden.paths("lavender", "nettle", max_hops=1).status == "no_answer"
    with pytest.raises(UnknownName):
        garden.paths("lavender", "tulip")


def test_what_each_does_is_not_asked_of_all_of_them_once_more(garden: KnowledgeGraph) -> None:
    answer = garden.ask("Which herbs attract what?")
    assert answer.plan == Grouped(kind("Herb"), Step((T.attracts,)), Anything())
    assert answer.sentence == "lavender: bee; mint: bee; peppermint: bumblebee."


def test_a_graph_is_counted(garden: KnowledgeGraph) -> None:
    assert garden.describe_graph() == Counts(
        things=16,
        claims=11,
        sources=2,
        links=9,
        classes=(("insect", 4), ("herb", 3), ("concept", 3), ("book", 2), ("place", 2), ("plant", 2)),
        relations=(("repels", 4), ("attracts", 3), ("eats", 3), ("has the pest", 1)),
        levels=(("sighting", 6), ("field trial", 5)),
    )


def test_sparql_can_be_asked(garden: KnowledgeGraph) -> None:
    found = garden.query(f"SELECT ?x WHERE {{ <{G.mint}> <http://www.w3.org/2000/01/rdf-schema#label> ?x }}")
    assert isinstance(found, Table)
    assert [str(row[0]) for row in found.rows] == ["mint"]


def test_examples_are_made_of_what_the_graph_holds(garden: KnowledgeGraph) -> None:
    topics = garden.examples()
    assert topics
    for question in (question for questions in topics.values() for question in questions):
        assert garden.ask(question).status == "answered", question


def test_an_ontology_gives_its_own_examples(world: Callable[[str], KnowledgeGraph]) -> None:
    kg = world(
        '@prefix ask: <https://w3id.org/msgraph/ask#> . [] ask:topic "Pests" ; ask:question "What repels moths?" , '
        '"What eats roses?" . [] ask:topic "Bees" ; ask:question "What do bees like?" .'
    )
    assert kg.examples() == {"Bees": ("What do bees like?",), "Pests": ("What eats roses?", "What repels moths?")}


def test_the_examples_of_the_shipped_ontology_are_answered(kg: KnowledgeGraph) -> None:
    asked = {question: kg.ask(question).status for questions in kg.examples().values() for question in questions}
    assert len(asked) >= 15
    assert set(asked.values()) == {"answered"}


def test_a_prepared_graph_answers_as_one_in_memory(
    world: Callable[[str], KnowledgeGraph], garden: KnowledgeGraph
) -> None:
    with world(TURTLE) as prepared:
        assert prepared.store.folder is not None
        for of in (to("repels", thing("aphid")), by("attracts", kind("Plant"))):
            one, other = prepared.answer(List(of)).to_json(), garden.answer(List(of)).to_json()
            assert one | {"milliseconds": 0} == other | {"milliseconds": 0}
        assert prepared.ask("What does mint repel?").sentence == garden.ask("What does mint repel?").sentence


PLANS: Sequence[Plan] = (
    List(Both((kind("Herb"), to("attracts", thing("bee"))))),
    List(Both((kind("Plant"), Without(Anything(), to("repels", thing("moth"), standing="any"))))),
    List(Extreme(kind("Plant"), NumberOf(Step((T.attracts,)), kind("Insect")), count=2)),
    List(to("protects", thing("rose"))),
    Truth(
        Both((thing("nettle"), to("repels", thing("moth")))),
        Claims(thing("nettle"), (T.repels,), standing="refuted"),
    ),
    Evidence(Claims(thing("mint"), (T.repels,))),
    Paths(thing("lavender"), thing("nettle")),
    Describe(G.mint),
    Compare((G.mint, G.rose)),
)


def test_a_graph_behind_an_endpoint_answers_as_one_in_memory(
    garden: KnowledgeGraph, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    (tmp_path / "garden.ttl").write_text(TURTLE, encoding="utf-8")
    made = build([tmp_path / "garden.ttl"], tmp_path / "built")
    with KnowledgeGraph.open(serve(tmp_path / "built" / made.version / STORE)) as remote:
        for plan in PLANS:
            one, other = remote.answer(plan).to_json(), garden.answer(plan).to_json()
            assert one | {"milliseconds": 0} == other | {"milliseconds": 0}


def test_what_may_be_long_runs_apart_and_is_answered_alike(
    garden: KnowledgeGraph, world: Callable[[str], KnowledgeGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("msgraph.facts.FEW_LINKS", -1)
    with world(TURTLE) as apart:
        for plan in PLANS:
            one, other = apart.answer(plan), garden.answer(plan)
            assert one.to_json() | {"milliseconds": 0} == other.to_json() | {"milliseconds": 0}
            assert nx.utils.graphs_equal(one.subgraph(), other.subgraph())


CROWD = """
@prefix : <http://example.org/crowd/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Person a owl:Class ; rdfs:label "person" .
:knows a owl:ObjectProperty ; rdfs:label "knows" ; rdfs:domain :Person ; rdfs:range :Person .
""" + "\n".join(
    f':p{one} a :Person ; rdfs:label "person {one}" ; :knows '
    + " , ".join(f":p{(one * 7 + other) % 200}" for other in range(60))
    + " ."
    for one in range(200)
)


def test_a_question_that_asks_too_much_is_ended_with_a_sentence(
    world: Callable[[str], KnowledgeGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Linked(Step((C.knows,)), kind_of_person := Kind((C.Person,)))
    several = Extreme(
        Both((kind_of_person, *(Linked(Step((C.knows,)), known, standing="any") for _ in range(4)))),
        NumberOf(Step((C.knows,)), Both((known, Linked(Step((C.knows,), inverse=True), known)))),
    )
    with world(CROWD) as crowd:
        assert crowd.ask("Who knows person 1?").status == "answered"
        monkeypatch.setattr("msgraph.facts.ANSWER_SECONDS", 0.01)
        with pytest.raises(
            AsksTooMuch, match=r"^“.+” asks for more than .+ within 0\.01 seconds; ask for a part of it"
        ):
            crowd.answer(List(several))
        assert crowd.ask("Who knows person 1?").status == "answered"


def test_the_index_is_named_for_the_code_that_wrote_it() -> None:
    assert INDEX.name.startswith("words-")
    assert len(INDEX.name) == len("words-") + 12


# ------------------------------------------------------------------------------------------- queries, graphs, readings


def test_known_prefixes_need_not_be_declared(garden: KnowledgeGraph) -> None:
    assert garden.prefixes["rdfs"] == str(RDFS)
    assert garden.prefixes["terms"] == str(T)
    assert garden.query("ASK { ?herb a terms:Herb ; rdfs:label 'mint' }") is True
    assert garden.query("PREFIX terms: <http://example.org/> ASK { ?herb a terms:Herb }") is False


def test_what_is_wrong_with_a_query_is_told_where_it_stands(garden: KnowledgeGraph) -> None:
    declared = f"PREFIX rdfs: <{RDFS}>\nSELECT * {{ ?s rdfs:label }}"
    for query in ("SELECT * { ?s rdfs:label }", declared):
        with pytest.raises(QuerySyntax) as error:
            garden.query(query)
        line = query.splitlines()[error.value.line - 1]
        assert 1 <= error.value.column <= len(line) + 1


def test_the_result_of_a_query_is_a_graph(garden: KnowledgeGraph) -> None:
    links = [(str(G.lavender), str(G.bee)), (str(G.mint), str(G.bee)), (str(G.peppermint), str(G.bumblebee))]
    for query, label in (
        ("SELECT ?plant ?pollinator { ?plant terms:attracts ?pollinator }", "pollinator"),
        ("SELECT ?plant ?how ?insect { ?plant ?how ?insect FILTER(?how = terms:attracts) }", "attracts"),
        ("CONSTRUCT { ?plant terms:attracts ?insect } WHERE { ?plant terms:attracts ?insect }", "attracts"),
    ):
        result = garden.query(query)
        assert isinstance(result, Table | Triples)
        graph = garden.graph(result)
        assert sorted(graph.edges()) == links
        assert {data["label"] for *_, data in graph.edges(data=True)} == {label}
        assert graph.nodes[str(G.mint)]["label"] == "mint"


def test_a_neighbourhood_grows_at_things(garden: KnowledgeGraph) -> None:
    near = garden.neighbourhood("lavender")
    grown = garden.neighbourhood("lavender", grown=["moth"])
    assert set(near) < set(grown)
    assert set(garden.neighbourhood("moth")) < set(grown)
    with pytest.raises(UnknownName):
        garden.neighbourhood("lavender", grown=["http://example.org/nothing"])


def test_readings_of_one_name_are_told_apart(world: Callable[[str], KnowledgeGraph]) -> None:
    kg = world("""
        @prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        :Tool a owl:Class ; rdfs:label "tool" . :Person a owl:Class ; rdfs:label "person" .
        :one a :Tool ; rdfs:label "Jack" ; skos:definition "It lifts." .
        :two a :Person ; rdfs:label "Jack" ; skos:definition "He lends." .
    """)
    answer = kg.ask("What is Jack?")
    assert (answer.status, len(answer.readings)) == ("clarify", 2)
    (tool,) = [place for place, reading in enumerate(answer.readings, 1) if "tool" in reading]
    assert "It lifts." in kg.ask("What is Jack?", reading=tool).sentence


def test_each_step_of_a_chain_has_its_claims(garden: KnowledgeGraph) -> None:
    answer = garden.paths("lavender", "rose")
    for row in answer.rows:
        steps = answer.behind(row)
        assert len(steps) == (sum(cell is not None for cell in row) - 1) // 2
        assert all(claim.supports for claims in steps for claim in claims)
    assert answer.behind(answer.rows[0])[0] != ()


def test_an_explanation_says_why_readings_were_taken_or_lost(workshop: KnowledgeGraph) -> None:
    found = workshop.explain("Ann's tools")
    assert ("tools", ("tool (class)",)) in found.senses
    assert [reading.verdict for reading in found.readings[:2]] == ["as good as the best", "as good as the best"]
    assert all(reading.verdict.startswith("assumes more: ") for reading in found.readings[2:])


PREFIXES = """
    @prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix ask: <https://w3id.org/msgraph/ask#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.mark.parametrize("question", ["Which people know Ann?", "Who does Ann know?", "Which people does Ann know?"])
def test_a_symmetric_relation_is_asked_from_both_ends(world: Callable[[str], KnowledgeGraph], question: str) -> None:
    kg = world(f"""{PREFIXES}
        :Person a owl:Class ; rdfs:label "person" .
        :knows a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:label "knows" ;
            rdfs:domain :Person ; rdfs:range :Person ; ask:verb "know"@en .
        :ann a :Person ; rdfs:label "Ann" ; :knows :ben .
        :cleo a :Person ; rdfs:label "Cleo" ; :knows :ann .
        :ben a :Person ; rdfs:label "Ben" ; :knows :dot .
        :dot a :Person ; rdfs:label "Dot" .
    """)
    answer = kg.ask(question)
    assert [cell.label for cell in answer.answers] == ["Ben", "Cleo"]
    told = {(str(a).rpartition("/")[2], str(b).rpartition("/")[2]) for a, b in answer.subgraph().edges()}
    assert told == {("ann", "ben"), ("cleo", "ann")}


def test_what_a_thing_has_by_its_nature_its_kinds_are_not_said_to_lack(world: Callable[[str], KnowledgeGraph]) -> None:
    kg = world(f"""{PREFIXES}
        :Oil a owl:Class ; rdfs:label "oil" . :Plant a owl:Class ; rdfs:label "plant" .
        :from a owl:ObjectProperty , ask:Inherited ; rdfs:label "is pressed from" ;
            rdfs:domain :Oil ; rdfs:range :Plant ; ask:verb "be pressed from"@en .
        :flax a :Plant ; rdfs:label "flax" . :tungTree a :Plant ; rdfs:label "tung tree" .
        :linseed a :Oil ; rdfs:label "linseed oil" ; :from :flax .
        :stand a :Oil ; rdfs:label "stand oil" ; skos:broader :linseed .
        :mixed a :Oil ; rdfs:label "mixed oil" ; skos:broader :linseed ; :from :tungTree .
        :thick a :Oil ; rdfs:label "thick oil" ; skos:broader :mixed .
        :tung a :Oil ; rdfs:label "tung oil" ; :from :tungTree .
    """)
    answer = kg.ask("Which oils are not pressed from flax?")
    assert [cell.label for cell in answer.answers] == ["mixed oil", "thick oil", "tung oil"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Which polishes raise wear?", ["acid"]),
        ("Which polishes lower wear?", ["wax"]),
        ("Which polishes raise lifetime?", ["oil", "wax"]),
        ("Which polishes raise or lower wear?", ["acid", "oil", "wax"]),
        ("Does wax raise wear?", None),
        ("Is wear raised by oil?", None),
    ],
)
def test_a_thing_is_not_raised_by_what_raises_its_opposite(
    world: Callable[[str], KnowledgeGraph], question: str, found: list[str] | None
) -> None:
    kg = world(f"""{PREFIXES}
        :Polish a owl:Class ; rdfs:label "polish" . :Measure a owl:Class ; rdfs:label "measure" .
        :good a owl:ObjectProperty ; rdfs:subPropertyOf ask:desired .
        :more ask:opposite :less . :less ask:opposite :more .
        :raises a owl:ObjectProperty ; rdfs:label "raises" ; ask:direction :more ;
            rdfs:domain :Polish ; rdfs:range :Measure ; ask:verb "raise"@en .
        :lowers a owl:ObjectProperty ; rdfs:label "lowers" ; ask:direction :less ;
            rdfs:domain :Polish ; rdfs:range :Measure ; ask:verb "lower"@en .
        :wear a :Measure ; rdfs:label "wear" ; :good :less .
        :scratch a :Measure ; rdfs:label "scratch rate" ; :good :less ; skos:broader :wear .
        :lifetime a :Measure ; rdfs:label "lifetime" ; :good :more ; skos:broader :wear .
        :wax a :Polish ; rdfs:label "wax" ; :raises :lifetime ; :lowers :scratch .
        :acid a :Polish ; rdfs:label "acid" ; :raises :scratch .
        :oil a :Polish ; rdfs:label "oil" ; :raises :lifetime .
    """)
    answer = kg.ask(question)
    assert found is not None or answer.boolean is not True
    assert found is None or [cell.label for cell in answer.answers] == found


def test_what_is_called_by_a_value_may_be_of_another_class(world: Callable[[str], KnowledgeGraph]) -> None:
    kg = world(f"""{PREFIXES}
        :Work a owl:Class ; rdfs:label "work" . :Record a owl:Class ; rdfs:label "record" .
        :Form a owl:Class ; rdfs:label "form" .
        :form a owl:ObjectProperty ; rdfs:label "form" ; ask:bearer :Work ; rdfs:range :Form .
        :sonata a :Form ; rdfs:label "sonata" . :song a :Form ; rdfs:label "song" ; ask:bearer :Record .
        :moonlight a :Work ; rdfs:label "Moonlight" ; :form :sonata .
        :yesterday a :Record ; rdfs:label "Yesterday" ; :form :song .
    """)
    assert [cell.label for cell in kg.ask("Which sonatas are there?").answers] == ["Moonlight"]
    assert [cell.label for cell in kg.ask("Which songs are there?").answers] == ["Yesterday"]


def test_its_means_what_was_named_before_it(world: Callable[[str], KnowledgeGraph]) -> None:
    kg = world(f"""{PREFIXES}
        :Tool a owl:Class ; rdfs:label "tool" .
        :saw a :Tool ; rdfs:label "saw" . :axe a :Tool ; rdfs:label "axe" .
        :sawCase a :Tool ; rdfs:label "saw case" . :axeCase a :Tool ; rdfs:label "axe case" .
    """)
    plan = kg.ask("Compare the axe with its case").plan
    assert isinstance(plan, Compare)
    assert set(plan.things) == {URIRef("http://example.org/axe"), URIRef("http://example.org/axeCase")}


def test_people_are_not_counted_by_what_they_have_in_common(kg: KnowledgeGraph) -> None:
    for who in ("people", "patients", "people with progressive MS"):
        answer = kg.ask(f"How many {who} were treated with MSC-NP?")
        assert (answer.status, answer.kind) == ("answered", "quantity"), who
    assert kg.ask("What proportion of people with MS have fatigue?").kind in (None, "quantity")
    assert kg.ask("Which country has the most patients treated with aHSCT?").status != "answered"
    assert "participants" in kg.ask("Which trial of MSCs treated the most people?").reading
