# `make run` starts everything; `make test` checks everything. Neither needs anything installed
# by hand beyond Python 3.11 or newer.

PYTHON ?= python3
BIN := .venv/bin
# Twice quiet: what a machine's own configuration of pip warns about helps nobody here.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
# Both cores until the end: a worker that has nothing left takes from the other.
ON_TWO_CORES := --numprocesses 2 --dist worksteal
DATABASE_TESTS := --postgres -m database
# What says how a promise stands is tested down to the last branch, or the check fails.
WHOLE_ASSESSMENT := tests/assessment --cov=commitments.assessment --cov-branch --cov-fail-under=100 --cov-report=term:skip-covered

# Tests start many processes: each would compile everything again where a machine forbids keeping it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run install test check test-sqlite test-postgres fuzz system ocr s3 ldap messages clean

help:  ## Say what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/runtime  ## Install what is needed and start web server, worker and scheduler
	@exec $(BIN)/python manage.py up

install: .venv/runtime  ## Install what is needed, and start nothing

test: system check test-sqlite test-postgres  ## Everything that CI checks

# Nothing that is checked may touch the data of an installation.
check: export DATA_DIR = .venv/check
check: export DATABASE_URL = sqlite:///.venv/check/db.sqlite3
check: .venv/development  ## Style, types, architecture, migrations, API schema, every branch of the evaluations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null
	$(BIN)/python -m tests.extraction.gate
	$(BIN)/pytest --quiet $(WHOLE_ASSESSMENT)

test-sqlite: .venv/development .venv/ldap  ## All tests, on SQLite
	$(BIN)/pytest $(ON_TWO_CORES)

test-postgres: .venv/development .venv/ldap  ## Tests that touch a database, on PostgreSQL
	$(BIN)/pytest $(ON_TWO_CORES) $(DATABASE_TESTS)

fuzz: .venv/development  ## Look for new counterexamples to what holds for any input
	$(BIN)/pytest $(ON_TWO_CORES) --hypothesis-profile fuzz -m "hypothesis and not slow"

system:  ## Debian packages that tests need (PostgreSQL, Redis, RabbitMQ, Chromium, LibreOffice, slapd, fonts, gettext)
	@sh .ci/system-packages

ocr: .venv/runtime  ## Add what reading scans needs
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --requirement requirements.txt --group ocr

ldap: .venv/ldap  ## Add what sign-in by LDAP needs

s3: .venv/runtime  ## Add what keeping uploaded files in an S3 bucket needs
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --requirement requirements.txt --group s3

messages: .venv/development  ## Compile the translations
	$(BIN)/python manage.py compilemessages --locale zh_Hans

clean:  ## Remove the virtual environment and caches; data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# --- The virtual environment: rebuilt only when what it is made from changes -----------------

$(BIN)/python:
	@sh .ci/virtual-environment $(PYTHON)

.venv/runtime: requirements.txt | $(BIN)/python
	@echo "Installing Python packages (first start only) ..."
	@$(PIP) install --requirement requirements.txt
	@touch $@

# Dependency groups are new in pip 25.1.
.venv/development: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing Python packages for development ..."
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --requirement requirements.txt --group dev --group ocr --group s3
	@touch .venv/runtime $@

# Its client library is compiled here: there are no wheels of it.
.venv/ldap: requirements.txt pyproject.toml | .venv/runtime
	@sh .ci/ldap-library
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --requirement requirements.txt --group ldap
	@touch $@
