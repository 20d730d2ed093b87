"""Initiatives: several workshops under one name, its figures computed, what is open; who reads what of it."""

from __future__ import annotations

import pytest

from app.store import accounts, initiatives, services
from tests.support.outcomes import kept, spoken
from tests.support.pages import PASSWORD, post, sign_in
from tests.support.rooms import another


@pytest.fixture
def client(workshop):
    return workshop.console()


def made(client, title="Accueillir autrement") -> str:
    """The address of a new initiative."""
    answer = post(client, "/demarches", title=title, purpose="Des usagers reçus sans rendez-vous")
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_its_page_adds_up_what_its_workshops_came_to(client, app, workshop, facilitator):
    kept(workshop)
    other = another(app, facilitator, "Second atelier")
    kept(other)
    vote = other.add("dotvote", title="Encore", settings={"lines": "Ouvrir le samedi"})
    option = next(iter(other.room.record.scopes[vote][""].state.dots.options))
    other.stage(vote, "decide")
    other.do("fac", "decide", vote, option=option, outcome="keep", reason="Demandé")
    path = made(client)
    for one in (workshop, other):
        assert post(client, path, put=one.facts.code).status_code == 303
    for _open in (True, False):
        told = spoken(client.get(path).text)
        for said in (
            "Calculés sur les 2 ateliers",
            "2 ateliers tenus, 1 site",
            "4 présences",
            "3 décisions, 2 actions",
        ):
            assert said in told, said
        nobody, _title, rest = told.partition("Qui fait quoi")
        assert "Ouvrir le samedi" in nobody and rest.count("Un numéro unique Service courrier · fin juin") == 2
        app.extensions["rooms"].stop()  # from then on the figures are those that were kept
    post(client, path, out=other.facts.code)
    assert "Calculés sur 1 atelier" in spoken(client.get(path).text)
    assert "Accueillir autrement" in client.get("/demarches").text
    post(client, path, delete="1")
    assert client.get(path).status_code == 404 and client.get(f"/animer/{workshop.facts.code}").status_code == 200


def test_a_colleague_reads_titles_alone_and_a_stranger_nothing(client, app, workshop, store, facilitator):
    kept(workshop)
    for name in ("eve", "lea"):
        said = {"email": f"{name}@example.org", "name": name, "password": PASSWORD}
        store.write(accounts.add, operator=False, now=0, **said)
    service = store.write(services.add, "Direction des usagers")
    with store.read() as session:
        eve = accounts.by_email(session, "eve@example.org").id
    store.write(services.put, service, [facilitator, eve], [workshop.facts.id])
    path = made(client)
    post(client, path, put=workshop.facts.code)
    colleague, stranger = app.test_client(), app.test_client()
    sign_in(colleague, email="eve@example.org")
    sign_in(stranger, email="lea@example.org")
    page = colleague.get(path)
    assert workshop.facts.title in page.text and "animé par d’autres" in spoken(page.text)
    for hidden in (workshop.facts.code, "numéro unique", "Service courrier", "Supprimer cette démarche"):
        assert hidden not in spoken(page.text), hidden
    assert "0 atelier tenu" in spoken(page.text)
    assert post(colleague, path, delete="1").status_code == 403
    assert post(colleague, path, put=workshop.facts.code).status_code == 403
    assert stranger.get(path).status_code == 404 and "Accueillir" not in stranger.get("/demarches").text


def test_what_cannot_be_made_is_said_in_a_sentence(client, workshop, store, monkeypatch):
    assert "Donnez un titre" in post(client, "/demarches", title=" \u200b").text
    path = made(client)
    monkeypatch.setattr(initiatives, "KEPT_MOST", 1)
    monkeypatch.setattr(initiatives, "WORKSHOPS_MOST", 0)
    assert "supprimez-en une d’abord" in post(client, "/demarches", title="Une autre").text
    assert "60 ateliers au plus" in spoken(post(client, path, put=workshop.facts.code).text)
