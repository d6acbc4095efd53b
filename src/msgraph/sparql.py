"""Plan -> SPARQL 1.1; the only writer of SPARQL text.

The same plan always gives the same text. Every set becomes patterns about one variable; what a question names comes
first and what merely sorts (a class, a number, an exception) last, so that a store that matches patterns in the order
in which they stand walks from few things to few. For the same reason claims are found by their ends and only then
tested for relation and polarity: a constant there would tempt a planner to start from every claim that has it.

>>> from rdflib import Namespace
>>> from msgraph.plan import Kind, Linked, List, Step, Thing
>>> EX = Namespace("http://example.org/")
>>> lent = Linked(Step((EX.lends,), inverse=True), Thing(EX.ann))
>>> print(render(List(Both((Kind((EX.Tool,)), lent))), ClaimTerms()).text)
PREFIX example: <http://example.org/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<BLANKLINE>
SELECT DISTINCT ?answer WHERE {
  ?x1 skos:broader* example:ann .
  ?x1 example:lends ?answer .
  ?answer rdf:type/rdfs:subClassOf* example:Tool .
}
"""

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from typing import Literal as OneOf
from typing import assert_never

from msgspec.structs import replace
from rdflib import Literal, URIRef

from msgraph.errors import UnsafeTerm
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    ClaimTerms,
    Compare,
    Compared,
    Count,
    Define,
    Describe,
    Either,
    Evidence,
    Extreme,
    Grouped,
    Kind,
    Linked,
    List,
    Measure,
    NumberOf,
    Operator,
    Paths,
    Plan,
    Quantity,
    Set,
    Share,
    Standing,
    Step,
    Subclasses,
    Table,
    Thing,
    Total,
    Truth,
    Under,
    Value,
    ValueOf,
    Without,
    parts,
)
from msgraph.vocabulary import ASK, DCTERMS, DERIVED, LABELS, MSG, OTHER_NAMES, OWL, PROV, RDF, RDFS, SKOS, XSD

PREFIXES: Mapping[str, str] = {
    str(namespace): prefix
    for prefix, namespace in {
        "ask": ASK, "dcterms": DCTERMS, "msg": MSG, "owl": OWL, "prov": PROV,
        "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD,
    }.items()
}  # fmt: skip
"""Prefixes by namespace; the prefix of any other namespace is made from its last part."""

CLAIMS_SHOWN = 500
"""As many claims, the strongest, are looked up for one answer."""

LINKS_SHOWN = 5000
"""As many links are looked up for a description or a comparison."""

_MOST_ALTERNATIVES = 32
"""A query is spread over at most so many sides of its “or”s."""

