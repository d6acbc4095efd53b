"""One way to ask a graph, wherever it is: in this process or behind any SPARQL 1.1 endpoint.

>>> import tempfile
>>> file = Path(tempfile.mkdtemp(), "tools.ttl")
>>> _ = file.write_text("@prefix : <http://example.org/> . :ann :lends :saw .")
>>> with open_store(file) as store:
...     store.select("SELECT ?what { <http://example.org/ann> <http://example.org/lends> ?what }").rows
((rdflib.term.URIRef('http://example.org/saw'),),)
"""

from pathlib import Path
from typing import Protocol, Self

from msgraph import manifest, settings
from msgraph.embedded import in_memory, prepared
from msgraph.errors import MixedSources
from msgraph.loading import Progress
from msgraph.results import Result, Table, Triples

__all__ = ["Progress", "Store", "is_endpoint", "open_store"]


class Store(Protocol):
    """What asks a graph. Nothing here can change it.

    Queries see the union of all its graphs; what the rules of the ontology derive is in the one called
    `vocabulary.DERIVED`.
    """

    @property
    def identity(self) -> str:
        """Changes when the data changes, as far as can be known: a digest of the Turtle, or an endpoint's address."""

    @property
    def small(self) -> bool:
        """Whether a query of few links ends in a moment here."""

    @property
    def folder(self) -> Path | None:
        """Where what `build` has laid beside the store is found, if it was opened from a prepared folder."""

    def select(self, query: str, *, seconds: float | None = None, rows: int | None = None) -> Table:
        """The solutions of a SELECT that msgraph wrote; at most `rows`; ended after `seconds`."""

    def ask(self, query: str, *, seconds: float | None = None) -> bool:
        """Whether an ASK that msgraph wrote holds; ended after `seconds`."""

    def construct(self, query: str, *, seconds: float | None = None) -> Triples:
        """The graph that a CONSTRUCT or DESCRIBE that msgraph wrote makes; ended after `seconds`."""

    def query(self, query: str, *, seconds: float = settings.QUERY_SECONDS, rows: int = settings.QUERY_ROWS) -> Result:
        """What a query brings that somebody typed: it can only read, and is ended at its limits."""

    def close(self) -> None:
        """Let go of files, connections and processes."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...


def is_endpoint(source: str | Path) -> bool:
    """Whether a source is the address of an endpoint.

    >>> is_endpoint("http://localhost:7878/query"), is_endpoint("graph/")
    (True, False)
    """
    return isinstance(source, str) and source.startswith(("http://", "https://"))


def open_store(*sources: str | Path, progress: Progress | None = None) -> Store:
    """Open a graph to ask.

    Args:
        sources: Turtle files and folders of them, which are read into memory together with what their rules derive; or
            one folder that `build` has prepared; or the address of one SPARQL endpoint. None: the Turtle that comes
            with msgraph. `build.prepared` turns Turtle into a folder that opens in a moment.
        progress: is told how far the reading has come.

    Raises:
        SourceError: what is wrong with a file or folder, in one of its kinds.
        BadRule: a rule of the ontology cannot be run.
        EndpointError: the endpoint is not there or does not do what it should.
    """
    alone = [source for source in sources if is_endpoint(source) or manifest.is_prepared(Path(source))]
    if alone and len(sources) > 1:
        raise MixedSources(str(alone[0]))
    if alone and is_endpoint(alone[0]):
        from msgraph.endpoint import EndpointStore  # needs httpx, which takes a while to load

        return EndpointStore(str(alone[0]))
    if alone:
        return prepared(Path(alone[0]))
    return in_memory(sources or (settings.ontology(), settings.graph()), progress)
