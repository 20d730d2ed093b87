"""A document as a DOCX, for Word: python-docx's file with its styles, and its text written as XML.

Cell by cell through python-docx a table of 5,000 rows would take minutes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import singledispatchmethod
from typing import Any

from markupsafe import escape

from app.documents import model
from app.documents.docx_styles import NAMESPACES, PARAGRAPHS, describe_styles, language_of
from app.documents.pictures import Pixels
from app.documents.sealing import sealed
from app.documents.texts import address, clean, language
from app.documents.walking import levelled

TWIPS, EMU = 56.6929, 36_000
"""Of a millimetre."""

GUTTER = 4.0
"""Millimetres between columns and between cards."""

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def as_docx(document: model.Document) -> bytes:
    """The file. Raises `NotWritten` where a picture cannot be read."""
    from docx import Document  # noqa: PLC0415 - a second of start-up that only a document needs

    document = levelled(document)
    file = Document()
    describe_styles(file, document)
    _describe(file.core_properties, document)
    text = _Text(document, file.part)
    body = file.element.body
    body.clear_content()
    for number, section in enumerate(document.sections):
        if number:
            file.add_section()
        _lay_out(file.sections[-1], section)
        for xml in text.section(section):
            body.sectPr.addprevious(_element(xml))
    out = io.BytesIO()
    file.save(out)
    return sealed(out.getvalue(), document.created)


def _element(xml: str) -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415 - as above

    return parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")[0]


def _describe(told: Any, document: model.Document) -> None:
    when = (
        document.created if document.created.tzinfo is None else document.created.astimezone(UTC).replace(tzinfo=None)
    )
    told.title, told.subject = clean(document.title)[:255], clean(document.subject)[:255]
    told.author = told.last_modified_by = clean(document.author)[:255]
    told.keywords, told.language, told.comments = ", ".join(map(clean, document.keywords))[:255], document.language, ""
    told.created = told.modified = when.replace(microsecond=0)


def _lay_out(page: Any, section: model.Section) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - as above
    from docx.shared import Mm  # noqa: PLC0415 - as above

    page.page_width, page.page_height = map(Mm, section.size)
    page.orientation = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    for side in ("left", "right", "top", "bottom"):
        setattr(page, f"{side}_margin", Mm(section.margin))
    page.header_distance = page.footer_distance = Mm(max(5, section.margin / 2))
    for part, words in ((page.header, section.header), (page.footer, section.footer)):
        part.is_linked_to_previous = False
        part.paragraphs[0].text = clean(words)
    if section.numbered:
        foot = page.footer.paragraphs[0]
        foot.add_run(" – " if section.footer else "")
        for field, between in (("PAGE", " / "), ("NUMPAGES", "")):
            foot._p.append(_element(f'<w:fldSimple w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
            foot.add_run(between)


Row = list[tuple[str, str]]
"""Cells: what is said of each, and what stands in it."""


@dataclass(frozen=True)
class Edges:
    """How a table is drawn: its lines, the blank inside a cell and the least height of a row in millimetres."""

    line: str = "single"
    inside: float = 1.5
    height: float = 0
    looks: str = ""


EDGES = Edges()


class _Text:
    """The body, and what it relates to in the file."""

    def __init__(self, document: model.Document, part: Any) -> None:
        self.document, self.part, self.pixels = document, part, Pixels(document)
        self.width = 0.0
        self.count = 0
        self.break_before = False

    def section(self, section: model.Section) -> list[str]:
        self.width, self.break_before = section.size[0] - 2 * section.margin, False
        return self.all(section.blocks) or [self.paragraph("", "")]

    def all(self, blocks: Sequence[model.Block]) -> list[str]:
        return [xml for block in blocks for xml in self.block(block)]

    # --- paragraphs ---

    def paragraph(
        self, style: str, inner: str, rtl: bool = False, align: str = "start", also: tuple[str, str] = ("", "")
    ) -> str:  # fmt: skip
        """`also`: its count and its blanks. Word takes what it is told of a paragraph in this order alone."""
        broken = "<w:pageBreakBefore/>" if self.break_before else ""
        self.break_before = False
        said = f'<w:pStyle w:val="{style}"/>' if style else ""
        side = f'<w:jc w:val="{align}"/>' if align != "start" else ""
        return f"<w:p><w:pPr>{said}{broken}{also[0]}{'<w:bidi/>' if rtl else ''}{also[1]}{side}</w:pPr>{inner}</w:p>"

    def set(self, style: str, words: model.Words, align: str = "start", also: tuple[str, str] = ("", "")) -> str:
        rtl = model.right_to_left(words)
        return self.paragraph(style, "".join(self.run(run, rtl) for run in model.runs(words)), rtl, align, also)

    def run(self, run: model.Run, rtl: bool) -> str:
        said = '<w:rStyle w:val="Hyperlink"/>' if (link := address(run.link)) else ""
        said += "<w:b/><w:bCs/>" if run.bold else ""
        said += "<w:i/><w:iCs/>" if run.italic else ""
        said += "<w:rtl/>" if rtl else ""
        said += language_of(run.language) if language(run.language) else ""
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(run.text).split("\n")
        )
        xml = f"<w:r><w:rPr>{said}</w:rPr>{lines}</w:r>"
        if not link:
            return xml
        return f'<w:hyperlink r:id="{self.part.relate_to(link, HYPERLINK, is_external=True)}">{xml}</w:hyperlink>'

    # --- blocks ---

    @singledispatchmethod
    def block(self, block: Any) -> list[str]:
        raise TypeError(f"{block!r} is no block of a document")

    @block.register
    def _(self, block: model.Title) -> list[str]:
        found = []
        if self.document.look.logo:
            width = min(60, 16 * self.pixels.ratio(self.pixels.logo))
            found.append(self.picture(self.pixels.logo, self.document.look.logo_alt or "–", width, "end"))
        found.append(self.set("Title", block.words))
        return [*found, self.set("Subtitle", block.under)] if model.runs(block.under) else found

    @block.register
    def _(self, block: model.Heading) -> list[str]:
        return [self.set(f"Heading{min(block.level, 4)}", block.words, block.align)]

    @block.register
    def _(self, block: model.Paragraph) -> list[str]:
        return [self.set(PARAGRAPHS[block.kind], block.words, block.align)]

    @block.register(model.BulletList)
    @block.register(model.NumberedList)
    def _(self, block: Any) -> list[str]:
        return self.listed(block, 0)

    def listed(self, block: Any, deep: int) -> list[str]:
        boxes = isinstance(block, model.BulletList) and block.boxes
        style = "ListNumber" if isinstance(block, model.NumberedList) else "ListParagraph" if boxes else "ListBullet"
        count = f'<w:numId w:val="{self.numbers()}"/>' if style == "ListNumber" else ""
        counted = f'<w:numPr><w:ilvl w:val="0"/>{count}</w:numPr>' if count else ""
        also = (counted, f'<w:ind w:left="{360 * (deep + 1)}" w:hanging="360"/>')
        found = []
        for one in block.items:
            item = one if isinstance(one, model.Item) else model.Item(one)
            found.append(self.set(style, model.beside("☐ ", item.words) if boxes else item.words, also=also))
            for under in item.under:
                is_list = isinstance(under, model.BulletList | model.NumberedList)
                found += self.listed(under, deep + 1) if is_list else self.block(under)
        return found

    def numbers(self) -> int:
        """A count of Word's that begins at 1: one that lists share would go on from the last."""
        numbering = self.part.numbering_part.element
        known = self.part.styles["List Number"].element.pPr.numPr.numId.val
        count = numbering.add_num(numbering.num_having_numId(known).abstractNumId.val)
        count.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(count.numId)

    @block.register
    def _(self, block: model.Table) -> list[str]:
        found = [self.set("Caption", block.caption)] if model.runs(block.caption) else []
        style = "TableSmall" if block.small else "TableText"
        head = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.document.look.primary_soft[1:]}"/>'

        def row(cells: Sequence[model.Words], heading: bool) -> list[tuple[str, str]]:
            strong = [heading or (place == 0 and block.row_heads) for place in range(block.across)]
            told = [model.bold(cell) if on else cell for on, cell in zip(strong, block.whole(cells), strict=False)]
            return [(head if heading else "", self.set(style, cell)) for cell in told]

        heads = [row(block.head, True)] if block.head else []
        rows = [row(cells, False) for cells in block.rows]
        return [
            *found,
            self.table(block.shares, rows, heads, Edges(height=block.row_height)),
            self.paragraph("Between", ""),
        ]

    @block.register
    def _(self, block: model.Picture) -> list[str]:
        return [self.picture(self.pixels.of(block), block.alt, block.width, block.align)]

    @block.register
    def _(self, block: model.QR) -> list[str]:
        return [self.picture(self.pixels.of(block), block.alt, block.width, block.align)]

    @block.register
    def _(self, block: model.Quote) -> list[str]:
        found = [self.set("Quote", block.words)]
        return [*found, self.set("Remark", block.source)] if model.runs(block.source) else found

    @block.register
    def _(self, block: model.Callout) -> list[str]:
        look = self.document.look
        soft = {"primary": look.primary_soft, "second": look.second_soft}.get(block.tone, "")
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{soft[1:]}"/>' if soft else ""
        return self.laid([block.blocks], [1.0], Edges("none" if soft else "single", 3, looks=shade))

    @block.register
    def _(self, block: model.Columns) -> list[str]:
        shares = [*block.widths, *[1.0] * len(block.columns)][: len(block.columns)]
        return self.laid(block.columns, [one / sum(shares) for one in shares], Edges("none", GUTTER / 2))

    @block.register
    def _(self, block: model.Cards) -> list[str]:
        across = max(1, block.across)
        edge = "dashed" if block.cut else "single"
        return self.laid(block.cards, [1 / across] * across, Edges(edge, GUTTER, block.height))

    @block.register
    def _(self, block: model.Blank) -> list[str]:
        if block.ruled:
            return [self.paragraph("LineToWriteOn", "") for _line in range(max(1, int(block.height / 9)))]
        return [self.paragraph("Between", "", also=("", f'<w:spacing w:after="{round(block.height * TWIPS)}"/>'))]

    @block.register
    def _(self, block: model.PageBreak) -> list[str]:
        self.break_before = True
        return []

    # --- tables and pictures ---

    def laid(self, cells: Sequence[Sequence[model.Block]], shares: Sequence[float], how: Edges) -> list[str]:
        """Blocks side by side, as many in a row as there are shares."""
        before = [self.paragraph("Between", "")] if self.break_before else []
        whole, drawn = self.width, []
        for place, blocks in enumerate(cells):
            self.width = whole * shares[place % len(shares)] - 2 * how.inside
            # A cell ends with a paragraph: after a table in it stands an empty one already.
            drawn.append((how.looks, "".join(self.all(blocks)) or self.paragraph("", "")))
        self.width = whole
        drawn += [("", self.paragraph("", ""))] * (-len(drawn) % len(shares))
        rows = [drawn[first : first + len(shares)] for first in range(0, len(drawn), len(shares))]
        return [*before, self.table(shares, rows, how=how), self.paragraph("Between", "")] if rows else before

    def table(
        self, shares: Sequence[float], rows: Sequence[Row], heads: Sequence[Row] = (), how: Edges = EDGES
    ) -> str:  # fmt: skip
        widths = [round(self.width * one * TWIPS) for one in shares]
        line = f'w:val="{how.line}" w:sz="4" w:space="0" w:color="{self.document.look.line[1:]}"'
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(f"<w:{side} {line}/>" for side in sides)
        inside = f'w:w="{round(how.inside * TWIPS)}" w:type="dxa"'
        margins = "".join(f"<w:{side} {inside}/>" for side in sides[:4])
        least = f'<w:trHeight w:val="{round(how.height * TWIPS)}" w:hRule="atLeast"/>' if how.height else ""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)

        def row(cells: Row, heading: bool) -> str:
            drawn = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{looks}</w:tcPr>{xml}</w:tc>'
                for width, (looks, xml) in zip(widths, cells, strict=True)
            )
            said = f"<w:cantSplit/>{'<w:tblHeader/>' if heading else least}"
            return f"<w:tr><w:trPr>{said}</w:trPr>{drawn}</w:tr>"

        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd {inside}/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f'<w:tblLook w:firstRow="{int(bool(heads))}" w:firstColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>"
            f"{''.join(row(one, True) for one in heads)}{''.join(row(one, False) for one in rows)}</w:tbl>"
        )

    def picture(self, png: bytes, alt: str, width: float, align: str) -> str:
        wide = min(width or self.width, self.width)
        tall = wide / self.pixels.ratio(png)
        related, _image = self.part.get_or_add_image(io.BytesIO(png))
        self.count += 1
        size = f'cx="{round(wide * EMU)}" cy="{round(tall * EMU)}"'
        said = f'id="{self.count}" name="Picture {self.count}" descr="{escape(clean(alt))}"'
        return self.paragraph(
            "",
            f"<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr {said}/><a:graphic><a:graphicData"
            f' uri="{PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
            align=align,
        )
