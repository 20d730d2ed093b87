"""A roadmap, as people see it: placed with what cannot be so named, scenarios compared, agreed on, narrowed."""

import re

import pytest

from beffroi import Card
from beffroi.testing import assert_no_leaks, assert_parts_named, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.roadmap import RoadmapMethod

SAID = {"phases": "2026\n2027", "axes": "Accueil\nCourrier", "question": "Répondre mieux"}
TWO = {**SAID, "scenarios": "Pas à pas\nD’un coup"}


def words(page):
    """A page without its tags."""
    return re.sub("<[^>]+>", "", page)


def made(board_of, settings=SAID, **said):
    return board_of(RoadmapMethod(), settings=settings, **said)


@pytest.fixture
def board(board_of):
    return made(board_of)


def write(board, text, who="ana", **said):
    return board.do(who, "write_step", text=text, **said)


def place(board, step, axis, phase, who="bob"):
    plan = board.state.planned
    ids = {one.text: one.id for one in (*plan.rows, *plan.columns)}
    return board.do(who, "place_in", thing=step, cell=f"{ids[axis]}:{ids[phase]}")


def clashes(board):
    with speaking("en"):
        return [str(one.said) for one in board.method.planned.clashes(board.state.planned)]


def reported(board):
    with speaking("fr"):
        sections = board.method.report(board.state, (), board.standing.settings)
        rows = [row for section in sections for piece in section.pieces for row in piece.table().rows]
        return " ".join(str(cell) for row in rows for cell in row.cells)


def test_what_is_written_and_placed_stands_by_its_number_with_what_it_needs(board):
    train = write(board, "Former les agents", owner="RH", term="mars")
    rewrite = write(board, "Réécrire les courriers")
    board.stage("arrange")
    place(board, rewrite, "Courrier", "2027")
    place(board, train, "Accueil", "2026")
    board.do("cleo", "need", step=rewrite, other=train)
    board.stage("read")
    told = [[*row[:4], row[-1]] for row in board.table("roadmap")]
    assert told == [
        [1, "Accueil", "2026", "Former les agents", ""],
        [2, "Courrier", "2027", "Réécrire les courriers", "1"],
    ]
    page = board.html("screen", "screen")
    assert page.count("road-head") == 1 and "Former les agents" in page and not clashes(board)


def test_what_stands_before_what_it_needs_a_circle_and_what_needs_itself_are_named(board):
    a, b, c = (write(board, text) for text in ("Ouvrir", "Former", "Acheter"))
    board.stage("arrange")
    place(board, a, "Accueil", "2026")
    place(board, b, "Accueil", "2027")
    with board.refused("“Ouvrir” cannot need itself"):
        board.do("ana", "need", step=a, other=a)
    board.do("ana", "need", step=a, other=b)
    assert clashes(board) == ["“Ouvrir” (2026) is placed before “Former” (2027), which it needs."]
    assert "1 clash" in board.html("board") and "is-clashing" in board.html("board")
    board.do("ana", "need", step=b, other=c)
    assert "“Former” needs “Acheter”, which has no place yet." in clashes(board)
    board.do("ana", "need", step=c, other=a)
    assert "A circle: “Ouvrir” → “Former” → “Acheter” → “Ouvrir”. Each needs the next one." in clashes(board)
    board.do("bob", "need_no_more", step=c, other=a)
    place(board, c, "Courrier", "2026")
    place(board, b, "Courrier", "2026")
    place(board, a, "Accueil", "2027")
    assert clashes(board) == []


def test_nobody_writes_over_what_they_have_not_seen_and_what_is_left_out_comes_back(board):
    step = write(board, "Ouvrir")
    said = {"step": step, "base": step, "kind": "action"}
    board.do("bob", "change_step", text="Ouvrir le soir", **said)
    with board.refused("there stands: “Ouvrir le soir”"):
        board.do("cleo", "change_step", text="Fermer", **said)
    board.do("cleo", "leave_out", step=step)
    assert "Left out: 1" in board.html("board") and board.hands_over() == []
    board.do("cleo", "take_in", step=step)
    assert [one.text for one in board.hands_over()] == ["Ouvrir le soir"]


