# make app     ask the graph in a browser         make test    every check and test
# make setup   .venv with everything, by hash     make bench   how fast, as ratios
# make bench-scale, bench-serve, bench-pages    how it grows, how many it serves, how soon a page answers
# make soak    the checks that take hours         make fuzz    coverage-guided fuzzing (installs atheris)
# Needs Python 3.11+ and make. uv is used where it is found; `make UV= …` does without it.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first of these that is Python 3.11 or newer; `make PYTHON=… setup` names another.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$python && break; done)
UV ?= $(shell command -v uv 2>/dev/null)
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help
help:
	@sed -n 's/^# \{0,1\}//p; /^$$/q' Makefile

.PHONY: setup
setup: $(READY)

# Redone when the lock or the project's own description changes. The stamp comes last, so a setup that was cut short is redone.
$(READY): requirements.lock pyproject.toml
	@if [ -z "$(PYTHON)" ]; then echo "msgraph needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3 setup" >&2; exit 1; fi
	@rm -f $(READY)
ifeq ($(strip $(UV)),)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
else
	@test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
endif
	@touch $(READY)

.PHONY: app
app: $(READY)
	$(BIN)/msgraph app

.PHONY: test
test: lint types layers $(if $(CI),audit)
	$(BIN)/python -m pytest

.PHONY: lint
lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: types
types: $(READY)
	$(BIN)/mypy

.PHONY: layers
layers: $(READY)
	$(BIN)/lint-imports --no-logo

.PHONY: format
format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: bench
bench: $(READY)
	$(BIN)/python benchmarks/run.py

# SIZES are triples:names; the largest of the four needs some 15 GB of disk and hours.
.PHONY: bench-scale
bench-scale: $(READY)
	$(BIN)/python benchmarks/scale.py $(SIZES)

.PHONY: bench-serve
bench-serve: $(READY)
	$(BIN)/python benchmarks/serve.py

.PHONY: bench-pages
bench-pages: $(READY)
	$(BIN)/python benchmarks/pages.py

# The same checks that `make test` samples, at length: some two hours.
.PHONY: soak
soak: $(READY)
	$(BIN)/python -m pytest tests/soak --soak -v

# Atheris is no part of the lock, since it is not there for every system. FUZZ is the seconds for each target.
FUZZ ?= 900
.PHONY: fuzz
fuzz: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target build/atheris atheris
	for target in questions tables queries; do mkdir -p build/fuzz/$$target && \
		PYTHONPATH=build/atheris $(BIN)/python tests/soak/fuzz.py $$target build/fuzz/$$target \
		-max_total_time=$(FUZZ) -max_len=4000 -artifact_prefix=build/fuzz/$$target- || exit 1; done

# Needs the network, and says so where there is none; fails only where a weakness is known.
.PHONY: audit
audit: $(READY)
	@mkdir -p build && $(BIN)/python -m pip install --quiet --disable-pip-version-check --target build/audit --upgrade pip-audit \
		2>build/audit.log || { echo "not audited: pip-audit cannot be installed here"; exit 0; }; \
	PYTHONPATH=build/audit $(BIN)/python -m pip_audit --requirement requirements.lock --require-hashes --disable-pip \
		--progress-spinner off --timeout 15 >build/audit.txt 2>build/audit.log; status=$$?; \
	missing=$$(grep -c "could not be audited" build/audit.txt); grep -v "could not be audited" build/audit.txt; \
	[ "$$missing" -eq 0 ] || echo "not audited: $$missing packages cannot be looked up here"; \
	if grep -q "known vulnerabilit[a-z]* in" build/audit.log; then tail -1 build/audit.log; exit $$status; \
	elif [ $$status -ne 0 ]; then echo "not audited: the database of weaknesses cannot be reached"; fi

.PHONY: wheel
wheel: $(READY)
	$(BIN)/python -m build --no-isolation --wheel

# For whoever changes a dependency: every version and every hash, for all systems and all Python versions at once.
.PHONY: lock
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv (pip install uv)" >&2; exit 1; }
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

.PHONY: clean
clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
