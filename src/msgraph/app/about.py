"""The page about the data: how much there is, how strong it is, where it comes from, and on what terms it is used."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st
from rdflib import Literal, URIRef

from msgraph import KnowledgeGraph, __version__
from msgraph.app import charts, parts
from msgraph.app.parts import counted, inert
from msgraph.engine import Counts
from msgraph.references import address
from msgraph.report import plain
from msgraph.results import Table

LARGEST: Final = 20
"""So many classes and relations are listed, the largest."""

_SAID: Final = {
    "http://purl.org/dc/terms/description": "What it is",
    "http://purl.org/dc/terms/provenance": "How it was made",
    "http://purl.org/dc/terms/license": "Licence",
    "http://purl.org/dc/terms/bibliographicCitation": "How to cite",
    "http://www.w3.org/2002/07/owl#versionInfo": "Version",
    "http://purl.org/vocab/vann/usageNote": "How to correct or add something",
}
"""What an ontology or a data set may say of itself, and under which heading it is shown."""

_QUERY: Final = """SELECT DISTINCT ?property ?value WHERE {
  VALUES ?kind {
    <http://www.w3.org/2002/07/owl#Ontology> <http://www.w3.org/ns/dcat#Dataset> <http://rdfs.org/ns/void#Dataset>
  }
  VALUES ?property { %s }
  ?about a ?kind ; ?property ?value
} ORDER BY ?property ?value"""


@st.cache_resource(show_spinner="Counting …")
def _counts(_kg: KnowledgeGraph, identity: str) -> Counts:
    return _kg.describe_graph()


@st.cache_resource(show_spinner=False)
def _said(_kg: KnowledgeGraph, identity: str) -> dict[str, list[str]]:
    """What the graph says of itself, by heading, in Markdown."""
    found: dict[str, list[str]] = {}
    result = _kg.query(_QUERY % " ".join(f"<{property_}>" for property_ in _SAID))
    assert isinstance(result, Table)
    for property_, value in result.rows:
        if isinstance(value, URIRef) and str(value).startswith(("http://", "https://")):
            found.setdefault(_SAID[str(property_)], []).append(f"[{inert(value)}]({address(str(value))})")
        elif isinstance(value, Literal):
            found.setdefault(_SAID[str(property_)], []).append(inert(value))
    return found


def page(kg: KnowledgeGraph) -> None:
    """Show what is in the graph and what it says of itself."""
    st.title("About the data")
    counts = _counts(kg, kg.store.identity)
    said = _said(kg, kg.store.identity)
    for text in said.get("What it is", ()):
        st.markdown(text)
    numbers = {"Things": counts.things, "Links": counts.links, "Claims": counts.claims, "Sources": counts.sources}
    with st.container(horizontal=True):
        for name, number in numbers.items():
            if number:
                st.metric(name, f"{number:,}", border=True)
    if counts.levels:
        st.markdown("##### How strong the evidence is")
        st.caption("Claims by the kind of work that they rest on, the strongest on top.")
        strengths = {kg.facts.label(level): strength for level, strength in kg.ontology.strengths}
        _bars(sorted(counts.levels, key=lambda pair: (-strengths.get(pair[0], 0), -pair[1])))
    left, right = st.columns(2, gap="large")
    for column, title, pairs, noun in (
        (left, "What there is", counts.classes, "Kind of thing"),
        (right, "What is said", counts.relations, "Relation"),
    ):
        if pairs:
            with column:
                st.markdown(f"##### {title}")
                st.dataframe(
                    {noun: [plain(name) for name, _ in pairs], "Number": [number for _, number in pairs]},
                    hide_index=True,
                    height=min(36 * len(pairs) + 40, 420),
                )
    with st.popover("Take these numbers away", icon=":material/download:"):
        tables = {"Classes": counts.classes, "Relations": counts.relations, "Levels": counts.levels}
        parts.downloads(
            "numbers", key="numbers", tables={title: partial(_table, pairs) for title, pairs in tables.items() if pairs}
        )
    for heading in ("How it was made", "How to correct or add something", "Licence", "How to cite", "Version"):
        if heading in said:
            st.markdown(f"##### {heading}")
            for text in said[heading]:
                st.markdown(text)
    st.markdown("##### What it cannot tell")
    limits = ["An empty answer means that nothing is in the graph, not that nothing is known."]
    if counts.claims:
        limits.insert(0, "The graph holds what its curators read, not all that was ever published.")
        limits.append("Each claim is one source's: read the source before you rely on it.")
    st.markdown(" ".join(limits))
    st.caption(f"Shown by msgraph {__version__}. This state of the graph is known as {inert(kg.store.identity[:16])}.")


def _table(pairs: Sequence[tuple[str, int]]) -> Table:
    return Table(("name", "number"), tuple((Literal(name), Literal(number)) for name, number in pairs))


def line(kg: KnowledgeGraph) -> None:
    """The graph in one line."""
    counts = _counts(kg, kg.store.identity)
    of = f"{counted(counts.claims, 'claim')} from {counted(counts.sources, 'source')}, each with its evidence"
    st.markdown(f"Answers come from {of if counts.claims else counted(counts.things, 'thing')}.")


def _bars(pairs: Sequence[tuple[str, int]]) -> None:
    """A bar for each level, the strongest on top."""
    levels, scheme = [plain(label) for label, _ in pairs], charts.look()
    st.vega_lite_chart(
        {"level": levels, "claims": [number for _, number in pairs]},
        {
            "encoding": {
                "y": {
                    "field": "level",
                    "type": "nominal",
                    "sort": levels,
                    "title": None,
                    "axis": {"labelLimit": 220, "labelFontSize": 13},
                },
                "x": {
                    "field": "claims",
                    "type": "quantitative",
                    "title": None,
                    "axis": None,
                    "scale": {"domainMax": 1.15 * max(number for _, number in pairs)},
                },
            },
            "layer": [
                {"mark": {"type": "bar", "cornerRadiusEnd": 3, "tooltip": True, "color": "#2a9299"}},
                {
                    "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 13, "color": charts.INK[scheme]},
                    "encoding": {"text": {"field": "claims", "type": "quantitative", "format": ","}},
                },
            ],
            "height": 32 * len(pairs),
            "config": charts.config(scheme),
        },
        width="stretch",
    )
