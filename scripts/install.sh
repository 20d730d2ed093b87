#!/bin/sh
# Installs a lock file into the virtual environment, every file checked against its hash.
set -eu
venv=$1 lock=$2
if [ ! -x "$venv/bin/uv" ]; then
    uv=$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements-dev.lock)
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "uv==${uv:-0.9.0}" 2>/dev/null || true
fi
if [ -x "$venv/bin/uv" ] && VIRTUAL_ENV="$PWD/$venv" "$venv/bin/uv" pip install --quiet --compile-bytecode --require-hashes -r "$lock"; then
    exit 0
fi
echo "uv is not to be had here: pip installs, more slowly." >&2
exec "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
