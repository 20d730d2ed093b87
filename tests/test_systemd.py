"""What systemd is told, on a socket of our own: ready, alive, stopping."""

import socket

import gevent
import pytest

from app.cli import systemd


@pytest.fixture
def listener(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(5)
        yield line, {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "20000"}


def test_what_is_told_arrives(listener):
    line, environment = listener
    systemd.notify(systemd.READY, environment)
    assert line.recv(100) == b"READY=1"


def test_it_says_that_it_is_alive_again_and_again(listener):
    line, environment = listener
    systemd.keep_notifying(environment)
    for _ in range(3):
        gevent.sleep(0.02)  # the loop's turn, which is what is told of
        assert line.recv(100) == b"WATCHDOG=1"


def test_without_systemd_nothing_is_said_and_nothing_fails(tmp_path):
    systemd.notify(systemd.READY, {})
    systemd.notify(systemd.READY, {"NOTIFY_SOCKET": str(tmp_path / "nobody")})
    systemd.keep_notifying({"WATCHDOG_USEC": "soon"})
