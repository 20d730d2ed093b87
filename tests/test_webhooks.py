"""Another program is told once that a workshop has ended: signed, where that is allowed, again until it is taken."""

from __future__ import annotations

import hashlib
import hmac
import html
import json
import re
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import trustme
from sqlalchemy import delete

from app.domain.calendar import DAY_MS
from app.domain.clock import now_ms
from app.domain.secret_keys import SecretKeys
from app.domain.webhooks import AGAIN_AFTER_MS, Allowed, checked, read_allowed, secret_of, signature, target
from app.live.hosting.webhooks import Webhooks
from app.store import purge, webhooks
from app.store.models import Facilitation
from beffroi import Refused
from tests.support.pages import token as proof

HERE = "127.0.0.0/8"


class Receiver:
    """A program on this machine that is told, over https with a certificate of its own."""

    def __init__(self, folder):
        self.got, self.answers = [], []
        authority = trustme.CA()
        self.trusted = folder / "authority.pem"
        authority.cert_pem.write_to_path(self.trusted)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(context)
        receiver = self

        class Told(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((self.path, dict(self.headers), body))
                status = receiver.answers.pop(0) if receiver.answers else 204
                self.send_response(status)
                self.send_header("Location", f"https://localhost:{receiver.port}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_said):
                """Nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Told)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def receiver(tmp_path_factory):
    made = Receiver(tmp_path_factory.mktemp("receiver"))
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def url(receiver, monkeypatch):
    receiver.got.clear()
    receiver.answers.clear()
    monkeypatch.setenv("SSL_CERT_FILE", str(receiver.trusted))
    return f"https://localhost:{receiver.port}/fin?de=beffroi"


class Clock:
    """The time, as the test has it."""

    def __init__(self):
        self.now = now_ms()

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sender(store, receiver, clock):
    return Webhooks(store, read_allowed(f"localhost:{receiver.port} {HERE} ::1/128"), SecretKeys("k" * 32), clock)


@pytest.fixture
def told(workshop, store, url, facilitator):
    said = {"url": url, "salt": "sel", "by": facilitator, "api": "https://ici.example/api/1/workshops/X"}
    store.write(webhooks.put, workshop.facts.id, **said)
    return workshop


def state(store, workshop):
    with store.read() as session:
        return webhooks.of_workshop(session, workshop.facts.id)


def test_the_end_is_told_once_signed_and_in_few_words(told, store, sender, receiver):
    sender.look()
    assert receiver.got == [] and state(store, told).state == ""
    told.core("core.conclude")
    sender.look()
    sender.look()
    ((path, headers, body),) = receiver.got
    assert path == "/fin?de=beffroi" and headers["Content-Type"] == "application/json"
    said = json.loads(body)
    assert said["event"] == "workshop.ended" and said["id"] == headers["Beffroi-Delivery"]
    assert said["workshop"] == {"id": told.facts.id, "code": told.facts.code, "title": told.facts.title}
    assert said["api"].startswith("https://ici.example/") and set(said) == {
        "event",
        "id",
        "workshop",
        "ended_at",
        "api",
    }
    secret = secret_of(SecretKeys("k" * 32), "sel")
    over = f"{headers['Beffroi-Timestamp']}.".encode() + body
    assert headers["Beffroi-Signature"] == "v1=" + hmac.new(secret.encode(), over, hashlib.sha256).hexdigest()
    assert (state(store, told).state, state(store, told).said) == ("done", "204")


def test_a_last_day_that_is_over_is_an_end_too(told, sender, receiver, clock):
    clock.now = told.facts.ends_at + 1
    sender.look()
    assert len(receiver.got) == 1


def test_what_is_not_taken_is_sent_again_later_and_later_and_given_up_in_the_end(told, store, sender, receiver, clock):
    told.core("core.conclude")
    receiver.answers[:] = [500, 302, 404, 503, 500, 500, 500]
    sender.look()
    for n, later in enumerate(AGAIN_AFTER_MS, 2):
        clock.now += later - 1
        sender.look()
        assert len(receiver.got) == n - 1  # not before its time
        clock.now += 1
        sender.look()
        assert len(receiver.got) == n
    assert {path for path, _headers, _body in receiver.got} == {"/fin?de=beffroi"}  # a redirect is gone to by nobody
    assert len({headers["Beffroi-Delivery"] for _path, headers, _body in receiver.got}) == 1
    clock.now += 30 * DAY_MS
    sender.look()
    assert len(receiver.got) == 7 and state(store, told).state == "given up"


def test_it_is_sent_after_a_restart_and_by_one_process_of_several(told, store, sender, receiver, clock):
    told.core("core.conclude")
    store.write(webhooks.begin, clock())
    (mine,), none = store.write(webhooks.claim, clock()), store.write(webhooks.claim, clock())
    assert none == [] and receiver.got == []  # this process ends here
    sender.look()
    assert receiver.got == []
    clock.now += webhooks.CLAIMED_MS
    sender.look()
    assert len(receiver.got) == 1 and json.loads(receiver.got[0][2])["id"] == mine.id


def test_nothing_is_sent_where_it_may_not_be(told, store, sender, receiver, clock):
    told.core("core.conclude")
    port = receiver.port
    for allowed in ("", "autre.example.fr", "localhost", f"localhost:{port}"):  # the last: a private address
        Webhooks(store, read_allowed(allowed), SecretKeys("k" * 32), clock).look()
        clock.now += webhooks.CLAIMED_MS + AGAIN_AFTER_MS[3]
    assert receiver.got == []
    store.write(lambda connection: connection.execute(delete(Facilitation)))
    sender.look()
    assert receiver.got == []
    store.write(purge.purge_content, told.facts.id)
    assert state(store, told) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://outil.example.fr/", "https://autre.example.fr/", "https://outil.example.fr:8443/", "ftp://outil.example.fr",
        "https://moi:mot@outil.example.fr/", "https://outil.example.fr@mal.example/", "https://outil.example.fr/#x",
        "https://outil.example.fr/\r\nX: y", "https://outil.example.fr/é", "https://[::1]/", "https://outil.example.fr:x/",
        "//outil.example.fr/", "", "https://outil.example.fr/" + "a" * 500, "https://outil.example.fr.mal.example/",
    ],
)  # fmt: skip
def test_an_address_that_is_not_allowed_is_refused(url):
    with pytest.raises(Refused):
        target(url, read_allowed("outil.example.fr 10.0.0.0/8"))


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "0.0.0.0", "::1", "::ffff:127.0.0.1", "fe80::1%eth0",
     "fd00::1", "100.64.0.1", "224.0.0.1", "::"],
)  # fmt: skip
def test_a_host_that_leads_inside_is_not_spoken_to_unless_the_operator_names_the_network(address):
    with pytest.raises(Refused):
        checked(["93.184.216.34", address], Allowed())
    assert checked(["93.184.216.34"], Allowed()) == "93.184.216.34"
    assert checked(["10.1.2.3"], read_allowed("outil.example.fr 10.1.0.0/16")) == "10.1.2.3"


def test_a_signature_says_when_and_what():
    said = {signature("s", 1, b"a"), signature("s", 2, b"a"), signature("s", 1, b"b"), signature("t", 1, b"a")}
    assert len(said) == 4


def test_it_is_set_on_its_page_its_secret_shown_once_and_how_it_went_is_told(
    app, store, workshop, clock, receiver, url
):
    console, at = workshop.console(), f"/animer/{workshop.facts.code}/autres-outils"

    def send(to, **said):
        answer = console.post(at + to, data={"csrf_token": proof(console.get(at)), **said})
        return answer.status_code, html.unescape(answer.text)

    assert "n’en autorise aucun" in html.unescape(console.get(at).text)
    app.extensions["webhooks"].allowed = read_allowed(f"localhost:{receiver.port} {HERE} ::1/128")
    status, page = send("/fin", url="https://mal.example/")
    assert status == 422 and "n’autorise pas « mal.example »" in page.replace("\u00a0", " ")
    status, page = send("/fin", url=url)
    secret = re.search(r'id="signing" class="breakable" value="([\w=-]{44})"', page)[1]
    assert status == 200 and secret not in console.get(at).text and "Rien n’a encore été envoyé" in page
    workshop.core("core.conclude")
    app.extensions["webhooks"].look()
    ((_path, headers, body),) = receiver.got
    assert headers["Beffroi-Signature"] == signature(secret, int(headers["Beffroi-Timestamp"]), body)
    assert "/api/1/workshops/" in json.loads(body)["api"]
    assert "Reçu" in html.unescape(console.get(at).text)
    assert send("/fin/retirer")[0] == 303 and state(store, workshop) is None
