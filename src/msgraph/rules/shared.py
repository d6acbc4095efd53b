"""What rules of several groups share."""

from typing import Any

from msgspec.structs import replace
from rdflib import Literal

from msgraph.chart import Costly
from msgraph.composer import Composer
from msgraph.followup import PRONOUNS, SAID, has_pronoun, resolved
from msgraph.meaning import Noun, Pred, Verb, measurable, within
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
    Paths,
    Plan,
    Quantity,
    Set,
    Step,
    Thing,
    Truth,
    Value,
    ValueOf,
    Without,
    parts,
)
from msgraph.question import english
from msgraph.selection import Types
from msgraph.termwords import guessed_words
from msgraph.vocabulary import RDF, XSD

MOST_HOPS = 10
"""A path of more links is not looked for."""
MEANS = frozenset(("by", "through", "via", "with", "using"))
"""Prepositions before that by which something is done."""
AGENTS = frozenset(("by", "through", "via", "with", "from", "in", "using", "into", "on", "to", "for"))
PLACED = ("in", "at", "to", "into")
"""Prepositions of what is where."""
FARTHER = 0.06
"""What it costs to let a phrase modify a noun that has been modified already, and not the one beside it."""


def source_of(c: Composer) -> Step | None:
    """The step from a claim to its source, where the graph has claims."""
    return None if c.ontology.claims.source is None else Step((c.ontology.claims.source,))


def nearest(c: Composer, places: Linked) -> Set:
    """Where something is: what is in a town is in the town's country too, but that is not where it is."""
    apart = any(not c.compatible(*c.sides(relation)) for relation in places.step.relations)
    return places if apart else Without(places, Linked(places.step, places))


def extreme(c: Composer, g: tuple[Any, str, bool], n: Noun) -> Any:
    """Those of a noun's members with the most, or the least, of a measure."""
    iri, degree, more = g
    if degree != "most" or not c.bears(n.types, iri):
        return None
    if n.number is None:
        return replace(n, set=Extreme(n.set, ValueOf((Step((iri,)),)), more), bare=False, iri=None)
    # "Which three are the heaviest?" asks for the first three.
    operator, number, _ = n.number
    several = Extreme(n.set, ValueOf((Step((iri,)),)), more, int(number))
    return replace(n, set=several, bare=False, iri=None, number=None) if operator in ("=", ">=") else None


def comparative(c: Composer, g: tuple[Any, str, bool], a: Noun) -> Any:
    """To have more, or less, of a measure than another thing."""
    iri, degree, more = g
    if degree != "more" or not c.compatible(a.types, c.sides(iri)[0]):
        return None
    step = Step((iri,))
    than = Linked(step.back(), a.set if not isinstance(a.set, Thing) else replace(a.set, below=False))
    return Pred(Compared(ValueOf((step,)), ">" if more else "<", than), c.sides(iri)[0], settled=True)


def dated(c: Composer, v: Verb, done: Types, n: Noun) -> Pred | None:
    """Of things with the date when it was done, to have to do with a noun by the only relation there is: who released them."""
    if v.particle or n.quantifier or n.number or n.types is None or done is None:
        return None
    ways = c.links(done, n.types)
    # Where it was done is not who did it.
    return c.reach(ways[0], n) if len(ways) == 1 and not any(map(c.is_place, ways[0].relations)) else None


def did(c: Composer, v: Verb, types: Types, a: Noun) -> Pred | None:
    """Of such things, to have released what has a date of that: the same from the other side."""
    if a.types is None or types is None or not all(c.bears(a.types, iri) for iri in v.step.relations):
        return None
    return dated(c, v, types, a)


def of_studies(c: Composer, types: Types, v: Pred) -> Pred | None:
    """What is said of studies, as said of what was studied in them or of the sources that report on them."""
    studies = c.ontology.studies
    if not types or not v.types or not v.types <= c.expand(studies) or v.measure or v.group:
        return None
    ways = [
        Step((relation.iri,))
        for relation in c.ontology.relations.values()
        if relation.claimed and relation.range and relation.range <= c.expand(studies)
    ]
    # What they were about is no property of theirs.
    own = not any(isinstance(part, Linked) and c.claimed(part.step) for part in parts(v.set))
    studied = c.reach(ways[0], Noun(v.set, v.types)) if len(ways) == 1 and own else None
    if studied is not None and c.compatible(types, studied.types):
        return studied
    return reporting(c, types, v)


def reporting(c: Composer, types: Types, v: Pred) -> Pred | None:
    """What is said of the studies of a thing, as said of the sources that report on them: that they are about it."""
    source = source_of(c)
    sources = source and c.subject_types(source.back(), None)
    if source is None or not sources or not c.compatible(types, sources):
        return None
    match v.set:
        case Linked(to=Thing() as to, where=where):
            about = Linked(Step((RDF.subject, RDF.object)), to)
            return Pred(Linked(source.back(), c.both(about, Both(where)) if where else about), sources)
        case _:
            return None


