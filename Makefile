# The two commands of the README, and what those who work on Clarify need every day.
# `make PYTHON=python3.12 demo` uses another Python.

PYTHON ?= python3
BIN = .venv/bin

.PHONY: demo test lint evals soak wheel clean

demo: .venv/runs
	$(BIN)/clarify demo

test: .venv/develops
	$(BIN)/python -m pytest -n auto

lint: .venv/develops
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

EVALS = extraction dates recurrence routing duplicates

evals: .venv/develops
	set -e; for name in $(EVALS); do \
		$(BIN)/clarify eval $$name --baseline evals/baselines/$$name.json; done

soak: .venv/develops
	$(BIN)/python -m pytest -m soak --timeout 3600

wheel: .venv/develops
	rm -rf build dist && $(BIN)/python -m build --wheel --outdir dist .

.venv/python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Clarify needs Python 3.11 or newer"'
	$(PYTHON) -m venv .venv
	touch .venv/python

.venv/runs: .venv/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch .venv/runs

.venv/develops: .venv/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,evals,postgres]'
	touch .venv/develops .venv/runs

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
