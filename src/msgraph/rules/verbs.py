"""Verbs with their objects, passives, auxiliaries and negation: what is said of a subject."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from rdflib import Literal

from msgraph.chart import Costly, Rule
from msgraph.composer import Composer
from msgraph.grammar import polarities
from msgraph.meaning import Noun, Pred, Verb, coordinated, within
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Either,
    Kind,
    Linked,
    NumberOf,
    Operator,
    Set,
    Step,
    Value,
    ValueOf,
    Without,
)
from msgraph.rules.shared import (
    AGENTS,
    FARTHER,
    being,
    changed,
    costs,
    counted_more,
    having,
    here_not_there,
    listed,
    only_there,
    qualified,
    source_of,
    standing_of,
    valued,
)
from msgraph.selection import Types
from msgraph.vocabulary import RDF


def verbs(c: Composer) -> list[Rule]:
    """The rules of verb phrases."""
    source = source_of(c)
    told: Types = frozenset(
        cls
        for relation in c.ontology.relations.values()
        if relation.claimed
        for side in c.sides(relation.iri)
        for cls in side or ()
    )
    """The classes of what claims are about."""

    def transitive(v: Verb, n: Noun, p: str | None = None, q: str | None = None) -> Any:
        if v.particle != q or p not in v.prepositions:
            return None
        if source is not None and v.step == source and (there := from_there(p or "", n)) is not None:
            # Claims that come from damp rooms: what holds there, not what is said by who wrote of them.
            return Costly((v.form, there.meaning), there.cost)
        return _with(v, lambda step: c.reach(step, n), v.form)

    def of_both(v: Verb, n: Noun, p: str, a: Noun, b: Noun) -> Any:
        """To do it to what is of the one and to what is of the other, which need not be one thing."""
        return [
            Costly(made, cost + more)
            for one, cost in costs(c.attach(n, p, a))
            for other, more in costs(c.attach(n, p, b))
            if (made := transitive(v, coordinated((one, other), "and"))) is not None
        ]

    def from_there(p: str, n: Noun) -> Any:
        """To be a claim from somewhere: one that holds there."""
        where, claims = c.setting(p, n), c.ontology.claim_classes
        if where is None:
            return None
        return Costly(Pred(where, claims, settled=True), c.vague(where))

    def with_another(v: Verb, n: Noun, a: Noun) -> Any:
        """To have done something with somebody: to be another one who did it."""
        if v.particle or v.both or None not in v.prepositions or "with" in v.prepositions or not a.bare or a.is_class:
            return None
        theirs = c.reach(v.step.back(), a)
        made = None if theirs is None else c.restrict(n, theirs)
        pred = None if made is None else c.reach(v.step, made)
        if pred is None or not c.compatible(pred.types, a.types):
            return None
        return v.form, replace(pred, set=Without(pred.set, a.set))

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

    def further(v: Pred, p: str, n: Noun) -> Any:
        """What a preposition says of the subject too; of what is claimed it rather says where the claim holds, if it can."""
        if v.copula:
            return None
        claimed = 0.25 * (isinstance(v.set, Linked) and c.claimed(v.set.step) and c.qualifiers(p, n) is not None)
        return [
            Costly(made, 0.0 if shared_verb(v.set, p, other.set) else cost + claimed)
            for other, cost in costs(c.attachments(p, n))
            if (made := conjoin(v, other)) is not None
        ]

    def shared_verb(of: Set, p: str, other: Set) -> bool:
        """Whether a verb of the one link, with the preposition, is one of the other: to test one, to test against another."""
        if not isinstance(of, Linked) or not isinstance(other, Linked) or c.claimed(other.step):
            return False
        return not {f"{verb} {p}" for verb in said(of.step)}.isdisjoint(said(other.step))

    def said(step: Step) -> set[str]:
        role = "inverseVerb" if step.inverse else "verb"
        found = [c.ontology.relations[iri] for iri in step.relations if iri in c.ontology.relations]
        return {text for relation in found for kind, text in relation.words if kind == role}

    def unsaid(v: Verb) -> Pred | None:
        """Applied: by something, of which nothing is said."""
        types = c.subject_types(v.step, None)
        if v.particle is not None or v.both or types is False:
            return None
        return Pred(Linked(v.step, Anything()), types, settled=not c.claimed(v.step))

    def unsaid_where(v: Verb) -> Any:
        """Tested: rather in something than against it."""
        found = None if v.phrase else unsaid(v)
        return found and Costly(found, 0.0 if "in" in v.prepositions else 0.06)

    def less(a: Pred, b: Pred) -> Pred | None:
        if a.measure or b.measure or a.group or b.group or not c.compatible(a.types, b.types):
            return None
        return replace(a, set=Without(a.set, b.set), object=None)

    def negated(v: Pred) -> Pred | None:
        return (
            None
            if v.measure or v.group
            else Pred(Without(Anything(), v.set), v.types, settled=v.settled, copula=v.copula)
        )

    def first_negated(v: Pred) -> Any:
        """Before a list "not" denies rather its first member: does not do the one and does the other."""
        made = negated(v)
        return made and Costly(made, 0.2 * isinstance(v.set, Both))

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
        # To help with it is said of who helps.
        if None not in v.prepositions or p in v.prepositions - {None} or v.form == "ing" or v.kind != "verb":
            return None
        return c.reach(v.step.back(), a)

    def participle(v: Verb, n: Noun, p: str | None = None, q: str | None = None) -> Any:
        if v.particle != q:
            return None
        pred = c.reach(v.step, n)
        if pred is None or p in v.prepositions:
            return pred
        return Costly(pred, 0.6) if p in AGENTS and v.prepositions & AGENTS else None

    def in_studies(v: Verb, n: Noun, p: str) -> Any:
        """Tested in a town: in the studies that were done there."""
        studies = c.expand(c.ontology.studies)
        relations = tuple(
            iri for iri in v.step.relations if (c.ends(Step((iri,), v.step.inverse)) or {None}) <= studies
        )
        if v.particle or v.both or not relations:
            return None
        step = Step(relations, v.step.inverse)
        return [
            Costly(found, cost)
            for pred, cost in costs(c.attachments(p, n))
            if pred.types and pred.types <= studies and (found := c.reach(step, Noun(pred.set, pred.types)))
        ]

    def predicate(v: Verb, n: Noun, p: str | None = None) -> Any:
        return c.reach(v.step, n) if p in v.prepositions else None

    def copula(n: Noun) -> Any:
        if n.quantifier in ("no",):
            return Pred(Without(Anything(), n.set), None, copula=True)
        if n.quantifier or n.number is not None:
            return None
        if (pred := valued(c, n)) is not None:
            return pred
        of: Set = n.set
        if n.parts:
            of = (Both if n.conjunction == "and" else Either)(tuple(part.set for part in n.parts))
        return Pred(of, n.types, copula=True, object=n)

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

    def either_way(v: Pred, a: Noun, b: Noun) -> Any:
        """A predicate of claims that hold for one thing or for another."""
        one, other = qualified(c, v, a, ""), qualified(c, v, b, "")
        made = one and other and disjoin(one.meaning, other.meaning)
        return made and Costly(made, max(one.cost, other.cost))

    def failing(v: Pred) -> Pred | None:
        """To fail to do something: claims deny that it does; of what is on record, not to do it."""
        of = None if v.measure or v.group else standing_of(v.set, "refuted", c)
        return negated(v) if of is None else replace(v, set=of)

    def backed(n: Noun) -> Any:
        """To be what claims of a level of evidence are about."""
        level = c.ontology.claims.evidence_level
        levels = c.sides(level)[1] if level is not None else None
        if level is None or not levels or not n.types or levels.isdisjoint(n.types) or not n.bare or n.is_class:
            return None
        return told_there(Linked(Step((level,)), n.set))

    def found_in(p: str, n: Noun) -> Any:
        """To be found in a place: as is on record; what claims say of what is in it does not say where it was found."""
        return [
            Costly(pred, cost)
            for pred, cost in costs(c.attachments(p, n))
            if not isinstance(pred.set, Linked) or not c.claimed(pred.set.step)
        ]

    def told_there(where: Set | None) -> Any:
        """To be what claims are about of which something is true."""
        if where is None or not told:
            return None
        ends = Step((RDF.subject, RDF.object), inverse=True)
        return Costly(Pred(Linked(ends, Claims(where=(where,))), told), c.vague(where))

    def most_told(*, most: bool) -> list[Pred]:
        """To be what the most, or the fewest, claims are about; or whose they are."""
        about = NumberOf(Step((RDF.subject, RDF.object), inverse=True), Claims(standing="any"))
        found = [Pred(Anything(), told, measure=(about, most))] if told else []
        if source is not None and (sources := c.subject_types(source.back(), None)):
            made = NumberOf(source.back(), Kind(tuple(sorted(c.ontology.claim_classes))))
            found.append(Pred(Anything(), sources, measure=(made, most)))
        return found

    def beside_another(v: Pred, a: Noun) -> Any:
        """A predicate of claims that set the subject against another thing."""
        return next((made for p in ("versus", "against", "with") if (made := qualified(c, v, a, p)) is not None), None)

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
        Rule("verb and object", "VN", "v:V.object n:NP", transitive, 0.0, "prevent rust"),
        Rule("verb and object of both", "VN", "v:V.object n:N p:prep both a:NP and b:NP", of_both, 0.1, "lend tools of both steel and beech"),
        Rule("verb and object, with another", "VN", "v:V.object n:NP with a:NP", with_another, 0.0, "lend tools with Ben"),
        Rule("for the last time", "VPART", "latest v:VPART", lambda v: v if c.is_numeric(v.step) else None, 0.0, "last printed"),
        Rule("for the first time", "VPART", "firstly v:VPART", lambda v: v if c.is_numeric(v.step) else None, 0.0, "first printed"),
        Rule("verb and amount", "VN", "v:V m:AMOUNT", amounting, 0.0, "weigh more than 2"),
        Rule("verb and number", "VN", "v:V num:num", lambda v, num: amounting(v, ("=", num, None)), 0.0, "cost 20"),
        Rule("verb, particle, object", "VN", "v:V.particle q:part n:NP", transitive, 0.0, "wear down rust"),
        Rule("verb, object, particle", "VN", "v:V.particle n:NP q:part", transitive, 0.0, "wear rust down"),
        Rule("verb with preposition", "VN", "v:V.oblique p:prep n:NP", transitive, 0.0, "work through soaking"),
        Rule("verb of what is when it is used", "VN", "v:V q:part? whendone n:NP be? done", lambda v, n, q=None: next((made for p in ("after", "with", "under") if (made := transitive(v, n, p, q)) is not None), None), 0.1, "comes off when descaler is used"),
        Rule("verb, particle, preposition", "VN", "v:V.particle q:part p:prep n:NP", transitive, 0.0, "put up with damp"),
        Rule("one object but not another", "VN", "v:V.object a:NP except b:NP", but_not, 0.0, "prevent cracks but not rust"),
        Rule("one prepositional object but not another", "VN", "v:V.oblique p:prep a:NP except p2:prep? b:NP", lambda v, p, a, b, p2=None: but_not(v, a, b, p), 0.0, "consist of steel but not of beech"),
        Rule("among", "VP", "be among n:NP", copula, 0.0, "is among the tools"),
        Rule("neither of two objects", "VN", "v:V neither a:NP nor b:NP", lambda v, a, b: None if v.particle or None not in v.prepositions or v.both or (made := c.reach(v.step, coordinated((a, b), "or"))) is None else (v.form, negated(made)), 0.0, "contain neither resin nor beeswax"),
        Rule("verb with both prepositions", "VN", "v:V either|both p:prep n:NP", transitive, 0.0, "work both through soaking and sealing"),
        Rule("light verb and event", "VN", "lightverb det? v:EV of|in|about n:NP", lambda v, n: (p := c.reach(v, n)) and ("base", p), 0.0, "lead to the prevention of rust"),
        Rule("lead to less", "VN", "lightverb fewer n:NP", lambda n: (p := changed(c, n, more=False)) and ("base", p), 0.1, "lead to fewer snags"),
        Rule("lead to more", "VN", "lightverb raised n:NP", lambda n: (p := changed(c, n, more=True)) and ("base", p), 0.1, "lead to more snags"),
        Rule("make it go up", "VN", "makes n:NP goup", lambda n: (p := changed(c, n, more=True)) and ("base", p), 0.1, "makes smell go up"),
        Rule("make it go down", "VN", "makes n:NP godown", lambda n: (p := changed(c, n, more=False)) and ("base", p), 0.1, "makes smell go down"),
        Rule("light verb and no event", "VP", "lightverb no v:EV of|in|about n:NP", lambda v, n: (p := c.reach(v, n)) and negated(p), 0.0, "show no prevention of rust"),
        Rule("lack", "VP", "aux? lack n:NP", lambda n: [Costly(made, cost) for pred, cost in costs(listed(having(c, n) or [])) if (made := negated(pred)) is not None], 0.1, "lack snags"),
        Rule("finite", "VP", "v:VN", form("base", "s", "past"), 0.0, "prevents rust"),
        Rule("of itself", "VP", "v:V.object p:after|prep a:NP", by_itself, 0.5, "loosens after descaler"),
        Rule("present participle", "ING", "v:VN", form("ing"), 0.0, "working through soaking"),
        Rule("passive by", "PASS", "v:V.past by n:NP", lambda v, n: passive(v, n), 0.0, "prevented by linseed oil"),
        Rule("passive for", "PASS", "v:V.past p:prep n:NP", lambda v, p, n: passive(v, n) if p == "for" and not c.claimed(v.step) else None, 0.35, "lent for Ann"),
        Rule("passive by both", "PASS", "v:V.past both? by a:NP and by b:NP", lambda v, a, b: passive(v, coordinated((a, b), "and")), 0.0, "prevented by linseed oil and by varnish"),
        Rule("passive with particle", "PASS", "v:V.particle q:part by n:NP", lambda v, n, q: passive(v, n, None, q), 0.0, "worn down by descaler"),
        Rule("passive by one but not another", "PASS", "v:V.past by a:NP except by? b:NP", lambda v, a, b: (x := passive(v, a)) and (y := passive(v, b)) and less(x, y), 0.0, "prevented by linseed oil but not by varnish"),
        Rule("participle with one but not another", "PASS", "v:VPART p:prep a:NP except prep? b:NP", lambda v, a, b, p: (x := participle(v, a, p)) and (y := participle(v, b, p)) and less(x, y) if not isinstance(participle(v, a, p), Costly) and not isinstance(participle(v, b, p), Costly) else None, 0.0, "made from flax but not from oak"),
        Rule("passive alone", "PASS", "v:V.past", lambda v: passive(v), 0.36, "prevented"),
        Rule("not done to", "PASS", "v:UNDONE", lambda v: v, 0.0, "unlent"),
        Rule("participle alone", "PASS", "v:VPART", unsaid_where, 0.3, "applied"),
        Rule("happening somewhere", "VP", "v:V p:acc|prep a:NP", lambda v, p, a: (pred := unsaid(v)) and qualified(c, pred, a, p), 0.8, "works in damp"),
        Rule("participle with its preposition", "PASS", "v:VPART p:prep n:NP", participle, 0.0, "made from flax"),
        Rule("participle, of what studies have", "PASS", "v:VPART p:prep n:NP", in_studies, 0.2, "tried in Thornby"),
        Rule("participle, particle, preposition", "PASS", "v:VPART.particle q:part p:prep n:NP", participle, 0.0, "held up by slow drying"),
        Rule("participle with its object", "PASS", "v:VPART.object n:NP", lambda v, n: c.reach(v.step, n) if None in v.prepositions and v.particle is None else None, 0.0, "used to apply linseed oil"),
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
        Rule("done with it", "VP", "have? be be? performed p:prep n:NP", lambda p, n: c.attachments(p, n), 0.0, "were done with varnish"),
        Rule("found in", "VP", "have? be be? seen p:prep n:NP", found_in, 0.15, "is found in Thornby"),
        Rule("become passive", "VP", "becomes v:PASS", lambda v: v, 0.1, "gets prevented by linseed oil"),
        Rule("be passive", "VP", "be v:PASS", lambda v: v, 0.0, "is prevented by linseed oil"),
        Rule("have been passive", "VP", "have be v:PASS", lambda v: v, 0.0, "has been made from flax"),
        Rule("auxiliary be passive", "VP", "aux be v:PASS", lambda v: v, 0.0, "can be made from flax"),
        Rule("be doing", "VP", "be v:ING", lambda v: v, 0.0, "is working through soaking"),
        Rule("have done", "VP", "have v:VP", lambda v: v, 0.1, "has prevented rust"),
        Rule("auxiliary", "VP", "aux v:VP", lambda v: v, 0.0, "can prevent rust"),
        Rule("known to", "VP", "be|have be? shownto v:VP", lambda v: v, 0.0, "are known to prevent rust"),
        Rule("known to be", "VP", "be shownto be v:PASS", lambda v: v, 0.0, "are known to be prevented by linseed oil"),
        Rule("shown, adverb, to", "VP", "have|be be? seen a:NP|MOD to v:VP", lambda a, v: qualified(c, v, a, ""), 0.0, "have been shown blind to prevent rust"),
        Rule("reported in", "VP", "have? be be? seen p:acc|prep a:NP", lambda p, a: told_there(c.qualifiers(p, a)), 0.6, "are reported in blind tests"),
        Rule("reported, adverb", "VP", "have? be be? seen a:MOD", lambda a: told_there(c.qualifiers("", a)), 0.6, "are reported blind"),
        Rule("appearing in", "VP", "appear p:acc|prep a:NP", lambda p, a: (w := c.qualifiers(p, a)) and Pred(Linked(Step((RDF.subject,), True), Claims(where=(w,))), told), 0.6, "appear in blind tests"),
        Rule("shown in to", "VP", "have|be be? seen p:acc|prep a:NP to v:VP", lambda p, a, v: qualified(c, v, a, p), 0.0, "have been shown in blind tests to prevent rust"),
        Rule("known to, after a noun", "RC", "shownto v:VP", lambda v: v, 0.0, "known to prevent rust"),
        Rule("infinitive", "RC", "to v:VP", lambda v: v, 0.3, "to prevent rust"),
        Rule("complement, an adjective", "COMP", "m:MOD", lambda m: being(c, m), 0.0, "blind"),
        Rule("complement, a value", "COMP", "n:N.value", lambda n: c.attachments("adj", n) if isinstance(n.set, Value) else None, 0.0, "Thornby"),
        Rule("complement, with a preposition", "COMP", "p:prep n:NP", lambda p, n: c.attachments(p, n), 0.0, "in Thornby"),
        Rule("complement, a participle", "COMP", "v:PASS|ING", lambda v: v, 0.0, "covered by Ash 2019"),
        Rule("complements and", "COMPS", "both? a:COMP comma? and|comma b:COMP|COMPS", conjoin, 0.1, "blind and in Aldmouth"),
        Rule("complements or", "COMPS", "either? a:COMP or b:COMP", disjoin, 0.1, "blind or in Thornby"),
        Rule("complements but not", "COMPS", "a:COMP except b:COMP", less, 0.0, "in Thornby but not blind"),
        Rule("be this and that", "VP", "be c:COMPS", lambda c: c, 0.0, "is blind and in Aldmouth"),
        Rule("copula of values", "VP", "be n:NP.several", lambda n: c.attachments("adj", n) if n.parts and all(isinstance(part.set, Value) for part in n.parts) else None, 0.0, "is Thornby or Aldmouth"),
        Rule("copula", "VP", "be n:NP", copula, 0.0, "is a finish"),
        Rule("named as", "VP", "be seen as n:NP", copula, 0.0, "is named as a snag"),
        Rule("catenative", "VP", "catena v:VP", lambda v: v, 0.0, "come to prevent rust"),
        Rule("catenative participle", "VP", "catena v:ING", lambda v: v, 0.0, "end up preventing rust"),
        Rule("used as", "VP", "used|have a:NP as b:NP", lambda a, b: c.reach(b.slot.back(), a) if b.slot is not None and not b.filled else None, 0.0, "used varnish as the rival"),
        Rule("side by side, adverb", "VP", "v:VP sidebyside", lambda v: v, 0.1, "prevent rust side by side"),
        Rule("belongs to", "VP", "belongs n:NP", lambda n: copula(n) if n.is_class or c.general(n) or not n.bare else None, 0.05, "belongs to the tools"),
        Rule("copula kind", "VP", "counts as n:NP", copula, 0.0, "count as cleaners"),
        Rule("copula adjective", "VP", "be n:MOD", lambda n: being(c, n), 0.0, "is blind"),
        Rule("copula prepositional", "VP", "be p:prep n:NP", lambda p, n: c.attachments(p, n), 0.2, "is in Thornby"),
        Rule("from somewhere, of claims", "VP", "be p:prep n:NP", from_there, 0.3, "are from field tests"),
        Rule("have as its", "VP", "have a:NP as possdet|det n:N", lambda a, n: c.reach(n.slot.back(), a) if n.slot is not None and not n.filled else None, 0.0, "have varnish as their rival"),
        Rule("have theirs in", "VP", "have possdet|det n:N prep a:NP", lambda a, n: c.reach(n.slot.back(), a) if n.slot is not None and not n.filled and n.types and a.types and c.compatible(a.types, n.types) else None, 0.1, "have their place of arrival in the yard"),
        Rule("have", "VP", "have n:NP", lambda n: having(c, n), 0.0, "has snags"),
        Rule("contain", "VP", "contain n:NP", lambda n: [Costly(made, cost + 0.1) for made, cost in costs(listed(having(c, n) or []))], 0.0, "contain snags"),
        Rule("have, doing it", "VP", "have|contain n:NP v:V.ing p:prep? pro", lambda n, v, p=None: c.reach(v.step.back(), n) if v.form == "ing" and p in v.prepositions and not v.particle else None, 0.0, "has members lending it"),
        Rule("is called", "VP", "be seen|called n:NP", copula, 0.0, "is called the tenon saw"),
        Rule("as a", "VP", "v:VP as b:NP", lambda v, b: v if b.is_class and b.bare else None, 0.2, "prevent rust as a finish"),
        Rule("contain but no", "VN", "v:V a:NP but|and b:NP", contrast, 0.0, "contain driers but no resin"),
        Rule("be passive and be a kind", "VP", "be a:PASS and det b:NP", lambda a, b: (k := copula(b)) and conjoin(a, k), 0.0, "are part of a kit and also a finish"),
        Rule("be a kind and be passive", "VP", "be b:NP and a:PASS", lambda a, b: (k := copula(b)) and conjoin(a, k), 0.05, "are finishes and part of a kit"),
        Rule("generic", "VP", "have? be? used p:prep? n:NP", lambda n, p=None: c.attachments("of", n) or c.attachments("in", n), 0.5, "are associated with varnish"),
        Rule("do more of it than another", "VP", "v:V.object greater m:N.measure than a:NP", lambda v, m, a: counted_more(c, v, m, a, most=True), 0.0, "need more helpers than the boat deck"),
        Rule("do less of it than another", "VP", "v:V.object smaller m:N.measure than a:NP", lambda v, m, a: counted_more(c, v, m, a, most=False), 0.0, "need fewer helpers than the boat deck"),
        Rule("not", "VP", "not v:VP", first_negated, 0.0, "not prevent rust"),
        Rule("auxiliary not", "VP", "aux not v:VP", first_negated, 0.0, "does not prevent rust"),
        Rule("be not passive", "VP", "be not v:PASS|ING", negated, 0.0, "is not made from flax"),
        Rule("have not been passive", "VP", "have not be v:PASS", negated, 0.0, "has not been made from flax"),
        Rule("have not been shown", "VP", "have not be? shownto v:VP", negated, 0.0, "have not been shown to prevent rust"),
        Rule("be not", "VP", "be not n:NP", lambda n: negated(copula(n)) if copula(n) else None, 0.0, "is not a finish"),
        Rule("be not adjective", "VP", "be not n:MOD", lambda n: [Costly(negated(p.meaning if isinstance(p, Costly) else p), 0.1) for p in being(c, n)], 0.0, "is not blind"),
        Rule("neither do nor do", "VP", "neither a:VP nor b:VP", lambda a, b: (x := negated(a)) and (y := negated(b)) and conjoin(x, y), 0.0, "neither prevent rust nor cause stains"),
        Rule("fail to", "VP", "fails v:VP", failing, 0.05, "fail to prevent rust"),
        Rule("have such evidence", "VP", "have det? n:N evidence", lambda n: backed(n), 0.0, "have blind evidence"),
        Rule("have what is evidence", "VP", "have det? n:N", lambda n: backed(n), 0.5, "have a blind test"),
        Rule("have nothing that is evidence", "VP", "have no n:N", lambda n: (p := backed(n)) and negated(p.meaning), 0.5, "have no blind test"),
        Rule("have no such evidence", "VP", "have no n:N evidence", lambda n: (p := backed(n)) and negated(p.meaning), 0.0, "have no blind evidence"),
        Rule("lack such evidence", "VP", "lack n:N evidence", lambda n: (p := backed(n)) and negated(p.meaning), 0.0, "lack blind evidence"),
        Rule("have the most claims", "VP", "have most evidence", lambda: most_told(most=True), 0.0, "has the most claims"),
        Rule("have the fewest claims", "VP", "have fewest evidence", lambda: most_told(most=False), 0.0, "has the fewest claims"),
        Rule("beside another one", "VP", "v:VP versus|morethan a:NP", beside_another, 0.25, "prevent rust compared with tung oil"),
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
            Costly(made, cost + 0.1) for pred, cost in costs(c.attachments("of", a)) for other, more in costs(c.attachments("of", b))
            if more == cost and isinstance(pred.set, Linked) and isinstance(other.set, Linked) and pred.set.step == other.set.step
            and (made := less(pred, other)) is not None], 0.0, "are linked to varnish but not to paste wax"),
        Rule("either, said last", "VP", "v:VP either", lambda v: v if polarities(v.set)[1] and not (v.measure or v.group) else None, 0.0, "do not prevent rust and do not cause stains either"),
        Rule("while doing", "VP", "a:VP while b:ING", conjoin, 0.05, "prevent rust while causing stains"),
        Rule("without doing", "VP", "a:VP without b:ING", less, 0.0, "prevent rust without causing stains"),
        Rule("passive and passive", "PASS", "a:PASS and b:PASS", conjoin, 0.1, "lent by Ann and repaired by Cleo"),
        Rule("passive or passive", "PASS", "a:PASS or b:PASS", disjoin, 0.1, "lent by Ann or repaired by Cleo"),
        Rule("standing", "VP", "v:VP st:contested|contradicted|undecided", lambda v, st: None if v.measure or v.group or (of := standing_of(v.set, st, c)) is None else replace(v, set=of), 0.0, "prevents rust as claims deny"),
        Rule("qualified", "VP", "v:VP p:acc|prep a:NP", lambda v, p, a: qualified(c, v, a, p), 0.25, "prevent rust in damp"),
        Rule("only there", "VP", "v:VP onlyin a:NP", lambda v, a: only_there(c, v, a), 0.25, "prevent rust only in damp"),
        Rule("passive, only there", "PASS", "v:PASS onlyin a:NP", lambda v, a: only_there(c, v, a), 0.25, "prevented by varnish only in field tests"),
        Rule("passive, only said first", "PASS", "only v:PASS acc|prep a:NP", lambda v, a: only_there(c, v, a), 0.25, "only prevented by varnish in field tests"),
        Rule("have been passive, only said first", "VP", "have only be v:PASS acc|prep a:NP", lambda v, a: only_there(c, v, a), 0.25, "have only been prevented by varnish in field tests"),
        Rule("both here and there", "VP", "v:VP both p:acc|prep a:NP and acc|prep b:NP", lambda v, p, a, b: qualified(c, v, coordinated((a, b), "and"), p), 0.25, "prevent rust both in damp and in frost"),
        Rule("passive, both here and there", "PASS", "v:PASS both p:acc|prep a:NP and acc|prep b:NP", lambda v, p, a, b: qualified(c, v, coordinated((a, b), "and"), p), 0.25, "prevented by varnish both in damp and in frost"),
        Rule("here but not there", "VP", "v:VP p:acc|prep a:NP except p2:acc|prep? b:NP", lambda v, p, a, b, p2=None: here_not_there(c, v, p, a, b, p2), 0.25, "prevent rust in damp but not in frost"),
        Rule("qualified passive", "PASS", "v:PASS p:acc|prep a:NP", lambda v, p, a: qualified(c, v, a, p), 0.25, "prevented by varnish in field tests"),
        Rule("with a further noun", "VP", "v:VP p:prep n:NP", further, FARTHER, "prevent stains with resin"),
        Rule("doing, with a further noun", "ING", "v:ING p:prep n:NP", further, FARTHER, "preventing stains with resin"),
        Rule("qualified after seen", "VP", "v:VP seen p:acc|prep a:NP", lambda v, p, a: qualified(c, v, a, p), 0.25, "prevent rust seen in field tests"),
        Rule("qualified by adjective", "VP", "v:VP a:MOD", lambda v, a: qualified(c, v, a, ""), 0.3, "prevent rust blind"),
        Rule("qualified by either adjective", "VP", "v:VP either? a:MOD or b:MOD", either_way, 0.3, "prevent rust blind or outdoor"),
        Rule("qualified by both adjectives", "VP", "v:VP both? a:MOD and b:MOD", lambda v, a, b: qualified(c, v, coordinated((a, b), "and"), ""), 0.3, "prevent rust blind and outdoor"),
        Rule("qualified before", "VP", "p:acc|prep a:NP comma? v:VP", lambda p, a, v: qualified(c, v, a, p), 0.4, "in damp prevent rust"),
    ]
    # fmt: on
