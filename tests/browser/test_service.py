"""Service design end to end: a field note → a persona → a journey → an irritant → a question → ideas, dots, a decision.

Then the chain is walked back, from what was decided to what was heard.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import at_top, drawer, go_on, lead, press, write
from tests.support.clients import Browser
from tests.support.crowd import Lead

HEARD = "J’ai appelé quatre fois pour la même carte"
NOTES, PORTRAITS, JOURNEYS, IDEAS = "Recueil", "Portraits", "Parcours", "Des idées"


def compose(server):
    """A table at Lille, and the four methods, each with the cards of the one before."""
    facilitator = Lead(Browser(server, server.url, server.code))
    facilitator.socket.do("", "core.tables", site="s1", count=1)
    source = ""
    for method, title, stages, more in (
        ("fieldnotes", NOTES, ["gather", "cluster"], {"anonymous": False}),
        ("persona", PORTRAITS, ["fill", "gallery", "amend", "vote", "decide"], {"anonymous": False}),
        ("journeymap", JOURNEYS, ["fill", "cluster", "vote", "decide", "rewrite"], {"anonymous": False}),
        ("ideation", IDEAS, ["collect", "reveal", "cluster", "vote", "decide"], {}),
    ):
        said = {"anonymous": True, **more}
        data = {"method": method, "title": title, "stages": stages, "source": source, "settings": {}, **said}
        source = facilitator.socket.do("", "core.add", **data)
    facilitator.browser.close()


def in_dialog(page: Page, text: str):
    """Write in the editor that is open, and keep it."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill(text)
    dialog.locator("button.primary").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def slot(page: Page, name: str):
    return page.locator(".live-board").get_by_role("region", name=name, exact=True)


def note(page: Page):
    page.get_by_text("Entretien", exact=True).click()
    form = page.locator("form[data-command=write_note]:visible")
    form.locator("details.folded > summary").click()
    form.get_by_label("Lieu").fill("Plateforme téléphonique")
    form.get_by_label("Accord").select_option("oral")
    form.get_by_label("Verbatims").fill(HEARD)
    form.locator("button.primary").click()
    expect(page.locator(".live-board")).to_contain_text(HEARD)


def portray(page: Page):
    for where, text in (("Prénom inventé", "Yasmina"), ("Irritants", "Répéter toute l’histoire")):
        slot(page, where).get_by_role("button", name="Écrire").click()
        in_dialog(page, text)
        expect(slot(page, where)).to_contain_text(text)
    slot(page, "Irritants").get_by_role("button", name="Source…").click()
    page.get_by_role("dialog").get_by_role("button", name=HEARD).click()
    expect(slot(page, "Irritants")).to_contain_text("1 source")


def draw_map(page: Page):
    page.locator("button[data-write=add_step]").first.click()
    in_dialog(page, "Appeler le numéro vert")
    cell = page.locator("td[data-heading^=Irritants]")
    cell.get_by_role("button", name="Ajouter").click()
    in_dialog(page, "Tout redire à chaque appel")
    cell.get_by_role("button", name="Tout redire à chaque appel").click()
    dialog = page.get_by_role("dialog")
    rests = dialog.get_by_label("Sur quoi cela s’appuie-t-il")
    rests.select_option(rests.locator("option", has_text="Répéter toute l’histoire").get_attribute("value"))
    dialog.locator("button.primary").click()
    expect(cell).to_contain_text("1 source")


def vote_and_keep(page: Page, console: Page, words: str):
    """One dot, and the facilitator decides to keep it."""
    go_on(console, "Voter")
    at_top(page)
    press(page.locator(".option", has_text=words).locator("button[data-command=dot]"))
    expect(page.locator(".option", has_text=words).locator(".own-dots")).to_have_text("1")
    go_on(console, "Décider")
    row = console.locator(".decisions .card", has_text=words)
    row.locator("summary").click()
    row.locator("form[data-command=decide] button").click()
    expect(row.locator(".decision")).to_be_visible()


