"""Another endpoint than Oxigraph's: Virtuoso, where it is installed (Debian: virtuoso-opensource-7)."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from rdflib.term import BNode, Literal, URIRef

from msgraph.results import Table, Triples
from msgraph.store import Store, open_store

EX = "http://example.org/"
TRIPLES = f"""<{EX}ann> <{EX}lends> <{EX}saw> .
<{EX}ann> <{EX}lends> _:box .
<{EX}ann> <{EX}name> "Änn"@en .
<{EX}saw> <{EX}weighs> "2.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .
"""


@pytest.fixture(scope="module")
def store(virtuoso: Callable[[Path, Sequence[str]], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("virtuoso")
    (folder / "data.nt").write_text(TRIPLES, encoding="utf-8")
    (folder / "more.nt").write_text(f"<{EX}saw> <{EX}lentBy> <{EX}ann> .\n")
    with open_store(virtuoso(folder, ("data.nt", "more.nt"))) as opened:
        yield opened


def test_a_select_brings_terms_of_every_kind(store: Store) -> None:
    table = store.select(f"SELECT ?what {{ <{EX}ann> ?property ?what }}")
    kinds = {type(row[0]) for row in table.rows}
    assert kinds == {URIRef, BNode, Literal}
    assert (Literal("Änn", lang="en"),) in table.rows


def test_an_ask_is_true_or_false(store: Store) -> None:
    assert store.ask(f"ASK {{ <{EX}ann> <{EX}lends> <{EX}saw> }}") is True
    assert store.ask(f"ASK {{ <{EX}ann> <{EX}lends> <{EX}axe> }}") is False


def test_all_graphs_are_seen_together(store: Store) -> None:
    assert store.ask(f"ASK {{ ?a <{EX}lends> ?b . ?b <{EX}lentBy> ?a }}")
    assert isinstance(store.construct(f"CONSTRUCT WHERE {{ ?b <{EX}lentBy> ?a }}"), Triples)


def test_a_typed_query_can_only_read_and_is_cut_at_its_limit(store: Store) -> None:
    result = store.query("SELECT * { ?a ?b ?c }", rows=2)
    assert isinstance(result, Table)
    assert (len(result.rows), result.complete) == (2, False)
