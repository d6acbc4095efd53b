"""Queries that may have to be stopped, each run in a process of its own that ends when its time or memory is used up.

A process that has answered in time waits for the next query; one that has not is killed, and what it did ends with it.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Any, Final

from rdflib.term import BNode, URIRef

from msgraph import child
from msgraph.errors import QueryError, QueryFailed, QuerySyntax, QueryTooLarge, QueryTooLong, UnsupportedTerm
from msgraph.guard import syntax_error, token_ends
from msgraph.results import Result, Table, Triples
from msgraph.settings import QUERY_BYTES, QUERY_CHARACTERS
from msgraph.terms import Node, literal

_START_SECONDS: Final = 20.0
_FAULT_SECONDS: Final = 5.0
_AT_ONCE: Final = max(2, os.cpu_count() or 1)
_KEPT: Final = 2


class _Child:
    """One process, and the clock that it runs against."""

    def __init__(self, folder: Path | None, memory: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", child.__file__, str(folder or ""), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C in a terminal is for the one who asked
        )
        self.last_words = ""
        self._late = False
        if self.line(b"", _START_SECONDS) is None:
            raise QueryFailed(f"the process for it did not start ({self.last_words or 'no reason given'})")

    def line(self, request: bytes, seconds: float) -> bytes | None:
        """The line that answers a request; None if the process has ended instead, by itself or because time was up."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        clock = None
        if not child.HAS_ALARM or not request:
            # Where a process cannot set an alarm for itself, or has not come to that. A thread costs more than a query.
            clock = threading.Timer(seconds, self._time_is_up)
            clock.daemon = True
            clock.start()
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = b""
        except BaseException:
            self.end()
            raise
        finally:
            if clock is not None:
                clock.cancel()
        if line.endswith(b"\n"):
            return line
        self.end()
        return None

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    @property
    def was_killed(self) -> bool:
        return self._process.returncode == -9

    @property
    def out_of_time(self) -> bool:
        return self._late or (child.HAS_ALARM and self._process.returncode == -signal.SIGALRM)

    def _time_is_up(self) -> None:
        self._late = True
        self._process.kill()

    def end(self) -> None:
        """Kill the process and take leave of it."""
        self._process.kill()
        _, words = self._process.communicate()
        self.last_words = words.decode(errors="replace").strip()


class Children:
    """Runs queries over the Oxigraph store in a folder (or an empty one), as many at once as there are processors."""

    def __init__(self, folder: Path | None, *, memory: int = QUERY_BYTES) -> None:
        self._folder, self._memory = folder, memory
        self._idle: list[_Child] = []
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        self.close = weakref.finalize(self, _end_all, self._idle)

    def run(self, query: str, *, union: bool, seconds: float, rows: int) -> Result:
        """What a query brings.

        Args:
            query: a text that msgraph wrote, or `guard.checked` has let pass.
            union: whether it sees the union of all graphs, rather than those that it names with FROM.
            seconds: the time after which its process is killed.
            rows: the number of rows or triples after which it ends.

        Raises:
            QuerySyntax, QueryTooLong, QueryTooLarge, QueryFailed, UnsupportedTerm
        """
        request = {"query": query, "union": union, "rows": rows, "characters": QUERY_CHARACTERS}
        reply = self._reply(request, seconds)
        if reply.get("error") == "syntax":
            raise self.syntax_error(query) or QueryFailed(reply["text"])
        return self._result(reply)

    def syntax_error(self, query: str) -> QuerySyntax | None:
        """What is wrong with a query that is not SPARQL; None where Oxigraph finds that it is."""
        ends = token_ends(query)
        found = self._reply({"not_sparql": query, "ends": ends}, _FAULT_SECONDS)
        return syntax_error(query, found["fault"], found["text"]) if found["text"] else None

    def _ready(self) -> _Child:
        """A process that waits for a query, or a new one."""
        while True:
            try:
                process = self._idle.pop()
            except IndexError:
                return _Child(self._folder, self._memory)
            if process.runs:
                return process
            process.end()

    def _reply(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        if not self._turn.acquire(timeout=seconds):
            raise QueryFailed("too many others are being run")
        try:
            process = self._ready()
            line = process.line(json.dumps({**request, "seconds": seconds}).encode() + b"\n", seconds)
            if line is None:
                raise self._end(process, seconds)
            if len(self._idle) < _KEPT and self.close.alive:
                self._idle.append(process)
            else:
                process.end()
        finally:
            self._turn.release()
        reply: dict[str, Any] = json.loads(line)
        return reply

    def _end(self, process: _Child, seconds: float) -> QueryError:
        """Why a process has ended: the clock, memory, or else the stack of Oxigraph's parser."""
        if process.out_of_time:
            return QueryTooLong(seconds)
        if "memory" in process.last_words or process.was_killed:  # by itself, or by a system that was short of it
            return QueryTooLarge(self._memory)
        return QueryFailed("it is nested too deeply")

    def _result(self, reply: dict[str, Any]) -> Result:
        match reply:
            case {"truth": bool(truth)}:
                return truth
            case {"columns": columns, "rows": rows, "complete": complete}:
                return Table(tuple(columns), tuple(tuple(map(_node, row)) for row in rows), complete)
            case {"triples": rows, "complete": complete}:
                triples: dict[Any, None] = dict.fromkeys(tuple(map(_node, row)) for row in rows)
                return Triples(tuple(triples), complete)
            case {"error": "memory"}:
                raise QueryTooLarge(self._memory)
            case _:
                raise QueryFailed(reply["text"].rstrip("."))


def _end_all(processes: list[_Child]) -> None:
    while processes:
        processes.pop().end()


def _node(term: Any) -> Node | None:
    match term:
        case None:
            return None
        case [value]:
            return str.__new__(URIRef, value)
        case [value, None]:
            return BNode(value)
        case [value, datatype, language]:
            return literal(value, datatype, language)
        case _:
            raise UnsupportedTerm(term["unsupported"])
