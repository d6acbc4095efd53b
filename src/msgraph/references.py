r"""Sources as people cite them, and as programs for references read them: BibTeX and RIS.

A source's fields go by the names that its own ontology gives them; the commonest names for an author, a year and so on
are known, and what a source lacks is left out.

>>> from rdflib import URIRef
>>> fields = (("first_author", "Ada"), ("year", 1843), ("doi", "10.1/x"))
>>> source = Source(URIRef("http://example.org/ada_1843"), "Ada 1843", title="Notes", fields=fields)
>>> cited(source)
'Ada, et al. Notes. 1843. doi:10.1/x'
>>> print(bibtex([source]))
@misc{ada_1843,
  author = {Ada and others},
  title = {{Notes}},
  year = {1843},
  doi = {10.1/x},
  url = {https://doi.org/10.1/x}
}
<BLANKLINE>
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from msgraph.facts import Source

__all__ = ["address", "bibtex", "cited", "places", "ris"]

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "first": ("first_author",),
    "author": ("author", "authors", "creator"),
    "year": ("year", "publication_year", "date", "issued"),
    "in": ("journal", "container_title", "publication_title", "venue"),
    "doi": ("doi",),
    "pmid": ("pmid",),
}
"""What a reference is made of, and what such a property may be called."""

_PLACES: Final = (("doi", "https://doi.org/"), ("pmid", "https://pubmed.ncbi.nlm.nih.gov/"))
"""Where a source can be read by an identifier that it has."""

_WEB: Final = ("http://", "https://")


def _part(source: Source, part: str) -> str:
    """A part of a reference as one line; empty where the source does not have it."""
    return next((_line(value) for name in _NAMES[part] if (value := source.field(name)) not in (None, "")), "")


def _line(text: object) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", " ", str(text)).split())


def _year(source: Source) -> str:
    found = re.search(r"\d{4}", _part(source, "year"))
    return found[0] if found else ""


def _title(source: Source) -> str:
    return _line(source.title or source.label)


def places(source: Source) -> dict[str, str]:
    """The names and addresses of the places on the web where a source can be read.

    An address that ends with an identifier of the source goes by the identifier's name, any other by its host.
    """
    found = {name.upper(): address(prefix + value) for name, prefix in _PLACES if (value := _part(source, name))}
    for place in map(str, source.links):
        if not place.startswith(_WEB):
            continue
        end = place.rstrip("/").casefold()
        own = [
            name.upper() for name, value in source.fields if len(str(value)) > 4 and end.endswith(str(value).casefold())
        ]
        found.setdefault(own[0] if own else place.split("/")[2].removeprefix("www."), address(place))
    return found


def address(text: str) -> str:
    """An address of the web without characters that text around it could take for its own.

    >>> address("https://example.org/a(b) c")
    'https://example.org/a%28b%29%20c'
    """
    return quote(text, safe="/:;?&=%#@,+~.-_!*'")


def cited(source: Source) -> str:
    """A source as a list of references has it, in the manner of the ICMJE (Vancouver)."""
    first, author = _part(source, "first"), _part(source, "author")
    parts = [author or (f"{first}, et al" if first else ""), _title(source), _part(source, "in"), _year(source)]
    told = [f"{part.rstrip('.')}." for part in parts if part]
    if doi := _part(source, "doi"):
        told.append(f"doi:{doi}")
    if pmid := _part(source, "pmid"):
        told.append(f"PMID: {pmid}")
    return " ".join(told)


# ------------------------------------------------------------------------------------------------------ BibTeX and RIS

_TEX: Final = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {character: f"\\{character}" for character in "&%$#_"}
)


def bibtex(sources: Iterable[Source]) -> str:
    """Sources as a BibTeX file, in UTF-8."""
    sources = tuple(sources)
    return "\n".join(_entry(source, key) for source, key in zip(sources, _keys(sources), strict=True))


def _entry(source: Source, key: str) -> str:
    first, author = _part(source, "first"), _part(source, "author")
    first_place = next(iter(places(source).values()), "")
    fields = {
        "author": author.translate(_TEX) if author else f"{first.translate(_TEX)} and others" if first else "",
        "title": f"{{{_title(source).translate(_TEX)}}}",
        "journal": _part(source, "in").translate(_TEX),
        "year": _year(source),
        "doi": _part(source, "doi").translate(_TEX),
        "pmid": _part(source, "pmid").translate(_TEX),
        "url": first_place.replace("{", "%7B").replace("}", "%7D"),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{'article' if fields['journal'] else 'misc'}{{{key},\n{lines}\n}}\n"


def _keys(sources: Sequence[Source]) -> list[str]:
    """A key for each source, no two alike: the last part of its IRI."""
    keys: list[str] = []
    for source in sources:
        name = re.sub(r"[^A-Za-z0-9_]+", "_", re.split(r"[/#]", source.iri.rstrip("/#"))[-1]).strip("_") or "source"
        number = 1
        key = name
        while key in keys:
            number += 1
            key = f"{name}_{number}"
        keys.append(key)
    return keys


def ris(sources: Iterable[Source]) -> str:
    """Sources as a RIS file; lines end as its specification wants it."""
    lines: list[str] = []
    for source in sources:
        found = places(source)
        entry = [
            ("TY", "JOUR" if _part(source, "in") else "GEN"),
            ("AU", _part(source, "author") or _part(source, "first")),
            ("TI", _title(source)),
            ("JO", _part(source, "in")),
            ("PY", _year(source)),
            ("DO", _part(source, "doi")),
            ("AN", _part(source, "pmid")),
            *(("UR", place) for place in found.values()),
        ]
        lines += [f"{tag}  - {value}" for tag, value in entry if value] + ["ER  - ", ""]
    return "\r\n".join(lines)
