"""A proof of concept led by a facilitator: a criterion needs a number, a vote says which go on, and what came of it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read


def test_a_proof_of_concept_is_written_together_voted_on_and_concluded(room):
    console, lille, amiens, screen = room("poc", "Essai", ["fill", "vote", "decide", "after"], share_by="room")

    def write(page, place, words, add="Écrire", keep="Retenir"):
        page.get_by_role("region", name=place).get_by_role("button", name=add).tap()
        page.get_by_role("dialog").get_by_role("textbox").fill(words)
        page.get_by_role("dialog").get_by_role("button", name=keep, exact=True).tap()

    write(lille, "Notre idée", "Rappeler dans la journée")
    expect(screen.locator(".poc-wall")).to_contain_text("Rappeler dans la journée")
    write(amiens, "It works if… (a number)", "People are happy", "Write", "Keep")
    expect(amiens.locator("body")).to_contain_text("Say a number")  # beside what was typed
    write(amiens, "It works if… (a number)", "7 of 10 call once", "Write", "Keep")
    expect(screen.locator(".poc-wall")).to_contain_text("7 of 10 call once")
    well_read(lille, amiens)
    go_on(console, "Voter")
    lille.locator(".option .plus").tap()
    go_on(console, "Décider")
    go_on(console, "Ce qu’il en est")
    lille.locator("details.more summary").filter(has_text="Rappeler").tap()
    form = lille.locator("form[data-command=learn]")
    form.get_by_label("Ajuster, et tester de nouveau").check()
    form.get_by_label("Ce que nous avons appris").fill("Deux sur dix seulement")
    form.get_by_role("button", name="Noter").tap()
    for page in (screen, amiens):
        expect(page.locator(".poc-after")).to_contain_text("Deux sur dix seulement")
    expect(amiens.locator(".poc-after")).to_contain_text("Adjust, and test again")
