"""The page to query: SPARQL for those who know it, read-only and with limits, and its results to take away."""

from typing import Final, assert_never

import streamlit as st

from msgraph import KnowledgeGraph, exports
from msgraph.app import parts
from msgraph.app.parts import counted
from msgraph.results import Result, Table, Triples, dumps
from msgraph.settings import QUERY_ROWS, QUERY_SECONDS

SHOWN: Final = 1_000
"""So many rows are laid out on the page; a file holds all of them."""

EXAMPLES: Final = {
    "Names of things": (
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        "SELECT ?thing ?name WHERE {\n  ?thing skos:prefLabel ?name\n}\nORDER BY ?name\nLIMIT 50"
    ),
    "How many of each class": (
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "SELECT ?name (COUNT(DISTINCT ?thing) AS ?number) WHERE {\n  ?thing a ?class .\n  ?class rdfs:label ?name\n}\n"
        "GROUP BY ?name\nORDER BY DESC(?number)"
    ),
    "Most cited relations": (
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
        "SELECT ?relation (COUNT(?statement) AS ?number) WHERE {\n  ?statement rdf:predicate ?relation\n}\n"
        "GROUP BY ?relation\nORDER BY DESC(?number)"
    ),
    "A part of the graph": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 100",
}
"""Queries that say something of any graph."""


@st.cache_resource(max_entries=20, show_spinner="Running the query …", ttl=3600)
def _result(_kg: KnowledgeGraph, identity: str, query: str) -> Result:
    return _kg.query(query)


def page(kg: KnowledgeGraph) -> None:
    """Write a query, run it, see and take its results."""
    st.title("Query")
    st.markdown("Ask the graph in [SPARQL](https://www.w3.org/TR/sparql11-query/). Queries can only read.")
    given = st.query_params.get("query", "")
    with st.container(horizontal=True):
        for name, text in EXAMPLES.items():
            if st.button(name, type="tertiary", icon=":material/lightbulb:"):
                st.query_params.from_dict({"query": text})
                st.rerun()
    with st.container(key="query"), st.form("query", border=False):
        text = st.text_area("Query", given or next(iter(EXAMPLES.values())), height=240, key=f"text-{given}")
        if st.form_submit_button("Run", type="primary", icon=":material/play_arrow:") and text.strip():
            st.query_params.from_dict({"query": text})
            given = text
    st.caption(f"A query may take {QUERY_SECONDS:g} seconds and bring {QUERY_ROWS:,} rows.")
    if given.strip():
        with parts.told():
            _shown(_result(kg, kg.store.identity, given))


def _shown(result: Result) -> None:
    match result:
        case bool():
            st.markdown(f"**{'Yes' if result else 'No'}**")
        case Table():
            st.markdown(
                f"**{counted(len(result.rows), 'row')}**{'' if result.complete else ', and more beyond the limit'}"
            )
            rows = result.rows[:SHOWN]
            heads = {
                column: [None if row[place] is None else str(row[place]) for row in rows]
                for place, column in enumerate(result.columns)
            }
            st.dataframe(heads, hide_index=True, height=min(36 * len(rows) + 40, 520))
            if len(result.rows) > SHOWN:
                st.caption(f"The first {SHOWN:,} are shown; the files hold all.")
        case Triples():
            st.markdown(
                f"**{counted(len(result), 'triple')}**{'' if result.complete else ', and more beyond the limit'}"
            )
            head = Triples(result.triples[:200], False)
            st.code(dumps(head, "turtle"), language="turtle", height=420)
        case _:
            assert_never(result)
    parts.files_of("Result", exports.kinds(result), lambda: result, "query", key="result")
