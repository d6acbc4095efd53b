"""The store inside this process: Oxigraph, in memory or over a prepared folder that it only reads."""

import shutil
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn, TypeVar

import pyoxigraph as ox

from msgraph import manifest
from msgraph.bounded import Children
from msgraph.child import first_fault
from msgraph.errors import OtherVersion, QueryFailed, QueryKind, UnreadableSource
from msgraph.guard import checked, syntax_error, token_ends
from msgraph.loading import Progress, derive, load, turtle_files
from msgraph.results import Result, Table, Triples
from msgraph.settings import COPIED_AFTER, QUERY_ROWS, QUERY_SECONDS, SMALL, TERMS_KEPT
from msgraph.terms import Terms

R = TypeVar("R", bool, Table, Triples)


class EmbeddedStore:
    """A graph in this process. Queries see the union of its asserted and its derived triples.

    `select`, `ask` and `construct` are for the queries that msgraph writes itself: without a limit of time they run
    in this process at the speed of Oxigraph, which cannot stop them. With one they run in a process of their own, as
    does what somebody typed (`query`), and are ended with it.

    Oxigraph reads a folder through RocksDB, where each step of a join costs a search in sorted blocks; in memory the
    same query takes half the time or less. So a process that goes on asking a folder with a graph that is small
    takes a copy of it into memory, aside and once.
    """

    def __init__(
        self,
        graph: ox.Store,
        *,
        identity: str,
        small: bool = False,
        folder: Path | None = None,
        held: IO[bytes] | None = None,
    ) -> None:
        self.identity = identity
        self.small = small
        self.folder = folder
        self._graph: ox.Store | None = graph
        self._run: Callable[..., Any] = graph.query
        self._let_go = weakref.finalize(self, held.close) if held is not None else _nothing
        self._terms = Terms(kept=TERMS_KEPT)
        self._apart: _Apart | None = None
        self._starting = threading.Lock()
        self._asked = 0

    def select(self, query: str, *, seconds: float | None = None, rows: int | None = None) -> Table:
        """The solutions of a SELECT.

        With `rows`, a table of at most so many, not `complete` if there are more.

        Raises:
            QuerySyntax, QueryKind, QueryFailed; with `seconds` also QueryTooLong, QueryTooLarge
        """
        if seconds is not None:
            return self._ended(query, Table, "a SELECT", seconds, rows)
        solutions = self._result(query)
        if type(solutions) is not ox.QuerySolutions:
            raise QueryKind(wanted="a SELECT")
        columns = tuple([variable.value for variable in solutions.variables])
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

    def ask(self, query: str, *, seconds: float | None = None) -> bool:
        """Whether an ASK holds. Raises as `select` does."""
        if seconds is not None:
            return self._ended(query, bool, "an ASK", seconds)
        result = self._result(query)
        if type(result) is not ox.QueryBoolean:
            raise QueryKind(wanted="an ASK")
        return bool(result)

    def construct(self, query: str, *, seconds: float | None = None) -> Triples:
        """The graph that a CONSTRUCT or DESCRIBE makes. Raises as `select` does."""
        if seconds is not None:
            return self._ended(query, Triples, "a CONSTRUCT or DESCRIBE", seconds)
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
        return self._processes().typed.run(query, union=not reach.graphs, seconds=seconds, rows=rows)

    def close(self) -> None:
        """Let go of files and processes; a store that is closed answers no more. Closing twice does no harm."""
        with self._starting:
            self._run = _closed
            self._graph = None
            if self._apart is not None:
                self._apart.typed.close()
                self._apart.own.close()
            self._apart = None
        self._let_go()

    def __enter__(self) -> "EmbeddedStore":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _ended(self, query: str, kind: type[R], wanted: str, seconds: float, rows: int | None = None) -> R:
        """What a query of our own brings within its time."""
        rows = sys.maxsize if rows is None else rows
        result = self._processes().own.run(query, union=True, seconds=seconds, rows=rows)
        if not isinstance(result, kind):
            raise QueryKind(wanted=wanted)
        return result

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
        if graph is None or not self.small:
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

    def _processes(self) -> "_Apart":
        """Where queries run apart; a folder is read there, so a graph in memory is written to a temporary one."""
        with self._starting:
            if self._apart is None:
                if self._graph is None:
                    _closed()
                if self.folder is not None:
                    folder = self.folder / manifest.STORE
                else:
                    folder = Path(tempfile.mkdtemp(prefix="msgraph-"))
                    weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
                    written = ox.Store(folder)
                    written.bulk_extend(self._graph)
                    written.flush()
                    del written
                self._apart = _Apart(Children(folder), Children(folder))
            return self._apart


class _Apart(NamedTuple):
    """The processes for what somebody typed, and those for our own queries, which need not wait for the former."""

    typed: Children
    own: Children


def _nothing() -> None:
    pass


def _closed(*_: object, **__: object) -> NoReturn:
    raise ValueError("the store is closed")


def in_memory(sources: Iterable[str | Path], progress: Progress | None = None) -> EmbeddedStore:
    """Load Turtle, and what its rules derive from it, into memory.

    Raises:
        NoSuchSource, UnreadableSource, BrokenTurtle, BadRule
    """
    graph = ox.Store()
    identity = load(graph, turtle_files(sources), progress)
    derive(graph, progress)
    return EmbeddedStore(graph, identity=identity, small=len(graph) <= SMALL)


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
    small = found.triples + found.derived <= SMALL
    return EmbeddedStore(graph, identity=found.identity, small=small, folder=version, held=held)
