"""A diagnosis, as people see it: findings with what supports and contradicts them, contested, merged, asked."""

import pytest

from beffroi import Card
from beffroi.report import OfTable
from beffroi.testing import assert_no_leaks, assert_parts_named, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.diagnostic import Diagnostic, shown

HANDED = [
    Card("v1", "« J’ai appelé quatre fois »", "verbatim", "external"),
    Card("i1", "Tout redire (Relancer)", "irritant", "external"),
    Card("l1", "Un rappel sous deux jours", "lesson"),
]


@pytest.fixture
def board(board_of):
    return board_of(Diagnostic(), tables=2, anonymous=False, cards=HANDED, settings={"keep": 2})


def finding(board, who, text):
    return board.do(who, "add", slot="findings", text=text)


def sheet(board, table):
    return board.html("board", table=table)


def test_one_kind_of_source_is_to_be_confirmed_and_two_are_crossed(board):
    one = finding(board, "ana#1", "On rappelle parce que rien n’est dit")
    assert "no source" in sheet(board, 1)
    board.do("ana#1", "cite", line=one, card="v1")
    assert "to be confirmed" in sheet(board, 1) and "Words heard" in sheet(board, 1)
    board.do("ana#1", "name_source", line=one, kind="heard", text="« On m’a dit d’attendre » (accueil, Amiens)")
    assert "to be confirmed" in sheet(board, 1), "two verbatims are one kind"
    board.do("ana#1", "name_source", line=one, kind="figures", text="62 sur 99 ont rappelé (questionnaire)")
    assert "crossed" in sheet(board, 1) and "to be confirmed" not in sheet(board, 1)


def test_a_card_supports_a_finding_or_contradicts_it_and_never_both(board):
    one = finding(board, "ana#1", "Les délais sont tenus")
    board.do("ana#1", "cite", line=one, card="v1")
    board.do("ana#1", "contradict", line=one, card="v1")
    state = board.sheet(1)
    (line,) = state.lines()
    assert state.supports(line) == () and [card.id for card in state.contradicts(line)] == ["v1"]
    board.do("ana#1", "agree", line=one, card="v1")
    assert state.contradicts(state.lines()[0]) == ()


def test_whom_it_is_about_its_quality_and_its_stake_are_said_of_each_finding(board):
    one = finding(board, "ana#1", "L’accueil connaît les dossiers")
    board.do("ana#1", "pick", slot=f"{one}:quality", value="strength")
    board.do("ana#1", "pick", slot=f"{one}:audience", value="staff")
    board.do("ana#1", "add", slot=f"{one}:stake", text="Si deux personnes partent, plus personne ne sait")
    with board.refused("no longer there"):
        board.do("ana#1", "pick", slot="nowhere:quality", value="strength")
    shown = board.html("board", "reader", table=1)
    assert "Strength" in shown and "Staff" in shown and "Si deux personnes partent" in shown


def test_the_other_tables_contest_a_finding_in_the_gallery_and_say_by_what(board):
    one = finding(board, "ana#1", "Les délais sont tenus")
    board.stage("gallery")
    with board.refused("what qualifies it, or contradicts it"):
        board.do_at(1, "bob#2", "react", line=one, kind="doubt")
    board.do_at(1, "bob#2", "react", line=one, kind="doubt", text="le questionnaire, question 4")
    with speaking("fr"):
        assert "Contredit par…" in board.html("board", locale="fr", table=1)
    board.stage("amend")
    assert "question 4" in sheet(board, 1)


def together(board):
    first = finding(board, "ana#1", "On rappelle parce que rien n’est dit")
    other = finding(board, "bob#2", "Rien n’est dit entre deux courriers")
    alone = finding(board, "bob#2", "L’accueil connaît les dossiers")
    board.do("ana#1", "cite", line=first, card="v1")
    board.do("bob#2", "name_source", line=other, kind="figures", text="62 sur 99 ont rappelé")
    board.stage("cluster")
    notes = {note.text: note.id for note in board.state.board.notes.values()}
    return first, other, alone, notes


