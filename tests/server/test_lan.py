"""LAN=1: pages, forms and sockets over plain http, by a name that other machines use."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
import websocket

from app.demo.links import lan_address
from app.web.common.links import qr_svg
from tests.support.clients import Polling
from tests.support.crowd import Crowd
from tests.support.serving import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("lan") / "instance", {"LAN": "1"}).start()
    yield made
    made.stop()


@pytest.fixture
def names(server) -> list[str]:
    """The address that the terminal prints, and another name of this machine: it answers by any."""
    printed = urlsplit(server.link("Participants"))
    return [f"http://{printed.netloc}", f"http://127.0.0.2:{server.port}", f"http://localhost:{server.port}"]


def test_the_printed_links_are_of_the_local_network(server, names):
    here = lan_address()
    for who in ("Participants", "Facilitator", "Screen Lille", "Screen Amiens"):
        assert server.link(who).startswith(f"http://{here}:{server.port}/")
    loopback = here.startswith("127.")  # a machine without a network has nothing else to print
    assert ("Phones cannot reach" in server.said) == loopback
    assert ("QR code below" in server.said) == (not loopback)


@pytest.mark.parametrize("place", range(3))
def test_a_workshop_is_played_by_that_name_over_plain_http(crowd, server, names, place):
    base = names[place]
    lead = crowd.stranger(base)
    lead.get(base + urlsplit(server.link("Facilitator")).path)
    ana = crowd.stranger(base).join("Ana")
    assert "secure" not in " ".join(map(repr, ana.http.cookies)).lower().replace("secure=false", "")
    line = ana.socket()
    mood = next(part["id"] for part in lead.get(f"/animer/{server.code}/resultats.json").json()["agenda"]
                if part["method"] == "mood")  # fmt: skip
    lead.socket("facilitator").do("", "core.open", activity=mood)
    assert line.do(mood, "say", word=f"réseau {place}")
    answer = ana.get(f"/atelier/{server.code}")
    assert f"réseau {place}" in answer.text and "Strict-Transport-Security" not in answer.headers
    host = urlsplit(base).netloc
    assert f"connect-src 'self' ws://{host}" in answer.headers["Content-Security-Policy"]
    polling = Polling(ana)
    polling.post(f'40{{"workshop":"{server.code}","role":"participant"}}')
    assert polling.until("40").startswith("40{")


def test_the_qr_code_of_a_screen_carries_the_name_it_was_opened_by(crowd, server, names):
    for base in names:
        screen = crowd.stranger(base)
        page = screen.get(base + urlsplit(server.link("Screen Lille")).path)
        assert page.url == f"{base}/ecran/{server.code}"
        code = screen.get(re.search(r'src="(/qr/[^"]+)"', page.text)[1])
        signature = server.link("To hand out").partition("?s=")[2]
        assert code.content == qr_svg(f"{base}/rejoindre/{server.code}?site=s1&s={signature}")


def test_another_name_of_the_same_machine_is_another_site(crowd, names):
    ana = crowd.stranger(names[1]).join("Ana")
    for origin in (names[2], "http://evil.example", names[1].replace("http", "https")):
        with pytest.raises(websocket.WebSocketBadStatusException):
            ana.knock(origin=origin)
        assert Polling(ana, origin).opening.status_code == 400


def test_a_cookie_of_one_name_is_not_sent_to_another(server, names):
    crowd = Crowd(server)
    ana = crowd.stranger(names[1]).join("Ana")
    assert ana.http.get(f"{names[2]}/atelier/{server.code}", timeout=5).url.endswith(f"/rejoindre/{server.code}")
    crowd.close()
