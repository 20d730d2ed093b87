"""What a command of the core is."""

from __future__ import annotations

from typing import ClassVar

from app.domain.agenda import Activity, Agenda
from app.domain.log import ActivityState
from beffroi import FACILITATOR, Command, Method, Refused, Stamp, translator

_ = translator(__name__)


class CoreCommand(Command, role=FACILITATOR):
    """A command of the core: its entry's name begins with `core.`, and is named in its class line.

    It changes the agenda (`apply`), the state of the activity that it names (`apply_to`), or both.
    """

    moves_everybody: ClassVar[bool] = False
    """Whether it takes the hand: who asks it leads."""

    keeps_lanes: ClassVar[bool] = False
    """Whether it comes to the same before and after what participants write."""

    is_about_tables: ClassVar[bool] = False

    @property
    def changes_settings(self) -> bool:
        """Whether the state of the activity that it names is to be folded anew, with other settings."""
        return False

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        """Change the agenda."""

    def apply_to(self, method: Method, state: ActivityState, stamp: Stamp) -> None:
        """Change the state of the activity that it names, of one table or of the room."""


def known(agenda: Agenda, id: str) -> Activity:
    """The activity of that id on the agenda, or a refusal."""
    if id not in agenda.order:
        raise Refused(_("That activity is no longer on the agenda."))
    return agenda.activities[id]


def prepared(agenda: Agenda, id: str) -> Activity:
    """The activity of that id on the agenda, or put aside; or a refusal."""
    return agenda.activities[id] if id in agenda.parked else known(agenda, id)
