"""Queries for what is looked up by name: labels, triples, links and numbers of things. No plan stands behind them."""

from collections.abc import Iterable, Sequence

from rdflib import URIRef

from msgraph.plan import Step
from msgraph.vocabulary import ASK, DERIVED, LABELS, RDF, SKOS
from msgraph.writing import Query, Text, indented, subquery, union


def triples(subjects: Sequence[URIRef]) -> Query:
    """All triples of these subjects."""
    text = Text()
    lines = [f"VALUES ?subject {{ {text.listed(subjects)} }}", "?subject ?property ?value ."]
    return text.query(("subject", "property", "value"), "SELECT ?subject ?property ?value", lines)


def names(things: Sequence[URIRef], namers: Sequence[URIRef] = ()) -> Query:
    """The labels and classes of these things; `namers` are further properties that name things."""
    text = Text()
    lines = [
        f"VALUES ?thing {{ {text.listed(things)} }}",
        f"VALUES ?property {{ {text.listed((*LABELS, *namers, RDF.type))} }}",
        # Of two lists and a triple Oxigraph looks at all triples of these properties; this it looks up, thing by thing.
        "OPTIONAL { ?thing ?property ?value . }",
        "FILTER(BOUND(?value))",
    ]
    return text.query(("thing", "property", "value"), "SELECT ?thing ?property ?value", lines)


def derived_relations(relations: Iterable[URIRef]) -> Query:
    """Those of these relations of which any link stands in the derived graph."""
    text = Text()
    there = f"GRAPH {text.iri(DERIVED)} {{ ?subject ?relation ?object . }}"
    lines = [f"VALUES ?relation {{ {text.listed(sorted(relations))} }}", f"FILTER EXISTS {{ {there} }}"]
    return text.query(("relation",), "SELECT ?relation", lines)


def samples(relations: Iterable[URIRef]) -> Query:
    """Of each relation that has any link, every relation that joins the two ends of one of its links, either way."""
    text = Text()
    links = []
    for relation in map(text.iri, sorted(relations)):
        link = subquery("SELECT ?one ?another", [f"?one {relation} ?another ."], " LIMIT 1")
        links.append([*link, f"BIND({relation} AS ?relation)"])
    ways = union([["?one ?other ?another .", 'BIND("out" AS ?way)'], ["?another ?other ?one .", 'BIND("in" AS ?way)']])
    lines = union([[*link, *ways] for link in links])
    return text.query(("relation", "way", "other"), "SELECT ?relation ?way ?other", lines)


def links(relations: Iterable[URIRef]) -> Query:
    """All links of these relations."""
    text = Text()
    lines = [f"VALUES ?relation {{ {text.listed(sorted(relations))} }}", "?subject ?relation ?object ."]
    return text.query(("subject", "relation", "object"), "SELECT DISTINCT ?subject ?relation ?object", lines)


def around(thing: URIRef, relations: Iterable[URIRef]) -> Query:
    """The links of a thing by these relations, from it and to it."""
    text = Text()
    name = text.iri(thing)
    ways = [
        [f"{name} ?relation ?other .", 'BIND("out" AS ?way)'],
        [f"?other ?relation {name} .", 'BIND("in" AS ?way)'],
    ]
    lines = [f"VALUES ?relation {{ {text.listed(sorted(relations))} }}", *union(ways)]
    return text.query(("way", "relation", "other"), "SELECT ?way ?relation ?other", lines)


def questions() -> Query:
    """The questions that an ontology gives to begin with, with their topics."""
    text = Text()
    lines = [f"?node {text.iri(ASK.topic)} ?topic ; {text.iri(ASK.question)} ?question ."]
    return text.query(("topic", "question"), "SELECT ?topic ?question", lines, "\nORDER BY ?topic ?question")


def pairs(property_: URIRef) -> Query:
    """Every thing that has a property, with its value."""
    text = Text()
    return text.query(("thing", "value"), "SELECT ?thing ?value", [f"?thing {text.iri(property_)} ?value ."])


def number_of_claims(thing: URIRef) -> Query:
    """How many claims have a thing as their subject or object."""
    text = Text()
    name = text.iri(thing)
    ends = union([[f"?claim {text.iri(end)} {name} ."] for end in (RDF.subject, RDF.object)])
    return text.query(("answer",), "SELECT (COUNT(DISTINCT ?claim) AS ?answer)", ends)


def exists(thing: URIRef) -> Query:
    """Whether a graph says anything of a thing."""
    text = Text()
    name = text.iri(thing)
    return text.query((), "ASK", union([[f"{name} ?property ?value ."], [f"?subject ?property {name} ."]]))


def beyond(narrow: Step, wide: Step) -> Query:
    """Whether one step joins two things that another one does not."""
    text = Text()
    outside = indented([f"FILTER NOT EXISTS {{ {text.plain('?x', wide, '?y')} }}"])
    return text.query((), "ASK", [text.plain("?x", narrow, "?y"), *outside])


def with_kinds(things: Iterable[URIRef]) -> Query:
    """Those of these things that anything lies below."""
    text = Text()
    below = f"FILTER EXISTS {{ ?below {text.iri(SKOS.broader)} ?thing . }}"
    return text.query(("thing",), "SELECT ?thing", [f"VALUES ?thing {{ {text.listed(things)} }}", below])


def by_class() -> Query:
    """Each class with the number of things that are of it."""
    return by_value(RDF.type)


def by_value(property_: URIRef) -> Query:
    """Each value of a property with the number of things that have it, the most frequent first."""
    text = Text()
    lines = [f"?thing {text.iri(property_)} ?value ."]
    tail = "\nGROUP BY ?value\nORDER BY DESC(?number) ?value"
    return text.query(("value", "number"), "SELECT ?value (COUNT(DISTINCT ?thing) AS ?number)", lines, tail)


def number_of(property_: URIRef) -> Query:
    """How many different values a property has."""
    text = Text()
    return text.query(
        ("answer",), "SELECT (COUNT(DISTINCT ?value) AS ?answer)", [f"?thing {text.iri(property_)} ?value ."]
    )


def number_of_links(relation: URIRef) -> Query:
    """How many links of a relation there are."""
    text = Text()
    lines = [f"SELECT DISTINCT ?subject ?object WHERE {{ ?subject {text.iri(relation)} ?object . }}"]
    return text.query(("answer",), "SELECT (COUNT(*) AS ?answer)", ["{", *indented(lines), "}"])
