"""The console as an instrument panel: what stays in sight, where the focus goes, how cards come together."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.support.browser import drawer, go_on, lead, more_of, open_people, start_timer, write
from tests.support.looks import violations

INSTRUMENTS = (
    "#now-title",
    ".go .primary",
    ".timer summary",
    ".people-count",
    "#clock",
    ".status",
    ".rail",
    "#mask-screens",
)
SIZES = [(1280, 800), (1366, 768), (1920, 1080)]


def focused(page: Page) -> str:
    return page.evaluate("() => document.activeElement.textContent.trim()")


def test_now_next_clock_readiness_and_presence_stay_in_sight(people):
    people.bring_cards(40)
    console = people.facilitator()
    people.participant("Karim", "Amiens")
    start_timer(console, 5)
    drawer(console, "Déroulé").get_by_role("button", name="Fermer les entrées").click()
    expect(console.locator(".status")).to_contain_text("Entrées fermées")
    for across, down in SIZES:
        console.set_viewport_size({"width": across, "height": down})
        console.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        for one in INSTRUMENTS:
            expect(console.locator(one), f"{one} at {across} × {down}").to_be_in_viewport(ratio=1)
        assert console.locator(".console-top").bounding_box()["height"] <= 57, (across, down)


def test_nothing_that_has_the_focus_is_under_the_band(people):
    people.bring_cards(40)
    console = people.facilitator()
    console.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    console.locator(".live-control [data-move]").last.focus()
    for _ in range(25):
        console.keyboard.press("Shift+Tab")
        box = console.evaluate("() => document.activeElement.getBoundingClientRect().toJSON()")
        band = console.locator(".console-top").bounding_box()
        inside = console.evaluate("() => Boolean(document.activeElement.closest('.console-top'))")
        assert inside or box["top"] >= band["y"] + band["height"] - 1, focused(console)


SCALED = [
    *((size, "100%") for size in (*SIZES, (390, 844), (320, 600))),
    *((size, "200%") for size in (*SIZES, (640, 900))),
]


def test_the_console_is_accessible_at_each_size_and_with_text_twice_as_large(people):
    people.bring_cards(12)
    console = people.facilitator()
    for (across, down), scale in SCALED:
        console.set_viewport_size({"width": across, "height": down})
        console.evaluate("scale => document.documentElement.style.setProperty('font-size', scale)", scale)
        wide = console.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, (across, down, scale)
        assert violations(console) == [], (across, down, scale)


def test_the_whole_workshop_is_led_with_the_one_button_that_goes_on(people):
    console, person = people.facilitator(), people.participant("Karim", "Amiens")
    console.get_by_role("button", name="Commencer : Accueil").click()
    expect(person.locator(".where")).to_contain_text("Accueil")
    expect(console.locator("#next-effect")).to_contain_text("1 personne passe à : Météo (3 min)")
    on = console.get_by_role("button", name=re.compile("^Passer à"))
    for title, stages in (("Météo", 2), ("Des courriers plus clairs", 4), ("Vote par gommettes", 3), ("Clôture", 1)):
        expect(on).to_have_text(f"Passer à l’activité : {title}")
        on.click()
        expect(console.locator("#now-title")).to_have_text(title)
        if title == "Des courriers plus clairs":
            write(person, "Un seul formulaire")  # what the vote is on
            expect(person.locator(".my-cards")).to_contain_text("Un seul formulaire")
        for _ in range(stages - 1):
            here = console.locator(".stages [aria-current=step]").inner_text()
            on.click()
            expect(console.locator(".stages [aria-current=step]")).not_to_have_text(here)
    expect(person.locator(".where")).to_contain_text("Clôture")
    expect(on).to_have_count(0)
    console.locator(".go").get_by_role("button", name="Montrer à tous : les décisions").click()  # and to end
    console.get_by_role("dialog").get_by_role("button", name="Montrer à tous ce que nous retenons").click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("Ce que nous retenons")


def test_whoever_closed_their_page_is_no_longer_online(people):
    console, person = people.facilitator(), people.participant("Karim", "Lille")
    cells = console.locator(".sites-lines tbody tr").first.locator("td")
    expect(cells).to_have_text(["1", "1", "0", "0"])
    person.close()
    expect(cells).to_have_text(["1", "0", "0", "0"])


# --- grouping ------------------------------------------------------------------------------------


def card(console: Page, words: str):
    return console.locator(".live-control .card").filter(has_text=words)


def held(console: Page, what, over):
    """A card taken by the mouse and held over another."""
    expect(console.locator(".live-control[data-drag=ready]")).to_be_attached()
    what.hover(position={"x": 120, "y": 12})  # once it no longer moves: somebody who comes in is drawn above the cards
    start, end = what.bounding_box(), over.bounding_box()
    console.mouse.down()
    console.mouse.move(start["x"] + 120, start["y"] + 30, steps=4)
    console.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=12)


def test_a_card_let_go_on_another_makes_a_group_of_both(people):
    people.bring_cards(4)
    console, person = people.facilitator(), people.participant("Karim", "Amiens")
    cards = console.locator(".live-control .loose .card")
    expect(console.locator(".sites-lines")).to_contain_text("0 sur 1")  # Karim is there, and moves nothing any more
    held(console, cards.nth(2), cards.nth(0))
    expect(console.locator(".onto")).to_have_count(1)
    console.mouse.up()
    expect(console.locator(".groups .card")).to_have_count(2)
    expect(person.locator(".live-board .cluster:not(.loose) .card")).to_have_count(2)
    held(console, cards.first, console.locator(".groups .card").first)
    console.mouse.up()
    expect(console.locator(".groups .cluster")).to_have_count(1)
    expect(console.locator(".groups .card")).to_have_count(3)


def test_cards_in_no_group_stay_above_the_groups(people):
    people.bring_cards(40)
    console = people.facilitator()
    loose, groups = console.locator(".live-control .loose"), console.locator(".groups")
    for across in (1366, 390):
        console.set_viewport_size({"width": across, "height": 844})
        assert loose.bounding_box()["y"] < groups.bounding_box()["y"]


def test_the_focus_goes_along_with_a_card_that_the_arrows_move(people):
    people.bring_cards(6)
    console = people.facilitator()
    more_of(card(console, "n° 1")).get_by_role("button", name="Déplacer vers…").click()
    console.get_by_role("dialog").get_by_role("button", name=re.compile("^Un .*regroupement")).click()
    expect(console.locator(".groups .card")).to_have_count(1)
    card(console, "n° 2").locator("[data-tick]").focus()
    console.keyboard.press("ArrowRight")  # from card to card
    moved = card(console, "n° 3").locator("[data-tick]")
    expect(moved).to_be_focused()
    for key, n in (("ArrowRight", 2), ("ArrowLeft", 1), ("ArrowRight", 2)):
        console.keyboard.press(f"Shift+{key}")
        expect(console.locator(".groups .card")).to_have_count(n)
        expect(moved).to_be_focused()


def test_after_a_merge_and_a_split_the_focus_is_on_the_group_that_has_the_cards(people):
    people.bring_cards(6)
    console = people.facilitator()
    for n, name in ((1, "Premier"), (2, "Second")):
        more_of(card(console, f"n° {n}")).get_by_role("button", name="Déplacer vers…").click()
        console.get_by_role("dialog").get_by_role("button", name=re.compile("^Un .*regroupement")).click()
        group = console.locator(".groups .cluster").filter(has_text=f"n° {n}")
        group.locator("summary").filter(has_text="Nommer").click()
        group.get_by_label("Nom du regroupement").fill(name)
        group.get_by_label("Nom du regroupement").press("Enter")
        expect(group.get_by_role("heading")).to_have_text(re.compile(rf"· {name}$"))
    more_of(console.locator(".groups .cluster").last).locator("[data-merge]").click()
    console.get_by_role("dialog").get_by_role("button", name="Premier").click()
    expect(console.locator(".groups .cluster")).to_have_count(1)
    expect(console.get_by_role("heading", name="Premier").first).to_be_focused()
    console.keyboard.press("Tab")
    more_of(console.locator(".groups .cluster")).get_by_role("button", name="Défaire").press("Enter")
    expect(console.locator(".groups .cluster")).to_have_count(0)
    expect(console.locator(".live-control .loose h3")).to_be_focused()


# --- screens -------------------------------------------------------------------------------------


def test_after_a_screen_is_connected_the_focus_is_on_what_came_of_it(people, server):
    console, wall = people.facilitator(), people.page("wide")
    wall.goto(f"{server.url}/ecran")
    code = wall.locator("#pairing-code").inner_text()
    drawer(console, "Entrées")
    console.get_by_label("Code affiché").fill(code)
    console.get_by_role("button", name="Relier cet écran").click()
    expect(console.locator("#screens .notice")).to_be_focused()
    wall.wait_for_url("**/ecran/*")
    for _ in range(2):  # unfolded again, it says what is
        console.get_by_role("button", name="Entrées", exact=True).click()
    expect(console.locator("#screens .lit")).to_have_count(1)


def test_what_is_typed_while_the_list_of_screens_is_on_its_way_stays(people):
    console = people.facilitator()
    held = []
    console.route("**/ecrans", lambda route: held.append(route))
    with console.expect_request("**/ecrans"):
        drawer(console, "Entrées")
    field = console.get_by_label("Code affiché")
    field.fill("ABC")
    with console.expect_response("**/ecrans"):
        held[0].continue_()
    expect(console.locator("#screens li")).to_have_count(2)
    expect(field).to_have_value("ABC")
    expect(field).to_be_focused()


def test_a_list_unfolded_before_the_line_is_there_is_fetched_once_it_is(people):
    console = people.facilitator()
    is_open: list[bool] = []
    console.route_web_socket("**/socket.io/**", lambda line: line.connect_to_server() if is_open else line.close())
    console.route("**/socket.io/**", lambda asked: asked.continue_() if is_open else asked.abort())
    console.reload()
    field = drawer(console, "Entrées").get_by_label("Code affiché")
    expect(field).to_be_visible()
    with console.expect_response("**/ecrans"):
        is_open.append(True)
    console.unroute_all()


def test_a_screen_says_where_to_type_the_code_until_entry_is_closed(people, server):
    console, screen = people.facilitator(), people.screen("Lille")
    door = screen.locator(".door")
    expect(door).to_contain_text(f"ouvrez 127.0.0.1:{server.port} et tapez")
    drawer(console, "Déroulé").get_by_role("button", name="Fermer les entrées").click()
    expect(door.get_by_text("Entrées fermées")).to_be_visible()
    expect(door.locator("img")).to_be_hidden()
    expect(door.locator(".code")).to_be_hidden()


def test_a_card_that_is_enlarged_leaves_the_clock_in_sight_and_is_read_from_afar(people):
    people.bring_cards(3)
    console, screen = people.facilitator(), people.screen("Lille")
    start_timer(console, 5)
    one = card(console, "n° 1")
    one.locator("summary").filter(has_text="Plus").click()
    one.get_by_role("button", name="Agrandir sur les écrans").click()
    expect(screen.locator("#enlarged")).to_contain_text("n° 1")
    on_top = """() => { const { x, y, width, height } = document.getElementById("clock").getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2).id; }"""
    assert screen.evaluate(on_top) == "clock"
    assert screen.evaluate("() => parseFloat(getComputedStyle(document.getElementById('enlarged')).fontSize)") >= 90


def test_bars_of_results_are_on_one_scale(people):
    people.bring_cards(12)
    console, person = people.facilitator(), people.participant("Karim", "Amiens")
    lead(console, "Vote par gommettes")
    person.locator(".option .plus").first.click()
    expect(person.locator(".own-dots").first).to_have_text("1")
    go_on(console, "Décider")
    expect(person.locator(".result")).to_have_count(12)
    widths = person.evaluate(
        "() => [...document.querySelectorAll('.live-board .result meter')].map((one) => one.clientWidth)"
    )
    assert max(widths) - min(widths) <= 1
    expect(person.locator(".live-board").get_by_text("à égalité")).to_have_count(0)


def test_what_changes_nothing_comes_before_what_voids_votes(people):
    people.bring_cards(4)
    console, person = people.facilitator(), people.participant("Karim", "Amiens")
    lead(console, "Vote par gommettes")
    person.locator(".option .plus").first.click()
    expect(person.locator(".own-dots").first).to_have_text("1")
    open_people(console)
    console.get_by_role("button", name="Invalider les votes… Karim").click()
    buttons = console.get_by_role("dialog").get_by_role("button")
    expect(buttons).to_have_text(["Ne rien changer", "Invalider ces votes"])
    buttons.last.click()
    expect(person.locator(".own-dots").first).to_have_text("")