def test_findings_of_all_tables_come_together_with_how_sure_each_is_and_a_group_is_crossed(board):
    _first, _other, _alone, notes = together(board)
    html = board.html("board")
    assert html.count("to be confirmed") == 2 and html.count("no source") == 1 and "Table 2" in html
    a, b = notes["On rappelle parce que rien n’est dit"], notes["Rien n’est dit entre deux courriers"]
    moved = board.do("fac", "move", card=a, to=b)
    board.stage("vote")
    with speaking("en"):
        told = {id: str(sure) for id, _text, sure, _rests in shown.room_view(board.state)["again"]}
    assert told[f"c-{moved}"] == "crossed", "two tables' findings, each of one kind, are of two together"
    assert "62 sur 99 ont rappelé" in board.html("board")
    assert "62 sur 99" not in board.html("screen", "screen")
    assert board.replayed() == board.snapshot()


def test_what_is_kept_becomes_questions_that_an_ideation_asks(board):
    *_lines, notes = together(board)
    kept = notes["Rien n’est dit entre deux courriers"]
    board.stage("vote")
    for who in ("ana#1", "bob#2"):
        board.do(who, "dot", option=kept)
    board.stage("decide")
    board.do("fac", "decide", option=kept, outcome="keep")
    board.stage("questions")
    with board.refused("Fill both gaps"):
        board.do("ana#1", "ask", finding=kept, text="Comment pourrions-nous … pour que … ?")
    board.do("ana#1", "ask", finding=kept, text="Comment pourrions-nous dire où en est la demande ?")
    (card,) = board.method.cards(board.state)
    assert card.asks and card.origin == kept and card.text.startswith("Comment pourrions-nous dire")
    assert [row[0] for row in board.table("questions")] == ["Rien n’est dit entre deux courriers"]


def test_the_report_has_findings_by_kinds_of_sources_and_each_with_what_it_rests_on(board):
    together(board)
    made = board.method.report(board.state, _tables(board), board.method.settings())
    told = {section.id: section for section in made}
    crossing = told["crossing"].pieces[0]
    with speaking("en"):
        assert list(map(str, crossing.columns)) == ["Words heard", "Figures"]
    assert {row.cells for row in crossing.rows} == {
        ("On rappelle parce que rien n’est dit", 1, 0),
        ("Rien n’est dit entre deux courriers", 0, 1),
        ("L’accueil connaît les dossiers", 0, 0),
    }


def _tables(board):
    return [OfTable(id, f"Table {n}", board.sheet(n)) for n, id in enumerate(board.tables, 1)]


def test_sixty_people_at_ten_tables_write_eighty_findings_and_all_come_together(board_of):
    board = board_of(Diagnostic(), tables=10, anonymous=False, cards=HANDED)
    for n in range(80):
        table = n % 10 + 1
        one = finding(board, f"p{n % 60}#{table}" if n < 10 else f"p{table}#{table}", f"Constat {n}")
        board.do(f"p{table}#{table}", "cite", line=one, card=("v1", "i1", "l1")[n % 3])
    with board.refused("full"):
        finding(board, "p1#1", "Un de trop")
    board.stage("cluster")
    assert len(board.state.board.shown()) == 80
    assert len(board.html("board")) < 300_000


def test_it_is_played_keeps_what_is_hidden_and_has_an_end(board_of):
    def full():
        return board_of(Diagnostic(), tables=2, anonymous=False, cards=HANDED)

    assert play(full())
    assert_no_leaks(full())
    assert_bounded(full())


def test_a_finding_that_was_worded_anew_says_whose_words_it_is_made_of(board):
    one = finding(board, "ana#1", "Les délais sont tenus")
    finding(board, "bob#2", "L’accueil connaît les dossiers")
    board.do("ana#1", "reword", line=one, base=one, text="Les délais annoncés sont tenus")
    assert_parts_named(board)
