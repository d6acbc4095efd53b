"""Several things side by side: what is known of each, what they share, and what only one of them has.

`compare(answers, things)` puts a row for each thing that one of them is linked to. Relations that an ontology has below
a common one (to raise and to lower, say) share a row, so that a difference in direction can be seen. Each side tells
how its claims weigh and which figures they give.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from rdflib import Literal, URIRef

from msgraph.answer import Card
from msgraph.answering import Answers
from msgraph.facts import Cell, Claim, Facts, literal_cell, table_of
from msgraph.plan import Anything, Claims, Compare, Thing
from msgraph.results import Table
from msgraph.sentences import capital, quantity
from msgraph.traversal import Links, of_balances
from msgraph.vocabulary import SKOS
from msgraph.weighing import Balance, values
from msgraph.wording import conjoined, plural

if TYPE_CHECKING:
    import networkx

FIGURES: Final = 3
"""So many figures stand beside a link, those of the strongest claims."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one thing has of a row: by which relation, how its claims weigh, and their figures.

    `linked` is False where all claims speak against the link. A link of a graph without claims has an empty balance.
    """

    relation: Cell
    linked: bool
    balance: Balance
    figures: tuple[str, ...] = ()

    def said(self, among: str = "") -> str:
        """It in a few words, the relation named where it is not the one that is named already."""
        name = f"{self.relation.label}: " if self.relation.label != among else ""
        weighed = self.balance.said or ("yes" if self.linked else "no")
        return name + weighed + "".join(f"; {figure}" for figure in self.figures)

    def to_json(self) -> dict[str, Any]:
        """It as plain values."""
        return {
            "relation": self.relation.to_json(),
            "linked": self.linked,
            **self.balance.to_json(),
            "figures": list(self.figures),
        }


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at the other end of a relation, and what each of the things has of it, in their order."""

    relation: Cell
    what: Cell
    sides: tuple[tuple[Held, ...], ...]
    inverse: bool = False
    kind: Cell | None = None
    """The class of what stands there, where the relation leads to things of several."""

    @property
    def having(self) -> tuple[bool, ...]:
        """Which of the things have it."""
        return tuple(any(held.linked for held in side) for side in self.sides)

    @property
    def shared(self) -> bool:
        """Whether all of the things have it."""
        return all(self.having)

    @property
    def only(self) -> int | None:
        """The place of the one thing that has it, if it is only one."""
        return self.having.index(True) if sum(self.having) == 1 else None

    @property
    def differs(self) -> bool:
        """Whether all have it, but not in the same way: by other relations, or against what others say."""
        ways = {tuple(sorted((held.relation.label, held.linked) for held in side)) for side in self.sides}
        return self.shared and len(ways) > 1

    @property
    def number(self) -> int:
        """How many claims stand behind the row."""
        return sum(held.balance.number for side in self.sides for held in side)


