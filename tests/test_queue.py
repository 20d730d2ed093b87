"""Questions to whoever answers, as people see them: asked, read, supported, put on air in turn, answered."""

import random

import pytest

from beffroi import Card, Method
from beffroi.blocks.queue import Queue
from beffroi.testing import assert_no_leaks, assert_parts_named, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking


class Hall(Method):
    """Questions to whoever answers."""

    api = 1
    id = "hall"
    title = "Questions à la salle"
    line = Queue()


@pytest.fixture
def board(board_of):
    return board_of(Hall())


def let_in(board, who, text):
    question = board.do(who, "ask", text=text)
    board.do("fac", "admit", question=question)
    return question


def seen_by_all(board):
    return board.html("board") + board.html("screen", "screen")


def mine(board, who="ana"):
    return board.personal_view(who)["html"]


def supporters(board, question):
    return next(row[3] for row in board.table("questions") if row[1] == board.state.line.by_id[question].text)


def test_a_question_shows_once_a_moderator_read_it_and_who_asked_follows_it(board):
    question = board.do("ana", "ask", text="Qui répond ?")
    assert "Qui répond" not in seen_by_all(board) and "received, not read yet" in mine(board)
    assert "Qui répond" in board.html("control", "facilitator")
    board.do("fac", "admit", question=question)
    assert "Qui répond" in board.html("board") and "in the queue" in mine(board) and "number 1" in mine(board)
    board.stage("air")
    board.do("fac", "put_on_air", question=question)
    assert "on air" in mine(board)
    board.do("fac", "answer", question=question, line="Le service, sous dix jours", outcome="follow")
    assert "to follow up" in mine(board) and "sous dix jours" in mine(board)


def test_a_refused_question_tells_its_motive_to_whoever_asked_and_counts_for_everybody(board):
    question = board.do("ana", "ask", text="Madame X est-elle là ?")
    board.do("fac", "refuse", question=question, motive="person")
    assert "names a person" in mine(board) and "Madame X" not in seen_by_all(board)
    assert "Refused:" in board.html("board") and "names a person 1" in board.html("board")
    assert "Madame X" not in str(board.results())
    board.do("fac", "restore", question=question)
    assert "Madame X" in board.html("board")


def test_one_asks_a_few_takes_one_back_and_asks_another(board):
    asked = [board.do("ana", "ask", text=f"Question {n} ?") for n in range(3)]
    with board.refused("all your questions"):
        board.do("ana", "ask", text="Une de trop ?")
    with board.refused("not yours"):
        board.do("bob", "take_back", question=asked[0])
    board.do("ana", "take_back", question=asked[0])
    board.do("ana", "ask", text="Une autre ?")
    assert "Question 0" not in mine(board)


def test_a_question_refused_with_the_one_that_it_was_merged_with_leaves_room_for_another(board):
    asked = [let_in(board, "ana", f"Question {n} ?") for n in range(3)]
    other = let_in(board, "bob", "Et lui ?")
    board.do("fac", "merge", question=asked[0], into=other)
    board.do("fac", "refuse", question=other, motive="person")
    assert "1 question left" in mine(board)
    board.do("ana", "ask", text="Une autre ?")


def test_each_supports_once_not_their_own_and_takes_it_back(board):
    question = let_in(board, "ana", "Pourquoi trois fois la même pièce ?")
    with board.refused("yours"):
        board.do("ana", "support", question=question)
    board.do("bob", "support", question=question)
    with board.refused("already"):
        board.do("bob", "support", question=question)
    assert supporters(board, question) == 2, "who asked it wants it answered as well"
    assert board.personal_view("bob")["own"] == {question: {"support": 1}}
    board.do("bob", "unsupport", question=question)
    assert supporters(board, question) == 1


def test_merged_questions_count_distinct_people_once(board):
    first, second = let_in(board, "ana", "Pourquoi si long ?"), let_in(board, "bob", "Quel délai ?")
    for who in ("cleo", "dan"):
        board.do(who, "support", question=first)
        board.do(who, "support", question=second)
    board.do("eve", "support", question=second)
    board.do("fac", "merge", question=second, into=first)
    assert supporters(board, first) == 5, "ana, bob, cleo, dan and eve"
    assert "Merged with number 1" in mine(board, "bob") and "Quel délai" in board.html("board")
    with board.refused("yours"):
        board.do("bob", "support", question=first)
    board.do("cleo", "unsupport", question=second)
    assert supporters(board, first) == 4
    board.do("fac", "separate", question=second)
    assert (supporters(board, first), supporters(board, second)) == (2, 3)


