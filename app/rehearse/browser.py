"""The open page of one person: its socket, the blocks it shows, its outbox. The rule of static/js/page.js."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from app.rehearse import wire
from app.rehearse.connection import Address, Connection
from app.rehearse.deeds import Answer, Deed
from app.rehearse.figures import Tally
from app.rehearse.loop import Loop
from app.rehearse.outbox import Outbox, Reply
from app.rehearse.page import Message, Model
from app.rehearse.shelf import Shelf
from app.rehearse.sightings import Sightings

SHOW, MINE, TURN = b'42["show"', b'42["mine"', b'42["turn"'
HELLO_PATIENCE = 8.0
BACK_AFTER = 0.5


@dataclass(frozen=True)
class House:
    """What all pages of a rehearsal share."""

    loop: Loop
    address: Address
    tally: Tally
    shelf: Shelf
    sightings: Sightings


class Browser:
    """Keeps a page up to date; notes when its board last took another shape, and when its own block last came."""

    def __init__(
        self, house: House, who: int, cookie: str, auth: dict[str, Any], settled: Callable[[Deed, Answer], None]
    ) -> None:
        self.who = who
        self.shown: dict[str, Model] = {}
        self.mine = b""
        self.turned = self.own_came = 0.0
        self.is_ready = False
        self.news = 0
        """How many blocks the last hello brought that the page did not show."""
        self._house = house
        self._is_asking = self._is_over = False
        self._ids = itertools.count()
        self._replies: dict[int, Reply] = {}
        self.connection = Connection(
            house.loop, house.address, cookie, auth, up=self.hello, took=self._took, down=self._down
        )
        self.outbox = Outbox(house.loop, self._ask, settled)

    def open(self) -> None:
        """Connect; the page is ready once it shows something."""
        self.connection.open()

    def close(self) -> None:
        """Leave for good."""
        self._is_over = True
        self.connection.close()

    def press(self, deed: Deed) -> None:
        """Do something, now."""
        deed.pressed, deed.phase = perf_counter(), self._house.tally.phase
        deed.was_held = not self.connection.is_up
        self.outbox.add(deed)

    # --- asking ----------------------------------------------------------------------------

    def _ask(self, event: str, content: Any, reply: Reply, patience: float) -> bool:
        if not self.connection.is_up:
            return False
        id = next(self._ids)
        self._replies[id] = reply
        self._house.loop.after(patience, lambda: self._reply(id, None))
        self.connection.send(wire.packet(wire.EVENT, [event, content], id))
        return True

    def _reply(self, id: int, answer: Any) -> None:
        reply = self._replies.pop(id, None)
        if reply is not None:
            reply(answer)

    def hello(self) -> None:
        """Ask for all that the page shows, saying what it has."""
        if self._is_asking or not self.connection.is_up:
            return
        have = {block: model.place for block, model in self.shown.items()}
        self._is_asking = self._ask("hello", {"activity": "", "have": have}, self._told, HELLO_PATIENCE)

    def _told(self, told: Any) -> None:
        self._is_asking = False
        if told is None or "later" in told:
            self._house.loop.after(1.0, self.hello)
            return
        self.news = sum(self._take(block, message) for block, message in told["blocks"].items())
        self.mine, self.own_came = json.dumps(told.get("mine", {})).encode(), perf_counter()
        self.is_ready = True
        self.outbox.drain()

    def _take(self, block: str, message: Message) -> bool:
        step = self._house.shelf.taken(self.shown.get(block, Model()), message)
        self.shown[block] = step.model
        if step.reshaped and block == "board":
            self.turned = perf_counter()
        return step.verdict == "apply"

    # --- being told ------------------------------------------------------------------------

    def _took(self, payload: bytes) -> None:
        self._house.tally.heard = perf_counter()
        if payload.startswith(SHOW):
            self._show(payload)
        elif payload.startswith(wire.ACK):
            self._acknowledged(payload)
        elif payload.startswith(MINE):
            is_whole = b'"base":' not in payload[:80]
            self.mine, self.own_came = payload if is_whole else self.mine + payload, self._house.tally.heard
        elif payload.startswith(TURN):
            self.hello()

    def _acknowledged(self, payload: bytes) -> None:
        id, answer = wire.acknowledged(payload)
        if b'"blocks":' in payload[:200]:
            house = self._house
            house.sightings.drawn(house.sightings.within(payload), self.who)
        self._reply(id, answer)

    def _show(self, payload: bytes) -> None:
        house = self._house
        house.tally.deliveries += 1
        broadcast = house.shelf.read(payload)
        block = next((block for block, model in self.shown.items() if model.channel == broadcast.channel), None)
        if block is None:
            return
        step = house.shelf.step(broadcast, self.shown[block])
        if step.verdict == "hello":
            house.tally.resyncs += 1
            self.hello()
        elif step.verdict == "apply":
            self.shown[block] = step.model
            if step.reshaped and block == "board":
                self.turned = house.tally.heard
            if broadcast.sighting.deeds:
                house.sightings.drawn(broadcast.sighting, self.who)

    def _down(self, reason: str) -> None:
        """The connection ended: what was asked has no answer, and the page comes back by itself."""
        self._house.tally.cuts[reason] += 1
        self._is_asking = False
        for deed in self.outbox.waiting:
            deed.was_held = True
        for id in list(self._replies):
            self._reply(id, None)
        if not self._is_over:
            self._house.loop.after(BACK_AFTER, self.open)
