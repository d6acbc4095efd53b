"""What phrases mean, and how meanings combine: typed by the ontology's domains and ranges, free of any domain.

A noun phrase means a set of things (`Noun`), a verb phrase a property of its subject (`Pred`), a verb a step
between two
(`Verb`). `Composer` joins them and refuses what the types forbid; where no word names the relation between two things,
it takes the relations of the ontology that fit both, and remembers that it had to.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import product
from typing import Literal as OneOf
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace
from rdflib import Literal, URIRef

from msgraph.chart import Costly
from msgraph.function_words import PREPOSITIONS
from msgraph.lexicon import Sense
from msgraph.ontology import Ontology, Relation
from msgraph.plan import (
    Anything,
    Both,
    Claims,
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
    Thing,
    Value,
    ValueOf,
    Without,
    parts,
)
from msgraph.termwords import DONE, KINDS, PLACES, TOPICS, WHERE
from msgraph.vocabulary import RDF

Types = frozenset[URIRef] | None
"""Classes that members can have; None: any."""
REFERENT = URIRef("urn:msgraph:referent")
"""Stands for what "it" means, until that is known."""
REFERENTS = URIRef("urn:msgraph:referents")
"""Stands for what "they" means."""
STATEMENT = URIRef("urn:msgraph:statement")
"""Stands, as the subject of claims, for what "so" means: what the question before was about."""
LITERAL = "urn:msgraph:literal#"
"""Begins the names that stand for the class of a property's literals."""
Quantifier = OneOf["", "each", "which", "no", "most", "fewest", "all", "only"]

GUESSED = 1.3
"""Cost of a relation that no word names."""
UNFILLED = 0.15
"""Cost of a noun such as "snag" that is not told of what."""
UNUSUAL = 0.06
"""Cost of a sense of a name that has a likelier one."""
ONLY = 0.6
"""Cost of a relation that no word names, but that is the only one to join such things."""
PARTIAL = 1.0
"""Cost of a relation that only some of the things of a class can have."""
METONYMY = 0.9
"""Cost of saying of somebody what is said of a thing of theirs: that they appeared in a magazine."""
UNNAMED = 0.4
"""Cost of a relation named by nothing but a preposition that it declares."""


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


def literals(relation: URIRef) -> URIRef:
    """What stands for the class of the literals that a property has."""
    return URIRef(LITERAL + str(relation))


def unknown(wide: Step, narrow: Step) -> bool:
    """That one step joins all things that another does, where nobody looked."""
    return False


class Things(Protocol):
    """What is known of the things of a graph."""

    def above(self, thing: URIRef) -> frozenset[URIRef]:
        """All things above a thing."""

    def general(self, thing: URIRef) -> bool:
        """Whether things lie below a thing."""

    def classes(self, thing: URIRef) -> frozenset[URIRef] | None:
        """The classes of a thing, or None."""


class NoThings:
    """Nothing is known of any thing."""

    def above(self, thing: URIRef) -> frozenset[URIRef]:
        """None."""
        return frozenset()

    def general(self, thing: URIRef) -> bool:
        """No."""
        return False

    def classes(self, thing: URIRef) -> frozenset[URIRef] | None:
        """Unknown."""
        return None


