"""One phone, several people: leaving forgets, joining asks who one is, and the browser keeps no list."""

import re
from html import unescape

import pytest

from app.domain.clock import now_ms
from app.domain.people import sites_from
from app.store import browsers, purge, workshops
from app.store import screens as screen_rows
from tests.support.pages import join, people, place_link, post, sign_in, token, who

EVERY = pytest.mark.parametrize("stored_in", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def phone(app):
    return app.test_client()


@pytest.fixture
def console(app, facts):
    made = app.test_client()
    sign_in(made)
    return made


def leave(phone, facts):
    return post(phone, f"/atelier/{facts.code}/quitter")


def left_by(phone, facts, name="Alice", **more) -> str:
    """Somebody joined from this phone, and left; the address of their own data."""
    join(phone, facts, name=name, **more)
    link = re.search(r'href="(/mes-donnees/[^"]+)"', phone.get(f"/atelier/{facts.code}").text)[1]
    leave(phone, facts)
    return link


def answer(phone, facts, said, **more):
    return post(phone, f"/rejoindre/{facts.code}/retour", answer=said, **more)


def text(page) -> str:
    return unescape(page.text).replace("\xa0", " ").replace("\u202f", " ")


# --- the next person -------------------------------------------------------------------------


def test_who_joins_after_somebody_left_is_somebody_else(phone, facts, store):
    left_by(phone, facts, "Alice")
    alice = people(store, facts)[0]
    join(phone, facts, name="Bruno")
    assert {(one.name, one.left) for one in people(store, facts)} == {("Alice", True), ("Bruno", False)}
    assert who(phone, facts) != alice.id and "Alice" not in phone.get(f"/atelier/{facts.code}").text


def test_joining_asks_whether_one_is_who_left(phone, facts):
    left_by(phone, facts, "Alice")
    page = text(phone.get(f"/rejoindre/{facts.code}"))
    assert "Vous êtes Alice ?" in page and "Oui, c’est moi" in page and "Non, je suis quelqu’un d’autre" in page


@EVERY
def test_who_says_yes_is_who_they_were(phone, facts, store):
    join(phone, facts, name="Alice", seats="2")
    before = who(phone, facts)
    leave(phone, facts)
    answer(phone, facts, "yes", site="s2")
    assert who(phone, facts) == before
    assert [(one.name, one.site, one.left) for one in people(store, facts)] == [("Alice", "s2", False)]


def test_who_says_no_finds_nothing_of_whoever_left_however_often_they_look(phone, facts, store):
    left_by(phone, facts, "Alice")
    assert answer(phone, facts, "no").headers["Location"].startswith(f"/rejoindre/{facts.code}")
    assert "Alice" not in phone.get(f"/rejoindre/{facts.code}").text
    answer(phone, facts, "yes")
    assert phone.get(f"/atelier/{facts.code}").status_code == 302 and people(store, facts)[0].left


def test_the_same_name_typed_is_no_answer(phone, facts, store):
    left_by(phone, facts, "Alice")
    page = join(phone, facts, name="alice")
    assert page.status_code == 422 and "Vous êtes Alice ?" in text(page)
    assert [(one.name, one.left) for one in people(store, facts)] == [("Alice", True)]


def test_nothing_of_whoever_left_is_shown_before_the_answer(phone, facts):
    link = left_by(phone, facts, "Alice")
    for path in (f"/atelier/{facts.code}", f"/atelier/{facts.code}/ma-place", link, f"/mes-donnees/ici/{facts.code}"):
        page = phone.get(path)
        assert page.status_code == 302 and page.headers["Cache-Control"] == "no-store"
    assert phone.get(f"/mes-donnees/ici/{facts.code}/export.json").status_code == 302


def test_my_data_leaves_no_secret_in_the_history_of_the_browser(phone, app, facts):
    join(phone, facts, name="Alice")
    link = re.search(r'href="(/mes-donnees/[^"]+)"', phone.get(f"/atelier/{facts.code}").text)[1]
    assert phone.get(link).headers["Location"] == f"/mes-donnees/ici/{facts.code}"
    page = phone.get(f"/mes-donnees/ici/{facts.code}")
    assert "Alice" in page.text and link in page.text, "the link is there, to be kept"
    assert "Alice" in app.test_client().get(link).text


def test_who_left_comes_back_by_their_place_and_reads_their_data_elsewhere(phone, app, facts, store):
    join(phone, facts, name="Alice")
    place, before = place_link(phone, facts), who(phone, facts)
    link = re.search(r'href="(/mes-donnees/[^"]+)"', phone.get(f"/atelier/{facts.code}").text)[1]
    leave(phone, facts)
    laptop = app.test_client()
    post(laptop, place)
    assert who(laptop, facts) == before and "Alice" in app.test_client().get(link).text
    assert phone.get(f"/atelier/{facts.code}").status_code == 302, "the phone is still not hers"


def test_leaving_says_what_is_left_here_and_forgets_that_too_when_asked(phone, facts):
    left_by(phone, facts, "Alice")
    home = text(phone.get("/"))
    assert "Vous avez quitté" in home and "Alice" in home and "M’oublier sur cet appareil" in home
    answer(phone, facts, "forget")
    assert "Alice" not in phone.get(f"/rejoindre/{facts.code}").text + phone.get("/").text


def test_leaving_twice_or_from_a_second_tab_is_no_error(phone, facts, store):
    left_by(phone, facts)
    assert leave(phone, facts).status_code == 303
    assert people(store, facts)[0].left


def test_whoever_was_taken_out_is_not_asked(phone, facts, console, store):
    join(phone, facts, name="Alice")
    post(console, f"/animer/{facts.code}/personnes/{people(store, facts)[0].id}/retirer")
    assert "Vous êtes Alice" not in text(phone.get(f"/rejoindre/{facts.code}"))
    answer(phone, facts, "yes")
    assert people(store, facts)[0].removed and phone.get(f"/atelier/{facts.code}").status_code == 302


def test_a_closed_door_is_closed_to_who_left_as_well(phone, app, facts, store, workshop):
    left_by(phone, facts)
    app.extensions["rooms"].of(facts).record.agenda.locked = True
    assert answer(phone, facts, "yes").status_code == 422
    assert people(store, facts)[0].left


# --- what the browser keeps ------------------------------------------------------------------


def more_workshops(store, facilitator, count) -> list:
    def job(connection):
        return [
            workshops.create(
                connection, title=f"Atelier {n}", locale="fr", sites=sites_from(["Lille"], "À distance"),
                facilitator=facilitator, methods=[], now=now_ms(), ends_at=now_ms() + 1000,
            )
            for n in range(count)
        ]  # fmt: skip

    return store.write(job)


def test_one_browser_is_in_seventy_workshops_with_one_small_cookie(phone, app, store, facilitator):
    sizes = []
    for facts in more_workshops(store, facilitator, 70):
        made = join(phone, facts, name="Alice")
        assert made.status_code == 303
        sizes.append(len(made.headers["Set-Cookie"]))
        app.extensions["rooms"].close(facts.id)
    assert "Alice" in phone.get(f"/atelier/{facts.code}").text and len(people(store, facts)) == 1
    assert max(sizes) < 600 and max(sizes) - sizes[0] < 20


def test_one_computer_is_a_screen_in_many_workshops_with_one_small_cookie(app, store, facilitator):
    computer = app.test_client()
    for facts in more_workshops(store, facilitator, 70):
        secret = store.write(lambda connection, id=facts.id: screen_rows.add_screen(connection, id, "s1", 0))
        opened = computer.get(f"/ecran/ouvrir/{secret}")
        assert len(opened.headers["Set-Cookie"]) < 600
        assert computer.get(f"/ecran/{facts.code}").status_code == 200
        app.extensions["rooms"].close(facts.id)
    assert computer.get("/ecran").text.count("Atelier ") == 70


@EVERY
def test_a_form_sent_twice_makes_one_person(phone, facts, store):
    data = {"csrf_token": token(phone.get(f"/rejoindre/{facts.code}")), "name": "Alice", "site": "s1"}
    for _ in range(2):
        assert phone.post(f"/rejoindre/{facts.code}", data=data).headers["Location"] == f"/atelier/{facts.code}"
    assert [one.name for one in people(store, facts)] == ["Alice"]


@EVERY
def test_a_cookie_of_before_is_understood_and_moved_over_once(phone, app, facts, store):
    room = app.extensions["rooms"].of(facts)
    alice, link = room.people.join("Alice", "s1", 3)
    secret = store.write(screen_rows.add_screen, facts.id, "s1", 0)
    with store.read() as session:
        screen = screen_rows.screen_by_secret(session, secret).id
    with phone.session_transaction() as held:
        held["people"] = {facts.id: {"person": alice.id, "seat": 2, "link": link}, "gone": {"person": "x", "seat": 0}}
        held["screens"] = {facts.id: screen}
    before = phone.get_cookie("beffroi").value
    assert who(phone, facts) == f"{alice.id}.2" and phone.get(f"/ecran/{facts.code}").status_code == 200
    with phone.session_transaction() as held:
        assert not {"people", "screens"} & held.keys()
    assert "Alice" in app.test_client().get(f"/mes-donnees/{link}").text
    leave(phone, facts)
    with phone.session_transaction() as held:
        mine = held["browser"]
    browsers_of = app.test_client()
    browsers_of.set_cookie("beffroi", before)
    with browsers_of.session_transaction() as held:
        held["browser"] = mine
    assert browsers_of.get(f"/atelier/{facts.code}").status_code == 302, "what it said was moved, and she left since"


def test_a_purged_workshop_is_forgotten_with_whom_it_knew(phone, facts, store):
    join(phone, facts)
    store.write(purge.purge_content, facts.id)
    with phone.session_transaction() as held:
        browser = browsers.Browser(held["browser"], facts.id)
    with store.read() as session:
        assert browsers.place_of(session, browser) is None


@EVERY
def test_the_browsers_of_one_person_are_bounded_the_first_one_goes(facts, store, app):
    ana, _link = app.extensions["rooms"].of(facts).people.join("Ana", "s1", 1)
    each = [browsers.Browser(f"secret {n}", facts.id) for n in range(browsers.BROWSERS_MOST + 1)]
    for n, one in enumerate(each):
        place = browsers.KeptPlace(ana.id)
        store.write(lambda c, b=one, at=n, p=place: browsers.keep_place(c, b, p, f"link {at}", at))
    with store.read() as session:
        kept = [browsers.place_of(session, one) is not None for one in each]
    assert kept == [False] + [True] * browsers.BROWSERS_MOST


def test_what_is_kept_of_browsers_links_no_two_workshops(facts, store, facilitator, phone):
    (other,) = more_workshops(store, facilitator, 1)
    join(phone, facts), join(phone, other)
    with phone.session_transaction() as held:
        keys = {browsers.Browser(held["browser"], one.id).key for one in (facts, other)}
    assert len(keys) == 2 and held["browser"] not in keys


# --- without cookies -------------------------------------------------------------------------


def test_a_browser_without_cookies_is_told_so_and_keeps_its_form(app, facts):
    bare = app.test_client(use_cookies=False)
    page = bare.post(f"/rejoindre/{facts.code}", data={"name": "Alice", "site": "s2", "seats": "3"})
    assert page.status_code == 400 and "cookie" in text(page) and "rechargez" not in text(page).lower()
    assert 'value="Alice"' in page.text and re.search(r'value="s2" required checked', page.text)


@pytest.mark.parametrize(
    ("path", "data"),
    [("/", {"code": "ABCD"}), ("/compte/connexion", {"email": "a@b.fr", "password": "x" * 12})],
)
def test_every_door_says_that_it_needs_a_cookie(app, path, data):
    page = app.test_client(use_cookies=False).post(path, data=data)
    assert page.status_code == 400 and "cookie" in text(page) and "<form" in page.text


def test_a_page_that_was_open_for_too_long_is_told_apart_and_serves_at_once(app, facts, store):
    client = app.test_client()
    client.set_cookie("beffroi", "signed-by-a-key-of-before")
    page = client.post(f"/rejoindre/{facts.code}", data={"csrf_token": "old", "name": "Alice", "site": "s1"})
    assert page.status_code == 400 and "cookie" not in text(page).partition("<form")[0]
    again = client.post(f"/rejoindre/{facts.code}", data={"csrf_token": token(page), "name": "Alice", "site": "s1"})
    assert again.status_code == 303 and people(store, facts)[0].name == "Alice"


def test_codes_cannot_be_guessed_by_forms_without_cookies(app, facts):
    bare = app.test_client(use_cookies=False)
    answers = [bare.post(f"/rejoindre/AAAAA{n:02d}", data={"name": "x"}).status_code for n in range(61)]
    assert set(answers[:60]) == {404} and answers[60] == 429


# --- several lines of one person -------------------------------------------------------------


def test_leaving_in_one_tab_ends_the_other(workshop, facts):
    person, _link = workshop.room.people.join("Alice", "s1", 1)
    for tab in ("one", "two"):
        workshop.connect(tab, person.id)
    workshop.room.people.leave(person.id, lambda _connection: None)
    assert sorted(workshop.wire.cuts) == ["one", "two"]


def test_who_leaves_on_one_device_is_asked_on_the_other_which_forgets_nothing(phone, app, facts, store):
    laptop = app.test_client()
    join(phone, facts, name="Alice")
    post(laptop, place_link(phone, facts))
    leave(phone, facts)
    with phone.session_transaction() as held:
        mine = browsers.Browser(held["browser"], facts.id)
    with laptop.session_transaction() as held:
        other = browsers.Browser(held["browser"], facts.id)
    with store.read() as session:
        assert [browsers.place_of(session, one).left for one in (mine, other)] == [True, False]
    assert "Vous êtes Alice ?" in text(laptop.get(f"/rejoindre/{facts.code}"))


def test_somebody_who_left_without_a_network_has_left_before_anything_is_drawn(phone, facts, store):
    join(phone, facts, name="Alice")
    phone.set_cookie("beffroi-leaving", facts.code)
    page = phone.get(f"/atelier/{facts.code}")
    assert page.status_code == 302 and people(store, facts)[0].left
    assert phone.get_cookie("beffroi-leaving") is None
    assert "Vous êtes Alice ?" in text(phone.get(f"/rejoindre/{facts.code}"))


# --- two tabs at one moment ------------------------------------------------------------------


def written_by(client, paths) -> set[str]:
    """The pages that write the cookie anew."""
    answers = {path: client.get(path) for path in paths}
    assert all(answer.status_code < 500 for answer in answers.values())
    return {path for path, answer in answers.items() if "Set-Cookie" in answer.headers}


def test_no_page_that_only_shows_writes_the_cookie(app, phone, console, facts):
    """The answer to a slow tab would bring back who left, or signed out, in another one meanwhile."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and rule.arguments <= {"code"}]
    shown = (
        rule for rule in rules if not rule.endpoint.startswith(("pairing.", "screen."))
    )  # a new screen is drawn a code
    paths = [rule.rule.replace("<code>", facts.code) for rule in shown]
    assert len(paths) > 25
    join(phone, facts, name="Alice")
    for client in (phone, console):
        client.get(f"/rejoindre/{facts.code}?autre=1")  # the secret and the token of a first page
        assert written_by(client, paths) == set()
