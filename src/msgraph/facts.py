"""What the graph says, as values to show: a named cell, a claim with its source and figures; fetched once and kept.

>>> Cell(None, "47", "47", str(XSD.integer)).to_json()["label"]
'47'
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from typing import Any, Final

from rdflib import Literal, URIRef
from rdflib.term import Node

from msgraph import lookups
from msgraph.function_words import PREPOSITIONS
from msgraph.ontology import Ontology, local_name
from msgraph.plan import Plan, Set, Step, links
from msgraph.results import Node as Term
from msgraph.results import Table
from msgraph.settings import ANSWER_SECONDS, FEW_LINKS
from msgraph.store import Store
from msgraph.vocabulary import LABELS, RDF, RDFS, XSD

KEPT: Final = 200_000
MOST_JOINS: Final = 10_000
"""So many names, and so many claims, are kept; then keeping starts anew."""

_BATCH: Final = 1_000
"""So many things are asked for in one query; of twice as many Virtuoso still takes a list, of five times not."""

_TIMES: Final = PREPOSITIONS | {"beyond", "early", "late"}
"""What a time begins with that needs no “at” before it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A thing with its name, or a literal (`iri` None) with its value."""

    iri: URIRef | None
    label: str
    value: str | None = None
    datatype: str | None = None
    cls: URIRef | None = None
    """The class of a thing, where it has one."""

    def to_json(self) -> dict[str, Any]:
        """The cell as the answer's JSON form has it."""
        if self.iri is not None:
            return {"iri": str(self.iri), "label": self.label}
        return {"iri": None, "label": self.label, "value": self.value, "datatype": self.datatype}

    @property
    def said(self) -> str:
        """The name as a sentence has it: a number as people write it.

        >>> Cell(None, "14229000", "14229000", str(XSD.integer)).said, Cell(None, "0070", "0070", str(XSD.string)).said
        ('14,229,000', '0070')
        """
        if self.value is None or self.datatype in (None, str(XSD.string)) or self.number is None:
            return self.label
        return number_text(self.value)

    @property
    def literal(self) -> Literal:
        """The literal that the cell shows."""
        datatype = None if self.datatype in (None, str(XSD.string), str(RDF.langString)) else URIRef(self.datatype)
        return Literal(self.value if self.value is not None else self.label, datatype=datatype)

    @property
    def number(self) -> Decimal | None:
        """The value, if it is a number."""
        if self.iri is not None or self.value is None:
            return None
        try:
            found = Decimal(self.value)
        except InvalidOperation:
            return None
        return found if found.is_finite() else None