_LOCAL = re.compile(r"[A-Za-z_](?:[\w-]*[A-Za-z0-9_])?\Z", re.ASCII)
_OUTSIDE_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_NEGATED: Mapping[Operator, Operator] = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the variables of its rows (without the question mark), and what it gives: rows, yes or no, or a graph.

    `measures` are what the last columns hold, where members come with what they were chosen by.
    """

    text: str
    columns: tuple[str, ...] = ()
    form: OneOf["select", "ask", "construct"] = "select"
    measures: tuple[Measure, ...] = ()


def n3(term: URIRef | Literal) -> str:
    r"""A term as SPARQL writes it, in full.

    >>> n3(URIRef("http://example.org/a")), n3(Literal('say "hi"')), n3(Literal(5))
    ('<http://example.org/a>', '"say \\"hi\\""', '5')

    Raises `UnsafeTerm` for an IRI with a character that no IRI may have.
    """
    if isinstance(term, URIRef):
        if _OUTSIDE_IRI.search(term):
            raise UnsafeTerm(str(term))
        return f"<{term}>"
    text = str(term)
    if term.datatype == XSD.integer and re.fullmatch(r"-?\d+", text, re.ASCII):
        return text
    if term.datatype == XSD.decimal and re.fullmatch(r"-?\d+\.\d+", text, re.ASCII):
        return text
    quoted = '"' + "".join(_escaped(character) for character in text) + '"'
    if term.language:
        if not re.fullmatch(r"[A-Za-z]+(-[A-Za-z0-9]+)*", term.language):
            raise UnsafeTerm(term.language)
        return f"{quoted}@{term.language}"
    return f"{quoted}^^{n3(term.datatype)}" if term.datatype and term.datatype != XSD.string else quoted


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return (
        f"\\u{ord(character):04X}"
        if character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff"
        else character
    )


@lru_cache(maxsize=4096)
def _cut(iri: URIRef) -> tuple[str, str]:
    """An IRI as a namespace and a name that needs no escapes; where it has none, nothing and the whole of it."""
    whole = n3(iri)
    at = max(iri.rfind("#"), iri.rfind("/")) + 1
    namespace, local = str(iri[:at]), str(iri[at:])
    return (namespace, local) if _LOCAL.match(local) and "://" in namespace else ("", whole)


@lru_cache(maxsize=256)
def _usual_prefix(namespace: str) -> str:
    """The prefix that is known for a namespace, or the last word of its address.

    >>> _usual_prefix("http://www.example.org/tools/"), _usual_prefix("http://example.org/")
    ('tools', 'example')
    """
    address = re.sub(r"^\w+://(www\.)?|\.(org|com|net|edu|info)(?=/|$)", "", namespace.lower())
    words = re.findall(r"[a-z][a-z0-9]*", address)
    return PREFIXES.get(namespace) or (words[-1] if words else "ns")


def prefixes(iris: Iterable[URIRef]) -> dict[str, str]:
    """Prefixes and their namespaces: those that are known everywhere, and one for each namespace of some terms.

    >>> prefixes([URIRef("http://example.org/tools/saw")])["tools"]
    'http://example.org/tools/'
    """
    found = {prefix: namespace for namespace, prefix in PREFIXES.items()}
    for namespace in sorted({re.sub(r"[^/#]*$", "", iri) for iri in iris} - PREFIXES.keys()):
        found.setdefault(_usual_prefix(namespace), namespace)
    return found


# -------------------------------------------------------------------------------------------------------- whole queries


def render(plan: Plan, terms: ClaimTerms, *, links: Iterable[URIRef] = ()) -> Query:
    """The query that gives what a plan asks for.

    `links` are the relations that a description or a comparison shows, where it is not all of them. For a truth it is
    the question whether there is one (`against` has a query of its own), for paths and comparisons the links that an
    answer is made of.
    """
    writer = _Writer(terms)
    match plan:
        case List(of):
            return writer.members(of)
        case Table(of, columns):
            return writer.table(of, columns)
        case Grouped():
            return writer.grouped(plan)
        case Count(of):
            lines = writer.group(of, "?x", bound=False)
            return writer.query(("answer",), "SELECT (COUNT(DISTINCT ?x) AS ?answer)", lines)
        case Total():
            return writer.total(plan)
        case Share(of, part):
            return writer.share(of, part)
        case Truth(of):
            return writer.query((), "ASK", writer.group(of, "?answer", bound=False))
        case Define(thing):
            names = writer.listed(
                (*LABELS, *OTHER_NAMES, SKOS.definition, RDFS.comment, RDF.type, RDFS.subClassOf, SKOS.broader)
            )
            lines = [f"VALUES ?property {{ {names} }}", f"{writer.iri(thing)} ?property ?value ."]
            return writer.query(("property", "value"), "SELECT ?property ?value", lines)
        case Describe(thing):
            return writer.card(thing, tuple(links))
        case Compare(things, steps):
            return writer.compared_things(things, steps, tuple(links))
        case Paths(start, end):
            # What links two things is what claims say of them, for and against; a graph without claims
            # has its plain links.
            if terms.polarity is None:
                return writer.direct(start, end)
            return writer.members(Claims(start, (), end, "any", either_way=True), "claim")
        case Evidence(claims, strongest):
            return writer.members(_strongest(claims, terms) if strongest else claims, "claim")
        case Quantity(claims):
            return writer.figures(claims)
        case _:
            assert_never(plan)


def against(plan: Truth, terms: ClaimTerms) -> Query | None:
    """The query whether anything speaks against; None where a plan names nothing that would."""
    if plan.against is None:
        return None
    writer = _Writer(terms)
    return writer.query((), "ASK", writer.group(plan.against, "?claim", bound=False))


def evidence(
    plan: Plan,
    terms: ClaimTerms,
    claimed: Iterable[URIRef] | None = None,
    *,
    limit: int = CLAIMS_SHOWN,
    ranked: bool = True,
) -> Query | None:
    """The claims that a plan's answers rest on, for and against; None where it uses no claim.

    `claimed` are the relations that claims are made with (None: any may be); links of other relations have no claims to
    look for. `ranked`: the strongest first, and only claims that have a level of evidence.
    """
    known = None if claimed is None else frozenset(claimed)
    if isinstance(plan, Evidence | Quantity):
        writer = _Writer(terms)
        return writer.found_claims([writer.group(plan.claims, "?claim", bound=False)], limit, ranked=ranked)
    places = _Writer(terms, claimed=known)
    places.evident(plan)
    blocks, writer = [], _Writer(terms, claimed=known)
    for place in range(places.places):
        writer.begin_at(place)
        block = writer.evident(plan)
        if block is not None and block not in blocks:
            blocks.append(block)
    if isinstance(plan, Truth) and plan.against is not None:
        blocks.append(writer.group(plan.against, "?claim", bound=False))
    return writer.found_claims(blocks, limit, ranked=ranked) if blocks else None


def derived_link(plan: Plan, terms: ClaimTerms) -> Query | None:
    """Whether an answer of the plan uses a link that stands in the derived graph; None where it uses no link."""
    places = _Writer(terms)
    places.evident(plan)
    blocks, writer = [], _Writer(terms, derived=True)
    for place in range(places.places):
        writer.begin_at(place)
        block = writer.evident(plan)
        if block is not None:
            blocks.append(block)
    return writer.query((), "ASK", _union(blocks)) if blocks else None


def chain(start: Set, end: Set, steps: Sequence[Step]) -> Query:
    """The chains of this shape from one set to another."""
    writer = _Writer(ClaimTerms())
    lines = writer.group(start, "?start", bound=False)
    inner = [f"?thing{place}" for place in range(1, len(steps))]
    things = ["?start", *inner, "?end"]
    lines += [writer.plain(one, step, other) for one, step, other in zip(things[:-1], steps, things[1:], strict=True)]
    lines += writer.group(end, "?end", bound=True)
    columns = tuple(thing[1:] for thing in things)
    return writer.query(columns, f"SELECT DISTINCT {' '.join(things)}", lines)


def subgraph(plan: Plan, terms: ClaimTerms, *, limit: int = LINKS_SHOWN) -> Query | None:
    """The links that the answers of a plan rest on, as a graph; None where it uses none."""
    if isinstance(plan, Define | Describe | Paths | Compare | Evidence | Quantity):
        return None
    writer = _Writer(terms, linking=True)
    writer.target = -1
    lines = writer.evident(plan) or []
    if not writer.walked:
        return None
    template = " ".join(dict.fromkeys(writer.walked))
    return writer.query((), f"CONSTRUCT {{ {template} }}", lines, f"\nLIMIT {limit}")


def triples(subjects: Sequence[URIRef]) -> Query:
    """All triples of these subjects."""
    writer = _Writer(ClaimTerms())
    lines = [f"VALUES ?subject {{ {writer.listed(subjects)} }}", "?subject ?property ?value ."]
    return writer.query(("subject", "property", "value"), "SELECT ?subject ?property ?value", lines)


def names(things: Sequence[URIRef], namers: Sequence[URIRef] = ()) -> Query:
    """The labels and classes of these things; `namers` are further properties that name things."""
    writer = _Writer(ClaimTerms())
    lines = [
        f"VALUES ?thing {{ {writer.listed(things)} }}",
        f"VALUES ?property {{ {writer.listed((*LABELS, *namers, RDF.type))} }}",
        # Of two lists and a triple Oxigraph looks at all triples of these properties; this it looks up, thing by thing.
        "OPTIONAL { ?thing ?property ?value . }",
        "FILTER(BOUND(?value))",
    ]
    return writer.query(("thing", "property", "value"), "SELECT ?thing ?property ?value", lines)


def derived_relations(relations: Iterable[URIRef]) -> Query:
    """Those of these relations of which any link stands in the derived graph."""
    writer = _Writer(ClaimTerms())
    there = f"GRAPH {writer.iri(DERIVED)} {{ ?subject ?relation ?object . }}"
    lines = [f"VALUES ?relation {{ {writer.listed(sorted(relations))} }}", f"FILTER EXISTS {{ {there} }}"]
    return writer.query(("relation",), "SELECT ?relation", lines)


def samples(relations: Iterable[URIRef]) -> Query:
    """Of each relation that has any link, every relation that joins the two ends of one of its links, either way."""
    writer = _Writer(ClaimTerms())
    links = []
    for relation in map(writer.iri, sorted(relations)):
        link = _subquery("SELECT ?one ?another", [f"?one {relation} ?another ."], " LIMIT 1")
        links.append([*link, f"BIND({relation} AS ?relation)"])
    ways = _union([["?one ?other ?another .", 'BIND("out" AS ?way)'], ["?another ?other ?one .", 'BIND("in" AS ?way)']])
    lines = _union([[*link, *ways] for link in links])
    return writer.query(("relation", "way", "other"), "SELECT ?relation ?way ?other", lines)


def links(relations: Iterable[URIRef]) -> Query:
    """All links of these relations."""
    writer = _Writer(ClaimTerms())
    lines = [f"VALUES ?relation {{ {writer.listed(sorted(relations))} }}", "?subject ?relation ?object ."]
    return writer.query(("subject", "relation", "object"), "SELECT DISTINCT ?subject ?relation ?object", lines)


def around(thing: URIRef, relations: Iterable[URIRef]) -> Query:
    """The links of a thing by these relations, from it and to it."""
    writer = _Writer(ClaimTerms())
    name = writer.iri(thing)
    ways = [
        [f"{name} ?relation ?other .", 'BIND("out" AS ?way)'],
        [f"?other ?relation {name} .", 'BIND("in" AS ?way)'],
    ]
    lines = [f"VALUES ?relation {{ {writer.listed(sorted(relations))} }}", *_union(ways)]
    return writer.query(("way", "relation", "other"), "SELECT ?way ?relation ?other", lines)


def questions() -> Query:
    """The questions that an ontology gives to begin with, with their topics."""
    writer = _Writer(ClaimTerms())
    lines = [f"?node {writer.iri(ASK.topic)} ?topic ; {writer.iri(ASK.question)} ?question ."]
    return writer.query(("topic", "question"), "SELECT ?topic ?question", lines, "\nORDER BY ?topic ?question")


def pairs(property_: URIRef) -> Query:
    """Every thing that has a property, with its value."""
    writer = _Writer(ClaimTerms())
    return writer.query(("thing", "value"), "SELECT ?thing ?value", [f"?thing {writer.iri(property_)} ?value ."])


def number_of_claims(thing: URIRef) -> Query:
    """How many claims have a thing as their subject or object."""
    writer = _Writer(ClaimTerms())
    name = writer.iri(thing)
    ends = _union([[f"?claim {writer.iri(end)} {name} ."] for end in (RDF.subject, RDF.object)])
    return writer.query(("answer",), "SELECT (COUNT(DISTINCT ?claim) AS ?answer)", ends)


def exists(thing: URIRef) -> Query:
    """Whether a graph says anything of a thing."""
    writer = _Writer(ClaimTerms())
    name = writer.iri(thing)
    return writer.query((), "ASK", _union([[f"{name} ?property ?value ."], [f"?subject ?property {name} ."]]))


def beyond(narrow: Step, wide: Step) -> Query:
    """Whether one step joins two things that another one does not."""
    writer = _Writer(ClaimTerms())
    outside = _block([f"FILTER NOT EXISTS {{ {writer.plain('?x', wide, '?y')} }}"])
    return writer.query((), "ASK", [writer.plain("?x", narrow, "?y"), *outside])


def with_kinds(things: Iterable[URIRef]) -> Query:
    """Those of these things that anything lies below."""
    writer = _Writer(ClaimTerms())
    below = f"FILTER EXISTS {{ ?below {writer.iri(SKOS.broader)} ?thing . }}"
    return writer.query(("thing",), "SELECT ?thing", [f"VALUES ?thing {{ {writer.listed(things)} }}", below])


def by_class() -> Query:
    """Each class with the number of things that are of it."""
    return by_value(RDF.type)


def by_value(property_: URIRef) -> Query:
    """Each value of a property with the number of things that have it, the most frequent first."""
    writer = _Writer(ClaimTerms())
    lines = [f"?thing {writer.iri(property_)} ?value ."]
    tail = "\nGROUP BY ?value\nORDER BY DESC(?number) ?value"
    return writer.query(("value", "number"), "SELECT ?value (COUNT(DISTINCT ?thing) AS ?number)", lines, tail)


def number_of(property_: URIRef) -> Query:
    """How many different values a property has."""
    writer = _Writer(ClaimTerms())
    return writer.query(
        ("answer",), "SELECT (COUNT(DISTINCT ?value) AS ?answer)", [f"?thing {writer.iri(property_)} ?value ."]
    )


def number_of_links(relation: URIRef) -> Query:
    """How many links of a relation there are."""
    writer = _Writer(ClaimTerms())
    lines = [f"SELECT DISTINCT ?subject ?object WHERE {{ ?subject {writer.iri(relation)} ?object . }}"]
    return writer.query(("answer",), "SELECT (COUNT(*) AS ?answer)", ["{", *_block(lines), "}"])


def opposed(claims: Set) -> Set | None:
    """The claims that say the opposite of these; None for a set that holds both sides already.

    >>> opposed(Claims()).standing
    'refuted'
    """
    match claims:
        case Claims(standing=("supported" | "refuted") as standing):
            other: Standing = "refuted" if standing == "supported" else "supported"
            return replace(claims, standing=other)
        case Both(members):
            found = [(part, opposed(part)) for part in members]
            return Both(tuple(turned or part for part, turned in found)) if any(turned for _, turned in found) else None
        case Either(members):
            turned_parts = tuple([turned for part in members if (turned := opposed(part)) is not None])
            return Either(turned_parts) if turned_parts else None
        case Without(of, less):
            kept = opposed(of)
            return Without(kept, less) if kept else None
        case Extreme(of):
            return opposed(of)
        case _:
            return None


def _strongest(claims: Set, terms: ClaimTerms) -> Set:
    if terms.evidence_level is None or terms.strength is None:
        return claims
    return Extreme(claims, ValueOf((Step((terms.evidence_level,)), Step((terms.strength,)))))


# ----------------------------------------------------------------------------------------------------------- text of it

_Lines = list[str]


def _block(lines: Iterable[str]) -> _Lines:
    return [f"  {line}" for line in lines]


def _union(blocks: Sequence[_Lines]) -> _Lines:
    """Patterns of which one has to hold.

    >>> _union([["?a ?b ?c ."], ["?d ?e ?f ."]])
    ['{', '  ?a ?b ?c .', '} UNION {', '  ?d ?e ?f .', '}']
    """
    if len(blocks) == 1:
        return blocks[0]
    lines = ["{"]
    for place, block in enumerate(blocks):
        lines += (["} UNION {"] if place else []) + _block(block)
    return [*lines, "}"]


def _subquery(head: str, lines: _Lines, tail: str = "") -> _Lines:
    return ["{", f"  {head} WHERE {{", *_block(_block(lines)), f"  }}{tail}", "}"]


def _within(opening: str, lines: _Lines) -> _Lines:
    return [f"{opening} {{ {lines[0]} }}"] if len(lines) == 1 else [f"{opening} {{", *_block(lines), "}"]


_NAMED, _NARROWED, _VALUED, _MEASURED, _CLASSED, _OPEN = range(6)
"""What a search can start from, the fewest things first: what is named; claims that something narrows; a value; a
number; a class; nothing."""


def _reach(of: Set) -> int:
    """What a search for the members of a set can start from."""
    match of:
        case Thing() | Under() | Subclasses() | Extreme():
            return _NAMED
        case Linked(to=to, where=where):
            return min(_reach(to), _narrowed(where))
        case Claims(subject=subject, object=object_, where=where):
            return min(_reach(subject), _reach(object_), _narrowed(where), _CLASSED)
        case Value():
            return _VALUED
        case Both(members):
            return min((_reach(part) for part in members), default=_OPEN)
        case Either(members):
            return max((_reach(part) for part in members), default=_OPEN)
        case Without(of=rest):
            return _reach(rest)
        case Compared():
            return _MEASURED
        case Kind():
            return _CLASSED
        case Anything():
            return _OPEN
        case _:
            assert_never(of)


@lru_cache(10_000)
def _hops(of: Set) -> int:
    """How many links in a row the members of a set hang on; none where some are chosen by a measure, which is told."""
    if any(isinstance(part, Extreme) for part in parts(of)):
        return 0
    match of:
        case Linked(to=to):
            return 1 + _hops(to)
        case Both(members) | Either(members):
            return max(map(_hops, members), default=0)
        case Without(of=rest):
            return _hops(rest)
        case _:
            return 0


def _narrowed(where: tuple[Set, ...]) -> int:
    return min((max(_NARROWED, _reach(part)) for part in where), default=_OPEN)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim to be written: its variable, its ends (empty: whatever), its relations, and their variable, if any."""

    name: str
    subject: str
    relations: tuple[URIRef, ...]
    object: str
    relation: str = ""


