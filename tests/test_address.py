"""The address that people use, in every spelling that somebody gives it; and what is printed of it."""

from __future__ import annotations

import re

import pytest

from app import create_app
from app.address import read
from app.config import BadSetting, Settings
from app.demo.links import address
from app.store import database
from tests.support.pages import token

READ = {
    "https://ateliers.example.fr": ("https://ateliers.example.fr", ""),
    " HTTPS://Ateliers.Example.FR/ ": ("https://ateliers.example.fr", ""),
    "https://ateliers.example.fr:443": ("https://ateliers.example.fr", ""),
    "http://ateliers.example.fr:8080/": ("http://ateliers.example.fr:8080", ""),
    "https://portail.example.fr/beffroi": ("https://portail.example.fr", "/beffroi"),
    "https://portail.example.fr/outils/beffroi/": ("https://portail.example.fr", "/outils/beffroi"),
    "https://ateliers.région.fr": ("https://ateliers.xn--rgion-bsa.fr", ""),
    "http://[2001:DB8::1]:8000": ("http://[2001:db8::1]:8000", ""),
    "http://127.0.0.1:8000": ("http://127.0.0.1:8000", ""),
    "": ("", ""),
}


@pytest.mark.parametrize("given", READ, ids=str)
def test_an_address_is_read_as_it_was_meant(given):
    found = read(given)
    assert (found.origin, found.path) == READ[given]


REFUSED = (
    "ateliers.example.fr", "ftp://ateliers.example.fr", "https://", "https:///beffroi", "https://moi:secret@example.fr",
    "https://example.fr/?x=1", "https://example.fr/#haut", "https://example.fr/a b", "https://example.fr/../beffroi",
    "https://example.fr//beffroi", "https://example.fr:99999", "https://[::1", "https://exa mple.fr", "https://é/\x00",
)  # fmt: skip


@pytest.mark.parametrize("given", REFUSED, ids=ascii)
def test_what_is_no_address_stops_the_start_in_a_sentence(tmp_path, given):
    with pytest.raises(BadSetting, match="PUBLIC_URL is .*: give it as https://"):
        create_app(Settings(instance=tmp_path / "i", public_url=given))
    assert not (tmp_path / "i").exists()


PRINTED = {
    ("::1", ""): "http://[::1]:8000",
    ("[::1]", ""): "http://[::1]:8000",
    ("127.0.0.1", ""): "http://127.0.0.1:8000",
    ("2001:db8::1", ""): "http://[2001:db8::1]:8000",
    ("0.0.0.0", "https://portail.example.fr/beffroi"): "https://portail.example.fr",
}


@pytest.mark.parametrize("host, public", PRINTED, ids=str)
def test_the_address_that_is_printed_can_be_opened(host, public):
    assert address(Settings(host=host, public_url=public)) == PRINTED[host, public]


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_all_addresses_at_once_are_printed_as_one_that_exists(host):
    assert re.fullmatch(r"http://\d+\.\d+\.\d+\.\d+:8000", address(Settings(host=host)))
    assert host not in address(Settings(host=host))


def test_the_policy_names_no_host_that_browsers_call_invalid(app):
    told = app.test_client().get("/", headers={"Host": "[::1]:8000"}).headers["Content-Security-Policy"]
    assert "connect-src 'self' ;" in told and "[::1]" not in told


@pytest.fixture
def under(tmp_path):
    made = create_app(Settings(instance=tmp_path / "i", public_url="https://portail.example.fr/beffroi", proxies=1))
    database.upgrade(made)
    yield made
    made.extensions["store"].stop()


SEEN = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "portail.example.fr", "X-Forwarded-For": "192.0.2.7"}


@pytest.mark.parametrize("kept", ["/beffroi", ""], ids=["the proxy keeps the path", "the proxy takes it off"])
def test_under_a_path_every_link_and_the_cookie_have_it(under, kept):
    page = under.wsgi_app and under.test_client(use_cookies=False)
    answer = page.get(f"{kept}/", headers=SEEN, base_url="http://127.0.0.1:8000")
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text)
    assert links and all(link.startswith("/beffroi/") for link in links), links
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Secure-beffroi=") and "Path=/beffroi/" in cookie and "Secure" in cookie
    assert token(answer)


def test_health_answers_with_the_path_and_without(under):
    page = under.test_client()
    assert page.get("/healthz", base_url="http://x/").status_code == 200
    assert page.get("/beffroi/healthz", base_url="http://x/").status_code == 200
