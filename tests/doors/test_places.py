"""One's place carried elsewhere: by a link, by a short code, by a facilitator whom one asks."""

import re

from app.store import purge
from tests.support.pages import SHORT, join, people, place_link, post, token, who

STORES = ("sqlite", "postgresql")


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
