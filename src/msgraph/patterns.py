"""Sets as patterns: what holds of a variable that belongs to a set of things, and the claims behind its links.

What a question names comes first and what merely sorts (a class, a number, an exception) last, so that a store that
matches patterns in the order in which they stand walks from few things to few. For the same reason claims are found by
their ends and only then tested for relation and polarity: a constant there would tempt a planner to start from every
claim that has it.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from typing import assert_never

from msgspec.structs import replace
from rdflib import Literal, URIRef

from msgraph.plan import (
    Anything,
    Both,
    Claims,
    ClaimTerms,
    Compared,
    Either,
    Extreme,
    Kind,
    Linked,
    Measure,
    NumberOf,
    Operator,
    Set,
    Standing,
    Step,
    Subclasses,
    Thing,
    Under,
    Value,
    ValueOf,
    Without,
    parts,
)
from msgraph.vocabulary import ASK, DERIVED, RDF, RDFS, SKOS, XSD
from msgraph.writing import Lines, Text, indented, is_value, n3, one_of, subquery, union, within

_MOST_ALTERNATIVES = 32
"""A query is spread over at most so many sides of its “or”s."""

_NEGATED: Mapping[Operator, Operator] = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}

NAMED, NARROWED, VALUED, MEASURED, CLASSED, OPEN = range(6)
"""What a search can start from, the fewest things first: what is named; claims that something narrows; a value; a
number; a class; nothing."""


def reach(of: Set) -> int:
    """What a search for the members of a set can start from."""
    match of:
        case Thing() | Under() | Subclasses() | Extreme():
            return NAMED
        case Linked(to=to, where=where):
            # Things of a class are fewer than what leads to all that some number holds of.
            found = min(reach(to), _narrowed(where))
            return CLASSED if found == MEASURED else found
        case Claims(subject=subject, object=object_, where=where):
            return min(reach(subject), reach(object_), _narrowed(where), CLASSED)
        case Value():
            return VALUED
        case Both(members):
            return min((reach(part) for part in members), default=OPEN)
        case Either(members):
            return max((reach(part) for part in members), default=OPEN)
        case Without(of=rest):
            return reach(rest)
        case Compared():
            return MEASURED
        case Kind():
            return CLASSED
        case Anything():
            return OPEN
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
    return min((max(NARROWED, reach(part)) for part in where), default=OPEN)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim to be written: its variable, its ends (empty: whatever), its relations, and their variable, if any."""

    name: str
    subject: str
    relations: tuple[URIRef, ...]
    object: str
    relation: str = ""


