"""The rules of English that questions are read by: grouped, named, each with an example; no word of any domain.

Categories: `N` a noun with what modifies it, `NP` a noun phrase, `MOD` an adjective, `V` a verb (`VPART`, `PRED`: one said with
*be*), `VN` a verb with its object, `VP` what is said of a subject, `PASS` a passive participle phrase, `ING` a present one, `RC` a
relative clause, `GAP` a clause that lacks its object, `INV` the same in the order of questions, `S` a statement, `CL` the claims
that make a statement, `Q` a question. Lower-case categories are classes of function words (`grammar.WORDS`).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from rdflib import Literal, URIRef

from msgraph.chart import Costly, Rule
from msgraph.followup import PRONOUNS, has_pronoun, resolved
from msgraph.grammar import about, classing, counting, listing, truth
from msgraph.meaning import (
    REFERENT,
    REFERENTS,
    STATEMENT,
    UNNAMED,
    Composer,
    Noun,
    Pred,
    Quantifier,
    Types,
    Verb,
    claims_in,
    coordinated,
    named,
    within,
)
from msgraph.ontology import Relation
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Compare,
    Compared,
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
    NumberOf,
    Operator,
    Paths,
    Plan,
    Quantity,
    Set,
    Share,
    Step,
    Table,
    Thing,
    Total,
    Truth,
    Under,
    Value,
    ValueOf,
    Without,
)
from msgraph.vocabulary import RDF, XSD

Time = tuple[Operator, Literal, Literal | None]
"""A time: how it lies to a year, and the last year where it is a span."""
MOST_FIRST = 1_000
"""So many of the first can be asked for."""
MOST_HOPS = 10
"""A path of more links is not looked for."""
AGENTS = frozenset(("by", "through", "via", "with", "from", "in", "using", "into", "on", "to", "for"))
FARTHER = 0.06
"""What it costs to let a phrase modify a noun that has been modified already, and not the one beside it."""


def rules(c: Composer) -> list[Rule]:
    """All rules, for the types of one ontology."""
    return [
        *_nouns(c),
        *_noun_phrases(c),
        *_verbs(c),
        *_clauses(c),
        *_lists(c),
        *_yes_or_no(c),
        *_numbers(c),
        *_single_things(c),
        *_several_things(c),
        *_evidence(c),
    ]


def _source(c: Composer) -> Step | None:
    return None if c.ontology.claims.source is None else Step((c.ontology.claims.source,))


# --------------------------------------------------------------------------------------------------------------- nouns


def _nouns(c: Composer) -> list[Rule]:
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
            return m
        if c.is_kind(n, m):
            # "The river Thames", and with a role's noun, "capital London": the thing, which still plays that role.
            return n if m.is_class or isinstance(n.set, Value) else replace(n, slot=m.slot)
        return [
            Costly(made, cost + (0.0 if m.bare else 0.4 if m.followed else 0.15))
            for made, cost in _costs_of(c.attach(n, "", m))
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
        return [Costly(replace(made, modified=(n, m)), cost) for made, cost in _costs_of(c.attach(n, "adj", m))]

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
            for made, cost in _costs_of(
                _listed(narrow(replace(n, set=extreme.of, bare=isinstance(extreme.of, Kind))) or [])
            )
            if not isinstance(made.set, Extreme)
        ]

    def prepositional(n: Noun, p: str, a: Noun) -> Any:
        if made := inside(n, lambda all_: prepositional(all_, p, a)):
            return made
        if n.parts or p == "per":
            return None
        if a.quantifier in ("each", "which"):
            return grouped(n, p, a)
        if a.quantifier in ("most", "fewest") and a.numeric is None:
            if p in ("with", "having") and a.slot is not None and not a.filled:
                return [
                    Costly(made, cost)
                    for pred, cost in _costs(_listed(having(c, a) or []))
                    if (made := c.restrict(n, pred)) is not None
                ]
            steps = (
                [n.slot] if n.slot is not None and not n.filled else [s for s, _ in c.connections(n.types, a.types, p)]
            )
            return [made for step in steps if (pred := c.reach(step, a)) and (made := c.restrict(n, pred))]
        if p == "without":
            return [
                Costly(made, cost)
                for pred, cost in _costs(_listed(having(c, a) or []))
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
                for pred, cost in _costs(_listed(having(c, a) or []))
                if (made := c.restrict(n, pred))
            ]
        if not n.bare and not named(n.set):
            # The nearest noun is the likelier one.
            outside = FARTHER if isinstance(n.set, Extreme) else 0.0
            found = [Costly(made, cost + FARTHER + outside) for made, cost in _costs_of(found)]
        if a.modified is not None:
            # "Jobs of manual finishes": what the adjective says may be a property of the jobs themselves.
            base, adjective_ = a.modified
            for made, cost in _costs_of(c.attach(n, p, base)):
                found += [
                    Costly(both, cost + max(0.0, more - 0.5))
                    for step, more in c.connections(made.types, adjective_.types, "adj")
                    if not c.claimed(step) and (pred := c.reach(step, adjective_)) and (both := c.restrict(made, pred))
                ]
        return [Costly(replace(made, followed=True), cost) for made, cost in _costs_of(found)]

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
        cost = c.doubt(n.types, r) + (0.3 if n.bare and not n.is_class and not c.general(n) else 0.0)
        if not n.bare and not named(n.set):
            # The nearest noun is the likelier one.
            cost += FARTHER * (2 if isinstance(n.set, Extreme) else 1)
        return Costly(made, cost) if made is not None and cost else made

    def either_modifier(a: Noun, b: Noun, n: Noun) -> Any:
        """French or Italian ones: what either says."""
        if not (a.bare and b.bare and n.is_class and n.bare) or a.parts or b.parts or a.is_class or b.is_class:
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
        found = []
        for step, cost in steps:
            pred = c.reach(step, Noun(Linked(step.back(), a.set), m.types))
            made = None if pred is None else c.restrict(n, pred)
            if made is not None:
                found.append(Costly(replace(made, set=Without(made.set, a.set)), cost))
        return found

    def excluded(n: Noun, p: str, a: Noun) -> Any:
        if n.parts or n.quantifier or a.quantifier:
            return None
        return [
            Costly(replace(n, set=Without(n.set, other.set), bare=False, iri=None), cost)
            for other, cost in _costs_of(c.attach(n, p, a))
        ]

    def kinds(n: Noun) -> Any:
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
        if not isinstance(n.set, Extreme) or m.numeric is None or m.filled or m.quantifier:
            return None
        if not all(c.bears(n.types, iri) for iri in m.numeric.relations):
            return None
        return replace(n, set=replace(n.set, measure=ValueOf((m.numeric,))))

    def neighbouring(v: Verb, n: Noun) -> Any:
        """Helping members (of X): those that help it, whatever it is."""
        if v.form != "ing" or v.particle or v.both:
            return None
        made = c.restrict(n, Pred(Linked(v.step, Anything()), c.subject_types(v.step, None) or None))
        return None if made is None else replace(made, slot=v.step)

    def predicated(v: Verb, n: Noun) -> Any:
        """Adjacent members (of X): those that are adjacent to it; "of" itself is no adjective."""
        if None in v.prepositions:
            return None
        made = c.restrict(n, Pred(Linked(v.step, Anything()), c.subject_types(v.step, None) or None))
        return None if made is None else replace(made, slot=v.step)

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
        if step is None:
            return None
        return replace(n, set=Extreme(n.set, NumberOf(step), most), bare=False)

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
        Rule("participle compound", "N", "a:N v:VPART|V n:N", by_means_of, 0.1, "flax-made finishes"),
        Rule("prepositional", "N", "n:N p:prep a:NP", prepositional, 0.0, "snags of varnish"),
        Rule("possessive", "N", "a:NP poss n:N", lambda a, n: c.attach(n, "of", a), 0.0, "varnish's snags"),
        Rule("participle before", "N", "v:VPART n:N", lambda v, n: c.restrict(n, Pred(Linked(v.step, Anything()), c.subject_types(v.step, None) or None)), 0.6, "applied finishes"),
        Rule("active before", "N", "v:V n:N", neighbouring, 0.2, "lending members"),
        Rule("predicate before", "N", "v:PRED n:N", predicated, 0.2, "proof finishes"),
        Rule("passive before", "N", "v:V n:N", lambda v, n: (c.restrict(n, Pred(Linked(v.step.back(), Anything()), c.subject_types(v.step.back(), None) or None)) if v.form == "past" and None in v.prepositions else None), 0.6, "lent tools"),
        Rule("relative", "N", "n:N r:RC", lambda n, r: restricted(n, r), 0.0, "finishes that prevent rust"),
        Rule("relative after comma", "N", "n:N comma r:RC comma?", lambda n, r: c.restrict(n, r), 0.3, "finishes, which prevent rust"),
        Rule("kinds of", "NP", "det? kind of|in n:NP", kinds, 0.0, "kinds of plane"),
        Rule("kinds", "N", "n:N kind", kinds, 0.0, "plane types"),
        Rule("seen in", "N", "n:N seen p:acc|prep a:NP", lambda n, a, p: evident(n, a), 0.1, "strong suits seen in field tests"),
        Rule("seen", "N", "n:N seen", lambda n: n, 0.4, "snags reported"),
        Rule("results of", "N", "n:N finding", lambda n: n if n.bare and not n.is_class else None, 0.3, "boat deck results"),
        Rule("before seen", "N", "seen|called n:N", lambda n: n, 0.1, "reported snags"),
        Rule("what bears a value", "BEARER", "n:N", bearing, 0.0, "Thornby"),
        Rule("what bears a value, somewhere", "N", "n:BEARER p:prep a:NP", lambda n, p, a: c.attach(n, p, a), 0.5, "Thornby by brush"),
        Rule("a place", "N", "place", lambda: Noun(Anything(), c.located), 0.1, "place"),
        Rule("in the same", "N", "n:N that? be? p:prep same m:N as|prep a:NP", alike, 0.0, "jobs in the same town as the inn sign"),
        Rule("but not with a preposition", "N", "n:N except p:prep a:NP", excluded, 0.0, "tools but not of steel"),
        Rule("that are in", "N", "n:N that be p:prep a:NP", lambda n, p, a: c.attach(n, p, a), 0.15, "tools that are of steel"),
        Rule("that have", "N", "n:N that have a:NP", lambda n, a: c.attach(n, "with", a), 0.1, "kits that have varnish"),
        Rule("either modifier", "N", "a:N|MOD or|and b:N|MOD n:N", either_modifier, 0.1, "oak or pine pieces"),
        Rule("there are", "N", "n:N thereare", lambda n: n, 0.1, "snags there are"),
        Rule("used", "N", "n:N used p:prep? a:NP", lambda n, a, p=None: generic(n, a), 0.3, "finishes used in the starter kit"),
        Rule("one thing in another", "N", "n:N comma? a:N", within_place, 0.5, "stool, yard"),
        Rule("most and an adjective", "N", "often g:GRAD n:N", lambda g, n: extreme(c, (g[0], "most", g[2]), n) if g[1] == "base" else None, 0.0, "most expensive tool"),
        Rule("superlative of those", "N", "g:GRAD of n:NP", lambda g, n: extreme(c, g, n) if not n.quantifier and not named(n.set) else None, 0.1, "heaviest of the tools"),
        Rule("ordinal", "N", "number:ord g:GRAD n:N", ordinal, 0.0, "second heaviest tool"),
        Rule("ordinal and an adjective", "N", "number:ord often g:GRAD n:N", lambda number, g, n: ordinal(number, (g[0], "most", g[2]), n) if g[1] == "base" else None, 0.0, "second most expensive tool"),
        Rule("ordinal, of those", "N", "number:ord g:GRAD of n:NP", lambda number, g, n: ordinal(number, g, n) if not n.quantifier and not named(n.set) else None, 0.1, "second heaviest of the tools"),
        Rule("measure in its unit", "N", "n:N prep u:N", lambda n, u: n if measurable(n) and u == replace(n, superlative=u.superlative) else None, 0.0, "weight in kilograms"),
        Rule("superlative", "N", "g:GRAD n:N", lambda g, n: extreme(c, g, n), 0.0, "heaviest tool"),
        Rule("superlative by a measure", "N", "n:N p:by|prep m:NP", lambda n, p, m: by_measure(n, m) if p is None or p in ("by", "in") else None, 0.0, "heaviest tool by price"),
        Rule("superlative in terms of", "N", "n:N interms m:NP", by_measure, 0.0, "heaviest tool in terms of price"),
        Rule("so many superlative", "N", "num:num g:GRAD n:N", lambda num, g, n: firsts(num, g, n), 0.0, "two heaviest tools"),
        Rule("superlative so many", "N", "g:GRAD num:num n:N", lambda g, num, n: firsts(num, g, n), 0.0, "heaviest two tools"),
        Rule("top by", "N", "highest num:num n:N by m:N", lambda num, n, m: topped(num, n, m, most=True), 0.0, "top 2 tools by weight"),
        Rule("bottom by", "N", "lowest num:num n:N by m:N", lambda num, n, m: topped(num, n, m, most=False), 0.0, "lowest 2 tools by weight"),
        Rule("most often", "N", "often v:V|VPART n:N", lambda v, n: most_linked(v, n, most=True), 0.2, "most commonly contained ingredient"),
        Rule("most often named", "N", "often seen n:N", lambda n: most_linked(None, n, most=True), 0.25, "most frequently named snag"),
        Rule("most common", "N", "rarely seen n:N", lambda n: most_linked(None, n, most=False), 0.0, "least frequently named snag"),
        Rule("comparative", "RC", "g:GRAD than a:NP", lambda g, a: comparative(c, g, a), 0.0, "heavier than the mallet"),
        Rule("comparative with a number", "RC", "g:GRAD than num:num unit:N?", lambda g, num, unit=None: exceeds(c, g, num, unit), 0.0, "heavier than 2 kg"),
        Rule("comparative with a number, predicate", "VP", "be g:GRAD than num:num unit:N?", lambda g, num, unit=None: exceeds(c, g, num, unit), 0.0, "is heavier than 2 kg"),
        Rule("comparative predicate", "VP", "be g:GRAD than a:NP", lambda g, a: comparative(c, g, a), 0.0, "is heavier than the mallet"),
    ]
    # fmt: on


def _noun_phrases(c: Composer) -> list[Rule]:
    def with_quantifier(quantifier: Quantifier) -> Callable[[Noun], Noun | None]:
        return lambda n: (
            None
            if n.quantifier
            or n.group
            or (n.bare and not n.is_class and not c.general(n) and quantifier in ("most", "fewest"))
            else replace(n, quantifier=quantifier)
        )

    def numbered(n: Noun, op: Operator, num: Literal, upper: Literal | None = None) -> Any:
        if isinstance(n.set, Value):
            return None
        return replace(n, number=(op, num, upper))

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
            made = coordinated((a, b), b.conjunction or "and" if conjunction == "," else conjunction)  # type: ignore[arg-type]
            uneven = 0.1 if a.bare != b.bare and (a.is_class or b.bare) else 0.0
            return Costly(made, uneven + (0.0 if c.compatible(a.types, b.types) else 0.3))

        return join

    def of_each(a: Noun, p: str, b: Noun) -> Any:
        """What follows a list holds for each of its members."""
        if not a.parts or b.quantifier:
            return None
        each = [_costs_of(c.attach(part, p, b)) for part in a.parts]
        if not all(each):
            return None
        best = [min(found, key=lambda pair: pair[1]) for found in each]
        return Costly(coordinated((made for made, _ in best), a.conjunction or "and"), sum(cost for _, cost in best))

    # fmt: off
    return [
        Rule("plain", "NP", "n:N", lambda n: n, 0.0, "linseed oil"),
        Rule("determined", "NP", "det n:N", lambda n: n, 0.0, "the linseed oil"),
        Rule("all", "NP", "all n:N", lambda n: replace(n, bare=False, every=n.bare), 0.0, "all planes"),
        Rule("relative to all of a list", "NP", "a:NP r:RC", lambda a, r: c.restrict(a, r) if a.parts or a.kinds else None, 0.0, "finishes or cleaners that prevent rust"),
        Rule("determined by two", "NP", "det det n:N", lambda n: n, 0.05, "a given plane"),
        Rule("determined twice", "NP", "all|both|det det n:N", lambda n: n, 0.05, "both the planes"),
        Rule("each", "NP", "each n:NP", with_quantifier("each"), 0.0, "each tool"),
        Rule("embedded which", "NP", "which n:NP", with_quantifier("which"), 0.3, "which material"),
        Rule("someone", "N", "anyone", lambda: Noun(Anything(), None), 0.1, "someone"),
        Rule("nothing", "NP", "nothing", lambda: Noun(Anything(), None, quantifier="no"), 0.0, "nothing"),
        Rule("no", "NP", "no n:N", with_quantifier("no"), 0.0, "no rival"),
        Rule("most", "NP", "most n:N", with_quantifier("most"), 0.0, "the most ingredients"),
        Rule("most others", "NP", "most det n:N", with_quantifier("most"), 0.0, "the most other ingredients"),
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
        Rule("number of", "NP", "m:AMOUNT det? n:N", lambda m, n: numbered(n, *m), 0.0, "more than 10 helpers"),
        Rule("of so much", "N", "n:N of? m:AMOUNT", lambda n, m: numbered(n, *m) if measurable(n) else None, 0.0, "weight above 2"),
        Rule("so many of something", "NP", "m:AMOUNT n:N of? a:N", so_many, 0.0, "more than 10 helpers of jobs"),
        Rule("just so many of something", "NP", "num:num n:N of? a:N", lambda num, n, a: so_many(("=", num, None), n, a), 0.0, "12 helpers of jobs"),
        Rule("of just so much", "N", "n:N of num:num", lambda n, num: numbered(n, "=", num) if measurable(n) else None, 0.0, "weight of 2"),
        Rule("just a number", "NP", "num:num n:N", lambda num, n: numbered(n, "=" if n.numeric is not None else ">=", num), 0.2, "12 helpers"),
        Rule("so many as there are", "NP", "all|det num n:N", lambda n: n if n.numeric is None else None, 0.3, "all three planes"),
        Rule("and", "NP", "a:NP and b:NP", joined("and"), 0.1, "linseed oil and tung oil"),
        Rule("or", "NP", "a:NP or b:NP", joined("or"), 0.1, "linseed oil or tung oil"),
        Rule("both and", "NP", "both a:NP and b:NP", joined("and"), 0.0, "both linseed oil and tung oil"),
        Rule("and again except", "NP", "a:NP and except b:NP", joined("and"), 0.2, "the mallet and except the tenon saw"),
        Rule("and again the preposition", "NP", "a:NP and prep b:NP", joined("and"), 0.2, "oak as well as for beech"),
        Rule("or again the preposition", "NP", "a:NP or prep b:NP", joined("or"), 0.2, "oak or for beech"),
        Rule("floating both", "NP", "a:NP both", lambda a: a if a.parts else None, 0.0, "linseed oil and tung oil both"),
        Rule("as a kind", "NP", "a:NP as b:NP", lambda a, b: a if c.compatible(a.types, b.types) and not b.filled and (b.slot is not None or (b.is_class and b.bare)) else None, 0.2, "linseed oil as a finish"),
        Rule("using", "NP", "using n:NP", lambda n: n, 0.15, "using linseed oil"),
        Rule("chance of", "NP", "chance n:NP", lambda n: n if n.bare and not n.is_class and n.iri is not None else None, 0.4, "the chance of rust"),
        Rule("of each of a list", "NP", "a:NP p:prep b:NP", of_each, 0.15, "varnish or turpentine in the boat deck"),
        Rule("most of", "NP", "most of det? n:N", with_quantifier("most"), 0.0, "most of the ingredients"),
        Rule("free relative", "NP", "which g:GAP", lambda g: None if g.measure or g.group else Noun(g.set, g.types), 0.1, "what linseed oil prevents"),
        Rule("adjective alone", "N", "m:MOD", lambda m: m, 0.4, "manual"),
        Rule("either word", "N", "a:N or b:N", lambda a, b: a if a.is_class and a.bare and a == b else None, 0.0, "tools or implements"),
        Rule("degree", "N", "degree n:N", lambda n: n, 0.4, "own tools"),
        Rule("either or", "NP", "either a:NP or b:NP", joined("or"), 0.0, "either linseed oil or tung oil"),
        Rule("list", "NP", "a:NP comma b:NP", joined(","), 0.2, "linseed oil, tung oil and varnish"),
        Rule("list and", "NP", "a:NP comma and b:NP", joined("and"), 0.15, "linseed oil, tung oil, and varnish"),
        Rule("list or", "NP", "a:NP comma or b:NP", joined("or"), 0.15, "linseed oil, tung oil, or varnish"),
        Rule("named in a row", "NP", "det? n:N a:NP", lambda n, a: replace(a, slot=n.slot) if a.parts and all(c.is_kind(part, n) for part in a.parts) else None, 0.0, "the snags slow drying and smell"),
        Rule("of those, the ones", "NP", "of n:NP comma? ones r:RC", lambda n, r: c.restrict(n, r), 0.0, "of the tools Ann lends, the ones made of steel"),
        Rule("of those, the first", "NP", "of n:NP comma? det? num:num ones? r:RC", lambda n, num, r: (made := c.restrict(n, r)) and first_so_many(num, made), 0.0, "of the tools Ann lends, the 2 ones that have the highest weight"),
        Rule("of those, the ones with", "NP", "of n:NP comma? ones with a:NP", lambda n, a: [Costly(made, cost) for made, cost in _costs_of(c.attach(n, "with", a))], 0.0, "of the tools Ann lends, the one with the highest weight"),
        Rule("first so many", "NP", "det? num:num n:N", first_so_many, 0.0, "the 2 heaviest tools"),
        Rule("except", "NP", "a:NP comma? except b:NP", lambda a, b: replace(a, set=Without(a.set, b.set), bare=False, iri=None) if not a.parts and (a.is_class or not a.bare) and c.compatible(a.types, b.types) else None, 0.1, "tools except the mallet"),
    ]
    # fmt: on


def nearest(c: Composer, places: Linked) -> Set:
    """Where something is: what is in a town is in the town's country too, but that is not where it is."""
    apart = any(not c.compatible(*c.sides(relation)) for relation in places.step.relations)
    return places if apart else Without(places, Linked(places.step, places))


