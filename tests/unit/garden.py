"""A small invented world that several tests ask: plants, the insects that they attract and repel, and who says so."""

from rdflib import Namespace

from msgraph.plan import Kind, Linked, Set, Step, Thing

G = Namespace("http://example.org/garden/")
T = Namespace("http://example.org/garden/terms#")

TURTLE = """
@prefix : <http://example.org/garden/> .
@prefix t: <http://example.org/garden/terms#> .
@prefix ask: <https://w3id.org/msgraph/ask#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

t:Plant a owl:Class ; rdfs:label "plant" .
t:Herb a owl:Class ; rdfs:label "herb" ; rdfs:subClassOf t:Plant .
t:Insect a owl:Class ; rdfs:label "insect" .
t:Place a owl:Class ; rdfs:label "place" .
t:Book a owl:Class ; rdfs:label "book" .
t:Claim a owl:Class ; rdfs:label "claim" ; rdfs:subClassOf rdf:Statement .
t:attracts a owl:ObjectProperty ; rdfs:label "attracts" ; rdfs:domain t:Plant ; rdfs:range t:Insect .
t:repels a owl:ObjectProperty ; rdfs:label "repels" ; rdfs:domain t:Plant ; rdfs:range t:Insect .
t:eats a owl:ObjectProperty ; rdfs:label "eats" ; rdfs:domain t:Insect ; rdfs:range t:Plant .
t:hasPest a owl:ObjectProperty ; rdfs:label "has the pest" ; rdfs:domain t:Plant ; rdfs:range t:Insect .
t:protects a owl:ObjectProperty ; rdfs:label "protects" .
t:growsIn a owl:ObjectProperty ; rdfs:label "grows in" ; rdfs:range t:Place .
t:height a owl:DatatypeProperty ; rdfs:label "height" ; rdfs:domain t:Plant ; rdfs:range xsd:integer .
t:colour a owl:DatatypeProperty ; rdfs:label "colour" ; rdfs:domain t:Plant .
t:year a owl:DatatypeProperty ; rdfs:label "year" ; rdfs:domain t:Book ; rdfs:range xsd:integer .

t:polarity rdfs:subPropertyOf ask:polarity ; a owl:ObjectProperty .
t:level rdfs:subPropertyOf ask:evidenceLevel ; a owl:ObjectProperty ; rdfs:label "level" .
t:season rdfs:subPropertyOf ask:qualifier ; a owl:ObjectProperty ; rdfs:label "season" .
t:said rdfs:subPropertyOf ask:statement ; a owl:DatatypeProperty .
t:from rdfs:subPropertyOf ask:source ; a owl:ObjectProperty ; rdfs:label "stands in" ; rdfs:range t:Book .
t:figure rdfs:subPropertyOf ask:figure ; a owl:ObjectProperty .
t:measure rdfs:subPropertyOf ask:measure . t:value rdfs:subPropertyOf ask:value .
t:low rdfs:subPropertyOf ask:low . t:high rdfs:subPropertyOf ask:high . t:unit rdfs:subPropertyOf ask:unitText .
:yes a ask:Supporting . :no a ask:Refuting .
:trial a skos:Concept ; skos:prefLabel "field trial" ; ask:strength 2 .
:sight a skos:Concept ; skos:prefLabel "sighting" ; ask:strength 1 .

:mint a t:Herb ; rdfs:label "mint" ; skos:altLabel "garden mint" ; skos:definition "A herb that smells fresh." ;
    t:height 40 ; t:colour "Green" ; t:growsIn :shade ; t:attracts :bee ; t:repels :aphid .
:peppermint a t:Herb ; rdfs:label "peppermint" ; skos:broader :mint ; t:height 60 ; t:attracts :bumblebee .
:lavender a t:Herb ; rdfs:label "lavender" ; t:height 60 ; t:colour "purple" ; t:growsIn :sun ;
    t:attracts :bee ; t:repels :moth .
:rose a t:Plant ; rdfs:label "rose" ; t:height 150 ; t:colour "red" ; t:growsIn :sun ; t:hasPest :aphid .
:nettle a t:Plant ; rdfs:label "nettle" ; t:colour "green" ; t:growsIn :shade .
:bee a t:Insect ; rdfs:label "bee" .
:bumblebee a t:Insect ; rdfs:label "bumblebee" ; skos:broader :bee .
:aphid a t:Insect ; rdfs:label "aphid" ; t:eats :rose .
:moth a t:Insect ; rdfs:label "moth" ; t:eats :rose , :nettle .
:shade a t:Place ; rdfs:label "shade" .
:sun a t:Place ; rdfs:label "full sun" .
:spring a skos:Concept ; skos:prefLabel "spring" .
:almanac a t:Book ; rdfs:label "Garden almanac" ; t:year 1999 .
:survey a t:Book ; rdfs:label "Meadow survey" ; t:year 2010 .

:c1 a t:Claim ; rdf:subject :mint ; rdf:predicate t:attracts ; rdf:object :bee ; t:polarity :yes ; t:level :trial ;
    t:season :spring ; t:from :survey ; t:said "Bees came to mint more often than to grass." .
:c2 a t:Claim ; rdf:subject :peppermint ; rdf:predicate t:attracts ; rdf:object :bumblebee ; t:polarity :yes ;
    t:level :sight ; t:from :almanac ; t:said "Bumblebees were seen on peppermint." .
:c3 a t:Claim ; rdf:subject :mint ; rdf:predicate t:repels ; rdf:object :aphid ; t:polarity :yes ; t:level :trial ;
    t:from :survey ; t:said "Beds with mint had fewer aphids." ; t:figure :f1 .
:c4 a t:Claim ; rdf:subject :mint ; rdf:predicate t:repels ; rdf:object :aphid ; t:polarity :no ; t:level :sight ;
    t:from :almanac ; t:said "Aphids sat on mint as on anything." .
:c5 a t:Claim ; rdf:subject :lavender ; rdf:predicate t:attracts ; rdf:object :bee ; t:polarity :yes ; t:level :sight ;
    t:from :almanac ; t:said "Lavender hums with bees." .
:c6 a t:Claim ; rdf:subject :lavender ; rdf:predicate t:repels ; rdf:object :moth ; t:polarity :yes ; t:level :trial ;
    t:season :spring ; t:from :survey ; t:said "Moths kept away from lavender in spring." .
:c7 a t:Claim ; rdf:subject :nettle ; rdf:predicate t:repels ; rdf:object :moth ; t:polarity :no ; t:level :trial ;
    t:from :survey ; t:said "Nettles kept no moth away." .
:c8 a t:Claim ; rdf:subject :aphid ; rdf:predicate t:eats ; rdf:object :rose ; t:polarity :yes ; t:level :sight ;
    t:from :almanac ; t:said "Aphids live on roses." .
:c9 a t:Claim ; rdf:subject :moth ; rdf:predicate t:eats ; rdf:object :rose ; t:polarity :yes ; t:level :sight ;
    t:from :survey ; t:said "Moth larvae eat roses." .
:c10 a t:Claim ; rdf:subject :moth ; rdf:predicate t:eats ; rdf:object :nettle ; t:polarity :yes ; t:level :trial ;
    t:from :survey ; t:said "Moth larvae eat nettles." .
:c11 a t:Claim ; rdf:subject :rose ; rdf:predicate t:hasPest ; rdf:object :aphid ; t:polarity :yes ; t:level :sight ;
    t:from :almanac ; t:said "Roses have aphids." .
:f1 t:measure "reduction" ; t:value 40.0 ; t:low 30 ; t:high 50 ; t:unit "%" .

t:Rules a sh:NodeShape ; sh:targetClass t:Plant ; sh:rule t:protectsRule .
t:protectsRule a sh:SPARQLRule ; rdfs:label "What repels a plant's eater protects the plant." ; sh:order 1 ;
    sh:prefixes t:prefixes ;
    sh:construct "CONSTRUCT { $this t:protects ?other } WHERE { $this t:repels ?insect . ?insect t:eats ?other }" .
t:prefixes sh:declare [ sh:prefix "t" ; sh:namespace "http://example.org/garden/terms#"^^xsd:anyURI ] .
"""


def kind(*names: str) -> Kind:
    """Everything of these classes."""
    return Kind(tuple(T[name] for name in names))


def thing(name: str, *, below: bool = True) -> Thing:
    """A thing of the garden."""
    return Thing(G[name], below)


def to(relation: str, members: Set, **more: object) -> Linked:
    """What a relation leads from, to these."""
    return Linked(Step((T[relation],)), members, **more)  # type: ignore[arg-type]


def by(relation: str, members: Set, **more: object) -> Linked:
    """What a relation leads to, from these."""
    return Linked(Step((T[relation],), inverse=True), members, **more)  # type: ignore[arg-type]
