"""Answers as documents, in Markdown and in HTML."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rdflib import URIRef

from msgraph.answer import Answer
from msgraph.engine import KnowledgeGraph
from msgraph.facts import Cell, Claim, Source
from msgraph.plan import Claims, Evidence, List
from msgraph.report import Block, Grid, Heading, Items, Prose, Span, html, markdown, of_answer, plain
from tests.unit.garden import G, T, thing, to

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</code></pre><script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "![a](https://example.org/spy.png)",
    "**b** `c` $x$ | d ~~e~~ &lt;f&gt;",
    "# g",
    "1. h",
    "- i",
    "```\nj",
)


class Elements(HTMLParser):
    """The elements of a page and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


def elements(text: str) -> Elements:
    found = Elements()
    found.feed(text)
    return found


@pytest.fixture
def answer(garden: KnowledgeGraph) -> Answer:
    return garden.answer(List(to("repels", thing("aphid"))))


def test_a_report_tells_the_answer_its_claims_and_its_references(answer: Answer) -> None:
    text = of_answer(answer, markdown)
    assert f"**{answer.sentence}**" in text.replace("\\", "")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[1:] == [
        *(
            "## Found",
            "## Speaks for it (1)",
            "## Speaks against it (1)",
            "## How the question was understood",
            "## References",
        ),
    ]
    assert "- Beds with mint had fewer aphids. \\[1\\]" in text
    assert "1. Meadow survey. 2010." in text
    assert f"```sparql\n{answer.sparql.rstrip()}\n```" in text
    assert "It is not medical advice" in text


def test_what_speaks_against_has_a_place_of_its_own(garden: KnowledgeGraph) -> None:
    answer = garden.answer(Evidence(Claims(thing("mint"), (T.repels,), thing("aphid"))))
    text = of_answer(answer, markdown)
    assert text.index("## Speaks for it (1)") < text.index("## Speaks against it (1)")
    assert "Aphids sat on mint as on anything." in text


def test_html_says_the_same_and_shows_a_picture(answer: Answer) -> None:
    text = of_answer(answer, html)
    found = elements(text)
    assert {"h1", "h2", "table", "svg", "ol", "li", "pre"} <= found.names
    assert "script" not in found.names
    assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text
    assert "#ref-1" in found.links and 'id="ref-1"' in text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_graph_becomes_markup(text: str) -> None:
    source = Source(URIRef("http://example.org/s"), text, title=text, links=(URIRef("javascript:alert(1)"),))
    cell = Cell(URIRef("javascript:alert(1)"), text)
    claim = Claim(G.c, cell, cell, cell, statement=text, source=source)
    answer = Answer(
        "answered", "list", question=text, reading=text, sparql=f"# {text}", columns=(text,), rows=((cell,),),
        sentence=text, evidence=(claim,), notes=(text,),
    )  # fmt: skip
    whole = of_answer(answer, html)
    found = elements(whole)
    assert not found.names & {"img", "script", "em", "del"}
    assert not {name for name in found.attributes if name.startswith("on")}
    assert [link for link in found.links if not link.startswith("#ref-")] == []
    rendered = elements(MarkdownIt("gfm-like", {"linkify": False}).render(of_answer(answer, markdown)))
    assert not rendered.names & {"img", "script", "em", "del", "hr", "h3"}
    assert rendered.links == []


@given(st.text(max_size=40))
def test_any_text_is_read_back_from_markdown_as_it_was(text: str) -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(markdown([Prose((Span(text),))]))
    words: list[str] = []

    class Texts(HTMLParser):
        def handle_data(self, data: str) -> None:
            words.append(data)

    Texts().feed(rendered)
    assert "".join(words).strip() == plain(text)


def test_blocks_are_written_in_both_kinds() -> None:
    document: list[Block] = [
        Heading(2, "A"),
        Items((((Span("b", "https://example.org/"),), (Span("c", style="quiet"),)),), numbered=True),
        Grid(("d",), ((Span("e", style="strong"),),)),
    ]
    assert markdown(document) == "## A\n\n1. [b](https://example.org/)  \n   c\n\n| d |\n| --- |\n| **e** |\n"
    written = html(document)
    assert '<li id="ref-1"><a href="https://example.org/">b</a><br>' in written
    assert "<td><strong>e</strong></td>" in written
