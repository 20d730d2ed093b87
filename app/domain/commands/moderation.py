"""Looking after what was written: taken back, let in late, voided, erased."""

from __future__ import annotations

from app.domain.agenda import Agenda
from app.domain.commands.base import CoreCommand, known
from app.domain.log import ActivityState, command_of
from beffroi import Method, Ref, Refused, Stamp, translator

_ = translator(__name__)


class _OnEntry(CoreCommand):
    activity: str = Ref()
    entry: str = Ref()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        known(agenda, self.activity)


class Undo(_OnEntry, name="core.undo", affects_others=True):
    """Take back one entry of an activity; its state is folded anew, without it."""

    keeps_lanes = True


class Admit(_OnEntry, name="core.admit", affects_others=True):
    """Let in a contribution that arrived late."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = known(agenda, self.activity)
        if activity.closed and activity.anonymous:
            raise Refused(_("An anonymous activity that is closed for good takes nothing in."))

    def apply_to(self, method: Method, state: ActivityState, stamp: Stamp) -> None:
        waiting = state.late.pop(self.entry, None)
        if waiting is not None:
            command_of(method, waiting).apply(state.state, waiting.stamp)


class Drop(_OnEntry, name="core.drop"):
    """Leave out a contribution that arrived late."""

    def apply_to(self, method: Method, state: ActivityState, stamp: Stamp) -> None:
        state.late.pop(self.entry, None)


class Void(CoreCommand, name="core.void", affects_others=True):
    """Take a person's votes out before they are revealed; the room says as whom they voted, a page only who."""

    activity: str = Ref()
    person: str = Ref()
    whos: tuple[str, ...] = ()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if not known(agenda, self.activity).opened:
            raise Refused(_("This activity is not open."))

    def apply_to(self, method: Method, state: ActivityState, stamp: Stamp) -> None:
        for who in self.whos:
            method.void(state.state, who)


class Erase(CoreCommand, name="core.erase", role="system"):
    """Say that the texts of these entries were erased; the erasing itself is the store's."""

    keeps_lanes = True

    activity: str = Ref(default="")
    entries: int = 0
    doubted: int = 0
    """Copies that went whole because nothing says what they were made of: facilitators are told."""

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.doubted += self.doubted
