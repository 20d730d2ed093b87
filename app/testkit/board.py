"""A workshop with one activity, in memory: the same record and the same drawing as on a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from app.domain.log import Entry, Standing
from app.domain.people import Person, new_id, sites_from
from app.export import results
from app.host.discovery import Plugin
from app.host.registry import Registry
from app.live.ask import Ask, Grant
from app.live.crew import Crew
from app.live.lectern import Lectern
from app.live.pages import Pages, Place
from app.live.presence import Presence
from app.live.record import Record
from app.sdk import FACILITATOR, PARTICIPANT, Card, Method, Refused
from app.sdk.words import speaking
from app.store.workshops import Facts

NOON = 1_760_000_000_000
KEY = b"k" * 32


class Source(Method):
    """What hands cards over to the method under test."""

    id = "source"
    title = "Source"


class Board:
    """One activity of one method. Names of people are whoever you like; "fac" facilitates."""

    def __init__(
        self,
        method: Method,
        *,
        settings: dict[str, Any] | None = None,
        anonymous: bool = True,
        by_site: bool = False,
        cards: list[Card] | None = None,
        stages: list[str] | None = None,
    ) -> None:
        self.method = method
        self.handed = cards or []
        self.registry = Registry([Plugin(method.id, "test", methods=[method])])
        self.record = Record(self.registry, [], {})
        self.facts = Facts("w", "CODE234", "Test", "fr", tuple(sites_from(["Lille", "Amiens"], "À distance")), 0, 0)
        self.presence = Presence()
        self.at = NOON
        data = {
            "method": method.id,
            "title": "Activity",
            "stages": stages or [stage.id for stage in method.stages],
            "anonymous": anonymous,
            "by_site": by_site,
            "settings": settings or {},
        }
        self.activity = self.core("add", **data)
        if anonymous:
            self.record.keys[self.activity] = KEY
        self.record._handed = lambda source: self.handed  # type: ignore[method-assign]
        self.core("open", activity=self.activity)

    # --- acting ----------------------------------------------------------------------------

    def grant(self, who: str) -> Grant:
        """What somebody may do: "fac" facilitates, "ana@s2" takes part from Amiens, the others from Lille."""
        if who == "fac":
            return Grant("w", FACILITATOR, "f:fac")
        site = who.partition("@")[2] or "s1"
        self.presence.people.setdefault(who, Person(who, who.title(), site))
        return Grant("w", PARTICIPANT, who, site, who)

    def ask(self, who: str, name: str, activity: str, data: dict[str, Any], request_id: str = "") -> Entry:
        """Put a command through the door; raises what the door raises."""
        self.at += 1000
        entry = self.record.decide(Ask(self.grant(who), activity, name, data, request_id or new_id()), self.at)
        self.record.keep()
        return entry

    def do(self, who: str, name: str, **data: Any) -> str:
        """Somebody asks a command of the method; returns the entry's id."""
        return self.ask(who, name, self.activity, data).id

    def core(self, name: str, **data: Any) -> str:
        """The facilitator asks a command of the core; returns the entry's id."""
        return self.ask("fac", f"core.{name}", "", data).id

    def stage(self, to: str) -> None:
        """Go to a stage."""
        self.core("stage", activity=self.activity, leaves=self.standing.stage, to=to)

    def undo(self, entry: str) -> None:
        """Take an entry back."""
        self.core("undo", activity=self.activity, entry=entry)

    @contextmanager
    def refused(self, words: str = "") -> Iterator[None]:
        """What is inside must be refused, in an English sentence that holds `words`, and change nothing."""
        before = self.snapshot()
        with pytest.raises(Refused) as caught:
            yield
        with speaking("en"):
            assert words in str(caught.value.sentence)
        assert self.snapshot() == before, "a refused command changed something"

    # --- seeing ----------------------------------------------------------------------------

    @property
    def standing(self) -> Standing:
        """How the activity stands."""
        return self.record.standings[self.activity]

    @property
    def state(self) -> Any:
        """The method's own state."""
        return self.standing.state

    def snapshot(self) -> str:
        """All that the fold made, as text."""
        return repr((self.standing.stage, self.state, sorted(self.standing.late)))

    @property
    def pages(self) -> Pages:
        """What draws."""
        return Pages(self.facts, self.record, self.presence, Crew(), Lectern())

    def html(self, block: str, audience: str = PARTICIPANT, locale: str = "en") -> str:
        """A block as an audience sees it."""
        return str(self.pages.draw(Place(self.activity, block, audience, locale), {}).html())

    def mine(self, who: str, locale: str = "en") -> dict[str, Any]:
        """What is one person's own: `html` and `own`."""
        return self.pages.mine(self.activity, self.grant(who), locale)

    def results(self) -> results.Results:
        """What would be exported now."""
        return results.gather(self.facts, self.record, "en")

    def table(self, name: str) -> list[list[Any]]:
        """The rows of an exported table."""
        found = self.results().table(self.activity, name)
        assert found is not None, f"no table {name!r} is exported now"
        return found.rows

    def replayed(self) -> str:
        """The snapshot after reading the log anew: it must be the same."""
        self.record = Record(self.registry, self.record.entries, self.record.keys)
        self.record._handed = lambda source: self.handed  # type: ignore[method-assign]
        return self.snapshot()
