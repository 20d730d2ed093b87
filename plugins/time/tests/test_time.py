"""A moment together, as people see it."""

from plugins.time import Time


def test_a_break_says_when_it_ends(board_of):
    board = board_of(Time(), settings={"kind": "break", "resume": "10:45"}, anonymous=False)
    assert "Resuming at 10:45" in board.html("screen", "screen")


def test_a_message_is_read_by_everyone_as_typed(board_of):
    board = board_of(Time(), settings={"message": "Bonjour <b>"}, anonymous=False)
    assert "Bonjour &lt;b&gt;" in board.html("board")
