"""The one door: commit, then acknowledge, then draw; nothing acknowledged is lost, nothing is done twice."""

import json
from types import SimpleNamespace

import pytest

from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.room import room as room_module
from app.live.room.room import CPU_FRACTION, SHORTEST_TICK
from app.store import keys
from app.store import log as log_rows
from tests.support.failing import FailingCommits

STORES = ("sqlite", "postgresql")


def stored(workshop):
    with workshop.app.extensions["store"].read() as session:
        return log_rows.read(session, workshop.facts.id)


def test_what_is_acknowledged_is_on_the_disk(workshop):
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    assert [entry.name for entry in stored(workshop)] == ["core.add", "core.open", "say"]
    workshop.open()
    assert workshop.room.record.standing(mood).state.counted() == [("calme", 1)]


def test_the_same_request_twice_is_one_entry_across_a_restart(workshop):
    mood = workshop.add("mood")
    first = workshop.ask("ana", "say", mood, "request-1", word="Calme")
    workshop.open()
    again = workshop.ask("ana", "say", mood, "request-1", word="Calme")
    assert (again.entry, again.accepted) == (first.entry, True)
    assert len(stored(workshop)) == 3


def test_a_request_id_is_refused_to_another_sender_or_with_other_content(workshop):
    mood = workshop.add("mood")
    workshop.ask("ana", "say", mood, "request-1", word="Calme")
    assert workshop.ask("bob", "say", mood, "request-1", word="Calme").kind == "refused"
    assert workshop.ask("ana", "say", mood, "request-1", word="Vive").kind == "refused"


def test_two_resends_in_one_batch_are_one_entry(workshop):
    from gevent import joinall, spawn

    mood = workshop.add("mood")
    asks = [spawn(workshop.ask, "ana", "say", mood, "request-1", word="Calme") for _ in range(5)]
    joinall(asks)
    assert {ask.value.entry for ask in asks} == {stored(workshop)[-1].id}
    assert len(stored(workshop)) == 3


def test_a_commit_that_fails_is_refused_as_retryable_and_nothing_of_it_shows(workshop):
    mood = workshop.add("mood")
    page = workshop.connect("sid", "bob")
    with FailingCommits(workshop.app, 2):
        answer = workshop.ask("ana", "say", mood, "request-1", word="Calme")
    assert answer.kind == "later" and answer.sentence
    assert workshop.room.record.standing(mood).state.counted() == []
    assert "calme" not in str(page) + str(workshop.wire.frames)
    assert workshop.ask("ana", "say", mood, "request-1", word="Calme").accepted
    assert len(stored(workshop)) == 3


def test_a_commit_whose_outcome_is_unknown_is_read_back(workshop):
    mood = workshop.add("mood")
    with FailingCommits(workshop.app, 1, after=True):
        answer = workshop.ask("ana", "say", mood, word="Calme")
    assert answer.accepted
    assert [entry.name for entry in stored(workshop)].count("say") == 1


def test_one_bad_command_of_a_batch_does_not_take_the_others_down(workshop):
    from gevent import joinall, spawn

    mood = workshop.add("mood")
    asks = [spawn(workshop.ask, f"p{n}", "say", mood, word="x" * (30 if n == 3 else 5)) for n in range(8)]
    joinall(asks)
    assert [ask.value.kind for ask in asks].count("accepted") == 7
    assert asks[3].value.errors == {"word": "24 characters at most."}


def test_a_second_press_on_next_does_nothing(workshop):
    ideation = workshop.add("ideation")
    press = {"activity": ideation, "leaves": "collect", "to": "reveal"}
    assert workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.stage", press, "r1", "en")).accepted
    again = workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.stage", press, "r2", "en"))
    assert again.kind == "refused" and "already changed" in again.sentence
    assert workshop.room.record.agenda.activities[ideation].stage == "reveal"


def test_a_participant_is_refused_what_facilitators_do_in_their_language(workshop):
    ideation = workshop.add("ideation")
    data = {"activity": ideation, "leaves": "collect", "to": "reveal"}
    answer = workshop.room.ask(CommandRequest(workshop.grant("ana"), "", "core.stage", data, "r1", "fr"))
    assert answer.kind == "refused"
    assert "animateurs" in answer.sentence


def test_an_unknown_command_is_refused_in_a_sentence(workshop):
    mood = workshop.add("mood")
    for name in ("shout", "core.shout", "late.say", ""):
        assert workshop.ask("ana", name, mood, word="x").kind == "refused"


