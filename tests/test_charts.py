"""Charts: drawn as their table says, pushed in few parts, and refused where they cannot be drawn."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import combinations
from math import dist

import pytest

from app.host.charts.numbers import end_of, said
from app.host.rendering.draw import draw_chart
from beffroi import SiteName
from beffroi.report import (
    Bar,
    Bars,
    Cloud,
    Curve,
    Line,
    Matrix,
    Point,
    Ranks,
    Rings,
    Row,
    Scale,
    Scatter,
    Spot,
    Stack,
    Stacked,
    Word,
)
from beffroi.words import speaking
from tests.charted_sample import Charted

MOST = 8_000
"""Bytes of a chart of usual size, and of what an answer pushes."""


class Rows(HTMLParser):
    """The rows of the tables of a page, cell by cell."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.cell = [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
            self.cell = True

    def handle_endtag(self, tag):
        self.cell = self.cell and tag not in ("th", "td")

    def handle_data(self, data):
        if self.cell:
            self.rows[-1][-1] += data


def plain(text):
    """With common blanks."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def rows(html):
    return [[" ".join(cell.split()) for cell in row] for row in Rows(html).rows]


def drawn(chart, locale="fr"):
    return str(draw_chart(chart, prefix="c", locale=locale))


def lengths(html, of="x2"):
    return [float(one) for one in re.findall(rf' {of}="([\d.]+)%"', html)]


TWELVE = [Bar(f"Une réponse de longueur ordinaire, la {n}", 3 * n) for n in range(12)]


def test_a_bar_is_as_long_as_its_number_on_a_round_scale():
    html = drawn(Bars([Bar("Oui", 30), Bar("Non", 15), Bar("Blanc", 0)], "Voix", "Avis"))
    assert lengths(html) == [100, 50, 0]
    assert rows(html) == [["Avis", "Voix"], ["Oui", "30"], ["Non", "15"], ["Blanc", "0"]]


def test_the_first_answer_is_no_full_bar_and_scales_end_at_round_numbers():
    assert lengths(drawn(Bars([Bar("Oui", 1)], "Voix"))) == [20]
    assert [end_of(values) for values in ([0], [5], [6], [12, 3], [31], [0.31], [101])] == [5, 5, 10, 15, 50, 0.5, 150]


def test_with_a_total_each_bar_says_its_share_and_is_as_long_as_that():
    html = drawn(Bars([Bar("Oui", 9), Bar("Non", 3)], "Voix", total=12))
    assert lengths(html) == [75, 25] and [plain(row[1]) for row in rows(html)[1:]] == ["9 75 %", "3 25 %"]
    assert Bars([Bar("Oui", 9)], "Voix", total=12).table().rows[0].cells == ("Oui", 9, 75, "")


def test_numbers_are_read_as_the_language_writes_them():
    with speaking("fr"):
        assert [plain(said(one)) for one in (2.25, 42.456, 1234.5)] == ["2,25", "42,5", "1 234,5"]
    assert rows(drawn(Bars([Bar("a", 2.25)], "n"), "en"))[1] == ["a", "2.25"]


def test_equal_bars_share_a_rank_and_what_goes_on_is_marked():
    html = drawn(Ranks([Bar("Bus", 3), Bar("Vélo", 8), Bar("Train", 3), Bar("Marche", 1)], "Voix", keep=1))
    assert [row[0] for row in rows(html)[1:]] == [
        "1 Vélo au-dessus de la ligne",
        "2 Bus à égalité",
        "2 Train à égalité",
        "4 Marche",
    ]
    assert html.count('class="kept"') == 1


def test_the_least_may_come_first():
    chart = Ranks([Bar("Bus", 3.5), Bar("Vélo", 1.5), Bar("Train", None)], "Rang moyen", least_first=True)
    assert [(rank, bar.label) for rank, _tied, bar in chart.ranked()] == [(1, "Vélo"), (2, "Bus"), (0, "Train")]


def test_the_pieces_of_a_bar_stand_one_after_the_other():
    chart = Stacked([Stack("Lille", (1, 0, 4)), Stack("Amiens", (0, 5, 0))], ["non", "bof", "oui"], "Personnes")
    html = drawn(chart)
    assert list(zip(lengths(html, "x1"), lengths(html), strict=True)) == [(0, 20), (20, 100), (0, 100)]
    assert rows(html) == [["", "non", "bof", "oui"], ["Lille", "1", "0", "4"], ["Amiens", "0", "5", "0"]]


def test_as_shares_bars_of_any_sum_are_as_long_as_each_other():
    html = drawn(Stacked([Stack("Lille", (1, 1)), Stack("Amiens", (5, 15))], ["non", "oui"], "Personnes", shares=True))
    assert lengths(html) == [50, 100, 25, 100]


@pytest.mark.parametrize(
    "chart",
    [
        Bars([Bar("Lille", 12), Bar("Amiens", None)], "Voix"),
        Ranks([Bar("Lille", 12), Bar("Amiens", None)], "Voix"),
        Stacked([Stack("Lille", (4, 8)), Stack("Amiens", (None, None))], ["non", "oui"], "Voix"),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_what_too_few_people_said_is_not_shown_and_said_to_be_so(chart):
    assert rows(drawn(chart))[-1] == ["Amiens", "non affiché"]
    with speaking("fr"):
        assert "non affiché" in [str(cell) for cell in chart.table().rows[-1].cells]


EFFORT, IMPACT = Scale("Effort", -2, 2, "facile", "dur"), Scale("Impact", 0, 100)


@pytest.mark.parametrize(
    "empty",
    [
        Bars([], "n"),
        Ranks([], "n"),
        Stacked([], ["a"], "n"),
        Cloud([], "n"),
        Rings([], ["a"]),
        Scatter([], EFFORT, IMPACT),
        Curve(["a"], [], 0, 1),
        Matrix(["a"], []),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_nothing_at_all_is_a_sentence_and_no_frame(empty):
    assert "Rien à montrer pour l’instant." in drawn(empty) and "<table" not in drawn(empty)


def test_what_people_write_is_set_and_never_markup():
    html = drawn(Bars([Bar("<b>gras</b> : quoi ?", 1), Bar("שלום", 2)], "n"))
    assert "<b>gras" not in html and "\u00a0: quoi\u202f?" in html and "<bdi>שלום</bdi>" in html


def test_a_site_is_shown_by_its_mark_and_name(board_of):
    html = board_of(Charted(lambda _n: Bars([Bar(SiteName("s1"), 3)], "Voix"))).html("board")
    assert 'class="mark"' in html and "Lille" in html


@pytest.mark.parametrize(
    "chart",
    [
        Bars(TWELVE, "Voix", "Réponse", "Ce que disent les réponses", total=120),
        Ranks(TWELVE, "Voix", "Réponse", "Ce que disent les réponses", keep=3),
        Stacked([Stack(bar.label, (5, 4, 3, 2, 1)) for bar in TWELVE], list("abcde"), "Voix"),
        Scatter([Point(bar.label, n / 3 - 2, 9 * n) for n, bar in enumerate(TWELVE)], EFFORT, IMPACT, "Idée"),
        Rings([Spot(bar.label, n % 3, n % 2) for n, bar in enumerate(TWELVE)], list("abc"), ("usagers", "agents")),
        Cloud([Word(bar.label, bar.value) for bar in TWELVE], "Fois"),
        Curve(list("abcdef"), [Line(f"Table {n}", (0, 1, 2, 1, 0, -1)) for n in range(6)], -2, 2),
        Matrix(list("abcdef"), [Row((bar.label, 1, 2, 3, 4, 5, 6)) for bar in TWELVE]),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_a_chart_of_twelve_weighs_little(chart):
    assert len(drawn(chart).encode()) < MOST


def dots(html):
    """The dots of a drawing: where each stands, and what stands in it."""
    found = re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)" r="15"/>(?:<text[^>]*>([^<]*))?', html)
    return [(float(x), float(y), text) for x, y, text in found]


def test_a_point_stands_where_its_scales_say_and_its_number_leads_to_its_name():
    html = drawn(Scatter([Point("Guichet", -2, 100), Point("Courrier", 0.5, 0)], EFFORT, IMPACT, "Idée"))
    assert dots(html) == [(0, 0, "1"), (250, 400, "2")]
    told = [["1", "Guichet", "−2", "100"], ["2", "Courrier", "0,5", "0"]]
    assert rows(html) == [["", "Idée", "Effort", "Impact"], *told]


def test_points_that_would_cover_each_other_are_one_with_how_many():
    html = drawn(Scatter([Point("a", 0, 50), Point("b", 0, 51), Point("c", 2, 50)], EFFORT, IMPACT))
    assert [text for _x, _y, text in dots(html)] == ["×2", "3"]


def test_no_two_of_five_hundred_points_touch_and_their_table_has_places():
    points = [Point("", n % 5 - 2, n * 7 % 101) for n in range(500)]
    html = drawn(Scatter(points, EFFORT, IMPACT))
    placed = [(x, y) for x, y, _text in dots(html)]
    apart = [(one, other) for n, one in enumerate(placed) for other in placed[:n]]
    assert all((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 >= 48**2 for one, other in apart)
    assert sum(int(row[2]) for row in rows(html)[1:]) == 500


def test_where_half_of_the_people_stood_is_a_line_and_two_columns():
    html = drawn(Scatter([Point("a", 0, 50, x_range=(-1, 0.5), y_range=(25, 75))], EFFORT, IMPACT, "Idée"))
    assert 'class="span" d="M100.0 200.0H250.0M200.0 300.0V100.0"' in html
    assert rows(html)[1][4:] == ["de -1 à 0,5", "de 25 à 75"]


def test_a_point_that_is_not_shown_has_a_row_and_no_dot():
    html = drawn(Scatter([Point("a", 0, 50), Point("b", None, None)], EFFORT, IMPACT, "Idée"))
    assert len(dots(html)) == 1 and rows(html)[2] == ["2", "b", "non affiché", "non affiché"]


@pytest.mark.parametrize("rings", [1, 3, 4, 5])
@pytest.mark.parametrize("sides", [(), ("usagers", "agents")])
def test_what_stands_in_a_ring_is_within_it_on_its_side_and_touches_nothing(rings, sides):
    spots = [Spot(f"n{n}", n % rings, n % 2 if sides else 0) for n in range(40)]
    html = drawn(Rings(spots, [f"cercle {n}" for n in range(rings)], sides, "Qui"))
    placed = dots(html)
    assert sum(int(text[1:]) if text[0] == "×" else 1 for _x, _y, text in placed) == 40
    assert all(x * x + y * y < 220**2 for x, y, _text in placed)
    assert {x > 0 for x, _y, _text in placed} == {True, False}
    apart = min(dist(one[:2], other[:2]) for one, other in combinations(placed, 2))
    assert apart >= (43 if rings < 5 else 39)  # as wide as a dot is; five rings leave less
    letters = [float(y) for y in re.findall(r'letter" y="([-\d.]+)"', html)]
    assert min(dist((0, y), one[:2]) for y in letters for one in placed) >= 42  # a letter is read beside any dot
    table = Rows(html).rows[1:]
    assert [row[0] for row in table] == [str(n) for n in range(1, 41)] and len({row[1] for row in table}) == 40


def test_a_bond_is_a_line_from_dot_to_dot_and_one_with_a_crowd_stands_for_all_of_it():
    points = [Point(f"n{n}", x, 0, ids=(f"i{n}",)) for n, x in enumerate((-1, -1, 2))]
    bonds = [("i0", "i2"), ("i2", "i1"), ("i0", "i1"), ("i0", "gone")]
    html = drawn(Scatter(points, Scale("x", -2, 2), Scale("y", -2, 2), "Idée", bonds=bonds))
    assert re.findall(r'class="bond" d="([^"]+)"', html) == ["M100 200L400 200"]
    assert "liste des liens" in html and html.index('class="bond"') < html.index('class="dot')
    spots = [Spot("a", 0, ids=("a",)), Spot("b", 1, ids=("b",)), Spot("c", 1, ids=("c",))]
    rings = drawn(Rings(spots, ["un", "deux"], of="Qui", bonds=[("a", "b"), ("b", "c"), ("c", "a")]))
    assert rings.count('class="bond"') == 3
    with pytest.raises(TypeError, match="Rings.bonds holds"):
        Rings(spots, ["un", "deux"], bonds=["ab"])  # type: ignore[list-item]  # what is refused


def test_a_word_is_the_bigger_the_more_often_it_was_said():
    sizes = lambda *times: re.findall(r'data-times="(\d)"', drawn(Cloud([Word(str(n), n) for n in times], "n")))  # noqa: E731
    assert sizes(1, 2, 6) == ["1", "2", "6"] and sizes(1, 8, 60) == ["1", "4", "6"]


def test_a_line_has_a_gap_where_nothing_was_said():
    html = drawn(Curve(["avant", "pendant", "après", "plus tard"], [Line("Table 1", (1, 2, None, 0))], -2, 2))
    assert re.findall(r'polyline points="([^"]+)"', html) == ["84,74 204,24", "444,124"]
    assert html.count("<circle") == 3 and rows(html)[1] == ["1", "Table 1", "1", "2", "", "0"]


def test_words_too_long_for_a_drawing_stand_below_it():
    html = drawn(Curve(["avant", "au moment de la décision"], [Line("Table 1", (1, 2))], -2, 2, ((2, "ravi"),)))
    svg, below = html.split("</svg>")
    assert ">B</text>" in svg and "décision" not in svg and ">ravi</text>" in svg
    assert "<dt>B</dt><dd>au moment de la décision</dd>" in below


def test_the_higher_a_number_the_darker():
    html = drawn(Matrix(["facile", "dur"], [Row(("utile", 8, 0)), Row(("agréable", 2, None))], "Effet"))
    assert re.findall(r'class="shade-(\d)">([^<]+)', html) == [("4", "8"), ("0", "0"), ("1", "2"), ("0", "non affiché")]


def test_the_screen_has_no_table_to_open(board_of):
    board = board_of(Charted(lambda _n: Cloud([Word("calme", 3)], "Fois")))
    assert "<details" in board.html("board") and "<details" not in board.html("screen", "screen")


def pushed(board_of, chart, before):
    """The parts that one more press sends."""
    board = board_of(Charted(chart))
    for _n in range(before):
        board.do("ana", "press")
    board.html("board")
    board.do("ana", "press")
    sent = board.sent("board")
    assert "skeleton" not in sent, "outside of its parts nothing changes"
    return sent["parts"]


def test_an_answer_pushes_its_bar_and_no_other(board_of):
    fresh = pushed(board_of, lambda n: Bars([Bar("Oui", n), Bar("Non", 4), Bar("Blanc", 2)], "Voix"), before=6)
    assert [rows(f"<table>{html}")[0] for html in fresh.values()] == [["Oui", "7"]]


def test_a_scale_that_grows_pushes_all_bars_and_still_weighs_little(board_of):
    fresh = pushed(board_of, lambda n: Bars([*TWELVE[1:], Bar("Oui", 40 + n)], "Voix"), before=10)
    assert len(fresh) == 12 and sum(len(html.encode()) for html in fresh.values()) < MOST


def test_a_rank_that_changes_pushes_those_that_changed(board_of):
    chart = lambda n: Ranks([Bar("Bus", 2), Bar("Vélo", 8), Bar("Train", n)], "Voix")  # noqa: E731
    assert len(pushed(board_of, chart, before=2)) == 2, "the tie ends: one goes ahead, one stays behind"


def test_a_word_said_again_pushes_it_and_its_row(board_of):
    chart = lambda n: Cloud([Word("calme", 1), Word("serein", n)], "Fois")  # noqa: E731
    assert ["serein" in html for html in pushed(board_of, chart, before=2).values()] == [True, True]


def test_a_point_that_is_new_pushes_it_and_its_row(board_of):
    chart = lambda n: Scatter([Point(f"Idée {k}", k / 2 - 1, 50) for k in range(n)], EFFORT, IMPACT)  # noqa: E731
    assert len(pushed(board_of, chart, before=3)) == 2


def test_two_charts_of_one_page_are_told_apart(board_of):
    html = board_of(Charted(*2 * [lambda n: Bars([Bar("Oui", n)], "Voix")])).html("board")
    assert len(re.findall(r'<tr id="([^"]+)"', html)) == len(set(re.findall(r' id="([^"]+)"', html))) == 2


def test_the_table_of_a_chart_without_a_title_is_called_by_what_stands_in_it():
    html = drawn(Scatter([Point("Guichet", 0, 50)], EFFORT, IMPACT, "Idée"))
    titles = re.findall(r'<th scope="col">(.*?)</th>', html)
    assert re.findall(r"<caption[^>]*>(.*?)</caption>", html) == [", ".join(titles)] and len(titles) == 3
