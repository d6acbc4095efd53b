"""The server of the app: Streamlit's pages, and in the same process `/sparql` and `/api/ask` for programs.

    GET  /sparql?query=SELECT…      the SPARQL 1.1 Protocol's query operation (section 2.1), by GET, by a form and by
    POST /sparql                    a body of application/sparql-query; results in the formats of `results.FORMATS`
    GET  /api/ask?question=Which…   the answer as `msgraph ask --json` prints it; `follows` repeats earlier questions
    POST /api/ask                   {"question": "…", "follows": ["…"], "reading": 1}

Both only read. What is wrong is told as {"error": "one sentence"} with a status that fits.
"""

import json
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any, Final, TypeVar

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from msgraph import KnowledgeGraph
from msgraph.app import SETTINGS, sources
from msgraph.errors import (
    AsksTooMuch,
    EndpointError,
    MsgraphError,
    NoSuchReading,
    QueryFailed,
    QueryRefused,
    QuerySyntax,
    QueryTooLarge,
    QueryTooLong,
    SourceError,
    UnsupportedTerm,
)
from msgraph.garbage import settled
from msgraph.results import FORMATS, Format, Result, Table, Triples, dumps, formats_for
from msgraph.settings import QUERY_LENGTH

BODY: Final = 4 * QUERY_LENGTH
"""So many bytes a request may hold: the longest query, in the widest characters."""

FIRST_PORT: Final = 8501
PORTS_TRIED: Final = 100

AT_ONCE: Final = 32
"""So many requests are worked on or wait for their turn; who comes then is asked to come again."""

FOLLOWED: Final = 10
"""So many earlier questions a question may lean on."""

STATUS: Final[Mapping[type[MsgraphError], int]] = {
    QuerySyntax: 400,
    NoSuchReading: 400,
    QueryRefused: 403,
    QueryTooLong: 500,
    QueryTooLarge: 500,
    AsksTooMuch: 500,
    QueryFailed: 500,
    UnsupportedTerm: 500,
    SourceError: 503,
    EndpointError: 502,
}
"""What is wrong -> the status of the response: 4xx for the request, 5xx for what came of it (the Protocol's 2.1.7)."""

