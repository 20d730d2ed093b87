"""A workshop lives in one process: who lost it writes nothing more, and who wants it waits no longer than a lease."""

import threading

import pytest
from gevent import Timeout, sleep, spawn
from sqlalchemy import text

from app import create_app
from app.config import Settings
from app.domain.answer_links import AnswerLink
from app.domain.people import new_id
from app.live.commands.request import CommandRequest, Grant
from app.live.hosting.lease_keeper import LeaseKeeper
from app.live.hosting.scheduler import Scheduler
from app.store import answer_links, database, deadlines, leases
from app.store import log as log_rows
from app.store.leases import Elsewhere, LostLease
from beffroi import FACILITATOR
from tests.support.rooms import Wire

STORES = ("postgresql",)


@pytest.fixture
def processes(tmp_path, stored_in, app):
    """Two processes on one database, as far as they can be told apart in one; each with its wire."""
    made = [create_app(Settings(instance=tmp_path / "instance", process=name, **stored_in)) for name in ("one", "two")]
    for one in made:
        one.extensions["rooms"].wire = Wire()
    yield [one.extensions["rooms"] for one in made]
    for one in made:
        one.extensions["rooms"].stop()
        one.extensions["store"].stop()


@pytest.fixture
def lead(facts, facilitator):
    """Asks something as the facilitator, of a process."""
    by = Grant(facts.id, FACILITATOR, f"f:{facilitator}")
    data = {"method": "mood", "title": "Météo", "stages": ["say", "read"], "anonymous": True}
    return lambda room, id="": room.ask(CommandRequest(by, "", "core.add", data, id or new_id(), "fr"))


def let_expire(store, facts):
    """What time does; the database's own clock is not ours to turn."""
    store.write(lambda c: c.execute(text("update lease set expires_at = 1 where workshop_id = :id"), {"id": facts.id}))


def log_of(store, facts):
    with store.read() as session:
        return log_rows.read(session, facts.id)


def settled(rooms, facts):
    """Once what was spawned has had its turn."""
    with rooms._opening[facts.id]:
        pass
    while rooms.get(facts.id) is not None:
        sleep(0.01)


def test_a_workshop_that_lives_in_one_process_is_opened_by_no_other(processes, facts):
    one, two = processes
    one.of(facts)
    with pytest.raises(Elsewhere) as told:
        two.of(facts)
    assert told.value.holder == one.leases.holder and two.get(facts.id) is None
    one.close(facts.id)
    assert two.of(facts), "given back, it is free at once"


def test_who_lost_it_writes_nothing_more_and_its_pages_come_back(processes, facts, lead, store):
    one, two = processes
    before = one.of(facts)
    assert lead(before).accepted
    before.subscriptions.arrive(_page(before, facts))
    let_expire(store, facts)
    after = two.of(facts)
    assert lead(after).accepted
    assert lead(before, "late").kind == "later"
    settled(one, facts)
    assert one.wire.cuts == ["page"] and lead(before).kind == "later"
    assert [entry.seq for entry in log_of(store, facts)] == [1, 2]
    assert lead(after, "late").accepted, "sent again where the workshop is now, it is taken, once"
    assert [entry.request_id for entry in log_of(store, facts)].count("late") == 1


def _page(room, facts):
    from app.live.sync.subscriptions import Connection

    return Connection("page", Grant(facts.id, "screen", "s:1"), "fr")


def test_who_wants_a_workshop_waits_with_nobody_elses_writes(processes, facts):
    """A process frozen in the middle of a write has its lease locked: whoever asks for that one waits alone."""
    rooms, go_on = processes[0], threading.Event()
    writing = spawn(rooms.store.write, lambda _connection: go_on.wait())
    try:
        sleep(0.05)
        with Timeout(10):
            assert rooms.of(facts)
        assert not writing.ready()
    finally:
        go_on.set()
        writing.get()


