"""The organisations and functions that people wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from beffroi import Command, Kind, Number, Refused, Stage, Stamp, Text, translator
from beffroi.blocks.cards import CARD_COMMANDS, COLLECT, REVEAL, Cards, CardSettings, Deck, Edit, PaperCards, Write
from beffroi.patterns import linear

_ = translator(__name__)

NEVER_A_PERSON = _("An organisation or a function, never a person: a name that is written here stays in the record.")
TITLED = linear(
    r"^[\pP\pS\pZ]*(?:(?i:mme|mlle|mr|mrs|ms|monsieur|madame|mademoiselle)(?:\PL|$)"
    r"|[Mm](?:\.\pZ+\pL|\.\p{Lu}\p{Ll}|\pZ+\p{Lu}\p{Ll}))"
)
"""What a person's name begins with."""


def _no_person(text: str) -> None:
    if TITLED.search(text):
        raise Refused(_("“%(text)s” reads like a person: write their function or their organisation.", text=text[:60]))


COLLECT_PARTIES = replace(
    COLLECT,
    instruction=_("One organisation or function a card. Nobody reads it before the reveal."),
    notice=NEVER_A_PERSON,
)
MERGE = Stage(
    "cluster",
    _("Merge duplicates"),
    instruction=_("Those that are the same become one; who is missing?"),
    effect=_("Facilitators merge those that are the same, and everyone sees it happen."),
)


class WriteParty(Write, name="write"):
    """Write an organisation or a function."""

    text: str = Text(
        _("An organisation or a function"),
        max=140,
        lines=2,
        help=_("For instance: head of a school, association of tenants. Never a person."),
    )

    def check(self, deck: Deck, stamp: Stamp) -> None:
        _no_person(self.text)
        super().check(deck, stamp)


class EditParty(Edit, name="edit"):
    """Change the words of one of one's own."""

    def check(self, deck: Deck, stamp: Stamp) -> None:
        _no_person(self.text)
        super().check(deck, stamp)


class PaperParties(PaperCards, name="paper_cards", stage=("collect", "reveal", "cluster")):
    """Enter organisations and functions written on paper, one a line."""

    def check(self, deck: Deck, stamp: Stamp) -> None:
        for text in self.texts():
            _no_person(text)
        super().check(deck, stamp)


OURS: dict[type[Command], type[Command]] = {Write: WriteParty, Edit: EditParty, PaperCards: PaperParties}


class PartySettings(CardSettings):
    """What is asked, and how many of them a person writes."""

    question: str = Text(
        _("Question"), max=300, required=False, lines=2, help=_("Left empty: who has a say in it, or is concerned?")
    )
    per_person: int = Number(_("Stakeholders a person"), low=1, high=20, default=5)


class Parties(Cards):
    """Stakeholders written in silence, revealed, merged."""

    settings = PartySettings
    kinds = {
        "card": Kind(_("Stakeholder, as somebody wrote it")),
        "cluster": Kind(_("Stakeholders, merged")),
        "stakeholder": Kind(_("Stakeholder")),
    }

    def __init__(self) -> None:
        commands = tuple(OURS.get(one, one) for one in CARD_COMMANDS)
        super().__init__(concerns=False, stages=(COLLECT_PARTIES, REVEAL, MERGE), commands=commands)

    def question(self, settings: CardSettings, stage: str, /) -> Any:
        return settings.question or _("Who has a say in it, or is concerned?")
