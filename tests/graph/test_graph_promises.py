"""What the shipped graph promises: its links rest on claims, it fits its shapes, and its hierarchy has no circle."""

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from msgraph import checks

PREFIXES = {
    "ask": "https://w3id.org/msgraph/ask#",
    "mso": "https://w3id.org/msgraph/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


@pytest.fixture(scope="module")
def store(root: Path) -> ox.Store:
    store = ox.Store()
    for file in [*(root / "graph").glob("*.ttl"), *(root / "ontology").glob("*.ttl")]:
        store.bulk_load(path=file, format=ox.RdfFormat.TURTLE)
    return store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(value.value if hasattr(value, "value") else str(value) for value in row) for row in found]


def links(store: ox.Store, polarity: str) -> set[tuple[str, ...]]:
    return set(
        rows(
            store,
            f"SELECT ?s ?p ?o {{ ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; mso:polarity {polarity} }}",
        )
    )


def plain(store: ox.Store) -> set[tuple[str, ...]]:
    return set(rows(store, "SELECT ?s ?p ?o { ?p a mso:Link . ?s ?p ?o }"))


def test_a_plain_triple_stands_for_each_link_that_a_claim_supports_and_for_no_other(store: ox.Store) -> None:
    assert links(store, "mso:supports")
    assert plain(store) == links(store, "mso:supports")


def test_what_is_only_refuted_has_no_plain_triple(store: ox.Store) -> None:
    refuted = links(store, "mso:refutes") - links(store, "mso:supports")
    assert refuted
    assert refuted & plain(store) == set()


@pytest.mark.slow
def test_the_graph_fits_its_shapes_and_the_house_rules(root: Path) -> None:
    assert checks.faults([root / "graph"], graph=[root / "graph", root / "ontology"]) == ()


def test_nothing_stands_above_itself(store: ox.Store) -> None:
    assert rows(store, "SELECT ?thing { ?thing skos:broader+ ?thing }") == []
    assert rows(store, "SELECT ?class { ?class rdfs:subClassOf+ ?class }") == []
    assert rows(store, "SELECT ?property { ?property rdfs:subPropertyOf+ ?property }") == []


def test_a_further_word_belongs_to_a_thing_of_the_graph(store: ox.Store) -> None:
    unknown = """SELECT DISTINCT ?thing { ?thing skos:altLabel|ask:adjective ?word
        FILTER(STRSTARTS(STR(?thing), "https://w3id.org/msgraph/")) FILTER NOT EXISTS { ?thing a ?class } }"""
    assert rows(store, unknown) == []


def test_two_things_of_a_class_share_a_name_only_if_one_stands_above_the_other(store: ox.Store) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    names = """SELECT ?class ?name ?thing {
        ?thing a ?class ; skos:prefLabel|skos:altLabel ?name . ?class rdfs:subClassOf* mso:Entity }"""
    for cls, name, thing in rows(store, names):
        owners[cls, name.casefold()].add(thing)
    above = set(rows(store, "SELECT ?thing ?above { ?thing skos:broader+ ?above }"))
    clashes = [
        (name, one, other)
        for (_, name), things in owners.items()
        for one in things
        for other in things
        if one < other and not {(one, other), (other, one)} & above
    ]
    assert clashes == []


def test_each_figure_belongs_to_one_claim(store: ox.Store) -> None:
    counted = rows(
        store,
        "SELECT ?figure (COUNT(?claim) AS ?n) { ?figure a mso:Figure . ?claim mso:figure ?figure } GROUP BY ?figure",
    )
    assert counted
    assert {count for _, count in counted} == {"1"}
