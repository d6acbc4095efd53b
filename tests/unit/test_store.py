import gc
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from rdflib.namespace import RDFS, XSD
from rdflib.term import Literal, URIRef

from msgraph import manifest, settings
from msgraph.bounded import Children
from msgraph.build import build
from msgraph.embedded import EmbeddedStore
from msgraph.endpoint import EndpointStore
from msgraph.errors import (
    BadRule,
    BrokenTurtle,
    EndpointAway,
    EndpointError,
    EndpointHidesGraphs,
    EndpointRefused,
    MixedSources,
    NoSuchSource,
    OtherVersion,
    QueryError,
    QueryFailed,
    QueryKind,
    QueryRefused,
    QuerySyntax,
    QueryTooLarge,
    QueryTooLong,
    SourceError,
    UnsupportedTerm,
)
from msgraph.results import Table, Triples
from msgraph.store import Store, open_store
from msgraph.vocabulary import DERIVED

EX = "http://example.org/"

PREFIXES = """
@prefix : <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

WORKSHOP = f"""{PREFIXES}
:ann :lends :saw , :drill ; rdfs:label "Ann"@en ; :age 41 ; :knows :bob .
:bob :lends :axe ; :knows :cid .
:cid :knows :dan .
:saw :lentBy :ann .

:rules sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
:Anyone sh:rule
  [ a sh:SPARQLRule ; sh:prefixes :rules ;
    sh:construct "CONSTRUCT {{ ?what ex:lentBy ?who }} WHERE {{ ?who ex:lends ?what }}" ] ,
  [ a sh:SPARQLRule ; sh:prefixes :rules ; sh:order 2 ;
    sh:construct "CONSTRUCT {{ ?a ex:reaches ?c }} WHERE {{ ?a (ex:knows|ex:reaches)/(ex:knows|ex:reaches) ?c }}" ] ,
  [ a sh:SPARQLRule ; sh:prefixes :rules ; sh:deactivated true ;
    sh:construct "CONSTRUCT {{ ?a ex:never ?b }} WHERE {{ ?a ex:knows ?b }}" ] .
