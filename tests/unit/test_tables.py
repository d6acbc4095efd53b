"""Curated tables: every fault is told, nothing is written unless all is well, and no kill leaves a half."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from msgraph.errors import BadTables, NoSuchSource, NotOurs
from msgraph.tables import MAPPINGS, export_rows, import_tables

ONTOLOGY = """
@prefix ask: <https://w3id.org/msgraph/ask#> .
@prefix csvw: <http://www.w3.org/ns/csvw#> .
@prefix ex: <http://ex.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:Thing a owl:Class . ex:Tool a owl:Class ; rdfs:subClassOf ex:Thing . ex:Person a owl:Class ;
    rdfs:subClassOf ex:Thing .
ex:Note a owl:Class ; rdfs:subClassOf rdf:Statement . ex:Weight a owl:Class . ex:Verdict a owl:Class .
    ex:Colour a owl:Class .
ex:Relation a owl:Class .
ex:lends a owl:ObjectProperty , ex:Relation ; rdfs:domain ex:Person ; rdfs:range ex:Tool .
ex:verdict rdfs:subPropertyOf ask:polarity ; rdfs:range ex:Verdict . ex:aye a ex:Verdict , ask:Supporting .
    ex:nay a ex:Verdict .
ex:colour rdfs:domain ex:Tool ; rdfs:range ex:Colour . ex:red a ex:Colour . ex:blue a ex:Colour .
ex:grams rdfs:range xsd:decimal . ex:least rdfs:range xsd:decimal . ex:most rdfs:range xsd:decimal .
    ex:year rdfs:range xsd:integer .
ex:of rdfs:range ex:Weight . ex:owner rdfs:range ex:Person . ex:ownerText rdfs:range xsd:string .
    ex:wording rdfs:range rdf:langString .
ex:text rdfs:range xsd:string .

ex:tables a csvw:TableGroup ; csvw:table ex:things , ex:colours , ex:notes , ex:weights ;
    ask:ranked ex:Tool ; ask:top ex:tool ; ask:tooGeneral "thing" ;
    sh:declare [ sh:prefix "ex" ; sh:namespace "http://ex.org/"^^xsd:anyURI ] .
ex:things csvw:url "things.tsv" ; csvw:aboutUrl "http://ex.org/{key}" ; ask:rowClass ex:Thing ; csvw:column (
    [ csvw:name "key" ; csvw:required true ; sh:pattern "[a-z_]+" ; sh:message "small letters" ]
    [ csvw:name "class" ; csvw:required true ; csvw:propertyUrl rdf:type ]
    [ csvw:name "name" ; csvw:required true ; csvw:propertyUrl skos:prefLabel ; csvw:lang "en" ]
    [ csvw:name "others" ; csvw:propertyUrl skos:altLabel ; csvw:separator "|" ; csvw:lang "en" ]
    [ csvw:name "broader" ; csvw:propertyUrl skos:broader ; csvw:separator "|" ; ask:cells ex:Thing ]
    [ csvw:name "code" ; csvw:propertyUrl ex:code ; ask:unique true ]
    [ csvw:name "owner" ; csvw:propertyUrl ex:owner ; csvw:separator "|" ; ask:elseWords ex:ownerText ]
    [ csvw:name "links" ; csvw:propertyUrl skos:exactMatch ; csvw:separator "|" ; csvw:datatype xsd:anyURI ]
    [ csvw:name "year" ; csvw:propertyUrl ex:year ]
    [ csvw:name "page" ; csvw:virtual true ; csvw:propertyUrl rdfs:seeAlso ; csvw:valueUrl "http://pages.org/{code}" ]
    [ csvw:name "short" ; csvw:virtual true ; csvw:propertyUrl ex:short ; csvw:lang "en" ;
    ask:shortNameOf "name" ] ) .
ex:colours csvw:url "colours.tsv" ; csvw:aboutUrl "http://ex.org/{key}" ; ask:adds true ; ask:complete ex:colour ;
    csvw:column (
    [ csvw:name "key" ; csvw:required true ] [ csvw:name "colour" ; csvw:required true ;
    csvw:propertyUrl ex:colour ] ) .
