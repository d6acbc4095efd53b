"""Curated tables -> canonical Turtle, and back.

Which tables there are, what a column gives and what its cells may hold is told by the ontology (`columns.py`), so that
nothing here knows a column by its name. `import_tables` tells all that is wrong with the tables as `file:line`, or
writes all of the Turtle; `export_rows` rebuilds the rows from it.
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import quote

from msgraph.columns import ROW, STANDARD_PREFIXES, Column, Schema, Terms, closure, form
from msgraph.errors import BadTables, Fault, NoSuchSource
from msgraph.turtle import Facts, document, is_iri, literal, natural, reference, replace_folder
from msgraph.vocabulary import ASK, DCTERMS, OWL, RDF, RDFS, SKOS, XSD

PREFIX: Final = r"[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?"
"""What the head of a table of mappings may take for a prefix, so that Turtle takes it too."""
SSSOM: Final = STANDARD_PREFIXES["sssom"]
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
MATCHES: Final = {
    str(SKOS[name]): f"skos:{name}"
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
}
DECIMAL: Final = r"-?[0-9]+(\.[0-9]+)?"
LEXICAL: Final = {
    str(XSD.decimal): (DECIMAL, "a plain number"),
    str(XSD.integer): (r"-?[0-9]+", "a whole number"),
}
"""Datatype -> how its cells have to be written."""
NAMES: Final = {str(SKOS.prefLabel), str(SKOS.altLabel)}
LINKS: Final = "links"
"""The file of the plain triples of claims."""
MAPPED: Final = "mappings"
"""The file of the mappings."""
SAFE: Final = "/:;()-._~"
"""What may stand in a link unescaped."""
SHORT: Final = 4
"""A short name has at most so many words."""

Row = dict[str, str]


# ------------------------------------------------------------------------------------------------- reading the tables


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
    triples: dict[str, Facts] = field(default_factory=dict)
    """File -> its facts."""
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
                    self.fault(
                        (file, 1), f"the columns are {_listed(header)}; they have to be {_listed(schema.header)}"
                    )
                    return
            elif len(cells) != len(header):
                self.fault((file, number), f"{len(cells)} fields; there have to be {len(header)}")
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

    # -- fields

    def check(self) -> None:
        """Check every cell of every row, and gather what they say."""
        for line in self.lines:
            if line.schema.adds and line.key not in self.things:
                self.fault(line, self._unknown(line.schema.key, line.key, ()))
                continue
            if not is_iri(line.subject):
                self.fault(line, f"{line.schema.key} {line.key!r} holds characters that no IRI may have")
                continue
            cls = self.cls(line)
            file = self._file(line)
            if not line.schema.adds and not line.schema.class_column:
                self.say(file, line.subject, str(RDF.type), reference(cls))
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
                self.fault(line, f"{column.name} {piece!r} stands {times} times in one field; each may stand once")
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
            self.say(file, line.subject, column.else_words, literal(cell))
            return
        for piece in dict.fromkeys(pieces):
            object_ = self._object(line, column, piece)
            if object_ and column.is_object:
                self.say(
                    self._file(self.brought[object_[1:-1]]), object_[1:-1], column.property, reference(line.subject)
                )
            elif object_:
                self.say(file, line.subject, column.property, object_)

    def _object(self, line: Line, column: Column, piece: str) -> str | None:
        """What a piece of a cell stands for; None, and a fault, if it may not stand there."""
        if column.property == str(RDF.type):
            choices = self.terms.choices(line.schema.row_class or "")
            if piece in choices:
                return reference(choices[piece])
            self.fault(line, f"unknown {column.name} {piece!r}; allowed are {', '.join(choices)}")
        elif column.is_curie:
            prefix, _, local = piece.partition(":")
            if prefix not in self.prefixes or not local:
                known = ", ".join(sorted(self.prefixes))
                self.fault(line, f"{column.name} {piece!r} has no known prefix; known are {known}")
            elif not is_iri(self.prefixes[prefix] + local):
                self.fault(line, f"{column.name} {piece!r} holds characters that no IRI may have")
            else:
                return reference(self.prefixes[prefix] + local)
        elif column.datatype is None:
            iri = self._thing(piece, column.classes)
            if iri:
                return reference(iri)
            self.fault(line, self._unknown(column.name, piece, column.classes))
        else:
            written, allowed = LEXICAL.get(column.datatype, (None, ""))
            if written and not re.fullmatch(written, piece):
                self.fault(line, f"{column.name} {piece!r} is not {allowed}")
            elif column.not_above and _exceeds(piece, line.row[column.not_above]):
                self.fault(line, f"{column.name} {piece} is above {column.not_above} {line.row[column.not_above]}")
            return literal(piece, column.datatype, column.language)
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
            own = self.terms.key(self.things[key][1])
            return f"{column} {key!r} is a {own}; allowed is a key of {self._names(classes)}"
        declared = self.terms.individuals(classes)
        if declared:
            return f"unknown {column} {key!r}; allowed are {', '.join(sorted(declared))}"
        near = difflib.get_close_matches(key, self.things, 3)
        hint = f" (near: {', '.join(near)})" if near else ""
        allowed = self._names(classes) if classes else "another table"
        return f"unknown {column} {key!r}; allowed is a key of {allowed}{hint}"

    def _names(self, classes: Sequence[str]) -> str:
        return ", ".join(sorted(self.terms.key(cls) for cls in classes)) or "anything"

    def _computed(self, line: Line, column: Column) -> Iterator[str]:
        """The values of a column that no file has: a link, a text made of other cells, a short name."""
        if column.link:
            if all(line.row[name] for name in re.findall(r"{(\w+)}", column.link)):
                yield reference(re.sub(r"{(\w+)}", lambda found: quote(line.row[found[1]], safe=SAFE), column.link))
        elif column.short_name_of:
            short = _short_name(line.row[column.short_name_of])
            if short and self._names_of[short[1].casefold()] == 1 and short[1].casefold() not in self._general:
                yield literal(short[1], language=column.language)
        else:
            filled = (_filled(template, line.row) for template in column.templates)
            text = next((text for text in filled if text), None)
            if text:
                yield literal(text, language=column.language)

    # -- rows together

    def _check_link(self, line: Line) -> None:
        """Check the ends of a claim against its relation; one that supports its link gives the plain triple as well."""
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
                self.fault(
                    line,
                    f"{self.terms.key(predicate)}: {names[str(end)].name} {key!r} is a {self.terms.key(cls)}; "
                    f"allowed are {self._names(allowed)}",
                )
        values = {
            str(value)
            for column in line.schema.columns
            for value in [line.row.get(column.name)]
            if column.property and str(ASK.polarity) in self.terms.values(column.property, RDFS.subPropertyOf)
        }
        if all(iris) and values & self.terms.individuals([str(ASK.Supporting)]).keys():
            self.say(LINKS, iris[0], predicate, reference(iris[1]))

    def _check_twice(self) -> None:
        first: dict[tuple[str, str], Line] = {}
        for line in self.lines:
            for column in line.schema.columns:
                if column.unique and line.row[column.name]:
                    other = first.setdefault((column.name, line.row[column.name].casefold()), line)
                    if other is not line:
                        self.fault(
                            line,
                            f"{column.name} {line.row[column.name]} is that of {other.key!r}; no two may share one",
                        )

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

    @cached_property
    def _general(self) -> frozenset[str]:
        """Names that would catch questions about something else."""
        return frozenset(name.casefold() for name in self.terms.group(ASK.tooGeneral))

    def _check_names(self) -> None:
        owners: dict[str, Line] = {}
        own: set[tuple[str, str]] = set()
        for line, name in self._named():
            if name in self._general:
                self.fault(line, f"the name {name!r} is too general for one thing")
            if (line.subject, name) in own:
                self.fault(line, f"the name {name!r} stands twice; each may stand once")
            own.add((line.subject, name))
            other = owners.setdefault(name, line)
            if other.subject != line.subject and not {other.key, line.key} & (
                self.above(line.key) | self.above(other.key)
            ):
                self.fault(
                    line,
                    f"the name {name!r} is that of {other.key!r}; only a thing and one above it may share a name",
                )

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
        return frozenset().union(
            *(closure(other, lambda one: self._broader.get(one, ())) for other in self._broader.get(key, ()))
        )

    def _check_hierarchy(self) -> None:
        ranked, tops = set(self.terms.group(ASK.ranked)), set(self.terms.group(ASK.top))
        for line in self.lines:
            if (
                line.key not in self._broader
                or line.schema.adds
                or not any(column.property == str(SKOS.broader) for column in line.schema.columns)
            ):
                continue
            own = self.cls(line)
            if own in ranked and not self._broader[line.key] and line.subject not in tops:
                self.fault(
                    line,
                    f"{line.key!r} has no broader; a {self.terms.key(own)} stands below another or is a known top",
                )
            if line.key in self.above(line.key):
                self.fault(line, f"{line.key!r} stands above itself")
            common = self.terms.supers(line.schema.row_class or "")
            for other in self._broader[line.key]:
                cls = self.things.get(other, ("", ""))[1]
                if cls and not (self.terms.supers(own) & self.terms.supers(cls)) - common:
                    self.fault(
                        line,
                        f"{line.key!r} is a {self.terms.key(own)}, its broader {other!r} a {self.terms.key(cls)}; "
                        "the two have to be of the same class or of classes below a common one",
                    )

    def _check_complete(self) -> None:
        for schema in self.terms.schemas():
            if not schema.complete:
                continue
            domain = self.terms.union(schema.complete, RDFS.domain)
            told = {line.key for line in self.lines if line.schema == schema}
            for key, (iri, cls) in self.things.items():
                if key not in told and self.terms.within(cls, domain):
                    self.fault(
                        self.brought[iri],
                        f"{key!r} has no row in a table {schema.file}; every {self._names(domain)} has to have one",
                    )

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
                        self.fault(
                            line,
                            f"{column.name} {piece!r} of {line.key!r} has no row in a table {other or 'of its own'}",
                        )
                for text, place in told[line.key].items():
                    if text not in pieces:
                        self.fault(
                            place,
                            f"{line.key!r} has no {column.name} {text!r}, but {' '.join(map(repr, pieces)) or 'none'}",
                        )

    # -- mappings

    def map(self) -> None:
        """Read the tables of mappings (SSSOM)."""
        for file in sorted(self.folder.glob(MAPPINGS)):
            if not file.is_file():
                self.fault((file, 1), "this is no regular file")
                continue
            head = _metadata(file, self.fault)
            self.prefixes |= head.prefixes
            if head.identifier:
                self.say(MAPPED, head.identifier, SSSOM + "mapping_set_title", literal(head.title or file.stem))
                if head.licence:
                    self.say(MAPPED, head.identifier, str(DCTERMS.license), reference(head.licence))
            seen: dict[tuple[str, ...], int] = {}
            for place, row in self._mappings(file):
                self._mapping(place, row, head, seen)

    def _mappings(self, file: Path) -> Iterator[tuple[tuple[Path, int], Row]]:
        """The rows of a table of mappings."""
        header: list[str] | None = None
        for number, cells in _cells(file, self.fault):
            if cells[0].startswith("#"):
                continue
            if header is None:
                header = cells
                if header != list(MAPPING_COLUMNS):
                    allowed = _listed(MAPPING_COLUMNS)
                    self.fault((file, number), f"the columns are {_listed(header)}; they have to be {allowed}")
                    return
            elif len(cells) != len(header):
                self.fault((file, number), f"{len(cells)} fields; there have to be {len(header)}")
            else:
                yield (file, number), dict(zip(header, cells, strict=True))

    def _mapping(self, place: tuple[Path, int], row: Row, head: "_Metadata", seen: dict[tuple[str, ...], int]) -> None:
        """Check a mapping, and say it: as a triple, and as an axiom that tells more of it."""
        iris = {}
        for name in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
            prefix, _, local = row[name].partition(":")
            if prefix in self.prefixes and local and is_iri(self.prefixes[prefix] + local):
                iris[name] = self.prefixes[prefix] + local
            else:
                known = ", ".join(sorted(self.prefixes))
                self.fault(place, f"{name} {row[name]!r} is not <prefix>:<name>; the prefixes are {known}")
        if len(iris) < 4:
            return
        subject, predicate, object_, justification = iris.values()
        if subject not in self.brought and not self.terms.knows(subject):
            self.fault(place, f"subject_id {row['subject_id']!r} is no key of a table and no term of the ontology")
        if predicate not in MATCHES:
            self.fault(place, f"predicate_id {row['predicate_id']!r} is none of {', '.join(sorted(MATCHES.values()))}")
        first = seen.setdefault((subject, predicate, object_), place[1])
        if first != place[1]:
            self.fault(place, f"the same pair stands at line {first} already; each may stand once")
        node = (
            f"{self.terms.base}mapping/{row['subject_id']}/{row['predicate_id'].partition(':')[2]}/{row['object_id']}"
        )
        self.say(MAPPED, subject, predicate, reference(object_))
        for property_, value in (
            (str(RDF.type), reference(str(OWL.Axiom))),
            (str(OWL.annotatedSource), reference(subject)),
            (str(OWL.annotatedProperty), reference(predicate)),
            (str(OWL.annotatedTarget), reference(object_)),
            (SSSOM + "subject_label", literal(row["subject_label"])),
            (SSSOM + "object_label", literal(row["object_label"])),
            (SSSOM + "mapping_justification", reference(justification)),
            (SSSOM + "comment", row["comment"] and literal(row["comment"])),
            (str(DCTERMS.isPartOf), head.identifier and reference(head.identifier)),
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


def _metadata(file: Path, fault: Callable[[tuple[Path, int], str], None]) -> _Metadata:
    """Read the head of an SSSOM table, the lines that begin with #; what cannot stand in Turtle is a fault."""
    prefixes: dict[str, str] = {}
    single: dict[str, str] = {}
    for number, line in enumerate(file.read_text("utf-8-sig", "replace").split("\n"), 1):
        if inner := re.fullmatch(r"#\s{2,}(\S+):\s*\"?([^\"\s]+)\"?\s*", line):
            if not re.fullmatch(PREFIX, inner[1]):
                fault((file, number), f"{inner[1]!r} cannot be a prefix; it has to be letters and digits")
            elif not is_iri(inner[2]):
                fault((file, number), f"the prefix {inner[1]} stands for {inner[2]!r}, which is no IRI")
            else:
                prefixes[inner[1]] = inner[2]
        elif outer := re.fullmatch(r"#\s?(\w+):\s*\"?([^\"]+?)\"?\s*", line):
            if outer[1] in ("mapping_set_id", "license") and not is_iri(outer[2]):
                fault((file, number), f"{outer[1]} {outer[2]!r} is no IRI")
            else:
                single[outer[1]] = outer[2]
    return _Metadata(prefixes, single.get("mapping_set_id"), single.get("mapping_set_title"), single.get("license"))


