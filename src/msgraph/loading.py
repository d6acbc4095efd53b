"""Turtle into Oxigraph: which files, what is in them, and what the ontology's rules derive from it.

Derived triples go into the graph `vocabulary.DERIVED`, and only those that nobody asserted: in the union of all graphs,
Oxigraph counts a triple once for each graph that holds it.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from msgraph.child import first_fault
from msgraph.errors import BadRule, BrokenTurtle, NoSuchSource, QueryRefused, UnreadableSource
from msgraph.guard import checked_rule, syntax_error, token_ends
from msgraph.settings import MOST_DERIVED, MOST_DERIVED_EACH, RULE_ROUNDS, base_vocabulary
from msgraph.vocabulary import DERIVED

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much."""

_FORMATS: Final = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES}
_DERIVED: Final = ox.NamedNode(str(DERIVED))


def turtle_files(sources: Iterable[str | Path]) -> tuple[Path, ...]:
    """The files to load for files and folders, and the base vocabulary with them; each once, sorted within a folder.

    Raises:
        NoSuchSource: a source is not there, is no Turtle, or is a folder without any.
        UnreadableSource: a folder may not be read.
    """
    files = {base_vocabulary().resolve(): None}
    for source in map(Path, sources):
        if source.is_dir():
            found = _within(source)
        elif not source.exists():
            raise NoSuchSource(str(source), reason="there is no such file or folder")
        elif not source.is_file():
            raise NoSuchSource(str(source), reason="this is no regular file")
        elif source.suffix.lower() not in _FORMATS:
            raise NoSuchSource(str(source), reason=f"this is not a graph; its name should end with {_SUFFIXES}")
        else:
            found = [source]
        files |= dict.fromkeys(file.resolve() for file in found)
    return tuple(files)


_SUFFIXES: Final = " or ".join(_FORMATS)


def _within(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.rglob("*") if path.suffix.lower() in _FORMATS and path.is_file()]
    except OSError as error:
        raise UnreadableSource(str(folder), reason=error.strerror or str(error)) from error
    if not found:
        raise NoSuchSource(str(folder), reason=f"the folder holds no file whose name ends with {_SUFFIXES}")
    return sorted(found)


def digest(files: Iterable[Path]) -> str:
    """What the files hold, as 32 hexadecimal digits: the same for the same bytes, wherever they lie.

    Raises:
        UnreadableSource: a file is not there or may not be read.
    """
    return _together(_File(file).skimmed() for file in files)


def _together(digests: Iterable[bytes]) -> str:
    return blake2b(b"".join(sorted(digests)), digest_size=16).hexdigest()


class _File:
    """A file that is hashed while it is read, so that what was loaded is known even where the file is being changed."""

    def __init__(self, path: Path, read: Callable[[int], None] = lambda count: None) -> None:
        self.path, self._read = path, read
        self._hash = blake2b(digest_size=16)
        self._begun = False
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise UnreadableSource(str(path), reason=error.strerror or str(error)) from error

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self._hash.update(part)
        self._read(len(part))
        first, self._begun = not self._begun, True
        return part.removeprefix(codecs.BOM_UTF8) if first else part

    def skimmed(self) -> bytes:
        """The hash of all of it."""
        with self._file:
            while self.read(1 << 20):
                pass
        return self._hash.digest()


