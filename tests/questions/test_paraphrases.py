"""The same need in other words gives the same answer."""

import tomllib
from collections.abc import Hashable
from pathlib import Path

import pytest

from msgraph import KnowledgeGraph
from msgraph.engine import Answer

GROUPS = tomllib.loads(Path(__file__).with_name("paraphrases.toml").read_text(encoding="utf-8"))
ANSWERED = 0.97
"""The share of all wordings that is answered."""


def said(answer: Answer) -> Hashable:
    """What an answer comes to, whatever its words."""
    found = answer.to_json()
    if found["boolean"] is not None:
        return bool(found["boolean"])
    if found["count"] is not None:
        return int(found["count"])
    if found["kind"] == "evidence":
        return frozenset(claim["claim"] for claim in found["evidence"])
    return frozenset(str(cell["iri"] or cell["label"] if isinstance(cell, dict) else cell) for cell in found["answers"])


@pytest.fixture(scope="module")
def answers(kg: KnowledgeGraph) -> dict[str, dict[str, Answer]]:
    return {name: {text: kg.ask(text) for text in group["ask"]} for name, group in GROUPS.items()}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.xfail(reason=group["known_gap"])] if "known_gap" in group else [])
        for name, group in GROUPS.items()
    ],
)
def test_what_is_answered_of_a_group_agrees(answers: dict[str, dict[str, Answer]], name: str) -> None:
    came = {text: said(answer) for text, answer in answers[name].items() if answer.status == "answered"}
    assert len(set(came.values())) <= 1, came


def test_nearly_every_wording_is_answered(answers: dict[str, dict[str, Answer]]) -> None:
    refused = [
        text
        for group in answers.values()
        for text, answer in group.items()
        if answer.status in ("clarify", "not_understood")
    ]
    every = sum(len(group) for group in answers.values())
    print(f"{every - len(refused)} of {every} wordings in {len(answers)} groups:", *refused, sep="\n")
    assert len(refused) <= (1 - ANSWERED) * every
