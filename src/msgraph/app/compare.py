"""The page to compare: two or more things side by side, what they share and what only one of them has.

The address holds the things (`?thing=one&thing=other`), the part that is shown, and the row whose claims are looked at.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import streamlit as st

from msgraph import KnowledgeGraph
from msgraph.app import ask, charts, network, parts
from msgraph.app.parts import counted, inert
from msgraph.comparison import Comparison, Held, Row
from msgraph.errors import UnknownName
from msgraph.facts import Cell
from msgraph.report import plain

MOST: Final = 6
"""So many things stand side by side at most."""

FIRST: Final = 6
"""So many rows of a section are shown at first."""

DRAWN: Final = 40
"""So many rows are drawn, those with most claims."""


@st.cache_resource(max_entries=100, show_spinner="Comparing …")
def _compared(_kg: KnowledgeGraph, identity: str, things: tuple[str, ...]) -> Comparison:
    return _kg.compare(things)


@st.cache_resource(show_spinner=False)
def _pairs(_kg: KnowledgeGraph, identity: str) -> tuple[tuple[Cell, Cell], ...]:
    return _kg.comparable()


def page(kg: KnowledgeGraph) -> None:
    """Choose things, and see them side by side."""
    st.title("Compare")
    wanted = list(dict.fromkeys(text.strip() for text in st.query_params.get_all("thing") if text.strip()))
    if len(wanted) > MOST:
        st.info(f"The first {MOST} of {len(wanted)} things are compared.", icon=":material/info:")
        wanted = wanted[:MOST]
    things = _known(kg, wanted)
    _chosen(things)
    if len(things) < MOST:
        _add(kg, things)
    if len(things) < 2:
        st.caption("Choose two things or more." if not things else "Choose one more to compare it with.")
        if not things:
            _welcome(kg)
        return
    with parts.told():
        _shown(kg, _compared(kg, kg.store.identity, tuple(str(thing.iri) for thing in things)))


def _known(kg: KnowledgeGraph, wanted: Sequence[str]) -> tuple[Cell, ...]:
    """The things that an address names, by IRI or name; what is unknown is told."""
    found = []
    for text in wanted:
        try:
            found.append(kg.thing(text))
        except UnknownName as error:
            near = f" Did you mean {' or '.join(f'“{inert(name)}”' for name in error.near)}?" if error.near else ""
            st.warning(f"Nothing in the graph is called “{inert(text)}”.{near}", icon=":material/search_off:")
    named = kg.facts.named(found)
    return tuple(named[iri] for iri in dict.fromkeys(found))


def _choose(things: Sequence[Cell]) -> None:
    """Put things into the address, and show them."""
    st.query_params.from_dict({"thing": [str(thing.iri) for thing in things]})


def _chosen(things: Sequence[Cell]) -> None:
    """The things that are compared, each to be taken away again."""
    if not things:
        return
    with st.container(horizontal=True, key="chosen"):
        for place, thing in enumerate(things):
            others = [*things[:place], *things[place + 1 :]]
            st.button(
                inert(thing.label), key=f"drop-{thing.iri}", icon=":material/close:", on_click=partial(_choose, others),
                help=f"Take {plain(thing.label)} away",
            )  # fmt: skip


def _add(kg: KnowledgeGraph, things: Sequence[Cell]) -> None:
    """A box to find one more thing by any of its names."""
    with st.form("add", border=False, clear_on_submit=True):
        field, button = st.columns([6, 1], vertical_alignment="bottom")
        text = field.text_input(
            "Add a thing by any of its names",
            placeholder="A name or its first letters",
            max_chars=200,
        )
        pressed = button.form_submit_button("Add", type="primary", width="stretch")
    if not (pressed and text.strip()):
        return
    found = [cell for cell in kg.find(text.strip(), limit=20) if cell not in things]
    if len(found) == 1:
        _choose([*things, found[0]])
        st.rerun()
    if not found:
        _known(kg, [text.strip()])
        return
    st.markdown(f"“{inert(text.strip())}” can be any of these:")
    with st.container(horizontal=True, key="found"):
        for cell in found:
            st.button(inert(cell.label), key=f"take-{cell.iri}", on_click=partial(_choose, [*things, cell]))


def _welcome(kg: KnowledgeGraph) -> None:
    """Pairs to begin with."""
    pairs = _pairs(kg, kg.store.identity)
    if not pairs:
        return
    st.markdown("##### For example")
    with st.container(key="examples"):
        for place, pair in enumerate(pairs):
            label = f"{inert(pair[0].label)} and {inert(pair[1].label)}"
            st.button(label, key=f"pair-{place}", type="tertiary", on_click=partial(_choose, pair))


def _shown(kg: KnowledgeGraph, compared: Comparison) -> None:
    if not compared.rows and not compared.properties:
        st.info("The graph holds nothing by which to compare them.", icon=":material/search_off:")
        return
    st.markdown(inert(compared.sentence))
    choices = _parts(compared)
    parts.known("show", list(choices))
    part = st.selectbox("Show", list(choices), key="show", bind="query-params", format_func=plain)
    rows = [row for row in compared.rows if choices[part](row)]
    _claims(kg, compared)
    names = ["Table", "Picture", "Graph", "Files"]
    parts.known("view", names)
    for name, tab in zip(names, st.tabs(names, on_change="rerun", key="view", bind="query-params"), strict=True):
        if not tab.open:
            continue
        with tab, parts.told():
            match name:
                case "Table":
                    with st.container(key="sides-pair" if len(compared.things) == 2 else "sides"):
                        _table(compared, rows, properties=part == EVERYTHING)
                case "Picture":
                    _picture(kg, compared, rows)
                case "Graph":
                    main = [str(card.thing.iri) for card in compared.things]
                    network.network(compared.graph(DRAWN), key="compared", main=main)
                    st.caption(f"At most {DRAWN} of the things that they are linked to, what they share first.")
                case _:
                    _files(compared)


EVERYTHING: Final = "Everything"


def _parts(compared: Comparison) -> dict[str, Callable[[Row], bool]]:
    """The parts of a comparison that can be looked at, by name, with how many rows there are."""
    found: dict[str, Callable[[Row], bool]] = {
        "What all of them share": lambda row: row.shared,
        "What they share in different ways": lambda row: row.differs,
    }
    if len(compared.things) > 2:
        found["What at least two share"] = lambda row: sum(row.having) > 1
    for place, card in enumerate(compared.things):
        found[f"Only {card.thing.label}"] = lambda row, place=place: row.only == place  # type: ignore[misc]
    numbered = {f"{name} ({sum(map(of, compared.rows)):,})": of for name, of in found.items()}
    return {EVERYTHING: lambda row: True} | numbered


# ------------------------------------------------------------------------------------------------------------- as table


def _table(compared: Comparison, rows: Sequence[Row], *, properties: bool) -> None:
    """A table for each relation: what is at its other end, and what each thing has of it."""
    things = [card.thing for card in compared.things]
    heads = [parts.named(thing) for thing in things]
    if not rows and not (properties and compared.properties):
        st.caption("Nothing of this kind.")
        return
    if properties and compared.properties:
        lines = [
            {" ": f"**{inert(parts.capital(found.name))}**"}
            | {
                head: inert(", ".join(cell.said for cell in values)) or "–"
                for head, values in zip(heads, found.values, strict=True)
            }
            for found in compared.properties
        ]
        st.markdown("##### Properties")
        st.table(lines, border="horizontal", hide_index=True)
    wanted = set(map(id, rows))
    for place, (heading, whole) in enumerate(compared.sections):
        section = [row for row in whole if id(row) in wanted]
        if section:
            st.markdown(f"##### {inert(parts.capital(heading))} · {len(section):,}")
            _section(compared, section, heads, f"section-{place}-{heading}")


@st.fragment
def _section(compared: Comparison, rows: Sequence[Row], heads: Sequence[str], key: str) -> None:
    """The first rows of a section, and all of them for the asking."""
    everything = st.session_state.get(f"all-{key}", False)
    lines = []
    for row in rows if everything else rows[:FIRST]:
        cells = zip(heads, row.sides, strict=True)
        lines.append({"": parts.named(row.what)} | {head: _side(compared, row, side) for head, side in cells})
    st.table(lines, border="horizontal", hide_index=True)
    if len(rows) > FIRST and not everything and st.button(f"Show all {len(rows):,}", key=key, type="tertiary"):
        st.session_state[f"all-{key}"] = True
        st.rerun(scope="fragment")


def _side(compared: Comparison, row: Row, side: Sequence[Held]) -> str:
    """What one thing has of a row, in Markdown: which way, how many claims, the strongest, and the figures."""
    if not side:
        return "–"
    return "  \n".join(_held(compared, row, held) for held in side)


def _held(compared: Comparison, row: Row, held: Held) -> str:
    way = f"{inert(held.relation.label)} · " if held.relation.label != row.relation.label else ""
    balance = held.balance
    if not balance.number:
        return f"{way}✓" if held.linked else f"{way}–"
    sides = [f"{len(balance.supporting):,} for"] if balance.supporting else []
    sides += [f"{len(balance.refuting):,} against"] if balance.refuting else []
    things = [str(card.thing.iri) for card in compared.things]
    link = parts.link("compare", thing=things, what=str(row.what.iri), by=str(row.relation.iri))
    text = f"{way}[{', '.join(sides)}]({link})"
    if balance.best is not None:
        text += f" · {inert(balance.best.label)}"
    figures = "; ".join(map(plain, held.figures))
    return text + (f"  \n:small[{inert(figures)}]" if figures else "")


def _claims(kg: KnowledgeGraph, compared: Comparison) -> None:
    """The claims behind the row that the address names."""
    what, relation = st.query_params.get("what"), st.query_params.get("by")
    if what is None:
        return
    found = [row for row in compared.rows if str(row.what.iri) == what and relation in (None, str(row.relation.iri))]
    if not found:
        st.info("This comparison has no row that the link speaks of; here is all of it.", icon=":material/info:")
        return
    with st.container(border=True):
        for number, row in enumerate(found):
            st.markdown(f"#### {inert(parts.capital(row.relation.label))}: {parts.named(row.what)}")
            for place, (card, side) in enumerate(zip(compared.things, row.sides, strict=True)):
                claims = kg.facts.claims(claim for held in side for claim in held.balance.claims)
                st.markdown(f"**{inert(card.thing.label)}**")
                if claims:
                    ask.evidence(claims, (), key=f"{ask.CLAIMS}-{number}-{place}")
                else:
                    st.caption("No claims.")
        st.button("Close", on_click=_close, icon=":material/close:")


def _close() -> None:
    kept = [name for name in st.query_params if name not in ("what", "by") and not name.startswith(f"{ask.CLAIMS}-")]
    st.query_params.from_dict({name: st.query_params.get_all(name) for name in kept})


# ------------------------------------------------------------------------------------------------------- picture, files


def _picture(kg: KnowledgeGraph, compared: Comparison, rows: Sequence[Row]) -> None:
    """The rows with most claims as dots."""
    drawn = sorted(rows, key=lambda row: -row.number)[:DRAWN]
    kept = set(map(id, drawn))
    ordered = [row for row in compared.rows if id(row) in kept]
    if not ordered:
        st.caption("Nothing of this kind.")
        return
    headings = {id(row): heading for heading, section in compared.sections for row in section}
    levels = [kg.facts.label(level) for level, _ in reversed(kg.ontology.strengths)]
    named = [headings[id(row)] for row in ordered]
    alt = f"What {counted(len(ordered), 'thing')} have to do with what is compared; the table holds the same."
    for window in ("wide", "narrow"):
        data, spec = charts.dots(compared, ordered, named, levels, scheme=charts.look(), narrow=window == "narrow")
        with st.container(key=f"chart-{window}"):
            st.vega_lite_chart(data, spec, width="content", key=f"dots-{window}", alt=alt)
    if len(rows) > len(ordered):
        st.caption(f"The {DRAWN} rows with most claims, of {len(rows):,}.")


def _files(compared: Comparison) -> None:
    name = "compare " + " ".join(card.thing.label for card in compared.things)
    parts.downloads(name, key="files", tables={"Table": compared.to_table}, graph=compared.graph)
    parts.everything(compared, name, key="files")
    st.caption("The address of this page is a link to this comparison that you can send to others.")
