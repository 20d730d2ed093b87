"""Before people come: the workshop is made, its agenda composed from blank, tables are laid, doors opened."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from bench.half_day.console import Console
from bench.half_day.crowd import Crowd
from tests.support.browser import saved
from tests.support.clients import Browser

NOTE = "Lille : Paul ouvre, micro sur pied.\nAmiens : Claire ouvre, relancer après cinq minutes."

AGENDA: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("Temps commun", "Accueil", {"message": "Bienvenue à Lille et à Amiens."}, "10"),
    ("Météo en un mot", "Météo", {"question": "En un mot, comment arrivez-vous ce matin ?"}, "5"),
    ("Idéation", "Des courriers plus clairs", {"question": "Comment rendre nos courriers plus clairs ?"}, "45"),
    ("Temps commun", "Pause", {"message": "Café au fond de la salle.", "resume": "10 h 45"}, "15"),
    ("Persona", "Qui nous écrit", {"question": "Qui reçoit nos courriers ?"}, "30"),
    ("Parcours usager", "Recevoir un courrier", {"subject": "Recevoir un courrier, et y répondre"}, "40"),
    ("Vote par gommettes", "Ce que nous gardons", {"ballot_question": "Quelles idées essayer d’abord ?"}, "10"),
)  # fmt: skip
"""Method, title, what is asked, minutes."""

WITHOUT = {"Idéation": ("Voter", "Décider", "Qui fait quoi"), "Persona": ("Voter", "Décider")}
"""Stages that are left out: the vote is one for all, at the end."""


def make(day: Console) -> None:
    """Sign in, and make it."""
    day.part("make the workshop")
    someone = Browser(day.server)
    someone.get(day.server.link("Facilitator"))
    day.page.context.add_cookies(someone.to_take_along())
    someone.close()
    day.page.goto(f"{day.server.url}/animer")
    day.album.take("mes-ateliers", console=day.page)
    day.hand.fill(day.page.locator("#title"), "Courriers : Lille et Amiens", "Enter")
    day.page.wait_for_url("**/animer/*/agenda")
    day.album.take("atelier-cree", console=day.page)
    day.code = day.page.url.split("/")[-2]


def prepare(day: Console) -> None:
    """The agenda, from a blank one."""
    day.part("prepare the agenda")
    for method, title, asked, minutes in AGENDA:
        add(day, method, title, asked, minutes)
    day.album.take("deroule", console=day.page)


def add(day: Console, method: str, title: str, asked: dict[str, str], minutes: str) -> None:
    """One activity, with all that is said of it; a moment has a card of its own."""
    page = day.page
    expect(page.locator("body[data-ready]")).to_be_attached()
    day.hand.fill(page.locator("#find"), title if method == "Temps commun" else method, "Enter")
    expect(page.locator("#settings [name^=s-]").first).to_be_focused()
    saved(page)
    day.album.take(f"deroule-{method}", console=page)
    for name, words in asked.items():
        if name != "resume":
            day.hand.fill(page.locator(f"#settings [name=s-{name}]"), words)
    day.hand.fill(page.locator("#settings [name=title]"), title)
    day.hand.fill(page.locator("#settings [name=minutes]"), minutes)
    day.hand.fill(page.locator("#settings [name=instruction]"), f"{title} : suivez l’écran.")
    for site, note in zip(("s1", "s2"), NOTE.splitlines(), strict=True):
        day.hand.fill(page.locator(f"#settings [name=site-{site}]"), note)
    for stage in WITHOUT.get(method, ()):
        day.hand.press(page.locator(".stage-boxes").get_by_label(stage, exact=True))
    saved(page)


def lay_tables(day: Console) -> None:
    """Three at Lille, two at Amiens."""
    day.part("lay the tables")
    day.hand.press(day.page.locator("#tables summary"))
    for site, count in (("s1", "3"), ("s2", "2")):
        day.hand.fill(day.page.locator(f"#tables-{site}"), count)
    day.hand.press(day.page.get_by_role("button", name="Dresser ces tables"))
    day.page.wait_for_load_state()
    day.album.take("tables", console=day.page)
    day.hand.press(day.page.get_by_role("link", name="Console", exact=True))


def open_doors(day: Console) -> None:
    """Two screens are connected, then people come."""
    day.part("open the doors")
    expect(day.page.locator("body[data-live]")).to_be_attached()
    day.album.take("console-vide", console=day.page)
    day.hand.press(day.page.locator(".rail").get_by_role("button", name="Entrées"))
    for site in ("Lille", "Amiens"):
        screen = day.people.page("wide")
        screen.goto(f"{day.server.url}/ecran")
        expect(screen.locator("#pairing-code")).to_have_text(re.compile(r"^\w{3} \w{3}$"))
        day.album.take(f"ecran-{site}", console=day.page, screen=screen)
        day.hand.choose(day.page.locator("#pairing-site"), site)
        day.hand.fill(day.page.locator("#pairing"), screen.locator("#pairing-code").inner_text(), "Enter")
        screen.wait_for_url(f"**/ecran/{day.code}")
        day.screens.append(screen)
    day.album.take("portes", console=day.page)
    day.hand.key("Escape")
    expect(day.page.locator("#drawer")).to_be_hidden()
    day.phone = day.people.page("phone")
    someone = Browser(day.server, code=day.code).join("Ada", "s1")
    day.phone.context.add_cookies(someone.to_take_along())
    someone.close()
    day.phone.goto(f"{day.server.url}/atelier/{day.code}")
    day.crowd = Crowd(day.server, day.code)
    day.see("tous-la")
