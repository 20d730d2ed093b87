"""One server for all the tests of a process, on which each has a demo workshop of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from app.config import Settings
from app.demo import workshops
from app.demo.links import Links
from app.demo.workshops import demo_account, fill_in, links_of
from tests.support.serving import Server


@contextmanager
def beside(server: Server) -> Iterator[Flask]:
    """Another process beside the running server, as `python -m app demo` is one."""
    app = create_app(Settings(instance=server.instance, port=server.port))
    yield app
    app.extensions["rooms"].stop()
    app.extensions["store"].stop()


def new_demo(server: Server) -> Links:
    """Another demo workshop."""
    with beside(server) as app:
        account = demo_account(app)
        return links_of(app, workshops.new_demo(app, account), account)


def new_filled_demo(server: Server) -> str:
    """The code of another demo workshop that was played."""
    with beside(server) as app:
        return fill_in(app, demo_account(app)).code


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

    def fill_in(self) -> str:
        """The code of a workshop that was played, which no other test has."""
        return new_filled_demo(self._server)
