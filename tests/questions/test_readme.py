"""What the README says is answered is what is answered."""

import re
from pathlib import Path

import pytest

from msgraph import KnowledgeGraph

README = Path(__file__).parents[2] / "README.md"
ANSWERED = re.findall(r"^\*\*(.+\?)\*\*\n((?:> .+\n)+)", README.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_readme_has_five_questions() -> None:
    assert len(ANSWERED) == 5


@pytest.mark.parametrize(("question", "told"), ANSWERED, ids=[question for question, _ in ANSWERED])
def test_the_answer_in_the_readme_is_the_one_that_is_given(kg: KnowledgeGraph, question: str, told: str) -> None:
    quoted = " ".join(line.removeprefix("> ") for line in told.splitlines())
    pattern = ".*".join(re.escape(part.strip()) for part in quoted.split("…"))
    answer = kg.ask(question)
    assert answer.status == "answered"
    assert re.fullmatch(pattern, answer.sentence), answer.sentence
