"""Tables in a browser: laid and drawn, a sheet filled in by two at once, people moved, a table on the screens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import People, go_on, heard, lead, put_on_agenda, sheets_of_paper
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import too_small

LIVE = "body[data-live]"


class Tables:
    """A workshop with two tables at Lille and one at Amiens, twin of the first; portraits are made at them."""

    def __init__(self, people: People, server):
        self.people, self.server = people, server
        self.path = f"{server.url}/animer/{server.code}/tables"
        self.console = people.facilitator()

    def compose(self):
        """As the facilitator would, without looking at the pages."""
        facilitator = Lead(Browser(self.server))
        for site, count in (("s1", 2), ("s2", 1)):
            facilitator.socket.do("", "core.tables", site=site, count=count)
        self.ids = re.findall(r'<li[^>]* id="t-([^"]+)"', facilitator.browser.get(self.path).text)
        said = {"name": "Table 1", "subject": "La demande de bourse", "twin": self.ids[2]}
        facilitator.socket.do("", "core.change_table", table=self.ids[0], **said)
        stages = ["gather", "fill", "gallery", "amend", "vote", "decide"]
        data = {"method": "persona", "title": "Portraits", "stages": stages, "anonymous": False}
        facilitator.socket.do("", "core.add", **data, settings={})
        facilitator.browser.close()
        return self

    def lay_all(self):
        """The same on the pages."""
        self.lay("Lille", 2, there=2)
        self.lay("Amiens", 1, there=3)
        self.ids = [card.get_attribute("id")[2:] for card in self.console.locator(".table-cards > li").all()]
        self.settings(0, subject="La demande de bourse", twin=self.ids[2])
        self.console.goto(self.path.replace("/tables", "/agenda"))
        put_on_agenda(self.console, "persona", "Portraits")
        return self

    def lay(self, site: str, count: int, there: int):
        self.console.goto(self.path)
        self.console.get_by_label("Site", exact=True).select_option(label=site)
        self.console.get_by_label("Combien de tables").fill(str(count))
        self.console.get_by_role("button", name="Dresser ces tables").click()
        expect(self.console.locator(".table-cards > li")).to_have_count(there)

    def settings(self, place: int, subject: str, twin: str):
        card = self.console.locator(".table-cards > li").nth(place)
        card.locator("summary").last.click()
        card.get_by_label("Sujet").fill(subject)
        card.get_by_label("Table jumelle").select_option(twin)
        card.get_by_role("button", name="Enregistrer ces réglages").click()

    def join(self, name: str, table: int, width="phone") -> Page:
        """Somebody has joined at a table, counted from 1."""
        return self.people.participant(name, "Amiens" if table == 3 else "Lille", width, table=self.ids[table - 1])

    def join_by_card(self, name: str, table: int) -> Page:
        """Somebody joins by the card of a table."""
        page = self.people.page("phone")
        site = "s2" if table == 3 else "s1"
        page.goto(f"{self.server.link('Participants')}?site={site}&table={self.ids[table - 1]}")
        page.get_by_label("prénom").fill(name)
        page.get_by_role("button", name="Entrer").click()
        page.wait_for_url("**/atelier/**")
        return page

    def begin(self, stage="Faire le portrait") -> Page:
        """The console, with the portraits under way."""
        self.console.goto(self.path.removesuffix("/tables"))
        lead(self.console, "Portraits")
        go_on(self.console, stage)
        return self.console

    def line(self, table: int):
        return self.console.locator(".table-line").nth(table - 1)


@pytest.fixture
def tables(people, server) -> Tables:
    return Tables(people, server).compose()


def slot(page: Page, name: str):
    return page.locator(".live-board").get_by_role("region", name=name, exact=True)


def open_editor(page: Page, where: str):
    expect(page.locator(LIVE)).to_be_attached()
    slot(page, where).get_by_role("button", name="Écrire").click()
    return page.get_by_role("dialog")


def write(page: Page, where: str, text: str):
    dialog = open_editor(page, where)
    dialog.get_by_role("textbox").fill(text)
    dialog.locator("button.primary").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(slot(page, where)).to_contain_text(text)


def test_tables_are_laid_drawn_and_changed_from_a_list(people, server):
    tables = Tables(people, server).lay_all()
    for name, site in (("Ana", "Lille"), ("Bilal", "Lille"), ("Chloé", "Amiens")):
        page = people.participant(name, site)
    console = tables.console
    console.goto(tables.path)
    expect(console.get_by_role("heading", name="3 personnes sans table")).to_be_visible()
    console.get_by_role("button", name="Les placer par tirage au sort").click()
    cards = console.locator(".table-cards > li")
    for place, heads in enumerate(("1 personne", "1 personne", "1 personne")):
        expect(cards.nth(place).locator(".count")).to_have_text(heads)
    expect(cards.nth(2)).to_contain_text("Chloé")
    expect(page.locator(".own-table-name")).to_contain_text("Table 3")  # the page that was open turned to it
    ana = cards.filter(has_text="Ana")
    ana.locator(".who summary").click()
    ana.get_by_label("Ana", exact=True).select_option(tables.ids[2])
    ana.get_by_role("button", name="Garder ces places").click()
    expect(cards.nth(2).locator(".count")).to_have_text("2 personnes")
    expect(page.locator(".mates")).to_contain_text("Ana · Chloé")
    console.get_by_text("Tirer au sort toutes les places à nouveau…").click()
    expect(console.locator(".again p")).to_contain_text("Ce qui est écrit reste à la table où on l’a écrit.")
    console.get_by_role("button", name="Tirer à nouveau toutes les places").click()
    expect(cards.nth(2).locator(".count")).to_have_text("1 personne")


def test_a_sheet_is_filled_in_by_two_and_seen_at_their_table_alone(people, tables):
    ana, bilal, chloe = tables.join("Ana", 1), tables.join("Bilal", 1, "laptop"), tables.join("Chloé", 3)
    console, screen = tables.begin(), people.screen("Lille")
    expect(bilal.locator(".mates")).to_contain_text("Ana · Bilal")
    dialog = open_editor(ana, "Besoins")
    pen = slot(bilal, "Besoins").locator("[data-at]").first
    expect(pen).to_have_text("Ana écrit ici")
    expect(slot(ana, "Besoins").locator("[data-at]").first).to_have_text("")  # one's own pen is no news
    dialog.get_by_role("textbox").fill("Un seul numéro à appeler")
    dialog.locator("button.primary").click()
    for page in (ana, bilal):
        expect(slot(page, "Besoins")).to_contain_text("Un seul numéro à appeler")
    expect(pen).to_have_text("")
    expect(tables.line(1)).to_contain_text("1 sur")
    expect(screen.locator(".table-line").first).to_contain_text("1 sur")
    expect(screen.locator(".table-line").nth(2)).to_contain_text("0 sur")
    expect(slot(chloe, "Besoins")).not_to_contain_text("Un seul numéro")
    tables.line(1).get_by_role("button", name="Lire").click()
    expect(console.locator(".preview")).to_contain_text("Un seul numéro à appeler")
    tables.line(3).get_by_role("button", name="Lire").click()
    expect(console.locator(".preview")).not_to_contain_text("Un seul numéro")
    expect(tables.line(3).get_by_role("button", name="Lire")).to_have_attribute("aria-pressed", "true")


def test_two_wordings_written_at_once_both_stand_until_the_table_keeps_one(people, tables):
    ana, bilal = tables.join("Ana", 1), tables.join("Bilal", 1, "laptop")
    tables.begin()
    first, second = open_editor(ana, "Prénom inventé"), open_editor(bilal, "Prénom inventé")
    expect(slot(ana, "Prénom inventé").locator("[data-at]").first).to_have_text("Bilal écrit ici")
    first.get_by_role("textbox").fill("Yasmina")
    second.get_by_role("textbox").fill("Leïla")
    first.locator("button.primary").click()
    expect(slot(bilal, "Prénom inventé")).to_contain_text("Yasmina")
    expect(second.get_by_role("textbox")).to_have_value("Leïla")  # what is typed is never touched
    second.locator("button.primary").click()
    for page in (ana, bilal):
        expect(slot(page, "Prénom inventé").get_by_role("group", name="Plusieurs formulations")).to_contain_text(
            "Yasmina"
        )
        expect(slot(page, "Prénom inventé")).to_contain_text("Leïla")
    slot(ana, "Prénom inventé").locator(".wording").filter(has_text="Leïla").get_by_role("button").click()
    for page in (ana, bilal):
        expect(slot(page, "Prénom inventé")).not_to_contain_text("Yasmina")
        expect(slot(page, "Prénom inventé")).to_contain_text("Leïla")


def test_somebody_moved_has_the_new_sheet_at_once_and_the_focus_stays_with_them(people, tables):
    ana, david = tables.join("Ana", 1), tables.join("David", 2)
    console = tables.begin()
    write(ana, "Besoins", "Écrit à la première table")
    write(david, "Besoins", "Écrit à la deuxième table")
    name = console.get_by_role("button", name="Ana : déplacer à une autre table…")
    name.focus()
    name.press("Enter")
    dialog = console.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Déplacer Ana vers :")
    dialog.get_by_role("button", name="Table 2 · Lille").press("Enter")
    expect(ana.locator(".own-table-name")).to_contain_text("Table 2")
    expect(ana.locator("#banner")).to_have_text("Votre table est maintenant : Table 2.")
    heard(ana, "Votre table est maintenant : Table 2.")
    expect(slot(ana, "Besoins")).to_contain_text("Écrit à la deuxième table")
    expect(slot(ana, "Besoins")).not_to_contain_text("première table")
    first = ana.locator(".room-tables .table-line").first  # one's own, marked
    expect(first).to_contain_text("Table 2")
    expect(first.get_by_text("ma table")).to_be_visible()
    expect(ana.locator(".room-tables .table-line")).to_have_count(3)
    expect(tables.line(2)).to_contain_text("Ana")
    expect(tables.line(2).get_by_role("button", name="Ana")).to_be_focused()
    tables.line(1).get_by_role("button", name="Lire").click()
    expect(console.locator(".preview")).to_contain_text("Écrit à la première table")


def test_a_table_is_put_on_every_screen_and_taken_off(people, tables):
    ana, screen, far = tables.join("Ana", 1), people.screen("Lille"), people.screen("Amiens", width="laptop")
    tables.begin()
    write(ana, "Besoins", "Un seul numéro")
    on_screens = tables.line(1).get_by_role("button", name="Sur les écrans")
    on_screens.click()
    for page in (screen, far):
        expect(page.locator(".shown-table")).to_contain_text("Table 1")
        expect(page.locator(".live-screen")).to_contain_text("Un seul numéro")
        assert page.evaluate("() => document.documentElement.scrollHeight <= window.innerHeight"), "no scrollbar"
    assert too_small(screen) == []
    expect(on_screens).to_have_attribute("aria-pressed", "true")
    expect(slot(ana, "Besoins").get_by_role("button", name="Ajouter")).to_be_visible()  # the table works on
    on_screens.click()
    for page in (screen, far):
        expect(page.locator(".shown-table")).to_have_count(0)
        expect(page.locator(".table-line")).to_have_count(3)


def test_twins_read_each_other_and_in_the_gallery_everybody_follows_the_screens(people, tables):
    ana, chloe = tables.join("Ana", 1), tables.join("Chloé", 3)
    tables.begin()
    write(ana, "Besoins", "Un seul numéro")
    own, twin = (
        chloe.get_by_role("button", name="Notre fiche"),
        chloe.get_by_role("button", name="Table jumelle : Table 1"),
    )
    expect(own).to_have_attribute("aria-pressed", "true")
    twin.click()
    expect(chloe.locator(".live-board")).to_contain_text("Un seul numéro")
    expect(chloe.locator(".live-board").get_by_role("button", name="Écrire")).to_have_count(0)
    tables.join("David", 3)  # a push that draws the buttons anew
    expect(chloe.locator(".mates")).to_contain_text("David")
    expect(twin).to_have_attribute("aria-pressed", "true")
    go_on(tables.console, "Galerie")
    shown = chloe.get_by_role("navigation", name="Fiches des tables").get_by_role("button", pressed=True)
    expect(shown).to_contain_text("Table 1")
    expect(shown).to_contain_text("sur les écrans")
    tables.line(2).get_by_role("button", name="Sur les écrans").click()
    for page in (ana, chloe):
        expect(page.get_by_role("button", name="Table 2 sur les écrans")).to_have_attribute("aria-pressed", "true")
    ana.get_by_role("button", name="Table 1 la nôtre").click()
    expect(ana.locator(".live-board")).to_contain_text("Un seul numéro")
    expect(ana.get_by_role("button", name="Table 1 la nôtre")).to_have_attribute("aria-pressed", "true")


def test_one_device_sits_down_for_its_table(people, tables):
    page = people.page("phone")
    page.goto(tables.server.link("Participants"))
    page.get_by_text("Un appareil pour la table").click()
    page.get_by_label("Lille").check()
    page.get_by_label("À quelle table").select_option(label="Table 2")
    page.get_by_label("Combien de personnes").fill("4")
    page.get_by_role("button", name="Entrer").click()
    expect(page.locator(".own-table-name")).to_contain_text("Table 2")
    tables.begin()
    expect(tables.line(2)).to_contain_text("×4")


def test_cards_for_the_tables_are_printed_two_on_a_sheet(tables):
    tables.console.goto(f"{tables.path}/affiches")
    expect(tables.console.locator(".table-card")).to_have_count(3)
    assert sheets_of_paper(tables.console) == 2


def test_the_pages_of_tables_are_accessible_at_every_width(people, tables, look):
    console = tables.console
    people.participant("Inès", "Amiens")
    ana, chloe = tables.join_by_card("Ana", 1), tables.join_by_card("Chloé", 3)
    console.goto(tables.path)
    for details in console.locator("details").all():
        details.evaluate("element => (element.open = true)")
    look.at(console, "tables")
    console.goto(f"{tables.path}/affiches")
    look.at(console, "table-cards")
    joining = people.page()
    joining.goto(f"{tables.server.link('Participants')}?site=s1&table={tables.ids[0]}")
    look.at(joining, "join-table")
    screen = people.screen("Lille")
    tables.begin()
    write(ana, "Besoins", "Un seul numéro")
    for name, page in (("console", console), ("participant", ana), ("screen", screen)):
        look.at(page, f"{name}-tables")
    console.locator(".people-at button").first.click()
    dialog = console.get_by_role("dialog")
    expect(dialog).to_be_visible()
    look.at(console, "dialog-tables")
    dialog.get_by_role("button", name="Annuler").click()
    chloe.get_by_role("button", name=re.compile("^Table jumelle")).click()
    expect(chloe.locator(".live-board")).to_contain_text("Un seul numéro")
    look.at(chloe, "participant-twin")
    go_on(console, "Galerie")
    expect(screen.locator(".shown-table")).to_be_visible()
    for name, page in (("participant", chloe), ("screen", screen)):
        look.at(page, f"{name}-table-gallery")
