"""How long a question takes, as ratios to the bare work in the same run: `make bench`.

Warm: every development question is asked several times; the bare work is spaCy's tokens and lemmas of the question and
Oxigraph running the same SPARQL, over the prepared folder and over the same triples in memory. Both in processor time,
which a busy machine lengthens little. Beside it the same SPARQL alone in rdflib's in-memory store, parsed or as text,
cut off after half a second. Cold: a process that asks one question, beside one that only makes spaCy's blank
pipeline and one that only imports msgraph, in wall time and in processor time.
"""

import json
import os
import platform
import signal
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib.metadata import version
from math import inf
from pathlib import Path
from time import perf_counter, thread_time

import pyoxigraph as ox
import spacy
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from msgraph.engine import KnowledgeGraph
from msgraph.manifest import STORE

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions" / "dev.jsonl"
COLD = "Which cells secrete BDNF?"
REPEATS = 5
LONGEST = 0.5
"""So many seconds of processor time rdflib has for a query; it is slower than that is all that is then known."""


def questions() -> Iterator[str]:
    """The development questions that lean on no other."""
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield record["turns"][0]["question"] if "turns" in record else record["question"]


def seconds(work: Callable[[], object]) -> float:
    """The least processor time of several runs."""
    times = []
    for _ in range(REPEATS):
        started = thread_time()
        work()
        times.append(thread_time() - started)
    return min(times)


class TooLong(BaseException):
    """Raised in the middle of a query, where nothing that rdflib catches should catch it."""


def seconds_at_most(work: Callable[[], object]) -> float:
    """The processor time of one run, or infinity where it takes longer than `LONGEST`."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    started = thread_time()
    try:
        work()
    except TooLong:
        return inf
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return thread_time() - started


def in_rdflib(graph: Graph, query: str) -> tuple[float, float]:
    """The seconds of a query in rdflib: from its text, and from what its text was parsed into."""
    parsed = prepareQuery(query)
    return seconds_at_most(lambda: list(graph.query(query))), seconds_at_most(lambda: list(graph.query(parsed)))


def warm() -> tuple[list[float], list[float], list[float], list[tuple[float, float]]]:
    """For each question that SPARQL answers: the seconds of asking it, of the bare work, that in memory, in rdflib."""
    asked, bare, in_memory, rdflib = [], [], [], []
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    with KnowledgeGraph.open() as kg:
        assert kg.store.folder is not None
        # The very triples that are asked, the derived ones among them.
        folder, memory = ox.Store.read_only(str(kg.store.folder / STORE)), ox.Store()
        memory.bulk_extend(folder)
        graph = Graph()
        graph.parse(data="\n".join(f"{quad.triple} ." for quad in memory), format="nt")
        for question in questions():
            answer = kg.ask(question)
            if not answer.sparql:
                continue

            def plain(store: ox.Store, question: str = question, query: str = answer.sparql) -> None:
                nlp(question)
                found = store.query(query, use_default_graph_as_union=True)
                if isinstance(found, ox.QuerySolutions):
                    list(found)

            asked.append(seconds(partial(kg.ask, question)))
            bare.append(seconds(partial(plain, folder)))
            in_memory.append(seconds(partial(plain, memory)))
            rdflib.append(in_rdflib(graph, answer.sparql))
    return asked, bare, in_memory, rdflib


def cold() -> tuple[float, ...]:
    """The median seconds of processes: one that asks a question, one that makes a blank pipeline, one that imports.

    First of wall time, then of processor time.
    """
    commands = (
        [sys.executable, "-m", "msgraph", "ask", COLD],
        [sys.executable, "-c", "import spacy; spacy.blank('en')"],
        [sys.executable, "-c", "import msgraph"],
    )
    walls: list[list[float]] = [[] for _ in commands]
    spent: list[list[float]] = [[] for _ in commands]
    for _ in range(REPEATS):
        for command, wall, own in zip(commands, walls, spent, strict=True):
            started, before = perf_counter(), os.times()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            after = os.times()
            wall.append(perf_counter() - started)
            own.append(sum(after[2:4]) - sum(before[2:4]))
    return tuple(map(statistics.median, (*walls, *spent)))


def main() -> None:
    """Print the table."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(
        f"{date.today()}, Python {platform.python_version()}, "
        f"spaCy {version('spacy')}, Oxigraph {version('pyoxigraph')}"
    )
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f}\n")
    asked, bare, in_memory, rdflib = warm()

    def most(values: Iterable[float]) -> float:
        ordered = sorted(values)
        return ordered[int(0.95 * len(ordered))]

    def show(name: str, values: Sequence[float]) -> None:
        print(f"  {name:28}{statistics.median(values):8.2f}{most(values):18.2f}{max(values):12.2f}")

    print(f"{len(asked)} questions, warm               median     95th percentile     slowest")
    show("ask (ms)", [1000 * each for each in asked])
    for name, work in (("bare work", bare), ("bare work in memory", in_memory)):
        show(f"{name} (ms)", [1000 * each for each in work])
        show("  ratio", [one / other for one, other in zip(asked, work, strict=True)])
        print(f"    the 95th percentile of the one to that of the other: {most(asked) / most(work):.1f}")
    for name, times in zip(("rdflib, from the text", "rdflib, parsed before"), zip(*rdflib, strict=True), strict=True):
        show(f"{name} (ms)", [1000 * each for each in times])
        faster = sum(one < other for one, other in zip(asked, times, strict=True))
        ratio = statistics.median(other / one for one, other in zip(asked, times, strict=True))
        print(f"    ask is faster for {faster} of {len(asked)}; rdflib takes {ratio:.1f} times as long at the median")
    times = cold()
    print("\ncold (s)                  msgraph ask   spacy.blank     ratio   import msgraph     ratio")
    for name, (one, blank, imported) in (("wall", times[:3]), ("processor", times[3:])):
        print(f"  {name:20}{one:15.2f}{blank:14.2f}{one / blank:10.2f}{imported:17.2f}{imported / blank:10.2f}")


if __name__ == "__main__":
    main()
