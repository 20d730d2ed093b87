"""A benchmark, as people see it: a grid filled in by many, a table pasted whole or not at all, lessons ranked."""

import random

import pytest

from beffroi import Card, Refused
from beffroi.testing import assert_no_leaks, assert_parts_named, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.benchmark import BenchmarkMethod, BenchmarkSettings

CRITERIA = "Ce qui est fait\nAccueil / aucun / complet\nSuivi en ligne / oui ou non"
CASES = "Région Nord / région / chef de projet / mars 2026 / entretien\nCaisse d’Amiens / caisse"
SAID = {"criteria": CRITERIA, "cases": CASES}


@pytest.fixture
def board(board_of):
    return board_of(BenchmarkMethod(), settings=SAID)


def case(board, name):
    return next(one.id for one in board.state.cases.values() if one.text == name)


def criterion(board, title):
    return next(one.id for one in board.state.criteria if one.title == title)


def at(board, organisation, title):
    return {"case": case(board, organisation), "criterion": criterion(board, title)}


def found(board):
    return {(row[0], row[1]): row[2:] for row in board.table("cells")}


def test_each_kind_of_criterion_is_answered_as_it_is_asked(board):
    board.do("ana", "fill", **at(board, "Région Nord", "Ce qui est fait"), text="Un guichet", source="Rapport 2025")
    board.do("bob", "grade", **at(board, "Région Nord", "Accueil"), value="4")
    board.do("bob", "tell", **at(board, "Caisse d’Amiens", "Suivi en ligne"), value="no", text="Prévu en 2027")
    with speaking("en"):
        assert {place: tuple(map(str, row)) for place, row in found(board).items()} == {
            ("Région Nord", "Ce qui est fait"): ("", "Un guichet", "Rapport 2025"),
            ("Région Nord", "Accueil"): ("4 of 4 (complet)", "", "entretien"),
            ("Caisse d’Amiens", "Suivi en ligne"): ("no", "Prévu en 2027", ""),
        }
    assert "Cells filled in: 3 of 6" in board.html("board") and "no source" in board.html("board")


def test_what_somebody_filled_in_meanwhile_is_not_overwritten(board):
    where = at(board, "Région Nord", "Ce qui est fait")
    first = board.do("ana", "fill", **where, text="Un guichet")
    with board.refused("Somebody filled this in meanwhile: “Un guichet”"):
        board.do("bob", "fill", **where, text="Autre chose")
    board.do("bob", "fill", **where, cell=first, base=first, text="Un guichet, et un robot")
    assert "Un guichet, et un robot" in board.html("board")


HEADER = "Organisation\tType\tCe qui est fait\tAccueil\tSuivi en ligne\tSource"


def paste(board, *rows):
    return board.do("fac", "paste", text="\n".join((HEADER, *rows)))