def unitless(c: Composer, step: Step) -> bool:
    """Whether the graph does not say in what the numbers are that a step leads to."""
    known = [c.ontology.relations[iri] for iri in step.relations]
    return all(
        relation.kind == "number"
        and not any(role == "unit" for role, _ in (*relation.words, *guessed_words(relation, english())))
        for relation in known
    )


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


def valued(c: Composer, n: Noun) -> Pred | None:
    """To be a value ("French", "in its first stage") is to have it."""
    if not isinstance(n.set, Value) or n.numeric is None:
        return None
    return Pred(c.linked(n.numeric, n), c.sides(n.numeric.relations[0])[0], settled=True, object=n)


def having(c: Composer, n: Noun) -> Any:
    """What it says of a subject to have a noun: the risk, so many participants, the most of them."""
    if n.numeric is not None and (n.number is not None or n.quantifier in ("most", "fewest")):
        return c.reach(n.numeric, n)
    if n.numeric is not None and n.quantifier == "no" and not n.filled and not isinstance(n.set, Value):
        return c.lacking(n.numeric)
    if (extreme := c.extreme_role(n)) is not None:
        return extreme
    if n.slot is not None and not n.filled:
        rest = n.set if n.set != Linked(n.slot, Anything()) else Anything()
        if isinstance(n.set, Both):
            kept = tuple(part for part in n.set.parts if part != Linked(n.slot, Anything()))
            rest = Both(kept) if len(kept) > 1 else kept[0]
        return c.reach(n.slot.back(), replace(n, set=rest, slot=None))
    return [*c.attachments("with", n), *(c.attachments("of", n) if n.quantifier or n.number else ())]


def about_topic(c: Composer, t: Noun, q: Plan) -> Any:
    """A question in which a pronoun means the noun that was named before it."""
    if not has_pronoun(q) or SAID in parts(q) or t.quantifier or t.group:
        return None
    if t.parts and t.conjunction:
        to: Set = Either(tuple(part.set for part in t.parts))
        if isinstance(q, Paths | Compare | Define | Describe):
            return None
        return resolved(q, to, None, each=t.conjunction != "or")
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
            narrowed = c.narrow(of, where)
            made = narrowed and replace(q, of=c.on_record(narrowed, member_types(c, of)))
        case Truth(of, against):
            narrowed = c.narrow(of, where)
            made = narrowed and replace(q, of=narrowed, against=against and c.narrow(against, where))
        case Evidence(claims) | Quantity(claims):
            made = (narrowed := c.narrow(claims, where)) and replace(q, claims=narrowed)
        case Paths(start, end, 1):
            # Of links in such claims only there is no more to show than the claims.
            made = Evidence(Claims(start, (), end, "any", (where,), either_way=True))
    return Costly(made, c.vague(where)) if made else None


def qualified(c: Composer, v: Pred, a: Noun, p: str) -> Any:
    """A predicate of such claims only as hold for what a phrase names; for each of several things there is one."""
    if a.parts and a.conjunction == "and" and c.alike(a.parts):
        each = [qualified(c, v, part, p) for part in a.parts]
        if any(made is None for made in each):
            return None
        found = each[0].meaning.set
        for made in each[1:]:
            found = c.both(found, made.meaning.set)
        return Costly(replace(v, set=found), max(made.cost for made in each))
    where = None if v.measure or v.group else c.qualifiers(p, a)
    narrowed = None if where is None else c.narrow(v.set, where)
    return None if where is None or narrowed is None else Costly(replace(v, set=narrowed), c.vague(where))


def only_there(c: Composer, v: Pred, a: Noun) -> Any:
    """A predicate of claims that hold for one thing, where none holds for anything else."""
    where = None if v.measure or v.group else c.qualifiers("in", a)
    if where is None:
        return None
    here, elsewhere = c.narrow(v.set, where), c.narrow(v.set, Without(Anything(), where))
    if here is None or elsewhere is None:
        return None
    return Costly(replace(v, set=Without(here, elsewhere)), c.vague(where))


def being(c: Composer, n: Noun) -> list[Any]:
    """What an adjective says of a subject: to be of its kind, or joined to it, but not to raise or lower it."""
    changes = {iri for iri, _ in c.ontology.claims.directed}
    joined = [
        made
        for made in c.attachments("adj", n)
        for of in ((made.meaning if isinstance(made, Costly) else made).set,)
        if not (isinstance(of, Linked) and changes & set(of.step.relations))
    ]
    kind = isinstance(n.set, Thing) and c.things.general(n.set.iri)
    return [*([Pred(n.set, n.types, copula=True, object=n)] if kind else []), *joined]


def changed(c: Composer, n: Noun, *, more: bool) -> Pred | None:
    """What makes more, or fewer, of what a noun names."""
    degree = "more" if more else "fewer"
    relations = tuple(relation.iri for relation in c.ontology.relations.values() if relation.degree == degree)
    return c.reach(Step(relations), n) if relations and not n.quantifier and not n.number else None


