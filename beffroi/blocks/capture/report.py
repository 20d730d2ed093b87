"""What leaves a capture: its table, and who does what in the report."""

from __future__ import annotations

from collections.abc import Iterable

from beffroi.blocks.capture.commitments import Commitments
from beffroi.report import Grid, Paragraph, Row, Section
from beffroi.vocabulary import Table
from beffroi.words import translator

_ = translator(__name__)

COLUMNS = (_("Outcome"), _("Who"), _("For when"), _("First step"))


def tables_of(done: Commitments) -> Iterable[Table]:
    """A row an action; an outcome that nobody takes on has one as well, which says so by being blank."""
    rows, links = [], []
    for one in done.captured():
        told = [(action.id, action.who, action.when, action.first) for action in one.actions]
        for id, who, when, first in told or [(one.kept.id, "", "", "")]:
            rows.append((one.kept.text, who, when, first))
            links.append({"card": id, "origin": one.kept.id})
    if rows:
        yield Table("who_does_what", COLUMNS, rows, links)


def sections_of(done: Commitments) -> Iterable[Section]:
    """Who does what, for everybody; and how many outcomes nobody takes on yet."""
    rows = [
        Row(
            (one.kept.text, action.who, action.when, action.first),
            ids=tuple(dict.fromkeys((action.id, done.base(action.id)))),
            origins=(one.kept.id,),
            version="direction",
        )
        for one in done.captured()
        for action in one.actions
    ]
    without = [one for one in done.captured() if not one.actions]
    if not rows:
        return
    grid = Grid(COLUMNS, rows, version="direction")
    said = _.many("%(n)s outcome has nobody yet.", "%(n)s outcomes have nobody yet.", len(without))
    left = (Paragraph(said, version="direction"),) if without else ()
    yield Section("actions", _("Who does what"), (grid, *left), version="direction")