def extreme(c: Composer, g: tuple[Any, str, bool], n: Noun) -> Any:
    """Those of a noun's members with the most, or the least, of a measure."""
    iri, degree, more = g
    if degree != "most" or not c.bears(n.types, iri):
        return None
    return replace(n, set=Extreme(n.set, ValueOf((Step((iri,)),)), more), bare=False, iri=None)


def comparative(c: Composer, g: tuple[Any, str, bool], a: Noun) -> Any:
    """To have more, or less, of a measure than another thing."""
    iri, degree, more = g
    if degree != "more" or not c.compatible(a.types, c.sides(iri)[0]):
        return None
    step = Step((iri,))
    than = Linked(step.back(), a.set if not isinstance(a.set, Thing) else replace(a.set, below=False))
    return Pred(Compared(ValueOf((step,)), ">" if more else "<", than), c.sides(iri)[0], settled=True)


def measurable(n: Noun) -> bool:
    """Whether a noun names a number that was not told yet: the weight (of something), how much of it."""
    return n.numeric is not None and not n.filled and n.number is None and not isinstance(n.set, Value)


def exceeds(c: Composer, g: tuple[Any, str, bool], number: Literal, unit: Noun | None = None) -> Any:
    """To have more, or less, of a measure than a number."""
    iri, degree, more = g
    step = Step((iri,))
    if degree != "more" or not c.is_numeric(step) or (unit is not None and unit.numeric != step):
        return None
    return Pred(within(ValueOf((step,)), ">" if more else "<", number, None), c.sides(iri)[0], settled=True)


def member_types(c: Composer, of: Set) -> Types:
    """The classes that a set's members can have."""
    match of:
        case Kind(classes):
            return frozenset(classes)
        case Linked(step):
            found = c.subject_types(step, None)
            return None if found is False else found
        case Both(inner):
            types: Types = None
            for part in inner:
                types = c.narrower(types, member_types(c, part))
            return types
        case _:
            return None


def having(c: Composer, n: Noun) -> Any:
    """What it says of a subject to have a noun: the risk, so many participants, the most of them."""
    if n.numeric is not None and (n.number is not None or n.quantifier in ("most", "fewest")):
        return c.reach(n.numeric, n)
    if (extreme := c.extreme_role(n)) is not None:
        return extreme
    if n.slot is not None and not n.filled:
        rest = n.set if n.set != Linked(n.slot, Anything()) else Anything()
        if isinstance(n.set, Both):
            kept = tuple(part for part in n.set.parts if part != Linked(n.slot, Anything()))
            rest = Both(kept) if len(kept) > 1 else kept[0]
        return c.reach(n.slot.back(), replace(n, set=rest, slot=None))
    return [*c.attachments("with", n), *(c.attachments("of", n) if n.quantifier or n.number else ())]


# --------------------------------------------------------------------------------------------------------------- verbs


