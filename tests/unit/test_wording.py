"""How plans read: each kind of set and plan in English, and no two plans alike."""

import pytest
from rdflib import Literal

from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Compare,
    Compared,
    Count,
    Define,
    Describe,
    Either,
    Evidence,
    Extreme,
    Grouped,
    List,
    NumberOf,
    Paths,
    Plan,
    Quantity,
    Set,
    Share,
    Step,
    Subclasses,
    Table,
    Thing,
    Total,
    Truth,
    Under,
    Value,
    ValueOf,
    Without,
)
from msgraph.wording import conjoined, describe, plural, verb_of
from tests.unit.garden import G, T, by, kind, thing, to

LABELS = {
    T.Plant: "plant", T.Herb: "herb", T.Insect: "insect", T.Book: "book", T.attracts: "attracts", T.repels: "repels",
    T.growsIn: "grows in", T.height: "height", T.petals: "petals", T.colour: "colour", T.hasPest: "has the pest",
    T["from"]: "stands in", T.level: "level", G.mint: "mint", G.bee: "bee", G.aphid: "aphid", G.sun: "full sun",
    G.trial: "field trial", G.lavender: "lavender",
}  # fmt: skip

NOUNS = {relation: LABELS[relation] for relation in (T.height, T.petals, T.colour, T.level)}

HEIGHT, PETALS, ATTRACTS = Step((T.height,)), Step((T.petals,)), Step((T.attracts,))

SETS: dict[str, Set] = {
    "plants": kind("Plant"),
    "herbs or insects": kind("Herb", "Insect"),
    "mint": thing("mint"),
    "mint itself": thing("mint", below=False),
    "kinds of mint": Under(G.mint),
    "direct kinds of mint": Under(G.mint, direct=True),
    "what mint is a kind of": Under(G.mint, above=True),
    "what mint is directly a kind of": Under(G.mint, above=True, direct=True),
    "kinds of plant": Subclasses(T.Plant),
    "“Red”": Value(Literal("Red")),
    "5": Value(Literal(5)),
    "things that attract bee": to("attracts", thing("bee")),
    "things that mint attracts": by("attracts", thing("mint")),
    "things that plants attract": by("attracts", kind("Plant")),
    "things that attract something": to("attracts", Anything()),
    "things that something attracts": by("attracts", Anything()),
    "things that attract (things that repel aphid)": to("attracts", to("repels", thing("aphid"))),
    "things whose colour is “red”": to("colour", Value(Literal("red"))),
    "colours of herbs": by("colour", kind("Herb")),
    "pests of mint": by("hasPest", thing("mint")),
    "things that have the pest aphid": to("hasPest", thing("aphid")),
    "herbs that attract bee": Both((kind("Herb"), to("attracts", thing("bee")))),
    "herbs that attract bee and that repel aphid": Both(
        (to("attracts", thing("bee")), kind("Herb"), to("repels", thing("aphid")))
    ),
    "herbs that do not attract bee": Both((kind("Herb"), Without(Anything(), to("attracts", thing("bee"))))),
    "herbs that are not mint": Without(kind("Herb"), thing("mint")),
    "herbs that attract bee and that are not mint": Both(
        (kind("Herb"), Without(to("attracts", thing("bee")), thing("mint")))
    ),
    "mint or lavender": Either((thing("mint"), thing("lavender"))),
    "(things that attract bee) or (things that repel aphid)": Either(
        (to("attracts", thing("bee")), to("repels", thing("aphid")))
    ),
    "things that attract bee (in claims whose level is field trial)": to(
        "attracts", thing("bee"), where=(to("level", thing("trial")),)
    ),
    "things that attract bee (as claims deny)": to("attracts", thing("bee"), standing="refuted"),
    "things that attract bee (as some claims say and others deny)": to("attracts", thing("bee"), standing="disputed"),
    "things that attract bee (whether claims say so or deny it)": to("attracts", thing("bee"), standing="any"),
    "herbs whose height is above 50": Both((kind("Herb"), Compared(ValueOf((HEIGHT,)), ">", Literal(50)))),
    "herbs that have at least 5 petals": Both((kind("Herb"), Compared(ValueOf((PETALS,)), ">=", Literal(5)))),
    "herbs whose height is below the height of mint": Both(
        (kind("Herb"), Compared(ValueOf((HEIGHT,)), "<", by("height", thing("mint"))))
    ),
    "herbs that attract fewer than 2 insects": Both(
        (kind("Herb"), Compared(NumberOf(ATTRACTS, kind("Insect")), "<", Literal(2)))
    ),
    "insects that exactly 2 herbs attract": Both(
        (kind("Insect"), Compared(NumberOf(ATTRACTS.back(), kind("Herb")), "=", Literal(2)))
    ),
    "the herbs with the highest height": Extreme(kind("Herb"), ValueOf((HEIGHT,))),
    "the herbs with the most petals": Extreme(kind("Herb"), ValueOf((PETALS,))),
    "the 3 herbs that attract the fewest insects": Extreme(
        kind("Herb"), NumberOf(ATTRACTS, kind("Insect")), most=False, count=3
    ),
    "of the herbs that repel aphid, the ones with the lowest height": Extreme(
        Both((kind("Herb"), to("repels", thing("aphid")))), ValueOf((HEIGHT,)), most=False
    ),
    "claims": Claims(),
    "denials": Claims(standing="refuted"),
    "claims and denials": Claims(standing="any"),
    "claims that mint repels aphid": Claims(thing("mint"), (T.repels,), thing("aphid")),
    "claims denying that mint repels aphid": Claims(thing("mint"), (T.repels,), thing("aphid"), "refuted"),
    "claims on whether mint repels aphid": Claims(thing("mint"), (T.repels,), thing("aphid"), "any"),
    "claims that herbs repel something": Claims(kind("Herb"), (T.repels,)),
    "claims that link mint to aphid": Claims(thing("mint"), (), thing("aphid")),
    "claims that link mint and aphid, for or against": Claims(
        thing("mint"), (), thing("aphid"), "any", either_way=True
    ),
    "claims that mint repels aphid whose level is field trial": Claims(
        thing("mint"), (T.repels,), thing("aphid"), where=(to("level", thing("trial")),)
    ),
    "things in which (claims that mint repels something) stand": by("from", Claims(thing("mint"), (T.repels,))),
}