class Composer:
    """Joins meanings by the types of one ontology."""

    def __init__(
        self,
        ontology: Ontology,
        things: Things | None = None,
        includes: Callable[[Step, Step], bool] = unknown,
    ) -> None:
        self.ontology, self.includes = ontology, includes
        self.things: Things = things or NoThings()
        self.connections = lru_cache(20_000)(self._connections)
        self.leading = lru_cache(20_000)(self._leading)
        self.subject_types = lru_cache(20_000)(self._subject_types)
        self.compatible = lru_cache(50_000)(self._compatible)
        self.narrower = lru_cache(50_000)(self._narrower)
        self.occurs = lru_cache(100_000)(self._occurs)
        self.expand = lru_cache(20_000)(ontology.expand)
        self.own = lru_cache(20_000)(self._own)
        self.named_by = lru_cache(20_000)(self._named_by)
        self.sides = lru_cache(10_000)(self._sides)
        self.claimed = lru_cache(10_000)(self._claimed)
        self.around = lru_cache(10_000)(self._around)
        self.qualifying = lru_cache(20_000)(self._qualifying)
        self.links = lru_cache(20_000)(self._links)
        self.namesake = lru_cache(20_000)(self._namesake)
        self.lying = lru_cache(20_000)(self._lying)
        claims = ontology.claims
        figures = (iri for iri in (claims.figure, *(iri for _, iri in claims.figure_parts)) if iri is not None)
        ends = frozenset((RDF.subject, RDF.object, *figures))
        self.joining = tuple(
            relation
            for iri, relation in ontology.relations.items()
            if not ((relation.derived and relation.claimed) or relation.below or iri in ends)
            and not (relation.about_claims and all(cls in ontology.claim_classes for cls, _ in relation.pairs))
        )
        """The relations that can join two nouns where no word names one."""
        self.borne = tuple(
            relation
            for relation in ontology.relations.values()
            if relation.bearers or (relation.kind == "thing" and self.sorts(relation.iri))
        )
        """The relations whose objects stand for what bears them."""
        self._bearing = frozenset(relation.iri for relation in self.borne if relation.bearers)
        self.once = frozenset((claims.polarity, claims.evidence_level, claims.statement)) - {None}
        """The properties that each claim has once."""
        self.located: Types = (
            frozenset(
                cls
                for relation in self.joining
                if relation.kind == "thing" and self.is_place(relation.iri)
                for cls in self.sides(relation.iri)[0] or ()
            )
            or None
        )
        """The classes of what is somewhere."""

    # ------------------------------------------------------------------------------------------------------- types

    def _compatible(self, some: Types, others: Types) -> bool:
        """Whether a thing can be of both."""
        if some is None or others is None:
            return True
        return any(a == b or self.ontology.meet(a, b) for a in some for b in others)

    def _narrower(self, some: Types, others: Types) -> Types:
        """What is left of the first types where the second hold as well."""
        if some is None:
            return others
        if others is None:
            return some
        kept: set[URIRef] = set()
        for a in some:
            for b in others:
                below = self.ontology.subs(a) & self.ontology.subs(b)
                kept |= {a} if a in below else {b} if b in below else below
        return frozenset(kept) or frozenset(a for a in some if any(self.ontology.meet(a, b) for b in others))

    def _sides(self, iri: URIRef) -> tuple[Types, Types]:
        """The classes of a relation's subjects and objects: declared, or else those that occur."""
        if iri in (RDF.subject, RDF.object):
            return self.ontology.claim_classes, None
        if iri == self.ontology.claims.source:
            relation = self.ontology.relations.get(iri)
            seen = (
                frozenset(b for a, b in relation.pairs if b is not None and a in self.ontology.claim_classes)
                if relation
                else frozenset()
            )
            return self.ontology.claim_classes, seen or None
        relation = self.ontology.relations.get(iri)
        if relation is None:
            return None, None
        subjects: Types = relation.domain or frozenset(a for a, _ in relation.pairs) or None
        if relation.kind != "thing":
            return subjects, frozenset((literals(iri),))
        objects: Types = relation.range or frozenset(b for _, b in relation.pairs if b is not None) or None
        return subjects, objects

    def _subject_types(self, step: Step, object_types: Types) -> Types | OneOf[False]:
        """The classes from which the step can lead to something of these; False if it cannot."""
        found: set[URIRef] = set()
        possible = False
        for iri in step.relations:
            subjects, objects = self.sides(iri)
            if step.inverse:
                subjects, objects = objects, subjects
            if not self.compatible(objects, object_types):
                continue
            possible = True
            if subjects is None:
                relation = self.ontology.relations.get(iri)
                seen = {(b, a) if step.inverse else (a, b) for a, b in relation.pairs} if relation else set()
                near = frozenset(
                    a
                    for a, b in seen
                    if a is not None and b is not None and self.compatible(frozenset((b,)), object_types)
                )
                if not near:
                    return None
                subjects = None if relation is not None and not relation.domain and not step.inverse else near
                if subjects is None:
                    return None
            found |= subjects
        return frozenset(found) if possible else False

    def fitting(self, step: Step, object_types: Types) -> Step:
        """The step without the relations that cannot lead to something of these classes."""
        if len(step.relations) == 1:
            return step
        kept = tuple(
            iri for iri in step.relations if self.subject_types(Step((iri,), step.inverse), object_types) is not False
        )
        return Step(kept or step.relations, step.inverse)

    def between(self, step: Step, subject: Types, object_: Types) -> Step:
        """The step without the relations that cannot lead from the one to the other."""
        kept = tuple(
            iri
            for iri in step.relations
            if (side := self.subject_types(Step((iri,), step.inverse), object_)) is not False
            and self.compatible(side, subject)
        )
        return Step(kept or step.relations, step.inverse)

    # ----------------------------------------------------------------------------------------------------- senses

    def noun(self, sense: Sense) -> Noun | None:
        """The noun that a sense is, or None."""
        match sense.kind:
            case "thing":
                return Noun(Thing(sense.iri), sense.classes or None, iri=sense.iri, bare=True)
            case "class":
                return Noun(Kind((sense.iri,)), frozenset((sense.iri,)), iri=sense.iri, is_class=True, bare=True)
            case "value":
                if sense.value is None:
                    return None
                return Noun(
                    Value(sense.value), frozenset((literals(sense.iri),)), numeric=Step((sense.iri,)), bare=True
                )
            case "relation":
                step = Step((sense.iri,), inverse=sense.role != "subjectNoun")
                return self.role_noun(step)
            case "phrase":
                return None

    def role_noun(self, step: Step) -> Noun | None:
        """What a step leads from, seen from its other end: "snag", "lender"."""
        members: set[URIRef] = set()
        for iri in step.relations:
            subjects, objects = self.sides(iri)
            side = objects if step.inverse else subjects
            if side is None:
                relation = self.ontology.relations.get(iri)
                seen = {b if step.inverse else a for a, b in relation.pairs} if relation else set()
                side = frozenset(cls for cls in seen if cls is not None) or None
            if side is None:
                return Noun(Linked(step, Anything()), None, slot=step)
            members |= side
        relation = self.ontology.relations.get(step.relations[0])
        numeric = step.back() if relation is not None and step.inverse and relation.kind in ("number", "date") else None
        return Noun(Linked(step, Anything()), frozenset(members), slot=step, numeric=numeric)

    # ------------------------------------------------------------------------------------------------ connections

    def _connections(self, head: Types, argument: Types, word: str) -> tuple[tuple[Step, float], ...]:
        """The steps that can join a noun to another one by a preposition ('' where there is none), with their costs."""
        if argument is None:
            return ()
        found: list[tuple[Step, float]] = []
        for relation in self.joining:
            for inverse in (False, True):
                if self.occurs(relation.iri, inverse, head, argument):
                    cost = self.named_by(relation.iri, inverse, word)
                    if cost is not None:
                        step = Step((relation.iri,), inverse)
                        near = self.sides(relation.iri)[1 if inverse else 0]
                        # What is said of some of the head's or the argument's kinds only is less likely meant.
                        partial = any(
                            types is not None
                            and side is not None
                            and not any(cls in self.expand(side) for cls in types)
                            for types, side in ((head, near), (argument, self.sides(relation.iri)[0 if inverse else 1]))
                        )
                        if self.compatible(head, near):
                            found.append((step, cost + (PARTIAL if partial else 0.0)))
        least = min((cost for _, cost in found), default=0.0)
        kept = self.widest([step for step, cost in found if cost == least])
        if head is not None and len(kept) == 1 and GUESSED <= least < GUESSED + PARTIAL and not self.claimed(kept[0]):
            rivals = [
                (iri, inverse)
                for iri in self.ontology.relations
                for inverse in (False, True)
                if iri not in kept[0].relations and self.occurs(iri, inverse, head, argument)
            ]
            if word in _LOOSE or not rivals:
                alone = not rivals and word != "near"
            else:
                # What is not *from* there goes *to* it.
                other = _OPPOSITE.get(word)
                costs = [self.named_by(iri, inverse, other) for iri, inverse in rivals] if other else []
                alone = bool(costs) and all(cost is not None and cost < GUESSED for cost in costs)
            least += ONLY - GUESSED if alone else 0.0
        return tuple((step, least) for step in kept)

    def widest(self, steps: Sequence[Step]) -> Sequence[Step]:
        """The steps without those that say no more than another: of "is the capital of" and "lies in", the second.

        Where nothing names the relation that is meant, one that holds wherever the other does is the safer guess. What
        is only claimed may be so by chance.
        """
        kept = list(steps)
        for step in steps:
            if len(kept) > 1 and not self.claimed(step):
                kept = [
                    other
                    for other in kept
                    if other == step or self.claimed(other) or not self.includes(step, other) or step not in kept
                ]
        return kept

    def _around(self, head: Types, argument: Types) -> tuple[tuple[Step, ...], ...]:
        """The shortest ways, of two steps or three, from what is in a place to a place around that: a town's county."""
        if head is None or argument is None:
            return ()
        places = [relation.iri for relation in self.joining if relation.kind == "thing" and self.is_place(relation.iri)]
        open_: list[tuple[tuple[URIRef, ...], Types]] = [
            ((iri,), self.sides(iri)[1]) for iri in places if self.occurs(iri, False, head, None)
        ]
        for _ in range(2):
            open_ = [
                ((*way, iri), self.sides(iri)[1])
                for way, ends in open_
                for iri in places
                if iri not in way and ends is not None and self.occurs(iri, False, ends, None)
            ]
            if found := [way for way, ends in open_ if self.occurs(way[-1], False, None, argument)]:
                return tuple(tuple(Step((iri,)) for iri in way) for way in found)
        return ()

    def inside(self, noun: Noun, word: str, argument: Noun) -> list[Noun | Costly]:
        """The noun's members that are somewhere in a wider place."""
        if word not in ("in", "of", "at", "from", "") or argument.quantifier or argument.number:
            return []
        found: list[Noun | Costly] = []
        for way in self.around(noun.types, argument.types):
            to: Noun | None = argument
            for step in reversed(way):
                pred = None if to is None else self.reach(step, to)
                to = None if pred is None else Noun(pred.set, pred.types)
            made = None if to is None else self.restrict(noun, Pred(to.set, to.types, settled=True))
            if made is not None:
                found.append(Costly(made, ONLY + 0.1 * len(way)))
        return found

    def joined(self, noun: Noun, word: str, argument: Noun) -> list[Noun | Costly]:
        """The noun's members that a node joins to the argument: the actors of a film."""
        if word not in _LOOSE or argument.types is None or argument.quantifier or argument.number or noun.types is None:
            return []
        if named(noun.set):
            return []
        found: list[Noun | Costly] = []
        for node in sorted(self.ontology.nodes):
            near, far = (self.links(frozenset((node,)), types) for types in (noun.types, argument.types))
            if len(near) == len(far) == 1 and near != far:
                pred = self.reach(near[0].back(), self.beyond(far[0], argument, frozenset((node,))))
                if pred is not None and (made := self.restrict(noun, pred)) is not None:
                    found.append(Costly(made, ONLY))
        return found or self.chained(noun, argument)

    def chained(self, noun: Noun, argument: Noun) -> list[Noun | Costly]:
        """The noun's members that the one class between them and a named thing joins to it: the songs of a band."""
        if not noun.is_class or not noun.bare or argument.is_class or not argument.bare or argument.parts:
            return []
        classes = frozenset(self.ontology.supers) - self.ontology.nodes - self.ontology.claim_classes
        ways = [
            (way, on)
            for middle in sorted(classes)
            for way in self.links(noun.types, frozenset((middle,)))
            for on in self.links(frozenset((middle,)), argument.types)
        ]
        if len({(way, on) for way, on in ways}) != 1:
            return []
        (way, on) = ways[0]
        pred = self.reach(way, Noun(Linked(on, argument.set), self.ends(way)))
        made = None if pred is None else self.restrict(noun, pred)
        return [] if made is None else [Costly(made, GUESSED)]

    def alike(self, nouns: Sequence[Noun]) -> bool:
        """Whether nouns can be of one class."""
        return all(self.compatible(nouns[0].types, noun.types) for noun in nouns)

    def called(self, noun: Noun) -> Iterator[tuple[Noun, bool]]:
        """What is called by what it has, "sonatas" by their form; and whether only the property's name says so."""
        for relation in self.borne:
            bearers, ends = relation.bearers, relation.range or None
            sorts = not bearers
            if sorts:
                subjects, ends = self.sides(relation.iri)
                bearers = subjects or frozenset()
            elif noun.iri is not None:
                bearers = self.ontology.called.get(noun.iri, bearers)
            if bearers and self.compatible(ends, noun.types):
                of = self.both(Kind(tuple(sorted(bearers))), Linked(Step((relation.iri,)), noun.set))
                yield Noun(of, bearers), sorts

    def leads_somewhere(self, step: Step) -> bool:
        """Whether what a step leads to is a place: "flows through", "located in"."""
        relations = [self.ontology.relations.get(iri) for iri in step.relations]
        return all(
            relation is not None
            and not relation.claimed
            and any(
                name.lower().split()[-1] in WHERE
                for name in (
                    relation.label,
                    *relation.other_labels,
                    *(text for role, text in relation.words if role == "verb"),
                )
            )
            for relation in relations
        )

    def sorts(self, iri: URIRef) -> bool:
        """Whether a property sorts things, so that they are called by its values: "genre", "category"."""
        relation = self.ontology.relations[iri]
        if relation.claimed or relation.about_claims:
            return False
        *before, last = relation.label.lower().split()
        owners = {
            word
            for cls in self.sides(iri)[0] or ()
            for name in self.ontology.labels.get(cls, ())
            for word in name.lower().split()
        }
        # A food type sorts foods, and not the places where they are served.
        return last in KINDS and set(before) <= owners | {"has", "main", "primary"}

    def is_place(self, iri: URIRef) -> bool:
        """Whether a relation says where something is: "located in", "city"."""
        relation = self.ontology.relations[iri]
        said = {text.split()[-1] for role, text in relation.words if role in ("verb", "preposition")}
        said |= {text for role, text in relation.words if role == "objectNoun"} & PLACES
        if not relation.words:
            for label in (relation.label.lower(), *(name.lower() for name in relation.other_labels)):
                words = [word for word in label.split() if word not in ("is", "has")]
                said |= {*words[:1], *words[-1:], *words[1:2]} & {"in", "at"} | ({" ".join(words)} & PLACES)
        return bool(said & ({"in", "at"} | PLACES)) or relation.label.lower() in ("belongs to", "part of", "is part of")

    def _occurs(self, iri: URIRef, inverse: bool, head: Types, argument: Types) -> bool:
        """Whether the data (or, where they show nothing, the schema) join such things."""
        relation = self.ontology.relations[iri]
        if not relation.pairs:
            subjects, objects = self.sides(iri)
            if inverse:
                subjects, objects = objects, subjects
            return (
                subjects is not None
                and objects is not None
                and self.compatible(subjects, head)
                and self.compatible(objects, argument)
            )
        heads, arguments = self.below(head), self.below(argument)
        ways = (False, True) if iri in self.ontology.claims.symmetric else (inverse,)
        for (subject, object_), back in product(relation.pairs, ways):
            near, far = (object_, subject) if back else (subject, object_)
            if (heads is None or not self._subs(iri, near).isdisjoint(heads)) and (
                arguments is None or not self._subs(iri, far).isdisjoint(arguments)
            ):
                return True
        return False

    def _subs(self, iri: URIRef, cls: URIRef | None) -> frozenset[URIRef]:
        return frozenset((literals(iri),)) if cls is None else self.ontology.subs(cls)

    def below(self, types: Types) -> Types:
        """The classes and all below them."""
        return None if types is None else self.expand(types)

    def _named_by(self, iri: URIRef, inverse: bool, word: str) -> float | None:
        """What it costs to take this preposition for the relation; None where the relation declares others."""
        relation = self.ontology.relations[iri]
        role = "inversePreposition" if inverse else "preposition"
        declared = (
            {text for kind, text in relation.words if kind == role} if relation.words else _implied(relation, inverse)
        )
        if word == "with" and not inverse and ("verb", "have") in relation.words:
            # What has something is said to be with it.
            return UNNAMED
        if word in declared:
            return UNNAMED + (0.0 if relation.claimed else 0.05)
        if _OPPOSITE.get(word) in declared:
            return None
        attribute = 0.0 if relation.claimed else 0.05
        if relation.derived:
            return UNNAMED + 0.1 if word == "" and "of" in declared else None
        if word == "adj":
            return UNNAMED + attribute
        if word == "" and "of" in declared:
            return UNNAMED + 0.1 + attribute
        if word not in _GUESSABLE:
            # What "through", "about" or "than" say is never just any relation.
            return None
        if word in ("", "of") or not (
            relation.words and any(kind in ("preposition", "inversePreposition") for kind, _ in relation.words)
        ):
            return GUESSED + attribute
        return None

    # ------------------------------------------------------------------------------------------------ composition

    def both(self, some: Set, other: Set) -> Set:
        """The intersection of two sets, flat."""
        found: list[Set] = []
        for part in (some, other):
            found += part.parts if isinstance(part, Both) else (part,)
        kept = sorted((part for part in dict.fromkeys(found) if not isinstance(part, Anything)), key=_order)
        # A link to anything says nothing beside the same link to something.
        kept = [
            part
            for part in kept
            if not (
                isinstance(part, Linked)
                and isinstance(part.to, Anything)
                and not part.where
                and any(other is not part and _leads(other, part.step) for other in kept)
            )
        ]
        return kept[0] if len(kept) == 1 else Both(tuple(kept)) if kept else Anything()

    def linked(self, step: Step, to: Noun, where: tuple[Set, ...] = ()) -> Set:
        """What the step leads from, coordination of the argument spread over the link."""
        if to.parts:
            links = tuple(self.linked(step, part, where) for part in to.parts)
            return Both(links) if to.conjunction == "and" else self.either(links)
        return Linked(step, to.set, where)

    def either(self, links: tuple[Set, ...]) -> Set:
        """A union; of links by one step, a link to the union."""
        steps = {link.step for link in links if isinstance(link, Linked) and not link.where}
        if len(steps) == 1 and all(isinstance(link, Linked) and not link.where for link in links):
            return Linked(steps.pop(), Either(tuple(link.to for link in links if isinstance(link, Linked))))
        return Either(links)

    def bears(self, types: Types, property_: URIRef) -> bool:
        """Whether things of these classes have a property: as the data show, or else as it is declared."""
        relation = self.ontology.relations.get(property_)
        seen = frozenset(a for a, _ in relation.pairs) if relation is not None else frozenset()
        if not seen or types is None:
            return self.compatible(types, self.sides(property_)[0])
        return not seen.isdisjoint(self.expand(types)) or not types.isdisjoint(self.expand(seen))

    def reach(self, step: Step, to: Noun, where: tuple[Set, ...] = ()) -> Pred | None:
        """The property of leading, by this step, to the noun's members, so many of them as it says."""
        if (
            to.numeric is not None
            and not to.filled
            and to.number is None
            and to.quantifier not in ("most", "fewest")
            and not isinstance(to.set, Value)
            and self.is_numeric(step)
        ):
            # "The participants" without a number say nothing of how many.
            return None
        if to.slot == step.back() and to.set == Linked(to.slot, Anything()) and not to.number and not to.quantifier:
            # To "report results" is to have any.
            types = self.subject_types(step, None)
            return None if types is False else Pred(Linked(step, Anything()), types, settled=not self.claimed(step))
        if to.parts and any(self.subject_types(step, part.types) is False for part in to.parts):
            # Of "steel and rust" no tool is made, though there are tools of steel.
            return None
        if to.measured and (to.number is not None or to.quantifier in ("most", "fewest")):
            # As with "how many": the most people are not the most groups of people.
            return None
        if to.every and isinstance(to.set, Kind | Thing):
            # To reach each member of a class is more than to reach one.
            return None
        step = self.fitting(step, to.types)
        types = self.subject_types(step, to.types)
        if types is False:
            between = self.between_ends(step, to)
            return None if between is None else self.reach(step, between, where)
        if to.iri is not None and all(relation in self._bearing for relation in step.relations):
            types = self.narrower(types, self.ontology.called.get(to.iri))
        settled = not self.claimed(step)
        if to.number is not None:
            return self.counted(step, to, types)
        match to.quantifier:
            case "no":
                return Pred(Without(Anything(), self.linked(step, to, where)), types, settled=settled, object=to)
            case "most" | "fewest" if not step.inverse and self.once.issuperset(step.relations):
                # Each has one; none has more of them than another.
                return None
            case "most" | "fewest":
                measure = (
                    ValueOf((step,))
                    if to.numeric is not None or self.is_numeric(step)
                    else NumberOf(step, to.set, where)
                )
                return Pred(Linked(step, to.set, where), types, measure=(measure, to.quantifier == "most"), object=to)
            case "each" | "which":
                return Pred(Linked(step, to.set, where), types, group=(to.set, step.back()), object=to)
            case _:
                return Pred(self.linked(step, to, where), types, settled=settled, object=to)

    def between_ends(self, step: Step, to: Noun) -> Noun | None:
        """What a step leads to that has to do with a noun, where it does not lead to the noun itself.

        Through a node that only joins things (who plays in a film, by way of the casting), or to what lies in a wider
        place (a river flows through a country, by way of its states); None where that is not plain.
        """
        ends = self.ends(step)
        if not ends or to.types is None or to.quantifier in ("each", "which") or (measures(to) and to.number is None):
            return None
        if ends <= self.ontology.nodes:
            ways = self.links(ends, to.types)
        else:
            # What claims hold for is no place.
            own = set(step.relations) <= set(self.ontology.claims.qualifiers)
            ways = () if step.inverse or own or not self.leads_somewhere(step) else self.lying(ends, to.types)
        ways = tuple(way for way in ways if way.relations != step.relations)
        if len(ways) == 1 and to.number is not None and self.is_numeric(ways[0]):
            # Experience of five years: the node's number, not so many nodes.
            counted = self.counted(ways[0], to, ends)
            return None if counted is None else Noun(counted.set, ends)
        return self.beyond(ways[0], to, ends) if len(ways) == 1 else None

    def metonym(self, step: Step, to: Noun) -> Pred | None:
        """To lead to what has to do with a noun, where the step cannot lead to the noun itself."""
        ends = self.ends(step)
        if ends is None or to.types is None or to.quantifier or to.number or measures(to):
            return None
        if self.reach(step, to) is not None:
            return None
        ways = self.links(ends, to.types)
        if len(ways) != 1 or not self.made(ways[0]) or not self.leads_somewhere(step.back()):
            return None
        return self.reach(step, self.beyond(ways[0], to, ends))

    def made(self, step: Step) -> bool:
        """Whether a step leads to who made a thing: "written by", "author"."""
        relations = [self.ontology.relations[iri] for iri in step.relations]
        return not step.inverse and all(relation.label.lower().split()[-1] in ("by", *DONE) for relation in relations)

    def of_makers(self, types: Types, pred: Pred) -> Pred | None:
        """What is said of things, as said of who made them: they have published in a magazine."""
        if pred.types is None or types is None or not isinstance(pred.set, Linked):
            return None
        ways = self.links(pred.types, types)
        step = pred.set.step
        known = len(ways) == 1 and self.made(ways[0]) and not step.inverse and self.leads_somewhere(step)
        return self.had(types, pred) if known else None

    def beyond(self, way: Step, to: Noun, types: Types) -> Noun:
        """The things of these classes from which a step leads to a noun: of several named ones, for each its own."""
        if to.parts:
            parts = tuple(self.beyond(way, part, types) for part in to.parts)
            return replace(to, set=Either(tuple(part.set for part in parts)), types=types, parts=parts)
        return Noun(Linked(way, to.set), types, quantifier=to.quantifier, number=to.number)

    def ends(self, step: Step) -> Types:
        """The classes of what a step leads to."""
        found: set[URIRef] = set()
        for iri in step.relations:
            side = self.sides(iri)[0 if step.inverse else 1]
            if side is None:
                return None
            found |= side
        return frozenset(found)

    def _links(self, some: Types, others: Types) -> tuple[Step, ...]:
        """The steps from things of the first classes to things of the others, as they are on record."""
        return tuple(
            Step((relation.iri,), inverse)
            for relation in self.joining
            if not self.claimed(Step((relation.iri,)))
            for inverse in (False, True)
            if self.occurs(relation.iri, inverse, some, others)
            and self.compatible(self.sides(relation.iri)[0 if inverse else 1], others)
        )

    def _lying(self, some: Types, others: Types) -> tuple[Step, ...]:
        """The steps from things of the first classes to the places of the others that they lie in."""
        return tuple(
            self.widest(
                [step for step in self.links(some, others) if not step.inverse and self.is_place(step.relations[0])]
            )
        )

    def lifted(self, types: Types, pred: Pred) -> Pred | None:
        """What is said of a node between two things, as said of one of them: of a film, what its casting has."""
        return self.had(types, pred) if pred.types and pred.types <= self.ontology.nodes else None

    def had(self, types: Types, pred: Pred) -> Pred | None:
        """What is said of things of other classes, as said of what only one relation joins to them."""
        if not pred.types or types is None or pred.group:
            return None
        ways = [way for way in self.links(types, pred.types) if _leads_by(pred).isdisjoint(way.relations)]
        if len(ways) != 1:
            return None
        if pred.measure is not None:
            measure, most = pred.measure
            if not isinstance(measure, NumberOf):
                return None
            counted = Linked(measure.step, measure.among, measure.where)
            return replace(pred, types=types, measure=(NumberOf(ways[0], counted), most))
        return Pred(_spread(ways[0], pred.set), types, settled=pred.settled)

    def counted(self, step: Step, to: Noun, types: Types) -> Pred | None:
        """The property of having so many, or of a number that is such."""
        if to.number is None:
            return None
        if self.is_numeric(step) and to.filled:
            # "12 pages of it": that they are its pages would get lost.
            return None
        operator, number, upper = to.number
        measure: Measure = ValueOf((step,)) if self.is_numeric(step) else NumberOf(step, to.set)
        return Pred(within(measure, operator, number, upper), types, settled=True, object=to)

    def is_numeric(self, step: Step) -> bool:
        """Whether the step leads to numbers or dates."""
        found = [self.ontology.relations.get(iri) for iri in step.relations]
        return not step.inverse and all(
            relation is not None and relation.kind in ("number", "date") for relation in found
        )

    def _claimed(self, step: Step) -> bool:
        """Whether claims are made with the step's relations."""
        return any(
            (relation := self.ontology.relations.get(iri)) is not None and (relation.claimed or relation.derived)
            for iri in step.relations
        )

    def linkable(self, types: Types) -> bool:
        """Whether claims are made about things of these classes."""
        return types is None or any(
            relation.claimed
            and any(self.compatible(types, side) for side in self.sides(relation.iri) if side is not None)
            for relation in self.ontology.relations.values()
        )

    def attachments(self, word: str, argument: Noun) -> list[Pred | Costly]:
        """What a preposition (or an adjective, '') and its noun say of a subject whose class is not known yet."""
        if (step := _common_property(argument)) is not None:
            pred = Pred(self.linked(step, argument), self.sides(step.relations[0])[0], settled=True, object=argument)
            return [
                Costly(
                    pred,
                    0.0
                    if word in ("", "adj") or self.named_by(step.relations[0], False, word) == UNNAMED + 0.05
                    else 0.6,
                )
            ]
        if argument.number is not None and argument.numeric is not None:
            counted = self.counted(argument.numeric, argument, self.sides(argument.numeric.relations[0])[0])
            return [] if counted is None else [counted]
        found: dict[float, dict[Step, Pred]] = {}
        for step, cost in self.leading(word, argument.types):
            reached = self.reach(step, argument)
            if reached is not None:
                found.setdefault(cost, {})[step] = reached
        return [Costly(reached[step], cost) for cost, reached in found.items() for step in self.widest([*reached])]

    def _leading(self, word: str, argument: Types) -> tuple[tuple[Step, float], ...]:
        """The steps that a preposition can stand for and that lead to such things, with their costs."""
        return tuple(
            (Step((relation.iri,), inverse), cost)
            for relation in self.joining
            for inverse in (False, True)
            if (cost := self.named_by(relation.iri, inverse, word)) is not None
            and self.occurs(relation.iri, inverse, None, argument)
        )

    def _namesake(self, step: Step, head: Types, argument: Types) -> Step | None:
        """The step between such things whose relation shares the most words with another step's.

        None where none shares any, or several share as many.
        """
        words = self._words(step)
        found = [
            (len(words & self._words(other)), other)
            for relation in self.joining
            for inverse in (False, True)
            if self.occurs(relation.iri, inverse, head, argument)
            for other in (Step((relation.iri,), inverse),)
        ]
        most = max((shared for shared, _ in found), default=0)
        first = [other for shared, other in found if shared == most]
        return first[0] if most and len(first) == 1 else None

    def _words(self, step: Step) -> frozenset[str]:
        known = (self.ontology.relations.get(iri) for iri in step.relations)
        return frozenset(word for relation in known if relation is not None for _, word in relation.words)

    def extreme_role(self, noun: Noun) -> Pred | None:
        """To have the highest point: to be the one whose highest point is the highest of all."""
        if noun.superlative is None or noun.slot is None or noun.filled or noun.types is None:
            return None
        measures = [
            relation.iri
            for relation in self.ontology.relations.values()
            if relation.kind == "number"
            and (bearers := self.sides(relation.iri)[0]) is not None
            and bool(bearers & noun.types)
        ]
        if len(measures) != 1:
            return None
        owners = self.subject_types(noun.slot.back(), noun.types)
        return Pred(
            Anything(),
            owners or None,
            measure=(ValueOf((noun.slot.back(), Step((measures[0],)))), noun.superlative),
            object=noun,
        )

    def restrict(self, noun: Noun, pred: Pred) -> Noun | None:
        """The noun's members of which the predicate is true."""
        if not self.compatible(noun.types, pred.types):
            if pred.types is not None and pred.types <= self.ontology.claim_classes and pred.types:
                narrowed = self.narrowed(noun.set, pred.set)
                return None if narrowed is None else replace(noun, set=narrowed, bare=False)
            pred_ = self.lifted(noun.types, pred)
            return None if pred_ is None else self.restrict(noun, pred_)
        types = self.narrower(noun.types, pred.types)
        pruned = self.pruned(pred.set, noun.types)
        subjects = pred.types
        if pruned is not pred.set and isinstance(pruned, Linked) and pred.object is not None:
            subjects = self.subject_types(pruned.step, pred.object.types) or subjects
        said = self._on_record(pruned, noun.types)
        changed = partial(replace, noun, types=types, bare=False, iri=None)
        if pred.measure is not None:
            # "Which five have the most?" are the first five.
            operator, number, _ = noun.number or ("=", Literal(1), None)
            return (
                changed(set=Extreme(noun.set, *pred.measure, int(number)), slot=None, number=None)
                if operator in ("=", ">=")
                else None
            )
        if pred.group is not None:
            groups, step = pred.group
            return changed(group=(groups, self.between(step.back(), noun.types, None).back()))
        if noun.parts:
            of = Either(tuple(part.set for part in noun.parts)) if noun.conjunction == "and" else noun.set
            return changed(set=self.both(of, said), parts=(), conjunction="")
        own = noun.set.parts if isinstance(noun.set, Both) else (noun.set,)
        if isinstance(said, Linked) and subjects:
            # A class that the link implies need not be said; sources are those of claims and of other things.
            own = tuple(
                part
                for part in own
                if not (
                    isinstance(part, Kind)
                    and subjects <= self.expand(part.classes)
                    and self.keeps_to(said.step, self.expand(part.classes))
                )
            )
        of = Both(own) if len(own) > 1 else own[0] if own else Anything()
        return changed(set=self.both(of, said))

    def keeps_to(self, step: Step, classes: frozenset[URIRef]) -> bool:
        """Whether a property of claims leads from nothing but things of these classes; others are taken to."""
        terms = self.ontology.claims
        if terms.source in step.relations:
            return False
        pairs = (
            pair for iri in step.relations if iri in terms.qualifiers for pair in self.ontology.relations[iri].pairs
        )
        return step.inverse or all(subject in classes for subject, _ in pairs)

    def doubt(self, subject: Types, pred: Pred) -> float:
        """What it costs to say of a subject what the data say of none of its class."""
        if not isinstance(pred.set, Linked) or pred.object is None or pred.object.types is None or subject is None:
            return 0.0
        step = pred.set.step
        found = [self.ontology.relations.get(iri) for iri in step.relations]
        if any(
            relation is None
            or not relation.pairs
            or self.occurs(relation.iri, step.inverse, subject, pred.object.types)
            for relation in found
        ):
            return 0.0
        return 0.3

    def pruned(self, of: Set, types: Types) -> Set:
        """The set without the relations that members of these classes cannot have."""
        match of:
            case Linked(step=step) if len(step.relations) > 1:
                kept = tuple(
                    iri
                    for iri in step.relations
                    if (side := self.subject_types(Step((iri,), step.inverse), None)) is not False
                    and self.compatible(side, types)
                )
                return replace(of, step=Step(kept, step.inverse)) if kept else of
            case Both(parts=parts) | Either(parts=parts):
                return replace(of, parts=tuple(self.pruned(part, types) for part in parts))
            case _:
                return of

    def fill(self, noun: Noun, argument: Noun) -> Noun | None:
        """The noun with what *of* names: the snags *of X*."""
        if noun.slot is None or noun.filled:
            return None
        pred = self.reach(noun.slot, argument)
        if pred is None:
            return None
        made = self.restrict(noun, pred)
        return None if made is None else replace(made, filled=True)

    def attach(self, noun: Noun, word: str, argument: Noun) -> list[Noun | Costly]:
        """The noun narrowed by a preposition ('' where the argument stands before it) and another noun."""
        found: list[Noun | Costly] = []
        if (
            noun.types
            and noun.types <= self.ontology.claim_classes
            and (where := self.setting(word, argument)) is not None
        ):
            return [
                Costly(replace(noun, set=self.both(noun.set, where), bare=False, iri=None), 0.3 + self.vague(where))
            ]
        if argument.parts and argument.conjunction == "and" and not self.alike(argument.parts):
            # "With linseed oil and a brush": each is joined in its own way.
            whole: list[tuple[Noun, float]] = [(noun, 0.0)]
            for part in argument.parts:
                whole = [
                    (made.meaning, cost + made.cost) if isinstance(made, Costly) else (made, cost)
                    for of, cost in whole
                    for made in self.attach(of, word, part)
                ]
            return [Costly(made, cost) for made, cost in whole]
        if (word in ("on", "upon") and noun.event and not noun.filled) or (argument.event and not argument.filled):
            # An effect on X is none of the effects of X; and whatever has no effect does more than lead to nothing.
            return []
        if word in ("with", "having") and noun.slot is not None and not noun.is_class and self.is_kind(argument, noun):
            # "A job with the boat deck": the thing that is named plays the noun's role.
            return [replace(argument, bare=False, measured=noun.measured or argument.measured)]
        if (
            word in ("of", "under", "below")
            and noun.is_class
            and noun.bare
            and self.is_kind(argument, noun, wholly=True)
        ):
            # "The town of Ware" is Ware; "tools of the plane family" are what lies below.
            return [replace(argument, kinds=True) if self.general(argument) else argument]
        if (
            noun.slot is not None
            and not noun.filled
            and word in ("of", "", "adj", "for", "in", "from", "by", "to", "on", "with", "under")
        ):
            filled = self.fill(noun, argument)
            if filled is not None and (word in ("of", "", "adj") or not isinstance(argument.set, Value)):
                lacking = 0.2 * any(not self.bears(argument.types, iri) for iri in (noun.numeric or Step(())).relations)
                found.append(Costly(filled, (0.0 if word in ("of", "", "adj") else 0.2) - UNFILLED + lacking))
        if (
            word == "with"
            and (pred := self.extreme_role(argument)) is not None
            and (made := self.restrict(noun, pred)) is not None
        ):
            return [made]
        if (
            argument.quantifier in ("most", "fewest")
            and argument.numeric is not None
            and word in ("with", "of", "", "in")
        ):
            if named(noun.set):
                return []
            pred = self.reach(argument.numeric, argument)
            if pred is not None and (made := self.restrict(noun, pred)) is not None:
                found.append(made)
            return found
        if (
            argument.number is not None
            and argument.numeric is not None
            and word in ("with", "of", "", "adj", "over", "in")
        ):
            pred = self.counted(argument.numeric, argument, self.sides(argument.numeric.relations[0])[0])
            if pred is not None and (made := self.restrict(noun, pred)) is not None:
                found.append(made)
                return found
        if (step := _common_property(argument)) is not None:
            bearers = self.sides(step.relations[0])[0]
            if self.compatible(noun.types, bearers):
                made = self.restrict(noun, Pred(self.linked(step, argument), bearers))
                relation = self.ontology.relations.get(step.relations[0])
                said = relation is not None and word in {text for role, text in relation.words if role == "preposition"}
                if made is not None:
                    loose = 0.5 if word in _LOOSE else 1.0
                    found.append(Costly(made, 0.1 if said else 0.15 if word in ("", "adj") else loose))
            return found
        proper = 0.2 if named(noun.set) and word not in ("", "adj") else 0.0
        for step, cost in self.connections(noun.types, argument.types, word):
            cost += proper
            pred = self.reach(step, argument)
            if pred is not None and (made := self.restrict(noun, pred)) is not None:
                unfilled = noun.slot is not None and not noun.filled
                found.append(Costly(made, cost + (0.0 if not unfilled else 0.1 if UNNAMED < cost < ONLY else 0.3)))
        if not found and word in ("of", "in", "at") and self.texts(noun) and argument.bare and not argument.is_class:
            found += self.bridged(noun, word, argument)
        if not found or all(isinstance(made, Costly) and made.cost >= GUESSED + PARTIAL for made in found):
            found += self.inside(noun, word, argument) or self.joined(noun, word, argument)
        qualified = self.qualify(noun.set, word, argument)
        if qualified is not None and (owned := self.own(noun.types, argument.types)):
            # What a thing can have of its own is said of it, and not of the claims about it.
            found += [
                Costly(made, 0.6)
                for step in owned
                if (pred := self.reach(step, argument)) is not None and (made := self.restrict(noun, pred)) is not None
            ]
        elif qualified is not None:
            found.append(
                Costly(
                    replace(noun, set=qualified, bare=False),
                    0.6 + self.vague(self.qualifiers(word, argument) or Anything()),
                )
            )
        return found

    def texts(self, noun: Noun) -> bool:
        """Whether a noun names texts or numbers that are not told of what yet: countries, years."""
        literal = bool(noun.types) and all(str(cls).startswith(LITERAL) for cls in noun.types or ())
        return noun.slot is not None and not noun.filled and literal

    def bearing(self, step: Step, argument: Noun, word: str = "of") -> list[tuple[Noun, float]]:
        """What bears the step's property and has to do with the argument: the guides on a job, for "year"."""
        bearers = self.subject_types(step.back(), None)
        if bearers is False or bearers is None:
            return []
        return [
            (Noun(Linked(link, argument.set), bearers), cost)
            for link, cost in self.connections(bearers, argument.types, word)
        ]

    def bridged(self, noun: Noun, word: str, argument: Noun) -> list[Noun | Costly]:
        """The noun of what has to do with the argument: the year of the guide on a job as "the year of the job"."""
        if noun.slot is None:
            return []
        return [
            Costly(filled, 0.6 + cost)
            for bearer, cost in self.bearing(noun.slot, argument, word)
            if (filled := self.fill(noun, bearer)) is not None
        ]

    # ---------------------------------------------------------------------------------------------- claims, evidence

    def _specificity(self, relation: Relation) -> int:
        """How many classes a relation's objects can have: the fewer, the more it says."""
        return len(self.expand(relation.range)) if relation.range else 10_000

    def qualifiers(self, word: str, argument: Noun) -> Set | None:
        """The claims that a phrase such as "in frost" or "according to field tests" speaks of, or None."""
        if argument.quantifier or argument.number is not None:
            # "In the most tests" says more than in which.
            return None
        if argument.parts:
            parts = [self.qualifiers(word, part) for part in argument.parts]
            if any(part is None for part in parts):
                return None
            return (Both if argument.conjunction == "and" else Either)(
                tuple(part for part in parts if part is not None)
            )
        if argument.types and argument.types <= self.ontology.claim_classes and not argument.bare:
            # "In claims whose …": the claims are told by what is said of them.
            own = argument.set.parts if isinstance(argument.set, Both) else (argument.set,)
            said = tuple(part for part in own if not isinstance(part, Kind))
            return said[0] if len(said) == 1 else Both(said) if said else None
        links = tuple(Linked(step, argument.set) for step in self.qualifying(word, argument.types))
        return links[0] if len(links) == 1 else Either(links) if links else None

    def setting(self, word: str, argument: Noun) -> Set | None:
        """What it says of claims to be from somewhere: what they hold for; None where a phrase says no such thing."""
        if word not in ("in", "from"):
            return None
        where = self.qualifiers(word, argument) or self.qualifiers("in", argument)
        steps = {part.step for part in parts(where) if isinstance(part, Linked)} if where is not None else set()
        # What a source says is said by it.
        return None if Step((self.ontology.claims.source,)) in steps else where  # type: ignore[arg-type]

    def _qualifying(self, word: str, types: Types) -> tuple[Step, ...]:
        """The steps from claims to what narrows them that lead to such things: the most telling ones."""
        if types is None:
            return ()
        found = []
        for iri, relation in self.ontology.relations.items():
            if not relation.about_claims or iri in (RDF.subject, RDF.object) or relation.kind != "thing":
                continue
            declared = {text for role, text in relation.words if role == "preposition"}
            objects = self.sides(iri)[1]
            seen = frozenset(b for _, b in relation.pairs if b is not None)
            if (
                objects
                and self.compatible(objects, types)
                and self.compatible(seen, types)
                and (word in declared or not declared or word in ("", "adj"))
            ):
                found.append((self._specificity(relation), Step((iri,))))
        least = min((rank for rank, _ in found), default=0)
        return tuple(step for rank, step in found if rank == least)

    def _own(self, bearer: Types, argument: Types) -> tuple[Step, ...]:
        """The steps from things of these classes to what is on record of them, if that can be of the other classes."""
        if bearer is None or argument is None:
            return ()
        return tuple(
            Step((relation.iri,))
            for relation in self.joining
            if relation.kind == "thing"
            and not relation.claimed
            and not relation.derived
            and relation.domain
            and all(cls in self.expand(relation.domain) for cls in bearer)
            and self.occurs(relation.iri, False, bearer, argument)
        )

    def _on_record(self, of: Set, types: Types) -> Set:
        """A link narrowed to some claims, with what its bearers have on record themselves said of them instead."""
        if not isinstance(of, Linked) or not of.where:
            return of
        kept: list[Set] = []
        said: list[Set] = []
        for where in of.where:
            owned = (
                self.own(types, self.things.classes(where.to.iri))
                if isinstance(where, Linked)
                and isinstance(where.to, Thing)
                and set(where.step.relations) <= set(self.ontology.claims.qualifiers)
                else ()
            )
            if len(owned) == 1 and isinstance(where, Linked):
                said.append(Linked(owned[0], where.to))
            else:
                kept.append(where)
        made: Set = replace(of, where=tuple(kept))
        for part in said:
            made = self.both(made, part)
        return made

    def qualify(self, of: Set, word: str, argument: Noun) -> Set | None:
        """The set with its links narrowed to such claims, or None where it has no link that claims support."""
        where = self.qualifiers(word, argument)
        return None if where is None else self.narrow(of, where)

    def narrow(self, of: Set, where: Set) -> Set | None:
        """The set with `where` added to each of its outermost links that rest on claims."""
        match of:
            case Linked(step=step) if self.claimed(step):
                # What only follows from claims has none of its own that could hold for anything.
                own = any(relation.claimed for iri in step.relations if (relation := self.ontology.relations.get(iri)))
                return replace(of, where=(*of.where, where)) if own else None
            case Linked(step=Step(relations=relations)) if RDF.subject in relations and not of.step.inverse:
                return self.both(of, where)
            case Claims():
                return replace(of, where=(*of.where, where))
            case Both(parts=parts) | Either(parts=parts):
                narrowed = [self.narrow(part, where) for part in parts]
                if all(part is None for part in narrowed):
                    return None
                return replace(
                    of, parts=tuple(new if new is not None else old for new, old in zip(narrowed, parts, strict=True))
                )
            case Without(of=kept, less=less):
                new_of, new_less = self.narrow(kept, where), self.narrow(less, where)
                if new_of is None and new_less is None:
                    return None
                return Without(new_of or kept, new_less or less)
            case _:
                return None

    def narrowed(self, of: Set, where: Set) -> Set | None:
        """The set by claims of which something is true; where it is denied, without what such claims say.

        What was seen in damp but not in frost is what claims from damp say and none from frost does: each claim from
        damp is one that is not from frost.
        """
        if not isinstance(where, Without):
            return self.narrow(of, where)
        here = of if isinstance(where.of, Anything) else self.narrowed(of, where.of)
        there = self.narrow(of, where.less)
        return None if here is None or there is None else Without(here, there)

    def is_kind(self, thing: Noun, kind: Noun, *, wholly: bool = False) -> bool:
        """Whether a noun names a thing (or class) of the class that the other names: "oil finish", "the deck job".

        Of a thing of several classes any will do, unless it has to be `wholly` of it.
        """
        if not thing.bare or thing.types is None or kind.types is None or kind.filled or thing.is_class:
            return False
        if isinstance(thing.set, Value):
            return kind.slot is not None and isinstance(kind.set, Linked) and kind.types == thing.types
        if (
            thing.iri is not None
            and kind.bare
            and kind.iri is not None
            and not kind.is_class
            and kind.iri in self.things.above(thing.iri)
        ):
            return True
        named = (kind.is_class and kind.bare) or (
            kind.slot is not None and isinstance(kind.set, Linked | Kind) and not kind.bare
        )
        enough = all if wholly else any
        one = thing.iri is not None or isinstance(thing.set, Either)
        return named and one and enough(cls in self.expand(kind.types) for cls in thing.types)

    def proper(self, noun: Noun) -> bool:
        """Whether a noun is the bare name of a thing that has no kinds."""
        return noun.bare and noun.iri is not None and not noun.is_class and not self.things.general(noun.iri)

    def general(self, noun: Noun) -> bool:
        """Whether a noun is the name of a thing that has kinds."""
        return noun.bare and noun.iri is not None and not noun.is_class and self.things.general(noun.iri)

    def vague(self, where: Set) -> float:
        """What it costs to narrow claims by a property that can hold anything."""
        links = where.parts if isinstance(where, Both | Either) else (where,)
        relations = [
            self.ontology.relations.get(iri)
            for link in links
            if isinstance(link, Linked)
            for iri in link.step.relations
        ]
        return (
            0.4
            if any(
                relation is not None and self._specificity(relation) > len(self.ontology.labels) / 2
                for relation in relations
            )
            else 0.0
        )


