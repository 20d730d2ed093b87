"""Pages of the browser that one test leaves and the next takes: what the house sends is read in once.

What somebody has in a browser is taken away between: cookies, what pages keep there, the worker, the way back, how it
shows. Where what a test does cannot be taken away, as a script put into a page, the page ends with it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Browser, Error, Page, ViewportSize

WIDTHS = {"phone": (390, 844), "laptop": (1280, 800), "wide": (1920, 1080)}

MOST = 60_000
"""Milliseconds that a page is given to show something: what is wrong is known later, what is slow is not wrong."""

LISTEN = """() => {
  window.heard = [];
  document.addEventListener("DOMContentLoaded", () => {
    const place = document.getElementById("announce");
    if (place) new MutationObserver(() => place.textContent && window.heard.push(place.textContent))
      .observe(place, { childList: true, characterData: true, subtree: true });
  });
}"""

LASTING = ("add_init_script", "expose_binding", "expose_function", "on", "once", "route_web_socket")
LASTING_CLOCK = ("install", "set_fixed_time", "set_system_time")
KEPT = "local_storage,indexeddb,service_workers,cache_storage"
AS_IS: dict[str, Any] = dict.fromkeys(("media", "color_scheme", "contrast", "reduced_motion", "forced_colors"), "null")


def size_of(width: str) -> ViewportSize:
    across, down = WIDTHS[width]
    return {"width": across, "height": down}


def new_page(browser: Browser, width: str, **options: Any) -> Page:
    """A page in a session of its own."""
    touch: dict[str, Any] = {"has_touch": True, "is_mobile": True} if width == "phone" else {}
    context = browser.new_context(viewport=size_of(width), locale="fr-FR", **touch, **options)
    context.set_default_timeout(MOST)
    context.add_init_script(f"({LISTEN})()")
    return context.new_page()


class Tab:
    """A page, and who hears what goes wrong in it."""

    def __init__(self, page: Page, is_phone: bool) -> None:
        self.page, self.is_phone = page, is_phone
        self.complaints: list[str] = []
        page.on("console", lambda message: self._hear(message))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.is_as_it_was = True
        for one in (page, page.context):
            self._watch(one, LASTING)
        self._watch(page.clock, LASTING_CLOCK)

    def _watch(self, one: Any, names: tuple[str, ...]) -> None:
        for name in names:
            setattr(one, name, self._lasting(getattr(one, name)))

    def _lasting(self, done: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*args: Any, **more: Any) -> Any:
            self.is_as_it_was = False
            return done(*args, **more)

        return noted

    def _hear(self, message: Any) -> None:
        # A line that a test cuts on purpose is no complaint, nor a page that is not there for it.
        is_page = "Failed to load resource" in message.text and "/static/" not in message.location["url"]
        is_line = "net::ERR_" in message.text or message.text.startswith("WebSocket connection to")
        if message.type == "error" and not is_line and not is_page:
            self.complaints.append(message.text)

    def clear(self, origin: str) -> None:
        """As it was when it opened, at a page of that server which connects to nothing."""
        context = self.page.context
        for other in context.pages:
            if other is not self.page:
                other.close()
        context.set_offline(False)
        context.unroute_all()
        self.page.unroute_all()
        self.page.goto(f"{origin}/healthz")
        self.page.evaluate("() => sessionStorage.clear()")
        line = context.new_cdp_session(self.page)
        line.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT})
        line.send("Page.resetNavigationHistory")
        line.detach()
        context.clear_cookies()
        context.clear_permissions()
        self.page.emulate_media(**AS_IS)

    def close(self) -> None:
        self.page.context.close()


class Tabs:
    """The pages of a browser that nobody has just now."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._free: list[Tab] = []

    def take(self, width: str) -> Tab:
        is_phone = width == "phone"
        free = next((tab for tab in reversed(self._free) if tab.is_phone == is_phone), None)
        if free is None:
            return Tab(new_page(self.browser, width), is_phone)
        self._free.remove(free)
        free.page.set_viewport_size(size_of(width))
        return free

    def give_back(self, tab: Tab, origin: str) -> None:
        if tab.is_as_it_was and not tab.page.is_closed():
            with suppress(Error):  # the server that it was at is gone
                tab.clear(origin)
                self._free.append(tab)
                return
        tab.close()

    def close(self) -> None:
        for tab in self._free:
            tab.close()
