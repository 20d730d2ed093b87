"""A plan in a workshop: it begins with what was kept elsewhere, stands in the closing, and leads back to the vote."""

from __future__ import annotations

import pytest

from app.export import closing, evidence
from app.live.rendering.channel_key import ChannelKey
from beffroi import FACILITATOR, PARTICIPANT
from beffroi.words import speaking

LATER = "2027-03-02"


def shown(workshop, block, audience=PARTICIPANT) -> str:
    key = ChannelKey("", block, audience, "en")
    return str(workshop.room.run(lambda: workshop.room.renderer.draw(key).html()))


@pytest.fixture
def vote(workshop):
    """A vote that kept two options, of which one was taken on."""
    vote = workshop.add("dotvote", title="Nos courriers", settings={"lines": "Un numéro unique\nDes phrases courtes"})
    texts = {one.text: id for id, one in workshop.room.record.scopes[vote][""].state.dots.options.items()}
    options = [texts["Un numéro unique"], texts["Des phrases courtes"]]
    for name in ("Ana", "Bob"):
        workshop.room.people.join(name, "s1", 1)
    workshop.do("ana", "dot", vote, option=options[0])
    workshop.stage(vote, "decide")
    for option in options:
        workshop.do("fac", "decide", vote, option=option, outcome="keep", reason="Utile")
    workshop.stage(vote, "capture")
    workshop.do("fac", "take_on", vote, kept=options[0], owner="Service courrier", when="fin juin", first="Relire")
    return vote


@pytest.fixture
def plan(workshop, vote):
    return workshop.add("actionplan", title="Notre plan", anonymous=True)


def rows(workshop, plan):
    return {one.text: one for one in workshop.room.record.scopes[plan][""].state.rows.values()}


def test_it_begins_with_all_that_was_kept_and_is_never_anonymous(workshop, plan):
    found = rows(workshop, plan)
    assert set(found) == {"Un numéro unique", "Des phrases courtes"}
    taken = found["Un numéro unique"]
    assert (taken.to.shown, taken.wished.shown, taken.first.shown) == ("Service courrier", "fin juin", "Relire")
    assert not workshop.room.record.agenda.activities[plan].anonymous


def test_the_closing_tells_each_action_once_with_its_outcome_and_how_far_it_is(workshop, plan):
    found = rows(workshop, plan)
    workshop.do("fac", "set_day", plan, action=found["Un numéro unique"].id, due=LATER)
    workshop.do("fac", "tell", plan, action=found["Un numéro unique"].id, state="doing")
    workshop.do("fac", "add_action", plan, text="Prévenir les agents", due=LATER, service="Accueil")
    workshop.core("core.conclude")
    for html in (shown(workshop, "board"), shown(workshop, "screen", "screen")):
        assert html.count("Service courrier") == 1 and "March 2, 2027" in html and "Under way" in html
        assert html.count("Nobody yet") == 1 and html.index("Notre plan") < html.index("Prévenir les agents")
    told = [one.title for one in workshop.room.run(lambda: closing.gather(workshop.room.record))]
    assert told == ["Nos courriers", "Notre plan"]


def test_the_console_tells_what_of_all_that_was_kept_has_nobody_yet(workshop, plan, vote):
    def told():
        html = shown(workshop, "closing", FACILITATOR)
        nobody, _heading, taken = html.partition("Taken on")
        return nobody, taken

    nobody, taken = told()
    assert "Des phrases courtes" in nobody and f"activite={vote}" in nobody and "Un numéro unique" in taken
    row = rows(workshop, plan)["Des phrases courtes"]
    workshop.do("fac", "set_day", plan, action=row.id, due=LATER)
    assert "Des phrases courtes" in told()[0], "a day alone is nobody"
    workshop.do("fac", "give_to_service", plan, action=row.id, text="Communication")
    workshop.do("fac", "tell", plan, action=row.id, state="done")
    nobody, taken = told()
    assert "Des phrases courtes" not in nobody and "Communication" in taken and "Done" in taken


def test_an_action_is_walked_back_to_what_was_noted_and_to_what_was_kept(workshop, plan):
    action = rows(workshop, plan)["Un numéro unique"]
    with speaking("en"):
        chain = workshop.room.run(lambda: evidence.gather(workshop.room.record))
    noted = chain.things[action.id].sources
    assert len(noted) == 1 and chain.things[noted[0]].text == "Service courrier · fin juin · Relire"
    (kept,) = chain.things[noted[0]].sources
    assert chain.things[kept].text == "Un numéro unique" and "À faire" in str(chain.things[action.id].spots)


def test_what_was_noted_is_erased_in_the_plan_too(workshop, plan, vote):
    (entry,) = [one for one in workshop.room.record.entries if one.name == "take_on"]
    workshop.room.erasure.erase_card(entry.id, workshop.grant("fac"))
    assert "Service courrier" not in repr(rows(workshop, plan)) and "Un numéro unique" in rows(workshop, plan)


def test_a_name_that_was_given_back_leaves_the_log(workshop, plan):
    made = workshop.do("ana", "add_action", plan, text="Écrire au syndic", due=LATER)
    taken = workshop.do("bob", "take_it", plan, action=made, text="Bob Leroy-Testut")
    assert "Leroy-Testut" in repr(workshop.room.record.entries)
    workshop.do("bob", "give_back", plan, taken=taken)
    assert "Leroy-Testut" not in repr(workshop.room.record.entries)
    assert not rows(workshop, plan)["Écrire au syndic"].is_taken


def test_somebody_here_is_found_by_the_name_under_which_they_joined(workshop, plan):
    action = rows(workshop, plan)["Des phrases courtes"]
    workshop.do("fac", "propose", plan, action=action.id, text="bob")
    (bob,) = [one.id for one in workshop.room.record.people.values() if one.name == "Bob"]
    assert rows(workshop, plan)["Des phrases courtes"].whom == bob
    for name, site in (("Noa", "s1"), ("Noa", "s2")):
        workshop.room.people.join(name, site, 1)
    ids = {one.name: one.id for one in workshop.room.record.people.values()}
    for said, whom in (("noa 2", "Noa 2"), ("Noa, amiens", "Noa 2"), ("Noa, Lille", "Noa")):
        workshop.do("fac", "propose", plan, action=action.id, text=said)
        assert rows(workshop, plan)["Des phrases courtes"].whom == ids[whom], said
    for said in ("Noa", "Noa, Arras", ", Lille"):
        assert "or several are" in workshop.ask("fac", "propose", plan, action=action.id, text=said).sentence
    refused = workshop.ask("fac", "propose", plan, action=action.id, text="Zoé")
    assert refused.kind == "refused" and "Zoé" in refused.sentence
