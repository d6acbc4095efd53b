"""The rules of English that questions are read by: grouped, named, each with an example; no word of any domain.

Categories: `N` a noun with what modifies it, `NP` a noun phrase, `MOD` an adjective, `V` a verb (`VPART`, `PRED`: one said with
*be*), `VN` a verb with its object, `VP` what is said of a subject, `PASS` a passive participle phrase, `ING` a present one, `RC` a
relative clause, `GAP` a clause that lacks its object, `INV` the same in the order of questions, `S` a statement, `CL` the claims
that make a statement, `Q` a question. Lower-case categories are classes of function words (`grammar.WORDS`).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rdflib import Literal

from msgraph.chart import Costly, Rule
from msgraph.followup import PRONOUNS, has_pronoun, resolved
from msgraph.grammar import about, counting, listing, truth
from msgraph.meaning import REFERENT, REFERENTS, Composer, Noun, Pred, Types, Verb, claims_in, coordinated, within
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
    Paths,
    Plan,
    Quantity,
    Set,
    Step,
    Thing,
    Truth,
    Under,
    Value,
    ValueOf,
    Without,
    parts,
)
from msgraph.vocabulary import RDF

AGENTS = frozenset(("by", "through", "via", "with", "from", "in", "using", "into", "on", "to", "for"))


def rules(c: Composer) -> list[Rule]:
    """All rules, for the types of one ontology."""
    return [*_nouns(c), *_noun_phrases(c), *_verbs(c), *_clauses(c), *_lists(c), *_yes_or_no(c), *_numbers(c), *_single_things(c),
            *_several_things(c), *_evidence(c)]


def _source(c: Composer) -> Step | None:
    return None if c.ontology.claims.source is None else Step((c.ontology.claims.source,))


# --------------------------------------------------------------------------------------------------------------- nouns


def _nouns(c: Composer) -> list[Rule]:
    def modified(m: Noun, n: Noun) -> Any:
        if n.parts or m.quantifier or n.quantifier or m.parts and n.is_class and n.bare and not m.parts[0].bare:
            return None
        if m.iri is not None and m.iri == n.iri:
            return None
        if c.is_kind(m, n):
            return m
        if isinstance(n.set, Value) and c.is_kind(n, m):
            return n
        return [Costly(made, cost + (0.0 if m.bare else 0.15)) for made, cost in _costs_of(c.attach(n, "", m))]

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
        """Sub-mechanisms (of X): what lies below a class, or below a thing of that class."""
        if a is None:
            return kinds(n)
        return Noun(Under(a.iri), a.types) if n.is_class and n.bare and a.bare and not a.is_class and a.iri is not None and c.compatible(n.types, a.types) else None

    def owned(n: Noun) -> Any:
        return c.attach(n, "of", Noun(Thing(REFERENT), iri=REFERENT, bare=True))

    def prepositional(n: Noun, p: str, a: Noun) -> Any:
        if n.parts:
            return None
        if a.quantifier in ("each", "which"):
            return grouped(n, p, a)
        if a.quantifier in ("most", "fewest"):
            return [made for step, _ in c.connections(n.types, a.types, p) if (pred := c.reach(step, a)) and (made := c.restrict(n, pred))] or (
                (pred := c.reach(n.slot, a)) and c.restrict(n, pred) if n.slot else None)
        found = list(c.attach(n, p, a))
        if a.modified is not None:
            # "Trials of intrathecal cells": what the adjective says may be a property of the trials themselves.
            base, adjective_ = a.modified
            for made, cost in _costs_of(c.attach(n, p, base)):
                found += [Costly(both, cost + max(0.0, more - 0.5)) for step, more in c.connections(made.types, adjective_.types, "adj")
                          if not c.claimed(step) and (pred := c.reach(step, adjective_)) and (both := c.restrict(made, pred))]
        return found

    def grouped(n: Noun, p: str, a: Noun) -> Any:
        if n.slot is not None:
            pred = c.reach(n.slot, a)
            return None if pred is None else c.restrict(n, pred)
        return [Costly(made, cost) for step, cost in c.connections(n.types, a.types, p)
                if (pred := c.reach(step, a)) is not None and (made := c.restrict(n, pred)) is not None]

    def restricted(n: Noun, r: Pred) -> Any:
        made = c.restrict(n, r)
        cost = c.doubt(n.types, r) + (0.3 if n.bare and not n.is_class else 0.0)
        return Costly(made, cost) if made is not None and cost else made

    def kinds(n: Noun) -> Any:
        return replace(n, kinds=True) if isinstance(n.set, Thing | Kind) else None

    def generic(n: Noun, a: Noun) -> Any:
        return c.attach(n, "of", a)

    def evident(n: Noun, a: Noun) -> Any:
        qualified = c.qualify(n.set, "in", a)
        if qualified is None:
            return None
        return Costly(replace(n, set=qualified, bare=False), c.vague(c.qualifiers("in", a) or Anything()))

    def extreme(g: tuple[Any, str, bool], n: Noun) -> Any:
        iri, degree, more = g
        step = Step((iri,))
        if degree != "most" or not c.compatible(n.types, c.sides(iri)[0]):
            return None
        return replace(n, set=Extreme(n.set, ValueOf((step,)), more), bare=False, iri=None, slot=n.slot)

    def most_linked(v: Verb, n: Noun, *, most: bool) -> Any:
        """The most often named advantage: the member at which the most links of its own or of the verb end."""
        step = v.step.back() if v is not None else None
        if n.slot is not None and (step is None or not c.compatible(n.types, c.subject_types(step, None) or None)):
            step = n.slot
        if step is None:
            return None
        return replace(n, set=Extreme(n.set, NumberOf(step), most), bare=False)

    def comparative(g: tuple[Any, str, bool], a: Noun) -> Any:
        iri, degree, more = g
        if degree != "more" or not c.compatible(a.types, c.sides(iri)[0]):
            return None
        step = Step((iri,))
        than = Linked(step.back(), a.set if not isinstance(a.set, Thing) else replace(a.set, below=False))
        return Pred(Compared(ValueOf((step,)), ">" if more else "<", than), c.sides(iri)[0], settled=True)

    return [
        Rule("adjective", "N", "m:MOD n:N", adjective, 0.0, "randomised trials"),
        Rule("compound", "N", "m:N n:N", modified, 0.1, "MSC trials"),
        Rule("sub", "NP", "det? sub n:N", sub, 0.0, "sub-mechanisms"),
        Rule("sub of", "NP", "det? sub n:N of a:NP", sub, 0.0, "sub-mechanisms of immunomodulation"),
        Rule("owned by what was named", "NP", "possdet n:N", owned, 0.1, "its risks"),
        Rule("shared by two", "N", "n:N that? a:NP share|common", lambda n, a: c.attach(n, "of", replace(a, conjunction="and")) if a.parts else None, 0.0, "risks that A and B share"),
        Rule("participle compound", "N", "a:N v:VPART|V n:N", by_means_of, 0.1, "iPSC-derived progenitors"),
        Rule("prepositional", "N", "n:N p:prep a:NP", prepositional, 0.0, "risks of aHSCT"),
        Rule("possessive", "N", "a:NP poss n:N", lambda a, n: c.attach(n, "of", a), 0.0, "aHSCT's risks"),
        Rule("participle before", "N", "v:VPART n:N", lambda v, n: c.restrict(n, Pred(Linked(v.step, Anything()), c.subject_types(v.step, None) or None)), 0.6, "transplanted cells"),
        Rule("passive before", "N", "v:V n:N", lambda v, n: c.restrict(n, Pred(Linked(v.step.back(), Anything()), c.subject_types(v.step.back(), None) or None))
             if v.form == "past" and None in v.prepositions else None, 0.6, "secreted mediators"),
        Rule("relative", "N", "n:N r:RC", lambda n, r: restricted(n, r), 0.0, "cells that secrete IL-10"),
        Rule("relative after comma", "N", "n:N comma r:RC comma?", lambda n, r: c.restrict(n, r), 0.3, "cells, which secrete IL-10"),
        Rule("kinds of", "NP", "det? kind of|in n:NP", kinds, 0.0, "kinds of stem cell"),
        Rule("kinds", "N", "n:N kind", kinds, 0.0, "MSC types"),
        Rule("seen in", "N", "n:N seen p:acc|prep a:NP", lambda n, a, p: evident(n, a), 0.1, "risks seen in randomised trials"),
        Rule("seen", "N", "n:N seen", lambda n: n, 0.4, "the risks reported"),
        Rule("before seen", "N", "seen n:N", lambda n: n, 0.1, "the reported risks"),
        Rule("used", "N", "n:N used p:prep? a:NP", lambda n, a, p=None: generic(n, a), 0.3, "the drugs used in conditioning"),
        Rule("superlative", "N", "g:GRAD n:N", extreme, 0.0, "largest trial"),
        Rule("most often", "N", "often v:V|VPART n:N", lambda v, n: most_linked(v, n, most=True), 0.2, "most commonly carried microRNA"),
        Rule("most often named", "N", "often seen n:N", lambda n: most_linked(None, n, most=True), 0.25, "most frequently named advantage"),
        Rule("most common", "N", "rarely seen n:N", lambda n: most_linked(None, n, most=False), 0.0, "least frequently named advantage"),
        Rule("comparative", "RC", "g:GRAD than a:NP", comparative, 0.0, "trials larger than MIST"),
        Rule("comparative predicate", "VP", "be g:GRAD than a:NP", comparative, 0.0, "is larger than MIST"),
        Rule("of a noun that names its bearer", "N", "det n:N", lambda n: None, 0.0, ""),
    ]


def _noun_phrases(c: Composer) -> list[Rule]:
    def quantified(quantifier: str) -> Callable[[Noun], Noun | None]:
        return lambda n: None if n.quantifier or n.group or (n.bare and not n.is_class and quantifier in ("most", "fewest")) else replace(n, quantifier=quantifier)

    def numbered(n: Noun, op: str, num: Literal, upper: Literal | None = None) -> Any:
        return replace(n, number=(op, num, upper))

    def joined(conjunction: str) -> Callable[[Noun, Noun], Any]:
        def join(a: Noun, b: Noun) -> Any:
            if a.quantifier or b.quantifier or a.group or b.group or (b.conjunction and b.conjunction != conjunction and conjunction != ","):
                return None
            made = coordinated((a, b), b.conjunction or "and" if conjunction == "," else conjunction)  # type: ignore[arg-type]
            uneven = 0.1 if a.bare and a.is_class and not b.bare else 0.0
            return Costly(made, uneven + (0.0 if c.compatible(a.types, b.types) else 0.3))
        return join

    return [
        Rule("plain", "NP", "n:N", lambda n: n, 0.0, "MSCs"),
        Rule("determined", "NP", "det n:N", lambda n: n, 0.0, "the MSCs"),
        Rule("all", "NP", "all n:N", lambda n: replace(n, bare=n.bare and n.is_class), 0.0, "all MSCs"),
        Rule("relative to all of a list", "NP", "a:NP r:RC", lambda a, r: c.restrict(a, r) if a.parts else None, 0.0, "cells or products that come from fat"),
        Rule("determined twice", "NP", "all|both|det det n:N", lambda n: n, 0.05, "both the cells"),
        Rule("each", "NP", "each n:NP", quantified("each"), 0.0, "each drug"),
        Rule("embedded which", "NP", "which n:NP", quantified("which"), 0.3, "which tissue"),
        Rule("no", "NP", "no n:N", quantified("no"), 0.0, "no comparator"),
        Rule("most", "NP", "most n:N", quantified("most"), 0.0, "the most mediators"),
        Rule("fewest", "NP", "fewest n:N", quantified("fewest"), 0.0, "the fewest mediators"),
        Rule("number of", "NP", "op:gt|ge|lt|le|eq num:num n:N", numbered, 0.0, "more than 50 participants"),
        Rule("just a number", "NP", "num:num n:N", lambda num, n: numbered(n, "=" if n.numeric is not None else ">=", num), 0.2, "20 participants"),
        Rule("number or more", "NP", "num:num or_more n:N", lambda num, n: numbered(n, ">=", num), 0.0, "40 or more participants"),
        Rule("number or fewer", "NP", "num:num or_less n:N", lambda num, n: numbered(n, "<=", num), 0.0, "10 or fewer participants"),
        Rule("between numbers", "NP", "between_numbers? num:num numbers_to upper:num n:N", lambda num, upper, n: numbered(n, ">=", num, upper), 0.0, "20 to 50 people"),
        Rule("and", "NP", "a:NP and b:NP", joined("and"), 0.1, "MSCs and NSCs"),
        Rule("or", "NP", "a:NP or b:NP", joined("or"), 0.1, "MSCs or NSCs"),
        Rule("both and", "NP", "both a:NP and b:NP", joined("and"), 0.0, "both MSCs and NSCs"),
        Rule("and again the preposition", "NP", "a:NP and prep b:NP", joined("and"), 0.2, "for MSCs as well as for NSCs"),
        Rule("or again the preposition", "NP", "a:NP or prep b:NP", joined("or"), 0.2, "for MSCs or for NSCs"),
        Rule("floating both", "NP", "a:NP both", lambda a: a if a.parts else None, 0.0, "MSCs and NSCs both"),
        Rule("as a kind", "NP", "a:NP as b:NP", lambda a, b: a if c.compatible(a.types, b.types) else None, 0.2, "MSCs as a therapy"),
        Rule("free relative", "NP", "which g:GAP", lambda g: None if g.measure or g.group else Noun(g.set, g.types), 0.1, "what MSCs secrete"),
        Rule("adjective alone", "N", "m:MOD", lambda m: m, 0.4, "intrathecal"),
        Rule("degree", "N", "degree n:N", lambda n: n, 0.4, "longer survival"),
        Rule("either or", "NP", "either a:NP or b:NP", joined("or"), 0.0, "either MSCs or NSCs"),
        Rule("list", "NP", "a:NP comma b:NP", joined(","), 0.2, "MSCs, NSCs and ESCs"),
        Rule("list and", "NP", "a:NP comma and b:NP", joined("and"), 0.15, "MSCs, NSCs, and ESCs"),
        Rule("list or", "NP", "a:NP comma or b:NP", joined("or"), 0.15, "MSCs, NSCs, or ESCs"),
        Rule("except", "NP", "a:NP comma? except b:NP", lambda a, b: replace(a, set=Without(a.set, b.set), bare=False, iri=None) if not a.parts and c.compatible(a.types, b.types) else None, 0.1, "drugs except ocrelizumab"),
    ]


# --------------------------------------------------------------------------------------------------------------- verbs


def _verbs(c: Composer) -> list[Rule]:
    def transitive(v: Verb, n: Noun, p: str | None = None, q: str | None = None) -> Any:
        if v.particle != q or p not in v.prepositions:
            return None
        return _with(v, lambda step: c.reach(step, n), v.form)

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
        return Pred(c.both(a.set, b.set), c.narrower(a.types, b.types), settled=a.settled and b.settled, copula=a.copula and b.copula)

    def disjoin(a: Pred, b: Pred) -> Pred | None:
        if a.measure or b.measure or a.group or b.group:
            return None
        types: Types = None if a.types is None or b.types is None else a.types | b.types
        return Pred(Either((a.set, b.set)), types, settled=a.settled and b.settled)

    def less(a: Pred, b: Pred) -> Pred | None:
        return None if a.measure or b.measure or a.group or b.group else replace(a, set=Without(a.set, b.set), object=None)

    def negated(v: Pred) -> Pred | None:
        return None if v.measure or v.group else Pred(Without(Anything(), v.set), v.types, settled=v.settled, copula=v.copula)

    def passive(v: Verb, n: Noun | None = None, p: str | None = None, q: str | None = None) -> Any:
        if v.form != "past" or v.particle != q or None not in v.prepositions or (p is not None and p != "by"):
            return None
        step = v.step.back()
        if n is None:
            types = c.subject_types(step, None)
            return None if types is False else Pred(Linked(step, Anything()), types)
        return c.reach(step, n)

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
        if n.parts:
            of = (Both if n.conjunction == "and" else Either)(tuple(part.set for part in n.parts))
        return Pred(of, n.types, copula=True, object=n)

    def having(n: Noun) -> Any:
        if n.numeric is not None and (n.number is not None or n.quantifier in ("most", "fewest")):
            return c.reach(n.numeric, n)
        if n.slot is not None and not n.filled:
            rest = n.set if n.set != Linked(n.slot, Anything()) else Anything()
            if isinstance(n.set, Both):
                kept = tuple(part for part in n.set.parts if part != Linked(n.slot, Anything()))
                rest = Both(kept) if len(kept) > 1 else kept[0]
            return c.reach(n.slot.back(), replace(n, set=rest, slot=None))
        return c.attachments("with", n) or (c.attachments("of", n) if n.quantifier or n.number else [])

    def qualified(v: Pred, a: Noun, p: str) -> Any:
        where = c.qualifiers(p, a)
        if where is None or v.measure or v.group:
            return None
        narrowed = c.narrow(v.set, where)
        return None if narrowed is None else Costly(replace(v, set=narrowed), c.vague(where))

    def contrast(v: Verb, a: Noun, b: Noun) -> Any:
        if v.particle or None not in v.prepositions or b.quantifier != "no" or v.both:
            return None
        some, none = c.reach(v.step, a), c.reach(v.step, b)
        made = conjoin(some, none) if some is not None and none is not None else None
        return None if made is None else (v.form, made)

    def union(v: Verb, w: Verb, *, both: bool) -> Any:
        if not v.prepositions & w.prepositions or (v.particle, v.form, v.kind) != (w.particle, w.form, w.kind) or v.both and not both:
            return None
        if both:
            return replace(v, both=(*(v.both or (v,)), *(w.both or (w,))))
        if v.step.inverse != w.step.inverse:
            return None
        return replace(v, prepositions=v.prepositions & w.prepositions, step=Step((*v.step.relations, *(r for r in w.step.relations if r not in v.step.relations)), v.step.inverse))

    def form(*forms: str) -> Callable[[tuple[str, Pred]], Pred | None]:
        return lambda v: v[1] if v[0] in forms else None

    return [
        Rule("verb or verb", "V", "v:V or|either w:V", lambda v, w: union(v, w, both=False), 0.1, "secrete or carry"),
        Rule("verb and verb", "V", "v:V and w:V", lambda v, w: union(v, w, both=True), 0.1, "secrete and carry"),
        Rule("participle or participle", "VPART", "v:VPART or w:VPART", lambda v, w: union(v, w, both=False), 0.1, "derived or taken from"),
        Rule("verb and object", "VN", "v:V n:NP", transitive, 0.0, "secrete IL-10"),
        Rule("verb, particle, object", "VN", "v:V q:part n:NP", transitive, 0.0, "bring down Th17 cells"),
        Rule("verb, object, particle", "VN", "v:V n:NP q:part", transitive, 0.0, "bring Th17 cells down"),
        Rule("verb with preposition", "VN", "v:V p:prep n:NP", transitive, 0.0, "act through immunomodulation"),
        Rule("verb, particle, preposition", "VN", "v:V q:part p:prep n:NP", transitive, 0.0, "cut down on relapses"),
        Rule("verb with both prepositions", "VN", "v:V either|both p:prep n:NP", transitive, 0.0, "act both through A and B"),
        Rule("finite", "VP", "v:VN", form("base", "s", "past"), 0.0, "secretes IL-10"),
        Rule("present participle", "ING", "v:VN", form("ing"), 0.0, "acting through immunomodulation"),
        Rule("passive by", "PASS", "v:V by n:NP", lambda v, n: passive(v, n), 0.0, "secreted by MSCs"),
        Rule("passive with particle", "PASS", "v:V q:part by n:NP", lambda v, n, q: passive(v, n, None, q), 0.0, "brought down by MSCs"),
        Rule("passive alone", "PASS", "v:V", lambda v: passive(v), 0.3, "secreted"),
        Rule("participle with its preposition", "PASS", "v:VPART p:prep n:NP", participle, 0.0, "derived from fat"),
        Rule("participle, particle, preposition", "PASS", "v:VPART q:part p:prep n:NP", participle, 0.0, "held back by cost"),
        Rule("participle and adverb", "PASS", "v:VPART n:MOD", lambda v, n: c.reach(v.step, n), 0.0, "given intrathecally"),
        Rule("participle and adverbs", "PASS", "v:VPART both|either? a:MOD and b:MOD", lambda v, a, b: c.reach(v.step, coordinated((a, b), "and")), 0.0, "given both intrathecally and intravenously"),
        Rule("participle or adverbs", "PASS", "v:VPART either? a:MOD or b:MOD", lambda v, a, b: c.reach(v.step, coordinated((a, b), "or")), 0.0, "given intrathecally or intravenously"),
        Rule("adverb or preposition", "PASS", "v:VPART either? a:MOD or p:prep b:NP", lambda v, a, b, p: c.reach(v.step, coordinated((a, b), "or")), 0.2, "given intranasally or into the brain"),
        Rule("participle, again the preposition", "PASS", "v:VPART both|either? p:prep a:NP and p2:prep b:NP", lambda v, a, b, p, p2: participle(v, coordinated((a, b), "and"), p), 0.0, "tested in EAE and in the cuprizone model"),
        Rule("participle, or the preposition", "PASS", "v:VPART both|either? p:prep a:NP or p2:prep b:NP", lambda v, a, b, p, p2: participle(v, coordinated((a, b), "or"), p), 0.0, "tested in EAE or in the cuprizone model"),
        Rule("participle both", "PASS", "v:VPART p:prep both|either n:NP", participle, 0.0, "derived from both"),
        Rule("present participle predicate", "ING", "v:PRED p:prep n:NP", predicate, 0.2, "part of a regimen"),
        Rule("predicate without preposition", "VP", "be v:PRED n:NP", predicate, 0.1, "is behind a claim"),
        Rule("predicate", "VP", "be det? v:PRED p:prep n:NP", predicate, 0.0, "is part of a regimen"),
        Rule("bare predicate", "PASS", "det? v:PRED p:prep n:NP", predicate, 0.1, "part of a regimen"),
        Rule("be passive", "VP", "be v:PASS", lambda v: v, 0.0, "is secreted by MSCs"),
        Rule("have been passive", "VP", "have be v:PASS", lambda v: v, 0.0, "has been derived from fat"),
        Rule("auxiliary be passive", "VP", "aux be v:PASS", lambda v: v, 0.0, "can be derived from fat"),
        Rule("be doing", "VP", "be v:ING", lambda v: v, 0.0, "is acting through immunomodulation"),
        Rule("have done", "VP", "have v:VP", lambda v: v, 0.1, "has increased BDNF"),
        Rule("auxiliary", "VP", "aux v:VP", lambda v: v, 0.0, "can increase BDNF"),
        Rule("known to", "VP", "be|have be? shownto v:VP", lambda v: v, 0.0, "are known to increase BDNF"),
        Rule("known to be", "VP", "be shownto be v:PASS", lambda v: v, 0.0, "are known to be secreted by MSCs"),
        Rule("shown, adverb, to", "VP", "have|be be? seen a:NP|MOD to v:VP", lambda a, v: qualified(v, a, ""), 0.0, "has been shown in vitro to inhibit T cells"),
        Rule("reported in", "VP", "have? be be? seen p:acc|prep a:NP", lambda p, a: (w := c.qualifiers(p, a)) and Pred(Linked(Step((RDF.subject,), True), Claims(where=(w,))), None), 0.6, "are reported in case reports"),
        Rule("shown in to", "VP", "have|be be? seen p:acc|prep a:NP to v:VP", lambda p, a, v: qualified(v, a, p), 0.0, "has been shown in vitro to inhibit T cells"),
        Rule("known to, after a noun", "RC", "shownto v:VP", lambda v: v, 0.0, "cells known to increase BDNF"),
        Rule("infinitive", "RC", "to v:VP", lambda v: v, 0.3, "the first to increase BDNF"),
        Rule("copula", "VP", "be n:NP", copula, 0.0, "is a drug"),
        Rule("named as", "VP", "be seen as n:NP", copula, 0.0, "is named as a risk"),
        Rule("catenative", "VP", "catena v:VP", lambda v: v, 0.0, "come to raise"),
        Rule("catenative participle", "VP", "catena v:ING", lambda v: v, 0.0, "end up raising"),
        Rule("used as", "VP", "used|have a:NP as b:NP", lambda a, b: c.reach(b.slot.back(), a) if b.slot is not None and not b.filled else None, 0.0, "used alemtuzumab as the comparator"),
        Rule("copula kind", "VP", "counts as n:NP", copula, 0.0, "count as exosomes"),
        Rule("copula adjective", "VP", "be n:MOD", lambda n: c.attachments("adj", n), 0.0, "is randomised"),
        Rule("copula prepositional", "VP", "be p:prep n:NP", lambda p, n: c.attachments(p, n), 0.2, "is in phase 3"),
        Rule("have", "VP", "have n:NP", having, 0.0, "has risks"),
        Rule("as a", "VP", "v:VP as b:NP", lambda v, b: v if b.is_class and b.bare else None, 0.2, "hold MSCs back as a therapy"),
        Rule("contain but no", "VN", "v:V a:NP but|and b:NP", contrast, 0.0, "contain drugs but no ATG"),
        Rule("be passive and be a kind", "VP", "be a:PASS and det? b:NP", lambda a, b: (k := copula(b)) and conjoin(a, k), 0.0, "are part of a regimen and also a DMT"),
        Rule("be a kind and be passive", "VP", "be b:NP and a:PASS", lambda a, b: (k := copula(b)) and conjoin(a, k), 0.05, "are drugs and part of a regimen"),
        Rule("generic", "VP", "have? be? used p:prep? n:NP", lambda n, p=None: c.attachments("of", n), 0.5, "are associated with aHSCT"),
        Rule("not", "VP", "not v:VP", negated, 0.0, "not secrete IL-10"),
        Rule("auxiliary not", "VP", "aux not v:VP", negated, 0.0, "does not secrete IL-10"),
        Rule("be not passive", "VP", "be not v:PASS|ING", negated, 0.0, "is not derived from fat"),
        Rule("have not been passive", "VP", "have not be v:PASS", negated, 0.0, "has not been derived from fat"),
        Rule("have not been shown", "VP", "have not be? shownto v:VP", negated, 0.0, "have not been shown to lower EAE"),
        Rule("be not", "VP", "be not n:NP", lambda n: negated(copula(n)) if copula(n) else None, 0.0, "is not a cytokine"),
        Rule("be not adjective", "VP", "be not n:MOD", lambda n: [Costly(negated(p.meaning if isinstance(p, Costly) else p), 0.1) for p in c.attachments("adj", n)], 0.0, "is not randomised"),
        Rule("neither nor", "VP", "be|aux neither a:NP nor b:NP", lambda a, b: negated(copula(coordinated((a, b), "or"))), 0.0, "is neither A nor B"),
        Rule("comma", "VP", "a:VP comma b:VP", conjoin, 0.3, "lower EAE, raise Tregs"),
        Rule("and", "VP", "a:VP and b:VP", conjoin, 0.1, "lower EAE and raise Tregs"),
        Rule("comma and", "VP", "a:VP comma and b:VP", conjoin, 0.1, "lower EAE, and raise Tregs"),
        Rule("both and", "VP", "both a:VP and b:VP", conjoin, 0.0, "both lower EAE and raise Tregs"),
        Rule("or", "VP", "a:VP or b:VP", disjoin, 0.1, "lower EAE or raise Tregs"),
        Rule("but not", "VP", "a:VP but|and b:VP", conjoin, 0.0, "lower EAE but do not raise Tregs"),
        Rule("but not short", "VP", "a:VP except b:VP|PASS|ING", less, 0.0, "lower EAE but not raise Tregs"),
        Rule("without doing", "VP", "a:VP without b:ING", less, 0.0, "lower Th17 cells without lowering Th1 cells"),
        Rule("passive and passive", "PASS", "a:PASS and b:PASS", conjoin, 0.1, "secreted by A and carried by B"),
        Rule("passive or passive", "PASS", "a:PASS or b:PASS", disjoin, 0.1, "secreted by A or carried by B"),
        Rule("qualified", "VP", "v:VP p:acc|prep a:NP", qualified, 0.25, "lowers EDSS in clinical trials"),
        Rule("qualified passive", "PASS", "v:PASS p:acc|prep a:NP", qualified, 0.25, "lowered by aHSCT in clinical trials"),
        Rule("with a further noun", "VP", "v:VP p:prep n:NP", lambda v, p, n: [
            Costly(made, cost) for other, cost in _costs(c.attachments(p, n)) if (made := conjoin(v, other)) is not None], 0.0, "compare A with B"),
        Rule("qualified after seen", "VP", "v:VP seen p:acc|prep a:NP", qualified, 0.25, "lowers EDSS as seen in trials"),
        Rule("qualified by adjective", "VP", "v:VP a:MOD", lambda v, a: qualified(v, a, ""), 0.3, "lowers EDSS intrathecally"),
        Rule("qualified before", "VP", "p:acc|prep a:NP comma? v:VP", qualified, 0.4, "in animals lowers EDSS"),
    ]


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
                found = pred if found is None else Pred(c.both(found.set, pred.set), c.narrower(found.types, pred.types))
            return found
        return c.reach(v.step.back(), n)

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

    def copular_gap(n: Noun, v: Verb, p: str | None = None) -> Any:
        return c.reach(v.step.back(), n) if p in v.prepositions else None

    def conjoin(a: Pred, b: Pred) -> Pred | None:
        if a.measure or b.measure or a.group or b.group or not c.compatible(a.types, b.types):
            return None
        return Pred(c.both(a.set, b.set), c.narrower(a.types, b.types))

    return [
        Rule("relative subject", "RC", "that v:VP", lambda v: v, 0.0, "that secrete IL-10"),
        Rule("relative object", "RC", "that? g:GAP", lambda g: g, 0.05, "that MSCs secrete"),
        Rule("reduced passive", "RC", "g:PASS", lambda g: g, 0.0, "secreted by MSCs"),
        Rule("reduced active", "RC", "g:ING", lambda g: g, 0.0, "acting through immunomodulation"),
        Rule("not reduced", "RC", "not g:PASS|ING", negated, 0.0, "not derived from fat"),
        Rule("but not", "RC", "a:RC but|and b:RC", conjoin, 0.1, "that secrete A and that carry B"),
        Rule("relative with preposition", "RC", "p:prep that g:GAP", lambda p, g: g, 0.3, "by which MSCs act"),
        Rule("object missing", "GAP", "n:NP v:V", gap, 0.0, "MSCs secrete"),
        Rule("object missing, preposition stranded", "GAP", "n:NP v:V p:prep", gap, 0.0, "MSCs act through"),
        Rule("object missing, particle", "GAP", "n:NP v:V q:part", gap, 0.0, "MSCs bring down"),
        Rule("auxiliary, object missing", "GAP", "n:NP aux v:V", gap, 0.0, "MSCs can secrete"),
        Rule("auxiliary, object missing, particle", "GAP", "n:NP aux v:V q:part", gap, 0.0, "MSCs can bring down"),
        Rule("auxiliary, preposition stranded", "GAP", "n:NP aux v:V p:prep", gap, 0.0, "MSCs can act through"),
        Rule("perfect, object missing", "GAP", "n:NP have v:V p:prep?", gap, 0.0, "MSCs have increased"),
        Rule("passive gap", "GAP", "n:NP have? be v:VPART|V p:prep?", passive_gap, 0.0, "MSCs are derived from"),
        Rule("negated gap", "GAP", "n:NP aux not v:V", lambda n, v: (g := gap(n, v)) and negated(g), 0.0, "MSCs do not secrete"),
        Rule("qualified gap", "GAP", "g:GAP p:acc|prep a:NP", qualified, 0.25, "MSCs lower in animals"),
        Rule("question order", "INV", "aux n:NP v:V", gap, 0.0, "do MSCs secrete"),
        Rule("question order, preposition", "INV", "aux n:NP v:V p:prep", gap, 0.0, "do MSCs act through"),
        Rule("question order, particle", "INV", "aux n:NP v:V q:part", gap, 0.0, "do MSCs bring down"),
        Rule("question order, particle and preposition", "INV", "aux n:NP v:V q:part p:prep", gap, 0.0, "do MSCs team up with"),
        Rule("question order, perfect", "INV", "have n:NP v:V p:prep?", gap, 0.0, "have MSCs increased"),
        Rule("question order, passive", "INV", "have n:NP be v:VPART|V p:prep?", passive_gap, 0.0, "have MSCs been derived from"),
        Rule("question order, be", "INV", "be n:NP v:VPART|V p:prep?", passive_gap, 0.0, "are MSCs derived from"),
        Rule("question order, be, particle", "INV", "be n:NP v:VPART|V q:part p:prep?", passive_gap, 0.0, "is cost held back by"),
        Rule("question order, can be", "INV", "aux n:NP be v:VPART|V p:prep?", passive_gap, 0.0, "can MSCs be derived from"),
        Rule("question order, predicate", "INV", "be n:NP det? v:PRED p:prep?", copular_gap, 0.0, "is rituximab part of"),
        Rule("question order, not", "INV", "aux not? n:NP not v:V", lambda n, v: (g := gap(n, v)) and negated(g), 0.0, "do MSCs not secrete"),
        Rule("question order, known", "INV", "be n:NP shownto v:V p:prep?", gap, 0.0, "are MSCs known to secrete"),
        Rule("question order, known passive", "INV", "have n:NP be shownto v:V p:prep?", gap, 0.0, "have MSCs been shown to secrete"),
        Rule("question order, qualified", "INV", "g:INV p:acc|prep a:NP", qualified, 0.25, "do MSCs lower in animals"),
        Rule("question order, adverb", "INV", "g:INV a:MOD", lambda g, a: qualified(g, a, ""), 0.3, "do MSCs lower in vitro"),
        Rule("fronted preposition", "FRONT", "aux|have|be n:NP be? v:V|VPART", lambda n, v: (n, v), 0.0, "do MSCs act"),
        Rule("fronted preposition, particle", "FRONT", "be|have n:NP be? v:V|VPART q:part", lambda n, v, q: (n, replace(v, particle=None)) if v.particle == q else None, 0.0, "is cost held back"),
        Rule("fronted, known", "FRONT", "be|have n:NP be? shownto v:V", lambda n, v: (n, v), 0.0, "are MSCs known to act"),
        Rule("statement", "S", "n:NP v:VP", lambda n, v: (n, v) if c.compatible(n.types, v.types) else None, 0.0, "MSCs secrete IL-10"),
        Rule("statement in the gerund", "S", "n:NP poss? v:ING", lambda n, v: (n, v) if c.compatible(n.types, v.types) else None, 0.0, "MSCs secreting IL-10"),
        Rule("statement in question order", "S", "aux n:NP v:VP", lambda n, v: (n, v) if c.compatible(n.types, v.types) else None, 0.1, "do MSCs secrete IL-10"),
        Rule("whose", "RC", "whose n:NP have|be a:NP", lambda n, a: c.reach(n.slot.back(), a) if n.slot is not None and not n.filled else None, 0.0, "whose patients had PPMS"),
        Rule("whose does", "RC", "whose n:NP v:VP", lambda n, v: (m := c.restrict(n, v)) and c.reach(n.slot.back(), replace(m, slot=None)) if n.slot is not None and not n.filled else None, 0.1, "whose risks include fever"),
        Rule("relative and that", "RC", "a:RC and b:RC", conjoin, 0.05, "whose A had B and that were C"),
        Rule("that statement", "S", "that|whether s:S", lambda s: s, 0.0, "that MSCs secrete IL-10"),
        Rule("idea that statement", "S", "idea that|of s:S", lambda s: s, 0.0, "the idea that MSCs secrete IL-10"),
        Rule("nominal statement", "S", "det? v:EV of|in n:NP by|with|after|prep a:NP", lambda v, n, a: (a, p) if (p := c.reach(v, n)) and c.compatible(a.types, p.types) else None, 0.1, "reduction of relapses by aHSCT"),
    ]


# --------------------------------------------------------------------------------------------------------------- lists


def _lists(c: Composer) -> list[Rule]:
    def subject(n: Noun, v: Pred) -> Any:
        if v.copula and isinstance(v.set, Thing) and not n.kinds:
            v = replace(v, set=Under(v.set.iri))
        made = c.restrict(n, v)
        return None if made is None else Costly(listing(made, c), c.doubt(n.types, v))

    def anything(v: Pred) -> Any:
        return None if v.measure or v.copula else listing(Noun(v.set, v.types, group=v.group), c)

    def keywords(n: Noun, v: Pred) -> Any:
        """Words without grammar: a thing, a verb and a class ask for the members of the class."""
        if n.bare and not n.is_class and v.object is not None and v.object.is_class and v.object.bare and isinstance(v.set, Linked):
            pred = c.reach(v.set.step.back(), n)
            return None if pred is None else subject(v.object, pred)
        return subject(n, v)

    def as_asked(n: Noun) -> Any:
        if n.quantifier or n.number:
            return None
        if n.bare and not n.is_class and not n.kinds and not n.parts:
            return None
        return listing(n, c)

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
        # "In which journal did the trial appear?": not the trial, what was written of it.
        return [Costly(listing(made, c), cost + more + 0.4) for bearer, more in c.bearing(step, actor)
                if (pred := c.reach(step, bearer)) is not None and (made := c.restrict(n, pred)) is not None]

    def how(f: tuple[Noun, Verb]) -> Any:
        actor, v = f
        if v.kind == "verb" and (v.form != "past" or None not in v.prepositions):
            return None
        pred = c.reach(v.step if v.kind == "verb" else v.step.back(), actor)
        return None if pred is None else listing(Noun(pred.set, pred.types), c)

    def has(n: Noun, a: Noun) -> Any:
        found = c.attach(n, "of", a)
        return [Costly(listing(made.meaning, c), made.cost) if isinstance(made, Costly) else listing(made, c) for made in found]

    def role(p: str, n: Noun, a: Noun, m: Noun) -> Any:
        """For which n is a an m: a stands in the relation that m names."""
        if m.slot is None or m.filled or (pred := c.reach(m.slot.back(), a)) is None:
            return None
        made = c.restrict(n, pred)
        return None if made is None else listing(made, c)

    def unlike(n: Noun, v: Pred, b: Noun) -> Any:
        """What the one has of a noun, without what the other has of it."""
        if not isinstance(v.set, Linked) or (made := c.restrict(n, v)) is None:
            return None
        other = c.restrict(n, replace(v, set=replace(v.set, to=b.set)))
        return None if other is None else List(Without(made.set, other.set))

    def setting(p: str, n: Noun, f: tuple[Noun, Verb], m: Noun) -> Any:
        made = in_setting(c, n, f[0], m)
        return [Costly(listing(noun, c), cost) for noun, cost in made]

    def shared(n: Noun, a: Noun) -> Any:
        if a.iri == REFERENTS:
            return has(n, a)
        if not a.parts or len(a.parts) < 2:
            return None
        both = replace(a, conjunction="and")
        if n.slot is not None and not n.filled:
            return has(n, both)
        return [Costly(listing(made, c), cost) for step, cost in c.connections(n.types, a.types, "of")
                if (pred := c.reach(step, both)) and (made := c.restrict(n, pred))]

    return [
        Rule("which subject", "Q", "which|who n:NP v:VP", subject, 0.0, "Which cells secrete IL-10?"),
        Rule("what subject", "Q", "which|who v:VP", anything, 0.1, "What secretes IL-10?"),
        Rule("which object", "Q", "which n:NP v:INV", subject, 0.0, "Which cytokines do MSCs secrete?"),
        Rule("what subject, relative after", "Q", "which v:VP r:RC", lambda v, r: None if v.measure or v.group or v.copula or r.measure or r.group or not c.compatible(v.types, r.types) else List(c.both(v.set, r.set)), 0.1, "What mediates it that is not a cell?"),
        Rule("but others not", "Q", "which n:NP v:INV that|but b:NP aux not", lambda n, v, b: unlike(n, v, b), 0.0, "Which mediators do A secrete that B don't?"),
        Rule("have but others not", "Q", "which n:NP aux a:NP have that|but b:NP aux not", lambda n, a, b: [Costly(List(Without(x.set, y.set)), cost) for x, cost in _costs_of(c.attach(n, "of", a)) for y, more in _costs_of(c.attach(n, "of", b)) if more == cost], 0.0, "What risks do A have that B don't?"),
        Rule("what, in place", "Q", "v:GAP which", anything, 0.1, "MSCs give rise to what?"),
        Rule("except", "Q", "q:Q comma? except b:NP", lambda q, b: List(Without(q.of, b.set)) if isinstance(q, List) else None, 0.1, "Which drugs has A been compared with, except B?"),
        Rule("everything that", "Q", "imp? all v:GAP", anything, 0.1, "Everything MSCs secrete"),
        Rule("kind of what", "Q", "which be a:NP det? kind of", lambda a: List(Under(a.iri, above=True)) if a.iri is not None and not a.is_class else None, 0.0, "What is A a kind of?"),
        Rule("belongs", "Q", "which belongs n:NP", lambda n: List(Under(n.iri)) if n.bare and n.iri is not None and not n.is_class else listing(n, c), 0.0, "What falls under A?"),
        Rule("which of", "Q", "which of|in n:NP v:VP", subject, 0.0, "Which of them are randomised?"),
        Rule("which of, object", "Q", "which of n:NP v:INV", subject, 0.0, "Which of them do MSCs secrete?"),
        Rule("which of, has", "Q", "which of n:NP have a:NP", lambda n, a: None, 0.0, ""),
        Rule("overlap", "Q", "imp? overlap a:NP", lambda a: List(Both(tuple(part.set for part in a.parts))) if len(a.parts) > 1 else None, 0.0, "overlap between A and B"),
        Rule("filler after", "Q", "q:Q filler", lambda q: q, 0.05, "Explain A to me"),
        Rule("filler before", "Q", "filler comma? q:Q", lambda q: q, 0.05, "So what is A?"),
        Rule("topic first", "Q", "t:NP comma? q:Q", lambda t, q: about_topic(c, t, q), 0.1, "A: what secretes it?"),
        Rule("qualified question", "Q", "p:acc|prep a:NP comma? q:Q", lambda p, a, q: narrowed_plan(c, q, p, a), 0.3, "In animals, what does A lower?"),
        Rule("question, qualified", "Q", "q:Q comma? p:acc a:NP only?", lambda q, p, a: narrowed_plan(c, q, p, a), 0.5, "What does A lower, according to trials?"),
        Rule("only, before the question", "Q", "only? a:NP only comma? q:Q", lambda a, q: narrowed_plan(c, q, "in", a), 0.2, "Human evidence only: what lowers A?"),
        Rule("for each, it", "Q", "per|each a:NP comma? q:Q", lambda a, q: for_each(a, q), 0.0, "For each A, how many B does it carry?"),
        Rule("what object", "Q", "which|who|where v:INV", anything, 0.1, "What do MSCs secrete?"),
        Rule("which object, relative after", "Q", "which n:NP v:INV r:RC", lambda n, v, r: (m := c.restrict(n, v)) and subject(m, r), 0.1, "Which mediators do MSCs secrete that lower Th17 cells?"),
        Rule("problem for which", "Q", "p:prep which n:NP be a:NP m:NP", role, 0.0, "For which therapies is cost a problem?"),
        Rule("in which was given", "Q", "p:prep which n:NP f:FRONT m:MOD|NP", setting, 0.4, "In which trials were cells given intrathecally?"),
        Rule("in which was given by", "Q", "p:prep which n:NP f:FRONT prep m:NP", setting, 0.4, "In which trials were cells given by mouth?"),
        Rule("fronted preposition, relative after", "Q", "p:prep which n:NP? f:FRONT r:RC", lambda p, f, r, n=None: (a := c.restrict(f[0], r)) and fronted(p, n or Noun(Anything()), (a, f[1])), 0.1, "By what routes have the cells been given that lower EDSS?"),
        Rule("how object", "Q", "how v:INV", anything, 0.4, "How are drugs delivered by?"),
        Rule("fronted preposition", "Q", "p:prep which n:NP f:FRONT", fronted, 0.0, "Through which mechanisms do MSCs act?"),
        Rule("fronted preposition alone", "Q", "p:prep which f:FRONT", lambda p, f: fronted(p, Noun(Anything()), f), 0.0, "By what are MSCs held back?"),
        Rule("how", "Q", "how f:FRONT", how, 0.1, "How is disease activity measured?"),
        Rule("which has", "Q", "which n:NP aux a:NP have", has, 0.0, "Which risks does alemtuzumab have?"),
        Rule("which is", "Q", "which n:NP be a:NP", lambda n, a: has(n, a) if n.slot is not None and a.bare and not a.is_class else None, 0.1, "What phase is MIST?"),
        Rule("which of", "Q", "which n:NP be? used prep? a:NP", has, 0.4, "Which trials are linked to MSCs?"),
        Rule("what are", "Q", "what_is n:NP", as_asked, 0.05, "What are the risks of aHSCT?"),
        Rule("which noun", "Q", "which n:NP", of_light, 0.1, "Which risks of aHSCT?"),
        Rule("which noun exist", "Q", "which|imp? n:NP light|be there?", of_light, 0.0, "Which conditioning regimens exist?"),
        Rule("which light", "Q", "which n:NP light", of_light, 0.0, "Which drugs are covered?"),
        Rule("imperative", "Q", "imp n:NP", of_light, 0.05, "List the risks of aHSCT"),
        Rule("imperative all", "Q", "imp all n:RC", lambda n: anything(n), 0.1, "Show me everything that carries miR-219"),
        Rule("imperative question", "Q", "imp q:Q", lambda q: q, 0.1, "Tell me which cells secrete IL-10"),
        Rule("everything", "Q", "all n:RC", lambda n: anything(n), 0.2, "everything that carries miR-219"),
        Rule("noun alone", "Q", "n:NP", as_asked, 0.2, "risks of aHSCT"),
        Rule("all of a kind", "Q", "all n:NP", of_light, 0.1, "all delivery routes"),
        Rule("noun and statement", "Q", "n:NP v:VP", keywords, 0.5, "cells secrete IL-10"),
        Rule("noun before what it is of", "Q", "n:N a:N", lambda n, a: has(n, a) if n.slot is not None and not n.filled and a.bare and not a.is_class else None, 0.4, "symptoms MS"),
        Rule("noun first", "Q", "n:NP comma which v:VP", lambda n, v: anything(v) if v.object is None else None, 0.5, ""),
        Rule("share", "Q", "which n:NP aux a:NP share", shared, 0.0, "Which mechanisms do MSCs and NSCs share?"),
        Rule("common to, after a colon", "Q", "a:NP comma? common n:NP", lambda a, n: shared(n, a), 0.0, "A and B: common advantages?"),
        Rule("in common", "Q", "which n:NP aux a:NP have common", shared, 0.0, "Which risks do A and B have in common?"),
        Rule("shared by", "Q", "imp|what_is? n:NP be? share a:NP", shared, 0.0, "advantages shared by MSCs and NSCs"),
        Rule("which are shared by", "Q", "which n:NP be? share a:NP", shared, 0.0, "Which components are common to A and B?"),
    ]


def about_topic(c: Composer, t: Noun, q: Plan) -> Any:
    """A question in which a pronoun means the noun that was named before it."""
    if not has_pronoun(q) or t.quantifier or t.group:
        return None
    if t.parts and t.conjunction:
        to: Set = Either(tuple(part.set for part in t.parts))
        if isinstance(q, Paths) or isinstance(q, Compare):
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
    links = [part for part in own if isinstance(part, Linked) and isinstance(part.to, Thing) and part.to.iri in PRONOUNS]
    if len(links) != 1:
        return None
    rest = tuple(part for part in own if part is not links[0])
    members = Both(rest) if len(rest) > 1 else rest[0] if rest else Anything()
    return Grouped(a.set, links[0].step.back(), members, counted=isinstance(q, Count), where=links[0].where)


def in_setting(c: Composer, n: Noun, a: Noun, m: Noun) -> list[tuple[Noun, float]]:
    """The n (trials) in which a (cells) were given m (intrathecally): n joined to m, and to a where it is more than a class."""
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

    def adjective(n: Noun, m: Noun) -> Any:
        return [Costly(made, cost) for pred, cost in _costs(c.attachments("adj", m)) if (made := truth(n, replace(pred, settled=True), c)) is not None]

    def prepositional(n: Noun, p: str, m: Noun) -> Any:
        return [Costly(made, cost + 0.2) for pred, cost in _costs(c.attachments(p, m)) if (made := truth(n, pred, c)) is not None]

    def exists(n: Noun) -> Any:
        if n.group or n.quantifier not in ("", "no"):
            return None
        return Truth(n.set, None, settled=False)

    return [
        Rule("does", "Q", "aux n:NP v:VP", asked, 0.0, "Do MSCs secrete IL-10?"),
        Rule("does not", "Q", "aux not n:NP v:VP", asked, 0.1, "Don't MSCs secrete IL-10?"),
        Rule("has", "Q", "have n:NP v:VP", asked, 0.1, "Have MSCs increased IL-10?"),
        Rule("has been", "Q", "have n:NP be v:PASS", asked, 0.0, "Has aHSCT been compared with alemtuzumab?"),
        Rule("is passive", "Q", "be n:NP v:PASS|ING", asked, 0.0, "Is HGF secreted by MSCs?"),
        Rule("can be passive", "Q", "aux n:NP be v:PASS|ING", asked, 0.0, "Can HGF be secreted by MSCs?"),
        Rule("is it", "Q", "be n:NP m:NP", copula, 0.0, "Is fingolimod a drug?"),
        Rule("is adjective", "Q", "be n:NP m:MOD", adjective, 0.0, "Was the trial randomised?"),
        Rule("is prepositional", "Q", "be n:NP p:prep m:NP", prepositional, 0.2, "Is the trial in phase 3?"),
        Rule("is known to", "Q", "be|have n:NP be? shownto v:VP", asked, 0.0, "Are MSCs known to secrete IL-10?"),
        Rule("are there", "Q", "light n:NP", exists, 0.0, "Are there trials of exosomes?"),
        Rule("is there", "Q", "be there n:NP", exists, 0.0, "Are there any trials of exosomes?"),
        Rule("statement whether", "Q", "imp? whether s:S", lambda s: truth(*s, c), 0.1, "whether MSCs secrete IL-10"),
        Rule("is it true that", "Q", "be pro idea? s:S", lambda s: truth(*s, c), 0.1, ""),
    ]


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
        for made, cost in _costs_of(c.attach(n, "of", a)):
            plan = listing(made, c) if n.numeric is not None else counting(made, c)
            found.append(Costly(plan, cost))
        return found

    def per(n: Noun, a: Noun, *, counted: bool) -> Any:
        """Members for each group."""
        each = replace(a, quantifier="each")
        if n.group or a.quantifier or n.quantifier:
            return None
        found = []
        if a.slot is not None and not a.filled and c.compatible(n.types, c.subject_types(a.slot.back(), None) or None):
            step = a.slot
            groups: Set = Anything() if a.set == Linked(a.slot, Anything()) else a.set
            found.append(Grouped(groups, step, n.set, counted))
            return found
        if n.slot is not None and not n.filled and (pred := c.reach(n.slot, each)) is not None and (made := c.restrict(n, pred)) is not None:
            found.append(counting(made, c) if counted else listing(made, c))
        for step, cost in c.connections(n.types, a.types, ""):
            pred = c.reach(step, each)
            if pred is not None and (made := c.restrict(n, pred)) is not None:
                found.append(Costly(counting(made, c) if counted else listing(made, c), cost))
        inner = _inner(n)
        if not found and inner is not None and c.compatible(inner[1], a.types):
            found.append(Grouped(a.set, inner[0], n.set, counted))
        return found

    def _inner(n: Noun) -> tuple[Step, Types] | None:
        """The step of a noun's own participle: mediators secreted (by whom is asked for each)."""
        for part in n.set.parts if isinstance(n.set, Both) else (n.set,):
            if isinstance(part, Linked) and isinstance(part.to, Anything):
                return part.step.back(), c.subject_types(part.step.back(), n.types) or None
        return None

    def dated(q: Plan, y: Pred) -> Any:
        match q:
            case Grouped(members=of):
                return replace(q, members=c.both(of, y.set))
            case List(of) | Count(of):
                return replace(q, of=c.both(of, y.set))
            case _:
                return None

    def year_filter(op: str) -> Callable[..., Any]:
        def make(n: Noun, year: Literal, upper: Literal | None = None) -> Any:
            found = []
            for relation in c.ontology.relations.values():
                if relation.kind in ("number", "date") and any(role == "objectNoun" and word in ("year", "date", "publication year") for role, word in relation.words) \
                        or relation.kind in ("number", "date") and relation.label in ("year", "date"):
                    made = c.restrict(n, Pred(within(ValueOf((Step((relation.iri,)),)), op, year, upper), c.sides(relation.iri)[0], settled=True))  # type: ignore[arg-type]
                    if made is not None:
                        found.append(made)
            return found
        return make

    def year_pred(op: str) -> Callable[..., Any]:
        def make(year: Literal, upper: Literal | None = None) -> Any:
            return [Pred(within(ValueOf((Step((relation.iri,)),)), op, year, upper), c.sides(relation.iri)[0], settled=True)  # type: ignore[arg-type]
                    for relation in c.ontology.relations.values()
                    if relation.kind in ("number", "date") and (relation.label in ("year", "date") or any(
                        role == "objectNoun" and word in ("year", "date") for role, word in relation.words))]
        return make

    return [
        Rule("how many", "Q", "howmany n:NP", number, 0.05, "number of risks of aHSCT"),
        Rule("how many exist", "Q", "howmany n:NP light|be there?", number, 0.0, "How many drugs are there?"),
        Rule("how many light", "Q", "howmany n:NP light", number, 0.0, "How many drugs are recorded?"),
        Rule("how many subject", "Q", "howmany n:NP v:VP", subject, 0.0, "How many trials tested MSCs?"),
        Rule("how many object", "Q", "howmany n:NP v:INV", object_, 0.0, "How many mediators do MSCs secrete?"),
        Rule("in how many", "Q", "prep howmany n:NP f:FRONT m:MOD|NP", lambda n, f, m: [Costly(counting(noun, c), cost) for noun, cost in in_setting(c, n, f[0], m)], 0.4, "In how many trials were cells given intrathecally?"),
        Rule("how many of", "Q", "howmany of n:NP v:VP", subject, 0.0, "How many of them are randomised?"),
        Rule("how many are that", "Q", "howmany be pro|there", lambda: Count(Thing(REFERENTS)), 0.2, "How many are that?"),
        Rule("how many took part", "Q", "howmany n:N v:V part|N?", lambda n, v: List(Linked(n.numeric.back(), Thing(REFERENT))) if n.numeric is not None and set(n.numeric.relations) & set(v.step.relations) else None, 0.3, "How many people took part?"),
        Rule("how many has", "Q", "howmany n:NP aux a:NP have", has, 0.0, "How many risks does aHSCT have?"),
        Rule("what is the number", "Q", "what_is|imp q:Q", lambda q: q if isinstance(q, Count | Grouped) else None, 0.0, "What's the number of risks of aHSCT?"),
        Rule("how many per", "Q", "howmany n:NP light|be? there? comma? per a:NP", lambda n, a: per(n, a, counted=True), 0.0, "How many studies are there per phase?"),
        Rule("list per", "Q", "which|imp|what_is? n:NP light? per a:NP", lambda n, a: per(n, a, counted=False), 0.2, "the risks per drug"),
        Rule("for each, how many", "Q", "per a:NP comma? howmany n:NP light|be? there?", lambda a, n: per(n, a, counted=True), 0.0, "For each drug, how many risks are there?"),
        Rule("for each, which", "Q", "per a:NP comma? which|imp n:NP", lambda a, n: per(n, a, counted=False), 0.1, "For each drug, which risks?"),
        Rule("in the year", "N", "n:N in_year year:year", year_filter("="), 0.0, "papers from 2021"),
        Rule("year before", "N", "year:year n:N", lambda year, n: year_filter("=")(n, year), 0.0, "2021 papers"),
        Rule("after the year", "N", "n:N after year:year", year_filter(">"), 0.0, "papers after 2015"),
        Rule("before the year", "N", "n:N before year:year", year_filter("<"), 0.0, "papers before 2002"),
        Rule("since the year", "N", "n:N since year:year", year_filter(">="), 0.1, "papers since 2020"),
        Rule("the year or later", "N", "n:N in_year year:year year_on", year_filter(">="), 0.0, "papers from 2019 on"),
        Rule("the year or earlier", "N", "n:N in_year year:year year_back", year_filter("<="), 0.0, "papers from 2019 or earlier"),
        Rule("until the year", "N", "n:N until year:year", year_filter("<="), 0.0, "papers until 2010"),
        Rule("between the years", "N", "n:N between_numbers year:year numbers_to upper:year", year_filter(">="), 0.0, "papers between 2018 and 2021"),
        Rule("question of a year", "Q", "q:Q y:YEAR", lambda q, y: dated(q, y), 0.3, "How many papers per journal since 2020?"),
        Rule("verb in the year", "YEAR", "in_year year:year", year_pred("="), 0.0, "in 2021"),
        Rule("verb after the year", "YEAR", "after year:year", year_pred(">"), 0.0, "after 2015"),
        Rule("verb before the year", "YEAR", "before year:year", year_pred("<"), 0.0, "before 2002"),
        Rule("verb since the year", "YEAR", "since year:year", year_pred(">="), 0.1, "since 2020"),
        Rule("verb in the year or later", "YEAR", "in_year|since year:year year_on", year_pred(">="), 0.0, "from 2019 on"),
        Rule("verb until the year", "YEAR", "until year:year", year_pred("<="), 0.0, "until 2010"),
        Rule("verb between the years", "YEAR", "between_numbers year:year numbers_to upper:year", year_pred(">="), 0.0, "between 2018 and 2021"),
        Rule("published in the year", "PASS", "v:V|VPART|seen? y:YEAR", lambda y, v=None: y, 0.1, "published in 2021"),
        Rule("published in the year, active", "VP", "v:VPART|V y:YEAR", lambda y, v=None: y, 0.2, "came out in 2021"),
        Rule("published in the year, particle", "VP", "v:V q:part y:YEAR", lambda y, v, q: y, 0.2, "came out in 2021"),
        Rule("clause in the year", "INV", "v:INV y:YEAR", lambda v, y: Pred(c.both(v.set, y.set), c.narrower(v.types, y.types)) if c.compatible(v.types, y.types) and not v.measure and not v.group else None, 0.1, "did Burt publish in 2021"),
        Rule("clause and the year", "VP", "v:VP y:YEAR", lambda v, y: Pred(c.both(v.set, y.set), c.narrower(v.types, y.types)) if c.compatible(v.types, y.types) and not v.measure and not v.group else None, 0.1, "cover MSCs since 2021"),
    ]


