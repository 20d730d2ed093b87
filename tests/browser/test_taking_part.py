"""What a participant's page does with what is typed, sent, taken back and waiting."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import NO_SOCKET, drawer, go_on, heard, lead, press, put_on_agenda, saved, write
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.tabs import WIDTHS

FIRST, SECOND = "Des courriers plus clairs", "Un accueil plus simple"
FULL = "Vous avez écrit toutes vos cartes"


@pytest.fixture
def console(people) -> Page:
    return people.facilitator()


@pytest.fixture
def two_ideations(server, people) -> Page:
    """The console of a workshop that asks two questions in the same way, one after the other."""
    facilitator = Lead(Browser(server))
    facilitator.prepare("ideation", SECOND, ["collect", "reveal", "read", "cluster", "vote", "decide"])
    facilitator.open(FIRST)
    facilitator.browser.close()
    return people.facilitator()


def idea(page: Page):
    return page.get_by_label("Votre idée")


def test_what_was_typed_for_one_question_never_answers_another(two_ideations, people):
    page = people.participant("Louise")
    idea(page).press_sequentially("Pour les courriers")
    lead(two_ideations, SECOND)
    begun = page.locator("form.command").filter(has=page.locator(".begun"))
    expect(begun.locator(".begun")).to_contain_text(f"Commencé pour «\u00a0{FIRST} · Écrire en silence\u00a0»")
    expect(page.locator("form.command")).to_have_count(2)
    fresh = page.locator("form.command:not(:has(.begun))")
    expect(fresh.get_by_label("Votre idée")).to_have_value("")
    fresh.get_by_label("Votre idée").fill("Pour l’accueil")
    fresh.get_by_role("button", name="Envoyer la carte").tap()
    expect(page.locator(".my-cards .card")).to_have_text(re.compile("Pour l’accueil"))
    press(begun.get_by_role("button", name="Envoyer la carte"))
    expect(begun).to_have_count(0)
    expect(page.locator(".my-cards .card")).to_have_count(1)
    page.get_by_role("link", name=FIRST).tap()
    expect(page.locator(".my-cards .card")).to_have_text(re.compile("Pour les courriers"))


def test_what_was_begun_for_a_question_that_is_over_can_be_cleared(two_ideations, people):
    page = people.participant("Louise")
    idea(page).press_sequentially("À oublier")
    lead(two_ideations, SECOND)
    page.locator(".begun").get_by_role("button", name="Effacer").tap()
    expect(page.locator("form.command")).to_have_count(1)
    expect(idea(page)).to_have_value("")
    expect(idea(page)).to_be_focused()
    lead(two_ideations, FIRST)
    expect(page.locator(".where")).to_contain_text(FIRST)
    expect(idea(page)).to_have_value("")


def test_a_text_kept_after_the_reveal_says_that_it_goes_to_the_facilitators(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    idea(page).press_sequentially("À moitié")
    go_on(console, "Révéler")
    expect(page.locator(".begun")).to_contain_text("ira à l’animation")
    page.get_by_role("button", name="Envoyer la carte").tap()
    expect(page.locator("form.command")).to_have_count(0)
    expect(console.locator(".tray")).to_contain_text("À moitié")


def test_a_card_taken_back_can_be_written_anew(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    for text in ("Un", "Deux", "Trois"):
        write(page, text)
        expect(page.locator(".my-cards")).to_contain_text(text)
    expect(page.locator(".left")).to_contain_text(FULL)
    page.reload()  # what is pressed now is no second tap on what was pressed before
    page.locator(".my-cards .card").filter(has_text="Deux").get_by_role("button", name="Retirer").tap()
    expect(idea(page)).to_have_value("Deux")
    expect(page.locator(".my-cards .card")).to_have_count(2)


def test_a_double_tap_on_the_last_card_takes_none_back(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    for text in ("Un", "Deux"):
        write(page, text)
        expect(page.locator(".my-cards")).to_contain_text(text)
    page.clock.set_fixed_time(1_800_000_000_000)  # the second tap follows the first at once, on any machine
    idea(page).fill("Trois")
    box = page.get_by_role("button", name="Envoyer la carte").bounding_box()
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.touchscreen.tap(*at)
    expect(page.locator(".left")).to_contain_text(FULL)
    # The list slides up: whichever button of it comes under the thumb is not pressed.
    page.evaluate(
        """([x, y]) => {
          const button = document.querySelector('[data-command="take_back"]');
          Object.assign(button.style, { position: "fixed", left: `${x - 40}px`, top: `${y - 20}px`, zIndex: 9 });
        }""",
        at,
    )
    page.touchscreen.tap(*at)
    page.get_by_role("button", name="J’ai fini").tap()  # answered after whatever was sent before it
    expect(page.get_by_role("button", name="J’ai fini")).to_have_attribute("aria-pressed", "true")
    assert page.locator(".my-cards .card").count() == 3
    page.clock.set_fixed_time(1_800_000_001_000)
    page.touchscreen.tap(*at)
    expect(page.locator(".my-cards .card")).to_have_count(2)


def test_a_second_tap_while_the_card_leaves_is_no_empty_card(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    idea(page).fill("Une seule")
    page.locator("form.command button").dblclick()
    expect(page.locator(".my-cards .card")).to_have_count(1)
    expect(page.locator(".field-error:visible, .form-error:visible")).to_have_count(0)


def test_a_field_drawn_with_words_keeps_them_when_they_are_sent(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    write(page, "Une idée")
    card = page.locator(".my-cards .card")
    expect(card).to_contain_text("Une idée")
    page.reload()
    card.get_by_text("Modifier").tap()
    card.get_by_role("button", name="Enregistrer").tap()
    expect(card.get_by_role("button", name="Enregistrer")).to_be_hidden()
    card.get_by_text("Modifier").tap()
    expect(card.get_by_label("Nouveau texte")).to_have_value("Une idée")


def test_a_shared_device_sends_what_one_wrote_before_the_next_sits_down(console, people, server):
    lead(console, FIRST)
    page = people.page("phone")
    page.goto(server.link("Participants"))
    page.get_by_text("Nous sommes plusieurs").click()
    expect(page.get_by_label("Combien")).to_have_value("2")
    page.get_by_role("button", name="Entrer").click()
    expect(page.locator("body[data-live]")).to_be_attached()
    page.context.set_offline(True)
    expect(page.locator("#banner")).to_be_visible()
    write(page, "De la première")
    page.get_by_role("button", name="Personne suivante").tap()
    expect(page.locator("[data-held]")).to_contain_text("1 à envoyer")
    page.get_by_role("button", name="Passer quand même").tap()
    expect(page.locator("[data-held]")).to_contain_text("Sans réseau")
    page.context.set_offline(False)
    expect(page.locator(".seats")).to_contain_text("Place 2 sur 2")
    expect(console.locator(".preview")).to_contain_text("1 carte")


def test_what_a_seat_could_not_send_leaves_from_the_page_of_the_next(console, people, server):
    lead(console, FIRST)
    page = people.page("phone")
    page.goto(server.link("Participants"))
    page.get_by_text("Nous sommes plusieurs").click()
    page.get_by_role("button", name="Entrer").click()
    expect(page.locator("body[data-live]")).to_be_attached()
    # The socket alone is cut, as by a network that lets no socket through: pages still come.
    page.add_init_script(NO_SOCKET)
    page.route("**/socket.io/**", lambda route: route.abort())
    page.reload()
    expect(page.locator("#banner")).to_be_visible()
    write(page, "De la première")
    page.get_by_role("button", name="Personne suivante").tap()
    page.get_by_role("button", name="Passer quand même").tap()
    expect(page.locator(".seats")).to_contain_text("Place 2 sur 2")
    page.unroute("**/socket.io/**")
    expect(console.locator(".preview")).to_contain_text("1 carte")
    expect(page.locator(".my-cards")).to_have_count(0)


def test_what_was_sent_off_line_stands_under_its_field(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    write(page, "Avant la coupure")
    expect(page.locator(".my-cards")).to_contain_text("Avant la coupure")
    page.context.set_offline(True)
    expect(page.locator("#banner")).to_be_visible()
    write(page, "Pendant la coupure")
    waiting = page.get_by_role("region", name="En attente d’envoi")
    expect(waiting.get_by_role("listitem")).to_have_text("Pendant la coupure")
    below = page.locator("form[data-command=write]").bounding_box()["y"]
    assert below < waiting.bounding_box()["y"] < page.locator(".my-cards").bounding_box()["y"]
    page.context.set_offline(False)
    expect(page.locator(".my-cards .card")).to_have_count(2)
    expect(waiting).to_be_hidden()


def test_what_one_does_is_said_to_whoever_does_not_see_it(console, people):
    page = people.page("laptop")
    page.goto(people.server.link("Participants"))
    page.get_by_role("button", name="Entrer").click()
    lead(console, FIRST)
    write(page, "Une idée")
    heard(page, "Carte ajoutée. 2 cartes restantes")
    write(page, "Une autre idée")
    expect(page.locator(".my-cards .card")).to_have_count(2)
    for stage in ("Révéler", "Lire", "Regrouper"):
        go_on(console, stage)
    lead(console, "Vote par gommettes")
    page.get_by_role("button", name="Placer une gommette").first.click()
    heard(page, "Gommette posée. 2 gommettes à placer")
    page.get_by_role("button", name=re.compile("^Posée.*Retirer")).first.click()
    heard(page, "Gommette retirée. 3 gommettes à placer")


def test_a_run_off_that_opens_is_said(console, people, server):
    page = people.page("laptop")
    console.goto(f"{server.url}/animer/{server.code}/agenda")
    put_on_agenda(console, "dotvote", "Entre deux")
    console.get_by_text("Matériel, écrans et réglages de la méthode").click()
    console.get_by_label("Options, une par ligne").fill("Rouge\nBleu")
    console.get_by_label("Nombre d’options retenues").fill("1")
    console.get_by_label("Nombre d’options retenues").blur()
    saved(console)
    console.goto(f"{server.url}/animer/{server.code}")
    page.goto(server.link("Participants"))
    page.get_by_role("button", name="Entrer").click()
    lead(console, "Entre deux")
    for name in ("Rouge", "Bleu"):
        page.get_by_role("button", name=f"Placer une gommette\u00a0: {name}").click()
        expect(page.locator(".option").filter(has_text=name).locator(".own-dots")).to_have_text("1")
    go_on(console, "Décider")
    expect(page.locator("body.at-rest")).to_be_attached()
    console.get_by_role("button", name=re.compile("départage", re.I)).click()
    heard(page, "Départage")
    expect(page.get_by_role("button", name="J’ai fini")).to_be_visible()


def test_nobody_is_asked_whether_they_are_done_where_there_is_nothing_to_do(console, people):
    page = people.participant("Louise")
    expect(page.locator("#signals")).to_be_hidden()
    expect(page.locator(".live-board")).to_have_text("")
    lead(console, "Accueil")
    expect(page.locator(".where")).to_contain_text("Accueil")
    expect(page.locator("#signals")).to_be_hidden()
    expect(page.locator(".promise")).to_be_hidden()
    lead(console, FIRST)
    expect(page.locator("#signals")).to_be_visible()
    expect(page.locator(".promise")).to_be_visible()
    expect(page.locator(".live-board")).to_have_text("Personne n’a encore écrit")
    go_on(console, "Révéler")
    expect(page.locator(".where")).to_contain_text("Révéler")
    expect(page.locator("#signals")).to_be_hidden()
    page.reload()
    expect(page.locator("#signals")).to_be_hidden()


def test_what_the_banner_says_goes_when_it_no_longer_holds(console, people):
    page = people.participant("Louise")
    lead(console, FIRST)
    expect(idea(page)).to_be_visible()
    idea(page).fill("En pause")
    drawer(console, "Déroulé").get_by_role("button", name="Mettre l’atelier en pause").click()
    expect(page.locator("[data-paused]")).to_be_visible()
    page.get_by_role("button", name="Envoyer la carte").tap()
    expect(page.locator("form [role=alert]")).to_contain_text("pause")
    console.get_by_role("button", name="Reprendre").click()
    expect(page.locator("[data-paused]")).to_have_count(0)
    expect(page.locator("form [role=alert]")).to_be_hidden()
    console.get_by_role("button", name=re.compile("^Prévenir")).click()
    expect(console.locator("#banner")).to_contain_text("L’étape suivante")
    go_on(console, "Révéler")
    expect(console.locator("#banner")).to_be_hidden()


def test_on_a_phone_the_banner_pushes_nothing_and_leaves_the_dots_in_sight(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    write(page, "Une idée")
    expect(page.locator(".my-cards")).to_contain_text("Une idée")
    for stage in ("Révéler", "Lire", "Regrouper"):
        go_on(console, stage)
    lead(console, "Vote par gommettes")
    expect(page.locator(".dots-left")).to_be_visible()
    before = page.locator(".dots-left").bounding_box()
    page.context.set_offline(True)
    expect(page.locator("#banner")).to_be_visible()
    banner, signals = page.locator("#banner").bounding_box(), page.locator("#signals").bounding_box()
    assert page.locator(".dots-left").bounding_box() == before
    assert banner["y"] > before["y"] + before["height"]
    assert banner["y"] + banner["height"] <= signals["y"] < WIDTHS["phone"][1]


def test_on_a_phone_a_dot_has_its_place_before_it_is_placed(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    write(page, "Une idée")
    expect(page.locator(".my-cards")).to_contain_text("Une idée")
    for stage in ("Révéler", "Lire", "Regrouper"):
        go_on(console, stage)
    lead(console, "Vote par gommettes")
    row = page.locator(".option")
    expect(row).to_be_visible()
    before = row.bounding_box()
    page.get_by_role("button", name="Placer une gommette\u00a0: Une idée").tap()
    placed = page.get_by_role("button", name=re.compile("^Posée.*Retirer · Une idée$"))
    expect(placed).to_be_visible()
    expect(placed).to_have_text(re.compile(r"Posée\s+·\s+Retirer · Une idée"))
    page.locator("h1").tap()
    expect(row.locator(".plus")).to_be_hidden()  # for keys and readers as well, once nothing stands on it
    assert row.bounding_box() == before and before["height"] >= 48


def test_other_activities_come_last_and_the_menu_folds(two_ideations, people):
    lead(two_ideations, SECOND)
    page = people.participant("Louise")
    others = page.get_by_role("navigation", name="Autres activités ouvertes")
    assert others.bounding_box()["y"] > page.locator(".live-board").bounding_box()["y"]
    summary = page.locator("details.me summary")
    for fold in (lambda: page.keyboard.press("Escape"), lambda: page.mouse.click(20, 700)):
        summary.click()
        expect(page.get_by_role("link", name="Mes données")).to_be_visible()
        fold()
        expect(page.get_by_role("link", name="Mes données")).to_be_hidden()


def test_ones_word_is_said_back_and_taken_back(console, people):
    page = people.participant("Louise")
    lead(console, "Météo")
    page.get_by_label("Votre mot").fill("Calme")
    page.get_by_role("button", name="Envoyer").tap()
    expect(page.locator("#mine")).to_contain_text("Votre mot\u00a0: calme")
    page.get_by_role("button", name="Le reprendre").tap()
    expect(page.locator("#mine")).not_to_contain_text("calme")
    expect(page.locator(".cloud")).not_to_contain_text("calme")
    go_on(console, "Lire ensemble")
    expect(page.locator("h1")).to_contain_text("comment arrivez-vous")
