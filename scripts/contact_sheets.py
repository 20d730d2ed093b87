"""Contact sheets of pages, to be looked at by a person: each stage on console, screen and phone, 0 to 150 odd cards.

python scripts/contact_sheets.py FOLDER [name …]

A sheet shows one page in its variants: languages, colours, widths, how many cards. A name, such as `cluster` or
`site`, makes these alone. A part of development: what a person finds there becomes a test or is mended.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.browser import launch_options  # noqa: E402
from tests.support.browser import SITES, People, at_top  # noqa: E402
from tests.support.clients import Browser, Socket  # noqa: E402
from tests.support.crowd import Lead  # noqa: E402
from tests.support.serving import Server  # noqa: E402
from tests.support.tabs import WIDTHS  # noqa: E402

ODD = (
    "مرحبا بكم في مكتب الاستقبال، كيف يمكننا مساعدتكم اليوم؟",
    "טופס אחד לכל הבקשות, בלי מסמכים כפולים",
    "👩‍👩‍👧‍👦 Accueillir les familles 👨🏿‍🦽",
    "É",
    "Anticonstitutionnellement" * 5 + "rallonges",
    "Une première ligne\nune deuxième\nune troisième",
    "<script>alert('bonjour')</script> <b>gras</b> & &amp;",
    "Z̸̡͓a̵͎͝l̷͉̈g̵̗͛o̶͙͘ écrit trop haut",
    "表格应该更短，并附上填写示例",
    "Un formulaire plus court, avec un exemple rempli à côté ; est-ce possible ?",
    "http://exemple.fr/un/chemin/qui/ne/finit/pas?et=des&parametres=1234567890&encore=oui",
    "Écrire « simplement » : dire d’abord ce qu’il faut faire, puis pourquoi, et donner le nom et le numéro de qui "
    "suit le dossier, sur chaque lettre, en toutes lettres, sans sigle ; faire relire chaque modèle par trois "
    "usagers avant de l’envoyer à qui que ce soit.",
)
COUNTS = (0, 12, 45, 150)
PER_PERSON, LONGEST = 20, 140
STAGES = ("collect", "reveal", "read", "cluster", "vote", "decide", "capture")
CLOSING = "closing"
SEEN = (*STAGES, CLOSING)
GROUPS = (
    "الاستقبال",
    "Écrire simplement",
    "Un nom de regroupement très long, comme il s’en trouve toujours un",
    "表格",
)
TALL = 900
"""Pixels of a picture on a sheet, at most; what is lower on a page is cut."""


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    width: int
    height: int
    locale: str = "fr"
    theme: str = "light"

    def __str__(self) -> str:
        return f"{self.width} {self.locale} {self.theme}"


PHONE, SCREEN = WIDTHS["phone"], WIDTHS["wide"]
LOOKS = {
    "phone": (Look(*PHONE), Look(*PHONE, "en", "dark"), Look(*PHONE, "fr", "stark-light")),
    "console": (Look(1366, 768), Look(1280, 800, "en", "dark"), Look(1366, 768, "fr", "stark-dark")),
    "screen": (Look(*SCREEN), Look(*SCREEN, "en", "dark"), Look(*SCREEN, "fr", "stark-light")),
}
PLAIN = (Look(*PHONE), Look(1280, 800, "en", "dark"), Look(*SCREEN, "fr", "stark-light"))

Shot = tuple[str, Image.Image]


def taken(page: Page, look: Look) -> Image.Image:
    """What the window shows, in these colours, once it stands still."""
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", look.theme)
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    page.wait_for_timeout(250)  # pages of a screen are laid out once its fonts are there
    return Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")


def opened(page: Page, address: str, look: Look) -> Image.Image:
    """A page as this reader has it."""
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={look.locale}")
    if page.locator("body[data-workshop]").count():
        expect(page.locator("body[data-live]")).to_be_attached()
    at_top(page)
    return taken(page, look)


def sheet(shots: list[Shot], across: int) -> Image.Image:
    """Pictures beside each other, so many pixels wide, each under its name."""
    small = []
    for name, one in shots:
        high = one.height * across // one.width
        small.append((name, one.resize((across, high)).crop((0, 0, across, min(TALL, high)))))
    columns = max(1, 1640 // (across + 8))
    rows = [small[at : at + columns] for at in range(0, len(small), columns)]
    heights = [20 + max(one.height for _name, one in row) for row in rows]
    made = Image.new("RGB", (columns * (across + 8), sum(heights)), "#777")
    draw, top = ImageDraw.Draw(made), 0
    for row, tall in zip(rows, heights, strict=True):
        for at, (name, one) in enumerate(row):
            draw.text((at * (across + 8) + 4, top + 4), name, fill="white")
            made.paste(one, (at * (across + 8), top + 20))
        top += tall
    return made


class Workshop:
    """The demo's ideation with so many odd cards, and its pages."""

    def __init__(self, people: People, server: Server, cards: int) -> None:
        self.cards, self.server, self.options = cards, server, list[str]()
        self.lead = Lead(Browser(server))
        self.pages = {
            "phone": people.participant("Ana", "Amiens"),
            "console": people.facilitator(),
            "screen": people.screen(),
        }
        base = f"{server.url}/%s/{server.code}"
        self.addresses = {"phone": base % "atelier", "console": base % "animer", "screen": base % "ecran"}
        stages = list(STAGES)
        settings = {"question": "Comment rendre nos courriers plus clairs ? كيف؟", "per_person": PER_PERSON, "keep": 3}
        self.activity = self.lead.add("ideation", "Idées", stages, settings=settings)
        self.writers: list[Socket] = []
        for n in range(max(2, -(-cards // PER_PERSON))):
            self.writers.append(Browser(server).join(f"Personne {n}", SITES["Lille" if n % 2 else "Amiens"]).socket())
        for n in range(cards):
            text = ODD[n % len(ODD)] if n < 2 * len(ODD) else f"{ODD[n % len(ODD)][:130]} ({n})"
            self.writers[n // PER_PERSON].do(self.activity, "write", text=text[:LONGEST])

    def reach(self, stage: str) -> None:
        """Go on to it, with what is done there done."""
        if stage == CLOSING:
            self.lead.socket.do("", "core.conclude")
            return
        if (here := self.lead.part("Idées")["stage"]) == stage:
            return
        self.lead.socket.do("", "core.stage", activity=self.activity, leaves=here, to=stage)
        cards = [link["card"] for link in self.lead.part("Idées")["tables"][0]["links"]]
        if stage == "cluster":
            for at, name in enumerate(GROUPS[: len(cards) // 3]):
                mine = cards[at :: len(GROUPS) + 1]
                made = self.lead.socket.do(self.activity, "move", card=mine[0], to="new")
                for card in mine[1:]:
                    self.lead.socket.do(self.activity, "move", card=card, to=f"c-{made}")
                self.lead.socket.do(self.activity, "name_cluster", cluster=f"c-{made}", title=name)
                self.options.append(f"c-{made}")
            self.options += cards[len(GROUPS) :: len(GROUPS) + 1]
        self._decide(stage)

    def _decide(self, stage: str) -> None:
        """Dots, what is kept with its reason, who takes it on: of all lengths."""
        if stage == "vote":
            for n, writer in enumerate(self.writers):
                for option in self.options[: 3 - n % 3]:
                    writer.do(self.activity, "dot", option=option)
        for n, option in enumerate(self.options[:4] if stage in ("decide", "capture") else ()):
            if stage == "decide":
                kept = {"outcome": "keep" if n < 3 else "park", "reason": ODD[-1 - n][:LONGEST]}  # noqa: PLR2004
                self.lead.socket.do(self.activity, "decide", option=option, **kept)
            elif n < 2:  # noqa: PLR2004
                who = {"owner": GROUPS[n - 2], "when": "fin juin", "first": ODD[n][:80]}
                self.lead.socket.do(self.activity, "take_on", kept=option, **who)

    def shots(self, place: str) -> Iterator[Shot]:
        """The page in each of its looks; with many cards in the first alone."""
        looks = LOOKS[place] if self.cards in (12, 45) else LOOKS[place][:1]
        for look in looks:
            yield f"{self.cards} · {look}", opened(self.pages[place], self.addresses[place], look)


def stages(people: People, server: Server, folder: Path, wanted: list[str]) -> None:
    """A sheet a stage and page."""
    found: dict[tuple[str, str], list[Shot]] = {}
    for cards in COUNTS:
        workshop = Workshop(people, server, cards)
        for stage in SEEN:
            workshop.reach(stage)
            for place in workshop.pages if not wanted or stage in wanted else ():
                found.setdefault((stage, place), []).extend(workshop.shots(place))
        workshop.lead.socket.do("", "core.close", activity=workshop.activity, confirmed=True)
    for (stage, place), shots in found.items():
        sheet(shots, 265 if place == "phone" else 810).save(folder / f"{SEEN.index(stage)}-{stage}-{place}.png")


def site(people: People, server: Server, folder: Path) -> None:
    """The pages around a workshop, a sheet each."""
    code, console = server.code, people.facilitator()
    paths = {
        "home": "/",
        "join": f"/rejoindre/{code}",
        "sign-in": "/compte/connexion",
        "workshops": "/animer",
        "agenda": f"/animer/{code}/agenda",
        "tables": f"/animer/{code}/tables",
        "settings": f"/animer/{code}/reglages",
        "results": f"/animer/{code}/resultats",
        "results-of-all": f"/r/{code}",
        "help": "/aide",
        "display": "/affichage",
        "room": "/salle",
        "pair": "/ecran",
        "lost": "/nulle-part",
        "about-data": "/confidentialite",
    }
    for name, path in paths.items():
        page = console if "animer" in path else people.page("laptop")
        shots = [(str(look), opened(page, server.url + path, look)) for look in PLAIN]
        sheet(shots, 530).save(folder / f"site-{name}.png")


def main() -> None:
    """Fill, look, and lay side by side."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder, wanted = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=20_000)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        server = Server(Path(place) / "instance").start()
        people = People(playwright.chromium.launch(**launch_options()), server)
        try:
            if wanted != ["site"]:
                stages(people, server, folder, wanted)
            if not wanted or "site" in wanted:
                site(people, server, folder)
        finally:
            people.close()
            server.stop()


if __name__ == "__main__":
    main()
