"""What a query that somebody typed may do: read, and read here only; and where it is not SPARQL, a sentence saying so.

Oxigraph's parser refuses updates but runs SERVICE, which reaches out to any address, and it is a grammar without a
tokeniser: it reads `SERVICE:x`, `SERVICESILENT<x>` and `trueSERVICE<x>` as calls to a service, where the
specification's tokeniser would see one longer word. So this module cuts the text into tokens as section 19.8 of SPARQL
1.1 defines them, leaves strings, comments, IRIs and variables aside, and then refuses the keyword anywhere inside a
word or a prefix. That asks for a handful of prefixes to be renamed, and lets nothing through.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import urljoin

from msgraph.errors import QueryRefused, QuerySyntax
from msgraph.settings import QUERY_DEPTH, QUERY_LENGTH

_TOKEN: Final = re.compile(
    r"""
    (?P<space>   [\s\ufeff]+ | \#[^\r\n]* )
  | (?P<string>  \"{3} (?: \"{0,2} (?: [^"\\] | \\. ) )* \"{3}
               | '{3}  (?: '{0,2}  (?: [^'\\] | \\. ) )* '{3}
               | \"    (?: [^"\\\r\n] | \\. )* \"
               | '     (?: [^'\\\r\n] | \\. )* ' )
  | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<name>    [?$]\w+ | _:\w[\w.\-]* | @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<prefixed> (?P<prefix> (?:[^\W\d_][\w.\-]*)? ) : (?P<local> (?: [\w:%.\-] | \\. )* ) )
  | (?P<word>    [^\W\d]\w* )
  | (?P<other>   \d+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED_CHARACTER: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_OPENING: Final = frozenset("({[")
_CLOSING: Final = frozenset(")}]")
_SIGNS: Final = frozenset("!+-^")

_UPDATES: Final = frozenset(("insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"))
"""The words that an update can begin with, after its prologue."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    end: int
    prefix: str
    local: str


def _tokens(query: str) -> Iterator[_Token]:
    """The tokens of a query, without white space and comments."""
    for match in _TOKEN.finditer(query):
        kind = "prefixed" if match["prefixed"] is not None else match.lastgroup or "other"
        if kind != "space":
            yield _Token(kind, match[0], match.end(), match["prefix"] or "", match["local"] or "")


def _unescaped(query: str) -> str:
    r"""The query with its `\uXXXX` replaced, which some stores do before anything else (section 19.2).

    >>> _unescaped("\\u0053ERVICE")
    'SERVICE'
    """

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPED_CHARACTER.sub(character, query)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a query looks at: the graphs that it names with FROM, none where it looks at all."""

    graphs: tuple[str, ...]


def checked(query: str, *, has_graph: Callable[[str], bool]) -> Reach:
    """Let a query pass that only reads this store.

    Args:
        query: what somebody typed.
        has_graph: whether the store holds a graph of this name.

    Raises:
        QueryRefused: for an update, SERVICE, FROM with a graph that is not here, or what is too long
            or too deep.

    >>> checked("SELECT * { ?s ?p 'SERVICE' } # SERVICE", has_graph=lambda graph: False)
    Reach(graphs=())
    >>> checked("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", has_graph=lambda graph: False)
    Traceback (most recent call last):
    msgraph.errors.QueryRefused: SERVICE is refused: a query may not reach out to another endpoint.
    """
    if len(query) > QUERY_LENGTH:
        raise QueryRefused("A query of this length", reason=f"the limit is {QUERY_LENGTH:,} characters")
    if "\x00" in query:
        raise QuerySyntax(**_place(query, query.index("\x00")), reason="a character of code 0 stands there")
    for text in dict.fromkeys((query, _unescaped(query))):
        _refuse_service(text)
        _refuse_update(text)
        _refuse_depth(text)
    graphs = tuple(_graphs(query))
    for graph in graphs:
        if not has_graph(graph):
            raise QueryRefused(f"FROM <{graph}>", reason="there is no such graph here")
    return Reach(graphs)


def undeclared(query: str) -> tuple[str, ...]:
    """The prefixes that a query uses and does not declare, in the order of their use.

    >>> undeclared("PREFIX a: <http://example.org/> SELECT * { ?s a:b c:d , 'e:f' } # g:h")
    ('c',)
    """
    tokens = list(_tokens(query))
    declared = {
        after.prefix
        for before, after in pairwise(tokens)
        if before.kind == "word" and before.text.lower() == "prefix" and after.kind == "prefixed" and not after.local
    }
    used = (token.prefix for token in tokens if token.kind == "prefixed")
    return tuple(dict.fromkeys(prefix for prefix in used if prefix not in declared))


def makes_graph(query: str) -> bool:
    """Whether a query is a CONSTRUCT or DESCRIBE, as far as its words tell.

    >>> makes_graph("PREFIX ask: <http://example.org/> DESCRIBE ask:x"), makes_graph("ASK {}")
    (True, False)
    """
    words = (token.text.upper() for token in _tokens(query) if token.kind == "word")
    return next((word for word in words if word in _FORMS), "") in ("CONSTRUCT", "DESCRIBE")


def checked_rule(query: str) -> None:
    """Let a rule's CONSTRUCT pass that only reads this store. Raises QueryRefused."""
    for text in dict.fromkeys((query, _unescaped(query))):
        _refuse_service(text)


def _refuse_service(query: str) -> None:
    for token in _tokens(query):
        if token.kind == "word" and "service" in token.text.casefold():
            raise QueryRefused("SERVICE", reason="a query may not reach out to another endpoint")
        if "service" in token.prefix.casefold():
            raise QueryRefused(
                f"The prefix “{token.prefix}:”", reason="it could be read as the keyword SERVICE; give it another name"
            )


def _refuse_update(query: str) -> None:
    """Refuse what begins like an update, after any number of BASE and PREFIX."""
    tokens = _tokens(query)
    for token in tokens:
        match token.text.casefold():
            case "base":
                next(tokens, None)
            case "prefix":
                next(tokens, None), next(tokens, None)
            case word if word in _UPDATES:
                raise QueryRefused(f"{word.upper()}", reason="a query may only read, not change the graph")
            case _:
                return


def _refuse_depth(query: str) -> None:
    """Refuse what is nested so deeply that a parser may run out of stack, which ends a server for everybody."""
    depth = signs = 0
    for token in _tokens(query):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        signs = signs + 1 if token.text in _SIGNS else 0
        if max(depth, signs) > QUERY_DEPTH:
            raise QueryRefused("A query of this depth", reason=f"the limit is {QUERY_DEPTH} brackets within brackets")


def _graphs(query: str) -> Iterator[str]:
    """The graphs that a query names with FROM or FROM NAMED, as full IRIs."""
    base, prefixes = "", dict[str, str]()
    tokens = list(_tokens(query))
    for index, token in enumerate(tokens):
        after = tokens[index + 1 : index + 3]
        match token.kind, token.text.casefold(), after:
            case "word", "base", [_Token(kind="iri", text=iri), *_]:
                base = urljoin(base, iri[1:-1])
            case "word", "prefix", [_Token(kind="prefixed", prefix=prefix), _Token(kind="iri", text=iri)]:
                prefixes[prefix] = urljoin(base, iri[1:-1])
            case "word", "from" | "fromnamed", [_Token(kind="word"), named]:
                yield _expanded(named, base, prefixes)
            case "word", "from" | "fromnamed", [named, *_]:
                yield _expanded(named, base, prefixes)
            case "prefixed", _, _ if token.prefix.casefold() in ("from", "fromnamed") and token.prefix not in prefixes:
                yield _expanded(_Token("prefixed", token.text, token.end, "", token.local), base, prefixes)


def _expanded(token: _Token, base: str, prefixes: dict[str, str]) -> str:
    """The IRI that a token stands for; what is none stays as it is, for the parser to complain of."""
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1])
    return prefixes.get(token.prefix, f"{token.prefix}:") + re.sub(r"\\(.)", r"\1", token.local)


