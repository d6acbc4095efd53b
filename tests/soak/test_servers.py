"""The development questions have the same answers behind a SPARQL server as in the process."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from msgraph import KnowledgeGraph
from msgraph.manifest import STORE

QUESTIONS = Path(__file__).parent.parent / "questions" / "dev.jsonl"
SAMPLE = 40
"""Every such question is asked where the check is a short one."""


@pytest.fixture(scope="module")
def asked(kg: KnowledgeGraph, long: bool) -> list[tuple[str, dict[str, Any]]]:
    """Questions with what the graph in the process answers."""
    found = []
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines()[:: 1 if long else SAMPLE]:
        record = json.loads(line)
        question = record["turns"][0]["question"] if "turns" in record else record["question"]
        found.append((question, kg.ask(question).to_json() | {"milliseconds": 0}))
    return found


def differing(url: str, asked: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, list[str]]]:
    """The questions that are answered otherwise there, with what differs."""
    found = []
    with KnowledgeGraph.open(url) as remote:
        for question, here in asked:
            there = remote.ask(question).to_json()
            differs = [name for name, value in here.items() if name != "milliseconds" and value != there[name]]
            if differs:
                found.append((question, differs))
    return found


@pytest.mark.slow
def test_oxigraph_gives_the_same_answers(
    kg: KnowledgeGraph, serve: Callable[[Path], str], asked: list[tuple[str, dict[str, Any]]]
) -> None:
    assert kg.store.folder is not None
    assert differing(serve(kg.store.folder / STORE), asked) == []


@pytest.mark.slow
def test_virtuoso_gives_nearly_all_of_the_same_answers(
    kg: KnowledgeGraph,
    virtuoso: Callable[[Path, Sequence[str]], str],
    asked: list[tuple[str, dict[str, Any]]],
    tmp_path: Path,
) -> None:
    assert kg.store.folder is not None
    with (tmp_path / "graph.nq").open("wb") as file:
        ox.Store.read_only(str(kg.store.folder / STORE)).dump(file, ox.RdfFormat.N_QUADS)
    found = differing(virtuoso(tmp_path, ("graph.nq",)), asked)
    # Of two hierarchies joined with a class it finds too much, however they are written.
    assert len(found) <= max(2, 0.04 * len(asked)), found