"""


def many(count: int) -> str:
    """A world with this many links, enough of them to make a product of all with all without end."""
    return PREFIXES + "\n".join(f":a{number} :next :a{number + 1} ." for number in range(count))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workshop")
    (folder / "workshop.ttl").write_text(WORKSHOP, encoding="utf-8")
    (folder / "many.ttl").write_text(many(2000), encoding="utf-8")
    build([folder / "workshop.ttl", folder / "many.ttl"], folder / "built")
    return folder


@pytest.fixture(scope="module", params=["memory", "prepared", "endpoint"])
def store(request: pytest.FixtureRequest, place: Path, serve: Callable[[Path], str]) -> Iterator[Store]:
    sources: list[str | Path]
    match request.param:
        case "memory":
            sources = [place / "workshop.ttl", place / "many.ttl"]
        case "prepared":
            sources = [place / "built"]
        case _:
            sources = [serve(place / "built" / manifest.read(place / "built").version / manifest.STORE)]
    with open_store(*sources) as store:
        yield store


def iri(name: str) -> URIRef:
    return URIRef(EX + name)


def turtle(folder: Path, text: str, name: str = "world.ttl") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


# ------------------------------------------------------------------------------------------------------ the three alike


def test_a_select_brings_a_table_of_terms(store: Store) -> None:
    query = f"""SELECT ?what ?name ?age ?none {{
        <{EX}ann> <{RDFS.label}> ?name ; <{EX}age> ?age ; <{EX}lends> ?what . OPTIONAL {{ ?what <{EX}none> ?none }}
    }} ORDER BY ?what"""
    name, age = Literal("Ann", lang="en"), Literal("41", datatype=XSD.integer)
    assert store.select(query) == Table(
        ("what", "name", "age", "none"), ((iri("drill"), name, age, None), (iri("saw"), name, age, None))
    )


def test_a_query_sees_what_is_asserted_and_what_is_derived_each_once(store: Store) -> None:
    table = store.select(f"SELECT ?what ?who {{ ?what <{EX}lentBy> ?who }} ORDER BY ?what")
    assert table.rows == ((iri("axe"), iri("bob")), (iri("drill"), iri("ann")), (iri("saw"), iri("ann")))


def test_what_is_derived_can_be_told_from_what_is_asserted(store: Store) -> None:
    table = store.select(f"SELECT ?what {{ GRAPH <{DERIVED}> {{ ?what <{EX}lentBy> ?who }} }} ORDER BY ?what")
    assert table.rows == ((iri("axe"),), (iri("drill"),))


def test_rules_run_until_they_bring_nothing_new(store: Store) -> None:
    table = store.select(f"SELECT ?whom {{ <{EX}ann> <{EX}reaches> ?whom }} ORDER BY ?whom")
    assert table.rows == ((iri("cid"),), (iri("dan"),))
    assert not store.ask(f"ASK {{ ?who <{EX}never> ?whom }}")


def test_an_ask_is_true_or_false(store: Store) -> None:
    assert store.ask(f"ASK {{ <{EX}ann> <{EX}lends> <{EX}saw> }}") is True
    assert store.ask(f"ASK {{ <{EX}ann> <{EX}lends> <{EX}axe> }}") is False


def test_a_construct_brings_each_triple_once(store: Store) -> None:
    query = f"CONSTRUCT {{ ?who a <{EX}Lender> }} WHERE {{ ?who <{EX}lends> ?what }} ORDER BY ?who"
    triples = store.construct(query)
    assert sorted(triple[0] for triple in triples) == [iri("ann"), iri("bob")]


@pytest.mark.parametrize("call", ["select", "ask", "construct"])
def test_a_query_of_another_kind_is_an_error(store: Store, call: str) -> None:
    other = {"select": "ASK {}", "ask": "CONSTRUCT WHERE { ?s ?p ?o }", "construct": "SELECT * {}"}[call]
    with pytest.raises(QueryKind):
        getattr(store, call)(other)


def test_a_limit_on_rows_says_whether_it_has_cut_anything(store: Store) -> None:
    query = f"SELECT ?a {{ ?a <{EX}next> ?b }}"
    assert [store.select(query, rows=10).complete, len(store.select(query, rows=10).rows)] == [False, 10]
    assert [store.select(query, rows=2000).complete, len(store.select(query, rows=2000).rows)] == [True, 2000]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (f"SELECT ?what {{ <{EX}ann> <{EX}lends> ?what }}", Table),
        ("ASK {}", bool),
        (f"CONSTRUCT WHERE {{ <{EX}ann> <{EX}lends> ?what }}", Triples),
        (f"DESCRIBE <{EX}ann>", Triples),
    ],
    ids=["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"],
)
def test_a_typed_query_of_any_kind_brings_what_it_should(store: Store, query: str, kind: type) -> None:
    assert type(store.query(query)) is kind


def test_a_typed_query_brings_the_same_as_one_of_our_own(store: Store) -> None:
    query = "SELECT * { ?s ?p ?o FILTER(!isBlank(?s) && !isBlank(?o)) } ORDER BY ?s ?p ?o LIMIT 50"
    assert store.query(query) == store.select(query)


def test_from_leads_to_one_graph(store: Store) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{DERIVED}> {{ ?what <{EX}lentBy> ?who }}"
    assert store.query(query) == Table(("n",), ((Literal(2),),))
    with pytest.raises(QueryRefused, match="there is no such graph here"):
        store.query(f"SELECT * FROM <{EX}elsewhere> {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ <{EX}ann> <{EX}lends> <{EX}spade> }}",
        f"DELETE WHERE {{ <{EX}ann> ?p ?o }}",
        "CLEAR ALL",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_a_typed_query_can_only_read(store: Store, text: str) -> None:
    before = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    with pytest.raises(QueryRefused):
        store.query(text)
    for call in (store.select, store.ask, store.construct):
        if "SERVICE" not in text:
            with pytest.raises(QueryError):
                call(text)
    assert store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before


@pytest.mark.parametrize("call", ["select", "query"])
def test_what_is_not_sparql_is_said_with_its_place(store: Store, call: str) -> None:
    with pytest.raises(QuerySyntax) as error:
        getattr(store, call)("SELECT ?what\nWHERE { ?what ex:lentBy ?who }")
    assert str(error.value) == "The query is not SPARQL at line 2, column 15: the prefix “ex:” is not declared."


ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ ?a <{EX}next> ?b . ?c <{EX}next> ?d . ?e <{EX}next> ?f FILTER(?a != ?f) }}"


PATHS = f"SELECT (COUNT(*) AS ?n) {{ ?a (<{EX}next>|^<{EX}next>)* ?b . ?b (<{EX}next>|^<{EX}next>)* ?c }}"


@pytest.mark.parametrize("query", [ENDLESS, PATHS], ids=["a product", "a path"])
def test_a_typed_query_is_ended_when_its_time_is_up(store: Store, query: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTooLong, match=r"it had not ended after 0\.5 seconds"):
        store.query(query, seconds=0.5)
    assert time.monotonic() - start < 3
    assert store.query("ASK {}") is True


def test_a_typed_query_ends_at_the_limit_on_rows(store: Store) -> None:
    result = store.query(f"SELECT * {{ ?a <{EX}next> ?b . ?c <{EX}next> ?d . ?e <{EX}next> ?f }}", rows=100)
    assert isinstance(result, Table)
    assert (len(result.rows), result.complete) == (100, False)
    graph = store.query(f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ ?a <{EX}next> ?b . ?c <{EX}next> ?d }}", rows=100)
    assert isinstance(graph, Triples)
    assert (len(graph) <= 100, graph.complete) == (True, False)


def test_of_millions_of_rows_as_many_are_brought_as_the_settings_allow(store: Store) -> None:
    result = store.query(f"SELECT ?a ?c {{ ?a <{EX}next> ?b . ?c <{EX}next> ?d }}")
    assert isinstance(result, Table)
    assert (len(result.rows), result.complete) == (settings.QUERY_ROWS, False)


def test_many_may_ask_at_once(store: Store) -> None:
    found: list[Any] = []

    def visit() -> None:
        query = f"SELECT ?what {{ <{EX}ann> <{EX}lends> ?what }} ORDER BY ?what"
        found.extend([store.select(query), store.query(query)])

    visitors = [threading.Thread(target=visit) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert found == [Table(("what",), ((iri("drill"),), (iri("saw"),)))] * 16


def test_the_term_of_a_later_rdf_is_an_error_and_not_left_out(store: Store) -> None:
    query = f"SELECT * {{ BIND(<<( <{EX}a> <{EX}b> <{EX}c> )>> AS ?x) }}"
    for call in (store.select, store.query):
        with pytest.raises(UnsupportedTerm):
            call(query)


# ------------------------------------------------------------------------------------------------------ in this process


def processes() -> list[str]:
    """The processes that run typed queries for this one."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            parent = status.read_text().split("PPid:\t")[1].split("\n")[0]
            command = (status.parent / "cmdline").read_text()
        except OSError:
            continue
        if parent == str(os.getpid()) and "child.py" in command:
            found.append(status.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks at processes as Linux shows them")
def test_what_is_stopped_does_not_go_on_unseen(tmp_path: Path) -> None:
    before = processes()
    with open_store(turtle(tmp_path, many(2000))) as store:
        store.query("ASK {}")
        assert len(processes()) == len(before) + 1
        with pytest.raises(QueryTooLong):
            store.query(ENDLESS, seconds=0.3)
        assert processes() == before
        store.query("ASK {}")
    assert processes() == before


def test_a_query_is_ended_when_it_needs_too_much_memory(place: Path) -> None:
    built = place / "built"
    children = Children(built / manifest.read(built).version / manifest.STORE, memory=200 << 20)
    query = f"SELECT * {{ ?a <{EX}next> ?b . ?c <{EX}next> ?d . ?e <{EX}next> ?f }} ORDER BY ?f"
    with pytest.raises(QueryTooLarge, match="it needs more than 200 MiB of memory"):
        children.run(query, union=True, seconds=30, rows=10)
    assert children.run("ASK {}", union=True, seconds=30, rows=10) is True
    children.close()


def test_a_query_that_overflows_the_parser_harms_nobody(place: Path) -> None:
    built = place / "built"
    children = Children(built / manifest.read(built).version / manifest.STORE)
    with pytest.raises(QueryFailed, match="nested too deeply"):
        children.run("SELECT * " + "{" * 30_000, union=True, seconds=30, rows=10)
    assert children.run("ASK {}", union=True, seconds=30, rows=10) is True
    children.close()


@pytest.mark.parametrize(("most", "copied"), [(100_000, True), (10, False)], ids=["small", "large"])
def test_who_goes_on_asking_a_folder_is_answered_from_memory_alike(
    place: Path, monkeypatch: pytest.MonkeyPatch, most: int, copied: bool
) -> None:
    monkeypatch.setattr("msgraph.embedded.COPIED_AFTER", 3)
    monkeypatch.setattr("msgraph.embedded.SMALL", most)
    query = "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(isLiteral(?o)) } ORDER BY ?s ?p ?o LIMIT 50"
    with open_store(place / "built") as store:
        assert isinstance(store, EmbeddedStore)
        before, folder = store.select(query), store._graph
        store.ask("ASK {}"), store.ask("ASK {}")
        for thread in threading.enumerate():
            if thread.name == "msgraph-copy":
                thread.join()
        assert (store._graph is not folder) is copied
        assert store.select(query) == before
        assert store.query("ASK {}") is True
    with pytest.raises(ValueError, match="the store is closed"):
        store.ask("ASK {}")


NEVER = "FILTER(?a != ?d && STR(?f) = CONCAT(STR(?a), STR(?d)))"


@pytest.mark.parametrize(
    ("call", "head"), [("select", "SELECT (COUNT(*) AS ?n)"), ("ask", "ASK"), ("construct", "CONSTRUCT { ?a ?b ?a }")]
)
def test_a_query_of_our_own_is_ended_too_when_its_time_is_up(place: Path, call: str, head: str) -> None:
    endless = f"{head} {{ ?a <{EX}next> ?b . ?c <{EX}next> ?d . ?e <{EX}next> ?f {NEVER} }}"
    start = time.monotonic()
    with open_store(place / "built") as store, pytest.raises(QueryTooLong, match=r"0\.5 seconds"):
        getattr(store, call)(endless, seconds=0.5)
    assert time.monotonic() - start < 3


def test_a_server_is_not_waited_for_longer_than_a_question_may_take(store: Store) -> None:
    with pytest.raises(QueryTooLong, match=r"0\.5 seconds"):
        store.ask(f"ASK {{ ?a <{EX}next> ?b . ?c <{EX}next> ?d . ?e <{EX}next> ?f {NEVER} }}", seconds=0.5)


@pytest.mark.parametrize("call", ["select", "ask", "construct"])
def test_a_limit_of_time_changes_nothing_of_what_comes_in_time(store: Store, call: str) -> None:
    queries = {
        "select": f"SELECT * {{ ?a <{EX}lends> ?b }} ORDER BY ?a ?b",
        "ask": f"ASK {{ ?a <{EX}lends> ?b }}",
        "construct": f"CONSTRUCT {{ ?b ?a ?b }} WHERE {{ <{EX}ann> <{EX}lends> ?b ; ?a ?b }}",
    }
    ask = getattr(store, call)
    in_time, whenever = ask(queries[call], seconds=30), ask(queries[call])
    assert in_time == whenever or set(in_time) == set(whenever)
    other = queries["ask" if call == "select" else "select"]
    with pytest.raises(QueryKind):
        ask(other, seconds=30)
    with pytest.raises(QuerySyntax):
        ask("SELECT", seconds=30)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks at processes as Linux shows them")
def test_what_we_stop_of_our_own_does_not_go_on_unseen(tmp_path: Path) -> None:
    before = processes()
    with open_store(turtle(tmp_path, many(2000))) as store:
        with pytest.raises(QueryTooLong):
            store.select(ENDLESS, seconds=0.3)
        assert processes() == before
        assert store.ask("ASK {}", seconds=30) is True
        assert len(processes()) == len(before) + 1
    assert processes() == before


def test_a_store_that_is_closed_answers_no_more(tmp_path: Path) -> None:
    store = open_store(turtle(tmp_path, WORKSHOP))
    store.query("ASK {}")
    store.close()
    store.close()
    for call in (store.select, store.query, store.ask, store.construct):
        with pytest.raises(ValueError, match="the store is closed"):
            call("SELECT * { ?s ?p ?o }")


# -------------------------------------------------------------------------------------------------------------- sources


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (":ann :lends :saw .\n:ann lends :saw .", 7, "lends is not a valid predicate"),
        (":ann :lends :saw .\n:ann x:lends :saw .", 7, "the prefix x: has not been declared"),
        (":ann :lends :saw .\n:ann :lends ", 7, "unexpected end"),
        (":ann :lends :saw .\n\n:ann :name 'Ann .\n", 8, ""),
        (":ann :lends <saw> .", 6, "no scheme found in an absolute IRI"),
        (":ann :lends <http://a b> .", 6, ""),
        (":ann :lends :saw", 6, "unexpected end"),
    ],
    ids=["word", "prefix", "end", "string", "relative", "iri", "dot"],
)
def test_broken_turtle_is_one_sentence_with_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    file = turtle(tmp_path, PREFIXES + text)
    with pytest.raises(BrokenTurtle) as error:
        open_store(file)
    assert error.value.line == line
    assert str(error.value).startswith(f"{file}:{line}: column ")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_in_another_encoding_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "world.ttl"
    file.write_bytes((PREFIXES + ":ann :name 'Änn' .").encode("latin-1"))
    with pytest.raises(BrokenTurtle, match="UTF-8"):
        open_store(file)


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").touch()
    file = turtle(tmp_path, WORKSHOP)
    build([file], tmp_path / "built")
    wrong: dict[str, tuple[list[str | Path], type[SourceError]]] = {
        "there is no such file": ([tmp_path / "none.ttl"], NoSuchSource),
        "the folder holds no file whose name ends with": ([tmp_path / "empty"], NoSuchSource),
        "this is not a graph": ([tmp_path / "notes.txt"], NoSuchSource),
        "can only be opened alone": ([file, tmp_path / "built"], MixedSources),
        "https://example.org/sparql can only be opened alone": (["https://example.org/sparql", file], MixedSources),
    }
    for reason, (sources, error) in wrong.items():
        with pytest.raises(error, match=reason):
            open_store(*sources)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda built: (built / manifest.MANIFEST).write_text("{"), "cannot be read"),
        (lambda built: (built / manifest.MANIFEST).write_text("[]"), "another version"),
        (lambda built: (built / manifest.MANIFEST).write_text('{"format": 0}'), "another version"),
        (lambda built: (built / manifest.MANIFEST).write_text(f'{{"format": {manifest.FORMAT}}}'), "lacks something"),
        (lambda built: shutil.rmtree(built / manifest.read(built).version), "is not there"),
        (lambda built: shutil.rmtree(built / manifest.read(built).version / manifest.STORE), "No such file"),
        (lambda built: next((built / manifest.read(built).version / "store").glob("MANIFEST-*")).write_text(""), "."),
    ],
    ids=["cut", "list", "version", "lacking", "no graph", "no store", "store"],
)
def test_a_damaged_folder_is_one_sentence(tmp_path: Path, harm: Callable[[Path], object], reason: str) -> None:
    build([turtle(tmp_path, WORKSHOP)], tmp_path / "built")
    harm(tmp_path / "built")
    with pytest.raises(OtherVersion, match=reason) as error:
        open_store(tmp_path / "built")
    assert str(error.value).endswith("; build it anew.")


