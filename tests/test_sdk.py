"""The contract itself: what a class line says is what a person reads."""

import pytest
from pydantic import ValidationError

from beffroi import Method, NoSettings
from beffroi.blocks.ballot import BALLOT_COMMANDS
from beffroi.blocks.cards import CARD_COMMANDS
from beffroi.stamp import ANYONE, FACILITATOR
from beffroi.words import speaking


def test_everything_a_facilitator_can_take_back_has_a_title_in_words():
    with speaking("fr"):
        titles = {
            command.about.name: str(command.about.title)
            for command in (*CARD_COMMANDS, *BALLOT_COMMANDS)
            if command.about.role in (FACILITATOR, ANYONE)
        }
    assert titles["move"] == "Carte déplacée"
    assert all(title and "_" not in title for title in titles.values()), titles


def test_what_is_wrong_with_a_command_that_has_a_title_can_be_told():
    (move,) = (command for command in CARD_COMMANDS if command.about.name == "move")
    with pytest.raises(ValidationError) as caught:
        move.model_validate({})
    assert "card" in str(caught.value)


def test_a_method_may_name_its_state_alone():
    class Plain(Method[dict]):
        """A method that has nothing to set."""

    assert (Plain.state, Plain.settings) == (dict, NoSettings)
