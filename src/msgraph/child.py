"""The process that runs a query apart, so that it can be stopped for good; started by `bounded`.

Oxigraph cannot interrupt a query, and one that is nested deeply enough overflows its stack. Here both end a process
that nobody else depends on. It imports nothing of msgraph, so that it starts in a moment, and talks in lines of JSON:

    in    {"query": "SELECT …", "union": true, "seconds": 30.0, "rows": 1000, "characters": 1000000}
    out   {"columns": [...], "rows": [[term, ...], ...], "complete": true}      SELECT
          {"truth": true}                                                       ASK
          {"triples": [[term, term, term], ...], "complete": true}              CONSTRUCT, DESCRIBE
          {"error": "syntax" | "memory" | "failed", "text": "…"}

    in    {"not_sparql": "SELECT …", "ends": [6, ...], "seconds": 5.0}
    out   {"fault": 1, "text": "…"}                                             see `first_fault`

A term is `null` (unbound), `[value]` (an IRI), `[value, null]` (a blank node), `[value, datatype, language]`
(a literal) or `{"unsupported": "…"}`.
"""

import contextlib
import ctypes
import errno
import json
import platform
import signal
import struct
import sys
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox


def _limit_memory(size: int) -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):  # a stricter limit is set already
            resource.setrlimit(resource.RLIMIT_DATA, (size, size))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cut_off() -> bool:
    """Let this process open no connection any more: a second lock behind the one on SERVICE. Whether the system could.

    On Linux a filter of system calls (seccomp) answers `socket` with "permission denied".
    """
    machine = _SOCKET_CALLS.get(platform.machine()) if sys.platform == "linux" else None
    if machine is None:
        return False
    architecture, socket = machine
    program = b"".join(
        struct.pack("HBBI", *instruction)
        for instruction in (
            (0x20, 0, 0, 4),  # load the architecture
            (0x15, 0, 3, architecture),  # another one: allow
            (0x20, 0, 0, 0),  # load the number of the call
            (0x15, 0, 1, socket),  # another one: allow
            (0x06, 0, 0, 0x00050000 | errno.EACCES),
            (0x06, 0, 0, 0x7FFF0000),  # allow
        )
    )
    text = ctypes.create_string_buffer(program, len(program))
    filter_ = ctypes.create_string_buffer(struct.pack("HL", len(program) // 8, ctypes.addressof(text)))
    system = ctypes.CDLL(None)
    no_new_privileges, set_filter = (38, 1, 0, 0, 0), (22, 2, ctypes.byref(filter_))
    return bool(system.prctl(*no_new_privileges) == 0 and system.prctl(*set_filter) == 0)


_SOCKET_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""A machine's name -> its number for seccomp and the number of its call `socket`."""


HAS_ALARM = sys.platform != "win32"
"""Whether a process can set an alarm that ends it, whatever it is busy with and even if whoever asked has died."""


def _heed_alarms() -> None:
    """Let an alarm end this process, also where whoever started it ignores or holds back alarms."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGALRM,))


def _alarm(seconds: float) -> None:
    """Die after so many seconds; 0 calls the alarm off."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _term(term: Any) -> Any:
    kind = type(term)
    if kind is ox.NamedNode:
        return [term.value]
    if kind is ox.BlankNode:
        return [term.value, None]
    if kind is ox.Literal:
        return [term.value, term.datatype.value, term.language]
    return None if term is None else {"unsupported": str(term)}


def _limited(items: Iterable[Any], *, rows: int, characters: int) -> tuple[list[list[Any]], bool]:
    """As many rows as the limits allow, and whether that is all of them."""
    taken: list[list[Any]] = []
    for item in items:
        row = list(map(_term, item))
        characters -= sum(len(term[0]) for term in row if isinstance(term, list))
        if len(taken) == rows or characters < 0:
            return taken, False
        taken.append(row)
    return taken, True


_PADDING = " " * 40
"""Longer than any keyword: see `first_fault`."""


def first_fault(query: str, ends: list[int]) -> tuple[int, str]:
    """How many tokens of a query can stand before one that cannot, and what Oxigraph says of the query.

    Oxigraph tells where its parser came furthest, which is up to a keyword's length behind the fault. But the start of
    a query can be continued just if the parser comes to its end, and that is certain when there is nothing but space
    for a while before the end. So the fault is searched by halves.

    Args:
        query: a text that is not SPARQL.
        ends: where each of its tokens ends.
    """
    empty = ox.Store()

    def complaint(text: str) -> str | None:
        try:
            empty.query(text)
        except SyntaxError as error:
            return error.msg
        return None

    def can_stand(count: int) -> bool:
        text = query[: ends[count - 1]] + _PADDING
        said = complaint(text)
        end = f"{text.count(chr(10)) + 1}:{len(text) - text.rfind(chr(10))}"
        return said is None or said.startswith(f"error at {end}:")

    low, high = 0, len(ends)  # the first `low` tokens can stand
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if can_stand(middle) else (low, middle - 1)
    return low, complaint(query) or ""


def _reply(store: ox.Store, query: str, *, union: bool, rows: int, characters: int) -> dict[str, Any]:
    try:
        result: Any = store.query(query, use_default_graph_as_union=union)
        if isinstance(result, ox.QueryBoolean):
            return {"truth": bool(result)}
        taken, complete = _limited(result, rows=rows, characters=characters)
        if isinstance(result, ox.QueryTriples):
            return {"triples": taken, "complete": complete}
        return {"columns": [variable.value for variable in result.variables], "rows": taken, "complete": complete}
    except SyntaxError as error:
        return {"error": "syntax", "text": error.msg}
    except MemoryError:
        return {"error": "memory", "text": ""}
    except (OSError, RuntimeError, ValueError) as error:
        return {"error": "failed", "text": str(error)}


def main(folder: str, memory: str) -> None:
    """Answer line by line until the input ends."""
    _heed_alarms()
    _limit_memory(int(memory))
    cut_off()
    store = ox.Store.read_only(folder) if folder else ox.Store()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _alarm(request.pop("seconds"))
        if "not_sparql" in request:
            fault, text = first_fault(request["not_sparql"], request["ends"])
            answer = {"fault": fault, "text": text}
        else:
            answer = _reply(store, **request)
        reply = json.dumps(answer, separators=(",", ":"))
        _alarm(0)
        print(reply, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
