"""The editor of the agenda with a hand whose gestures are counted: a half-day from a blank one; then a colleague."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from bench.half_day.gestures import Count, Hand
from tests.support.browser import put_on_agenda, saved

NOTES = {"Lille": "Paul ouvre, micro sur pied.", "Amiens": "Claire relance après cinq minutes."}

HALF_DAY = (
    ("Accueil", "Bienvenue à Lille et à Amiens.", "10", ()),
    ("Météo en un mot", "En un mot, comment arrivez-vous ?", "5", ()),
    ("Idéation", "Comment rendre nos courriers plus clairs ?", "45", ("Voter", "Décider", "Qui fait quoi")),
    ("Pause", "Café au fond de la salle.", "15", ()),
    ("Persona", "Qui reçoit nos courriers ?", "30", ("Voter", "Décider")),
    ("Parcours usager", "Recevoir un courrier", "40", ()),
    ("Vote par gommettes", "Quelles idées essayer d’abord ?", "10", ()),
    ("Plan d’action", "", "20", ()),
    ("ROTI", "", "5", ()),
)
"""Method, what is asked, minutes, stages that are left out: DAY's half-day on two sites."""

TYPED = "field"


class Prepares(Hand):
    """Composes an agenda; what has to be typed is counted apart from all other gestures."""

    @property
    def others(self) -> int:
        return sum(number for kind, number in self.count.by_kind["prepare"].items() if kind != TYPED)

    def say(self, label: str, text: str) -> None:
        self.fill(self.page.locator("#settings").get_by_label(label, exact=True), text)

    def add(self, method: str, asked: str, minutes: str, without: tuple[str, ...]) -> None:
        """The name of a method with Enter: it is chosen, and what it asks has the focus."""
        self.page.locator("#find").fill(method)
        self.page.locator("#find").press("Enter")
        self.count.add("search")
        expect(self.page.locator(".agenda-row.is-chosen")).to_contain_text(method)
        saved(self.page)
        if asked:
            field = self.page.locator(".settings-form > .field :is(input, textarea)[name^='s-']").first
            expect(field).to_be_focused()
            self.fill(field, asked)
        self.say("Minutes", minutes)
        self.say("Consigne que tout le monde voit", f"{method} : suivez l’écran.")
        for site, note in NOTES.items():
            self.say(f"Notes · {site}", note)
        for stage in without:
            self.press(self.page.locator(".stage-boxes").get_by_label(stage, exact=True))
        saved(self.page)


@pytest.fixture
def blank(people, server) -> Page:
    """The editor of a workshop that nobody has prepared yet."""
    page = people.facilitator()
    page.goto(f"{server.url}/animer")
    page.locator("#title").fill("Courriers : Lille et Amiens")
    page.locator("#title").press("Enter")
    page.wait_for_url("**/animer/*/agenda")
    expect(page.locator("body[data-ready]")).to_be_attached()
    return page


