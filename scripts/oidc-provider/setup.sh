#!/bin/sh
# Puts the identity provider of the tests, with what it needs, into a folder: setup.sh FOLDER. Does nothing when it is there already.
set -eu
here=$(dirname "$0")
mkdir -p "$1"
if [ -d "$1/node_modules" ] && cmp -s "$here/package-lock.json" "$1/package-lock.json"; then
    cp "$here/server.mjs" "$1/"
    exit 0
fi
cp "$here/package.json" "$here/package-lock.json" "$here/server.mjs" "$1/"
npm ci --prefix "$1" --no-audit --no-fund --ignore-scripts
