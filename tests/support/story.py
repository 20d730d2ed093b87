"""A mission of several workshops, weeks apart on one server: who leads them, who comes, and what stands in them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from app import create_app
from app.config import from_environment
from app.domain import clock
from app.live.commands.loading import load_record
from app.store import workshops
from app.store.workshop_info import WorkshopInfo
from tests.support.clients import Browser, Socket, csrf
from tests.support.forkserver import AHEAD, moved_by
from tests.support.serving import Server


class Mission:
    """One instance through the weeks: each move of the clock starts its server anew, and moves the tests' clock too."""

    def __init__(self, server: Server, monkeypatch):
        self.server, self._monkeypatch = server, monkeypatch
        self._app = create_app(from_environment({"INSTANCE": str(server.instance)}))
        self.browsers: list[Browser] = []
        self.facilitator = self._signed_in()

    def on_day(self, days: int) -> None:
        """So many days after the first: everybody has left, and the server starts anew."""
        self.server.stop()
        self.leave()
        self._monkeypatch.setattr(clock, "time", moved_by(days))
        self.server.settings[AHEAD] = str(days)
        self.server.start()
        self.facilitator = self._signed_in()

    def day_in(self, days: int) -> str:
        """A day so many days from the mission's today."""
        return (datetime.fromtimestamp(clock.now_ms() / 1000, UTC) + timedelta(days=days)).date().isoformat()

    def _signed_in(self) -> Browser:
        made = self.stranger("")
        made.get(self.server.link("Facilitator"))
        return made

    def stranger(self, code: str) -> Browser:
        made = Browser(self.server, code=code or self.server.code)
        self.browsers.append(made)
        return made

    def leave(self) -> None:
        for one in self.browsers:
            one.close()
        self.browsers.clear()

    def close(self) -> None:
        self.leave()
        self._app.extensions["store"].stop()

    # --- workshops --------------------------------------------------------------------------

    def all(self) -> list[WorkshopInfo]:
        with self._app.extensions["store"].read() as session:
            return workshops.every(session)

    def code_of(self, title: str) -> str:
        return next(one.code for one in self.all() if one.title == title)

    def makes(self, title: str, days: int = 1) -> Gathering:
        """A workshop made with the form of the facilitators' page."""
        said = {"title": title, "sites": "Lille\nAmiens", "locale": "fr", "last_day": self.day_in(days)}
        answer = self.facilitator.post("/animer", **said)
        return Gathering(self, re.search(r"/animer/([^/]+)/agenda", answer.url)[1])

    def record(self, code: str) -> Any:
        """What a workshop's log says just now, read beside the server that writes it."""
        extensions = self._app.extensions
        with extensions["store"].read() as session:
            facts = workshops.by_code(session, code)
        return load_record(facts, extensions["store"], extensions["registry"])


class Gathering:
    """One workshop: its facilitator's socket, and those who joined."""

    def __init__(self, mission: Mission, code: str):
        self.mission, self.code = mission, code
        self.people: dict[str, Browser] = {}
        self.ids: dict[str, str] = {}
        self.at: dict[str, str] = {}
        self._sockets: dict[str, Socket] = {}

    def joins(self, *names: str) -> None:
        for n, name in enumerate(names):
            self.people[name] = self.mission.stranger(self.code).join(name, ("s1", "s2")[n % 2])

    def adds(self, method: str, title: str, *stages: str, source: str = "", **said: Any) -> None:
        data = {"anonymous": False, "settings": {}, "source": self.ids.get(source, ""), **said}
        self.ids[title] = self.does("", "core.add", method=method, title=title, stages=stages, **data)
        self.at[title] = stages[0]
        self.does("", "core.open", activity=self.ids[title])

    def goes(self, title: str, *stages: str) -> None:
        for stage in stages:
            self.does("", "core.stage", activity=self.ids[title], leaves=self.at[title], to=stage)
            self.at[title] = stage

    def does(self, who: str, name: str, title: str = "", /, **data: Any) -> str:
        """Somebody, or the facilitator (""), asks for something; the entry's id."""
        if who not in self._sockets:
            browser = self.people.get(who, self.mission.facilitator)
            self._sockets[who] = browser.socket("participant" if who else "facilitator", code=self.code)
        return self._sockets[who].do(self.ids.get(title, ""), name, **data)

    def each(self, name: str, title: str, /, **data: Any) -> None:
        """Everybody does the same."""
        for who in self.people:
            self.does(who, name, title, **data)

    def state(self, title: str) -> Any:
        return self.mission.record(self.code).standing(self.ids[title]).state

    def takes(self, source: str, activity: str, to: str, *words: str) -> None:
        """Cards of another workshop that say those words, handed over on the page « Transmettre des cartes »."""
        browser = self.mission.facilitator
        there = self.mission.code_of(source)
        record = self.mission.record(there)
        de = next(one.id for one in record.agenda.listed() if one.title == activity)
        page = browser.get(f"/animer/{self.code}/cartes?atelier={there}&de={de}").text
        listed = re.findall(r'name="card" value="([^"]+)"[^>]*> <span><span class="card-text">([^<]*)<', page)
        cards = [next((id for id, text in listed if word in text), word) for word in words]
        data = {"csrf_token": csrf(page), "atelier": there, "de": de, "vers": self.ids[to], "card": cards}
        answer = browser.http.post(f"{browser.base}/animer/{self.code}/cartes", data=data)
        assert answer.ok and "transmises=" in answer.url, answer.text
