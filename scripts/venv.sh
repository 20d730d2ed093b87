#!/bin/sh
# Makes the virtual environment on a Debian whose Python came without it.
set -eu
python=$1 venv=$2
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$(basename "$python")-venv" >/dev/null
    exec "$python" -m venv "$venv"
fi
echo "This Python cannot make virtual environments. As root: apt-get install $(basename "$python")-venv" >&2
exit 1