def number_text(value: str | int | float | Decimal) -> str:
    """A number as a sentence shows it: no zeros without meaning, long fractions rounded, thousands apart.

    >>> number_text("0.070"), number_text(12000), number_text("14.814814814814"), number_text("3E-7")
    ('0.07', '12,000', '14.81', '0.0000003')
    >>> number_text("0.0000012345678912")
    '0.0000012'
    """
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if (
        number.as_tuple().exponent not in ("n", "N", "F")
        and len(number.as_tuple().digits) > 8
        and number != number.to_integral_value()
    ):
        number = number.quantize(Decimal("0.01")) if abs(number) >= 1 else Decimal(f"{number:.2g}")
    text = f"{number:,f}" if abs(number) >= 10_000 else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so. `fields` are the plain properties of the source by their own names, such as year or journal."""

    iri: URIRef
    label: str
    title: str | None = None
    type: str | None = None
    fields: tuple[tuple[str, str | int], ...] = ()
    links: tuple[URIRef, ...] = ()

    def field(self, name: str) -> str | int | None:
        """A property of the source, or None where it has none of this name."""
        return dict(self.fields).get(name)

    @property
    def year(self) -> int | None:
        """The year, where the source has one."""
        year = self.field("year")
        return year if isinstance(year, int) else None

    @property
    def cell(self) -> Cell:
        """The source as a thing with its name."""
        return Cell(self.iri, self.label)

    @property
    def cited(self) -> str:
        """The source in a few words, for a sentence."""
        return self.label if len(self.label) <= 60 else f"{self.label[:59].rstrip()}…"

    def to_json(self) -> dict[str, Any]:
        """The source as the answer's JSON form has it; what it has beyond that under its own names."""
        known = {name: self.field(name) for name in ("doi", "pmid")}
        others = {name: value for name, value in self.fields if name not in {"doi", "pmid", "year", "title"}}
        form = {
            "iri": str(self.iri),
            **known,
            "title": self.title,
            "year": self.field("year"),
            "label": self.label,
            "type": self.type,
        }
        return form | others | {"links": [str(link) for link in self.links]}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a claim gives; `low` and `high` hold an interval, a range, or a bound without a value beside it."""

    iri: URIRef
    measure: str = ""
    value: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str = ""
    at: str = ""
    arm: str = ""
    text: str = ""

    @property
    def name(self) -> str:
        """The measure in words."""
        return re.sub(r"[_\s]+", " ", self.measure).strip()

    @property
    def said(self) -> str:
        """The figure in words.

        >>> Figure(URIRef("http://example.org/f"), "hazard_ratio", "0.070", "0.02", "0.24", at="5 years").said
        'hazard ratio 0.07 (0.02 to 0.24) at 5 years'
        >>> Figure(URIRef("http://example.org/f"), "n", "12", unit="pots", at="after 2 weeks").said
        'n = 12 pots after 2 weeks'
        """
        bounds = [number_text(bound) for bound in (self.low, self.high) if bound is not None]
        if self.value is None and not bounds:
            return re.sub(r"[_\s]+", " ", self.text).replace("=", " ") or self.name
        if self.value is not None:
            amount = number_text(self.value)
            if len(bounds) == 2 and set(bounds) != {amount}:
                amount += self._unit(f" ({bounds[0]} to {bounds[1]})")
            elif bounds and bounds[0] != amount:
                amount += self._unit("")
            elif bounds:
                amount = self._unit("", ("≤ " if self.low is None else "≥ ") + amount)
            else:
                amount = self._unit("", amount)
        elif len(bounds) == 2:
            amount = self._unit("", f"{bounds[0]} to {bounds[1]}")
        else:
            amount = self._unit("", ("at least " if self.high is None else "at most ") + bounds[0])
        symbol = len(self.name) == 1 and not amount.startswith(("≤", "≥", "at "))
        at = f"at {self.at}" if self.at and re.split(r"\W", self.at)[0] not in _TIMES else self.at
        return " ".join(
            filter(None, (self.name, "=" if symbol else "", amount, at, f"({self.arm})" if self.arm else ""))
        )

    def _unit(self, after: str, before: str = "") -> str:
        """The amount with its unit; a percent sign stands close to it."""
        unit = self.unit if self.unit.startswith("%") else f" {self.unit}" if self.unit else ""
        return f"{before}{unit}{after}"

    def to_json(self) -> dict[str, Any]:
        """The figure as plain values."""
        return {
            "measure": self.measure, "value": self.value, "low": self.low, "high": self.high, "unit": self.unit or None,
            "at": self.at or None, "arm": self.arm or None, "text": self.text, "said": self.said,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """One cited statement. `strength` is the rank of its level of evidence, 0 where it has none."""

    iri: URIRef
    subject: Cell
    predicate: Cell
    object: Cell
    supports: bool = True
    level: Cell | None = None
    strength: int = 0
    statement: str = ""
    source: Source | None = None
    qualifiers: tuple[tuple[str, tuple[Cell, ...]], ...] = ()
    """What the claim holds for, by the name of the qualifier."""
    figures: tuple[Figure, ...] = ()

    @property
    def order(self) -> tuple[int, int, str]:
        """For sorting: the strongest first, then the newest."""
        return -self.strength, -((self.source.year if self.source else None) or 0), str(self.iri)

    def to_json(self) -> dict[str, Any]:
        """The claim as the answer's JSON form has it."""
        return {
            "claim": str(self.iri),
            "subject": str(self.subject.iri),
            "predicate": str(self.predicate.iri),
            "object": str(self.object.iri),
            "polarity": "supports" if self.supports else "refutes",
            "evidence_level": self.level.label if self.level else None,
            "statement": self.statement,
            "source": self.source.to_json() if self.source else None,
            "subject_label": self.subject.label,
            "predicate_label": self.predicate.label,
            "object_label": self.object.label,
            "evidence_level_iri": str(self.level.iri) if self.level else None,
            "strength": self.strength,
            **{name: [cell.to_json() for cell in cells] for name, cells in self.qualifiers},
            "figures": [figure.to_json() for figure in self.figures],
        }


