"""Turtle -> a prepared folder that opens in a moment: what is asserted, what the rules derive, and what an index adds.

A build never touches what is there until all of the new graph is on the disk, and then replaces it in one step
(`manifest`): killed at any moment it leaves the old graph whole, and the next build clears its remains away. Builds of
one folder wait for each other; who reads the old graph goes on reading it.

>>> import tempfile
>>> home = Path(tempfile.mkdtemp())
>>> _ = (home / "tools.ttl").write_text("@prefix : <http://example.org/> . :ann :lends :saw .")
>>> build([home / "tools.ttl"], home / "built").derived
0
>>> with open_store(home / "built") as store:
...     store.ask("ASK { ?who <http://example.org/lends> ?what }")
True
"""

import os
import secrets
import shutil
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from msgraph import manifest, settings
from msgraph.embedded import EmbeddedStore
from msgraph.errors import CannotBuild, NoSuchSource, OtherVersion
from msgraph.garbage import uncollected
from msgraph.loading import Progress, derive, digest, load, turtle_files
from msgraph.manifest import Manifest
from msgraph.store import Store, is_endpoint, open_store
from msgraph.vocabulary import DCTERMS

_VERSION: Final = "graph-"
"""What the names of our subfolders begin with."""

_CACHED: Final = 6
"""How many prepared graphs are kept in the cache; the one used least lately goes first."""


@dataclass(frozen=True, slots=True)
class Index:
    """Something to lay beside the store while it is built, so that it need not be made each time the store is opened.

    `name` tells one index from another, and from its own earlier forms.
    """

    name: str
    write: Callable[[Store, Path, Progress | None], None]


def build(
    sources: Iterable[str | Path], out: str | Path, *, index: Index | None = None, progress: Progress | None = None
) -> Manifest:
    """Build a prepared folder, or replace the graph in one.

    Args:
        sources: Turtle files and folders of them.
        out: a folder that is new, empty, or was built before.
        index: what to lay beside the store.
        progress: is told what is being done and how far it has come.

    Raises:
        SourceError: what is wrong with a source, in one of its kinds; the old graph stays.
        BadRule: a rule cannot be run; the old graph stays.
        CannotBuild: the folder holds something else, or cannot be written.
    """
    return _built(turtle_files(sources), Path(out), index, progress, wanted=None)


def prepared(
    *sources: str | Path, index: Index | None = None, progress: Progress | None = None
) -> tuple[str | Path, ...]:
    """What to open instead of these sources: a prepared folder in the cache for Turtle, made now if it is not there.

    An endpoint and a prepared folder come back as they are; so does Turtle where the cache cannot be written.

    Args:
        sources: as for `open_store`; none stands for the Turtle that comes with msgraph.
        index: what to lay beside the store.
        progress: is told how far a build has come; not called where none is needed.

    Raises:
        SourceError, BadRule
    """
    if any(is_endpoint(source) or manifest.is_prepared(Path(source)) for source in sources):
        return sources
    turtle = sources or (settings.ontology(), settings.graph())
    files = turtle_files(turtle)
    wanted = digest(files)
    folder = settings.cache() / "-".join((wanted, str(manifest.FORMAT), index.name if index else "plain"))
    if not _holds(folder, wanted):
        try:
            _built(files, folder, index, progress, wanted=wanted)
        except CannotBuild:
            return turtle
        _forget_old(folder)
    with suppress(OSError):
        os.utime(folder)  # used just now
    return (folder,)


def opened(*sources: str | Path, index: Index | None = None, progress: Progress | None = None) -> Store:
    """Open any sources in the quickest way there is, which for Turtle is by way of the cache.

    Raises:
        SourceError, BadRule, EndpointError
    """
    instead = prepared(*sources, index=index, progress=progress)
    try:
        return open_store(*instead, progress=progress)
    except (NoSuchSource, OtherVersion):
        if instead == sources:
            raise
    shutil.rmtree(instead[0], ignore_errors=True)  # damaged, or cleared away just now: nothing is lost, it is a cache
    return open_store(*prepared(*sources, index=index, progress=progress), progress=progress)


def _holds(folder: Path, identity: str) -> bool:
    """Whether a folder holds a graph with this identity that this version can open."""
    try:
        return manifest.read(folder).identity == identity
    except (NoSuchSource, OtherVersion):
        return False


