"""The report: what each method says of itself, for whom, and from which things."""

import pytest

from app.export import report
from app.host.charts.draw import is_chart
from app.host.rendering.draw import draw_chart
from beffroi import Command, Method, SiteName, Stage, Table, Text
from beffroi.report import (
    VERSIONS,
    Bar,
    Bars,
    Curve,
    Figure,
    Grid,
    Item,
    Line,
    Listing,
    Matrix,
    Paragraph,
    Row,
    Section,
)
from beffroi.words import speaking
from tests.support.pages import sign_in


def told(workshop, version="participants", asked=(), locale="fr"):
    return report.gather(workshop.facts, workshop.room.record, locale, version, asked)


def texts(made):
    """All that somebody reads of a report."""
    cells = []
    for chapter in made.chapters:
        for section in chapter.sections:
            cells.append(section.title)
            for piece in section.pieces:
                grid = piece.table()
                cells += [grid.title, *grid.columns, *(cell for row in grid.rows for cell in row.cells)]
    return [str(cell) for cell in cells if cell not in ("", None)]


@pytest.fixture
def decided(workshop):
    """Two ideas, a vote on them, one kept with its reason."""
    ideas = workshop.add("ideation", title="Idées", settings={"question": "Comment accueillir ?"})
    card = workshop.do("ana", "write", ideas, text="Un seul formulaire")
    workshop.do("bob", "write", ideas, text="Un guichet itinérant")
    workshop.stage(ideas, "vote")
    workshop.do("ana", "dot", ideas, option=card)
    workshop.stage(ideas, "decide")
    workshop.do("fac", "decide", ideas, option=card, outcome="keep", reason="Le plus attendu")
    workshop.card = card
    return workshop


def test_the_direction_reads_what_was_decided_and_nothing_else(decided):
    said = texts(told(decided, "direction"))
    assert "Un seul formulaire" in said and any("Le plus attendu" in one for one in said)
    assert "Un guichet itinérant" not in said


def test_each_version_holds_all_that_the_one_before_it_does(decided):
    versions = [texts(told(decided, version)) for version in VERSIONS]
    for fewer, more in zip(versions, versions[1:], strict=False):
        assert all(fewer.count(one) <= more.count(one) for one in fewer)
    assert "Un guichet itinérant" in versions[1]


def test_an_item_says_what_became_of_it_and_which_things_it_was_made_of(decided):
    (chapter,) = told(decided).chapters
    items = [item for section in chapter.sections for piece in section.pieces for item in getattr(piece, "items", ())]
    kept = next(item for item in items if item.text == "Un seul formulaire" and item.label)
    assert decided.card in kept.ids and "Retenu" in kept.note and "Le plus attendu" in kept.note
    assert chapter.question == "Comment accueillir ?"


def test_nothing_of_it_is_told_while_people_write_unseen(workshop):
    ideas = workshop.add("ideation", title="Idées")
    workshop.do("ana", "write", ideas, text="Encore un secret")
    (chapter,) = told(workshop, "complete").chapters
    assert chapter.withheld == "not revealed" and chapter.sections == []


def test_what_is_erased_or_in_the_bin_is_in_no_version(decided):
    ideas = decided.room.record.agenda.listed()[0].id
    other = next(
        id for id, note in decided.room.record.standing(ideas).state.ideas.notes.items() if "guichet" in note.text
    )
    decided.do("fac", "hide", ideas, card=other)
    assert "Un guichet itinérant" not in [
        item.text for _chapter, item in _items(told(decided, "complete")) if item.label
    ], "a card in the bin stays in the vote that was held on it, and in no list of cards"


def _items(made):
    return [
        (chapter, item)
        for chapter in made.chapters
        for section in chapter.sections
        for piece in section.pieces
        for item in getattr(piece, "items", ())
    ]


def test_names_of_people_stand_nowhere(decided):
    assert not {"ana", "bob", "Ana", "Bob"} & set(" ".join(texts(told(decided, "complete"))).split())


class Note(Command, stage="say"):
    """Write."""

    text: str = Text("Text")

    def apply(self, state, stamp):
        state[stamp.id] = self.text


