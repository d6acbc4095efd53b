import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import pyoxigraph as ox
import pytest

from msgraph import guard
from msgraph.bounded import Children
from msgraph.child import first_fault
from msgraph.errors import QueryFailed, QueryRefused, QuerySyntax

GRAPH = "http://example.org/graph"


def checked(query: str) -> tuple[str, ...]:
    return guard.checked(query, has_graph=lambda name: name == GRAPH).graphs


@pytest.fixture
def trap() -> Iterator[socket.socket]:
    """Somebody who listens at an address that no query may reach."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


@pytest.fixture(scope="module")
def children(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Children]:
    """Processes over a small store, with no guard before them."""
    folder = tmp_path_factory.mktemp("store")
    store = ox.Store(folder)
    store.load(b"<http://example.org/a> <http://example.org/b> <http://example.org/c> .", ox.RdfFormat.N_TRIPLES)
    store.flush()
    del store
    children = Children(folder)
    yield children
    children.close()


REACHING = {
    "as it is written": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "silently": "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "in lower case": "select * { service<URL>{?s ?p ?o} }",
    "by a prefixed name": "PREFIX x: <URL> SELECT * { SERVICE x:y { ?s ?p ?o } }",
    "with no space before a prefixed name": "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "with no space before SILENT": "SELECT * { SERVICESILENT<URL> { ?s ?p ?o } }",
    "with no space after a word": "SELECT * { ?a ?b trueSERVICE<URL> { ?s ?p ?o } }",
    "with no space after a number": "SELECT * { ?a ?b 1SERVICE<URL> { ?s ?p ?o } }",
    "with no space after a number with an exponent": "SELECT * { ?a ?b 1e5SERVICE<URL> { ?s ?p ?o } }",
    "with no space after a string": "SELECT * { ?a ?b 'x'SERVICE<URL> { ?s ?p ?o } }",
    "with no space after a bracket": "SELECT * { FILTER(?a<?b)SERVICE<URL>{ ?s ?p ?o } }",
    "after a less-than sign": "SELECT * { FILTER(1<2) SERVICE <URL> { ?s ?p ?o } FILTER(3>2) }",
    "with no space after a keyword and before a name": "PREFIX : <URL> SELECT * { ?a ?b trueSERVICE:x { ?s ?p ?o } }",
    "in a subquery": "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "in EXISTS": "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "by a variable": "SELECT * { BIND(<URL> AS ?where) SERVICE ?where { ?s ?p ?o } }",
    "with escaped letters": r"SELECT * { \u0053ERVICE <URL> { ?s ?p ?o } }",
    "after a comment that ends": "SELECT * { # a comment\rSERVICE <URL> { ?s ?p ?o } }",
    "after a string with an escaped quote": r"SELECT * { ?a ?b 'x\'' . SERVICE <URL> { ?s ?p ?o } }",
    "after a long string": '''SELECT * { ?a ?b """ "" \\""" """ . SERVICE <URL> { ?s ?p ?o } }''',
    "after an IRI with a hash": "SELECT * { ?a <http://e/#b> ?c . SERVICE <URL> { ?s ?p ?o } }",
    "after a name with an escaped hash": r"PREFIX e: <http://e/> SELECT * { ?a e:\#b ?c . SERVICE <URL> {?s ?p ?o} }",
    "in CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "in DESCRIBE": "DESCRIBE ?s WHERE { SERVICE <URL> { ?s ?p ?o } }",
}


@pytest.mark.parametrize("query", REACHING.values(), ids=REACHING)
def test_a_query_that_reaches_out_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        checked(query)


@pytest.fixture(scope="module")
def second_lock() -> None:
    """Skips where the system cannot keep a process from the network."""
    program = "from msgraph.child import cut_off; print(cut_off())"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    if run.stdout != "True\n":
        pytest.skip("this system has no second lock")


@pytest.mark.usefixtures("second_lock")
@pytest.mark.parametrize("query", REACHING.values(), ids=REACHING)
def test_past_the_guard_the_process_of_a_query_can_connect_to_nobody(
    query: str, children: Children, trap: socket.socket
) -> None:
    query = query.replace("URL", f"http://127.0.0.1:{trap.getsockname()[1]}/")
    with suppress(QueryFailed, QuerySyntax):
        children.run(query, union=True, seconds=5, rows=10)
    with pytest.raises(BlockingIOError):
        trap.accept()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://example.org/> {}' }",
        'SELECT * { ?s ?p """\nSERVICE " <http://example.org/> {}""" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> {}",
        "SELECT * { ?service ?p ?o }",
        "SELECT * { ?s <http://example.org/service> ?o }",
        "PREFIX e: <http://example.org/> SELECT * { e:service e:load ?o }",
        "SELECT * { _:service ?p ?o }",
        "PREFIX insert: <http://example.org/> SELECT * { insert:x ?p ?o }",
        "SELECT * { ?s ?p 'FROM <http://elsewhere.org/>' }",
        "SELECT (1<2 AS ?less) {}",
    ],
)
def test_a_query_that_only_speaks_of_such_words_passes(query: str) -> None:
    assert checked(query) == ()


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "delete where { ?s ?p ?o }",
        "PREFIX e: <http://example.org/> BASE <http://example.org/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# only a comment\nLOAD <http://example.org/>",
        "CLEAR ALL",
        "DROP DEFAULT",
        "CREATE GRAPH <http://example.org/>",
        "COPY <http://example.org/> TO DEFAULT",
        "MOVE <http://example.org/> TO DEFAULT",
        "ADD <http://example.org/> TO DEFAULT",
        "WITH <http://example.org/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        r"\u0049NSERT DATA { <a:b> <a:b> <a:b> }",
    ],
)
def test_an_update_is_refused_in_a_sentence(update: str) -> None:
    with pytest.raises(QueryRefused, match=r"^[A-Z]+ is refused: a query may only read, not change the graph\.$"):
        checked(update)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://elsewhere.org/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://elsewhere.org/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM NAMED<http://elsewhere.org/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROMNAMED <http://elsewhere.org/> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX e: <http://elsewhere.org/> SELECT * FROM e: { ?s ?p ?o }",
        "PREFIX : <http://elsewhere.org/> SELECT * FROM: { ?s ?p ?o }",
        "BASE <http://elsewhere.org/a> SELECT * FROM <.> { ?s ?p ?o }",
        f"SELECT * FROM <{GRAPH}> FROM <http://elsewhere.org/> {{ ?s ?p ?o }}",
    ],
)
def test_a_graph_from_elsewhere_is_refused(query: str) -> None:
    with pytest.raises(
        QueryRefused, match=r"^FROM <http://elsewhere\.org/> is refused: there is no such graph here\.$"
    ):
        checked(query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * FROM <{GRAPH}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{GRAPH}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "PREFIX e: <http://example.org/> SELECT * FROM e:graph { ?s ?p ?o }",
        "BASE <http://example.org/x> SELECT * FROM <graph> { ?s ?p ?o }",
    ],
)
def test_a_graph_of_the_store_may_be_named(query: str) -> None:
    assert checked(query) == (GRAPH,)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 300 + "}" * 300,
        "SELECT * { FILTER(" + "(" * 300 + "1" + ")" * 300 + ") }",
        "SELECT * { FILTER(" + "!" * 300 + "true) }",
        "SELECT * { ?s ?p ?o } #" + "x" * 1_000_000,
    ],
    ids=["groups", "brackets", "signs", "length"],
)
def test_what_no_person_would_write_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="the limit is"):
        checked(query)


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        ("SELECT * {", 1, 11, "it ends too early"),
        ("SELECT * { ?s ?p ", 1, 17, "it ends too early"),
        ("", 1, 1, "it ends too early"),
        ("PREFIX e: <http://example.org/> # nothing more", 1, 47, "it ends too early"),
        ("SELECT ?x\nWHERE { ?x e:p ?y }", 2, 12, "the prefix “e:” is not declared"),
        ("SELECT *\n{ ?s ?p ?o ) }", 2, 12, "“)” cannot stand there"),
        ("SELECT * { ?s ?p }", 1, 18, "“}” cannot stand there"),
        ("SELECT * { ?s ?p ?o } }", 1, 23, "“}” cannot stand there"),
        ("SELECT * { ?s ?p ?o . FILTER(?o > ) }", 1, 35, "“)” cannot stand there"),
        ("SELECT * WHERE ?s ?p ?o", 1, 16, "“?s” cannot stand there"),
        ("SELECT * { ?s ?p ?o } LIMIT x", 1, 29, "“x” cannot stand there"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", 1, 29, "“?s” cannot stand there"),
        ("SELECT * { ?s ?p 'Ann }", 1, 18, "the string that begins there does not end"),
        ("SELECT * { <http://a b> ?p ?o }", 1, 12, "what begins there is no IRI"),
        (
            "Which tools does Ann lend?",
            1,
            1,
            "“Which” stands where SELECT, ASK, CONSTRUCT or DESCRIBE should",
        ),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", 1, 32, "SELECT * is not authorized with GROUP BY"),
        ("SELECT * { ?s ?p ?o } # é\n# é\n)", 3, 1, "“)” cannot stand there"),
    ],
)
def test_what_is_not_sparql_is_said_with_its_place(query: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(SyntaxError):
        ox.Store().query(query)
    error = guard.syntax_error(query, *first_fault(query, guard.token_ends(query)))
    assert (error.line, error.column, error.reason) == (line, column, reason)
