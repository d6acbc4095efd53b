"""All things of a class as a table to look through: studies, sources, whatever a graph keeps records of.

`records` reads everything that the graph says of each; `Records.matching` narrows the table by words, values and years,
and `claims` of a record are those that it supports: those that it, or a source of its own, is the source of, and those
that are about it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from msgraph import sparql
from msgraph.answering import ROWS, Answers
from msgraph.errors import UnknownName
from msgraph.facts import Cell, literal_cell, table_of
from msgraph.plan import Kind, List
from msgraph.results import Table
from msgraph.vocabulary import DCTERMS, LABELS, OWL, RDF, RDFS, SKOS, XSD
from msgraph.weighing import Balance, Finding, Findings

CHOICES: Final = 40
"""A property with more values than this is searched by words, not chosen from."""

_PLACES: Final = (RDFS.seeAlso, SKOS.exactMatch, SKOS.closeMatch)
"""The properties that lead to a thing elsewhere on the web."""

_YEARS: Final = frozenset((XSD.gYear, XSD.date, XSD.dateTime, XSD.gYearMonth))


_NONE: Final = Balance()


@dataclass(frozen=True, slots=True)
class Record:
    """One thing with all that the graph says of it.

    `values` are its properties, `links` addresses at which it can be read, `balance` the claims that it supports.
    """

    thing: Cell
    kind: Cell | None = None
    title: str = ""
    values: Mapping[URIRef, tuple[Cell, ...]] = field(default_factory=dict)
    links: tuple[URIRef, ...] = ()
    year: int | None = None
    stage: str = ""
    balance: Balance = _NONE

    def of(self, property_: URIRef | None) -> tuple[Cell, ...]:
        """The values of a property."""
        return self.values.get(property_, ()) if property_ is not None else ()

    @property
    def text(self) -> str:
        """All of it as words, lower case, to be searched."""
        words = [self.thing.label, self.title, self.kind.label if self.kind else ""]
        return " ".join([*words, *(cell.label for cells in self.values.values() for cell in cells)]).casefold()

    def to_json(self) -> dict[str, Any]:
        """The record as plain values."""
        return {
            "thing": self.thing.to_json(),
            "kind": self.kind and self.kind.label,
            "title": self.title or None,
            "year": self.year,
            "values": {str(name): [cell.to_json() for cell in cells] for name, cells in self.values.items()},
            "links": [str(link) for link in self.links],
            **self.balance.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Records:
    """The things of a class; `columns` are the properties that any of them has, those that most have first.

    `size` is the property with a number that most of them have, such as how many took part; `complete` is False where
    there are more than are read.
    """

    kind: Cell
    columns: tuple[Cell, ...]
    rows: tuple[Record, ...]
    size: URIRef | None = None
    complete: bool = True

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> Cell:
        """The property with this name or IRI. Raises UnknownName."""
        wanted = name.strip().casefold()
        for column in self.columns:
            if wanted in (column.label.casefold(), str(column.iri).casefold()):
                return column
        known = [column.label for column in self.columns]
        raise UnknownName(name, near=get_close_matches(wanted, known, n=3) or known[:3])

    @property
    def choices(self) -> tuple[tuple[Cell, tuple[str, ...]], ...]:
        """The properties with few enough values to choose from, each with its values."""
        found = []
        for column in self.columns:
            numbers = Counter(cell.label for row in self.rows for cell in row.of(column.iri))
            if 1 < len(numbers) <= CHOICES and (len(numbers) < sum(numbers.values()) or len(self.rows) < CHOICES):
                found.append((column, tuple(sorted(numbers, key=lambda label: (label.casefold(), label)))))
        return tuple(found)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that occur, the earliest first."""
        return tuple(sorted({row.year for row in self.rows if row.year is not None}))

    def matching(
        self,
        words: str = "",
        *,
        where: Mapping[URIRef | None, Collection[str]] | None = None,
        kinds: Collection[str] = (),
        since: int | None = None,
        until: int | None = None,
    ) -> "Records":
        """Those with all of these words, with one of the values wanted of each property, and of these years.

        Args:
            words: each has to stand somewhere in what is known of a record, whatever its case.
            where: by property, the values of which a record must have one; an empty collection wants nothing.
            kinds: names of classes of which a record must be one.
            since: the earliest year; a record without a year is left out.
            until: the latest year.
        """
        wanted = words.casefold().split()
        values = {
            property_: {value.casefold() for value in among} for property_, among in (where or {}).items() if among
        }
        found = tuple(
            row
            for row in self.rows
            if (not wanted or all(word in row.text for word in wanted))
            and all(among & {cell.label.casefold() for cell in row.of(name)} for name, among in values.items())
            and (not kinds or (row.kind is not None and row.kind.label in kinds))
            and (since is None or (row.year is not None and row.year >= since))
            and (until is None or (row.year is not None and row.year <= until))
        )
        return replace(self, rows=found)

    def to_table(self) -> Table:
        """A row for each record with all its properties, to be written in any format of tables."""
        titled = any(row.title for row in self.rows)
        kinds = any(row.kind != self.kind for row in self.rows)
        names = [self.kind.label, *(["kind"] if kinds else []), *(["title"] if titled else [])]
        names += [*(column.label for column in self.columns), "claims for", "claims against", "links"]

        def cells(row: Record) -> Iterator[Cell | None]:
            yield row.thing
            if kinds:
                yield _text(row.kind.label) if row.kind else None
            if titled:
                yield _text(row.title)
            for column in self.columns:
                found = row.of(column.iri)
                yield found[0] if len(found) == 1 and found[0].iri is None else _text("; ".join(c.label for c in found))
            yield literal_cell(Literal(len(row.balance.supporting)))
            yield literal_cell(Literal(len(row.balance.refuting)))
            yield _text(" ".join(row.links))

        return table_of(names, [tuple(cells(row)) for row in self.rows])

    def to_json(self) -> dict[str, Any]:
        """The records as plain values, in the form that `msgraph records --json` prints."""
        return {
            "kind": self.kind.to_json(),
            "columns": [column.to_json() for column in self.columns],
            "records": [row.to_json() for row in self.rows],
            "complete": self.complete,
        }


