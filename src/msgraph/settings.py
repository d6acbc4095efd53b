"""Where things are, and how much is too much.

Each path is a function, so that the environment counts at the time of the call:

    MSGRAPH_CACHE   the folder for prepared graphs, instead of the user's cache folder
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgraph.errors import NothingShipped

QUERY_SECONDS: Final = 30.0
"""How long a query that somebody typed may run."""

ANSWER_SECONDS: Final = 20.0
"""How long a query may run that msgraph wrote for a plain question."""

GLANCE_SECONDS: Final = 1.0
"""How long such a query may run where a question is only tried, to be offered to somebody who is typing."""

FEW_LINKS: Final = 4
"""What joins at most so many links ends in a moment in a small graph; more is asked where it can be stopped."""

QUERY_ROWS: Final = 100_000
"""How many rows or triples a query that somebody typed may bring."""

QUERY_CHARACTERS: Final = 50_000_000
"""How much text the rows of such a query may hold in all."""

QUERY_BYTES: Final = 1 << 30
"""How much memory such a query may use, where the system lets a process be held to it."""

QUERY_LENGTH: Final = 1_000_000
"""How many characters the text of such a query may have."""

QUERY_DEPTH: Final = 200
"""How many brackets may stand within each other in such a query."""

ENDPOINT_SECONDS: Final = 30.0
"""How long an endpoint may keep us waiting for the next piece of an answer."""

CONNECT_SECONDS: Final = 5.0
"""How long it may take to reach an endpoint."""

BUILD_MEMORY: Final = {".ttl": 40, ".nt": 10}
"""So many bytes of memory for each byte of a file it may take to build a graph in memory, which is much faster."""

RULE_ROUNDS: Final = 100
"""How often the rules of an ontology may be run over before it has to be clear that they come to no end."""

COPIED_AFTER: Final = 200
"""After so many queries of its own a process takes the graph of a folder into memory …"""

SMALL: Final = 300_000
"""… if it has no more triples than this (some 400 bytes each)."""

MOST_DERIVED: Final = 200_000
"""Up to so many triples the rules of an ontology may derive from any graph …"""

MOST_DERIVED_EACH: Final = 5
"""… and up to so many from each triple of a large one."""

TERMS_KEPT: Final = 100_000
"""How many terms of a store are kept converted."""

_PACKAGE: Final = Path(__file__).parent
_CHECKOUT: Final = _PACKAGE.parents[1]


def memory_available() -> int:
    """How many bytes of memory a process may take without harm to others; 8 GiB where the system does not tell."""
    found = [8 << 30]
    with suppress(OSError, ValueError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        found = [int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:")] or found
    with suppress(OSError, ValueError):  # a container may have less
        cgroup = Path("/sys/fs/cgroup")
        most, used = ((cgroup / name).read_text(encoding="ascii") for name in ("memory.max", "memory.current"))
        found.append(int(most) - int(used))
    return min(found)


def _shipped(folder: str) -> Path:
    """A folder that comes with msgraph: in a wheel inside the package, in a checkout beside `src`."""
    for home in (_PACKAGE / "data", _CHECKOUT):
        if (home / folder).is_dir():
            return home / folder
    raise NothingShipped(folder)


def ontology() -> Path:
    """The folder of the ontology that comes with msgraph.

    >>> (ontology() / "ask.ttl").is_file()
    True
    """
    return _shipped("ontology")


def graph() -> Path:
    """The folder of the curated graph that comes with msgraph."""
    return _shipped("graph")


def base_vocabulary() -> Path:
    """The Turtle of the terms that any ontology may use to say how it is spoken of; loaded with every graph."""
    return ontology() / "ask.ttl"


def cache() -> Path:
    """The folder for what can be made again; it may not exist yet.

    >>> os.environ["MSGRAPH_CACHE"] = "somewhere"
    >>> cache()
    PosixPath('somewhere')
    >>> del os.environ["MSGRAPH_CACHE"]
    """
    if chosen := os.environ.get("MSGRAPH_CACHE"):
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("msgraph", appauthor=False))
