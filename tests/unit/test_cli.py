"""The command line: what it prints where, and how it ends."""

import csv
import errno
import io
import json
import os
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import streamlit

from msgraph import KnowledgeGraph, __version__, cli, exports, terminal
from msgraph.facts import narrowed
from msgraph.results import Table
from tests.unit.garden import TURTLE as GARDEN

WORKSHOP = """
@prefix : <http://example.org/> .
@prefix ask: <https://w3id.org/msgraph/ask#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:Person a owl:Class ; rdfs:label "person"@en .
:Tool a owl:Class ; rdfs:label "tool"@en .
:lends a owl:ObjectProperty ; rdfs:label "lends"@en ; ask:verb "lend"@en ; rdfs:domain :Person ; rdfs:range :Tool .

:ann a :Person ; skos:prefLabel "Ann"@en ; :lends :axe , :saw .
:bob a :Person ; skos:prefLabel "Bob"@en ; :lends :trap .
:cleo a :Person ; skos:prefLabel "Cleo"@en .
:axe a :Tool ; skos:prefLabel "axe"@en ; skos:definition "It splits wood."@en .
:saw a :Tool ; skos:prefLabel "saw"@en .
:trap a :Tool ; skos:prefLabel "[bold]trap[/]\\u001B[31m\\u202E"@en .
:panel_saw a :Tool ; skos:prefLabel "panel"@en .
:panel_door a :Tool ; skos:prefLabel "panel"@en .
"""
EX = "http://example.org/"
QUESTION = "Which cytokines do MSCs secrete?"
JSON_FORM = (
    *("id", "question", "status", "kind", "reading", "sparql", "columns", "rows", "answers", "boolean", "count"),
    *("sentence", "evidence", "derived", "readings", "unknown_words", "suggestions", "milliseconds"),
)


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines]


