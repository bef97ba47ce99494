#!/bin/sh
# Asks a server everything that its OpenAPI document allows, and much that it does not: `fuzz.sh [EXAMPLES]`, so many for each operation
# and role. The binary has been built before. Writes to data/fuzz only, which is made anew each time. Exit 0: nothing was found.
set -eu
cd "$(dirname "$0")/.."

[ -d .venv ] || python3 -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check schemathesis==4.32.5
target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
exec .venv/bin/python scripts/fuzz.py "$target/debug/shouwang" "$@"
