"""Texts worded together: every version stays, what changed shows word by word, and nobody's words are lost."""

import pytest

from beffroi import Method
from beffroi.blocks.cards import Cards
from beffroi.blocks.consent import Consent
from beffroi.blocks.listed import Listed
from beffroi.blocks.versions import Versions, changes_in_words, difference
from beffroi.blocks.versions.commands import OF_ONE, VERSIONS_MOST
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking

FIRST = "Nous répondons dans les meilleurs délais."
LINES = {"lines": f"{FIRST}\nNous signons."}


class OurRules(Method):
    """Rules of a list, worded together, then agreed on."""

    api = 1
    id = "ourrules"
    title = "Nos règles"
    anonymous = False
    typed = Listed()
    texts = Versions(on=typed)
    agreed = Consent(on=texts)


class OfCards(Method):
    """Cards that people wrote, worded together."""

    api = 1
    id = "cardsworded"
    title = "Des cartes"
    written = Cards()
    texts = Versions(on=written)


@pytest.fixture
def board(board_of):
    made = board_of(OurRules(), settings=LINES, tables=2, anonymous=False)
    made.stage("word")
    return made


def text_of(board, words=FIRST):
    return next(one for one in board.state.texts.all.values() if words in [it.text for it in one.versions])


def word(board, who, words, base=None, of=FIRST):
    one = text_of(board, of)
    return board.do(who, "word", thing=one.id, base=one.mark if base is None else base, text=words)


@pytest.mark.parametrize(
    ("before", "after", "went", "came"),
    [
        (FIRST, "Nous répondons sous dix jours.", ["dans les meilleurs délais."], ["sous dix jours."]),
        ("Un texte  entier", "Un texte\nentier", [], []),
        ("", "Un", [], ["Un"]),
        ("loin de la ville", "près de la mairie", ["loin", "ville"], ["près", "mairie"]),
        ("vu de près", "su de loin", ["vu de près"], ["su de loin"]),
    ],
)
def test_what_is_different_is_told_word_by_word(before, after, went, came):
    runs = difference(before, after)
    assert [one.text for one in runs if one.kind == "del"] == went
    assert [one.text for one in runs if one.kind == "ins"] == came
    assert " ".join(one.text for one in runs if one.kind != "del") == " ".join(after.split())
    assert " ".join(one.text for one in runs if one.kind != "ins") == " ".join(before.split())


def test_a_text_longer_than_any_that_is_written_is_told_as_another_text():
    long = [" ".join(f"{sign}{n}" for n in range(300)) for sign in "ab"]
    assert [one.kind for one in difference(f"{long[0]} un {long[0]}", f"{long[1]} un {long[1]}")] == ["del", "ins"]


def test_what_changed_is_said_in_words_where_nothing_can_be_struck_through():
    with speaking("en"):
        assert str(changes_in_words("Oui, un", "Oui, deux")) == "“un” became “deux”"
        assert str(changes_in_words("Oui, un", "Oui,")) == "taken out: “un”"
        assert str(changes_in_words("Oui,", "Oui, un")) == "added: “un”"


def test_a_new_version_holds_and_what_it_changed_shows_on_every_page(board):
    word(board, "p1#1", "Nous répondons sous dix jours.")
    for html in (board.html("board"), board.html("screen", "screen")):
        assert "<del>" in html and "<ins>" in html and "taken out:" in html and "added:" in html
        assert "dans les meilleurs délais." in html.split("<del>")[1].split("</del>")[0]
    assert "Table 1" in board.html("board"), "who proposed it, where signed, by their table"
    assert [row[-1] for row in board.table("versions")] == ["replaced", "holds", "holds"]


def test_two_who_write_at_once_both_keep_their_words(board):
    seen = text_of(board).mark
    word(board, "ana", "Nous répondons sous dix jours.", seen)
    word(board, "bob", "Nous répondons vite.", seen)
    html = board.html("board")
    assert "Somebody else wrote here at the same time" in html and html.count("Keep this one") == 2
    assert "1 text stands in several versions" in board.html("screen", "screen")
    word(board, "cyd", "Nous répondons vite.")
    assert "Keep this one" not in board.html("board") and text_of(board).text == "Nous répondons vite."
    assert "replaced" in [row[-1] for row in board.table("versions")], "what was not kept stays in the log"


