"""What is asked of a grid: to place a thing, move it, take it off."""

from __future__ import annotations

from beffroi.blocks.grid.placed import Placed
from beffroi.command import Command
from beffroi.fields import Ref
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)


def _must_move(placed: Placed, thing: str, stamp: Stamp) -> None:
    if stamp.role != FACILITATOR and not (placed.by_all and placed.is_open):
        raise Refused(_("The facilitators place things in this grid."))
    if thing not in placed.things:
        raise Refused(_("That is no longer here."))


class PlaceIn(Command, role=ANYONE, affects_others=True, title=_("Placed"), announcement=_("Placed")):
    """Place a thing in a cell, or move it there. Facilitators may at any time."""

    thing: str = Ref()
    cell: str = Ref()

    def undo_label(self, placed: Placed) -> str:
        return said_of(placed, self.thing, self.cell)

    def check(self, placed: Placed, stamp: Stamp) -> None:
        _must_move(placed, self.thing, stamp)
        if placed.place_of(self.cell) is None:
            raise Refused(_("That place is no longer in the grid: choose another."))

    def apply(self, placed: Placed, stamp: Stamp) -> None:
        place = placed.place_of(self.cell)
        if place:
            placed.at[self.thing] = place


class TakeOff(Command, role=ANYONE, affects_others=True, title=_("Taken off the grid"), announcement=_("Taken off")):
    """Take a thing off the grid: it is there to be placed anew."""

    thing: str = Ref()

    def undo_label(self, placed: Placed) -> str:
        return said_of(placed, self.thing)

    def check(self, placed: Placed, stamp: Stamp) -> None:
        _must_move(placed, self.thing, stamp)
        if self.thing not in placed.at:
            raise Refused(_("It has no place yet."))

    def apply(self, placed: Placed, stamp: Stamp) -> None:
        placed.at.pop(self.thing, None)


def said_of(placed: Placed, thing: str, cell: str = "") -> str:
    """A thing and a place in words."""
    one, place = placed.things.get(thing), placed.place_of(cell) or ("", "")
    lines = (line.said for line in (*placed.rows, *placed.columns) if line.id in place)
    return " · ".join(map(str, filter(None, (one.text if one else "", *lines))))


GRID_COMMANDS: tuple[type[Command], ...] = (PlaceIn, TakeOff)
