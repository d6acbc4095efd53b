"""Every error that msgraph raises; each carries facts as attributes and writes its own sentence.

    MsgraphError
    ├── UnknownFormat       a kind of file that cannot be written
    ├── UnknownName         a name that no thing, class or relation has
    ├── TooFew              fewer things than it takes to compare them
    ├── NoClaims            a graph without claims, of which no evidence can be told
    ├── NoSuchReading       a reading chosen that was not offered
    ├── BadSchema           an ontology that does not describe its tables as it should
    ├── BadTables           curated tables with faults, all of them told
    ├── NotOurs             a folder to be replaced that holds files of someone else
    ├── UnsafeTerm          a term that cannot stand in a query
    ├── UnsupportedTerm     a term of RDF 1.2 that no table can hold
    ├── SourceError         a graph that cannot be opened
    │   ├── NothingShipped      the graph that should come with msgraph is not there
    │   ├── NoSuchSource        a file or folder that is not there, or holds no graph
    │   ├── UnreadableSource    a file or folder that the system will not let us read
    │   ├── BrokenTurtle        a file that is not well-formed, with line and column
    │   ├── MixedSources        several sources of which one can only be opened alone
    │   └── OtherVersion        a prepared graph of another version, or a damaged one
    ├── BadRule             a rule of the ontology that cannot be run, or comes to no end
    ├── BadShapes           shapes that nothing can be checked against
    ├── CannotBuild         a prepared graph cannot be written where it should be
    ├── QueryError          a query that is not run, or not to its end
    │   ├── QuerySyntax         text that is not SPARQL, with line and column
    │   ├── QueryRefused        what would change something or reach outside the graph
    │   ├── QueryKind           a query of another kind than the call is for
    │   ├── QueryTooLong        stopped at the time limit
    │   ├── QueryTooLarge       stopped at the memory limit
    │   ├── AsksTooMuch         a plain question that was stopped at either of them
    │   └── QueryFailed         the store could not run it
    └── EndpointError       an endpoint that does not answer as it should
        ├── EndpointAway        it cannot be reached, or does not answer in time
        ├── EndpointRefused     it answers with an error
        └── EndpointHidesGraphs queries without GRAPH do not see its named graphs

A `Fault` is one thing that is wrong with a file; it is a value, and what raises or returns several of them tells all.
"""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """What is wrong at a line of a file; a line of 0 speaks of the file as a whole.

    >>> print(Fault("a.ttl", 3, "no label"))
    a.ttl:3: no label
    """

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        """The fault as a compiler would print it."""
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


class MsgraphError(Exception):
    """Something wrong with a call or with the data, said in one sentence."""


class UnknownFormat(MsgraphError):
    """A kind of file that cannot be written."""

    def __init__(self, format: str, *, choices: list[str]) -> None:
        self.format, self.choices = format, choices
        listed = ", ".join(f"“{choice}”" for choice in choices)
        super().__init__(f"I cannot write “{format}” files; choose one of {listed}.")


class UnknownName(MsgraphError):
    """A name that no thing, class or relation of the graph has."""

    def __init__(self, name: str, *, near: list[str]) -> None:
        self.name, self.near = name, near
        hint = f"; did you mean {' or '.join(f'“{other}”' for other in near)}?" if near else "."
        super().__init__(f"Nothing in the graph is called “{name}”{hint}")


class TooFew(MsgraphError):
    """Fewer different things than it takes to compare them."""

    def __init__(self, number: int, *, wanted: int) -> None:
        self.number, self.wanted = number, wanted
        given = {0: "none was given", 1: "one was given"}.get(number, f"{number} were given")
        super().__init__(f"It takes {wanted} different things to compare them; {given}.")


class NoClaims(MsgraphError):
    """A graph without claims: there is no evidence to tell of."""

    def __init__(self) -> None:
        super().__init__("This graph makes no claims, so there is no evidence to map; it has plain links only.")


class NoSuchReading(MsgraphError):
    """A reading was chosen that was not offered."""

    def __init__(self, number: int, *, offered: int) -> None:
        self.number, self.offered = number, offered
        super().__init__(f"There is no reading {number}; the question has {offered}, counted from 1.")


class BadSchema(MsgraphError):
    """An ontology that does not describe its tables as it should."""

    def __init__(self, folder: str, *, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"The ontology in {folder} does not describe the tables: {reason}.")


class BadTables(MsgraphError):
    """Curated tables that cannot be imported; `faults` holds all that is wrong with them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__("\n".join([*map(str, faults), f"The tables have {count}; nothing was written."]))


class NotOurs(MsgraphError):
    """A folder that is to be replaced holds files that were not made by an import."""

    def __init__(self, folder: str, *, names: list[str]) -> None:
        self.folder, self.names = folder, names
        shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        super().__init__(f"{folder} holds files that no import has written ({shown}); choose an empty or a new folder.")


class UnsafeTerm(MsgraphError):
    """A term with characters that would break out of a query."""

    def __init__(self, term: str) -> None:
        self.term = term
        super().__init__(f"“{term}” cannot stand in a query: it holds characters that no IRI or language tag may have.")


class UnsupportedTerm(MsgraphError):
    """A term that RDF 1.1 does not have, such as a triple inside a triple."""

    def __init__(self, term: str) -> None:
        self.term = term
        super().__init__(f"The result holds {term}, a term of RDF 1.2 that no table can hold; leave it out.")


class SourceError(MsgraphError):
    """A graph that cannot be opened."""


class NothingShipped(SourceError):
    """The ontology and graph that should come with msgraph are not where they should be."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(f"This installation of msgraph lacks its folder “{folder}”; install it anew, or name a graph.")


