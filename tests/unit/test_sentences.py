"""The small parts of sentences; whole ones are tested with the answers that they belong to."""

import pytest
from rdflib import URIRef

from msgraph.facts import Cell
from msgraph.sentences import capital, names, quantity


@pytest.mark.parametrize(
    ("text", "shown"),
    [("bees", "Bees"), ("pH of soil", "pH of soil"), ("DNA", "DNA"), ("b12", "b12"), ("", ""), ("x ray", "X ray")],
)
def test_a_sentence_begins_with_a_capital_unless_a_name_has_its_own_shape(text: str, shown: str) -> None:
    assert capital(text) == shown


def test_many_names_are_cut() -> None:
    cells = [Cell(URIRef(f"http://example.org/{n}"), f"bee {n}") for n in range(13)]
    assert names(cells[:2]) == "bee 0 and bee 1"
    assert names(cells) == ", ".join(f"bee {n}" for n in range(10)) + " and 3 more"


def test_a_number_takes_its_noun_in_the_right_form() -> None:
    assert [quantity(number, "herb") for number in (0, 1, 2, 20_000)] == [
        "0 herbs",
        "1 herb",
        "2 herbs",
        "20,000 herbs",
    ]


def test_whole_sentences_are_quoted_and_few_of_them_named() -> None:
    said = [Cell(None, f"Guide {at} found no rust.") for at in range(5)]
    assert names(said[:2]) == "“Guide 0 found no rust” and “Guide 1 found no rust”"
    assert names(said).endswith("“Guide 2 found no rust” and 2 more")