def test_a_folder_is_searched_through_and_each_file_counts_once(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    turtle(tmp_path, WORKSHOP)
    turtle(tmp_path / "deep", f"<{EX}eve> <{EX}lends> <{EX}rope> .", "more.nt")
    with open_store(tmp_path, tmp_path / "deep" / "more.nt") as store:
        assert store.ask(f"ASK {{ <{EX}eve> <{EX}lends> <{EX}rope> }}")
        assert store.ask(f"ASK {{ <{EX}ann> <{EX}lends> <{EX}saw> }}")


def test_the_base_vocabulary_comes_with_any_graph(tmp_path: Path) -> None:
    with open_store(turtle(tmp_path, WORKSHOP)) as store:
        assert store.ask("PREFIX ask: <https://w3id.org/msgraph/ask#> ASK { ask:verb ?p ?o }")


def test_the_graph_that_ships_opens_without_a_name() -> None:
    with open_store() as store:
        assert store.ask(f"ASK {{ GRAPH <{DERIVED}> {{ ?s ?p ?o }} }}")


def test_a_store_is_known_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one, two = turtle(tmp_path, WORKSHOP, "one.ttl"), turtle(tmp_path, many(3), "two.ttl")
    moved, changed = turtle(tmp_path / "other", WORKSHOP), turtle(tmp_path / "other", WORKSHOP + " ", "changed.ttl")
    build([one, two], tmp_path / "built")
    identities = []
    for sources in ([one, two], [two, moved], [tmp_path / "built"], [changed, two]):
        with open_store(*sources) as store:
            identities.append(store.identity)
    assert identities[0] == identities[1] == identities[2] != identities[3]


# ---------------------------------------------------------------------------------------------------------------- rules


def rule(text: str, more: str = "") -> str:
    return f'{PREFIXES}\n:a :p :b .\n:x sh:rule [ a sh:SPARQLRule ; sh:construct "{text}" {more} ] .'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT * { ?s ?p ?o }", "it is not a CONSTRUCT"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s e:p ?o }", "line 1, column 35: the prefix “e:” is not declared"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("CONSTRUCT { ?o :p [] } WHERE { ?s ?p ?o }", "is not declared"),
        ("CONSTRUCT { ?o <http://example.org/p> [] } WHERE { ?s <http://example.org/p> ?o }", "still make new triples"),
    ],
    ids=["kind", "prefix", "service", "no prefixes", "endless"],
)
def test_a_rule_that_cannot_be_run_is_named(
    tmp_path: Path, text: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("msgraph.loading.RULE_ROUNDS", 10)
    with pytest.raises(BadRule, match=reason) as error:
        open_store(turtle(tmp_path, rule(text, '; rdfs:label "all know all"')))
    assert error.value.rule == "“all know all”"


# ------------------------------------------------------------------------------------------------------------ endpoints


def answering(*responses: httpx.Response | Exception) -> tuple[httpx.MockTransport, list[httpx.Request]]:
    """An endpoint that shows its graphs and then answers with these, one after the other."""
    left = [httpx.Response(200, json={"head": {}, "boolean": False}, headers=JSON), *responses]
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        response = left.pop(0)
        if isinstance(response, Exception):
            raise response
        return response

    return httpx.MockTransport(handle), seen


JSON = {"content-type": "application/sparql-results+json;charset=utf-8"}
YES = httpx.Response(200, json={"head": {}, "boolean": True}, headers=JSON)


@pytest.mark.parametrize(
    "stumble",
    [
        httpx.Response(503, text="warming up"),
        httpx.Response(502),
        httpx.ConnectError("refused"),
        httpx.RemoteProtocolError("the server has closed the connection"),
        httpx.ReadError("reset"),
    ],
    ids=["503", "502", "refused", "closed", "reset"],
)
def test_a_server_that_stumbles_is_asked_once_more(stumble: httpx.Response | Exception) -> None:
    transport, seen = answering(stumble, YES)
    with EndpointStore("http://example.org/sparql", transport=transport) as store:
        assert store.ask("ASK {}") is True
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("responses", "error", "reason"),
    [
        ([httpx.ConnectError("refused")] * 2, EndpointAway, "is not there: refused"),
        ([httpx.Response(503, text="overloaded")] * 2, EndpointRefused, "status 503: overloaded"),
        ([httpx.ReadTimeout("")], EndpointAway, "no answer within 30 seconds"),
        ([httpx.ConnectTimeout("")], EndpointAway, "no connection within 5 seconds"),
        (
            [httpx.Response(500, text="out of order\n\nat line 7")],
            EndpointRefused,
            "status 500: out of order at line 7",
        ),
        ([httpx.Response(401)], EndpointRefused, "status 401: Unauthorized"),
        ([httpx.Response(404)], EndpointRefused, "no query service at this address"),
        ([httpx.Response(200, html="<p>Welcome")], EndpointRefused, "no result of a query but text/html"),
        ([httpx.Response(200, text='{"head": {', headers=JSON)], EndpointRefused, "its result is damaged"),
        ([httpx.Response(400, text="no such function")], QueryFailed, "could not be run: no such function"),
    ],
    ids=["refused", "503", "slow", "no connection", "500", "401", "404", "page", "damaged", "400"],
)
def test_a_server_that_does_not_do_its_work_is_told_of_in_one_sentence(
    responses: list[httpx.Response | Exception], error: type[Exception], reason: str
) -> None:
    transport, seen = answering(*responses)
    with (
        EndpointStore("http://example.org/sparql", transport=transport) as store,
        pytest.raises(error, match=reason) as raised,
    ):
        store.ask("ASK {}")
    assert "\n" not in str(raised.value)
    assert len(seen) == 1 + len(responses)


