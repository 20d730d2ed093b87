#!/bin/sh
# Finds a browser for the tests, or installs one: Debian's as root, else playwright's own.
set -eu
venv=$1
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # The shell without a window is enough, and opens a page in half the time; older releases of Debian have none.
    for package in chromium-headless-shell chromium; do
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null && exit 0
    done
    exit 1
else
    "$venv/bin/python" -m playwright install chromium
fi
