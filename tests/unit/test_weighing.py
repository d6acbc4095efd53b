"""How claims weigh, and all claims of a graph read in a few columns."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from rdflib import Namespace, URIRef

from msgraph import KnowledgeGraph
from msgraph.facts import Cell
from msgraph.weighing import Balance, Findings
from tests.unit.garden import G, T

EX = Namespace("http://example.org/")


@dataclass(frozen=True)
class Said:
    iri: URIRef
    supports: bool = True
    strength: int = 0
    level: Cell | None = None


TRIAL, SIGHT = Cell(EX.trial, "field trial"), Cell(EX.sight, "sighting")


def test_each_side_has_its_strongest_first_and_a_claim_counts_once() -> None:
    weak, strong = Said(EX.a, strength=1, level=SIGHT), Said(EX.b, strength=2, level=TRIAL)
    balance = Balance.of([weak, strong, weak, Said(EX.c, supports=False, strength=1, level=SIGHT)])
    assert balance == Balance((EX.b, EX.a), (EX.c,), TRIAL, SIGHT, 2, 1)
    assert (balance.number, balance.standing, balance.best) == (3, "disputed", TRIAL)
    assert balance.said == "2 for, 1 against; field trial"


@pytest.mark.parametrize(
    ("claims", "standing", "said"),
    [
        ([], "open", ""),
        ([Said(EX.a)], "for", "1 for"),
        ([Said(EX.a, supports=False, strength=1, level=SIGHT)], "against", "1 against; sighting"),
    ],
    ids=["none", "one without a level", "one against"],
)
def test_one_side_alone(claims: list[Said], standing: str, said: str) -> None:
    balance = Balance.of(claims)
    assert (balance.standing, balance.said) == (standing, said)


def test_the_best_level_is_that_of_the_stronger_side() -> None:
    balance = Balance.of([Said(EX.a, strength=1, level=SIGHT), Said(EX.b, supports=False, strength=2, level=TRIAL)])
    assert balance.best == TRIAL


def test_all_claims_are_found_with_their_ends_and_sources(garden: KnowledgeGraph) -> None:
    found = {str(finding.iri).removeprefix(str(G)): finding for finding in garden.findings.every}
    assert sorted(found) == sorted(f"c{number}" for number in range(1, 12))
    against = found["c4"]
    assert (against.subject, against.relations, against.object) == (G.mint, frozenset((T.repels,)), G.aphid)
    assert (against.supports, against.strength, against.sources) == (False, 1, frozenset((G.almanac,)))
    assert garden.findings.complete


@pytest.mark.parametrize(
    ("depth", "stands_for"), [(0, {EX.tool}), (1, {EX.saw, EX.cutter}), (2, {EX.tenon}), (9, {EX.tenon})]
)
def test_kinds_stand_for_what_lies_below_them(depth: int, stands_for: set[URIRef]) -> None:
    above = {EX.tenon: frozenset((EX.saw, EX.cutter)), EX.saw: frozenset((EX.tool,)), EX.cutter: frozenset((EX.tool,))}
    assert Findings(above=above).roots(EX.tenon, depth) == stands_for


def test_a_circle_of_kinds_comes_to_an_end() -> None:
    above = {EX.a: frozenset((EX.b,)), EX.b: frozenset((EX.a,))}
    assert Findings(above=above).roots(EX.a, 0) == {EX.b}


def test_a_graph_without_claims_has_none_to_weigh(world: Callable[[str], KnowledgeGraph]) -> None:
    with world("@prefix : <http://example.org/> . :ann :lends :saw .") as kg:
        assert (kg.findings.every, kg.makes_claims) == ((), False)
