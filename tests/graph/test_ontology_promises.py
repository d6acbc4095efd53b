"""What the shipped ontology promises: it is consistent, and everything in it can be asked about."""

from collections import defaultdict
from pathlib import Path

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

ASK = Namespace("https://w3id.org/msgraph/ask#")
MSO = Namespace("https://w3id.org/msgraph/ontology#")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
AXIOMS = {
    *(RDF.type, RDF.first, RDF.rest, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range),
    *(OWL.inverseOf, OWL.disjointWith, OWL.members, OWL.unionOf, OWL.equivalentClass, OWL.imports),
}


@pytest.fixture(scope="module")
def ontology(root: Path) -> Graph:
    graph = Graph()
    for name in ("ask", "msgraph", "alignments"):
        graph.parse(root / "ontology" / f"{name}.ttl")
    return graph


@pytest.fixture(scope="module")
def abstract(root: Path, ontology: Graph) -> Graph:
    """The axioms, with one thing for all of the graph that are of the same class.

    What contradicts itself among the things of the graph does so among these too, because each link of the one is a
    link of the other; a reasoner takes minutes for the one and a second for the other.
    """
    told = Graph()
    for file in (root / "graph").glob("*.ttl"):
        if file.name != "mappings.ttl":
            told.parse(file)
    classes = {thing: cls for thing, cls in told.subject_objects(RDF.type) if isinstance(cls, URIRef)}
    relations = {RDF.type, *ontology.subjects(RDF.type, OWL.ObjectProperty)}
    graph = Graph()
    for triple in ontology:
        if triple[1] in AXIOMS:
            graph.add(triple)
    for thing, property_, value in told:
        if property_ in relations:
            graph.add((one_for(classes, thing), property_, one_for(classes, value)))
    return graph


def one_for(classes: dict[Node, URIRef], thing: Node) -> URIRef:
    if thing in classes:
        return URIRef(f"urn:one:{classes[thing].rpartition('#')[2]}")
    assert isinstance(thing, URIRef)
    return thing


def contradictions(graph: Graph) -> list[str]:
    closed = Graph()
    for triple in graph:
        closed.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closed)
    return sorted(str(message) for message in closed.objects(None, ERROR))


def test_ontology_and_graph_do_not_contradict_each_other(abstract: Graph) -> None:
    assert contradictions(abstract) == []


@pytest.mark.parametrize(
    ("thing", "property_", "value"),
    [
        pytest.param("urn:one:Drug", RDF.type, MSO.Disease, id="a drug that is a disease"),
        pytest.param(
            "urn:one:Disease", MSO.actsThrough, URIRef("urn:one:Mechanism"), id="a disease that acts as a therapy"
        ),
        pytest.param("urn:one:Drug", MSO.hasRisk, URIRef("urn:one:Tissue"), id="a tissue as a risk"),
        pytest.param(MSO.Cytokine, RDFS.subClassOf, MSO.Tissue, id="a class below two that exclude each other"),
    ],
)
def test_the_reasoner_finds_a_contradiction(abstract: Graph, thing: str, property_: URIRef, value: URIRef) -> None:
    wrong = Graph()
    for triple in abstract:
        wrong.add(triple)
    wrong.add((URIRef(thing), property_, value))
    assert contradictions(wrong) != []


def askable(ontology: Graph) -> list[URIRef]:
    """The relations that people ask by: no inverse of another one, no part of a figure."""
    inverse = set(ontology.subjects(OWL.inverseOf))
    quiet = {
        MSO[name] for name in ("measure", "value", "low", "high", "unit", "at", "arm", "armText", "text", "controlWord")
    }
    return sorted(
        property_
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for property_ in ontology.subjects(RDF.type, kind)
        if isinstance(property_, URIRef) and property_ in MSO and property_ not in inverse | quiet
    )


def test_every_relation_has_words(ontology: Graph) -> None:
    words = (ASK.verb, ASK.inverseVerb, ASK.objectNoun, ASK.subjectNoun, ASK.eventNoun, ASK.preposition)
    silent = [
        property_ for property_ in askable(ontology) if not any((property_, word, None) in ontology for word in words)
    ]
    assert len(askable(ontology)) > 40
    assert silent == []


