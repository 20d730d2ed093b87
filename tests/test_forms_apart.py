"""Two forms of one command on one page: neither shows, or keeps, what is typed in the other."""

from __future__ import annotations

import re

import pytest

from app.host import registry
from beffroi.testing import Board
from beffroi.testing.checks.check import check
from beffroi.testing.checks.targets import of_folder
from plugins.mood import Mood
from tests.support.outside import GOOD, write_plugin


@pytest.fixture
def drawn(tmp_path):
    """A board of a method whose template is given."""

    def made(template):
        write_plugin(tmp_path / "outside", "forms", GOOD)
        (tmp_path / "outside" / "forms" / "templates" / "clap.html").write_text(template)
        return Board(registry.build(tmp_path / "outside").methods["clap"])

    return made


FORM = '{{ ui.form("clap") }}'
NAMED = '{{ ui.form("clap", named="again") }}'


def all_of(attribute, html):
    return re.findall(rf'{attribute}="([^"]*)"', html)


def test_forms_that_are_named_have_ids_and_drafts_of_their_own(drawn):
    board = drawn(f"{{% block input %}}{FORM}{NAMED}{{% endblock %}}{{% block board %}}{FORM}{NAMED}{{% endblock %}}")
    page = board.personal_view("ana")["html"] + board.html("board")
    for attribute in (" id", "data-draft"):
        said = all_of(attribute, page)
        assert len(said) == len(set(said)) >= 4


def test_the_name_of_a_form_is_taken_for_no_field(tmp_path):
    write_plugin(tmp_path, "named", GOOD)
    (tmp_path / "named" / "templates" / "clap.html").write_text(f"{{% block input %}}{NAMED}{{% endblock %}}")
    assert [one.said for one in check(of_folder(tmp_path / "named")) if "named" in one.said] == []


def test_two_that_nothing_tells_apart_are_an_error_with_the_way_out(drawn):
    board = drawn(f"{{% block input %}}{FORM}{FORM}{{% endblock %}}{{% block board %}}{{% endblock %}}")
    with pytest.raises(ValueError, match=r"name one of them, ui.form\(…, named=\"second\"\)"):
        board.personal_view("ana")


def test_the_one_form_of_a_command_keeps_the_drafts_that_it_has(drawn):
    board = drawn(f"{{% block input %}}{FORM}{{% endblock %}}{{% block board %}}{{% endblock %}}")
    assert all_of("data-draft", board.personal_view("ana")["html"]) == [f"{board.activity}/clap/"]


def test_what_fails_in_ones_own_block_says_so_instead_of_being_blank():
    def fall(self, words, who):
        raise KeyError("weather")

    board = Board(type("Falling", (Mood,), {"__module__": Mood.__module__, "personal_view": fall})())
    with board.faults() as told:
        html = board.personal_view("ana", "fr")["html"]
    assert "hors service" in html and "weather" not in html
    assert "drawing input: KeyError: 'weather'" in told


def test_a_field_of_a_method_s_form_says_in_the_reader_s_language_that_it_must_be_filled_in():
    board = Board(registry.build().methods["gradient"], settings={"proposal": "Répondre sous dix jours"})
    for locale, said in (("fr", "obligatoire"), ("en", "required")):
        assert f'<span class="tag">{said}</span>' in board.personal_view("ana", locale)["html"]
