"""Who answers by a link is nobody of the workshop, and reaches nothing of it."""

from __future__ import annotations

import html
import re

from flask import url_for

from app.domain.people import new_id
from app.live.commands.by_link import whom
from app.live.commands.request import CommandRequest
from app.web.common import access
from app.web.common.security import limiter
from app.web.participant.reached_by_link import COOKIE
from tests.support.by_link import QUESTIONS, counted, text_of
from tests.support.pages import token


def test_who_answers_by_a_link_is_in_no_list_and_no_count_of_the_workshop(workshop, survey, phone):
    ana, _link = workshop.room.people.join("Ana", "s1", 1)
    phone.answer()
    room = workshop.room
    assert [one.name for one in room.presence.here()] == ["Ana"] and room.presence.heads() == 1
    told = workshop.connect("a", ana.id)
    assert "Nos courriers" not in str(told["blocks"]["others"]), "the room is not sent there"
    workshop.core("core.open", activity=survey)
    page = html.unescape(str(workshop.connect("b", ana.id)))
    assert f"/q/{room.record.links[survey].code}" in page and "Comment nous écrivez-vous" not in page
    for who in ("fac", ana.id):
        assert not re.search(r"1 (sur|of|/) 1", text_of(str(workshop.connect(who, who)).replace("Page 1 sur 1", "")))


def test_what_is_led_question_by_question_after_it_is_seen_by_the_room_and_answered_by_nobody(workshop, phone, survey):
    phone.answer()
    ana, _link = workshop.room.people.join("Ana", "s1", 1)
    workshop.core("core.open", activity=survey)
    workshop.core(
        "core.configure", activity=survey, title="Nos courriers", stages=["answer", "together", "results"],
        anonymous=True, settings={"questions": QUESTIONS},
    )  # fmt: skip
    workshop.stage(survey, "together")
    told = workshop.connect("a", ana.id)
    assert "rien n’est à envoyer ici" in text_of(told["mine"]["html"]) and "<form" not in told["mine"]["html"]
    assert "Répondez à la question en cours" not in str(told), "nobody here can"
    assert "1 personne a répondu" in text_of(str(workshop.connect("c", "fac"))), "not 1 of those in the room"
    refused = workshop.ask(ana.id, "answer_one", survey, page="voie", said={"voie": "courriel"}, words={})
    assert refused.kind == "refused" and "ne prend pas de réponses" in text_of(phone.page())


def test_a_person_of_the_workshop_cannot_answer_what_its_link_is_for(workshop, survey, link):
    ana, _link = workshop.room.people.join("Ana", "s1", 1)
    answer = workshop.ask(ana.id, "answer", survey, page="voie", said={"voie": "courriel", "delai": "3"}, words={})
    assert answer.kind == "refused" and "own link" in answer.sentence and not counted(workshop, survey).responses


ITS_OWN = ("static", "join.enter", "by_link.")
"""Files, joining, which whoever has the code of a workshop may do, and its own pages."""


def test_on_every_other_page_who_has_a_link_is_a_stranger(workshop, survey, phone, app, monkeypatch):
    """Whatever a page answers a stranger, it answers them: the cookie of a link is worth nothing there."""
    monkeypatch.setattr(limiter, "enabled", False)  # one address asks all of it
    phone.answer(souhait="Secret de la salle")
    given = {"code": workshop.facts.code, "activity": survey, "site": "s1", "page": "confidentialite"}
    strangers, asked = app.test_client(), 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(ITS_OWN):
            continue
        with app.test_request_context():
            path = url_for(rule.endpoint, **{name: given.get(name, "x") for name in rule.arguments})
        for method in sorted(rule.methods & {"GET", "POST"}):
            answers = []
            for client in (phone.client, strangers):
                data = {"csrf_token": token(client.get("/"))} if method == "POST" else None
                answers.append(client.open(path, method=method, data=data))
            known, unknown = answers
            assert (known.status_code, known.location) == (unknown.status_code, unknown.location), (method, path)
            assert "Secret de la salle" not in known.text and "Que changer" not in known.text, path
            asked += 1
    assert asked > 100


def test_nothing_that_is_hidden_leaves_while_it_is_answered_by_a_link(workshop, survey, phone):
    ana, _link = workshop.room.people.join("Ana", "s1", 1)
    workshop.core("core.open", activity=survey)
    for sid, who in (("a", ana.id), ("b", "fac")):
        workshop.connect(sid, who)
    phone.answer(voie="courriel", souhait="Secret de la salle")
    workshop.settle()
    assert workshop.wire.frames and "Secret de la salle" not in str(workshop.wire.frames)


def test_a_link_opens_nothing_but_its_activity(workshop, survey, link, phone, app):
    other = workshop.add("ideation", title="Secrets de la salle")
    workshop.do("fac", "core.pause", "", paused=True)
    phone.answer()  # a pause of the room is none of the link's
    code = workshop.facts.code
    assert phone.cookie.split(".")[0] not in phone.page(), "the code that corrects is shown once, elsewhere"
    page = phone.page() + phone.page("/mes-reponses")
    assert code not in page and workshop.facts.id not in page and "Secrets" not in page
    assert phone.client.get(f"/atelier/{code}").status_code == 302
    for path, status in (
        (f"/atelier/{code}/ma-place", 302), (f"/mes-donnees/ici/{code}", 302), (f"/animer/{code}", 302),
        (f"/animer/{code}/lien/{survey}", 302), (f"/ecran/{code}", 404), (f"/animer/{code}/resultats", 302),
    ):  # fmt: skip
        answer = phone.client.get(path)
        assert answer.status_code in (status, 403, 404) and "Secrets" not in answer.text, path
    grant = by_link(workshop, link)
    for activity, name, data in ((other, "add", {"text": "x"}), (survey, "paper_answers", {"said": {}, "words": {}}),
                                 ("", "core.open", {"activity": other}), (survey, "nothing", {})):  # fmt: skip
        asked = CommandRequest(grant, activity, name, data, new_id(), "en")
        assert workshop.room.ask(asked).kind in ("refused", "errors"), name


def by_link(workshop, link, device="23456789ABCD"):
    return whom(workshop.facts.id, link, device)


def test_no_socket_is_opened_by_a_link(workshop, phone, link, app):
    phone.answer()
    with app.test_request_context(phone.at, headers={"Cookie": f"{COOKIE}={phone.cookie}"}):
        for role in ("participant", "facilitator", "screen", "preview", "paper"):
            assert access.grant_of(role, workshop.facts, link.code) is None, role
