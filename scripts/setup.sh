#!/bin/sh
# Checks that what was asked for is on this machine, and installs what is missing where this user may: `setup.sh rust postgres cryptography node python`.
# Says one line for each thing that is missing. Exit 0 when building can go on, 1 when it cannot.

# Installs Debian packages when this user may; says nothing, so that the caller can say what was wanted and why.
install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "installing $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install --yes --no-install-recommends "$@" >/dev/null 2>&1 && return
    apt-get update >/dev/null 2>&1
    apt-get install --yes --no-install-recommends "$@" >/dev/null 2>&1
}

# Cargo, and the C compiler that links and that builds SQLite.
rust() {
    if ! command -v cargo >/dev/null; then
        echo "Rust is not installed; install it with rustup (https://rustup.rs), then run this again" >&2
        return 1
    fi
    command -v cc >/dev/null || install gcc libc6-dev && command -v cc >/dev/null && return
    echo "there is no C compiler; install one: apt-get install gcc libc6-dev" >&2
    return 1
}

# The storage tests start a PostgreSQL of their own from its server programs; no service has to run.
postgres() {
    command -v initdb >/dev/null && return
    for initdb in /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb; do
        [ -x "$initdb" ] && return
    done
    install postgresql && return
    # The tests that need it will say so, too; everything else can be built and run without.
    echo "there are no PostgreSQL server programs, which the storage tests need; install them: apt-get install postgresql" >&2
}

# The ledger's tests compare every hash, signature and key file with OpenSSL's; without it they say that they did not.
cryptography() {
    command -v openssl >/dev/null || install openssl || echo "there is no openssl, with which the ledger's tests compare; install it: apt-get install openssl" >&2
}

# One test logs in through a real identity provider, which runs on Node; without it that test says that it did not.
node() {
    command -v npm >/dev/null || install nodejs npm || echo "there is no Node with npm, for the identity provider of the tests; install it: apt-get install nodejs npm" >&2
}

# The pages are built by Node, from the version on that their tools need; the program can be built without them.
pages() {
    command -v npm >/dev/null || install nodejs npm || true
    if command -v npm >/dev/null && node_is_new_enough; then return; fi
    echo "there is no Node 20.19 or newer with npm, and the program is built without its pages; install it: https://nodejs.org" >&2
    return 1
}

# The journeys of the tests go through a real browser; without it they are left out. Its pictures need fonts that have Chinese.
browser() {
    find_browser || install chromium fonts-noto-cjk || true
    find_browser && return
    echo "there is no Chromium, and the tests in a browser are left out; install it: apt-get install chromium fonts-noto-cjk" >&2
    return 1
}

find_browser() {
    [ -n "${SHOUWANG_BROWSER:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}

node_is_new_enough() {
    command node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

# Only for `make load`.
load() {
    command -v wrk >/dev/null || install wrk && command -v wrk >/dev/null && return
    echo "there is no wrk, which asks the server as often as it can; install it: apt-get install wrk" >&2
    return 1
}

# Only for `make oracle`, `make fuzz` and `make load`.
python() {
    python3 -c 'import ensurepip, venv' 2>/dev/null && return
    install python3 python3-venv && return
    echo "there is no Python with venv; install it: apt-get install python3 python3-venv" >&2
    return 1
}

for need in "$@"; do
    case $need in
        rust | postgres | cryptography | node | pages | browser | load | python) "$need" || exit 1 ;;
        *) echo "setup.sh: \`$need\` is none of rust, postgres, cryptography, node, pages, browser, load, python" >&2 && exit 1 ;;
    esac
done