def test_who_somebody_is_never_comes_from_the_message(workshop):
    mood = workshop.add("mood")
    assert workshop.ask("ana", "say", mood, word="x", who="bob", role="facilitator").kind == "errors"


def test_an_anonymous_entry_holds_no_name_site_or_exact_time(workshop):
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    entry = stored(workshop)[-1]
    assert "ana" not in entry.stamp.who and entry.stamp.site == ""
    assert entry.stamp.at % 3_600_000 == 0


def test_a_signed_entry_says_who_and_where(workshop):
    mood = workshop.add("mood", anonymous=False)
    workshop.do("ana", "say", mood, word="Calme")
    assert (stored(workshop)[-1].stamp.who, stored(workshop)[-1].stamp.site) == ("ana", "s1")


def test_closing_for_good_asks_to_be_confirmed_then_cuts_the_link_to_people(workshop):
    mood = workshop.add("mood")
    workshop.ask("ana", "say", mood, "request-1", word="Calme")
    close = {"activity": mood, "confirmed": False}
    unsure = workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.close", close, "c1", "en"))
    assert unsure.kind == "refused" and "cannot be undone" in unsure.sentence
    workshop.core("core.close", activity=mood, confirmed=True)
    assert keys.of_workshop(workshop.app.extensions["store"], workshop.facts.id) == {}
    assert [entry.request_id for entry in stored(workshop) if entry.activity == mood] == ["", "", ""]
    for _restart in range(2):
        assert workshop.ask("bob", "say", mood, word="Vive").sentence.startswith("This activity is closed")
        assert workshop.ask("ana", "say", mood, "request-1", word="Calme").accepted, "a resend is still answered"
        workshop.open()


def test_leaving_an_activity_does_not_close_it(workshop):
    mood = workshop.add("mood")
    workshop.add("time")
    workshop.do("ana", "say", mood, word="Calme")


def test_an_anonymous_activity_restored_without_its_key_comes_back_closed(workshop):
    mood = workshop.add("mood")
    keys.delete_key(workshop.app.extensions["store"], workshop.facts.id, mood)
    workshop.open()
    assert workshop.ask("ana", "say", mood, word="x").sentence.startswith("This activity is closed")


def test_a_pause_keeps_contributions_waiting(workshop):
    mood = workshop.add("mood")
    workshop.core("core.pause", paused=True)
    assert "paused" in workshop.ask("ana", "say", mood, word="x").sentence
    workshop.core("core.pause", paused=False)
    workshop.do("ana", "say", mood, word="x")


def test_cards_are_handed_over_with_where_they_came_from(workshop):
    ideation = workshop.add("ideation")
    card = workshop.do("ana", "write", ideation, text="Un seul formulaire")
    workshop.stage(ideation, "reveal")
    vote = workshop.add("dotvote", source=ideation)
    (option,) = workshop.room.record.standing(vote).state.typed
    assert (option.text, option.origin) == ("Un seul formulaire", card)


def test_erasing_a_text_blanks_it_in_the_log_in_copies_and_on_every_page(workshop):
    ideation = workshop.add("ideation")
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    card = workshop.do(person.id, "write", ideation, text="Mon secret")
    workshop.stage(ideation, "reveal")
    workshop.add("dotvote", source=ideation)
    page = workshop.connect("sid", "bob")
    assert "Mon secret" in str(page)
    entries = workshop.room.run(lambda: workshop.room.erasure.entries_of(person))
    assert [entry.id for entry in entries] == [card]
    workshop.room.erasure.erase(entries, Grant(workshop.facts.id, SYSTEM, "erasure"))
    workshop.settle()
    assert "Mon secret" not in str(workshop.connect("late", "cleo"))
    assert "Mon secret" not in str([entry.data for entry in stored(workshop)])
    workshop.open()
    assert "Mon secret" not in str(workshop.room.record.scopes) + str(workshop.connect("sid2", "bob"))


def test_a_late_page_gets_the_last_broadcast_not_a_fresh_drawing(workshop):
    mood = workshop.add("mood")
    first = workshop.connect("one", "ana")
    second = workshop.connect("two", "bob")
    assert second["blocks"]["board"] == first["blocks"]["board"]
    workshop.do("ana", "say", mood, word="Calme")
    workshop.settle()
    shown = [
        data
        for sid, name, data in workshop.wire.frames
        if name == "show" and sid == "two" and "/board/" in data["channel"]
    ]
    assert [message["base"] for message in shown] == [first["blocks"]["board"]["n"]]


