"""The doors over HTTP: a room's screen paired by a code, a place carried elsewhere, people removed and let back."""

import re

import pytest

from app.domain.clock import now_ms
from app.live.commands.request import SCREEN, Grant
from app.live.sync.subscriptions import Connection
from app.store import accounts, pairings, purge
from app.store import people as people_rows
from app.store import screens as screen_rows
from app.store.schema import MIGRATIONS
from tests.support.pages import PASSWORD, SHORT, join, people, place_link, post, sign_in, token, who
from tests.support.rooms import Wire

STORES = ("sqlite", "postgresql")

MINUTE = 60_000


@pytest.fixture
def later(monkeypatch):
    """Says what time it is from now on."""
    began = now_ms()
    return lambda minutes: monkeypatch.setattr("app.web.common.locale.now_ms", lambda: began + minutes * MINUTE)


@pytest.fixture
def console(app, facts):
    client = app.test_client()
    sign_in(client)
    return client


@pytest.fixture
def pc(app):
    return app.test_client()


def shown(client) -> str:
    return SHORT.search(client.get("/ecran").text)[0]


def pair(console, facts, code, site="s1"):
    page = console.get(f"/animer/{facts.code}")
    data = {"csrf_token": token(page), "pairing": code, "site": site}
    return console.post(f"/animer/{facts.code}/ecrans/relier", data=data)


# --- screens ---------------------------------------------------------------------------------


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
    assert "not seen since the server started" in listed()
    connection = Connection("wall", Grant(facts.id, SCREEN, who, "s1"), "fr")
    room.run(lambda: room.visits.arrive(connection))
    assert ">on now<" in listed() and "seen" not in listed()
    room.visits.depart("wall")
    assert "seen less than a minute ago" in listed()
    later(13)
    assert "seen 12 min ago" in listed()


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


# --- one's place -----------------------------------------------------------------------------


def test_somebody_goes_on_elsewhere_as_the_same_person(app, facts, store):
    phone, laptop = app.test_client(), app.test_client()
    join(phone, facts, name="Ana")
    link = place_link(phone, facts)
    assert "Ana" in laptop.get(link).text
    assert post(laptop, link).headers["Location"] == f"/atelier/{facts.code}"
    assert who(laptop, facts) == who(phone, facts)
    assert len(people(store, facts)) == 1


def test_looking_at_the_link_uses_nothing_up_and_taking_it_does(app, facts):
    phone, laptop, third = (app.test_client() for _ in range(3))
    join(phone, facts)
    link = place_link(phone, facts)
    for _ in range(3):
        assert laptop.get(link).status_code == 200
    assert post(laptop, link).status_code == 303
    assert third.get(link).status_code == post(third, link).status_code == 404
    assert third.get(f"/atelier/{facts.code}").status_code == 302


def test_a_link_to_a_place_lasts_fifteen_minutes_and_gives_way_to_the_next(app, facts, later):
    phone, laptop = app.test_client(), app.test_client()
    join(phone, facts)
    first = place_link(phone, facts)
    second = place_link(phone, facts)
    assert laptop.get(first).status_code == 404 and laptop.get(second).status_code == 200
    later(16)
    assert laptop.get(second).status_code == post(laptop, second).status_code == 404


def test_each_device_has_a_link_of_its_own_to_the_data_of_the_person(app, facts):
    phone, laptop = app.test_client(), app.test_client()
    join(phone, facts, name="Ana")
    post(laptop, place_link(phone, facts))
    links = [
        re.search(r'href="(/mes-donnees/[^"]+)"', client.get(f"/atelier/{facts.code}").text)[1]
        for client in (phone, laptop)
    ]
    assert links[0] != links[1]
    assert all("Ana" in app.test_client().get(link).text for link in links)


def test_names_forgotten_take_every_link_along(app, facts, store):
    phone, laptop = app.test_client(), app.test_client()
    join(phone, facts, name="Ana")
    post(laptop, place_link(phone, facts))
    link = re.search(r'href="(/mes-donnees/[^"]+)"', laptop.get(f"/atelier/{facts.code}").text)[1]
    last = place_link(phone, facts)
    store.write(purge.purge_names, facts.id)
    assert app.test_client().get(link).status_code == app.test_client().get(last).status_code == 404


def test_the_seat_of_a_shared_device_goes_along(app, facts):
    tablet, phone = app.test_client(), app.test_client()
    join(tablet, facts, seats="3")
    post(tablet, f"/atelier/{facts.code}/place", seat="2")
    post(phone, place_link(tablet, facts))
    assert who(phone, facts) == who(tablet, facts) and who(phone, facts).endswith(".2")


def test_whoever_is_somebody_else_here_already_is_warned(app, facts):
    phone, laptop = app.test_client(), app.test_client()
    join(phone, facts, name="Ana")
    join(laptop, facts, name="Bob")
    page = laptop.get(place_link(phone, facts)).text
    assert "Ana" in page and "Bob" in page


def test_only_whoever_is_in_has_a_place_to_carry(app, facts):
    assert app.test_client().get(f"/atelier/{facts.code}/ma-place").headers["Location"] == f"/rejoindre/{facts.code}"


def test_a_place_is_taken_by_a_short_code_on_the_joining_page(app, facts, store):
    phone, laptop = app.test_client(), app.test_client()
    join(phone, facts, name="Ana")
    code = SHORT.search(phone.get(f"/atelier/{facts.code}/ma-place").text)[0]
    wrong = post(laptop, f"/rejoindre/{facts.code}/reprise", resume="AAAAAA")
    assert wrong.status_code == 404 and 'role="alert"' in wrong.text
    assert post(laptop, f"/rejoindre/{facts.code}/reprise", resume=code.lower()).status_code == 303
    assert who(laptop, facts) == who(phone, facts)
    assert post(app.test_client(), f"/rejoindre/{facts.code}/reprise", resume=code).status_code == 404


