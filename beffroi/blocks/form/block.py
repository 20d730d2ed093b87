"""The form of a method, as it holds it: `answers = Form(Page(…))`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from beffroi.block import Block
from beffroi.blocks.form.answers import Answers, Around
from beffroi.blocks.form.blank import blank_pages
from beffroi.blocks.form.commands import FORM_COMMANDS
from beffroi.blocks.form.crossings import Pair, crossings, fault, pairs_in, publish
from beffroi.blocks.form.files import from_file, to_file
from beffroi.blocks.form.invited import group_fault, groups_in
from beffroi.blocks.form.notation import Line, read
from beffroi.blocks.form.questions import Page, Question
from beffroi.blocks.form.report import cards_of, sections_of, tables_of
from beffroi.blocks.form.settings import FormSettings, Subject, WrittenForm
from beffroi.blocks.form.shown import faults
from beffroi.blocks.form.stages import ANSWER, RESULTS
from beffroi.blocks.form.together import TOGETHER, TOGETHER_COMMANDS, led, my_turn, turn_of
from beffroi.blocks.form.views import drawn_pages, found, own_answers, shortened, without_texts
from beffroi.blocks.words_down import WORDS_DOWN_COMMANDS
from beffroi.from_file import FromFile
from beffroi.moderation import MOTIVES
from beffroi.refused import Refused
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Kind, Stage, Table, Trace
from beffroi.words import speaking, translator

_ = translator(__name__)

TOLD = 3
"""Faults of a text that are told at once."""


class Form(Block[Answers, FormSettings | WrittenForm]):
    """Typed questions with conditions, in pages; one answer a person, which they change until the form closes.

    `pages` are those of its author; without any, a facilitator writes the questions in the settings, a line each.
    `crossings` are pairs of their ids: how many of those who said this said that. `together` adds a stage in which
    facilitators lead from question to question, and show the results of those that they choose. Raises `ValueError`
    where they cannot be asked, and says which question, and what to do.
    """

    kind = "form"
    template = "blocks/form.html"
    stages: ClassVar[tuple[Stage, ...]] = (ANSWER, RESULTS)
    commands = (*FORM_COMMANDS, *WORDS_DOWN_COMMANDS)
    settings: ClassVar[type[Subject]] = FormSettings
    kinds = {"text": Kind(_("Answer in words"), "evidence", weighs=True)}

    def __init__(self, *pages: Page, crossings: Sequence[Pair] = (), together: bool = False, title: Any = "") -> None:
        super().__init__(title=title)
        self.pages, self.crossings = pages, tuple(crossings)
        if not pages:
            self.settings = WrittenForm  # type: ignore[misc]  # each form has its own
            self.reads_files = _("a questionnaire that was saved from here, or one of LimeSurvey (.lss)")  # type: ignore[misc]
        if together:
            self.stages = (ANSWER, TOGETHER, RESULTS)  # type: ignore[misc]
            self.commands = (*self.commands, *TOGETHER_COMMANDS)  # type: ignore[misc]
        _must_be_asked(pages, self.crossings)

    def asked(self, settings: FormSettings | WrittenForm) -> tuple[Page, ...]:
        """The pages that are asked."""
        if not isinstance(settings, WrittenForm):
            return self.pages
        return read(settings.questions, declines=settings.offer_no_answer).pages

    def check_settings(self, settings: FormSettings | WrittenForm, /) -> None:
        if isinstance(settings, WrittenForm) and (said := group_fault(settings.groups)):
            raise Refused(said, errors={"groups": said})
        told = read(settings.questions).faults if isinstance(settings, WrittenForm) else ()
        if told:
            raise Refused(" ".join(map(_of_line, told[:TOLD])))
        if isinstance(settings, WrittenForm) and (
            said := fault(_questions_of(self.asked(settings)), self.pairs(settings))
        ):
            raise Refused(said, errors={"crossings": said})

    def from_file(self, data: bytes, /) -> FromFile:
        return from_file(data)

    def to_file(self, settings: FormSettings | WrittenForm, /) -> str:
        return to_file(settings) if isinstance(settings, WrittenForm) else super().to_file(settings)

    def pairs(self, settings: FormSettings | WrittenForm) -> tuple[Pair, ...]:
        """The questions that are crossed."""
        return pairs_in(settings.crossings) if isinstance(settings, WrittenForm) else self.crossings

    def start(self, settings: FormSettings | WrittenForm, cards: Sequence[Card]) -> Answers:
        return Answers(
            self.asked(settings),
            show_texts=settings.show_texts,
            crossed=self.pairs(settings),
            around=_around(settings),
        )

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        answers = self.of(state)
        answers.open, answers.is_together = stage == ANSWER.id, stage == TOGETHER.id
        if answers.is_together and answers.turn not in answers.questions:
            for name in [*answers.questions][:1]:
                answers.go_to(name)
        _close(answers, is_over=stage == RESULTS.id)

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        answers = self.of(state)
        answers.open = answers.is_together = False
        _close(answers, is_over=is_over)

    def view(self, answers: Answers, /) -> dict[str, Any]:
        shown = found(answers) if answers.is_over else ()
        told = [one if answers.show_texts and one.is_told else without_texts(one) for one in shown if one.of]
        people = {"people": len(answers.responses), "begun": answers.begun, "invited": answers.around.invited}
        turn = turn_of(answers, texts=answers.show_texts) if answers.is_together else None
        both = tuple(crossings(answers)) if answers.is_over else ()
        return {"found": shortened(told), "crossings": both, "turn": turn, **(people if answers.is_over else {})}

    def facilitator_view(self, answers: Answers, /) -> dict[str, Any]:
        read: dict[str, Any] = {"found": shortened([*found(answers)] if answers.is_over else [])}
        read |= {"down": answers.words_down(), "motives": tuple(MOTIVES.items())}
        if answers.is_together:
            read |= {"turn": turn_of(answers, texts=True), "questions": led(answers)}
        return {**self.view(answers), **read}

    def settings_view(self, settings: FormSettings | WrittenForm, /) -> dict[str, Any]:
        pages = self.asked(settings)
        return {"paper": drawn_pages(Answers(pages), None), "blank": blank_pages(pages), "around": _around(settings)}

    def personal_view(self, answers: Answers, who: str, /) -> dict[str, Any]:
        response, down = answers.responses.get(who), {"words_down": answers.down_of(who)}
        if answers.is_together:
            return {"turn": my_turn(answers, response), "answered": (), "pages": (), **down}
        if not answers.open:
            return {"pages": (), "finished": False, "answered": own_answers(answers, response), **down}
        drawn = {"pages": drawn_pages(answers, response), "around": answers.around, "asked": len(answers.questions)}
        return {**drawn, "finished": who in answers.finished, "answered": (), **down}

    def counts(self, answers: Answers, /) -> Sequence[Any]:
        done, begun = len(answers.finished), answers.begun
        told = _.many("%(n)s person has answered", "%(n)s people have answered", done)
        more = [_.many("%(n)s has begun", "%(n)s have begun", begun)] if begun else []
        return [told if done else _("Nobody has answered yet"), *more]

    def participants(self, answers: Answers, stage: str, /) -> int | None:
        if stage == TOGETHER.id and answers.turn in answers.tallies:
            return answers.tallies[answers.turn].answered
        return len(answers.finished) if stage == ANSWER.id else None

    def papers(self, answers: Answers, stage: str, /) -> int:
        return answers.papers_to(answers.turn) if stage == TOGETHER.id else answers.on_paper()

    def can_void(self, answers: Answers, /) -> bool:
        return answers.open

    def void(self, answers: Answers, who: str, /) -> None:
        answers.void(who)

    def question(self, settings: FormSettings | WrittenForm, stage: str, /) -> str:
        return settings.form_question

    def tables(self, answers: Answers, /) -> Iterable[Table]:
        return tables_of(answers)

    def report(
        self, answers: Answers, tables: Sequence[OfTable[Answers]], settings: FormSettings | WrittenForm, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(answers)

    def cards(self, answers: Answers, /) -> Sequence[Card]:
        return cards_of(answers)

    def traces(self, answers: Answers, /) -> Iterable[Trace]:
        return ()  # what was written was not read for names: a chain begins where somebody did


def _around(settings: FormSettings | WrittenForm) -> Around:
    if not isinstance(settings, WrittenForm):
        return Around()
    groups = groups_in(settings.groups)
    invited = sum(n for _name, n in groups) or settings.invited
    return Around(settings.introduction, settings.takes, settings.thanks, invited, groups)


def _close(answers: Answers, *, is_over: bool) -> None:
    """Once it is over, everyone sees what came of it."""
    answers.is_over = is_over
    if is_over:
        answers.publish(answers.questions)
        publish(answers)


def _questions_of(pages: Sequence[Page]) -> dict[str, Question]:
    return {one.id: one for page in pages for one in page.questions}


def _of_line(line: Line) -> str:
    number, said = line
    return str(_("Line %(line)s: %(said)s", line=number, said=said))


def _must_be_asked(pages: Sequence[Page], crossings: Sequence[Pair]) -> None:
    """Raise where an author's form cannot be asked: by its question, with what to do."""
    questions = [question for page in pages for question in page.questions]
    with speaking("en"):
        for place, said in faults(pages):
            named = questions[min(place, len(questions) - 1)].id if questions else "Form()"
            raise ValueError(f"Question “{named}”: {said}")
        for page in pages:
            if not page.questions:
                raise ValueError(f"Page “{page.title}” asks nothing: give it questions, or take it out.")
        if said := fault(_questions_of(pages), crossings):
            raise ValueError(f"crossings: {said}")
