"""What is seen of registrations: places and counts by all, one's own by each, names by facilitators alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi.blocks.registration.places import Attendance, Place
from beffroi.blocks.registration.registrations import waits_said
from beffroi.words import translator

_ = translator(__name__)


@dataclass(frozen=True)
class PlaceShown:
    """A place as it is drawn, by its `id` and `text`: it `holds` so many, 0 for as many as come; `taken`, `waiting`."""

    id: str
    text: str
    holds: int
    taken: int
    waiting: int

    @property
    def is_full(self) -> bool:
        """Whether the next one waits."""
        return 0 < self.holds <= self.taken


@dataclass(frozen=True)
class MyPlace:
    """The place, by its `id`, for which one registered: its `text`, "" of one that is gone; `waits`, at which place."""

    id: str
    text: str
    waits: int


def shown(attendance: Attendance, place: Place) -> PlaceShown:
    """A place as it is drawn."""
    count, taken = attendance.lists.count(place.id), attendance.lists.taken(place.id, place.holds)
    return PlaceShown(place.id, place.text, place.holds, taken, count - taken)


def seen_by_all(attendance: Attendance) -> dict[str, Any]:
    """The places with their counts: never who."""
    return {"places": tuple(shown(attendance, one) for one in attendance.places.values())}


def seen_by_facilitators(attendance: Attendance) -> dict[str, Any]:
    """The lists besides, with what people are called on them."""
    lists = [
        (shown(attendance, one), *attendance.lists.named(one.id, one.holds))
        for one in attendance.places.values()
        if attendance.lists.count(one.id)
    ]
    return {**seen_by_all(attendance), "lists": tuple(lists)}


def seen_by_one(attendance: Attendance, who: str) -> dict[str, Any]:
    """Where one is registered, and marks on the places: one's own, and those that one cannot take beside it."""
    mine = [_mine(attendance, id, one.id) for id, one in attendance.lists.of(who)]
    held = [one for one in mine if one.text]
    own: dict[str, dict[str, Any]] = {one.id: {"place": str(_said(one))} for one in held}
    if held:
        own |= {id: {"other": 1} for id in attendance.places if id not in own}
    return {
        "mine": tuple(mine),
        "my_name": attendance.lists.name_of(who).text,
        "own": own,
    }


def _mine(attendance: Attendance, id: str, registration: str) -> MyPlace:
    place = attendance.places.get(id)
    if place is None:
        return MyPlace(id, "", 0)
    return MyPlace(id, place.text, attendance.lists.waits(id, registration, place.holds))


def _said(one: MyPlace) -> Any:
    return waits_said(one.waits) if one.waits else _("You are registered")
