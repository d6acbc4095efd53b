"""How long a question takes, as ratios to the bare work in the same run: `make bench`.

Warm: every development question is asked several times; the bare work is spaCy's tokens and lemmas of the question and
Oxigraph running the same SPARQL. Cold: a process that asks one question, beside one that only makes spaCy's blank
pipeline.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox
import spacy

from msgraph.engine import KnowledgeGraph
from msgraph.manifest import STORE

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions" / "dev.jsonl"
COLD = "Which cells secrete BDNF?"
REPEATS = 5


def questions() -> Iterator[str]:
    """The development questions that lean on no other."""
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield record["turns"][0]["question"] if "turns" in record else record["question"]


def seconds(work: Callable[[], object]) -> float:
    """The least time of several runs."""
    times = []
    for _ in range(REPEATS):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return min(times)


def warm() -> tuple[list[float], list[float]]:
    """For each question that is answered by SPARQL: the seconds of asking it, and of the bare work."""
    asked, bare = [], []
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    with KnowledgeGraph.open() as kg:
        assert kg.store.folder is not None
        # The very triples that are asked, the derived ones among them.
        store = ox.Store.read_only(str(kg.store.folder / STORE))
        for question in questions():
            answer = kg.ask(question)
            if not answer.sparql:
                continue
            query = answer.sparql

            def plain(question: str = question, query: str = query) -> None:
                nlp(question)
                found = store.query(query, use_default_graph_as_union=True)
                if isinstance(found, ox.QuerySolutions):
                    list(found)

            asked.append(seconds(lambda question=question: kg.ask(question)))  # type: ignore[misc]
            bare.append(seconds(plain))
    return asked, bare


def cold() -> tuple[float, float]:
    """The median seconds of a process that asks one question, and of one that makes a blank pipeline."""
    ask = [sys.executable, "-m", "msgraph", "ask", COLD]
    blank = [sys.executable, "-c", "import spacy; spacy.blank('en')"]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS):
        for command, into in zip((ask, blank), times, strict=True):
            started = perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            into.append(perf_counter() - started)
    return statistics.median(times[0]), statistics.median(times[1])


def main() -> None:
    """Print the table."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(
        f"{date.today()}, Python {platform.python_version()}, "
        f"spaCy {version('spacy')}, Oxigraph {version('pyoxigraph')}"
    )
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f}\n")
    asked, bare = warm()
    ratios = sorted(one / other for one, other in zip(asked, bare, strict=True))
    print(f"{len(asked)} questions, warm           median     95th percentile")
    for name, values in (("ask (ms)", asked), ("bare work (ms)", bare)):
        ordered = sorted(1000 * value for value in values)
        print(f"  {name:24}{statistics.median(ordered):8.2f}{ordered[int(0.95 * len(ordered))]:18.2f}")
    print(f"  {'ratio':24}{statistics.median(ratios):8.2f}{ratios[int(0.95 * len(ratios))]:18.2f}")
    one, blank = cold()
    print(f"\ncold: msgraph ask {one:.2f} s, spacy.blank {blank:.2f} s, ratio {one / blank:.2f}")


if __name__ == "__main__":
    main()
