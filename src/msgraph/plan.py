"""A question's meaning, as frozen values: what is asked of which set of things. Knows no text and no SPARQL.

A *set* describes things, compositionally, in the manner of lambda dependency-based compositional semantics (Liang 2013,
doi 10.48550/arXiv.1309.4408): a named thing with all that lies below it, everything of a class, what a relation
leads to, and what intersections, unions and differences make of these. A *plan* says what is asked of a set: its
members, their number, whether there are any, the claims behind them. Two questions that mean the same have equal plans.

>>> from rdflib import Namespace
>>> EX = Namespace("http://example.org/")
>>> lent = Linked(Step((EX.lends,), inverse=True), Thing(EX.ann))
>>> List(Both((Kind((EX.Saw,)), lent))).of.parts[1].to
Thing(iri=rdflib.term.URIRef('http://example.org/ann'), below=True)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeAlias
from typing import Literal as OneOf

from msgspec import Struct
from msgspec.structs import replace
from rdflib import Literal, URIRef

Operator: TypeAlias = OneOf["=", "!=", "<", "<=", ">", ">="]
Standing: TypeAlias = OneOf["supported", "refuted", "disputed", "any"]
"""Which claims a link must have: one that supports it, one that refutes it, both, or any."""


class Step(Struct, frozen=True, cache_hash=True):
    """One hop: any of these relations, from subject to object, or back where `inverse`."""

    relations: tuple[URIRef, ...]
    inverse: bool = False

    def back(self) -> "Step":
        """The same hop walked the other way."""
        return Step(self.relations, inverse=not self.inverse)


# ---------------------------------------------------------------------------------------------------------------- sets


class Anything(Struct, frozen=True, cache_hash=True):
    """No restriction."""


class Thing(Struct, frozen=True, cache_hash=True):
    """One thing, and all that lies below it (`skos:broader`) where `below`."""

    iri: URIRef
    below: bool = True


class Under(Struct, frozen=True, cache_hash=True):
    """What lies below a thing, without the thing itself; or above it where `above`. `direct`: one level only."""

    iri: URIRef
    above: bool = False
    direct: bool = False


class Kind(Struct, frozen=True, cache_hash=True):
    """Everything of one of these classes and of their subclasses."""

    classes: tuple[URIRef, ...]


class Subclasses(Struct, frozen=True, cache_hash=True):
    """The classes right below a class."""

    of: URIRef


class Value(Struct, frozen=True, cache_hash=True):
    """One literal; texts are equal whatever their case."""

    literal: Literal


class Linked(Struct, frozen=True, cache_hash=True):
    """The things from which a step leads to a member of `to`.

    `Linked(Step((lends,)), saw)` is who lends the saw; `Linked(Step((lends,), inverse=True), ann)` what Ann lends.
    `where` narrows the claims that the link rests on: each is a set of claims to which one claim behind the link
    must belong.
    """

    step: Step
    to: "Set"
    where: tuple["Set", ...] = ()
    standing: Standing = "supported"


class Both(Struct, frozen=True, cache_hash=True):
    """What belongs to all parts."""

    parts: tuple["Set", ...]


class Either(Struct, frozen=True, cache_hash=True):
    """What belongs to any part."""

    parts: tuple["Set", ...]


class Without(Struct, frozen=True, cache_hash=True):
    """What belongs to `of` but not to `less`."""

    of: "Set"
    less: "Set"


class Claims(Struct, frozen=True, cache_hash=True):
    """Claims (reified triples) whose subject, relation and object belong to these; `relations` empty: whichever."""

    subject: "Set" = Anything()
    relations: tuple[URIRef, ...] = ()
    object: "Set" = Anything()
    standing: Standing = "supported"
    where: tuple["Set", ...] = ()
    either_way: bool = False
    """True: subject and object may be swapped."""


class ValueOf(Struct, frozen=True, cache_hash=True):
    """A measure: the number at the end of these steps."""

    steps: tuple[Step, ...]


class NumberOf(Struct, frozen=True, cache_hash=True):
    """A measure: how many members of `among` the step leads to."""

    step: Step
    among: "Set" = Anything()
    where: tuple["Set", ...] = ()


Measure: TypeAlias = ValueOf | NumberOf


class Compared(Struct, frozen=True, cache_hash=True):
    """What has a measure that stands so to a number, or to the value of another thing (a set of literals)."""

    measure: Measure
    operator: Operator
    than: "Literal | Set"


MOST_FIRST = 1_000
"""So many of the first can be asked for."""


class Extreme(Struct, frozen=True, cache_hash=True):
    """The members of `of` with the greatest (or least) measure, all where several tie; `count`: the first so many."""

    of: "Set"
    measure: Measure
    most: bool = True
    count: int = 1


Set: TypeAlias = (
    Anything
    | Thing
    | Under
    | Kind
    | Subclasses
    | Value
    | Linked
    | Both
    | Either
    | Without
    | Claims
    | Compared
    | Extreme
)


# --------------------------------------------------------------------------------------------------------------- plans


class List(Struct, frozen=True, cache_hash=True):
    """The members of a set (things or literals)."""

    of: Set


class Table(Struct, frozen=True, cache_hash=True):
    """The members of a set and, in further columns, where each of the steps leads from them."""

    of: Set
    columns: tuple[Step, ...]


class Grouped(Struct, frozen=True, cache_hash=True):
    """For each group the members that the step leads to from it: one row a pair, or one a group with their number."""

    groups: Set
    step: Step
    members: Set
    counted: bool = False
    where: tuple[Set, ...] = ()
    values: Step | None = None
    """Where there is one: not how many members, but a number made of the values that this leads to from them."""
    how: OneOf["sum", "avg", "min", "max"] = "sum"


class Count(Struct, frozen=True, cache_hash=True):
    """How many members a set has."""

    of: Set


class Total(Struct, frozen=True, cache_hash=True):
    """A number made of the values that the step gives for the members of a set: sum, average, least or greatest."""

    of: Set
    step: Step
    how: OneOf["sum", "avg", "min", "max"]


class Share(Struct, frozen=True, cache_hash=True):
    """Which percentage of the members of `of` belong to `part`."""

    of: Set
    part: Set


class Truth(Struct, frozen=True, cache_hash=True):
    """Whether a set has a member. If not: no where `against` has one or the matter is `settled`, else unknown."""

    of: Set
    against: Set | None = None
    settled: bool = False
    negated: bool = False
    """The question is whether there is none: yes and no change places."""
    also: tuple["Truth", ...] = ()
    """What has to be true as well: of several subjects, each."""
    denied: bool = False
    """It was answered: claims deny it, and none supports it. What was found is then that it is not so."""
    untold: bool = False
    """It was asked, and claims neither support it nor deny it."""


class Define(Struct, frozen=True, cache_hash=True):
    """What a thing is."""

    thing: URIRef


class Describe(Struct, frozen=True, cache_hash=True):
    """All that is known of a thing."""

    thing: URIRef


class Paths(Struct, frozen=True, cache_hash=True):
    """The chains of links from one set of things to another, in at most so many hops."""

    start: Set
    end: Set
    hops: int = 4


class Compare(Struct, frozen=True, cache_hash=True):
    """Several things side by side; `steps` narrows what about them."""

    things: tuple[URIRef, ...]
    steps: tuple[Step, ...] = ()


class Evidence(Struct, frozen=True, cache_hash=True):
    """The claims of a set, with their sources; only the strongest where `strongest`."""

    claims: Set
    strongest: bool = False


class Quantity(Struct, frozen=True, cache_hash=True):
    """The figures of a set of claims; `measures` are words for the measures wanted, which come first."""

    claims: Set
    measures: tuple[str, ...] = ()


Plan: TypeAlias = (
    List | Table | Grouped | Count | Total | Share | Truth | Define | Describe | Paths | Compare | Evidence | Quantity
)


@dataclass(frozen=True)
class ClaimTerms:
    """The terms with which a graph's claims are written; None or empty where it has none."""

    polarity: URIRef | None = None
    supporting: tuple[URIRef, ...] = ()
    refuting: tuple[URIRef, ...] = ()
    evidence_level: URIRef | None = None
    strength: URIRef | None = None
    source: URIRef | None = None
    statement: URIRef | None = None
    qualifiers: tuple[URIRef, ...] = ()
    figure: URIRef | None = None
    figure_parts: tuple[tuple[str, URIRef], ...] = ()
    """Pairs of a name of the `ask:` vocabulary (`value`, `low`, `unitText` …) and the graph's own property for it."""
    inherited: tuple[URIRef, ...] = ()
    """Relations that hold of the kinds of a thing too (`ask:Inherited`)."""
    symmetric: tuple[URIRef, ...] = ()
    """Relations that are written down one way and hold both ways (`owl:SymmetricProperty`)."""
    subjects: tuple[tuple[URIRef, URIRef], ...] = ()
    """Pairs of a relation and the property from the claims made with it to their subject (`ask:subjectOf`)."""
    objects: tuple[tuple[URIRef, URIRef], ...] = ()
    """The same for their object (`ask:objectOf`)."""
    desired: URIRef | None = None
    """The property that says whether more or less of a thing is good."""
    directed: tuple[tuple[URIRef, URIRef], ...] = ()
    """Pairs of a relation and the direction in which it changes its object (`ask:direction`)."""
    crowds: tuple[tuple[URIRef, int, int], ...] = ()
    """Of each relation, how many links lead to one thing and how many from one, on the average."""

    @cached_property
    def crowd_of(self) -> dict[URIRef, tuple[int, int]]:
        """The same, by relation."""
        return {relation: (to, from_) for relation, to, from_ in self.crowds}


