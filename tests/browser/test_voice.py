"""What a page says to whoever does not see it, each thing once, and where reading goes on when a stage changes."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.browser import drawer, go_on, heard, lead, write

QUESTION = "Comment pourrions-nous"
IS_FOCUSED = """words => {
  const active = document.activeElement;
  return active !== document.body && (active.getAttribute("aria-label") ?? active.textContent).includes(words);
}"""


def said(page: Page, words: str) -> list[str]:
    """All that was said with these words in it."""
    return [one for one in page.evaluate("() => window.heard") if words in one.replace("\u00a0", " ")]


def test_what_the_banner_shows_is_said_once_and_so_is_the_line_that_comes_back(people):
    console, page = people.facilitator(), people.participant("Nour", width="laptop")
    lead(console, "Des courriers plus clairs")
    console.locator("#soon").click()
    heard(page, "L’étape suivante commence")
    page.context.set_offline(True)
    heard(page, "Connexion perdue")
    write(page, "Un seul formulaire")
    heard(page, "1 à envoyer")
    page.context.set_offline(False)
    heard(page, "La connexion est revenue.")
    for words in ("L’étape suivante", "Connexion perdue", "1 à envoyer", "La connexion est revenue"):
        assert len(said(page, words)) == 1, (words, page.evaluate("() => window.heard"))
    assert page.locator("#banner").get_attribute("role") is None


def test_a_dot_that_is_refused_twice_is_refused_aloud_twice(people):
    console, page = people.facilitator(), people.participant("Nour", width="laptop")
    lead(console, "Des courriers plus clairs")
    write(page, "Un seul formulaire")
    expect(page.locator(".my-cards")).to_contain_text("Un seul")
    for stage in ("Révéler", "Lire", "Regrouper"):
        go_on(console, stage)
    lead(console, "Vote par gommettes")
    dot = page.get_by_role("button", name="Placer une gommette").first
    refused = "() => window.heard.filter((one) => one.includes('Vous ne pouvez plus ajouter de gommette ')).length === "
    dot.press("Enter")
    expect(page.locator(".own-dots").first).to_have_text("1")
    for times in (1, 2):
        dot.press("Enter")  # by the keyboard it stays where the focus is; a finger presses the row, which takes back
        page.wait_for_function(f"{refused}{times}")


def test_the_question_is_said_once_and_the_focus_goes_on_at_what_comes(people):
    console, page = people.facilitator(), people.participant("Nour", width="laptop")
    lead(console, "Des courriers plus clairs")
    heard(page, QUESTION)
    write(page, "Un seul formulaire")
    expect(page.locator(".my-cards")).to_contain_text("Un seul")
    page.get_by_role("button", name="J’ai fini").focus()
    go_on(console, "Révéler")
    heard(page, "Une carte est révélée.")
    expect(page.locator("#board-title")).to_be_focused()  # nobody asks any more whether one is done
    for stage in ("Lire", "Regrouper"):
        go_on(console, stage)
        heard(page, stage)
    assert len(said(page, QUESTION)) == 1
    lead(console, "Météo")
    page.get_by_label("Votre mot").focus()
    lead(console, "Vote par gommettes")
    expect(page.locator(".dots-left")).to_be_visible()
    page.wait_for_function(IS_FOCUSED, arg="3 gommettes à placer")
    page.get_by_role("button", name="Placer une gommette").first.focus()
    go_on(console, "Décider")
    expect(page.locator(".result").first).to_be_visible()
    page.wait_for_function(IS_FOCUSED, arg="Ce que montre l’écran")


def test_a_pause_is_said(people):
    console, page = people.facilitator(), people.participant("Nour", width="laptop")
    lead(console, "Des courriers plus clairs")
    drawer(console, "Déroulé").get_by_role("button", name="Mettre l’atelier en pause").click()
    heard(page, "Pause : ce que vous écrivez reste ici")