class _Writer:
    """Writes one query: hands out variables and prefixes, and knows which link is to be spelled out as ?claim.

    `places` counts the links and claims met so far; the one at place `target` is written as the claims behind it.
    """

    def __init__(
        self,
        terms: ClaimTerms,
        *,
        claimed: frozenset[URIRef] | None = None,
        derived: bool = False,
        linking: bool = False,
    ) -> None:
        self.terms, self.claimed, self.derived, self.linking = terms, claimed, derived, linking
        self.from_subject, self.from_object = dict(terms.claims_of), dict(terms.claims_on)
        self.walked: list[str] = []
        self.later: _Lines = []
        self.prefixes: dict[str, str] = {}
        self.taken: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        self.measures: dict[Measure, str] = {}
        self.target: int | None = None
        self.places = 0
        self.open = False
        self.shown = ""

    def begin_at(self, target: int) -> None:
        """Start over, with the link at this place spelled out; variables go on, so that blocks fit into one query."""
        self.target, self.places, self.measures, self.shown = target, 0, {}, ""

    # --- terms

    def iri(self, iri: URIRef) -> str:
        """An IRI, with a prefix where its name allows."""
        namespace, local = _cut(iri)
        return f"{self._prefix(namespace)}:{local}" if namespace else local

    def _prefix(self, namespace: str) -> str:
        if namespace not in self.prefixes:
            wanted = _usual_prefix(namespace)
            name, number = wanted, 1
            while name in self.taken or (name != PREFIXES.get(namespace) and name in PREFIXES.values()):
                number += 1
                name = f"{wanted}{number}"
            self.prefixes[namespace] = name
            self.taken[name] = namespace
        return self.prefixes[namespace]

    def listed(self, iris: Iterable[URIRef]) -> str:
        """Several IRIs in a row."""
        return " ".join(self.iri(iri) for iri in iris)

    def scoped(self, write: Callable[[], _Lines]) -> _Lines:
        """The patterns of a group of its own, with those at its end that were put off to when all else is known."""
        kept, self.later = self.later, []
        lines = write()
        lines += self.later
        self.later = kept
        return lines

    def group(self, of: Set, x: str, *, bound: bool) -> _Lines:
        """The patterns of a set as a group of their own."""
        return self.scoped(lambda: self.member(of, x, bound=bound))

    def fresh(self, stem: str = "x") -> str:
        """A variable that is not in use."""
        self.numbers[stem] = self.numbers.get(stem, 0) + 1
        return f"?{stem}{self.numbers[stem]}"

    def query(self, columns: tuple[str, ...], head: str, lines: _Lines, tail: str = "") -> Query:
        """The finished query."""
        declared = [
            f"PREFIX {prefix}: <{namespace}>"
            for namespace, prefix in sorted(self.prefixes.items(), key=lambda pair: pair[1])
        ]
        where = "" if head == "ASK" else " WHERE"
        text = "\n".join([*declared, *([""] if declared else []), f"{head}{where} {{", *_block(lines), f"}}{tail}"])
        form: OneOf["select", "ask", "construct"] = "select"
        if not head.startswith("SELECT"):
            form = "ask" if head == "ASK" else "construct"
        return Query(text, columns, form)

    # --- whole plans

    def members(self, of: Set, name: str = "answer") -> Query:
        """The members of a set, each with the measures that it was chosen by."""
        self.open = True
        lines = self.group(of, f"?{name}", bound=False)
        extra = tuple(variable[1:] for variable in self.measures.values())
        columns = (name, *extra)
        query = self.query(columns, "SELECT DISTINCT " + " ".join(f"?{column}" for column in columns), lines)
        return dataclasses.replace(query, measures=tuple(self.measures))

    def table(self, of: Set, columns: tuple[Step, ...]) -> Query:
        """The members of a set, and where the steps lead from them."""
        lines = self.group(of, "?answer", bound=False)
        variables = [f"?column{place}" for place in range(1, len(columns) + 1)]
        for step, variable in zip(columns, variables, strict=True):
            lines.append(f"OPTIONAL {{ {self.plain('?answer', step, variable)} }}")
        head = "SELECT DISTINCT ?answer " + " ".join(variables)
        return self.query(("answer", *(variable[1:] for variable in variables)), head, lines)

    def grouped(self, plan: Grouped) -> Query:
        """Pairs of a group and a member, or of a group and a number."""
        lines = self.pairs(plan)
        if plan.values is not None:
            value = [*lines, self.plain("?member", plan.values, "?value")]
            inner = _subquery("SELECT DISTINCT ?group ?member ?value", value)
            head = f"SELECT ?group ({plan.how.upper()}(?value) AS ?number)"
            return self.query(("group", "number"), head, inner, "\nGROUP BY ?group\nORDER BY DESC(?number) ?group")
        if plan.counted:
            head = "SELECT ?group (COUNT(DISTINCT ?member) AS ?number)"
            return self.query(("group", "number"), head, lines, "\nGROUP BY ?group\nORDER BY DESC(?number) ?group")
        return self.query(("group", "member"), "SELECT DISTINCT ?group ?member", lines)

    def pairs(self, plan: Grouped) -> _Lines:
        """Patterns of ?group and ?member."""
        ends: dict[str, Set] = {"?group": plan.groups, "?member": plan.members}
        if _implied(plan.groups, plan.step, plan.members):
            ends["?group"] = Anything()
        if _implied(plan.members, plan.step.back(), plan.groups):
            ends["?member"] = Anything()
        # At most one end leads, the one that a search can start from sooner; the other is a test of what is found.
        lead = min(ends, key=lambda x: _reach(ends[x]))
        first = lead if _reach(ends[lead]) < _CLASSED else None

        def write() -> _Lines:
            lines = self.member(ends[first], first, bound=False) if first else []
            known = (first == "?group", first == "?member")
            lines += self.link("?group", plan.step, "?member", plan.where, known=known)
            return lines + [line for x, end in ends.items() if x != first for line in self.member(end, x, bound=True)]

        return self.scoped(write)

    def total(self, plan: Total) -> Query:
        """One number made of the values of a set's members."""
        lines = [*self.group(plan.of, "?x", bound=False), self.plain("?x", plan.step, "?value")]
        inner = _subquery("SELECT DISTINCT ?x ?value", lines)
        # The sum of nothing is 0 and its average too: without a value there is no answer.
        tail = "\nHAVING (COUNT(?value) > 0)"
        return self.query(("answer",), f"SELECT ({plan.how.upper()}(?value) AS ?answer)", inner, tail)

    def share(self, of: Set, part: Set) -> Query:
        """How many members, how many of them belong to the part, and the percentage."""
        whole = self.group(of, "?x", bound=False)
        both = self.group(Both((of, part)), "?y", bound=False)
        lines = [
            *_subquery("SELECT (COUNT(DISTINCT ?x) AS ?whole)", whole),
            *_subquery("SELECT (COUNT(DISTINCT ?y) AS ?part)", both),
            "FILTER(?whole > 0)",
            "BIND(100.0 * ?part / ?whole AS ?answer)",
        ]
        return self.query(("answer", "part", "whole"), "SELECT ?answer ?part ?whole", lines)

    def card(self, thing: URIRef, inward: tuple[URIRef, ...]) -> Query:
        """The triples of a thing, and its links from others by these relations (none: by all, but from claims)."""
        name = self.iri(thing)
        incoming = [f"?other ?relation {name} ."]
        if inward:
            incoming.insert(0, f"VALUES ?relation {{ {self.listed(inward)} }}")
        else:
            incoming.append(f"FILTER NOT EXISTS {{ ?other {self.iri(RDF.predicate)} ?said . }}")
        blocks = [[f"{name} ?relation ?other .", 'BIND("out" AS ?way)'], [*incoming, 'BIND("in" AS ?way)']]
        tail = f"\nLIMIT {LINKS_SHOWN}"
        return self.query(("way", "relation", "other"), "SELECT DISTINCT ?way ?relation ?other", _union(blocks), tail)

    def compared_things(
        self, things: tuple[URIRef, ...], steps: tuple[Step, ...], relations: tuple[URIRef, ...]
    ) -> Query:
        """The links, either way, of these things and of what lies below them: by these steps, or by these relations."""
        blocks = []
        for way, inverse, triple in (
            ("out", False, "?part ?relation ?other ."),
            ("in", True, "?other ?relation ?part ."),
        ):
            wanted = (
                [relation for step in steps if step.inverse == inverse for relation in step.relations]
                if steps
                else relations
            )
            if steps and not wanted:
                continue
            # Each side repeats what it starts from, so that neither is ever matched with nothing bound.
            lines = [f"VALUES ?thing {{ {self.listed(things)} }}", f"?part {self.iri(SKOS.broader)}* ?thing .", triple]
            if wanted:
                lines.append(f"FILTER(?relation IN ({', '.join(map(self.iri, wanted))}))")
            blocks.append([*lines, f'BIND("{way}" AS ?way)'])
        columns = ("thing", "way", "relation", "other")
        head = "SELECT DISTINCT " + " ".join(f"?{column}" for column in columns)
        return self.query(columns, head, _union(blocks), f"\nLIMIT {LINKS_SHOWN}")

    def direct(self, start: Set, end: Set) -> Query:
        """The links right between two sets, either way."""
        blocks = []
        for subject, object_ in (("?start", "?end"), ("?end", "?start")):
            lines = self.group(start, "?start", bound=False) + self.group(end, "?end", bound=False)
            blocks.append(
                [
                    *lines,
                    f"{subject} ?relation {object_} .",
                    f"BIND({subject} AS ?subject)",
                    f"BIND({object_} AS ?object)",
                ]
            )
        return self.query(
            ("subject", "relation", "object"), "SELECT DISTINCT ?subject ?relation ?object", _union(blocks)
        )

    def figures(self, claims: Set) -> Query:
        """The claims of a set with their figures."""
        lines = self.group(claims, "?claim", bound=False)
        if self.terms.figure is None:
            return self.query(("claim",), "SELECT DISTINCT ?claim", [*lines, "FILTER(false)"])
        lines.append(f"?claim {self.iri(self.terms.figure)} ?figure .")
        columns = ["claim", "figure"]
        parts_: dict[str, list[URIRef]] = {}
        for name, property_ in self.terms.figure_parts:
            parts_.setdefault(name, []).append(property_)
        for name, properties in parts_.items():
            columns.append(name)
            lines.append(f"OPTIONAL {{ {self.plain('?figure', Step(tuple(properties)), f'?{name}')} }}")
        head = "SELECT DISTINCT " + " ".join(f"?{column}" for column in columns)
        return self.query(tuple(columns), head, lines)

    def found_claims(self, blocks: Sequence[_Lines], limit: int, *, ranked: bool) -> Query:
        """The claims that any of these patterns give; the strongest first where `ranked`."""
        head, tail = "SELECT DISTINCT ?claim", f"\nLIMIT {limit}"
        if not ranked or self.terms.evidence_level is None or self.terms.strength is None:
            return self.query(("claim",), head, _union(blocks), tail)
        # Each side finds the level itself: beside the union, the levels of all claims would be looked at.
        level = f"?claim {self.iri(self.terms.evidence_level)} ?level ."
        body = _union([[*block, level] for block in blocks])
        body.append(f"OPTIONAL {{ ?level {self.iri(self.terms.strength)} ?strength . }}")
        order = "\nORDER BY DESC(?strength) ?claim"
        return self.query(("claim", "strength"), f"{head} ?strength", body, order + tail)

    def evident(self, plan: Plan) -> _Lines | None:
        """The patterns of a plan's answers with one link spelled out as ?claim; None where the place was not met."""
        match plan:
            case List(of) | Table(of) | Count(of) | Total(of) | Share(of) | Truth(of):
                lines = self.group(of, "?answer", bound=False)
            case Grouped():
                lines = self.pairs(plan)
            case Evidence(claims) | Quantity(claims):
                lines = self.group(claims, "?claim", bound=False)
            case Define() | Describe() | Paths() | Compare():
                return None
            case _:
                assert_never(plan)
        if self.target is None or self.places <= self.target:
            return None
        return [*lines, f"BIND({self.shown} AS ?claim)"] if self.shown and self.shown != "?claim" else lines

    def _here(self) -> bool:
        """Count a link or claim; whether it is the one to spell out."""
        self.places += 1
        return self.target is not None and self.places == self.target + 1

    def _spelled_since(self, before: int) -> bool:
        """Whether the link to spell out was met after so many; always, where every link is to be told."""
        return self.linking or (self.target is not None and before <= self.target < self.places)

    # --- sets

    def member(self, of: Set, x: str, *, bound: bool) -> _Lines:
        """Patterns that hold where ?x belongs to a set; `bound`: patterns before them have found ?x already."""
        if not bound and len(spread := _alternatives(of)) > 1:
            return self.either(spread, x, bound=False)
        match of:
            case Anything():
                return [] if bound else [f"{x} {self.iri(RDF.type)} {self.fresh('class')} ."]
            case Thing(iri, below):
                if below:
                    return [f"{x} {self.iri(SKOS.broader)}* {self.iri(iri)} ."]
                return [f"FILTER({x} = {self.iri(iri)})"] if bound else [f"VALUES {x} {{ {self.iri(iri)} }}"]
            case Under(iri, above, direct):
                path = self.iri(SKOS.broader) + ("" if direct else "+")
                return [f"{self.iri(iri)} {path} {x} ." if above else f"{x} {path} {self.iri(iri)} ."]
            case Kind(classes):
                return self.kind(classes, x, bound=bound)
            case Subclasses(cls):
                return [f"{x} {self.iri(RDFS.subClassOf)} {self.iri(cls)} ."]
            case Value(literal):
                return self.value(literal, x, bound=bound)
            case Linked():
                return self.linked(of, x, bound=bound)
            case Both(members):
                return self.both(members, x, bound=bound)
            case Either(members):
                return self.either(members, x, bound=bound)
            case Without(rest, less):
                return self.member(rest, x, bound=bound) + self.except_for(less, x)
            case Claims():
                return self.claims(of, x, bound=bound)
            case Compared(measure, operator, than):
                return self.compared(of, measure, operator, than, x, bound=bound)
            case Extreme():
                return self.extreme(of, x)
            case _:
                assert_never(of)

    def except_for(self, less: Set, x: str) -> _Lines:
        """What takes the members of a set away.

        A class or a value is looked at for each thing that is found; anything else is found once and taken away as a
        whole. What is told of a thing by an inherited relation is true of its kinds of which nothing else is told.
        """
        if isinstance(less, Linked) and not less.step.inverse and set(less.step.relations) <= set(self.terms.inherited):
            kind, nearer, broader = self.fresh(), self.fresh(), self.iri(SKOS.broader)
            lines = [*self.aside(less, kind, bound=False), f"{x} {broader}* {kind} ."]
            own = self.plain(nearer, less.step, self.fresh())
            told = [f"{x} {broader}* {nearer} .", f"{nearer} {broader}+ {kind} .", own]
            return _within("MINUS", [*lines, *_within("FILTER NOT EXISTS", told)])
        if isinstance(less, Kind | Value | Anything):
            return _within("FILTER NOT EXISTS", self.aside(less, x, bound=True) or [f"FILTER({x} = {x})"])
        return _within("MINUS", self.aside(less, x, bound=False))

    def aside(self, of: Set, x: str, *, bound: bool) -> _Lines:
        """Patterns of a set of which no link is an answer's: what is taken away, what narrows claims, what ranks."""
        kept = self.target, self.places, self.measures, self.open, self.linking
        self.target, self.measures, self.open, self.linking = None, {}, False, False
        lines = self.group(of, x, bound=bound)
        self.target, self.places, self.measures, self.open, self.linking = kept
        return lines

    def kind(self, classes: tuple[URIRef, ...], x: str, *, bound: bool) -> _Lines:
        """Everything of these classes."""
        if len(classes) == 1:
            return [f"{x} {self.iri(RDF.type)}/{self.iri(RDFS.subClassOf)}* {self.iri(classes[0])} ."]
        cls = self.fresh("class")
        path = f"{x} {self.iri(RDF.type)}/{self.iri(RDFS.subClassOf)}* {cls} ."
        if bound:
            return [path, f"FILTER({_one_of(cls, [self.iri(each) for each in classes])})"]
        return [f"VALUES {cls} {{ {self.listed(classes)} }}", path]

    def value(self, literal: Literal, x: str, *, bound: bool) -> _Lines:
        """One literal: a number by its value, a text whatever its case."""
        if not bound:
            return [f"VALUES {x} {{ {n3(literal)} }}"]
        return [f"FILTER({_is_value(x, literal)})"]

    def both(self, members: tuple[Set, ...], x: str, *, bound: bool) -> _Lines:
        """All parts, those first that a search can start from."""
        lines: _Lines = []
        last: _Lines = []
        for part in sorted(_flat(members), key=_reach):
            if isinstance(part, Without):
                # The exception goes to the end, where everything that it is taken away from is known.
                found = [] if isinstance(part.of, Anything) else self.member(part.of, x, bound=bound)
                last += self.except_for(part.less, x)
            else:
                found = self.member(part, x, bound=bound)
            lines += found
            bound = bound or bool(found)
        if last and not bound:
            lines = self.member(Anything(), x, bound=False)
        return lines + last

    def either(self, members: tuple[Set, ...], x: str, *, bound: bool) -> _Lines:
        """Any part; the only one that holds the link to be spelled out."""
        if not bound and members and all(isinstance(part, Thing) and not part.below for part in members):
            return [f"VALUES {x} {{ {self.listed(part.iri for part in members if isinstance(part, Thing))} }}"]
        if not bound and members and all(isinstance(part, Value) for part in members):
            return [f"VALUES {x} {{ {' '.join(n3(part.literal) for part in members if isinstance(part, Value))} }}"]
        if members and all(isinstance(part, Thing) and part.below for part in members):
            tops = [self.iri(part.iri) for part in members if isinstance(part, Thing)]
            top = self.fresh("top")
            path = f"{x} {self.iri(SKOS.broader)}* {top} ."
            return [path, f"FILTER({_one_of(top, tops)})"] if bound else [f"VALUES {top} {{ {' '.join(tops)} }}", path]
        blocks: list[_Lines] = []
        for part in members:
            before = self.places
            block = self.group(part, x, bound=bound)
            if not self.linking and self._spelled_since(before):
                self._skip(members[len(blocks) + 1 :])
                return block
            blocks.append(block)
        if not blocks:
            return ["FILTER(false)"]
        if bound and len(blocks) > 1 and all(isinstance(part, Kind | Value) for part in members):
            tests = [
                _is_value(x, part.literal) if isinstance(part, Value) else f"EXISTS {{ {' '.join(block)} }}"
                for part, block in zip(members, blocks, strict=True)
            ]
            return [f"FILTER({' || '.join(tests)})"]
        return _union(blocks)

    def _skip(self, rest: tuple[Set, ...]) -> None:
        """Count the places of parts that are not written."""
        numbers, target = dict(self.numbers), self.target
        self.target = None
        for part in rest:
            self.group(part, "?skipped", bound=True)
        self.numbers, self.target = numbers, target

    # --- links

    def step(self, step: Step) -> str:
        """The relations of a step."""
        relations = [self.iri(relation) for relation in step.relations]
        return relations[0] if len(relations) == 1 else f"({'|'.join(relations)})"

    def plain(self, x: str, step: Step, y: str) -> str:
        """The triple of a step from ?x to ?y."""
        subject, object_ = (y, x) if step.inverse else (x, y)
        return f"{subject} {self.step(step)} {object_} ."

    def end(self, of: Set, stem: str = "x") -> tuple[str, bool]:
        """What stands at the other end of a link: the thing itself, or a variable (and that it is one)."""
        if isinstance(of, Thing) and not of.below:
            return self.iri(of.iri), False
        return self.fresh(stem), True

    def linked(self, of: Linked, x: str, *, bound: bool) -> _Lines:
        """The things from which a step leads to a member of a set; a symmetric relation leads both ways."""
        if not self.symmetric(of.step.relations):
            return self.linked_one_way(of, x, bound=bound)
        blocks: list[_Lines] = []
        told: _Lines | None = None
        for way in (of, replace(of, step=of.step.back())):
            before = self.places
            # Where links are told, each way has its own name for the thing: neither tells what the other found.
            own = self.fresh() if self.linking and x.startswith("?") else x
            block = self.scoped(partial(self.linked_one_way, way, own, bound=bound and own == x))
            blocks.append(block if own == x else [*block, f"BIND({own} AS {x})"])
            if not self.linking and self._spelled_since(before):
                told = block
        return _union(blocks) if told is None else told

    def symmetric(self, relations: tuple[URIRef, ...]) -> bool:
        """Whether the links of these relations hold both ways."""
        return bool(relations) and set(relations) <= set(self.terms.symmetric)

    def linked_one_way(self, of: Linked, x: str, *, bound: bool) -> _Lines:
        """The things from which a step leads to a member of a set."""
        if of.standing == "disputed" and isinstance(of.to, Thing) and of.to.below:
            return self.disputed_of_kinds(of, of.to, x)
        y, variable = self.end(of.to, "value" if isinstance(of.to, Value | Compared) else "x")
        if variable and not self.linking and _hops(of.to) >= (1 if _reach(of.to) >= _CLASSED else 2):
            # A search of its own, whose ends are followed once each, however many ways lead to them: links in a row
            # would else be walked by every way there is, which is thousands for each thing.
            before = self.places
            lines = self.group(of.to, y, bound=False)
            told = {self.shown or "?claim"} if self._spelled_since(before) and not self.derived else set()
            lines = _subquery(" ".join(("SELECT DISTINCT", y, *(told - {y}))), lines)
            return lines + self.link(x, of.step, y, of.where, of.standing, known=(bound, True))
        first = variable and not bound and _reach(of.to) < _VALUED
        lines = self.member(of.to, y, bound=False) if first else []
        lines += self.link(x, of.step, y, of.where, of.standing, known=(bound, first or not variable))
        return lines + self.member(of.to, y, bound=True) if variable and not first else lines

    def link(
        self,
        x: str,
        step: Step,
        y: str,
        where: tuple[Set, ...] = (),
        standing: Standing = "supported",
        *,
        known: tuple[bool, bool],
    ) -> _Lines:
        """One step between two ends, as a plain triple or by its claims; `known`: which of the two are found.

        A thing that is acted on has fewer claims than one that acts: claims are found from the object where it is
        known, else from the subject, by the properties that lead from either to the claims of a relation. Where there
        is none, the plain triple, which stands for every link that a claim supports, leads to the object, and its
        claims are looked at when all else is known.
        """
        here = self._here() if self.claimed is None or self.claimed & set(step.relations) else False
        subject, object_ = (y, x) if step.inverse else (x, y)
        object_known = known[0] if step.inverse else known[1]
        led = bool(self.led(step.relations, from_object=object_known))
        plain, relation = self.plain(x, step, y), ""
        if self.linking:
            several = len(step.relations) > 1
            relation = self.fresh("relation") if several else self.iri(step.relations[0])
            self.walked.append(f"{subject} {relation} {object_} .")
            if several and standing == "supported" and not where:
                return [self.walked[-1], f"FILTER({_one_of(relation, [self.iri(each) for each in step.relations])})"]
        if here and self.derived:
            return [plain, f"GRAPH {self.iri(DERIVED)} {{ {plain} }}"]
        shown = _Claim("?claim", subject, step.relations, object_)
        if standing == "supported" and not where:
            if not here:
                return [plain]
            claims = self.statement(shown, anchored=True, from_object=object_known or not led)
            if object_known or led:
                return [*claims, plain]
            self.later += claims
            return [plain]
        variable = relation if relation.startswith("?") else ""
        behind = _Claim(self.fresh("claim"), subject, step.relations, object_, variable)
        first = standing == "supported" and any(known) and not object_known and not led
        lines = self.claim(behind, standing, where, anchored=any(known), from_object=object_known or first)
        also = self.statement(shown, anchored=True) + self.narrowed(where, "?claim") if here else []
        if first:
            self.later += lines + also
            return [plain]
        self.later += also
        return lines

    def led(self, relations: tuple[URIRef, ...], *, from_object: bool) -> tuple[URIRef, ...]:
        """The properties that lead from an end of claims with these relations to them; none unless each has one."""
        leading = self.from_object if from_object else self.from_subject
        return tuple(map(leading.__getitem__, relations)) if leading.keys() >= set(relations) else ()

    def disputed_of_kinds(self, of: Linked, thing: Thing, x: str) -> _Lines:
        """Links to a thing that are disputed: what is said of one of its kinds may be denied of another."""
        relation, lines = self.fresh("relation"), []
        here = self._here() if self.claimed is None or self.claimed & set(of.step.relations) else False

        def between(name: str) -> tuple[_Claim, _Lines]:
            y = self.fresh()
            subject, object_ = (y, x) if of.step.inverse else (x, y)
            return _Claim(name, subject, of.step.relations, object_, relation), self.member(thing, y, bound=False)

        # What speaks against is rarer, so it comes first.
        for standing in ("refuted", "supported"):
            claim, ends = between(self.fresh("claim"))
            side = ends + self.statement(claim, standing, anchored=True, from_object=not of.step.inverse)
            side += self.narrowed(of.where, claim.name)
            # Beside the claims that are wanted, each of one side would be met with each of the other.
            lines += _subquery(f"SELECT DISTINCT {x} {relation}", side) if here and not self.linking else side
            if self.linking and standing == "supported":
                self.walked.append(f"{claim.subject} {relation} {claim.object} .")
        if here:
            claim, ends = between("?claim")
            self.later += ends + self.statement(claim, anchored=True) + self.narrowed(of.where, claim.name)
        return lines

    def claim(
        self,
        claim: "_Claim",
        standing: Standing,
        where: tuple[Set, ...],
        *,
        anchored: bool,
        from_object: bool = True,
        shown: bool = False,
    ) -> _Lines:
        """A claim with these ends and this standing; where neither end is known it is found by what narrows it.

        `shown`: the claim itself is wanted, and not only that there is one.
        """
        leading = [] if anchored else [part for part in where if _reach(part) < _VALUED]
        lines = [line for part in leading for line in self.aside(part, claim.name, bound=False)]
        anchored = anchored or bool(leading)
        if standing == "disputed":
            # What speaks against is rarer, so it comes first; what speaks for it is then found by its object.
            relation = self.fresh("relation")
            claim = dataclasses.replace(
                claim, subject=claim.subject or self.fresh(), object=claim.object or self.fresh()
            )
            sides: tuple[tuple[Standing, bool], ...] = (("refuted", from_object), ("supported", True))
            for side, first in sides:
                other = _Claim(self.fresh("claim"), claim.subject, claim.relations, claim.object, relation)
                lines += self.statement(other, side, anchored=anchored, from_object=first)
                lines += self.narrowed(where, other.name)
            if not shown:
                return lines
            claim, standing = dataclasses.replace(claim, relation=relation), "any"
        lines += self.statement(claim, standing, anchored=anchored, from_object=from_object)
        return lines + self.narrowed(tuple(part for part in where if part not in leading), claim.name)

    def narrowed(self, where: tuple[Set, ...], claim: str) -> _Lines:
        """Tests of a claim that is known already."""
        return [line for part in where for line in self.aside(part, claim, bound=True)]

    def statement(
        self, claim: "_Claim", standing: Standing = "any", *, anchored: bool, from_object: bool = True
    ) -> _Lines:
        """The triples of a claim.

        Where it is found by its ends (`anchored`), relation and polarity are variables with a filter: as constants they
        would be indexes to start from, and there are too many claims of one relation. Where properties lead from that
        end to the claims of a relation, they are followed.
        """
        iri = self.iri
        start, *rest = [(RDF.object, claim.object), (RDF.subject, claim.subject)][:: 1 if from_object else -1]
        led = self.led(claim.relations, from_object=from_object) if anchored and start[1] else ()
        triples_ = [f"{iri(name)} {end}" for name, end in (rest if led else (start, *rest)) if end]
        tests: list[str] = []
        relations = [iri(relation) for relation in claim.relations]
        if led and not claim.relation:
            pass
        elif claim.relation or len(relations) > 1 or (relations and anchored):
            relation = claim.relation or self.fresh("relation")
            triples_.append(f"{iri(RDF.predicate)} {relation}")
            tests += [_one_of(relation, relations)] if relations else []
        elif relations:
            triples_.append(f"{iri(RDF.predicate)} {relations[0]}")
        if standing in ("supported", "refuted") and self.terms.polarity is not None:
            polarity = self.fresh("polarity")
            values = self.terms.supporting if standing == "supported" else self.terms.refuting
            triples_.append(f"{iri(self.terms.polarity)} {polarity}")
            tests.append(_one_of(polarity, [iri(value) for value in values]))
        elif standing == "refuted":
            tests.append("false")
        if not triples_ and not led:
            triples_.append(f"{iri(RDF.subject)} {self.fresh()}")
        lines = [self.plain(start[1], Step(led), claim.name)] if led else []
        if triples_:
            lines.append(f"{claim.name} {' ; '.join(triples_)} .")
        return [*lines, *([f"FILTER({' && '.join(tests)})"] if tests else [])]

    def claims(self, of: Claims, x: str, *, bound: bool) -> _Lines:
        """The claims with these ends."""
        if self._here():
            self.shown = x
        ways = [(of.subject, of.object)]
        if of.either_way or (self.symmetric(of.relations) and of.subject != of.object):
            ways.append((of.object, of.subject))
        return _union([self.claims_one_way(of, x, subject, object_, bound=bound) for subject, object_ in ways])

    def claims_one_way(self, of: Claims, x: str, subject: Set, object_: Set, *, bound: bool) -> _Lines:
        """The claims from one set to another; the object leads where both are named."""
        ends: dict[str, str] = {}
        first: _Lines = []
        last: _Lines = []
        leading = ""
        for name, end in (("object", object_), ("subject", subject)):
            if isinstance(end, Anything):
                ends[name] = ""
                continue
            y, variable = self.end(end)
            ends[name] = y
            named = _reach(end) < _VALUED
            if variable and named and not leading and not bound:
                first = self.aside(end, y, bound=False)
            elif variable:
                last += self.aside(end, y, bound=True)
            leading = leading or (name if named else "")
        claim = _Claim(x, ends["subject"], of.relations, ends["object"])
        anchored = bound or bool(leading)
        lines = self.claim(
            claim, of.standing, of.where, anchored=anchored, from_object=leading != "subject", shown=True
        )
        return first + lines + last

    # --- measures

    def measure_of(self, measure: Measure, stem: str) -> str:
        """The variable that carries a measure; shown beside an answer where it belongs to the answer itself."""
        if self.open and measure in self.measures:
            return self.measures[measure]
        variable = self.fresh(stem)
        if self.open:
            self.measures[measure] = variable
        return variable

    def steps(self, x: str, steps: tuple[Step, ...], value: str) -> _Lines:
        """A chain of plain triples."""
        lines, here = [], x
        for place, step in enumerate(steps):
            there = value if place == len(steps) - 1 else self.fresh()
            lines.append(self.plain(here, step, there))
            here = there
        return lines

    def compared(
        self, of: Compared, measure: Measure, operator: Operator, than: Literal | Set, x: str, *, bound: bool
    ) -> _Lines:
        """What has a measure that stands so to a number or to another value."""
        lines: _Lines = []
        if isinstance(than, Literal):
            other = n3(than)
        else:
            other = self.fresh("than")
            lines = self.aside(than, other, bound=False)
        match measure:
            case ValueOf(steps):
                value = self.measure_of(measure, "value")
                if isinstance(than, Literal) and than.datatype == XSD.gYear:
                    # Dates of any kind begin with their year.
                    year = f"{self.iri(XSD.integer)}(SUBSTR(STR({value}), 1, 4))"
                    return [*lines, *self.steps(x, steps, value), f"FILTER({year} {operator} {int(str(than)[:4])})"]
                return [*lines, *self.steps(x, steps, value), f"FILTER({value} {operator} {other})"]
            case NumberOf(step, among, where):
                zero = isinstance(than, Literal) and _holds(0, operator, than)
                number = self.fresh("number") if zero else self.measure_of(measure, "number")
                counted = self.counted(None, step, among, where, x, number)
                if zero:
                    # What has none is not counted by any query: take away those whose number is wrong.
                    kept = [] if bound else self.member(Anything(), x, bound=False)
                    return [
                        *kept,
                        "MINUS {",
                        *_block([*counted, f"FILTER({number} {_NEGATED[operator]} {other})"]),
                        "}",
                    ]
                lines = [*lines, *counted, f"FILTER({number} {operator} {other})"]
                return lines + self.evident_measure(measure, x)
            case _:
                assert_never(measure)

    def counted(self, of: Set | None, step: Step, among: Set, where: tuple[Set, ...], x: str, number: str) -> _Lines:
        """A subquery: the number of members that a step leads to, of each ?x."""
        kept = self.target, self.places, self.open, self.linking
        self.target, self.open, self.linking = None, False, False
        m = self.fresh("member")
        whole = Anything() if of is None or _implied(of, step, among) else of
        leads = _reach(whole) < _CLASSED
        named = not leads and _reach(among) < _VALUED

        def write() -> _Lines:
            lines = self.member(whole, x, bound=False) if leads else self.member(among, m, bound=False) if named else []
            lines += self.link(x, step, m, where, known=(leads, named))
            lines += [] if leads else self.member(whole, x, bound=True)
            return lines + ([] if named else self.member(among, m, bound=True))

        lines = self.scoped(write)
        self.target, self.places, self.open, self.linking = kept
        return _subquery(f"SELECT {x} (COUNT(DISTINCT {m}) AS {number})", lines, f" GROUP BY {x}")

    def evident_measure(self, measure: Measure, x: str) -> _Lines:
        """The links that a number counts, where one of them is to be spelled out."""
        if not isinstance(measure, NumberOf):
            return []
        before = self.places
        m = self.fresh("member")
        lines = self.link(x, measure.step, m, measure.where, known=(True, False)) + self.member(
            measure.among, m, bound=True
        )
        return lines if self._spelled_since(before) else []

    def ranking(self, of: Extreme, x: str, number: str) -> _Lines:
        """A subquery: each member of a set with its measure."""
        match of.measure:
            case ValueOf(steps):
                value = self.fresh("value")
                lines = self.aside(of.of, x, bound=False) + self.steps(x, steps, value)
                best = "MAX" if of.most else "MIN"
                return _subquery(f"SELECT {x} ({best}({value}) AS {number})", lines, f" GROUP BY {x}")
            case NumberOf(step, among, where):
                return self.counted(of.of, step, among, where, x, number)
            case _:
                assert_never(of.measure)

    def extreme(self, of: Extreme, x: str) -> _Lines:
        """The members that are first by a measure: all that are no worse than the last of the first so many."""
        number = self.measure_of(of.measure, "number")
        other, its, bar = self.fresh("other"), self.fresh("number"), self.fresh("bar")
        order, least, sign = ("DESC", "MIN", ">=") if of.most else ("ASC", "MAX", "<=")
        first = _subquery(
            f"SELECT {its}", self.ranking(of, other, its), f" ORDER BY {order}({its}) LIMIT {max(of.count, 1)}"
        )
        lines = [
            *_subquery(f"SELECT ({least}({its}) AS {bar})", first),
            *self.ranking(of, x, number),
            f"FILTER({number} {sign} {bar})",
        ]
        before = self.places
        open_, self.open = self.open, False
        again = self.member(of.of, x, bound=True)
        found = self._spelled_since(before)
        self.open = open_
        return lines + (again if found else []) + self.evident_measure(of.measure, x)


