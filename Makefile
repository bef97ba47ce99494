# Shouwang 守望. `make help` lists the targets; README.md says what the product is.
#
# Only the product's own needs are named here: no path of a machine, no setting of one.

# A Rust that was installed for this user only is found, too.
export PATH := $(PATH):$(HOME)/.cargo/bin

# The official texts, where they lie beside this folder. They are published documents and not part of the repository.
TEXTS := $(wildcard ../shared/regulation/*.txt)

# The language of `make run`: zh or en. How many requests `make fuzz` makes up for each operation and user.
lang ?= zh
examples ?= 10
# Whether `make run` ends with the server running. It never does where nobody sits at a terminal.
serve ?= yes

# What the pages are made of; they are built anew when one of these changed.
PAGES := $(wildcard web/*.json web/*.ts web/index.html web/scripts/*) $(shell find web/src web/public -type f ! -name schema.d.ts) docs/openapi.json

# The program as it is shipped, wherever cargo builds it; asked for only where it is needed.
RELEASED = "$$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')/release/shouwang"

.DEFAULT_GOAL := help
.PHONY: help setup run test e2e lint web bench speed fuzz load mutate oracle law

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## check what building and testing need, and install what is missing where that is possible
	@sh scripts/setup.sh rust postgres cryptography node

run: ## build, and run the main job on a sample county: check the law, plan every duty, explain one, serve (serve=no: do not)
	@sh scripts/setup.sh rust
	@$(MAKE) --no-print-directory web
	cargo build --release --package shouwang
	@sh scripts/run.sh $(lang) $(serve)

test: setup ## pass every test, after the lints where clippy is installed
	@$(MAKE) --no-print-directory web
	@if [ -d web/node_modules ]; then cd web && npm test; fi
	@if cargo clippy --version >/dev/null 2>&1; then $(MAKE) --no-print-directory lint; \
	else echo "clippy is not installed, the lints are left out; install it: rustup component add clippy"; fi
	@# One run tells everything that fails, not only the first.
	cargo test --workspace --no-fail-fast
	@if [ -d web/node_modules ] && sh scripts/setup.sh browser; then $(MAKE) --no-print-directory e2e; fi

e2e: ## drive the program that the tests were built with through its pages, in a real browser
	@# Built as `cargo test` builds it: for one package alone the features differ, and everything would be compiled again.
	cargo test --workspace --no-run
	cd web && npm run e2e

lint: ## clippy without a warning, and the format where rustfmt is installed
	cargo clippy --workspace --all-targets -- -D warnings
	@if cargo fmt --version >/dev/null 2>&1; then echo "cargo fmt --check"; cargo fmt --check; \
	else echo "rustfmt is not installed, the format is not checked; install it: rustup component add rustfmt"; fi

web: ## build the pages, when something of them changed; without Node the program is built without them
	@if sh scripts/setup.sh pages; then $(MAKE) --no-print-directory web/dist/index.html; fi

web/dist/index.html: web/node_modules/.package-lock.json $(PAGES)
	cd web && npm run build

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund

bench: ## print how long planning, explaining, counting days and importing take
	@sh scripts/setup.sh rust
	@# What others take for the same is measured beside it where it can be had; without it the benchmark says so.
	@[ -d .venv ] || python3 -m venv .venv 2>/dev/null || true
	@[ ! -d .venv ] || .venv/bin/pip install --quiet --disable-pip-version-check openpyxl 2>/dev/null || true
	cargo bench --workspace --bench '*'
	@# How long people wait for pages.
	@$(MAKE) --no-print-directory speed

speed: ## print how long people wait for pages: the program as it is shipped, the sample province, a real browser
	@sh scripts/setup.sh rust
	@$(MAKE) --no-print-directory web
	cargo build --release --package shouwang
	@if [ -d web/node_modules ] && sh scripts/setup.sh browser; then cd web && SHOUWANG_BINARY=$(RELEASED) npm run speed; fi

fuzz: ## ask a server with a sample county whatever its OpenAPI document allows, and more, as every kind of user
	@sh scripts/setup.sh rust python
	cargo build --package shouwang
	@sh scripts/fuzz.sh $(examples)

load: ## ask a server with the sample province for lists, as many as it answers, and print how many that are (seconds=30)
	@sh scripts/setup.sh rust python load
	cargo build --release --package shouwang
	@python3 scripts/load.py $(RELEASED) $(seconds)

mutate: ## change the law data one place at a time and count how many changes the cases notice
	@sh scripts/setup.sh rust
	cargo run --quiet --package shouwang-app --example mutate

oracle: ## write the answers of the independent calendar anew and compare every day with them
	@sh scripts/setup.sh rust python
	python3 -m venv .venv
	.venv/bin/pip install --quiet --upgrade chinesecalendar
	.venv/bin/python scripts/calendar-oracle.py
	cargo test --package shouwang-calendar --test it oracle

law: ## check the pages of law, against the official texts where they are there
	@sh scripts/setup.sh rust
	@if [ -z "$(TEXTS)" ]; then echo "the official texts are not in ../shared/regulation; the law data is checked by itself"; fi
	cargo run --quiet --package shouwang -- --law law law check $(foreach text,$(TEXTS),--text $(text))
