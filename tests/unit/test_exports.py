"""What can be taken away, in every kind of file."""

import io
import json
import struct
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from rdflib import Graph, Namespace, URIRef

from msgraph import exports
from msgraph.answer import Answer
from msgraph.engine import KnowledgeGraph
from msgraph.errors import UnknownFormat
from msgraph.exports import ANSWERS, GRAPHS, ROWS, written
from msgraph.facts import Cell
from msgraph.plan import Both, Claims, Evidence, List, Truth
from msgraph.traversal import of_claims
from tests.unit.garden import G, T, thing, to

E = Namespace("http://example.org/")


@pytest.fixture
def answer(garden: KnowledgeGraph) -> Answer:
    return garden.answer(Evidence(Claims(thing("mint"), (T.repels,), thing("aphid"))))


@pytest.mark.parametrize("format", GRAPHS)
def test_a_subgraph_can_be_written_as(format: str, answer: Answer) -> None:
    subgraph = answer.subgraph()
    data = written(subgraph, format)
    assert data == written(subgraph, format) == written(answer, format)
    match format:
        case "graphml":
            again = networkx.read_graphml(io.BytesIO(data), force_multigraph=True)
            assert (len(again), again.number_of_edges()) == (2, 2)
        case "gexf":
            assert len(ElementTree.fromstring(data).findall(".//{*}edge")) == 2
        case "cytoscape":
            elements = json.loads(data)["elements"]
            assert {node["data"]["label"] for node in elements["nodes"]} == {"mint", "aphid"}
            assert {edge["data"]["polarity"] for edge in elements["edges"]} == {"supports", "refutes"}
        case "dot":
            assert b'label="repels", fontsize=10, style=dashed' in data
        case "turtle":
            triples = set(Graph().parse(data=data, format="turtle"))
            assert (G.mint, T.repels, G.aphid) in triples
            assert f"# refuted: <{G.mint}> <{T.repels}> <{G.aphid}> ." in data.decode()
        case "svg":
            assert ElementTree.fromstring(data).tag == "{http://www.w3.org/2000/svg}svg"
        case "png":
            assert data.startswith(b"\x89PNG\r\n\x1a\n")
            assert struct.unpack(">II", data[16:24]) > (400, 200)


@pytest.mark.parametrize("format", ROWS)
def test_the_rows_of_an_answer_are_a_table(format: str, answer: Answer) -> None:
    assert written(answer, format) == written(answer.to_table(), format)


def test_a_yes_is_a_truth_value_where_a_format_has_one(garden: KnowledgeGraph) -> None:
    answer = garden.answer(Truth(Both((thing("mint"), to("repels", thing("aphid"))))))
    assert json.loads(written(answer, "json")) == {"head": {}, "boolean": True}
    assert written(answer, "csv") == written(answer.to_table(), "csv")


def test_the_suffix_of_a_file_names_the_format(answer: Answer, tmp_path: Path) -> None:
    for format, kind in ANSWERS.items():
        for suffix in kind.suffixes:
            assert exports.export(answer, tmp_path / f"a{suffix}").read_bytes() == written(answer, format)
    with pytest.raises(UnknownFormat, match=r"I cannot write “\.pdf” files"):
        exports.export(answer, tmp_path / "a.pdf")


def test_the_sources_of_an_answer_are_its_references(answer: Answer) -> None:
    assert [source.label for source in answer.sources] == ["Meadow survey", "Garden almanac"]
    assert written(answer, "bibtex").count(b"@misc{") == written(answer, "ris").count(b"TY  - GEN") == 2


def test_another_format_is_refused_with_the_choices(garden: KnowledgeGraph) -> None:
    graph = garden.answer(List(to("repels", thing("aphid")))).subgraph()
    with pytest.raises(UnknownFormat, match="I cannot write “pdf” files; choose one of “cytoscape”"):
        written(graph, "pdf")


@pytest.mark.parametrize("format", GRAPHS)
def test_names_with_quotes_brackets_and_controls_do_not_break_a_file(format: str) -> None:
    odd = Cell(E.odd, 'a "b" \\ <c> & \n d \x01')
    graph = of_claims((), [odd], [(odd, Cell(E.to, "to"), Cell(None, 'say "x" \x02', 'say "x"'))])
    data = written(graph, format)
    if format in ("graphml", "gexf", "svg"):
        ElementTree.fromstring(data)
    if format == "turtle":
        assert len(Graph().parse(data=data, format="turtle")) == 2
    assert URIRef(E.odd) in {URIRef(name) for name in graph if not name.startswith("“")}