def test_a_question_that_others_stand_under_is_not_taken_back(board):
    first, second = let_in(board, "ana", "Pourquoi ?"), let_in(board, "bob", "Comment ?")
    board.do("fac", "merge", question=second, into=first)
    with board.refused("merged with this one"):
        board.do("ana", "take_back", question=first)
    board.do("bob", "take_back", question=second)
    board.do("ana", "take_back", question=first)
    assert "Pourquoi" not in seen_by_all(board) and "Comment" not in seen_by_all(board)


def test_a_question_that_was_answered_with_another_stays_in_the_minutes(board):
    first, second = let_in(board, "ana", "Pourquoi ?"), let_in(board, "bob", "Comment ?")
    board.do("fac", "merge", question=second, into=first)
    board.stage("air")
    board.do("fac", "put_on_air", question=first)
    board.do("fac", "answer", question=first, line="Dès janvier", outcome="answered")
    assert "take_back" not in mine(board, "bob")
    with board.refused("was on air: it stays"):
        board.do("bob", "take_back", question=second)
    assert supporters(board, first) == 2


def test_nobody_is_proposed_twice_before_others_were_heard_once_however_many_support_it(board):
    loud = [let_in(board, "ana", f"Moi, {n} ?") for n in range(2)]
    quiet = let_in(board, "bob", "Et moi ?")
    for who in ("cleo", "dan", "eve"):
        for question in loud:
            board.do(who, "support", question=question)
    board.stage("air")
    assert board.state.line.proposed == loud[0]
    board.do("fac", "put_on_air", question=loud[0])
    assert board.state.line.proposed == quiet
    board.do("fac", "put_on_air", question=loud[1])  # the facilitator decides
    assert board.state.line.air == loud[1]


def test_sites_take_turns(board_of):
    board = board_of(Hall(), by_site=True)
    lille = [let_in(board, f"l{n}@s1", f"De Lille {n} ?") for n in range(3)]
    amiens = [let_in(board, f"a{n}@s2", f"D’Amiens {n} ?") for n in range(2)]
    for question in lille:
        board.do("zoe", "support", question=question)
    board.stage("air")
    heard = []
    for _turn in range(5):
        heard.append(board.state.line.proposed)
        board.do("fac", "put_on_air", question=heard[-1])
    assert [one in amiens for one in heard] == [False, True, False, True, False]


def test_a_support_moves_nothing_under_a_finger(board):
    first, second = let_in(board, "ana", "La première ?"), let_in(board, "bob", "La seconde ?")
    for n in range(9):
        board.do(f"p{n}", "support", question=second)
    assert board.state.line.order == [first, second]
    board.do("fac", "sort_anew")
    assert board.state.line.order == [second, first]


@pytest.mark.parametrize("many", [10, 150])
def test_a_support_draws_one_number_and_sends_a_few_signs_however_many_questions_wait(board, many):
    texts = [f"Une question assez longue pour compter, {n} ?" for n in range(many)]
    asked = [board.do("fac", "paper_question", text=text) for text in texts]
    board.html("board")
    board.do("bob", "support", question=asked[3])
    sent = board.sent("board")
    assert list(sent["parts"]) == [f"for-{asked[3]}"] and len(str(sent)) < 400, sent


def test_what_was_proposed_and_is_taken_back_leaves_the_choice_to_the_facilitators_next_act(board):
    """Supports come in any order, so that none of them may decide what is kept of it."""
    first, second = let_in(board, "ana", "La première ?"), let_in(board, "bob", "La seconde ?")
    board.stage("air")
    assert board.state.line.proposed == first
    board.do("ana", "take_back", question=first)
    assert board.state.line.proposed == "" and "La seconde" in board.html("control", "facilitator")
    board.do("fac", "sort_anew")
    assert board.state.line.proposed == second


def test_each_act_of_a_facilitator_is_taken_back_and_leaves_what_it_found(board):
    first, second = let_in(board, "ana", "La première ?"), let_in(board, "bob", "La seconde ?")
    board.stage("air")
    for name, said in (
        ("merge", {"question": second, "into": first}),
        ("refuse", {"question": first, "motive": "beside"}),
        ("put_on_air", {"question": first}),
        ("answer", {"question": first, "line": "Oui", "outcome": "answered"}),
    ):
        before = board.html("board"), mine(board)
        board.undo(board.do("fac", name, **said))
        assert (board.html("board"), mine(board)) == before, name


