"""Links that lead nowhere any more, and bounds on what is answered by one."""

from __future__ import annotations

import html

from app.domain.people import new_id
from app.live.commands import by_link as commands_by_link
from app.live.commands.by_link import answerers, whom
from app.live.commands.request import CommandRequest
from app.store import answer_links, purge
from tests.support.by_link import Phone, counted, text_of
from tests.support.pages import token


def test_a_wrong_link_says_so_and_the_code_is_taken_where_one_joins(workshop, survey, link, app):
    client = app.test_client()
    for wrong in ("AAAAAAAA", "x", link.code[:-1]):
        answer = client.get(f"/q/{wrong}")
        assert answer.status_code == 404 and "Ce lien ne fonctionne plus" in text_of(html.unescape(answer.text))
    typed = client.post(
        "/", data={"csrf_token": token(client.get("/")), "code": f"{link.code[:4]} {link.code[4:]}".lower()}
    )
    assert typed.status_code == 302 and typed.location == f"/q/{link.code}"


def test_it_goes_with_its_workshop(workshop, survey, phone, app, link):
    phone.answer(souhait="Bonjour")
    app.extensions["store"].write(purge.purge_content, workshop.facts.id)
    assert phone.client.get(phone.at).status_code == 404
    with app.extensions["store"].read() as session:
        assert answer_links.of_workshop(session, workshop.facts.id) == {}


def test_closed_for_good_nothing_leads_from_a_device_to_an_answer(workshop, survey, phone):
    phone.answer(souhait="Bonjour")
    workshop.core("core.close", activity=survey, confirmed=True)
    assert "ne prend pas de réponses" in text_of(phone.page()) and "Bonjour" not in phone.page("/mes-reponses")
    assert phone.client.get(f"{phone.at}/mes-reponses").status_code == 302


def test_so_many_answer_by_one_link_and_who_is_in_still_corrects(workshop, survey, phone, app, link, monkeypatch):
    monkeypatch.setattr(commands_by_link, "ANSWERERS_MOST", 1)
    phone.answer()
    refused = Phone(app, link).send("voie", said__voie="courriel")
    assert refused.status_code == 422 and "n’en prend plus" in text_of(html.unescape(refused.text))
    assert phone.send("voie", said__voie="courrier").status_code == 303


def test_a_flood_from_one_place_is_told_to_wait_and_what_it_sent_can_be_sent_again(workshop, survey, phone, app, link):
    app.extensions["door"].joins.of((link.code, "127.0.0.1")).level = 0.0
    answer = phone.send("souhait", words__souhait="Moins de sigles")
    assert answer.status_code == 429 and "Moins de sigles" in answer.text
    app.extensions["door"].joins.of((link.code, "127.0.0.1")).level = 600.0
    app.extensions["door"].answerers.of((link.code, "127.0.0.1")).level = 0.0
    assert phone.send("voie", said__voie="courriel").status_code == 429, "devices that begin are counted apart"
    assert not counted(workshop, survey).responses


def test_an_answer_costs_what_it_did_at_the_tenth(workshop, survey, link):
    record = workshop.room.record

    def ask(n):
        grant = whom(workshop.facts.id, link, f"{n:012d}")
        data = {"page": "voie", "said": {"voie": "courriel"}}
        assert workshop.room.ask(CommandRequest(grant, survey, "answer", data, new_id(), "en")).accepted

    for n in range(30):
        ask(n)
    known = answerers(record, survey)
    assert (
        len(known) == 30
        and answerers(record, survey) is known
        and record.answerers[survey][0] == len(record.logs[survey])
    )
