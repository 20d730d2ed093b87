"""Files of the minutes, read back: what each version says and may not say, and whatever was written."""

import io
import re
import zipfile
from datetime import UTC, datetime

import docx
import odfdo
import pypdfium2
import pytest

from app.documents.model import Look
from app.export.minutes import drawings, writing
from app.export.minutes.making import Busy, Making, Makings
from app.export.minutes.model import Minutes, Part
from app.export.minutes.writing import FORMATS, Order
from beffroi.report import Bar, Bars, Curve, Grid, Item, Line, Listing, Ranks, Row, Section
from tests.support.erasing import erase
from tests.support.minutes import decided_in, of
from tests.support.pages import token

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def read_pdf(body):
    pages = pypdfium2.PdfDocument(body)
    return " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())


def read_odt(body):
    return " ".join(odfdo.Document(io.BytesIO(body)).get_formatted_text().split())


def read_docx(body):
    read = docx.Document(io.BytesIO(body))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return " ".join(" ".join((*(one.text for one in read.paragraphs), *cells)).split())


READ = {"pdf": read_pdf, "odt": read_odt, "docx": read_docx, "html": lambda body: " ".join(body.decode().split())}


def file(minutes, format):
    return READ[format](writing.written(Order(format, NOON, minutes=minutes)))


@pytest.fixture
def decided(workshop):
    return decided_in(workshop)


def test_every_file_says_what_its_version_holds_and_no_more(decided):
    for format in READ:
        told = {
            version: file(of(decided, version, words=("Élodie",), summary="En bref."), format)
            for version in ("direction", "participants")
        }
        for said in told.values():
            for one in (
                "Qui fait quoi",
                "Service courrier",
                "Le plus attendu",
                "Les nombres sont calculés",
                "En bref",
                "[…]",
            ):
                assert one in said, (format, one)
            assert "Élodie" not in said and "Parler moins" not in said and "Ana" not in said
        assert "Toutes les cartes" in told["participants"] and "Toutes les cartes" not in told["direction"], format


def odd(*texts):
    listed = Listing([Item(text, n) for n, text in enumerate(texts, 1)], "Cartes")
    curve = Curve(["avant", "après"], [Line(texts[0][:30], (1, -1)), Line("Table 2", (None, 2))], -2, 2)
    grid = Grid(["Site", texts[0][:40]], [Row((text, 3)) for text in texts], "Tableau")
    part = Part("a1", texts[0][:60], "Question ?", ("Anonyme.",), (Section("all", "Tout", (listed, curve, grid)),))
    return Minutes("complete", "fr", "en", texts[0][:100], "", "Région", parts=(part,), reading=("Lire ainsi.",))


@pytest.mark.parametrize("format", READ)
def test_whatever_was_written_makes_a_sound_file(format):
    long = "mot " * 2500
    said = file(
        odd(
            "<b>Ana</b> & #let x = 1 \\ $a$ `code` *gras*",
            "مرحبا بكم في الورشة",
            "a\x00b\x0b\ud800c",
            long,
            "x" * 10_000,
        ),
        format,
    )
    for one in ("#let x = 1", "*gras*", "Table 2", "Lire ainsi"):
        assert one in said, one
    assert said.count("mot") >= 2500


def test_bars_are_drawn_by_the_numbers_of_their_table_and_what_is_not_shown_has_none():
    some = Bars([Bar("Vite", 9), Bar("Clair", 3), Bar("Autre", None)], "voix", "Idée", total=12)
    drawn = drawings.picture(some, Look())
    assert [row.cells[:3] for row in drawings.numbered(some).rows][:2] == [(1, "Vite", 9), (2, "Clair", 3)]
    assert re.findall(r'<rect [^>]*width="(\d+)"', drawn.svg) == ["387", "129"], "of twelve, not of nine"
    assert "Vite: voix 9" in drawn.alt and drawn.svg.count("<text") == 5
    ranks = Ranks([Bar("B", 2), Bar("A", 7)], "gommettes", "Idée", keep=1)
    assert re.findall(r'"end"[^>]*>(\d)<', drawings.picture(ranks, Look()).svg) == ["1", "2"]
    assert drawings.numbered(ranks) == ranks.table()
    assert drawings.picture(Bars([Bar("Seul", 3)], "voix"), Look()) is None


