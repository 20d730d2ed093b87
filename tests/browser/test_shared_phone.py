"""A phone that goes from hand to hand: leaving forgets, in every tab; who is let back goes on by themselves."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import lead, open_people, write

KEPT = "() => Object.keys(localStorage).filter((key) => key.includes('/participant/'))"


def quit(page):
    page.locator("details.me summary").click()
    page.get_by_role("button", name="Quitter l’atelier").click()


def test_leaving_forgets_in_every_tab_and_the_next_one_is_asked_who_they_are(people, server):
    lead(people.facilitator(), "Des courriers plus clairs")
    alice = people.participant("Alice", color_scheme="light")  # a page of her own: no other test lies behind it
    write(alice, "L’idée d’Alice")
    expect(alice.locator(".my-cards")).to_contain_text("L’idée d’Alice")
    alice.get_by_label("Votre idée").press_sequentially("Un brouillon à elle")
    tab = alice.context.new_page()
    tab.goto(f"{server.url}/atelier/{server.code}")
    expect(tab.locator("body[data-live]")).to_be_attached()
    assert alice.evaluate(KEPT)
    quit(alice)
    alice.wait_for_url(f"{server.url}/")
    expect(alice.get_by_role("button", name="M’oublier sur cet appareil")).to_be_visible()
    tab.wait_for_url("**/rejoindre/**")
    assert alice.evaluate(KEPT) == []
    alice.go_back()
    expect(alice.locator("body")).not_to_contain_text("L’idée d’Alice")

    phone = alice.context.new_page()
    phone.goto(server.link("Participants"))
    expect(phone.get_by_role("heading", name="Vous êtes Alice")).to_be_visible()
    phone.get_by_label("prénom").fill("Bruno")
    phone.get_by_role("button", name="Entrer").click()
    phone.wait_for_url("**/atelier/**")
    expect(phone.locator("details.me summary")).to_contain_text("Bruno")
    expect(phone.get_by_label("Votre idée")).to_have_value("")
    assert "Alice" not in phone.content()


def test_who_left_comes_back_with_one_press_and_what_was_not_sent_is_asked_about(people, server):
    lead(people.facilitator(), "Des courriers plus clairs")
    alice = people.participant("Alice")
    write(alice, "L’idée d’Alice")
    expect(alice.locator(".my-cards")).to_contain_text("L’idée d’Alice")
    alice.context.set_offline(True)
    write(alice, "Écrite sans réseau")
    expect(alice.locator("#banner")).to_contain_text("Connexion perdue")  # said once; then it is what leaving says
    quit(alice)
    expect(alice.locator("#banner")).to_contain_text("à envoyer encore")
    alice.get_by_role("button", name="Quitter l’atelier").click()
    expect(alice.locator("body")).to_contain_text("Vous avez quitté")
    assert alice.evaluate(KEPT) == [] and "Alice" not in alice.locator("body").inner_text()
    alice.context.set_offline(False)
    alice.goto(f"{server.url}/atelier/{server.code}")
    expect(alice.get_by_role("heading", name="Vous êtes Alice")).to_be_visible()
    alice.get_by_role("button", name="Oui, c’est moi").click()
    alice.wait_for_url("**/atelier/**")
    expect(alice.locator(".my-cards")).to_contain_text("L’idée d’Alice")
    expect(alice.locator("body")).not_to_contain_text("Écrite sans réseau")


def test_a_page_that_was_taken_out_goes_on_by_itself_once_it_is_let_back(people, server):
    console, phone = people.facilitator(), people.participant("Karim", "Amiens")
    open_people(console)
    console.get_by_role("button", name="Retirer… Karim").click()
    console.get_by_role("dialog").get_by_role("button", name="Retirer Karim").click()
    expect(phone.locator("#banner")).to_contain_text("rechargez")
    removed = console.locator(".people").filter(has_text="Personnes retirées (1)")
    removed.locator("summary").click()
    removed.get_by_role("button", name="Laisser revenir Karim").click()
    expect(phone.locator("#banner")).to_be_hidden()
    lead(console, "Météo")
    expect(phone.get_by_label("Votre mot")).to_be_visible()