@pytest.fixture
def story(people, server):
    """Ana at a table on a phone, the console, and the workshop composed."""
    compose(server)
    ana = people.participant("Ana", "Lille")
    console = people.facilitator()
    return ana, console


def test_from_what_was_heard_to_what_is_decided_and_back(story):
    ana, console = story
    console.locator(".tables summary").first.click()
    console.get_by_role("button", name="tirage au sort").or_(
        console.get_by_role("button", name="Tirer au sort une place pour qui n’a pas de table")
    ).first.click()
    expect(ana.locator(".own-table-name")).to_contain_text("Table 1")

    lead(console, NOTES)
    note(ana)
    lead(console, PORTRAITS)
    portray(ana)
    lead(console, JOURNEYS)
    draw_map(ana)
    go_on(console, "Rassembler les irritants")
    expect(ana.locator(".live-board .card")).to_contain_text("Tout redire à chaque appel")
    vote_and_keep(ana, console, "Tout redire")
    go_on(console, "Comment pourrions-nous")
    ana.locator(".questions button[data-write=rewrite]").click()
    in_dialog(ana, "Comment pourrions-nous garder la trace de chaque appel pour que personne n’ait à répéter ?")
    expect(ana.locator(".questions")).to_contain_text("garder la trace")

    lead(console, IDEAS)
    expect(ana.locator("h1")).to_contain_text("garder la trace")  # what was handed over is what is asked
    write(ana, "Une fiche d’appel unique")
    expect(ana.locator(".my-cards")).to_contain_text("Une fiche d’appel")
    go_on(console, "Révéler")
    expect(ana.locator(".live-board .card")).to_contain_text("Une fiche d’appel")
    go_on(console, "Regrouper")
    vote_and_keep(ana, console, "Une fiche")

    drawer(console, "Résultats").get_by_role("link", name=re.compile("[Ff]il|[Cc]haîne|D’où")).first.click()
    console.get_by_role("link", name=re.compile("Une fiche")).first.click()
    back = console.locator("main")
    for words in ("Une fiche", "garder la trace", "Tout redire à chaque appel", "Répéter toute l’histoire", HEARD):
        expect(back).to_contain_text(words)
    console.get_by_role("link", name=re.compile(HEARD)).first.click()
    expect(console.locator("main")).to_contain_text("Une fiche")  # and forward again


# --- the workshop that the demo brings filled in --------------------------------------------------


class Played:
    """The demo that is filled in: its console, and somebody who joins at the first table."""

    def __init__(self, people, server):
        self.people, self.server, self.code = people, server, server.fill_in()
        self.console = people.facilitator(code=self.code)
        self.reader = people.page("phone")
        self.reader.goto(f"{server.url}/rejoindre/{self.code}?site=s1")
        self.reader.get_by_label("prénom").fill("Louise")
        self.reader.get_by_role("button", name="Entrer").click()
        self.reader.wait_for_url("**/atelier/**")
        expect(self.reader.locator("body[data-live]")).to_be_attached()

    def back_to(self, stage: str):
        """Go back, stage by stage."""
        here = self.console.locator(".stages [aria-current=step]")
        while stage not in here.inner_text():
            left = here.inner_text()
            self.console.get_by_role("button", name=re.compile("^Revenir à : ")).click()
            expect(here).not_to_have_text(left)

    def screen(self) -> Page:
        """A screen of Lille, by a link that the facilitator makes."""
        http = Browser(self.server, self.server.url, self.code)
        http.get(self.server.link("Facilitator"))
        made = http.post(f"/animer/{self.code}/ecrans", from_page=f"/animer/{self.code}", site="s1").text
        http.close()
        page = self.people.page("wide")
        page.goto(re.search(r"http[^\"<\s]+/ecran/ouvrir/[^\"<\s]+", made)[0])
        return page

    def at_table(self, page: Page, name: str):
        page.get_by_role("navigation", name="Fiches des tables").get_by_role("button", name=name).click()


@pytest.fixture
def played(people, server) -> Played:
    return Played(people, server)


