"""An agenda is prepared a field at a time: nobody undoes a colleague, one press takes back, the hours follow."""

from __future__ import annotations

import pytest

from app.domain.people import REMOTE
from app.domain.replay import fold_agenda
from app.domain.timetable import as_typed, read_hour, timetable
from app.host.workshop_templates.from_workshop import taken_from
from app.host.workshop_templates.laying_out import lay_out
from app.live.commands.request import CommandRequest, Grant
from beffroi import FACILITATOR
from tests.support.rooms import another


def on(workshop, method="ideation", title="Idées", **said):
    stages = list(workshop.app.extensions["registry"].methods[method].usual_stages)
    return workshop.core("core.add", method=method, title=title, stages=stages, by_hand=True, **said)


def revise(workshop, activity, **said):
    return workshop.core("core.revise", activity=activity, **said)


def colleague(workshop, name, **data):
    """Another facilitator asks."""
    grant = Grant(workshop.facts.id, FACILITATOR, "f:other")
    return workshop.room.ask(CommandRequest(grant, "", name, data, f"r{len(workshop.room.record.entries)}", "en"))


def agenda(workshop):
    return workshop.room.record.agenda


def changed_by(workshop, who="f:"):
    return next(one for one in reversed(agenda(workshop).changes) if one.by.startswith(who))


def titles(workshop):
    return [one.title for one in agenda(workshop).listed()]


def test_what_one_command_does_not_name_stays(workshop):
    ideas = on(workshop)
    revise(workshop, ideas, goal="Tout entendre", settings={"question": "Quoi ?"}, site_notes={"s1": "Paul"})
    assert colleague(workshop, "core.revise", activity=ideas, material="Feutres", settings={"per_person": 2}).accepted
    revise(workshop, ideas, site_notes={"s2": "Claire"}, stage_minutes={"collect": 5, "read": 7}, fixed_at=630)
    revise(workshop, ideas, stage_instructions={"read": "À voix haute"}, stage_notes={"read": "Relancer"})
    one = agenda(workshop).activities[ideas]
    assert (one.goal, one.material, one.fixed_at, one.title) == ("Tout entendre", "Feutres", 630, "Idées")
    assert one.settings == {"question": "Quoi ?", "per_person": 2}
    assert one.site_notes == {"s1": "Paul", "s2": "Claire"} and one.notes == {"read": "Relancer"}
    assert (one.steps["read"].instruction, one.steps["read"].minutes) == ("À voix haute", 7)
    revise(workshop, ideas, fixed_at=-1, goal="", site_notes={"s1": ""}, stage_minutes={"read": 0})
    assert (one.goal, one.fixed_at, one.site_notes) == ("", None, {"s2": "Claire"})
    assert fold_agenda(workshop.room.record.registry.methods, workshop.room.record.entries) == agenda(workshop)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"title": "  "}, "Give the activity a title."),
        ({"stages": []}, "Choose at least one stage of the method."),
        ({"stage_minutes": {"nowhere": 5}}, "That stage is not one of this activity."),
        ({"settings": {"per_person": 99}}, "A setting is not accepted, correct it: Cards a person."),
        ({"site_notes": {f"s{n}": "x" for n in range(14)}}, ""),
        ({"site_notes": {"s1": "x" * 1001}}, ""),
        ({"fixed_at": 1440}, ""),
        ({"goal": "x" * 201}, ""),
    ],
)
def test_what_is_too_much_or_none_is_refused_and_changes_nothing(workshop, said, why):
    ideas = on(workshop)
    before = len(workshop.room.record.entries)
    answer = workshop.ask("fac", "core.revise", "", "", activity=ideas, goal=said.pop("goal", "Un but"), **said)
    assert not answer.accepted and (answer.errors or answer.sentence == why), answer
    assert agenda(workshop).activities[ideas].goal == "" and len(workshop.room.record.entries) == before


