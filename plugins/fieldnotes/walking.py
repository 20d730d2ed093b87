"""What is asked on a walk: to begin it, to note a step on the way, to put both right. Each makes sense hours later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from beffroi import ANYONE, FACILITATOR, Choice, Command, Day, Number, Ref, Refused, Stamp, Text, translator

from .notebook import Notebook
from .notes import lines_of
from .walks import CHANNELS, FELT, HOW, NAME_MOST, Step, Walk

_ = translator(__name__)

WAITING_MOST = 1440
"""Minutes: a day."""

WHAT: dict[str, Any] = {"max": 140, "lines": 2, "help": _("One moment: what I do, what I am answered. No names.")}
SAID = "text", "time", "channel", "waiting", "felt"


def _must_be_own(walk: Walk | None, stamp: Stamp) -> None:
    if walk is None or walk.who != stamp.who:
        raise Refused(_("That walk is no longer here, or is not yours."))


def _day(said: str, stamp: Stamp) -> str:
    return said or datetime.fromtimestamp(stamp.at / 1000, UTC).date().isoformat()


class BeginWalk(Command, stage="gather", role=ANYONE, title=_("Walk begun")):
    """Begin a walk; the steps that one notes from then on are of it."""

    service: str = Text(_("Service tried"), max=NAME_MOST, help=_("For instance: ask for a school bus card."))
    how: str = Choice(_("How"), HOW, default="self")
    day: str = Day(_("Day"), today=True, help=_("Left empty: the day on which it is sent."))

    def check(self, state: Notebook, stamp: Stamp) -> None:
        state.walks.room_for_walk()

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        day, is_paper = _day(self.day, stamp), stamp.role == FACILITATOR
        state.walks.keep(Walk(stamp.id, stamp.who, self.service, day, self.how, paper=is_paper))


class NoteStep(Command, stage="gather", role=ANYONE, title=_("Step of a walk")):
    """Note a step of the walk that one is on; a step that comes before any walk begins one."""

    text: str = Text(_("What happens"), **WHAT)
    time: str = Text(_("Time"), max=10, required=False, help=_("For instance: 9:40."))
    channel: str = Choice(_("Channel"), CHANNELS, default="")
    waiting: int = Number(_("Waiting, in minutes"), low=0, high=WAITING_MOST, default=0)
    felt: str = Choice(_("What I feel, of the service"), FELT, default="")
    documents: str = Text(_("Documents asked, one a line"), max=400, lines=2, required=False, listed=True)

    def step(self, id: str, said: str = "") -> Step:
        """What it says, as a step."""
        told = {name: getattr(self, name) for name in SAID}
        return Step(id, documents=tuple(lines_of(self.documents)), said=said, **told)

    def check(self, state: Notebook, stamp: Stamp) -> None:
        walk = state.walks.current(stamp.who)
        if walk is None:
            state.walks.room_for_walk()
        state.walks.room_for(walk, self.step(""))

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        new = Walk(f"{stamp.id}.walk", stamp.who, day=_day("", stamp), paper=stamp.role == FACILITATOR)
        walk = state.walks.current(stamp.who) or new
        state.walks.keep(replace(walk, steps=(*walk.steps, self.step(stamp.id))))


class CorrectStep(NoteStep, stage=("gather", "cluster"), role=ANYONE, title=_("Step put right")):
    """Put a step of one's own right; left empty, it is taken out."""

    card: str = Ref(edits=True)
    text: str = Text(_("What happens; left empty, it is taken out"), **WHAT, required=False)

    def check(self, state: Notebook, stamp: Stamp) -> None:
        walk = state.walks.with_step(self.card)
        _must_be_own(walk, stamp)
        if walk:
            state.walks.room_for(walk, self.step(""), walk.step(self.card))

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        walk = state.walks.with_step(self.card)
        if walk is None:
            return
        after = (self.step(self.card, stamp.id),) if self.text else ()
        if not after:
            state.taken_out.add(self.card)
        at = next(n for n, one in enumerate(walk.steps) if one.id == self.card)
        state.walks.keep(replace(walk, steps=(*walk.steps[:at], *after, *walk.steps[at + 1 :])))


class MoveStep(Command, stage=("gather", "cluster"), role=ANYONE, title=_("Step moved")):
    """Put a step of one's own before the one ahead of it."""

    step: str = Ref()

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _must_be_own(state.walks.with_step(self.step), stamp)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        walk = state.walks.with_step(self.step)
        if walk:
            state.walks.keep(replace(walk, steps=_earlier(walk.steps, self.step)))


def _earlier(steps: tuple[Step, ...], id: str) -> tuple[Step, ...]:
    order = list(steps)
    at = next(n for n, one in enumerate(order) if one.id == id)
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
    return tuple(order)


class EditWalk(Command, stage=("gather", "cluster"), role=ANYONE, title=_("Walk put right")):
    """Put right what a walk of one's own was."""

    card: str = Ref(edits=True)
    service: str = Text(_("Service tried"), max=NAME_MOST)
    how: str = Choice(_("How"), HOW, default="self")
    day: str = Day(_("Day"), required=True)

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _must_be_own(state.walks.by_id.get(self.card), stamp)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        walk = state.walks.by_id.get(self.card)
        if walk:
            state.walks.keep(replace(walk, service=self.service, how=self.how, day=self.day, said=stamp.id))


class TakeBackWalk(Command, stage=("gather", "cluster"), role=ANYONE, title=_("Walk taken back")):
    """Take back a walk of one's own, with its steps."""

    walk: str = Ref()

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _must_be_own(state.walks.by_id.get(self.walk), stamp)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        walk = state.walks.by_id.pop(self.walk, None)
        state.taken_out |= {step.id for step in walk.steps} if walk else set()
        state.board.aside.discard(self.walk)


WALK_COMMANDS: tuple[type[Command], ...] = (BeginWalk, NoteStep, CorrectStep, MoveStep, EditWalk, TakeBackWalk)
