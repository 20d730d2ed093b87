"""Cards are grouped by the numbers that are called out, in few gestures."""

from __future__ import annotations

import random

from playwright.sync_api import expect

from tests.support.browser import IDEAS
from tests.support.clients import Browser
from tests.support.crowd import Lead

GROUPS = ("Accueil", "Courriers", "Numérique", "Formation", "Orientation", "Rappels", "Horaires")

MOST = 60
"""Gestures for forty-five cards in seven groups with their names: a field filled with its Enter, or a press, is one."""


def test_forty_five_cards_are_brought_into_seven_named_groups(people, server):
    facilitator = Lead(Browser(server))
    facilitator.open(IDEAS)
    subjects = [GROUPS[n % len(GROUPS)] for n in range(45)]
    random.Random(7).shuffle(subjects)
    lines = "\n".join(f"{subject} : idée {n}" for n, subject in enumerate(subjects))
    facilitator.socket.do(facilitator.ids[IDEAS], "paper_cards", lines=lines)
    for here, there in (("collect", "reveal"), ("reveal", "read"), ("read", "cluster")):
        facilitator.socket.do("", "core.stage", activity=facilitator.ids[IDEAS], leaves=here, to=there)
    facilitator.browser.close()

    console = people.facilitator()
    cards = console.locator(".live-control [data-card]")
    expect(cards).to_have_count(45)
    expect(console.locator("body[data-live]")).to_be_attached()
    typed = console.get_by_label("Ranger par numéros")
    gestures = 0
    for at, subject in enumerate(GROUPS):
        mine = cards.filter(has_text=f"{subject} : idée").locator(".number").all_text_contents()
        *first, last = mine
        typed.fill(f"{' '.join(first)} avec {last}" if at % 2 else f"{', '.join(first)} avec {last}")
        typed.press("Enter")
        group = console.locator(".groups .cluster").nth(at)
        expect(group.locator("[data-card]")).to_have_count(len(mine))
        expect(typed).to_have_value("")
        group.locator("summary").filter(has_text="Nommer").click()
        name = group.locator("form[data-command=name_cluster] input[type=text]")
        name.fill(subject)
        name.press("Enter")
        expect(group.locator("h3")).to_contain_text(subject)
        gestures += 3
    assert gestures <= MOST
    expect(console.locator(".live-control [data-cluster=''] [data-card]")).to_have_count(0)

    number = console.locator(".groups .cluster").first.locator(".number").first.text_content()
    typed.fill(f"{number} b")  # by the letter of a group, as the screens show it
    typed.press("Enter")
    expect(console.locator(".groups .cluster").nth(1)).to_contain_text("Accueil : idée")
    typed.fill(f"{number} -")
    typed.press("Enter")
    expect(console.locator(".live-control [data-cluster=''] [data-card]")).to_have_count(1)
    typed.fill(f"{number} 99 avec 3")
    typed.press("Enter")
    expect(console.get_by_text("« 99 » n’est ici ni une carte ni un groupe")).to_be_visible()
    expect(typed).to_have_value(f"{number} 99 avec 3")  # what was typed stays, to be mended
