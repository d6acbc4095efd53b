"""The page with the evidence map: how much is known of each pair, how surely, and where sources disagree or are silent.

The address holds what is crossed with what, what it is narrowed to, and the pair whose claims are looked at.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import streamlit as st

from msgraph import KnowledgeGraph
from msgraph.app import ask, charts, parts, records
from msgraph.app.parts import counted, inert
from msgraph.evidence_map import Crossing, EvidenceMap
from msgraph.facts import Cell
from msgraph.report import plain
from msgraph.wording import plural

ROWS: Final = 24
"""So many rows are drawn at first, those with most claims."""

COLUMNS: Final = 20
"""So many columns."""

ABREAST: Final = 5
"""So many columns stand side by side in a narrow window; the next ones stand below them."""

LARGEST: Final = 150
"""So many rows and columns are drawn at most."""

LISTED: Final = 30
"""So many disagreements and gaps are listed."""

DEPTHS: Final[Mapping[str, int | None]] = {
    "Broadest": 0,
    "Main kinds": 1,
    "Finer": 2,
    "Each for itself": None,
}
"""How finely kinds are told apart, by its name."""

COLOURS: Final = {"Strength": "strength", "Number": "number", "For or against": "side"}
"""What the colours can tell."""


@st.cache_resource(max_entries=200, show_spinner="Weighing the claims …")
def _map(
    _kg: KnowledgeGraph,
    identity: str,
    rows: str,
    columns: str,
    relations: tuple[str, ...],
    levels: tuple[str, ...],
    depth: int | None,
) -> EvidenceMap:
    return _kg.evidence_map(rows, columns, relations=relations, levels=levels, depth=depth)


def page(kg: KnowledgeGraph) -> None:
    """Choose what is crossed with what, and see where the evidence lies."""
    st.title("Evidence map")
    st.markdown(
        "Each field stands for the claims on a pair, with their number. **±** marks a pair on which claims disagree, "
        "**−** one that they only speak against; an empty field means that the graph holds no claim."
    )
    with st.spinner("Weighing the claims …", show_time=False):
        axes = kg.axes
    rows, columns, relations = (_named(cells) for cells in (axes.rows, axes.columns, axes.relations))
    levels = {plain(kg.facts.label(level)): str(level) for level, _ in kg.ontology.strengths}
    with st.container(key="axes"):
        left, middle, right = st.columns(3)
        row_kind = _choice(left, "Rows", rows, "rows")
        column_kind = _choice(middle, "Columns", columns, "columns")
        depth = _choice(right, "Kinds told apart", DEPTHS, "kinds", index=1)
    narrowed = bool(st.query_params.get("relation") or st.query_params.get("level"))
    with st.expander("Only some of the claims", icon=":material/filter_list:", expanded=narrowed):
        left, right = st.columns(2)
        among = _choices(left, "Only these relations", relations, "relation")
        strong = _choices(right, "Only this evidence", levels, "level")
    with parts.told():
        found = _map(
            kg, kg.store.identity, rows[row_kind], columns[column_kind],
            tuple(relations[name] for name in among), tuple(levels[name] for name in strong), DEPTHS[depth],
        )  # fmt: skip
        _shown(kg, found)


def _named(cells: Sequence[tuple[Cell, int]]) -> dict[str, str]:
    """IRIs by their labels, made unlike each other."""
    labels = charts.unlike([cell.label for cell, _ in cells])
    return {label: str(cell.iri) for label, (cell, _) in zip(labels, cells, strict=True)}


def _choice(
    place: "st.delta_generator.DeltaGenerator", label: str, options: Mapping[str, object], key: str, *, index: int = 0
) -> str:
    parts.known(key, list(options))
    return str(place.selectbox(label, list(options), index=index, key=key, bind="query-params"))


def _choices(
    place: "st.delta_generator.DeltaGenerator", label: str, options: Mapping[str, object], key: str
) -> list[str]:
    parts.known(key, list(options))
    return list(place.multiselect(label, list(options), key=key, bind="query-params", placeholder="Any"))


def _shown(kg: KnowledgeGraph, found: EvidenceMap) -> None:
    if not found.crossings:
        st.info("The graph holds no claims of this kind.", icon=":material/search_off:")
        return
    if not found.complete:
        st.info("The graph holds more claims than are weighed here.", icon=":material/info:")
    disagreements = found.disagreements
    st.caption(
        f"{counted(found.claims, 'claim')} on {counted(len(found.crossings), 'pair')} of "
        f"{_many(found.rows, found.row_kind)} and {_many(found.columns, found.column_kind)}, "
        f"{len(disagreements):,} of them in dispute."
    )
    names = ["Map", "Disagreements", "Gaps", *(["Timeline"] if kg.ontology.studies else []), "Files"]
    parts.known("view", names)
    for name, tab in zip(names, st.tabs(names, on_change="rerun", key="view", bind="query-params"), strict=True):
        if not tab.open:
            continue
        with tab, parts.told():
            match name:
                case "Map":
                    _heat(kg, found)
                case "Disagreements":
                    _disagreements(found, disagreements)
                case "Gaps":
                    _gaps(found)
                case "Timeline":
                    _timeline(kg)
                case _:
                    _files(found)


def _many(things: Sequence[Cell], kind: Cell) -> str:
    return inert(counted(len(things), kind.label, plural(kind.label)))


# -------------------------------------------------------------------------------------------------------------- the map


def _heat(kg: KnowledgeGraph, found: EvidenceMap) -> None:
    by = st.segmented_control(
        "Colours tell", list(COLOURS), default="Strength", required=True, key="colours", bind="query-params"
    )
    wide = len(found.rows) > ROWS or len(found.columns) > COLUMNS
    everything = wide and st.toggle(
        f"All {counted(len(found.rows), 'row')} and {counted(len(found.columns), 'column')}",
        key="whole",
        bind="query-params",
    )
    levels = [kg.facts.label(level) for level, _ in reversed(kg.ontology.strengths)]
    rows, columns = _labelled(found.rows), _labelled(found.columns)
    across = found.columns[: LARGEST if everything else COLUMNS]
    drawn = partial(
        charts.heat_map, found, levels, by=COLOURS[by or "Strength"], scheme=charts.look(),
        rows=LARGEST if everything else ROWS,
    )  # fmt: skip

    def chart(key: str, data: list[dict[str, Any]], spec: dict[str, Any]) -> None:
        picked = partial(_picked, key, rows, columns)
        st.vega_lite_chart(data, spec, width="content", key=key, alt=charts.said(found), on_select=picked)

    with st.container(key="chart-wide"):
        chart("heat", *drawn(columns=across))
    with st.container(key="chart-narrow"):
        blocks = [across[first : first + ABREAST] for first in range(0, len(across), ABREAST)]
        for place, few in enumerate(blocks):
            last = place == len(blocks) - 1
            chart(f"heat-{place}", *drawn(columns=few, narrow=True, legend=last))
    st.caption("Choose a field, or name the pair here, to read the claims behind it.")
    left, right = st.columns(2)
    row = _one(left, found.row_kind.label, rows, "row")
    column = _one(right, found.column_kind.label, columns, "column")
    if row is not None and column is not None:
        _claims(kg, found, row, column)


def _labelled(cells: Sequence[Cell]) -> dict[str, str]:
    return {
        label: str(cell.iri) for label, cell in zip(charts.unlike([cell.label for cell in cells]), cells, strict=True)
    }


def _one(place: "st.delta_generator.DeltaGenerator", label: str, options: Mapping[str, str], key: str) -> str | None:
    """A thing of the map by its name; its IRI."""
    parts.known(key, list(options))
    name = place.selectbox(
        plain(parts.capital(label)), list(options), index=None, key=key, bind="query-params", placeholder="Choose one"
    )
    return options.get(name) if name is not None else None


def _picked(key: str, rows: Mapping[str, str], columns: Mapping[str, str]) -> None:
    """Take over the field that was chosen in the map, or in a part of it."""
    cells = st.session_state[key].get("selection", {}).get("field", [])
    for name, iri in rows.items():
        if cells and cells[0].get("row_iri") == iri:
            st.session_state["row"] = name
    for name, iri in columns.items():
        if cells and cells[0].get("column_iri") == iri:
            st.session_state["column"] = name


def _claims(kg: KnowledgeGraph, found: EvidenceMap, row: str, column: str) -> None:
    """The claims behind a field."""
    crossing = next((c for c in found.crossings if (str(c.row.iri), str(c.column.iri)) == (row, column)), None)
    if crossing is None:
        st.info(
            "The graph holds no claim on this pair. That does not mean that nothing is known.",
            icon=":material/search_off:",
        )
        return
    st.markdown(f"#### {parts.named(crossing.row)} × {parts.named(crossing.column)}")
    st.markdown(inert(crossing.said))
    ask.evidence(kg.facts.claims(crossing.balance.claims), ())


# ------------------------------------------------------------------------------------------------- disagreements, gaps


def _disagreements(found: EvidenceMap, disagreements: Sequence[Crossing]) -> None:
    if not disagreements:
        st.caption("No two claims of the map speak for and against the same link.")
        return
    st.markdown("Pairs on which claims of one relation speak both ways, the most even first.")
    lines = []
    rows, columns = _by_iri(found.rows), _by_iri(found.columns)
    for crossing in disagreements[:LISTED]:
        link = _link(rows[str(crossing.row.iri)], columns[str(crossing.column.iri)])
        disputed = [(relation, balance) for relation, balance in crossing.relations if balance.standing == "disputed"]
        lines += [
            {
                parts.capital(found.row_kind.label): parts.named(crossing.row),
                "What is said": inert(relation.label),
                parts.capital(found.column_kind.label) + " ": parts.named(crossing.column),
                "For": f"[{len(balance.supporting):,}]({link}){_best(balance.level)}",
                "Against": f"[{len(balance.refuting):,}]({link}){_best(balance.against)}",
            }
            for relation, balance in disputed
        ]
    with st.container(key="disputed"):
        st.table(lines, border="horizontal", hide_index=True)
    if len(disagreements) > LISTED:
        st.caption(f"The first {LISTED} of {len(disagreements):,} pairs; the files hold all.")
    parts.downloads(_name(found, "disagreements"), key="disputes", tables={"Table": found.disagreements_table})


def _name(found: EvidenceMap, what: str) -> str:
    """What a file about the map is called."""
    return f"{what} {found.row_kind.label} {found.column_kind.label}"


def _by_iri(cells: Sequence[Cell]) -> dict[str, str]:
    return {iri: name for name, iri in _labelled(cells).items()}


def _link(row: str, column: str) -> str:
    """The address of this map with a pair chosen."""
    kept = {name: st.query_params.get_all(name) for name in ("rows", "columns", "kinds", "relation", "level")}
    return parts.link("map", **{name: values for name, values in kept.items() if values}, row=row, column=column)


def _best(level: Cell | None) -> str:
    return f"  \n:small[{inert(level.label)}]" if level else ""


def _gaps(found: EvidenceMap) -> None:
    gaps = found.gaps(LISTED)
    if not gaps:
        st.caption("There is a claim on every pair of the map.")
        return
    st.markdown(
        "Pairs on which the graph holds no claim although it holds many on each of the two. Some make no sense, some "
        "were never looked into, and some are published but not in the graph."
    )
    lines = [
        {
            parts.capital(found.row_kind.label): parts.named(row),
            parts.capital(found.column_kind.label) + " ": parts.named(column),
        }
        for row, column in gaps
    ]
    with st.container(key="pairs"):
        st.table(lines, border="horizontal", hide_index=True)
    parts.downloads(_name(found, "gaps"), key="gaps", tables={"Table": found.gaps_table})


# ------------------------------------------------------------------------------------------------------ timeline, files


def _timeline(kg: KnowledgeGraph) -> None:
    """The studies by year and stage."""
    kinds = [cell for cell in kg.record_kinds if cell.iri in kg.ontology.studies]
    for kind in kinds:
        found = records.read(kg, str(kind.iri))
        dated = [row for row in found.rows if row.year is not None]
        many = plural(kind.label)
        if not dated:
            st.caption(f"No year is told of any of the {inert(many)}.")
            continue
        levels = [kg.facts.label(level) for level, _ in reversed(kg.ontology.strengths)]
        data, spec = charts.timeline(dated, levels, str(found.size or ""), scheme=charts.look())
        size = next((column.label for column in found.columns if column.iri == found.size), None)
        st.markdown(
            f"{inert(parts.capital(many))} by the year in which they, or what first reports them, appeared"
            + (f"; the larger, the more {inert(size)}." if size else ".")
        )
        key = f"timeline-{kind.iri}"
        with st.container(key=f"chart-{kinds.index(kind)}"):
            st.vega_lite_chart(
                data, spec, key=key, on_select=partial(_dated, key), width="stretch",
                alt=f"{len(dated)} {plain(many)} on a line of time; their own page holds the same as a table.",
            )  # fmt: skip
        without = len(found.rows) - len(dated)
        undated = f" {without:,} without a year are not shown." if without else ""
        names = {str(row.thing.iri): plain(row.thing.label) for row in found.rows}
        wanted, pick = st.query_params.get("study"), f"pick-{kind.iri}"
        st.session_state[pick] = wanted if wanted in names else None
        st.selectbox(
            f"Choose one, or name it here, to read about it.{undated}", list(names), key=pick, placeholder="Choose one",
            format_func=names.__getitem__, on_change=partial(_named_study, pick),
        )  # fmt: skip
        for row in found.rows:
            if str(row.thing.iri) == wanted:
                records.card(kg, found, row)


def _named_study(key: str) -> None:
    """Take over the study that was chosen by its name, or that none is."""
    _study(st.session_state[key])


def _dated(key: str) -> None:
    """Take over the study that was chosen on the line of time, or that none is."""
    points = st.session_state[key].get("selection", {}).get("record", [])
    _study(str(points[0].get("iri")) if points else None)


def _study(iri: str | None) -> None:
    if iri:
        st.query_params["study"] = iri
    else:
        st.query_params.pop("study", None)


def _files(found: EvidenceMap) -> None:
    name = _name(found, "evidence map")
    parts.downloads(name, key="files", tables={"Table": found.to_table})
    parts.everything(found, name, key="files")
    st.caption("The address of this page is a link to this map that you can send to others.")