def test_a_server_that_is_away_is_told_of_when_it_is_opened() -> None:
    with pytest.raises(EndpointAway, match=r"^The SPARQL endpoint http://127\.0\.0\.1:9/query is not there: "):
        open_store("http://127.0.0.1:9/query")
    with pytest.raises(EndpointError):
        open_store("http://")


def test_a_server_that_hides_its_graphs_is_not_asked() -> None:
    hiding = httpx.MockTransport(lambda request: httpx.Response(200, json={"head": {}, "boolean": True}, headers=JSON))
    with pytest.raises(EndpointHidesGraphs):
        EndpointStore("http://example.org/sparql", transport=hiding)


def test_a_password_is_sent_and_never_shown() -> None:
    transport, seen = answering(httpx.Response(403, text="no"))
    with EndpointStore("http://ann:secret@example.org/sparql", transport=transport) as store:
        assert store.identity == "http://example.org/sparql"
        with pytest.raises(EndpointRefused) as error:
            store.ask("ASK {}")
    assert "secret" not in str(error.value)
    assert seen[-1].headers["authorization"].startswith("Basic ")


def test_results_in_xml_do_as_well() -> None:
    xml = TABLE_XML.encode()
    transport, _ = answering(
        httpx.Response(200, content=xml, headers={"content-type": "application/sparql-results+xml"})
    )
    with EndpointStore("http://example.org/sparql", transport=transport) as store:
        assert store.select("SELECT ?a {}") == Table(("a",), ((Literal("x"),),))


