"""What leaves the house: nothing hidden, and no cell that a spreadsheet would run."""

import csv as reader
import io
import json
import zipfile

import pytest

from app.export import csv, results
from app.export.results import Gathered


def rows(body: bytes, delimiter=","):
    return list(reader.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=delimiter))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\ufeff=1", "\u200b=1", "\uff1d1+1", "\uff0b1",
        "\u2060=cmd|' /C calc'!A0", "\u00a0=1", "\r=1", "\n=1", "\u202e=1", "\uff20x", "|calc", "%0A=1",
    ],
)  # fmt: skip
def test_no_cell_starts_a_formula(cell):
    ((_head,), (shown,)) = rows(csv.as_csv(Gathered("t", ["Idée"], [[cell]], [])))
    assert shown.startswith("'") and shown[1:].strip("\r\n") == cell.strip("\r\n")


@pytest.mark.parametrize("cell", ["Été", "1 = 2", "«\u00a0Oui\u00a0»", "", "(=1)", 12, -3])
def test_ordinary_cells_stay_as_they_are(cell):
    ((_head,), (shown,)) = rows(csv.as_csv(Gathered("t", ["Idée"], [[cell]], [])))
    assert shown == str(cell)


def test_csv_opens_with_its_accents_and_either_separator():
    table = Gathered("t", ["Idée", "Voix"], [["Été ; chaud", 3]], [])
    assert csv.as_csv(table).startswith(b"\xef\xbb\xbf")
    assert rows(csv.as_csv(table, semicolon=True), ";")[1] == ["Été ; chaud", "3"]


def test_results_hold_agenda_settings_tables_and_links_and_nothing_of_who(workshop):
    ideation = workshop.add("ideation", title="Idées", settings={"question": "Comment ?"})
    card = workshop.do("ana", "write", ideation, text="Un seul formulaire")
    hidden = json.loads(results.as_json(results.gather(workshop.facts, workshop.room.record, "fr")))
    assert hidden["agenda"][0]["tables"] == [] and "formulaire" not in json.dumps(hidden)
    workshop.stage(ideation, "reveal")
    told = json.loads(results.as_json(results.gather(workshop.facts, workshop.room.record, "en")))
    assert told["format"] == "beffroi-results/1"
    (part,) = told["agenda"]
    assert part["settings"]["question"] == "Comment ?"
    (table,) = part["tables"]
    assert table["rows"] == [[1, "Un seul formulaire", "", ""]]
    assert table["links"] == [{"card": card, "origin": ""}]
    entry = workshop.room.record.entries[-2]
    text = json.dumps(told)
    for secret in ("ana", entry.stamp.who, entry.request_id, str(entry.stamp.at)):
        assert secret not in text


def test_every_table_is_a_file_of_the_archive(workshop):
    mood = workshop.add("mood", title="Météo")
    workshop.do("ana", "say", mood, word="Calme")
    gathered = results.gather(workshop.facts, workshop.room.record, "fr")
    bundle = zipfile.ZipFile(io.BytesIO(csv.as_zip(gathered, semicolon=True)))
    (name,) = bundle.namelist()
    assert name == "01-meteo-words.csv"
    assert rows(bundle.read(name), ";")[1] == ["calme", "1"]
