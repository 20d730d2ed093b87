"""A site that has gone off line is told of, and going on asks first."""

from __future__ import annotations

import re

import pytest

from app.live.commands.request import Grant
from app.live.rendering.channel_key import ChannelKey
from app.live.sync.subscriptions import Connection
from beffroi import FACILITATOR, PARTICIPANT
from tests.support.pages import unmarked

MINUTE = 60_000


class Line:
    """The people of two sites, whose pages come and go, and the minutes that pass."""

    def __init__(self, workshop):
        self.workshop, self.now = workshop, workshop.room.clock()
        self.people = {
            name: workshop.room.people.join(name, site, 1)[0]
            for name, site in (("Ana", "s1"), ("Bob", "s2"), ("Chloé", "s2"), ("Dina", "s2"))
        }
        for name in self.people:
            self.back(name)

    def back(self, name: str):
        person = self.people[name]
        grant = Grant(self.workshop.facts.id, PARTICIPANT, person.id, person.site, person.id)
        room = self.workshop.room
        room.run(lambda: room.visits.arrive(Connection(name, grant, "en")))

    def gone(self, *names: str):
        for name in names:
            self.workshop.room.run(lambda name=name: self.workshop.room.visits.depart(name))

    def after(self, minutes: float) -> str:
        """The header of the console so much later, in words, with what is asked before one goes on."""
        room = self.workshop.room
        room.run(lambda: room.visits.look_out(self.now))
        self.now += int(minutes * MINUTE)
        room.run(lambda: room.visits.look_out(self.now))
        key = ChannelKey("", "head", FACILITATOR, "en")
        return str(room.run(lambda: room.renderer.draw(key).html()))


@pytest.fixture
def line(workshop):
    workshop.add("mood")
    made = Line(workshop)
    assert "off line" not in made.after(0)
    return made


def asked(head: str) -> str:
    return (re.search(r'data-ask="([^"]*)"[^>]*id="next-stage"', head) or ["", ""])[1]


def test_a_site_that_went_off_line_is_told_of_after_a_minute_and_going_on_asks(line):
    line.gone("Bob", "Chloé")
    assert "off line" not in line.after(0.5)  # a page loaded anew
    head = line.after(1)
    assert "Amiens: 2 off line for 1 min" in unmarked(head) and "Lille: " not in head
    assert asked(unmarked(head)) == "Amiens: 2 off line for 1 min. Go on to “Read together” all the same?"
    line.back("Bob")
    head = line.after(0)
    assert "off line" not in head and asked(head) == ""  # one alone may have put the phone down


def test_a_single_phone_put_down_and_those_who_went_home_are_nothing_to_ask_about(line):
    line.gone("Ana")
    assert "off line" not in line.after(2)
    line.gone("Bob", "Chloé")
    assert "off line" in line.after(2)
    assert "off line" not in line.after(9)


def test_whoever_leads_is_told_at_once_and_nobody_else(line, workshop):
    workshop.connect("console", "fac")
    line.gone("Bob", "Chloé", "Dina")
    line.after(0)
    workshop.settle()
    before = len(workshop.wire.frames)
    line.after(1)
    workshop.settle()
    told = {data["channel"] for _sid, event, data in workshop.wire.frames[before:] if event == "show"}
    assert told == {"workshop/head/facilitator/fr", "workshop/status/facilitator/fr"}
