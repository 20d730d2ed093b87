"""One's own notes travel in parts: what the page shows is what was written, changed and taken back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import note_form, write_note


def test_notes_come_change_and_go_one_by_one_and_what_is_open_stays_open(people, pinned):
    page = people.participant("Karim")
    told = []
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: told.append(str(frame))))
    page.goto(pinned)
    own = page.locator("#mine .own-note")
    for number in range(3):
        write_note(page, f"Fait {number}", f"Lieu {number}")
        expect(own).to_have_count(number + 1)
    first = own.filter(has_text="Lieu 0")
    first.locator("> details > summary").click()
    first.get_by_role("button", name="Modifier").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("Mieux dit")
    page.get_by_role("dialog").get_by_role("button", name="Garder cette formulation").click()
    expect(first.locator(".own-said")).to_contain_text("Mieux dit")
    expect(first.locator(".own-said")).to_be_visible()
    first.get_by_role("button", name="Reprendre cette note").click()
    expect(own).to_have_count(2)
    pushed = [frame for frame in told if frame.startswith('42["mine"')]
    assert sum('"base":' in frame and '"html"' not in frame for frame in pushed) >= 3
    box = note_form(page)
    box.get_by_label("Étiquettes").fill("À finir")
    page.reload()
    expect(own).to_have_count(2)
    expect(box.get_by_label("Étiquettes")).to_have_value("À finir")
    expect(box.locator("details.folded")).to_have_attribute("open", "")  # what was begun is not folded away
    assert [text.splitlines()[0] for text in own.all_inner_texts()] != []
