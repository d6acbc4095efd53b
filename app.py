"""The app: `msgraph app`, or `streamlit run app.py`. Page settings, the graph opened once, and the list of pages."""

from functools import partial

import streamlit as st

from msgraph.app import about, ask, explore, parts, query

st.set_page_config(page_title="msgraph", page_icon=parts.ICON, layout="wide", initial_sidebar_state="collapsed")

st.logo(parts.ICON, size="large")
kg = parts.opened()
pages = [
    st.Page(partial(page, kg), title=title, icon=f":material/{icon}:", url_path=path, default=path == "ask")
    for page, title, path, icon in (
        (ask.page, "Ask", "ask", "forum"),
        (explore.page, "Explore", "explore", "hub"),
        (query.page, "Query", "query", "code"),
        (about.page, "About the data", "about", "info"),
    )
]
parts.run(st.navigation(pages, position="top"), pages)
