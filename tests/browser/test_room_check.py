"""The room check in a real browser: what it finds on a good network, on a bad one, on plain http from elsewhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import NAME
from tests.support.serving import Server, free_port

OVER = re.compile("^(Le contrôle est terminé|The check is over)")
NO_WEBSOCKET = "window.WebSocket = class { constructor() { throw new DOMException('refused', 'SecurityError'); } };"


def finding(page, title):
    return page.locator(".finding").filter(has=page.get_by_role("heading", name=title))


@pytest.fixture
def checked(people, server):
    """Opens the room check, and waits until it is over."""

    def opened(page=None, url=server.url, query=""):
        page = page or people.page()
        page.goto(f"{url}/salle{query}")
        expect(page.locator("#outcome")).to_have_text(OVER)  # what never answers is waited for
        return page

    return opened


def test_on_a_good_network_websocket_works(checked):
    page = checked()
    line = finding(page, "Liaison en direct")
    expect(line.locator(".verdict")).to_have_text("Bon")
    expect(line).to_contain_text(re.compile(r"WebSocket passe.* en \d+ ms"))
    expect(line.locator(".to-ask")).to_be_hidden()
    expect(finding(page, "Rapidité")).to_contain_text("sur 8 essais")
    for title in ("Navigateur", "Taille de l’écran", "Horloge"):
        expect(finding(page, title).locator(".verdict")).to_have_text("Bon")
    expect(page.locator("#under-way")).to_be_hidden()


def test_an_address_of_this_computer_alone_is_to_be_raised(checked):
    page = checked()
    expect(finding(page, "Adresse du site").locator(".verdict")).to_have_text("À voir avec l’informatique")
    expect(finding(page, "Adresse du site")).to_contain_text("aucun téléphone")
    expect(page.locator("#outcome")).to_contain_text("à voir avec l’informatique avant l’atelier")


@pytest.mark.parametrize("how", ["refused by the browser", "cut by the network", "swallowed by a proxy"])
def test_where_websocket_is_refused_it_says_that_requests_take_over(checked, people, how):
    page = people.page()
    if how == "refused by the browser":
        page.add_init_script(NO_WEBSOCKET)
    elif how == "cut by the network":
        page.route_web_socket(re.compile("/socket.io/"), lambda line: line.close())
    else:
        page.route_web_socket(re.compile("/socket.io/"), lambda line: None)  # opened, and never heard of again
    page = checked(page)
    line = finding(page, "Liaison en direct")
    expect(line.locator(".verdict")).to_have_text("Passable")
    expect(line).to_contain_text("ne laisse pas passer WebSocket : l’atelier marchera, plus lentement")
    expect(line).to_contain_text(re.compile(r"À demander\s: autoriser ws://127\.0\.0\.1:\d+/socket\.io/ "))


def test_where_nothing_live_gets_through_nobody_could_take_part(checked, people):
    page = people.page()
    page.add_init_script(NO_WEBSOCKET)
    page.route("**/socket.io/**", lambda route: route.abort())
    line = finding(checked(page), "Liaison en direct")
    expect(line.locator(".verdict")).to_have_text("À voir avec l’informatique")
    expect(line).to_contain_text("personne ne pourrait participer depuis cette salle")


def test_a_network_that_loses_requests_is_told_so(checked, people):
    page, asked = people.page(), []

    def every_other(route):
        asked.append(route)
        route.abort() if len(asked) % 2 else route.continue_()

    page.route("**/healthz", every_other)
    speed = finding(checked(page), "Rapidité")
    expect(speed).to_contain_text("4 sur 8")
    expect(speed).to_contain_text("examiner le Wi-Fi")


def test_a_clock_that_is_hours_off_is_mentioned_and_no_more(checked, people):
    page = people.page()
    page.add_init_script("const now = Date.now; Date.now = () => now() - 3 * 3600 * 1000;")
    clock = finding(checked(page), "Horloge")
    expect(clock.locator(".verdict")).to_have_text("Pour information")
    expect(clock).to_contain_text("environ 3 heures d’écart")
    expect(clock.locator(".to-ask")).to_be_hidden()


def test_a_phone_is_no_screen_for_a_room(checked, people):
    screen = finding(checked(people.page("phone")), "Taille de l’écran")
    expect(screen.locator(".verdict")).to_have_text("Pour information")
    expect(screen).to_contain_text("390 × 844 points")


def test_an_old_browser_is_told_what_it_lacks(checked, people):
    page = people.page()
    page.add_init_script("CSS.supports = () => false; delete HTMLDialogElement.prototype.showModal;")
    browser = finding(checked(page), "Navigateur")
    expect(browser).to_contain_text("il lui manque @container, dvh, dialog.")
    expect(browser).to_contain_text("un navigateur récent sur cet appareil")


def test_on_plain_http_from_elsewhere_it_says_what_is_lost_and_is_copied_all_the_same(
    checked,
    people,
    server,
    on_a_network,
):
    people.browser = on_a_network
    page = checked(url=server.url.replace("127.0.0.1", NAME))
    assert page.evaluate("() => window.isSecureContext") is False
    expect(finding(page, "Adresse du site").locator(".verdict")).to_have_text("Bon")
    expect(finding(page, "Chiffrement").locator(".verdict")).to_have_text("Passable")
    expect(finding(page, "Chiffrement")).to_contain_text("les notes de terrain ne peuvent pas se prendre sans réseau")
    expect(page.locator("#outcome")).to_contain_text("avec des réserves")
    page.get_by_role("button", name="Copier ce compte rendu").click()
    expect(page.locator("#copied")).to_contain_text(re.compile("copié|sélectionné"))
    report = page.get_by_label("Compte rendu", exact=True)
    assert report.evaluate("field => field.selectionEnd - field.selectionStart === field.value.length")


def test_an_address_that_few_can_reach_is_told_apart(checked, people, browser_type, browser_type_launch_args, tmp_path):
    names = {"near": "ateliers-lille.local", "public": "ateliers.test", "other": "ateliers-bis.test"}
    rules = ", ".join(f"MAP {name} 127.0.0.1" for name in names.values())
    args = [*browser_type_launch_args["args"], f"--host-resolver-rules={rules}"]
    near = Server(tmp_path / "near").start()
    port = free_port()
    public = Server(tmp_path / "public", {"PUBLIC_URL": f"http://{names['public']}:{port}"}, port).start()
    people.browser = browser_type.launch(**{**browser_type_launch_args, "args": args})
    try:
        found = {}
        for name, server in (("near", near), ("public", public), ("other", public)):
            page = checked(url=f"http://{names[name]}:{server.port}")
            found[name] = finding(page, "Adresse du site").inner_text()
            expect(page.get_by_alt_text("QR code de cette page")).to_be_visible()
    finally:
        people.browser.close()
        near.stop()
        public.stop()
    assert "Passable" in found["near"] and "qui est celle d’un réseau local" in found["near"]
    assert "Bon" in found["public"]
    assert "Passable" in found["other"] and f"mènent à http://ateliers.test:{port}" in found["other"]


def test_the_report_says_all_that_was_found_and_is_copied(checked, people):
    page = people.page(permissions=["clipboard-read", "clipboard-write"])
    checked(page)
    page.get_by_label("Nom de la salle").fill("Salle Clément, Amiens")
    report = page.get_by_label("Compte rendu", exact=True)
    value = report.input_value()
    assert value.startswith("Contrôle de la salle\u00a0: Salle Clément, Amiens\n")
    for found in page.locator(".finding").all():
        assert found.locator(".found").inner_text() in value
    assert "À demander\u00a0: démarrer le site pour le réseau local" in value
    page.get_by_role("button", name="Copier ce compte rendu").click()
    expect(page.locator("#copied")).to_contain_text("Le compte rendu est copié")
    assert page.evaluate("() => navigator.clipboard.readText()").replace("\r", "") == value


def test_a_report_that_cannot_be_copied_is_selected_for_the_person_to_do_it(checked, people):
    page = people.page()
    page.add_init_script("document.execCommand = () => false; delete Navigator.prototype.clipboard;")
    checked(page)
    page.get_by_role("button", name="Copier ce compte rendu").press("Enter")
    expect(page.locator("#copied")).to_contain_text("Ctrl+C")
    expect(page.get_by_label("Compte rendu", exact=True)).to_be_focused()


def test_only_the_end_is_announced_and_it_can_be_checked_again(checked):
    page = checked()
    page.evaluate(
        """() => {
            window.heard = [];
            const said = (node) => (node.closest ? node : node.parentElement)?.closest('[role=status], [aria-live]');
            new MutationObserver((seen) => {
                for (const place of seen.map(({ target }) => said(target))) {
                    if (place?.textContent) window.heard.push(place.textContent);
                    else if (place?.id === "outcome") window.emptied = true;
                }
            }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )
    page.get_by_role("button", name="Refaire le contrôle").click()
    page.wait_for_function("() => window.emptied")  # what was found before no longer stands there
    expect(page.locator("#outcome")).to_have_text(OVER)
    assert page.evaluate("() => window.heard") == [page.locator("#outcome").inner_text()]


def test_it_is_there_in_english(checked):
    page = checked(query="?lang=en")
    expect(finding(page, "Live connection")).to_contain_text("WebSocket goes through")
    expect(page.get_by_role("button", name="Copy this report")).to_be_visible()


def test_where_scripts_do_not_run_a_sentence_says_why_nothing_happens(people, server):
    page = people.page(java_script_enabled=False)
    page.goto(server.url + "/salle")
    expect(page.locator("#step")).to_contain_text("ce navigateur est trop ancien pour l’atelier, ou le réseau retient")


def test_pages_of_the_site_have_no_violation_that_axe_finds(checked, people, server, look):
    page = checked()
    look.at(page, "room-check")
    phone = people.page("phone")
    phone.add_init_script(NO_WEBSOCKET)
    look.at(checked(phone), "room-check-no-websocket")
    for name, path in {
        "accessibility-statement": "/accessibilite",
        "privacy-notice": "/confidentialite",
        "ecodesign": "/ecoconception",
    }.items():
        page.goto(server.url + path)
        look.at(page, name)


@pytest.mark.parametrize("path", ["/salle", "/accessibilite", "/confidentialite", "/ecoconception"])
def test_pages_of_the_site_reflow(people, server, path):
    page = people.page()
    page.goto(server.url + path)
    for size, scale in (({"width": 320, "height": 600}, "100%"), ({"width": 640, "height": 900}, "200%")):
        page.set_viewport_size(size)
        page.evaluate("scale => document.documentElement.style.setProperty('font-size', scale)", scale)
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), size


def test_a_participant_s_page_loads_no_more_than_the_ecodesign_statement_says_in_twelve_requests(people, server):
    from app.web.common import page_weight

    page = people.participant("Karim")
    context = people.page().context
    context.add_cookies(page.context.cookies())
    fresh, asked = context.new_page(), []
    fresh.on("requestfinished", lambda request: asked.append(request))
    fresh.goto(page.url)
    expect(fresh.locator("body[data-live]")).to_be_attached()
    files = {request.url.rpartition("/static/")[2][13:] for request in asked if "/static/" in request.url}
    assert "js/page.js" in files
    assert files <= page_weight.files_of("participant")
    assert len(asked) + 1 <= 12, [request.url for request in asked]  # and the line
