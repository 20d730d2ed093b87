"""What leaves a queue: its table, and the minutes in the report. Who asked or supports what is in neither."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi.blocks.queue.question import ANSWERED, FOLLOWED, ON_AIR, QUEUED, RECEIVED, REFUSED, STATES, Question
from beffroi.blocks.queue.questions import Questions
from beffroi.moderation import told_of
from beffroi.report import Figure, Heading, Item, Listing, Paragraph, Piece, Section
from beffroi.report.numbers import day_in_words
from beffroi.vocabulary import SiteName, Table
from beffroi.words import translator

_ = translator(__name__)

TOLD = (QUEUED, ON_AIR, ANSWERED, FOLLOWED)


def promise_of(who: str, day: str) -> Any:
    """What becomes of what was not reached, in a sentence; "" where nothing was promised."""
    by = day_in_words(day)
    if who and day:
        return _("What was not reached is answered in writing by %(who)s, by %(by)s.", who=who, by=by)
    if day:
        return _("What was not reached is answered in writing by %(by)s.", by=by)
    return _("What was not reached is answered in writing by %(who)s.", who=who) if who else ""


def tables_of(questions: Questions) -> Iterator[Table]:
    """A row a question that was let in: how it stands, how many want it answered, what was answered."""
    sites = (_("Site"),) if questions.sited else ()
    columns = (_("Number"), _("Question"), _("State"), _("Supporters"), _("Answer"), _("Merged with it"), *sites)
    rows, links = [], []
    for one in questions.heads(*TOLD):
        shown = questions.shown(one.id)
        site = (SiteName(shown.site),) if questions.sited else ()
        said = (one.number, one.text, STATES[one.state], questions.supporters(one.id), one.line)
        rows.append((*said, " · ".join(shown.also), *site))
        links.append({"card": one.id, "origin": one.origin})
    if rows:
        yield Table("questions", columns, rows, links)


def sections_of(questions: Questions, title: Any = "") -> Iterator[Section]:
    """The minutes: what was answered, what is followed up, what was not reached, how many were refused and why."""
    pieces = tuple(_pieces(questions))
    if pieces:
        yield Section("questions", title or _("Questions and answers"), pieces, version="direction")


def _pieces(questions: Questions) -> Iterator[Piece]:
    told = questions.heads(*TOLD)
    if told:
        yield Figure(len(told), _("questions were let in"), version="direction")
    for shown in questions.answered():
        one = questions.by_id[shown.id]
        yield Heading(_called(one), STATES[one.state], **_made_of(one), version="direction")
        if one.line:
            yield Paragraph(one.line, ids=(one.noted,), version="direction")
        if shown.also:
            yield Listing([Item(text, ids=(id,)) for id, text in shown.merged], _("Merged with it"))
    left = questions.heads(QUEUED, ON_AIR)
    if left:
        items = [Item(one.text, one.number, _supporters(questions, one), **_made_of(one)) for one in left]
        yield Listing(items, _("Not reached"), version="direction")
    promise = promise_of(questions.rules.written_who, questions.rules.written_by) if left else ""
    if promise:
        yield Paragraph(promise, version="direction")
    unread = len(questions.heads(RECEIVED))
    if unread:
        yield Paragraph(_.many("%(n)s question was not read.", "%(n)s questions were not read.", unread))
    if questions.heads(REFUSED):
        yield told_of(questions.refused())


def _called(one: Question) -> Any:
    return _("%(n)s. %(text)s", n=one.number, text=one.text)


def _supporters(questions: Questions, one: Question) -> Any:
    return _.many("%(n)s supporter", "%(n)s supporters", questions.supporters(one.id))


def _made_of(one: Question) -> dict[str, Any]:
    """The things of the state that a piece says: the question, and who worded it anew."""
    ids = dict.fromkeys((one.id, *(id for id, _words in one.parts)))
    return {"ids": tuple(ids), "origins": (one.origin,) if one.origin else ()}
