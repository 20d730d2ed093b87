"""Budgets of what costs: how fast, how many at once. Pure; who asks for them counts before the work.

Three kinds of keys, never mixed: a person (all their seats, tabs and devices), a browser (its signed cookie), and a
place (an address). A place only ever limits whoever has no cookie of ours, and the joining form: hundreds of people
of one site come from one address.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

Clock = Callable[[], float]

# --- how fast --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rate:
    """So many a second in the long run, so many at once."""

    a_second: float
    at_once: float


COMMANDS = Rate(30, 30)
"""Of one person; more than a person and their outbox ever send."""

HELLOS = Rate(5, 20)
"""Of one person: a hello draws a whole page. All their tabs say one when the stage changes."""

PACKETS = Rate(60, 240)
"""Of one line, whatever they hold, answers to pings too: above what its person may ask, so that they are told first."""

BIGGEST = 100_000
"""Bytes of one message: a pasted table fits, a flood does not."""

BYTES_A_PACKET = 4096
"""A packet longer than that counts for several."""

HANDSHAKES_OF_A_BROWSER = Rate(10, 100)
"""Sockets opened by a browser that somebody joined from: every tab at once after a restart, and its two ways in."""

HANDSHAKES_OF_STRANGERS = Rate(4, 120)
"""Sockets opened without such a cookie from one place: the check of a room opens two."""

A_REFUSAL_COSTS = 10
"""Handshakes that a browser pays for asking for a workshop that it is not in: each one is a session and a read."""

JOINS = Rate(10, 600)
"""Seats that join a workshop from one place: a plenary of 500 behind one address at once, and ten a second after."""

ANSWERERS = Rate(0.2, 600)
"""Devices that begin to answer by a link from one place: a plenary at once, then twelve a minute, or one script would
soon have all the answers that a link takes."""

STRIKES = 120
"""Refusals for haste after which a connection is cut."""

# --- how many --------------------------------------------------------------------------------

LINES_A_PERSON = 20
"""Open pages of one person, of one facilitator, of one screen."""

LINES_A_WORKSHOP = 6000
SEATS_A_WORKSHOP = 3000
"""What one core can serve is less: see docs/capacity.md."""

UNCLAIMED_A_PLACE, UNCLAIMED_IN_ALL = 20, 120
"""Lines of strangers on which no page was let in; beyond, the oldest go."""

UNCLAIMED_A_BROWSER = 20
"""Lines of one known browser on which none was let in yet."""

POLLS_AT_ONCE = 2
"""Requests that wait for the news of one page: the next one may come before the last is known to be gone."""

# --- how long --------------------------------------------------------------------------------

CLAIM_WITHIN = 10.0
"""Seconds from the opening of a line to the first word of a page that is let in."""

FAREWELL = 2.0
"""Seconds that a page which polls has to fetch why it was refused."""


class TokenBucket:
    """A token bucket; `take` says how many seconds to wait, 0 where there was enough."""

    __slots__ = ("clock", "level", "rate", "seen", "strikes")

    def __init__(self, rate: Rate = COMMANDS, clock: Clock = time.monotonic) -> None:
        self.rate = rate
        self.clock = clock
        self.level = float(rate.at_once)
        self.seen = clock()
        self.strikes = 0.0

    def take(self, cost: float = 1) -> float:
        """Take one, or what it costs; a refusal is a strike, and strikes fade as the bucket fills."""
        self._fill()
        if self.level >= cost:
            self.level -= cost
            return 0.0
        self.strikes += 1
        return (cost - self.level) / self.rate.a_second

    def owe(self, cost: float = 1) -> float:
        """Take it in any case, also where there is less: whoever pays afterwards waits, and that is no strike."""
        self._fill()
        self.level -= cost
        return max(0.0, -self.level / self.rate.a_second)

    def _fill(self) -> None:
        now = self.clock()
        gained, self.seen = (now - self.seen) * self.rate.a_second, now
        self.level = min(self.rate.at_once, self.level + gained)
        self.strikes = max(0.0, self.strikes - gained)

    @property
    def is_flooding(self) -> bool:
        """Whether its owner went on and on."""
        self._fill()
        return self.strikes > STRIKES

    @property
    def is_spare(self) -> bool:
        """Whether a new bucket would be the same: full, without strikes."""
        self._fill()
        return self.level >= self.rate.at_once and not self.strikes


class Buckets:
    """A bucket for each key. They outlive whoever asked, or coming back would fill them; spare ones are forgotten."""

    MOST = 20_000
    """Keys remembered: beyond, the oldest goes, spare or not."""

    def __init__(self, rate: Rate, clock: Clock = time.monotonic) -> None:
        self.rate = rate
        self.clock = clock
        self._of: dict[Hashable, TokenBucket] = {}
        self._looked_over_at = 100

    def __len__(self) -> int:
        return len(self._of)

    def of(self, key: Hashable) -> TokenBucket:
        """The bucket of a key, full where it is new."""
        bucket = self._of.get(key)
        if bucket is None:
            if len(self._of) >= self._looked_over_at:
                self._look_over()
            bucket = self._of[key] = TokenBucket(self.rate, self.clock)
        return bucket

    def _look_over(self) -> None:
        self._of = {key: bucket for key, bucket in self._of.items() if not bucket.is_spare}
        while len(self._of) >= self.MOST:
            del self._of[next(iter(self._of))]
        self._looked_over_at = min(self.MOST, 100 + 2 * len(self._of))


class Waiting:
    """Those who have not yet done what they came for, the oldest first; each with the moment it has to be done by."""

    def __init__(self, a_place: int, in_all: int, clock: Clock = time.monotonic) -> None:
        self.a_place, self.in_all = a_place, in_all
        self.clock = clock
        self._until: dict[Hashable, float] = {}
        self._place: dict[Hashable, Hashable] = {}
        self._of_place: dict[Hashable, dict[Hashable, None]] = {}

    def __len__(self) -> int:
        return len(self._until)

    def __contains__(self, one: Hashable) -> bool:
        return one in self._until

    def add(self, one: Hashable, place: Hashable, within: float) -> Hashable | None:
        """Somebody who has so many seconds; returns who has to go for them, if anybody."""
        self.forget(one)
        beside = self._of_place.setdefault(place, {})
        gone = next(iter(beside), None) if len(beside) >= self.a_place else None
        if gone is None and len(self._until) >= self.in_all:
            gone = self.oldest()
        if gone is not None:
            self.forget(gone)
        self._until[one], self._place[one] = self.clock() + within, place
        self._of_place.setdefault(place, {})[one] = None
        return gone

    def oldest(self) -> Hashable | None:
        """Who has waited longest."""
        return next(iter(self._until), None)

    def forget(self, one: Hashable) -> bool:
        """Somebody has done it, or is gone; whether they were waiting."""
        if self._until.pop(one, None) is None:
            return False
        place = self._place.pop(one)
        beside = self._of_place[place]
        del beside[one]
        if not beside:
            del self._of_place[place]
        return True

    def overdue(self) -> list[Hashable]:
        """Who has had their time; they are forgotten."""
        now = self.clock()
        gone = [one for one, until in self._until.items() if until <= now]
        for one in gone:
            self.forget(one)
        return gone


class Seldom:
    """Says of each cause once a minute how often it happened."""

    def __init__(self, every: float = 60.0, clock: Clock = time.monotonic) -> None:
        self.every, self.clock = every, clock
        self._since: dict[str, tuple[float, int]] = {}

    def times(self, cause: str) -> int:
        """One more; how often since it was last said, 0 where it was said a moment ago."""
        now = self.clock()
        said, count = self._since.get(cause, (now - self.every, 0))
        is_due = now - said >= self.every
        self._since[cause] = (now, 0) if is_due else (said, count + 1)
        return count + 1 if is_due else 0


def place_of(address: str) -> str:
    """Where an address is, as far as budgets go: IPv6 hands a network of 2⁶⁴ addresses to one household."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)
