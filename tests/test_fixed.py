"""What decides secrecy is fixed when an activity opens: nobody can turn « blind » or « hidden » off in the middle."""

import pytest

from app.domain.people import new_id
from app.host import registry
from app.live.commands.request import CommandRequest
from beffroi.fields import is_fixed

FIXED = {
    "dotvote": {"blind", "no_self_vote"},
    "ideation": {"blind", "no_self_vote"},
    "persona": {"blind", "no_self_vote"},
    "journeymap": {"blind", "no_self_vote", "blind_emotions"},
}


def configured(workshop, activity, **said):
    one = workshop.room.record.agenda.activities[activity]
    data = {"activity": activity, "title": one.title, "anonymous": one.anonymous, "stages": list(one.stages), **said}
    return workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.configure", data, new_id(), "en"))


@pytest.mark.parametrize("method", FIXED)
def test_what_decides_who_sees_what_no_longer_changes_once_an_activity_has_begun(workshop, method):
    activity = workshop.add(method)
    for name in FIXED[method]:
        was = getattr(registry.build().methods[method].settings(), name)
        answer = configured(workshop, activity, settings={name: not was})
        assert answer.kind == "refused" and "no longer changes" in answer.sentence


def test_votes_that_are_hidden_stay_hidden_whatever_the_settings_are_made_to_say(workshop):
    vote = workshop.add("dotvote", settings={"lines": "Un\nDeux"})
    option = next(iter(workshop.room.record.standing(vote).state.dots.options))
    workshop.do("ana", "dot", vote, option=option)
    configured(workshop, vote, settings={"lines": "Un\nDeux", "blind": False})
    assert not workshop.room.record.standing(vote).state.dots.revealed


def test_a_stage_whose_texts_are_hidden_is_neither_taken_out_nor_put_in_once_an_activity_has_begun(workshop):
    ideas = workshop.add("ideation")
    workshop.stage(ideas, "reveal")
    answer = configured(workshop, ideas, stages=["reveal", "read", "vote", "decide"])
    assert answer.kind == "refused" and "hidden" in answer.sentence


def test_before_it_opens_and_for_all_the_rest_settings_change(workshop):
    vote = workshop.core("core.add", method="dotvote", title="Vote", stages=["vote", "decide"])
    assert configured(workshop, vote, settings={"blind": False}).accepted
    workshop.core("core.open", activity=vote)
    assert configured(workshop, vote, settings={"blind": False, "budget": 7}).accepted


def test_every_setting_that_says_blind_or_anonymous_in_a_bundled_method_is_fixed():
    for method in registry.build().methods.values():
        for name, field in method.settings.model_fields.items():
            if any(word in name for word in ("blind", "self", "hid", "anonym", "secret")):
                assert is_fixed(field), f"{method.id}.{name}"
