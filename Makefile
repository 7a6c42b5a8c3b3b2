PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test test-browser screenshots check format manage demo bench clean

run: $(VENV)/.installed
	@$(BIN)/python -m kanboard_site.serve

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

test-browser: $(VENV)/.installed-browser
	$(BIN)/python -m pytest --override-ini addopts="-q" tests/browser

screenshots: $(VENV)/.installed-browser
	$(BIN)/python -m tests.browser.screenshots

manage: $(VENV)/.installed
	@$(BIN)/python manage.py $(ARGS)

demo: $(VENV)/.installed
	@$(BIN)/python manage.py demo

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m kanboard_site.document --check

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-test
	$(BIN)/python -m benchmarks

$(VENV)/.installed: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed-test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,browser,dev]'
	@touch $@

$(VENV)/.installed-browser: $(VENV)/.installed-test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,browser]'
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info
