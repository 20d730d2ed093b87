"""What a table writes in the cells beyond the sheet's own commands: words and what goes with them, in one go."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, Choice, Command, Flag, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.sheet import DURING, Line
from plugins.journeymap.journey import LEVELS, Journey, Pursuit
from plugins.journeymap.lanes import AGENT, EMOTION, LANES, OPPORTUNITIES

_ = translator(__name__)

LONGEST = 200

OWNER, INDICATOR = 60, 120
"""Characters of an opportunity's owner, and of its indicator."""

SIDE_BY_SIDE = 4
"""As many times that many may stand there, where several people wrote at once."""

READ_MOST = 4000
"""Wordings of one map that are remembered, at most."""


def _line(state: Journey, id: str) -> Line:
    line = state.sheet.lines.get(id)
    if line is None:
        raise Refused(_("That sentence is no longer there."))
    return line


def _lane(line: Line) -> str:
    return line.slot.partition(":")[2]


class Rework(Command, stage=DURING, role=ANYONE, title=_("Sentence changed")):
    """Change a sentence of a cell, move it, say what it rests on and how sure its cell is, or take it out: in one go.

    `base` is the mark of the wording that its writer saw ("": the first). Words that its writer left as they were
    change nothing, whatever somebody else made of them meanwhile.
    """

    line: str = Ref(edits=True)
    base: str = Ref(default="")
    text: str = Text(_("Wording"), max=LONGEST, lines=3)
    step: str = Ref(default="")
    rests: str = Ref(default="")
    level: str = Ref(default="")
    out: bool = Flag(_("Take this sentence out; it can come back"))

    def undo_label(self, state: Journey) -> str:
        return self.text

    def check(self, state: Journey, stamp: Stamp) -> None:
        line = _line(state, self.line)
        slot = state.sheet.slot(f"{self.step}:{_lane(line)}" if self.step else line.slot)
        if slot is None:
            raise Refused(_("That cell is no longer on the map: your text is given back to you."))
        if len(self.text) > slot.max:
            raise Refused(_("%(most)s characters at most here.", most=slot.max))
        if slot.id != line.slot and len(state.sheet.at(slot.id)) >= slot.most:
            raise Refused(_("That cell is full: choose another step, or take a sentence out of it."))
        if self.rests and self.rests not in state.sheet.evidence:
            raise Refused(_("That source is no longer here: choose another."))
        if self.level and self.level not in LEVELS:
            raise Refused(_("Choose one of the levels offered."))
        if len(state.read) >= READ_MOST:
            raise Refused(_("This map has been changed %(most)s times: it is read from now on.", most=READ_MOST))
        if self.rests:
            line.may_rest_on(self.rests)
        base = self.base or self.line
        if self._says_anew(state, line, base):
            line.may_be_reworded(self.text, base)

    def _says_anew(self, state: Journey, line: Line, base: str) -> bool:
        """Whether its words are other than those that its writer saw."""
        seen = line.text if base == line.mark else state.read.get(base)
        return self.text != seen or (base == line.mark and bool(line.rivals))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        line = state.sheet.lines.get(self.line)
        if line is None:
            return
        base = self.base or self.line
        state.read[line.mark] = line.text
        if self._says_anew(state, line, base):
            line = line.reworded(self.text, base, stamp)
        if self.rests and self.rests not in line.sources:
            line = replace(line, sources=(*line.sources, self.rests))
        if self.step and self.step != line.slot.partition(":")[0]:
            del state.sheet.lines[line.id]  # last in its new cell
            line = replace(line, slot=f"{self.step}:{_lane(line)}")
        state.sheet.lines[line.id] = replace(line, struck=self.out)
        if self.level:
            state.levels[line.slot] = self.level


