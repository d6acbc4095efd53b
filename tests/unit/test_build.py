import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from msgraph import manifest
from msgraph.build import Index, build, opened, prepared
from msgraph.errors import BadRule, BrokenTurtle, CannotBuild, NoSuchSource
from msgraph.store import Progress, Store, open_store
from msgraph.vocabulary import DERIVED

EX = "http://example.org/"
PREFIXES = """
@prefix : <http://example.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
RULE = """
:x sh:rule [ a sh:SPARQLRule ;
  sh:construct "CONSTRUCT { ?b <http://example.org/before> ?a } WHERE { ?a <http://example.org/next> ?b }" ] .
"""


def world(folder: Path, links: int, *, more: str = RULE) -> Path:
    """A file with so many links in a row."""
    file = folder / f"world-{links}.ttl"
    rows = "\n".join(f":a{number} :next :a{number + 1} ." for number in range(links))
    file.write_text(f"{PREFIXES}{rows}\n{more}", encoding="utf-8")
    return file


def counted(store: Store) -> tuple[int, int]:
    """The asserted links, and those that the rule derives from them."""
    asserted = store.select(f"SELECT (COUNT(*) AS ?n) {{ ?a <{EX}next> ?b }}").rows[0][0]
    derived = store.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{DERIVED}> {{ ?a <{EX}before> ?b }} }}").rows[0][0]
    return int(str(asserted)), int(str(derived))


def found(*sources: str | Path) -> tuple[int, int]:
    with open_store(*sources) as store:
        return counted(store)


def versions(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


# --------------------------------------------------------------------------------------------------------------- build


@pytest.mark.parametrize("free", [0, 1 << 30], ids=["on disk", "in memory"])
def test_a_build_holds_what_is_asserted_and_what_is_derived(
    free: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("msgraph.settings.memory_available", lambda: free)
    made = build([world(tmp_path, 50)], tmp_path / "built")
    assert found(tmp_path / "built") == (50, 50)
    assert made.derived == 50
    assert made == manifest.read(tmp_path / "built")


def test_a_build_is_known_by_its_sources_and_not_by_the_clock(tmp_path: Path) -> None:
    dated = world(tmp_path, 5, more=':x dcterms:modified "2024-05-01" . :y dcterms:modified "2025-01-31" .')
    one, two = (json.loads(_manifest(build_to(dated, tmp_path / name))) for name in ("one", "two"))
    assert one.pop("version") != two.pop("version")
    assert one == two
    assert one["modified"] == "2025-01-31"


def build_to(source: Path, folder: Path) -> Path:
    build([source], folder)
    return folder


def _manifest(folder: Path) -> bytes:
    return (folder / manifest.MANIFEST).read_bytes()


def test_a_build_replaces_the_one_before_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    out = tmp_path / "built"
    for links in (5, 7, 9):
        build([world(tmp_path, links)], out)
        assert found(out) == (links, links)
    assert versions(out) == [manifest.read(out).version]
    assert sorted(path.name for path in out.iterdir() if path.is_file()) == [manifest.LOCK, manifest.MANIFEST]


def test_a_reader_goes_on_reading_the_graph_that_was_replaced(tmp_path: Path) -> None:
    out = tmp_path / "built"
    build([world(tmp_path, 5)], out)
    with open_store(out) as reader:
        build([world(tmp_path, 7)], out)
        assert counted(reader) == (5, 5)
        assert reader.query("SELECT (COUNT(*) AS ?n) { ?a <http://example.org/next> ?b }") == reader.select(
            "SELECT (COUNT(*) AS ?n) { ?a <http://example.org/next> ?b }"
        )
        assert found(out) == (7, 7)
        assert len(versions(out)) == 2
    build([world(tmp_path, 9)], out)
    assert len(versions(out)) == 1


def test_readers_never_find_less_than_a_graph_while_it_is_replaced(tmp_path: Path) -> None:
    out, seen, stop = tmp_path / "built", set(), threading.Event()
    sources = [world(tmp_path, 5), world(tmp_path, 7)]
    build(sources[:1], out)

    def read() -> None:
        while not stop.is_set():
            seen.add(found(out))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(8):
        build([sources[number % 2]], out)
    stop.set()
    reader.join()
    assert seen == {(5, 5), (7, 7)}


def test_builds_of_one_folder_at_once_do_no_harm(tmp_path: Path) -> None:
    out = tmp_path / "built"
    program = "import sys; from msgraph.build import build; build([sys.argv[1]], sys.argv[2])"
    running = [
        subprocess.Popen([sys.executable, "-c", program, world(tmp_path, links), out]) for links in (300, 301, 302)
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert found(out) in [(300, 300), (301, 301), (302, 302)]
    assert len(versions(out)) == 1


BUILDING = "import sys; from msgraph.build import build; print('go', flush=True); build([sys.argv[1]], sys.argv[2])"


def started(source: Path, out: Path) -> "subprocess.Popen[bytes]":
    """A process that begins to build just now."""
    process = subprocess.Popen([sys.executable, "-c", BUILDING, source, out], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.read(2) == b"go"
    return process


def test_a_build_that_is_killed_leaves_a_whole_graph(tmp_path: Path) -> None:
    out, old, new = tmp_path / "built", world(tmp_path, 10), world(tmp_path, 2000)
    build([old], out)
    start = time.monotonic()
    with started(new, tmp_path / "measure"):
        pass
    takes = time.monotonic() - start
    moments = random.Random(7)
    remains = 0
    for _ in range(10):
        with started(new, out) as process:
            time.sleep(moments.uniform(0, takes))
            process.kill()
        remains += len(versions(out)) > 1
        assert found(out) in [(10, 10), (2000, 2000)]
        build([old], out)
        assert found(out) == (10, 10)
        assert versions(out) == [manifest.read(out).version]
    assert remains > 0, "no build was killed in the midst of its work"


@pytest.mark.parametrize(
    ("text", "error"),
    [(":ann lends :saw .", BrokenTurtle), (RULE.replace("CONSTRUCT", "CONSTRUE"), BadRule)],
    ids=["turtle", "rule"],
)
def test_a_build_that_fails_leaves_the_old_graph(tmp_path: Path, text: str, error: type[Exception]) -> None:
    out = tmp_path / "built"
    build([world(tmp_path, 5)], out)
    before = versions(out), _manifest(out)
    with pytest.raises(error):
        build([world(tmp_path, 6, more=text)], out)
    assert (versions(out), _manifest(out)) == before
    assert found(out) == (5, 5)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    source = world(tmp_path, 5)
    with pytest.raises(CannotBuild, match=r"it holds something else \(“world-5\.ttl”\)"):
        build([source], tmp_path)
    with pytest.raises(CannotBuild):
        build([source], source)
    with pytest.raises(NoSuchSource):
        build([tmp_path / "none.ttl"], tmp_path / "built")
    assert list(tmp_path.iterdir()) == [source]


def test_a_build_says_how_far_it_has_come(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build([world(tmp_path, 500)], tmp_path / "built", progress=lambda *step: told.append(step))
    assert [stage for stage in dict.fromkeys(stage for stage, _, _ in told)] == [
        "reading",
        "deriving, round 1",
        "deriving, round 2",
        "writing",
    ]
    assert all(0 <= done <= total for _, done, total in told)
    reading = [(done, total) for stage, done, total in told if stage == "reading"]
    assert reading == sorted(reading)
    assert reading[-1][0] == reading[-1][1]


def names(folder_name: str = "names.txt") -> Index:
    """An index that writes down the first names of a graph."""

    def write(store: Store, folder: Path, progress: Progress | None) -> None:
        (folder / folder_name).write_text(str(counted(store)))

    return Index("names-1", write)


def test_an_index_is_laid_beside_the_store(tmp_path: Path) -> None:
    build([world(tmp_path, 5)], tmp_path / "built", index=names())
    with open_store(tmp_path / "built") as store:
        assert store.folder is not None
        assert (store.folder / "names.txt").read_text() == "(5, 5)"


def test_an_index_that_fails_leaves_the_old_graph(tmp_path: Path) -> None:
    def write(store: Store, folder: Path, progress: Progress | None) -> None:
        raise ZeroDivisionError

    build([world(tmp_path, 5)], tmp_path / "built")
    with pytest.raises(ZeroDivisionError):
        build([world(tmp_path, 6)], tmp_path / "built", index=Index("broken", write))
    assert found(tmp_path / "built") == (5, 5)
    assert len(versions(tmp_path / "built")) == 1


# --------------------------------------------------------------------------------------------------------------- cache


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MSGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.usefixtures("own_cache")
def test_turtle_is_prepared_once(tmp_path: Path) -> None:
    source, told = world(tmp_path, 5), list[object]()
    first = prepared(source, progress=lambda *step: told.append(step))
    assert told
    told.clear()
    assert prepared(source, progress=lambda *step: told.append(step)) == first
    assert told == []
    assert found(*first) == (5, 5)


@pytest.mark.usefixtures("own_cache")
def test_turtle_that_has_changed_is_prepared_anew(tmp_path: Path) -> None:
    source = world(tmp_path, 5)
    first = prepared(source)
    world(tmp_path, 5, more="")
    assert prepared(source) != first
    assert found(*prepared(source)) == (5, 0)
    assert prepared(source, index=names()) != prepared(source)


@pytest.mark.usefixtures("own_cache")
def test_what_needs_no_preparing_comes_back_as_it_is(tmp_path: Path) -> None:
    build([world(tmp_path, 5)], tmp_path / "built")
    assert prepared(tmp_path / "built") == (tmp_path / "built",)
    assert prepared("http://127.0.0.1:9/query") == ("http://127.0.0.1:9/query",)


def test_where_the_cache_cannot_be_written_turtle_is_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MSGRAPH_CACHE", str(tmp_path / "file" / "cache"))
    source = world(tmp_path, 5)
    assert prepared(source) == (source,)
    with opened(source) as store:
        assert counted(store) == (5, 5)


def test_a_damaged_cache_is_made_anew(tmp_path: Path, own_cache: Path) -> None:
    source = world(tmp_path, 5)
    (folder,) = prepared(source)
    shutil.rmtree(Path(folder) / manifest.read(Path(folder)).version)
    with opened(source) as store:
        assert counted(store) == (5, 5)
    assert len(list(own_cache.iterdir())) == 1


def test_the_cache_forgets_what_was_not_used_for_longest(tmp_path: Path, own_cache: Path) -> None:
    sources = [world(tmp_path, links) for links in range(1, 10)]
    oldest = prepared(sources[0])
    with open_store(*oldest) as reader:
        for age, source in enumerate(sources[1:]):
            (folder,) = prepared(source)
            os.utime(folder, (age, age))
        assert counted(reader) == (1, 1)
    assert len(list(own_cache.iterdir())) == 6


@pytest.mark.usefixtures("own_cache")
def test_many_may_open_what_nobody_has_prepared(tmp_path: Path) -> None:
    program = (
        "import sys; from msgraph.build import opened; store = opened(sys.argv[1]);"
        f"print(len(store.select('SELECT * {{ ?a <{EX}next> ?b }}').rows)); store.close()"
    )
    source = world(tmp_path, 300)
    running = [
        subprocess.Popen([sys.executable, "-c", program, source], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [process.communicate()[0] for process in running] == ["300\n"] * 3
