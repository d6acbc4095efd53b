"""A knowledge graph that answers plain questions, with its evidence.

    >>> from msgraph import KnowledgeGraph
    >>> KnowledgeGraph.__module__
    'msgraph.engine'

Importing the package costs next to nothing: what a name needs is loaded when the name is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from msgraph.engine import KnowledgeGraph

__all__ = ["KnowledgeGraph", "__version__"]

__version__ = "0.1.0"

_HOMES = {"KnowledgeGraph": "msgraph.engine"}


def __getattr__(name: str) -> Any:
    """The public name, fetched from the module that holds it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
