import io
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import BNode, Literal, URIRef

from msgraph import results
from msgraph.errors import UnknownFormat
from msgraph.results import FORMATS, Table, Triples
from msgraph.terms import Terms, from_oxigraph, literal, to_oxigraph

EX = "http://example.org/"
TABLE = Table(
    ("what", "label"),
    (
        (URIRef(EX + "saw"), Literal("Säge", lang="de")),
        (BNode("b0"), literal("07", str(XSD.integer))),
        (None, Literal('a "b",\n\tc')),
    ),
)
GRAPH = Triples(
    (
        (URIRef(EX + "saw"), RDFS.label, Literal("saw", lang="en")),
        (URIRef(EX + "saw"), URIRef(EX + "teeth"), literal("40", str(XSD.integer))),
        (URIRef(EX + "saw"), RDF.type, URIRef(EX + "Tool")),
    )
)

WRITTEN = {
    "csv": 'what,label\r\nhttp://example.org/saw,Säge\r\n_:b0,07\r\n,"a ""b"",\n\tc"\r\n',
    "tsv": (
        "?what\t?label\n"
        '<http://example.org/saw>\t"Säge"@de\n'
        '_:b0\t"07"^^<http://www.w3.org/2001/XMLSchema#integer>\n'
        '\t"a \\"b\\",\\n\\tc"\n'
    ),
    "json": (
        '{"head":{"vars":["what","label"]},"results":{"bindings":['
        '{"what":{"type":"uri","value":"http://example.org/saw"},'
        '"label":{"type":"literal","value":"Säge","xml:lang":"de"}},'
        '{"what":{"type":"bnode","value":"b0"},'
        '"label":{"type":"literal","value":"07","datatype":"http://www.w3.org/2001/XMLSchema#integer"}},'
        '{"label":{"type":"literal","value":"a \\"b\\",\\n\\tc"}}]}}\n'
    ),
    "xml": (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        '<head><variable name="what"/><variable name="label"/></head><results>\n'
        '<result><binding name="what"><uri>http://example.org/saw</uri></binding>'
        '<binding name="label"><literal xml:lang="de">Säge</literal></binding></result>\n'
        '<result><binding name="what"><bnode>b0</bnode></binding><binding name="label">'
        '<literal datatype="http://www.w3.org/2001/XMLSchema#integer">07</literal></binding></result>\n'
        '<result><binding name="label"><literal>a "b",\n\tc</literal></binding></result>\n'
        "</results></sparql>\n"
    ),
}

GRAPHS = {
    "turtle": "ex:saw a ex:Tool ;",
    "ntriples": (
        "<http://example.org/saw> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/Tool> .\n"
        "<http://example.org/saw> <http://example.org/teeth> "
        '"40"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        '<http://example.org/saw> <http://www.w3.org/2000/01/rdf-schema#label> "saw"@en .\n'
    ),
}

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
literals = st.one_of(
    texts.map(Literal),
    st.tuples(texts, st.sampled_from(["en", "de-ch"])).map(lambda pair: Literal(pair[0], lang=pair[1])),
    st.integers().map(lambda number: literal(str(number), str(XSD.integer))),
)
iris = st.from_regex(r"http://example\.org/[a-zé/?=&]{0,8}(#[a-z]{1,3})?", fullmatch=True).map(URIRef)
tables = st.lists(st.tuples(st.none() | iris, st.none() | literals), max_size=5).map(
    lambda rows: Table(("a", "b"), tuple(rows))
)


@pytest.mark.parametrize("format", WRITTEN)
def test_a_table_is_written_as_the_w3c_says(format: str) -> None:
    assert TABLE.dumps(format) == WRITTEN[format]


@pytest.mark.parametrize(
    ("format", "parsed"),
    [("json", ox.QueryResultsFormat.JSON), ("tsv", ox.QueryResultsFormat.TSV)],
    ids=["json", "tsv"],
)
@given(table=tables)
def test_what_is_written_is_read_back_by_others(format: str, parsed: ox.QueryResultsFormat, table: Table) -> None:
    read: Any = ox.parse_query_results(table.dumps(format).encode(), parsed)
    terms = Terms(kept=100)
    assert Table(("a", "b"), tuple(tuple(map(terms.__getitem__, row)) for row in read)) == table


@given(table=tables)
def test_xml_is_well_formed_whatever_a_literal_holds(table: Table) -> None:
    root = ElementTree.fromstring(table.dumps("xml"))
    assert len(root.findall(".//{*}result")) == len(table.rows)


@given(term=st.one_of(iris, literals))
def test_a_term_goes_to_oxigraph_and_back_unchanged(term: URIRef | Literal) -> None:
    assert from_oxigraph(to_oxigraph(term)) == term


@pytest.mark.parametrize("language", [None, "de", "en-GB", "EN"])
def test_a_string_is_in_all_what_rdflib_makes_of_it(language: str | None) -> None:
    ours, theirs = literal("Säge", None, language), Literal("Säge", lang=language)
    for name in Literal.__slots__:
        assert getattr(ours, name) == getattr(theirs, name)
    assert (ours, ours.value, ours.n3(), hash(ours)) == (theirs, theirs.value, theirs.n3(), hash(theirs))


def test_a_truth_value_is_written_as_the_w3c_says() -> None:
    assert results.dumps(True, "json") == '{"head":{},"boolean":true}\n'
    assert ElementTree.fromstring(results.dumps(False, "xml")).findtext("{*}boolean") == "false"