ex:notes csvw:url "notes.tsv" ; csvw:aboutUrl "http://ex.org/note/{id}" ; ask:rowClass ex:Note ; csvw:column (
    [ csvw:name "id" ; csvw:required true ]
    [ csvw:name "subject" ; csvw:required true ; csvw:propertyUrl rdf:subject ; ask:cells ex:Thing ]
    [ csvw:name "predicate" ; csvw:required true ; csvw:propertyUrl rdf:predicate ; ask:cells ex:Relation ]
    [ csvw:name "object" ; csvw:required true ; csvw:propertyUrl rdf:object ; ask:cells ex:Thing ]
    [ csvw:name "verdict" ; csvw:required true ; csvw:propertyUrl ex:verdict ]
    [ csvw:name "weights" ; csvw:separator "|" ; ask:tellsOf ex:of ; ask:repeats ex:text ]
    [ csvw:name "wording" ; csvw:propertyUrl ex:wording ; csvw:lang "en" ; sh:pattern ".*\\\\." ;
    sh:message "a sentence" ] ) .
ex:weights csvw:url "weights.tsv" ; csvw:aboutUrl "http://ex.org/note/{note}/weight/{row}" ;
    ask:rowClass ex:Weight ; csvw:column (
    [ csvw:name "note" ; csvw:required true ; csvw:propertyUrl ex:of ; ask:isObject true ; ask:cells ex:Note ]
    [ csvw:name "grams" ; csvw:propertyUrl ex:grams ]
    [ csvw:name "least" ; csvw:propertyUrl ex:least ; ask:notAbove "most" ]
    [ csvw:name "most" ; csvw:propertyUrl ex:most ]
    [ csvw:name "text" ; csvw:required true ; csvw:propertyUrl ex:text ] ) .
