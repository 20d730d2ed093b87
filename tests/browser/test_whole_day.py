"""A facilitator's whole day in both languages, from an empty account to the minutes that are opened again."""

from __future__ import annotations

import io
import re
from functools import partial
from typing import Any
from uuid import uuid4

import docx
import odfdo
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from app.store import accounts, database
from beffroi import translator
from beffroi.words import speaking
from tests.support.browser import saved
from tests.support.clients import Browser

HOUSE = translator("app.web")
PASSWORD = "un mot de passe assez long"

SAID = {
    "fr": {
        "title": "Réunion du lundi", "question": "Que simplifier au guichet ?", "topics": "Les sujets du jour",
        "vote": "Qui fait quoi", "form": "Un seul formulaire pour Élodie", "hours": "Ouvrir le samedi matin",
        "why": "Le plus attendu au guichet", "who": "Service courrier",
    },
    "en": {
        "title": "Monday meeting", "question": "What to make simpler at the counter?", "topics": "Today’s topics",
        "vote": "Who does what", "form": "One form alone for Élodie", "hours": "Open on Saturday mornings",
        "why": "Most wanted at the counter", "who": "Mail office",
    },
}  # fmt: skip
"""What is typed; of it « Élodie » is to stand in no minutes, nor who was there."""


def words(locale: str, said: str, **values: Any) -> str:
    with speaking(locale):
        return str(HOUSE(said, **values))


def account(server) -> str:
    """Somebody who facilitates nothing yet; their address."""
    email, engine = f"{uuid4().hex}@example.org", database.writer(f"sqlite:///{server.instance / 'beffroi.sqlite'}")
    with engine.begin() as connection:
        accounts.add(connection, email=email, name="Camille", password=PASSWORD, operator=False, now=0)
    engine.dispose()
    return email


def led_to(console: Page, title: str):
    """Everybody at an activity, from the drawer."""
    opener = console.locator(".rail [aria-controls=panel-agenda]")
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    console.locator(".live-agenda li").filter(has_text=title).get_by_role("button").click()
    expect(console.locator("#now-title")).to_have_text(title)


def goes_on(console: Page, stage: str):
    console.locator("#next-stage").click()
    expect(console.locator(".stages [aria-current=step]")).to_contain_text(stage)


def downloaded(results: Page, format: str) -> bytes:
    results.locator(f"#fichiers button[value={format}]").click()
    link = results.locator("#making a[download]")
    expect(link).to_have_attribute("href", re.compile("/fichier/"))
    expect(results.locator("#making")).to_contain_text(f".{format}")
    with results.expect_download() as told:
        link.click()
    return told.value.path().read_bytes()


def read_pdf(body: bytes) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(body))


def read_docx(body: bytes) -> str:
    read = docx.Document(io.BytesIO(body))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return " ".join((*(one.text for one in read.paragraphs), *cells))


READ = {
    "pdf": read_pdf,
    "odt": lambda body: odfdo.Document(io.BytesIO(body)).get_formatted_text(),
    "docx": read_docx,
}


