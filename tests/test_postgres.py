"""What is PostgreSQL's own: a batch is one statement, a text is never cut short, a restart is a refusal and no loss."""

import signal
from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DataError

from app.store import log as log_rows
from app.store.committer import Committer, CommitUnknown, Unavailable

STORES = ("postgresql",)


def entries_of(workshop, n):
    """As many entries as that, to come after those which are there, with what people write."""
    workshop.add("mood")
    first = workshop.room.record.entries[-1]
    said = {"word": "« Été » \ud83d \x00 {}\\"}
    return [
        replace(first, seq=first.seq + i, data=said, request_id="", stamp=replace(first.stamp, id=f"e{i}"))
        for i in range(1, n + 1)
    ]


def test_a_batch_is_one_statement_and_reads_back_as_it_was(workshop, store):
    made, statements = entries_of(workshop, 40), []
    engine = store.committer._engine
    event.listen(engine, "before_cursor_execute", lambda _c, _cursor, said, *_rest: statements.append(said))
    store.write(log_rows.append, workshop.facts.id, made)
    assert len(statements) == 1 and "unnest" in statements[0]
    with store.read() as session:
        assert log_rows.read(session, workshop.facts.id)[-40:] == made


def test_what_does_not_fit_fails_its_own_batch_and_is_not_cut(workshop, store):
    made = entries_of(workshop, 2)
    long = [replace(made[1], activity="x" * 41)]
    with pytest.raises(DataError):
        store.write(log_rows.append, workshop.facts.id, [made[0], *long])
    with store.read() as session:
        assert len(log_rows.read(session, workshop.facts.id)) == 2


def test_while_it_is_away_everything_is_to_be_sent_again_and_then_is_taken(workshop, postgres):
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="avant")
    postgres.stop(signal.SIGQUIT)
    try:
        assert workshop.ask("bob", "say", mood, "pendant", word="pendant").kind == "later"
    finally:
        postgres.start()
    assert workshop.ask("bob", "say", mood, "pendant", word="pendant").accepted
    assert workshop.room.record.standing(mood).state.counted() == [("avant", 1), ("pendant", 1)]


def test_nobody_pays_for_a_restart_that_is_over(workshop, postgres):
    """The kept connection died with the old server: nothing was committed on it, so what comes first is taken."""
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="avant")
    postgres.stop(signal.SIGQUIT)
    postgres.start()
    assert workshop.ask("bob", "say", mood, "après", word="après").accepted
    assert workshop.room.record.standing(mood).state.counted() == [("après", 1), ("avant", 1)]


def test_a_connection_that_dies_while_it_commits_leaves_the_outcome_open(store, postgres, stored_in):
    committer = Committer(store.committer._engine)

    def job(connection):
        own = connection.exec_driver_sql("select pg_backend_pid()").scalar()
        event.listen(committer._engine, "commit", lambda _connection: killed(own), once=True)

    def killed(backend):
        with postgres.connect() as other:
            other.execute(f"select pg_terminate_backend({backend}, 5000)")

    with pytest.raises(CommitUnknown):
        committer.run(job)
    with pytest.raises(Unavailable):
        committer.run(lambda connection: connection.exec_driver_sql("select pg_terminate_backend(pg_backend_pid())"))
    assert committer.run(lambda connection: connection.exec_driver_sql("select 1").scalar()) == 1
    committer.stop()
