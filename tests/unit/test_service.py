"""What programs ask beside the app's pages, of a real server on this machine."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from msgraph import KnowledgeGraph
from msgraph.app import GRAPH, service
from msgraph.results import FORMATS, dumps

WORLD = Path(__file__).parents[1] / "worlds" / "workshop.ttl"
QUESTION = "Which finishes prevent rust?"
NAMES = (
    "SELECT ?thing ?name { ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?thing ?name LIMIT 20"
)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?d) }"

LIMITED = (
    "from msgraph import settings; settings.QUERY_SECONDS = 2.0; settings.QUERY_ROWS = 500;"
    "from msgraph.cli import main; main()"
)
"""A server like any other, but for its limits, which are for those who do not wait for tests."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [sys.executable, "-c", LIMITED, "serve", "--port", str(port), "--graph", str(WORLD)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=os.environ | {GRAPH: ""})
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                for _ in range(600):
                    try:
                        if client.get("/_stcore/health").is_success:
                            break
                    except httpx.TransportError:
                        assert server.poll() is None, (folder / "log").read_text(errors="replace")
                    time.sleep(0.1)
                yield client
        finally:
            server.terminate()
            server.wait()


def error(response: httpx.Response) -> str:
    """The sentence that says what is wrong."""
    assert response.headers["content-type"] == "application/json"
    (sentence,) = response.json().values()
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence
    return str(sentence)


# -------------------------------------------------------------------------------------------------------------- /sparql


@pytest.mark.parametrize("way", ["GET", "form", "body"])
def test_a_query_comes_in_any_of_the_three_ways_of_the_protocol(client: httpx.Client, way: str) -> None:
    match way:
        case "GET":
            response = client.get("/sparql", params={"query": NAMES})
        case "form":
            response = client.post("/sparql", data={"query": NAMES})
        case _:
            headers = {"content-type": "application/sparql-query; charset=utf-8"}
            response = client.post("/sparql", content=NAMES, headers=headers)
    with KnowledgeGraph.open(WORLD) as kg:
        assert (response.status_code, response.text) == (200, dumps(kg.query(NAMES), "json"))
    assert response.headers["msgraph-complete"] == "true"


KINDS = {
    "SELECT": (NAMES, ["json", "xml", "csv", "tsv"]),
    "ASK": ("ASK {}", ["json", "xml"]),
    "CONSTRUCT": ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 5", ["turtle", "ntriples", "json-ld"]),
    "DESCRIBE": ("DESCRIBE <https://example.org/workshop/ann>", ["turtle", "ntriples", "json-ld"]),
}


@pytest.mark.parametrize(("query", "formats"), KINDS.values(), ids=KINDS)
def test_a_result_comes_in_the_format_that_is_asked_for(client: httpx.Client, query: str, formats: list[str]) -> None:
    for name in formats:
        accept = f"image/png, {FORMATS[name].media_type};q=0.5, */*;q=0.1"
        response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert response.headers["content-type"] == f"{FORMATS[name].media_type}; charset=utf-8"
        assert response.text
    anything = client.get("/sparql", params={"query": query})
    assert anything.headers["content-type"].startswith(FORMATS[formats[0]].media_type)
    browser = client.get("/sparql", params={"query": query}, headers={"accept": "text/html,image/*;q=0.9"})
    assert (browser.status_code, error(browser)[:24]) == (406, "The result can be had as")


def test_what_stays_is_not_looked_through_for_garbage_while_questions_are_answered() -> None:
    asks = (
        f"import gc; from msgraph.app import service; service.shared().ask({QUESTION!r});"
        "print(gc.get_freeze_count(), len(gc.get_objects()))"
    )
    said = subprocess.run(
        [sys.executable, "-c", asks], env=os.environ | {GRAPH: str(WORLD)}, capture_output=True, text=True, check=True
    ).stdout
    set_aside, looked_through = map(int, said.split())
    assert set_aside > 10 * looked_through


def test_the_endpoint_serves_msgraph_itself(client: httpx.Client) -> None:
    with KnowledgeGraph.open(f"{client.base_url}/sparql") as far, KnowledgeGraph.open(WORLD) as near:
        assert far.ask(QUESTION).answers == near.ask(QUESTION).answers != ()


