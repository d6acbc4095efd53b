"""What a question asks by the words in it, where no rule of English reads it as a whole.

Two kinds are understood so: how much, of the things that are named ("change in gloss, linseed oil, blind tests"), and
what says what is wanted of one thing or two ("difference oil varnish"). Every word has to be accounted for.
"""

from collections.abc import Collection, Iterable, Sequence

from rdflib import URIRef

from msgraph.chart import Edge
from msgraph.composer import Composer
from msgraph.grammar import FRAMES, FRAMING
from msgraph.lexicon import Lexicon
from msgraph.meaning import Noun
from msgraph.plan import Both, Compare, Define, Describe, Either, Linked, Paths, Plan, Quantity, Set, Step, Thing, Value
from msgraph.question import english
from msgraph.vocabulary import RDF

LEAST_NAMED = 2
"""So many things or measures a question of how much has to name for its figures to be those that are asked for."""
# fmt: off
_MEASURING = frozenset((
    "howmuch", "measureword", "howmany", "rateword", "amounts", "rarity", "num", "year", "V", "VPART", "EV", "det",
    "versus", "which", "what_is", "imp", "how", "be", "aux", "have", "prep", "part", "and", "or", "comma", "of",
    "by", "with", "from", "to", "that", "acc", "after", "before", "since", "until", "in_year", "between_numbers",
    "numbers_to", "gt", "ge", "lt", "le", "per", "each", "light", "there", "seen", "used", "using",
))
# fmt: on
"""What may stand beside the things and measures of a question for figures, unread."""


class Keywords:
    """Reads questions of one graph by the edges of their charts: all of them, of single words and of phrases."""

    def __init__(self, composer: Composer, lexicon: Lexicon) -> None:
        self.composer, self.ontology, self.lexicon = composer, composer.ontology, lexicon

    # --------------------------------------------------------------------------------------------------------- figures

    def figures(self, words: Sequence[str], edges: Sequence[Edge]) -> Plan | None:
        """A question of how much, read as the figures of the claims that have to do with everything it names."""
        measures = self._measures(edges)
        if self.ontology.claims.figure is None or not self._asks_how_much(words, edges, measures):
            return None
        things, covered = _named(edges, measures)
        light = {at for edge in edges if edge.category in _MEASURING for at in _places([edge])}
        if not covered.union(light).issuperset(range(len(words))) or not things:
            return None
        # "Effect" and "change" say no more than "how much", whether or not a measure is called so.
        specific = [edge for edge in measures if not light.issuperset(_places([edge]))]
        # Of "average drying time", "drying time" is a part.
        whole = [edge for edge in specific if not any(_inside(edge, other) for other in specific)]
        # Nor does a word before the head of a name ask for what it measures.
        whole = [edge for edge in whole if not any(_inside(edge, name) and edge.end < name.end for name in things)]
        # One word that is the name of both is not two that were named.
        apart = {str(edge.meaning.set.literal) for edge in whole if _places(things).isdisjoint(_places([edge]))}
        parts = tuple(dict.fromkeys(self._speaks_of_any(_namesakes(edge, edges)) for edge in things))
        # The difference between things is none of one of them.
        alone = len(things) < LEAST_NAMED and any(edge.category == "compare" for edge in edges)
        if alone or len(parts) + len(apart) < LEAST_NAMED:
            return None
        names = tuple(dict.fromkeys(str(edge.meaning.set.literal) for edge in whole))
        return Quantity(Both(parts) if len(parts) > 1 else parts[0], names)

    def _measures(self, edges: Iterable[Edge]) -> list[Edge]:
        """The names of measures, but for what asks for none."""
        measure = next((iri for name, iri in self.ontology.claims.figure_parts if name == "measure"), None)
        if measure is None:
            return []
        # "Best" may be the name of a measure, but asks for none; which guides do asks for no number of them.
        ranking = {
            (edge.start, edge.end)
            for edge in edges
            if edge.category in ("strongest", "highest", "lowest") or (edge.category == "N" and edge.meaning.is_class)
        }
        return [
            edge
            for edge in edges
            if edge.category == "N"
            and isinstance(edge.meaning.set, Value)
            and edge.meaning.numeric == Step((measure,))
            and (edge.start, edge.end) not in ranking
        ]

    def _asks_how_much(self, words: Sequence[str], edges: Sequence[Edge], measures: Sequence[Edge]) -> bool:
        # Whether it is common asks how common it is.
        if any(edge.category in ("howmuch", "rarity") for edge in edges):
            return True
        # What begins like a question for yes or no asks for no figure, though it may speak of a change.
        if any(edge.category in ("aux", "be", "have") and edge.start == 0 for edge in edges):
            return False
        if any(edge.category in ("measureword", "howmany", "rateword") for edge in edges):
            return True
        nouns = [edge for edge in edges if edge.category == "N"]
        roles = {
            (edge.start, edge.end)
            for edge in nouns
            if edge.meaning.slot and edge.meaning.numeric is None and not edge.meaning.measured
        }
        begun = {edge.end for edge in edges if edge.category in ("which", "what_is", "imp")}
        begun |= {edge.end for edge in edges if edge.category == "det" and edge.start in begun}
        # What cracked is asked of what did, and not of how many did; which towns, of the towns.
        if any(
            edge.start in begun and (edge.start, edge.end) not in roles and not english().only_done(words[edge.end - 1])
            for edge in measures
        ):
            return True
        return bool(measures) and all(edge.category not in ("which", "who", "how", "be", "aux") for edge in edges)

    def _speaks_of_any(self, nouns: Sequence[Noun]) -> Set:
        """The claims that have to do with one of those that share a name."""
        found = [self._speaks_of(noun) for noun in nouns]
        steps = {claims.step for claims in found if isinstance(claims, Linked)}
        if len(found) == 1 or len(steps) != 1:
            return found[0]
        return Linked(steps.pop(), Either(tuple(claims.to for claims in found if isinstance(claims, Linked))))

    def _speaks_of(self, noun: Noun) -> Set:
        """The claims that have a noun as subject or object, or hold for it; or those of that level of evidence."""
        where = self.composer.qualifiers("in", noun)
        if isinstance(where, Linked) and where.step.relations == (self.ontology.claims.evidence_level,):
            return where
        return Linked(Step((RDF.subject, RDF.object, *self.ontology.claims.qualifiers)), noun.set)

    # ---------------------------------------------------------------------------------------------------------- frames

    def framed(self, words: Sequence[str], edges: Iterable[Edge]) -> Plan | None:
        """A question that only says what is wanted of one thing or two: to be told, explained, compared, joined."""
        found: dict[int, URIRef] = {}
        covered: set[int] = set()
        for edge in _longest_first(edge for edge in edges if edge.category == "N" and _is_name(edge)):
            if not covered.isdisjoint(_places([edge])) or words[edge.start].lower() in FRAMING:
                continue
            found[edge.start] = edge.meaning.iri
            covered |= _places([edge])
        named = [found[at] for at in sorted(found)]
        said = {word.lower() for at, word in enumerate(words) if at not in covered}
        if words[0].lower() in ("what", "which") and not said.isdisjoint(("not", "n't")):
            # What is not known of a thing is none of what is.
            return None
        frames = [frame for frame, own in FRAMES.items() if said & own]
        if not frames or not said <= FRAMING.union(*FRAMES.values()) or len(set(named)) != len(named):
            return None
        match named:
            case [thing] if {"define", "describe"} & set(frames):
                return (Define if "define" in frames else Describe)(thing)
            case [one, other] if "compare" in frames and self._comparable(one, other):
                return Compare((one, other))
            case [one, other] if "path" in frames:
                return Paths(Thing(one), Thing(other))
            case _:
                return None

    def _comparable(self, one: URIRef, other: URIRef) -> bool:
        """Whether two things share a class that is not the one of all things, and neither is a kind of the other."""
        supers = self.ontology.supers
        own, others = (self.lexicon.classes(thing) or frozenset() for thing in (one, other))
        shared = frozenset().union(*(supers[cls] for cls in own)) & frozenset().union(*(supers[cls] for cls in others))
        alike = bool(own & others) or any(len(supers[cls]) > 1 for cls in shared)
        return alike and other not in self.lexicon.above(one) and one not in self.lexicon.above(other)


