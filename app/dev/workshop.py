"""The throw-away workshop: one activity of the method, two people, a console, a screen, and others who are nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from app.demo.workshops import demo_account, new_workshop
from app.domain.agenda import Activity
from app.domain.log import ActivityState
from app.domain.people import new_id
from app.host.registry import Registry
from app.live.commands.record import Record
from app.live.commands.request import CommandRequest, CommandResult, Grant
from app.live.rendering.channel_key import ChannelKey
from app.live.room.room import Room
from app.store import workshops
from app.store.workshop_info import WorkshopInfo
from beffroi import FACILITATOR, PARTICIPANT, Method, Refused
from beffroi.testing.playing import play_stage

TITLE = "Essai"
TABLES = 2
NAMES = ("Inès", "Karim", "Léa", "Moussa", "Nadia", "Olivier", "Paul", "Rosa", "Samir", "Théa")


@dataclass
class Workshop:
    """The workshop, and what of it is under trial."""

    app: Flask
    facts: WorkshopInfo
    facilitator: str
    method: Method | None
    """None where what was written is refused: the page says why."""
    plugins: list[str] = field(default_factory=list)
    """The plugins that were looked for, by name."""

    @property
    def room(self) -> Room:
        """Open for as long as anybody looks."""
        room: Room = self.app.extensions["rooms"].of(self.facts)
        return room

    @property
    def registry(self) -> Registry:
        """What was found, and what went wrong."""
        registry: Registry = self.app.extensions["registry"]
        return registry

    @property
    def activity(self) -> Activity | None:
        """The last one of the method."""
        mine = [one for one in self.room.record.agenda.listed() if self.method and one.method == self.method.id]
        return mine[-1] if mine else None

    def lead(self, act: str, **data: Any) -> CommandResult:
        """The facilitator does something of the core."""
        return self.room.ask(CommandRequest(self._by, "", f"core.{act}", data, new_id()))

    @property
    def _by(self) -> Grant:
        return Grant(self.facts.id, FACILITATOR, f"f:{self.facilitator}")

    def begin(self) -> str:
        """A new activity of the method, opened; returns why not, or ""."""
        method = self.method
        if method is None:
            return ""
        if "table" in method.shared_by and not self.room.record.agenda.seating.tables:
            for site in self.facts.sites[:-1]:
                self.lead("tables", site=site.id, count=TABLES)
        said = {
            "method": method.id, "title": str(method.title)[:80] or method.id, "anonymous": method.anonymous,
            "stages": list(method.usual_stages), "share_by": method.shared_by[0],
        }  # fmt: skip
        added = self.lead("add", **said)
        opened = self.lead("open", activity=added.entry) if added.accepted else added
        return "" if opened.accepted else opened.sentence or str(opened.errors)

    def person(self, name: str, site: int = 0) -> Grant:
        """Somebody who joined under that name, once."""
        at = self.facts.sites[site % (len(self.facts.sites) - 1)].id
        people = self.room.presence.people
        found = next((one for one in people.values() if one.name == name and not one.left), None)
        person = found or self.room.people.join(name, at, 1)[0]
        return Grant(self.facts.id, PARTICIPANT, person.id, at, person.id)

    def crowd(self, count: int) -> int:
        """So many people who are nobody do what their pages offer in the stage that is on; how much was done."""
        activity = self.activity
        if activity is None or self.method is None or not activity.opened:
            return 0
        grants = [self.person(NAMES[n % len(NAMES)] + ("" if n < len(NAMES) else f" {n}"), n) for n in range(count)]
        board = LiveBoard(self.room, self.method, activity.id, {grant.who: grant for grant in grants})
        return len(play_stage(board, [*board.grants], leads=False))  # type: ignore[arg-type]


class LiveBoard:
    """A room as a board of the test kit sees it, so that the same people play on both."""

    def __init__(self, room: Room, method: Method, activity: str, grants: dict[str, Grant]) -> None:
        self.room, self.method, self.activity, self.grants = room, method, activity, grants
        self.tables: list[str] = []  # whoever joined sits where the room has put them

    @property
    def record(self) -> Record:
        """What is in the log."""
        return self.room.record

    @property
    def standing(self) -> ActivityState:
        """The room's state of it."""
        standing = self.record.standing(self.activity)
        assert standing is not None  # noqa: S101 - it is open
        return standing

    @property
    def state(self) -> Any:
        """The method's own."""
        return self.standing.state

    def html(self, block: str, audience: str = PARTICIPANT, locale: str = "en", *, table: int = 0) -> str:
        """A block of the room."""
        return str(self.room.renderer.draw(ChannelKey(self.activity, block, audience, locale)).html())

    def personal_view(self, who: str, locale: str = "en", *, table: int = 0) -> dict[str, Any]:
        """What is somebody's own."""
        return self.room.renderer.personal_view(self.activity, self.grants[who], locale)

    def do(self, who: str, name: str, **data: Any) -> str:
        """Somebody asks a command. Raises `Refused`."""
        answer = self.room.ask(CommandRequest(self.grants[who], self.activity, name, data, new_id()))
        if not answer.accepted:
            raise Refused(answer.sentence or str(answer.errors))
        return answer.entry


def laid(app: Flask, plugins: Iterable[str], wanted: str = "") -> Workshop:
    """The workshop of this instance, made where there is none; its activity as the log left it, or a new one."""
    registry, facilitator = app.extensions["registry"], demo_account(app)
    brought = [plugin for plugin in registry.plugins if plugin.name in set(plugins)]
    methods = [method for plugin in brought for method in plugin.methods]
    method = next((one for one in methods if one.id == wanted), methods[0] if methods else None)
    with app.extensions["store"].read() as session:
        mine = workshops.facilitated_by(session, facilitator)
    facts = mine[0] if mine else new_workshop(app, TITLE, facilitator)
    made = Workshop(app, facts, facilitator, method, [plugin.name for plugin in brought])
    if made.activity is None:
        made.begin()
    return made