def _verbs(c: Composer) -> list[Rule]:
    def transitive(v: Verb, n: Noun, p: str | None = None, q: str | None = None) -> Any:
        if v.particle != q or p not in v.prepositions:
            return None
        return _with(v, lambda step: c.reach(step, n), v.form)

    def amounting(v: Verb, m: tuple[Operator, Literal, Literal | None]) -> Any:
        """To cost so much, in whatever is counted."""
        if v.particle or None not in v.prepositions or v.both or len(v.step.relations) > 1 or not c.is_numeric(v.step):
            return None
        operator, number, upper = m
        return v.form, Pred(
            within(ValueOf((v.step,)), operator, number, upper), c.sides(v.step.relations[0])[0], settled=True
        )

    def _with(v: Verb, reach: Callable[[Step], Pred | None], form: str) -> Any:
        if v.both:
            preds = [reach(w.step) for w in v.both]
            if any(pred is None for pred in preds):
                return None
            found = preds[0]
            for pred in preds[1:]:
                found = conjoin(found, pred)  # type: ignore[arg-type]
            return None if found is None else (form, found)
        pred = reach(v.step)
        return None if pred is None else (form, pred)

    def conjoin(a: Pred, b: Pred) -> Pred | None:
        if a.measure or b.measure or a.group or b.group or not c.compatible(a.types, b.types):
            return None
        return Pred(
            c.both(a.set, b.set),
            c.narrower(a.types, b.types),
            settled=a.settled and b.settled,
            copula=a.copula and b.copula,
        )

    def disjoin(a: Pred, b: Pred) -> Pred | None:
        if a.measure or b.measure or a.group or b.group:
            return None
        types: Types = None if a.types is None or b.types is None else a.types | b.types
        return Pred(Either((a.set, b.set)), types, settled=a.settled and b.settled)

    def less(a: Pred, b: Pred) -> Pred | None:
        return (
            None if a.measure or b.measure or a.group or b.group else replace(a, set=Without(a.set, b.set), object=None)
        )

    def negated(v: Pred) -> Pred | None:
        return (
            None
            if v.measure or v.group
            else Pred(Without(Anything(), v.set), v.types, settled=v.settled, copula=v.copula)
        )

    def passive(v: Verb, n: Noun | None = None, p: str | None = None, q: str | None = None) -> Any:
        if v.form != "past" or v.particle != q or None not in v.prepositions or (p is not None and p != "by"):
            return None
        step = v.step.back()
        if n is None:
            types = c.subject_types(step, None)
            return None if types is False else Pred(Linked(step, Anything()), types)
        return c.reach(step, n)

    def by_itself(v: Verb, a: Noun, p: str | None) -> Any:
        """Rust loosens after descaler: what verbs of change say of their object (Levin 1993, 1.1.2.1)."""
        if p not in (None, "after", "with", "under", "upon") or v.particle or v.both:
            return None
        if None not in v.prepositions or v.form == "ing" or v.kind != "verb":
            return None
        return c.reach(v.step.back(), a)

    def participle(v: Verb, n: Noun, p: str | None = None, q: str | None = None) -> Any:
        if v.particle != q:
            return None
        pred = c.reach(v.step, n)
        if pred is None or p in v.prepositions:
            return pred
        return Costly(pred, 0.6) if p in AGENTS and v.prepositions & AGENTS else None

    def predicate(v: Verb, n: Noun, p: str | None = None) -> Any:
        return c.reach(v.step, n) if p in v.prepositions else None

    def copula(n: Noun) -> Any:
        if n.quantifier in ("no",):
            return Pred(Without(Anything(), n.set), None, copula=True)
        if n.quantifier or n.number is not None:
            return None
        of: Set = n.set
        if isinstance(n.set, Value) and n.numeric is not None:
            # To be French is to have that value.
            return Pred(c.linked(n.numeric, n), c.sides(n.numeric.relations[0])[0], settled=True, object=n)
        if n.parts:
            of = (Both if n.conjunction == "and" else Either)(tuple(part.set for part in n.parts))
        return Pred(of, n.types, copula=True, object=n)

    def qualified(v: Pred, a: Noun, p: str) -> Any:
        where = c.qualifiers(p, a)
        if where is None or v.measure or v.group:
            return None
        narrowed = c.narrow(v.set, where)
        return None if narrowed is None else Costly(replace(v, set=narrowed), c.vague(where))

    def but_not(v: Verb, a: Noun, b: Noun, p: str | None = None) -> Any:
        if v.particle or p not in v.prepositions or v.both:
            return None
        some, others = c.reach(v.step, a), c.reach(v.step, b)
        made = None if some is None or others is None else conjoin(some, negated(others))  # type: ignore[arg-type]
        return None if made is None else (v.form, made)

    def contrast(v: Verb, a: Noun, b: Noun) -> Any:
        if v.particle or None not in v.prepositions or b.quantifier != "no" or v.both:
            return None
        some, none = c.reach(v.step, a), c.reach(v.step, b)
        made = conjoin(some, none) if some is not None and none is not None else None
        return None if made is None else (v.form, made)

    def union(v: Verb, w: Verb, *, both: bool) -> Any:
        if (
            not v.prepositions & w.prepositions
            or (v.particle, v.form, v.kind) != (w.particle, w.form, w.kind)
            or (v.both and not both)
        ):
            return None
        if both:
            return replace(v, both=(*(v.both or (v,)), *(w.both or (w,))))
        if v.step.inverse != w.step.inverse:
            return None
        return replace(
            v,
            prepositions=v.prepositions & w.prepositions,
            step=Step((*v.step.relations, *(r for r in w.step.relations if r not in v.step.relations)), v.step.inverse),
        )

    def form(*forms: str) -> Callable[[tuple[str, Pred]], Pred | None]:
        return lambda v: v[1] if v[0] in forms else None

    # fmt: off
    return [
        Rule("verb or verb", "V", "v:V or|either w:V", lambda v, w: union(v, w, both=False), 0.1, "prevent or cause"),
        Rule("verb and verb", "V", "v:V and w:V", lambda v, w: union(v, w, both=True), 0.1, "prevent and cause"),
        Rule("verbs in a row", "V", "v:V comma w:V", lambda v, w: union(v, w, both=False), 0.1, "prevent, cause or loosen"),
        Rule("verb or verb with its preposition", "V", "v:V or w:V p:prep", lambda v, w, p: union(v, replace(w, prepositions=frozenset((None,))), both=False) if p in w.prepositions and None in v.prepositions else None, 0.1, "prevent or give rise to"),
        Rule("verb with its preposition or verb", "V", "v:V p:prep or w:V", lambda v, w, p: union(replace(v, prepositions=frozenset((None,))), w, both=False) if p in v.prepositions and None in w.prepositions else None, 0.1, "work through or contain"),
        Rule("participle or participle", "VPART", "v:VPART or w:VPART", lambda v, w: union(v, w, both=False), 0.1, "made or pressed"),
        Rule("verb and object", "VN", "v:V n:NP", transitive, 0.0, "prevent rust"),
        Rule("verb and amount", "VN", "v:V m:AMOUNT", amounting, 0.0, "weigh more than 2"),
        Rule("verb and number", "VN", "v:V num:num", lambda v, num: amounting(v, ("=", num, None)), 0.0, "cost 20"),
        Rule("verb, particle, object", "VN", "v:V q:part n:NP", transitive, 0.0, "wear down rust"),
        Rule("verb, object, particle", "VN", "v:V n:NP q:part", transitive, 0.0, "wear rust down"),
        Rule("verb with preposition", "VN", "v:V p:prep n:NP", transitive, 0.0, "work through soaking"),
        Rule("verb, particle, preposition", "VN", "v:V q:part p:prep n:NP", transitive, 0.0, "put up with damp"),
        Rule("one object but not another", "VN", "v:V a:NP except b:NP", but_not, 0.0, "prevent cracks but not rust"),
        Rule("one prepositional object but not another", "VN", "v:V p:prep a:NP except p2:prep? b:NP", lambda v, p, a, b, p2=None: but_not(v, a, b, p), 0.0, "consist of steel but not of beech"),
        Rule("among", "VP", "be among n:NP", copula, 0.0, "is among the tools"),
        Rule("neither of two objects", "VN", "v:V neither a:NP nor b:NP", lambda v, a, b: None if v.particle or None not in v.prepositions or v.both or (made := c.reach(v.step, coordinated((a, b), "or"))) is None else (v.form, negated(made)), 0.0, "contain neither resin nor beeswax"),
        Rule("verb with both prepositions", "VN", "v:V either|both p:prep n:NP", transitive, 0.0, "work both through soaking and sealing"),
        Rule("light verb and event", "VN", "lightverb det? v:EV of|in n:NP", lambda v, n: (p := c.reach(v, n)) and ("base", p), 0.0, "lead to the prevention of rust"),
        Rule("lack", "VP", "aux? lack n:NP", lambda n: [Costly(made, cost) for pred, cost in _costs(_listed(having(c, n) or [])) if (made := negated(pred)) is not None], 0.1, "lack snags"),
        Rule("finite", "VP", "v:VN", form("base", "s", "past"), 0.0, "prevents rust"),
        Rule("of itself", "VP", "v:V p:after|prep a:NP", by_itself, 0.5, "loosens after descaler"),
        Rule("present participle", "ING", "v:VN", form("ing"), 0.0, "working through soaking"),
        Rule("passive by", "PASS", "v:V by n:NP", lambda v, n: passive(v, n), 0.0, "prevented by linseed oil"),
        Rule("passive for", "PASS", "v:V p:prep n:NP", lambda v, p, n: passive(v, n) if p == "for" and not c.claimed(v.step) else None, 0.35, "lent for Ann"),
        Rule("passive with particle", "PASS", "v:V q:part by n:NP", lambda v, n, q: passive(v, n, None, q), 0.0, "worn down by descaler"),
        Rule("passive by one but not another", "PASS", "v:V by a:NP except by? b:NP", lambda v, a, b: (x := passive(v, a)) and (y := passive(v, b)) and less(x, y), 0.0, "prevented by linseed oil but not by varnish"),
        Rule("participle with one but not another", "PASS", "v:VPART p:prep a:NP except prep? b:NP", lambda v, a, b, p: (x := participle(v, a, p)) and (y := participle(v, b, p)) and less(x, y) if not isinstance(participle(v, a, p), Costly) and not isinstance(participle(v, b, p), Costly) else None, 0.0, "made from flax but not from oak"),
        Rule("passive alone", "PASS", "v:V", lambda v: passive(v), 0.3, "prevented"),
        Rule("participle with its preposition", "PASS", "v:VPART p:prep n:NP", participle, 0.0, "made from flax"),
        Rule("participle, particle, preposition", "PASS", "v:VPART q:part p:prep n:NP", participle, 0.0, "held up by slow drying"),
        Rule("participle and adverb", "PASS", "v:VPART n:MOD", lambda v, n: c.reach(v.step, n), 0.0, "applied manually"),
        Rule("participle and adverbs", "PASS", "v:VPART both|either? a:MOD and b:MOD", lambda v, a, b: c.reach(v.step, coordinated((a, b), "and")), 0.0, "applied both manually and mechanically"),
        Rule("participle or adverbs", "PASS", "v:VPART either? a:MOD or b:MOD", lambda v, a, b: c.reach(v.step, coordinated((a, b), "or")), 0.0, "applied manually or mechanically"),
        Rule("adverb or preposition", "PASS", "v:VPART either? a:MOD or p:prep b:NP", lambda v, a, b, p: c.reach(v.step, coordinated((a, b), "or")), 0.2, "applied manually or with a brush"),
        Rule("participle, again the preposition", "PASS", "v:VPART both|either? p:prep a:NP and p2:prep b:NP", lambda v, a, b, p, p2: participle(v, coordinated((a, b), "and"), p), 0.0, "tried in the boat deck and in the inn sign"),
        Rule("participle, or the preposition", "PASS", "v:VPART both|either? p:prep a:NP or p2:prep b:NP", lambda v, a, b, p, p2: participle(v, coordinated((a, b), "or"), p), 0.0, "tried in the boat deck or in the inn sign"),
        Rule("participle both", "PASS", "v:VPART p:prep both|either n:NP", participle, 0.0, "made from either material"),
        Rule("present participle predicate", "ING", "v:PRED p:prep n:NP", predicate, 0.2, "part of a kit"),
        Rule("predicate without preposition", "VP", "be v:PRED n:NP", predicate, 0.1, "is behind a claim"),
        Rule("predicate", "VP", "be det? v:PRED p:prep n:NP", predicate, 0.0, "is part of a kit"),
        Rule("bare predicate", "PASS", "det? v:PRED p:prep n:NP", predicate, 0.1, "part of a kit"),
        Rule("found in", "VP", "have? be be? seen p:prep n:NP", lambda p, n: c.attachments(p, n), 0.15, "is found in Thornby"),
        Rule("be passive", "VP", "be v:PASS", lambda v: v, 0.0, "is prevented by linseed oil"),
        Rule("have been passive", "VP", "have be v:PASS", lambda v: v, 0.0, "has been made from flax"),
        Rule("auxiliary be passive", "VP", "aux be v:PASS", lambda v: v, 0.0, "can be made from flax"),
        Rule("be doing", "VP", "be v:ING", lambda v: v, 0.0, "is working through soaking"),
        Rule("have done", "VP", "have v:VP", lambda v: v, 0.1, "has prevented rust"),
        Rule("auxiliary", "VP", "aux v:VP", lambda v: v, 0.0, "can prevent rust"),
        Rule("known to", "VP", "be|have be? shownto v:VP", lambda v: v, 0.0, "are known to prevent rust"),
        Rule("known to be", "VP", "be shownto be v:PASS", lambda v: v, 0.0, "are known to be prevented by linseed oil"),
        Rule("shown, adverb, to", "VP", "have|be be? seen a:NP|MOD to v:VP", lambda a, v: qualified(v, a, ""), 0.0, "have been shown blind to prevent rust"),
        Rule("reported in", "VP", "have? be be? seen p:acc|prep a:NP", lambda p, a: (w := c.qualifiers(p, a)) and Pred(Linked(Step((RDF.subject,), True), Claims(where=(w,))), None), 0.6, "are reported in blind tests"),
        Rule("shown in to", "VP", "have|be be? seen p:acc|prep a:NP to v:VP", lambda p, a, v: qualified(v, a, p), 0.0, "have been shown in blind tests to prevent rust"),
        Rule("known to, after a noun", "RC", "shownto v:VP", lambda v: v, 0.0, "known to prevent rust"),
        Rule("infinitive", "RC", "to v:VP", lambda v: v, 0.3, "to prevent rust"),
        Rule("copula of values", "VP", "be n:NP", lambda n: c.attachments("adj", n) if n.parts and all(isinstance(part.set, Value) for part in n.parts) else None, 0.0, "is Thornby or Aldmouth"),
        Rule("copula", "VP", "be n:NP", copula, 0.0, "is a finish"),
        Rule("named as", "VP", "be seen as n:NP", copula, 0.0, "is named as a snag"),
        Rule("catenative", "VP", "catena v:VP", lambda v: v, 0.0, "come to prevent rust"),
        Rule("catenative participle", "VP", "catena v:ING", lambda v: v, 0.0, "end up preventing rust"),
        Rule("used as", "VP", "used|have a:NP as b:NP", lambda a, b: c.reach(b.slot.back(), a) if b.slot is not None and not b.filled else None, 0.0, "used varnish as the rival"),
        Rule("side by side, adverb", "VP", "v:VP sidebyside", lambda v: v, 0.1, "prevent rust side by side"),
        Rule("belongs to", "VP", "belongs n:NP", copula, 0.05, "belongs to the tools"),
        Rule("copula kind", "VP", "counts as n:NP", copula, 0.0, "count as cleaners"),
        Rule("copula adjective", "VP", "be n:MOD", lambda n: c.attachments("adj", n), 0.0, "is blind"),
        Rule("copula prepositional", "VP", "be p:prep n:NP", lambda p, n: c.attachments(p, n), 0.2, "is in Thornby"),
        Rule("have as its", "VP", "have a:NP as possdet|det n:N", lambda a, n: c.reach(n.slot.back(), a) if n.slot is not None and not n.filled else None, 0.0, "have varnish as their rival"),
        Rule("have theirs in", "VP", "have possdet|det n:N prep a:NP", lambda a, n: c.reach(n.slot.back(), a) if n.slot is not None and not n.filled and n.types and a.types and c.compatible(a.types, n.types) else None, 0.1, "have their place of arrival in the yard"),
        Rule("have", "VP", "have n:NP", lambda n: having(c, n), 0.0, "has snags"),
        Rule("contain", "VP", "contain n:NP", lambda n: [Costly(made, cost + 0.1) for made, cost in _costs(_listed(having(c, n) or []))], 0.0, "contain snags"),
        Rule("have, doing it", "VP", "have|contain n:NP v:V p:prep? pro", lambda n, v, p=None: c.reach(v.step.back(), n) if v.form == "ing" and p in v.prepositions and not v.particle else None, 0.0, "has members lending it"),
        Rule("is called", "VP", "be seen|called n:NP", copula, 0.0, "is called the tenon saw"),
        Rule("as a", "VP", "v:VP as b:NP", lambda v, b: v if b.is_class and b.bare else None, 0.2, "prevent rust as a finish"),
        Rule("contain but no", "VN", "v:V a:NP but|and b:NP", contrast, 0.0, "contain driers but no resin"),
        Rule("be passive and be a kind", "VP", "be a:PASS and det? b:NP", lambda a, b: (k := copula(b)) and conjoin(a, k), 0.0, "are part of a kit and also a finish"),
        Rule("be a kind and be passive", "VP", "be b:NP and a:PASS", lambda a, b: (k := copula(b)) and conjoin(a, k), 0.05, "are finishes and part of a kit"),
        Rule("generic", "VP", "have? be? used p:prep? n:NP", lambda n, p=None: c.attachments("of", n) or c.attachments("in", n), 0.5, "are associated with varnish"),
        Rule("not", "VP", "not v:VP", negated, 0.0, "not prevent rust"),
        Rule("auxiliary not", "VP", "aux not v:VP", negated, 0.0, "does not prevent rust"),
        Rule("be not passive", "VP", "be not v:PASS|ING", negated, 0.0, "is not made from flax"),
        Rule("have not been passive", "VP", "have not be v:PASS", negated, 0.0, "has not been made from flax"),
        Rule("have not been shown", "VP", "have not be? shownto v:VP", negated, 0.0, "have not been shown to prevent rust"),
        Rule("be not", "VP", "be not n:NP", lambda n: negated(copula(n)) if copula(n) else None, 0.0, "is not a finish"),
        Rule("be not adjective", "VP", "be not n:MOD", lambda n: [Costly(negated(p.meaning if isinstance(p, Costly) else p), 0.1) for p in c.attachments("adj", n)], 0.0, "is not blind"),
        Rule("neither nor", "VP", "be|aux neither a:NP nor b:NP", lambda a, b: negated(copula(coordinated((a, b), "or"))) if c.compatible(a.types, b.types) else None, 0.0, "is neither linseed oil nor tung oil"),
        Rule("comma", "VP", "a:VP comma b:VP", conjoin, 0.3, "prevent rust, cause stains"),
        Rule("and", "VP", "a:VP and b:VP", conjoin, 0.1, "prevent rust and cause stains"),
        Rule("comma and", "VP", "a:VP comma and b:VP", conjoin, 0.1, "prevent rust, and cause stains"),
        Rule("both and", "VP", "both a:VP and b:VP", conjoin, 0.0, "both prevent rust and cause stains"),
        Rule("or", "VP", "a:VP or b:VP", disjoin, 0.1, "prevent rust or cause stains"),
        Rule("but not", "VP", "a:VP but|and b:VP", conjoin, 0.0, "prevent rust but do not cause stains"),
        Rule("but not short", "VP", "a:VP except b:VP|PASS|ING", less, 0.0, "prevent rust but not cause stains"),
        Rule("without being", "VP", "a:VP without be b:PASS", less, 0.0, "prevent rust without being made from flax"),
        Rule("linked to, but not to", "VP", "be used p:prep? a:NP except prep? b:NP", lambda a, b, p=None: [
            Costly(made, cost + 0.1) for pred, cost in _costs(c.attachments("of", a)) for other, more in _costs(c.attachments("of", b))
            if more == cost and isinstance(pred.set, Linked) and isinstance(other.set, Linked) and pred.set.step == other.set.step
            and (made := less(pred, other)) is not None], 0.0, "are linked to varnish but not to paste wax"),
        Rule("without doing", "VP", "a:VP without b:ING", less, 0.0, "prevent rust without causing stains"),
        Rule("passive and passive", "PASS", "a:PASS and b:PASS", conjoin, 0.1, "lent by Ann and repaired by Cleo"),
        Rule("passive or passive", "PASS", "a:PASS or b:PASS", disjoin, 0.1, "lent by Ann or repaired by Cleo"),
        Rule("standing", "VP", "v:VP st:contested|contradicted|undecided", lambda v, st: None if v.measure or v.group or (of := _standing(v.set, st, c)) is None else replace(v, set=of), 0.0, "prevents rust as claims deny"),
        Rule("qualified", "VP", "v:VP p:acc|prep a:NP", qualified, 0.25, "prevent rust in damp"),
        Rule("qualified passive", "PASS", "v:PASS p:acc|prep a:NP", qualified, 0.25, "prevented by varnish in field tests"),
        Rule("with a further noun", "VP", "v:VP p:prep n:NP", lambda v, p, n: [
            Costly(made, cost) for other, cost in _costs(c.attachments(p, n)) if not v.copula and (made := conjoin(v, other)) is not None], FARTHER, "prevent stains with resin"),
        Rule("qualified after seen", "VP", "v:VP seen p:acc|prep a:NP", qualified, 0.25, "prevent rust seen in field tests"),
        Rule("qualified by adjective", "VP", "v:VP a:MOD", lambda v, a: qualified(v, a, ""), 0.3, "prevent rust blind"),
        Rule("qualified before", "VP", "p:acc|prep a:NP comma? v:VP", qualified, 0.4, "in damp prevent rust"),
    ]
    # fmt: on


