"""Builds and imports killed at any moment: the old or the new graph is there, whole, and the next command works."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from msgraph import cli
from msgraph.engine import KnowledgeGraph
from tests.unit.test_tables import ONTOLOGY, TABLES, written

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL"),
]

Record = Callable[[str], None]
COMMAND = "import sys; from msgraph.cli import main; print('go', flush=True); main()"


def started(arguments: Sequence[object]) -> "subprocess.Popen[bytes]":
    """A command that has loaded what it needs to begin."""
    command = [sys.executable, "-c", COMMAND, *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    assert process.stdout.readline() == b"go\n"
    return process


def takes(arguments: Sequence[object]) -> float:
    """How many seconds a command takes from there."""
    with started(arguments) as process:
        begun = time.monotonic()
        assert process.wait() == 0
        return time.monotonic() - begun


def killed(arguments: Sequence[object], after: float) -> bool:
    """Kill a command after so many seconds; whether it was still at work."""
    with started(arguments) as process:
        time.sleep(after)
        process.kill()
        return process.wait() == -signal.SIGKILL


def world(file: Path, tool: str) -> Path:
    """A graph in which Ann lends a tool, large enough for its building to take a while."""
    text = (Path(__file__).parents[1] / "worlds" / "workshop.ttl").read_text("utf-8")
    more = "\n".join(
        f'<http://e.org/{n}> a <http://e.org/Thing> ; <http://e.org/name> "{tool} {n}" .' for n in range(1000)
    )
    file.write_text(f"{text}\n<http://e.org/made> <http://e.org/with> <http://e.org/{tool}> .\n{more}", "utf-8")
    return file


def test_a_build_killed_at_any_moment_leaves_a_whole_graph(tmp_path: Path, long: bool, record: Record) -> None:
    out, times = tmp_path / "built", 100 if long else 3
    sources = {tool: world(tmp_path / f"{tool}.ttl", tool) for tool in ("saw", "axe")}

    def build(tool: str) -> list[object]:
        return ["build", "--graph", sources[tool], "--out", out]

    whole = takes(build("saw"))
    dice, midway, seen = random.Random(11), 0, {"saw": 0, "axe": 0}
    for attempt in range(times):
        midway += killed(build(("axe", "saw")[attempt % 2]), dice.uniform(0, whole))
        with KnowledgeGraph.open(out) as kg:
            (tool,) = (str(row[0]) for row in kg.query("SELECT ?t { <http://e.org/made> <http://e.org/with> ?t }").rows)  # type: ignore[union-attr]
            tool = tool.rpartition("/")[2]
            (count,) = kg.query("SELECT (COUNT(*) AS ?n) { ?t a <http://e.org/Thing> }").rows[0]  # type: ignore[union-attr]
            assert str(count) == "1000"
            assert kg.ask("Which finishes prevent rust?").status == "answered"
        seen[tool] += 1
    assert cli.run(list(map(str, build("axe")))) == cli.DONE
    assert len([path for path in out.iterdir() if path.is_dir()]) == 1
    record(f"build killed {times} times, {midway} of them at work: old or new graph whole each time, {seen}")
    assert midway > 0


def test_an_import_killed_at_any_moment_leaves_a_whole_folder(tmp_path: Path, long: bool, record: Record) -> None:
    times = 100 if long else 3
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "shed.ttl").write_text(ONTOLOGY, encoding="utf-8")
    out, states, sources, whole = tmp_path / "graph", [], [], 0.0
    for name in ("one", "two"):
        tables = written(tmp_path / name, TABLES)
        file = tables / "shed" / "notes.tsv"
        file.write_text(file.read_text("utf-8").replace("Ann lends", f"Ann {name} lends"), encoding="utf-8")
        sources.append(["import-tables", tables, "--out", out, "--graph", tmp_path / "ontology"])
        whole = takes(sources[-1])
        states.append({path.name: path.read_bytes() for path in out.iterdir()})
    dice, midway = random.Random(12), 0
    seen = [0, 0]
    for attempt in range(times):
        midway += killed(sources[attempt % 2], dice.uniform(0.5 * whole, 1.05 * whole))
        found = {path.name: path.read_bytes() for path in out.iterdir()}
        assert found in states
        seen[states.index(found)] += 1
    assert cli.run(list(map(str, sources[0]))) == cli.DONE
    assert {path.name: path.read_bytes() for path in out.iterdir()} == states[0]
    left = [path for path in tmp_path.iterdir() if path.name.startswith(".graph.")]
    record(
        f"import-tables killed {times} times, {midway} of them at work: {seen}; {len(left)} folders remain beside it"
    )
    for path in left:
        shutil.rmtree(path)
    assert midway > 0
    assert os.listdir(tmp_path)
