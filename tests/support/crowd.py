"""The people of one server: its facilitator with a socket, and whoever joins."""

from __future__ import annotations

from tests.support.clients import Browser

AGENDAS: dict[tuple[str, str], dict[str, str]] = {}


class Lead:
    """The facilitator of the demo, with a socket."""

    def __init__(self, browser: Browser):
        self.browser = browser
        browser.get(browser.server.link("Facilitator"))
        self.socket = browser.socket("facilitator")
        where = browser.base, browser.code
        if where not in AGENDAS:  # once a server: what is exported is counted
            AGENDAS[where] = {part["title"]: part["id"] for part in self.results()["agenda"]}
        self.ids = dict(AGENDAS[where])

    def results(self) -> dict:
        return self.browser.get(f"/animer/{self.browser.code}/resultats.json").json()

    def part(self, title: str) -> dict:
        return next(part for part in self.results()["agenda"] if part["id"] == self.ids[title])

    def open(self, title: str) -> str:
        self.socket.do("", "core.open", activity=self.ids[title])
        return self.ids[title]

    def stage(self, title: str, to: str):
        here = next(part["stage"] for part in self.results()["agenda"] if part["id"] == self.ids[title])
        self.socket.do("", "core.stage", activity=self.ids[title], leaves=here, to=to)

    def prepare(self, method: str, title: str, stages: list[str], **said) -> str:
        """Put an activity on the agenda."""
        data = {"method": method, "title": title, "stages": stages, "anonymous": True, "settings": {}, **said}
        self.ids[title] = self.socket.do("", "core.add", **data)
        return self.ids[title]

    def add(self, method: str, title: str, stages: list[str], **said) -> str:
        """Put an activity on the agenda and open it."""
        self.prepare(method, title, stages, **said)
        return self.open(title)


class Crowd:
    """Makes people of one server, and sees them out at the end."""

    def __init__(self, server):
        self.server = server
        self.browsers: list[Browser] = []

    def stranger(self, base: str = "", code: str = "") -> Browser:
        made = Browser(self.server, base, code)
        self.browsers.append(made)
        return made

    def person(self, name: str, site: str = "s1") -> Browser:
        return self.stranger().join(name, site)

    def facilitator(self) -> Lead:
        return Lead(self.stranger())

    def screen(self, site: str = "Lille") -> Browser:
        made = self.stranger()
        made.get(self.server.link(f"Screen {site}"))
        return made

    def close(self):
        for browser in self.browsers:
            browser.close()
