"""Chains, neighbourhoods and subgraphs."""

from collections.abc import Iterable
from random import Random
from typing import Any

import networkx
import pytest
from rdflib import Namespace

from msgraph.engine import KnowledgeGraph
from msgraph.plan import List
from msgraph.traversal import Chain, Link, Links, chains, narrowed, neighbourhood
from tests.unit.garden import G, T, thing, to

E = Namespace("http://example.org/")


def links(*triples: str, strengths: Iterable[int] = ()) -> Links:
    """Links from texts like `a>b`; all of one relation."""
    ranks = [*strengths, *[1] * len(triples)]
    ends = [triple.split(">") for triple in triples]
    return Links.of(
        Link(E[a], E.to, E[b], (E[f"claim-{a}-{b}"],), rank) for (a, b), rank in zip(ends, ranks, strict=False)
    )


def walked(found: Iterable[Chain]) -> list[str]:
    """Chains as texts: `a>b<c`."""
    texts = []
    for chain in found:
        text = str(chain.things[0]).removeprefix(E)
        for link, before, there in zip(chain.links, chain.things[:-1], chain.things[1:], strict=True):
            text += (">" if link.subject == before else "<") + str(there).removeprefix(E)
        texts.append(text)
    return texts


def between(graph: Links, start: str, end: str, hops: int = 4) -> list[str]:
    return walked(chains(graph, [E[name] for name in start], [E[name] for name in end], hops))


@pytest.mark.parametrize(
    ("triples", "start", "end", "hops", "found"),
    [
        pytest.param(["a>b"], "a", "b", 4, ["a>b"], id="one link"),
        pytest.param(["b>a"], "a", "b", 4, ["a<b"], id="against the arrow"),
        pytest.param(["a>x", "x>b", "a>b"], "a", "b", 4, ["a>b", "a>x>b"], id="short ones first"),
        pytest.param(["a>x", "x>b", "b>a"], "a", "b", 4, ["a>x>b", "a<b"], id="with the arrow first"),
        pytest.param(["a>x", "x>y", "y>b"], "a", "b", 2, [], id="too far"),
        pytest.param(["a>x", "x>y", "y>b"], "a", "b", 3, ["a>x>y>b"], id="just near enough"),
        pytest.param(["a>x", "x>a", "x>b"], "a", "b", 4, ["a>x>b"], id="each pair of things by its best link"),
        pytest.param(["a>x", "c>b"], "a", "b", 4, [], id="not linked"),
        pytest.param(["a>x", "x>a", "x>x", "x>b"], "a", "b", 4, ["a>x>b"], id="no thing twice"),
        pytest.param(["a>b", "c>b"], "ac", "b", 4, ["a>b", "c>b"], id="from several"),
        pytest.param(["a>c", "c>b"], "ac", "b", 4, ["c>b"], id="not through another beginning"),
        pytest.param(["a>b", "b>c"], "a", "bc", 4, ["a>b"], id="not through another end"),
        pytest.param(["a>b"], "a", "a", 4, [], id="a thing is no chain to itself"),
        pytest.param(["a>b"], "", "b", 4, [], id="from nothing"),
        pytest.param(["a>b"], "a", "b", 0, [], id="no hops"),
    ],
)
def test_chains_are_found_best_first(triples: list[str], start: str, end: str, hops: int, found: list[str]) -> None:
    assert between(links(*triples), start, end, hops) == found


def test_of_two_chains_as_long_the_one_with_the_stronger_evidence_comes_first() -> None:
    graph = links("a>x", "x>b", "a>y", "y>b", strengths=(1, 1, 3, 2))
    assert between(graph, "a", "b") == ["a>y>b", "a>x>b"]


def test_a_link_stronger_in_evidence_stands_for_two_things() -> None:
    weak, strong = Link(E.a, E.hints, E.b, (), 1), Link(E.a, E.proves, E.b, (), 5)
    (chain,) = chains(Links.of([weak, strong]), [E.a], [E.b], 1)
    assert chain.links == (strong,)


@pytest.mark.parametrize("hops", range(1, 7))
def test_every_chain_is_found_that_networkx_finds(hops: int) -> None:
    dice = Random(hops)
    for _ in range(20):
        names = "abcdefghijkl"
        drawn = {(dice.choice(names), dice.choice(names)) for _ in range(18)}
        pairs = [(one, other) for one, other in sorted(drawn) if one != other]
        start, end = dice.sample(names, 2)
        found = chains(links(*(f"{one}>{other}" for one, other in pairs)), [E[start]], [E[end]], hops, limit=10_000)
        plain = networkx.Graph(pairs)
        plain.add_nodes_from((start, end))
        ways = networkx.all_simple_paths(plain, start, end, cutoff=hops)
        assert sorted(chain.things for chain in found) == sorted(tuple(E[name] for name in way) for way in ways)


def test_only_so_many_chains_are_given() -> None:
    graph = links(*(f"a>x{number}" for number in range(50)), *(f"x{number}>b" for number in range(50)))
    assert len(chains(graph, [E.a], [E.b], 4, limit=7)) == 7


