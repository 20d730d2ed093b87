"""A board of 1,000 cards in a real browser: how long one change keeps the page busy, at full speed and slowed."""

from __future__ import annotations

from typing import Any

from app.rehearse.lead import Lead
from bench.figures import Run
from bench.pages import ABSENT, browsing, can_browse, lead_of, page_of, slowed
from bench.row import OURS, Bench, Row
from bench.servers import Server
from bench.stage import Workshop

CARDS = 1000
CHANGES = 6
PATIENCE = 10_000

WATCH = """
window.applied = [];
let began = 0;
const setter = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage").set;
Object.defineProperty(WebSocket.prototype, "onmessage", {
  set(handler) {
    setter.call(this, (event) => {
      if (String(event.data).includes("/board/")) began = performance.now();
      handler.call(this, event);
    });
  },
});
addEventListener("beffroi:shown", ({ target }) => {
  if (target.dataset.block !== "board") return;
  target.getBoundingClientRect(); // style and layout, which the change asks for
  window.applied.push(performance.now() - began);
});
"""
"""From the message to the document changed and laid out, in ms."""


def board(bench: Bench) -> Row:
    row = Row(
        "board of 1,000 cards in the browser", "one change applied in < 16 ms, < 50 ms with the CPU slowed 4×",
        ("change_ms", "change_worst_ms", "slowed_ms", "slowed_worst_ms"),
    )  # fmt: skip
    if not can_browse():
        row.said.append(ABSENT)
        return row
    with bench.house() as house:
        workshop = house.cards(row.work, CARDS)
    with browsing(bench) as (server, browser):
        page = _opened(page_of(browser, server, workshop, WATCH), server, workshop)
        lead = lead_of(server, workshop)
        return bench.in_turn(row, {OURS: lambda: _changed(page, lead, workshop)})


def _opened(page: Any, server: Server, workshop: Workshop) -> Any:
    """A participant's page that shows all the cards."""
    page.goto(f"{server.address.origin}/atelier/{workshop.code}")
    page.wait_for_function(f"() => document.querySelectorAll('.live-board .card').length >= {CARDS}")
    page.wait_for_timeout(1000)
    return page


def _changed(page: Any, lead: Lead, workshop: Workshop) -> Run:
    plain = _times(page, lead, workshop)
    with slowed(page):
        slow = _times(page, lead, workshop)
    return {
        "change_ms": plain[len(plain) // 2],
        "change_worst_ms": plain[-1],
        "slowed_ms": slow[len(slow) // 2],
        "slowed_worst_ms": slow[-1],
    }


def _times(page: Any, lead: Lead, workshop: Workshop) -> list[float]:
    """A card goes into the bin and out of it again, a few times; sorted."""
    page.evaluate("() => { window.applied = []; }")
    done = 0
    for number in range(CHANGES):
        for name in ("hide", "restore"):
            lead.ask(name, on=workshop.activity, card=workshop.options[number * 100])
            done += 1  # one by one: together they would be no change at all
            page.wait_for_function(f"() => window.applied.length >= {done}", timeout=PATIENCE)
    return sorted(page.evaluate("() => window.applied"))
