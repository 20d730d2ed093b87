"""What leaves a gradient: its tables, and its section of the report. How many and why, never who."""

from __future__ import annotations

from collections.abc import Iterator

from beffroi import Table, translator
from beffroi.moderation import told_of
from beffroi.report import Bar, Bars, Figure, Grid, Item, Listing, Paragraph, Piece, Row, Section
from beffroi.vocabulary import SiteName
from plugins.gradient.positions import DEGREES, WORTH, Positions

_ = translator(__name__)


def tables_of(positions: Positions) -> Iterator[Table]:
    """People by degree, by site where that may be told; then the reasons."""
    by_site = positions.by_site()
    rows = [(one.title, one.people, *(count[one.key] for count in by_site.values())) for one in positions.degrees()]
    yield Table("degrees", (_("Degree"), _("People"), *map(SiteName, by_site)), rows)
    reasons = positions.reasons()
    links = [{"card": one.id} for one in reasons]
    yield Table("reasons", (_("Degree"), _("Reason")), [(DEGREES[one.degree], one.reason) for one in reasons], links)


def sections_of(positions: Positions, proposal: str) -> Iterator[Section]:
    """How the group is spread, for everybody; then the reasons."""
    yield Section("degrees", _("Where the group stands"), tuple(_spread(positions, proposal)), version="direction")
    reasons, down = positions.reasons(), positions.taken_down()
    if reasons or down:
        items = [Item(one.reason, DEGREES[one.degree], ids=(one.id,)) for one in reasons]
        yield Section("reasons", _("Reasons given"), (Listing(items), *([told_of(down)] if down else ())))


def _spread(positions: Positions, proposal: str) -> Iterator[Piece]:
    handed = positions.handed
    if handed:
        yield Paragraph(
            handed.text, version="direction", ids=(handed.id,), origins=(handed.origin,) * bool(handed.origin)
        )
    elif proposal:
        yield Paragraph(proposal, version="direction")
    yield Paragraph(WORTH[positions.worth], version="direction")
    yield Figure(len(positions.taken()), _("people took a position"), version="direction")
    degrees = positions.degrees()
    yield Bars(
        [Bar(one.title, one.people, version="direction") for one in degrees],
        _("People"),
        _("Degree"),
        version="direction",
    )
    by_site = positions.by_site()
    if by_site:
        rows = [Row((one.title, *(count[one.key] for count in by_site.values()))) for one in degrees]
        yield Grid((_("Degree"), *map(SiteName, by_site)), rows, _("People by site"))
