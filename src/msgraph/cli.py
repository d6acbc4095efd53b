"""The command line: `msgraph ask "…"` and what stands beside it. Only it prints, through `streams`.

Exit codes, the same for every command:

    0     found, or done
    1     nothing found, or faults found
    2     wrong use, or something that cannot be opened, read or written
    3     a question that was not understood, or that can be understood in several ways
    130   interrupted

What was asked for goes to standard output, everything else to standard error. On a terminal the output is coloured,
folded to the width of the window and cut after the first rows; anywhere else it is plain, whole, and never folded.
"""

import gc
import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer

from msgraph import __version__, streams, terminal
from msgraph.errors import BadTables, MsgraphError, NoSuchSource, NothingShipped, UnknownFormat, UnknownName
from msgraph.garbage import uncollected
from msgraph.streams import (
    STANDARD,
    Misuse,
    ReaderLeft,
    deliver,
    display,
    json_line,
    let_go_of_output,
    on_terminal,
    read,
    say,
    standard_input,
    unforeseen,
    utf8,
    whole,
    whole_characters,
)

if TYPE_CHECKING:
    import networkx
    from rdflib import URIRef
    from rich.console import RenderableType

    from msgraph.answer import Answer
    from msgraph.engine import KnowledgeGraph
    from msgraph.results import Table

DONE: Final = 0
NOTHING: Final = 1
WRONG: Final = 2
UNCLEAR: Final = 3
INTERRUPTED: Final = 130

CODES: Final[Mapping[str, int]] = {
    "answered": DONE,
    "no_answer": NOTHING,
    "clarify": UNCLEAR,
    "not_understood": UNCLEAR,
}
"""The exit code of `ask` for each of an answer's four ends."""

FORMATS: Final[Mapping[str, tuple[str, ...]]] = {
    "csv": (".csv",),
    "tsv": (".tsv",),
    "json": (".json", ".srj"),
    "xml": (".xml", ".srx"),
    "xlsx": (".xlsx",),
    "turtle": (".ttl",),
    "graphml": (".graphml",),
    "gexf": (".gexf",),
    "cytoscape": (".cyjs",),
    "dot": (".dot", ".gv"),
    "svg": (".svg",),
    "png": (".png",),
    "markdown": (".md",),
    "html": (".html", ".htm"),
    "bibtex": (".bib",),
    "ris": (".ris",),
}
"""The formats of an answer, and how the names of their files end: `exports.ANSWERS`, which would take long to load."""

OF_TABLES: Final = ("csv", "tsv", "json", "xml", "xlsx")
"""Those of them that hold tables."""

OF_GRAPHS: Final = ("turtle", "graphml", "gexf", "cytoscape", "dot", "svg", "png")
"""Those that hold graphs."""

BINARY: Final = ("xlsx", "png")
"""Formats that no terminal can show."""

