"""What is said beside the sheet: a criterion has a number, whoever carries it is no name; what came of the test."""

from __future__ import annotations

from typing import Any

from beffroi import ANYONE, Choice, Command, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.sheet import SHEET_COMMANDS
from beffroi.patterns import linear
from plugins.poc.proofs import CAME_OF, Learned, Proofs
from plugins.poc.slots import SUCCESS

_ = translator(__name__)

_BY_NAME: dict[str, Any] = {one.about.name: one for one in SHEET_COMMANDS}
AddLine, RewordLine = _BY_NAME["add"], _BY_NAME["reword"]

NUMBER = linear(
    r"(?i)\pN|(?:^|\PL)(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|moitié|tous|toutes|aucun|aucune"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|half|all|none|every)(?:\PL|$)"
)
"""What says how many, in figures or in words."""

TITLED = linear(
    r"^[\pP\pS\pZ]*(?:(?i:mme|mlle|mr|mrs|ms|monsieur|madame|mademoiselle)(?:\PL|$)"
    r"|[Mm](?:\.\pZ+\pL|\.\p{Lu}\p{Ll}|\pZ+\p{Lu}\p{Ll}))"
)
"""What a person's name begins with."""


def _must_fit(slot: str, text: str) -> None:
    if slot == SUCCESS.id and not NUMBER.search(text):
        raise Refused(_("Say a number: how many of how many, or how much, shows that it works?"))
    if slot == "owner" and TITLED.search(text):
        raise Refused(_("“%(text)s” reads like a person: write a function or a service.", text=text[:60]))


class AddHere(AddLine, name="add"):  # type: ignore[valid-type, misc, call-arg]
    """Write in a place of the sheet."""

    def check(self, state: Any, stamp: Stamp) -> None:
        _must_fit(self.slot, self.text)
        super().check(state.sheet, stamp)

    def apply(self, state: Any, stamp: Stamp) -> None:
        super().apply(state.sheet, stamp)


class RewordHere(RewordLine, name="reword"):  # type: ignore[valid-type, misc, call-arg]
    """Say it in other words."""

    def check(self, state: Any, stamp: Stamp) -> None:
        line = state.sheet.lines.get(self.line)
        if line is not None:
            _must_fit(line.slot, self.text)
        super().check(state.sheet, stamp)

    def apply(self, state: Any, stamp: Stamp) -> None:
        super().apply(state.sheet, stamp)


class Learn(
    Command, stage="after", role=ANYONE, affects_others=True, title=_("What came of it"), announcement=_("Noted")
):
    """Say after the test whether it goes on, and what was learnt; said again, the last words hold."""

    proof: str = Ref(edits=False)
    before: str = Ref(default="", edits=True)
    came_of: str = Choice(_("What now"), CAME_OF)
    text: str = Text(_("What we learnt"), max=300, lines=3, help=_("What was measured, what surprised us."))

    def undo_label(self, state: Proofs) -> str:
        return self.text

    def check(self, state: Proofs, stamp: Stamp) -> None:
        if all(one.id != self.proof for one in state.cards()):
            raise Refused(_("That one is no longer here: your text is given back to you."))
        known = state.learned.get(self.proof)
        if (known.id if known else "") != self.before:
            said = known.text if known else ""
            raise Refused(_("Somebody said what came of it meanwhile: “%(said)s”. Write again.", said=said))

    def apply(self, state: Proofs, stamp: Stamp) -> None:
        state.learned[self.proof] = Learned(self.came_of, self.text, stamp.id)


COMMANDS: tuple[type[Command], ...] = (AddHere, RewordHere, Learn)
