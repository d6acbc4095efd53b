"""What is read off a graph: declared, or taken from its triples."""

from collections.abc import Callable

import pytest
from rdflib import Namespace

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
    assert ontology.claims.qualifiers == (T.during, T.surface, T.weather)
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


def test_an_ontology_survives_being_written_down(workshop: KnowledgeGraph) -> None:
    ontology = load(workshop.store)
    assert loads(dumps(ontology)) == ontology


def test_what_leads_to_claims_is_derived_and_is_no_relation_to_ask_for(world: Callable[[str], KnowledgeGraph]) -> None:
    kg = world(
        """@prefix : <http://example.org/> . @prefix ask: <https://w3id.org/msgraph/ask#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        :lends a owl:ObjectProperty ; rdfs:label "lends" . :says a owl:DatatypeProperty ; rdfs:label "says" .
        :has rdfs:label "has" . :toClaims ask:claimsOf :has .
        :ann :lends :saw ; :has :saw ; :says "good" .
        :c1 rdf:subject :ann ; rdf:predicate :lends ; rdf:object :saw .
        :c2 rdf:subject :ann ; rdf:predicate :says ; rdf:object "good" .
        :c3 rdf:subject :ann ; rdf:predicate :has ; rdf:object :saw ."""
    )
    terms = kg.ontology.claims
    of_lending, on_lending, of_saying = EX["lends-claim"], EX["lends-claim-on"], EX["says-claim"]
    assert terms.claims_of == ((EX.has, EX.toClaims), (EX.lends, of_lending), (EX.says, of_saying))
    assert terms.claims_on == ((EX.has, EX["has-claim-on"]), (EX.lends, on_lending))  # what is said is a text
    assert kg.store.ask(f"ASK {{ {EX.ann.n3()} {of_lending.n3()} {EX.c1.n3()} . {EX.saw.n3()} {on_lending.n3()} ?c }}")
    assert kg.store.ask(f"ASK {{ {EX.ann.n3()} {EX.toClaims.n3()} {EX.c3.n3()} }}")
    assert set(kg.ontology.relations) >= {EX.lends, EX.says, EX.has}
    assert not set(kg.ontology.relations) & {of_lending, on_lending, of_saying, EX.toClaims}
