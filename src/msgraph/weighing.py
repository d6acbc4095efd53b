"""How claims weigh: a `Balance` tells how many speak for something and how many against, and the best of each side.

`Findings` are all claims of a graph in the least that weighing needs: read from the store once, as columns, so that any
map of them costs no further query.

>>> claim = URIRef("http://example.org/claim")
>>> Balance((claim,), level=Cell(None, "field test"), strength=2).said
'1 for; field test'
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, Final, Protocol
from typing import Literal as OneOf

from rdflib import URIRef

from msgraph import lookups
from msgraph.facts import Cell, Facts
from msgraph.store import Store
from msgraph.vocabulary import RDF, SKOS

Standing = OneOf["for", "against", "disputed", "open"]

MOST: Final = 200_000
"""So many claims are weighed at most; a graph with more says that it has more."""


class Weighed(Protocol):
    """What is needed of a claim to weigh it."""

    @property
    def iri(self) -> URIRef:
        """The claim."""

    @property
    def supports(self) -> bool:
        """Whether it speaks for what it is about."""

    @property
    def level(self) -> Cell | None:
        """Its level of evidence."""

    @property
    def strength(self) -> int:
        """The rank of that level."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The claims on one matter, for and against, each side with the strongest first, and the best level of each side.

    `strength` and `against_strength` are the ranks of those levels, 0 where there is none.
    """

    supporting: tuple[URIRef, ...] = ()
    refuting: tuple[URIRef, ...] = ()
    level: Cell | None = None
    against: Cell | None = None
    strength: int = 0
    against_strength: int = 0

    @classmethod
    def of(cls, claims: Iterable[Weighed]) -> "Balance":
        """Weigh some claims, each counted once."""
        every = {claim.iri: claim for claim in claims}
        ranked = sorted(every.values(), key=lambda claim: (-claim.strength, claim.iri))
        supporting = [claim for claim in ranked if claim.supports]
        refuting = [claim for claim in ranked if not claim.supports]
        return cls(
            tuple(claim.iri for claim in supporting),
            tuple(claim.iri for claim in refuting),
            supporting[0].level if supporting else None,
            refuting[0].level if refuting else None,
            supporting[0].strength if supporting else 0,
            refuting[0].strength if refuting else 0,
        )

    @property
    def claims(self) -> tuple[URIRef, ...]:
        """All of the claims."""
        return self.supporting + self.refuting

    @property
    def number(self) -> int:
        """How many claims there are."""
        return len(self.supporting) + len(self.refuting)

    @property
    def best(self) -> Cell | None:
        """The strongest level of evidence on either side."""
        return self.level if self.strength >= self.against_strength and self.level else self.against or self.level

    @property
    def standing(self) -> Standing:
        """Whether the claims speak for it, against it or both ways; open where there are none."""
        if self.supporting and self.refuting:
            return "disputed"
        return "for" if self.supporting else "against" if self.refuting else "open"

    @property
    def said(self) -> str:
        """The balance in a few words; nothing where there are no claims."""
        sides = [f"{len(self.supporting):,} for"] if self.supporting else []
        sides += [f"{len(self.refuting):,} against"] if self.refuting else []
        best = f"; {self.best.label}" if self.best is not None else ""
        return ", ".join(sides) + best

    def to_json(self) -> dict[str, Any]:
        """The balance as plain values."""
        return {
            "for": len(self.supporting),
            "against": len(self.refuting),
            "strongest_for": self.level and self.level.label,
            "strongest_against": self.against and self.against.label,
            "claims": [str(claim) for claim in self.claims],
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim without its words: what it links, for or against, how strongly, and who says so."""

    iri: URIRef
    subject: URIRef
    relations: frozenset[URIRef]
    object: URIRef
    supports: bool = True
    level: Cell | None = None
    strength: int = 0
    sources: frozenset[URIRef] = frozenset()


@dataclass(frozen=True)
class Findings:
    """All claims of a graph, with what lies below what; `complete` is False where there are more than `MOST`."""

    every: tuple[Finding, ...] = ()
    above: Mapping[URIRef, frozenset[URIRef]] = field(default_factory=dict)
    complete: bool = True

    def roots(self, thing: URIRef, depth: int) -> frozenset[URIRef]:
        """What stands for a thing where kinds are told apart down to a depth only: 0 leaves the topmost.

        A thing with several things above it may have several; what lies on a circle stands for itself.
        """
        chains: list[tuple[URIRef, ...]] = []
        open_: list[tuple[URIRef, ...]] = [(thing,)]
        while open_:
            chain = open_.pop()
            above = [other for other in self.above.get(chain[-1], ()) if other not in chain]
            open_ += [(*chain, other) for other in above]
            if not above:
                chains.append(chain[::-1])
        return frozenset(chain[min(depth, len(chain) - 1)] for chain in chains) or frozenset((thing,))


def findings(facts: Facts) -> Findings:
    """Read the claims of a store."""
    terms, store = facts.ontology.claims, facts.store
    # A query for each column is several times faster than one that joins them: a store has each of them in a row.
    subjects, predicates, objects, polarities, levels, sources = (
        values(store, property_, rows=3 * MOST)
        for property_ in (
            RDF.subject, RDF.predicate, RDF.object, terms.polarity, terms.evidence_level, terms.source,
        )
    )  # fmt: skip
    cells = facts.named(level for found in levels.values() for level in found)
    none: frozenset[URIRef] = frozenset()
    every = []
    for claim in sorted(subjects)[:MOST]:
        ranked = sorted(levels.get(claim, none), key=lambda level: (-facts.strengths.get(level, 0), level))
        level = ranked[0] if ranked else None
        said = Finding(
            claim, URIRef(""), predicates.get(claim, none), URIRef(""),
            polarities.get(claim, none).isdisjoint(terms.refuting),
            cells[level] if level is not None else None,
            facts.strengths.get(level, 0) if level is not None else 0,
            sources.get(claim, none),
        )  # fmt: skip
        ends = product(sorted(subjects[claim]), sorted(objects.get(claim, none)))
        every += [replace(said, subject=subject, object=object_) for subject, object_ in ends]
    return Findings(tuple(every), values(store, SKOS.broader), len(subjects) <= MOST)


def values(store: Store, property_: URIRef | None, *, rows: int | None = None) -> dict[URIRef, frozenset[URIRef]]:
    """The things that are a property's values, of each thing, from at most so many rows; of no property none."""
    if property_ is None:
        return {}
    found: dict[URIRef, frozenset[URIRef]] = {}
    alone: dict[URIRef, frozenset[URIRef]] = {}  # most have one value, and a million claims share a few of them
    for thing, value in store.select(lookups.pairs(property_).text, rows=rows).rows:
        if isinstance(thing, URIRef) and isinstance(value, URIRef):
            one = alone.get(value) or alone.setdefault(value, frozenset((value,)))
            found[thing] = found[thing] | one if thing in found else one
    return found
