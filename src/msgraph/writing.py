"""SPARQL as text: terms and their prefixes, variables, groups of patterns.

>>> text = Text()
>>> EX = "http://example.org/"
>>> lent = text.plain("?who", Step((URIRef(EX + "lends"),)), text.iri(URIRef(EX + "saw")))
>>> print(text.query(("who",), "SELECT ?who", [lent]).text)
PREFIX example: <http://example.org/>
<BLANKLINE>
SELECT ?who WHERE {
  ?who example:lends example:saw .
}
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal as OneOf

from rdflib import Literal, URIRef

from msgraph.errors import UnsafeTerm
from msgraph.plan import (
    Measure,
    Step,
)
from msgraph.vocabulary import ASK, DCTERMS, MSG, OWL, PROV, RDF, RDFS, SKOS, XSD

PREFIXES: Mapping[str, str] = {
    str(namespace): prefix
    for prefix, namespace in {
        "ask": ASK, "dcterms": DCTERMS, "msg": MSG, "owl": OWL, "prov": PROV,
        "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD,
    }.items()
}  # fmt: skip
"""Prefixes by namespace; the prefix of any other namespace is made from its last part."""

_LOCAL = re.compile(r"[A-Za-z_](?:[\w-]*[A-Za-z0-9_])?\Z", re.ASCII)
_OUTSIDE_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}

Lines = list[str]
"""Patterns, a line each."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the variables of its rows (without the question mark), and what it gives: rows, yes or no, or a graph.

    `measures` are what the last columns hold, where members come with what they were chosen by.
    """

    text: str
    columns: tuple[str, ...] = ()
    form: OneOf["select", "ask", "construct"] = "select"
    measures: tuple[Measure, ...] = ()


def n3(term: URIRef | Literal) -> str:
    r"""A term as SPARQL writes it, in full.

    >>> n3(URIRef("http://example.org/a")), n3(Literal('say "hi"')), n3(Literal(5))
    ('<http://example.org/a>', '"say \\"hi\\""', '5')

    Raises `UnsafeTerm` for an IRI with a character that no IRI may have.
    """
    if isinstance(term, URIRef):
        if _OUTSIDE_IRI.search(term):
            raise UnsafeTerm(str(term))
        return f"<{term}>"
    text = str(term)
    if term.datatype == XSD.integer and re.fullmatch(r"-?\d+", text, re.ASCII):
        return text
    if term.datatype == XSD.decimal and re.fullmatch(r"-?\d+\.\d+", text, re.ASCII):
        return text
    quoted = '"' + "".join(_escaped(character) for character in text) + '"'
    if term.language:
        if not re.fullmatch(r"[A-Za-z]+(-[A-Za-z0-9]+)*", term.language):
            raise UnsafeTerm(term.language)
        return f"{quoted}@{term.language}"
    return f"{quoted}^^{n3(term.datatype)}" if term.datatype and term.datatype != XSD.string else quoted


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return (
        f"\\u{ord(character):04X}"
        if character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff"
        else character
    )


@lru_cache(maxsize=4096)
def _cut(iri: URIRef) -> tuple[str, str]:
    """An IRI as a namespace and a name that needs no escapes; where it has none, nothing and the whole of it."""
    whole = n3(iri)
    at = max(iri.rfind("#"), iri.rfind("/")) + 1
    namespace, local = str(iri[:at]), str(iri[at:])
    return (namespace, local) if _LOCAL.match(local) and "://" in namespace else ("", whole)


@lru_cache(maxsize=256)
def _usual_prefix(namespace: str) -> str:
    """The prefix that is known for a namespace, or the last word of its address.

    >>> _usual_prefix("http://www.example.org/tools/"), _usual_prefix("http://example.org/")
    ('tools', 'example')
    """
    address = re.sub(r"^\w+://(www\.)?|\.(org|com|net|edu|info)(?=/|$)", "", namespace.lower())
    words = re.findall(r"[a-z][a-z0-9]*", address)
    return PREFIXES.get(namespace) or (words[-1] if words else "ns")


def prefixes(iris: Iterable[URIRef]) -> dict[str, str]:
    """Prefixes and their namespaces: those that are known everywhere, and one for each namespace of some terms.

    >>> prefixes([URIRef("http://example.org/tools/saw")])["tools"]
    'http://example.org/tools/'
    """
    found = {prefix: namespace for namespace, prefix in PREFIXES.items()}
    for namespace in sorted({re.sub(r"[^/#]*$", "", iri) for iri in iris} - PREFIXES.keys()):
        found.setdefault(_usual_prefix(namespace), namespace)
    return found


def indented(lines: Iterable[str]) -> Lines:
    """The lines one step further in."""
    return [f"  {line}" for line in lines]


def union(blocks: Sequence[Lines]) -> Lines:
    """Patterns of which one has to hold.

    >>> union([["?a ?b ?c ."], ["?d ?e ?f ."]])
    ['{', '  ?a ?b ?c .', '} UNION {', '  ?d ?e ?f .', '}']
    """
    if len(blocks) == 1:
        return blocks[0]
    lines = ["{"]
    for place, block in enumerate(blocks):
        lines += (["} UNION {"] if place else []) + indented(block)
    return [*lines, "}"]


def subquery(head: str, lines: Lines, tail: str = "") -> Lines:
    """Patterns as a search of its own, of which `head` tells what comes out."""
    return ["{", f"  {head} WHERE {{", *indented(indented(lines)), f"  }}{tail}", "}"]


def within(opening: str, lines: Lines) -> Lines:
    """Patterns in the braces of a keyword."""
    return [f"{opening} {{ {lines[0]} }}"] if len(lines) == 1 else [f"{opening} {{", *indented(lines), "}"]


def one_of(variable: str, values: Sequence[str]) -> str:
    """The test that a variable is one of these terms."""
    if not values:
        return "false"
    return f"{variable} = {values[0]}" if len(values) == 1 else f"{variable} IN ({', '.join(values)})"


def is_value(variable: str, literal: Literal) -> str:
    """The test whether a variable is a literal: a number by its value, a text whatever its case."""
    if _is_text(literal):
        return f"LCASE(STR({variable})) = {n3(Literal(str(literal).lower()))}"
    return f"{variable} = {n3(literal)}"


def _is_text(literal: Literal) -> bool:
    return literal.language is not None or literal.datatype in (None, XSD.string)


class Text:
    """Writes one query: hands out variables and prefixes."""

    def __init__(self) -> None:
        self.prefixes: dict[str, str] = {}
        self.taken: dict[str, str] = {}
        self.numbers: dict[str, int] = {}

    def iri(self, iri: URIRef) -> str:
        """An IRI, with a prefix where its name allows."""
        namespace, local = _cut(iri)
        return f"{self._prefix(namespace)}:{local}" if namespace else local

    def _prefix(self, namespace: str) -> str:
        if namespace not in self.prefixes:
            wanted = _usual_prefix(namespace)
            name, number = wanted, 1
            while name in self.taken or (name != PREFIXES.get(namespace) and name in PREFIXES.values()):
                number += 1
                name = f"{wanted}{number}"
            self.prefixes[namespace] = name
            self.taken[name] = namespace
        return self.prefixes[namespace]

    def listed(self, iris: Iterable[URIRef]) -> str:
        """Several IRIs in a row."""
        return " ".join(self.iri(iri) for iri in iris)

    def fresh(self, stem: str = "x") -> str:
        """A variable that is not in use."""
        self.numbers[stem] = self.numbers.get(stem, 0) + 1
        return f"?{stem}{self.numbers[stem]}"

    def step(self, step: Step) -> str:
        """The relations of a step."""
        relations = [self.iri(relation) for relation in step.relations]
        return relations[0] if len(relations) == 1 else f"({'|'.join(relations)})"

    def plain(self, x: str, step: Step, y: str) -> str:
        """The triple of a step from ?x to ?y."""
        subject, object_ = (y, x) if step.inverse else (x, y)
        return f"{subject} {self.step(step)} {object_} ."

    def query(self, columns: tuple[str, ...], head: str, lines: Lines, tail: str = "") -> Query:
        """The finished query."""
        declared = [
            f"PREFIX {prefix}: <{namespace}>"
            for namespace, prefix in sorted(self.prefixes.items(), key=lambda pair: pair[1])
        ]
        where = "" if head == "ASK" else " WHERE"
        text = "\n".join([*declared, *([""] if declared else []), f"{head}{where} {{", *indented(lines), f"}}{tail}"])
        form: OneOf["select", "ask", "construct"] = "select"
        if not head.startswith("SELECT"):
            form = "ask" if head == "ASK" else "construct"
        return Query(text, columns, form)
