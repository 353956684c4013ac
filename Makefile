# Atrium. `make` alone tells what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
SOURCES := app.py chalicelib infra bench tests

.PHONY: help install web run test demo bench cost simulate screens check check-api types format package deploy destroy restore letters clean peers faults

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

install: $(VENV)/installed ## Make the virtual environment (the other targets do it by themselves)

$(VENV)/installed: requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Atrium needs Python 3.11 or newer as $(PYTHON); set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment: on Debian, apt-get install python3-venv"; exit 1; }
	@echo "Installing Atrium's libraries into $(VENV) (once, about a minute) ..." >&2  # standard output belongs to the command
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

web: install ## Build the web client into web/dist, if it changed
	@$(RUN) -m infra.web build

run: install ## Start all of it on http://127.0.0.1:8000 (PORT, DATA_DIR, EMPTY=1, FAULTS=0.05)
	@$(RUN) -m infra.web build || echo "The web client could not be built; one that was built before is shown." >&2
	@exec $(RUN) -m infra.local $(ARGS)

test: web ## Every test, in Python and a browser: about 25 minutes on two cores (ARGS="-k feed" picks)
	@$(RUN) -m pytest -n 2 $(ARGS)

demo: install ## Fill a running local cloud with people who talk (PORT or URL)
	@$(RUN) -m bench.demo $(ARGS)

bench: web ## Request units and ratios against their budgets (ARGS=--json)
	@$(RUN) -m bench $(ARGS)

simulate: install ## What a thousand companies do to AWS's limits: a model, in seconds; docs/scale.md
	@$(RUN) -m bench.simulation $(ARGS)
cost: install ## What a month costs, from what was measured: docs/cost.md
	@$(RUN) -m bench.cost

peers: install ## The same work on Atrium and on others, side by side (ARGS="--rounds 3 --json")
	@$(RUN) -m bench.peers $(ARGS)
faults: install ## The small company while 5 and 30 % of all calls to AWS fail (ARGS="--rate 0.1 --seed 7")
	@$(RUN) -m bench.faults $(ARGS)

screens: web ## Pictures of the main screens into docs/screens
	@LOG_LEVEL=ERROR $(RUN) -m tests.browser.pictures $(ARGS)

check: install ## Format, lint, types, import contracts, security, the template, and the web client's
	@$(VENV)/bin/ruff format --check $(SOURCES)
	@$(VENV)/bin/ruff check $(SOURCES)
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(VENV)/bin/bandit --quiet --recursive app.py chalicelib infra --configfile pyproject.toml
	@$(RUN) -m infra.checkov
	@$(RUN) -m infra.web check

types: install ## Write the web client's types of the API anew
	@$(RUN) -m infra.web types

check-api: install ## Schemathesis against a local cloud started for it
	@$(RUN) -m tests.check_api $(ARGS)

format: install ## Put the code in order
	@$(VENV)/bin/ruff format $(SOURCES)
	@$(VENV)/bin/ruff check --fix $(SOURCES)
	@$(RUN) -m infra.web format

package: web ## Package a stage into out/ (STAGE=dev)
	@$(RUN) -m infra.package $(or $(STAGE),dev)

deploy: install ## Make or change a stage on AWS (STAGE=dev BUILD=earlier YES=1)
	@$(RUN) -m infra.deploy $(or $(STAGE),dev) $(if $(BUILD),--build "$(BUILD)") $(if $(YES),--yes)

destroy: install ## Remove a stage that is not protected (STAGE=...)
	@$(RUN) -m infra.deploy --destroy $(STAGE)

restore: install ## Give a stage its table as it was (STAGE=... TO=2026-11-28T09:30:00+00:00, or a backup's ARN)
	@$(RUN) -m infra.deploy $(STAGE) --restore "$(TO)"

letters: install ## Dead letters: look at them, send them again (ARGS="list|show QUEUE|redrive QUEUE")
	@$(RUN) -m infra.letters $(or $(ARGS),list)

clean: ## Remove what was built (not the data)
	rm -rf $(VENV) out web/dist web/node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
