"""A page in another language than its workshop says of what people wrote which language it is in."""

from __future__ import annotations

import re

import pytest

from tests.support.full_boards import METHODS, full_board
from tests.support.pages import join, sign_in

OURS = '<span class="card-text">Un seul formulaire'
MARKED = '<span class="card-text"><bdi lang="fr">Un seul formulaire</bdi>'


@pytest.fixture
def revealed(workshop):
    """A workshop in French, of which one card is shown."""
    ideas = workshop.add("ideation", title="Idées")
    workshop.do("ana", "write", ideas, text="Un seul formulaire")
    workshop.stage(ideas, "reveal")
    return workshop


@pytest.mark.parametrize("path", ["/atelier/{code}", "/animer/{code}", "/animer/{code}/resultats"])
@pytest.mark.parametrize(("lang", "is_marked"), [("en", True), ("fr", False)])
def test_what_people_wrote_says_its_language_where_the_page_speaks_another(app, revealed, path, lang, is_marked):
    client = app.test_client()
    if path.startswith("/atelier"):
        join(client, revealed.facts)
    else:
        sign_in(client)
    page = client.get(f"{path}?lang={lang}".format(code=revealed.facts.code)).text
    assert f'<html lang="{lang}"' in page and ((MARKED if is_marked else OURS) in page or "resultats" in path)
    assert ('<bdi lang="fr">Un seul formulaire</bdi>' in page) == is_marked
    assert ('<bdi lang="fr">Idées</bdi>' in page) == is_marked, "a title is what somebody wrote"


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_what_a_page_says_itself_is_in_its_own_language(method):
    board = full_board(method)
    board.marks_languages = True
    for stage in method.stages:
        if board.standing.stage != stage.id:
            board.stage(stage.id)
        drawn = board.html("board") + board.html("control", "facilitator") + board.personal_view("ana")["html"]
        marked = re.findall(r'<bdi lang="fr">([^<]*)', drawn)
        assert not [said for said in marked if re.search(r"\b(the|this|your|my|of|has|have|yet)\b", said)]


def test_what_a_form_says_is_kept_for_each_language_that_texts_are_marked_with(app, revealed):
    """A form that is drawn once for all is drawn again where the workshop speaks another language."""
    client = app.test_client()
    sign_in(client)
    french, english = (client.get(f"/animer/{revealed.facts.code}?lang={lang}").text for lang in ("fr", "en"))
    assert '<bdi lang="' not in french and '<bdi lang="fr">' in english