def test_what_is_fixed_at_the_opening_stays_fixed_and_words_still_change(workshop):
    ideas = on(workshop)
    workshop.core("core.open", activity=ideas)
    for said in ({"anonymous": False}, {"stages": ["read"]}, {"share_by": "table"}):
        assert not workshop.ask("fac", "core.revise", "", "", activity=ideas, **said).accepted
    revise(workshop, ideas, settings={"question": "Et si ?"}, goal="Écouter")
    assert str(workshop.room.record.scopes[ideas][""].settings.question) == "Et si ?"


def test_one_press_after_the_other_takes_back_ones_own_changes_and_nobody_elses(workshop):
    first, second = on(workshop), on(workshop, "mood", "Météo")
    revise(workshop, first, title="Idées, suite")
    workshop.core("core.place", activity=second, place=0)
    assert colleague(workshop, "core.revise", activity=second, goal="Se dire bonjour").accepted
    workshop.core("core.remove", activity=first)
    workshop.core("core.park", activity=second, parked=True)
    assert (titles(workshop), agenda(workshop).parked) == ([], [second])

    def back():
        change = changed_by(workshop, f"f:{workshop.facilitator}")
        workshop.core("core.take_back", activity=change.activity, entry=change.entry)
        return titles(workshop)

    assert back() == ["Météo"]
    assert back() == ["Météo", "Idées, suite"]
    assert back() == ["Idées, suite", "Météo"]
    assert back() == ["Idées", "Météo"]
    assert agenda(workshop).activities[second].goal == "Se dire bonjour"
    assert back() == ["Idées"] and back() == []
    methods, entries = workshop.room.record.registry.methods, workshop.room.record.entries
    assert fold_agenda(methods, entries) == agenda(workshop)


def test_what_a_colleague_changed_since_is_not_taken_back(workshop):
    ideas = on(workshop)
    entry = revise(workshop, ideas, goal="Le mien", material="Feutres")
    assert colleague(workshop, "core.revise", activity=ideas, goal="Le sien").accepted
    answer = workshop.ask("fac", "core.take_back", "", "", activity=ideas, entry=entry)
    assert answer.sentence == "Somebody changed this since: it stays as it is now."
    assert colleague(workshop, "core.take_back", activity=ideas, entry=entry).sentence == (
        "That has already been taken back."
    )
    assert agenda(workshop).activities[ideas].material == "Feutres"


def test_what_has_begun_is_neither_put_aside_nor_taken_off_by_taking_back(workshop):
    ideas = on(workshop)
    added = changed_by(workshop).entry
    workshop.core("core.open", activity=ideas)
    for name, said in (("core.park", {"parked": True}), ("core.take_back", {"entry": added}), ("core.remove", {})):
        answer = workshop.ask("fac", name, "", "", activity=ideas, **said)
        assert answer.sentence.startswith("This activity has begun"), name


def test_a_copy_stands_after_its_model_and_has_begun_nothing(workshop):
    ideas, _mood = on(workshop), on(workshop, "mood", "Météo")
    revise(workshop, ideas, site_notes={"s1": "Paul"}, stage_minutes={"read": 7})
    workshop.core("core.open", activity=ideas)
    copy = workshop.core("core.duplicate", activity=ideas, title="Idées (2)")
    one = agenda(workshop).activities[copy]
    assert titles(workshop) == ["Idées", "Idées (2)", "Météo"] and not one.opened and one.stage == ""
    assert one.site_notes == {"s1": "Paul"} and one.minutes_in_all == agenda(workshop).activities[ideas].minutes_in_all
    revise(workshop, copy, site_notes={"s1": ""})
    assert agenda(workshop).activities[ideas].site_notes == {"s1": "Paul"}


