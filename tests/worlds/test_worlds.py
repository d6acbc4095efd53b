"""Graphs of other domains and other ways of modelling, asked with no word of theirs in the code."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from msgraph import KnowledgeGraph
from msgraph.engine import Answer

HERE = Path(__file__).parent
WORLDS = sorted(HERE.glob("*.toml"))
Case = dict[str, Any]


@cache
def opened(world: str) -> KnowledgeGraph:
    return KnowledgeGraph.open(HERE / f"{world}.ttl")


def cases() -> Iterator[Any]:
    for world in WORLDS:
        before: tuple[str, ...] = ()
        for case in tomllib.loads(world.read_text(encoding="utf-8"))["questions"]:
            before = (*before, case["ask"]) if case.get("follows") else (case["ask"],)
            marks = [pytest.mark.xfail(reason=case["known_gap"])] if "known_gap" in case else []
            yield pytest.param(world.stem, before, case, id=f"{world.stem}: {case['ask']}", marks=marks)


def asked(world: str, questions: tuple[str, ...]) -> Answer:
    """The answer to the last of these questions, each of which leans on the one before."""
    answer = None
    for question in questions:
        answer = opened(world).ask(question, follows=answer)
    assert answer is not None
    return answer


def label(cell: Any) -> str:
    return str(cell["label"]) if isinstance(cell, dict) else str(cell)


def came(answer: Answer, wanted: Case) -> Case:
    """What came, in as many words as the case has."""
    found = answer.to_json()
    named = {
        "status": found["status"],
        "kind": found["kind"],
        "boolean": found["boolean"],
        "count": found["count"],
        "unknown": sorted(found["unknown_words"]),
        "answers": sorted(label(cell) for cell in found["answers"]),
        "rows": sorted([label(cell) for cell in row] for row in found["rows"]),
        "claims": sorted(claim["claim"].rpartition("/")[2] for claim in found["evidence"]),
    }
    return {key: named[key] for key in wanted}


@pytest.mark.parametrize(("world", "questions", "case"), list(cases()))
def test_a_question_gets_its_answer(world: str, questions: tuple[str, ...], case: Case) -> None:
    wanted = {key: value for key, value in case.items() if key not in ("ask", "follows", "known_gap")}
    wanted = {"status": "answered"} | {key: sorted(v) if isinstance(v, list) else v for key, v in wanted.items()}
    answer = asked(world, questions)
    assert came(answer, wanted) == wanted, answer.reading
