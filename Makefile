# make run    install what is needed into .venv and serve the demo on http://127.0.0.1:8000
# make test   install the development parts and a browser if none is there, and run every test
# make quick  the tests that need no browser and start no server
# make engines  the same journey in Firefox and WebKitGTK, and what a screen reader says of it; HEARD=no leaves that out
# make debian  the commands of docs/installing.md and docs/deploying.md, on Debian 12 and 13 booted for that; as root
# make provider  sign in with a certified provider of OpenID Connect, which node runs
# make check  layers, types and style, of everything
# make scale  install what several processes on PostgreSQL and Redis need besides: see docs/operating.md
# make grouping  install the model of the method in extras/beffroi-grouping: see docs/operating.md
# make release  one archive with all that a machine without a network installs from, in dist/
# make bench  measure this server, beside a bare socket.io one, in under 5 minutes; ROWS=small,middle for some rows
#
# make run LAN=1                              bind the local network, so that phones can join
# make run PUBLIC_URL=https://ateliers.example.fr   behind a proxy

.DEFAULT_GOAL := run
# One more than two cores: a test in a browser waits a third of its time for what it pressed.
WORKERS ?= 3
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python

# Settings given on make's command line reach the server; docs/settings.md lists them.
SETTINGS := INSTANCE HOST PORT LAN PUBLIC_URL PROXIES SECRET_KEY SECRET_KEY_FALLBACKS DATABASE_URL KEYS_URL PROCESS REDIS_URL OIDC_ISSUER OIDC_CLIENT_ID OIDC_CLIENT_SECRET OIDC_NAME OIDC_SCOPES OIDC_ALLOW OIDC_OPERATORS OIDC_ADMINS OIDC_SERVICE_CLAIM OIDC_TRUSTED_DOMAINS OIDC_CA_FILE OIDC_PROXY LOCAL_SIGN_IN SMTP_HOST SMTP_PORT SMTP_SECURITY SMTP_USER SMTP_PASSWORD SMTP_FROM SECOND_FACTOR CONTROLLER DPO LEGAL_BASIS RETENTION_RESULTS SORT_FINAL TIME_ZONE THEME_NAME THEME_PRIMARY THEME_SECOND THEME_LOGO LOG_FORMAT AUDIT_DAYS METRICS_TOKEN API_ORIGINS WEBHOOK_HOSTS STOCK_SOCKETS PLUGIN_FOLDERS
export $(foreach name,$(SETTINGS),$(if $(value $(name)),$(name)))

.PHONY: run test quick engines debian provider bench install scale grouping lock release messages check docs clean

run: install
	@$(PY) -m app run

# Compiled once, where some machines forbid to keep what is compiled: the tests start hundreds of servers, and pytest
# takes ten seconds to compile the tests themselves. Templates too, which would take each process ten seconds.
test quick: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/dev $(VENV)/browser
	@$(PY) -m compileall -q app beffroi plugins
	@$(PY) -m tests.support.once
	@engines="not engines"; $(if $(TESTS),,if scripts/engines.sh firefox; then engines="(not engines or firefox)"; fi;) \
	    $(PY) -m pytest -n $(WORKERS) --dist worksteal -m "$$engines and not debian and not provider" $(TESTS)

# Nothing of it waits: as many as there are cores, for each collects all tests anew (eleven seconds of processor).
quick: WORKERS := 2
quick: $(VENV)/dev
	@$(PY) -m tests.support.once
	$(PY) -m pytest -n $(WORKERS) --dist worksteal -m "not browser and not server and not engines and not debian and not provider" $(TESTS)

# One after the other: a window under another one is not drawn.
engines: $(VENV)/dev $(VENV)/browser
	@scripts/engines.sh
	$(PY) -m pytest -m "engines$(if $(filter no,$(HEARD)), and not heard)" tests/engines

# The library of the provider is fetched once, from the registry of node's packages.
provider: $(VENV)/dev
	@test -d tests/provider/node_modules || npm install --prefix tests/provider --no-fund --no-audit --no-package-lock --silent
	$(PY) -m pytest -m provider tests/provider

debian: $(VENV)/dev release
	@command -v debootstrap >/dev/null || apt-get install -y -qq --no-install-recommends debootstrap
	$(PY) -m pytest -m debian -o faulthandler_timeout=0 tests/debian

# The long form, for docs/performance.md: .venv/bin/python -m bench
bench: $(VENV)/dev $(VENV)/browser
	@$(PY) -m bench --short $(if $(ROWS),--rows $(ROWS))

install: $(VENV)/main

scale: $(VENV)/bin/python
	@scripts/install.sh $(VENV) requirements-scale.lock

grouping: $(VENV)/bin/python
	@scripts/install.sh $(VENV) requirements-grouping.lock

# Debian's python3.11 comes without venv: as root it is fetched, otherwise the message says what to ask for.
$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); scripts/venv.sh $(PYTHON) $(VENV); }

# uv installs fast and checks every hash; where it cannot be had pip does the same.
$(VENV)/main: requirements.lock $(VENV)/bin/python
	@scripts/install.sh $(VENV) requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/bin/python
	@scripts/install.sh $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/main

$(VENV)/browser: $(VENV)/dev
	@scripts/browser.sh $(VENV)
	@touch $@

# For every Python from 3.11.0 on: what only some of them need stands there with a marker.
COMPILE := $(VENV)/bin/uv pip compile --quiet --generate-hashes --universal --python-version 3.11.0
lock: $(VENV)/dev
	$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --extra scale pyproject.toml -o requirements-scale.lock
	$(COMPILE) --upgrade --extra grouping pyproject.toml -o requirements-grouping.lock
	$(COMPILE) --upgrade --extra dev pyproject.toml -o requirements-dev.lock

release: $(VENV)/dev
	@$(PY) scripts/release.py

messages: $(VENV)/dev
	$(PY) scripts/messages.py

docs: $(VENV)/dev
	$(PY) scripts/reference.py
	$(PY) scripts/api.py
	$(PY) scripts/aide.py

check: $(VENV)/dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy app beffroi bench plugins tests scripts
	MYPYPATH=extras/beffroi-grouping $(VENV)/bin/mypy -p beffroi_grouping
	$(VENV)/bin/lint-imports
	$(VENV)/bin/biome lint --error-on-warnings .
	$(PY) scripts/aide.py --check
	$(VENV)/bin/djlint --lint --quiet templates app/host/templates app/scaffold beffroi/blocks/templates plugins

clean:
	rm -rf $(VENV) test-results .pytest_cache .mypy_cache .ruff_cache
