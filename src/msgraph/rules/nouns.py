"""Nouns with what modifies them, and noun phrases: quantifiers, numbers, coordination."""

from collections.abc import Callable
from itertools import islice, product
from typing import Any

from msgspec.structs import replace
from rdflib import Literal

from msgraph.chart import Costly, Rule
from msgraph.composer import Composer
from msgraph.meaning import REFERENT, REFERENTS, Noun, Pred, Quantifier, Verb, coordinated, measurable, named, within
from msgraph.plan import (
    MOST_FIRST,
    Anything,
    Either,
    Extreme,
    Kind,
    Linked,
    NumberOf,
    Operator,
    Step,
    Thing,
    Under,
    Value,
    ValueOf,
    Without,
    parts,
)
from msgraph.rules.shared import (
    FARTHER,
    as_year,
    comparative,
    costs,
    exceeds,
    exclusive,
    extreme,
    having,
    in_setting,
    listed,
    more_of,
    unitless,
)
from msgraph.termwords import is_year
from msgraph.vocabulary import XSD

FIRST_YEAR = 1000
"""A smaller number is that of some years, and not one of them."""
KINDS = 0.15
"""What it costs to narrow a thing that has kinds and not the class that is named before it."""
MOST_WAYS = 8
"""In no more ways is what follows a list joined to its members."""


