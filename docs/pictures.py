"""Pictures of the app's pages, wide and light, narrow and dark: `python docs/pictures.py http://127.0.0.1:8501`.

The app has to run there (`msgraph app --headless`). They are for looking at, after each change that can be seen.
"""

import shutil
import sys
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

OUT = Path(__file__).parent / "pictures"
LISTED = "?q=" + quote("Which mediators do MSCs secrete that reduce Th17 cells?")
MSG = quote("https://w3id.org/msgraph/", safe="")
PAIR = f"compare?thing={MSG}ahsct&thing={MSG}msc"
TALK = "?q=" + quote("Which cells secrete IL-10?") + "&q=" + quote("and TGF-beta?")
KINDS = (
    "SELECT ?name (COUNT(DISTINCT ?thing) AS ?number) WHERE {\n  ?thing a ?class .\n  ?class rdfs:label ?name\n}\n"
    "GROUP BY ?name\nORDER BY DESC(?number)\nLIMIT 20"
)
PAGES = {
    "home": ("", ""),
    "talk": (TALK, ""),
    "answer": ("?q=" + quote("Does aHSCT reduce relapse rate?"), ""),
    "graph": (LISTED, "Graph"),
    "files": (LISTED, "Files"),
    "understood": (LISTED, "How it was understood"),
    "not-understood": ("?q=" + quote("Which wugs secrete IL-10?"), ""),
    "explore": ("explore?thing=" + quote("https://w3id.org/msgraph/il10"), "Graph"),
    "compare": (PAIR, ""),
    "compare-picture": (f"{PAIR}&view=Picture", ""),
    "map": ("map", ""),
    "map-sides": ("map?colours=For+or+against&row=mesenchymal+stem+cell&column=relapse+rate", ""),
    "disagreements": ("map?view=Disagreements", ""),
    "timeline": ("map?view=Timeline", ""),
    "records": ("records?thing=" + MSG + "actimus_trial", ""),
    "sources": ("records?kind=Sources", ""),
    "paths": ("explore?thing=MSC&view=Paths&to=remyelination", ""),
    "query": ("query?query=" + quote(KINDS), "Chart"),
    "about": ("about", ""),
}
LOOKS = {"wide": (1280, "light"), "narrow": (400, "dark")}


TYPED = {"completion": ("", "which cells sec")}
"""What is typed into the box of a page, and not sent."""


def shown(page: Page, address: str, tab: str, typed: str = "") -> None:
    """Open a page and wait until it is whole."""
    page.goto(address)
    page.get_by_text("It is not medical advice").wait_for()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    if tab:
        page.get_by_role("tab", name=tab).first.click()
    if typed:
        page.get_by_role("combobox").first.press_sequentially(typed)
        page.get_by_role("option").first.wait_for()
    page.wait_for_timeout(1500)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton], [data-stale=true]')")
    page.wait_for_timeout(1000)


def main(app: str) -> None:
    """Take every picture."""
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for look, (width, scheme) in LOOKS.items():
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
            for name, (path, tab) in PAGES.items():
                shown(page, f"{app.rstrip('/')}/{path}", tab)
                page.screenshot(path=OUT / f"{name}-{look}.png")
            for name, (path, typed) in TYPED.items():
                shown(page, f"{app.rstrip('/')}/{path}", "", typed)
                page.screenshot(path=OUT / f"{name}-{look}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
