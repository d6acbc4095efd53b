"""From a question to its readings: ranked, typed, and honest about what was not read."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib import Namespace

from msgraph import KnowledgeGraph
from msgraph.grammar import FUNCTION_WORDS
from msgraph.plan import Both, Kind, Linked, List, Step, Thing, Truth
from msgraph.question import LONGEST_QUESTION
from msgraph.reading import Understanding, derivation

HOME = Namespace("https://example.org/workshop/")
T = Namespace("https://example.org/workshop/terms#")
ENDS = {"answered", "no_answer", "clarify", "not_understood"}
PREVENTS_RUST = List(Both((Kind((T.Finish,)), Linked(Step((T.prevents,)), Thing(HOME.rust)))))

bounded = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    "question",
    [
        "Which finishes prevent rust?",
        "which finishes keep off rust",
        "By which finishes is rust prevented?",
        "Please list the finishes that prevent rust.",
        "finishes preventing rust",
        "What are the coatings that stop rust?",
    ],
)
def test_other_words_have_an_equal_plan(workshop: KnowledgeGraph, question: str) -> None:
    assert workshop.reader.read(question).readings[0].plan == PREVENTS_RUST


def test_the_best_reading_comes_first(workshop: KnowledgeGraph) -> None:
    ranks = [reading.rank for reading in workshop.reader.read("Which tools of Ann are made of steel?").readings]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    "question", ["Ann's tools", "Which tools of Ann are made of steel?", "finishes for rust", "steel tools of Ben"]
)
def test_what_decides_is_the_same_whether_or_not_every_reading_is_wanted(
    workshop: KnowledgeGraph, question: str
) -> None:
    near, every = workshop.reader.read(question), workshop.reader.read(question, every=True)
    assert near.best
    assert (near.best, near.regrouped) == (every.best, every.regrouped)
    assert len(near.readings) <= len(every.readings)


def test_readings_as_good_as_each_other_are_offered(workshop: KnowledgeGraph) -> None:
    answer = workshop.ask("Ann's tools")
    assert (answer.status, len(answer.readings)) == ("clarify", 2)
    chosen = {tuple(cell.label for cell in workshop.ask("Ann's tools", reading=n).answers) for n in (1, 2)}
    assert chosen == {("jack plane", "tenon saw"), ("tenon saw",)}


def test_whether_there_is_any_is_said_by_which_there_are(workshop: KnowledgeGraph) -> None:
    whether, which = workshop.reader.read("Do you know any job with 40 helpers?", every=True).readings[:2]
    assert {type(whether.plan), type(which.plan)} == {Truth, List}
    best = Understanding((whether, replace(which, rank=whether.rank))).best
    assert [type(each.plan) for each in best] == [List]


def test_a_word_that_is_not_known_is_named_and_not_guessed(workshop: KnowledgeGraph) -> None:
    understood = workshop.reader.read("Which unicorns prevent rust?")
    assert (understood.readings, understood.unknown_words) == ((), ("unicorns",))


def test_what_was_read_as_another_word_is_told(workshop: KnowledgeGraph) -> None:
    assert workshop.reader.read("Which finishes prevnt rust?").notes == ("I read “prevnt” as “prevent”.",)


def test_what_is_so_today_is_said_not_to_be_told(workshop: KnowledgeGraph) -> None:
    told = ("The graph does not say what is so now; “still” changes nothing here.",)
    assert workshop.reader.read("Which finishes still prevent rust?").notes == told
    assert workshop.reader.read("Now which finishes prevent rust?").notes == ()


def test_too_long_a_question_is_declined_in_a_sentence(workshop: KnowledgeGraph) -> None:
    understood = workshop.reader.read("why " * LONGEST_QUESTION)
    assert understood.readings == ()
    assert understood.refusal is not None


def test_only_the_sentence_that_asks_is_answered(workshop: KnowledgeGraph) -> None:
    plan = workshop.reader.read("I keep my tools in the loft. Which finishes prevent rust?").readings[0].plan
    assert plan == PREVENTS_RUST


def test_a_question_of_record_is_settled_and_one_of_claims_is_not(workshop: KnowledgeGraph) -> None:
    record, claimed = (
        workshop.reader.read(text).readings[0].plan for text in ("Does Ann lend planes?", "Does varnish prevent rust?")
    )
    assert isinstance(record, Truth)
    assert isinstance(claimed, Truth)
    assert (record.settled, claimed.settled, claimed.against is not None) == (True, False, True)


def test_a_derivation_shows_rules_words_and_costs(workshop: KnowledgeGraph) -> None:
    (reading,) = workshop.reader.read("What prevents rust?").readings
    assert reading.derivation is not None
    lines = derivation(reading.derivation, reading.words).splitlines()
    assert lines[0].startswith("Q: What prevents rust")
    assert "      V: prevents  (known, 0.00)" in lines


def test_the_derivations_in_the_documents_are_those_of_the_code(workshop: KnowledgeGraph, root: Path) -> None:
    text = (root / "docs" / "understanding.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```derivation\n(.*?)\n(.*?)\n```", text, re.DOTALL)
    assert len(blocks) == 3
    for question, shown in blocks:
        best = workshop.reader.read(question).readings[0]
        assert best.derivation is not None
        assert without_costs(derivation(best.derivation, best.words)) == without_costs(shown)


def without_costs(text: str) -> str:
    return re.sub(r", [\d.]+\)$", ")", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?",
        "...",
        "\n\t",
        "🙂",
        "ΑΒΓ δεζ",
        "什么 防锈",
        "SELECT * WHERE { ?s ?p ?o }",
        "' OR 1=1 --",
        "\x00",
        "a" * 9_999,
        "which " * 300,
        "(" * 500,
    ],
)
def test_nonsense_has_an_end_too(workshop: KnowledgeGraph, text: str) -> None:
    answer = workshop.ask(text)
    assert answer.status == "not_understood"
    assert answer.sentence


@bounded
@given(text=st.text(max_size=120))
@example("which which which")
@example("Which finishes , , and or prevent rust and?")
def test_any_text_gets_one_of_the_four_ends(workshop: KnowledgeGraph, text: str) -> None:
    assert workshop.ask(text).status in ENDS


NAMES = (
    "Ann",
    "Ben",
    "varnish",
    "rust",
    "stains",
    "tools",
    "finishes",
    "jobs",
    "oak",
    "2020",
    "twelve",
    "Thornby",
    "claims",
)
VERBS = (
    "prevent",
    "lends",
    "made from",
    "applied by",
    "part of",
    "weigh",
    "taught",
    "heavier",
    "heaviest",
    "put up with",
)
WORDS = st.sampled_from([*NAMES, *VERBS, *sorted(FUNCTION_WORDS)])


@bounded
@given(words=st.lists(WORDS, min_size=1, max_size=9))
def test_any_row_of_known_words_gets_one_of_the_four_ends(workshop: KnowledgeGraph, words: Sequence[str]) -> None:
    answer = workshop.ask(" ".join(words))
    assert answer.status in ENDS
    assert answer.to_json()["status"] == answer.status


@pytest.mark.parametrize("nothing", ["", "\u2069", "?!", "\x00"], ids=ascii)
def test_nothing_may_follow_a_question(workshop: KnowledgeGraph, nothing: str) -> None:
    assert workshop.ask(nothing, follows=workshop.ask("Which finishes prevent rust?")).status == "not_understood"


def test_many_may_ask_one_reader_at_once(workshop: KnowledgeGraph) -> None:
    texts = [
        "Which finishes prevnt rust?",
        "Which unicorns prevent rust?",
        "finishes preventing rust",
        "Ann's tools",
    ] * 8
    alone = [workshop.reader.read(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(workshop.reader.read, texts)) == alone


@bounded
@given(words=st.lists(WORDS, min_size=1, max_size=6), more=st.lists(WORDS, min_size=1, max_size=4))
def test_any_question_may_follow_any_other(workshop: KnowledgeGraph, words: Sequence[str], more: Sequence[str]) -> None:
    first = workshop.ask(" ".join(words))
    assert workshop.ask(" ".join(more), follows=first).status in ENDS


def test_several_things_are_not_told_about_as_one(workshop: KnowledgeGraph) -> None:
    for question in ("Linseed oil and turps, what is that?", "linseed oil and turps that", "Linseed oil and turps: it"):
        assert workshop.ask(question).status in ("answered", "clarify", "no_answer", "not_understood")


def test_two_questions_in_one_are_both_named(workshop: KnowledgeGraph) -> None:
    answer = workshop.ask("What is varnish and which faults does linseed oil prevent?")
    assert answer.suggestions == ("What is varnish?", "which faults does linseed oil prevent?")
    leaning = workshop.ask("What is varnish and what does it prevent?")
    assert "“what does it prevent?”" in leaning.sentence
    assert leaning.suggestions == ("What is varnish?",)


def test_what_stands_in_for_a_thing_is_meant_where_only_the_thing_is_named(tmp_path: Path) -> None:
    """To lower rust is to lower how bad it is; the name of a relation that is no stand-in says no such thing."""
    world = (
        "@prefix : <https://example.org/> . @prefix ask: <https://w3id.org/msgraph/ask#> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
        ':Finish a owl:Class ; rdfs:label "finish" . :Grade a owl:Class ; rdfs:label "grade" .'
        ':Fault a owl:Class ; rdfs:label "fault" .'
        ':lowers a owl:ObjectProperty ; ask:verb "lower" ; rdfs:domain :Finish ; rdfs:range :Grade .'
        ':tellsOf a owl:ObjectProperty KIND ; rdfs:label "tells how bad" ; rdfs:domain :Grade ; rdfs:range :Fault .'
        ':tung a :Finish ; rdfs:label "tung oil" ; :lowers :depth . :paste a :Finish ; rdfs:label "paste wax" .'
        ':depth a :Grade ; rdfs:label "depth of pits" ; :tellsOf :rust . :rust a :Fault ; rdfs:label "rust" .'
    )
    found = {}
    for kind in ("", ", ask:StandIn"):
        file = tmp_path / "world.ttl"
        file.write_text(world.replace("KIND", kind))
        with KnowledgeGraph.open(file) as kg:
            asked = kg.ask("Which finishes lower rust?").to_json()
            passive = kg.ask("Is rust lowered by tung oil?").to_json()
            found[kind] = asked["status"], [answer["label"] for answer in asked["answers"]], passive["boolean"]
    assert found == {"": ("not_understood", [], None), ", ask:StandIn": ("answered", ["tung oil"], True)}