def test_a_newcomer_reads_a_finished_persona_and_a_finished_map(played):
    reader, console = played.reader, played.console
    played.at_table(reader, "Table 1")
    sheet = reader.locator(".live-board")
    expect(sheet).to_contain_text("Yasmina")
    expect(sheet).to_contain_text("Quatre appels, quatre réponses différentes")
    expect(sheet.get_by_role("button", name="Modifier")).to_have_count(0)  # read, not changed
    lead(console, "Leurs parcours")
    played.at_table(reader, "Table 1")
    expect(sheet).to_contain_text("Répéter toute l’histoire à chaque appel")
    reader.get_by_role("navigation", name="Fiches des tables").get_by_role("button", name="Ensemble").click()
    expect(sheet).to_contain_text("garder la trace")


def test_of_two_sheets_chosen_one_right_after_the_other_the_last_is_shown(played):
    reader, console = played.reader, played.console
    lead(console, "Leurs parcours")
    expect(reader.get_by_role("navigation", name="Fiches des tables")).to_be_visible()
    reader.evaluate("for (const button of document.querySelectorAll('[data-look]')) button.click()")
    last = reader.locator("[data-look]").last
    expect(last).to_have_attribute("aria-pressed", "true")


def test_the_pages_of_service_design_at_three_widths(played, look):
    reader, console, screen = played.reader, played.console, played.screen()
    lead(console, "Recueil terrain")
    expect(reader.locator(".live-board")).to_contain_text("numéro vert")
    reader.get_by_text("Entretien", exact=True).click()
    look.at(reader, "fieldnotes-participant")
    lead(console, "Portraits d’usagers")
    played.back_to("Amender")
    expect(reader.get_by_role("button", name="Modifier").first).to_be_visible()
    look.at(reader, "persona-participant")
    look.at(console, "persona-console")
    console.get_by_role("button", name="Sur les écrans : Table 1").click()
    expect(screen.locator(".live-screen")).to_contain_text("Yasmina")
    look.at(screen, "persona-screen")
    lead(console, "Leurs parcours")
    look.at(reader, "journey-questions")
    played.back_to("Rassembler")
    look.at(console, "journey-irritants")
    played.back_to("Amender")
    expect(reader.locator("button[data-write=add_step]").first).to_be_visible()
    look.at(reader, "journey-participant")
    look.at(console, "journey-console")
    console.get_by_role("button", name="Sur les écrans : Table 1").click()
    expect(screen.locator(".live-screen")).to_contain_text("numéro vert")
    look.at(screen, "journey-screen")


def test_the_results_are_read_in_three_versions_and_field_notes_in_none_unless_ticked(played, look):
    page = played.console
    drawer(page, "Résultats").get_by_role("link", name="Lire les résultats").click()
    expect(page.get_by_role("heading", name="Ce qui a été décidé").first).to_be_visible()
    expect(page.get_by_role("heading", name="Toutes les cartes, par groupe").first).to_be_visible()
    curve = page.locator("figure:has(.chart-curve)")
    expect(curve.locator("svg polyline")).to_have_count(2)
    expect(curve.get_by_role("row").filter(has_text="Table 1")).to_be_visible()
    look.at(page, "results")
    page.locator("summary", has_text="Ce qui y figure").click()
    page.get_by_role("group", name="Dans aucune version").get_by_role("checkbox", name="Recueil terrain").first.check()
    page.get_by_role("button", name="Garder ces choix et voir").click()
    expect(page.locator(".chapter").filter(has_text="numéro vert").first).to_be_visible()
    page.get_by_role("link", name="Pour la direction").click()
    expect(page.get_by_role("heading", name="Ce qui a été décidé").first).to_be_visible()
    expect(page.get_by_role("heading", name="Toutes les cartes, par groupe")).to_have_count(0)
    look.at(page, "results-direction")
    page.get_by_role("link", name="Complète").click()
    expect(page.get_by_role("heading", name=re.compile("^Parcours : Table 1"))).to_be_visible()
