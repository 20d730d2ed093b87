"""What people do: write alone, say with whom they are, word and keep together."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, FACILITATOR, Choice, Command, Here, Ref, Refused, Stamp, Text, translator
from beffroi.fields import SomebodyHere
from beffroi.moderation import MOTIVES, motive_said
from plugins.one_two_four.state import ALL, ALONE, FOURS, KEPT_MOST, PAIRS, Circle, Idea, Meeting

_ = translator(__name__)

LONGEST = 140

CIRCLES_MOST = 600
"""Pairs that were ever made, at most."""


def _text(state: Meeting, id: str) -> str:
    return state.ideas[id].text if id in state.ideas else ""


class Write(Command, stage=ALONE, title=_("Idea written"), announcement=_("Idea written")):
    """Write an idea, alone."""

    text: str = Text(_("Your idea"), max=LONGEST, lines=3)

    def check(self, state: Meeting, stamp: Stamp) -> None:
        if len(state.written_by(stamp.who)) >= KEPT_MOST:
            raise Refused(_("You have written your three ideas: take one back to write another."))

    def apply(self, state: Meeting, stamp: Stamp) -> None:
        state.ideas[stamp.id] = Idea(stamp.id, self.text, stamp.who)
        state.writers[stamp.id] = stamp.who


class TakeBackIdea(Command, stage=ALONE, announcement=_("Idea taken back")):
    """Take back an idea that one wrote alone."""

    idea: str = Ref()

    def undo_label(self, state: Meeting) -> str:
        return _text(state, self.idea)

    def check(self, state: Meeting, stamp: Stamp) -> None:
        if state.writers.get(self.idea) != stamp.who:
            raise Refused(_("That idea is no longer here, or is not yours."))

    def apply(self, state: Meeting, stamp: Stamp) -> None:
        state.ideas.pop(self.idea, None)
        state.writers.pop(self.idea, None)


class PairUp(Command, stage=PAIRS, affects_others=True, announcement=_("You are together")):
    """Say with whom one is already: pairs follow where people sit."""

    called: str = Text(_("The name under which they joined"), max=40)
    other: str = SomebodyHere(called="called")

    def check(self, state: Meeting, stamp: Stamp) -> None:
        if not self.other:
            raise Refused(_("Nobody here has that name, or several have: write it as it stands on their page."))
        if self.other == stamp.who:
            raise Refused(_("That is your own name: write that of the person you are with."))
        if len(state.circles) >= CIRCLES_MOST:
            raise Refused(_("Pairs have changed so often that they stay as they are now."))

    def apply(self, state: Meeting, stamp: Stamp) -> None:
        if self.other:
            state.pair(Here(stamp.who, stamp.site, stamp.table), self.other, stamp.id)


class JoinOthers(Command, stage=(PAIRS, FOURS), affects_others=True, announcement=_("You are with others now")):
    """Go to others: who comes late, or is left alone."""

    def check(self, state: Meeting, stamp: Stamp) -> None:
        circle = state.circle_of(stamp.who)
        if circle is not None and len(circle.members) > 1:
            raise Refused(_("You are with somebody already: if they have gone, say whom you are with now."))

    def apply(self, state: Meeting, stamp: Stamp) -> None:
        circle = state.circle_of(stamp.who)
        level = state.level if state.level in state.at else PAIRS
        state.put_in(level, Here(stamp.who, stamp.site, stamp.table), stamp.id, but=circle.id if circle else "")


def _circle(state: Meeting, stamp: Stamp) -> Circle:
    """The circle that somebody speaks for. Raises `Refused` where they are in none."""
    if state.level == ALL:
        if stamp.role != FACILITATOR:
            raise Refused(_("With everybody, the facilitators keep what is agreed aloud."))
        return state.everybody()
    circle = state.circle_of(stamp.who)
    if circle is None:
        raise Refused(_("You are with nobody yet: join others first."))
    return circle


def _spoken_for(state: Meeting, stamp: Stamp) -> Circle | None:
    if state.level == ALL:
        return state.everybody()
    return state.circle_of(stamp.who)


class WriteTogether(Command, stage=(PAIRS, FOURS), affects_others=True, announcement=_("Idea written together")):
    """Word an idea together: it is kept at once, where there is room."""

    text: str = Text(_("An idea worded together"), max=LONGEST, lines=3)

    def check(self, state: Meeting, stamp: Stamp) -> None:
        circle = _circle(state, stamp)
        if len(state.written_by(circle.id)) >= KEPT_MOST:
            raise Refused(_("You have worded three ideas together: that is all for this time."))

    def apply(self, state: Meeting, stamp: Stamp) -> None:
        circle = state.circle_of(stamp.who)
        if circle is not None:
            state.ideas[stamp.id] = Idea(stamp.id, self.text, circle.id, circle.level)
            state.writers[stamp.id] = stamp.who
            if len(state.chosen(circle.id)) < KEPT_MOST:
                state.kept.setdefault(circle.id, []).append(stamp.id)


class KeepIdea(
    Command, stage=(PAIRS, FOURS, ALL), role=ANYONE, affects_others=True, title=_("Idea kept"), announcement=_("Kept")
):
    """Keep an idea, for all with whom one is."""

    idea: str = Ref()

    def undo_label(self, state: Meeting) -> str:
        return _text(state, self.idea)

    def check(self, state: Meeting, stamp: Stamp) -> None:
        circle = _circle(state, stamp)
        if self.idea not in {idea.id for idea in state.offered(circle)}:
            raise Refused(_("That idea is not before you: choose among those that are."))
        kept = state.chosen(circle.id)
        if len(kept) >= KEPT_MOST and self.idea not in {idea.id for idea in kept}:
            raise Refused(_("Three ideas are kept already: leave one first."))

    def apply(self, state: Meeting, stamp: Stamp) -> None:
        circle = _spoken_for(state, stamp)
        if circle is not None and self.idea not in state.kept.setdefault(circle.id, []):
            state.kept[circle.id].append(self.idea)


class LeaveIdea(
    Command, stage=(PAIRS, FOURS, ALL), role=ANYONE, affects_others=True, title=_("Idea left"), announcement=_("Left")
):
    """Leave an idea after all."""

    idea: str = Ref()

    def undo_label(self, state: Meeting) -> str:
        return _text(state, self.idea)

    def check(self, state: Meeting, stamp: Stamp) -> None:
        _circle(state, stamp)

    def apply(self, state: Meeting, stamp: Stamp) -> None:
        circle = _spoken_for(state, stamp)
        kept = state.kept.get(circle.id, []) if circle else []
        if self.idea in kept:
            kept.remove(self.idea)


class TakeDownIdea(Command, role=FACILITATOR, affects_others=True, title=_("Idea taken down")):
    """Take an idea down, and say why: it leaves every page, and whoever wrote it is told."""

    idea: str = Ref()
    motive: str = Choice(_("Why it is taken down"), dict(MOTIVES))

    def undo_label(self, state: Meeting) -> str:
        return " · ".join(filter(None, (_text(state, self.idea), str(motive_said(self.motive)))))

    def moderated(self) -> str:
        return self.idea

    def check(self, state: Meeting, stamp: Stamp) -> None:
        if state.shown(self.idea) is None:
            raise Refused(_("That idea is no longer there."))

    def apply(self, state: Meeting, stamp: Stamp) -> None:
        if self.idea in state.ideas:
            state.ideas[self.idea] = replace(state.ideas[self.idea], motive=self.motive)


class PutBackIdea(Command, role=FACILITATOR, affects_others=True, title=_("Idea put back")):
    """Put back an idea that was taken down."""

    idea: str = Ref()

    def undo_label(self, state: Meeting) -> str:
        return _text(state, self.idea)

    def moderated(self) -> str:
        return self.idea

    def check(self, state: Meeting, stamp: Stamp) -> None:
        if self.idea not in state.ideas or not state.ideas[self.idea].motive:
            raise Refused(_("That idea is no longer there."))

    def apply(self, state: Meeting, stamp: Stamp) -> None:
        if self.idea in state.ideas:
            state.ideas[self.idea] = replace(state.ideas[self.idea], motive="")


COMMANDS: tuple[type[Command], ...] = (
    Write, TakeBackIdea, PairUp, JoinOthers, WriteTogether, KeepIdea, LeaveIdea, TakeDownIdea, PutBackIdea,
)  # fmt: skip
