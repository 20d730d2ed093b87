"""What goes on in a server of `beffroi dev`: what is sent, what is drawn, and when there is something new to tell."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from gevent.event import Event

KEPT = 40


@dataclass(frozen=True)
class Push:
    """A message to a group of pages, or to one."""

    event: str
    to: str
    size: int


@dataclass(frozen=True)
class Drawn:
    """A drawing of a block, in milliseconds."""

    what: str
    ms: float


@dataclass
class Meter:
    """The last of each, and a number that grows with whatever is new."""

    pushes: deque[Push] = field(default_factory=lambda: deque(maxlen=KEPT))
    drawings: deque[Drawn] = field(default_factory=lambda: deque(maxlen=KEPT))
    n: int = 0
    _news: Event = field(default_factory=Event)

    def tick(self) -> None:
        """Something happened."""
        self.n += 1
        self._news.set()
        self._news.clear()

    def wait(self, after: int, seconds: float) -> None:
        """Return when there is more than a page has, or after so many seconds."""
        if self.n <= after:
            self._news.wait(seconds)

    def pushed(self, event: str, data: dict[str, Any], to: str) -> None:
        """A message leaves."""
        size = len(json.dumps(data, ensure_ascii=False, default=str).encode())
        self.pushes.appendleft(Push(event, to.partition("|")[2] or "one page", size))
        self.tick()

    def measured(self, name: Callable[..., str], work: Callable[..., Any]) -> Callable[..., Any]:
        """A way of drawing, timed; `name` says of its arguments what is drawn."""

        @wraps(work)
        def timed(*args: Any, **said: Any) -> Any:
            began = time.perf_counter()
            try:
                return work(*args, **said)
            finally:
                self.drawings.appendleft(Drawn(name(*args), (time.perf_counter() - began) * 1000))
                self.tick()

        return timed


def meter_wire(meter: Meter, wire: Any) -> None:
    """Count what a wire carries."""
    emit, emit_all = wire.emit, wire.emit_all

    def one(event: str, data: dict[str, Any], to: str) -> None:
        meter.pushed(event, data, to)
        emit(event, data, to)

    def several(event: str, told: list[tuple[dict[str, Any], str]]) -> None:
        for data, to in told:
            meter.pushed(event, data, to)
        emit_all(event, told)

    wire.emit, wire.emit_all = one, several


def meter_drawings(meter: Meter, renderer: Any) -> None:
    """Time what a room's renderer draws."""
    renderer.draw = meter.measured(lambda key, *_: f"{key.block} · {key.audience} · {key.locale}", renderer.draw)
    renderer.own = meter.measured(lambda _activity, grant, locale, *_: f"input · {grant.who} · {locale}", renderer.own)
