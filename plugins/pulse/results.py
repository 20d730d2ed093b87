"""What leaves a quick question: its table, and its section of the report, which says that it decided nothing."""

from __future__ import annotations

from collections.abc import Iterator

from beffroi import Table, translator
from beffroi.report import Bar, Bars, Figure, Grid, Paragraph, Piece, Row, Section
from beffroi.vocabulary import SiteName
from plugins.pulse.answers import Answers

_ = translator(__name__)

INDICATIVE = _("Indicative: nothing was decided by it.")


def tables_of(answers: Answers) -> Iterator[Table]:
    """People by answer, in numbers and in a hundred, by site where that may be told."""
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
    found = answers.found()
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
