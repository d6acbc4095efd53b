"""How long after Enter an answer is on screen, beside a bare Streamlit rerun in the same browser: `make bench-pages`.

The app and a Streamlit script of three lines, which writes back what is typed, are served on this machine, and pages of
both are opened in one Chromium. In each round every page gets a question that is new to its server, and rests; then
Enter is pressed on all bare pages at once, and after them on all pages of the app. The clock is the page's own: from
the key to the frame that shows the whole text that was waited for. At the end the answers with most claims are asked
for, each on a page of its own, until what stands below the first of their claims is shown.
"""

import asyncio
import json
import os
import platform
import random
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Page, async_playwright

from msgraph import KnowledgeGraph
from msgraph.answer import Answer
from msgraph.report import plain

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions" / "dev.jsonl"
ROUNDS = {1: 20, 20: 3}
"""How often is asked, by how many sessions there are."""

PATIENCE = 120.0
"""Seconds until a server has to answer, and until a text has to be on screen."""

BARE = """\
import streamlit as st
said = st.text_input("Your question")
st.text(said)
"""
SERVE = "import json, sys, streamlit as st; st.App(sys.argv[1]).run(config=json.loads(sys.argv[2]))"
CONFIG = (
    '{"server.port": PORT, "server.address": "127.0.0.1", "server.headless": true, "browser.gatherUsageStats": false}'
)
PLACES = {"bare": "[data-testid=stText]", "ask": "[class*=st-key-sentence]"}
"""Where on each kind of page stands what is waited for."""

LONGEST = 8
"""So many of the longest answers are asked for."""

BELOW = ("[data-testid=stTabs]", "Take these claims away")
"""Where on the page of an answer something stands below its first claims, and what."""

BOX = "Your question"
RESTING = "[data-testid=stApp]:not([data-test-script-state=running])"
WATCH = """([place, text]) => { window.seen = new Promise(seen => addEventListener("keydown", key => {
    const watcher = new MutationObserver(() => {
        if (![...document.querySelectorAll(place)].some(element => element.textContent.includes(text))) return
        watcher.disconnect()
        requestAnimationFrame(() => setTimeout(() => seen(performance.now() - key.timeStamp)))
    })
    watcher.observe(document.body, { subtree: true, childList: true, characterData: true })
}, { capture: true, once: true })) }"""
"""Promises the milliseconds from the next key to the frame that shows a text."""


def questions() -> tuple[list[tuple[str, str]], list[str]]:
    """The development questions that lean on no other and are answered, mixed, each with its answer's sentence.

    Those with most claims stand apart.
    """
    records = map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    with KnowledgeGraph.open() as kg:
        answers = [kg.ask(record["question"]) for record in records if "question" in record]
    answers = sorted((answer for answer in answers if answer.status == "answered"), key=_claims)
    found = {answer.question: plain(answer.sentence) for answer in answers[:-LONGEST]}
    return random.Random(1).sample(list(found.items()), len(found)), [answer.question for answer in answers[-LONGEST:]]


def _claims(answer: Answer) -> int:
    return len(answer.evidence) + len(answer.counter_evidence)


def listens(port: int) -> bool:
    """Whether anything does on a port of this machine."""
    with socket.socket() as visitor:
        return visitor.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def served(*command: str) -> Iterator[str]:
    """The address of what a command serves on the port that is put in for PORT, once it listens there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = (sys.executable, *(part.replace("PORT", port) for part in command))
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not listens(int(port)):
            assert server.poll() is None, "the server has ended"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


async def opened(browser: Browser, address: str) -> Page:
    """A page with its box."""
    page = await browser.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    await page.goto(address)
    await page.get_by_label(BOX, exact=True).wait_for()
    return page


async def typed(page: Page, question: str, place: str, text: str) -> None:
    """Type a question, and wait until what is offered for it was drawn."""
    await page.get_by_label(BOX, exact=True).fill(question)
    await page.wait_for_timeout(1500)
    await page.locator(RESTING).wait_for()
    await page.evaluate(WATCH, [place, text])


async def seen(page: Page) -> float:
    """Press Enter; the milliseconds until the answer is on screen."""
    await page.keyboard.press("Enter")
    return await asyncio.wait_for(page.evaluate("window.seen"), PATIENCE)


async def measure(addresses: dict[str, str]) -> None:
    """Print two rows for each number of sessions, and one for the longest answers."""
    mixed, longest = questions()
    asked = iter(mixed)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for sessions, rounds in ROUNDS.items():
            pages = {kind: [await opened(browser, addresses[kind]) for _ in range(sessions)] for kind in PLACES}
            times: dict[str, list[float]] = {kind: [] for kind in PLACES}
            for number in range(rounds + 1):
                told = list(islice(asked, sessions))
                assert len(told) == sessions, "there are too few questions"
                for kind, place in PLACES.items():
                    texts = [question if kind == "bare" else sentence for question, sentence in told]
                    each = list(zip(pages[kind], told, texts, strict=True))
                    await asyncio.gather(*(typed(page, question, place, text) for page, (question, _), text in each))
                    found = await asyncio.gather(*map(seen, pages[kind]))
                    times[kind] += found if number else []  # the first round opens and warms
            for kind, values in times.items():
                ordered = sorted(values)
                middle, tail = statistics.median(ordered), ordered[int(0.95 * len(ordered))]
                ratios = [one / bare for one, bare in zip(values, times["bare"], strict=True)]
                print(
                    f"{sessions:8}  {kind:6}{len(values):8}{middle:14.0f}{tail:12.0f}{statistics.median(ratios):15.1f}",
                    flush=True,
                )
            for page in (page for those in pages.values() for page in those):
                await page.close()
        found = []
        for question in longest:
            page = await opened(browser, addresses["ask"])
            await typed(page, question, *BELOW)
            found.append(await seen(page))
            await page.close()
        ordered = sorted(found)
        print(f"{1:8}  {'long':6}{len(ordered):8}{statistics.median(ordered):14.0f}{ordered[-1]:12.0f}{'–':>15}")
        print(f"\nChromium {browser.version}, load after it {os.getloadavg()[0]:.1f}")
        await browser.close()


def main() -> None:
    """Print the table."""
    print(f"{date.today()}, Python {platform.python_version()}, Streamlit {version('streamlit')}")
    print(f"{platform.machine()}, {os.cpu_count()} cores, load before it {os.getloadavg()[0]:.1f}\n")
    print("sessions  page   answers   median (ms)   95 % (ms)   times bare")
    with TemporaryDirectory() as folder:
        script = Path(folder, "bare.py")
        script.write_text(BARE, encoding="utf-8")
        bare = served("-c", SERVE, str(script), CONFIG)
        ask = served("-m", "msgraph", "serve", "--address", "127.0.0.1", "--port", "PORT")
        with bare as one, ask as other:
            asyncio.run(measure({"bare": one, "ask": other}))


if __name__ == "__main__":
    main()
