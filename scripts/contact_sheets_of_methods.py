"""Contact sheets of methods, to be looked at by a person: each stage on console, screen and phone, 0, 12 and 60 people.

python scripts/contact_sheets_of_methods.py FOLDER [number …] method [method …]

People take up what their pages offer, as in `rehearse --method`. A sheet shows one method and page, a row a stage;
a number says how many people, instead of these three.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.host import registry  # noqa: E402
from app.rehearse.by_page import Taker  # noqa: E402
from app.rehearse.samples import SETTINGS  # noqa: E402
from app.rehearse.texts import Texts  # noqa: E402
from beffroi import Method  # noqa: E402
from bench.browser import launch_options  # noqa: E402
from scripts.contact_sheets import LOOKS, Shot, opened, sheet  # noqa: E402
from tests.support.browser import SITES, People  # noqa: E402
from tests.support.clients import Browser, Socket  # noqa: E402
from tests.support.crowd import Lead  # noqa: E402
from tests.support.serving import Server  # noqa: E402

COUNTS = (0, 12, 60)
TURNS = 4
"""How often each person takes something up in a stage, and the facilitator twice as often."""

FEW = 20
"""People up to which each is given all of these turns, and pages are taken in another language and colours too."""


def takes_up(taker: Taker, socket: Socket, activity: str, block: str) -> None:
    """One thing that a page offers, done; a refusal is passed over."""
    told = socket.hello(activity=activity)
    board = told["blocks"].get(block, {})
    drawn = (told.get("mine", {}).get("html", ""), board.get("skeleton", ""), *board.get("parts", {}).values())
    if offered := taker.offered("\n".join(drawn)):
        deed = taker.taken_up(taker.one_of(offered))
        socket.command(activity, deed.name, **deed.data)


def played(people: People, server: Server, method: Method, crowd: list[Socket]) -> dict[str, list[Shot]]:
    """A method from its first stage to its last, by so many people, each stage as three pages show it."""
    lead, rng = Lead(Browser(server)), Random(5)
    scope = "table" if "table" in method.shared_by else method.shared_by[0]
    if scope == "table":
        lead.socket.do("", "core.tables", site=SITES["Lille"], count=2)
        lead.socket.do("", "core.tables", site=SITES["Amiens"], count=2)
        lead.socket.do("", "core.draw", again=True)
    stages = [one.id for one in method.stages]
    activity = lead.add(method.id, method.id, stages, share_by=scope, settings=SETTINGS.get(method.id, {}))
    takers = [Taker(n, method, activity, rng, Texts(rng)) for n in range(len(crowd) + 1)]
    base = f"{server.url}/%s/{server.code}"
    pages = {"phone": people.participant("Ana", "Amiens"), "console": people.facilitator(), "screen": people.screen()}
    addresses = {"phone": base % "atelier", "console": base % "animer", "screen": base % "ecran"}
    found: dict[str, list[Shot]] = {place: [] for place in pages}
    for place, stage in enumerate(stages):
        if place:
            lead.socket.do("", "core.stage", activity=activity, leaves=stages[place - 1], to=stage)
        for _ in range(TURNS if len(crowd) <= FEW else 1):
            for taker, socket in zip(takers[1:], crowd, strict=True):
                takes_up(taker, socket, activity, "board")
        for _ in range(2 * TURNS if crowd else 0):
            takes_up(takers[0], lead.socket, activity, "control")
        for name, page in pages.items():
            looks = LOOKS[name][: 2 if 0 < len(crowd) <= FEW else 1]
            for look in looks:
                found[name].append((f"{stage} · {len(crowd)} · {look}", opened(page, addresses[name], look)))
    lead.socket.do("", "core.close", activity=activity, confirmed=True)
    return found


def main() -> None:
    """Fill, look, and lay side by side."""
    if len(sys.argv) < 3:  # noqa: PLR2004
        sys.exit(__doc__)
    folder, wanted = Path(sys.argv[1]), [one for one in sys.argv[2:] if not one.isdecimal()]
    counts = [int(one) for one in sys.argv[2:] if one.isdecimal()] or COUNTS
    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=20_000)
    methods = registry.build().methods
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        server = Server(Path(place)).start()
        try:
            people = People(browser, server)
            sockets = [
                Browser(server).join(f"Personne {n}", SITES["Lille" if n % 2 else "Amiens"]).socket()
                for n in range(max(counts))
            ]
            for name in wanted:
                for count in counts:
                    for page, shots in played(people, server, methods[name], sockets[:count]).items():
                        sheet(shots, 265 if page == "phone" else 810).save(folder / f"{name}-{count}-{page}.png")
        finally:
            server.stop()
            browser.close()


if __name__ == "__main__":
    main()