PLANS: dict[str, Plan] = {
    "the number of herbs": Count(kind("Herb")),
    "herbs with their height and colour": Table(kind("Herb"), (HEIGHT, Step((T.colour,)))),
    "for each herb, which insects it attracts": Grouped(kind("Herb"), ATTRACTS, kind("Insect")),
    "for each herb, how many insects it attracts": Grouped(kind("Herb"), ATTRACTS, kind("Insect"), counted=True),
    "for each insect, how many herbs attract it": Grouped(kind("Insect"), ATTRACTS.back(), kind("Herb"), counted=True),
    "the average height of herbs": Total(kind("Herb"), HEIGHT, "avg"),
    "the percentage of plants that are herbs": Share(kind("Plant"), kind("Herb")),
    "the percentage of plants that attract bee": Share(kind("Plant"), to("attracts", thing("bee"))),
    "whether mint attracts bee": Truth(Both((thing("mint"), to("attracts", thing("bee"))))),
    "whether it is not true that mint attracts bee": Truth(
        Both((thing("mint"), to("attracts", thing("bee")))), negated=True
    ),
    "whether mint is a herb": Truth(Both((thing("mint"), kind("Herb")))),
    "whether mint has the colour “green”": Truth(Both((thing("mint"), to("colour", Value(Literal("green")))))),
    "whether there are herbs that attract bee": Truth(Both((kind("Herb"), to("attracts", thing("bee"))))),
    "the definition of mint": Define(G.mint),
    "all that is known about mint": Describe(G.mint),
    "the chains of links from mint to bee, of at most 4 steps": Paths(thing("mint"), thing("bee")),
    "the relation between mint and bee": Paths(thing("mint"), thing("bee"), 1),
    "the comparison of mint and lavender": Compare((G.mint, G.lavender)),
    "the comparison of the height of mint and lavender": Compare((G.mint, G.lavender), (HEIGHT,)),
    "the evidence that mint repels aphid": Evidence(Claims(thing("mint"), (T.repels,), thing("aphid"))),
    "the strongest evidence that mint repels aphid": Evidence(
        Claims(thing("mint"), (T.repels,), thing("aphid")), strongest=True
    ),
    "the figures of claims that mint repels aphid": Quantity(Claims(thing("mint"), (T.repels,), thing("aphid"))),
    "the figures for the dose and rate of claims that mint repels aphid": Quantity(
        Claims(thing("mint"), (T.repels,), thing("aphid")), ("dose", "rate")
    ),
}


