"""The store behind a URL: any endpoint that speaks the SPARQL 1.1 Protocol (by POST, section 2.1.2)."""

import io
import time
import weakref
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx
import pyoxigraph as ox

from msgraph.bounded import Children
from msgraph.errors import (
    EndpointAway,
    EndpointHidesGraphs,
    EndpointRefused,
    QueryError,
    QueryFailed,
    QueryKind,
    QuerySyntax,
    QueryTooLong,
)
from msgraph.guard import checked, makes_graph
from msgraph.results import Result, Table, Triples
from msgraph.settings import CONNECT_SECONDS, ENDPOINT_SECONDS, QUERY_CHARACTERS, QUERY_ROWS, QUERY_SECONDS, TERMS_KEPT
from msgraph.terms import Terms
from msgraph.virtuoso import TRUTH, Dialect, with_valid_nodes

_ACCEPT: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
"""For a SELECT or ASK."""

_ACCEPT_GRAPH: Final = "application/n-triples, text/turtle;q=0.9"
"""For a CONSTRUCT or DESCRIBE; some servers make a table of it where one would do as well."""

_TRY_AGAIN: Final = frozenset((502, 503, 504))
"""Statuses of a server that may be well a moment later."""

_PAUSE: Final = 0.25
"""Seconds before the one more try."""

_HIDDEN: Final = """
ASK {
  { SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
  FILTER NOT EXISTS { ?s ?p ?o }
}"""
"""Holds where a query without GRAPH does not see what is in named graphs."""

_UNION: Final = {"union-default-graph": ""}
"""How Oxigraph's own server is asked for the union of all graphs; others take no notice of it."""

R = TypeVar("R")