@pytest.mark.parametrize("format", ["pdf", "odt", "docx", "html"])
def test_an_empty_workshop_has_a_sound_file(workshop, format):
    assert "Rien pour l’instant" in file(of(workshop, "complete"), format) or "Rien pour l’instant" in file(
        of(workshop), format
    )


def test_the_html_is_one_file_without_a_script_or_anything_that_is_fetched(decided):
    page = writing.written(
        Order(
            "html",
            NOON,
            minutes=of(decided, "complete"),
            look=Look(logo=b"<svg xmlns='http://www.w3.org/2000/svg'/>", logo_alt="Région"),
        )
    ).decode()
    for one in ("<script", 'src="http', "url(", "<link", "@import"):
        assert one not in page, one
    assert 'src="data:image/svg+xml;base64,' in page and 'alt="Région"' in page


# --- asked for -----------------------------------------------------------------------------------------


def made(makings, key, body=b"given", workshop="w1"):
    return makings.ask(Making(workshop, (0, "participants", key), "x.pdf", FORMATS["pdf"]), lambda: body)


@pytest.fixture
def makings():
    made = Makings()
    yield made
    made.stop()


def test_who_asks_for_the_same_gets_the_same_and_one_of_a_workshop_is_made_at_a_time(makings):
    first, again, other = made(makings, "a"), made(makings, "a"), made(makings, "b")
    elsewhere = made(makings, "a", workshop="w2")
    assert first is again and other is not first and elsewhere is not first
    assert makings.before(other) == 1
    assert makings.of("w2", first.id) is None, "another workshop's file is not there"
    makings.cancel(first)
    assert makings.of("w1", first.id) is None and first.over.is_set()
    other.over.wait(30)
    assert other.state == "failed", "what is no order makes no file, and whoever waits is told"
    assert made(makings, "b") is not other, "what failed may be asked for again"


def test_more_than_a_server_makes_is_refused(makings):
    for n in range(22):
        made(makings, n)
    with pytest.raises(Busy):
        made(makings, "one more")


def test_the_button_gives_a_file_that_is_saved_and_that_nobody_else_gets(decided):
    lead, code = decided.console(), decided.facts.code
    page = lead.get(f"/animer/{code}/resultats?version=direction")
    said = {"csrf_token": token(page), "format": "docx", "version": "direction"}
    asked = lead.post(f"/animer/{code}/resultats/fichier", data=said)
    assert asked.status_code == 303
    here = asked.headers["Location"]
    making = decided.app.extensions["makings"].of(decided.facts.id, here.rsplit("/", 1)[1])
    making.over.wait(60)
    assert f"{here}/prendre" in lead.get(here).text
    body = lead.get(f"{here}/prendre")
    assert "Service courrier" in read_docx(body.data) and "compte-rendu" in body.headers["Content-Disposition"]
    assert decided.app.test_client().get(f"{here}/prendre").status_code in (302, 403)
    assert erase(decided, decided.other)
    assert lead.get(f"{here}/prendre").status_code == 404, "what was erased since is in no file that is given out"
    assert lead.post(f"/animer/{code}/resultats/fichier", data={**said, "format": "exe"}).status_code == 404


def test_the_tables_say_how_they_are_read_and_hold_no_word_that_was_taken_out(decided):
    lead, code = decided.console(), decided.facts.code
    page = lead.get(f"/animer/{code}/resultats")
    lead.post(
        f"/animer/{code}/resultats/choix", data={"csrf_token": token(page), "version_seen": "0", "words": "Élodie"}
    )
    for ending in ("ods", "xlsx"):
        body = lead.get(f"/animer/{code}/resultats.{ending}").data
        whole = b"".join(
            zipfile.ZipFile(io.BytesIO(body)).read(name)
            for name in zipfile.ZipFile(io.BytesIO(body)).namelist()
            if name.endswith(".xml")
        ).decode()
        assert "lisez-moi" in whole.lower() and "Un seul formulaire pour […]" in whole and "Élodie" not in whole