def rehearsed_and_thrown_away(page: Page, way: str):
    page.goto(f"{way}/repetition")
    page.locator("main input[type=number]").fill("2")
    page.locator("main form button.primary").first.click()
    expect(page.locator(".rehearsal-bar")).to_be_visible()
    expect(page.locator("body[data-live]")).to_be_attached()
    page.locator(".rehearsal-bar button").last.click()
    expect(page.locator(".rehearsal-bar")).to_have_count(0)


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_day_is_prepared_rehearsed_led_and_taken_home_as_minutes(people, server, locale):
    say, said = partial(words, locale), SAID[locale]
    page = people.page()
    page.goto(f"{server.url}/compte/connexion?lang={locale}")
    page.locator("#email").fill(account(server))
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator("main")).to_contain_text(say("Begin with a template"))

    # Prepared from a template, and what is missing before the day is said.
    page.goto(f"{server.url}/animer/modeles/reunion-equipe")
    page.locator("#title").fill(said["title"])
    page.locator("#question").fill(said["question"])
    page.get_by_role("button", name=say("Make this workshop")).click()
    page.wait_for_url("**/agenda")
    expect(page.locator("body[data-ready]")).to_be_attached()
    code = page.url.rpartition("/animer/")[2].partition("/")[0]
    way = f"{server.url}/animer/{code}"
    expect(page.locator(".agenda-row")).to_have_count(7)
    expect(page.locator("#agenda-warnings summary")).to_contain_text("2")
    page.locator("#starts_at").fill("9:00")
    page.locator("#starts_at").press("Enter")
    expect(page.locator("#agenda-time")).to_contain_text(say("over at %(hour)s", hour="10"))
    page.locator(".agenda-row").filter(has_text=said["topics"]).locator("[data-chooses]").click()
    expect(page.locator(".settings-form [name=s-question]")).to_have_value(said["question"])
    page.locator(".settings-form [name=goal]").fill("Trois sujets")
    page.locator(".settings-form [name=goal]").blur()
    saved(page)

    if locale == "fr":
        rehearsed_and_thrown_away(page, way)

    # Led: two people write, one of them on a page.
    page.goto(way)
    expect(page.locator("body[data-live]")).to_be_attached()
    ids = {one["title"]: one["id"] for one in page.request.get(f"{way}/resultats.json").json()["agenda"]}
    bob = Browser(server, code=code).join("Bob", "s2")
    other = bob.socket()
    phone = people.page("phone")
    phone.goto(f"{server.url}/rejoindre/{code}?lang={locale}")
    phone.locator("#name").fill("Ana")
    phone.get_by_label("Lille").check()
    phone.locator("main form button.primary").first.click()
    expect(phone.locator("body[data-live]")).to_be_attached()
    led_to(page, said["topics"])
    expect(phone.locator("h1")).to_contain_text(said["question"].rstrip(" ?"))
    phone.locator("form[data-command=write] textarea").fill(said["form"])
    phone.locator("form[data-command=write] button").click()
    expect(phone.locator(".my-cards")).to_contain_text(said["form"])
    other.do(ids[said["topics"]], "write", text=said["hours"])
    page.locator("#next-stage").click()
    expect(phone.locator("[data-block=board]")).to_contain_text(said["hours"])
    led_to(page, said["vote"])
    expect(phone.locator(".dots-left")).to_be_visible()  # the page before has buttons of that name too
    phone.locator("[data-block=board], .mine").get_by_role("button", name=re.compile(said["form"])).first.click()
    expect(phone.locator(".dots-left .used")).to_have_count(1)
    page.locator("#next-stage").click()
    decision = page.locator(".decisions li").filter(has_text=said["form"])
    decision.locator("summary").click()
    decision.locator("form[data-command=decide] [name=reason]").fill(said["why"])
    decision.locator("form[data-command=decide] button").click()
    expect(decision.locator(".decision")).to_be_visible()
    page.locator("#next-stage").click()
    taken = page.locator(".decisions li").filter(has_text=said["form"])
    taken.locator("summary").click()
    taken.locator("form[data-command=take_on] [name=owner]").fill(said["who"])
    taken.locator("form[data-command=take_on] button").click()
    expect(phone.locator("[data-block=board]")).to_contain_text(said["who"])
    page.get_by_role("button", name=say("Show what we keep to everyone")).click()
    expect(phone.locator(".outcome")).to_contain_text(said["who"])

    # Taken home: « Élodie » is taken out, and what is opened again does not know her.
    page.goto(f"{way}/resultats?version=participants")
    page.locator("#choix > summary").click()
    page.locator("#words").fill("Élodie")
    page.locator("#choix button.primary").click()
    expect(page.locator("article.minutes")).to_contain_text("[…]")
    for format, read in READ.items():
        told = " ".join(read(downloaded(page, format)).replace("\xa0", " ").replace("\u202f", " ").split())
        for one in (said["title"], said["who"], said["why"], said["hours"], "[…]", say("Who does what")):
            assert one in told, (format, one)
        for one in ("Élodie", "Elodie", "Ana", "Bob"):
            assert one not in told, (format, one)
    bob.close()
