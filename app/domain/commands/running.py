"""Running to time, and what is said to everyone meanwhile."""

from __future__ import annotations

from app.domain.agenda import Agenda
from app.domain.commands.base import CoreCommand
from app.domain.sites import SITES_MOST
from beffroi import Ref, Refused, Stamp, Text, translator

_ = translator(__name__)

LINE_MOST = 140
"""Characters of the line that facilitators put on every page."""


class TellAll(CoreCommand, name="core.tell_all"):
    """Put a line on everybody's page and every screen, until another one, or none, takes its place."""

    keeps_lanes = True

    text: str = Text(_("A line to everyone"), max=LINE_MOST, required=False)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.line = self.text


class Spoke(CoreCommand, name="core.spoke"):
    """A site has just had its turn to speak, so that the others' come next. Nobody is named."""

    keeps_lanes = True

    site: str = Ref()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if self.site not in agenda.turns and len(agenda.turns) > SITES_MOST:
            raise Refused(_("A workshop has between one and %(most)s sites.", most=SITES_MOST))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.turns[self.site] = agenda.turns.pop(self.site, 0) + 1  # whoever spoke last stands last
