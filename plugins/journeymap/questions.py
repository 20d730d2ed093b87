"""The irritants that were kept, dealt to the tables and rewritten: how might we…, so that…?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from beffroi import ANYONE, FACILITATOR, Card, Command, Ref, Refused, Stamp, Table, TableIds, Text, Trace, translator
from beffroi.blocks.sheet import Line
from plugins.journeymap.irritants import Kept

if TYPE_CHECKING:
    from plugins.journeymap.journey import Journey

_ = translator(__name__)

QUESTION = 240
"""Characters of a question."""

GAP = "…"
PATTERN = _("How might we … so that … ?")
"""What a question begins with: two gaps to fill."""


@dataclass(frozen=True)
class Question:
    """A kept irritant, the table that rewrites it ("": anybody), and its question once written."""

    irritant: Kept
    table: str = ""
    line: Line | None = None


@dataclass
class Questions:
    """By irritant, what becomes of it; `order` are those that are kept now."""

    by_irritant: dict[str, Question] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def open(self, kept: Iterable[Kept]) -> None:
        """Take the irritants that are kept; what was written of them before is there again."""
        self.order = []
        for irritant in kept:
            known = self.by_irritant.get(irritant.id, Question(irritant))
            self.by_irritant[irritant.id] = replace(known, irritant=irritant)
            self.order.append(irritant.id)

    def listed(self) -> list[Question]:
        """Those that are kept, the most dots first."""
        return [self.by_irritant[id] for id in self.order]

    def written(self) -> list[tuple[Question, Line]]:
        """Those that have their question."""
        return [(question, question.line) for question in self.listed() if question.line]

    def deal(self, tables: Sequence[str]) -> None:
        """Give those that no table at work has to the tables in turn, the least laden first."""
        laden = Counter(question.table for question in self.listed())
        for id in self.order:
            question = self.by_irritant[id]
            if tables and question.table not in tables:
                table = min(tables, key=lambda one: laden[one])
                laden[table] += 1
                self.by_irritant[id] = replace(question, table=table)

    # --- what leaves them ------------------------------------------------------------------

    def cards(self) -> list[Card]:
        """The questions, for ideation."""
        return [
            Card(line.id, line.text, "question", asked.irritant.audience, asked.irritant.id, parts=(line.part,))
            for asked, line in self.written()
        ]

    def table(self) -> Table:
        """Each kept irritant with its question."""
        rows = [(asked.irritant.text, asked.line.text if asked.line else "") for asked in self.listed()]
        links = [{"card": asked.line.id if asked.line else "", "origin": asked.irritant.id} for asked in self.listed()]
        return Table("questions", (_("Irritant"), _("Question")), rows, links)

    def traces(self) -> Iterable[Trace]:
        """Each question, with the irritant it came from."""
        for asked, line in self.written():
            yield Trace(line.id, line.text, "question", (asked.irritant.id,), asked.irritant.audience)


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

    def told(self, state: Journey) -> str:
        return _question(state, self.irritant).irritant.text if self.irritant in state.questions.order else ""

    def check(self, state: Journey, stamp: Stamp) -> None:
        _question(state, self.irritant)

    def apply(self, state: Journey, stamp: Stamp) -> None:
        known = state.questions.by_irritant.get(self.irritant)
        if known:
            state.questions.by_irritant[self.irritant] = replace(known, table=self.table)


class Rewrite(Command, stage="rewrite", role=ANYONE, at_table=True, title=_("Question written")):
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


def view(questions: Questions) -> dict[str, Any]:
    """What templates read."""
    return {"questions": questions.listed(), "pattern": PATTERN, "question_most": QUESTION}
