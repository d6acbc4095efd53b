"""Broken data of many kinds: one clear sentence with file and line, and nothing of what was there is lost."""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from msgraph import cli, manifest
from msgraph.build import build
from msgraph.engine import KnowledgeGraph
from msgraph.errors import BadRule, BadSchema, BadShapes, BrokenTurtle, NoSuchSource
from msgraph.tables import import_tables
from tests.unit.test_tables import ONTOLOGY, TABLES, written

HEAD = """@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Tool a owl:Class ; rdfs:label "tool" . :Person a owl:Class ; rdfs:label "person" .
:lends a owl:ObjectProperty ; rdfs:label "lends" ; rdfs:domain :Person ; rdfs:range :Tool .
:ann a :Person ; rdfs:label "Ann" ; :lends :saw .
:saw a :Tool ; rdfs:label "saw" .
"""
GOOD = HEAD.encode()
END = HEAD.count("\n") + 1
"""The line on which what is added to a good graph begins."""

TURTLE = {
    "cut in a name": (GOOD + b":be", END),
    "cut in a string": (GOOD + b':x rdfs:label "abc', END),
    "cut in a long string": (GOOD + b':x :y """abc\ndef', END),
    "cut in an IRI": (GOOD + b":x :y <http://exam", END),
    "cut in an escape": (GOOD + b':x :y "a\\u12', END),
    "cut after a property": (GOOD + b":x :y", END),
    "no dot": (GOOD + b":x :y :z\n:a :b :c .", END + 1),
    "an unknown prefix": (GOOD + b"x:y :b :c .", END),
    "Latin-1": (GOOD + ':x rdfs:label "Änn" .'.encode("latin-1"), END),
    "UTF-16": (HEAD.encode("utf-16"), 1),
    "UTF-16 without a mark": (HEAD.encode("utf-16-le"), 1),
    "compressed": (gzip.compress(GOOD), 1),
    "zeros": (bytes(1000), 1),
    "a zero at the end": (GOOD + b"\0", END),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 1),
    "a web page": (b"<!DOCTYPE html><html><body>Not found</body></html>", 1),
    "JSON": (b'{"a": 1}', 1),
    "RDF/XML": (b'<?xml version="1.0"?><rdf:RDF/>', 1),
    "a table": (b"a,b,c\n1,2,3\n", 1),
    "a conflict of versions": (GOOD + b"<<<<<<< ours\n:a :b :c .\n=======\n:a :b :d .\n>>>>>>> theirs\n", END),
    "the place of a large file": (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n", 1),
    "a space in an IRI": (GOOD + b"<http://a b> :b :c .", END),
    "a relative IRI": (GOOD + b"<a> :b :c .", END),
    "a wrong language": (GOOD + b':x rdfs:label "a"@_ .', END),
    "an unknown escape": (GOOD + b':x rdfs:label "a\\q" .', END),
    "half a character": (GOOD + b':x rdfs:label "a\\uD800" .', END),
    "a character beyond Unicode": (GOOD + b':x rdfs:label "a\\U00110000" .', END),
    "a text as a subject": (GOOD + b'"a" :b :c .', END),
    "a text as a property": (GOOD + b':a "b" :c .', END),
    "a blank node as a property": (GOOD + b":a _:b :c .", END),
    "a list without an end": (GOOD + b":a :b ( :c :d .", END),
    "a blank node without an end": (GOOD + b":a :b [ :c :d .", END),
    "a bracket too many": (GOOD + b":a :b :c ] .", END),
    "a text over two lines": (GOOD + b':a :b "x\ny" .', END),
    "SPARQL": (b"SELECT * { ?s ?p ?o }", 1),
    "named graphs": (GOOD + b"<http://g> { :a :b :c . }", END),
    "a rule of N3": (GOOD + b"{ :a :b :c } => { :d :e :f } .", END),
    "a fault behind a long line": (GOOD + b':a rdfs:label "' + b"x" * 1_000_000 + b'" .\n:b c', END + 1),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared graph that has to survive all that follows."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "good.ttl").write_bytes(GOOD)
    build([folder / "good.ttl"], folder / "graph")
    return folder / "graph"


def failed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one sentence with which a command fails."""
    assert cli.run(list(map(str, arguments))) in (cli.WRONG, cli.NOTHING)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert "should not have happened" not in err
    return err.removeprefix("msgraph: ").rstrip("\n")


@pytest.mark.parametrize(("content", "line"), TURTLE.values(), ids=TURTLE)
def test_broken_turtle_is_told_with_its_line_and_the_graph_before_it_stays(
    content: bytes, line: int, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "world.ttl"
    file.write_bytes(content)
    before = (built / manifest.MANIFEST).read_bytes(), sorted(built.iterdir())
    said = failed(capsys, "build", "--graph", file, "--out", built)
    assert said.startswith(f"{file}:{line}: column ")
    assert said.isprintable()
    assert ((built / manifest.MANIFEST).read_bytes(), sorted(built.iterdir())) == before
    assert file.read_bytes() == content
    cli.run(["validate", str(file)])
    (fault,) = capsys.readouterr().out.splitlines()
    assert fault.startswith(f"{file}:{line}: ")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "world.ttl"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD)
    assert cli.run(["ask", "--graph", str(file), "Which tools does Ann lend?"]) == cli.DONE
    assert cli.run(["validate", str(file)]) == cli.DONE
    capsys.readouterr()


def link_in_folder(place: Path) -> None:
    (place / "a").mkdir()
    (place / "a" / "b.ttl").symlink_to(place / "c.ttl")


PLACES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "nothing": (lambda place: None, "a.ttl", "there is no such file or folder"),
    "a link to nothing": (lambda place: (place / "a.ttl").symlink_to(place / "b.ttl"), "a.ttl", "there is no such"),
    "a link to itself": (lambda place: (place / "a.ttl").symlink_to(place / "a.ttl"), "a.ttl", "there is no such"),
    "a pipe": (lambda place: os.mkfifo(place / "a.ttl"), "a.ttl", "this is no regular file"),
    "a device": (lambda place: (place / "a.ttl").symlink_to("/dev/zero"), "a.ttl", "this is no regular file"),
    "a folder with the name of a file": (lambda place: (place / "a.ttl").mkdir(), "a.ttl", "the folder holds no file"),
    "a folder of a link to nothing": (link_in_folder, "a", "the folder holds no file"),
    "a file of another kind": (lambda place: (place / "a.xlsx").touch(), "a.xlsx", "this is not a graph"),
    "below a file": (lambda place: (place / "a.ttl").touch(), "a.ttl/b.ttl", "there is no such file or folder"),
    "a name without end": (lambda place: None, "a" * 300 + ".ttl", "File name too long"),
    "a zero in the name": (lambda place: None, "a\0b.ttl", "there is no such file or folder"),
    "half a character in the name": (lambda place: None, "\udcff.ttl", "there is no such file or folder"),
    "another protocol": (lambda place: None, "ftp://example.org/a.ttl", "there is no such file or folder"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="makes links and pipes")
@pytest.mark.parametrize(("make", "name", "told"), PLACES.values(), ids=PLACES)
def test_a_place_with_no_graph_is_told(
    make: Callable[[Path], object], name: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    assert told in failed(capsys, "ask", "--graph", name if "://" in name else f"{tmp_path}/{name}", "Who?")


def test_pipes_and_rings_of_links_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "good.ttl").write_bytes(GOOD)
    os.mkfifo(tmp_path / "pipe.ttl")
    (tmp_path / "ring").symlink_to(tmp_path)
    with KnowledgeGraph.open(tmp_path) as kg:
        assert kg.ask("Which tools does Ann lend?").status == "answered"


ODD = {
    "classes in a ring": ":Tool rdfs:subClassOf :Thing . :Thing rdfs:subClassOf :Tool .",
    "a class below itself": ":Tool rdfs:subClassOf :Tool .",
    "relations in a ring": ":lends rdfs:subPropertyOf :p . :p a owl:ObjectProperty ; rdfs:subPropertyOf :lends .",
    "things in a ring": ":saw skos:broader :axe . :axe a :Tool ; rdfs:label 'axe' ; skos:broader :saw .",
    "a list in a ring": ":lends rdfs:domain [ owl:unionOf _:l ] . _:l rdf:first :Person ; rdf:rest _:l .",
    "a list without an end": ":lends rdfs:domain [ owl:unionOf _:l ] . _:l rdf:first :Person .",
    "a list with two ends": ":lends rdfs:range [ owl:unionOf _:l ] . _:l rdf:first :Tool ; rdf:rest rdf:nil , () .",
    "a text as a class": ":x a 'Tool' ; rdfs:label 'y' .",
    "a thing as a name": ":x a :Tool ; rdfs:label :y .",
    "a number as a name": ":x a :Tool ; rdfs:label 5 .",
    "a name without end": f":x a :Tool ; rdfs:label '{'long ' * 20_000}' .",
    "a name of nothing": ":x a :Tool ; rdfs:label '' , '   ' .",
    "a name of control characters": r":x a :Tool ; rdfs:label 'a\u0000b\u001b[31m\u202e' .",
    "a text as a domain": ":p a owl:ObjectProperty ; rdfs:domain 'Person' .",
    "a blank node as a domain": ":p a owl:ObjectProperty ; rdfs:domain [] .",
    "a claim to nothing": ":c a rdf:Statement ; rdf:subject :ann ; rdf:predicate :lends ; rdf:object :nowhere .",
    "a claim of nothing": ":c a rdf:Statement .",
    "a claim of texts": ":c a rdf:Statement ; rdf:subject 'a' ; rdf:predicate 'b' ; rdf:object 'c' .",
    "a claim of itself": ":c a rdf:Statement ; rdf:subject :c ; rdf:predicate :c ; rdf:object :c .",
    "a number that is none": ":w a owl:DatatypeProperty ; rdfs:range xsd:decimal . :saw :w 'heavy'^^xsd:decimal .",
    "a date that is none": ":w a owl:DatatypeProperty ; rdfs:range xsd:date . :saw :w '2020-13-45'^^xsd:date .",
    "numbers without end": ":w a owl:DatatypeProperty . :saw :w 'INF'^^xsd:double , 'NaN'^^xsd:double .",
    "a thing of itself": ":x a :x ; rdfs:label 'x' .",
    "a date that is a thing": ":x <http://purl.org/dc/terms/modified> :y , 'not a date' .",
    "an inverse that is a text": ":lends owl:inverseOf 'x' .",
    "a triple in a triple": "<< :ann :lends :saw >> rdfs:label 'x' .",
    "lists within lists": ":a :b " + "( " * 5_000 + ") " * 5_000 + ".",
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_data_does_no_harm_to_what_is_well_formed(odd: str, tmp_path: Path) -> None:
    file = tmp_path / "world.ttl"
    file.write_text(f"{HEAD}{odd}\n", encoding="utf-8")
    with KnowledgeGraph.open(file) as kg:
        answer = kg.ask("Which tools does Ann lend?")
        assert [cell.label for cell in answer.answers] == ["saw"]
        assert kg.card("saw").thing.label == "saw"
        kg.describe_graph()
        kg.paths("Ann", "saw").to_json()


RULES = {
    "an order that is no number": ("sh:construct 'CONSTRUCT {} WHERE {}' ; sh:order 'first'", "is no number"),
    "a thing as the text": ("sh:construct :x", "cannot be run"),
    "a prefix that is none": (
        "sh:construct 'CONSTRUCT {} WHERE {}' ; sh:prefixes [ sh:declare [ sh:prefix 'a b' ; sh:namespace '<>' ] ]",
        "cannot be run",
    ),
    "new things without end": (
        "sh:construct 'CONSTRUCT { ?o <a:p> [] , [] } WHERE { ?s <a:p> ?o }'",
        "have made more than 1,000 triples and go on",
    ),
}


@pytest.mark.parametrize(("rule", "told"), RULES.values(), ids=RULES)
def test_a_rule_that_cannot_be_run_leaves_the_graph_before_it(
    rule: str,
    told: str,
    built: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("msgraph.loading.MOST_DERIVED", 1_000)
    monkeypatch.setattr("msgraph.loading.MOST_DERIVED_EACH", 1)
    file = tmp_path / "world.ttl"
    file.write_text(f"{HEAD}:a <a:p> :b . :r a sh:SPARQLRule ; {rule} . :s sh:rule :r .", encoding="utf-8")
    before = (built / manifest.MANIFEST).read_bytes()
    assert told in failed(capsys, "build", "--graph", file, "--out", built)
    assert (built / manifest.MANIFEST).read_bytes() == before


SHAPES = {
    "a text as a path": ("sh:property [ sh:path 'x' ; sh:minCount 1 ]", BadShapes, "path"),
    "a pattern that is none": ("sh:property [ sh:path rdfs:label ; sh:pattern '(' ]", BadShapes, "unterminated"),
    "no path": ("sh:property [ sh:minCount 1 ]", BadShapes, "well-formed"),
    "a query that is none": ("sh:sparql [ sh:select 'SELEC' ; sh:message 'm' ]", BadRule, "“m” cannot be run"),
    "a query without its thing": (
        "sh:sparql [ sh:select 'SELECT ?x { ?x a owl:Class }' ; sh:message 'm' ]",
        BadRule,
        "does not select",
    ),
    "a query that reaches out": (
        "sh:sparql [ sh:select 'SELECT $this { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }' ; sh:message 'm' ]",
        BadRule,
        "SERVICE is refused",
    ),
}


@pytest.mark.parametrize(("shape", "error", "told"), SHAPES.values(), ids=SHAPES)
def test_shapes_that_are_none_are_told(
    shape: str, error: type[Exception], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "world.ttl"
    file.write_text(f"{HEAD}:S a sh:NodeShape ; sh:targetClass :Tool ; {shape} .", encoding="utf-8")
    assert told in failed(capsys, "validate", file)


def test_a_message_may_name_what_its_query_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "world.ttl"
    select = "SELECT $this { $this a <http://example.org/Tool> }"
    file.write_text(f"{HEAD}:S sh:sparql [ sh:select '{select}' ; sh:message 'has no {{?name}}' ] .", encoding="utf-8")
    assert cli.run(["validate", str(file)]) == cli.NOTHING
    assert capsys.readouterr().out == f"{file}:{END - 1}: :saw has no {{?name}}\n"


def test_a_triple_within_a_triple_is_a_fault_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "world.ttl"
    file.write_text(f"{HEAD}<< :ann :lends :saw >> rdfs:label 'x' .", encoding="utf-8")
    assert cli.run(["validate", str(file)]) == cli.NOTHING
    assert capsys.readouterr().out.startswith(f"{file}:{END}: a triple stands within a triple")


# -------------------------------------------------------------------------------------------------------------- tables

SCHEMAS = {
    "no description": (lambda text: "@prefix a: <a:> .", BadSchema, "it has 0 csvw:TableGroup"),
    "two descriptions": (lambda text: f"{text} ex:two a csvw:TableGroup .", BadSchema, "it has 2 csvw:TableGroup"),
    "broken Turtle": (lambda text: f"{text}\nex:a ex:b", BrokenTurtle, "shed.ttl:"),
    "a column that is not there": (lambda text: text.replace("org/{key}", "org/{kay}"), BadSchema, "a column “kay”"),
    "no column in the address": (lambda text: text.replace("org/{key}", "org/"), BadSchema, "csvw:aboutUrl"),
    "code in the address": (lambda text: text.replace("note/{id}", "{id.__class__}"), BadSchema, "csvw:aboutUrl"),
    "a column without a name": (lambda text: text.replace('csvw:name "colour" ;', ""), BadSchema, "without a"),
    "a table without a file": (lambda text: text.replace('csvw:url "colours.tsv" ;', ""), BadSchema, "csvw:url"),
    "a file elsewhere": (
        lambda text: text.replace('ask:rowClass ex:Note ;', 'ask:rowClass ex:Note ; ask:file "../../note" ;'),
        BadSchema,
        "that is no plain name",
    ),
    "a pattern that is none": (lambda text: text.replace("[a-z_]+", "[a-z_+"), BadSchema, "a sh:pattern that is none"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "error", "told"), SCHEMAS.values(), ids=SCHEMAS)
def test_an_ontology_that_does_not_describe_its_tables_is_told(
    change: Callable[[str], str], error: type[Exception], told: str, tmp_path: Path
) -> None:
    (tmp_path / "ontology").mkdir()
    changed = change(ONTOLOGY)
    assert changed != ONTOLOGY
    (tmp_path / "ontology" / "shed.ttl").write_text(changed, encoding="utf-8")
    written(tmp_path / "tables", TABLES)
    with pytest.raises(error, match=told):
        import_tables(tmp_path / "tables", tmp_path / "graph", ontology=tmp_path / "ontology")
    assert not (tmp_path / "graph").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="makes pipes")
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
@pytest.mark.parametrize("name", ["shed/notes.tsv", "same.sssom.tsv"])
def test_what_is_called_a_table_and_is_no_file_is_told(
    make: Callable[[Path], object], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "shed.ttl").write_text(ONTOLOGY, encoding="utf-8")
    file = written(tmp_path / "tables", TABLES) / name
    file.unlink()
    make(file)
    arguments = ["import-tables", tmp_path / "tables", "--out", tmp_path / "graph", "--graph", tmp_path / "ontology"]
    assert cli.run(list(map(str, arguments))) == cli.NOTHING
    assert f"{name}:1: this is no regular file\n" in capsys.readouterr().err


# ----------------------------------------------------------------------------------------------- no room, no permission

FULL = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); from msgraph.cli import main; main()"
)


def on_a_full_disk(limit: int, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a command that can write so many bytes to a file and no more."""
    program = f"import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); {FULL.format(limit)}"
    return subprocess.run([sys.executable, "-c", program, *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of POSIX")
def test_a_build_that_finds_no_room_leaves_the_graph_before_it(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "world.ttl"
    file.write_text(HEAD + "".join(f":a{n} :lends :b{n} ; rdfs:label '{n} {'x' * 200}' .\n" for n in range(500)))
    before = (built / manifest.MANIFEST).read_bytes()
    run = on_a_full_disk(40_000, "build", "--graph", file, "--out", built)
    assert (run.returncode, run.stdout) == (cli.WRONG, "")
    assert run.stderr.startswith(f"msgraph: No graph can be built in {built}: ")
    assert run.stderr.count("\n") == 1
    assert (built / manifest.MANIFEST).read_bytes() == before
    with KnowledgeGraph.open(built) as kg:
        assert kg.ask("Which tools does Ann lend?").status == "answered"


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of POSIX")
def test_an_import_that_finds_no_room_leaves_the_one_before_it(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "shed.ttl").write_text(ONTOLOGY, encoding="utf-8")
    written(tmp_path / "tables", TABLES)
    out = tmp_path / "graph"
    made = {path: path.read_bytes() for path in import_tables(tmp_path / "tables", out, ontology=tmp_path / "ontology")}
    run = on_a_full_disk(200, "import-tables", tmp_path / "tables", "--out", out, "--graph", tmp_path / "ontology")
    assert (run.returncode, run.stderr.count("\n")) == (cli.WRONG, 1)
    assert {path: path.read_bytes() for path in out.iterdir()} == made
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph", "ontology", "tables"]


@contextmanager
def nobody() -> Iterator[None]:
    """Be somebody whom the system refuses something, which it does not do to its administrator."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="the system has no other user to be")
@pytest.mark.parametrize("mode", [0o000, 0o200], ids=oct)
def test_a_file_that_may_not_be_read_is_told(
    mode: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    (file := tmp_path / "world.ttl").write_bytes(GOOD)
    cli.run(["ask", "--graph", str(file), "Who?"])  # so that all modules are loaded, which nobody may read either
    capsys.readouterr()
    file.chmod(mode)
    with nobody():
        assert failed(capsys, "ask", "--graph", file, "Who?") == f"{file} cannot be read: Permission denied."


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="the system has no other user to be")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    (file := tmp_path / "world.ttl").write_bytes(GOOD)
    cli.run(["build", "--graph", str(file), "--out", str(tmp_path / "built")])
    capsys.readouterr()
    with nobody():
        said = failed(capsys, "build", "--graph", file, "--out", tmp_path / "other")
        assert said == f"No graph can be built in {tmp_path / 'other'}: Permission denied."


# -------------------------------------------------------------------------------------------------------------- stores

HARMED: dict[str, Callable[[Path], object]] = {
    "the store is empty": lambda version: [file.write_bytes(b"") for file in (version / "store").iterdir()],
    "the store is cut": lambda version: [
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]) for file in (version / "store").glob("*.sst")
    ],
    "the store is something else": lambda version: [
        file.write_bytes(b"x" * 5_000) for file in (version / "store").glob("MANIFEST-*")
    ],
    "a file of the store is gone": lambda version: next((version / "store").glob("*.sst")).unlink(),
    "the index is cut": lambda version: (version / "words.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 100),
    "the index is empty": lambda version: (version / "words.sqlite").write_bytes(b""),
    "the ontology is cut": lambda version: (version / "ontology.json").write_bytes(b'{"labels": {'),
    "the ontology is another": lambda version: (version / "ontology.json").write_bytes(b"[]"),
}


@pytest.mark.parametrize("harm", HARMED.values(), ids=HARMED)
def test_a_harmed_build_is_told_in_one_sentence(
    harm: Callable[[Path], object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "world.ttl", tmp_path / "built"
    file.write_bytes(GOOD)
    assert cli.run(["build", "--graph", str(file), "--out", str(out)]) == cli.DONE
    capsys.readouterr()
    harm(out / manifest.read(out).version)
    said = failed(capsys, "ask", "--graph", out, "Which tools does Ann lend?")
    assert "build it anew" in said
    shutil.rmtree(out)


def test_nothing_is_made_where_nothing_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSource):
        build([tmp_path / "none.ttl"], tmp_path / "built")
    assert list(tmp_path.iterdir()) == []
