"""The console: two facilitators, screens turned from it, cards enlarged, boards read, cards grouped by single taps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import drawer, go_on, heard, lead, more_of, pasted, write
from tests.support.serving import command_line

PASSWORD = "un mot de passe assez long"

PRESSED = """keys => {
  for (const key of keys) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}"""


@pytest.fixture
def dominique(people, server):
    """A second facilitator's console: an account of theirs, added as a colleague by the first."""
    account = ["user", "add", "dominique@example.org", "--name", "Dominique", "--password", PASSWORD]
    for told in (account, ["workshop", "give", server.code, "dominique@example.org"]):
        command_line(server.instance, *told).check_returncode()
    page = people.page()
    page.goto(f"{server.url}/compte/connexion?next=/animer/{server.code}")
    page.get_by_label("Adresse").fill("dominique@example.org")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.locator("body[data-live]")).to_be_attached()
    return page


@pytest.mark.alone
def test_two_facilitators_lead_one_at_a_time_and_signal_to_each_other(people, dominique):
    first = people.facilitator()
    first.reload()
    crew = first.locator(".status")
    lead(first, "Accueil")
    expect(dominique.locator(".status .hand")).to_be_visible()
    drawer(dominique, "Déroulé")
    dominique.locator(".agenda li").filter(has_text="Météo").get_by_role("button").click()
    expect(dominique.locator("#banner")).to_contain_text("a la main")
    expect(first.locator("#now-title")).to_have_text("Accueil")
    expect(first.get_by_role("button", name="Prendre la main")).to_be_hidden()
    dominique.get_by_role("button", name="Prendre la main").click()
    expect(dominique.locator("#banner")).to_be_hidden()
    lead(dominique, "Météo")
    expect(first.locator("#now-title")).to_have_text("Météo")
    dominique.get_by_role("button", name="2 min de plus").click()
    expect(crew.locator(".signal")).to_have_text("2 min de plus")
    expect(dominique.get_by_role("button", name="2 min de plus")).to_have_attribute("aria-pressed", "true")
    dominique.get_by_label("Un mot aux autres").fill("Le micro d’Amiens est coupé")
    dominique.get_by_label("Un mot aux autres").press("Enter")
    expect(crew.locator("q")).to_have_text("Le micro d’Amiens est coupé")


