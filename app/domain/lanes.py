"""Where participants' entries stand: apart from all others, in no order but the one that their activity's fold needs.

What facilitators and the core do is numbered from 1 on. What participants write is numbered by lot, below 0, and says
`after` which act of facilitators in its own activity it came, and in which `turn`. Nothing says where it stands among
other activities' entries, nor, of commands that are `apart`, among other authors'.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field

from app.domain.commands.registry import COMMANDS
from app.domain.log import Entry
from beffroi import PARTICIPANT

NTH = 1 << 20
"""A turn is two numbers in one: the entries that keep their order before it, and those of the same author since."""

LOTS = (1 << 31) - 1
"""Numbers below 0 to draw from: what a 32-bit column holds."""

PASSED_OVER = frozenset(name for name, kind in COMMANDS.items() if kind.keeps_lanes)
"""Acts of the core that come to the same before and after what participants write."""


@dataclass
class Lane:
    """The lane of one activity, as far as it has come."""

    after: int = 0
    turn: int = 0
    by: Counter[str] = field(default_factory=Counter)

    def place(self, who: str, apart: bool) -> tuple[int, int]:
        """After which act, and in which turn, somebody's next entry comes."""
        return (self.after, self.turn * NTH + self.by[who] + 1) if apart else (self.after, (self.turn + 1) * NTH)

    def note(self, entry: Entry, apart: bool) -> None:
        """Bring the lane past an entry, in the order of the fold."""
        if entry.seq > 0:
            # Participants' own of before there were lanes have an order with all others.
            if (not apart or entry.stamp.role == PARTICIPANT) and entry.name not in PASSED_OVER:
                self.after, self.turn, self.by = entry.seq, 0, Counter()
            return
        self.turn, nth = divmod(entry.turn, NTH)
        if apart:
            self.by[entry.stamp.who] = nth
        else:
            self.by.clear()


def is_apart(entry: Entry, names: Container[str]) -> bool:
    """Whether an entry touches only what its author made: as its command is one that says so, and all in the tray."""
    return entry.name in names or entry.is_late


def drawn_number(taken: Container[int]) -> int:
    """A number below 0 that no entry of the workshop has."""
    while (number := -1 - secrets.randbelow(LOTS)) in taken:
        pass
    return number