def test_a_pasted_table_gives_cases_and_cells_with_levels_answers_and_a_hyphen_for_nothing(board):
    paste(board, "Pays Basque\trégion\t\"Un guichet,\nà Bayonne\"\t3 · bon accueil\tOui, depuis 2024\tsite web",
          "Région Nord\trégion\tUn robot\t-\tnon\t–")  # fmt: skip
    assert [one.text for one in board.state.here()] == ["Région Nord", "Caisse d’Amiens", "Pays Basque"]
    with speaking("en"):
        told = {place: tuple(map(str, row)) for place, row in found(board).items()}
    assert told[("Pays Basque", "Ce qui est fait")] == ("", "Un guichet, à Bayonne", "site web")
    assert told[("Pays Basque", "Accueil")] == ("3 of 4", "bon accueil", "site web")
    assert told[("Pays Basque", "Suivi en ligne")] == ("yes", "depuis 2024", "site web")
    assert told[("Région Nord", "Suivi en ligne")] == ("no", "", "entretien")
    assert ("Région Nord", "Accueil") not in told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["Lyon\tmétropole\tUn guichet\t\tnon\tweb"], "1 hole, and nothing was taken: line 2, “Accueil”"),
        (["Lyon\tmétropole\tA\t1\tnon\tweb", "Brest\tville"], "line 3, “Ce qui est fait”; line 3, “Accueil”"),
        (["\tville\tA\t1\tnon\tweb"], "line 2, “Organisation”"),
        (["Lyon\tmétropole\tA\t7\tnon\tweb"], "line 2, “Accueil”, “7” does not begin with a level"),
        (["Lyon\tmétropole\tA\t1\tpeut-être\tweb"], "does not begin with yes or no"),
        (["Lyon\tmétropole\tA\t1\tnon\tweb\ttrop"], "Line 2 has more cells"),
        (["Lyon\tville\tA\t1\tnon\tweb", "LYON\tville\tB\t1\tnon\tweb"], "Line 3: each case has a name of its own"),
        (["", "Lyon\tville\tA\t9\tnon\tweb"], "line 3, “Accueil”, “9” does not begin"),
        ([], "a line of titles and a line a case"),
    ],
)
def test_a_table_with_something_wrong_is_refused_by_its_place_and_nothing_of_it_is_taken(board, rows, told):
    with board.refused(told):
        paste(board, *rows)
    assert [one.text for one in board.state.here()] == ["Région Nord", "Caisse d’Amiens"]
    assert not board.state.cells


def test_a_table_whose_cells_are_parted_by_semicolons_is_read_as_well(board):
    board.do("fac", "paste", text="Organisation;Accueil\nLyon;2\n\nBrest;0")
    assert [one.text for one in board.state.here()][-2:] == ["Lyon", "Brest"]
    assert board.state.cell(case(board, "Brest"), criterion(board, "Accueil")).value == "0"


def test_empty_columns_at_the_end_and_blanks_that_do_not_break_are_no_fault_of_a_table(board):
    board.do("fac", "paste", text="Organisation\tAccueil\tSuivi en ligne\t\nLyon\t2\u00a0· bien\toui\u00a0: 2024\t\t")
    cells = [board.state.cell(case(board, "Lyon"), one.id) for one in board.state.criteria[1:]]
    assert [(one.value, one.text) for one in cells] == [("2", "bien"), ("yes", "2024")]
    with board.refused("one column alone"):
        board.do("fac", "paste", text="Organisation,Accueil\nBrest,2")


def test_a_table_does_not_write_over_what_stands_nor_bring_a_criterion_that_is_none(board):
    board.do("ana", "fill", **at(board, "Région Nord", "Ce qui est fait"), text="Un guichet")
    with board.refused("something stands already"):
        paste(board, "Région Nord\trégion\tUn robot\t-\tnon\tweb")
    with board.refused("Column 2, “Coût”, is none of the criteria"):
        board.do("fac", "paste", text="Organisation\tCoût\nLyon\t12")


def test_what_a_table_says_of_a_case_that_is_there_is_taken_too_and_writes_over_nothing(board):
    paste(board, "Caisse d’Amiens\tcaisse\tUn guichet\t1\tnon\tsa directrice, en mai")
    assert found(board)[("Caisse d’Amiens", "Accueil")][2] == "sa directrice, en mai"
    assert board.html("board").count("no source") == 0
    with board.refused("line 2, “Source” something stands already"):
        paste(board, "Région Nord\trégion\t-\t1\t-\tweb")


def test_a_criterion_that_is_called_as_a_field_of_a_case_is_the_criterion(board_of):
    board = board_of(BenchmarkMethod(), settings={"criteria": "Date / oui ou non\nType"})
    board.do("fac", "paste", text="Organisation\tDate\tType\nLyon\toui, en 2024\tun guichet")
    assert found(board)[("Lyon", "Type")][1] == "un guichet" and found(board)[("Lyon", "Date")][1] == "en 2024"


