"""Values, as people see them: from a story somebody lived to a page of the booklet."""

import pytest

from beffroi.testing import assert_no_leaks, assert_parts_named, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.values import Values

CROWD = [f"p{n}" for n in range(6)]
STORY = "Une dame pleurait ; ma collègue Sonia est sortie du guichet s’asseoir à côté d’elle."


@pytest.fixture
def board(board_of):
    return board_of(Values(), settings={"keep": 2, "worth": "decides"})


def tell(board, who, text, *, story=STORY, may=False):
    return board.do(who, "write", story=story, text=text, may=may)


def value(board, text):
    return next(id for id, one in board.state.meant.things.items() if one.text == text)


def define(board, text, **said):
    for aspect, words in said.items():
        board.do("ana", "describe", thing=value(board, text), aspect=aspect, text=words)


@pytest.fixture
def defined(board):
    """Three values told, two of them kept and defined."""
    tell(board, "ana", "Écoute", may=True)
    tell(board, "bob", "Clarté", story="Un courrier refait en dix lignes.")
    tell(board, "cleo", "Vitesse", story="Répondu le jour même.")
    board.stage("vote")
    options = {one.text: id for id, one in board.state.dots.options.items()}
    for who in CROWD:
        board.do(who, "dot", option=options["Écoute"])
        board.do(who, "dot", option=options["Clarté"])
    board.stage("decide")
    board.stage("describe")
    meant = {"means": "Nous écoutons avant de répondre", "do": "Laisser finir", "also": "Redire ce qui est compris"}
    define(board, "Écoute", **meant)
    board.do("bob", "describe", thing=value(board, "Écoute"), aspect="not", text="Couper la parole")
    define(board, "Clarté", means="Chacun comprend du premier coup")
    return board


@pytest.fixture
def adopted(defined):
    defined.stage("stances")
    for who in CROWD:
        for thing in defined.state.agreed.all:
            defined.do(who, "agree", thing=thing)
    defined.stage("settle")
    defined.stage("booklet")
    return defined


def report(board):
    settings = board.record.scopes[board.activity][""].settings
    with speaking("en"):
        pieces = [piece for one in board.method.report(board.state, [], settings) for piece in one.pieces]
        rows = [row for piece in pieces for row in piece.table().rows]
        return " · ".join(str(cell) for row in rows for cell in row.cells)


def test_a_value_is_one_to_three_words_and_its_story_is_unseen_before_the_reveal(board):
    with board.refused("3 words at most"):
        tell(board, "ana", "Toujours écouter tout le monde")
    tell(board, "ana", "Écoute")
    seen = board.html("board") + board.html("screen", "screen") + board.personal_view("bob")["html"]
    assert "Sonia" not in seen and "Écoute" not in seen
    board.stage("reveal")
    assert "Sonia" in board.html("board")
    assert "chart-cloud" in board.html("screen", "screen") and "Écoute" in board.html("screen", "screen")


def test_only_kept_values_are_defined_and_agreed_on_with_what_we_do_and_do_not_do(defined):
    assert {one.text for one in defined.state.meant.things.values()} == {"Écoute", "Clarté"}
    defined.stage("stances")
    html = defined.personal_view("ana")["html"]
    assert "Écoute — Nous écoutons avant de répondre\n✓ Laisser finir\n✓ Redire ce qui est compris\n✗ Couper" in html
    assert "Vitesse" not in defined.html("board")


def test_a_story_appears_only_if_its_teller_ticked_it_and_a_facilitator_re_read_it(adopted):
    listen, clear = sorted(adopted.state.agreed.all.values(), key=lambda one: one.text, reverse=True)
    assert "Sonia" not in adopted.html("board") and "1 story may appear" in adopted.html("control", "facilitator")
    told = {note.text: note.id for note in adopted.state.told.notes.values()}
    with adopted.refused("does not let this story appear"):
        adopted.do("fac", "choose_story", value=clear.id, card=told["Clarté"], text="Un courrier refait")
    adopted.do("fac", "choose_story", value=listen.id, card=told["Écoute"], text="Une collègue s’est assise à côté.")
    adopted.do("ana", "sign_story", card=told["Écoute"], by="Ana, accueil")
    html = adopted.html("print", "reader")
    assert "Une collègue s’est assise" in html and "Ana, accueil" in html and html.count("values-sheet") == 2
    assert "Une collègue" in report(adopted) and "Sonia" not in report(adopted)
    with adopted.refused("not yours"):
        adopted.do("bob", "let_appear", card=told["Écoute"], may="no")
    adopted.do("ana", "let_appear", card=told["Écoute"], may="no")
    assert "Une collègue" not in adopted.html("board") + report(adopted)


def test_an_erased_story_leaves_its_page_too(adopted):
    listen = next(one.id for one in adopted.state.agreed.all.values() if one.text.startswith("Écoute"))
    card = next(note.id for note in adopted.state.told.notes.values() if note.text == "Écoute")
    adopted.do("fac", "choose_story", value=listen, card=card, text="Une collègue s’est assise.")
    assert_parts_named(adopted)
    adopted.erase(card)
    assert "s’est assise" not in adopted.html("board") + report(adopted)


def test_a_value_worded_anew_in_consent_is_so_in_the_booklet(adopted):
    adopted.stage("settle")
    listen = next(one.id for one in adopted.state.agreed.all.values() if one.text.startswith("Écoute"))
    adopted.do("fac", "ask_again", thing=listen, text="Écoute — Nous écoutons d’abord\n✓ Se taire\n✗ Couper")
    for who in CROWD:
        adopted.do(who, "agree", thing=listen)
    adopted.do("fac", "show_stances")
    adopted.stage("booklet")
    html = adopted.html("board")
    assert (
        "Nous écoutons d’abord" in html
        and "Se taire</" in html
        and "✓" not in html
        and "avant de répondre" not in html
        and ">Écoute<" in html
    )


def test_a_story_on_paper_counts_and_is_changed_by_nobody(board):
    board.do("fac", "paper_cards", story="Vu au guichet de Lens", text="Patience", may=True)
    mine = tell(board, "ana", "Écoute")
    board.do("ana", "edit", card=mine, story="Une autre histoire", text="Attention")
    board.stage("reveal")
    html = board.html("board")
    assert "Vu au guichet de Lens" in html and "Une autre histoire" in html and "Sonia" not in html


def test_sixty_people_tell_two_stories_each(board):
    for who in (f"q{n}" for n in range(60)):
        for value_ in ("Écoute", "Clarté"):
            tell(board, who, value_, may=True)
    with board.refused("all your cards"):
        tell(board, "q0", "Encore")
    board.stage("reveal")
    assert board.html("board").count("values-story") == 120 and len(board.table("stories")) == 120


def test_each_stage_can_be_played_nothing_hidden_leaves_and_nobody_fills_it(board_of):
    play(board_of(Values()))
    assert_no_leaks(board_of(Values()))
    assert_bounded(board_of(Values()))
