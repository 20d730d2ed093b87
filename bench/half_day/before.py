"""Before people come: the workshop is made, its agenda composed from blank, tables are laid, doors opened."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from bench.half_day.console import Console
from bench.half_day.crowd import Crowd
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

WITHOUT = {"Idéation": ("vote", "decide", "capture"), "Persona": ("vote", "decide")}
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
    """One activity, with all that is said of it."""
    day.hand.choose(day.page.get_by_label("Méthode", exact=True), method)
    day.hand.fill(day.page.locator("#new-title"), title, "Enter")
    card = day.page.locator(".agenda-list > li").filter(has=day.page.locator("strong", has_text=title))
    expect(card.locator("details").first).to_have_attribute("open", "")
    day.album.take(f"deroule-{method}", console=day.page)
    if method == "Temps commun":
        day.hand.choose(card.locator("[name=s-kind]"), title)
    for name, words in asked.items():
        day.hand.fill(card.locator(f"[name=s-{name}]"), words)
    day.hand.fill(card.locator("textarea[name=instruction]"), f"{title} : suivez l’écran.")
    for stage in WITHOUT.get(method, ()):
        day.hand.press(card.locator(f"[name=stages][value={stage}]"))
    if method == "Vote par gommettes":
        day.hand.choose(card.locator("[name=source]"), "Des courriers plus clairs")
    day.hand.fill(card.locator("textarea[name^=note-]").first, NOTE)
    day.hand.fill(card.locator("[name=minutes]"), minutes, "Enter")
    expect(card.locator("details").first).not_to_have_attribute("open", "")


def lay_tables(day: Console) -> None:
    """Three at Lille, two at Amiens."""
    day.part("lay the tables")
    day.hand.press(day.page.get_by_role("link", name="Tables", exact=True).first)
    for site, count, there in (("Lille", "3", 3), ("Amiens", "2", 5)):
        day.hand.choose(day.page.get_by_label("Site", exact=True), site)
        day.hand.fill(day.page.get_by_label("Combien de tables"), count, "Enter")
        expect(day.page.locator(".table-cards > li")).to_have_count(there)
    day.album.take("tables", console=day.page)
    day.hand.press(day.page.get_by_role("link", name="← Console").first)


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