# --------------------------------------------------------------------------------------------------- what is not SPARQL

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def token_ends(query: str) -> list[int]:
    """Where each token of a query ends, for `child.first_fault`.

    >>> token_ends("ASK {}")
    [3, 5, 6]
    """
    return [token.end for token in _tokens(query)]


def syntax_error(query: str, fault: int, complaint: str) -> QuerySyntax:
    """What is wrong with a query that is not SPARQL, in words that help whoever typed it.

    Args:
        query: the query.
        fault: how many of its tokens can stand, as `child.first_fault` finds it.
        complaint: what Oxigraph says of the query.

    >>> print(syntax_error("SELECT * {", 3, 'error at 1:11: expected one of "}", "{"'))
    The query is not SPARQL at line 1, column 11: it ends too early.
    >>> print(syntax_error("SELEC * { ?s ?p ?o }", 0, 'error at 1:10: expected CONSTRUCT'))
    The query is not SPARQL at line 1, column 1: “SELEC” stands where SELECT, ASK, CONSTRUCT or DESCRIBE should.
    """
    tokens = list(_tokens(query))
    strays = [
        index for index, token in enumerate(tokens[: fault + 1]) if token.kind == "other" and token.text in "'\"<"
    ]
    said = _said(complaint)
    if strays and tokens[strays[-1]].text != "<":
        fault, reason = strays[0], "the string that begins there does not end"
    elif strays and said == "IRI parsing failed":
        fault, reason = strays[-1], "what begins there is no IRI"
    elif said and said != "Prefix not found":
        fault, reason = min(fault, len(tokens) - 1), said
    elif fault >= len(tokens):
        return QuerySyntax(**_place(query, len(query.rstrip())), reason="it ends too early")
    else:
        reason = _reason(tokens, fault)
    return QuerySyntax(**_place(query, tokens[fault].end - len(tokens[fault].text)), reason=reason)


def _said(complaint: str) -> str:
    """What Oxigraph says in words, among all that it says it has expected; mostly nothing.

    >>> _said('error at 1:34: expected one of "$", SELECT * is not authorized with GROUP BY, [_]')
    'SELECT * is not authorized with GROUP BY'
    """
    parts = re.split(r"expected one of|expected|,", complaint)
    return next((part.strip() for part in parts if re.match(r" *[A-Z]\w* +[\w*]+ \w", part)), "")


def _place(query: str, offset: int) -> dict[str, int]:
    line = query.count("\n", 0, offset) + 1
    return {"line": line, "column": offset - (query.rfind("\n", 0, offset) + 1) + 1}


def _reason(tokens: list[_Token], fault: int) -> str:
    token = tokens[fault]
    shown = token.text if len(token.text) <= 30 else token.text[:30] + "…"
    declared = {each.prefix for before, each in pairwise(tokens) if before.text.upper() == "PREFIX"}
    if token.kind == "prefixed" and token.prefix not in declared:
        return f"the prefix “{token.prefix}:” is not declared"
    if all(each.text.upper() not in _FORMS for each in tokens[: fault + 1]):
        return f"“{shown}” stands where {', '.join(_FORMS[:-1])} or {_FORMS[-1]} should"
    return f"“{shown}” cannot stand there"
