"""One server for all the tests of a process, on which each has a demo workshop of its own."""

from __future__ import annotations

from pathlib import Path

from app import create_app
from app.config import Settings
from app.demo.agenda import AGENDA, DEMO_TITLE
from app.demo.links import Links
from app.demo.workshops import compose, demo_account, links_of
from tests.support.serving import Server


def new_demo(server: Server) -> Links:
    """Another demo workshop beside the running server, as `python -m app demo` makes one."""
    app = create_app(Settings(instance=server.instance, port=server.port))
    account = demo_account(app)
    links = links_of(app, compose(app, DEMO_TITLE, account, AGENDA), account)
    app.extensions["rooms"].stop()
    app.extensions["store"].stop()
    return links


class SharedServer:
    """A running server as one test sees it: with a workshop that no other test has, and not to be stopped."""

    settings: dict[str, str] = {}

    def __init__(self, server: Server):
        self._server, self._links = server, new_demo(server)
        self.port, self.url, self.code = server.port, server.url, self._links.code

    @property
    def instance(self) -> Path:
        return self._server.instance

    def link(self, who: str) -> str:
        """The link of "Participants", "Facilitator", "Screen Lille"; the facilitator's, which serves once, fresh."""
        if who == "Facilitator":
            return self._server.fresh(self.url + self._links.facilitator)
        path = self._links.join if who == "Participants" else self._links.screens[who.removeprefix("Screen ")]
        return self.url + path
