"""A store that counts what it is asked."""

from pathlib import Path

from msgraph.results import Result, Table, Triples
from msgraph.settings import QUERY_ROWS, QUERY_SECONDS
from msgraph.store import Store


class Counting:
    """Passes on what it is asked; each time is a request where the graph is behind an endpoint."""

    def __init__(self, store: Store) -> None:
        self.store, self.asked = store, 0

    @property
    def identity(self) -> str:
        return self.store.identity

    @property
    def folder(self) -> Path | None:
        return self.store.folder

    def select(self, query: str, *, seconds: float | None = None, rows: int | None = None) -> Table:
        self.asked += 1
        return self.store.select(query, seconds=seconds, rows=rows)

    def ask(self, query: str) -> bool:
        self.asked += 1
        return self.store.ask(query)

    def construct(self, query: str) -> Triples:
        self.asked += 1
        return self.store.construct(query)

    def query(self, query: str, *, seconds: float = QUERY_SECONDS, rows: int = QUERY_ROWS) -> Result:
        self.asked += 1
        return self.store.query(query, seconds=seconds, rows=rows)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> "Counting":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
