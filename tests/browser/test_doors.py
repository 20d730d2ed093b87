"""The doors in browsers: a room's screen paired from the console, a place carried to another phone, people removed."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import drawer, lead, open_people, write

DOORS = "Entrées"


def open_doors(console: Page):
    drawer(console, DOORS)


def pair(console: Page, code: str, site: str):
    console.get_by_label("Code affiché par l’écran").fill(code)
    console.get_by_label("Site", exact=True).select_option(site)
    console.get_by_role("button", name="Relier cet écran").click()


def waiting_code(pc: Page) -> str:
    expect(pc.locator("#pairing-code")).to_have_text(re.compile(r"^\w{3} \w{3}$"))
    return pc.locator("#pairing-code").inner_text()


def test_a_computer_of_a_room_becomes_its_screen_and_is_cut_off_again(people, server):
    pc, console = people.page("wide"), people.facilitator()
    pc.goto(server.url)
    pc.get_by_role("link", name="Relier l’écran d’une salle").click()
    code = waiting_code(pc)
    open_doors(console)
    pair(console, "AAAAAA", "Amiens")
    expect(console.locator("#pairing-error")).to_contain_text("Aucun écran")
    pair(console, code.lower(), "Amiens")
    expect(console.locator("#screens")).to_contain_text("L’écran du site Amiens est relié")
    pc.wait_for_url(f"**/ecran/{server.code}")
    expect(pc.locator(".door-site")).to_have_text("Amiens")
    console.locator("#screens li").filter(has_text="Amiens").last.get_by_role("button").click()
    pc.wait_for_url("**/ecran?depuis=*")
    expect(pc.get_by_role("status").first).to_contain_text("n’est plus")
    assert waiting_code(pc) != code


def test_a_code_that_expired_is_drawn_anew_on_the_page(people, server):
    pc = people.page("wide")
    pc.goto(f"{server.url}/ecran")
    code = waiting_code(pc)
    with sqlite3.connect(server.instance / "beffroi.sqlite", timeout=10) as rows:
        rows.execute("update pairing set expires_at = 0")
    rows.close()
    expect(pc.locator("#pairing-code")).not_to_have_text(code)
    waiting_code(pc)


@pytest.mark.alone
def test_the_page_of_a_computer_outlives_the_server(people, server):
    pc, console = people.page("wide"), people.facilitator()
    pc.goto(f"{server.url}/ecran")
    code = waiting_code(pc)
    server.kill()
    expect(pc.locator("#pairing-lost")).to_be_visible()
    server.start()
    expect(pc.locator("#pairing-lost")).to_be_hidden()
    assert waiting_code(pc) == code
    console.reload()
    open_doors(console)
    pair(console, code, "Lille")
    pc.wait_for_url(f"**/ecran/{server.code}")


def test_without_scripts_the_page_of_a_computer_asks_again_by_itself(browser, people, server):
    pc = people.page("wide", java_script_enabled=False)
    pc.goto(f"{server.url}/ecran")
    assert pc.locator("meta[http-equiv=refresh]").count() == 1
    waiting_code(pc)


def test_a_place_goes_to_another_phone_with_its_cards_and_its_dots(people, server):
    console = people.facilitator()
    phone = people.participant("Karim", "Amiens")
    lead(console, "Des courriers plus clairs")
    write(phone, "Des phrases courtes")
    expect(phone.locator(".my-cards")).to_contain_text("Des phrases courtes")
    phone.locator("details.me summary").click()
    phone.get_by_role("link", name="Ma place").click()
    expect(phone.get_by_text("ne le montrez qu’à vos propres appareils")).to_be_visible()
    phone.get_by_text("Sous forme de lien").click()
    link = phone.get_by_role("link", name=re.compile("reprendre")).inner_text()
    other = people.page("phone")
    other.goto(link)
    other.get_by_role("button", name="Continuer ici").click()
    expect(other.locator(".my-cards")).to_contain_text("Des phrases courtes")
    phone.get_by_role("link", name="Revenir à l’atelier").click()
    write(other, "Un exemple rempli")
    expect(phone.locator(".my-cards")).to_contain_text("Un exemple rempli")
    rows = console.locator(".sites-lines tbody tr")
    expect(rows.nth(1).locator("td").first).to_have_text("1")
    # One person, one budget: the dots of one device are those of the other.
    for stage in ("Révéler", "Lire et clarifier"):
        console.get_by_role("button", name=f"Passer à : {stage}").click()
    lead(console, "Vote par gommettes")
    option = other.locator(".option").first
    option.get_by_role("button", name="Placer une gommette").tap()
    expect(phone.locator(".option").first.locator(".own-dots")).to_have_text("1")
    used = people.page("phone")
    used.goto(link)
    expect(used.get_by_role("heading")).to_contain_text("ne fonctionne plus")


def test_a_facilitator_reattaches_somebody_by_a_code_said_aloud(people, server):
    console = people.facilitator()
    people.participant("Karim", "Amiens")
    open_people(console)
    console.get_by_role("button", name="Rattacher… Karim").click()
    dialog = console.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_be_visible()
    code = dialog.locator(".carry-code").inner_text()
    dialog.get_by_role("button", name="Fermer").click()
    phone = people.page("phone")
    phone.goto(server.link("Participants"))
    phone.get_by_text("J’étais déjà là").click()
    phone.get_by_label("code de reprise").fill(code.lower())
    phone.get_by_role("button", name="Retrouver ma place").click()
    phone.wait_for_url("**/atelier/**")
    expect(phone.locator("details.me summary")).to_contain_text("Karim")


def test_removing_is_confirmed_and_taken_back(people, server):
    console = people.facilitator()
    phone = people.participant("Karim", "Amiens")
    open_people(console)
    for name in ("Ne rien changer", "Retirer Karim"):
        console.get_by_role("button", name="Retirer… Karim").click()
        dialog = console.get_by_role("dialog")
        expect(dialog).to_contain_text("sauf si vous fermez les entrées")
        dialog.get_by_role("button", name=name).click()
        expect(dialog).to_have_count(0)
    removed = console.locator(".people").filter(has_text="Personnes retirées (1)")
    expect(removed).to_be_visible()
    phone.reload()
    phone.wait_for_url("**/rejoindre/**")
    expect(phone.get_by_role("status")).to_contain_text("elle seule peut vous rendre cette place")
    removed.locator("summary").click()
    removed.get_by_role("button", name="Laisser revenir Karim").click()
    expect(removed).to_have_count(0)
    phone.goto(f"{server.url}/atelier/{server.code}")
    expect(phone.locator("details.me summary")).to_contain_text("Karim")


def test_a_phone_that_scanned_the_code_of_its_room_is_in_with_one_tap(people, server):
    phone = people.page("phone")
    phone.goto(f"{server.link('Participants')}?site=s2")
    for shown in (phone.get_by_label("prénom"), phone.locator(".site-folded summary"), phone.locator("form + .small")):
        box = shown.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 844
    expect(phone.locator(".site-folded summary")).to_have_text(re.compile("Amiens.*changer", re.S), use_inner_text=True)
    phone.get_by_role("button", name="Entrer").tap()
    phone.wait_for_url("**/atelier/**")
    expect(phone.locator("details.me summary")).to_contain_text("Amiens")


def test_without_a_site_the_whole_form_is_in_the_first_screen_of_a_phone(people, server):
    phone = people.page("phone")
    phone.goto(server.link("Participants"))
    box = phone.locator("form + .small").bounding_box()
    assert box["y"] + box["height"] <= 844


def test_the_line_of_the_site_follows_what_is_chosen_also_without_scripts(people, server):
    phone = people.page("phone", java_script_enabled=False)
    phone.goto(f"{server.link('Participants')}?site=s2")
    line = phone.locator(".site-folded summary")
    line.click()
    phone.get_by_label("Lille").check()
    line.click()
    expect(line).to_have_text(re.compile("Lille.*changer", re.S), use_inner_text=True)
    proposed = phone.get_by_label("prénom").get_attribute("placeholder")
    names = {proposed}
    while len(names) < 2:
        phone.get_by_role("button", name="Un autre nom").click()
        names.add(phone.get_by_label("prénom").get_attribute("placeholder"))
    expect(line).to_have_text(re.compile("Lille.*changer", re.S), use_inner_text=True)
    phone.get_by_label("prénom").press("Enter")
    phone.wait_for_url("**/atelier/**")


def five_sites(console: Page, server) -> str:
    """The code of a new workshop on five sites, some with long names."""
    console.goto(f"{server.url}/animer")
    console.get_by_label("Titre").fill("Cinq sites")
    sites = ("Lille", "Amiens", "Villeneuve-d’Ascq", "Château-Thierry", "Saint-Quentin")
    console.get_by_label("Sites, un par ligne").fill("\n".join(sites))
    console.get_by_role("button", name="Créer").click()
    console.wait_for_url("**/agenda*")
    return console.url.partition("/animer/")[2].partition("/")[0]


@pytest.mark.parametrize("across", [320, 390])
def test_five_sites_stand_in_their_boxes_on_a_phone(people, server, across):
    phone = people.page("phone")
    phone.set_viewport_size({"width": across, "height": 844})
    phone.goto(f"{server.url}/rejoindre/{five_sites(people.facilitator(), server)}")
    expect(phone.locator(".site-choice")).to_have_count(6)
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent.trim())"
    assert phone.locator(".site-choice").evaluate_all(wide) == []


def test_the_list_of_workshops_reads_on_a_phone(people, server):
    phone = people.facilitator("phone")
    phone.goto(f"{server.url}/animer")
    assert all(line.bounding_box()["width"] > 200 for line in phone.locator(".workshops .small").all())


def test_in_my_data_words_stand_beside_their_box(people, server):
    console, phone = people.facilitator(), people.participant("Karim", "Amiens")
    lead(console, "Des courriers plus clairs")
    for text in ("Des phrases courtes, un mot par idée et le nom de l’agent en haut de chaque page", "Court"):
        write(phone, text)
        expect(phone.locator(".my-cards")).to_contain_text(text)
    phone.locator("details.me summary").click()
    phone.get_by_role("link", name="Mes données").click()
    boxes = [box.bounding_box() for box in phone.locator(".own-texts").get_by_role("checkbox").all()]
    words = [one.bounding_box() for one in phone.locator(".own-texts span").all()]
    assert len(boxes) == len(words) == 2
    assert {box["x"] for box in boxes} == {boxes[0]["x"]}
    assert all(one["x"] >= box["x"] + box["width"] for box, one in zip(boxes, words, strict=True))
    phone.get_by_role("link", name="Revenir à l’atelier").click()
    expect(phone.locator(".my-cards .card")).to_have_count(2)


def test_a_device_opened_for_several_is_for_two_until_it_is_folded_or_changed(people, server):
    phone = people.page("phone")
    phone.goto(server.link("Participants"))
    shared, seats = phone.get_by_text("Nous sommes plusieurs"), phone.locator("#seats")
    shared.click()
    expect(seats).to_have_value("2")
    shared.click()
    expect(seats).to_have_value("1")
    shared.click()
    expect(seats).to_have_value("2")
    seats.fill("4")
    shared.click()
    expect(seats).to_have_value("4")


def test_every_page_of_the_doors(people, look, server):
    console, phone, pc = people.facilitator(), people.participant("Karim", "Amiens"), people.page("wide")
    pc.goto(f"{server.url}/ecran?depuis=x")
    waiting_code(pc)
    phone.goto(f"{phone.url}/ma-place")
    link = phone.locator("a.breakable").get_attribute("href")
    other = people.participant("Louise", "Lille")
    other.goto(link)
    joining = people.page("phone")
    joining.goto(f"{server.link('Participants')}?site=s2")
    poster, helped = console.context.new_page(), console.context.new_page()
    poster.goto(f"{server.url}/animer/{server.code}/affiche/s1")
    helped.goto(f"{server.url}/ecran")
    open_doors(console)
    open_people(console)
    for name, page in {
        "doors-pair": pc,
        "doors-my-place": phone,
        "doors-place": other,
        "doors-join": joining,
        "doors-poster": poster,
        "doors-pair-help": helped,
    }.items():
        look.at(page, name)
    look.at(console, "doors-console")
    for verb in ("Rattacher", "Retirer"):
        console.get_by_role("button", name=f"{verb}… Karim").click()
        expect(console.get_by_role("dialog").get_by_role("heading")).to_be_visible()
        look.at(console, f"doors-{verb.lower()}")
        console.keyboard.press("Escape")
    joining.locator(".site-folded summary").click()
    joining.locator(".resume summary").click()
    look.at(joining, "doors-join-open")
    joining.goto(server.link("Participants"))
    look.at(joining, "doors-join-choose")
    joining.goto(f"{server.url}/rejoindre/{five_sites(console, server)}")
    look.at(joining, "doors-join-five-sites")


@pytest.mark.parametrize("path", ["/ecran", "/rejoindre/{code}?site=s1", "/atelier/{code}/ma-place"])
def test_doors_reflow_at_320_pixels_and_with_text_twice_as_large(people, server, path):
    page = people.participant("Karim") if "atelier" in path else people.page()
    page.goto(server.url + path.format(code=server.code))
    for size, scale in (({"width": 320, "height": 600}, "100%"), ({"width": 640, "height": 900}, "200%")):
        page.set_viewport_size(size)
        page.evaluate("scale => document.documentElement.style.setProperty('font-size', scale)", scale)
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), size
