"""What was erased or purged stays so: in the files, after a reader, after a restore, by command or by hand."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from gevent import sleep
from sqlalchemy import text

from app import create_app
from app.cli.database import restore
from app.config import Settings
from app.domain.calendar import DAY_MS
from app.domain.clock import now_ms
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.hosting.scheduler import Scheduler
from app.live.room.erasure_replay import carry_out
from app.live.room.room import Room
from app.store import backup as copies
from app.store import committer, database, journal
from app.store.log import read
from tests.support.rooms import Wire

SECRET = "Ce que Zoé a dit tout bas"
BYTES = json.dumps(SECRET).strip('"').encode()


@pytest.fixture
def folder(app) -> Path:
    return Path(app.instance_path)


@pytest.fixture
def ideas(workshop, app):
    """Cards of Zoé's and of somebody else's, in the files for good; the room is the one that pages find."""
    workshop.serve()
    made = workshop.add("ideation", anonymous=False)
    workshop.zoe = workshop.room.people.join("Zoé Dubruel", "s1", 1)[0]
    workshop.card = workshop.do(workshop.zoe.id, "write", made, text=SECRET)
    workshop.do("bob", "write", made, text="Ce qui reste")
    workshop.stage(made, "reveal")
    workshop.add("dotvote", source=made)
    return workshop


def erase(workshop, *ids):
    workshop.room.erasure.erase_named(list(ids), Grant(workshop.facts.id, SYSTEM, "erasure"))


def holding(folder: Path, words: bytes = BYTES) -> list[str]:
    """The files of an instance in which these bytes stand, whatever they are."""
    return [str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file() and words in one.read_bytes()]


def gone(folder: Path, words: bytes = BYTES) -> bool:
    """Whether they leave every file within some seconds."""
    for _ in range(100):
        if not holding(folder, words):
            return True
        sleep(0.1)
    return False


# --- files ----------------------------------------------------------------------------------------


def purge_content(workshop):
    Scheduler(workshop.app.extensions["rooms"]).purge_content(workshop.facts)


def erase_card(workshop):
    erase(workshop, workshop.card)


@pytest.mark.parametrize("forget", [erase_card, purge_content])
def test_what_somebody_still_reads_leaves_the_files_as_soon_as_they_have_done(ideas, folder, forget, monkeypatch):
    monkeypatch.setattr(committer, "TIDY", 0.2)
    ideas.app.extensions["committer"]._next_tidy = 0.0
    with closing(sqlite3.connect(folder / "beffroi.sqlite", isolation_level=None)) as reader:
        reader.execute("begin")
        assert reader.execute("select count(*) from entry").fetchone()[0]
        forget(ideas)
        assert holding(folder)  # as a backup under way still may
        reader.execute("rollback")
    assert gone(folder)


def test_names_leave_the_files_with_their_purge(ideas, folder):
    name = "Zoé Dubruel".encode()
    assert holding(folder, name)
    Scheduler(ideas.app.extensions["rooms"]).purge_names(ideas.facts)
    assert gone(folder, name)


def test_the_name_of_whoever_erases_all_of_theirs_leaves_the_files(ideas, folder):
    ideas.room.people.forget_name(ideas.zoe.id)
    assert gone(folder, "Zoé Dubruel".encode())


def test_what_another_process_deletes_leaves_the_files_of_a_running_server(ideas, folder, monkeypatch):
    monkeypatch.setattr(committer, "TIDY", 0.2)
    ideas.app.extensions["committer"]._next_tidy = 0.0
    store = ideas.app.extensions["store"]
    held = store.held_open()
    with closing(sqlite3.connect(folder / "beffroi.sqlite", isolation_level=None)) as other:
        other.execute("pragma secure_delete=on")
        other.execute("delete from person")
        store.write(lambda connection: connection.execute(text("select 1")))
        assert gone(folder, "Zoé Dubruel".encode())
    held.close()


# --- restores -------------------------------------------------------------------------------------


def stopped(app):
    app.extensions["rooms"].stop()
    app.extensions["store"].stop()


def test_a_restore_brings_back_nothing_that_was_erased_or_purged_since(ideas, app, folder, tmp_path, monkeypatch):
    copies.backup(folder / "beffroi.sqlite", None, tmp_path / "b")
    erase(ideas, ideas.card)
    ideas.room.people.forget_name(ideas.zoe.id)
    ideas.room.stop()
    stopped(app)
    monkeypatch.setenv("INSTANCE", str(folder))
    done = CliRunner().invoke(restore, [str(tmp_path / "b")])
    assert done.exit_code == 0 and "erased again" in done.output, done.output
    assert holding(folder) == [] and holding(folder, "Zoé Dubruel".encode()) == []
    assert holding(folder, b"Ce qui reste")


def test_what_was_purged_is_purged_again_by_the_restore_itself(ideas, app, folder, tmp_path, monkeypatch):
    copies.backup(folder / "beffroi.sqlite", None, tmp_path / "b")
    purge_content(ideas)
    stopped(app)
    monkeypatch.setenv("INSTANCE", str(folder))
    assert CliRunner().invoke(restore, [str(tmp_path / "b")]).exit_code == 0
    assert holding(folder) == [] and holding(folder, b"Ce qui reste") == []


def put_back_by_hand(app, folder, tmp_path) -> Settings:
    """An operator copies the file of a backup over the other, and nothing else."""
    stopped(app)
    for one in folder.glob("beffroi.sqlite*"):
        one.unlink()
    shutil.copy(tmp_path / "b" / "beffroi.sqlite", folder / "beffroi.sqlite")
    return Settings(instance=folder)


@pytest.fixture
def again(ideas, app, folder, tmp_path):
    """The app on the file of before the erasure, put back by hand."""
    copies.backup(folder / "beffroi.sqlite", None, tmp_path / "b")
    erase(ideas, ideas.card)
    ideas.room.stop()
    made = create_app(put_back_by_hand(app, folder, tmp_path))
    database.upgrade(made)
    yield made
    made.extensions["store"].stop()


def test_a_file_put_back_by_hand_is_blank_before_it_is_served(again, folder):
    store, registry = again.extensions["store"], again.extensions["registry"]
    assert holding(folder)
    assert carry_out(store, registry, now_ms()) == 2  # the card, and the opening that holds its copy
    assert gone(folder) and carry_out(store, registry, now_ms()) == 0


def test_a_room_of_such_a_file_opens_blank(ideas, again):
    room = Room(ideas.facts, again.extensions["store"], again.extensions["registry"], Wire())
    assert SECRET not in str(room.record.entries) and "Ce qui reste" in str(room.record.entries)
    room.stop()


def test_requests_of_an_activity_closed_since_are_unlinked_again(workshop, app, folder, tmp_path):
    mood = workshop.add("mood")
    workshop.ask("ana", "say", mood, "la-demande-d-ana", word="Calme")
    copies.backup(folder / "beffroi.sqlite", None, tmp_path / "b")
    workshop.core("core.close", activity=mood, confirmed=True)
    workshop.room.stop()
    again = create_app(put_back_by_hand(app, folder, tmp_path))
    database.upgrade(again)
    assert holding(folder, b"la-demande-d-ana")
    carry_out(again.extensions["store"], again.extensions["registry"], now_ms())
    assert gone(folder, b"la-demande-d-ana")
    again.extensions["store"].stop()


def test_a_copy_in_another_workshop_is_erased_again_too(ideas, app, folder, tmp_path, facilitator):
    from tests.support.rooms import another

    other = another(app, facilitator)
    notes = other.add("ideation", anonymous=False)
    card = {"id": "copie", "text": SECRET, "kind": "card", "audience": "", "origin": ideas.card, "table": ""}
    by = Grant(other.facts.id, SYSTEM, "system")
    other.room.ask(CommandRequest(by, "", "core.hand", {"activity": notes, "cards": [card]}, "h1"))
    copies.backup(folder / "beffroi.sqlite", None, tmp_path / "b")
    reach = ideas.room.run(lambda: ideas.room.erasure.reach([ideas.card]))
    other.room.erasure.erase_named([], by, reach.left)
    erase(ideas, ideas.card)
    for one in (ideas, other):
        one.room.stop()
    again = create_app(put_back_by_hand(app, folder, tmp_path))
    database.upgrade(again)
    carry_out(again.extensions["store"], again.extensions["registry"], now_ms())
    with again.extensions["store"].read() as session:
        assert SECRET not in str(read(session, other.facts.id))
    again.extensions["store"].stop()


def test_a_backup_older_than_what_is_remembered_is_refused(ideas, app, folder, tmp_path, monkeypatch):
    copies.backup(folder / "beffroi.sqlite", None, tmp_path / "b")
    about = json.loads((tmp_path / "b" / "backup.json").read_text())
    (tmp_path / "b" / "backup.json").write_text(json.dumps({**about, "made": "2020-01-01T00:00:00+00:00"}))
    ideas.room.stop()
    stopped(app)
    monkeypatch.setenv("INSTANCE", str(folder))
    done = CliRunner().invoke(restore, [str(tmp_path / "b")])
    assert done.exit_code and f"{journal.BACKUP_DAYS} days" in done.output


def test_what_is_remembered_holds_ids_and_no_text_and_ends(ideas, store, folder):
    erase(ideas, ideas.card)
    Scheduler(ideas.app.extensions["rooms"]).purge_names(ideas.facts)
    with closing(sqlite3.connect(folder / "keys.sqlite")) as keys:
        kept = str(keys.execute("select * from erased").fetchall() + keys.execute("select * from purged").fetchall())
    assert ideas.card in kept and SECRET not in kept and "Zoé" not in kept
    journal.prune(store, now_ms() + (journal.BACKUP_DAYS + 2) * DAY_MS)
    assert not journal.forgotten(store)
