"""What goes in and out of the command line: standard streams and files, texts and bytes, and the bar of progress.

Where a stream is missing, is closed by whoever reads it, or cannot show a character, that is seen to here.
"""

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, TextIO

from msgraph import terminal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from msgraph.loading import Progress

STANDARD: Final = "-"
"""What stands for standard input, or output, where a file is named."""


class Misuse(Exception):
    """Arguments that do not fit together, said in one sentence."""


class ReaderLeft(Exception):
    """Whoever read from us has seen enough."""


def say(message: str) -> None:
    """A line on standard error; where there is none, it is lost, as it would be for any program."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError, ReaderLeft):
            _put(sys.stderr, terminal.harmless(message))


def _put(stream: TextIO, text: str) -> None:
    """Write a text whose characters the stream may lack."""
    encoding = stream.encoding or "utf-8"
    with _still_read():
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()


@contextmanager
def _still_read() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderLeft from error


def _output() -> TextIO:
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard output")
    return sys.stdout


def display(*parts: "RenderableType") -> None:
    """Print what is meant to be read."""
    stream = _output()
    _put(stream, terminal.rendered(*parts, to=stream))


def on_terminal() -> bool:
    """Whether somebody looks at what is written."""
    return terminal.is_terminal(_output())


def whole(everything: bool) -> bool:
    """Whether nothing is cut: because that was asked for, or because no window has to hold it."""
    return everything or not on_terminal()


def deliver(written: str | bytes, out: Path | None = None, *, binary: bool = False) -> None:
    """Write what a program may read, text as UTF-8 and byte for byte, to a file or to standard output."""
    data = written if isinstance(written, bytes) else utf8(written)
    if out is not None and str(out) != STANDARD:
        out.write_bytes(data)
        return
    stream = _output()
    if terminal.is_terminal(stream):
        if binary:
            raise Misuse("No terminal can show this kind of file; name a file with --out.")
        _put(stream, terminal.harmless(data.decode()))
        return
    with _still_read():
        stream.flush()
        stream.buffer.write(data)
        stream.flush()


def utf8(text: str) -> bytes:
    """The bytes of a text; halves of characters, which arguments and JSON may hold, become question marks."""
    return text.encode("utf-8", "replace")


def whole_characters(text: str) -> str:
    """A text without halves of characters."""
    return utf8(text).decode()


def json_line(document: object) -> str:
    """A line of JSON."""
    return json.dumps(document, ensure_ascii=False) + "\n"


def read(file: str) -> str:
    """The text of a file, or of standard input."""
    try:
        data = standard_input().read() if file == STANDARD else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "Standard input" if file == STANDARD else file
        raise Misuse(f"{name} is not UTF-8 text (byte {error.start + 1}).") from error


def standard_input() -> IO[bytes]:
    """What comes in; whoever sits at a terminal is told how to end it."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard input")
    if terminal.is_terminal(sys.stdin):
        say("msgraph: reading from the terminal; end with Ctrl-D.")
    return sys.stdin.buffer


@contextmanager
def progress() -> "Iterator[Progress | None]":
    """A bar on standard error for what takes long, if somebody is looking."""
    if sys.stderr is None or not terminal.is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    bar = Progress(TextColumn("{task.description}"), BarColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task("")

    def tell(what: str, done: int, total: int) -> None:
        bar.start()
        bar.update(task, description=terminal.plain(what), completed=done, total=total)

    try:
        yield tell
    finally:
        bar.stop()


def let_go_of_output() -> None:
    """Keep Python from writing what is left to a pipe that nobody reads."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unforeseen(error: Exception) -> str:
    """A fault of the program in a sentence."""
    return f"This should not have happened ({type(error).__name__}: {terminal.plain(error)[:200]})."