def exclusive(c: Composer, of: Set, a: Noun) -> Set | None:
    """A set whose members lead to a noun and, by the same link, to nothing else."""
    own = of.parts if isinstance(of, Both) else (of,)
    links = [part for part in own if isinstance(part, Linked) and part.to == a.set]
    if len(links) != 1 or a.parts or a.quantifier:
        return None
    return c.both(of, Without(Anything(), replace(links[0], to=Without(Anything(), a.set))))


def more_of(c: Composer, m: Noun, a: Noun, *, most: bool) -> Pred | None:
    """To have more, or less, of what a noun names by number than another thing has: more helpers than the boat deck."""
    if not measurable(m) or m.numeric is None or not c.compatible(a.types, c.sides(m.numeric.relations[0])[0]):
        return None
    found: Pred | None = comparative(c, (m.numeric.relations[0], "more", most), a)
    return found


def as_year(number: Literal) -> Literal:
    """A number as the year that dates are compared with; a day as it is."""
    return number if number.datatype == XSD.date else Literal(str(number), datatype=XSD.gYear)


def counted_more(c: Composer, v: Verb, m: Noun, a: Noun, *, most: bool) -> Pred | None:
    """To do more, or less, of what a verb counts than another thing does: need more helpers."""
    same = m.numeric is not None and set(m.numeric.relations) <= set(v.step.relations) and not v.step.inverse
    return more_of(c, m, a, most=most) if same else None


def here_not_there(c: Composer, v: Pred, p: str, a: Noun, b: Noun, p2: str | None = None) -> Any:
    """A predicate of claims that hold for one thing, where none holds for another: in damp but not in frost."""
    here, there = qualified(c, v, a, p), qualified(c, v, b, p2 or p)
    if here is None or there is None:
        return None
    return Costly(replace(v, set=Without(here.meaning.set, there.meaning.set)), max(here.cost, there.cost))


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
    found = [*costs(c.attach(n, "of", a)), *costs(c.attach(n, "in", a))]
    least = min((cost for _, cost in found), default=0.0)
    return list({made: (made, cost) for made, cost in found if cost <= least + 0.3}.values())


def in_setting(c: Composer, n: Noun, a: Noun, m: Noun, verb: Verb | None = None) -> list[tuple[Noun, float]]:
    """The n (jobs) in which a (finishes) were applied m (manually): n joined to m, and to a where it is more than a class.

    The verb can have a namesake among the relations of the jobs; then that is what joins them to m.
    """
    step = c.namesake(verb.step, n.types, m.types) if verb is not None else None
    pred = c.reach(step, m) if step is not None else None
    joined = [c.restrict(n, pred)] if pred is not None else c.attach(n, "", m)
    found = []
    for made, cost in costs([one for one in joined if one is not None]):
        if a.bare and a.is_class:
            found.append((made, max(0.0, cost - 0.4)))
        else:
            found += [(both, max(0.0, cost - 0.4) + more) for both, more in costs(c.attach(made, "of", a))]
    return found


def listed(found: Any) -> list[Any]:
    """One meaning, or several, as several."""
    return found if isinstance(found, list) else [found]


def costs(found: list[Any]) -> list[tuple[Any, float]]:
    """Meanings with what each costs."""
    return [(made.meaning, made.cost) if isinstance(made, Costly) else (made, 0.0) for made in found]


def as_role(c: Composer, a: Noun, b: Noun) -> Any:
    """Claims in which a thing stands as what a noun names: smell as a snag."""
    if b.slot is None:
        return None
    ends = (
        Claims(Anything(), b.slot.relations, a.set) if b.slot.inverse else Claims(a.set, b.slot.relations, Anything())
    )
    return Evidence(ends)


def disputed(c: Composer, noun: Noun, pred: Pred) -> Set | None:
    """The noun's members of which some claims say so and others deny it."""
    disputed = standing_of(pred.set, "disputed", c)
    if c.general(noun) and isinstance(disputed, Linked) and isinstance(disputed.to, Thing):
        # What is said of one kind may be denied of another; so it is seen from the other end.
        return c.both(disputed.to, replace(disputed, step=disputed.step.back(), to=noun.set))
    return None if disputed is None else c.both(noun.set, disputed)


def standing_of(of: Set, standing: Any, c: Composer) -> Set | None:
    """The set with its links as the claims about them stand; None where it has none that claims are about."""
    match of:
        case Linked(step=step, to=to) if c.claimed(step) and not isinstance(to, Anything):
            return replace(of, standing=standing)
        case Both(parts=parts):
            made = [standing_of(part, standing, c) for part in parts]
            if all(part is None for part in made):
                return None
            return Both(tuple(new or old for new, old in zip(made, parts, strict=True)))
        case _:
            return None
