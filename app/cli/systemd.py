"""What systemd is told: that the server is ready, that it stops, and while it runs that it is alive.

The protocol is sd_notify(3): a datagram to the socket that `NOTIFY_SOCKET` names. Elsewhere nothing is said.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress

from gevent import spawn
from gevent.hub import sleep

READY, STOPPING, ALIVE = "READY=1", "STOPPING=1", "WATCHDOG=1"


def notify(state: str, environment: Mapping[str, str] = os.environ) -> None:
    """Say one thing to whoever started this process, if they listen."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line, suppress(OSError):
        # "@" stands for the NUL that begins an abstract name.
        line.sendto(state.encode(), address.replace("@", "\0", 1) if address.startswith("@") else address)


def keep_notifying(environment: Mapping[str, str] = os.environ) -> None:
    """Say so twice in the time after which a process that says nothing is taken for frozen, and killed."""
    microseconds = environment.get("WATCHDOG_USEC", "")
    if microseconds.isdecimal():
        spawn(_serve, int(microseconds) / 2_000_000, environment)


def _serve(every: float, environment: Mapping[str, str]) -> None:
    while True:  # on the loop: where that is stuck, nothing is said
        notify(ALIVE, environment)
        sleep(every)