commands = typer.Typer(
    name="msgraph",
    help="Ask a knowledge graph in plain English, and get the evidence with the answer.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


# ------------------------------------------------------------------------------------------------- how a command is run


def run(arguments: Sequence[str]) -> int:
    """Run a command; its exit code. Whatever goes wrong is one sentence on standard error."""
    try:
        code = commands(args=list(arguments) or ["--help"], prog_name="msgraph", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except ReaderLeft:
        let_go_of_output()
        return DONE
    except BadTables as error:
        return _failed(str(error), NOTHING)
    except UnknownName as error:
        return _failed(f"msgraph: {error}", NOTHING)
    except (MsgraphError, Misuse) as error:
        return _failed(f"msgraph: {error}", WRONG)
    except OSError as error:
        about = f"{error.filename}: " if error.filename is not None else ""
        return _failed(f"msgraph: {about}{error.strerror or error}.", WRONG)
    except Exception as error:
        if hasattr(error, "format_message"):  # Typer's own: an unknown option, a missing argument
            return _failed(f"msgraph: {_misused(error, arguments)}", WRONG)
        if os.environ.get("MSGRAPH_TRACEBACK"):
            raise
        return _failed(f"msgraph: {unforeseen(error)} MSGRAPH_TRACEBACK=1 shows where.", WRONG)
    return int(code or DONE)


def main() -> NoReturn:
    """Run the command that the process was started with, and end the process with its exit code."""
    code = run(sys.argv[1:])
    gc.freeze()  # what is left is not worth looking through for garbage
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:  # told already; Python would try once more, and end with an exit code of its own
        let_go_of_output()
    if code == INTERRUPTED and sys.stderr is not None and terminal.is_terminal(sys.stderr):
        say("")
    sys.exit(code)


def _failed(message: str, code: int) -> int:
    say(message)
    return code


def _misused(error: Any, arguments: Sequence[str]) -> str:
    """What Typer has against the arguments, as one sentence that tells where to look."""
    said = terminal.plain(error.format_message()).strip().rstrip(".")
    known = {
        str(command.name or command.callback.__name__) for command in commands.registered_commands if command.callback
    }
    about = " ".join(["msgraph", *(name for name in arguments[:1] if name in known)])
    return f"{said}; see “{about} --help”."


@contextmanager
def _opened(graph: Sequence[str] | None) -> "Iterator[KnowledgeGraph]":
    """The graph to ask, opened with a progress bar where it has to be built first."""
    from msgraph.engine import KnowledgeGraph

    with streams.progress() as progress:
        kg = KnowledgeGraph.open(*(graph or ()), progress=progress)
    with kg:
        yield kg


# --------------------------------------------------------------------------------------------------- options they share

Graph = Annotated[
    list[str] | None,
    typer.Option(
        "--graph",
        "-g",
        metavar="PATH_OR_URL",
        help="Turtle files, a folder of them, a built graph, or a SPARQL endpoint; repeatable. Default: the graph that "
        "comes with msgraph.",
        show_default=False,
    ),
]
AnswerFormat = Annotated[
    str | None,
    typer.Option("--format", "-f", help=f"Write only what was found, as {', '.join(FORMATS)}.", show_default=False),
]
TableFormat = Annotated[
    str | None,
    typer.Option("--format", "-f", help=f"Write the table as {', '.join(OF_TABLES)}.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print everything as one JSON object.")]
Everything = Annotated[bool, typer.Option("--all", "-a", help="Show every row and every claim.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", metavar="FILE", help="Write to a file; its suffix names the format.", show_default=False
    ),
]


# ------------------------------------------------------------------------------------------------------------------ ask


@commands.command()
def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUESTION]",
            help="A question in plain English; “-” reads it from standard input.",
            show_default=False,
        ),
    ] = None,
    graph: Graph = None,
    as_json: AsJson = False,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help='Answer the lines {"id", "question"} of a file, or of standard input (“-”), with one JSON object a '
            'line; "follows" names the id of an earlier question that this one leans on.',
            show_default=False,
        ),
    ] = None,
    format: AnswerFormat = None,
    out: Out = None,
    follows: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION", help="The question before, if this one leans on it; repeatable.", show_default=False
        ),
    ] = None,
    reading: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Which of several readings is meant.", show_default=False)
    ] = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Write the claims behind the answer as the table, not its rows.")
    ] = False,
    level: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only claims of this level of evidence; repeatable.", show_default=False),
    ] = None,
    since: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Only claims published since then.", show_default=False)
    ] = None,
    side: Annotated[
        str | None, typer.Option(metavar="for|against", help="Only claims on this side.", show_default=False)
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="QUALIFIER=NAME", help="Only claims that hold for this; repeatable.", show_default=False),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the question was understood, step by step.")
    ] = False,
    everything: Everything = False,
) -> int:
    """Ask a question.

    Exit codes: 0 answered, 1 the graph holds no answer, 2 something is wrong, 3 not understood, or in several ways.
    """
    asked = whole_characters(" ".join(question or ()))
    if batch is not None:
        if asked or format is not None or follows or reading is not None or explain or claims:
            raise Misuse("--batch takes its questions from the file and answers in JSON; leave the other options out.")
        return _ask_batch(batch, graph, out)
    if asked == STANDARD:
        asked = read(STANDARD).strip()
    elif not question:
        raise Misuse('Which question? Put it in quotation marks: msgraph ask "…"; or see “msgraph ask --help”.')
    format = None if as_json else _chosen_format(format, out)
    chosen = _choice(level, since, side, where)
    if chosen and not claims:
        raise Misuse("--level, --since, --side and --where narrow what --claims writes; add it.")
    if claims and format not in OF_TABLES:
        raise Misuse(f"--claims writes a table: choose one of {', '.join(OF_TABLES)} with --format, or by --out.")
    # The search for garbage is a tenth of the time of a process that loads, asks once and ends.
    with uncollected(), _opened(graph) as kg:
        before: Answer | None = None
        for earlier in follows or ():
            before = kg.ask(earlier, follows=before)
        answer = kg.ask(asked, follows=before, reading=reading)
        if as_json:
            deliver(json_line(answer.to_json()), out)
        elif format is not None:
            if answer.status in ("answered", "no_answer"):
                deliver(_written(_claims(answer, chosen) if claims else answer, format), out, binary=format in BINARY)
            if answer.status != "answered":
                say(f"msgraph: {answer.sentence}")
        else:
            display(*terminal.answer(answer, whole=whole(everything)))
            if explain:
                display(*_explanation(kg, asked, before, answer))
    return CODES[answer.status]


