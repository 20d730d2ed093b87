"""Consent withdrawn: what may no longer be quoted stays with its writer, and leaves every place it was handed to."""

from __future__ import annotations

import pytest
from gevent import sleep

from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.hosting.erasure import withdraw_elsewhere
from tests.support.everywhere import everywhere, kept_of
from tests.support.pages import send
from tests.support.rooms import another

SAID = "Je n’ose plus appeler"


@pytest.fixture
def client(workshop):
    return workshop.console()


@pytest.fixture
def field(workshop):
    """A note whose verbatim may be quoted, and what was made of it in two activities."""
    workshop.field = workshop.add("fieldnotes")
    workshop.note = workshop.do(
        "ana", "write_note", workshop.field, kind="interview", facts="Un guichet", verbatims=SAID, consent="oral"
    )
    workshop.ideas = workshop.add("ideation", source=workshop.field)
    workshop.stage(workshop.ideas, "reveal")
    workshop.add("dotvote", source=workshop.ideas)
    return workshop


def kept_elsewhere(workshop) -> str:
    """All that the log holds but the note itself."""
    return str([entry.data for entry in workshop.room.record.entries if entry.activity != workshop.field])


def withdraw(workshop):
    workshop.do("ana", "note_consent", workshop.field, note=workshop.note, consent="none")


def test_a_verbatim_that_may_no_longer_be_quoted_leaves_all_its_copies(field):
    page = field.connect("one", "bob")
    assert SAID in kept_elsewhere(field) + str(page)
    withdraw(field)
    field.settle()
    assert SAID not in kept_elsewhere(field) + str(field.connect("two", "cleo")) and "Un guichet" in everywhere(field)
    assert SAID in str(field.room.run(lambda: field.room.snapshots.page(field.grant("ana"), "fr", field.field)))
    field.room.stop()
    field.open()
    assert SAID not in kept_elsewhere(field)


def test_consent_that_is_given_again_lets_it_be_handed_over_anew(field):
    withdraw(field)
    field.do("ana", "note_consent", field.field, note=field.note, consent="written")
    field.add("ideation", title="Encore", source=field.field)
    assert kept_elsewhere(field).count(SAID) == 1
    field.do("ana", "write_note", field.field, kind="interview", verbatims="Autre chose")
    assert kept_elsewhere(field).count(SAID) == 1


@pytest.mark.parametrize("act", ["correct", "take_back_note", "undo"])
def test_a_sentence_taken_out_leaves_its_copies_too(field, act):
    if act == "undo":  # the consent itself was a mistake
        field.do("ana", "write_note", field.field, kind="interview", verbatims="Seulement entre nous")
        other = next(id for id in field.room.record.standing(field.field).state.notes if id != field.note)
        given = field.do("ana", "note_consent", field.field, note=other, consent="oral")
        field.add("ideation", title="Encore", source=field.field)
        assert "entre nous" in kept_elsewhere(field)
        field.core("core.undo", activity=field.field, entry=given)
        assert "entre nous" not in kept_elsewhere(field) and SAID in kept_elsewhere(field)
        return
    data = {"card": f"{field.note}.2", "text": ""} if act == "correct" else {"note": field.note}
    field.do("ana", act, field.field, **data)
    assert SAID not in kept_elsewhere(field) and ("Un guichet" in kept_elsewhere(field)) == (act == "correct")


def test_it_leaves_the_workshops_that_copied_it_and_those_that_copied_from_them(app, client, field):
    other, third = (another(app, field.facilitator, title) for title in ("L’autre", "Le troisième"))
    there, last = other.add("ideation"), third.add("ideation")
    send(client, other, field, field.field, there, f"{field.note}.2")
    other.stage(there, "reveal")
    (copy,) = other.room.record.standing(there).state.ideas.notes
    send(client, third, other, there, last, copy)
    assert SAID in kept_of(other) and SAID in kept_of(third)
    rooms = app.extensions["rooms"]
    field.room.withdrawals.beyond = lambda ids: withdraw_elsewhere(rooms, field.facts, ids)
    withdraw(field)
    for one in (other, third):
        while SAID in kept_of(one):
            sleep(0.02)


def test_what_was_withdrawn_under_an_older_release_goes_when_the_workshop_is_opened(field, monkeypatch):
    from app.live.room.withdrawn_copies import Withdrawals

    monkeypatch.setattr(Withdrawals, "follow", lambda self, activities: None)
    withdraw(field)
    monkeypatch.undo()
    assert SAID in kept_elsewhere(field)
    field.room.look_for_withdrawn()
    field.room.run(lambda: None)
    assert SAID not in kept_elsewhere(field)


def test_a_handing_over_that_was_withdrawn_on_the_way_is_not_forged_back(field):
    withdraw(field)
    by = Grant(field.facts.id, SYSTEM, "system")
    card = {"id": "forgée", "text": SAID, "kind": "verbatim", "audience": "", "origin": f"{field.note}.2", "table": ""}
    field.room.ask(CommandRequest(by, "", "core.hand", {"activity": field.ideas, "cards": [card]}, "h1", "en"))
    field.do("ana", "note_consent", field.field, note=field.note, consent="none")
    field.room.stop()
    field.open()
    field.room.look_for_withdrawn()
    field.room.run(lambda: None)
    assert SAID not in kept_elsewhere(field)
