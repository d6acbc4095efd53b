"""A box for a question or a name that offers whole ones while one types.

Streamlit's own field tells what was typed only after the field is left, and is put up empty where a page is drawn anew
while somebody types. This is a small component of ours (`box.js`, with nothing to load from elsewhere) that keeps what
was typed in the browser, works by keyboard, and tells a screen reader what is offered.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.resources import files
from typing import Final

import streamlit as st

from msgraph.errors import MsgraphError
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
    complete: Callable[[str], Iterable[str]],
    label: str,
    hint: str,
    *,
    key: str,
    value: str = "",
    button: str = "Ask",
    offering: str = "Questions that can be answered",
    main: bool = True,
    stays: bool = True,
) -> str:
    """Put up a box; what was asked in it just now, or nothing.

    Call it in a fragment, so that a keystroke does not draw the whole page anew.

    Args:
        complete: gives what is offered for a beginning.
        label: what the box is called.
        hint: what stands in it while it is empty.
        key: a name of its own; what was typed is kept under it.
        value: what stands in it at first.
        button: what its button says.
        offering: what the list of what is offered is called.
        main: whether it is what the page is for.
        stays: whether a question stays in the box when it was asked.
    """
    typed = str((st.session_state.get(key) or {}).get("typed") or "")[:LONGEST]
    offers: list[str] = []
    if len(typed.strip()) > 1:
        # Where the graph cannot be reached, nothing is offered; whoever asks is told.
        with suppress(MsgraphError):
            offers = list(dict.fromkeys(map(plain, complete(typed))))
    result = _component(
        data={
            "name": key, "label": label, "hint": hint, "value": value, "button": button, "main": main, "stays": stays,
            "longest": LONGEST, "typed": typed, "offers": offers, "offering": offering,
            "counted": f"{len(offers)} offered; choose with the arrow keys",
        },
        key=key,
        on_typed_change=lambda: None,
        on_asked_change=lambda: None,
    )  # fmt: skip
    return str(result.get("asked") or "").strip()[:LONGEST]