def _explanation(
    kg: "KnowledgeGraph", question: str, before: "Answer | None", answer: "Answer"
) -> "Iterator[RenderableType]":
    """How a question was understood, step by step, and what was asked of the store."""
    found = kg.explain(question, before=before.plans if before else ())
    yield from terminal.senses(found.senses)
    yield from terminal.left_over(found.left_over)
    for number, reading in enumerate(found.readings, 1):
        yield from terminal.reading(number, reading.said, reading.rank, reading.verdict, reading.steps)
    yield from terminal.query(answer.sparql)


def _ask_batch(file: str, graph: Sequence[str] | None, out: Path | None) -> int:
    """Answer a file of questions in one process."""
    from msgraph import batch

    with ExitStack() as stack:
        lines = standard_input() if file == STANDARD else stack.enter_context(Path(file).open("rb"))
        kg = stack.enter_context(_opened(graph))
        written: IO[bytes] | None = None
        if out is not None and str(out) != STANDARD:
            written = stack.enter_context(out.open("wb"))
        broken = 0
        for document in batch.answered(kg, lines):
            if "error" in document:
                broken += 1
                say(f"msgraph: {document['error']}")
            text = json_line(document)
            if written is not None:
                written.write(utf8(text))
            else:
                deliver(text)
    return NOTHING if broken else DONE


def _chosen_format(format: str | None, out: Path | None, among: Collection[str] = tuple(FORMATS)) -> str | None:
    """The format that was asked for by name or by the suffix of a file; None for what is to be read.

    Raises:
        UnknownFormat
    """
    if format is not None:
        if format not in among:
            raise UnknownFormat(format, choices=list(among))
        return format
    if out is None or str(out) == STANDARD:
        return None
    suffixes = {suffix: name for name in among for suffix in FORMATS[name]}
    if out.suffix.lower() not in suffixes:
        raise UnknownFormat(out.suffix or out.name, choices=list(suffixes))
    return suffixes[out.suffix.lower()]


def _written(thing: "Answer | Table | networkx.MultiDiGraph", format: str) -> bytes:
    """An answer, a table or a graph as a file."""
    from msgraph import exports

    return exports.written(thing, format)


def _choice(
    level: Sequence[str] | None, since: int | None, side: str | None, where: Sequence[str] | None
) -> dict[str, Any]:
    """What narrows claims, as `facts.narrowed` takes it; empty where nothing does."""
    if side not in (None, "for", "against"):
        raise Misuse(f"--side is “for” or “against”, not “{side}”.")
    holds: dict[str, list[str]] = {}
    for text in where or ():
        name, sign, label = text.partition("=")
        if not (name and sign and label):
            raise Misuse(f"--where wants QUALIFIER=NAME, not “{text}”.")
        holds.setdefault(name, []).append(label)
    choice = {
        "levels": level,
        "since": since,
        "supports": {"for": True, "against": False}.get(side or ""),
        "where": holds,
    }
    return {name: value for name, value in choice.items() if value not in (None, [], {})}


def _claims(answer: "Answer", choice: Mapping[str, Any]) -> "Table":
    """The claims of an answer, for and against, as rows."""
    from msgraph.facts import claims_table, narrowed

    return claims_table(narrowed(dict.fromkeys((*answer.evidence, *answer.counter_evidence)), **choice))


