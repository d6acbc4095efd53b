"""Every error that msgraph raises; each carries facts as attributes and writes its own sentence.

    MsgraphError
    ├── UnknownFormat       a kind of file that cannot be written
    ├── UnknownName         a name that no thing, class or relation has
    └── NoSuchReading       a reading chosen that was not offered
"""


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
