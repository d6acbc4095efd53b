"""Whatever a graph holds is shown as text."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Look, whole

ATTACK = "%3Cimg+src%3Dx+onerror%3Dwindow.taken%3D1%3E"
PAGES = (
    "explore?thing=Ann",
    "explore?thing=http://example.org/workshop%23saw",
    "about",
    f"?q={ATTACK}",
    f"explore?find={ATTACK}",
)


def untouched(page: Page) -> None:
    """Nothing that came from the graph has become markup."""
    assert page.evaluate("window.taken") is None
    alive = "img[src=x], iframe[src^=javascript], object, b, [onerror], [onload], [onmouseover]"
    assert page.locator(f"[data-testid=stMain] :is({alive})").count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0


@pytest.mark.parametrize("address", PAGES)
def test_names_that_are_attacks_are_only_names(hostile_app: str, look: Look, address: str) -> None:
    page = look(f"{hostile_app}/{address}")
    untouched(page)
    for tab in page.get_by_role("tab").all():
        tab.click()
        whole(page)
        untouched(page)


def test_an_answer_is_shown_as_it_is_written(hostile_app: str, look: Look) -> None:
    page = look(f"{hostile_app}/?q=Which+tools+does+Ann+lend%3F")
    text = page.get_by_test_id("stMain").inner_text()
    assert "<img src=x onerror=window.taken=1>axe" in text
    assert (
        "[file](javascript:window.taken=1) **bold** `code` $x^2$ :red[red] # | ~~gone~~ <https://example.org>" in text
    )
    assert "<script>window.taken=1</script>saw" in text
    assert "Ann lent her saw <iframe src=javascript:parent.window.taken=1></iframe>" in text
    expect(page.get_by_role("link", name="example.org", exact=True).first).to_have_attribute(
        "href", "https://example.org/diary%281%29"
    )
    untouched(page)
    page.get_by_role("tab", name="Graph").click()
    page.locator(".node").filter(has_text="saw").first.press("Enter")
    assert "<script>window.taken=1</script>saw" in page.locator(".panel").inner_text()
    untouched(page)
