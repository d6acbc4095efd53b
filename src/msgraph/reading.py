"""From a question to what it can mean: `Reader(ontology, lexicon).read("Which …?")` gives an `Understanding`.

The words are linked to senses (`question`), the chart parser composes them by the rules of English (`rules`), typed by the
ontology (`meaning`), and the readings that account for the whole question are ranked by what they had to assume.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from msgraph.chart import Edge, Grammar
from msgraph.grammar import FUNCTION_WORDS, IGNORED, leaves
from msgraph.lexicon import Lexicon
from msgraph.meaning import Composer
from msgraph.ontology import Ontology
from msgraph.plan import Plan
from msgraph.question import LONGEST_QUESTION, Link, clean, pipeline
from msgraph.rules import rules

CLOSE = 0.05
"""Readings whose costs differ by less than this are equally good."""
LONGEST = 60
"""Words; a longer question is read sentence by sentence or not at all."""
_ENDS = frozenset(".?!")


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a question: its plan, what it cost, and the words that nothing accounts for."""

    plan: Plan
    rank: float
    unexplained: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    derivation: Edge | None = field(default=None, compare=False)
    words: tuple[str, ...] = field(default=(), compare=False)
    """The words that the derivation covers."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that was made of a question: its readings, the best first, or why there is none."""

    readings: tuple[Reading, ...] = ()
    ambiguous: bool = False
    unknown_words: tuple[str, ...] = ()
    refusal: str | None = None
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Reader:
    """Reads questions about one graph."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon) -> None:
        self.ontology, self.lexicon = ontology, lexicon
        self.composer = Composer(ontology)
        self._nlp = pipeline(lexicon, function_words=FUNCTION_WORDS)

    @cached_property
    def grammar(self) -> Grammar:
        """The rules, typed by the ontology."""
        return Grammar(rules(self.composer))

    def read(self, text: str, *, before: Plan | None = None) -> Understanding:
        """The readings of a question; `before` is the plan of the question that it may lean on."""
        if len(text) > LONGEST_QUESTION:
            return Understanding(refusal=f"That is longer than {LONGEST_QUESTION} characters; please ask one question at a time.")
        doc = self._nlp(clean(text))
        words: list[str] = doc._.keys
        notes = tuple(f"I read “{c.written}” as “{c.read}”." for c in doc._.corrections)
        sentences = _sentences(words)
        if len(sentences) > 1:
            whole = self._readings(words, doc._.links, range(len(words)))
            found = [whole] if whole else [self._readings(words, doc._.links, part) for part in sentences]
        else:
            found = [self._readings(words, doc._.links, range(len(words)))]
        for readings in found:
            if readings:
                ambiguous = len(readings) > 1 and readings[1].rank - readings[0].rank < CLOSE
                return Understanding(tuple(replace(r, notes=notes) for r in readings), ambiguous, notes=notes)
        unknown = tuple(dict.fromkeys(words[at] for at in doc._.unknown))
        return Understanding(unknown_words=unknown or self._left(words, doc._.links), notes=notes)

    def _readings(self, words: Sequence[str], links: Sequence[Link], part: Sequence[int]) -> list[Reading]:
        kept = [at for at in part if words[at].lower() not in IGNORED]
        if not kept or len(kept) > LONGEST:
            return []
        chart = self._chart(words, links, kept)
        found = chart.get((0, len(kept)), [])
        if not any(edge.category == "Q" for edge in found):
            kept = [at for at in kept if words[at] not in ",;:"]
            chart = self._chart(words, links, kept)
            found = chart.get((0, len(kept)), [])
        best: dict[Plan, Reading] = {}
        for edge in found:
            if edge.category == "Q" and edge.meaning is not None and (edge.meaning not in best or best[edge.meaning].rank > edge.cost):
                best[edge.meaning] = Reading(
                    edge.meaning, round(edge.cost, 3), derivation=edge, words=tuple(words[at] for at in kept)
                )
        return sorted(best.values(), key=lambda reading: reading.rank)

    def _chart(self, words: Sequence[str], links: Sequence[Link], kept: Sequence[int]) -> dict[tuple[int, int], list[Edge]]:
        place = {at: new for new, at in enumerate(kept)}
        moved = []
        for link in links:
            inside = [place[at] for at in range(link.start, link.end) if at in place]
            if inside and link.start in place and link.end - 1 in place and inside == list(range(inside[0], inside[-1] + 1)):
                moved.append(replace(link, start=inside[0], end=inside[-1] + 1))
        return self.grammar.parse(len(kept), leaves([words[at] for at in kept], moved, self.composer))

    def _left(self, words: Sequence[str], links: Sequence[Link]) -> tuple[str, ...]:
        """The content words of a question that has no reading: those that no phrase joins to the others."""
        return tuple(dict.fromkeys(words[at] for link in links for at in range(link.start, link.end)
                                   if words[at].lower() not in FUNCTION_WORDS and words[at].lower() not in IGNORED))[:8]


def _sentences(words: Sequence[str]) -> list[range]:
    """The sentences of a text, as ranges of its words."""
    found, start = [], 0
    for at, word in enumerate(words):
        if word in _ENDS:
            if at > start:
                found.append(range(start, at))
            start = at + 1
    if start < len(words):
        found.append(range(start, len(words)))
    return found


def derivation(edge: Edge, words: Sequence[str], depth: int = 0) -> str:
    """A derivation as indented lines: the rule, the words that it covers."""
    line = f"{'  ' * depth}{edge.category}: {' '.join(words[edge.start : edge.end])}  ({edge.rule or 'word'}, {edge.cost:.2f})"
    return "\n".join((line, *(derivation(part, words, depth + 1) for part in edge.parts)))
