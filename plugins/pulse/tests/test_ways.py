"""A quick question answered on a scale, by a word or by a sentence."""

import random

import pytest

from beffroi import Refused
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from plugins.pulse import Pulse, PulseSettings

CROWD = [f"p{n}" for n in range(12)]


def asked(board_of, way, **said):
    return board_of(Pulse(), settings={"question": "Où en sommes-nous ?", "way": way, **said})


def test_a_scale_has_five_steps_with_words_at_its_ends_and_says_its_median(board_of):
    board = asked(board_of, "scale", options="pas du tout / tout à fait")
    page = board.personal_view("ana")["html"]
    assert "1 · pas du tout" in page and "5 · tout à fait" in page and page.count("data-command") == 6
    for n, who in enumerate(CROWD):
        board.do(who, "choose", option="s5" if n < 7 else "s2")
    board.do("late", "choose", option="declined")
    assert [row[1] for row in board.table("answers")] == [0, 5, 0, 0, 7, 1]
    assert "Median: 5" in board.html("screen", "screen") and "1 would rather not say" in board.html("board")
    assert "Median" in str(board.results()) or "5" in str(board.results())


@pytest.mark.parametrize("options", ["", "Oui / Non / À discuter", "Yes / No / To discuss"])
def test_a_scale_whose_ends_nobody_named_is_numbers_alone(board_of, options):
    board = asked(board_of, "scale", options=options)
    Pulse().check_settings(PulseSettings(question="Où en sommes-nous ?", way="scale", options=options))
    assert "·" not in board.html("board").replace("have answered ·", "") and ">3<" in board.html("board")


@pytest.mark.parametrize("options", ["pas du tout", "pas du tout / moyen / tout à fait"])
def test_a_scale_of_which_not_just_both_ends_are_named_is_refused_where_it_is_written(options):
    settings = PulseSettings(question="Où en sommes-nous ?", way="scale", options=options)
    with pytest.raises(Refused) as why:
        Pulse().check_settings(settings)
    assert set(why.value.errors) == {"options"}


def test_a_cloud_joins_words_that_say_the_same_and_keeps_their_accents(board_of):
    board = asked(board_of, "words")
    for who, word in zip(CROWD, ("Été", "été", "été", "ete", "D’accord", "d'accord"), strict=False):
        board.do(who, "say_word", word=word)
    assert board.table("words") == [["été", 3], ["d’accord", 2], ["ete", 1]] or board.table("words")[0] == ["été", 3]
    for seen in (board.html("board"), board.html("screen", "screen")):
        assert 'data-times="3">été' in seen


@pytest.mark.parametrize(
    ("way", "command", "field"), [("words", "say_word", "word"), ("wall", "write_sentence", "text")]
)
def test_what_is_written_shows_from_five_on_as_it_comes_or_with_the_results(board_of, way, command, field):
    board = asked(board_of, way)
    for who in CROWD[:4]:
        board.do(who, command, **{field: f"dit {who}"})
    early = board.html("board") + board.html("screen", "screen") + board.html("control", "facilitator")
    assert "dit p" not in early and "4 of 4 have answered" in early and "from five answers on" in early
    assert "dit p0" in board.personal_view("p0")["html"] and "dit p0" not in board.personal_view("p1")["html"]
    board.do(CROWD[4], command, **{field: "dit p4"})
    assert "dit p4" in board.html("board") and "dit p0" in board.html("screen", "screen")
    few = asked(board_of, way)
    for who in CROWD[:4]:
        few.do(who, command, **{field: f"dit {who}"})
    few.stage("results")
    told = few.html("board") + few.html("screen", "screen") + few.html("control", "facilitator") + str(few.results())
    assert "dit p" not in told and not few.hands_over(), "the page had said: from five on"
    assert "Fewer than five people wrote" in few.html("board")
    held = asked(board_of, way, live=False)
    for who in CROWD:
        held.do(who, command, **{field: f"dit {who}"})
    assert "dit p" not in held.html("board") + held.html("control", "facilitator")
    held.stage("results")
    assert "dit p11" in held.html("board")


def test_a_wall_is_in_no_order_is_changed_and_is_handed_over(board_of):
    board = asked(board_of, "wall")
    for n, who in enumerate(CROWD):
        board.do(who, "write_sentence", text=f"Phrase {n:02}")
    board.do("p0", "write_sentence", text="Phrase changée")
    board.do("p1", "take_back")
    said = [row[0] for row in board.table("wall")]
    assert len(said) == 11 and said != sorted(said) and "Phrase changée" in said and "Phrase 01" not in said
    assert sorted(card.text for card in board.method.cards(board.state)) == sorted(said)


def test_what_hurts_is_taken_down_and_its_writer_alone_is_told(board_of):
    board = asked(board_of, "wall")
    made = [board.do(who, "write_sentence", text=f"Phrase {who}") for who in CROWD]
    board.do("fac", "take_down", said=made[0], motive="insult")
    assert "Phrase p0" not in board.html("board") + board.html("screen", "screen") + str(board.results())
    assert "took it down: insult" in board.personal_view("p0")["html"]
    assert "took it down" not in board.personal_view("p1")["html"]


def test_paper_brings_words_a_line_each(board_of):
    board = asked(board_of, "words")
    board.do("fac", "paper_lines", lines="calme\nCalme\n\nvive\nprête\nprête")
    assert board.method.papers(board.state, "answer") == 5
    assert sorted(row[1] for row in board.table("words")) == [1, 2, 2]


@pytest.mark.parametrize("way", ["options", "scale", "words", "wall"])
def test_no_question_is_answered_in_another_way_and_nothing_leaks(board_of, way):
    board = asked(board_of, way)
    wrong = {"say_word": ("words", {"word": "x"}), "write_sentence": ("wall", {"text": "x"})}
    for name, (its, said) in wrong.items():
        if its != way:
            with board.refused("another way"):
                board.do("ana", name, **said)
    if way in ("words", "wall"):
        with board.refused("no longer asked"):
            board.do("ana", "choose", option="declined")
    assert_no_leaks(board)
    assert_bounded(board)


@pytest.mark.parametrize("way", ["scale", "words", "wall"])
def test_sixty_people_answer_in_any_order(board_of, way):
    board, lots = asked(board_of, way), random.Random(7)
    for n in lots.sample(range(60), 60):
        said = {
            "scale": ("choose", {"option": f"s{lots.randint(1, 5)}"}),
            "words": ("say_word", {"word": lots.choice(("calme", "Calme", "vive"))}),
            "wall": ("write_sentence", {"text": f"Phrase {n}"}),
        }[way]
        board.do(f"p{n}", said[0], **said[1])
    board.stage("results")
    assert "60 of 60" in board.html("board") or board.html("board").count("<li") >= 2
    assert board.replayed()
