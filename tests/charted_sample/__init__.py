"""A method of the tests: charts of how often something was pressed."""

from __future__ import annotations

from collections.abc import Callable

from beffroi import Command, Method, Stage
from beffroi.report import Piece


class Press(Command, stage="go"):
    """Press."""

    def apply(self, state, stamp):
        state["n"] = state.get("n", 0) + 1


class Charted(Method):
    """Draws what each of `charts` makes of the number of presses."""

    api = 1
    id = "charted"
    title = "Charted"
    stages = (Stage("go", "Go"),)
    commands = (Press,)

    def __init__(self, *charts: Callable[[int], Piece]) -> None:
        self.charts = charts

    def view(self, state):
        return {"charts": tuple(chart(state.get("n", 0)) for chart in self.charts)}
