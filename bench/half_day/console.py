"""The facilitator's console in a browser, and what stands beside it: screens, a phone, the crowd."""

from __future__ import annotations

import re

from playwright.sync_api import Page, ViewportSize, expect

from bench.half_day.crowd import Crowd
from bench.half_day.gestures import Album, Count, Hand
from tests.support.browser import People
from tests.support.serving import Server

CONSOLE = ViewportSize(width=1366, height=768)
MOST_MS = 15_000


class Console:
    """What one does there time and again."""

    crowd: Crowd
    phone: Page

    def __init__(self, people: People, server: Server, album: Album) -> None:
        self.people, self.server, self.album = people, server, album
        self.count = Count()
        self.screens: list[Page] = []
        self.ids: dict[str, str] = {}
        self.code = ""
        self.page = people.page("laptop")
        self.page.set_viewport_size(CONSOLE)
        self.page.set_default_timeout(MOST_MS)
        self.hand = Hand(self.page, self.count)

    def part(self, name: str) -> None:
        self.count.part = name

    def press(self, name: str) -> None:
        self.hand.press(self.page.get_by_role("button", name=name, exact=True).locator("visible=true").first)

    def see(self, step: str) -> None:
        """What everybody sees, once it has come."""
        self.page.wait_for_timeout(400)
        self.album.take(step, console=self.page, screen=self.screens[0], phone=self.phone)

    def go_on(self, title: str) -> None:
        """To the next activity."""
        go = self.page.locator(".go").get_by_role("button", name=re.compile(f": {re.escape(title)}$"))
        self.hand.press(go)
        self.confirm()
        expect(self.page.locator("#now-title")).to_have_text(title)
        self.see(title)

    def confirm(self) -> None:
        """What is asked before, where it is."""
        yes = self.page.locator("#dialog[open]").get_by_role("button").last
        if yes.is_visible():
            self.album.take("question", console=self.page)
            self.hand.press(yes)

    def onward(self) -> None:
        """To the next stage, whatever it is called."""
        here = self.page.locator(".stages [aria-current=step]")
        before = here.text_content()
        self.hand.press(self.page.locator(".go").get_by_role("button", name=re.compile("^Passer à")))
        self.confirm()
        expect(here).not_to_have_text(before or "")
        self.see(here.text_content().strip().replace(" ", "-").replace("/", "-"))

    def timer(self) -> None:
        self.hand.press(self.page.locator(".timer").get_by_role("button", name=re.compile("^Lancer")).first)

    @property
    def activity(self) -> str:
        """The one that is on."""
        return self.ids[self.page.locator("#now-title").text_content().strip()]

    def drawer(self, name: str) -> None:
        opener = self.page.locator(".rail").get_by_role("button", name=name, exact=True)
        if opener.get_attribute("aria-expanded") == "false":
            self.hand.press(opener)
