"""What leaves a quick question: its table, and its section of the report, which says that it decided nothing."""

from __future__ import annotations

from collections.abc import Iterator

from beffroi import Table, translator
from beffroi.moderation import told_of
from beffroi.report import Bar, Bars, Cloud, Figure, Grid, Item, Listing, Paragraph, Piece, Row, Section, Word
from beffroi.vocabulary import SiteName
from plugins.pulse.answers import Answers

_ = translator(__name__)

INDICATIVE = _("Indicative: nothing was decided by it.")


def tables_of(answers: Answers) -> Iterator[Table]:
    """People by answer, in numbers and in a hundred, by site where that may be told; or what was written."""
    if answers.way == "words":
        yield Table("words", (_("Word"), _("Times said")), answers.counted())
        return
    if answers.way == "wall":
        said = answers.wall()
        yield Table("wall", (_("What was written"),), [(one.text,) for one in said], [{"card": one.id} for one in said])
        return
    by_site = answers.by_site() if answers.is_over else {}
    rows = [
        (one.text, one.people, one.percent, *(count[one.id] for count in by_site.values())) for one in answers.found()
    ]
    if answers.declined:
        rows.append((_("I would rather not say"), answers.declined, "", *("" for _site in by_site)))
    yield Table("answers", (_("Answer"), _("People"), _("Share, in per cent"), *map(SiteName, by_site)), rows)


def sections_of(answers: Answers) -> Iterator[Section]:
    """How many gave each answer."""
    pieces = tuple(_told(answers))
    yield Section("answers", _("Quick question (indicative)"), pieces, version="direction")


def _told(answers: Answers) -> Iterator[Piece]:
    yield Paragraph(INDICATIVE, version="direction")
    yield Figure(len(answers.given()), _("people answered"), version="direction")
    if answers.is_written:
        yield from _written(answers)
        return
    found = answers.found()
    if middle := answers.median():
        yield Paragraph(_("Median: %(median)s", median=middle), version="direction")
    if answers.declined:
        said = _.many("%(n)s would rather not say", "%(n)s would rather not say", answers.declined)
        yield Paragraph(said, version="direction")
    bars = [Bar(one.text, one.people, version="direction") for one in found]
    chose = sum(one.people for one in found)
    yield Bars(bars, _("People"), _("Answer"), total=chose or None, version="direction")
    by_site = answers.by_site() if answers.is_over else {}
    if by_site:
        rows = [Row((one.text, *(count[one.id] for count in by_site.values()))) for one in found]
        yield Grid((_("Answer"), *map(SiteName, by_site)), rows, _("People by site"))


def _written(answers: Answers) -> Iterator[Piece]:
    if answers.way == "words":
        yield Cloud([Word(word, times) for word, times in answers.counted()], _("Times said"), _("Word"))
    else:
        yield Listing([Item(one.text, ids=(one.id,)) for one in answers.wall()])
    if answers.down:
        yield told_of(answers.taken_down())