def load(store: ox.Store, files: Iterable[Path], progress: Progress | None = None) -> str:
    """Load files into the default graph; the digest of what was loaded.

    Raises:
        BrokenTurtle: a file is not well-formed; the store then holds part of it.
        UnreadableSource: a file may not be read.
    """
    files = tuple(files)
    try:
        total = sum(file.stat().st_size for file in files)
    except OSError as error:
        raise UnreadableSource(str(error.filename), reason=error.strerror or str(error)) from error
    done = 0

    def read(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress("reading", done, max(done, total))

    digests = []
    for path in files:
        file = _File(path, read)
        try:
            store.bulk_load(file, _FORMATS[path.suffix.lower()])  # type: ignore[arg-type]
        except SyntaxError as error:
            raise broken_turtle(path, error) from error
        finally:
            digests.append(file.skimmed())
    return _together(digests)


def broken_turtle(path: Path, error: SyntaxError) -> BrokenTurtle:
    """A fault that Oxigraph's parser has found in a file."""
    return BrokenTurtle(str(path), line=error.lineno or 1, column=error.offset or 1, reason=broken(error))


def broken(error: SyntaxError) -> str:
    """What Oxigraph's parser has against a text, without the place and without characters that cannot be shown."""
    said = re.sub(r"^Parser error [^:]*: ", "", error.msg).rstrip(".")
    said = "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in said)
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


# --------------------------------------------------------------------------------------------------------------- rules

_RULES: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?rule ?text ?order ?label WHERE {
  ?shape sh:rule ?rule . ?rule a sh:SPARQLRule ; sh:construct ?text .
  OPTIONAL { ?rule sh:order ?order }
  OPTIONAL { ?rule rdfs:label ?label }
  FILTER NOT EXISTS { ?rule sh:deactivated true }
}"""

_PREFIXES: Final = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?rule ?prefix ?namespace WHERE {
  ?rule a sh:SPARQLRule ; sh:prefixes/sh:declare ?declaration .
  ?declaration sh:prefix ?prefix ; sh:namespace ?namespace .
}"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of an ontology: a CONSTRUCT whose triples hold wherever its pattern does."""

    order: float
    name: str
    text: str
    prefixes: tuple[tuple[str, str], ...]


def rules(store: ox.Store) -> tuple[Rule, ...]:
    """The rules that the loaded graphs bring, in the order in which they run.

    They are those of SHACL's Advanced Features, section 8.2 (`sh:SPARQLRule` with `sh:construct`, `sh:prefixes`,
    `sh:order`, `sh:deactivated`), with one difference: a rule says in its own pattern what it applies to, and targets
    play no part.
    """
    declared: dict[str, dict[str, str]] = {}
    for rule, prefix, namespace in _rows(store, _PREFIXES):
        declared.setdefault(str(rule), {})[prefix.value] = namespace.value
    found = {}
    for rule, text, order, label in _rows(store, _RULES):
        name = (
            f"“{label.value}”" if label else str(rule) if isinstance(rule, ox.NamedNode) else _first_words(text.value)
        )
        prefixes = tuple(sorted(declared.get(str(rule), {}).items()))
        try:
            place = float(order.value) if order else 0.0
        except ValueError:
            raise BadRule(name, reason=f"its sh:order “{order.value}” is no number.") from None
        found[str(rule), text.value] = Rule(place, name, text.value, prefixes)
    return tuple(sorted(found.values(), key=lambda rule: (rule.order, rule.text)))


def _rows(store: ox.Store, query: str) -> Iterator[tuple[Any, ...]]:
    for solution in store.query(query):  # type: ignore[union-attr]
        yield tuple(solution)


def _first_words(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat[:60]}…”" if len(flat) > 60 else f"“{flat}”"


def derive(store: ox.Store, progress: Progress | None = None) -> int:
    """Run the rules of a store until they bring nothing new; the number of triples derived.

    Raises:
        BadRule: a rule is not a CONSTRUCT, reaches outside the store, or the rules come to no end.
    """
    in_order, restless = rules(store), ""
    derived: set[ox.Triple] = set()
    most = max(MOST_DERIVED, MOST_DERIVED_EACH * len(store))
    for round_ in range(RULE_ROUNDS):
        before = len(derived)
        for number, rule in enumerate(in_order):
            if progress is not None:
                progress(f"deriving, round {round_ + 1}", number, len(in_order))
            new = list(islice(_new_triples(store, rule, derived), most + 1))
            store.bulk_extend(new)
            if len(derived) > most:
                raise BadRule(rule.name, reason=f"the rules have made more than {most:,} triples and go on.")
            restless = rule.name if new else restless
        if len(derived) == before:
            return before
    raise BadRule(restless, reason=f"after {RULE_ROUNDS} rounds the rules still make new triples.")


def _new_triples(store: ox.Store, rule: Rule, derived: set[ox.Triple]) -> Iterator[ox.Quad]:
    """What a rule makes that the store does not hold; `derived` is what rules have made, and grows by it."""
    text = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in rule.prefixes) + rule.text
    try:
        checked_rule(text)
        made = store.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        wrong = syntax_error(text, *first_fault(text, token_ends(text)))
        raise BadRule(rule.name, reason=str(wrong)) from error
    except QueryRefused as error:
        raise BadRule(rule.name, reason=str(error)) from error
    if not isinstance(made, ox.QueryTriples):
        raise BadRule(rule.name, reason="it is not a CONSTRUCT.")
    for triple in made:
        if triple not in derived and ox.Quad(triple.subject, triple.predicate, triple.object) not in store:
            derived.add(triple)
            yield ox.Quad(triple.subject, triple.predicate, triple.object, _DERIVED)
