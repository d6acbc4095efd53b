"""How meanings combine: the nouns, predicates and verbs of `meaning`, joined as far as `selection` lets them be."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol

from msgspec.structs import replace
from rdflib import Literal, URIRef

from msgraph.chart import Costly
from msgraph.function_words import LIMITS
from msgraph.lexicon import Sense
from msgraph.meaning import (
    UNFILLED,
    Noun,
    Pred,
    common_property,
    leads,
    leads_by,
    measures,
    named,
    order,
    spread,
    within,
)
from msgraph.ontology import Ontology
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Either,
    Extreme,
    Kind,
    Linked,
    Measure,
    NumberOf,
    Set,
    Step,
    Thing,
    Value,
    ValueOf,
    Without,
    parts,
)
from msgraph.selection import GUESSED, LITERAL, LOOSE, ONLY, PARTIAL, UNNAMED, Selection, Types, literals, unknown
from msgraph.termwords import is_year
from msgraph.vocabulary import RDF


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


class Composer(Selection):
    """Joins meanings by the types of one ontology."""

    def __init__(
        self,
        ontology: Ontology,
        things: Things | None = None,
        includes: Callable[[Step, Step], bool] = unknown,
    ) -> None:
        """`includes`: whether the first step joins all things that the second one does."""
        super().__init__(ontology, includes)
        self.things: Things = things or NoThings()
        self.borne = tuple(
            relation
            for relation in ontology.relations.values()
            if relation.bearers or (relation.kind == "thing" and self.sorts(relation.iri))
        )
        """The relations whose objects stand for what bears them."""
        self._bearing = frozenset(relation.iri for relation in self.borne if relation.bearers)
        claims = ontology.claims
        self.once = frozenset((claims.polarity, claims.evidence_level, claims.statement)) - {None}
        """The properties that each claim has once."""

    # ------------------------------------------------------------------------------------------------------- senses

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

    # --------------------------------------------------------------------------------------------------------- sets

    def both(self, some: Set, other: Set) -> Set:
        """The intersection of two sets, flat."""
        found: list[Set] = []
        for part in (some, other):
            found += part.parts if isinstance(part, Both) else (part,)
        kept = sorted((part for part in dict.fromkeys(found) if not isinstance(part, Anything)), key=order)
        # A link to anything says nothing beside the same link to something.
        kept = [
            part
            for part in kept
            if not (
                isinstance(part, Linked)
                and isinstance(part.to, Anything)
                and not part.where
                and any(other is not part and leads(other, part.step) for other in kept)
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

    def beyond(self, way: Step, to: Noun, types: Types) -> Noun:
        """The things of these classes from which a step leads to a noun: of several named ones, for each its own."""
        if to.parts:
            parts = tuple(self.beyond(way, part, types) for part in to.parts)
            return replace(to, set=Either(tuple(part.set for part in parts)), types=types, parts=parts)
        return Noun(Linked(way, to.set), types, quantifier=to.quantifier, number=to.number)

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

    # --------------------------------------------------------------------------------------------------- predicates

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
            if to.quantifier == "no" and to.set == Linked(to.numeric.back(), Anything()):
                return self.lacking(step)
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

    def lacking(self, step: Step) -> Pred | None:
        """The property of having none of what a number counts: no such number, or nought."""
        bearers = self.sides(step.relations[0])[0]
        known = [self.ontology.relations[iri] for iri in step.relations]
        counts = all(relation.kind == "number" and not is_year(relation.label) for relation in known)
        some = within(ValueOf((step,)), ">", Literal(0), None) if counts else Linked(step, Anything())
        return Pred(Without(Anything(), some), bearers) if bearers else None

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

    def between_ends(self, step: Step, to: Noun) -> Noun | None:
        """What a step leads to that has to do with a noun, where it does not lead to the noun itself.

        Through a node that only joins things (who plays in a film, by way of the casting), to what lies in a wider
        place (a river flows through a country, by way of its states), or to what stands in for it (a finish eases a
        fault, by way of how bad that is); None where that is not plain.
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
            # Where nothing is named there is nothing that could be meant by what stands in for it.
            unnamed = to.slot is not None and to.set == Linked(to.slot, Anything())
            ways = ways or (() if step.inverse or unnamed else self.standing_in(ends, to.types))
        ways = tuple(way for way in ways if way.relations != step.relations)
        if len(ways) == 1 and to.number is not None and self.is_numeric(ways[0]):
            # Experience of five years: the node's number, not so many nodes.
            counted = self.counted(ways[0], to, ends)
            return None if counted is None else Noun(counted.set, ends)
        return self.beyond(ways[0], to, ends) if len(ways) == 1 else None

    def holding(self, step: Step, value: Noun) -> Set:
        """What bears a value of a property, or no such value."""
        of = self.linked(step, value)
        return Without(Anything(), of) if value.quantifier == "no" else of

    def attachments(self, word: str, argument: Noun) -> list[Pred | Costly]:
        """What a preposition (or an adjective, '') and its noun say of a subject whose class is not known yet."""
        if (step := common_property(argument)) is not None:
            pred = Pred(self.holding(step, argument), self.sides(step.relations[0])[0], settled=True, object=argument)
            said = word in ("", "adj") or self.named_by(step.relations[0], False, word) == UNNAMED + 0.05
            # Who did something is not said of what has a text.
            return [] if word == "by" and not said else [Costly(pred, 0.0 if said else 0.6)]
        if argument.number is not None and argument.numeric is not None:
            if word in LIMITS:
                return []
            counted = self.counted(argument.numeric, argument, self.sides(argument.numeric.relations[0])[0])
            return [] if counted is None else [counted]
        found: dict[float, dict[Step, Pred]] = {}
        for step, cost in self.leading(word, argument.types):
            reached = self.reach(step, argument)
            if reached is not None:
                found.setdefault(cost, {})[step] = reached
        return [Costly(reached[step], cost) for cost, reached in found.items() for step in self.widest([*reached])]

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

    def had(self, types: Types, pred: Pred) -> Pred | None:
        """What is said of things of other classes, as said of what only one relation joins to them."""
        if not pred.types or types is None or pred.group:
            return None
        ways = [way for way in self.links(types, pred.types) if leads_by(pred).isdisjoint(way.relations)]
        if len(ways) != 1:
            return None
        if pred.measure is not None:
            measure, most = pred.measure
            if not isinstance(measure, NumberOf):
                return None
            counted = Linked(measure.step, measure.among, measure.where)
            return replace(pred, types=types, measure=(NumberOf(ways[0], counted), most))
        return Pred(spread(ways[0], pred.set), types, settled=pred.settled)

    def lifted(self, types: Types, pred: Pred) -> Pred | None:
        """What is said of a node between two things, as said of one of them: of a film, what its casting has.

        Or what is said of what stands in for a thing, as said of the thing: of a fault, what eases how bad it is.
        """
        if pred.types and pred.types <= self.ontology.nodes:
            return self.had(types, pred)
        ways = self.standing_in(pred.types, types) if pred.types and types and not (pred.measure or pred.group) else ()
        return Pred(spread(ways[0].back(), pred.set), types, settled=pred.settled) if len(ways) == 1 else None

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

    def of_makers(self, types: Types, pred: Pred) -> Pred | None:
        """What is said of things, as said of who made them: they have published in a magazine."""
        if pred.types is None or types is None or not isinstance(pred.set, Linked):
            return None
        ways = self.links(pred.types, types)
        step = pred.set.step
        known = len(ways) == 1 and self.made(ways[0]) and not step.inverse and self.leads_somewhere(step)
        return self.had(types, pred) if known else None

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

    # -------------------------------------------------------------------------------------------------------- nouns

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
        if word in LIMITS and argument.number is not None:
            return []
        if (
            noun.types
            and noun.types <= self.ontology.claim_classes
            and (where := self.setting(word, argument)) is not None
        ):
            return [
                Costly(replace(noun, set=self.both(noun.set, where), bare=False, iri=None), 0.3 + self.vague(where))
            ]
        if (
            word == ""
            and noun.types
            and noun.types <= self.ontology.claim_classes
            and argument.bare
            and argument.iri is not None
            and not argument.is_class
            and self.linkable(argument.types)
        ):
            # "Varnish claims" are those about it, and not whatever its guides say.
            about = Linked(Step((RDF.subject, RDF.object)), argument.set)
            return [Costly(replace(noun, set=self.both(noun.set, about), bare=False, iri=None), 0.1)]
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
        if argument.number is not None and argument.numeric is not None and word in ("with", "of", "", "adj", "in"):
            pred = self.counted(argument.numeric, argument, self.sides(argument.numeric.relations[0])[0])
            if pred is not None and (made := self.restrict(noun, pred)) is not None:
                found.append(made)
                return found
        if (step := common_property(argument)) is not None:
            bearers = self.sides(step.relations[0])[0]
            if self.compatible(noun.types, bearers):
                made = self.restrict(noun, Pred(self.holding(step, argument), bearers))
                relation = self.ontology.relations.get(step.relations[0])
                said = relation is not None and word in {text for role, text in relation.words if role == "preposition"}
                if made is not None:
                    loose = 0.5 if word in LOOSE else 1.0
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
        if word not in LOOSE or argument.types is None or argument.quantifier or argument.number or noun.types is None:
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

    def bridged(self, noun: Noun, word: str, argument: Noun) -> list[Noun | Costly]:
        """The noun of what has to do with the argument: the year of the guide on a job as "the year of the job"."""
        if noun.slot is None:
            return []
        return [
            Costly(filled, 0.6 + cost)
            for bearer, cost in self.bearing(noun.slot, argument, word)
            if (filled := self.fill(noun, bearer)) is not None
        ]

    def bearing(self, step: Step, argument: Noun, word: str = "of") -> list[tuple[Noun, float]]:
        """What bears the step's property and has to do with the argument: the guides on a job, for "year"."""
        bearers = self.subject_types(step.back(), None)
        if bearers is False or bearers is None:
            return []
        return [
            (Noun(Linked(link, argument.set), bearers), cost)
            for link, cost in self.connections(bearers, argument.types, word)
        ]

    def texts(self, noun: Noun) -> bool:
        """Whether a noun names texts or numbers that are not told of what yet: countries, years."""
        literal = bool(noun.types) and all(str(cls).startswith(LITERAL) for cls in noun.types or ())
        return noun.slot is not None and not noun.filled and literal

    def alike(self, nouns: Sequence[Noun]) -> bool:
        """Whether nouns can be of one class."""
        return all(self.compatible(nouns[0].types, noun.types) for noun in nouns)

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

    # ---------------------------------------------------------------------------------------------- claims, evidence

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

    def on_record(self, of: Set, types: Types) -> Set:
        """A set with what its members have on record themselves said of them, and not of claims about them."""
        own = of.parts if isinstance(of, Both) else (of,)
        made = [self._on_record(part, types) for part in own]
        if types is None or all(new is old for new, old in zip(made, own, strict=True)):
            return of
        whole = made[0]
        for part in made[1:]:
            whole = self.both(whole, part)
        return whole

    def _on_record(self, of: Set, types: Types) -> Set:
        """A link narrowed to some claims, with what its bearers have on record themselves said of them instead."""
        if isinstance(of, Either):
            made_ = tuple(self._on_record(part, types) for part in of.parts)
            return of if made_ == of.parts else replace(of, parts=made_)
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
                relation is not None and self.specificity(relation) > len(self.ontology.labels) / 2
                for relation in relations
            )
            else 0.0
        )
