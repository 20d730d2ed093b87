"""People of a demo workshop, who do through the one door what people in a room would do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from app.domain.people import new_id
from app.live.commands.request import CommandRequest, Grant
from app.live.room.room import Room
from beffroi import FACILITATOR, PARTICIPANT


class DemoPlayers:
    """A facilitator and the people who joined, by name."""

    def __init__(self, room: Room, facilitator: str) -> None:
        self.room = room
        self.by = Grant(room.facts.id, FACILITATOR, f"f:{facilitator}")
        self.people: dict[str, Grant] = {}
        self.activities: dict[str, str] = {}

    def join(self, name: str, site: str, table: str) -> None:
        """Somebody joins and sits down at a table, by its id."""
        person, _link = self.room.people.join(name, site, 1, table)
        self.people[name] = Grant(self.room.facts.id, PARTICIPANT, person.id, site, person.id)

    def lead(self, act: str, /, **data: Any) -> str:
        """The facilitator does something of the core; the entry's id."""
        return self._ask(CommandRequest(self.by, "", f"core.{act}", data, new_id()))

    def add(self, method: str, title: str, source: str = "", /, **said: Any) -> str:
        """Put an activity on the agenda, with what its source hands over, and open it; its id."""
        kind = self.room.registry.methods[method]
        data = {
            "method": method,
            "title": title,
            "stages": list(kind.usual_stages),
            "anonymous": kind.anonymous,
            "source": self.activities.get(source, ""),
            **said,
        }
        id = self.activities[title] = self.lead("add", **data)
        self.lead("open", activity=id)
        return id

    def stages(self, title: str, *stages: str) -> None:
        """Lead an activity through these stages."""
        id = self.activities[title]
        for stage in stages:
            leaves = self.room.record.agenda.activities[id].stage
            self.lead("stage", activity=id, leaves=leaves, to=stage)

    def do(self, name: str, title: str, command: str, scope: str = "", /, **data: Any) -> str:
        """Somebody, or the facilitator ("": nobody of the room), does something in an activity; the entry's id."""
        grant = self.people[name] if name else self.by
        return self._ask(CommandRequest(grant, self.activities[title], command, data, new_id(), scope=scope))

    def each(self, names: Iterable[str], title: str, command: str, **data: Any) -> None:
        """Several people do the same."""
        for name in names:
            self.do(name, title, command, **data)

    def state(self, title: str, table: str = "") -> Any:
        """The state of an activity: of a table, by its id, or the room's."""
        standing = self.room.record.standing(self.activities[title], table)
        if standing is None:
            raise click.ClickException(f"{title}: it does not stand.")
        return standing.state

    def _ask(self, ask: CommandRequest) -> str:
        answer = self.room.ask(ask)
        if not answer.accepted:
            raise click.ClickException(f"{ask.name}: {answer.sentence or answer.errors}")
        return answer.entry