def nouns(c: Composer) -> list[Rule]:
    """The rules of nouns."""

    def modified(m: Noun, n: Noun) -> Any:
        if (
            isinstance(n.set, Anything)
            or n.parts
            or m.quantifier
            or n.quantifier
            or (m.parts and n.is_class and n.bare and not m.parts[0].bare)
        ):
            return None
        if m.iri is not None and m.iri == n.iri:
            return None
        if m.filled and m.slot is not None and n.slot == m.slot and not n.filled and n.iri is None:
            # "Snags of X trouble" are snags of X: the second noun says no more than the first.
            return m
        if (m.is_class or not m.bare) and c.proper(n) and not c.is_kind(n, m):
            # A name is not narrowed by a class before it.
            return None
        if c.is_kind(m, n):
            # "Ann pupils" are rather those of Ann than Ann, who is one herself.
            own = c.fill(n, m)
            return m if own is None else [own, Costly(m, 0.4)]
        if c.is_kind(n, m):
            # "The river Thames", and with a role's noun, "capital London": the thing, which still plays that role.
            return n if m.is_class or isinstance(n.set, Value) else replace(n, slot=m.slot)
        return [
            Costly(made, cost + (0.0 if m.bare else 0.4 if m.followed else 0.15))
            for made, cost in costs(c.attach(n, "", m))
        ]

    def by_means_of(a: Noun, v: Verb, n: Noun) -> Any:
        if v.form != "past":
            return None
        step = v.step if v.kind == "participle" else v.step.back()
        pred = c.reach(step, a)
        return None if pred is None else c.restrict(n, pred)

    def adjective(m: Noun, n: Noun) -> Any:
        if c.is_kind(m, n):
            return m
        if n.parts:
            return None
        return [Costly(replace(made, modified=(n, m)), cost) for made, cost in costs(c.attach(n, "adj", m))]

    def sub(n: Noun, a: Noun | None = None) -> Any:
        """Sub-materials (of X): what lies below a class, or below a thing of that class."""
        if a is None:
            return kinds(n)
        return (
            Noun(Under(a.iri), a.types)
            if n.is_class
            and n.bare
            and a.bare
            and not a.is_class
            and a.iri is not None
            and c.compatible(n.types, a.types)
            else None
        )

    def owned(n: Noun) -> Any:
        return c.attach(n, "of", Noun(Thing(REFERENT), iri=REFERENT, bare=True))

    def inside(n: Noun, narrow: Callable[[Noun], Any]) -> Any:
        """A superlative among what a phrase after it leaves: the largest (city in the north)."""
        if not isinstance(n.set, Extreme):
            return None
        extreme = n.set
        return [
            Costly(replace(made, set=replace(extreme, of=made.set), bare=False), cost)
            for made, cost in costs(listed(narrow(replace(n, set=extreme.of, bare=isinstance(extreme.of, Kind))) or []))
            if not isinstance(made.set, Extreme)
        ]

    def prepositional(n: Noun, p: str, a: Noun) -> Any:
        if made := inside(n, lambda all_: prepositional(all_, p, a)):
            return made
        if n.parts or p == "per" or (p == "by" and c.proper(n) and a.is_class and a.bare):
            # One country "by state" is no kind of country.
            return None
        if a.quantifier in ("each", "which"):
            return grouped(n, p, a)
        if a.quantifier in ("most", "fewest") and a.numeric is None:
            if p in ("with", "having") and a.slot is not None and not a.filled:
                return [
                    Costly(made, cost)
                    for pred, cost in costs(listed(having(c, a) or []))
                    if (made := c.restrict(n, pred)) is not None
                ]
            steps = (
                [n.slot] if n.slot is not None and not n.filled else [s for s, _ in c.connections(n.types, a.types, p)]
            )
            # What has a name is seldom meant as several of which one is first.
            odd = 0.3 * named(n.set)
            return [Costly(made, odd) for step in steps if (pred := c.reach(step, a)) and (made := c.restrict(n, pred))]
        if p == "without":
            return [
                Costly(made, cost)
                for pred, cost in costs(listed(having(c, a) or []))
                if pred.measure is None
                and pred.group is None
                and (made := c.restrict(n, Pred(Without(Anything(), pred.set), pred.types, settled=pred.settled)))
            ]
        found = list(c.attach(n, p, a))
        if (
            p == "with"
            and a.slot is not None
            and not a.filled
            and a.superlative is None
            and not (a.quantifier and named(n.set))
        ):
            found += [
                Costly(made, 0.1 + cost)
                for pred, cost in costs(listed(having(c, a) or []))
                if (made := c.restrict(n, pred))
            ]
        if not n.bare and not named(n.set):
            # The nearest noun is the likelier one.
            outside = FARTHER if isinstance(n.set, Extreme) else 0.0
            found = [Costly(made, cost + FARTHER + outside) for made, cost in costs(found)]
        if a.modified is not None:
            # "Jobs of manual finishes": what the adjective says may be a property of the jobs themselves.
            base, adjective_ = a.modified
            for made, cost in costs(c.attach(n, p, base)):
                found += [
                    Costly(both, cost + max(0.0, more - 0.5))
                    for step, more in c.connections(made.types, adjective_.types, "adj")
                    if not c.claimed(step) and (pred := c.reach(step, adjective_)) and (both := c.restrict(made, pred))
                ]
        return [Costly(replace(made, followed=True), cost) for made, cost in costs(found)]

    def grouped(n: Noun, p: str, a: Noun) -> Any:
        if n.slot is not None:
            pred = c.reach(n.slot, a)
            return None if pred is None else c.restrict(n, pred)
        return [
            Costly(made, cost)
            for step, cost in c.connections(n.types, a.types, p)
            if (pred := c.reach(step, a)) is not None and (made := c.restrict(n, pred)) is not None
        ]

    def restricted(n: Noun, r: Pred) -> Any:
        if r.measure is None and (inner := inside(n, lambda all_: restricted(all_, r))):
            return inner
        made = c.restrict(n, r)
        # What has kinds is narrowed like a class; a name is not.
        cost = c.doubt(n.types, r) + (0.0 if not n.bare or n.is_class else KINDS if c.general(n) else 0.3)
        if not n.bare and not named(n.set):
            # The nearest noun is the likelier one.
            cost += FARTHER * (2 if isinstance(n.set, Extreme) else 1)
        return None if made is None else Costly(replace(made, followed=True), cost)

    def either_modifier(a: Noun, b: Noun, n: Noun) -> Any:
        """French or Italian ones: what either says."""
        if (
            not (a.bare and b.bare and n.bare and (n.is_class or c.general(n)))
            or a.parts
            or b.parts
            or a.is_class
            or b.is_class
        ):
            return None
        if not c.compatible(a.types, b.types) or c.is_kind(a, n) or c.is_kind(b, n):
            return None
        return c.attach(n, "", coordinated((a, b), "or"))

    def bearing(n: Noun) -> Any:
        """Things that have a value, called by the value: "the French" ones."""
        if not isinstance(n.set, Value) or n.numeric is None or n.number is not None or not n.bare:
            return None
        return Noun(Linked(n.numeric, n.set), c.sides(n.numeric.relations[0])[0])

    def alike(n: Noun, p: str, m: Noun, a: Noun) -> Any:
        """What shares with another thing what a noun names, without that thing."""
        if not a.bare or a.is_class or a.parts or m.filled:
            return None
        steps = [(m.slot.back(), 0.0)] if m.slot is not None else c.connections(n.types, m.types, p)
        found: list[Any] = []
        for step, cost in steps:
            pred = c.reach(step, Noun(Linked(step.back(), a.set), m.types))
            made = None if pred is None else c.restrict(n, pred)
            if made is not None:
                found.append(Costly(replace(made, set=Without(made.set, a.set)), cost))
        return found or [
            Costly(replace(made, set=Without(made.set, a.set)), 0.3 + cost + more)
            for shared, cost in costs(c.attach(replace(m, bare=True), "of", a))
            for made, more in costs(c.attach(n, p, replace(shared, bare=True, is_class=False)))
        ]

    def fellows(f: Step, a: Noun) -> Any:
        """The coauthors of somebody: the others to whom the same things lead."""
        shared = c.reach(f, a)
        ends = c.ends(f)
        if shared is None or a.parts or a.quantifier or not c.compatible(ends, a.types):
            return None
        return Noun(Without(Linked(f.back(), shared.set), a.set), ends)

    def excluded(n: Noun, p: str, a: Noun) -> Any:
        if n.parts or n.quantifier or a.quantifier:
            return None
        # What has a name is seldom meant without some of its kinds.
        odd = 0.3 * named(n.set)
        return [
            Costly(replace(n, set=Without(n.set, other.set), bare=False, iri=None), cost + odd)
            for other, cost in costs(c.attach(n, p, a))
        ]

    def beyond(n: Noun, a: Noun) -> Any:
        """What does not lie in a place: in one that is only a text it may lie all the same, under the name of a part."""
        return None if isinstance(a.set, Value) else excluded(n, "in", a)

    def kinds(n: Noun) -> Any:
        if n.slot is not None and n.set == Linked(n.slot, Anything()) and not c.claimed(n.slot):
            # What kinds of food there are, the property says itself.
            return n
        return replace(n, kinds=True) if isinstance(n.set, Thing | Kind) else None

    def generic(n: Noun, a: Noun) -> Any:
        return c.attach(n, "of", a)

    def evident(n: Noun, a: Noun) -> Any:
        qualified = c.qualify(n.set, "in", a)
        if qualified is None:
            return None
        return Costly(replace(n, set=qualified, bare=False), c.vague(c.qualifiers("in", a) or Anything()))

    def by_measure(n: Noun, m: Noun) -> Any:
        """The largest by population: the measure is the one that is named."""
        if not isinstance(n.set, Extreme) or m.numeric is None or not measurable(m) or m.quantifier:
            return None
        if not all(c.bears(n.types, iri) for iri in m.numeric.relations):
            return None
        return replace(n, set=replace(n.set, measure=ValueOf((m.numeric,))))

    def neighbouring(v: Verb, n: Noun) -> Any:
        """Helping members (of X): those that help it, whatever it is."""
        if v.form != "ing" or v.particle or v.both or c.proper(n):
            return None
        made = c.restrict(n, Pred(Linked(v.step, Anything()), c.subject_types(v.step, None) or None))
        return None if made is None else replace(made, slot=v.step)

    def predicated(v: Verb, n: Noun) -> Any:
        """Adjacent members (of X): those that are adjacent to it; "of" itself is no adjective."""
        if None in v.prepositions:
            return None
        made = c.restrict(n, Pred(Linked(v.step, Anything()), c.subject_types(v.step, None) or None))
        return None if made is None else replace(made, slot=v.step)

    def rated(g: tuple[Any, str, bool], m: tuple[Operator, Literal, Literal | None]) -> Any:
        """Rated above so much: with a rating that is."""
        step = Step((g[0],))
        if g[1] != "base" or not g[2] or not c.is_numeric(step):
            return None
        return Pred(within(ValueOf((step,)), *m), c.sides(g[0])[0], settled=True)

    def over(m: tuple[Operator, Literal, Literal | None], u: Noun) -> Pred | None:
        """Over 2 kilograms: what is counted in them is more than that."""
        return (
            None
            if u.numeric is None
            else c.counted(u.numeric, replace(u, number=m), c.sides(u.numeric.relations[0])[0])
        )

    def firsts(number: Literal, g: tuple[Any, str, bool], n: Noun) -> Any:
        """The two heaviest: the first so many."""
        made = extreme(c, g, n)
        if not isinstance(made, Noun) or not isinstance(made.set, Extreme) or not 1 < int(number) <= MOST_FIRST:
            return None
        return replace(made, set=replace(made.set, count=int(number)))

    def ordinal(number: int, g: tuple[Any, str, bool], n: Noun) -> Any:
        """The second heaviest: the first two, without the first."""
        made = extreme(c, g, n)
        if not isinstance(made, Noun) or not isinstance(made.set, Extreme):
            return None
        first = made.set
        return replace(made, set=Without(replace(first, count=number), replace(first, count=number - 1)))

    def topped(number: Literal, n: Noun, m: Noun, *, most: bool) -> Any:
        if not measurable(m) or m.numeric is None or n.quantifier or not 0 < int(number) <= MOST_FIRST:
            return None
        if not c.compatible(n.types, c.sides(m.numeric.relations[0])[0]):
            return None
        return replace(n, set=Extreme(n.set, ValueOf((m.numeric,)), most, int(number)), bare=False, iri=None)

    def within_place(n: Noun, a: Noun) -> Any:
        if not (n.bare and a.bare and (n.iri or isinstance(n.set, Either)) and a.iri) or n.is_class or a.is_class:
            return None
        return [
            made
            for step, _ in c.connections(n.types, a.types, "in")
            if not c.claimed(step) and not step.inverse and (pred := c.reach(step, a)) and (made := c.restrict(n, pred))
        ]

    def topped_by_number(number: Literal, n: Noun, m: Noun, *, most: bool) -> Any:
        """The three magazines with the most guides: those that so many of them lead to."""
        if n.quantifier or m.quantifier or not 0 < int(number) <= MOST_FIRST:
            return None
        return [
            Costly(replace(n, set=Extreme(n.set, NumberOf(step, m.set), most, int(number)), bare=False, iri=None), cost)
            for step, cost in (
                [(n.slot, 0.0)] if n.slot is not None and not n.filled else c.connections(n.types, m.types, "with")
            )
            if c.subject_types(step, m.types) is not False
        ]

    def done_in(n: Noun, a: Noun, v: Verb, p: str, m: Noun) -> Any:
        """The jobs in which one thing was set against another: by the relation of theirs that the verb names."""
        if p not in v.prepositions or c.namesake(v.step, n.types, m.types) is None:
            return None
        return [Costly(made, cost) for made, cost in in_setting(c, n, a, m, v)]

    def most_among(n: Noun, a: Noun, *, most: bool) -> Any:
        """The most common snag of the finishes: that of the most of them."""
        steps = (
            [n.slot] if n.slot is not None and not n.filled else [s for s, _ in c.connections(n.types, a.types, "of")]
        )
        return [
            replace(made, set=Extreme(made.set, NumberOf(step, a.set), most), bare=False, iri=None)
            for step in steps
            if (pred := c.reach(step, a)) is not None and (made := c.restrict(n, pred)) is not None and not a.quantifier
        ]

    def most_linked(v: Verb | None, n: Noun, *, most: bool) -> Any:
        """The most often named merit: the member at which the most links of its own or of the verb end."""
        step = v.step.back() if v is not None else None
        if n.slot is not None and (step is None or not c.compatible(n.types, c.subject_types(step, None) or None)):
            step = n.slot
        step = step or named_by_class(n)
        if step is None:
            return None
        return replace(n, set=Extreme(n.set, NumberOf(step), most), bare=False)

    def named_by_class(n: Noun) -> Step | None:
        """The step from a class to what has its members, where claims are made with only one relation that leads to it."""
        ways = [
            relation.iri
            for relation in c.ontology.relations.values()
            if relation.claimed
            and not relation.derived
            and n.types
            and (ends := c.sides(relation.iri)[1])
            and ends <= c.expand(n.types)
        ]
        return Step((ways[0],), inverse=True) if len(ways) == 1 and n.is_class and n.bare else None

    # fmt: off
    return [
        Rule("things", "N", "thing", lambda: Noun(Anything()), 0.1, "things"),
        Rule("adjective", "N", "m:MOD n:N", adjective, 0.0, "blind tests"),
        Rule("adjective behind", "N", "n:N m:MOD", lambda n, m: adjective(m, n), 0.35, "tests blind"),
        Rule("compound of several", "N", "a:N or|and|comma b:N n:N", lambda a, b, n: c.attach(n, "", coordinated((a, b), "or")) if a.bare and b.bare and not n.parts and isinstance(a.set, Value) and isinstance(b.set, Value) and a.numeric == b.numeric else None, 0.1, "Thornby or Aldmouth jobs"),
        Rule("compound", "N", "m:N n:N", modified, 0.1, "oak stools"),
        Rule("sub", "NP", "det? sub n:N", sub, 0.0, "sub-principles"),
        Rule("sub of", "NP", "det? sub n:N of a:NP", sub, 0.0, "sub-materials of wood"),
        Rule("owned by what was named", "NP", "possdet n:N", owned, 0.1, "its snags"),
        Rule("shared by two", "N", "n:N that? a:NP share|common", lambda n, a: c.attach(n, "of", replace(a, conjunction="and")) if a.parts else None, 0.0, "snags that linseed oil and tung oil share"),
        Rule("shared with another", "N", "n:N that? a:NP share with b:NP", lambda n, a, b: c.attach(n, "of", coordinated((a, b), "and")) if not (a.parts or b.parts) else None, 0.0, "snags that linseed oil shares with tung oil"),
        Rule("common to two", "N", "common n:N of|between|to|prep a:NP", lambda n, a: c.attach(n, "of", replace(a, conjunction="and")) if a.parts else None, 0.0, "common snags of linseed oil and tung oil"),
        Rule("participle compound", "N", "a:N v:VPART.past|V.past n:N", by_means_of, 0.1, "flax-made finishes"),
        Rule("prepositional", "N", "n:N p:prep a:NP", prepositional, 0.0, "snags of varnish"),
        Rule("possessive", "N", "a:NP poss n:N", lambda a, n: c.attach(n, "of", a), 0.0, "varnish's snags"),
        Rule("participle before", "N", "v:VPART n:N", lambda v, n: None if c.proper(n) else c.restrict(n, Pred(Linked(v.step, Anything()), c.subject_types(v.step, None) or None)), 0.6, "applied finishes"),
        Rule("active before", "N", "v:V.ing n:N", neighbouring, 0.2, "lending members"),
        Rule("predicate before", "N", "v:PRED n:N", predicated, 0.35, "proof finishes"),
        Rule("passive before", "N", "v:V.past n:N", lambda v, n: (c.restrict(n, Pred(Linked(v.step.back(), Anything()), c.subject_types(v.step.back(), None) or None)) if v.form == "past" and None in v.prepositions and not c.proper(n) else None), 0.6, "lent tools"),
        Rule("not done to, before", "N", "p:UNDONE n:N", lambda p, n: c.restrict(n, p), 0.0, "unlent tools"),
        Rule("relative", "N", "n:N r:RC", lambda n, r: restricted(n, r), 0.0, "finishes that prevent rust"),
        Rule("relative after comma", "N", "n:N comma r:RC comma?", lambda n, r: c.restrict(n, r), 0.3, "finishes, which prevent rust"),
        Rule("kinds of", "NP", "det? kind of|in n:NP", kinds, 0.0, "kinds of plane"),
        Rule("kinds", "N", "n:N kind", kinds, 0.0, "plane types"),
        Rule("seen in", "N", "n:N seen p:acc|prep a:NP", lambda n, a, p: evident(n, a), 0.1, "strong suits seen in field tests"),
        Rule("seen", "N", "n:N seen", lambda n: n, 0.4, "snags reported"),
        Rule("results of", "N", "n:N finding", lambda n: n if n.bare and not n.is_class else None, 0.42, "boat deck results"),
        Rule("before seen", "N", "seen|called n:N", lambda n: n, 0.1, "reported snags"),
        Rule("what bears a value", "BEARER", "n:N.value", bearing, 0.0, "Thornby"),
        Rule("what bears a value, somewhere", "N", "n:BEARER p:prep a:NP", lambda n, p, a: c.attach(n, p, a), 0.5, "Thornby by brush"),
        Rule("a place", "N", "place", lambda: Noun(Anything(), c.located), 0.1, "place"),
        Rule("in the same", "N", "n:N that? be? p:prep same m:N as|prep a:NP", alike, 0.0, "jobs in the same town as the inn sign"),
        Rule("with the same", "N", "n:N that? have|with same m:N as a:NP", lambda n, m, a: alike(n, "of", m, a), 0.0, "jobs with the same town as the inn sign"),
        Rule("but not with a preposition", "N", "n:N except|besides p:prep a:NP", excluded, 0.0, "tools but not of steel"),
        Rule("relative that adds", "N", "n:N toowho v:VP", lambda n, v: c.restrict(n, v) if not n.bare or n.is_class else None, 0.0, "finishes from flax that also prevent rust"),
        Rule("outside of", "N", "n:N outside a:NP", beyond, 0.0, "jobs outside field tests"),
        Rule("that are in", "N", "n:N that be p:prep a:NP", lambda n, p, a: c.attach(n, p, a), 0.15, "tools that are of steel"),
        Rule("with the most made", "N", "n:N with most v:V a:N", lambda n, v, a: (p := c.reach(v.step, replace(a, quantifier="most"))) and c.restrict(n, p) if v.form == "past" and None in v.prepositions and v.particle is None else None, 0.1, "finishes with the most prevented faults"),
        Rule("with one as its", "N", "n:N with|prep a:NP as possdet|det? b:N", lambda n, a, b: (p := c.reach(b.slot.back(), a)) and c.restrict(n, p) if b.slot is not None and not b.filled else None, 0.0, "jobs with varnish as the rival"),
        Rule("in which it was done", "N", "n:N prep that a:NP be|have be? v:VPART.oblique|V.past p:prep m:NP", done_in, 0.1, "jobs in which linseed oil was set against varnish"),
        Rule("that are not in", "N", "n:N that be not p:prep a:NP", excluded, 0.15, "tools that are not of steel"),
        Rule("that have", "N", "n:N that have a:NP", lambda n, a: c.attach(n, "with", a), 0.1, "kits that have varnish"),
        Rule("fellows of", "N", "f:FELLOW of|by a:NP", fellows, 0.0, "coauthors of Ash"),
        Rule("fellows of, possessive", "N", "a:NP poss f:FELLOW", fellows, 0.0, "Ash's coauthors"),
        Rule("either modifier", "N", "a:N|MOD or|and b:N|MOD n:N", either_modifier, 0.1, "oak or pine pieces"),
        Rule("there are", "N", "n:N thereare", lambda n: n, 0.1, "snags there are"),
        Rule("done with it", "N", "n:N performed p:prep a:NP", lambda n, p, a: c.attach(n, p, a), 0.05, "jobs done with varnish"),
        Rule("used", "N", "n:N used p:prep? a:NP", lambda n, a, p=None: generic(n, a), 0.3, "finishes used in the starter kit"),
        Rule("one thing in another", "N", "n:N comma? a:N", within_place, 0.5, "stool, yard"),
        Rule("most and an adjective", "N", "often g:GRAD n:N", lambda g, n: extreme(c, (g[0], "most", g[2]), n) if g[1] == "base" else None, 0.0, "most expensive tool"),
        Rule("superlative of those", "N", "g:GRAD of n:NP", lambda g, n: extreme(c, g, n) if not n.quantifier and (n.iri == REFERENTS or not named(n.set)) else None, 0.1, "heaviest of the tools"),
        Rule("superlative and its participle", "N", "g:GRAD p:GRAD n:N", lambda g, p, n: extreme(c, g, n) if p[1] == "base" and p[0] == g[0] and p[2] else None, 0.0, "best rated kit"),
        Rule("highest and a participle", "N", "highest p:GRAD n:N", lambda p, n: extreme(c, (p[0], "most", True), n) if p[1] == "base" and p[2] else None, 0.1, "highest rated kit"),
        Rule("lowest and a participle", "N", "lowest p:GRAD n:N", lambda p, n: extreme(c, (p[0], "most", False), n) if p[1] == "base" and p[2] else None, 0.1, "lowest rated kit"),
        Rule("over so much", "RC", "m:AMOUNT u:N.measure", over, 0.1, "over 2 kg"),
        Rule("is over so much", "VP", "be m:AMOUNT u:N.measure", over, 0.1, "is over 2 kg"),
        Rule("non", "N", "non m:MOD|N.value n:N", lambda m, n: excluded(n, "adj", m), 0.1, "non-blind jobs"),
        Rule("rated so much", "RC", "p:GRAD m:AMOUNT", lambda p, m: rated(p, m), 0.1, "rated above 3"),
        Rule("ordinal", "N", "number:ord g:GRAD n:N", ordinal, 0.0, "second heaviest tool"),
        Rule("ordinal and an adjective", "N", "number:ord often g:GRAD n:N", lambda number, g, n: ordinal(number, (g[0], "most", g[2]), n) if g[1] == "base" else None, 0.0, "second most expensive tool"),
        Rule("ordinal, of those", "N", "number:ord g:GRAD of n:NP", lambda number, g, n: ordinal(number, g, n) if not n.quantifier and not named(n.set) else None, 0.1, "second heaviest of the tools"),
        Rule("measure in its unit", "N", "n:N.measure prep u:N.measure", lambda n, u: n if measurable(n) and u == replace(n, superlative=u.superlative) else None, 0.0, "weight in kilograms"),
        Rule("measure in some unit", "N", "n:N prep unitword", lambda n: n if measurable(n) and n.numeric is not None and unitless(c, n.numeric) else None, 0.2, "rating in feet"),
        Rule("superlative", "N", "g:GRAD n:N", lambda g, n: extreme(c, g, n), 0.0, "heaviest tool"),
        Rule("superlative by a measure", "N", "n:N.extreme p:by|prep m:NP.measure", lambda n, p, m: by_measure(n, m) if p is None or p in ("by", "in") else None, 0.0, "heaviest tool by price"),
        Rule("superlative in terms of", "N", "n:N interms m:NP", by_measure, 0.0, "heaviest tool in terms of price"),
        Rule("so many superlative", "N", "num:num g:GRAD n:N", lambda num, g, n: firsts(num, g, n), 0.0, "two heaviest tools"),
        Rule("superlative so many", "N", "g:GRAD num:num n:N", lambda g, num, n: firsts(num, g, n), 0.0, "heaviest two tools"),
        Rule("top by", "N", "highest num:num n:N by m:N", lambda num, n, m: topped(num, n, m, most=True), 0.0, "top 2 tools by weight"),
        Rule("top by number", "N", "highest num:num n:N by howmany m:N", lambda num, n, m: topped_by_number(num, n, m, most=True), 0.0, "top 2 finishes by number of jobs"),
        Rule("top of those with the most", "N", "highest num:num n:N", lambda num, n: replace(n, set=replace(n.set, count=int(num))) if isinstance(n.set, Extreme) and n.set.count == 1 and 0 < int(num) <= MOST_FIRST else None, 0.0, "top 2 finishes with the most snags"),
        Rule("bottom by", "N", "lowest num:num n:N by m:N", lambda num, n, m: topped(num, n, m, most=False), 0.0, "lowest 2 tools by weight"),
        Rule("most often", "N", "often v:V|VPART n:N", lambda v, n: most_linked(v, n, most=True), 0.2, "most commonly contained ingredient"),
        Rule("seen most often", "OFTEN", "seen oftenest", lambda: True, 0.0, "named most often"),
        Rule("most often seen", "OFTEN", "oftenest seen", lambda: True, 0.0, "most often named"),
        Rule("named most often", "TOP", "n:N that? be|have be? OFTEN", lambda n: most_linked(None, n, most=True), 0.25, "snag is named most often"),
        Rule("that is named most often", "N", "n:N that be OFTEN", lambda n: most_linked(None, n, most=True), 0.25, "snag that is named most often"),
        Rule("most frequent", "N", "often common n:N", lambda n: most_linked(None, n, most=True), 0.25, "most common snag"),
        Rule("most often named", "N", "often seen n:N", lambda n: most_linked(None, n, most=True), 0.25, "most frequently named snag"),
        Rule("most common", "N", "rarely seen n:N", lambda n: most_linked(None, n, most=False), 0.0, "least frequently named snag"),
        Rule("more and an adjective", "GRAD", "more g:GRAD", lambda g: (g[0], "more", g[2]) if g[1] == "base" else None, 0.0, "more expensive"),
        Rule("less and an adjective", "GRAD", "less g:GRAD", lambda g: (g[0], "more", not g[2]) if g[1] == "base" else None, 0.0, "less expensive"),
        Rule("more than any other", "GRAD", "g:GRAD than anyother", lambda g: (g[0], "most", g[2]) if g[1] == "more" else None, 0.0, "heavier than any other"),
        Rule("comparative", "RC", "g:GRAD than a:NP", lambda g, a: comparative(c, g, a), 0.0, "heavier than the mallet"),
        Rule("comparative with a number", "RC", "g:GRAD than num:num unit:N?", lambda g, num, unit=None: exceeds(c, g, num, unit), 0.0, "heavier than 2 kg"),
        Rule("comparative with a number, predicate", "VP", "be g:GRAD than num:num unit:N?", lambda g, num, unit=None: exceeds(c, g, num, unit), 0.0, "is heavier than 2 kg"),
        Rule("with more than another", "RC", "with|have greater m:N than a:NP", lambda m, a: more_of(c, m, a, most=True), 0.0, "with more helpers than the boat deck"),
        Rule("with fewer than another", "RC", "with|have smaller m:N than a:NP", lambda m, a: more_of(c, m, a, most=False), 0.0, "with fewer helpers than the boat deck"),
        Rule("have more than another", "VP", "have greater m:N than a:NP", lambda m, a: more_of(c, m, a, most=True), 0.0, "has more helpers than the boat deck"),
        Rule("have fewer than another", "VP", "have smaller m:N than a:NP", lambda m, a: more_of(c, m, a, most=False), 0.0, "has fewer helpers than the boat deck"),
        Rule("unique to", "N", "n:N unique a:NP", lambda n, a: [Costly(replace(made, set=of), cost) for made, cost in costs(c.attach(n, "of", a)) if (of := exclusive(c, made.set, a)) is not None], 0.0, "snags unique to varnish"),
        Rule("comparative predicate", "VP", "be g:GRAD than a:NP", lambda g, a: comparative(c, g, a), 0.0, "is heavier than the mallet"),
    ]
    # fmt: on


