"""The wire of one WebSocket: whole frames, in their order, written without waiting; a slow reader is cut."""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar
from weakref import WeakSet

from gevent import get_hub

from app import metrics

MOST = 1_000_000
"""Bytes that may wait for a slow reader; beyond, it is cut, and comes back to the last broadcast."""

LINGER = 3.0
"""Seconds that whoever was told goodbye has to read it and hang up."""

READ, WRITE = 1, 2


class SocketWriter:
    """A socket as simple-websocket uses one, whose `send` never blocks and never sends half a frame.

    simple-websocket calls `send` once and takes no notice of how much went out; on a cooperative socket
    that would cut a big frame short.
    """

    held: ClassVar[WeakSet[SocketWriter]] = WeakSet()
    """All whose socket is open."""

    def __init__(self, sock: Any) -> None:
        self.sock = sock
        self.fd = sock.fileno()
        self.waiting: deque[memoryview] = deque()
        self.size = 0
        self._loop = get_hub().loop
        self._readable: Any = None
        self._heard: Callable[[], None] | None = None
        self._writable: Any = None
        self._lingering: Any = None
        self._is_watching = False
        self.closed = self._is_ended = False
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.held.add(self)

    def fileno(self) -> int:
        """The descriptor, to be watched."""
        return int(self.fd)

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard`, in the loop, whenever there is something to read; the end is something."""
        self._readable, self._heard = self._loop.io(self.fd, READ), heard
        self.resume()

    def pause(self) -> None:
        """Leave what comes where it is."""
        if self._readable is not None:
            self._readable.stop()

    def resume(self) -> None:
        """Listen again, unless the socket was given back: its number may be another's by now."""
        if self._readable is not None and not (self.closed or self._readable.active):
            self._readable.start(self._heard)

    def read(self, size: int) -> bytes:
        """What has come, nothing at the end; raises BlockingIOError where nothing has."""
        return os.read(self.fd, size)

    def send(self, data: bytes) -> int:
        """Write a whole frame, now or as soon as the reader takes it."""
        if self.closed or self._is_ended or self._lingering is not None:
            raise BrokenPipeError("the line is closed")
        sent = 0 if self.waiting else self._now(data)
        if sent < len(data):
            self.waiting.append(memoryview(data)[sent:])
            self.size += len(data) - sent
            self._wait_or_cut()
        return len(data)

    def end(self, data: bytes = b"") -> None:
        """Write the last frame, unless it is written: after a goodbye nothing may follow, whoever has more to say."""
        if data:
            self.send(data)
        self._is_ended = True

    def _now(self, data: bytes | memoryview) -> int:
        """Write what goes out at once; returns how much that was."""
        try:
            return os.write(self.fd, data)
        except BlockingIOError:
            return 0

    def _wait_or_cut(self) -> None:
        if self.size > MOST:
            metrics.CUTS.inc()
            self.cut()
        elif not self._is_watching:
            self._is_watching = True
            if self._writable is None:
                self._writable = self._loop.io(self.fd, WRITE)
            self._writable.start(self._go_on)

    def _go_on(self) -> None:
        """The reader takes more."""
        try:
            while self.waiting:
                first = self.waiting[0]
                sent = self._now(first)
                self.size -= sent
                if sent < len(first):
                    self.waiting[0] = first[sent:]
                    return
                self.waiting.popleft()
        except OSError:
            self.cut()
        self._stop_watching()
        if self._lingering is not None:
            self._shut(socket.SHUT_WR)

    def _stop_watching(self) -> None:
        if self._is_watching:
            self._is_watching = False
            self._writable.stop()

    def hang_up(self) -> None:
        """End it from this side, once what waits is written; whoever does not hang up as well is cut."""
        if self.closed or self._lingering is not None:
            return
        self._lingering = self._loop.timer(LINGER)
        self._lingering.start(self.cut)
        if not self.waiting:
            self._shut(socket.SHUT_WR)

    def cut(self) -> None:
        """End it from this side: whoever reads it finds the end."""
        self.waiting.clear()
        self.size = 0
        self._stop_watching()
        self._shut(socket.SHUT_RDWR)

    def _shut(self, how: int) -> None:
        with suppress(OSError):  # gone already
            self.sock.shutdown(how)

    def close(self) -> None:
        """Give the socket back."""
        if not self.closed:
            self.closed = True
            self.held.discard(self)
            self._stop_watching()
            for watcher in (self._readable, self._writable, self._lingering):
                if watcher is not None:
                    watcher.stop()
                    watcher.close()
            self.sock.close()
