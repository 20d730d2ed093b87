"""A journey map of 300 cells in a real browser: how soon its page stands and listens, and what a changed cell costs."""

from __future__ import annotations

from typing import Any

from bench.figures import Run
from bench.pages import ABSENT, browsing, can_browse, page_of, slowed
from bench.row import OURS, Bench, Row
from bench.servers import Server
from bench.stage import Workshop

PHASES, STEPS, LANES, CELLS = 8, 3, 14, 300
PATIENCE = 10_000
READY = "() => document.body.dataset.live !== undefined && window.stands"

WATCH = """
addEventListener("DOMContentLoaded", () => {
  const look = () => {
    if (document.body.dataset.live === undefined) return requestAnimationFrame(look);
    document.querySelector(".journey-map").getBoundingClientRect();
    requestAnimationFrame(() => (window.stands = performance.now()));
  };
  look();
});
window.pushed = [];
const setter = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage").set;
Object.defineProperty(WebSocket.prototype, "onmessage", {
  set(handler) {
    setter.call(this, (event) => {
      if (String(event.data).includes("/board/")) window.pushed.push(new Blob([event.data]).size);
      handler.call(this, event);
    });
  },
});
"""
"""From the navigation to the map laid out and drawn, with all that is pressed heard, in ms; the bytes of each push."""

SAID = "Elle relit la lettre trois fois"
ADD = f"td:not(:has-text('{SAID}')) button[data-write=add]:visible"
"""Of a cell that no run has written in."""


def journey(bench: Bench) -> Row:
    row = Row(
        f"map of {PHASES} stages, {LANES} lanes, {CELLS} cells in the browser", "opens in < 1 s, a changed cell < 1 kB",
        ("opens_ms", "opens_slowed_ms", "cell_bytes"),
    )  # fmt: skip
    if not can_browse():
        row.said.append(ABSENT)
        return row
    with bench.house() as house:
        workshop = house.journey(row.work, PHASES, STEPS, CELLS)
    with browsing(bench) as (server, browser):
        page = page_of(browser, server, workshop, WATCH)
        _opens(page, server, workshop)  # the files that every page has are there from the first visit
        return bench.in_turn(row, {OURS: lambda: _run(page, server, workshop)})


def _run(page: Any, server: Server, workshop: Workshop) -> Run:
    opens = _opens(page, server, workshop)
    with slowed(page):
        slow = _opens(page, server, workshop)
    return {"opens_ms": opens, "opens_slowed_ms": slow, "cell_bytes": _written(page)}


def _opens(page: Any, server: Server, workshop: Workshop) -> float:
    page.goto(f"{server.address.origin}/atelier/{workshop.code}")
    page.wait_for_function(READY, timeout=PATIENCE)
    cells = page.locator(".journey-map td").count()
    if cells < CELLS:
        raise RuntimeError(f"The map has {cells} cells only.")
    return float(page.evaluate("() => window.stands"))


def _written(page: Any) -> float:
    """A sentence is written into a cell: the bytes that come back for the board."""
    page.evaluate("() => { window.pushed = []; }")
    page.locator(ADD).nth(40).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill(SAID)
    dialog.locator("button.primary").click()
    page.wait_for_function("() => window.pushed.length > 0", timeout=PATIENCE)
    return float(page.evaluate("() => window.pushed[0]"))
