"""How curated tables are described: which there are, what a column gives, and what its cells may hold.

The description is part of the ontology: the tables and their columns in the terms of “CSV on the Web” (`csvw:`) and a
few of `ask:`, what a cell may hold by the range of the property that its column gives.
"""

import codecs
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from msgraph.errors import BadSchema
from msgraph.loading import broken_turtle
from msgraph.vocabulary import ASK, OWL, RDF, RDFS, SKOS, XSD

CSVW: Final = "http://www.w3.org/ns/csvw#"
SHACL: Final = "http://www.w3.org/ns/shacl#"
ROW: Final = "row"
"""In the form of a subject's IRI: the number of the row among those with the same key."""
STANDARD_PREFIXES: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "owl": str(OWL),
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": str(SKOS),
    "sssom": "https://w3id.org/sssom/",
    "xsd": str(XSD),
}


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
        match = form(self.about).fullmatch(subject)
        return match[1] if match else None


@cache
def form(about: str) -> re.Pattern[str]:
    """What IRIs of a form look like, the key as group 1.

    >>> form("http://example.org/{key}/{row}").fullmatch("http://example.org/a/7")[1]
    'a'
    """
    return re.compile(re.sub(r"\\{\w+\\}", "([^/#]+)", re.escape(about)))


class Terms:
    """The ontology as the tables see it: classes, ranges, named individuals, and the description of the tables."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._objects: dict[tuple[str, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._bearers: dict[str, list[str]] = defaultdict(list)
        self._prefixes: dict[str, str] = {}
        self._supers: dict[str, frozenset[str]] = {}
        self._subs: dict[str, frozenset[str]] = {}
        self._choices: dict[str, dict[str, str]] = {}
        self._individuals: dict[tuple[str, ...], dict[str, str]] = {}
        for file in sorted(folder.glob("*.ttl")):
            content = file.read_bytes().removeprefix(codecs.BOM_UTF8)
            parsed = ox.parse(content, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
            try:
                triples = list(parsed)
            except SyntaxError as error:
                raise broken_turtle(file, error) from error
            for triple in triples:
                subject, object_ = triple.subject, triple.object
                assert isinstance(subject, ox.NamedNode | ox.BlankNode)
                if isinstance(object_, ox.Triple):
                    continue  # RDF 1.2 says there something of a triple, and nothing of a table
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
        groups = self.subjects(RDF.type, CSVW + "TableGroup")
        if len(groups) != 1 or "/" not in groups[0]:
            raise BadSchema(str(self.folder), reason=f"it has {len(groups)} csvw:TableGroup; there has to be one")
        return groups[0][: groups[0].rindex("/") + 1]

    def choices(self, top: str) -> dict[str, str]:
        """Key -> class that a row may name: below the class of all rows of its table, and not one of another table."""
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
        seen = set[str]()
        while head and head != str(RDF.nil) and head not in seen:
            seen.add(head)
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
            self._supers[cls] = closure(cls, lambda one: self.values(one, RDFS.subClassOf))
        return self._supers[cls]

    def subs(self, cls: str) -> frozenset[str]:
        """The class and all classes below it."""
        if cls not in self._subs:
            self._subs[cls] = closure(cls, lambda one: self.subjects(RDFS.subClassOf, one))
        return self._subs[cls]

    def key(self, term: str) -> str:
        """How the tables name a term of the ontology: its notation, else the last part of its IRI."""
        return self.value(term, SKOS.notation) or re.split(r"[/#]", term)[-1]

    def individuals(self, classes: Iterable[str]) -> dict[str, str]:
        """Key -> IRI of the things of these classes that the ontology itself declares."""
        wanted = tuple(classes)
        if wanted not in self._individuals:
            below = {sub for cls in wanted for sub in self.subs(cls)}
            self._individuals[wanted] = {
                self.key(term): term for cls in sorted(below) for term in self.subjects(RDF.type, cls)
            }
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
        """The kinds of tables, in the order in which their things are told. Raises `BadSchema`."""
        schemas = tuple(self._schema(table) for table in self.group(CSVW + "table"))
        for schema in schemas:
            if (reason := _wrong(schema)) is not None:
                raise BadSchema(str(self.folder), reason=f"the table “{schema.file}” {reason}")
        return schemas

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


def _wrong(schema: Schema) -> str | None:
    """What is wrong with the description of a table, if anything is."""
    names = {column.name for column in schema.columns}
    used = {name for text in (schema.about, *_templates(schema)) for name in re.findall(r"{([^}:]*)", text)}
    if not re.fullmatch(r"[\w-]+\.tsv", schema.file):
        return "has no csvw:url that is the name of a file, such as things.tsv"
    if schema.turtle is not None and not re.fullmatch(r"[\w-]+", schema.turtle):
        return f"has an ask:file “{schema.turtle}” that is no plain name"
    if "" in names:
        return "has a column without a csvw:name"
    if not re.search(r"{\w+}", schema.about):
        return "has no csvw:aboutUrl with the name of a column in braces"
    if unknown := sorted(used - names - {ROW}):
        return f"names a column “{unknown[0]}” that it does not have"
    for column in schema.columns:
        try:
            re.compile(column.pattern or "")
        except re.error as error:
            return f"has a sh:pattern that is none ({error})"
    return None


def _templates(schema: Schema) -> Iterable[str]:
    for column in schema.columns:
        yield from (*column.templates, column.link or "")


def closure(start: str, next_: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """A term and all that is reached from it by going on.

    >>> sorted(closure("a", {"a": ["b"], "b": ["a"]}.__getitem__))
    ['a', 'b']
    """
    found, open_ = {start}, [start]
    while open_:
        for other in next_(open_.pop()):
            if other not in found:
                found.add(other)
                open_.append(other)
    return frozenset(found)