def _clauses(c: Composer) -> list[Rule]:
    def gap(n: Noun, v: Verb, p: str | None = None, q: str | None = None) -> Any:
        """What is missing as object: a Pred over it."""
        if v.particle != q or p not in v.prepositions:
            return None
        if v.both:
            found = None
            for w in v.both:
                pred = c.reach(w.step.back(), n)
                if pred is None:
                    return None
                found = (
                    pred if found is None else Pred(c.both(found.set, pred.set), c.narrower(found.types, pred.types))
                )
            return found
        return c.reach(v.step.back(), n)

    def redundant(p: str, n: Noun, v: Verb) -> Any:
        """The states through which it traverses: the preposition says again what the verb says."""
        again = None in v.prepositions and any(
            c.named_by(iri, v.step.inverse, p) in (UNNAMED, UNNAMED + 0.05) for iri in v.step.relations
        )
        pred = gap(n, v) if again else None
        return None if pred is None else Costly(pred, 0.3)

    def passive_gap(n: Noun, v: Verb, p: str | None = None, q: str | None = None) -> Any:
        if v.particle != q:
            return None
        if v.kind == "participle":
            pred = c.reach(v.step.back(), n)
            if pred is None or p in v.prepositions:
                return pred
            return Costly(pred, 0.6) if p is None or p in AGENTS else None
        if v.form == "past" and None in v.prepositions and (p is None or p in AGENTS):
            return c.reach(v.step, n)
        return None

    def qualified(g: Pred, a: Noun, p: str) -> Any:
        where = c.qualifiers(p, a)
        if where is None or g.measure or g.group:
            return None
        narrowed = c.narrow(g.set, where)
        return None if narrowed is None else Costly(replace(g, set=narrowed), c.vague(where))

    def negated(g: Pred) -> Pred | None:
        return None if g.measure or g.group else Pred(Without(Anything(), g.set), g.types)

    def stranded(p: str, s: tuple[Noun, Verb, bool, bool]) -> Any:
        """A clause whose preposition went before it: "through which …"."""
        n, v, passive, denied = s
        found = passive_gap(n, v, p) if passive else gap(n, v, p) or redundant(p, n, v)
        if not denied or found is None:
            return found
        return [Costly(negated(pred), cost) for pred, cost in _costs(_listed(found))]

    def beside(n: Noun, op: Operator, a: Noun) -> Any:
        if n.numeric is None or n.filled or a.types is None or a.types != n.types or isinstance(a.set, Value):
            return None
        return Pred(Compared(ValueOf((n.numeric,)), op, a.set), c.sides(n.numeric.relations[0])[0], settled=True)

    def copular_gap(n: Noun, v: Verb, p: str | None = None) -> Any:
        return c.reach(v.step.back(), n) if p in v.prepositions else None

    def conjoin(a: Pred, b: Pred) -> Pred | None:
        if a.measure or b.measure or a.group or b.group or not c.compatible(a.types, b.types):
            return None
        return Pred(c.both(a.set, b.set), c.narrower(a.types, b.types))

    def disjoin(a: Pred, b: Pred) -> Pred | None:
        if a.measure or b.measure or a.group or b.group:
            return None
        types: Types = None if a.types is None or b.types is None else a.types | b.types
        return Pred(Either((a.set, b.set)), types, settled=a.settled and b.settled)

    # fmt: off
    return [
        Rule("relative subject", "RC", "that v:VP", lambda v: v, 0.0, "that prevent rust"),
        Rule("relative object", "RC", "that? g:GAP", lambda g: g, 0.05, "that linseed oil prevents"),
        Rule("reduced passive", "RC", "g:PASS", lambda g: g, 0.0, "prevented by linseed oil"),
        Rule("reduced active", "RC", "g:ING", lambda g: g, 0.0, "working through soaking"),
        Rule("not reduced", "RC", "not g:PASS|ING", negated, 0.0, "not made from flax"),
        Rule("but not", "RC", "a:RC but|and b:RC", conjoin, 0.1, "that prevent rust but that cause stains"),
        Rule("object missing", "GAP", "n:NP v:V", gap, 0.0, "linseed oil prevents"),
        Rule("object missing, preposition stranded", "GAP", "n:NP v:V p:prep", gap, 0.0, "linseed oil works through"),
        Rule("object missing, particle", "GAP", "n:NP v:V q:part", gap, 0.0, "descaler wears down"),
        Rule("auxiliary, object missing", "GAP", "n:NP aux v:V", gap, 0.0, "linseed oil can prevent"),
        Rule("auxiliary, object missing, particle", "GAP", "n:NP aux v:V q:part", gap, 0.0, "descaler can wear down"),
        Rule("auxiliary, preposition stranded", "GAP", "n:NP aux v:V p:prep", gap, 0.0, "linseed oil can work through"),
        Rule("perfect, object missing", "GAP", "n:NP have v:V p:prep?", gap, 0.0, "linseed oil has prevented"),
        Rule("passive gap", "GAP", "n:NP have? be v:VPART|V p:prep?", passive_gap, 0.0, "linseed oil is made from"),
        Rule("predicate gap", "GAP", "n:NP be v:PRED p:prep", lambda n, v, p: copular_gap(n, v, p), 0.0, "linseed oil is part of"),
        Rule("predicate gap, denied", "GAP", "n:NP be not v:PRED p:prep", lambda n, v, p: (g := copular_gap(n, v, p)) and negated(g), 0.0, "linseed oil is not part of"),
        Rule("not had as", "GAP", "n:NP aux not have as det|possdet? b:N", lambda n, b: (g := c.reach(b.slot, n)) and negated(g) if b.slot is not None and not b.filled else None, 0.0, "varnish does not have as a snag"),
        Rule("had as", "GAP", "n:NP have as det|possdet? b:N", lambda n, b: c.reach(b.slot, n) if b.slot is not None and not b.filled else None, 0.0, "varnish has as a snag"),
        Rule("negated gap", "GAP", "n:NP aux not v:V p:prep?", lambda n, v, p=None: (g := gap(n, v, p)) and negated(g), 0.0, "linseed oil does not prevent"),
        Rule("negated passive gap", "GAP", "n:NP have? be not v:VPART|V p:prep?", lambda n, v, p=None: [Costly(negated(g), cost) for g, cost in _costs(_listed(passive_gap(n, v, p) or []))], 0.0, "linseed oil is not made from"),
        Rule("qualified gap", "GAP", "g:GAP p:acc|prep a:NP", qualified, 0.25, "linseed oil prevents in damp"),
        Rule("question order", "INV", "aux n:NP v:V", gap, 0.0, "does linseed oil prevent"),
        Rule("question order, preposition", "INV", "aux n:NP v:V p:prep", gap, 0.0, "does linseed oil work through"),
        Rule("question order, particle", "INV", "aux n:NP v:V q:part", gap, 0.0, "does descaler wear down"),
        Rule("question order, particle and preposition", "INV", "aux n:NP v:V q:part p:prep", gap, 0.0, "does tung oil put up with"),
        Rule("question order, perfect", "INV", "have n:NP v:V p:prep?", gap, 0.0, "has linseed oil prevented"),
        Rule("question order, relative after", "INV", "aux n:NP v:V r:RC", lambda n, v, r: (m := c.restrict(n, r)) and gap(m, v) if n.is_class else None, 0.15, "do the finishes contain that prevent stains"),
        Rule("question order, object and preposition", "INV", "aux n:NP v:V a:NP p:prep", lambda n, v, a, p: [Costly(made, cost) for m, cost in _costs_of(c.attach(n, "of", a)) if (made := gap(m, v, p)) is not None], 0.1, "did the boat deck set tung oil against"),
        Rule("question order, passive", "INV", "have n:NP be v:VPART|V p:prep?", passive_gap, 0.0, "has linseed oil been made from"),
        Rule("question order, be", "INV", "be n:NP v:VPART|V p:prep?", passive_gap, 0.0, "is linseed oil made from"),
        Rule("question order, be, particle", "INV", "be n:NP v:VPART|V q:part p:prep?", passive_gap, 0.0, "is linseed oil held up by"),
        Rule("question order, can be", "INV", "aux n:NP be v:VPART|V p:prep?", passive_gap, 0.0, "can linseed oil be made from"),
        Rule("question order, predicate", "INV", "be n:NP det? v:PRED p:prep?", copular_gap, 0.0, "is linseed oil part of"),
        Rule("question order, one but not another", "INV", "aux n:NP except b:NP v:V", lambda n, b, v: (g := gap(n, v)) and (h := gap(b, v)) and (k := negated(h)) and conjoin(g, k), 0.0, "does linseed oil but not varnish prevent"),
        Rule("question order, not", "INV", "aux not? n:NP not v:V", lambda n, v: (g := gap(n, v)) and negated(g), 0.0, "does linseed oil not prevent"),
        Rule("question order, known", "INV", "be n:NP shownto v:V p:prep?", gap, 0.0, "is linseed oil known to prevent"),
        Rule("question order, known passive", "INV", "have n:NP be shownto v:V p:prep?", gap, 0.0, "has linseed oil been shown to prevent"),
        Rule("question order, qualified", "INV", "g:INV p:acc|prep a:NP", qualified, 0.25, "does linseed oil prevent in damp"),
        Rule("question order, adverb", "INV", "g:INV a:MOD", lambda g, a: qualified(g, a, ""), 0.3, "does linseed oil prevent blind"),
        Rule("fronted preposition", "FRONT", "aux|have|be n:NP be? v:V|VPART", lambda n, v: (n, v), 0.0, "does linseed oil work"),
        Rule("fronted preposition, particle", "FRONT", "be|have|aux n:NP be? v:V|VPART q:part", lambda n, v, q: (n, replace(v, particle=None)) if v.particle == q else None, 0.0, "is linseed oil held up"),
        Rule("fronted preposition, verb first", "FRONT", "v:V n:NP", lambda v, n: (n, v) if v.form in ("base", "s", "past") else None, 0.2, "works linseed oil"),
        Rule("fronted, known", "FRONT", "be|have n:NP be? shownto v:V", lambda n, v: (n, v), 0.0, "is linseed oil known to work"),
        Rule("statement", "S", "n:NP v:VP", lambda n, v: (n, v) if c.compatible(n.types, v.types) or (n.bare and classing(v)) else None, 0.0, "linseed oil prevents rust"),
        Rule("gerund", "S", "s:GERUND", lambda s: s, 0.0, "linseed oil preventing rust"),
        Rule("statement in the gerund", "GERUND", "n:NP poss? v:ING", lambda n, v: (n, v) if c.compatible(n.types, v.types) else None, 0.0, "linseed oil preventing rust"),
        Rule("statement in question order", "S", "aux n:NP v:VP", lambda n, v: (n, v) if c.compatible(n.types, v.types) else None, 0.1, "does linseed oil prevent rust"),
        Rule("whose", "RC", "whose n:NP have|be a:NP", lambda n, a: c.reach(n.slot.back(), a) if n.slot is not None and not n.filled else None, 0.0, "whose rival was varnish"),
        Rule("whose is so much", "RC", "whose n:NP be m:AMOUNT", lambda n, m: c.reach(n.numeric, replace(n, number=m)) if n.numeric is not None and measurable(n) else None, 0.0, "whose weight is above 2"),
        Rule("whose is not", "RC", "whose n:NP be not a:NP", lambda n, a: (p := c.reach(n.slot.back(), a)) and negated(p) if n.slot is not None and not n.filled else None, 0.0, "whose rival was not varnish"),
        Rule("whose number is", "RC", "whose n:NP be|have num:num", lambda n, num: c.reach(n.numeric, replace(n, number=("=", num, None))) if n.numeric is not None and measurable(n) else None, 0.0, "whose year is 2020"),
        Rule("whose number, another's", "RC", "whose n:NP be op:gt|ge|lt|le|eq a:NP", beside, 0.0, "whose weight is above the weight of the mallet"),
        Rule("whose does", "RC", "whose n:NP v:VP", lambda n, v: (m := c.restrict(n, v)) and c.reach(n.slot.back(), replace(m, slot=None)) if n.slot is not None and not n.filled else None, 0.1, "whose snags slow down linseed oil"),
        Rule("preposition gone before", "STRANDED", "n:NP aux? v:V", lambda n, v: (n, v, False, False), 0.0, "linseed oil can work"),
        Rule("preposition gone before, denied", "STRANDED", "n:NP aux not v:V", lambda n, v: (n, v, False, True), 0.0, "linseed oil does not work"),
        Rule("preposition gone before, passive", "STRANDED", "n:NP have? be v:VPART|V", lambda n, v: (n, v, True, False), 0.0, "linseed oil is made"),
        Rule("preposition gone before, passive, denied", "STRANDED", "n:NP have? be not v:VPART|V", lambda n, v: (n, v, True, True), 0.0, "linseed oil is not made"),
        Rule("relative with its preposition in front", "RC", "p:prep that s:STRANDED", lambda p, s: stranded(p, s), 0.0, "through which linseed oil works"),
        Rule("relative and that", "RC", "a:RC and b:RC", conjoin, 0.05, "that lend planes and that repair mallets"),
        Rule("what was said", "S", "so|pro", lambda: (Noun(Thing(STATEMENT), iri=STATEMENT), Pred(Thing(STATEMENT))), 0.2, "so"),
        Rule("relative, qualified", "RC", "p:prep that s:STRANDED q:acc|prep a:NP", lambda p, s, q, a: (g := stranded(p, s)) and [Costly(m.meaning, cost + m.cost) if isinstance(m, Costly) else Costly(m, cost) for pred, cost in _costs(_listed(g)) if (m := qualified(pred, a, q)) is not None], 0.25, "through which linseed oil works in damp"),
        Rule("relative or that", "RC", "a:RC or b:RC", disjoin, 0.05, "that lend planes or that repair mallets"),
        Rule("standing", "RC", "a:RC st:contested|contradicted|undecided", lambda a, st: None if a.measure or a.group or (of := _standing(a.set, st, c)) is None else replace(a, set=of), 0.0, "that prevent rust as claims deny"),
        Rule("that statement", "S", "that|whether s:S", lambda s: s, 0.0, "whether linseed oil prevents rust"),
        Rule("idea that statement", "S", "idea that|of s:S", lambda s: s, 0.0, "the idea that linseed oil prevents rust"),
        Rule("nominal statement, object first", "GERUND", "n:N v:EV by a:NP", lambda v, n, a: (a, p) if (p := c.reach(v, n)) and c.compatible(a.types, p.types) else None, 0.1, "rust prevention by linseed oil"),
        Rule("nominal statement", "GERUND", "det? v:EV of|in n:NP by|with|after|prep a:NP", lambda v, n, a: (a, p) if (p := c.reach(v, n)) and c.compatible(a.types, p.types) else None, 0.1, "prevention of rust by linseed oil"),
    ]
    # fmt: on


# --------------------------------------------------------------------------------------------------------------- lists


