"""The same question has the same answer, to the last byte, in whichever process it is asked."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from msgraph.cli import NOTHING

WORDINGS = Path(__file__).with_name("wordings.tsv")


def asked(lines: str, seed: str) -> list[dict[str, Any]]:
    """The answers of a process that orders its sets by this seed."""
    done = subprocess.run(
        [sys.executable, "-m", "msgraph", "ask", "--batch", "-"],
        input=lines, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    assert done.returncode <= NOTHING, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    for answer in found:
        del answer["milliseconds"]
    return found


@pytest.mark.slow
def test_answers_do_not_depend_on_the_order_of_sets() -> None:
    with WORDINGS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        lines = "".join(
            json.dumps({"id": number, "question": row["wording"]}) + "\n" for number, row in enumerate(rows)
        )
    one, other = asked(lines, "1"), asked(lines, "2")
    assert len(one) == len(other) > 1000
    assert [(a, b) for a, b in zip(one, other, strict=True) if a != b] == []
