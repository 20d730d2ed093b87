"""A page of a workshop in a real browser, for the rows that are about what a person sees."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from app.rehearse.browser import House as Room
from app.rehearse.figures import Tally
from app.rehearse.lead import Lead
from app.rehearse.loop import Loop
from app.rehearse.shelf import Shelf
from app.rehearse.sightings import Sightings
from bench import servers
from bench.browser import launch_options
from bench.row import Bench
from bench.servers import Server
from bench.stage import Workshop

ABSENT = "No browser was run: playwright is not installed."
SLOWED = 4
"""How many times slower the processor of a phone is taken to be."""


def can_browse() -> bool:
    """Whether there is a browser to drive."""
    try:
        import playwright  # noqa: F401, PLC0415 - a part of development
    except ImportError:
        return False
    return True


@contextmanager
def browsing(bench: Bench) -> Iterator[tuple[Server, Any]]:
    """Our server and a browser, which may use every core: nothing else is sent at the same time."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a part of development

    cores = os.sched_getaffinity(0)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        os.sched_setaffinity(0, {*cores, bench.core})
        stack.callback(os.sched_setaffinity, 0, cores)
        browser = stack.enter_context(sync_playwright()).chromium.launch(**launch_options())
        stack.callback(browser.close)
        yield server, browser


def page_of(browser: Any, server: Server, workshop: Workshop, script: str) -> Any:
    """A page of the first who joined, not opened yet, that runs `script` before its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    name, _, value = workshop.cookies[0].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": server.address.origin}])
    context.add_init_script(script)
    return context.new_page()


@contextmanager
def slowed(page: Any) -> Iterator[None]:
    """As on a phone."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    yield
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    session.detach()


def lead_of(server: Server, workshop: Workshop) -> Lead:
    """The facilitator, connected."""
    loop, tally = Loop(), Tally()
    sightings = Sightings(tally)
    lead = Lead(Room(loop, server.address, tally, Shelf(sightings), sightings), workshop.code, workshop.login)
    lead.arrive()
    return lead
