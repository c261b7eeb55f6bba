#!/bin/sh
# Make the virtual environment (first argument, default .venv) from requirements.lock and
# install this checkout into it, editable. Needs a Python >= 3.11 and nothing else.
# PYTHON=/path/to/python picks the interpreter.
set -eu

cd "$(dirname "$0")/.."
venv=${1:-.venv}
py=$venv/bin/python

say() { printf '%s\n' "bootstrap: $*" >&2; }
die() { say "$*"; exit 1; }

new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" || die "PYTHON=$PYTHON is not a working Python >= 3.11"
        printf '%s\n' "$PYTHON"
        return
    fi
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        if new_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    die "no Python >= 3.11 found; install one (Debian: apt-get install python3) or set PYTHON"
}

# A venv without pip is no use: Debian ships ensurepip apart from Python itself.
has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

make_venv() {
    rm -rf "$venv"
    if ! has_venv "$1"; then
        version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
            say "installing python$version-venv"
            export DEBIAN_FRONTEND=noninteractive
            apt-get update -q >&2 || say "apt-get update failed; going on with the old lists"
            apt-get install -qy --no-install-recommends "python$version-venv" >&2 ||
                apt-get install -qy --no-install-recommends python3-venv >&2 ||
                say "apt-get could not install it"
        fi
        has_venv "$1" ||
            die "$1 cannot make virtual environments (no ensurepip);" \
                "as root: apt-get install python$version-venv"
    fi
    "$1" -m venv "$venv"
}

# Keep an environment that works; replace one that was moved or whose Python is gone.
if ! { new_enough "$py" && "$py" -m pip --version >/dev/null 2>&1; }; then
    python=$(find_python)
    say "making $venv with $python ($("$python" --version 2>&1))"
    make_venv "$python"
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1
say "installing the locked dependencies"
"$py" -m pip install --quiet --require-hashes -r requirements.lock
say "installing softnu itself"
"$py" -m pip install --quiet --no-deps --no-build-isolation --editable .
touch "$venv/.stamp"
say "done"
