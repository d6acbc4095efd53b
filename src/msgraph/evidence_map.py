"""Where the evidence lies: how many claims, how strong, for and against, of each pair of things of two kinds.

An evidence map crosses the subjects of claims with their objects, or with what the claims hold for (a qualifier). It
shows where much is known, where sources disagree, and where nothing is known of two things that much is known of
otherwise. After the maps of systematic reviewing (Snilstveit et al. 2016, doi 10.1016/j.jclinepi.2016.05.015).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from rdflib import Literal, URIRef

from msgraph.answering import Answers
from msgraph.facts import Cell, literal_cell, table_of
from msgraph.results import Table
from msgraph.vocabulary import RDF, SKOS
from msgraph.weighing import Balance, Finding, Findings, values

GAPS: Final = 50
"""So many gaps are told, those between the things that most is known of."""


@dataclass(frozen=True, slots=True)
class Axes:
    """What a map can be made of: classes of subjects, classes of objects and qualifiers, relations, with their claims.

    `rows` and `columns` that are first go well together: more claims join them than any other pair.
    """

    rows: tuple[tuple[Cell, int], ...]
    columns: tuple[tuple[Cell, int], ...]
    relations: tuple[tuple[Cell, int], ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """What claims say of a thing in a row and one in a column: all together, and by relation."""

    row: Cell
    column: Cell
    balance: Balance
    relations: tuple[tuple[Cell, Balance], ...]

    @property
    def disputed(self) -> bool:
        """Whether claims of one relation speak for it and against it."""
        return any(balance.standing == "disputed" for _, balance in self.relations)

    @property
    def standing(self) -> str:
        """For, against, or disputed."""
        return "disputed" if self.disputed else self.balance.standing

    @property
    def said(self) -> str:
        """Each relation with its claims in a few words."""
        return " · ".join(f"{relation.label}: {balance.said}" for relation, balance in self.relations)

    def to_json(self) -> dict[str, Any]:
        """The crossing as plain values."""
        return {
            "row": self.row.to_json(),
            "column": self.column.to_json(),
            "standing": self.standing,
            **self.balance.to_json(),
            "relations": [
                {"relation": relation.to_json(), "for": len(balance.supporting), "against": len(balance.refuting)}
                for relation, balance in self.relations
            ],
        }


@dataclass(frozen=True)
class EvidenceMap:
    """Things in rows and columns, those with most claims first, and the crossings at which there are claims.

    `complete` is False where the graph holds more claims than are weighed.
    """

    row_kind: Cell
    column_kind: Cell
    rows: tuple[Cell, ...]
    columns: tuple[Cell, ...]
    crossings: tuple[Crossing, ...]
    complete: bool = True
    _at: Mapping[tuple[URIRef | None, URIRef | None], Crossing] = field(default_factory=dict, repr=False, compare=False)

    def at(self, row: URIRef | None, column: URIRef | None) -> Crossing | None:
        """The crossing of two things; None where there is no claim."""
        return self._at.get((row, column))

    @property
    def claims(self) -> int:
        """How many claims the map holds, each counted once."""
        return len({claim for crossing in self.crossings for claim in crossing.balance.claims})

    @property
    def disagreements(self) -> tuple[Crossing, ...]:
        """The crossings at which claims of one relation speak both ways, those with the most even sides first."""

        def weaker(crossing: Crossing) -> int:
            return max(min(len(balance.supporting), len(balance.refuting)) for _, balance in crossing.relations)

        return tuple(
            sorted(
                (crossing for crossing in self.crossings if crossing.disputed),
                key=lambda crossing: (-weaker(crossing), -crossing.balance.number, crossing.row.label),
            )
        )

    def gaps(self, most: int = GAPS) -> tuple[tuple[Cell, Cell], ...]:
        """The pairs without a claim, those first of whose two things most is known otherwise."""
        rows, columns = Counter[Cell](), Counter[Cell]()
        for crossing in self.crossings:
            rows[crossing.row] += crossing.balance.number
            columns[crossing.column] += crossing.balance.number
        empty = ((row, column) for row in self.rows for column in self.columns if (row.iri, column.iri) not in self._at)
        return tuple(sorted(empty, key=lambda pair: (-rows[pair[0]] * columns[pair[1]], pair[0].label)))[:most]

    def to_table(self) -> Table:
        """A row for each crossing, to be written in any format of tables."""
        columns = (*self._kinds, "standing", "for", "against", "strongest for", "strongest against", "relations")
        return table_of(
            columns,
            [
                (
                    crossing.row, crossing.column, _cell(crossing.standing), _cell(len(crossing.balance.supporting)),
                    _cell(len(crossing.balance.refuting)), _level(crossing.balance.level),
                    _level(crossing.balance.against), _cell(crossing.said),
                )
                for crossing in self.crossings
            ],
        )  # fmt: skip

    def disagreements_table(self) -> Table:
        """A row for each relation on which claims on a pair speak both ways, to be written in any format of tables."""
        row, column = self._kinds
        return table_of(
            (row, "what is said", column, "for", "against", "strongest for", "strongest against"),
            [
                (
                    crossing.row, relation, crossing.column, _cell(len(balance.supporting)),
                    _cell(len(balance.refuting)), _level(balance.level), _level(balance.against),
                )
                for crossing in self.disagreements
                for relation, balance in crossing.relations
                if balance.standing == "disputed"
            ],
        )  # fmt: skip

    def gaps_table(self) -> Table:
        """A row for each pair without a claim, to be written in any format of tables."""
        return table_of(self._kinds, self.gaps(len(self.rows) * len(self.columns)))

    @property
    def _kinds(self) -> tuple[str, str]:
        """What the two columns of a table are called."""
        row, column = self.row_kind.label, self.column_kind.label
        return (row, column) if row != column else (f"{row} 1", f"{column} 2")

    def to_json(self) -> dict[str, Any]:
        """The map as plain values, in the form that `msgraph map --json` prints."""
        return {
            "row_kind": self.row_kind.to_json(),
            "column_kind": self.column_kind.to_json(),
            "rows": [cell.to_json() for cell in self.rows],
            "columns": [cell.to_json() for cell in self.columns],
            "crossings": [crossing.to_json() for crossing in self.crossings],
            "gaps": [[row.to_json(), column.to_json()] for row, column in self.gaps()],
            "complete": self.complete,
        }


def axes(answers: Answers, findings: Findings) -> Axes:
    """What a map of a graph's claims can be made of."""
    ontology = answers.ontology
    named = answers.facts.named(end for finding in findings.every for end in (finding.subject, finding.object))
    subjects, objects, relations, pairs = Counter[URIRef](), Counter[URIRef](), Counter[URIRef](), Counter[Any]()
    for finding in findings.every:
        ends = (_classes(answers, named[finding.subject]), _classes(answers, named[finding.object]))
        subjects.update(ends[0])
        objects.update(ends[1])
        relations.update(finding.relations)
        pairs.update((one, other) for one in ends[0] - ends[1] for other in ends[1] - ends[0])
    total = len(findings.every)
    rows, columns = _telling(subjects, total), _telling(objects, total)
    first = max(
        ((row, column) for row in rows for column in columns if pairs[row, column]),
        key=lambda pair: (pairs[pair], pair),
        default=None,
    )
    claims = {finding.iri for finding in findings.every}
    qualifiers = {
        qualifier: len(claims & set(values(answers.store, qualifier))) for qualifier in ontology.claims.qualifiers
    }

    def listed(numbers: Mapping[URIRef, int], begin: URIRef | None = None) -> tuple[tuple[Cell, int], ...]:
        order = sorted(numbers, key=lambda iri: (iri != begin, -numbers[iri], answers.label(iri)))
        return tuple((Cell(iri, answers.label(iri)), numbers[iri]) for iri in order if numbers[iri])

    return Axes(
        listed(rows, first[0] if first else None),
        listed(columns | qualifiers, first[1] if first else None),
        listed({relation: number for relation, number in relations.items() if relation in ontology.relations}),
    )


