"""From the beginning of a question to whole questions, each of which has an answer."""

from collections.abc import Callable
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgraph.completion import FRAMES, LONGEST, _tokens
from msgraph.engine import KnowledgeGraph
from msgraph.errors import QueryTooLong
from tests.unit.garden import TURTLE

BEGINNINGS = (
    *(
        "",
        "w",
        "what",
        "what is ",
        "what is e",
        "what does ",
        "which ",
        "which c",
        "how ",
        "how many ",
        "does ",
        "tell",
    ),
    *("tell me about b", "what is the ", "what is the evidence that ", "do", "who", "is", "a", "m", "s", "compare "),
)

GARDEN = (
    *("which plants rep", "which herbs attract b", "does mint ", "what does lav", "what is mi", "what eats", "mint"),
    *("how many herbs gr", "what is the evidence that mint r", "tell me about gar", "which insects does rose"),
)

SHIPPED = (
    *("which cells sec", "which cells secrete il", "which mediators do MSC", "does aHSCT red", "what is EAE", "remyel"),
    *("How do MSCs lead to remy", "what is the evidence that neural", "which trials", "what decreases Th17", "risk"),
    *("what lowers the relapse r", "what are the side effects of aHS", "how many cells", "what is the phase of "),
    *("which outcomes does tum", "exosom", "neural stem cells and", "what causes dem", "which cytokines do MSCs s"),
)


def unanswered(kg: KnowledgeGraph, beginnings: tuple[str, ...]) -> list[str]:
    offered = {question for text in beginnings for question in kg.complete(text)}
    assert len(offered) > 10
    return sorted(question for question in offered if kg.ask(question).status != "answered")


@pytest.mark.parametrize("limit", [1, 6])
def test_every_question_offered_is_answered(garden: KnowledgeGraph, limit: int) -> None:
    for text in (*BEGINNINGS, *GARDEN):
        offered = garden.complete(text, limit=limit)
        assert len(offered) <= limit
        assert [question for question in offered if garden.ask(question).status != "answered"] == []


@pytest.mark.parametrize(
    "before",
    ["Which plants repel aphids?", "Tell me about mint", "Does mint repel aphids?", "Compare mint and lavender", "wug"],
)
def test_every_question_offered_after_another_is_answered_after_it(garden: KnowledgeGraph, before: str) -> None:
    answer = garden.ask(before)
    for text in (*BEGINNINGS, "and", "and ", "which of them ", "do they ", "does it ", "what about m", "what do they"):
        offered = garden.complete(text, follows=answer)
        assert [again for again in offered if garden.ask(again, follows=answer).status != "answered"] == []


@pytest.mark.parametrize(
    ("before", "text", "question"),
    [
        ("Which plants attract bees?", "which of", "Which of them repel aphid?"),
        ("Which plants attract bees?", "which of them rep", "Which of them repel aphid?"),
        ("Tell me about mint", "what does it", "What does it repel?"),
        ("Tell me about mint", "does it attract", "Does it attract bee?"),
        ("Does mint attract bees?", "and lav", "And lavender?"),
        ("Does mint repel aphids?", "what is mi", "What is mint?"),
    ],
)
def test_a_question_may_lean_on_the_one_before(garden: KnowledgeGraph, before: str, text: str, question: str) -> None:
    assert question in garden.complete(text, follows=garden.ask(before))
    assert "them" not in " ".join(garden.complete(text)) and " it " not in " ".join(garden.complete(text))


@pytest.mark.slow
def test_every_question_offered_is_answered_by_the_shipped_graph(kg: KnowledgeGraph) -> None:
    assert unanswered(kg, (*BEGINNINGS, *SHIPPED)) == []


@pytest.mark.slow
def test_every_question_offered_is_answered_by_another_graph(workshop: KnowledgeGraph) -> None:
    assert unanswered(workshop, BEGINNINGS) == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("which plants rep", "Which plants repel aphid?"),
        ("WHICH  herbs attr", "WHICH herbs attract bee?"),
        ("what does lav", "What does lavender attract?"),
        ("does mint attract b", "Does mint attract bee?"),
        ("what is the evidence that mint r", "What is the evidence that mint repels aphid?"),
        ("tell me about garden", "Tell me about garden mint"),
        ("how many herbs", "How many herbs attract bee?"),
        ("mint", "What does mint repel?"),
        ("which herbs attract bees and repel mo", "which herbs attract bees and repel moth?"),
        ("what is the height of la", "What is the height of lavender?"),
    ],
)
def test_a_beginning_becomes_a_question(garden: KnowledgeGraph, text: str, question: str) -> None:
    assert question in garden.complete(text)


def test_what_is_offered_keeps_what_was_typed(garden: KnowledgeGraph) -> None:
    for text in ("which herbs", "what does ", "Does mint", "how many "):
        offered = garden.complete(text)
        assert offered
        assert [question for question in offered if not question.casefold().startswith(text.casefold())] == []


def test_nothing_typed_gives_the_examples_and_nonsense_gives_nothing(garden: KnowledgeGraph) -> None:
    first = [question for questions in garden.examples().values() for question in questions]
    assert set(garden.complete("")) <= set(first) and garden.complete("")
    assert garden.complete("zzzz qqq") == ()
    assert garden.complete("which " * LONGEST) == ()


WORDS = ["which", "what", "does", "mint", "bee", "repel", "the", "of", "?", "“"]


@given(text=st.text(max_size=30) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_whatever_is_typed_is_no_fault(garden: KnowledgeGraph, text: str) -> None:
    assert all(isinstance(question, str) for question in garden.complete(text, limit=2))


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_is_made_of_words_and_places(frame: str) -> None:
    assert "".join(_tokens(frame)) == frame
    assert any(token.startswith("{") for token in _tokens(frame))


def test_what_is_long_in_coming_is_not_offered(
    world: Callable[[str], KnowledgeGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("msgraph.facts.FEW_LINKS", -1)
    monkeypatch.setattr("msgraph.engine.TRYING", inf)
    monkeypatch.setattr("msgraph.answering.GLANCE_SECONDS", 60.0)
    with world(TURTLE) as garden:
        assert garden.complete("which plants attract")

    def ended(*_: object, seconds: float, **__: object) -> None:
        raise QueryTooLong(seconds)

    monkeypatch.setattr("msgraph.bounded.Children.run", ended)
    with world(TURTLE) as garden:
        assert garden.complete("which plants attract") == ()