class Patterns(Text):
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
        super().__init__()
        self.terms, self.claimed, self.derived, self.linking = terms, claimed, derived, linking
        self.subjects, self.objects = dict(terms.subjects), dict(terms.objects)
        self.walked: list[str] = []
        self.later: Lines = []
        self.measures: dict[Measure, str] = {}
        self.target: int | None = None
        self.places = 0
        self.open = False
        self.shown = ""

    def begin_at(self, target: int) -> None:
        """Start over, with the link at this place spelled out; variables go on, so that blocks fit into one query."""
        self.target, self.places, self.measures, self.shown = target, 0, {}, ""

    def scoped(self, write: Callable[[], Lines]) -> Lines:
        """The patterns of a group of its own, with those at its end that were put off to when all else is known."""
        kept, self.later = self.later, []
        lines = write()
        lines += self.later
        self.later = kept
        return lines

    def group(self, of: Set, x: str, *, bound: bool) -> Lines:
        """The patterns of a set as a group of their own."""
        return self.scoped(lambda: self.member(of, x, bound=bound))

    def _here(self) -> bool:
        """Count a link or claim; whether it is the one to spell out."""
        self.places += 1
        return self.target is not None and self.places == self.target + 1

    def _spelled_since(self, before: int) -> bool:
        """Whether the link to spell out was met after so many; always, where every link is to be told."""
        return self.linking or (self.target is not None and before <= self.target < self.places)

    # --- sets

    def member(self, of: Set, x: str, *, bound: bool) -> Lines:
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

    def except_for(self, less: Set, x: str) -> Lines:
        """What takes the members of a set away.

        A class or a value is looked at for each thing that is found; anything else is found once and taken away as a
        whole. What is told of a thing by an inherited relation is true of its kinds of which nothing else is told.
        """
        if isinstance(less, Linked) and not less.step.inverse and set(less.step.relations) <= set(self.terms.inherited):
            kind, nearer, broader = self.fresh(), self.fresh(), self.iri(SKOS.broader)
            lines = [*self.aside(less, kind, bound=False), f"{x} {broader}* {kind} ."]
            own = self.plain(nearer, less.step, self.fresh())
            told = [f"{x} {broader}* {nearer} .", f"{nearer} {broader}+ {kind} .", own]
            return within("MINUS", [*lines, *within("FILTER NOT EXISTS", told)])
        if isinstance(less, Kind | Value | Anything):
            return within("FILTER NOT EXISTS", self.aside(less, x, bound=True) or [f"FILTER({x} = {x})"])
        return within("MINUS", self.aside(less, x, bound=False))

    def aside(self, of: Set, x: str, *, bound: bool) -> Lines:
        """Patterns of a set of which no link is an answer's: what is taken away, what narrows claims, what ranks."""
        kept = self.target, self.places, self.measures, self.open, self.linking
        self.target, self.measures, self.open, self.linking = None, {}, False, False
        lines = self.group(of, x, bound=bound)
        self.target, self.places, self.measures, self.open, self.linking = kept
        return lines

    def kind(self, classes: tuple[URIRef, ...], x: str, *, bound: bool) -> Lines:
        """Everything of these classes."""
        if len(classes) == 1:
            return [f"{x} {self.iri(RDF.type)}/{self.iri(RDFS.subClassOf)}* {self.iri(classes[0])} ."]
        cls = self.fresh("class")
        path = f"{x} {self.iri(RDF.type)}/{self.iri(RDFS.subClassOf)}* {cls} ."
        if bound:
            return [path, f"FILTER({one_of(cls, [self.iri(each) for each in classes])})"]
        return [f"VALUES {cls} {{ {self.listed(classes)} }}", path]

    def magnitude(self, of: Set) -> int:
        """The number of digits of how many things are about joined to what a set names: one, tens, hundreds.

        It is an average over all that could be named, so it says no more than that.
        """
        crowds, digits = self.terms.crowd_of, 1
        while isinstance(of, Linked):
            joined = sum(crowds.get(iri, (0, 0))[of.step.inverse] for iri in of.step.relations)
            digits, of = max(digits, len(str(joined))), of.to
        return digits

    def value(self, literal: Literal, x: str, *, bound: bool) -> Lines:
        """One literal: a number by its value, a text whatever its case."""
        if not bound:
            return [f"VALUES {x} {{ {n3(literal)} }}"]
        return [f"FILTER({is_value(x, literal)})"]

    def both(self, members: tuple[Set, ...], x: str, *, bound: bool) -> Lines:
        """All parts, those first that a search can start from, and of these first what leads to few things."""
        lines: Lines = []
        last: Lines = []
        for part in sorted(_flat(members), key=lambda part: (reach(part), self.magnitude(part))):
            if isinstance(part, Without):
                # The exception goes to the end, where everything that it is taken away from is known.
                found = [] if isinstance(part.of, Anything) else self.member(part.of, x, bound=bound)
                last += self.except_for(part.less, x)
            else:
                found = self.member(part, x, bound=bound)
            lines += found
            bound = bound or bool(found)
            if isinstance(part, Linked) and part.step.inverse:
                last += self.contrary(x, Both(members), part.step.relations)
        if last and not bound:
            lines = self.member(Anything(), x, bound=False)
        return lines + last

    def either(self, members: tuple[Set, ...], x: str, *, bound: bool) -> Lines:
        """Any part; the only one that holds the link to be spelled out."""
        if not bound and members and all(isinstance(part, Thing) and not part.below for part in members):
            return [f"VALUES {x} {{ {self.listed(part.iri for part in members if isinstance(part, Thing))} }}"]
        if not bound and members and all(isinstance(part, Value) for part in members):
            return [f"VALUES {x} {{ {' '.join(n3(part.literal) for part in members if isinstance(part, Value))} }}"]
        if members and all(isinstance(part, Thing) and part.below for part in members):
            tops = [self.iri(part.iri) for part in members if isinstance(part, Thing)]
            top = self.fresh("top")
            path = f"{x} {self.iri(SKOS.broader)}* {top} ."
            return [path, f"FILTER({one_of(top, tops)})"] if bound else [f"VALUES {top} {{ {' '.join(tops)} }}", path]
        blocks: list[Lines] = []
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
                is_value(x, part.literal) if isinstance(part, Value) else f"EXISTS {{ {' '.join(block)} }}"
                for part, block in zip(members, blocks, strict=True)
            ]
            return [f"FILTER({' || '.join(tests)})"]
        return union(blocks)

    def _skip(self, rest: tuple[Set, ...]) -> None:
        """Count the places of parts that are not written."""
        numbers, target = dict(self.numbers), self.target
        self.target = None
        for part in rest:
            self.group(part, "?skipped", bound=True)
        self.numbers, self.target = numbers, target

    def contrary(self, y: str, of: Set, relations: tuple[URIRef, ...]) -> Lines:
        """What takes away those kinds of a thing that are good the other way round, where relations tell of a change.

        What raises the number of days without a fault raises no faults, though that number tells of them.
        """
        directions = dict(self.terms.directed)
        if self.terms.desired is None or len({directions.get(each, each) for each in relations}) != 1:
            return []
        if not set(relations) <= set(directions):
            return []
        desired, opposite = self.iri(self.terms.desired), self.iri(ASK.opposite)
        tops = of.parts if isinstance(of, Both | Either) else (of,)
        return [
            f"FILTER NOT EXISTS {{ {self.iri(top.iri)} {desired}/{opposite} ?other . {y} {desired} ?other . }}"
            for top in tops
            if isinstance(top, Thing) and top.below
        ]

    # --- links

    def end(self, of: Set, stem: str = "x") -> tuple[str, bool]:
        """What stands at the other end of a link: the thing itself, or a variable (and that it is one)."""
        if isinstance(of, Thing) and not of.below:
            return self.iri(of.iri), False
        return self.fresh(stem), True

    def linked(self, of: Linked, x: str, *, bound: bool) -> Lines:
        """The things from which a step leads to a member of a set; a symmetric relation leads both ways."""
        if not self.symmetric(of.step.relations):
            return self.linked_one_way(of, x, bound=bound)
        blocks: list[Lines] = []
        told: Lines | None = None
        for way in (of, replace(of, step=of.step.back())):
            before = self.places
            # Where links are told, each way has its own name for the thing: neither tells what the other found.
            own = self.fresh() if self.linking and x.startswith("?") else x
            block = self.scoped(partial(self.linked_one_way, way, own, bound=bound and own == x))
            blocks.append(block if own == x else [*block, f"BIND({own} AS {x})"])
            if not self.linking and self._spelled_since(before):
                told = block
        return union(blocks) if told is None else told

    def symmetric(self, relations: tuple[URIRef, ...]) -> bool:
        """Whether the links of these relations hold both ways."""
        return bool(relations) and set(relations) <= set(self.terms.symmetric)

    def linked_one_way(self, of: Linked, x: str, *, bound: bool) -> Lines:
        """The things from which a step leads to a member of a set."""
        if of.standing == "disputed" and isinstance(of.to, Thing) and of.to.below:
            return self.disputed_of_kinds(of, of.to, x)
        y, variable = self.end(of.to, "value" if isinstance(of.to, Value | Compared) else "x")
        if not of.step.inverse and variable and (unlike := self.contrary(y, of.to, of.step.relations)):
            kinds = [*self.member(of.to, y, bound=False), *unlike]
            return kinds + self.link(x, of.step, y, of.where, of.standing, known=(bound, True))
        if variable and not self.linking and _hops(of.to) >= (1 if reach(of.to) >= CLASSED else 2):
            # A search of its own, whose ends are followed once each, however many ways lead to them: links in a row
            # would else be walked by every way there is, which is thousands for each thing.
            before = self.places
            lines = self.group(of.to, y, bound=False)
            told = {self.shown or "?claim"} if self._spelled_since(before) and not self.derived else set()
            lines = subquery(" ".join(("SELECT DISTINCT", y, *(told - {y}))), lines)
            return lines + self.link(x, of.step, y, of.where, of.standing, known=(bound, True))
        first = variable and not bound and reach(of.to) < VALUED
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
    ) -> Lines:
        """One step between two ends, as a plain triple or by its claims; `known`: which of the two are found.

        A thing that is acted on has fewer claims than one that acts: claims are found from the object where it is
        known, else from the subject, by the properties that join either to the claims of one relation only. Where there
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
                return [self.walked[-1], f"FILTER({one_of(relation, [self.iri(each) for each in step.relations])})"]
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
        """The properties from claims with these relations to one of their ends; none unless each has one."""
        ends = self.objects if from_object else self.subjects
        return tuple(map(ends.__getitem__, relations)) if relations and ends.keys() >= set(relations) else ()

    def disputed_of_kinds(self, of: Linked, thing: Thing, x: str) -> Lines:
        """Links to a thing that are disputed: what is said of one of its kinds may be denied of another."""
        relation, lines = self.fresh("relation"), []
        here = self._here() if self.claimed is None or self.claimed & set(of.step.relations) else False

        def between(name: str) -> tuple[_Claim, Lines]:
            y = self.fresh()
            subject, object_ = (y, x) if of.step.inverse else (x, y)
            unlike = [] if of.step.inverse else self.contrary(y, thing, of.step.relations)
            ends = [*self.member(thing, y, bound=False), *unlike]
            return _Claim(name, subject, of.step.relations, object_, relation), ends

        # What speaks against is rarer, so it comes first.
        for standing in ("refuted", "supported"):
            claim, ends = between(self.fresh("claim"))
            side = ends + self.statement(claim, standing, anchored=True, from_object=not of.step.inverse)
            side += self.narrowed(of.where, claim.name)
            # Beside the claims that are wanted, each of one side would be met with each of the other.
            lines += subquery(f"SELECT DISTINCT {x} {relation}", side) if here and not self.linking else side
            if self.linking and standing == "supported":
                self.walked.append(f"{claim.subject} {relation} {claim.object} .")
        if here:
            claim, ends = between("?claim")
            self.later += ends + self.statement(claim, anchored=True) + self.narrowed(of.where, claim.name)
        return lines

    # --- claims

    def claim(
        self,
        claim: "_Claim",
        standing: Standing,
        where: tuple[Set, ...],
        *,
        anchored: bool,
        from_object: bool = True,
        shown: bool = False,
    ) -> Lines:
        """A claim with these ends and this standing; where neither end is known it is found by what narrows it.

        `shown`: the claim itself is wanted, and not only that there is one.
        """
        leading = [] if anchored else [part for part in where if reach(part) < VALUED]
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

    def narrowed(self, where: tuple[Set, ...], claim: str) -> Lines:
        """Tests of a claim that is known already."""
        return [line for part in where for line in self.aside(part, claim, bound=True)]

    def statement(
        self, claim: "_Claim", standing: Standing = "any", *, anchored: bool, from_object: bool = True
    ) -> Lines:
        """The triples of a claim.

        Where it is found by its ends (`anchored`), relation and polarity are variables with a filter: as constants they
        would be indexes to start from, and there are too many claims of one relation. Where that end has a property for
        the relation, it is taken.
        """
        iri = self.iri
        ends = [(RDF.object, claim.object), (RDF.subject, claim.subject)][:: 1 if from_object else -1]
        led = self.led(claim.relations, from_object=from_object) if anchored and ends[0][1] else ()
        triples_ = [f"{iri(name)} {end}" for name, end in ends if end]
        if led:
            triples_[0] = f"{self.step(Step(led))} {ends[0][1]}"
        tests: list[str] = []
        relations = [iri(relation) for relation in claim.relations]
        if claim.relation or (not led and (len(relations) > 1 or (relations and anchored))):
            relation = claim.relation or self.fresh("relation")
            triples_.append(f"{iri(RDF.predicate)} {relation}")
            tests += [one_of(relation, relations)] if relations else []
        elif relations and not led:
            triples_.append(f"{iri(RDF.predicate)} {relations[0]}")
        if standing in ("supported", "refuted") and self.terms.polarity is not None:
            polarity = self.fresh("polarity")
            values = self.terms.supporting if standing == "supported" else self.terms.refuting
            triples_.append(f"{iri(self.terms.polarity)} {polarity}")
            tests.append(one_of(polarity, [iri(value) for value in values]))
        elif standing == "refuted":
            tests.append("false")
        if not triples_:
            triples_.append(f"{iri(RDF.subject)} {self.fresh()}")
        return [f"{claim.name} {' ; '.join(triples_)} .", *([f"FILTER({' && '.join(tests)})"] if tests else [])]

    def claims(self, of: Claims, x: str, *, bound: bool) -> Lines:
        """The claims with these ends."""
        if self._here():
            self.shown = x
        ways = [(of.subject, of.object)]
        if of.either_way or (self.symmetric(of.relations) and of.subject != of.object):
            ways.append((of.object, of.subject))
        return union([self.claims_one_way(of, x, subject, object_, bound=bound) for subject, object_ in ways])

    def claims_one_way(self, of: Claims, x: str, subject: Set, object_: Set, *, bound: bool) -> Lines:
        """The claims from one set to another; the object leads where both are named."""
        ends: dict[str, str] = {}
        first: Lines = []
        last: Lines = []
        leading = ""
        for name, end in (("object", object_), ("subject", subject)):
            if isinstance(end, Anything):
                ends[name] = ""
                continue
            y, variable = self.end(end)
            ends[name] = y
            named = reach(end) < VALUED
            if variable and named and not leading and not bound:
                first = self.aside(end, y, bound=False)
            elif variable:
                last += self.aside(end, y, bound=True)
            if variable and name == "object":
                last += self.contrary(y, end, of.relations)
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

    def steps(self, x: str, steps: tuple[Step, ...], value: str) -> Lines:
        """A chain of plain triples."""
        lines, here = [], x
        for place, step in enumerate(steps):
            there = value if place == len(steps) - 1 else self.fresh()
            lines.append(self.plain(here, step, there))
            here = there
        return lines

    def compared(
        self, of: Compared, measure: Measure, operator: Operator, than: Literal | Set, x: str, *, bound: bool
    ) -> Lines:
        """What has a measure that stands so to a number or to another value."""
        lines: Lines = []
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
                        *indented([*counted, f"FILTER({number} {_NEGATED[operator]} {other})"]),
                        "}",
                    ]
                lines = [*lines, *counted, f"FILTER({number} {operator} {other})"]
                return lines + self.evident_measure(measure, x)
            case _:
                assert_never(measure)

    def counted(self, of: Set | None, step: Step, among: Set, where: tuple[Set, ...], x: str, number: str) -> Lines:
        """A subquery: the number of members that a step leads to, of each ?x."""
        kept = self.target, self.places, self.open, self.linking
        self.target, self.open, self.linking = None, False, False
        m = self.fresh("member")
        whole = Anything() if of is None or implied(of, step, among) else of
        named = reach(among) < VALUED and reach(whole) >= CLASSED
        leads = not named and reach(whole) <= CLASSED

        def write() -> Lines:
            lines = self.member(whole, x, bound=False) if leads else self.member(among, m, bound=False) if named else []
            lines += self.link(x, step, m, where, known=(leads, named))
            lines += [] if leads else self.member(whole, x, bound=True)
            return lines + ([] if named else self.member(among, m, bound=True))

        lines = self.scoped(write)
        self.target, self.places, self.open, self.linking = kept
        return subquery(f"SELECT {x} (COUNT(DISTINCT {m}) AS {number})", lines, f" GROUP BY {x}")

    def evident_measure(self, measure: Measure, x: str) -> Lines:
        """The links that a number counts, where one of them is to be spelled out."""
        if not isinstance(measure, NumberOf):
            return []
        before = self.places
        m = self.fresh("member")
        lines = self.link(x, measure.step, m, measure.where, known=(True, False)) + self.member(
            measure.among, m, bound=True
        )
        return lines if self._spelled_since(before) else []

    def ranking(self, of: Extreme, x: str, number: str) -> Lines:
        """A subquery: each member of a set with its measure."""
        match of.measure:
            case ValueOf(steps):
                value = self.fresh("value")
                lines = self.aside(of.of, x, bound=False) + self.steps(x, steps, value)
                best = "MAX" if of.most else "MIN"
                return subquery(f"SELECT {x} ({best}({value}) AS {number})", lines, f" GROUP BY {x}")
            case NumberOf(step, among, where):
                return self.counted(of.of, step, among, where, x, number)
            case _:
                assert_never(of.measure)

    def extreme(self, of: Extreme, x: str) -> Lines:
        """The members that are first by a measure: all that are no worse than the last of the first so many."""
        number = self.measure_of(of.measure, "number")
        other, its, bar = self.fresh("other"), self.fresh("number"), self.fresh("bar")
        order, least, sign = ("DESC", "MIN", ">=") if of.most else ("ASC", "MAX", "<=")
        first = subquery(
            f"SELECT {its}", self.ranking(of, other, its), f" ORDER BY {order}({its}) LIMIT {max(of.count, 1)}"
        )
        lines = [
            *subquery(f"SELECT ({least}({its}) AS {bar})", first),
            *self.ranking(of, x, number),
            f"FILTER({number} {sign} {bar})",
        ]
        before = self.places
        open_, self.open = self.open, False
        again = self.member(of.of, x, bound=True)
        found = self._spelled_since(before)
        self.open = open_
        return lines + (again if found else []) + self.evident_measure(of.measure, x)


def implied(of: Set, step: Step, among: Set) -> bool:
    """Whether everything that a step leads from to these is in a set already, so that the set need not be asked for.

    >>> from rdflib import Namespace
    >>> EX = Namespace("http://example.org/")
    >>> implied(Linked(Step((EX.made,)), Kind((EX.Tool,))), Step((EX.made,)), Kind((EX.Tool,)))
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


def _holds(number: int, operator: Operator, than: Literal) -> bool:
    """Whether a number stands so to a literal."""
    try:
        value = float(str(than))
    except ValueError:
        return False
    return {"=": number == value, "!=": number != value, "<": number < value, "<=": number <= value,
            ">": number > value, ">=": number >= value}[operator]  # fmt: skip
