"""What a table says of the emotions: a value, a step up or down, the veil lifted."""

from __future__ import annotations

from beffroi import ANYONE, Choice, Command, Number, Ref, Refused, Stamp, translator
from beffroi.blocks.sheet import DURING
from plugins.journeymap.emotions import AGENT, FEELS, OF, USER
from plugins.journeymap.journey import Journey
from plugins.journeymap.lanes import EMOTION

_ = translator(__name__)


def _check_place(state: Journey, step: str, of: str) -> None:
    if state.columns.step(step) is None:
        raise Refused(_("That step is no longer on the map."))
    if not state.lanes[EMOTION] or (of == AGENT and not state.lanes[AGENT]):
        raise Refused(_("That curve is switched off: switch its lane on first."))


class Feel(Command, stage=DURING, role=ANYONE, title=_("Emotion said")):
    """Say what is felt at a step. The table agrees, the last one holds, in all's sight; blind, it is one's own."""

    step: str = Ref()
    value: str = Choice(_("Emotion"), FEELS)
    of: str = Choice(_("Of whom"), OF, default=USER)

    def undo_label(self, state: Journey) -> str:
        column = state.columns.find(self.step)
        return column.name if column else ""

    def check(self, state: Journey, stamp: Stamp) -> None:
        _check_place(state, self.step, self.of)

    def apply(self, state: Journey, stamp: Stamp) -> None:
        state.emotions.put(self.step, self.of, int(self.value) if self.value else None, stamp.who)


class Nudge(Command, stage=DURING, role=ANYONE, apart=True, title=_("Emotion placed")):
    """While emotions are placed blind: one's own a step up or down, from neutral where nothing was placed."""

    step: str = Ref()
    by: int = Number(_("By"), low=-1, high=1)
    of: str = Choice(_("Of whom"), OF, default=USER)

    def check(self, state: Journey, stamp: Stamp) -> None:
        _check_place(state, self.step, self.of)
        if not state.emotions.veiled:
            raise Refused(_("The emotions were unveiled meanwhile: the table agrees on one now."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        placed = state.emotions.of_person(self.step, self.of, stamp.who)
        value = max(-2, min(2, (placed or 0) + self.by))
        state.emotions.put(self.step, self.of, value, stamp.who)


class Unveil(Command, stage=DURING, role=ANYONE, affects_others=True, title=_("Emotions shown")):
    """Show what everyone placed blind: the median and the spread. From then on the table agrees."""

    def check(self, state: Journey, stamp: Stamp) -> None:
        if not state.emotions.veiled:
            raise Refused(_("The emotions are in everybody's sight already."))
        if not state.emotions.has_any():
            raise Refused(_("Nobody has placed an emotion yet."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        state.emotions.unveiled = True


class PlaceAgain(Command, stage=DURING, role=ANYONE, affects_others=True, title=_("Emotions placed anew")):
    """Begin again, blind: what was placed and agreed goes."""

    def check(self, state: Journey, stamp: Stamp) -> None:
        if not (state.emotions.blind and state.emotions.unveiled):
            raise Refused(_("Emotions are being placed already."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        state.emotions.again()


FEELING_COMMANDS: tuple[type[Command], ...] = (Feel, Nudge, Unveil, PlaceAgain)