def _leads_by(pred: Pred) -> frozenset[URIRef]:
    """The relations that a predicate begins with."""
    of = pred.measure[0] if pred.measure is not None else pred.set
    return frozenset(of.step.relations) if isinstance(of, Linked | NumberOf) else frozenset()


def _spread(way: Step, of: Set) -> Set:
    """What leads to a set, a link for each thing that it is joined to: films with two actors have a casting of each."""
    match of:
        case Compared(NumberOf(step, among, where), operator, than):
            return Compared(NumberOf(way, Linked(step, among, where)), operator, than)
        case Without(rest, less):
            return Without(rest if isinstance(rest, Anything) else _spread(way, rest), _spread(way, less))
        case Both(parts=parts):
            steps = [part.step for part in parts if isinstance(part, Linked)]
            return (
                Both(tuple(_spread(way, part) for part in parts)) if len(set(steps)) < len(steps) else Linked(way, of)
            )
        case _:
            return Linked(way, of)


def measures(noun: Noun) -> bool:
    """Whether a noun names numbers, and not one of them."""
    return noun.numeric is not None and not isinstance(noun.set, Value)


def claims_in(subject: Set, of: Set, standing: Standing = "supported") -> Set | None:
    """The claims behind a link of a subject, or None where there is no single kind of link."""
    match of:
        case Linked(step=step, to=to, where=where):
            if step.inverse:
                return Claims(to, step.relations, subject, standing, where)
            return Claims(subject, step.relations, to, standing, where)
        case Both(parts=parts) | Either(parts=parts):
            found = [claims for part in parts if (claims := claims_in(subject, part, standing)) is not None]
            return found[0] if len(found) == 1 else Either(tuple(found)) if found else None
        case Without(less=less):
            return claims_in(subject, less, standing)
        case _:
            return None