def test_guessing_codes_of_places_is_stopped(app, facts):
    client = app.test_client()
    page = token(client.get(f"/rejoindre/{facts.code}"))
    answers = [
        client.post(f"/rejoindre/{facts.code}/reprise", data={"csrf_token": page, "resume": f"AAAA{n:02d}"}).status_code
        for n in range(61)
    ]
    assert answers == [404] * 60 + [429]


def test_a_facilitator_reattaches_somebody_whose_phone_is_gone(app, facts, console, store):
    join(app.test_client(), facts, name="Ana")
    (ana,) = people(store, facts)
    told = post(console, f"/animer/{facts.code}/personnes/{ana.id}/rattacher").text
    phone = app.test_client()
    assert post(phone, f"/rejoindre/{facts.code}/reprise", resume=SHORT.search(told)[0]).status_code == 303
    assert who(phone, facts) == ana.id
    assert post(phone, f"/animer/{facts.code}/personnes/{ana.id}/rattacher").status_code == 401


def test_whoever_left_by_themselves_comes_back_with_their_code(app, facts, store):
    phone, laptop = app.test_client(), app.test_client()
    join(phone, facts, name="Ana")
    link = place_link(phone, facts)
    post(phone, f"/atelier/{facts.code}/quitter")
    post(laptop, link)
    assert [(one.name, one.left) for one in people(store, facts)] == [("Ana", False)]


# --- removed ---------------------------------------------------------------------------------


def remove(console, facts, person):
    return post(console, f"/animer/{facts.code}/personnes/{person.id}/retirer")


def test_whoever_was_removed_does_not_come_back_as_who_they_were(app, facts, console, store):
    phone = app.test_client()
    join(phone, facts, name="Ana")
    (ana,) = people(store, facts)
    remove(console, facts, ana)
    assert phone.get(f"/atelier/{facts.code}").status_code == 302
    assert "Ana" in phone.get(f"/rejoindre/{facts.code}").text
    join(phone, facts, name="Ana")
    assert {(one.name, one.left, one.removed) for one in people(store, facts)} == {
        ("Ana", True, True),
        ("Ana 2", False, False),
    }
    assert who(phone, facts) != ana.id


def test_no_link_drawn_before_or_after_lets_whoever_was_removed_back(app, facts, console, store):
    phone, laptop = app.test_client(), app.test_client()
    join(phone, facts)
    link = place_link(phone, facts)
    (ana,) = people(store, facts)
    remove(console, facts, ana)
    assert laptop.get(link).status_code == post(laptop, link).status_code == 404
    assert post(console, f"/animer/{facts.code}/personnes/{ana.id}/rattacher").status_code == 404


def test_a_removal_is_kept_through_a_restart_and_can_be_taken_back(app, facts, console, store):
    phone = app.test_client()
    join(phone, facts, name="Ana")
    (ana,) = people(store, facts)
    remove(console, facts, ana)
    app.extensions["rooms"].close(facts.id)
    assert phone.get(f"/atelier/{facts.code}").status_code == 302
    page = console.get(f"/animer/{facts.code}").text
    assert "Personnes retirées (1)" in page and "Laisser revenir" in page
    post(console, f"/animer/{facts.code}/personnes/{ana.id}/rappeler")
    assert who(phone, facts) == ana.id


def test_removing_is_confirmed_in_words_first(app, facts, console, store):
    join(app.test_client(), facts, name="Ana")
    (ana,) = people(store, facts)
    said = console.get(f"/animer/{facts.code}/personnes/{ana.id}/retirer").text
    assert "Retirer Ana de l’atelier" in said and "sauf si vous fermez les entrées" in said
    assert said.index("data-close") < said.index('class="danger"')  # what changes nothing comes first
    assert not people(store, facts)[0].removed


def test_whoever_erases_their_name_stays_removed(app, facts, console, store):
    phone = app.test_client()
    join(phone, facts, name="Ana")
    link = re.search(r'href="(/mes-donnees/[^"]+)"', phone.get(f"/atelier/{facts.code}").text)[1]
    remove(console, facts, people(store, facts)[0])
    post(phone, f"{link}/effacer", all="1")
    assert [(one.name, one.removed) for one in people(store, facts)] == [("", True)]


# --- posters ---------------------------------------------------------------------------------


def test_a_poster_says_how_to_join_and_what_is_kept(console, facts):
    page = console.get(f"/animer/{facts.code}/affiche/s2").text
    assert facts.title in page and "Amiens" in page and "localhost" in page
    assert f"{facts.code[:4]} {facts.code[4:]}" in page and "data:image/svg+xml" in page
    assert "Votre nom est conservé" in page


def test_a_poster_is_for_facilitators_and_for_sites_there_are(console, app, facts):
    assert console.get(f"/animer/{facts.code}/affiche/s9").status_code == 404
    assert app.test_client().get(f"/animer/{facts.code}/affiche/s1").status_code == 302


# --- old databases ---------------------------------------------------------------------------


def test_people_of_the_first_schema_are_brought_along(tmp_path):
    from alembic import command
    from alembic.config import Config
    from sqlalchemy.orm import Session

    from app.store import database

    url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = database.writer(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("insert into workshop values ('w', 'AAAAAAA', 'Atelier', 'fr', '[]', 0, 0, 0, 0)")
        connection.exec_driver_sql("insert into person values ('p', 'w', 'Ana', 's1', 1, 0, 'digest', 0)")
        command.upgrade(config, "head")
    with Session(engine) as session:
        (ana,) = people_rows.people(session, "w")
    engine.dispose()
    assert (ana.name, ana.left, ana.removed) == ("Ana", False, False)