FORM = {"content-type": "application/x-www-form-urlencoded"}
SPARQL = {"content-type": "application/sparql-query"}
REFUSED = {
    "no query": ("", None, {}, 400, "holds 0 queries"),
    "two queries": ("query=ASK{}&query=ASK{}", None, {}, 400, "holds 2 queries"),
    "no SPARQL": ("query=SELECT", None, {}, 400, "The query is not SPARQL at line 1"),
    "an update by GET": ("update=CLEAR ALL", None, {}, 403, "only read"),
    "an update by a form": ("", b"update=CLEAR+ALL", FORM, 403, "only read"),
    "an update as a body": ("", b"CLEAR ALL", {"content-type": "application/sparql-update"}, 403, "only read"),
    "an update as a query": ("", b"CLEAR ALL", SPARQL, 403, "CLEAR is refused"),
    "LOAD": ("", b"LOAD <http://127.0.0.1:9/>", SPARQL, 403, "LOAD is refused"),
    "SERVICE": ("", b"SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", SPARQL, 403, "SERVICE is refused"),
    "FROM elsewhere": ("", b"ASK FROM <http://example.org/x> {}", SPARQL, 403, "no such graph here"),
    "a graph beside the query": ("query=ASK{}&default-graph-uri=http://example.org/", None, {}, 400, "FROM NAMED"),
    "another kind of body": ("", b"{}", {"content-type": "application/json"}, 415, "not as “application/json”"),
    "no kind of body": ("", b"ASK {}", {}, 415, "A query is sent as"),
    "no UTF-8": ("", b"ASK {} # \xff", SPARQL, 400, "is not UTF-8 (byte 10)"),
    "no form": ("", b"query=%ff", FORM, 400, "The form cannot be read"),
    "a zero": ("query=ASK{}%00", None, {}, 400, "a character of code 0"),
    "brackets without end": ("", b"ASK " + b"{" * 5_000, SPARQL, 403, "the limit is 200"),
    "a query without end": ("", b"ASK {} #" + b"x" * 1_000_001, SPARQL, 403, "the limit is 1,000,000"),
    "a body without end": ("", b"x" * 4_000_001, SPARQL, 413, "longer than 4,000,000 bytes"),
    "a page of another site": ("query=ASK{}", None, {"sec-fetch-site": "cross-site"}, 403, "another site"),
    "another name": ("query=ASK{}", None, {"host": "rebound.example.org"}, 421, "not called that"),
}


