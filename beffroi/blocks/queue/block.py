"""The questions of a method, as it holds them: `line = Queue()`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from beffroi.block import Block
from beffroi.blocks.queue.commands import QUEUE_COMMANDS
from beffroi.blocks.queue.question import ANSWERED, FOLLOWED, QUEUED, STATES, Question
from beffroi.blocks.queue.questions import Questions
from beffroi.blocks.queue.report import promise_of, sections_of, tables_of
from beffroi.blocks.queue.settings import QueueSettings
from beffroi.blocks.queue.stages import AIR, BOX, CLOSE
from beffroi.blocks.queue.views import seen_by_all, seen_by_facilitators, seen_by_one
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Kept, Kind, Table, Trace
from beffroi.words import translator

_ = translator(__name__)


class Queue(Block[Questions, QueueSettings]):
    """Questions are asked in writing, read before they show, supported, put on air one by one and answered.

    The next is proposed so that everybody is heard once before anybody is heard twice, and sites take turns; whoever
    facilitates decides.
    """

    kind = "queue"
    template = "blocks/queue.html"
    stages = (BOX, AIR, CLOSE)
    commands = QUEUE_COMMANDS
    settings = QueueSettings
    kinds = {"question": Kind(_("Question"), weighs=True)}
    takes_cards = True

    def start(self, settings: QueueSettings, cards: Sequence[Card]) -> Questions:
        questions = Questions(settings)
        questions.take_in(cards)
        return questions

    def add_cards(self, questions: Questions, cards: Sequence[Card], /) -> None:
        questions.take_in(cards)

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        questions = self.of(state)
        questions.is_closed = stage == CLOSE.id
        if stage != AIR.id:
            questions.leave_air(ANSWERED)
        questions.sort_anew()

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        questions = self.of(state)
        questions.leave_air(ANSWERED)
        questions.is_closed = is_over

    def view(self, questions: Questions, /) -> dict[str, Any]:
        return {**seen_by_all(questions), "promise": self._promise(questions)}

    def facilitator_view(self, questions: Questions, /) -> dict[str, Any]:
        return {**seen_by_facilitators(questions), "promise": self._promise(questions)}

    def personal_view(self, questions: Questions, who: str, /) -> dict[str, Any]:
        return {**seen_by_one(questions, who), "promise": self._promise(questions)}

    @staticmethod
    def _promise(questions: Questions) -> Any:
        return promise_of(questions.rules.written_who, questions.rules.written_by) if questions.is_closed else ""

    def participants(self, questions: Questions, stage: str, /) -> int | None:
        return questions.people() if stage == BOX.id else None

    def papers(self, questions: Questions, stage: str, /) -> int:
        return questions.papers()

    def question(self, settings: QueueSettings, stage: str, /) -> str:
        return settings.subject

    def tables(self, questions: Questions, /) -> Iterable[Table]:
        return tables_of(questions)

    def report(
        self, questions: Questions, tables: Sequence[OfTable[Questions]], settings: QueueSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(questions, self.titled)

    def kept(self, questions: Questions, /) -> Sequence[Kept]:
        """What is to be followed up."""
        return [Kept(one.id, one.text, one.line) for one in questions.heads(FOLLOWED)]

    def outcomes(self, questions: Questions, /) -> Mapping[str, Any]:
        return {one.id: STATES[one.state] for one in questions.heads(ANSWERED, FOLLOWED)}

    def cards(self, questions: Questions, /) -> Sequence[Card]:
        """What still asks: what is to be followed up, and what was not reached."""
        return [self._card(one) for one in questions.heads(FOLLOWED, QUEUED)]

    @staticmethod
    def _card(one: Question) -> Card:
        return Card(one.id, one.text, "question", origin=one.origin, parts=one.parts, asks=True)

    def traces(self, questions: Questions, /) -> Iterable[Trace]:
        for one in questions.heads(QUEUED, ANSWERED, FOLLOWED):
            yield Trace(one.id, one.text, "question", (one.origin,) if one.origin else ())
