# Needs Python 3.11 or newer, git and make; everything else is put into .venv here.
#
#     make demo                      the verdicts on a good message, a faulty one, and a chat
#     make test                      the tests
#     make test PYTHON=python3.13    on another Python (after `make clean`)
#     make integrations              the tests with frameworks, data bases and data frames
#     make integrations-lowest       the same with the lowest versions of the frameworks
#     make spark                     the tests with Spark, a large download
#     make fuzz FUZZ_SECONDS=3600 FUZZ_SEEDS=    look for what no test has thought of
#     make mutants                   how many small mistakes in the code the tests find
#     make growth                    whether anything is slower than linear on hostile text
#     make regexes                   whether another tool finds a pattern that is
#     make pyodide                   the tests on CPython in WebAssembly, as in a browser
#     make docs                      the documentation site, in build/site, and its tests
#     make browser                   the site's live page in Chromium, which has to be there
#     make serve-docs                the site at http://127.0.0.1:8000, made again as pages change

.DEFAULT_GOAL := help
.PHONY: help demo test integrations integrations-lowest spark lint fuzz mutants growth regexes pyodide \
	live site docs browser serve-docs pythons clean

# Says its version and path if it is a CPython >= 3.11, released, that can make an environment.
PROBE := import ensurepip, sys, venv; v = sys.version_info; \
	ok = v >= (3, 11) and v.releaselevel in ("candidate", "final"); \
	ok = ok and sys.implementation.name == "cpython"; \
	sys.exit(1) if not ok else print("%d.%d%s" % (*v[:2], sys.abiflags), sys.executable)

