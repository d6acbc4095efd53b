"""Many people at once in a real browser: no error, and no growth of memory once all is warm."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import started

pytestmark = [pytest.mark.slow, pytest.mark.browser]

QUESTIONS = (
    "Which cytokines do MSCs secrete?",
    "Does aHSCT reduce relapse rate?",
    "How do MSCs lead to remyelination?",
    "What is EAE?",
    "How many trials are there per phase?",
    "Which unicorns help?",
)
QUERIES = ("SELECT * { ?s ?p ?o } LIMIT 50", "ASK {}", "SELECT", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 20")
GROWTH = 150 << 20
"""So many bytes more at the end than after the first third are no growth: sessions come and go."""

WARM = 1 / 3


def addresses(dice: random.Random) -> str:
    """A page that somebody may open."""
    return dice.choice(
        (
            f"/ask?{urlencode({'q': dice.choice(QUESTIONS)})}",
            f"/ask?{urlencode({'q': dice.choice(QUESTIONS)})}",
            f"/explore?{urlencode({'thing': 'https://w3id.org/msgraph/msc'})}",
            f"/query?{urlencode({'query': dice.choice(QUERIES)})}",
            "/about",
        )
    )


def resident(port: str) -> int:
    """The bytes of memory that the server on a port holds; 0 where the system does not tell."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            if port.encode() in command and b"serve" in command:
                total += int((folder / "status").read_text().split("VmRSS:")[1].split()[0]) << 10
        except (OSError, IndexError):
            continue
    return total


def test_many_sessions_at_once_bring_no_error_and_no_growth(
    tmp_path: Path, chromium: Browser, long: bool, record: Callable[[str], None]
) -> None:
    sessions, seconds = (50, 600) if long else (4, 12)
    dice, faults, visits, waits = random.Random(3), [], 0, list[float]()
    with started(tmp_path) as address:
        port = address.rpartition(":")[2]
        pages: list[Page] = []
        for _ in range(sessions):
            page = chromium.new_context().new_page()
            page.set_default_timeout(120_000)
            page.on("pageerror", lambda error: faults.append(str(error)))
            pages.append(page)
        start, warm = time.monotonic(), 0
        asked: dict[int, float] = {}
        while (now := time.monotonic() - start) < seconds:
            if not warm and now > WARM * seconds:
                warm = resident(port)
            for number, page in enumerate(pages):
                asked[number] = time.monotonic()
                page.goto(address + addresses(dice), wait_until="commit")
            for number, page in enumerate(pages):
                page.get_by_text("It is not medical advice").wait_for()
                page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
                waits.append(time.monotonic() - asked[number])
                visits += 1
                if page.locator("[data-testid=stException]").count():
                    faults.append(page.url)
        memory = resident(port)
        for page in pages:
            page.context.close()
    log = (tmp_path / "app.log").read_text(errors="replace")
    waits.sort()
    record(f"{sessions} sessions for {seconds} s: {visits} visits, {len(faults)} faults")
    record(
        f"a page whole after {waits[len(waits) // 2]:.1f} s (median) and {waits[int(0.95 * len(waits))]:.1f} s (95 %)"
    )
    record(f"memory of the server: {warm >> 20} MiB after a third of the time, {memory >> 20} MiB at the end")
    assert faults == []
    assert "Traceback" not in log
    assert not warm or memory - warm < GROWTH
