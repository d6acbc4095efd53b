"""`KnowledgeGraph`: a question goes through the stages, from text to an answer with its evidence.

>>> import tempfile
>>> from pathlib import Path
>>> from rdflib import Namespace
>>> from msgraph.plan import Linked, List, Step, Thing
>>> file = Path(tempfile.mkdtemp(), "tools.ttl")
>>> _ = file.write_text("@prefix : <http://example.org/> . :ann :lends :saw , :axe .")
>>> EX = Namespace("http://example.org/")
>>> with KnowledgeGraph.open(file) as kg:
...     answer = kg.answer(List(Linked(Step((EX.lends,), inverse=True), Thing(EX.ann))))
>>> answer.status, [cell.label for cell in answer.answers]
('answered', ['axe', 'saw'])
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import quote

from rdflib import URIRef

from msgraph import lookups, sparql
from msgraph.answer import Answer, Card
from msgraph.answering import Answers
from msgraph.build import Index, opened
from msgraph.errors import (
    AsksTooMuch,
    MsgraphError,
    NoClaims,
    NoSuchReading,
    OtherVersion,
    QueryError,
    QuerySyntax,
    QueryTooLarge,
    QueryTooLong,
    TooFew,
    UnknownName,
)
from msgraph.facts import Cell, Facts
from msgraph.guard import undeclared
from msgraph.ontology import InOrder, Ontology, dumps, loads
from msgraph.ontology import load as load_ontology
from msgraph.plan import (
    Compare,
    Count,
    Define,
    Describe,
    Either,
    Evidence,
    Linked,
    List,
    Plan,
    Quantity,
    Set,
    Step,
    Thing,
    Truth,
    Without,
    parts,
    rebuilt,
)
from msgraph.results import Node, Result, Table, Triples
from msgraph.settings import QUERY_ROWS, QUERY_SECONDS
from msgraph.store import Progress, Store
from msgraph.vocabulary import RDF
from msgraph.writing import prefixes

if TYPE_CHECKING:
    import networkx

    from msgraph.comparison import Comparison
    from msgraph.completion import Completion
    from msgraph.evidence_map import Axes, EvidenceMap
    from msgraph.lexicon import Lexicon
    from msgraph.reading import Reader, Reading, Understanding
    from msgraph.records import Records
    from msgraph.traversal import Links
    from msgraph.weighing import Findings

TRIED: Final = 3
"""So many candidates are tried for each completion that is wanted."""

TRYING: Final = 2.0
"""So many seconds candidates are tried; whoever types has typed on by then."""

KEPT: Final = 20_000
"""Of so many questions it is kept whether they have an answer."""

OFFERED: Final = 0.5
"""What a reading may cost more than the best one to be offered beside it."""
MOST_COMPARED: Final = 3
"""So many equally good readings are answered to see whether they come to the same."""
_WORDS = "words.sqlite"
_ONTOLOGY = "ontology.json"


def _write_words(store: Store, folder: Path, progress: Progress | None) -> None:
    """Lay the words of a graph beside its store."""
    from msgraph.lexicon import Lexicon
    from msgraph.question import english

    ontology = load_ontology(store)
    (folder / _ONTOLOGY).write_text(dumps(ontology), encoding="utf-8")
    Lexicon.build(InOrder(store), ontology, english(), folder / _WORDS, progress)


def _form() -> str:
    """Which code wrote the words: what another one wrote has to be written anew."""
    digest = blake2b(digest_size=6)
    for module in ("function_words", "lexicon", "ontology", "question", "termwords"):
        digest.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return digest.hexdigest()


INDEX: Final = Index(f"words-{_form()}", _write_words)
"""What a prepared folder holds beside the store, so that a question can be read without looking through all names."""

__all__ = ["Answer", "Card", "Counts", "KnowledgeGraph", "MsgraphError"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a graph holds. `classes`, `relations` and `levels` pair a name with a number, the largest first."""

    things: int
    claims: int
    sources: int
    links: int
    classes: tuple[tuple[str, int], ...] = ()
    relations: tuple[tuple[str, int], ...] = ()
    levels: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading of a question: what it asks for, what it cost, why it was taken or not, how it is put together."""

    said: str
    rank: float
    verdict: str
    steps: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a question was understood."""

    senses: tuple[tuple[str, tuple[str, ...]], ...]
    """Each stretch of known words, and what it can mean, as a name and its kind: “tool (class)”."""
    left_over: tuple[str, ...]
    readings: tuple[Weighed, ...]


