"""What several pages show: names, claims, tables, downloads; and how the graph is opened and faults are told.

Whatever comes from a graph is shown as text. Where Streamlit takes Markdown it goes through `inert`, and no HTML is
ever made of it.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import quote, urlencode

import streamlit as st
from rdflib.namespace import XSD
from streamlit.navigation.page import Page

from msgraph import KnowledgeGraph, exports
from msgraph.answer import Answer
from msgraph.app import service, sources
from msgraph.errors import MsgraphError
from msgraph.exports import Kind
from msgraph.facts import Cell, Claim, Source
from msgraph.references import places
from msgraph.report import DISCLAIMER, plain
from msgraph.results import Table

if TYPE_CHECKING:
    import networkx

ICON: Final = str(files("msgraph.app") / "icon.svg")
"""What a browser shows beside the title; drawn here, as Streamlit would fetch its own icons from far away."""

FEW_ROWS: Final = 25
"""So many rows are laid out as a text with links; more go into a table that scrolls and sorts."""

NAMES: Final = 60
"""So many names are laid out in columns."""

FEW_CLAIMS: Final = 10
"""So many claims are shown at first, and more each time one asks for more."""

_MARKUP: Final = re.compile(r"([!-/:-@\[-`{-~])")


def inert(text: object) -> str:
    r"""A text that means nothing to Markdown.

    >>> print(inert("*a* [b](c) :red[d] <e>"))
    \*a\* \[b\]\(c\) \:red\[d\] \<e\>
    """
    return escaped(plain(text))


def escaped(text: str) -> str:
    """A text with its spaces kept that means nothing to Markdown."""
    return _MARKUP.sub(r"\\\1", text)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun, as people write it.

    >>> counted(1, "claim"), counted(2800, "claim")
    ('1 claim', '2,800 claims')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# ---------------------------------------------------------------------------------------------------- the graph, faults


@st.cache_resource(show_spinner="Opening the graph. The first time this takes a moment …")
def _open(named: tuple[str, ...]) -> KnowledgeGraph:
    return service.shared()


def opened() -> KnowledgeGraph:
    """The graph, opened once in the process. Where it cannot be, the page says why and ends."""
    try:
        return _open(sources())
    except MsgraphError as error:
        st.title("The graph cannot be opened")
        st.error(inert(error), icon=":material/error:")
        st.caption("Start the app with another graph: msgraph app \\-\\-graph FILE\\_OR\\_URL")
        st.stop()


@contextmanager
def told() -> Iterator[None]:
    """Say what is wrong with a call or the graph as a sentence on the page; the rest of the page goes on."""
    try:
        yield
    except MsgraphError as error:
        st.error(inert(error), icon=":material/error:")


LAST_QUERY: Final = "sparql"
"""Where the query of the last answer is kept during a visit."""

_PAGES: Final = "pages"


def run(page: Page, pages: Sequence[Page]) -> None:
    """Show a page, and below it what holds for all of them."""
    st.session_state[_PAGES] = {page.title: page for page in pages}
    st.html(f"<style>{_STYLE}</style>")
    with told():
        page.run()
    st.divider()
    st.caption(DISCLAIMER)


_STYLE: Final = """
.stMainBlockContainer { max-width: 1180px; padding-top: 4.5rem; padding-bottom: 3rem; }
.stMainBlockContainer h1 { font-size: 2rem; padding: 0.5rem 0; }
[data-testid="stCaptionContainer"] { opacity: 1; color: color-mix(in srgb, currentColor 80%, transparent); }
[data-testid="stCaptionContainer"] :not(a) { color: inherit; }
[data-testid="stCode"] .token:is(.url, .punctuation, .operator) { color: inherit; }
[data-testid="stCode"] .token:is(.keyword, .function) { color: color-mix(in srgb, #1c83e1 60%, currentColor); }
[data-testid="stCode"] .token.function .token { color: inherit; }
[data-testid="stCode"] .token.variable { color: color-mix(in srgb, #00a4d4 45%, currentColor); }
[data-testid="stHeaderActionElements"] { display: none; }
[data-testid="stGraphVizChart"] .edge text { fill: currentColor; }
.stApp a:focus-visible {
  outline: 2px solid color-mix(in srgb, #1b8087 65%, currentColor) !important; outline-offset: 1px;
}
[data-testid="stTab"][aria-selected="true"],
[data-testid="stButtonGroup"] button[aria-checked="true"],
[data-testid="stSliderThumbValue"] { color: color-mix(in srgb, #1b8087 60%, currentColor) !important; }
.st-key-names { padding-bottom: 1rem; }
.st-key-names ul { margin: 0; }
.st-key-names [data-testid="stHorizontalBlock"] { row-gap: 0.7rem; }
.st-key-chains p { margin: 0; }
.st-key-chart-wide { overflow-x: auto; }
:is(.st-key-chart-narrow, [class*="st-key-walk-narrow"]) { display: none; }
:is([class*="st-key-sides"], .st-key-pairs) table { table-layout: fixed; width: 100%; }
[class*="st-key-sides"] th:first-child, [class*="st-key-sides"] td:first-child { width: 24%; }
[class*="st-key-sides"] td { vertical-align: top; overflow-wrap: anywhere; }
@media (max-width: 640px) {
  :is(.st-key-chart-wide, [class*="st-key-walk-wide"]) { display: none; }
  :is(.st-key-chart-narrow, [class*="st-key-walk-narrow"]) { display: flex; }
  .st-key-axes [data-testid="stColumn"] { min-width: 40%; flex: 1 1 40%; }
  .st-key-sides table { min-width: 40rem; }
  .st-key-disputed thead { display: none; }
  .st-key-disputed tr {
    display: flex; flex-wrap: wrap; column-gap: 0.4rem; padding: 0.5rem 0;
    border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent);
  }
  .st-key-disputed tr::before { content: ""; flex-basis: 100%; order: 1; }
  .st-key-disputed td { border: 0; padding: 0 !important; }
  .st-key-disputed td:nth-child(n + 4) { display: flex; flex: 0 0 45%; gap: 0.4rem; order: 2; }
  .st-key-disputed td:nth-child(4)::before { content: "For"; }
  .st-key-disputed td:nth-child(5)::before { content: "Against"; }
  .st-key-sides-pair td span { font-size: 0.75rem !important; }
  .st-key-sides-pair :is(td, th) { font-size: 0.8rem; padding-left: 0.25rem; padding-right: 0.25rem; }
  .st-key-sides-pair th:first-child, .st-key-sides-pair td:first-child { width: 28%; }
}
[class*="st-key-sentence"] p { font-size: 1.25rem; line-height: 1.5; }
:is(.st-key-examples, .st-key-asked, [class*="st-key-choices"]) button {
  justify-content: flex-start; min-height: 0; height: auto;
}
:is(.st-key-examples, .st-key-asked, [class*="st-key-choices"]) button p { text-align: left; white-space: normal; }
@media (max-width: 640px) { .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; } }
"""
"""No word of any graph stands in it."""


def go(title: str, **parameters: str) -> None:
    """Turn to another page."""
    st.switch_page(st.session_state[_PAGES][title], query_params=parameters)


def link(path: str, **parameters: str | Sequence[str]) -> str:
    """The address of a state of a page, as a link on a page has it.

    >>> link("explore", thing="http://example.org/a b")
    './explore?thing=http%3A%2F%2Fexample.org%2Fa%20b'
    """
    return f"./{path}?{urlencode(parameters, doseq=True, quote_via=quote, safe='')}"


def known(parameter: str, options: Sequence[str]) -> None:
    """Say of an address's values for a choice that is kept there which of them cannot be chosen here.

    Streamlit itself takes what is unknown out of the address without a word.
    """
    offered = {plain(option) for option in options}
    unknown = [value for value in st.query_params.get_all(parameter) if value and value not in offered]
    if unknown:
        listed = ", ".join(f"“{inert(value[:80])}”" for value in unknown)
        st.info(f"The link asks for {listed}, which this page does not have.", icon=":material/info:")


# ---------------------------------------------------------------------------------------------------------------- names


def named(cell: Cell | None) -> str:
    """A thing with a link to its page, or a value, in Markdown."""
    if cell is None:
        return ""
    linked = cell.iri is not None and cell.cls is not None
    return f"[{inert(cell.label)}]({link('explore', thing=str(cell.iri))})" if linked else inert(cell.said)


def cited(source: Source) -> str:
    """A source in Markdown: its short name, its title, and links to where it can be read."""
    title = f": {inert(source.title)}" if source.title and plain(source.title) != plain(source.label) else ""
    links = " · ".join(f"[{inert(name)}]({place})" for name, place in places(source).items())
    return f"**{inert(source.label)}**{title}" + (f" — {links}" if links else "")


# --------------------------------------------------------------------------------------------------------------- claims


def claim(claim: Claim, strongest: int) -> None:
    """A card with one cited statement."""
    with st.container(border=True):
        share = claim.strength / strongest if strongest else 0
        colour = "green" if share > 0.7 else "blue" if share > 0.4 else "gray"
        badges = [] if claim.supports else [":orange-badge[:material/block: speaks against]"]
        if claim.level is not None:
            badges.append(f":{colour}-badge[{inert(claim.level.label)}]")
        st.markdown(" ".join(badges) or ":gray-badge[claim]")
        ends = f"{inert(claim.subject.label)} → {inert(claim.predicate.label)} → {inert(claim.object.label)}"
        st.markdown(inert(claim.statement) if claim.statement else ends)
        facts = [inert(figure.said) for figure in claim.figures]
        where = ", ".join(inert(cell.label) for _, cells in claim.qualifiers for cell in cells)
        lines = [f"**Figures** {' · '.join(facts)}"] if facts else []
        lines += [f"**In** {where}"] if where else []
        lines += [f"**Link** {ends}"] if claim.statement else []
        if lines:
            st.caption("  \n".join(lines))
        if claim.source is not None:
            st.caption(cited(claim.source))


# ------------------------------------------------------------------------------------------------------------ downloads


def downloads(
    name: str,
    *,
    key: str,
    tables: Mapping[str, Callable[[], Table]] | None = None,
    graph: "Callable[[], networkx.MultiDiGraph] | None" = None,
    answer: Answer | None = None,
) -> None:
    """What one can take away, in every kind of file: tables by their titles, a graph, an answer as a report.

    `name` is what the files are called by. What is given as a function is made when a button is pressed, not before.
    """
    for title, table in (tables or {}).items():
        files_of(title, exports.TABLES, table, f"{name} {title if len(tables or {}) > 1 else ''}", key=key)
    if graph is not None:
        files_of("Graph", exports.GRAPHS, graph, name, key=key)
    if answer is not None:
        whole = {"Report": ("markdown", "html")} | ({"References": ("bibtex", "ris")} if answer.sources else {})
        for title, formats in whole.items():
            kinds = {format: exports.REPORTS[format] for format in formats}
            files_of(title, kinds, lambda: answer, name, key=key)


def files_of(title: str, kinds: Mapping[str, Kind], thing: Callable[[], Any], name: str, *, key: str) -> None:
    """Buttons that each make a file of something when they are pressed, and not before."""
    with st.container(horizontal=True, gap="small"):
        for format, kind in kinds.items():
            st.download_button(
                f"{title} as {kind.label}",
                partial(_written, thing, kind),
                file_name=file_name(name, kind.suffixes[0]),
                mime=kind.media_type,
                key=f"{key}-{title}-{format}",
                on_click="ignore",
            )


def _written(thing: Callable[[], Any], kind: Kind) -> str | bytes:
    return kind.write(thing())


def everything(found: "Jsonable", name: str, *, key: str) -> None:
    """A button that makes one JSON document of all of something."""
    kinds = {"json": Kind("JSON", (".json",), "application/json", _json)}
    files_of("Everything", kinds, lambda: found, f"{name} everything", key=key)


class Jsonable(Protocol):
    """What has a JSON form."""

    def to_json(self) -> dict[str, Any]:
        """It as plain values."""


def _json(found: Jsonable) -> str:
    return json.dumps(found.to_json(), ensure_ascii=False, indent=1)


def file_name(text: str, suffix: str) -> str:
    """A name for a file about something.

    >>> file_name("Which cells act through X?", ".csv")
    'which-cells-act-through-x.csv'
    """
    return ("-".join(re.findall(r"\w+", text.lower()))[:60].strip("-") or "msgraph") + suffix


# -------------------------------------------------------------------------------------------------------------- answers


def value(cell: Cell | None) -> Any:
    """A cell for a grid: a number as such, anything else by its name."""
    if cell is None:
        return None
    if cell.datatype == str(XSD.boolean):
        return "✓" if cell.value in ("true", "1") else "–"
    number = cell.number if cell.datatype not in (None, str(XSD.string)) else None
    if number is None:
        return plain(cell.label)
    return int(number) if number == int(number) else float(number)


def shown(columns: Sequence[str], rows: Sequence[Sequence[Cell | None]]) -> None:
    """The rows of an answer: names in columns, a few rows as text with links, many in a grid that sorts and scrolls."""
    heads = [capital(column) for column in columns]
    if len(heads) == 1 and len(rows) <= NAMES:
        _names([row[0] for row in rows])
    elif len(rows) <= FEW_ROWS:
        lines = [{inert(head): _text(cell) for head, cell in zip(heads, row, strict=True)} for row in rows]
        st.table(lines, border="horizontal", hide_index=True)
    else:
        grid = {head: [value(row[place]) for row in rows] for place, head in enumerate(heads)}
        st.dataframe(grid, hide_index=True, height=min(36 * len(rows) + 40, 460), placeholder="", alt="Answers")


def capital(text: str) -> str:
    """A text as a heading begins.

    >>> capital("evidence level")
    'Evidence level'
    """
    text = plain(text)
    return text[:1].upper() + text[1:]


def _text(cell: Cell | None) -> str:
    if cell is not None and cell.datatype == str(XSD.boolean):
        return str(value(cell))
    return named(cell)


def _names(cells: Sequence[Cell | None]) -> None:
    """Names with links, read down one column and then the next."""
    columns = 3 if len(cells) > 6 else 1
    height = -(-len(cells) // columns)
    with st.container(key="names"):
        for place, column in enumerate(st.columns(columns, gap="medium")):
            column.markdown("\n".join(f"- {named(cell)}" for cell in cells[place * height : (place + 1) * height]))


def chains(rows: Sequence[Sequence[Cell | None]]) -> None:
    """Chains of links, each a line: a thing, a relation, a thing and so on."""
    lines = []
    for row in rows:
        cells = [cell for cell in row if cell is not None]
        lines.append(
            " → ".join(named(cell) if place % 2 == 0 else f"*{inert(cell.label)}*" for place, cell in enumerate(cells))
        )
    with st.container(key="chains"):
        st.markdown("\n".join(f"1. {line}" for line in lines))
