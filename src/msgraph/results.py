r"""What a query brings: a table or triples, frozen; and `FORMATS`, a row for each kind of file to write it to.

The formats of tables are those of the W3C: "SPARQL 1.1 Query Results CSV and TSV Formats", "… JSON Format" and
"… XML Format"; they hold each value as it is. A spreadsheet takes texts in a CSV file for formulas, for dates (such as
the name SEPT2) or for numbers; so there is a workbook beside them, in which a text is a text whatever it begins with.

>>> table = Table(("name", "year"), ((Literal("Ann"), None),))
>>> table.dumps("csv")
'name,year\r\nAnn,\r\n'
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, assert_never
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox
from rdflib.term import BNode, Literal, URIRef

from msgraph.errors import UnknownFormat
from msgraph.terms import Node, Triple, ntriples, to_oxigraph
from msgraph.vocabulary import DCTERMS, MSG, OWL, PROV, RDF, RDFS, SKOS, XSD

__all__ = [
    "FORMATS",
    "NOT_XML",
    "Format",
    "Node",
    "Result",
    "Table",
    "Triple",
    "Triples",
    "dumps",
    "export",
    "formats_for",
    "written",
]


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT; an unbound variable is `None`.

    `complete` is False where a limit on rows has cut the table short.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]
    complete: bool = True

    def dumps(self, format: str = "csv") -> str:
        """The table as text in a format of `FORMATS`. Raises UnknownFormat."""
        return dumps(self, format)

    def export(self, path: str | Path) -> Path:
        """Write the table to a file whose suffix names the format. Raises UnknownFormat."""
        return export(self, path)

    def to_frame(self) -> Any:
        """A pandas DataFrame: numbers, dates and truth values as Python's, IRIs as text, unbound as None."""
        import pandas

        rows = [[_python(cell) for cell in row] for row in self.rows]
        return pandas.DataFrame(rows, columns=list(self.columns), dtype=object).infer_objects()


@dataclass(frozen=True, slots=True)
class Triples:
    """The graph that a CONSTRUCT or DESCRIBE makes: each triple once, in the order in which the store gave them.

    `complete` is False where a limit has cut the graph short.
    """

    triples: tuple[Triple, ...]
    complete: bool = True

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.triples)

    def __len__(self) -> int:
        return len(self.triples)

    def dumps(self, format: str = "turtle") -> str:
        """The graph as text in a format of `FORMATS`. Raises UnknownFormat."""
        return dumps(self, format)

    def export(self, path: str | Path) -> Path:
        """Write the graph to a file whose suffix names the format. Raises UnknownFormat."""
        return export(self, path)


Result = Table | bool | Triples
"""What a query brings, by its kind: SELECT, ASK, CONSTRUCT or DESCRIBE."""


def _python(cell: Node | None) -> Any:
    """The cell as a value of Python; as text where it has none."""
    if cell is None:
        return None
    value = cell.toPython() if isinstance(cell, Literal) else str(cell)
    return str(cell) if isinstance(value, Literal | URIRef | BNode) else value


# ------------------------------------------------------------------------------------------------------------- writing


def _bare(cell: Node | None) -> str:
    """The cell as CSV has it: no quotes, no brackets (section 3.2)."""
    if cell is None:
        return ""
    return f"_:{cell}" if isinstance(cell, BNode) else str(cell)


