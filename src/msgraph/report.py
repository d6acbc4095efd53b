r"""An answer as a document to keep and to send: its sentence, rows, claims and references, in Markdown and in HTML.

A document is first a row of blocks and then text, so that both kinds say the same. Whatever comes from a graph is text
in it: Markdown is escaped, HTML as well, and the HTML forbids scripts and anything from outside by its own policy.

>>> print(markdown([Heading(1, "A *b*"), Prose((Span("c", "https://example.org/d"),))]), end="")
# A \*b\*
<BLANKLINE>
[c](https://example.org/d)
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, assert_never
from typing import Literal as OneOf

from rdflib import URIRef

from msgraph import __version__, picture, references
from msgraph.answer import Answer
from msgraph.facts import Cell, Claim, Source

__all__ = ["DISCLAIMER", "blocks", "html", "markdown", "of_answer", "plain"]

DISCLAIMER: Final = "msgraph reports what its sources say. It is not medical advice."

Style = OneOf["plain", "strong", "quiet"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, with an address that it leads to."""

    text: str
    href: str = ""
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of a document has level 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list, each item of one or more lines; the numbers of a numbered one can be led to (`#ref-1`)."""

    items: tuple[tuple[tuple[Span, ...], ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text as it is, in a language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of ours as SVG; Markdown, which has no place for it, goes without."""

    svg: str


Block = Heading | Prose | Items | Grid | Code | Drawing


# ------------------------------------------------------------------------------------------------- what an answer tells


def of_answer(answer: Answer, write: Callable[[Iterable[Block]], str]) -> str:
    """An answer as a document, by `markdown` or by `html`."""
    return write(blocks(answer))


def blocks(answer: Answer) -> Iterator[Block]:
    """What a document tells of an answer."""
    yield Heading(1, answer.question or answer.reading)
    yield Prose((Span(answer.sentence, style="strong"),))
    for note in answer.notes:
        yield Prose((Span(note, style="quiet"),))
    if answer.readings:
        yield Items(tuple(((Span(reading),),) for reading in answer.readings), numbered=True)
    if answer.kind not in ("boolean", "definition", "evidence") and answer.rows:
        yield Heading(2, "Found")
        yield Grid(answer.columns, tuple(tuple(map(_cell, row)) for row in answer.rows))
    numbers = {source.iri: number for number, source in enumerate(answer.sources, 1)}
    for title, supports in (("Speaks for it", True), ("Speaks against it", False)):
        claims = [claim for claim in (*answer.evidence, *answer.counter_evidence) if claim.supports is supports]
        if claims:
            yield Heading(2, f"{title} ({len(claims):,})")
            yield Items(tuple(_claim(claim, numbers) for claim in dict.fromkeys(claims)))
    if answer.reading:
        yield Heading(2, "How the question was understood")
        yield Prose((Span(answer.reading),))
    if answer.derived:
        yield Prose((Span("Some of the links used follow by a rule from what the claims say."),))
    if answer.sparql:
        yield Code(answer.sparql, "sparql")
    graph = answer.subgraph()
    if graph.number_of_edges():
        yield Heading(2, "As a picture")
        yield Drawing(picture.graph_svg(graph))
    if numbers:
        yield Heading(2, "References")
        yield Items(tuple(_reference(source) for source in answer.sources), numbered=True)
    yield Prose((Span(f"{DISCLAIMER} Made with msgraph {__version__}.", style="quiet"),))


def _cell(cell: Cell | None) -> Span:
    return Span("" if cell is None else cell.label, "" if cell is None or cell.iri is None else str(cell.iri))


def _claim(claim: Claim, numbers: dict[URIRef, int]) -> tuple[tuple[Span, ...], ...]:
    """A claim: what it says and where, how strong that is, and to what link it belongs."""
    link = f"{claim.subject.label} → {claim.predicate.label} → {claim.object.label}"
    first = [Span(claim.statement or link)]
    if claim.source is not None:
        number = numbers[claim.source.iri]
        first += [Span(f"[{number}]", f"#ref-{number}")]
    said = [claim.level.label] if claim.level else []
    said += [f"{name.replace('_', ' ')}: {', '.join(c.label for c in cells)}" for name, cells in claim.qualifiers]
    said += [figure.said for figure in claim.figures]
    said += [link] if claim.statement else []
    return tuple(first), *(((Span(" · ".join(said), style="quiet"),),) if said else ())


def _reference(source: Source) -> tuple[tuple[Span, ...], ...]:
    spans = [Span(references.cited(source))]
    for name, place in references.places(source).items():
        spans.append(Span(name, place))
    return (tuple(spans),)


# ------------------------------------------------------------------------------------------------------------- Markdown

