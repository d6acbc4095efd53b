r"""Answers, cards and tables as a terminal shows them: texts with styles, in which nothing of the graph is an order.

Whatever comes from a graph is data: it goes through `plain`, which drops what a terminal would obey, and stands in a
`Text`, in which square brackets mean nothing.

>>> plain("a\x1b[31mred\x1b[0m [bold]thing[/]\nof two lines")
'a[31mred[0m [bold]thing[/] of two lines'
"""

import io
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TextIO, assert_never

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table as Grid
    from rich.text import Text

    from msgraph.answer import Answer, Card
    from msgraph.comparison import Comparison
    from msgraph.evidence_map import EvidenceMap
    from msgraph.facts import Cell, Claim
    from msgraph.records import Records
    from msgraph.results import Result
    from msgraph.terms import Node

NAME: Final = "bold"
HEADING: Final = "bold"
QUIET: Final = "dim"
FOR: Final = "green"
AGAINST: Final = "red"
LINK: Final = "cyan"

ROWS: Final = 20
"""So many rows are shown where not all are."""

CLAIMS: Final = 5
"""So many claims."""

NAMES: Final = 20
"""So many names in a row."""

RECORD_COLUMNS: Final = 4
"""So many properties of a record; a file holds all of them."""

IN_SENTENCE: Final = 12
"""A list of so many is told in full by an answer's sentence."""

