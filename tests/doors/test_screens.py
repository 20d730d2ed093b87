"""A screen of a room over HTTP: paired by a code that it shows, seen on the console, cut off, connected again."""

import re

from app.domain.clock import now_ms
from app.live.commands.request import SCREEN, Grant
from app.live.sync.subscriptions import Connection
from app.store import accounts, pairings
from app.store import screens as screen_rows
from tests.support.pages import PASSWORD, SHORT, pair, post, shown, sign_in
from tests.support.rooms import Wire

STORES = ("sqlite", "postgresql")


def test_a_computer_that_shows_a_code_becomes_the_screen_of_a_site(pc, console, facts):
    code = shown(pc)
    assert pc.get("/ecran/attente").json == {"code": code}
    assert "Lille" in pair(console, facts, code.lower().replace(" ", "-")).text
    assert pc.get("/ecran/attente").json == {"go": f"/ecran/{facts.code}"}
    assert "Lille" in pc.get(f"/ecran/{facts.code}").text


def test_a_reload_shows_the_same_code_and_leads_to_the_screen_once_it_is_paired(pc, console, facts):
    code = shown(pc)
    assert shown(pc) == code
    pair(console, facts, code)
    assert pc.get("/ecran").headers["Location"] == f"/ecran/{facts.code}"


def test_an_answer_that_was_lost_on_the_way_is_given_again(pc, console, facts):
    pair(console, facts, shown(pc))
    cookie = pc.get_cookie("beffroi").value
    assert "go" in pc.get("/ecran/attente").json
    pc.set_cookie("beffroi", cookie)
    assert "go" in pc.get("/ecran/attente").json


def test_only_the_browser_that_showed_the_code_becomes_the_screen(app, pc, console, facts):
    pair(console, facts, shown(pc))
    other = app.test_client()
    assert "code" in other.get("/ecran/attente").json
    assert other.get(f"/ecran/{facts.code}").status_code == 403
    assert "go" in pc.get("/ecran/attente").json


def test_a_code_pairs_one_screen(pc, console, facts, store):
    code = shown(pc)
    pair(console, facts, code)
    assert 'role="alert"' in pair(console, facts, code, "s2").text
    with store.read() as session:
        assert [row.site for row in screen_rows.screens(session, facts.id)] == ["s1"]


def test_a_code_that_expired_gives_way_to_another_without_a_reload(pc, console, facts, later):
    code = shown(pc)
    later(14)
    assert pc.get("/ecran/attente").json == {"code": code}
    later(16)
    fresh = pc.get("/ecran/attente").json["code"]
    assert fresh != code
    assert 'role="alert"' in pair(console, facts, code).text
    pair(console, facts, fresh)
    assert "go" in pc.get("/ecran/attente").json


def test_neither_the_code_nor_the_secret_is_in_the_database(pc, store):
    code = shown(pc)
    with pc.session_transaction() as session:
        secret = session["pairing"]["secret"]
    with store.read() as read:
        row = pairings.waiting(read, secret, now_ms())
    kept = " ".join(str(value) for value in vars(row).values())
    assert code.replace(" ", "") not in kept and secret not in kept


def test_a_screen_that_was_cut_off_is_told_and_can_be_connected_again(pc, console, facts, store):
    pair(console, facts, shown(pc))
    pc.get("/ecran")
    with store.read() as session:
        (row,) = screen_rows.screens(session, facts.id)
    post(console, f"/animer/{facts.code}/ecrans/{row.id}/revoquer")
    page = pc.get(f"/ecran/{facts.code}")
    assert page.status_code == 403 and "n’est plus" in page.text
    pair(console, facts, SHORT.search(page.text)[0], "s2")
    assert "Amiens" in pc.get("/ecran", follow_redirects=True).text


def test_a_computer_paired_anew_while_it_shows_an_old_address_goes_to_its_screen(pc, console, facts, store):
    pair(console, facts, shown(pc))
    answer = pc.get(f"/ecran/{facts.code}")
    assert answer.status_code == 302 and answer.headers["Location"] == f"/ecran/{facts.code}"
    assert pc.get(f"/ecran/{facts.code}").status_code == 200


