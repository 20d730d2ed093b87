"""The blocks of an activity: what its method draws of it, or what stands there instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from app.domain.agenda import Activity
from app.domain.log import ActivityState
from app.export.closing import gather
from app.host.rendering.draw import draw_method
from app.host.rendering.parts import Drawing
from app.host.reserved import check_names
from app.live.commands.request import SCREEN
from app.live.rendering.block import Event
from app.live.rendering.block_sources import Sources
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.core_templates import draw_core
from app.live.rendering.head_counts import head_counts
from app.live.rendering.render_cache import ViewCache
from app.live.rendering.table_lines import table_lines
from app.live.rendering.visibility import is_apart, is_hidden
from app.live.state.screens import SEATING
from beffroi import FACILITATOR, Card, Method
from beffroi.spoken import in_words
from beffroi.words import speaking

STALE_ON = frozenset({Event.TABLES, Event.PEOPLE})
"""What makes those of all activities stale, beside what is recorded in theirs: they count heads, and name tables."""

STALE_FOR = {FACILITATOR: STALE_ON | {Event.ONLINE}, SCREEN: STALE_ON | {Event.ONLINE, Event.ON_SHOW}}
"""For few pages more: they count whoever has a page open, as the head beside them does. On a screen who sits where may
stand in their place."""


class ActivityBlocks:
    """Draws the blocks of activities."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.views = ViewCache()

    def draw(self, key: ChannelKey, previous: Drawing | None) -> Drawing:
        """A block of an activity; a plugin that raises gets a sentence in its place and is named to the operator."""
        activity = self.sources.agenda.activities.get(key.activity)
        if key.audience == SCREEN and self.sources.screens.table == SEATING:
            return draw_core("seating_screen", self._tables(None), key, previous)
        if not key.activity and self.sources.agenda.closing:
            return self._drawn_closing(key, previous)
        if activity is None or not activity.opened:
            return draw_core("empty", {"audience": key.audience}, key, previous)
        try:
            return self._drawn(activity, key, previous)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.sources.record.registry.blame(activity.method, f"drawing {key.block}", error)
            return draw_core("fault", {}, key, previous)

    def _drawn_closing(self, key: ChannelKey, previous: Drawing | None) -> Drawing:
        """What was kept in all activities, in the place of one; tools are none of it."""
        if key.block == "control":
            return Drawing()
        with speaking(key.locale):
            concluded = gather(self.sources.record)
        context = {"audience": key.audience, "workshop": self.sources.facts, "concluded": concluded}
        context["is_read"] = not self.sources.agenda.results_shut
        return draw_core("closing", context, key, previous)

    def _drawn(self, activity: Activity, key: ChannelKey, previous: Drawing | None) -> Drawing:
        record = self.sources.record
        state, method = record.standing(activity.id, key.scope), record.agenda.method_of(activity)
        if method is None or (state is None and not key.scope):
            return draw_core("fault", {}, key, previous)
        if state is None or (not key.scope and is_apart(activity, method.stage(activity.stage))):
            return self._drawn_apart(activity, key, previous)
        if activity.id in record.patience.suspended:
            leads = key.audience == FACILITATOR
            said = {"title": activity.title, "activity": activity.id, "leads": leads}
            return draw_core("suspended", said, key, previous)
        hidden = is_hidden(method, state)
        if hidden and key.block != "control":
            return self._drawn_hidden(activity, method, state, key, previous)
        context = self.context(activity, state, key.audience, hidden)
        if hidden:
            context |= method.settings_view(state.settings)
        else:
            seen = method.facilitator_view if key.block == "control" else method.view
            # For the scope alone: a method is not told the audience, nor the language.
            work = partial(self._seen, activity, method, seen, state)
            context |= self.sources.cache.memo((activity.id, key.scope, seen.__name__), work)
        drawing = draw_method(
            method, key.block, context, activity=activity.id, locale=key.locale, sites=self.sources.facts.sites,
            previous=previous,
        )  # fmt: skip
        return record.patience.weigh(activity, f"drawing {key.block}", drawing)

    def _drawn_hidden(
        self, activity: Activity, method: Method, state: ActivityState, key: ChannelKey, previous: Drawing | None
    ) -> Drawing:  # fmt: skip
        """Numbers alone, while a stage hides what is written."""
        with speaking(key.locale), self.sources.record.patience.over(activity, "counts"):
            counts = [in_words(sentence) for sentence in method.counts(state.state)]
        link = self.sources.record.links.get(activity.id) if key.audience == SCREEN else None
        return draw_core("hidden", {"counts": counts, "link": link}, key, previous)

    def _drawn_apart(self, activity: Activity, key: ChannelKey, previous: Drawing | None) -> Drawing:
        """Where the tables work apart and none of them is to be shown: who is how far, or why there is nothing."""
        if key.block == "control":
            return Drawing()
        if key.audience == SCREEN:
            return draw_core("tables_screen", self._tables(activity), key, previous)
        return draw_core("no_table", {"audience": key.audience, "workshop": self.sources.facts}, key, previous)

    def _tables(self, activity: Activity | None) -> dict[str, Any]:
        return {"tables": table_lines(self.sources, activity), "workshop": self.sources.facts}

    def _prompts(self, activity: Activity, state: ActivityState) -> Iterable[Card]:
        method = self.sources.agenda.method_of(activity)
        return self.sources.ask(method, "prompts", lambda: method.prompts(state.state), ()) if method else ()

    def _seen(
        self, activity: Activity, method: Method, seen: Callable[[Any], dict[str, Any]], state: ActivityState
    ) -> dict[str, Any]:  # fmt: skip
        with self.sources.record.patience.over(activity, seen.__name__):
            found = seen(state.state)
        check_names(method, seen.__name__, found)
        return self.views.settled((activity.id, state.scope, seen.__name__), found)

    def _joined(self) -> dict[str, tuple[int, bool]]:
        """By site, how many joined, and whether none of those who have a device is there now; of few pages only."""
        lines = self.sources.presence.by_site(self.sources.facts.sites)
        return {one.site.id: (one.joined, one.joined > one.on_paper and not one.online) for one in lines if one.joined}

    def _names(self) -> dict[str, str]:
        """Under which name each is here, as a method that is told who is here calls them; a seat with its number."""
        return {
            who: f"{one.name} · {seat}" if one.seats > 1 else one.name
            for one in self.sources.presence.here()
            for seat, who in enumerate(one.whos(), 1)
        }

    def context(self, activity: Activity, state: ActivityState, audience: str, hidden: bool) -> dict[str, Any]:
        """What every template of a method is given, beside what the method shows."""
        tables, method = self.sources.agenda.seating.tables, self.sources.agenda.method_of(activity)
        by_link = activity.id in self.sources.record.links  # by nobody of the workshop: not n of those who are here
        return {
            "scope": state.scope,
            "table": tables[state.scope].name if state.scope in tables else "",
            "tables": {table.id: table.name for table in tables.values()},
            "activity": activity.id,
            "stage": state.stage,
            "stages": activity.stages,
            "settings": state.settings,
            "audience": audience,
            "hidden": hidden,
            "works": self.sources.slow_work.of(activity.id, state.scope),
            "closed": self.sources.record.is_closed(activity),
            "prompts": tuple(self._prompts(activity, state)),
            "heads": 0 if by_link else head_counts(self.sources, activity, state.scope).heads,
            "who_is": self.sources.cache.memo("names", self._names) if _is_told_who(method, activity) else {},
            "sites": {site.id: site.name for site in self.sources.facts.sites},
            "sites_joined": {} if by_link or audience not in (FACILITATOR, SCREEN) else self._joined(),
        }


def _is_told_who(method: Method | None, activity: Activity) -> bool:
    return method is not None and not activity.anonymous and any(stage.gathers for stage in method.stages)
