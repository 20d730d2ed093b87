#!/bin/sh
# Installs a lock file into the virtual environment, every file checked against its hash.
set -eu
venv=$1 lock=$2
if [ ! -x "$venv/bin/uv" ]; then
    uv=$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements-dev.lock)
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "uv==${uv:-0.9.0}" || true
fi
if [ -x "$venv/bin/uv" ]; then
    VIRTUAL_ENV="$PWD/$venv" "$venv/bin/uv" pip install --quiet --compile-bytecode --require-hashes -r "$lock" && exit 0
    # Where pip is told of a mirror that uv does not know, pip still installs.
    echo "uv could not install $lock, for the reason above. Trying with pip, more slowly:" >&2
else
    echo "uv could not be installed, for the reason above. Going on with pip, more slowly:" >&2
fi
exec "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