def _lists(c: Composer) -> list[Rule]:
    def subject(n: Noun, v: Pred) -> Any:
        if v.copula and isinstance(v.set, Thing):
            if n.kinds and n.is_class and v.object is not None and c.things.above(v.set.iri):
                # "What kind of finish is linseed oil?" asks for what stands above it.
                return List(c.both(n.set, Under(v.set.iri, above=True)))
            if n.kinds and n.is_class and v.object is not None and c.proper(v.object):
                return None
            v = replace(v, set=Under(v.set.iri))
        made = c.restrict(n, v)
        return None if made is None else Costly(listing(made, c), c.doubt(n.types, v))

    def anything(v: Pred) -> Any:
        if v.measure and v.types and not v.copula and all(cls in c.ontology.supers for cls in v.types):
            made = c.restrict(Noun(Kind(tuple(sorted(v.types))), v.types), v)
            return None if made is None else listing(made, c)
        if v.measure or v.copula:
            return None
        claims = bool(v.types) and v.types is not None and v.types <= c.ontology.claim_classes
        return Costly(listing(Noun(v.set, v.types, group=v.group), c), 0.3 * claims)

    def agent(v: Pred) -> Any:
        """A place is no answer to who."""
        placed = isinstance(v.set, Linked) and v.set.step.inverse and all(map(c.is_place, v.set.step.relations))
        return None if placed else anything(v)

    def keywords(n: Noun, v: Pred) -> Any:
        """Words without grammar: a thing, a verb and a class ask for the members of the class."""
        if (
            n.bare
            and not n.is_class
            and v.object is not None
            and v.object.is_class
            and v.object.bare
            and isinstance(v.set, Linked)
        ):
            pred = c.reach(v.set.step.back(), n)
            return None if pred is None else subject(v.object, pred)
        if n.bare and not n.is_class and n.iri is not None and not n.parts and not v.copula:
            # What is said of a name is put up for a yes or no.
            return truth(n, v, c)
        return subject(n, v)

    def as_asked(n: Noun) -> Any:
        if n.quantifier or n.number:
            return None
        if n.bare and not n.kinds and not n.parts:
            return None
        if (figures := figure_of(n)) is not None:
            return figures
        return listing(n, c)

    def figure_of(n: Noun) -> Any:
        """What is the mortality of X: one thing is named, so that what is asked for are its figures."""
        if not isinstance(n.set, Both) or n.kinds or n.parts:
            return None
        things = [part for part in n.set.parts if isinstance(part, Thing)]
        links = [part for part in n.set.parts if isinstance(part, Linked) and c.claimed(part.step)]
        if len(things) != 1 or len(links) != 1 or len(n.set.parts) != 2 or c.things.general(things[0].iri):
            return None
        claims = claims_in(things[0], links[0], "any")
        return None if claims is None else Quantity(claims)

    def of_light(n: Noun) -> Any:
        return None if n.quantifier else listing(n, c)

    def fronted(p: str, n: Noun, f: tuple[Noun, Verb]) -> Any:
        actor, v = f
        if v.particle is not None:
            return None
        step, cost = v.step.back(), 0.0
        if v.kind == "verb" and None in v.prepositions and p not in v.prepositions:
            if v.form != "past":
                return None
            step, cost = v.step, 0.4
        elif p not in v.prepositions:
            cost = 0.5
        pred = c.reach(step, actor)
        if pred is not None and (made := c.restrict(n, pred)) is not None:
            return Costly(listing(made, c), cost)
        # "In which magazine did the job appear?": not the job, what was written of it.
        return [
            Costly(listing(made, c), cost + more + 0.4)
            for bearer, more in c.bearing(step, actor)
            if (pred := c.reach(step, bearer)) is not None and (made := c.restrict(n, pred)) is not None
        ]

    def counted_in(p: str, n: Noun, f: tuple[Noun, Verb]) -> Any:
        """How many there are of what a fronted preposition asks for."""
        found: list[Any] = []
        for made in _listed(fronted(p, n, f) or []):
            plan, cost = (made.meaning, made.cost) if isinstance(made, Costly) else (made, 0.0)
            if isinstance(plan, List):
                found.append(Costly(Count(plan.of), cost))
        return found

    def how(f: tuple[Noun, Verb]) -> Any:
        actor, v = f
        if v.kind == "verb" and (v.form != "past" or None not in v.prepositions):
            return None
        pred = c.reach(v.step if v.kind == "verb" else v.step.back(), actor)
        return None if pred is None else listing(Noun(pred.set, pred.types), c)

    def has(n: Noun, a: Noun) -> Any:
        return [Costly(listing(made, c), cost) for made, cost in had(c, n, a)]

    def role(p: str, n: Noun, a: Noun, m: Noun) -> Any:
        """For which n is a an m: a stands in the relation that m names."""
        if m.slot is None or m.filled or (pred := c.reach(m.slot.back(), a)) is None:
            return None
        made = c.restrict(n, pred)
        return None if made is None else listing(made, c)

    def shown(a: Noun, b: Noun, v: Verb) -> Any:
        """What some claims have shown of a subject: the object of the verb, in claims of that kind."""
        where = c.qualifiers("in", a)
        if where is None or v.particle or None not in v.prepositions or (pred := c.reach(v.step.back(), b)) is None:
            return None
        narrowed = c.narrow(pred.set, where)
        return None if narrowed is None else List(narrowed)

    def located(n: Noun) -> Any:
        """Where something is: what the relations said with "in" or "at" lead to."""
        if n.filled and n.slot is not None and not n.slot.inverse:
            return None
        if n.filled:
            # "Where is its seat?" asks which place that is.
            return listing(n, c)
        found = []
        for relation in c.ontology.relations.values():
            subjects, _ = c.sides(relation.iri)
            if (
                relation.kind == "thing"
                and not relation.claimed
                and not relation.about_claims
                and c.is_place(relation.iri)
                and c.compatible(subjects, n.types)
            ):
                step = Step((relation.iri,))
                # Who asks where "the highest point" is does not know which it is.
                unnamed = isinstance(n.set, Linked | Extreme) and not n.parts
                found.append(
                    # Where some thing of a class is, may be asked of whichever there is.
                    Costly(
                        Table(n.set, (step,)) if unnamed else List(nearest(c, Linked(step.back(), n.set))),
                        0.3 if n.is_class else 0.0,
                    )
                )
        return found

    def unlike(n: Noun, v: Pred, b: Noun) -> Any:
        """What the one has of a noun, without what the other has of it."""
        if not isinstance(v.set, Linked) or (made := c.restrict(n, v)) is None:
            return None
        other = c.restrict(n, replace(v, set=replace(v.set, to=b.set)))
        return None if other is None else List(Without(made.set, other.set))

    def lacking(n: Noun, a: Noun, b: Noun) -> Any:
        """What of a noun the one has, without what the other has of it."""
        return [
            Costly(List(Without(one.set, other.set)), cost)
            for one, cost in _costs_of(c.attach(n, "of", a))
            for other, more in _costs_of(c.attach(n, "of", b))
            if more == cost
        ]

    def remaining(n: Noun, p: str, a: Noun) -> Any:
        return [
            Costly(listing(made, c), cost)
            for made, cost in _costs_of(c.attach(n, p, a))
            if not (n.quantifier or made.group)
        ]

    def events(a: Noun, v: Step) -> Any:
        """What a thing does by the verb of which the noun is the event: "dog bite"."""
        pred = c.reach(v.back(), a) if a.bare and not a.is_class else None
        return None if pred is None else List(pred.set)

    def standing(p: str, n: Noun, a: Noun) -> Any:
        """What another noun is in, at or on."""
        if n.quantifier or n.number or a.quantifier:
            return None
        described = 0.0 if a.bare else 0.3
        ways = [((step,), cost) for step, cost in c.connections(a.types, n.types, p)]
        if not ways and p in ("in", "at", "from", "of"):
            ways = [(way, 0.6) for way in c.around(a.types, n.types)]  # type: ignore[misc]
        found = []
        for way, cost in ways:
            at: Noun | None = a
            for step in way:
                pred = None if at is None else c.reach(step.back(), at)
                at = None if pred is None else Noun(pred.set, pred.types)
            made = None if at is None else c.restrict(n, Pred(at.set, at.types))
            if made is not None:
                found.append(Costly(listing(made, c), cost + described))
        return found

    def head_first(n: Noun, a: Noun) -> Any:
        """Keywords: what is asked for, and then a name that narrows it."""
        if not a.bare or a.is_class or n.quantifier or n.number or n.parts or named(n.set) or n.slot is not None:
            return None
        found = _costs_of(c.attach(n, "", a))
        return [Costly(listing(made, c), cost) for made, cost in found] if len(found) == 1 else None

    def setting(p: str, n: Noun, f: tuple[Noun, Verb], m: Noun) -> Any:
        made = in_setting(c, n, f[0], m)
        return [Costly(listing(noun, c), cost) for noun, cost in made]

    def shared(n: Noun, a: Noun) -> Any:
        if a.iri == REFERENTS:
            return has(n, a)
        if a.quantifier in ("most", "fewest") and n.slot is not None:
            return (pred := c.reach(n.slot, a)) and (made := c.restrict(n, pred)) and listing(made, c)
        if not a.parts or len(a.parts) < 2:
            return None
        both = replace(a, conjunction="and")
        if n.slot is not None and not n.filled:
            return has(n, both)
        return [
            Costly(listing(made, c), cost)
            for step, cost in c.connections(n.types, a.types, "of")
            if (pred := c.reach(step, both)) and (made := c.restrict(n, pred))
        ]

    # fmt: off
    return [
        Rule("which subject", "Q", "which|who n:NP v:VP", subject, 0.0, "Which finishes prevent rust?"),
        Rule("what subject", "Q", "which v:VP", anything, 0.1, "What prevents rust?"),
        Rule("who", "Q", "who v:VP", agent, 0.1, "Who lends planes?"),
        Rule("which object", "Q", "which n:NP v:INV", subject, 0.0, "Which faults does linseed oil prevent?"),
        Rule("lack", "Q", "which n:NP aux a:NP have that|but b:NP lack", lambda n, a, b: lacking(n, a, b), 0.0, "Which snags does linseed oil have that tung oil lacks?"),
        Rule("what subject, relative after", "Q", "which v:VP r:RC", lambda v, r: None if v.measure or v.group or v.copula or r.measure or r.group or not c.compatible(v.types, r.types) else List(c.both(v.set, r.set)), 0.25, "What prevents rust that is not an oil?"),
        Rule("which object, embedded", "Q", "which n:NP v:GAP", subject, 0.1, "which faults linseed oil prevents"),
        Rule("which has, embedded", "Q", "which n:NP a:NP have", has, 0.1, "which snags varnish has"),
        Rule("but not others", "Q", "which n:NP? v:INV except b:NP", lambda v, b, n=None: unlike(n or Noun(Anything()), v, b), 0.15, "What does linseed oil prevent but not varnish?"),
        Rule("but others not, anything", "Q", "which v:INV that|but b:NP aux not w:V?", lambda v, b, w=None: unlike(Noun(Anything()), v, b), 0.0, "What does linseed oil prevent that varnish doesn't?"),
        Rule("but others not", "Q", "which n:NP v:INV that|but b:NP aux not", lambda n, v, b: unlike(n, v, b), 0.0, "Which faults does linseed oil prevent that varnish doesn't?"),
        Rule("have but others not", "Q", "which n:NP aux a:NP have that|but b:NP aux not", lambda n, a, b: lacking(n, a, b), 0.0, "Which snags does linseed oil have that tung oil doesn't?"),
        Rule("what, in place", "Q", "v:GAP which", anything, 0.1, "Linseed oil is made from what?"),
        Rule("except, in front", "Q", "except b:NP comma? q:Q", lambda q, b: List(Without(q.of, b.set)) if isinstance(q, List) and c.compatible(member_types(c, q.of), b.types) else None, 0.1, "Except for the mallet, which tools does Ben lend?"),
        Rule("except", "Q", "q:Q comma? except b:NP", lambda q, b: List(Without(q.of, b.set)) if isinstance(q, List) and c.compatible(member_types(c, q.of), b.types) else None, 0.1, "Which tools does Ann lend, except the mallet?"),
        Rule("everything that", "Q", "imp? all v:GAP", anything, 0.1, "Everything linseed oil prevents"),
        Rule("kind of what", "Q", "which be a:NP det? kind of", lambda a: List(Under(a.iri, above=True)) if a.iri is not None and not a.is_class else None, 0.0, "What is linseed oil a kind of?"),
        Rule("belongs", "Q", "which belongs n:NP", lambda n: List(Under(n.iri)) if n.bare and n.iri is not None and not n.is_class else listing(n, c), 0.0, "What falls under oil?"),
        Rule("of those, which", "Q", "of n:NP comma? which v:VP", subject, 0.0, "Of the tools Ann lends, which is made of steel?"),
        Rule("where is", "Q", "where be n:NP", located, 0.0, "Where is the stool?"),
        Rule("which of", "Q", "which of|in n:NP v:VP", subject, 0.0, "Which of them prevent rust?"),
        Rule("which of, object", "Q", "which of n:NP v:INV", subject, 0.0, "Which of them does linseed oil prevent?"),
        Rule("overlap", "Q", "imp? overlap a:NP", lambda a: List(Both(tuple(part.set for part in a.parts))) if len(a.parts) > 1 else None, 0.0, "overlap between the snags of varnish and the snags of turpentine"),
        Rule("and which", "Q", "q:Q comma? and|imp? which", lambda q: List(q.of) if isinstance(q, Truth) and not q.also and not q.negated else None, 0.0, "Is rust prevented by finishes, and which?"),
        Rule("filler after", "Q", "q:Q filler", lambda q: q, 0.05, "Explain linseed oil to me"),
        Rule("filler before", "Q", "filler comma? q:Q", lambda q: q, 0.05, "So what is linseed oil?"),
        Rule("heard of before", "Q", "heard det|define? t:NP comma? and|but? q:Q", lambda t, q: about_topic(c, t, q), 0.1, "I came across the term turps, what is it?"),
        Rule("not shared by", "Q", "which n:NP be not share a:NP", lambda n, a: List(Without(n.set, Linked(n.slot, a.set))) if n.slot is not None and n.filled and not a.quantifier and not a.parts else None, 0.0, "Which linseed oil snags are not shared by tung oil?"),
        Rule("what are the different", "Q", "what_is|which|imp? det? various n:N light|be? there?", lambda n: List(Under(n.iri)) if c.general(n) else None, -0.1, "What are the different planes?"),
        Rule("topic first", "Q", "t:NP comma? q:Q", lambda t, q: about_topic(c, t, q), 0.1, "Linseed oil: what does it prevent?"),
        Rule("its object in front", "Q", "p:prep a:NP comma? which n:NP be|have be? v:VPART", lambda p, a, n, v: (pred := c.reach(v.step, a)) and (made := c.restrict(n, pred)) and listing(made, c) if p in v.prepositions and v.particle is None else None, 0.0, "In the boat deck, which finishes were tried?"),
        Rule("qualified question", "Q", "p:acc|prep a:NP only? comma? q:Q", lambda p, a, q: narrowed_plan(c, q, p, a), 0.3, "In damp, what does linseed oil prevent?"),
        Rule("qualifier first", "Q", "a:NP comma q:Q", lambda a, q: narrowed_plan(c, q, "", a) if a.bare and not a.is_class else None, 0.4, "Frost, what does linseed oil prevent?"),
        Rule("question, qualified", "Q", "q:Q comma? p:acc a:NP only?", lambda q, p, a: narrowed_plan(c, q, p, a), 0.5, "What does linseed oil prevent, according to blind tests?"),
        Rule("only, before the question", "Q", "only? a:NP only comma? q:Q", lambda a, q: narrowed_plan(c, q, "in", a), 0.2, "Field tests only: what prevents rust?"),
        Rule("for each, it", "Q", "per|each a:NP comma? q:Q", lambda a, q: for_each(a, q), 0.0, "For each finish, how many ingredients does it contain?"),
        Rule("what object", "Q", "which|who|where v:INV", anything, 0.1, "What does linseed oil prevent?"),
        Rule("what object, relative after", "Q", "which v:INV r:RC", lambda v, r: None if v.measure or v.group or r.measure or r.group or not c.compatible(v.types, r.types) else List(c.both(v.set, r.set)), 0.2, "What does linseed oil prevent that varnish causes?"),
        Rule("which object, relative after", "Q", "which n:NP v:INV r:RC", lambda n, v, r: (m := c.restrict(n, v)) and subject(m, r), 0.1, "Which members does Ann teach that lend planes?"),
        Rule("for which", "Q", "p:prep which n:NP be a:NP m:NP", role, 0.0, "For which finishes is smell a snag?"),
        Rule("in which is", "Q", "p:prep which n:NP be a:NP", standing, 0.05, "In which room is the stool?"),
        Rule("which is it in", "Q", "which n:NP be a:NP p:prep", standing, 0.05, "Which room is the stool in?"),
        Rule("in which was given", "Q", "p:prep which n:NP f:FRONT m:MOD|NP", setting, 0.3, "In which jobs were finishes applied manually?"),
        Rule("in which was given by", "Q", "p:prep which n:NP f:FRONT prep m:NP", setting, 0.3, "In which jobs were finishes applied by brush?"),
        Rule("fronted preposition, relative after", "Q", "p:prep which n:NP? f:FRONT r:RC", lambda p, f, r, n=None: (a := c.restrict(f[0], r)) and fronted(p, n or Noun(Anything()), (a, f[1])), 0.1, "From which materials are the oils made that prevent rust?"),
        Rule("how object", "Q", "how v:INV", anything, 0.4, "How are varnishes applied by?"),
        Rule("fronted preposition", "Q", "p:prep which n:NP f:FRONT", fronted, 0.0, "Through which principles does linseed oil work?"),
        Rule("in how many, with a verb", "Q", "p:prep howmany n:NP f:FRONT", counted_in, 0.0, "In how many jobs was linseed oil tried?"),
        Rule("fronted preposition alone", "Q", "p:prep which f:FRONT", lambda p, f: fronted(p, Noun(Anything()), f), 0.0, "By what is linseed oil applied?"),
        Rule("how", "Q", "how f:FRONT", how, 0.1, "How is varnish applied?"),
        Rule("which it does", "Q", "which n:NP aux a:NP aux", lambda n, a: has(n, a) if n.slot is not None and not n.filled else None, 0.1, "Which snags can varnish do?"),
        Rule("which has", "Q", "which n:NP aux a:NP have|carrying", has, 0.0, "Which snags does varnish have?"),
        Rule("which have", "Q", "which n:NP have a:NP", lambda n, a: has(n, a) if n.slot is not None and not n.filled else [Costly(listing(made, c), cost - 0.1) for made, cost in _costs_of(c.attach(n, "with", a)) if not made.quantifier], 0.2, "Which ingredients have the finishes?"),
        Rule("shown to", "Q", "which have|aux a:NP seen|states that? b:NP to? v:V", shown, 0.0, "What have field tests shown linseed oil to prevent?"),
        Rule("which is the most expensive", "Q", "which n:NP be det? often g:GRAD", lambda n, g: (made := extreme(c, (g[0], "most", g[2]), n)) and listing(made, c) if g[1] == "base" else None, 0.0, "Which tool is the most expensive?"),
        Rule("which is the heaviest", "Q", "which n:NP be det? g:GRAD", lambda n, g: (made := extreme(c, g, n)) and listing(made, c), 0.0, "Which tool is the heaviest?"),
        Rule("which is the heaviest of", "Q", "which n:NP be det? g:GRAD pro|det? p:prep a:NP", lambda n, g, p, a: [Costly(listing(made, c), cost) for noun, cost in _costs_of(c.attach(n, p, a)) if (made := extreme(c, g, noun)) is not None], 0.05, "Which tool is the heaviest of steel?"),
        Rule("which subject, relative after", "Q", "which n:NP v:VP r:RC", lambda n, v, r: (m := c.restrict(n, r)) and subject(m, v), 0.3, "Which members lend planes that repair mallets?"),
        Rule("in which it exists", "Q", "p:prep which n:NP aux a:NP light|lie", standing, 0.1, "In which town does the boat deck lie?"),
        Rule("which is", "Q", "which n:NP be a:NP", lambda n, a: has(n, a) if n.slot is not None and a.bare and not a.is_class else None, 0.1, "What town is the boat deck?"),
        Rule("which are used", "Q", "which n:NP be? used prep? a:NP", has, 0.4, "Which jobs are linked to linseed oil?"),
        Rule("what are", "Q", "what_is n:NP", as_asked, 0.05, "What's the weight of the mallet?"),
        Rule("what are the members", "Q", "what_is the n:N", lambda n: listing(n, c) if n.is_class and n.bare else None, 0.0, "What are the tools?"),
        Rule("which noun", "Q", "which n:NP", of_light, 0.1, "Which snags of varnish?"),
        Rule("where to find what bears a value", "Q", "imp? wherefind n:BEARER", lambda n: listing(n, c), 0.2, "Where can I find Thornby?"),
        Rule("where to find", "Q", "imp? wherefind n:NP", lambda n: listing(n, c) if not (isinstance(n.set, Value) or n.quantifier or named(n.set)) else None, 0.0, "Where can I find tools of steel?"),
        Rule("which are in", "Q", "which n:NP be p:prep a:NP", lambda n, p, a: [Costly(listing(made, c), cost) for made, cost in _costs_of(c.attach(n, p, a)) if not made.quantifier], 0.15, "Which tools are of steel?"),
        Rule("which does it belong to", "Q", "which n:NP aux a:NP used", has, 0.3, "Which kit does varnish belong to?"),
        Rule("which noun exist", "Q", "which|imp? n:NP light|be there?", of_light, 0.0, "Which kits exist?"),
        Rule("which noun exist with", "Q", "which|imp n:N light|be there? p:prep a:NP", remaining, 0.3, "Which snags remain with varnish?"),
        Rule("noun, which are there", "Q", "n:NP comma? which be there", of_light, 0.0, "Snags of varnish: which are there?"),
        Rule("name and event", "Q", "a:N v:EV", events, 0.3, "descaler loosening"),
        Rule("imperative", "Q", "imp n:NP", of_light, 0.05, "List the snags of varnish"),
        Rule("imperative all", "Q", "imp all n:RC", lambda n: anything(n), 0.1, "Show me everything that prevents rust"),
        Rule("imperative question", "Q", "imp q:Q", lambda q: q, 0.1, "Tell me which finishes prevent rust"),
        Rule("everything", "Q", "all n:RC", lambda n: anything(n), 0.2, "everything that prevents rust"),
        Rule("noun alone", "Q", "n:NP", as_asked, 0.2, "snags of varnish"),
        Rule("all of a kind", "Q", "all n:NP", of_light, 0.1, "all kits"),
        Rule("noun and statement", "Q", "n:NP v:VP", keywords, 0.5, "finishes prevent rust"),
        Rule("kind of noun, name", "Q", "n:N a:N", head_first, 0.4, "jobs varnish"),
        Rule("noun before what it is of", "Q", "n:N a:N", lambda n, a: has(n, a) if n.slot is not None and not n.filled and a.bare and not a.is_class else None, 0.4, "snags varnish"),
        Rule("share with", "Q", "which n:NP aux a:NP share with|prep b:NP", lambda n, a, b: shared(n, coordinated((a, b), "and")), 0.0, "Which snags does linseed oil share with tung oil?"),
        Rule("share", "Q", "which n:NP aux a:NP share", shared, 0.0, "Which snags do linseed oil and tung oil share?"),
        Rule("common to, after a colon", "Q", "a:NP comma? common n:NP", lambda a, n: shared(n, a), 0.0, "Linseed oil and tung oil: common snags?"),
        Rule("in common", "Q", "which n:NP aux a:NP have common", shared, 0.0, "Which snags do linseed oil and tung oil have shared?"),
        Rule("shared by", "Q", "imp|what_is? n:NP be? share a:NP", shared, 0.0, "snags shared by linseed oil and tung oil"),
        Rule("which are shared by", "Q", "which n:NP be? share a:NP", shared, 0.0, "Which ingredients are common to varnish and linseed oil?"),
    ]
    # fmt: on


def about_topic(c: Composer, t: Noun, q: Plan) -> Any:
    """A question in which a pronoun means the noun that was named before it."""
    if not has_pronoun(q) or t.quantifier or t.group:
        return None
    if t.parts and t.conjunction:
        to: Set = Either(tuple(part.set for part in t.parts))
        if isinstance(q, Paths | Compare):
            return None
        return resolved(q, to, None)
    made = resolved(q, t.set, t.iri)
    return None if t.iri is None and (isinstance(q, Define | Describe | Compare)) else made


def narrowed_plan(c: Composer, q: Plan, p: str | None, a: Noun) -> Any:
    """A plan whose links rest on such claims only."""
    where = c.qualifiers(p or "in", a)
    if where is None:
        return None
    made: Any = None
    match q:
        case List(of) | Count(of):
            made = (narrowed := c.narrow(of, where)) and replace(q, of=narrowed)
        case Truth(of, against):
            narrowed = c.narrow(of, where)
            made = narrowed and replace(q, of=narrowed, against=against and c.narrow(against, where))
        case Evidence(claims) | Quantity(claims):
            made = (narrowed := c.narrow(claims, where)) and replace(q, claims=narrowed)
    return Costly(made, c.vague(where)) if made else None


def for_each(a: Noun, q: Plan) -> Any:
    """For each of the noun's members, what the question asks of "it"."""
    if a.quantifier or not isinstance(q, List | Count):
        return None
    own = q.of.parts if isinstance(q.of, Both) else (q.of,)
    links = [
        part for part in own if isinstance(part, Linked) and isinstance(part.to, Thing) and part.to.iri in PRONOUNS
    ]
    if len(links) != 1:
        return None
    rest = tuple(part for part in own if part is not links[0])
    members = Both(rest) if len(rest) > 1 else rest[0] if rest else Anything()
    return Grouped(a.set, links[0].step.back(), members, counted=isinstance(q, Count), where=links[0].where)


def had(c: Composer, n: Noun, a: Noun) -> list[tuple[Noun, float]]:
    """What of a noun another one has: its own, or where there are none, what is in it."""
    if a.filled and n.slot is not None and a.slot == n.slot:
        # "Which snags did the snags of varnish have?" asks for these.
        return [(replace(a, set=c.both(n.set, a.set)), 0.0)]
    found = [*_costs_of(c.attach(n, "of", a)), *_costs_of(c.attach(n, "in", a))]
    least = min((cost for _, cost in found), default=0.0)
    return list({made: (made, cost) for made, cost in found if cost <= least + 0.3}.values())


def in_setting(c: Composer, n: Noun, a: Noun, m: Noun) -> list[tuple[Noun, float]]:
    """The n (jobs) in which a (finishes) were applied m (manually): n joined to m, and to a where it is more than a class."""
    found = []
    for made, cost in _costs_of(c.attach(n, "", m)):
        if a.bare and a.is_class:
            found.append((made, max(0.0, cost - 0.4)))
        else:
            found += [(both, max(0.0, cost - 0.4) + more) for both, more in _costs_of(c.attach(made, "of", a))]
    return found


