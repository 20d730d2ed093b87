"""Running to time, and what is said to everyone meanwhile."""

from __future__ import annotations

from app.domain.agenda import Agenda
from app.domain.commands.base import CoreCommand
from beffroi import Stamp, Text, translator

_ = translator(__name__)

LINE_MOST = 140
"""Characters of the line that facilitators put on every page."""


class TellAll(CoreCommand, name="core.tell_all"):
    """Put a line on everybody's page and every screen, until another one, or none, takes its place."""

    keeps_lanes = True

    text: str = Text(_("A line to everyone"), max=LINE_MOST, required=False)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.line = self.text
