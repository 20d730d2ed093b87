"""A facilitator's session ends in the middle: no form is lost, and nothing of signing in appears inside a panel."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import delete

from app.store.models import Login
from tests.support.pages import PASSWORD, sign_in, token


@pytest.fixture
def console(app, store, facts):
    """A facilitator's browser whose session has just ended, on the server."""
    page = app.test_client()
    sign_in(page)
    page.token = token(page.get(f"/animer/{facts.code}/agenda"))
    store.write(lambda connection: connection.execute(delete(Login)))
    return page


def hidden(page):
    """The hidden fields of a page's form, as a browser would send them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    return {html.unescape(name): html.unescape(value) for name, value in found}


def signed_in_from(console, page, password=PASSWORD):
    data = {**hidden(page), "email": "fac@example.org", "password": password}
    return console.post("/compte/connexion", data=data)


def test_a_form_that_came_too_late_is_sent_by_one_press_after_signing_in(console, app, facts):
    room = app.extensions["rooms"].of(facts)
    told = {"csrf_token": console.token, "method": "mood", "title": "Météo « d’ouverture »"}
    asked = console.post(f"/animer/{facts.code}/agenda", data=told)
    assert asked.status_code == 401 and "est gardé" in asked.text
    page = signed_in_from(console, asked)
    assert "Météo « d’ouverture »" in html.unescape(page.text)
    assert not room.record.agenda.order, "nothing is sent that nobody pressed for"
    console.post(re.search(r'action="([^"]*/agenda)"', page.text)[1], data=hidden(page))
    assert [one.title for one in room.record.agenda.listed()] == ["Météo « d’ouverture »"]


def test_a_wrong_password_meanwhile_loses_nothing(console, facts):
    told = {"csrf_token": console.token, "method": "mood", "title": "Deux mots"}
    asked = console.post(f"/animer/{facts.code}/agenda", data=told)
    wrong = signed_in_from(console, asked, "un autre mot de passe")
    assert wrong.status_code == 401
    assert "Deux mots" in signed_in_from(console, wrong).text


def test_fields_of_one_name_all_wait(console, facts):
    told = {"csrf_token": console.token, "methods": ["mood", "dotvote"]}
    asked = console.post(f"/animer/{facts.code}/methodes", data=told)
    assert asked.text.count('name="kept-methods"') == 2


def test_a_panel_leads_the_page_to_sign_in_and_back(console, facts):
    console_page = f"http://localhost/animer/{facts.code}"
    headers = {"HX-Request": "true", "HX-Current-URL": console_page, "X-CSRFToken": console.token}
    answer = console.post(f"/animer/{facts.code}/ecrans/relier", headers=headers, data={"pairing": "ABC234"})
    assert answer.headers["HX-Redirect"] == f"/compte/connexion?next=/animer/{facts.code}"
    assert answer.text == ""


def test_a_page_that_was_asked_for_is_where_one_comes_back_to(console, facts):
    asked = console.get(f"/animer/{facts.code}/agenda?nouvelle=x")
    assert asked.headers["Location"].startswith("/compte/connexion?next=")
    back = signed_in_from(console, console.get(asked.headers["Location"]))
    assert back.headers["Location"] == f"/animer/{facts.code}/agenda?nouvelle=x"


@pytest.mark.parametrize("to", ["https://evil.example/x", "//evil.example", "/\\evil.example", ""])
def test_what_waits_is_sent_to_this_site_only(app, facts, to):
    page = app.test_client()
    data = {**hidden(page.get("/compte/connexion")), "kept_to": to, "kept-title": "x"}
    answer = page.post("/compte/connexion", data={**data, "email": "fac@example.org", "password": PASSWORD})
    assert answer.status_code == 303
