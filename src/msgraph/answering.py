"""From a plan to an answer: `Answers(facts, links).answer(plan)` asks the store and says what came, and why."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, assert_never

from msgspec.structs import replace
from rdflib import Literal, URIRef
from rdflib.term import Node

from msgraph import lookups, sentences, sparql, wording
from msgraph.answer import Answer, AnswerKind, Card, Row
from msgraph.facts import Cell, Claim, Facts, literal_cell, number_text
from msgraph.function_words import PREPOSITIONS
from msgraph.ontology import Relation, local_name
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Compare,
    Count,
    Define,
    Describe,
    Either,
    Evidence,
    Extreme,
    Grouped,
    Kind,
    Linked,
    List,
    Measure,
    NumberOf,
    Paths,
    Plan,
    Quantity,
    Set,
    Share,
    Step,
    Table,
    Thing,
    Total,
    Truth,
    Value,
    ValueOf,
    Without,
    parts,
    things_named,
    undisputed,
)
from msgraph.question import english
from msgraph.settings import GLANCE_SECONDS
from msgraph.termwords import turned
from msgraph.vocabulary import LABELS, OTHER_NAMES, OWL, PROV, RDF, RDFS, SKOS, XSD
from msgraph.writing import Query

if TYPE_CHECKING:
    from msgraph.traversal import Links

ROWS: Final = 10_000
"""An answer has at most so many rows."""

EVIDENCE: Final = 200
"""An answer shows at most so many claims, the strongest; all of them where claims are what was asked for."""

BEHIND_A_LINK: Final = 5
"""So many claims, the strongest, are shown for each link of a chain."""


class Answers:
    """Answers plans over one store."""

    def __init__(self, facts: Facts, links: "Callable[[], Links]") -> None:
        self.facts, self.store, self.ontology = facts, facts.store, facts.ontology
        self.links = links
        self.words = wording.Words(
            self.label, self.noun, self.several, self.implied, self.turned, self.ontology.claims.source
        )
        self._in_derived: dict[URIRef, bool] = {}
        self._several: dict[URIRef, bool] = {}
        self._plans: tuple[Plan, ...] = ()
        facts.expected = self._expected

    def label(self, iri: URIRef) -> str:
        """The name of a thing, a class or a relation, as it stands inside a sentence."""
        return self.facts.label(iri)

    def noun(self, relation: URIRef) -> str | None:
        """The noun of a relation whose label is no verb."""
        found = self.ontology.relations.get(relation)
        label = found.label if found else self.label(relation)
        last = label.split(" ")[-1]
        if found and found.kind == "date" and (last in PREPOSITIONS or english().only_done(last)):
            # When something was "founded", or "released on", is a date of that.
            return f"“{label}” date"
        return label if (found and found.kind != "thing") or wording.verb_of(label) is None else None

    def several(self, thing: URIRef) -> bool:
        """Whether a thing's name can stand in the plural: it has kinds, and its name ends in the noun of its class."""
        if thing not in self._several:
            unknown = [each for each in dict.fromkeys((thing, *self._expected())) if each not in self._several]
            of_a_kind = [iri for iri, cell in self.facts.named(unknown).items() if self._is_of_a_kind(cell)]
            rows = self.store.select(lookups.with_kinds(of_a_kind).text).rows if of_a_kind else ()
            found = {row[0] for row in rows}
            self._several.update((each, each in found) for each in unknown)
        return self._several[thing]

    def _is_of_a_kind(self, cell: Cell) -> bool:
        classes = self.ontology.supers.get(cell.cls, frozenset()) if cell.cls else frozenset()
        nouns = {name.split(" ")[-1] for cls in classes for name in self.ontology.labels.get(cls, ())}
        return cell.label.split(" ")[-1] in nouns

    def expect(self, plans: Iterable[Plan]) -> None:
        """These will be put in words: what they name is asked for together, when the first of it is needed."""
        self._plans = tuple(plans)

    def _expected(self) -> list[URIRef]:
        return [iri for plan in self._plans for iri in things_named(plan)]

    def turned(self, relation: URIRef) -> str | None:
        """The active verb of a relation whose label is a passive: "evaluates" for "was evaluated by"."""
        found = self.ontology.relations.get(relation)
        if found is None or found.inverse_label is None or found.label.split(" ")[0] not in ("is", "was"):
            return None
        return None if found.inverse_label.split(" ")[0] in ("is", "was", "has") else found.inverse_label

    def implied(self, step: Step) -> str | None:
        """The name of the one class of things from which a step can lead anywhere, as the ontology declares it."""
        classes: set[URIRef] = set()
        for relation in step.relations:
            known = self.ontology.relations.get(relation)
            declared = (known.range if step.inverse else known.domain) if known else frozenset()
            if not declared:
                return None
            classes |= declared
        return self.label(min(classes)) if len(classes) == 1 else None

    @cached_property
    def claimed(self) -> frozenset[URIRef]:
        """The relations that claims are made with."""
        return frozenset(iri for iri, relation in self.ontology.relations.items() if relation.claimed)

    def answer(self, plan: Plan) -> Answer:
        """What the graph says to a plan."""
        self.expect((plan,))
        match plan:
            case List():
                return self.members(plan)
            case Table():
                return self.table(plan)
            case Grouped():
                return self.grouped(plan)
            case Count() | Total() | Share():
                return self.number(plan)
            case Truth():
                return self.truth(plan)
            case Define():
                return self.define(plan)
            case Describe():
                return self.describe(plan)
            case Paths():
                return self.paths(plan)
            case Compare():
                return self.compare(plan)
            case Evidence():
                return self.evidence(plan)
            case Quantity():
                return self.quantity(plan)
            case _:
                assert_never(plan)

    def holds(self, plan: Plan) -> bool:
        """Whether a plan has an answer: a look at one row where that tells, which is far cheaper than the answer."""
        terms = self.ontology.claims
        seconds = None if self.facts.limit(plan) is None else GLANCE_SECONDS
        match plan:
            case List(of) | Count(of) if not any(isinstance(part, Extreme) for part in parts(of)):
                rows = self.store.select(sparql.render(List(of), terms).text, rows=1, seconds=seconds).rows
                return any(row[0] is not None for row in rows)
            case Evidence():
                return bool(self.store.select(sparql.render(plan, terms).text, rows=1, seconds=seconds).rows)
            case Truth(also=()):
                holds = self.store.ask(sparql.render(plan, terms).text, seconds=seconds)
                return holds or self.answer(plan).status == "answered"
            case Describe(thing) if self.facts.named([thing])[thing].cls in self.ontology.labels:
                return True
            case _:
                return self.answer(plan).status == "answered"

    # --- what all answers share

    def say(self, plan: Plan) -> str:
        """How a plan was understood."""
        return self.words.plan(plan)

    def made(self, plan: Plan, query: Query, kind: AnswerKind, **fields: Any) -> Answer:
        """An answer to a plan; `no_answer` where no status is given and no answers are there."""
        fields.setdefault("status", "answered" if fields.get("answers") else "no_answer")
        fields.setdefault("derived", self.uses_derived(plan) if fields["status"] == "answered" else False)
        if fields["status"] == "answered" and self.denies(plan):
            fields["sentence"] += " “Not” means here that the graph holds no claim that says so."
        return Answer(kind=kind, plans=(plan,), reading=self.say(plan), sparql=query.text, **fields)

    def denies(self, plan: Plan) -> bool:
        """Whether an answer is what it is because a claim is missing."""
        less = (part.less for part in parts(plan) if isinstance(part, Without))
        # The second is the first two without the first, whatever is missing.
        return any(self.rests_on_claims(part) for part in less if not isinstance(part, Extreme))

    def rests_on_claims(self, of: Plan | Set) -> bool:
        """Whether claims, and not only matters of record, say what a plan asks for."""
        return any(
            isinstance(part, Claims) or (isinstance(part, Step) and not self.claimed.isdisjoint(part.relations))
            for part in parts(of)
        )

    def backing(self, plan: Plan, limit: int = EVIDENCE, *, found: Sequence[Cell] = ()) -> tuple[Claim, ...]:
        """The claims behind a plan's answers; for the first by some measure, of those that were `found` to be first."""
        if isinstance(plan, List) and isinstance(plan.of, Extreme) and found:
            plan = List(_these(plan.of, found))
        terms = self.ontology.claims
        query = sparql.evidence(plan, terms, self.claimed, limit=limit + 1, ranked=False)
        if query is None:
            return ()
        rows = self.solutions(query, plan)
        if len(rows) > limit and (query := sparql.evidence(plan, terms, self.claimed, limit=limit)) is not None:
            rows = self.solutions(query, plan)
        return self.facts.claims(row[0] for row in rows if isinstance(row[0], URIRef))

    def claims_of(self, claims: Set) -> tuple[Claim, ...]:
        """The claims of a set."""
        query = sparql.render(Evidence(claims), self.ontology.claims)
        rows = self.solutions(query, claims, ROWS)
        return self.facts.claims(row[0] for row in rows if isinstance(row[0], URIRef))

    def uses_derived(self, plan: Plan) -> bool:
        """Whether an answer rests on a link that stands in the derived graph."""
        used = sparql.uses(plan)
        if unknown := used - self._in_derived.keys():
            found = {row[0] for row in self.store.select(lookups.derived_relations(unknown).text).rows}
            self._in_derived.update((relation, relation in found) for relation in unknown)
        if not any(self._in_derived[relation] for relation in used):
            return False
        query = sparql.derived_link(plan, self.ontology.claims)
        return query is not None and self.store.ask(query.text, seconds=self.facts.limit(plan))

    def solutions(
        self, query: Query, asked: Plan | Set, rows: int | None = None
    ) -> tuple[tuple[Node | None, ...], ...]:
        """The rows of a query for this, at most so many; it is ended where it takes too long."""
        return self.store.select(query.text, rows=rows, seconds=self.facts.limit(asked)).rows

    def cells(self, row: Sequence[Node | None], named: dict[URIRef, Cell]) -> Row:
        """A row of terms as cells."""
        return tuple(named[node] if isinstance(node, URIRef) else self.facts.cell(node) for node in row)

    def rows(self, query: Query, plan: Plan) -> tuple[Row, ...]:
        """The rows of a plan's query, named."""
        found = self.solutions(query, plan, ROWS)
        named = self.facts.named(node for row in found for node in row)
        return tuple(self.cells(row, named) for row in found)

    def column(self, of: Set | None, cells: Iterable[Cell | None], otherwise: str) -> str:
        """A name for a column: the class that was asked for, or else the one that all things in it have."""
        if of is not None and (noun := self._noun_of(of)):
            return noun
        classes = {cell.cls for cell in cells if cell is not None}
        if len(classes) == 1 and (cls := classes.pop()) is not None:
            return self.label(cls)
        return otherwise

    def _noun_of(self, of: Set) -> str | None:
        match of:
            case Kind((cls,)):
                return self.label(cls)
            case Both(members):
                return next((noun for part in members if (noun := self._noun_of(part))), None)
            case Extreme(of=whole):
                return self._noun_of(whole)
            case Linked(step) if step.inverse:
                return self.words.property(step)
            case Claims():
                return "claim"
            case _:
                return None

    def measured(self, measure: Measure) -> str:
        """The name of a column with what things were chosen by."""
        match measure:
            case ValueOf(steps):
                return self.words.noun(steps[-1]).strip("“”")
            case NumberOf(among=among):
                noun = self._noun_of(among)
                return f"number of {wording.plural(noun)}" if noun else "number"
            case _:
                assert_never(measure)

    # --- lists

    def members(self, plan: List) -> Answer:
        """The members of a set."""
        query = sparql.render(plan, self.ontology.claims)
        rows = [row for row in self.rows(query, plan) if row[0] is not None]
        best = next((part for part in parts(plan.of) if isinstance(part, Extreme)), None) if query.measures else None
        rows.sort(key=lambda row: _by_label(row[0]))
        if best is not None and best.measure in query.measures:
            at = 1 + query.measures.index(best.measure)
            rows.sort(key=lambda row: _by_number(row[at]), reverse=best.most)
        answers = distinct(row[0] for row in rows)
        columns = (self.column(plan.of, answers, "answer"), *map(self.measured, query.measures))
        if not answers:
            return self.made(plan, query, "list", columns=columns, sentence=sentences.no_members(plan.of, self.words))
        claims = self.backing(plan, found=answers)
        sentence = sentences.found(plan.of, answers, self.words)
        if best is not None and best.measure in query.measures:
            numbers = {row[0]: row[1 + query.measures.index(best.measure)] for row in rows}
            sentence = sentences.first(plan.of, answers, numbers, self.words)
        return self.made(
            plan,
            query,
            "list",
            columns=_unlike(columns),
            rows=tuple(rows),
            answers=answers,
            evidence=claims,
            sentence=sentence,
        )

    def table(self, plan: Table) -> Answer:
        """The members of a set with where steps lead from them."""
        query = sparql.render(plan, self.ontology.claims)
        rows = sorted(self.rows(query, plan), key=lambda row: [_by_label(cell) for cell in row])
        answers = distinct(row[0] for row in rows)
        columns = (
            self.column(plan.of, answers, "answer"),
            *(self.words.noun(step).strip("“”") for step in plan.columns),
        )
        if not answers:
            return self.made(
                plan, query, "list", columns=_unlike(columns), sentence=sentences.no_members(plan.of, self.words)
            )
        return self.made(
            plan, query, "list", columns=_unlike(columns), rows=tuple(rows), answers=answers,
            evidence=self.backing(plan), sentence=sentences.found(plan.of, answers, self.words),
        )  # fmt: skip

    def grouped(self, plan: Grouped) -> Answer:
        """Members, or their number, by group."""
        query = sparql.render(plan, self.ontology.claims)
        rows = list(self.rows(query, plan))
        kind: AnswerKind = "count" if plan.counted else "list"
        groups = distinct(sorted((row[0] for row in rows), key=_by_label))
        first = self.column(plan.groups, groups, "group")
        if plan.counted:
            rows.sort(key=lambda row: (-(row[1].number or 0) if row[1] else 0, _by_label(row[0])))
            columns, answers = (first, "number"), distinct(row[0] for row in rows)
        else:
            rows.sort(key=lambda row: [_by_label(cell) for cell in row])
            answers = distinct(sorted((row[1] for row in rows), key=_by_label))
            columns = (first, self.column(plan.members, answers, self.words.property(plan.step) or "member"))
        reading = self.say(plan)
        if not rows:
            return self.made(plan, query, kind, columns=_unlike(columns), sentence=sentences.nothing(reading))
        sentence = sentences.groups([(row[0], row[1]) for row in rows], groups, counted=plan.counted, noun=first)
        return self.made(
            plan,
            query,
            kind,
            columns=_unlike(columns),
            rows=tuple(rows),
            answers=answers,
            evidence=self.backing(plan),
            sentence=sentence,
        )

    def number(self, plan: Count | Total | Share) -> Answer:
        """One number."""
        query = sparql.render(plan, self.ontology.claims)
        rows = self.rows(query, plan)
        cell = rows[0][0] if rows else None
        number = cell.number if cell else None
        kind: AnswerKind = "count" if isinstance(plan, Count) else "list"
        columns: tuple[str, ...] = ("number",)
        if isinstance(plan, Share):
            columns = ("percentage", "part", "whole")
        elif isinstance(plan, Total):
            columns = (plan.how,)
        if cell is None or number is None or (isinstance(plan, Count) and number == 0):
            missing = sentences.no_members(plan.of, self.words)
            if isinstance(plan, Total):
                missing = f"The graph holds no {self.words.noun(plan.step)} of {self.words.things(plan.of)}."
            if isinstance(plan, Count) and cell is not None and not self.rests_on_claims(plan):
                # Of a matter of record, none is a number like any other.
                return self.made(
                    plan, query, kind, columns=columns, rows=rows, answers=(cell,), count=0, sentence=missing
                )
            return self.made(
                plan, query, kind, columns=columns, count=0 if isinstance(plan, Count) else None, sentence=missing
            )
        if isinstance(plan, Count):
            sentence = sentences.counted(plan.of, int(number), self.words)
        elif isinstance(plan, Total):
            sentence = f"{sentences.capital(self.say(plan))} is {number_text(number)}."
        else:
            sentence = sentences.share(rows[0], plan, self.words)
        whole = number == number.to_integral_value() and not isinstance(plan, Share)
        return self.made(
            plan, query, kind, columns=columns, rows=rows[:1], answers=(cell,), count=int(number) if whole else None,
            evidence=self.backing(plan), sentence=sentence,
        )  # fmt: skip

    # --- yes or no

    def truth(self, plan: Truth) -> Answer:
        """Yes, no, or that the graph says neither."""
        if plan.also:
            return self.all_true(plan)
        query = sparql.render(plan, self.ontology.claims)
        seconds = self.facts.limit(plan)
        holds = self.store.ask(query.text, seconds=seconds)
        if not holds and plan.negated and isinstance(plan.of, Without) and not isinstance(plan.of.of, Anything):
            # Of none at all, all are: that is no answer.
            whole = plan.of.of
            if not self.store.ask(sparql.render(Truth(whole), self.ontology.claims).text, seconds=seconds):
                return self.made(plan, query, "boolean", sentence=sentences.no_members(whole, self.words))
        said_so = undisputed(plan.of, "supported")
        if (
            not holds
            and plan.negated
            and said_so != plan.of
            and not self.store.ask(sparql.render(Truth(said_so), self.ontology.claims).text, seconds=seconds)
        ):
            # That nobody disputes what nobody says is no agreement.
            return self.truth(Truth(said_so, undisputed(plan.of, "refuted")))
        against = None if holds else sparql.against(plan, self.ontology.claims)
        denied = against is not None and self.store.ask(against.text, seconds=seconds)
        if not holds and not denied and not plan.settled:
            return self.made(replace(plan, untold=True), query, "boolean", sentence=sentences.unknown(plan, self.words))
        said = holds != plan.negated
        claims = self.backing(plan)
        return self.made(
            replace(plan, denied=denied),
            query,
            "boolean",
            status="answered",
            columns=("answer",),
            rows=((_yes(said),),),
            answers=(_yes(said),),
            boolean=said,
            evidence=claims,
            sentence=sentences.truth(plan, holds, claims, self.words),
            derived=holds and self.uses_derived(plan),
        )

    def all_true(self, plan: Truth) -> Answer:
        """Yes where each part is true, no where one is not, else that the graph does not say."""
        first, *others = each = [self.truth(part) for part in (replace(plan, also=()), *plan.also)]
        sentence = " ".join(answer.sentence for answer in each)
        query = sparql.render(plan, self.ontology.claims)
        denied = any(answer.boolean is False for answer in each)
        if denied and not all(answer.boolean is False for answer in each):
            sentence = f"Not all of it. {sentence}"
        if not denied and any(answer.boolean is None for answer in each):
            return self.made(plan, query, "boolean", sentence=sentence)
        return self.made(
            plan,
            query,
            "boolean",
            status="answered",
            columns=("answer",),
            rows=((_yes(not denied),),),
            answers=(_yes(not denied),),
            boolean=not denied,
            evidence=tuple(dict.fromkeys(claim for answer in (first, *others) for claim in answer.evidence)),
            sentence=sentence,
        )

    # --- one thing

    def define(self, plan: Define) -> Answer:
        """What a thing is."""
        query = sparql.render(plan, self.ontology.claims)
        card = self.card(plan.thing, self.store.select(query.text).rows)
        if not card.definition and card.kind is None and not card.broader:
            return self.made(plan, query, "definition", sentence=f"The graph does not say what {card.thing.label} is.")
        sentence = sentences.definition(card.thing.label, card.definition, card.kind, card.broader, card.names)
        row = (card.thing, Cell(None, card.definition, card.definition, str(XSD.string)) if card.definition else None)
        return self.made(
            plan,
            query,
            "definition",
            columns=("thing", "definition"),
            rows=(row,),
            answers=(card.thing,),
            sentence=sentence,
            derived=False,
        )

    def describe(self, plan: Describe) -> Answer:
        """All that is known of a thing."""
        query = sparql.render(plan, self.ontology.claims, links=self.shown_links)
        card = self.full_card(plan.thing, query)
        links = [
            (relation, other, way)
            for way, groups in (("out", card.outward), ("in", card.inward))
            for relation, others in groups
            for other in others
        ]
        rows = tuple(
            (card.thing, relation, other)
            if way == "out" or relation.iri is None
            else (other, Cell(relation.iri, self.relation_name(relation.iri)), card.thing)
            for relation, other, way in links
        )
        known = card.definition or card.kind or rows
        if not known:
            return self.made(plan, query, "describe", sentence=f"The graph holds nothing on {card.thing.label}.")
        claims = self.backing(List(Claims(standing="any", subject=Thing(plan.thing, below=False))), limit=50)
        sentence = sentences.portrait(
            card.thing.label, card.definition, card.kind, card.broader, card.outward, card.claims, self.words
        )
        return self.made(
            plan, query, "describe", columns=("from", "relation", "to"), rows=rows, answers=(card.thing,),
            evidence=claims, sentence=sentence, derived=False,
        )  # fmt: skip

    def full_card(self, thing: URIRef, query: Query | None = None) -> Card:
        """The card of a thing, with its links and the number of its claims."""
        query = query or sparql.render(Describe(thing), self.ontology.claims, links=self.shown_links)
        rows = self.solutions(query, Describe(thing))
        card = self.card(thing, [(relation, other) for way, relation, other in rows if str(way) == "out"])
        named = self.facts.named(node for row in rows for node in row)
        narrower = [
            named[other]
            for way, relation, other in rows
            if str(way) == "in" and relation == SKOS.broader and isinstance(other, URIRef)
        ]
        outward: dict[URIRef, list[Cell]] = defaultdict(list)
        inward: dict[URIRef, list[Cell]] = defaultdict(list)
        properties: dict[URIRef, list[Cell]] = defaultdict(list)
        for way, relation, other in rows:
            if not isinstance(relation, URIRef) or relation not in self.links_of_things:
                continue
            cell = named[other] if isinstance(other, URIRef) else self.facts.cell(other)
            if cell is not None:
                into = inward if str(way) == "in" else outward if cell.iri is not None else properties
                into[relation].append(cell)
        number = self.store.select(lookups.number_of_claims(thing).text).rows[0][0]
        return dataclasses.replace(
            card,
            narrower=tuple(sorted(narrower, key=_by_label)),
            properties=self.by_relation(properties),
            outward=self.by_relation(outward),
            inward=self.by_relation(inward, inverse=True),
            claims=int(str(number)),
        )

    def by_relation(
        self, found: Mapping[URIRef, list[Cell]], *, inverse: bool = False
    ) -> tuple[tuple[Cell, tuple[Cell, ...]], ...]:
        """Things grouped by relation, the relations by their names."""
        groups = [
            (Cell(relation, self.relation_name(relation, inverse=inverse)), tuple(sorted(cells, key=_by_label)))
            for relation, cells in found.items()
        ]
        return tuple(sorted(groups, key=lambda group: group[0].label))

    @cached_property
    def links_of_things(self) -> dict[URIRef, Relation]:
        """The relations that say something of a thing, not of how the data are written, and were not derived."""
        parts = {part for _, part in self.ontology.claims.figure_parts}
        return {
            iri: relation
            for iri, relation in self.ontology.relations.items()
            if not str(iri).startswith((str(RDF), str(RDFS), str(OWL), str(SKOS), str(PROV)))
            and iri not in LABELS
            and iri not in parts
            and not relation.about_claims
            and not relation.derived
        }

    @property
    def shown_links(self) -> tuple[URIRef, ...]:
        """The relations that a card shows, and the one that things lie below others by."""
        return (*self.links_of_things, SKOS.broader)

    def card(self, thing: URIRef, rows: Iterable[Sequence[Node | None]]) -> Card:
        """The card of a thing from its own triples (property, value), without its links."""
        values: dict[Node | None, list[Node]] = defaultdict(list)
        for property_, value in rows:
            if value is not None:
                values[property_].append(value)
        cell = self.facts.named([thing])[thing]
        definition = next(
            (str(v) for name in (SKOS.definition, RDFS.comment) for v in values[name] if isinstance(v, Literal)), ""
        )
        other = [str(v) for name in (*LABELS, *OTHER_NAMES) for v in values[name] if str(v) != cell.label]
        above = [node for name in (SKOS.broader, RDFS.subClassOf) for node in values[name] if isinstance(node, URIRef)]
        matches = [
            node for name in (SKOS.exactMatch, SKOS.closeMatch) for node in values[name] if isinstance(node, URIRef)
        ]
        named = self.facts.named(above)
        kind = (
            self.facts.named([cell.cls])[cell.cls]
            if cell.cls is not None and cell.cls in self.ontology.labels
            else None
        )
        return Card(
            cell, kind, definition, tuple(sorted(dict.fromkeys(other), key=str.casefold)),
            tuple(Cell(node, _compact(node)) for node in sorted(matches)),
            tuple(sorted((named[node] for node in above), key=_by_label)),
        )  # fmt: skip

    # --- several things

    def compare(self, plan: Compare) -> Answer:
        """Several things side by side: a row for each link that one of them has."""
        query, found = self.compared(plan)
        things = tuple(self.facts.named(plan.things)[thing] for thing in plan.things)
        rows = [
            (Cell(relation, self.relation_name(relation, inverse=inverse)), cell, tuple(map(_yes, having)))
            for inverse, relation, cell, having in found
        ]
        rows.sort(key=lambda row: (-sum(mark is _YES for mark in row[2]), row[0].label, _by_label(row[1])))
        between = self.between(plan.things)
        listed = [(relation.label, cell, marks) for relation, cell, marks in rows]
        return self.made(
            plan,
            query,
            "comparison",
            columns=_unlike(("relation", "what", *(thing.label for thing in things))),
            rows=tuple((relation, cell, *marks) for relation, cell, marks in rows),
            answers=things,
            status="answered" if rows else "no_answer",
            evidence=between,
            sentence=sentences.comparison(things, listed, between),
            derived=False,
        )

    def compared(self, plan: Compare) -> tuple[Query, list[tuple[bool, URIRef, Cell, tuple[bool, ...]]]]:
        """Each link that one of several things has: whether it leads to the thing, by what, to what, and who has it."""
        query = sparql.render(plan, self.ontology.claims, links=self.shown_links)
        has: dict[tuple[bool, URIRef, Node], set[Node | None]] = defaultdict(set)
        rows: list[tuple[bool, URIRef, Cell, tuple[bool, ...]]] = []
        for thing, way, relation, other in self.solutions(query, plan):
            if (
                isinstance(relation, URIRef)
                and relation in self.links_of_things
                and other is not None
                and other not in plan.things
            ):
                has[str(way) == "in", relation, other].add(thing)
        named = self.facts.named(other for _, _, other in has)
        for (inverse, relation, what), having in has.items():
            cell = named[what] if isinstance(what, URIRef) else self.facts.cell(what)
            if cell is not None:
                rows.append((inverse, relation, cell, tuple(thing in having for thing in plan.things)))
        return query, rows

    def between(self, things: Sequence[URIRef]) -> tuple[Claim, ...]:
        """The claims that join any two of these things, or what lies below them."""
        pairs = combinations(map(Thing, things), 2)
        return self.claims_of(Either(tuple(Claims(one, (), other, "any", either_way=True) for one, other in pairs)))

    def relation_name(self, relation: URIRef, *, inverse: bool = False) -> str:
        """A relation in words, either way."""
        known: Relation | None = self.ontology.relations.get(relation)
        label = known.label if known else local_name(relation)
        if not inverse:
            return label
        if known and known.inverse_label:
            return known.inverse_label
        return turned(label, english())

    def paths(self, plan: Paths) -> Answer:
        """The chains of links from one set to another, the best first; for one hop, what claims say of the two."""
        if plan.hops <= 1:
            return self.direct(plan)
        from msgraph.traversal import chains

        found = chains(self.links(), self.things_of(plan.start), self.things_of(plan.end), plan.hops)
        names = self.words.things(plan.start), self.words.things(plan.end)
        if not found:
            query = sparql.render(plan, self.ontology.claims)
            return self.made(plan, query, "path", sentence=sentences.no_path(*names, plan.hops))
        named = self.facts.named(thing for chain in found for thing in chain.things)
        rows = []
        for chain in found:
            row: list[Cell | None] = [named[chain.things[0]]]
            for link, before, thing in zip(chain.links, chain.things[:-1], chain.things[1:], strict=True):
                inverse = link.subject != before
                row += [Cell(link.relation, self.relation_name(link.relation, inverse=inverse)), named[thing]]
            rows.append(tuple(row))
        best = found[0]
        steps = [
            Step((link.relation,), inverse=link.subject != thing)
            for link, thing in zip(best.links, best.things[:-1], strict=True)
        ]
        width = max(map(len, rows))
        return self.made(
            plan,
            sparql.chain(plan.start, plan.end, steps),
            "path",
            columns=_unlike(tuple("relation" if place % 2 else "thing" for place in range(width))),
            rows=tuple((*row, *[None] * (width - len(row))) for row in rows),
            answers=distinct(cell for row in rows for cell in row[::2]),
            evidence=self.facts.claims(
                claim for chain in found for link in chain.links for claim in link.claims[:BEHIND_A_LINK]
            ),
            sentence=sentences.chain(rows, names),
            derived=False,
        )

    def things_of(self, of: Set) -> frozenset[URIRef]:
        """The members of a set that are things."""
        query = sparql.render(List(of), self.ontology.claims)
        rows = self.solutions(query, of, ROWS)
        return frozenset(row[0] for row in rows if isinstance(row[0], URIRef))

    def direct(self, plan: Paths) -> Answer:
        """How two things are linked: a row for each triple that claims are about, the supported ones first."""
        query = sparql.render(plan, self.ontology.claims)
        names = self.words.things(plan.start), self.words.things(plan.end)
        found = self.solutions(query, plan, ROWS)
        rows: list[Row] = []
        claims: tuple[Claim, ...] = ()
        if query.columns[0] == "claim":
            claims = self.facts.claims(row[0] for row in found if isinstance(row[0], URIRef))
            behind: dict[tuple[Cell, Cell, Cell], list[Claim]] = defaultdict(list)
            for claim in claims:
                behind[claim.subject, claim.predicate, claim.object].append(claim)
            held = {triple: any(claim.supports for claim in said) for triple, said in behind.items()}
            for subject, relation, object_ in sorted(behind, key=lambda it: (not held[it], behind[it][0].order)):
                denied = "" if held[subject, relation, object_] else " (denied)"
                rows.append((subject, dataclasses.replace(relation, label=relation.label + denied), object_))
        else:
            named = self.facts.named(node for row in found for node in row)
            for one, link, another in found:
                if isinstance(link, URIRef) and link in self.links_of_things:
                    rows.append((self.facts.cell(one), named[link], self.facts.cell(another)))
        if not rows:
            return self.made(plan, query, "path", sentence=sentences.no_path(*names, plan.hops))
        return self.made(
            plan,
            query,
            "path",
            columns=("from", "relation", "to"),
            rows=tuple(rows),
            answers=distinct(cell for row in rows for cell in (row[0], row[2])),
            evidence=claims,
            sentence=sentences.relation(rows, names, claims),
            derived=False,
        )

    # --- claims

    def evidence(self, plan: Evidence) -> Answer:
        """Claims, and those that say the opposite beside them."""
        query = sparql.render(plan, self.ontology.claims)
        rows = self.solutions(query, plan, ROWS)
        claims = self.facts.claims(row[0] for row in rows if isinstance(row[0], URIRef))
        opposite = sparql.opposed(plan.claims)
        counter = self.claims_of(opposite) if opposite is not None else ()
        cells = tuple(Cell(claim.iri, claim.statement or claim.iri) for claim in claims)
        if not claims:
            sentence = sentences.no_evidence(self.words.things(plan.claims), counter)
            return self.made(plan, query, "evidence", counter_evidence=counter, sentence=sentence)
        table = tuple(
            (cell, claim.level, claim.source and Cell(claim.source.iri, claim.source.label))
            for cell, claim in zip(cells, claims, strict=True)
        )
        return self.made(
            plan, query, "evidence", columns=("claim", "evidence level", "source"), rows=table, answers=cells,
            evidence=claims, counter_evidence=counter, sentence=sentences.evidence(claims, counter, self.say(plan)),
            derived=False,
        )  # fmt: skip

    def quantity(self, plan: Quantity) -> Answer:
        """The figures of claims: those that were asked for first."""
        query = sparql.render(plan, self.ontology.claims)
        rows = self.solutions(query, plan, ROWS)
        claims = [
            claim for claim in self.facts.claims(row[0] for row in rows if isinstance(row[0], URIRef)) if claim.figures
        ]
        wanted = [word.casefold().replace("_", " ") for word in plan.measures]

        def asked(claim: Claim) -> bool:
            return any(word in f"{figure.name} {figure.unit}".casefold() for figure in claim.figures for word in wanted)

        claims.sort(key=lambda claim: bool(wanted) and not asked(claim))
        if not claims:
            silent = self.claims_of(plan.claims)
            return self.made(
                plan,
                query,
                "quantity",
                counter_evidence=(),
                sentence=sentences.no_figures(self.words.things(plan.claims), silent),
            )
        table, cells = [], []
        for claim in claims:
            for figure in claim.figures:
                value = Cell(
                    None, figure.said, figure.value, str(XSD.decimal) if figure.value is not None else str(XSD.string)
                )
                table.append(
                    (
                        Cell(claim.iri, claim.statement or claim.iri),
                        _text(figure.name),
                        value,
                        _text(figure.at),
                        _text(figure.arm),
                    )
                )
                cells.append(value)
        return self.made(
            plan, query, "quantity", columns=("claim", "measure", "figure", "at", "arm"), rows=tuple(table),
            answers=distinct(cells), evidence=tuple(claims), sentence=sentences.figures(claims, self.say(plan), wanted),
            derived=False,
        )  # fmt: skip