def records(answers: Answers, findings: Findings, classes: Collection[URIRef]) -> Records:
    """All things of these classes, the newest first."""
    facts, ontology = answers.facts, answers.ontology
    query = sparql.render(List(Kind(tuple(sorted(classes)))), ontology.claims)
    found = facts.store.select(query.text, rows=ROWS)
    things = sorted({row[0] for row in found.rows if isinstance(row[0], URIRef)})
    triples = facts.triples(things)
    cells = facts.named(
        node
        for own in triples.values()
        for nodes in own.values()
        for node in (*nodes, *own)
        if not isinstance(node, BNode)
    )
    cells |= facts.named(things)
    supported = _supported(findings, ontology.claims.source, triples)
    source_years = _source_years(answers, triples)
    rows = [_record(answers, thing, triples[thing], cells, supported.get(thing, ()), source_years) for thing in things]
    rows.sort(key=lambda row: (-(row.year or 0), row.thing.label.casefold(), str(row.thing.iri)))
    numbers = Counter(property_ for row in rows for property_ in row.values)
    order = sorted(numbers, key=lambda property_: (-numbers[property_], answers.relation_name(property_)))
    columns = tuple(Cell(property_, answers.relation_name(property_)) for property_ in order)
    name = " / ".join(sorted(answers.label(cls) for cls in classes))
    kind = Cell(min(classes) if len(classes) == 1 else None, name)
    return Records(kind, columns, tuple(rows), _size(rows, order), found.complete)