def test_erasing_a_pasted_case_erases_all_that_was_said_of_whom_one_asked(board):
    paste(board, "Lyon\tMme Durand\tUn guichet\t1\tnon\tdit par Mme Durand", "Brest\tport\tA\t1\tnon\tweb")
    board.erase(case(board, "Lyon"))
    assert "Durand" not in board.html("board") and "Un guichet" in board.html("board")
    assert found(board)[("Brest", "Accueil")][2] == "web" and "port" in board.html("board")


def test_erasing_one_cell_of_a_pasted_table_leaves_the_others(board):
    paste(board, "Lyon\tmétropole\tMme Durand y répond\t1\tnon\tweb")
    cell = board.state.cell(case(board, "Lyon"), criterion(board, "Ce qui est fait"))
    board.erase(cell.id)
    assert "Durand" not in board.html("board") and "Lyon" in board.html("board")
    assert found(board)[("Lyon", "Accueil")][2] == "web"


def test_what_somebody_wrote_can_be_erased_from_the_console_and_what_the_settings_say_cannot(board):
    added = board.do("ana", "add_case", text="Mme Durand, à Lyon")
    board.do("ana", "fill", **at(board, "Région Nord", "Ce qui est fait"), text="M. Petit répond lui-même")
    cell = board.state.cell(case(board, "Région Nord"), criterion(board, "Ce qui est fait"))
    tools = board.html("control", "facilitator")
    assert f'data-erase="{added}"' in tools and f'data-erase="{cell.id}"' in tools
    assert f'data-erase="{case(board, "Région Nord")}"' not in tools
    board.erase(cell.id)
    board.erase(added)
    assert "Petit" not in board.html("board") and "Durand" not in board.html("board")


@pytest.mark.parametrize(
    ("settings", "field", "told"),
    [
        ({"criteria": "Délai\nAccueil / peu"}, "criteria", "Line 2, “Accueil / peu”"),
        ({"criteria": "Délai\ndélai / oui ou non"}, "criteria", "Line 2: “délai / oui ou non”|stands there twice"),
        ({"criteria": "\n".join(f"C{n}" for n in range(13))}, "criteria", "12 criteria at most"),
        ({"criteria": " / bas / haut"}, "criteria", "Line 1"),
        ({"cases": " / région"}, "cases", "Cases, line 1"),
        ({"cases": "\n".join(f"C{n}" for n in range(17))}, "cases", "16 cases at most"),
    ],
)
def test_a_setting_that_is_not_whole_is_told_by_its_line(settings, field, told):
    method = BenchmarkMethod()
    with speaking("en"), pytest.raises(Refused, match=told) as refused:
        method.check_settings(BenchmarkSettings.model_validate(settings))
    assert field in refused.value.errors


def place(board, text, values):
    thing = next(one.id for one in board.state.shown() if one.text == text)
    for n, value in enumerate(values):
        board.do(f"p{n}", "put", thing=thing, scale=0, value=value)


def test_lessons_are_placed_unseen_and_the_most_transposable_goes_on_first(board):
    board.stage("lessons")
    board.do("ana", "learn", case=case(board, "Région Nord"), text="Un guichet commun")
    board.do("bob", "learn", text="Un robot")
    board.do("cyr", "learn", text="Un courrier par démarche")
    board.stage("place")
    place(board, "Un robot", [1, 1, 2, 2, 1])
    place(board, "Un guichet commun", [3, 4, 4, 4, 5])
    place(board, "Un courrier par démarche", [5, 5, 5, 4, 5])
    assert "median" not in board.html("board")
    board.stage("show")
    assert [card.text for card in board.method.cards(board.state)] == ["Un courrier par démarche", "Un guichet commun"]
    assert [row[0] for row in board.table("lessons")][-1] == "Un robot"
    drawn = board.html("board")
    assert drawn.index("Un courrier par démarche") < drawn.index("Un guichet commun") < drawn.index("Un robot")
    assert board.method.cards(board.state)[1].origin == case(board, "Région Nord")


