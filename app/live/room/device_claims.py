"""A device that facilitators gave somebody's place to: is it theirs? Their other pages ask, and one of them answers."""

from __future__ import annotations

from app.live.commands.request import CommandRequest, CommandResult
from app.live.room.queue import RoomQueue
from app.live.state.presence import Presence
from app.live.sync.invalidation import Invalidation
from app.live.sync.subscriptions import Subscriptions
from app.store import pairings
from app.store.store import Store
from beffroi import translator
from beffroi.words import speaking

_ = translator(__name__)

CLAIM = "place.answer"
"""What a page says when it is asked whether another device is its person's too; no entry."""


class DeviceClaims:
    """The devices that wait for an answer, and what becomes of them."""

    def __init__(
        self,
        queue: RoomQueue,
        presence: Presence,
        store: Store,
        subscriptions: Subscriptions,
        invalidation: Invalidation,
    ) -> None:  # fmt: skip
        self.queue = queue
        self.presence = presence
        self.store = store
        self.subscriptions = subscriptions
        self.invalidation = invalidation

    def claim(self, person: str, device: str) -> None:
        """Facilitators gave somebody's place to a device: the pages that are surely theirs ask whether it is theirs."""
        self.presence.claims.setdefault(person, []).append(device)
        self._mark_personal(person)

    def answer(self, ask: CommandRequest) -> CommandResult:
        """« C'est vous ? » « Oui » shows there what they wrote, « Non » puts that device out."""
        person, device = ask.grant.person, str(ask.data.get("device", ""))
        waiting = self.presence.claims.get(person, [])
        with speaking(ask.locale):
            if ask.grant.withheld or device not in waiting:
                return CommandResult("refused", str(_("This has been answered already.")))
        self.prove(person, device, is_hers=ask.data.get("hers") is True)
        return CommandResult("accepted")

    def prove(self, person: str, device: str, *, is_hers: bool) -> None:
        """A device is somebody's, as they have shown, or it is not: it comes back as what it is."""
        self.store.write(pairings.answer, person, device, is_hers=is_hers)
        self.presence.claims[person] = [one for one in self.presence.claims.get(person, ()) if one != device]
        self.subscriptions.hang_up(lambda grant: grant.person == person and bool(grant.withheld))
        self._mark_personal(person)

    def _mark_personal(self, person: str) -> None:
        known = self.presence.people.get(person)
        self.invalidation.mark_personal(known.whos() if known else ())
        self.queue.wake()