def parts(value: object) -> Iterator[object]:
    """A plan or set and, depth first, every plan, set, step and measure in it.

    >>> [type(part).__name__ for part in parts(List(Thing(URIRef("http://example.org/a"))))]
    ['List', 'Thing']
    """
    open_ = [value]
    while open_:
        value = open_.pop()
        if isinstance(value, tuple):
            open_.extend(reversed(value))
        elif (names := getattr(value, "__struct_fields__", None)) is not None:
            yield value
            open_.extend(getattr(value, name) for name in reversed(names))


@lru_cache(10_000)
def links(of: Plan | Set) -> int:
    """How many links and claims a plan or set joins.

    >>> links(Both((Linked(Step((URIRef("http://example.org/lends"),)), Anything()), Claims())))
    2
    """
    return sum(isinstance(part, Linked | Claims) for part in parts(of))


def things_named(plan: Plan) -> tuple[URIRef, ...]:
    """The things that a plan names, in their order.

    >>> things_named(List(Thing(URIRef("http://example.org/a"))))
    (rdflib.term.URIRef('http://example.org/a'),)
    """
    found = [getattr(plan, "thing", None), *getattr(plan, "things", ())]
    found += [part.iri for part in parts(plan) if isinstance(part, Thing | Under)]
    return tuple(dict.fromkeys(iri for iri in found if iri is not None))


def rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    """The same plan, set or step with `change` applied to its parts."""
    if isinstance(value, tuple):
        return tuple(change(part) for part in value)
    if not isinstance(value, Struct):
        return value
    return replace(value, **{name: change(getattr(value, name)) for name in value.__struct_fields__})


def undisputed(value: Any, standing: Standing) -> Any:
    """The same set, of links and claims that stand so where they were to be disputed."""
    if isinstance(value, Linked | Claims) and value.standing == "disputed":
        return replace(value, standing=standing)
    return rebuilt(value, lambda part: undisputed(part, standing))
