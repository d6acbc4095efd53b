"""The development questions have the same answers behind a SPARQL server as in the process."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pyoxigraph as ox
import pytest

from msgraph import KnowledgeGraph
from msgraph.manifest import STORE
from msgraph.store import open_store
from tests.passing import Counting
from tests.questions.test_requests import MOST

QUESTIONS = Path(__file__).parent.parent / "questions" / "dev.jsonl"
SAMPLE = 40
"""Every such question is asked where the check is a short one."""


@pytest.fixture(scope="module")
def asked(kg: KnowledgeGraph, long: bool) -> list[list[dict[str, Any]]]:
    """Questions, each with those that follow on it, as the graph in the process answers them."""
    found = []
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines()[:: 1 if long else SAMPLE]:
        record = json.loads(line)
        answer, answers = None, []
        for turn in record.get("turns", [record]):
            answer = kg.ask(turn["question"], follows=answer)
            answers.append(answer.to_json())
        found.append(answers)
    return found


def differing(url: str, asked: list[list[dict[str, Any]]]) -> list[tuple[str, list[str]]]:
    """The questions that are answered otherwise there, with what differs; after the first, each in few requests."""
    found = []
    with Counting(open_store(url)) as store:
        remote, requests = KnowledgeGraph(store), []
        for answers in asked:
            answer = None
            for here in answers:
                before = store.asked
                answer = remote.ask(here["question"], follows=answer)
                requests.append(store.asked - before)
                there = answer.to_json()
                differs = [name for name, value in here.items() if name != "milliseconds" and value != there[name]]
                if differs:
                    found.append((here["question"], differs))
    later = sorted(requests[1:])
    print(f"{len(later)} questions: {median(later)} requests at the median, {later[-1]} at most")
    assert later[-1] <= MOST
    return found


@pytest.mark.slow
def test_oxigraph_gives_the_same_answers(
    kg: KnowledgeGraph, serve: Callable[[Path], str], asked: list[list[dict[str, Any]]]
) -> None:
    assert kg.store.folder is not None
    assert differing(serve(kg.store.folder / STORE), asked) == []


@pytest.mark.slow
def test_virtuoso_gives_the_same_answers(
    kg: KnowledgeGraph,
    virtuoso: Callable[[Path, Sequence[str]], str],
    asked: list[list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    assert kg.store.folder is not None
    with (tmp_path / "graph.nq").open("wb") as file:
        ox.Store.read_only(str(kg.store.folder / STORE)).dump(file, ox.RdfFormat.N_QUADS)
    assert differing(virtuoso(tmp_path, ("graph.nq",)), asked) == []
