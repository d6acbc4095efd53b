"""A box for a question that offers whole questions while one types; each of them has an answer.

Streamlit's own field tells what was typed only after the field is left, and is put up empty where a page is drawn anew
while somebody types. This is a small component of ours (`box.js`, with nothing to load from elsewhere) that keeps what
was typed in the browser, works by keyboard, and tells a screen reader what is offered.
"""

from importlib.resources import files
from typing import Final

import streamlit as st

from msgraph import KnowledgeGraph
from msgraph.app.parts import counted
from msgraph.report import plain

LONGEST: Final = 2_000
"""A question has at most so many characters."""

_HERE: Final = files("msgraph.app")
_component = st.components.v2.component(
    "msgraph_box",
    css=_HERE.joinpath("box.css").read_text(encoding="utf-8"),
    js=_HERE.joinpath("box.js").read_text(encoding="utf-8"),
)


def box(
    kg: KnowledgeGraph, label: str, hint: str, *, key: str, value: str = "", button: str = "Ask", stays: bool = True
) -> str:
    """Put up a box; what was asked in it just now, or nothing.

    Call it in a fragment, so that a keystroke does not draw the whole page anew.

    Args:
        kg: what completes the questions.
        label: what the box is called.
        hint: what stands in it while it is empty.
        key: a name of its own; what was typed is kept under it.
        value: what stands in it at first.
        button: what its button says.
        stays: whether a question stays in the box when it was asked.
    """
    typed = str((st.session_state.get(key) or {}).get("typed") or "")[:LONGEST]
    offers = [plain(question) for question in kg.complete(typed)] if len(typed.strip()) > 1 else []
    result = _component(
        data={
            "name": key, "label": label, "hint": hint, "value": value, "button": button, "main": stays, "stays": stays,
            "longest": LONGEST, "typed": typed, "offers": offers, "offering": "Questions that can be answered",
            "counted": f"{counted(len(offers), 'question')} offered; choose with the arrow keys",
        },
        key=key,
        on_typed_change=lambda: None,
        on_asked_change=lambda: None,
    )  # fmt: skip
    return str(result.get("asked") or "").strip()[:LONGEST]
