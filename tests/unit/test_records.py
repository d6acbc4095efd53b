"""Studies, sources and other things of a class as tables."""

from collections.abc import Callable, Iterator

import pytest
from rdflib import Literal, Namespace, URIRef

from msgraph import KnowledgeGraph
from msgraph.errors import UnknownName
from msgraph.records import Records
from tests.unit.garden import G

EX = Namespace("http://example.org/")

DIGS = """
@prefix : <http://example.org/> .
@prefix ask: <https://w3id.org/msgraph/ask#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Dig a owl:Class , ask:Study ; rdfs:label "dig" . :Rescue a owl:Class ; rdfs:label "rescue dig" ; rdfs:subClassOf :Dig .
:Report a owl:Class ; rdfs:label "report" . :Period a owl:Class ; rdfs:label "period" .
:Place a owl:Class ; rdfs:label "place" .
:Claim rdfs:subClassOf rdf:Statement . :saidBy rdfs:subPropertyOf ask:source ; rdfs:label "was told by" .
:stance rdfs:subPropertyOf ask:polarity . :yes a ask:Supporting . :no a ask:Refuting .
:season rdfs:subPropertyOf ask:stage ; rdfs:label "season" .
:workers a owl:DatatypeProperty ; rdfs:label "workers" ; rdfs:range xsd:integer .
:begun a owl:DatatypeProperty ; rdfs:label "begun" ; rdfs:range xsd:date .
:inhabitedIn a owl:ObjectProperty ; rdfs:label "was inhabited in" . :soil a owl:DatatypeProperty ; rdfs:label "soil" .
:hill a :Dig ; rdfs:label "Hill dig" ; :season "second" ; :workers 12 ; :soil "clay" ; :begun "1987-05-01"^^xsd:date ;
    rdfs:seeAlso <https://example.org/hill> .
:ford a :Rescue ; rdfs:label "Ford dig" ; :season "first" ; :workers 4 ; :soil "clay" ; :saidBy :note .
:lake a :Dig ; rdfs:label "Lake dig" ; :soil "peat" .
:note a :Report ; rdfs:label "Note 1999" ; dcterms:title "A note on the ford" ; :year 1999 .
:iron a :Period ; rdfs:label "iron age" . :camp a :Place ; rdfs:label "camp" ; :inhabitedIn :iron .
:c1 a :Claim ; rdf:subject :camp ; rdf:predicate :inhabitedIn ; rdf:object :iron ; :stance :yes ; :saidBy :note .
:c2 a :Claim ; rdf:subject :camp ; rdf:predicate :inhabitedIn ; rdf:object :iron ; :stance :no ; :saidBy :hill .
"""


@pytest.fixture(scope="module")
def digs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    file = tmp_path_factory.mktemp("digs") / "digs.ttl"
    file.write_text(DIGS, encoding="utf-8")
    with KnowledgeGraph.open(file) as kg:
        yield kg


def names(found: Records) -> list[str]:
    return [row.thing.label for row in found.rows]


def test_the_newest_come_first_by_their_own_year_or_that_of_their_source(digs: KnowledgeGraph) -> None:
    found = digs.records("dig")
    assert [(row.thing.label, row.year, row.stage) for row in found.rows] == [
        ("Ford dig", 1999, "first"),
        ("Hill dig", 1987, "second"),
        ("Lake dig", None, ""),
    ]
    assert (found.size, found.years) == (EX.workers, (1987, 1999))


def test_a_record_has_the_claims_of_its_sources_and_its_own(digs: KnowledgeGraph) -> None:
    ford, hill, lake = digs.records("digs").rows
    assert (ford.balance.supporting, hill.balance.refuting, lake.balance.number) == ((EX.c1,), (EX.c2,), 0)
    assert hill.links == (URIRef("https://example.org/hill"),)


def test_what_the_graph_keeps_records_of(digs: KnowledgeGraph, garden: KnowledgeGraph) -> None:
    assert [cell.label for cell in garden.record_kinds] == ["book"]
    assert "dig" in [cell.label for cell in digs.record_kinds]


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({"words": "clay DIG"}, ["Ford dig", "Hill dig"]),
        ({"words": "wug"}, []),
        ({"where": {EX.soil: ["clay"], EX.season: ["First"]}}, ["Ford dig"]),
        ({"where": {EX.soil: []}}, ["Ford dig", "Hill dig", "Lake dig"]),
        ({"kinds": ["rescue dig"]}, ["Ford dig"]),
        ({"since": 1990}, ["Ford dig"]),
        ({"until": 1990}, ["Hill dig"]),
    ],
    ids=["words", "words that nobody has", "values", "no value", "kind", "since", "until"],
)
def test_records_are_narrowed(digs: KnowledgeGraph, narrowed: dict[str, object], left: list[str]) -> None:
    assert names(digs.records("dig").matching(**narrowed)) == left  # type: ignore[arg-type]


def test_few_values_can_be_chosen_from(digs: KnowledgeGraph) -> None:
    assert {column.label: values for column, values in digs.records("dig").choices} == {
        "season": ("first", "second"),
        "soil": ("clay", "peat"),
        "workers": ("12", "4"),
    }


def test_a_title_that_is_no_name_is_told(digs: KnowledgeGraph) -> None:
    (note,) = digs.records("report").rows
    assert (note.thing.label, note.year, note.balance.supporting) == ("Note 1999", 1999, (EX.c1,))


def test_the_table_holds_every_property(garden: KnowledgeGraph) -> None:
    found = garden.records("book")
    table = found.to_table()
    assert table.columns == ("book", "bookLabel", "year", "claims_for", "claims_against", "links")
    assert table.rows[0][:5] == (G.survey, Literal("Meadow survey"), Literal(2010), Literal(5), Literal(1))
    assert len(found.to_json()["records"]) == len(table.rows) == 2


def test_unknown_names_are_told(digs: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="“wugs”"):
        digs.records("wugs")
    with pytest.raises(UnknownName, match="“sole”; did you mean “soil”"):
        digs.records("dig").column("sole")


def test_a_class_that_nothing_is_of_has_no_records(world: Callable[[str], KnowledgeGraph]) -> None:
    with world(
        "@prefix : <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        '@prefix owl: <http://www.w3.org/2002/07/owl#> . :Wug a owl:Class ; rdfs:label "wug" . :ann :lends :saw .'
    ) as kg:
        assert len(kg.records("wug")) == 0
        assert kg.record_kinds == ()
