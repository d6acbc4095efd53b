"""Another endpoint than Oxigraph's: Virtuoso, where it is installed (Debian: virtuoso-opensource-7)."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest
from rdflib.term import BNode, Literal, URIRef

from msgraph.results import Table, Triples
from msgraph.store import Store, open_store

SETTINGS = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
TransactionFile = v.trx
xa_persistent_file = v.pxa
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
"""
EX = "http://example.org/"
TRIPLES = f"""<{EX}ann> <{EX}lends> <{EX}saw> .
<{EX}ann> <{EX}lends> _:box .
<{EX}ann> <{EX}name> "Änn"@en .
<{EX}saw> <{EX}weighs> "2.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if server is None or client is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7)")
    folder = tmp_path_factory.mktemp("virtuoso")
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        sql, http = one.getsockname()[1], two.getsockname()[1]
    (folder / "v.ini").write_text(SETTINGS.format(sql=sql, http=http))
    (folder / "data.nt").write_text(TRIPLES, encoding="utf-8")
    (folder / "more.nt").write_text(f"<{EX}saw> <{EX}lentBy> <{EX}ann> .\n")
    command = [server, "+wait", "+foreground", "+configfile", "v.ini"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        load = "".join(f"ld_dir('{folder}', '{name}.nt', '{EX}{name}');" for name in ("data", "more"))
        for _ in range(100):
            filled = [client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}rdf_loader_run();checkpoint;"]
            if subprocess.run(filled, cwd=folder, capture_output=True).returncode == 0:
                break
            assert process.poll() is None, (folder / "v.log").read_text(errors="replace")
            time.sleep(0.2)
        with open_store(f"http://127.0.0.1:{http}/sparql") as opened:
            yield opened
    finally:
        process.kill()
        process.wait()


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
