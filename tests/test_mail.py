"""Letters with a link to choose a password, taken by a mail server of this test."""

from __future__ import annotations

import socketserver
from dataclasses import replace
from email import message_from_bytes, policy
from threading import Thread

import pytest

from app import mail
from app.config import BadSetting, Settings, apply
from app.domain.clock import now_ms
from app.mail import Letter, NotSent
from app.store import accounts
from tests.support.pages import PASSWORD, sign_in, token


class Taking(socketserver.StreamRequestHandler):
    """As much of SMTP as a letter needs; an address that begins with `no` is refused."""

    def handle(self):
        self.say(220)
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self.say(354)
                assert isinstance(self.server, PostOffice)
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.taken.append(message_from_bytes(body, policy=policy.default))
            self.say(221 if word == "QUIT" else 550 if line.upper().startswith("RCPT TO:<NO") else 250)
            if word == "QUIT":
                return

    def say(self, code):
        self.wfile.write(f"{code} so\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Taking)
        self.taken = []


@pytest.fixture
def post_office(app):
    """A mail server, and the site that knows it."""
    with PostOffice() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        said = {"smtp_host": "127.0.0.1", "smtp_port": server.server_address[1], "smtp_security": "none"}
        app.extensions["settings"] = replace(app.extensions["settings"], **said, smtp_from="ateliers@example.fr")
        yield server
        server.shutdown()


@pytest.fixture
def operator(app, store):
    said = {"email": "op@example.fr", "name": "Op", "password": PASSWORD, "operator": True}
    store.write(accounts.add, **said, now=now_ms())
    client = app.test_client()
    sign_in(client, email="op@example.fr")
    return client


def test_a_forgotten_password_goes_to_its_owner_and_is_shown_to_nobody(app, post_office, operator, facilitator):
    page = operator.get(f"/comptes/{facilitator}")
    assert "Envoyer un lien" in page.text
    told = operator.post(f"/comptes/{facilitator}/lien", data={"csrf_token": token(page)})
    assert told.status_code == 200 and "parti par courriel" in told.text and "/compte/choisir/" not in told.text
    (letter,) = post_office.taken
    assert letter["To"] == "fac@example.org" and letter["From"] == "ateliers@example.fr"
    link = letter.get_content().split("/compte/choisir/")[1].split()[0]
    assert app.test_client().get(f"/compte/choisir/{link}").status_code == 200 and "sept jours" in letter.get_content()
    post_office.shutdown()
    post_office.server_close()
    gone = operator.post(f"/comptes/{facilitator}/lien", data={"csrf_token": token(page)})
    assert gone.status_code == 502 and "n’est pas parti" in gone.text and "/compte/choisir/" not in gone.text


def test_a_letter_that_is_not_taken_is_said_and_no_head_is_smuggled_in(app, post_office):
    settings = app.extensions["settings"]
    for to, subject in (("nobody@example.fr", "x"), ("ana@example.fr", "x\r\nBcc: eve@example.fr")):
        with pytest.raises(NotSent):
            mail.send(settings, [Letter(to, subject, "x")])
    assert not post_office.taken
    with pytest.raises(NotSent), app.app_context():
        mail.send(replace(settings, smtp_security="starttls"), [Letter("ana@example.fr", "x", "x")])
    for address, how in (("", "tls"), ("a@b.fr", "maybe")):
        with pytest.raises(BadSetting, match="SMTP"):
            apply(app, Settings(instance=settings.instance, smtp_host="x", smtp_from=address, smtp_security=how))


def test_a_list_is_invited_by_letters(run, app, post_office, monkeypatch, tmp_path):
    settings = app.extensions["settings"]
    for name in ("smtp_host", "smtp_port", "smtp_security", "smtp_from"):
        monkeypatch.setenv(name.upper(), str(getattr(settings, name)))
    file = tmp_path / "people.csv"
    file.write_text("email,name\nana@example.fr,Ana\nbob@example.fr,Bob\n")
    assert "2 links have left" in run("user", "import", str(file), "--mail")
    assert [one["To"] for one in post_office.taken] == ["ana@example.fr", "bob@example.fr"]
    assert "choisir" not in run("user", "invite", "cleo@example.fr", "--mail")
