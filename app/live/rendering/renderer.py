"""What each page shows: the channels of an audience, drawn from the record."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from app.host.rendering.languages import marking, other_than
from app.host.rendering.parts import Drawing
from app.live.commands.record import Record
from app.live.commands.request import SCREEN, Grant
from app.live.rendering.activity import ActivityBlocks
from app.live.rendering.block import Blocks, core_blocks
from app.live.rendering.block_sources import Scene, Sources
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.core_templates import draw_core
from app.live.rendering.personal import PersonalBlocks
from app.live.rendering.table_lines import TableLine, table_lines
from app.live.rendering.visibility import READER, SheetView, on_screens, view_of
from app.live.rendering.what_pages_show import IN_SMALL
from app.store.workshop_info import WorkshopInfo
from beffroi import FACILITATOR
from beffroi.signs import isolated
from beffroi.words import speaking


class Renderer:
    """Draws channels. Holds no drawing itself: channels do."""

    def __init__(self, sources: Sources, blocks: Blocks | None = None) -> None:
        self.sources = sources
        self.marks = True
        """Whether what people wrote says its language on a page that speaks another."""
        self.blocks = blocks or core_blocks()
        self.activities = ActivityBlocks(self.sources)
        self.personal = PersonalBlocks(self.sources, self.activities)
        self.readings: dict[str, tuple[Any, Any]] = {}
        """The results as everybody reads them, by language, and of how many entries: a room presses all at once."""
        self.answers: dict[str, tuple[str, Any]] = {}
        """What other programs read, by what it is, and what it rests on: page after page is cut from it."""

    @property
    def record(self) -> Record:
        """What is drawn from."""
        return self.sources.record

    def take(self, facts: WorkshopInfo) -> None:
        """Draw from these facts of the workshop from now on."""
        self.sources.facts = facts

    def flush_scope(self) -> AbstractContextManager[None]:
        """Drawings made inside share what they are made of."""
        return self.sources.cache.scope()

    def clear_cache(self) -> None:
        """Nothing drawn, nor what it was drawn from, stays here."""
        self.activities.views.clear()
        self.personal.inputs.clear()
        self.readings.clear()
        self.answers.clear()

    # --- channels --------------------------------------------------------------------------

    def key_of(
        self, grant: Grant, locale: str, block: str, view: SheetView, activity: str, *, pinned: bool
    ) -> ChannelKey:
        """What somebody's page shows as a block, the core's being of what is on unless an activity is pinned."""
        if grant.role == FACILITATOR and block in IN_SMALL:
            return self._key_on_screens(IN_SMALL[block], locale)
        if block in self.blocks:
            own = self.sources.agenda.seating.at.get(grant.person, "") if self.blocks[block].is_of_table else ""
            return ChannelKey(activity if pinned else "", block, grant.audience, locale, own)
        if block == "control" and view.audience == READER:
            return ChannelKey(activity, block, grant.audience, locale)  # one goes on leading while one reads
        return ChannelKey(activity, block, view.audience, locale, view.scope)

    def _key_on_screens(self, block: str, locale: str) -> ChannelKey:
        """What the screens show as a block, whichever activity a console looks at: the very drawing that they get."""
        agenda = self.sources.agenda
        if block in self.blocks:
            return ChannelKey("", block, SCREEN, locale)
        view = on_screens(agenda.activities.get(agenda.now), agenda.seating, self.sources.screens.table)
        return ChannelKey(agenda.now, block, SCREEN, locale, view.scope)

    def draw(self, key: ChannelKey, previous: Drawing | None = None) -> Drawing:
        """A channel drawn; what is as in `previous` is taken from there."""
        with self._marking(key.locale):
            return self._draw(key, previous)

    def _marking(self, locale: str) -> AbstractContextManager[None]:
        return marking(other_than(locale, self.sources.facts.locale) if self.marks else "")

    def _draw(self, key: ChannelKey, previous: Drawing | None) -> Drawing:
        if key.block not in self.blocks:
            return self.activities.draw(key, previous)
        try:
            with speaking(key.locale), marking(""):  # what commands tell of themselves is words already
                context = self.blocks[key.block].context(Scene(self.sources, key))
            return draw_core(f"{key.block}_{key.audience}", context, key, previous)
        except Exception as error:  # noqa: BLE001 - a fault of ours must not keep the boards from being drawn
            self.record.registry.blame("core", f"drawing {key.block}", error)
            return draw_core("fault", {}, key, previous)

    # --- one person ------------------------------------------------------------------------

    def view_of(self, grant: Grant, activity_id: str, asked: str = "") -> SheetView:
        """Which table's sheet somebody's page shows, and for which audience it is drawn."""
        agenda = self.sources.agenda
        activity = agenda.activities.get(activity_id)
        stage, on_show = self.sources.stage_of(activity), self.sources.screens.table
        return view_of(grant, activity, stage, agenda.seating, asked=asked, on_show=on_show)

    def own(
        self, activity_id: str, grant: Grant, locale: str, view: SheetView | None = None,
        previous: Drawing | None = None,
    ) -> tuple[Drawing, dict[str, Any]]:  # fmt: skip
        """The `input` block of one person, and the marks set on parts in that person's page alone."""
        with self._marking(locale):
            return self.personal.draw(activity_id, grant, locale, view or self.view_of(grant, activity_id), previous)

    def personal_view(
        self, activity_id: str, grant: Grant, locale: str, view: SheetView | None = None
    ) -> dict[str, Any]:
        """The same as a whole."""
        drawing, own = self.own(activity_id, grant, locale, view)
        return {"html": str(drawing.html()), "own": own}

    def where(self, activity_id: str, locale: str) -> str:
        """The activity and its stage in words, so that what is begun there can say what it was begun for."""
        activity = self.sources.agenda.activities.get(activity_id)
        stage = self.sources.stage_of(activity)
        if activity is None or stage is None or len(activity.stages) < 2:  # noqa: PLR2004
            return activity.title if activity else ""
        with speaking(locale):
            return f"{isolated(activity.title)} · {stage.title}"

    def table_lines(self) -> list[TableLine]:
        """Each table and who sits there, whatever is on."""
        return table_lines(self.sources, None)