def _implied(of: Set, step: Step, among: Set) -> bool:
    """Whether everything that a step leads from to these is in a set already, so that the set need not be asked for.

    >>> from rdflib import Namespace
    >>> EX = Namespace("http://example.org/")
    >>> _implied(Linked(Step((EX.made,)), Kind((EX.Tool,))), Step((EX.made,)), Kind((EX.Tool,)))
    True
    """
    return isinstance(of, Anything) or (
        isinstance(of, Linked) and of in (Linked(step, among), Linked(step, Anything()))
    )


def _alternatives(of: Set) -> tuple[Set, ...]:
    """A set as sets of which it is the union, each without an “or” that a search could start from.

    A store joins a union with what stands beside it only after both are found as a whole; so each side of an “or” gets
    a search of its own. Where that would make too many, the set stays as it is.

    >>> from rdflib import Namespace
    >>> EX = Namespace("http://example.org/")
    >>> made = Linked(Step((EX.made,)), Either((Thing(EX.saw), Kind((EX.Axe,)))))
    >>> [type(part.to).__name__ for part in _alternatives(made)]
    ['Thing', 'Kind']
    """
    found = tuple(_split(of))
    return found if len(found) <= _MOST_ALTERNATIVES else (of,)


def _split(of: Set) -> Iterator[Set]:
    match of:
        case Either(members):
            for kind in (Kind, Value, Thing):
                if all(isinstance(part, kind) for part in members):
                    yield of
                    return
            for part in members:
                yield from _split(part)
        case Both(members):
            yield from map(Both, product(*map(_alternatives, members)))
        case Linked(to=to):
            for part in _alternatives(to):
                yield replace(of, to=part)
        case Claims(subject=subject, object=object_):
            for one, other in product(_alternatives(subject), _alternatives(object_)):
                yield replace(of, subject=one, object=other)
        case Without(rest, less):
            for part in _alternatives(rest):
                yield Without(part, less)
        case _:
            yield of


