"""The shipped graph is what the curated tables say, and every row of them can be rebuilt from it."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from msgraph.columns import Schema, Terms
from msgraph.tables import MAPPINGS, Row, export_rows, import_tables

CURATION = Path(__file__).parent / "curation"
Comparable = tuple[tuple[str, frozenset[str] | str], ...]


@pytest.fixture(scope="module")
def terms(root: Path) -> Terms:
    return Terms(root / "ontology")


@pytest.fixture(scope="module")
def rebuilt(root: Path) -> dict[str, list[Row]]:
    return export_rows(root / "graph", ontology=root / "ontology")


def rows(file: Path) -> Iterator[Row]:
    lines = [line for line in file.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def comparable(schema: Schema, row: Row) -> Comparable:
    """A row with its several values as sets: their order says nothing."""
    return tuple(
        (column.name, frozenset(row[column.name].split(column.separator)) if column.separator else row[column.name])
        for column in schema.columns
        if not column.virtual
    )


def test_the_graph_is_the_import_of_the_tables_byte_for_byte(root: Path, tmp_path: Path) -> None:
    made = import_tables(CURATION, tmp_path / "graph", ontology=root / "ontology")
    shipped = {path.name: path.read_bytes() for path in (root / "graph").iterdir()}
    assert {path.name: path.read_bytes() for path in made} == shipped


@pytest.mark.parametrize("name", ["sources", "entities", "studies", "outcomes", "claims", "quantities"])
def test_every_row_of_every_table_can_be_rebuilt(name: str, terms: Terms, rebuilt: dict[str, list[Row]]) -> None:
    (schema,) = [schema for schema in terms.schemas() if schema.file == f"{name}.tsv"]
    told = Counter(comparable(schema, row) for file in CURATION.glob(f"*/{name}.tsv") for row in rows(file))
    assert told
    assert Counter(comparable(schema, row) for row in rebuilt[schema.file]) == told


def test_every_mapping_can_be_rebuilt(rebuilt: dict[str, list[Row]]) -> None:
    told = Counter(tuple(row.values()) for file in CURATION.glob(MAPPINGS) for row in rows(file))
    assert told
    assert Counter(tuple(row.values()) for row in rebuilt[MAPPINGS]) == told


def test_every_fact_has_a_line_of_its_own(root: Path) -> None:
    for file in sorted((root / "graph").glob("*.ttl")):
        lines = [
            line for line in file.read_text("utf-8").splitlines() if line and not line.startswith(("#", "@prefix"))
        ]
        odd = [line for line in lines if not (line == "." or line.endswith(" ;") or not line.startswith(" "))]
        assert odd == []
