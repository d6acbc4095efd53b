"""What a question takes from the ones before it."""

import pytest
from rdflib import Namespace

from msgraph import KnowledgeGraph
from msgraph.followup import asked, has_pronoun, named, pair, resolved
from msgraph.meaning import REFERENT, REFERENTS
from msgraph.plan import Both, Compare, Count, Define, Either, Linked, List, Plan, Step, Thing, Truth

HOME = Namespace("https://example.org/workshop/")
T = Namespace("https://example.org/workshop/terms#")
LENT_BY_ANN = Linked(Step((T.lends,), inverse=True), Thing(HOME.ann))


def test_a_pronoun_is_a_thing_until_it_is_replaced() -> None:
    plan = List(Linked(Step((T.prevents,), inverse=True), Thing(REFERENT)))
    assert has_pronoun(plan)
    assert resolved(plan, Thing(HOME.varnish), HOME.varnish) == List(
        Linked(Step((T.prevents,), inverse=True), Thing(HOME.varnish))
    )


def test_they_of_two_things_are_both_of_them() -> None:
    link = Linked(Step((T.lends,), inverse=True), Thing(REFERENTS))
    two = Either((Thing(HOME.ann), Thing(HOME.ben)))
    assert resolved(link, two, None) == Both((Linked(link.step, Thing(HOME.ann)), Linked(link.step, Thing(HOME.ben))))


def test_the_pronoun_of_a_definition_is_the_thing_itself() -> None:
    assert resolved(Define(REFERENT), Thing(HOME.varnish), HOME.varnish) == Define(HOME.varnish)


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (List(LENT_BY_ANN), LENT_BY_ANN),
        (Count(LENT_BY_ANN), LENT_BY_ANN),
        (Truth(LENT_BY_ANN), LENT_BY_ANN),
        (Define(HOME.ann), Thing(HOME.ann)),
        (Compare((HOME.ann, HOME.ben)), Either((Thing(HOME.ann), Thing(HOME.ben)))),
    ],
)
def test_a_plan_asks_about_a_set(plan: Plan, found: object) -> None:
    assert asked(plan) == found


def test_the_things_that_a_plan_names_keep_their_order() -> None:
    assert named(List(Both((Thing(HOME.ben), LENT_BY_ANN, Thing(REFERENT))))) == (HOME.ben, HOME.ann)


def test_the_two_are_those_last_spoken_of() -> None:
    assert pair([Compare((HOME.ann, HOME.ben)), Define(HOME.cleo)]) == Either((Thing(HOME.ben), Thing(HOME.cleo)))
    assert pair([Define(HOME.ann)]) is None


def dialogue(kg: KnowledgeGraph, *questions: str) -> Plan | None:
    """What the last of these questions means, each leaning on those before."""
    answer = None
    for question in questions:
        answer = kg.ask(question, follows=answer)
    return None if answer is None else answer.plan


@pytest.mark.parametrize("fragment", ["And Ben?", "What about Ben?"])
def test_a_name_takes_the_place_of_one_of_its_kind(workshop: KnowledgeGraph, fragment: str) -> None:
    before = workshop.ask("Which tools does Ann lend?")
    plan = workshop.ask(fragment, follows=before).plan
    assert isinstance(plan, List)
    assert named(plan) == (HOME.ben,)


def test_a_pronoun_means_the_answer_or_the_thing_that_fits(workshop: KnowledgeGraph) -> None:
    plan = dialogue(workshop, "Which tools does Ann lend?", "How many of them are made of steel?")
    assert isinstance(plan, Count)
    assert set(named(plan)) == {HOME.ann, HOME.steel}


def test_an_adjunct_narrows_the_claims_of_the_question_before(workshop: KnowledgeGraph) -> None:
    plan = dialogue(workshop, "Which finishes prevent rust?", "In damp?")
    assert isinstance(plan, List)
    assert named(plan) == (HOME.rust, HOME.damp)


def test_a_question_that_stands_alone_takes_nothing(workshop: KnowledgeGraph) -> None:
    alone = workshop.ask("Which finishes prevent rust?").plan
    assert dialogue(workshop, "Who lends planes?", "Which finishes prevent rust?") == alone


def test_a_pronoun_with_nothing_before_it_is_not_understood(workshop: KnowledgeGraph) -> None:
    assert workshop.ask("What does it prevent?").status == "not_understood"


@pytest.mark.parametrize("question", ["them is them", "what they been they", "compare them with them"])
def test_they_are_no_single_thing(workshop: KnowledgeGraph, question: str) -> None:
    answer = workshop.ask(question, follows=workshop.ask("Which tools does Ann lend?"))
    assert answer.status in ("answered", "no_answer", "clarify", "not_understood")
    assert not any(has_pronoun(plan) for plan in answer.plans)
