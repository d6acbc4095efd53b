"""Whatever is asked comes to one of four ends or asks too much, by queries that only read, in bounded time."""

import gc
import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from msgraph import KnowledgeGraph, guard
from msgraph.errors import AsksTooMuch
from msgraph.store import Store
from tests.passing import Passing
from tests.soak import hostile

ENDS = {"answered", "no_answer", "clarify", "not_understood"}
WARM = 0.4
"""The part of the questions after which caches are full and memory may grow no more."""

GROWTH = 96 << 20
"""So many bytes more at the end than when warm are no growth: caches of names and claims are bounded by count."""

SERIES = 20

SLOW = 15.0
"""Seconds of processor time that no question may take, however slow the machine."""


class Watched(Passing):
    """A store that is asked nothing but what a stranger would be allowed to ask too: queries that read and parse."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._empty = ox.Store()

    def meet(self, query: str) -> None:
        guard.checked(query, has_graph=lambda name: True)
        self._empty.query(query)


@pytest.fixture(scope="module")
def watched() -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open() as kg:
        yield KnowledgeGraph(Watched(kg.store))


def resident() -> int | None:
    """The bytes of memory that this process holds, where the system tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    return int(status.read_text().split("VmRSS:")[1].split()[0]) << 10


def names_of(kg: KnowledgeGraph) -> list[str]:
    labels = [name for names in kg.ontology.labels.values() for name in names]
    words = [text for relation in kg.ontology.relations.values() for _, text in relation.words]
    things = [str(row[0]) for row in kg.store.select(
        "SELECT DISTINCT ?n { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n } ORDER BY ?n"
    ).rows]  # fmt: skip
    return [*labels, *words, *things]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, SERIES + 1))
def test_hostile_questions_come_to_an_end(
    watched: KnowledgeGraph, seed: int, long: bool, record: Callable[[str], None]
) -> None:
    """100,000 at length, in series that can be run, and run again, one by one."""
    if seed > 1 and not long:
        pytest.skip("asked at length only")
    count = 100_000 // SERIES if long else 250
    slowest: list[tuple[float, str]] = []
    ends: dict[str, int] = {}
    faults: list[str] = []
    warm = None
    before = None
    stream = hostile.questions(seed, watched.lexicon.words, names_of(watched))
    started = time.perf_counter()
    for number, question in enumerate(itertools.islice(stream, count)):
        if number == int(WARM * count):
            gc.collect()
            warm = resident()
        begun = time.process_time()
        try:
            answer = watched.ask(question, follows=before if number % 3 == 0 else None)
            written = answer.to_json()
        except AsksTooMuch:
            ends["asks too much"] = ends.get("asks too much", 0) + 1
            continue
        except Exception as error:
            faults.append(f"question {number}, {question[:200]!r}: {type(error).__name__}: {error}")
            continue
        slowest = sorted([*slowest, (time.process_time() - begun, question[:160])], reverse=True)[:5]
        if answer.status not in ENDS or not (written["sentence"] or answer.status == "answered"):
            faults.append(f"question {number}, {question[:200]!r}: ends in {answer.status} without a sentence")
        ends[answer.status] = ends.get(answer.status, 0) + 1
        before = answer if answer.status == "answered" else before
    assert faults == []
    gc.collect()
    now = resident()
    taken = time.perf_counter() - started
    record(f"series {seed}: {count:,} hostile questions in {taken:,.0f} s: {ends}")
    record("slowest (s of processor time): " + "; ".join(f"{seconds:.2f} {text!r}" for seconds, text in slowest))
    if warm is not None and now is not None:
        record(f"memory: {warm >> 20} MiB after {WARM:.0%} of them, {now >> 20} MiB at the end")
        assert now - warm < GROWTH
    assert slowest[0][0] < SLOW
