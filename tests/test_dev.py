"""`beffroi dev`: on this computer alone, for whoever has the address, in frames that nothing else may use."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import create_app
from app.cli import main
from app.config import Settings
from app.dev import pages
from app.dev.guard import PANES, Guard, host_of
from app.dev.imports import forget, load_the_rest
from app.dev.meter import Meter, meter_wire
from app.dev.supervisor import files_of
from app.dev.workshop import laid
from app.host import registry
from app.store import database
from tests.examples.welcome import Welcome

SAMPLE = Path(__file__).parents[1] / "app/scaffold/beffroi_sample"
PORT, SECRET = 8010, "a-secret-of-twelve"
AROUND = host_of("", PORT)


@pytest.fixture
def desk(tmp_path):
    """The application that `beffroi dev` serves, of the method that `beffroi new` writes."""
    forget([SAMPLE])
    app = create_app(Settings(instance=tmp_path / "i", port=PORT), registry.build(tried=[SAMPLE]))
    database.upgrade(app)
    meter = Meter()
    meter_wire(meter, app.extensions["wire"])
    made = pages.Desk(laid(app, [SAMPLE.name]), meter, SECRET, PORT)
    pages.init_app(app, made)
    app.wsgi_app = Guard(app.wsgi_app, PORT)
    app.config["WTF_CSRF_ENABLED"] = False
    yield made
    app.extensions["rooms"].stop()
    app.extensions["store"].stop()


def get(desk, path, host=AROUND, browser=None, **more):
    browser = browser or desk.workshop.app.test_client()
    return browser.get(path, headers={"Host": host}, base_url=f"http://{host}", **more)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8010", "localhost:8010", "evil.example:8010", "dev.localhost", "x.dev.localhost:8010", ""]
)
def test_whoever_calls_it_by_another_name_gets_nothing(desk, host):
    answer = get(desk, f"/dev/{SECRET}/", host or "nowhere")
    assert answer.status_code == 421 and "dev.localhost:8010 only" in answer.text


@pytest.mark.parametrize("path", ["", "entrer/console", "entrer/ana", "nouvelles"])
def test_without_the_secret_of_the_address_there_is_no_such_page(desk, path):
    assert get(desk, f"/dev/another/{path}").status_code == 404
    assert get(desk, f"/dev/é/{path}").status_code == 404


def test_each_pane_is_somebody_of_its_own_and_may_stand_in_the_frame_and_in_no_other(desk):
    landed = {}
    for pane in PANES:
        browser = desk.workshop.app.test_client()
        answer = get(desk, f"/dev/{SECRET}/entrer/{pane}", host_of(pane, PORT), browser, follow_redirects=True)
        assert answer.status_code == 200
        assert "X-Frame-Options" not in answer.headers
        assert f"frame-ancestors http://{AROUND};" in answer.headers["Content-Security-Policy"] + ";"
        landed[pane] = re.search(r'data-role="(\w+)" data-who="([^"]+)"', answer.text).groups()
    roles = [role for role, _who in landed.values()]
    assert roles == ["facilitator", "participant", "participant", "screen"]
    assert len({who for _role, who in landed.values()}) == 4


def test_a_pane_that_comes_again_is_still_the_same(desk):
    browser, host = desk.workshop.app.test_client(), host_of("ana", PORT)
    for _ in range(2):
        get(desk, f"/dev/{SECRET}/entrer/ana", host, browser, follow_redirects=True)
    assert [one.name for one in desk.workshop.room.presence.people.values()] == ["Ana"]


def test_elsewhere_nothing_may_be_put_in_a_frame(app):
    headers = app.test_client().get("/").headers
    assert headers["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "frame-src" not in headers["Content-Security-Policy"]


def test_others_do_what_their_pages_offer_and_the_page_says_what_became_of_it(desk):
    said = desk.workshop.app.test_client().post(
        f"/dev/{SECRET}/monde", base_url=f"http://{AROUND}", data={"count": "3"}
    )
    assert re.match(r"[1-9]\d* (things were done|actions)", said.json["said"])
    news = get(desk, f"/dev/{SECRET}/nouvelles?after=-1&boot={desk.boot}").json
    assert '"by_person"' in news["html"].replace("&#34;", '"') and "<td>answer</td>" in news["html"]
    assert news["boot"] == desk.boot and news["n"] > 0


def test_a_page_of_an_older_server_is_told_at_once_that_there_is_another(desk):
    assert get(desk, f"/dev/{SECRET}/nouvelles?after=999999&boot=older").json["boot"] == desk.boot


def test_what_the_method_raises_stands_beside_the_panes_once_however_often(desk):
    for _ in range(3):
        desk.workshop.registry.blame("sample", "drawing input", ZeroDivisionError("one line of it"))
    page = get(desk, f"/dev/{SECRET}/").text
    assert page.count("one line of it") == 1 and "× 3" in page


def test_the_state_of_a_method_that_holds_blocks_is_written_by_name_with_words_as_they_are_read():
    method = Welcome()
    told = json.loads(pages.written(method.start(method.settings(), ())))
    assert told["today"]["slots"]["works"]["most"] == 4 and told["today"]["slots"]["works"]["label"]


def test_a_method_that_is_refused_is_told_why_and_the_page_stands(tmp_path):
    package = tmp_path / "wrong_one"
    package.mkdir()
    (package / "__init__.py").write_text("import app.live\n1 / 0\n")
    app = create_app(Settings(instance=tmp_path / "i", port=PORT), registry.build(tried=[package]))
    database.upgrade(app)
    workshop = laid(app, [package.name])
    pages.init_app(app, pages.Desk(workshop, Meter(), SECRET, PORT))
    page = app.test_client().get(f"/dev/{SECRET}/").text
    assert "wrong_one" in page and "ZeroDivisionError" in page and "line 2" in page
    app.extensions["rooms"].stop()
    app.extensions["store"].stop()


def test_the_same_method_installed_and_being_written_is_one(desk):
    assert [plugin.name for plugin in desk.workshop.registry.plugins].count("beffroi_sample") == 1
    assert desk.workshop.registry.methods["sample"].title


def test_a_bundled_method_that_is_tried_is_loaded_anew_beside_those_that_were_loaded_once():
    known = load_the_rest([registry.BUNDLED / "mood"])
    assert {"mood", "ideation"} & {plugin.name for plugin in known} == {"ideation"}
    found = registry.build(tried=[registry.BUNDLED / "mood"], known=known)
    assert all(plugin.loaded for plugin in found.plugins)
    assert found.methods.keys() == registry.build().methods.keys()
    assert found.plugins[: len(known)] == known


def test_an_id_that_was_taken_by_what_was_loaded_once_is_refused(tmp_path):
    package = tmp_path / "second"
    package.mkdir()
    (package / "__init__.py").write_text((SAMPLE / "__init__.py").read_text().replace('"sample"', '"mood"'))
    found = registry.build(tried=[package], known=load_the_rest([package]))
    assert "taken by the plugin mood" in str(next(one.refused for one in found.plugins if one.name == "second"))


def test_it_is_refused_where_the_site_is_public(tmp_path, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://ateliers.example.fr")
    done = CliRunner().invoke(main, ["dev", str(SAMPLE)])
    assert done.exit_code == 1 and "PUBLIC_URL" in done.output


def test_a_folder_without_a_package_is_a_sentence(tmp_path):
    done = CliRunner().invoke(main, ["dev", str(tmp_path)])
    assert done.exit_code == 1 and done.output.startswith("Error: ") and "no package" in done.output


def test_a_file_that_is_written_added_or_taken_away_is_seen_and_what_is_compiled_is_not(tmp_path):
    (tmp_path / "__init__.py").write_text("")
    before = files_of([tmp_path])
    (tmp_path / "new.html").write_text("x")
    assert len(files_of([tmp_path]).items() ^ before.items()) == 1
    (tmp_path / "new.html").unlink()
    (tmp_path / "new.pyc").write_text("x")
    assert files_of([tmp_path]) == before