def _costs_of(found: list[Any]) -> list[tuple[Noun, float]]:
    return [(made.meaning, made.cost) if isinstance(made, Costly) else (made, 0.0) for made in found]


# ---------------------------------------------------------------------------------------------------- one or two things


def _single_things(c: Composer) -> list[Rule]:
    def defined(n: Noun) -> Any:
        return Costly(Define(n.iri), 0.3 * n.is_class) if n.bare and n.iri is not None and not n.parts and not n.kinds else None

    def described(n: Noun) -> Any:
        return Describe(n.iri) if n.bare and n.iri is not None and not n.parts and not n.kinds else None

    return [
        Rule("what is", "Q", "what_is n:NP", defined, 0.0, "What is EAE?"),
        Rule("definition", "Q", "define n:NP", defined, 0.0, "Define remyelination."),
        Rule("definition, be last", "Q", "define n:NP be", defined, 0.0, "Explain what EAE is."),
        Rule("what does it mean", "Q", "define n:NP means", defined, 0.0, "What does NEDA mean?"),
        Rule("what does it mean in", "Q", "define n:NP means prep a:NP", lambda n, a: defined(n), 0.3, "What does GEL stand for in MRI?"),
        Rule("imperative definition", "Q", "imp define n:NP means|be?", defined, 0.1, "Please explain what EAE is"),
        Rule("name, what is that", "Q", "n:NP comma? what_is|which det|be?", defined, 0.2, "cladribine, what is that?"),
        Rule("describe", "Q", "describe n:NP", described, 0.0, "Tell me about EAE."),
        Rule("describe politely", "Q", "imp describe n:NP", described, 0.1, "give me an overview of EAE"),
        Rule("name alone", "Q", "n:NP", described, 0.0, "hepatocyte growth factor"),
    ]