@lru_cache(20_000)
def _order(part: Set) -> tuple[int, str]:
    """The place of a part in an intersection, so that equal meanings are equal plans: first what a thing is."""
    return (0 if isinstance(part, Thing | Kind) else 2 if isinstance(part, Without) else 1, repr(part))


def within(measure: Measure, operator: Operator, number: Literal, upper: Literal | None) -> Set:
    """What has a measure in this range."""
    first = Compared(measure, operator, number)
    return first if upper is None else Both((first, Compared(measure, "<=", upper)))


@lru_cache(1_000)
def _implied(relation: Relation, inverse: bool) -> frozenset[str]:
    """The prepositions in the labels of a relation: "located in", "in city"."""
    if inverse:
        return frozenset()
    found = set()
    for label in (relation.label, *relation.other_labels):
        words = label.lower().split()
        if words[-1:] and words[-1] in TOPICS:
            found |= {"about", "on"}
        found |= {word for word in (words[0], words[-1], *words[1:2]) if len(words) > 1 and word in PREPOSITIONS}
    return frozenset(found)


_GUESSABLE = frozenset(("", "of", "in", "at", "on", "with", "by", "for", "from", "to", "within", "near", "under"))
_LOOSE = frozenset(("", "of", "in", "at", "on", "with", "by", "for"))
"""Prepositions that say little of how two things are joined."""