def _cells(file: Path, fault: Callable[[tuple[Path, int], str], None]) -> Iterator[tuple[int, list[str]]]:
    """The numbered lines of a file, cut at tabs; what cannot be read is a fault."""
    if not file.is_file():
        fault((file, 1), "this is no regular file")
        return
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


def _exceeds(one: str, other: str) -> bool:
    """Whether the first of two cells is the greater number; cells that hold no number do not compare.

    >>> _exceeds("10", "9.5"), _exceeds("9.5", "10"), _exceeds("10", "")
    (True, False, False)
    """
    return all(re.fullmatch(DECIMAL, cell) for cell in (one, other)) and Decimal(one) > Decimal(other)


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


def import_tables(folder: Path, out: Path, *, ontology: Path) -> tuple[Path, ...]:
    """Read the tables of a folder and write their Turtle into `out`, which is made or replaced as a whole.

    Returns the files written. Raises `NoSuchSource` if there is no such folder; `BadTables` with everything that is
    wrong with the tables, in which case nothing is written; `NotOurs` if `out` holds files that no import has written.
    """
    folder, out = folder.resolve(), out.resolve()
    if not folder.is_dir():
        raise NoSuchSource(str(folder), reason="there is no such folder")
    terms = Terms(ontology)
    tables = _Tables(terms, folder, prefixes=terms.prefixes())
    tables.read()
    tables.map()
    tables.check()
    if tables.faults:
        raise BadTables(tuple(sorted(set(tables.faults))))
    order = {
        property_: rank
        for rank, property_ in enumerate(
            dict.fromkeys(
                [
                    str(RDF.type),
                    str(SKOS.prefLabel),
                    *(
                        name
                        for schema in terms.schemas()
                        for column in schema.columns
                        for name in (column.property, column.else_words)
                        if name
                    ),
                ]
            )
        )
    }
    texts = {
        f"{name}.ttl": document(facts, prefixes=tables.prefixes, order=order)
        for name, facts in sorted(tables.triples.items())
    }
    replace_folder(out, texts)
    return tuple(out / name for name in texts)


