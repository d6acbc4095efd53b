"""The store inside this process: Oxigraph, in memory or over a prepared folder that it only reads."""

import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import IO, Any, Final, NoReturn

import pyoxigraph as ox

from msgraph import manifest
from msgraph.bounded import Children
from msgraph.child import first_fault
from msgraph.errors import OtherVersion, QueryFailed, QueryKind, QueryTooLong, UnreadableSource
from msgraph.guard import checked, syntax_error, token_ends
from msgraph.loading import Progress, derive, load, turtle_files
from msgraph.results import Result, Table, Triples
from msgraph.settings import COPIED_AFTER, COPIED_TRIPLES, QUERY_ROWS, QUERY_SECONDS, TERMS_KEPT
from msgraph.terms import Terms

_GLANCES: Final = 64
"""After so many rows the clock is looked at."""


class EmbeddedStore:
    """A graph in this process. Queries see the union of its asserted and its derived triples.

    `select`, `ask` and `construct` are for the queries that msgraph writes itself: they run in this process at
    the speed of Oxigraph. `query` is for what somebody typed.

    Oxigraph reads a folder through RocksDB, where each step of a join costs a search in sorted blocks; in memory the
    same query takes half the time or less. So a process that goes on asking a folder with a graph that is small
    takes a copy of it into memory, aside and once.
    """

    def __init__(
        self, graph: ox.Store, *, identity: str, folder: Path | None = None, held: IO[bytes] | None = None
    ) -> None:
        self.identity = identity
        self.folder = folder
        self._graph: ox.Store | None = graph
        self._run: Callable[..., Any] = graph.query
        self._let_go = weakref.finalize(self, held.close) if held is not None else _nothing
        self._terms = Terms(kept=TERMS_KEPT)
        self._children: Children | None = None
        self._starting = threading.Lock()
        self._asked = 0

    def select(self, query: str, *, seconds: float | None = None, rows: int | None = None) -> Table:
        """The solutions of a SELECT.

        With `rows`, a table of at most so many, not `complete` if there are more. With `seconds`, the time is looked at
        between rows, which does not end a query that is long in coming to its first: for such there is `query`.

        Raises:
            QuerySyntax, QueryKind, QueryTooLong, QueryFailed
        """
        solutions = self._result(query)
        if type(solutions) is not ox.QuerySolutions:
            raise QueryKind(wanted="a SELECT")
        columns = tuple([variable.value for variable in solutions.variables])
        if seconds is not None:
            solutions = _while_time_is(solutions, seconds)
        if rows is not None:
            solutions = islice(solutions, rows + 1)
        known = self._terms.__getitem__
        try:
            cells = tuple([tuple(map(known, solution)) for solution in solutions])
        except (OSError, RuntimeError) as error:
            raise QueryFailed(str(error).rstrip(".")) from error
        if rows is not None and len(cells) > rows:
            return Table(columns, cells[:rows], complete=False)
        return Table(columns, cells)

    def ask(self, query: str) -> bool:
        """Whether an ASK holds. Raises QuerySyntax, QueryKind, QueryFailed."""
        result = self._result(query)
        if type(result) is not ox.QueryBoolean:
            raise QueryKind(wanted="an ASK")
        return bool(result)

    def construct(self, query: str) -> Triples:
        """The graph that a CONSTRUCT or DESCRIBE makes. Raises QuerySyntax, QueryKind, QueryFailed."""
        result = self._result(query)
        if type(result) is not ox.QueryTriples:
            raise QueryKind(wanted="a CONSTRUCT or DESCRIBE")
        known = self._terms.__getitem__
        try:
            triples = dict.fromkeys([tuple(map(known, triple)) for triple in result])
        except (OSError, RuntimeError) as error:
            raise QueryFailed(str(error).rstrip(".")) from error
        return Triples(tuple(triples))

    def query(self, query: str, *, seconds: float = QUERY_SECONDS, rows: int = QUERY_ROWS) -> Result:
        """What a query brings that somebody typed: it can only read, and ends within its limits, whatever it is.

        It runs in a process of its own, which is killed when the time or the memory is used up.

        Raises:
            QueryRefused: an update, SERVICE, or FROM with a graph that is not here.
            QuerySyntax, QueryTooLong, QueryTooLarge, QueryFailed, UnsupportedTerm
        """
        reach = checked(query, has_graph=self._has_graph)
        return self._bounded().run(query, union=not reach.graphs, seconds=seconds, rows=rows)

    def close(self) -> None:
        """Let go of files and processes; a store that is closed answers no more. Closing twice does no harm."""
        with self._starting:
            self._run = _closed
            self._graph = None
            if self._children is not None:
                self._children.close()
            self._children = None
        self._let_go()

    def __enter__(self) -> "EmbeddedStore":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _result(self, query: str) -> Any:
        self._asked += 1
        if self._asked == COPIED_AFTER and self.folder is not None:
            threading.Thread(target=self._copy, name="msgraph-copy", daemon=True).start()
        try:
            return self._run(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise syntax_error(query, *first_fault(query, token_ends(query))) from error
        except (OSError, RuntimeError) as error:
            raise QueryFailed(str(error).rstrip(".")) from error

    def _copy(self) -> None:
        """Go on in memory, if the graph is small and nobody has closed the store meanwhile."""
        graph = self._graph
        if graph is None or len(graph) > COPIED_TRIPLES:
            return
        copy = ox.Store()
        try:
            copy.bulk_extend(graph)
        except (OSError, RuntimeError):  # the folder answers as before
            return
        with self._starting:
            if self._graph is not None:
                self._graph, self._run = copy, copy.query

    def _has_graph(self, name: str) -> bool:
        if self._graph is None:
            _closed()
        try:
            return self._graph.contains_named_graph(ox.NamedNode(name))
        except ValueError:  # not an IRI
            return False

    def _bounded(self) -> Children:
        """The processes for typed queries; they read a folder, so a graph in memory is written to a temporary one."""
        with self._starting:
            if self._children is None:
                if self._graph is None:
                    _closed()
                if self.folder is not None:
                    self._children = Children(self.folder / manifest.STORE)
                else:
                    copy = Path(tempfile.mkdtemp(prefix="msgraph-"))
                    weakref.finalize(self, shutil.rmtree, copy, ignore_errors=True)
                    written = ox.Store(copy)
                    written.bulk_extend(self._graph)
                    written.flush()
                    del written
                    self._children = Children(copy)
            return self._children


def _nothing() -> None:
    pass


def _closed(*_: object, **__: object) -> NoReturn:
    raise ValueError("the store is closed")


def _while_time_is(solutions: Iterable[Any], seconds: float) -> Iterable[Any]:
    end = monotonic() + seconds
    for number, solution in enumerate(solutions):
        if number % _GLANCES == 0 and monotonic() > end:
            raise QueryTooLong(seconds)
        yield solution


def in_memory(sources: Iterable[str | Path], progress: Progress | None = None) -> EmbeddedStore:
    """Load Turtle, and what its rules derive from it, into memory.

    Raises:
        NoSuchSource, UnreadableSource, BrokenTurtle, BadRule
    """
    graph = ox.Store()
    identity = load(graph, turtle_files(sources), progress)
    derive(graph, progress)
    return EmbeddedStore(graph, identity=identity)


def prepared(folder: Path) -> EmbeddedStore:
    """Open a folder that `build` has made.

    Raises:
        NoSuchSource: it is none.
        OtherVersion: it is one of another version, or damaged.
        UnreadableSource: it may not be read.
    """
    while True:
        found = manifest.read(folder)
        version = folder / found.version
        try:
            held = manifest.hold(version)
        except OSError as error:
            raise UnreadableSource(str(version), reason=error.strerror or str(error)) from error
        if held is not None:
            break
        if manifest.read(folder) == found:  # else it was replaced between the two steps
            raise OtherVersion(str(folder), reason=f"its subfolder {found.version} is not there")
    try:
        graph = ox.Store.read_only(str(version / manifest.STORE))
    except (OSError, RuntimeError, ValueError) as error:  # Oxigraph raises any of them for damage
        held.close()
        raise OtherVersion(str(folder), reason=" ".join(str(error).split())) from error
    return EmbeddedStore(graph, identity=found.identity, folder=version, held=held)