@pytest.mark.parametrize(("words", "of"), SETS.items(), ids=list(SETS))
def test_a_set_reads(words: str, of: Set) -> None:
    assert describe(List(of), LABELS.__getitem__, NOUNS.get) == words


@pytest.mark.parametrize(("words", "plan"), PLANS.items(), ids=list(PLANS))
def test_a_plan_reads(words: str, plan: Plan) -> None:
    assert describe(plan, LABELS.__getitem__, NOUNS.get) == words


def test_a_kind_of_which_there_are_several_stands_in_the_plural() -> None:
    plans: list[Plan] = [
        List(by("attracts", thing("mint"))),
        List(to("attracts", thing("mint", below=False))),
        Truth(Both((thing("mint"), to("attracts", thing("bee"))))),
    ]
    assert [describe(plan, LABELS.__getitem__, several=lambda iri: iri == G.mint) for plan in plans] == [
        "things that mints attract",
        "things that attract mints themselves",
        "whether mints attract bee",
    ]


def test_things_are_called_by_the_class_that_a_relation_implies() -> None:
    def implied(step: Step) -> str | None:
        return ("insect" if step.inverse else "plant") if T.attracts in step.relations else None

    plans = [List(to("attracts", thing("bee"))), List(Both((by("attracts", thing("mint")), to("height", Anything()))))]
    assert [describe(plan, LABELS.__getitem__, implied=implied) for plan in plans] == [
        "plants that attract bee",
        "insects that mint attracts and that have a height",
    ]


def test_a_relation_can_be_read_as_a_property_whatever_its_label() -> None:
    plan = List(to("growsIn", thing("sun")))
    assert describe(plan, LABELS.__getitem__, lambda relation: "site") == "things whose site is full sun"


@pytest.mark.parametrize(
    ("noun", "more"),
    [("bee", "bees"), ("daisy", "daisies"), ("day", "days"), ("moss", "mosses"), ("box", "boxes"), ("finch", "finches"),
     ("analysis", "analyses"), ("species", "species"), ("field of clover", "fields of clover"),
     ("evidence", "evidence")],
)  # fmt: skip
def test_a_noun_has_a_plural(noun: str, more: str) -> None:
    assert plural(noun) == more


@pytest.mark.parametrize(
    ("label", "verbs"),
    [
        ("attracts", ("attracts", "attract")),
        ("is part of", ("is part of", "are part of")),
        ("was seen by", ("was seen by", "were seen by")),
        ("has the pest", ("has the pest", "have the pest")),
        ("catches", ("catches", "catch")),
        ("year", None),
        ("mass", None),
    ],
)
def test_a_label_is_a_verb_or_is_not(label: str, verbs: tuple[str, str] | None) -> None:
    assert verb_of(label) == verbs


def test_words_stand_in_a_row() -> None:
    assert [conjoined(list("abc")[:count]) for count in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_no_two_plans_read_alike() -> None:
    read = [describe(List(of), LABELS.__getitem__, NOUNS.get) for of in SETS.values()]
    read += [describe(plan, LABELS.__getitem__, NOUNS.get) for plan in PLANS.values()]
    assert len(set(read)) == len(read)


def test_a_thing_is_called_by_its_label_and_by_nothing_else() -> None:
    assert describe(List(Thing(G.mint)), lambda iri: "<b>“mint”</b>") == "<b>“mint”</b>"