def test_a_half_day_is_prepared_from_a_blank_agenda_in_at_most_thirty_gestures_beside_what_is_typed(
    blank, people, server, look
):
    hand = Prepares(blank, Count("prepare"))
    hand.fill(blank.get_by_label("Début"), "9h", "Enter")
    hand.fill(blank.get_by_label("Fin", exact=True), "12 h", "Enter")
    for method, asked, minutes, without in HALF_DAY:
        hand.add(method, asked, minutes, without)
        if method == "Pause":
            hand.say("Heure fixe", "10:15")
    hand.press(blank.locator("#tables summary"))
    for site, count in (("Lille", "3"), ("Amiens", "2")):
        hand.fill(blank.get_by_label(f"Nombre de tables : {site}"), count)
    hand.press(blank.get_by_role("button", name="Dresser ces tables"))
    expect(blank.locator("#announce")).to_have_text("Les tables sont dressées")

    hours = blank.locator(".agenda-list .agenda-hour time")
    expect(hours).to_have_text(
        ["9 h", "9 h 10", "9 h 15", "10 h 15", "10 h 30", "11 h", "11 h 40", "11 h 50", "12 h 10"]
    )
    expect(blank.locator("#agenda-time")).to_contain_text("dépasse de 15 min")
    expect(blank.locator(".agenda-row").nth(3)).to_contain_text("15 min libres avant")
    blank.locator(".agenda-row").filter(has_text="Vote par gommettes").locator("[data-chooses]").click()
    expect(blank.locator("#settings").get_by_label("Cartes transmises par")).to_have_value(
        blank.locator(".agenda-row").nth(2).get_attribute("data-activity")
    )
    expect(blank.frame_locator(".preview-phone iframe").locator(".live-head")).to_contain_text("Quelles idées essayer")
    expect(blank.frame_locator(".preview-screen iframe").locator(".live-head")).to_contain_text("Quelles idées essayer")
    expect(blank.frame_locator(".preview-screen iframe").locator("main[data-layout]")).to_be_attached()
    assert hand.others <= 20, hand.count.table()  # the bar is thirty
    look.at(blank, "agenda")

    # What is typed is kept where another activity is chosen before the field is left; what is refused stays in sight.
    blank.get_by_label("Objectif, en une phrase").fill("Choisir peu")
    first = blank.locator(".agenda-row").first.locator("[data-chooses]")
    first.evaluate("link => link.click()")
    expect(blank.locator(".agenda-row.is-chosen")).to_contain_text("Accueil")
    blank.get_by_label("Heure fixe").fill("midi")
    blank.locator(".agenda-row").filter(has_text="Vote par gommettes").locator("[data-chooses]").evaluate(
        "link => link.click()"
    )
    expect(blank.locator("#settings-error")).to_contain_text("n’est pas une heure")
    expect(blank.locator(".agenda-row.is-chosen")).to_contain_text("Accueil")
    blank.get_by_label("Heure fixe").fill("")
    blank.locator(".agenda-row").filter(has_text="Vote par gommettes").locator("[data-chooses]").click()
    expect(blank.get_by_label("Objectif, en une phrase")).to_have_value("Choisir peu")

    # A colleague at the same agenda: what each changes comes to the other, one press takes back one's own.
    other = people.facilitator(width="phone")
    other.goto(blank.url.partition("?")[0])
    expect(other.locator("body[data-ready]")).to_be_attached()
    other.locator(".agenda-row").nth(1).locator("[data-chooses]").click()
    expect(other.locator(".agenda-row.is-chosen")).to_contain_text("Météo")
    goal = other.get_by_label("Objectif, en une phrase")
    goal.fill("Que chacun parle")
    goal.blur()
    saved(other)
    row = blank.locator(".agenda-row").nth(1)
    row.locator("[data-chooses]").click()
    expect(blank.locator(".agenda-row.is-chosen")).to_contain_text("Météo")
    expect(blank.get_by_label("Objectif, en une phrase")).to_have_value("Que chacun parle")
    row.locator("[data-chooses]").press("Alt+ArrowUp")
    expect(blank.locator("#announce")).to_have_text("« Météo en un mot » : 1 sur 9")
    expect(row.page.locator(".agenda-row").first.locator("[data-chooses]")).to_be_focused()
    expect(other.locator(".agenda-row").first).to_contain_text("Météo")
    blank.locator("#undo").click()
    expect(blank.locator(".agenda-row").first).to_contain_text("Accueil")
    expect(blank.get_by_label("Objectif, en une phrase")).to_have_value("Que chacun parle")
    look.at(other, "agenda")


def test_what_waits_behind_another_save_is_not_called_saved_and_goes_before_whoever_leaves(people, server):
    console = people.facilitator()
    console.goto(f"{server.url}/animer/{server.code}/agenda")
    put_on_agenda(console, "mood", "Entre deux")
    held: list[Route] = []
    console.route(
        "**/agenda/*", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    console.get_by_label("Objectif, en une phrase").fill("Que chacun parle")
    console.get_by_label("Qui anime").fill("Awa")
    console.get_by_label("Qui anime").blur()
    while not held:
        console.evaluate("0")  # the request comes in between
    with console.expect_request(lambda asked: asked.method == "POST" and "leads" in (asked.post_data or "")):
        held.pop().continue_()
    while not held:
        console.evaluate("0")
    expect(console.locator(".editor.is-saving")).to_be_attached()

    console.get_by_role("link", name="Console").first.click(no_wait_after=True)
    expect(console.locator("body[data-ready]")).to_be_attached()
    held.pop().continue_()
    expect(console.locator("body[data-live]")).to_be_attached()
    console.unroute_all()
    console.goto(f"{server.url}/animer/{server.code}/agenda")
    console.locator(".agenda-row").filter(has_text="Entre deux").locator("[data-chooses]").click()
    expect(console.get_by_label("Objectif, en une phrase")).to_have_value("Que chacun parle")
    expect(console.get_by_label("Qui anime")).to_have_value("Awa")
