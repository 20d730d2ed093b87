"""WebSocket frames and Socket.IO packets by hand: a client library would cost more than the server it tests."""

from __future__ import annotations

import base64
import json
import secrets
import struct
from typing import Any

TEXT, CLOSE, PING, PONG = 0x81, 0x88, 0x89, 0x8A
"""First bytes of whole frames; nothing here sends or is sent pieces."""

ENGINE_OPEN, ENGINE_PING, ENGINE_PONG = b"0", b"2", b"3"
CONNECTED, REFUSED, LEAVE, EVENT, ACK = b"40", b"44", b"41", b"42", b"43"

MASK = b"\0\0\0\0"
"""A client must mask, and may mask with zeros: the bytes stay as they are."""


def frame(payload: bytes, head: int = TEXT) -> bytes:
    """A client's frame."""
    size = len(payload)
    if size < 126:
        return bytes((head, 0x80 | size)) + MASK + payload
    if size < 65536:
        return struct.pack("!BBH", head, 0x80 | 126, size) + MASK + payload
    return struct.pack("!BBQ", head, 0x80 | 127, size) + MASK + payload


def cut(data: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """The whole frames that a server's bytes begin with, each (first byte, payload), and what is left over."""
    frames = []
    at, end = 0, len(data)
    while end - at >= 2:
        size, start = data[at + 1], at + 2
        if size == 126:
            start += 2
            size = int.from_bytes(data[at + 2 : start], "big") if end >= start else end
        elif size == 127:
            start += 8
            size = int.from_bytes(data[at + 2 : start], "big") if end >= start else end
        if start + size > end:
            break
        frames.append((data[at], data[start : start + size]))
        at = start + size
    return frames, data[at:]


def upgrade(host: str, origin: str, cookie: str, code: str) -> bytes:
    """The request that turns a connection into a WebSocket of Socket.IO, for the workshop of a code."""
    key = base64.b64encode(secrets.token_bytes(16)).decode()
    lines = (
        f"GET /socket.io/?EIO=4&transport=websocket&atelier={code} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        f"Origin: {origin}",
        f"Cookie: {cookie}",
    )
    return "\r\n".join((*lines, "", "")).encode()


def packet(kind: bytes, content: Any, id: int | None = None) -> bytes:
    """A Socket.IO packet; with an id it asks for an acknowledgement."""
    number = b"" if id is None else str(id).encode()
    return kind + number + json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def acknowledged(payload: bytes) -> tuple[int, Any]:
    """The id that an acknowledgement answers, and its first value."""
    start = payload.index(b"[")
    values = json.loads(payload[start:])
    return int(payload[2:start]), values[0] if values else None


def event(payload: bytes) -> Any:
    """What an event says, without its name."""
    said = json.loads(payload[2:])
    return said[1] if len(said) > 1 else None
