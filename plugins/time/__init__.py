"""Time: a welcome, an instruction, a plenary, work on paper, a break; a title and a clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi import Card, Choice, Glance, Method, Model, Stage, Text, hookimpl, translator
from beffroi.report import OfTable, Paragraph, Section

_ = translator(__name__)

KINDS = {
    "welcome": _("Welcome"),
    "instruction": _("Instruction"),
    "plenary": _("Plenary"),
    "paper": _("Work on paper"),
    "break": _("Break"),
    "closing": _("Closing"),
}


class TimeSettings(Model):
    """What the moment is, and what the screens say."""

    kind: str = Choice(_("Kind of moment"), KINDS, default="instruction")
    message: str = Text(_("What everyone reads"), max=600, required=False, lines=4)
    resume: str = Text(
        _("Resuming at"),
        max=20,
        required=False,
        help=_("Left empty, a break says it by itself, from its minutes or its clock."),
    )


class Time(Method[dict[str, Any], TimeSettings]):
    """A moment of the workshop that collects nothing."""

    api = 1
    id = "time"
    title = _("Time together")
    at_a_glance = Glance(
        "meet",
        takes=_("a text to read"),
        gives=_("the same clock for everybody"),
        variants={
            "welcome": "meet",
            "instruction": "meet",
            "plenary": "meet",
            "break": "meet",
            "paper": "produce",
            "closing": "conclude",
        },
    )
    minutes = 5
    stages = (Stage("now", _("In progress")),)
    anonymous = False

    def start(self, settings: TimeSettings, cards: Sequence[Card]) -> dict[str, Any]:
        return {"kind": KINDS[settings.kind], "message": settings.message, "resume": settings.resume}

    def report(
        self, state: dict[str, Any], tables: Sequence[OfTable[dict[str, Any]]], settings: TimeSettings
    ) -> Iterable[Section]:
        if settings.message:
            yield Section("message", KINDS[settings.kind], (Paragraph(settings.message),))

    def view(self, state: dict[str, Any]) -> dict[str, Any]:
        return state


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Time()]