def _several_things(c: Composer) -> list[Rule]:
    def compared(a: Noun, b: Noun | None = None, steps: tuple[Step, ...] = ()) -> Any:
        nouns = [*(a.parts or (a,)), *((b.parts or (b,)) if b is not None else ())]
        iris = tuple(noun.iri for noun in nouns if noun.iri is not None)
        if len(iris) != len(nouns) or len(iris) < 2 or len(set(iris)) < len(iris) or not all(noun.bare for noun in nouns):
            return None
        return Costly(Compare(iris, steps), 0.2 * sum(noun.is_class for noun in nouns))

    def aspect(n: Noun, a: Noun, b: Noun | None = None) -> Any:
        steps = (n.slot.back(),) if n.slot is not None and not n.filled else tuple(
            dict.fromkeys(step.back() for part in (a.parts or (a,)) for step, _ in c.connections(n.types, part.types, "of")))
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
        return path(n, v.object) if v.object is not None and not v.copula else None

    def far_pair(a: Noun) -> Any:
        return path(a.parts[0], a.parts[1], 4) if len(a.parts) == 2 else None

    return [
        Rule("compare", "Q", "compare a:NP sidebyside?", compared, 0.0, "Compare MSCs and NSCs."),
        Rule("compare with", "Q", "compare a:NP prep|versus b:NP", compared, 0.0, "Contrast MSCs with NSCs."),
        Rule("what is the difference", "Q", "what_is|imp|describe compare a:NP", compared, 0.0, "What is the difference between A and B?"),
        Rule("versus", "Q", "a:NP versus b:NP", compared, 0.0, "MSCs vs NSCs"),
        Rule("how do they compare", "Q", "a:NP comma? how aux pro|det? differ", compared, 0.0, "A or B: how do they compare?"),
        Rule("how do they differ", "Q", "how aux a:NP differ", compared, 0.0, "How do A and B differ?"),
        Rule("how does it differ", "Q", "how aux|be a:NP differ from|to|with|prep? b:NP", compared, 0.0, "How do A differ from B?"),
        Rule("what distinguishes", "Q", "which|how differ a:NP from|prep b:NP", compared, 0.0, "What distinguishes A from B?"),
        Rule("compare an aspect", "Q", "compare det? n:N of|prep a:NP", aspect, 0.0, "Compare the risks of A and B"),
        Rule("aspect of each", "Q", "a:NP versus b:NP comma? n:NP of? each|both?", lambda a, b, n: aspect(n, a, b), 0.2, "A versus B: advantages of each?"),
        Rule("how related", "Q", "how be a:NP related", pair, 0.0, "How are A and B related?"),
        Rule("how related to", "Q", "how be a:NP related prep b:NP", lambda a, b: path(a, b, 1), 0.0, "How is A linked to B?"),
        Rule("how do they relate", "Q", "a:NP comma? how aux|be pro|det? relate|related", pair, 0.0, "A and B: how do they relate?"),
        Rule("how do they relate, inverted", "Q", "how aux a:NP relate", pair, 0.0, "How do A and B relate?"),
        Rule("how does it relate to", "Q", "how aux a:NP relate prep b:NP", lambda a, b: path(a, b, 1), 0.0, "How does A relate to B?"),
        Rule("relation between", "Q", "what_is|imp|which|describe|light? det? relation between|prep a:NP", pair, 0.0, "the relation between A and B"),
        Rule("relation of to", "Q", "what_is|imp|describe? det? relation of|between a:NP prep b:NP", lambda a, b: path(a, b, 1), 0.0, "the relation of A to B"),
        Rule("relation last", "Q", "a:NP comma? what_is det? relation between? pro?", pair, 0.0, "A and B, what is the relation?"),
        Rule("difference last", "Q", "a:NP comma? what_is det? lastly", compared, 0.0, "A or B: what's the difference?"),
        Rule("side by side", "Q", "imp|describe|trace|compare a:NP sidebyside", compared, 0.0, "Show A and B side by side"),
        Rule("show how related", "Q", "imp how a:NP be|aux? related|relate", pair, 0.0, "Show how A and B are related"),
        Rule("effect on", "Q", "what_is|imp|describe|which? det? effect of a:NP on|about|prep b:NP", lambda a, b: path(a, b, 1), 0.0, "Effect of A on B"),
        Rule("what effect", "Q", "which effect aux a:NP have on|about|prep b:NP", lambda a, b: path(a, b, 1), 0.0, "What effect does A have on B?"),
        Rule("how does it affect", "Q", "how aux a:NP affect b:NP", lambda a, b: path(a, b, 1), 0.0, "How does A affect B?"),
        Rule("what does it do to", "Q", "which|define aux? a:NP aux to|prep b:NP", lambda a, b: path(a, b, 1), 0.0, "What does A do to B?"),
        Rule("to do with", "Q", "which have a:NP to aux with b:NP", lambda a, b: path(a, b, 1), 0.0, "What have A to do with B?"),
        Rule("how lead", "Q", "how aux n:NP v:VP", explained, 0.1, "How do MSCs lead to remyelination?"),
        Rule("explain how", "Q", "imp|define|describe|trace how n:NP v:VP", explained, 0.0, "Explain how aHSCT leads to tolerance."),
        Rule("by what chain", "Q", "prep which path of? aux n:NP v:VP", explained, 0.0, "Through what steps do A cause B?"),
        Rule("path from to", "Q", "imp|trace|what_is|which? det? path from|of? a:NP to b:NP", lambda a, b: path(a, b), 0.0, "the pathway from A to B"),
        Rule("path between", "Q", "imp|trace|what_is? det? path between|from a:NP", far_pair, 0.0, "a path between A and B"),
        Rule("from to", "Q", "imp|trace? from a:NP to b:NP", lambda a, b: path(a, b), 0.1, "from A to B"),
        Rule("what links", "Q", "which path|related a:NP to|with|prep b:NP", lambda a, b: path(a, b), 0.0, "What links A to B?"),
        Rule("two names", "Q", "a:N b:N", lambda a, b: path(a, b, 1) if a.bare and b.bare and not a.is_class and not b.is_class else None, 0.8, "MSC IL-10"),
    ]


