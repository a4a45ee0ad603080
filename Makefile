# `make run` and `make test` do everything on a machine that has python3 with venv, and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := run
.PHONY: run test lint types tests test-long browser faults dist clean

run: $(VENV)/installed
	$(BIN)/reconcile run --force

# side by side: mypy has one process, the tests have one for every core
test: $(VENV)/installed-test
	$(MAKE) --no-print-directory --jobs=3 lint types tests

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-test
	$(BIN)/mypy
	$(BIN)/basedpyright --pythonpath $(BIN)/python

# also where the environment says otherwise, compiled tests are kept: a third of the time to collect them is to compile
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n auto --dist worksteal

tests: $(VENV)/installed-test
	$(PYTEST)

# what is long by its nature, and properties on all their examples
test-long: $(VENV)/installed-test
	$(PYTEST) -m "long or hypothesis" --hypothesis-profile=thorough

# the report in a real browser; runs killed at every touch of the disk, and disks that fail
browser faults: $(VENV)/installed-test
	$(PYTEST) tests/$@

# what is published: built, and its description and metadata checked
dist: $(VENV)/installed-dev
	rm -rf build dist
	$(BIN)/python -m build
	$(BIN)/twine check --strict dist/*

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	# as pip does for what it copies
	$(BIN)/python -m compileall -q reconcile
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(PIP) --editable ".[test]"
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) .venv-* .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist ./*.egg-info
