"""The rows and columns of a grid, as they are typed."""

from __future__ import annotations

from hashlib import sha256

from beffroi.blocks.grid.placed import Line
from beffroi.command import Model
from beffroi.fields import Text
from beffroi.folding import folded
from beffroi.refused import Refused
from beffroi.words import translator

_ = translator(__name__)

MOST = 40
"""Rows, and columns, at most."""

LONG = 80
"""Characters of a row's or a column's title."""


class GridSettings(Model):
    """The rows and columns of a grid."""

    rows: str = Text(_("Rows, one a line"), max=3_500, required=False, lines=5, listed=True, distinct=True)
    columns: str = Text(_("Columns, one a line"), max=3_500, required=False, lines=4, listed=True, distinct=True)


def line_id(text: str) -> str:
    """The id of a row or a column: its words name it, so that one added above moves nothing."""
    return "l" + sha256(folded(text).encode()).hexdigest()[:10]


def lines_of(text: str) -> tuple[Line, ...]:
    """What is typed, one a line, the first `MOST` of it."""
    found = {line_id(one): one for one in map(str.strip, text.splitlines()) if one}
    return tuple(Line(id, one[:LONG]) for id, one in [*found.items()][:MOST])


def check_lines(text: str, called: str) -> None:
    """Refuse too many lines, or one that is too long, by its place. `called` is the setting's name."""
    found = [one for one in map(str.strip, text.splitlines()) if one]
    said = None
    if len(found) > MOST:
        said = _("A grid takes %(most)s lines at most; here are %(n)s.", most=MOST, n=len(found))
    for number, one in enumerate(found, 1):
        if len(one) > LONG:
            said = said or _("Line %(n)s is longer than %(most)s characters.", n=number, most=LONG)
    if said is not None:
        raise Refused(said, errors={called: said})
