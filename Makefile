# Two commands on a fresh machine that has only python3 and make:
#   make run    the whole pipeline on data/raw, into data/processed
#   make test   lint, types and tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint types pytest fuzz kills bench expected pictures clean

run: $(VENV)/ready
	$(BIN)/foi run --fail-on never

test: lint types pytest

lint: $(VENV)/dev
	$(BIN)/ruff check foi_cli tests benchmarks
	$(BIN)/ruff format --check foi_cli tests benchmarks

types: $(VENV)/dev
	$(BIN)/mypy

pytest: $(VENV)/dev
	$(BIN)/python -m pytest

# Kills a hundred runs, each at a random moment, and holds what comes of them to an undisturbed run: half an hour.
kills: $(VENV)/dev
	FOI_KILLS=100 $(BIN)/python -m pytest -q -s tests/cli/test_killed_anywhere.py

# How fast all is, beside what it is held against; takes an hour, and some GB for a large store.
bench: $(VENV)/dev
	$(BIN)/python benchmarks/speed.py --all

# 20,000 damaged documents through every reader; what fails is kept in fuzz-failures. docs/security.md says more.
fuzz: $(VENV)/dev
	$(BIN)/python tests/hostile/fuzz.py --count 20000 --seed 1

# Rewrites every expected output that lies beside a test document; read the result as a diff.
expected: $(VENV)/dev
	FOI_REWRITE_EXPECTED=1 $(BIN)/python -m pytest -q

# The pictures of the README, from what the program prints.
pictures: $(VENV)/ready
	$(BIN)/python docs/pictures/draw.py

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/dev: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
	find data/processed -mindepth 1 ! -name .gitkeep -delete
