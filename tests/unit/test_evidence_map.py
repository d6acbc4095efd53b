"""Where the evidence lies."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from msgraph import KnowledgeGraph
from msgraph.errors import NoClaims, UnknownName
from msgraph.evidence_map import EvidenceMap
from tests.unit.garden import G


def crossed(found: EvidenceMap) -> dict[tuple[str, str], str]:
    return {(crossing.row.label, crossing.column.label): crossing.said for crossing in found.crossings}


def test_each_pair_tells_its_claims_by_relation(garden: KnowledgeGraph) -> None:
    found = garden.evidence_map("plant", "insect")
    assert crossed(found) == {
        ("mint", "bee"): "attracts: 1 for; field trial",
        ("mint", "aphid"): "repels: 1 for, 1 against; field trial",
        ("peppermint", "bumblebee"): "attracts: 1 for; sighting",
        ("lavender", "bee"): "attracts: 1 for; sighting",
        ("lavender", "moth"): "repels: 1 for; field trial",
        ("nettle", "moth"): "repels: 1 against; field trial",
        ("rose", "aphid"): "has the pest: 1 for; sighting",
    }
    assert [cell.label for cell in found.rows] == ["mint", "lavender", "nettle", "peppermint", "rose"]
    assert (found.claims, found.complete) == (8, True)


def test_kinds_are_counted_with_what_they_are_kinds_of(garden: KnowledgeGraph) -> None:
    found = garden.evidence_map("plant", "insect", depth=0)
    assert crossed(found)["mint", "bee"] == "attracts: 2 for; field trial"
    assert "peppermint" not in {row for row, _ in crossed(found)}


def test_disagreements_and_gaps(garden: KnowledgeGraph) -> None:
    found = garden.evidence_map("plant", "insect", depth=0)
    assert [(c.row.label, c.column.label, c.standing) for c in found.disagreements] == [("mint", "aphid", "disputed")]
    gaps = [(row.label, column.label) for row, column in found.gaps()]
    assert gaps[0] == ("mint", "moth")
    assert len(gaps) == len(found.rows) * len(found.columns) - len(found.crossings)
    assert len(found.gaps_table().rows) == len(gaps)
    (row,) = found.disagreements_table().rows
    assert [str(node) for node in row if node is not None and not isinstance(node, URIRef)] == [
        *("mint", "repels", "aphid", "1", "1", "field trial", "sighting")
    ]


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({"relations": ["repels"]}, {("mint", "aphid"), ("lavender", "moth"), ("nettle", "moth")}),
        ({"levels": ["sighting"], "relations": ["attracts"]}, {("peppermint", "bumblebee"), ("lavender", "bee")}),
    ],
    ids=["one relation", "one level of it"],
)
def test_only_some_claims(garden: KnowledgeGraph, narrowed: dict[str, list[str]], left: set[tuple[str, str]]) -> None:
    found = garden.evidence_map("plant", "insect", **narrowed)  # type: ignore[arg-type]
    assert set(crossed(found)) == left


def test_what_claims_hold_for_can_stand_in_the_columns(garden: KnowledgeGraph) -> None:
    found = garden.evidence_map("plant", "season")
    assert set(crossed(found)) == {("mint", "spring"), ("lavender", "spring")}


def test_what_goes_best_together_is_offered_first(garden: KnowledgeGraph) -> None:
    axes = garden.axes
    assert [cells[0][0].label for cells in (axes.rows, axes.columns)] == ["plant", "insect"]
    assert ("season", 2) in [(cell.label, number) for cell, number in axes.columns]
    assert garden.evidence_map() == garden.evidence_map("plants", "insects")


def test_the_table_has_a_row_for_each_pair(garden: KnowledgeGraph) -> None:
    found = garden.evidence_map("plant", "insect")
    table = found.to_table()
    assert table.columns[:6] == ("plant", "plantLabel", "insect", "insectLabel", "standing", "for")
    assert (G.mint, Literal("mint"), G.aphid, Literal("aphid"), Literal("disputed"), Literal(1), Literal(1)) in [
        row[:7] for row in table.rows
    ]
    assert len(found.to_json()["crossings"]) == len(table.rows)


@pytest.mark.parametrize("wrong", [{"rows": "wugs"}, {"relations": ["wug"]}, {"levels": ["wug"]}], ids=str)
def test_an_unknown_kind_is_named(garden: KnowledgeGraph, wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownName, match="called “wug"):
        garden.evidence_map(**wrong)  # type: ignore[arg-type]


def test_a_graph_without_claims_has_no_map(root: Path) -> None:
    with KnowledgeGraph.open(root / "tests" / "worlds" / "railways.ttl") as kg, pytest.raises(NoClaims):
        kg.evidence_map()


def test_derived_relations_are_mapped_when_they_are_asked_for(kg: KnowledgeGraph) -> None:
    made = [cell.label for cell, _ in kg.axes.relations]
    assert "improves" in made
    every, better = kg.evidence_map(depth=1), kg.evidence_map(depth=1, relations=["improves"])
    assert {relation.label for crossing in better.crossings for relation, _ in crossing.relations} == {"improves"}
    assert "improves" not in {relation.label for crossing in every.crossings for relation, _ in crossing.relations}


def test_a_thing_with_a_name_that_others_have_keeps_its_own_row(world: Callable[[str], KnowledgeGraph]) -> None:
    turtle = """
    @prefix : <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    :eats a owl:ObjectProperty ; rdfs:label "eats" . :Bird a owl:Class ; rdfs:label "bird" .
    :Seed a owl:Class ; rdfs:label "seed" .
    :a a :Bird ; rdfs:label "finch" . :b a :Bird ; rdfs:label "finch" . :s a :Seed ; rdfs:label "grain" .
    :c1 a rdf:Statement ; rdf:subject :a ; rdf:predicate :eats ; rdf:object :s .
    :c2 a rdf:Statement ; rdf:subject :b ; rdf:predicate :eats ; rdf:object :s .
    """
    with world(turtle) as kg:
        assert [str(cell.iri) for cell in kg.evidence_map("bird", "seed").rows] == [
            "http://example.org/a",
            "http://example.org/b",
        ]
