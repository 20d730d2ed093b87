"""A board of 1,000 cards in a real browser: how long one change keeps the page busy, at full speed and slowed."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from typing import Any

from app.rehearse import visit
from app.rehearse.browser import House as Room
from app.rehearse.figures import Tally
from app.rehearse.lead import Lead
from app.rehearse.loop import Loop
from app.rehearse.shelf import Shelf
from app.rehearse.sightings import Sightings
from bench import servers
from bench.figures import Run
from bench.row import OURS, Bench, Row
from bench.servers import Server
from bench.stage import Workshop

CARDS = 1000
SLOWED = 4
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
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a part of development
    except ImportError:
        row.said.append("No browser was run: playwright is not installed.")
        return row
    with bench.house() as house:
        workshop = house.cards(row.work, CARDS)
    cores = os.sched_getaffinity(0)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        # The browser and this process may use every core: nothing is sent at the same time.
        os.sched_setaffinity(0, {*cores, bench.core})
        stack.callback(os.sched_setaffinity, 0, cores)
        browser = stack.enter_context(sync_playwright()).chromium.launch(**_options())
        stack.callback(browser.close)
        page = _page(browser, server, workshop)
        lead = _lead(server, workshop)
        return bench.in_turn(row, {OURS: lambda: _changed(page, lead, workshop)})


def _options() -> dict[str, Any]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    args = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {"args": args, **({"executable_path": found} if found else {})}


def _page(browser: Any, server: Server, workshop: Workshop) -> Any:
    """A participant's page that shows all the cards."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    name, _, value = workshop.cookies[0].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": server.address.origin}])
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{server.address.origin}/atelier/{workshop.code}")
    page.wait_for_function(f"() => document.querySelectorAll('.live-board .card').length >= {CARDS}")
    page.wait_for_timeout(1000)
    return page


def _lead(server: Server, workshop: Workshop) -> Lead:
    loop, tally = Loop(), Tally()
    sightings = Sightings(tally)
    facilitator = visit.signed_in(server.address, workshop.login)
    lead = Lead(Room(loop, server.address, tally, Shelf(sightings), sightings), workshop.code, facilitator.cookie)
    lead.arrive()
    return lead


def _changed(page: Any, lead: Lead, workshop: Workshop) -> Run:
    plain = _times(page, lead, workshop)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    slowed = _times(page, lead, workshop)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    session.detach()
    return {
        "change_ms": plain[len(plain) // 2],
        "change_worst_ms": plain[-1],
        "slowed_ms": slowed[len(slowed) // 2],
        "slowed_worst_ms": slowed[-1],
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