def test_every_relation_has_a_label_a_definition_a_domain_and_a_range(ontology: Graph) -> None:
    parts = (RDFS.label, SKOS.definition, RDFS.domain, RDFS.range)
    lacking = [
        (str(one), str(part)) for one in askable(ontology) for part in parts if (one, part, None) not in ontology
    ]
    assert lacking == []


def test_every_link_has_an_inverse_or_is_its_own(ontology: Graph) -> None:
    links = set(ontology.subjects(RDF.type, MSO.Link))
    symmetric = set(ontology.subjects(RDF.type, OWL.SymmetricProperty))
    assert len(links) == 26
    assert links - set(ontology.objects(None, OWL.inverseOf)) - symmetric == set()


def test_every_class_has_a_label_and_a_definition(ontology: Graph) -> None:
    classes = [cls for cls in ontology.subjects(RDF.type, OWL.Class) if isinstance(cls, URIRef) and cls in MSO]
    assert len(classes) > 30
    assert [
        str(cls) for cls in classes for part in (RDFS.label, SKOS.definition) if (cls, part, None) not in ontology
    ] == []


def test_two_classes_share_a_name_only_if_one_is_below_the_other(ontology: Graph) -> None:
    owners: dict[str, set[URIRef]] = defaultdict(set)
    for name in (RDFS.label, SKOS.altLabel):
        for cls, word in ontology.subject_objects(name):
            if isinstance(cls, URIRef) and (cls, RDF.type, OWL.Class) in ontology:
                owners[str(word).casefold()].add(cls)
    clashes = [
        (word, str(one), str(other))
        for word, classes in owners.items()
        for one in classes
        for other in classes
        if one < other
        and other not in ontology.transitive_objects(one, RDFS.subClassOf)
        and one not in ontology.transitive_objects(other, RDFS.subClassOf)
    ]
    assert clashes == []


def test_no_word_stands_twice_for_a_relation(ontology: Graph) -> None:
    """In Turtle a triple that is repeated is one, so that only different spellings of one word could clash."""
    for word in (ASK.verb, ASK.inverseVerb, ASK.objectNoun, ASK.subjectNoun, ASK.eventNoun):
        for property_ in set(ontology.subjects(word)):
            values = [str(value).casefold() for value in ontology.objects(property_, word)]
            assert len(values) == len(set(values)), (property_, word)


def test_the_evidence_levels_are_ordered_and_each_stands_in_the_scheme(ontology: Graph) -> None:
    levels = set(ontology.subjects(RDF.type, MSO.EvidenceLevel))
    assert {level for level in levels if (level, SKOS.inScheme, MSO.EvidenceScheme) in ontology} == levels
    ranked = sorted(((int(str(rank)), level) for level, rank in ontology.subject_objects(ASK.strength)), reverse=True)
    assert [level for _, level in ranked] == [
        MSO[name]
        for name in (
            "meta_analysis",
            "randomised_trial",
            "nonrandomised_trial",
            "observational_cohort",
            "case_report",
            "animal_in_vivo",
            "in_vitro",
            "review",
        )
    ]


def test_what_shapes_say_of_the_ends_of_links_is_what_the_ontology_says(root: Path, ontology: Graph) -> None:
    """The two are written down twice, for reasoners and for SHACL; they may not drift apart."""
    sh = Namespace("http://www.w3.org/ns/shacl#")
    shapes = Graph().parse(root / "ontology" / "shapes.ttl")

    def declared(link: URIRef, side: URIRef) -> set[object]:
        cls = ontology.value(link, side)
        members = ontology.value(cls, OWL.unionOf)
        return set(Collection(ontology, members)) if members else {cls}

    def shaped(node: Node | None) -> set[object]:
        either = shapes.value(node, sh["or"])
        if either is None:
            return {shapes.value(node, sh["class"])}
        return {shapes.value(one, sh["class"]) for one in Collection(shapes, either)}

    for link in ontology.subjects(RDF.type, MSO.Link):
        (shape,) = shapes.subjects(sh.targetSubjectsOf, link)
        assert isinstance(link, URIRef)
        assert shaped(shape) == declared(link, RDFS.domain), link
        assert shaped(shapes.value(shape, sh.property)) == declared(link, RDFS.range), link
