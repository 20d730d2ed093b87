"""Signing in with a certified provider that we did not write (oidc-provider): in, as whom, out there, and by its word.

`make provider` fetches it and runs this; node is needed, and a registry the first time.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests

from tests.support.serving import Server, command_line, free_port

HERE = Path(__file__).parent
pytestmark = pytest.mark.provider


@pytest.fixture
def site(tmp_path):
    port = free_port()
    settings = {
        "OIDC_ISSUER": f"http://127.0.0.1:{port}",
        "OIDC_CLIENT_ID": "beffroi",
        "OIDC_CLIENT_SECRET": "un secret qui est assez long pour cela",
        "OIDC_SCOPES": "openid email profile groups",
        "OIDC_ALLOW": "groups=animateurs",
        "OIDC_OPERATORS": "groups=exploitation",
    }
    server = Server(tmp_path / "instance", settings)
    url = f"http://127.0.0.1:{server.port}"
    settings["PUBLIC_URL"] = url
    ways = [f"{url}/compte/fournisseur/retour", f"{url}/compte/fournisseur/fin", f"{url}/"]
    words = ["node", "provider.js", str(port), *ways]
    with subprocess.Popen(words, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as provider:
        assert provider.stdout.readline().strip() == settings["OIDC_ISSUER"], "was it installed? make provider"
        server.start()
        yield server
        server.stop()
        provider.terminate()


def post_of(page: requests.Response, browser: requests.Session, **said: str) -> requests.Response:
    """Press the button of the provider's page, with its hidden fields."""
    form = re.search(r'<form[^>]*action="([^"]+)"', page.text)[1]
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    return browser.post(urljoin(page.url, form), data={**hidden, **said}, timeout=20)


def signed_in(site: Server, who: str) -> tuple[requests.Session, requests.Response]:
    browser = requests.Session()
    page = browser.get(f"{site.url}/compte/fournisseur/?next=/animer", timeout=20)
    page = post_of(page, browser, login=who, password="any")
    return browser, post_of(page, browser)  # what it may tell us


def test_somebody_comes_in_by_a_real_provider_and_out_of_both(site):
    browser, page = signed_in(site, "ana")
    assert page.status_code == 200 and page.url == f"{site.url}/animer", page.text[:500]
    assert "Ana Petit" in browser.get(f"{site.url}/compte/", timeout=20).text
    listed = command_line(site.instance, "user", "list").stdout
    assert "ana@example.fr\tAna Petit  (operator)" in listed
    _other, refused = signed_in(site, "bob")
    assert refused.status_code == 403 and "bob@example.fr" not in command_line(site.instance, "user", "list").stdout

    # Out at the provider ends the session here too: by its word, from server to server.
    second, _page = signed_in(site, "ana")
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(f"{site.url}/compte/", timeout=20).text)[1]
    out = browser.post(f"{site.url}/compte/deconnexion", data={"csrf_token": csrf}, timeout=20)
    there = re.search(r'href="(http://127\.0\.0\.1:\d+/session/end[^"]+)"', out.text)[1].replace("&amp;", "&")
    page = browser.get(there, timeout=20)
    gone = post_of(page, browser, logout="yes")
    assert gone.url.startswith(f"{site.url}/") and gone.status_code == 200
    assert second.get(f"{site.url}/animer", allow_redirects=False, timeout=20).status_code == 200, "another browser's"
    told = command_line(site.instance, "audit", "--export", "csv").stdout
    assert told.count("how=provider") == 2 and "why=not-allowed" in told and "signed-out" in told


def test_the_word_of_the_provider_ends_a_session_here(site):
    browser, _page = signed_in(site, "ana")
    assert browser.get(f"{site.url}/animer", allow_redirects=False, timeout=20).status_code == 200
    end = browser.get(f"{site.settings['OIDC_ISSUER']}/session/end", timeout=20)  # from another of its sites
    post_of(end, browser, logout="yes")
    assert browser.get(f"{site.url}/animer", allow_redirects=False, timeout=20).status_code == 302
    assert "signed-out\tby=provider" in command_line(site.instance, "audit").stdout
