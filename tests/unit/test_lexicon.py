"""Phrases and what they can mean, found by keys of the same morphology on both sides."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Namespace, URIRef

from msgraph import KnowledgeGraph
from msgraph.lexicon import ADJECTIVE, NOUN, VERB, Lexicon
from msgraph.ontology import Relation
from msgraph.question import english
from msgraph.termwords import guessed_words

HOME = Namespace("https://example.org/workshop/")
TERMS = Namespace("https://example.org/workshop/terms#")


def iris(lexicon: Lexicon, key: str) -> set[URIRef]:
    return {sense.iri for sense in lexicon.senses([key]).get(key, ())}


@pytest.mark.parametrize(
    ("key", "means"),
    [
        (NOUN + "tenonsaw", HOME.tenonSaw),
        (NOUN + "backsaw", HOME.tenonSaw),
        (NOUN + "coating", TERMS.Finish),
        (NOUN + "pupil", TERMS.teaches),
        (NOUN + "thornby", TERMS.town),
        (NOUN + "manual", HOME.hand),
        (VERB + "lend", TERMS.lends),
        (VERB + "put", TERMS.withstands),
        (VERB + "make", TERMS.madeFrom),
        (ADJECTIVE + "heavy", TERMS.weight),
    ],
)
def test_names_and_relation_words_have_their_keys(workshop: KnowledgeGraph, key: str, means: URIRef) -> None:
    assert means in iris(workshop.lexicon, key)


def test_a_verb_keeps_the_particle_and_the_preposition_it_needs(workshop: KnowledgeGraph) -> None:
    (sense,) = workshop.lexicon.senses([VERB + "put"])[VERB + "put"]
    assert (sense.role, sense.particle, sense.preposition) == ("verb", "up", "with")


def test_a_verb_said_with_be_is_a_participle_or_a_predicate(workshop: KnowledgeGraph) -> None:
    roles = {
        sense.iri: sense.role
        for key in (VERB + "apply", NOUN + "part")
        for sense in workshop.lexicon.senses([key])[key]
    }
    assert roles == {TERMS.appliedBy: "participle", TERMS.partOf: "predicate"}


def test_what_nothing_is_called_has_no_senses(workshop: KnowledgeGraph) -> None:
    assert workshop.lexicon.senses([NOUN + "unicorn"]) == {}


def test_no_sense_is_lost_when_room_is_made(workshop: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [NOUN + "rust", NOUN + "varnish"]
    workshop.lexicon.senses(wanted[:1])
    monkeypatch.setattr("msgraph.lexicon.MOST_KEPT", 0)
    assert list(workshop.lexicon.senses(wanted)) == wanted


def test_a_thing_that_has_a_name_has_its_classes(workshop: KnowledgeGraph) -> None:
    assert workshop.lexicon.classes(HOME.varnish) == frozenset((TERMS.Finish,))
    assert workshop.lexicon.classes(HOME.nobody) is None


@pytest.mark.parametrize(
    ("word", "near"), [("varnsh", ("varnish",)), ("oal", ()), ("beswax", ("beeswax",)), ("helicopter", ())]
)
def test_only_the_nearest_words_within_the_limit_are_near(
    workshop: KnowledgeGraph, word: str, near: tuple[str, ...]
) -> None:
    assert workshop.lexicon.near(word) == near


def test_names_are_found_by_how_they_begin(workshop: KnowledgeGraph) -> None:
    assert {sense.name for sense in workshop.lexicon.names_like(NOUN + "lins")} == {"linseed oil"}


def test_an_index_in_a_file_is_the_one_in_memory(workshop: KnowledgeGraph, tmp_path: Path) -> None:
    Lexicon.build(workshop.store, workshop.ontology, english(), tmp_path / "words.sqlite")
    opened = Lexicon.open(tmp_path / "words.sqlite")
    assert opened.words == workshop.lexicon.words
    assert iris(opened, NOUN + "oak") == iris(workshop.lexicon, NOUN + "oak") == {HOME.oak}


def test_a_name_made_of_other_names_is_found_by_their_other_names(world: Callable[[str], KnowledgeGraph]) -> None:
    kg = world(
        """@prefix : <http://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        :bench a :Thing ; skos:prefLabel "bench" ; skos:altLabel "worktable" .
        :plane a :Thing ; skos:prefLabel "bench plane" ."""
    )
    assert {str(iri) for iri in iris(kg.lexicon, NOUN + "worktableplane")} == {"http://example.org/plane"}


@pytest.mark.parametrize(
    ("label", "kind", "words"),
    [
        ("has capital", "thing", [("objectNoun", "capital")]),
        ("is part of", "thing", [("verb", "be part of")]),
        ("located in", "thing", [("verb", "be located in")]),
        ("flows through", "thing", [("verb", "flow through")]),
        ("population", "number", [("objectNoun", "population")]),
        ("capital of", "thing", [("subjectNoun", "capital"), ("verb", "be capital of")]),
    ],
)
def test_a_relation_without_words_takes_them_from_its_label(
    label: str, kind: str, words: list[tuple[str, str]]
) -> None:
    name = URIRef("http://example.org/" + label.replace(" ", "_"))
    relation = Relation(name, label, kind=kind)  # type: ignore[arg-type]
    found = guessed_words(relation, english())
    assert [pair for pair in found if pair in words] == words


def test_an_index_is_the_same_every_time(tmp_path: Path) -> None:
    # Ann's Bench and the Workbench are the same thing, so a plane on either has several names that make one variant.
    graph = tmp_path / "benches.ttl"
    graph.write_text("""
        @prefix : <http://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        :Tool a owl:Class .
        :bench a :Tool ; skos:prefLabel "bench" ; skos:altLabel "worktable", "workbench", "carpenter table" .
        :plane a :Tool ; skos:prefLabel "bench plane" ; skos:altLabel "worktable plane", "workbench plane" .
    """)
    program = """
import sys
from msgraph import ontology
from msgraph.embedded import in_memory
from msgraph.lexicon import Lexicon
from msgraph.question import english
store = in_memory([sys.argv[1]])
Lexicon.build(store, ontology.load(store), english(), sys.argv[2])
"""
    written = set()
    for seed in "1234":
        words = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", program, graph, words], check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        written.add(tuple(sqlite3.connect(words).execute("SELECT * FROM phrase ORDER BY key, sense")))
    assert len(written) == 1