def test_a_burst_is_drawn_once_a_channel_not_once_a_command(workshop):
    from gevent import joinall, spawn

    mood = workshop.add("mood")
    for sid in range(5):
        workshop.connect(f"s{sid}", f"p{sid}")
    workshop.wire.frames.clear()
    joinall([spawn(workshop.ask, f"q{n}", "say", mood, word=f"mot{n}") for n in range(50)])
    workshop.settle()
    boards = [
        data
        for sid, name, data in workshop.wire.frames
        if sid == "s0" and name == "show" and "/board/" in data["channel"]
    ]
    assert len(boards) <= 5
    assert sum(len(data["parts"]) for data in boards) == 50


def test_only_what_changed_is_sent(workshop):
    mood = workshop.add("mood")
    for n in range(300):
        workshop.do(f"p{n}", "say", mood, word=f"mot numéro {n}")
    workshop.connect("sid", "bob")
    workshop.wire.frames.clear()
    workshop.do("ana", "say", mood, word="mot numéro 7")
    workshop.settle()
    (board,) = [data for _sid, name, data in workshop.wire.frames if name == "show" and "/board/" in data["channel"]]
    assert list(board["parts"]) == ["mot numéro 7"]
    assert "skeleton" not in board


def test_one_person_gets_their_own_part_and_nobody_else(workshop):
    ideation = workshop.add("ideation")
    workshop.connect("one", "ana")
    workshop.connect("two", "bob")
    workshop.wire.frames.clear()
    workshop.do("ana", "write", ideation, text="Mon idée à moi")
    workshop.settle()
    told = {sid for sid, _name, data in workshop.wire.frames if "Mon idée" in str(data)}
    assert told == {"one"}


def test_a_method_that_raises_breaks_nothing_else(workshop, monkeypatch):
    mood, ideation = workshop.add("mood"), workshop.add("ideation")
    from plugins.mood import Mood, Say

    def explode(*_):
        raise RuntimeError("boum")

    monkeypatch.setattr(Say, "apply", explode)
    answer = workshop.ask("ana", "say", mood, word="x")
    assert answer.kind == "refused" and "met a problem" in answer.sentence
    monkeypatch.setattr(Mood, "view", explode)
    workshop.connect("sid", "bob")
    workshop.do("ana", "write", ideation, text="Tout continue")
    assert "hors service" in str(
        workshop.room.run(lambda: workshop.room.broadcaster.snapshot(workshop.grant("bob"), "fr", mood))
    )
    assert {fault.where for fault in workshop.room.registry.faults} >= {"say.apply"}


def test_a_closing_whose_outcome_is_unknown_is_found_and_the_room_goes_on(workshop):
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    with FailingCommits(workshop.app, 1, after=True):
        workshop.core("core.close", activity=mood, confirmed=True)
    other = workshop.add("ideation")
    workshop.do("ana", "write", other, text="Tout continue")
    seqs = [entry.seq for entry in stored(workshop) if entry.seq > 0]
    assert seqs == list(range(1, len(seqs) + 1))


def test_an_erasure_names_no_entry_that_could_link_a_person_to_others(workshop):
    mood, ideation = workshop.add("mood", anonymous=False), workshop.add("ideation")
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    workshop.do(person.id, "say", mood, word="Calme")
    workshop.do(person.id, "write", ideation, text="Mon secret")
    entries = workshop.room.run(lambda: workshop.room.erasure.entries_of(person))
    workshop.room.erasure.erase(entries, Grant(workshop.facts.id, SYSTEM, "erasure"))
    (row,) = [entry for entry in stored(workshop) if entry.name == "core.erase"]
    assert row.data["entries"] == 2
    assert not any(entry.id in str(row.data) for entry in entries)


@pytest.mark.parametrize("stored_in", ["sqlite"], indirect=True)  # PostgreSQL's files are its own: docs/deploying.md
def test_what_is_erased_is_in_no_file_of_the_instance(workshop):
    ideation = workshop.add("ideation")
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    workshop.do(person.id, "write", ideation, text="Mon secret à effacer")
    folder = workshop.app.extensions["settings"].instance
    secret = json.dumps("Mon secret à effacer").strip('"').encode()
    assert any(secret in file.read_bytes() for file in folder.iterdir())
    entries = workshop.room.run(lambda: workshop.room.erasure.entries_of(person))
    workshop.room.erasure.erase(entries, Grant(workshop.facts.id, SYSTEM, "erasure"))
    assert [file.name for file in folder.iterdir() if secret in file.read_bytes()] == []


