"""Takes the pictures of the manuals at /aide: the demo, played by six people, in both languages. A part of development.

python scripts/pictures_of_help.py
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.browser import launch_options  # noqa: E402
from scripts.pictures import IDEAS, NAME, SITES, grouped  # noqa: E402
from tests.support.browser import People, go_on, lead, write  # noqa: E402
from tests.support.serving import Server  # noqa: E402

PICTURES = ROOT / "app" / "static" / "aide"
QUALITY = 0.62
WIDE, PHONE = ViewportSize(width=1024, height=680), ViewportSize(width=390, height=700)

AS_WEBP = """([data, quality]) => new Promise((done) => {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d").drawImage(image, 0, 0);
    done(canvas.toDataURL("image/webp", quality).split(",")[1]);
  };
  image.src = `data:image/png;base64,${data}`;
})"""
"""Chromium writes WebP: no library is needed for it."""


class Camera:
    """Takes a page in both languages, and leaves it in French."""

    def __init__(self, blank: Page) -> None:
        self.blank = blank  # draws the files, under no page's policy

    def take(self, page: Page, name: str, at: str = "") -> None:
        """As its window shows it, from the top or from what `at` names."""
        address = page.url.partition("?")[0]
        page.set_viewport_size(PHONE if page.viewport_size["width"] < 500 else WIDE)
        page.emulate_media(reduced_motion="reduce")
        for language in ("en", "fr"):
            page.goto(f"{address}?lang={language}")
            page.wait_for_function("() => document.fonts.status === 'loaded'")
            if page.locator("body[data-workshop], body[data-live]").count():
                expect(page.locator("body[data-live]")).to_be_attached()
            page.evaluate("at => (at ? document.querySelector(at)?.scrollIntoView() : scrollTo(0, 0))", at)
            shot = page.screenshot(animations="disabled")
            made = self.blank.evaluate(AS_WEBP, [base64.b64encode(shot).decode(), QUALITY])
            (PICTURES / f"{name}-{language}.webp").write_bytes(base64.b64decode(made))


def play(made: People, camera: Camera) -> None:
    """From preparing to the results."""
    code, url = made.server.code, made.server.url
    joining = made.page("phone")
    joining.goto(f"{made.server.link('Participants')}?site=s1")
    camera.take(joining, "joining")
    console, screen = made.facilitator(), made.screen("Lille")
    for name, path in {"agenda": "agenda", "tables": "tables"}.items():
        console.goto(f"{url}/animer/{code}/{path}")
        camera.take(console, name)
    console.goto(f"{url}/animer/{code}")
    people = {
        name: made.participant(name, site, "phone" if name == "Louise" else "wide") for name, site in SITES.items()
    }
    louise = people["Louise"]
    lead(console, "Des courriers plus clairs")
    for name, ideas in IDEAS.items():
        for number, idea in enumerate(map(str.strip, ideas.splitlines())):
            write(people[name], idea)
            expect(people[name].locator(".my-cards")).to_contain_text(idea)
            if name == "Louise" and number == 1:
                camera.take(louise, "writing")
    go_on(console, "Révéler")
    expect(screen.locator(".live .card")).to_have_count(18)
    camera.take(screen, "screen")
    go_on(console, "Lire et clarifier")
    go_on(console, "Regrouper")
    grouped(console)
    camera.take(console, "console")
    lead(console, "Vote par gommettes")
    for page in people.values():
        option = page.locator(".option").filter(has_text=NAME)
        option.locator("button[data-command=dot]").first.click()
        expect(option.locator(".own-dots")).to_have_text("1")
    camera.take(louise, "voting", at=".options")
    louise.goto(f"{url}/atelier/{code}/ma-place")
    camera.take(louise, "place")
    go_on(console, "Décider")
    expect(screen.locator(".result").first).to_be_visible()
    for name, path in {"results": "resultats"}.items():
        console.goto(f"{url}/animer/{code}/{path}")
        camera.take(console, name)


def main() -> None:
    """Play, and look."""
    PICTURES.mkdir(exist_ok=True)
    expect.set_options(timeout=20_000)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "instance").start()
        browser = playwright.chromium.launch(**launch_options())
        made = People(browser, server)
        try:
            play(made, Camera(browser.new_page()))
        finally:
            made.close()
            server.stop()


if __name__ == "__main__":
    main()
