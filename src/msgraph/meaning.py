"""What phrases mean, free of any domain: sets, properties and steps, typed by the classes of an ontology.

A noun phrase means a set of things (`Noun`), a verb phrase a property of its subject (`Pred`), a verb a step between
two (`Verb`).
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from typing import Literal as OneOf

from msgspec import Struct
from rdflib import Literal, URIRef

from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Compared,
    Either,
    Kind,
    Linked,
    Measure,
    NumberOf,
    Operator,
    Set,
    Standing,
    Step,
    Thing,
    Value,
    Without,
)
from msgraph.selection import Types

REFERENT = URIRef("urn:msgraph:referent")
"""Stands for what "it" means, until that is known."""
REFERENTS = URIRef("urn:msgraph:referents")
"""Stands for what "they" means."""
STATEMENT = URIRef("urn:msgraph:statement")
"""Stands, as the subject of claims, for what "so" means: what the question before was about."""
Quantifier = OneOf["", "each", "which", "no", "most", "fewest", "all", "only"]

UNFILLED = 0.15
"""Cost of a noun such as "snag" that is not told of what."""
UNUSUAL = 0.06
"""Cost of a sense of a name that has a likelier one."""
METONYMY = 0.9
"""Cost of saying of somebody what is said of a thing of theirs: that they appeared in a magazine."""


class Noun(Struct, frozen=True, cache_hash=True):
    """A noun phrase. `slot`: the step from its members to what *of* would name ("snag" of what?)."""

    set: Set
    types: Types = None
    slot: Step | None = None
    iri: URIRef | None = None
    """The thing or class that the phrase is the name of."""
    is_class: bool = False
    quantifier: Quantifier = ""
    number: tuple[Operator, Literal, Literal | None] | None = None
    """How many: an operator and a number; a second number where it is a range."""
    numeric: Step | None = None
    """The step from a bearer to its numbers, where the noun names a number ("participants", "population")."""
    parts: tuple["Noun", ...] = ()
    conjunction: OneOf["", "and", "or"] = ""
    group: tuple[Set, Step] | None = None
    """Groups, and the step from a group to the members, where the members are asked for each."""
    evidence: bool = False
    filled: bool = False
    bare: bool = False
    """Nothing but the name of a thing or class."""
    measured: bool = False
    """The same word names a number too: people are not counted by counting what they have in common."""
    event: bool = False
    """The same word names what happens too: an effect of something is one on something else."""
    kinds: bool = False
    """Kinds of a thing or class are meant."""
    every: bool = False
    """All members of a class are meant, each of them."""
    superlative: bool | None = None
    """A role that is itself a superlative, of much (True) or little: "highest point"."""
    followed: bool = False
    """Something stands behind the head that narrows it, so that the phrase modifies no noun after it."""
    modified: tuple["Noun", "Noun"] | None = None
    """The noun before an adjective narrowed it, and the adjective."""


class Pred(Struct, frozen=True, cache_hash=True):
    """A verb phrase: the set of subjects of which it is true."""

    set: Set
    types: Types = None
    measure: tuple[Measure, bool] | None = None
    """The subject with the most (True) or least of this is meant."""
    group: tuple[Set, Step] | None = None
    settled: bool = False
    """The matter is one of record: what is not so is false."""
    object: Noun | None = None
    copula: bool = False


class Verb(Struct, frozen=True, cache_hash=True):
    """A verb or relational phrase: the step from subject to object, and the words that it asks for."""

    step: Step
    particle: str | None = None
    prepositions: frozenset[str | None] = frozenset((None,))
    """The prepositions that may stand before the object; None: it may stand without one."""
    form: str = "base"
    kind: OneOf["verb", "participle", "predicate"] = "verb"
    both: tuple["Verb", ...] = ()
    """Coordinated with *and*: all of these steps."""
    phrase: bool = False
    """More than a single word, so that what it is said of cannot be left out: "given a hand with"."""


def owed(meaning: Any) -> float:
    """What a phrase is given back of its cost when it is told of what it is."""
    return UNFILLED if isinstance(meaning, Noun) and meaning.slot is not None and not meaning.filled else 0.0


def measures(noun: Noun) -> bool:
    """Whether a noun names numbers, and not one of them."""
    return noun.numeric is not None and not isinstance(noun.set, Value)


def measurable(noun: Noun) -> bool:
    """Whether a noun names a number that was not told yet: the weight (of something), how much of it."""
    return measures(noun) and not noun.filled and noun.number is None


def named(of: Set) -> bool:
    """Whether a set is that of a named thing, narrowed or not."""
    return isinstance(of, Thing) or (isinstance(of, Both) and any(isinstance(part, Thing) for part in of.parts))


def coordinated(nouns: Iterable[Noun], conjunction: OneOf["and", "or"]) -> Noun:
    """Several nouns joined by *and* or *or*."""
    parts: list[Noun] = []
    for noun in nouns:
        parts += noun.parts if noun.conjunction == conjunction else (noun,)
    types: Types = frozenset()
    for part in parts:
        types = None if types is None or part.types is None else types | part.types
    return Noun(Either(tuple(part.set for part in parts)), types, parts=tuple(parts), conjunction=conjunction)


def common_property(noun: Noun) -> Step | None:
    """The property of which a noun, or each of its parts, is a value; None where it is none."""
    found = {part.numeric if isinstance(part.set, Value) else None for part in noun.parts or (noun,)}
    return found.pop() if len(found) == 1 else None


OPPOSED: dict[Standing, Standing] = {"supported": "refuted", "refuted": "supported"}
"""How claims stand to a statement that say the opposite."""


def claims_in(subject: Set, of: Set, standing: Standing = "supported") -> Set | None:
    """The claims behind a link of a subject, or None where there is no single kind of link."""
    match of:
        case Linked(step=step, to=to, where=where, standing=own):
            if own == "refuted":
                standing = OPPOSED.get(standing, standing)
            if step.inverse:
                return Claims(to, step.relations, subject, standing, where)
            return Claims(subject, step.relations, to, standing, where)
        case Both(parts=parts) | Either(parts=parts):
            found = [claims for part in parts if (claims := claims_in(subject, part, standing)) is not None]
            return found[0] if len(found) == 1 else Either(tuple(found)) if found else None
        case Without(Anything(), less):
            # What says that it is not so denies that it is.
            return claims_in(subject, less, OPPOSED.get(standing, standing))
        case Without(rest, less):
            return claims_in(subject, Both((rest, Without(Anything(), less))), standing)
        case _:
            return None


def within(measure: Measure, operator: Operator, number: Literal, upper: Literal | None) -> Set:
    """What has a measure in this range."""
    first = Compared(measure, operator, number)
    return first if upper is None else Both((first, Compared(measure, "<=", upper)))


def spread(way: Step, of: Set) -> Set:
    """What leads to a set, a link for each thing that it is joined to: films with two actors have a casting of each."""
    match of:
        case Compared(NumberOf(step, among, where), operator, than):
            return Compared(NumberOf(way, Linked(step, among, where)), operator, than)
        case Without(rest, less):
            return Without(rest if isinstance(rest, Anything) else spread(way, rest), spread(way, less))
        case Both(parts=parts):
            steps = [part.step for part in parts if isinstance(part, Linked)]
            return Both(tuple(spread(way, part) for part in parts)) if len(set(steps)) < len(steps) else Linked(way, of)
        case _:
            return Linked(way, of)


def leads_by(pred: Pred) -> frozenset[URIRef]:
    """The relations that a predicate begins with."""
    of = pred.measure[0] if pred.measure is not None else pred.set
    return frozenset(of.step.relations) if isinstance(of, Linked | NumberOf) else frozenset()


def leads(of: Set, step: Step) -> bool:
    """Whether members of a set have such a link: to something, or to so many."""
    match of:
        case Linked(own) | Compared(NumberOf(own), ">" | ">=" | "="):
            return own == step
        case _:
            return False


@lru_cache(20_000)
def order(part: Set) -> tuple[int, str]:
    """The place of a part in an intersection, so that equal meanings are equal plans: first what a thing is."""
    return (0 if isinstance(part, Thing | Kind) else 2 if isinstance(part, Without) else 1, repr(part))
