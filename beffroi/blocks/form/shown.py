"""Which questions of a form somebody is shown, by what they answered before; and forms that cannot be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from beffroi.blocks.form.questions import (
    DECLINED,
    AnyOf,
    Matrix,
    OneOf,
    Option,
    Page,
    Question,
    Ranking,
    Scale,
    ShortText,
    When,
    Wrong,
)
from beffroi.patterns import linear
from beffroi.words import translator

_ = translator(__name__)

QUESTIONS_MOST = 60
PAGES_MOST = 20
OPTIONS_MOST = 30
STEPS_LEAST, STEPS_MOST = 3, 11
TEXT_MOST = 4000

NAME = linear(r"^[a-z0-9][a-z0-9_-]{0,39}$")

Said = Mapping[str, Any]
"""What somebody answered, by question, as it was sent."""

Fault = tuple[int, Any]
"""The place of a question among all, and what is wrong with it."""


def value_of(question: Question, said: Said, words: Mapping[str, str]) -> Any:
    """What somebody answered to a question: None, `DECLINED` or a value. Raises `Wrong`."""
    raw = said.get(question.id)
    if raw in (DECLINED, [DECLINED]):
        if not question.declines:
            raise Wrong(_("This answer is no longer offered: choose again."))
        return DECLINED
    return question.read(raw, words.get(question.id, ""))


def value_or_none(question: Question, said: Said, words: Mapping[str, str]) -> Any:
    """As `value_of`; None where it is an answer to what the question was before it was changed."""
    try:
        return value_of(question, said, words)
    except Wrong:
        return None


def shown(
    questions: Iterable[Question], said: Said, words: Mapping[str, str], read: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The questions that somebody is shown, in their order, each with what they answered.

    `read` holds what was read before of the same answers, and is filled in.
    """
    values: dict[str, Any] = {}
    kinds: dict[str, Question] = {}
    read = {} if read is None else read
    for question in questions:
        if not question.when or all(_holds(one, kinds, values) for one in question.when):
            if question.id not in read:
                read[question.id] = value_or_none(question, said, words)
            values[question.id] = read[question.id]
            kinds[question.id] = question
    return values


def _holds(when: When, kinds: Mapping[str, Question], values: Mapping[str, Any]) -> bool:
    """Whether a condition holds; an answer to a question that is itself hidden counts for nothing."""
    value = values.get(when.question)
    if value is None:
        return False
    if not when.any_of:
        return bool(value != DECLINED)
    keys = {DECLINED} if value == DECLINED else kinds[when.question].keys(value)
    return not keys.isdisjoint(when.any_of)


# --- what cannot be asked -------------------------------------------------------------------------


def faults(pages: Sequence[Page]) -> Iterator[Fault]:
    """What is wrong with a form, question by question: each in a sentence that says what to do."""
    questions = [question for page in pages for question in page.questions]
    if len(pages) > PAGES_MOST:
        yield 0, _("A form holds %(most)s pages at most: this one has %(n)s.", most=PAGES_MOST, n=len(pages))
    if len(questions) > QUESTIONS_MOST:
        told = _("A form holds %(most)s questions at most: this one has %(n)s.", most=QUESTIONS_MOST, n=len(questions))
        yield QUESTIONS_MOST, told
    before: dict[str, Question] = {}
    all_ids = {question.id: question for question in questions}
    for n, question in enumerate(questions):
        yield from ((n, said) for said in _name_faults(question, before))
        yield from ((n, said) for said in _own_faults(question))
        yield from ((n, said) for when in question.when for said in _when_faults(question, when, before, all_ids))
        before.setdefault(question.id, question)


def _name_faults(question: Question, before: Mapping[str, Question]) -> Iterator[Any]:
    if not NAME.search(question.id):
        yield _("“%(name)s” is no name for a question: use small letters, figures, - and _.", name=question.id)
    if question.id in before:
        yield _("two questions are called “%(name)s”: give each a name of its own.", name=question.id)
    if not str(question.text).strip():
        yield _("it asks nothing: write the question.")


def _own_faults(question: Question) -> Iterator[Any]:
    if isinstance(question, OneOf | Ranking):
        yield from _option_faults(question.options)
    if isinstance(question, Matrix):
        yield from _option_faults(question.rows, least=1)
    if isinstance(question, Scale):
        yield from _scale_faults(question)
    if isinstance(question, AnyOf) and question.least > (question.most or len(question.options)):
        yield _.many(
            "it asks for %(n)s answer at least, and takes fewer.",
            "it asks for %(n)s answers at least, and takes fewer.",
            question.least,
        )
    if isinstance(question, ShortText) and not 1 <= question.most <= TEXT_MOST:
        yield _("a text holds 1 to %(most)s characters.", most=TEXT_MOST)


def _option_faults(options: Sequence[Option], least: int = 2) -> Iterator[Any]:
    ids = [one.id for one in options]
    if len(options) < least:
        yield _("it offers too few answers: write %(n)s at least, one a line.", n=least)
    if len(options) > OPTIONS_MOST:
        yield _("it offers %(n)s answers, and %(most)s are the most.", n=len(options), most=OPTIONS_MOST)
    for id in dict.fromkeys(one for one in ids if ids.count(one) > 1):
        yield _("two of its answers are the same, “%(name)s”: take one out, or give it a name of its own.", name=id)
    for id in ids:
        if id == DECLINED or not id:
            yield _("an answer has no name: write a few words.")


def _scale_faults(scale: Scale) -> Iterator[Any]:
    said, steps = dict(scale.anchors), scale.high - scale.low + 1
    ends = {"low": scale.low, "high": scale.high}
    if not STEPS_LEAST <= steps <= STEPS_MOST:
        yield _("a scale has %(least)s to %(most)s steps, such as 1-5.", least=STEPS_LEAST, most=STEPS_MOST)
    elif scale.low not in said or scale.high not in said:
        yield _("the ends of its scale say nothing: write what %(low)s and %(high)s mean.", **ends)
    for n in said:
        if not scale.low <= n <= scale.high:
            yield _("%(n)s is not on its scale, which goes from %(low)s to %(high)s.", n=n, **ends)


def _when_faults(
    question: Question, when: When, before: Mapping[str, Question], all_ids: Mapping[str, Question]
) -> Iterator[Any]:
    name = when.question
    if name == question.id or _leads_to(name, question.id, all_ids):
        yield _("it is shown only if “%(name)s” is answered, which waits for it in turn: break the circle.", name=name)
    elif name in all_ids and name not in before:
        yield _("it is shown only if “%(name)s” is answered, which comes later: ask that one before.", name=name)
    elif name not in before:
        yield _("it is shown only if “%(name)s” is answered, and no question is called so.", name=name)
    else:
        yield from _answer_faults(before[name], when)


def _leads_to(name: str, wanted: str, all_ids: Mapping[str, Question]) -> bool:
    """Whether a question waits, directly or through others, for the one that is wanted."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here in seen or here not in all_ids:
            continue
        seen.add(here)
        waiting += [one.question for one in all_ids[here].when]
        if wanted in waiting:
            return True
    return False


def _answer_faults(asked: Question, when: When) -> Iterator[Any]:
    known = {one.id for one in asked.answers()} | ({DECLINED} if asked.declines else set())
    if when.any_of and not asked.answers():
        yield _("“%(name)s” has no list of answers: write only that it is answered.", name=asked.id)
        return
    for one in when.any_of:
        if one not in known:
            yield _("“%(answer)s” is no answer to “%(name)s”.", answer=one, name=asked.id)
