"""Meanings join where the types of an ontology let them, and remember what they had to assume."""

import pytest
from rdflib import Literal, Namespace

from msgraph import KnowledgeGraph
from msgraph.chart import Costly
from msgraph.composer import Composer
from msgraph.meaning import Noun, claims_in, coordinated, within
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Compared,
    Either,
    Extreme,
    Kind,
    Linked,
    NumberOf,
    Set,
    Step,
    Thing,
    ValueOf,
    Without,
)

HOME = Namespace("https://example.org/workshop/")
T = Namespace("https://example.org/workshop/terms#")

VARNISH = Noun(Thing(HOME.varnish), frozenset((T.Finish,)), iri=HOME.varnish, bare=True)
RUST = Noun(Thing(HOME.rust), frozenset((T.Fault,)), iri=HOME.rust, bare=True)
STAIN = Noun(Thing(HOME.stain), frozenset((T.Fault,)), iri=HOME.stain, bare=True)
ANN = Noun(Thing(HOME.ann), frozenset((T.Person,)), iri=HOME.ann, bare=True)
FINISH = Noun(Kind((T.Finish,)), frozenset((T.Finish,)), iri=T.Finish, is_class=True, bare=True)
TOOL = Noun(Kind((T.Tool,)), frozenset((T.Tool,)), iri=T.Tool, is_class=True, bare=True)
PREVENTS, LENDS, WEIGHT = Step((T.prevents,)), Step((T.lends,)), Step((T.weight,))


@pytest.fixture(scope="module")
def composer(workshop: KnowledgeGraph) -> Composer:
    return workshop.reader.composer


def test_a_verb_reaches_only_what_its_range_allows(composer: Composer) -> None:
    pred = composer.reach(PREVENTS, RUST)
    assert pred is not None
    assert (pred.set, pred.types, pred.settled) == (Linked(PREVENTS, RUST.set), frozenset((T.Supply,)), False)
    assert composer.reach(PREVENTS, ANN) is None


def test_what_no_claim_is_made_of_is_settled(composer: Composer) -> None:
    pred = composer.reach(LENDS, TOOL)
    assert pred is not None
    assert pred.settled


def test_a_noun_is_restricted_where_the_types_meet(composer: Composer) -> None:
    pred = composer.reach(PREVENTS, RUST)
    assert pred is not None
    made = composer.restrict(FINISH, pred)
    assert made is not None
    assert made.set == Both((FINISH.set, Linked(PREVENTS, RUST.set)))
    assert composer.restrict(ANN, pred) is None


@pytest.mark.parametrize(
    ("quantifier", "found"),
    [
        ("no", Without(Anything(), Linked(PREVENTS, RUST.set))),
        ("", Linked(PREVENTS, RUST.set)),
    ],
)
def test_a_quantified_object_changes_the_property(composer: Composer, quantifier: str, found: Set) -> None:
    noun = Noun(RUST.set, RUST.types, quantifier=quantifier)  # type: ignore[arg-type]
    pred = composer.reach(PREVENTS, noun)
    assert pred is not None
    assert pred.set == found


def test_most_of_an_object_is_a_superlative_of_the_subject(composer: Composer) -> None:
    faults = Noun(Kind((T.Fault,)), frozenset((T.Fault,)), quantifier="most")
    pred = composer.reach(PREVENTS, faults)
    assert pred is not None
    made = composer.restrict(FINISH, pred)
    assert made is not None
    assert made.set == Extreme(FINISH.set, NumberOf(PREVENTS, Kind((T.Fault,))), most=True)


def test_a_number_of_a_numeric_property_is_its_value(composer: Composer) -> None:
    heavy = Noun(Linked(WEIGHT.back(), Anything()), None, numeric=WEIGHT, number=(">", Literal(2), None))
    pred = composer.reach(WEIGHT, heavy)
    assert pred is not None
    assert pred.set == Compared(ValueOf((WEIGHT,)), ">", Literal(2))


def test_coordinated_objects_spread_over_the_link(composer: Composer) -> None:
    both, either = (composer.linked(PREVENTS, coordinated((RUST, STAIN), each)) for each in ("and", "or"))
    assert both == Both((Linked(PREVENTS, RUST.set), Linked(PREVENTS, STAIN.set)))
    assert either == Linked(PREVENTS, Either((RUST.set, STAIN.set)))


def test_a_relation_that_no_word_names_is_found_by_types_and_costs(composer: Composer) -> None:
    steel = Noun(Thing(HOME.steel), frozenset((T.Material,)), iri=HOME.steel, bare=True)
    found = composer.connections(TOOL.types, steel.types, "of")
    assert [step for step, _ in found] == [Step((T["of"],))]
    assert all(cost > 0 for _, cost in found)
    assert composer.connections(TOOL.types, RUST.types, "of") == ()


def test_an_attached_noun_says_what_it_cost(composer: Composer) -> None:
    (made,) = composer.attach(TOOL, "", ANN)[:1]
    assert isinstance(made, Costly)
    assert made.cost >= 1


def test_claims_behind_a_link_stand_the_way_it_was_claimed() -> None:
    assert claims_in(VARNISH.set, Linked(PREVENTS, RUST.set)) == Claims(VARNISH.set, (T.prevents,), RUST.set)
    assert claims_in(RUST.set, Linked(PREVENTS.back(), VARNISH.set), "refuted") == Claims(
        VARNISH.set, (T.prevents,), RUST.set, "refuted"
    )
    assert claims_in(VARNISH.set, Kind((T.Finish,))) is None


def test_a_qualifier_narrows_only_links_that_claims_are_made_of(composer: Composer) -> None:
    frost = Noun(Thing(HOME.frost), frozenset((T.Weather,)), iri=HOME.frost, bare=True)
    where = composer.qualifiers("in", frost)
    assert where == Linked(Step((T.weather,)), frost.set)
    assert composer.narrow(Linked(PREVENTS, RUST.set), where) == Linked(PREVENTS, RUST.set, (where,))
    assert composer.narrow(Linked(LENDS, TOOL.set), where) is None


def test_equal_meanings_are_equal_sets(composer: Composer) -> None:
    one, other = Linked(PREVENTS, RUST.set), Linked(PREVENTS, STAIN.set)
    assert composer.both(one, composer.both(FINISH.set, other)) == composer.both(composer.both(other, one), FINISH.set)


def test_a_range_is_two_comparisons() -> None:
    measure = ValueOf((WEIGHT,))
    assert within(measure, ">=", Literal(1), Literal(2)) == Both(
        (Compared(measure, ">=", Literal(1)), Compared(measure, "<=", Literal(2)))
    )
