"""From when to when one answers by a link, and the page of a facilitator who says so."""

from __future__ import annotations

import html
import re

import pytest

from beffroi import Refused
from tests.support.by_link import HOUR, QUESTIONS, Phone, activity_of, counted, opened, text_of
from tests.support.pages import token


def test_it_says_when_it_opens_that_it_has_closed_and_what_of_it_is_not_kept(workshop, survey, app, phone, link):
    phone.answer(souhait="Avant")
    proof = token(phone.client.get(phone.at))
    link = opened(workshop, survey, since=HOUR, until=2 * HOUR)
    assert "ouvre le" in text_of(phone.page()) and "Comment nous" not in phone.page()
    workshop.room.links.close(survey)
    assert "a fermé le" in text_of(phone.page()) and "Mes réponses" in text_of(phone.page())
    late = phone.client.post(
        phone.at,
        data={"csrf_token": proof, "command": "answer", "page": "voie", "said.voie": "courrier", "words.voie": "<b>Là"},
    )
    assert "&lt;b&gt;Là</blockquote>" in late.text, "what is not taken can be copied"
    assert late.status_code == 409 and "ce que vous venez d’envoyer ne l’est pas" in text_of(html.unescape(late.text))
    assert dict(counted(workshop, survey).tallies["voie"].marks) == {"courriel": 1}, "what was sent before is kept"
    assert "a fermé le" in text_of(Phone(app, link).page())


def test_results_shown_to_the_room_close_it_and_going_back_opens_it_again(workshop, survey, phone):
    phone.answer()
    workshop.stage(survey, "results")
    assert "ne prend pas de réponses en ce moment" in text_of(phone.page())
    workshop.stage(survey, "answer")
    assert "Merci" in phone.page()


def test_questions_that_were_changed_meanwhile_are_shown_anew_with_what_was_typed(workshop, survey, phone):
    phone.page()
    workshop.core(
        "core.configure", activity=survey, title="Nos courriers", stages=["answer", "results"], anonymous=True,
        settings={"questions": QUESTIONS.replace("voie", "canal")},
    )  # fmt: skip
    answer = phone.send("voie", said__voie="courriel")
    assert answer.status_code == 422 and "a changé entre-temps" in text_of(html.unescape(answer.text))
    assert 'name="said.canal"' in answer.text and not counted(workshop, survey).responses


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"closes_day": "2026-13-01"}, "Dites jusqu’à quel jour"),
        ({"opens_hour": "25:00"}, "Dites à partir de quel jour"),
        ({"opens_day": "2199-01-01"}, "vient avant l’ouverture"),
        ({"opens_day": "2020-01-01", "closes_day": "2020-01-02"}, "déjà passée"),
        ({"closes_day": "2199-01-01"}, "trois mois au plus"),
        ({"opens_day": "2026-12-20", "closes_day": "2026-12-30"}, "lendemain du dernier jour"),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused_in_a_sentence(workshop, survey, said, why):
    console, at = workshop.console(), f"/animer/{workshop.facts.code}/lien/{survey}"
    page = console.get(at)
    given = dict(re.findall(r'name="((?:opens|closes)_\w+)" value="([^"]+)"', page.text))
    assert given.keys() == {"opens_day", "opens_hour", "closes_day", "closes_hour"}, "a week is proposed"
    answer = console.post(at, data={"csrf_token": token(page), **given, **said})
    assert answer.status_code == 422 and why in text_of(html.unescape(answer.text))
    assert not workshop.room.record.links and not activity_of(workshop, survey).opened


