"""From text to a spaCy Doc whose spans are linked to senses: `nlp = pipeline(lexicon)`, then `nlp("Which …?")`.

Blank English, its lemma tables (spacy-lookups-data) and two components of our own: `morphology` gives each token
its keys,
`sense_linker` fills `doc.spans["senses"]` and `doc._.links`, after mending words that are nearly known ones.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations
from typing import Any

import spacy
from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from msgraph.lexicon import ADJECTIVE, ARTICLES, NOUN, VERB, Lexicon, Sense

SENSES = "senses"
LONGEST_SPAN = 12
LONGEST_TURNED = 4
"""Words on either side of "of" in a name that is turned round."""
TURNED = "turned"
"""Marks a name that stands turned round: "handle of the saw"."""
SHARING = "sharing"
"""Marks the beginning of a name whose head stands only in the name after it: "oak" in "oak or pine tables"."""
UNDONE = "undone"
"""The form of a verb in what it was not done to: "unlent"."""
LONGEST_SHARING = 3
"""Words of what is left out, and of what stands before it."""
LONGEST_SHARED = 2
"""Words of a beginning that is left out, and of what stands behind it."""
_COORDINATING = frozenset(("and", "or", "&"))
_JOINING = frozenset(("and", "or", "&", "/", "vs", "versus", "to", "from", "than", "with"))
UNCHANGED = frozenset(
    (
        *("become", "bid", "burst", "cast", "come", "cost", "cut", "hit", "hurt", "let", "put", "read"),
        *("run", "set", "shed", "shut", "split", "spread"),
    )
)
"""Verbs whose past participle is their base form."""
PLURALS = {"people": "person", "women": "woman", "teeth": "tooth", "feet": "foot"}
"""Plurals that the tables lack, or that end like no other."""
LONGEST_VERB = 7
"""Words, of a verb and what belongs to it."""
SHORT = 6
"""An acronym of at most so many letters is not mended."""
LONGEST_QUESTION = 2000
"""Characters; what is longer is no question."""
GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "µ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
_GREEK = str.maketrans(GREEK)
# British to American spelling, applied to names and questions alike, so that it only has to be the same on both sides.
_SPELLING = (
    (re.compile(r"ae(?=[mntrsl])|oe(?=[dmn]|s\w)"), "e"),
    (re.compile(r"(?<=[a-z])our(?=s?$|ed$|ing$|al$|able$)"), "or"),
    (re.compile(r"is(?=ations?$|ed$|es?$|ing$|ers?$)"), "iz"),
    (re.compile(r"ys(?=ed?$|ing$)"), "yz"),
    (re.compile(r"(?<=[aeiou])ll(?=ing$|ed$|ers?$)"), "l"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"ogramme"), "ogram"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=[dfp])ence$"), "ense"),
)
_ANY_SPELLING = re.compile("|".join(pattern.pattern for pattern, _ in _SPELLING))
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Control characters, halves of characters, marks of writing direction: they say nothing, and spaCy fails on some."""
_OTHERS = re.compile(r"(?<=\w) et al\b\.?", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9 .,;:()'+-]*")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_QUOTES = re.compile(r"[\u2018\u2019\u02bc`´]")


class English:
    """Forms of English words, from spaCy's tables of exceptions, suffixes and known words."""

    def __init__(self) -> None:
        lookups = load_lookups("en", ["lemma_exc", "lemma_index"])
        self._exceptions = lookups.get_table("lemma_exc")
        self._index = lookups.get_table("lemma_index")
        # spaCy cuts what stands between two spaces for itself, and names are made of the same words again and again.
        self._cut = lru_cache(50_000)(self._pieces)
        self.noun = lru_cache(50_000)(self._noun)
        self.verbs = lru_cache(50_000)(self._verbs)

    def _pieces(self, word: str) -> tuple[str, ...]:
        if word.isascii() and word.isalpha() and word not in self._tokenizer.rules:
            return (word,)  # spaCy cuts at what is no letter, and what it knows as two words
        return tuple(token.text for token in self._tokenizer(word))

    @cached_property
    def _tokenizer(self) -> Any:
        """What cuts names; a question is cut by its own, and makes none that is not needed."""
        return _blank().tokenizer

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(self._index["noun"])

    @cached_property
    def _verb_index(self) -> frozenset[str]:
        listed = self._index["verb"]
        return frozenset(listed).union(fold(word) for word in listed if word.endswith("ise"))

    @cached_property
    def _adjectives(self) -> frozenset[str]:
        return frozenset(self._index["adj"])

    @cached_property
    def _adverbs(self) -> frozenset[str]:
        return frozenset(self._index["adv"])

    def words(self, text: str) -> list[str]:
        """The words of a name, as a question's would be cut."""
        return list(chain.from_iterable(map(self._cut, clean(text).split())))

    def name(self, word: str) -> str:
        """The key of a word in a name: "saw", "hammers", but "GPS" and "ABS" as they stand.

        >>> English().name("GPS"), English().name("hammers")
        ('gps', 'hammer')
        """
        return fold(word) if word.isupper() and len(word) > 1 else self.noun(word)

    def _noun(self, word: str) -> str:
        folded = fold(word)
        if folded in PLURALS:
            return PLURALS[folded]
        if len(folded) < 3 or not folded.endswith(("s", "e", "i", "a", "n", "x")):
            return folded
        irregular = self._exceptions["noun"].get(folded)
        if irregular:
            return str(irregular[0])
        if not folded.endswith("s") or folded.endswith(("ss", "us", "is")):
            return folded
        if folded in self._nouns and not folded.endswith("ies") and folded[:-1] not in self._nouns:
            return folded
        for suffix, ending in (
            ("ies", "y"),
            ("ches", "ch"),
            ("shes", "sh"),
            ("xes", "x"),
            ("ses", "s"),
            ("zes", "z"),
            ("ves", "f"),
        ):
            if folded.endswith(suffix) and folded[: -len(suffix)] + ending in self._nouns:
                return folded[: -len(suffix)] + ending
        return folded[:-1]

    def _verbs(self, word: str) -> tuple[tuple[str, str], ...]:
        folded = fold(word)
        found = [(folded, "base")]
        if folded in UNCHANGED:
            found.append((folded, "past"))
        for lemma in self._exceptions["verb"].get(folded, ()):
            if lemma != folded:
                # "Had" is finite: English has no passive of having, and no "had events".
                finite = folded.endswith("s") or folded == "had"
                found.append((lemma, "ing" if folded.endswith("ing") else "s" if finite else "past"))
        if len(folded) > 3:
            for suffix, endings, form in (
                ("ies", ("y",), "s"),
                ("es", ("", "e"), "s"),
                ("s", ("",), "s"),
                ("ied", ("y",), "past"),
                ("ed", ("", "e"), "past"),
                ("ing", ("", "e"), "ing"),
            ):
                if folded.endswith(suffix):
                    stem = folded[: -len(suffix)]
                    found += [(stem + ending, form) for ending in endings]
                    if form in ("past", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
                        found.append((stem[:-1], form))
        return tuple(dict.fromkeys(found))

    def participle_of(self, word: str) -> str | None:
        """The verb of which a word is the past participle.

        >>> English().participle_of("derived"), English().participle_of("made"), English().participle_of("part")
        ('derive', 'make', None)
        """
        lemmas = [lemma for lemma, form in self.verbs(word) if form == "past"]
        return next(
            (lemma for lemma in lemmas if lemma in self._verb_index), lemmas[-1] if lemmas and len(word) > 4 else None
        )

    def only_done(self, word: str) -> bool:
        """Whether a word can be nothing but the past of a verb.

        >>> English().only_done("cracked"), English().only_done("speed"), English().only_done("set")
        (True, False, False)
        """
        folded = fold(word)
        past = any(form == "past" and lemma in self._verb_index for lemma, form in self.verbs(word))
        return past and folded not in self._nouns and folded not in self._verb_index

    @cached_property
    def _participles(self) -> dict[str, str]:
        """Of each irregular verb its past participle: where there are two past forms, the one in -n."""
        found: dict[str, str] = {}
        for written, lemmas in self._exceptions["verb"].items():
            for lemma in lemmas:
                if not written.endswith(("ing", "s")) and (lemma not in found or written.endswith(("n", "ne", "un"))):
                    found[lemma] = written
        return found

    def past(self, verb: str) -> str:
        """The past participle of a verb.

        >>> [English().past(verb) for verb in ("found", "write", "release", "bury", "die")]
        ['founded', 'written', 'released', 'buried', 'died']
        """
        if verb in self._participles:
            return self._participles[verb]
        if verb.endswith("e"):
            return verb + "d"
        return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"

    def ing(self, verb: str) -> str:
        """The present participle of a verb.

        >>> [English().ing(verb) for verb in ("flow", "come", "run", "see")]
        ['flowing', 'coming', 'running', 'seeing']
        """
        written = self._exceptions["verb"]
        known = (each for each, lemmas in written.items() if each.endswith("ing") and verb in lemmas and each != verb)
        return next(known, (verb[:-1] if re.search(r"[^eoy]e$", verb) else verb) + "ing")

    def is_verb(self, word: str) -> bool:
        """Whether it is the base form of an English verb."""
        return fold(word) in self._verb_index

    def is_noun(self, word: str) -> bool:
        """Whether English has this noun, in the singular."""
        return fold(word) in self._nouns

    def is_adjective(self, word: str) -> bool:
        """Whether it is an English adjective."""
        return fold(word) in self._adjectives

    def is_word(self, word: str) -> bool:
        """Whether English knows the word, in any form."""
        folded = fold(word)
        return (
            folded in self._nouns
            or self.noun(folded) in self._nouns
            or folded in self._adjectives
            or folded in self._adverbs
            or any(lemma in self._verb_index for lemma, _ in self.verbs(folded))
        )

    def adjective(self, word: str) -> tuple[tuple[str, str], ...]:
        """The adjectives that a word can be a form of: pairs of key and degree (`base`, `more`, `most`)."""
        folded = fold(word)
        found = [(folded, "base")]
        if folded in ("first", "last"):
            found.append(("early" if folded == "first" else "late", "most"))
        for lemma in self._exceptions["adj"].get(folded, ()):
            found.append((str(lemma), "most" if folded.endswith("st") else "more"))
        for suffix, degree in (("er", "more"), ("est", "most")):
            if folded.endswith(suffix) and len(folded) > 4:
                stem = folded[: -len(suffix)]
                found += [(stem, degree), (stem + "e", degree)]
                if stem.endswith("i"):
                    found.append((stem[:-1] + "y", degree))
                if stem[-1] == stem[-2]:
                    found.append((stem[:-1], degree))
                if stem.endswith("l"):
                    # British spelling has one l less after folding: "taller".
                    found.append((stem + "l", degree))
        return tuple(dict.fromkeys(found))


def _blank() -> Language:
    """English with nothing but its tokenizer.

    What spaCy would work out about each word that it has not seen (shape, norm, whether it is like an address …) is
    left out: nobody asks for it.
    """
    return spacy.blank("en", vocab=Vocab())


_TURNING = ("in", "ex", "un", "dis", "non", "im", "de")
"""What turns a word round that it is put before."""


def _denying(word: str, other: str) -> bool:
    """Whether the one word is the other one with what turns it round before it: "unlent", "lent"."""
    return any(word == prefix + other or other == prefix + word for prefix in _TURNING)


def _opposite(word: str, other: str) -> bool:
    """Whether two words differ in what turns a meaning round or compares: "excluded", "included"; "longest"."""
    begins = [next((prefix for prefix in _TURNING if each.startswith(prefix)), "") for each in (word, other)]
    ends = [each.endswith(("est", "er")) for each in (word, other)]
    degrees = [{degree for _, degree in english().adjective(each)} - {"base"} for each in (word, other)]
    return begins[0] != begins[1] or any(ends) or degrees[0] != degrees[1]


@lru_cache(50_000)
def fold(word: str) -> str:
    """A word without case, accents, Greek letters, British spelling and punctuation.

    >>> fold("Aesthetic"), fold("λ-Sonde"), fold("colour"), fold("Türkiye")
    ('esthetic', 'lambdasonde', 'color', 'turkiye')
    """
    text = word.casefold()
    if not (text.isascii() and text.isalnum()):
        text = unicodedata.normalize("NFKD", text.translate(_GREEK))
        text = text.replace("++", "plusplus").replace("#", "sharp")
        text = "".join(c for c in text if c.isalnum() or c in "%<>=")
    if text.isalpha() and text.isascii() and _ANY_SPELLING.search(text):
        for pattern, replacement in _SPELLING:
            text = pattern.sub(replacement, text)
    return text


def _apart(words: list[str], name: str) -> bool:
    """Whether a name of these letters is cut into words at other places.

    >>> _apart(["oak", "T-3"], "oak-T3"), _apart(["oak", "T3"], "oak-T3")
    (True, False)
    """
    return [fold(part) for part in " ".join(words).replace("-", " ").split()] != [
        fold(part) for part in name.replace("-", " ").split()
    ] and fold("".join(words)) == fold(name)


def _as_written(words: list[str], senses: list[Sense]) -> list[Sense]:
    """The senses, without the values of other names where one is written just so: "step I/II" is not "step III"."""
    written = "".join(words).lower()
    exact = [sense for sense in senses if sense.kind == "value" and "".join(sense.name.split()).lower() == written]
    return [sense for sense in senses if sense.kind != "value" or sense in exact] if exact else senses


def clean(text: str) -> str:
    """Text with plain spaces, hyphens and apostrophes, spaces around slashes between words, no "&" and no "et al."."""
    text = _OTHERS.sub("", text)
    if _PLAIN.fullmatch(text):
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", _UNREADABLE.sub(" ", text))
    text = _QUOTES.sub("'", _DASHES.sub("-", text))
    text = re.sub(r"(?<=[^\W\d])/(?=[^\W\d])", " / ", text).replace(" & ", " and ")
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Link:
    """A span of tokens and what it can mean; for a verb the form it stands in (`base`, `s`, `past`, `ing`)."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    form: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A token read as another word."""

    token: int
    written: str
    read: str


@lru_cache(1)
def english() -> English:
    """The one table of English."""
    return English()


def pipeline(
    lexicon: Lexicon, *, function_words: frozenset[str] = frozenset(), little_words: frozenset[str] = frozenset()
) -> Language:
    """A spaCy pipeline that links the words of a question to the senses of a lexicon.

    `function_words`: the words that the rules of reading know, which need no sense and to which a misspelt word
    may be mended. `little_words`: those of them that say something alone, and are seldom a name.
    """
    nlp = _blank()
    for extension in ("links", "corrections", "keys", "unknown"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=None)
    nlp.add_pipe("msgraph_linker", config={}).bind(lexicon, function_words, little_words)  # type: ignore[attr-defined]
    return nlp


@Language.factory("msgraph_linker")
class Linker:
    """Sets `doc._.links` and `doc.spans["senses"]`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.english = english()
        self.eager = False
        """Whether words that English knows may be mended too; for questions that cannot be read otherwise."""

    def bind(self, lexicon: Lexicon, function_words: frozenset[str], little_words: frozenset[str]) -> None:
        """Use this lexicon."""
        self.lexicon, self.function_words, self.little_words = lexicon, function_words, little_words

    def __call__(self, doc: Doc) -> Doc:
        """Link the spans; mend what no sense and no function word accounts for."""
        words = [token.text for token in doc]
        links = self.links(words)
        corrections: list[Correction] = []
        for at in self._unexplained(words, links):
            read = self._mended(words, at)
            if read is not None:
                corrections.append(Correction(at, words[at], read))
                words[at] = read
        if corrections:
            links = self.links(words)
        unknown = self._unexplained(words, links)
        for vain in (correction for correction in corrections if correction.token in unknown):
            # What is no better known than what was written is shown as it was written.
            words[vain.token] = vain.written
        doc._.links = links
        doc._.corrections = tuple(correction for correction in corrections if correction.token not in unknown)
        doc._.keys = words
        doc._.unknown = tuple(unknown)
        doc.spans[SENSES] = [Span(doc, link.start, link.end, label=link.senses[0].kind) for link in links]
        return doc

    def links(self, words: list[str]) -> list[Link]:
        """All spans that have a sense, overlapping ones too."""
        nouns = [self.english.noun(word) if word != "'s" else "" for word in words]
        names = [fold(word) if word != "'s" else "" for word in words]
        exact = [self.english.name(word) if word != "'s" else "" for word in words]
        wanted: dict[str, list[tuple[int, int, str]]] = {}
        for start, word in enumerate(words):
            if not nouns[start]:
                continue
            # "Does" and "did" only tell the time of another verb.
            verbs = [] if word.lower() in ("does", "did") else self.english.verbs(word)
            for lemma in self._undone(word):
                wanted.setdefault(VERB + lemma, []).append((start, start + 1, UNDONE))
            key = plain = as_named = ""
            for lemma, degree in self.english.adjective(word):
                wanted.setdefault(ADJECTIVE + lemma, []).append((start, start + 1, degree))
            rest = ""
            for end in range(start + 1, min(len(words), start + LONGEST_SPAN) + 1):
                if not nouns[end - 1]:
                    continue
                ways = [as_named + exact[end - 1], plain + names[end - 1], plain + nouns[end - 1], key + nouns[end - 1]]
                if names[end - 1].endswith("ly") and len(names[end - 1]) > 6:
                    ways.append(plain + names[end - 1][:-2])
                as_named += exact[end - 1]
                for written in dict.fromkeys(ways):
                    wanted.setdefault(NOUN + written, []).append((start, end, ""))
                key += nouns[end - 1]
                plain += names[end - 1]
                if end > start + 1 and words[end - 1].lower() not in ARTICLES:
                    rest += nouns[end - 1]
                if end <= start + LONGEST_VERB and (end == start + 1 or words[end - 1].lower() not in ARTICLES):
                    for lemma, form in verbs:
                        wanted.setdefault(f"{VERB}{lemma}{rest}", []).append((start, end, form))
        turned = list(self._turned(words, nouns))
        sharing = [*self._sharing(words, nouns, names), *self._sharing_start(words, nouns, names)]
        found = self.lexicon.senses(
            [
                *wanted,
                *(NOUN + head + tail for *_, head, tail in turned),
                *(NOUN + key for *_, one, other in sharing for key in (one, other)),
            ]
        )
        for start, end, one, other in sharing:
            # Of a pair that shares a word both have to be names, of one kind of thing, or values of one property.
            some, others = (
                [
                    sense.classes if sense.kind == "thing" else frozenset((sense.iri,))
                    for sense in found.get(NOUN + key, ())
                    if sense.kind == "value" or (sense.kind == "thing" and sense.role == "name")
                ]
                for key in (one, other)
            )
            if any(not a.isdisjoint(b) for a in some for b in others):
                wanted.setdefault(NOUN + one, []).append((start, end, SHARING))
        for start, end, head, tail in turned:
            # "Lid of the box" is no name: what the first noun says of the second goes before a name.
            if all(sense.kind in ("thing", "value") for sense in found.get(NOUN + tail, ())):
                wanted.setdefault(NOUN + head + tail, []).append((start, end, TURNED))
        links: dict[tuple[int, int, str, str], list[Sense]] = {}
        for key, senses in found.items():
            for start, end, form in wanted.get(key, ()):
                links.setdefault((start, end, form, key[0]), []).extend(senses)
                # Keys have no "'s", which here is a part of the name: "the Smith's".
                if words[end : end + 1] == ["'s"] and (
                    owned := [sense for sense in senses if sense.name.endswith(("'s", "’s"))]
                ):
                    links.setdefault((start, end + 1, form, key[0]), []).extend(owned)
        # Where words are names as they stand, they are not run together to a name that is written apart elsewhere.
        whole = {
            (start, end)
            for (start, end, *_), senses in links.items()
            if any(sense.name == " ".join(words[start:end]) for sense in senses)
        }
        return [
            Link(start, end, tuple(dict.fromkeys(kept)), form)
            for (start, end, form, _), senses in sorted(links.items())
            if (
                kept := [
                    sense
                    for sense in _as_written(words[start:end], senses)
                    if not self._mistaken(words, start, end, sense)
                    and (
                        form not in (TURNED, SHARING)
                        or sense.kind == "value"
                        or (sense.kind == "thing" and sense.role == "name")
                    )
                    and not (
                        any((start, at) in whole and (at, end) in whole for at in range(start + 1, end))
                        and _apart(words[start:end], sense.name)
                    )
                ]
            )
        ]

    def _undone(self, word: str) -> list[str]:
        """The verbs whose past participle a word turns round: "lend" of "unlent", but none of "untied"."""
        folded = fold(word)
        whole = self.english.participle_of(folded)
        if not folded.startswith("un") or len(folded) < 5 or (whole and self.english.is_verb(whole)):
            return []
        return [lemma for lemma, form in self.english.verbs(folded[2:]) if form == "past"]

    def _turned(self, words: list[str], nouns: list[str]) -> Iterator[tuple[int, int, str, str]]:
        """Phrases such as "handle of the saw", and "its handle" behind a saw, as the two keys of "saw handle"."""
        for at, word in enumerate(words):
            if word.lower() in ("of", "from", "for"):
                after = at + 2 if at + 1 < len(words) and words[at + 1].lower() in ARTICLES else at + 1
                for start in range(max(0, at - LONGEST_TURNED), at):
                    for end in range(after + 1, min(len(words), after + LONGEST_TURNED) + 1):
                        if all(nouns[start:at]) and nouns[end - 1]:
                            yield start, end, "".join(nouns[after:end]), "".join(nouns[start:at])
            elif word.lower() in ("its", "their"):
                for first, last in combinations(range(at + 1), 2):
                    for end in range(at + 2, min(len(words), at + 1 + LONGEST_TURNED) + 1):
                        if last - first <= LONGEST_TURNED and all(nouns[first:last]) and all(nouns[at + 1 : end]):
                            for joint in ("", "derived"):
                                yield at, end, "".join(nouns[first:last]) + joint, "".join(nouns[at + 1 : end])

    def _sharing(self, words: list[str], nouns: list[str], names: list[str]) -> Iterator[tuple[int, int, str, str]]:
        """What lacks its head before another one: "oak" in "oak or pine tables", with the keys of both whole names."""
        for at, word in enumerate(words):
            if word.lower() not in _JOINING:
                continue
            after = at + 2 if at + 1 < len(words) and words[at + 1].lower() in ARTICLES else at + 1
            for head in range(after + 1, min(len(words), after + LONGEST_SHARING + 1)):
                for end in range(head + 1, min(len(words), head + LONGEST_SHARING) + 1):
                    if not all(nouns[after:end]):
                        break
                    shared = "".join(names[head : end - 1]) + nouns[end - 1]
                    whole = "".join(names[after:head]) + shared
                    last = at
                    while last > 0:
                        # Of a row all lack it: "oak, pine and beech tables".
                        starts = [
                            start
                            for start in range(max(0, last - LONGEST_SHARING), last)
                            if nouns[start]
                            and all(
                                noun or word == "-"
                                for noun, word in zip(nouns[start:last], words[start:last], strict=True)
                            )
                        ]
                        for start in starts:
                            yield start, last, "".join(names[start:last]) + shared, whole
                        comma = next(
                            (i for i in range(last - 1, max(0, last - LONGEST_SHARING - 1), -1) if words[i] == ","), 0
                        )
                        last = comma

    def _sharing_start(
        self, words: list[str], nouns: list[str], names: list[str]
    ) -> Iterator[tuple[int, int, str, str]]:
        """What lacks its beginning behind another one: "3" in "step 2 or 3", with the keys of both whole names."""
        for at, word in enumerate(words):
            if word.lower() not in _COORDINATING:
                continue
            for end in range(at + 2, min(len(words), at + 1 + LONGEST_SHARED) + 1):
                for start, cut in combinations(range(max(0, at - 2 * LONGEST_SHARED), at), 2):
                    if (
                        max(cut - start, at - cut) <= LONGEST_SHARED
                        and all(nouns[start:at])
                        and all(nouns[at + 1 : end])
                    ):
                        own = "".join(names[at + 1 : end - 1]) + nouns[end - 1]
                        whole = "".join(names[start : at - 1]) + nouns[at - 1]
                        yield at + 1, end, "".join(names[start:cut]) + own, whole

    def _mistaken(self, all_words: list[str], start: int, end: int, sense: Sense) -> bool:
        """Whether an ordinary little word is taken for an acronym, or at the start for a name: "most" is not MOST."""
        words = all_words[start:end]
        if self.eager and len(words) == 1 and words[0].islower() and sense.kind == "thing" and sense.name.isupper():
            return True
        if sense.kind not in ("thing", "value"):
            return False
        if len(words) == 1:
            first = start == 0 and len(all_words) > 1 and words[0].istitle()
            return words[0].lower() in self.little_words and (sense.name != words[0] or first)
        named = sense.name.split()
        return len(named) == len(words) and any(
            word.islower() and word in self.function_words and name.isupper() and len(name) > 1
            for word, name in zip(words, named, strict=True)
        )

    def _unexplained(self, words: list[str], links: list[Link]) -> list[int]:
        """Tokens that belong to no link and are no function words, numbers or punctuation."""
        covered = {at for link in links for at in range(link.start, link.end)}
        return [
            at
            for at, word in enumerate(words)
            if at not in covered
            and fold(word)
            and word.lower() not in self.function_words
            and not any(c.isdigit() for c in word)
            and not word.startswith("'")
        ]

    def _mended(self, words: list[str], at: int) -> str | None:
        """The one known word that this one nearly is."""
        word = fold(words[at])
        if words[at].isupper() and len(word) <= SHORT:
            # One letter of an acronym makes it another name.
            return None
        english = self.english.is_word(words[at])
        singular = "" if english else self.english.noun(word)
        near = self.lexicon.near(word, tuple(self.function_words), singular)
        near = tuple(other for other in near if other != word and not _denying(word, other))
        if english:
            # What English knows is hardly misspelt: not where it would become its opposite, or another degree.
            near = tuple(other for other in near if other[0] == word[0] and not _opposite(word, other))
        if english and not self.eager:
            near = tuple(other for other in near if other in self.function_words) if len(word) > 5 else ()
        return near[0] if near and (len(near) == 1 or word[0] == near[0][0]) else None
