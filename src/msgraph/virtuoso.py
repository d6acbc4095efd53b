"""What Virtuoso 7 does otherwise than SPARQL 1.1 says, made good in its queries and its results.

It walks `p*` and `p+` not to the end, or too far, where they are joined to other patterns. So what lies below a thing,
or above it, is worked out here, from all links of the hierarchy, read once, and listed in the query.

>>> from rdflib import Namespace
>>> EX = Namespace("http://example.org/")
>>> links = Table(("below", "above"), ((EX.saw, EX.tool), (EX.fretsaw, EX.saw)))
>>> print(Dialect(lambda query: links).written("ASK { ?what <http://example.org/kindOf>* <http://example.org/saw> . }"))
ASK { VALUES ?what { <http://example.org/saw> <http://example.org/fretsaw> } }
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count
from typing import Final

from rdflib import URIRef

from msgraph.results import Table

MOST_LISTED: Final = 2_000
"""So many things are listed in a query; where there are more, the path stays, in the form that is walked best."""

_WALK: Final = re.compile(
    r'"(?:[^"\\]|\\.)*"|'
    r"(?P<x>\S+) (?:(?P<first><\S+>|[^\s/]+)/)?(?P<relation><\S+>|[^\s/()|*+?]+)(?P<times>[*+]) (?P<y>\S+) \."
)
"""A relation walked any number of times, as `sparql` writes it: `?x rdf:type/rdfs:subClassOf* :Tool .`; or a text.

A text is met as a whole, so that what it says is never taken for a pattern.
"""

_PREFIX: Final = re.compile(r"(?m)^PREFIX (\S*): <(\S+)>$")

_ALONE: Final = re.compile(r"(?:MINUS|FILTER NOT EXISTS) { VALUES (\S+) { ([^}]*) } }")
"""A list that stands alone in what is taken away, which it takes for an error or for nothing."""

TRUTH: Final = "__ASK_RETVAL"
"""The column in which some ASKs are answered, with a 1 or no row at all."""

_NODE: Final = b'"bnode", "value": "nodeID://'
"""How a blank node begins in its JSON, which no blank node may begin with."""


class Dialect:
    """Writes queries of msgraph's own for one server, whose hierarchies `select` reads."""

    def __init__(self, select: Callable[[str], Table]) -> None:
        self._select = select
        self._links = lru_cache(maxsize=None)(self._all_links)
        self._met = lru_cache(maxsize=10_000)(self._walked)

    def written(self, query: str) -> str:
        """The query without paths that lead from a named thing, and with others in a form that is walked to the end."""
        namespaces = dict(_PREFIX.findall(query))
        number = count(1)

        def iri(name: str) -> URIRef:
            prefix, _, local = name.partition(":")
            return URIRef(name[1:-1] if name.startswith("<") else namespaces[prefix] + local)

        def listed(walk: re.Match[str]) -> str:
            x, first, relation, times, y = walk.group("x", "first", "relation", "times", "y")
            if x is None:
                return walk[0]
            start, end = (y, x) if x.startswith("?") else (x, y)
            met: tuple[URIRef, ...] = ()
            if not start.startswith("?"):
                met = self._met(iri(relation), iri(start), start is y, times == "*")
            if start.startswith("?") or not end.startswith("?") or len(met) > MOST_LISTED or (first and start is x):
                # Two equal paths are mixed up; another relation that no graph has makes them unlike.
                path = f"({relation}|<urn:msgraph:none:{next(number)}>){times}"
                return f"{x} {first + '/' if first else ''}{path} {y} ."
            things = " ".join(f"<{thing}>" for thing in met)
            if not first:
                return f"VALUES {end} {{ {things} }}"
            via = f"?via{next(number)}"
            return f"VALUES {via} {{ {things} }} {x} {first} {via} ."

        return _ALONE.sub(_not_among, _WALK.sub(listed, query))

    def _walked(self, relation: URIRef, start: URIRef, back: bool, with_itself: bool) -> tuple[URIRef, ...]:
        """What is met from a thing by any number of links: against them where `back`."""
        links = self._links(relation)[back]
        found: dict[URIRef, None] = {start: None} if with_itself else {}
        open_ = [start]
        while open_:
            for thing in links.get(open_.pop(), ()):
                if thing not in found:
                    found[thing] = None
                    open_.append(thing)
        return tuple(found)

    def _all_links(self, relation: URIRef) -> tuple[dict[URIRef, list[URIRef]], dict[URIRef, list[URIRef]]]:
        """All links of a relation, forth and back."""
        forth, back = defaultdict(list), defaultdict(list)
        for below, above in self._select(f"SELECT ?below ?above {{ ?below <{relation}> ?above }}").rows:
            if isinstance(below, URIRef) and isinstance(above, URIRef):
                forth[below].append(above)
                back[above].append(below)
        return forth, back


def _not_among(list_: re.Match[str]) -> str:
    return f"FILTER({list_[1]} NOT IN ({', '.join(list_[2].split())}))"


def with_valid_nodes(parts: Iterator[bytes]) -> Iterator[bytes]:
    """JSON of results with names of blank nodes that are valid, cut anywhere.

    >>> cut = [b'{"x": {"type": "bnode", "val', b'ue": "nodeID://b7"}}']
    >>> b"".join(with_valid_nodes(iter(cut)))
    b'{"x": {"type": "bnode", "value": "nodeID--b7"}}'
    """
    kept = b""
    for part in parts:
        text = (kept + part).replace(_NODE, _NODE.removesuffix(b"://") + b"--")
        kept = text[-len(_NODE) :]
        yield text[: -len(_NODE)]
    yield kept
