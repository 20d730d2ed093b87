"""Frames of WebSocket that no browser sends: memory stays bounded, and their connection ends."""

from __future__ import annotations

import json
import zlib

import pytest

from tests.support.clients import command
from tests.support.inside import memory
from tests.support.malformed import MEMORY, flood, raw_frame


@pytest.mark.parametrize(
    "kind", ["one frame of 1 GB", "frames without an end", "a bomb", "attachments", "unread answers"]
)
def test_memory_is_bounded_whatever_one_connection_sends(crowd, server, mood, bystander, kind):
    before = memory(server)
    ana = crowd.person("Ana")
    line = ana.knock(header=["Sec-WebSocket-Extensions: permessage-deflate"]) if kind == "a bomb" else ana.socket()
    block = b"x" * 65536
    if kind == "one frame of 1 GB":
        flood(line, [raw_frame(0x81, b"4", 1 << 30), *[block] * 3200])
    elif kind == "frames without an end":
        flood(line, [raw_frame(0x01, b"4"), *[raw_frame(0x00, block)] * 3200])
    elif kind == "a bomb":
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(b"x" * 300_000_000) + packer.flush(zlib.Z_SYNC_FLUSH)
        flood(line, [raw_frame(0xC1, packed[:-4])])
    elif kind == "attachments":
        flood(line, [raw_frame(0x81, b'459999-["hello"]'), *[raw_frame(0x82, block)] * 3200])
    else:
        slow_batch = json.dumps([command(mood, "say", word="lent") for _ in range(200)])
        filler = b'42["x","' + block + b'"]'
        flood(line, [raw_frame(0x81, f'420["batch",{slow_batch}]'.encode()), *[raw_frame(0x81, filler)] * 3200])
    bystander()
    assert memory(server) - before < MEMORY


@pytest.mark.parametrize("kind", ["reserved bits", "an opcode there is not", "a long ping", "no mask", "no UTF-8",
                                  "half a frame", "a binary packet"])  # fmt: skip
def test_broken_frames_end_their_connection(ana, bystander, kind):
    line = ana.socket()
    frames = {
        "reserved bits": raw_frame(0xF1, b"4"),
        "an opcode there is not": raw_frame(0x83, b"4"),
        "a long ping": raw_frame(0x89, b"p" * 500),
        "no mask": b"\x81\x012",
        "no UTF-8": raw_frame(0x81, b'42["\xff\xfe"]'),
        "half a frame": raw_frame(0x81, b"4", 50)[:-1],
        "a binary packet": raw_frame(0x82, b"\x00\x01\x02"),
    }
    line.ws.sock.sendall(frames[kind])
    if kind == "half a frame":
        line.close()
    line.wait("to be cut", lambda: line.was_cut, 5)
    bystander()