class NoSuchSource(SourceError):
    """A file or folder that is not there or holds nothing that could be loaded."""

    def __init__(self, source: str, *, reason: str) -> None:
        self.source, self.reason = source, reason
        super().__init__(f"{source}: {reason}.")


class UnreadableSource(SourceError):
    """A file or folder that the system will not let us read."""

    def __init__(self, source: str, *, reason: str) -> None:
        self.source, self.reason = source, reason
        super().__init__(f"{source} cannot be read: {reason}.")


class BrokenTurtle(SourceError):
    """A file that is not well-formed; line and column count from 1."""

    def __init__(self, file: str, *, line: int, column: int, reason: str) -> None:
        self.file, self.line, self.column, self.reason = file, line, column, reason
        super().__init__(f"{file}:{line}: column {column}: {reason}.")


class MixedSources(SourceError):
    """Several sources, of which one can only be opened alone."""

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__(f"{source} can only be opened alone; several sources have to be Turtle files or folders.")


class OtherVersion(SourceError):
    """A prepared graph that this version of msgraph cannot open."""

    def __init__(self, folder: str, *, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"{folder} holds a prepared graph that cannot be opened ({reason}); build it anew.")


class BadRule(MsgraphError):
    """A rule of the ontology that cannot be run."""

    def __init__(self, rule: str, *, reason: str) -> None:
        self.rule, self.reason = rule, reason
        super().__init__(f"The rule {rule} cannot be run: {reason}")


class BadShapes(MsgraphError):
    """Shapes that nothing can be checked against."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The shapes cannot be used: {reason.rstrip('.')}.")


class CannotBuild(MsgraphError):
    """A prepared graph cannot be written where it should be."""

    def __init__(self, folder: str, *, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"No graph can be built in {folder}: {reason}.")


class QueryError(MsgraphError):
    """A query that is not run, or not to its end."""


class QuerySyntax(QueryError):
    """Text that is not SPARQL; line and column count from 1 and tell how far it could be read."""

    def __init__(self, *, line: int, column: int, reason: str) -> None:
        self.line, self.column, self.reason = line, column, reason
        super().__init__(f"The query is not SPARQL at line {line}, column {column}: {reason}.")


class QueryRefused(QueryError):
    """A query that would change something or reach outside the graph."""

    def __init__(self, what: str, *, reason: str) -> None:
        self.what, self.reason = what, reason
        super().__init__(f"{what} is refused: {reason}.")


class QueryKind(QueryError):
    """A query of another kind than the call is for."""

    def __init__(self, *, wanted: str) -> None:
        self.wanted = wanted
        super().__init__(f"This call takes {wanted} query, and the query is of another kind.")


class QueryTooLong(QueryError):
    """A query that was stopped at the time limit."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"The query was stopped: it had not ended after {seconds:g} seconds.")


class QueryTooLarge(QueryError):
    """A query that was stopped at the memory limit."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"The query was stopped: it needs more than {limit / (1 << 20):,.0f} MiB of memory.")


class AsksTooMuch(QueryError):
    """A plain question that was understood, and whose search was stopped at a limit."""

    def __init__(self, reading: str, *, limit: str) -> None:
        self.reading, self.limit = reading, limit
        super().__init__(
            f"“{reading}” asks for more than can be found in this graph within {limit}; "
            "ask for a part of it: fewer links in a row, or something by its name."
        )


class QueryFailed(QueryError):
    """A query that the store could not run."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The query could not be run: {reason}.")


class EndpointError(MsgraphError):
    """An endpoint that does not answer as it should."""


class EndpointAway(EndpointError):
    """An endpoint that cannot be reached or does not answer in time."""

    def __init__(self, url: str, *, reason: str) -> None:
        self.url, self.reason = url, reason
        super().__init__(f"The SPARQL endpoint {url} is not there: {reason}.")


class EndpointRefused(EndpointError):
    """An endpoint that answers with an error, or with what is no result of a query."""

    def __init__(self, url: str, *, status: int, reason: str) -> None:
        self.url, self.status, self.reason = url, status, reason
        super().__init__(f"The SPARQL endpoint {url} answered with status {status}: {reason}.")


class EndpointHidesGraphs(EndpointError):
    """Queries without GRAPH do not see the endpoint's named graphs, so that derived links would be missed."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(
            f"Queries to the SPARQL endpoint {url} do not see its named graphs; "
            "set it to take the union of all graphs as the default graph."
        )
