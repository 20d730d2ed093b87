"""Together: the irritants of all the tables grouped, voted on, dealt, rewritten; and what goes on."""

import pytest

from beffroi import Card, Trace
from beffroi.testing import assert_no_leaks
from plugins.journeymap import JourneyMap

QUESTION = "Comment pourrions-nous garder une trace, pour que personne ne répète\u202f?"


@pytest.fixture
def board(board_of):
    card = Card("y", "Yasmina — attend une aide", "persona", "external", "p1")
    board = board_of(JourneyMap(), tables=2, anonymous=False, cards=[card], settings={"keep": 2})
    for who, title, irritants in (
        ("ana#1", "Appeler", ("Répéter", "Attendre onze minutes")),
        ("bob#2", "Relancer", ("Tout redire", "Aucune nouvelle")),
    ):
        step = board.do(who, "add_step", text=title, phase="inform")
        for text in irritants:
            board.do(who, "add", slot=f"{step}:irritants", text=text)
    return board


def notes(board):
    return {note.text: note.id for note in board.state.board.notes.values()}


def voted(board):
    board.stage("cluster")
    found = notes(board)
    moved = board.do("fac", "move", card=found["Répéter (Appeler)"], to=found["Tout redire (Relancer)"])
    board.do("fac", "name_cluster", cluster=f"c-{moved}", title="Tout répéter")
    board.stage("vote")
    for who in ("ana#1", "bob#2"):
        board.do(who, "dot", option=f"c-{moved}")
    board.do("ana#1", "dot", option=found["Aucune nouvelle (Relancer)"])
    board.stage("decide")
    for option in (f"c-{moved}", found["Aucune nouvelle (Relancer)"]):
        board.do("fac", "decide", option=option, outcome="keep")
    return f"c-{moved}", found["Aucune nouvelle (Relancer)"]


def test_the_irritants_of_all_the_tables_come_together_with_their_step_and_their_table(board):
    board.stage("cluster")
    html = board.html("board")
    assert "Répéter (Appeler)" in html and "Table 1" in html and "Tout redire (Relancer)" in html
    board.stage("amend")
    step = board.do("ana#1", "add_step", text="Écrire", phase="apply")
    board.do("ana#1", "add", slot=f"{step}:irritants", text="Un formulaire introuvable")
    board.stage("cluster")
    assert len(notes(board)) == 5 and "Un formulaire introuvable (Écrire)" in board.html("board")


def test_a_tables_map_is_read_again_while_all_are_together(board):
    for stage in ("cluster", "vote", "decide", "rewrite"):
        board.stage(stage)
        html = board.html("board", "reader", table=1)
        assert "Appeler" in html and "Répéter" in html and "Relancer" not in html
        assert 'data-write="' not in html


def test_what_is_kept_is_dealt_to_the_tables_and_each_rewrites_its_own(board):
    one, two = voted(board)
    board.stage("rewrite")
    board.do("fac", "deal")
    tables = {id: board.state.questions.by_irritant[id].table for id in (one, two)}
    assert tables == {one: board.tables[0], two: board.tables[1]}
    board.do("ana#1", "rewrite", irritant=one, text=QUESTION)
    with board.refused("another table's"):
        board.do("ana#1", "rewrite", irritant=two, text=QUESTION)
    board.do("fac", "rewrite", irritant=two, text=QUESTION)
    assert board.html("board").count(QUESTION) >= 2


def test_dealing_again_gives_only_what_a_table_left_behind(board):
    one, two = voted(board)
    board.stage("rewrite")
    board.do("fac", "deal")
    board.core("seat", person="bob#2", table=board.tables[0])
    board.do("fac", "deal")
    assert {question.table for question in board.state.questions.listed()} == {board.tables[0]}
    board.do("fac", "entrust", irritant=two, table="")
    board.do("bob#2", "rewrite", irritant=two, text=QUESTION)
    assert one


def test_a_question_left_with_its_gaps_is_refused(board):
    one, _two = voted(board)
    board.stage("rewrite")
    with board.refused("Fill both gaps"):
        board.do("ana#1", "rewrite", irritant=one, text="Comment pourrions-nous … pour que … ?")


def test_two_who_write_a_question_at_once_see_both_and_keep_one(board):
    one, _two = voted(board)
    board.stage("rewrite")
    board.do("ana#1", "rewrite", irritant=one, text=QUESTION)
    board.do("bob#2", "rewrite", irritant=one, text="Comment pourrions-nous tout noter, pour que chacun sache ?")
    assert "tout noter" in board.html("board") and "Keep this one" in board.html("board")
    mark = board.state.questions.by_irritant[one].line.mark
    board.do("ana#1", "rewrite", irritant=one, base=mark, text=QUESTION)
    assert "tout noter" not in board.html("board")


