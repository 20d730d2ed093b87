"""A document as an ODT, for LibreOffice and whatever reads the open format: odfdo's file, and its text written as XML.

Element by element through odfdo's classes a report of 5,000 cards would take a minute.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import singledispatchmethod
from typing import Any

from markupsafe import escape

from app.documents import model
from app.documents.odt_styles import (
    DENSE,
    SIZES,
    SLANT,
    WEIGHT,
    encoded,
    language_xml,
    line,
    master_xml,
    page_layout_xml,
    styles_xml,
)
from app.documents.pictures import Pixels
from app.documents.sealing import sealed
from app.documents.texts import address, clean, language
from app.documents.walking import levelled

Row = list[tuple[str, str]]
"""Cells: how each looks, and what stands in it."""

Blocks = Sequence[model.Block]

Opening = tuple[str, str]
"""What a paragraph or a table begins: pages of another format (an attribute), a page (a property), or nothing."""

GUTTER = 4.0
"""Millimetres between columns and between cards."""


def as_odt(document: model.Document) -> bytes:
    """The file. Raises `NotWritten` where a picture cannot be read."""
    from odfdo import Document, Element  # noqa: PLC0415 - two seconds of start-up that only a document needs

    document = levelled(document)
    file = Document("text")
    text = _Text(document)
    body = [text.section(number, section) for number, section in enumerate(document.sections)]
    file.body.clear()
    for xml in (one for parts in body for one in parts):
        file.body.append(Element.from_tag(xml))
    named = [f'<style:style style:name="{name}" {said}' for said, name in text.automatic.items()]
    _put(file.content, "office:automatic-styles", named)
    _put(file.styles, "office:styles", styles_xml(document))
    sections = list(enumerate(document.sections))
    _put(file.styles, "office:automatic-styles", [page_layout_xml(number, one) for number, one in sections])
    _put(file.styles, "office:master-styles", [master_xml(number, one) for number, one in sections])
    container: Any = file.container
    for name, content in text.files.items():
        container.set_part(name, content)
        file.manifest.add_full_path(name, "image/png")
    _describe(file, document)
    out = io.BytesIO()
    file.save(out)
    return sealed(out.getvalue(), document.created)


def _put(part: Any, name: str, xml: Any) -> None:
    """Put these in the place of what an empty document has there."""
    from odfdo import Element  # noqa: PLC0415 - as above

    element = part.get_element(f"//{name}")
    element.clear()
    for one in xml:
        element.append(Element.from_tag(one))


def _describe(file: Any, document: model.Document) -> None:
    when = document.created.replace(microsecond=0, tzinfo=None)
    file.meta.title = clean(document.title)
    file.meta.subject = clean(document.subject)
    file.meta.creator = file.meta.initial_creator = clean(document.author)
    file.meta.keyword = ", ".join(map(clean, document.keywords))
    file.meta.language = language(document.language) or "en"
    file.meta.creation_date = file.meta.date = when
    file.meta.generator = "Beffroi"


class _Text:
    """The body, and what it needs beside it: automatic styles and files."""

    def __init__(self, document: model.Document) -> None:
        self.document, self.pixels = document, Pixels(document)
        self.automatic: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.width, self.dense = 0.0, False
        self.opening = ""
        self.count = 0

    def section(self, number: int, section: model.Section) -> list[str]:
        self.width, self.dense = section.size[0] - 2 * section.margin, section.dense
        self.opening = f'style:master-page-name="Pages{number}"'
        return self.all(section.blocks) or [self.paragraph("Text body", "")]

    def all(self, blocks: Sequence[model.Block]) -> list[str]:
        return [xml for block in blocks for xml in self.block(block)]

    # --- styles and paragraphs ---

    def style(self, family: str, parent: str, attributes: str, properties: str) -> str:
        """The name of an automatic style with these; the same for the same."""
        above = f' style:parent-style-name="{encoded(parent)}"' if parent else ""
        said = f'style:family="{family}"{above} {attributes}>{properties}</style:style>'
        return self.automatic.setdefault(said, f"A{len(self.automatic)}")

    def opened(self) -> Opening:
        """What the next paragraph or table begins: a section's pages, or a page."""
        opening, self.opening = self.opening, ""
        return (opening, "") if opening.startswith("style:") else ("", opening)

    def paragraph(self, style: str, inner: str, rtl: bool = False, align: str = "start", tag: str = "text:p") -> str:
        attributes, opening = self.opened()
        said = [opening] if opening else []
        said += ['style:writing-mode="rl-tb"'] if rtl else []
        words = ""
        if self.dense and style in DENSE:
            size, above, below = DENSE[style]
            said.append(f'fo:margin-top="{above}mm" fo:margin-bottom="{below}mm"')
            sizes = "".join(f' {one}="{size}pt"' for one in SIZES)
            words = f"<style:text-properties{sizes}/>"
        side = {"start": "end", "end": "start"}.get(align, align) if rtl else align  # the office's start is the left
        said += [f'fo:text-align="{side}"'] if side != "start" else []
        name = encoded(style)
        if attributes or said:
            name = self.style("paragraph", style, attributes, f"<style:paragraph-properties {' '.join(said)}/>{words}")
        return f'<{tag} text:style-name="{name}">{inner}</{tag.split(maxsplit=1)[0]}>'

    def set(self, style: str, words: model.Words, align: str = "start", tag: str = "text:p") -> str:
        return self.paragraph(style, self.words(words), model.right_to_left(words), align, tag)

    def words(self, words: model.Words) -> str:
        return "".join(self.run(run) for run in model.runs(words))

    def run(self, run: model.Run) -> str:
        xml = line(clean(run.text))
        said = f"{WEIGHT if run.bold else ''}{SLANT if run.italic else ''}"
        said += language_xml(run.language) if language(run.language) else ""
        if said:
            name = self.style("text", "", "", f"<style:text-properties{said}/>")
            xml = f'<text:span text:style-name="{name}">{xml}</text:span>'
        if link := address(run.link):
            to = f'xlink:type="simple" xlink:href="{escape(link)}"'
            xml = f'<text:a {to} text:style-name="Internet_20_link">{xml}</text:a>'
        return xml

    # --- blocks ---

    @singledispatchmethod
    def block(self, block: Any) -> list[str]:
        raise TypeError(f"{block!r} is no block of a document")

    @block.register
    def _(self, block: model.Title) -> list[str]:
        look = self.document.look
        found = []
        if look.logo:
            alt = look.logo_alt or "–"
            found.append(self.frame(self.pixels.logo, alt, min(60, 16 * self.pixels.ratio(self.pixels.logo)), "end"))
        found.append(self.set("Title", block.words))
        return [*found, self.set("Subtitle", block.under)] if model.runs(block.under) else found

    @block.register
    def _(self, block: model.Heading) -> list[str]:
        level = min(block.level, 4)
        return [self.set(f"Heading {level}", block.words, block.align, f'text:h text:outline-level="{level}"')]

    @block.register
    def _(self, block: model.Paragraph) -> list[str]:
        style = {"": "Text body", "lead": "Lead", "small": "Remark", "huge": "Poster"}[block.kind]
        return [self.set(style, block.words, block.align)]

    @block.register(model.BulletList)
    @block.register(model.NumberedList)
    def _(self, block: Any) -> list[str]:
        kind = "Numbers" if isinstance(block, model.NumberedList) else "Boxes" if block.boxes else "Bullets"
        items = (one if isinstance(one, model.Item) else model.Item(one) for one in block.items)
        inner = "".join(
            f"<text:list-item>{self.set('List item', one.words)}{''.join(self.all(one.under))}</text:list-item>"
            for one in items
        )
        return [f'<text:list text:style-name="{kind}">{inner}</text:list>'] if inner else []

    @block.register
    def _(self, block: model.Table) -> list[str]:
        found = [self.set("Caption", block.caption)] if model.runs(block.caption) else []
        size = " small" if block.small else ""
        edge = self.document.look.line
        head = f'fo:background-color="{self.document.look.primary_soft}"'

        def row(cells: Sequence[model.Words], heading: bool) -> Row:
            first = "Table heading" if block.row_heads else "Table contents"
            styles = [
                "Table heading" if heading else first,
                *["Table heading" if heading else "Table contents"] * len(cells),
            ]
            looks = f'fo:border="0.5pt solid {edge}" fo:padding="1.5mm" {head if heading else ""}'
            return [
                (looks, self.set(style + size, cell)) for style, cell in zip(styles, block.whole(cells), strict=False)
            ]

        opened = self.opened()
        heads = [row(block.head, True)] if block.head else []
        rows = [row(cells, False) for cells in block.rows]
        table = self.table(block.shares, rows, heads, block.row_height, opened)
        return [*found, table, self.paragraph("Between", "")]

    @block.register
    def _(self, block: model.Picture) -> list[str]:
        return [self.frame(self.pixels.of(block), block.alt, block.width, block.align)]

    @block.register
    def _(self, block: model.QR) -> list[str]:
        return [self.frame(self.pixels.of(block), block.alt, block.width, block.align)]

    @block.register
    def _(self, block: model.Quote) -> list[str]:
        found = [self.set("Quotations", block.words)]
        return [*found, self.set("Source", block.source)] if model.runs(block.source) else found

    @block.register
    def _(self, block: model.Callout) -> list[str]:
        look = self.document.look
        ground = {"primary": (look.primary, look.primary_soft), "second": (look.second, look.second_soft)}
        edge, soft = ground.get(block.tone, ("", ""))
        looks = f'fo:border="0.75pt solid {look.line}"'
        if soft:
            looks = f'fo:background-color="{soft}" fo:border="none" fo:border-left="2.5pt solid {edge}"'
        return self.laid([block.blocks], [1.0], f'{looks} fo:padding="3mm"', inside=6)

    @block.register
    def _(self, block: model.Columns) -> list[str]:
        shares = [*block.widths, *[1.0] * len(block.columns)][: len(block.columns)]
        looks = f'fo:border="none" fo:padding-right="{GUTTER}mm"'
        return self.laid(block.columns, [one / sum(shares) for one in shares], looks, inside=GUTTER)

    @block.register
    def _(self, block: model.Cards) -> list[str]:
        across = max(1, block.across)
        edge = "0.75pt dashed" if block.cut else "0.75pt solid"
        looks = f'fo:border="{edge} {self.document.look.line}" fo:padding="{GUTTER}mm"'
        return self.laid(block.cards, [1 / across] * across, looks, inside=2 * GUTTER, height=block.height)

    @block.register
    def _(self, block: model.Blank) -> list[str]:
        if block.ruled:
            return [self.paragraph("Line to write on", "") for _line in range(max(1, int(block.height / 9)))]
        blank = f'<style:paragraph-properties fo:margin-top="0mm" fo:margin-bottom="{block.height}mm"/>'
        return [f'<text:p text:style-name="{self.style("paragraph", "Between", self.opened()[0], blank)}"/>']

    @block.register
    def _(self, block: model.PageBreak) -> list[str]:
        self.opening = self.opening or 'fo:break-before="page"'
        return []

    # --- tables and frames ---

    def laid(
        self, cells: Sequence[Blocks], shares: list[float], looks: str, *, inside: float, height: float = 0
    ) -> list[str]:  # fmt: skip
        """Blocks side by side, as many in a row as there are shares."""
        opened, whole = self.opened(), self.width
        drawn = []
        for place, blocks in enumerate(cells):
            self.width = whole * shares[place % len(shares)] - inside
            drawn.append((looks, "".join(self.all(blocks)) or self.paragraph("Text body", "")))
        self.width = whole
        drawn += [('fo:border="none"', self.paragraph("Text body", ""))] * (-len(drawn) % len(shares))
        rows = [drawn[first : first + len(shares)] for first in range(0, len(drawn), len(shares))]
        return [self.table(shares, rows, [], height, opened), self.paragraph("Between", "")] if rows else []

    def table(self, shares: list[float], rows: list[Row], heads: list[Row], height: float, opened: Opening) -> str:
        self.count += 1
        looks = f'<style:table-properties style:width="{self.width:.2f}mm" table:align="left" {opened[1]}/>'
        name = self.style("table", "", opened[0], looks)
        least = f' style:min-row-height="{height}mm"' if height else ""
        whole = '<style:table-row-properties fo:keep-together="always"'
        head, style = (self.style("table-row", "", "", f"{whole}{tall}/>") for tall in ("", least))

        def column(share: float) -> str:
            wide = f'<style:table-column-properties style:column-width="{self.width * share:.2f}mm"/>'
            return f'<table:table-column table:style-name="{self.style("table-column", "", "", wide)}"/>'

        def cell(looks: str, xml: str) -> str:
            style = self.style("table-cell", "", "", f"<style:table-cell-properties {looks}/>")
            return f'<table:table-cell office:value-type="string" table:style-name="{style}">{xml}</table:table-cell>'

        def row(cells: Row, style: str = style) -> str:
            drawn = "".join(cell(*one) for one in cells)
            return f'<table:table-row table:style-name="{style}">{drawn}</table:table-row>'

        inner = "".join(map(column, shares))
        inner += (
            f"<table:table-header-rows>{''.join(row(one, head) for one in heads)}</table:table-header-rows>"
            if heads
            else ""
        )
        inner += "".join(map(row, rows))
        return f'<table:table table:name="Table{self.count}" table:style-name="{name}">{inner}</table:table>'

    def frame(self, png: bytes, alt: str, width: float, align: str) -> str:
        name = f"Pictures/{len(self.files) + 1}.png"
        name = next((known for known, content in self.files.items() if content == png), name)
        self.files[name] = png
        self.count += 1
        wide = min(width or self.width, self.width)
        said = f"<svg:title>{escape(clean(alt))}</svg:title><svg:desc>{escape(clean(alt))}</svg:desc>" if alt else ""
        inner = (
            f'<draw:frame draw:name="Picture{self.count}" text:anchor-type="as-char" svg:width="{wide:.2f}mm"'
            f' svg:height="{wide / self.pixels.ratio(png):.2f}mm"><draw:image xlink:href="{name}" xlink:type="simple"'
            f' xlink:show="embed" xlink:actuate="onLoad"/>{said}</draw:frame>'
        )
        return self.paragraph("Text body", inner, align=align)
