"""When two plans are the same question: up to the order of what is joined, and what a relation implies anyway."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from rdflib import Literal

from msgraph.composer import Composer
from msgraph.plan import (
    Anything,
    Both,
    Either,
    Grouped,
    Kind,
    Linked,
    NumberOf,
    Set,
    Step,
    Thing,
    Truth,
    Value,
    Without,
)


def normal(value: Any, composer: Composer | None = None) -> Any:
    """A plan or set in its normal form; equal forms have equal answers.

    - The members of an intersection or union stand in one order, are flat and different.
    - What is taken away is an intersection with what is left: `Without(a, b)` is `a` and not `b`.
    - A class is not said beside a link that only its members have (where `composer` knows what links imply).
    """
    if isinstance(value, tuple):
        return tuple(normal(part, composer) for part in value)
    if not isinstance(value, Struct):
        return value
    made: Any = replace(value, **{name: normal(getattr(value, name), composer) for name in value.__struct_fields__})
    match made:
        case Without(Anything(), less):
            denied = less.parts if isinstance(less, Either) else (less,)
            return _both([Without(Anything(), part) for part in denied], composer)
        case Without(rest, less):
            denied = less.parts if isinstance(less, Either) else (less,)
            return _both([rest, *(Without(Anything(), part) for part in denied)], composer)
        case Both(members):
            return _both(members, composer)
        case Truth(of):
            return replace(made, of=_each(of, composer), settled=False, against=None)
        case Value(literal) if literal.datatype is None:
            return Value(Literal(literal.lower()))
        case Grouped(step=step, members=Kind() as members) if composer and _implied(step.back(), members, composer):
            return replace(made, members=Anything())
        case NumberOf(step=step, among=Kind() as among) if composer and _implied(step.back(), among, composer):
            return replace(made, among=Anything())
        case Either(members):
            flat = [each for part in members for each in (part.parts if isinstance(part, Either) else (part,))]
            found = sorted(dict.fromkeys(flat), key=repr)
            return found[0] if len(found) == 1 else Either(tuple(found))
        case _:
            return made


def _implied(step: Step, kind: Kind, composer: Composer) -> bool:
    """Whether only members of a class have such a link."""
    types = composer.subject_types(step, None)
    return types is not False and types is not None and types <= composer.ontology.expand(kind.classes)


def _each(of: Set, composer: Composer | None) -> Set:
    """A statement of one of several things as one of several statements, each said from the relation's subject."""
    match of:
        case Either(members):
            found = sorted({_each(part, composer) for part in members}, key=repr)
            flat = [each for part in found for each in (part.parts if isinstance(part, Either) else (part,))]
            return Either(tuple(sorted(dict.fromkeys(flat), key=repr)))
        case Both(parts=own) if any(isinstance(part, Linked) and isinstance(part.to, Either) for part in own):
            place = next(at for at, part in enumerate(own) if isinstance(part, Linked) and isinstance(part.to, Either))
            link, others = own[place], (*own[:place], *own[place + 1 :])
            assert isinstance(link, Linked)
            assert isinstance(link.to, Either)
            each = (_both([*others, replace(link, to=part)], composer) for part in link.to.parts)
            return _each(Either(tuple(each)), composer)
        case Both((Linked(step, to) as link, Thing() as thing)) | Both(
            (Thing() as thing, Linked(step, to) as link)
        ) if step.inverse and not isinstance(to, Anything):
            turned = replace(link, step=step.back(), to=replace(thing, below=True))
            return _each(_both([to, turned], composer), composer)
        case Linked(to=Either(members)):
            return _each(Either(tuple(replace(of, to=part) for part in members)), composer)
        case _:
            return of


def _both(members: Any, composer: Composer | None) -> Set:
    flat = [each for part in members for each in (part.parts if isinstance(part, Both) else (part,))]
    found = [part for part in dict.fromkeys(flat) if not isinstance(part, Anything)]
    if composer is not None:
        steps = [part.step for part in found if isinstance(part, Linked)]
        found = [
            part
            for part in found
            if not (isinstance(part, Kind) and any(_implied(step, part, composer) for step in steps))
        ]
    found.sort(key=repr)
    return found[0] if len(found) == 1 else Both(tuple(found)) if found else Anything()
