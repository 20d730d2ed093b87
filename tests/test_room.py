"""The one door: commit, then acknowledge, then draw; nothing acknowledged is lost, nothing is done twice."""

import pytest

from app.live.commands.request import CommandRequest
from tests.support.failing import FailingCommits
from tests.support.rooms import stored

STORES = ("sqlite", "postgresql")


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


def test_a_closing_whose_outcome_is_unknown_is_found_and_the_room_goes_on(workshop):
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    with FailingCommits(workshop.app, 1, after=True):
        workshop.core("core.close", activity=mood, confirmed=True)
    other = workshop.add("ideation")
    workshop.do("ana", "write", other, text="Tout continue")
    seqs = [entry.seq for entry in stored(workshop) if entry.seq > 0]
    assert seqs == list(range(1, len(seqs) + 1))


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