_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def plain(text: object) -> str:
    r"""A text as one line, without the characters that nobody sees.

    >>> plain("a\n b\u202e")
    'a b'
    """
    return " ".join(_UNSEEN.sub(" ", str(text)).split())


def _md(text: str) -> str:
    r"""A text that means nothing to Markdown.

    >>> print(_md("1. *a* [b](javascript:c) | <d>"))
    1\. \*a\* \[b\](javascript:c) \| \<d\>
    """
    escaped = re.sub(r"([\\`*_\[\]<>|~$&])", r"\\\1", plain(text))
    return re.sub(r"^(\d*)([-+=#.)])", r"\1\\\2", escaped)


def _href(text: str) -> str:
    """An address, if a click on it can only lead to a page or to a reference; else nothing."""
    if re.fullmatch(r"#ref-\d+", text):
        return text
    return references.address(text) if text.startswith(("http://", "https://")) else ""


def _md_spans(spans: Sequence[Span]) -> str:
    written = []
    for span in spans:
        text, href = _md(span.text), _href(span.href)
        text = f"**{text}**" if span.style == "strong" and text.strip() else text
        written.append(f"[{text}]({href})" if href and not href.startswith("#") else text)
    return " ".join(written)


def markdown(document: Iterable[Block]) -> str:
    """A document in Markdown, with tables as GitHub and Pandoc read them."""
    parts: list[str] = []
    for block in document:
        match block:
            case Heading(level, text):
                parts.append(f"{'#' * level} {_md(text)}")
            case Prose(spans):
                parts.append(_md_spans(spans))
            case Items(items, numbered):
                lines = []
                for number, item in enumerate(items, 1):
                    mark = f"{number}. " if numbered else "- "
                    lines.append(mark + f"  \n{' ' * len(mark)}".join(map(_md_spans, item)))
                parts.append("\n".join(lines))
            case Grid(columns, rows):
                lines = [f"| {' | '.join(map(_md, columns))} |", f"|{' --- |' * len(columns)}"]
                lines += (f"| {' | '.join(_md_spans((span,)) for span in row)} |" for row in rows)
                parts.append("\n".join(lines))
            case Code(text, language):
                longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
                fence = "`" * max(3, longest + 1)
                parts.append(f"{fence}{language}\n{text.rstrip()}\n{fence}")
            case Drawing():
                if parts and parts[-1].startswith("#"):
                    parts.pop()
            case _:
                assert_never(block)
    return "\n\n".join(parts) + "\n"


# ----------------------------------------------------------------------------------------------------------------- HTML

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8886; vertical-align: top; }
li { margin: .5rem 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #8881; padding: 1rem; border-radius: .5rem; }
figure { margin: 0; }
svg { background: #fff; max-width: 100%; height: auto; border-radius: .5rem; }
.quiet { opacity: .75; font-size: .9rem; }
"""
"""No word of any graph stands in it."""

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def _html_spans(spans: Sequence[Span]) -> str:
    written = []
    for span in spans:
        text, href = escape(plain(span.text)), _href(span.href)
        match span.style:
            case "strong":
                text = f"<strong>{text}</strong>"
            case "quiet":
                text = f'<span class="quiet">{text}</span>'
            case "plain":
                pass
            case _:
                assert_never(span.style)
        written.append(f'<a href="{escape(href)}">{text}</a>' if href else text)
    return " ".join(written)


def html(document: Iterable[Block]) -> str:
    """A document as one HTML file that needs nothing else, and can do nothing."""
    document = list(document)
    title = next((block.text for block in document if isinstance(block, Heading)), "msgraph")
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(plain(title))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
    ]
    for block in document:
        match block:
            case Heading(level, text):
                parts.append(f"<h{level}>{escape(plain(text))}</h{level}>")
            case Prose(spans):
                parts.append(f"<p>{_html_spans(spans)}</p>")
            case Items(items, numbered):
                name = "ol" if numbered else "ul"
                id_ = ' id="ref-{}"'.format if numbered else lambda _: ""
                lines = [
                    f"<li{id_(number)}>{'<br>'.join(map(_html_spans, item))}</li>"
                    for number, item in enumerate(items, 1)
                ]
                parts += [f"<{name}>", *lines, f"</{name}>"]
            case Grid(columns, rows):
                head = "".join(f'<th scope="col">{escape(plain(column))}</th>' for column in columns)
                parts.append(f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>")
                parts += (f"<tr>{''.join(f'<td>{_html_spans((span,))}</td>' for span in row)}</tr>" for row in rows)
                parts.append("</tbody>\n</table>")
            case Code(text, _):
                parts.append(f"<pre><code>{escape(text)}</code></pre>")
            case Drawing(svg):
                parts.append(f"<figure>{svg}</figure>")
            case _:
                assert_never(block)
    return "\n".join([*parts, "</body>\n</html>"]) + "\n"
