"""The app's pages, each a function `page(kg)` in a module of its own, over nothing but the public API of `msgraph`.

`SETTINGS` are what Streamlit is started with; who starts the app without them gets Streamlit's own looks.
"""

import os
from collections.abc import Mapping
from typing import Final

GRAPH: Final = "MSGRAPH_GRAPH"
"""The environment variable that names what to open: paths and addresses, one a line."""

SETTINGS: Final[Mapping[str, str | bool]] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "theme.light.primaryColor": "#0b6e75",
    "theme.light.linkColor": "#0b6e75",
    "theme.dark.primaryColor": "#1b7f86",
    "theme.dark.linkColor": "#7cd0d6",
}
"""No news to anyone outside, no tools of a developer, and colours with enough contrast in light and dark.

Streamlit would search all memory for garbage after each run: a tenth of a second for a graph and its words, twice for
each question, as the box is a fragment of its own. Python searches now and then anyway.
"""


def sources() -> tuple[str, ...]:
    """What to open, as the environment tells: paths and addresses, one a line or joined as in PATH."""
    lines = os.environ.get(GRAPH, "").splitlines()
    return tuple(
        part for line in lines for part in ([line] if "://" in line else line.split(os.pathsep)) if part.strip()
    )
