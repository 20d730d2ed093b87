#!/bin/sh
# Firefox, WebKitGTK with its driver, and a screen reader with the desktop that it needs, for `make engines`: Debian's
# packages, as root. Each brings its own driver; nothing of Python is needed. `scripts/engines.sh firefox`: what the
# journey in Firefox needs alone, for `make test`, which goes without it, and says so, where that cannot be had.
set -eu
missing=""
# command:package
wanted="firefox-esr:firefox-esr Xvfb:xvfb"
[ "${1:-}" = firefox ] || wanted="$wanted WebKitWebDriver:webkit2gtk-driver openbox:openbox orca:orca xdotool:xdotool \
    dbus-run-session:dbus-x11"
for pair in $wanted; do
    command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
if [ "${1:-}" != firefox ]; then
    [ -x /usr/libexec/at-spi-bus-launcher ] || missing="$missing at-spi2-core"
    /usr/bin/python3 -c 'import pyatspi' 2>/dev/null || missing="$missing python3-pyatspi"
fi
[ -n "$missing" ] || exit 0
without() {
    echo "Not tried in ${1:-another engine than Chromium}: it needs packages of Debian, which $2:$missing" >&2
    exit 1
}
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    without "${1:-}" "only root installs"
fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # names of packages, one word each
{ timeout 120 apt-get update -qq && timeout 300 apt-get install -y -qq --no-install-recommends $missing >/dev/null; } \
    || without "${1:-}" "could not be fetched"