def test_each_stage_hands_over_what_it_made(board):
    method = board.method
    assert [card.kind for card in method.cards(board.sheet(1))] == ["irritant", "irritant"]
    assert {card.audience for card in method.cards(board.sheet(1))} == {"external"}
    one, two = voted(board)
    assert [(card.id, card.kind) for card in method.cards(board.state)] == [(one, "cluster"), (two, "irritant")]
    board.stage("rewrite")
    line = board.do("ana#1", "rewrite", irritant=one, text=QUESTION)
    (card,) = method.cards(board.state)
    assert (card.id, card.kind, card.origin, card.audience) == (line, "question", one, "external")


def test_the_chain_leads_from_the_evidence_to_the_question(board):
    board.do("ana#1", "take_actor", card="y")
    one, _two = voted(board)
    board.stage("rewrite")
    question = board.do("ana#1", "rewrite", irritant=one, text=QUESTION)
    scopes = (board.sheet(1), board.sheet(2), board.state)
    links: dict[str, Trace] = {trace.id: trace for state in scopes for trace in board.method.traces(state)}
    assert links[question].sources == (one,) and str(links[one].outcome) == "Retenu"
    copied = [links[id] for id in links[one].sources]
    lines = [links[id] for copy in copied for id in copy.sources]
    assert {line.text for line in lines} == {"Répéter (Appeler)", "Tout redire (Relancer)"}
    actor = next(trace for trace in links.values() if trace.kind == "persona" and trace.sources == ("y",))
    assert {line.sources for line in lines} == {(actor.id,), ()}  # the other table has no actor
    assert actor.text.startswith("Yasmina") and links["y"].sources == ("p1",)


def test_the_results_hold_the_maps_the_irritants_the_vote_and_the_questions(board):
    one, _two = voted(board)
    board.stage("rewrite")
    board.do("ana#1", "rewrite", irritant=one, text=QUESTION)
    assert ["Table 1", "Appeler", "Irritants", "Répéter", "", "hypothesis", "", "", "Finding out"] in board.table(
        "journey"
    )
    assert {row[2] for row in board.table("irritants")} == {"Tout répéter", ""}
    assert board.table("votes")[0][1] == "Tout répéter" and len(board.table("votes")) == 3
    assert ["Tout répéter", QUESTION] in board.table("questions")


def test_nothing_of_the_vote_is_said_of_a_table_that_only_lived_through_it(board):
    voted(board)
    assert {table.name for table in board.method.tables(board.sheet(1))} == {"journey"}


def test_a_room_that_works_on_one_map_goes_through_all_the_stages(board_of):
    method = JourneyMap()
    method.shared_by = ("room", "table")
    board = board_of(method, anonymous=False)
    step = board.do("ana", "add_step", text="Appeler", phase="inform")
    line = board.do("ana", "add", slot=f"{step}:irritants", text="Répéter")
    board.stage("cluster")
    assert "Répéter (Appeler)" in board.html("board")
    board.stage("amend")
    board.do("ana", "rework", line=line, text="Tout répéter")
    board.stage("vote")
    board.do("bob", "dot", option=line)
    board.stage("rewrite")
    board.do("bob", "rewrite", irritant=line, text=QUESTION)
    assert "Tout répéter (Appeler)" in board.html("board") and QUESTION in board.html("screen", "screen")
    assert [trace.id for trace in method.traces(board.state)].count(line) == 1
    assert board.replayed() == board.snapshot()


def test_the_log_read_again_gives_the_same_maps_and_nothing_leaks(board, board_of):
    one, _two = voted(board)
    board.stage("rewrite")
    board.do("fac", "deal")
    kept = board.do("ana#1", "rewrite", irritant=one, text=QUESTION)
    assert board.replayed() == board.snapshot()
    board.undo(kept)
    assert board.state.questions.written() == []
    assert_no_leaks(board_of(JourneyMap(), tables=2))


def test_progress_counts_the_actor_the_scenario_three_steps_and_what_is_done_and_felt(board):
    assert board.method.progress(board.sheet(1)) == (1, 11)
    board.do("ana#1", "add", slot="actor", text="Yasmina")
    (step,) = (one.id for one in board.sheet(1).columns.ordered())
    board.do("ana#1", "add", slot=f"{step}:actions", text="Appelle")
    board.do("ana#1", "feel", step=step, value="-1")
    assert board.method.progress(board.sheet(1)) == (4, 11)
