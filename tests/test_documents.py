"""Documents read back by other libraries than wrote them: what they say, and what a reader by ear is told."""

from __future__ import annotations

import io
import socket
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import docx
import odfdo
import pikepdf
import pypdfium2
import pytest

from app.documents import texts
from app.documents.docx import as_docx
from app.documents.model import (
    QR,
    Blank,
    Block,
    BulletList,
    Callout,
    Cards,
    Columns,
    Document,
    Heading,
    Item,
    Look,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Run,
    Section,
    Table,
    Title,
)
from app.documents.odt import as_odt
from app.documents.pdf import as_pdf
from app.documents.typesetting import NotWritten, as_pixels
from app.documents.walking import levelled, walk

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80"><rect width="120" height="30" fill="#a8402e"/>'
    '<text x="5" y="60" font-family="Figtree" font-size="16">Été</text></svg>'
)
ODD = (
    '#eval("1+1") *gras* $x$ `code` #image("/etc/passwd") @cite <w:p/> & "',
    "عربي مرحبا",
    "😀👩🏽‍🚀🇫🇷",
    "日本語 ไทย हिन्दी",
)
BLOCKS: tuple[Block, ...] = (
    Title("Compte rendu", "le 30 novembre"),
    Heading(2, "Décisions"),
    *map(Paragraph, ODD),
    Paragraph(("avant ", Run("gras", bold=True), Run(" whole", language="en"), Run("lien", link="https://example.org/a?b=1&c=2"))),
    Heading(4, "Qui fait quoi"),
    Table(["Action", "Qui"], [["Écrire", "Ana"], ["Lire\nencore"]], "Les actions", (3, 1), row_heads=True),
    BulletList(["un", Item("deux", (BulletList(["dedans"]),))]),
    NumberedList(["premier"]),
    NumberedList(["premier encore"]),
    BulletList(["à cocher"], boxes=True),
    Picture("Trois contre un", svg=CHART, width=60),
    Quote("On n’y comprend rien.", "une usagère"),
    Callout([Paragraph("À ne pas manquer")]),
    Columns([[Paragraph("gauche")], [QR("https://example.org/r/ABC", "Code pour rejoindre")]]),
    PageBreak(),
    Cards([[Heading(9, "Carte"), Paragraph("texte")]] * 3, across=2, height=30, cut=True),
    Blank(20),
    Blank(20, ruled=True),
)  # fmt: skip
LOGO = Look(logo=CHART.encode(), logo_alt="Région")


def made(*blocks: Block, **also) -> Document:
    told = {"created": datetime(2026, 11, 30, 17, tzinfo=UTC), "author": "Région", "look": LOGO, **also}
    pages = [Section(blocks or BLOCKS, header="En-tête", footer="Pied"), Section([Blank(5)], "a3", landscape=True)]
    return Document("Compte rendu — atelier", "fr", pages, **told)


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """The structure of a PDF, in the order of reading."""
    found = []

    def walked(one):
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            found.append(one)
            inner = one.get("/K", [])
            for part in inner if isinstance(inner, pikepdf.Array) else [inner]:
                walked(part)

    root = pdf.Root.StructTreeRoot.K
    for part in root if isinstance(root, pikepdf.Array) else [root]:
        walked(part)
    return found


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as file:
        pages = []
        for page in file:
            said = page.get_textpage()
            pages.append(said.get_text_range())
            said.close()
            page.close()
        return " ".join(pages)


def test_a_pdf_is_tagged_and_says_its_language_its_title_its_headings_and_what_pictures_show():
    content = as_pdf(made())
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as told:
            assert told["dc:title"] == "Compte rendu — atelier"
            assert (told["pdfuaid:part"], told["pdfaid:part"], told["pdfaid:conformance"]) == ("1", "2", "A")
        tags = elements(pdf)
        kinds = [str(one.S) for one in tags]
        assert [kind for kind in kinds if kind in ("/H1", "/H2", "/H3")] == ["/H1", "/H2", "/H3", "/H3", "/H3"]
        assert (kinds.count("/Table"), kinds.count("/TH"), kinds.count("/TD"), kinds.count("/Caption")) == (1, 2, 4, 1)
        alts = [str(one.Alt) for one in tags if str(one.S) == "/Figure"]
        assert alts == ["Région", "Trois contre un", "Code pour rejoindre"]
        assert b"/Lang(en)" in pdf.pages[0].Contents.read_bytes(), "a stretch of another language says so"
        assert [[float(one) for one in page.mediabox[2:]] for page in pdf.pages][-1] == pytest.approx(
            [1190.55, 841.89], abs=1
        )
        assert not any("/FontFile" not in str(font.keys()) for font in fonts(pdf)), "a font stands outside the file"
    said = words_of(content)
    assert ODD[0] in said.replace("\r\n", " "), "people's text is data, and never markup"
    assert "Lire\r\nencore" in said


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"]


def test_an_odt_has_its_own_styles_levels_heads_of_tables_and_alternatives():
    file = odfdo.Document(io.BytesIO(as_odt(made())))
    assert (file.meta.title, file.meta.language, file.meta.creator) == ("Compte rendu — atelier", "fr", "Région")
    headings = [(str(one.inner_text), one.get_attribute("text:outline-level")) for one in file.body.headers]
    assert headings == [("Décisions", "1"), ("Qui fait quoi", "2"), *[("Carte", "3")] * 3]
    xml = file.body.serialize()
    assert xml.count("<table:table-header-rows>") == 1
    assert "<svg:desc>Trois contre un</svg:desc>" in xml
    assert 'fo:language="en"' in file.content.serialize().decode()
    styles = file.styles.serialize().decode()
    assert 'fo:language="fr"' in styles
    assert 'fo:page-width="420mm"' in styles
    assert len([name for name in file.container.parts if name.startswith("Pictures/")]) == 2
    said = " ".join(one.inner_text for one in file.body.paragraphs)
    assert all(odd in said for odd in ODD)
    assert 'style:writing-mode="rl-tb"' in file.content.serialize().decode()