def test_a_copy_and_what_is_put_aside_count_to_the_sixty(workshop):
    ideas = on(workshop)
    for _n in range(30):
        workshop.core("core.duplicate", activity=ideas, title="Encore")
    for id in agenda(workshop).order[1:]:
        workshop.core("core.park", activity=id, parked=True)
    for _n in range(29):
        workshop.core("core.duplicate", activity=ideas, title="Encore")
    answer = workshop.ask("fac", "core.duplicate", "", "", activity=ideas, title="Encore")
    assert answer.sentence.startswith("An agenda holds 60 activities at most")


def test_hours_follow_from_minutes_and_a_fixed_hour_waits_or_is_overrun(workshop):
    minutes = {"Accueil": 10, "Idées": 70, "Pause": 15, "Vote": 40}
    made = {title: on(workshop, "time", title) for title in minutes}
    for title, id in made.items():
        revise(workshop, id, minutes=minutes[title], stage_minutes={"now": 0})
    assert [(row.start, row.minutes) for row in timetable(agenda(workshop)).rows] == [
        (0, 10),
        (10, 70),
        (80, 15),
        (95, 40),
    ]
    workshop.core("core.schedule", starts_at=9 * 60, ends_at=11 * 60)
    revise(workshop, made["Pause"], fixed_at=10 * 60 + 15)
    table = timetable(agenda(workshop))
    assert [as_typed(row.start) for row in table.rows] == ["09:00", "09:10", "10:20", "10:35"]
    pause = table.row(made["Pause"])
    assert (pause.gap, pause.overrun, as_typed(table.end), table.overrun, table.minutes) == (0, 5, "11:15", 15, 135)
    revise(workshop, made["Idées"], minutes=40)
    workshop.core("core.park", activity=made["Vote"], parked=True)
    table = timetable(agenda(workshop))
    assert (table.row(made["Pause"]).gap, as_typed(table.end), table.overrun, table.lasts) == (25, "10:30", 0, 90)
    assert table.row(made["Vote"]) is None
    refused = workshop.ask("fac", "core.schedule", "", "", starts_at=600, ends_at=540)
    assert refused.sentence == "The end comes after the beginning."


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("10:30", 630),
        ("10h30", 630),
        ("10 h 30", 630),
        ("9", 540),
        ("9 h", 540),
        ("0930", 570),
        ("25:00", None),
        ("", None),
    ],
)
def test_an_hour_is_read_as_people_type_it(typed, minute):
    assert read_hour(typed) == minute


def test_a_template_and_a_duplicate_carry_all_of_it(workshop, app, facilitator):
    ideas, vote = on(workshop), on(workshop, "mood", "Météo")
    revise(workshop, ideas, goal="Tout entendre", leads="Paul", material="Feutres", on_screen="Vos diapositives")
    revise(workshop, ideas, fixed_at=10 * 60, site_notes={"s2": "Claire ouvre", REMOTE: "Micro"})
    workshop.core("core.park", activity=vote, parked=True)
    workshop.core("core.schedule", starts_at=540, ends_at=720)
    workshop.core("core.expect", heads={"s2": 12, REMOTE: 3})
    taken = taken_from(agenda(workshop), title="Modèle", language="fr", sites=workshop.facts.sites)
    assert taken.activities[0].notes == ("", "Claire ouvre") and taken.starts_at == "09:00"
    other = another(app, facilitator)
    lay_out(taken, other.room.record.registry.methods, ["s1", "s2"], lambda name, data: other.core(name, **data))
    laid = agenda(other).listed()[0]
    assert (laid.goal, laid.leads, laid.material, laid.on_screen) == (
        "Tout entendre",
        "Paul",
        "Feutres",
        "Vos diapositives",
    )
    assert (laid.fixed_at, laid.site_notes) == (600, {"s2": "Claire ouvre"})
    assert [one.title for one in agenda(other).put_aside()] == ["Météo"]
    assert (agenda(other).starts_at, agenda(other).ends_at) == (540, 720)
    assert agenda(other).heads == {"s2": 12, REMOTE: 3}
