"""What the screens turn to: a page of a board too big for them, a card enlarged, nothing. Led from the console.

Screens of different shapes break a board in different places. Wherever one of them does, the console stops once: what
that page begins with is told to all, and each opens the page of its own that holds it. So all show the same cards, and
every page of every screen is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MOST_PAGES = 99

SEATING = "*seating"
"""In the place of a table's sheet: who sits where. No table is called so."""


class ScreenPage(NamedTuple):
    """A page of a board as one screen breaks it: the part that it begins with and its place among all, counted from 0;
    the numbers of the cards on it, such as « 12–19 », or "" where they have none.
    """

    first: str = ""
    at: int = 0
    cards: str = ""


@dataclass
class Paged:
    """Something that takes several pages, and the one in sight, from 0; `pages` are how each screen breaks it."""

    page: int = 0
    begins: ScreenPage = ScreenPage()
    """What was turned to, as it was then: the part in sight on every screen, and its place among all."""
    pages: dict[str, tuple[ScreenPage, ...]] = field(default_factory=dict)

    @property
    def stops(self) -> Sequence[ScreenPage]:
        """The pages that the console turns to. Where it has no parts, those of the screen that needs the most."""
        by_need = sorted(self.pages.values(), key=len)
        if not all(page.first for pages in by_need for page in pages[1:]):
            return by_need[-1]
        found = {page.first: page for pages in by_need for page in pages}
        return sorted(found.values(), key=lambda page: page.at) or (ScreenPage(),)

    def turn(self, step: int) -> bool:
        """Stops at the first and the last; whether that changed anything."""
        stops = self.stops
        page = min(len(stops) - 1, max(0, self.page + step))
        changed, self.page = page != self.page, page
        self.begins = stops[page] if page else ScreenPage()
        return changed

    def open_first(self) -> bool:
        """From the first page again; whether it was on another."""
        changed, self.page, self.begins = bool(self.page), 0, ScreenPage()
        return changed

    def report(self, sid: str, pages: Sequence[ScreenPage]) -> bool:
        """A screen says what it takes; whether what the console says of it changed."""
        before = self.stops, self.page
        self.pages[sid] = tuple(pages[:MOST_PAGES]) or (ScreenPage(),)
        self.keep_in_sight()
        return before != (self.stops, self.page)

    def keep_in_sight(self) -> None:
        """Screens break it otherwise: what is in sight stays, on whichever page that is now."""
        stops = self.stops
        firsts = [page.first for page in stops]
        if not self.begins.first:  # nothing was turned to, or what was has no part
            self.page = min(self.page, len(stops) - 1)
        elif self.begins.first in firsts:
            self.page = firsts.index(self.begins.first)
        else:
            self.page = sum(page.at <= self.begins.at for page in stops[1:])


@dataclass
class ScreenState:
    """What the screens show: a page of the board, a part of it enlarged, a page of that where it is a large group."""

    board: Paged = field(default_factory=Paged)
    card: str = ""
    """The part enlarged."""
    group: Paged = field(default_factory=Paged)
    """What is enlarged, where it takes several pages."""
    table: str = ""
    """The table whose sheet is on show, or SEATING."""
    masked: bool = False
    """Whether the screens show nothing of the workshop, until a facilitator shows them again."""

    def payload(self) -> dict[str, Any]:
        """As the pages are told."""
        return {"page": self.page, "first": self.turned.begins.first, "card": self.card, "masked": self.masked}

    @property
    def turned(self) -> Paged:
        """What the console turns the pages of."""
        return self.group if self.card and len(self.group.stops) > 1 else self.board

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return self.turned.page

    @property
    def most(self) -> int:
        """How many there are."""
        return len(self.turned.stops)

    @property
    def cards(self) -> str:
        """The numbers of the cards in sight."""
        return self.turned.stops[self.page].cards

    def turn_page(self, step: int) -> bool:
        """Turn the pages of all screens. From a card enlarged, which is one page, that leads back to the board."""
        if self.turned is self.group:
            return self.group.turn(step)
        return self.board.turn(step) | self.enlarge("")

    def enlarge(self, card: str) -> bool:
        """Show one part large, from its first page; "" goes back to the board."""
        changed, self.card = card != self.card, card
        if changed:
            self.group = Paged()
        return changed

    def show(self, table: str) -> bool:
        """Put a table's sheet, or SEATING, on every screen; "" goes back to all the tables."""
        changed, self.table = table != self.table, table
        self.start_again()
        return changed

    def mask(self, is_masked: bool) -> bool:
        """Take everything off all screens at once, or show it again: whatever is turned to meanwhile stays unseen."""
        changed, self.masked = is_masked != self.masked, is_masked
        return changed

    def report_pages(self, sid: str, pages: Sequence[ScreenPage], enlarged: str = "") -> bool:
        """A screen says what its board takes, or what is enlarged on it; whether what the console says of it changed.

        What it says of something that is enlarged no more is passed over.
        """
        if not enlarged:
            return self.board.report(sid, pages)
        return enlarged == self.card and self.group.report(sid, pages)

    def forget(self, sid: str) -> bool:
        """A screen is gone."""
        known = [paged for paged in (self.board, self.group) if paged.pages.pop(sid, None) is not None]
        for paged in known:
            paged.keep_in_sight()
        return bool(known)

    def start_again(self) -> bool:
        """Another board: its first page, nothing enlarged."""
        return self.board.open_first() | self.enlarge("")
