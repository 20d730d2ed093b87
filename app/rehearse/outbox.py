"""What was pressed and is not yet acknowledged: the rule of static/js/outbox.js, one ordered channel."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from app.rehearse.deeds import Answer, Deed
from app.rehearse.loop import Loop

MOST = 50
PATIENCE = 10.0
"""Seconds without an acknowledgement before asking again."""

Reply = Callable[[Any], None]


class Outbox:
    """Sends what waits, one batch at a time: nothing passes what has to be sent again.

    `ask(event, content, reply, patience)` sends, and calls `reply` with the answer, or with None without one;
    it returns False where there is no connection. `settled` gets each deed with its final answer.
    """

    def __init__(
        self, loop: Loop, ask: Callable[[str, Any, Reply, float], bool], settled: Callable[[Deed, Answer], None]
    ) -> None:
        self.waiting: deque[Deed] = deque()
        self.later = 0
        self._loop, self._ask, self._settled = loop, ask, settled
        self._is_busy = False
        self._pause = 0.5

    def add(self, deed: Deed) -> None:
        """Send it as soon as what came before it is settled."""
        self.waiting.append(deed)
        self.drain()

    def drain(self) -> None:
        """Send what waits, unless an answer is still out."""
        if self._is_busy or not self.waiting:
            return
        sent = list(self.waiting)[:MOST]
        packed = [deed.packed() for deed in sent]
        alone = len(sent) == 1

        def reply(answer: Any) -> None:
            self._answered(sent, [] if answer is None else [answer] if alone else answer)

        self._is_busy = (
            self._ask("command", packed[0], reply, PATIENCE) if alone else self._ask("batch", packed, reply, PATIENCE)
        )

    def _answered(self, sent: list[Deed], answers: list[Answer]) -> None:
        self._is_busy = False
        final = [answer for answer in answers if answer["kind"] != "later"]
        self.later += len(answers) - len(final)
        for answer in final:
            self._settled(self.waiting.popleft(), answer)
        if len(final) == len(sent):
            self._pause = 0.5
            self.drain()
        else:
            self._pause = min(8.0, self._pause * 2)
            self._loop.after(self._pause, self.drain)
