"""What people do with texts: propose one, word one anew; facilitators take one down and put it back."""

from __future__ import annotations

from beffroi.blocks.versions.stages import DURING, WORD
from beffroi.blocks.versions.texts import RIVALS_MOST, Texts, Worded
from beffroi.command import Command
from beffroi.fields import Choice, Ref, Text
from beffroi.moderation import MOTIVES
from beffroi.refused import Refused
from beffroi.signs import shortened
from beffroi.stamp import ANYONE, FACILITATOR, PARTICIPANT, Stamp
from beffroi.words import translator

_ = translator(__name__)

LONGEST = 500
"""Characters of a text, at most."""

TEXTS_MOST = 40
"""Texts that are there before no other is proposed: each is drawn on every page."""

OF_ONE = 10
"""Texts that one person proposes, at most."""

VERSIONS_MOST = 60
"""Versions of one text, at most."""


def _text(texts: Texts, id: str) -> Worded:
    found = texts.all.get(id)
    if found is None or found.motive:
        raise Refused(_("That text is no longer here: yours is given back to you."))
    return found


def _label(texts: Texts, id: str) -> str:
    found = texts.all.get(id)
    return shortened(found.text, 140) if found else ""


class Propose(Command, stage=DURING, role=ANYONE, title=_("Text proposed"), announcement=_("Proposed")):
    """Propose one more text, in one sentence."""

    text: str = Text(_("Your proposal, in one sentence"), max=LONGEST, lines=3)

    def undo_label(self, texts: Texts) -> str:
        return shortened(self.text, 140)

    def moderated(self) -> str:
        return self.text  # what stands on the texts takes over one more

    def check(self, texts: Texts, stamp: Stamp) -> None:
        if any(one.text == self.text for one in texts.shown()):
            raise Refused(_("That text is there already: read it, and change it where it has to change."))
        if len(texts.all) >= TEXTS_MOST:
            raise Refused(_("There are %(most)s texts, and no more are taken: word one anew.", most=TEXTS_MOST))
        own = sum(who == stamp.who for who in texts.proposers.values())
        if stamp.role == PARTICIPANT and own >= OF_ONE:
            raise Refused(_("You proposed %(most)s texts: leave some to the others.", most=OF_ONE))

    def apply(self, texts: Texts, stamp: Stamp) -> None:
        texts.propose(self.text, stamp)


class Word(Command, stage=WORD.id, role=ANYONE, title=_("Text worded anew"), announcement=_("Version kept")):
    """Word a text anew; `base` is the mark of what its writer saw. Where it moved on meanwhile, both stay."""

    thing: str = Ref(edits=True)
    base: str = Ref()
    text: str = Text(_("The text, as you would word it"), max=LONGEST, lines=4)

    def undo_label(self, texts: Texts) -> str:
        return shortened(self.text, 140)

    def moderated(self) -> str:
        return self.thing

    def check(self, texts: Texts, stamp: Stamp) -> None:
        found = _text(texts, self.thing)
        had = found.known(self.text)
        if had and had.id == found.standing and not found.rivals:
            raise Refused(_("It says that already: nothing was changed."))
        if had:
            return
        if len(found.versions) >= VERSIONS_MOST:
            raise Refused(_("There are %(most)s versions of it: read them again, and agree.", most=VERSIONS_MOST))
        if self.base != found.mark and len(found.rivals) >= RIVALS_MOST:
            raise Refused(_("Many versions stand side by side here: keep one or join them, then write yours."))

    def apply(self, texts: Texts, stamp: Stamp) -> None:
        if found := texts.all.get(self.thing):
            texts.all[self.thing] = found.worded(self.text, self.base, stamp)


class TakeDownText(Command, role=FACILITATOR, affects_others=True, title=_("Text taken down")):
    """Take a text down, and say why; whoever proposed it is told, and its versions stay."""

    thing: str = Ref()
    motive: str = Choice(_("Why it is taken down"), dict(MOTIVES))

    def undo_label(self, texts: Texts) -> str:
        return _label(texts, self.thing)

    def moderated(self) -> str:
        return self.thing

    def check(self, texts: Texts, stamp: Stamp) -> None:
        _text(texts, self.thing)

    def apply(self, texts: Texts, stamp: Stamp) -> None:
        texts.change(self.thing, self.motive)


class PutTextBack(Command, role=FACILITATOR, affects_others=True, title=_("Text put back")):
    """Put back a text that was taken down."""

    thing: str = Ref()

    def undo_label(self, texts: Texts) -> str:
        return _label(texts, self.thing)

    def moderated(self) -> str:
        return self.thing

    def check(self, texts: Texts, stamp: Stamp) -> None:
        found = texts.all.get(self.thing)
        if found is None or not found.motive:
            raise Refused(_("That text is here."))

    def apply(self, texts: Texts, stamp: Stamp) -> None:
        texts.change(self.thing, "")


VERSIONS_COMMANDS: tuple[type[Command], ...] = (Propose, Word, TakeDownText, PutTextBack)
