"""The home of whoever facilitates: today, to prepare, over; a search; what is put away; what deleting takes with it."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event, insert, select

from app.domain.calendar import DAY_MS
from app.domain.clock import now_ms
from app.domain.people import sites_from
from app.store import journal, workshops
from app.store.models import Base, Facilitation, Workshop
from tests.support.outcomes import kept, spoken
from tests.support.pages import post, sign_in
from tests.support.rooms import another

QUICK = 12
"""Queries of the whole page, the signed-in account's among them, however many workshops there are."""


@pytest.fixture
def client(app, facilitator):
    made = app.test_client()
    sign_in(made)
    return made


@pytest.fixture
def make(app, store, facilitator):
    """One more workshop, which begins and ends so many days from now; no room is opened for it."""

    def made(title, first=0, last=0, who=facilitator, sites=("Lille", "Amiens")):
        now = now_ms()
        said = {"title": title, "locale": "fr", "sites": sites_from(sites, "À distance"), "facilitator": who}
        days = {"starts_at": now + first * DAY_MS, "ends_at": now + last * DAY_MS + 3_600_000}
        methods = app.extensions["registry"].methods
        return store.write(workshops.create, methods=methods, now=now, **said, **days)

    return made


def parts(page) -> dict[str, str]:
    """What stands under each heading, as it is read."""
    found = re.findall(r'<section[^>]*aria-labelledby="part-([\w-]+)">(.*?)</section>', page.text, re.S)
    return {name: spoken(told) for name, told in found}


@contextmanager
def counting(store):
    """The queries that reading takes meanwhile."""
    asked = []
    event.listen(store.reader, "before_cursor_execute", lambda *said: asked.append(said[2]))
    yield asked


def test_each_workshop_stands_where_its_day_puts_it(client, make, workshop, app):
    make("Séminaire de mars", first=30, last=30)
    make("Rentrée", first=-40, last=-40)
    stages = [one.id for one in workshop.room.registry.methods["persona"].stages]
    workshop.core("core.add", method="persona", title="Nos usagers", stages=stages, minutes=45, share_by="table")
    workshop.serve()
    told = parts(client.get("/animer"))
    assert list(told) == ["aujourd-hui", "a-preparer", "termines"]
    assert "Séminaire de mars" in told["a-preparer"] and "Le déroulé est vide" not in told["a-preparer"]
    assert "1 activité se joue par table, et aucune n’est dressée" in told["aujourd-hui"]
    assert "Avant le jour : 4 choses à regarder" in told["aujourd-hui"], "a question, tables, two screens"
    assert "45 min" in told["aujourd-hui"] and "Ouvrir la console" in told["aujourd-hui"]
    assert "Rentrée" in told["termines"] and "Effacé le" in told["termines"] and "Résultats" in told["termines"]


def test_what_goes_on_says_who_is_there_and_what_came_of_it_outlives_its_room(client, app, workshop):
    ana = kept(workshop)
    workshop.serve()
    workshop.room.presence.opens(ana)
    told = parts(client.get("/animer"))["aujourd-hui"]
    assert "En cours · Nos courriers" in told and "Présents : L Lille 2" in told
    workshop.room.presence.shuts(ana)
    workshop.core("core.conclude")
    for _open in (True, False):
        told = parts(client.get("/animer"))["termines"]
        assert "1 décision · 1 action · 2 personnes ont participé" in told, told
        app.extensions["rooms"].stop()
    assert app.extensions["rooms"].get(workshop.facts.id) is None, "no room is opened for a list"


def test_a_search_finds_by_title_site_and_day_whatever_the_accents_and_what_is_put_away(client, make, app, store):
    rung = make("L’école à Creil", first=30, last=30, sites=("Creil",))
    make("Autre chose", first=2, last=2)
    assert post(client, f"/animer/{rung.code}/ranger", away="1").status_code == 303
    page = client.get("/animer")
    assert "L’école" not in spoken(page.text) and "1 atelier rangé" in spoken(page.text)
    assert "L’école" in parts(client.get("/animer?voir=ranges"))["ranges"]
    for said in ("ECOLE", "creil l'ecole", f"{rung.first_day}", f"{rung.first_day:%d/%m/%Y}", rung.code.lower()):
        found = client.get("/animer", query_string={"q": said})
        assert "1 atelier contient ces mots" in spoken(found.text) and "L’école" in parts(found)["ranges"], said
    assert "0 atelier contient" in spoken(client.get("/animer?q=creil+autre").text)
    post(client, f"/animer/{rung.code}/ranger")
    assert "L’école" in parts(client.get("/animer"))["a-preparer"]


def test_five_hundred_workshops_take_as_many_queries_as_five(client, make, store, app, facilitator):
    make("Le premier", first=1, last=1)
    row = dict(store.reader.connect().execute(select(Workshop.__table__)).mappings().one())
    many = [{**row, "id": f"w{n}", "code": f"W{n}", "ends_at": row["ends_at"] - n * DAY_MS} for n in range(500)]
    led = [{"workshop_id": one["id"], "user_id": facilitator} for one in many]
    store.write(lambda connection: connection.execute(insert(Workshop), many))
    store.write(lambda connection: connection.execute(insert(Facilitation), led))
    with counting(store) as asked:
        page = client.get("/animer")
    assert len(asked) <= QUICK, asked
    assert page.text.count('<li class="card workshop') < 40 and "Les voir tous (" in spoken(page.text)
    last = client.get("/animer?voir=termines&page=99")
    assert "Page 10 sur 10" in spoken(last.text) and last.text.count('<li class="card workshop') <= 50
    assert app.extensions["rooms"].listed() == []


def test_deleting_says_what_is_lost_and_takes_all_of_it(client, app, workshop, facilitator, store):
    ana = kept(workshop)
    workshop.serve()
    other = another(app, facilitator)
    path = f"/animer/{workshop.facts.code}/supprimer"
    told = spoken(client.get(path).text)
    for said in ("2 personnes inscrites", "1 contribution", "1 décision, 1 action", "Le déroulé : 1 activité"):
        assert said in told, said
    workshop.room.presence.opens(ana)
    assert "1 personne est dans cet atelier en ce moment" in spoken(client.get(path).text)
    assert post(client, path, sure="1").status_code == 422
    workshop.room.presence.shuts(ana)
    assert "Cochez d’abord la case" in spoken(post(client, path).text)
    done = post(client, path, sure="1")
    assert done.headers["Location"].startswith("/animer?supprime=1")
    page = client.get(done.headers["Location"])
    assert "L’atelier est supprimé" in spoken(page.text) and workshop.facts.title not in page.text
    assert client.get(f"/animer/{workshop.facts.code}").status_code == 404
    assert "content" in journal.forgotten(store)[workshop.facts.id].acts, "a backup does not bring it back"
    with store.read() as session:
        for table in Base.metadata.tables.values():
            if "workshop_id" in table.c and table.name != "copied_card":
                assert not session.execute(select(table).where(table.c.workshop_id == workshop.facts.id)).all(), table
    assert other.facts.title in page.text and client.get(f"/animer/{other.facts.code}").status_code == 200


def test_nobody_else_deletes_or_puts_away(app, workshop):
    stranger = app.test_client()
    assert post(stranger, f"/animer/{workshop.facts.code}/supprimer", sure="1").status_code == 401
    assert post(stranger, f"/animer/{workshop.facts.code}/ranger", away="1").status_code == 401