def test_what_stands_on_the_texts_has_them_as_they_are_worded(board):
    word(board, "ana", "Nous répondons sous dix jours.")
    board.do("bob", "propose", text="Nous rappelons.")
    board.stage("stances")
    assert [one.text for one in board.state.agreed.all.values()] == [
        "Nous répondons sous dix jours.", "Nous signons.", "Nous rappelons.",
    ]  # fmt: skip


def test_what_was_worded_anew_after_people_agreed_is_asked_again_and_was_agreed_on_by_nobody(board):
    board.stage("stances")
    for id in board.state.agreed.all:
        board.do("ana", "agree", thing=id)
    board.stage("settle")
    board.stage("word")
    word(board, "bob", "Nous répondons sous dix jours.")
    board.stage("settle")
    assert "To settle" in board.html("board") and "<ins>" in board.html("board")
    assert [card.text for card in board.hands_over()] == ["Nous signons."]
    board.stage("stances")
    assert "sous dix jours" in board.personal_view("ana")["html"]
    board.do("ana", "agree", thing=text_of(board).id)
    board.stage("settle")
    assert {card.text for card in board.hands_over()} == {"Nous répondons sous dix jours.", "Nous signons."}


def test_an_article_worded_anew_in_a_consent_shows_what_changed_word_by_word(board):
    board.stage("stances")
    board.stage("settle")
    thing = text_of(board, "Nous signons.").id
    board.do("fac", "ask_again", thing=thing, text="Nous signons de notre nom.")
    html = board.html("board")
    assert "What changed:" in html and "<ins>" in html and "de notre nom." in html.split("<ins>")[1]


def test_what_was_erased_is_in_no_version(board):
    made = board.do("ana", "propose", text="Voir Mme Durand")
    word(board, "bob", "Voir Mme Durand au guichet", of="Voir Mme Durand")
    board.erase(made)
    assert "Durand" not in board.html("board") and "Durand" not in board.replayed()


def test_a_text_taken_down_leaves_every_page_and_whoever_proposed_it_is_told(board):
    made = board.do("ana", "propose", text="Voir Mme Durand")
    board.do("fac", "take_down_text", thing=made, motive="person")
    assert "Durand" not in board.html("board") + board.personal_view("bob")["html"]
    assert "names a person" in board.personal_view("ana")["html"]
    with board.refused("no longer here"):
        board.do("bob", "word", thing=made, base=made, text="Autre")
    board.do("fac", "put_text_back", thing=made)
    assert "Durand" in board.html("board")


def test_what_is_taken_down_where_it_came_from_is_gone_and_comes_back_as_it_was_worded(board_of):
    board = board_of(OfCards())
    card = board.do("ana", "write", text="Un accueil")
    for stage in ("reveal", "cluster", "word"):
        board.stage(stage)
    word(board, "bob", "Un accueil écrit", of="Un accueil")
    for command, said in (("hide", {"motive": "beside"}), ("restore", {})):
        board.stage("cluster")
        board.do("fac", command, card=card, **said)
        board.stage("word")
        assert ("accueil" in board.html("board")) == (command == "restore")
    assert "Un accueil écrit" in [card.text for card in board.hands_over()]


@pytest.mark.parametrize(
    ("command", "data", "told"),
    [
        ("word", {"thing": "x", "base": "", "text": "a"}, "no longer here"),
        ("word", {"text": FIRST}, "says that already"),
        ("propose", {"text": FIRST}, "there already"),
        ("put_text_back", {}, "is here"),
    ],
)
def test_what_fits_nowhere_is_refused_in_a_sentence(board, command, data, told):
    one = text_of(board)
    carried = {"thing": one.id, "base": one.mark} if command == "word" else {"thing": one.id}
    with board.refused(told):
        board.do("fac", command, **({} if command == "propose" else carried) | data)


def test_what_one_person_proposes_and_how_many_versions_there_are_has_an_end(board):
    for n in range(OF_ONE):
        board.do("ana", "propose", text=f"Article {n}")
    with board.refused("leave some to the others"):
        board.do("ana", "propose", text="Un de plus")
    for n in range(VERSIONS_MOST - 1):
        word(board, "ana", f"Version {n}")
    with board.refused("read them again"):
        word(board, "ana", "Une de plus")
    assert board.html("board").count("older version") == 1


def test_nothing_hidden_leaves_and_nobody_fills_it(board_of):
    board = board_of(OurRules(), settings=LINES)
    assert_no_leaks(board)
    assert_bounded(board)