# By their names on the PATH, and those that pyenv has but doesn't show. Each is tried by running
# it: a name may be a stand-in that only says that this version is not there.
CANDIDATES := python3 python $(foreach minor,11 12 13 14 15,python3.$(minor) python3.$(minor)t) \
	$(wildcard $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions/*/bin/python)
WORKING = for python in $(CANDIDATES); do "$$python" -c '$(PROBE)' 2>/dev/null; done \
	| awk '!seen[$$1]++' | cut -d ' ' -f 2-

PYTHON ?= $(shell $(WORKING) | head -n 1)

help:
	@echo 'make demo     sets up .venv, and shows what is said of messages and of examples/chat.txt'
	@echo 'make test     sets up .venv, and runs the tests'
	@echo 'make integrations  sets up .venv, and runs the tests with frameworks and data bases'
	@echo 'make spark    the tests with Spark, in build/spark: a large download'
	@echo 'make lint     sets up .venv, and runs the linter and the type checker'
	@echo 'make fuzz     sets up .venv, and fuzzes for FUZZ_SECONDS (30)'
	@echo 'make mutants  sets up .venv, makes small mistakes, and counts those the tests find'
	@echo 'make growth   sets up .venv, and measures the time that hostile texts take'
	@echo 'make regexes  sets up .venv, and has recheck (npm) look for slow patterns'
	@echo 'make pyodide  builds the wheel, and runs the tests on Pyodide under Node.js'
	@echo 'make docs     sets up .venv, and builds the documentation site into build/site'
	@echo 'make browser  the same, and tests its live page in Chromium'
	@echo 'make clean    removes all of that'

# A good message, a faulty one with the reply to its sender, and a chat. Status 1 only says that some
# message is faulty.
demo: .venv/installed
	.venv/bin/ktpmsg check '$(GOOD)'
	.venv/bin/ktpmsg check --reply '$(FAULTY)' || test $$? -eq 1
	.venv/bin/ktpmsg find examples/chat.txt || test $$? -eq 1

GOOD := \#KTP\#3308155508959001\#3308151203079004\#Siti Aminah\#Surodadi\#Candimulyo\#Hilang
FAULTY := \#KTP\#330815550895901\#3308151203079004\#Siti Aminah\#Surodadi\#Candimulyo\#Hilang/Rusak

test: .venv/installed-test
	.venv/bin/pytest --cov -n auto

# PostgreSQL is started by the tests where it is installed; elsewhere they say that they skip it.
integrations: .venv/installed-integrations
	.venv/bin/pytest tests/integrations --cov --cov-config=tests/integrations/coverage.toml

# Deprecated means nothing in versions of years ago.
integrations-lowest: .venv/installed
	@set -e; rm -rf build/lowest; mkdir -p build; \
	.venv/bin/python tools/lowest.py cattrs django djangorestframework fastapi httpx pydantic \
		sqlalchemy >build/lowest.txt; \
	.venv/bin/python -m venv build/lowest; \
	build/lowest/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint build/lowest.txt --editable '.[integrations]'
	build/lowest/bin/pytest tests/integrations -W ignore::DeprecationWarning

# A large download, and it needs a Java runtime.
spark: .venv/installed
	@command -v java >/dev/null || { echo 'Skipped: Spark needs Java, which is not here.'; exit 0; }; \
	set -e; \
	.venv/bin/python -m venv build/spark; \
	build/spark/bin/python -m pip install --quiet --disable-pip-version-check \
		'pyspark>=4,<5' --editable '.[integrations]'; \
	PYSPARK_PYTHON=$$PWD/build/spark/bin/python build/spark/bin/pytest \
		tests/integrations/test_spark.py tests/integrations/test_documents.py

lint: .venv/installed-dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/pytest -q tests/test_types.py

FUZZ_SECONDS ?= 30
# How many seeds it begins with, at most; none means all of them, for a long run.
FUZZ_SEEDS ?= 400

fuzz: .venv/installed
	@said=$$(.venv/bin/python -m pip install --quiet --disable-pip-version-check \
		--only-binary :all: 'atheris>=3' 2>&1) || { \
		echo "Skipped: the fuzzer (atheris) does not install here:"; \
		echo "$$said" | tail -n 1; exit 0; }; \
	set -e; \
	.venv/bin/python fuzz/make_corpus.py build/fuzz $(FUZZ_SEEDS); \
	mkdir -p build/fuzz/found; \
	.venv/bin/python fuzz/fuzz_reading.py -dict=build/fuzz/ktpmsg.dict -max_len=600 -timeout=2 \
		-max_total_time=$(FUZZ_SECONDS) -verbosity=0 -print_final_stats=1 \
		-artifact_prefix=build/fuzz/ build/fuzz/found build/fuzz/seeds

MUTANTS ?=

mutants: .venv/installed-test
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check 'mutmut>=3.8,<4'
	.venv/bin/python tools/mutants.py $(MUTANTS)

# GROWTH='--only patterns' or '--only library' for one half.
growth: .venv/installed
	.venv/bin/python benchmarks/growth.py $(GROWTH)

regexes: .venv/installed
	@command -v npm >/dev/null && command -v node >/dev/null || { \
		echo 'Skipped: recheck runs under Node.js, and node or npm is not here.'; exit 0; }; \
	set -e; \
	mkdir -p build/regexes; \
	npm install --silent --no-package-lock --prefix build/regexes recheck@4.5.0; \
	PYTHONPATH=benchmarks .venv/bin/python tools/regexes.py build/regexes

# PYODIDE='tests/test_numbers.py' for that file only.
pyodide: .venv/installed
	@command -v npm >/dev/null && command -v node >/dev/null || { \
		echo 'Skipped: Pyodide runs under Node.js, and node or npm is not here.'; exit 0; }; \
	set -e; \
	rm -rf build/lib build/pyodide; mkdir -p build/pyodide; \
	cp tests/pyodide/package.json build/pyodide; \
	npm install --silent --no-package-lock --prefix build/pyodide; \
	.venv/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps \
		--wheel-dir build/pyodide/wheels .; \
	.venv/bin/python -m pip download --quiet --disable-pip-version-check \
		--dest build/pyodide/wheels --only-binary :all: --platform any --implementation py \
		--abi none --python-version 3.14 build/pyodide/wheels/*.whl hypothesis micropip pytest; \
	node tests/pyodide/run.mjs build/pyodide $(PYODIDE)

# What the live page has to fetch, in build/live/files: Pyodide, the wheels, grammars. Each part is
# made again only when what it is made of has changed.
live: .venv/installed
	@command -v npm >/dev/null && command -v node >/dev/null || { \
		rm -rf build/live; \
		echo 'Skipped: Pyodide comes by npm, and node or npm is not here. The live page says so.'; \
		exit 0; }; \
	$(MAKE) --silent --no-print-directory build/live/files/files.json

build/live/npm/installed: tests/pyodide/package.json
	@rm -rf build/live/npm; mkdir -p build/live/npm
	@cp tests/pyodide/package.json build/live/npm
	@npm install --silent --no-package-lock --prefix build/live/npm
	@touch $@

# Those of other projects, and ours.
build/live/others/installed: pyproject.toml
	@rm -rf build/live/others
	@.venv/bin/python -m pip download --quiet --disable-pip-version-check --dest build/live/others \
		--only-binary :all: --platform any --implementation py --abi none --python-version 3.14 \
		$$(.venv/bin/python tools/site/live_files.py --requires)
	@touch $@

build/live/ours/installed: pyproject.toml $(shell find src grammar -type f ! -name '*.pyc')
	@rm -rf build/lib build/live/ours
	@.venv/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps \
		--wheel-dir build/live/ours .
	@touch $@

build/live/files/files.json: build/live/npm/installed build/live/others/installed \
		build/live/ours/installed tools/site/answering.py tools/site/live_files.py \
		$(wildcard examples/formats/*.lark tests/formats/*.lark tests/formats/*.jsonl)
	.venv/bin/python tools/site/live_files.py build/live

# The site, strictly: whatever is missing or leads nowhere is an error. The variable silences an
# announcement of the theme, which says nothing about our pages.
site: .venv/installed-docs live
	NO_MKDOCS_2_WARNING=true .venv/bin/mkdocs build --strict --clean

docs: site
	.venv/bin/pytest -q tests/site

# Chromium is not installed by this: see CONTRIBUTING.md.
browser: .venv/installed-browser site
	.venv/bin/pytest -q tests/site -m browser

serve-docs: .venv/installed-docs live
	NO_MKDOCS_2_WARNING=true .venv/bin/mkdocs serve

# Every Python here that the tests should pass on, one of each version, the usual one first.
pythons:
	@$(WORKING)

clean:
	rm -rf .venv build dist htmlcov *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -f .coverage .coverage.*
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/installed: pyproject.toml
	@python='$(PYTHON)'; test -n "$$python" || { \
		echo 'No Python 3.11 or newer with its venv module was found.' >&2; \
		echo 'Install one (on Debian and Ubuntu, python3-venv too), or name it: make PYTHON=/path/to/python' >&2; \
		exit 1; \
	}; \
	echo "Setting up .venv with $$python"; \
	"$$python" -m venv --clear .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-%: .venv/installed
	@echo 'Installing what this needs ($*) into .venv'
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@

.PRECIOUS: .venv/installed-%
