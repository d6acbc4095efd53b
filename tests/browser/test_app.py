"""What a person does with the app, in a wide and in a narrow window."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import networkx
import pyoxigraph
import pytest
from playwright.sync_api import Page, expect

from .conftest import FAINT, Look, eventually, reached, whole

QUESTION = "Which cell types act through immunomodulation?"
WINDOWS = pytest.mark.parametrize("width", [1600, 400], ids=["wide", "narrow"])


def link(app: str, *questions: str) -> str:
    return f"{app}/?" + "&".join(f"q={quote(question)}" for question in questions)


def main(page: Page) -> str:
    """The text of a page, without its menus."""
    return page.get_by_test_id("stMain").inner_text()


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth > innerWidth"))


@WINDOWS
def test_a_question_typed_is_answered_with_its_evidence(app: str, look: Look, width: int) -> None:
    page = look(app, width)
    page.get_by_role("combobox", name="Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_text("Understood as").wait_for()
    whole(page)
    text = main(page)
    assert "act through immunomodulation" in text
    assert "neural stem cell" in text
    assert "animal experiment" in text
    assert (
        page.url.endswith(f"?q={quote(QUESTION, safe='')}".replace("%20", "+")) or quote("immunomodulation") in page.url
    )
    assert not overflows(page)


def test_all_of_a_conversation_is_led_by_keyboard(app: str, look: Look) -> None:
    page = look(app)
    assert page.get_by_role("link", name="Link to heading").filter(visible=True).count() == 0
    reached(page, page.get_by_role("combobox", name="Your question"))
    page.keyboard.type(QUESTION[:-8])
    option = page.get_by_role("option", name=QUESTION, exact=True)
    option.wait_for()
    for _ in range(20):
        if option.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_text("Understood as").wait_for()
    whole(page)
    reached(page, page.get_by_role("tab", name="Evidence"))
    for tab in ("Graph", "How it was understood", "Files"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
        whole(page)
    reached(page, page.get_by_role("button", name="Table as CSV"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")
    reached(page, page.get_by_role("combobox", name="Follow up"), "Shift+Tab")
    page.keyboard.type("and through remyelination?")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=*&q=*")
    whole(page)
    reached(page, page.get_by_test_id("stExpander").locator("summary", has_text=QUESTION), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Go back to this question")).to_be_visible()


def test_a_graph_is_read_by_keyboard(app: str, look: Look) -> None:
    page = look(link(app, QUESTION))
    page.get_by_role("tab", name="Graph").click()
    node, panel = page.get_by_role("button", name="immunomodulation, mechanism"), page.locator(".panel")
    reached(page, node)
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("neural stem cell acts through it")
    page.keyboard.press("Tab")  # from the panel, which has the focus now, to what closes it
    reached(page, panel.get_by_role("button", name="acts through").first)
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("Link")
    page.keyboard.press("Escape")
    expect(panel).to_contain_text("Choose a thing")
    reached(page, node, "Escape")


def test_an_example_is_asked_by_a_click(app: str, look: Look) -> None:
    page = look(app)
    example = page.locator(".st-key-examples button").first
    question = example.inner_text()
    example.click()
    page.wait_for_url("**?q=*")
    whole(page)
    expect(page.get_by_role("combobox", name="Your question")).to_have_value(question)


def test_evidence_leads_to_its_publication_and_tells_how_it_was_found(app: str, look: Look) -> None:
    page = look(link(app, QUESTION))
    for width in (1600, 400):
        page.set_viewport_size({"width": width, "height": 1000})
        places = [anchor.get_attribute("href") or "" for anchor in page.get_by_role("link", name="DOI").all()]
        assert len(places) > 5
        assert [place for place in places if not place.startswith("https://doi.org/10.")] == []
        assert not overflows(page)
    page.get_by_role("tab", name="How it was understood").click()
    shown = page.get_by_role("tabpanel").filter(visible=True)
    assert not overflows(page)  # in a narrow window the walk over the graph goes down
    expect(shown).to_contain_text("cells that act through immunomodulation")
    expect(shown.get_by_test_id("stCode")).to_contain_text("SELECT")


def test_what_speaks_against_stands_beside_what_speaks_for(app: str, look: Look) -> None:
    page = look(link(app, "Does aHSCT reduce relapse rate?"))
    supporting, refuting = page.get_by_text("Speaks for it"), page.get_by_text("Speaks against it")

    def beside() -> bool:
        left, right = supporting.bounding_box(), refuting.bounding_box()
        return left is not None and right is not None and left["x"] < right["x"] and abs(left["y"] - right["y"]) < 5

    eventually(beside)


def test_evidence_is_narrowed_by_its_level(app: str, look: Look) -> None:
    page = look(link(app, QUESTION))
    before = main(page).count("→ acts through →")
    page.get_by_role("combobox", name="Level of evidence").click()
    page.get_by_role("option", name="nonrandomised trial").click()
    expect(page.get_by_text("Speaks against it")).to_have_count(0)
    eventually(lambda: 0 < main(page).count("→ acts through →") < before)


def test_evidence_is_narrowed_to_one_side(app: str, look: Look) -> None:
    page = look(link(app, "Does aHSCT reduce relapse rate?"))
    page.get_by_test_id("stButtonGroup").get_by_text("Against", exact=True).click()
    expect(page.get_by_text("Speaks against it")).to_have_count(0)
    expect(page.get_by_test_id("stTabs").get_by_text("3 claims speak against it")).to_be_visible()


@pytest.fixture
def saved(app: str, look: Look, tmp_path: Path) -> Callable[[str], bytes]:
    """Presses a button for a file of an answer; what the file holds. A browser lets a page have ten of them."""
    page = look(link(app, QUESTION))
    page.get_by_role("tab", name="Files").click()

    def saved(button: str) -> bytes:
        with page.expect_download() as download:
            page.get_by_role("button", name=button, exact=True).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        assert path.name.startswith("which-cell-types-act-through-immunomodulation")
        return path.read_bytes()

    return saved


def test_the_answer_is_taken_away_as_tables(saved: Callable[[str], bytes]) -> None:
    table = list(csv.reader(io.StringIO(saved("Table as CSV").decode())))
    assert ["https://w3id.org/msgraph/nsc", "neural stem cell"] in table
    answer = json.loads(saved("Everything as JSON"))
    assert answer["question"] == QUESTION
    assert len(answer["answers"]) == len(table) - 1
    bindings = json.loads(saved("Table as JSON"))["results"]["bindings"]
    assert {"type": "uri", "value": "https://w3id.org/msgraph/nsc"} in [next(iter(row.values())) for row in bindings]
    root = ElementTree.fromstring(saved("Table as XML"))
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == len(bindings)
    assert saved("Table as TSV").splitlines()[0].endswith(b"Label")
    assert zipfile.is_zipfile(io.BytesIO(saved("Table as Excel")))
    claims = list(csv.DictReader(io.StringIO(saved("Claims as CSV").decode())))
    assert {claim["polarity"] for claim in claims} == {"supports", "refutes"}


def test_the_answer_is_taken_away_as_a_graph(saved: Callable[[str], bytes]) -> None:
    triples = list(pyoxigraph.parse(saved("Graph as Turtle"), format=pyoxigraph.RdfFormat.TURTLE))
    assert "<https://w3id.org/msgraph/immunomodulation>" in {str(triple.object) for triple in triples}
    graph = networkx.parse_graphml(saved("Graph as GraphML"))
    assert "neural stem cell" in {data["label"] for _, data in graph.nodes(data=True)}
    assert b"<gexf" in saved("Graph as GEXF")
    assert len(json.loads(saved("Graph as Cytoscape JSON"))["elements"]["nodes"]) == len(graph)
    assert saved("Graph as DOT").startswith(b"digraph {")
    assert ElementTree.fromstring(saved("Graph as SVG")).tag == "{http://www.w3.org/2000/svg}svg"
    assert saved("Graph as PNG").startswith(b"\x89PNG")


def test_the_answer_is_taken_away_as_a_report(saved: Callable[[str], bytes]) -> None:
    assert saved("Report as Markdown").decode().startswith(f"# {QUESTION}")
    assert saved("Report as HTML").startswith(b"<!DOCTYPE html>")
    assert saved("References as BibTeX").startswith(b"@")
    assert saved("References as RIS").startswith(b"TY  - ")


@WINDOWS
def test_the_graph_tells_about_what_is_chosen(app: str, look: Look, width: int) -> None:
    page = look(link(app, QUESTION), width)
    page.get_by_role("tab", name="Graph").click()
    legend = page.get_by_role("group", name="Kinds of things").get_by_role("button")
    expect(legend.filter(has_text="mechanism")).to_be_visible()  # the drawing comes when its script has run
    assert {"stem cell", "mechanism"} <= {chip.inner_text().split("\n")[0] for chip in legend.all()}
    page.get_by_role("button", name="immunomodulation, mechanism").press("Enter")
    panel = page.locator(".panel")
    expect(panel).to_contain_text("neural stem cell acts through it")
    panel.get_by_role("button", name="Open its page").click()
    page.wait_for_url("**/explore?thing=*")
    expect(page.get_by_role("heading", name="immunomodulation")).to_be_visible()


def test_a_question_leans_on_the_one_before(app: str, look: Look) -> None:
    page = look(link(app, QUESTION))
    follow = page.get_by_role("combobox", name="Follow up")
    follow.fill("How many of them are there?")
    follow.press("Enter")
    page.wait_for_url("**q=*q=*")
    whole(page)
    earlier = page.get_by_test_id("stExpander").filter(has_text=QUESTION)
    earlier.locator("summary").click()
    expect(earlier).to_contain_text("Understood as")
    earlier.get_by_role("tab", name="How it was understood").click()
    expect(earlier.get_by_test_id("stCode")).to_contain_text("SELECT")
    expect(follow).to_have_value("")


def test_whole_questions_are_offered_while_one_types_and_chosen_by_keyboard(app: str, look: Look) -> None:
    page = look(app)
    box = page.get_by_role("combobox", name="Your question")
    box.press_sequentially("which cells sec")
    options = page.get_by_role("listbox", name="Questions that can be answered").get_by_role("option")
    expect(options.first).to_contain_text("Which cells secrete")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("which cells sec")
    box.press_sequentially("r")
    expect(options.first).to_be_visible()
    question = options.first.inner_text()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**?q=*")
    page.get_by_text("Understood as").wait_for()
    expect(box).to_have_value(question)


def test_a_follow_up_is_completed_to_what_leans_on_the_answer(app: str, look: Look) -> None:
    page = look(link(app, "Which cells secrete IL-10?"))
    box = page.get_by_role("combobox", name="Follow up")
    box.press_sequentially("which of them sec")
    options = page.get_by_role("listbox", name="Questions that can be answered").get_by_role("option")
    expect(options.first).to_contain_text("Which of them secrete")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**q=*q=*")
    whole(page)
    assert "Understood as" in main(page)


def test_a_link_keeps_what_is_looked_at_of_an_answer(app: str, look: Look) -> None:
    page = look(link(app, "Does aHSCT reduce relapse rate?"))
    page.get_by_test_id("stButtonGroup").get_by_text("Against", exact=True).click()
    page.wait_for_url("**claims-side=Against*")
    page.get_by_role("combobox", name="Level of evidence").click()
    page.get_by_role("option", name="observational cohort").click()
    page.wait_for_url("**claims-level-of-evidence=*")
    again = look(page.url)
    expect(again.get_by_text("3 claims speak against it").last).to_be_visible()
    again.get_by_role("tab", name="Graph").click()
    again.wait_for_url("**view=Graph*")
    again = look(again.url)
    expect(again.get_by_role("tab", name="Graph")).to_have_attribute("aria-selected", "true")
    box = again.get_by_role("combobox", name="Your question")
    box.fill(QUESTION)
    box.press("Enter")
    again.wait_for_url("**q=Which*")
    whole(again)
    assert "view=" not in again.url
    assert "claims-" not in again.url


def test_more_claims_than_an_answer_shows_are_a_click_away(app: str, look: Look) -> None:
    page = look(link(app, "Tell me about MSC"))
    page = look(
        f"{app}/{(page.get_by_role('link', name='its own page').get_attribute('href') or '').removeprefix('./')}"
    )
    expect(page.get_by_role("tab", name="Claims")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("button", name=re.compile("Show more of"))).not_to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [f"?q={quote(QUESTION)}", f"?q={quote(QUESTION)}&view=How+it+was+understood", "explore?thing=IL-10&view=Graph",
     "compare?thing=MSC&thing=aHSCT", "map", "records", "query?query=SELECT", "about"],
)  # fmt: skip
def test_every_text_can_be_read(app: str, look: Look, address: str, scheme: str) -> None:
    page = look(f"{app}/{address}", scheme=scheme)
    assert page.evaluate(FAINT) == []


def test_what_is_typed_while_the_page_is_drawn_is_kept(app: str, look: Look) -> None:
    page = look(link(app, QUESTION))
    box, follow = (page.get_by_role("combobox", name=name) for name in ("Your question", "Follow up"))
    follow.fill("How many of them are there?")
    follow.press("Enter")
    box.click()
    box.press("ControlOrMeta+a")
    text = "What is a thing that I type slowly while all of this is drawn anew"
    box.press_sequentially(text, delay=60)
    page.wait_for_url("**q=*q=*")
    whole(page)
    expect(box).to_have_value(text)
    expect(box).to_be_focused()


def test_no_question_breaks_the_page(app: str, look: Look) -> None:
    page = look(app)
    for question in ("MSC", "blorp the wug", "?", "x" * 1900, "<script>alert(1)</script>", "Was ist MS?", "👩‍⚕️ \u202e"):
        box = page.get_by_role("combobox", name="Your question")
        expect(box).to_have_count(1)  # while a page is drawn anew the old one may still stand beside it
        box.fill(question)
        box.press("Enter")
        page.wait_for_url("**?q=" + quote(question[:1], safe="") + "*")
        whole(page)
        text = main(page)
        assert "Traceback" not in text
        assert "went wrong" not in text


def test_unknown_words_are_named(app: str, look: Look) -> None:
    page = look(link(app, "Which wugs secrete blorp?"))
    assert "I did not understand this question" in main(page)
    assert "blorp" in main(page)


@pytest.mark.parametrize(
    "address",
    ["?q=%20", "?q=MSC&reading=99", "?q=%FF%FE&reading=-1", "explore?thing=nothing-of-the-kind",
     "explore?thing=http://example.org/%3E", "explore?find=zzzzzzz", "query?query=SELECT", "query?query=DROP%20ALL"],
)  # fmt: skip
def test_a_broken_link_is_met_with_a_sentence(app: str, look: Look, address: str) -> None:
    text = main(look(f"{app}/{address}"))
    assert "Traceback" not in text
    assert "went wrong" not in text
    assert len(text) > 100


def test_a_thing_is_found_by_another_of_its_names(app: str, look: Look) -> None:
    page = look(f"{app}/explore")
    box = page.get_by_role("combobox", name="Find a thing")
    box.press_sequentially("interleukin-1")
    expect(page.get_by_role("option").filter(has_text="interleukin-10").first).to_be_visible()
    box.fill("IL10")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="interleukin-10").first).to_be_visible()
    page.get_by_role("tab", name="Claims").click()
    expect(page.get_by_role("link", name="DOI").first).to_be_visible()


def test_a_query_brings_a_table_and_files(app: str, look: Look, tmp_path: Path) -> None:
    page = look(f"{app}/query?query=" + quote("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Result as CSV", exact=True).click()
    download.value.save_as(tmp_path / "n.csv")
    head, number = (tmp_path / "n.csv").read_text().split()
    assert (head, int(number) > 10_000) == ("n", True)


@pytest.mark.parametrize("address", ["", "explore", "explore?thing=MSC", "query", "about"])
def test_a_page_fits_its_window(app: str, look: Look, address: str) -> None:
    page = look(f"{app}/{address}")
    assert len(page.get_by_role("heading").all()) > 0
    assert not overflows(page)
    page.set_viewport_size({"width": 400, "height": 1000})
    page.wait_for_timeout(300)
    assert not overflows(page)


def test_a_query_is_written_with_colours_and_run_by_a_key(app: str, look: Look) -> None:
    page = look(f"{app}/query")
    field = page.get_by_role("textbox", name="Query")
    field.fill("SELECT ?class (COUNT(*) AS ?n) { ?thing a ?class } # how many\nGROUP BY ?class ORDER BY DESC(?n)")
    assert {"SELECT", "GROUP", "BY"} <= set(page.locator(".keyword").all_inner_texts())
    assert page.locator(".comment").all_inner_texts() == ["# how many"]
    field.press("Control+Enter")
    page.wait_for_url("**query=*how+many*")
    whole(page)
    assert "rows" in main(page)
    page.get_by_role("tab", name="Chart").click()
    page.wait_for_url("**as=Chart*")
    expect(look(page.url).get_by_test_id("stVegaLiteChart")).to_be_visible()


def test_the_query_of_the_last_answer_is_one_click_away(app: str, look: Look) -> None:
    page = look(link(app, QUESTION))
    page.get_by_role("link", name="Query").click()
    page.get_by_role("button", name="The last answer’s query").click()
    page.wait_for_url("**query=PREFIX*")
    whole(page)
    expect(page.get_by_role("textbox", name="Query")).to_have_value(re.compile("^PREFIX"))
    page.get_by_role("button", name="What is a kind of what").click()
    whole(page)
    page.get_by_role("tab", name="Graph").click()
    expect(page.get_by_role("group", name="Kinds of things").get_by_role("button").first).to_be_visible()


def test_a_query_ends_at_the_limits_of_its_link(app: str, look: Look) -> None:
    page = look(f"{app}/query?rows=7&query=" + quote("SELECT * { ?s ?p ?o }"))
    expect(page.get_by_text("7 rows, and more beyond the limit")).to_be_visible()
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    page = look(f"{app}/query?seconds=1&query=" + quote(endless))
    expect(page.get_by_test_id("stAlert")).to_contain_text("1 second")
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(page.get_by_role("combobox", name="Your question")).to_be_visible()


def test_a_neighbourhood_grows_where_one_clicks_and_its_link_shows_it_again(app: str, look: Look) -> None:
    page = look(f"{app}/explore?thing={quote('https://w3id.org/msgraph/il10')}&view=Graph")
    nodes = page.locator(".node")
    expect(nodes.first).to_be_visible()
    before = nodes.count()
    page.locator(".node:not(.main)").first.press("Enter")
    page.get_by_role("button", name="Show what is around it").click()
    page.wait_for_url("**grow=*")
    eventually(lambda: nodes.count() > before)
    whole(page)
    again = look(page.url)
    eventually(lambda: again.locator(".node").count() == nodes.count())
    again.get_by_role("combobox", name="Relation").click()
    again.get_by_role("option", name="secretes").click()
    again.keyboard.press("Escape")
    again.wait_for_url("**relation=secretes*")
    eventually(lambda: 1 < again.locator(".node").count() < nodes.count())


def test_paths_show_the_evidence_of_each_step(app: str, look: Look) -> None:
    page = look(f"{app}/explore?thing=MSC&view=Paths&to=remyelination&most=2")
    folds = page.get_by_test_id("stExpander")
    expect(folds.first).to_contain_text("remyelination")
    expect(folds.first.get_by_role("link", name="DOI").first).to_be_visible()
    folds.last.locator("summary").click()
    expect(folds.last.get_by_text("Link").first).to_be_visible()
