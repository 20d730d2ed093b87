"""What the screens turn to: a page of a board too big for them, a card enlarged, nothing. Led from the console."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MOST_PAGES = 99


@dataclass
class ScreenState:
    """The page that the screens show, from 0, and the part enlarged on them; `pages` are what each screen counts."""

    page: int = 0
    card: str = ""
    table: str = ""
    """The table whose sheet is on show."""
    masked: bool = False
    """Whether the screens show nothing of the workshop, until a facilitator shows them again."""
    pages: dict[str, int] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        """As the pages are told."""
        return {"page": self.page, "card": self.card, "masked": self.masked}

    @property
    def most(self) -> int:
        """Pages of the screen that needs the most."""
        return max(self.pages.values(), default=1)

    def turn_page(self, step: int) -> bool:
        """Turn the pages of all screens; stops at the first and the last."""
        page = min(self.most - 1, max(0, self.page + step))
        changed, self.page = page != self.page or bool(self.card), page
        self.card = ""
        return changed

    def enlarge(self, card: str) -> bool:
        """Show one part large; "" goes back to the board."""
        changed, self.card = card != self.card, card
        return changed

    def show(self, table: str) -> bool:
        """Put a table's sheet on every screen; "" goes back to all the tables."""
        changed, self.table = table != self.table, table
        self.page, self.card = 0, ""
        return changed

    def mask(self, is_masked: bool) -> bool:
        """Take everything off all screens at once, or show it again: whatever is turned to meanwhile stays unseen."""
        changed, self.masked = is_masked != self.masked, is_masked
        return changed

    def report_pages(self, sid: str, pages: int) -> bool:
        """A screen says how many pages its board takes; whether the most changed."""
        before = self.most
        self.pages[sid] = min(MOST_PAGES, max(1, pages))
        self.page = min(self.page, self.most - 1)
        return self.most != before

    def forget(self, sid: str) -> bool:
        """A screen is gone."""
        return self.pages.pop(sid, None) is not None

    def start_again(self) -> bool:
        """Another board: its first page, nothing enlarged."""
        changed, self.page, self.card = bool(self.page or self.card), 0, ""
        return changed