SAME_ORIGIN: Final = (
    "default-src 'self'; script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    "frame-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
"""What a page may load and where it may send: here only. Streamlit's own scripts need the two words that are unsafe."""

NOTHING: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""For what is data: it loads nothing and stands in no page."""

HEADERS: Final[Mapping[str, str]] = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Said with every response, unless it says otherwise itself."""

LOOPBACK: Final = frozenset(("localhost", "127.0.0.1", "::1", "[::1]"))

T = TypeVar("T")


# ----------------------------------------------------------------------------------------------------------- the graph

_opening = Lock()


@cache
def _graph(named: tuple[str, ...]) -> KnowledgeGraph:
    graph = KnowledgeGraph.open(*named)
    _ = graph.reader.grammar  # so that all is there that stays, before it is set aside
    settled()
    return graph


def shared() -> KnowledgeGraph:
    """The graph that the environment names, opened once in the process, for pages and programs alike.

    Raises a `MsgraphError` where it cannot be opened, each time anew.
    """
    with _opening:
        return _graph(sources())


# --------------------------------------------------------------------------------------------------------- what is said


class _Refused(Exception):
    """A request that is not taken, with the status and the sentence that say why."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status, self.sentence = status, sentence
        super().__init__(sentence)


def _told(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse({"error": sentence}, status, dict(headers or {}))


def _status(error: MsgraphError) -> int:
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)


def accepted(header: str, choices: Mapping[str, Format]) -> str | None:
    """The format that an Accept header likes best (RFC 9110, section 12.5.1); the first where it likes several as well.

    >>> accepted("text/csv, */*;q=0.1", formats_for(Table((), ())))
    'csv'
    >>> accepted("application/json", formats_for(True)), accepted("image/png", formats_for(True))
    ('json', None)
    """
    if not header.strip():
        header = "*/*"
    liked: dict[str, float] = {}
    for part in header.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((value for name, _, value in (p.partition("=") for p in parameters) if name.strip() == "q"), "1")
        try:
            liked[kind] = float(weight)
        except ValueError:
            liked[kind] = 0.0

    def weight_of(name: str, format: Format) -> float:
        media_type = format.media_type
        also = "application/json" if name in ("json", "json-ld") else "application/xml" if name == "xml" else ""
        asked = (media_type, also, f"{media_type.partition('/')[0]}/*", "*/*")
        return next((liked[kind] for kind in asked if kind in liked), 0.0)

    weights = {name: weight_of(name, format) for name, format in choices.items()}
    best = max(weights, key=lambda name: (weights[name], _PREFERRED.get(name, 0)))
    return best if weights[best] > 0 else None


_PREFERRED: Final = {"json": 1, "turtle": 1}
"""What is sent where all is the same to the one who asks."""


# -------------------------------------------------------------------------------------------------------------- /sparql


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BODY:
            raise _Refused(413, f"The request is longer than {BODY:,} bytes.")
        parts.append(part)
    return b"".join(parts)


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise _Refused(400, f"The request is not UTF-8 (byte {error.start + 1}).") from error


async def _query(request: Request) -> str:
    """The query of a request, in whichever of the Protocol's three ways it comes."""
    from urllib.parse import parse_qs

    found = {name: request.query_params.getlist(name) for name in request.query_params}
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        text = _text(await _body(request))
        if kind == "application/sparql-query":
            found.setdefault("query", []).append(text)
        elif kind == "application/x-www-form-urlencoded":
            try:
                form = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
            except ValueError as error:
                raise _Refused(400, f"The form cannot be read: {error}.") from error
            for name, values in form.items():
                found.setdefault(name, []).extend(values)
        elif kind == "application/sparql-update":
            raise _Refused(403, "An update is refused: queries may only read.")
        else:
            known = "application/sparql-query or application/x-www-form-urlencoded"
            raise _Refused(415, f"A query is sent as {known}, not as “{kind}”.")
    if "update" in found:
        raise _Refused(403, "An update is refused: queries may only read.")
    if {"default-graph-uri", "named-graph-uri"} & found.keys():
        raise _Refused(400, "Graphs are named in the query, with FROM and FROM NAMED.")
    queries = found.get("query", [])
    if len(queries) != 1:
        raise _Refused(400, f"The request holds {len(queries)} queries; it has to hold one, as “query”.")
    return queries[0]


async def sparql(request: Request) -> Response:
    """Answer a request of the SPARQL 1.1 Protocol."""
    query = await _query(request)
    accept = ",".join(request.headers.getlist("accept"))
    return await run_in_threadpool(_answered, query, accept)


def _answered(query: str, accept: str) -> Response:
    result: Result = shared().query(query)
    choices = formats_for(result)
    format = accepted(accept, choices)
    if format is None:
        listed = ", ".join(each.media_type for each in choices.values())
        raise _Refused(406, f"The result can be had as {listed}.")
    complete = result.complete if isinstance(result, Table | Triples) else True
    media_type = FORMATS[format].media_type
    headers = {"msgraph-complete": "true" if complete else "false", "vary": "accept"}
    return Response(dumps(result, format), headers=headers | {"content-type": f"{media_type}; charset=utf-8"})


# ------------------------------------------------------------------------------------------------------------- /api/ask


async def ask(request: Request) -> Response:
    """Answer a question."""
    if request.method == "POST":
        try:
            asked = json.loads(_text(await _body(request)))
        except (ValueError, RecursionError) as error:
            raise _Refused(400, "The request is no JSON.") from error
        if not isinstance(asked, dict):
            raise _Refused(400, 'The request has to be an object, {"question": "…"}.')
    else:
        asked = {"follows": request.query_params.getlist("follows")}
        asked |= {name: value for name, value in request.query_params.items() if name in ("question", "reading")}
        if str(asked.get("reading", "1")).isdecimal():
            asked["reading"] = int(asked["reading"]) if "reading" in asked else None
    question, follows, reading = asked.get("question"), asked.get("follows") or [], asked.get("reading")
    if not isinstance(question, str):
        raise _Refused(400, 'The request holds no “question”, which has to be a text.')  # fmt: skip
    if not isinstance(follows, list) or not all(isinstance(one, str) for one in follows) or len(follows) > FOLLOWED:
        raise _Refused(400, f"“follows” has to be a list of at most {FOLLOWED} questions.")
    if reading is not None and (not isinstance(reading, int) or isinstance(reading, bool)):
        raise _Refused(400, "“reading” has to be a whole number.")
    return await run_in_threadpool(_asked, question, follows, reading)


def _asked(question: str, follows: Sequence[str], reading: int | None) -> Response:
    kg, before = shared(), None
    for earlier in follows:
        before = kg.ask(earlier, follows=before)
    answer = kg.ask(question, follows=before, reading=reading)
    text = json.dumps(answer.to_json(), ensure_ascii=False).encode("utf-8", "replace")
    return Response(text, media_type="application/json")


# ----------------------------------------------------------------------------------------------------------- the server


def _guarded(endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that says what is wrong in a sentence, takes no more than it can, and none from other sites."""
    turns = BoundedSemaphore(AT_ONCE)

    async def answer(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return _told(403, "This page of another site may not ask here.")
        if not turns.acquire(blocking=False):
            return _told(503, "Too many are asking just now; please ask again.", {"retry-after": "1"})
        try:
            return await endpoint(request)
        except _Refused as error:
            return _told(error.status, error.sentence)
        except MsgraphError as error:
            return _told(_status(error), str(error))
        except Exception as error:  # whatever it is, it is told as a sentence and harms no other request
            return _told(500, f"This should not have happened ({type(error).__name__}).")
        finally:
            turns.release()

    return answer


class Secured:
    """Says with every response what browsers may do with it, and takes no request under another machine's name.

    `hosts` are the names by which the server may be called, none for any: who listens to this machine alone is safe
    from pages whose own name leads here only then.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = frozenset()) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI interface."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if self.hosts and _host(Headers(scope=scope).get("host", "")) not in self.hosts:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await _told(421, "This server is not called that.")(scope, receive, send)
            return
        policy = NOTHING if scope["path"] in ("/sparql", "/api/ask") else SAME_ORIGIN

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", policy)
            await send(message)

        await self.app(scope, receive, sent)


def _host(header: str) -> str:
    """The name in a Host header, without the port.

    >>> _host("localhost:8501"), _host("[::1]:8501"), _host("127.0.0.1")
    ('localhost', '[::1]', '127.0.0.1')
    """
    name, colon, port = header.lower().rpartition(":")
    return name if colon and port.isdecimal() else header.lower()


async def _first_page(request: Request) -> Response:
    """The page that stands at the root has a name of its own too."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def routes() -> list[Route]:
    """What programs may ask, and the other name of the first page."""
    return [
        Route("/ask", _first_page, methods=["GET"]),
        Route("/sparql", _guarded(sparql), methods=["GET", "POST"]),
        Route("/api/ask", _guarded(ask), methods=["GET", "POST"]),
    ]


def application(script: Path, *, hosts: frozenset[str] = frozenset()) -> st.App:
    """The app whose pages a script makes, with what programs ask beside it."""
    return st.App(script, routes=routes(), middleware=[Middleware(Secured, hosts=hosts)])


def _free(address: str) -> int:
    """The first free port from Streamlit's own on; that one where none is, to be told so by whoever listens."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        with suppress(OSError), socket.create_server((address, port)):
            return port
    return FIRST_PORT


def run(script: Path, *, address: str, port: int | None, headless: bool) -> None:
    """Serve the app until somebody ends it."""
    # Streamlit would ask whoever starts it for the first time for an e-mail address, and listen on all addresses.
    settings: dict[str, Any] = {
        **SETTINGS,
        "server.showEmailPrompt": False,
        "server.address": address,
        "server.headless": headless,
        # Its greeting comes with advertisements, on the page too; the address is told below.
        "logger.hideWelcomeMessage": True,
        "server.port": port or _free(address),
    }
    print(f"msgraph: http://{address}:{settings['server.port']} (Ctrl-C ends it)", file=sys.stderr)
    sys.argv = [str(script)]  # what Streamlit takes for the program, whose folder it adds to where modules are found
    hosts = LOOPBACK if address in LOOPBACK else frozenset()
    application(script, hosts=hosts).run(config=settings)
