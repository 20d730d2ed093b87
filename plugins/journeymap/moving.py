"""What a table does with the columns: add, name, move, take out, put back."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, Command, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.sheet import DURING
from plugins.journeymap.columns import MADE, STAGES_MOST, STEPS_MOST, TITLE, Column
from plugins.journeymap.journey import Journey

_ = translator(__name__)


def _check_stage(state: Journey, id: str) -> None:
    if state.columns.phase(id) is None:
        raise Refused(_("That stage is no longer on the map: choose another."))


def _step(state: Journey, id: str) -> Column:
    step = state.columns.step(id)
    if step is None:
        raise Refused(_("That step is no longer on the map."))
    return step


def _name(state: Journey, id: str) -> str:
    column = state.columns.find(id)
    return column.name if column else ""


def _stage_at(state: Journey, after: str) -> str:
    """The stage in which a step stands that comes after `after`."""
    other = state.columns.find(after)
    return (other.phase or other.id) if other else ""


class AddPhase(Command, stage=DURING, role=ANYONE, title=_("Stage added")):
    """Add a stage after another, or at the end."""

    text: str = Text(_("Name of the stage"), max=TITLE)
    after: str = Ref(default="")

    def check(self, state: Journey, stamp: Stamp) -> None:
        if len(state.columns.shown()) >= STAGES_MOST:
            raise Refused(_("A journey has %(most)s stages at most: bring two of them together.", most=STAGES_MOST))
        if len(state.columns.phases) >= MADE * STAGES_MOST:
            raise Refused(_("Many stages were taken out: put one back, and name it anew."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        state.columns.add_phase(Column(stamp.id, self.text, stamp.id), self.after)


class AddStep(Command, stage=DURING, role=ANYONE, title=_("Step added")):
    """Add a step after another, wherever that one is now, or at the end of a stage."""

    text: str = Text(_("Name of the step"), max=TITLE)
    phase: str = Ref(edits=False)
    after: str = Ref(default="")

    def check(self, state: Journey, stamp: Stamp) -> None:
        _check_stage(state, _stage_at(state, self.after) or self.phase)
        if len(state.columns.ordered()) >= STEPS_MOST:
            raise Refused(_("A journey has %(most)s steps at most: bring two of them together.", most=STEPS_MOST))
        if len(state.columns.steps) >= MADE * STEPS_MOST:
            raise Refused(_("Many steps were taken out: put one back, and name it anew."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        state.columns.add_step(Column(stamp.id, self.text, stamp.id, self.phase), self.after)


class Rename(Command, stage=DURING, role=ANYONE, title=_("Name changed")):
    """Name a stage or a step anew; `base` is the mark of the name its writer saw. Two at once stand side by side."""

    column: str = Ref(edits=True)
    base: str = Ref(default="")
    text: str = Text(_("Name"), max=TITLE)

    def check(self, state: Journey, stamp: Stamp) -> None:
        column = state.columns.phase(self.column) or _step(state, self.column)
        column.may_be_renamed(self.text, self.base)

    def apply(self, state: Journey, stamp: Stamp) -> None:
        column = state.columns.find(self.column)
        if column:
            state.columns.change(column.renamed(self.text, self.base, stamp))


class MoveStep(Command, stage=DURING, role=ANYONE, title=_("Step moved")):
    """Put a step after another, or, where `after` is a stage, at that one's beginning."""

    step: str = Ref()
    after: str = Ref()

    def undo_label(self, state: Journey) -> str:
        return _name(state, self.step)

    def check(self, state: Journey, stamp: Stamp) -> None:
        _step(state, self.step)
        _check_stage(state, _stage_at(state, self.after))
        if self.after == self.step:
            raise Refused(_("A step cannot stand after itself: choose another."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        state.columns.move_step(self.step, self.after)


class TakeStepOut(Command, stage=DURING, role=ANYONE, title=_("Step taken out")):
    """Take a step out; what stands in its cells is kept with it."""

    step: str = Ref()

    def undo_label(self, state: Journey) -> str:
        return _name(state, self.step)

    def check(self, state: Journey, stamp: Stamp) -> None:
        _step(state, self.step)

    def apply(self, state: Journey, stamp: Stamp) -> None:
        _set_out(state, self.step, True)


class PutStepBack(Command, stage=DURING, role=ANYONE, title=_("Step put back")):
    """Put a step back where it was, with its stage if that one was taken out since."""

    step: str = Ref()

    def check(self, state: Journey, stamp: Stamp) -> None:
        column = state.columns.find(self.step)
        if column is None or not column.phase or not column.out:
            raise Refused(_("That step is on the map already."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        column = state.columns.find(self.step)
        if column:
            _set_out(state, column.phase, False)
            _set_out(state, column.id, False)


class TakePhaseOut(Command, stage=DURING, role=ANYONE, title=_("Stage taken out")):
    """Take out a stage that holds no step."""

    phase: str = Ref()

    def check(self, state: Journey, stamp: Stamp) -> None:
        _check_stage(state, self.phase)
        if state.columns.of(self.phase):
            raise Refused(_("This stage still holds steps: move them, or take them out first."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        _set_out(state, self.phase, True)


class PutPhaseBack(Command, stage=DURING, role=ANYONE, title=_("Stage put back")):
    """Put back a stage that was taken out."""

    phase: str = Ref()

    def check(self, state: Journey, stamp: Stamp) -> None:
        column = state.columns.find(self.phase)
        if column is None or column.phase or not column.out:
            raise Refused(_("That stage is on the map already."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        _set_out(state, self.phase, False)


def _set_out(state: Journey, id: str, out: bool) -> None:
    column = state.columns.find(id)
    if column:
        state.columns.change(replace(column, out=out))


MOVING_COMMANDS: tuple[type[Command], ...] = (
    AddPhase, AddStep, Rename, MoveStep, TakeStepOut, PutStepBack, TakePhaseOut, PutPhaseBack,
)  # fmt: skip