class EndpointStore:
    """A graph behind a SPARQL endpoint, asked over connections that are kept.

    Raises:
        EndpointAway, EndpointRefused: what answers there is no SPARQL endpoint, or nothing does.
        EndpointHidesGraphs: its queries do not see the union of its graphs.
    """

    folder: Path | None = None
    small = False

    def __init__(self, url: str, *, transport: httpx.BaseTransport | None = None) -> None:
        try:
            address = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise EndpointAway(url, reason=str(error)) from error
        self._url = address
        self.identity = str(address.copy_with(username=None, password=None))
        self._client = httpx.Client(
            headers={"User-Agent": "msgraph"},
            timeout=httpx.Timeout(ENDPOINT_SECONDS, connect=CONNECT_SECONDS),
            transport=transport,
        )
        self.close = weakref.finalize(self, self._client.close)
        self._extra: dict[str, str] = {}
        self._virtuoso: Dialect | None = None
        self._terms = Terms(kept=TERMS_KEPT)
        try:
            self._see_all_graphs()
        except BaseException:
            self.close()
            raise

    def _see_all_graphs(self) -> None:
        """Make sure that queries see the union of all graphs, asking for it in the one way that is known."""
        if self.ask(_HIDDEN):
            self._extra = _UNION
            if self.ask(_HIDDEN):
                raise EndpointHidesGraphs(self.identity)

    def select(self, query: str, *, seconds: float | None = None, rows: int | None = None) -> Table:
        """The solutions of a SELECT; with `rows`, at most so many, not `complete` if there are more.

        Raises:
            QuerySyntax, QueryKind, QueryTooLong, QueryFailed, EndpointAway, EndpointRefused
        """

        def table(result: Any) -> Table:
            if type(result) is not ox.QuerySolutions:
                raise QueryKind(wanted="a SELECT")
            return self._table(result, rows)

        return self._answer(self._written(query), table, seconds=seconds)

    def ask(self, query: str, *, seconds: float | None = None) -> bool:
        """Whether an ASK holds. Raises as `select` does."""

        def truth(result: Any) -> bool:
            if type(result) is ox.QuerySolutions and [each.value for each in result.variables] == [TRUTH]:
                return any(row[0] is not None and str(row[0].value) != "0" for row in result)
            if type(result) is not ox.QueryBoolean:
                raise QueryKind(wanted="an ASK")
            return bool(result)

        return self._answer(self._written(query), truth, seconds=seconds)

    def construct(self, query: str, *, seconds: float | None = None) -> Triples:
        """The graph that a CONSTRUCT or DESCRIBE makes. Raises as `select` does."""

        def graph(result: Any) -> Triples:
            if isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
                raise QueryKind(wanted="a CONSTRUCT or DESCRIBE")
            return self._graph(result, None)

        return self._answer(self._written(query), graph, seconds=seconds)

    def query(self, query: str, *, seconds: float = QUERY_SECONDS, rows: int = QUERY_ROWS) -> Result:
        """What a query brings that somebody typed: it can only read, and is ended at its limits.

        At the limits the connection is closed; whether the server then stops work is up to the server, which should
        have a limit of its own.

        Raises:
            QueryRefused: an update, SERVICE, or FROM with a graph that is not there.
            QuerySyntax, QueryTooLong, QueryFailed, EndpointAway, EndpointRefused
        """
        reach = checked(query, has_graph=self._has_graph)

        def whichever(result: Any) -> Result:
            if isinstance(result, ox.QueryBoolean):
                return bool(result)
            return self._table(result, rows) if isinstance(result, ox.QuerySolutions) else self._graph(result, rows)

        extra = {} if reach.graphs else self._extra
        return self._answer(query, whichever, seconds=seconds, limit=QUERY_CHARACTERS, extra=extra)

    def __enter__(self) -> "EndpointStore":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _has_graph(self, name: str) -> bool:
        try:
            return self.ask(f"ASK {{ GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}")
        except ValueError:  # not an IRI
            return False

    def _table(self, solutions: Any, rows: int | None) -> Table:
        columns = tuple([variable.value for variable in solutions.variables])
        known = self._terms.__getitem__
        cells, complete = _taken((tuple(map(known, solution)) for solution in solutions), rows)
        return Table(columns, cells, complete)

    def _graph(self, statements: Any, rows: int | None) -> Triples:
        known = self._terms.__getitem__
        triples = ((known(each.subject), known(each.predicate), known(each.object)) for each in statements)
        taken, complete = _taken(triples, rows)
        return Triples(tuple(dict.fromkeys(taken)), complete)

    # ------------------------------------------------------------------------------------------------------- the wire

    def _answer(
        self,
        query: str,
        made: Callable[[Any], R],
        *,
        seconds: float | None = None,
        limit: int | None = None,
        extra: dict[str, str] | None = None,
    ) -> R:
        """What is made of the answer to a query; asked once more if the server seems to have stumbled.

        Every query only reads, so asking again can do no harm; a server that let its time run out is not asked again.
        """
        end = time.monotonic() + seconds if seconds is not None else None
        for last in (False, True):
            try:
                return self._asked(query, made, end=end, limit=limit, extra=self._extra if extra is None else extra)
            except httpx.TimeoutException as error:
                if end is not None and time.monotonic() >= end - 0.1:
                    raise QueryTooLong(seconds or 0) from error
                raise EndpointAway(self.identity, reason=_timed_out(error)) from error
            except httpx.TransportError as error:
                if last:
                    raise EndpointAway(self.identity, reason=_sentence(str(error))) from error
            except _Stumbled as stumbled:
                if last:
                    raise EndpointRefused(self.identity, status=stumbled.status, reason=stumbled.reason) from stumbled
            time.sleep(_PAUSE)
        raise AssertionError

    def _is_virtuoso(self, response: httpx.Response) -> bool:
        if self._virtuoso is None and response.headers.get("server", "").startswith("Virtuoso"):
            self._virtuoso = Dialect(self.select)
        return self._virtuoso is not None

    def _written(self, query: str) -> str:
        """A query of msgraph's own in words that the server understands."""
        return query if self._virtuoso is None else self._virtuoso.written(query)

    def _asked(
        self, query: str, made: Callable[[Any], R], *, end: float | None, limit: int | None, extra: dict[str, str]
    ) -> R:
        timeout = httpx.USE_CLIENT_DEFAULT
        if end is not None:
            left = max(0.05, end - time.monotonic())
            timeout = httpx.Timeout(min(left, ENDPOINT_SECONDS), connect=min(left, CONNECT_SECONDS))  # type: ignore[assignment]
        data = {"query": query, **extra}
        headers = {"Accept": _ACCEPT_GRAPH if makes_graph(query) else _ACCEPT}
        with self._client.stream("POST", self._url, data=data, headers=headers, timeout=timeout) as response:
            if response.status_code != 200:
                raise self._refusal(query, response)
            parts = response.iter_bytes()
            if self._is_virtuoso(response):
                parts = with_valid_nodes(parts)
            body = _Body(parts, end=end, limit=limit)
            media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            try:
                return made(self._parsed(body, media_type))
            except (SyntaxError, OSError, ValueError) as error:
                if body.failure is not None:
                    raise body.failure from error
                raise EndpointRefused(self.identity, status=200, reason=f"its result is damaged ({error})") from error

    def _parsed(self, body: "_Body", media_type: str) -> Any:
        if (results := ox.QueryResultsFormat.from_media_type(media_type)) is not None and "sparql" in media_type:
            return ox.parse_query_results(io.BufferedReader(body), results)
        if (graph := ox.RdfFormat.from_media_type(media_type)) is not None:
            return ox.parse(io.BufferedReader(body), graph)
        raise EndpointRefused(
            self.identity,
            status=200,
            reason=f"what came is no result of a query but {media_type or 'of no known type'}",
        )

    def _refusal(self, query: str, response: httpx.Response) -> Exception:
        """What the status of a response and its text amount to."""
        text = _sentence(response.read().decode(errors="replace"))
        status = response.status_code
        if status in _TRY_AGAIN:
            return _Stumbled(status, text or response.reason_phrase)
        if status == 400:
            return self._syntax_error(query) or QueryFailed(text or "the endpoint says that it is wrong")
        if status in (404, 405):
            text = "there is no query service at this address; many servers have it under /query or /sparql"
        return EndpointRefused(
            self.identity, status=status, reason=text or response.reason_phrase or "it gives no reason"
        )

    def _syntax_error(self, query: str) -> QuerySyntax | None:
        """Where a query is not SPARQL, found here: servers tell in as many ways as there are servers."""
        children = Children(None)
        try:
            return children.syntax_error(query)
        except QueryError:  # it takes too much of whatever to find out
            return None
        finally:
            children.close()


