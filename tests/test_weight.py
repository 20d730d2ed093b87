"""What a first visit weighs, how long browsers keep it, and what never travels squeezed."""

from __future__ import annotations

import gzip
import posixpath
import re

import brotli
import pytest

from app.store import screens as screen_rows
from app.web.common.static_files import StaticFiles, joined
from tests.support.pages import join, sign_in

MOST = 150_000
OVER_HTTPS, ON_A_LOCAL_NETWORK = "gzip, deflate, br, zstd", "gzip, deflate"
"""What browsers take: brotli only where nobody stands between."""


class Visit:
    """Asks for a page and for every file that it needs, as a browser does whose cache is empty."""

    def __init__(self, client, accepts):
        self.client, self.accepts = client, accepts
        self.weighed: dict[str, int] = {}

    def of(self, path: str) -> Visit:
        page = self.get(path)
        for tag, address in re.findall(r'(<(?:script|img|link)[^>]*?\b(?:src|href)="(/[^"]+)"[^>]*>)', page):
            if 'loading="lazy"' not in tag:  # in a panel that is closed: fetched when it opens
                self.file(address)
        return self

    def file(self, address: str):
        if address in self.weighed:
            return
        text = self.get(address)
        if re.search(r"\.(js|css)(\?|$)", address):
            beside = re.findall(r"""(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']|url\(["']?([^"')]+)""", text)
            for module, other in beside:
                self.file(posixpath.normpath(posixpath.join(posixpath.dirname(address), module or other)))

    def get(self, address: str) -> str:
        answer = self.client.get(address, headers={"Accept-Encoding": self.accepts})
        assert answer.status_code == 200, address
        self.weighed[address] = len(answer.data) + sum(len(f"{name}: {value}\r\n") for name, value in answer.headers)
        return opened(answer).decode("utf-8", "replace")

    @property
    def total(self) -> int:
        return sum(self.weighed.values())

    def __str__(self):
        return "\n".join(f"{weight:>8} {address}" for address, weight in sorted(self.weighed.items()))


def opened(answer) -> bytes:
    encoding = answer.headers.get("Content-Encoding")
    return {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding](answer.data)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def pages(client, store, facts):
    """The address of each page, for somebody who may see it."""
    join(client, facts)
    sign_in(client)
    secret = store.write(screen_rows.add_screen, facts.id, "s1", 1)
    client.get(f"/ecran/ouvrir/{secret}")
    return {
        "home": "/",
        "join": f"/rejoindre/{facts.code}?autre=1",
        "participant": f"/atelier/{facts.code}",
        "console": f"/animer/{facts.code}",
        "screen": f"/ecran/{facts.code}",
    }


@pytest.mark.parametrize("accepts", [OVER_HTTPS, ON_A_LOCAL_NETWORK])
@pytest.mark.parametrize("name", ["home", "join", "participant", "console", "screen"])
def test_a_first_visit_weighs_less_than_150_kilobytes(client, pages, name, accepts):
    visit = Visit(client, accepts).of(pages[name])
    assert any("figtree" in address for address in visit.weighed)
    assert name in ("home", "join") or any(address.endswith("live.js") for address in visit.weighed), str(visit)
    assert visit.total < MOST, str(visit)


def test_whatever_a_page_refers_to_is_kept_for_a_year_and_of_the_same_release(app, client, pages):
    visit = Visit(client, OVER_HTTPS)
    for path in pages.values():
        visit.of(path)
    version = app.extensions["static_files"].version
    files = [address for address in visit.weighed if address.startswith("/static/")]
    assert len(files) > 12
    for address in files:
        assert address.startswith(f"/static/{version}/"), address
        assert "immutable" in client.get(address).headers["Cache-Control"], address


def test_a_file_that_changes_has_another_address(tmp_path):
    (tmp_path / "css").mkdir()
    for name in ("tokens", "print"):
        (tmp_path / "css" / f"{name}.css").write_text("a {}")
    before = StaticFiles(tmp_path).version
    (tmp_path / "live.js").write_text("1")
    assert StaticFiles(tmp_path).version != before


def test_a_sheet_that_adds_to_a_layer_comes_after_the_one_that_the_layer_is_named_for():
    sheets = {
        "css/boards.css": b"@layer methods { .b {} }",
        "css/methods.css": b"@layer methods { .m { /* said */ } }",
        "css/print.css": b"@page {}",
        "css/tokens.css": b"@layer tokens, methods; @layer tokens {}",
    }
    text = joined(sheets).decode()
    assert [text.index(one) for one in ("tokens", ".m", ".b", "@media print")] == sorted(
        text.index(one) for one in ("tokens", ".m", ".b", "@media print")
    )
    assert "said" not in text


def test_a_page_open_since_before_an_upgrade_gets_the_files_of_today_and_asks_again_each_time(client):
    answer = client.get("/static/0123456789ab/js/channel_model.js")
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-cache"
    again = client.get("/static/0123456789ab/js/channel_model.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["../config.py", "0123456789ab/../../config.py", "nothing.js", "0123456789ab/"])
def test_there_is_no_other_file(client, name):
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/static/js/channel_model.js"])
@pytest.mark.parametrize(
    ("accepts", "expected"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None), ("zstd", None)],
)
def test_an_answer_is_squeezed_in_a_way_that_the_browser_opens(client, path, accepts, expected):
    answer = client.get(path, headers={"Accept-Encoding": accepts})
    assert answer.headers.get("Content-Encoding") == expected
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert b"<html" in opened(answer) or b"export" in opened(answer)


def test_fonts_are_sent_as_they_are(client):
    answer = client.get("/static/fonts/figtree-latin-wght-normal.woff2", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Type"] == "font/woff2"


def asked_by(client, path, site):
    return client.get(path, headers={"Accept-Encoding": "br", "Sec-Fetch-Site": site}).headers.get("Content-Encoding")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_the_length_of_a_page_tells_another_site_nothing_of_the_secrets_in_it(client, pages, site):
    assert asked_by(client, pages["participant"], site) is None
    assert (
        asked_by(client, pages["participant"], "same-origin") == asked_by(client, pages["participant"], "none") == "br"
    )


def test_whoever_follows_a_link_from_elsewhere_for_the_first_time_gets_a_light_page(app, facts):
    assert asked_by(app.test_client(), f"/rejoindre/{facts.code}", "cross-site") == "br"
