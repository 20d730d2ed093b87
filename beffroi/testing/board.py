"""A workshop with one activity, in memory: the same record and the same drawing as on a server."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from beffroi import FACILITATOR, PARTICIPANT, Card, Method, Refused
from beffroi.testing.known import must_know
from beffroi.testing.late import host
from beffroi.words import speaking

if TYPE_CHECKING:
    from app.domain.log import ActivityState, Entry
    from app.export.results import Results
    from app.host.rendering.parts import Drawing
    from app.live.commands.record import Record
    from app.live.commands.request import Grant
    from app.live.rendering.renderer import Renderer

BLOCKS = ("input", "board", "screen", "control", "print")
"""What a template draws; one's own `input` is had by `personal_view`."""

AUDIENCES = (PARTICIPANT, "visitor", "reader", FACILITATOR, "screen")
"""Who sees a page; a visitor reads the sheet of another table, a reader one that only the room's may change now."""

NOON = 1_760_000_000_000
KEY = b"k" * 32


def _sentence(refused: Exception) -> str:
    """What a person reads of it."""
    if isinstance(refused, Refused):
        return str(refused.sentence)
    assert isinstance(refused, ValidationError)
    return " ".join(f"{name}: {said}" for name, said in host.errors_by_field(refused).items())


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
        tables: int = 0,
        share_by: str = "",
    ) -> None:
        for name in settings or {}:
            must_know("setting", name, method.settings.model_fields)
        host.never_ending.start()
        self.method = method
        self.handed = cards or []
        self.registry = host.RaisingRegistry([host.Plugin(method.id, "test", methods=[method])])
        self.presence = host.Presence()
        self.record = self._read([], {})
        self.facts = host.WorkshopInfo(
            "w", "CODE234", "Test", "fr", tuple(host.sites_from(["Lille", "Amiens"], "À distance")), 0, 0
        )
        self.screens = host.ScreenState()
        self.marks_languages = False
        """Whether drawings in another language than the workshop's, French, mark what people wrote with it, as pages
        do: a test reads them more easily without."""
        self._last: dict[Hashable, Drawing] = {}
        self._is_compared = True
        self.at = NOON
        self.tables = self._laid(tables)
        data = {
            "method": method.id,
            "title": "Activity",
            "stages": stages or [stage.id for stage in method.stages],
            "anonymous": anonymous,
            "by_site": by_site,
            "settings": settings or {},
            "share_by": share_by,
        }
        self.activity = self.core("add", **data)
        if anonymous:
            self.record.keys[self.activity] = KEY
        self.core("open", activity=self.activity)

    def _read(self, entries: list[Entry], keys: Mapping[str, bytes]) -> Record:
        """A record of these entries; what is handed over comes from the test, not from another activity."""
        record = host.Record(self.registry, entries, keys, people=self.presence.people)
        self.decider = host.Decider(record, lambda _record, _source: self.handed)
        return record

    def _laid(self, count: int) -> list[str]:
        """Tables, at Lille and Amiens in turn; their ids."""
        for n in range(count):
            data = {"name": f"Table {n + 1}", "site": f"s{n % 2 + 1}"}
            self.ask("fac", "core.table", "", data)
        return list(self.record.agenda.seating.tables)

    # --- acting ----------------------------------------------------------------------------

    def grant(self, who: str) -> Grant:
        """What somebody may do: "fac" facilitates, "ana@s2" takes part from Amiens, the others from Lille.

        Where tables are laid, "ana#1" sits at the first of them, "ana#2" at the second.
        """
        if who == "fac":
            return host.Grant("w", FACILITATOR, "f:fac")
        site = who.partition("@")[2] or "s1"
        if who not in self.presence.people:
            self.presence.people[who] = host.Person(who, who.title(), site)
            if number := who.partition("#")[2]:
                self.core("seat", person=who, table=self.tables[int(number) - 1])
        return host.Grant("w", PARTICIPANT, who, site, who)

    def ask(self, who: str, name: str, activity: str, data: dict[str, Any], scope: str = "") -> Entry:
        """Put a command through the door; raises what the door raises, and what the method raises."""
        if activity:
            must_know("command", name, [one.about.name for one in self.method.commands])
        try:
            entry = self.decided(who, name, activity, data, scope)
        except Refused as refused:
            with speaking("en"):
                refused.add_note(str(refused.sentence))  # whoever reads this wrote the test
            raise
        self.record.commit()
        self._work(entry)
        return entry

    def decided(self, who: str, name: str, activity: str, data: dict[str, Any], scope: str = "") -> Entry:
        """As `ask`, and not yet committed: `record.rollback()` takes it back."""
        grant = host.Grant("w", host.SYSTEM, "system") if who == "system" else self.grant(who)
        self.at += 1000
        asked = host.CommandRequest(grant, activity, name, data, host.new_id(), scope=scope)
        return self.decider.decide(asked, self.at)

    def _work(self, entry: Entry) -> None:
        """Slow work that an entry asks for, done here and at once; on a server in a process of its own."""
        kind = self.method.command(entry.name)
        if kind is not None and kind.about.works:
            state = self.record.scopes[entry.activity][entry.scope].state
            given = kind.from_entry(entry.data, entry.version).snapshot(state)
            made = host.done(self.method, entry.name, given)
            self.ask("system", kind.about.works, entry.activity, made, entry.scope)

    def do(self, who: str, name: str, **data: Any) -> str:
        """Somebody asks a command of the method, about their own table's sheet; returns the entry's id."""
        return self.ask(who, name, self.activity, data).id

    def do_at(self, table: int, who: str, name: str, **data: Any) -> str:
        """As `do`, about the sheet of a table, counted from 1."""
        return self.ask(who, name, self.activity, data, self.tables[table - 1]).id

    def hand(self, cards: list[Card]) -> str:
        """Cards are handed over once the activity has begun."""
        data = {"activity": self.activity, "cards": [vars(card) for card in cards]}
        return self.ask("system", "core.hand", "", data).id

    def hands_over(self) -> list[Card]:
        """What the activity can hand over to another now."""
        return list(host.handed(self.record, self.activity))

    def core(self, name: str, **data: Any) -> str:
        """The facilitator asks a command of the core; returns the entry's id."""
        return self.ask("fac", f"core.{name}", "", data).id

    def stage(self, to: str) -> None:
        """Go to a stage."""
        must_know("stage", to, self.record.agenda.activities[self.activity].stages)
        self.core("stage", activity=self.activity, leaves=self.standing.stage, to=to)

    def undo(self, entry: str) -> None:
        """Take an entry back."""
        self.core("undo", activity=self.activity, entry=entry)

    @contextmanager
    def refused(self, words: str = "") -> Iterator[None]:
        """What is inside must be refused, in an English sentence that holds `words`, and change nothing.

        By the method or by the form: a text that is too long, a choice that is none, a field that is left out.
        """
        import pytest  # noqa: PLC0415 - whoever checks a method on a server has none

        before = self.snapshot()
        with pytest.raises((Refused, ValidationError)) as caught:
            yield
        with speaking("en"):
            told = _sentence(caught.value)
        assert words in told, f"{words!r} is not in {told!r}"
        assert self.snapshot() == before, "a refused command changed something"

    # --- seeing ----------------------------------------------------------------------------

    @property
    def standing(self) -> ActivityState:
        """How the activity stands: the room's state, or the only one there is."""
        return self.record.scopes[self.activity][""]

    def sheet(self, table: int) -> Any:
        """The state of a table, counted from 1."""
        return self.record.sheets(self.activity)[self.tables[table - 1]].state

    @property
    def state(self) -> Any:
        """The method's own state."""
        return self.standing.state

    def snapshot(self) -> str:
        """All that the fold made, as text."""
        scopes = self.record.scopes[self.activity].values()
        return repr([(one.stage, one.state, sorted(one.late)) for one in scopes])

    @property
    def renderer(self) -> Renderer:
        """What draws."""
        sources = host.Sources(self.facts, self.record, self.presence, host.Facilitators(), self.screens)
        made = host.Renderer(sources)
        made.marks = self.marks_languages
        return made

    def html(self, block: str, audience: str = PARTICIPANT, locale: str = "en", *, table: int = 0) -> str:
        """A block as an audience sees it: the room's, or a table's, counted from 1."""
        must_know("block", block, (*BLOCKS, *host.CORE_BLOCKS))
        must_know("audience", audience, AUDIENCES)
        key = host.ChannelKey(self.activity, block, audience, locale, self.tables[table - 1] if table else "")
        return self._drawn(key, lambda renderer, previous: renderer.draw(key, previous))

    def personal_view(self, who: str, locale: str = "en", *, table: int = 0) -> dict[str, Any]:
        """What is one person's own: `html` and `own`; beside the sheet of another table, counted from 1, or theirs."""
        view = self.renderer.view_of(self.grant(who), self.activity, self.tables[table - 1]) if table else None
        own: dict[str, Any] = {}

        def draw(renderer: Renderer, previous: Drawing | None) -> Drawing:
            nonlocal own
            drawing, own = renderer.own(self.activity, self.grant(who), locale, view, previous)
            return drawing

        return {"html": self._drawn((who, locale, view), draw), "own": own}

    def _drawn(self, what: Hashable, draw: Callable[[Renderer, Drawing | None], Drawing]) -> str:
        """Drawn anew, and from what was drawn last, as pages get it: were it not the same, they would show what was."""
        renderer = self.renderer
        kept = self._last[what] = draw(renderer, self._last.get(what))
        if not self._is_compared:
            return str(kept.html())
        anew = draw(renderer, None).html()
        assert kept.html() == anew, f"a page that is open would still show:\n{kept.html()}\nwhere it is now:\n{anew}"
        return str(anew)

    @contextmanager
    def _glanced_at(self) -> Iterator[None]:
        """Inside, pages are drawn from what was drawn last alone: for a program that presses what is there, over and
        over, between two looks at the same pages that compare."""
        self._is_compared = False
        try:
            yield
        finally:
            self._is_compared = True

    def sent(self, block: str, audience: str = PARTICIPANT, locale: str = "en", *, table: int = 0) -> dict[str, Any]:
        """What a page that shows the block as `html` last told it is sent: skeleton, lists, parts, as they changed."""
        key = host.ChannelKey(self.activity, block, audience, locale, self.tables[table - 1] if table else "")
        before = self._last[key]
        after = self._last[key] = self.renderer.draw(key, before)
        return host.changes(before, after)

    def erase(self, *ids: str) -> None:
        """Erase these things for good, with all that is made of them."""
        reach = host.erased(self.record.entries, ids, self.registry.methods, self.record.agenda)
        self.record.rewrite(reach.entries)

    @contextmanager
    def faults(self) -> Iterator[list[str]]:
        """What the method raises inside is borne as on a server, and told afterwards: where, and what."""
        told: list[str] = []
        self.registry.is_raising = False
        try:
            yield told
        finally:
            self.registry.is_raising = True
            told += self.registry.told()

    def csv(self, name: str) -> str:
        """An exported table as its file for programs holds it."""
        found = self.results().table(self.activity, name)
        assert found is not None, f"no table {name!r} is exported now"
        return host.as_csv(found).decode()

    def results(self) -> Results:
        """What would be exported now."""
        return host.results.gather(self.facts, self.record, "en")

    def table(self, name: str) -> list[list[Any]]:
        """The rows of an exported table."""
        found = self.results().table(self.activity, name)
        assert found is not None, f"no table {name!r} is exported now"
        return found.rows

    def replayed(self) -> str:
        """The snapshot after reading the log anew: it must be the same."""
        self.record = self._read(self.record.entries, self.record.keys)
        return self.snapshot()
