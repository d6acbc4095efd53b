"""Curated tables -> canonical Turtle, and back.

Which tables there are, what a column gives and what its cells may hold is read from the ontology (`csvw:` terms for the columns,
ranges of properties for the cells), so that nothing here knows a column by its name. `import_tables` says all that is wrong with the
tables as `file:line`, or writes all of the Turtle; `export_rows` rebuilds the rows from it.

The Turtle is canonical: subjects, properties and values stand in a fixed order and every fact has a line of its own.
"""

import ctypes
import difflib
import os
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from msgraph.errors import BadTables, Fault, NotOurs
from msgraph.vocabulary import ASK, OWL, RDF, RDFS, SKOS, XSD

CSVW: Final = "http://www.w3.org/ns/csvw#"
SHACL: Final = "http://www.w3.org/ns/shacl#"
SSSOM: Final = "https://w3id.org/sssom/"
DCTERMS: Final = "http://purl.org/dc/terms/"
STANDARD_PREFIXES: Final = {
    "dcterms": DCTERMS,
    "owl": str(OWL),
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": str(SKOS),
    "sssom": SSSOM,
    "xsd": str(XSD),
}
MAPPINGS: Final = "*.sssom.tsv"
MAPPING_COLUMNS: Final = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "comment",
)
"""The columns of SSSOM that are read; a table of mappings has these and no others."""

DECIMAL: Final = r"-?\d+(\.\d+)?"
LEXICAL: Final = {
    str(XSD.decimal): (DECIMAL, "a plain number"),
    str(XSD.integer): (r"-?\d+", "a whole number"),
}
"""Datatype -> how its cells have to be written."""

MATCHES: Final = {
    str(SKOS[name]): f"skos:{name}" for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
}
NAMES: Final = {str(SKOS.prefLabel), str(SKOS.altLabel)}
LINKS: Final = "links"
"""The file of the plain triples of claims."""
MAPPED: Final = "mappings"
"""The file of the mappings."""
ROW: Final = "row"
"""In the form of a subject's IRI: the number of the row among those with the same key."""
HEADING: Final = "# Written by `msgraph import-tables`."
SAFE: Final = "/:;()-._~"
SHORT: Final = 4
"""A short name has at most so many words."""
AT_FDCWD: Final = -100
RENAME_EXCHANGE: Final = 2

Row = dict[str, str]


# ------------------------------------------------------------------------------------------------ what the ontology says


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's cells give: the description in `csvw:` terms, resolved."""

    name: str
    property: str | None
    required: bool = False
    separator: str | None = None
    language: str | None = None
    pattern: str | None = None
    allowed: str | None = None
    datatype: str | None = None
    """Of literal cells; None where cells hold keys."""
    classes: tuple[str, ...] = ()
    """The classes of the things whose keys the cells may hold."""
    else_words: str | None = None
    is_object: bool = False
    is_curie: bool = False
    unique: bool = False
    not_above: str | None = None
    tells_of: str | None = None
    repeats: str | None = None
    virtual: bool = False
    templates: tuple[str, ...] = ()
    link: str | None = None
    short_name_of: str | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of table."""

    file: str
    about: str
    row_class: str | None
    columns: tuple[Column, ...]
    adds: bool = False
    complete: str | None = None
    turtle: str | None = None
    needs_one_of: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()

    @property
    def header(self) -> list[str]:
        """The names of the columns that a file has."""
        return [column.name for column in self.columns if not column.virtual]

    @property
    def key(self) -> str:
        """The column that tells the rows apart."""
        return str(re.findall(r"{(\w+)}", self.about)[0])

    @property
    def numbered(self) -> bool:
        """Whether rows with the same key are told apart by their number."""
        return f"{{{ROW}}}" in self.about

    @property
    def class_column(self) -> Column | None:
        """The column that names the class of what a row tells of."""
        return next((column for column in self.columns if column.property == str(RDF.type)), None)

    def found(self, subject: str) -> str | None:
        """The key in the IRI of a row's subject; None if it is not of this form."""
        match = _form(self.about).fullmatch(subject)
        return match[1] if match else None


@cache
def _form(about: str) -> re.Pattern[str]:
    """What IRIs of a form look like, the key as group 1.

    >>> _form("http://example.org/{key}/{row}").fullmatch("http://example.org/a/7")[1]
    'a'
    """
    return re.compile(re.sub(r"\\{\w+\\}", "([^/#]+)", re.escape(about)))


