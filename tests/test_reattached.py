"""A facilitator reattaches somebody to another device: it gets name and budget, never what was written anonymously."""

import re

import pytest

from app.domain.people import new_id
from app.live.commands.request import CommandRequest, Grant
from app.live.room.device_claims import CLAIM
from app.live.sync.subscriptions import Connection
from beffroi import FACILITATOR, PARTICIPANT
from tests.support.pages import SHORT, join, people, post, sign_in, who
from tests.support.rooms import Wire

WORDS = "Ce que je pense vraiment"
ASKED = "est-ce vous"


@pytest.fixture
def room(app, facts):
    return app.extensions["rooms"].of(facts)


@pytest.fixture
def ana(app, facts, store, room, facilitator):
    """Ana's phone, on which she wrote a card in a hidden stage."""
    client = app.test_client()
    join(client, facts)
    open_ideation(room, facts, facilitator)
    grant = Grant(facts.id, PARTICIPANT, people(store, facts)[0].id, "s1", people(store, facts)[0].id)
    assert room.ask(CommandRequest(grant, room.record.agenda.now, "write", {"text": WORDS}, new_id())).accepted
    assert WORDS in page(client, facts)
    return client


def open_ideation(room, facts, facilitator):
    by = Grant(facts.id, FACILITATOR, f"f:{facilitator}")
    stages = ["collect", "reveal", "vote", "decide"]
    made = room.ask(
        CommandRequest(by, "", "core.add", {"method": "ideation", "title": "Idées", "stages": stages}, new_id())
    )
    assert room.ask(CommandRequest(by, "", "core.open", {"activity": made.entry}, new_id())).accepted
    return made.entry


def page(client, facts) -> str:
    return client.get(f"/atelier/{facts.code}").text


def reattached(app, facts, store):
    """Another device, with the code that a facilitator drew."""
    console, other = app.test_client(), app.test_client()
    sign_in(console)
    told = post(console, f"/animer/{facts.code}/personnes/{people(store, facts)[0].id}/rattacher").text
    post(other, f"/rejoindre/{facts.code}/reprise", resume=SHORT.search(told)[0])
    return other


def data_of(client, facts) -> str:
    return re.search(r'href="(/mes-donnees/[^"]+)"', page(client, facts))[1]


def test_a_device_that_a_facilitator_reattached_shows_nothing_written_anonymously_before(app, ana, facts, store):
    other = reattached(app, facts, store)
    assert who(other, facts) == who(ana, facts)
    assert WORDS not in page(other, facts) and "pas montré sur cet appareil" in page(other, facts)
    link = data_of(other, facts)
    assert WORDS not in other.get(link).text + other.get(f"{link}/export.json").text
    post(other, f"{link}/effacer", all="1", confirmed="true")
    assert WORDS in page(ana, facts)


def test_the_budget_stays_that_of_the_person(app, ana, facts, store, room):
    reattached(app, facts, store)
    person, activity = people(store, facts)[0].id, room.record.agenda.now
    grant = Grant(facts.id, PARTICIPANT, person, "s1", person, withheld=frozenset({activity}))
    answers = [room.ask(CommandRequest(grant, activity, "write", {"text": f"{n}"}, new_id())).kind for n in range(3)]
    assert answers == ["accepted", "accepted", "refused"]


def test_what_is_opened_later_is_shown_there_as_anywhere(app, ana, facts, store, room, facilitator):
    other = reattached(app, facts, store)
    later, person = open_ideation(room, facts, facilitator), people(store, facts)[0].id
    grant = Grant(facts.id, PARTICIPANT, person, "s1", person)
    assert room.ask(CommandRequest(grant, later, "write", {"text": "Écrit depuis"}, new_id())).accepted
    assert "Écrit depuis" in page(other, facts)


def test_a_page_of_hers_that_is_open_is_asked_and_yes_shows_it_on_the_other_device(app, ana, facts, store, room):
    assert ASKED not in page(ana, facts)
    other = reattached(app, facts, store)
    assert ASKED in page(ana, facts) and ASKED not in page(other, facts)
    answer(room, facts, store, hers=True)
    assert WORDS in page(other, facts) and ASKED not in page(ana, facts)


def test_no_puts_the_other_device_out(app, ana, facts, store, room):
    other = reattached(app, facts, store)
    link = data_of(other, facts)
    answer(room, facts, store, hers=False)
    assert other.get(f"/atelier/{facts.code}").status_code == 302
    assert other.get(link).status_code == 404
    assert WORDS in page(ana, facts)


@pytest.mark.parametrize("is_answered", [True, False])
def test_what_is_withheld_stays_so_under_another_secret_key(app, ana, facts, store, room, is_answered):
    other, old = reattached(app, facts, store), app.config["SECRET_KEY"]
    app.config.update(SECRET_KEY="0123456789abcdef" * 4, SECRET_KEY_FALLBACKS=[old])
    assert WORDS not in page(other, facts) and "pas montré sur cet appareil" in page(other, facts)
    if is_answered:
        answer(room, facts, store, hers=True)
        assert WORDS in page(other, facts)
    app.config["SECRET_KEY_FALLBACKS"] = []
    assert (WORDS in page(other, facts)) is is_answered


def test_the_device_itself_cannot_say_yes(app, ana, facts, store, room):
    reattached(app, facts, store)
    assert answer(room, facts, store, hers=True, withheld=frozenset({"x"})).kind == "refused"


def test_her_own_link_proves_the_device(app, ana, facts, store):
    other, link = reattached(app, facts, store), data_of(ana, facts)
    assert "Cet appareil est le mien" in other.get(link).text
    post(other, f"{link}/appareil")
    assert WORDS in page(other, facts)


def test_a_place_carried_on_from_such_a_device_is_no_better(app, ana, facts, store):
    other, third = reattached(app, facts, store), app.test_client()
    code = SHORT.search(other.get(f"/atelier/{facts.code}/ma-place").text)[0]
    post(third, f"/rejoindre/{facts.code}/reprise", resume=code)
    assert WORDS not in page(third, facts)


def test_pages_that_are_open_are_told_at_once_and_again_after_a_restart(app, ana, facts, store, room):
    person = people(store, facts)[0].id
    room.wire.carrier = Wire()
    connection = Connection("sid", Grant(facts.id, PARTICIPANT, person, "s1", person), "fr")
    room.run(lambda: room.subscriptions.arrive(connection))
    room.run(lambda: room.snapshots.of(connection.grant, "fr", connection=connection))
    reattached(app, facts, store)
    room.run(room.broadcaster.send_personal)
    assert ASKED in connection.own.whole["html"] and connection.own_n
    app.extensions["rooms"].close(facts.id)
    assert ASKED in page(ana, facts)


def answer(room, facts, store, *, hers, withheld=frozenset()):
    person = people(store, facts)[0].id
    grant = Grant(facts.id, PARTICIPANT, person, "s1", person, withheld=withheld)
    (device,) = room.presence.claims[person]
    return room.ask(CommandRequest(grant, "", CLAIM, {"device": device, "hers": hers}, new_id()))
