"""What people ask of a form: to send a page of it, and, facilitators, to enter one that was filled in on paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import field_validator

from beffroi.blocks.form.answers import PAPER, PAPER_MOST, Answers, Response, Sent
from beffroi.blocks.form.questions import Question, Wrong
from beffroi.blocks.form.shown import OPTIONS_MOST, QUESTIONS_MOST, TEXT_MOST, shown, value_of
from beffroi.blocks.written import words_erased
from beffroi.command import SHORT, Command
from beffroi.fields import Chosen, Ref, Words, tidy
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, NOBODY, Stamp
from beffroi.words import translator

_ = translator(__name__)


class _Sent(Command):
    """What a form sends: of each question what was chosen, and what was written."""

    said: dict[str, Any] = Chosen()
    words: dict[str, str] = Words(max=TEXT_MOST)

    @field_validator("said", mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        told = {name: _chosen(one) for name, one in _some(value).items()}
        return {name: one for name, one in told.items() if one}

    @field_validator("words", mode="before")
    @classmethod
    def _tidy_words(cls, value: Any) -> Any:
        told = {name: tidy(one, TEXT_MOST + 1) for name, one in _some(value).items() if isinstance(one, str)}
        return {name: one for name, one in told.items() if one}

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        """What was written, blanked; `places` count the questions that have words, by their names."""
        return words_erased(data, places)

    def undo_label(self, answers: Answers) -> str:
        return " · ".join(self.words[name] for name in sorted(self.words))

    def hidden_undo_label(self) -> str:
        return _.many("%(n)s answer", "%(n)s answers", len(self.said.keys() | self.words.keys()))


class Answer(_Sent, stage="answer", apart=True, announcement=_("Page kept")):
    """Send a page: what it holds takes the place of what was answered to its questions before."""

    page: str = Ref(edits=False)
    earlier: dict[str, Any] = Chosen()
    """Of each text that takes the place of another, the id that it goes on under: whoever erases one erases all."""

    @field_validator("earlier", mode="before")
    @classmethod
    def _ids(cls, value: Any) -> Any:
        return {name: _signs(one) for name, one in _some(value).items() if one}

    @classmethod
    def rewords(cls, data: dict[str, Any]) -> dict[int, str]:
        """By the place of each text, the one that it takes the place of."""
        earlier, words = data.get("earlier", {}), sorted(data.get("words", {}))
        return {place: earlier[name] for place, name in enumerate(words) if name in earlier}

    def check(self, answers: Answers, stamp: Stamp) -> None:
        page = answers.page(self.page)
        if page is None:
            raise Refused(CHANGED)
        must_take(answers, page.questions, self, answers.responses.get(stamp.who, Response()))

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        page = answers.page(self.page)
        if stamp.who != NOBODY:  # what is erased whole is nobody's answer any more
            asked = page.questions if page else ()
            answers.take(stamp.who, asked, sent_by(self, stamp))
            answers.has_pages = True
            answers.responses[stamp.who].site = stamp.site


class PaperAnswers(_Sent, stage="answer", apart=True, role=FACILITATOR, title=_("Answers from paper")):
    """Enter what one person answered on paper: the whole form at once."""

    def check(self, answers: Answers, stamp: Stamp) -> None:
        if answers.on_paper() >= PAPER_MOST:
            raise Refused(_("This form holds %(most)s answers from paper, and no more.", most=PAPER_MOST))
        if not self.said and not self.words:
            raise Refused(_("Nothing is filled in: copy what stands on the paper."))
        must_take(answers, tuple(answers.questions.values()), self, Response(), is_paper=True)

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        answers.has_pages = True
        answers.take(PAPER + stamp.id, tuple(answers.questions.values()), Sent(stamp.id, self.said, self.words))


def sent_by(answer: Answer, stamp: Stamp) -> Sent:
    """What an answer sends, as it is taken in."""
    return Sent(stamp.id, answer.said, answer.words, answer.earlier)


FORM_COMMANDS: tuple[type[Command], ...] = (Answer, PaperAnswers)

CHANGED = _("This form was changed meanwhile: the page shows it as it is now. Answer it again.")


def must_take(
    answers: Answers, asked: Sequence[Question], sent: _Sent, before: Response, *, is_paper: bool = False
) -> None:  # fmt: skip
    """Refuse, question by question, what is missing and what is no answer; on paper nothing is ever missing."""
    named = {question.id for question in asked}
    if not (sent.said.keys() | sent.words.keys()) <= named:
        raise Refused(CHANGED)
    said = {**_without(before.said, named), **sent.said}
    words = {**_without(before.words, named), **sent.words}
    visible = shown(answers.questions.values(), said, words)
    faults = {_field(one): _fault(one, sent, is_paper=is_paper) for one in asked if one.id in visible}
    errors = {name: fault for name, fault in faults.items() if fault}
    if errors:
        raise Refused(_("Some answers are missing or cannot be taken: see each question."), errors=errors)


def _field(question: Question) -> str:
    """The name of the field beside which it is told."""
    return f"{'words' if question.is_text else 'said'}.{question.id}"


def _without(kept: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in kept.items() if name not in names}


def _fault(question: Question, sent: _Sent, *, is_paper: bool) -> Any:
    """What is wrong with what was answered to a question; "" where nothing is."""
    try:
        value = value_of(question, sent.said, sent.words)
    except Wrong as wrong:
        return wrong.sentence
    return _("Answer this question.") if value is None and question.required and not is_paper else ""


def _some(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > QUESTIONS_MOST:
        raise ValueError("more answers than any form asks for")
    return value


def _chosen(value: Any) -> Any:
    """One answer as it is kept: signs, a list of them, or some by name; never more than a question offers."""
    if isinstance(value, list) and len(value) <= OPTIONS_MOST + 1:
        return [_signs(one) for one in value]
    if isinstance(value, dict) and len(value) <= OPTIONS_MOST:
        return {_signs(name): _signs(one) for name, one in value.items() if one != ""}
    return _signs(value)


def _signs(value: Any) -> str:
    if not isinstance(value, str | int) or len(str(value)) > SHORT:
        raise ValueError("no answer")
    return str(value)