def test_an_answer_is_erased_apart_from_its_question(board):
    question = let_in(board, "ana", "Qui répond ?")
    board.stage("air")
    board.do("fac", "put_on_air", question=question)
    noted = board.do("fac", "answer", question=question, line="Madame Durand", outcome="answered")
    board.erase(noted)
    seen = board.html("board") + board.html("control", "facilitator") + str(board.results())
    assert "Durand" not in seen and "Qui répond" in seen


def test_going_back_to_the_box_opens_it_again(board):
    question = let_in(board, "ana", "Qui répond ?")
    for stage in ("air", "close", "air"):
        board.stage(stage)
    board.do("bob", "support", question=question)
    board.do("fac", "put_on_air", question=question)
    board.stage("box")
    assert "answered" in mine(board), "what was on air was heard"
    board.do("bob", "ask", text="Encore une ?")


def test_what_is_on_air_stands_alone_on_the_screens(board):
    first = let_in(board, "ana", "La première ?")
    let_in(board, "bob", "La seconde ?")
    board.stage("air")
    board.do("fac", "put_on_air", question=first)
    screen = board.html("screen", "screen")
    assert "La première" in screen and "La seconde" not in screen
    board.do("fac", "put_back", question=first)
    assert "La seconde" in board.html("screen", "screen")


def test_what_was_not_reached_is_answered_in_writing_by_a_day(board_of):
    board = board_of(Hall(), settings={"written_who": "le guichet", "written_by": "2026-12-15"})
    question = let_in(board, "ana", "Et pour demain ?")
    board.stage("air")
    board.stage("close")
    assert "answered in writing by le guichet, by December 15, 2026" in board.html("board")
    with speaking("fr"):
        assert "15 décembre 2026" in board.html("board", locale="fr")
    board.do("fac", "answer", question=question, line="Oui, dès janvier", outcome="answered")
    assert "dès janvier" in mine(board) and "Not reached" not in board.html("board")
    assert "dès janvier" in str(board.results())


def test_paper_and_hands_count_with_the_others(board):
    question = board.do("fac", "paper_question", text="Et ceux sans téléphone ?")
    board.do("ana", "support", question=question)
    board.do("fac", "show_of_hands", number=1, hands=7)
    assert supporters(board, question) == 9
    with board.refused("No question of that number"):
        board.do("fac", "show_of_hands", number=4, hands=7)


def test_a_site_shows_only_where_that_is_set_and_five_asked_at_each(board_of):
    board = board_of(Hall(), settings={"sited": True}, by_site=True)
    for n in range(9):
        let_in(board, f"p{n}@s{1 if n < 5 else 2}", f"Question {n} ?")
    assert "site-name" not in board.html("board")
    last = let_in(board, "p9@s2", "La dixième ?")
    assert "site-name" in board.html("board")
    board.do("p9@s2", "take_back", question=last)
    assert "site-name" not in board.html("board")


def test_questions_handed_over_wait_in_the_queue_and_what_is_left_goes_on(board_of):
    board = board_of(Hall(), cards=[Card("h1", "Venue de la boîte à idées ?", "question")])
    assert "boîte à idées" in board.html("board")
    handed = [(card.text, card.asks) for card in board.method.cards(board.state)]
    assert handed == [("Venue de la boîte à idées ?", True)]


def test_a_reworded_question_loses_its_first_words_for_good(board):
    question = board.do("ana", "ask", text="Que fait Paul Durand ?")
    board.do("fac", "reword", question=question, text="Que fait l’accueil ?")
    board.do("fac", "admit", question=question)
    assert "Durand" not in str(board.results()) + board.html("control", "facilitator") + mine(board)
    assert "reworded by the facilitators" in board.html("board")
    board.erase(question)
    assert "l’accueil" not in board.html("board")


def test_sixty_people_ask_and_support_in_any_order_and_each_counts_once(board):
    lots, people = random.Random(14), [f"p{n}" for n in range(60)]
    asked = [let_in(board, who, f"Question de {n} ?") for n, who in enumerate(people[:12])]
    wanted = [(who, question) for who in people[12:] for question in lots.sample(asked, 5)]
    lots.shuffle(wanted)
    for who, question in wanted:
        board.do(who, "support", question=question)
    assert sum(row[3] for row in board.table("questions")) == len(asked) + len(wanted)
    assert board.method.participants(board.state, "box") == 60


def test_nobody_is_named_nobody_fills_it_and_what_is_worded_anew_is_named(board_of):
    assert_no_leaks(board_of(Hall()))
    assert_bounded(board_of(Hall()))
    board = board_of(Hall())
    question = let_in(board, "ana", "Que fait Paul Durand ?")
    board.do("fac", "reword", question=question, text="Que fait l’accueil ?")
    assert_parts_named(board)
    play(board_of(Hall()))