def noun_phrases(c: Composer) -> list[Rule]:
    """The rules of noun phrases."""

    def with_quantifier(quantifier: Quantifier) -> Callable[[Noun], Noun | None]:
        return lambda n: (
            None
            if n.quantifier
            or n.group
            or (n.bare and not n.is_class and not c.general(n) and quantifier in ("most", "fewest"))
            else replace(n, quantifier=quantifier)
        )

    def numbered(n: Noun, op: Operator, num: Literal, upper: Literal | None = None) -> Any:
        if isinstance(n.set, Value) or (float(num) < FIRST_YEAR and names_years(n)):
            return None
        if n.numeric is not None and all(c.ontology.relations[iri].kind == "date" for iri in n.numeric.relations):
            if upper is not None or float(num) < FIRST_YEAR:
                return None
            num = as_year(num)
        return replace(n, number=(op, num, upper))

    def names_years(n: Noun) -> bool:
        """Whether a noun names the year in which something was, so that five of them are no such year."""
        return n.numeric is not None and all(is_year(c.ontology.relations[iri].label) for iri in n.numeric.relations)

    def so_many(m: tuple[Operator, Literal, Literal | None], n: Noun, a: Noun) -> Any:
        """Five years of experience: experience that has so many."""
        if n.numeric is None or not measurable(n) or a.number is not None or named(a.set):
            return None
        pred = c.reach(n.numeric, replace(n, number=m))
        return None if pred is None else c.restrict(a, pred)

    def first_so_many(num: Literal, n: Noun) -> Any:
        """The first so many, where the noun means the first."""
        if not isinstance(n.set, Extreme) or n.set.count > 1 or num.datatype != XSD.integer or int(num) < 2:
            return None
        return replace(n, set=replace(n.set, count=int(num)))

    def joined(conjunction: str) -> Callable[[Noun, Noun], Any]:
        def join(a: Noun, b: Noun) -> Any:
            if (
                a.quantifier
                or b.quantifier
                or a.group
                or b.group
                or (b.conjunction and b.conjunction != conjunction and conjunction != ",")
            ):
                return None
            if isinstance(a.set, Value) != isinstance(b.set, Value) and not c.compatible(a.types, b.types):
                # A text and a thing are no list.
                return None
            if not c.compatible(a.types, b.types) and a.is_class != b.is_class and a.bare != b.bare:
                # What is described and what is only named are no list, if they are not alike.
                return None
            made = coordinated((a, b), b.conjunction or "and" if conjunction == "," else conjunction)  # type: ignore[arg-type]
            uneven = 0.1 if a.bare != b.bare and (a.is_class or b.bare) else 0.0
            if b.filled and not a.filled and (a.slot is not None or (a.is_class and a.bare)):
                # "Pros and cons of it": what the second is of the first is of too.
                uneven = 0.25
            # Of two that are not alike, the first one is likelier a part of what is said of the second.
            unlike = 0.0 if c.compatible(a.types, b.types) else 0.3 if b.bare or b.slot is not None else 0.9
            return Costly(made, uneven + unlike)

        return join

    def relative_to_list(a: Noun, r: Pred) -> Any:
        """What a relative clause says of a list; where more is said of its members the clause is rather the last one's."""
        made = c.restrict(a, r) if a.parts or a.kinds else None
        return None if made is None else Costly(made, 0.0 if all(part.bare for part in a.parts) else 0.3)

    def of_each(a: Noun, p: str, b: Noun) -> Any:
        """What follows a list holds for each of its members: the likelier, the less else is said of these."""
        if not a.parts or b.quantifier:
            return None
        each = [costs(c.attach(part, p, b)) for part in a.parts]
        if not all(each):
            return None
        best = [[pair for pair in found if pair[1] == min(cost for _, cost in found)] for found in each]
        plain = all(part.bare and part.slot is None for part in a.parts)
        least = [found[0][1] for found in best]
        cost = max(least) - FARTHER if plain else sum(least) + 0.15
        ways = [tuple(made for made, _ in some) for some in islice(product(*best), MOST_WAYS)]
        # By the same relation, where one joins them all.
        relations = [len({step for made in way for step in parts(made.set) if isinstance(step, Step)}) for way in ways]
        fewest = min(relations)
        return [
            Costly(coordinated(way, a.conjunction or "and"), cost)
            for way, number in zip(ways, relations, strict=True)
            if number == fewest
        ]

    # fmt: off
    return [
        Rule("plain", "NP", "n:N", lambda n: n, 0.0, "linseed oil"),
        Rule("determined", "NP", "det n:N", lambda n: n, 0.0, "the linseed oil"),
        Rule("all", "NP", "all n:N", lambda n: replace(n, bare=False, every=True), 0.0, "all planes"),
        Rule("relative to all of a list", "NP", "a:NP.several r:RC", relative_to_list, 0.0, "finishes or cleaners that prevent rust"),
        Rule("one that bears a value", "NP", "article n:BEARER", lambda n: n, 0.2, "a Thornbyan"),
        Rule("determined by two", "NP", "det det n:N", lambda n: n, 0.05, "a given plane"),
        Rule("determined twice", "NP", "all|both|det det n:N", lambda n: n, 0.05, "both the planes"),
        Rule("each", "NP", "each n:NP", with_quantifier("each"), 0.0, "each tool"),
        Rule("embedded which", "NP", "which n:NP", with_quantifier("which"), 0.3, "which material"),
        Rule("someone", "N", "anyone", lambda: Noun(Anything(), None), 0.1, "someone"),
        Rule("nothing", "NP", "nothing", lambda: Noun(Anything(), None, quantifier="no"), 0.0, "nothing"),
        Rule("no", "NP", "no n:N", with_quantifier("no"), 0.0, "no rival"),
        Rule("most", "NP", "most n:N", with_quantifier("most"), 0.0, "the most ingredients"),
        Rule("most others", "NP", "most det n:N", with_quantifier("most"), 0.0, "the most other ingredients"),
        Rule("more of them than any other", "NP", "greater n:N than anyother", with_quantifier("most"), 0.0, "more ingredients than any other"),
        Rule("fewer of them than any other", "NP", "smaller n:N than anyother", with_quantifier("fewest"), 0.0, "fewer ingredients than any other"),
        Rule("fewest others", "NP", "fewest det n:N", with_quantifier("fewest"), 0.0, "the fewest other ingredients"),
        Rule("extreme value", "NP", "det? g:GRAD n:N", lambda g, n: replace(n, quantifier="most" if g[2] else "fewest") if g[1] == "most" and n.numeric is not None and not n.filled and g[0] in n.numeric.relations else None, 0.0, "the heaviest weight"),
        Rule("fewest", "NP", "fewest n:N", with_quantifier("fewest"), 0.0, "the fewest ingredients"),
        Rule("highest value", "NP", "det? highest n:N", lambda n: replace(n, quantifier="most") if measurable(n) else None, 0.0, "the highest weight"),
        Rule("lowest value", "NP", "det? lowest n:N", lambda n: replace(n, quantifier="fewest") if measurable(n) else None, 0.0, "the lowest weight"),
        Rule("no other", "NP", "no det n:N", with_quantifier("no"), 0.0, "no other rival"),
        Rule("more or less than", "AMOUNT", "op:gt|ge|lt|le|eq det? num:num", lambda op, num: (op, num, None), 0.0, "more than 10"),
        Rule("so many or more", "AMOUNT", "num:num or_more", lambda num: (">=", num, None), 0.0, "40 or more"),
        Rule("so many or fewer", "AMOUNT", "num:num or_less", lambda num: ("<=", num, None), 0.0, "10 or fewer"),
        Rule("from so many to so many", "AMOUNT", "between_numbers? num:num numbers_to upper:num", lambda num, upper: (">=", num, upper), 0.0, "between 10 and 50"),
        Rule("so many of them or more", "NP", "num:num n:N or_more", lambda num, n: numbered(n, ">=", num), 0.0, "40 helpers or more"),
        Rule("so many of them or fewer", "NP", "num:num n:N or_less", lambda num, n: numbered(n, "<=", num), 0.0, "10 helpers or fewer"),
        Rule("at least so many and at most so many", "AMOUNT", "op:ge|gt num:num and|but le upper:num", lambda op, num, upper: (op, num, upper), 0.0, "at least 10 and at most 20"),
        Rule("so much a year", "AMOUNT", "m:AMOUNT yearly", lambda m: m, 0.05, "more than 10 a year"),
        Rule("number of", "NP", "m:AMOUNT det? n:N", lambda m, n: numbered(n, *m), 0.0, "more than 10 helpers"),
        Rule("of so much", "N", "n:N of? m:AMOUNT", lambda n, m: numbered(n, *m) if measurable(n) else None, 0.0, "weight above 2"),
        Rule("so many of something", "NP", "m:AMOUNT n:N of? a:N", so_many, 0.0, "more than 10 helpers of jobs"),
        Rule("just so many of something", "NP", "num:num n:N of? a:N", lambda num, n, a: so_many(("=", num, None), n, a), 0.0, "12 helpers of jobs"),
        Rule("of just so much", "N", "n:N.measure of num:num", lambda n, num: numbered(n, "=", num), 0.0, "weight of 2"),
        Rule("and its number", "N", "n:N.measure num:num", lambda n, num: numbered(n, "=", num), 0.2, "weight 2"),
        Rule("just a number", "NP", "num:num n:N", lambda num, n: numbered(n, "=" if n.numeric is not None else ">=", num), 0.2, "12 helpers"),
        Rule("so many as there are", "NP", "all|det num n:N", lambda n: n if n.numeric is None else None, 0.3, "all three planes"),
        Rule("and", "NP", "a:NP and b:NP", joined("and"), 0.1, "linseed oil and tung oil"),
        Rule("or", "NP", "a:NP or b:NP", joined("or"), 0.1, "linseed oil or tung oil"),
        Rule("both and", "NP", "both a:NP and b:NP", joined("and"), 0.0, "both linseed oil and tung oil"),
        Rule("if there are any", "NP", "n:NP comma? ifany comma?", lambda n: n, 0.05, "finishes, if any"),
        Rule("and again except", "NP", "a:NP and except|besides b:NP", joined("and"), 0.2, "the mallet and except the tenon saw"),
        Rule("and again the preposition", "NP", "a:NP and prep b:NP", joined("and"), 0.2, "oak as well as for beech"),
        Rule("or again the preposition", "NP", "a:NP or prep b:NP", joined("or"), 0.2, "oak or for beech"),
        Rule("floating both", "NP", "a:NP both|all", lambda a: a if a.parts else None, 0.0, "linseed oil and tung oil both"),
        Rule("as a kind", "NP", "a:NP as b:NP", lambda a, b: a if c.compatible(a.types, b.types) and not b.filled and (b.slot is not None or (b.is_class and b.bare)) else None, 0.2, "linseed oil as a finish"),
        Rule("using", "NP", "using n:NP", lambda n: n, 0.15, "using linseed oil"),
        Rule("chance of", "NP", "chance n:NP", lambda n: n if n.bare and not n.is_class and n.iri is not None else None, 0.4, "the chance of rust"),
        Rule("of each of a list", "NP", "a:NP.several p:prep b:NP", of_each, 0.0, "varnish or turpentine in the boat deck"),
        Rule("most of", "NP", "most of det? n:N", with_quantifier("most"), 0.0, "most of the ingredients"),
        Rule("free relative, subject", "NP", "what v:VP", lambda v: None if v.measure or v.group or v.copula else Noun(v.set, v.types), 0.4, "what prevents rust"),
        Rule("free relative", "NP", "what g:GAP", lambda g: None if g.measure or g.group else Noun(g.set, g.types), 0.2, "what linseed oil prevents"),
        Rule("adjective alone", "N", "m:MOD", lambda m: m, 0.4, "manual"),
        Rule("either word", "N", "a:N or b:N", lambda a, b: a if a.is_class and a.bare and a == b else None, 0.0, "tools or implements"),
        Rule("degree", "N", "degree n:N", lambda n: n, 0.4, "own tools"),
        Rule("either or", "NP", "either a:NP or b:NP", joined("or"), 0.0, "either linseed oil or tung oil"),
        Rule("list", "NP", "a:NP comma b:NP", joined(","), 0.2, "linseed oil, tung oil and varnish"),
        Rule("list and", "NP", "a:NP comma and b:NP", joined("and"), 0.15, "linseed oil, tung oil, and varnish"),
        Rule("list or", "NP", "a:NP comma or b:NP", joined("or"), 0.15, "linseed oil, tung oil, or varnish"),
        Rule("named in a row", "NP", "det? n:N a:NP.several", lambda n, a: replace(a, slot=n.slot) if a.parts and all(c.is_kind(part, n) for part in a.parts) else None, 0.0, "the snags slow drying and smell"),
        Rule("of those, the ones", "NP", "of n:NP comma? ones r:RC", lambda n, r: c.restrict(n, r), 0.0, "of the tools Ann lends, the ones made of steel"),
        Rule("of those, the first", "NP", "of n:NP comma? det? num:num ones? r:RC", lambda n, num, r: (made := c.restrict(n, r)) and first_so_many(num, made), 0.0, "of the tools Ann lends, the 2 ones that have the highest weight"),
        Rule("of those, the ones with", "NP", "of n:NP comma? ones with a:NP", lambda n, a: [Costly(made, cost) for made, cost in costs(c.attach(n, "with", a))], 0.0, "of the tools Ann lends, the one with the highest weight"),
        Rule("first so many", "NP", "det? num:num n:N", first_so_many, 0.0, "the 2 heaviest tools"),
        Rule("except", "NP", "a:NP comma? except|besides b:NP", lambda a, b: replace(a, set=Without(a.set, b.set), bare=False, iri=None) if not a.parts and (a.is_class or not a.bare) and c.compatible(a.types, b.types) else None, 0.1, "tools except the mallet"),
    ]
    # fmt: on