def _yes_or_no(c: Composer) -> list[Rule]:
    def asked(n: Noun, v: Pred) -> Any:
        plan = truth(n, v, c)
        return None if plan is None else Costly(plan, c.doubt(n.types, v))

    def copula(n: Noun, m: Noun) -> Any:
        if m.quantifier or m.number:
            return None
        return truth(n, Pred(m.set, None if m.kinds else m.types, copula=True), c)

    def denied(n: Noun, m: Noun) -> Any:
        plan = copula(n, m)
        return replace(plan, negated=not plan.negated) if isinstance(plan, Truth) and not plan.also else None

    def adjective(n: Noun, m: Noun) -> Any:
        return [
            Costly(made, cost)
            for pred, cost in _costs(c.attachments("adj", m))
            if (made := truth(n, replace(pred, settled=True), c)) is not None
        ]

    def prepositional(n: Noun, p: str, m: Noun) -> Any:
        return [
            Costly(made, cost + 0.2)
            for pred, cost in _costs(c.attachments(p, m))
            if (made := truth(n, pred, c)) is not None
        ]

    def untrue(s: tuple[Noun, Pred]) -> Any:
        plan = truth(s[0], s[1], c)
        return replace(plan, negated=not plan.negated) if isinstance(plan, Truth) and not plan.also else None

    def both_true(a: Plan, b: Plan) -> Any:
        if not isinstance(a, Truth) or not isinstance(b, Truth):
            return None
        return replace(a, also=(*a.also, replace(b, also=()), *b.also))

    def exists(n: Noun) -> Any:
        if n.group or isinstance(n.set, Anything) or n.quantifier not in ("", "no") or n.number is not None:
            return None
        return Truth(n.set, None, settled=False, negated=n.quantifier == "no")

    # fmt: off
    return [
        Rule("does", "Q", "aux n:NP v:VP", asked, 0.0, "Does linseed oil prevent rust?"),
        Rule("does not", "Q", "aux not n:NP v:VP", asked, 0.1, "Doesn't linseed oil prevent rust?"),
        Rule("has", "Q", "have n:NP v:VP", asked, 0.1, "Has linseed oil prevented rust?"),
        Rule("has been", "Q", "have n:NP be v:PASS", asked, 0.0, "Has linseed oil been tried in the boat deck?"),
        Rule("is passive", "Q", "be n:NP v:PASS|ING", asked, 0.0, "Is rust prevented by linseed oil?"),
        Rule("can be passive", "Q", "aux n:NP be v:PASS|ING", asked, 0.0, "Can rust be prevented by linseed oil?"),
        Rule("is it", "Q", "be n:NP m:NP", copula, 0.0, "Is linseed oil a finish?"),
        Rule("is adjective", "Q", "be n:NP m:MOD", adjective, 0.0, "Was the boat deck blind?"),
        Rule("is it not", "Q", "be not n:NP m:NP", copula, 0.1, "Isn't linseed oil a finish?"),
        Rule("is it denied", "Q", "be n:NP not m:NP", denied, 0.1, "Is linseed oil not a finish?"),
        Rule("is not passive", "Q", "be not n:NP v:PASS|ING", asked, 0.1, "Isn't rust prevented by linseed oil?"),
        Rule("is denied passive", "Q", "be n:NP not v:PASS|ING", lambda n, v: asked(n, replace(v, set=Without(Anything(), v.set))), 0.1, "Is rust not prevented by linseed oil?"),
        Rule("is it among", "Q", "be n:NP among m:NP", copula, 0.0, "Is the mallet among the tools?"),
        Rule("is it heavier", "Q", "be n:NP g:GRAD than a:NP", lambda n, g, a: (p := comparative(c, g, a)) and truth(n, p, c), 0.0, "Is the mallet heavier than the tenon saw?"),
        Rule("is prepositional", "Q", "be n:NP p:prep m:NP", prepositional, 0.2, "Is the boat deck in Aldmouth?"),
        Rule("is known to", "Q", "be|have n:NP be? shownto v:VP", asked, 0.0, "Is linseed oil known to prevent rust?"),
        Rule("are there", "Q", "light n:NP", exists, 0.0, "Are there jobs with 40 helpers?"),
        Rule("do they share", "Q", "aux a:NP have|share n:NP common?", lambda a, n: [Costly(Truth(m.set, None, settled=False), cost) for m, cost in had(c, n, replace(a, conjunction="and"))] if len(a.parts) > 1 else None, 0.0, "Do linseed oil and tung oil share a snag?"),
        Rule("whether there are", "Q", "whether light n:NP", exists, 0.0, "whether there are jobs with 40 helpers"),
        Rule("whether it is not so", "Q", "imp? whether? untrue s:S", untrue, 0.05, "whether it is not true that linseed oil prevents rust"),
        Rule("one and the other", "Q", "a:Q comma? and b:Q", both_true, 0.3, "Does linseed oil prevent rust and does it contain resin?"),
        Rule("statement whether", "Q", "imp? whether s:S", lambda s: truth(s[0], s[1], c), 0.1, "whether linseed oil prevents rust"),
        Rule("statement and tag", "Q", "s:S comma? tag", lambda s: truth(s[0], s[1], c), 0.0, "Linseed oil prevents rust, right?"),
        Rule("is it true that", "Q", "be pro idea? s:S", lambda s: truth(s[0], s[1], c), 0.1, "Is it the fact that linseed oil prevents rust?"),
    ]
    # fmt: on


def _costs(preds: list[Any]) -> list[tuple[Pred, float]]:
    return [(pred.meaning, pred.cost) if isinstance(pred, Costly) else (pred, 0.0) for pred in preds]


# ------------------------------------------------------------------------------------------------- numbers and groups


def _numbers(c: Composer) -> list[Rule]:
    def number(n: Noun) -> Any:
        if n.quantifier:
            return None
        if n.numeric is not None and (n.filled or n.group):
            return listing(n, c)
        return counting(n, c)

    def subject(n: Noun, v: Pred) -> Any:
        if n.numeric is not None and not n.filled:
            made = c.restrict(n, v)
            return None if made is None else listing(replace(made), c)
        made = c.restrict(n, v)
        return None if made is None else counting(made, c)

    def object_(n: Noun, v: Pred) -> Any:
        made = c.restrict(n, v)
        if made is None:
            return None
        if n.numeric is not None and _ends_in(v, n):
            return listing(made, c)
        return counting(made, c)

    def _ends_in(v: Pred, n: Noun) -> bool:
        return isinstance(v.set, Linked) and n.numeric is not None and v.set.step == n.numeric.back()

    def has(n: Noun, a: Noun) -> Any:
        found = []
        for made, cost in had(c, n, a):
            plan = listing(made, c) if n.numeric is not None else counting(made, c)
            found.append(Costly(plan, cost))
        return found

    def per(n: Noun, a: Noun, *, counted: bool) -> Any:
        """Members for each group."""
        each = replace(a, quantifier="each")
        if n.group or a.quantifier or n.quantifier:
            return None
        found: list[Any] = []
        inner = _inner(n)
        if inner is not None and c.compatible(inner[1], a.types):
            return Grouped(a.set, inner[0], n.set, counted)
        if a.slot is not None and not a.filled and c.compatible(n.types, c.subject_types(a.slot.back(), None) or None):
            step = a.slot
            groups: Set = Anything() if a.set == Linked(a.slot, Anything()) else a.set
            found.append(Grouped(groups, step, n.set, counted))
            return found
        if (
            n.slot is not None
            and not n.filled
            and (pred := c.reach(n.slot, each)) is not None
            and (made := c.restrict(n, pred)) is not None
        ):
            found.append(counting(made, c) if counted else listing(made, c))
        for step, cost in c.connections(n.types, a.types, ""):
            pred = c.reach(step, each)
            if pred is not None and (made := c.restrict(n, pred)) is not None:
                found.append(Costly(counting(made, c) if counted else listing(made, c), cost))
        return found

    def _inner(n: Noun) -> tuple[Step, Types] | None:
        """The step of a noun's own participle: tools lent (by whom is asked for each)."""
        for part in n.set.parts if isinstance(n.set, Both) else (n.set,):
            if isinstance(part, Linked) and isinstance(part.to, Anything):
                return part.step.back(), c.subject_types(part.step.back(), n.types) or None
        return None

    def measured(g: tuple[Any, str, bool], n: Noun) -> Any:
        step = Step((g[0],))
        if g[1] != "base" or not c.bears(n.types, g[0]) or n.quantifier or n.group:
            return None
        return List(Linked(step.back(), n.set))

    def totalled(n: Noun, how: Any) -> Any:
        own = n.set.parts if isinstance(n.set, Both) else (n.set,)
        links = [
            part for part in own if isinstance(part, Linked) and n.numeric is not None and part.step == n.numeric.back()
        ]
        if len(links) != 1 or len(own) != 1 or n.numeric is None:
            return None
        return Total(links[0].to, n.numeric, how)

    def by_kind(n: Noun, *, counted: bool) -> Any:
        if not n.is_class or n.quantifier or n.group:
            return None
        return Grouped(Anything(), Step((RDF.type,), inverse=True), n.set, counted)

    def of_all(m: Noun, n: Noun, how: Any) -> Any:
        """The weight of all tools: each of them counts."""
        if (
            not measurable(m)
            or m.numeric is None
            or not n.is_class
            or not all(c.bears(n.types, r) for r in m.numeric.relations)
        ):
            return None
        return Total(n.set, m.numeric, how)

    def share(n: Noun, v: Pred) -> Any:
        if v.measure or v.group or n.quantifier or n.number or n.parts or not c.compatible(n.types, v.types):
            return None
        return Costly(Share(n.set, v.set), c.doubt(n.types, v))

    def totalled_per(n: Noun, a: Noun, how: Any) -> Any:
        """The average salary for each company: of the values of those that have to do with it."""
        if (
            not measurable(n)
            or n.numeric is None
            or not a.is_class
            or not a.bare
            or n.set != Linked(n.numeric.back(), Anything())
        ):
            return None
        bearers = c.sides(n.numeric.relations[0])[0]
        if not bearers:
            return None
        among = Kind(tuple(sorted(bearers)))
        return [
            Costly(Grouped(a.set, step.back(), among, True, (), n.numeric, how), cost)
            for step, cost in c.connections(bearers, a.types, "of")
        ]

    def when(n: Noun) -> Any:
        """The years of a thing, or of what was written about it."""
        found = []
        for relation in dates():
            role = c.role_noun(Step((relation.iri,), inverse=True))
            if role is not None:
                found += [Costly(listing(made, c), cost) for made, cost in _costs_of(c.attach(role, "of", n))]
        return found

    def columns(n: Noun, roles: tuple[Noun, ...]) -> Any:
        if n.quantifier or n.group or n.number or any(role.slot is None or role.filled for role in roles):
            return None
        steps = tuple(role.slot.back() for role in roles if role.slot is not None)
        if any(not c.compatible(n.types, c.subject_types(step, None) or frozenset()) for step in steps):
            return None
        return Table(n.set, steps)

    def roles(*found: Noun) -> Any:
        """Properties to be shown side by side, each of them told of nothing yet."""
        return None if any(n.slot is None or n.filled or n.number or n.quantifier for n in found) else found

    def dated(q: Plan, y: Pred) -> Any:
        match q:
            case Grouped(members=of):
                return replace(q, members=c.both(of, y.set))
            case List(of) | Count(of):
                return replace(q, of=c.both(of, y.set))
            case _:
                return None

    def dates() -> list[Relation]:
        """The properties that are called year or date, or else are dates."""
        known = [relation for relation in c.ontology.relations.values() if relation.kind in ("number", "date")]
        return [
            relation
            for relation in known
            if relation.label in ("year", "date")
            or any(
                role == "objectNoun" and word in ("year", "date", "publication year") for role, word in relation.words
            )
        ]

    def in_time(iris: Iterable[URIRef], time: Time) -> list[Pred]:
        """What it says of a subject that these dates of it lie in a time."""
        operator, year, upper = time
        found = []
        for iri in iris:
            relation = c.ontology.relations.get(iri)
            if relation is not None and relation.kind in ("number", "date"):
                first, last = (
                    Literal(str(each), datatype=XSD.gYear) if each is not None and relation.kind == "date" else each
                    for each in (year, upper)
                )
                measure = ValueOf((Step((iri,)),))
                found.append(Pred(within(measure, operator, first, last), c.sides(iri)[0], settled=True))  # type: ignore[arg-type]
        return found

    def noun_in_time(n: Noun, time: Time) -> Any:
        called = dates()
        found = [made for pred in in_time([each.iri for each in called], time) if (made := c.restrict(n, pred))]
        if found or n.types is None:
            return found
        others = [relation.iri for relation in c.ontology.relations.values() if relation.kind == "date"]
        return [Costly(made, 0.4) for pred in in_time(others, time) if (made := c.restrict(n, pred))]

    def verb_in_time(time: Time, v: Verb | None = None) -> Any:
        """Published in 2020: by the verb's own date, or the one that there is."""
        if v is not None and (own := in_time(v.step.relations, time) if not v.step.inverse else []):
            return own
        return [Costly(pred, 0.3 if v is not None else 0.0) for pred in in_time([each.iri for each in dates()], time)]

    def timed(v: Pred, t: Time) -> Any:
        if v.measure or v.group:
            return None
        return [
            Pred(c.both(v.set, y.set), c.narrower(v.types, y.types))
            for y in in_time([each.iri for each in dates()], t)
            if c.compatible(v.types, y.types)
        ]

    def when_verb(n: Noun, v: Verb, q: str | None = None) -> Any:
        """When was it founded: the dates that the verb leads to."""
        return moment(n, v, q, dated=True)

    def where_verb(n: Noun, v: Verb, q: str | None = None) -> Any:
        """Where was she born: the places that the verb leads to."""
        return moment(n, v, q, dated=False)

    def moment(n: Noun, v: Verb, q: str | None, *, dated: bool) -> Any:
        if v.particle != q or v.step.inverse or not v.prepositions & {"in", "on", "at"} or n.quantifier or v.both:
            return None
        kept = tuple(
            iri
            for iri in v.step.relations
            if (relation := c.ontology.relations.get(iri)) is not None
            and (relation.kind == "date" or (relation.kind == "number" and dated)) == dated
            and not relation.about_claims
            and c.compatible(n.types, c.sides(iri)[0])
        )
        if not kept:
            return None
        found = Linked(Step(kept, inverse=True), n.set)
        return List(found if dated else nearest(c, found))

    # fmt: off
    return [
        Rule("how many", "Q", "howmany n:NP", number, 0.05, "number of snags of varnish"),
        Rule("how many exist", "Q", "howmany n:NP light|be there?", number, 0.0, "How many tools are there?"),
        Rule("how many are there in", "Q", "howmany n:N be there|light? p:prep a:NP", lambda n, p, a: [Costly(counting(m, c), cost) for m, cost in _costs_of(c.attach(n, p, a))], 0.0, "How many jobs are there in Thornby?"),
        Rule("how many subject", "Q", "howmany n:NP v:VP", subject, 0.0, "How many finishes prevent rust?"),
        Rule("how many object, embedded", "Q", "howmany n:NP g:GAP", lambda n, g: object_(n, g), 0.1, "how many faults linseed oil prevents"),
        Rule("how many has, embedded", "Q", "howmany n:NP a:NP have", has, 0.1, "how many snags varnish has"),
        Rule("how many object", "Q", "howmany n:NP v:INV", object_, 0.0, "How many faults does linseed oil prevent?"),
        Rule("in how many", "Q", "prep howmany n:NP f:FRONT m:MOD|NP", lambda n, f, m: [Costly(counting(noun, c), cost) for noun, cost in in_setting(c, n, f[0], m)], 0.4, "In how many jobs were finishes applied manually?"),
        Rule("how many live in", "Q", "howmany n:N dwell prep a:NP", lambda n, a: [Costly(listing(m, c), cost) for m, cost in _costs_of(c.attach(n, "of", a))] if n.numeric is not None else None, 0.0, "How many helpers work in the boat deck?"),
        Rule("how many in", "Q", "howmany n:N prep a:NP dwell?", lambda n, a: [Costly(listing(m, c), cost) for m, cost in _costs_of(c.attach(n, "of", a))] if n.numeric is not None else None, 0.0, "How many helpers in the boat deck?"),
        Rule("how long is it", "Q", "how g:GRAD be n:NP", measured, 0.0, "How heavy is the mallet?"),
        Rule("how much does it weigh", "Q", "howmuch aux n:NP v:V", lambda n, v: List(Linked(v.step.back(), n.set)) if c.is_numeric(v.step) and c.compatible(n.types, c.sides(v.step.relations[0])[0]) else None, 0.0, "How much does the tenon saw weigh?"),
        Rule("greatest value", "Q", "what_is|imp? det? highest n:NP", lambda n: totalled(n, "max"), 0.2, "What is the highest weight of the tools?"),
        Rule("least value", "Q", "what_is|imp? det? lowest n:NP", lambda n: totalled(n, "min"), 0.2, "What is the lowest weight of the tools?"),
        Rule("percentage", "Q", "what_is? percent n:NP v:VP", share, 0.0, "What percentage of the tools cost more than 50 pounds?"),
        Rule("percentage of what is", "Q", "what_is? percent n:NP be v:PASS|ING", share, 0.0, "What percentage of finishes are made from flax?"),
        Rule("total per group", "Q", "what_is|howmuch|imp? det? sum n:N per|prep each? a:NP", lambda n, a: totalled_per(n, a, "sum"), 0.1, "the total weight per material"),
        Rule("average per group", "Q", "what_is|howmuch|imp? det? avg n:N per|prep each? a:NP", lambda n, a: totalled_per(n, a, "avg"), 0.1, "average price per material"),
        Rule("in its unit", "Q", "q:Q prep u:N", lambda q, u: q if u.numeric is not None and not u.filled and u.set == Linked(u.numeric.back(), Anything()) and isinstance(q, List) and isinstance(q.of, Linked) and q.of.step == u.numeric.back() else None, 0.0, "How heavy is the mallet in kilograms?"),
        Rule("total of all", "Q", "what_is|howmuch? det? sum m:N of all n:N", lambda m, n: of_all(m, n, "sum"), 0.0, "the total weight of all tools"),
        Rule("total of all, said last", "Q", "what_is|howmuch? det? m:N of all n:N sum", lambda m, n: of_all(m, n, "sum"), 0.0, "the weight of all tools combined"),
        Rule("average of all", "Q", "what_is|howmuch? det? avg m:N of all n:N", lambda m, n: of_all(m, n, "avg"), 0.0, "the average weight of all tools"),
        Rule("total, said last", "Q", "what_is|howmuch? n:NP sum", lambda n: totalled(n, "sum"), 0.0, "the weight of the tools combined"),
        Rule("total of", "Q", "what_is|howmuch|imp? det? sum n:NP", lambda n: totalled(n, "sum") or (number(n) if n.numeric is None else None), 0.0, "the total weight of the tools"),
        Rule("average of", "Q", "what_is|howmuch? det? avg n:NP", lambda n: totalled(n, "avg"), 0.0, "the average weight of the tools"),
        Rule("how many of", "Q", "howmany of n:NP v:VP", subject, 0.0, "How many of them prevent rust?"),
        Rule("how many are that", "Q", "howmany be pro|there", lambda: Count(Thing(REFERENTS)), 0.2, "How many are that?"),
        Rule("how many took part", "Q", "howmany n:N v:V part|N?", lambda n, v: List(Linked(n.numeric.back(), Thing(REFERENT))) if n.numeric is not None and set(n.numeric.relations) & set(v.step.relations) else None, 0.3, "How many helpers joined?"),
        Rule("how many has", "Q", "howmany n:NP aux a:NP have", has, 0.0, "How many snags does varnish have?"),
        Rule("what is the number", "Q", "what_is|imp q:Q", lambda q: q if isinstance(q, Count | Grouped) else None, 0.0, "Give me the number of snags of varnish"),
        Rule("how many per kind", "Q", "howmany n:NP light|be? there? comma? per|by det? kind", lambda n: by_kind(n, counted=True), 0.0, "How many tools are there of each kind?"),
        Rule("list per kind", "Q", "which|imp|what_is? n:NP light? per|by det? kind", lambda n: by_kind(n, counted=False), 0.2, "the supplies by kind"),
        Rule("break down by kind", "Q", "breakdown n:NP part? per|by det? kind", lambda n: by_kind(n, counted=True), 0.1, "Break the supplies down by kind"),
        Rule("how many per", "Q", "howmany n:NP light|be? there? comma? per|each a:NP", lambda n, a: per(n, a, counted=True), 0.0, "How many jobs are there per town?"),
        Rule("by each", "Q", "howmany? n:NP light|be? there? by a:NP", lambda n, a: per(n, a, counted=True) if a.slot is not None and not a.filled and a.iri is None else None, 0.1, "jobs by stage"),
        Rule("so many per", "Q", "n:NP per a:NP comma? howmany", lambda n, a: per(n, a, counted=True), 0.0, "Jobs per town: how many?"),
        Rule("list per", "Q", "which|imp|what_is? n:NP light? per a:NP", lambda n, a: per(n, a, counted=False), 0.2, "the snags per finish"),
        Rule("for each, how many", "Q", "per a:NP comma? howmany n:NP light|be? there?", lambda a, n: per(n, a, counted=True), 0.0, "For each finish, how many snags are there?"),
        Rule("for each, which", "Q", "per a:NP comma? which|imp n:NP", lambda a, n: per(n, a, counted=False), 0.1, "For each finish, which snags?"),
        Rule("in the year", "TIME", "in_year year:year", lambda year: ("=", year, None), 0.0, "in 2020"),
        Rule("after the year", "TIME", "after year:year", lambda year: (">", year, None), 0.0, "after 2019"),
        Rule("before the year", "TIME", "before year:year", lambda year: ("<", year, None), 0.0, "before 2022"),
        Rule("since the year", "TIME", "since year:year", lambda year: (">=", year, None), 0.1, "since 2020"),
        Rule("the year or later", "TIME", "in_year|since year:year year_on", lambda year: (">=", year, None), 0.0, "from 2020 on"),
        Rule("the year or earlier", "TIME", "in_year year:year year_back", lambda year: ("<=", year, None), 0.0, "from 2020 or earlier"),
        Rule("until the year", "TIME", "until year:year", lambda year: ("<=", year, None), 0.0, "until 2020"),
        Rule("between the years", "TIME", "in_year? between_numbers year:year numbers_to upper:year", lambda year, upper: (">=", year, upper), 0.0, "between 2019 and 2021"),
        Rule("noun in a time", "N", "n:N t:TIME", lambda n, t: noun_in_time(n, t), 0.0, "guides from 2020"),
        Rule("year before", "N", "year:year n:N", lambda year, n: noun_in_time(n, ("=", year, None)), 0.0, "2020 guides"),
        Rule("when did it happen", "Q", "when aux n:NP v:V q:part?", when_verb, 0.0, "When did Ben arrive?"),
        Rule("when was it done", "Q", "when be n:NP v:VPART|V q:part?", when_verb, 0.0, "When was Ben welcomed?"),
        Rule("in which year was it done", "Q", "prep? which timeword be|aux n:NP v:VPART|V", when_verb, 0.0, "In which year was Ben welcomed?"),
        Rule("where did it happen", "Q", "where aux n:NP v:V q:part?", where_verb, 0.0, "Where did Ben arrive?"),
        Rule("where was it done", "Q", "where be n:NP v:VPART|V q:part?", where_verb, 0.0, "Where was Ben welcomed?"),
        Rule("when", "Q", "when be|aux n:NP seen|V|VPART part?", when, 0.4, "When was Ash 2019 recorded?"),
        Rule("property beside property", "COLS", "a:N and|comma det? b:N", lambda a, b: roles(a, b), 0.0, "weight and price"),
        Rule("property beside properties", "COLS", "a:N comma det? b:COLS", lambda a, b: roles(a, *b), 0.0, "weight, price and kilogram"),
        Rule("name beside property", "COLS", "nameword and|comma det? b:N", lambda b: roles(b), 0.0, "name and weight"),
        Rule("name beside properties", "COLS", "nameword comma? b:COLS", lambda b: b, 0.0, "name, weight and price"),
        Rule("several properties", "Q", "what_is|imp|which? det? b:COLS of|for|from|in n:NP", lambda b, n: columns(n, b), 0.0, "weight and price of the planes"),
        Rule("several properties of what is named first", "Q", "what_is|imp|which? n:NP poss b:COLS", lambda b, n: columns(n, b), 0.0, "the mallet's weight and price"),
        Rule("with its", "Q", "imp|which? n:NP prep|and possdet a:N", lambda n, a: columns(n, (a,)), 0.0, "List the tools with their weight"),
        Rule("with its and its", "Q", "imp|which? n:NP prep|and possdet a:N and possdet? b:N", lambda n, a, b: columns(n, (a, b)), 0.0, "List the tools with their weight and price"),
        Rule("question of a time", "Q", "q:Q t:TIME", lambda q, t: [dated(q, y) for y in in_time([each.iri for each in dates()], t)], 0.3, "How many guides per magazine since 2020?"),
        Rule("published in a time", "PASS", "v:V|VPART|seen? t:TIME", lambda t, v=None: verb_in_time(t, v), 0.1, "published in 2020"),
        Rule("appeared in a time", "VP", "v:VPART|V t:TIME", lambda t, v: verb_in_time(t, v), 0.2, "appeared in 2020"),
        Rule("came out in a time", "VP", "v:V q:part t:TIME", lambda t, v, q: verb_in_time(t, v), 0.2, "came out in 2020"),
        Rule("clause in a time", "INV", "v:INV t:TIME", timed, 0.1, "did Ash publish in 2019"),
        Rule("clause and a time", "VP", "v:VP t:TIME", timed, 0.1, "state claims since 2020"),
    ]
    # fmt: on


