# Needs Python 3.11 or newer, git and make; everything else is put into .venv here.
#
#     make demo                      the verdicts on an example chat
#     make test                      the tests
#     make test PYTHON=python3.13    on another Python (after `make clean`)

.DEFAULT_GOAL := help
.PHONY: help demo test lint pythons clean

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
	@echo 'make demo   sets up .venv, and shows the verdicts on examples/chat.txt'
	@echo 'make test   sets up .venv, and runs the tests'
	@echo 'make lint   sets up .venv, and runs the linter and the type checker'
	@echo 'make clean  removes all of that'

# Status 1 only says that some message in the chat is faulty.
demo: .venv/installed
	.venv/bin/ktpmsg find examples/chat.txt || test $$? -eq 1

test: .venv/installed-test
	.venv/bin/pytest --cov

lint: .venv/installed-dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

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
