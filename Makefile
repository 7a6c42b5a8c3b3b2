PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" pyproject.toml
.PHONY: run test test-contract test-browser screenshots check audit lock format texts manage demo bench clean

run: $(VENV)/.run
	@$(BIN)/python -m kanboard_site.serve

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

test-contract: $(VENV)/.contract
	$(BIN)/python -m pytest --override-ini addopts="-q" tests/programs

test-browser: $(VENV)/.browser
	$(BIN)/python -m pytest --override-ini addopts="-q" tests/browser

screenshots: $(VENV)/.browser
	$(BIN)/python -m tests.browser.screenshots

manage: $(VENV)/.run
	@$(BIN)/python manage.py $(ARGS)

demo: $(VENV)/.run
	@$(BIN)/python manage.py demo

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m kanboard_site.document --check
	$(BIN)/python .ci/catalogues.py --check

audit: $(VENV)/.dev
	$(BIN)/pip-audit --disable-pip --require-hashes --progress-spinner off -r requirements/run.txt

# The newest versions that pyproject.toml allows, with the digests of their files.
lock: $(VENV)/.dev
	$(LOCK) -o requirements/run.txt
	$(LOCK) --group test -c requirements/run.txt -o requirements/test.txt
	$(LOCK) --group test --group contract -c requirements/test.txt -o requirements/contract.txt
	$(LOCK) --group test --group contract --group browser -c requirements/contract.txt -o requirements/browser.txt
	$(LOCK) --group test --group contract --group browser --group dev -c requirements/browser.txt -o requirements/dev.txt

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# New texts of modules and templates into locale/, and the compiled catalogues.
texts: $(VENV)/.dev
	$(BIN)/python .ci/catalogues.py

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.rest

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 run" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "This Python can't make environments; on Debian, install python3-venv." >&2; exit 1; }

# Each holds what the one before it does, and more.
$(VENV)/.run $(VENV)/.test $(VENV)/.contract $(VENV)/.browser $(VENV)/.dev: $(VENV)/.%: requirements/%.txt | $(BIN)/python
	@$(INSTALL) $<
	@touch $@

clean:
	rm -rf $(VENV)
