"""A graph that one can look into: nodes coloured and shaped by class, links with their words, details at a click.

Streamlit's charts and the ready components lay labels upon each other, or draw on a canvas that no keyboard and no
screen reader can enter. This is a small component of ours (`network.js`, with nothing to load from elsewhere) that
draws SVG in the page's colours and takes everything from the graph as text.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from msgraph import picture
from msgraph.app import parts
from msgraph.app.parts import counted
from msgraph.report import plain

if TYPE_CHECKING:
    import networkx


def drawing(graph: "networkx.MultiDiGraph", main: Collection[str]) -> dict[str, Any]:
    """A graph of `traversal` as the component takes it: a link for each triple, with what speaks for and against it."""
    chosen = picture.strongest(graph, main)
    kept = set(chosen)
    classes = {name: plain(graph.nodes[name].get("class") or "other") for name in chosen}
    looks = picture.looks(Counter(classes.values()))
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
    graph: "networkx.MultiDiGraph",
    *,
    key: str,
    main: Collection[str] = (),
    opens: str = "Open its page",
    grows: str = "",
) -> str | None:
    """Draw a graph; from a node one can go to its page.

    With `grows`, which is what the button says, one can ask for what is around a node: that node comes back.
    """
    few = main if len(main) <= max(3, graph.number_of_nodes() // 2) else ()
    result = _component(
        data={**drawing(graph, [str(name) for name in few]), "opens": opens, "grows": grows},
        key=key,
        on_opened_change=lambda: None,
        on_grown_change=lambda: None,
    )
    if graph.number_of_nodes() > picture.DRAWN:
        st.caption(f"The {picture.DRAWN} things with the strongest links are shown, of {graph.number_of_nodes():,}.")
    if opened := result.get("opened"):
        parts.go("Explore", thing=str(opened))
    grown = result.get("grown")
    return str(grown) if grown and str(grown) in graph else None
