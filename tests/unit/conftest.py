"""The garden that several tests ask."""

from collections.abc import Iterator

import pytest

from msgraph.engine import KnowledgeGraph
from tests.unit.garden import TURTLE


@pytest.fixture(scope="session")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """Plants and insects: links, claims and figures."""
    file = tmp_path_factory.mktemp("garden") / "garden.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    with KnowledgeGraph.open(file) as kg:
        yield kg
