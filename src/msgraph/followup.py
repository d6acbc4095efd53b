"""What a question takes from the one before it: pronouns, and what it leaves out.

A pronoun is a thing with a name of its own (`meaning.REFERENT`, "it", and `REFERENTS`, "they") until it is
replaced. What a
fragment such as "And the others?" leaves out is taken from the plan before: the fragment's noun takes the place of
one of its
kind, its verb the place of the relation, its adjunct narrows the claims.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from rdflib import URIRef

from msgraph.chart import Costly
from msgraph.composer import Composer
from msgraph.lexicon import Lexicon
from msgraph.meaning import REFERENT, REFERENTS, STATEMENT, Noun, Verb, claims_in
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Compare,
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
    Paths,
    Plan,
    Quantity,
    Set,
    Step,
    Thing,
    Truth,
    Under,
    ValueOf,
    Without,
    parts,
    rebuilt,
    things_named,
)
from msgraph.selection import Types

PRONOUNS = frozenset((REFERENT, REFERENTS, STATEMENT))
SAID = Thing(STATEMENT)
SAME = Step(())
"""The step by which the question before led to what it named."""


def has_pronoun(value: Any) -> bool:
    """Whether a pronoun stands in a plan."""
    named = {getattr(value, "thing", None), *getattr(value, "things", ())}
    return bool(named & PRONOUNS) or any(isinstance(part, Thing) and part.iri in PRONOUNS for part in parts(value))


def resolved(value: Any, to: Set, iri: URIRef | None, *, each: bool = True) -> Any:
    """A plan or set in which pronouns are replaced by a set, and where a thing is wanted, by that thing.

    `each`: what is said of several that "they" mean is said of each of them.
    """
    if isinstance(value, Thing) and value.iri in PRONOUNS:
        return replace(to, below=value.below) if isinstance(to, Thing) and not value.below else to
    if isinstance(value, URIRef) and value in PRONOUNS:
        return iri
    if (
        each
        and isinstance(value, Linked)
        and isinstance(value.to, Thing)
        and value.to.iri == REFERENTS
        and isinstance(to, Either)
    ):
        return Both(tuple(replace(value, to=part) for part in to.parts))
    return rebuilt(value, lambda part: resolved(part, to, iri, each=each))


def _wants_thing(value: Any) -> bool:
    """Whether a pronoun stands in a plan where no set will do."""
    if isinstance(value, Thing):
        return False
    if isinstance(value, URIRef):
        return value in PRONOUNS
    if isinstance(value, tuple):
        return any(map(_wants_thing, value))
    if isinstance(value, Struct):
        return any(_wants_thing(getattr(value, name)) for name in value.__struct_fields__)
    return False


def restated(value: Any, claims: Set) -> Any:
    """A plan in which "so" is replaced by the claims that the question before was about, for it or against it."""
    if isinstance(value, Claims) and value.subject == SAID:
        return _standing(claims, value.standing, value.where)
    return rebuilt(value, lambda part: restated(part, claims))


def _turned(value: Any) -> Any:
    """A plan in which what was said is what claims deny."""
    if isinstance(value, Claims) and value.subject == SAID and value.standing == "supported":
        return replace(value, standing="refuted")
    return rebuilt(value, _turned)


def _standing(claims: Set, standing: Any, where: tuple[Set, ...] = ()) -> Set:
    """Claims that speak so, and hold for this."""
    match claims:
        case Claims(where=before):
            for part in where:
                before = _without(before, part)
            return replace(claims, standing=standing, where=(*before, *where))
        case Both(parts=some) | Either(parts=some):
            return replace(claims, parts=tuple(_standing(part, standing, where) for part in some))
        case _:
            return claims


def statement(plan: Plan) -> Set | None:
    """The claims that a question was about: those behind the links that it asked for."""
    match plan:
        case Evidence(claims) | Quantity(claims):
            return claims
        case List(Linked(_, Claims() as claims) | Both((Kind(), Linked(_, Claims() as claims)))):
            # Who said so.
            return claims
        case Truth(of) | List(of) | Count(of):
            links = of.parts if isinstance(of, Both) else (of,)
            bases = [part for part in links if not isinstance(part, Linked | Without)]
            base: Set = Both(tuple(bases)) if len(bases) > 1 else bases[0] if bases else Anything()
            found = [made for part in links if isinstance(part, Linked) and (made := claims_in(base, part)) is not None]
            return found[0] if len(found) == 1 else None
        case Paths(start, end):
            return Claims(start, (), end, "any", either_way=True)
        case _:
            return None


def why(plan: Plan) -> Plan | None:
    """What lies between the two things of which a question asked whether the one does it to the other, if it does."""
    found = None if isinstance(plan, Truth) and (plan.denied or plan.untold) else statement(plan)
    match found:
        case Claims(Thing() as start, object=Thing() as end):
            return Paths(start, end)
        case _:
            return None


def named(plan: Plan) -> tuple[URIRef, ...]:
    """The things that a plan names, in their order."""
    return tuple(iri for iri in things_named(plan) if iri not in PRONOUNS)


def referents(before: Sequence[Plan], *, plural: bool) -> Iterator[tuple[Set, URIRef | None]]:
    """What a pronoun can mean after these plans (the latest last), the likeliest first; the thing where it is one."""
    if not before:
        return
    last = before[-1]
    things = list(dict.fromkeys(iri for plan in reversed(before) for iri in named(plan)))
    answer = asked(last)
    single = [(Thing(iri), iri) for iri in things]
    match last:
        case Define(thing) | Describe(thing):
            yield Thing(thing), thing
        case Compare(compared):
            yield Either(tuple(Thing(iri) for iri in compared)), None
        case List(Extreme()):
            yield answer, None
        case _ if plural:
            yield answer, None
            if len(things) > 1:
                yield Either(tuple(Thing(iri) for iri in things[:2])), None
        case _:
            yield from single
    if not isinstance(answer, Anything):
        yield answer, None
    yield from single


def pair(before: Sequence[Plan]) -> Set | None:
    """The two things last spoken of: "the two"."""
    if before and isinstance(before[-1], Compare):
        return Either(tuple(Thing(iri) for iri in before[-1].things))
    things = list(dict.fromkeys(iri for plan in reversed(before) for iri in reversed(named(plan))))
    return Either(tuple(Thing(iri) for iri in reversed(things[:2]))) if len(things) >= 2 else None


def asked(plan: Plan) -> Set:
    """The set that a plan asks about."""
    match plan:
        case List(of) | Count(of) | Truth(of):
            return of
        case Define(thing) | Describe(thing):
            return Thing(thing)
        case Grouped(groups):
            return groups
        case Evidence(claims) | Quantity(claims):
            return claims
        case Paths(start):
            return start
        case Compare(things):
            return Either(tuple(Thing(iri) for iri in things))
        case _:
            return Anything()


def _unqualified(value: Any, where: Set) -> Any:
    """A plan without what was said before of the property of claims that is now said of anew: in frost, and in damp."""
    if isinstance(value, Linked | Claims):
        value = replace(value, where=_without(value.where, where))
    return rebuilt(value, lambda part: _unqualified(part, where))


def _without(before: tuple[Set, ...], where: Set) -> tuple[Set, ...]:
    """What narrows claims, but for what says something of the same property."""
    same = [
        part for part in before if isinstance(part, Linked) and isinstance(where, Linked) and part.step == where.step
    ]
    return tuple(part for part in before if part not in same)


class FollowUps:
    """Completes what a question leaves out, for the types of one ontology."""

    def __init__(self, composer: Composer, lexicon: Lexicon, classes_of: Any) -> None:
        self.composer, self.classes_of = composer, classes_of

    def fits(self, plan: Any) -> bool:
        """Whether every link of a plan leads to something that it can lead to."""
        for part in parts(plan):
            if isinstance(part, Linked) and self.composer.subject_types(part.step, self.types(part.to)) is False:
                return False
            if isinstance(part, Extreme) and isinstance(part.measure, ValueOf):
                bearers = self.composer.subject_types(part.measure.steps[0], None)
                if bearers is False or not self.composer.compatible(self.types(part.of), bearers):
                    return False
            if isinstance(part, Both):
                known = [types for each in part.parts if (types := self.types(each)) is not None]
                if any(not self.composer.compatible(a, b) for a in known for b in known):
                    return False
        return True

    def types(self, of: Set) -> Types:
        """The classes that a set's members can have."""
        match of:
            case Thing(iri) | Under(iri):
                return self.classes_of(iri)  # type: ignore[no-any-return]
            case Kind(classes):
                return frozenset(classes)
            case Linked(step, to):
                found = self.composer.subject_types(step, self.types(to))
                return None if found is False else found
            case Both(inner):
                types: Types = None
                for part in inner:
                    types = self.composer.narrower(types, self.types(part))
                return types
            case Extreme(inner_set) | Without(inner_set):
                return self.types(inner_set)
            case Either(inner):
                each = [self.types(part) for part in inner]
                return (
                    None
                    if any(found is None for found in each)
                    else frozenset().union(*(found or () for found in each))
                )
            case _:
                return None

    def with_pronouns(self, plan: Plan, before: Sequence[Plan]) -> tuple[Plan, int] | None:
        """The plan with its pronouns replaced by the likeliest thing or set that fits, and how many were likelier."""
        if isinstance(plan, Paths) and plan.start == SAID:
            return None if (way := why(before[-1])) is None else (way, 0)
        if SAID in parts(plan):
            last = before[-1]
            claims = statement(last)
            if isinstance(last, Truth) and last.denied:
                # That it is not so was what was found.
                plan = _turned(plan)
            return None if claims is None else (restated(plan, claims), 0)
        if isinstance(plan, Compare) and plan.things == (REFERENTS,):
            two = pair(before)
            found = tuple(part.iri for part in two.parts if isinstance(part, Thing)) if isinstance(two, Either) else ()
            return (replace(plan, things=found), 0) if len(found) > 1 else None
        if any(isinstance(part, Linked) and part.step == SAME for part in parts(plan)):
            two = pair(before)
            ends = two.parts if isinstance(two, Either) else ()
            steps = [part.step for part in parts(before[-1]) if isinstance(part, Linked) and part.to in ends]
            if two is None or not steps:
                return None
            shared = List(Linked(steps[0], Thing(REFERENTS)))
            return (made, 0) if self.fits(made := resolved(shared, two, None)) else None
        plural = any(isinstance(part, Thing) and part.iri == REFERENTS for part in parts(plan))
        if plural and any(
            isinstance(part, Linked) and isinstance(part.to, Thing) and part.to.iri == REFERENTS for part in parts(plan)
        ):
            two = pair(before)
            if two is not None and not _wants_thing(plan) and self.fits(made := resolved(plan, two, None)):
                return made, 0
        of_those = isinstance(plan, List | Count) and Thing(REFERENTS) in (
            plan.of.parts if isinstance(plan.of, Both) else (plan.of,)
        )
        listed = isinstance(before[-1], List | Count | Grouped)
        if isinstance(plan, Count) and plan.of == Thing(REFERENTS):
            return self._counted(before[-1])
        for place, (to, iri) in enumerate(referents(before, plural=plural)):
            if iri is None and _wants_thing(plan):
                continue
            if iri is not None and of_those and listed:
                # "Which of these" are of those that were told, and not of the one that they were told of.
                break
            made = resolved(plan, to, iri)
            if self.fits(made):
                return made, place
        return None

    def _counted(self, last: Plan) -> tuple[Plan, int] | None:
        """How many there are of what was told; where that was a number already, that."""
        match last:
            case List(Linked(step) as of) if self.composer.is_numeric(step.back()):
                return List(of), 0
            case List(of) | Count(of):
                return Count(of), 0
            case _:
                return None

    def filled(self, plan: Plan, before: Sequence[Plan]) -> Plan | None:
        """A plan whose noun lacks what it is of ("What was the rival?") with that taken from before."""
        if not isinstance(plan, List | Count | Truth) or named(plan):
            return None
        own = plan.of.parts if isinstance(plan.of, Both) else (plan.of,)
        open_ = [part for part in own if isinstance(part, Linked) and isinstance(part.to, Anything)]
        if len(open_) != 1:
            return None
        for to, _ in referents(before, plural=False):
            link = replace(open_[0], to=to)
            rest = [part for part in own if part is not open_[0]]
            made = replace(plan, of=Both((*rest, link)) if rest else link)
            if isinstance(plan, Count) and self.composer.is_numeric(link.step.back()):
                # "How many helpers?" asks for the number that is told.
                made = List(made.of)
            if self.fits(made):
                return made
        return None

    def noun(self, noun: Noun, before: Sequence[Plan]) -> Plan | None:
        """The plan before with this noun in the place of one of its kind."""
        last = before[-1]
        if (noun.slot is not None and not noun.filled and noun.iri is None) or noun.is_class:
            return self.instead(noun, last)
        if not isinstance(noun.set, Thing | Both | Either | Linked) or noun.types is None:
            return None
        candidates = [part for part in parts(last) if isinstance(part, Thing) and part.iri not in PRONOUNS]
        things = [iri for iri in (getattr(last, "thing", None), *getattr(last, "things", ())) if iri is not None]
        for alike in (True, False):
            for part in dict.fromkeys(candidates):
                types = self.classes_of(part.iri)
                same = types is not None and (bool(types & noun.types) if alike else self._akin(types, noun.types))
                if same:
                    made = self._swap(last, part, noun.set)
                    if made != last and self.fits(made):
                        return made  # type: ignore[no-any-return]
            for iri in things:
                types = self.classes_of(iri)
                if (
                    noun.iri is not None
                    and types is not None
                    and (bool(types & noun.types) if alike else self._akin(types, noun.types))
                ):
                    return replace(last, thing=noun.iri) if isinstance(last, Define | Describe) else None
        if isinstance(last, Define | Describe) and noun.iri is not None:
            return replace(last, thing=noun.iri)
        return None

    def _akin(self, some: Types, others: Types) -> bool:
        """Whether two sets of classes have a class above both."""
        supers = self.composer.ontology.supers
        above = [frozenset().union(*(supers.get(cls, frozenset()) for cls in types or ())) for types in (some, others)]
        return bool(above[0] & above[1])

    def _swap(self, value: Any, old: Thing, new: Set) -> Any:
        if value == old:
            return new
        if isinstance(value, Thing) and value.iri == old.iri and isinstance(new, Thing):
            return replace(new, below=value.below)
        return rebuilt(value, lambda part: self._swap(part, old, new))

    def instead(self, noun: Noun, last: Plan) -> Plan | None:
        """The plan before, asked for another kind of thing: "And which challenges?"."""
        if not isinstance(last, List | Count):
            return None
        links = [
            part for part in (last.of.parts if isinstance(last.of, Both) else (last.of,)) if isinstance(part, Linked)
        ]
        if not links:
            return None
        if isinstance(noun.set, Kind) and noun.slot is None:
            for link in links:
                if noun.set in parts(link.to):
                    # "And which ingredients?" after the finishes that contain ingredients.
                    rest = self._rest(last.of, link)
                    return List(self.composer.both(noun.set, replace(link, step=link.step.back(), to=rest)))
        made: list[Set] = []
        for link in links:
            step = noun.slot if noun.slot is not None else link.step
            made.append(replace(link, step=step))
        base = (noun.set,) if isinstance(noun.set, Kind) and noun.slot is None else ()
        whole: Plan = replace(last, of=Both((*base, *made)) if len(made) + len(base) > 1 else made[0])
        return whole if self.fits(whole) else None

    def _rest(self, of: Set, link: Set) -> Set:
        """A set without one of its conditions, or all of it where there is no other."""
        rest = [part for part in of.parts if part != link] if isinstance(of, Both) else []
        return Both((*rest, link)) if rest else of

    def verb(self, verb: Verb, before: Sequence[Plan]) -> Plan | None:
        """The plan before with another verb: "and decrease?"."""
        last = before[-1]

        def change(value: Any) -> Any:
            if isinstance(value, Linked) and self.composer.claimed(value.step):
                return replace(value, step=Step(verb.step.relations, value.step.inverse))
            return rebuilt(value, change)

        made = change(last)
        return made if made != last and self.fits(made) else None

    def narrowed(self, noun: Noun, preposition: str, before: Sequence[Plan]) -> Plan | None:
        """The plan before, for such claims only: "In frost too?", "Only from field tests"."""
        where = self.composer.qualifiers(preposition, noun)
        if where is None:
            return None
        last = _unqualified(before[-1], where)
        match last:
            case List(of) | Count(of):
                made = self.composer.narrow(of, where)
                return None if made is None else replace(last, of=made)
            case Truth(of, against):
                made = self.composer.narrow(of, where)
                if made is None:
                    return None
                return replace(last, of=made, against=against and self.composer.narrow(against, where))
            case Evidence(claims) | Quantity(claims):
                made = self.composer.narrow(claims, where)
                return None if made is None else replace(last, claims=made)
            case _:
                return None

    def among(self, noun: Noun, word: str, before: Sequence[Plan]) -> Plan | None:
        """Those of a list before that a noun narrows, by a preposition or as an adjective: "only the steel ones"."""
        last = before[-1]
        if not isinstance(last, List | Count) or isinstance(last.of, Extreme):
            return None
        known = last.of.parts if isinstance(last.of, Both) else (last.of,)
        # Another value takes the place of the one that was named before.
        kept = tuple(part for part in known if not (isinstance(part, Linked) and part.step == noun.numeric))
        types = self.types(last.of)
        if not kept and not types:
            return None
        of = Both(kept) if len(kept) > 1 else kept[0] if kept else Kind(tuple(sorted(types or ())))
        made = self.composer.attach(Noun(of, types), word, noun)
        ways = {(way.meaning, way.cost) if isinstance(way, Costly) else (way, 0.0) for way in made}
        least = min((cost for _, cost in ways), default=0.0)
        likeliest = [way for way, cost in ways if cost == least]
        return replace(last, of=likeliest[0].set) if len(likeliest) == 1 else None

    def others(self, plan: Plan, before: Sequence[Plan]) -> Plan:
        """The plan without what was spoken of before: "Which other finishes …?"."""
        things = named(before[-1])
        known = self.types(asked(plan))
        fitting = [
            iri for iri in things if self.composer.compatible(known, self.classes_of(iri)) and iri not in named(plan)
        ]
        if not isinstance(plan, List | Count) or not fitting:
            return plan
        less = tuple(Thing(iri) for iri in fitting)
        return replace(plan, of=Without(plan.of, less[0] if len(less) == 1 else Either(less)))
