"""Which relations can join which things, and by which words: what domains, ranges and the data allow.

Linguists speak of selectional restrictions (Katz and Fodor 1963, "The structure of a semantic theory"): a verb or a
noun takes only arguments of certain classes. Where no word names the relation between two things, the relations of the
ontology that fit both are taken, at a cost that says how much was assumed.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product
from typing import Literal as OneOf

from rdflib import URIRef

from msgraph.function_words import PREPOSITIONS
from msgraph.ontology import Ontology, Relation
from msgraph.plan import Step
from msgraph.termwords import DONE, KINDS, PLACES, TOPICS, WHERE
from msgraph.vocabulary import RDF

Types = frozenset[URIRef] | None
"""Classes that members can have; None: any."""
LITERAL = "urn:msgraph:literal#"
"""Begins the names that stand for the class of a property's literals."""

GUESSED = 1.3
"""Cost of a relation that no word names."""
ONLY = 0.6
"""Cost of a relation that no word names, but that is the only one to join such things."""
PARTIAL = 1.0
"""Cost of a relation that only some of the things of a class can have."""
UNNAMED = 0.4
"""Cost of a relation named by nothing but a preposition that it declares."""

_GUESSABLE = frozenset(("", "of", "in", "at", "on", "with", "by", "for", "from", "to", "within", "near", "under"))
LOOSE = frozenset(("", "of", "in", "at", "on", "with", "by", "for"))
"""Prepositions that say little of how two things are joined."""
_OPPOSITE = {"from": "to", "to": "from"}


def literals(relation: URIRef) -> URIRef:
    """What stands for the class of the literals that a property has."""
    return URIRef(LITERAL + str(relation))


def unknown(wide: Step, narrow: Step) -> bool:
    """That one step joins all things that another does, where nobody looked."""
    return False


class Selection:
    """What the relations of one ontology take as their subjects and objects, and what words may stand for them."""

    def __init__(self, ontology: Ontology, includes: Callable[[Step, Step], bool] = unknown) -> None:
        """`includes`: whether the first step joins all things that the second one does."""
        self.ontology, self.includes = ontology, includes
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
        self.standing_in = lru_cache(20_000)(self._standing_in)
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

    # ----------------------------------------------------------------------------------------------------- classes

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

    def ends(self, step: Step) -> Types:
        """The classes of what a step leads to."""
        found: set[URIRef] = set()
        for iri in step.relations:
            side = self.sides(iri)[0 if step.inverse else 1]
            if side is None:
                return None
            found |= side
        return frozenset(found)

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

    def bears(self, types: Types, property_: URIRef) -> bool:
        """Whether things of these classes have a property: as the data show, or else as it is declared."""
        relation = self.ontology.relations.get(property_)
        seen = frozenset(a for a, _ in relation.pairs) if relation is not None else frozenset()
        if not seen or types is None:
            return self.compatible(types, self.sides(property_)[0])
        return not seen.isdisjoint(self.expand(types)) or not types.isdisjoint(self.expand(seen))

    def keeps_to(self, step: Step, classes: frozenset[URIRef]) -> bool:
        """Whether a property of claims leads from nothing but things of these classes; others are taken to."""
        terms = self.ontology.claims
        if terms.source in step.relations:
            return False
        pairs = (
            pair for iri in step.relations if iri in terms.qualifiers for pair in self.ontology.relations[iri].pairs
        )
        return step.inverse or all(subject in classes for subject, _ in pairs)

    # --------------------------------------------------------------------------------------------------- relations

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

    def made(self, step: Step) -> bool:
        """Whether a step leads to who made a thing: "written by", "author"."""
        relations = [self.ontology.relations[iri] for iri in step.relations]
        return not step.inverse and all(relation.label.lower().split()[-1] in ("by", *DONE) for relation in relations)

    # ------------------------------------------------------------------------------------------ what joins two things

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
            if word in LOOSE or not rivals:
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

    def _standing_in(self, some: Types, others: Types) -> tuple[Step, ...]:
        """The steps from things of the first classes to things of the others that they stand in for."""
        return tuple(
            Step((relation.iri,))
            for relation in self.joining
            if relation.stand_in and self.occurs(relation.iri, False, some, others)
        )

    def _lying(self, some: Types, others: Types) -> tuple[Step, ...]:
        """The steps from things of the first classes to the places of the others that they lie in."""
        return tuple(
            self.widest(
                [step for step in self.links(some, others) if not step.inverse and self.is_place(step.relations[0])]
            )
        )

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

    # ---------------------------------------------------------------------------------------------- claims, evidence

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
                found.append((self.specificity(relation), Step((iri,))))
        least = min((rank for rank, _ in found), default=0)
        return tuple(step for rank, step in found if rank == least)

    def specificity(self, relation: Relation) -> int:
        """How many classes a relation's objects can have: the fewer, the more it says."""
        return len(self.expand(relation.range)) if relation.range else 10_000


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
