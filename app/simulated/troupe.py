"""Those who play in rehearsals: in the server's own process, one greenlet a rehearsal, over the room's one door.

They ask what anybody asks, in the room's own turn, and read their page where it is drawn: no socket, no request. Each
does something every few seconds; whatever is behind is left out, so that they never press on a server that is busy.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterator
from random import Random

from gevent import get_hub, sleep, spawn
from gevent.greenlet import Greenlet

from app.domain.people import REMOTE, new_id
from app.host.page_offers import Offer, offers_of
from app.live.commands.request import CommandRequest, Grant
from app.live.hosting.rooms import Rooms
from app.live.room.room import Room
from app.live.sync.subscriptions import Connection
from app.live.sync.wire import SIMULATED, Message
from app.logs import logger
from app.simulated.filling import filled_in, points_at_something, to_take_up
from app.simulated.person import SimulatedPerson
from app.simulated.texts import NAMES, SimulatedTexts
from app.store.committer import Unavailable
from app.store.workshop_info import WorkshopInfo
from beffroi import FACILITATOR, PARTICIPANT

log = logger(__name__)

PACE = 9.0
"""Mean seconds between two things that somebody does."""

COMING = 0.4
"""Mean seconds between two people who come in."""

LATE = 1.0
"""Seconds behind after which a turn is left out."""

PARTS_MOST = 24
"""Parts of a board that somebody looks at in one turn, by lot."""

FAULTS_MOST = 20
"""Turns in a row that may fail before a rehearsal's people leave."""

REMOTE_ONE_IN = 10


class Troupe:
    """The rehearsals that are played in this process."""

    def __init__(self, rooms: Rooms, pace: float = PACE) -> None:
        self.rooms = rooms
        self.pace = pace
        self._playing: dict[str, tuple[Room, Greenlet]] = {}

    def see_to(self, facts: WorkshopInfo) -> None:
        """Have the people of a rehearsal play, unless they do: once it is begun, and after a restart."""
        if not facts.is_rehearsal or facts.rehearsal_until <= self.rooms.of(facts).clock():
            return
        room = self.rooms.of(facts)
        known = self._playing.get(facts.id)
        if known is None or known[0] is not room or known[1].dead:
            self._playing = {id: one for id, one in self._playing.items() if not one[1].dead}
            play = Play(room, Random(), self.pace)  # noqa: S311 - nothing secret is drawn
            self._playing[facts.id] = (room, spawn(play.run))


class Play:
    """One rehearsal being played, until its room closes or its time is over."""

    def __init__(self, room: Room, rng: Random, pace: float = PACE) -> None:
        self.room = room
        self.rng = rng
        self.pace = pace
        self.locale = room.facts.locale
        self.texts = SimulatedTexts(rng, self.locale)
        self.people: list[SimulatedPerson] = []

    def run(self) -> None:
        """Come in one after the other, then do what pages offer."""
        try:
            self._come()
            self._play()
        except Unavailable:  # the room is closing: thrown away, or let go of
            return
        except Exception:
            log.exception("a rehearsal is played no more", workshop=self.room.facts.id)

    # --- coming in -------------------------------------------------------------------------

    def _come(self) -> None:
        again = self._there_before()
        for number in range(self.room.facts.simulated):
            sleep(self.rng.expovariate(1 / COMING) * self.pace / PACE)
            grant = next(again, None) or self._joins(number)
            person = SimulatedPerson(grant, f"{SIMULATED}{new_id()}")
            page = Connection(person.sid, grant, self.locale)
            self.room.run(lambda page=page: self.room.visits.arrive(page))  # type: ignore[misc]
            self.people.append(person)

    def _there_before(self) -> Iterator[Grant]:
        """Those who were there before the server was started anew: they take their places again."""
        waiting = [
            one
            for one in self.room.presence.here()
            if one.name.split(" ")[0] in NAMES and not one.on_paper and not self.room.presence.has_page(one.id)
        ]
        for one in waiting:
            yield Grant(self.room.facts.id, PARTICIPANT, one.id, one.site, one.id)

    def _joins(self, number: int) -> Grant:
        sites = [site.id for site in self.room.facts.sites]
        here = [site for site in sites if site != REMOTE] or sites
        is_remote = REMOTE in sites and number % REMOTE_ONE_IN == REMOTE_ONE_IN - 1
        site = REMOTE if is_remote else here[number % len(here)]
        person, _link = self.room.people.join(NAMES[number % len(NAMES)], site, 1)
        return Grant(self.room.facts.id, PARTICIPANT, person.id, site, person.id)

    # --- playing ---------------------------------------------------------------------------

    def _play(self) -> None:
        order, faults = list(range(len(self.people))), 0
        due = [(time.monotonic() + self._pause(), place) for place in order]
        heapq.heapify(due)
        while due and self._goes_on():
            moment, place = heapq.heappop(due)
            sleep(max(0.0, moment - time.monotonic()))
            now = time.monotonic()
            if now - moment < LATE and self._is_led():
                faults = 0 if self._turn(self.people[place]) else faults + 1
                if faults > FAULTS_MOST:
                    return
            heapq.heappush(due, (max(now, moment) + self._pause(), place))

    def _pause(self) -> float:
        return self.rng.expovariate(1 / self.pace)

    def _goes_on(self) -> bool:
        room = self.room
        return not room.queue.is_closed and room.clock() < room.facts.rehearsal_until

    def _is_led(self) -> bool:
        """Whether somebody has a console open: where nobody looks, nothing is played."""
        return any(one.grant.role == FACILITATOR for one in self.room.subscriptions.connections.values())

    def _turn(self, person: SimulatedPerson) -> bool:
        """A person's moment; whether it went as turns go."""
        if person.sid not in self.room.subscriptions.connections or not self.room.rights.hold(person.grant):
            return True  # taken out by a facilitator
        try:
            self._act(person)
        except Unavailable:
            raise
        except Exception:
            log.exception("a simulated person failed", workshop=self.room.facts.id)
            return False
        return True

    def _act(self, person: SimulatedPerson) -> None:
        room = self.room
        activity = room.record.agenda.activities.get(room.record.agenda.now)
        method = room.record.agenda.method_of(activity) if activity else None
        if activity is None or method is None:
            return
        person.arrives_at((activity.id, activity.stage), self.rng)
        if person.left > 0:
            offers = to_take_up(self._offers(person), method)
            offer = person.chooses([one for one in offers if points_at_something(one, method)], self.rng)
            if offer is not None:
                data = filled_in(offer, method, self.rng, self.texts)
                room.ask(CommandRequest(person.grant, activity.id, offer.command, data, new_id(), self.locale))
        elif not person.is_done:
            person.is_done = True
            room.visits.signal(person.grant, "done")

    def _offers(self, person: SimulatedPerson) -> list[Offer]:
        """What somebody's page offers. Read on a thread: a large page holds nobody up."""
        html: str = self.room.run(lambda: self._page(person))
        found: list[Offer] = get_hub().threadpool.apply(offers_of, (html,))
        return found

    def _page(self, person: SimulatedPerson) -> str:
        """Their own block, and of the board its frame and some of the parts that can be pressed."""
        told: Message = self.room.snapshots.of(person.grant, self.locale)
        shown = told["blocks"]["board"]["channel"]
        board = self.room.subscriptions.channels[shown][1].drawing
        pressed = [part.html for part in board.parts.values() if "data-" in part.html]
        some = self.rng.sample(pressed, min(PARTS_MOST, len(pressed)))
        own = told.get("mine", {}).get("html", "")
        return "\n".join(map(str, (own, board.skeleton, *some)))
