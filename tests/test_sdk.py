"""The contract itself: what a class line says is what a person reads."""

from app.sdk.blocks.ballot import BALLOT_COMMANDS
from app.sdk.blocks.cards import CARD_COMMANDS
from app.sdk.stamp import FACILITATOR
from app.sdk.words import speaking


def test_everything_a_facilitator_can_take_back_has_a_title_in_words():
    with speaking("fr"):
        titles = {
            command.about.name: str(command.about.title)
            for command in (*CARD_COMMANDS, *BALLOT_COMMANDS)
            if command.about.role == FACILITATOR
        }
    assert titles["move"] == "Carte déplacée"
    assert all(title and "_" not in title for title in titles.values()), titles