TABLE_XML = Table(("a",), ((Literal("x"),),)).dumps("xml")


def test_an_endless_result_is_not_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("msgraph.endpoint.QUERY_CHARACTERS", 100_000)

    def rows() -> Iterator[bytes]:
        yield b'{"head": {"vars": ["a"]}, "results": {"bindings": ['
        while True:
            yield b'{"a": {"type": "literal", "value": "x"}},' * 100

    transport, _ = answering(*(httpx.Response(200, content=rows(), headers=JSON) for _ in range(2)))
    with EndpointStore("http://example.org/sparql", transport=transport) as store:
        result = store.query("SELECT ?a {}", rows=10)
        assert isinstance(result, Table)
        assert (len(result.rows), result.complete) == (10, False)
        with pytest.raises(QueryFailed, match="its result is longer than 100,000 characters"):
            store.query("SELECT ?a {}")


def test_a_connection_is_kept() -> None:
    connections = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            connections.append(self)
            super().setup()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            body = b'{"head": {}, "boolean": false}'
            self.send_response(200)
            self.send_header("content-type", JSON["content-type"])
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        with EndpointStore(f"http://127.0.0.1:{server.server_port}/") as store:
            for _ in range(20):
                store.ask("ASK {}")
        server.shutdown()
        serving.join()
    assert len(connections) == 1


def test_a_store_that_nobody_closes_lets_go_when_it_is_gone(tmp_path: Path) -> None:
    out = tmp_path / "built"
    build([turtle(tmp_path, WORKSHOP)], out)
    store = open_store(out)
    assert store.query("ASK {}") is True
    build([turtle(tmp_path, WORKSHOP)], out)
    assert len(list(out.glob("graph-*"))) == 2
    del store
    gc.collect()
    build([turtle(tmp_path, WORKSHOP)], out)
    assert len(list(out.glob("graph-*"))) == 1


def test_limits_are_what_the_settings_say() -> None:
    assert (settings.QUERY_SECONDS, settings.QUERY_ROWS) == (30.0, 100_000)


def test_the_store_of_oxigraph_never_shows(tmp_path: Path) -> None:
    with open_store(turtle(tmp_path, WORKSHOP)) as store:
        assert not any(isinstance(getattr(store, name), ox.Store) for name in dir(store) if not name.startswith("_"))