"""

TABLES = {
    "shed/things.tsv": [
        "key class name others broader code owner links year",
        "tool;Tool;tool;implement;;t1;;;2001",
        "saw;Tool;fret saw (fine);hand saw|panel saw;tool;t2;ann|bob;wd:Q1|wd:Q2;1999",
        'plane;Tool;the "flat" \\ plane é;smoother;tool;;whoever comes;;',
        "ann;Person;Ann;;;;;;",
        "bob;Person;Bob;Robert;;;;;",
    ],
    "shed/colours.tsv": ["key colour", "tool;blue", "saw;red", "plane;red"],
    "shed/notes.tsv": [
        "id subject predicate object verdict weights wording",
        "n-1;ann;lends;saw;aye;5 g|2-3 g;Ann lends her saw.",
        "n-2;bob;lends;saw;nay;;Bob never lends his.",
    ],
    "shed/weights.tsv": ["note grams least most text", "n-1;5.0;;;5 g", "n-1;;2;3.50;2-3 g"],
    "same.sssom.tsv": [
        '# curie_map:\n#   ex: "http://ex.org/"\n#   wd: "http://wikidata.org/"\n#   skos: "http://www.w3.org/2004/02/skos/core#"\n'
        "# mapping_set_id: http://ex.org/same\n# license: http://ex.org/free\n"
        "subject_id subject_label predicate_id object_id object_label mapping_justification comment",
        "ex:saw;saw;skos:exactMatch;wd:Q3;the saw;semapv:ManualMappingCuration;by eye",
    ],
}


def written(folder: Path, tables: dict[str, list[str]]) -> Path:
    for name, (header, *lines) in tables.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        head, _, columns = header.rpartition("\n")
        text = "\n".join(
            [*([head] if head else []), columns.replace(" ", "\t"), *(line.replace(";", "\t") for line in lines), ""]
        )
        file.write_text(text, "utf-8")
    return folder


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    folder = tmp_path / "ontology"
    folder.mkdir()
    (folder / "shed.ttl").write_text(ONTOLOGY, "utf-8")
    return folder


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return written(tmp_path / "tables", TABLES)


def change(tables: Path, file: str, old: str, new: str) -> None:
    text = (tables / file).read_text("utf-8")
    assert old.replace(";", "\t") in text
    (tables / file).write_text(text.replace(old.replace(";", "\t"), new.replace(";", "\t")), "utf-8")


def faults(tables: Path, ontology: Path) -> list[str]:
    out = tables.parent / "graph"
    with pytest.raises(BadTables) as caught:
        import_tables(tables, out, ontology=ontology)
    assert not out.exists()
    return [str(fault) for fault in caught.value.faults]


def test_good_tables_become_turtle_that_says_the_same(tables: Path, ontology: Path, tmp_path: Path) -> None:
    made = import_tables(tables, tmp_path / "graph", ontology=ontology)
    assert [path.name for path in made] == ["links.ttl", "mappings.ttl", "shed.ttl"]
    assert (tmp_path / "graph" / "links.ttl").read_text("utf-8").splitlines()[-3:] == [
        "ex:ann",
        "    ex:lends ex:saw ;",
        ".",
    ]
    shed = (tmp_path / "graph" / "shed.ttl").read_text("utf-8")
    for line in (
        '    skos:prefLabel "the \\"flat\\" \\\\ plane é"@en ;',
        '    ex:short "fret saw"@en ;',
        '    ex:ownerText "whoever comes" ;',
        "    ex:owner ex:ann ;",
        "    ex:colour ex:red ;",
        '    ex:year "1999"^^xsd:integer ;',
        '    ex:grams "5.0"^^xsd:decimal ;',
        "    rdfs:seeAlso <http://pages.org/t2> ;",
        "    ex:of <http://ex.org/note/n-1/weight/2> ;",
    ):
        assert line in shed.splitlines()


def test_every_row_comes_back(tables: Path, ontology: Path, tmp_path: Path) -> None:
    import_tables(tables, tmp_path / "graph", ontology=ontology)
    rows = export_rows(tmp_path / "graph", ontology=ontology)
    assert {name: len(found) for name, found in rows.items()} == {
        "things.tsv": 5,
        "colours.tsv": 3,
        "notes.tsv": 2,
        "weights.tsv": 2,
        MAPPINGS: 1,
    }
    for name, (header, *lines) in TABLES.items():
        columns = header.rpartition("\n")[2].split(" ")
        told = [dict(zip(columns, line.split(";"), strict=True)) for line in lines]
        key = MAPPINGS if name.endswith("sssom.tsv") else Path(name).name
        assert sorted(map(str, rows[key])) == sorted(map(str, told))


def test_the_same_tables_give_the_same_bytes(tables: Path, ontology: Path, tmp_path: Path) -> None:
    made = [import_tables(tables, tmp_path / name, ontology=ontology) for name in ("one", "two")]
    assert [path.read_bytes() for path in made[0]] == [path.read_bytes() for path in made[1]]


def test_the_order_of_rows_and_of_values_makes_no_difference(tables: Path, ontology: Path, tmp_path: Path) -> None:
    first = import_tables(tables, tmp_path / "one", ontology=ontology)
    change(tables, "shed/things.tsv", "hand saw|panel saw", "panel saw|hand saw")
    header, *lines = (tables / "shed/things.tsv").read_text("utf-8").rstrip("\n").split("\n")
    (tables / "shed/things.tsv").write_text("\n".join([header, *reversed(lines), ""]), "utf-8")
    second = import_tables(tables, tmp_path / "two", ontology=ontology)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        pytest.param(
            "things", "saw;Tool", "saw;Toll", "things.tsv:3: unknown class 'Toll'; allowed are Person, Tool", id="class"
        ),
        pytest.param(
            "things",
            "tool;Tool",
            "Tool;Tool",
            "things.tsv:2: key 'Tool' is not allowed; it has to be small letters",
            id="key",
        ),
        pytest.param(
            "things",
            "bob;Person;Bob",
            "ann;Person;Bob",
            "things.tsv:6: key 'ann' stands at shed/things.tsv:5 already; each may",
            id="key twice",
        ),
        pytest.param(
            "things", "ann;Person;Ann", "ann;Person;", "things.tsv:5: name is empty; it has to be filled", id="required"
        ),
        pytest.param(
            "things",
            "ann;Person;Ann",
            "ann;Person;Thing",
            "things.tsv:5: the name 'thing' is too general for one thing",
            id="general name",
        ),
        pytest.param(
            "things",
            "bob;Person;Bob",
            "bob;Person;Ann",
            "things.tsv:6: the name 'ann' is that of 'ann'; only a thing and one above",
            id="name of another",
        ),
        pytest.param(
            "things",
            "hand saw|panel saw",
            "hand saw|Hand Saw",
            "things.tsv:3: the name 'hand saw' stands twice; each may stand once",
            id="name twice",
        ),
        pytest.param(
            "things",
            "hand saw|panel saw",
            "hand saw||panel saw",
            "things.tsv:3: others 'hand saw||panel saw' has an empty part",
            id="empty part",
        ),
        pytest.param(
            "things",
            "panel saw;tool",
            "panel saw;tol",
            "things.tsv:3: unknown broader 'tol'; allowed is a key of Thing (near: tool)",
            id="unknown key",
        ),
        pytest.param(
            "things", "panel saw;tool", "panel saw;saw", "things.tsv:3: 'saw' stands above itself", id="circle"
        ),
        pytest.param(
            "things",
            "panel saw;tool",
            "panel saw;",
            "things.tsv:3: 'saw' has no broader; a Tool stands below another or is a known top",
            id="no broader",
        ),
        pytest.param(
            "things",
            "panel saw;tool",
            "panel saw;ann",
            "things.tsv:3: 'saw' is a Tool, its broader 'ann' a Person; the two have to",
            id="not akin",
        ),
        pytest.param(
            "things", "tool;t2", "tool;T1", "things.tsv:3: code T1 is that of 'tool'; no two may share one", id="unique"
        ),
        pytest.param(
            "things",
            "ann|bob",
            "ann|tool_box",
            "things.tsv:3: unknown owner 'tool_box'; allowed is a key of Person",
            id="key among words",
        ),
        pytest.param(
            "things",
            "ann|bob",
            "ann|tool",
            "things.tsv:3: owner 'tool' is a Tool; allowed is a key of Person",
            id="key of another class",
        ),
        pytest.param(
            "things", "wd:Q1|wd:Q2", "wd:Q1|xy:Q2", "things.tsv:3: links 'xy:Q2' has no known prefix", id="prefix"
        ),
        pytest.param(
            "things",
            "wd:Q1|wd:Q2",
            "wd:Q1|wd:Q%2",
            "things.tsv:3: links 'wd:Q%2' holds characters that no IRI may have",
            id="link",
        ),
        pytest.param(
            "notes", "n-2;", "n 2;", "notes.tsv:3: id 'n 2' holds characters that no IRI may have", id="key in an IRI"
        ),
        pytest.param("things", "1999", "١٩٩٩", "things.tsv:3: year '١٩٩٩' is not a whole number", id="digits"),
        pytest.param("things", "1999", "19x9", "things.tsv:3: year '19x9' is not a whole number", id="integer"),
        pytest.param("things", "2001", "2001;more", "things.tsv:2: 10 fields; there have to be 9", id="ragged"),
        pytest.param(
            "things",
            "key;class",
            "kay;class",
            "things.tsv:1: the columns are kay class name others broader code owner links year; they",
            id="header",
        ),
        pytest.param(
            "things",
            "Robert",
            "Rob\x07ert",
            "things.tsv:6: a control character (U+0007) stands in the line; none may",
            id="control",
        ),
        pytest.param(
            "colours",
            "saw;red",
            "saw;green",
            "colours.tsv:3: unknown colour 'green'; allowed are blue, red",
            id="individual",
        ),
        pytest.param(
            "colours", "saw;red", "ann;red", "colours.tsv:3: 'ann' is a Person; colour is for Tool", id="domain"
        ),
        pytest.param(
            "colours",
            "saw;red",
            "say;red",
            "colours.tsv:3: unknown key 'say'; allowed is a key of another table (near: saw)",
            id="unknown thing",
        ),
        pytest.param(
            "colours",
            "saw;red",
            "plane;red",
            "things.tsv:3: 'saw' has no row in a table colours.tsv; every Tool has to have one",
            id="incomplete",
        ),
        pytest.param(
            "notes",
            "ann;lends",
            "ann;lands",
            "notes.tsv:2: unknown predicate 'lands'; allowed are lends",
            id="predicate",
        ),
        pytest.param(
            "notes",
            "ann;lends",
            "tool;lends",
            "notes.tsv:2: lends: subject 'tool' is a Tool; allowed are Person",
            id="subject",
        ),
        pytest.param(
            "notes",
            "lends;saw;aye",
            "lends;bob;aye",
            "notes.tsv:2: lends: object 'bob' is a Person; allowed are Tool",
            id="object",
        ),
        pytest.param(
            "notes", "saw;aye", "saw;yes", "notes.tsv:2: unknown verdict 'yes'; allowed are aye, nay", id="polarity"
        ),
        pytest.param(
            "notes",
            "Ann lends her saw.",
            "Ann lends her saw",
            "notes.tsv:2: wording 'Ann lends her saw' is not allowed; it has to be a sentence",
            id="pattern",
        ),
        pytest.param(
            "notes",
            "5 g|2-3 g",
            "5 g|2-4 g",
            "notes.tsv:2: weights '2-4 g' of 'n-1' has no row in a table weights.tsv",
            id="piece without a row",
        ),
        pytest.param("weights", "2;3.50", "4;3.50", "weights.tsv:3: least 4 is above most 3.50", id="bounds"),
        pytest.param("weights", "5.0", "5,0", "weights.tsv:2: grams '5,0' is not a plain number", id="decimal"),
        pytest.param(
            "weights",
            "n-1;5.0",
            "n-7;5.0",
            "weights.tsv:2: unknown note 'n-7'; allowed is a key of Note",
            id="row of no claim",
        ),
        pytest.param(
            "weights",
            "2-3 g",
            "2 g",
            "weights.tsv:3: 'n-1' has no weights '2 g', but '5 g' '2-3 g'",
            id="row without a piece",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_is_allowed(
    tables: Path, ontology: Path, file: str, old: str, new: str, told: str
) -> None:
    change(tables, f"shed/{file}.tsv", old, new)
    assert any(fault.startswith(f"shed/{told}") for fault in faults(tables, ontology))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            "ex:saw", "ex:sow", "subject_id 'ex:sow' is no key of a table and no term of the ontology", id="subject"
        ),
        pytest.param("exactMatch", "sameAs", "predicate_id 'skos:sameAs' is none of skos:broadMatch", id="predicate"),
        pytest.param("wd:Q3", "zz:Q3", "object_id 'zz:Q3' is not <prefix>:<name>; the prefixes are", id="object"),
        pytest.param("by eye", "by;eye", "8 fields; there have to be 7", id="ragged"),
    ],
)
def test_a_fault_of_a_mapping_is_told(tables: Path, ontology: Path, old: str, new: str, told: str) -> None:
    change(tables, "same.sssom.tsv", old, new)
    assert any(fault.startswith("same.sssom.tsv:8: " + told) for fault in faults(tables, ontology))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("http://wikidata.org/", "data", "3: the prefix wd stands for 'data', which is no IRI", id="IRI"),
        pytest.param("  wd:", "  9-wd.:", "3: '9-wd.' cannot be a prefix; it has to be letters", id="prefix"),
        pytest.param("http://ex.org/same", "same", "5: mapping_set_id 'same' is no IRI", id="set"),
        pytest.param("http://ex.org/free", "as you like", "6: license 'as you like' is no IRI", id="licence"),
    ],
)
def test_a_head_of_mappings_that_turtle_cannot_hold_is_a_fault(
    tables: Path, ontology: Path, old: str, new: str, told: str
) -> None:
    change(tables, "same.sssom.tsv", old, new)
    assert any(fault.startswith("same.sssom.tsv:" + told) for fault in faults(tables, ontology))


def test_all_faults_are_told_at_once(tables: Path, ontology: Path) -> None:
    change(tables, "shed/things.tsv", "saw;Tool", "saw;Toll")
    change(tables, "shed/weights.tsv", "5.0", "5,0")
    change(tables, "same.sssom.tsv", "wd:Q3", "zz:Q3")
    found = faults(tables, ontology)
    assert found[0].split(":")[0] == "same.sssom.tsv"
    assert {fault.split(":")[0] for fault in found} >= {"shed/things.tsv", "shed/weights.tsv", "same.sssom.tsv"}


def test_bytes_that_are_no_text_are_a_fault_of_their_line(tables: Path, ontology: Path) -> None:
    file = tables / "shed/things.tsv"
    file.write_bytes(file.read_bytes().replace(b"Robert", b"Rob\xff"))
    assert "shed/things.tsv:6: byte 19 is not UTF-8; the tables have to be" in faults(tables, ontology)


def test_a_table_of_another_name_is_a_fault(tables: Path, ontology: Path) -> None:
    (tables / "shed/thngs.tsv").write_text("a\n")
    assert faults(tables, ontology) == [
        "shed/thngs.tsv:1: no table is called 'thngs.tsv'; there are things.tsv, colours.tsv, notes.tsv, weights.tsv"
    ]


def test_an_empty_table_is_a_fault(tables: Path, ontology: Path) -> None:
    (tables / "shed/notes.tsv").write_text("")
    assert "shed/notes.tsv:1: the file is empty; its first line has to be id subject predicate" in "\n".join(
        faults(tables, ontology)
    )


def test_a_folder_without_tables_is_a_fault(ontology: Path, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    assert "holds a table: things.tsv" in faults(tmp_path / "tables", ontology)[0]


def test_a_folder_that_is_not_there_is_said_so(ontology: Path, tmp_path: Path) -> None:
    with pytest.raises(NoSuchSource, match="there is no such folder"):
        import_tables(tmp_path / "nowhere", tmp_path / "graph", ontology=ontology)


def test_windows_line_ends_and_a_byte_order_mark_are_no_fault(tables: Path, ontology: Path, tmp_path: Path) -> None:
    plain = import_tables(tables, tmp_path / "one", ontology=ontology)
    for file in tables.glob("*/*.tsv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    marked = import_tables(tables, tmp_path / "two", ontology=ontology)
    assert [path.read_bytes() for path in plain] == [path.read_bytes() for path in marked]


def test_an_import_replaces_the_one_before_it_as_a_whole(tables: Path, ontology: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    import_tables(tables, out, ontology=ontology)
    (tables / "same.sssom.tsv").unlink()
    change(tables, "shed/things.tsv", "wd:Q1|wd:Q2", "")
    import_tables(tables, out, ontology=ontology)
    assert sorted(path.name for path in out.iterdir()) == ["links.ttl", "shed.ttl"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_with_files_of_someone_else_is_left_alone(tables: Path, ontology: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    out.mkdir()
    (out / "precious.ttl").write_text("# mine\n")
    with pytest.raises(NotOurs, match=r"precious\.ttl"):
        import_tables(tables, out, ontology=ontology)
    assert (out / "precious.ttl").read_text() == "# mine\n"


def test_faults_leave_the_import_before_them_whole(tables: Path, ontology: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    before = {path: path.read_bytes() for path in import_tables(tables, out, ontology=ontology)}
    change(tables, "shed/weights.tsv", "5.0", "5,0")
    with pytest.raises(BadTables):
        import_tables(tables, out, ontology=ontology)
    assert {path: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_an_import_that_is_killed_leaves_the_old_or_the_new(tables: Path, ontology: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    import_tables(tables, out, ontology=ontology)
    old = {path.name: path.read_bytes() for path in out.iterdir()}
    change(tables, "shed/weights.tsv", "5.0", "7.0")
    change(tables, "shed/notes.tsv", "Ann lends", "Ann gladly lends")
    new = {path.name: path.read_bytes() for path in import_tables(tables, tmp_path / "wanted", ontology=ontology)}
    program = (
        "import sys; from pathlib import Path; from msgraph.turtle import replace_folder\n"
        "read = lambda folder: {file.name: file.read_text('utf-8') for file in Path(folder).iterdir()}\n"
        "out, *folders = sys.argv[1:]\n"
        "texts = [read(folder) for folder in folders]\n"
        "print('go', flush=True)\n"
        "while True:\n"
        "    for text in texts: replace_folder(Path(out), text)\n"
    )
    kept = tmp_path / "kept"
    kept.mkdir()
    for name, content in old.items():
        (kept / name).write_bytes(content)
    for attempt in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(out), str(tmp_path / "wanted"), str(kept)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"go\n"
        time.sleep(0.01 + attempt * 0.007)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert {path.name: path.read_bytes() for path in out.iterdir()} in (old, new)


def test_what_is_written_is_turtle(tables: Path, ontology: Path, tmp_path: Path) -> None:
    for file in import_tables(tables, tmp_path / "graph", ontology=ontology):
        assert list(ox.parse(path=file, format=ox.RdfFormat.TURTLE))