def test_a_graph_is_written_the_same_whatever_the_order_of_its_triples() -> None:
    assert GRAPH.dumps("ntriples") == GRAPHS["ntriples"]
    assert Triples(GRAPH.triples[::-1]).dumps("turtle") == GRAPH.dumps("turtle")


@pytest.mark.parametrize(
    ("format", "parsed"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("json-ld", ox.RdfFormat.JSON_LD),
    ],
    ids=["turtle", "ntriples", "json-ld"],
)
def test_a_graph_is_read_back_by_others(format: str, parsed: ox.RdfFormat) -> None:
    read = ox.parse(GRAPH.dumps(format).encode(), parsed)
    assert {(from_oxigraph(q.subject), from_oxigraph(q.predicate), from_oxigraph(q.object)) for q in read} == set(GRAPH)


@pytest.mark.parametrize("result", [TABLE, GRAPH, True], ids=["table", "graph", "truth"])
def test_the_name_of_a_file_says_how_it_is_written(result: results.Result, tmp_path: Path) -> None:
    for name, format in results.formats_for(result).items():
        for suffix in format.suffixes:
            file = results.export(result, tmp_path / f"result{suffix.upper()}")
            assert file.read_bytes() == results.written(result, name)
            if not format.binary:
                assert file.read_bytes().decode() == results.dumps(result, name)


def test_an_unknown_kind_of_file_is_refused_with_the_choices(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat) as error:
        TABLE.export(tmp_path / "result.xls")
    assert str(error.value) == (
        "I cannot write “.xls” files; choose one of “.csv”, “.json”, “.srj”, “.srx”, “.tsv”, “.xlsx”, “.xml”."
    )
    with pytest.raises(UnknownFormat, match="choose one of “json-ld”, “ntriples”, “turtle”"):
        GRAPH.dumps("csv")
    assert list(tmp_path.iterdir()) == []


def test_the_media_types_are_those_that_the_web_knows() -> None:
    assert ox.QueryResultsFormat.from_media_type(FORMATS["json"].media_type) == ox.QueryResultsFormat.JSON
    assert ox.RdfFormat.from_media_type(FORMATS["turtle"].media_type) == ox.RdfFormat.TURTLE
    assert len({format.media_type for format in FORMATS.values()}) == len(FORMATS)
    assert json.loads(results.dumps(TABLE, "json"))["head"] == {"vars": ["what", "label"]}


def test_a_frame_holds_values_of_python() -> None:
    table = Table(
        ("what", "teeth", "sharp"),
        (
            (URIRef(EX + "saw"), Literal(40), Literal(True)),
            (URIRef(EX + "axe"), Literal(0), Literal(False)),
        ),
    )
    frame = table.to_frame()
    assert list(frame.columns) == ["what", "teeth", "sharp"]
    assert frame.to_dict("records") == [
        {"what": "http://example.org/saw", "teeth": 40, "sharp": True},
        {"what": "http://example.org/axe", "teeth": 0, "sharp": False},
    ]
    assert frame["teeth"].sum() == 40


# ----------------------------------------------------------------------------------------------------------- workbooks

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(table: Table) -> list[list[tuple[str, str] | None]]:
    """The cells of a workbook as a spreadsheet reads them: their type and their value."""
    with zipfile.ZipFile(io.BytesIO(results.written(table, "xlsx"))) as book:
        assert not [name for name in book.namelist() if "extern" in name or "vba" in name]
        cells = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        texts = ElementTree.fromstring(book.read("xl/sharedStrings.xml")).findall(f"{SHEET}si")
    assert cells.findall(f".//{SHEET}f") == [], "a formula"
    assert cells.findall(f".//{SHEET}hyperlink") == [], "a link"
    rows: list[list[tuple[str, str] | None]] = []
    for row in cells.iter(f"{SHEET}row"):
        rows.append([None] * len(table.columns))
        for cell in row:
            column = ord(cell.attrib["r"][0]) - ord("A")
            kind, value = cell.get("t", "n"), cell.findtext(f"{SHEET}v") or ""
            text = "".join(texts[int(value)].itertext()) if kind == "s" else value
            rows[-1][column] = (kind, text)
    return rows


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "SEPT2", "1E5", "007"])
def test_a_text_stays_a_text_in_a_workbook(text: str) -> None:
    assert sheet(Table((text,), ((Literal(text),),))) == [[("s", text)], [("s", text)]]


def test_a_workbook_holds_numbers_and_addresses_as_what_they_are() -> None:
    integer, decimal, date = XSD.integer, XSD.decimal, XSD.date
    cells = (
        *(URIRef(EX + "saw"), Literal("47", datatype=integer), Literal("0.5", datatype=decimal), Literal(True), None),
        *(Literal("2026-11-26", datatype=date), Literal("9" * 20, datatype=integer), Literal("NaN", datatype=decimal)),
    )
    (_, row) = sheet(Table(tuple("abcdefgh"), (cells,)))
    assert row == [
        *(("s", EX + "saw"), ("n", "47"), ("n", "0.5"), ("b", "1"), None),
        *(("s", "2026-11-26"), ("s", "9" * 20), ("s", "NaN")),
    ]


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    (_, ((_, text),)) = sheet(Table(("a",), ((Literal("x" * 40_000),),)))  # type: ignore[misc]
    assert text == "x" * 32_766 + "…"


def test_a_workbook_without_rows_has_its_heading() -> None:
    assert sheet(Table(("a", "b"), ())) == [[("s", "a"), ("s", "b")]]


def test_what_is_no_text_is_not_given_as_one() -> None:
    with pytest.raises(UnknownFormat, match="choose one of “csv”, “json”, “tsv”, “xml”"):
        TABLE.dumps("xlsx")
