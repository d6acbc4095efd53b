"""The page to query: SPARQL for those who know it, read-only and with limits, and its results to look at and to take.

The address holds the query, its limits, and how its results are looked at (`?query=…&seconds=…&rows=…&as=Chart`).
"""

from decimal import Decimal
from typing import Final, assert_never

import streamlit as st
from rdflib import Literal, URIRef

from msgraph import KnowledgeGraph, exports
from msgraph.app import charts, network, parts
from msgraph.app.editor import editor
from msgraph.app.parts import counted
from msgraph.report import plain
from msgraph.results import Result, Table, Triples, dumps
from msgraph.settings import QUERY_ROWS, QUERY_SECONDS

SHOWN: Final = 1_000
"""So many rows are laid out on the page; a file holds all of them."""

BARS: Final = 40
"""So many bars a chart has at most."""

LINKS: Final = 2_000
"""So many rows are drawn as links at most."""

EXAMPLES: Final = {
    "Names of things": (
        "SELECT ?thing ?name WHERE {\n  ?thing skos:prefLabel|rdfs:label ?name\n}\nORDER BY ?name\nLIMIT 50"
    ),
    "How many of each class": (
        "SELECT ?name (COUNT(DISTINCT ?thing) AS ?number) WHERE {\n  ?thing a ?class .\n  ?class rdfs:label ?name\n}\n"
        "GROUP BY ?name\nORDER BY DESC(?number)"
    ),
    "What is a kind of what": (
        "SELECT ?narrower ?broader WHERE {\n  ?narrower skos:broader|rdfs:subClassOf ?broader\n}\nLIMIT 150"
    ),
    "A part of the graph": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 100",
}
"""Queries that say something of any graph."""

OF_CLAIMS: Final = {
    "Most cited relations": (
        "SELECT ?relation (COUNT(?statement) AS ?number) WHERE {\n  ?statement rdf:predicate ?relation\n}\n"
        "GROUP BY ?relation\nORDER BY DESC(?number)"
    )
}
"""Queries that say something of a graph that makes claims."""


@st.cache_resource(max_entries=20, show_spinner="Running the query …", ttl=3600)
def _result(_kg: KnowledgeGraph, identity: str, query: str, seconds: float, rows: int) -> Result:
    return _kg.query(query, seconds=seconds, rows=rows)


def page(kg: KnowledgeGraph) -> None:
    """Write a query, run it, see and take its results."""
    st.title("Query")
    st.markdown("Ask the graph in [SPARQL](https://www.w3.org/TR/sparql11-query/). Queries can only read.")
    given = st.query_params.get("query", "")
    last = st.session_state.get(parts.LAST_QUERY)
    with st.container(horizontal=True):
        examples = EXAMPLES | (OF_CLAIMS if kg.makes_claims else {})
        for name, text in (({"The last answer’s query": str(last)} if last else {}) | examples).items():
            if st.button(name, type="tertiary", icon=":material/lightbulb:"):
                st.query_params["query"] = text
                st.rerun()
    if asked := editor(given or next(iter(EXAMPLES.values())), key="editor"):
        st.query_params["query"] = given = asked
    known = " ".join(f"{prefix}:" for prefix in sorted(kg.prefixes))
    st.caption(f"These prefixes need not be declared: {parts.inert(known)}")
    with st.expander("Limits", icon=":material/timer:"):
        left, right = st.columns(2)
        seconds = left.number_input(
            "Seconds at most", 1, int(QUERY_SECONDS), int(QUERY_SECONDS), key="seconds", bind="query-params"
        )
        rows = right.number_input("Rows at most", 1, QUERY_ROWS, QUERY_ROWS, key="rows", bind="query-params")
    if given.strip():
        with parts.told():
            _shown(kg, _result(kg, kg.store.identity, given, float(seconds), int(rows)))


def _shown(kg: KnowledgeGraph, result: Result) -> None:
    match result:
        case bool():
            st.markdown(f"**{'Yes' if result else 'No'}**")
        case Table():
            st.markdown(f"**{counted(len(result.rows), 'row')}**{_beyond(result)}")
            _views(kg, result)
        case Triples():
            st.markdown(f"**{counted(len(result), 'triple')}**{_beyond(result)}")
            _views(kg, result)
        case _:
            assert_never(result)
    parts.files_of("Result", exports.kinds(result), lambda: result, "query", key="result")


