"""Questions for the members of a set: which, what, who, where; imperatives and keywords."""

from typing import Any

from msgspec.structs import replace
from rdflib import URIRef

from msgraph.chart import Costly, Rule
from msgraph.composer import Composer
from msgraph.grammar import listing, truth
from msgraph.meaning import METONYMY, REFERENTS, UNFILLED, Noun, Pred, Verb, claims_in, coordinated, measurable, named
from msgraph.plan import (
    MOST_FIRST,
    Anything,
    Both,
    Count,
    Either,
    Evidence,
    Extreme,
    Kind,
    Linked,
    List,
    Quantity,
    Step,
    Table,
    Thing,
    Truth,
    Under,
    Value,
    ValueOf,
    Without,
)
from msgraph.rules.shared import (
    MEANS,
    about_topic,
    costs,
    did,
    exclusive,
    extreme,
    for_each,
    had,
    in_setting,
    listed,
    member_types,
    narrowed_plan,
    nearest,
    of_studies,
    qualified,
)
from msgraph.termwords import PLACES, is_year


def lists(c: Composer) -> list[Rule]:
    """The rules of questions for a list."""

    def subject(n: Noun, v: Pred) -> Any:
        if v.copula and isinstance(v.set, Thing):
            if n.kinds and n.is_class and v.object is not None and c.things.above(v.set.iri):
                # "What kind of finish is linseed oil?" asks for what stands above it.
                return List(c.both(n.set, Under(v.set.iri, above=True)))
            if n.kinds and n.is_class and v.object is not None and c.proper(v.object):
                return sorted_by(n, v.object)
            v = replace(v, set=Under(v.set.iri))
        made = c.restrict(n, v)
        if made is not None and n.bare and isinstance(n.set, Thing) and not c.general(n) and not v.copula:
            # Of one thing it is seldom asked which it is.
            return Costly(listing(made, c), c.doubt(n.types, v) + 0.3)
        if made is None and not c.compatible(n.types, v.types) and (had := c.of_makers(n.types, v)) is not None:
            return Costly(listing(restricted, c), METONYMY) if (restricted := c.restrict(n, had)) is not None else None
        if made is None and c.texts(n) and not (v.measure or v.group or v.copula):
            # Which towns has the oil been tried in: those of the jobs in which it was.
            filled = c.fill(n, Noun(v.set, v.types))
            return None if filled is None else Costly(listing(filled, c), METONYMY)
        if made is None and (reported := of_studies(c, n.types, v)) is not None:
            return (told := c.restrict(n, reported)) and Costly(listing(told, c), 0.12)
        # Which helpers there were is rarely asked for their number.
        number = 0.15 * (n.numeric is not None and not n.filled and measurable(n) and not dated_by(n))
        return None if made is None else Costly(listing(made, c), c.doubt(n.types, v) + number)

    def which_of(n: Noun, g: tuple[Any, str, bool]) -> Any:
        made = None if n.quantifier or n.parts else extreme(c, g, n)
        return made and listing(made, c)

    def heavier(g: tuple[Any, str, bool], a: Noun, n: Noun | None = None) -> Any:
        """Which of the things named has more of a measure."""
        things = [part.set for part in a.parts if isinstance(part.set, Thing)]
        if g[1] != "more" or len(things) < 2 or len(things) != len(a.parts):
            return None
        if n is not None and not c.compatible(n.types, a.types):
            return None
        among = Noun(Either(tuple(replace(thing, below=False) for thing in things)), a.types)
        made = extreme(c, (g[0], "most", g[2]), among)
        return None if made is None else listing(made, c)

    def ranked(n: Noun, m: Noun) -> Any:
        """All that have a measure, those with the most of it first."""
        if n.quantifier or m.numeric is None or not all(c.bears(n.types, iri) for iri in m.numeric.relations):
            return None
        return listing(replace(n, set=Extreme(n.set, ValueOf((m.numeric,)), True, MOST_FIRST), bare=False, iri=None), c)

    def dated_by(m: Noun) -> bool:
        """Whether a noun names a year, by which things are rather grouped than ranked."""
        return m.numeric is not None and any(is_year(c.ontology.relations[iri].label) for iri in m.numeric.relations)

    def sorted_by(n: Noun, a: Noun) -> Any:
        """What kind of film it is: its genre, where one property sorts such things."""
        if not c.compatible(n.types, a.types):
            return None
        sorts = [iri for iri in c.ontology.relations if c.sorts(iri) and c.bears(a.types, iri)]
        return List(Linked(Step((sorts[0],), True), a.set)) if len(sorts) == 1 else None

    def anything(v: Pred) -> Any:
        if v.measure and v.types and not v.copula and all(cls in c.ontology.supers for cls in v.types):
            made = c.restrict(Noun(Kind(tuple(sorted(v.types))), v.types), v)
            return None if made is None else listing(made, c)
        if v.measure or v.copula or (v.types and v.types <= c.ontology.nodes):
            # What only joins things has no name and is no answer.
            return None
        claims = bool(v.types) and v.types is not None and v.types <= c.ontology.claim_classes
        # What a source reports are the claims; other things may have it as their source too.
        of = c.both(Kind(tuple(sorted(v.types))), v.set) if claims and v.types else v.set
        return Costly(listing(Noun(of, v.types, group=v.group), c), 0.3 * claims)

    def agent(v: Pred) -> Any:
        """A place is no answer to who, unless a verb says what it does."""
        placed = isinstance(v.set, Linked) and v.set.step.inverse and all(map(no_agent, v.set.step.relations))
        return None if placed else anything(v)

    def no_agent(iri: URIRef) -> bool:
        relation = c.ontology.relations.get(iri)
        if relation is None or not c.is_place(iri):
            return False
        # What is called a country is none, whatever a country is said to do.
        acts = any(role == "inverseVerb" for role, _ in relation.words)
        return relation.label.lower() in PLACES or not acts

    def inside_a_figure(n: Noun) -> bool:
        """Whether it is a part of the figures of claims that bears a value: its measure, its unit."""
        own = {iri for _, iri in c.ontology.claims.figure_parts}
        return isinstance(n.set, Linked) and not own.isdisjoint(n.set.step.relations)

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
        if n.parts and all(part.bare and not part.is_class and isinstance(part.set, Thing) for part in n.parts):
            # Who names two things does not ask which they are.
            return None
        if (figures := figure_of(n)) is not None:
            return figures
        return listing(n, c)

    def figure_of(n: Noun) -> Any:
        """What is the mortality of X: one thing is named, so that what is asked for are its figures, or what is said of it."""
        if not isinstance(n.set, Both) or n.kinds or n.parts:
            return None
        things = [part for part in n.set.parts if isinstance(part, Thing)]
        links = [part for part in n.set.parts if isinstance(part, Linked) and c.claimed(part.step)]
        if len(things) != 1 or len(links) != 1 or len(n.set.parts) != 2 or c.things.general(things[0].iri):
            return None
        claims = claims_in(things[0], links[0], "any")
        return None if claims is None else [Quantity(claims), Costly(Evidence(claims), 0.1)]

    def of_light(n: Noun) -> Any:
        # "Every plane" are all planes.
        n = replace(n, quantifier="") if n.quantifier == "each" and not n.group else n
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
        if pred is not None and c.texts(n) and (made := c.fill(n, Noun(pred.set, pred.types))) is not None:
            # In which towns was the oil tried: those of the jobs in which it was.
            return Costly(listing(made, c), cost + 0.2)
        # "In which magazine did the job appear?": not the job, what was written of it.
        return [
            Costly(listing(made, c), cost + more + 0.4)
            for bearer, more in c.bearing(step, actor)
            if (pred := c.reach(step, bearer)) is not None and (made := c.restrict(n, pred)) is not None
        ]

    def borne(p: str, n: Noun, f: tuple[Noun, Verb], q: str, a: Noun) -> Any:
        """In which year did the job appear in a magazine: of what was written of it there."""
        actor, v = f
        if v.particle is not None or p not in v.prepositions or q not in v.prepositions:
            return None
        return [
            Costly(listing(made, c), cost + more + 0.4)
            for bearer, cost in c.bearing(v.step.back(), actor)
            for there, more in costs(c.attach(bearer, q, a))
            if (pred := c.reach(v.step.back(), there)) is not None and (made := c.restrict(n, pred)) is not None
        ]

    def counted_in(p: str, n: Noun, f: tuple[Noun, Verb]) -> Any:
        """How many there are of what a fronted preposition asks for."""
        found: list[Any] = []
        for made in listed(fronted(p, n, f) or []):
            plan, cost = (made.meaning, made.cost) if isinstance(made, Costly) else (made, 0.0)
            if isinstance(plan, List):
                found.append(Costly(Count(plan.of), cost))
        return found

    def how(f: tuple[Noun, Verb]) -> Any:
        actor, v = f
        if v.kind == "verb" and not v.prepositions.isdisjoint(MEANS - {"with"}) and v.particle is None:
            # How it works is what it works through.
            return (pred := c.reach(v.step.back(), actor)) and listing(Noun(pred.set, pred.types), c)
        if v.kind == "verb" and (v.form != "past" or None not in v.prepositions):
            return None
        if v.kind != "verb" and v.prepositions.isdisjoint(MEANS):
            # How it is given is by what, not in what.
            return None
        pred = c.reach(v.step if v.kind == "verb" else v.step.back(), actor)
        agent = 0.15 * (v.kind == "verb")
        return None if pred is None else Costly(listing(Noun(pred.set, pred.types), c), agent)

    def by_what(v: Pred) -> Any:
        """By what something is done; from what it is made does not say how."""
        found = [c.ontology.relations.get(iri) for iri in v.set.step.relations] if isinstance(v.set, Linked) else []
        said = {text.split()[-1] for relation in found if relation for _, text in relation.words}
        return None if found and said.isdisjoint(MEANS) else anything(v)

    def has(n: Noun, a: Noun) -> Any:
        return [Costly(listing(made, c), cost) for made, cost in had(c, n, a)]

    def has_there(n: Noun, a: Noun, p: str, b: Noun) -> Any:
        """What of a noun another one has, by claims that hold for what a phrase names."""
        if n.slot is None or n.filled or (where := c.qualifiers(p, b)) is None:
            return None
        return [
            Costly(List(narrowed), cost + c.vague(where))
            for made, cost in had(c, n, a)
            if not made.group and (narrowed := c.narrow(made.set, where)) is not None
        ]

    def in_whom(n: Noun, m: Noun, a: Noun) -> Any:
        """In which jobs the helpers had something: the jobs that have to do with it."""
        if m.quantifier or m.followed or not (m.measured or measurable(m)):
            return None
        return [Costly(listing(made, c), cost) for made, cost in costs(c.attach(n, "in", a) or c.attach(n, "with", a))]

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
            # "Where is its seat?" asks which place that is; no text is one.
            return None if c.texts(replace(n, filled=False)) else listing(n, c)
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
        if not c.compatible(c.ends(v.set.step), b.types):
            return None
        other = c.restrict(n, replace(v, set=replace(v.set, to=b.set)))
        return None if other is None else List(Without(made.set, other.set))

    def lacking(n: Noun, a: Noun, b: Noun) -> Any:
        """What of a noun the one has, without what the other has of it."""
        return [
            Costly(List(Without(one.set, other.set)), cost)
            for one, cost in costs(c.attach(n, "of", a))
            for other, more in costs(c.attach(n, "of", b))
            if more == cost
        ]

    def remaining(n: Noun, p: str, a: Noun) -> Any:
        return [
            Costly(listing(made, c), cost)
            for made, cost in costs(c.attach(n, p, a))
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
        if not found and p in ("in", "at"):
            # Where what is theirs lies, they are.
            found = [Costly(listing(made, c), cost + 0.3 + described) for made, cost in costs(c.attach(n, "of", a))]
        return found

    def head_first(n: Noun, a: Noun) -> Any:
        """Keywords: what is asked for, and then a name that narrows it."""
        if not a.bare or a.is_class or n.quantifier or n.number or n.parts or named(n.set) or n.slot is not None:
            return None
        found = costs(c.attach(n, "", a))
        return [Costly(listing(made, c), cost) for made, cost in found] if len(found) == 1 else None

    def setting(p: str, n: Noun, f: tuple[Noun, Verb], m: Noun) -> Any:
        made = in_setting(c, n, f[0], m, f[1])
        return [Costly(listing(noun, c), cost) for noun, cost in made]

    def foremost(n: Noun, v: Pred, p: str, m: Noun) -> Any:
        """Of those of which a clause is true, the ones with the most of what it names too: tried in the most jobs."""
        of = None if v.measure or v.group or m.quantifier not in ("most", "fewest") else c.restrict(n, v)
        if of is None or v.object is None or not isinstance(v.set, Linked):
            return None
        # The jobs are those that have to do with the clause's own object, where any can have.
        jobs = c.attach(m, "of", v.object) or [m]
        step = c.namesake(v.set.step, of.types, m.types)
        return [
            Costly(listing(made, c), cost + more)
            for job, more in costs(jobs)
            for pred, cost in ([(c.reach(step, job), 0.0)] if step is not None else costs(c.attachments(p, job)))
            if pred is not None and pred.measure is not None and (made := c.restrict(of, pred)) is not None
        ]

    def unshared(n: Noun, a: Noun, b: Noun) -> Any:
        """What several things have of a noun, without what another one has of it."""
        others = costs(c.attach(n, "of", b))
        least = min((cost for _, cost in others), default=0.0)
        return [
            Costly(List(Without(plan.of, other.set)), cost)
            for plan, cost in costs(listed(shared(n, a) or []))
            if isinstance(plan, List)
            for other, more in others
            if more == least
        ]

    def happening(v: Step, n: Noun) -> Any:
        """Prevention of rust: what prevents it; loosening of descaler, which nothing loosens: what it loosens.

        Where the object has a preposition of its own (conversion of oil into varnish), "of" goes before the subject.
        """
        own = {text for iri in v.relations for role, text in c.ontology.relations[iri].words if role == "preposition"}
        first, second = (v.back(), v) if own and own.isdisjoint(("of", "in")) else (v, v.back())
        pred = c.reach(first, n) or c.reach(second, n)
        return pred and listing(Noun(pred.set, pred.types), c)

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
        Rule("which object, in the most", "Q", "which n:NP v:INV p:prep m:NP", foremost, 0.0, "Which finishes are stains caused by in the most jobs?"),
        Rule("which subject, in the most", "Q", "which n:NP v:VP p:prep m:NP", foremost, 0.0, "Which finishes prevent rust in the most jobs?"),
        Rule("which did it then", "Q", "which n:NP v:VDATED a:NP", lambda n, v, a: (p := did(c, v, n.types, a)) and (made := c.restrict(n, p)) and listing(made, c) if v.form == "past" else None, METONYMY, "Which writer printed Ash 2019?"),
        Rule("lack", "Q", "which n:NP aux a:NP have that|but b:NP lack", lambda n, a, b: lacking(n, a, b), 0.0, "Which snags does linseed oil have that tung oil lacks?"),
        Rule("what subject, relative after", "Q", "which v:VP r:RC", lambda v, r: None if v.measure or v.group or v.copula or r.measure or r.group or not c.compatible(v.types, r.types) else List(c.both(v.set, r.set)), 0.25, "What prevents rust that is not an oil?"),
        Rule("which object, embedded", "Q", "which n:NP v:GAP", subject, 0.1, "which faults linseed oil prevents"),
        Rule("which has, embedded", "Q", "which n:NP a:NP have", has, 0.1, "which snags varnish has"),
        Rule("but not others", "Q", "which n:NP? v:INV except b:NP", lambda v, b, n=None: unlike(n or Noun(Anything()), v, b), 0.15, "What does linseed oil prevent but not varnish?"),
        Rule("but others not, anything", "Q", "which v:INV that|but b:NP aux not w:V?", lambda v, b, w=None: unlike(Noun(Anything()), v, b), 0.0, "What does linseed oil prevent that varnish doesn't?"),
        Rule("but others not", "Q", "which n:NP v:INV that|but b:NP aux not", lambda n, v, b: unlike(n, v, b), 0.0, "Which faults does linseed oil prevent that varnish doesn't?"),
        Rule("have but others not", "Q", "which n:NP aux a:NP have that|but b:NP aux not", lambda n, a, b: lacking(n, a, b), 0.0, "Which snags does linseed oil have that tung oil doesn't?"),
        Rule("what, in place", "Q", "v:GAP which", anything, 0.1, "Linseed oil is made from what?"),
        Rule("except, in front", "Q", "except|besides b:NP comma? q:Q", lambda q, b: List(Without(q.of, b.set)) if isinstance(q, List) and c.compatible(member_types(c, q.of), b.types) else None, 0.1, "Except for the mallet, which tools does Ben lend?"),
        Rule("except", "Q", "q:Q comma? except|besides b:NP", lambda q, b: List(Without(q.of, b.set)) if isinstance(q, List) and c.compatible(member_types(c, q.of), b.types) else None, 0.1, "Which tools does Ann lend, except the mallet?"),
        Rule("excluded, said last", "Q", "q:Q comma? b:NP excluded", lambda q, b: List(Without(q.of, b.set)) if isinstance(q, List) and c.compatible(member_types(c, q.of), b.types) else None, 0.1, "Which tools does Ann lend, the mallet excluded?"),
        Rule("everything that", "Q", "imp? all v:GAP", anything, 0.1, "Everything linseed oil prevents"),
        Rule("kind of what", "Q", "which be a:NP det? kind of", lambda a: List(Under(a.iri, above=True)) if a.iri is not None and not a.is_class else None, 0.0, "What is linseed oil a kind of?"),
        Rule("filed under what", "Q", "prep? which kind|group? be|aux a:NP filed prep?", lambda a: List(Under(a.iri, above=True)) if a.iri is not None and not a.is_class else None, 0.0, "What is linseed oil classed under?"),
        Rule("which kinds it has", "Q", "which kind aux|have a:NP have?", lambda a: List(Under(a.iri)) if c.general(a) else None, 0.0, "Which kinds does the oil have?"),
        Rule("kind of what, in place", "Q", "a:NP be det? kind of which", lambda a: List(Under(a.iri, above=True)) if a.iri is not None and not a.is_class else None, 0.0, "Linseed oil is a kind of what?"),
        Rule("what a group holds", "Q", "which aux det? group of a:NP contain", lambda a: List(Under(a.iri)) if c.general(a) else None, 0.0, "What does the group of oils include?"),
        Rule("belongs", "Q", "which belongs n:NP", lambda n: List(Under(n.iri)) if n.bare and n.iri is not None and not n.is_class else listing(n, c), 0.0, "What falls under oil?"),
        Rule("of those, which", "Q", "of n:NP comma? which v:VP", subject, 0.0, "Of the tools Ann lends, which is made of steel?"),
        Rule("which of those is the heaviest", "Q", "which of n:NP be det? g:GRAD ones?", which_of, 0.0, "Which of the tools is the heaviest?"),
        Rule("which of those is the most expensive", "Q", "which of n:NP be det? often g:GRAD ones?", lambda n, g: which_of(n, (g[0], "most", g[2])) if g[1] == "base" else None, 0.0, "Which of the tools is the most expensive?"),
        Rule("of those, which is the heaviest", "Q", "of n:NP comma? which ones? be det? g:GRAD ones?", lambda n, g: (made := extreme(c, g, n)) and listing(made, c) if not n.quantifier else None, 0.0, "Of the tools Ann lends, which is the heaviest?"),
        Rule("which of those is heavier", "Q", "which of n:NP be det? g:GRAD one?", lambda n, g: which_of(n, (g[0], "most", g[2])) if g[1] == "more" and n.iri == REFERENTS else None, 0.0, "Which of them is heavier?"),
        Rule("listed by a measure", "Q", "imp|which|what_is? n:NP light? sorted? by m:NP.measure", lambda n, m: None if dated_by(m) else ranked(n, m), 0.0, "List the tools by weight"),
        Rule("ranked by a measure", "Q", "imp? ranked n:NP by m:NP.measure", ranked, 0.0, "Rank the tools by weight"),
        Rule("where is", "Q", "where be n:NP", located, 0.0, "Where is the stool?"),
        Rule("which of", "Q", "which of|in n:NP v:VP", subject, 0.0, "Which of them prevent rust?"),
        Rule("which of, object", "Q", "which of n:NP v:INV", subject, 0.0, "Which of them does linseed oil prevent?"),
        Rule("overlap", "Q", "imp? overlap a:NP", lambda a: List(Both(tuple(part.set for part in a.parts))) if len(a.parts) > 1 else None, 0.0, "overlap between the snags of varnish and the snags of turpentine"),
        Rule("what is it that does", "Q", "what_is pro that v:VP", anything, 0.0, "What is it that prevents rust?"),
        Rule("what is it that is done", "Q", "what_is pro that v:GAP", anything, 0.0, "What is it that linseed oil prevents?"),
        Rule("role, after a colon", "Q", "a:NP comma n:N", lambda a, n: Costly(listing(made, c), -UNFILLED) if n.slot is not None and not n.filled and n.numeric is None and (made := c.fill(n, a)) else None, 0.05, "Linseed oil: snags?"),
        Rule("kinds, after a colon", "Q", "a:NP comma which kind light|be? there?", lambda a: List(Under(a.iri)) if c.general(a) else None, 0.0, "Oil: which kinds are there?"),
        Rule("overlap of an aspect", "Q", "imp|be? there? det? overlapping between|in|prep det? n:N of a:NP", shared, 0.0, "Is there overlap between the snags of varnish and turpentine?"),
        Rule("in common with, of sets", "Q", "which aux a:NP have common with b:NP", lambda a, b: List(Both((a.set, b.set))) if not (a.bare or b.bare or a.quantifier or b.quantifier) and c.compatible(a.types, b.types) else None, 0.0, "What do the snags of varnish have in common with the snags of turpentine?"),
        Rule("which is named most often", "Q", "which n:TOP", lambda n: listing(n, c), 0.0, "Which snag is named most often?"),
        Rule("in which it is the role", "Q", "prep which n:NP be det? b:N a:NP", lambda n, b, a: (pred := c.reach(b.slot.back(), a)) and (made := c.restrict(n, pred)) and listing(made, c) if b.slot is not None and not b.filled else None, 0.0, "In which jobs was the rival varnish?"),
        Rule("event of its object or subject", "Q", "imp|what_is? det? v:EV of|in n:NP", happening, 0.4, "prevention of rust"),
        Rule("how many and which", "Q", "howmany and q:Q", lambda q: q if isinstance(q, List) else None, 0.0, "How many and which snags does varnish have?"),
        Rule("and which", "Q", "q:Q comma? and|imp? which single?", lambda q: List(q.of) if isinstance(q, Truth) and not q.also and not q.negated else None, 0.0, "Is rust prevented by finishes, and which?"),
        Rule("filler after", "Q", "q:Q filler", lambda q: q, 0.05, "Explain linseed oil to me"),
        Rule("filler before", "Q", "filler comma? q:Q", lambda q: q, 0.05, "So what is linseed oil?"),
        Rule("heard of before", "Q", "heard det|define? t:NP comma? and|but? q:Q", lambda t, q: about_topic(c, t, q), 0.1, "I came across the term turps, what is it?"),
        Rule("not shared by", "Q", "which n:NP be not share a:NP", lambda n, a: List(Without(n.set, Linked(n.slot, a.set))) if n.slot is not None and n.filled and not a.quantifier and not a.parts else None, 0.0, "Which linseed oil snags are not shared by tung oil?"),
        Rule("not shared with", "Q", "which n:NP aux a:NP not share", lambda n, a: List(Without(n.set, Linked(n.slot, a.set))) if n.slot is not None and n.filled and not a.quantifier and not a.parts else None, 0.0, "Which snags of linseed oil does tung oil not share?"),
        Rule("what are the different", "Q", "what_is|which|imp? det? various n:N light|be? there?", lambda n: List(Under(n.iri)) if c.general(n) else None, -0.1, "What are the different planes?"),
        Rule("topic first", "Q", "t:NP comma? q:Q", lambda t, q: about_topic(c, t, q), 0.1, "Linseed oil: what does it prevent?"),
        Rule("its object in front", "Q", "p:prep a:NP comma? which n:NP be|have be? v:VPART", lambda p, a, n, v: (pred := c.reach(v.step, a)) and (made := c.restrict(n, pred)) and listing(made, c) if p in v.prepositions and v.particle is None else None, 0.0, "In the boat deck, which finishes were tried?"),
        Rule("qualified question", "Q", "p:acc|prep a:NP only? comma? q:Q", lambda p, a, q: narrowed_plan(c, q, p, a), 0.3, "In damp, what does linseed oil prevent?"),
        Rule("according to what bears a value, said last", "Q", "q:Q comma? p:acc a:BEARER", lambda q, p, a: narrowed_plan(c, q, p, a), 0.3, "Does linseed oil prevent rust according to Ash?"),
        Rule("which was used in", "Q", "which n:NP be|have be? used prep a:NP", lambda n, a: (made := c.fill(n, a)) and Costly(listing(made, c), -UNFILLED), 0.0, "Which rival was used in the boat deck?"),
        Rule("according to what bears a value", "Q", "p:acc a:BEARER comma? q:Q", lambda p, a, q: narrowed_plan(c, q, p, a), 0.3, "According to Ash, what does linseed oil prevent?"),
        Rule("qualifier first", "Q", "a:NP comma q:Q", lambda a, q: narrowed_plan(c, q, "", a) if a.bare and not a.is_class else None, 0.4, "Frost, what does linseed oil prevent?"),
        Rule("question, qualified", "Q", "q:Q comma? p:acc a:NP only?", lambda q, p, a: narrowed_plan(c, q, p, a), 0.5, "What does linseed oil prevent, according to blind tests?"),
        Rule("only in it, before the question", "Q", "onlyin a:NP comma? q:Q", lambda a, q: narrowed_plan(c, q, "in", a), 0.3, "Only in damp: what prevents rust?"),
        Rule("only in it, behind the question", "Q", "q:Q comma onlyin a:NP", lambda q, a: narrowed_plan(c, q, "in", a), 0.3, "What prevents rust, only in damp?"),
        Rule("only, before the question", "Q", "only? a:NP only comma? q:Q", lambda a, q: narrowed_plan(c, q, "in", a), 0.2, "Field tests only: what prevents rust?"),
        Rule("for each, it", "Q", "per|each a:NP comma? q:Q", lambda a, q: for_each(a, q), 0.0, "For each finish, how many ingredients does it contain?"),
        Rule("what object", "Q", "which|who|where v:INV", anything, 0.1, "What does linseed oil prevent?"),
        Rule("what object, relative after", "Q", "which v:INV r:RC", lambda v, r: None if v.measure or v.group or r.measure or r.group or not c.compatible(v.types, r.types) else List(c.both(v.set, r.set)), 0.2, "What does linseed oil prevent that varnish causes?"),
        Rule("which object, relative after", "Q", "which n:NP v:INV r:RC", lambda n, v, r: (m := c.restrict(n, v)) and subject(m, r), 0.1, "Which members does Ann teach that lend planes?"),
        Rule("for which", "Q", "p:prep which n:NP be a:NP m:NP", role, 0.0, "For which finishes is smell a snag?"),
        Rule("which is it one of", "Q", "which n:NP be a:NP det m:N p:prep", role, 0.0, "Which finishes is smell a snag of?"),
        Rule("in which is", "Q", "p:prep which n:NP be a:NP", standing, 0.05, "In which room is the stool?"),
        Rule("which is it in", "Q", "which n:NP be a:NP p:prep", standing, 0.05, "Which room is the stool in?"),
        Rule("in which was given", "Q", "p:prep which n:NP f:FRONT m:MOD|NP", setting, 0.3, "In which jobs were finishes applied manually?"),
        Rule("in which was given by", "Q", "p:prep which n:NP f:FRONT prep m:NP", setting, 0.3, "In which jobs were finishes applied by brush?"),
        Rule("fronted preposition, relative after", "Q", "p:prep which n:NP? f:FRONT r:RC", lambda p, f, r, n=None: (a := c.restrict(f[0], r)) and fronted(p, n or Noun(Anything()), (a, f[1])), 0.1, "From which materials are the oils made that prevent rust?"),
        Rule("how object", "Q", "how v:INV", by_what, 0.4, "How are varnishes applied by?"),
        Rule("fronted preposition, of what was written there", "Q", "p:prep which n:NP f:FRONT q:prep a:NP", borne, 0.0, "In which year was the boat deck printed in Grain?"),
        Rule("fronted preposition", "Q", "p:prep which n:NP f:FRONT", fronted, 0.0, "Through which principles does linseed oil work?"),
        Rule("in how many, with a verb", "Q", "p:prep howmany n:NP f:FRONT", counted_in, 0.0, "In how many jobs was linseed oil tried?"),
        Rule("fronted preposition alone", "Q", "p:prep which f:FRONT", lambda p, f: fronted(p, Noun(Anything()), f), 0.0, "By what is linseed oil applied?"),
        Rule("why is it so", "Q", "how be|aux n:NP be? v:PRED", lambda n, v: (pred := c.reach(v.step, n)) and anything(pred) if "about" in v.prepositions else None, 0.1, "Why is varnish awkward?"),
        Rule("how", "Q", "how f:FRONT", how, 0.1, "How is varnish applied?"),
        Rule("which it does", "Q", "which n:NP aux a:NP aux", lambda n, a: has(n, a) if n.slot is not None and not n.filled else None, 0.1, "Which snags can varnish do?"),
        Rule("which has", "Q", "which n:NP aux a:NP have|carrying", has, -0.12, "Which snags does varnish have?"),
        Rule("which has had", "Q", "which n:NP have a:NP have", has, -0.1, "Which snags has varnish had?"),
        Rule("which has, somewhere", "Q", "which n:NP aux|have a:NP have p:acc|prep b:NP", has_there, 0.2, "Which snags does varnish have in field tests?"),
        Rule("which have", "Q", "which n:NP have a:NP", lambda n, a: has(n, a) if n.slot is not None and not n.filled else [Costly(listing(made, c), cost - 0.1) for made, cost in costs(c.attach(n, "with", a)) if not made.quantifier], 0.2, "Which ingredients have the finishes?"),
        Rule("which they have shown to do it", "Q", "which n:NP have|aux a:NP shownto v:VP", lambda n, a, v: (made := qualified(c, v, a, "in")) and [Costly(m, cost + made.cost) for m, cost in costs(listed(subject(n, made.meaning) or []))], 0.0, "Which finishes have field tests shown to prevent rust?"),
        Rule("in which people had it", "Q", "prep which n:NP aux|have m:NP suffers a:NP", in_whom, -0.15, "In which jobs did helpers get varnish?"),
        Rule("shown to", "Q", "which have|aux a:NP seen|states that? b:NP to? v:V", shown, 0.0, "What have field tests shown linseed oil to prevent?"),
        Rule("which is the most expensive", "Q", "which n:NP be det? often g:GRAD", lambda n, g: (made := extreme(c, (g[0], "most", g[2]), n)) and listing(made, c) if g[1] == "base" else None, 0.0, "Which tool is the most expensive?"),
        Rule("which is the heaviest", "Q", "which n:NP be det? g:GRAD single?", lambda n, g: (made := extreme(c, g, n)) and listing(made, c), 0.0, "Which tool is the heaviest?"),
        Rule("which is heavier, of those", "Q", "which n:N? be det? g:GRAD comma? a:NP", lambda g, a, n=None: heavier(g, a, n), 0.0, "Which is heavier, the mallet or the jack plane?"),
        Rule("of those, which is heavier", "Q", "which be det? g:GRAD one? of? a:NP", heavier, 0.0, "Which is the heavier of the mallet and the jack plane?"),
        Rule("which is the heaviest of", "Q", "which n:NP be det? g:GRAD pro|det? p:prep a:NP", lambda n, g, p, a: [Costly(listing(made, c), cost) for noun, cost in costs(c.attach(n, p, a)) if (made := extreme(c, g, noun)) is not None], 0.05, "Which tool is the heaviest of steel?"),
        Rule("which subject, relative after", "Q", "which n:NP v:VP r:RC", lambda n, v, r: (m := c.restrict(n, r)) and subject(m, v), 0.3, "Which members lend planes that repair mallets?"),
        Rule("in which it exists", "Q", "p:prep which n:NP aux a:NP light|lie", standing, 0.1, "In which town does the boat deck lie?"),
        Rule("which is", "Q", "which n:NP be a:NP", lambda n, a: has(n, a) if n.slot is not None and not n.filled and a.bare and not a.is_class else None, 0.1, "What town is the boat deck?"),
        Rule("which are used", "Q", "which n:NP be? used prep? a:NP", has, 0.4, "Which jobs are linked to linseed oil?"),
        Rule("what are", "Q", "what_is n:NP", as_asked, 0.05, "What's the weight of the mallet?"),
        Rule("what are the members", "Q", "what_is the n:N", lambda n: listing(n, c) if n.is_class and n.bare else None, 0.0, "What are the tools?"),
        Rule("which noun", "Q", "which n:NP", of_light, 0.1, "Which snags of varnish?"),
        Rule("what bears a value, alone", "Q", "n:BEARER", lambda n: listing(n, c) if not inside_a_figure(n) else None, 0.4, "Thornby"),
        Rule("where to find what bears a value", "Q", "imp? wherefind n:BEARER", lambda n: listing(n, c), 0.2, "Where can I find Thornby?"),
        Rule("where to find", "Q", "imp? wherefind n:NP", lambda n: listing(n, c) if not (isinstance(n.set, Value) or n.quantifier or named(n.set)) else None, 0.0, "Where can I find tools of steel?"),
        Rule("which are in", "Q", "which n:NP be p:prep a:NP", lambda n, p, a: [Costly(listing(made, c), cost) for made, cost in costs(c.attach(n, p, a)) if not made.quantifier], 0.15, "Which tools are of steel?"),
        Rule("which does it belong to", "Q", "which n:NP aux a:NP used", lambda n, a: Costly(listing(made, c), -0.1) if (made := c.fill(n, a)) is not None else [Costly(listing(made, c), cost + 0.3) for made, cost in had(c, n, a)], 0.0, "Which kit does varnish belong to?"),
        Rule("which noun exist", "Q", "which|imp? n:NP light|be there?", of_light, 0.0, "Which kits exist?"),
        Rule("which noun exist with", "Q", "which|imp n:N light|be there? p:prep a:NP", remaining, 0.3, "Which snags remain with varnish?"),
        Rule("noun, which are there", "Q", "n:NP comma? which be there", of_light, 0.0, "Snags of varnish: which are there?"),
        Rule("name and event", "Q", "a:N v:EV", events, 0.4, "descaler loosening"),
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
        Rule("share, but another does not", "Q", "which n:NP aux a:NP share that|but b:NP aux not have|share?", unshared, 0.0, "Which ingredients do varnish and linseed oil share that tung oil doesn't?"),
        Rule("in common", "Q", "which n:NP aux a:NP have common", shared, 0.0, "Which snags do linseed oil and tung oil have shared?"),
        Rule("shared by", "Q", "imp|what_is? n:NP be? share a:NP", shared, 0.0, "snags shared by linseed oil and tung oil"),
        Rule("which are unique to", "Q", "which n:NP be unique a:NP", lambda n, a: [Costly(List(of), cost) for made, cost in had(c, n, a) if (of := exclusive(c, made.set, a)) is not None], 0.0, "Which snags are unique to varnish?"),
        Rule("shared by some, but not by others", "Q", "which n:NP be? share a:NP except prep? b:NP", unshared, 0.0, "Which ingredients are common to varnish and linseed oil but not to tung oil?"),
        Rule("which are shared by", "Q", "which n:NP be? share a:NP", shared, 0.0, "Which ingredients are common to varnish and linseed oil?"),
    ]
    # fmt: on
