"""Pictures of plans and of subgraphs."""

from xml.etree import ElementTree

import pytest
from rdflib import Literal

from msgraph.engine import KnowledgeGraph
from msgraph.picture import COLOURS, Arrow, Box, colours, diagram, graph_dot, graph_svg, plan_dot, plan_svg
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    Compare,
    Compared,
    Count,
    Define,
    Describe,
    Either,
    Evidence,
    Extreme,
    Grouped,
    List,
    NumberOf,
    Paths,
    Plan,
    Quantity,
    Share,
    Step,
    Table,
    Total,
    Truth,
    ValueOf,
    Without,
)
from msgraph.wording import Words
from tests.unit.garden import G, T, by, kind, thing, to

PLANS: dict[str, Plan] = {
    "list": List(Both((kind("Herb"), to("attracts", thing("bee")), by("eats", thing("moth"))))),
    "exception": List(Both((kind("Plant"), Without(to("attracts", Anything()), to("repels", thing("moth")))))),
    "either": List(Either((to("attracts", thing("bee")), to("repels", thing("moth"))))),
    "either of two": List(to("attracts", Either((thing("bee"), thing("moth"))))),
    "number": Count(Both((kind("Herb"), Compared(ValueOf((Step((T.height,)),)), ">", Literal(50))))),
    "ranking": List(Extreme(kind("Herb"), NumberOf(Step((T.attracts,)), kind("Insect")))),
    "table": Table(kind("Herb"), (Step((T.height,)),)),
    "groups": Grouped(kind("Place"), Step((T.growsIn,), inverse=True), kind("Plant"), counted=True),
    "total": Total(kind("Herb"), Step((T.height,)), "sum"),
    "share": Share(kind("Plant"), kind("Herb")),
    "truth": Truth(Both((thing("mint"), to("repels", thing("aphid"), standing="refuted")))),
    "definition": Define(G.mint),
    "description": Describe(G.mint),
    "paths": Paths(thing("mint"), thing("rose")),
    "comparison": Compare((G.mint, G.rose)),
    "evidence": Evidence(Claims(thing("mint"), (T.repels,), thing("aphid"), "refuted")),
    "any claims": Quantity(Claims()),
}


@pytest.fixture
def words(garden: KnowledgeGraph) -> Words:
    return garden.answers.words


def test_a_plan_is_boxes_and_arrows(words: Words) -> None:
    found = diagram(PLANS["list"], words)
    assert found.boxes == (Box("herbs", "asked"), Box("bee", "named"), Box("moth", "named"))
    assert found.arrows == (Arrow(0, 1, "attract"), Arrow(2, 0, "eat"))


def test_what_must_not_be_is_marked(words: Words) -> None:
    arrows = diagram(PLANS["exception"], words).arrows
    assert [(arrow.label, arrow.held) for arrow in arrows] == [("attract", True), ("repel", False)]
    assert [arrow.held for arrow in diagram(PLANS["truth"], words).arrows] == [False]
    assert [arrow.held for arrow in diagram(PLANS["evidence"], words).arrows] == [False]


def test_what_narrows_a_set_is_written_into_its_box(words: Words) -> None:
    assert diagram(PLANS["number"], words).boxes == (Box("herbs", "asked", ("whose height is above 50",)),)
    assert diagram(PLANS["groups"], words).boxes[1] == Box("plants", "asked", ("how many",))


@pytest.mark.parametrize("plan", PLANS.values(), ids=list(PLANS))
def test_every_plan_can_be_drawn(plan: Plan, words: Words) -> None:
    picture = ElementTree.fromstring(plan_svg(plan, words))
    assert picture.tag.endswith("svg")
    assert plan_svg(plan, words) == plan_svg(plan, words)
    assert plan_dot(plan, words).startswith("digraph {")


def test_words_are_escaped(garden: KnowledgeGraph) -> None:
    odd = Words(lambda iri: '<b>"mint" & co\\')
    ElementTree.fromstring(plan_svg(List(to("repels", thing("aphid"))), odd))
    assert '\\"mint\\"' in plan_dot(List(kind("Herb")), odd)


@pytest.mark.parametrize(
    "of", [to("attracts", thing("bee")), kind("Herb"), to("repels", thing("bee"))], ids=["links", "things", "nothing"]
)
def test_a_subgraph_can_be_drawn(garden: KnowledgeGraph, of: object) -> None:
    graph = garden.answer(List(of)).subgraph()  # type: ignore[arg-type]
    picture = graph_svg(graph)
    assert picture == graph_svg(graph)
    circles = ElementTree.fromstring(picture).findall("{*}circle")
    assert len(circles) == len(graph) + len(colours(graph))
    assert graph_dot(graph).count(" -> ") == graph.number_of_edges()


def test_classes_have_colours_and_denied_links_are_dashed(garden: KnowledgeGraph) -> None:
    graph = garden.answer(List(to("repels", thing("aphid")))).subgraph()
    assert colours(graph) == {"herb": COLOURS[0], "insect": COLOURS[1]}
    assert "stroke-dasharray" in graph_svg(graph)
    assert "style=dashed" in graph_dot(graph)
