"""From the beginning of a question to whole questions that the graph can answer, for each keystroke.

A *frame* is an English question with places for a class, a verb, a name. What was typed is laid over every frame; what
it leaves open is filled from the links that are there, so that nearly all that comes out has an answer: who offers it
asks the graph for one row of it first. A beginning that fits no frame is taken as it is, and its end as the beginning
of a name. All names, verbs and classes are those of the graph.

>>> list(_tokens("does|do {subject} {base}?"))
['does|do ', '{subject}', ' ', '{base}', '?']
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final

from rdflib import URIRef
from rdflib.term import Node

from msgraph import lookups
from msgraph.examples import examples
from msgraph.facts import Facts
from msgraph.lexicon import NOUN, Lexicon, Sense
from msgraph.ontology import Relation
from msgraph.question import english
from msgraph.termwords import guessed_words
from msgraph.wording import plural, verb_of

FRAMES: Final = (
    "which {kinds} {many} {object}?",
    "which {kinds} does|do {subject} {base}?",
    "which {nouns} does|do {subject} have?",
    "what is the {noun} of {subject}?",
    "what does|do {subject} {base}?",
    "what {one} {object}?",
    "does|do {subject} {base} {object}?",
    "how many {kinds} {many} {object}?",
    "what is {thing}?",
    "tell me about {thing}",
    "what is the evidence that {subject} {one} {object}?",
)
"""Questions with places for words of the graph, each a column of what may be offered, the commonest first."""

ON_MANY: Final = (
    "which of them {many} {object}?",
    "what do they {base}?",
    "do they {base} {object}?",
    "and {thing}?",
    "what about {thing}?",
)
"""What may follow an answer that is about several things."""

ON_ONE: Final = (
    "what does it {base}?",
    "does it {base} {object}?",
    "and {thing}?",
    "what about {thing}?",
)
"""What may follow an answer that is about one thing."""

LONGEST: Final = 300
"""A beginning of more characters is completed to nothing."""

NAMES: Final = 12
"""So many names are tried for what was typed of one."""

OPEN: Final = 4
"""So many words are tried for a place at which nothing was typed."""

SAMPLE: Final = 400
"""So many links of a relation, and of a thing, are looked at."""

EACH: Final = 8
"""So many questions of one frame are offered before another one's turn comes again."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A verb for a relation, from subject to object or the other way, in the forms that it has; `usual`: its label."""

    relation: URIRef
    inverse: bool
    forms: tuple[tuple[str, str], ...]
    usual: bool

    def form(self, name: str) -> str | None:
        return dict(self.forms).get(name)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A frame filled so far: its text, what was typed beyond it, and what the places stand for."""

    text: str
    rest: str
    cls: URIRef | None = None
    way: _Way | None = None
    noun: URIRef | None = None
    subject: URIRef | None = None


def _tokens(frame: str) -> Iterator[str]:
    yield from (part for part in re.split(r"(\{\w+\})", frame) if part)


def _begins(text: str, beginning: str) -> bool:
    return text.casefold().startswith(beginning.casefold())


class Completion:
    """Completes beginnings of questions about one graph."""

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self.facts, self.lexicon = facts, lexicon
        self.store, self.ontology = facts.store, facts.ontology
        self._around = lru_cache(2_000)(self._links_around)
        self._sample = lru_cache(2_000)(self._links_of)
        self._names = lru_cache(2_000)(self._names_from)

    def candidates(self, text: str, about: Sequence[URIRef] = ()) -> Iterator[str]:
        """Whole questions that begin as the text does, or hold it, the likeliest first; a few may lack an answer.

        `about` are the things that were just spoken of, and that a question may therefore call “it” or “them”.
        """
        typed = " ".join(text[: LONGEST + 1].split()) + (" " if text[-1:].isspace() else "")
        typed = typed.lstrip()
        if len(typed) > LONGEST:
            return
        if not about:
            yield from (question for question in self.examples if _begins(question, typed))
        if not typed:
            return
        known = {iri: cell.cls for iri, cell in self.facts.named(about).items()}
        one = about[0] if len(about) == 1 else None
        leaning = _Filled("", typed, cls=self._shared(known.values()) if one is None else None, subject=one)
        starts = [(frame, leaning) for frame in (ON_MANY if one is None else ON_ONE)] if about else []
        starts += [(frame, _Filled("", typed)) for frame in FRAMES]
        frames = [islice(self._fill(list(_tokens(frame)), start), EACH) for frame, start in starts]
        found = False
        while frames:
            for frame in list(frames):
                question = next(frame, None)
                if question is None:
                    frames.remove(frame)
                else:
                    found = True
                    yield question[:1].upper() + question[1:]
        if not found:
            yield from self._with_a_name(typed)

    def _shared(self, classes: Iterable[URIRef | None]) -> URIRef | None:
        """The narrowest class that all of some are, or are below."""
        above = [self.ontology.supers.get(cls, frozenset((cls,))) for cls in classes if cls is not None]
        shared = frozenset.intersection(*above) if above else frozenset()
        return max(shared, key=lambda cls: (len(self.ontology.supers.get(cls, ())), cls), default=None)

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """Questions to begin with."""
        return tuple(question for questions in examples(self.facts).values() for question in questions)

    # --- frames

    def _fill(self, tokens: Sequence[str], filled: _Filled) -> Iterator[str]:
        """The questions that a frame gives for what was typed."""
        if not tokens:
            if not filled.rest.strip(" ?"):
                yield filled.text
            return
        first, *others = tokens
        for word, bound in self._options(first, filled):
            if _begins(filled.rest, word):
                yield from self._fill(others, replace(bound, text=filled.text + filled.rest[: len(word)],
                                                      rest=filled.rest[len(word) :]))  # fmt: skip
            elif _begins(word, filled.rest):
                yield from self._fill(others, replace(bound, text=filled.text + word, rest=""))

    def _options(self, token: str, filled: _Filled) -> Iterable[tuple[str, _Filled]]:
        """What may stand at a place of a frame, with what it stands for."""
        match token:
            case "{kinds}":
                return self._kinds(filled)
            case "{many}" | "{one}" | "{base}":
                return self._verbs(token[1:-1], filled)
            case "{noun}" | "{nouns}":
                return self._nouns(token == "{nouns}", filled)
            case "{subject}" | "{object}" | "{thing}":
                return self._things(token[1:-1], filled)
            case _:
                usual, other = (re.sub(r"(\w+)\|(\w+)", group, token) for group in (r"\1", r"\2"))
                wordings = [usual, other] if other != usual and _begins(filled.rest, other) else [usual]
                return [(text, filled) for text in wordings]

    def _kinds(self, filled: _Filled) -> Iterable[tuple[str, _Filled]]:
        """Classes in the plural, those of which most is said first."""
        names = self.kinds if filled.rest else self.kinds[:OPEN]
        return [(name, replace(filled, cls=cls)) for name, cls in names]

    @cached_property
    def kinds(self) -> tuple[tuple[str, URIRef], ...]:
        """The classes that have links, by their names in the plural."""
        weight: Counter[URIRef] = Counter()
        for relation in self.relations:
            for ends in relation.pairs:
                for cls in ends:
                    if cls is not None:
                        weight.update(self.ontology.supers.get(cls, frozenset((cls,))))
        known = [cls for cls in self.ontology.labels if weight[cls] and cls not in self.ontology.claim_classes]
        order = sorted(known, key=lambda cls: (-weight[cls], cls))
        first = [(plural(self.ontology.labels[cls][0]), cls) for cls in order]
        return (*first, *((plural(name), cls) for cls in order for name in self.ontology.labels[cls][1:]))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations that questions are offered of: those that claims are made with first."""
        told = [each for each in self.ontology.relations.values() if not each.derived and not each.about_claims]
        return tuple(sorted(told, key=lambda each: (not each.claimed, -len(each.pairs), each.iri)))

    @cached_property
    def ways(self) -> tuple[_Way, ...]:
        """The verbs of the graph, those that are labels first."""
        usual, others = [], []
        for relation in self.relations:
            if relation.kind != "thing":
                continue
            for inverse, label in ((False, relation.label), (True, relation.inverse_label)):
                verb = verb_of(label) if label else None
                if verb is not None:
                    one, many = verb
                    base = () if one.split()[0] in _AUXILIARIES else (("base", many),)
                    usual.append(_Way(relation.iri, inverse, (("one", one), ("many", many), *base), True))
            words = relation.words or guessed_words(relation, english())
            for role, text in words:
                if role in ("verb", "inverseVerb"):
                    copular = text.startswith("be ")
                    forms = (("many", f"are {text[3:]}"),) if copular else (("many", text), ("base", text))
                    others.append(_Way(relation.iri, role == "inverseVerb", forms, False))
        return (*usual, *others)

    def _verbs(self, form: str, filled: _Filled) -> Iterator[tuple[str, _Filled]]:
        """Verbs that fit the class or the thing that stands before them."""
        number = 0
        for way in self.ways:
            word = way.form(form)
            if word is None or not (way.usual or filled.rest.strip()) or number >= (NAMES if filled.rest else OPEN):
                continue
            if filled.rest and not (_begins(filled.rest, word) or _begins(word, filled.rest)):
                continue
            if self._fits(way, filled):
                number += 1
                yield word, replace(filled, way=way)

    def _fits(self, way: _Way, filled: _Filled) -> bool:
        """Whether a relation has a link from the thing or the class that was named before."""
        if filled.subject is not None:
            others = self._others(filled.subject, way.relation, inverse=way.inverse)
            return any(self._is(other, filled.cls) for other in others)
        if filled.cls is not None:
            classes = self.ontology.expand([filled.cls])
            known = self.ontology.relations[way.relation].pairs
            return any((other if way.inverse else cls) in classes for cls, other in known)
        return True

    def _is(self, thing: URIRef, cls: URIRef | None) -> bool:
        if cls is None:
            return True
        own = self.facts.named([thing])[thing].cls
        return own is not None and cls in self.ontology.supers.get(own, frozenset((own,)))

    def _nouns(self, several: bool, filled: _Filled) -> Iterator[tuple[str, _Filled]]:
        """Nouns for what a relation leads to."""
        number = 0
        for relation in self.relations:
            words = relation.words or guessed_words(relation, english())
            for text in [text for role, text in words if role == "objectNoun"][: None if filled.rest else 1]:
                if number >= (NAMES if filled.rest else OPEN):
                    return
                word = plural(text) if several else text
                if not filled.rest or _begins(filled.rest, word) or _begins(word, filled.rest):
                    number += 1
                    yield word, replace(filled, noun=relation.iri)

    # --- names

    def _things(self, role: str, filled: _Filled) -> Iterator[tuple[str, _Filled]]:
        """Names for a place: those that were begun, or those that most links of the relation lead to."""
        if filled.rest.strip():
            for name, thing in self._typed(filled.rest):
                if self._stands(role, thing, filled):
                    yield name, replace(filled, subject=thing) if role == "subject" else filled
            return
        for thing in self._usual(role, filled):
            name = self.facts.label(thing)
            yield name, replace(filled, subject=thing) if role == "subject" else filled

    def _typed(self, rest: str) -> Iterator[tuple[str, URIRef]]:
        """The names that what was typed begins with, whole or begun, as they were typed and as the graph has them."""
        words = list(re.finditer(r"\S+", rest))[:12]
        for end in range(len(words), 0, -1):
            text = rest[: words[end - 1].end()].rstrip("?")
            key = self._key(text)
            for sense in self.lexicon.senses([key]).get(key, ())[:3]:
                if sense.kind == "thing":
                    yield text, sense.iri
        yield from ((sense.name, sense.iri) for sense in self._names(rest))

    def _names_from(self, text: str) -> tuple[Sense, ...]:
        """The things whose names begin with a text, each by one name."""
        begun: dict[URIRef, Sense] = {}
        for sense in self.lexicon.names_from(self._key(text), 4 * NAMES):
            if sense.kind == "thing" and _begins(sense.name, text.rstrip()):
                begun.setdefault(sense.iri, sense)
        return tuple(begun.values())[:NAMES]

    def _key(self, text: str) -> str:
        return NOUN + "".join(english().name(word) for word in english().words(text))

    def _stands(self, role: str, thing: URIRef, filled: _Filled) -> bool:
        """Whether a thing can stand at a place: the relation has a link to it, from what stands at the other place."""
        if role == "object" and filled.way is not None:
            others = self._others(thing, filled.way.relation, inverse=not filled.way.inverse)
            if filled.subject is not None:
                return filled.subject in others
            return any(self._is(other, filled.cls) for other in others)
        if filled.noun is not None:
            return bool(self._around(thing).get((filled.noun, False)))
        return True

    def _others(self, thing: URIRef, relation: URIRef, *, inverse: bool) -> tuple[URIRef, ...]:
        """The things that a relation leads to from a thing, or comes from."""
        found = self._around(thing).get((relation, inverse), ())
        return tuple(node for node in found if isinstance(node, URIRef))

    def _links_around(self, thing: URIRef) -> dict[tuple[URIRef, bool], tuple[Node, ...]]:
        """Some of the links of a thing, by relation and whether they lead to it."""
        found: dict[tuple[URIRef, bool], list[Node]] = {}
        query = lookups.around(thing, [relation.iri for relation in self.relations])
        for way, relation, other in self.store.select(query.text, rows=SAMPLE).rows:
            if isinstance(relation, URIRef) and other is not None:
                found.setdefault((relation, str(way) == "in"), []).append(other)
        return {key: tuple(others) for key, others in found.items()}

    def _links_of(self, relation: URIRef) -> tuple[tuple[URIRef, Node], ...]:
        """Some of the links of a relation."""
        rows = self.store.select(lookups.links([relation]).text, rows=SAMPLE).rows
        return tuple((s, o) for s, _, o in rows if isinstance(s, URIRef) and o is not None)

    def _usual(self, role: str, filled: _Filled) -> list[URIRef]:
        """The things that most links lead to, or come from, where nothing was typed of a name."""
        relation = filled.way.relation if filled.way else filled.noun
        if role == "object" and filled.way is not None and filled.subject is not None:
            others = self._others(filled.subject, filled.way.relation, inverse=filled.way.inverse)
            often = Counter(end for link in self._sample(filled.way.relation) for end in link)
            return sorted(others, key=lambda thing: (-often[thing], thing))[: 2 * OPEN]
        found: Counter[URIRef] = Counter()
        for each in [relation] if relation is not None else [each.iri for each in self.relations[:OPEN]]:
            turned = role == "object" and not (filled.way is not None and filled.way.inverse)
            for subject, object_ in self._sample(each):
                here, there = (object_, subject) if turned else (subject, object_)
                if isinstance(here, URIRef) and (role != "object" or self._is_thing(there, filled.cls)):
                    found[here] += 1
        return [thing for thing, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))][: 2 * OPEN]

    def _is_thing(self, node: Node, cls: URIRef | None) -> bool:
        return isinstance(node, URIRef) and self._is(node, cls)

    # --- no frame

    def _with_a_name(self, typed: str) -> Iterator[str]:
        """What was typed with its end completed to a name; and what can be asked about what has that name."""
        starts = [match.start() for match in re.finditer(r"(?<!\S)\S", typed)][-8:]
        for start in starts:
            names = self._names(typed[start:]) if len(typed) - start > 1 else ()
            for sense in names[:OPEN]:
                if start:
                    yield f"{typed[:start]}{sense.name}?"
                else:
                    yield from self._about(sense.name, sense.iri)
            if names:
                return

    def _about(self, name: str, thing: URIRef) -> Iterator[str]:
        """Questions about a thing."""
        yield f"What is {name}?"
        yield f"Tell me about {name}"
        around = self._around(thing)
        for way in self.ways:
            if way.usual and not way.inverse:
                base, one = way.form("base"), way.form("one")
                if base and (way.relation, False) in around:
                    yield f"What does {name} {base}?"
                if one and (way.relation, True) in around:
                    yield f"What {one} {name}?"


_AUXILIARIES: Final = frozenset(("is", "was", "has", "does"))
"""Verbs that “does” cannot stand before as they are."""