class Facts:
    """Names, claims and sources of one store, each asked for once."""

    def __init__(self, store: Store, ontology: Ontology) -> None:
        self.store, self.ontology = store, ontology
        self._cells: dict[URIRef, Cell] = {}
        self._claims: dict[URIRef, Claim] = {}
        self._sources: dict[URIRef, Source] = {}
        self.expected: Callable[[], Iterable[URIRef]] = tuple
        """What will soon be named as well, so that it is asked for together with what is named first."""
        self.includes = lru_cache(MOST_JOINS)(self._includes)

    @cached_property
    def strengths(self) -> dict[URIRef, int]:
        """The rank of each level of evidence."""
        return dict(self.ontology.strengths)

    # --- names

    def cell(self, node: Node | None) -> Cell | None:
        """A term of the graph, named; None stays None."""
        if node is None:
            return None
        if isinstance(node, URIRef):
            return self.named([node])[node]
        if isinstance(node, Literal):
            return literal_cell(node)
        return Cell(None, str(node), str(node))

    def label(self, iri: URIRef) -> str:
        """The name of a thing, a class or a relation."""
        return self.ontology.label(iri) or self.named([iri])[iri].label

    def named(self, nodes: Iterable[Node | None]) -> dict[URIRef, Cell]:
        """The cells of all IRIs among these terms."""
        wanted = list(dict.fromkeys(node for node in nodes if isinstance(node, URIRef)))
        missing = [iri for iri in wanted if iri not in self._cells]
        if len(self._cells) + len(missing) > KEPT:
            self._cells.clear()
            missing = wanted
        if missing:
            missing += [iri for iri in dict.fromkeys(self.expected()) if iri not in self._cells and iri not in missing]
        for batch in _batches(missing):
            self._name(batch)
        return {iri: self._cells[iri] for iri in wanted}

    def _name(self, iris: Sequence[URIRef]) -> None:
        found: dict[URIRef, list[tuple[int, int, str]]] = defaultdict(list)
        classes: dict[URIRef, list[URIRef]] = defaultdict(list)
        statement = self.ontology.claims.statement
        # A claim without a name is called by what it says.
        namers = (*self.ontology.namers, *self.ontology.codes, *((statement,) if statement is not None else ()))
        rank = {name: at for at, name in enumerate(dict.fromkeys((*LABELS, *namers)))}
        for thing, property_, value in self.store.select(lookups.names(iris, namers).text).rows:
            if not isinstance(thing, URIRef):
                continue
            if property_ == RDF.type and isinstance(value, URIRef):
                classes[thing].append(value)
            elif isinstance(value, Literal) and isinstance(property_, URIRef):
                foreign = value.language is not None and not value.language.startswith("en")
                found[thing].append((int(foreign), rank[property_], str(value)))
        for iri in iris:
            label = self.ontology.label(iri) or (min(found[iri])[2] if found[iri] else local_name(iri) or str(iri))
            self._cells[iri] = Cell(iri, label, cls=self._finest(classes[iri]))

    def _finest(self, classes: list[URIRef]) -> URIRef | None:
        """The most specific of a thing's classes."""
        known = [cls for cls in classes if cls in self.ontology.labels] or classes
        return max(sorted(known), key=lambda cls: len(self.ontology.supers.get(cls, ())), default=None)

    # --- links

    def limit(self, asked: Plan | Set) -> float | None:
        """The seconds that a query for this may run; None where it is sure to end in a moment."""
        return None if self.store.small and links(asked) <= FEW_LINKS else ANSWER_SECONDS

    def _includes(self, wide: Step, narrow: Step) -> bool:
        """Whether the first step joins all things that the second one does.

        Nearly always one link of the second tells that it does not.
        """
        for relation in narrow.relations:
            joining = self._joining.get(relation)
            if joining and all((other, wide.inverse != narrow.inverse) not in joining for other in wide.relations):
                return False
        if all(self._joining.get(relation) == set() for relation in narrow.relations):
            return True
        return not self.store.ask(lookups.beyond(narrow, wide).text)

    @cached_property
    def _joining(self) -> dict[URIRef, set[tuple[URIRef, bool]]]:
        """Of each relation that no claims are made with, what joins the ends of one of its links, and whether back.

        Nothing for a relation without links.
        """
        plain = [iri for iri, relation in self.ontology.relations.items() if not relation.claimed]
        found: dict[URIRef, set[tuple[URIRef, bool]]] = {iri: set() for iri in plain}
        for batch in _batches(plain):
            for relation, way, other in self.store.select(lookups.samples(batch).text).rows:
                if isinstance(relation, URIRef) and isinstance(other, URIRef):
                    found[relation].add((other, str(way) == "in"))
        return found

    # --- claims

    def claims(self, iris: Iterable[URIRef]) -> tuple[Claim, ...]:
        """These claims, the strongest first, then the newest."""
        wanted = list(dict.fromkeys(iris))
        missing = [iri for iri in wanted if iri not in self._claims]
        if len(self._claims) + len(missing) > KEPT:
            self._claims.clear()
            self._sources.clear()
            missing = wanted
        for batch in _batches(missing):
            self._fetch(batch)
        return tuple(sorted((self._claims[iri] for iri in wanted), key=lambda claim: claim.order))

    def _fetch(self, iris: Sequence[URIRef]) -> None:
        terms = self.ontology.claims
        triples = self.triples(iris)
        every = triples.values()
        sources = sorted(_things(every, terms.source) - self._sources.keys())
        figured = sorted(_things(every, terms.figure))
        behind = self.triples([*sources, *figured])
        ends = _things(every, RDF.subject, RDF.predicate, RDF.object, terms.evidence_level, *terms.qualifiers)
        units = _things((behind[figure] for figure in figured), *(part for _, part in terms.figure_parts))
        cells = self.named((*ends, *sources, *units))
        self._sources.update((source, self._source(source, behind[source])) for source in sources)
        figures = {iri: figure for iri in figured if (figure := self._figure(iri, behind[iri])) is not None}
        blank = Cell(None, "", "")
        for iri in iris:
            own = triples[iri]

            def first(property_: URIRef | None, own: dict[URIRef, list[Node]] = own) -> Node | None:
                return own[property_][0] if property_ is not None and own.get(property_) else None

            level, statement, source = first(terms.evidence_level), first(terms.statement), first(terms.source)
            predicate = self._asserted(own.get(RDF.predicate, []))
            qualifiers = [(snake_name(name), tuple(cells[node] for node in own[name] if isinstance(node, URIRef)))
                          for name in terms.qualifiers if own.get(name)]  # fmt: skip
            self._claims[iri] = Claim(
                iri,
                self.cell(first(RDF.subject)) or blank,
                self.cell(predicate) or blank,
                self.cell(first(RDF.object)) or blank,
                terms.polarity is None or not (set(own.get(terms.polarity, ())) & set(terms.refuting)),
                self.cell(level),
                self.strengths.get(level, 0) if isinstance(level, URIRef) else 0,
                str(statement) if statement is not None else "",
                self._sources.get(source) if isinstance(source, URIRef) else None,
                tuple(qualifiers),
                tuple(figures[each] for each in sorted(_things((own,), terms.figure) & figures.keys(), key=_natural)),
            )

    def _asserted(self, predicates: list[Node]) -> Node | None:
        """The relation that a claim was made with; others were derived from it."""
        relations = self.ontology.relations
        ranked = sorted(
            predicates,
            key=lambda node: (isinstance(node, URIRef) and node in relations and relations[node].derived, node),
        )
        return ranked[0] if ranked else None

    def triples(self, iris: Sequence[URIRef]) -> dict[URIRef, dict[URIRef, list[Node]]]:
        """What is said of things, by thing and property."""
        found: dict[URIRef, dict[URIRef, list[Node]]] = {iri: defaultdict(list) for iri in iris}
        for batch in _batches(iris):
            for subject, property_, value in self.store.select(lookups.triples(batch).text).rows:
                if isinstance(subject, URIRef) and isinstance(property_, URIRef) and value is not None:
                    found[subject][property_].append(value)
        for own in found.values():
            for values in own.values():
                values.sort(key=_in_order)  # stores give them as they please
        return found

    def _source(self, iri: URIRef, own: Mapping[URIRef, Sequence[Node]]) -> Source:
        cell = self.named([iri])[iri]
        fields: dict[str, str | int] = {}
        for property_ in sorted(own):
            if str(property_).startswith((str(RDF), str(RDFS))) or property_ in LABELS:
                continue
            for value in own[property_]:
                name = snake_name(property_)
                if isinstance(value, Literal) and name not in fields:
                    fields[name] = (
                        value.value
                        if isinstance(value.value, int) and not isinstance(value.value, bool)
                        else str(value)
                    )
        titles = [str(value) for name in reversed(LABELS) for value in own.get(name, ())]
        return Source(
            iri,
            cell.label,
            titles[0] if titles else None,
            self.label(cell.cls) if cell.cls else None,
            tuple(fields.items()),
            tuple(sorted(value for value in own.get(RDFS.seeAlso, ()) if isinstance(value, URIRef))),
        )

    def _figure(self, iri: URIRef, own: Mapping[URIRef, Sequence[Node]]) -> Figure | None:
        """A figure; None where nothing that a figure has is said of it."""
        parts: dict[str, str] = {}
        for name, property_ in self.ontology.claims.figure_parts:
            for value in own.get(property_, ()):
                said = self.label(value) if isinstance(value, URIRef) else str(value)
                parts["unit" if name == "unitText" else name] = said
        return Figure(iri, **parts) if parts else None


