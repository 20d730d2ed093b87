"""When what one person sent is drawn on the pages of others, and how often.

A delivery counts once a command and page, when the command is first drawn there. The latency of a command runs
from the moment it was to be sent (a late generator counts against the server, never for it) to the first frame
that draws it on the connection of somebody else. Frames are read once, however many pages get them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from app.rehearse.texts import TAG

CHANNEL = re.compile(rb'"channel":"([^"]*)"')
VOTED = re.compile(rb'class=\\"waiting\\">[^<\d]*(\d+)')
ANSWERED = re.compile(rb'class=\\"turn-count\\">[^<\d]*(\d+)')
SUPPORTED = re.compile(rb'data-part=\\"for-([\w-]+)\\">(\d+)')
REMEMBERED = 2000
"""Frames remembered, so that each is read once for all its pages."""


@dataclass(eq=False)
class Sent:
    """A command on its way; `due` and `first` are moments of perf_counter."""

    who: int
    due: float
    first: float = 0.0


class Marks(Protocol):
    """What tells which commands a frame draws."""

    def drawn_by(self, payload: bytes, channel: bytes) -> Iterable[Sent]:
        """The commands that a frame draws for the first time in its channel."""


class Tagged:
    """Commands whose text ends with a tag of its own."""

    def __init__(self) -> None:
        self._sent: dict[bytes, Sent] = {}
        self._seen: dict[bytes, set[bytes]] = defaultdict(set)

    def expect(self, tag: bytes, sent: Sent) -> None:
        """A text is on its way."""
        self._sent[tag] = sent

    def drawn_by(self, payload: bytes, channel: bytes) -> list[Sent]:
        seen = self._seen[channel]
        fresh = {tag for tag in TAG.findall(payload) if tag in self._sent} - seen
        seen |= fresh
        return [self._sent[tag] for tag in fresh]


class Counted:
    """What a board shows only the number of, as it is found there: the k-th sent is drawn once k are shown."""

    def __init__(self, found: re.Pattern[bytes] = VOTED) -> None:
        self._found = found
        self._sent: list[Sent] = []
        self._shown: dict[bytes, int] = defaultdict(int)

    def expect(self, sent: Sent) -> None:
        """One more, in the order of sending."""
        self._sent.append(sent)

    def start_again(self) -> None:
        """It is counted from nothing again, and every board shows that."""
        self._sent.clear()
        self._shown.clear()

    def drawn_by(self, payload: bytes, channel: bytes) -> list[Sent]:
        found = self._found.search(payload)
        if found is None or (self._found is VOTED and b"/board/" not in channel):
            return []
        before, self._shown[channel] = self._shown[channel], max(self._shown[channel], int(found[1]))
        return self._sent[before : self._shown[channel]]


class Supports:
    """Supports of questions, of which a board shows only how many each has: the k-th sent is drawn once k more are."""

    def __init__(self) -> None:
        self._sent: dict[bytes, list[Sent]] = defaultdict(list)
        self._shown: dict[tuple[bytes, bytes], int] = defaultdict(int)
        self._before: dict[bytes, int] = defaultdict(lambda: 1)  # who asked

    def expect(self, question: bytes, sent: Sent) -> None:
        """One more for a question, in the order of sending."""
        self._sent[question].append(sent)

    def start_again(self) -> None:
        """What every board shows now is where the next ones begin."""
        self._sent.clear()
        for (_channel, question), shown in self._shown.items():
            self._before[question] = max(self._before[question], shown)

    def drawn_by(self, payload: bytes, channel: bytes) -> list[Sent]:
        drawn: list[Sent] = []
        for question, said in SUPPORTED.findall(payload):
            before = self._before[question]
            known, shown = max(before, self._shown[channel, question]), int(said)
            self._shown[channel, question] = max(known, shown)
            drawn += self._sent[question][known - before : shown - before]
        return drawn


@dataclass(eq=False)
class Frame:
    """A broadcast: what it draws, and when each page got it."""

    draws: list[Sent]
    unseen: list[Sent]
    arrivals: list[float] = field(default_factory=list)


class Deliveries:
    """Counts what is drawn."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._known: dict[bytes, Frame] = {}
        self.frames: list[Frame] = []
        self.bytes = self.messages = 0

    def took(self, payload: bytes, who: int, now: float) -> None:
        """A page of `who` got a frame, and draws it."""
        self.messages += 1
        self.bytes += len(payload)
        frame = self._known.get(payload) or self._read(payload)
        if not frame.draws:
            return
        frame.arrivals.append(now)
        if frame.unseen:
            frame.unseen = [sent for sent in frame.unseen if not _first(sent, who, now)]

    def _read(self, payload: bytes) -> Frame:
        named = CHANNEL.search(payload)
        draws = list(self._marks.drawn_by(payload, named[1] if named else b""))
        frame = self._known[payload] = Frame(draws, list(draws))
        if draws:
            self.frames.append(frame)
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return frame

    @property
    def count(self) -> int:
        """Deliveries so far."""
        return sum(len(frame.draws) * len(frame.arrivals) for frame in self.frames)

    @property
    def last(self) -> float:
        """When the last of them came."""
        return max((frame.arrivals[-1] for frame in self.frames if frame.arrivals), default=0.0)

    def everywhere(self) -> list[float]:
        """How long each delivery took, in seconds, on any page."""
        return [now - sent.due for frame in self.frames for sent in frame.draws for now in frame.arrivals]

    def forget(self) -> None:
        """Begin another run."""
        self.frames.clear()
        self._known.clear()
        self.bytes = self.messages = 0


def _first(sent: Sent, who: int, now: float) -> bool:
    """Whether there is no more to wait for: somebody else sees it."""
    if not sent.first and who != sent.who:
        sent.first = now
    return bool(sent.first)
