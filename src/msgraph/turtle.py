"""Canonical Turtle, a fact a line, and folders of it that are replaced in one step.

Subjects, properties and values stand in a fixed order, so that the same triples give the same bytes.
"""

import ctypes
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from msgraph.errors import NotOurs
from msgraph.vocabulary import RDF, XSD

Facts = dict[str, dict[tuple[str, str], None]]
"""Subject -> pairs of a property and an object; the first two are bare IRIs, objects stand as in N-Triples."""

HEADING: Final = "# Written by `msgraph import-tables`."
"""The first line of every file: only a folder of such files is replaced."""

_AT_FDCWD: Final = -100
_EXCHANGE: Final = 2


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that Turtle can hold.

    >>> is_iri("http://example.org/a"), is_iri("a"), is_iri("http://example.org/a b")
    (True, False, False)
    """
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def reference(iri: str) -> str:
    """An IRI as in N-Triples."""
    return f"<{iri}>"


def literal(text: str, datatype: str = str(XSD.string), language: str | None = None) -> str:
    r"""A literal as in N-Triples; the text may hold no line break.

    >>> print(literal('say "hello"', language="en"))
    "say \"hello\""@en
    >>> print(literal("5", str(XSD.integer)))
    "5"^^<http://www.w3.org/2001/XMLSchema#integer>
    """
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if language:
        return f"{quoted}@{language}"
    return quoted if datatype == str(XSD.string) else f"{quoted}^^<{datatype}>"


def document(
    facts: Mapping[str, Mapping[tuple[str, str], None]], *, prefixes: Mapping[str, str], order: Mapping[str, int]
) -> str:
    """A Turtle file: properties by their rank in `order` and then by name; every fact on a line of its own.

    >>> facts = {"http://ex.org/b": {("http://ex.org/p", '"x"'): None}}
    >>> print(document(facts, prefixes={"ex": "http://ex.org/"}, order={}))
    # Written by `msgraph import-tables`.
    @prefix ex: <http://ex.org/> .
    <BLANKLINE>
    ex:b
        ex:p "x" ;
    .
    <BLANKLINE>
    """
    used: dict[str, str] = {}

    @cache
    def short(term: str) -> str:
        if term.startswith('"'):
            text, typed, datatype = term.rpartition('"^^<')
            return f'{text}"^^{short("<" + datatype)}' if typed else term
        iri = term[1:-1]
        fitting = ((namespace, prefix) for prefix, namespace in prefixes.items() if iri.startswith(namespace))
        namespace, prefix = max(fitting, key=lambda pair: (len(pair[0]), pair[1]), default=("", ""))
        local = iri.removeprefix(namespace)
        if prefix and re.fullmatch(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?", local):
            used[prefix] = namespace
            return f"{prefix}:{local}"
        return term

    def rank(fact: tuple[str, str]) -> tuple[int, str, list[tuple[int, str]]]:
        return order.get(fact[0], len(order)), fact[0], natural(fact[1])

    blocks = []
    for subject in sorted(facts, key=natural):
        lines = [short(reference(subject))]
        for property_, object_ in sorted(facts[subject], key=rank):
            verb = "a" if property_ == str(RDF.type) else short(reference(property_))
            lines.append(f"    {verb} {short(object_)} ;")
        blocks.append("\n".join([*lines, ".\n"]))
    head = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(used.items())]
    return "\n".join([HEADING, *head, "", *blocks])


def natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts numbers by their size.

    >>> sorted(["a/10", "a/9", "a"], key=natural)
    ['a', 'a/9', 'a/10']
    """
    return [(len(part), part) if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]


def replace_folder(out: Path, texts: Mapping[str, str]) -> None:
    """Make a folder hold these files and no others: whatever happens, it holds all of the old ones or all of the new.

    Raises `NotOurs` if there are files in it that this function did not write, and `OSError` if it cannot be written.
    """
    if out.exists():
        strangers = sorted(path.name for path in out.iterdir() if not _is_ours(path))
        if strangers:
            raise NotOurs(str(out), names=strangers)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        for name, text in texts.items():
            (work / name).write_bytes(text.encode())
        work.chmod(0o777 & ~_umask())
        if out.exists():
            _exchange(work, out)
        else:
            work.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _is_ours(path: Path) -> bool:
    if path.suffix != ".ttl" or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.readline().strip() == HEADING.encode()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _exchange(one: Path, other: Path) -> None:
    """Exchange two folders: in one step where the system can (Linux, macOS), else in two."""
    if os.name == "posix":
        library = ctypes.CDLL(None)
        here, there = os.fsencode(one), os.fsencode(other)
        if hasattr(library, "renameat2") and library.renameat2(_AT_FDCWD, here, _AT_FDCWD, there, _EXCHANGE) == 0:
            return
        if hasattr(library, "renamex_np") and library.renamex_np(here, there, _EXCHANGE) == 0:
            return
    spare = one.with_name(one.name + ".old")
    other.rename(spare)
    one.rename(other)
    spare.rename(one)
