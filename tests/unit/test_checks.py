"""What is wrong with Turtle is told as file:line."""

from pathlib import Path

import pytest

from msgraph import checks
from msgraph.errors import BadRule, Fault, NoSuchSource

SHAPES = """
@prefix ex: <http://ex.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:shapes sh:declare [ sh:prefix "ex" ; sh:namespace "http://ex.org/"^^xsd:anyURI ] .
ex:Saw rdfs:subClassOf ex:Tool .
ex:ToolShape a sh:NodeShape ; sh:targetClass ex:Tool ;
    sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:pattern "^[a-z ]+$" ] ,
        [ sh:path ex:owner ; sh:or ( [ sh:class ex:Person ] [ sh:class ex:Club ] ) ] ,
        [ sh:path ex:shelf ; sh:class ex:Shelf ] ,
        [ sh:path ex:colour ; sh:in ( ex:red ex:blue ) ] ,
        [ sh:path ex:year ; sh:minInclusive 1900 ; sh:maxInclusive 2100 ] ,
        [ sh:path ex:least ; sh:lessThanOrEquals ex:most ] ,
        [ sh:path [ sh:inversePath ex:lends ] ; sh:maxCount 1 ] ;
    sh:sparql ex:heavyRule .
ex:heavyRule sh:message "is heavier, with {?weight}, than its shelf {?shelf} bears"@en ;
    sh:select '''SELECT $this ?weight ?shelf {
        $this ex:weight ?weight ; ex:shelf ?shelf . ?shelf ex:bears ?most FILTER(?weight > ?most) }''' .
"""
GOOD = """@prefix ex: <http://ex.org/> .

ex:ann a ex:Person .
ex:top a ex:Shelf ; ex:bears 10 .
# a saw . a second sentence
ex:saw a ex:Saw ; ex:name "saw" ; ex:owner ex:ann ; ex:shelf ex:top ; ex:weight 2.5 ;
    ex:colour ex:red .
"""


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    file = tmp_path / "shapes.ttl"
    file.write_text(SHAPES, "utf-8")
    return file


def told(turtle: str, shapes: Path, *around: Path) -> list[str]:
    """The faults of a text, without its folder."""
    file = shapes.parent / "tools.ttl"
    file.write_text(turtle, "utf-8")
    found = checks.faults([file], graph=[shapes, *around])
    return [str(fault).removeprefix(f"{shapes.parent}/") for fault in found]


