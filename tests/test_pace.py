"""Planned against real, what could be shortened, and what an agenda lacks before the day."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from app.domain.agenda import MINUTE_MS, Activity, Agenda, Step, Timer
from app.domain.calendar import start_of, today
from app.domain.pace import cuts, pace, resumes_at, with_minutes
from app.domain.people import Site
from app.host.agenda_doubts import doubts
from beffroi.words import speaking
from tests.support.pages import token

ZONE = "Europe/Paris"
MIDNIGHT = start_of(today(1_800_000_000_000, ZONE), ZONE)


def at(hours, minutes=0) -> int:
    return MIDNIGHT + (hours * 60 + minutes) * MINUTE_MS


@pytest.fixture
def agenda(app) -> Agenda:
    """Welcome 9:00, ideas 9:10 (10 + 20), a break at 9:40, a vote, actions until 10:45."""
    made = Agenda(app.extensions["registry"].methods, starts_at=9 * 60, ends_at=10 * 60 + 45)
    steps = {"collect": Step(minutes=10), "read": Step(minutes=20)}
    for one in (
        Activity("hello", "time", "Accueil", minutes=10, stages=("now",), settings={"kind": "welcome"}),
        Activity("ideas", "ideation", "Idées", stages=("collect", "read"), steps=steps),
        Activity("break", "time", "Pause", minutes=10, stages=("now",), settings={"kind": "break"}, fixed_at=585),
        Activity("vote", "dotvote", "Vote", minutes=20, stages=("vote",)),
        Activity("tea", "time", "Thé", minutes=8, stages=("now",), settings={"kind": "break"}),
        Activity("acts", "actionplan", "Actions", minutes=22, stages=("propose",)),
    ):
        made.activities[one.id] = one
        made.order.append(one.id)
    return made


def test_what_is_on_is_late_and_a_fixed_hour_takes_up_some_of_it(agenda):
    assert pace(agenda, at(9), ZONE) is None
    agenda.began = {"hello": {"now": at(9, 5)}, "ideas": {"collect": at(9, 17)}}
    agenda.now, agenda.activities["ideas"].stage = "ideas", "collect"
    found = pace(agenda, at(9, 20), ZONE)
    rows = {row.activity.id: row for row in found.rows}
    assert (found.late, rows["ideas"].began, rows["ideas"].planned) == (7, at(9, 17), at(9, 10))
    assert rows["ideas"].stages == (("collect", at(9, 10), at(9, 17)), ("read", at(9, 20), 0))
    assert (rows["break"].expected, rows["vote"].expected) == (at(9, 47), at(9, 57))
    assert (found.ends, found.late_at_end) == (at(10, 47), 2)
    assert pace(agenda, at(9, 40), ZONE).late == 20  # nobody went on: it grows by itself


def test_a_pause_and_a_clock_that_runs_say_when_it_goes_on(agenda):
    agenda.began, agenda.now = {"vote": {"vote": at(9, 55)}}, "vote"
    agenda.activities["vote"].stage = "vote"
    agenda.paused, agenda.back_at = True, at(10, 20)
    assert pace(agenda, at(10), ZONE).late == 5
    agenda.starts_at = None  # nobody said an hour: what came first began in time
    assert pace(agenda, at(10), ZONE).late == 5


def test_a_break_says_by_itself_when_it_is_over(agenda):
    agenda.began, agenda.now = {"tea": {"now": at(10, 17)}}, "tea"
    assert resumes_at(agenda, ZONE) == at(10, 25), "its minutes"
    agenda.timer = Timer(8 * MINUTE_MS, at(10, 29))
    assert resumes_at(agenda, ZONE) == at(10, 29), "its clock, which facilitators prolong"
    acts = agenda.activities["acts"]
    agenda.activities["acts"] = replace(acts, fixed_at=10 * 60 + 35)
    assert resumes_at(agenda, ZONE) == at(10, 35), "what follows waits for its hour"
    agenda.activities["acts"] = replace(acts, fixed_at=14 * 60)
    assert resumes_at(agenda, ZONE) == at(10, 29)
    agenda.activities["tea"] = replace(agenda.activities["tea"], settings={"kind": "break", "resume": "10 h 40"})
    assert resumes_at(agenda, ZONE) == 0, "somebody typed it"
    agenda.now = "vote"
    assert resumes_at(agenda, ZONE) == 0


def test_what_is_cut_makes_up_for_what_is_needed_and_a_break_keeps_five_minutes(agenda):
    to_come = [agenda.activities[id] for id in ("break", "vote", "tea", "acts")]
    proposed = [(cut.activity.id, cut.spare, cut.by) for cut in cuts(to_come, 15)]
    assert proposed == [("vote", 10, 4), ("tea", 3, 0), ("acts", 11, 11)]
    assert sum(cut.by for cut in cuts(to_come, 200)) == 24
    assert [cut.by for cut in cuts(to_come, 0)] == [0, 0, 0]


def test_an_activity_is_shortened_at_its_longest_stages_and_prolonged_where_it_is(agenda):
    ideas = agenda.activities["ideas"]
    assert with_minutes(ideas, 25) == {"stage_minutes": {"read": 15}}
    assert with_minutes(ideas, 15) == {"stage_minutes": {"read": 8, "collect": 7}}
    ideas.stage = "collect"
    assert with_minutes(ideas, 45) == {"stage_minutes": {"collect": 25}}
    assert with_minutes(agenda.activities["vote"], 12) == {"minutes": 12}


def test_an_agenda_says_what_it_lacks_and_where_it_is_mended(agenda):
    agenda.activities["ideas"].settings = {"per_person": 3}
    agenda.activities["ideas"].stages = ("collect", "read", "cluster")
    agenda.activities["acts"].minutes, agenda.activities["tea"].settings = 110, {}
    agenda.activities["acts"].share_by = "table"
    agenda.activities["gone"] = Activity("gone", "nosuch", "Disparue", stages=("x",))
    agenda.order.append("gone")
    sites = [Site("s1", "Lille", "L", "1"), Site("s2", "Amiens", "A", "2")]
    with speaking("fr"):
        said = [(str(one.sentence), one.activity or one.at) for one in doubts(agenda, sites, {"s1"}, people=25)]
    mended_at = ["ideas", "ideas", "vote", "tables", "gone", "gone", "vote", "screens"]
    assert [where for _words, where in said] == mended_at, said
    text = " ".join(words for words, _where in said)
    told = ("ne pose pas", "75 cartes", "mettre aux voix", "aucune table", "pas installée", "aucune pause", "Amiens")
    for words in told:
        assert words in text, (words, said)


def test_the_console_shortens_in_one_press_takes_it_back_and_skips(workshop):
    console, way = workshop.console(), f"/animer/{workshop.facts.code}/rythme"
    first = workshop.add("time", title="Accueil", minutes=10)
    vote, break_ = (
        workshop.core("core.add", method=method, title=title, stages=stages, minutes=minutes, settings=settings)
        for method, title, stages, minutes, settings in (
            ("dotvote", "Vote", ["vote"], 20, {}), ("time", "Pause", ["now"], 8, {"kind": "break"}),
        )
    )  # fmt: skip
    activities, agenda = workshop.room.record.agenda.activities, workshop.room.record.agenda

    def page(to="", **said):
        asked = {"csrf_token": token(console.get("/animer")), **said}
        return html.unescape((console.post(way + to, data=asked) if said or to else console.get(way)).text)

    assert "À l’heure" in page() and "Vote" in page()
    proposed = html.unescape(console.get(way, query_string={"plus": 12}).text)
    assert re.search(rf'name="cut-{vote}"[^>]* value="10"', proposed) and f'name="cut-{first}"' not in proposed
    done = page(plus="12", **{f"cut-{vote}": "10", f"cut-{break_}": "99"})
    assert [activities[one].minutes for one in (first, vote, break_)] == [22, 10, 5]
    undone = re.findall(r'name="done" value="([^"]+)"', done)
    assert len(undone) == 3
    page("/rendre", done=undone)
    assert [activities[one].minutes for one in (first, vote, break_)] == [10, 20, 8]
    assert "mise de côté" in page(f"/passer/{vote}") and agenda.parked == [vote]
    put = page("/inserer", method="time.plenary", asked="Qu’en dites-vous ?", minutes="6")
    (added,) = [one for one in agenda.order if one not in (first, vote, break_)]
    one = activities[added]
    assert (agenda.order[1], one.minutes, one.settings) == (
        added,
        6,
        {"kind": "plenary", "message": "Qu’en dites-vous ?"},
    )
    assert "est au déroulé" in put and "Plénière" in put
    page("/rendre", done=re.findall(r'name="done" value="([^"]+)"', put))
    assert added not in agenda.order
    refused = page("/inserer", method="tarot", asked="Quoi ?")
    assert "n’est pas proposée" in refused and 'value="Quoi ?"' in refused
    assert "a commencé" in page(f"/passer/{first}") and workshop.app.test_client().get(way).status_code == 302
