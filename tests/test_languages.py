"""A page in another language than its workshop says of what people wrote which language it is in."""

from __future__ import annotations

import re

import pytest

from app.host.rendering.languages import language_marked
from tests.support.full_boards import METHODS, full_board
from tests.support.pages import join, sign_in

OURS = '<span class="card-text">Un seul formulaire'
MARKED = '<span lang="fr" class="card-text">Un seul formulaire'


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
    assert f'<html lang="{lang}"' in page and re.search(MARKED if is_marked else OURS, page)
    assert bool(re.search('lang="fr" class="card-text', page)) == is_marked


def test_what_a_page_says_itself_in_the_same_place_is_in_its_own_language():
    board = full_board(METHODS["gradient"])
    board.do("ana", "take", degree="block", reason="Trop loin du village")
    board.stage("read")
    page = language_marked(board.html("board"), "fr")
    assert '<span lang="fr" class="card-text">Trop loin du village' in page
    titles = re.findall(r"<span ([^>]*)>([^<]+)</span> <meter", page)
    assert len(titles) == 8 and not [said for attributes, said in titles if "lang" in attributes]
