"""Tables of cards as other tools write them: read whatever their signs, or refused with the line."""

from base64 import b64encode
from zlib import compress

import pytest

from app.domain import card_tables
from app.domain.card_tables import NO_COLUMN, Columns
from beffroi import Refused
from beffroi.words import speaking

KLAXOON = 'Idée;Catégorie;Auteur\r\n"Un guichet unique;\r\nle samedi";Accueil;Ana Lopez\r\n"Dire ""bonjour""";;Bob\r\n'
MURAL = (
    "ID,BG Color,Text,Position X,Position Y,Area,Last updated by\n"
    '0-1,#FFF,"Un guichet unique;\nle samedi",10,20,Accueil,Ana Lopez\n0-2,#FFF,"Dire ""bonjour""",10,40,,Bob\n'
)
EXCEL = 'Zone\tTexte\nAccueil\t"Un guichet unique;\nle samedi"\n\t"Dire ""bonjour"""\n'
MIRO = '"Un guichet unique;\nle samedi"\n"Dire ""bonjour"""\n'
SAID = ["Un guichet unique; le samedi", 'Dire "bonjour"']
GROUPED = ["Accueil · " + SAID[0], SAID[1]]


def made(data: bytes, columns: Columns | None = None) -> list[str]:
    rows = card_tables.unpacked(card_tables.packed(card_tables.read(data)))
    return card_tables.texts(rows, columns or card_tables.guessed(rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(
    ("text", "said"), [(KLAXOON, GROUPED), (MURAL, GROUPED), (EXCEL, GROUPED), (MIRO, SAID)],
    ids=["klaxoon", "mural", "excel", "miro"],
)  # fmt: skip
def test_what_each_tool_writes_is_read_in_whatever_signs_and_names_nobody(text, said, encoding):
    assert made(text.encode(encoding)) == said


def test_a_list_keeps_its_commas_and_a_table_without_titles_has_its_longest_column():
    assert made("Oui, mais pas le soir\nNon\nPeut-être, un jour, si besoin".encode())[0] == "Oui, mais pas le soir"
    rows = card_tables.read(b"1;Le guichet du samedi\n2;Un formulaire")
    assert card_tables.guessed(rows) == Columns(1, NO_COLUMN, titled=False)


def test_what_a_spreadsheet_would_compute_and_what_nobody_sees_are_plain_text():
    rows = [["'=1+1"], ["=SOMME(A1)"], ["\u202eabc\x07"], ["שלום"], ["[…]"], [""]]
    text = "\n".join(row[0] for row in rows)
    assert made(text.encode(), Columns()) == ["=1+1", "=SOMME(A1)", "abc", "שלום"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"x" * 1_000_001, "more than 1 MB"),
        (b"PK\x03\x04", "workbook"),
        (b"\x00\x01\x02", "no text"),
        (b"ok\nOui \x81\xe9", "Line 2 is no text"),
        (b" \n \n", "nothing in it"),
        (b"a\n" * 1_002, "Line 1002 is one too many"),
        (b"a\n" * 1_001, "1000 cards at most"),
        (b"\n" + b"a\t" * 61, "Line 2 has more than 60 columns"),
        (b"court\n" + b"x" * 10_000, "Line 2 is too long for a card: it has more than 300"),
        (b'court\n"' + b"x" * 200_000, "Line 2 cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(data, sentence):
    with speaking("en"), pytest.raises(Refused, match=sentence):
        made(data, Columns())


def test_a_table_that_nobody_packed_is_refused():
    for forged in ("é", "AAAA", b64encode(compress(b"[1]"), b"-_").decode()):
        with speaking("en"), pytest.raises(Refused, match="out of date"):
            card_tables.unpacked(forged)