def _csv(table: Table) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_bare(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _tsv(table: Table) -> str:
    lines = ["\t".join(f"?{column}" for column in table.columns)]
    lines += ("\t".join("" if cell is None else ntriples(cell) for cell in row) for row in table.rows)
    return "\n".join(lines) + "\n"


def _json_term(term: Node) -> dict[str, str]:
    match term:
        case URIRef():
            return {"type": "uri", "value": str(term)}
        case BNode():
            return {"type": "bnode", "value": str(term)}
        case Literal():
            written = {"type": "literal", "value": str(term)}
            if term.language is not None:
                written["xml:lang"] = term.language
            elif term.datatype is not None:
                written["datatype"] = str(term.datatype)
            return written
        case _:
            assert_never(term)


def _json(table: Table) -> str:
    bindings = [
        {column: _json_term(cell) for column, cell in zip(table.columns, row, strict=True) if cell is not None}
        for row in table.rows
    ]
    return _compact({"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}})


def _json_truth(value: bool) -> str:
    return _compact({"head": {}, "boolean": value})


def _compact(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


_CELL: Final = 32_767
"""So many characters a cell of a workbook holds; a longer text is cut, with a sign that it was."""

_EXACT: Final = 2**53
"""Whole numbers up to this are the same in a workbook, which keeps all numbers as doubles; a larger one is a text."""


def _workbook(table: Table) -> bytes:
    """One sheet (ECMA-376): texts as texts, numbers as numbers, a heading that stays in sight and filters."""
    from xlsxwriter import Workbook

    data = io.BytesIO()
    with Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        heading = book.add_format({"bold": True})
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, _cut(column), heading)
            texts = [column, *(str(row[place]) for row in table.rows[:100] if row[place] is not None)]
            sheet.set_column(place, place, min(max(map(len, texts)) + 2, 60))
        for number, row in enumerate(table.rows, 1):
            for place, cell in enumerate(row):
                value = _python(cell)
                match value:
                    case None:
                        pass
                    case bool():
                        sheet.write_boolean(number, place, value)
                    case int() | float() | Decimal() if _is_exact(value):
                        sheet.write_number(number, place, value)
                    case _:
                        sheet.write_string(number, place, _cut(_bare(cell)))
        if table.rows and table.columns:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return data.getvalue()


def _is_exact(number: int | float | Decimal) -> bool:
    try:
        return abs(float(number)) <= _EXACT
    except (OverflowError, ValueError):
        return False


def _cut(text: str) -> str:
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


_XML_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
NOT_XML: Final = {code: "\ufffd" for code in [*range(0x20), 0xFFFE, 0xFFFF] if code not in (9, 10, 13)}
"""Characters that XML 1.0 cannot hold in any way (section 2.2)."""


def _xml_text(text: str) -> str:
    return escape(text.translate(NOT_XML), {"\r": "&#13;"})


def _xml_term(term: Node) -> str:
    match term:
        case URIRef():
            return f"<uri>{_xml_text(str(term))}</uri>"
        case BNode():
            return f"<bnode>{_xml_text(str(term))}</bnode>"
        case Literal():
            kind = ""
            if term.language is not None:
                kind = f" xml:lang={quoteattr(term.language)}"
            elif term.datatype is not None:
                kind = f" datatype={quoteattr(str(term.datatype))}"
            return f"<literal{kind}>{_xml_text(str(term))}</literal>"
        case _:
            assert_never(term)


def _xml(table: Table) -> str:
    head = "".join(f"<variable name={quoteattr(column)}/>" for column in table.columns)
    lines = [f"{_XML_HEAD}<head>{head}</head><results>"]
    for row in table.rows:
        bindings = (
            f"<binding name={quoteattr(column)}>{_xml_term(cell)}</binding>"
            for column, cell in zip(table.columns, row, strict=True)
            if cell is not None
        )
        lines.append(f"<result>{''.join(bindings)}</result>")
    return "\n".join([*lines, "</results></sparql>"]) + "\n"


def _xml_truth(value: bool) -> str:
    return f"{_XML_HEAD}<head/><boolean>{str(value).lower()}</boolean></sparql>\n"


_PREFIXES: Final = {
    "dcterms": str(DCTERMS),
    "msg": str(MSG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
}


def _graph_writer(format: ox.RdfFormat, prefixes: dict[str, str] | None = None) -> Callable[[Triples], str]:
    def write(graph: Triples) -> str:
        triples = [ox.Triple(*map(to_oxigraph, triple)) for triple in sorted(graph.triples, key=_by_text)]  # type: ignore[arg-type]
        text = (ox.serialize(triples, format=format, prefixes=prefixes) or b"").decode()
        return text if text.endswith("\n") else text + "\n"

    return write


def _by_text(triple: Triple) -> tuple[str, ...]:
    """A triple's place in a file: what is said of one thing stands together, its types first."""
    subject, predicate, object_ = triple
    return ntriples(subject), "" if predicate == RDF.type else str(predicate), ntriples(object_)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name for people, how the names of its files end, what the web calls it, and its writers.

    There is a writer for each kind of result that such a file can hold.
    """

    label: str
    suffixes: tuple[str, ...]
    media_type: str
    table: Callable[[Table], str | bytes] | None = None
    truth: Callable[[bool], str] | None = None
    graph: Callable[[Triples], str] | None = None
    binary: bool = False


_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: Final[Mapping[str, Format]] = {
    "csv": Format("CSV", (".csv",), "text/csv", table=_csv),
    "tsv": Format("TSV", (".tsv",), "text/tab-separated-values", table=_tsv),
    "json": Format("JSON", (".json", ".srj"), "application/sparql-results+json", table=_json, truth=_json_truth),
    "xml": Format("XML", (".xml", ".srx"), "application/sparql-results+xml", table=_xml, truth=_xml_truth),
    "xlsx": Format("Excel", (".xlsx",), _WORKBOOK, table=_workbook, binary=True),
    "turtle": Format("Turtle", (".ttl",), "text/turtle", graph=_graph_writer(ox.RdfFormat.TURTLE, _PREFIXES)),
    "ntriples": Format("N-Triples", (".nt",), "application/n-triples", graph=_graph_writer(ox.RdfFormat.N_TRIPLES)),
    "json-ld": Format("JSON-LD", (".jsonld",), "application/ld+json", graph=_graph_writer(ox.RdfFormat.JSON_LD)),
}


def _writer(result: Result, format: Format) -> Callable[[Any], str | bytes] | None:
    """What writes a result of this kind, or None where the format has no place for it."""
    match result:
        case Table():
            return format.table
        case Triples():
            return format.graph
        case bool():
            return format.truth
        case _:
            assert_never(result)


def formats_for(result: Result) -> dict[str, Format]:
    """The rows of `FORMATS` that a result can be written as.

    >>> list(formats_for(True))
    ['json', 'xml']
    """
    return {name: format for name, format in FORMATS.items() if _writer(result, format) is not None}


def written(result: Result, format: str) -> bytes:
    """A result as the bytes of a file. Raises UnknownFormat: no such format, or not one for a result of this kind."""
    writer = _writer(result, FORMATS[format]) if format in FORMATS else None
    if writer is None:
        raise UnknownFormat(format, choices=sorted(formats_for(result)))
    data = writer(result)
    return data if isinstance(data, bytes) else data.encode("utf-8", "replace")


def dumps(result: Result, format: str) -> str:
    r"""A result as text.

    Raises:
        UnknownFormat: no such format, none for a result of this kind, or one that is no text.

    >>> dumps(True, "json")
    '{"head":{},"boolean":true}\n'
    >>> dumps(True, "csv")
    Traceback (most recent call last):
    msgraph.errors.UnknownFormat: I cannot write “csv” files; choose one of “json”, “xml”.
    """
    texts = [name for name, kind in formats_for(result).items() if not kind.binary]
    if format not in texts:
        raise UnknownFormat(format, choices=sorted(texts))
    return written(result, format).decode()


def export(result: Result, path: str | Path) -> Path:
    """Write a result to a file whose suffix names the format; the file's path.

    Raises:
        UnknownFormat: the suffix names no format for a result of this kind.
        OSError: the file cannot be written.
    """
    path = Path(path)
    suffixes = {suffix: name for name, format in formats_for(result).items() for suffix in format.suffixes}
    if path.suffix.lower() not in suffixes:
        raise UnknownFormat(path.suffix, choices=sorted(suffixes))
    path.write_bytes(written(result, suffixes[path.suffix.lower()]))
    return path
