"""What tests of several folders share: the checkout, the shipped graph, and small worlds of a test's own."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from msgraph import KnowledgeGraph


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the checks of tests/soak at length")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """The one real browser of a run: Debian's Chromium where it is, else Playwright's."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def kg() -> "Iterator[KnowledgeGraph]":
    """The shipped graph."""
    from msgraph import KnowledgeGraph

    with KnowledgeGraph.open() as kg:
        yield kg


@pytest.fixture(scope="session")
def workshop() -> "Iterator[KnowledgeGraph]":
    """A small graph of another domain, with all the words that the rules of English need."""
    from msgraph import KnowledgeGraph

    with KnowledgeGraph.open(Path(__file__).parent / "worlds" / "workshop.ttl") as kg:
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


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache for prepared graphs that only these tests use."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("MSGRAPH_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Starts Oxigraph's own server over the store in a folder; the address of its query service."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program is not None, "the package “oxigraph” is not installed"
    servers: list[subprocess.Popen[bytes]] = []

    def served(folder: Path) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{probe.getsockname()[1]}"
        command = [program, "serve-read-only", "--location", str(folder), "--bind", place, "--timeout-s", "10"]
        servers.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for _ in range(200):
            with socket.socket() as visitor:
                if visitor.connect_ex(("127.0.0.1", int(place.rpartition(":")[2]))) == 0:
                    return f"http://{place}/query"
            assert servers[-1].poll() is None, "the server has ended"
            time.sleep(0.05)
        raise TimeoutError(place)

    yield served
    for server in servers:
        server.kill()
        server.wait()


VIRTUOSO = """
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
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
"""


@pytest.fixture(scope="session")
def virtuoso() -> Iterator[Callable[[Path, Sequence[str]], str]]:
    """Starts Virtuoso in a folder, with these files of it as graphs; the address of its query service."""
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if server is None or client is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7)")
    servers: list[subprocess.Popen[bytes]] = []

    def served(folder: Path, files: Sequence[str]) -> str:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            two.bind(("127.0.0.1", 0))
            sql, http = one.getsockname()[1], two.getsockname()[1]
        (folder / "v.ini").write_text(VIRTUOSO.format(sql=sql, http=http))
        command = [server, "+wait", "+foreground", "+configfile", "v.ini"]
        servers.append(subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        load = "".join(f"ld_dir('{folder}', '{name}', 'http://example.org/{name}');" for name in files)
        filled = [client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}rdf_loader_run();checkpoint;"]
        for _ in range(300):
            if subprocess.run(filled, cwd=folder, capture_output=True).returncode == 0:
                return f"http://127.0.0.1:{http}/sparql"
            assert servers[-1].poll() is None, (folder / "v.log").read_text(errors="replace")
            time.sleep(0.2)
        raise TimeoutError(http)

    yield served
    for process in servers:
        process.kill()
        process.wait()
