"""On a phone: one card after the other, a vote by whole rows, a new stage from its top."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import IDEAS
from tests.support.clients import Browser
from tests.support.crowd import Lead

VOTE = "Vote par gommettes"


def test_cards_are_written_one_after_the_other_without_a_tap_between(people, server):
    facilitator = Lead(Browser(server))
    facilitator.open(IDEAS)
    page = people.participant("Louise")
    form = page.locator("form[data-command=write]")
    field = form.get_by_label("Votre idée")
    field.fill("x" * 90)
    expect(form.locator("[data-sending]")).to_have_text("")
    field.press_sequentially("y" * 22)
    expect(form.locator("[data-sending]")).to_have_text("112 / 140")
    field.press("Control+Enter")
    expect(page.locator(".my-cards .card")).to_have_count(1)
    expect(form.locator("[data-sending]")).to_have_text("Envoyé ✓")
    expect(field).to_be_focused()
    page.keyboard.type("La deuxième")
    expect(form.locator("[data-sending]")).to_have_text("")
    form.get_by_role("button", name="Envoyer la carte 2 sur 3").click()
    expect(page.locator(".my-cards .card")).to_have_count(2)
    expect(field).to_be_focused()
    page.keyboard.type("La troisième")
    page.keyboard.press("Meta+Enter")
    expect(page.locator(".my-cards .card")).to_have_count(3)
    expect(form).to_have_count(0)  # all three are written
    facilitator.browser.close()


def test_a_map_is_read_one_moment_at_a_time_by_tabs(people, server):
    facilitator = Lead(Browser(server))
    stages = {"stages": "Chercher\nDemander"}
    maps = facilitator.add("journeymap", "Parcours", ["fill"], anonymous=False, share_by="room", settings=stages)
    for name in ("Lire", "Appeler"):
        facilitator.socket.do(maps, "add_step", text=name, phase="p0")
    page = people.participant("Inès")
    tabs, rows, chosen = page.get_by_role("tab"), page.locator(".journey-map tr.step:visible"), '[aria-selected="true"]'
    expect(tabs).to_have_count(3)  # a stage without a step has one as well
    expect(rows).to_have_count(1)
    expect(page.get_by_role("tabpanel", name="Lire")).to_be_visible()
    page.locator(f".journey-steps {chosen}").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel", name="Appeler")).to_be_visible()
    expect(page.locator(f".journey-steps {chosen}")).to_be_focused()
    facilitator.socket.do(maps, "add_step", text="Attendre", phase="p0")  # the others draw on: one stays where one is
    expect(tabs).to_have_count(4)
    expect(page.get_by_role("tabpanel", name="Appeler")).to_be_visible()
    page.keyboard.press("End")
    expect(rows).to_have_count(0)
    expect(page.locator(".phase-head:visible")).to_contain_text("Demander")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(rows).to_have_count(3)
    expect(tabs).to_have_count(0)
    facilitator.browser.close()


def test_a_whole_row_is_pressed_to_vote_and_again_to_take_back(people, server):
    facilitator = Lead(Browser(server))
    facilitator.open(IDEAS)
    facilitator.socket.do(facilitator.ids[IDEAS], "paper_cards", lines="\n".join(f"Idée {n}" for n in range(30)))
    for here, there in (("collect", "reveal"), ("reveal", "read"), ("read", "cluster")):
        facilitator.socket.do("", "core.stage", activity=facilitator.ids[IDEAS], leaves=here, to=there)
    page = people.participant("Karim", "Amiens")
    expect(page.locator(".live-board .card")).to_have_count(30)
    page.locator(".live-board .card").last.scroll_into_view_if_needed()
    assert page.evaluate("() => scrollY") > 0
    header = page.locator("header.top")
    box = header.bounding_box()
    assert box["y"] == 0 and box["height"] < 50  # where one is stays in sight
    expect(header).to_contain_text("4/4 Regrouper")
    facilitator.open(VOTE)
    expect(page.locator(".option")).to_have_count(30)
    page.wait_for_function("() => scrollY === 0")  # what is asked now is read from its top
    expect(header).to_contain_text("1/3 Voter")
    assert all(one.bounding_box()["height"] >= 48 for one in page.locator("#signals button, details.me summary").all())
    expect(page.locator("[data-left]")).to_contain_text("une par proposition")
    row = page.locator(".option").nth(1)
    corner = {"x": 12, "y": 12}
    row.click(position=corner)
    expect(row.locator(".own-dots")).to_have_text("1")
    expect(row.locator(".plus")).to_have_css("opacity", "0")  # it takes one
    page.locator(".option").nth(3).click(position=corner)
    expect(page.locator(".option").nth(3).locator(".own-dots")).to_have_text("1")
    row.click(position=corner)
    expect(row.locator(".own-dots")).to_have_text("")
    facilitator.browser.close()


def test_who_scrolls_between_two_presses_at_one_place_means_both(people, server):
    facilitator = Lead(Browser(server))
    facilitator.add("dotvote", "Que garder", ["vote", "decide"], settings={"lines": "\n".join(map(str, range(1, 40)))})
    facilitator.browser.close()
    page = people.participant("Karim", width="laptop")
    dots = page.locator(".option .plus")
    dots.first.scroll_into_view_if_needed()
    place = dots.first.bounding_box()
    page.mouse.move(place["x"] + 9, place["y"] + 9)
    page.mouse.down()
    page.mouse.up()
    page.mouse.wheel(0, 400)
    page.wait_for_function("() => scrollY > 300")
    page.mouse.down()
    page.mouse.up()
    expect(page.locator(".own-dots", has_text="1")).to_have_count(2)
