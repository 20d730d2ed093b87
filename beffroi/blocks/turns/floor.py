"""Who waits to speak, who is called, who speaks; and who would be the next."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hand:
    """Somebody who wants to speak: `id` is that of the entry, `site` and `table` are where they are, where that is
    kept, `name` what they wish to be called.
    """

    id: str
    site: str = ""
    table: str = ""
    name: str = ""


@dataclass
class Floor:
    """Who is `waiting`, by person, in the order in which they came; who is `called`, and whether they are `speaking`.

    `is_open` says whether people may enter; `on` is the hand of whoever is called.
    `heard` counts how often somebody spoke; `sites` are those that were heard, the last one last.
    """

    is_open: bool = False
    waiting: dict[str, Hand] = field(default_factory=dict)
    called: str = ""
    on: Hand | None = None
    speaking: bool = False
    heard: dict[str, int] = field(default_factory=dict)
    sites: list[str] = field(default_factory=list)

    def next_one(self) -> str:
        """Who would be called: heard the least, then of the site that was heard the longest ago, then who came first.

        "" where nobody waits."""
        order = list(self.waiting)
        return min(order, key=lambda who: (self.heard.get(who, 0), self._since(who), order.index(who)), default="")

    def _since(self, who: str) -> int:
        """The place of its site among those heard; below 0 where it never was."""
        site = self.waiting[who].site
        return max((place for place, one in enumerate(self.sites) if one == site), default=-1)

    def of(self, hand: str) -> str:
        """Who raised a hand; "" where it is no longer there."""
        return next((who for who, one in self.waiting.items() if one.id == hand), "")

    def call(self, who: str) -> None:
        """Somebody who waits is called; whoever had the floor has had their turn."""
        self.end()
        if who in self.waiting:
            self.called, self.on, self.speaking = who, self.waiting.pop(who), False

    def take(self) -> None:
        """Whoever is called speaks: they are heard, and their site is."""
        if self.on and not self.speaking:
            self.speaking = True
            self.heard[self.called] = self.heard.get(self.called, 0) + 1
            self.sites = [*(one for one in self.sites if one != self.on.site), self.on.site]

    def end(self) -> None:
        """Nobody has the floor."""
        self.called, self.on, self.speaking = "", None, False

    def shut(self) -> None:
        """The queue is closed, and empty."""
        self.end()
        self.is_open = False
        self.waiting.clear()
