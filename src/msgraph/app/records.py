"""The page with records: all studies and all sources as tables to look through, and everything known of each.

The address holds the kind, what the table is narrowed to, and the record that is looked at.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import streamlit as st
from rdflib import URIRef

from msgraph import KnowledgeGraph
from msgraph.app import ask, parts
from msgraph.app.parts import counted, inert
from msgraph.facts import Cell
from msgraph.records import Record, Records
from msgraph.references import address
from msgraph.report import plain
from msgraph.sentences import capital
from msgraph.wording import conjoined, plural

HEIGHT: Final = 520
"""A table is at most so many pixels high, and scrolls."""


def title(kg: KnowledgeGraph) -> str:
    """The name of the page: what the graph keeps records of."""
    return plain(capital(conjoined([plural(kind.label) for kind in kg.record_kinds])))


@st.cache_resource(max_entries=20, show_spinner="Looking through the records …")
def _read(_kg: KnowledgeGraph, identity: str, kind: str) -> Records:
    return _kg.records(URIRef(kind))


def read(kg: KnowledgeGraph, kind: str) -> Records:
    """The records of a class, read once for everybody."""
    return _read(kg, kg.store.identity, kind)


def page(kg: KnowledgeGraph) -> None:
    """Look through the records of a kind, or at one of them."""
    st.title(title(kg))
    kinds = {plain(capital(plural(kind.label))): str(kind.iri) for kind in kg.record_kinds}
    wanted = st.query_params.get("thing", "")
    first = 0
    if wanted:
        holding = [place for place, kind in enumerate(kinds.values()) if _find(read(kg, kind), wanted) is not None]
        first = holding[0] if holding else 0
    parts.known("kind", list(kinds))
    kind = st.segmented_control(
        "Kind", list(kinds), default=list(kinds)[first], required=True, key="kind", bind="query-params",
        label_visibility="collapsed",
    ) if len(kinds) > 1 else next(iter(kinds))  # fmt: skip
    every = read(kg, kinds[kind or next(iter(kinds))])
    if not every.complete:
        st.info(f"The first {len(every):,} are shown.", icon=":material/info:")
    found = _narrowed(every)
    number = counted(len(found), every.kind.label, plural(every.kind.label))
    st.markdown(f"**{inert(number)}**" + (f" of {len(every):,}" if len(found) < len(every) else ""))
    _table(found)
    _one(kg, every, found, wanted)
    if found.rows:
        st.markdown("##### Take them away")
        parts.downloads(plural(every.kind.label), key="files", tables={"Table": found.to_table})
        parts.everything(found, plural(every.kind.label), key="files")


# ------------------------------------------------------------------------------------------------------------ narrowing


def _narrowed(every: Records) -> Records:
    """The records that the address and the boxes ask for."""
    years = every.years
    left, right = st.columns(2, gap="medium")
    words = left.text_input(
        "Find by words", key="find", bind="query-params", placeholder="A name, a place, a number …", max_chars=200
    )
    since, until = None, None
    if len(years) > 1:
        span = range(years[0], years[-1] + 1)
        since, until = right.select_slider(
            "Years", list(span), value=(span[0], span[-1]), key="years", bind="query-params"
        )
        since, until = (None, None) if (since, until) == (span[0], span[-1]) else (since, until)
    where: dict[URIRef | None, list[str]] = {}
    kinds = sorted({row.kind.label for row in every.rows if row.kind is not None})
    with st.expander(
        "More filters", icon=":material/filter_list:", expanded=any(map(st.query_params.get, _keys(every)))
    ):
        columns = st.columns(3, gap="medium")
        wanted_kinds = _filter(columns[0], "Kind", kinds, "is") if len(kinds) > 1 else []
        for place, (key, (column, values)) in enumerate(_keys(every).items(), start=len(kinds) > 1):
            where[column.iri] = _filter(columns[place % 3], capital(column.label), values, key)
    return every.matching(words or "", where=where, kinds=wanted_kinds, since=since, until=until)


def _keys(every: Records) -> Mapping[str, tuple[Cell, Sequence[str]]]:
    """The properties to choose by, each with its name in the address."""
    found: dict[str, tuple[Cell, Sequence[str]]] = {}
    for column, values in every.choices:
        key = parts.file_name(column.label, "")
        while key in found or key in ("find", "years", "kind", "is", "thing", "pick", "grid"):
            key += "-"
        found[key] = (column, values)
    return found


def _filter(place: "st.delta_generator.DeltaGenerator", label: str, values: Sequence[str], key: str) -> list[str]:
    options = [plain(value) for value in values]
    parts.known(key, options)
    chosen = place.multiselect(plain(label), options, key=key, bind="query-params", placeholder="Any")
    return [value for value in values if plain(value) in chosen]


# ---------------------------------------------------------------------------------------------------- the table, a card


def _table(found: Records) -> None:
    """The records as a grid that sorts and scrolls; a row that is chosen is looked at below it."""
    if not found.rows:
        st.info("No record fits. Take a filter away, or use other words.", icon=":material/search_off:")
        return
    name = plain(capital(found.kind.label))
    columns: dict[str, list[Any]] = {name: [plain(row.title or row.thing.label) for row in found.rows]}
    columns["Year"] = [row.year for row in found.rows]
    if len({row.kind for row in found.rows}) > 1:
        columns["Kind"] = [plain(row.kind.label) if row.kind else "" for row in found.rows]
    for column in found.columns:
        head = plain(capital(column.label))
        if head in columns:
            continue
        cells = [row.of(column.iri) for row in found.rows]
        if all(len(values) < 2 and all(cell.number is not None for cell in values) for values in cells):
            columns[head] = [parts.value(values[0]) if values else None for values in cells]
        else:
            columns[head] = [plain("; ".join(cell.label for cell in values)) for values in cells]
    columns["For"] = [len(row.balance.supporting) for row in found.rows]
    columns["Against"] = [len(row.balance.refuting) for row in found.rows]
    columns["Link"] = [str(row.links[0]) if row.links else None for row in found.rows]
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(width=260),
        "Year": st.column_config.NumberColumn(format="%d", width="small"),
        "For": st.column_config.NumberColumn(help="Claims that it reports, speaking for what they are about"),
        "Against": st.column_config.NumberColumn(help="Claims that it reports, speaking against what they are about"),
        "Link": st.column_config.LinkColumn(display_text="open"),
    }
    st.dataframe(
        columns, hide_index=True, height=min(36 * len(found.rows) + 40, HEIGHT), column_config=config, key="grid",
        placeholder="",
        on_select=partial(_chosen, [str(row.thing.iri) for row in found.rows]), selection_mode="single-row",
        alt=f"{name}: {counted(len(found.rows), 'row')}",
    )  # fmt: skip


def _chosen(things: Sequence[str]) -> None:
    """Take over the row that was chosen in the grid."""
    rows = st.session_state["grid"].get("selection", {}).get("rows", [])
    if rows and rows[0] < len(things):
        st.query_params["thing"] = things[rows[0]]


def _picked() -> None:
    """Take over the record that was chosen by its name."""
    if st.session_state["pick"]:
        st.query_params["thing"] = st.session_state["pick"]
    else:
        st.query_params.pop("thing", None)


def _find(every: Records, thing: str) -> Record | None:
    return next((row for row in every.rows if thing in (str(row.thing.iri), row.thing.label)), None)


def _one(kg: KnowledgeGraph, every: Records, found: Records, wanted: str) -> None:
    """The record that the address names, or that is chosen by its name."""
    record = _find(every, wanted) if wanted else None
    names = {str(row.thing.iri): plain(row.thing.label) for row in found.rows}
    if record is not None:
        names.setdefault(str(record.thing.iri), plain(record.thing.label))
    st.session_state["pick"] = str(record.thing.iri) if record is not None else None
    st.selectbox(
        "Choose a row, or name one here, to read about it", list(names), format_func=lambda iri: names.get(iri, iri),
        key="pick", on_change=_picked, placeholder="Choose one",
    )  # fmt: skip
    if wanted and record is None:
        st.warning(f"There is no such record as “{inert(wanted[:200])}” here.", icon=":material/search_off:")
    if record is not None:
        card(kg, every, record)


def card(kg: KnowledgeGraph, every: Records, record: Record) -> None:
    """Everything known of a record, and the claims that it supports."""
    with st.container(border=True):
        kind = f" :gray-badge[{inert(record.kind.label)}]" if record.kind else ""
        st.markdown(f"### {parts.named(record.thing)}{kind}")
        if record.title:
            st.markdown(inert(record.title))
        lines = []
        for column in every.columns:
            values = record.of(column.iri)
            if values:
                lines.append(f"**{inert(parts.capital(column.label))}** {', '.join(map(parts.named, values))}")
        places = [f"[{inert(_host(str(link)))}]({address(str(link))})" for link in record.links]
        lines += [f"**Elsewhere** {' · '.join(places)}"] if places else []
        st.markdown("  \n".join(lines))
        if record.balance.number:
            ask.evidence(kg.facts.claims(record.balance.claims), ())
        else:
            st.caption("The graph holds no claim from it.")


def _host(address: str) -> str:
    """The end of an address, which is most often an identifier; its host if there is none."""
    host, _, path = address.split("://", 1)[1].partition("/")
    return path.rstrip("/").rsplit("/", 1)[-1] or host
