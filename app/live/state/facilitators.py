"""Facilitators among themselves: who leads, what each signals, one line of text.

In memory only: nothing of it is an entry, so nothing of it is ever exported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from beffroi import Refused, translator
from beffroi.signs import cut

_ = translator(__name__)

SIGNALS: Mapping[str, str] = {
    "ready": _("Ready"),
    "wait": _("Wait"),
    "two_more": _("2 more minutes"),
    "call_me": _("Call me"),
}

SIGNAL_MS = 5 * 60_000
"""How long a signal stands: what was urgent five minutes ago is settled, or is said again."""

GONE_MS = 10_000
"""How long the signal of somebody stands who has no console open any more: a reload takes less."""

LINE_MOST = 140
"""Characters of the line that a facilitator leaves to the others."""


@dataclass(frozen=True)
class Colleague:
    """A facilitator who opened the console: a name, a signal and a line for the others."""

    name: str
    signal: str = ""
    line: str = ""
    raised: int = 0
    """When the signal was given, in milliseconds since 1970."""
    seen: int = 0
    """When they were last seen to have a console open, since then."""


@dataclass
class Facilitators:
    """The facilitators of a workshop; `hand` is who leads, "" while nobody does."""

    colleagues: dict[str, Colleague] = field(default_factory=dict)
    hand: str = ""

    def meet(self, who: str, name: str) -> bool:
        """Somebody opened the console; whether that is news."""
        known = self.colleagues.get(who)
        if known is not None and known.name == name:
            return False
        self.colleagues[who] = replace(known, name=name) if known else Colleague(name)
        return True

    def forget(self, who: str) -> bool:
        """Somebody facilitates no more: their name, signal and line go, and the hand; whether that is news."""
        known = self.colleagues.pop(who, None)
        if self.hand == who:
            self.hand = ""
        return known is not None

    def leads(self, who: str) -> bool:
        """Whether somebody may move everybody. Whoever leads first has the hand."""
        self.hand = self.hand or who
        return self.hand == who

    def must_lead(self, who: str) -> None:
        """Refuse whoever does not have the hand, naming who has it."""
        if not self.leads(who):
            name = self.colleagues[self.hand].name if self.hand in self.colleagues else ""
            raise Refused(_("%(name)s has the hand: take it first, then try again.", name=name or _("A colleague")))

    def take_hand(self, who: str) -> bool:
        """One tap, and it is theirs."""
        changed, self.hand = self.hand != who, who
        return changed

    def signal(self, who: str, kind: str, now: int) -> bool:
        """Show a signal to the others; the same one again takes it down."""
        colleague = self.colleagues.get(who)
        if colleague is None or kind not in SIGNALS:
            return False
        kept = "" if colleague.signal == kind else kind
        self.colleagues[who] = replace(colleague, signal=kept, raised=now, seen=now)
        return True

    def fade(self, now: int, is_here: Callable[[str], bool]) -> bool:
        """Take down signals that are old, or whose sender has gone; whether there were any. Asked again and again."""
        changed = False
        for who, one in self.colleagues.items():
            if not one.signal:
                continue
            seen = now if is_here(who) else one.seen
            is_over = now - one.raised >= SIGNAL_MS or now - seen >= GONE_MS
            self.colleagues[who] = replace(one, signal="" if is_over else one.signal, seen=seen)
            changed = changed or is_over
        return changed

    def say(self, who: str, line: str) -> bool:
        """Leave a line to the others; an empty one takes it away."""
        colleague = self.colleagues.get(who)
        if colleague is None or colleague.line == cut(line, LINE_MOST):
            return False
        self.colleagues[who] = replace(colleague, line=cut(line, LINE_MOST))
        return True
