"""Pages looked at by a program: three widths, four themes, and what axe finds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.compiled import KEPT
from tests.support.tabs import WIDTHS

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "test-results" / "screens"

VIOLATIONS = {"resultTypes": ["violations"], "preload": False}  # what it would load first are films and sounds

OF_COLOURS = ("color-contrast", "link-in-text-block")

RULES = VIOLATIONS | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    # Experimental, so not in a set: whoever says the words that stand on a button has to be understood.
    "rules": {"label-content-name-mismatch": {"enabled": True}, **{rule: {"enabled": False} for rule in OF_COLOURS}},
}

COLOURS = VIOLATIONS | {"runOnly": {"type": "rule", "values": OF_COLOURS}}

MEDIA: dict[str, Any] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "contrast-dark": {"color_scheme": "dark", "contrast": "more"},
}

LOOKS = {"phone": ("light",), "laptop": ("contrast", "contrast-dark"), "wide": ("dark",)}
"""The themes that are looked at, by width: in each all texts, whose colours are what a theme changes."""

READ_AT = ("phone", "wide")
"""The narrowest and the widest hold all that a width changes: there a page is looked through by all other rules."""

DRAW_ALL = """() => {
  scrollTo(0, 0); // what a band that stays in sight lies over is a matter of where one has scrolled to
  for (const card of document.querySelectorAll(".card")) card.style.contentVisibility = "visible";
}"""
"""What is out of sight is not drawn by itself: axe would pass it over, and pictures show it blank."""


SCRIPT = Axe().axe_script

KINDS_OF_TEXT = Path(__file__).with_name("kinds_of_text.js").read_text()

SHEETS = [sheet for folder in ("app", "beffroi", "plugins") for sheet in sorted((ROOT / folder).rglob("*.css"))]


class Legible:
    """The kinds of text that axe found legible on some page, told by each process of tests to the others: it takes ten
    times as long for colours as for the rest. With another letter in a sheet none is known."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: set[str] = set()
        self._read = 0

    def unknown(self, kinds: Iterable[str]) -> list[str]:
        """Those of these that nobody has judged."""
        if self._file.exists():
            with self._file.open("rb") as file:
                file.seek(self._read)
                whole = file.read().rpartition(b"\n")[0]
            self._known.update(whole.decode().split("\n"))
            self._read += len(whole) + bool(whole)
        return [kind for kind in kinds if kind not in self._known]

    def add(self, kinds: Iterable[str]) -> None:
        """They are legible; what may lie over something else is judged each time."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab", buffering=0) as file:  # one line after the other's, not within it
            file.write("".join(f"{kind}\n" for kind in kinds if not kind.startswith("moved")).encode())


def _legible() -> Legible:
    told = hashlib.sha256(f"{SCRIPT}{KINDS_OF_TEXT}".encode())
    for sheet in SHEETS:
        told.update(sheet.read_bytes())
    return Legible(KEPT / f"{told.hexdigest()}.legible")


LEGIBLE = _legible()

RUN = """([rules, kinds]) => axe.run(
  kinds ? { include: kinds.flatMap((kind) => window.kindsOfText.get(kind).slice(0, 3)) } : document, rules
).then((found) => found.violations)"""


def run(page: Page, rules: dict, kinds: list[str] | None = None) -> list[str]:
    """What axe finds, in the whole page or in texts of those kinds; what it is goes into a page once."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate(RUN, [rules, kinds])
    return [f"{one['id']} · " + ", ".join(node["html"][:120] for node in one["nodes"][:3]) for one in found]


def illegible(page: Page) -> list[str]:
    """Texts whose colours are too near to what is behind them, or links that nothing but their colour tells."""
    kinds = LEGIBLE.unknown(page.evaluate(KINDS_OF_TEXT))
    found = run(page, COLOURS, kinds) if kinds else []
    if not found:
        LEGIBLE.add(kinds)
    return found


def violations(page: Page, rules: dict = RULES) -> list[str]:
    """What axe finds, as sentences."""
    return run(page, rules) + illegible(page)


class Look:
    """Looks at pages at three widths and in four themes: nothing too wide, nothing that axe finds.

    Where SCREENS is set it also takes pictures of them, light and dark.
    """

    def __init__(self):
        self.found: list[str] = []
        self.takes_pictures = bool(os.environ.get("SCREENS"))
        if self.takes_pictures:
            PICTURES.mkdir(parents=True, exist_ok=True)

    def at(self, page: Page, name: str):
        page.wait_for_load_state()
        before = page.viewport_size
        for width, (across, down) in WIDTHS.items():
            page.set_viewport_size({"width": across, "height": down})
            for theme in LOOKS[width]:
                page.emulate_media(reduced_motion="reduce", **MEDIA[theme])
                page.evaluate(DRAW_ALL)
                self.check(page, f"{name} at {width} in {theme}", RULES if width in READ_AT else None)
            for theme in ("light", "dark") if self.takes_pictures else ():
                page.emulate_media(reduced_motion="reduce", **MEDIA[theme])
                suffix = "-dark" if theme == "dark" else ""
                page.screenshot(path=PICTURES / f"{name}-{across}{suffix}.png", full_page="screen" not in name)
        page.set_viewport_size(before)
        page.emulate_media(**MEDIA["light"])

    def check(self, page: Page, where: str, rules: dict | None):
        wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            self.found.append(f"{where}: {wide} px too wide")
        found = violations(page, rules) if rules else illegible(page)
        self.found += [f"{where}: {violation}" for violation in found]


LEAST = 38
"""Pixels of a text at 1920 × 1080, at least: read from ten metres."""

SMALL = """(least) => [...document.querySelectorAll("main *")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .reveal"))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < least)
  .map((one) => `${one.className || one.tagName}: ${one.textContent.trim().slice(0, 30)}`)"""


def too_small(screen: Page) -> list[str]:
    """What cannot be read from ten metres on a room's screen, at 1920 × 1080."""
    return screen.evaluate(SMALL, LEAST)


def well_read(*pages: Page):
    """Nothing that axe finds, and nothing too wide."""
    for page in pages:
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
