"""What is played: a mood, a silent brainstorm, a reveal, a vote; or whatever is on in an existing workshop."""

from __future__ import annotations

from functools import partial
from typing import Any

from gevent.pool import Pool

from app.rehearse import visit
from app.rehearse.connection import CannotPlay
from app.rehearse.lead import Lead
from app.rehearse.play import AT_ONCE, Play, Wanted, say
from app.rehearse.report import report
from app.rehearse.rows import Stage
from app.rehearse.samples import SETTINGS
from app.rehearse.texts import name
from app.rehearse.visit import Guest, Visitor
from beffroi import Method
from beffroi.words import speaking

METHODS = ["mood", "ideation", "persona", "journeymap"]
MOOD = {"method": "mood", "title": "Météo", "stages": ["say", "read"], "settings": {}}
IDEAS = {
    "method": "ideation",
    "title": "Des courriers plus clairs",
    "stages": ["collect", "reveal", "read", "cluster", "vote", "decide"],
    "settings": {"question": "Comment rendre nos courriers plus clairs ?", "per_person": 20, "budget": 5},
}
PERSONAS = {"method": "persona", "title": "Nos usagers", "stages": ["fill", "gallery", "amend"], "anonymous": False}
JOURNEYS = {
    "method": "journeymap",
    "title": "Leur parcours",
    "stages": ["fill", "gallery", "amend"],
    "anonymous": False,
}
DEEDS = 8
"""What the facilitator takes up of the console in each stage, where one method is played by its pages."""

SHARES = {"mood": 0.6, "write": 0.2, "vote": 0.2}
"""The share of the time that each phase gets."""


def joined(wanted: Wanted, code: str) -> list[Guest]:
    """Everyone joins, some at a time."""
    say(f"{wanted.people} people join {code} …")

    def one(number: int) -> Guest | CannotPlay:
        try:
            return visit.join(wanted.address, code, number, name(number))
        except CannotPlay as error:  # raised below: a greenlet that fails prints its traceback
            return error

    guests: list[Guest] = []
    for found in Pool(AT_ONCE).imap(one, range(wanted.people)):
        if isinstance(found, CannotPlay):
            raise found
        guests.append(found)
    return guests


def whole(wanted: Wanted, stage: Stage) -> dict[str, Any]:
    """A workshop from its first word to its decisions, checked against its results."""
    guests = joined(wanted, stage.code)
    facilitator = visit.signed_in(wanted.address, stage.link)
    play = Play(wanted, stage.code, guests)
    play.lead = lead = Lead(play.house, stage.code, facilitator.cookie)
    lead.arrive()
    mood, ideas = lead.add(MOOD), lead.add(IDEAS)
    play.gather()
    play.settle()

    play.turn("mood", lambda: lead.open(mood))
    play.act("mood", wanted.seconds * SHARES["mood"])

    play.turn("write", lambda: lead.open(ideas))
    play.keeps_cards_secret = True
    play.act("write", wanted.seconds * SHARES["write"])

    play.turn("reveal", lead.stages(ideas, "collect", "reveal"))
    lead.stages(ideas, "reveal", "read", "cluster")()
    lead.group(ideas)
    play.turn("vote", lead.stages(ideas, "cluster", "vote"))
    play.act("vote", wanted.seconds * SHARES["vote"])

    play.turn("decide", lead.stages(ideas, "vote", "decide"))
    lead.decide(ideas)
    play.settle()
    return _told(play, guests, facilitator, stage.code)


def at_tables(wanted: Wanted, stage: Stage, tables: int) -> dict[str, Any]:
    """Personas, then journeys, each table at its own sheet, checked against the results."""
    guests = joined(wanted, stage.code)
    facilitator = visit.signed_in(wanted.address, stage.link)
    play = Play(wanted, stage.code, guests)
    play.lead = lead = Lead(play.house, stage.code, facilitator.cookie)
    lead.arrive()
    lead.lay(tables, len(wanted.sites))
    personas, journeys = lead.add(PERSONAS), lead.add(JOURNEYS)
    play.gather()
    play.settle()

    play.turn("persona", lambda: lead.open(personas))
    play.act("persona", wanted.seconds / 2)

    play.turn("journey", lambda: lead.open(journeys))
    play.act("journey", wanted.seconds / 2)
    play.settle()
    return _told(play, guests, facilitator, stage.code)


def one_method(wanted: Wanted, stage: Stage, method: Method, tables: int) -> dict[str, Any]:
    """One method from its first stage to its last, through its own forms and buttons, the console's among them."""
    if not method.commands:
        raise CannotPlay(f"Nobody does anything in {method.id}: there is nothing to rehearse.")
    guests = joined(wanted, stage.code)
    facilitator = visit.signed_in(wanted.address, stage.link)
    play = Play(wanted, stage.code, guests)
    play.lead = lead = Lead(play.house, stage.code, facilitator.cookie)
    lead.arrive()
    if tables:
        lead.lay(tables, len(wanted.sites))
    stages = list(method.usual_stages)
    scope = "table" if tables and "table" in method.shared_by else method.shared_by[0]
    with speaking("fr"):
        said = {"title": str(method.title), "stages": stages, "settings": SETTINGS.get(method.id, {})}
    activity = lead.add({"method": method.id, "share_by": scope, "anonymous": method.anonymous, **said})
    taker = play.play_by_page(method, activity)
    play.gather()
    play.settle()
    for before, now in zip([None, *stages], stages, strict=False):
        go = partial(lead.open, activity) if before is None else lead.stages(activity, before, now)
        at = method.stage(now)
        if at is not None and at.gathers:  # each has something else before them: a sheet, a pair
            play.turn(now, go, board=False)
        else:  # not as a turn that is timed: not every stage changes what each page shows
            go()
            play.settle()
        play.act(now, wanted.seconds / len(stages))
        lead.take_up(taker, DEEDS)
        play.settle()
    visit.results(facilitator, stage.code)
    told = report(play, guests)
    visit.sign_out(facilitator)
    return told


def _told(play: Play, guests: list[Guest], facilitator: Visitor, code: str) -> dict[str, Any]:
    told = report(play, guests, facilitator=facilitator, code=code)
    visit.sign_out(facilitator)
    return told


def in_existing(wanted: Wanted, code: str) -> dict[str, Any]:
    """People who join a workshop that others lead, and do what their pages offer."""
    guests = joined(wanted, code)
    play = Play(wanted, code, guests)
    play.gather()
    play.settle()
    play.act("join", wanted.seconds)
    return report(play, guests)