def test_a_crowded_graph_is_not_walked_through_as_a_whole() -> None:
    crowd = [f"h{one}>h{other}" for one in range(60) for other in range(60) if one != other]
    graph = links("a>h0", "h59>b", *crowd)
    found = between(graph, "a", "b")
    assert found[0] == "a>h0>h59>b"
    assert len(found) == 20


def test_a_neighbourhood_reaches_so_many_links_and_is_bounded() -> None:
    graph = links("a>b", "b>c", "c>d", "x>a")

    def texts(found: tuple[Link, ...]) -> list[str]:
        return sorted(f"{link.subject}>{link.object}".replace(E, "") for link in found)

    assert texts(neighbourhood(graph, E.a, 1)) == ["a>b", "x>a"]
    assert texts(neighbourhood(graph, E.a, 2)) == ["a>b", "b>c", "x>a"]
    assert len(neighbourhood(graph, E.a, 3, limit=2)) == 2
    assert neighbourhood(graph, E.nowhere, 2) == ()


# ------------------------------------------------------------------------------------------------------- in the garden


def test_links_are_those_that_a_claim_supports(garden: KnowledgeGraph) -> None:
    found = {(link.subject, link.relation, link.object): link for group in garden.links.out.values() for link in group}
    assert (G.nettle, T.repels, G.moth) not in found
    assert found[G.mint, T.repels, G.aphid] == Link(G.mint, T.repels, G.aphid, (G.c3,), 2)
    assert (G.mint, T.protects, G.rose) not in found


def test_a_graph_without_claims_has_its_plain_links(world) -> None:  # type: ignore[no-untyped-def]
    kg = world(
        "@prefix : <http://example.org/> . :ann a :Person ; :lends :saw . :ben a :Person ; :lends :axe ; :age 30 . "
        ":saw a :Tool . :axe a :Tool ."
    )
    assert sorted((link.subject, link.object) for group in kg.links.out.values() for link in group) == [
        (E.ann, E.saw),
        (E.ben, E.axe),
    ]


def test_chains_and_portraits_are_drawn_where_no_claims_are_made(world) -> None:  # type: ignore[no-untyped-def]
    kg = world(
        "@prefix : <http://example.org/> . :ann a :Person ; :lends :saw . :ben a :Person ; :lends :saw , :axe . "
        ":saw a :Tool . :axe a :Tool ."
    )
    lends = {(str(E.ann), str(E.saw)), (str(E.ben), str(E.saw))}
    assert set(kg.paths("ann", "ben").subgraph().edges()) == lends
    assert set(kg.ask("Tell me about saw").subgraph().edges()) == lends


@pytest.fixture
def subgraph(garden: KnowledgeGraph) -> networkx.MultiDiGraph:
    return garden.answer(List(to("repels", thing("aphid")))).subgraph()


def test_a_subgraph_has_labels_classes_and_the_claims_behind_each_link(subgraph: networkx.MultiDiGraph) -> None:
    assert dict(subgraph.nodes(data=True)) == {
        str(G.mint): {"label": "mint", "class": "herb", "answer": True},
        str(G.aphid): {"label": "aphid", "class": "insect", "answer": False},
    }
    assert sorted((key.rpartition(" ")[2], data) for _, _, key, data in subgraph.edges(keys=True, data=True)) == [
        (
            "refutes",
            {"relation": str(T.repels), "label": "repels", "polarity": "refutes", "level": "sighting", "strength": 1,
             "claims": [str(G.c4)]},
        ),
        (
            "supports",
            {"relation": str(T.repels), "label": "repels", "polarity": "supports", "level": "field trial",
             "strength": 2, "claims": [str(G.c3)]},
        ),
    ]  # fmt: skip


def test_a_subgraph_shows_links_that_no_claims_are_made_of(garden: KnowledgeGraph) -> None:
    graph = garden.answer(List(to("growsIn", thing("sun")))).subgraph()
    assert sorted(graph.edges()) == [(str(G.lavender), str(G.sun)), (str(G.rose), str(G.sun))]


def test_a_neighbourhood_is_a_subgraph_too(garden: KnowledgeGraph) -> None:
    graph = garden.neighbourhood(G.lavender)
    assert sorted(map(str, graph)) == sorted(map(str, (G.lavender, G.bee, G.moth)))


NARROWED: list[tuple[str, dict[str, Any]]] = [
    ("lavender bee moth", {}),
    ("lavender moth", {"relations": ["repels"]}),
    ("lavender moth", {"strength": 2}),
    ("lavender", {"relations": ["nothing"]}),
    ("lavender", {"classes": ["place"]}),
    ("lavender bee moth", {"classes": ["insect"]}),
]


@pytest.mark.parametrize(("left", "choice"), NARROWED, ids=[str(choice) for _, choice in NARROWED])
def test_a_neighbourhood_is_narrowed(garden: KnowledgeGraph, left: str, choice: dict[str, Any]) -> None:
    graph = narrowed(garden.neighbourhood(G.lavender), keep=[str(G.lavender)], **choice)
    assert set(graph) == {str(G[name]) for name in left.split()}
