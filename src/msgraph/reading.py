"""From a question to what it can mean: `Reader(ontology, lexicon).read("Which …?")` gives an `Understanding`.

The words are linked to senses (`question`), the chart parser composes them by the rules of English (`rules`), typed
by the ontology (`selection`), and the readings that account for the whole question are ranked by what they had to
assume.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from threading import RLock

from rdflib import URIRef
from spacy.tokens import Doc

from msgraph.chart import Chart, Edge, Grammar
from msgraph.composer import Composer
from msgraph.followup import SAID, FollowUps, has_pronoun
from msgraph.followup import named as _named
from msgraph.function_words import PREPOSITIONS
from msgraph.grammar import (
    FUNCTION_WORDS,
    IGNORED,
    LITTLE_WORDS,
    NOW,
    SEPARATORS,
    WORDS,
    leaves,
    subcategories,
    telling,
)
from msgraph.keywords import Keywords
from msgraph.lexicon import NOUN, Lexicon
from msgraph.meaning import owed
from msgraph.ontology import Ontology
from msgraph.plan import (
    Compared,
    Define,
    Describe,
    Kind,
    Linked,
    List,
    Plan,
    Set,
    Step,
    Thing,
    Truth,
    Under,
    Value,
    parts,
)
from msgraph.question import LONGEST_QUESTION, Link, Linker, clean, fold, pipeline
from msgraph.rules import rules
from msgraph.selection import unknown

CLAUSES = ("Q", "S", "STRANDED", "FRONT", "COMP", "COMPS", "GAP", "INV", "VP", "PASS", "RC", "ING")
"""What is made only where something waits for it: these, unlike nouns, have most of their meanings nowhere else."""
CLOSE = 0.05
"""Readings whose costs differ by less than this are equally good."""
REGROUPED = 0.15
"""What it may cost to join the parts of a question in another way where the likeliest way finds nothing."""
VAGUE = 1.4
"""Where several readings cost as much as this, each of them has to come to the same answer."""
VAGUE_PER_PHRASE = 0.35
"""The same for each phrase of a long question, of which there is more to assume."""
GUESSED_PER_PHRASE = 0.5
GUESSED = 2.0
"""A reading that costs as much as this is a guess, and offered even where it is the only one."""
BY_KEYWORDS = 1.3
"""What it costs to read a question by the words in it alone."""
LONGEST = 60
"""Words; a longer question is read sentence by sentence or not at all."""
MOST_SUGGESTIONS = 4
MOST_PHRASES = 8
_PERSONAL = frozenset(["my", "mine", "i", "should", "myself"])
_NO_ADVICE = (
    "I can say what published findings report, but I cannot advise on a person or a case; "
    "please put that to someone who knows it."
)
_CODE = re.compile(r"(?!\d+(?:s|st|nd|rd|th)\Z)(?=\w*\d\w*\d)(?=\w*[^\W\d])\w{4,}")
"""Letters and figures in one word, which may be the code of something; neither "2nd" nor "1990s"."""
_ENDS = frozenset(".?!:;")
_ASKING = frozenset("?:")
_LEADING = frozenset(["and", "but", "also", "or", "then", "now", "so", "only", "what", "how"])
_FRAGMENT = frozenset(
    (
        "about",
        "any",
        "what",
        "how",
        "which",
        "only",
        "just",
        "same",
        "those",
        "ones",
        "the",
        "seen",
        "does",
        "do",
        "did",
        "is",
        "are",
        "can",
        "has",
        "have",
    )
)
"""What may stand before what a fragment asks about."""
_WHAT_ABOUT = (["what", "about"], ["how", "about"])
_BESIDE = frozenset(["and", "but", ",", ";"])
"""What may stand between two questions."""
_ASKS = (
    frozenset(WORDS["aux"].split("|"))
    | frozenset(WORDS["be"].split("|"))
    | frozenset(["what", "which", "who", "whose", "how", "where", "when", "why", "has", "have", "had"])
)
"""Words that a question can begin with."""
_TAG = frozenset(["is", "that", "it", "this", "so", "true", "right", "correct", "really", "?"])
_WHICH = frozenset(["which", "what", "who", "one", "ones", "?", "them"])

_UNSAID = frozenset(["in some unit", "measure in some unit"])
"""Rules that take a unit for granted."""


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

    @property
    def phrases(self) -> int:
        """How many phrases of the graph's own words it joins."""
        return 0 if self.derivation is None else _known(self.derivation)


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that was made of a question: its readings, the best first, or why there is none."""

    readings: tuple[Reading, ...] = ()
    unknown_words: tuple[str, ...] = ()
    unjoined: tuple[str, ...] = ()
    """Where every word is known: the phrases that nothing joins to a question."""
    refusal: str | None = None
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def best(self) -> tuple[Reading, ...]:
        """The readings that are as good as the first; whether there is any is said by which there are."""
        good = [each for each in self.readings if each.rank - self.readings[0].rank < CLOSE]
        listed = {each.plan.of for each in good if isinstance(each.plan, List)}
        return tuple(each for each in good if not (isinstance(each.plan, Truth) and _exists(each.plan, listed)))

    @property
    def regrouped(self) -> tuple[Reading, ...]:
        """Readings of the same parts, joined in another way or by another sense of a verb, and hardly less likely."""
        first = self.readings[0]
        return tuple(
            each
            for each in self.readings
            if CLOSE <= each.rank - first.rank < REGROUPED and _atoms(each.plan) == _atoms(first.plan)
        )

    @property
    def guessed(self) -> bool:
        """Whether even the first reading strays so far from the words that it may be offered, but not answered."""
        return any(each.rank >= max(GUESSED, GUESSED_PER_PHRASE * each.phrases) for each in self.best[:1])

    @property
    def vague(self) -> bool:
        """Whether several readings are as good as the first, and none of them is close to the words."""
        best = self.best
        return len(best) > 1 and best[0].rank >= max(VAGUE, VAGUE_PER_PHRASE * best[0].phrases)


class Reader:
    """Reads questions about one graph."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, includes: Callable[[Step, Step], bool] = unknown) -> None:
        """`includes`: whether the first step joins all things that the second one does."""
        self.ontology, self.lexicon = ontology, lexicon
        self.composer = Composer(ontology, lexicon, includes)
        self._nlp = pipeline(lexicon, function_words=FUNCTION_WORDS, little_words=LITTLE_WORDS)
        self._linker: Linker = self._nlp.get_pipe("msgraph_linker")  # type: ignore[assignment]
        self._keywords = Keywords(self.composer, lexicon)
        self._follow_ups = FollowUps(self.composer, lexicon, lexicon.classes)
        self._one = RLock()  # the linker and the charts are those of one question, and there may be many who ask
        self._charts: dict[tuple[tuple[str, ...], tuple[Link, ...], tuple[tuple[int, int], ...]], Chart] = {}

    @cached_property
    def grammar(self) -> Grammar:
        """The rules, typed by the ontology."""
        return Grammar(
            rules(self.composer),
            awaited=CLAUSES,
            subcategories=subcategories,
            owed=owed,
        )

    def read(self, text: str, *, before: Sequence[Plan] = (), every: bool = False) -> Understanding:
        """The readings of a question.

        Args:
            text: the question.
            before: the plans of the questions that it may lean on, the latest last.
            every: also the readings that are so much less likely than the best that they decide nothing.
        """
        if len(text) > LONGEST_QUESTION:
            return Understanding(
                refusal=f"That is longer than {LONGEST_QUESTION} characters; please ask one question at a time."
            )
        # spaCy would keep every word that it ever saw; what it learns of a question is forgotten with it.
        with self._one, self._nlp.memory_zone():
            self._charts.clear()
            return self._read_or_mended(clean(text), before, every)

    def _read_or_mended(self, text: str, before: Sequence[Plan], every: bool) -> Understanding:
        found = self._read(text, before, every)
        if not found.readings:
            # What cannot be read as it stands may hold a word that is English, but not the word that was meant.
            self._linker.eager = True
            try:
                mended = self._read(text, before, every)
            finally:
                self._linker.eager = False
            if mended.readings:
                return mended
        return found

    def linked(self, text: str) -> tuple[list[str], list[Link]]:
        """The words of a question, as they are read, and what each stretch of them can mean."""
        doc = self._nlp(clean(text[:LONGEST_QUESTION]))
        return doc._.keys, doc._.links

    def _read(self, text: str, before: Sequence[Plan], every: bool) -> Understanding:
        doc = self._nlp(text)
        words: list[str] = doc._.keys
        links: list[Link] = doc._.links
        notes = tuple(f"I read “{c.written}” as “{c.read}”." for c in doc._.corrections)
        readings = self._in_context(words, links, range(len(words)), before, every)
        sentences = _sentences(words)
        if not readings and len(sentences) > 1:
            readings = self._sentence_by_sentence(words, links, sentences, before, every)
        unsure = Understanding(tuple(readings))
        if (
            (not readings or unsure.guessed or unsure.vague)
            and not self._linker.eager
            and not doc._.unknown
            and (figures := self._by_keywords(words, links, self._keywords.figures)) is not None
        ):
            readings = [figures]
        if (
            not readings
            and not self._linker.eager
            and (framed := self._by_keywords(words, links, self._keywords.framed)) is not None
        ):
            readings = [framed]
        if readings:
            notes = (*notes, *_of_today(words))
            told = [replace(reading, notes=(*notes, *self._assumed(reading, readings, links))) for reading in readings]
            return Understanding(tuple(told), notes=told[0].notes)
        known = {at for link in links for at in range(link.start, link.end)}
        codes = (at for at, word in enumerate(words) if at not in known and _CODE.fullmatch(word))
        unknown = tuple(dict.fromkeys(words[at] for at in (*doc._.unknown, *codes)))
        personal = _PERSONAL & {word.lower() for word in words}
        if not personal and not unknown and (two := self._asked_twice(doc, words, links, before)) is not None:
            return two
        return Understanding(
            unknown_words=unknown,
            unjoined=() if unknown else self._unjoined(doc, links),
            suggestions=self._suggestions(links, unknown),
            notes=notes,
            refusal=_NO_ADVICE if personal and self.ontology.claim_classes else None,
        )

    def _assumed(self, reading: Reading, readings: Sequence[Reading], links: Sequence[Link]) -> Iterator[str]:
        """What a reading took for granted: which of two namesakes is meant, a unit that the graph does not give."""
        if reading.derivation is not None and not _UNSAID.isdisjoint(_rules(reading.derivation)):
            yield "The graph does not say in which unit these numbers are; they are shown as they stand."
        meant = _named_in(reading)
        rivals = {iri for each in readings if each.rank - reading.rank < REGROUPED for iri in _named_in(each)} - meant
        for link in links:
            names = [sense for sense in link.senses if sense.kind == "thing" and sense.role == "name" and sense.classes]
            for sense in (sense for sense in names if sense.iri in meant and sense.preferred):
                for other in names:
                    if other.name == sense.name and other.iri in rivals and not other.preferred:
                        kinds = [min(map(self.ontology.label, each.classes), key=str) for each in (sense, other)]
                        yield f"I took “{sense.name}” for the {kinds[0]}; the {kinds[1]} is called so too."

    def _suggestions(self, links: Sequence[Link], unknown: Sequence[str]) -> tuple[str, ...]:
        """Questions that can be answered about what was named, or about what is called nearly so."""
        found = []
        for word in unknown:
            key = NOUN + fold(word)
            found += [
                f"What is {sense.name}?"
                for sense in self.lexicon.names_like(key[: max(len(NOUN) + 3, len(key) - 2)], 3)
                if sense.kind == "thing"
            ][:2]
        covered: set[int] = set()
        for link in sorted(links, key=lambda link: link.start - link.end):
            names = [sense.name for sense in link.senses if sense.kind == "thing" and sense.role == "name"]
            if names and not covered & set(range(link.start, link.end)):
                covered |= set(range(link.start, link.end))
                found.append(f"Tell me about {names[0]}.")
        return tuple(dict.fromkeys(found))[:MOST_SUGGESTIONS]

    def _sentence_by_sentence(
        self,
        words: Sequence[str],
        links: Sequence[Link],
        sentences: Sequence[range],
        before: Sequence[Plan],
        every: bool,
    ) -> list[Reading]:
        """The readings of the one sentence that asks; the others may say what its pronouns mean."""
        context = list(before)
        asked = left = False
        unread: list[int] = []
        for part in sentences:
            if all(words[at].lower() in _WHICH for at in part):
                return [Reading(List(context[-1].of), 0.5)] if context and isinstance(context[-1], Truth) else []
            if part is sentences[-1] and all(words[at].lower() in _TAG for at in part) and len(context) > len(before):
                return [Reading(context[-1], 0.5)] if isinstance(context[-1], Truth) else []
            readings = self._in_context(words, links, part, context, every)
            if readings and part is sentences[-1]:
                # After what was not understood a question may be asked only of what that named, or of what it says too.
                alone = asked and readings == self._in_context(words, links, part, before, every)
                return [] if alone and not self._said_again(words, links, unread, readings[0].plan) else readings
            open_ = part.stop < len(words) and words[part.stop] in _ASKING
            left = open_ and not readings
            if readings:
                context.append(readings[0].plan)
                if words[part.stop : part.stop + 1] == [":"]:
                    # What is announced so is asked about.
                    asked = True
                    unread += part
            else:
                asked = asked or open_
                unread += part
                named = [
                    sense
                    for link in sorted(links, key=lambda link: link.start - link.end)
                    if part.start <= link.start and link.end <= part.stop
                    for sense in link.senses
                    if sense.kind == "thing" and sense.role == "name"
                ]
                if named:
                    context.append(Describe(named[0].iri))
        if not left and len(context) > len(before) and not isinstance(context[-1], Describe):
            return [Reading(context[-1], 0.5)]
        return []

    def _asked_twice(
        self, doc: Doc, words: Sequence[str], links: Sequence[Link], before: Sequence[Plan]
    ) -> Understanding | None:
        """That two questions were asked at once, where each of them is understood; the second may lean on the first."""
        for at, word in enumerate(words[:-1]):
            if word.lower() not in _BESIDE or words[at + 1].lower() not in _ASKS:
                continue
            first, second = range(at), range(at + 1, len(words))
            one = self._in_context(words, links, first, before, every=False)
            if one and (other := self._in_context(words, links, second, (*before, one[0].plan), every=False)):
                asked = [f"{doc[part.start : part.stop].text.strip(' ,;?')}?" for part in (first, second)]
                alone = not has_pronoun(other[0].plan) and self._in_context(words, links, second, before, every=False)
                return Understanding(
                    refusal=f"These are two questions; please ask one after the other: “{asked[0]}” and “{asked[1]}”",
                    suggestions=tuple(asked if alone else asked[:1]),
                )
        return None

    def _said_again(self, words: Sequence[str], links: Sequence[Link], place: Sequence[int], plan: Plan) -> bool:
        """Whether these words name nothing but what a plan is made of: “top rivals: which has the most …?”."""
        iris: set[URIRef] = set()
        for part in parts(plan):
            match part:
                case Thing(iri):
                    iris.add(iri)
                case Kind(named) | Step(named):
                    iris.update(named)
        again = {
            at
            for link in links
            if any(sense.iri in iris for sense in link.senses)
            for at in range(link.start, link.end)
        }
        return all(at in again or words[at].lower() in FUNCTION_WORDS for at in place)

    def _in_context(
        self,
        words: Sequence[str],
        links: Sequence[Link],
        part: Sequence[int],
        before: Sequence[Plan],
        every: bool,
    ) -> list[Reading]:
        """The readings of some words after what was asked before; none with a pronoun that means nothing."""
        if not part:
            return []
        found = []
        # What was asked before may change the order of the readings.
        every = every or bool(before)
        readings = self._readings(words, links, part, every)
        if not readings and before and words[part[0]].lower() in _LEADING and len(part) > 1:
            readings = self._readings(words, links, part[1:], every)
        narrowing = _narrows(words, part)
        other = bool(before) and any(words[at].lower() in ("other", "others", "else") for at in part)
        for reading in readings:
            plan: Plan | None = reading.plan
            if has_pronoun(plan):
                resolved = self._follow_ups.with_pronouns(reading.plan, before) if before else None
                plan = resolved[0] if resolved else None
                reading = replace(reading, rank=reading.rank + 0.3 * (resolved[1] if resolved else 0))
            elif before and (filled := self._follow_ups.filled(reading.plan, before)) is not None:
                plan = filled
                reading = replace(reading, rank=reading.rank - 0.3)
            elif other:
                plan = self._follow_ups.others(reading.plan, before)
            if plan is not None:
                found.append(replace(reading, plan=plan))
        if before:
            leading = words[part[0]].lower() in _LEADING
            described = bool(found) and (leading or narrowing) and isinstance(found[0].plan, Describe | Define)
            if (
                not found
                or described
                or (leading and not _named(found[0].plan))
                or (SAID in parts(readings[0].plan) and _begins(words, part, PREPOSITIONS))
                or [words[at].lower() for at in part[:2]] in _WHAT_ABOUT
            ) and (fragment := self._fragment(words, links, part, before)) is not None:
                return [Reading(fragment, 0.5)]
            if described and narrowing:
                return []
        return sorted(found, key=lambda reading: reading.rank)

    def _fragment(
        self, words: Sequence[str], links: Sequence[Link], part: Sequence[int], before: Sequence[Plan]
    ) -> Plan | None:
        """What a fragment makes of the question before it."""
        kept = telling(words, part, without=SEPARATORS)
        only = any(words[at].lower() == "only" for at in kept)
        narrowing = _narrows(words, kept)
        while kept and words[kept[0]].lower() in _LEADING | _FRAGMENT and len(kept) > 1:
            kept.pop(0)
        while kept and words[kept[-1]].lower() in ("too", "instead", "only", "either", "ones"):
            kept.pop()
        if not kept:
            return None
        chart = self._chart(words, links, kept).complete()
        whole = chart.get((0, len(kept)), [])
        after = chart.get((1, len(kept)), []) if words[kept[0]].lower() in PREPOSITIONS else []
        for edge in after:
            if edge.category == "NP":
                plan = (
                    self._follow_ups.narrowed(edge.meaning, words[kept[0]].lower(), before)
                    if words[kept[0]].lower() != "of"
                    else None
                )
                plan = plan or self._follow_ups.noun(edge.meaning, before)
                plan = plan or self._follow_ups.among(edge.meaning, words[kept[0]].lower(), before)
                if plan is not None:
                    return plan
        nouns = [edge.meaning for edge in whole if edge.category == "NP"]
        follow = self._follow_ups
        takes: Iterator[Plan | None] = chain(
            (follow.narrowed(noun, "in", before) for noun in nouns if only),
            (follow.noun(noun, before) for noun in nouns),
            (follow.verb(edge.meaning, before) for edge in whole if edge.category == "V"),
            (follow.narrowed(edge.meaning, "", before) for edge in whole if edge.category == "MOD"),
            (follow.narrowed(noun, "in", before) for noun in nouns if not noun.is_class),
            (
                follow.among(edge.meaning, "adj", before)
                for edge in whole
                if edge.category in ("MOD", "NP") and narrowing
            ),
        )
        return next((plan for plan in takes if plan is not None), None)

    def _readings(self, words: Sequence[str], links: Sequence[Link], part: Sequence[int], every: bool) -> list[Reading]:
        kept = telling(words, part)
        if not kept or len(kept) > LONGEST:
            return []
        brackets = _brackets(words, kept)
        found = self._wholes(words, links, kept, brackets, every)
        if not found:
            kept = [at for at in kept if words[at] not in SEPARATORS]
            found = self._wholes(words, links, kept, _brackets(words, kept), every)
            if brackets and not found:
                found = self._wholes(words, links, kept, (), every)
        said = tuple(words[at] for at in kept)
        return [Reading(edge.meaning, round(edge.cost, 3), derivation=edge, words=said) for edge in found]

    def _wholes(
        self,
        words: Sequence[str],
        links: Sequence[Link],
        kept: Sequence[int],
        brackets: tuple[tuple[int, int], ...],
        every: bool,
    ) -> list[Edge]:
        """What some words can ask, the likeliest first: every such edge, or those that are hardly less likely."""
        chart = self._chart(words, links, kept, brackets)
        if every:
            return chart.whole("Q")
        return chart.whole("Q", beyond=REGROUPED, fits=lambda edge: not has_pronoun(edge.meaning))

    def _chart(
        self,
        words: Sequence[str],
        links: Sequence[Link],
        kept: Sequence[int],
        brackets: tuple[tuple[int, int], ...] = (),
    ) -> Chart:
        """The chart of some words; the same words are often read again, in another light."""
        place = {at: new for new, at in enumerate(kept)}
        moved = []
        for link in links:
            inside = [place[at] for at in range(link.start, link.end) if at in place]
            if (
                inside
                and link.start in place
                and link.end - 1 in place
                and inside == list(range(inside[0], inside[-1] + 1))
            ):
                moved.append(replace(link, start=inside[0], end=inside[-1] + 1))
        row = tuple(words[at] for at in kept)
        key = row, tuple(moved), brackets
        if key not in self._charts:
            self._charts[key] = self.grammar.parse(len(kept), leaves(row, moved, self.composer), brackets)
        return self._charts[key]

    def _by_keywords(
        self, words: Sequence[str], links: Sequence[Link], reads: Callable[[Sequence[str], Sequence[Edge]], Plan | None]
    ) -> Reading | None:
        """What the words of a question ask by themselves."""
        kept = telling(words, range(len(words)), without=SEPARATORS)
        if not kept or len(kept) > LONGEST:
            return None
        edges = [edge for row in self._chart(words, links, kept).complete().values() for edge in row]
        plan = reads([words[at] for at in kept], edges)
        return None if plan is None else Reading(plan, BY_KEYWORDS)

    def _unjoined(self, doc: Doc, links: Sequence[Link]) -> tuple[str, ...]:
        """The longest phrases of a question that has no reading."""
        found: dict[int, str] = {}
        covered: set[int] = set()
        for link in sorted(links, key=lambda link: (link.start - link.end, link.start)):
            span = range(link.start, link.end)
            content = (doc._.keys[at].lower() not in FUNCTION_WORDS | IGNORED for at in span)
            if any(content) and not covered & set(span):
                covered |= set(span)
                found[link.start] = doc[link.start : link.end].text
        return tuple(dict.fromkeys(found[at] for at in sorted(found)))[:MOST_PHRASES]