# --------------------------------------------------------------------------------------------------- back to the rows


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
            subjects = [
                subject for column in schema.columns if column.property for subject in facts.bearers(column.property)
            ]
        rows[schema.file] = [
            _row(schema, subject, abouts, terms, facts) for subject in sorted(set(subjects), key=natural)
        ]
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
        for node in sorted(facts.subjects(RDF.type, OWL.Axiom), key=natural)
    ]
    return rows


def _row(schema: Schema, subject: str, abouts: Iterable[str], terms: Terms, facts: Terms) -> Row:
    row = {}
    mapped = {facts.value(node, OWL.annotatedTarget) for node in facts.subjects(OWL.annotatedSource, subject)}

    def key(iri: str) -> str:
        return next((found[1] for about in abouts if (found := form(about).fullmatch(iri))), terms.key(iri))

    for column in schema.columns:
        if column.virtual:
            continue
        if column.name == schema.key and not column.is_object:
            values = [schema.found(subject) or ""]
        elif column.tells_of and column.repeats:
            others = sorted(facts.values(subject, column.tells_of), key=natural)
            values = list(dict.fromkeys(value for other in others for value in facts.values(other, column.repeats)))
        elif column.is_object:
            values = [key(one) for one in facts.subjects(column.property or "", subject)]
        elif column.is_curie:
            values = sorted(
                facts.curie(one) for one in facts.values(subject, column.property or "") if one not in mapped
            )
        elif column.datatype is None or column.property == str(RDF.type):
            values = sorted(key(one) for one in facts.values(subject, column.property or ""))
        else:
            values = sorted(facts.values(subject, column.property or ""))
        if column.else_words and not values:
            values = list(facts.values(subject, column.else_words))
        row[column.name] = (column.separator or "").join(values)
    return row


__all__ = ["Column", "Line", "Schema", "Terms", "export_rows", "import_tables"]
