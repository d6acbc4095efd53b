"""What is read off a graph: declared, or taken from its triples."""

from collections.abc import Callable

import pytest
from rdflib import Literal, Namespace

from msgraph import KnowledgeGraph
from msgraph.ontology import dumps, load, loads, local_name

T = Namespace("https://example.org/workshop/terms#")
EX = Namespace("http://example.org/")


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://example.org/hasPostalCode", "has postal code"),
        ("http://example.org#date_of_birth", "date of birth"),
        ("http://example.org/HTTPServer", "HTTP server"),
        ("http://example.org/a-b/", "a b"),
    ],
)
def test_a_local_name_is_words(iri: str, name: str) -> None:
    assert local_name(iri) == name


def test_a_class_knows_all_above_and_below_it(workshop: KnowledgeGraph) -> None:
    ontology = workshop.ontology
    assert ontology.supers[T.Wax] == {T.Wax, T.Ingredient}
    assert ontology.subs(T.Supply) == {T.Supply, T.Finish, T.Cleaner}
    assert ontology.children(T.Guide) == (T.Handbook, T.Leaflet)


def test_a_relation_has_its_words_domain_range_and_kind(workshop: KnowledgeGraph) -> None:
    lends, weight = workshop.ontology.relations[T.lends], workshop.ontology.relations[T.weight]
    assert (set(lends.domain), set(lends.range), lends.kind, lends.claimed) == ({T.Person}, {T.Tool}, "thing", False)
    assert ("subjectNoun", "lender") in lends.words
    assert (weight.kind, set(weight.pairs)) == ("number", {(T.Tool, None)})


def test_a_union_as_domain_is_its_members(workshop: KnowledgeGraph) -> None:
    assert workshop.ontology.relations[T["of"]].domain == {T.Piece, T.Tool}


def test_claims_are_known_by_the_roles_of_their_properties(workshop: KnowledgeGraph) -> None:
    ontology = workshop.ontology
    assert ontology.claim_classes == {T.Claim}
    claims = ontology.claims
    assert (claims.polarity, claims.source, claims.evidence_level) == (T.polarity, T["from"], T.level)
    assert ontology.claims.qualifiers == (T.beside, T.during, T.surface, T.weather)
    assert [rank for _, rank in ontology.strengths] == [4, 3, 2, 1]
    assert ontology.relations[T.prevents].claimed
    assert ontology.relations[T.weather].about_claims


def test_what_is_not_declared_is_taken_from_the_triples(world: Callable[[str], KnowledgeGraph]) -> None:
    kg = world(
        """@prefix : <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        :ann a :Person ; :worksAt :forge ; :age 40 ; :hiredOn "2020-01-02"^^xsd:date ; :nick "Annie" .
        :forge a :PlaceOfWork ."""
    )
    relations = kg.ontology.relations
    assert {relation.label: relation.kind for relation in relations.values()} == {
        "works at": "thing",
        "age": "number",
        "hired on": "date",
        "nick": "text",
    }
    assert relations[EX.worksAt].pairs == {(EX.Person, EX.PlaceOfWork)}
    assert kg.ontology.label(EX.PlaceOfWork) == "place of work"


def test_how_many_links_a_thing_has_is_counted_on_the_average(world: Callable[[str], KnowledgeGraph]) -> None:
    tools = "@prefix : <http://example.org/> . " + "".join(
        f":t{number} a :Tool ; :colour :c{number % 2} ; :maker :m{number % 3} . " for number in range(30)
    )
    others = ":c0 a :Colour . :c1 a :Colour . :m0 a :Firm . :m1 a :Firm . :m2 a :Firm ."
    crowds = {str(iri)[-6:]: counts for iri, *counts in world(tools + others).ontology.claims.crowds}
    assert crowds == {"colour": [15, 1], "/maker": [10, 1]}


def test_an_ontology_survives_being_written_down(workshop: KnowledgeGraph) -> None:
    ontology = load(workshop.store)
    assert loads(dumps(ontology)) == ontology


def test_the_ends_of_claims_are_told_by_relation_and_are_no_relations_to_ask_for(
    world: Callable[[str], KnowledgeGraph],
) -> None:
    kg = world(
        """@prefix : <http://example.org/> . @prefix ask: <https://w3id.org/msgraph/ask#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        :lends a owl:ObjectProperty ; rdfs:label "lends" . :says a owl:DatatypeProperty ; rdfs:label "says" .
        :has rdfs:label "has" . :whoHas ask:subjectOf :has .
        :ann :lends :saw ; :has :saw ; :says "good" .
        :c1 rdf:subject :ann ; rdf:predicate :lends ; rdf:object :saw .
        :c2 rdf:subject :ann ; rdf:predicate :says ; rdf:object "good" .
        :c3 rdf:subject :ann ; rdf:predicate :has ; rdf:object :saw ."""
    )
    terms, ends = (
        kg.ontology.claims,
        {(relation, EX[f"{relation[len(EX) :]}-object"]) for relation in (EX.has, EX.lends, EX.says)},
    )
    assert set(terms.subjects) == {(EX.has, EX.whoHas), (EX.lends, EX["lends-subject"]), (EX.says, EX["says-subject"])}
    assert set(terms.objects) == ends
    found = kg.store.select("SELECT ?p ?o { GRAPH <https://w3id.org/msgraph/derived> { ?c ?p ?o } }").rows
    assert (EX.whoHas, EX.ann) in found
    assert (EX["lends-object"], EX.saw) in found
    assert (EX["says-object"], Literal("good")) in found
    assert set(kg.ontology.relations) >= {EX.lends, EX.says, EX.has}
    assert not set(kg.ontology.relations) & {term for _, term in (*terms.subjects, *terms.objects)}
