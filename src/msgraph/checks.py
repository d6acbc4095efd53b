"""What is wrong with Turtle files, as `file:line`: broken syntax, violations of SHACL shapes and of the house rules.

The house rules are the constraints in SPARQL among the shapes (`sh:sparql`): they look at several things at once. Each
is run once over the whole graph, with `$this` as a variable like any other, instead of once for each thing; the rest is
pySHACL's.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from msgraph import settings
from msgraph.errors import BadRule, BadShapes, Fault, QueryRefused
from msgraph.guard import checked_rule
from msgraph.loading import Progress, broken, broken_turtle, turtle_files
from msgraph.terms import from_oxigraph
from msgraph.vocabulary import OWL, RDF

if TYPE_CHECKING:
    from rdflib import Graph

SHACL: Final = "http://www.w3.org/ns/shacl#"
_PREFIXES: Final = {"rdf": str(RDF), "owl": str(OWL), "sh": SHACL}

WORDING: Final = {
    "MinCountConstraintComponent": "has no {path}; it has to have at least {minCount}",
    "MaxCountConstraintComponent": "has more than {maxCount} {path}",
    "ClassConstraintComponent": "{path} {value} is not of class {class}",
    "OrConstraintComponent": "{path} {value} is of none of the classes {or}",
    "DatatypeConstraintComponent": "{path} {value} is not a {datatype}",
    "NodeKindConstraintComponent": "{path} {value} is not a {nodeKind}",
    "PatternConstraintComponent": "{path} {value} does not look like {pattern}",
    "InConstraintComponent": "{path} {value} is none of {in}",
    "MinLengthConstraintComponent": "{path} {value} is shorter than {minLength} letters",
    "MaxLengthConstraintComponent": "{path} {value} is longer than {maxLength} letters",
    "MinInclusiveConstraintComponent": "{path} {value} is below {minInclusive}",
    "MaxInclusiveConstraintComponent": "{path} {value} is above {maxInclusive}",
    "LessThanOrEqualsConstraintComponent": "{path} {value} is above {lessThanOrEquals}",
    "UniqueLangConstraintComponent": "has several {path} in one language",
}
"""Kind of constraint -> how its violation is told; what stands in braces is read from the result and its shape."""

TOKEN: Final = re.compile(
    r"""
    (?P<space>   [ \t\r\n]+ | \#[^\n]* )
  | (?P<long>    \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*''' )
  | (?P<text>    "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
  | (?P<iri>     <[^<>\s]*> )
  | (?P<number>  [+-]?(?:\d*\.)?\d+(?:\.?[eE][+-]?\d+)?(?![\w:]) )
  | (?P<open>    [\[(] )
  | (?P<close>   [\])] )
  | (?P<end>     \. (?![\w:]) )
  | (?P<mark>    [;,] | \^\^ )
  | (?P<word>    @?(?:\\.|[^\s<>"'\[\](),;\\.\#]|\.(?=[^\s;,\])]))+ )
    """,
    re.VERBOSE | re.DOTALL,
)
"""The tokens of Turtle, as far as they are needed to tell where a subject stands."""


def faults(
    files: Sequence[str | Path] = (), *, graph: Sequence[str | Path] | None = None, progress: Progress | None = None
) -> tuple[Fault, ...]:
    """All that is wrong with Turtle files and folders; with the shipped graph, if none are given.

    `graph` is what they are checked together with (default: the shipped graph), so that they may speak of things that
    are told there; what is wrong there is not reported, and nothing is used of a file there that has the name of one to
    be checked. The shapes are those of `graph`, or else of the shipped ontology.

    Raises:
        NoSuchSource: a file or folder is not there.
        BrokenTurtle: a file of `graph` is not well-formed.
        BadRule: a constraint of the shapes is no SPARQL, or reaches outside.
        BadShapes: the shapes are none.
    """
    around = turtle_files(graph or (settings.graph(),))
    vocabulary = settings.base_vocabulary().resolve()
    checked = [file for file in (turtle_files(files) if files else around) if file != vocabulary]
    read = _Read()
    for number, file in enumerate(checked):
        if progress:
            progress("reading", number, len(checked))
        read.check(file)
    if read.faults:
        return tuple(sorted(read.faults))
    names = {file.name for file in checked}
    for file in around:
        if file.name not in names:
            read.use(file)
    if not read.has_shapes:
        for file in turtle_files([settings.ontology()]):
            if file not in read.used:
                read.use(file)
    found: set[Fault] = set()
    for number, check in enumerate((_house, _shapes)):
        if progress:
            progress("checking", number, 2)
        found |= set(check(read))
    return tuple(sorted(found))


@dataclass
class _Read:
    """The files: their triples, and where their subjects stand."""

    store: ox.Store = field(default_factory=ox.Store)
    faults: list[Fault] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)
    lines: dict[tuple[str, Path], int] = field(default_factory=dict)
    """Subject and file -> the line where it stands there first."""
    places: dict[tuple[str, ...], Path] = field(default_factory=dict)
    """Subject, subject and property, or subject, property and value -> the file that tells it first."""
    used: set[Path] = field(default_factory=set)

    def check(self, file: Path) -> None:
        """Read a file that is to be checked."""
        try:
            triples = self._parse(file)
        except SyntaxError as error:
            self.faults.append(Fault(_shown(file), error.lineno or 0, broken(error)))
            return
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(Fault(_shown(file), 0, f"cannot be read: {getattr(error, 'strerror', None) or error}"))
            return
        text = file.read_text("utf-8-sig")
        for subject, line in subject_lines(text):
            self.lines.setdefault((subject, file), line)
        for triple in triples:
            if isinstance(triple.object, ox.Triple):
                line = text[: text.find("<<")].count("\n") + 1
                self.faults.append(Fault(_shown(file), line, "a triple stands within a triple, which RDF 1.1 has not"))
                return
            subject, property_ = triple.subject.value, triple.predicate.value
            for key in ((subject, property_, triple.object.value), (subject, property_), (subject,)):
                self.places.setdefault(key, file)

    def use(self, file: Path) -> None:
        """Read a file that others are checked together with."""
        try:
            self._parse(file)
        except SyntaxError as error:
            raise broken_turtle(file, error) from error

    def _parse(self, file: Path) -> list[Any]:
        content = file.read_bytes().removeprefix(codecs.BOM_UTF8)
        parsed = ox.parse(content, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        triples = list(parsed)
        self.prefixes |= {namespace: prefix for prefix, namespace in parsed.prefixes.items()}
        self.used.add(file)
        self.store.bulk_extend(ox.Quad(one.subject, one.predicate, one.object) for one in triples)
        return triples

    @property
    def has_shapes(self) -> bool:
        """Whether anything read is a shape that asks for something; one with rules only derives."""
        asking = (ox.NamedNode(SHACL + name) for name in ("property", "sparql"))
        return any(True for name in asking for _ in self.store.quads_for_pattern(None, name, None, None))

    def fault(self, subject: str, property_: str | None, value: str | None, text: str) -> Fault | None:
        """A fault at the place of a subject; None if it is told in none of the files that are checked."""
        keys = [
            (subject, property_ or "", value or ""),
            (subject, property_ or ""),
            (subject, str(RDF.type)),
            (subject,),
        ]
        file = next((self.places[key] for key in keys if key in self.places), None)
        if file is None:
            return None
        return Fault(_shown(file), self.lines.get((subject, file), 0), f"{self.name(subject)} {text}")

    def name(self, term: str) -> str:
        """An IRI as the files write it."""
        namespace = max((one for one in self.prefixes if term.startswith(one)), key=len, default="")
        return f"{self.prefixes[namespace]}:{term.removeprefix(namespace)}" if namespace else f"<{term}>"


def _shown(file: Path) -> str:
    """A path as a person in this folder would write it."""
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else str(file)


def subject_lines(turtle: str) -> Iterator[tuple[str, int]]:
    """The IRI of each subject of a Turtle text that is well-formed, with its line; blank nodes are left out.

    >>> list(subject_lines('''PREFIX ex: <http://ex.org/>
    ... ex:a ex:p "1. ex:b" , 2.5 .
    ... <http://ex.org/c> ex:q [ ex:r ex:d ; ] .'''))
    [('http://ex.org/a', 2), ('http://ex.org/c', 3)]
    """
    prefixes: dict[str, str] = {}
    base, depth, line, begins, directive = "", 0, 1, True, list[str]()
    position = 0
    while found := TOKEN.match(turtle, position):
        kind, token = found.lastgroup, found[0]
        position = found.end()
        if kind == "space":
            pass
        elif kind == "open":
            depth, begins = depth + 1, False
        elif kind == "close":
            depth -= 1
        elif kind == "end":
            begins, directive = depth == 0, []
        elif directive or (begins and kind == "word" and token.lower().lstrip("@") in ("prefix", "base")):
            begins, directive = False, [*directive, token]
            if kind == "iri":
                if directive[0].lower().endswith("prefix"):
                    prefixes[directive[1]] = token[1:-1]
                else:
                    base = token[1:-1]
                begins, directive = not directive[0].startswith("@"), []
        elif begins and kind in ("iri", "word"):
            begins = False
            subject = _resolved(token, prefixes, base)
            if subject:
                yield subject, line
        line += token.count("\n")


def _resolved(token: str, prefixes: dict[str, str], base: str) -> str | None:
    """The IRI that a subject's token stands for."""
    if token.startswith("<"):
        return token[1:-1] if ":" in token else base + token[1:-1]
    prefix, _, local = token.partition(":")
    if prefix == "_" or prefix + ":" not in prefixes:
        return None
    return prefixes[prefix + ":"] + re.sub(r"\\(.)", r"\1", local)


# ---------------------------------------------------------------------------------------------------------- house rules


def _house(read: _Read) -> Iterator[Fault]:
    """What breaks a constraint in SPARQL."""
    prefixes = "".join(
        f"PREFIX {row['prefix'].value}: <{row['namespace'].value}>\n"
        for row in _rows(
            read,
            "SELECT DISTINCT ?prefix ?namespace { ?any sh:declare [ sh:prefix ?prefix ; sh:namespace ?namespace ] }",
        )
    )
    rules = _rows(
        read, "SELECT ?rule ?text ?message { ?shape sh:sparql ?rule . ?rule sh:select ?text ; sh:message ?message }"
    )
    for rule in rules:
        query = prefixes + rule["text"].value.replace("$this", "?this")
        name = read.name(rule["rule"].value) if isinstance(rule["rule"], ox.NamedNode) else f"“{rule['message'].value}”"
        try:
            checked_rule(query)
            rows = list(_rows(read, query))
        except (SyntaxError, QueryRefused) as error:
            raise BadRule(name, reason=str(error)) from error
        for row in rows:
            if "this" not in row:
                raise BadRule(name, reason="it does not select $this.")
            text = re.sub(r"{[?$](\w+)}", lambda found: _filled(read, row, found), rule["message"].value)  # noqa: B023
            link, value = (row[name].value if name in row else None for name in ("link", "object"))
            fault = read.fault(row["this"].value, link, value, text)
            if fault:
                yield fault


def _rows(read: _Read, query: str) -> Iterator[dict[str, Any]]:
    """The rows of a SELECT query, by the names of their columns."""
    found = read.store.query(query, prefixes=_PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: row[name] for name in names}


def _filled(read: _Read, row: dict[str, Any], found: re.Match[str]) -> str:
    """The value of a variable that a message names; its name where the row has none."""
    return _term(read, row[found[1]]) if row.get(found[1]) is not None else found[0]


def _term(read: _Read, term: Any) -> str:
    """A term as a message shows it."""
    return read.name(term.value) if isinstance(term, ox.NamedNode) else repr(term.value)


# -------------------------------------------------------------------------------------------------------------- shapes


def _shapes(read: _Read) -> Iterator[Fault]:
    """What violates a shape."""
    import pyshacl
    from rdflib import Graph, URIRef
    from rdflib.namespace import SH

    data, shapes = Graph(), Graph()
    rules = {ox.NamedNode(SHACL + name) for name in ("sparql", "rule")}
    for quad in read.store:
        triple = (from_oxigraph(quad.subject), from_oxigraph(quad.predicate), from_oxigraph(quad.object))
        data.add(triple)
        if quad.predicate not in rules:
            shapes.add(triple)
    for shape in list(shapes.subjects(RDF.type, SH.NodeShape)):
        if (
            not any(True for _ in shapes.objects(shape, SH.property))
            and len(list(shapes.predicate_objects(shape))) <= 2
        ):
            shapes.remove((shape, None, None))
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    except (pyshacl.errors.ReportableRuntimeError, RecursionError, re.error) as error:
        raise BadShapes(" ".join(str(getattr(error, "message", error)).split())) from error
    assert isinstance(report, Graph)
    for result in report.objects(None, SH.result):
        focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        if not isinstance(focus, URIRef):
            continue
        told = str(path) if isinstance(path, URIRef) else None
        value = report.value(result, SH.value)
        fault = read.fault(str(focus), told, None if value is None else str(value), _said(read, report, shapes, result))
        if fault:
            yield fault


def _said(read: _Read, report: "Graph", shapes: "Graph", result: Any) -> str:
    """A result of pySHACL in one sentence."""
    from rdflib import Literal, URIRef
    from rdflib.collection import Collection
    from rdflib.namespace import SH

    shape = report.value(result, SH.sourceShape)
    kind = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(SHACL)

    def name(term: Any) -> str:
        if isinstance(term, URIRef):
            return read.name(str(term))
        if isinstance(term, Literal):
            return str(term) if isinstance(term.value, int) else repr(str(term))
        return "something"

    def part(found: re.Match[str]) -> str:
        if found[1] == "value":
            return name(report.value(result, SH.value))
        if found[1] == "path":
            path = report.value(result, SH.resultPath)
            inverse = shapes.value(path, SH.inversePath)
            return f"thing whose {name(inverse)} it is" if inverse is not None else name(path)
        value = shapes.value(shape, SH[found[1]])
        if found[1] == "in":
            return ", ".join(name(one) for one in Collection(shapes, value))
        if found[1] == "or":
            return ", ".join(name(shapes.value(one, SH["class"])) for one in Collection(shapes, value))
        return name(value)

    if kind in WORDING:
        pathless = report.value(result, SH.resultPath) is None
        return re.sub(
            r"{(\w+)}", part, WORDING[kind].replace("{path} {value}", "itself") if pathless else WORDING[kind]
        )
    return str(report.value(result, SH.resultMessage) or kind)


__all__ = ["faults", "subject_lines"]