def test_scenarios_are_compared_one_stands_and_the_others_are_kept(board_of):
    board = made(board_of, TWO)
    first, second = board.state.scenarios
    write(board, "Former d’abord", scenario=first.id)
    write(board, "Tout changer", scenario=second.id)
    with board.refused("of another scenario"):
        ids = list(board.state.steps)
        board.do("ana", "need", step=ids[0], other=ids[1])
    board.stage("compare")
    board.do("ana", "compare", scenario=second.id, criterion="cost", text="Cher, mais vite")
    with board.refused("there stands: “Cher, mais vite”"):
        board.do("bob", "compare", scenario=second.id, criterion="cost", text="Bon marché")
    assert "Cher, mais vite" in board.html("screen", "screen") and "What it costs" in board.html("board")
    board.do("fac", "choose_scenario", scenario=second.id, text="On ne peut pas attendre")
    board.stage("read")
    assert "Tout changer" in board.html("board") and "Former d’abord" not in board.html("board")
    assert [one.text for one in board.hands_over()] == ["Tout changer"]
    assert all(words in reported(board) for words in ("Former d’abord", "On ne peut pas attendre"))


def test_what_the_room_agrees_on_is_kept_with_who_takes_care_of_it(board):
    step = write(board, "Former", owner="RH", term="mars")
    board.stage("stances")
    (whole,) = board.state.agreed.all
    for who in ("ana", "bob"):
        board.do(who, "agree", thing=whole)
    assert not board.method.kept(board.state)
    board.stage("settle")
    assert [one.id for one in board.method.kept(board.state)] == [step]
    assert [(one.who, one.when) for one in board.method.commitments(board.state)] == [("RH", "mars")]
    assert "Cette feuille de route ne vaut pas consultation des instances représentatives." in reported(board)


def test_a_copy_for_a_directorate_keeps_places_needs_and_the_link(board, board_of):
    a, b = write(board, "Former", owner="RH"), write(board, "Ouvrir")
    board.stage("arrange")
    place(board, a, "Accueil", "2026")
    place(board, b, "Courrier", "2027")
    board.do("ana", "need", step=b, other=a)
    copies = [Card(f"c{one.id}", one.text, one.kind, origin=one.id, said=one.said) for one in board.hands_over()]
    copy = made(board_of, {**SAID, "narrowed_to": "Direction des lycées"}, cards=copies, stages=["arrange", "read"])
    assert "Narrowed to: Direction des lycées" in words(copy.html("board")) and "Not for us" in copy.html("board")
    rows = {row[3]: row for row in copy.table("roadmap")}
    assert rows["Ouvrir"][1:3] == ["Courrier", "2027"] and rows["Ouvrir"][-1] == "1" and rows["Former"][5] == "RH"
    copy.do("ana", "leave_out", step=f"c{b}")
    assert [(one.text, one.origin) for one in copy.hands_over()] == [("Former", a)]
    assert {one.id: one.sources for one in copy.method.traces(copy.state)} == {f"c{a}": (a,)}


@pytest.mark.parametrize(
    ("field", "lines", "told"),
    [
        ("phases", "Une seule", "two phases at least"),
        ("scenarios", "Un seul", "One scenario alone"),
        ("axes", "\n".join(map(str, range(11))), "10 is the most"),
        ("axes", "Accueil\n" + "x" * 61, "Line 2 is longer"),
    ],
)
def test_what_lays_it_out_is_refused_by_its_place(board, field, lines, told):
    said = {"title": "Route", "stages": ["write"], "anonymous": True, "settings": {**SAID, field: lines}}
    with board.refused(told):
        board.core("configure", activity=board.activity, **said)


def test_the_whole_is_played_written_by_sixty_and_keeps_to_its_bounds(board_of):
    board = made(board_of)
    for n in range(60):
        write(board, f"Action {n}", who=f"p{n}")
    assert board.html("screen", "screen").count('class="number"') == 60
    play(board := made(board_of, TWO))
    assert board.snapshot() == board.replayed()
    assert_no_leaks(made(board_of))
    assert_bounded(made(board_of))
    full = made(board_of)
    write(full, "Former")
    assert_parts_named(full)
