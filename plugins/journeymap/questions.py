"""The irritants that were kept, dealt to the tables and rewritten: how might we…, so that…?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import Card, Table, Trace, translator
from beffroi.blocks.sheet import Line
from plugins.journeymap.irritants import Kept

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
            Card(line.id, line.text, "question", one.irritant.audience, one.irritant.id, parts=(line.part,), asks=True)
            for one, line in self.written()
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


def view(questions: Questions) -> dict[str, Any]:
    """What templates read."""
    return {"questions": questions.listed(), "pattern": PATTERN, "question_most": QUESTION}
