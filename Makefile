# Every target below makes its own environment: needs git, make and Python >= 3.11.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.stamp

.PHONY: help env report test validate bench docs lint dist lock clean

help: ## Say what can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
	  || sed -nE 's/^([a-z]+):.*## (.*)/  make \1: \2/p' Makefile

env: $(STAMP) ## Make or bring up to date the environment in .venv

$(STAMP): pyproject.toml requirements.lock tools/bootstrap.sh
	sh tools/bootstrap.sh $(VENV)

report: $(STAMP) ## Reproduce the papers: report/index.html
	$(VENV)/bin/softnu reproduce --report report

test: $(STAMP) ## Run the test suite
	$(PY) -m pytest -n 2

validate: $(STAMP) ## Run the independent checks, slow ones included
	$(PY) -m pytest -n 2 validation

bench: $(STAMP) ## Run the speed benchmarks
	$(PY) -m benchmarks

docs: $(STAMP) ## Build the documentation: docs/_build/html
	$(PY) -m sphinx -W --keep-going -b html docs docs/_build/html

lint: $(STAMP) ## Check format, style, types, architecture and spelling
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	$(VENV)/bin/codespell

dist: $(STAMP) ## Build sdist and wheel into dist/ and try the wheel
	rm -rf dist
	$(PY) -m build --no-isolation
	$(PY) tools/check_dist.py dist

lock: $(STAMP) ## Renew requirements.lock from pyproject.toml
	$(PY) -m pip install --quiet uv
	for name in $$(env | sed -nE 's/^((UV|PIP)_[A-Z_]+)=.*/\1/p'); do unset "$$name"; done; \
	$(PY) -m uv --no-config pip compile --quiet pyproject.toml --all-extras --universal --upgrade \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command 'make lock' --output-file requirements.lock

clean: ## Remove everything that was built, the environment too
	rm -rf $(VENV) report dist build docs/_build docs/generated .benchmarks .hypothesis .mypy_cache \
	  .pytest_cache .ruff_cache .import_linter_cache src/softnu/_version.py
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
