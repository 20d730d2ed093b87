"""Methods led by a facilitator and played on two phones, one in French and one in English, before a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read


def test_a_gradient_is_taken_unseen_and_read_by_degree(room):
    proposal = "Répondre sous dix jours"
    console, lille, amiens, screen = room("gradient", "Accord", ["choose", "read"], settings={"proposal": proposal})
    lille.get_by_label("J’approuve, à un détail près").check()
    lille.get_by_label("Votre raison").fill("Le délai, l’été")
    lille.get_by_role("button", name="Envoyer ma position").tap()
    expect(lille.get_by_role("button", name="La reprendre")).to_be_visible()
    amiens.get_by_label("I block it").check()
    amiens.get_by_role("button", name="Send my position").tap()
    expect(screen.locator(".count")).to_contain_text("2 personnes")
    console.locator(".live-control details.paper summary").click()
    console.get_by_label("Je m’abstiens").check()
    console.get_by_role("button", name="Saisir cette position").click()
    expect(screen.locator(".count")).to_contain_text("3 personnes")
    for page in (console, amiens, screen):
        expect(page.get_by_text("Le délai, l’été")).to_have_count(0)
    go_on(console, "Voir où nous en sommes")
    for page in (amiens, screen):
        expect(page.locator(".gradient-degree")).to_have_count(8)
        expect(page.locator(".gradient-why")).to_contain_text("Le délai, l’été")
    expect(amiens.locator('.gradient-degree[data-degree="block"]')).to_contain_text("1 person")
    expect(screen.locator('.gradient-degree[data-degree="abstain"]')).to_contain_text("1 personne")
    console.locator(".live-control .more summary").click()
    console.get_by_role("button", name="Agrandir sur les écrans").click()
    expect(screen.locator(".enlarged")).to_contain_text("Le délai, l’été")
    well_read(lille, amiens)


def test_an_empathy_map_is_filled_together_and_its_pains_go_on(room):
    console, lille, amiens, screen = room("empathy", "Carte", ["fill", "read"], share_by="room")
    lille.get_by_label("Dit", exact=True).check()
    lille.get_by_label("Votre note").fill("C’est loin")
    lille.get_by_label("Nous l’avons entendu ou vu").check()
    lille.get_by_role("button", name="Ajouter cette note").tap()
    for page in (amiens, screen, console):
        expect(page.locator(".empathy-area").first).to_contain_text("C’est loin")
    expect(lille.locator(".my-cards")).to_contain_text("C’est loin")
    for field in ("Dit", "Nous l’avons entendu ou vu"):  # the next note begins afresh
        expect(lille.locator("form[data-command=add]").get_by_label(field, exact=True)).not_to_be_checked()
    amiens.get_by_label("Pains").check()
    amiens.get_by_label("Your note").fill("Four calls")
    amiens.get_by_role("button", name="Add this note").tap()
    expect(screen.locator(".empathy-area").nth(4)).to_contain_text("Four calls")
    amiens.locator(".my-cards summary").tap()
    amiens.get_by_label("New wording").fill("Five calls")
    amiens.get_by_role("button", name="Keep this wording").tap()
    expect(screen.locator(".empathy-area").nth(4)).to_contain_text("Five calls")
    console.locator(".live-control details.paper summary").click()
    paper = console.locator("form[data-command=paper_notes]")
    paper.get_by_label("Ressent").check()
    paper.locator("textarea").fill("Perdue\nSoulagée")
    paper.get_by_role("button", name="Ajouter ces notes").click()
    expect(screen.locator(".empathy .card")).to_have_count(4)
    go_on(console, "Lire ensemble")
    expect(lille.locator("form[data-command=add]")).to_have_count(0)
    console.locator(".live-control .card").filter(has_text="Perdue").locator("summary").click()
    console.get_by_role("button", name="Retirer de la carte").click()
    expect(screen.locator(".empathy .card")).to_have_count(3)
    well_read(lille, amiens)


def test_five_whys_are_answered_in_a_chain_with_a_branch_beside(room):
    settings = {"problem": "Un dossier sur trois revient"}
    console, lille, amiens, screen = room("fivewhys", "Pourquoi", ["ask", "read"], share_by="room", settings=settings)
    lille.get_by_label("Parce que…").fill("Il manque une pièce")
    lille.get_by_role("button", name="Ajouter cette réponse").tap()
    expect(screen.locator(".fivewhys-end")).to_contain_text("Il manque une pièce")
    expect(amiens.locator(".fivewhys-next")).to_contain_text("Il manque une pièce")
    amiens.get_by_label("Because…").first.fill("The list is not clear")
    amiens.get_by_label("We went and checked it").first.check()
    amiens.get_by_role("button", name="Add this answer").first.tap()
    expect(lille.locator(".fivewhys-end")).to_contain_text("vérifié")
    lille.locator(".fivewhys .card").last.get_by_role("button", name="Autre réponse…").tap()
    lille.get_by_role("dialog").get_by_label("Parce que…").fill("Personne ne relit")
    lille.get_by_role("dialog").get_by_role("button", name="Ouvrir une branche").tap()
    for page in (amiens, screen):
        expect(page.locator(".fivewhys-chain")).to_have_count(2)
        expect(page.locator(".fivewhys-chain").last).to_contain_text("Personne ne relit")
    console.locator(".live-control details.paper > summary").click()
    answer = console.locator("form[data-command=answer]").last
    answer.get_by_label("Parce que…").fill("Les retours se perdent")
    answer.get_by_role("button", name="Ajouter cette réponse").click()
    expect(screen.locator(".fivewhys-chain").last.locator(".fivewhys-end")).to_contain_text("Les retours se perdent")
    go_on(console, "Lire les chaînes")
    expect(lille.locator("form[data-command=answer]")).to_have_count(0)
    well_read(lille, amiens)


def test_a_matrix_is_placed_unseen_and_what_divides_is_placed_again(room):
    lines = "Un guichet unique\nDes courriers plus clairs"
    console, lille, amiens, screen = room("matrix", "Matrice", ["place", "show"], settings={"lines": lines})
    for effort, impact, thing in ((1, 5, 0), (5, 5, 1)):
        lille.locator(".placing-thing").nth(thing).get_by_role("button", name=f"{effort} · Effort").tap()
        lille.locator(".placing-thing").nth(thing).get_by_role("button", name=f"{impact} · Impact").tap()
    expect(lille.locator(".placing-done")).to_have_text("Placées : 2 sur 2")
    first = amiens.locator(".placing-thing").first
    first.get_by_role("button", name="1 · Effort").tap()
    expect(first.get_by_role("button", name="1 · Effort")).to_have_attribute("aria-pressed", "true")
    first.get_by_role("button", name="4 · Impact").tap()
    amiens.locator(".placing-thing").last.get_by_role("button", name="No opinion").tap()
    expect(amiens.locator(".placing-done")).to_have_text("Placed: 2 of 2")
    expect(screen.locator(".placing-line").first).to_contain_text("2 sur 2")
    paper = console.locator(".live-control details.paper")
    paper.locator("summary").click()
    for numbers in ("1 5, 1 4", "2 4 5 3", "1 5 5 1"):
        paper.get_by_label("Chiffres du papier").fill(numbers)
        paper.get_by_role("button", name="Saisir ce papier").click()
        expect(paper.get_by_label("Chiffres du papier")).to_have_value("")
    paper.get_by_label("Chiffres du papier").fill("1 9 2 2")
    paper.get_by_role("button", name="Saisir ce papier").click()
    expect(paper.locator("form")).to_contain_text("au numéro 1, n’est pas sur l’échelle")
    expect(screen.locator(".placing-line").first).to_contain_text("5 sur 5")
    go_on(console, "Voir où nous en sommes")
    expect(screen.locator(".chart-plane")).to_be_visible()
    expect(screen.locator(".chart-key")).to_contain_text("Un guichet unique")
    expect(amiens.locator(".placing-row").first).to_contain_text("Quick win")
    expect(lille.locator(".placing-row").last).to_contain_text("Moins de cinq l’ont placée")
    console.get_by_role("button", name="Faire placer de nouveau").first.click()
    expect(screen.locator(".placing-again")).to_contain_text("Un guichet unique")
    lille.get_by_role("button", name="3 · Effort").tap()
    lille.get_by_role("button", name="5 · Impact").tap()
    expect(console.get_by_text("1 sur 2 l’ont placée de nouveau")).to_be_visible()
    console.get_by_role("button", name="Montrer où nous en sommes maintenant").click()
    expect(lille.locator(".placing")).to_have_count(0)
    well_read(lille, amiens)


def test_a_session_closes_with_a_mark_and_what_would_have_given_one_more(room):
    console, lille, amiens, screen = room("roti", "Clôture", ["place", "show"])
    lille.get_by_role("button", name="4 · Ce que ce temps a valu").tap()
    lille.get_by_label("En une phrase").fill("Une pause de plus")
    lille.get_by_role("button", name="Envoyer").tap()
    expect(lille.get_by_text("Vous avez dit :")).to_contain_text("Une pause de plus")
    amiens.get_by_role("button", name="5 · What this time was worth").tap()
    expect(screen.locator(".placing-people")).to_contain_text("2 sur 2")
    expect(screen.get_by_text("Une pause de plus")).to_have_count(0)
    paper = console.locator(".live-control details.paper").first
    paper.locator("summary").click()
    for numbers in "453":
        paper.get_by_label("Chiffres du papier").fill(numbers)
        paper.get_by_role("button", name="Saisir ce papier").click()
        expect(paper.get_by_label("Chiffres du papier")).to_have_value("")
    go_on(console, "Voir les notes")
    expect(screen.locator(".chart")).to_contain_text("5 : bien plus que le temps que cela a pris")
    expect(screen.get_by_text("Une pause de plus")).to_be_visible()
    expect(amiens.locator(".chart")).to_contain_text("time lost")
    well_read(lille, amiens)


def test_answers_in_words_are_read_for_names_coded_unseen_and_settled_where_readers_differ(room):
    said = {"lines": "On attend trop longtemps\nMadame Lenoir est aimable", "codes": "Attente\nAccueil"}
    console, lille, amiens, screen = room("coding", "Codage", ["reread", "code", "compare"], settings=said)
    wait, name = (console.locator(".coding-unread .card").filter(has_text=one) for one in ("attend", "Lenoir"))
    expect(screen.locator(".coding-progress")).to_have_text("Textes relus : 0 sur 2")
    name.get_by_role("button", name="nomme une personne").click()
    wait.get_by_role("button", name="Peut sortir").click()
    expect(screen.locator(".coding-progress")).to_have_text("Textes relus : 2 sur 2")
    go_on(console, "Coder")
    for page, button in ((lille, "Prendre des textes à lire"), (amiens, "Take texts to read")):
        page.get_by_role("button", name=button).tap()
        expect(page.locator(".coding-text")).to_have_count(1)
        expect(page.get_by_text("Lenoir")).to_have_count(0)
    lille.get_by_role("button", name="Attente").tap()
    expect(lille.get_by_role("button", name="Attente")).to_have_attribute("aria-pressed", "true")
    amiens.locator(".coding-text summary").tap()
    amiens.get_by_label("Another code").fill("Délais")
    amiens.get_by_role("button", name="Make it and give it").tap()
    expect(lille.get_by_role("button", name="Délais")).to_have_attribute("aria-pressed", "false")
    expect(screen.locator(".coding-book")).to_contain_text("Délais")
    expect(amiens.get_by_role("button", name="Attente")).to_have_attribute("aria-pressed", "false")
    go_on(console, "Comparer et trancher")
    expect(screen.locator(".coding-open")).to_have_count(2)
    console.get_by_role("button", name="Retenir · Attente").click()
    console.get_by_role("button", name="Écarter · Délais").click()
    expect(screen.locator(".coding-apart")).to_contain_text("Attente : retenu")
    expect(screen.locator(".coding-open")).to_have_count(0)
    expect(amiens.locator(".coding-quotes")).to_contain_text("On attend trop longtemps")
    well_read(lille, amiens)
