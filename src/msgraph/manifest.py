"""What a prepared graph looks like on disk, and how it is opened while others replace it.

    folder/
      msgraph.json      the manifest; it names the subfolder that counts, and is replaced in one step
      lock              held by whoever builds
      <version>/
        store/          Oxigraph's files
        in-use          held, shared, by whoever reads
        …               what else a build lays beside the store

A reader follows the manifest and holds `in-use`; a builder writes a subfolder of its own, replaces the manifest, and
deletes what no manifest names and no reader holds. So either of them may be killed at any moment.
"""

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final

from msgraph.errors import NoSuchSource, OtherVersion

FORMAT: Final = 2
"""Counts up whenever a prepared graph of before can no longer be opened or would be told apart wrongly."""

MANIFEST: Final = "msgraph.json"
NEW: Final = ".new"
LOCK: Final = "lock"
IN_USE: Final = "in-use"
STORE: Final = "store"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a prepared graph without opening it; the same for the same sources."""

    version: str
    identity: str
    triples: int
    derived: int
    modified: str | None
    oxigraph: str
    format: int = FORMAT


def is_prepared(folder: Path) -> bool:
    """Whether a folder holds a prepared graph, of whatever version."""
    return (folder / MANIFEST).is_file()


def read(folder: Path) -> Manifest:
    """The manifest of a prepared graph.

    Raises:
        NoSuchSource: the folder holds none.
        OtherVersion: it cannot be read, or is of another version.
    """
    try:
        document = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise NoSuchSource(str(folder), reason="the folder holds no prepared graph") from None
    except (OSError, ValueError) as error:
        raise OtherVersion(str(folder), reason=f"{MANIFEST} cannot be read") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise OtherVersion(str(folder), reason="it is of another version")
    try:
        manifest = Manifest(**document)
    except TypeError:
        raise OtherVersion(str(folder), reason=f"{MANIFEST} lacks something") from None
    if Path(str(manifest.version)).name != manifest.version:
        raise OtherVersion(str(folder), reason=f"{MANIFEST} names no subfolder of it")
    return manifest


def write(folder: Path, manifest: Manifest) -> None:
    """Make the manifest the one that counts, in one step and for good."""
    new = folder / f"{MANIFEST}{NEW}"
    with new.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / MANIFEST)
    sync(folder)


def sync(folder: Path) -> None:
    """Let the names in a folder reach the disk, where the system has a way to say so."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


# --------------------------------------------------------------------------------------------------------------- locks

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], *, shared: bool, wait: bool) -> bool:
        if shared:  # Windows does not delete what is open
            return True
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes], *, shared: bool, wait: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def hold(version: Path) -> IO[bytes] | None:
    """Keep a version of a graph from being deleted until the file returned is closed; None if it is gone already."""
    try:
        file = (version / IN_USE).open("rb")
    except FileNotFoundError:
        return None
    with contextlib.suppress(OSError):  # some network file systems have no locks
        _lock(file, shared=True, wait=True)
    if (version / IN_USE).exists():
        return file
    file.close()
    return None


def discard(version: Path) -> bool:
    """Delete a version of a graph unless somebody reads it; whether it is gone."""
    with contextlib.ExitStack() as held:
        try:
            file = held.enter_context((version / IN_USE).open("rb+"))
        except OSError:  # nobody can read what has no such file
            file = None
        if file is not None and not _lock(file, shared=False, wait=False):
            return False
        with contextlib.suppress(OSError):  # first, so that whoever waits for the lock sees that it is in vain
            (version / IN_USE).unlink()
        shutil.rmtree(version, ignore_errors=True)
    return not version.exists()


@contextlib.contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold a folder for a build; others wait. The system lets go of it when the process ends, however it ends."""
    with (folder / LOCK).open("ab+") as file:
        _lock(file, shared=False, wait=True)
        yield
