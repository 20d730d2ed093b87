"""One-word mood, as people see it."""

from plugins.mood import Mood


def test_words_are_read_together_the_most_said_first(board_of):
    board = board_of(Mood())
    board.do("ana", "say", word="Calme")
    board.do("bob", "say", word="calme")
    board.do("cleo", "say", word="Vive")
    assert board.table("words") == [["calme", 2], ["vive", 1]]


def test_a_word_can_be_changed_until_the_reading(board_of):
    board = board_of(Mood())
    board.do("ana", "say", word="Calme")
    board.do("ana", "say", word="Vive")
    assert "vive" in board.html("board")
    assert "calme" not in board.html("board")
    board.stage("read")
    with board.refused("over"):
        board.do("ana", "say", word="Trop tard")


def test_hostile_words_are_shown_as_typed(board_of):
    board = board_of(Mood())
    board.do("ana", "say", word="<script>é‮")
    assert "&lt;script&gt;é" in board.html("board")
    assert "<script" not in board.html("board")


def test_the_method_and_its_template_fit_on_one_page():
    from app.host.contract import folder_of

    folder = folder_of(Mood())
    files = [folder / "__init__.py", folder / "templates" / "mood.html"]
    assert sum(len(file.read_text().splitlines()) for file in files) <= 60
