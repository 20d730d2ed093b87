"""Templates as a facilitator uses them: a workshop kept as one, taken out as a file, and run again in few gestures."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import expect


class Gestures:
    """Counts what a hand does: one click, one field filled, one choice in a list."""

    def __init__(self, page):
        self.page, self.made = page, 0

    def press(self, role: str, name: str):
        self.made += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def fill(self, label: str, text: str):
        self.made += 1
        self.page.get_by_label(label).fill(text)


def test_a_workshop_runs_again_from_a_template_in_at_most_eight_gestures(people, server, look, tmp_path):
    console = people.facilitator()
    console.goto(f"{server.url}/animer/{server.code}/agenda")
    console.locator("#more summary").click()
    with console.expect_download() as taken:
        console.get_by_role("link", name="Exporter dans un fichier").click()
    taken.value.save_as(tmp_path / "modele.json")
    console.get_by_role("button", name="Enregistrer comme modèle").click()
    expect(console.get_by_role("status")).to_contain_text("Enregistré")
    console.get_by_label("Nom du modèle").fill("Nos courriers, deux heures")
    console.get_by_role("button", name="Enregistrer ces mots").click()
    expect(console.get_by_role("heading", level=1)).to_have_text("Nos courriers, deux heures")

    hand = Gestures(console)
    console.goto(f"{server.url}/animer")
    hand.press("link", "Partir d’un modèle")
    expect(console.get_by_role("heading", level=1)).to_have_text("Partir d’un modèle")
    look.at(console, "templates")
    hand.press("link", "Nos courriers, deux heures")
    expect(console.get_by_role("heading", level=1)).to_have_text("Nos courriers, deux heures")
    look.at(console, "template")
    hand.fill("Titre", "Nos courriers, en mars")
    hand.fill("Question", "Et nos courriels ?")
    hand.fill("Dernier jour", (date.today() + timedelta(days=20)).isoformat())
    hand.press("button", "Créer cet atelier")
    expect(console.get_by_role("heading", level=1)).to_contain_text("Nos courriers, en mars")
    assert hand.made <= 8
    expect(console.locator(".agenda-list > li")).to_have_count(5)
    expect(console.locator(".agenda-list")).to_contain_text("Et nos courriels")

    # The language that is chosen brings the agenda told in it; what was typed stays.
    console.goto(f"{server.url}/animer/modeles/valeurs")
    console.get_by_label("Titre").fill("Ce qui nous tient")
    console.get_by_label("Langue de l’atelier").focus()
    console.get_by_label("Langue de l’atelier").select_option("en")
    expect(console.get_by_label("Question")).to_have_value("Which values guide how we work with users?")
    expect(console.get_by_label("Titre")).to_have_value("Ce qui nous tient")
    expect(console.get_by_label("Langue de l’atelier")).to_be_focused()

    console.goto(f"{server.url}/animer/modeles?lang=en")
    console.get_by_label("File of a template").set_input_files(tmp_path / "modele.json")
    console.get_by_role("button", name="Keep this template").click()
    expect(console.get_by_role("status")).to_contain_text("Kept")
    console.get_by_role("button", name="Delete this template").click()
    expect(console.get_by_role("status")).to_contain_text("deleted")
    assert console.evaluate("document.documentElement.scrollWidth <= innerWidth")
