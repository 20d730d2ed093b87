"""Coding: what people wrote is read for names, given codes by two readers each, and settled where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi import Glance, Method, Text, Trace, hookimpl, translator
from beffroi.blocks.coding import Coding
from beffroi.blocks.listed import Listed, ListSettings

_ = translator(__name__)


class Texts(ListSettings):
    """What is coded."""

    lines: str = Text(
        _("Texts to code, one a line"),
        max=12_000,
        kept=20_000,
        required=False,
        lines=6,
        listed=True,
        distinct=True,
        gathered=True,
        help=_("What was answered in words to a survey comes after them, where it is handed over."),
    )


class Written(Listed):
    """Texts that are typed, pasted, or handed over; nobody reads them before they were read for names."""

    settings = Texts


class CodeTogether(Method):
    """Read for names → code → compare and settle."""

    api = 1
    id = "coding"
    title = _("Code answers together")
    at_a_glance = Glance(
        "gather", people=(2, 40), takes=_("answers that people wrote"), gives=_("codes, and how often each comes")
    )
    minutes = 40
    written = Written()
    read = Coding(on=written)

    def traces(self, state: Any) -> Iterator[Trace]:
        # Of the list nothing is told: what may go out is told by the coding.
        yield from self.read.traces(self.read.of(state))


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [CodeTogether()]