def _listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def _costs_of(found: list[Any]) -> list[tuple[Noun, float]]:
    return [(made.meaning, made.cost) if isinstance(made, Costly) else (made, 0.0) for made in found]


# ---------------------------------------------------------------------------------------------------- one or two things


def _single_things(c: Composer) -> list[Rule]:
    def defined(n: Noun) -> Any:
        return (
            Costly(Define(n.iri), 0.3 * n.is_class)
            if n.bare and n.iri is not None and not n.parts and not n.kinds
            else None
        )

    def described(n: Noun) -> Any:
        return Describe(n.iri) if n.bare and n.iri is not None and not n.parts and not n.kinds else None

    # fmt: off
    return [
        Rule("what is", "Q", "what_is n:NP", defined, 0.0, "What is linseed oil?"),
        Rule("definition", "Q", "define n:NP", defined, 0.0, "Define linseed oil."),
        Rule("what it is", "Q", "imp which n:NP be", defined, 0.0, "I'd like to know what linseed oil is"),
        Rule("definition, be last", "Q", "define n:NP be", defined, 0.0, "Explain what linseed oil is."),
        Rule("what does it mean", "Q", "define n:NP means", defined, 0.0, "What does turps mean?"),
        Rule("what does it mean in", "Q", "define n:NP means prep a:NP", lambda n, a: defined(n), 0.3, "What does gloss mean in varnish?"),
        Rule("imperative definition", "Q", "imp define n:NP means|be?", defined, 0.1, "Please give me the meaning of turps"),
        Rule("name, what is that", "Q", "n:NP comma? what_is|which det|be?", defined, 0.2, "Turps, what is that?"),
        Rule("what is it short for", "Q", "what_is n:NP means", defined, 0.0, "What's turps short for?"),
        Rule("describe", "Q", "describe n:NP", described, 0.0, "Tell me about linseed oil."),
        Rule("describe what is not named", "Q", "describe n:NP", lambda n: listing(n, c) if not n.bare and not n.quantifier and (n.filled or named(n.set)) else None, 0.3, "Tell me about the weight of the mallet."),
        Rule("describe politely", "Q", "imp describe n:NP", described, 0.1, "Please name what is known about linseed oil"),
        Rule("what does it do", "Q", "which aux n:NP aux", described, 0.0, "What does linseed oil do?"),
        Rule("definition last", "Q", "n:NP meaning", defined, 0.0, "turps definition"),
        Rule("describe all", "Q", "imp? all|which|that|det that? knows about|prep n:NP", described, 0.15, "Show me everything you know about linseed oil"),
        Rule("name alone", "Q", "n:NP", lambda n: listing(n, c) if n.is_class and n.bare else described(n), 0.0, "linseed oil"),
    ]
    # fmt: on


def _several_things(c: Composer) -> list[Rule]:
    def compared(a: Noun, b: Noun | None = None, steps: tuple[Step, ...] = ()) -> Any:
        nouns = [*(a.parts or (a,)), *((b.parts or (b,)) if b is not None else ())]
        if len(nouns) == 1 and a.iri == REFERENTS:
            return Compare((REFERENTS,), steps)
        iris = tuple(noun.iri for noun in nouns if noun.iri is not None)
        if (
            len(iris) != len(nouns)
            or len(iris) < 2
            or len(set(iris)) < len(iris)
            or not all(noun.bare for noun in nouns)
        ):
            return None
        return Costly(Compare(iris, steps), 0.2 * sum(noun.is_class for noun in nouns))

    def aspect(n: Noun, a: Noun, b: Noun | None = None) -> Any:
        if n.parts:
            return (
                compared(a, b, tuple(part.slot.back() for part in n.parts if part.slot is not None))
                if all(part.slot is not None and not part.filled for part in n.parts)
                else None
            )
        steps = (
            (n.slot.back(),)
            if n.slot is not None and not n.filled
            else tuple(
                dict.fromkeys(
                    step.back() for part in (a.parts or (a,)) for step, _ in c.connections(n.types, part.types, "of")
                )
            )
        )
        return compared(a, b, steps) if steps else None

    def path(a: Noun, b: Noun, hops: int = 4) -> Any:
        if a.is_class and b.is_class and a.bare and b.bare and hops == 1:
            return None
        if a.quantifier or b.quantifier or a.group or b.group:
            return None
        return Costly(Paths(a.set, b.set, hops), 0.2 * (a.is_class + b.is_class))

    def pair(a: Noun) -> Any:
        return path(a.parts[0], a.parts[1], 1) if len(a.parts) == 2 else None

    def explained(n: Noun, v: Pred) -> Any:
        if v.object is None or v.copula:
            return None
        # Of a chain only the last link need be one that the verb names; where the first could be one too, it is likelier.
        made = path(n, v.object)
        return made and replace(made, cost=made.cost + (0.0 if c.compatible(n.types, v.types) else 0.2))

    def far_pair(a: Noun) -> Any:
        return path(a.parts[0], a.parts[1], 4) if len(a.parts) == 2 else None

    # fmt: off
    return [
        Rule("compare", "Q", "compare a:NP sidebyside?", compared, 0.0, "Compare linseed oil and tung oil."),
        Rule("compare with", "Q", "compare a:NP prep|versus b:NP", compared, 0.0, "Contrast linseed oil with tung oil."),
        Rule("what is the difference", "Q", "what_is|imp|describe compare a:NP", compared, 0.0, "What is the difference between linseed oil and tung oil?"),
        Rule("versus", "Q", "a:NP versus b:NP", compared, 0.0, "linseed oil vs tung oil"),
        Rule("versus, three", "Q", "a:NP versus b:NP versus d:NP", lambda a, b, d: compared(coordinated((a, b, d), "and")), 0.0, "linseed oil vs tung oil vs varnish"),
        Rule("how do they compare", "Q", "a:NP comma? how aux pro|det? differ", compared, 0.0, "Linseed oil or tung oil: how do they compare?"),
        Rule("how do they differ", "Q", "how aux a:NP differ", compared, 0.0, "How do linseed oil and tung oil differ?"),
        Rule("how does it differ", "Q", "how aux|be a:NP differ from|to|with|prep? b:NP", compared, 0.0, "How does linseed oil differ from tung oil?"),
        Rule("what distinguishes", "Q", "which|how differ a:NP from|prep b:NP", compared, 0.0, "What distinguishes linseed oil from tung oil?"),
        Rule("compare an aspect", "Q", "what_is|imp|describe? compare det? n:N of|prep a:NP", aspect, 0.0, "Compare the snags of linseed oil and tung oil"),
        Rule("an aspect, versus", "Q", "what_is|imp|describe? det? n:N prep a:NP versus b:NP", aspect, 0.0, "snags of linseed oil vs tung oil"),
        Rule("compare, aspect last", "Q", "compare a:N and b:N n:N", lambda a, b, n: aspect(n, a, b), 0.2, "compare linseed oil and tung oil snags"),
        Rule("aspects, versus", "Q", "what_is|imp|describe? n:NP prep a:NP versus b:NP", lambda n, a, b: aspect(n, a, b) if n.parts else None, -0.5, "snags and ingredients of linseed oil vs tung oil"),
        Rule("aspect of each", "Q", "a:NP versus b:NP comma? n:NP of? each|both?", lambda a, b, n: aspect(n, a, b), 0.2, "Linseed oil versus tung oil: snags of each?"),
        Rule("how related", "Q", "how be a:NP related", pair, 0.0, "How are linseed oil and rust related?"),
        Rule("how related to", "Q", "how be a:NP related prep b:NP", lambda a, b: path(a, b, 1), 0.0, "How is linseed oil linked to rust?"),
        Rule("how do they relate", "Q", "a:NP comma? how aux|be pro|det? relate|related", pair, 0.0, "Linseed oil and rust: how do they relate?"),
        Rule("how do they relate, inverted", "Q", "how aux a:NP relate", pair, 0.0, "How do linseed oil and rust relate?"),
        Rule("how does it relate to", "Q", "how aux a:NP relate prep b:NP", lambda a, b: path(a, b, 1), 0.0, "How does linseed oil relate to rust?"),
        Rule("relation between", "Q", "what_is|imp|which|describe|light? det? relation between|prep a:NP", pair, 0.0, "the relation between linseed oil and rust"),
        Rule("relation of to", "Q", "what_is|imp|describe? det? relation of|between a:NP prep b:NP", lambda a, b: path(a, b, 1), 0.0, "the relation of linseed oil to rust"),
        Rule("relation last", "Q", "a:NP comma? what_is det? relation between? pro?", pair, 0.0, "Linseed oil and rust, what is the relation?"),
        Rule("what is different", "Q", "a:NP comma? what_is|which|how differ", compared, 0.1, "Linseed oil or tung oil, what's different?"),
        Rule("difference last", "Q", "a:NP comma? which|what_is det? lastly light|be? there?", compared, 0.0, "Linseed oil or tung oil: what's the difference?"),
        Rule("side by side", "Q", "imp|describe|trace|compare a:NP sidebyside", compared, 0.0, "Show linseed oil and tung oil side by side"),
        Rule("show how related", "Q", "imp how a:NP be|aux? related|relate", pair, 0.0, "Show how linseed oil and rust are related"),
        Rule("effect on", "Q", "what_is|imp|describe|which? det? effect of a:NP on|about|prep b:NP", lambda a, b: path(a, b, 1), 0.0, "Effect of linseed oil on rust"),
        Rule("what effect", "Q", "which effect aux a:NP have on|about|prep b:NP", lambda a, b: path(a, b, 1), 0.0, "What effect does linseed oil have on rust?"),
        Rule("how does it affect", "Q", "how aux a:NP affect b:NP", lambda a, b: path(a, b, 1), 0.0, "How does linseed oil affect rust?"),
        Rule("what does it do to", "Q", "which|define aux? a:NP aux to|prep b:NP", lambda a, b: path(a, b, 1), 0.0, "What does linseed oil do to rust?"),
        Rule("what happens to", "Q", "which happens a:NP prep|after b:NP", lambda a, b: path(b, a, 1), 0.0, "What happens to rust after descaler?"),
        Rule("what in common", "Q", "which aux a:NP have common", compared, 0.2, "What do linseed oil and tung oil have shared?"),
        Rule("what they share", "Q", "which aux a:NP share", compared, 0.2, "What do linseed oil and tung oil share?"),
        Rule("stand to", "Q", "prep which relation aux|be a:NP v:V|VPART? to|with b:NP", lambda a, b, v=None: path(a, b, 1), 0.0, "In which relation does linseed oil stand to rust?"),
        Rule("what it has to do with", "Q", "which aux a:NP have to aux with b:NP", lambda a, b: path(a, b, 1), 0.0, "What does linseed oil have to do with rust?"),
        Rule("anything to do with", "Q", "aux|have a:NP have? anything to aux with b:NP", lambda a, b: path(a, b, 1), 0.0, "Does linseed oil have anything to do with rust?"),
        Rule("by which", "Q", "what_is|which|imp|describe? det? n:NP prep that a:NP v:VP", lambda a, v, n: explained(a, v) if n.is_class and n.bare else None, 0.0, "the principle by which linseed oil prevents rust"),
        Rule("path by which", "Q", "what_is|which|imp|trace|describe? det? path prep that a:NP v:VP", lambda a, v: explained(a, v), 0.0, "the way in which linseed oil prevents rust"),
        Rule("to do with", "Q", "which have a:NP to aux with b:NP", lambda a, b: path(a, b, 1), 0.0, "What has linseed oil to do with rust?"),
        Rule("how lead", "Q", "how aux n:NP v:VP", explained, 0.1, "How does linseed oil prevent rust?"),
        Rule("explain how", "Q", "imp|define|describe|trace how n:NP v:VP", explained, 0.0, "Explain how linseed oil prevents rust."),
        Rule("by what chain", "Q", "prep which path of? aux n:NP v:VP", explained, 0.1, "Through what steps does linseed oil prevent rust?"),
        Rule("connect", "Q", "connecting a:NP to|with|and|prep b:NP", lambda a, b: path(a, b), 0.1, "connect linseed oil to rust"),
        Rule("steps that lead from", "Q", "which path leads from a:NP to b:NP", lambda a, b: path(a, b), 0.0, "Which steps lead from linseed oil to rust?"),
        Rule("path in front", "Q", "prep which n:NP aux a:NP v:VP", lambda a, v, n: explained(a, v) if n.is_class and n.bare else None, 0.1, "By which principle might linseed oil prevent rust?"),
        Rule("path from to", "Q", "imp|trace|what_is|which? det? path from|of? a:NP to b:NP", lambda a, b: path(a, b), 0.0, "the path from linseed oil to rust"),
        Rule("path of so many links", "Q", "q:Q comma? of|prep le num:num path", lambda q, num: replace(q, hops=min(int(num), MOST_HOPS)) if isinstance(q, Paths) and q.hops > 1 and num.datatype == XSD.integer and int(num) > 0 else None, 0.0, "How does linseed oil prevent rust, in at most 3 steps?"),
        Rule("path between", "Q", "imp|trace|what_is? det? path between|from a:NP", far_pair, 0.0, "a path between linseed oil and rust"),
        Rule("relation from to", "Q", "imp|trace|what_is|which? det? relation from a:NP to b:NP", lambda a, b: path(a, b), 0.0, "the connection from linseed oil to rust"),
        Rule("from to", "Q", "imp|trace? from a:NP to b:NP", lambda a, b: path(a, b), 0.1, "from linseed oil to rust"),
        Rule("what links", "Q", "which joins|related a:NP to|with|prep b:NP", lambda a, b: path(a, b), 0.0, "What links linseed oil to rust?"),
        Rule("two names", "Q", "a:N b:N", lambda a, b: path(a, b, 1) if a.bare and b.bare and not a.is_class and not b.is_class and c.linkable(a.types) and c.linkable(b.types) else None, 0.8, "descaler rust"),
    ]
    # fmt: on


