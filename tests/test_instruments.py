"""The console's instruments: who is online, what comes next, what arrived late, what can be taken back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.live.commands.request import Grant
from app.live.sync.subscriptions import Connection
from beffroi import FACILITATOR, PARTICIPANT
from tests.support.pages import unmarked

CAMILLE = Grant("w", FACILITATOR, "f:camille", name="Camille")


@pytest.fixture
def instruments(workshop):
    """What a console shows in a block, in English, as it stands when all is drawn."""
    grant = replace(CAMILLE, workshop=workshop.facts.id)
    connection = Connection("console", grant, "en")
    workshop.room.run(lambda: workshop.room.visits.arrive(connection))
    workshop.room.run(lambda: workshop.room.snapshots.of(grant, "en", connection=connection))

    def drawn(block: str, pinned: str = "") -> str:
        workshop.settle()
        return str(
            workshop.room.run(lambda: workshop.room.snapshots.page(grant, "en", pinned))["blocks"][block]["html"]
        )

    return drawn


def comes(workshop, name: str, site: str = "s1", seats: int = 1) -> list[str]:
    """Somebody joins and opens a page at each of their seats; the connections."""
    person, _link = workshop.room.people.join(name, site, seats)
    sids = [f"{name}-{n}" for n in range(seats)]
    for sid, who in zip(sids, person.whos(), strict=True):
        connection = Connection(sid, Grant(workshop.facts.id, PARTICIPANT, who, site, person.id), "en")
        workshop.room.run(lambda c=connection: workshop.room.visits.arrive(c))
        workshop.room.run(lambda c=connection: workshop.room.snapshots.of(c.grant, "en", connection=c))
    return sids


def words(html: str) -> str:
    """What stands there to be read."""
    return re.sub(r"<[^>]+>", "", html)


def line(head: str, site: str) -> list[int]:
    """Joined, online, done, longer."""
    head = unmarked(head)
    return [int(n) for n in re.findall(r"<td[^>]*>(\d+)</td>", head[head.index(f"</span> {site}</th>") :])][:4]


# --- presence ------------------------------------------------------------------------------------


def test_whoever_closed_their_page_has_joined_and_is_not_online(workshop, instruments):
    (ana,) = comes(workshop, "Ana")
    comes(workshop, "Bob", "s2", seats=2)
    assert line(instruments("head"), "Lille") == [1, 1, 0, 0] and line(instruments("head"), "Amiens") == [2, 2, 0, 0]
    workshop.room.visits.depart(ana)
    assert line(instruments("head"), "Lille") == [1, 0, 0, 0]


def test_a_shared_device_is_online_as_long_as_one_of_its_pages_is(workshop, instruments):
    first, second = comes(workshop, "Bob", seats=2)
    workshop.room.visits.depart(first)
    assert line(instruments("head"), "Lille")[1] == 2
    workshop.room.visits.depart(second)
    workshop.room.visits.depart(second)  # told twice
    assert line(instruments("head"), "Lille")[1] == 0


def test_one_waits_for_those_who_are_online(workshop, instruments):
    comes(workshop, "Ana")
    (bob,) = comes(workshop, "Bob")
    workshop.add("mood")
    assert "0 of 2 are done" in instruments("head")
    workshop.room.visits.depart(bob)
    assert "0 of 1 are done" in instruments("head") and "1 person moves to:" in instruments("onward")


def test_a_page_that_comes_or_goes_draws_nothing_but_what_counts_heads_on_the_consoles(workshop, instruments):
    comes(workshop, "Ana")
    comes(workshop, "Bob")
    workshop.add("mood")
    ana = workshop.room.subscriptions.connections["Ana-0"].grant
    workshop.room.visits.signal(ana, "done")  # from then on other pages say of how many, too
    workshop.settle()
    before = len(workshop.wire.frames)
    workshop.room.visits.depart("Bob-0")
    workshop.settle()
    told = {data["channel"] for _sid, event, data in workshop.wire.frames[before:] if event == "show"}
    heads = {"workshop/head/facilitator/en", "workshop/head/screen/en"}  # a console shows the screen's, in small
    assert told == {*heads, "workshop/onward/facilitator/en"}


# --- what comes next -----------------------------------------------------------------------------


def planned(workshop, *titles: str) -> list[str]:
    """Activities of one stage each, on the agenda and not begun."""
    said = {"method": "mood", "stages": ["say", "read"], "anonymous": True, "minutes": 3}
    return [workshop.core("core.add", title=title, **said) for title in titles]


def test_before_anything_is_open_one_begins_with_the_first_activity(workshop, instruments):
    first, _ = planned(workshop, "Météo", "Bilan")
    head = instruments("head")
    assert "Begin: Météo" in words(head) and f"&#34;activity&#34;: &#34;{first}&#34;" in head


def test_at_the_last_stage_one_goes_on_to_the_next_activity(workshop, instruments):
    first, _ = planned(workshop, "Météo", "Bilan")
    workshop.core("core.open", activity=first)
    head = words(instruments("head"))
    assert "Go on to: Read together" in head and "Go on to the activity" not in head
    workshop.stage(first, "read")
    head = instruments("head")
    assert "Go on to the activity: Bilan" in words(head) and 'class="primary"' in head
    assert "Bilan (3 min)" in unmarked(instruments("onward"))


def test_of_an_activity_that_has_begun_one_is_told_where_it_is(workshop, instruments):
    first, second = planned(workshop, "Météo", "Bilan")
    workshop.core("core.open", activity=second)
    workshop.stage(second, "read")
    workshop.core("core.open", activity=first)
    workshop.stage(first, "read")
    assert "Go on to the activity: Bilan" in words(instruments("head"))
    assert "It is at: Read together." in instruments("onward")


def test_at_the_end_of_the_agenda_what_was_decided_comes(workshop, instruments):
    (only,) = planned(workshop, "Météo")
    workshop.core("core.open", activity=only)
    workshop.stage(only, "read")
    assert "Go on to" not in instruments("head")
    assert re.findall(r'class="primary" data-command="([^"]*)"', instruments("head")) == ["core.conclude"]


def test_what_is_looked_at_beside_what_is_on_leads_nowhere_else(workshop, instruments):
    first, second, _ = planned(workshop, "Météo", "Humeur", "Bilan")
    for one in (first, second):
        workshop.core("core.open", activity=one)
    workshop.stage(second, "read")
    assert "Go on to the activity: Bilan" in words(instruments("head"))
    assert "Bilan" not in instruments("head", pinned=first) + instruments("onward", pinned=first)


# --- what arrived late, what can be taken back ---------------------------------------------------


def late(workshop, title: str, text: str) -> str:
    """An activity at its reveal, for which a card came too late."""
    activity = workshop.add("ideation", title=title, settings={"question": "?"})
    workshop.stage(activity, "reveal")
    workshop.do("ana", "write", activity, text=text)
    return activity


def test_what_arrived_late_for_any_activity_is_listed_with_its_title_and_counted(workshop, instruments):
    late(workshop, "Idées", "Trop tard")
    late(workshop, "Suites", "Encore plus tard")
    workshop.add("mood", title="Météo")
    tray = instruments("desk")
    assert tray.index("Idées") < tray.index("Trop tard") < tray.index("Suites") < tray.index("Encore plus tard")
    assert "2 arrived late" in instruments("status")


def test_a_tray_whose_stage_is_hidden_again_says_nothing(workshop, instruments):
    activity = late(workshop, "Idées", "Trop tard")
    workshop.stage(activity, "collect")
    assert "Trop tard" not in instruments("desk") and "arrived late" not in instruments("status")


def test_a_closed_door_is_said_at_the_top_of_the_console(workshop, instruments):
    assert "Entry closed" not in instruments("status")
    workshop.core("core.lock", locked=True)
    assert "Entry closed" in instruments("status")


def test_cards_from_paper_are_told_by_their_number_and_once_shown_by_their_words(workshop, instruments):
    activity = workshop.add("ideation", settings={"question": "?"})
    workshop.do("fac", "paper_cards", activity, lines="Un guichet\nMoins de pièces")
    workshop.do("fac", "paper_cards", activity, lines="Seule")
    hidden = instruments("desk")
    assert "2 cards" in hidden and "1 card" in hidden and "guichet" not in hidden
    workshop.stage(activity, "reveal")
    assert "2 cards: Un guichet · Moins de pièces" in unmarked(instruments("desk"))


def test_each_act_to_take_back_has_a_button_of_its_own_name(workshop, instruments):
    activity = workshop.add("ideation", settings={"question": "?"})
    for text in ("Un guichet", "Moins de pièces"):
        workshop.do("fac", "paper_cards", activity, lines=text)
    workshop.stage(activity, "reveal")
    buttons = re.findall(r'data-command="core.undo"[^>]*>(.*?)</button>', instruments("desk"))
    assert len(buttons) == len(set(buttons)) == 2 and all(one.startswith("Take back") for one in buttons)


# --- stages as steps -----------------------------------------------------------------------------


def asked(head: str) -> dict[str, str]:
    """By stage, what is asked before one jumps there; "" where nothing is."""
    steps = re.findall(r"<button ([^>]*)>", head[head.index('class="stages') : head.index("</ol>")])
    ids = (re.search(r'id="stage-(\w+)"', one)[1] for one in steps)
    return {id: (re.search(r'data-ask="([^"]*)"', one) or ["", ""])[1] for id, one in zip(ids, steps, strict=True)}


def test_a_jump_that_shows_hides_or_leaves_out_something_asks_first(workshop, instruments):
    activity = workshop.add("ideation", stages=["collect", "reveal", "read", "cluster"], settings={"question": "?"})
    said = asked(instruments("head"))
    assert list(said) == ["reveal", "read", "cluster"]  # not the one that it is at
    assert "The cards are shown at once" in said["reveal"]
    assert "Left out: Reveal, Read and clarify." in said["cluster"]
    workshop.stage(activity, "read")
    said = asked(instruments("head"))
    assert said["reveal"] == said["cluster"] == ""  # a step, and nothing more is seen or hidden by it
    assert "nobody reads the cards before the reveal" in said["collect"]
