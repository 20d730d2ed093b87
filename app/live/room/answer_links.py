"""The links of an open room: an activity is answered by one for days, beside whatever is on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.agenda import Activity
from app.domain.answer_links import AnswerLink, check_hours, new_code
from app.domain.commands.activity import Open
from app.domain.people import new_id
from app.live.commands.by_link import answerers, is_answered_at
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.rendering.block import Event
from app.live.rendering.block_sources import Sources
from app.live.room.queue import RoomQueue
from app.live.sync.invalidation import Invalidation
from app.store import answer_links as rows
from app.store.store import Store
from beffroi import PARTICIPANT, Method, Refused, translator

_ = translator(__name__)


class AnswerLinks:
    """Made, changed, closed, taken away: on the disk first, each in the room's own turn."""

    def __init__(
        self, queue: RoomQueue, sources: Sources, store: Store, invalidation: Invalidation, clock: Callable[[], int]
    ) -> None:  # fmt: skip
        self.queue = queue
        self.sources = sources
        self.record = sources.record
        self.store = store
        self.invalidation = invalidation
        self.clock = clock

    def why_not(self, activity: Activity) -> str:
        """Why an activity cannot be answered by a link; "" where it can."""
        method = self.record.agenda.method_of(activity)
        if method is None or not method.opens_for_days:
            return str(_("This method is played together: it has no link for days."))
        if not activity.anonymous:
            return str(_("Names are asked in this activity: make it anonymous in its settings first."))
        if activity.share_by != "room":
            return str(_("The tables work apart in this activity: it has no link for days."))
        if self.record.is_closed(activity):
            return str(_("This activity is closed for good."))
        return self._why_not_now(activity, method)

    def _why_not_now(self, activity: Activity, method: Method) -> str:
        """What stands against it where it has begun, or where it begins."""
        if activity.id in self.record.links:
            return ""
        if activity.opened and any(one.stamp.role == PARTICIPANT for one in self.record.logs[activity.id]):
            return str(_("People have answered it in the room already: put it on the agenda once more for the link."))
        first = activity.stage or next(iter(activity.stages), "")
        return "" if is_answered_at(method, first) else str(_("It is not where people answer: go back to that stage."))

    def is_for(self, activity: Activity) -> bool:
        """Whether an activity's method may be answered by a link."""
        method = self.record.agenda.method_of(activity)
        return method is not None and method.opens_for_days

    def open(self, activity: Activity, opens_at: int | None, closes_at: int | None) -> AnswerLink:
        """Have an activity answered by a link from then to then; one that has a link keeps it. Raises `Refused`."""
        facts = self.sources.facts
        if why_not := self.why_not(activity):
            raise Refused(why_not)
        check_hours(opens_at, closes_at, now=self.clock(), closed_for_good_at=facts.closes_at)
        if not activity.opened:
            said = {"activity": activity.id, "beside": True}
            by = Grant(facts.id, SYSTEM, "system")
            answer = self.queue.ask(CommandRequest(by, "", Open.about.name, said, new_id(), facts.locale))
            if not answer.accepted:
                raise Refused(answer.sentence)

        def turn() -> AnswerLink:
            link = self.record.links.get(activity.id) or AnswerLink(new_code(), activity.id, 0, 0)
            return self._keep(replace(link, opens_at=opens_at or 0, closes_at=closes_at or 0))

        return self.queue.run(turn)

    def close(self, activity: str) -> None:
        """No more answers from now on."""

        def turn() -> None:
            link, now = self.record.links.get(activity), self.clock()
            if link is not None and not link.is_over(now):
                self._keep(replace(link, opens_at=min(link.opens_at, now), closes_at=now))

        self.queue.run(turn)

    def take_away(self, activity: str) -> bool:
        """There is no link any more, and the room answers; False where somebody answered by it already."""

        def turn() -> bool:
            link = self.record.links.get(activity)
            if link is None or answerers(self.record, activity):
                return link is None
            self.store.write(rows.take_away, link.code)
            del self.record.links[activity]
            self._changed(activity)
            return True

        return self.queue.run(turn)

    def count_shared(self, activity: str) -> None:
        """One more person answered on a device that another one had answered on."""

        def turn() -> None:
            link = self.record.links[activity]
            self.store.write(rows.count_shared, link.code)
            self.record.links[activity] = replace(link, shared=link.shared + 1)

        self.queue.run(turn)

    def _keep(self, link: AnswerLink) -> AnswerLink:
        self.store.write(rows.keep, self.sources.facts.id, link)
        self.record.links[link.activity] = link
        self._changed(link.activity)
        return link

    def _changed(self, activity: str) -> None:
        self.invalidation.after(Event.LED)
        self.invalidation.mark_activity(activity)
