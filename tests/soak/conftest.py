"""The long checks: `make soak` runs them at length and tells what they found, `make test` a short sample of each."""

from collections.abc import Callable

import pytest

collect_ignore = ["fuzz.py"]
"""It needs atheris, which is not there for every system."""

_TOLD = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the checks are to run at length."""
    return bool(request.config.getoption("--soak", default=False))


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Takes a line for the report at the end of a long run."""
    return request.config.stash.setdefault(_TOLD, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("--soak", default=False):
        for line in config.stash.get(_TOLD, []):
            terminalreporter.write_line(line)
