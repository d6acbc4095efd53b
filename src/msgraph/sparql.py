"""Plan -> SPARQL 1.1: the queries that give what a plan asks for, and what its answers rest on.

The same plan always gives the same text. What a set becomes is told in `patterns`.

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
from collections.abc import Iterable, Sequence
from typing import assert_never

from msgspec.structs import replace
from rdflib import URIRef

from msgraph.patterns import CLASSED, Patterns, implied, reach
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    ClaimTerms,
    Compare,
    Count,
    Define,
    Describe,
    Either,
    Evidence,
    Extreme,
    Grouped,
    List,
    Paths,
    Plan,
    Quantity,
    Set,
    Share,
    Standing,
    Step,
    Table,
    Total,
    Truth,
    ValueOf,
    Without,
    parts,
)
from msgraph.vocabulary import LABELS, OTHER_NAMES, RDF, RDFS, SKOS
from msgraph.writing import Lines, Query, subquery, union

CLAIMS_SHOWN = 500
"""As many claims, the strongest, are looked up for one answer."""

LINKS_SHOWN = 5000
"""As many links are looked up for a description or a comparison."""


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
    return writer.query((), "ASK", union(blocks)) if blocks else None


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


class _Writer(Patterns):
    """Writes whole plans."""

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
            inner = subquery("SELECT DISTINCT ?group ?member ?value", value)
            head = f"SELECT ?group ({plan.how.upper()}(?value) AS ?number)"
            return self.query(("group", "number"), head, inner, "\nGROUP BY ?group\nORDER BY DESC(?number) ?group")
        if plan.counted:
            head = "SELECT ?group (COUNT(DISTINCT ?member) AS ?number)"
            return self.query(("group", "number"), head, lines, "\nGROUP BY ?group\nORDER BY DESC(?number) ?group")
        return self.query(("group", "member"), "SELECT DISTINCT ?group ?member", lines)

    def pairs(self, plan: Grouped) -> Lines:
        """Patterns of ?group and ?member."""
        ends: dict[str, Set] = {"?group": plan.groups, "?member": plan.members}
        if implied(plan.groups, plan.step, plan.members):
            ends["?group"] = Anything()
        if implied(plan.members, plan.step.back(), plan.groups):
            ends["?member"] = Anything()
        # At most one end leads, the one that a search can start from sooner; the other is a test of what is found.
        lead = min(ends, key=lambda x: reach(ends[x]))
        first = lead if reach(ends[lead]) <= CLASSED else None

        def write() -> Lines:
            lines = self.member(ends[first], first, bound=False) if first else []
            known = (first == "?group", first == "?member")
            lines += self.link("?group", plan.step, "?member", plan.where, known=known)
            return lines + [line for x, end in ends.items() if x != first for line in self.member(end, x, bound=True)]

        return self.scoped(write)

    def total(self, plan: Total) -> Query:
        """One number made of the values of a set's members."""
        lines = [*self.group(plan.of, "?x", bound=False), self.plain("?x", plan.step, "?value")]
        inner = subquery("SELECT DISTINCT ?x ?value", lines)
        # The sum of nothing is 0 and its average too: without a value there is no answer.
        tail = "\nHAVING (COUNT(?value) > 0)"
        return self.query(("answer",), f"SELECT ({plan.how.upper()}(?value) AS ?answer)", inner, tail)

    def share(self, of: Set, part: Set) -> Query:
        """How many members, how many of them belong to the part, and the percentage."""
        whole = self.group(of, "?x", bound=False)
        both = self.group(Both((of, part)), "?y", bound=False)
        lines = [
            *subquery("SELECT (COUNT(DISTINCT ?x) AS ?whole)", whole),
            *subquery("SELECT (COUNT(DISTINCT ?y) AS ?part)", both),
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
        return self.query(("way", "relation", "other"), "SELECT DISTINCT ?way ?relation ?other", union(blocks), tail)

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
        return self.query(columns, head, union(blocks), f"\nLIMIT {LINKS_SHOWN}")

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
            ("subject", "relation", "object"), "SELECT DISTINCT ?subject ?relation ?object", union(blocks)
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

    def found_claims(self, blocks: Sequence[Lines], limit: int, *, ranked: bool) -> Query:
        """The claims that any of these patterns give; the strongest first where `ranked`."""
        head, tail = "SELECT DISTINCT ?claim", f"\nLIMIT {limit}"
        if not ranked or self.terms.evidence_level is None or self.terms.strength is None:
            return self.query(("claim",), head, union(blocks), tail)
        # Each side finds the level itself: beside the union, the levels of all claims would be looked at.
        level = f"?claim {self.iri(self.terms.evidence_level)} ?level ."
        body = union([[*block, level] for block in blocks])
        body.append(f"OPTIONAL {{ ?level {self.iri(self.terms.strength)} ?strength . }}")
        order = "\nORDER BY DESC(?strength) ?claim"
        return self.query(("claim", "strength"), f"{head} ?strength", body, order + tail)

    def evident(self, plan: Plan) -> Lines | None:
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


def uses(plan: Plan) -> frozenset[URIRef]:
    """The relations that a plan's links and claims name."""
    found: set[URIRef] = set()
    for part in parts(plan):
        if isinstance(part, Step | Claims):
            found.update(part.relations)
    return frozenset(found)
