"""The development questions, asked one after the other of the shipped graph."""

import pytest

from msgraph import KnowledgeGraph
from msgraph.engine import Answer
from tests.questions.score import Question, Verdict, failures, judge, questions, table

RIGHT, WRONG, IN_EACH = 0.98, 0.005, 0.95
"""At least so many are right, at most so many wrong; and at least so many are right in each category."""

Scored = list[tuple[Question, Answer, Verdict]]


@pytest.fixture(scope="module")
def scored(kg: KnowledgeGraph) -> Scored:
    answers: dict[str, Answer] = {}
    found = []
    for question in questions():
        follows = answers[question.follows] if question.follows else None
        answer = answers[question.id] = kg.ask(question.text, follows=follows)
        found.append((question, answer, judge(answer.to_json(), question.kind, question.accept)))
    return found


@pytest.mark.slow
def test_most_questions_are_answered_rightly_and_hardly_any_wrongly(scored: Scored) -> None:
    print(*table((question.category, verdict) for question, _, verdict in scored), sep="\n")
    print(
        *failures({question.id: answer.to_json() for question, answer, _ in scored}, [q for q, *_ in scored]), sep="\n"
    )
    right, wrong = (sum(getattr(verdict, name) for *_, verdict in scored) / len(scored) for name in ("right", "wrong"))
    assert right >= RIGHT
    assert wrong <= WRONG
    by_category: dict[str, list[bool]] = {}
    for question, _, verdict in scored:
        by_category.setdefault(question.category, []).append(verdict.right)
    assert {name: each for name, each in by_category.items() if sum(each) < IN_EACH * len(each)} == {}


@pytest.mark.slow
def test_what_is_out_of_scope_is_never_answered(scored: Scored) -> None:
    answered = [q.text for q, answer, _ in scored if q.category == "out_of_scope" and answer.status == "answered"]
    assert answered == []


@pytest.mark.slow
def test_no_question_takes_long(scored: Scored) -> None:
    slow = [question.text for question, answer, _ in scored if answer.milliseconds > 5000]
    assert slow == []
