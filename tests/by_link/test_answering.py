"""An activity answered for days by a link of its own: without a name, without joining, with or without a script."""

from __future__ import annotations

import html
import re

from app.live.commands.by_link import answerers
from app.web.participant.reached_by_link import COOKIE
from tests.support.by_link import HOUR, Phone, counted, text_of
from tests.support.rooms import stored


def test_whoever_has_the_link_answers_page_by_page_and_is_counted_in_the_results(workshop, survey, phone):
    page = text_of(phone.page())
    assert (
        "Comment nous écrivez-vous ?" in page and "Ni votre nom, ni votre site" in page and "Sans nom ni site" in page
    )
    assert phone.send("voie", said__voie="courriel", said__delai="4").status_code == 303
    assert counted(workshop, survey).begun == 1
    assert phone.send("souhait", words__souhait="Moins de sigles").status_code == 303
    assert (len(counted(workshop, survey).finished), counted(workshop, survey).begun) == (1, 0)
    assert "Merci" in phone.page()
    workshop.stage(survey, "results")
    console = workshop.console().get(f"/animer/{workshop.facts.code}?activite={survey}").text
    assert "1 personne a répondu" in text_of(html.unescape(console))


def test_a_page_that_is_refused_says_what_is_missing_and_keeps_what_was_typed(workshop, survey, phone):
    answer = phone.send("voie", said__delai="2")
    page = html.unescape(answer.text)
    assert answer.status_code == 422 and counted(workshop, survey).begun == 0
    assert 'data-error="said.voie">Répondez à cette question' in page.replace("\u202f", " ")
    assert re.search(r'name="said.delai" value="2" checked', page) and not re.search(r'value="4" checked', page)
    bad = phone.send("souhait", words__souhait="é" * 4001)
    assert bad.status_code == 422 and "é" * 4001 + "</textarea>" in html.unescape(bad.text)
    for data in ({}, {"command": "nothing"}, {"command": "paper_answers"}, {"command": "core.close"}):
        assert phone.post("", **data).status_code == 422, data
    assert phone.send("no-such-page").status_code == 422 and not counted(workshop, survey).responses


def test_one_answer_a_device_which_it_changes_until_the_close(workshop, survey, phone, app, link):
    phone.answer(voie="courriel", souhait="Moins de sigles")
    assert "?page=voie" in phone.page() and "?page=lesquelles" not in phone.page()
    assert re.search('data-step="voie">.*value="courriel" checked', phone.page("?page=voie"), re.S), "without a script"
    phone.send("voie", said__voie="courrier", said__delai="1")
    assert "Lesquelles ?" in text_of(phone.page()), "its condition holds now"
    phone.send("lesquelles", said__lesquelles=["mots", "formulaires"])
    answers = counted(workshop, survey)
    assert dict(answers.tallies["voie"].marks) == {"courrier": 1} and len(answers.finished) == 1
    assert dict(answers.tallies["lesquelles"].marks) == {"mots": 1, "formulaires": 1}
    Phone(app, link).answer()
    assert len(answers.finished) == 2


def test_what_was_answered_survives_a_restart_and_is_still_the_same_devices(workshop, survey, phone):
    phone.send("voie", said__voie="courriel", said__delai="5")
    workshop.room.stop()
    workshop.open()
    workshop.serve()
    assert "data-sent" in phone.page() and counted(workshop, survey).begun == 1
    phone.send("souhait")
    assert (len(counted(workshop, survey).finished), len(answerers(workshop.room.record, survey))) == (1, 1)


def test_nothing_kept_leads_to_a_device_and_its_cookie_goes_nowhere_else(workshop, survey, phone, app, link):
    phone.answer(souhait="Bonjour")
    secret = phone.cookie.split(".")[0]
    cookie = phone.client.get_cookie(COOKIE, path=phone.at)
    assert cookie.path == phone.at and cookie.http_only and cookie.same_site == "Lax"
    rows = [one for one in stored(workshop) if one.name == "answer"]
    assert len(rows) == 2 and all("~" in one.stamp.who and not one.stamp.site for one in rows)
    assert {one.stamp.at % (24 * HOUR) for one in rows} == {0}
    with app.extensions["store"].read() as session:
        dump = "\n".join(session.connection().connection.driver_connection.iterdump())
    assert secret not in dump and "127.0.0.1" not in dump
    assert not workshop.room.presence.people