# ------------------------------------------------------------------------------------------------------------- complete


@commands.command()
def complete(
    beginning: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT]", help="The beginning of a question; nothing shows examples.", show_default=False
        ),
    ] = None,
    follows: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION",
            help="A question that was asked before; again for each, the first one first.",
            show_default=False,
        ),
    ] = None,
    graph: Graph = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=50, help="How many questions at most.")] = 6,
    as_json: AsJson = False,
) -> int:
    """Complete the beginning of a question to questions that the graph can answer, one a line."""
    with _opened(graph) as kg:
        before: Answer | None = None
        for earlier in follows or ():
            before = kg.ask(earlier, follows=before)
        found = kg.complete(whole_characters(" ".join(beginning or ())), follows=before, limit=limit)
    deliver(json_line(list(found)) if as_json else "".join(f"{terminal.plain(question)}\n" for question in found))
    return DONE if found else NOTHING


# --------------------------------------------------------------------------------------------------------- sparql, show


@commands.command()
def sparql(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUERY]", help="A query, a file that holds one, or “-” for standard input.", show_default=False
        ),
    ] = None,
    graph: Graph = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="csv, tsv, json, xml or xlsx; for triples turtle, ntriples or json-ld; the links in a result as "
            "graphml, gexf, cytoscape, dot, svg or png.",
            show_default=False,
        ),
    ] = None,
    out: Out = None,
    everything: Everything = False,
) -> int:
    """Run a SPARQL query that only reads.

    A terminal shows a table; elsewhere SELECT gives TSV, ASK JSON, CONSTRUCT and DESCRIBE Turtle unless told otherwise.
    """
    from msgraph import results

    text = _query(query)
    drawn = [name for name in OF_GRAPHS if name != "turtle"]
    with _opened(graph) as kg:
        result = kg.query(text)
        suffix = out.suffix.lower() if out is not None else ""
        chosen = format or next((name for name in drawn if suffix in FORMATS[name]), None)
        if chosen in drawn and not isinstance(result, bool):
            deliver(_written(kg.graph(result), str(chosen)), out, binary=chosen in BINARY)
            return DONE
    if getattr(result, "complete", True) is False:
        say("msgraph: this is not all: the result was cut at the limit.")
    if format is None and (out is None or str(out) == STANDARD):
        if on_terminal():
            display(*terminal.result(result, whole=whole(everything)))
            return DONE
        format = "tsv" if isinstance(result, results.Table) else "json" if isinstance(result, bool) else "turtle"
    if format is None and out is not None:
        results.export(result, out)
    elif format is not None:
        deliver(results.written(result, format), out, binary=format in BINARY)
    return DONE


def _query(given: str | None) -> str:
    """The text of a query: given as it is, or in a file, or on standard input."""
    if given is None:
        if sys.stdin is None or terminal.is_terminal(sys.stdin):
            raise Misuse("Which query? Give its text, a file that holds it, or “-” for standard input.")
        return read(STANDARD)
    if given == STANDARD:
        return read(STANDARD)
    with suppress(OSError, ValueError):  # too long for a path, or not one
        if Path(given).is_file():
            return read(given)
    if not given.strip():
        raise Misuse("The query is empty.")
    if not any(character in given for character in "{<: \n"):  # no query does without these
        raise NoSuchSource(given, reason="there is no such file, and it is no SPARQL query")
    return given


