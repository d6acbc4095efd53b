"""How msgraph grows with its graph: `make bench-scale`, or `python benchmarks/scale.py 100000:10000 1000000:100000`.

For each size (triples:names) a graph of the shipped shape is generated (`generate.py`) and

    load     loaded by `oxigraph load`, the bare work of building
    build    built by `msgraph build`: loading, deriving, indexing the names
    open     opened by a new process, up to the first answer's reading of the ontology
    ask      asked development questions, warm: the median, the 95th percentile and the slowest
    memory   of the process that asked
    spelt    whether a misspelt name is still found

Load and build are told in seconds of processor time, which a busy machine does not lengthen; asking in wall time, since
the queries of large graphs run in processes of their own; opening in both.
"""

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

from msgraph import settings

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.generate import generate

SIZES = ((50_000, 1_000), (100_000, 10_000), (1_000_000, 100_000), (10_000_000, 1_000_000))
ASKED = 60

ASK = """
import json, resource, statistics, sys, time
wall, cpu = time.perf_counter(), time.process_time()
from msgraph import KnowledgeGraph
kg = KnowledgeGraph.open(sys.argv[1])
imported, imported_cpu = time.perf_counter() - wall, time.process_time() - cpu
wall, cpu = time.perf_counter(), time.process_time()
with KnowledgeGraph.open(sys.argv[1]) as again:
    again.ontology
    again.lexicon
opened, opened_cpu = time.perf_counter() - wall, time.process_time() - cpu
questions = json.loads(sys.argv[2])
cold = time.process_time()
kg.ask(questions[0])
cold = time.process_time() - cold
walls, ends = [], {}
for question in questions:
    answer = kg.ask(question)
    wall = time.perf_counter()
    answer = kg.ask(question)
    walls.append(time.perf_counter() - wall)
    ends[answer.status] = ends.get(answer.status, 0) + 1
spelt = kg.ask("Which cytokines do mesenchimal stem cells secrete?")
cpu = time.process_time()
kg.ask("Which unicornz do mesenchymal stem cells secrete?")
unknown = time.process_time() - cpu
walls.sort()
print(json.dumps({
    "open": opened, "open_cpu": opened_cpu, "first": cold, "median": statistics.median(walls),
    "p95": walls[int(.95 * len(walls))], "slowest": walls[-1], "ends": ends,
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10, "spelt": spelt.status, "unknown": unknown,
}))
"""


def run(*command: str | Path) -> tuple[float, float, int, str]:
    """Wall and processor seconds and the largest memory of a command, and what it printed."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command[:4]} failed: {done.stderr[-2000:]}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started, spent, after.ru_maxrss << 10, done.stdout


def questions() -> list[str]:
    """Development questions that lean on no other, spread over their kinds."""
    file = Path(__file__).parent.parent / "tests" / "questions" / "dev.jsonl"
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = [record["question"] for record in records if "question" in record and not record.get("follows")]
    return found[:: max(1, len(found) // ASKED)][:ASKED]


def measure(triples: int, names: int, home: Path) -> None:
    """Print the row of a size."""
    folder = home / str(triples)
    made, labels = generate(folder / "turtle", triples, names)
    file = folder / "turtle" / "generated.nt"
    oxigraph = Path(sys.executable).parent / "oxigraph"
    load = run(oxigraph, "load", "--location", folder / "bare", "--file", file)
    shutil.rmtree(folder / "bare")
    msgraph = (sys.executable, "-m", "msgraph")
    build = run(*msgraph, "build", "--graph", settings.ontology(), "--graph", file, "--out", folder / "built")
    *_, said = run(sys.executable, "-c", ASK, folder / "built", json.dumps(questions()))
    asked = json.loads(said)
    print(
        f"{made:>11,}{labels:>10,}{load[1]:>9.1f}{build[1]:>9.1f}{(build[1] / load[1]):>7.1f}"
        f"{asked['open']:>8.2f}{asked['open_cpu']:>7.2f}"
        f"{1000 * asked['median']:>9.1f}{1000 * asked['p95']:>9.1f}{1000 * asked['slowest']:>9.1f}"
        f"{asked['memory'] >> 20:>8}{1000 * asked['unknown']:>9.1f}  {asked['spelt']}"
        f"  {asked['ends']}  load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    shutil.rmtree(folder)


def main() -> None:
    """Print the table."""
    sizes = [tuple(map(int, size.split(":"))) for size in sys.argv[1:]] or list(SIZES)
    print(f"{date.today()}, Python {platform.python_version()}, Oxigraph {version('pyoxigraph')}")
    print(f"{platform.machine()}, {os.cpu_count()} cores, load before it {os.getloadavg()[0]:.1f}\n")
    print(
        "                               processor s           wall s  cpu s   ask: wall ms                       cpu ms"
    )
    print(
        "    triples     names     load    build  ratio   open    open   median     95 %  slowest  MiB unknown misspelt"
    )
    with tempfile.TemporaryDirectory(prefix="msgraph-scale-", dir=os.environ.get("MSGRAPH_SCALE_DIR")) as home:
        for triples, names in sizes:
            measure(triples, names, Path(home))


if __name__ == "__main__":
    main()
