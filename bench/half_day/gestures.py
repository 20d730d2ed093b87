"""A hand at a page that counts what it does, as a facilitator's day is counted; and what pages showed meanwhile.

A gesture is a click, a tap, a drag or a shortcut; a field filled, with its Enter; a choice in a list, opening it
another; and every scroll to what is to be pressed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

IN_SIGHT = """(one) => {
  const box = one.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 20)];
  const there = document.elementFromPoint(x, y);
  return there !== null && (one.contains(there) || there.closest("label")?.control === one);
}"""
"""Whether what is to be pressed stands in the window, under nothing else."""


@dataclass
class Count:
    """Gestures by the part of the day in which they were made, in the order of the day, and by kind."""

    part: str = ""
    by_part: Counter[str] = field(default_factory=Counter)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, kind: str) -> None:
        """One more."""
        self.by_part[self.part] += 1
        self.by_kind.setdefault(self.part, Counter())[kind] += 1

    def table(self) -> str:
        """As Markdown: a line a part, what they were, and the sum."""
        kinds = list(dict.fromkeys(kind for of in self.by_kind.values() for kind in of))
        head = ["part", "gestures", *kinds]
        rows = [
            [part, str(n), *(str(self.by_kind[part][kind] or "") for kind in kinds)] for part, n in self.by_part.items()
        ]
        total = ["in all", str(self.by_part.total())]
        total += [str(sum(of[kind] for of in self.by_kind.values())) for kind in kinds]
        rule = ["---", *("--:" for _ in head[1:])]
        return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows, total))


@dataclass
class Hand:
    """Somebody at a page, each of whose gestures is counted."""

    page: Page
    count: Count

    def press(self, what: Locator) -> None:
        """Click or tap it."""
        self._reach(what)
        what.click()
        self.count.add("press")

    def fill(self, what: Locator, text: str, then: str = "") -> None:
        """Fill a field, of any length, with the Enter that sends it where `then` says so."""
        self._reach(what)
        what.fill(text)
        if then:
            what.press(then)
        self.count.add("field")

    def choose(self, what: Locator, label: str) -> None:
        """Open a list and choose; nothing where that is chosen already."""
        if what.evaluate("(one) => one.selectedOptions[0]?.label.trim()") == label:
            return
        self._reach(what)
        what.select_option(label=label)
        self.count.add("list")
        self.count.add("list")

    def key(self, name: str) -> None:
        """A shortcut."""
        self.page.keyboard.press(name)
        self.count.add("key")

    def _reach(self, what: Locator) -> None:
        expect(what).to_be_visible()
        if not what.evaluate(IN_SIGHT):
            what.scroll_into_view_if_needed()
            self.count.add("scroll")


@dataclass
class Album:
    """Pictures of pages, in the order in which they were taken."""

    folder: Path
    taken: int = 0

    def take(self, step: str, **pages: Page) -> None:
        """What each page's window shows."""
        self.taken += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            page.screenshot(path=self.folder / f"{self.taken:02d}-{step}-{name}.png", animations="disabled")
