"""The app: `msgraph app`, or `streamlit run app.py`. Page settings, the graph opened once, and the list of pages."""

from functools import partial

import streamlit as st

from msgraph.app import about, ask, compare, evidence_map, explore, parts, query, records

st.set_page_config(page_title="msgraph", page_icon=parts.ICON, layout="wide", initial_sidebar_state="collapsed")

st.logo(parts.ICON, size="large")
kg = parts.opened()
pages = [
    st.Page(partial(page, kg), title=title, icon=f":material/{icon}:", url_path=path, default=path == "ask")
    for page, title, path, icon, shown in (
        (ask.page, "Ask", "ask", "forum", True),
        (explore.page, "Explore", "explore", "hub", True),
        (compare.page, "Compare", "compare", "compare_arrows", True),
        (evidence_map.page, "Evidence map", "map", "grid_on", kg.makes_claims),
        (records.page, records.title(kg), "records", "library_books", bool(kg.record_kinds)),
        (query.page, "Query", "query", "code", True),
        (about.page, "About the data", "about", "info", True),
    )
    if shown
]
parts.run(st.navigation(pages, position="top"), pages)
