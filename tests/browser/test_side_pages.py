"""What a person does beside asking: compares, looks where the evidence lies, looks through records."""

import csv
import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from .conftest import ROOT, Look, eventually, started, whole

MSG = "https://w3id.org/msgraph/"
PAIR = f"compare?thing={quote(MSG, safe='')}ahsct&thing={quote(MSG, safe='')}msc"
WINDOWS = pytest.mark.parametrize("width", [1600, 400], ids=["wide", "narrow"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def main(page: Page) -> str:
    return page.get_by_test_id("stMain").inner_text()


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth > innerWidth"))


def saved(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def choose(page: Page, box: str, option: str) -> None:
    """Choose one of several; boxes are told from each other by the name that they have in the address."""
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(3):  # a list that is open closes when the page is drawn anew
        page.locator(f".st-key-{box}").get_by_role("combobox").click()
        with suppress(TimeoutError):
            wanted.click(timeout=5_000)
            break
    whole(page)


def mark(page: Page, told: str) -> Locator:
    """A field or a dot of a chart, by what a screen reader says of it."""
    return page.locator(f"[class*=st-key-chart] [role=graphics-symbol][aria-label*='{told}']").first


# -------------------------------------------------------------------------------------------------------------- compare


@WINDOWS
def test_two_things_are_found_and_stand_side_by_side(app: str, look: Look, width: int) -> None:
    page = look(f"{app}/compare", width)
    for name in ("aHSCT", "alemtuzumab"):
        box = page.get_by_role("textbox", name="Add a thing by any of its names")
        box.fill(name)
        box.press("Enter")
        whole(page)
    expect(page.get_by_text("share 2 links")).to_be_visible()
    expect(page.get_by_role("link", name="11 for, 3 against")).to_be_visible()
    assert "Has the risk" in main(page)
    assert page.url.count("thing=") == 2
    assert not overflows(page)


def test_only_a_part_is_shown_and_the_link_keeps_it(app: str, look: Look) -> None:
    page = look(f"{app}/{PAIR}")
    page.get_by_role("combobox", name="Show").click()
    page.get_by_role("option", name="What they share in different ways").click()
    page.wait_for_url("**show=*")
    page = look(page.url)
    expect(page.get_by_role("link", name="C-C motif chemokine ligand 2")).to_be_visible()
    assert "hepatocyte growth factor" not in main(page)


def test_a_number_of_claims_leads_to_the_claims(app: str, look: Look) -> None:
    page = look(f"{app}/{PAIR}")
    link = page.get_by_role("link", name="11 for, 3 against").first
    page = look(f"{app}/{(link.get_attribute('href') or '').removeprefix('./')}")
    expect(page.get_by_role("heading", name="relapse rate")).to_be_visible()
    assert "Speaks against it · 3 claims" in main(page)
    page.get_by_role("button", name="Close").click()
    page.wait_for_url(lambda url: "what=" not in url)


def test_a_thing_is_taken_away(app: str, look: Look) -> None:
    page = look(f"{app}/{PAIR}")
    page.locator(".st-key-chosen button").first.click()
    whole(page)
    assert "Choose one more to compare it with." in main(page)
    assert page.url.count("thing=") == 1


def test_an_example_of_a_comparison_is_opened_by_a_click(app: str, look: Look) -> None:
    page = look(f"{app}/compare")
    page.locator(".st-key-examples button").first.click()
    whole(page)
    expect(page.get_by_role("tab", name="Picture")).to_be_visible()


@SCHEMES
def test_a_comparison_is_drawn(app: str, look: Look, scheme: str) -> None:
    page = look(f"{app}/{PAIR}&view=Picture", scheme=scheme)
    expect(
        mark(page, "mesenchymal stem cell, decreases · EDSS disability: decreases: 15 for, 8 against")
    ).to_be_visible()
    page.get_by_role("tab", name="Graph").click()
    expect(page.get_by_role("group", name="Kinds of things").get_by_role("button").first).to_be_visible()


def test_a_comparison_is_taken_away(app: str, look: Look, tmp_path: Path) -> None:
    page = look(f"{app}/{PAIR}&view=Files")
    table = list(csv.DictReader(io.StringIO(saved(page, "Table as CSV", tmp_path).read_text(encoding="utf-8"))))
    (row,) = (row for row in table if row["whatLabel"] == "relapse rate")
    assert row["autologous_hematopoietic_stem_cell_transplantation"].startswith("decreases: 11 for, 3 against")
    assert saved(page, "Table as TSV", tmp_path).read_text(encoding="utf-8").count("\n") == len(table) + 1
    bindings = json.loads(saved(page, "Table as JSON", tmp_path).read_text(encoding="utf-8"))["results"]["bindings"]
    assert len(bindings) == len(table)
    assert zipfile.is_zipfile(saved(page, "Table as Excel", tmp_path))
    assert len(json.loads(saved(page, "Everything as JSON", tmp_path).read_text(encoding="utf-8"))["things"]) == 2
    assert "relapse rate" in saved(page, "Graph as GraphML", tmp_path).read_text(encoding="utf-8")


# --------------------------------------------------------------------------------------------------------- evidence map


@WINDOWS
def test_a_pair_is_named_and_its_claims_are_read(app: str, look: Look, width: int) -> None:
    page = look(f"{app}/map", width)
    choose(page, "row", "mesenchymal stem cell")
    choose(page, "column", "relapse rate")
    expect(page.get_by_role("heading", name="mesenchymal stem cell × relapse rate")).to_be_visible()
    assert "Speaks against it · 2 claims" in main(page)
    assert "row=mesenchymal+stem+cell" in page.url and "column=relapse+rate" in page.url
    assert not overflows(page)


def test_a_map_and_a_comparison_are_read_without_scrolling_sideways(app: str, look: Look) -> None:
    page = look(f"{app}/map", 400)
    fields = page.locator(".st-key-chart-narrow [role=graphics-symbol][aria-label*='×']")
    expect(fields.first).to_be_visible()
    assert not overflows(page)
    told = {field.get_attribute("aria-label") for field in fields.all()}
    page.set_viewport_size({"width": 1600, "height": 1000})
    wide = page.locator(".st-key-chart-wide [role=graphics-symbol][aria-label*='×']")
    expect(wide.first).to_be_visible()
    assert {field.get_attribute("aria-label") for field in wide.all()} == told
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.st-key-chart-wide'))")
    page = look(f"{app}/{PAIR}&view=Picture", 400)
    expect(page.locator(".st-key-chart-narrow [role=graphics-symbol][aria-label*='EDSS']").first).to_be_visible()
    assert not overflows(page)


def test_a_field_of_a_narrow_map_opens_its_claims(app: str, look: Look) -> None:
    page = look(f"{app}/map", 400)
    field = page.locator(
        ".st-key-chart-narrow [role=graphics-symbol][aria-label*='mesenchymal stem cell × relapse rate']"
    )
    field.first.click()
    expect(page.get_by_role("heading", name="mesenchymal stem cell × relapse rate")).to_be_visible()


def test_a_field_of_the_map_opens_its_claims_by_a_click(app: str, look: Look) -> None:
    page = look(f"{app}/map")
    mark(page, "mesenchymal stem cell × relapse rate").click()
    expect(page.get_by_role("heading", name="mesenchymal stem cell × relapse rate")).to_be_visible()
    page.wait_for_url(lambda url: "row=mesenchymal" in url and "column=relapse" in url)


def test_the_map_is_crossed_otherwise_and_the_link_keeps_it(app: str, look: Look) -> None:
    page = look(f"{app}/map")
    choose(page, "columns", "adverse event")
    page.get_by_role("radio", name="For or against").click()
    page.wait_for_url("**colours=*")
    choose(page, "kinds", "Finer")
    page = look(page.url)
    text = main(page)
    assert "adverse events" in text
    assert "speaks both ways" in text
    expect(page.locator(".st-key-kinds").get_by_role("combobox")).to_have_value("Finer")


def test_disagreements_lead_to_their_claims(app: str, look: Look) -> None:
    page = look(f"{app}/map?view=Disagreements")
    row = page.get_by_role("row").filter(has_text="confirmed disability progression")
    page = look(
        f"{app}/{(row.get_by_role('link', name='9', exact=True).get_attribute('href') or '').removeprefix('./')}"
    )
    assert "Speaks against it · 9 claims" in main(page)


def test_gaps_are_told(app: str, look: Look, tmp_path: Path) -> None:
    page = look(f"{app}/map?view=Gaps")
    assert "hematopoietic stem cell transplantation" in main(page)
    assert saved(page, "Table as CSV", tmp_path).name.startswith("gaps-therapy-outcome")
    page = look(f"{app}/map?view=Disagreements")
    table = list(csv.DictReader(io.StringIO(saved(page, "Table as CSV", tmp_path).read_text(encoding="utf-8"))))
    assert {row["what_is_saidLabel"] for row in table} >= {"decreases", "increases"}


def test_both_sides_of_a_dispute_fit_a_narrow_window(app: str, look: Look) -> None:
    page = look(f"{app}/map?view=Disagreements", 400)
    against = page.locator(".st-key-disputed tbody tr").first.locator("td").nth(4)
    box = against.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 400


def test_studies_stand_on_a_line_of_time(app: str, look: Look) -> None:
    page = look(f"{app}/map?view=Timeline")
    assert "the more participants" in main(page)
    mark(page, "MIST: Multiple Sclerosis International Stem Cell Transplant trial, 2019, phase 3").click()
    expect(page.get_by_role("heading", name="MIST")).to_be_visible()
    page.wait_for_url("**study=*mist_trial*")
    again = look(page.url)
    expect(again.get_by_role("heading", name="MIST")).to_be_visible()
    again.get_by_role("combobox", name="Choose one, or name it here").focus()
    again.keyboard.type("ACTiMuS")
    again.keyboard.press("Enter")
    expect(again.get_by_role("heading", name="ACTiMuS")).to_be_visible()


def test_a_map_is_taken_away(app: str, look: Look, tmp_path: Path) -> None:
    page = look(f"{app}/map?view=Files")
    table = list(csv.DictReader(io.StringIO(saved(page, "Table as CSV", tmp_path).read_text(encoding="utf-8"))))
    found = {(row["therapyLabel"], row["outcomeLabel"]): row for row in table}
    assert found["mesenchymal stem cell", "relapse rate"]["against"] == "2"
    assert len(json.loads(saved(page, "Everything as JSON", tmp_path).read_text(encoding="utf-8"))["crossings"]) == len(
        table
    )
    assert zipfile.is_zipfile(saved(page, "Table as Excel", tmp_path))
    assert saved(page, "Table as TSV", tmp_path).stat().st_size > 1000


# -------------------------------------------------------------------------------------------------------------- records


@WINDOWS
def test_records_are_narrowed_and_one_is_read(app: str, look: Look, width: int) -> None:
    page = look(f"{app}/records", width)
    page.get_by_role("textbox", name="Find by words").fill("ACTiMuS")
    page.keyboard.press("Enter")
    eventually(lambda: "of 108" in main(page))
    choose(page, "pick", "ACTiMuS")
    text = main(page)
    assert "autologous unfractionated bone marrow cell" in text
    assert "5 claims speak for it" in text
    expect(page.get_by_role("link", name="NCT01815632")).to_have_attribute(
        "href", "http://identifiers.org/clinicaltrials/NCT01815632"
    )
    assert "find=ACTiMuS" in page.url and "thing=" in page.url
    assert not overflows(page)


def test_sources_are_filtered_and_the_link_keeps_it(app: str, look: Look, tmp_path: Path) -> None:
    page = look(f"{app}/records?kind=Sources&is=meta-analysis&years=2020&years=2026")
    eventually(lambda: "of 518" in main(page))
    path = saved(page, "Table as CSV", tmp_path)
    table = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert {row["kind"] for row in table} == {"meta-analysis"}
    assert min(int(row["year"]) for row in table) >= 2020
    assert f"{len(table)} sources" in main(page)


def test_a_link_to_a_record_opens_the_kind_that_it_is_of(app: str, look: Look) -> None:
    page = look(f"{app}/records?thing={quote(MSG + 'kalincik_2024', safe='')}")
    text = main(page)
    assert "518 sources" in text or "There is no such record" in text


# --------------------------------------------------------------------------------------------------- all of these pages


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("compare?thing=nothing-of-the-kind", "Nothing in the graph is called “nothing-of-the-kind”."),
        (f"{PAIR}&what=http://example.org/x", "no row that the link speaks of"),
        (f"{PAIR}&show=wugs&view=wugs", "The link asks for “wugs”"),
        ("map?rows=wugs", "The link asks for “wugs”"),
        ("map?row=wugs&colours=%3Cb%3E", "The link asks for “wugs”"),
        ("map?rows=drug&columns=symptom&kinds=Finer", "The graph holds no claims of this kind."),
        ("records?kind=wugs", "The link asks for “wugs”"),
        ("records?thing=http://example.org/x", "There is no such record"),
        ("records?find=zzzzzz", "No record fits."),
    ],
)  # fmt: skip
def test_a_broken_link_is_met_with_a_sentence(app: str, look: Look, address: str, told: str) -> None:
    text = main(look(f"{app}/{address}"))
    assert told in text
    assert "Traceback" not in text


@pytest.mark.parametrize("address", ["compare", PAIR, "map", "map?view=Timeline", "records", "records?kind=Sources"])
def test_a_page_fits_its_window(app: str, look: Look, address: str) -> None:
    page = look(f"{app}/{address}")
    for width in (1600, 400):
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_timeout(300)
        assert not overflows(page)


def test_another_graph_has_the_pages_that_it_can_have(look: Look, tmp_path: Path) -> None:
    with started(tmp_path, str(ROOT / "tests" / "worlds" / "workshop.ttl")) as app:
        page = look(f"{app}/compare?thing=varnish&thing=tung+oil")
        assert "share" in main(page)
        page = look(f"{app}/map")
        choose(page, "row", "linseed oil")
        choose(page, "column", "rust")
        assert "Speaks against it · 1 claim" in main(page)
        assert "3 jobs" in main(look(f"{app}/records"))
        assert "3 guides" in main(look(f"{app}/records?kind=Guides"))


def test_a_graph_without_claims_lacks_the_pages_about_claims(look: Look, tmp_path: Path) -> None:
    with started(tmp_path, str(ROOT / "tests" / "worlds" / "railways.ttl")) as app:
        page = look(app)
        expect(page.get_by_role("link", name="Explore")).to_be_visible()
        assert page.get_by_role("link", name="Evidence map").count() == 0
        assert "evidence" not in main(page)
        page = look(f"{app}/explore")
        page.get_by_test_id("stMain").get_by_role("button").nth(3).click()
        whole(page)
        expect(page.get_by_role("tab", name="Links")).to_be_visible()
        assert page.get_by_role("tab", name="Claims").count() == 0


@pytest.mark.parametrize(
    "address", ["compare?thing=Ann&thing=Ben", "map", "map?view=Disagreements", "map?view=Gaps", "records"]
)
def test_names_that_are_attacks_are_only_names(hostile_app: str, look: Look, address: str) -> None:
    page = look(f"{hostile_app}/{address}")
    for tab in page.get_by_role("tab").all():
        tab.click()
        whole(page)
    assert page.evaluate("window.taken") is None
    alive = "img[src=x], iframe[src^=javascript], object, b, [onerror], [onload], [onmouseover]"
    assert page.locator(f"[data-testid=stMain] :is({alive})").count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0