class Pursue(Rework, stage=DURING, role=ANYONE, title=_("Opportunity changed")):
    """As `Rework`, of an opportunity: also who follows it, and by what one will see it."""

    owner: str = Text(_("Owner"), max=OWNER, required=False)
    indicator: str = Text(_("Indicator, with a number"), max=INDICATOR, required=False)

    def check(self, state: Journey, stamp: Stamp) -> None:
        super().check(state, stamp)
        if _lane(_line(state, self.line)) != OPPORTUNITIES:
            raise Refused(_("Only an opportunity has an owner and an indicator."))
        said = self._pursuit(state)
        if len(said.owner) > SIDE_BY_SIDE * OWNER or len(said.indicator) > SIDE_BY_SIDE * INDICATOR:
            raise Refused(_("Several owners or indicators stand here already: keep one of each first."))

    def _pursuit(self, state: Journey) -> Pursuit:
        """What is said of it then: what others said meanwhile stays beside it."""
        line, known = state.sheet.lines.get(self.line), state.pursuits.get(self.line, Pursuit())
        said = Pursuit(self.owner, self.indicator)
        if said == known or (line is not None and line.mark == (self.base or self.line)):
            return said
        return Pursuit(_both(known.owner, self.owner), _both(known.indicator, self.indicator))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        line, known = state.sheet.lines.get(self.line), state.pursuits.get(self.line, Pursuit())
        said = self._pursuit(state)
        super().apply(state, stamp)
        if line is None or Pursuit(self.owner, self.indicator) == known:
            return
        state.pursuits[self.line] = said
        # The words may be the same: what is said beside them makes a new mark too.
        state.read[line.mark] = line.text
        now = state.sheet.lines[self.line]
        state.sheet.lines[self.line] = replace(now, mark=stamp.id)
        state.read[stamp.id] = now.text


def _both(known: str, said: str) -> str:
    """What two people said meanwhile: neither goes."""
    return " / ".join(dict.fromkeys(filter(None, (known, said))))


class Level(Command, stage=DURING, role=ANYONE, title=_("Evidence said")):
    """Say how sure a cell is: a hypothesis, partly documented, documented."""

    cell: str = Ref()
    level: str = Choice(_("Evidence"), LEVELS)

    def check(self, state: Journey, stamp: Stamp) -> None:
        step, _colon, lane = self.cell.partition(":")
        if state.columns.step(step) is None or lane not in LANES or not state.lanes[lane]:
            raise Refused(_("That cell is no longer on the map."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        state.levels[self.cell] = self.level


class Truth(Command, stage=DURING, role=ANYONE, title=_("Moment of truth marked")):
    """Mark a step as a moment of truth, or no longer."""

    step: str = Ref()
    on: bool = Flag(_("Moment of truth"))

    def check(self, state: Journey, stamp: Stamp) -> None:
        if state.columns.step(self.step) is None:
            raise Refused(_("That step is no longer on the map."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        column = state.columns.find(self.step)
        if column:
            state.columns.change(replace(column, truth=self.on))


class SwitchLane(Command, stage=DURING, role=ANYONE, title=_("Lane shown or hidden")):
    """Switch a lane on or off; what stands in it is kept."""

    lane: str = Ref()
    on: bool = Flag(_("On"))

    def check(self, state: Journey, stamp: Stamp) -> None:
        if self.lane not in state.lanes:
            raise Refused(_("There is no such lane."))
        if self.lane == AGENT and self.on and not state.lanes[EMOTION]:
            raise Refused(_("Switch the emotion lane on first."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        state.lanes[self.lane] = self.on


class TakeActor(Command, stage=DURING, role=ANYONE, title=_("Actor taken")):
    """Take a persona as the actor; beside the one that stands there, if one does."""

    card: str = Ref()

    def check(self, state: Journey, stamp: Stamp) -> None:
        if self.card not in {card.id for card in state.personas()}:
            raise Refused(_("That persona is no longer here: choose another."))
        here = state.sheet.at("actor")
        if here:
            here[0].may_be_reworded(state.sheet.evidence[self.card].text, "")
            here[0].may_rest_on(self.card)
        else:
            state.sheet.room_for("actor")

    def apply(self, state: Journey, stamp: Stamp) -> None:
        card = state.sheet.evidence[self.card]
        here = state.sheet.at("actor")
        if not here:
            state.sheet.lines[stamp.id] = Line(stamp.id, "actor", card.text, stamp.id, sources=(card.id,), said=card.id)
            return
        line = here[0].reworded(card.text, "", stamp, card.id)
        state.sheet.lines[line.id] = replace(line, sources=tuple(dict.fromkeys((*line.sources, card.id))))


WRITING_COMMANDS: tuple[type[Command], ...] = (Rework, Pursue, Level, Truth, SwitchLane, TakeActor)