# ------------------------------------------------------------------------------------------------------------ evidence


def _evidence(c: Composer) -> list[Rule]:
    source = _source(c)

    def claims(s: tuple[Noun, Pred], standing: str = "supported") -> Set | None:
        noun, pred = s
        if noun.iri == STATEMENT:
            return Claims(Thing(STATEMENT), standing=standing)  # type: ignore[arg-type]
        if pred.measure or pred.group:
            return None
        subjects = noun.parts or (noun,)
        found = [made for part in subjects if (made := claims_in(part.set, pred.set, standing)) is not None]  # type: ignore[arg-type]
        return found[0] if len(found) == 1 else Either(tuple(found)) if found else None

    def evidence(s: tuple[Noun, Pred], standing: str = "supported", best: bool | None = None) -> Any:
        found = claims(s, standing)
        return None if found is None else Evidence(found, strongest=bool(best))

    def against(s: tuple[Noun, Pred], best: bool | None = None) -> Any:
        return evidence(s, "refuted", best)

    def sides(s: tuple[Noun, Pred], best: bool | None = None) -> Any:
        return evidence(s, "any", best)

    def on(a: Noun) -> Any:
        if len(a.parts) == 2:
            return Evidence(Claims(a.parts[0].set, (), a.parts[1].set, "any", either_way=True))
        if a.slot is not None and a.filled:
            return None
        return Evidence(about(a)) if a.bare and not a.is_class and a.number is None and not a.quantifier else None

    def pair(a: Noun, b: Noun) -> Any:
        return Evidence(Claims(a.set, (), b.set, "any", either_way=True))

    def narrowed(q: Plan, p: str, a: Noun) -> Any:
        if not isinstance(q, Evidence | Quantity):
            return None
        where = c.qualifiers(p, a)
        made = None if where is None else c.narrow(q.claims, where)
        return None if made is None or where is None else Costly(replace(q, claims=made), c.vague(where))

    def adjective(m: Noun, q: Plan) -> Any:
        return narrowed(q, "", m)

    def papers(n: Noun, s: tuple[Noun, Pred], standing: str = "supported") -> Any:
        found = claims(s, standing)
        if found is None or source is None:
            return None
        made = c.restrict(n, Pred(Linked(source.back(), found), c.subject_types(source.back(), None) or None))
        return None if made is None else listing(made, c)

    def about_pred(a: Noun) -> Any:
        if source is None or a.quantifier or a.group or a.number:
            return None
        sources = c.subject_types(source.back(), None) or None
        if a.parts:
            each = tuple(Linked(source.back(), about(part)) for part in a.parts)
            return Pred((Both if a.conjunction == "and" else Either)(each), sources)
        return [Pred(Linked(source.back(), about(a)), sources), Pred(about(a), c.ontology.claim_classes)]

    def as_what(n: Noun, a: Noun, b: Noun) -> Any:
        """Those who say that a thing is what the second noun names: guides on smell as a snag of varnish."""
        found = claims_in(a.set, b.set) if a.bare and b.filled else None
        if found is None or source is None:
            return None
        return c.restrict(n, Pred(Linked(source.back(), found), c.subject_types(source.back(), None) or None))

    def who(s: tuple[Noun, Pred], standing: str = "supported") -> Any:
        found = claims(s, standing)
        return None if found is None or source is None else List(Linked(source.back(), found))

    def dispute(s: tuple[Noun, Pred]) -> Any:
        noun, pred = s
        of = Claims(Thing(STATEMENT), standing="disputed") if noun.iri == STATEMENT else _disputed(c, noun, pred)
        if of is None:
            return None
        return Truth(of, None, settled=True)

    def disputed_noun(n: Noun, standing: str) -> Any:
        made = _standing(n.set, standing, c)
        return None if made is None else List(made)

    def quantity(s: tuple[Noun, Pred]) -> Any:
        found = claims(s, "any")
        return None if found is None else Quantity(found)

    def said(a: Noun, b: Noun) -> Any:
        where = c.qualifiers("in", a)
        if where is None or not a.bare:
            return None
        if len(b.parts) == 2:
            return Evidence(Claims(b.parts[0].set, (), b.parts[1].set, "any", (where,), either_way=True))
        made = c.narrow(about(b), where)
        return Evidence(made) if made else None

    def two_disputed(a: Noun) -> Any:
        if len(a.parts) != 2:
            return None
        one, other = a.parts
        found = tuple(
            relation.iri
            for relation in c.ontology.relations.values()
            if relation.claimed
            and not relation.derived
            and c.compatible(one.types, c.subject_types(Step((relation.iri,)), other.types) or frozenset())
        )
        return (
            Truth(c.both(one.set, Linked(Step(found), other.set, standing="disputed")), None, settled=True)
            if found
            else None
        )

    def any_against(s: tuple[Noun, Pred]) -> Any:
        found = claims(s, "refuted")
        return None if found is None else Truth(found, None, settled=True)

    # fmt: off
    return [
        Rule("evidence that", "Q", "what_is|which|imp? det? evidence|finding light|be? there? that s:S", evidence, 0.0, "What is the evidence that linseed oil prevents rust?"),
        Rule("evidence for", "Q", "what_is|which|imp? det? evidence|finding light|be? there? p:prep|about s:GERUND", lambda s, p=None: None if p == "against" else evidence(s), 0.0, "evidence for linseed oil preventing rust"),
        Rule("evidence for, finite", "Q", "what_is|which|imp? det? evidence light|be? there? p:prep|about s:S", lambda s, p=None: None if p == "against" else evidence(s), 0.3, "evidence on whether linseed oil prevents rust"),
        Rule("how many claims", "Q", "howmany evidence states? that? s:S", lambda s: (found := claims(s)) and Count(found), 0.0, "How many claims support that linseed oil prevents rust?"),
        Rule("is there evidence", "Q", "be|light there? det? evidence that|prep? s:S", lambda s: truth(s[0], s[1], c), 0.05, "Is there evidence that linseed oil prevents rust?"),
        Rule("what is said about two", "Q", "saidabout a:NP", on, 0.0, "What does the graph say about linseed oil and rust?"),
        Rule("is there evidence of a kind", "Q", "be|light there? det? evidence acc|prep a:NP that s:S", lambda a, s: (q := truth(s[0], s[1], c)) and narrowed_plan(c, q, "in", a), 0.05, "Is there evidence in field tests that linseed oil prevents rust?"),
        Rule("is there such evidence", "Q", "be|light there? det? m:N|MOD evidence? that s:S", lambda m, s: narrowed_plan(c, q, "in", m) if c.qualifiers("in", m) and (q := truth(s[0], s[1], c)) else None, 0.1, "Are there field tests that linseed oil prevents rust?"),
        Rule("strongest evidence", "Q", "what_is|which|imp? det? best:strongest evidence p:that|prep s:S", lambda s, best, p=None: None if p == "against" else evidence(s, best=best), 0.0, "the strongest evidence that linseed oil prevents rust"),
        Rule("what supports", "Q", "which|imp det? evidence? that? states s:S", evidence, 0.0, "What supports the idea that linseed oil prevents rust?"),
        Rule("what findings support", "Q", "which|imp det? finding that? states s:S", evidence, 0.3, "Which data show that linseed oil prevents rust?"),
        Rule("claim rests", "Q", "on|prep which aux det evidence acc that s:S", evidence, 0.0, "From which does the claim rest on that linseed oil prevents rust?"),
        Rule("how do we know", "Q", "howknow s:S", evidence, 0.0, "How do we know that linseed oil prevents rust?"),
        Rule("what does it say about", "Q", "which aux a:NP tells b:NP", said, 0.0, "What does the boat deck tell us about linseed oil?"),
        Rule("according to whom", "Q", "whom s:S", who, 0.0, "According to whom does linseed oil prevent rust?"),
        Rule("agreement", "Q", "aux det? n:NP|evidence|finding agree s:S", lambda s, n=None: (plan := dispute(s)) and replace(plan, negated=True), 0.0, "Do the guides agree that linseed oil prevents rust?"),
        Rule("evidence on two disputed", "Q", "be det? evidence|finding about|prep a:NP disputed", two_disputed, 0.0, "Is the evidence on linseed oil and rust mixed?"),
        Rule("findings on two differ", "Q", "aux det? evidence|finding about|prep a:NP disagree", two_disputed, 0.0, "Do the findings on linseed oil and rust conflict?"),
        Rule("on which they disagree", "Q", "on|about|prep which n:NP aux det? m:NP|evidence|finding disagree", lambda n, m=None: disputed_noun(n, "disputed"), 0.0, "On which snags of varnish do the guides disagree?"),
        Rule("dispute about two", "Q", "be|light there? det? dispute about|prep a:NP", two_disputed, 0.1, "Are there conflicting findings on linseed oil and rust?"),
        Rule("evidence on two", "Q", "what_is|which|imp? det? evidence light|be? there? about|prep a:NP", on, 0.1, "the evidence on linseed oil and rust"),
        Rule("evidence for as", "Q", "imp|what_is? det? evidence prep a:NP prep b:NP", lambda a, b: _as_role(c, a, b), 0.1, "evidence for smell as a snag"),
        Rule("evidence that links", "Q", "what_is|which|imp? det? evidence|finding linking a:NP to|with|and|prep b:NP", pair, 0.0, "evidence linking linseed oil to rust"),
        Rule("evidence keywords", "Q", "evidence a:N b:N", pair, 0.3, "evidence descaler rust"),
        Rule("against", "Q", "which|imp det? evidence? denies s:S", against, 0.0, "Which claims speak against linseed oil preventing rust?"),
        Rule("evidence against", "Q", "what_is|imp|which? det? best:strongest? evidence against s:S", against, 0.0, "evidence against linseed oil preventing rust"),
        Rule("any evidence against", "Q", "be|light there? det? evidence against s:S", any_against, 0.0, "Is there any evidence against linseed oil preventing rust?"),
        Rule("both sides", "Q", "imp? det? best:strongest? sides comma|prep? aux? s:S", sides, 0.0, "Show both sides: does linseed oil prevent rust?"),
        Rule("evidence qualified", "Q", "q:Q p:acc|prep a:NP", narrowed, 0.2, "the evidence that linseed oil prevents rust in damp"),
        Rule("evidence of a level", "Q", "imp|what_is|which? det? m:MOD|N q:Q", lambda m, q: narrowed(q, "", m), 0.5, "the blind evidence that linseed oil prevents rust"),
        Rule("papers about", "RC", "that? about both? a:NP", about_pred, 0.1, "about linseed oil"),
        Rule("papers for a role", "N", "n:N prep a:NP as b:NP", as_what, 0.1, "guides on smell as a snag of varnish"),
        Rule("papers with claims about", "RC", "with evidence|finding about|prep a:NP", about_pred, 0.0, "with claims about linseed oil"),
        Rule("papers about, finite", "VP", "about both? a:NP", about_pred, 0.3, "deal with linseed oil"),
        Rule("papers that state", "Q", "which|imp? n:NP that? states s:S", papers, 0.0, "Which guides report that linseed oil prevents rust?"),
        Rule("papers that deny", "Q", "which|imp? n:NP that? denies s:S", lambda n, s: papers(n, s, "refuted"), 0.0, "Which guides failed to find that linseed oil prevents rust?"),
        Rule("states", "VP", "states s:S", lambda s: (found := claims(s)) and source and Pred(Linked(source.back(), found), c.subject_types(source.back(), None) or None), 0.05, "report that linseed oil prevents rust"),
        Rule("denies", "VP", "denies s:S", lambda s: (found := claims(s, "refuted")) and source and Pred(Linked(source.back(), found), c.subject_types(source.back(), None) or None), 0.05, "deny that linseed oil prevents rust"),
        Rule("who states", "Q", "who states s:S", who, 0.0, "Who showed that linseed oil prevents rust?"),
        Rule("who denies", "Q", "who denies s:S", lambda s: who(s, "refuted"), 0.0, "Who denies that linseed oil prevents rust?"),
        Rule("disagreement", "Q", "be|light there? det? dispute about|prep? s:S", dispute, 0.0, "Is there disagreement about whether linseed oil prevents rust?"),
        Rule("is it disputed", "Q", "be pro disputed s:S", dispute, 0.0, "Is it disputed that linseed oil prevents rust?"),
        Rule("do they disagree", "Q", "aux det? n:NP|evidence disagree about|prep? s:S", lambda s, n=None: dispute(s), 0.0, "Do findings differ on whether linseed oil prevents rust?"),
        Rule("disputed, before the noun", "N", "disputed n:N", lambda n: None if (of := _standing(n.set, "disputed", c)) is None else replace(n, set=of, bare=False), 0.0, "disputed snags of varnish"),
        Rule("disputed noun", "Q", "which|imp|what_is? n:NP be|have? be? disputed", lambda n: disputed_noun(n, "disputed"), 0.0, "Which faults that linseed oil prevents are disputed?"),
        Rule("refuted noun", "Q", "which|imp|what_is? yet? n:NP be|have? be? refuted", lambda n: disputed_noun(n, "refuted"), 0.0, "Which faults that linseed oil prevents have been refuted?"),
        Rule("the evidence", "Q", "what_is|which|imp|describe? det? evidence|finding light|be? there?", lambda: Evidence(Claims(Thing(STATEMENT))), 0.3, "What is the evidence?"),
        Rule("the evidence against", "Q", "what_is|which|imp|be? det? evidence light|be? there? against", lambda: Evidence(Claims(Thing(STATEMENT), standing="refuted")), 0.3, "any evidence against"),
        Rule("how good is it", "Q", "howknow", lambda: Evidence(Claims(Thing(STATEMENT))), 0.3, "How strong is the evidence?"),
        Rule("is it so disputed", "Q", "be pro disputed", lambda: Truth(Claims(Thing(STATEMENT), standing="disputed"), None, settled=True), 0.0, "Is that disputed?"),
        Rule("how much so", "Q", "howmuch", lambda: Quantity(Claims(Thing(STATEMENT), standing="any")), 0.3, "By how much?"),
        Rule("how much", "Q", "howmuch aux? s:S", quantity, 0.0, "How much did descaler loosen rust?"),
    ]
    # fmt: on


def _as_role(c: Composer, a: Noun, b: Noun) -> Any:
    """Claims in which a thing stands as what a noun names: smell as a snag."""
    if b.slot is None:
        return None
    ends = (
        Claims(Anything(), b.slot.relations, a.set) if b.slot.inverse else Claims(a.set, b.slot.relations, Anything())
    )
    return Evidence(ends)


def _disputed(c: Composer, noun: Noun, pred: Pred) -> Set | None:
    disputed = _standing(pred.set, "disputed", c)
    return None if disputed is None else c.both(noun.set, disputed)


def _standing(of: Set, standing: Any, c: Composer) -> Set | None:
    match of:
        case Linked(step=step, to=to) if c.claimed(step) and not isinstance(to, Anything):
            return replace(of, standing=standing)
        case Both(parts=parts):
            made = [_standing(part, standing, c) for part in parts]
            if all(part is None for part in made):
                return None
            return Both(tuple(new or old for new, old in zip(made, parts, strict=True)))
        case _:
            return None


__all__ = ["rules"]
