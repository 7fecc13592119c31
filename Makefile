# Every target sets up .venv by itself; nothing but Python 3.11 or newer has to be installed.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
BIN := $(VENV)/bin
EXTRAS := app,dev
# The accuracy in percent that `make eval` asks of eval/dev.jsonl, of eval/asked.jsonl and of
# eval/asked_freely.jsonl; CI fails below it.
MIN_ACCURACY := 97
MIN_OF_ASKED := 94
MIN_OF_FREELY_ASKED := 78
# PyTorch without the GPU packages. Where this index is out of reach, pip's own are used.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
TORCH := $(shell grep '^torch==' constraints.txt)
# What the fuzzer feeds (tests/fuzz/targets.py), and for how many seconds each.
FUZZED := amounts heads outlines tables shaken text html page docx xlsx pdf
SECONDS_EACH ?= 60
Q ?= 2021年三公经费执行率是多少

.PHONY: help setup ask app index test lint format eval bench fuzz clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Set up .venv

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --retries 1 --no-deps \
		--extra-index-url $(TORCH_INDEX) '$(TORCH)'
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]'
	@# Compiled once: where Python is told to keep no bytecode, each start would do it again.
	$(BIN)/python -m compileall -q qa
	@touch $@

ask: $(READY) ## Answer one question: make ask Q="…"
	@$(BIN)/qa ask "$$Q"
ask: export Q := $(Q)

app: $(READY) ## Serve the chat, HTTP and MCP on this machine
	$(BIN)/qa serve

index: $(READY) ## Build the index of corpus/
	$(BIN)/qa index

test: $(READY) ## Run the tests
	$(BIN)/pytest

lint: $(READY) ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY) ## Bring the code into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(READY) ## Score the question sets of eval/; fails under the accuracy that was reached
	$(BIN)/qa eval --min-accuracy $(MIN_ACCURACY)
	$(BIN)/qa eval eval/asked.jsonl --min-accuracy $(MIN_OF_ASKED)
	$(BIN)/qa eval eval/asked_freely.jsonl --min-accuracy $(MIN_OF_FREELY_ASKED)

bench: $(READY) ## Measure speed, memory and room beside other libraries: minutes
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m eval.bench

fuzz: $(READY) ## Look for inputs that break the readers (Linux): make fuzz SECONDS_EACH=600
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	$(BIN)/pytest -q -m hypothesis --hypothesis-profile=search
	for target in $(FUZZED); do nice $(BIN)/python -m tests.fuzz $$target $(SECONDS_EACH) || exit; done

clean: ## Remove .venv, the built indexes and what tools left
	rm -rf $(VENV) indexes/default .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
