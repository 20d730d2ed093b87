"""/healthz and /readyz: what a proxy asks before it sends people, and what it is told when it must not."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event, text

from app.store.committer import Unavailable
from beffroi.version import VERSION


def test_both_answer_in_a_word_without_a_cookie_or_a_cache(app):
    client = app.test_client()
    for path, word in (("/healthz", f"ok, Beffroi {VERSION}\n"), ("/readyz", "ok\n")):
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (200, word)
        assert answer.headers["Cache-Control"] == "no-store" and answer.headers["Content-Type"].startswith("text/plain")
        assert "Set-Cookie" not in answer.headers
        assert client.head(path).status_code == 200


def test_who_has_a_session_gets_no_new_cookie_from_them(app):
    client = app.test_client()
    client.get("/?lang=en")
    with client.session_transaction() as session:
        session.permanent = True
    for path in ("/healthz", "/readyz?lang=fr"):
        assert "Set-Cookie" not in client.get(path).headers


@pytest.mark.parametrize("host", ("127.0.0.1:8000", "10.0.0.7", "ateliers.example.fr"))
def test_any_host_is_answered_over_plain_http(tmp_path, host):
    from app import create_app
    from app.config import Settings

    app = create_app(Settings(instance=tmp_path / "i", public_url="https://ateliers.example.fr"))
    assert app.test_client().get("/healthz", base_url=f"http://{host}").status_code == 200


def told(app) -> str:
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert str(Path(app.instance_path).parent) not in answer.text and "Traceback" not in answer.text
    assert app.test_client().get("/healthz").status_code == 200, "the process itself is alive"
    return answer.text


def test_a_schema_of_another_release_is_not_ready(app, store):
    store.write(lambda connection: connection.execute(text("update alembic_version set version_num = '0001'")))
    assert told(app) == "The schema is not the one of this release.\n"


def test_a_database_that_is_no_database_is_not_ready(app):
    for file in Path(app.instance_path).glob("beffroi.sqlite*"):
        file.write_bytes(b"no database at all" * 1000)
    assert told(app) == "The database does not answer.\n"


def test_a_schema_that_was_never_made_is_not_ready(tmp_path):
    from app import create_app
    from app.config import Settings

    assert told(create_app(Settings(instance=tmp_path / "i"))) == "The schema is not the one of this release.\n"


def test_a_writer_that_is_stuck_is_not_ready(app, store, monkeypatch):
    from threading import Event

    from gevent import spawn

    from app.store import readiness

    monkeypatch.setattr(readiness, "PATIENCE", 0.2)
    holds, over = Event(), Event()

    def stuck(_connection):
        holds.set()
        over.wait(20)

    waiting = spawn(store.write, stuck)
    while not holds.is_set():
        waiting.join(0.01)
    try:
        assert told(app) == "The database takes no writes.\n"
    finally:
        over.set()
        waiting.join()
    assert app.test_client().get("/readyz").status_code == 200


@pytest.fixture
def disk(store):
    """How many pages the database may have; 1 is none more than there are."""
    room = {"pages": 1_000_000}

    def bounded(connection, *_of):
        connection.execute(f"pragma max_page_count = {room['pages']}")

    event.listen(store.committer._engine, "checkout", bounded)
    return room


def a_long_text(connection):
    row = {"content": "x" * 500_000}
    connection.execute(text("insert into workshop_template (id, content, created_at) values ('a', :content, 0)"), row)
    connection.execute(text("delete from workshop_template"))


def breaks(_connection):
    raise ZeroDivisionError  # the writer takes a new connection after it


def test_a_full_disk_is_not_ready_until_something_is_written_again(app, store, disk):
    disk["pages"] = 1
    with pytest.raises(ZeroDivisionError):
        store.write(breaks)
    assert app.test_client().get("/readyz").text == "ok\n", "nothing was to be written yet"
    with pytest.raises(Unavailable):
        store.write(a_long_text)
    assert told(app) == "The database takes no writes.\n"
    assert told(app) == "The database takes no writes.\n", "to be asked is no cure"
    disk["pages"] = 1_000_000
    assert app.test_client().get("/readyz").text == "ok\n", "the probe itself found that there is room again"
