"""Questions for one thing or for several: what is, tell me about, compare, how does it lead to."""

from typing import Any

from msgspec.structs import replace

from msgraph.chart import Costly, Rule
from msgraph.composer import Composer
from msgraph.followup import SAME
from msgraph.grammar import listing
from msgraph.meaning import REFERENTS, Noun, Pred, coordinated, named
from msgraph.plan import (
    Both,
    Compare,
    Define,
    Describe,
    Either,
    Extreme,
    Linked,
    List,
    Paths,
    Plan,
    Step,
    Thing,
    Value,
    ValueOf,
)
from msgraph.rules.shared import MEANS, MOST_HOPS, narrowed_plan
from msgraph.vocabulary import XSD

FAR = 4
"""So many links a chain has at most, if nothing else is said."""
ELSEWHERE = 0.6
"""What it costs to leave the meaning of a preposition that fits for another: to compare, or to join, two things."""


def one_thing(c: Composer) -> list[Rule]:
    """The rules of questions for one thing."""

    def single(n: Noun) -> bool:
        return n.bare and n.iri is not None and not n.parts and not n.kinds and not n.quantifier and n.number is None

    def defined(n: Noun) -> Any:
        return Costly(Define(n.iri), 0.3 * n.is_class) if single(n) and n.iri is not None else None

    def described(n: Noun) -> Any:
        return Describe(n.iri) if single(n) and n.iri is not None else None

    def judged(n: Noun, j: Step) -> Any:
        """What a thing is judged by: of how safe it is, its harms."""
        pred = c.reach(j.back(), n) if single(n) and not n.is_class else None
        return pred and listing(Noun(pred.set, pred.types), c)

    def judged_there(n: Noun, j: Step, p: str, a: Noun) -> Any:
        """What a thing is judged by, by claims that hold for what a phrase names."""
        made = judged(n, j)
        return made and narrowed_plan(c, made, p, a)

    # fmt: off
    return [
        Rule("how it is judged", "Q", "how|howmuch j:JUDGED be n:NP", judged, 0.1, "How handy is varnish?"),
        Rule("how it is judged, embedded", "Q", "how j:JUDGED n:NP be", judged, 0.1, "how handy varnish is"),
        Rule("whether it is to be judged so", "Q", "be n:NP j:JUDGED", judged, 0.2, "Is varnish handy?"),
        Rule("whether it does as it is judged by", "Q", "aux n:NP j:JUDGED", judged, 0.0, "Does varnish serve?"),
        Rule("evidence that it does", "Q", "be|light|imp|what_is there? det? evidence that|prep n:NP be? j:JUDGED", judged, 0.0, "Is there evidence that varnish serves?"),
        Rule("how well it does", "Q", "how|howmuch aux n:NP j:JUDGED", judged, 0.3, "How well does varnish serve?"),
        Rule("how well it does somewhere", "Q", "how|howmuch aux n:NP j:JUDGED p:acc|prep a:NP", judged_there, 0.3, "How well does varnish serve in damp?"),
        Rule("what is", "Q", "what_is n:NP", defined, 0.0, "What is linseed oil?"),
        Rule("definition", "Q", "define n:NP", defined, 0.0, "Define linseed oil."),
        Rule("what it is", "Q", "imp which n:NP be", defined, 0.0, "I'd like to know what linseed oil is"),
        Rule("definition, be last", "Q", "define n:NP be", defined, 0.0, "Explain what linseed oil is."),
        Rule("what does it mean", "Q", "define n:NP means", defined, 0.0, "What does turps mean?"),
        Rule("what does it mean in", "Q", "define n:NP means prep a:NP", lambda n, a: defined(n), 0.3, "What does gloss mean in varnish?"),
        Rule("imperative definition", "Q", "imp define n:NP means|be?", defined, 0.1, "Please give me the meaning of turps"),
        Rule("what it would be", "Q", "which aux n:NP be", defined, 0.1, "What would turps be?"),
        Rule("it is what", "Q", "n:NP be which", defined, 0.1, "Turps is what?"),
        Rule("name, what is that", "Q", "n:NP comma? what_is|which det|be?", defined, 0.2, "Turps, what is that?"),
        Rule("what is it short for", "Q", "what_is n:NP means", defined, 0.0, "What's turps short for?"),
        Rule("describe", "Q", "describe n:NP", described, 0.0, "Tell me about linseed oil."),
        Rule("describe what is not named", "Q", "describe n:NP", lambda n: listing(n, c) if not n.bare and not n.quantifier and (n.filled or named(n.set)) else None, 0.3, "Tell me about the weight of the mallet."),
        Rule("describe politely", "Q", "imp describe n:NP", described, 0.1, "Please name what is known about linseed oil"),
        Rule("what does it do", "Q", "which aux n:NP acts", described, 0.0, "What does linseed oil do?"),
        Rule("definition last", "Q", "n:NP meaning", defined, 0.0, "turps definition"),
        Rule("describe what it is for", "Q", "what_is|imp? det? purpose of n:NP", described, 0.2, "What is the function of linseed oil?"),
        Rule("describe what part it plays", "Q", "which det? purpose aux n:NP exert|have", described, 0.2, "What role does linseed oil play?"),
        Rule("describe all", "Q", "imp? all|which|that|det that? knows about|prep n:NP", described, 0.15, "Show me everything you know about linseed oil"),
        Rule("name alone", "Q", "n:NP", lambda n: listing(n, c) if n.is_class and n.bare and not n.quantifier else described(n), 0.0, "linseed oil"),
    ]
    # fmt: on


