"""Who is here, as a method is told that asks: who has a page open, each seat of a device, who takes part on paper."""

from __future__ import annotations

from app.domain.people import Person
from beffroi import Method, Stage, hookimpl
from beffroi.testing import Board
from plugins.brainwriting import Brainwriting


class Roll(Method[list]):
    """Keeps who was here, a list for each time that it was told."""

    api = 1
    id = "roll"
    title = "Roll"
    stages = (
        Stage("first", "First", gathers=True, minutes=4),
        Stage("rest", "Rest", minutes=2, spare=True),
        Stage("again", "Again", gathers=True),
    )
    shared_by = ("room", "table")

    def start(self, settings, cards):
        return []

    def gathered(self, state, stage, here, stamp):
        state.append([(one.who, one.site, one.table) for one in here])


@hookimpl
def methods():
    return [Roll()]


def _with(board: Board, *people: Person) -> None:
    board.presence.people.update((person.id, person) for person in people)


def test_a_method_is_told_who_has_a_page_open_each_seat_and_who_is_on_paper():
    board = Board(Roll())
    ana, bob = Person("ana", "Ana", "s1"), Person("bob", "Bob", "s2", seats=2)
    _with(
        board,
        ana,
        bob,
        Person("cleo", "Cleo", "s1", on_paper=True),
        Person("dan", "Dan", "s1"),
        Person("eve", "Eve", "s1", left=True),
    )
    for person in ("ana", "bob"):
        board.presence.opens(person)
    board.record.has_page = board.presence.has_page
    board.stage("again")
    assert board.state == [[], [("ana", "s1", ""), ("bob.1", "s2", ""), ("bob.2", "s2", ""), ("cleo", "s1", "")]]
    assert board.replayed() == board.snapshot()


def test_while_nobody_has_a_page_open_all_who_joined_are_here():
    board = Board(Roll())
    _with(board, Person("ana", "Ana", "s1"))
    board.stage("again")
    assert board.state[-1] == [("ana", "s1", "")]


def test_each_table_is_told_of_its_own():
    board = Board(Roll(), tables=2, share_by="table")
    for who in ("ana#1", "bob#2"):
        board.grant(who)
    board.stage("again")
    assert [board.sheet(n)[-1] for n in (1, 2)] == [
        [("ana#1", "s1", board.tables[0])],
        [("bob#2", "s1", board.tables[1])],
    ]


def test_a_new_activity_is_given_the_minutes_of_its_stages_and_goes_without_the_spare_ones():
    board = Board(Roll(), stages=list(Roll().usual_stages))
    (activity,) = board.record.agenda.activities.values()
    assert activity.stages == ("first", "again")
    assert [activity.minutes_at(stage) for stage in ("first", "again")] == [4, 0] and activity.minutes_in_all == 4


def test_what_says_who_has_which_sheet_is_never_anonymous():
    for method in (Brainwriting(), Roll()):
        board = Board(method, anonymous=True)
        assert not board.record.agenda.activities[board.activity].anonymous
