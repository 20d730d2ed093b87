"""Files for spreadsheets: what people wrote stays what they wrote, and nothing of it is run, whatever reads it."""

import csv as reader
import io
import re
import zipfile

import pytest
from lxml import etree
from odfdo import Document

from app.export import csv, spreadsheets
from app.export.results import Gathered, Part, Results
from tests.support.pages import sign_in

TYPED = [
    "8/10",
    "0033",
    "1-2",
    "=1+1",
    "+33 6",
    "-5",
    "@SUM(A1)",
    "1e5",
    "01/02",
    "TRUE",
    "d’accord",
    "\u200b=1",
    "＝1",
]
HOSTILE = [
    "=1+1",
    " =1",
    "\ufeff=1",
    "\u200b=1",
    "\uff1d1",
    "\t=1",
    "\n=1",
    "a;=1+1",
    "a,=1+1",
    'a"=1',
    "a\n=1",
    "<b>&",
]


def of(*rows, columns=("Mot", "Fois"), name="words", title="Météo : l’avis [1]"):
    table = Gathered(name, list(columns), [list(row) for row in rows], [])
    return Results({}, [Part("a", "mood", title, "", "read", True, {}, [table])])


def cells_of_xlsx(body: bytes):
    """The cells of the first sheet: what each is, and what it says."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        strings = etree.fromstring(book.read("xl/sharedStrings.xml"))
        said = ["".join(one.itertext()) for one in strings]
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not sheet.findall(".//{*}f") and not sheet.findall(".//{*}hyperlink")
    return [[("text", said[int(cell[0].text)]) if cell.get("t") == "s" else ("number", cell[0].text)
             for cell in row.findall("{*}c")] for row in sheet.iter("{*}row")]  # fmt: skip


def cells_of_ods(body: bytes):
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        content = etree.fromstring(book.read("content.xml"))
    assert b"table:formula" not in etree.tostring(content)
    kind = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
    rows = content.findall(".//{*}table-row")
    return [[(cell.get(kind), cell) for cell in row.findall("{*}table-cell")] for row in rows]


@pytest.mark.parametrize("typed", TYPED, ids=ascii)
def test_what_looks_like_a_date_a_number_or_a_formula_stays_a_text(typed):
    results = of([typed, 3])
    assert cells_of_xlsx(spreadsheets.as_xlsx(results))[1] == [("text", typed), ("number", "3")]
    (kind, cell), (count, three) = cells_of_ods(spreadsheets.as_ods(results))[1]
    assert (kind, "".join(cell.itertext())) == ("string", typed)
    assert (count, "".join(three.itertext())) == ("float", "3")


@pytest.mark.parametrize("typed", HOSTILE, ids=ascii)
def test_no_cell_of_a_sheet_is_ever_a_formula(typed):
    results = of([typed, 1])
    assert cells_of_xlsx(spreadsheets.as_xlsx(results))[1][0] == ("text", typed)
    assert cells_of_ods(spreadsheets.as_ods(results))[1][0][0] == "string"


def test_lines_blanks_and_signs_come_back_as_they_were():
    typed = "Délais  trop longs\nau\tguichet & <b> ❤️ שרה"
    table = Document(io.BytesIO(spreadsheets.as_ods(of([typed, 1])))).body.get_table(0)
    assert table.get_value("A2") == typed
    assert cells_of_xlsx(spreadsheets.as_xlsx(of([typed, 1])))[1][0] == ("text", typed)


def test_what_no_file_can_hold_and_what_is_too_long_for_a_cell_do_not_break_it():
    results = of(["a\x00\x0b\ufffeb\ud83d", 1], ["👩🏽\u200d🚒" * 20_000, 2])
    assert cells_of_xlsx(spreadsheets.as_xlsx(results))[1][0] == ("text", "ab")
    assert len(cells_of_xlsx(spreadsheets.as_xlsx(results))[2][0][1]) <= 32_767
    assert "".join(cells_of_ods(spreadsheets.as_ods(results))[1][0][1].itertext()) == "ab"


def test_every_table_is_a_sheet_with_a_name_that_a_spreadsheet_takes():
    tables = of([1, 2], title="").activities[0].tables
    title = "Un titre bien trop long pour un onglet"
    twice = Results({}, [Part("b", "mood", title, "", "", True, {}, tables * 3)], tables=tables)
    names = [name for name, _table in spreadsheets.named(twice)]
    assert len({name.casefold() for name in names}) == 4 and max(map(len, names)) <= 31
    assert not re.search(r"[\[\]:*?/\\]", "".join(names)) and all("words" in name for name in names)
    assert spreadsheets.named(of([1, 2]))[0][0] == "1 Météo l’avis 1 words"
    assert cells_of_ods(spreadsheets.as_ods(Results({}, []))) and spreadsheets.as_xlsx(Results({}, []))


def test_a_file_has_a_title_and_says_which_row_is_of_titles():
    results = Results({"title": "Accueil des familles"}, of(["calme", 2]).activities)
    read = {"ods": spreadsheets.as_ods(results), "xlsx": spreadsheets.as_xlsx(results)}
    books = {ending: zipfile.ZipFile(io.BytesIO(body)) for ending, body in read.items()}
    assert b"<dc:title>Accueil des familles<" in books["ods"].read("meta.xml")
    assert b"<dc:title>Accueil des familles<" in books["xlsx"].read("docProps/core.xml")
    content = etree.fromstring(books["ods"].read("content.xml"))
    assert [one.text for one in content.findall(".//{*}table-header-rows//{*}p")] == ["Mot", "Fois"]
    assert b"_xlnm.Print_Titles" in books["xlsx"].read("xl/workbook.xml")


@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_a_facilitator_takes_the_sheets_home_and_nobody_else_does(app, workshop, ending):
    workshop.serve()
    mood = workshop.add("mood", title="Météo")
    workshop.do("ana", "say", mood, word="8/10")
    client, path = app.test_client(), f"/animer/{workshop.facts.code}/resultats.{ending}"
    assert client.get(path).status_code == 302
    sign_in(client)
    page = client.get(f"/animer/{workshop.facts.code}").text
    answer = client.get(path)
    assert f'href="{path}"' in page and answer.status_code == 200
    assert f'filename="beffroi-{workshop.facts.code}.{ending}"' in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        assert any(b">8/10<" in book.read(name) for name in book.namelist())


def test_a_thousand_cards_are_written_fast_enough_to_be_asked_for_in_the_middle():
    from time import thread_time

    results = of(*[["Un texte assez long pour une carte, comme on en écrit", n] for n in range(1000)])
    spreadsheets.as_ods(results), spreadsheets.as_xlsx(results)
    began = thread_time()
    spreadsheets.as_ods(results), spreadsheets.as_xlsx(results)
    assert thread_time() - began < 3  # 0.1 s here; cell by cell it took seconds


# --- CSV -----------------------------------------------------------------------------------------


def read(body: bytes, delimiter: str, **options) -> list[str]:
    """The cells as somebody reads the file."""
    text = io.StringIO(body.decode("utf-8-sig"), newline=None)
    return [cell for row in reader.reader(text, delimiter=delimiter, **options) for cell in row]


@pytest.mark.parametrize("semicolon", [False, True])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "cell",
    [
        "a;=1+1", "a,=1+1", "a\t=1+1", "a\n=1+1", "a;\u200b =1", 'a;"=1"', "a,+1", "a;-1;@x", "a;\uff1d1", "x\r=1",
        "=1;=2,=3", ";=1", ",,=1", 'a","=1', 'b";"=1', "a\u2028=1", "«a»;%0A=1", "a;\u00a0|calc",
    ],
    ids=ascii,
)  # fmt: skip
def test_no_cell_starts_a_formula_with_the_other_separator_either(cell, delimiter, semicolon):
    body = csv.as_csv(Gathered("t", ["Mot", "Raison"], [["Un", cell], [cell, "deux"]], []), semicolon=semicolon)
    for options in ({}, {"quoting": reader.QUOTE_NONE}):
        for found in read(body, delimiter, **options):
            seen = re.sub(r'^[\s"\u200b\u00a0\ufeff]+', "", found)
            assert seen[:1] not in "=+-@|%\uff1d" or not seen, (found, options)


def test_what_starts_no_formula_is_left_alone_in_a_csv():
    for cell in ("Été ; chaud", "un, deux", "10-12", "a;b=1", "«\u00a0Oui\u00a0», dit-elle", "(=1)"):
        assert csv.harmless(cell) == cell
