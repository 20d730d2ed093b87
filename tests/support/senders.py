"""People who send without a pause, and keep what has no answer, as an outbox does."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread

import websocket

from tests.support.clients import PATIENCE, command


class Sender:
    """Sends numbered words one after the other, keeps those without an answer, and sends them again."""

    def __init__(self, name: str, browser, activity: str):
        self.name, self.browser, self.activity = name, browser, activity
        self.waiting: list[dict] = []
        self.acknowledged: list[str] = []
        self.answered_twice = 0
        self.number = 0
        self.stopping, self.left = Event(), Event()
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _is_done(self) -> bool:
        return self.stopping.is_set() and (self.left.is_set() or not self.waiting)

    def _serve(self):
        while not self._is_done():
            with suppress(AssertionError, OSError, websocket.WebSocketException):
                self._session()
            self.stopping.wait(0.05)

    def _session(self):
        socket = self.browser.socket()
        try:
            while not self._is_done():
                self._send(socket)
        finally:
            socket.close()

    def _send(self, socket):
        while len(self.waiting) < 4 and not self.stopping.is_set():
            self.number += 1
            word = f"{self.name}{self.number:04d}"
            self.waiting.append(command(self.activity, "say", f"request-{word}", word=word))
        for answer in socket.call("batch", list(self.waiting), seconds=5):
            if answer["kind"] == "later":
                return
            assert answer["kind"] == "accepted", answer
            self.acknowledged.append(self.waiting.pop(0)["request_id"])

    def finish(self):
        self.stopping.set()
        self.thread.join(PATIENCE)
        assert not self.waiting, f"{self.name} still waits for {len(self.waiting)} answers"

    def leave(self):
        """Go, whatever is still unanswered: what is under way may be answered yet."""
        self.left.set()
        self.stopping.set()