def test_a_write_that_stands_still_is_over_before_its_lease_is(store):
    told = store.write(lambda c: c.scalar(text("show idle_in_transaction_session_timeout")))
    assert told == f"{database.IDLE_MS // 1000}s" and database.IDLE_MS < leases.LASTS_MS


def test_people_too_join_only_where_the_workshop_is(processes, facts, store):
    one, two = processes
    before = one.of(facts)
    let_expire(store, facts)
    two.of(facts)
    with pytest.raises(LostLease):
        before.people.join("Ana", "s1", 1)
    assert not before.presence.here()


def test_a_renewal_finds_what_was_lost_and_keeps_the_rest(processes, facts, store):
    one, two = processes
    one.of(facts)
    one.leases.renew()
    assert one.get(facts.id) is not None
    let_expire(store, facts)
    one.leases.renew()  # expired, and nobody took it: it is still the last one
    assert one.get(facts.id) is not None and two.leases.other_holder(facts.id) == one.leases.holder
    let_expire(store, facts)
    two.of(facts)
    one.leases.renew()
    settled(one, facts)
    assert two.get(facts.id) is not None


def test_the_number_rises_also_when_a_process_takes_back_what_it_had(processes, facts, store):
    held = LeaseKeeper(store, "three", lost=lambda _id: None)
    first = held.acquire(facts.id).lease
    held.release(facts.id)
    second = held.acquire(facts.id).lease
    assert second.fence > first.fence
    with pytest.raises(LostLease):
        store.write(leases.check, first)


def test_one_room_that_lost_its_lease_takes_no_other_with_it(processes, facts, store):
    one, two = processes
    stale = one.of(facts)
    let_expire(store, facts)
    two.of(facts)
    from gevent import spawn

    committer = one.store.committer
    lost = spawn(lambda: pytest.raises(LostLease, stale.store.write, lambda connection: None))
    kept = spawn(committer.run, lambda connection: connection.execute(text("select 7")).scalar())
    lost.get()
    assert kept.get() == 7


def test_what_is_due_is_done_by_whoever_has_the_workshop(processes, facts, store):
    one, two = processes
    one.of(facts)
    late = facts.content_until + 1
    Scheduler(two).look(late)
    assert [due.act for due in deadlines.due(store, late)] == ["purge_content"], "another process has it: it stays due"
    Scheduler(one).look(late)
    assert deadlines.due(store, late) == []
    with store.read() as session:
        assert session.scalar(text("select purged from workshop"))
    assert not two.leases.other_holder(facts.id)


def test_a_page_is_passed_on_once_before_it_does_anything(processes, facts, store, tmp_path, stored_in):
    processes[0].of(facts)
    two = create_app(Settings(instance=tmp_path / "instance", process="two", **stored_in))
    browser = two.test_client()
    store.write(answer_links.keep, facts.id, AnswerLink("23456789", "survey", 0, 1))
    polling = f"/socket.io/?EIO=4&transport=polling&atelier={facts.code}"
    for path in ("/q/23456789", f"/rejoindre/{facts.code}", polling):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["X-Accel-Redirect"]) == (503, "@beffroi-one")
        assert answer.headers["Retry-After"]
        again = browser.get(path, headers={"X-Beffroi-Passed": "on"})
        assert again.status_code == 503 and "X-Accel-Redirect" not in again.headers
    processes[0].stop()
    assert browser.get(f"/rejoindre/{facts.code}", headers={"X-Beffroi-Passed": "back"}).status_code == 200
    two.extensions["rooms"].stop()
    two.extensions["store"].stop()


@pytest.mark.parametrize("stored_in", ["sqlite"], indirect=True)
def test_on_sqlite_there_is_no_lease_and_a_commit_is_what_it_was(app, facts, store, lead):
    rooms = app.extensions["rooms"]
    assert lead(rooms.of(facts)).accepted
    assert rooms.leases is None and rooms.of(facts).store is store
    with store.read() as session:
        assert session.scalar(text("select count(*) from lease")) == 0