def test_a_docx_has_words_own_styles_rows_that_repeat_alternatives_and_properties():
    file = docx.Document(io.BytesIO(as_docx(made())))
    told = file.core_properties
    assert (told.title, told.author, told.language, told.created.hour) == ("Compte rendu — atelier", "Région", "fr", 17)
    styled = {one.text: one.style.name for one in file.paragraphs}
    assert (styled["Compte rendu"], styled["Décisions"], styled["Qui fait quoi"]) == ("Title", "Heading 1", "Heading 2")
    assert (styled["un"], styled["premier"], styled["Les actions"]) == ("List Bullet", "List Number", "Caption")
    assert all(odd in styled for odd in ODD)
    xml = file.element.xml
    assert xml.count("<w:tblHeader/>") == 1
    assert [one for one in ("Région", "Trois contre un", "Code pour rejoindre") if f'descr="{one}"' not in xml] == []
    numbers = [
        one._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0] for one in file.paragraphs if one.style.name == "List Number"
    ]
    assert len(set(numbers)) == 2, "each list counts from one"
    assert "<w:bidi/>" in xml
    assert 'w:lang w:val="en"' in xml
    (item,) = docx.Document(io.BytesIO(as_docx(made(NumberedList(["عربي"]))))).element.xpath("//w:pPr[w:numPr]")
    order = [one.tag.rpartition("}")[2] for one in item]
    assert order == ["pStyle", "numPr", "bidi", "ind"], "Word opens no file that says it in another order"
    table = file.tables[0]
    assert [cell.text for row in table.rows for cell in row.cells] == [
        "Action",
        "Qui",
        "Écrire",
        "Ana",
        "Lire\nencore",
        "",
    ]
    assert [one.page_width.mm for one in file.sections] == pytest.approx([210, 420], abs=1)


BAD = "\ud800half \x00\x07\x1b control \ufffe \r\nline\u2028sep \U0010ffff" + "x" * 10_000 + "ب" * 500


def test_what_no_file_can_hold_goes_and_the_rest_stays():
    document = made(
        Title(BAD), Heading(1, BAD), Paragraph(BAD), Table([BAD], [[BAD]], BAD), Quote(BAD), BulletList([BAD])
    )
    document = replace(document, title=BAD, subject=BAD, author=BAD, keywords=[BAD])
    said = words_of(as_pdf(document))
    assert "half" in said
    assert said.count("x") >= 6 * 10_000
    assert "half" in odfdo.Document(io.BytesIO(as_odt(document))).body.serialize()
    assert "half" in docx.Document(io.BytesIO(as_docx(document))).element.xml


@pytest.mark.parametrize("write", [as_pdf, as_odt, as_docx])
def test_the_same_document_is_the_same_file_an_empty_one_is_sound_and_a_broken_picture_is_said(write):
    assert write(made()) == write(made())
    assert write(made(created=datetime(2026, 11, 30, 17, 0, 0, 5, tzinfo=ZoneInfo("Europe/Paris"))))
    empty = Document("", "xx-nonsense!", [Section([])], datetime(1970, 1, 1, tzinfo=UTC))
    assert write(empty)
    for picture in (Picture("", svg="<svg"), Picture("", png=b"no picture")):
        with pytest.raises(NotWritten):
            write(made(picture))


def test_a_sign_of_any_script_is_drawn_and_one_that_no_font_has_says_so():
    firsts, lasts = texts._coverage()
    edges = [chr(one) for pair in zip(firsts, lasts, strict=True) for one in pair]
    as_pdf(made(*(Paragraph(one) for one in edges)))  # a sign without a glyph would not be PDF/UA
    assert texts.drawable("a\U0010ffffb\u200d\ufe0f") == "a□b\u200d\ufe0f"
    assert all(odd == texts.drawable(odd) for odd in ODD)


def test_nothing_is_fetched_or_read_beside_the_document(monkeypatch, tmp_path):
    def closed(*_args):
        raise AssertionError("a document asks nobody")

    monkeypatch.setattr(socket, "socket", closed)
    (tmp_path / "secret.svg").write_text(CHART)
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
    )
    inside = drawn.format(f'<image width="9" height="9" xlink:href="{tmp_path}/secret.svg"/>')
    try:
        with_it = as_pixels([inside])
    except NotWritten:
        return
    assert with_it == as_pixels([drawn.format("")])


def test_links_lead_to_the_web_to_letters_and_to_telephones_only():
    asked = (
        "https://a.fr/é?x=1",
        "mailto:a@b.fr",
        "tel:+33320000000",
        "javascript:alert(1)",
        "file:///etc",
        "//a",
        "http://[",
    )
    assert [bool(texts.address(one)) for one in asked] == [True, True, True, False, False, False, False]
    xml = as_docx(made(Paragraph(Run("ici", link="javascript:alert(1)"))))
    assert b"javascript" not in b"".join(part.blob for part in docx.Document(io.BytesIO(xml)).part.package.iter_parts())


def test_headings_have_no_gaps_wherever_they_stand():
    levels = [one.level for one in walk(levelled(made())) if isinstance(one, Heading)]
    assert levels == [1, 2, 3, 3, 3]