class KnowledgeGraph:
    """A graph that can be asked in plain English, in SPARQL, and by its things."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._answered: dict[tuple[str, tuple[Plan, ...]], bool] = {}
        self._completed: dict[tuple[str, int, tuple[Plan, ...]], tuple[str, ...]] = {}

    @classmethod
    def open(cls, *sources: str | Path, progress: Progress | None = None) -> "KnowledgeGraph":
        """Open a graph: Turtle files and folders, a prepared folder, an endpoint; the shipped one if none is named.

        Raises a `MsgraphError` that says what is wrong with a source.
        """
        return cls(opened(*sources, index=INDEX, progress=progress))

    def close(self) -> None:
        """Let go of files, connections and processes."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # --- the stages, each made when it is first needed

    @cached_property
    def ontology(self) -> Ontology:
        """The classes and relations of the graph."""
        prepared = self.store.folder / _ONTOLOGY if self.store.folder is not None else None
        if prepared is not None and prepared.is_file():
            try:
                return loads(prepared.read_text(encoding="utf-8"))
            except (AttributeError, KeyError, TypeError, ValueError) as error:  # whatever damaged JSON may lead to
                raise OtherVersion(str(prepared.parent.parent), reason=f"{_ONTOLOGY} is damaged") from error
        return load_ontology(self.store)

    @cached_property
    def facts(self) -> Facts:
        """Names, claims and sources."""
        return Facts(self.store, self.ontology)

    @cached_property
    def answers(self) -> Answers:
        """What answers plans."""
        return Answers(self.facts, lambda: self.links)

    @cached_property
    def links(self) -> "Links":
        """The links to walk along."""
        from msgraph.traversal import load

        return load(self.store, self.ontology)

    @cached_property
    def findings(self) -> "Findings":
        """The claims to weigh."""
        from msgraph.weighing import findings

        return findings(self.facts)

    @cached_property
    def lexicon(self) -> "Lexicon":
        """The words of the graph."""
        from msgraph.lexicon import Lexicon

        prepared = self.store.folder / _WORDS if self.store.folder is not None else None
        if prepared is not None and prepared.is_file():
            return Lexicon.open(prepared)
        from msgraph.question import english  # needs spaCy, which takes longer to load than a graph to open

        return Lexicon.build(InOrder(self.store), self.ontology, english())

    @cached_property
    def reader(self) -> "Reader":
        """What reads questions."""
        from msgraph.reading import Reader

        return Reader(self.ontology, self.lexicon, self.facts.includes)

    @cached_property
    def completion(self) -> "Completion":
        """What completes questions."""
        from msgraph.completion import Completion

        return Completion(self.facts, self.lexicon)

    # --- asking

    def ask(self, question: str, *, follows: Answer | None = None, reading: int | None = None) -> Answer:
        """Answer a plain question.

        Args:
            question: in English.
            follows: the answer that the question leans on ("and …?", "which of them …?").
            reading: which of the readings to take, counted from 1, where an earlier call offered several.

        Raises:
            NoSuchReading: there is no such reading.
            AsksTooMuch: it was understood, and its search was stopped at a limit of time or memory.
        """
        started = perf_counter()
        before = follows.plans if follows else ()
        understood = self.reader.read(question, before=before, every=reading is not None)
        answer = self._understood(understood, reading)
        if answer.status == "clarify":
            answer = self._asked_back(self.reader.read(question, before=before, every=True))
        plans = (*before, *answer.plans)
        return replace(answer, question=question, plans=plans, notes=understood.notes, milliseconds=_since(started))

    def explain(self, question: str, *, before: Sequence[Plan] = ()) -> Explanation:
        """How a question is understood: senses, what is left over, every reading and why it was taken or lost.

        `before`: the plans of the questions that it leans on, the latest last.
        """
        from msgraph.reading import derivation

        words, links = self.reader.linked(question)
        understood = self.reader.read(question, before=before, every=True)
        named: dict[str, dict[str, None]] = {}
        for link in links:
            for sense in link.senses:
                name = f"“{sense.value}”" if sense.value is not None else self.answers.label(sense.iri)
                phrase = " ".join(words[link.start : link.end])
                named.setdefault(phrase, {})[f"{name} ({sense.role if sense.kind == 'relation' else sense.kind})"] = (
                    None
                )
        best = understood.readings[0].rank if understood.readings else 0.0
        return Explanation(
            tuple((phrase, tuple(senses)) for phrase, senses in named.items()),
            understood.unknown_words or understood.unjoined,
            tuple(
                Weighed(
                    self.answers.say(each.plan),
                    each.rank,
                    _verdict(each, understood, best),
                    "" if each.derivation is None else derivation(each.derivation, each.words),
                )
                for each in understood.readings
            ),
        )

    def _understood(self, understood: "Understanding", chosen: int | None) -> Answer:
        readings = understood.readings
        if not readings:
            if chosen is not None:
                raise NoSuchReading(chosen, offered=0)
            return Answer(
                "not_understood", unknown_words=understood.unknown_words or understood.unjoined,
                suggestions=understood.suggestions, sentence=understood.refusal or _not_understood(understood),
            )  # fmt: skip
        if chosen is not None:
            offered = tuple(self._offered(readings).values())
            if not 1 <= chosen <= len(offered):
                raise NoSuchReading(chosen, offered=len(offered))
            return self.answer(offered[chosen - 1])
        agreed = None if understood.guessed else self._agreeing(understood.best, every=understood.vague)
        if agreed is not None:
            if agreed.status == "no_answer" and isinstance(agreed.plan, List | Count | Quantity | Truth):
                return self._regrouped(understood) or agreed
            if understood.regrouped and self._denies_nothing(agreed.plan):
                return self._denying(understood) or agreed
            return agreed
        if not understood.guessed and (either := _about_either([each.plan for each in understood.best])) is not None:
            return self.answer(either)
        return self._asked_back(understood)

    def _asked_back(self, understood: "Understanding") -> Answer:
        """The readings of a question, to choose from."""
        said = tuple(self._offered(understood.readings))
        return Answer(
            "clarify", readings=said, suggestions=understood.suggestions, plans=(understood.readings[0].plan,),
            sentence=_asked_back(len(said), guessed=understood.guessed or understood.vague),
        )  # fmt: skip

    def _offered(self, readings: Sequence["Reading"]) -> dict[str, Plan]:
        """The likely readings, to choose from, by their English; of those that read alike the best.

        Where things of one name make two readings alike, their classes tell them apart.
        """
        plans = list(dict.fromkeys(each.plan for each in readings if each.rank - readings[0].rank < OFFERED))
        self.answers.expect(plans)
        said = [self.answers.say(plan) for plan in plans]
        offered: dict[str, Plan] = {}
        for plan, text in zip(plans, said, strict=True):
            offered.setdefault(text if said.count(text) == 1 else f"{text}{self._classed(plan)}", plan)
        return offered

    def _classed(self, plan: Plan) -> str:
        """The things of a plan with their classes, in brackets."""
        things = [part.iri if isinstance(part, Thing) else part.thing for part in parts(plan)
                  if isinstance(part, Thing | Define | Describe)]  # fmt: skip
        named = self.facts.named(things)
        classes = [(cell.label, cell.cls and self.facts.label(cell.cls)) for cell in named.values()]
        told = ", ".join(f"{label}: {cls}" for label, cls in classes if cls)
        return f" ({told})" if told else ""

    def _regrouped(self, understood: "Understanding") -> Answer | None:
        """The answer of the readings that are hardly less likely, where they find something and come to the same."""
        if len(understood.regrouped) > MOST_COMPARED:
            return None
        answers = [self.answer(each.plan) for each in understood.regrouped]
        found = [
            each for each in answers if each.status == "answered" and each.count != 0 and each.boolean is not False
        ]
        return found[0] if found and all(found[0].agrees(other) for other in found) else None

    def _denies_nothing(self, plan: Plan | None) -> bool:
        """Whether a plan takes away only what the graph holds nothing of, so that all would be left."""
        if not isinstance(plan, List | Count):
            return False
        denied = [part.less for part in parts(plan) if isinstance(part, Without) and isinstance(part.less, Linked)]
        return bool(denied) and all(self.answer(List(less)).status == "no_answer" for less in denied)

    def _denying(self, understood: "Understanding") -> Answer | None:
        """The answer of hardly less likely readings that take something away, where they come to the same."""
        kept = [each.plan for each in understood.regrouped[:MOST_COMPARED] if not self._denies_nothing(each.plan)]
        answers = [self.answer(plan) for plan in kept]
        return answers[0] if answers and all(answers[0].agrees(other) for other in answers) else None

    def _agreeing(self, best: Sequence["Reading"], *, every: bool) -> Answer | None:
        """The answer that equally good readings come to, those of them that have one; None where they differ.

        `every`: none of them may be without an answer.
        """
        if len(best) > MOST_COMPARED:
            return None
        answers = [self.answer(each.plan) for each in best]
        if not answers:
            return None
        answered = [answer for answer in answers if answer.status == "answered"]
        if every and len(answered) < len(answers):
            return None
        first, *others = answered or answers
        return first if all(first.agrees(other) for other in others) else None

    def answer(self, plan: Plan) -> Answer:
        """Answer a plan: a question's meaning, however it was come by. Raises AsksTooMuch."""
        started = perf_counter()
        try:
            answer = self.answers.answer(plan)
        except QueryTooLong as error:
            raise AsksTooMuch(self.answers.say(plan), limit=f"{error.seconds:g} seconds") from error
        except QueryTooLarge as error:
            raise AsksTooMuch(self.answers.say(plan), limit=f"{error.limit >> 20:,} MiB of memory") from error
        return replace(answer, milliseconds=_since(started), _graph=self._subgraph)

    def query(self, text: str, *, seconds: float = QUERY_SECONDS, rows: int = QUERY_ROWS) -> Result:
        """What a SPARQL query brings; it can only read. Prefixes of `prefixes` need not be declared.

        Raises a `MsgraphError` that says what is wrong with it.
        """
        missing = [prefix for prefix in undeclared(text) if prefix in self.prefixes]
        # In the first line, so that what is wrong is still told by its line.
        prologue = "".join(f"PREFIX {prefix}: <{self.prefixes[prefix]}> " for prefix in missing)
        try:
            return self.store.query(prologue + text, seconds=seconds, rows=rows)
        except QuerySyntax as error:
            if not prologue or error.line > 1:
                raise
            column = max(1, error.column - len(prologue))
            raise QuerySyntax(line=1, column=column, reason=error.reason) from error

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefixes that a query need not declare, with their namespaces."""
        return prefixes((*self.ontology.labels, *self.ontology.relations))

    def graph(self, result: Table | Triples) -> "networkx.MultiDiGraph":
        """The result of a query as a graph: its triples, or the rows of a table, as links between things.

        A row is a link from its first thing to its last one; it is named by the thing between them, or by the column
        of the last one.
        """
        from msgraph.traversal import of_claims

        named = self.facts.named(node for row in _rows(result) for node in row)
        triples = []
        for row in _rows(result):
            cells = [(place, named[node]) for place, node in enumerate(row) if isinstance(node, URIRef)]
            if len(cells) > 1:
                column = result.columns[cells[-1][0]] if isinstance(result, Table) else ""
                between = cells[1][1] if len(cells) > 2 else Cell(URIRef(f"column:{quote(column)}"), column)
                triples.append((cells[0][1], between, cells[-1][1]))
        return of_claims((), (), triples, label=self.facts.label)

    def examples(self) -> dict[str, tuple[str, ...]]:
        """Questions to begin with, by topic, each made of what the graph holds and answered by it."""
        from msgraph.examples import examples

        return examples(self.facts)

    def complete(self, text: str, *, follows: Answer | None = None, limit: int = 6) -> tuple[str, ...]:
        """Whole questions that begin as the text does, or hold it, each of which is understood and has an answer.

        With `follows`, the answer that the question may lean on, also such as say “it” or “them” of what was found.
        Meant to be called at each keystroke: what was found out about a question is kept.
        """
        before = follows.plans if follows else ()
        known = (text.casefold().lstrip(), limit, before)
        if known not in self._completed:
            found: dict[str, str] = {}
            about = _spoken_of(follows) if follows else ()
            started = perf_counter()
            for question in islice(self.completion.candidates(text, about), TRIED * limit):
                if perf_counter() - started > TRYING:
                    return tuple(found.values())
                if question.casefold() not in found and self._is_answered(question, before):
                    found[question.casefold()] = question
                if len(found) == limit:
                    break
            if len(self._completed) > KEPT:
                self._completed.clear()
            self._completed[known] = tuple(found.values())
        return self._completed[known]

    def _is_answered(self, question: str, before: tuple[Plan, ...]) -> bool:
        """Whether a question would be answered after others, found out without its evidence."""
        known = question, before
        if known not in self._answered:
            understood = self.reader.read(question, before=before)
            best = understood.best
            if len(self._answered) > KEPT:
                self._answered.clear()
            self._answered[known] = bool(best) and not understood.guessed and self._ends_answered(understood)
        return self._answered[known]

    def _ends_answered(self, understood: "Understanding") -> bool:
        """Whether what was understood has an answer; what is long in coming is not worth offering."""
        try:
            if len(understood.best) == 1:
                return self.answers.holds(understood.best[0].plan)
            return self._understood(understood, None).status == "answered"
        except QueryError:
            return False

    # --- things

    def find(self, text: str, *, limit: int = 10) -> tuple[Cell, ...]:
        """The things with this name, or else those whose names begin with it."""
        key = self._key(text)
        senses = self.lexicon.senses([key]).get(key, ())
        found = [sense.iri for sense in senses if sense.kind == "thing" and sense.iri is not None]
        if not found:
            found = [
                sense.iri
                for sense in self.lexicon.names_like(key, limit)
                if sense.kind == "thing" and sense.iri is not None
            ]
        iris = list(dict.fromkeys(found))[:limit]
        named = self.facts.named(iris)
        return tuple(named[iri] for iri in iris)

    def thing(self, thing: str | URIRef) -> URIRef:
        """The thing with this IRI or name. Raises UnknownName."""
        if isinstance(thing, URIRef) or "://" in thing:
            iri = URIRef(thing)
            if self.store.ask(lookups.exists(iri).text):
                return iri
            raise UnknownName(str(thing), near=[])
        found = self.find(thing)
        if not found or found[0].iri is None:
            raise UnknownName(thing, near=list(self.lexicon.near(thing)))
        return found[0].iri

    def card(self, thing: str | URIRef) -> Card:
        """All that is known of a thing, by its IRI or name. Raises UnknownName."""
        return self.answers.full_card(self.thing(thing))

    def describe(self, thing: str | URIRef) -> Answer:
        """All that is known of a thing, as an answer. Raises UnknownName."""
        return self.answer(Describe(self.thing(thing)))

    def paths(self, start: str | URIRef, end: str | URIRef, *, max_hops: int = 4) -> Answer:
        """The chains of links from one thing to another, the best first. Raises UnknownName."""
        from msgraph.plan import Paths

        return self.answer(Paths(Thing(self.thing(start)), Thing(self.thing(end)), max_hops))

    def compare(self, things: Sequence[str | URIRef]) -> "Comparison":
        """Two or more things side by side, by their IRIs or names.

        Raises:
            UnknownName: a thing that the graph does not have.
            TooFew: fewer than two different things.
        """
        from msgraph.comparison import compare

        iris = tuple(dict.fromkeys(map(self.thing, things)))
        if len(iris) < 2:
            raise TooFew(len(iris), wanted=2)
        return compare(self.answers, iris)

    def comparable(self) -> tuple[tuple[Cell, Cell], ...]:
        """Pairs of things of one class that much is known of, to begin with."""
        from msgraph.comparison import comparable

        return comparable(self.links, self.facts)

    def neighbourhood(
        self, thing: str | URIRef, hops: int = 1, *, grown: Iterable[str | URIRef] = ()
    ) -> "networkx.MultiDiGraph":
        """What is at most so many links away from a thing, and one link from each of the things `grown`, as a graph.

        Raises UnknownName. What `traversal.narrowed` leaves of it is a graph as well.
        """
        from msgraph.traversal import neighbourhood, of_links

        iris = [self.thing(each) for each in (thing, *grown)]
        links = [
            link for place, iri in enumerate(iris) for link in neighbourhood(self.links, iri, 1 if place else hops)
        ]
        named = self.facts.named(iris)
        return of_links(list(dict.fromkeys(links)), self.facts, [named[iri] for iri in iris])

    # --- claims and records by kind

    @cached_property
    def makes_claims(self) -> bool:
        """Whether the graph makes claims; another one has plain links only, and no evidence to tell of."""
        return any(relation.claimed for relation in self.ontology.relations.values())

    @cached_property
    def axes(self) -> "Axes":
        """What an evidence map can be made of; nothing where the graph makes no claims."""
        from msgraph.evidence_map import axes

        return axes(self.answers, self.findings)

    def evidence_map(
        self,
        rows: str | URIRef | None = None,
        columns: str | URIRef | None = None,
        *,
        relations: Sequence[str | URIRef] = (),
        levels: Sequence[str | URIRef] = (),
        depth: int | None = None,
    ) -> "EvidenceMap":
        """How much evidence there is, how strong, for and against, of each pair of things of two kinds.

        Args:
            rows: a class of subjects of claims, by its name or IRI; the one that most claims fit by default.
            columns: a class of objects, or a qualifier of claims.
            relations: only claims of these; of all that claims were made with by default.
            levels: only claims of these levels of evidence.
            depth: how finely kinds are told apart, 0 being the topmost things; None: each thing for itself.

        Raises:
            UnknownName: no class, relation or level that claims have is called so.
            NoClaims: the graph makes none.
        """
        from msgraph.evidence_map import evidence_map

        axes = self.axes
        if not axes.rows or not axes.columns:
            raise NoClaims()
        known = {finding.level.iri for finding in self.findings.every if finding.level is not None}
        return evidence_map(
            self.answers,
            self.findings,
            self._term(rows, [cell.iri for cell, _ in axes.rows]),
            self._term(columns, [cell.iri for cell, _ in axes.columns]),
            relations=[self._term(relation, [cell.iri for cell, _ in axes.relations]) for relation in relations],
            levels=[self._term(level, known) for level in levels],
            depth=depth,
        )

    def records(self, kind: str | URIRef) -> "Records":
        """Everything that the graph knows of all things of a class, by its name or IRI, with the claims each supports.

        Raises:
            UnknownName: no class is called so.
        """
        from msgraph.records import records

        return records(self.answers, self.findings, [self._term(kind, self.ontology.labels)])

    @cached_property
    def record_kinds(self) -> tuple[Cell, ...]:
        """The classes that the graph keeps records of: its studies, then the sources of its claims."""
        classes = (*sorted(self.ontology.studies), *sorted(self.ontology.sources))
        return tuple(Cell(cls, self.facts.label(cls)) for cls in classes)

    def _term(self, name: str | URIRef | None, among: Iterable[URIRef | None]) -> URIRef:
        """The class, relation or level of this name or IRI; the first of those it can be if there is no name."""
        from difflib import get_close_matches

        from msgraph.wording import plural

        known = [iri for iri in among if iri is not None]
        if name is None:
            return known[0]
        wanted = name.strip().casefold()
        called: dict[str, URIRef] = {}
        for iri in known:
            relation = self.ontology.relations.get(iri)
            others = relation.other_labels if relation else self.ontology.labels.get(iri, ())
            for label in (self.facts.label(iri), *others):
                called.setdefault(label.casefold(), iri)
                called.setdefault(plural(label.casefold()), iri)
            if wanted == str(iri).casefold():
                return iri
        if wanted not in called:
            raise UnknownName(name, near=get_close_matches(wanted, list(called), n=3))
        return called[wanted]

    # --- all of it

    def describe_graph(self) -> Counts:
        """How much the graph holds."""
        terms, relations, labels = self.ontology.claims, self.ontology.relations, self.ontology.labels
        by_class = self._numbers(RDF.type)
        claims = sum(number for iri, number in by_class if iri in self.ontology.claim_classes)
        figure = relations.get(terms.figure) if terms.figure else None
        skipped = self.ontology.claim_classes | {cls for _, cls in (figure.pairs if figure else ())}
        things = [(iri, number) for iri, number in by_class if iri in labels and iri not in skipped]
        made = [(iri, number) for iri, number in self._numbers(RDF.predicate) if not self._is_derived(iri)]
        sources = self.store.select(lookups.number_of(terms.source).text).rows[0][0] if terms.source else 0
        if not claims:
            links = sum(map(len, self.links.out.values()))
        else:
            links = sum(
                self._links_of(iri) for iri in relations if relations[iri].claimed and not relations[iri].derived
            )
        return Counts(
            things=sum(number for _, number in things),
            claims=claims,
            sources=int(str(sources)),
            links=links,
            classes=self._named(things),
            relations=self._named(made),
            levels=self._named(self._numbers(terms.evidence_level)) if terms.evidence_level else (),
        )

    # --- inner workings

    def _numbers(self, property_: URIRef) -> list[tuple[URIRef, int]]:
        """Each value of a property with the number of things that have it."""
        rows = self.store.select(lookups.by_value(property_).text).rows
        return [(iri, int(str(number))) for iri, number in rows if isinstance(iri, URIRef)]

    def _named(self, pairs: Sequence[tuple[URIRef, int]]) -> tuple[tuple[str, int], ...]:
        """Things with numbers, by their names."""
        return tuple((self.facts.label(iri), number) for iri, number in pairs)

    def _is_derived(self, relation: URIRef) -> bool:
        known = self.ontology.relations.get(relation)
        return known is not None and known.derived

    def _links_of(self, relation: URIRef) -> int:
        """How many links of a relation there are."""
        return int(str(self.store.select(lookups.number_of_links(relation).text).rows[0][0]))

    def _key(self, text: str) -> str:
        """A name as the lexicon keeps it."""
        from msgraph.lexicon import NOUN
        from msgraph.question import english

        return NOUN + "".join(english().name(word) for word in english().words(text))

    def _subgraph(self, answer: Answer) -> "networkx.MultiDiGraph":
        from msgraph.traversal import of_claims

        query = (
            sparql.subgraph(answer.plan, self.ontology.claims)
            if answer.plan is not None and answer.status == "answered"
            else None
        )
        seconds = self.facts.limit(answer.plan) if answer.plan is not None else None
        triples = self.store.construct(query.text, seconds=seconds).triples if query else ()
        named = self.facts.named(node for triple in triples for node in triple)
        cells = list(self._told(answer))
        for subject, relation, object_ in triples:
            ends = self.facts.cell(subject), self.facts.cell(object_)
            if ends[0] is not None and ends[1] is not None:
                cells.append((ends[0], named[relation], ends[1]))
        claims = answer.evidence + answer.counter_evidence
        return of_claims(claims, answer.answers, cells, label=self.facts.label)

    def _told(self, answer: Answer) -> Iterator[tuple[Cell, Cell, Cell]]:
        """The links that stand in the rows of an answer: those of a thing, and the steps of chains."""
        if answer.kind not in ("describe", "path"):
            return
        for row in answer.rows:
            for one, relation, other in zip(row[::2], row[1::2], row[2::2], strict=False):
                if one is None or relation is None or other is None:
                    continue
                if one.iri is not None and relation.iri is not None and other.iri is not None:
                    there = [link.object for link in self.links.out.get(one.iri, ()) if link.relation == relation.iri]
                    ends = (one, other) if answer.kind == "describe" or other.iri in there else (other, one)
                    yield ends[0], Cell(relation.iri, self.answers.relation_name(relation.iri)), ends[1]


def _rows(result: Table | Triples) -> Sequence[Sequence[Node | None]]:
    return result.rows if isinstance(result, Table) else result.triples


def _spoken_of(answer: Answer) -> tuple[URIRef, ...]:
    """The things that a question after an answer may call “it” or “them”."""
    from msgraph.followup import named

    match answer.plan:
        case None:
            return ()
        case Compare(things):
            return things
        case List() if len(answer.answers) > 1:
            return tuple(cell.iri for cell in answer.answers if cell.iri is not None)
        case plan:
            return named(plan)[:1]


def _verdict(reading: "Reading", understood: "Understanding", best: float) -> str:
    """Why a reading was taken, or not."""
    if understood.guessed and reading in understood.best:
        return "too far from the words to be answered unasked"
    if reading in understood.best:
        return "taken" if len(understood.best) == 1 else "as good as the best"
    return f"assumes more: {reading.rank - best:.2f} above the best"


def _since(started: float) -> float:
    return round(1000 * (perf_counter() - started), 3)


def _not_understood(understood: "Understanding") -> str:
    if understood.unknown_words:
        return f"I do not know what to make of {_quoted(understood.unknown_words)}."
    if understood.unjoined:
        return f"I know {_quoted(understood.unjoined)}, but could not make out what is asked."
    return "I could not make out what is asked."


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _about_either(plans: Sequence[Plan]) -> Plan | None:
    """Searches for what was written about things of one name, as one search for what was written about any of them.

    None where they differ in more than the thing, or ask for more than what was written.
    """
    every = [tuple(parts(plan)) for plan in plans]
    named = [{part for part in each if isinstance(part, Thing)} for each in every]
    written = all(any(isinstance(part, Step) and RDF.subject in part.relations for part in each) for each in every)
    if len(plans) < 2 or not written or any(len(things) != 1 for things in named):
        return None
    either = Either(tuple(dict.fromkeys(thing for (thing,) in named)))
    found = {_with_things(plan, either) for plan in plans}
    return found.pop() if len(found) == 1 and isinstance(plans[0], List | Evidence) else None


def _with_things(value: Any, to: Set) -> Any:
    """A plan with a set in the place of its things."""
    return to if isinstance(value, Thing) else rebuilt(value, partial(_with_things, to=to))


def _asked_back(readings: int, *, guessed: bool) -> str:
    if guessed:
        return "I am not sure that I understood this; is one of these meant?"
    return f"This can be read in {readings} ways; which is meant?"