@pytest.mark.parametrize(("query", "body", "headers", "status", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_taken_is_told_in_a_sentence(
    client: httpx.Client, query: str, body: bytes | None, headers: dict[str, str], status: int, told: str
) -> None:
    method = "GET" if body is None else "POST"
    response = client.request(method, f"/sparql?{query}", content=body, headers=headers)
    assert (response.status_code, told in error(response)) == (status, True)


def test_a_result_is_cut_at_the_limit_and_says_so(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})
    assert (response.headers["msgraph-complete"], len(response.json()["results"]["bindings"])) == ("false", 500)


def test_a_query_without_end_is_stopped_and_harms_no_other(client: httpx.Client) -> None:
    found: list[httpx.Response] = []
    queries = [
        threading.Thread(target=lambda: found.append(client.get("/sparql", params={"query": ENDLESS})))
        for _ in range(3)
    ]
    for query in queries:
        query.start()
    answer = client.get("/api/ask", params={"question": QUESTION}).json()
    assert not any(response.status_code == 200 for response in found)
    assert answer["status"] == "answered"
    for query in queries:
        query.join()
    assert [response.status_code for response in found] == [500] * 3
    assert {error(response) for response in found} <= {
        "The query was stopped: it had not ended after 2 seconds.",
        "The query could not be run: too many others are being run.",
    }
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


# ------------------------------------------------------------------------------------------------------------- /api/ask


def asked(question: str, *follows: str, reading: int | None = None) -> dict[str, object]:
    """The answer as the library gives it, but for the time that it took."""
    with KnowledgeGraph.open(WORLD) as kg:
        before = None
        for earlier in follows:
            before = kg.ask(earlier, follows=before)
        answer: dict[str, object] = kg.ask(question, follows=before, reading=reading).to_json()
    return json.loads(json.dumps(answer | {"milliseconds": None}))  # type: ignore[no-any-return]


def test_a_question_is_answered_as_json(client: httpx.Client) -> None:
    by_get = client.get("/api/ask", params={"question": QUESTION})
    by_post = client.post("/api/ask", json={"question": QUESTION})
    assert by_get.json() | {"milliseconds": None} == by_post.json() | {"milliseconds": None} == asked(QUESTION)


def test_a_question_may_follow_others_and_take_a_reading(client: httpx.Client) -> None:
    follow = client.get("/api/ask", params={"question": "and stains?", "follows": [QUESTION]})
    assert follow.json() | {"milliseconds": None} == asked("and stains?", QUESTION)
    chosen = client.post("/api/ask", json={"question": "Ann's tools", "reading": 2})
    assert chosen.json() | {"milliseconds": None} == asked("Ann's tools", reading=2)


@pytest.mark.parametrize(
    "question",
    ["", "\ud800", "🙂" * 500, "x" * 100_000, "<script>alert(1)</script>", "\x00"],
    ids=["nothing", "half a character", "pictures", "a long word", "markup", "a zero"],
)
def test_whatever_is_asked_has_an_end(client: httpx.Client, question: str) -> None:
    body = json.dumps({"question": question})
    response = client.post("/api/ask", content=body)
    assert (response.status_code, response.json()["status"]) == (200, "not_understood")


BAD = {
    "nothing": ({}, "holds no “question”"),
    "no text": ({"question": 5}, "holds no “question”"),
    "no object": ([], "has to be an object"),
    "follows that are no list": ({"question": "x", "follows": "y"}, "“follows” has to be a list"),
    "too many before": ({"question": "x", "follows": ["y"] * 11}, "at most 10 questions"),
    "a reading that is no number": ({"question": "x", "reading": "first"}, "has to be a whole number"),
    "a reading that was not offered": ({"question": QUESTION, "reading": 9}, "There is no reading 9"),
}


@pytest.mark.parametrize(("body", "told"), BAD.values(), ids=BAD)
def test_a_request_that_is_no_question_is_told(client: httpx.Client, body: object, told: str) -> None:
    response = client.post("/api/ask", json=body)
    assert (response.status_code, told in error(response)) == (400, True)


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000], ids=["cut", "no UTF-8", "nested"])
def test_a_body_that_is_no_json_is_told(client: httpx.Client, body: bytes) -> None:
    response = client.post("/api/ask", content=body)
    assert (response.status_code, error(response)[:11]) == (400, "The request")


# ------------------------------------------------------------------------------------------------------------ all of it


@pytest.mark.parametrize(
    "path", ["/", "/api/ask?question=x", "/sparql?query=ASK{}", "/sparql", "/_stcore/health", "/query"]
)
def test_every_response_tells_browsers_what_they_may_do_with_it(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/static/../../app.py", "/media/%2e%2e/%2e%2e/app.py", "//etc/passwd"]
)
def test_no_path_leads_out_of_what_is_served(client: httpx.Client, path: str) -> None:
    host, port = client.base_url.host, client.base_url.port
    with socket.create_connection((host, port)) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert b"root:" not in answer
    assert b"streamlit as st" not in answer
    assert b"[build-system]" not in answer


def alone(*paths: str) -> list[httpx.Response]:
    """What programs get in this process, without the app; in a thread, as other tests may have a loop of their own."""

    async def visit() -> list[httpx.Response]:
        transport = httpx.ASGITransport(Starlette(routes=service.routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return [await client.get(path) for path in paths]

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, visit()).result()


def test_a_graph_that_cannot_be_opened_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GRAPH, "nowhere.ttl")
    for response in alone("/api/ask?question=x", "/sparql?query=ASK{}"):
        assert (response.status_code, error(response)) == (503, "nowhere.ttl: there is no such file or folder.")


def test_who_comes_when_too_many_are_served_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "AT_ONCE", 0)
    (response,) = alone("/api/ask?question=x")
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert error(response) == "Too many are asking just now; please ask again."


def test_the_first_page_can_be_called_by_its_name(client: httpx.Client) -> None:
    response = client.get("/ask?q=What%20is%20EAE%3F&q=and%20ALS%3F", follow_redirects=False)
    assert response.is_redirect
    assert response.headers["location"] == "/?q=What%20is%20EAE%3F&q=and%20ALS%3F"
    assert client.get("/ask", follow_redirects=False).headers["location"] == "/"
