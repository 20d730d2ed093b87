"""Cards handed over: chosen, copied with where they came from, across workshops too; and erased wherever they went."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.domain.clock import now_ms
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.hosting.scheduler import Scheduler
from app.store import accounts, workshops
from app.store.models import CopiedCard
from tests.support.everywhere import kept_of
from tests.support.pages import PASSWORD, send, sign_in, token
from tests.support.rooms import Workshop, another

SAID = "J’ai appelé quatre fois"


@pytest.fixture
def client(workshop):
    return workshop.console()


@pytest.fixture
def other(app, facilitator) -> Workshop:
    return another(app, facilitator)


def revealed(workshop, *texts, **said) -> tuple[str, list[str]]:
    """An ideation whose cards everybody can read."""
    activity = workshop.add("ideation", **said)
    cards = [workshop.do(f"p{place}", "write", activity, text=text) for place, text in enumerate(texts)]
    workshop.stage(activity, "reveal")
    return activity, cards


def page(client, to, **asked):
    return client.get(f"/animer/{to.facts.code}/cartes", query_string={"lang": "en", **asked})


def notes(workshop, activity) -> dict[str, str]:
    """The texts on a board, each with the id of what it copies."""
    return {one.text: one.origin for one in workshop.room.record.standing(activity).state.ideas.notes.values()}


# --- choosing and handing over -------------------------------------------------------------------


def test_chosen_cards_are_copied_and_keep_where_they_came_from(client, workshop):
    field, (first, _second) = revealed(workshop, SAID, "Autre chose")
    ideas = workshop.add("ideation", title="Idées")
    answer = send(client, workshop, workshop, field, ideas, first)
    assert answer.status_code == 303
    assert notes(workshop, ideas) == {SAID: first}
    assert "1 carte a été transmise." in client.get(answer.headers["Location"]).text
    workshop.open()
    assert notes(workshop, ideas) == {SAID: first}


def test_cards_are_listed_by_kind_filtered_and_those_already_there_are_marked(client, workshop):
    field, (first, _second) = revealed(workshop, SAID, "Autre chose", title="Terrain")
    ideas = workshop.add("ideation", title="Idées")
    send(client, workshop, workshop, field, ideas, first)
    shown = page(client, workshop, de=field).text
    assert 'already in: <bdi lang="fr">Idées</bdi>' in re.sub(r"\s+", " ", shown) and shown.count('name="card"') == 2
    filtered = page(client, workshop, de=field, mots="AUTRE").text
    assert SAID not in filtered and "Autre chose" in filtered
    assert page(client, workshop, de=field, genre="verbatim").text.count('name="card"') == 0


def test_all_that_is_shown_goes_but_what_is_there_already(client, workshop):
    field, (first, second) = revealed(workshop, SAID, "Autre chose")
    ideas = workshop.add("ideation")
    send(client, workshop, workshop, field, ideas, first)
    send(client, workshop, workshop, field, ideas, all="1")
    (handed,) = [entry for entry in workshop.room.record.logs[ideas] if entry.name == "core.hand"][1:]
    assert [card["origin"] for card in handed.data["cards"]] == [second]


def test_a_form_pressed_twice_hands_over_once(client, workshop):
    field, (card,) = revealed(workshop, SAID)
    ideas = workshop.add("ideation")
    for _ in range(2):
        answer = send(client, workshop, workshop, field, ideas, card, request="the-same-request")
        assert "transmises=1" in answer.headers["Location"]
    assert len(workshop.room.record.standing(ideas).state.ideas.notes) == 1


def test_nothing_leaves_a_hidden_stage(client, workshop):
    hidden = workshop.add("ideation", title="Cachée")
    card = workshop.do("ana", "write", hidden, text=SAID)
    ideas = workshop.add("ideation")
    assert SAID not in page(client, workshop, de=hidden).text
    assert send(client, workshop, workshop, hidden, ideas, card).status_code == 422
    assert notes(workshop, ideas) == {}


def test_what_closed_or_takes_no_cards_is_not_offered_and_refuses(client, workshop):
    field, (card,) = revealed(workshop, SAID)
    mood, closed = workshop.add("mood", title="Météo"), workshop.add("ideation", title="Close")
    workshop.core("core.close", activity=closed, confirmed=True)
    shown = page(client, workshop, de=field).text
    assert "Météo" not in shown and "Close" not in shown
    for receiver in (mood, closed):
        assert send(client, workshop, workshop, field, receiver, card).status_code == 422
    assert send(client, workshop, workshop, field, "nothing", card).status_code == 404


def test_only_the_server_asks_to_hand_over(workshop):
    ideas = workshop.add("ideation")
    data = {"activity": ideas, "cards": [{"id": "x", "text": "Faux", "origin": "y"}]}
    for who in ("fac", "ana"):
        assert workshop.ask(who, "core.hand", **data).kind == "refused"


def test_a_whole_entry_is_taken_or_none_of_it_and_it_replays_the_same(client, workshop):
    field, cards = revealed(workshop, *(f"Idée {n}" for n in range(4)))
    vote = workshop.add("dotvote", settings={"lines": "Un\nDeux\nTrois"})
    (option, *_rest) = workshop.room.record.standing(vote).state.dots.options
    workshop.do("bob", "dot", vote, option=option)
    send(client, workshop, workshop, field, vote, *cards)
    ballot = workshop.room.record.standing(vote).state.dots
    assert len(ballot.options) == 7 and ballot.totals() == {option: 1}  # nobody's dot moved
    assert list(ballot.options)[0] == option
    before = repr(ballot)
    workshop.open()
    assert repr(workshop.room.record.standing(vote).state.dots) == before


def test_in_a_vote_under_way_what_comes_can_be_voted_for_and_once_it_is_over_it_waits(client, workshop):
    field, (first, second) = revealed(workshop, "Une", "Deux")
    ideas = workshop.add("ideation")
    workshop.stage(ideas, "vote")
    send(client, workshop, workshop, field, ideas, first)
    (option,) = workshop.room.record.standing(ideas).state.dots.options
    workshop.do("bob", "dot", ideas, option=option)
    workshop.stage(ideas, "decide")
    send(client, workshop, workshop, field, ideas, second)
    assert len(workshop.room.record.standing(ideas).state.dots.options) == 1
    workshop.stage(ideas, "vote")
    state = workshop.room.record.standing(ideas).state
    assert len(state.dots.options) == 2 and state.dots.totals() == {option: 1}


def test_an_audience_goes_along_the_cluster_s_or_the_activity_s(client, workshop):
    field, (first, second) = revealed(workshop, "Un", "Deux", audience="external")
    workshop.stage(field, "cluster")
    moved = workshop.do("fac", "move", field, card=first, to="new")
    workshop.do("fac", "concern", field, cluster=f"c-{moved}", audience="staff")
    ideas = workshop.add("ideation")
    send(client, workshop, workshop, field, ideas, first, second)
    made = workshop.room.record.standing(ideas).state.ideas.notes.values()
    assert {one.text: one.audience for one in made} == {"Un": "staff", "Deux": "external"}


# --- from another workshop -----------------------------------------------------------------------


def test_cards_come_from_another_workshop_of_the_same_facilitator(client, workshop, other):
    field, (card,) = revealed(other, SAID, title="Terrain")
    ideas = workshop.add("ideation")
    shown = page(client, workshop, atelier=other.facts.code).text
    assert "Terrain" in shown and "L’autre atelier" in shown
    assert send(client, workshop, other, field, ideas, card).status_code == 303
    assert notes(workshop, ideas) == {SAID: card}
    workshop.stage(ideas, "reveal")
    chain = client.get(f"/animer/{workshop.facts.code}/fil/{card}?lang=en")
    assert chain.status_code == 404  # it is a thing of the other workshop
    (copy,) = workshop.room.record.standing(ideas).state.ideas.notes
    here, there = f"/animer/{workshop.facts.code}/fil/{copy}", f"/animer/{other.facts.code}/fil/{card}"
    assert (
        f'<a href="{there}">Vient de l’atelier «\u00a0L’autre atelier\u00a0»</a>' in client.get(f"{here}?lang=fr").text
    )
    onward = f'<a href="{here}">Repris dans l’atelier «\u00a0{workshop.facts.title}\u00a0»</a>'
    assert onward in client.get(there).text
    other.stage(field, "collect")  # nothing of a hidden stage is shown: its workshop is
    assert client.get(there).headers["Location"] == f"/animer/{other.facts.code}/fil"


def test_nobody_takes_cards_from_a_workshop_that_is_not_theirs(app, client, workshop, store):
    stranger = store.write(
        accounts.add, email="autre@example.org", name="Autre", password=PASSWORD, operator=False, now=now_ms()
    )
    theirs = another(app, stranger, "Pas à moi")
    field, (card,) = revealed(theirs, SAID)
    ideas = workshop.add("ideation")
    assert page(client, workshop, atelier=theirs.facts.code).status_code == 403
    assert page(client, workshop, atelier="NOTTHERE").status_code == 404
    assert "Pas à moi" not in page(client, workshop).text
    assert send(client, workshop, theirs, field, ideas, card).status_code == 403
    assert page(client, theirs).status_code == 403
    assert notes(workshop, ideas) == {}


def test_a_title_is_told_to_nobody_who_does_not_facilitate_that_workshop(app, client, workshop, other, store):
    field, (card,) = revealed(other, SAID)
    ideas = workshop.add("ideation")
    send(client, workshop, other, field, ideas, card)
    workshop.stage(ideas, "reveal")
    colleague = store.write(
        accounts.add, email="autre@example.org", name="Autre", password=PASSWORD, operator=False, now=now_ms()
    )
    store.write(workshops.add_facilitator, workshop.facts.id, colleague)
    reader = app.test_client()
    sign_in(reader, "autre@example.org")
    (copy,) = workshop.room.record.standing(ideas).state.ideas.notes
    told = reader.get(f"/animer/{workshop.facts.code}/fil/{copy}?lang=en").text
    assert "From another workshop" in told and "L’autre atelier" not in told and other.facts.code not in told


def erase(client, workshop, activity, card):
    shown = client.get(f"/animer/{workshop.facts.code}/cartes")
    path = f"/animer/{workshop.facts.code}/cartes/{activity}/{card}/effacer"
    return client.post(path, headers={"X-CSRFToken": token(shown)})


def test_erasing_a_card_erases_its_copies_in_other_workshops_and_the_copies_of_those(app, client, workshop, other):
    third = another(app, workshop.facilitator, "Le troisième")
    field, (card, stays) = revealed(other, SAID, "Ceci reste")
    ideas = workshop.add("ideation")
    send(client, workshop, other, field, ideas, card, stays)
    workshop.stage(ideas, "reveal")
    workshop.add("dotvote", source=ideas)
    copy = next(one.id for one in workshop.room.record.standing(ideas).state.ideas.notes.values() if one.text == SAID)
    last = third.add("ideation")
    send(client, third, workshop, ideas, last, copy)
    assert erase(client, other, field, card).status_code == 204
    for one in (other, workshop, third):
        assert SAID not in kept_of(one)
    assert "Ceci reste" in kept_of(workshop)
    workshop.open()
    assert SAID not in kept_of(workshop)


def test_somebody_who_erases_what_they_wrote_erases_it_in_the_other_workshop_too(app, client, workshop, other):
    field = other.add("ideation")
    person, link = other.room.people.join("Ana", "s1", 1)
    card = other.do(person.id, "write", field, text=SAID)
    other.stage(field, "reveal")
    ideas = workshop.add("ideation")
    send(client, workshop, other, field, ideas, card)
    own = app.test_client()
    shown = own.get(f"/mes-donnees/{link}")
    own.post(f"/mes-donnees/{link}/effacer", data={"csrf_token": token(shown), "all": "1", "confirmed": "true"})
    assert SAID not in kept_of(other) and SAID not in kept_of(workshop)


def test_a_card_that_went_out_and_came_back_is_erased_on_both_sides_and_it_ends(client, workshop, other):
    field, (card,) = revealed(other, SAID)
    ideas = workshop.add("ideation")
    send(client, workshop, other, field, ideas, card)
    workshop.stage(ideas, "reveal")
    (copy,) = workshop.room.record.standing(ideas).state.ideas.notes
    home = other.add("ideation")
    send(client, other, workshop, ideas, home, copy)
    assert erase(client, other, field, card).status_code == 204
    assert SAID not in kept_of(other) and SAID not in kept_of(workshop)


def test_erasing_a_copy_leaves_the_other_workshop_s_own(client, workshop, other):
    field, (card,) = revealed(other, SAID)
    ideas = workshop.add("ideation")
    send(client, workshop, other, field, ideas, card)
    (copy,) = workshop.room.record.standing(ideas).state.ideas.notes
    assert erase(client, workshop, ideas, copy).status_code == 204
    assert SAID not in kept_of(workshop) and SAID in kept_of(other)


def test_what_is_erased_while_it_is_handed_over_is_erased_in_the_copy(client, workshop, other, monkeypatch):
    field, (card,) = revealed(other, SAID)
    ideas = workshop.add("ideation")
    ask = workshop.room.ask

    def erased_just_before(asked: CommandRequest):
        if asked.name == "core.hand":
            other.room.erasure.erase_card(card, Grant(other.facts.id, SYSTEM, "erasure"))
        return ask(asked)

    monkeypatch.setattr(workshop.room, "ask", erased_just_before)
    send(client, workshop, other, field, ideas, card)
    assert SAID not in kept_of(workshop)


def test_a_purged_source_leaves_its_copies_and_says_that_it_is_gone(app, client, workshop, other, store):
    field, (card,) = revealed(other, SAID)
    ideas = workshop.add("ideation")
    send(client, workshop, other, field, ideas, card)
    workshop.stage(ideas, "reveal")
    Scheduler(app.extensions["rooms"]).purge_content(other.facts)
    (copy,) = workshop.room.record.standing(ideas).state.ideas.notes
    told = client.get(f"/animer/{workshop.facts.code}/fil/{copy}?lang=en").text
    assert SAID in told and "Source erased" in told
    Scheduler(app.extensions["rooms"]).purge_content(workshop.facts)
    with store.read() as session:
        assert session.scalars(select(CopiedCard)).all() == []


def test_what_the_room_refuses_is_not_noted_as_copied(client, workshop, other, store):
    field, (card,) = revealed(other, SAID)
    mood = workshop.add("mood")
    assert send(client, workshop, other, field, mood, card).status_code == 422
    with store.read() as session:
        assert session.scalars(select(CopiedCard)).all() == []
