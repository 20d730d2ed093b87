"""A programme, as people see it: proposed, placed with its clashes named, registered for by many at once."""

import re

import pytest

from beffroi import Card
from beffroi.testing import assert_no_leaks, assert_parts_named, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.programme import ProgrammeMethod

SLOTS = "2026-12-07 / 9:30-10:15 / 10:30-11:15\n2026-12-08 / 9:30-10:15"
PLACES = "Salle Vauban / Lille / 5\nHall / Amiens"
TYPED = "Accueillir / atelier / Ana / 45 / 4\nÉcrire clair / conférence / Ana, Bob\nVisiter / visite / Bob / 60 / 30"
SAID = {"slots": SLOTS, "places": PLACES, "proposals": TYPED}


def words(page):
    """A page without its tags."""
    return re.sub("<[^>]+>", "", page)


def made(board_of, settings=SAID, **said):
    return board_of(ProgrammeMethod(), settings=settings, anonymous=False, **said)


@pytest.fixture
def board(board_of):
    return made(board_of)


def session(board, title):
    return next(one.id for one in board.state.sessions.values() if one.text == title)


def place(board, title, slot, room):
    plan = board.state.planned
    at = [row.id for row in plan.rows if (row.day[-2:], row.text) == slot][0]
    cell = f"{at}:{next(one.id for one in plan.columns if one.text == room)}"
    return board.do("fac", "place_in", thing=session(board, title), cell=cell)


EARLY, LATE, NEXT = ("07", "9:30-10:15"), ("07", "10:30-11:15"), ("08", "9:30-10:15")


def opened(board):
    """Accueillir holds five, Écrire clair is at the same time, Visiter later: registration is on."""
    board.stage("arrange")
    place(board, "Accueillir", EARLY, "Salle Vauban")
    place(board, "Écrire clair", EARLY, "Hall")
    place(board, "Visiter", LATE, "Hall")
    board.stage("register")
    return board


def test_what_is_proposed_all_see_and_what_is_placed_stands_in_its_time(board):
    board.do("ana", "propose", text="Tester à deux", kind="demo", minutes="30", needs="un écran")
    for page in (board.html("board"), board.html("screen", "screen")):
        assert "Tester à deux" in page and "30 min" in page
    board.stage("arrange")
    place(board, "Tester à deux", NEXT, "Hall")
    board.stage("register")
    assert "Tuesday, December 8, 2026" in board.html("board") and "mardi 8 décembre 2026" in board.html(
        "board", locale="fr"
    )
    assert [row[0:3] for row in board.table("programme")][0] == [
        "Tuesday, December 8, 2026, 9:30–10:15", "Hall · Amiens", "Tester à deux"
    ]  # fmt: skip


