"""A point where its scale does not go."""

from __future__ import annotations

from dataclasses import dataclass, field

from beffroi import Choice, Command, Method, Stage, hookimpl, translator
from beffroi.report import Point, Scale, Scatter

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
        across, up = Scale(_("Yes"), 0, 1), Scale(_("No"), 0, 99)
        counted = sides.counted()
        return {"sides": Scatter([Point(_("All"), counted["yes"] + 2, counted["no"])], across, up)}


@hookimpl
def methods():
    return [Poll()]