_OPPOSITE = {"from": "to", "to": "from"}


def named(of: Set) -> bool:
    """Whether a set is that of a named thing, narrowed or not."""
    return isinstance(of, Thing) or (isinstance(of, Both) and any(isinstance(part, Thing) for part in of.parts))


def _leads(of: Set, step: Step) -> bool:
    """Whether members of a set have such a link: to something, or to so many."""
    match of:
        case Linked(own) | Compared(NumberOf(own), ">" | ">=" | "="):
            return own == step
        case _:
            return False


def _common_property(noun: Noun) -> Step | None:
    """The property of which a noun, or each of its parts, is a value; None where it is none."""
    found = {part.numeric if isinstance(part.set, Value) else None for part in noun.parts or (noun,)}
    return found.pop() if len(found) == 1 else None


def coordinated(nouns: Iterable[Noun], conjunction: OneOf["and", "or"]) -> Noun:
    """Several nouns joined by *and* or *or*."""
    parts: list[Noun] = []
    for noun in nouns:
        parts += noun.parts if noun.conjunction == conjunction else (noun,)
    types: Types = frozenset()
    for part in parts:
        types = None if types is None or part.types is None else types | part.types
    return Noun(Either(tuple(part.set for part in parts)), types, parts=tuple(parts), conjunction=conjunction)