def test_the_console_turns_the_pages_of_every_screen_and_enlarges_a_card(people):
    console, screen, small = people.facilitator(), people.screen("Lille"), people.screen("Amiens", width="laptop")
    participant = people.participant("Karim", "Amiens")
    small.set_viewport_size({"width": 640, "height": 720})  # half width, beside a video call
    pasted(console, 40)
    expect(screen.locator("#pages")).to_have_text(re.compile(r"Cartes 1–\d+ sur 40"))
    for page in (screen, small):
        assert page.evaluate("() => document.documentElement.scrollHeight <= window.innerHeight"), "no scrollbar"
    said = console.locator(".lectern .count")
    for turn in range(2, int(re.search(r"sur (\d+)", said.inner_text())[1]) + 1):
        console.get_by_role("button", name="Page suivante").click()
        expect(said).to_contain_text(f"Page {turn} sur")
        first = re.search(r"Cartes (\d+)", said.inner_text())[1]
        for page in (screen, small):  # of different shapes, they show the same card
            expect(page.locator(".card").filter(has=page.get_by_text(first, exact=True))).to_be_in_viewport(ratio=0.99)
    miniature = console.frame_locator("#miniature iframe")  # the screen itself, small, laid out by its own rules
    for page in (screen, small, miniature):
        expect(page.locator("#pages")).to_have_text(re.compile(r"–40 sur 40"))
    card = console.locator(".live-control .card").nth(3)
    words = card.locator(".card-text").inner_text()
    card.locator("summary").filter(has_text="Plus").click()
    card.get_by_role("button", name="Agrandir sur les écrans").click()
    for page in (screen, small, miniature):
        expect(page.locator("#enlarged")).to_contain_text(words)
    expect(participant.locator(".live-board .spoken")).to_contain_text(words)
    heard(participant, words)
    following = console.locator(".live-control .card").nth(4).locator(".number").text_content()
    console.get_by_role("button", name="La suivante").click()
    for page in (screen, small):
        expect(page.locator("#enlarged .number")).to_have_text(following)
    further = console.locator(".live-control .card").nth(5).locator(".number").text_content()
    console.evaluate(PRESSED, ["ArrowRight", "ArrowLeft", "ArrowLeft"])  # by the keys, faster than anything is drawn
    expect(screen.locator("#enlarged")).to_contain_text(words)
    console.evaluate(PRESSED, ["ArrowRight", "ArrowRight"])
    expect(screen.locator("#enlarged .number")).to_have_text(further)
    console.evaluate(PRESSED, ["ArrowLeft", "ArrowLeft"])
    expect(screen.locator("#enlarged")).to_contain_text(words)
    console.get_by_role("button", name="Masquer les écrans").dblclick()  # in haste: once
    for page in (screen, small, miniature):
        expect(page.get_by_text("L’écran revient dans un instant.")).to_be_visible()
        expect(page.locator("#enlarged")).to_be_hidden()
    screen.reload()
    expect(screen.get_by_text("L’écran revient dans un instant.")).to_be_visible()
    expect(screen.locator(".live-screen .card").first).to_be_hidden()
    console.get_by_role("button", name="Montrer de nouveau les écrans").click()
    screen.reload()  # hours later, or after a cut: it comes back to where the others are
    expect(screen.locator("#enlarged")).to_contain_text(words)
    console.get_by_role("button", name="Revenir au tableau").click()
    expect(small.locator("#enlarged")).to_be_hidden()
    go_on_back = console.get_by_role("button", name=re.compile("^Revenir à"))
    go_on_back.first.click()
    expect(screen.locator("#pages")).to_contain_text("Cartes 1–")


def test_a_board_is_read_as_a_list_by_cluster_and_by_what_is_mine(people):
    console, person = people.facilitator(), people.participant("Louise", width="laptop")
    lead(console, "Des courriers plus clairs")
    write(person, "Mon idée à moi")
    expect(person.locator(".my-cards")).to_contain_text("Mon idée à moi")
    pasted_after = 12
    console.locator(".live-control details.paper summary").click()
    lines = "\n".join(f"Carte du papier {n}" for n in range(pasted_after))
    console.locator("form[data-command=paper_cards] textarea").fill(lines)
    console.get_by_role("button", name="Ajouter ces cartes").click()
    expect(console.locator(".preview")).to_contain_text("13 cartes")
    for stage in ("Révéler", "Lire et clarifier", "Regrouper"):
        go_on(console, stage)
    for text in ("Carte du papier 3", "Carte du papier 7"):
        card = console.locator(".live-control .card").filter(has_text=text)
        more_of(card).get_by_role("button", name="Déplacer vers…").click()
        console.get_by_role("dialog").get_by_role("button", name=re.compile("^Un .*regroupement")).click()
        expect(console.locator(".live-control .cluster:not(.loose) .card").filter(has_text=text)).to_be_visible()
    cards = person.locator(".live-board .card")
    person.get_by_label("Afficher").select_option("Mes cartes")
    expect(cards.locator("visible=true")).to_have_count(1)
    expect(person.locator(".filter-count")).to_have_text("Cartes : 1 sur 13")
    more_of(console.locator(".groups .cluster").first).locator("[data-merge]").click()
    console.get_by_role("dialog").get_by_role("button").first.click()
    expect(console.locator(".live-control .cluster:not(.loose)")).to_have_count(1)
    expect(person.locator(".live-board .cluster:not(.loose)")).to_have_count(1)
    expect(cards.locator("visible=true")).to_have_count(1)  # a push does not undo a filter
    person.get_by_label("Afficher").select_option(index=2)
    expect(cards.locator("visible=true")).to_have_count(2)
    person.get_by_role("button", name="Liste").click()
    person.reload()
    expect(person.get_by_role("button", name="Liste")).to_have_attribute("aria-pressed", "true")
    expect(cards.locator("visible=true")).to_have_count(13)
    more_of(console.locator(".groups .cluster")).get_by_role("button", name="Défaire").click()
    expect(console.locator(".live-control .cluster:not(.loose)")).to_have_count(0)
    console.locator(".undo summary").click()
    expect(console.locator(".undo li").first).to_contain_text("Regroupement défait")


