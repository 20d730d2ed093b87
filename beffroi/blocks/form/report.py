"""What leaves a form: its tables, and its sections of the report. Counts, never who answered what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from beffroi.blocks.form.answers import Answers
from beffroi.blocks.form.crossings import Crossing, crossings
from beffroi.blocks.form.views import Found, found
from beffroi.moderation import told_of
from beffroi.report import Bar, Bars, Figure, Grid, Heading, Item, Listing, Paragraph, Piece, Row, Section
from beffroi.vocabulary import Card, SiteName, Table
from beffroi.words import translator

_ = translator(__name__)

HIDDEN = _("– : not shown, so that nobody can be recognised in a group of fewer than five.")
TOO_FEW = _("Fewer than five people answered: nothing is shown of it.")
ALL_HIDDEN = _("Not shown: the groups are of fewer than five people, who could be recognised.")


def tables_of(answers: Answers) -> Iterable[Table]:
    """Once the form is closed: each answer with its count; matrices and rankings; what was written, shuffled."""
    if not answers.is_over:
        return
    asked = list(found(answers))
    columns = (_("Question"), _("Answer"), _("Count"), _("Answered"), _("Asked"), _("No answer"))
    yield Table("answers", columns, [row for one in asked for row in _counted(one)])
    told = [one for one in crossings(answers) if one.is_told]
    if told:
        both = (_("Question"), _("Answer"), _("Question crossed"), _("Its answer"), _("Count"))
        yield Table("crossings", both, [row for one in told for row in _of_crossing(one)])
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


def _of_crossing(one: Crossing) -> Iterator[tuple[Any, ...]]:
    """Its cells, those left out that are not shown."""
    for text, cells in one.rows:
        for said, n in zip(one.columns, cells, strict=True):
            if n is not None:
                yield (one.down, text, one.across, said, n)


def cards_of(answers: Answers) -> list[Card]:
    """What was written in people's own words, once the form is over: for a facilitator to hand over to be coded."""
    told = found(answers) if answers.is_over else ()
    last = {id: one.worded[name] for one in answers.responses.values() for name, id in one.ids.items()}
    texts = [(str(one.text), id, words) for one in told for id, words in one.texts]
    return [Card(id, words, "text", parts=((last[id], words),), asked=asked) for asked, id, words in texts]


def sections_of(answers: Answers) -> Iterable[Section]:
    """The figures for everybody; what people wrote only where whoever makes the report asks for it by name."""
    if not answers.is_over or not answers.responses:
        return
    yield Section("form", _("What was answered"), tuple(_pieces(answers)))
    written = [one for one in found(answers) if one.texts or one.taken_down]
    if written:
        yield Section("texts", _("In their own words"), tuple(_written(written)), on_request=True)


def _pieces(answers: Answers) -> Iterator[Piece]:
    yield Figure(len(answers.responses), _("people answered"), version="direction")
    if answers.around.invited:
        yield Figure(answers.around.invited, _("were asked to answer"), version="direction")
    if answers.around.groups:
        rows = [Row(one) for one in answers.around.groups]
        yield Grid((_("Group"), _("Asked to answer")), rows, _("Who was asked, by group"))
    if answers.begun:
        said = _.many("%(n)s of them did not come to the end.", "%(n)s of them did not come to the end.", answers.begun)
        yield Paragraph(said)
    yield Paragraph(_("Those who answered chose to: this is no sample."))
    for one in found(answers):
        yield Heading(one.text, _("%(n)s of %(of)s who were asked", n=one.answered, of=one.of))
        if not one.is_told:
            yield Paragraph(TOO_FEW)
        yield from drawn(one)
        yield from _by_site(one)
    for crossing in crossings(answers):
        yield from _crossed(crossing)


def drawn(one: Found) -> Iterator[Piece]:
    """What came of a question, as pieces of a report."""
    if one.mean is not None:
        yield Figure(round(one.mean, 1), _("on average"))
    if one.shares:
        yield Bars([Bar(share.text, share.n, f"{share.percent} %") for share in one.shares], _("Answers"), one.text)
    if one.lines:
        yield one.lines
    if one.places:
        yield Bars([Bar(text, place.points) for text, place in one.places], _("Points"), one.text)


def _by_site(one: Found) -> Iterator[Piece]:
    if one.by_site:
        rows = [Row((text, *counts)) for text, counts in one.by_site]
        yield Grid((_("Answer"), *map(SiteName, one.sites)), rows, _("By site"))


def _crossed(one: Crossing) -> Iterator[Piece]:
    yield Heading(_("%(down)s × %(across)s", down=one.down, across=one.across))
    if one.is_told:
        rows = [Row((text, *("–" if n is None else n for n in cells))) for text, cells in one.rows]
        yield Grid((one.down, *one.columns), rows, one.across)
    if one.hides:
        yield Paragraph(HIDDEN if one.is_told else ALL_HIDDEN)


def _written(asked: Iterable[Found]) -> Iterator[Piece]:
    for one in asked:
        yield Heading(one.text)
        yield Listing([Item(words, ids=(id,)) for id, words in one.texts])
        if one.taken_down:
            yield told_of(one.taken_down)
