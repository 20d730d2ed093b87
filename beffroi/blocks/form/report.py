"""What leaves a form: its tables, and its sections of the report. Counts, never who answered what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from beffroi.blocks.form.answers import Answers
from beffroi.blocks.form.questions import Question
from beffroi.blocks.form.views import Found, found, mark_of, said_of
from beffroi.report import Bar, Bars, Figure, Grid, Heading, Item, Listing, Matrix, Paragraph, Piece, Row, Section
from beffroi.vocabulary import SiteName, Table
from beffroi.words import translator

_ = translator(__name__)


def tables_of(answers: Answers) -> Iterable[Table]:
    """Once the form is closed: each answer with its count; matrices and rankings; what was written, shuffled."""
    if not answers.is_over:
        return
    asked = list(found(answers))
    columns = (_("Question"), _("Answer"), _("Count"), _("Answered"), _("Asked"), _("No answer"))
    yield Table("answers", columns, [row for one in asked for row in _counted(one)])
    texts = [(one.text, id, words) for one in asked for id, words in one.texts]
    if texts:
        rows = [(question, words) for question, _id, words in texts]
        yield Table("texts", (_("Question"), _("Words")), rows, [{"card": id} for _text, id, _words in texts])


def _counted(one: Found) -> Iterator[tuple[Any, ...]]:
    base = (one.answered, one.of, one.declined)
    for share in one.shares:
        yield (one.text, share.text, share.n, *base)
    for text, shares, _mean in one.rows:
        for share in shares:
            yield (one.text, _("%(row)s: %(step)s", row=text, step=share.text), share.n, *base)
    for text, place in one.places:
        yield (one.text, text, place.points, *base)
    if not (one.shares or one.rows or one.places):
        yield (one.text, "", one.answered, *base)


def sections_of(answers: Answers) -> Iterable[Section]:
    """The figures for everybody; what people wrote only where whoever makes the report asks for it by name."""
    if not answers.is_over or not answers.responses:
        return
    yield Section("form", _("What was answered"), tuple(_pieces(answers)))
    written = [one for one in found(answers) if one.texts]
    if written:
        yield Section("texts", _("In their own words"), tuple(_written(written)), on_request=True)


def _pieces(answers: Answers) -> Iterator[Piece]:
    yield Figure(len(answers.responses), _("people answered"), version="direction")
    yield Paragraph(_("Those who answered chose to: this is no sample."))
    for one in found(answers):
        yield Heading(one.text, _("%(n)s of %(of)s who were asked", n=one.answered, of=one.of))
        yield from drawn(one)
        yield from _by_site(answers, answers.questions[one.id])


def drawn(one: Found) -> Iterator[Piece]:
    """What came of a question, as pieces of a report."""
    if one.mean is not None:
        yield Figure(round(one.mean, 1), _("on average"))
    if one.shares:
        yield Bars([Bar(share.text, share.n, f"{share.percent} %") for share in one.shares], _("Answers"), one.text)
    if one.rows:
        rows = [Row((text, *(share.n for share in shares))) for text, shares, _mean in one.rows]
        yield Matrix([step.id for step in one.steps], rows, one.text)
    if one.places:
        yield Bars([Bar(text, place.points) for text, place in one.places], _("Points"), one.text)


def _by_site(answers: Answers, question: Question) -> Iterator[Piece]:
    sites = answers.by_site(question.id) if question.answers() else {}
    if sites:
        offered = [(said_of(question, one), mark_of(question, one.id)) for one in question.answers()]
        rows = [Row((text, *(counts[mark] for counts in sites.values()))) for text, mark in offered]
        yield Grid((_("Answer"), *map(SiteName, sites)), rows, _("By site"))


def _written(asked: Iterable[Found]) -> Iterator[Piece]:
    for one in asked:
        yield Heading(one.text)
        yield Listing([Item(words, ids=(id,)) for id, words in one.texts])
