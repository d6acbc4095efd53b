"""Questions for what speaks for or against a statement, for its figures and for where it was published."""

from typing import Any

from msgspec.structs import replace

from msgraph.chart import Costly, Rule
from msgraph.composer import Composer
from msgraph.grammar import about, counting, listing, truth
from msgraph.meaning import STATEMENT, Noun, Pred, Verb, claims_in
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Count,
    Either,
    Evidence,
    Kind,
    Linked,
    List,
    Paths,
    Plan,
    Quantity,
    Set,
    Standing,
    Step,
    Thing,
    Truth,
    Value,
)
from msgraph.rules.shared import PLACED, as_role, disputed, had, narrowed_plan, source_of, standing_of


def evidence_questions(c: Composer) -> list[Rule]:
    """The rules of questions for evidence."""
    source = source_of(c)
    sources = (c.subject_types(source.back(), None) or None) if source is not None else None
    levels = (
        c.sides(c.ontology.claims.evidence_level)[1] if c.ontology.claims.evidence_level is not None else frozenset()
    )

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

    def against_all(a: Noun, best: bool | None = None) -> Any:
        """What speaks against whatever is said of a thing."""
        if not a.bare or a.is_class or a.iri is None or not c.linkable(a.types):
            return None
        return Evidence(Claims(a.set, standing="refuted"), strongest=bool(best))

    def as_they_stand(standing: Standing, a: Noun) -> Set | None:
        """The claims about a thing that stand so."""
        known = a.bare and not a.is_class and a.iri is not None and c.linkable(a.types)
        return Claims(a.set, standing=standing, either_way=True) if known else None

    def by_whom(n: Noun, s: tuple[Noun, Pred], *, denied: bool = False) -> Any:
        """Whether it is so by the claims of somebody, or by claims of a kind."""
        plan = None if n.quantifier or n.every else shown(s, denied=denied)
        if plan is None or any_source(n):
            return plan
        found = narrowed_plan(c, plan, "according to", n) or narrowed_plan(c, plan, "in", n)
        # Whose claims are meant is said outright.
        return found and found.meaning

    def shown(s: tuple[Noun, Pred], *, denied: bool = False) -> Truth | None:
        """Whether it is so; that it is not so, or is denied, is shown by any claim that denies it, whatever others say."""
        plan = truth(s[0], s[1], c)
        if not isinstance(plan, Truth) or (denied and plan.also):
            return None
        if plan.also or not (denied or plan.negated):
            return plan
        found = claims(s, "refuted" if denied else "supported")
        return None if found is None else Truth(found, None, settled=True)

    def any_source(n: Noun) -> bool:
        """Whether a noun names all sources: the literature."""
        every = (n.is_class and n.bare) or (n.slot is not None and not n.filled and isinstance(n.set, Linked))
        return every and bool(sources) and not n.number and c.expand(n.types or ()) >= c.expand(sources or ())

    def sides(s: tuple[Noun, Pred], best: bool | None = None) -> Any:
        return evidence(s, "any", best)

    def on(a: Noun) -> Any:
        if len(a.parts) == 2:
            return Evidence(Claims(a.parts[0].set, (), a.parts[1].set, "any", either_way=True))
        if (a.slot is not None and a.filled) or a.types == levels or told_by(a) is not None:
            return None
        return Evidence(about(a)) if a.bare and not a.is_class and a.number is None and not a.quantifier else None

    def told_by(a: Noun) -> Linked | None:
        """To be a claim of a source, which no claims are about."""
        if source is None or not sources or not a.types or not a.types <= c.expand(sources) or c.linkable(a.types):
            return None
        return None if a.quantifier or a.number else Linked(source, a.set)

    def found_in(p: str | None, a: Noun) -> Any:
        """The evidence on a thing, or from where claims hold, or of the source that they are from."""
        if p is not None and p != "about" and (told := told_by(a)) is not None:
            return Evidence(c.both(Kind(tuple(sorted(c.ontology.claim_classes))), told))
        where = c.setting(p or "", a) if len(a.parts) != 2 else None
        if where is None:
            return on(a)
        # Not only claims are from somewhere.
        return Costly(Evidence(c.both(Kind(tuple(sorted(c.ontology.claim_classes))), where)), c.vague(where))

    def pair(a: Noun, b: Noun) -> Any:
        return Evidence(Claims(a.set, (), b.set, "any", either_way=True))

    def two_named(a: Noun, b: Noun) -> Any:
        return pair(a, b) if all(part.bare and part.iri is not None and not part.is_class for part in (a, b)) else None

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
        if source is None or a.quantifier or a.group or a.number or isinstance(a.set, Value):
            return None
        sources = c.subject_types(source.back(), None) or None
        if a.parts:
            each = tuple(Linked(source.back(), about(part)) for part in a.parts)
            return Pred((Both if a.conjunction == "and" else Either)(each), sources)
        return [Pred(Linked(source.back(), about(a)), sources), Pred(about(a), c.ontology.claim_classes)]

    def about_there(a: Noun, p: str, b: Noun) -> Any:
        """To be about a thing in a setting: what was written of it is what holds there."""
        where = c.qualifiers(p, b)
        if where is None or source is None or a.quantifier or a.group or a.number or a.parts:
            return None
        made = c.narrow(about(a), where)
        sources = c.subject_types(source.back(), None) or None
        return made and Costly(Pred(Linked(source.back(), made), sources), c.vague(where))

    def reported(a: Noun) -> Any:
        """To report what a noun names: that a thing which it names has the link that it is narrowed by."""
        if source is None or a.quantifier or a.group or a.number or not isinstance(a.set, Both) or a.parts:
            return None
        own = a.set.parts
        named_ = [part for part in own if isinstance(part, Thing)]
        links = [part for part in own if isinstance(part, Linked) and c.claimed(part.step)]
        if len(named_) != 1 or len(links) != 1 or len(own) != 2:
            return None
        found = claims_in(named_[0], links[0])
        return found and Pred(Linked(source.back(), found), c.subject_types(source.back(), None) or None)

    def as_what_claims(a: Noun, b: Noun, standing: Any = "supported") -> Set | None:
        """The claims that a thing is what the second noun names: smell as a snag of varnish."""
        return claims_in(a.set, b.set, standing) if a.bare and b.filled else None

    def as_what(n: Noun, a: Noun, b: Noun) -> Any:
        """Those who say that a thing is what the second noun names: guides on smell as a snag of varnish."""
        found = as_what_claims(a, b)
        if found is None or source is None:
            return None
        return c.restrict(n, Pred(Linked(source.back(), found), c.subject_types(source.back(), None) or None))

    def who(s: tuple[Noun, Pred], standing: str = "supported") -> Any:
        found = claims(s, standing)
        return None if found is None else whose(found)

    def whose(found: Set) -> Any:
        """The sources of claims."""
        if source is None:
            return None
        supers = c.ontology.supers
        # The narrowest class that all sources are of.
        shared = frozenset.intersection(*(supers.get(cls, frozenset()) | {cls} for cls in sources)) if sources else ()
        known = max(sorted(cls for cls in shared if cls in supers), key=lambda cls: len(supers[cls]), default=None)
        return List(c.both(Anything() if known is None else Kind((known,)), Linked(source.back(), found)))

    def said_by(n: Noun, a: Noun) -> Any:
        """The noun's members by claims of a kind."""
        where = c.qualifiers("according to", a) or c.qualifiers("in", a)
        made = None if where is None or n.quantifier or n.number else c.narrow(n.set, where)
        return made and Costly(List(made), c.vague(where or Anything()))

    def said_of(n: Noun, a: Noun, p: str, b: Noun) -> Any:
        """The noun's members that another one has, by claims of a kind."""
        if p not in ("for", "of", "with", "after", "in"):
            return None
        return [
            replace(told, cost=told.cost + cost)
            for made, cost in had(c, n, b)
            if (told := said_by(made, a)) is not None
        ]

    def dispute(s: tuple[Noun, Pred]) -> Any:
        noun, pred = s
        of = Claims(Thing(STATEMENT), standing="disputed") if noun.iri == STATEMENT else disputed(c, noun, pred)
        if of is None:
            return None
        return Truth(of, None, settled=True)

    def agreed(s: tuple[Noun, Pred]) -> Any:
        """Whether it is not so that some claims say it and others deny it."""
        return (plan := dispute(s)) and replace(plan, negated=True)

    def disputed_noun(n: Noun, standing: str) -> Any:
        made = standing_of(n.set, standing, c)
        return None if made is None else List(made)

    def quantity(s: tuple[Noun, Pred]) -> Any:
        # How many claims do something is no figure of theirs.
        found = None if s[0].types and s[0].types <= c.ontology.claim_classes else claims(s, "any")
        return None if found is None else Quantity(found)

    def changed_by(n: Noun, v: Verb) -> Any:
        """By how much rust loosened: by the figures of whatever loosened it."""
        if v.particle or v.both or v.kind != "verb" or n.quantifier or n.number or not c.claimed(v.step):
            return None
        pred = c.reach(v.step.back() if v.step.inverse else v.step, n)
        found = pred and claims_in(Anything(), pred.set, "any")
        return found and Quantity(found)

    def where_so(p: str, n: Noun, s: tuple[Noun, Pred]) -> Noun | None:
        """A noun's members for which claims say so: the weather in which it is."""
        found = None if n.quantifier or n.number or s[0].iri == STATEMENT else claims(s)
        if found is None or p not in PLACED or not n.types or n.types <= c.ontology.claim_classes:
            return None
        preds = [Pred(Linked(step.back(), found), c.ends(step)) for step in c.qualifying(p, n.types)]
        return c.restrict(n, preds[0]) if len(preds) == 1 else None

    def said(a: Noun, b: Noun) -> Any:
        where = c.qualifiers("in", a)
        if where is None or not a.bare:
            return None
        if len(b.parts) == 2:
            return Evidence(Claims(b.parts[0].set, (), b.parts[1].set, "any", (where,), either_way=True))
        made = c.narrow(about(b), where)
        return Evidence(made) if made else None

    def whoever(n: Noun | None) -> bool:
        """Whether all sources are meant, of whatever kind."""
        return n is None or n.is_class or not (n.parts or n.bare)

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
        of = disputed(c, one, Pred(Linked(Step(found), other.set))) if found else None
        return None if of is None else Truth(of, None, settled=True)

    def any_against(s: tuple[Noun, Pred]) -> Any:
        found = claims(s, "refuted")
        return None if found is None else Truth(found, None, settled=True)

    # fmt: off
    return [
        Rule("evidence that", "Q", "what_is|which|imp? det? evidence|finding light|be? there? that s:S", evidence, 0.0, "What is the evidence that linseed oil prevents rust?"),
        Rule("evidence of a kind that", "Q", "what_is|which|imp? det? evidence|finding light|be? there? p:acc|prep a:NP that s:S", lambda p, a, s: (q := evidence(s)) and narrowed(q, p, a), 0.0, "What evidence is there from field tests that linseed oil prevents rust?"),
        Rule("evidence of a kind for", "Q", "what_is|which|imp? det? evidence|finding light|be? there? p:acc|prep a:NP prep|about s:GERUND", lambda p, a, s: (q := evidence(s)) and narrowed(q, p, a), 0.0, "evidence from field tests for linseed oil preventing rust"),
        Rule("what did a source find", "Q", "which aux|have n:NP states", lambda n: (told := told_by(n)) and List(told), 0.1, "What did Ash 2019 find?"),
        Rule("which do they report", "Q", "which n:NP aux a:NP states|mentions", said_by, -0.1, "Which snags of varnish do field tests report?"),
        Rule("which do they report of it", "Q", "which n:N aux a:NP states|mentions p:prep b:NP", said_of, 0.0, "Which snags do field tests report for varnish?"),
        Rule("evidence for", "Q", "what_is|which|imp? det? evidence|finding light|be? there? p:prep|about s:GERUND", lambda s, p=None: None if p == "against" else evidence(s), 0.0, "evidence for linseed oil preventing rust"),
        Rule("evidence for, finite", "Q", "what_is|which|imp? det? evidence light|be? there? p:prep|about s:S", lambda s, p=None: None if p == "against" else evidence(s), 0.3, "evidence on whether linseed oil prevents rust"),
        Rule("how many claims", "Q", "howmany evidence states? that? s:S", lambda s: (found := claims(s)) and Count(found), 0.0, "How many claims support that linseed oil prevents rust?"),
        Rule("how many claims against", "Q", "howmany evidence denies s:S", lambda s: (found := claims(s, "refuted")) and Count(found), 0.0, "How many claims speak against linseed oil preventing rust?"),
        Rule("is there evidence", "Q", "be|light there? det? evidence that|prep? s:S", lambda s: truth(s[0], s[1], c), 0.05, "Is there evidence that linseed oil prevents rust?"),
        Rule("what is said about two", "Q", "saidabout a:NP", on, 0.0, "What does the graph say about linseed oil and rust?"),
        Rule("what they have shown about it", "Q", "which aux|have det? evidence|finding states|tells about a:NP", on, 0.0, "What has research shown about linseed oil?"),
        Rule("what they have shown somewhere about it", "Q", "which aux|have det? evidence|finding p:prep b:NP states|tells about a:NP", lambda p, b, a: (q := on(a)) and narrowed(q, p, b), 0.0, "What have studies in damp shown about linseed oil?"),
        Rule("is there evidence of a kind", "Q", "be|light there? det? evidence acc|prep a:NP that s:S", lambda a, s: (q := truth(s[0], s[1], c)) and narrowed_plan(c, q, "in", a), 0.05, "Is there evidence in field tests that linseed oil prevents rust?"),
        Rule("is there such evidence", "Q", "be|light there? det? m:N|MOD evidence? that s:S", lambda m, s: narrowed_plan(c, q, "in", m) if c.qualifiers("in", m) and (q := truth(s[0], s[1], c)) else None, 0.1, "Are there field tests that linseed oil prevents rust?"),
        Rule("strongest evidence", "Q", "what_is|which|imp? det? best:strongest evidence p:that|prep s:S", lambda s, best, p=None: None if p == "against" else evidence(s, best=best), 0.0, "the strongest evidence that linseed oil prevents rust"),
        Rule("strongest evidence on a thing", "Q", "what_is|which|imp? det? best:strongest evidence p:about|prep a:NP", lambda a, best, p=None: replace(q, strongest=True) if p != "against" and isinstance(q := on(a), Evidence) else None, 0.1, "the strongest evidence for linseed oil"),
        Rule("in which it is so", "Q", "p:prep which n:NP s:S", lambda p, n, s: (made := where_so(p, n, s)) and listing(made, c), 0.05, "In which weather does linseed oil prevent rust?"),
        Rule("in how many it is so", "Q", "p:prep howmany n:NP s:S", lambda p, n, s: (made := where_so(p, n, s)) and counting(made, c), 0.05, "In how many jobs does varnish prevent stains?"),
        Rule("level of the claim", "Q", "what_is|which det? n:N be? of|prep|behind idea|evidence|finding that? s:S", lambda n, s: evidence(s) if n.slot is not None and n.types == levels else None, 0.0, "What is the grade of the claim that linseed oil prevents rust?"),
        Rule("what supports", "Q", "which|imp det? evidence? that? states s:S", evidence, 0.0, "What supports the idea that linseed oil prevents rust?"),
        Rule("what findings support", "Q", "which|imp det? finding that? states s:S", evidence, 0.3, "Which data show that linseed oil prevents rust?"),
        Rule("claim rests", "Q", "on|prep which aux det evidence acc that s:S", evidence, 0.0, "From which does the claim rest on that linseed oil prevents rust?"),
        Rule("idea rests", "Q", "on|prep which det? evidence|finding be idea based s:S", evidence, 0.0, "On which findings is the idea based that linseed oil prevents rust?"),
        Rule("how do we know", "Q", "howknow s:S", evidence, 0.0, "How do we know that linseed oil prevents rust?"),
        Rule("what does it say about", "Q", "which aux a:NP tells b:NP", said, 0.0, "What does the boat deck tell us about linseed oil?"),
        Rule("according to whom", "Q", "whom s:S", who, 0.0, "According to whom does linseed oil prevent rust?"),
        Rule("agreement", "Q", "aux det? n:NP|evidence|finding agree about|prep? s:S", lambda s, n=None: agreed(s) if whoever(n) else None, 0.0, "Do the guides agree that linseed oil prevents rust?"),
        Rule("are they agreed", "Q", "be det? n:NP|evidence|finding agree that|about|prep? s:S", lambda s, n=None: agreed(s) if whoever(n) else None, 0.0, "Are the guides agreed that linseed oil prevents rust?"),
        Rule("evidence on two disputed", "Q", "be det? evidence|finding about|prep a:NP disputed", two_disputed, 0.0, "Is the evidence on linseed oil and rust mixed?"),
        Rule("evidence on two consistent", "Q", "be det? evidence|finding about|prep a:NP consistent", lambda a: (q := two_disputed(a)) and replace(q, negated=True), 0.0, "Are the results on linseed oil and rust consistent?"),
        Rule("is there agreement", "Q", "be|light there? det? accord about|prep? s:S", agreed, 0.0, "Is there agreement that linseed oil prevents rust?"),
        Rule("is it undisputed", "Q", "be pro undisputed s:S", agreed, 0.0, "Is it undisputed that linseed oil prevents rust?"),
        Rule("opinions are divided", "Q", "be det? evidence|finding disputed about|prep s:S", dispute, 0.0, "Is the literature divided on whether linseed oil prevents rust?"),
        Rule("findings on two differ", "Q", "aux det? evidence|finding about|prep a:NP disagree", two_disputed, 0.0, "Do the findings on linseed oil and rust conflict?"),
        Rule("on which they do not agree", "Q", "on|about|prep which n:NP aux det? m:NP|evidence|finding not agree", lambda n, m=None: disputed_noun(n, "disputed"), 0.0, "On which snags of varnish do the guides not agree?"),
        Rule("on which they disagree", "Q", "on|about|prep which n:NP aux det? m:NP|evidence|finding disagree", lambda n, m=None: disputed_noun(n, "disputed"), 0.0, "On which snags of varnish do the guides disagree?"),
        Rule("dispute about two", "Q", "be|light there? det? dispute about|prep a:NP", two_disputed, 0.1, "Are there conflicting findings on linseed oil and rust?"),
        Rule("evidence on two", "Q", "what_is|which|imp? det? evidence light|be? there? p:about|prep a:NP", lambda a, p=None: found_in(p, a), 0.1, "the evidence on linseed oil and rust"),
        Rule("evidence against as", "Q", "which|imp det? evidence|finding denies a:NP as b:NP", lambda a, b: (q := as_what_claims(a, b, "refuted")) and Evidence(q), 0.0, "Which claims speak against smell as a snag of varnish?"),
        Rule("who states as", "Q", "who states a:NP as b:NP", lambda a, b: (q := as_what_claims(a, b)) and whose(q), 0.0, "Who reported smell as a snag of varnish?"),
        Rule("evidence for as", "Q", "imp|what_is? det? evidence prep a:NP as b:NP", lambda a, b: as_role(c, a, b), 0.1, "evidence for smell as a snag"),
        Rule("which of a kind show that", "Q", "which n:N states that? s:S", lambda n, s: (q := evidence(s)) and narrowed(q, "in", n), 0.1, "Which field tests show that linseed oil prevents rust?"),
        Rule("which show no effect", "Q", "which n:N states|have no effect of a:NP on|about|prep b:NP", lambda n, a, b: narrowed(Evidence(Claims(a.set, (), b.set, "refuted")), "in", n), 0.0, "Which field tests show no effect of linseed oil on rust?"),
        Rule("what evidence joins", "Q", "which evidence|finding joins a:NP to|with|and|prep b:NP", pair, 0.0, "Which claims link linseed oil to rust?"),
        Rule("do findings on two differ", "Q", "aux det? evidence|finding disagree about|prep a:NP", two_disputed, 0.0, "Do studies conflict on linseed oil and rust?"),
        Rule("evidence that links", "Q", "what_is|which|imp? det? evidence|finding linking a:NP to|with|and|prep b:NP", pair, 0.0, "evidence linking linseed oil to rust"),
        Rule("evidence and its sources", "Q", "q:Q comma? with|and possdet|det? n:N", lambda q, n: q if isinstance(q, Evidence) and n.types and c.compatible(n.types, sources) else None, 0.0, "evidence on linseed oil and rust with their guides"),
        Rule("evidence keywords", "Q", "evidence a:N b:N", two_named, 0.3, "evidence descaler rust"),
        Rule("did they find that", "Q", "aux|have det? n:NP|BEARER states that? s:S", by_whom, 0.0, "Did blind tests show that linseed oil prevents rust?"),
        Rule("is it their finding", "Q", "be pro n:NP|BEARER poss evidence|finding|idea that? s:S", by_whom, 0.0, "Is it Ash's finding that linseed oil prevents rust?"),
        Rule("is there a study in which", "Q", "be|light there? det? finding prep that|which s:S", shown, 0.0, "Is there a study in which varnish fails to prevent rust?"),
        Rule("did they deny that", "Q", "aux|have det? n:NP|BEARER denies that? s:S", lambda n, s: by_whom(n, s, denied=True), 0.0, "Did blind tests deny that linseed oil prevents rust?"),
        Rule("claims as they stand", "Q", "which|imp|what_is? of? det? evidence|finding be|have? be? st:refuted|disputed", lambda st: Evidence(Claims(standing=st)), 0.0, "Which claims are disputed?"),
        Rule("claims about a thing as they stand", "Q", "which|imp|what_is? of? det? evidence|finding about|prep a:NP be|have? be? st:refuted|disputed", lambda a, st: (of := as_they_stand(st, a)) and Evidence(of), 0.0, "Which claims about varnish are disputed?"),
        Rule("on what of a thing they disagree", "Q", "which|where aux det? n:NP|evidence|finding disagree prep? about|prep a:NP", lambda a, n=None: (of := as_they_stand("disputed", a)) and Evidence(of) if whoever(n) else None, 0.1, "Where do the guides disagree about varnish?"),
        Rule("a thing's claims, as they stand", "Q", "which|imp|what_is? det? a:N evidence|finding be|have? be? st:refuted|disputed", lambda a, st: (of := as_they_stand(st, a)) and Evidence(of), 0.0, "Which varnish claims are disputed?"),
        Rule("claims that stand so", "Q", "which|imp|what_is? of? det? st:refuted|disputed evidence|finding light|be? there?", lambda st: Evidence(Claims(standing=st)), 0.0, "Which refuted claims are there?"),
        Rule("claims that stand so, about a thing", "Q", "which|imp|what_is? of? det? st:refuted|disputed evidence|finding light|be? there? about|prep a:NP", lambda a, st: (of := as_they_stand(st, a)) and Evidence(of), -0.1, "disputed claims about varnish"),
        Rule("how many claims that stand so", "Q", "howmany det? st:refuted|disputed evidence light|be? there?", lambda st: Count(Claims(standing=st)), 0.0, "How many refuted claims are there?"),
        Rule("how many claims that stand so, about a thing", "Q", "howmany det? st:refuted|disputed evidence light|be? there? about|prep a:NP", lambda a, st: (of := as_they_stand(st, a)) and Count(of), 0.0, "number of disputed claims about varnish"),
        Rule("how many claims, as they stand", "Q", "howmany evidence be|have be? st:refuted|disputed", lambda st: Count(Claims(standing=st)), 0.0, "How many claims are refuted?"),
        Rule("how many claims about a thing, as they stand", "Q", "howmany evidence about|prep a:NP be|have be? st:refuted|disputed", lambda a, st: (of := as_they_stand(st, a)) and Count(of), 0.0, "How many claims about varnish are disputed?"),
        Rule("evidence keywords, last", "Q", "a:N b:N evidence", two_named, 0.3, "descaler rust evidence"),
        Rule("did any show that", "Q", "aux|have det? finding states that? s:S", shown, -0.1, "Did any study show that linseed oil prevents rust?"),
        Rule("where is it said that", "Q", "where be|have pro? be? seen that? s:S", who, 0.0, "Where is it reported that linseed oil prevents rust?"),
        Rule("findings of them on", "Q", "what_is|imp? det? evidence|finding of|by|from|prep a:NP about|on b:NP", said, 0.0, "the findings of the boat deck on linseed oil"),
        Rule("against", "Q", "which|imp det? evidence? denies s:S", against, 0.0, "Which claims speak against linseed oil preventing rust?"),
        Rule("what findings are against", "Q", "which|imp det? finding denies s:S", against, 0.3, "Which data speak against linseed oil preventing rust?"),
        Rule("evidence against", "Q", "what_is|imp|which? det? best:strongest? evidence|finding light|be? there? against s:S", against, 0.0, "evidence against linseed oil preventing rust"),
        Rule("evidence against a thing", "Q", "what_is|imp|which? det? best:strongest? evidence|finding light|be? there? against a:NP", against_all, 0.2, "the strongest evidence against linseed oil"),
        Rule("any evidence against", "Q", "be|light there? det? evidence against s:S", any_against, 0.0, "Is there any evidence against linseed oil preventing rust?"),
        Rule("both sides", "Q", "imp? det? best:strongest? sides comma|prep? aux? s:S", sides, 0.0, "Show both sides: does linseed oil prevent rust?"),
        Rule("evidence qualified", "Q", "q:Q.claims p:acc|prep a:NP", narrowed, 0.2, "the evidence that linseed oil prevents rust in damp"),
        Rule("evidence of a level", "Q", "imp|what_is|which? det? m:MOD|N q:Q.claims", lambda m, q: narrowed(q, "", m), 0.5, "the blind evidence that linseed oil prevents rust"),
        Rule("papers about", "RC", "that? about both? a:NP", about_pred, 0.17, "about linseed oil"),
        Rule("papers about, in a setting", "RC", "that? about both? a:NP p:acc|prep b:NP", about_there, 0.17, "about linseed oil in damp"),
        Rule("papers about, in a setting, finite", "VP", "about both? a:NP p:acc|prep b:NP", about_there, 0.3, "deal with linseed oil in damp"),
        Rule("papers for a role", "N", "n:N prep a:NP as b:NP", as_what, 0.1, "guides on smell as a snag of varnish"),
        Rule("papers with claims about", "RC", "with evidence|finding about|prep a:NP", about_pred, 0.0, "with claims about linseed oil"),
        Rule("papers with claims about, in a setting", "RC", "with evidence|finding about|prep a:NP p:acc|prep b:NP", about_there, 0.0, "with claims about linseed oil in damp"),
        Rule("complement, about", "COMP", "about a:NP", about_pred, 0.0, "about linseed oil"),
        Rule("papers about, finite", "VP", "about both? a:NP", about_pred, 0.3, "deal with linseed oil"),
        Rule("papers that state", "Q", "which|imp? n:NP that? states s:S", papers, 0.0, "Which guides report that linseed oil prevents rust?"),
        Rule("papers that deny", "Q", "which|imp? n:NP that? denies s:S", lambda n, s: papers(n, s, "refuted"), 0.0, "Which guides failed to find that linseed oil prevents rust?"),
        Rule("reports", "VP", "states a:NP", reported, 0.1, "report smell of varnish"),
        Rule("states", "VP", "states s:S", lambda s: (found := claims(s)) and source and Pred(Linked(source.back(), found), c.subject_types(source.back(), None) or None), 0.1, "report that linseed oil prevents rust"),
        Rule("denies", "VP", "denies s:S", lambda s: (found := claims(s, "refuted")) and source and Pred(Linked(source.back(), found), c.subject_types(source.back(), None) or None), 0.1, "deny that linseed oil prevents rust"),
        Rule("who states", "Q", "who states s:S", who, 0.0, "Who showed that linseed oil prevents rust?"),
        Rule("who is behind it", "Q", "who be behind idea s:S", who, 0.0, "Who is behind the finding that linseed oil prevents rust?"),
        Rule("has anyone denied", "Q", "have|aux anyone denies s:S", any_against, 0.0, "Has anyone contested that linseed oil prevents rust?"),
        Rule("who denies", "Q", "who denies s:S", lambda s: who(s, "refuted"), 0.0, "Who denies that linseed oil prevents rust?"),
        Rule("disagreement", "Q", "be|light there? det? dispute about|prep? s:S", dispute, 0.0, "Is there disagreement about whether linseed oil prevents rust?"),
        Rule("is it disputed", "Q", "be pro disputed s:S", dispute, 0.0, "Is it disputed that linseed oil prevents rust?"),
        Rule("do they disagree", "Q", "aux det? n:NP|evidence|finding disagree about|prep? s:S", lambda s, n=None: dispute(s) if whoever(n) else None, 0.0, "Do findings differ on whether linseed oil prevents rust?"),
        Rule("disputed, before the noun", "N", "disputed n:N", lambda n: None if (of := standing_of(n.set, "disputed", c)) is None else replace(n, set=of, bare=False), 0.0, "disputed snags of varnish"),
        Rule("which disputed ones it has", "Q", "which disputed n:N aux a:NP have", lambda n, a: [Costly(made, cost) for noun, cost in had(c, n, a) if (made := disputed_noun(noun, "disputed")) is not None], 0.0, "Which disputed snags does varnish have?"),
        Rule("disputed noun", "Q", "which|imp|what_is? n:NP be|have? be? disputed", lambda n: disputed_noun(n, "disputed"), 0.0, "Which faults that linseed oil prevents are disputed?"),
        Rule("refuted noun", "Q", "which|imp|what_is? yet? n:NP be|have? be? refuted", lambda n: disputed_noun(n, "refuted"), 0.0, "Which faults that linseed oil prevents have been refuted?"),
        Rule("the evidence", "Q", "what_is|which|imp|describe? det? evidence|finding light|be? there?", lambda: Evidence(Claims(Thing(STATEMENT))), 0.1, "What is the evidence?"),
        Rule("the evidence against", "Q", "what_is|which|imp|be? det? evidence light|be? there? against", lambda: Evidence(Claims(Thing(STATEMENT), standing="refuted")), 0.3, "any evidence against"),
        Rule("how good is it", "Q", "howknow", lambda: Evidence(Claims(Thing(STATEMENT))), 0.3, "How strong is the evidence?"),
        Rule("is it shown", "Q", "be pro seen", lambda: Evidence(Claims(Thing(STATEMENT))), 0.0, "Is it proven?"),
        Rule("why", "Q", "how be? pro? idea?", lambda: Paths(Thing(STATEMENT), Thing(STATEMENT)), 0.3, "Why?"),
        Rule("is it so disputed", "Q", "be pro disputed", lambda: Truth(Claims(Thing(STATEMENT), standing="disputed"), None, settled=True), 0.0, "Is that disputed?"),
        Rule("how much so", "Q", "howmuch", lambda: Quantity(Claims(Thing(STATEMENT), standing="any")), 0.3, "By how much?"),
        Rule("how good it is at doing it", "Q", "how|howmuch JUDGED be n:NP prep v:ING", lambda n, v: quantity((n, v)), 0.0, "How handy is varnish at preventing stains?"),
        Rule("how so it is towards something", "Q", "how|howmuch v:PRED be n:NP p:prep a:NP", lambda v, n, p, a: quantity((n, pred)) if p in v.prepositions and (pred := c.reach(v.step, a)) else None, 0.0, "How proof is linseed oil against rust?"),
        Rule("how much did it change", "Q", "howmuch aux n:NP v:V.object", changed_by, 0.0, "How much did rust loosen?"),
        Rule("how much", "Q", "howmuch aux? s:S", quantity, 0.0, "How much did descaler loosen rust?"),
    ]
    # fmt: on
