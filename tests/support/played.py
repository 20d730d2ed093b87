"""Workshops that are played on a whole deployment, by people who write without a pause; and that nothing was lost."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import requests

from tests.support.clients import Browser, until
from tests.support.crowd import Lead
from tests.support.senders import Sender

GENEROUS = 120
"""Seconds in which what must happen happens on any machine; how long it took is printed."""


class Steady(Sender):
    """Sends at a person's haste, and notes when each answer came."""

    def _serve(self):
        self.answered_at: list[float] = []
        super()._serve()

    def _send(self, socket):
        super()._send(socket)
        self.answered_at.append(time.monotonic())
        self.stopping.wait(0.1)

    def goes_on(self, since: float) -> bool:
        """Whether something was acknowledged that was sent after a moment."""
        return any(at > since for at in self.answered_at)


@dataclass
class Played:
    """A workshop that is being played: who leads it, who writes in it, where."""

    code: str
    lead: Lead
    mood: str
    senders: list[Steady] = field(default_factory=list)

    @property
    def browser(self) -> Browser:
        return self.lead.browser


@dataclass(frozen=True)
class Front:
    """What a browser needs of a server, when it is nginx."""

    url: str
    code: str
    facilitator: Callable[[], str]
    """Makes a link that signs in, once."""
    authority: str = ""
    """The file of the certificate that vouches for it; "" without TLS."""

    def link(self, _who: str) -> str:
        return self.facilitator()


def made_by(browser: Browser, title: str) -> str:
    """A new workshop; its code."""
    day = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    answer = browser.post("/animer", title=title, sites="Lille\nAmiens", last_day=day, locale="fr")
    return re.search(r"/animer/(\w+)/agenda", answer.url)[1]


def all_go_on(played, what: str) -> float:
    """Every sender has an answer to what it sends from now on; how many seconds that took."""
    since = time.monotonic()
    for one in played:
        for sender in one.senders:
            until(f"{sender.name} goes on {what}", lambda s=sender: s.goes_on(since), GENEROUS)
    return time.monotonic() - since


def house_answers(house, code: str) -> bool:
    with suppress(requests.RequestException):
        return requests.get(f"{house.url}/rejoindre/{code}", timeout=GENEROUS).status_code == 200
    return False


def holds_all(house, workshop: Played):
    """What was acknowledged is in the log, once, in each one's own order, and no number is missing."""
    rows = house.rows(workshop.code, "request_id, data", "name = 'say'")
    times = Counter(request_id for request_id, _data in rows)
    acknowledged = [id for sender in workshop.senders for id in sender.acknowledged]
    assert len(acknowledged) > 50 and set(acknowledged) <= set(times) and set(times.values()) == {1}
    for sender in workshop.senders:
        words = [data["word"] for _id, data in rows if data["word"].startswith(sender.name)]
        assert words == sorted(words) and len(words) == len(set(words))
    seqs = [seq for (seq,) in house.rows(workshop.code, "seq", "seq > 0")]
    assert seqs == list(range(1, len(seqs) + 1))
    print(f"{workshop.code}: {len(acknowledged)} acknowledged, {len(rows)} in the log")


@contextmanager
def playing(house, link: Callable[[], str], titles: tuple[str, ...], once: bool = False) -> Iterator[list[Played]]:
    """Workshops with two people each who write into a mood; `link` signs their one facilitator in, maybe but `once`."""
    boss = Browser(Front(house.url, "", link))
    boss.get(link())
    browsers, workshops = [boss], []
    for title in titles:
        front = Front(house.url, made_by(boss, title), (lambda: f"{house.url}/animer") if once else link)
        browsers.append(Browser(front))
        browsers[-1].http.cookies.update(boss.http.cookies)
        lead = Lead(browsers[-1])
        workshops.append(Played(front.code, lead, lead.add("mood", "Météo", ["say", "read"])))
    for n, one in enumerate(workshops):
        for name in "ab":
            person = Browser(one.browser.server).join(f"{name}{n}")
            browsers.append(person)
            one.senders.append(Steady(f"{name}{n}w", person, one.mood))
    try:
        yield workshops
    finally:
        for one in workshops:
            for sender in one.senders:
                sender.leave()
        for browser in browsers:
            with suppress(OSError):
                browser.close()