_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_OBEYED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Control characters of ASCII and Latin-1, those that turn the direction of writing, and those that nobody sees."""

ENDLESS: Final = 1 << 20
"""A width at which nothing is folded."""


def plain(text: object) -> str:
    """A text of the graph as one line that no terminal obeys."""
    return _OBEYED.sub("", _BREAKS.sub(" ", str(text)))


def harmless(text: str) -> str:
    """A text of several lines without what a terminal would obey, for what is written to one as it is."""
    return "\n".join(_OBEYED.sub("", line.replace("\t", "    ")) for line in text.splitlines()) + "\n"


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody is looking."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def rendered(*parts: "RenderableType", to: TextIO) -> str:
    """What is to be written to a stream: with colours and folded if it is a terminal, else plain and unfolded.

    `NO_COLOR`, `FORCE_COLOR` and `TERM` count as they do for other programs.
    """
    from rich.console import Console

    seen = is_terminal(to)
    text = io.StringIO()
    console = Console(
        file=text,
        force_terminal=True if seen else None,
        width=shutil.get_terminal_size().columns if seen else ENDLESS,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for part in parts:
        console.print(part, soft_wrap=not seen and not _is_grid(part))
    return re.sub(r"[ ]+(?=\n)", "", text.getvalue())


def _is_grid(part: object) -> bool:
    from rich.table import Table

    return isinstance(part, Table)


def _text(text: object, style: str = "") -> "Text":
    from rich.text import Text

    return Text(plain(text), style=style)


def _line(*parts: "str | tuple[object, str]") -> "Text":
    """A line put together from texts and their styles."""
    from rich.text import Text

    return Text.assemble(*(plain(part) if isinstance(part, str) else (plain(part[0]), part[1]) for part in parts))


def _grid(*columns: str) -> "Grid":
    """A table without lines; with headings where there are names for the columns."""
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=HEADING, show_header=any(columns))
    for column in columns:
        grid.add_column(_text(column), overflow="fold")
    return grid


def _hanging(*rows: "tuple[Text, Text]") -> "Grid":
    """Texts beside what they are about, so that a folded text stays in its column."""
    grid = _grid("", "")
    for mark, text in rows:
        grid.add_row(mark, text)
    return grid


def _more(number: int, noun: str) -> "Text":
    """That something was left out."""
    return _text(f"… and {number:,} more {noun}; --all shows them", QUIET)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


# -------------------------------------------------------------------------------------------------------------- answers


def answer(answer: "Answer", *, whole: bool) -> "Iterator[RenderableType]":
    """An answer to be read: the sentence, what was found, the evidence, how the question was understood."""
    yield _text(answer.sentence, NAME)
    for note in answer.notes:
        yield _text(note, QUIET)
    if answer.status == "clarify":
        yield ""
        rows = [(_text(f"{number}."), _text(reading)) for number, reading in enumerate(answer.readings, 1)]
        yield _hanging(*rows)
        yield _text("Say which one is meant with --reading N.", QUIET)
    yield from _found(answer, whole=whole)
    counter = answer.counter_evidence
    if answer.evidence:
        yield ""
        yield from _evidence("Evidence", answer.evidence, whole=whole)
    if counter:
        yield ""
        yield from _evidence("Claims of the opposite", counter, whole=whole)
    if answer.reading and answer.status != "clarify":
        yield ""
        yield _line(("Understood as: ", QUIET), answer.reading)
    if answer.derived:
        yield _text("Some of the links used follow by a rule from what the claims say.", QUIET)
    if answer.suggestions:
        yield ""
        yield _text("You may ask:" if answer.status == "answered" else "What could be answered:", HEADING)
        for suggestion in answer.suggestions:
            yield _line("  ", suggestion)


def _found(answer: "Answer", *, whole: bool) -> "Iterator[RenderableType]":
    """The rows of an answer, in the form that fits its kind; nothing where the sentence or the evidence says it all."""
    rows = answer.rows if whole else answer.rows[:ROWS]
    match answer.kind:
        case _ if not rows or answer.status != "answered":
            return
        case "path":
            yield ""
            for row in rows:
                yield _chain(row)
        case "list" | "count" | "comparison" if len(answer.columns) > 1 or len(answer.rows) > IN_SENTENCE:
            yield ""
            grid = _grid(*answer.columns)
            for row in rows:
                grid.add_row(*(_text("" if cell is None else cell.label) for cell in row))
            yield grid
        case "describe":
            yield ""
            yield _hanging(*_by_relation(answer))
        case _:
            return
    if len(rows) < len(answer.rows):
        yield _more(len(answer.rows) - len(rows), "rows")


def _chain(row: "Sequence[Cell | None]") -> "Text":
    """Things and the relations between them, as one line."""
    parts: list[str | tuple[object, str]] = ["  "]
    for place, cell in enumerate(cell for cell in row if cell is not None):
        parts += [(" ─ ", QUIET), (cell.label, QUIET), (" → ", QUIET)] if place % 2 else [(cell.label, NAME)]
    return _line(*parts)


def _by_relation(answer: "Answer") -> "Iterator[tuple[Text, Text]]":
    """The links of the thing that an answer describes, a line for each relation and direction."""
    (thing,) = answer.answers
    groups: dict[tuple[str, str], list[str]] = {}
    for row in answer.rows:
        subject, relation, other = ((cell and cell.label) or "" for cell in row)
        way, name = ("→", other) if row[0] == thing else ("←", subject)
        groups.setdefault((way, relation), []).append(name)
    for (way, relation), names in groups.items():
        yield _line("  ", (f"{way} {relation}", QUIET)), _text(", ".join(names))


def _evidence(title: str, claims: "Sequence[Claim]", *, whole: bool) -> "Iterator[RenderableType]":
    """Claims, the strongest first; what speaks against stands among them, marked."""
    against = sum(not claim.supports for claim in claims)
    numbers = [_counted(len(claims) - against, "claim") + " for" * bool(against)] if len(claims) > against else []
    numbers += [f"{against:,} against"] if against else []
    yield _line((title, HEADING), (f"  {', '.join(numbers)}, the strongest first", QUIET))
    shown = claims if whole else _both_sides(claims)
    yield _hanging(*(line for claim in shown for line in _claim(claim)))
    if len(shown) < len(claims):
        yield _more(len(claims) - len(shown), "claims")


def _both_sides(claims: "Sequence[Claim]") -> "Sequence[Claim]":
    """The first claims; among them the strongest one against, if any is."""
    first = list(claims[:CLAIMS])
    opposed = next((claim for claim in claims[CLAIMS:] if not claim.supports), None)
    if opposed is not None and all(claim.supports for claim in first):
        first[-1] = opposed
    return first


def _claim(claim: "Claim") -> "Iterator[tuple[Text, Text]]":
    mark = _text("  +", FOR) if claim.supports else _text("  −", AGAINST)
    source = claim.source
    about: list[tuple[object, str]] = [(claim.level.label, "")] if claim.level else []
    if source:
        about.append((source.label, ""))
        about += [(link, LINK) for link in source.links[:1]]
    if not about:
        about = [(claim.iri, LINK)]
    parts: list[str | tuple[object, str]] = []
    for part in about:
        parts += [(" · ", QUIET), part] if parts else [part]
    yield mark, _line(*parts)
    if claim.statement:
        yield _text(""), _text(claim.statement)
    narrowed = [f"{name}: {', '.join(cell.label for cell in cells)}" for name, cells in claim.qualifiers]
    details = [*narrowed, *(figure.said for figure in claim.figures)]
    if details:
        yield _text(""), _text(" · ".join(details), QUIET)


# ------------------------------------------------------------------------------------------------- cards, query results


def card(card: "Card", *, whole: bool) -> "Iterator[RenderableType]":
    """All that is known of a thing."""
    yield _line((card.thing.label, NAME), (f"  {card.kind.label}" if card.kind else "", QUIET))
    if card.names:
        yield _line(("also called ", QUIET), ", ".join(card.names))
    if card.definition:
        yield _text(card.definition)
    yield ""
    rows = [("address", _text(card.thing.iri, LINK))]
    rows += [("the same as", _line(identifier.label, "  ", (identifier.iri, LINK))) for identifier in card.identifiers]
    place = (("kind of", card.broader), ("kinds", card.narrower))
    rows += [(name, _names(cells, whole=whole)) for name, cells in place if cells]
    rows += [(relation.label, _names(cells, whole=whole)) for relation, cells in card.properties]
    yield _hanging(*((_text(name, QUIET), text) for name, text in rows))
    for title, groups in (("Links from it", card.outward), ("Links to it", card.inward)):
        if groups:
            yield ""
            yield _text(title, HEADING)
            lines = ((_line("  ", (relation.label, QUIET)), _names(cells, whole=whole)) for relation, cells in groups)
            yield _hanging(*lines)
    yield ""
    yield _text(f"{_counted(card.claims, 'claim')} in the graph", QUIET)


def comparison(compared: "Comparison", *, whole: bool) -> "Iterator[RenderableType]":
    """Things side by side: a table for each relation, what is shared first."""
    yield _text(compared.sentence, NAME)
    things = [card.thing.label for card in compared.things]
    if compared.properties:
        yield ""
        grid = _grid("", *things)
        for found in compared.properties:
            texts = (", ".join(cell.label for cell in values) or "–" for values in found.values)
            grid.add_row(_text(found.name), *map(_text, texts))
        yield grid
    for heading, rows in compared.sections:
        yield ""
        grid = _grid(heading, *things)
        shown = rows if whole else rows[:CLAIMS]
        for row in shown:
            texts = (" | ".join(held.said(row.relation.label) for held in side) or "–" for side in row.sides)
            grid.add_row(_text(row.what.label), *map(_text, texts))
        yield grid
        if len(shown) < len(rows):
            yield _more(len(rows) - len(shown), "rows")
    if compared.between:
        yield ""
        yield from _evidence("Head to head", compared.between, whole=whole)


def evidence_map(found: "EvidenceMap", *, whole: bool) -> "Iterator[RenderableType]":
    """Where the evidence lies: the pairs with most claims, those in dispute, those without a claim."""
    kinds = found.row_kind.label, found.column_kind.label
    summary = f"{_counted(found.claims, 'claim')} on {_counted(len(found.crossings), 'pair')}"
    yield _line((summary, NAME), (f"  {kinds[0]} × {kinds[1]}", QUIET))
    lists = (("Most claims", found.crossings), ("In dispute", found.disagreements))
    for title, crossings in lists:
        if crossings:
            yield ""
            grid = _grid(title, "", "")
            shown = crossings if whole else crossings[:ROWS]
            for crossing in shown:
                grid.add_row(_text(crossing.row.label), _text(crossing.column.label), _text(crossing.said))
            yield grid
            if len(shown) < len(crossings):
                yield _more(len(crossings) - len(shown), "pairs")
    gaps = found.gaps()
    if gaps:
        yield ""
        grid = _grid("No claim on", "")
        for row, column in gaps if whole else gaps[:CLAIMS]:
            grid.add_row(_text(row.label), _text(column.label))
        yield grid


def records(found: "Records", *, whole: bool) -> "Iterator[RenderableType]":
    """Records as a table of the properties that most of them have."""
    columns = [column for column in found.columns if column.label != "year"][:RECORD_COLUMNS]
    grid = _grid(found.kind.label, "year", *(column.label for column in columns), "for", "against")
    shown = found.rows if whole else found.rows[:ROWS]
    for row in shown:
        texts = ["; ".join(cell.label for cell in row.of(column.iri)) for column in columns]
        numbers = [str(len(row.balance.supporting)), str(len(row.balance.refuting))]
        grid.add_row(_text(row.thing.label), _text(row.year or ""), *map(_text, texts), *map(_text, numbers))
    if found.rows:
        yield grid
    if len(shown) < len(found.rows):
        yield _more(len(found.rows) - len(shown), "records")
    yield _text(_counted(len(found.rows), "record"), QUIET)


def _names(cells: "Sequence[Cell]", *, whole: bool) -> "Text":
    """Names in a row; many are cut."""
    shown = cells if whole else cells[:NAMES]
    more = f" … and {len(cells) - len(shown):,} more" if len(shown) < len(cells) else ""
    return _line(", ".join(cell.label for cell in shown), (more, QUIET))


def result(result: "Result", *, whole: bool) -> "Iterator[RenderableType]":
    """What a query brought, as a table; a graph as a table of its triples."""
    from msgraph.results import Table, Triples

    match result:
        case bool():
            yield _text("true" if result else "false")
            return
        case Table():
            columns, rows = result.columns, result.rows
        case Triples():
            columns, rows = ("subject", "predicate", "object"), result.triples
        case _:
            assert_never(result)
    grid = _grid(*columns)
    shown = rows if whole else rows[:ROWS]
    for row in shown:
        grid.add_row(*(_text(_term(term)) for term in row))
    if rows:
        yield grid
    if len(shown) < len(rows):
        yield _more(len(rows) - len(shown), "rows")
    yield _text(_counted(len(rows), "row"), QUIET)


def _term(term: "Node | None") -> str:
    from rdflib import BNode

    return "" if term is None else f"_:{term}" if isinstance(term, BNode) else str(term)


def counts(
    facts: Mapping[str, object], groups: "Mapping[str, Sequence[tuple[str, int]]]"
) -> "Iterator[RenderableType]":
    """What there is, and how much of each kind."""
    told = [(name, value) for name, value in facts.items() if value is not None]
    yield _hanging(*((_text(name, QUIET), _text(_value(value))) for name, value in told))
    for name, pairs in groups.items():
        if pairs:
            yield ""
            yield _text(name.capitalize(), HEADING)
            yield _hanging(*((_text(f"{number:>8,}"), _text(label)) for label, number in pairs))


def _value(value: object) -> str:
    match value:
        case int():
            return f"{value:,}"
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


# ------------------------------------------------------------------------------------------------ how it was understood


def senses(found: "Sequence[tuple[str, Sequence[str]]]") -> "Iterator[RenderableType]":
    """The known words of a question, and what each stretch of them can mean."""
    yield ""
    yield _text("Words", HEADING)
    grid = _grid("words", "can be")
    for phrase, meanings in found:
        for place, meaning in enumerate(meanings):
            grid.add_row(_text(phrase if place == 0 else ""), _text(meaning))
    yield grid


def left_over(words: "Sequence[str]") -> "Iterator[RenderableType]":
    """The words that nothing accounts for."""
    if words:
        yield ""
        yield _line(("Left over  ", HEADING), " · ".join(words))


def reading(number: int, said: str, rank: float, verdict: str, steps: str) -> "Iterator[RenderableType]":
    """One way to understand a question, why it was taken or not, and how it is put together."""
    yield ""
    yield _line((f"Reading {number}  ", HEADING), said, (f"  (rank {rank:g}; {verdict})", QUIET))
    for step in steps.splitlines():
        indent = len(step) - len(step.lstrip())
        yield _line("  ", "  " * (indent // 2), (step.strip(), QUIET))


def query(text: str) -> "Iterator[RenderableType]":
    """The query that was run."""
    if text:
        yield ""
        yield _text("SPARQL", HEADING)
        for line in text.splitlines():
            yield _line("  ", " " * (len(line) - len(line.lstrip())), line.strip())
