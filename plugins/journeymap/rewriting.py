"""The commands of rewriting: irritants dealt and given to tables, their questions written."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, FACILITATOR, Command, Ref, Refused, Stamp, TableIds, Text, translator
from beffroi.blocks.sheet import Line
from plugins.journeymap.journey import Journey
from plugins.journeymap.questions import GAP, QUESTION, Question

_ = translator(__name__)


def _question(state: Journey, id: str) -> Question:
    if id not in state.questions.order:
        raise Refused(_("That irritant is no longer among those that were kept."))
    return state.questions.by_irritant[id]


class Deal(Command, stage="rewrite", role=FACILITATOR, title=_("Irritants dealt to the tables")):
    """Deal the kept irritants to the tables in turn; again, to give those of a table that left to the others."""

    tables: tuple[str, ...] = TableIds()

    def check(self, state: Journey, stamp: Stamp) -> None:
        if not self.tables:
            raise Refused(_("Nobody sits at a table yet: seat people first, or let everyone write."))

    def apply(self, state: Journey, stamp: Stamp) -> None:
        state.questions.deal(self.tables)


class Entrust(Command, stage="rewrite", role=FACILITATOR, title=_("Irritant given to a table")):
    """Give one kept irritant to a table, or to everybody."""

    irritant: str = Ref()
    table: str = Ref(default="")

    def undo_label(self, state: Journey) -> str:
        return _question(state, self.irritant).irritant.text if self.irritant in state.questions.order else ""

    def check(self, state: Journey, stamp: Stamp) -> None:
        _question(state, self.irritant)

    def apply(self, state: Journey, stamp: Stamp) -> None:
        known = state.questions.by_irritant.get(self.irritant)
        if known:
            state.questions.by_irritant[self.irritant] = replace(known, table=self.table)


class Rewrite(Command, stage="rewrite", role=ANYONE, keeps_table=True, title=_("Question written")):
    """Write the question of a kept irritant, or word it anew; `base` is the mark of the wording that its writer saw.

    `line` is the question that is worded anew: what erases it finds its other wordings by that.
    """

    irritant: str = Ref(edits=False)
    line: str = Ref(default="", edits=True)
    base: str = Ref(default="")
    text: str = Text(_("How might we… so that…?"), max=QUESTION, lines=3)

    def check(self, state: Journey, stamp: Stamp) -> None:
        question = _question(state, self.irritant)
        if stamp.role != FACILITATOR and question.table not in ("", stamp.table):
            raise Refused(_("This one is another table's: yours bears the name of your table."))
        if GAP in self.text or "..." in self.text:
            raise Refused(_("Fill both gaps: what we might do, and so that what changes for whom."))
        if question.line:
            question.line.may_be_reworded(self.text, self.base)

    def apply(self, state: Journey, stamp: Stamp) -> None:
        question = state.questions.by_irritant.get(self.irritant)
        if question is None:
            return
        line = question.line
        new = line.reworded(self.text, self.base, stamp) if line else _first(self, stamp)
        state.questions.by_irritant[self.irritant] = replace(question, line=new)


def _first(said: Rewrite, stamp: Stamp) -> Line:
    return Line(stamp.id, said.irritant, said.text, stamp.id)


QUESTION_COMMANDS: tuple[type[Command], ...] = (Deal, Entrust, Rewrite)
