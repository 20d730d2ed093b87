"""What leaves registrations: how many there were by place. Never who."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi.blocks.registration.places import Attendance
from beffroi.blocks.registration.views import PlaceShown, shown
from beffroi.report import Item, Listing, Section
from beffroi.vocabulary import Table
from beffroi.words import translator

_ = translator(__name__)


def tables_of(attendance: Attendance) -> Iterator[Table]:
    """A row a place."""
    if rows := [(one.text, one.holds or "", one.taken, one.waiting) for one in _shown(attendance)]:
        yield Table("registrations", (_("Place"), _("Holds"), _("People with a place"), _("On the waiting list")), rows)


def sections_of(attendance: Attendance, title: Any = "") -> Iterator[Section]:
    """How many registered for each place."""
    items = [Item(one.text, one.taken, _waiting(one), version="direction") for one in _shown(attendance)]
    if items and any(one.taken for one in _shown(attendance)):
        yield Section("registrations", title or _("Registrations"), (Listing(items, version="direction"),))


def _waiting(one: PlaceShown) -> Any:
    return _.many("%(n)s on the waiting list", "%(n)s on the waiting list", one.waiting) if one.waiting else ""


def _shown(attendance: Attendance) -> list[PlaceShown]:
    return [shown(attendance, one) for one in attendance.places.values()]