@commands.command()
def show(
    thing: Annotated[list[str], typer.Argument(metavar="THING", help="A name or an IRI.", show_default=False)],
    graph: Graph = None,
    as_json: AsJson = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help=f"Write its links as {', '.join(OF_TABLES)}, or what is around it as {', '.join(OF_GRAPHS)}.",
            show_default=False,
        ),
    ] = None,
    out: Out = None,
    hops: Annotated[int, typer.Option(metavar="N", min=1, max=5, help="How far around it a graph goes.")] = 1,
    grow: Annotated[
        list[str] | None,
        typer.Option(metavar="THING", help="Also what is around this thing; repeatable.", show_default=False),
    ] = None,
    relation: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only links of this relation; repeatable.", show_default=False),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only things of this class; repeatable.", show_default=False),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Only links with evidence of this level or a stronger one.", show_default=False
        ),
    ] = None,
    everything: Everything = False,
) -> int:
    """Show the card of a thing: its names, what it is, its place, its links, its claims."""
    name = " ".join(thing)
    format = None if as_json else _chosen_format(format, out, (*OF_TABLES, *OF_GRAPHS))
    with _opened(graph) as kg:
        found = () if "://" in name else kg.find(name)
        if len(found) > 1:
            say(f"msgraph: “{name}” can be any of these; choose one by its IRI:")
            for other in found:
                say(f"  {other.iri}  {other.label}")
            return UNCLEAR
        card = kg.card(found[0].iri if found and found[0].iri is not None else name)
        if as_json:
            deliver(json_line(card.to_json()), out)
        elif format is not None:
            around = _around(kg, card.thing.iri, hops, grow, relation, kind, level) if format in OF_GRAPHS else None
            written = _written(card.to_table() if around is None else around, format)
            deliver(written, out, binary=format in BINARY)
        else:
            display(*terminal.card(card, whole=whole(everything)))
    return DONE


def _around(
    kg: "KnowledgeGraph",
    thing: "URIRef | None",
    hops: int,
    grow: Sequence[str] | None,
    relations: Sequence[str] | None,
    kinds: Sequence[str] | None,
    level: str | None,
) -> "networkx.MultiDiGraph":
    """What is around a thing, narrowed."""
    from msgraph.traversal import narrowed

    levels = {kg.facts.label(each): strength for each, strength in kg.ontology.strengths}
    if level is not None and level not in levels:
        raise UnknownName(level, near=sorted(levels))
    graph = kg.neighbourhood(str(thing), hops, grown=grow or ())
    strength = 0 if level is None else levels[level]
    return narrowed(graph, relations=relations or (), classes=kinds or (), strength=strength, keep=[str(thing)])


@commands.command()
def paths(
    start: Annotated[str, typer.Argument(metavar="A", help="Where the paths begin.", show_default=False)],
    end: Annotated[str, typer.Argument(metavar="B", help="Where they end.", show_default=False)],
    graph: Graph = None,
    max_hops: Annotated[int, typer.Option(metavar="N", min=1, max=10, help="How many links a path may have.")] = 4,
    as_json: AsJson = False,
    format: AnswerFormat = None,
    out: Out = None,
    everything: Everything = False,
) -> int:
    """Show the chains of links between two things, the best supported first."""
    format = None if as_json else _chosen_format(format, out)
    with _opened(graph) as kg:
        answer = kg.paths(start, end, max_hops=max_hops)
        if as_json:
            deliver(json_line(answer.to_json()), out)
        elif format is not None:
            deliver(_written(answer, format), out, binary=format in BINARY)
        else:
            display(*terminal.answer(answer, whole=whole(everything)))
    return CODES[answer.status]


# ------------------------------------------------------------------------------------------------ compare, map, records


@commands.command()
def compare(
    things: Annotated[list[str], typer.Argument(metavar="A B …", help="Names or IRIs.", show_default=False)],
    graph: Graph = None,
    as_json: AsJson = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help=f"Write the table as {', '.join(OF_TABLES)}, or a graph of the links as {', '.join(OF_GRAPHS)}.",
            show_default=False,
        ),
    ] = None,
    out: Out = None,
    everything: Everything = False,
) -> int:
    """Show two or more things side by side: what they share, what they have in different ways, what only one has."""
    format = None if as_json else _chosen_format(format, out, (*OF_TABLES, *OF_GRAPHS))
    with _opened(graph) as kg:
        compared = kg.compare(things)
        if as_json:
            deliver(json_line(compared.to_json()), out)
        elif format is not None:
            found = compared.graph() if format in OF_GRAPHS else compared.to_table()
            deliver(_written(found, format), out, binary=format in BINARY)
        else:
            display(*terminal.comparison(compared, whole=whole(everything)))
    return DONE if compared.rows or compared.properties else NOTHING