def test_a_card_is_taken_down_first_and_is_erased_only_when_confirmed(people):
    people.bring_cards(3)
    console, screen = people.facilitator(), people.screen("Lille")
    card = console.locator(".live-control .card").filter(has_text="n° 1")
    more_of(card).get_by_role("button", name="injure").press("Enter")  # one key, and another puts it back
    expect(screen.locator(".card")).to_have_count(2)
    expect(console.get_by_role("button", name="Remettre")).to_be_focused()
    console.get_by_role("button", name="Effacer pour de bon…").click()
    dialog = console.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_contain_text("n° 1")
    dialog.get_by_role("button", name="Ne rien changer").click()
    expect(console.locator(".bin .card")).to_contain_text("n° 1")
    console.get_by_role("button", name="Effacer pour de bon…").click()
    dialog.get_by_role("button", name="Effacer pour de bon").click()
    expect(console.locator(".bin .card")).to_contain_text("[…]")


def test_a_facilitator_sees_what_a_participant_sees_without_being_one(people, server):
    console = people.facilitator()
    with console.expect_popup() as opened:
        drawer(console, "Réglages").get_by_role("link", name="Voir la page des participants").click()
    preview = opened.value
    lead(console, "Météo")
    field = preview.get_by_label("Votre mot")
    field.fill("Essai")
    preview.get_by_role("button", name="Envoyer").click()
    expect(preview.locator("form[data-command=say] .form-error")).to_contain_text("participant")
    expect(field).to_have_value("Essai")
    expect(console.locator(".sites-lines tbody td").first).to_have_text("0")


def test_a_timer_of_any_length_is_shortened_and_the_console_alone_says_by_how_much_it_is_over(people):
    console, participant = people.facilitator(), people.participant("Karim", "Amiens")
    lead(console, "Météo")
    expect(console.locator("body[data-live]")).to_be_attached()
    console.locator(".timer summary").click()
    console.get_by_label("Minuteur, en minutes").fill("2")
    console.get_by_label("Minuteur, en minutes").press("Enter")
    expect(participant.locator("#clock")).to_have_text(re.compile("^[12]:"))
    for _n in range(2):
        console.get_by_role("button", name="− 1 min").click()
    expect(console.locator("#clock")).to_have_text(re.compile(r"^\+0:\d\d$"))
    expect(participant.locator("#clock")).to_have_text("0:00")


def test_a_stage_is_jumped_to_by_its_number_once_one_has_said_so(people):
    console, person = people.facilitator(), people.participant("Louise")
    lead(console, "Des courriers plus clairs")
    write(person, "Une idée")
    step = console.locator(".stages").get_by_role("button", name="Lire et clarifier")
    named = step.locator(".step")
    for showing in (step.hover, step.focus):
        showing()
        expect(named).to_have_css("clip-path", "none")
        named.hover()  # it stays while one is on it
        expect(named).to_have_css("clip-path", "none")
        console.keyboard.press("Escape")
        expect(named).to_have_css("clip-path", "inset(50%)")
        console.mouse.move(0, 0)
    step.click()
    dialog = console.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_contain_text("Étapes sautées : Révéler à tous.")
    dialog.get_by_role("button", name="Ne rien changer").click()
    expect(console.locator(".stages [aria-current=step]")).to_contain_text("Écrire en silence")
    step.click()
    dialog.get_by_role("button", name="Aller à : Lire et clarifier").click()
    expect(person.locator(".live-board .card")).to_have_text(re.compile("Une idée"))
    console.locator(".stages").get_by_role("button", name="Regrouper").click()  # the next one hides and shows nothing
    expect(console.locator(".stages [aria-current=step]")).to_contain_text("Regrouper")
