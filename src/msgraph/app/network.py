"""A graph that one can look into: nodes coloured and shaped by class, links with their words, details at a click.

Streamlit's charts and the ready components lay labels upon each other, or draw on a canvas that no keyboard and no
screen reader can enter. This is a small component of ours (`network.js`, with nothing to load from elsewhere) that
draws SVG in the page's colours and takes everything from the graph as text.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

import streamlit as st

from msgraph.app import parts
from msgraph.app.parts import counted, plain

if TYPE_CHECKING:
    import networkx

NODES: Final = 300
"""So many nodes are drawn at most, those of the strongest links."""

COLOURS: Final = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8c8c8c")
"""Colours that people with any kind of colour vision tell apart (Okabe and Ito), on white and on black."""

SHAPES: Final = ("circle", "square", "diamond", "triangle", "hexagon")


def kinds(classes: Mapping[str, int]) -> dict[str, tuple[str, str]]:
    """A colour and a shape for each class, no two alike, and the same for a class wherever it can be.

    >>> found = kinds({"tool": 3, "person": 1})
    >>> found["tool"] == kinds({"tool": 1})["tool"]
    True
    """
    looks: dict[str, tuple[str, str]] = {}
    slots = len(COLOURS) * len(SHAPES)
    taken: set[int] = set()
    for name in sorted(classes, key=lambda name: (-classes[name], name)):
        wanted = crc32(name.encode()) % len(COLOURS)
        order = [*range(wanted, len(COLOURS)), *range(wanted), *range(len(COLOURS), slots)]
        slot = next((slot for slot in order if slot not in taken), wanted)
        taken.add(slot)
        looks[name] = (COLOURS[slot % len(COLOURS)], SHAPES[(slot + slot // len(COLOURS)) % len(SHAPES)])
    return looks


def drawing(graph: "networkx.MultiDiGraph", main: Collection[str]) -> dict[str, Any]:
    """A graph of `traversal` as the component takes it: a link for each triple, with what speaks for and against it."""
    weight = {name: 0 for name in graph}
    for one, other, data in graph.edges(data=True):
        weight[one] = max(weight[one], data.get("strength", 0))
        weight[other] = max(weight[other], data.get("strength", 0))
    chosen = sorted(graph, key=lambda name: (name not in main, -weight[name], -graph.degree(name), name))[:NODES]
    kept = set(chosen)
    classes = {name: plain(graph.nodes[name].get("class") or "other") for name in chosen}
    looks = kinds(Counter(classes.values()))
    order = list(looks)
    triples: dict[tuple[str, str, str], dict[str, Any]] = defaultdict(dict)
    for one, other, data in graph.edges(data=True):
        if one in kept and other in kept:
            triples[one, data["relation"], other][data["polarity"]] = data
    links = []
    for (one, _, other), sides in triples.items():
        notes = []
        for polarity, verb in (("supports", "for"), ("refutes", "against")):
            if polarity in sides and (number := len(sides[polarity]["claims"])):
                best = f", at best {plain(sides[polarity]['level'])}" if sides[polarity].get("level") else ""
                notes.append(f"{counted(number, 'claim')} {'speaks' if number == 1 else 'speak'} {verb} it{best}.")
        label = plain(next(iter(sides.values()))["label"])
        links.append(
            {"source": one, "target": other, "label": label, "against": "supports" not in sides, "notes": notes}
        )
    return {
        "nodes": [
            {
                "id": name,
                "label": plain(graph.nodes[name]["label"]),
                "kind": order.index(classes[name]),
                "main": name in main,
            }
            for name in chosen
        ],
        "links": links,
        "kinds": [{"label": name, "colour": colour, "shape": shape} for name, (colour, shape) in looks.items()],
        "alt": f"Graph of {counted(len(chosen), 'thing')} and {counted(len(links), 'link')}",
    }


_HERE: Final = files("msgraph.app")
_component = st.components.v2.component(
    "msgraph_network",
    css=_HERE.joinpath("network.css").read_text(encoding="utf-8"),
    js=_HERE.joinpath("network.js").read_text(encoding="utf-8"),
)


def network(
    graph: "networkx.MultiDiGraph", *, key: str, main: Collection[str] = (), opens: str = "Open its page"
) -> None:
    """Draw a graph; from a node one can go to its page."""
    few = main if len(main) <= max(3, graph.number_of_nodes() // 2) else ()
    result = _component(
        data={**drawing(graph, [str(name) for name in few]), "opens": opens}, key=key, on_opened_change=lambda: None
    )
    if graph.number_of_nodes() > NODES:
        st.caption(f"The {NODES} things with the strongest links are shown, of {graph.number_of_nodes():,}.")
    if opened := result.get("opened"):
        parts.go("Explore", thing=str(opened))
