"""Backups: what keys they hold, and what a restore leaves alone."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.config import Settings
from app.store import backup as copies
from app.store import keys as key_rows


@pytest.fixture
def instance(app) -> Path:
    return Path(app.instance_path)


def files(instance: Path) -> tuple[Path, Path]:
    return instance / "beffroi.sqlite", instance / "keys.sqlite"


def rows(file: Path, asked: str) -> list[tuple]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(asked).fetchall()


def keys_in(folder: Path) -> set[str]:
    return {activity for (activity,) in rows(folder / "keys.sqlite", "select activity from activity_key")}


def stand_still(app):
    app.extensions["rooms"].stop()
    app.extensions["store"].stop()


def test_a_backup_holds_the_log_and_no_key_unless_asked(workshop, instance, tmp_path):
    workshop.add("mood")
    made = copies.backup(instance / "beffroi.sqlite", None, tmp_path / "b")
    assert sorted(one.name for one in (tmp_path / "b").iterdir()) == ["backup.json", "beffroi.sqlite"]
    assert made.entries == len(workshop.room.record.entries) > 0 and not made.has_keys
    assert all(one.stat().st_mode & 0o077 == 0 for one in (tmp_path / "b").glob("*.sqlite"))
    assert (tmp_path / "b").stat().st_mode & 0o077 == 0


def test_with_its_keys_it_holds_those_that_the_copied_log_needs(workshop, instance, tmp_path):
    mood = workshop.add("mood")
    assert copies.backup(*files(instance), tmp_path / "b").has_keys
    assert keys_in(tmp_path / "b") == {mood}


def test_a_key_destroyed_while_a_backup_is_made_is_not_in_it(workshop, instance, tmp_path, monkeypatch):
    """Closed for good between the two copies: whichever way the log stands in it, the key is gone."""
    mood, other = workshop.add("mood"), workshop.add("mood", title="autre")
    copied = []

    def copy(source, target, really=copies.copy):
        really(source, target)
        copied.append(source.name)
        if len(copied) == 1:
            workshop.core("core.close", activity=mood, confirmed=True)

    monkeypatch.setattr(copies, "copy", copy)
    copies.backup(*files(instance), tmp_path / "b")
    assert len(copied) == 2 and keys_in(tmp_path / "b") == {other}


def test_a_key_made_while_a_backup_is_made_is_never_missing_to_its_log(workshop, instance, tmp_path, monkeypatch):
    opened = []

    def copy(source, target, really=copies.copy):
        really(source, target)
        if not opened:
            opened.append(workshop.add("mood"))

    monkeypatch.setattr(copies, "copy", copy)
    copies.backup(*files(instance), tmp_path / "b")
    anonymous = rows(tmp_path / "b" / "beffroi.sqlite", "select data from entry where name = 'core.open'")
    assert {one for one in opened if any(one in data for (data,) in anonymous)} <= keys_in(tmp_path / "b")


def test_a_key_destroyed_since_does_not_come_back(app, workshop, store, instance, tmp_path):
    mood, other = workshop.add("mood"), workshop.add("mood", title="autre")
    copies.backup(*files(instance), tmp_path / "b")
    workshop.core("core.close", activity=mood, confirmed=True)
    workshop.room.stop()
    stand_still(app)
    done = copies.restore(tmp_path / "b", *files(instance))
    assert not done.took_keys
    assert set(key_rows.of_workshop(store, workshop.facts.id)) == {other}
    workshop.open()
    assert workshop.ask("ana", "say", mood, word="Calme").kind == "refused"


def test_what_was_there_is_kept_aside_whole(app, workshop, instance, tmp_path):
    workshop.add("mood")
    copies.backup(*files(instance), tmp_path / "b")
    mood = workshop.add("mood", title="venue après")
    workshop.room.stop()
    stand_still(app)
    done = copies.restore(tmp_path / "b", *files(instance))
    asked = "select count(*) from entry where data like '%venue apr%'"
    assert rows(done.aside / "beffroi.sqlite", asked) == [(1,)], mood
    assert rows(instance / "beffroi.sqlite", asked) == [(0,)]
    assert rows(instance / "beffroi.sqlite", "select count(*) from entry") == [(done.entries,)]


def test_whoever_signed_out_since_stays_out(app, workshop, store, facilitator, instance, tmp_path):
    store.write(
        lambda connection: connection.execute(
            text("insert into login (id, user_id, expires_at) values ('l', :user, 99)"), {"user": facilitator}
        )
    )
    copies.backup(*files(instance), tmp_path / "b")
    workshop.room.stop()
    stand_still(app)
    copies.restore(tmp_path / "b", *files(instance))
    assert rows(instance / "beffroi.sqlite", "select * from login") == []


def torn(folder: Path):
    file = folder / "beffroi.sqlite"
    middle = file.stat().st_size // 2
    with file.open("r+b") as out:
        out.seek(middle // 4096 * 4096)
        out.write(b"\xff" * 40960)


def of_another_release(folder: Path):
    with closing(sqlite3.connect(folder / "beffroi.sqlite")) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
        connection.commit()


def of_another_house(folder: Path):
    (folder / "beffroi.sqlite").unlink()
    with closing(sqlite3.connect(folder / "beffroi.sqlite")) as connection:
        connection.execute("create table entry (id text)")


def no_database(folder: Path):
    (folder / "beffroi.sqlite").write_text("Bonjour")


def nothing(folder: Path):
    (folder / "beffroi.sqlite").unlink()


BAD = {torn: "damaged|no sound", of_another_release: "9999", of_another_house: "no database of this site",
       no_database: "no sound", nothing: "no backup"}  # fmt: skip


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_a_backup_that_is_not_sound_changes_nothing(app, workshop, instance, tmp_path, spoil):
    mood = workshop.add("mood")
    for n in range(100):
        workshop.do(f"p{n}", "say", mood, word=f"mot{n}")
    copies.backup(*files(instance), tmp_path / "b")
    workshop.room.stop()
    stand_still(app)
    spoil(tmp_path / "b")
    before = {one.name: one.read_bytes() for one in instance.iterdir()}
    with pytest.raises(copies.NotDone, match=BAD[spoil]):
        copies.restore(tmp_path / "b", *files(instance))
    assert {one.name: one.read_bytes() for one in instance.iterdir()} == before


def test_files_copied_by_hand_with_their_write_ahead_log_are_taken(app, workshop, instance, tmp_path):
    workshop.add("mood")
    (tmp_path / "b").mkdir()
    for file in instance.glob("beffroi.sqlite*"):
        shutil.copy(file, tmp_path / "b")
    told = rows(instance / "beffroi.sqlite", "select count(*) from entry")
    workshop.room.stop()
    stand_still(app)
    assert [(copies.restore(tmp_path / "b", *files(instance)).entries,)] == told


def test_a_folder_that_holds_something_is_not_written_over(workshop, instance, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "mine").write_text("x")
    with pytest.raises(copies.NotDone, match="there already"):
        copies.backup(instance / "beffroi.sqlite", None, tmp_path / "b")
    assert [one.name for one in (tmp_path / "b").iterdir()] == ["mine"]
    assert not list(tmp_path.glob(".unfinished-*"))


@pytest.mark.parametrize("words", (("backup",), ("restore",)))
def test_postgresql_is_sent_to_its_own_tools(tmp_path, monkeypatch, words):
    from click.testing import CliRunner

    from app.cli import main

    (tmp_path / "b").mkdir()
    monkeypatch.setenv("INSTANCE", str(tmp_path / "i"))
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://someone:a-secret@127.0.0.1/beffroi")
    said = CliRunner().invoke(main, ["db", *words, str(tmp_path / "b")])
    assert said.exit_code == 1 and "pg_dump" in said.output and "a-secret" not in said.output
    assert Settings().database_address.startswith("sqlite:")
