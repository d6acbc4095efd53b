"""From a phrase to what it can mean: names of things, classes, relations and values, kept in an SQLite index.

A phrase is looked up by its *key*, made by the same morphology for the names of the graph and for the words of a question, so
that case, hyphens, plurals, Greek letters and British spelling do not matter. Building is a pass over the names of the graph;
asking costs one indexed query a question, whatever the number of names.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any, Protocol
from typing import Literal as OneOf

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel
from rdflib import Literal, URIRef

from msgraph.errors import OtherVersion
from msgraph.function_words import PARTICLES, PREPOSITIONS
from msgraph.loading import Progress
from msgraph.ontology import Ontology, Relation, Selects, local_name
from msgraph.terms import interned
from msgraph.termwords import SORTS, TIMES, UNITS, event_verb, flag_words, guessed_words, rated, said_of_much
from msgraph.vocabulary import ASK, DCTERMS, LABELS, OTHER_NAMES, OWL, RDF, RDFS, SKOS

SenseKind = OneOf["thing", "class", "relation", "value", "phrase"]
ARTICLES = frozenset(("a", "an", "the"))
VERB, NOUN, ADJECTIVE = "v:", "n:", "a:"
LONGEST_NAME = 80
"""Names and texts longer than this many characters are no phrases that a question holds."""
MOST_VARIANTS = 60
"""Variants of one name at most."""
FAR_MORE = 10
"""So many times as much has to lead to the one of two namesakes that is meant if nothing tells them apart."""
MOST_NAMESAKES = 20
"""What more things are called is no name to tell one of them by."""
MOST_BEGUN = 500
"""So many names that begin alike are looked at."""
MOST_KEPT = 50_000
"""So many phrases are remembered between questions."""
WRITTEN_AT_ONCE = 10_000
"""So many phrases are handed to SQLite together."""
MOST_NEAR = 8
"""So many words that are spelt as differently are looked at, of each length."""
MOST_LIKE = 5_000
"""So many phrases that begin alike are looked through for the shortest."""


# fmt: off
GRADABLE = (
    (("long", "lengthy"), ("short",), ("length", "duration", "runtime", "running time", "number of pages", "pages")),
    (("high", "tall"), ("low",), ("height", "elevation", "altitude", "level")),
    (("deep",), ("shallow",), ("depth",)),
    (("wide", "broad"), ("narrow",), ("width", "breadth")),
    (("big", "large", "great", "huge", "extensive"), ("small", "little", "tiny"), ("size", "area", "surface area", "extent", "capacity", "volume")),
    (("populous", "populated", "crowded", "peopled"), ("unpopulated",), ("population", "number of inhabitants", "inhabitants")),
    (("dense", "densely populated"), ("sparse", "sparsely populated"), ("density", "population density")),
    (("heavy",), ("light",), ("weight", "mass")),
    (("old", "aged"), ("young",), ("age",)),
    (("young",), ("old",), ("birth date", "date of birth", "birth year", "year of birth")),
    (("recent", "new", "late", "modern"), ("old", "early", "ancient"), ("year", "date", "founding date", "year built", "built", "founded", "opened", "established", "released")),
    (("fast", "quick", "speedy"), ("slow",), ("speed", "top speed", "velocity")),
    (("expensive", "costly", "dear", "pricey"), ("cheap", "inexpensive"), ("price", "cost", "fee", "budget")),
    (("hot", "warm"), ("cold", "cool"), ("temperature",)),
    (("rich", "wealthy"), ("poor",), ("income", "wealth", "gdp", "net worth")),
    (("good", "popular"), ("bad", "poor"), ("rating", "score", "quality")),
    (("strong", "powerful"), ("weak",), ("strength", "power")),
    (("loud",), ("quiet",), ("volume", "loudness")),
    (("full",), ("empty",), ("occupancy",)),
    (("experienced",), ("inexperienced",), ("experience", "years of experience")),
    (("valuable",), ("worthless",), ("value", "market value", "worth")),
)
LASTING = frozenset(("duration", "runtime", "running time"))
"""What is the length of something that lasts."""
LARGE, SIZE = 4, "size"
LARGE_TOO = ("length", "population", "number of inhabitants", "inhabitants", "participants", "number of participants", "members", "number of members", "employees",
             "number of employees", "students", "enrollment", "seats", "passengers", "visitors")
"""What "large" means of something that has no size."""
TOO = "(too)"
"""Marks an adjective that is only the second choice for a relation."""
"""English adjectives that a high and a low value makes true, and the nouns that name the value (as in WordNet's attributes)."""
# fmt: on


class Morphology(Protocol):
    """What is needed to make keys of English words."""

    def words(self, text: str) -> list[str]:
        """The words of a text, in order."""

    def noun(self, word: str) -> str:
        """The key of a noun, in the singular."""

    def name(self, word: str) -> str:
        """The key of a word in a name: an acronym is no plural, whatever its last letter."""

    def verbs(self, word: str) -> tuple[tuple[str, str], ...]:
        """The verbs that a word can be a form of: pairs of lemma and form (`base`, `s`, `past`, `ing`)."""

    def participle_of(self, word: str) -> str | None:
        """The verb of which a word is a participle, or None."""

    def is_verb(self, word: str) -> bool:
        """Whether English has this word as the base form of a verb."""

    def is_noun(self, word: str) -> bool:
        """Whether English has this noun, in the singular."""

    def is_adjective(self, word: str) -> bool:
        """Whether English has this adjective."""

    def past(self, verb: str) -> str:
        """The past participle of a verb."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase can mean.

    `role` is `name` or `adjective` for things, `name` for classes, one of `ROLES` for relations, `value` for values; a relation's
    verb that is only said with a form of *be* has the role `participle` ("be derived from") or `predicate` ("be part of").
    A `phrase` is a verb with its object in one: the thing `iri` is what one of `relations` leads to.
    `tail`: the particle and the preposition that have to follow.
    """

    kind: SenseKind
    iri: URIRef
    role: str
    name: str
    classes: frozenset[URIRef] = frozenset()
    tail: tuple[str, ...] = ()
    inverse: bool = False
    value: Literal | None = None
    preferred: bool = False
    relations: tuple[URIRef, ...] = ()

    @property
    def particle(self) -> str | None:
        """The particle of a verb: "down" in "bring down"."""
        return next((word for word in self.tail if word in PARTICLES or word not in PREPOSITIONS), None)

    @property
    def preposition(self) -> str | None:
        """The preposition of a verb: "through" in "act through"."""
        return next((word for word in self.tail if word in PREPOSITIONS and word not in PARTICLES), None)


class Lexicon:
    """Phrases and their senses."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._cache: dict[str, tuple[Sense, ...]] = {}
        self._sorts: dict[int, tuple[Any, ...]] = {}
        self._above: dict[URIRef, frozenset[URIRef]] = {}
        self._general: dict[URIRef, bool] = {}

    @classmethod
    def open(cls, path: Path) -> "Lexicon":
        """An index that `build` wrote. Raises OtherVersion if it is damaged."""
        db = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        try:
            for column, table in (("key", "phrase"), ("sort", "sense"), ("written", "sort"), ("word", "word")):
                db.execute(f"SELECT {column} FROM {table} LIMIT 1")
        except sqlite3.DatabaseError as error:
            db.close()
            raise OtherVersion(str(path.parent.parent), reason=f"{path.name}: {error}") from error
        return cls(db)

    @classmethod
    def build(
        cls,
        store: Selects,
        ontology: Ontology,
        morphology: Morphology,
        path: Path | None = None,
        progress: Progress | None = None,
    ) -> "Lexicon":
        """Index the names of a graph, in memory or in a new file."""
        db = sqlite3.connect(path or ":memory:", check_same_thread=False)
        db.executescript(_TABLES)
        broader = store.select(f"SELECT DISTINCT ?s ?o WHERE {{ ?s {SKOS.broader.n3()} ?o }}").rows
        db.executemany(
            "INSERT OR IGNORE INTO broader VALUES (?, ?)", ((str(one), str(other)) for one, other in broader)
        )
        entries = _Entries(ontology, morphology, progress)
        sorts: dict[tuple[object, ...], int] = {}
        classes: dict[URIRef, frozenset[URIRef]] = {}
        number, last = 0, None
        found = entries.all(store)
        while some := list(islice(found, WRITTEN_AT_ONCE)):
            phrases, senses = [], []
            for key, sense in some:
                if sense is not last:  # the variants of a name come in a row
                    last, number = sense, number + 1
                    if sense.kind == "thing":
                        classes.setdefault(sense.iri, sense.classes)
                    sort = sorts.setdefault(_sort(sense), len(sorts))
                    senses.append((number, sort, str(sense.iri), sense.name, _dumped(sense.value)))
                phrases.append((key, number))
            db.executemany("INSERT INTO sense VALUES (?, ?, ?, ?, ?)", senses)
            db.executemany("INSERT INTO phrase VALUES (?, ?)", phrases)
        db.executemany("INSERT INTO sort VALUES (?, ?)", ((number, _written(sort)) for sort, number in sorts.items()))
        written = {kinds: json.dumps(sorted(kinds)) for kinds in set(classes.values())}
        db.executemany(
            "INSERT INTO thing VALUES (?, ?)", ((str(iri), written[classes[iri]]) for iri in sorted(classes, key=str))
        )
        words = sorted(word for word in entries.vocabulary if len(word) > 2)
        db.executemany("INSERT INTO word VALUES (?)", ((word,) for word in words))
        db.execute("CREATE INDEX phrase_key ON phrase (key, sense)")
        db.execute("CREATE INDEX broader_above ON broader (above)")
        db.commit()
        return cls(db)

    def senses(self, keys: Iterable[str]) -> dict[str, tuple[Sense, ...]]:
        """The senses of each of the keys that has any."""
        wanted = list(dict.fromkeys(keys))
        # What is known is taken before room is made for what is not.
        known = {key: self._cache[key] for key in wanted if key in self._cache}
        missing = [key for key in wanted if key not in known]
        for at in range(0, len(missing), 500):
            some = missing[at : at + 500]
            found: dict[str, list[Sense]] = {}
            for key, *sense in self._db.execute(
                f"SELECT key, {_SENSE} WHERE key IN ({','.join('?' * len(some))}) ORDER BY key, sense", some
            ):
                found.setdefault(key, []).append(self._sense(*sense))
            if len(self._cache) > MOST_KEPT:
                self._cache.clear()
            for key in some:
                known[key] = self._cache[key] = tuple(dict.fromkeys(found.get(key, ())))
        return {key: known[key] for key in wanted if known[key]}

    def _sense(self, sort: int, iri: str, name: str, value: str | None) -> Sense:
        """A sense as it was written."""
        found = self._sorts.get(sort)
        if found is None:
            row = self._db.execute("SELECT written FROM sort WHERE id = ?", (sort,)).fetchone()
            kind, role, classes, tail, inverse, preferred, relations = json.loads(row[0])
            iris = tuple(map(interned, relations))
            found = (kind, role, frozenset(map(interned, classes)), tuple(tail), inverse, preferred, iris)
            self._sorts[sort] = found
        kind, role, known, words, inverse, preferred, iris = found
        return Sense(kind, interned(iri), role, name, known, words, inverse, _loaded(value), preferred, iris)

    def classes(self, thing: URIRef) -> frozenset[URIRef] | None:
        """The classes of a thing that has a name, or None."""
        row = self._db.execute("SELECT classes FROM thing WHERE iri = ?", (thing,)).fetchone()
        return frozenset(map(interned, json.loads(row[0]))) if row else None

    def above(self, thing: URIRef) -> frozenset[URIRef]:
        """All things above a thing in the hierarchy of `skos:broader`."""
        if thing not in self._above:
            rows = self._db.execute(
                "WITH RECURSIVE up(iri) AS (SELECT above FROM broader WHERE iri = ? UNION SELECT above FROM broader JOIN up USING (iri)) SELECT iri FROM up",
                (str(thing),),
            )
            if len(self._above) > MOST_KEPT:
                self._above.clear()
            self._above[thing] = frozenset(interned(iri) for (iri,) in rows)
        return self._above[thing]

    def general(self, thing: URIRef) -> bool:
        """Whether things lie below a thing in the hierarchy of `skos:broader`."""
        if thing not in self._general:
            if len(self._general) > MOST_KEPT:
                self._general.clear()
            row = self._db.execute("SELECT 1 FROM broader WHERE above = ? LIMIT 1", (str(thing),)).fetchone()
            self._general[thing] = row is not None
        return self._general[thing]

    @cached_property
    def words(self) -> list[str]:
        """All words that names and relation words consist of, as keys."""
        return [word for (word,) in self._db.execute("SELECT word FROM word ORDER BY word")]

    @cached_property
    def _of_length(self) -> dict[int, list[str]]:
        """The same words, by their length."""
        found: dict[int, list[str]] = {}
        for word in self.words:
            found.setdefault(len(word), []).append(word)
        return found

    def near(self, word: str, others: Sequence[str] = (), singular: str = "") -> tuple[str, ...]:
        """The known words that differ least from this one, within one edit (two where it is long); the nearest only.

        `singular`: the word without the ending of a plural, in which the known words are kept.
        """
        found: list[tuple[str, float]] = []
        for written in dict.fromkeys((word, singular or word)):
            limit = 0 if len(written) < 4 else 1 if len(written) < 7 else 2
            # One edit makes a word longer or shorter by one letter at most.
            alike = [
                self._of_length.get(length, ()) for length in range(len(written) - limit, len(written) + limit + 1)
            ]
            for choices in (*alike, others) if limit else ():
                found += [
                    (match, distance)
                    for match, distance, _ in process.extract(
                        written, choices, scorer=OSA.distance, score_cutoff=limit, limit=MOST_NEAR
                    )
                    if len(match) > 2 and not any(c.isdigit() for c in match)
                ]
        least = min((distance for _, distance in found), default=0)
        nearest = dict.fromkeys(match for match, distance in found if distance == least)
        # A letter left out or doubled is likelier than another one, and the first letter is seldom wrong.
        return tuple(
            sorted(
                nearest,
                key=lambda other: (other[0] != word[0], Indel.distance(word, other), len(other) < len(word), other),
            )
        )

    def names_like(self, prefix: str, limit: int = 20) -> tuple[Sense, ...]:
        """Senses of the names whose key begins so, the shortest first."""
        begun = sorted(self._begun(prefix, MOST_LIKE), key=lambda row: (len(row[0]), row[0]))
        return tuple(dict.fromkeys(self._sense(*sense) for _, *sense in begun[:limit]))

    def names_from(self, prefix: str, limit: int = 20) -> tuple[Sense, ...]:
        """Senses of some names whose key begins so, the preferred and the short ones first; whatever the graph's size."""
        found = [(key, self._sense(*sense)) for key, *sense in self._begun(prefix, MOST_BEGUN)]
        found.sort(key=lambda row: (len(row[0]), not row[1].preferred, row[0]))
        return tuple(dict.fromkeys(sense for _, sense in found))[:limit]

    def _begun(self, prefix: str, limit: int) -> list[tuple[Any, ...]]:
        """Some rows of the phrases whose key begins so: the key, and what `_sense` takes."""
        return self._db.execute(
            f"SELECT key, {_SENSE} WHERE key >= ? AND key < ? ORDER BY key, sense LIMIT ?",
            (prefix, prefix + "\U0010ffff", limit),
        ).fetchall()


class _Entries:
    """All pairs of a key and a sense that a graph gives rise to."""

    def __init__(self, ontology: Ontology, morphology: Morphology, progress: Progress | None = None) -> None:
        self.ontology, self.morphology, self.progress = ontology, morphology, progress
        self.vocabulary: set[str] = set()

    def all(self, store: Selects) -> Iterator[tuple[str, Sense]]:
        """The entries of classes, relations, things and values."""
        for cls, names in sorted(self.ontology.labels.items()):
            for name in dict.fromkeys((*names, *chain.from_iterable(map(parts_of_name, names)))):
                yield from self._named(name, Sense("class", cls, "name", name))
        for cls, head in self._heads():
            yield from self._named(head, Sense("class", cls, "name", head))
        taken = {name.lower() for names in self.ontology.labels.values() for name in names}
        taken |= {
            name.lower() for each in self.ontology.relations.values() for name in (each.label, *each.other_labels)
        }
        for relation in self.ontology.relations.values():
            # What an ontology says of a relation's words adds to what its labels say.
            guessed = [] if relation.flag else guessed_words(relation, self.morphology, taken)
            if not set(guessed).isdisjoint(relation.words) and (
                verbs := [word for word in guessed if word[0] == "verb"]
            ):
                # It names the relation itself, so that no noun need be made of its verb; a label that is a noun stays one.
                labels = {each.lower() for each in (relation.label, *relation.other_labels)}
                guessed = verbs + [word for word in guessed if word[0] == "objectNoun" and word[1] in labels]
            words = list(
                dict.fromkeys(
                    (*relation.words, *guessed, *turned_verbs(relation, self.morphology), *self._done(relation))
                )
            )
            for role, text in (*words, *self._graded(relation, words)):
                yield from self._relation(relation, role, text)
            if not relation.words and not relation.flag:
                # The end of its IRI names a relation too, but what its labels say goes before that.
                local = replace(relation, label=local_name(relation.iri), other_labels=())
                for role, text in guessed_words(local, self.morphology, taken):
                    if (role, text) not in words:
                        for key, sense in self._relation(relation, role, text):
                            yield key, replace(sense, preferred=False)
            yield from self._fellows(relation, words)
        for relation, head in self._measure_heads(taken):
            for key, sense in self._relation(relation, "objectNoun", head):
                yield key, replace(sense, preferred=False)
        yield from self._things(store)
        yield from self._values(store)

    def _heads(self) -> Iterator[tuple[URIRef, str]]:
        """The last words of classes' names: of two, the first can be left out, where nothing else is called so."""
        found: dict[str, set[URIRef]] = {}
        for cls, names in self.ontology.labels.items():
            words = names[0].split()
            if len(names) == 1 and len(words) > 1 and PREPOSITIONS.isdisjoint(words) and words[-1].isalpha():
                found.setdefault(words[-1], set()).add(cls)
        taken = {name.lower() for names in self.ontology.labels.values() for name in names} | SORTS | TIMES
        taken |= {name for each in self.ontology.relations.values() for name in (each.label, *each.other_labels)}
        for head, classes in sorted(found.items()):
            if len(classes) == 1 and head.lower() not in taken and len(head) > 3:
                yield min(classes), head

    def _measure_heads(self, taken: Collection[str]) -> Iterator[tuple[Relation, str]]:
        """The last words of the names of numbers: the wage, where there is only an hourly one."""
        found: dict[str, set[Relation]] = {}
        for relation in self.ontology.relations.values():
            first, *rest = relation.label.lower().split()
            if relation.kind == "number" and rest and rest[-1].isalpha() and PREPOSITIONS.isdisjoint((first, *rest)):
                found.setdefault(rest[-1], set()).add(relation)
        ordinary = {*taken, *SORTS, *TIMES, *UNITS}
        for head, relations in sorted(found.items()):
            if len(relations) == 1 and head not in ordinary and len(head) > 2 and self.morphology.is_noun(head):
                (relation,) = relations
                if not relation.words:
                    yield relation, head

    def _done(self, relation: Relation) -> Iterator[tuple[str, str]]:
        """The verb that a node between things is called by: who has to do with a review reviews what it is of."""
        nodes = {cls for cls, _ in relation.pairs}
        if relation.kind == "thing" and len(nodes) == 1 and nodes <= self.ontology.nodes:
            yield from (
                ("inverseVerb", name) for name in self.ontology.labels[nodes.pop()] if self.morphology.is_verb(name)
            )

    def _fellows(self, relation: Relation, words: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Sense]]:
        """What they are to each other to whom a relation leads from the same thing: coauthors."""
        if relation.kind not in ("thing", "text") or relation.free_text or relation.claimed or relation.derived:
            return
        names = {text for role, text in words if role == "objectNoun"}
        names |= {name for cls in relation.range for name in self.ontology.labels.get(cls, ())}
        for name in sorted(names):
            if key := "".join(self._words(name)):
                yield f"{NOUN}co{key}", Sense("relation", relation.iri, "fellow", f"co{name}")

    def _words(self, text: str) -> list[str]:
        """The keys of the words of a name."""
        keys = (self.morphology.name(word) for word in self.morphology.words(text) if word != "'s")
        return [key for key in keys if key]

    def _key(self, words: Sequence[str]) -> str:
        self.vocabulary.update(words)
        return "".join(words)

    def _named(self, name: str, sense: Sense, words: Sequence[str] | None = None) -> Iterator[tuple[str, Sense]]:
        """The entry of a name, if it is a phrase; `words` are the keys of its words, where they are known."""
        if len(name) > LONGEST_NAME or not (name[:1].isalpha() or any(c.isalpha() for c in name)):
            return
        if key := self._key(self._words(name) if words is None else words):
            yield NOUN + key, sense

    def _graded(self, relation: Relation, words: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The adjectives of a numeric relation, by the nouns that name it."""
        if relation.kind not in ("number", "date"):
            return
        nouns = {text.lower() for role, text in words if role == "objectNoun"} | {relation.label.lower()}
        if nouns & set(LARGE_TOO):
            yield from (
                (role, f"{TOO} {adjective}")
                for role, adjectives in zip(("more", "less"), GRADABLE[LARGE], strict=False)
                for adjective in adjectives
            )
            yield "objectNoun", f"{TOO} {SIZE}"
        elif nouns & set(GRADABLE[LARGE][2]):
            yield "objectNoun", SIZE
        heads = {noun.split()[-1] for noun in nouns} - nouns
        for more, less, attributes in GRADABLE:
            mark = "" if nouns & set(attributes) else f"{TOO} "
            if (nouns | heads) & set(attributes) and not (mark and relation.kind == "date"):
                yield from (("more", mark + adjective) for adjective in more)
                yield from (("less", mark + adjective) for adjective in less)
        if (nouns | heads) & LASTING and "length" not in nouns:
            yield "objectNoun", f"{TOO} length"
        for noun in sorted(nouns):
            if (adjective := said_of_much(noun.split()[-1], self.morphology)) is not None:
                yield "more", f"{TOO} {adjective}"
            if (verb := rated(noun, self.morphology)) is not None:
                yield "more", f"{TOO} {self.morphology.past(verb)}"
        if "population" in nouns:
            yield from (("unit", each) for each in ("inhabitant", "people", "resident"))
        if relation.kind == "date" and not any(noun.split()[0] in ("birth", "death") for noun in nouns):
            # Of things with a date the latest are the newest.
            yield from (("more", f"{TOO} {adjective}") for adjective in ("recent", "new", "late"))
            yield from (("less", f"{TOO} {adjective}") for adjective in ("old", "early"))
        for noun in sorted(nouns):
            counted = noun.removeprefix("number of ").removesuffix(" count")
            if counted != noun:
                yield "unit", counted
                if (verb := event_verb(self.morphology.noun(counted), self.morphology)) is not None:
                    # The most cited is what has the highest number of citations.
                    yield "more", self.morphology.past(verb)

    def _relation(self, relation: Relation, role: str, text: str) -> Iterator[tuple[str, Sense]]:
        first = not text.startswith(TOO)
        text = text.removeprefix(f"{TOO} ")
        words = text.lower().split()
        if role in ("preposition", "inversePreposition") or not words:
            return
        if role in ("more", "less", "judged") and len(words) == 1:
            key = self.morphology.noun(text.lower())
            sense = Sense("relation", relation.iri, role, text.lower(), preferred=first)
            yield (VERB if role == "judged" and self.morphology.is_verb(key) else ADJECTIVE) + key, sense
            self.vocabulary.add(key)
        elif role not in ("verb", "inverseVerb"):
            yield from self._named(text, Sense("relation", relation.iri, role, text, preferred=first))
        else:
            inverse = role == "inverseVerb"
            copular = words[0] in ("be", "is", "are")
            core = words[1:] if copular else words
            if not core:
                return
            tail: list[str] = []
            while len(core) > 1 and core[-1] in PREPOSITIONS | PARTICLES and len(tail) < 2:
                tail.insert(0, core.pop())
            rest = "".join(
                self.morphology.noun(word)
                for part in core[1:]
                if part not in ARTICLES
                for word in self.morphology.words(part)
            )
            verb = self.morphology.participle_of(core[0]) if copular else self.verb_lemma(core[0])
            self.vocabulary.update((*core, *tail, verb or ""))
            if copular and verb is None:
                yield (
                    NOUN + self._key(self._words(" ".join(core))),
                    Sense("relation", relation.iri, "predicate", text, tail=tuple(tail), inverse=inverse),
                )
                return
            key, kind = f"{VERB}{verb}{rest}", "participle" if copular else "verb"
            yield key, Sense("relation", relation.iri, kind, text, tail=tuple(tail), inverse=inverse)
            if len(core) == 2 and not tail and not copular:
                # "make worse": the object may stand between the two words.
                yield f"{VERB}{verb}", Sense("relation", relation.iri, kind, text, tail=(core[1],), inverse=inverse)

    def verb_lemma(self, word: str) -> str:
        """The base form of a verb that may have been given in the third person."""
        forms = self.morphology.verbs(word)
        if any(form == "base" for _, form in forms) and self.morphology.is_verb(word):
            return next(lemma for lemma, form in forms if form == "base")
        return next(
            (lemma for lemma, form in forms if form == "s" and self.morphology.is_verb(lemma)),
            forms[0][0] if forms else word,
        )

    def variants(self, named: Sequence[tuple[Sense, Sequence[str]]]) -> Iterator[tuple[str, Sense]]:
        """Names made of other names, said with the other names of these: a "bench plane" is a "worktable plane" too.

        A variant that is already the name of something gives way to it. `named`: the names, with the keys of their words.
        """
        levels = (
            self.ontology.relations.get(self.ontology.claims.evidence_level)
            if self.ontology.claims.evidence_level
            else None
        )
        loose = frozenset(cls for _, cls in levels.pairs) if levels is not None else frozenset()
        things: dict[URIRef, int] = {}  # things by number, which are compared much faster
        keys: dict[str, int] = {}  # of a name, its thing; -1: it is the name of several
        kinds: dict[str, frozenset[URIRef]] = {}
        wholes, numbers = ["".join(words) for _, words in named], []
        for whole, (sense, _) in zip(wholes, named, strict=True):
            number = things.setdefault(sense.iri, len(things))
            numbers.append(number)
            if keys.setdefault(whole, number) != number:
                keys[whole] = -1
            elif loose:
                kinds.setdefault(whole, sense.classes)
        others: dict[int, list[str]] = {}
        for whole, number in keys.items():
            if number >= 0:
                others.setdefault(number, []).append(whole)
        # The names that other names may be made of, and that there are other names for.
        owners = {
            whole: number
            for whole, number in keys.items()
            if number >= 0 and len(others[number]) > 1 and not kinds.get(whole, loose) & loose
        }
        # A variant, and the place of the name that it is one of; -1: it is one of several things' names.
        made: dict[str, int] = {}
        for at, (_, words) in enumerate(named):
            if not 2 <= len(words) <= 8:
                continue
            whole, number = wholes[at], numbers[at]
            ends = list(accumulate(map(len, words), initial=0))
            parts = [
                (start, end, others[owner])
                for first, start in enumerate(ends)
                for end in ends[first + 1 :]
                if (owner := owners.get(whole[start:end], number)) != number
            ]
            if not parts:
                continue
            found: dict[str, None] = {}
            for start, end, names in parts:
                rest = [whole[end:]]
                for start2, end2, names2 in parts:
                    if start2 >= end:
                        between, after = whole[end:start2], whole[end2:]
                        rest += [between + name + after for name in names2]
                before = whole[:start]
                found |= dict.fromkeys([before + name + after for name in names for after in rest])
            for key in sorted(found)[:MOST_VARIANTS] if len(found) > MOST_VARIANTS else found:
                if key not in keys and (first := made.setdefault(key, at)) != at and first >= 0:
                    other, sense = named[first][0], named[at][0]
                    made[key] = -1 if numbers[first] != number else first if other.name <= sense.name else at
        last, variant = -1, None
        for key, at in made.items():
            if at >= 0:
                if at != last:
                    last, sense = at, named[at][0]
                    variant = Sense("thing", sense.iri, sense.role, sense.name, sense.classes)
                assert variant is not None
                yield NOUN + key, variant

    def _things(self, store: Selects) -> Iterator[tuple[str, Sense]]:
        schema = {
            OWL.Class,
            OWL.ObjectProperty,
            OWL.DatatypeProperty,
            OWL.AnnotationProperty,
            OWL.Ontology,
            RDFS.Class,
            RDF.Property,
        }
        found: dict[URIRef, set[URIRef]] = {}
        for thing, cls in store.select(f"SELECT ?s ?c WHERE {{ ?s {RDF.type.n3()} ?c FILTER(isIRI(?s)) }}").rows:
            if isinstance(thing, URIRef) and isinstance(cls, URIRef):
                found.setdefault(thing, set()).add(cls)
        # Many things are of the same classes, so that most is worked out once for all of them.
        shared: dict[frozenset[URIRef], frozenset[URIRef]] = {}
        classes = {thing: shared.setdefault(kinds := frozenset(each), kinds) for thing, each in found.items()}
        known = {kinds: kinds.intersection(self.ontology.supers) for kinds in shared if schema.isdisjoint(kinds)}
        figures = {
            other
            for relation in self.ontology.relations.values()
            if relation.iri == self.ontology.claims.figure
            for _, other in relation.pairs
        }
        untold = {*self.ontology.claim_classes, *figures}
        terms = self.ontology.claims
        for polarity in (*terms.supporting, *terms.refuting):
            # To support a claim is said with a verb, and names nothing.
            classes.pop(polarity, None)
        called_by_iri = {kinds for kinds in known if not kinds & untold and not kinds.isdisjoint(self.ontology.labels)}
        unnamed = {thing for thing, kinds in classes.items() if kinds in called_by_iri}
        namers = tuple(
            dict.fromkeys((*LABELS, *OTHER_NAMES, *self.ontology.namers, *self.ontology.codes, ASK.adjective))
        )
        names = {namer: store.select(f"SELECT ?s ?n WHERE {{ ?s {namer.n3()} ?n }}").rows for namer in namers}
        labels = frozenset((*LABELS, *self.ontology.namers))
        lesser = self._lesser(
            store, classes, chain.from_iterable(rows for namer, rows in names.items() if namer in labels)
        )
        named: list[tuple[Sense, list[str]]] = []
        shorter: list[tuple[str, Sense]] = []
        best: dict[URIRef, URIRef] = {}
        done, total = 0, sum(map(len, names.values()))
        for namer, rows in names.items():
            role = "adjective" if namer == ASK.adjective else "name"
            varied = role == "name" and namer not in self.ontology.codes
            labelling = namer in labels
            for thing, name in rows:
                done += 1
                if self.progress is not None and done % WRITTEN_AT_ONCE == 0:
                    self.progress("indexing names", done, total)
                if not isinstance(thing, URIRef) or (own := known.get(classes.get(thing, _NONE))) is None:
                    continue
                text = str(name)
                # With a preferred label, another label is only another name (SKOS, S13).
                preferred = labelling and best.setdefault(thing, namer) is namer and (thing, text) not in lesser
                sense = Sense("thing", thing, role, text, own, preferred=preferred)
                words = self._words(text) if len(text) <= LONGEST_NAME else []
                if role == "name":
                    unnamed.discard(thing)
                    if words and varied:
                        named.append((sense, words))
                yield from self._named(text, sense, words)
                if varied:
                    shorter += ((part, Sense("thing", thing, role, part, own)) for part in parts_of_name(text))
        yield from self._phrases(store, classes)
        yield from self.variants(named)
        keys = Counter("".join(words) for _, words in named)
        keys.update("".join(self._words(text)) for text, _ in shorter)
        for text, sense in shorter:
            # What something else is called by name is not called so by what only speaks of it.
            if keys["".join(self._words(text))] == 1:
                yield from self._named(text, sense)
        for iri in sorted(unnamed):
            text = local_name(iri)
            yield from self._named(text, Sense("thing", iri, "name", text, known[classes[iri]], preferred=True))

    def _lesser(
        self, store: Selects, classes: Mapping[URIRef, frozenset[URIRef]], names: Iterable[tuple[Any, ...]]
    ) -> set[tuple[URIRef, str]]:
        """Things, with a name that one of another class has too to which far more leads: the city beside the state."""
        called: dict[str, set[URIRef]] = {}
        for thing, name in names:
            if thing in classes:
                called.setdefault(str(name), set()).add(thing)
        shared = {name: things for name, things in called.items() if 1 < len(things) <= MOST_NAMESAKES}
        shared = {
            name: things
            for name, things in shared.items()
            if not frozenset.intersection(*(classes[one] for one in things))
        }
        named = sorted({thing.n3() for things in shared.values() for thing in things})
        leading: dict[object, int] = {}
        for at in range(0, len(named), 500):
            counted = f"SELECT ?o (COUNT(*) AS ?n) WHERE {{ VALUES ?o {{ {' '.join(named[at : at + 500])} }} ?s ?p ?o }} GROUP BY ?o"
            leading.update((thing, int(str(number))) for thing, number in store.select(counted).rows)
        found: set[tuple[URIRef, str]] = set()
        for text, things in shared.items():
            first = max(sorted(things), key=lambda thing: leading.get(thing, 0))
            found |= {
                (one, text)
                for one in things
                if not classes[one] & classes[first] and FAR_MORE * max(1, leading.get(one, 0)) <= leading.get(first, 0)
            }
        return found

    def _phrases(self, store: Selects, classes: Mapping[URIRef, frozenset[URIRef]]) -> Iterator[tuple[str, Sense]]:
        """Verbs that hold their object: "undercoat" is to apply an undercoat."""
        found: dict[tuple[str, URIRef], set[URIRef]] = {}
        query = f"SELECT ?v ?r ?o WHERE {{ ?p {ASK.verb.n3()} ?v ; {ASK.relation.n3()} ?r ; {ASK.object.n3()} ?o }}"
        for verb, relation, thing in store.select(query).rows:
            if isinstance(relation, URIRef) and isinstance(thing, URIRef):
                found.setdefault((str(verb), thing), set()).add(relation)
        for (text, thing), relations in sorted(found.items()):
            first, *others = self.morphology.words(text.lower())
            words = [self.morphology.noun(word) for word in others if word not in ARTICLES]
            known = frozenset(cls for cls in classes.get(thing, ()) if cls in self.ontology.supers)
            self.vocabulary.update((first, *words))
            sense = Sense("phrase", thing, "verb", text, known, relations=tuple(sorted(relations)))
            yield f"{VERB}{self.verb_lemma(first)}{''.join(words)}", sense
            if first == "be":
                # In a question its subject stands between: "is the saw rustproof?".
                yield f"{NOUN}{''.join(map(self.morphology.noun, others))}", replace(sense, role="predicate")

    def _values(self, store: Selects) -> Iterator[tuple[str, Sense]]:
        terms = self.ontology.claims
        skipped = {
            terms.statement,
            DCTERMS.title,
            SKOS.definition,
            RDFS.comment,
            *(p for name, p in terms.figure_parts if name != "measure"),
        }
        names: dict[str, list[str]] = {}
        for namer in (*LABELS, *OTHER_NAMES):
            query = f"SELECT ?v ?n WHERE {{ ?node {ASK.literal.n3()} ?v ; {namer.n3()} ?n }}"
            for value, name in store.select(query).rows:
                names.setdefault(str(value), []).append(str(name))
        for relation in self.ontology.relations.values():
            if relation.kind != "text" or relation.free_text or relation.iri in skipped:
                continue
            query = f"SELECT DISTINCT ?v WHERE {{ ?s {relation.iri.n3()} ?v FILTER(isLiteral(?v) && STRLEN(STR(?v)) <= {LONGEST_NAME}) }}"
            domain = frozenset(subject for subject, _ in relation.pairs)
            for (value,) in store.select(query).rows:
                if isinstance(value, Literal):
                    text = str(value).replace("_", " ")
                    if relation.flag and value.value is True:
                        yield from self._flag(relation, domain, value)
                    for called in (text, *sorted(names.get(str(value), ()))):
                        yield from self._named(
                            called, Sense("value", relation.iri, "value", called, domain, value=value)
                        )

    def _flag(self, relation: Relation, domain: frozenset[URIRef], value: Literal) -> Iterator[tuple[str, Sense]]:
        """What is said of things of which it is true."""
        for role, text in flag_words(relation, self.morphology):
            sense = Sense("value", relation.iri, role, text, domain, value=value)
            if role == "verb":
                verb, *rest = self._words(text)
                self.vocabulary.update((verb, *rest))
                yield VERB + verb + "".join(rest), sense
            else:
                yield from self._named(text, sense)


def parts_of_name(name: str) -> tuple[str, ...]:
    """What a name is without the brackets at its end, and the short name in them; of two names with a slash, each.

    >>> parts_of_name("Global Positioning System (GPS)"), parts_of_name("Marrow (a river)"), parts_of_name("lift / elevator")
    (('Global Positioning System', 'GPS'), ('Marrow',), ('lift', 'elevator'))
    """
    if (found := re.fullmatch(r"(\S.*\S) \(([^()]+)\)", name)) is not None:
        letters = iter(found[1].lower())
        short = found[2].isupper() and all(letter in letters for letter in found[2].lower())
        return (found[1], found[2]) if short else (found[1],)
    each = tuple(part.strip() for part in name.split(" / "))
    return each if len(each) > 1 and all(each) else ()


def turned_verbs(relation: Relation, morphology: Morphology) -> list[tuple[str, str]]:
    """The verbs that the label of a relation's other direction is: "evaluates" for "was evaluated by"."""
    if relation.inverse_label is None:
        return []
    turned = replace(relation, label=relation.inverse_label, other_labels=(), iri=URIRef("urn:"))
    return [("inverseVerb", text) for role, text in guessed_words(turned, morphology, frozenset()) if role == "verb"]


_TABLES = """
PRAGMA journal_mode = OFF;  -- nobody reads the file before all of it is there
PRAGMA synchronous = OFF;
CREATE TABLE phrase (key TEXT NOT NULL, sense INTEGER NOT NULL);
CREATE TABLE sense (id INTEGER PRIMARY KEY, sort INTEGER NOT NULL, iri TEXT NOT NULL, name TEXT NOT NULL, value TEXT);
CREATE TABLE sort (id INTEGER PRIMARY KEY, written TEXT NOT NULL);  -- what many senses have in common
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE thing (iri TEXT PRIMARY KEY, classes TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE broader (iri TEXT NOT NULL, above TEXT NOT NULL, PRIMARY KEY (iri, above)) WITHOUT ROWID;
"""
_NONE: frozenset[URIRef] = frozenset()
_SENSE = "sort, iri, name, value FROM phrase JOIN sense ON sense.id = phrase.sense"


def _sort(sense: Sense) -> tuple[object, ...]:
    return sense.kind, sense.role, sense.classes, sense.tail, sense.inverse, sense.preferred, sense.relations


def _written(sort: tuple[Any, ...]) -> str:
    return json.dumps([sorted(part) if isinstance(part, frozenset) else part for part in sort], ensure_ascii=False)


def _dumped(value: Literal | None) -> str | None:
    return None if value is None else json.dumps([str(value), value.language, value.datatype], ensure_ascii=False)


def _loaded(text: str | None) -> Literal | None:
    if text is None:
        return None
    value, language, datatype = json.loads(text)
    return Literal(value, lang=language, datatype=datatype and interned(datatype))
