"""A graph that lies behind an endpoint, and an endpoint that goes away while somebody asks."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from msgraph.build import build
from msgraph.manifest import STORE

from .conftest import WORLD, Look, started, whole

Server = tuple[str, "subprocess.Popen[bytes]"]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Oxigraph's own server over a small graph."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program is not None, "the package “oxigraph” is not installed"
    made = build([WORLD], tmp_path / "built")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [
        program,
        "serve-read-only",
        "--location",
        str(tmp_path / "built" / made.version / STORE),
        "--bind",
        place,
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    host, port = place.split(":")
    for _ in range(200):
        with socket.socket() as visitor:
            if visitor.connect_ex((host, int(port))) == 0:
                break
        time.sleep(0.05)
    yield f"http://{place}/query", running
    running.kill()
    running.wait()


def test_an_endpoint_that_goes_away_is_told_and_the_app_stays_alive(server: Server, look: Look, tmp_path: Path) -> None:
    url, running = server
    with started(tmp_path, url) as app:
        page = look(app)
        box = page.get_by_role("combobox", name="Your question")
        box.fill("What does Ann lend?")
        box.press("Enter")
        page.get_by_text("Understood as").wait_for()
        running.kill()
        running.wait()
        box.fill("What is Ann?")
        box.press("Enter")
        expect(page.get_by_test_id("stAlert").first).to_contain_text("is not there", timeout=30_000)
        whole(page)
        assert "Traceback" not in page.get_by_test_id("stMain").inner_text()
        page.get_by_role("link", name="Query", exact=True).click()
        expect(page.get_by_role("textbox", name="Query")).to_be_visible()
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_test_id("stAlert").first).to_contain_text("is not there", timeout=30_000)