@dataclass(frozen=True, slots=True)
class Property:
    """A property with the values that each of the things has, in their order; `of` names whose, if not their own."""

    relation: Cell
    values: tuple[tuple[Cell, ...], ...]
    of: str = ""

    @property
    def name(self) -> str:
        """The property in words."""
        return f"{self.relation.label} ({self.of})" if self.of else self.relation.label


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several things side by side; `between` are the claims that join one of them to another."""

    things: tuple[Card, ...]
    properties: tuple[Property, ...]
    rows: tuple[Row, ...]
    between: tuple[Claim, ...] = ()
    _label: Callable[[URIRef], str] = field(default=str, repr=False, compare=False)

    @property
    def sentence(self) -> str:
        """How much they share, how much of it differently, and how much only one of them has."""
        labels = [card.thing.label for card in self.things]
        shared = sum(row.shared for row in self.rows)
        different = sum(row.differs for row in self.rows)
        said = f"{conjoined(labels)} share {quantity(shared, 'link') if shared else 'no link'}"
        said += f", {different} of them in different ways" if different else ""
        alone = [sum(row.only == place for row in self.rows) for place in range(len(labels))]
        only = [f"only {label} has {number:,}" for number, label in zip(alone, labels, strict=True) if number]
        return f"{capital(said)}" + (f"; {conjoined(only)}." if only else ".")

    @property
    def sections(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The rows by relation and kind, in their order, each with a heading."""
        found: dict[tuple[Cell, bool, Cell | None], list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row.relation, row.inverse, row.kind].append(row)
        return tuple((_heading(rows[0]), tuple(rows)) for rows in found.values())

    def to_table(self) -> Table:
        """A row for each property and link, a column for each thing, to be written in any format of tables."""
        columns = ("relation", "what", "had by", *(card.thing.label for card in self.things))
        rows: list[list[Cell | None]] = []
        for found in self.properties:
            having = sum(map(bool, found.values))
            texts = [_text("; ".join(cell.label for cell in values)) for values in found.values]
            rows.append([_text(found.name), None, literal_cell(Literal(having)), *texts])
        for row in self.rows:
            texts = [_text(" | ".join(held.said(row.relation.label) for held in side)) for side in row.sides]
            rows.append([_text(_heading(row)), row.what, literal_cell(Literal(sum(row.having))), *texts])
        return table_of(columns, rows)

    def to_json(self) -> dict[str, Any]:
        """The comparison as plain values, in the form that `msgraph compare --json` prints."""
        return {
            "sentence": self.sentence,
            "things": [card.to_json() for card in self.things],
            "properties": [
                {
                    "property": found.relation.to_json(),
                    "of": found.of or None,
                    "values": [[cell.to_json() for cell in values] for values in found.values],
                }
                for found in self.properties
            ],
            "rows": [
                {
                    "relation": row.relation.to_json(),
                    "kind": row.kind and row.kind.to_json(),
                    "what": row.what.to_json(),
                    "shared": row.shared,
                    "sides": [[held.to_json() for held in side] for side in row.sides],
                }
                for row in self.rows
            ],
            "between": [claim.to_json() for claim in self.between],
        }

    def graph(self, most: int | None = None) -> "networkx.MultiDiGraph":
        """The things and what they are linked to, at most so many of the rows, those with most claims."""
        rows = sorted(self.rows, key=lambda row: (-sum(row.having), -row.number))[:most]
        links = (
            # What leads to the thing is drawn as it is told, not as it is read from the thing.
            (row.what, Cell(held.relation.iri, self._label(held.relation.iri)), card.thing, held.balance)
            if row.inverse and held.relation.iri is not None
            else (card.thing, held.relation, row.what, held.balance)
            for row in rows
            for card, side in zip(self.things, row.sides, strict=True)
            for held in side
            if held.linked
        )
        return of_balances(links, [card.thing for card in self.things], self._label)


def compare(answers: Answers, things: Sequence[URIRef]) -> Comparison:
    """Two or more things side by side, each with what lies below it."""
    plan = Compare(tuple(dict.fromkeys(things)))
    sides = _sides(answers, plan.things)
    for inverse, relation, other, having in answers.compared(plan)[1]:
        for place, has in enumerate(having):
            if has and other.iri is not None:  # values stand among the properties
                sides[inverse, relation, other].setdefault(place, [])
    wider = _wider(answers)
    groups: dict[tuple[bool, URIRef, Cell], list[list[Held]]] = {}
    for (inverse, relation, other), found in sorted(sides.items(), key=lambda item: item[0][1]):
        wide = wider.get(relation, relation)
        group = groups.setdefault((inverse, wide, other), [[] for _ in plan.things])
        name = Cell(relation, answers.relation_name(relation, inverse=inverse))
        for place, claims in found.items():
            balance = Balance.of(claims)
            group[place].append(Held(name, bool(balance.supporting or not claims), balance, _figures(claims)))
    rows = [
        Row(
            Cell(wide, answers.relation_name(wide, inverse=inverse)), other,
            tuple(tuple(sorted(side, key=_by_weight)) for side in group),
            inverse, _kind(answers, wide, other, inverse=inverse),
        )
        for (inverse, wide, other), group in groups.items()
    ]  # fmt: skip
    cards = tuple(map(answers.full_card, plan.things))
    properties = (*_properties(cards), *_stages(answers, rows, len(cards)))
    return Comparison(cards, properties, _ordered(rows), answers.between(plan.things), answers.label)


def comparable(links: Links, facts: Facts, *, most: int = 6) -> tuple[tuple[Cell, Cell], ...]:
    """Pairs of things of one class that have most links, neither of them a kind of the other."""
    busiest = sorted(links.out, key=lambda thing: (-len(links.out[thing]), thing))
    above = values(facts.store, SKOS.broader)
    by_class: dict[URIRef, list[Cell]] = defaultdict(list)
    for cell in facts.named(busiest).values():
        among = by_class[cell.cls] if cell.cls is not None else []
        if not among or (
            len(among) < 2 and not {among[0].iri, cell.iri} & (_over(cell, above) | _over(among[0], above))
        ):
            among.append(cell)
    pairs = [(found[0], found[1]) for found in by_class.values() if len(found) > 1]
    return tuple(pairs[:most])


def _over(thing: Cell, above: Mapping[URIRef, Collection[URIRef]]) -> set[URIRef]:
    """All that stands above a thing."""
    found: set[URIRef] = set()
    open_ = [thing.iri] if thing.iri is not None else []
    while open_:
        more = set(above.get(open_.pop(), ())) - found
        found |= more
        open_ += more
    return found