def _things(described: Iterable[Mapping[URIRef, Sequence[Node]]], *properties: URIRef | None) -> set[URIRef]:
    """The things that these properties lead to."""
    return {
        node
        for own in described
        for property_ in properties
        if property_ is not None
        for node in own.get(property_, ())
        if isinstance(node, URIRef)
    }


def literal_cell(literal: Literal) -> Cell:
    """A literal as a cell."""
    datatype = literal.datatype or (RDF.langString if literal.language else XSD.string)
    return Cell(None, str(literal), str(literal), str(datatype))


def table_of(columns: Sequence[str], rows: Iterable[Sequence[Cell | None]]) -> Table:
    """Rows of cells as terms: beside a column of things stands its `…Label`, as at Wikidata's query service.

    >>> EX = "http://example.org/"
    >>> table_of(["made by"], [[Cell(URIRef(EX + "ann"), "Ann")]]).columns
    ('made_by', 'made_byLabel')
    """
    rows = list(rows)
    names: list[str] = []
    cells: list[list[Term | None]] = [[] for _ in rows]
    for place, title in enumerate(columns):
        name = re.sub(r"\W+", "_", title).strip("_") or "column"
        while name in names or f"{name}Label" in names:
            name += "_"
        names.append(name)
        things = any(row[place] is not None and row[place].iri is not None for row in rows)  # type: ignore[union-attr]
        if things:
            names.append(f"{name}Label")
        for row, written in zip(rows, cells, strict=True):
            cell = row[place]
            if cell is None:
                written += [None, None] if things else [None]
            elif cell.iri is not None:
                written += [cell.iri, Literal(cell.label)]
            else:
                written += [cell.literal, Literal(cell.label)] if things else [cell.literal]
    return Table(tuple(names), tuple(tuple(row) for row in cells))


