"""The kit for those who write methods: it says what is wrong by itself, and is never content with nothing."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from beffroi import Command, NoSettings, Refused, Text
from beffroi.testing import assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded
from plugins.ideation import Ideation
from plugins.mood import Mood, Say
from tests.rating_sample import Propose, Rate, Rating
from tests.support.full_boards import METHODS, full_board

BY_ID = [pytest.param(method, id=id) for id, method in METHODS.items()]
HIDING = [one for one in BY_ID if not any(stage.gathers for stage in METHODS[str(one.id)].stages)]
"""What passes on in a hidden stage is for its next reader: tests of such a method say that it is for nobody else."""


@pytest.mark.parametrize("method", HIDING)
def test_nothing_hidden_leaves_a_bundled_method(method):
    assert_no_leaks(full_board(method))


@pytest.mark.parametrize("method", BY_ID)
def test_every_bundled_method_plays_through_its_own_forms(method):
    board = full_board(method)
    made = play(board)
    assert len(made) >= 9 or not method.commands
    assert board.replayed() == board.snapshot()


def test_a_play_is_the_same_each_time():
    first, again = full_board(METHODS["mood"]), full_board(METHODS["mood"])
    play(first), play(again)
    assert first.state.counted() == again.state.counted()


def rating(board_of, **told):
    return board_of(type("Rating", (Rating,), {"__module__": Rating.__module__, **told})())


@pytest.fixture
def topics(board_of):
    """A board with a topic to rate, of a `Rating` that is told otherwise."""

    def made(**told):
        board = rating(board_of, **told)
        board.do("bob", "propose", text="Les horaires")
        return board

    return made


def test_a_method_that_names_its_state_alone_has_nothing_to_set():
    assert Rating.settings is NoSettings


def test_what_stays_hidden_is_let_be(topics):
    assert_no_leaks(topics(tells=lambda self, state: [f"{len(state.marks)} marks"]))


SHOWN = {
    "a text of a command that points at something": (lambda state: state.said, "what was written shows in board of"),
    "a text that is turned around": (lambda state: [one[::-1] for one in state.said], "“why” shows in board of"),
    "a mean": (lambda state: [f"{sum(state.marks.values())} in all"], "“mark” shows in board of participant"),
    "who it was": (lambda state: state.who, "the id of a person shows in screen of screen"),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHOWN)
def test_what_a_count_gives_away_is_found(topics, kind):
    tells, said = SHOWN[kind]
    with pytest.raises(AssertionError, match=said):
        assert_no_leaks(topics(tells=lambda self, state: tells(state)))


def test_a_command_that_was_never_taken_was_not_tried(board_of):
    class Never(Rate, name="rate"):
        def check(self, state, stamp):
            raise Refused("The hour has not come.")

    never = rating(board_of, commands=(Propose, Never))
    never.do("bob", "propose", text="Les horaires")
    with pytest.raises(AssertionError, match="command “rate”: nothing was planted with it: “The hour has not come.”"):
        assert_no_leaks(never)


class Closed(Propose, name="propose"):
    def check(self, state, stamp):
        raise Refused("The hour has not come.")


def test_a_board_on_which_nothing_can_be_done_proves_nothing(board_of):
    apart = METHODS["persona"]
    for prove in (assert_no_leaks, play):
        with pytest.raises(AssertionError, match=r"nothing was played; lay tables, as Board\(…, tables=2\)"):
            prove(board_of(apart))
    with pytest.raises(AssertionError, match="no command was taken, so nothing was tried"):
        assert_bounded(rating(board_of, commands=(Closed, Rate)))


def test_a_method_that_tells_what_it_hides_is_found(board_of):
    class Telling(Ideation):
        def counts(self, state):
            return [note.text for note in state.ideas.notes.values()]

    Telling.__module__ = Ideation.__module__
    with pytest.raises(AssertionError, match="stage collect, command “write”: what was written shows in board"):
        assert_no_leaks(board_of(Telling()))


def test_a_button_that_carries_what_its_command_does_not_take_is_told(board_of):
    class Unfit(Mood):
        def personal_view(self, words, who):
            return {"word": "x"}

    class TakeBack(Command, stage="say"):
        word: str = Text("Word", max=9)

        def apply(self, words, stamp):
            pass

    Unfit.__module__ = Mood.__module__
    Unfit.commands = (Say, TakeBack)
    with pytest.raises(AssertionError, match="stage say: a button carries {} for “take_back”, which does not take it"):
        play(board_of(Unfit()))


def falling(error):
    def fall(self, *_given):
        raise error

    return fall


@pytest.mark.parametrize("where", ["view", "personal_view"])
def test_what_a_method_raises_reaches_its_author_with_its_own_traceback(board_of, where):
    made = board_of(type("Falling", (Mood,), {"__module__": Mood.__module__, where: falling(KeyError("weather"))})())
    with pytest.raises(KeyError, match="weather") as caught:
        made.html("board"), made.personal_view("ana")
    assert traceback.extract_tb(caught.tb)[-1].name == "fall"
    assert caught.value.__notes__[0].startswith("raised by mood, drawing ")


def test_so_does_what_a_command_raises(board_of):
    class Misspelling(Say, name="say"):
        def apply(self, words, stamp):
            words.by_parson[stamp.who] = self.word

    made = board_of(type("Falling", (Mood,), {"__module__": Mood.__module__, "commands": (Misspelling,)})())
    with pytest.raises(AttributeError, match="by_parson") as caught:
        made.do("ana", "say", word="Calme")
    assert traceback.extract_tb(caught.tb)[-1].name == "apply"


def test_what_a_template_does_wrong_is_shown_at_its_own_line(board_of):
    made = rating(board_of, commands=(Rate,))
    with pytest.raises(LookupError, match=r"draws ui.form\('propose'\), but no command has that name") as caught:
        made.personal_view("ana")
    lines = {(Path(one.filename).name, one.lineno, one.line) for one in traceback.extract_tb(caught.tb)}
    assert ("rating.html", 3, '{{ ui.form("propose") }}') in lines


def test_what_is_borne_on_a_server_can_be_looked_at(board_of):
    made = board_of(type("Falling", (Mood,), {"__module__": Mood.__module__, "view": falling(KeyError("weather"))})())
    with made.faults() as told:
        assert "out of order" in made.html("board")
    assert set(told) == {"drawing board: KeyError: 'weather'"}


def test_the_line_of_the_plugin_stands_beside_what_it_raised(board_of):
    made = rating(board_of, commands=(Rate,))
    with made.faults():
        made.personal_view("ana")
        (fault, *_more) = made.registry.faults
    assert fault.place == "tests/rating_sample/templates/rating.html:3"
