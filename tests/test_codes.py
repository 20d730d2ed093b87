"""A join code as people paste it."""

import pytest

from app.domain.codes import asked_for, code_in
from tests.support.pages import token

CODE = "A2HLTNH"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "a2hltnh",
        " A2HL TNH ",
        "A2HL-TNH",
        "A2H LT NH",
        "Code : A2HL TNH",
        "code:A2HLTNH",
        "Code\u00a0: A2HL\u202fTNH",
        "Le code est A2HLTNH.",
        "« A2HLTNH »",
        "Code : A2HL TNH (Amiens)",
        "https://ateliers.example.fr/rejoindre/A2HLTNH",
        "https://ateliers.example.fr/rejoindre/A2HLTNH/",
        "https://ateliers.example.fr/beffroi/rejoindre/A2HLTNH?site=s2&table=t1",
        "Rejoignez-nous : http://127.0.0.1:8000/rejoindre/a2hltnh?site=s1.",
        "<https://ateliers.example.fr/rejoindre/A2HLTNH>",
        "ateliers.example.fr/rejoindre/A2HLTNH#haut",
    ],
)
def test_the_code_is_found_in_what_was_pasted(typed):
    assert asked_for(typed).code == CODE


def test_a_link_keeps_its_site_and_its_table():
    pasted = asked_for("https://ateliers.example.fr/rejoindre/A2HLTNH?site=s2&table=t1")
    assert pasted.more == {"site": "s2", "table": "t1"}


@pytest.mark.parametrize("typed", ["", "   ", "/rejoindre/", "https://ateliers.example.fr/rejoindre/", "é" * 9000])
def test_what_holds_no_code_asks_for_none(typed):
    assert len(asked_for(typed).code) < 7


def test_a_short_code_is_found_as_well():
    assert code_in("Code de reprise : H7K 2MD", 6) == "H7K2MD"


def test_a_pasted_link_leads_to_the_joining_page_of_its_site(app, facts):
    page = app.test_client()
    pasted = f"Rejoignez-nous : https://ateliers.example.fr/rejoindre/{facts.code}?site=s2."
    answer = page.post("/", data={"csrf_token": token(page.get("/")), "code": pasted})
    assert answer.headers["Location"] == f"/rejoindre/{facts.code}?site=s2"


WITH_A_SLASH = ("/rejoindre/{code}/", "/compte/connexion/", "/ecran/", "/salle/", "/confidentialite/")


@pytest.mark.parametrize("path", WITH_A_SLASH)
def test_an_address_may_end_with_a_slash(app, facts, path):
    assert app.test_client().get(path.format(code=facts.code)).status_code == 200
