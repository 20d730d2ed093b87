"""`db move`: from SQLite to PostgreSQL with every row counted, the keys apart, or nothing at all."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from app import create_app
from app.cli import main
from app.config import Settings
from app.domain.audit import Act
from app.live.commands.record import Record
from app.store import audit, database, keys
from app.store import log as log_rows
from app.store.models import Base

STORES = ("sqlite",)


@pytest.fixture
def played(app, workshop, facilitator):
    """A workshop with something in it, closed by whoever serves it."""
    mood = workshop.add("mood")
    for who in ("ana", "bob"):
        workshop.do(who, "say", mood, word=f"Été {who} \x00")
    workshop.room.stop()
    app.extensions["rooms"].stop()
    return mood


def moved(app, monkeypatch, to, **more):
    said = {"INSTANCE": str(app.extensions["settings"].instance), "DATABASE_URL": to, **more}
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    told = CliRunner().invoke(main, ["db", "move"])
    assert "Traceback" not in told.output
    return told


def counts(store):
    with store.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }


def test_all_of_it_is_there_folds_the_same_and_goes_on(app, store, facts, played, facilitator, postgres, monkeypatch):
    store.write(audit.note, Act.SIGNED_IN, by=facilitator)
    to, before = postgres.new(), counts(store)
    said = moved(app, monkeypatch, to)
    assert said.exit_code == 0, said.output
    assert f"entry\t{before['entry']}" in said.output and "delete it once you have looked" in said.output
    there = create_app(Settings(instance=app.extensions["settings"].instance, database_url=to))
    database.stand_by(there)
    assert counts(there.extensions["store"]) == before
    for one in (store, there.extensions["store"]):
        with one.read() as session:
            entries = log_rows.read(session, facts.id)
        record = Record(app.extensions["registry"], entries, keys.of_workshop(one, facts.id))
        assert sorted(word for word, _n in record.standing(played).state.counted()) == ["été ana", "été bob"]
    there.extensions["store"].write(audit.note, Act.SIGNED_IN, by="somebody")
    assert counts(there.extensions["store"])["audit"] == before["audit"] + 1, "rows are numbered on from the last one"
    assert there.extensions["registry"].readers is None, "an upgrade that was final stays so"
    there.extensions["rooms"].stop()
    there.extensions["store"].stop()

    again = moved(app, monkeypatch, to)
    assert again.exit_code == 1 and "holds something already" in again.output and "Nothing was moved" in again.output


def test_keys_go_to_a_database_of_their_own_or_stay_and_never_to_the_same(
    app, store, facts, played, postgres, monkeypatch
):
    one, other = postgres.new(), postgres.new()
    assert "a database of their own" in moved(app, monkeypatch, one, KEYS_URL=one).output
    said = moved(app, monkeypatch, one, KEYS_URL=other)
    assert said.exit_code == 0 and "activity_key\t1" in said.output
    with postgres.connect(one.rsplit("/", 1)[1]) as connection:
        assert connection.execute("select to_regclass('activity_key')").fetchone() == (None,)


def test_without_postgresql_or_beside_a_server_it_says_so(app, played, postgres, monkeypatch):
    from app.cli.run import hold_instance

    assert "Set DATABASE_URL" in moved(app, monkeypatch, "").output
    with hold_instance(app.extensions["settings"]):
        assert "Another server is using" in moved(app, monkeypatch, postgres.new()).output