class _Stumbled(Exception):
    """A server that may be well a moment later."""

    def __init__(self, status: int, reason: str) -> None:
        self.status, self.reason = status, reason
        super().__init__(reason)


class _Body(io.RawIOBase):
    """The body of a response as a file that ends with an error when the time or size is used up.

    Oxigraph's parsers read it while it comes. They pass errors on as errors of their own, so the cause is kept in
    `failure`.
    """

    def __init__(self, parts: Iterator[bytes], *, end: float | None, limit: int | None) -> None:
        self._parts, self._end, self._left = parts, end, limit
        self._rest = b""
        self.failure: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            while not self._rest:
                if self._end is not None and time.monotonic() > self._end:
                    raise httpx.ReadTimeout("the time is used up")
                part = next(self._parts, None)
                if part is None:
                    return 0
                self._rest = part
                if self._left is not None:
                    self._left -= len(part)
                    if self._left < 0:
                        raise QueryFailed(f"its result is longer than {QUERY_CHARACTERS:,} characters")
        except Exception as error:
            self.failure = error
            raise OSError(str(error)) from error
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


def _taken(items: Iterator[R], rows: int | None) -> tuple[tuple[R, ...], bool]:
    """As many items as wanted, and whether that is all."""
    taken = tuple(items if rows is None else islice(items, rows + 1))
    return (taken, True) if rows is None or len(taken) <= rows else (taken[:rows], False)


def _timed_out(error: httpx.TimeoutException) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection within {CONNECT_SECONDS:g} seconds"
    return f"no answer within {ENDPOINT_SECONDS:g} seconds"


def _sentence(text: str) -> str:
    """The first words of what a server says, on one line."""
    flat = " ".join(text.split()).rstrip(".")
    return flat if len(flat) <= 2000 else flat[:2000] + "…"
