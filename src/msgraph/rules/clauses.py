"""Relative clauses, clauses that lack their object, and the same in the order of questions."""

from typing import Any

from msgspec.structs import replace

from msgraph.chart import Costly, Rule
from msgraph.composer import Composer
from msgraph.grammar import classing
from msgraph.meaning import METONYMY, STATEMENT, Noun, Pred, Verb, coordinated, measurable
from msgraph.plan import (
    Anything,
    Claims,
    Compared,
    Either,
    Linked,
    NumberOf,
    Operator,
    Step,
    Thing,
    Value,
    ValueOf,
    Without,
)
from msgraph.rules.shared import (
    AGENTS,
    PLACED,
    costs,
    dated,
    exclusive,
    here_not_there,
    listed,
    qualified,
    standing_of,
)
from msgraph.selection import UNNAMED, Types
from msgraph.vocabulary import RDF


def clauses(c: Composer) -> list[Rule]:
    """The rules of clauses."""

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

    def metonymic(n: Noun, v: Verb, p: str | None = None) -> Any:
        """What a thing of theirs does is said of them: they appeared in a magazine."""
        if v.particle or v.both or p not in v.prepositions:
            return None
        return c.metonym(v.step.back(), n)

    def doer(n: Noun, v: Verb) -> Any:
        """What somebody released: things that have such a date and only one relation to somebody."""
        return dated(c, v, frozenset(cls for iri in v.step.relations for cls in c.sides(iri)[0] or ()), n)

    def together(n: Noun, v: Verb, a: Noun) -> Any:
        """What two did with one another: what each of them did."""
        if "with" in v.prepositions or n.quantifier or a.quantifier or not (a.bare and c.compatible(n.types, a.types)):
            return None
        return gap(coordinated((n, a), "and"), v)

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
            # Set against something is not set from it.
            return Costly(pred, 0.6) if p is None or (p in AGENTS and v.prepositions & AGENTS) else None
        if v.form == "past" and None in v.prepositions and (p is None or p in AGENTS):
            return c.reach(v.step, n)
        return None

    def negated(g: Pred) -> Pred | None:
        return None if g.measure or g.group else Pred(Without(Anything(), g.set), g.types)

    def failing(n: Noun, v: Verb, p: str | None = None) -> Pred | None:
        """What claims deny that it does; of what is on record, what it does not do."""
        g = gap(n, v, p)
        of = g and standing_of(g.set, "refuted", c)
        return g and (negated(g) if of is None else replace(g, set=of))

    def stranded(p: str, s: tuple[Noun, Verb, bool, bool]) -> Any:
        """A clause whose preposition went before it: "through which …"."""
        n, v, passive, denied = s
        found = passive_gap(n, v, p) if passive else gap(n, v, p) or redundant(p, n, v)
        if not denied or found is None:
            return found
        return [Costly(negated(pred), cost) for pred, cost in costs(listed(found))]

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

    def alone(g: Pred, n: Noun) -> Pred | None:
        """What one does, and no other."""
        return None if g.measure or g.group or (of := exclusive(c, g.set, n)) is None else replace(g, set=of)

    def frequent(g: Pred) -> Pred | None:
        """Most often: of those of which the clause is true, the ones of which the most claims say so."""
        match g.set:
            case Linked(step, to, where, "supported") if c.claimed(step) and not g.measure and not g.group:
                subject, object_ = (to, Anything()) if step.inverse else (Anything(), to)
                end = Step((RDF.object if step.inverse else RDF.subject,), inverse=True)
                return replace(g, measure=(NumberOf(end, Claims(subject, step.relations, object_, where=where)), True))
            case _:
                return None

    # fmt: off
    return [
        Rule("relative subject", "RC", "that v:VP", lambda v: v, 0.0, "that prevent rust"),
        Rule("relative object", "RC", "that? g:GAP", lambda g: g, 0.05, "that linseed oil prevents"),
        Rule("reduced passive", "RC", "g:PASS", lambda g: g, 0.0, "prevented by linseed oil"),
        Rule("reduced active", "RC", "g:ING", lambda g: g, 0.0, "working through soaking"),
        Rule("not reduced", "RC", "not g:PASS|ING", negated, 0.0, "not made from flax"),
        Rule("but not", "RC", "a:RC but|and b:RC", conjoin, 0.1, "that prevent rust but that cause stains"),
        Rule("object missing", "GAP", "n:NP v:V.object", gap, 0.0, "linseed oil prevents"),
        Rule("object missing, preposition stranded", "GAP", "n:NP v:V.oblique p:prep", gap, 0.0, "linseed oil works through"),
        Rule("object missing, particle", "GAP", "n:NP v:V.particle q:part", gap, 0.0, "descaler wears down"),
        Rule("auxiliary, object missing", "GAP", "n:NP aux v:V.object", gap, 0.0, "linseed oil can prevent"),
        Rule("auxiliary, object missing, particle", "GAP", "n:NP aux v:V.particle q:part", gap, 0.0, "descaler can wear down"),
        Rule("auxiliary, preposition stranded", "GAP", "n:NP aux v:V.oblique p:prep", gap, 0.0, "linseed oil can work through"),
        Rule("object missing, known", "GAP", "n:NP be|have be? shownto v:V p:prep?", gap, 0.0, "linseed oil is known to prevent"),
        Rule("perfect, object missing", "GAP", "n:NP have v:V p:prep?", gap, 0.0, "linseed oil has prevented"),
        Rule("passive gap", "GAP", "n:NP have? be v:VPART|V.past p:prep?", passive_gap, 0.0, "linseed oil is made from"),
        Rule("predicate gap", "GAP", "n:NP be v:PRED p:prep", lambda n, v, p: copular_gap(n, v, p), 0.0, "linseed oil is part of"),
        Rule("predicate gap, denied", "GAP", "n:NP be not v:PRED p:prep", lambda n, v, p: (g := copular_gap(n, v, p)) and negated(g), 0.0, "linseed oil is not part of"),
        Rule("not had as", "GAP", "n:NP aux not have as det|possdet? b:N", lambda n, b: (g := c.reach(b.slot, n)) and negated(g) if b.slot is not None and not b.filled else None, 0.0, "varnish does not have as a snag"),
        Rule("had as", "GAP", "n:NP have as det|possdet? b:N", lambda n, b: c.reach(b.slot, n) if b.slot is not None and not b.filled else None, 0.0, "varnish has as a snag"),
        Rule("negated gap", "GAP", "n:NP aux not v:V p:prep?", lambda n, v, p=None: (g := gap(n, v, p)) and negated(g), 0.0, "linseed oil does not prevent"),
        Rule("negated passive gap", "GAP", "n:NP have? be not v:VPART|V.past p:prep?", lambda n, v, p=None: [Costly(negated(g), cost) for g, cost in costs(listed(passive_gap(n, v, p) or []))], 0.0, "linseed oil is not made from"),
        Rule("qualified gap", "GAP", "g:GAP p:acc|prep a:NP", lambda g, p, a: qualified(c, g, a, p), 0.25, "linseed oil prevents in damp"),
        Rule("question order", "INV", "aux n:NP v:V.object", gap, 0.0, "does linseed oil prevent"),
        Rule("question order, of what they made", "INV", "aux|have n:NP v:V p:prep?", metonymic, METONYMY, "did Ash appear in"),
        Rule("question order, by whom it was done", "INV", "aux|have n:NP v:VDATED", doer, METONYMY, "did Ash print"),
        Rule("passive, by whom it was done", "PASS", "v:VDATED by n:NP", lambda v, n: doer(n, v) if v.form == "past" else None, METONYMY, "printed by Ash"),
        Rule("question order, together", "INV", "v:INV sidebyside", lambda v: v if v.object is not None and v.object.parts else None, 0.0, "do Ann and Ben lend side by side"),
        Rule("question order, with another", "INV", "aux|have n:NP v:V.object with a:NP", lambda n, v, a: together(n, v, a), 0.0, "does Ann lend with Ben"),
        Rule("object missing, with another", "GAP", "n:NP aux|have? v:V.object with a:NP", lambda n, v, a: together(n, v, a), 0.0, "Ann lends with Ben"),
        Rule("question order, preposition", "INV", "aux n:NP v:V.oblique p:prep", gap, 0.0, "does linseed oil work through"),
        Rule("question order, particle", "INV", "aux n:NP v:V.particle q:part", gap, 0.0, "does descaler wear down"),
        Rule("question order, particle and preposition", "INV", "aux n:NP v:V.particle q:part p:prep", gap, 0.0, "does tung oil put up with"),
        Rule("question order, perfect", "INV", "have n:NP v:V p:prep?", gap, 0.0, "has linseed oil prevented"),
        Rule("question order, relative after", "INV", "aux n:NP v:V r:RC", lambda n, v, r: (m := c.restrict(n, r)) and gap(m, v) if n.is_class else None, 0.15, "do the finishes contain that prevent stains"),
        Rule("question order, preposition, relative after", "INV", "aux n:NP v:V.oblique p:prep r:RC", lambda n, v, p, r: (m := c.restrict(n, r)) and gap(m, v, p) if n.is_class else None, 0.15, "do the finishes work through that prevent stains"),
        Rule("question order, object and preposition", "INV", "aux n:NP v:V a:NP p:prep", lambda n, v, a, p: [Costly(made, cost) for m, cost in costs(c.attach(n, "of", a)) if (made := gap(m, v, p)) is not None], 0.1, "did the boat deck set tung oil against"),
        Rule("question order, passive", "INV", "have n:NP be v:VPART|V.past p:prep?", passive_gap, 0.0, "has linseed oil been made from"),
        Rule("question order, be", "INV", "be n:NP v:VPART|V.past p:prep?", passive_gap, 0.0, "is linseed oil made from"),
        Rule("question order, be, particle", "INV", "be n:NP v:VPART.particle|V.particle q:part p:prep?", passive_gap, 0.0, "is linseed oil held up by"),
        Rule("question order, can be", "INV", "aux n:NP be v:VPART|V.past p:prep?", passive_gap, 0.0, "can linseed oil be made from"),
        Rule("question order, predicate", "INV", "be n:NP det? v:PRED p:prep?", copular_gap, 0.0, "is linseed oil part of"),
        Rule("question order, one but not another", "INV", "aux n:NP except b:NP v:V", lambda n, b, v: (g := gap(n, v)) and (h := gap(b, v)) and (k := negated(h)) and conjoin(g, k), 0.0, "does linseed oil but not varnish prevent"),
        Rule("question order, only one", "INV", "aux only n:NP v:V p:prep?", lambda n, v, p=None: (g := gap(n, v, p)) and alone(g, n), 0.0, "does only varnish cause"),
        Rule("question order, failing", "INV", "aux|have n:NP fails v:V p:prep?", failing, 0.0, "does varnish fail to prevent"),
        Rule("object missing, failing", "GAP", "n:NP fails v:V p:prep?", failing, 0.0, "varnish fails to prevent"),
        Rule("question order, not", "INV", "aux not? n:NP not v:V", lambda n, v: (g := gap(n, v)) and negated(g), 0.0, "does linseed oil not prevent"),
        Rule("question order, known", "INV", "be n:NP shownto v:V p:prep?", gap, 0.0, "is linseed oil known to prevent"),
        Rule("question order, known passive", "INV", "have n:NP be shownto v:V p:prep?", gap, 0.0, "has linseed oil been shown to prevent"),
        Rule("question order, qualified", "INV", "g:INV p:acc|prep a:NP", lambda g, p, a: qualified(c, g, a, p), 0.25, "does linseed oil prevent in damp"),
        Rule("question order, most often", "INV", "g:INV oftenest", frequent, 0.0, "does linseed oil prevent most often"),
        Rule("question order, most often before the verb", "INV", "aux n:NP oftenest v:V", lambda n, v: (g := gap(n, v)) and frequent(g), 0.0, "does linseed oil most often prevent"),
        Rule("most often", "VP", "g:VP oftenest", frequent, 0.0, "prevent rust most often"),
        Rule("most often before the verb", "VP", "oftenest g:VP", frequent, 0.0, "most often prevent rust"),
        Rule("passive, most often", "PASS", "oftenest g:PASS", frequent, 0.0, "most often prevented by linseed oil"),
        Rule("question order, both here and there", "INV", "g:INV both p:acc|prep a:NP and acc|prep b:NP", lambda g, p, a, b: qualified(c, g, coordinated((a, b), "and"), p), 0.25, "does linseed oil prevent both in damp and in frost"),
        Rule("question order, here but not there", "INV", "g:INV p:acc|prep a:NP except p2:acc|prep? b:NP", lambda g, p, a, b, p2=None: here_not_there(c, g, p, a, b, p2), 0.25, "does linseed oil prevent in damp but not in frost"),
        Rule("question order, adverb", "INV", "g:INV a:MOD", lambda g, a: qualified(c, g, a, ""), 0.3, "does linseed oil prevent blind"),
        Rule("fronted preposition", "FRONT", "aux|have|be n:NP be? v:V|VPART", lambda n, v: (n, v), 0.0, "does linseed oil work"),
        Rule("fronted preposition, particle", "FRONT", "be|have|aux n:NP be? v:V.particle|VPART.particle q:part", lambda n, v, q: (n, replace(v, particle=None)) if v.particle == q else None, 0.0, "is linseed oil held up"),
        Rule("fronted preposition, verb first", "FRONT", "v:V n:NP", lambda v, n: (n, v) if v.form in ("base", "s", "past") else None, 0.2, "works linseed oil"),
        Rule("fronted, known", "FRONT", "be|have n:NP be? shownto v:V", lambda n, v: (n, v), 0.0, "is linseed oil known to work"),
        Rule("statement", "S", "n:NP v:VP", lambda n, v: (n, v) if c.compatible(n.types, v.types) or (n.bare and classing(v)) else None, 0.0, "linseed oil prevents rust"),
        Rule("gerund", "S", "s:GERUND", lambda s: s, 0.0, "linseed oil preventing rust"),
        Rule("statement in the gerund", "GERUND", "n:NP poss? v:ING", lambda n, v: (n, v) if c.compatible(n.types, v.types) else None, 0.0, "linseed oil preventing rust"),
        Rule("statement in the gerund, denied", "GERUND", "n:NP poss? not v:ING", lambda n, v: (n, denied) if c.compatible(n.types, v.types) and (denied := negated(v)) else None, 0.0, "linseed oil not preventing rust"),
        Rule("statement in question order", "S", "aux n:NP v:VP", lambda n, v: (n, v) if c.compatible(n.types, v.types) else None, 0.1, "does linseed oil prevent rust"),
        Rule("statement in question order, known", "S", "have|be n:NP be? shownto v:VP", lambda n, v: (n, v) if c.compatible(n.types, v.types) else None, 0.1, "has linseed oil been shown to prevent rust"),
        Rule("whose", "RC", "whose n:NP have|be a:NP", lambda n, a: c.reach(n.slot.back(), a) if n.slot is not None and not n.filled else None, 0.0, "whose rival was varnish"),
        Rule("whose is so much", "RC", "whose n:NP be m:AMOUNT", lambda n, m: c.reach(n.numeric, replace(n, number=m)) if n.numeric is not None and measurable(n) else None, 0.0, "whose weight is above 2"),
        Rule("whose is not", "RC", "whose n:NP be not a:NP", lambda n, a: (p := c.reach(n.slot.back(), a)) and negated(p) if n.slot is not None and not n.filled else None, 0.0, "whose rival was not varnish"),
        Rule("whose number is", "RC", "whose n:NP be|have num:num", lambda n, num: c.reach(n.numeric, replace(n, number=("=", num, None))) if n.numeric is not None and measurable(n) else None, 0.0, "whose year is 2020"),
        Rule("whose number, another's", "RC", "whose n:NP be op:gt|ge|lt|le|eq a:NP", beside, 0.0, "whose weight is above the weight of the mallet"),
        Rule("whose does", "RC", "whose n:NP v:VP", lambda n, v: (m := c.restrict(n, v)) and c.reach(n.slot.back(), replace(m, slot=None)) if n.slot is not None and not n.filled else None, 0.1, "whose snags slow down linseed oil"),
        Rule("preposition gone before", "STRANDED", "n:NP aux? v:V", lambda n, v: (n, v, False, False), 0.0, "linseed oil can work"),
        Rule("preposition gone before, denied", "STRANDED", "n:NP aux not v:V", lambda n, v: (n, v, False, True), 0.0, "linseed oil does not work"),
        Rule("preposition gone before, passive", "STRANDED", "n:NP have? be v:VPART|V.past", lambda n, v: (n, v, True, False), 0.0, "linseed oil is made"),
        Rule("preposition gone before, passive, denied", "STRANDED", "n:NP have? be not v:VPART|V.past", lambda n, v: (n, v, True, True), 0.0, "linseed oil is not made"),
        Rule("relative with its preposition in front", "RC", "p:prep that s:STRANDED", lambda p, s: stranded(p, s), 0.0, "through which linseed oil works"),
        Rule("where, with a particle", "RC", "where n:NP aux? v:V.particle q:part", lambda n, v, q: next((found for p in PLACED if (found := gap(n, v, p, q)) is not None), None), 0.1, "where the stool turns up"),
        Rule("where", "RC", "where s:STRANDED", lambda s: next((found for p in PLACED if (found := stranded(p, s)) is not None), None), 0.1, "where Ben was welcomed"),
        Rule("relative and that", "RC", "a:RC and b:RC", conjoin, 0.05, "that lend planes and that repair mallets"),
        Rule("what was said", "S", "so|pro", lambda: (Noun(Thing(STATEMENT), iri=STATEMENT), Pred(Thing(STATEMENT))), 0.2, "so"),
        Rule("relative, qualified", "RC", "p:prep that s:STRANDED q:acc|prep a:NP", lambda p, s, q, a: (g := stranded(p, s)) and [Costly(m.meaning, cost + m.cost) if isinstance(m, Costly) else Costly(m, cost) for pred, cost in costs(listed(g)) if (m := qualified(c, pred, a, q)) is not None], 0.25, "through which linseed oil works in damp"),
        Rule("relative or that", "RC", "a:RC or b:RC", disjoin, 0.05, "that lend planes or that repair mallets"),
        Rule("standing", "RC", "a:RC st:contested|contradicted|undecided", lambda a, st: None if a.measure or a.group or (of := standing_of(a.set, st, c)) is None else replace(a, set=of), 0.0, "that prevent rust as claims deny"),
        Rule("that statement", "S", "that|whether s:S", lambda s: s, 0.0, "whether linseed oil prevents rust"),
        Rule("idea that statement", "S", "idea that|of s:S", lambda s: s, 0.0, "the idea that linseed oil prevents rust"),
        Rule("nominal statement, object first", "GERUND", "n:N v:EV by a:NP", lambda v, n, a: (a, p) if (p := c.reach(v, n)) and c.compatible(a.types, p.types) else None, 0.1, "rust prevention by linseed oil"),
        Rule("nominal statement", "GERUND", "det? v:EV of|in n:NP by|with|after|prep a:NP", lambda v, n, a: (a, p) if (p := c.reach(v, n)) and c.compatible(a.types, p.types) else None, 0.1, "prevention of rust by linseed oil"),
    ]
    # fmt: on
