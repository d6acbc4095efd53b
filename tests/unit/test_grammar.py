"""The leaves of a question: function words, numbers, and what phrases of the graph can be."""

from typing import Any

import pytest
from rdflib import Literal

from msgraph import KnowledgeGraph
from msgraph.grammar import FUNCTION_WORDS, IGNORED, WORDS, leaves
from msgraph.question import clean


def found(kg: KnowledgeGraph, text: str) -> set[tuple[str, str]]:
    """Categories of the leaves, each with the words that it covers."""
    doc = kg.reader._nlp(clean(text))
    words = doc._.keys
    edges = leaves(words, doc._.links, kg.reader.composer)
    return {(edge.category, " ".join(words[edge.start : edge.end])) for edge in edges}


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("Which finishes prevent rust?", ("which", "Which")),
        ("Which finishes prevent rust?", ("N", "finishes")),
        ("Which finishes prevent rust?", ("V", "prevent")),
        ("How many tools are there?", ("howmany", "How many")),
        ("made from flax", ("VPART", "made")),
        ("part of a kit", ("PRED", "part")),
        ("the heaviest tool", ("GRAD", "heaviest")),
        ("applied manually", ("MOD", "manually")),
        ("prevention of rust", ("EV", "prevention")),
        ("guides from 2020", ("year", "2020")),
        ("twelve helpers", ("num", "twelve")),
        ("wear rust down", ("part", "down")),
        ("in Thornby", ("prep", "in")),
        ("Thornby", ("N", "Thornby")),
    ],
)
def test_a_word_can_be(workshop: KnowledgeGraph, text: str, leaf: tuple[str, str]) -> None:
    assert leaf in found(workshop, text)


@pytest.mark.parametrize(("written", "value"), [("1,200", 1200), ("2.5", "2.5"), ("a dozen", 12), ("seven", 7)])
def test_a_number_is_read_in_digits_and_in_words(workshop: KnowledgeGraph, written: str, value: Any) -> None:
    doc = workshop.reader._nlp(written)
    numbers = [e.meaning for e in leaves(doc._.keys, doc._.links, workshop.reader.composer) if e.category == "num"]
    assert [str(number) for number in numbers] == [str(Literal(value))]


def test_no_function_word_is_listed_twice_in_one_class() -> None:
    twice = {
        name: sorted({phrase for phrase in listed if listed.count(phrase) > 1})
        for name, phrases in WORDS.items()
        if len(set(listed := phrases.split("|"))) < len(listed)
    }
    assert twice == {}


def test_the_words_that_questions_are_made_of_are_never_unknown() -> None:
    assert {
        "which",
        "what",
        "who",
        "how",
        "is",
        "are",
        "does",
        "not",
        "and",
        "or",
        "of",
        "in",
        "with",
    } <= FUNCTION_WORDS


def test_no_word_that_denies_is_ignored() -> None:
    assert IGNORED.isdisjoint(["no", "not", "never", "none", "neither", "nor", "without", "except", "only", "but"])
