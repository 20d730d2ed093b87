"""A map of users, as people see it: who they are to us, how often we are in contact, what nobody knows."""

import pytest

from beffroi import Card
from beffroi.report import OfTable
from beffroi.testing import assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.usermap import UserMap

WRITTEN = (
    ("ana", "external", "Lycéens"), ("bob", "external", "Élèves des lycées"), ("ana", "staff", "Agents d’accueil"),
    ("cleo", "absent", "Jeunes sans emploi"),
)  # fmt: skip


@pytest.fixture
def board(board_of):
    board = board_of(UserMap())
    for who, kind, text in WRITTEN:
        board.do(who, "write", question=kind, text=text)
    return board


def thing(board, text):
    return next(id for id, one in board.state.told.things.items() if one.text == text)


def tell(board, text, contact, **words):
    board.do("ana", "set_aspect", thing=thing(board, text), aspect="contact", value=contact)
    for aspect, said in words.items():
        board.do("ana", "describe", thing=thing(board, text), aspect=aspect, text=said)


def test_people_write_under_who_they_are_to_us_and_nobody_reads_it_before_the_reveal(board):
    own = board.personal_view("ana")["html"]
    assert "Non-users: who could, and does not come?" in own and "Our staff" in own
    assert "Jeunes sans emploi" not in board.html("board") + board.html("screen", "screen") + own
    board.stage("reveal")
    html = board.html("board")
    assert html.index("External users") < html.index("Lycéens") < html.index("Our staff") < html.index("Non-users")


def test_a_merge_keeps_every_wording_and_is_of_the_kind_that_most_of_its_cards_are(board):
    board.do("dan", "write", question="relay", text="Lycéens de Somme")
    board.stage("cluster")
    notes = {note.text: note.id for note in board.state.people.notes.values()}
    for text in ("Élèves des lycées", "Lycéens de Somme"):
        board.do("fac", "move", card=notes[text], to=notes["Lycéens"])
    (cluster,) = board.state.people.clusters
    board.do("fac", "name_cluster", cluster=cluster, title="Lycéens des deux départements")
    board.stage("describe")
    rows = {row[0]: row[1] for row in board.table("described")}
    with speaking("en"):
        assert str(rows["Lycéens des deux départements"]) == "External users"
    assert all(text in board.html("board") for text in ("Élèves des lycées", "Lycéens de Somme"))


def test_the_map_has_rings_by_contact_in_two_halves_and_says_what_is_missing(board):
    for stage in ("reveal", "cluster", "describe"):
        board.stage(stage)
    tell(board, "Lycéens", "week", need="Un logement", volume="12 000")
    tell(board, "Agents d’accueil", "week")
    tell(board, "Jeunes sans emploi", "never")
    board.stage("see")
    for html in (board.html("board"), board.html("screen", "screen")):
        drawn, beside = html.split("</svg>", 1)
        assert drawn.count('class="dot') == 3 and "Outside" in drawn
        assert "Not on the map yet: Élèves des lycées" in beside.replace("\n", "")
        assert "Nobody was named among: Relays" in beside
        assert "Source of the number · unknown of 1 group" in beside and "What holds them back" in beside
    with speaking("fr"):
        assert "Pas encore sur la carte" in board.html("screen", "screen", locale="fr")


def test_a_group_that_was_forgotten_is_added_on_the_way(board):
    for stage in ("describe", "see"):
        board.stage(stage)
    entry = board.do("fac", "add_group", kind="relay", text="Missions locales")
    assert "Missions locales" in board.html("board") and "named among: Relays" not in board.html("board")
    board.undo(entry)
    assert "Missions locales" not in board.html("board")


def test_a_persona_can_begin_with_a_group_and_what_it_needs(board):
    board.stage("describe")
    tell(board, "Lycéens", "week", need="Un logement")
    told = {card.text: card for card in board.hands_over()}
    assert told["Lycéens — Un logement"].audience == "external" and told["Agents d’accueil"].audience == "staff"
    need = told["Lycéens — Un logement"].parts[-1][0]
    board.erase(need)
    assert "Un logement" not in {card.text for card in board.hands_over()} and "logement" not in board.html("board")


def test_cards_handed_over_are_groups_too_and_say_of_whom_they_are(board_of):
    board = board_of(UserMap(), cards=[Card("h1", "Gestionnaires de bourses", "card", "staff")])
    board.stage("describe")
    assert [row[1] and row[0] for row in board.table("described")] == ["Gestionnaires de bourses"]


def test_the_report_has_the_map_its_table_and_all_that_was_written(board):
    board.stage("describe")
    tell(board, "Lycéens", "times", need="Un logement")
    board.stage("see")
    made = board.method.report(board.state, [OfTable("", "", board.state)], board.standing.settings)
    sections = {section.id: section for section in made}
    with speaking("en"):
        assert list(sections) == ["map", "written", "described"]
        assert "Groups outside: 3. In the house: 1." in str(sections["map"].pieces[0].text)


def test_a_card_taken_down_leaves_the_map(board):
    board.stage("describe")
    tell(board, "Lycéens", "week")
    board.stage("see")
    board.do("fac", "hide", card=thing(board, "Lycéens"), motive="person")
    assert ">Lycéens<" not in board.html("board") and ">Lycéens<" not in board.html("screen", "screen")
    assert "names a person" in board.personal_view("ana")["html"]


def test_sixty_people_write_and_every_group_is_on_the_map_once(board_of):
    board = board_of(UserMap())
    for n in range(60):
        board.do(f"p{n}", "write", question=("external", "staff", "relay", "absent")[n % 4], text=f"Groupe {n}")
    board.stage("describe")
    for n, id in enumerate(board.state.told.things):
        board.do(f"p{n}", "set_aspect", thing=id, aspect="contact", value=("week", "times", "through", "never")[n % 4])
    board.stage("see")
    html = board.html("screen", "screen")
    assert html.count('<th scope="row">') == 60 and "Not on the map yet" not in html


def test_it_plays_leaks_nothing_and_nobody_fills_it(board_of, board):
    assert_no_leaks(board)
    assert_bounded(board_of(UserMap()))
    play(board_of(UserMap()))
