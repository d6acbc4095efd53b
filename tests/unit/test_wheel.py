"""The wheel as a stranger meets it: installed away from the checkout, with everything it needs to answer."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TURTLE = sorted(path for folder in ("ontology", "graph") for path in (ROOT / folder).glob("*.ttl"))

pytestmark = pytest.mark.slow


def run(*command: str | Path, **environment: str) -> str:
    """What a command prints; its errors are the test's."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=Path(environment.get("HOME", ".")),
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, built and installed without a network."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", wheels, ROOT)
    (wheel,) = wheels.glob("msgraph-*.whl")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--no-deps", "--no-index", "--target", target, wheel)
    return target


def test_the_wheel_carries_the_ontology_and_the_graph(installed: Path) -> None:
    data = installed / "msgraph" / "data"
    carried = {path.relative_to(data).as_posix() for path in data.rglob("*.ttl")}
    assert carried == {path.relative_to(ROOT).as_posix() for path in TURTLE}


def test_the_wheel_carries_the_app_and_lays_nothing_beside_the_package(installed: Path) -> None:
    assert (installed / "msgraph" / "data" / "app.py").read_bytes() == (ROOT / "app.py").read_bytes()
    assert not (installed / "app.py").exists()


def test_the_installed_package_answers_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    # -S and a path of its own would lose the dependencies; PYTHONPATH stands before the checkout's own .pth entry.
    surroundings = {"PYTHONPATH": str(installed), "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    place = run(sys.executable, "-c", "import msgraph; print(msgraph.__file__)", **surroundings)
    assert Path(place.strip()).is_relative_to(installed)

    question = "Which cell types act through immunomodulation?"
    answer = json.loads(run(sys.executable, "-m", "msgraph", "ask", "--json", question, **surroundings))
    assert answer["status"] == "answered"
    assert answer["answers"]
    assert answer["evidence"]


def test_the_installed_script_is_on_the_path(installed: Path, tmp_path: Path) -> None:
    surroundings = {"PYTHONPATH": str(installed), "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert "ask" in run(sys.executable, installed / "bin" / "msgraph", "--help", **surroundings)
