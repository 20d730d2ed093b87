#!/bin/sh
# Firefox, WebKitGTK with its driver, and a screen reader with the desktop that it needs, for `make engines`: Debian's
# packages, as root. Each brings its own driver; nothing of Python is needed.
set -eu
missing=""
# command:package
for pair in firefox-esr:firefox-esr WebKitWebDriver:webkit2gtk-driver Xvfb:xvfb openbox:openbox orca:orca xdotool:xdotool \
    dbus-run-session:dbus-x11; do
    command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
[ -x /usr/libexec/at-spi-bus-launcher ] || missing="$missing at-spi2-core"
/usr/bin/python3 -c 'import pyatspi' 2>/dev/null || missing="$missing python3-pyatspi"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The other engines need packages of Debian that only root installs:$missing" >&2
    exit 1
fi
apt-get update -qq
# shellcheck disable=SC2086 # names of packages, one word each
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
