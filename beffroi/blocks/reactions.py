"""What others say of a sheet: rings true, a question, a doubt; from the gallery, or from a twin table.

A method whose state has `reactions: Reactions` lists these commands. Nobody is named, the table is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from beffroi.command import Command
from beffroi.fields import Choice, Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, Stamp
from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

__all__ = [
    "GALLERY", "KINDS", "MOST", "OF_ONE", "REACTION_COMMANDS", "Answered", "HasReactions", "React", "Reaction",
    "Reactions", "Unreact",
]  # fmt: skip

MOST = 300
"""Reactions to one sheet, at most."""

OF_ONE = 40
"""Reactions of one person to one sheet, at most: nobody fills it alone."""

GALLERY = Stage(
    "gallery",
    _("Gallery"),
    gallery=True,
    instruction=_("Two minutes a table: what rings true, what do you ask, what do you doubt?"),
    effect=_("Everyone reads the tables' sheets, one after the other, and reacts."),
)

KINDS = {"true": _("Rings true"), "question": _("Question"), "doubt": _("Doubt")}


@dataclass(frozen=True)
class Reaction:
    """One reaction, by its `id`: its `kind` is a key of `KINDS`, `text` says it in words.

    `about` is the sentence it is about, or "" for the whole sheet; `table` is where it came from; `answered` says that
    the table has taken it in.
    """

    id: str
    kind: str
    text: str
    about: str = ""
    table: str = ""
    answered: bool = False


@dataclass
class Reactions:
    """All that others said of a sheet, in `by_id`, in the order in which it came."""

    by_id: dict[str, Reaction] = field(default_factory=dict)
    who: dict[str, str] = field(default_factory=dict)
    """Whose each is; never shown."""

    def about(self, id: str) -> tuple[Reaction, ...]:
        """The reactions to one sentence, or, for "", to the whole sheet."""
        return tuple(one for one in self.by_id.values() if one.about == id)

    def of(self, lines: Iterable[Any]) -> tuple[tuple[str, tuple[Reaction, ...]], ...]:
        """The reactions to each of these sentences, as (line id, reactions)."""
        found: dict[str, list[Reaction]] = defaultdict(list)
        for one in self.by_id.values():
            found[one.about].append(one)
        return tuple((line.id, tuple(found.get(line.id, ()))) for line in lines)

    def tally(self) -> dict[str, int]:
        """How many of each kind."""
        return {kind: sum(1 for one in self.by_id.values() if one.kind == kind) for kind in KINDS}

    def view(self) -> dict[str, Any]:
        """What templates read."""
        return {"reactions": self, "reaction_kinds": KINDS}

    def rows(self, sentences: dict[str, str]) -> Iterable[tuple[Any, str, str]]:
        """As rows of a table: kind, text, the sentence it is about."""
        return [(KINDS[one.kind], one.text, sentences.get(one.about, "")) for one in self.by_id.values()]


class HasReactions(Protocol):
    """A state that others react to: it has `reactions`."""

    reactions: Reactions


class React(Command, stage=("fill", "gallery", "amend"), role=ANYONE, from_other_tables=True, title=_("Reaction")):
    """React to another table's sheet: the twin's, or any in the gallery."""

    line: str = Ref(default="", edits=False)
    kind: str = Choice(_("Reaction"), KINDS, default="true")
    text: str = Text(_("In a few words"), max=200, required=False, lines=2)

    def check(self, state: HasReactions, stamp: Stamp) -> None:
        if self.kind != "true" and not self.text:
            raise Refused(_("Say your question or your doubt in a few words: the table has to be able to answer."))
        if len(state.reactions.by_id) >= MOST:
            raise Refused(_("This sheet holds no more reactions."))
        if sum(who == stamp.who for who in state.reactions.who.values()) >= OF_ONE:
            raise Refused(_("You have reacted %(most)s times to this sheet: take one back first.", most=OF_ONE))

    def apply(self, state: HasReactions, stamp: Stamp) -> None:
        state.reactions.by_id[stamp.id] = Reaction(stamp.id, self.kind, self.text, self.line, stamp.table)
        state.reactions.who[stamp.id] = stamp.who


class Unreact(
    Command, stage=("fill", "gallery", "amend"), role=ANYONE, from_other_tables=True, title=_("Reaction taken back")
):
    """Take one's own reaction back."""

    reaction: str = Ref()

    def check(self, state: HasReactions, stamp: Stamp) -> None:
        if state.reactions.who.get(self.reaction) != stamp.who:
            raise Refused(_("That reaction is no longer here, or is not yours."))

    def apply(self, state: HasReactions, stamp: Stamp) -> None:
        state.reactions.by_id.pop(self.reaction, None)
        state.reactions.who.pop(self.reaction, None)


class Answered(Command, stage=("fill", "amend"), role=ANYONE, title=_("Reaction taken in")):
    """The table has taken a reaction into account, or opens it again."""

    reaction: str = Ref()

    def check(self, state: HasReactions, stamp: Stamp) -> None:
        if self.reaction not in state.reactions.by_id:
            raise Refused(_("That reaction is no longer here, or is not yours."))

    def apply(self, state: HasReactions, stamp: Stamp) -> None:
        one = state.reactions.by_id.get(self.reaction)
        if one is not None:
            state.reactions.by_id[self.reaction] = replace(one, answered=not one.answered)


REACTION_COMMANDS: tuple[type[Command], ...] = (React, Unreact, Answered)
