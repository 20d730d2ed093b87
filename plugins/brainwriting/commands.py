"""What people do once the rounds are over: mark on the sheet they hold, keep as a group."""

from __future__ import annotations

from beffroi import ANYONE, FACILITATOR, Command, Ref, Refused, Stamp, translator
from beffroi.blocks.rotate import ROUNDS, Take
from plugins.brainwriting.choosing import MARKS_MOST, Chosen

_ = translator(__name__)

WITH_SHEETS = (*(stage.id for stage in ROUNDS), "mark")


class TakeAlso(Take, name="take", stage=WITH_SHEETS):
    """Take a sheet that waits: also to mark on it."""

    def check(self, state: Chosen, stamp: Stamp) -> None:  # type: ignore[override]
        super().check(state.sheets, stamp)

    def apply(self, state: Chosen, stamp: Stamp) -> None:  # type: ignore[override]
        super().apply(state.sheets, stamp)


class Mark(Command, stage="mark", announcement=_("Idea marked")):
    """Mark an idea of the sheet that one holds."""

    idea: str = Ref()

    def check(self, state: Chosen, stamp: Stamp) -> None:
        line = state.line(self.idea)
        if line is None:
            raise Refused(_("That idea is no longer there."))
        if state.sheets.held.get(stamp.who) != line.leaf:
            raise Refused(_("That idea is on another sheet: mark on the one that you hold."))
        mine = state.marks.get(stamp.who, [])
        if self.idea not in mine and len(mine) >= MARKS_MOST:
            raise Refused(_("You have marked %(most)s ideas: take a mark off first.", most=MARKS_MOST))

    def apply(self, state: Chosen, stamp: Stamp) -> None:
        mine = state.marks.setdefault(stamp.who, [])
        if self.idea not in mine:
            mine.append(self.idea)


class Unmark(Command, stage="mark", announcement=_("Mark taken off")):
    """Take one's mark off an idea."""

    idea: str = Ref()

    def apply(self, state: Chosen, stamp: Stamp) -> None:
        mine = [idea for idea in state.marks.pop(stamp.who, []) if idea != self.idea]
        if mine:
            state.marks[stamp.who] = mine


def _must_choose(state: Chosen, idea: str, stamp: Stamp) -> str:
    """The group that keeps or leaves an idea. Raises `Refused` for whoever is not of it."""
    line = state.line(idea)
    group = state.group_of(line) if line else None
    if group is None:
        raise Refused(_("That idea is no longer there."))
    if stamp.role != FACILITATOR and stamp.who not in group.members:
        raise Refused(_("Group %(n)s chooses on its own sheets: look for those of yours.", n=group.number))
    return group.id


class KeepIdea(Command, stage=("keep", "read"), role=ANYONE, title=_("Idea kept"), announcement=_("Kept")):
    """The group keeps an idea: it becomes a card."""

    idea: str = Ref()

    def undo_label(self, state: Chosen) -> str:
        line = state.line(self.idea)
        return line.text if line else ""

    def check(self, state: Chosen, stamp: Stamp) -> None:
        group = _must_choose(state, self.idea, stamp)
        if self.idea not in state.kept and len(state.kept_by(group)) >= state.kept_most:
            raise Refused(_("Your group keeps %(most)s ideas already: leave one first.", most=state.kept_most))

    def apply(self, state: Chosen, stamp: Stamp) -> None:
        line = state.line(self.idea)
        group = state.group_of(line) if line else None
        if group is not None:
            state.kept.setdefault(self.idea, group.id)


class LeaveIdea(Command, stage=("keep", "read"), role=ANYONE, title=_("Idea left"), announcement=_("Left")):
    """The group does not keep an idea after all."""

    idea: str = Ref()

    def undo_label(self, state: Chosen) -> str:
        line = state.line(self.idea)
        return line.text if line else ""

    def check(self, state: Chosen, stamp: Stamp) -> None:
        _must_choose(state, self.idea, stamp)

    def apply(self, state: Chosen, stamp: Stamp) -> None:
        state.kept.pop(self.idea, None)


COMMANDS: tuple[type[Command], ...] = (TakeAlso, Mark, Unmark, KeepIdea, LeaveIdea)
