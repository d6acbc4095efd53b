"""The app as a person meets it: started for real on a free port, and looked at in a real Chromium without a window."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from msgraph.app import GRAPH

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PATIENCE = 30.0
"""Seconds until the app has to answer, and until a page has to be whole."""

WORLD = HERE / "hostile.ttl"

QUIET = """() => {
    const running = !document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
    const busy = running || document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
    window.quietSince = busy ? undefined : (window.quietSince ?? performance.now())
    return !busy && performance.now() - window.quietSince > 400
}"""
"""True once nothing was drawn for a while: a page that draws itself anew is quiet for a moment between its two runs."""

Look = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def started(folder: Path, graph: str = "") -> Iterator[str]:
    """The address of the app on a graph; it ends with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "msgraph", "serve", "--port", str(port), "--address", "127.0.0.1"]
    with (folder / "app.log").open("wb") as log:
        app = subprocess.Popen(command, cwd=folder, env=os.environ | {GRAPH: graph}, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            end = time.monotonic() + PATIENCE
            while True:
                try:
                    if httpx.get(f"{address}/_stcore/health").is_success:
                        break
                except httpx.TransportError:
                    assert app.poll() is None, (folder / "app.log").read_text(errors="replace")
                    assert time.monotonic() < end, "the app did not start"
                time.sleep(0.1)
            # It opens the graph for its first visitor, which on a busy machine may take longer than any page.
            httpx.get(f"{address}/api/ask?question=x", timeout=4 * PATIENCE)
            yield address
        finally:
            app.terminate()
            app.wait()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on the shipped graph."""
    with started(tmp_path_factory.mktemp("app")) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a world whose names are attacks."""
    with started(tmp_path_factory.mktemp("hostile"), str(WORLD)) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> BrowserContext:
    """One context for all tests, so that the app's files are fetched once."""
    return chromium.new_context(accept_downloads=True)


@pytest.fixture
def look(browser: BrowserContext) -> Iterator[Look]:
    """Opens an address in a window, and fails where a page throws or asks anything of another machine."""
    opened: list[Page] = []
    faults: list[str] = []

    def look(address: str, width: int = 1600, scheme: str = "light") -> Page:
        page = browser.new_page()
        opened.append(page)
        page.set_viewport_size({"width": width, "height": 1000})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_default_timeout(PATIENCE * 1000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: faults.append(request.url) if not _near(request.url) else None)
        page.goto(address)
        whole(page)
        return page

    yield look
    for page in opened:
        page.close()
    assert faults == []


def _near(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.1)


def reached(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press a key until something has the focus, as a person does who has no mouse."""
    for _ in range(100):
        if target.evaluate("element => element.getRootNode().activeElement === element"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} is not reached by {key}")


def whole(page: Page) -> None:
    """Wait until a page has come to its end."""
    page.get_by_text("It is not medical advice").wait_for()
    page.evaluate("delete window.quietSince")
    page.wait_for_function(QUIET)


FAINT = """() => {
    const parsed = text => { // rgb(0 to 255), or what a mixture gives: color(srgb 0 to 1)
        const found = text.match(/[\\d.]+/g)?.map(Number)
        return found && [...found.slice(0, 3).map(part => text.startsWith("color") ? 255 * part : part), found[3] ?? 1]
    }
    const over = (front, back) => [0, 1, 2].map(at => front[at] * front[3] + back[at] * (1 - front[3])).concat(1)
    const light = colour => {
        const linear = part => part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
        const [r, g, b] = colour.map(linear)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const parent = element => element.parentElement ?? element.getRootNode().host
    // Icons are no text; the numbers of a slider stand beside what they are within, its ends show only under a pointer.
    const HIDDEN = "style, script, [data-testid=stIconMaterial], [data-testid^=stSliderT]"
    const faint = new Set(), roots = [document]
    for (const root of roots) for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) roots.push(element.shadowRoot)
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
        const style = getComputedStyle(element)
        if (!own || element instanceof SVGElement || element.closest(HIDDEN)) continue
        if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
        const chain = []
        for (let at = element; at; at = parent(at)) chain.push(getComputedStyle(at))
        const layers = chain.map(style => parsed(style.backgroundColor)).filter(colour => colour && colour[3] > 0)
        const solid = layers.findIndex(colour => colour[3] === 1)
        const seen = solid < 0 ? layers : layers.slice(0, solid + 1)
        const back = seen.reduceRight((under, layer) => over(layer, under), [255, 255, 255, 1])
        const ink = parsed(style.color)
        ink[3] *= chain.reduce((product, style) => product * style.opacity, 1)
        if (ink[3] < 0.05) continue
        const shades = [light(over(ink, back)), light(back)].sort((one, other) => other - one)
        const ratio = (shades[0] + 0.05) / (shades[1] + 0.05)
        const large = parseFloat(style.fontSize) >= 24
        if (ratio < (large ? 3 : 4.5)) faint.add(`${element.textContent.trim().slice(0, 40)}: ${ratio.toFixed(2)}`)
    }
    return [...faint]
}"""
"""The texts of a page with less contrast than WCAG 2.1 asks for (section 1.4.3)."""
