"""People removed: they come back when they are let back, and not before."""

import re

from tests.support.pages import join, people, place_link, post, who

STORES = ("sqlite", "postgresql")


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
    post(phone, f"{link}/effacer", all="1", confirmed="true")
    assert [(one.name, one.removed) for one in people(store, facts)] == [("", True)]
