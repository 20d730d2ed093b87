"""Play, count, and tell: `python -m bench.half_day [folder for pictures]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from bench.browser import launch_options
from bench.half_day import before, during
from bench.half_day.console import Console
from bench.half_day.gestures import Album
from tests.support.browser import People
from tests.support.serving import Server

PARTS = (
    before.make,
    before.prepare,
    before.lay_tables,
    before.open_doors,
    during.welcome,
    during.ideation,
    during.group,
    during.pause,
    during.persona,
    during.journey,
    during.last_vote,
    during.close,
)


def main() -> None:
    """From a blank agenda to the results; pictures of console, screen and phone at each step."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    expect.set_options(timeout=20_000)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        server = Server(Path(place) / "instance").start()
        people = People(playwright.chromium.launch(**launch_options()), server)
        day = Console(people, server, Album(folder))
        try:
            for part in PARTS:
                part(day)
        except Exception:
            day.album.take("stopped-here", console=day.page)
            raise
        finally:
            people.close()
            server.stop()
    print(day.count.table())
    print(f"\n{day.album.taken} steps, in pictures: {folder}")


if __name__ == "__main__":
    main()
