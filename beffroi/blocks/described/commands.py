"""What people say of things, aspect by aspect; and the tables that facilitators share the things out to."""

from __future__ import annotations

from beffroi.blocks.ballot import Option
from beffroi.blocks.described.aspects import Aspect
from beffroi.blocks.described.descriptions import Descriptions
from beffroi.blocks.described.stages import DURING
from beffroi.command import Command
from beffroi.fields import Ref, TableIds, Text
from beffroi.moderation import Motive
from beffroi.refused import Refused
from beffroi.signs import shortened
from beffroi.stamp import ANYONE, FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

LONGEST = 600
"""Characters that are said of one aspect, at most; it may take fewer."""

MOST = 3_000
"""What is said in one description, at most."""


def _place(told: Descriptions, thing: str, aspect: str) -> tuple[Option, Aspect]:
    found, asked = told.things.get(thing), told.aspect(aspect)
    if found is None or asked is None:
        raise Refused(_("That one is no longer here: your text is given back to you."))
    return found, asked


def _label(told: Descriptions, thing: str, aspect: str, said: str) -> str:
    found, asked = told.things.get(thing), told.aspect(aspect)
    words = (found.text if found else "", str(asked.title) if asked else "", str(asked.read(said)) if asked else "")
    return shortened(" · ".join(filter(None, words)), 140)


def _room(told: Descriptions, thing: str, aspect: str) -> None:
    if (thing, aspect) not in told.words and len(told.words) >= MOST:
        raise Refused(_("No more can be said here."))


class Describe(Command, stage=DURING, role=ANYONE, title=_("Description"), announcement=_("Kept")):
    """Say something of a thing, or word `cell`, what is said there, anew; `base` is the mark of what its writer saw."""

    thing: str = Ref(edits=False)
    aspect: str = Ref(edits=False)
    cell: str = Ref(default="", edits=True)
    base: str = Ref(default="", edits=False)
    text: str = Text(_("Your text"), max=LONGEST, lines=3)

    def undo_label(self, told: Descriptions) -> str:
        return _label(told, self.thing, self.aspect, self.text)

    def check(self, told: Descriptions, stamp: Stamp) -> None:
        thing, aspect = _place(told, self.thing, self.aspect)
        if aspect.choices:
            raise Refused(_("Choose one of the answers offered."))
        if len(self.text) > aspect.max:
            raise Refused(_("%(most)s characters at most here.", most=aspect.max))
        _room(told, self.thing, self.aspect)
        stands = told.of(thing, aspect)
        if stands.mark != self.base and stands.said != self.text:
            said = stands.said or _("nothing any more")
            raise Refused(_("Somebody changed it meanwhile; there stands: “%(said)s”. Write again.", said=said))

    def apply(self, told: Descriptions, stamp: Stamp) -> None:
        told.put(self.thing, self.aspect, self.cell, self.text, stamp)


class SetAspect(Command, stage=DURING, role=ANYONE, title=_("Description"), announcement=_("Kept")):
    """Choose one of an aspect's answers; the last choice holds, in everybody's sight."""

    thing: str = Ref()
    aspect: str = Ref()
    value: str = Ref()

    def undo_label(self, told: Descriptions) -> str:
        return _label(told, self.thing, self.aspect, self.value)

    def check(self, told: Descriptions, stamp: Stamp) -> None:
        _thing, aspect = _place(told, self.thing, self.aspect)
        if self.value not in dict(aspect.choices):
            raise Refused(_("Choose one of the answers offered."))
        _room(told, self.thing, self.aspect)

    def apply(self, told: Descriptions, stamp: Stamp) -> None:
        told.put(self.thing, self.aspect, "", self.value, stamp)


class ClearAspect(Command, stage=DURING, role=FACILITATOR, affects_others=True, title=_("Description taken out")):
    """Take out what was said of an aspect; where it is said why, whoever said it is told."""

    thing: str = Ref()
    aspect: str = Ref()
    motive: str = Motive()

    def undo_label(self, told: Descriptions) -> str:
        return _label(told, self.thing, self.aspect, "")

    def check(self, told: Descriptions, stamp: Stamp) -> None:
        thing, aspect = _place(told, self.thing, self.aspect)
        if not told.of(thing, aspect).said:
            raise Refused(_("Nothing stands there any more."))

    def apply(self, told: Descriptions, stamp: Stamp) -> None:
        told.take_out(self.thing, self.aspect, self.motive)


class ShareOut(Command, stage=DURING, role=FACILITATOR, title=_("Shared out to the tables")):
    """Share the things out to the tables: each page says who describes which."""

    tables: tuple[str, ...] = TableIds()

    def check(self, told: Descriptions, stamp: Stamp) -> None:
        if not self.tables:
            raise Refused(_("Nobody sits at a table yet: lay the tables and seat people first."))

    def apply(self, told: Descriptions, stamp: Stamp) -> None:
        if self.tables:
            told.share_out(self.tables, stamp.lots)


DESCRIBED_COMMANDS: tuple[type[Command], ...] = (Describe, SetAspect, ClearAspect, ShareOut)
