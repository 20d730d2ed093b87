"""A choice that has no answer yet shows none: nobody sends the first one by pressing « Envoyer »."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from app.host.rendering.environment import core_environment
from app.host.rendering.errors import errors_by_field
from app.host.rendering.forms import form_html
from beffroi import Choice, Command
from beffroi.words import speaking

FEW = {"yes": "Yes", "no": "No"}
MANY = {f"o{n}": f"Option {n}" for n in range(9)}


class Answer(Command):
    few: str = Choice("Few", FEW)
    many: str = Choice("Many", MANY)
    begun: str = Choice("Begun", FEW, default="no")


def form(**values):
    with speaking("en"):
        return str(form_html(core_environment(), Answer, command="answer", activity="a", submit="Send", values=values))


def test_of_a_few_options_each_stands_there_and_none_is_chosen():
    drawn = form()
    assert re.findall(r'type="radio" id="\S+" name="few" value="(\w+)"', drawn) == ["yes", "no"]
    assert "checked" not in drawn


def test_a_long_list_begins_with_a_line_that_chooses_nothing():
    assert '<option value="" selected>Choose…</option><option value="o0">' in form()


def test_what_was_chosen_before_is_chosen():
    drawn = form(few="no", many="o3")
    assert re.findall(r'value="(\w+)" checked', drawn) == ["no"]
    assert re.findall(r'value="(\w*)" selected', drawn) == ["o3", "no"]
    assert "Choose…" not in drawn


def test_a_choice_with_a_default_is_a_list_that_stands_at_it():
    assert '<option value="no" selected>No</option>' in form()


@pytest.mark.parametrize("field", ["few", "many"])
def test_whoever_chose_nothing_is_asked_to(field):
    with pytest.raises(ValidationError) as caught, speaking("en"):
        Answer(**{"few": "yes", "many": "o1", field: ""})
    with speaking("en"):
        assert {name: str(said) for name, said in errors_by_field(caught.value).items()} == {
            field: "Choose one of these."
        }
