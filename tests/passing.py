"""Stores that pass on what they are asked, and do something with each query of msgraph's own first."""

from pathlib import Path
from typing import Self

from msgraph.results import Result, Table, Triples
from msgraph.settings import QUERY_ROWS, QUERY_SECONDS
from msgraph.store import Store


class Passing:
    """Passes on what it is asked."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def meet(self, query: str) -> None:
        """What is done with a query before it is passed on."""
        raise NotImplementedError

    @property
    def identity(self) -> str:
        return self.store.identity

    @property
    def small(self) -> bool:
        return self.store.small

    @property
    def folder(self) -> Path | None:
        return self.store.folder

    def select(self, query: str, *, seconds: float | None = None, rows: int | None = None) -> Table:
        self.meet(query)
        return self.store.select(query, seconds=seconds, rows=rows)

    def ask(self, query: str, *, seconds: float | None = None) -> bool:
        self.meet(query)
        return self.store.ask(query, seconds=seconds)

    def construct(self, query: str, *, seconds: float | None = None) -> Triples:
        self.meet(query)
        return self.store.construct(query, seconds=seconds)

    def query(self, query: str, *, seconds: float = QUERY_SECONDS, rows: int = QUERY_ROWS) -> Result:
        self.meet(query)
        return self.store.query(query, seconds=seconds, rows=rows)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class Counting(Passing):
    """Counts what it is asked; each time is a request where the graph is behind an endpoint."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.asked = 0

    def meet(self, query: str) -> None:
        self.asked += 1