def test_an_activity_is_not_opened_before_its_source_can_hand_over(workshop):
    ideation = workshop.add("ideation")
    workshop.do("ana", "write", ideation, text="Une idée")
    data = {"method": "dotvote", "title": "Vote", "stages": ["vote", "decide"], "source": ideation}
    vote = workshop.core("core.add", **data)
    early = workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.open", {"activity": vote}, "o1", "en"))
    assert early.kind == "refused" and "reveal the cards" in early.sentence
    workshop.stage(ideation, "reveal")
    workshop.core("core.open", activity=vote)


def test_a_method_that_raises_when_handing_over_does_not_take_the_batch_down(workshop, monkeypatch):
    from plugins.ideation import Ideation

    ideation = workshop.add("ideation")
    workshop.stage(ideation, "reveal")
    vote = workshop.core("core.add", method="dotvote", title="Vote", stages=["vote"], source=ideation)
    monkeypatch.setattr(Ideation, "cards", lambda *_: 1 / 0)
    answer = workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.open", {"activity": vote}, "o1", "en"))
    assert answer.kind == "refused" and "met a problem" in answer.sentence


def test_everybody_is_answered_even_where_the_unexpected_happens(workshop, monkeypatch):
    mood = workshop.add("mood")
    monkeypatch.setattr(workshop.room.invalidation, "apply", lambda *_: 1 / 0)
    first = workshop.ask("ana", "say", mood, "request-1", word="Calme")
    assert first.kind == "later"
    monkeypatch.undo()
    assert workshop.ask("ana", "say", mood, "request-1", word="Calme").accepted
    assert [entry.name for entry in stored(workshop)].count("say") == 1


def test_a_room_that_closes_leaves_nobody_waiting(workshop):
    mood = workshop.add("mood")
    workshop.room.stop()
    assert workshop.ask("ana", "say", mood, word="Calme").kind == "later"
    workshop.open()


@pytest.mark.parametrize("after", [False, True])
def test_a_batch_is_never_half_applied(workshop, after):
    from gevent import joinall, spawn

    mood = workshop.add("mood")
    with FailingCommits(workshop.app, 3, after=after):
        asks = [spawn(workshop.ask, f"p{n}", "say", mood, word=f"mot{n}") for n in range(10)]
        joinall(asks)
    said = {word for word, _ in workshop.room.record.standing(mood).state.counted()}
    accepted = {f"mot{n}" for n, ask in enumerate(asks) if ask.value.accepted}
    assert said == accepted
    workshop.open()
    assert {word for word, _ in workshop.room.record.standing(mood).state.counted()} == accepted


def test_a_quiet_room_draws_at_once_and_a_busy_one_takes_a_fifth_of_a_core(workshop, monkeypatch):
    room = workshop.room
    room._loop.kill()

    clock = SimpleNamespace(now=1000.0, spent=0.0)
    clock.monotonic, clock.thread_time = lambda: clock.now, lambda: clock.spent
    monkeypatch.setattr(room_module, "time", clock)

    def cost(_paced):  # a hundredth of a second of loop time
        clock.now, clock.spent = clock.now + 0.01, clock.spent + 0.01

    monkeypatch.setattr(room.broadcaster, "flush", cost)

    def pause() -> float:
        room._flush()
        return room._next_flush - room._last_flush

    assert [pause() for _ in range(2)] == pytest.approx([SHORTEST_TICK] * 2)  # at once: it had saved up

    def busy(broadcasts: int) -> float:  # each as soon as it may be
        began = clock.now
        for _ in range(broadcasts):
            clock.now += pause()
        return 0.01 * broadcasts / (clock.now - began)

    busy(5)  # what was saved is spent
    assert busy(50) == pytest.approx(CPU_FRACTION, rel=0.05)
    clock.now += 60  # a quiet minute saves up no more than a moment
    assert [pause() for _ in range(2)] == pytest.approx([SHORTEST_TICK] * 2)
    busy(5)
    assert busy(50) == pytest.approx(CPU_FRACTION, rel=0.05)
