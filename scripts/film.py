"""Makes the film at the top of the README: a workshop in forty seconds, without sound. A part of development.

python scripts/film.py

The demo is played as for the pictures. A frame is what a screen and phones show just then, beside each other on a page
of its own; it stays as long as it takes to read.
"""

from __future__ import annotations

import base64
import io
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.browser import launch_options  # noqa: E402
from scripts.pictures import IDEAS, PICTURES, SITES  # noqa: E402
from tests.support.browser import People, at_top, go_on, lead, press, write  # noqa: E402
from tests.support.serving import Server  # noqa: E402

FILM = PICTURES / "workshop.gif"
SIZE: ViewportSize = {"width": 1080, "height": 500}
MOST_BYTES = 3_000_000
COLOURS = 96

VOTES = ((0, 1, 2), (0, 2, 5), (0, 1, 4), (1, 0, 3), (0, 4, 6), (2, 0, 1))
"""The options that each of the six places a dot on, by where they stand."""

STAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face { font-family: Figtree; src: url(data:font/woff2;base64,%(font)s); font-weight: 300 900; }
body { margin: 0; font: 600 22px Figtree, sans-serif; background: #e9e1d2; color: #1e2330; }
p { margin: 0; padding: 12px 20px 10px; height: 28px; }
main { display: flex; gap: 14px; padding: 0 20px; align-items: flex-start; justify-content: center; }
figure { margin: 0; }
img { display: block; border-radius: 8px; box-shadow: 0 2px 10px #0004; }
figcaption { margin-top: 4px; font-size: 15px; text-align: center; }
</style><p id="said"></p><main id="shown"></main>"""


@dataclass
class Film:
    """Frames, each with how long it stays, in milliseconds."""

    stage: Page
    frames: list[Image.Image] = field(default_factory=list)
    stays: list[int] = field(default_factory=list)

    def take(self, said: str, shown: Mapping[str, tuple[Page, int]], seconds: float) -> None:
        """What these pages show, each so many pixels high, under a sentence."""
        figures = [
            f'<figure><img height="{height}" src="data:image/png;base64,{_seen(page)}">'
            f"<figcaption>{escape(name)}</figcaption></figure>"
            for name, (page, height) in shown.items()
        ]
        self.stage.evaluate(
            "([said, shown]) => { document.getElementById('said').textContent = said;"
            " document.getElementById('shown').innerHTML = shown;"
            " return Promise.all([...document.images].map((one) => one.decode())); }",
            [said, "".join(figures)],
        )
        frame = Image.open(io.BytesIO(self.stage.screenshot())).convert("RGB")
        self.frames.append(frame)
        self.stays.append(int(seconds * 1000))

    def save(self) -> int:
        """As a GIF of one palette, so that what does not change is not told again; how many bytes it has."""
        palette = _palette(self.frames)
        drawn = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in self.frames]
        first, *others = drawn
        first.save(FILM, save_all=True, append_images=others, duration=self.stays, loop=0, optimize=True)
        return FILM.stat().st_size


def _seen(page: Page) -> str:
    return base64.b64encode(page.screenshot()).decode()


def _palette(frames: Sequence[Image.Image]) -> Image.Image:
    """The colours of all the frames, from a few of them beside each other."""
    some = frames[:: max(1, len(frames) // 8)]
    sheet = Image.new("RGB", (SIZE["width"], SIZE["height"] * len(some)))
    for n, frame in enumerate(some):
        sheet.paste(frame, (0, n * SIZE["height"]))
    return sheet.quantize(COLOURS, method=Image.Quantize.MEDIANCUT)


def play(made: People, film: Film) -> None:
    """From joining to the results."""
    console, screen = made.facilitator(), made.screen("Lille")
    console.set_viewport_size({"width": 1366, "height": 768})
    phones = ("Louise", "Awa")
    people: dict[str, Page] = {}
    room = {"The screen of a room": (screen, 350)}

    def together(said: str, seconds: float) -> None:
        seen = {f"{name}, {SITES[name]}": (people[name], 400) for name in phones if name in people}
        film.take(said, room | seen, seconds)

    expect(screen.locator("body[data-live]")).to_be_attached()
    film.take("Two sites, one workshop: people come in with a code, without an account", room, 3)
    for name, site in SITES.items():
        people[name] = made.participant(name, site, "phone")
        expect(people[name].locator("body[data-live]")).to_be_attached()
        together("Two sites, one workshop: people come in with a code, without an account", 0.7)
    lead(console, "Des courriers plus clairs")
    expect(people["Awa"].locator("form[data-command=write]")).to_be_visible()
    together("Everybody writes in silence; nothing is shown before it is revealed", 1.5)
    writing = people["Louise"].locator("form[data-command=write] textarea")
    for typed in ("Un seul formulaire", "Un seul formulaire pour toutes les aides"):
        writing.fill(typed)
        together("Everybody writes in silence; nothing is shown before it is revealed", 0.6)
    rounds = zip(*(map(str.strip, ideas.splitlines()) for ideas in IDEAS.values()), strict=True)
    for ideas in rounds:
        for name, idea in zip(IDEAS, ideas, strict=True):
            write(people[name], idea)
            expect(people[name].locator(".my-cards")).to_contain_text(idea)
        together("Everybody writes in silence; nothing is shown before it is revealed", 1)
    _revealed(console, screen, people, together)
    _grouped(console, screen, film)
    _voted(console, screen, people, together)
    together("Then everyone goes home with the results: ODS, XLSX, CSV, JSON, a page", 5)


def _revealed(console: Page, screen: Page, people: Mapping[str, Page], together: Callable[[str, float], None]) -> None:
    said = "One press reveals all of it, on both sites at once"
    console.get_by_role("button", name="Passer à : Révéler").click()
    expect(screen.locator(".reveal-count")).to_be_visible()
    together(said, 0.8)
    expect(screen.locator(".reveal-wall")).to_be_visible()
    for _ in range(3):
        together(said, 0.3)
    expect(screen.locator(".reveal")).to_have_count(0)
    expect(people["Awa"].locator(".live .card").first).to_be_visible()
    together(said, 4)


def _grouped(console: Page, screen: Page, film: Film) -> None:
    said = "The facilitator groups by the numbers that are called out; the screens follow"
    both = {"The console": (console, 380), "The screen of a room": (screen, 195)}
    for stage in ("Lire et clarifier", "Regrouper"):
        go_on(console, stage)
    film.take(said, both, 1.5)
    field_of_moves = console.locator(".typed-moves input")
    for typed in ("1 5 9 = Écrire simplement", "2 6 12 18 = Dire où en est le dossier", "3 4 7 = Joindre quelqu’un"):
        field_of_moves.fill(typed)
        film.take(said, both, 0.8)
        before = console.locator(".live-control .cluster:not(.loose)").count()
        field_of_moves.press("Enter")
        expect(console.locator(".live-control .cluster:not(.loose)")).to_have_count(before + 1)
        film.take(said, both, 1)
    film.take(said, both, 1)


def _voted(console: Page, screen: Page, people: Mapping[str, Page], together: Callable[[str, float], None]) -> None:
    said = "A blind vote by dots, counted for all at once"
    lead(console, "Vote par gommettes")
    for page in people.values():
        expect(page.locator(".option").first).to_be_visible()
        at_top(page)
    together(said, 1.2)
    for turn in range(3):
        for page, options in zip(people.values(), VOTES, strict=True):
            option = page.locator(".option").nth(options[turn])
            press(option.locator("button[data-command=dot]").first)
            expect(option.locator(".own-dots")).to_have_text("1")
        together(said, 0.8)
    go_on(console, "Décider")
    expect(screen.locator(".result").first).to_be_visible()
    for _ in range(3):
        together(said, 0.25)
    screen.wait_for_function("() => document.getAnimations().every((one) => one.playState === 'finished')")
    together(said, 4)


def main() -> None:
    """Play, and keep what is seen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "instance").start()
        browser = playwright.chromium.launch(**launch_options())
        font = base64.b64encode((ROOT / "app/static/fonts/figtree-latin-wght-normal.woff2").read_bytes()).decode()
        stage = browser.new_page(viewport=SIZE)
        stage.set_content(STAGE % {"font": font})
        made, film = People(browser, server), Film(stage)
        try:
            play(made, film)
        finally:
            made.close()
            server.stop()
    size = film.save()
    print(f"{FILM.relative_to(ROOT)}: {sum(film.stays) / 1000:.0f} s, {size / 1e6:.2f} MB")  # noqa: T201
    if size > MOST_BYTES:
        sys.exit("That is more than 3 MB.")


if __name__ == "__main__":
    main()
