"""Coverage-guided fuzzing with atheris: `make fuzz`, or by hand

    pip install atheris
    python tests/soak/fuzz.py questions CORPUS -max_total_time=900
    python tests/soak/fuzz.py tables CORPUS -max_total_time=900
    python tests/soak/fuzz.py queries CORPUS -max_total_time=900

What it finds becomes a test. Atheris is no part of the lock: it is not there for every system.
"""

import contextlib
import os
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["msgraph"]):
    import msgraph.answer  # imported here, so that what atheris watches is the whole way of a question
    import msgraph.engine
    import msgraph.reading
    import msgraph.tables
    from msgraph import guard
    from msgraph.errors import BadTables, MsgraphError
    from msgraph.grammar import FUNCTION_WORDS

WORLD = ROOT / "tests" / "worlds" / "workshop.ttl"


def questions() -> None:
    """Any text comes to one of the four ends, also after another one."""
    kg = msgraph.engine.KnowledgeGraph.open(WORLD)
    words = [*kg.lexicon.words, *sorted(FUNCTION_WORDS), "?", ",", "Ann", "2020", "more than"]

    def one(data: bytes) -> None:
        dice = atheris.FuzzedDataProvider(data)
        before = None
        for _ in range(1 + dice.ConsumeBool()):
            if dice.ConsumeBool():
                text = dice.ConsumeUnicode(200)
            else:
                text = " ".join(
                    words[dice.ConsumeIntInRange(0, len(words) - 1)] for _ in range(dice.ConsumeIntInRange(1, 10))
                )
            before = kg.ask(text, follows=before)
            before.to_json()

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


def queries() -> None:
    """What the guard lets pass is refused or read-only for Oxigraph too, and it never raises anything of its own."""
    import pyoxigraph as ox

    store = ox.Store()

    def one(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        with contextlib.suppress(MsgraphError):
            guard.checked(text, has_graph=lambda name: False)
            with contextlib.suppress(SyntaxError):
                store.query(text)

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


def tables() -> None:
    """Tables with anything in them are imported, or told to be wrong at a line."""
    from tests.unit.test_tables import ONTOLOGY, TABLES, written

    home = Path(tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    (home / "ontology").mkdir()
    (home / "ontology" / "shed.ttl").write_text(ONTOLOGY, "utf-8")
    written(home / "tables", TABLES)
    files = sorted(path for path in (home / "tables").rglob("*.tsv"))
    good = [path.read_bytes() for path in files]

    def one(data: bytes) -> None:
        dice = atheris.FuzzedDataProvider(data)
        for path, content in zip(files, good, strict=True):
            changed = content
            for _ in range(dice.ConsumeIntInRange(0, 2)):
                start = dice.ConsumeIntInRange(0, len(changed))
                end = min(len(changed), start + dice.ConsumeIntInRange(0, 20))
                changed = changed[:start] + dice.ConsumeBytes(dice.ConsumeIntInRange(0, 30)) + changed[end:]
            path.write_bytes(changed)
        try:
            made = msgraph.tables.import_tables(home / "tables", home / "graph", ontology=home / "ontology")
        except BadTables as error:
            assert error.faults
            assert all(fault.file and "\n" not in str(fault) for fault in error.faults), error.faults
        else:
            import pyoxigraph as ox

            for path in made:
                list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    {"questions": questions, "queries": queries, "tables": tables}[sys.argv.pop(1)]()
