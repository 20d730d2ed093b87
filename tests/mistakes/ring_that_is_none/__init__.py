"""A spot in a ring that is not there."""

from __future__ import annotations

from dataclasses import dataclass, field

from beffroi import Choice, Command, Method, Stage, hookimpl, translator
from beffroi.report import Rings, Spot

_ = translator(__name__)

SIDES = {"yes": _("Yes"), "no": _("No")}


@dataclass
class Sides:
    by_person: dict[str, str] = field(default_factory=dict)

    def counted(self) -> dict[str, int]:
        said = [*self.by_person.values()]
        return {side: said.count(side) for side in SIDES}


class Take(Command, stage="take"):
    """Take a side."""

    side: str = Choice(_("Your side"), SIDES)

    def apply(self, sides, stamp):
        sides.by_person[stamp.who] = self.side


class Poll(Method[Sides]):
    api = 1
    id = "poll"
    title = _("Poll")
    stages = (Stage("take", _("Take a side")), Stage("read", _("Read together")))
    commands = (Take,)

    def view(self, sides):
        spots = [Spot(SIDES[side], n + 3) for side, n in sides.counted().items()]
        return {"sides": Rings(spots, [_("Near"), _("Far")])}


@hookimpl
def methods():
    return [Poll()]
