"""Every error that msgraph raises; each carries facts as attributes and writes its own sentence.

    MsgraphError
    ├── UnknownFormat       a kind of file that cannot be written
    ├── UnknownName         a name that no thing, class or relation has
    ├── NoSuchReading       a reading chosen that was not offered
    ├── BadTables           curated tables with faults, all of them told
    └── NotOurs             a folder to be replaced that holds files of someone else

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
        super().__init__(f"I cannot write “{format}” files; choose one of {', '.join(f'“{choice}”' for choice in choices)}.")


class UnknownName(MsgraphError):
    """A name that no thing, class or relation of the graph has."""

    def __init__(self, name: str, *, near: list[str]) -> None:
        self.name, self.near = name, near
        hint = f"; did you mean {' or '.join(f'“{other}”' for other in near)}?" if near else "."
        super().__init__(f"Nothing in the graph is called “{name}”{hint}")


class NoSuchReading(MsgraphError):
    """A reading was chosen that was not offered."""

    def __init__(self, number: int, *, offered: int) -> None:
        self.number, self.offered = number, offered
        super().__init__(f"There is no reading {number}; the question has {offered}, counted from 1.")


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