def _these(of: Extreme, found: Sequence[Cell]) -> Set:
    """The members that were found to be first, with what they were ranked by: cheaper than to rank again."""
    these: list[Set] = [Thing(cell.iri, below=False) if cell.iri else Value(cell.literal) for cell in found]
    counted = [Linked(of.measure.step, of.measure.among, of.measure.where)] if isinstance(of.measure, NumberOf) else []
    return Both((Either(tuple(these)), of.of, *counted))


def _compact(iri: URIRef) -> str:
    """An identifier of another ontology as people write it.

    >>> _compact(URIRef("http://purl.obolibrary.org/obo/X_012")), _compact(URIRef("http://identifiers.org/abc/7"))
    ('X:012', 'ABC:7')
    """
    *_, before, last = re.split(r"[/#]", str(iri).rstrip("/#"))
    if found := re.fullmatch(r"([A-Za-z]+)_(\d+)", last):
        return f"{found[1]}:{found[2]}"
    numbered = re.fullmatch(r"[A-Za-z]?\d+", last) and re.fullmatch(r"[A-Za-z.]+", before)
    return f"{before.upper()}:{last}" if numbered else last


def distinct(cells: Iterable[Cell | None]) -> tuple[Cell, ...]:
    """Each cell once, in the order in which they come."""
    return tuple(dict.fromkeys(cell for cell in cells if cell is not None))


_YES: Final = Cell(None, "yes", "true", str(XSD.boolean))
_NO: Final = Cell(None, "no", "false", str(XSD.boolean))


def _yes(holds: bool) -> Cell:
    return _YES if holds else _NO


def _text(text: str) -> Cell | None:
    return literal_cell(Literal(text)) if text else None


def _by_label(cell: Cell | None) -> tuple[Any, ...]:
    """For sorting: numbers by value, names by their letters, with numbers inside them by value."""
    if cell is None:
        return (2, ())
    number = cell.number
    if number is not None:
        return (0, number)
    return (1, _natural(cell.label), str(cell.iri))


@lru_cache(20_000)
def _natural(label: str) -> list[tuple[int, int, str]]:
    """The letters and the numbers of a name, for sorting."""
    split = re.split(r"(\d+)", label.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in split if part]


def _by_number(cell: Cell | None) -> Any:
    return (cell.number if cell else None) or 0


def _unlike(columns: Sequence[str]) -> tuple[str, ...]:
    """Column names made unlike each other.

    >>> _unlike(("thing", "relation", "thing"))
    ('thing', 'relation', 'thing 2')
    """
    seen: dict[str, int] = {}
    found = []
    for name in columns:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(found)
