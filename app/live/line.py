"""The wire of one WebSocket: whole frames, in their order, written without waiting; a slow reader is cut."""

from __future__ import annotations

import os
import socket
from collections import deque
from typing import Any

from gevent import get_hub

from app import metrics

MOST = 1_000_000
"""Bytes that may wait for a slow reader; beyond, it is cut, and comes back to the last broadcast."""

WRITE = 2


class Line:
    """A socket as simple-websocket uses one, whose `send` never blocks and never sends half a frame.

    simple-websocket calls `send` once and takes no notice of how much went out; on a cooperative socket
    that would cut a big frame short.
    """

    def __init__(self, sock: Any) -> None:
        self.sock = sock
        self.fd = sock.fileno()
        self.waiting: deque[memoryview] = deque()
        self.size = 0
        self._writable = get_hub().loop.io(self.fd, WRITE)
        self._is_watching = False
        self.closed = False
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def fileno(self) -> int:
        """The descriptor, to be watched."""
        return int(self.fd)

    def recv(self, size: int) -> bytes:
        """Wait for bytes."""
        return bytes(self.sock.recv(size))

    def send(self, data: bytes) -> int:
        """Write a whole frame, now or as soon as the reader takes it."""
        if self.closed:
            raise BrokenPipeError("the line is closed")
        rest = memoryview(data) if self.waiting else self._now(memoryview(data))
        if rest:
            self.waiting.append(rest)
            self.size += len(rest)
            self._wait_or_cut()
        return len(data)

    def _now(self, data: memoryview) -> memoryview:
        """Write what goes out at once; returns the rest."""
        try:
            return data[os.write(self.fd, data) :]
        except BlockingIOError:
            return data

    def _wait_or_cut(self) -> None:
        if self.size > MOST:
            metrics.CUTS.inc()
            self.cut()
        elif not self._is_watching:
            self._is_watching = True
            self._writable.start(self._go_on)

    def _go_on(self) -> None:
        """The reader takes more."""
        try:
            while self.waiting:
                first = self.waiting[0]
                rest = self._now(first)
                self.size -= len(first) - len(rest)
                if rest:
                    self.waiting[0] = rest
                    return
                self.waiting.popleft()
        except OSError:
            self.cut()
        self._stop_watching()

    def _stop_watching(self) -> None:
        if self._is_watching:
            self._is_watching = False
            self._writable.stop()

    def cut(self) -> None:
        """End it from this side: whoever reads it finds the end."""
        self.waiting.clear()
        self.size = 0
        self._stop_watching()
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def close(self) -> None:
        """Give the socket back."""
        if not self.closed:
            self.closed = True
            self._stop_watching()
            self._writable.close()
            self.sock.close()