def _flat(members: tuple[Set, ...]) -> Iterator[Set]:
    for part in members:
        if isinstance(part, Both):
            yield from _flat(part.parts)
        else:
            yield part


def _one_of(variable: str, values: Sequence[str]) -> str:
    if not values:
        return "false"
    return f"{variable} = {values[0]}" if len(values) == 1 else f"{variable} IN ({', '.join(values)})"


def _is_value(variable: str, literal: Literal) -> str:
    """The test whether a variable is a literal: a number by its value, a text whatever its case."""
    if _is_text(literal):
        return f"LCASE(STR({variable})) = {n3(Literal(str(literal).lower()))}"
    return f"{variable} = {n3(literal)}"


def _is_text(literal: Literal) -> bool:
    return literal.language is not None or literal.datatype in (None, XSD.string)


def _holds(number: int, operator: Operator, than: Literal) -> bool:
    """Whether a number stands so to a literal."""
    try:
        value = float(str(than))
    except ValueError:
        return False
    return {"=": number == value, "!=": number != value, "<": number < value, "<=": number <= value,
            ">": number > value, ">=": number >= value}[operator]  # fmt: skip


def uses(plan: Plan) -> frozenset[URIRef]:
    """The relations that a plan's links and claims name."""
    found: set[URIRef] = set()
    for part in parts(plan):
        if isinstance(part, Step | Claims):
            found.update(part.relations)
    return frozenset(found)
