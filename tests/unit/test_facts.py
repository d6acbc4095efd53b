"""Names, claims, sources and figures, fetched from a store and kept."""

from typing import Any

import pytest
from rdflib import SKOS, Literal, URIRef

from msgraph import lookups
from msgraph.engine import KnowledgeGraph
from msgraph.facts import Cell, Facts, Figure, Source, claims_table, narrowed
from msgraph.plan import Step
from tests.passing import Counting
from tests.unit.garden import G, T

F = URIRef("http://example.org/f")


@pytest.fixture
def counting(garden: KnowledgeGraph) -> Counting:
    return Counting(garden.store)


@pytest.fixture
def facts(garden: KnowledgeGraph, counting: Counting) -> Facts:
    return Facts(counting, garden.ontology)


def test_a_claim_has_all_that_it_says(facts: Facts) -> None:
    (claim,) = facts.claims([G.c6])
    assert (claim.subject.label, claim.predicate.label, claim.object.label) == ("lavender", "repels", "moth")
    assert (claim.supports, claim.strength, claim.statement) == (True, 2, "Moths kept away from lavender in spring.")
    assert claim.level == Cell(G.trial, "field trial", cls=SKOS.Concept)
    assert claim.source == Source(G.survey, "Meadow survey", "Meadow survey", "book", (("year", 2010),))
    assert claim.qualifiers == (("season", (Cell(G.spring, "spring", cls=SKOS.Concept),)),)


def test_claims_come_the_strongest_first_and_then_the_newest(facts: Facts) -> None:
    found = facts.claims([G.c2, G.c4, G.c9, G.c1, G.c7])
    assert [str(claim.iri).removeprefix(G) for claim in found] == ["c1", "c7", "c9", "c2", "c4"]


def test_what_was_fetched_is_not_fetched_again(facts: Facts, counting: Counting) -> None:
    facts.claims([G.c1, G.c3])
    asked = counting.asked
    facts.claims([G.c3, G.c1])
    facts.label(G.mint)
    assert counting.asked == asked


def test_claims_are_fetched_in_three_requests_and_names_that_are_expected_with_others(
    facts: Facts, counting: Counting
) -> None:
    facts.claims(G[f"c{number}"] for number in range(1, 12))
    assert counting.asked == 3
    facts.expected = lambda: [T.Herb]
    facts.named([T.Plant])
    facts.named([T.Herb])
    assert counting.asked == 4


def test_one_request_tells_of_nearly_all_relations_that_they_do_not_include_each_other(
    facts: Facts, counting: Counting
) -> None:
    steps = [Step((iri,), inverse=inverse) for iri in facts.ontology.relations for inverse in (False, True)
             if not facts.ontology.relations[iri].claimed]  # fmt: skip
    by_one = {(wide, narrow) for wide in steps for narrow in steps if facts.includes(wide, narrow)}
    few = counting.asked
    alone = {
        (wide, narrow) for wide in steps for narrow in steps if not counting.ask(lookups.beyond(narrow, wide).text)
    }
    assert by_one == alone
    assert few < 3 * len(steps) < len(steps) ** 2


def test_a_name_is_found_for_anything(facts: Facts) -> None:
    assert [facts.label(iri) for iri in (G.mint, T.repels, T.Plant, G.trial, G.redAdmiral)] == [
        "mint",
        "repels",
        "plant",
        "field trial",
        "red admiral",
    ]
    assert facts.cell(Literal(5)) == Cell(None, "5", "5", "http://www.w3.org/2001/XMLSchema#integer")
    assert facts.cell(None) is None


def test_a_thing_is_of_its_most_specific_class(facts: Facts) -> None:
    assert facts.named([G.mint])[G.mint].cls == T.Herb


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure(F, "height_gain", "3.50", unit="cm", at="2 weeks"), "height gain 3.5 cm at 2 weeks"),
        (Figure(F, "share", "40", "30", "50", "%"), "share 40% (30 to 50)"),
        (Figure(F, "age", None, "18", "50", "years"), "age 18 to 50 years"),
        (Figure(F, "p", "0.001", None, "0.001"), "p ≤ 0.001"),
        (Figure(F, "dose", "2", "2", None, "grams"), "dose ≥ 2 grams"),
        (Figure(F, "dose", None, None, "5"), "dose at most 5"),
        (Figure(F, "dose", None, "5", None), "dose at least 5"),
        (Figure(F, "n", "12", unit="pots", arm="shade"), "n = 12 pots (shade)"),
        (Figure(F, "height", "4", at="before, over 2 years"), "height 4 before, over 2 years"),
        (Figure(F, "severity", text="severity=mild"), "severity mild"),
        (Figure(F, "count", "1200000"), "count 1,200,000"),
    ],
)
def test_a_figure_is_put_in_words(figure: Figure, said: str) -> None:
    assert figure.said == said


def test_a_long_source_is_cited_in_short() -> None:
    assert Source(F, "A" * 80).cited == "A" * 59 + "…"


def test_a_literal_cell_gives_its_literal_back(facts: Facts) -> None:
    for literal in (
        Literal(5),
        Literal("a"),
        Literal("4.5", datatype=URIRef("http://www.w3.org/2001/XMLSchema#decimal")),
    ):
        cell = facts.cell(literal)
        assert cell is not None
        assert cell.literal == literal


NARROWED: list[tuple[str, dict[str, Any]]] = [
    ("1 2 3 4 5 6 7 8 9 10 11", {}),
    ("1 3 6 7 10", {"levels": ["field trial"]}),
    ("1 3 6 7 9 10", {"since": 2000}),
    ("4 7", {"supports": False}),
    ("1 6", {"where": {"season": ["spring", "autumn"]}, "levels": ["field trial"], "since": 2010, "supports": True}),
    ("", {"where": {"nothing": ["spring"]}}),
]


@pytest.mark.parametrize(("numbers", "choice"), NARROWED, ids=[str(choice) for _, choice in NARROWED])
def test_claims_are_narrowed_by_what_is_known_of_them(
    garden: KnowledgeGraph, numbers: str, choice: dict[str, Any]
) -> None:
    every = garden.facts.claims(G[f"c{number}"] for number in range(1, 12))
    assert {claim.iri for claim in narrowed(every, **choice)} == {G[f"c{number}"] for number in numbers.split()}


def test_a_table_of_claims_has_a_column_for_each_qualifier_and_field(garden: KnowledgeGraph) -> None:
    table = claims_table(garden.facts.claims([G.c3, G.c6]))
    assert table.columns == (
        *("claim", "claimLabel", "subject", "subjectLabel", "relation", "relationLabel", "object", "objectLabel"),
        *("polarity", "evidence_level", "season", "figures", "source", "sourceLabel", "year", "links"),
    )
    assert [str(row[table.columns.index("figures")]) for row in table.rows] == ["reduction 40% (30 to 50)", "None"]
