"""What was asked stays asked: an instruction a stage, minutes a stage, on every page, as it was typed."""

from __future__ import annotations

import pytest

from app.live.rendering.channel_key import ChannelKey
from beffroi import FACILITATOR, PARTICIPANT
from tests.support.pages import token


@pytest.fixture
def ideas(workshop):
    activity = workshop.add("ideation", instruction="En silence\nUne idée par carte", minutes=40)
    workshop.core(
        "core.step", activity=activity, stage="read", instruction="Lisez à voix haute,\nAmiens d’abord", minutes=7
    )
    return activity


def shown(workshop, activity, audience, block="head") -> str:
    key = ChannelKey(activity, block, audience, "en")
    return str(workshop.room.run(lambda: workshop.room.renderer.draw(key).html()))


def said_on_every_page(workshop, activity, words) -> bool:
    pages = [(PARTICIPANT, "head"), ("screen", "head"), (FACILITATOR, "notes")]
    told = [words in shown(workshop, activity, audience, block) for audience, block in pages]
    assert all(told) or not any(told), told
    return all(told)


def test_an_instruction_stands_on_every_page_as_long_as_its_stage_lasts(workshop, ideas):
    for stage, words in (
        ("collect", "Une idée par carte"),
        ("reveal", ""),
        ("read", "Amiens d’abord"),
        ("cluster", ""),
    ):
        if stage != "collect":
            workshop.stage(ideas, stage)
        for asked in ("Une idée par carte", "Amiens d’abord"):
            assert said_on_every_page(workshop, ideas, asked) is (asked == words), (stage, asked)
    workshop.stage(ideas, "read")
    assert said_on_every_page(workshop, ideas, "Amiens d’abord"), "one came back to the stage"


def test_its_lines_stay_lines(workshop, ideas):
    assert "En silence\nUne idée par carte" in shown(workshop, ideas, PARTICIPANT)


def test_the_clock_is_offered_for_the_minutes_of_the_stage_and_the_agenda_adds_them_up(workshop, ideas):
    assert "Start 7 min" not in shown(workshop, ideas, FACILITATOR)
    workshop.core("core.step", activity=ideas, stage="collect", instruction="", minutes=5)
    assert "Start 5 min" in shown(workshop, ideas, FACILITATOR)
    workshop.stage(ideas, "read")
    assert "Start 7 min" in shown(workshop, ideas, FACILITATOR)
    assert "12 min" in shown(workshop, ideas, FACILITATOR, "agenda")


def test_the_editor_keeps_an_instruction_and_minutes_for_each_stage(workshop):
    stages = ["collect", "reveal", "read", "cluster"]
    ideas = workshop.core("core.add", method="ideation", title="Idées", stages=stages)
    workshop.core("core.step", activity=ideas, stage="read", instruction="Lisez,\nAmiens d’abord", minutes=7)
    console, address = workshop.console(), f"/animer/{workshop.facts.code}/agenda"
    page = console.get(address)
    assert "Lisez,\nAmiens d’abord</textarea>" in page.text
    form = {"csrf_token": token(page), "title": "Idées", "instruction-read": "", "minutes-read": "0"}
    said = {"instruction-cluster": "Regroupez\r\nen silence", "minutes-cluster": "9"}
    assert console.post(f"{address}/{ideas}", data={**form, **said}).status_code == 303
    steps = workshop.room.record.agenda.activities[ideas].steps
    assert {id: (step.instruction.split(), step.minutes) for id, step in steps.items()} == {
        "cluster": (["Regroupez", "en", "silence"], 9)
    }


def test_a_participants_header_says_which_stage_of_how_many(workshop, ideas):
    header = shown(workshop, ideas, PARTICIPANT, "step")
    assert "Stage 1 of 7:" in header and '<span class="nth">1</span>/7' in header and "Write in silence" in header
    workshop.core("core.stage", activity=ideas, leaves="collect", to="reveal")
    assert "Stage 2 of 7:" in shown(workshop, ideas, PARTICIPANT, "step")
    welcome = workshop.add("time", title="Accueil")
    header = shown(workshop, welcome, PARTICIPANT, "step")
    assert "Accueil" in header and "Stage" not in header  # it has one alone


def test_an_instruction_of_a_stage_that_there_is_not_is_refused(workshop, ideas):
    answer = workshop.ask("fac", "core.step", "", "", activity=ideas, stage="nowhere", instruction="Ici", minutes=0)
    assert answer.kind == "refused"