def test_a_facilitator_opens_it_sees_counts_alone_closes_it_and_takes_it_away(workshop, survey, app):
    console, at = workshop.console(), f"/animer/{workshop.facts.code}/lien/{survey}"

    def press(to="", **more):
        page = console.get(at)
        given = dict(re.findall(r'name="((?:opens|closes)_\w+)" value="([^"]+)"', page.text))
        answer = console.post(at + to, data={"csrf_token": token(page), **given, **more}, follow_redirects=True)
        return text_of(html.unescape(answer.text)), answer

    told, answer = press()
    code = re.search(r"/q/([2-9A-Z]{8})\"", answer.text)[1]
    assert "Ouvert jusqu’au" in told and "Personne n’a encore répondu" in told and "Retirer le lien" in told
    assert activity_of(workshop, survey).opened and workshop.room.record.agenda.now == "", "nobody is led to it"
    assert (
        code[:4] in console.get(at + "/affiche").text and "svg" in app.test_client().get(f"/q/{code}/qr.svg").mimetype
    )
    workshop.room.stop()
    workshop.open()
    workshop.serve()
    Phone(app, workshop.room.record.links[survey]).answer(souhait="Un mot à moi")
    told, answer = press()
    assert "1 personne a répondu" in told and "Un mot à moi" not in answer.text and "Retirer le lien" not in told
    assert press("/retirer")[1].status_code == 422
    shown = text_of(html.unescape(console.get(f"/animer/{workshop.facts.code}?activite={survey}").text))
    assert "Réponses par un lien jusqu’au" in shown and "Le lien pour répondre" in shown
    workshop.stage(survey, "results")
    shown = text_of(html.unescape(console.get(f"/animer/{workshop.facts.code}?activite={survey}").text))
    assert "Son lien ne prend pas de réponses à cette étape" in shown and "Réponses par un lien jusqu’au" not in shown
    told, _answer = press()
    assert "l’activité n’en est pas à l’étape où l’on répond" in told and "Un message à envoyer" in told
    told, _answer = press("/fermer")
    assert "Fermé depuis" in told and "Un message à envoyer" not in told, "nobody is to be asked any more"
    other = workshop.core("core.add", method="survey", title="Autre", stages=["answer"], anonymous=True, settings={})
    link = opened(workshop, other)
    assert workshop.room.links.take_away(other) and app.test_client().get(f"/q/{link.code}").status_code == 404
    assert app.test_client().get(at).status_code == 302 and app.test_client().post(at + "/fermer").status_code in (
        302,
        400,
    )


@pytest.mark.parametrize(
    ("method", "said", "why"),
    [("ideation", {}, "se joue ensemble"), ("survey", {"anonymous": False}, "demande les noms"),
     ("survey", {"stages": ["results"]}, "pas à l’étape")],
)  # fmt: skip
def test_what_cannot_be_answered_by_a_link_says_why(workshop, method, said, why):
    workshop.serve()
    kind = workshop.room.record.registry.methods[method]
    data = {"title": "x", "stages": [stage.id for stage in kind.stages], "anonymous": True, **said}
    id = workshop.core("core.add", method=method, **data)
    page = workshop.console().get(f"/animer/{workshop.facts.code}/lien/{id}").text
    assert why in text_of(html.unescape(page)) and "<form" not in page.partition("<main")[2].partition("</main")[0]


def test_what_the_room_has_answered_gets_no_link(workshop, survey):
    workshop.core("core.open", activity=survey)
    ana, _link = workshop.room.people.join("Ana", "s1", 1)
    workshop.do(ana.id, "answer", survey, page="voie", said={"voie": "courriel"}, words={})
    with pytest.raises(Refused, match="déjà répondu dans la salle"):
        opened(workshop, survey)


def test_a_questionnaire_on_paper_is_printed_before_it_begins_and_nothing_answered_is_on_it(workshop, survey, app):
    console, at = workshop.console(), f"/animer/{workshop.facts.code}/a-remplir/{survey}"
    before = text_of(html.unescape(console.get(at).text))
    assert "1. Comment nous écrivez-vous ?" in before and "4. Que changer ?" in before
    assert "Seulement si vous avez répondu à la question 2 : 1 · pas du tout · 2" in before
    link = opened(workshop, survey)
    Phone(app, link).answer(souhait="Rien de tel")
    page = console.get(at)
    assert "Rien de tel" not in page.text and "checked" not in page.text
    assert app.test_client().get(at).status_code == 302
    assert console.get(at.replace(survey, workshop.add("ideation"))).status_code == 404


def test_a_trial_shows_the_questions_before_it_begins_and_sends_nothing(workshop, survey, app):
    console, at = workshop.console(), f"/animer/{workshop.facts.code}/lien/{survey}/essai"
    page = html.unescape(console.get(at).text)
    mine = page.partition('id="mine"')[2].partition("</section>\n  <p")[0]
    assert "Comment nous écrivez-vous ?" in text_of(mine) and 'method="post"' not in mine
    assert not activity_of(workshop, survey).opened and app.test_client().get(at).status_code == 302
    link = opened(workshop, survey)
    Phone(app, link).answer(souhait="Rien de tel")
    assert "Rien de tel" not in console.get(at).text and len(counted(workshop, survey).responses) == 1


def test_the_results_say_that_it_was_answered_by_a_link_and_how_many_shared_a_device(workshop, survey, app, link):
    phone = Phone(app, link)
    for _each in range(6):
        phone.answer()
        phone.post("/autre")
    workshop.stage(survey, "results")
    workshop.room.links.close(survey)
    page = text_of(html.unescape(workshop.console().get(f"/animer/{workshop.facts.code}/resultats").text))
    assert "Répondu par un lien, sans nom" in page and "5 personnes ont répondu sur un appareil" in page
