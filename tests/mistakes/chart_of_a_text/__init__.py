"""A bar that is as long as a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from beffroi import Choice, Command, Method, Stage, hookimpl, translator
from beffroi.report import Bar, Bars

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
        bars = [Bar(SIDES[side], str(n)) for side, n in sides.counted().items()]
        return {"sides": Bars(bars, _("People"), _("Side"))}


@hookimpl
def methods():
    return [Poll()]
