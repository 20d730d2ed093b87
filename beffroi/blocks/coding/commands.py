"""What is asked of a coding: to let a text go out, to take some, to give them codes, to settle where readers differ."""

from __future__ import annotations

from beffroi.blocks.coding.readings import Readings
from beffroi.command import Command
from beffroi.fields import Ref, Text
from beffroi.moderation import Motive
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

AT_ONCE = 5
"""Texts that somebody takes at one press."""

CODES_MOST, OF_ONE = 60, 15
"""Codes of one coding, and of one person."""

LONGEST = 60
"""Signs of a code."""


def _must_be_there(readings: Readings, text: str) -> None:
    if text not in readings.texts:
        raise Refused(_("That text is no longer here."))


def _must_hold(readings: Readings, stamp: Stamp, text: str) -> None:
    if not readings.holds(stamp.who, text):
        raise Refused(_("That text is no longer yours to read: take others."))


def _must_be_a_code(readings: Readings, code: str) -> None:
    if code not in readings.codes:
        raise Refused(_("That code is no longer here."))


# --- read for names ---------------------------------------------------------------------------------


class Release(Command, stage="reread", role=FACILITATOR, title=_("Text let out")):
    """Say that a text names nobody and may go out."""

    text: str = Ref(edits=False)

    def check(self, readings: Readings, stamp: Stamp) -> None:
        _must_be_there(readings, self.text)

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.release(self.text)


class ReleaseUpTo(Command, stage="reread", role=FACILITATOR, title=_("All others let out")):
    """Say so of all that wait, down to one: what came below it since was not read."""

    text: str = Ref(edits=False)

    def check(self, readings: Readings, stamp: Stamp) -> None:
        if all(one.id != self.text for one in readings.waiting()):
            raise Refused(_("That text was read, or is no longer here: look again at those that are left."))

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        waiting = [one.id for one in readings.waiting()]
        down_to = waiting.index(self.text) + 1 if self.text in waiting else 0
        for id in waiting[:down_to]:
            readings.release(id)


class HoldBack(Command, role=FACILITATOR, affects_others=True, title=_("Text held back")):
    """Keep a text from going out, and say why."""

    text: str = Ref()
    motive: str = Motive()

    def undo_label(self, readings: Readings) -> str:
        return readings.texts[self.text].text if self.text in readings.texts else ""

    def check(self, readings: Readings, stamp: Stamp) -> None:
        _must_be_there(readings, self.text)

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.hold_back(self.text, self.motive)


class ReadAgain(Command, role=FACILITATOR, affects_others=True, title=_("To be read again")):
    """Have a text wait again to be read for names."""

    text: str = Ref(edits=False)

    def check(self, readings: Readings, stamp: Stamp) -> None:
        _must_be_there(readings, self.text)

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.read_again(self.text)


# --- code -------------------------------------------------------------------------------------------


class TakeTexts(Command, stage="code", announcement=_("Texts taken")):
    """Take some texts to read."""

    def check(self, readings: Readings, stamp: Stamp) -> None:
        if sum(one.codes is None for one in readings.held(stamp.who)) >= AT_ONCE:
            raise Refused(_("Read those that you have first."))

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.take(stamp.who, AT_ONCE)


class Tag(Command, stage="code", announcement=_("Code given")):
    """Give a text a code."""

    text: str = Ref()
    code: str = Ref(edits=False)

    def check(self, readings: Readings, stamp: Stamp) -> None:
        _must_hold(readings, stamp, self.text)
        _must_be_a_code(readings, self.code)

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.give(stamp.who, self.text, readings.codes_of(stamp.who, self.text) | {self.code})


class Untag(Command, stage="code", announcement=_("Code taken back")):
    """Take a code of yours back from a text."""

    text: str = Ref()
    code: str = Ref(edits=False)

    def check(self, readings: Readings, stamp: Stamp) -> None:
        _must_hold(readings, stamp, self.text)

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.give(stamp.who, self.text, readings.codes_of(stamp.who, self.text) - {self.code})


class NoCode(Command, stage="code", announcement=_("No code fits")):
    """Say that no code fits a text."""

    text: str = Ref()

    def check(self, readings: Readings, stamp: Stamp) -> None:
        _must_hold(readings, stamp, self.text)

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.give(stamp.who, self.text, frozenset())


class NewCode(Command, stage="code", affects_others=True, announcement=_("Code made and given")):
    """Make a code that is not there yet, and give it to a text: everybody can give it from now on."""

    text: str = Ref(edits=False)
    words: str = Text(_("Another code"), max=LONGEST, help=_("What the text is about, in a few words."))

    def check(self, readings: Readings, stamp: Stamp) -> None:
        _must_hold(readings, stamp, self.text)
        if readings.code_named(self.words):
            return
        if len(readings.codes) >= CODES_MOST or readings.makers[stamp.who] >= OF_ONE:
            raise Refused(_("There are enough codes by now: give one that is there, or have two made one."))

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        code = readings.code_named(self.words)
        if not code:
            code = stamp.id
            readings.codes[code] = self.words
            readings.makers[stamp.who] += 1
        readings.give(stamp.who, self.text, readings.codes_of(stamp.who, self.text) | {code})


class RenameCode(Command, stage=("code", "compare"), role=FACILITATOR, affects_others=True, title=_("Code renamed")):
    """Give a code another name; that of another code makes both one."""

    code: str = Ref(edits=False)
    words: str = Text(_("Its name"), max=LONGEST, help=_("The name of another code makes both one."))

    def undo_label(self, readings: Readings) -> str:
        return readings.codes.get(self.code, "")

    def check(self, readings: Readings, stamp: Stamp) -> None:
        _must_be_a_code(readings, self.code)
        if readings.codes[self.code] == self.words:
            raise Refused(_("That is its name already."))

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        if self.code in readings.codes:
            readings.rename(self.code, self.words)


class DealAgain(Command, stage="code", role=FACILITATOR, affects_others=True, title=_("Dealt again")):
    """Have what was taken and not read taken by others: somebody has left."""

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.deal_again()


# --- compare ----------------------------------------------------------------------------------------


class KeepCode(Command, stage="compare", role=FACILITATOR, affects_others=True, title=_("Code kept")):
    """Keep a code that one of two readers gave a text."""

    text: str = Ref(edits=False)
    code: str = Ref(edits=False)

    def check(self, readings: Readings, stamp: Stamp) -> None:
        _must_be_there(readings, self.text)
        _must_be_a_code(readings, self.code)

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.settled[self.text, self.code] = True


class DropCode(KeepCode, title=_("Code dropped")):
    """Drop a code that one of two readers gave a text."""

    def apply(self, readings: Readings, stamp: Stamp) -> None:
        readings.settled[self.text, self.code] = False


CODING_COMMANDS: tuple[type[Command], ...] = (
    Release, ReleaseUpTo, HoldBack, ReadAgain, TakeTexts, Tag, Untag, NoCode, NewCode, RenameCode, DealAgain,
    KeepCode, DropCode,
)  # fmt: skip
