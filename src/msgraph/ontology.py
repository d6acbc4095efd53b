"""What an ontology says: its classes and relations, how they are put in words, and what its data show of them.

`load` reads all of it from a store with a handful of queries; whatever a graph does not declare (labels, domains,
ranges) is taken from the names of its terms and from the triples themselves, so that a graph without a schema can be
asked as well.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import Any, Protocol
from typing import Literal as OneOf

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from msgraph.plan import ClaimTerms
from msgraph.results import Table
from msgraph.terms import interned
from msgraph.vocabulary import ASK, DCTERMS, DERIVED, LABELS, OTHER_NAMES, OWL, PROV, RDF, RDFS, SKOS, XSD

ValueKind = OneOf["thing", "number", "date", "text"]
ROLES = (
    "verb",
    "inverseVerb",
    "objectNoun",
    "subjectNoun",
    "eventNoun",
    "preposition",
    "inversePreposition",
    "more",
    "less",
    "judged",
    "unit",
)
"""The words of a relation, by the names of their properties in the `ask:` vocabulary."""

_META = tuple(
    str(namespace)
    for namespace in (
        *(RDF, RDFS, OWL, SKOS, XSD, ASK, "http://www.w3.org/ns/shacl#", "http://purl.org/vocab/vann/"),
        # What a server says of itself, among the graphs that it serves.
        *("http://www.w3.org/ns/sparql-service-description#", "http://www.openlinksw.com/schemas/virtrdf#"),
    )
)
_NUMBERS = frozenset(
    XSD[name]
    for name in (
        "integer",
        "decimal",
        "double",
        "float",
        "int",
        "long",
        "short",
        "nonNegativeInteger",
        "positiveInteger",
        "unsignedInt",
    )
)
_DATES = frozenset(XSD[name] for name in ("date", "dateTime", "gYear", "gYearMonth", "time"))


class Selects(Protocol):
    """What is needed of a store."""

    def select(self, query: str) -> Table:
        """The table of a SELECT query."""


class InOrder:
    """A store whose rows come in the same order wherever the graph is: what has the same name is told in that order."""

    def __init__(self, store: Selects) -> None:
        self._store = store

    def select(self, query: str) -> Table:
        """The table of a SELECT query."""
        table = self._store.select(query)
        return replace(table, rows=tuple(sorted(table.rows, key=lambda row: tuple(map(str, row)))))


@dataclass(frozen=True, slots=True)
class Relation:
    """A property of the graph, with its words and its types.

    `pairs` are the classes of subjects and objects that occur together (an object's None: a literal);
    where no triple shows any, the declared domain and range. `claimed`: claims are made with it.
    """

    iri: URIRef
    label: str
    inverse_label: str | None = None
    words: tuple[tuple[str, str], ...] = ()
    """Pairs of a role of `ROLES` and a word or phrase."""
    other_labels: tuple[str, ...] = ()
    domain: frozenset[URIRef] = frozenset()
    range: frozenset[URIRef] = frozenset()
    pairs: frozenset[tuple[URIRef, URIRef | None]] = frozenset()
    kind: ValueKind = "thing"
    claimed: bool = False
    bearers: frozenset[URIRef] = frozenset()
    """The classes whose members are named by this relation's values: "cohorts" are the studies of that design."""
    about_claims: bool = False
    derived: bool = False
    free_text: bool = False
    """Its values are remarks, not names."""
    flag: bool = False
    """Its values are yes and no, so that it is said by its name alone: “deprecated”, “has parking”."""
    degree: str = ""
    """What it makes of its objects: "more", "fewer"."""
    stand_in: bool = False
    """Its subjects are meant where its objects are named: to ease a fault is to lower what tells how bad it is."""
    below: tuple[URIRef, ...] = ()
    """The relations that this one stands for, where it has no triples of its own."""


@dataclass(frozen=True)
class Ontology:
    """The classes and relations of a graph."""

    labels: Mapping[URIRef, tuple[str, ...]]
    """Of each class, its names, the preferred first."""
    supers: Mapping[URIRef, frozenset[URIRef]]
    """Of each class, itself and all classes above it."""
    relations: Mapping[URIRef, Relation]
    claims: ClaimTerms
    claim_classes: frozenset[URIRef] = frozenset()
    strengths: tuple[tuple[URIRef, int], ...] = ()
    namers: tuple[URIRef, ...] = ()
    """The graph's own properties that name things: `restaurantName` of a restaurant, `title`."""
    codes: tuple[URIRef, ...] = ()
    """Its properties that give each thing a code of its own: `airportCode` of an airport."""
    together: Mapping[URIRef, frozenset[URIRef]] = field(default_factory=dict)
    """Of a class, the classes neither above nor below it that some of its things are of as well."""
    studies: frozenset[URIRef] = frozenset()
    """The classes of the pieces of work whose results claims report."""
    stages: frozenset[URIRef] = frozenset()
    """The properties that tell how far a study has come."""
    nodes: frozenset[URIRef] = frozenset()
    """The classes of what has no name and only joins things: a casting, between a film and who plays in it."""
    called: Mapping[URIRef, frozenset[URIRef]] = field(default_factory=dict)
    """Of a thing, the classes whose members are called by it, where they are not those that its property names."""
    _subs: dict[URIRef, frozenset[URIRef]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Invert the hierarchy once."""
        below: dict[URIRef, set[URIRef]] = defaultdict(set)
        for cls, above in self.supers.items():
            for other in above:
                below[other].add(cls)
        self._subs.update({cls: frozenset(found) for cls, found in below.items()})

    def subs(self, cls: URIRef) -> frozenset[URIRef]:
        """The class and all classes below it."""
        return self._subs.get(cls, frozenset((cls,)))

    def meet(self, cls: URIRef, other: URIRef) -> bool:
        """Whether a thing can be of both classes: by the hierarchy, or because one is."""
        below = self.subs(other)
        return not self.subs(cls).isdisjoint(below) or any(
            not self.together.get(each, frozenset()).isdisjoint(below) for each in self.subs(cls)
        )

    def below(self, relation: URIRef) -> tuple[URIRef, ...]:
        """The relation, or those below it where it has no triples of its own."""
        found = self.relations.get(relation)
        return found.below if found is not None and found.below else (relation,)

    @property
    def sources(self) -> frozenset[URIRef]:
        """The narrowest class that all sources of claims have in common, or else all of their classes."""
        source = self.relations.get(self.claims.source) if self.claims.source else None
        classes = {cls for _, cls in source.pairs if cls is not None and cls in self.labels} if source else set()
        if not classes:
            return frozenset()
        common = frozenset.intersection(*(self.supers.get(cls, frozenset((cls,))) for cls in classes))
        named = sorted(common & set(self.labels), key=lambda cls: (-len(self.supers.get(cls, ())), cls))
        return frozenset(named[:1]) or frozenset(classes)

    def children(self, cls: URIRef) -> tuple[URIRef, ...]:
        """The classes right below a class."""
        below = self.subs(cls) - {cls}
        return tuple(sorted(c for c in below if not any(c != d and d in self.supers[c] for d in below)))

    def expand(self, classes: Iterable[URIRef]) -> frozenset[URIRef]:
        """These classes and all classes below them."""
        return frozenset().union(*(self.subs(cls) for cls in classes))

    def label(self, iri: URIRef) -> str | None:
        """The name of a class or relation, or None if it is neither."""
        if iri in self.labels:
            return self.labels[iri][0]
        relation = self.relations.get(iri)
        return relation.label if relation else None


def local_name(iri: str) -> str:
    """The words in the last part of an IRI.

    >>> local_name("http://example.org/hasPostalCode"), local_name("http://example.org#date_of_birth")
    ('has postal code', 'date of birth')
    """
    name = re.split(r"[/#:]", iri.rstrip("/#"))[-1]
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    words = re.sub(r"[_\-.%]+", " ", name).split()
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)


def load(store: Selects) -> Ontology:
    """Read the ontology of a store."""
    return _Loader(store).ontology()


def dumps(ontology: Ontology) -> str:
    """An ontology as JSON, to be read back by `loads`: reading it off a store takes a look at every triple."""

    def plain(relation: Relation) -> dict[str, Any]:
        return {
            **{
                field.name: value
                for field in fields(relation)
                if (value := getattr(relation, field.name)) != field.default
            },
            **{name: sorted(getattr(relation, name)) for name in ("domain", "range", "bearers")},
            "pairs": sorted(relation.pairs, key=str),
        }

    claims = {field.name: getattr(ontology.claims, field.name) for field in fields(ontology.claims)}
    return json.dumps(
        {
            "labels": ontology.labels,
            "supers": {cls: sorted(above) for cls, above in ontology.supers.items()},
            "relations": [plain(relation) for relation in ontology.relations.values()],
            "claims": claims,
            "claim_classes": sorted(ontology.claim_classes),
            "strengths": ontology.strengths,
            "namers": ontology.namers,
            "codes": ontology.codes,
            "together": {cls: sorted(others) for cls, others in sorted(ontology.together.items())},
            "studies": sorted(ontology.studies),
            "stages": sorted(ontology.stages),
            "nodes": sorted(ontology.nodes),
            "called": {thing: sorted(classes) for thing, classes in sorted(ontology.called.items())},
        },
        ensure_ascii=False,
    )


def loads(text: str) -> Ontology:
    """The ontology that `dumps` wrote."""
    raw = json.loads(text)

    def iris(values: Iterable[str]) -> frozenset[URIRef]:
        return frozenset(map(interned, values))

    def relation(row: dict[str, Any]) -> Relation:
        return Relation(
            **{
                **row,
                "iri": interned(row["iri"]),
                "words": tuple(map(tuple, row.get("words", ()))),
                "other_labels": tuple(row.get("other_labels", ())),
                "domain": iris(row["domain"]),
                "range": iris(row["range"]),
                "bearers": iris(row["bearers"]),
                "pairs": frozenset((interned(a), None if b is None else interned(b)) for a, b in row["pairs"]),
                "below": tuple(map(interned, row.get("below", ()))),
            }
        )

    def term(name: str, value: Any) -> Any:
        if name == "figure_parts":
            return tuple((part, interned(iri)) for part, iri in value)
        if name == "crowds":
            return tuple((interned(relation), to, from_) for relation, to, from_ in value)
        if name in ("subjects", "objects", "directed"):
            return tuple((interned(relation), interned(iri)) for relation, iri in value)
        return tuple(map(interned, value)) if isinstance(value, list) else None if value is None else interned(value)

    relations = [relation(row) for row in raw["relations"]]
    return Ontology(
        {interned(cls): tuple(names) for cls, names in raw["labels"].items()},
        {interned(cls): iris(above) for cls, above in raw["supers"].items()},
        {found.iri: found for found in relations},
        ClaimTerms(**{name: term(name, value) for name, value in raw["claims"].items()}),
        iris(raw["claim_classes"]),
        tuple((interned(level), rank) for level, rank in raw["strengths"]),
        tuple(map(interned, raw["namers"])),
        tuple(map(interned, raw["codes"])),
        {interned(cls): iris(others) for cls, others in raw["together"].items()},
        iris(raw["studies"]),
        iris(raw["stages"]),
        iris(raw["nodes"]),
        {interned(thing): iris(classes) for thing, classes in raw["called"].items()},
    )


class _Loader:
    """The queries, and what is made of their rows."""

    def __init__(self, store: Selects) -> None:
        self._store = store
        self.links: Counter[URIRef] = Counter()
        self.instances: Counter[URIRef] = Counter()
        self.types = self._pairs(
            f"SELECT ?s ?o WHERE {{ ?s {RDF.type.n3()} ?o . "
            f"FILTER(STRSTARTS(STR(?o), '{OWL}') || STRSTARTS(STR(?o), '{RDFS}') || "
            f"STRSTARTS(STR(?o), '{RDF}') || STRSTARTS(STR(?o), '{ASK}')) }}"
        )
        self.below = self._pairs(f"SELECT ?s ?o WHERE {{ ?s {RDFS.subClassOf.n3()} ?o . FILTER(isIRI(?o)) }}")
        self.subproperties = self._pairs(f"SELECT ?s ?o WHERE {{ ?s {RDFS.subPropertyOf.n3()} ?o }}")

    def rows(self, query: str) -> tuple[tuple[Node | None, ...], ...]:
        """The rows of a query."""
        return self._store.select(query).rows

    def _pairs(self, query: str) -> dict[URIRef, set[Node]]:
        found: dict[URIRef, set[Node]] = defaultdict(set)
        for subject, object_ in self.rows(query):
            if isinstance(subject, URIRef) and object_ is not None:
                found[subject].add(object_)
        return found

    def ontology(self) -> Ontology:
        instances = self._signatures()
        classes = self._classes(instances) - self._hidden()
        names = self._names()
        labels = {cls: names.get(cls) or (local_name(cls),) for cls in classes}
        supers = self._supers(classes)
        claim_classes = frozenset(cls for cls, above in supers.items() if RDF.Statement in above) - {RDF.Statement}
        terms = self._claims()
        relations = self._relations(instances, names, claim_classes, terms)
        terms = replace(terms, crowds=self._crowds(relations))
        strengths = tuple(
            sorted(
                (
                    (level, int(rank))
                    for level, rank in self.rows(f"SELECT ?l ?r WHERE {{ ?l {ASK.strength.n3()} ?r }}")
                    if isinstance(level, URIRef) and isinstance(rank, Literal)
                ),
                key=lambda pair: -pair[1],
            )
        )
        namers = tuple(iri for iri, relation in relations.items() if _is_namer(relation, labels, NAMING))
        codes = tuple(
            iri for iri, relation in relations.items() if _is_namer(relation, labels, CODING) and self._distinct(iri)
        )
        together = self._together(supers)
        studies = frozenset(cls for cls, types in self.types.items() if ASK.Study in types)
        stages = frozenset(term for term, above in self.subproperties.items() if ASK.stage in above)
        nodes = self._nodes(relations, claim_classes, (*LABELS, *OTHER_NAMES, *namers, *codes))
        called = {iri: classes for iri, classes in self._bearers().items() if iri not in relations}
        return Ontology(
            labels, supers, relations, terms, claim_classes, strengths, namers, codes, together, studies, stages, nodes,
            called,
        )  # fmt: skip

    def _hidden(self) -> set[URIRef]:
        """The classes and properties that no question is about."""
        return {term for term, types in self.types.items() if ASK.Hidden in types}

    def _nodes(
        self, relations: Mapping[URIRef, Relation], claim_classes: frozenset[URIRef], naming: Sequence[URIRef]
    ) -> frozenset[URIRef]:
        """The classes none of whose things has a name, but each of which two relations or more lead from or to."""
        joined: dict[URIRef, set[URIRef]] = defaultdict(set)
        for iri, relation in relations.items():
            if relation.kind == "thing" and not relation.claimed and not relation.about_claims:
                for cls in chain.from_iterable(relation.pairs):
                    if cls is not None:
                        joined[cls].add(iri)
        kind, properties = RDF.type.n3(), " ".join(iri.n3() for iri in naming)
        query = f"SELECT DISTINCT ?c WHERE {{ VALUES ?p {{ {properties} }} ?s {kind} ?c ; ?p ?n }}"
        named = {cls for (cls,) in self.rows(query)}
        return frozenset(cls for cls, found in joined.items() if len(found) > 1) - named - claim_classes

    def _distinct(self, property_: URIRef) -> bool:
        """Whether no two things have the same value of a property."""
        query = f"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT LCASE(STR(?v))) AS ?m) WHERE {{ ?s {property_.n3()} ?v }}"
        return all(number == other for number, other in self.rows(query))

    def _signatures(self) -> dict[URIRef, set[tuple[URIRef, URIRef | None, URIRef | None]]]:
        """Of each property, the triples (class of subject, class of object or None, datatype or None) that occur.

        On the way the links of each property and the things of each class are counted, once for each class of theirs.
        """
        found: dict[URIRef, set[tuple[URIRef, URIRef | None, URIRef | None]]] = defaultdict(set)
        query = (
            f"SELECT ?p ?a ?b ?d (COUNT(*) AS ?n) WHERE {{ ?s {RDF.type.n3()} ?a ; ?p ?o . "
            f"OPTIONAL {{ ?o {RDF.type.n3()} ?b }} "
            f"BIND(IF(isLiteral(?o), COALESCE(DATATYPE(?o), {XSD.string.n3()}), ?none) AS ?d) }} GROUP BY ?p ?a ?b ?d"
        )
        for property_, subject, object_, datatype, number in self.rows(query):
            if isinstance(property_, URIRef) and isinstance(subject, URIRef):
                self.links[property_] += int(str(number))
                if property_ == RDF.type:
                    self.instances[subject] += int(str(number))
                found[property_].add(
                    (
                        subject,
                        object_ if isinstance(object_, URIRef) else None,
                        datatype if isinstance(datatype, URIRef) else None,
                    )
                )
        return found

    def _crowds(self, relations: Mapping[URIRef, Relation]) -> tuple[tuple[URIRef, int, int], ...]:
        """Of each relation between things, how many links lead to one of them and how many from one, on the average."""

        def average(relation: Relation, classes: Iterable[URIRef | None]) -> int:
            things = sum(self.instances[cls] for cls in set(classes) if cls is not None)
            return round(self.links[relation.iri] / max(things, 1))

        return tuple(
            (relation.iri, average(relation, ends), average(relation, starts))
            for relation in relations.values()
            if relation.kind == "thing" and relation.pairs
            for starts, ends in (zip(*relation.pairs, strict=True),)
        )

    def _together(self, supers: Mapping[URIRef, frozenset[URIRef]]) -> dict[URIRef, frozenset[URIRef]]:
        found: dict[URIRef, set[URIRef]] = defaultdict(set)
        kind = RDF.type.n3()
        for cls, other in self.rows(f"SELECT DISTINCT ?a ?b WHERE {{ ?s {kind} ?a , ?b . FILTER(?a != ?b) }}"):
            if (
                isinstance(cls, URIRef)
                and isinstance(other, URIRef)
                and cls in supers
                and other in supers
                and cls not in supers[other]
                and other not in supers[cls]
            ):
                found[cls].add(other)
        return {cls: frozenset(others) for cls, others in found.items()}

    def _classes(self, instances: Mapping[URIRef, set[tuple[URIRef, URIRef | None, URIRef | None]]]) -> set[URIRef]:
        declared = {term for term, types in self.types.items() if types & {OWL.Class, RDFS.Class}}
        used = {cls for found in instances.values() for pair in found for cls in pair[:2] if cls is not None}
        above = {cls for found in self.below.values() for cls in found if isinstance(cls, URIRef)}
        return {
            cls
            for cls in declared | used | above | set(self.below)
            if not str(cls).startswith(_META) or cls in (RDF.Statement, SKOS.Concept)
        }

    def _names(self) -> dict[URIRef, tuple[str, ...]]:
        """The English names of classes and properties."""
        ranked: dict[URIRef, list[tuple[int, str]]] = defaultdict(list)
        properties = " ".join(name.n3() for name in (*LABELS, SKOS.altLabel))
        query = (
            f"SELECT ?s ?p ?name WHERE {{ VALUES ?p {{ {properties} }} ?s ?p ?name ; {RDF.type.n3()} ?t . "
            f"FILTER(STRSTARTS(STR(?t), '{OWL}') || STRSTARTS(STR(?t), '{RDFS}') || ?t = {RDF.Property.n3()}) }}"
        )
        order = {name: rank for rank, name in enumerate((*LABELS, SKOS.altLabel))}
        for subject, property_, name in self.rows(query):
            if isinstance(subject, URIRef) and isinstance(property_, URIRef) and _english(name):
                ranked[subject].append((order[property_], str(name)))
        return {subject: tuple(dict.fromkeys(name for _, name in sorted(found))) for subject, found in ranked.items()}

    def _supers(self, classes: set[URIRef]) -> dict[URIRef, frozenset[URIRef]]:
        found = {}
        for cls in classes:
            above, open_ = {cls}, [cls]
            while open_:
                for other in self.below.get(open_.pop(), ()):
                    if isinstance(other, URIRef) and other not in above:
                        above.add(other)
                        open_.append(other)
            found[cls] = frozenset(above)
        return found

    def _claims(self) -> ClaimTerms:
        def below(role: URIRef) -> tuple[URIRef, ...]:
            return tuple(sorted(term for term, above in self.subproperties.items() if role in above))

        def one(role: URIRef) -> URIRef | None:
            return next(iter(below(role)), None)

        def values(cls: URIRef) -> tuple[URIRef, ...]:
            return tuple(sorted(term for term, types in self.types.items() if cls in types))

        parts = tuple(
            (str(role).removeprefix(str(ASK)), term)
            for role in (ASK.measure, ASK.value, ASK.low, ASK.high, ASK.unitText, ASK.at, ASK.arm, ASK.text)
            for term in below(role)
        )
        return ClaimTerms(
            one(ASK.polarity),
            values(ASK.Supporting),
            values(ASK.Refuting),
            one(ASK.evidenceLevel),
            ASK.strength if one(ASK.evidenceLevel) else None,
            one(ASK.source),
            one(ASK.statement),
            below(ASK.qualifier),
            one(ASK.figure),
            parts,
            values(ASK.Inherited),
            values(OWL.SymmetricProperty),
            self._ends(ASK.subjectOf),
            self._ends(ASK.objectOf),
            one(ASK.desired),
            tuple(
                (term, direction)
                for term, direction in self.rows(f"SELECT ?s ?o WHERE {{ ?s {ASK.direction.n3()} ?o }} ORDER BY ?s ?o")
                if isinstance(term, URIRef) and isinstance(direction, URIRef)
            ),
        )

    def _ends(self, of: URIRef) -> tuple[tuple[URIRef, URIRef], ...]:
        """Pairs of a relation and the property that leads from the claims made with it to one of their ends."""
        found = self._pairs(f"SELECT ?s ?o WHERE {{ ?s {of.n3()} ?o }}")
        pairs = [
            (relation, term)
            for term, relations in found.items()
            for relation in relations
            if isinstance(relation, URIRef)
        ]
        return tuple(sorted(pairs))

    def _declared(self, property_: URIRef) -> dict[URIRef, frozenset[URIRef]]:
        """Domains or ranges, unions resolved."""
        found: dict[URIRef, set[URIRef]] = defaultdict(set)
        members = f"{OWL.unionOf.n3()}/{RDF.rest.n3()}*/{RDF.first.n3()}"
        query = f"SELECT ?p ?c ?m WHERE {{ ?p {property_.n3()} ?c . OPTIONAL {{ ?c {members} ?m }} }}"
        for term, cls, member in self.rows(query):
            wanted = member if isinstance(cls, BNode) or member is not None else cls
            if isinstance(term, URIRef) and isinstance(wanted, URIRef):
                found[term].add(wanted)
        return {term: frozenset(classes) for term, classes in found.items()}

    def _derived(self) -> set[Node | None]:
        """The properties all of whose triples are derived ones."""
        per_graph = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH {DERIVED.n3()} {{ ?s ?p ?o }} }} GROUP BY ?p"
        in_derived = {term: number for term, number in self.rows(per_graph)}
        if not in_derived:
            return set()
        properties = " ".join(term.n3() for term in in_derived if isinstance(term, URIRef))
        in_all = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ VALUES ?p {{ {properties} }} ?s ?p ?o }} GROUP BY ?p"
        everywhere = {term: number for term, number in self.rows(in_all)}
        return {term for term, number in in_derived.items() if everywhere.get(term) == number}

    def _bearers(self) -> dict[URIRef, frozenset[URIRef]]:
        """The classes whose members are called by the values of a property, or by a thing."""
        found = self._pairs(f"SELECT ?s ?o WHERE {{ ?s {ASK.bearer.n3()} ?o . FILTER(isIRI(?o)) }}")
        return {term: frozenset(cls for cls in classes if isinstance(cls, URIRef)) for term, classes in found.items()}

    def _relations(
        self,
        instances: Mapping[URIRef, set[tuple[URIRef, URIRef | None, URIRef | None]]],
        names: Mapping[URIRef, tuple[str, ...]],
        claim_classes: frozenset[URIRef],
        terms: ClaimTerms,
    ) -> dict[URIRef, Relation]:
        domains, ranges = self._declared(RDFS.domain), self._declared(RDFS.range)
        words: dict[URIRef, list[tuple[str, str]]] = defaultdict(list)
        for role in ROLES:
            for term, word in self.rows(f"SELECT ?s ?w WHERE {{ ?s {ASK[role].n3()} ?w }} ORDER BY ?s ?w"):
                if isinstance(term, URIRef):
                    words[term].append((role, str(word)))
        inverse = {a: b for a, b in self.rows(f"SELECT ?a ?b WHERE {{ ?a {OWL.inverseOf.n3()} ?b }}")}
        inverse |= {b: a for a, b in inverse.items()}
        claimed = {row[0] for row in self.rows(f"SELECT DISTINCT ?p WHERE {{ ?c {RDF.predicate.n3()} ?p }}")}
        parts = {term for _, term in terms.figure_parts}
        derived = self._derived()
        bearers = self._bearers()
        degrees = {a: str(b) for a, b in self.rows(f"SELECT ?s ?o {{ ?s {ASK.direction.n3()}/{ASK.degree.n3()} ?o }}")}
        declared = {
            term
            for term, types in self.types.items()
            if types & {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property}
        }
        found = {}
        asserted = set(instances) | claimed
        hidden = self._hidden() | {term for _, term in (*terms.subjects, *terms.objects)}
        parts_of: dict[Node, list[URIRef]] = defaultdict(list)
        for term, above in self.subproperties.items():
            for other in above:
                if term in asserted:
                    parts_of[other].append(term)
        for term in sorted(term for term in declared | asserted if isinstance(term, URIRef)):
            if term in hidden or (
                (seen_by := {subject for subject, _, _ in instances.get(term, ())}) and seen_by <= hidden
            ):
                continue
            if term not in asserted and asserted & set(words) and term not in parts_of:
                continue
            if _is_meta(term) or (
                term in inverse
                and term not in words
                and (inverse[term] in words or (term not in instances and inverse[term] in asserted))
            ):
                continue
            if str(term).startswith(str(DCTERMS)) and term in LABELS:
                continue
            seen = instances.get(term, set())
            kind = _kind(seen, ranges.get(term, frozenset()))
            pairs = frozenset(
                (subject, object_)
                for subject, object_, datatype in seen
                if not str(subject).startswith(_META) or subject in (SKOS.Concept,)
            )
            opposite = inverse.get(term)
            found[term] = Relation(
                term,
                (names.get(term) or (local_name(term),))[0],
                (names.get(opposite) or (local_name(opposite),))[0] if isinstance(opposite, URIRef) else None,
                tuple(words.get(term, ())),
                (names.get(term) or ())[1:],
                domains.get(term, frozenset()),
                frozenset(cls for cls in ranges.get(term, ()) if not str(cls).startswith(str(XSD))),
                pairs,
                kind,
                term in claimed,
                bearers.get(term, frozenset()),
                any(subject in claim_classes for subject, _ in pairs) and term not in parts,
                derived=term in derived,
                free_text=ASK.FreeText in self.types.get(term, ()),
                degree=degrees.get(term, ""),
                stand_in=ASK.StandIn in self.types.get(term, ()),
                flag=_datatypes(seen, ranges.get(term, frozenset())) == {XSD.boolean},
                below=() if term in asserted else tuple(sorted(parts_of.get(term, ()))),
            )
        return found


def _datatypes(seen: Iterable[tuple[URIRef, URIRef | None, URIRef | None]], declared: frozenset[URIRef]) -> set[URIRef]:
    """The datatypes of a property's values, or those that it is declared to have."""
    return {datatype for _, _, datatype in seen if datatype is not None} or {
        cls for cls in declared if str(cls).startswith(str(XSD))
    }


def _kind(seen: Iterable[tuple[URIRef, URIRef | None, URIRef | None]], declared: frozenset[URIRef]) -> ValueKind:
    """What the objects of a property are."""
    datatypes = _datatypes(seen, declared)
    if not datatypes:
        return "thing"
    if datatypes <= _NUMBERS:
        return "number"
    return "date" if datatypes <= _DATES else "text"


NAMING = frozenset(("name", "label", "title"))
CODING = frozenset(("code", "no", "nr", "number", "id", "identifier", "abbreviation", "symbol"))


def _is_namer(relation: Relation, labels: Mapping[URIRef, Sequence[str]], last: frozenset[str]) -> bool:
    """Whether a property names its subjects: "name", "full name", or "city name" of cities; its `last` word says so."""
    words = local_name(relation.iri).split()
    if relation.kind != "text" or relation.free_text or relation.about_claims or words[-1] not in last:
        return False
    subjects = {cls for cls, _ in relation.pairs} | relation.domain
    called = {word for cls in subjects for name in labels.get(cls, ()) for word in name.lower().split()}
    return set(words[:-1]) <= called | {"full", "official", "common", "display", "preferred", "has", "the"}


def _is_meta(term: URIRef) -> bool:
    """Terms that say how the data are written, not what they say."""
    return str(term).startswith(_META) and term not in (RDF.subject, RDF.object)


def _english(name: Node | None) -> bool:
    return isinstance(name, Literal) and (name.language is None or name.language.startswith("en"))


__all__ = ["PROV", "ROLES", "Ontology", "Relation", "Selects", "ValueKind", "load", "local_name"]