def _classes(answers: Answers, thing: Cell) -> frozenset[URIRef]:
    """The classes of a thing that say something of it."""
    above = answers.ontology.supers.get(thing.cls, frozenset()) if thing.cls else frozenset()
    return frozenset(
        cls for cls in above if cls in answers.ontology.labels and cls not in (SKOS.Concept, RDF.Statement)
    )


def _telling(numbers: Mapping[URIRef, int], total: int) -> dict[URIRef, int]:
    """The classes that not everything belongs to; all of them where there are no others."""
    found = {cls: number for cls, number in numbers.items() if number < total}
    return found or dict(numbers)


def evidence_map(
    answers: Answers,
    findings: Findings,
    rows: URIRef,
    columns: URIRef,
    *,
    relations: Collection[URIRef] = (),
    levels: Collection[URIRef] = (),
    depth: int | None = None,
) -> EvidenceMap:
    """Cross the subjects of claims of one class with their objects of another, or with what the claims hold for.

    Args:
        answers: what names things.
        findings: the claims.
        rows: a class of subjects.
        columns: a class of objects, or a qualifier of claims.
        relations: only claims of these; of all that claims were made with if empty.
        levels: only claims of these levels of evidence; of any if empty.
        depth: how finely kinds are told apart, 0 being the topmost things; None: each thing for itself.
    """
    ontology = answers.ontology
    made = frozenset(relations) or frozenset(iri for iri, known in ontology.relations.items() if not known.derived)
    among = ontology.subs(rows)
    holds = values(answers.store, columns) if columns in ontology.claims.qualifiers else None
    within = frozenset() if holds is not None else ontology.subs(columns)
    named = answers.facts.named(end for finding in findings.every for end in (finding.subject, finding.object))

    def ends(finding: Finding) -> Iterator[tuple[URIRef, URIRef]]:
        if named[finding.subject].cls not in among:
            return
        if holds is None:
            others: Iterable[URIRef] = (finding.object,) if named[finding.object].cls in within else ()
        else:
            others = holds.get(finding.iri, ())
        for other in others:
            for row in _standing_for(findings, finding.subject, depth):
                for column in _standing_for(findings, other, depth):
                    yield row, column

    found: dict[tuple[URIRef, URIRef], dict[URIRef, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings.every:
        if levels and (finding.level is None or finding.level.iri not in levels):
            continue
        for relation in finding.relations & made:
            for pair in ends(finding):
                found[pair][relation].append(finding)
    cells = answers.facts.named(end for pair in found for end in pair)
    crossings = [
        Crossing(
            cells[row], cells[column], Balance.of(finding for said in by_relation.values() for finding in said),
            _by_relation(answers, by_relation),
        )
        for (row, column), by_relation in found.items()
    ]  # fmt: skip
    crossings.sort(key=lambda crossing: (-crossing.balance.number, crossing.row.label, crossing.column.label))
    by_row, by_column = Counter[Cell](), Counter[Cell]()
    for crossing in crossings:
        by_row[crossing.row] += crossing.balance.number
        by_column[crossing.column] += crossing.balance.number
    return EvidenceMap(
        Cell(rows, answers.label(rows)),
        Cell(columns, answers.label(columns)),
        _ranked(by_row),
        _ranked(by_column),
        tuple(crossings),
        findings.complete,
        {(crossing.row.iri, crossing.column.iri): crossing for crossing in crossings},
    )


def _standing_for(findings: Findings, thing: URIRef, depth: int | None) -> Iterable[URIRef]:
    return (thing,) if depth is None else findings.roots(thing, depth)


def _by_relation(answers: Answers, found: Mapping[URIRef, Sequence[Finding]]) -> tuple[tuple[Cell, Balance], ...]:
    """The balance of each relation, that with most claims first."""
    weighed = [(Cell(relation, answers.label(relation)), Balance.of(said)) for relation, said in found.items()]
    return tuple(sorted(weighed, key=lambda pair: (-pair[1].number, pair[0].label)))


def _ranked(numbers: Mapping[Cell, int]) -> tuple[Cell, ...]:
    return tuple(sorted(numbers, key=lambda cell: (-numbers[cell], cell.label.casefold(), str(cell.iri))))


def _cell(value: object) -> Cell:
    return literal_cell(Literal(value))


def _level(level: Cell | None) -> Cell | None:
    return _cell(level.label) if level else None


__all__ = ["Axes", "Crossing", "EvidenceMap", "axes", "evidence_map"]