def test_a_screen_cut_off_before_its_computer_came_for_it_is_none(pc, console, facts, store):
    code = shown(pc)
    pair(console, facts, code)
    with store.read() as session:
        (row,) = screen_rows.screens(session, facts.id)
    post(console, f"/animer/{facts.code}/ecrans/{row.id}/revoquer")
    assert pc.get("/ecran/attente").json["code"] != code


def test_the_console_says_which_screens_are_on_and_when_the_others_were_last_seen(app, pc, console, facts, later):
    pair(console, facts, shown(pc))
    pc.get("/ecran/attente")
    who = re.search(r'data-who="(s:[^"]+)"', pc.get(f"/ecran/{facts.code}").text)[1]
    room = app.extensions["rooms"].of(facts)
    room.wire.carrier = Wire()
    listed = lambda: console.get(f"/animer/{facts.code}/ecrans?lang=en").text  # noqa: E731
    assert "being connected" in listed()
    later(2)
    assert "not seen since the server started" in listed()
    later(0)
    connection = Connection("wall", Grant(facts.id, SCREEN, who, "s1"), "fr")
    room.run(lambda: room.visits.arrive(connection))
    assert ">on now<" in listed() and "seen" not in listed()
    room.visits.depart("wall")
    assert "seen less than a minute ago" in listed()
    later(13)
    assert "seen 12 min ago" in listed()


def test_the_next_screen_is_most_likely_for_a_site_that_has_none(pc, console, facts):
    chosen = lambda page: re.findall(r'<option value="(\w+)" selected', page.split('id="screens"')[-1])  # noqa: E731
    assert chosen(console.get(f"/animer/{facts.code}").text)[0] == "s1"
    after = pair(console, facts, shown(pc)).text
    assert chosen(after) == ["s2", "s2"] and "load delay" in after
    assert chosen(pair(console, facts, "AAA AAA", "s1").text) == ["s1", "s1"]  # to be tried again


def test_what_was_done_with_screens_has_the_focus(pc, console, facts, store):
    code = shown(pc)
    assert "autofocus" not in console.get(f"/animer/{facts.code}").text
    assert re.search(r'role="status"[^>]*autofocus', pair(console, facts, code).text)
    assert re.search(r'<input id="pairing"[^>]*autofocus', pair(console, facts, code).text)  # it has served
    with store.read() as session:
        (row,) = screen_rows.screens(session, facts.id)
    cut = post(console, f"/animer/{facts.code}/ecrans/{row.id}/revoquer")
    assert '<h3 tabindex="-1" autofocus>' in cut.text


def test_guessing_the_codes_of_screens_is_stopped(pc, console, facts, store):
    for guess in range(20):
        assert "Aucun écran" in pair(console, facts, f"AAAA{guess:02d}").text
    assert "Trop de codes" in pair(console, facts, shown(pc)).text
    with store.read() as session:
        assert screen_rows.screens(session, facts.id) == []


def test_one_address_does_not_fill_the_table_of_codes(app):
    answers = [app.test_client().get("/ecran").status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]


def test_a_facilitator_of_another_workshop_pairs_no_screen_here(app, store, pc, facts):
    store.write(accounts.add, email="other@example.org", name="Other", password=PASSWORD, operator=False, now=0)
    other = app.test_client()
    sign_in(other, email="other@example.org")
    assert post(other, f"/animer/{facts.code}/ecrans/relier", pairing=shown(pc), site="s1").status_code == 403


def test_a_facilitator_who_opens_the_page_of_screens_is_told_what_to_do(console, facts):
    page = console.get("/ecran").text
    assert "Relier cet écran" in page and f"/animer/{facts.code}" in page


def test_a_facilitator_opens_the_screen_on_their_own_computer_once(console, facts, store):
    for _again in range(2):  # the tab was closed, and is opened again
        answer = post(console, f"/animer/{facts.code}/ecrans/ici")
        while answer.status_code == 302:
            answer = console.get(answer.headers["Location"])
        assert 'data-role="screen"' in answer.text
    with store.read() as session:
        assert [row.site for row in screen_rows.screens(session, facts.id)] == ["s1"]
