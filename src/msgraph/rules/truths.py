"""Questions for yes or no."""

from typing import Any

from msgspec.structs import replace

from msgraph.chart import Costly, Rule
from msgraph.composer import Composer
from msgraph.grammar import truth
from msgraph.meaning import METONYMY, Noun, Pred, measurable
from msgraph.plan import (
    Anything,
    Either,
    Linked,
    Plan,
    Step,
    Truth,
    Without,
)
from msgraph.rules.shared import being, changed, comparative, costs, did, had, qualified, valued

EVERY = 1.2
"""What it costs to take a verb for that which all members of a class do, as a matter of record."""


def truths(c: Composer) -> list[Rule]:
    """The rules of questions for yes or no."""

    def asked(n: Noun, v: Pred) -> Any:
        plan = truth(n, v, c)
        if plan is None and not c.compatible(n.types, v.types) and (had := c.of_makers(n.types, v)) is not None:
            return Costly(truth(n, had, c), METONYMY)
        # That all of them do it is asked of what is said, not of what it may be taken for.
        return (
            None
            if plan is None
            else Costly(plan, c.doubt(n.types, v) + EVERY * ((n.every or n.quantifier == "each") and not v.copula))
        )

    def after(n: Noun, a: Noun, p: str | None, *, more: bool) -> Any:
        """Fewer snags with the gun: that it makes them fewer."""
        pred = changed(c, n, more=more) if p in (None, "with", "under", "on", "from") else None
        return None if pred is None else truth(a, pred, c)

    def after_people(n: Noun, m: Noun, a: Noun, p: str | None, *, more: bool) -> Any:
        """Whether fewer people have something after a thing: whether it makes that less."""
        return after(m, a, p, more=more) if people(n) and not n.quantifier else None

    def people(n: Noun) -> bool:
        """Whether a noun names whoever is counted, of whom nothing else is known."""
        return n.measured or measurable(n) or isinstance(n.set, Anything)

    def copula(n: Noun, m: Noun) -> Any:
        if m.quantifier or m.number:
            return None
        return truth(n, valued(c, m) or Pred(m.set, None if m.kinds else m.types, copula=True), c)

    def denied(n: Noun, m: Noun) -> Any:
        plan = copula(n, m)
        return replace(plan, negated=not plan.negated) if isinstance(plan, Truth) and not plan.also else None

    def adjective(n: Noun, m: Noun) -> Any:
        return [Costly(made, cost) for pred, cost in costs(being(c, m)) if (made := truth(n, pred, c)) is not None]

    def prepositional(n: Noun, p: str, m: Noun) -> Any:
        return [
            Costly(made, cost + 0.2)
            for pred, cost in costs(c.attachments(p, m))
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
        # Of snags it is asked whether anything has them.
        open_ = n.slot is not None and not n.filled and not c.is_numeric(n.slot.back())
        of = c.both(n.set, Linked(n.slot, Anything())) if open_ and n.slot is not None else n.set
        return Truth(of, None, settled=False, negated=n.quantifier == "no")

    def had_by(n: Noun, a: Noun, p: str, b: Noun) -> Any:
        """Whether people had something of a thing: whether it has it."""
        if not people(n) or n.quantifier or n.number or not a.bare or a.is_class or a.filled:
            return None
        return [Costly(exists(made), cost) for made, cost in costs(c.attach(a, p, b)) if made.filled or not made.bare]

    def linked(a: Noun, b: Noun) -> Any:
        """Whether any claim joins the two, whichever way."""
        if a.quantifier or b.quantifier or a.parts or b.parts or not (a.bare and b.bare):
            return None
        ways = []
        for inverse in (False, True):
            found = tuple(
                relation.iri
                for relation in c.ontology.relations.values()
                if relation.claimed and not relation.derived and c.occurs(relation.iri, inverse, a.types, b.types)
            )
            ways += [c.both(a.set, Linked(Step(found, inverse), b.set))] if found else []
        return Truth(ways[0] if len(ways) == 1 else Either(tuple(ways))) if ways else None

    def better_at(n: Noun, a: Noun, v: Pred) -> Any:
        """Whether it is so by claims that set the one against the other."""
        for p in ("versus", "against", "with"):
            if (made := qualified(c, v, a, p)) is not None:
                return asked(n, made.meaning)
        return None

    # fmt: off
    return [
        Rule("does", "Q", "aux n:NP v:VP", asked, 0.0, "Does linseed oil prevent rust?"),
        Rule("did it then", "Q", "aux n:NP v:VDATED a:NP", lambda n, v, a: (p := did(c, v, n.types, a)) and truth(n, p, c), METONYMY, "Did Ash print Ash 2019?"),
        Rule("does it fail to", "Q", "aux|have n:NP fails v:VP", lambda n, v: untrue((n, v)), 0.0, "Does varnish fail to prevent rust?"),
        Rule("has anyone had it", "Q", "aux|have n:NP suffers? a:NP p:prep b:NP", had_by, 0.1, "Has anyone had smell with varnish?"),
        Rule("can one have it", "Q", "aux you suffers? a:NP p:prep b:NP", lambda a, p, b: had_by(Noun(Anything()), a, p, b), 0.1, "Can you get smell with varnish?"),
        Rule("did they get it so", "Q", "aux|have n:NP suffers a:NP m:MOD", lambda n, a, m: adjective(a, m) if people(n) and not n.quantifier else None, 0.1, "Did helpers get varnish manually?"),
        Rule("does not", "Q", "aux not n:NP v:VP", asked, 0.1, "Doesn't linseed oil prevent rust?"),
        Rule("has", "Q", "have n:NP v:VP", asked, 0.1, "Has linseed oil prevented rust?"),
        Rule("has been", "Q", "have n:NP be v:PASS", asked, 0.0, "Has linseed oil been tried in the boat deck?"),
        Rule("is passive", "Q", "be n:NP v:PASS|ING", asked, 0.0, "Is rust prevented by linseed oil?"),
        Rule("can be passive", "Q", "aux n:NP be v:PASS|ING", asked, 0.0, "Can rust be prevented by linseed oil?"),
        Rule("is it", "Q", "be n:NP m:NP", copula, 0.0, "Is linseed oil a finish?"),
        Rule("is one that is", "Q", "be n:NP det m:MOD|N single", adjective, 0.0, "Was the boat deck a blind one?"),
        Rule("would you call it", "Q", "naming n:NP m:NP", copula, 0.0, "Would you call linseed oil a finish?"),
        Rule("is it good at doing it", "Q", "be n:NP JUDGED prep v:ING", asked, 0.0, "Is varnish handy at preventing stains?"),
        Rule("is it better at doing it", "Q", "be n:NP more? better|JUDGED than a:NP prep v:ING", better_at, 0.0, "Is linseed oil better than tung oil at preventing rust?"),
        Rule("is adjective", "Q", "be n:NP m:MOD", adjective, 0.0, "Was the boat deck blind?"),
        Rule("is anything about it so", "Q", "be|aux n:NP be? v:PRED", lambda n, v: (pred := c.reach(v.step, n)) and Truth(pred.set, None) if "about" in v.prepositions and not n.quantifier else None, 0.1, "Is varnish awkward?"),
        Rule("is there less after it", "Q", "be there fewer n:NP p:after|prep a:NP", lambda n, a, p=None: after(n, a, p, more=False), 0.1, "Is there less slow drying with the spray gun?"),
        Rule("is there more after it", "Q", "be there raised n:NP p:after|prep a:NP", lambda n, a, p=None: after(n, a, p, more=True), 0.1, "Is there more smell with the spray gun?"),
        Rule("is it less after it", "Q", "be n:NP fewer p:after|prep a:NP", lambda n, a, p=None: after(n, a, p, more=False), 0.1, "Is slow drying less frequent with the spray gun?"),
        Rule("is it more after it", "Q", "be n:NP raised p:after|prep a:NP", lambda n, a, p=None: after(n, a, p, more=True), 0.1, "Is smell more frequent with the spray gun?"),
        Rule("do fewer have it after it", "Q", "aux fewer n:NP suffers? m:N p:after|prep a:NP", lambda n, m, a, p=None: after_people(n, m, a, p, more=False), 0.1, "Do fewer helpers get slow drying with the spray gun?"),
        Rule("do more have it after it", "Q", "aux raised n:NP suffers? m:N p:after|prep a:NP", lambda n, m, a, p=None: after_people(n, m, a, p, more=True), 0.1, "Do more helpers get smell with the spray gun?"),
        Rule("do they have it less after it", "Q", "aux n:NP suffers? m:N fewer p:after|prep a:NP", lambda n, m, a, p=None: after_people(n, m, a, p, more=False), 0.1, "Do helpers get slow drying less with the spray gun?"),
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
        Rule("is it linked to", "Q", "be a:NP related to|with|prep b:NP", linked, 1.0, "Is linseed oil linked to rust?"),
        Rule("statement that was heard", "Q", "told s:S", lambda s: truth(s[0], s[1], c), 0.1, "I have heard that linseed oil prevents rust"),
        Rule("statement and tag", "Q", "s:S comma? tag", lambda s: truth(s[0], s[1], c), 0.0, "Linseed oil prevents rust, right?"),
        Rule("is it true that", "Q", "be pro idea? s:S", lambda s: truth(s[0], s[1], c), 0.1, "Is it the fact that linseed oil prevents rust?"),
    ]
    # fmt: on
