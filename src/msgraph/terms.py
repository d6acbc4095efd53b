"""RDF terms as rdflib has them and as Oxigraph has them, and the way between; and how N-Triples writes one.

rdflib's terms travel through all of msgraph; Oxigraph's stay in the modules that talk to it.
"""

import re
from functools import lru_cache
from typing import Any, Final, TypeAlias

import pyoxigraph as ox
from rdflib.namespace import XSD
from rdflib.term import BNode, Literal, URIRef

from msgraph.errors import UnsupportedTerm

Node: TypeAlias = URIRef | Literal | BNode
"""What a cell of a table or an end of a triple holds."""

Triple: TypeAlias = tuple[Node, URIRef, Node]

_STRING: Final = str(XSD.string)


@lru_cache(100_000)
def interned(text: str) -> URIRef:
    """The IRI of a text that is one; the same object each time, since Python compares a thing with itself at once.

    >>> interned("http://example.org/saw") is interned("http://example.org/" + "saw")
    True
    """
    return URIRef(text)


def literal(text: str, datatype: str | None = None, language: str | None = None) -> Literal:
    """A literal exactly as the graph has it: `"01"^^xsd:integer` stays `01`, a plain string has no datatype.

    >>> literal("01", str(XSD.integer)).n3()
    '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'
    >>> literal("ab", _STRING) == literal("ab")
    True
    """
    if language is not None or datatype is None or datatype == _STRING:
        # What Literal() comes to for a string; it looks through all that it can be made of first.
        plain = str.__new__(Literal, text)
        plain._language, plain._datatype, plain._value, plain._ill_typed = language, None, text, None
        return plain
    return Literal(text, datatype=URIRef(datatype), normalize=False)


class Terms(dict[Any, Any]):
    """Oxigraph's term -> rdflib's, each converted once; `None` (unbound) -> `None`.

    >>> Terms(kept=10)[ox.Literal("Paris", language="fr")]
    rdflib.term.Literal('Paris', lang='fr')
    """

    def __init__(self, *, kept: int) -> None:
        super().__init__({None: None})
        self._kept = kept

    def __missing__(self, term: Any) -> Node:
        converted = from_oxigraph(term)
        if len(self) > self._kept:
            self.clear()
            self[None] = None
        self[term] = converted
        return converted


def from_oxigraph(term: Any) -> Node:
    """The term of Oxigraph as rdflib's.

    Raises:
        UnsupportedTerm: for what RDF 1.2 adds (triple terms), which rdflib does not have.
    """
    kind = type(term)
    if kind is ox.NamedNode:
        return str.__new__(URIRef, term.value)  # valid since Oxigraph has parsed it; URIRef() would look again
    if kind is ox.Literal:
        if term.language is not None:
            return literal(term.value, language=term.language)
        return literal(term.value, term.datatype.value)
    if kind is ox.BlankNode:
        return BNode(term.value)
    raise UnsupportedTerm(str(term))


def to_oxigraph(term: Node) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    """The term of rdflib as Oxigraph's."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if term.language is not None:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype is not None else None)


_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED: Final = re.compile(r'[\\"\n\r\t\b\f]')


def ntriples(term: Node) -> str:
    r"""The term as N-Triples writes it: always on one line, unlike rdflib's `n3()`.

    >>> ntriples(Literal('two "lines"' + chr(10), lang="en"))
    '"two \\"lines\\"\\n"@en'
    """
    if isinstance(term, URIRef):
        return f"<{term}>"
    if isinstance(term, BNode):
        return f"_:{term}"
    text = f'"{_ESCAPED.sub(lambda match: _ESCAPES[match[0]], str(term))}"'
    if term.language is not None:
        return f"{text}@{term.language}"
    return f"{text}^^<{term.datatype}>" if term.datatype is not None else text
