"""Links and QR codes by the server pass the limit on guessed codes; what is typed by hand counts, by address."""

import re
from html import unescape

import pytest

from app.store import purge
from app.store import screens as screen_rows
from app.web.common.links import SIGNED, is_signed, join_link, signature_of
from app.web.common.security import limiter
from tests.support.pages import join, people, sign_in, token


@pytest.fixture
def site_shut_out(app):
    """Sixty wrong codes from one phone, all behind one address."""
    one = app.test_client()
    for guess in range(60):
        assert one.get(f"/rejoindre/AAAAA{guess:02d}").status_code == 404


@pytest.fixture
def printed(app, facts, monkeypatch):
    """What a QR code of the server leads to, as a screen asks for it."""
    drawn = []
    monkeypatch.setattr("app.web.participant.join.qr_svg", lambda link: drawn.append(link) or b"<svg/>")
    with app.test_request_context():
        address = f"/qr/{facts.code}/s1.svg?s={signature_of(facts.code)}"
    assert app.test_client().get(address).status_code == 200
    return drawn[0].partition("localhost")[2]


def enter(phone, link, name):
    page = phone.get(link)
    action = unescape(re.search(r'<form [^>]*action="(/rejoindre/[^"]+)" class="stack">', page.text)[1])
    return phone.post(action, data={"csrf_token": token(page), "name": name, "site": "s1"})


def test_a_room_gets_in_by_its_qr_code_after_sixty_wrong_codes(app, facts, store, site_shut_out, printed):
    assert app.test_client().get(f"/rejoindre/{facts.code}").status_code == 429
    for n in range(45):
        phone = app.test_client()
        assert enter(phone, printed, f"p{n}").status_code == 303
        if n % 9 == 0:
            assert phone.get(f"/atelier/{facts.code}").status_code == 200
    assert len(people(store, facts)) == 45


def test_a_browser_that_was_let_in_is_never_shut_out_by_others(app, facts):
    phone, console = app.test_client(), app.test_client()
    join(phone, facts)
    sign_in(console)
    for guess in range(60):
        app.test_client().get(f"/rejoindre/AAAAA{guess:02d}")
    assert phone.get(f"/atelier/{facts.code}").status_code == 200
    assert phone.get(f"/rejoindre/{facts.code}?autre=1").status_code == 200
    assert console.get(f"/qr/{facts.code}/s1.svg").status_code == 200


def test_who_was_let_in_and_guesses_is_stopped_alone(app, facts):
    phone = app.test_client()
    join(phone, facts)
    answers = [phone.get(f"/rejoindre/AAAAA{guess:02d}").status_code for guess in range(61)]
    assert set(answers[:60]) == {404} and answers[60] == 429
    assert app.test_client().get(f"/rejoindre/{facts.code}").status_code == 200


def test_a_signature_is_of_one_code_and_of_this_server(app, facts):
    with app.test_request_context():
        mine, other = signature_of(facts.code), signature_of("AAAAA22")
        assert len(mine) == SIGNED and mine != other
        assert is_signed(facts.code.lower(), mine) and not is_signed(facts.code, other)
        assert not any(is_signed(facts.code, wrong) for wrong in ("", mine[:-1], mine + "A", "é"))
        assert f"s={mine}" in join_link(facts, "s1")


def test_a_wrong_signature_counts_as_a_code_that_was_typed(app, facts):
    answers = [app.test_client().get(f"/rejoindre/AAAAA{n:02d}?s=AAAAAAAAAA").status_code for n in range(61)]
    assert set(answers[:60]) == {404} and answers[60] == 429


def test_a_signed_link_to_a_workshop_that_is_gone_shuts_nobody_out(app, facts, store):
    with app.test_request_context():
        link = f"/rejoindre/{facts.code}?s={signature_of(facts.code)}"
    store.write(purge.purge_content, facts.id)
    assert {app.test_client().get(link).status_code for _ in range(61)} == {404}


def test_an_old_link_without_a_signature_still_works(app, facts, store):
    assert enter(app.test_client(), f"/rejoindre/{facts.code}?site=s2", "Alice").status_code == 303
    assert [one.name for one in people(store, facts)] == ["Alice"]


def test_every_link_that_is_printed_is_signed(app, facts, store):
    console = app.test_client()
    sign_in(console)
    signed = f"s={signature(app, facts)}"
    page = unescape(console.get(f"/animer/{facts.code}").text)
    links = re.findall(r'(?:href|src)="([^"]*/(?:rejoindre|qr)/[^"]*)"', page)
    assert len(links) > 2 and all(signed in link for link in links)
    secret = store.write(screen_rows.add_screen, facts.id, "s1", 0)
    screen = app.test_client()
    screen.get(f"/ecran/ouvrir/{secret}")
    assert signed in re.search(r'src="(/qr/[^"]*)"', unescape(screen.get(f"/ecran/{facts.code}").text))[1]


def signature(app, facts) -> str:
    with app.test_request_context():
        return signature_of(facts.code)


@pytest.fixture(autouse=True)
def counted_from_zero(app):
    with app.app_context():
        limiter.reset()
