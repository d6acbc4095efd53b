"""Questions for numbers, groups, totals, years and several properties at once."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace
from rdflib import Literal, URIRef

from msgraph.chart import Costly, Rule
from msgraph.composer import Composer
from msgraph.grammar import counting, listing, members
from msgraph.meaning import REFERENT, REFERENTS, Noun, Pred, Verb, measurable, named, within
from msgraph.ontology import Relation
from msgraph.plan import (
    Anything,
    Both,
    Count,
    Either,
    Extreme,
    Grouped,
    Kind,
    Linked,
    List,
    Operator,
    Plan,
    Set,
    Share,
    Step,
    Table,
    Thing,
    Total,
    Truth,
    Under,
    ValueOf,
)
from msgraph.question import english
from msgraph.rules.shared import as_year, costs, had, in_setting, member_types, nearest, of_studies, source_of, unitless
from msgraph.selection import Types
from msgraph.termwords import guessed_words, is_year
from msgraph.vocabulary import RDF, XSD

Time = tuple[Operator, Literal, Literal | None]
"""A time: how it lies to a year, and the last year where it is a span."""


def numbers(c: Composer) -> list[Rule]:
    """The rules of questions for numbers and groups."""

    def number(n: Noun) -> Any:
        if n.quantifier:
            return None
        if n.numeric is not None and (n.filled or n.group):
            return listing(n, c)
        return counting(n, c)

    def in_all(n: Noun) -> Any:
        """How many beds there are: those of all wards together, and not how many numbers of them."""
        if n.quantifier or not measurable(n) or n.numeric is None or n.set != Linked(n.numeric.back(), Anything()):
            return number(n)
        # What sources tell of is counted where it is, and not once more for each source.
        every = c.sides(n.numeric.relations[0])[0] or frozenset()
        source = source_of(c)
        telling = c.subject_types(source.back(), None) if source is not None else None
        bearers = (
            frozenset(cls for cls in every if not telling or not c.compatible(frozenset((cls,)), telling)) or every
        )
        if not bearers or not all(counts(c.ontology.relations[iri]) for iri in n.numeric.relations):
            return None
        return Total(Kind(tuple(sorted(bearers))), n.numeric, "sum")

    def there_in(n: Noun, p: str, a: Noun) -> Any:
        """How many there are somewhere; where a noun names numbers, these together."""
        made = costs(c.attach(n, p, a))
        if n.numeric is None:
            return [Costly(counting(m, c), cost) for m, cost in made]
        countable = all(counts(c.ontology.relations[iri]) for iri in n.numeric.relations)
        return [Costly(totalled(m, "sum"), cost) for m, cost in made] if countable else None

    def counts(relation: Relation) -> bool:
        """Whether a number is that of things that can be counted."""
        return relation.kind == "number" and any(
            role == "objectNoun" and text.startswith("number of ")
            for role, text in (*relation.words, *guessed_words(relation, english()))
        )

    def subject(n: Noun, v: Pred) -> Any:
        if n.numeric is not None and not n.filled:
            made = c.restrict(n, v)
            return None if made is None else listing(replace(made), c)
        if v.copula and isinstance(v.set, Thing) and c.things.general(v.set.iri):
            # What is of a kind lies below it.
            v = replace(v, set=Under(v.set.iri))
        made = c.restrict(n, v)
        if made is None and (studied := of_studies(c, n.types, v)) is not None:
            made = c.restrict(n, studied)
        return None if made is None else counting(made, c)

    def object_(n: Noun, v: Pred) -> Any:
        made = c.restrict(n, v)
        if made is None:
            return None
        if n.numeric is not None and isinstance(v.set, Both):
            # Numbers are not counted, and the number of the one is none of the other.
            return None
        if n.numeric is not None and _ends_in(v, n):
            return listing(made, c)
        return counting(made, c)

    def _ends_in(v: Pred, n: Noun) -> bool:
        """Whether it is said of the numbers whose they are, and not of what has them."""
        lifted = c.lifted(n.types, v) or v
        return isinstance(lifted.set, Linked) and n.numeric is not None and lifted.set.step == n.numeric.back()

    def has(n: Noun, a: Noun) -> Any:
        found = []
        for made, cost in had(c, n, a):
            plan = listing(made, c) if n.numeric is not None else counting(made, c)
            found.append(Costly(plan, cost))
        if n.slot is not None and n.numeric is not None and a.parts and len(found) == 1:
            # Of several things each has its own number.
            return Costly(Table(Either(tuple(part.set for part in a.parts)), (n.slot.back(),)), found[0].cost)
        return found

    def holding(n: Noun, a: Noun) -> Noun | None:
        """The noun's members in which there are so many of something."""
        pred = c.reach(a.numeric, a) if a.numeric is not None and a.number is not None else None
        return None if pred is None or n.quantifier else c.restrict(n, pred)

    def done_per(a: Noun, n: Noun, v: Verb) -> Any:
        """For each of the groups, how many members the participle says something of in it."""
        if a.quantifier or n.quantifier or v.particle or v.both or v.prepositions.isdisjoint(("in", "on", "at", "by")):
            return None
        pred = c.reach(v.step, replace(a, quantifier="each"))
        made = None if pred is None else c.restrict(n, pred)
        return None if made is None else counting(made, c)

    def per(n: Noun, a: Noun, *, counted: bool) -> Any:
        """Members for each group."""
        if n.group or a.quantifier or n.quantifier:
            return None
        groups = members(a, c) or a.set if a.kinds else a.set
        each = replace(a, quantifier="each", set=groups)
        found: list[Any] = []
        inner = _inner(n)
        if inner is not None and c.compatible(inner[1], a.types):
            return Grouped(groups, inner[0], n.set, counted)
        if a.slot is not None and not a.filled and c.compatible(n.types, c.subject_types(a.slot.back(), None) or None):
            step = a.slot
            found.append(Grouped(Anything() if a.set == Linked(a.slot, Anything()) else groups, step, n.set, counted))
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

    def in_some_unit(q: Plan) -> Any:
        """A number in the unit that was named, where the graph does not say which one it is."""
        if not isinstance(q, List) or not isinstance(q.of, Linked) or not c.is_numeric(q.of.step.back()):
            return None
        return q if unitless(c, q.of.step) else None

    def share(n: Noun, v: Pred) -> Any:
        if (
            v.measure
            or v.group
            or n.measured
            or n.quantifier
            or n.number
            or n.parts
            or not c.compatible(n.types, v.types)
        ):
            return None
        return Costly(Share(n.set, v.set), c.doubt(n.types, v))

    def averaged(q: Plan) -> Any:
        """The mean of the numbers that a question asks for."""
        if not isinstance(q, List) or not isinstance(q.of, Linked) or q.of.where or not c.is_numeric(q.of.step.back()):
            return None
        return Total(q.of.to, q.of.step.back(), "avg")

    def totalled_per(n: Noun, a: Noun, how: Any) -> Any:
        """The average salary for each company: of the values of those that have to do with it."""
        if not measurable(n) or n.numeric is None or n.set != Linked(n.numeric.back(), Anything()):
            return None
        bearers = c.sides(n.numeric.relations[0])[0]
        if not bearers:
            return None
        among = Kind(tuple(sorted(bearers)))
        if a.slot is not None and a.set == Linked(a.slot, Anything()) and c.compatible(bearers, c.ends(a.slot)):
            return Grouped(Anything(), a.slot, among, True, (), n.numeric, how)
        if not a.is_class or not a.bare:
            return None
        return [
            Costly(Grouped(a.set, step.back(), among, True, (), n.numeric, how), cost)
            for step, cost in c.connections(bearers, a.types, "of")
        ]

    def when(n: Noun, v: Verb | None = None) -> Any:
        """The years of a thing, or of what was written about it; when it began or ended is another matter."""
        known = {*(relation.iri for relation in dates()), c.ontology.claims.source}
        if v is not None and known.isdisjoint(v.step.relations):
            return None
        found = []
        for relation in dates():
            role = c.role_noun(Step((relation.iri,), inverse=True))
            if role is not None:
                found += [Costly(listing(made, c), cost) for made, cost in costs(c.attach(role, "of", n))]
        return found

    def columns(n: Noun, roles: tuple[Noun, ...]) -> Any:
        if n.quantifier not in ("", "each") or n.group or n.number:
            return None
        if any(role.slot is None or role.filled for role in roles):
            return None
        steps = tuple(role.slot.back() for role in roles if role.slot is not None)
        if any(not c.compatible(n.types, c.subject_types(step, None) or frozenset()) for step in steps):
            return None
        if named(n.set) and any(map(c.claimed, steps)):
            # Of one thing with many of each, side by side they would seem to belong together.
            return None
        return Table(n.set, steps)

    def roles(*found: Noun) -> Any:
        """Properties to be shown side by side, each of them told of nothing yet."""
        return None if any(n.slot is None or n.filled or n.number or n.quantifier for n in found) else found

    def within_reach(link: Linked, y: Pred) -> bool:
        """Whether it is what a link leads to that has the date."""
        return not c.claimed(link.step) and c.ends(link.step) is not None and c.compatible(c.ends(link.step), y.types)

    def dated(q: Plan, y: Pred) -> Any:
        """A question for what has a date, or for what only one relation joins to such things: the jobs that guides describe."""
        match q:
            case Grouped(members=of) | List(of) | Count(of) | Truth(of, None, also=()):
                types = member_types(c, of)
                said: Pred | None = y if c.compatible(types, y.types) else c.had(types, y)
            case _:
                return None
        # What studies come from reports on them; of other things it only tells what they are.
        told = types is not None and not types <= c.expand(c.ontology.studies) and not isinstance(q, Grouped)
        if said is not y and told and (then := claimed_then(of, y)) is not None:
            return replace(q, of=then)
        if said is None:
            return None
        # Who wrote of it then did not only write of it, and write then.
        inner = [
            part
            for part in (of.parts if isinstance(of, Both) else (of,))
            if isinstance(part, Linked) and within_reach(part, y)
        ]
        if len(inner) == 1 and said is not y:
            dated_ = replace(inner[0], to=c.both(inner[0].to, y.set))
            rest = [part for part in of.parts if part is not inner[0]] if isinstance(of, Both) else []
            of = Both((*rest, dated_)) if rest else dated_
        else:
            of = c.both(of, said.set)
        return replace(q, members=of) if isinstance(q, Grouped) else replace(q, of=of)

    def claimed_then(of: Set, y: Pred) -> Set | None:
        """A set by the claims of sources of that time, where that is what the time can be said of."""
        source = source_of(c)
        sources = source and c.subject_types(source.back(), None)
        return c.narrow(of, Linked(source, y.set)) if source and sources and c.compatible(sources, y.types) else None

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
            if relation is not None and relation.kind in (
                ("date",) if year.datatype == XSD.date else ("number", "date")
            ):
                first, last = (
                    as_year(each) if each is not None and relation.kind == "date" else each for each in (year, upper)
                )
                measure = ValueOf((Step((iri,)),))
                found.append(Pred(within(measure, operator, first, last), c.sides(iri)[0], settled=True))  # type: ignore[arg-type]
        return found

    def noun_in_time(n: Noun, time: Time) -> Any:
        if measurable(n) and n.numeric and all(c.ontology.relations[iri].kind == "date" for iri in n.numeric.relations):
            # A date that lies there.
            operator, first, last = time
            return replace(n, number=(operator, as_year(first), None if last is None else as_year(last)))
        return [Costly(made, cost) for pred, cost in times(n.types, time) if (made := c.restrict(n, pred))]

    def times(types: Types, time: Time) -> list[tuple[Pred, float]]:
        """What it says of such things that a year or date of theirs lies in a time: the one called so, or else any."""
        found = [pred for pred in in_time([each.iri for each in dates()], time) if c.compatible(types, pred.types)]
        if found or types is None:
            return [(pred, 0.0) for pred in found]
        others = [
            relation.iri
            for relation in c.ontology.relations.values()
            if relation.kind == "date" or (relation.kind == "number" and is_year(relation.label))
            if c.bears(types, relation.iri)
        ]
        return [(pred, 0.4) for pred in in_time(others, time) if c.compatible(types, pred.types)]

    def verb_in_time(time: Time, v: Verb | None = None) -> Any:
        """Published in 2020: by the verb's own date, or the one that there is."""
        if v is not None and (own := in_time(v.step.relations, time) if not v.step.inverse else []):
            return own
        return [Costly(pred, 0.3 if v is not None else 0.0) for pred in in_time([each.iri for each in dates()], time)]

    def came_out(v: Verb, t: Time, q: str | None = None) -> Any:
        """Came out in 2020: what has such a date, or a study of which something that has one tells."""
        found = costs(verb_in_time(t, v))
        studies = c.ontology.studies
        told = [(theirs, cost) for pred, cost in found if studies and (theirs := c.had(c.expand(studies), pred))]
        return [Costly(pred, cost) for pred, cost in found] + [Costly(pred, cost + 0.1) for pred, cost in told]

    def timed(v: Pred, t: Time) -> Any:
        if v.measure or v.group:
            return None
        return [Costly(Pred(c.both(v.set, y.set), c.narrower(v.types, y.types)), cost) for y, cost in times(v.types, t)]

    def dated_first(v: Verb, n: Noun, *, most: bool) -> Noun | None:
        """Those of a noun's members to which something was done last, or first."""
        if v.form != "past" or n.quantifier or n.number or not all(c.bears(n.types, iri) for iri in v.step.relations):
            return None
        return replace(n, set=Extreme(n.set, ValueOf((v.step,)), most), bare=False, iri=None)

    def foremost(v: Verb, n: Noun | None, *, most: bool) -> Any:
        bearers = c.subject_types(v.step, None)
        if n is None and not bearers:
            return None
        first = dated_first(v, n or Noun(Kind(tuple(sorted(bearers or ()))), bearers or None), most=most)
        return None if first is None else listing(first, c)

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
            and (relation.kind in ("date", "number")) == dated
            and not relation.about_claims
            and c.compatible(n.types, c.sides(iri)[0])
        )
        if not kept:
            return through_node(n, v) if dated else None
        found = Linked(Step(kept, inverse=True), n.set)
        return List(found if dated else nearest(c, found))

    def through_node(n: Noun, v: Verb) -> Any:
        """When somebody was admitted: the dates of the stays, which have no names of their own, that are somebody's."""
        found = []
        for iri in v.step.relations:
            bearers = c.sides(iri)[0]
            ways = (
                c.links(bearers, n.types)
                if bearers and bearers <= c.ontology.nodes and c.is_numeric(Step((iri,)))
                else ()
            )
            if len(ways) == 1:
                found.append(List(Linked(Step((iri,), inverse=True), Linked(ways[0], n.set))))
        return found

    # fmt: off
    return [
        Rule("how many", "Q", "howmany n:NP", number, 0.05, "number of snags of varnish"),
        Rule("how many of those", "Q", "howmany", lambda: Count(Thing(REFERENTS)), 0.3, "How many?"),
        Rule("how many exist", "Q", "howmany n:NP light|be there?", in_all, 0.0, "How many tools are there?"),
        Rule("how many are there in", "Q", "howmany n:NP be|light there|light? p:prep a:NP", there_in, 0.0, "How many jobs are there in Thornby?"),
        Rule("how many subject", "Q", "howmany n:NP v:VP", subject, 0.0, "How many finishes prevent rust?"),
        Rule("how many object, embedded", "Q", "howmany n:NP g:GAP", lambda n, g: object_(n, g), 0.1, "how many faults linseed oil prevents"),
        Rule("how many has, embedded", "Q", "howmany n:NP a:NP have", has, 0.1, "how many snags varnish has"),
        Rule("how many object", "Q", "howmany n:NP v:INV", object_, 0.0, "How many faults does linseed oil prevent?"),
        Rule("in which are there so many", "Q", "prep which n:NP be there a:NP", lambda n, a: (made := holding(n, a)) and listing(made, c), 0.0, "In which jobs were there more than 12 helpers?"),
        Rule("in how many are there so many", "Q", "prep howmany n:NP be there a:NP", lambda n, a: (made := holding(n, a)) and counting(made, c), 0.0, "In how many jobs were there more than 12 helpers?"),
        Rule("in how many", "Q", "prep howmany n:NP f:FRONT m:MOD|NP", lambda n, f, m: [Costly(counting(noun, c), cost) for noun, cost in in_setting(c, n, f[0], m, f[1])] if f[1].form == "past" else None, 0.4, "In how many jobs were finishes applied manually?"),
        Rule("how many live in", "Q", "howmany n:N dwell prep a:NP", lambda n, a: [Costly(listing(m, c), cost) for m, cost in costs(c.attach(n, "of", a))] if n.numeric is not None else None, 0.0, "How many helpers work in the boat deck?"),
        Rule("how many in", "Q", "howmany n:N prep a:NP dwell?", lambda n, a: [Costly(listing(m, c), cost) for m, cost in costs(c.attach(n, "of", a))] if n.numeric is not None else None, 0.0, "How many helpers in the boat deck?"),
        Rule("how long is it", "Q", "how g:GRAD be n:NP", measured, 0.0, "How heavy is the mallet?"),
        Rule("how much does it weigh", "Q", "howmuch aux n:NP v:V", lambda n, v: List(Linked(v.step.back(), n.set)) if c.is_numeric(v.step) and c.compatible(n.types, c.sides(v.step.relations[0])[0]) else None, 0.0, "How much does the tenon saw weigh?"),
        Rule("greatest value", "Q", "what_is|imp? det? highest n:NP", lambda n: totalled(n, "max"), 0.2, "What is the highest weight of the tools?"),
        Rule("least value", "Q", "what_is|imp? det? lowest n:NP", lambda n: totalled(n, "min"), 0.2, "What is the lowest weight of the tools?"),
        Rule("percentage", "Q", "what_is? percent n:NP v:VP", share, 0.0, "What percentage of the tools cost more than 50 pounds?"),
        Rule("percentage of what is", "Q", "what_is? percent n:NP be v:PASS|ING", share, 0.0, "What percentage of finishes are made from flax?"),
        Rule("total per group", "Q", "what_is|howmuch|imp? det? sum n:N per|prep each? a:NP", lambda n, a: totalled_per(n, a, "sum"), 0.1, "the total weight per material"),
        Rule("average per group", "Q", "what_is|howmuch|imp? det? avg n:N per|prep each? a:NP", lambda n, a: totalled_per(n, a, "avg"), 0.1, "average price per material"),
        Rule("in its unit", "Q", "q:Q prep u:N.measure", lambda q, u: q if u.numeric is not None and not u.filled and u.set == Linked(u.numeric.back(), Anything()) and isinstance(q, List) and isinstance(q.of, Linked) and q.of.step == u.numeric.back() else None, 0.0, "How heavy is the mallet in kilograms?"),
        Rule("in some unit", "Q", "q:Q prep unitword", in_some_unit, 0.2, "What is the rating of the starter kit in feet?"),
        Rule("total of all", "Q", "what_is|howmuch? det? sum m:N of all n:N", lambda m, n: of_all(m, n, "sum"), 0.0, "the total weight of all tools"),
        Rule("total of all, said last", "Q", "what_is|howmuch? det? m:N of all n:N sum", lambda m, n: of_all(m, n, "sum"), 0.0, "the weight of all tools combined"),
        Rule("average of all", "Q", "what_is|howmuch? det? avg m:N of all n:N", lambda m, n: of_all(m, n, "avg"), 0.0, "the average weight of all tools"),
        Rule("total, said last", "Q", "what_is|howmuch? n:NP sum", lambda n: totalled(n, "sum"), 0.0, "the weight of the tools combined"),
        Rule("total of", "Q", "what_is|howmuch|imp? det? sum n:NP", lambda n: totalled(n, "sum") or (number(n) if n.numeric is None else None), 0.0, "the total weight of the tools"),
        Rule("average of", "Q", "what_is|howmuch? det? avg n:NP", lambda n: totalled(n, "avg"), 0.0, "the average weight of the tools"),
        Rule("on average", "Q", "q:Q comma? onavg", averaged, 0.0, "How much do the tools weigh on average?"),
        Rule("on average, said first", "Q", "onavg comma? q:Q", averaged, 0.0, "On average, how heavy are the tools?"),
        Rule("how many of", "Q", "howmany of n:NP v:VP", subject, 0.0, "How many of them prevent rust?"),
        Rule("how many are that", "Q", "howmany be pro|there", lambda: Count(Thing(REFERENTS)), 0.2, "How many are that?"),
        Rule("how many do", "Q", "howmany v:VP", lambda v: Count(c.both(Thing(REFERENTS), v.set)) if not (v.measure or v.group) else None, 0.3, "How many prevent rust?"),
        Rule("how many took part", "Q", "howmany n:N v:V part|N?", lambda n, v: List(Linked(n.numeric.back(), Thing(REFERENT))) if n.numeric is not None and set(n.numeric.relations) & set(v.step.relations) else None, 0.3, "How many helpers joined?"),
        Rule("how many has", "Q", "howmany n:NP aux a:NP have|contain", has, 0.0, "How many snags does varnish have?"),
        Rule("what is the number", "Q", "what_is|imp q:Q", lambda q: q if isinstance(q, Count | Grouped) else None, 0.0, "Give me the number of snags of varnish"),
        Rule("how many per kind", "Q", "howmany n:NP light|be? there? comma? per|by det? kind", lambda n: by_kind(n, counted=True), 0.0, "How many tools are there of each kind?"),
        Rule("list per kind", "Q", "which|imp|what_is? n:NP light? per|by det? kind", lambda n: by_kind(n, counted=False), 0.2, "the supplies by kind"),
        Rule("break down by kind", "Q", "breakdown n:NP part? per|by det? kind", lambda n: by_kind(n, counted=True), 0.1, "Break the supplies down by kind"),
        Rule("how many per", "Q", "howmany n:NP light|be? there? comma? per|each a:NP", lambda n, a: per(n, a, counted=True), 0.0, "How many jobs are there per town?"),
        Rule("by each", "Q", "howmany? n:NP light|be? there? by a:NP", lambda n, a: per(n, a, counted=True) if a.slot is not None and not a.filled and a.iri is None else None, 0.1, "jobs by stage"),
        Rule("how many per, said last", "Q", "howmany n:NP per|each a:NP light|be there?", lambda n, a: per(n, a, counted=True), 0.0, "How many jobs per town are there?"),
        Rule("how many per kind, said last", "Q", "howmany n:NP per|by det? kind light|be there?", lambda n: by_kind(n, counted=True), 0.0, "How many tools per kind are there?"),
        Rule("so many per", "Q", "n:NP per a:NP comma? howmany", lambda n, a: per(n, a, counted=True), 0.0, "Jobs per town: how many?"),
        Rule("list per", "Q", "which|imp|what_is? n:NP light? per a:NP", lambda n, a: per(n, a, counted=False), 0.2, "the snags per finish"),
        Rule("for each, how many", "Q", "per a:NP comma? howmany n:NP light|be? there?", lambda a, n: per(n, a, counted=True), 0.0, "For each finish, how many snags are there?"),
        Rule("for each, how many were done so", "Q", "per a:NP comma? howmany n:NP be|have be? v:VPART", done_per, 0.0, "For each job, how many finishes were tried?"),
        Rule("each with its", "Q", "imp? each a:NP with possdet n:NP", lambda a, n: per(n, a, counted=False), 0.0, "Every finish with its snags"),
        Rule("for each, which", "Q", "per a:NP comma? which|imp n:NP", lambda a, n: per(n, a, counted=False), 0.1, "For each finish, which snags?"),
        Rule("in the year", "TIME", "in_year year:year", lambda year: ("=", year, None), 0.0, "in 2020"),
        Rule("after the year", "TIME", "after year:year", lambda year: (">", year, None), 0.0, "after 2019"),
        Rule("before the year", "TIME", "before year:year", lambda year: ("<", year, None), 0.0, "before 2022"),
        Rule("since the year", "TIME", "since year:year", lambda year: (">=", year, None), 0.1, "since 2020"),
        Rule("the year or later", "TIME", "in_year|since year:year year_on", lambda year: (">=", year, None), 0.0, "from 2020 on"),
        Rule("the year or earlier", "TIME", "in_year year:year year_back", lambda year: ("<=", year, None), 0.0, "from 2020 or earlier"),
        Rule("until the year", "TIME", "until year:year", lambda year: ("<=", year, None), 0.0, "until 2020"),
        Rule("in the decade", "TIME", "in_year det? decade:decade", lambda decade: (">=", decade, Literal(int(decade) + 9)), 0.0, "from the 2020s"),
        Rule("between the years", "TIME", "in_year? between_numbers year:year numbers_to upper:year", lambda year, upper: (">=", year, upper), 0.0, "between 2019 and 2021"),
        Rule("from year to year", "TIME", "year:year numbers_to? upper:year", lambda year, upper: (">=", year, upper) if int(year) < int(upper) else None, 0.1, "2019 to 2021"),
        Rule("in the month", "TIME", "in_year days:days", lambda days: (">=", *days), 0.0, "in April 2016"),
        Rule("on the day", "TIME", "p:prep days:days", lambda p, days: (">=", *days) if p == "on" else None, 0.0, "on 2 April 2016"),
        Rule("after the day", "TIME", "after days:days", lambda days: (">", days[1], None), 0.0, "after April 2016"),
        Rule("before the day", "TIME", "before days:days", lambda days: ("<", days[0], None), 0.0, "before April 2016"),
        Rule("since the day", "TIME", "since days:days", lambda days: (">=", days[0], None), 0.1, "since April 2016"),
        Rule("until the day", "TIME", "until days:days", lambda days: ("<=", days[1], None), 0.0, "until April 2016"),
        Rule("noun in a time", "N", "n:N t:TIME", lambda n, t: noun_in_time(n, t), 0.0, "guides from 2020"),
        Rule("year before", "N", "year:year n:N", lambda year, n: noun_in_time(n, ("=", year, None)), 0.0, "2020 guides"),
        Rule("what bears a value, of a year", "N", "n:BEARER year:year", lambda n, year: noun_in_time(n, ("=", year, None)), 0.3, "Grain 2020"),
        Rule("when did it happen", "Q", "when aux n:NP v:V q:part?", when_verb, 0.0, "When did Ben arrive?"),
        Rule("which was done last", "Q", "which|who n:NP? be v:VDATED latest", lambda v, n=None: foremost(v, n, most=True), 0.0, "Who was welcomed most recently?"),
        Rule("which was done first", "Q", "which|who n:NP? be v:VDATED earliest", lambda v, n=None: foremost(v, n, most=False), 0.0, "Who was welcomed first?"),
        Rule("done last", "N", "latest v:VDATED n:N", lambda v, n: dated_first(v, n, most=True), 0.0, "most recently welcomed member"),
        Rule("when was it done", "Q", "when be n:NP v:VPART|V q:part?", when_verb, 0.0, "When was Ben welcomed?"),
        Rule("in which year was it done", "Q", "prep? which timeword be|aux n:NP v:VPART|V", when_verb, 0.0, "In which year was Ben welcomed?"),
        Rule("where did it happen", "Q", "where aux n:NP v:V q:part?", where_verb, 0.0, "Where did Ben arrive?"),
        Rule("where was it done", "Q", "where be n:NP v:VPART|V q:part?", where_verb, 0.0, "Where was Ben welcomed?"),
        Rule("when", "Q", "when be|aux n:NP v:seen|V|VPART part?", when, 0.4, "When was Ash 2019 recorded?"),
        Rule("property beside property", "COLS", "a:N and|comma det? b:N", lambda a, b: roles(a, b), 0.0, "weight and price"),
        Rule("property beside properties", "COLS", "a:N comma det? b:COLS", lambda a, b: roles(a, *b), 0.0, "weight, price and kilogram"),
        Rule("name beside property", "COLS", "nameword and|comma det? b:N", lambda b: roles(b), 0.0, "name and weight"),
        Rule("name beside properties", "COLS", "nameword comma? b:COLS", lambda b: b, 0.0, "name, weight and price"),
        Rule("several properties", "Q", "what_is|imp|which? det? b:COLS of|for|from|in n:NP", lambda b, n: columns(n, b), 0.0, "weight and price of the planes"),
        Rule("several properties of what is named first", "Q", "what_is|imp|which? n:NP poss b:COLS", lambda b, n: columns(n, b), 0.0, "the mallet's weight and price"),
        Rule("with several properties", "Q", "imp|which? n:NP with possdet|det? b:COLS", lambda n, b: columns(n, b), 0.1, "Table of the tools with weight and price"),
        Rule("with its", "Q", "imp|which? n:NP prep|and possdet a:N", lambda n, a: columns(n, (a,)), 0.0, "List the tools with their weight"),
        Rule("with its and its", "Q", "imp|which? n:NP prep|and possdet a:N and possdet? b:N", lambda n, a, b: columns(n, (a, b)), 0.0, "List the tools with their weight and price"),
        Rule("question of a time", "Q", "q:Q t:TIME", lambda q, t: [dated(q, y) for y in in_time([each.iri for each in dates()], t)], 0.3, "How many guides per magazine since 2020?"),
        Rule("time before the question", "Q", "t:TIME comma? q:Q", lambda t, q: [dated(q, y) for y in in_time([each.iri for each in dates()], t)], 0.3, "Since 2020, how many guides per magazine?"),
        Rule("published in a time", "PASS", "v:V|VPART|seen? t:TIME", lambda t, v=None: verb_in_time(t, v), 0.1, "published in 2020"),
        Rule("appeared in a time", "VP", "v:VPART|V t:TIME", came_out, 0.2, "appeared in 2020"),
        Rule("came out in a time", "VP", "v:V q:part t:TIME", came_out, 0.2, "came out in 2020"),
        Rule("clause in a time", "INV", "v:INV t:TIME", timed, 0.1, "did Ash publish in 2019"),
        Rule("clause and a time", "VP", "v:VP t:TIME", timed, 0.1, "state claims since 2020"),
        Rule("passive and a time", "PASS", "v:PASS t:TIME", timed, 0.1, "written by Ash in 2019"),
    ]
    # fmt: on
