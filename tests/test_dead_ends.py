"""No dead end: an error says what to do next and offers it, a form loses nothing, what is over looks so."""

from __future__ import annotations

import re
from html import unescape

import pytest

from app.domain.calendar import DAY_MS
from app.web.common.attempts import MADE
from tests.support.failing import FailingCommits
from tests.support.pages import join, people, post, sign_in, token


@pytest.fixture
def client(app):
    return app.test_client()


def offered(page) -> str:
    """What the page offers, in the language of the reader: its links and buttons."""
    main = re.search(r"<main.*</main>", page.text, re.S)[0]
    found = re.findall(r"<(?:a|button)\b[^>]*>(.*?)</(?:a|button)>", main, re.S)
    return " | ".join(" ".join(unescape(re.sub("<[^>]+>", "", one)).split()) for one in found)


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/compte/entrer/nothing", "Se connecter avec un mot de passe"),
        ("/atelier/reprendre/nothing", "Entrer"),
        ("/ecran/ouvrir/nothing", "Relier l’écran d’une salle"),
        ("/mes-donnees/nothing", "Entrer"),
    ],
)
def test_a_dead_link_says_so_and_offers_what_it_would_have_done(client, path, way):
    page = client.get(path)
    assert page.status_code == 404 and "<h1>Ce lien ne fonctionne plus</h1>" in page.text
    assert way in offered(page) and "Aide" in offered(page)


def test_where_no_page_is_a_code_can_be_typed_and_who_has_workshops_comes_back_to_them(client, facts):
    page = client.get("/nulle-part")
    assert page.status_code == 404 and 'name="code"' in page.text and "Mes ateliers" not in offered(page)
    there = client.post("/", data={"csrf_token": token(page), "code": facts.code})
    assert there.location.startswith(f"/rejoindre/{facts.code}")
    sign_in(client)
    assert "Mes ateliers" in offered(client.get("/nulle-part"))


def test_a_page_that_is_a_facilitator_s_offers_the_way_in(app, workshop, client):
    workshop.serve()
    page = client.get(f"/animer/{workshop.facts.code}", follow_redirects=True)
    assert "Se connecter" in offered(page)


def test_a_form_that_could_not_be_recorded_is_sent_again_by_one_press(app, facts, client):
    page = client.get(f"/rejoindre/{facts.code}")
    said = {"csrf_token": token(page), "name": "Anne Marie", "site": "s2", "proposed": "Loutre"}
    with FailingCommits(app, 9):
        refused = client.post(f"/rejoindre/{facts.code}", data=said)
    assert refused.status_code == 503 and "Envoyer ce que j’avais rempli" in offered(refused)
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', refused.text))
    assert again["name"] == "Anne Marie" and again["site"] == "s2"
    to = re.search(r'<form method="post" action="([^"]+)" class="stack"', refused.text)[1]
    assert client.post(unescape(to), data=again).location == f"/atelier/{facts.code}"


def test_one_too_many_keeps_the_form_and_a_page_is_asked_for_again(client, store, facts, facilitator):
    sign_in(client)
    for _n in range(30):
        MADE.count(f"f:{facilitator}")
    refused = client.post(
        "/animer", data={"csrf_token": token(client.get("/animer")), "title": "Deux mots", "sites": "Lille"}
    )
    assert refused.status_code == 429 and "Deux mots" in refused.text and "Envoyer ce que" in offered(refused)
    assert "password" not in refused.text


def test_a_wrong_password_keeps_the_address_and_says_which_fields_are_wrong(client, facts):
    page = sign_in(client, password="un autre mot de passe")
    assert page.status_code == 401 and 'value="fac@example.org"' in page.text
    assert "un autre mot de passe" not in page.text
    for field in ("email", "password"):
        found = re.search(rf'<input id="{field}"[^>]*>', page.text)[0]
        assert 'aria-invalid="true"' in found and re.search(r'aria-describedby="[^"]*\bsign-in-error"', found)


def test_what_was_typed_in_the_agenda_stands_there_when_it_is_refused(workshop):
    activity = workshop.core("core.add", method="ideation", title="Idées", stages=["collect", "reveal"], anonymous=True)
    console, path = workshop.console(), f"/animer/{workshop.facts.code}/agenda"
    said = {
        "title": "x" * 130,
        "instruction": "Deux mots",
        "minutes": "7",
        "stages": "collect",
        "note-collect": "Sabliers",
    }
    page = console.post(f"{path}/{activity}", data={"csrf_token": token(console.get(path)), **said})
    for kept in ("x" * 130, "Deux mots</textarea>", 'value="7"', "Sabliers</textarea>"):
        assert kept in page.text, kept
    assert workshop.room.record.agenda.activities[activity].title == "Idées"


def test_an_address_that_no_colleague_has_can_be_mended(workshop):
    console = workshop.console()
    path = f"/animer/{workshop.facts.code}"
    page = console.post(f"{path}/collegues", data={"csrf_token": token(console.get(path)), "email": "ana@exemple.fr"})
    assert 'value="ana@exemple.fr"' in page.text and 'aria-describedby="colleague-error"' in page.text


@pytest.fixture
def over(workshop, store):
    """The last day of the workshop is so many days behind."""

    def ago(days: int):
        ends_at = workshop.facts.ends_at - (days + 1) * DAY_MS
        store.write(lambda c: c.exec_driver_sql(f"update workshop set ends_at = {ends_at}"))
        return workshop

    return ago


def test_a_workshop_that_is_over_looks_so_on_every_page(over, app, client):
    join(client, over(0).facts)
    workshop = over(3)
    console, code = app.test_client(), workshop.facts.code
    sign_in(console)
    said = "Cet atelier s’est terminé le"
    for browser, path in (
        (client, f"/atelier/{code}"),
        (console, f"/animer/{code}"),
        (app.test_client(), f"/rejoindre/{code}"),
    ):
        assert said in browser.get(path).text, path
    mine = console.get("/animer").text
    assert mine.index("Ateliers terminés") < mine.index(f"/animer/{code}/resultats")
    assert "Aucun atelier à venir" in mine


def test_a_workshop_of_which_the_names_are_gone_has_no_form_to_join(over, client):
    page = client.get(f"/rejoindre/{over(40).facts.code}")
    assert "ne peut plus" in page.text and "Entrer dans l’atelier" not in page.text


def test_a_workshop_of_today_does_not_look_over(workshop, client):
    assert "s’est terminé" not in client.get(f"/rejoindre/{workshop.facts.code}").text


def test_nothing_of_one_s_own_is_erased_unless_one_says_so(client, facts, store):
    join(client, facts)
    refused = post(client, f"/mes-donnees/ici/{facts.code}/effacer?lang=en", all="1")
    assert refused.status_code == 422 and "tick first that you understand" in refused.text
    assert [person.name for person in people(store, facts)] == ["Ana"]
    page = client.get(f"/mes-donnees/ici/{facts.code}").text
    form = page[page.index('class="own-texts') if 'class="own-texts' in page else page.index("own-texts") :]
    box = re.search(r'<input type="checkbox" name="confirmed"[^>]*>', form)[0]
    assert " required" in box and form.index(box) < form.index("<button")
