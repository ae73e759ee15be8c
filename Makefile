# `make` prints this menu. Every target makes or mends .venv first, and may be run again at any time.
# On Windows use the three lines in README.md instead.
PYTHON ?= python3
VENV := .venv/bin/python
INSTALLED := .venv/.installed

.DEFAULT_GOAL := menu
.PHONY: menu demo test campaign lint format golden bench pins clean

menu:  ## this menu
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(INSTALLED)  ## the synthetic city, from inbox to products, in demo/
	@$(VENV) -m reporting demo demo/
	@echo "成果 products: demo/outbox/2022Q4/ demo/outbox/2023Q3/"

test: $(INSTALLED)  ## all tests
	@$(VENV) -m pytest -n 2

campaign: $(INSTALLED)  ## thousands of drawn submissions and edited briefings, files made to hurt, hundreds of kills: some two hours
	@$(VENV) -m tests.campaigns.honest --draws 500
	@$(VENV) -m tests.campaigns.hostile
	@$(VENV) -m tests.adversary.campaign --draws 2000
	@$(VENV) -m tests.proof.campaign --draws 2000
	@$(VENV) -m tests.campaigns.kills --every 2 --draws 100
	@$(VENV) -m tests.campaigns.mailkills --every 2 --draws 100
	@$(VENV) -m tests.campaigns.sendkills --every 2

lint: $(INSTALLED)  ## formatting, lint and types; changes nothing
	@$(VENV) -m ruff format --check .
	@$(VENV) -m ruff check .
	@$(VENV) -m mypy

format: $(INSTALLED)  ## put the code into its form, mend what can be mended by itself
	@$(VENV) -m ruff check --fix .
	@$(VENV) -m ruff format .

golden: $(INSTALLED)  ## write the expected answers of tests anew; look at the difference before you keep it
	@$(VENV) -m pytest -n 2 --golden-update

bench: $(INSTALLED)  ## how long a quarter, documents, sheets, filling, mails and a large ledger take, each beside what others use
	@$(VENV) -m benchmarks.quarter
	@$(VENV) -m benchmarks.documents
	@$(VENV) -m benchmarks.fill
	@$(VENV) -m benchmarks.sheets
	@$(VENV) -m benchmarks.ledger
	@$(VENV) -m benchmarks.mails
	@$(VENV) -m benchmarks.sending
	@$(VENV) benchmarks/start.py

pins: $(INSTALLED)  ## requirements*.txt anew from pyproject.toml and requirements-dev.in
	@$(VENV) -m pip install --quiet pip-tools
	@$(COMPILE) -o requirements.txt pyproject.toml
	@$(COMPILE) --allow-unsafe -o requirements-dev.txt requirements-dev.in

clean:  ## remove .venv, the demo and what tools leave behind; inbox, outbox and ledger stay
	@rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find reporting tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

COMPILE := CUSTOM_COMPILE_COMMAND="make pins" $(VENV) -m piptools compile --quiet --upgrade --strip-extras \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --annotation-style line

$(INSTALLED): requirements.txt requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11+ needed: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv
	@$(VENV) -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@$(VENV) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@
