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


def test_a_question_of_two_readings_is_settled_by_a_button(hostile_app: str, look: Look) -> None:
    page = look(f"{hostile_app}/?q=What+is+Jack%3F")
    choices = page.locator("[class*=st-key-choices]").get_by_role("button")
    expect(choices).to_have_count(2)
    choices.filter(has_text="tool").click()
    page.wait_for_url("**reading=*")
    expect(page.get_by_text("It lifts <i onclick=window.taken=1>cars</i>").first).to_be_visible()
    untouched(page)
    follow = page.get_by_role("combobox", name="Follow up")
    follow.fill("What does Ann lend?")
    follow.press("Enter")
    page.wait_for_url("**reading=*&reading=0")
    earlier = page.get_by_test_id("stExpander").filter(has_text="What is Jack?")
    earlier.locator("summary").click()
    expect(earlier).to_contain_text("It lifts")


def test_what_is_offered_while_one_types_is_text(hostile_app: str, look: Look) -> None:
    page = look(hostile_app)
    page.get_by_role("combobox", name="Your question").press_sequentially("does Ann")
    expect(page.get_by_role("option").filter(has_text="<img src=x onerror=window.taken=1>axe").first).to_be_visible()
    untouched(page)
