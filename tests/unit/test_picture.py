"""Pictures of plans and of subgraphs."""

from xml.etree import ElementTree

import networkx
import pytest
from rdflib import Literal

from msgraph.engine import KnowledgeGraph
from msgraph.picture import COLOURS, DRAWN, Arrow, Box, diagram, graph_dot, graph_svg, looks, plan_dot, plan_svg
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
    groups = ElementTree.fromstring(picture).findall("{*}g")
    named = [group.findtext("{*}title") for group in groups if group.find("{*}text") is not None]
    assert sorted(map(str, named)) == sorted(data["label"] for _, data in graph.nodes(data=True))
    assert graph_dot(graph).count(" -> ") == graph.number_of_edges()


def test_classes_have_colours_and_denied_links_are_dashed(garden: KnowledgeGraph) -> None:
    graph = garden.answer(List(to("repels", thing("aphid")))).subgraph()
    paints = {colour for colour, _ in looks({"herb": 1, "insect": 1}).values()}
    assert len(paints) == 2
    assert all(f'fill="{colour}"' in graph_svg(graph) and colour in graph_dot(graph) for colour in paints)
    assert "stroke-dasharray" in graph_svg(graph)
    assert "style=dashed" in graph_dot(graph)


def test_no_two_classes_look_alike_and_a_class_keeps_its_looks() -> None:
    seen = looks({f"class {number}": 40 - number for number in range(40)})
    assert len(set(seen.values())) == 40
    assert {colour for colour, _ in list(seen.values())[:8]} == set(COLOURS)
    assert looks({"herb": 1})["herb"] == looks({"herb": 5, "insect": 1})["herb"]


@pytest.mark.parametrize("size", [1, 10, 300])
def test_no_name_lies_upon_another(size: int) -> None:
    graph = networkx.MultiDiGraph()
    for number in range(size):
        label = f"a thing with a rather long name, number {number}"
        graph.add_node(str(number), label=label, answer=number == 0, **{"class": f"class {number % 7}"})
        if number:
            graph.add_edge(str(number), str(number // 3), label="is below", relation="r", polarity="supports")
    root = ElementTree.fromstring(graph_svg(graph))
    boxes = []
    for group in root.findall("{*}g"):
        lines = group.findall("{*}text/{*}tspan")
        if lines:
            middle, widest = float(lines[0].attrib["x"]), max(len(line.text or "") for line in lines) * 6.9
            rows = [float(line.attrib["y"]) for line in lines]
            boxes.append((middle - widest / 2, middle + widest / 2, rows[0] - 11, rows[-1] + 3))
    assert len(boxes) == size
    meet = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
    ]
    assert meet == []


def test_of_more_things_than_can_be_told_apart_the_strongest_are_drawn() -> None:
    graph = networkx.star_graph(DRAWN + 20, create_using=networkx.MultiGraph)
    graph = networkx.MultiDiGraph((str(a), str(b)) for a, b in graph.edges())
    for number, (_, data) in enumerate(sorted(graph.nodes(data=True))):
        data |= {"label": f"thing {number}", "class": "", "answer": False}
    for *_, data in graph.edges(data=True):
        data |= {"label": "r", "relation": "r", "polarity": "supports", "strength": 1}
    assert f"The {DRAWN} things with the strongest links are shown, of {DRAWN + 21}." in graph_svg(graph)
    assert graph_dot(graph).count("fillcolor") == DRAWN + 21