def test_good_turtle_has_no_fault(shapes: Path) -> None:
    assert told(GOOD, shapes) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param('ex:name "saw" ; ', "", "has no ex:name; it has to have at least 1", id="none"),
        pytest.param('"saw"', '"saw" , "tool"', "has more than 1 ex:name", id="too many"),
        pytest.param('"saw"', '"saw"@en', "ex:name 'saw' is not a xsd:string", id="datatype"),
        pytest.param('"saw"', '"SAW"', "ex:name 'SAW' does not look like '^[a-z ]+$'", id="pattern"),
        pytest.param(
            "owner ex:ann", "owner ex:top", "ex:owner ex:top is of none of the classes ex:Person, ex:Club", id="or"
        ),
        pytest.param("shelf ex:top", "shelf ex:ann", "ex:shelf ex:ann is not of class ex:Shelf", id="class"),
        pytest.param("ex:red", "ex:green", "ex:colour ex:green is none of ex:red, ex:blue", id="in"),
        pytest.param("2.5", "2.5 ; ex:year 1850", "ex:year 1850 is below 1900", id="below"),
        pytest.param("2.5", "2.5 ; ex:year 2150", "ex:year 2150 is above 2100", id="above"),
        pytest.param("2.5", "2.5 ; ex:least 3 ; ex:most 2", "ex:least 3 is above ex:most", id="less than"),
        pytest.param("2.5", "12.5", "is heavier, with '12.5', than its shelf ex:top bears", id="house rule"),
    ],
)
def test_a_violation_is_told_at_the_line_of_its_subject(shapes: Path, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert told(GOOD.replace(old, new), shapes) == [f"tools.ttl:6: ex:saw {fault}"]


def test_a_violation_of_an_inverse_path_is_told(shapes: Path) -> None:
    more = "ex:ann ex:lends ex:saw .\nex:bob ex:lends ex:saw .\n"
    assert told(GOOD + more, shapes) == ["tools.ttl:6: ex:saw has more than 1 thing whose ex:lends it is"]


@pytest.mark.parametrize(
    ("turtle", "line", "text"),
    [
        pytest.param("@prefix ex: <http://ex.org/> .\nex:a ex:b .\n", 2, "is not a valid RDF object", id="no object"),
        pytest.param("\n\nex:a ex:b ex:c .\n", 3, "ex:", id="no prefix"),
        pytest.param('<a:b> <a:c> "open\n .', 1, "", id="open text"),
    ],
)
def test_broken_syntax_is_told_with_its_line(shapes: Path, turtle: str, line: int, text: str) -> None:
    (fault,) = told(turtle, shapes)
    assert fault.startswith(f"tools.ttl:{line}: ")
    assert text in fault


def test_every_broken_file_is_told_in_one_run(shapes: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.ttl").write_text("a b c", "utf-8")
    assert [Path(fault.file).name for fault in checks.faults([folder], graph=[shapes])] == ["one.ttl", "two.ttl"]


def test_bytes_that_are_no_text_are_told(shapes: Path, tmp_path: Path) -> None:
    file = tmp_path / "tools.ttl"
    file.write_bytes(b'<a:b> <a:c> "\xff" .\n')
    assert [fault.file for fault in checks.faults([file], graph=[shapes])] == [str(file)]


def test_files_may_speak_of_what_is_told_beside_them(shapes: Path, tmp_path: Path) -> None:
    beside = tmp_path / "people.ttl"
    beside.write_text("@prefix ex: <http://ex.org/> . ex:ann a ex:Person . ex:odd a ex:Saw .", "utf-8")
    alone = GOOD.replace("ex:ann a ex:Person .\n", "\n")
    assert told(alone, shapes) == ["tools.ttl:6: ex:saw ex:owner ex:ann is of none of the classes ex:Person, ex:Club"]
    assert told(alone, shapes, beside) == []


def test_the_shipped_shapes_hold_for_a_graph_of_any_domain_that_brings_none(tmp_path: Path) -> None:
    claims = tmp_path / "claims.ttl"
    claims.write_text(
        """@prefix : <http://ex.org/> . @prefix ask: <https://w3id.org/msgraph/ask#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :side rdfs:subPropertyOf ask:polarity . :yes a ask:Supporting .
        :one :side :yes .
        :two :side :perhaps .""",
        "utf-8",
    )
    told = "its polarity :perhaps is neither one that supports (a ask:Supporting) nor one that refutes (a ask:Refuting)"
    assert checks.faults([claims]) == (Fault(str(claims), 5, f":two {told}"),)


def test_a_fault_points_at_the_file_that_tells_it(shapes: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / "a.ttl").write_text(GOOD, "utf-8")
    (folder / "b.ttl").write_text("@prefix ex: <http://ex.org/> .\n\n\nex:saw ex:shelf ex:ann .\n", "utf-8")
    assert checks.faults([folder], graph=[shapes]) == (
        Fault(str(folder / "b.ttl"), 4, "ex:saw ex:shelf ex:ann is not of class ex:Shelf"),
    )


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSource):
        checks.faults([tmp_path / "nothing.ttl"])


def test_a_rule_that_is_no_sparql_is_named(shapes: Path, tmp_path: Path) -> None:
    shapes.write_text(SHAPES.replace("SELECT $this", "CHOOSE $this"), "utf-8")
    with pytest.raises(BadRule, match="heavyRule"):
        told(GOOD, shapes)


@pytest.mark.parametrize(
    ("turtle", "found"),
    [
        pytest.param("<a:b> <a:p> <a:c> ; <a:q> <a:d> , <a:e> .\n<a:f> a <a:g> .", [("a:b", 1), ("a:f", 2)], id="IRIs"),
        pytest.param(
            'PREFIX x: <a:>\nx:b x:p """two\nlines . x:no""" .\nx:c x:p 1.5, 2. x:d x:p x:o .',
            [("a:b", 2), ("a:c", 4), ("a:d", 4)],
            id="texts and numbers",
        ),
        pytest.param(
            "@base <http://e/> .\n<b> <p> [ <q> ( <r> <s> ) ; ] .\n[] <p> <o> .\n<c> <p> <o> .",
            [("http://e/b", 2), ("http://e/c", 4)],
            id="blank nodes",
        ),
        pytest.param(
            "@prefix : <a:> .\n:b\\,c :p :o.\n:d.e :p 'it''s' . # :no\n", [("a:b,c", 2), ("a:d.e", 3)], id="odd names"
        ),
        pytest.param("@prefix a: <x:> . # a comment . a:no a:p a:o .\na:y a a:z ; .", [("x:y", 2)], id="comments"),
    ],
)
def test_the_lines_of_subjects_are_found(turtle: str, found: list[tuple[str, int]]) -> None:
    assert list(checks.subject_lines(turtle)) == found
