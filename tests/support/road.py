"""A road to a server that can go silent: nothing gets through, and nobody is told, as when a site loses its network."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Event, Thread

from tests.support.serving import free_port

ANY = 65536


class Road:
    """Carries TCP from a port of its own to a server's. What is under way when it goes silent arrives later."""

    def __init__(self, port: int):
        self.to, self.port = port, free_port()
        self.is_open = Event()
        self.is_open.set()
        self.lines: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self._start(self._serve)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self):
        self.is_open.clear()

    def mend(self):
        self.is_open.set()

    def close(self):
        self.mend()
        for one in (self.listener, *self.lines):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _serve(self):
        with suppress(OSError):
            while True:
                here, _ = self.listener.accept()
                self._start(self._connect, here)

    def _connect(self, here: socket.socket):
        self.is_open.wait()
        there = socket.create_connection(("127.0.0.1", self.to))
        self.lines += (here, there)
        self._start(self._carry, here, there)
        self._start(self._carry, there, here)

    def _carry(self, source: socket.socket, target: socket.socket):
        with suppress(OSError):
            while data := source.recv(ANY):
                self.is_open.wait()
                target.sendall(data)
            self.is_open.wait()
            target.shutdown(socket.SHUT_WR)

    def _start(self, target, *args):
        Thread(target=target, args=args, daemon=True).start()
