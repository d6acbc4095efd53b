"""An answer, and all that is known of a thing: what they hold, and their forms for programs.

An `Answer` ends in one of four ways: answered; no_answer (understood, and the graph holds nothing); clarify (several
readings); not_understood. `to_json` is its one JSON form.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from typing import Literal as OneOf

from rdflib import Literal

from msgraph import results
from msgraph.facts import Cell, Claim, Source, literal_cell, table_of
from msgraph.plan import Plan
from msgraph.vocabulary import XSD

if TYPE_CHECKING:
    import networkx
    import pandas

Status = OneOf["answered", "no_answer", "clarify", "not_understood"]
AnswerKind = OneOf["list", "boolean", "count", "definition", "describe", "path", "comparison", "quantity", "evidence"]

Row = tuple[Cell | None, ...]


@dataclass(frozen=True)
class Answer:
    """What came of a question.

    `plans` are what was asked, so that a next question can lean on it; `evidence` the claims behind the answer, for and
    against, the strongest first. Where claims are what was asked for, those that say the opposite are in
    `counter_evidence`.
    """

    status: Status
    kind: AnswerKind | None = None
    question: str = ""
    reading: str = ""
    sparql: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    answers: tuple[Cell, ...] = ()
    boolean: bool | None = None
    count: int | None = None
    sentence: str = ""
    evidence: tuple[Claim, ...] = ()
    counter_evidence: tuple[Claim, ...] = ()
    derived: bool = False
    readings: tuple[str, ...] = ()
    unknown_words: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    milliseconds: float = 0.0
    plans: tuple[Plan, ...] = ()
    """The plans of the questions that led here, this one's last."""
    id: str | None = None
    _graph: "Callable[[Answer], networkx.MultiDiGraph] | None" = field(default=None, repr=False, compare=False)

    def to_json(self) -> dict[str, Any]:
        """The answer as plain values, in the form that `msgraph ask --json` prints."""
        return {
            "id": self.id,
            "question": self.question,
            "status": self.status,
            "kind": self.kind,
            "reading": self.reading,
            "sparql": self.sparql,
            "columns": list(self.columns),
            "rows": [[cell and cell.to_json() for cell in row] for row in self.rows],
            "answers": [cell.to_json() for cell in self.answers],
            "boolean": self.boolean,
            "count": self.count,
            "sentence": self.sentence,
            "evidence": [claim.to_json() for claim in self.evidence],
            "counter_evidence": [claim.to_json() for claim in self.counter_evidence],
            "derived": self.derived,
            "readings": list(self.readings),
            "unknown_words": list(self.unknown_words),
            "suggestions": list(self.suggestions),
            "notes": list(self.notes),
            "milliseconds": self.milliseconds,
        }

    def agrees(self, other: "Answer") -> bool:
        """Whether another answer says the same: of the same kind, with the same members, number, and yes or no."""

        def content(answer: Answer) -> tuple[object, ...]:
            found = frozenset(answer.answers) if answer.kind != "path" else tuple(answer.rows)
            return answer.status, answer.kind, answer.boolean, answer.count, found, len(answer.rows)

        return content(self) == content(other)

    def to_frame(self) -> "pandas.DataFrame":
        """The rows as a pandas DataFrame: things by their labels, numbers as numbers."""
        import pandas

        rows = [[_plain(cell) for cell in row] for row in self.rows]
        return pandas.DataFrame(rows, columns=list(self.columns))

    def to_table(self) -> results.Table:
        """The rows as terms, to be written in any format of tables; beside each thing stands its label."""
        return table_of(self.columns, self.rows)

    def behind(self, row: Row) -> tuple[tuple[Claim, ...], ...]:
        """The claims behind each step of a chain, which is a row of an answer with paths; the strongest first."""
        cells = [cell for cell in row if cell is not None]
        return tuple(
            tuple(
                claim
                for claim in self.evidence
                if claim.predicate.iri == relation.iri and {claim.subject.iri, claim.object.iri} == {one.iri, other.iri}
            )
            for one, relation, other in zip(cells[::2], cells[1::2], cells[2::2], strict=False)
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who stands behind the claims, each once, in the order of the claims."""
        claims = (*self.evidence, *self.counter_evidence)
        return tuple(dict.fromkeys(claim.source for claim in claims if claim.source is not None))

    @property
    def plan(self) -> Plan | None:
        """What was asked; None for a question without a reading."""
        return self.plans[-1] if self.plans else None

    def subgraph(self) -> "networkx.MultiDiGraph":
        """The things of the answer and the links between them, with the claims behind each link."""
        from msgraph.traversal import of_claims

        return self._graph(self) if self._graph else of_claims(self.evidence + self.counter_evidence, self.answers)


def _plain(cell: Cell | None) -> Any:
    if cell is None:
        return None
    number = cell.number if cell.datatype and cell.datatype != str(XSD.string) else None
    if number is None:
        return cell.label
    return int(number) if number == number.to_integral_value() and "." not in str(cell.value) else float(number)


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of one thing.

    `outward` and `inward` are its links, grouped by relation: to what it leads, and from what.
    """

    thing: Cell
    kind: Cell | None = None
    definition: str = ""
    names: tuple[str, ...] = ()
    identifiers: tuple[Cell, ...] = ()
    broader: tuple[Cell, ...] = ()
    narrower: tuple[Cell, ...] = ()
    properties: tuple[tuple[Cell, tuple[Cell, ...]], ...] = ()
    outward: tuple[tuple[Cell, tuple[Cell, ...]], ...] = ()
    inward: tuple[tuple[Cell, tuple[Cell, ...]], ...] = ()
    claims: int = 0

    def to_table(self) -> results.Table:
        """The links as rows, each read from the thing; with the way it goes: `out` or `in`."""
        rows = [
            (self.thing, relation, other, literal_cell(Literal(way)))
            for way, groups in (("out", self.outward), ("in", self.inward))
            for relation, cells in groups
            for other in cells
        ]
        return table_of(("thing", "relation", "other", "way"), rows)

    def to_json(self) -> dict[str, Any]:
        """The card as plain values, in the form that `msgraph show --json` prints."""

        def listed(cells: Iterable[Cell]) -> list[dict[str, Any]]:
            return [cell.to_json() for cell in cells]

        def grouped(groups: Iterable[tuple[Cell, tuple[Cell, ...]]]) -> list[dict[str, Any]]:
            return [{"relation": relation.to_json(), "to": listed(cells)} for relation, cells in groups]

        return {
            "thing": self.thing.to_json(),
            "kind": self.kind and self.kind.to_json(),
            "definition": self.definition,
            "names": list(self.names),
            "identifiers": listed(self.identifiers),
            "broader": listed(self.broader),
            "narrower": listed(self.narrower),
            "properties": grouped(self.properties),
            "outward": grouped(self.outward),
            "inward": grouped(self.inward),
            "claims": self.claims,
        }