def test_each_clash_is_a_sentence_with_its_time_and_names(board):
    board.stage("arrange")
    place(board, "Accueillir", EARLY, "Salle Vauban")
    place(board, "Écrire clair", EARLY, "Salle Vauban")
    place(board, "Visiter", LATE, "Hall")
    with speaking("en"):
        said = " ".join(str(one.said) for one in board.method.planned.clashes(board.state.planned))
    assert "Salle Vauban · Lille: “Accueillir” and “Écrire clair” are at the same time in the same place" in said
    assert "“Accueillir” and “Écrire clair” need Ana at the same time" in said
    assert "“Visiter” needs Bob, 15 min after “Écrire clair” at another site; the way takes 90 min" in said
    assert "“Visiter” lasts 60 min, and its time 45 min" in said
    assert "people expected" not in said  # four come to a room that holds five
    place(board, "Visiter", LATE, "Salle Vauban")
    assert "“Visiter”: people expected: 30; Salle Vauban holds 5." in words(board.html("board"))
    assert "another site" not in board.html("board")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("slots", "2026-12-07 / 10:15-9:30", "Line 1, “10:15-9:30”: it ends before it begins."),
        ("slots", "2026-12-07 / 9:30-10:15\nlundi / 9:30-10:15", "Line 2, “lundi”: begin with the day"),
        ("slots", "2027-03-28 / 1:30-3:30", "Line 1, “1:30-3:30”: on that day the clocks change in these hours"),
        ("slots", "2027-10-31 / 2:10-2:40", "Line 1, “2:10-2:40”: on that day the clocks change in these hours"),
        ("slots", "2026-12-07 / 9-10", "write two times of day"),
        ("slots", "2026-12-07 / 9:30-10:15 / 9h30-10h15", "stand there twice"),
        ("places", "Hall / Amiens\nSalle / Lille / 0", "Line 2, “Salle”: a place holds from 1 to"),
        ("places", "Salle / Lille / beaucoup", "Line 1, “beaucoup”: write how many people"),
        ("proposals", "Un / concert", "Line 1, “concert” is no kind"),
        ("proposals", "Un / atelier / Ana / 44", "Line 1, “44”: the minutes that it lasts are one of 15, 30"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_line_and_nothing_is_lost(board, field, typed, told):
    board.record.zone = "Europe/Paris"
    said = {"title": "Semaine", "stages": ["propose"], "anonymous": False}
    with board.refused(told):
        board.core("configure", activity=board.activity, **{**said, "settings": {**SAID, field: typed}})
    assert len(board.state.sessions) == 3 and len(board.state.planned.rows) == 3
    clear = {**SAID, "slots": "2027-03-28 / 1:00-2:00 / 3:00-4:00\n2027-10-31 / 1:00-2:00 / 3:00-4:00"}
    board.core("add", method="programme", **{**said, "settings": {**clear, "zone": "Mars/Olympe"}})


def test_fifty_people_press_for_five_places_and_cancelling_hands_one_on_at_once(board):
    opened(board)
    one = session(board, "Accueillir")
    for n in range(50):
        board.do(f"p{n}", "register", session=one)
    assert len(board.state.inside(one)) == 5 and len(board.state.waiting(one)) == 45
    assert "no place left" in board.html("board") and "Join the waiting list" in board.html("board")
    assert board.personal_view("p5")["own"][one] == {"place": "Waiting list: place 1"}
    assert "whoever waits first has it" in board.personal_view("p2")["html"]
    board.do("p2", "cancel_registration", session=one)
    assert board.personal_view("p5")["own"][one] == {"place": "You are registered"}
    assert board.personal_view("p6")["own"][one] == {"place": "Waiting list: place 1"}
    with board.refused("You are registered for it already"):
        board.do("p5", "register", session=one)


def test_two_places_at_the_same_time_are_refused_by_the_name_of_the_other(board):
    opened(board)
    board.do("ana", "register", session=session(board, "Accueillir"))
    with board.refused("You are registered for “Accueillir”, which is at the same time"):
        board.do("ana", "register", session=session(board, "Écrire clair"))
    board.do("ana", "register", session=session(board, "Visiter"))
    place(board, "Visiter", EARLY, "Hall")  # moved afterwards: it is told, and nothing is taken away
    assert "at the same time as “Accueillir”" in words(board.personal_view("ana")["html"])


def test_names_are_read_by_facilitators_and_whoever_leads_it_and_leave_in_nothing(board):
    board.do("ana", "propose", text="Tester", is_led=True)
    board.stage("arrange")
    place(board, "Tester", NEXT, "Hall")
    board.stage("register")
    one = session(board, "Tester")
    board.do("bob", "call_me", text="Bob Leroux")
    board.do("bob", "register", session=one)
    board.do("fac", "paper_registration", session=one, text="Jeanne Morel")
    assert "Bob Leroux" in board.personal_view("ana")["html"]
    assert "Jeanne Morel" in board.html("control", "facilitator")
    seen = (board.html("board"), board.html("screen", "screen"), board.personal_view("cleo")["html"])
    out = (str(board.results().tables), str([*board.method.report(board.state, (), board.standing.settings)]))
    assert not any(name in page for page in (*seen, *out) for name in ("Leroux", "Morel"))
    registration = [*board.state.lists.joined[one]][1]
    with board.refused("Only the facilitators and whoever leads it"):
        board.do("cleo", "take_off_list", session=one, registration=registration)
    board.do("ana", "take_off_list", session=one, registration=registration)
    assert "Morel" not in board.html("control", "facilitator")


def test_what_is_taken_down_leaves_vote_and_grid_and_its_author_is_told(board):
    made = board.do("ana", "propose", text="Hors sujet")
    board.stage("arrange")
    place(board, "Hors sujet", NEXT, "Hall")
    board.do("fac", "take_down", session=made, motive="beside")
    assert "Hors sujet" not in board.html("board") and "off topic" in board.personal_view("ana")["html"]
    board.do("fac", "put_proposal_back", session=made)
    board.do("ana", "change_proposal", session=made, text="Dans le sujet", minutes="30")
    assert "Dans le sujet" in board.html("board") and "Hors sujet" not in board.html("board")


def test_what_the_vote_left_out_is_not_placed_and_cards_come_in_as_proposals(board_of):
    board = made(board_of, cards=[Card("h1", "Une idée", origin="o1")])
    board.stage("vote")
    board.stage("decide")
    board.do("fac", "decide", option=session(board, "Visiter"), outcome="drop")
    board.stage("arrange")
    assert "Visiter" not in board.html("board") and "Une idée" in board.html("board")
    assert [(one.text, one.origin) for one in board.hands_over()][-1] == ("Une idée", "o1")


def test_the_whole_is_played_by_sixty_and_keeps_to_its_bounds_and_shows_nobody(board_of):
    board = opened(made(board_of))
    for n in range(60):
        for title in ("Accueillir" if n % 2 else "Écrire clair", "Visiter"):
            board.do(f"p{n}", "register", session=session(board, title))
    assert "30 registered" in board.html("board") and "60 registered" in board.html("screen", "screen")
    assert "25 wait" in board.html("board") and "120 registrations" in board.html("control", "facilitator")
    play(board := made(board_of))
    assert board.snapshot() == board.replayed()
    assert_no_leaks(opened(made(board_of)))
    assert_bounded(opened(made(board_of)))
    assert_parts_named(opened(made(board_of)))
