"""A field for a query with its words coloured; Streamlit's text area has no colours, and no way to run at a key.

A small component of ours (`editor.js`, with nothing to load from elsewhere) over a plain text area, which every screen
reader knows.
"""

from importlib.resources import files
from typing import Final

import streamlit as st

from msgraph.settings import QUERY_LENGTH

_HERE: Final = files("msgraph.app")
_component = st.components.v2.component(
    "msgraph_editor",
    css=_HERE.joinpath("editor.css").read_text(encoding="utf-8"),
    js=_HERE.joinpath("editor.js").read_text(encoding="utf-8"),
)


def editor(value: str, *, key: str, label: str = "Query", button: str = "Run") -> str:
    """Put up a field that holds `value` until something is typed; the query that was to be run just now, or nothing."""
    result = _component(
        data={
            "name": key, "value": value, "label": label, "button": button, "keys": "or Ctrl+Enter",
            "longest": QUERY_LENGTH,
        },
        key=key,
        on_run_change=lambda: None,
    )  # fmt: skip
    return str(result.get("run") or "")
