"""What facilitators do beside the log: the hand, signals among themselves, what the screens turn to."""

from __future__ import annotations

from collections.abc import Callable

from app.live.commands.slow_methods import Patience
from app.live.rendering.block import Event
from app.live.state.facilitators import Facilitators
from app.live.state.screens import ScreenState
from app.live.sync.invalidation import Invalidation
from app.live.sync.wire import RoomWire
from beffroi.signs import cut

LONGEST = 200
"""Characters of what an act may carry."""

STEPS = {"next": 1, "previous": -1}


class Console:
    """The acts that a console may ask for; each draws anew what shows it. Nothing of it is kept."""

    def __init__(
        self,
        facilitators: Facilitators,
        screens: ScreenState,
        patience: Patience,
        invalidation: Invalidation,
        wire: RoomWire,
        *,
        clock: Callable[[], int],
    ) -> None:
        self.facilitators = facilitators
        self.screens = screens
        self.patience = patience
        self.invalidation = invalidation
        self.wire = wire
        self.clock = clock

    def do(self, who: str, act: str, value: str) -> None:
        """Do what a facilitator asks; an act that is not known does nothing."""
        acts: dict[str, Callable[[str, str], None]] = {
            "hand": self._hand,
            "signal": self._signal,
            "say": self._say,
            "turn": self._turn,
            "enlarge": self._enlarge,
            "show": self._show,
            "mask": self._mask,
            "soon": self._soon,
            "resume": self._resume,
        }
        if act in acts:
            acts[act](who, cut(value, LONGEST))

    def _hand(self, who: str, _value: str) -> None:
        if self.facilitators.take_hand(who):
            self.invalidation.after(Event.HAND)

    def _signal(self, who: str, kind: str) -> None:
        if self.facilitators.signal(who, kind, self.clock()):
            self.invalidation.after(Event.HAND)

    def fade(self) -> None:
        """Signals among facilitators do not outlast what they were about: asked every few seconds."""
        if self.facilitators.fade(self.clock(), self.invalidation.subscriptions.is_open):
            self.invalidation.after(Event.HAND)

    def _say(self, who: str, line: str) -> None:
        if self.facilitators.say(who, " ".join(line.split())):
            self.invalidation.after(Event.HAND)

    def _turn(self, _who: str, value: str) -> None:
        if self.screens.turn_page(STEPS.get(value, 0)):
            self.tell_screens()

    def _enlarge(self, _who: str, card: str) -> None:
        if self.screens.enlarge(card):
            self.tell_screens()

    def _show(self, _who: str, table: str) -> None:
        """Put a table's sheet on every screen, and on the pages that follow them; "" goes back to all tables."""
        if self.screens.show(table):
            self.tell_screens()
            self.invalidation.after(Event.ON_SHOW)
            self.wire.tell_all("turn", {"activity": "", "table": ""})

    def _mask(self, _who: str, value: str) -> None:
        """Take everything off all screens ("on") or show it again ("off"): never turned over, as two may press."""
        if value in ("on", "off") and self.screens.mask(value == "on"):
            self.tell_screens()

    def _soon(self, _who: str, _value: str) -> None:
        """Warn everybody that the next stage is near: what they write, they finish."""
        self.wire.tell_all("soon", {})

    def _resume(self, _who: str, activity: str) -> None:
        """Let an activity go on that was suspended because everybody had to wait for its method."""
        self.patience.resume(activity)

    def tell_screens(self) -> None:
        """Tell every page where the screens are."""
        self.wire.tell_all("view", self.screens.payload())
        self.invalidation.after(Event.SCREENS)
