"""Pages looked at by a program: three widths, four themes, and what axe finds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browser import WIDTHS

PICTURES = Path(__file__).parents[2] / "test-results" / "screens"

VIOLATIONS = {"resultTypes": ["violations"]}

RULES = VIOLATIONS | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    # Experimental, so not in a set: whoever says the words that stand on a button has to be understood.
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}

COLOURS = VIOLATIONS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

MEDIA: dict[str, Any] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "contrast-dark": {"color_scheme": "dark", "contrast": "more"},
}

LOOKS: dict[str, dict[str, Any]] = {
    # The narrowest and the widest hold all that a width changes; a theme changes nothing but colours: one run each.
    "phone": {"light": RULES},
    "laptop": {"contrast": COLOURS, "contrast-dark": COLOURS},
    "wide": {"dark": RULES},
}
"""What is looked for, by width and theme."""

DRAW_ALL = "() => document.querySelectorAll('.card').forEach((card) => (card.style.contentVisibility = 'visible'))"
"""What is out of sight is not drawn by itself: axe would pass it over, and pictures show it blank."""


SCRIPT = Axe().axe_script


def violations(page: Page, rules: dict = RULES) -> list[str]:
    """What axe finds, as sentences; what it is goes into a page once."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate("rules => axe.run(rules).then((found) => found.violations)", rules)
    return [f"{one['id']} · " + ", ".join(node["html"][:120] for node in one["nodes"][:3]) for one in found]


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
        before = page.viewport_size
        for width, (across, down) in WIDTHS.items():
            page.set_viewport_size({"width": across, "height": down})
            for theme, rules in LOOKS[width].items():
                page.emulate_media(reduced_motion="reduce", **MEDIA[theme])
                page.evaluate(DRAW_ALL)
                self.check(page, f"{name} at {width} in {theme}", rules)
            for theme in ("light", "dark") if self.takes_pictures else ():
                page.emulate_media(reduced_motion="reduce", **MEDIA[theme])
                suffix = "-dark" if theme == "dark" else ""
                page.screenshot(path=PICTURES / f"{name}-{across}{suffix}.png", full_page="screen" not in name)
        page.set_viewport_size(before)
        page.emulate_media(**MEDIA["light"])

    def check(self, page: Page, where: str, rules: dict):
        wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            self.found.append(f"{where}: {wide} px too wide")
        self.found += [f"{where}: {violation}" for violation in violations(page, rules)]