def test_a_lesson_that_is_taken_down_leaves_every_page_and_its_author_is_told(board):
    board.stage("lessons")
    lesson = board.do("ana", "learn", text="Mme Durand le fait bien")
    board.stage("place")
    board.do("fac", "take_down", lesson=lesson, motive="person")
    assert "Durand" not in board.html("board") and "Durand" not in board.personal_view("bob")["html"]
    board.stage("lessons")
    assert "names a person" in board.personal_view("ana")["html"]
    board.do("fac", "put_lesson_back", lesson=lesson)
    assert "Durand" in board.html("board")


def test_one_case_is_dealt_to_each_table_and_can_be_given_to_another(board_of):
    board = board_of(BenchmarkMethod(), settings=SAID, tables=2)
    with board.refused("Nobody sits at a table yet"):
        board.do("fac", "deal")
    for who in ("ana#1", "bob#2"):
        board.do(who, "fill", **at(board, "Région Nord", "Ce qui est fait"), text="Un guichet")
        board.do("fac", "empty", **at(board, "Région Nord", "Ce qui est fait"))
    board.do("fac", "deal")
    assert sorted(one.table for one in board.state.here()) == sorted(board.tables)
    board.do("fac", "entrust", case=case(board, "Région Nord"), table="")
    assert board.state.cases[case(board, "Région Nord")].table == ""


def test_a_cell_rests_on_a_card_that_was_handed_over_and_the_chain_says_so(board_of):
    board = board_of(BenchmarkMethod(), settings=SAID, cards=[Card("v1", "« On nous rappelle »", "verbatim")])
    board.do("ana", "fill", **at(board, "Région Nord", "Ce qui est fait"), text="Un rappel sous deux jours")
    board.do("ana", "rest_on", **at(board, "Région Nord", "Ce qui est fait"), card="v1")
    assert "On nous rappelle" in board.html("board")
    chain = {one.id: one.sources for one in board.method.traces(board.state)}
    assert chain[case(board, "Région Nord")] == ("v1",)


def test_sixty_people_fill_in_twelve_cases_on_twelve_criteria_and_it_stays_light(board_of):
    criteria = "\n".join(f"Critère {n}" for n in range(12))
    cases = "\n".join(f"Organisation {n} / région" for n in range(12))
    board, lots = board_of(BenchmarkMethod(), settings={"criteria": criteria, "cases": cases}), random.Random(3)
    places = [(one.id, c.id) for one in board.state.here() for c in board.state.criteria]
    for n, (of, by) in enumerate(places):
        board.do(f"p{n % 60}", "fill", case=of, criterion=by, text="Un mot de ce qui est fait là-bas. " * 3)
    assert "Cells filled in: 144 of 144" in board.html("board")
    assert len(board.html("board")) < 300_000
    board.stage("lessons")
    for n in range(12):
        board.do(f"p{n}", "learn", text=f"Leçon {n}", case=places[n][0])
    board.stage("place")
    for who in range(60):
        for lesson in board.state.shown():
            board.do(f"p{who}", "put", thing=lesson.id, scale=0, value=lots.randint(1, 5))
    board.stage("show")
    assert {row[1] for row in board.table("placed")} == {60}


def test_it_is_played_keeps_what_is_hidden_and_has_an_end(board_of):
    evidence = [Card("h1", "Une carte", "verbatim")]
    assert play(board_of(BenchmarkMethod(), settings=SAID, cards=evidence))
    assert_no_leaks(board_of(BenchmarkMethod(), settings=SAID, cards=evidence))
    assert_bounded(board_of(BenchmarkMethod(), settings=SAID, cards=evidence))


def test_a_lesson_that_was_worded_anew_says_whose_words_it_is_made_of(board):
    board.stage("lessons")
    lesson = board.do("ana", "learn", text="Un guichet commun")
    board.do("bob", "learn", text="Un robot")
    board.do("ana", "change_lesson", lesson=lesson, text="Un guichet pour trois services")
    assert_parts_named(board)
