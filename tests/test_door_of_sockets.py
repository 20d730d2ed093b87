"""The door of the sockets: strangers are counted by place and cost nothing, whoever is in by their browser."""

from __future__ import annotations

import pytest

from app.live.commands.request import Grant
from app.live.transport.rate_limit import HANDSHAKES_OF_STRANGERS
from app.store.committer import Unavailable
from beffroi import PARTICIPANT
from tests.support.pages import join

OPEN = "/socket.io/?EIO=4&transport=polling"


def knocks(client, times: int = 1, **environ) -> list[int]:
    return [client.get(OPEN, environ_overrides=environ).status_code for _ in range(times)]


@pytest.fixture
def crowded(app):
    """A place from which strangers opened more than they may."""
    environ = {"beffroi.place": "127.0.0.1"}
    app.extensions["door"].bucket_of(environ).owe(2 * HANDSHAKES_OF_STRANGERS.at_once)


def test_a_stranger_of_a_crowded_place_is_turned_away_before_engine_io(app, crowded):
    eio = app.extensions["socketio"].server.eio
    answer = app.test_client().get(OPEN)
    assert answer.status_code == 429 and "wait a minute" in answer.text and answer.headers["Connection"] == "close"
    assert not eio.sockets


def test_whoever_is_in_shares_the_place_and_not_its_budget(app, facts, crowded):
    ana = app.test_client()
    join(ana, facts, name="Ana")
    assert knocks(ana) == [200]
    assert knocks(app.test_client(), REMOTE_ADDR="192.0.2.9") == [200]


def test_a_page_that_was_only_looked_at_makes_no_acquaintance(app, facts, crowded):
    visitor = app.test_client()
    assert visitor.get(f"/rejoindre/{facts.code}?lang=en").status_code == 200
    assert visitor.get("/ecran").status_code == 200
    assert knocks(visitor) == [429]


def test_a_cookie_of_somebody_elses_making_makes_none_either(app, crowded):
    forged = app.test_client()
    forged.set_cookie("beffroi", "eyJwZW9wbGUiOnsieCI6MX19.aaaaaa.forged")
    assert knocks(forged) == [429]


def test_one_browser_opens_so_many_and_no_more_whatever_its_address(app, facts):
    ana = app.test_client()
    join(ana, facts, name="Ana")
    environ = {"beffroi.browser": app.extensions["door"].browser_of({"HTTP_COOKIE": cookie_of(ana)})}
    for _ in range(11):
        app.extensions["door"].was_harmed(environ)
    assert knocks(ana, REMOTE_ADDR="192.0.2.77") == [429]


def cookie_of(client) -> str:
    return "; ".join(f"{one.key}={one.value}" for one in client._cookies.values())


def test_the_address_is_the_one_that_the_proxy_says(tmp_path):
    from app import create_app
    from app.config import Settings

    app = create_app(Settings(instance=tmp_path / "i", proxies=1))
    app.extensions["door"].bucket_of({"beffroi.place": "192.0.2.1"}).owe(2 * HANDSHAKES_OF_STRANGERS.at_once)
    client = app.test_client()
    assert client.get(OPEN, headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 429
    assert client.get(OPEN, headers={"X-Forwarded-For": "192.0.2.2"}).status_code == 200
    app.extensions["store"].stop()


def test_a_page_that_came_to_a_closing_room_is_not_counted_as_open(app, facts):
    sockets, room = app.extensions["sockets"], app.extensions["rooms"].of(facts)
    room.stop()
    with pytest.raises(Unavailable):
        sockets.connect("s1", room, Grant(facts.id, PARTICIPANT, "p1", "s1", "p1"), "fr")
    assert not sockets.open and not sockets.lines