Msgraph = Callable[..., Ended]


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "MSGRAPH_TRACEBACK", "MSGRAPH_GRAPH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def workshop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small graph; it is built once for all tests, and stays out of the user's cache."""
    monkeypatch.setenv("MSGRAPH_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    file = tmp_path / "workshop.ttl"
    file.write_text(WORKSHOP, encoding="utf-8")
    return file


@pytest.fixture
def msgraph(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Msgraph:
    """Runs a command in this process."""

    def run(*arguments: str | Path, given: str | bytes = b"") -> Ended:
        data = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capfd.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        return Ended(code, *capfd.readouterr())

    return run


@pytest.fixture(scope="module")
def shipped(kg: KnowledgeGraph) -> Path:
    """The shipped graph as a prepared folder."""
    assert kg.store.folder is not None
    return kg.store.folder.parent


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "msgraph", *map(str, arguments)]


# ---------------------------------------------------------------------------------------------------------------- ask


def test_a_question_is_answered_in_a_sentence(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("ask", "--graph", workshop, "Which tools does Ann lend?")
    assert (ended.code, ended.err) == (0, "")
    assert "axe" in ended.lines[0] and "saw" in ended.lines[0]
    assert any(line.startswith("Understood as: ") for line in ended.lines)


def test_words_without_quotation_marks_are_one_question(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "--json", "Which", "tools", "does", "Ann", "lend")
    assert ended.json[0]["question"] == "Which tools does Ann lend"


def test_a_question_may_come_from_standard_input(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "--json", "-", given="Which tools does Ann lend?\n")
    assert ended.json[0]["question"] == "Which tools does Ann lend?"


@pytest.mark.parametrize(
    ("question", "code", "status"),
    [
        pytest.param("Which tools does Ann lend?", 0, "answered", id="answered"),
        pytest.param("Which tools does Cleo lend?", 1, "no_answer", id="nothing in the graph"),
        pytest.param("Which tools does Ann glorify?", 3, "not_understood", id="not understood"),
        pytest.param("", 3, "not_understood", id="empty"),
        pytest.param("? ! …", 3, "not_understood", id="no words"),
        pytest.param("Quels outils prête Anne à ses voisins ?", 3, "not_understood", id="not English"),
        pytest.param("tool " * 2000, 3, "not_understood", id="ten thousand characters"),
        pytest.param(
            "Which tools \ud800\x00\x1b[31m does Ann lend?", None, None, id="half a character and control characters"
        ),
    ],
)
def test_the_exit_code_tells_how_a_question_ended(
    msgraph: Msgraph, workshop: Path, question: str, code: int | None, status: str | None
) -> None:
    ended = msgraph("ask", "-g", workshop, "--json", "--", question)
    (answer,) = ended.json
    assert code is None or (ended.code, answer["status"]) == (code, status)
    assert ended.err == ""
    assert "\x1b" not in ended.out


def test_json_has_the_promised_fields(msgraph: Msgraph, workshop: Path) -> None:
    (answer,) = msgraph("ask", "-g", workshop, "--json", "Which tools does Ann lend?").json
    assert set(JSON_FORM) <= set(answer)
    assert answer["answers"] == [{"iri": f"{EX}axe", "label": "axe"}, {"iri": f"{EX}saw", "label": "saw"}]


def test_what_a_graph_says_is_no_order_to_a_terminal(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "Which tools does Bob lend?")
    assert "[bold]trap[/][31m" in ended.out
    assert "\x1b" not in ended.out and "\u202e" not in ended.out


def test_csv_holds_addresses_and_names(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "--format", "csv", "Which tools does Ann lend?")
    assert list(csv.reader(io.StringIO(ended.out))) == [["tool", "toolLabel"], [f"{EX}axe", "axe"], [f"{EX}saw", "saw"]]


@pytest.mark.parametrize("format", cli.FORMATS)
def test_an_answer_is_written_in_every_format(msgraph: Msgraph, workshop: Path, tmp_path: Path, format: str) -> None:
    printed = msgraph("ask", "-g", workshop, "--format", format, "Which tools does Ann lend?")
    assert (printed.code, printed.err) == (0, "")
    for suffix in cli.FORMATS[format]:
        written = msgraph("ask", "-g", workshop, "--out", tmp_path / f"a{suffix}", "Which tools does Ann lend?")
        assert (written.code, written.out, written.err) == (0, "", "")
        data = (tmp_path / f"a{suffix}").read_bytes()
        if format in cli.BINARY:
            assert data.startswith((b"PK", b"\x89PNG"))
        elif format in ("bibtex", "ris"):  # the world makes no claims, so it has no sources
            assert data == b"" and printed.out == ""
        else:
            assert "axe" in printed.out
            assert data.decode().split() == printed.out.split()


def test_the_formats_are_those_of_exports() -> None:
    assert {name: kind.suffixes for name, kind in exports.ANSWERS.items()} == cli.FORMATS
    assert set(cli.OF_TABLES) == set(exports.TABLES)
    assert set(cli.OF_GRAPHS) == set(exports.GRAPHS)


def test_claims_can_be_written_as_a_table(msgraph: Msgraph, kg: KnowledgeGraph, shipped: Path) -> None:
    answer = kg.ask(QUESTION)
    ended = msgraph("ask", "-g", shipped, "--claims", "--format", "csv", QUESTION)
    head, *rows = csv.reader(io.StringIO(ended.out))
    assert {"claim", "subjectLabel", "polarity", "evidence_level", "sourceLabel", "doi"} <= set(head)
    assert [row[0] for row in rows] == [str(claim.iri) for claim in answer.evidence]
    first = answer.evidence[0]
    assert first.level is not None and first.source is not None and first.source.year is not None
    choice = ("--level", first.level.label, "--since", str(first.source.year), "--side", "for")
    few = msgraph("ask", "-g", shipped, "--claims", "--format", "csv", *choice, QUESTION)
    kept = narrowed(answer.evidence, levels=[first.level.label], since=first.source.year, supports=True)
    assert [row[0] for row in csv.reader(io.StringIO(few.out))][1:] == [str(claim.iri) for claim in kept]
    assert 0 < len(kept) < len(answer.evidence)
    refused = msgraph("ask", "-g", shipped, "--claims", "--format", "html", QUESTION)
    assert (refused.code, "--claims writes a table" in refused.err) == (2, True)


def test_a_card_is_written_as_its_links_and_as_what_is_around_it(msgraph: Msgraph, workshop: Path) -> None:
    table = msgraph("show", "-g", workshop, "--format", "csv", "Ann")
    assert list(csv.reader(io.StringIO(table.out)))[1:] == [
        [f"{EX}ann", "Ann", f"{EX}lends", "lends", f"{EX}{tool}", tool, "out"] for tool in ("axe", "saw")
    ]
    graph = json.loads(msgraph("show", "-g", workshop, "--format", "cytoscape", "Ann").out)
    assert {node["data"]["label"] for node in graph["elements"]["nodes"]} == {"Ann", "axe", "saw"}


def test_a_beginning_is_completed_to_questions_that_are_answered(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("complete", "-g", workshop, "what does A")
    assert ended.lines == ["What does Ann lend?"]
    assert json.loads(msgraph("complete", "-g", workshop, "--json", "what does A").out) == ["What does Ann lend?"]
    assert msgraph("complete", "-g", workshop, "zzz qqq").code == 1


def test_paths_are_written_as_an_answer_is(msgraph: Msgraph, workshop: Path) -> None:
    assert "lends" in msgraph("paths", "-g", workshop, "--format", "markdown", "Ann", "saw").out


def test_a_yes_or_no_is_a_boolean_result(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "--format", "json", "Does Ann lend an axe?")
    assert json.loads(ended.out) == {"head": {}, "boolean": True}


def test_without_an_answer_no_file_is_written(msgraph: Msgraph, workshop: Path, tmp_path: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "--out", tmp_path / "a.csv", "Which tools does Ann glorify?")
    assert (ended.code, ended.out, (tmp_path / "a.csv").exists()) == (3, "", False)
    assert "glorify" in ended.err


def test_json_can_be_written_to_a_file(msgraph: Msgraph, workshop: Path, tmp_path: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "--json", "--out", tmp_path / "answer.txt", "Which tools does Ann lend?")
    assert (ended.code, ended.out) == (0, "")
    assert json.loads((tmp_path / "answer.txt").read_text(encoding="utf-8"))["status"] == "answered"


def test_explain_shows_words_senses_readings_and_sparql(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "--explain", "Which tools does Ann lend?")
    assert ended.code == 0
    for shown in ("tools ", "tool (class)", "lends (verb)", "Reading 1  ", "rank ", "; taken)", "SPARQL", "SELECT"):
        assert shown in ended.out


def test_explain_names_what_is_left_over(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "--explain", "Which tools does Ann glorify?")
    assert (ended.code, "Left over  glorify" in ended.out) == (3, True)


def test_a_reading_that_was_not_offered_is_refused(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("ask", "-g", workshop, "--reading", "99", "Which tools does Ann lend?")
    assert (ended.code, ended.out) == (2, "")
    assert "no reading 99" in ended.err


# --------------------------------------------------------------------------------------------------------------- batch


def test_a_batch_answers_every_line_whatever_it_holds(msgraph: Msgraph, workshop: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "a", "question": "Which tools does Ann lend?"}',
        b"",
        b"nonsense",
        b'["a list"]',
        b'{"id": 3}',
        b'{"id": 4, "question": 5}',
        b'{"id": "latin", "question": "\xe9"}',
        b'{"id": 5, "question": "\\ud800 \\u0000"}',
        b"[" * 100_000,
        b'{"id": [1, {"x": null}], "question": "Which tools does Cleo lend?"}',
        b'{"id": 6, "question": "Which tools?", "follows": "nobody"}',
        b'{"question": "Does Ann lend an axe?"}',
    ]
    ended = msgraph("ask", "-g", workshop, "--batch", "-", given=b"\n".join(lines))
    answers = ended.json
    ids = ["a", None, None, 3, 4, None, 5, None, [1, {"x": None}], 6, None]
    assert [answer["id"] for answer in answers] == ids
    assert all(set(JSON_FORM) <= set(answer) for answer in answers)
    assert [answer["status"] for answer in answers if "error" not in answer] == [
        "answered", "not_understood", "no_answer", "answered",
    ]  # fmt: skip
    assert sum("error" in answer for answer in answers) == 7
    assert ended.code == 1
    assert len(ended.err.splitlines()) == 7


def test_a_whole_batch_ends_with_zero_whatever_the_answers(msgraph: Msgraph, workshop: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": 1, "question": "Which tools does Cleo lend?"}\n{"id": 2, "question": "What?"}\n')
    ended = msgraph("ask", "-g", workshop, "--batch", questions, "--out", tmp_path / "answers.jsonl")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    written = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(answer["id"], answer["status"]) for answer in written] == [(1, "no_answer"), (2, "not_understood")]


def test_a_question_of_a_batch_may_follow_an_earlier_one(
    msgraph: Msgraph, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str | None]] = []
    ask = KnowledgeGraph.ask

    def noted(self: KnowledgeGraph, question: str, **options: object) -> object:
        follows = options.get("follows")
        asked.append((question, getattr(follows, "question", None)))
        return ask(self, question, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(KnowledgeGraph, "ask", noted)
    lines = ('{"id": 1, "question": "Which tools does Ann lend?"}', '{"id": "1", "question": "and Bob?", "follows": 1}')
    msgraph("ask", "-g", workshop, "--batch", "-", given="\n".join(lines))
    msgraph("ask", "-g", workshop, "--follows", "Which tools does Ann lend?", "and Cleo?")
    first = ("Which tools does Ann lend?", None)
    assert asked == [first, ("and Bob?", first[0]), first, ("and Cleo?", first[0])]


def test_a_question_that_breaks_the_program_breaks_no_batch(
    msgraph: Msgraph, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: KnowledgeGraph, question: str, **_: object) -> object:
        raise RecursionError("too deep \x1b[31m")

    monkeypatch.setattr(KnowledgeGraph, "ask", broken)
    ended = msgraph(
        "ask", "-g", workshop, "--batch", "-", given='{"id": 1, "question": "a"}\n{"id": 2, "question": "b"}\n'
    )
    assert [answer["id"] for answer in ended.json] == [1, 2]
    assert ended.code == 1
    assert "Traceback" not in ended.err and "\x1b" not in ended.err


# -------------------------------------------------------------------------------------------------------------- sparql

LENT = f"SELECT ?tool {{ <{EX}ann> <{EX}lends> ?tool }} ORDER BY ?tool"


def test_a_query_gives_tsv_to_a_pipe(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("sparql", "-g", workshop, LENT)
    assert (ended.code, ended.lines, ended.err) == (0, ["?tool", f"<{EX}axe>", f"<{EX}saw>"], "")


@pytest.mark.parametrize("how", ["file", "-", "nothing"])
def test_a_query_may_come_from_a_file_or_standard_input(
    msgraph: Msgraph, workshop: Path, tmp_path: Path, how: str
) -> None:
    (tmp_path / "lent.rq").write_text(LENT, encoding="utf-8")
    arguments = {"file": [str(tmp_path / "lent.rq")], "-": ["-"], "nothing": []}[how]
    ended = msgraph("sparql", "-g", workshop, *arguments, given="" if how == "file" else LENT)
    assert ended.lines == ["?tool", f"<{EX}axe>", f"<{EX}saw>"]


def test_results_are_written_in_the_formats_of_the_w3c(msgraph: Msgraph, workshop: Path, tmp_path: Path) -> None:
    assert msgraph("sparql", "-g", workshop, "-f", "csv", LENT).out.split() == ["tool", f"{EX}axe", f"{EX}saw"]
    bindings = json.loads(msgraph("sparql", "-g", workshop, "-f", "json", LENT).out)["results"]["bindings"]
    assert [row["tool"] for row in bindings] == [{"type": "uri", "value": f"{EX}{name}"} for name in ("axe", "saw")]
    assert msgraph("sparql", "-g", workshop, "-o", tmp_path / "lent.srx", LENT).out == ""
    assert ET.parse(tmp_path / "lent.srx").getroot().tag == "{http://www.w3.org/2005/sparql-results#}sparql"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(f"ASK {{ <{EX}ann> ?p ?o }}", '{"head":{},"boolean":true}', id="ask"),
        pytest.param(f"CONSTRUCT {{ ?s <{EX}has> ?o }} {{ ?s <{EX}lends> ?o }}", f"<{EX}has>", id="construct"),
        pytest.param(f"DESCRIBE <{EX}axe>", "It splits wood.", id="describe"),
    ],
)
def test_every_kind_of_query_has_a_default_format(msgraph: Msgraph, workshop: Path, query: str, expected: str) -> None:
    ended = msgraph("sparql", "-g", workshop, query)
    assert (ended.code, ended.err) == (0, "")
    assert expected in ended.out


@pytest.mark.parametrize("format", ["turtle", "ntriples", "json-ld"])
def test_a_graph_is_written_in_the_formats_of_graphs(msgraph: Msgraph, workshop: Path, format: str) -> None:
    ended = msgraph("sparql", "-g", workshop, "-f", format, f"CONSTRUCT {{ ?s <{EX}has> ?o }} {{ ?s <{EX}lends> ?o }}")
    assert f"{EX}axe" in ended.out


@pytest.mark.parametrize(
    ("query", "told"),
    [
        pytest.param("SELECT ?x { ?x", "not SPARQL at line 1", id="broken"),
        pytest.param("INSERT DATA { <a:b> <a:b> <a:b> }", "refused", id="an update"),
        pytest.param("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "refused", id="reaching outside"),
        pytest.param("missing.rq", "no such file", id="a file that is not there"),
        pytest.param("", "empty", id="empty"),
    ],
)
def test_a_wrong_query_is_one_sentence(msgraph: Msgraph, workshop: Path, query: str, told: str) -> None:
    ended = msgraph("sparql", "-g", workshop, query)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert len(ended.err.splitlines()) == 1


def test_a_format_for_another_kind_of_result_is_refused(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("sparql", "-g", workshop, "-f", "turtle", LENT)
    assert (ended.code, ended.out) == (2, "")
    assert "“csv”" in ended.err


# --------------------------------------------------------------------------------------------------- show, paths, info


def test_a_card_shows_what_is_known(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("show", "-g", workshop, "axe")
    assert ended.code == 0
    assert ended.lines[:2] == ["axe  tool", "It splits wood."]
    assert any("Ann" in line for line in ended.lines[ended.lines.index("Links to it") :])


def test_a_card_is_found_by_its_address_and_told_as_json(msgraph: Msgraph, workshop: Path) -> None:
    (card,) = msgraph("show", "-g", workshop, "--json", f"{EX}ann").json
    assert card["thing"] == {"iri": f"{EX}ann", "label": "Ann"}
    assert [link["to"] for link in card["outward"]] == [  # type: ignore[attr-defined]
        [{"iri": f"{EX}axe", "label": "axe"}, {"iri": f"{EX}saw", "label": "saw"}]
    ]


@pytest.mark.parametrize("name", ["zeppelin", f"{EX}zeppelin"])
def test_an_unknown_thing_is_named(msgraph: Msgraph, workshop: Path, name: str) -> None:
    ended = msgraph("show", "-g", workshop, name)
    assert (ended.code, ended.out) == (1, "")
    assert f"“{name}”" in ended.err


def test_of_several_things_one_has_to_be_chosen(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("show", "-g", workshop, "panel")
    assert (ended.code, ended.out) == (3, "")
    assert f"{EX}panel_door" in ended.err and f"{EX}panel_saw" in ended.err


def test_paths_are_chains_of_links(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("paths", "-g", workshop, "axe", "saw")
    assert ended.code == 0
    assert any(line.startswith("  axe ─ ") and "Ann" in line and line.endswith("→ saw") for line in ended.lines)
    (answer,) = msgraph("paths", "-g", workshop, "axe", "saw", "--json").json
    assert (answer["status"], answer["kind"]) == ("answered", "path")


def test_where_no_path_leads_the_exit_code_says_so(msgraph: Msgraph, workshop: Path) -> None:
    assert msgraph("paths", "-g", workshop, "Ann", "Cleo").code == 1
    assert msgraph("paths", "-g", workshop, "axe", "saw", "--max-hops", "1").code == 1
    assert msgraph("paths", "-g", workshop, "axe", "zeppelin").code == 1


def test_info_counts_and_tells_where_things_lie(msgraph: Msgraph, workshop: Path) -> None:
    (told,) = msgraph("info", "-g", workshop, "--json").json
    assert told["version"] == __version__
    assert told["graph"] == [str(workshop)]
    assert (told["things"], told["claims"]) == (8, 0)
    read = msgraph("info", "-g", workshop)
    assert (read.code, "tool" in read.out) == (0, True)


# ---------------------------------------------------------------------------------- build, validate, import-tables, app


def test_a_built_graph_answers_as_its_turtle_does(msgraph: Msgraph, workshop: Path, tmp_path: Path) -> None:
    ended = msgraph("build", "-g", workshop, "--out", tmp_path / "built")
    assert (ended.code, ended.out) == (0, "")
    assert "triples" in ended.err
    question = "Which tools does Ann lend?"
    answers = [msgraph("ask", "-g", graph, "-f", "csv", question).out for graph in (workshop, tmp_path / "built")]
    assert answers[0] == answers[1] != ""


def test_a_graph_is_never_built_over_something_else(msgraph: Msgraph, workshop: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear Ann")
    ended = msgraph("build", "-g", workshop, "--out", tmp_path / "mine")
    assert ended.code == 2
    assert "letter.txt" in ended.err


def test_faults_of_turtle_are_told_by_file_and_line(msgraph: Msgraph, workshop: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix : <http://example.org/> .\n:a :b .\n", encoding="utf-8")
    ended = msgraph("validate", broken, "-g", workshop)
    assert ended.code == 1
    assert "broken.ttl:2: " in ended.lines[0]
    assert msgraph("validate", workshop, "-g", workshop).code == 0
    assert msgraph("validate", tmp_path / "missing.ttl").code == 2


def test_faults_of_tables_are_told_and_nothing_is_written(msgraph: Msgraph, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "entities.tsv").write_text("nonsense\tcolumns\n", encoding="utf-8")
    ended = msgraph("import-tables", tmp_path / "tables", "--out", tmp_path / "graph")
    assert (ended.code, ended.out, (tmp_path / "graph").exists()) == (1, "", False)
    assert "entities.tsv" in ended.err
    assert msgraph("import-tables", tmp_path / "nowhere", "--out", tmp_path / "graph").code == 2


@pytest.mark.parametrize(("command", "headless"), [("app", False), ("app --headless", True), ("serve", True)])
def test_the_app_is_started_without_questions(
    msgraph: Msgraph, workshop: Path, monkeypatch: pytest.MonkeyPatch, command: str, headless: bool
) -> None:
    started: list[dict[str, object]] = []
    monkeypatch.setenv("MSGRAPH_GRAPH", "")  # so that it is taken back
    monkeypatch.setattr(sys, "argv", ["msgraph"])
    monkeypatch.setattr(
        streamlit.App, "run", lambda app, *, config: started.append({"script": app.script_path} | config)
    )
    assert msgraph(*command.split(), "-g", str(workshop), "-g", "other.ttl", "--port", "8600").code == 0
    (settings,) = started
    assert Path(str(settings.pop("script"))).name == "app.py"
    assert (
        settings.items()
        >= {
            "browser.gatherUsageStats": False,
            "server.showEmailPrompt": False,
            "server.address": "localhost",
            "server.port": 8600,
            "server.headless": headless,
        }.items()
    )
    assert os.environ["MSGRAPH_GRAPH"].splitlines() == [str(workshop), "other.ttl"]


# ---------------------------------------------------------------------------------------------- what every command does


@pytest.mark.parametrize(
    "name",
    [
        "ask",
        "sparql",
        "show",
        "paths",
        "compare",
        "map",
        "records",
        "import-tables",
        "validate",
        "build",
        "info",
        "app",
        "serve",
    ],
)
def test_every_command_explains_itself_and_takes_a_graph(msgraph: Msgraph, name: str) -> None:
    ended = msgraph(name, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert "--graph" in ended.out
    assert name in msgraph("--help").out


def test_without_a_command_the_help_is_shown(msgraph: Msgraph) -> None:
    assert msgraph() == msgraph("--help")
    assert msgraph("--version").out == f"msgraph {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["nonsense"], "nonsense", id="no such command"),
        pytest.param(["ask", "--nonsense", "x"], "--nonsense", id="no such option"),
        pytest.param(["ask"], "Which question?", id="no question"),
        pytest.param(["ask", "--format", "docx", "x"], "“docx”", id="no such format"),
        pytest.param(["ask", "--out", "x.docx", "x"], "“.docx”", id="no such kind of file"),
        pytest.param(["ask", "--reading", "0", "x"], "--reading", id="a number that is too small"),
        pytest.param(["ask", "--batch", "missing.jsonl"], "missing.jsonl: No such file", id="no such batch"),
        pytest.param(["ask", "--batch", "-", "--explain"], "--batch", id="options that do not go together"),
        pytest.param(["ask", "--graph", "missing.ttl", "x"], "missing.ttl", id="no such graph"),
        pytest.param(["ask", "--graph", "http://127.0.0.1:1/", "x"], "http://127.0.0.1:1/", id="endpoint away"),
        pytest.param(["paths", "x"], "B", id="an argument is missing"),
        pytest.param(["sparql", "-g", "{here}", "ASK {}", "-o", "no/folder/x.json"], "x.json: No", id="no folder"),
        pytest.param(["build", "--graph", "http://127.0.0.1:1/query"], "endpoint", id="an endpoint is not built"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence_on_standard_error(
    msgraph: Msgraph, workshop: Path, arguments: list[str], told: str
) -> None:
    ended = msgraph(*(argument.replace("{here}", str(workshop)) for argument in arguments))
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert len(ended.err.splitlines()) == 1
    assert ended.err.startswith("msgraph: ") and ended.err.endswith(".\n")


def test_a_fault_of_the_program_is_a_sentence_too(
    msgraph: Msgraph, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: KnowledgeGraph, question: str, **_: object) -> object:
        raise ZeroDivisionError("by\nnought")

    monkeypatch.setattr(KnowledgeGraph, "ask", broken)
    ended = msgraph("ask", "-g", workshop, "x")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "msgraph: This should not have happened (ZeroDivisionError: by nought). MSGRAPH_TRACEBACK=1 shows where.\n"
    )
    monkeypatch.setenv("MSGRAPH_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        msgraph("ask", "-g", workshop, "x")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        pytest.param(KeyboardInterrupt(), 130, "", id="Ctrl-C"),
        pytest.param(
            OSError(errno.ENOSPC, "No space left on device"), 2, "msgraph: No space left on device.\n", id="disk full"
        ),
    ],
)
def test_what_ends_a_command_early_ends_it_quietly(
    msgraph: Msgraph, workshop: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str
) -> None:
    def ends(self: KnowledgeGraph, question: str, **_: object) -> object:
        raise error

    monkeypatch.setattr(KnowledgeGraph, "ask", ends)
    assert msgraph("ask", "-g", workshop, "x") == Ended(code, "", told)


# ----------------------------------------------------------------------------------------------------- terminals, pipes


class Window(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_colours_folding_and_the_first_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm-256color")
    table = Table(("a",), tuple((None,) for _ in range(50)))
    window = Window()
    shown = terminal.rendered(*terminal.result(table, whole=False), terminal._text("word " * 20, "red"), to=window)
    assert "… and 30 more rows; --all shows them" in shown
    assert "\x1b[31m" in shown
    assert max(len(line) for line in shown.splitlines()) < 60


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31m" not in terminal.rendered(terminal._text("word", "red"), to=Window())


def test_a_pipe_gets_plain_lines_as_long_as_they_are() -> None:
    text = "word " * 100 + "[red]end[/]"
    assert terminal.rendered(terminal._text(text, "red"), to=io.StringIO()) == text + "\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a matter of POSIX")
def test_a_real_terminal_shows_a_table(workshop: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80"}
    query = f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?x {{ <{EX}trap> skos:prefLabel ?x }}"
    done = subprocess.run(
        command("sparql", "-g", workshop, query),
        stdout=theirs, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, check=False, timeout=120,
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "[bold]trap[/][31m" in shown
    assert "1 row" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes as POSIX has them")
def test_a_reader_that_leaves_early_is_no_fault(workshop: Path, tmp_path: Path) -> None:
    questions = tmp_path / "many.jsonl"
    questions.write_text('{"id": 1, "question": "Which tools does Ann lend?"}\n' * 2000, encoding="utf-8")
    with subprocess.Popen(
        command("ask", "-g", workshop, "--batch", questions), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert json.loads(process.stdout.readline())["status"] == "answered"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes as POSIX has them")
def test_an_interrupted_process_ends_with_130_and_no_traceback(workshop: Path) -> None:
    with subprocess.Popen(
        command("ask", "-g", workshop, "--batch", "-"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # what runs in the background of a script ignores Ctrl-C, and so would what it starts
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(b'{"id": 1, "question": "Which tools does Ann lend?"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1  # each answer comes as soon as it is known
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told(workshop: Path, unbuffered: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command("sparql", "-g", workshop, LENT), stdout=full, stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered}, check=False, timeout=120,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == b"msgraph: No space left on device.\n"


def test_a_stream_without_our_characters_is_no_fault(workshop: Path) -> None:
    done = subprocess.run(
        command("ask", "-g", workshop, "--follows", "Which tools does Ann lend?", "Which tools does Cleo lend?"),
        capture_output=True, env=os.environ | {"PYTHONIOENCODING": "latin-1"}, check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")


def test_help_needs_nothing_that_takes_long_to_load() -> None:
    heavy = ("networkx", "pandas", "pyoxigraph", "rdflib", "rich", "spacy", "streamlit")
    program = (
        "import sys, msgraph.cli as c; c.run(['--help']);"
        f"print(*[name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stderr.split() == []


# ---------------------------------------------------------------------------------------------------- the shipped graph


@pytest.mark.slow
def test_the_shipped_graph_is_asked_with_its_evidence(msgraph: Msgraph, shipped: Path) -> None:
    ended = msgraph("ask", "-g", shipped, "Which cytokines do MSCs secrete?")
    assert ended.code == 0
    assert "interleukin-10" in ended.lines[0]
    assert any(line.startswith("Evidence") for line in ended.lines)
    assert "https://doi.org/" in ended.out


@pytest.mark.slow
def test_asking_loads_nothing_that_it_does_not_need(shipped: Path) -> None:
    heavy = ("networkx", "pandas", "pyshacl", "streamlit")
    arguments = ["ask", "--json", "-g", str(shipped), "Which cytokines do MSCs secrete?"]
    program = (
        f"import sys, msgraph.cli as c; c.run({arguments});"
        f"print(*[name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert json.loads(done.stdout)["status"] == "answered"
    assert done.stderr.split() == []


@pytest.mark.slow
def test_the_shipped_graph_is_what_is_asked_by_default(tmp_path: Path, kg: KnowledgeGraph) -> None:
    done = subprocess.run(command("info", "--json"), capture_output=True, check=True, text=True, cwd=tmp_path)
    assert json.loads(done.stdout)["identity"] == kg.store.identity


# ------------------------------------------------------------------------------------------------ compare, map, records


@pytest.fixture
def garden_file(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small graph with claims, built once for all tests."""
    monkeypatch.setenv("MSGRAPH_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    file = tmp_path / "garden.ttl"
    file.write_text(GARDEN, encoding="utf-8")
    return file


def test_things_are_shown_side_by_side(msgraph: Msgraph, garden_file: Path) -> None:
    ended = msgraph("compare", "mint", "lavender", "--graph", garden_file)
    assert (ended.code, ended.err) == (cli.DONE, "")
    assert ended.lines[0] == "Mint and lavender share 1 link; only mint has 3 and only lavender has 2."
    assert ["bee", "1 for; field trial", "1 for; sighting"] in [
        [part for part in line.split("  ") if part] for line in ended.lines
    ]


@pytest.mark.parametrize("format", [*cli.OF_TABLES, *cli.OF_GRAPHS])
def test_a_comparison_is_written_in_every_format(
    msgraph: Msgraph, garden_file: Path, tmp_path: Path, format: str
) -> None:
    out = tmp_path / f"out{cli.FORMATS[format][0]}"
    assert msgraph("compare", "mint", "lavender", "--graph", garden_file, "--out", out).code == cli.DONE
    assert out.stat().st_size > 100


def test_an_evidence_map_tells_most_claims_disputes_and_gaps(msgraph: Msgraph, garden_file: Path) -> None:
    ended = msgraph("map", "plant", "insect", "--depth", "0", "--graph", garden_file)
    assert ended.code == cli.DONE
    assert ended.lines[0] == "8 claims on 6 pairs  plant × insect"
    told = [line.split("  ")[0] for line in ended.lines]
    assert told.index("Most claims") < told.index("In dispute") < told.index("No claim on")


def test_a_map_is_narrowed_and_written_as_a_table(msgraph: Msgraph, garden_file: Path) -> None:
    ended = msgraph("map", "-g", garden_file, "--relation", "repels", "--level", "sighting", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(ended.out))
    assert (row["plantLabel"], row["insectLabel"], row["for"], row["against"]) == ("mint", "aphid", "0", "1")


def test_records_are_listed_by_kind_and_narrowed(msgraph: Msgraph, garden_file: Path) -> None:
    assert msgraph("records", "-g", garden_file).lines == ["book"]
    ended = msgraph("records", "book", "--where", "year=1999", "-g", garden_file, "-f", "tsv")
    assert len(ended.lines) == 2
    assert '"Garden almanac"' in ended.out
    shown = msgraph("records", "books", "--since", "2000", "-g", garden_file)
    assert (shown.lines[1].split("  ")[0], shown.lines[-1]) == ("Meadow survey", "1 record")
    assert msgraph("records", "book", "--find", "wug", "-g", garden_file).code == cli.NOTHING


def test_comparisons_maps_and_records_as_json(msgraph: Msgraph, garden_file: Path) -> None:
    for arguments, field in (
        (["compare", "mint", "rose"], "rows"),
        (["map", "plant", "insect"], "crossings"),
        (["records", "book"], "records"),
    ):
        (document,) = msgraph(*arguments, "--graph", garden_file, "--json").json
        assert document[field]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["compare", "mint"], cli.WRONG, "It takes 2 different things to compare them; one was given."),
        (["compare", "mint", "wug"], cli.NOTHING, "Nothing in the graph is called “wug”."),
        (["map", "wugs"], cli.NOTHING, "Nothing in the graph is called “wugs”."),
        (["records", "wug"], cli.NOTHING, "Nothing in the graph is called “wug”."),
        (["records", "book", "--where", "year"], cli.WRONG, "“year” names no value; write PROPERTY=VALUE."),
        (["records", "book", "--where", "yaer=1"], cli.NOTHING, "“yaer”; did you mean “year”?"),
        (["map", "--format", "svg"], cli.WRONG, "I cannot write “svg” files"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_compared_mapped_or_listed_is_told(
    msgraph: Msgraph, garden_file: Path, arguments: list[str], code: int, told: str
) -> None:
    ended = msgraph(*arguments, "--graph", garden_file)
    assert (ended.code, ended.out, told in ended.err) == (code, "", True)


def test_a_graph_without_claims_has_no_evidence_map(msgraph: Msgraph, workshop: Path) -> None:
    ended = msgraph("map", "--graph", workshop)
    assert (ended.code, ended.out) == (cli.WRONG, "")
    assert "makes no claims" in ended.err
