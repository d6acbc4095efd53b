"""Another endpoint than Oxigraph's: Virtuoso, where it is installed (Debian: virtuoso-opensource-7)."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from rdflib.term import BNode, Literal, URIRef

from msgraph.results import Table, Triples
from msgraph.store import Store, open_store
from msgraph.virtuoso import MOST_LISTED, Dialect

EX = "http://example.org/"
TRIPLES = f"""<{EX}ann> <{EX}lends> <{EX}saw> .
<{EX}ann> <{EX}lends> _:box .
<{EX}ann> <{EX}name> "Änn"@en .
<{EX}saw> <{EX}weighs> "2.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<{EX}saw> <{EX}kind> <{EX}tool> .
<{EX}fretsaw> <{EX}kind> <{EX}saw> .
<{EX}axe> <{EX}kind> <{EX}tool> .
<{EX}bob> <{EX}lends> <{EX}fretsaw> .
<{EX}bob> <{EX}lends> <{EX}axe> .
"""
WALKS = [
    ("?what <KIND>* <saw> .", "VALUES ?what { <saw> <fretsaw> }"),
    ("?what <KIND>+ <tool> .", "VALUES ?what { <saw> <axe> <fretsaw> }"),
    ("<fretsaw> <KIND>+ ?what .", "VALUES ?what { <saw> <tool> }"),
    ("?who <lends>/<KIND>* <saw> .", "VALUES ?via1 { <saw> <fretsaw> } ?who <lends> ?via1 ."),
    ("MINUS { ?what <KIND>* <saw> . }", "FILTER(?what NOT IN (<saw>, <fretsaw>))"),
    (
        "?a <KIND>* ?b . ?b <KIND>* ?c .",
        "?a (<KIND>|<urn:msgraph:none:1>)* ?b . ?b (<KIND>|<urn:msgraph:none:2>)* ?c .",
    ),
    ("?what <lends> <saw> .", "?what <lends> <saw> ."),
    ('FILTER(?a = "of \\"<saw> <KIND>* ?what .")', 'FILTER(?a = "of \\"<saw> <KIND>* ?what .")'),
]


@pytest.mark.parametrize(("pattern", "written"), WALKS, ids=[pattern for pattern, _ in WALKS])
def test_what_is_walked_from_a_named_thing_is_listed(pattern: str, written: str) -> None:
    links = [("saw", "tool"), ("fretsaw", "saw"), ("axe", "tool")]
    dialect = Dialect(lambda query: Table(("below", "above"), tuple((URIRef(a), URIRef(b)) for a, b in links)))
    assert dialect.written(f"SELECT * {{ {pattern} }}") == f"SELECT * {{ {written} }}"


def test_what_is_too_long_to_be_listed_stays_a_path() -> None:
    links = tuple((URIRef(f"{EX}{number}"), URIRef(f"{EX}all")) for number in range(MOST_LISTED))
    query = f"PREFIX ex: <{EX}>\nASK {{ ?what ex:kind* ex:all . }}"
    written = Dialect(lambda query: Table(("below", "above"), links)).written(query)
    assert written == query.replace("ex:kind*", "(ex:kind|<urn:msgraph:none:1>)*")


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


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("?what ex:kind* ex:saw . ex:bob ex:lends ?what .", {"fretsaw"}),
        ("?what ex:kind* ex:tool . ?other ex:kind* ex:saw . ?who ex:lends ?what . ?who ex:lends ?other .",
         {"saw", "fretsaw", "axe"}),
        ("ex:bob ex:lends ?what . MINUS { ?what ex:kind* ex:saw . }", {"axe"}),
        ("?who ex:lends/ex:kind* ex:tool . ?who ex:lends ?what . FILTER NOT EXISTS { ?what ex:kind+ ex:saw . }",
         {"saw", "axe", ""}),
        ("?what ex:kind+ ex:fretsaw .", set()),
        ("ex:bob ex:lends ?what . MINUS { ?what ex:kind+ ex:axe . }", {"fretsaw", "axe"}),
        ("VALUES ?top { ex:saw } ?what ex:kind* ?top .", {"saw", "fretsaw"}),
    ],
)  # fmt: skip
def test_hierarchies_are_walked_to_their_end_and_no_further(store: Store, pattern: str, found: set[str]) -> None:
    rows = store.select(f"PREFIX ex: <{EX}>\nSELECT DISTINCT ?what {{ {pattern} }}").rows
    assert {str(row[0]).removeprefix(EX) if isinstance(row[0], URIRef) else "" for row in rows} == found


def test_a_typed_query_can_only_read_and_is_cut_at_its_limit(store: Store) -> None:
    result = store.query("SELECT * { ?a ?b ?c }", rows=2)
    assert isinstance(result, Table)
    assert (len(result.rows), result.complete) == (2, False)