def narrowed(
    claims: Iterable[Claim],
    *,
    levels: Collection[str] = (),
    since: int | None = None,
    supports: bool | None = None,
    where: Mapping[str, Collection[str]] | None = None,
) -> tuple[Claim, ...]:
    """Those of some claims that are of one of these levels, published since a year, for or against, and hold for these.

    Args:
        claims: to choose from.
        levels: names of levels of evidence; none: any.
        since: the first year; a source without a year is left out then.
        supports: True for what speaks for, False for what speaks against; None for both.
        where: for the name of a qualifier (as `Claim.qualifiers` has it) the names of which a claim has to have one.
    """

    def fits(claim: Claim) -> bool:
        said = {name: {cell.label for cell in cells} for name, cells in claim.qualifiers}
        return (
            (not levels or (claim.level is not None and claim.level.label in levels))
            and (since is None or ((claim.source.year if claim.source else None) or since - 1) >= since)
            and supports in (None, claim.supports)
            and all(not wanted or said.get(name, set()) & set(wanted) for name, wanted in (where or {}).items())
        )

    return tuple(filter(fits, claims))


def claims_table(claims: Sequence[Claim]) -> Table:
    """Claims as rows: what is said, for or against, how strongly, what it holds for, and who says so."""
    qualifiers = list(dict.fromkeys(name for claim in claims for name, _ in claim.qualifiers))
    fields = list(dict.fromkeys(name for claim in claims if claim.source for name, _ in claim.source.fields))

    def text(value: object) -> Cell | None:
        return None if value in (None, "") else literal_cell(Literal(value))

    def row(claim: Claim) -> list[Cell | None]:
        said, source = dict(claim.qualifiers), claim.source
        return [
            Cell(claim.iri, claim.statement or str(claim.iri)), claim.subject, claim.predicate, claim.object,
            text("supports" if claim.supports else "refutes"), text(claim.level and claim.level.label),
            *(text("; ".join(cell.label for cell in said.get(name, ()))) for name in qualifiers),
            text("; ".join(figure.said for figure in claim.figures)),
            source.cell if source else None,
            *(text(source and source.field(name)) for name in fields),
            text(" ".join(source.links) if source else None),
        ]  # fmt: skip

    columns = ["claim", "subject", "relation", "object", "polarity", "evidence level", *qualifiers, "figures", "source"]
    return table_of([*columns, *fields, "links"], map(row, claims))


def snake_name(property_: URIRef) -> str:
    """The name of a property as JSON has it.

    >>> snake_name(URIRef("http://example.org/unitText"))
    'unit_text'
    """
    return local_name(property_).lower().replace(" ", "_")


def _natural(text: str) -> list[tuple[int, str]]:
    """For sorting texts that end in numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text) if part]


def _in_order(node: Node) -> tuple[bool, str, str]:
    """A key that puts terms in the same order whatever store they come from: things, then texts, then languages."""
    return isinstance(node, Literal), str(node), getattr(node, "language", None) or ""


def _batches(items: Sequence[URIRef]) -> Iterable[Sequence[URIRef]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]