def _built(
    files: tuple[Path, ...], out: Path, index: Index | None, progress: Progress | None, *, wanted: str | None
) -> Manifest:
    """Build, unless meanwhile somebody else has built what is wanted."""
    try:
        _claim(out)
        with manifest.building(out):
            if wanted is not None and _holds(out, wanted):
                return manifest.read(out)
            _clear(out)
            version = out / f"{_VERSION}{secrets.token_hex(8)}"
            try:
                made = _written(files, version, index, progress)
                manifest.write(out, made)
            except BaseException as error:
                traceback.clear_frames(error.__traceback__)  # they hold the store, which would go on writing
                shutil.rmtree(version, ignore_errors=True)
                raise
            _clear(out)
            return made
    except OSError as error:
        raise CannotBuild(str(out), reason=error.strerror or str(error)) from error


def _claim(out: Path) -> None:
    """Make the folder, or see to it that nothing of somebody else is in it."""
    out.mkdir(parents=True, exist_ok=True)
    ours = {manifest.MANIFEST, manifest.MANIFEST + manifest.NEW, manifest.LOCK}
    others = sorted(path.name for path in out.iterdir() if path.name not in ours and not path.name.startswith(_VERSION))
    if others:
        raise CannotBuild(str(out), reason=f"it holds something else (“{others[0]}”)")


def _clear(out: Path) -> None:
    """Delete the versions that no manifest names, unless somebody reads them."""
    try:
        current = manifest.read(out).version
    except (NoSuchSource, OtherVersion):
        current = None
    for path in out.glob(f"{_VERSION}*"):
        if path.name != current:
            manifest.discard(path)


def _written(files: tuple[Path, ...], version: Path, index: Index | None, progress: Progress | None) -> Manifest:
    """Write everything of a version, down to the disk; its manifest."""
    version.mkdir()
    (version / manifest.IN_USE).touch()
    place = str(version / manifest.STORE)
    in_memory = _fits(files)
    store = ox.Store() if in_memory else ox.Store(place)
    identity = load(store, files, progress)
    triples = len(store)
    derived = derive(store, progress)
    modified = _modified(store)
    if progress is not None:
        progress("writing", 0, 1)
    if in_memory:
        # Oxigraph reads a file without holding Python up, so that an index can be made meanwhile: it asks for nearly
        # all there is, which memory tells much faster.
        passed_on = version / "all.nq"
        store.dump(passed_on, ox.RdfFormat.N_QUADS)
        with ThreadPoolExecutor(1) as aside:
            stored = aside.submit(_stored, passed_on, place)
            _indexed(store, identity, version, index, progress)
            stored.result()
    else:
        store.optimize()
        store.flush()
        del store  # lets go of the files
        _indexed(ox.Store.read_only(place), identity, version, index, progress)
    for folder, _, names in os.walk(version):
        for name in names:
            with Path(folder, name).open("rb+") as file:
                os.fsync(file.fileno())
        manifest.sync(Path(folder))
    if progress is not None:
        progress("writing", 1, 1)
    return Manifest(version.name, identity, triples, derived, modified, ox.__version__)


def _fits(files: tuple[Path, ...]) -> bool:
    """Whether there is memory to build a graph in."""
    needed = sum(file.stat().st_size * settings.BUILD_MEMORY[file.suffix.lower()] for file in files)
    return needed <= settings.memory_available()


def _stored(file: Path, place: str) -> None:
    """Write what a file of quads holds, which Oxigraph wrote itself, and delete it."""
    store = ox.Store(place)
    store.bulk_load(path=file, format=ox.RdfFormat.N_QUADS, lenient=True)
    store.optimize()
    store.flush()
    file.unlink()


def _indexed(store: ox.Store, identity: str, version: Path, index: Index | None, progress: Progress | None) -> None:
    if index is None:
        return
    # Millions of names would be looked through for garbage again and again.
    with uncollected(), EmbeddedStore(store, identity=identity) as asked:
        index.write(asked, version, progress)


def _modified(store: ox.Store) -> str | None:
    """The latest date that the sources give for themselves; a clock would make each build another."""
    said = store.quads_for_pattern(None, ox.NamedNode(str(DCTERMS.modified)), None)
    dates = [quad.object.value for quad in said if isinstance(quad.object, ox.Literal)]
    return max(dates, default=None)


def _forget_old(kept: Path) -> None:
    """Delete from the cache what was not used for longest, unless somebody reads it."""
    graphs = [path for path in kept.parent.iterdir() if manifest.is_prepared(path) and path != kept]
    for path in sorted(graphs, key=lambda path: path.stat().st_mtime, reverse=True)[_CACHED - 1 :]:
        with suppress(NoSuchSource, OtherVersion, OSError):
            if manifest.discard(path / manifest.read(path).version):
                shutil.rmtree(path, ignore_errors=True)