def _sides(
    answers: Answers, things: tuple[URIRef, ...]
) -> defaultdict[tuple[bool, URIRef, Cell], dict[int, list[Claim]]]:
    """Of each direction, relation and other thing: the claims behind it, by the place of the thing they are about."""
    sides: defaultdict[tuple[bool, URIRef, Cell], dict[int, list[Claim]]] = defaultdict(dict)
    for place, thing in enumerate(things):
        own = Thing(thing)
        for inverse, said in ((False, Claims(own, standing="any")), (True, Claims(Anything(), (), own, "any"))):
            for claim in answers.claims_of(said):
                other = claim.subject if inverse else claim.object
                relation = claim.predicate.iri
                if relation is not None and other.iri not in things and relation in answers.links_of_things:
                    sides[inverse, relation, other].setdefault(place, []).append(claim)
    return sides


def _wider(answers: Answers) -> dict[URIRef, URIRef]:
    """Of each relation, the one above it that has no links of its own, if several relations lie below that one."""
    found: dict[URIRef, URIRef] = {}
    for relation in answers.ontology.relations.values():
        below = [iri for iri in relation.below if iri in answers.links_of_things]
        if len(below) > 1:
            found.update(dict.fromkeys(below, relation.iri))
    return found


def _by_weight(held: Held) -> tuple[int, str]:
    return -len(held.balance.supporting), held.relation.label


def _kind(answers: Answers, relation: URIRef, what: Cell, *, inverse: bool) -> Cell | None:
    """Of the several classes that a relation leads to as the ontology declares it, the one that a thing is of."""
    known = answers.ontology.relations.get(relation)
    ends = (known.domain if inverse else known.range) if known else frozenset()
    above = answers.ontology.supers.get(what.cls, frozenset()) if what.cls else frozenset()
    of = sorted(ends & above, key=lambda cls: (-len(answers.ontology.supers.get(cls, ())), cls))
    return Cell(of[0], answers.label(of[0])) if of and len(ends) > 1 else None


def _heading(row: Row) -> str:
    """What the rows of a section are about."""
    return f"{row.relation.label}: {plural(row.kind.label)}" if row.kind else row.relation.label


def _figures(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The figures of the strongest claims, each once."""
    ranked = sorted(claims, key=lambda claim: (not claim.supports, claim.order))
    return tuple(dict.fromkeys(figure.said for claim in ranked for figure in claim.figures))[:FIGURES]


def _ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Relations from the things before those to them, the richest first; in each what is shared first."""
    found = list(rows)
    sizes: dict[tuple[bool, Cell, Cell | None], int] = defaultdict(int)
    for row in found:
        sizes[row.inverse, row.relation, row.kind] += max(row.number, 1)
    found.sort(
        key=lambda row: (
            row.inverse, -sizes[row.inverse, row.relation, row.kind], _heading(row), str(row.relation.iri),
            -sum(row.having), -row.number, row.what.label.casefold(), str(row.what.iri),
        )
    )  # fmt: skip
    return tuple(found)


def _properties(cards: Sequence[Card]) -> Iterator[Property]:
    """The values of the things' own properties."""
    own: dict[Cell, dict[int, tuple[Cell, ...]]] = defaultdict(dict)
    for place, card in enumerate(cards):
        for relation, cells in card.properties:
            own[relation][place] = cells
    for relation, by_place in sorted(own.items(), key=lambda item: item[0].label):
        yield Property(relation, tuple(by_place.get(place, ()) for place in range(len(cards))))


def _stages(answers: Answers, rows: Iterable[Row], things: int) -> Iterator[Property]:
    """How far the studies have come that each thing is linked to, with how many of them have come so far."""
    ontology = answers.ontology
    classes = ontology.expand(ontology.studies)
    linked: list[set[URIRef]] = [set() for _ in range(things)]
    for row in rows:
        if row.what.iri is not None and row.what.cls in classes:
            for place, has in enumerate(row.having):
                linked[place] |= {row.what.iri} if has else set()
    said = answers.facts.triples(sorted(set().union(*linked)))
    noun = " / ".join(sorted(answers.label(cls) for cls in ontology.studies))
    for stage in sorted(ontology.stages):
        counts = [
            Counter(str(value) for study in studies for value in said[study].get(stage, ())) for studies in linked
        ]
        if any(counts):
            values = tuple(tuple(_text(f"{name} ({n})") for name, n in sorted(count.items())) for count in counts)
            yield Property(Cell(stage, answers.relation_name(stage)), values, noun)


def _text(text: str) -> Cell:
    return literal_cell(Literal(text))


__all__ = ["Comparison", "Held", "Property", "Row", "comparable", "compare"]
