"""The page of a workshop's title, days, zone, language and sites; and days as each part of the world has them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain import calendar, sites
from app.domain.people import sites_from
from app.live.commands.request import Grant
from app.live.sync.subscriptions import Connection
from app.store import people as people_rows
from app.store import screens as screen_rows
from app.store import workshops
from beffroi import Refused
from beffroi.words import speaking
from tests.support.pages import join, post, sign_in, token, unmarked
from tests.support.serving import day_in


@pytest.fixture
def client(workshop):
    return workshop.console()


def settle(client, workshop, **said):
    """The form as the page has it, with what is changed."""
    path = f"/animer/{workshop.facts.code}/reglages?lang=en"
    form = {"title": "Atelier", "first_day": day_in(0), "last_day": day_in(2), "zone": "Europe/Paris", "locale": "fr"}
    return client.post(path, data={"csrf_token": token(client.get(path)), **form, **said}, follow_redirects=True)


def known(store, workshop):
    with store.read() as session:
        return workshops.by_id(session, workshop.facts.id)


def test_title_days_language_and_zone_can_be_changed(client, workshop, store):
    page = settle(client, workshop, title="Deux jours", last_day=day_in(5), zone="America/Martinique", locale="en")
    assert page.status_code == 200 and "Open pages show it already" in page.text
    facts = known(store, workshop)
    assert (facts.title, facts.locale, facts.zone) == ("Deux jours", "en", "America/Martinique")
    assert str(facts.last_day) == day_in(5)
    assert calendar.moment(facts.ends_at, facts.zone).hour == 0


def test_what_it_is_about_stands_wherever_it_is_told_of(client, workshop, store, app):
    said = "On reçoit mal les courriers.\nEn ressortir avec trois décisions."
    assert settle(client, workshop, summary="x" * 1001).status_code == 422
    settle(client, workshop, summary=said)
    facts, code = known(store, workshop), workshop.facts.code
    assert facts.summary == said
    told = ("/animer", f"/animer/{code}/agenda", f"/animer/{code}/kit", f"/animer/{code}/reglages")
    for page in (*told, f"/animer/{code}/resultats"):
        assert said.splitlines()[0] in unmarked(client.get(page).text), page
    calendar_file = app.test_client().get(f"/rejoindre/{code}/calendrier.ics").text.replace("\r\n ", "")
    assert "On reçoit mal les courriers.\\nEn ressortir" in calendar_file
    again = post(client, f"/animer/{code}/dupliquer", title="Encore", sites="Lille", last_day=day_in(2), locale="fr")
    assert again.status_code == 303 and said.splitlines()[0] in unmarked(client.get(again.location).text)
    settle(client, workshop)
    assert known(store, workshop).summary == said, "a form that does not say it changes nothing of it"
    settle(client, workshop, summary="")
    assert known(store, workshop).summary == ""


def test_open_pages_and_the_console_follow(client, workshop):
    workshop.connect("console", "fac")
    workshop.connect("page", "ana")
    settle(client, workshop, title="Un autre titre", **{"site-s1": "Lens"})
    workshop.settle()
    told = str([data for _sid, _event, data in workshop.wire.frames])
    assert "Un autre titre" in told and "Lens" in told
    assert ("console", "facts", {"title": "Un autre titre"}) in workshop.wire.frames


def test_a_renamed_site_is_renamed_beside_everybody_who_came_from_it(client, workshop):
    workshop.room.people.join("Ana", "s1", 1)
    workshop.connect("console", "fac")
    settle(client, workshop, **{"site-s1": "Lens"})
    workshop.settle()
    parts = [str(data.get("parts")) for _sid, event, data in workshop.wire.frames if event == "show"]
    assert any("Ana · Lens" in one for one in parts)


def test_sites_are_added_and_taken_away_where_nobody_came_from(client, workshop, store, app):
    with store.read() as session:
        assert not screen_rows.screens(session, workshop.facts.id)
    store.write(screen_rows.add_screen, workshop.facts.id, "s2", 0)
    join(app.test_client(), workshop.facts, site="s1")
    settle(client, workshop, gone="s2", more="Arras\nBéthune")
    facts = known(store, workshop)
    assert [site.name for site in facts.sites] == ["Lille", "À distance", "Arras", "Béthune"]
    assert len({site.colour for site in facts.sites}) == len({site.mark for site in facts.sites}) == 4
    assert len({site.id for site in facts.sites} | {"s2"}) == 5
    with store.read() as session:
        assert not screen_rows.screens(session, workshop.facts.id)
    page = settle(client, workshop, gone="s1")
    assert page.status_code == 422 and "Lille stays" in unmarked(page.text)


def test_what_two_change_at_once_is_not_overwritten(client, workshop, store):
    mark = client.get(f"/animer/{workshop.facts.code}/reglages").text.split('name="mark" value="')[1].split('"')[0]
    settle(client, workshop, title="Le premier")
    page = settle(client, workshop, title="Le second", mark=mark)
    assert page.status_code == 422 and "Le second" in page.text and "meanwhile" in page.text
    assert known(store, workshop).title == "Le premier"


NO_DAYS = ("9999-12-31", "0000-00-00", "2026-13-01", "2026-02-30", "12/03/2027", "", "2099-01-01")


@pytest.mark.parametrize("said", NO_DAYS)
def test_a_last_day_that_cannot_be_is_refused_in_a_sentence(client, workshop, said):
    made = {"title": "T", "sites": "Lille", "last_day": said, "locale": "fr"}
    page = client.get("/animer")
    answer = client.post("/animer", data={"csrf_token": token(page), **made})
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert settle(client, workshop, last_day=said).status_code == 422
    assert settle(client, workshop, first_day=said).status_code == 422


def test_today_in_fort_de_france_is_today_there(app, store, facilitator, monkeypatch):
    evening = int(datetime(2026, 11, 26, 1, 30, tzinfo=UTC).timestamp() * 1000)  # 21:30 of the 25th there
    monkeypatch.setattr("app.web.common.locale.now_ms", lambda: evening)
    monkeypatch.setattr("app.web.site.account.now_ms", lambda: evening)
    client = app.test_client()
    sign_in(client)
    form = {"title": "Antilles", "sites": "Fort-de-France", "locale": "fr", "first_day": "2026-11-25"}
    form |= {"last_day": "2026-11-25", "zone": "America/Martinique", "csrf_token": token(client.get("/animer"))}
    assert client.post("/animer", data=form).status_code == 303
    with store.read() as session:
        (facts,) = workshops.facilitated_by(session, facilitator)
    assert facts.ends_at == int(datetime(2026, 11, 26, 4, tzinfo=UTC).timestamp() * 1000)
    assert facts.last_day == date(2026, 11, 25)
    refused = client.post("/animer?lang=en", data={**form, "zone": "Europe/Paris"})
    assert refused.status_code == 422 and "already over" in refused.text and "26" in refused.text


def test_the_page_says_when_what_is_purged_in_the_zone_of_the_workshop(client, workshop, app):
    settle(client, workshop, last_day=day_in(3), zone="Pacific/Tahiti")
    facts = workshop.room.facts
    with speaking("fr"):
        written = calendar.written(calendar.today(facts.names_until, "Pacific/Tahiti"))
    page = client.get(f"/animer/{facts.code}/reglages?lang=fr").text
    assert "purgés le" in page and written in page
    assert written in app.test_client().get(f"/rejoindre/{facts.code}?lang=fr").text


def test_nobody_joins_whose_name_would_be_purged_at_once(app, workshop, store):
    ended = workshop.facts.ends_at - 40 * calendar.DAY_MS
    store.write(lambda c: c.exec_driver_sql(f"update workshop set ends_at = {ended}"))
    answer = join(app.test_client(), workshop.facts, name="Zoé")
    assert answer.status_code == 422 and "ne peut plus" in answer.text
    with store.read() as session:
        assert people_rows.people(session, workshop.facts.id) == []


def test_sites_keep_what_tells_them_apart():
    lille, amiens, far = sites_from(["Lille", "Amiens"], "À distance")
    made = sites.changed([lille, amiens, far], {"s2": "Arras"}, {"s1"}, ["Abbeville"], set())
    assert [(site.id, site.name) for site in made[:2]] == [("s2", "Arras"), ("distance", "À distance")]
    assert made[0].colour == amiens.colour and made[1] == far
    assert len({site.mark for site in made}) == 3
    for wrong in ({"s2": "Lille"}, {"s2": "lille"}):
        with pytest.raises(Refused):
            sites.changed([lille, amiens, far], wrong, (), [], ())
    with pytest.raises(Refused):
        sites.changed([lille, amiens, far], {}, {"s1", "s2"}, [], ())


def test_a_screen_of_a_site_that_is_taken_away_is_cut(client, workshop, store):
    store.write(screen_rows.make_screen, "one", workshop.facts.id, "s2", 0)
    screen = Connection("screen", Grant(workshop.facts.id, "screen", "s:one", "s2"), "fr")
    workshop.room.run(lambda: workshop.room.visits.arrive(screen))
    settle(client, workshop, gone="s2")
    assert "screen" in workshop.wire.cuts
