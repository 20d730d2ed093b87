"""How a browser shows what people really type: from right to left, with French blanks, an emoji of several signs."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on, lead, write

SARAH, FIREFIGHTER = "שרה", "👩🏽\u200d🚒"

WHERE = """(element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    return range.getBoundingClientRect().x;
  }
  return null;
}"""


def is_left_of(element, one: str, other: str) -> bool:
    """Whether the eye finds `one` before `other`, on a page that is read from left to right."""
    return element.evaluate(WHERE, one) < element.evaluate(WHERE, other)


def test_a_hebrew_name_does_not_turn_the_sentence_around_it(people, server):
    console = people.facilitator()
    sarah = people.page("phone")
    sarah.goto(server.link("Participants"))
    sarah.get_by_label("prénom").fill(SARAH)
    sarah.locator("details.shared summary").click()
    sarah.get_by_label("Combien").fill("2")
    sarah.get_by_role("button", name="Entrer").click()
    sarah.wait_for_url("**/atelier/**")
    console.goto(f"{server.url}/animer/{server.code}/tables")
    console.locator("#lay-count").fill("1")
    console.locator("form[action$=tables] button.primary").click()
    console.locator("details:has(> .seated) > summary").first.click()
    label = console.locator(".seated label").filter(has_text=SARAH)
    expect(label).to_contain_text("2")
    assert is_left_of(label, SARAH, "2")
    console.screenshot(path="test-results/hebrew-name.png", full_page=True)


def test_what_is_typed_without_a_network_and_shown_to_all_is_drawn_whole(people, server):
    console, page = people.facilitator(), people.participant("Louise")
    lead(console, "Des courriers plus clairs")
    write(page, f"« Prêt » ? {SARAH} 12 !")
    expect(page.locator(".my-cards .card-text")).to_have_text(f"« Prêt » ? {SARAH} 12 !")
    page.context.set_offline(True)
    write(page, "x" * 87 + FIREFIGHTER * 3)
    waits = page.locator("#waiting li")
    expect(waits).to_be_visible()
    expect(waits).to_have_text("x" * 87 + "…")
    page.context.set_offline(False)
    expect(page.locator(".my-cards .card")).to_have_count(2)
    card = page.locator(".my-cards .card").filter(has_text=SARAH)
    card.locator("[data-command=take_back]").tap()
    expect(page.get_by_label("Votre idée")).to_have_value(f"« Prêt » ? {SARAH} 12 !")
    page.get_by_role("button", name="Envoyer la carte").tap()
    go_on(console, "Révéler")
    shown = page.locator(".live-board .card-text").filter(has_text=SARAH)
    assert shown.text_content() == f"«\u00a0Prêt\u00a0»\u202f? {SARAH} 12\u202f!"
    page.screenshot(path="test-results/french-blanks.png", full_page=True)