def _beyond(result: Table | Triples) -> str:
    return "" if result.complete else ", and more beyond the limit"


def _views(kg: KnowledgeGraph, result: Table | Triples) -> None:
    """A result as a table, as a chart where it has numbers, and as a graph where it has links."""
    numbers = _numeric(result) if isinstance(result, Table) else []
    some = result.rows[:LINKS] if isinstance(result, Table) else result.triples[:LINKS]
    linked = any(sum(isinstance(node, URIRef) for node in row) > 1 for row in some[:50])
    names = ["Table" if isinstance(result, Table) else "Text"]
    names += ["Chart"] if numbers and isinstance(result, Table) and len(result.columns) > 1 else []
    names += ["Graph"] if linked else []
    for name, tab in zip(names, st.tabs(names, on_change="rerun", key="as", bind="query-params"), strict=True):
        if not tab.open:
            continue
        with tab:
            match name:
                case "Table" if isinstance(result, Table):
                    _grid(result)
                case "Chart" if isinstance(result, Table):
                    _chart(kg, result, numbers)
                case "Graph":
                    part = Table(result.columns, result.rows[:LINKS]) if isinstance(result, Table) else Triples(
                        result.triples[:LINKS]
                    )  # fmt: skip
                    _graph(kg, part)
                case _ if isinstance(result, Triples):
                    st.code(dumps(Triples(result.triples[:200], False), "turtle"), language="turtle", height=420)


def _graph(kg: KnowledgeGraph, result: Table | Triples) -> None:
    graph = kg.graph(result)
    network.network(graph, key="result-graph")
    parts.downloads("query", key="result-graph", graph=lambda: graph)


def _grid(table: Table) -> None:
    rows, numbers = table.rows[:SHOWN], _numeric(table)
    heads = {
        column: [
            _number(row[place]) if column in numbers else None if row[place] is None else str(row[place])
            for row in rows
        ]
        for place, column in enumerate(table.columns)
    }
    st.dataframe(heads, hide_index=True, height=min(36 * len(rows) + 40, 520), placeholder="", alt="Result")
    if len(table.rows) > SHOWN:
        st.caption(f"The first {SHOWN:,} are shown; the files hold all.")


def _number(node: object) -> float | int | None:
    value = node.toPython() if isinstance(node, Literal) else None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return float(value) if isinstance(value, Decimal) else value


def _numeric(table: Table) -> list[str]:
    """The columns that hold nothing but numbers."""
    return [
        column
        for place, column in enumerate(table.columns)
        if table.rows and all(_number(row[place]) is not None for row in table.rows[:SHOWN])
    ]


def _chart(kg: KnowledgeGraph, table: Table, numbers: list[str]) -> None:
    """A bar for each row: a column of numbers beside the names in another column."""
    others = [column for column in table.columns if column not in numbers] or list(table.columns)
    left, right = st.columns(2)
    name = left.selectbox("Bars", others, key="bars", bind="query-params") if len(others) > 1 else others[0]
    number = right.selectbox("Length", numbers, key="length", bind="query-params") if len(numbers) > 1 else numbers[0]
    at, along = table.columns.index(name), table.columns.index(number)
    rows = table.rows[:BARS]
    cells = [kg.facts.cell(row[at]) for row in rows]
    labels = [plain(cell.label if cell else "–") for cell in cells]
    # Two rows of one name are two bars.
    unlike = [label + "\u200a" * labels[:place].count(label) for place, label in enumerate(labels)]
    st.vega_lite_chart(
        {"name": unlike, "number": [_number(row[along]) for row in rows]},
        {
            "mark": {"type": "bar", "cornerRadiusEnd": 3, "tooltip": True, "color": "#2a9299"},
            "encoding": {
                "y": {"field": "name", "type": "nominal", "sort": unlike, "title": None, "axis": {"labelLimit": 260}},
                "x": {"field": "number", "type": "quantitative", "title": plain(number)},
            },
            "height": max(80, 24 * len(rows)),
            "config": charts.config(charts.look()),
        },
        width="stretch",
    )
    if len(table.rows) > BARS:
        st.caption(f"The first {BARS} rows are shown.")
