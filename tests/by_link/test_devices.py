"""One answer a device: another person on it, a code for another one, a site, what is taken back."""

from __future__ import annotations

import html
import re

from app.web.participant.reached_by_link import COOKIE
from tests.support.by_link import QUESTIONS, Phone, counted, opened, text_of
from tests.support.rooms import stored


def test_another_person_finds_an_empty_form_and_the_first_corrects_by_a_code_shown_once(
    workshop, survey, phone, app, link
):
    phone.answer(voie="courriel", souhait="Le premier")
    page = html.unescape(phone.post("/autre").text)
    code = re.search(r'noted-code">([^<]+)<', page)[1]
    assert "Le premier" not in phone.page() and "checked" not in phone.page() and code not in phone.page()
    phone.answer(voie="courrier", souhait="Le second")
    assert workshop.room.record.links[survey].shared == 1 and len(counted(workshop, survey).finished) == 2
    console = workshop.console().get(f"/animer/{workshop.facts.code}/lien/{survey}").text
    assert "Moins de cinq personnes ont répondu sur un appareil où" in text_of(html.unescape(console))
    elsewhere = Phone(app, link)
    assert elsewhere.post("/code", code="ABCD EFGH JKLM").status_code == 404
    assert elsewhere.post("/code", code=code.lower()).status_code == 303
    assert "Le premier" in elsewhere.page()
    elsewhere.send("voie", said__voie="courrier")
    assert dict(counted(workshop, survey).tallies["voie"].marks) == {"courrier": 2}
    assert workshop.room.record.links[survey].shared == 1
    workshop.room.stop()
    workshop.open()
    assert workshop.room.record.links[survey].shared == 1


def test_one_takes_back_what_was_answered_on_ones_device_and_nobody_else_s(workshop, survey, phone, app, link):
    other = Phone(app, link)
    other.answer(voie="courrier", souhait="D’un autre")
    phone.answer(voie="courriel", souhait="À moi")
    page = phone.page("/mes-reponses")
    assert "À moi" in page and "D’un autre" not in page
    assert phone.post("/mes-reponses/effacer").status_code == 422
    assert "À moi" not in phone.post("/mes-reponses/effacer", confirmed="true").text
    answers = counted(workshop, survey)
    assert (len(answers.responses), dict(answers.tallies["voie"].marks)) == (1, {"courrier": 1})
    assert "À moi" not in str([one.data for one in stored(workshop)])
    assert Phone(app, link).client.get(f"{phone.at}/mes-reponses").status_code == 302
    phone.answer(voie="courriel")
    assert len(counted(workshop, survey).finished) == 2


def test_the_site_is_asked_only_where_it_is_kept_and_may_be_left_unsaid(workshop, app):
    workshop.serve()
    id = workshop.core(
        "core.add", method="survey", title="Nos courriers", stages=["answer", "results"], anonymous=True, by_site=True,
        settings={"questions": QUESTIONS},
    )  # fmt: skip
    link = opened(workshop, id)
    phones = [Phone(app, link) for _each in range(3)]
    for phone, site in zip(phones, ("s1", "s2", "-"), strict=True):
        assert "votre site est gardé" in text_of(phone.page()) and "Comment nous" not in phone.page()
        assert phone.post("/site", site="mars").status_code == 422
        assert phone.post("/site", site=site).status_code == 303
        phone.answer()
    sites = {one.site for one in workshop.room.record.standing(id).state.answers.responses.values()}
    assert sites == {"s1", "s2", ""}


def test_a_site_that_is_not_kept_is_not_taken_from_a_cookie(workshop, survey, phone, link):
    phone.page()
    phone.client.set_cookie(COOKIE, f"{phone.cookie.split('.')[0]}.0.s1", path=phone.at)
    phone.answer()
    assert {one.site for one in counted(workshop, survey).responses.values()} == {""}


def test_a_cookie_that_is_none_of_ours_is_another_device(phone):
    for bad in ("", "x", "A" * 4000, "23456789ABCD.2.", "23456789ABCD.0.s1'--", "\u00e9"):
        phone.client.set_cookie(COOKIE, bad, path=phone.at)
        assert phone.client.get(phone.at).status_code == 200
