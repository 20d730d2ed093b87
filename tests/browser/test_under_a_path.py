"""The site under a path of a host that has other applications, behind nginx as deploy/ configures it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser import People, lead
from tests.support.house import nginx
from tests.support.serving import ROOT, Server, free_port

HOST = """
    map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}
    server {{ listen 127.0.0.1:{port}; {location} }}
"""


@pytest.fixture
def server(tmp_path):
    port = free_port()
    made = Server(tmp_path / "instance", {"PUBLIC_URL": f"HTTP://127.0.0.1:{port}/beffroi/", "PROXIES": "1"}).start()
    location = (ROOT / "deploy/nginx/under-a-path.conf").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{made.port}")
    with tempfile.TemporaryDirectory(prefix="beffroi-nginx-") as folder:  # a short name: nginx reads it as others do
        Path(folder).chmod(0o755)
        host = nginx(Path(folder), port, HOST.format(port=port, location=location))
        host.start()
        yield made
        host.stop()
    made.stop()


def test_a_workshop_is_played_under_a_path(browser, server):
    people = People(browser, server)
    console, ana, screen = people.signs_in(), people.joins("Ana"), people.screen()
    asked = []
    for page in (console, ana, screen):
        assert "/beffroi/" in page.url
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
    lead(console, "Météo")
    ana.locator("#mine input[name=word]").fill("limpide")
    ana.locator("#mine input[name=word]").press("Enter")
    expect(screen.locator(".cloud")).to_contain_text("limpide")
    expect(console.locator("body")).not_to_contain_text("pas de WebSocket")
    assert ana.context.cookies()[0]["path"] == "/beffroi/"
    kept = ana.evaluate("() => Object.keys(localStorage)")
    assert all(key.startswith("beffroi/beffroi/") for key in kept), kept
    console.locator("a[href$='/agenda']").first.click()
    expect(console).to_have_url(re.compile(r"/beffroi/animer/\w+/agenda$"))
    assert all("/beffroi/" in url for url in asked if url.startswith("http")), asked
    people.close()
    assert people.violations == []