@commands.command("map")
def map_(
    rows: Annotated[
        str | None, typer.Argument(metavar="[ROWS]", help="A class of subjects of claims.", show_default=False)
    ] = None,
    columns: Annotated[
        str | None,
        typer.Argument(metavar="[COLUMNS]", help="A class of objects, or a qualifier of claims.", show_default=False),
    ] = None,
    graph: Graph = None,
    relation: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only claims of this relation; repeatable.")
    ] = None,
    level: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only claims of this level of evidence; repeatable.")
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            help="How finely kinds are told apart; 0 is the broadest. Default: each thing for itself.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    format: TableFormat = None,
    out: Out = None,
    everything: Everything = False,
) -> int:
    """Map the evidence: how many claims, how strong, for and against, of each pair of two kinds of things.

    Without ROWS and COLUMNS the two kinds that most claims join.
    """
    format = None if as_json else _chosen_format(format, out, OF_TABLES)
    with _opened(graph) as kg:
        found = kg.evidence_map(rows, columns, relations=relation or (), levels=level or (), depth=depth)
        if as_json:
            deliver(json_line(found.to_json()), out)
        elif format is not None:
            deliver(_written(found.to_table(), format), out, binary=format in BINARY)
        else:
            display(*terminal.evidence_map(found, whole=whole(everything)))
    if not found.complete:
        say("msgraph: this is not all: the graph holds more claims than are weighed.")
    return DONE if found.crossings else NOTHING


@commands.command()
def records(
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help="A class, such as “source”.", show_default=False)
    ] = None,
    graph: Graph = None,
    find: Annotated[str, typer.Option(metavar="WORDS", help="Only those with all of these words.")] = "",
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="PROPERTY=VALUE", help="Only those with this value; repeatable.", show_default=False),
    ] = None,
    since: Annotated[int | None, typer.Option(metavar="YEAR", help="Not before this year.", show_default=False)] = None,
    until: Annotated[int | None, typer.Option(metavar="YEAR", help="Not after this year.", show_default=False)] = None,
    as_json: AsJson = False,
    format: TableFormat = None,
    out: Out = None,
    everything: Everything = False,
) -> int:
    """List all things of a kind with all that is known of each, and how many claims each supports.

    Without KIND, tell which kinds the graph keeps records of.
    """
    format = None if as_json else _chosen_format(format, out, OF_TABLES)
    with _opened(graph) as kg:
        if kind is None:
            deliver("".join(f"{cell.label}\n" for cell in kg.record_kinds))
            return DONE if kg.record_kinds else NOTHING
        every = kg.records(kind)
        wanted: dict[URIRef | None, list[str]] = {}
        for condition in where or ():
            name, equals, value = condition.partition("=")
            if not equals:
                raise Misuse(f"“{condition}” names no value; write PROPERTY=VALUE.")
            wanted.setdefault(every.column(name).iri, []).append(value.strip())
        found = every.matching(find, where=wanted, since=since, until=until)
        if as_json:
            deliver(json_line(found.to_json()), out)
        elif format is not None:
            deliver(_written(found.to_table(), format), out, binary=format in BINARY)
        else:
            display(*terminal.records(found, whole=whole(everything)))
    return DONE if found.rows else NOTHING


# ---------------------------------------------------------------------------------------- import, validate, build, info


@commands.command("import-tables")
def import_tables(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with the tables.", show_default=False)],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help="Where the Turtle goes; made, or replaced as a whole.",
            show_default=False,
        ),
    ],
    graph: Graph = None,
) -> int:
    """Turn curated tables into Turtle.

    Everything that is wrong with the tables is told as file:line, and then nothing is written. --graph names the folder
    of the ontology that describes the tables.
    """
    from msgraph import settings, tables

    if graph is not None and len(graph) > 1:
        raise Misuse("The tables are described by one ontology: give --graph once, with its folder.")
    if not folder.is_dir():
        raise NoSuchSource(str(folder), reason="there is no such folder")
    ontology = Path(graph[0]) if graph else settings.ontology()
    if not ontology.is_dir():
        raise NoSuchSource(str(ontology), reason="there is no such folder")
    written = tables.import_tables(folder, out, ontology=ontology)
    say(f"{_counted(len(written), 'file')} written to {out}.")
    return DONE


