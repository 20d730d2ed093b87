"""What is asked of a roadmap: steps written and changed together, what each needs, what is said of scenarios."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, FACILITATOR, Choice, Command, Ref, Refused, Stamp, Text, translator
from plugins.roadmap.steps import ALL_MOST, KINDS, NEEDS_MOST, SHORT, TEXT, Compared, Roadmap, Step

_ = translator(__name__)

MORE = _("More about it")
OPEN = ("write", "arrange")
SAID_MOST = 300


class _Told(Command):
    text: str = Text(_("What is done, in a sentence"), max=TEXT, lines=2)
    kind: str = Choice(_("What it is"), KINDS, default="action")
    owner: str = Text(_("Who takes care of it"), max=SHORT, required=False, help=_("A function or a service."))
    term: str = Text(_("For when"), max=SHORT, required=False, under=MORE)
    cost: str = Text(_("What it costs, in words"), max=SHORT, required=False, under=MORE)
    indicator: str = Text(_("By what one sees that it is done"), max=SHORT, required=False, under=MORE)

    def _of(self, step: Step) -> Step:
        return replace(
            step, text=self.text, kind=self.kind, owner=self.owner, term=self.term, cost=self.cost,
            indicator=self.indicator,
        )  # fmt: skip


class WriteStep(_Told, stage=OPEN, role=ANYONE, title=_("Action written"), announcement=_("Added")):
    """Write an action, or a precondition."""

    scenario: str = Ref(default="", edits=False)

    def check(self, roadmap: Roadmap, stamp: Stamp) -> None:
        if len(roadmap.steps) >= ALL_MOST:
            raise Refused(_("A roadmap holds %(most)s actions and preconditions at most.", most=ALL_MOST))
        if self.scenario and roadmap.scenario(self.scenario) is None:
            raise Refused(_("That scenario is no longer there."))

    def apply(self, roadmap: Roadmap, stamp: Stamp) -> None:
        scenario = self.scenario or roadmap.scenarios[0].id
        roadmap.put(self._of(Step(stamp.id, "", scenario=scenario, worded=stamp.id)))


def _there(roadmap: Roadmap, id: str) -> Step:
    step = roadmap.steps.get(id)
    if step is None or step.out:
        raise Refused(_("That is no longer in the roadmap."))
    return step


class ChangeStep(_Told, stage=OPEN, role=ANYONE, title=_("Said anew"), announcement=_("Changed")):
    """Say a step anew; who has not seen what stands there now is told."""

    step: str = Ref(edits=True)
    base: str = Ref(default="")

    def check(self, roadmap: Roadmap, stamp: Stamp) -> None:
        step = _there(roadmap, self.step)
        if self.base != step.worded:
            raise Refused(_("Somebody changed it meanwhile; there stands: “%(said)s”.", said=step.text))

    def apply(self, roadmap: Roadmap, stamp: Stamp) -> None:
        step = roadmap.steps.get(self.step)
        if step:
            roadmap.put(replace(self._of(step), worded=stamp.id))


class LeaveOut(Command, stage=OPEN, role=ANYONE, title=_("Left out")):
    """Leave a step out; it is kept beside, and can be taken in again."""

    step: str = Ref()

    def undo_label(self, roadmap: Roadmap) -> str:
        return text_of(roadmap, self.step)

    def check(self, roadmap: Roadmap, stamp: Stamp) -> None:
        _there(roadmap, self.step)

    def apply(self, roadmap: Roadmap, stamp: Stamp) -> None:
        step = roadmap.steps.get(self.step)
        if step:
            roadmap.put(replace(step, out=True))


class TakeIn(Command, stage=OPEN, role=ANYONE, title=_("Taken in again")):
    """Take a step in again that was left out."""

    step: str = Ref()

    def undo_label(self, roadmap: Roadmap) -> str:
        return text_of(roadmap, self.step)

    def check(self, roadmap: Roadmap, stamp: Stamp) -> None:
        step = roadmap.steps.get(self.step)
        if step is None or not step.out:
            raise Refused(_("That is no longer left out."))

    def apply(self, roadmap: Roadmap, stamp: Stamp) -> None:
        step = roadmap.steps.get(self.step)
        if step:
            roadmap.put(replace(step, out=False))


class Need(Command, stage=OPEN, role=ANYONE, title=_("Need said"), announcement=_("Noted")):
    """Say that a step needs another one first."""

    step: str = Ref()
    other: str = Ref()

    def undo_label(self, roadmap: Roadmap) -> str:
        return f"{text_of(roadmap, self.step)} ← {text_of(roadmap, self.other)}"

    def check(self, roadmap: Roadmap, stamp: Stamp) -> None:
        step, other = _there(roadmap, self.step), _there(roadmap, self.other)
        if step.id == other.id:
            raise Refused(_("“%(one)s” cannot need itself: choose another.", one=step.text))
        if other.scenario != step.scenario:
            raise Refused(_("“%(one)s” is of another scenario.", one=other.text))
        if other.id in step.needs:
            raise Refused(_("It is said already that it needs “%(one)s”.", one=other.text))
        if len(step.needs) >= NEEDS_MOST:
            raise Refused(_("“%(one)s” needs %(most)s others, which is the most.", one=step.text, most=NEEDS_MOST))

    def apply(self, roadmap: Roadmap, stamp: Stamp) -> None:
        step = roadmap.steps.get(self.step)
        if step and self.other not in step.needs:
            roadmap.put(replace(step, needs=(*step.needs, self.other)))


class NeedNoMore(Command, stage=OPEN, role=ANYONE, title=_("Need taken back"), announcement=_("Taken back")):
    """Say that a step does not need another one."""

    step: str = Ref()
    other: str = Ref()

    def undo_label(self, roadmap: Roadmap) -> str:
        return f"{text_of(roadmap, self.step)} ← {text_of(roadmap, self.other)}"

    def check(self, roadmap: Roadmap, stamp: Stamp) -> None:
        if self.other not in _there(roadmap, self.step).needs:
            raise Refused(_("It is not said that it needs that."))

    def apply(self, roadmap: Roadmap, stamp: Stamp) -> None:
        step = roadmap.steps.get(self.step)
        if step:
            roadmap.put(replace(step, needs=tuple(one for one in step.needs if one != self.other)))


class Compare(Command, stage="compare", role=ANYONE, title=_("Scenario compared"), announcement=_("Noted")):
    """Say of a scenario what it is worth by a criterion."""

    scenario: str = Ref(edits=False)
    criterion: str = Ref(edits=False)
    cell: str = Ref(default="", edits=True)
    base: str = Ref(default="")
    text: str = Text(_("What this scenario is worth here"), max=SAID_MOST, lines=3)

    def check(self, roadmap: Roadmap, stamp: Stamp) -> None:
        if roadmap.scenario(self.scenario) is None or all(one.id != self.criterion for one in roadmap.criteria):
            raise Refused(_("That scenario is no longer there."))
        stands = roadmap.said.get((self.scenario, self.criterion))
        if stands and self.base != stands.worded:
            raise Refused(_("Somebody changed it meanwhile; there stands: “%(said)s”.", said=stands.text))

    def apply(self, roadmap: Roadmap, stamp: Stamp) -> None:
        had = roadmap.said.get((self.scenario, self.criterion))
        roadmap.said[self.scenario, self.criterion] = Compared(had.id if had else stamp.id, self.text, stamp.id)


class ChooseScenario(Command, role=FACILITATOR, affects_others=True, title=_("Scenario chosen")):
    """Go on with a scenario, and say why; the others are kept."""

    scenario: str = Ref(edits=False)
    text: str = Text(_("Why this one"), max=SAID_MOST, required=False, lines=2)

    def undo_label(self, roadmap: Roadmap) -> str:
        found = roadmap.scenario(self.scenario)
        return " · ".join(filter(None, (found.text if found else "", self.text)))

    def check(self, roadmap: Roadmap, stamp: Stamp) -> None:
        if roadmap.scenario(self.scenario) is None:
            raise Refused(_("That scenario is no longer there."))

    def apply(self, roadmap: Roadmap, stamp: Stamp) -> None:
        roadmap.chosen, roadmap.why = self.scenario, self.text


def text_of(roadmap: Roadmap, id: str) -> str:
    """The words of a step."""
    step = roadmap.steps.get(id)
    return step.text if step else ""


WRITING: tuple[type[Command], ...] = (
    WriteStep, ChangeStep, LeaveOut, TakeIn, Need, NeedNoMore, Compare, ChooseScenario,
)  # fmt: skip
