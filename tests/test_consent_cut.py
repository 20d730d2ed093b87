"""Twelve articles, forty-five people on two sites, and the line of one of them cut in the middle of the round."""

from __future__ import annotations

import pytest

from app.live.commands.request import CommandRequest, Grant
from app.live.rendering.channel_key import ChannelKey
from app.live.sync.subscriptions import Connection
from beffroi import FACILITATOR, PARTICIPANT

ARTICLES = [f"Article {n}" for n in range(12)]


@pytest.fixture
def people(workshop):
    """Twenty-four people at Lille, twenty-one at Amiens, each with a page open."""
    sites = ["s1"] * 24 + ["s2"] * 21
    grants = []
    for number, site in enumerate(sites):
        person, _link = workshop.room.people.join(f"Personne {number}", site, 1)
        grants.append(Grant(workshop.facts.id, PARTICIPANT, person.whos()[0], site, person.id))
        opens(workshop, grants[-1])
    return grants


@pytest.fixture
def consent(workshop, people):
    return workshop.add(
        "consent", settings={"lines": "\n".join(ARTICLES)}, stages=["stances", "settle"], by_site=True, anonymous=True
    )


def opens(workshop, grant):
    connection = Connection(grant.person, grant, "fr")
    workshop.room.run(lambda: workshop.room.visits.arrive(connection))


def presses(workshop, activity, grant, things):
    """What a phone has in its outbox: one press an article, each with an id of its own."""
    ids = {thing: f"r-{grant.person}-{thing}" for thing in things}
    return [CommandRequest(grant, activity, "agree", {"thing": thing}, id, "fr") for thing, id in ids.items()]


def console(workshop, activity) -> str:
    key = ChannelKey(activity, "control", FACILITATOR, "fr")
    return str(workshop.room.run(lambda: workshop.room.renderer.draw(key).html()))


def test_a_cut_in_the_middle_loses_and_doubles_nothing_and_is_named_before_the_facilitator_goes_on(
    workshop, people, consent
):
    articles = workshop.room.record.standing(consent).state.agreed
    things = list(articles.all)
    boxes = [presses(workshop, consent, grant, things) for grant in people]
    sent = [box if grant.site == "s1" else box[:5] for grant, box in zip(people, boxes, strict=True)]
    assert all(workshop.room.ask(one).accepted for box in sent for one in box)
    for grant in people:
        if grant.site == "s2":
            workshop.room.run(lambda grant=grant: workshop.room.visits.depart(grant.person))
    told = console(workshop, consent)
    assert "21 réponses manquent" in told and "Amiens" in told and "ligne coupée" in told
    assert "Lille" not in told.partition("consent-missing")[2].partition("</div>")[0], "nobody is missing there"

    for grant, box in zip(people, boxes, strict=True):
        if grant.site == "s2":
            opens(workshop, grant)
            for one in box:  # all of it once more: what was acknowledged in vain comes again
                workshop.room.ask(one)
    assert "manqu" not in console(workshop, consent)
    workshop.stage(consent, "settle")
    rows = [one.counts() for one in articles.all.values()]
    assert rows == [{"agree": 45, "reserve": 0, "object": 0, "pass": 0, "withdrawn": 0}] * 12


def test_an_objection_that_was_withdrawn_stays_so_once_the_activity_is_closed_for_good(workshop, people, consent):
    thing = next(iter(workshop.room.record.standing(consent).state.agreed.all))
    one, *others = people

    def ask(who, name, **said):
        asked = CommandRequest(who, consent, name, {"thing": thing, **said}, f"{name}-{who.person}", "fr")
        assert workshop.room.ask(asked).accepted

    for who in others:
        ask(who, "agree")
    ask(one, "object", words="Non")
    workshop.stage(consent, "settle")
    ask(one, "withdraw")
    workshop.core("core.close", activity=consent, confirmed=True)
    workshop.room.stop()
    workshop.open()
    article = workshop.room.record.standing(consent).state.agreed.all[thing]
    assert article.became == "adopted" and not article.objections() and article.counts()["withdrawn"] == 1