def _record(
    answers: Answers,
    thing: URIRef,
    own: Mapping[URIRef, Sequence[Node]],
    cells: Mapping[URIRef, Cell],
    claims: Iterable[Finding],
    source_years: Mapping[Node, int],
) -> Record:
    source = answers.ontology.claims.source
    shown = {
        property_: tuple(
            sorted(
                (
                    cells[node] if isinstance(node, URIRef) else cell
                    for node in nodes
                    if (cell := answers.facts.cell(node))
                ),
                key=lambda cell: cell.label.casefold(),
            )
        )
        for property_, nodes in own.items()
        if _is_shown(answers, property_)
    }
    names = [str(value) for name in reversed(LABELS) for value in own.get(name, ())]
    cell = cells[thing]
    kind = Cell(cell.cls, answers.label(cell.cls)) if cell.cls is not None else None
    links = (node for name in _PLACES for node in own.get(name, ()) if str(node).startswith(("http://", "https://")))
    years = [year for property_, nodes in own.items() for node in nodes if (year := _year(property_, node))]
    years = years or [source_years[node] for node in own.get(source, ()) if node in source_years] if source else years
    stages = sorted(str(node) for stage in answers.ontology.stages for node in own.get(stage, ()))
    return Record(
        cell, kind, names[0] if names and names[0] != cell.label else "", shown,
        tuple(dict.fromkeys(node for node in links if isinstance(node, URIRef))),
        min(years, default=None), ", ".join(stages), Balance.of(claims),
    )  # fmt: skip


def _is_shown(answers: Answers, property_: URIRef) -> bool:
    """Whether a property says something of a thing, not of how the data are written, and was not derived."""
    if property_ in (*LABELS, *answers.ontology.namers):
        return False
    if str(property_).startswith((str(RDF), str(RDFS), str(OWL), str(SKOS))):
        return False
    known = answers.ontology.relations.get(property_)
    return known is None or not known.derived


def _year(property_: URIRef, node: Node) -> int | None:
    """The year that a value tells: that of a date, or a number that its property calls a year."""
    if not isinstance(node, Literal):
        return None
    text = str(node)
    named = str(property_).casefold().endswith("year") or property_ in (DCTERMS.issued, DCTERMS.date)
    if (node.datatype in _YEARS or named) and text[:4].isdecimal() and len(text) >= 4:
        return int(text[:4])
    return None


def _source_years(answers: Answers, triples: Mapping[URIRef, Mapping[URIRef, Sequence[Node]]]) -> dict[Node, int]:
    """The years of the sources of things, for those that have no year of their own."""
    source = answers.ontology.claims.source
    named = (
        {node for own in triples.values() for node in own.get(source, ()) if isinstance(node, URIRef)} if source else ()
    )
    found: dict[Node, int] = {}
    for thing, own in answers.facts.triples(sorted(named)).items():
        years = [year for property_, nodes in own.items() for node in nodes if (year := _year(property_, node))]
        if years:
            found[thing] = min(years)
    return found


def _supported(
    findings: Findings, source: URIRef | None, triples: Mapping[URIRef, Mapping[URIRef, Sequence[Node]]]
) -> dict[URIRef, list[Finding]]:
    """Of each thing, the claims that it or its sources are the source of, and those about it."""
    by_end: dict[Node, list[Finding]] = defaultdict(list)
    for finding in findings.every:
        for end in {finding.subject, finding.object, *finding.sources}:
            by_end[end].append(finding)
    return {
        thing: [finding for end in (thing, *(own.get(source, ()) if source else ())) for finding in by_end.get(end, ())]
        for thing, own in triples.items()
    }


def _size(rows: Iterable[Record], order: Iterable[URIRef]) -> URIRef | None:
    """The first property in order whose values are whole numbers, and no years."""
    every = list(rows)
    for property_ in order:
        numbers = [cell.number for row in every for cell in row.of(property_)]
        if numbers and all(_is_amount(number) for number in numbers) and not str(property_).casefold().endswith("year"):
            return property_
    return None


def _is_amount(number: Decimal | None) -> bool:
    return number is not None and number >= 0 and number == number.to_integral_value()


def _text(text: str) -> Cell | None:
    return literal_cell(Literal(text)) if text else None


__all__ = ["Record", "Records", "records"]
