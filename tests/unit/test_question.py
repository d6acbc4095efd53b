"""Words of a question, their forms, and the spans that mean something."""

from pathlib import Path

import pytest

from msgraph import KnowledgeGraph
from msgraph.question import clean, english, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Colour", "color"),
        ("aesthetic", "esthetic"),
        ("organisation", "organization"),
        ("analysed", "analyzed"),
        ("travelled", "traveled"),
        ("centres", "centers"),
        ("dialogue", "dialog"),
        ("defence", "defense"),
        ("grey", "gray"),
        ("β-Wert", "betawert"),
        ("Çelik", "celik"),
        ("X-12", "x12"),
    ],
)
def test_spelling_accents_and_letters_do_not_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("tools", "tool"),
        ("varnishes", "varnish"),
        ("bodies", "body"),
        ("knives", "knife"),
        ("boxes", "box"),
        ("brass", "brass"),
        ("mice", "mouse"),
    ],
)
def test_a_noun_is_looked_up_in_the_singular(plural: str, singular: str) -> None:
    assert english().noun(plural) == singular


@pytest.mark.parametrize(
    ("form", "lemma", "name"),
    [
        ("lends", "lend", "s"),
        ("lent", "lend", "past"),
        ("lending", "lend", "ing"),
        ("stopped", "stop", "past"),
        ("carries", "carry", "s"),
    ],
)
def test_a_verb_is_known_in_all_its_forms(form: str, lemma: str, name: str) -> None:
    assert (lemma, name) in english().verbs(form)


@pytest.mark.parametrize(
    ("form", "lemma", "degree"),
    [("heavier", "heavy", "more"), ("biggest", "big", "most"), ("oldest", "old", "most"), ("best", "good", "most")],
)
def test_an_adjective_is_known_in_all_its_degrees(form: str, lemma: str, degree: str) -> None:
    assert (lemma, degree) in english().adjective(form)


def test_an_acronym_in_a_name_is_no_plural() -> None:
    assert (english().name("GPS"), english().name("maps")) == ("gps", "map")


def test_dashes_quotes_slashes_and_spaces_are_made_plain() -> None:
    assert clean("“Ann’s”  saw–horse/bench") == "“Ann's” saw-horse / bench"


def spans(kg: KnowledgeGraph, text: str) -> set[tuple[str, str]]:
    """The phrases of a question with a sense, and the kind of sense."""
    doc = kg.reader._nlp(clean(text))
    return {(" ".join(doc._.keys[link.start : link.end]), sense.kind) for link in doc._.links for sense in link.senses}


def test_the_names_classes_verbs_and_values_of_a_question_are_linked(workshop: KnowledgeGraph) -> None:
    assert spans(workshop, "Which finishes keep off rust in Thornby?") >= {
        ("finishes", "class"),
        ("rust", "thing"),
        ("keep", "relation"),
        ("Thornby", "value"),
    }


def test_the_longest_name_is_found_beside_the_shorter_ones(workshop: KnowledgeGraph) -> None:
    assert spans(workshop, "linseed oil") >= {("linseed oil", "thing"), ("oil", "thing")}


def test_what_lacks_its_beginning_behind_a_like_name_is_that_name(workshop: KnowledgeGraph) -> None:
    assert ("2", "value") in spans(workshop, "Which jobs are in stage 1 or 2?")
    assert not {kind for words, kind in spans(workshop, "Which jobs have 1 or 2 helpers?") if words == "2"}


def test_a_value_written_just_so_is_no_other_of_the_same_letters(tmp_path: Path) -> None:
    world = tmp_path / "world.ttl"
    world.write_text(
        "@prefix : <https://example.org/> . @prefix ask: <https://w3id.org/msgraph/ask#> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
        '[] ask:literal "stage 3" ; rdfs:label "stage III" . [] ask:literal "stage 1/2" ; rdfs:label "stage I/II" .'
        ':Job a owl:Class ; rdfs:label "job" . :stage a owl:DatatypeProperty ; rdfs:label "stage" ; rdfs:domain :Job .'
        ':one a :Job ; rdfs:label "mill" ; :stage "stage 3" . :two a :Job ; rdfs:label "barn" ; :stage "stage 1/2" .'
    )
    with KnowledgeGraph.open(world) as kg:
        for written, found in (("III", "mill"), ("I/II", "barn"), ("i/ii", "barn")):
            assert [
                answer["label"] for answer in kg.ask(f"Which jobs are in stage {written}?").to_json()["answers"]
            ] == [found]


@pytest.mark.parametrize(
    ("written", "read"), [("varnsh", "varnish"), ("turpantine", "turpentine"), ("finishs", "finishs")]
)
def test_a_word_within_an_edit_or_two_is_mended_and_says_so(workshop: KnowledgeGraph, written: str, read: str) -> None:
    doc = workshop.reader._nlp(f"Which tools prevent {written}?")
    assert [correction.read for correction in doc._.corrections] == ([read] if read != written else [])
    assert read in doc._.keys


@pytest.mark.parametrize("word", ["unicorns", "xyzzy", "sells"])
def test_a_word_far_from_all_known_ones_stays_unknown(workshop: KnowledgeGraph, word: str) -> None:
    doc = workshop.reader._nlp(f"Which {word} prevent rust?")
    assert [doc._.keys[at] for at in doc._.unknown] == [word]


def test_a_digit_is_never_mended(workshop: KnowledgeGraph) -> None:
    assert workshop.reader._nlp("Who wrote Ash 2018?")._.corrections == ()


def test_a_word_is_not_read_as_its_opposite(workshop: KnowledgeGraph) -> None:
    # Of what claims tell, no claim is no proof that it was not done.
    doc = workshop.reader._nlp("Which faults are unprevented?")
    assert (doc._.corrections, [doc._.keys[at] for at in doc._.unknown]) == ((), [])
    assert workshop.ask("Which faults are unprevented?").status == "not_understood"


def test_what_is_still_unknown_when_it_is_mended_is_shown_as_it_was_written(workshop: KnowledgeGraph) -> None:
    # "Tenon" is a word of a name ("tenon saw"), but no name.
    assert workshop.reader._nlp("Which tenan prevents rust?")._.corrections == ()
    assert workshop.ask("Which tenan prevents rust?").unknown_words == ("tenan",)
