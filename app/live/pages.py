"""What each page shows: the channels of an audience, drawn from the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import Activity
from app.domain.log import CORE, LATE, Entry, Standing, recalled, undone
from app.host.draw import core_environment, draw, draw_method
from app.host.parts import Drawing, Part
from app.live.ask import SCREEN, Grant
from app.live.crew import SIGNALS, Crew
from app.live.lectern import Lectern
from app.live.presence import Presence
from app.live.record import Record
from app.sdk import FACILITATOR, PARTICIPANT, Command, Method, Stage
from app.sdk.words import speaking
from app.store.workshops import Facts

BLOCKS = {
    PARTICIPANT: ("head", "board"),
    FACILITATOR: ("head", "crew", "screens", "notes", "agenda", "people", "control", "board"),
    SCREEN: ("head", "screen"),
}
"""Which blocks a page of each audience shows."""

CORE_BLOCKS = ("head", "crew", "screens", "notes", "agenda", "people")
"""Those that the core draws itself, whatever is on."""

UNDO_SHOWN = 8


@dataclass(frozen=True)
class Place:
    """What a channel draws: an activity's block (or the head's), for an audience, in a language."""

    activity: str
    block: str
    audience: str
    locale: str

    @property
    def name(self) -> str:
        """The channel's name."""
        return "/".join((self.activity or "workshop", self.block, self.audience, self.locale))


