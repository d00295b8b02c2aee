# Two commands do everything on a fresh machine with Python 3.11 or newer: `make run`, `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test test-slow lint audit bench pictures pins clean

# The planner in the browser, with the worked examples; prints a link to sign in once.
run: $(VENV)/.installed
	$(BIN)/abd-planner run --demo

# Every test: style, types, units, properties, the wheel, and the pages in a real Chromium.
test: $(VENV)/.installed-tests lint
	PYTHON="$(PYTHON)" $(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

# What takes longer than a change should wait for: larger random samples.
test-slow: $(VENV)/.installed-tests
	$(BIN)/python -m pytest -m slow

# Style and types.
lint: $(VENV)/.installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Known weaknesses of the pinned parts, as PyPI knows them. Where only a mirror of OSV can be reached:
# make audit AUDIT="--vulnerability-service osv --osv-url https://…/v1/query"
audit: $(VENV)/.installed-tests
	$(BIN)/pip-audit --strict --no-deps --disable-pip --requirement pins.txt $(AUDIT)

# Measurements side by side; tables on the terminal, JSON in benchmarks/results.
bench: $(VENV)/.installed-tests
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "abd-planner needs Python 3.11 or newer; name one: make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv $(VENV) || $(MAKE) --no-print-directory venv-package
	test -x $@ || $(PYTHON) -m venv $(VENV)

# Debian and Ubuntu keep the module venv in a package of its own.
.PHONY: venv-package
venv-package:
	rm -rf $(VENV)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; \
	else \
		echo "Python's module venv is missing; on Debian and Ubuntu: sudo apt install python3-venv"; \
		exit 1; \
	fi

$(VENV)/.installed: pyproject.toml pins.txt $(VENV)/bin/python
	$(PIP) install --constraint pins.txt --editable .
	touch $@

$(VENV)/.installed-tests: $(VENV)/.installed
	$(PIP) install --constraint pins.txt --editable ".[test]"
	touch $@

# The pictures of the documents, taken from the real pages.
pictures: $(VENV)/.installed-tests
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.pictures

# The pins hold for every platform; needs uv.
pins:
	uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-header \
		--no-annotate --no-emit-index-url pyproject.toml --output-file pins.txt

clean:
	rm -rf $(VENV) build dist
