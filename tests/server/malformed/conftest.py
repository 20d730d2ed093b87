"""One server for all that is malformed, somebody who misbehaves, and somebody else who must not notice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.clients import until
from tests.support.crowd import Crowd
from tests.support.serving import Server


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("malformed") / "instance").start()
    yield made
    made.stop()


@pytest.fixture(scope="package")
def bob(server):
    """Somebody else, on one line from the first test to the last."""
    crowd = Crowd(server)
    lead = crowd.facilitator()
    lead.open("Météo")
    line: Any = crowd.person("Bob").socket()
    line.mood, line.ana = lead.ids["Météo"], crowd.person("Ana")
    yield line
    crowd.close()


@pytest.fixture
def ana(bob):
    """The one who misbehaves; her browser stays the same, each test opens a line of its own."""
    yield bob.ana
    for line in bob.ana.sockets:
        line.close()
    bob.ana.sockets.clear()


@pytest.fixture
def mood(bob) -> str:
    return bob.mood


@pytest.fixture
def bystander(server, bob, mood):
    """He must be served as if nothing was; at the end of a test the server has not complained either."""
    before = len(server.rest())

    def is_served():  # one person's own pace holds for him too
        return until("Bob is served", lambda: bob.command(mood, "say", word="calme")["kind"] == "accepted", 5)

    yield is_served
    is_served()
    said = server.rest()[before:]
    assert "Traceback" not in said and "failed" not in said, said[-3000:]