class Pages:
    """Draws places. Holds no drawing itself: channels do."""

    def __init__(self, facts: Facts, record: Record, presence: Presence, crew: Crew, lectern: Lectern) -> None:
        self.facts = facts
        self.record = record
        self.presence = presence
        self.crew = crew
        self.lectern = lectern

    def draw(self, place: Place, previous: Mapping[str, Part]) -> Drawing:
        """A place drawn; a plugin that raises gets a sentence in its place and is named to the operator."""
        if place.block in CORE_BLOCKS:
            try:
                return self._core(f"{place.block}_{place.audience}", self._about(place), place, previous)
            except Exception as error:  # noqa: BLE001 - a fault of ours must not keep the boards from being drawn
                self.record.registry.blame("core", f"drawing {place.block}", error)
                return self._core("fault", {}, place, previous)
        activity = self.record.agenda.activities.get(place.activity)
        if activity is None or not activity.opened:
            return self._core("empty", {}, place, previous)
        try:
            return self._block(activity, place, previous)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(activity.method, f"drawing {place.block}", error)
            return self._core("fault", {}, place, previous)

    def _core(self, name: str, context: Mapping[str, Any], place: Place, previous: Mapping[str, Part]) -> Drawing:
        template = core_environment().get_template(f"live/{name}.html")
        return draw(template, "head", context, prefix=place.block, locale=place.locale, previous=previous)

    def _block(self, activity: Activity, place: Place, previous: Mapping[str, Part]) -> Drawing:
        standing, method = self.record.standings.get(activity.id), self.record.agenda.method_of(activity)
        if standing is None or method is None:
            return self._core("fault", {}, place, previous)
        hidden = self._is_hidden(method, standing)
        if hidden and place.block != "control":
            with speaking(place.locale):
                counts = [str(sentence) for sentence in method.counts(standing.state)]
            return self._core("hidden", {"counts": counts}, place, previous)
        context = self._context(activity, standing, place.audience, hidden)
        if not hidden:
            seen = method.overview if place.block == "control" else method.view
            context |= seen(standing.state)
        return draw_method(method, place.block, context, activity=activity.id, locale=place.locale, previous=previous)

    def _context(self, activity: Activity, standing: Standing, audience: str, hidden: bool) -> dict[str, Any]:
        return {
            "activity": activity.id,
            "stage": standing.stage,
            "stages": activity.stages,
            "settings": standing.settings,
            "audience": audience,
            "hidden": hidden,
            "closed": self.record.is_closed(activity),
            "heads": self.presence.heads(),
            "sites": {site.id: site.name for site in self.facts.sites},
        }

    def _is_hidden(self, method: Method, standing: Standing) -> bool:
        stage = method.stage(standing.stage)
        return bool(stage and stage.hidden)

    # --- one person ------------------------------------------------------------------------

    def mine(self, activity_id: str, grant: Grant, locale: str) -> dict[str, Any]:
        """The `input` block of one person, and the marks set on parts in that person's page alone."""
        activity = self.record.agenda.activities.get(activity_id)
        method = self.record.agenda.method_of(activity) if activity else None
        standing = self.record.standings.get(activity_id)
        if activity is None or method is None or standing is None or self.record.is_closed(activity):
            return {"html": "", "own": {}}
        try:
            with speaking(locale):
                seen = dict(method.mine(standing.state, self.record.who_in(activity, grant)))
            own = seen.pop("own", {})
            context = {**self._context(activity, standing, grant.audience, False), **seen}
            drawing = draw_method(method, "input", context, activity=activity.id, locale=locale)
            return {"html": str(drawing.html()), "own": own}
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(activity.method, "drawing input", error)
            return {"html": "", "own": {}}

    # --- heads -----------------------------------------------------------------------------

    def _about(self, place: Place) -> dict[str, Any]:
        """What the core's own blocks are drawn from."""
        agenda = self.record.agenda
        activity = agenda.activities.get(place.activity) or agenda.present
        method = agenda.method_of(activity) if activity else None
        stage = method.stage(activity.stage) if method and activity else None
        context = {
            "workshop": self.facts,
            "agenda": agenda,
            "activity": activity,
            "stage": stage,
            "question": self._question(activity, method),
            "said": _instruction(activity, stage),
            "anonymous": bool(activity and activity.anonymous),
            "by_site": bool(activity and activity.by_site),
            "closed": bool(activity and self.record.is_closed(activity)),
            "heads": max(self.presence.heads(), self._taken_part(activity, method, stage) or 0),
            "done": self.presence.signalled("done"),
            "taken_part": self._taken_part(activity, method, stage),
            "sites": self.presence.by_site(self.facts.sites),
            "others": self._others(activity),
            "pinned": bool(place.activity),
        }
        return context | self._console(place.block, activity, method) if place.audience == FACILITATOR else context

    def _question(self, activity: Activity | None, method: Method | None) -> str:
        standing = self.record.standings.get(activity.id) if activity else None
        if method is None or standing is None:
            return ""
        try:
            return method.asks(standing.settings, standing.stage)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(method.id, "asks", error)
            return ""

    def _others(self, activity: Activity | None) -> list[Activity]:
        """The activities open beside this one, of those that take contributions."""
        beside = (one for one in self.record.agenda.listed() if one.opened and one is not activity)
        return [one for one in beside if not self.record.is_closed(one) and self._takes_contributions(one)]

    def _takes_contributions(self, activity: Activity) -> bool:
        method = self.record.agenda.method_of(activity)
        return method is not None and bool(method.commands)

    def _taken_part(self, activity: Activity | None, method: Method | None, stage: Stage | None) -> int | None:
        standing = self.record.standings.get(activity.id) if activity else None
        if method is None or stage is None or standing is None:
            return None
        try:
            return method.taken_part(standing.state, stage.id)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(method.id, "taken_part", error)
            return None

    def _console(self, block: str, activity: Activity | None, method: Method | None) -> dict[str, Any]:
        """What a facilitator's block is drawn from beside it: only what that block shows."""
        if block == "people":
            return {
                "people": sorted(self.presence.here(), key=lambda one: (one.site, one.name.casefold())),
                "removed": sorted(self.presence.removed(), key=lambda one: one.name.casefold()),
                "can_void": self._can_void(activity, method),
            }
        if block == "crew":
            return {"crew": self.crew, "signals": SIGNALS}
        if block == "screens":
            return {"lectern": self.lectern}
        if block == "agenda":
            return {
                "methods": {id: one.title for id, one in self.record.registry.methods.items()},
                "tray": self._tray(activity, method),
                "undoable": self._undoable(activity, method),
                "faulty": self.record.broken,
            }
        steps = {stage.id: stage for stage in method.stages} if method else {}
        if block == "notes":
            return {"steps": steps}
        polling = set(self.presence.polling.values())
        return {
            "steps": steps,
            "longer": self.presence.signalled("longer"),
            "polling": [site.name for site in self.facts.sites if site.id in polling],
        }

    def _can_void(self, activity: Activity | None, method: Method | None) -> bool:
        standing = self.record.standings.get(activity.id) if activity else None
        if method is None or standing is None or activity is None or self.record.is_closed(activity):
            return False
        try:
            return method.can_void(standing.state)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.record.registry.blame(method.id, "can_void", error)
            return False

    def _tray(self, activity: Activity | None, method: Method | None) -> list[dict[str, str]]:
        """What arrived late and waits; the texts of an anonymous activity show no author."""
        standing = self.record.standings.get(activity.id) if activity else None
        if standing is None or method is None or self._is_hidden(method, standing):
            return []
        return [{"entry": entry.id, "text": _text_of(entry)} for entry in standing.late.values()]

    def _undoable(self, activity: Activity | None, method: Method | None) -> list[dict[str, Any]]:
        """What facilitators did last in the activity, the newest first."""
        standing = self.record.standings.get(activity.id) if activity else None
        if activity is None or method is None or standing is None or activity.id in self.record.broken:
            return []
        log = self.record.logs[activity.id]
        gone = undone(log)
        done = [
            entry
            for entry in reversed(log)
            if entry.stamp.role == FACILITATOR and not entry.name.startswith((CORE, LATE)) and entry.id not in gone
        ]
        state = None if self._is_hidden(method, standing) else standing.state
        return [_to_take_back(recalled(method, entry), entry, state) for entry in done[:UNDO_SHOWN]]


def _instruction(activity: Activity | None, stage: Stage | None) -> Any:
    """What to do now: the activity's own instruction is for its first stage, then each stage's leads."""
    if activity is None:
        return ""
    is_first = activity.stage in ("", *activity.stages[:1])
    return (activity.instruction if is_first else "") or (stage.instruction if stage else "")


def _to_take_back(command: Command, entry: Entry, state: Any) -> dict[str, Any]:
    """What would be taken back, and the words it is about where they may be read."""
    said = command.told(state) if state is not None else ""
    return {"entry": entry.id, "title": command.about.title or entry.name, "text": said or _text_of(entry)}


def _text_of(entry: Entry) -> str:
    """The words an entry carries, for a list."""
    return " · ".join(str(entry.data[name]) for name in ("text", "word", "title", "reason") if entry.data.get(name))[
        :140
    ]
