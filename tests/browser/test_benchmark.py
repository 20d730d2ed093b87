"""A benchmark led by a facilitator and played on two phones, one in French and one in English, before a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read

SETTINGS = {"criteria": "Ce qui est fait\nAccueil / aucun / complet", "cases": "Région Nord / région\nCaisse d’Amiens"}
TABLE = "Organisation\tCe qui est fait\tAccueil\nVille de Gand\tUne page sans compte\t{}"


def test_a_grid_is_filled_in_a_table_is_pasted_and_lessons_are_placed_unseen(room):
    stages = ["fill", "lessons", "place", "show"]
    console, lille, amiens, screen = room("benchmark", "Ailleurs", stages, settings=SETTINGS)
    expect(lille.get_by_role("tab")).to_have_count(2)
    lille.locator(".bench-grid .add:visible").first.tap()
    dialog = lille.get_by_role("dialog")
    dialog.get_by_label("Ce qui a été trouvé").fill("Un guichet")
    dialog.get_by_label("D’où cela vient").fill("Rapport 2025")
    dialog.get_by_role("button", name="Garder", exact=True).tap()
    expect(screen.locator(".bench-progress li").first).to_contain_text("1 sur 2")
    amiens.get_by_role("tab", name="Caisse d’Amiens").tap()
    amiens.locator(".bench-grid .add:visible").last.tap()
    dialog = amiens.get_by_role("dialog")
    dialog.get_by_label("3", exact=True).check()
    dialog.get_by_role("button", name="Keep this").tap()
    expect(console.locator(".bench-grid")).to_contain_text("3 sur 4")
    expect(console.locator(".bench-grid")).to_contain_text("Rapport 2025")
    paste = console.locator("form[data-command=paste]")
    console.locator("details.paper", has=paste).locator("summary").click()
    paste.locator("textarea").fill(TABLE.format(""))
    paste.get_by_role("button", name="Prendre le tableau entier").click()
    expect(paste).to_contain_text("1 trou, et rien n’a été pris : ligne 2, « Accueil »")
    paste.locator("textarea").fill(TABLE.format("2"))
    paste.get_by_role("button", name="Prendre le tableau entier").click()
    expect(screen.locator(".bench-progress li")).to_have_count(3)
    well_read(lille, amiens)

    go_on(console, "Comparer et tirer les enseignements")
    expect(screen.locator(".bench-by").first).to_contain_text("Ville de Gand")
    lille.get_by_label("Un enseignement pour nous").fill("Une page sans compte")
    lille.get_by_role("button", name="Ajouter cet enseignement").tap()
    amiens.get_by_role("button", name="Write a lesson").locator("visible=true").tap()
    amiens.get_by_role("dialog").get_by_label("A lesson for us").fill("Un guichet commun")
    amiens.get_by_role("dialog").get_by_role("button", name="Add this lesson").tap()
    for page in (lille, amiens, console):
        expect(page.locator(".bench-lessons .card")).to_have_count(2)

    go_on(console, "Transposable chez nous")
    for page, marks in ((lille, (5, 2)), (amiens, (4, 1))):
        for text, mark in zip(("Une page sans compte", "Un guichet commun"), marks, strict=True):
            thing = page.locator(".placing-thing").filter(has_text=text)
            thing.get_by_role("button", name=f"{mark} · ").tap()
            expect(thing.locator('[aria-pressed="true"]')).to_have_text(str(mark))
    order = screen.locator(".placing-line .card-text").all_inner_texts()
    paper = console.locator(".live-control details.paper", has=console.locator("form[data-command=paper_placing]"))
    if paper.get_attribute("open") is None:  # what was unfolded in its place before is still so
        paper.locator("summary").click()
    for _paper in range(3):
        paper.get_by_label("Chiffres du papier").fill(" ".join("5" if "page" in text else "2" for text in order))
        paper.get_by_role("button", name="Saisir ce papier").click()
        expect(paper.get_by_label("Chiffres du papier")).to_have_value("")
    go_on(console, "Voir les meilleurs enseignements")
    expect(amiens.locator(".placing-row").first).to_contain_text("Une page sans compte")
    expect(screen.locator(".chart tbody tr").first).to_contain_text("Une page sans compte")
    well_read(lille, amiens)