def several_things(c: Composer) -> list[Rule]:
    """The rules of questions for several things."""

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
        # What is of one class is likelier compared: oak and pine tables, not a tree with a table.
        unlike = not c.alike(nouns)
        return Costly(Compare(iris, steps), 0.2 * sum(noun.is_class for noun in nouns) + 0.3 * unlike)

    def aspect(n: Noun, a: Noun, b: Noun | None = None) -> Any:
        if n.slot is not None and not n.parts and isinstance(n.set, Both):
            # What is narrowed is no aspect.
            return None
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
        made = compared(a, b, steps) if steps else None
        # What has a name of its own is rather a thing than what things are compared in.
        return made and replace(made, cost=made.cost + 0.3 * (n.iri is not None and not n.is_class))

    def foremost(n: Noun, a: Noun, *, most: bool) -> Any:
        """Which of the things named has more of what is measured."""
        things = [part.set for part in a.parts if isinstance(part.set, Thing)]
        if a.conjunction != "or" or len(things) != len(a.parts) or n.numeric is None or n.filled:
            return None
        if not c.compatible(a.types, c.sides(n.numeric.relations[0])[0]):
            return None
        among = Either(tuple(replace(thing, below=False) for thing in things))
        return List(Extreme(among, ValueOf((n.numeric,)), most))

    def versus(n: Noun, a: Noun, b: Noun) -> Any:
        """An aspect of two; of what is itself set against something (jobs of varnish against turpentine) rather that is meant."""
        made = aspect(n, a, b)
        own = made and any(c.attach(n, word, b) for word in ("against", "versus"))
        return made and replace(made, cost=made.cost + ELSEWHERE * bool(own))

    def weighed(a: Noun, j: Step, b: Noun | None = None) -> Any:
        """Things side by side in what they are judged by; what only follows from other links is seen from all of these."""
        derived = any(c.ontology.relations[iri].derived for iri in j.relations)
        return compared(a, b, () if derived else (j,))

    def path(a: Noun, b: Noun, hops: int = FAR) -> Any:
        if a.is_class and b.is_class and a.bare and b.bare and hops == 1:
            return None
        if a.quantifier or b.quantifier or a.group or b.group or isinstance(a.set, Value) or isinstance(b.set, Value):
            return None
        return Costly(Paths(a.set, b.set, hops), 0.2 * (a.is_class + b.is_class))

    def effect(a: Noun, b: Noun, p: str | None = None) -> Any:
        """The effect on a thing; "in" rather says where it was seen, if claims hold there."""
        made = path(a, b, 1)
        return made and replace(made, cost=made.cost + ELSEWHERE * (p == "in" and c.qualifiers(p, b) is not None))

    def pair(a: Noun) -> Any:
        return path(a.parts[0], a.parts[1], 1) if len(a.parts) == 2 else None

    def explained(n: Noun, v: Pred) -> Any:
        if v.object is None or v.copula:
            return None
        # Of a chain only the last link need be one that the verb names; where the first could be one too, it is likelier.
        made = path(n, v.object)
        return made and replace(made, cost=made.cost + (0.0 if c.compatible(n.types, v.types) else 0.2))

    def two_names(a: Noun) -> Any:
        """What two names that stand side by side ask for: of things of one class a comparison, else how they are linked."""
        if len(a.parts) != 2 or not all(part.bare and not part.is_class and part.iri for part in a.parts):
            return None
        one, other = a.parts
        return (
            compared(a)
            if one.types == other.types
            else pair(a)
            if c.linkable(one.types) and c.linkable(other.types)
            else None
        )

    def in_steps(q: Plan) -> Any:
        """What leads from the one to the other by way of others, where that is asked; else no more than the question."""
        return replace(q, hops=max(q.hops, FAR)) if isinstance(q, Paths) else q

    def far_pair(a: Noun) -> Any:
        return path(a.parts[0], a.parts[1], FAR) if len(a.parts) == 2 else None

    # fmt: off
    return [
        Rule("compare", "Q", "compare a:NP sidebyside?", compared, 0.0, "Compare linseed oil and tung oil."),
        Rule("compare with", "Q", "compare a:NP p:prep|versus b:NP", lambda a, b, p=None: None if p in ("of", "for", "in") else compared(a, b), 0.0, "Contrast linseed oil with tung oil."),
        Rule("what is the difference", "Q", "what_is|imp|describe compare a:NP", compared, 0.0, "What is the difference between linseed oil and tung oil?"),
        Rule("versus", "Q", "a:NP versus b:NP", compared, 0.0, "linseed oil vs tung oil"),
        Rule("versus, three", "Q", "a:NP versus b:NP versus d:NP", lambda a, b, d: compared(coordinated((a, b, d), "and")), 0.0, "linseed oil vs tung oil vs varnish"),
        Rule("two names, compared", "Q", "a:N b:N lastly", lambda a, b: compared(a, b), 0.0, "linseed oil tung oil comparison"),
        Rule("how do they compare", "Q", "a:NP comma? how|where aux pro|det? differ", compared, 0.0, "Linseed oil or tung oil: how do they compare?"),
        Rule("how do they differ", "Q", "how aux a:NP differ", compared, 0.0, "How do linseed oil and tung oil differ?"),
        Rule("has it more of an aspect", "Q", "aux a:NP have|carrying|lightverb greater|smaller n:N than b:NP", lambda a, n, b: aspect(n, a, b) if n.numeric is None and not n.measured else None, 0.0, "Does linseed oil have fewer snags than tung oil?"),
        Rule("an aspect, over another", "Q", "which det? n:N aux|have a:NP have? over|versus b:NP", lambda n, a, b: aspect(n, a, b), 0.0, "Which assets does linseed oil have over tung oil?"),
        Rule("has one of them more", "Q", "aux|have a:NP have|carrying greater|smaller n:N", lambda a, n: aspect(n, a) if a.conjunction == "or" and n.numeric is None and not n.measured else None, -0.3, "Does linseed oil or tung oil have fewer snags?"),
        Rule("has one of them the most", "Q", "aux|have a:NP have greater n:N.measure", lambda a, n: foremost(n, a, most=True), 0.0, "Did the boat deck or the inn sign have more helpers?"),
        Rule("has one of them the fewest", "Q", "aux|have a:NP have smaller n:N.measure", lambda a, n: foremost(n, a, most=False), 0.0, "Did the boat deck or the inn sign have fewer helpers?"),
        Rule("is there more of an aspect", "Q", "be|light there? greater|smaller n:N prep a:NP than prep b:NP", lambda n, a, b: aspect(n, a, b) if n.numeric is None and not n.measured else None, 0.0, "Are there fewer snags with linseed oil than with tung oil?"),
        Rule("which of them has more of an aspect", "Q", "which of a:NP have|carrying|V greater|smaller n:N", lambda n, a: aspect(n, a) if a.parts else None, 0.0, "Which of linseed oil and tung oil has fewer snags?"),
        Rule("which has more of an aspect", "Q", "which have greater|smaller n:N comma? a:NP", lambda n, a: aspect(n, a) if a.parts else None, 0.0, "Which has fewer snags, linseed oil or tung oil?"),
        Rule("is it judged better", "Q", "be a:NP more|less? j:JUDGED than b:NP", lambda a, j, b: weighed(a, j, b), 0.0, "Is linseed oil more handy than tung oil?"),
        Rule("is it judged as good", "Q", "be a:NP as j:JUDGED as b:NP", lambda a, j, b: weighed(a, j, b), 0.0, "Is linseed oil as handy as tung oil?"),
        Rule("which is judged better", "Q", "which be more|less? j:JUDGED comma? a:NP", lambda j, a: weighed(a, j) if a.parts else None, 0.0, "Which is more handy, linseed oil or tung oil?"),
        Rule("of two, which is judged better", "Q", "a:NP comma? which be more|less? j:JUDGED", lambda a, j: weighed(a, j) if a.parts else None, 0.0, "Linseed oil or tung oil, which is more handy?"),
        Rule("which is better", "Q", "q:Q comma? which be better", lambda q: q if isinstance(q, Compare) else None, 0.0, "Linseed oil vs tung oil, which is better?"),
        Rule("how do they differ in an aspect", "Q", "how|where aux a:NP differ prep possdet|det? n:N", lambda a, n: aspect(n, a), 0.0, "How do linseed oil and tung oil differ in their snags?"),
        Rule("how do their aspects differ", "Q", "a:NP comma? how aux possdet n:N differ", lambda a, n: aspect(n, a), 0.0, "Linseed oil and tung oil: how do their snags compare?"),
        Rule("how do aspects differ", "Q", "how aux det? n:N of|prep a:NP differ", aspect, 0.0, "How do the snags of linseed oil and tung oil compare?"),
        Rule("how do aspects differ from those of another", "Q", "how aux det? n:N of|prep a:NP differ from|to|with|prep? ones of|prep b:NP", aspect, 0.0, "How do the snags of linseed oil compare to those of tung oil?"),
        Rule("an aspect, side by side", "Q", "which n:N aux a:NP have comma? sidebyside", aspect, 0.0, "Which snags do linseed oil and tung oil have, side by side?"),
        Rule("compare by an aspect", "Q", "compare a:NP by|interms|prep det? n:N", lambda a, n: aspect(n, a), 0.0, "Compare linseed oil and tung oil by snags"),
        Rule("how does it differ", "Q", "how aux|be a:NP differ from|to|with|prep? b:NP", compared, 0.0, "How does linseed oil differ from tung oil?"),
        Rule("what distinguishes", "Q", "which|how differ a:NP part? from|prep b:NP", compared, 0.0, "What distinguishes linseed oil from tung oil?"),
        Rule("what sets them apart", "Q", "which|how differ a:NP part?", lambda a: compared(a) if a.parts else None, 0.0, "What sets linseed oil and tung oil apart?"),
        Rule("compare an aspect", "Q", "what_is|imp|describe? compare det? n:N of|p:prep a:NP", lambda n, a, p=None: None if p in ("with", "to") else aspect(n, a), 0.0, "Compare the snags of linseed oil and tung oil"),
        Rule("an aspect, versus", "Q", "what_is|imp|describe? det? n:N prep a:NP versus b:NP", versus, 0.0, "snags of linseed oil vs tung oil"),
        Rule("compare, aspect last", "Q", "compare a:N and b:N n:N", lambda a, b, n: aspect(n, a, b), 0.5, "compare linseed oil and tung oil snags"),
        Rule("difference in an aspect", "Q", "what_is|imp? det? lastly prep det? n:NP between a:NP", aspect, 0.0, "What is the difference in snags between linseed oil and tung oil?"),
        Rule("aspects, versus", "Q", "what_is|imp|describe? n:NP prep a:NP versus b:NP", lambda n, a, b: aspect(n, a, b) if n.parts else None, -0.5, "snags and ingredients of linseed oil vs tung oil"),
        Rule("how many of an aspect, versus", "Q", "howmany n:N aux a:NP have versus b:NP", aspect, 0.0, "How many snags does linseed oil have compared with tung oil?"),
        Rule("aspect of each", "Q", "a:NP versus b:NP comma? n:NP of? each|both?", lambda a, b, n: aspect(n, a, b), 0.2, "Linseed oil versus tung oil: snags of each?"),
        Rule("what it has in common with another", "Q", "which aux a:NP have common with b:NP", compared, 0.2, "What does linseed oil have in common with tung oil?"),
        Rule("two names and their relation", "Q", "a:N b:N relation", lambda a, b: path(a, b, 1) if a.bare and b.bare else None, 0.2, "linseed oil rust link"),
        Rule("how related", "Q", "how be a:NP related", pair, 0.0, "How are linseed oil and rust related?"),
        Rule("how related to", "Q", "how be a:NP related prep b:NP", lambda a, b: path(a, b, 1), 0.0, "How is linseed oil linked to rust?"),
        Rule("how do they relate", "Q", "a:NP comma? how aux|be pro|det? relate|related", pair, 0.0, "Linseed oil and rust: how do they relate?"),
        Rule("how do they relate, inverted", "Q", "how aux a:NP relate", pair, 0.0, "How do linseed oil and rust relate?"),
        Rule("how does it relate to", "Q", "how aux a:NP relate prep b:NP", lambda a, b: path(a, b, 1), 0.0, "How does linseed oil relate to rust?"),
        Rule("relation between", "Q", "what_is|imp|which|describe|light? det? relation light? between|prep a:NP", pair, 0.0, "the relation between linseed oil and rust"),
        Rule("relation of to", "Q", "what_is|imp|describe? det? relation of|between a:NP prep b:NP", lambda a, b: path(a, b, 1), 0.0, "the relation of linseed oil to rust"),
        Rule("relation last", "Q", "a:NP comma? what_is det? relation between? pro?", pair, 0.0, "Linseed oil and rust, what is the relation?"),
        Rule("what is different", "Q", "a:NP comma? what_is|which|how differ", compared, 0.1, "Linseed oil or tung oil, what's different?"),
        Rule("difference last", "Q", "a:NP comma? which|what_is det? lastly light|be? there?", compared, 0.0, "Linseed oil or tung oil: what's the difference?"),
        Rule("side by side", "Q", "imp|describe|trace|compare a:NP sidebyside", compared, 0.0, "Show linseed oil and tung oil side by side"),
        Rule("show how related", "Q", "imp how a:NP be|aux? related|relate", pair, 0.0, "Show how linseed oil and rust are related"),
        Rule("effect on", "Q", "what_is|imp|describe|which? det? effect of a:NP on|about|prep b:NP", lambda a, b: path(a, b, 1), 0.0, "Effect of linseed oil on rust"),
        Rule("what effect", "Q", "which det? effect aux a:NP have|exert p:on|about|prep b:NP", effect, 0.0, "What effect does linseed oil have on rust?"),
        Rule("its effect on", "Q", "what_is|imp|describe|which? a:NP poss effect on|about|prep b:NP", lambda a, b: path(a, b, 1), 0.0, "What is linseed oil's effect on rust?"),
        Rule("any effect", "Q", "aux a:NP have|exert det? effect on|about|prep b:NP", lambda a, b: path(a, b, 1), -0.06, "Does linseed oil have any bearing on rust?"),
        Rule("how does it affect", "Q", "how aux a:NP affect b:NP", lambda a, b: path(a, b, 1), 0.0, "How does linseed oil affect rust?"),
        Rule("what does it do to", "Q", "which|define aux? a:NP acts to|prep b:NP", lambda a, b: path(a, b, 1) if c.linkable(b.types) or not c.ontology.claim_classes else None, 0.0, "What does linseed oil do to rust?"),
        Rule("what happens to", "Q", "which happens a:NP prep|after b:NP", lambda a, b: path(b, a, 1), 0.0, "What happens to rust after descaler?"),
        Rule("what they have in common", "Q", "which aux a:NP have|share common?", lambda a: List(Linked(SAME, a.set)) if a.iri == REFERENTS else None, 0.0, "What do they have in common?"),
        Rule("what in common", "Q", "which aux a:NP have common", compared, 0.2, "What do linseed oil and tung oil have shared?"),
        Rule("what they share", "Q", "which aux a:NP share", compared, 0.2, "What do linseed oil and tung oil share?"),
        Rule("stand to", "Q", "prep which relation aux|be a:NP v:V|VPART? to|with b:NP", lambda a, b, v=None: path(a, b, 1), 0.0, "In which relation does linseed oil stand to rust?"),
        Rule("what it has to do with", "Q", "which aux a:NP have to aux with b:NP", lambda a, b: path(a, b, 1), 0.0, "What does linseed oil have to do with rust?"),
        Rule("anything to do with", "Q", "aux|have a:NP have? anything to aux with b:NP", lambda a, b: path(a, b, 1), 0.0, "Does linseed oil have anything to do with rust?"),
        Rule("by which", "Q", "what_is|which|imp|describe? det? n:NP p:prep that a:NP v:VP", lambda a, v, n, p: explained(a, v) if n.is_class and n.bare and p in MEANS else None, 0.0, "the principle by which linseed oil prevents rust"),
        Rule("path by which", "Q", "what_is|which|imp|trace|describe? det? path prep that a:NP v:VP", lambda a, v: explained(a, v), 0.0, "the way in which linseed oil prevents rust"),
        Rule("to do with", "Q", "which have a:NP to aux with b:NP", lambda a, b: path(a, b, 1), 0.0, "What has linseed oil to do with rust?"),
        Rule("how lead", "Q", "how aux n:NP v:VP", explained, 0.1, "How does linseed oil prevent rust?"),
        Rule("how lead to another degree", "Q", "how aux n:NP v:V p:prep? degreed b:NP", lambda n, v, b, p=None: path(n, b) if p in v.prepositions and c.reach(v.step, b) else None, 0.3, "How does linseed oil cause fewer stains?"),
        Rule("how is it that", "Q", "how be pro that n:NP v:VP", explained, 0.0, "How is it that linseed oil prevents rust?"),
        Rule("explain how", "Q", "imp|define|describe|trace filler|stepwise? how n:NP v:VP", explained, 0.0, "Explain how linseed oil prevents rust."),
        Rule("explain how it leads to another degree", "Q", "imp|define|describe|trace filler|stepwise? how n:NP aux? v:V p:prep? degreed b:NP", lambda n, v, b, p=None: path(n, b) if p in v.prepositions and c.reach(v.step, b) else None, 0.3, "Explain how linseed oil causes fewer stains."),
        Rule("through what", "Q", "p:prep which aux n:NP v:VP", lambda p, n, v: explained(n, v) if p in MEANS else None, 0.3, "Through what does linseed oil prevent rust?"),
        Rule("by what chain", "Q", "prep which path of? aux n:NP v:VP", explained, 0.1, "Through what steps does linseed oil prevent rust?"),
        Rule("path behind", "Q", "what_is|which|imp|trace|describe? det? path behind s:S", lambda s: explained(s[0], s[1]), 0.0, "the chain behind linseed oil preventing rust"),
        Rule("connect", "Q", "connecting a:NP to|with|and|prep b:NP", lambda a, b: path(a, b), 0.1, "connect linseed oil to rust"),
        Rule("steps that lead from", "Q", "which|what_is|imp|trace det? path that? leads from a:NP to b:NP", lambda a, b: path(a, b), 0.0, "Which steps lead from linseed oil to rust?"),
        Rule("path in front", "Q", "p:prep which n:NP aux a:NP v:VP", lambda p, a, v, n: explained(a, v) if n.is_class and n.bare and p in MEANS else None, 0.1, "By which principle might linseed oil prevent rust?"),
        Rule("path from to", "Q", "imp|trace|what_is|which? det? path from|of? a:NP to degreed? b:NP", lambda a, b: path(a, b), 0.0, "the path from linseed oil to rust"),
        Rule("path of so many links", "Q", "q:Q comma? of|prep le num:num path", lambda q, num: replace(q, hops=min(int(num), MOST_HOPS)) if isinstance(q, Paths) and q.hops > 1 and num.datatype == XSD.integer and int(num) > 0 else None, 0.0, "How does linseed oil prevent rust, in at most 3 steps?"),
        Rule("step by step", "Q", "q:Q comma? stepwise", in_steps, 0.0, "How does linseed oil relate to rust, step by step?"),
        Rule("step by step, in front", "Q", "stepwise comma? q:Q", in_steps, 0.0, "Step by step, how does linseed oil relate to rust?"),
        Rule("path between", "Q", "imp|trace|what_is? det? path between|from a:NP", far_pair, 0.0, "a path between linseed oil and rust"),
        Rule("relation from to", "Q", "imp|trace|what_is|which? det? relation from a:NP to b:NP", lambda a, b: path(a, b), 0.0, "the connection from linseed oil to rust"),
        Rule("from to", "Q", "imp|trace? from a:NP to b:NP", lambda a, b: path(a, b), 0.1, "from linseed oil to rust"),
        Rule("what of a kind links", "Q", "which n:NP joins a:NP to|with|and|prep b:NP", lambda n, a, b: path(a, b) if n.is_class and n.bare else None, 0.1, "Which principles link linseed oil to rust?"),
        Rule("what links", "Q", "which path? joins|related a:NP to|with|prep b:NP", lambda a, b: path(a, b), 0.0, "What links linseed oil to rust?"),
        Rule("two names joined", "Q", "a:NP", two_names, 0.5, "descaler and rust"),
        Rule("two names", "Q", "a:N b:N", lambda a, b: path(a, b, 1) if a.bare and b.bare and not a.is_class and not b.is_class and c.linkable(a.types) and c.linkable(b.types) else None, 0.7, "descaler rust"),
    ]
    # fmt: on
