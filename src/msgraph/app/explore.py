"""The page to explore: one thing with all that is known of it, what is around it, and how it is linked to others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from msgraph import KnowledgeGraph, traversal
from msgraph.answer import Answer, Card, Row
from msgraph.app import ask, network, parts
from msgraph.app.box import box
from msgraph.app.parts import counted, inert
from msgraph.errors import UnknownName
from msgraph.facts import Cell
from msgraph.plan import Anything, Claims, Evidence, Thing
from msgraph.references import address
from msgraph.report import plain

if TYPE_CHECKING:
    import networkx

SHOWN: Final = 24
"""So many things stand behind a relation at first."""

OFFERED: Final = 8
"""So many names are offered while one types."""

GROWN: Final = 12
"""At so many things a graph can grow."""

HOPS: Final = {"1 link": 1, "2 links": 2}

MOST: Final = (2, 3, 4)
"""So many links a chain may have."""


def page(kg: KnowledgeGraph) -> None:
    """Find a thing, or show the one that the address names."""
    st.title("Explore")
    _finder(kg)
    if sought := st.query_params.get("find", "").strip():
        _found(kg, sought)
    elif wanted := st.query_params.get("thing", "").strip():
        _shown(kg, wanted)
    else:
        _welcome(kg)


@st.fragment
def _finder(kg: KnowledgeGraph) -> None:
    """A box for a name."""
    text = box(
        lambda text: [cell.label for cell in kg.find(text, limit=OFFERED)],
        "Find a thing by any of its names", "A name or its first letters",
        key="find", button="Find", offering="Things whose names begin so", stays=False,
    )  # fmt: skip
    if text:
        st.query_params.from_dict({"find": text})
        st.rerun()


def _found(kg: KnowledgeGraph, text: str) -> None:
    """What goes by a name; a thing that is the only one is shown."""
    things = kg.find(text, limit=30)
    if len(things) == 1:
        _show(things[0])
    if things:
        st.markdown(f"**{counted(len(things), 'thing')}** for “{inert(text)}”")
        _choices(things)
        return
    try:
        _show(Cell(kg.thing(text), text))
    except UnknownName as error:
        _unknown(error)


def _unknown(error: UnknownName) -> None:
    st.warning(f"Nothing in the graph is called “{inert(error.name)}”.", icon=":material/search_off:")
    if error.near:
        st.markdown("**Did you mean**")
    with st.container(horizontal=True):
        for number, name in enumerate(error.near):
            if st.button(inert(name), key=f"near-{number}"):
                st.query_params.from_dict({"find": name})
                st.rerun()


def _show(thing: Cell) -> None:
    st.query_params.from_dict({"thing": str(thing.iri)})
    st.rerun()


def _choices(things: Iterable[Cell]) -> None:
    with st.container(horizontal=True):
        for number, thing in enumerate(things):
            if st.button(inert(thing.label), key=f"choice-{number}"):
                _show(thing)


def _welcome(kg: KnowledgeGraph) -> None:
    """The things that most is linked to."""
    busiest = sorted(kg.links.out, key=lambda iri: (-len(kg.links.out[iri]), iri))[:SHOWN]
    if busiest:
        st.markdown("##### Or begin with")
        _choices(kg.facts.named(busiest).values())


def _shown(kg: KnowledgeGraph, wanted: str) -> None:
    try:
        card = kg.card(wanted)
    except UnknownName as error:
        _unknown(error)
        return
    _heading(card)
    names = ["Links", "Graph", *(["Claims"] if kg.makes_claims else []), "Paths"]
    parts.known("view", names)
    for name, tab in zip(names, st.tabs(names, on_change="rerun", key="view", bind="query-params"), strict=True):
        if not tab.open:
            continue
        with tab, parts.told():
            match name:
                case "Links":
                    _links(card)
                case "Graph":
                    _around(kg, card)
                case "Claims":
                    _claims(kg, card)
                case _:
                    _paths(kg, card)


def _heading(card: Card) -> None:
    """What the thing is, what else it is called, and where it stands."""
    kind = f" :gray-badge[{inert(card.kind.label)}]" if card.kind else ""
    st.markdown(f"### {inert(card.thing.label)}{kind}")
    if card.definition:
        st.markdown(inert(card.definition))
    facts = []
    if card.names:
        facts.append(f"**Also called** {inert(', '.join(card.names))}")
    if card.broader:
        facts.append(f"**A kind of** {_listed(card.broader)}")
    if card.narrower:
        facts.append(f"**Kinds of it** {_listed(card.narrower)}")
    for relation, values in card.properties:
        facts.append(f"**{inert(parts.capital(relation.label))}** {', '.join(inert(value.said) for value in values)}")
    if card.identifiers:
        facts.append(f"**Elsewhere** {' · '.join(map(_identifier, card.identifiers))}")
    facts.append(f"[Compare it with another]({parts.link('compare', thing=str(card.thing.iri))})")
    st.markdown("  \n".join(facts))


def _identifier(cell: Cell) -> str:
    place = str(cell.iri)
    if not place.startswith(("http://", "https://")):
        return inert(cell.label)
    return f"[{inert(cell.label)}]({address(place)})"


def _listed(cells: Sequence[Cell]) -> str:
    more = f" and {len(cells) - SHOWN} more" if len(cells) > SHOWN else ""
    return ", ".join(map(parts.named, cells[:SHOWN])) + more


def _links(card: Card) -> None:
    """To what it leads and from what, by relation."""
    if not card.outward and not card.inward:
        st.caption("No links to other things.")
    for groups, title in ((card.outward, "From it to others"), (card.inward, "From others to it")):
        if groups:
            st.markdown(f"##### {title}")
        for relation, cells in groups:
            left, right = st.columns([1, 3], gap="small")
            left.markdown(f"**{inert(relation.label)}** · {len(cells):,}")
            right.markdown(_listed(cells))
    parts.downloads(f"{card.thing.label} links", key="links", tables={"Links": card.to_table})


def _around(kg: KnowledgeGraph, card: Card) -> None:
    """What is around the thing, and around the things at which one has let it grow."""
    if card.thing.iri is None:
        return
    own = str(card.thing.iri)
    far = st.segmented_control("How far", list(HOPS), default="1 link", key="far", bind="query-params") or "1 link"
    grown = [name for name in dict.fromkeys(st.query_params.get_all("grow")) if name != own][:GROWN]
    graph = kg.neighbourhood(own, HOPS[far], grown=grown)
    if not graph.number_of_edges():
        st.caption("No links to other things.")
        return
    shown = _narrowed(kg, graph, [own, *grown])
    chosen = network.network(shown, key="around", main=[own, *grown], grows="Show what is around it")
    if chosen is not None and chosen not in (own, *grown):
        st.query_params["grow"] = [*grown, chosen]
        st.rerun()
    if grown and st.button("Back to the beginning", icon=":material/undo:", type="tertiary"):
        del st.query_params["grow"]
        st.rerun()
    parts.downloads(card.thing.label, key="around", graph=lambda: shown)


def _narrowed(kg: KnowledgeGraph, graph: "networkx.MultiDiGraph", keep: Sequence[str]) -> "networkx.MultiDiGraph":
    """The part of a graph that is chosen: by relation, by class, by the strength of the evidence."""
    relations = Counter(data["label"] for *_, data in graph.edges(data=True))
    classes = Counter(data["class"] for name, data in graph.nodes(data=True) if name not in keep and data["class"])
    present = {data["strength"] for *_, data in graph.edges(data=True)}
    levels = {kg.facts.label(level): rank for level, rank in kg.ontology.strengths if rank in present}
    left, middle, right = st.columns(3, gap="medium")
    relation = left.multiselect(
        "Relation", [name for name, _ in relations.most_common()], placeholder="Any", key="relation",
        bind="query-params", format_func=plain,
    )  # fmt: skip
    kind = middle.multiselect(
        "Kind of thing", [name for name, _ in classes.most_common()], placeholder="Any", key="kind",
        bind="query-params", format_func=plain,
    )  # fmt: skip
    least = "Any"
    if len(levels) > 1:
        ordered = ["Any", *sorted(levels, key=lambda level: levels[level])]
        least = right.selectbox(
            "Evidence at least", ordered, key="evidence", bind="query-params", format_func=plain
        ) or "Any"  # fmt: skip
    return traversal.narrowed(graph, relations=relation, classes=kind, strength=levels.get(least, 0), keep=keep)


def _claims(kg: KnowledgeGraph, card: Card) -> None:
    if card.thing.iri is None or not card.claims:
        st.caption("No claims about it.")
        return
    answer = kg.answer(Evidence(Claims(Thing(card.thing.iri), (), Anything(), "any", either_way=True)))
    ask.evidence(answer.evidence, answer.counter_evidence, key="claims")


def _paths(kg: KnowledgeGraph, card: Card) -> None:
    """How it is linked to another thing: the chains, and behind each the evidence of its steps."""
    if card.thing.iri is None:
        return
    field, number = st.columns([4, 1], vertical_alignment="bottom")
    target = field.text_input(
        f"How is {plain(card.thing.label)} linked to …", placeholder="The name of another thing", key="to",
        bind="query-params",
    ) or ""  # fmt: skip
    hops = number.selectbox(
        "At most", list(MOST), index=1, format_func=lambda hops: f"{hops} links", key="most", bind="query-params"
    )
    if not target.strip():
        return
    try:
        answer = kg.paths(card.thing.iri, target.strip(), max_hops=hops)
    except UnknownName as error:
        _unknown(error)
        return
    st.markdown(inert(answer.sentence))
    if not answer.rows:
        return
    for place, row in enumerate(answer.rows):
        chain = " → ".join(
            inert(cell.label) if at % 2 == 0 else f"*{inert(cell.label)}*"
            for at, cell in enumerate(cell for cell in row if cell is not None)
        )
        fold = st.expander(chain, expanded=place == 0, key=f"chain-{place}", on_change="rerun")
        if fold.open:
            with fold:
                _steps(answer, row)
    st.markdown("##### All of them as a picture")
    network.network(answer.subgraph(), key="paths", main=[str(card.thing.iri)])
    name = f"{card.thing.label} and {target.strip()}"
    parts.downloads(name, key="paths", tables={"Table": answer.to_table}, graph=answer.subgraph, answer=answer)


def _steps(answer: Answer, row: Row) -> None:
    """The steps of a chain, each with its claims."""
    cells = [cell for cell in row if cell is not None]
    strongest = max((claim.strength for claim in answer.evidence), default=0)
    for place, claims in enumerate(answer.behind(row)):
        one, relation, other = cells[2 * place : 2 * place + 3]
        st.markdown(f"**{parts.named(one)}** *{inert(relation.label)}* **{parts.named(other)}**")
        for column, claim in zip(st.columns(2) * len(claims), claims, strict=False):
            with column:
                parts.claim(claim, strongest)