class Terms:
    """The ontology as the tables see it: classes, ranges, named individuals, and the description of the tables."""

    def __init__(self, folder: Path) -> None:
        self._objects: dict[tuple[str, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._bearers: dict[str, list[str]] = defaultdict(list)
        self._prefixes: dict[str, str] = {}
        self._supers: dict[str, frozenset[str]] = {}
        self._subs: dict[str, frozenset[str]] = {}
        self._choices: dict[str, dict[str, str]] = {}
        self._individuals: dict[tuple[str, ...], dict[str, str]] = {}
        for file in sorted(folder.glob("*.ttl")):
            parsed = ox.parse(path=file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
            for triple in parsed:
                subject, object_ = triple.subject, triple.object
                assert isinstance(subject, ox.NamedNode | ox.BlankNode)
                assert not isinstance(object_, ox.Triple)
                self._objects[subject.value, triple.predicate.value].append(object_)
                self._subjects[triple.predicate.value, object_.value].append(subject.value)
                self._bearers[triple.predicate.value].append(subject.value)
            self._prefixes |= {namespace: prefix for prefix, namespace in parsed.prefixes.items()}

    def values(self, subject: str, property_: str) -> tuple[str, ...]:
        """The objects of a property, as plain text, in the order of the file."""
        return tuple(term.value for term in self._objects.get((subject, str(property_)), ()))

    def value(self, subject: str, property_: str) -> str | None:
        """The only object of a property, or None."""
        return next(iter(self.values(subject, property_)), None)

    def subjects(self, property_: str, value: str) -> tuple[str, ...]:
        """What has this value."""
        return tuple(self._subjects.get((str(property_), str(value)), ()))

    def bearers(self, property_: str) -> tuple[str, ...]:
        """What has a value of this property."""
        return tuple(self._bearers.get(property_, ()))

    def knows(self, term: str) -> bool:
        """Whether anything is said of a term."""
        return bool(self.values(term, RDF.type))

    def curie(self, iri: str) -> str:
        """An IRI by the longest prefix of the files that fits."""
        namespace = max((one for one in self._prefixes if iri.startswith(one)), key=len, default="")
        return f"{self._prefixes[namespace]}:{iri.removeprefix(namespace)}" if namespace else iri

    @property
    def base(self) -> str:
        """The namespace of the things that the tables bring."""
        (group,) = self.subjects(RDF.type, CSVW + "TableGroup")
        return group[: group.rindex("/") + 1]

    def choices(self, top: str) -> dict[str, str]:
        """Key -> class that a row may name, below the class of all rows of a table; those of other tables are not among them."""
        if top not in self._choices:
            others = {self.value(table, ASK.rowClass) or "" for table in self.group(CSVW + "table")} - self.supers(top)
            barred = {sub for other in others for sub in self.subs(other)} | {top, *self.group(ASK.noRows)}
            self._choices[top] = {self.key(cls): cls for cls in sorted(self.subs(top) - barred)}
        return self._choices[top]

    def within(self, cls: str, classes: Iterable[str]) -> bool:
        """Whether a class is at or below one of several."""
        return bool(self.supers(cls) & set(classes))

    def members(self, head: str | None) -> tuple[str, ...]:
        """The members of an RDF list."""
        found: list[str] = []
        while head and head != str(RDF.nil):
            found += self.values(head, RDF.first)
            head = self.value(head, RDF.rest)
        return tuple(found)

    def union(self, subject: str, property_: str) -> tuple[str, ...]:
        """The classes of a domain or a range, unions taken apart."""
        return tuple(
            member
            for cls in self.values(subject, property_)
            for member in (self.members(self.value(cls, OWL.unionOf)) or (cls,))
        )

    def supers(self, cls: str) -> frozenset[str]:
        """The class and all classes above it."""
        if cls not in self._supers:
            self._supers[cls] = _closure(cls, lambda one: self.values(one, RDFS.subClassOf))
        return self._supers[cls]

    def subs(self, cls: str) -> frozenset[str]:
        """The class and all classes below it."""
        if cls not in self._subs:
            self._subs[cls] = _closure(cls, lambda one: self.subjects(RDFS.subClassOf, one))
        return self._subs[cls]

    def key(self, term: str) -> str:
        """How the tables name a term of the ontology: its notation, else the last part of its IRI."""
        return self.value(term, SKOS.notation) or re.split(r"[/#]", term)[-1]

    def individuals(self, classes: Iterable[str]) -> dict[str, str]:
        """Key -> IRI of the things of these classes that the ontology itself declares."""
        wanted = tuple(classes)
        if wanted not in self._individuals:
            below = {sub for cls in wanted for sub in self.subs(cls)}
            self._individuals[wanted] = {self.key(term): term for cls in sorted(below) for term in self.subjects(RDF.type, cls)}
        return self._individuals[wanted]

    def prefixes(self) -> dict[str, str]:
        """The prefixes that the ontology declares for its tables, with the standard ones."""
        own = {}
        for group in self.subjects(RDF.type, CSVW + "TableGroup"):
            for node in self.values(group, SHACL + "declare"):
                own[self.value(node, SHACL + "prefix") or ""] = self.value(node, SHACL + "namespace") or ""
        return STANDARD_PREFIXES | own

    def group(self, property_: str) -> tuple[str, ...]:
        """What is said of all the tables together."""
        return tuple(
            value for group in self.subjects(RDF.type, CSVW + "TableGroup") for value in self.values(group, property_)
        )

    def schemas(self) -> tuple[Schema, ...]:
        """The kinds of tables, in the order in which their things are told."""
        return tuple(self._schema(table) for table in self.group(CSVW + "table"))

    def _schema(self, table: str) -> Schema:
        def truth(property_: str) -> bool:
            return self.value(table, property_) == "true"

        return Schema(
            file=self.value(table, CSVW + "url") or "",
            about=self.value(table, CSVW + "aboutUrl") or "",
            row_class=self.value(table, ASK.rowClass),
            columns=tuple(self._column(node) for node in self.members(self.value(table, CSVW + "column"))),
            adds=truth(ASK.adds),
            complete=self.value(table, ASK.complete),
            turtle=self.value(table, ASK.file),
            needs_one_of=self.values(table, ASK.needsOneOf),
            but_not=self.values(table, ASK.butNot),
        )

    def _column(self, node: str) -> Column:
        def one(property_: str) -> str | None:
            return self.value(node, property_)

        property_ = one(CSVW + "propertyUrl")
        classes = self.values(node, ASK.cells)
        ranges = self.union(property_, RDFS.range) if property_ else ()
        is_curie = one(CSVW + "datatype") == str(XSD.anyURI)
        literal = next((cls for cls in ranges if cls.startswith((str(XSD), str(RDF)))), None)
        if not classes and literal is None and property_ != str(RDF.type):
            classes = ranges
        return Column(
            name=one(CSVW + "name") or "",
            property=property_,
            required=one(CSVW + "required") == "true",
            separator=one(CSVW + "separator"),
            language=one(CSVW + "lang"),
            pattern=one(SHACL + "pattern"),
            allowed=one(SHACL + "message"),
            datatype=None if classes or is_curie else literal or str(XSD.string),
            classes=classes,
            else_words=one(ASK.elseWords),
            is_object=one(ASK.isObject) == "true",
            is_curie=is_curie,
            unique=one(ASK.unique) == "true",
            not_above=one(ASK.notAbove),
            tells_of=one(ASK.tellsOf),
            repeats=one(ASK.repeats),
            virtual=one(CSVW + "virtual") == "true",
            templates=self.members(one(ASK.templates)),
            link=one(CSVW + "valueUrl"),
            short_name_of=one(ASK.shortNameOf),
        )


def _closure(start: str, next_: Callable[[str], Iterable[str]]) -> frozenset[str]:
    found, open_ = {start}, [start]
    while open_:
        for other in next_(open_.pop()):
            if other not in found:
                found.add(other)
                open_.append(other)
    return frozenset(found)


# ------------------------------------------------------------------------------------------------------ reading the tables


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, with the place where it stands."""

    schema: Schema
    file: Path
    number: int
    row: Row

    @property
    def key(self) -> str:
        """What the row is told apart by."""
        return self.row[self.schema.key]

    @property
    def subject(self) -> str:
        """The IRI of what the row tells of."""
        return self.schema.about.format(**self.row)


@dataclass
class _Tables:
    """All that the tables say, and all that is wrong with them."""

    terms: Terms
    folder: Path
    faults: list[Fault] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    things: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Key -> IRI and class of what the rows bring."""
    brought: dict[str, Line] = field(default_factory=dict)
    """IRI -> the line that brings it."""
    triples: dict[str, dict[str, dict[tuple[str, str], None]]] = field(default_factory=dict)
    """File -> subject -> pairs of a property and an object, the object in N-Triples form."""
    prefixes: dict[str, str] = field(default_factory=dict)

    def fault(self, line: Line | tuple[Path, int], text: str) -> None:
        """Note what is wrong at a line."""
        file, number = (line.file, line.number) if isinstance(line, Line) else line
        self.faults.append(Fault(file.relative_to(self.folder).as_posix(), number, text))

    def say(self, file: str, subject: str, property_: str, object_: str) -> None:
        """Note a triple for a file."""
        self.triples.setdefault(file, {}).setdefault(subject, {})[property_, object_] = None

    # -- rows

    def read(self) -> None:
        """Read every table of every folder."""
        schemas = {schema.file: schema for schema in self.terms.schemas()}
        folders = [path for path in sorted(self.folder.iterdir()) if path.is_dir() and path.name[0] not in "._"]
        files = [file for folder in folders for file in sorted(folder.glob("*.tsv"))]
        for file in files:
            if file.name not in schemas:
                self.fault((file, 1), f"no table is called {file.name!r}; there are {', '.join(schemas)}")
        if not any(file.name in schemas for file in files):
            self.faults.append(Fault(".", 0, f"no folder in {self.folder} holds a table: {', '.join(schemas)}"))
        seen: dict[tuple[str, str], Line] = {}
        for name, schema in schemas.items():
            for file in files:
                if file.name == name:
                    for line in self._rows(file, schema):
                        self._place(line, seen)

    def _rows(self, file: Path, schema: Schema) -> Iterator[Line]:
        count: Counter[str] = Counter()
        header: list[str] | None = None
        for number, cells in _cells(file, self.fault):
            if header is None:
                header = cells
                if header != schema.header:
                    self.fault((file, 1), f"the columns are {_listed(header)}; they have to be {_listed(schema.header)}")
                    return
            elif len(cells) != len(header):
                self.fault((file, number), f"{len(cells)} cells; there have to be {len(header)}")
            else:
                row = dict(zip(header, cells, strict=True))
                count[row[schema.key]] += 1
                yield Line(schema, file, number, row | {ROW: str(count[row[schema.key]])})
        if header is None:
            self.fault((file, 1), f"the file is empty; its first line has to be {_listed(schema.header)}")

    def _place(self, line: Line, seen: dict[tuple[str, str], Line]) -> None:
        """Take a row in, unless its subject has a row already."""
        self.lines.append(line)
        if not line.key:
            return
        first = seen.setdefault((line.schema.file if line.schema.adds else "", line.subject), line)
        if first is not line:
            place = f"{first.file.relative_to(self.folder).as_posix()}:{first.number}"
            self.fault(line, f"{line.schema.key} {line.key!r} stands at {place} already; each may stand once")
        elif not line.schema.adds and not line.schema.numbered:
            self.things[line.key] = (line.subject, self.cls(line))
            self.brought[line.subject] = line

    def cls(self, line: Line) -> str:
        """The class of what a row tells of, that of all rows of the table where the cell names none."""
        if line.schema.adds:
            return self.things.get(line.key, ("", ""))[1]
        own = line.schema.row_class or ""
        column = line.schema.class_column
        return self.terms.choices(own).get(line.row[column.name], own) if column else own

    # -- cells

    def check(self) -> None:
        """Check every cell of every row, and gather what they say."""
        for line in self.lines:
            if line.schema.adds and line.key not in self.things:
                self.fault(line, self._unknown(line.schema.key, line.key, ()))
                continue
            cls = self.cls(line)
            file = self._file(line)
            if not line.schema.adds and not line.schema.class_column:
                self.say(file, line.subject, str(RDF.type), _iri(cls))
            for column in line.schema.columns:
                self._check_column(line, column, cls, file)
            if line.schema.needs_one_of and not any(line.row[name] for name in line.schema.needs_one_of):
                exempt = {sub for one in line.schema.but_not for sub in self.terms.subs(one)}
                if cls not in exempt:
                    self.fault(line, f"one of {', '.join(line.schema.needs_one_of)} has to be filled")
            self._check_link(line)
        self._check_twice()
        self._check_names()
        self._check_hierarchy()
        self._check_complete()
        self._check_repeated()

    def _file(self, line: Line) -> str:
        """The file that a row is written to: where its thing was brought."""
        owner = self.brought.get(line.subject, line)
        return owner.schema.turtle or owner.file.parent.name

    def _check_column(self, line: Line, column: Column, cls: str, file: str) -> None:
        if column.virtual:
            for value in self._computed(line, column):
                self.say(file, line.subject, column.property or "", value)
            return
        cell = line.row[column.name]
        if not cell:
            if column.required:
                self.fault(line, f"{column.name} is empty; it has to be filled")
            return
        pieces = cell.split(column.separator) if column.separator else [cell]
        if any(not piece or piece != piece.strip() for piece in pieces):
            self.fault(line, f"{column.name} {cell!r} has an empty part or spaces around one")
            return
        for piece, times in Counter(pieces).items():
            if times > 1:
                self.fault(line, f"{column.name} {piece!r} stands {times} times in one cell; each may stand once")
            if column.pattern and not re.fullmatch(column.pattern, piece):
                self.fault(line, f"{column.name} {piece!r} is not allowed; it has to be {column.allowed}")
        domain = self.terms.union(column.property, RDFS.domain) if line.schema.adds and column.property else ()
        if domain and not self.terms.within(cls, domain):
            self.fault(line, f"{line.key!r} is a {self.terms.key(cls)}; {column.name} is for {self._names(domain)}")
        if column.property is None:
            return
        if column.else_words and not self._are_keys(pieces):
            for piece in pieces:
                if re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", piece):
                    self.fault(line, self._unknown(column.name, piece, column.classes))
            self.say(file, line.subject, column.else_words, _literal(cell, str(XSD.string)))
            return
        for piece in dict.fromkeys(pieces):
            object_ = self._object(line, column, piece)
            if object_ and column.is_object:
                self.say(self._file(self.brought[object_[1:-1]]), object_[1:-1], column.property, _iri(line.subject))
            elif object_:
                self.say(file, line.subject, column.property, object_)

    def _object(self, line: Line, column: Column, piece: str) -> str | None:
        """What a piece of a cell stands for; None, and a fault, if it may not stand there."""
        if column.property == str(RDF.type):
            choices = self.terms.choices(line.schema.row_class or "")
            if piece in choices:
                return _iri(choices[piece])
            self.fault(line, f"unknown {column.name} {piece!r}; allowed are {', '.join(choices)}")
        elif column.is_curie:
            prefix, _, local = piece.partition(":")
            if prefix in self.prefixes and local:
                return _iri(self.prefixes[prefix] + local)
            self.fault(line, f"{column.name} {piece!r} has no known prefix; known are {', '.join(sorted(self.prefixes))}")
        elif column.datatype is None:
            iri = self._thing(piece, column.classes)
            if iri:
                return _iri(iri)
            self.fault(line, self._unknown(column.name, piece, column.classes))
        else:
            written, allowed = LEXICAL.get(column.datatype, (None, ""))
            if written and not re.fullmatch(written, piece):
                self.fault(line, f"{column.name} {piece!r} is not {allowed}")
            elif column.not_above and _number(line.row[column.not_above]) is not None and _number(piece) is not None:
                if Decimal(piece) > Decimal(line.row[column.not_above]):
                    self.fault(line, f"{column.name} {piece} is above {column.not_above} {line.row[column.not_above]}")
            return _literal(piece, column.datatype, column.language)
        return None

    def _are_keys(self, pieces: Sequence[str]) -> bool:
        return all(piece in self.things for piece in pieces)

    def _thing(self, key: str, classes: Sequence[str]) -> str | None:
        """The IRI of a key, if its thing is of one of these classes (of any, if there are none)."""
        iri, cls = self.things.get(key, ("", ""))
        if iri and (not classes or self.terms.within(cls, classes)):
            return iri
        return self.terms.individuals(classes).get(key)

    def _unknown(self, column: str, key: str, classes: Sequence[str]) -> str:
        """What is wrong with a key, and what is allowed."""
        if key in self.things:
            return f"{column} {key!r} is a {self.terms.key(self.things[key][1])}; allowed is a key of {self._names(classes)}"
        declared = self.terms.individuals(classes)
        if declared:
            return f"unknown {column} {key!r}; allowed are {', '.join(sorted(declared))}"
        near = difflib.get_close_matches(key, self.things, 3)
        hint = f" (near: {', '.join(near)})" if near else ""
        return f"unknown {column} {key!r}; allowed is a key of {self._names(classes) if classes else 'another table'}{hint}"

    def _names(self, classes: Sequence[str]) -> str:
        return ", ".join(sorted(self.terms.key(cls) for cls in classes)) or "anything"

    def _computed(self, line: Line, column: Column) -> Iterator[str]:
        """The values of a column that no file has: a link, a text made of other cells, a short name."""
        if column.link:
            if all(line.row[name] for name in re.findall(r"{(\w+)}", column.link)):
                yield _iri(re.sub(r"{(\w+)}", lambda found: quote(line.row[found[1]], safe=SAFE), column.link))
        elif column.short_name_of:
            short = _short_name(line.row[column.short_name_of])
            if short and self._names_of[short[1].casefold()] == 1:
                yield _literal(short[1], str(XSD.string), column.language)
        else:
            filled = (_filled(template, line.row) for template in column.templates)
            text = next((text for text in filled if text), None)
            if text:
                yield _literal(text, str(XSD.string), column.language)

    # -- rows together

    def _check_link(self, line: Line) -> None:
        """Check the ends of a claim against its relation; a claim that speaks for its link gives the plain triple as well."""
        ends = {column.property: line.row[column.name] for column in line.schema.columns if not column.virtual}
        if not {str(RDF.subject), str(RDF.predicate), str(RDF.object)} <= ends.keys():
            return
        names = {column.property: column for column in line.schema.columns}
        predicate = self._thing(ends[str(RDF.predicate)], names[str(RDF.predicate)].classes)
        if not predicate:
            return
        iris = []
        for end, side in ((RDF.subject, RDFS.domain), (RDF.object, RDFS.range)):
            key, allowed = ends[str(end)], self.terms.union(predicate, side)
            iri, cls = self.things.get(key, ("", ""))
            iris.append(iri)
            if iri and allowed and not self.terms.within(cls, allowed):
                self.fault(line, f"{self.terms.key(predicate)}: {names[str(end)].name} {key!r} is a {self.terms.key(cls)}; "
                                 f"allowed are {self._names(allowed)}")
        values = {str(value) for column in line.schema.columns for value in [line.row.get(column.name)] if column.property
                  and str(ASK.polarity) in self.terms.values(column.property, RDFS.subPropertyOf)}
        if all(iris) and values & self.terms.individuals([str(ASK.Supporting)]).keys():
            self.say(LINKS, iris[0], predicate, _iri(iris[1]))

    def _check_twice(self) -> None:
        first: dict[tuple[str, str], Line] = {}
        for line in self.lines:
            for column in line.schema.columns:
                if column.unique and line.row[column.name]:
                    other = first.setdefault((column.name, line.row[column.name].casefold()), line)
                    if other is not line:
                        self.fault(line, f"{column.name} {line.row[column.name]} is that of {other.key!r} already; no two may share one")

    def _named(self) -> Iterator[tuple[Line, str]]:
        """Every name that a row gives its thing."""
        for line in self.lines:
            for column in line.schema.columns:
                if column.property in NAMES and not column.virtual and line.row[column.name]:
                    for name in line.row[column.name].split(column.separator or "\0"):
                        yield line, name.casefold()

    @cached_property
    def _names_of(self) -> Counter[str]:
        """How many names or beginnings of names are the same, case aside."""
        short = (
            found[1].casefold()
            for line in self.lines
            for column in line.schema.columns
            if column.short_name_of and (found := _short_name(line.row[column.short_name_of]))
        )
        return Counter([*(name for _, name in self._named()), *short])

    def _check_names(self) -> None:
        general = {name.casefold() for name in self.terms.group(ASK.tooGeneral)}
        owners: dict[str, Line] = {}
        own: set[tuple[str, str]] = set()
        for line, name in self._named():
            if name in general:
                self.fault(line, f"the name {name!r} is too general for one thing")
            if (line.subject, name) in own:
                self.fault(line, f"the name {name!r} stands twice; each may stand once")
            own.add((line.subject, name))
            other = owners.setdefault(name, line)
            if other.subject != line.subject and not {other.key, line.key} & (self.above(line.key) | self.above(other.key)):
                self.fault(line, f"the name {name!r} is that of {other.key!r} already; only a thing and one above it may share a name")

    @cached_property
    def _broader(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for line in self.lines:
            for column in line.schema.columns:
                if column.property == str(SKOS.broader):
                    found[line.key] = line.row[column.name].split(column.separator) if line.row[column.name] else []
        return found

    def above(self, key: str) -> frozenset[str]:
        """All keys above one, and the key itself where they come back to it."""
        return frozenset().union(*(_closure(other, lambda one: self._broader.get(one, ())) for other in self._broader.get(key, ())))

    def _check_hierarchy(self) -> None:
        ranked, tops = set(self.terms.group(ASK.ranked)), set(self.terms.group(ASK.top))
        for line in self.lines:
            if line.key not in self._broader or line.schema.adds or not any(
                column.property == str(SKOS.broader) for column in line.schema.columns
            ):
                continue
            own = self.cls(line)
            if own in ranked and not self._broader[line.key] and line.subject not in tops:
                self.fault(line, f"{line.key!r} has no broader; a {self.terms.key(own)} stands below another one unless it is a top of the ontology")
            if line.key in self.above(line.key):
                self.fault(line, f"{line.key!r} stands above itself")
            common = self.terms.supers(line.schema.row_class or "")
            for other in self._broader[line.key]:
                cls = self.things.get(other, ("", ""))[1]
                if cls and not (self.terms.supers(own) & self.terms.supers(cls)) - common:
                    self.fault(line, f"{line.key!r} is a {self.terms.key(own)}, its broader {other!r} a {self.terms.key(cls)}; "
                                     "the two have to be of the same class or of classes below a common one")

    def _check_complete(self) -> None:
        for schema in self.terms.schemas():
            if not schema.complete:
                continue
            domain = self.terms.union(schema.complete, RDFS.domain)
            told = {line.key for line in self.lines if line.schema == schema}
            for key, (iri, cls) in self.things.items():
                if key not in told and self.terms.within(cls, domain):
                    self.fault(self.brought[iri], f"{key!r} has no row in a table {schema.file}; every {self._names(domain)} has to have one")

    def _check_repeated(self) -> None:
        """Cells that repeat what rows elsewhere say: both have to say the same."""
        for schema in self.terms.schemas():
            for column in schema.columns:
                if column.tells_of and column.repeats:
                    self._check_repeats(schema, column)

    def _check_repeats(self, schema: Schema, column: Column) -> None:
        told: dict[str, dict[str, Line]] = defaultdict(dict)
        other = ""
        for line in self.lines:
            names = {one.property: one.name for one in line.schema.columns}
            if column.tells_of in names and column.repeats in names:
                other = line.schema.file
                told[line.row[names[column.tells_of]]].setdefault(line.row[names[column.repeats]], line)
        for line in self.lines:
            if line.schema == schema:
                pieces = line.row[column.name].split(column.separator) if line.row[column.name] else []
                for piece in pieces:
                    if piece not in told[line.key]:
                        self.fault(line, f"{column.name} {piece!r} of {line.key!r} has no row in a table {other or 'of its own'}")
                for text, place in told[line.key].items():
                    if text not in pieces:
                        self.fault(place, f"{line.key!r} has no {column.name} {text!r}; it has {', '.join(map(repr, pieces)) or 'none'}")

    # -- mappings

    def map(self) -> None:
        """Read the tables of mappings (SSSOM)."""
        own = {name: namespace for name, namespace in self.prefixes.items()}
        known = {iri for iri, _ in self.things.values()}
        for file in sorted(self.folder.glob(MAPPINGS)):
            self._map(file, own, known, {})

    def _map(self, file: Path, own: Mapping[str, str], known: set[str], seen: dict[tuple[str, ...], int]) -> None:
        head, prefixes, start = _metadata(file), dict(own), False
        for name, namespace in head.prefixes.items():
            prefixes[name] = namespace
            self.prefixes[name] = namespace
        base = self.terms.base + "mapping/"
        if head.identifier:
            self.say(MAPPED, head.identifier, SSSOM + "mapping_set_id", _literal(head.identifier, str(XSD.string)))
        for property_, value in ((SSSOM + "mapping_set_title", head.title),):
            if head.identifier and value:
                self.say(MAPPED, head.identifier, property_, _literal(value, str(XSD.string)))
        if head.identifier and head.licence:
            self.say(MAPPED, head.identifier, DCTERMS + "license", _iri(head.licence))
        for number, cells in _cells(file, self.fault):
            if cells[0].startswith("#"):
                continue
            if not start:
                start = True
                if cells != list(MAPPING_COLUMNS):
                    self.fault((file, number), f"the columns are {_listed(cells)}; they have to be {_listed(MAPPING_COLUMNS)}")
                    return
                continue
            if len(cells) != len(MAPPING_COLUMNS):
                self.fault((file, number), f"{len(cells)} cells; there have to be {len(MAPPING_COLUMNS)}")
                continue
            subject_id, subject_label, predicate_id, object_id, object_label, justification, comment = cells
            iris = []
            for name, curie in (("subject_id", subject_id), ("predicate_id", predicate_id), ("object_id", object_id),
                                ("mapping_justification", justification)):
                prefix, _, local = curie.partition(":")
                if prefix not in prefixes or not local or re.search(r"[\s<>\"{}|^`\\]", local):
                    self.fault((file, number), f"{name} {curie!r} is not <prefix>:<name>; the prefixes are {', '.join(sorted(prefixes))}")
                else:
                    iris.append(prefixes[prefix] + local)
            if len(iris) < 4:
                continue
            subject, predicate, object_, justified = iris
            if subject not in known and not self.terms.knows(subject):
                self.fault((file, number), f"subject_id {subject_id!r} is neither a thing of the tables nor a term of the ontology")
            if predicate not in MATCHES:
                self.fault((file, number), f"predicate_id {predicate_id!r} is none of {', '.join(sorted(MATCHES.values()))}")
            first = seen.setdefault((subject, predicate, object_), number)
            if first != number:
                self.fault((file, number), f"{subject_id} {predicate_id} {object_id} stands at line {first} already; each may stand once")
            node = f"{base}{subject_id}/{predicate_id.partition(':')[2]}/{object_id}"
            self.say(MAPPED, subject, predicate, _iri(object_))
            for property_, value in (
                (str(RDF.type), _iri(str(OWL.Axiom))),
                (str(OWL.annotatedSource), _iri(subject)),
                (str(OWL.annotatedProperty), _iri(predicate)),
                (str(OWL.annotatedTarget), _iri(object_)),
                (SSSOM + "subject_label", _literal(subject_label, str(XSD.string))),
                (SSSOM + "object_label", _literal(object_label, str(XSD.string))),
                (SSSOM + "mapping_justification", _iri(justified)),
                (SSSOM + "comment", _literal(comment, str(XSD.string)) if comment else ""),
                (DCTERMS + "isPartOf", _iri(head.identifier) if head.identifier else ""),
            ):
                if value:
                    self.say(MAPPED, node, property_, value)


@dataclass(frozen=True, slots=True)
class _Metadata:
    """The head of an SSSOM table, as far as it is used."""

    prefixes: Mapping[str, str]
    identifier: str | None
    title: str | None
    licence: str | None


def _metadata(file: Path) -> _Metadata:
    """Read the head of an SSSOM table: the lines that begin with #."""
    lines = [line[1:].rstrip() for line in file.read_text("utf-8", "replace").splitlines() if line.startswith("#")]
    prefixes = {}
    single = {}
    for line in lines:
        if inner := re.fullmatch(r"\s{2,}([\w.]+):\s*\"?([^\"]+)\"?", line):
            prefixes[inner[1]] = inner[2]
        elif outer := re.fullmatch(r"\s?(\w+):\s*\"?([^\"]+)\"?", line):
            single[outer[1]] = outer[2]
    return _Metadata(prefixes, single.get("mapping_set_id"), single.get("mapping_set_title"), single.get("license"))


def _cells(file: Path, fault: Callable[[tuple[Path, int], str], None]) -> Iterator[tuple[int, list[str]]]:
    """The numbered lines of a file, cut at tabs; what cannot be read is a fault."""
    lines = file.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, raw in enumerate(lines, 1):
        line = raw.removesuffix(b"\r")
        if number == len(lines) and not line:
            return
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            fault((file, number), f"byte {error.start + 1} is not UTF-8; the tables have to be")
            continue
        bad = re.search(r"[\x00-\x08\x0a-\x1f\x7f\ufffe\uffff]", text)
        if bad:
            fault((file, number), f"a control character (U+{ord(bad[0]):04X}) stands in the line; none may")
        else:
            yield number, text.split("\t")


def _listed(names: Iterable[str]) -> str:
    return " ".join(names) or "none"


def _number(cell: str) -> Decimal | None:
    return Decimal(cell) if re.fullmatch(DECIMAL, cell) else None


def _short_name(name: str) -> re.Match[str] | None:
    """The short name before a colon or a bracket, as group 1.

    >>> _short_name("ABC (a better corner)")[1], _short_name("ABC: a better corner")[1], _short_name("A corner")
    ('ABC', 'ABC', None)
    """
    found = re.match(r"([^:(]*[^:( ])(?:: | \()", name)
    return found if found and len(found[1].split()) <= SHORT else None


def _filled(template: str, row: Mapping[str, str]) -> str | None:
    """A template with the cells of a row; None if one of them is empty.

    >>> _filled("{name:9}, {year}", {"name": "A very long name", "year": "2020"})
    'A very…, 2020'
    """
    missing = False

    def fill(found: re.Match[str]) -> str:
        nonlocal missing
        text = row[found[1]]
        missing = missing or not text
        if found[2] and len(text) > int(found[2]):
            text = text[: int(found[2])].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "…"
        return text

    text = re.sub(r"{(\w+)(?::(\d+))?}", fill, template)
    return None if missing else text


# ------------------------------------------------------------------------------------------------------ writing the Turtle


def _iri(iri: str) -> str:
    return f"<{iri}>"


def _literal(text: str, datatype: str, language: str | None = None) -> str:
    r"""A literal as in N-Triples.

    >>> print(_literal('say "5\\6"', str(XSD.string), "en"))
    "say \"5\\\\6\""@en
    """
    quoted = '"' + re.sub(r'[\\"]', lambda found: "\\" + found[0], text) + '"'
    if language:
        return f"{quoted}@{language}"
    return quoted if datatype == str(XSD.string) else f"{quoted}^^<{datatype}>"


def _turtle(subjects: Mapping[str, Mapping[tuple[str, str], None]], prefixes: Mapping[str, str], order: Mapping[str, int]) -> str:
    """The triples of a file, a fact a line."""
    used: dict[str, str] = {}

    @cache
    def short(term: str) -> str:
        if term.startswith('"'):
            text, mark, datatype = term.rpartition('"^^<')
            return f'{text}"^^{short("<" + datatype)}' if mark else term
        iri = term[1:-1]
        found = ((namespace, prefix) for prefix, namespace in prefixes.items() if iri.startswith(namespace))
        namespace, prefix = max(found, key=lambda pair: (len(pair[0]), pair[1]), default=("", ""))
        if prefix and re.fullmatch(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?", iri.removeprefix(namespace)):
            used[prefix] = namespace
            return f"{prefix}:{iri.removeprefix(namespace)}"
        return term

    blocks = []
    for subject in sorted(subjects, key=_natural):
        lines = [short(_iri(subject))]
        for property_, object_ in sorted(subjects[subject], key=lambda pair: (order.get(pair[0], len(order)), pair[0], _natural(pair[1]))):
            lines.append(f"    {'a' if property_ == str(RDF.type) else short(_iri(property_))} {short(object_)} ;")
        blocks.append("\n".join([*lines, "."]))
    head = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(used.items())]
    return "\n".join([HEADING, *head, "", *(block + "\n" for block in blocks)])


def _natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts numbers by their size."""
    return [(len(part), part) if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]


def import_tables(folder: Path, out: Path, *, ontology: Path) -> tuple[Path, ...]:
    """Read the tables of a folder and write their Turtle into `out`, which is made or replaced as a whole.

    Returns the files written. Raises `BadTables` with everything that is wrong with the tables, in which case nothing is written;
    `NotOurs` if `out` holds files that were not written by this function; `FileNotFoundError` if there is no such folder.
    """
    folder, out = folder.resolve(), out.resolve()
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder}.")
    terms = Terms(ontology)
    tables = _Tables(terms, folder, prefixes=terms.prefixes())
    tables.read()
    tables.map()
    tables.check()
    if tables.faults:
        raise BadTables(tuple(sorted(set(tables.faults))))
    order = {
        property_: rank
        for rank, property_ in enumerate(dict.fromkeys(
            [str(RDF.type), str(SKOS.prefLabel), *(name for schema in terms.schemas() for column in schema.columns
             for name in (column.property, column.else_words) if name)]
        ))
    }
    texts = {f"{name}.ttl": _turtle(subjects, tables.prefixes, order) for name, subjects in sorted(tables.triples.items())}
    _write(texts, out)
    return tuple(out / name for name in texts)


def _write(texts: Mapping[str, str], out: Path) -> None:
    """Put files into a folder in one step: whatever happens, it holds all of the old ones or all of the new."""
    if out.exists():
        strangers = [path.name for path in out.iterdir() if not _is_ours(path)]
        if strangers:
            raise NotOurs(str(out), names=sorted(strangers))
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        work.chmod(0o777 & ~_umask())
        for name, text in texts.items():
            (work / name).write_bytes(text.encode())
        if out.exists():
            _swap(work, out)
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


def _swap(one: Path, other: Path) -> None:
    """Exchange two folders; in one step where the system can (Linux, macOS), else in two."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    here, there = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2") and not library.renameat2(AT_FDCWD, here, AT_FDCWD, there, RENAME_EXCHANGE):
        return
    if hasattr(library, "renamex_np") and not library.renamex_np(here, there, RENAME_EXCHANGE):
        return
    spare = one.with_name(one.name + ".old")
    other.rename(spare)
    one.rename(other)
    spare.rename(one)


# ------------------------------------------------------------------------------------------------------- back to the rows


def export_rows(graph: Path, *, ontology: Path) -> dict[str, list[Row]]:
    """Rebuild the rows of every table from Turtle: name of the table's file -> rows, in the order of their subjects.

    Several values of a cell come sorted; mappings come under `*.sssom.tsv`.
    """
    terms = Terms(ontology)
    facts = Terms(graph)
    rows: dict[str, list[Row]] = {}
    abouts = dict.fromkeys(schema.about for schema in terms.schemas() if not schema.numbered)
    for schema in terms.schemas():
        classes = [*terms.choices(schema.row_class).values(), schema.row_class] if schema.row_class else []
        subjects = [subject for cls in classes for subject in facts.subjects(RDF.type, cls)]
        if schema.adds:
            subjects = [subject for column in schema.columns if column.property for subject in facts.bearers(column.property)]
        rows[schema.file] = [_row(schema, subject, abouts, terms, facts) for subject in sorted(set(subjects), key=_natural)]
    rows[MAPPINGS] = [
        {
            "subject_id": facts.curie(facts.value(node, OWL.annotatedSource) or ""),
            "subject_label": facts.value(node, SSSOM + "subject_label") or "",
            "predicate_id": facts.curie(facts.value(node, OWL.annotatedProperty) or ""),
            "object_id": facts.curie(facts.value(node, OWL.annotatedTarget) or ""),
            "object_label": facts.value(node, SSSOM + "object_label") or "",
            "mapping_justification": facts.curie(facts.value(node, SSSOM + "mapping_justification") or ""),
            "comment": facts.value(node, SSSOM + "comment") or "",
        }
        for node in sorted(facts.subjects(RDF.type, OWL.Axiom), key=_natural)
    ]
    return rows


def _row(schema: Schema, subject: str, abouts: Iterable[str], terms: Terms, facts: Terms) -> Row:
    row = {}
    mapped = {facts.value(node, OWL.annotatedTarget) for node in facts.subjects(OWL.annotatedSource, subject)}

    def key(iri: str) -> str:
        return next((found[1] for about in abouts if (found := _form(about).fullmatch(iri))), terms.key(iri))

    for column in schema.columns:
        if column.virtual:
            continue
        if column.name == schema.key and not column.is_object:
            values = [schema.found(subject) or ""]
        elif column.tells_of and column.repeats:
            others = sorted(facts.values(subject, column.tells_of), key=_natural)
            values = list(dict.fromkeys(value for other in others for value in facts.values(other, column.repeats)))
        elif column.is_object:
            values = [key(one) for one in facts.subjects(column.property or "", subject)]
        elif column.is_curie:
            values = sorted(facts.curie(one) for one in facts.values(subject, column.property or "") if one not in mapped)
        elif column.datatype is None or column.property == str(RDF.type):
            values = sorted(key(one) for one in facts.values(subject, column.property or ""))
        else:
            values = sorted(facts.values(subject, column.property or ""))
        if column.else_words and not values:
            values = list(facts.values(subject, column.else_words))
        row[column.name] = (column.separator or "").join(values)
    return row


__all__ = ["Column", "Line", "Schema", "Terms", "export_rows", "import_tables"]
