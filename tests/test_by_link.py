"""An activity answered for days by a link of its own: without a name, without joining, in reach of nothing else."""

from __future__ import annotations

import html
import re

import pytest

from app.domain.clock import now_ms
from app.domain.people import new_id
from app.live.commands.by_link import answerers, whom
from app.live.commands.request import CommandRequest
from app.web.common import access
from app.web.participant.by_link import COOKIE
from tests.support.pages import token
from tests.support.rooms import stored

QUESTIONS = """# Vos courriers
voie (choix) * : Comment nous écrivez-vous ?
- Courrier
- Courriel
delai (échelle 1-5) : Le délai convient-il ?
1 = pas du tout
5 = tout à fait
# Difficultés
lesquelles (plusieurs) si delai = 1, 2 : Lesquelles ?
- Formulaires
- Mots
# Pour finir
souhait (long) : Que changer ?
"""
HOUR = 3_600_000


@pytest.fixture
def survey(workshop):
    """A survey on the agenda, which nobody was led to."""
    workshop.serve()
    return workshop.core(
        "core.add", method="survey", title="Nos courriers", stages=["answer", "results"], anonymous=True,
        settings={"questions": QUESTIONS},
    )  # fmt: skip


def activity_of(workshop, id):
    return workshop.room.record.agenda.activities[id]


def opened(workshop, survey, since=-HOUR, until=HOUR):
    now = now_ms()
    return workshop.room.links.open(activity_of(workshop, survey), now + since, now + until)


@pytest.fixture
def link(workshop, survey):
    return opened(workshop, survey)


class Phone:
    """Somebody who has the link and nothing else: no script, no name."""

    def __init__(self, app, link):
        self.client, self.at = app.test_client(), f"/q/{link.code}"

    def page(self, query="") -> str:
        return html.unescape(self.client.get(self.at + query).get_data(as_text=True))

    def post(self, to="", **said):
        data = {"csrf_token": token(self.client.get(self.at)), **said}
        return self.client.post(self.at + to, data=data)

    def send(self, page, **said):
        return self.post(
            "", command="answer", page=page, **{name.replace("__", "."): one for name, one in said.items()}
        )

    def answer(self, voie="courriel", delai="4", souhait=""):
        for sent in (
            self.send("voie", said__voie=voie, said__delai=delai),
            self.send("souhait", words__souhait=souhait),
        ):
            assert sent.status_code == 303, sent.text

    @property
    def cookie(self):
        return self.client.get_cookie(COOKIE, path=self.at).value


@pytest.fixture
def phone(app, link):
    return Phone(app, link)


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ").replace("\u202f", " ")


def counted(workshop, survey):
    return workshop.room.record.standing(survey).state.answers


def test_whoever_has_the_link_answers_page_by_page_and_is_counted_in_the_results(workshop, survey, phone):
    page = text_of(phone.page())
    assert "Comment nous écrivez-vous ?" in page and "Ni votre nom, ni votre site" in page
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


# --- out of reach of the workshop ------------------------------------------------------------


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


def test_a_person_of_the_workshop_cannot_answer_what_its_link_is_for(workshop, survey, link):
    ana, _link = workshop.room.people.join("Ana", "s1", 1)
    answer = workshop.ask(ana.id, "answer", survey, page="voie", said={"voie": "courriel", "delai": "3"}, words={})
    assert answer.kind == "refused" and "own link" in answer.sentence and not counted(workshop, survey).responses


def test_a_link_opens_nothing_but_its_activity(workshop, survey, link, phone, app):
    other = workshop.add("ideation", title="Secrets de la salle")
    workshop.do("fac", "core.pause", "", paused=True)
    phone.answer()  # a pause of the room is none of the link's
    code = workshop.facts.code
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