@commands.command()
def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES]", help="Turtle files and folders. Default: the shipped graph.", show_default=False
        ),
    ] = None,
    graph: Graph = None,
) -> int:
    """Check Turtle against the shapes of the ontology and the rules of the house.

    Faults are printed as file:line: what is wrong. --graph names what the files are checked together with.
    """
    from msgraph import checks

    with streams.progress() as progress:
        faults = checks.faults(files or (), graph=graph, progress=progress)
    deliver("".join(f"{fault}\n" for fault in faults))
    say(f"{_counted(len(faults), 'fault')}." if faults else "No fault.")
    return NOTHING if faults else DONE


@commands.command()
def build(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help="A new folder, or one built before. Default: where msgraph looks.",
            show_default=False,
        ),
    ] = None,
    graph: Graph = None,
) -> int:
    """Prepare a graph, so that it opens in a moment: load the Turtle, derive what follows, index the names.

    Killed at any moment it leaves the graph of before whole.
    """
    from msgraph import manifest, settings
    from msgraph.build import build, prepared
    from msgraph.engine import INDEX
    from msgraph.store import is_endpoint

    sources: tuple[str | Path, ...] = tuple(graph or ())
    for source in sources:
        if is_endpoint(source):
            raise Misuse(f"{source} is an endpoint; only Turtle is built.")
    with streams.progress() as progress:
        if out is None:
            (place,) = prepared(*sources, index=INDEX, progress=progress)
            out, made = Path(place), manifest.read(Path(place))
        else:
            turtle = sources or (settings.ontology(), settings.graph())
            made = build(turtle, out, index=INDEX, progress=progress)
    say(f"{out} holds {_counted(made.triples, 'triple')} and {made.derived:,} derived from them.")
    return DONE


@commands.command()
def info(graph: Graph = None, as_json: AsJson = False) -> int:
    """Tell what the graph holds, which version this is, and where things lie."""
    from msgraph import settings

    with _opened(graph) as kg:
        counts = kg.describe_graph()
        places: dict[str, object] = {
            "version": __version__,
            "graph": list(graph or (str(settings.ontology()), str(settings.graph()))),
            "opened": str(kg.store.folder) if kg.store.folder is not None else None,
            "identity": kg.store.identity,
            "cache": str(settings.cache()),
        }
    numbers: dict[str, object] = {
        "things": counts.things,
        "claims": counts.claims,
        "sources": counts.sources,
        "links": counts.links,
    }
    groups = {"classes": counts.classes, "relations": counts.relations, "levels": counts.levels}
    if as_json:
        deliver(json_line(places | numbers | {name: dict(pairs) for name, pairs in groups.items()}))
    else:
        display(*terminal.counts(places | numbers, groups))
    return DONE


Port = Annotated[int | None, typer.Option(min=1, max=65535, help="The port to listen on.", show_default="8501")]
Address = Annotated[str, typer.Option(metavar="HOST", help="The address to listen on; 0.0.0.0 lets other machines in.")]


@commands.command("app")
def open_app(
    graph: Graph = None,
    port: Port = None,
    address: Address = "localhost",
    headless: Annotated[bool, typer.Option("--headless", help="Open no browser.")] = False,
) -> int:
    """Open the app in a browser; Ctrl-C ends it.

    Beside the pages, programs may ask /sparql (the SPARQL 1.1 Protocol) and /api/ask (questions, answered as JSON).
    """
    from msgraph.app import GRAPH, service

    if graph:
        os.environ[GRAPH] = "\n".join(graph)
    service.run(_script(), address=address, port=port, headless=headless)
    return DONE


@commands.command()
def serve(graph: Graph = None, port: Port = None, address: Address = "localhost") -> int:
    """Serve the app, /sparql and /api/ask to browsers and programs, and open no browser; Ctrl-C ends it."""
    return open_app(graph, port, address, headless=True)


def _script() -> Path:
    """The script that Streamlit runs: beside `src` in a checkout, among the package's data in a wheel."""
    package = Path(__file__).parent
    for place in (package / "data" / "app.py", package.parents[1] / "app.py"):
        if place.is_file():
            return place
    raise NothingShipped("app.py")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@commands.callback(invoke_without_command=True)
def _first(
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        deliver(f"msgraph {__version__}\n")
        raise typer.Exit(DONE)