def _exists(plan: Truth, listed: Container[Set]) -> bool:
    """Whether it is asked if there is any of what is listed."""
    return plan.of in listed and plan.against is None and not plan.negated and not plan.also


def _atoms(plan: Plan) -> Counter[object]:
    """What a plan is made of, however it is put together and whatever links it."""
    return Counter(
        (type(part), part.where, part.standing) if isinstance(part, Linked) else part
        for part in parts(plan)
        if isinstance(part, Linked | Thing | Under | Kind | Value | Compared)
    )


def _begins(words: Sequence[str], part: Sequence[int], wanted: Container[str]) -> bool:
    """Whether the first of some words that says more than that a question goes on is such a word."""
    return next((word in wanted for at in part if (word := words[at].lower()) not in _LEADING), False)


def _of_today(words: Sequence[str]) -> Iterator[str]:
    """That what is so now is not told, where it was asked for."""
    if (said := next((word.lower() for word in words[1:] if word.lower() in NOW), None)) is not None:
        yield f"The graph does not say what is so now; “{said}” changes nothing here."


def _narrows(words: Sequence[str], part: Sequence[int]) -> bool:
    """Whether some words say which of those that were spoken of: "only steel", "the steel ones"."""
    said = [words[at].lower() for at in part if words[at] not in _ENDS]
    return said[:1] == ["only"] or said[-1:] == ["ones"]


def _brackets(words: Sequence[str], kept: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The spans of several kept words that stand in brackets, as places among those that are kept."""
    opened: list[int] = []
    found = []
    for at, word in enumerate(words):
        if word == "(":
            opened.append(at)
        elif word == ")" and opened:
            start, end = bisect_left(kept, opened.pop()), bisect_left(kept, at)
            if end - start > 1:
                found.append((start, end))
    return tuple(found)


def _named_in(reading: Reading) -> set[URIRef]:
    return {part.iri for part in parts(reading.plan) if isinstance(part, Thing)}


def _rules(edge: Edge) -> Iterator[str]:
    """The names of the rules of a derivation."""
    yield edge.rule
    for part in edge.parts:
        yield from _rules(part)


def _known(edge: Edge) -> int:
    return (edge.rule == "known") + sum(map(_known, edge.parts))


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
    said = " ".join(words[edge.start : edge.end])
    line = f"{'  ' * depth}{edge.category}: {said}  ({edge.rule or 'word'}, {edge.cost:.2f})"
    return "\n".join((line, *(derivation(part, words, depth + 1) for part in edge.parts)))
