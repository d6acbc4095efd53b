r"""What can be taken away as a file, a row for each kind: tables, graphs, and answers as reports and references.

>>> from msgraph.results import Table
>>> from rdflib import Literal
>>> written(Table(("name",), ((Literal("Ann"),),)), "csv")
b'name\r\nAnn\r\n'
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgraph import picture, references, report, results, traversal
from msgraph.answer import Answer
from msgraph.errors import UnknownFormat
from msgraph.results import Format, Result, Table, Triples

if TYPE_CHECKING:
    import networkx

__all__ = ["ANSWERS", "GRAPHS", "REPORTS", "ROWS", "TABLES", "Kind", "export", "kinds", "written"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name for people, how the names of its files end, what the web calls it, and its writer."""

    label: str
    suffixes: tuple[str, ...]
    media_type: str
    write: Callable[[Any], str | bytes]


GRAPHS: Final[Mapping[str, Kind]] = {
    "turtle": Kind("Turtle", (".ttl",), "text/turtle", traversal.turtle),
    "graphml": Kind("GraphML", (".graphml",), "application/graphml+xml", traversal.graphml),
    "gexf": Kind("GEXF", (".gexf",), "application/gexf+xml", traversal.gexf),
    "cytoscape": Kind("Cytoscape JSON", (".cyjs",), "application/json", traversal.cytoscape),
    "dot": Kind("DOT", (".dot", ".gv"), "text/vnd.graphviz", picture.graph_dot),
    "svg": Kind("SVG", (".svg",), "image/svg+xml", picture.graph_svg),
    "png": Kind("PNG", (".png",), "image/png", picture.graph_png),
}
"""What a graph of `traversal` can be written as: an answer's subgraph, a neighbourhood."""

REPORTS: Final[Mapping[str, Kind]] = {
    "markdown": Kind("Markdown", (".md",), "text/markdown", partial(report.of_answer, write=report.markdown)),
    "html": Kind("HTML", (".html", ".htm"), "text/html", partial(report.of_answer, write=report.html)),
    "bibtex": Kind("BibTeX", (".bib",), "application/x-bibtex", lambda answer: references.bibtex(answer.sources)),
    "ris": Kind("RIS", (".ris",), "application/x-research-info-systems", lambda answer: references.ris(answer.sources)),
}
"""What an answer as a whole can be written as: a report with its references, and the references alone."""


def _kind(name: str, format: Format, write: Callable[..., str | bytes]) -> Kind:
    return Kind(format.label, format.suffixes, format.media_type, partial(write, format=name))


def _rows(answer: Answer, format: str) -> bytes:
    """The rows of an answer; a yes or no as such where the format has a place for it."""
    truth = answer.boolean
    return results.written(truth if truth is not None and format in kinds(truth) else answer.to_table(), format)


TABLES: Final = {name: _kind(name, format, results.written) for name, format in results.FORMATS.items() if format.table}
"""What a table can be written as."""

ROWS: Final = {name: _kind(name, format, _rows) for name, format in results.FORMATS.items() if format.table}
"""What an answer's rows can be written as."""


def _subgraph(answer: Answer, format: str) -> str | bytes:
    return GRAPHS[format].write(answer.subgraph())


_SUBGRAPHS: Final = {name: replace(kind, write=partial(_subgraph, format=name)) for name, kind in GRAPHS.items()}

ANSWERS: Final[Mapping[str, Kind]] = {**ROWS, **_SUBGRAPHS, **REPORTS}
"""What an answer can be written as: its rows, its subgraph, and all of it."""


def kinds(thing: "Result | Answer | networkx.MultiDiGraph") -> Mapping[str, Kind]:
    """The kinds of file that something can be written as, by the names of their formats.

    >>> list(kinds(True))
    ['json', 'xml']
    """
    match thing:
        case Answer():
            return ANSWERS
        case bool() | Table() | Triples():
            found = results.formats_for(thing)
            return {name: _kind(name, format, results.written) for name, format in found.items()}
        case _:
            return GRAPHS


def written(thing: "Result | Answer | networkx.MultiDiGraph", format: str) -> bytes:
    """Something as the bytes of a file. Raises UnknownFormat: no such format, or not one for this."""
    found = kinds(thing)
    if format not in found:
        raise UnknownFormat(format, choices=sorted(found))
    data = found[format].write(thing)
    return data if isinstance(data, bytes) else data.encode("utf-8", "replace")


def export(thing: "Result | Answer | networkx.MultiDiGraph", path: str | Path) -> Path:
    """Write something to a file whose suffix names the format; the file's path.

    Raises:
        UnknownFormat: the suffix names no format for it.
        OSError: the file cannot be written.
    """
    path = Path(path)
    suffixes = {suffix: name for name, kind in kinds(thing).items() for suffix in kind.suffixes}
    if path.suffix.lower() not in suffixes:
        raise UnknownFormat(path.suffix or path.name, choices=sorted(suffixes))
    path.write_bytes(written(thing, suffixes[path.suffix.lower()]))
    return path
