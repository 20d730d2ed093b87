"""A question asked beside what is on: on every page in one press, and back to where one was, timer included."""

from __future__ import annotations

import re

import pytest

from app.domain.agenda import Agenda
from app.live.rendering.channel_key import ChannelKey
from beffroi import FACILITATOR, PARTICIPANT
from tests.support.pages import post, unmarked

IDEAS = "Nos idées"


@pytest.fixture
def console(workshop):
    return workshop.console()


@pytest.fixture
def ideas(workshop, console):
    return workshop.add("ideation", title=IDEAS)


def ask(console, workshop, question="On continue ?", options="Oui / Non", method="pulse"):
    said = {"s-question": question, "s-options": options, "s-live": "true"}
    return post(console, f"/animer/{workshop.facts.code}/aussitot/{method}", **said)


def agenda_of(workshop) -> Agenda:
    return workshop.room.record.agenda


def shown(workshop, block, audience=FACILITATOR) -> str:
    key = ChannelKey("", block, audience, "en")
    html = str(workshop.room.run(lambda: workshop.room.renderer.draw(key).html()))
    return unmarked(re.sub(r"</?span[^>]*>", "", html))  # two lines of one button


def test_it_comes_after_what_is_on_and_leads_everybody_in_one_press(workshop, console, ideas):
    workshop.core("core.add", method="mood", title="Météo", stages=["say"], anonymous=True)
    told = ask(console, workshop).text
    asked = agenda_of(workshop).present
    assert [one.title for one in agenda_of(workshop).listed()] == [IDEAS, "On continue ?", "Météo"]
    assert asked.aside and asked.opened and asked.settings["options"] == "Oui / Non"
    assert "On continue" in told and " open" not in told  # folded again, ready for the next


def test_the_console_leads_back_to_what_was_on_and_never_to_it_again(workshop, console, ideas):
    workshop.core("core.add", method="mood", title="Météo", stages=["say"], anonymous=True)
    ask(console, workshop)
    assert f"Back to: {IDEAS}" in shown(workshop, "head") and "Go on to: See the results" in shown(workshop, "head")
    workshop.core("core.open", activity=ideas)
    workshop.core("core.stage", activity=ideas, leaves="collect", to="capture")
    assert "Go on to the activity: Météo" in shown(workshop, "head")
    assert "On continue" not in shown(workshop, "others", PARTICIPANT)


def test_the_timer_is_held_meanwhile_and_runs_on_where_it_stood(workshop, console, ideas):
    workshop.core("core.clock", act="start", minutes=7)
    before = agenda_of(workshop).timer
    ask(console, workshop)
    asked = agenda_of(workshop).now
    assert not agenda_of(workshop).timer.total_ms
    workshop.core("core.clock", act="start", minutes=1)  # of the question: no matter
    ask(console, workshop, "Encore une ?")
    workshop.core("core.open", activity=ideas)
    after = agenda_of(workshop).timer
    assert after.running and after.total_ms == before.total_ms and after.ends_at >= before.ends_at
    workshop.core("core.open", activity=asked)
    workshop.core("core.clock", act="start", minutes=1)
    assert agenda_of(workshop).left.now == ideas


def test_a_timer_that_was_held_stays_held(workshop, console, ideas):
    workshop.core("core.clock", act="start", minutes=7)
    workshop.core("core.clock", act="pause")
    left = agenda_of(workshop).timer.left_ms
    ask(console, workshop)
    workshop.core("core.open", activity=ideas)
    assert not agenda_of(workshop).timer.running and agenda_of(workshop).timer.left_ms == left


def test_before_anything_was_on_it_leads_to_the_first_activity(workshop, console):
    workshop.core("core.add", method="mood", title="Météo", stages=["say"], anonymous=True)
    ask(console, workshop)
    workshop.stage(agenda_of(workshop).now, "results")
    assert "Go on to the activity: Météo" in shown(workshop, "head")


def test_after_a_restart_one_still_goes_back(workshop, console, ideas):
    ask(console, workshop)
    workshop.open()
    assert agenda_of(workshop).left_activity.id == ideas


@pytest.mark.parametrize(
    ("question", "options", "said"),
    [(" ", "Oui / Non", "Écrivez ce que vous demandez"), ("On y va ?", "Oui", "de deux à huit réponses")],
)
def test_what_is_missing_is_said_with_the_form_as_it_was(workshop, console, ideas, question, options, said):
    told = ask(console, workshop, question, options).text
    assert said in told and " open" in told and f'value="{options}"' in told
    assert not re.search(r">options\b", told), "a field is called as the form calls it"
    assert agenda_of(workshop).now == ideas and len(agenda_of(workshop).order) == 1


def test_only_methods_that_say_so_can_be_asked_at_once_and_only_by_facilitators(workshop, console, app):
    assert ask(console, workshop, method="ideation").status_code == 404
    assert ask(app.test_client(), workshop).status_code in (302, 303, 401, 403, 404)
    assert not agenda_of(workshop).order