def _named(edges: Iterable[Edge], measures: Collection[Edge]) -> tuple[list[Edge], set[int]]:
    """The names of things that no longer name covers, and where their words and those of the measures are."""
    things: list[Edge] = []
    covered: set[int] = set()
    for edge in _longest_first(edges):
        if not covered.isdisjoint(_places([edge])):
            continue
        if edge.category in ("N", "MOD") and _is_name(edge):
            things.append(edge)
            covered |= _places([edge])
        elif edge in measures:
            covered |= _places([edge])
    return things, covered


def _namesakes(edge: Edge, edges: Iterable[Edge]) -> list[Noun]:
    """All that is as likely called by the words of an edge."""
    alike = (
        other for other in edges if (other.start, other.end, other.category) == (edge.start, edge.end, edge.category)
    )
    return list(dict.fromkeys(other.meaning for other in alike if other.cost == edge.cost and _is_name(other)))


def _is_name(edge: Edge) -> bool:
    """Whether an edge of a noun is a thing's name alone."""
    return not edge.parts and edge.meaning.iri is not None and not edge.meaning.is_class and edge.meaning.bare


def _longest_first(edges: Iterable[Edge]) -> list[Edge]:
    return sorted(edges, key=lambda edge: (edge.start - edge.end, edge.cost))


def _places(edges: Iterable[Edge]) -> set[int]:
    """Where the words of some edges are."""
    return {at for edge in edges for at in range(edge.start, edge.end)}


def _inside(edge: Edge, other: Edge) -> bool:
    """Whether an edge's words are some, but not all, of another's."""
    return other.start <= edge.start and edge.end <= other.end and edge.end - edge.start < other.end - other.start
