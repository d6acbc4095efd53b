"""The page of what is understood tells what msgraph answers now."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from msgraph import KnowledgeGraph


@pytest.fixture(scope="module")
def coverage(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "docs" / "coverage.py"))


def test_every_form_has_three_examples_that_are_answered(kg: KnowledgeGraph, coverage: dict[str, Any]) -> None:
    assert {form: len(questions) for form, questions in coverage["FORMS"].items() if len(questions) != 3} == {}
    refused = [question for _, question, answer in coverage["answered"](kg) if answer.status != "answered"]
    assert refused == []


def test_the_page_is_current(kg: KnowledgeGraph, coverage: dict[str, Any]) -> None:
    assert coverage["PAGE"].read_text(encoding="utf-8") == coverage["page"](kg), "run: python docs/coverage.py"
