"""What is one person's alone: the `input` block, and the marks set on parts in that person's page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.agenda import Activity
from app.domain.log import ActivityState
from app.host.rendering.draw import draw_method
from app.host.rendering.environment import core_environment
from app.host.rendering.parts import Drawing
from app.host.reserved import check_names
from app.live.commands.by_link import follower, is_answered_at, is_asked_at
from app.live.commands.on_paper import may_enter
from app.live.commands.request import Grant
from app.live.rendering.activity import ActivityBlocks
from app.live.rendering.block_sources import Sources
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.core_templates import draw_core
from app.live.rendering.render_cache import InputCache
from app.live.rendering.visibility import SheetView, is_apart
from beffroi import PARTICIPANT, Method
from beffroi.words import speaking

NOBODY = "?"
"""Who wrote nothing: "" wrote what was handed over."""


class PersonalBlocks:
    """Draws what people have as their own beside the boards."""

    def __init__(self, sources: Sources, activities: ActivityBlocks) -> None:
        self.sources = sources
        self.activities = activities
        self.inputs = InputCache()

    def draw(
        self, activity_id: str, grant: Grant, locale: str, view: SheetView, previous: Drawing | None
    ) -> tuple[Drawing, dict[str, Any]]:  # fmt: skip
        """Their block and their marks; parts that are as in `previous`, theirs of before, are taken from there.

        Before it, whether another device is theirs; and on a device that nothing proves theirs, what it does not show.
        """
        drawing, marks = self._drawn(activity_id, grant, locale, view, previous)
        claimed = [] if grant.withheld else self.sources.presence.claims.get(grant.person, [])
        is_withheld = activity_id in grant.withheld
        if claimed or is_withheld:
            template = core_environment().get_template("live/claimed.html")
            with speaking(locale):
                said = template.render(claimed=claimed, withheld=is_withheld)
            drawing = replace(drawing, skeleton=said + drawing.skeleton)
        if self._follows(activity_id, grant):
            template = core_environment().get_template("live/follow_own.html")
            with speaking(locale):
                called = self._called(activity_id)
                said = template.render(code=self.sources.facts.code, activity=activity_id, called=called)
            drawing = replace(drawing, skeleton=drawing.skeleton + said)
        return drawing, marks

    def _called(self, activity_id: str) -> Any:
        method = self.sources.agenda.method_of(self.sources.agenda.activities[activity_id])
        return method.followed_as if method else ""

    def _follows(self, activity_id: str, grant: Grant) -> bool:
        """Whether somebody took something on, which they may follow by a link of their own."""
        activity = self.sources.agenda.activities.get(activity_id)
        if activity is None or grant.link or grant.by or activity.anonymous:
            return False
        return follower(self.sources.record, activity, grant.who) is not None

    def _drawn(
        self, activity_id: str, grant: Grant, locale: str, view: SheetView, previous: Drawing | None
    ) -> tuple[Drawing, dict[str, Any]]:  # fmt: skip
        found = self._playable(activity_id, view)
        if found is None:
            return Drawing(), {}
        activity, method, state = found
        if not may_enter(grant, activity):
            return Drawing(), {}
        link = None if grant.link or grant.by else self.sources.record.links.get(activity.id)
        if link is not None and not is_asked_at(method, activity.stage):
            return Drawing(), {}
        if link is not None:  # what is led later is seen, and answered by nobody
            key = ChannelKey(activity.id, "input", PARTICIPANT, locale)
            is_led = not is_answered_at(method, activity.stage)
            return draw_core("by_link", {"link": link, "is_led": is_led}, key, previous), {}
        try:
            seen = self._seen(activity, method, state, grant, locale)
            own = seen.pop("own", {})
            check_names(method, "personal_view", seen)
            context = self.activities.context(activity, state, view.audience, False)

            def drawn() -> Drawing:
                drawing = draw_method(
                    method, "input", {**context, **seen}, activity=activity.id, locale=locale,
                    sites=self.sources.facts.sites, previous=previous,
                )  # fmt: skip
                return self.sources.record.patience.weigh(activity, "drawing input", drawing)

            return self.inputs.drawn((activity.id, view, locale), context, seen, drawn), own
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.sources.record.registry.blame(activity.method, "drawing input", error)
            key = ChannelKey(activity.id, "input", PARTICIPANT, locale)
            return draw_core("fault", {}, key, previous), {}

    def _playable(self, activity_id: str, view: SheetView) -> tuple[Activity, Method, ActivityState] | None:
        """The activity, where there is something to do in it for whoever has this sheet before them."""
        record = self.sources.record
        activity = record.agenda.activities.get(activity_id)
        method = record.agenda.method_of(activity) if activity else None
        state = record.standing(activity_id, view.scope)
        if activity is None or method is None or state is None or record.is_closed(activity):
            return None
        is_between = not view.scope and is_apart(activity, method.stage(activity.stage))
        return None if is_between or activity.id in record.patience.suspended else (activity, method, state)

    def _seen(
        self, activity: Activity, method: Method, state: ActivityState, grant: Grant, locale: str
    ) -> dict[str, Any]:  # fmt: skip
        record = self.sources.record
        with speaking(locale), record.patience.over(activity, "personal_view"):
            who = NOBODY if activity.id in grant.withheld else record.who_in(activity, grant)
            return dict(method.personal_view(state.state, who))
