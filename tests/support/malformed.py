"""What no page sends: deep, huge and broken bytes, and how much memory they may take."""

from __future__ import annotations

import socket
import struct
from contextlib import suppress

MEMORY = 100 * 1024  # kB

DEEP = "[" * 1500

HUGE = "x" * 300_000

SAY = '["command",{"activity":"%s","name":"say","request_id":"%s","data":%s}]'


def flood(line, packets):
    """Send raw bytes until they are all gone or the server cuts."""
    line.ws.sock.settimeout(5)
    for packet in packets:
        try:
            line.ws.sock.sendall(packet)
        except OSError:
            return


def raw_frame(head: int, payload: bytes, says: int | None = None) -> bytes:
    """A client's frame, masked with zeros; `says` is the length that it claims."""
    size = len(payload) if says is None else says
    return struct.pack("!BBQ", head, 0x80 | 127, size) + b"\0\0\0\0" + payload


def spoken(server, request: bytes, ends: bool = False) -> bytes:
    """What the server answers to these bytes; "" where it hangs up or waits."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=3) as line:
        said = b""
        with suppress(OSError):
            line.sendall(request)
            if ends:
                line.shutdown(socket.SHUT_WR)
            while more := line.recv(65536):
                said += more
        return said
