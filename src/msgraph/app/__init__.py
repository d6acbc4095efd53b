"""The app's pages, each a function `page(kg)` in a module of its own, over nothing but the public API of `msgraph`.

`SETTINGS` are what Streamlit is started with; who starts the app without them gets Streamlit's own looks.

>>> "--client.toolbarMode=minimal" in flags()
True
"""

from collections.abc import Mapping
from typing import Final

GRAPH: Final = "MSGRAPH_GRAPH"
"""The environment variable that names what to open: paths and addresses, one a line."""

SETTINGS: Final[Mapping[str, str]] = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "server.fileWatcherType": "none",
    "theme.light.primaryColor": "#0b6e75",
    "theme.light.linkColor": "#0b6e75",
    "theme.dark.primaryColor": "#1d858c",
    "theme.dark.linkColor": "#7cd0d6",
}
"""No news to anyone outside, no tools of a developer, and colours with enough contrast in light and dark."""


def flags() -> list[str]:
    """The settings as `streamlit run` takes them."""
    return [f"--{name}={value}" for name, value in SETTINGS.items()]