class Every(Method):
    """One of each piece."""

    api = 1
    id = "every"
    title = "Every"
    stages = (Stage("say", "Say"),)
    commands = (Note,)

    def report(self, state, tables, settings):
        yield Section(
            "all",
            "All",
            (
                Figure(3, "people"),
                Paragraph("For the direction", version="direction"),
                Listing([Item("in all"), Item("kept back", version="complete")]),
                Bars([Bar("oui", 3), Bar("non", 1)], "Voix", "Avis"),
                Curve(["avant", "après"], [Line("Table 1", (1, None))], -2, 2, ((2, "ravi"),)),
                Matrix(["facile", "dur"], [Row(("utile", 3, 0))], "Effet"),
                Grid(["Site", "Voix"], [Row((SiteName("s1"), 2))]),
                Listing([Item("only theirs", version="complete")], "Working notes"),
            ),
        )
        yield Section("diary", "Diary", (Paragraph("Dear diary"),), on_request=True)
        yield Section("raw", "Raw", (Paragraph("raw data"),), version="complete")


def of(board, version="participants", asked=()):
    return report.gather(board.facts, board.record, "fr", version, asked)


def test_a_piece_or_an_item_stands_in_its_first_version_and_in_those_after_it(board_of):
    board = board_of(Every())
    assert "kept back" not in texts(of(board)) and "kept back" in texts(of(board, "complete"))
    assert "Working notes" not in texts(of(board)), "a list of which nothing is left is not there"
    assert texts(of(board, "direction")) == [] and "raw data" not in texts(of(board))


def test_what_was_not_written_for_others_stands_there_only_where_it_is_ticked(board_of):
    board = board_of(Every())
    (chapter,) = of(board, "complete").chapters
    assert chapter.offered == [(f"{board.activity}.diary", "Diary")] and "Dear diary" not in texts(
        of(board, "complete")
    )
    assert "Dear diary" in texts(of(board, asked={f"{board.activity}.diary"}))


def test_sites_are_named_and_every_piece_tells_itself_as_a_table(board_of):
    (chapter,) = of(board_of(Every())).chapters
    tables = {type(piece).__name__: piece.table() for piece in chapter.sections[0].pieces}
    assert tables["Grid"].rows[0].cells == ("Lille", 2)
    assert tables["Curve"].columns == ("", "avant", "après") and tables["Curve"].rows[0].cells == ("Table 1", 1, "")
    assert tables["Bars"].columns[:2] == ("Avis", "Voix") and tables["Matrix"].rows[0].cells == ("utile", 3, 0)


def test_a_method_that_says_nothing_of_it_has_its_tables_of_results_there(board_of):
    class Plain(Every):
        id = "plain"
        report = Method.report

        def tables(self, state):
            yield Table("notes", ("Note",), [(text,) for text in state.values()], [{"card": id} for id in state])

    board = board_of(Plain())
    note = board.do("ana", "note", text="Une remarque")
    (chapter,) = of(board).chapters
    (row,) = chapter.sections[0].pieces[0].rows
    assert row.cells == ("Une remarque",) and row.ids == (note,)


def test_a_report_that_raises_is_blamed_and_the_others_stay(board_of):
    class Broken(Every):
        id = "broken"

        def report(self, state, tables, settings):
            yield Section("a", "A", (Figure(1 / 0, "nothing"),))

    board = board_of(Broken())
    with board.faults() as told:
        (chapter,) = of(board).chapters
    assert chapter.withheld == "failed" and told[-1].startswith("report: ZeroDivisionError")


def test_the_page_shows_a_version_and_offers_what_is_in_none(decided, app):
    client = app.test_client()
    sign_in(client)
    page = client.get(f"/animer/{decided.facts.code}/resultats?version=direction")
    assert page.status_code == 200 and "Un seul formulaire" in page.text and "Un guichet itinérant" not in page.text
    assert "Un guichet itinérant" in client.get(f"/animer/{decided.facts.code}/resultats").text


def test_the_page_draws_every_piece_and_a_kind_that_it_does_not_know_as_a_table(app):
    draw = app.jinja_env.get_template("facilitator/report_pieces.html")
    pieces = next(Every().report({}, (), None)).pieces
    with app.test_request_context():
        said = {"kind_of": lambda piece: type(piece).__name__}
        said["is_chart"], said["chart_of"] = is_chart, lambda piece: draw_chart(piece, prefix="report1", locale="fr")
        drawn = [str(draw.make_module(said).piece(piece)) for piece in pieces]
        other = {**said, "kind_of": lambda piece: "Cartogram", "is_chart": lambda piece: ""}
        unknown = str(draw.make_module(other).piece(pieces[3]))
    assert all(drawn) and "<polyline" in drawn[4] and 'class="shade-4"' in drawn[5] and "chart-bar" in drawn[3]
    assert "chart-bar" not in unknown and "oui" in unknown and ">3<" in unknown


def test_a_mean_is_written_as_its_reader_writes_numbers_and_a_count_as_it_is():
    with speaking("fr"):
        assert [str(Figure(value, "en moyenne").said) for value in (3.1, 3.0, 2000)] == ["3,1", "3", "2000"]