# ------------------------------------------------------------------------------------------------------------ evidence


def _evidence(c: Composer) -> list[Rule]:
    source = _source(c)

    def claims(s: tuple[Noun, Pred], standing: str = "supported") -> Set | None:
        noun, pred = s
        if pred.measure or pred.group:
            return None
        subjects = noun.parts or (noun,)
        found = [made for part in subjects if (made := claims_in(part.set, pred.set, standing)) is not None]  # type: ignore[arg-type]
        return found[0] if len(found) == 1 else Either(tuple(found)) if found else None

    def evidence(s: tuple[Noun, Pred]) -> Any:
        found = claims(s)
        return None if found is None else Evidence(found)

    def against(s: tuple[Noun, Pred]) -> Any:
        found = claims(s, "refuted")
        return None if found is None else Evidence(found)

    def sides(s: tuple[Noun, Pred]) -> Any:
        found = claims(s, "any")
        return None if found is None else Evidence(found)

    def strongest(s: tuple[Noun, Pred]) -> Any:
        found = claims(s)
        return None if found is None else Evidence(found, strongest=True)

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
        return Pred(Linked(source.back(), about(a)), c.subject_types(source.back(), None) or None)

    def who(s: tuple[Noun, Pred], standing: str = "supported") -> Any:
        found = claims(s, standing)
        return None if found is None or source is None else List(Linked(source.back(), found))

    def dispute(s: tuple[Noun, Pred], *, negative: bool = False) -> Any:
        noun, pred = s
        of = _disputed(c, noun, pred)
        if of is None:
            return None
        return Truth(of, None, settled=True) if not negative else Truth(of, None, settled=True)

    def agreement(s: tuple[Noun, Pred]) -> Any:
        supported, refuted = claims(s), claims(s, "refuted")
        if supported is None or refuted is None:
            return None
        return Truth(Without(supported, Anything()), refuted, settled=False) if False else None

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
        found = tuple(relation.iri for relation in c.ontology.relations.values() if relation.claimed and not relation.derived
                      and c.compatible(one.types, c.subject_types(Step((relation.iri,)), other.types) or frozenset()))
        return Truth(c.both(one.set, Linked(Step(found), other.set, standing="disputed")), None, settled=True) if found else None

    def any_against(s: tuple[Noun, Pred]) -> Any:
        found = claims(s, "refuted")
        return None if found is None else Truth(found, None, settled=True)

    return [
        Rule("evidence that", "Q", "what_is|which|imp? det? evidence|finding light|be? there? that s:S", evidence, 0.0, "What is the evidence that MSCs secrete HGF?"),
        Rule("evidence for", "Q", "what_is|which|imp? det? evidence|finding light|be? there? prep|about s:S", evidence, 0.0, "evidence for aHSCT reducing relapses"),
        Rule("how many claims", "Q", "howmany evidence states? that? s:S", lambda s: (found := claims(s)) and Count(found), 0.0, "How many claims support that A lowers B?"),
        Rule("strongest evidence", "Q", "what_is|which|imp? det? strongest evidence that|prep s:S", strongest, 0.0, "the strongest evidence that A lowers B"),
        Rule("what supports", "Q", "which states s:S", evidence, 0.0, "What supports the idea that A lowers B?"),
        Rule("on what rests", "Q", "prep which aux idea acc? prep? s:S", evidence, 0.2, ""),
        Rule("claim rests", "Q", "on|prep which aux det evidence acc that s:S", evidence, 0.0, "On what does the claim rest that A secretes B?"),
        Rule("how do we know", "Q", "howknow s:S", evidence, 0.0, "How do we know that A secretes B?"),
        Rule("what does it say about", "Q", "which aux a:NP tells b:NP", said, 0.0, "What does MIST tell us about A and B?"),
        Rule("according to whom", "Q", "whom s:S", who, 0.0, "According to whom do A carry B?"),
        Rule("agreement", "Q", "aux det? n:NP|evidence|finding agree s:S", lambda s, n=None: (plan := dispute(s)) and replace(plan, negated=True), 0.0, "Do the studies agree that A lowers B?"),
        Rule("dispute about two", "Q", "be|light there? det? dispute about|prep a:NP", two_disputed, 0.1, "Are there conflicting findings on A and B?"),
        Rule("evidence on two", "Q", "what_is|which|imp? det? evidence light|be? there? about|prep a:NP", on, 0.1, "the evidence on A and B"),
        Rule("evidence for as", "Q", "imp|what_is? det? evidence prep a:NP prep b:NP", lambda a, b: _as_role(c, a, b), 0.1, "evidence for fever as a risk"),
        Rule("evidence keywords", "Q", "evidence a:N b:N", pair, 0.3, "evidence HGF remyelination"),
        Rule("against", "Q", "which|imp det? evidence? denies s:S", against, 0.0, "Which claims speak against A lowering B?"),
        Rule("evidence against", "Q", "what_is|imp|which? det? evidence against s:S", against, 0.0, "evidence against A lowering B"),
        Rule("any evidence against", "Q", "be|light there? det? evidence against s:S", any_against, 0.0, "Is there any evidence against A lowering B?"),
        Rule("both sides", "Q", "imp? sides comma|prep? aux? s:S", sides, 0.0, "Show both sides: do A lower B?"),
        Rule("evidence qualified", "Q", "q:Q p:acc|prep a:NP", narrowed, 0.2, "the evidence that A lowers B in animals"),
        Rule("evidence of a level", "Q", "imp|what_is|which? det? m:MOD|N q:Q", lambda m, q: narrowed(q, "", m), 0.5, "the randomised-trial evidence that A lowers B"),
        Rule("papers about", "RC", "that? about a:NP", about_pred, 0.1, "papers about EAE"),
        Rule("papers about, finite", "VP", "about a:NP", about_pred, 0.3, "deal with EAE"),
        Rule("papers that state", "Q", "which|imp? n:NP that? states s:S", papers, 0.0, "Which papers report that MSCs secrete HGF?"),
        Rule("papers that deny", "Q", "which|imp? n:NP that? denies s:S", lambda n, s: papers(n, s, "refuted"), 0.0, "Which sources failed to find that A lowers B?"),
        Rule("who states", "Q", "who states s:S", who, 0.0, "Who showed that NSCs carry mitochondria?"),
        Rule("who denies", "Q", "who denies s:S", lambda s: who(s, "refuted"), 0.0, "Who denies that A lowers B?"),
        Rule("disagreement", "Q", "be|light there? det? dispute about|prep? s:S", dispute, 0.0, "Is there disagreement about whether A lowers B?"),
        Rule("is it disputed", "Q", "be pro disputed s:S", dispute, 0.0, "Is it disputed that A lowers B?"),
        Rule("do they disagree", "Q", "aux det? n:NP|evidence disagree about|prep? s:S", lambda s, n=None: dispute(s), 0.0, "Do findings differ on whether A lowers B?"),
        Rule("disputed noun", "Q", "which|imp|what_is? n:NP be|have? be? disputed", lambda n: disputed_noun(n, "disputed"), 0.0, "Which effects of IDO are disputed?"),
        Rule("refuted noun", "Q", "which|imp|what_is? yet? n:NP be|have? be? refuted", lambda n: disputed_noun(n, "refuted"), 0.0, "Which effects of IDO have been refuted?"),
        Rule("how much", "Q", "howmuch aux? s:S", quantity, 0.0, "How much did A lower B?"),
    ]


def _as_role(c: Composer, a: Noun, b: Noun) -> Any:
    """Claims in which a thing stands as what a noun names: fever as a risk."""
    if b.slot is None:
        return None
    ends = Claims(Anything(), b.slot.relations, a.set) if b.slot.inverse else Claims(a.set, b.slot.relations, Anything())
    return Evidence(ends)


def _disputed(c: Composer, noun: Noun, pred: Pred) -> Set | None:
    disputed = _standing(pred.set, "disputed", c)
    return None if disputed is None else c.both(noun.set, disputed)


def _standing(of: Set, standing: Any, c: Composer) -> Set | None:
    match of:
        case Linked(step=step) if c.claimed(step):
            return replace(of, standing=standing)
        case Both(parts=parts):
            made = [_standing(part, standing, c) for part in parts]
            if all(part is None for part in made):
                return None
            return Both(tuple(new or old for new, old in zip(made, parts, strict=True)))
        case _:
            return None


__all__ = ["rules"]
