"""Phones on a local network, shared devices, one laptop in three roles, English."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import NAME, drawer, go_on, lead, open_people, write


def test_a_phone_plays_over_plain_http_from_another_name(on_a_network, server, people):
    console = people.facilitator()
    lead(console, "Des courriers plus clairs")
    people.browser = on_a_network
    page = people.page("phone")
    page.goto(server.link("Participants").replace("127.0.0.1", NAME))
    assert page.evaluate("() => window.isSecureContext") is False
    page.get_by_role("button", name="Entrer").tap()
    write(page, "Depuis le réseau local")
    expect(page.locator(".my-cards")).to_contain_text("Depuis le réseau local")
    page.context.set_offline(True)
    write(page, "Pendant la coupure")
    page.context.set_offline(False)
    expect(page.locator(".my-cards")).to_contain_text("Pendant la coupure")
    go_on(console, "Révéler")
    expect(page.locator(".live-board .card")).to_have_count(2)


def test_a_shared_device_has_a_place_for_each_and_hides_what_the_one_before_wrote(people, server):
    console = people.facilitator()
    lead(console, "Des courriers plus clairs")
    page = people.page("phone")
    page.goto(server.link("Participants"))
    page.get_by_text("Nous sommes plusieurs").click()
    page.get_by_label("Combien").fill("2")
    page.get_by_role("button", name="Entrer").click()
    rows = console.locator(".sites-lines tbody tr")
    expect(rows.nth(0).locator("td").first).to_have_text("2")
    write(page, "De la première personne")
    page.get_by_label("Votre idée").press_sequentially("Un brouillon à elle")
    page.get_by_role("button", name="Personne suivante").click()
    expect(page.get_by_label("Votre idée")).to_have_value("")
    assert "première personne" not in page.content()
    write(page, "De la seconde")
    expect(page.locator(".my-cards .card")).to_have_count(1)
    page.get_by_role("button", name="Personne suivante").click()
    expect(page.locator(".my-cards")).to_contain_text("De la première personne")
    expect(page.get_by_label("Votre idée")).to_have_value("Un brouillon à elle")


def test_one_laptop_is_console_screen_and_participant_at_once(people, server):
    console = people.facilitator()
    screen = console.context.new_page()
    screen.goto(server.link("Screen Lille"))
    me = console.context.new_page()
    me.goto(server.link("Participants"))
    me.get_by_role("button", name="Entrer").click()
    lead(console, "Météo")
    me.get_by_label("Votre mot").fill("Attentive")
    me.get_by_role("button", name="Envoyer").click()
    for page in (screen, console, me):
        expect(page.locator(".cloud").last).to_contain_text("attentive")


def test_a_revoked_screen_goes_dark(people, server):
    console, screen = people.facilitator(), people.screen("Lille")
    lead(console, "Météo")
    expect(screen.locator("h1")).to_contain_text("En un mot")
    drawer(console, "Entrées")
    cut = console.get_by_role("button", name="Couper cet écran")
    for left in (2, 1):  # the list comes back shorter
        expect(cut).to_have_count(left)
        cut.first.click()
    expect(cut).to_have_count(0)
    screen.wait_for_url("**/ecran?depuis=*")  # it goes there by itself
    expect(screen.locator("h1")).not_to_contain_text("En un mot")


def test_a_person_who_is_removed_is_told_so(people):
    console = people.facilitator()
    page = people.participant("Karim")
    open_people(console)
    console.get_by_role("button", name="Retirer… Karim").click()
    console.get_by_role("dialog").get_by_role("button", name="Retirer Karim").click()
    expect(console.locator(".sites-lines tbody tr").nth(0).locator("td").first).to_have_text("0")
    expect(page.locator("#banner")).to_contain_text("rechargez")


def test_everything_is_there_in_english(people, server):
    console = people.facilitator()
    page = people.participant("Karim")
    page.goto(page.url + "?lang=en")
    lead(console, "Des courriers plus clairs")
    page.get_by_label("Your idea").fill("A single form")
    page.get_by_role("button", name="Send card").click()
    expect(page.locator(".my-cards")).to_contain_text("A single form")
    expect(page.get_by_text("2 cards left", exact=True)).to_be_visible()
    page.get_by_label("Your idea").fill("x" * 20)
    page.get_by_role("button", name="I am done").click()
    expect(page.get_by_role("button", name="I am done")).to_have_attribute("aria-pressed", "true")


def test_a_refusal_is_said_where_it_happened_and_the_text_stays(people):
    console = people.facilitator()
    page = people.participant("Karim")
    lead(console, "Météo")
    expect(page.get_by_label("Votre mot")).to_be_visible()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("[data-error=word]")).to_be_visible()
    assert page.get_by_label("Votre mot").get_attribute("aria-invalid") == "true"
    page.get_by_label("Votre mot").fill("Mot en trop")
    drawer(console, "Déroulé").get_by_role("button", name="Mettre l’atelier en pause").click()
    expect(page.locator("[data-paused]")).to_be_visible()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("form [role=alert]")).to_contain_text("pause")
    expect(page.get_by_label("Votre mot")).to_have_value("Mot en trop")
