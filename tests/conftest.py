"""What tests of several folders share: the checkout, the shipped graph, and small worlds of a test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from msgraph import KnowledgeGraph


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def kg() -> "Iterator[KnowledgeGraph]":
    """The shipped graph."""
    from msgraph import KnowledgeGraph

    with KnowledgeGraph.open() as kg:
        yield kg


@pytest.fixture
def world(tmp_path: Path) -> "Callable[[str], KnowledgeGraph]":
    """Opens a graph that a test brings as Turtle."""
    from msgraph import KnowledgeGraph

    def opened(turtle: str) -> KnowledgeGraph:
        file = tmp_path / f"world-{len(list(tmp_path.iterdir()))}.ttl"
        file.write_text(turtle, encoding="utf-8")
        return KnowledgeGraph.open(file)

    return opened
