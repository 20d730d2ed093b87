"""Passwords counted before they are looked at; links that sign in once; accounts that are erased."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from argon2 import PasswordHasher
from gevent import joinall, spawn

from app.domain.clock import now_ms
from app.store import accounts
from app.store.models import Login
from tests.support.pages import PASSWORD, sign_in, token


@pytest.fixture(autouse=True)
def held(app):
    """A connection that stays open, as a server keeps one: the end of a last one locks the file for a moment."""
    made = app.extensions["store"].held_open()
    yield
    made.close()


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Passwords that cost little to look at: how many are is what matters here."""
    monkeypatch.setattr(accounts, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts._nobodys_hash.cache_clear()
    yield
    accounts._nobodys_hash.cache_clear()


@pytest.fixture
def hashing(monkeypatch):
    """How many passwords were looked at, and how many at once at the most."""
    seen = Counter()
    verify = PasswordHasher.verify

    def watched(self, hash, password):
        seen["all"] += 1
        seen["now"] += 1
        seen["most"] = max(seen["most"], seen["now"])
        try:
            return verify(self, hash, password)
        finally:
            seen["now"] -= 1

    monkeypatch.setattr(PasswordHasher, "verify", watched)
    return seen


def tries(app, count, email="fac@example.org", password="une erreur de frappe", address="10.0.0.{n}"):
    """So many at once, each from a browser of its own."""
    clients = [app.test_client() for _ in range(count)]
    said = {"csrf_token": "", "email": email, "password": password}

    def one(n, client):
        data = {**said, "csrf_token": token(client.get("/compte/connexion"))}
        place = {"REMOTE_ADDR": address.format(n=n)}
        return client.post("/compte/connexion", data=data, environ_base=place).status_code

    asked = [spawn(one, n, client) for n, client in enumerate(clients)]
    joinall(asked)
    return Counter(greenlet.value for greenlet in asked)


def test_eighty_wrong_passwords_at_once_do_not_pass_the_limit(app, facts, hashing):
    assert tries(app, 80, address="10.0.0.1") == {401: 20, 429: 60}
    assert hashing["all"] == 20 and hashing["most"] <= 2


def test_an_account_is_not_guessed_from_everywhere_at_once(app, facts, hashing):
    assert tries(app, 40) == {401: 30, 429: 10}
    assert tries(app, 3, email="FAC@example.org ", address="10.9.0.{n}") == {429: 3}
    assert tries(app, 2, email="nobody@example.org", address="10.9.0.{n}") == {401: 2}


def test_strangers_do_not_shut_out_a_browser_where_the_account_signed_in_before(app, facts):
    owner = app.test_client()
    assert sign_in(owner).status_code == 303
    owner.post("/compte/deconnexion", data={"csrf_token": token(owner.get("/animer"))})
    assert 429 in tries(app, 31) and 429 in tries(app, 21, address="127.0.0.1", email="else@example.org")
    assert sign_in(app.test_client()).status_code == 429
    assert [sign_in(owner, password="une erreur").status_code for _ in range(21)] == [401] * 20 + [429]


def test_forty_five_who_are_right_get_in_from_one_address(app, facts, hashing):
    assert tries(app, 15, password=PASSWORD, address="10.0.0.1") == {303: 15}
    assert tries(app, 15, password=PASSWORD, address="10.0.0.1") == {303: 15}
    assert hashing["most"] <= 2


# --- links -----------------------------------------------------------------------------------


@pytest.fixture
def link(store, facilitator):
    return "/compte/entrer/" + store.write(accounts.offer_link, facilitator, now_ms())


def press(client, link):
    page = client.get(link)
    if page.status_code != 200:
        return page
    return client.post(link, data={"csrf_token": token(page), "next": "/extensions"})


def test_a_link_signs_in_once_and_looking_at_it_burns_nothing(app, link):
    first = app.test_client()
    for _ in range(3):
        assert first.get(link).status_code == 200  # a preview, a mail scanner
    assert first.get("/animer").status_code == 302
    assert press(first, link).headers["Location"] == "/extensions"
    assert first.get("/animer").status_code == 200
    assert press(app.test_client(), link).status_code == 404


def test_two_who_press_at_once_are_one(app, link):
    clients = [app.test_client() for _ in range(4)]
    pages = [client.get(link) for client in clients]
    asked = [spawn(c.post, link, data={"csrf_token": token(p)}) for c, p in zip(clients, pages, strict=True)]
    joinall(asked)
    assert Counter(one.value.status_code for one in asked) == {303: 1, 404: 3}


def test_a_link_is_over_after_its_minutes_and_with_its_server(store, facilitator):
    now = now_ms()
    secret = store.write(accounts.offer_link, facilitator, now, "one")
    with store.read() as session:
        assert accounts.of_link(session, secret, now + accounts.LINK_MS - 1)
        assert accounts.of_link(session, secret, now + accounts.LINK_MS) is None
    store.write(accounts.forget_links, "two")
    with store.read() as session:
        assert accounts.of_link(session, secret, now)
    store.write(accounts.forget_links, "one")
    assert store.write(accounts.use_link, secret, now) == ""


def test_a_session_is_no_link(app, store, facilitator):
    login = store.write(accounts.sign_in, facilitator, now_ms())
    assert app.test_client().get(f"/compte/entrer/{login}").status_code == 404


def test_a_session_by_link_lasts_a_day(app, store, link):
    press(app.test_client(), link)
    with store.read() as session:
        (login,) = session.query(Login)
        assert login.expires_at - now_ms() <= accounts.BY_LINK_MS


# --- the command line ------------------------------------------------------------------------


def test_the_operator_prints_a_link_for_whoever_forgot_their_password(run, app, facts):
    printed = run("user", "link", "fac@example.org")
    path = re.search(r"/compte/entrer/\S+", printed)[0]
    client = app.test_client()
    press(client, path)
    assert facts.title in client.get("/animer").text


def test_an_erased_account_leaves_nothing_but_its_id(run, app, workshop, store, facilitator):
    workshop.add("mood")
    workshop.connect("console", "fac")
    told = run("user", "remove", "fac@example.org", "--yes")
    assert facilitator in told and workshop.facts.code in told
    workshop.app.extensions["store"].stop()
    files = app.extensions["settings"].instance.glob("beffroi.sqlite*")
    kept = b"".join(file.read_bytes() for file in files)
    assert b"fac@example.org" not in kept and b'"Fac"' not in kept and facilitator.encode() in kept
    assert workshop.facts.code in run("workshop", "list", "--without-facilitator")


def test_a_workshop_without_a_facilitator_is_found_and_given(run, app, facts, store, facilitator):
    assert run("workshop", "list", "--without-facilitator") == ""
    assert facts.code in run("workshop", "list")
    run("user", "add", "autre@example.org", "--password", PASSWORD, "--name", "Autre")
    run("user", "remove", "fac@example.org", "--yes")
    assert facts.code in run("workshop", "list", "--without-facilitator")
    run("workshop", "give", facts.code, "autre@example.org")
    assert run("workshop", "list", "--without-facilitator") == ""
