"""A quick question, from the console to the phones and screens and back, with its gestures counted."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import IDEAS, lead

GESTURES_MOST = 4
"""Opening it, the question with Enter, its results, and back: as the facilitator's day counts them."""


def test_a_quick_question_takes_four_gestures_there_and_back(people):
    console, screen = people.facilitator(), people.screen()
    lead(console, IDEAS)
    phones = [people.participant(name) for name in ("Ana", "Bob", "Cleo")]
    for hand in phones:
        expect(hand.locator("body[data-live]")).to_be_attached()
    gestures = [console.get_by_text("Question éclair…").click]
    field = console.get_by_label("Question obligatoire", exact=True)
    gestures.append(lambda: (field.fill("On continue dix minutes ?"), field.press("Enter")))
    gestures.append(console.get_by_role("button", name="Passer à : Voir les résultats").click)
    gestures.append(console.get_by_role("button", name=f"Revenir à : {IDEAS}").click)
    assert len(gestures) <= GESTURES_MOST
    gestures.pop(0)()
    gestures.pop(0)()
    expect(screen.locator(".instruction")).to_contain_text("On continue dix minutes")
    for phone, said in zip(phones, ("Oui", "Oui", "Non"), strict=True):
        phone.get_by_role("button", name=said, exact=True).click()
        expect(phone.locator("#mine")).to_contain_text("Votre réponse")
    expect(screen.locator(".pulse-said")).to_contain_text("3 sur 3 ont répondu")
    console.locator("details.paper summary").first.click()  # two hands in the room: no gesture of the question's own
    for _hand in range(2):
        console.get_by_role("button", name="Un bulletin de plus : À discuter").click()
    for page in (console, screen, phones[0]):  # from five on
        expect(page.locator(".pulse-answer").first).to_contain_text("40")
        expect(page.locator(".pulse-answer").first).to_contain_text("2 personnes")
    gestures.pop(0)()
    expect(phones[2].get_by_role("button", name="Oui", exact=True)).to_have_count(0)
    gestures.pop(0)()
    expect(console.locator("#now-title")).to_have_text(IDEAS)
    expect(phones[0].get_by_label("Votre idée")).to_be_visible()
    expect(phones[0].get_by_role("link", name="On continue dix minutes")).to_have_count(0)  # it is over
