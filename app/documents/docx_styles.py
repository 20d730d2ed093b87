"""What a DOCX's paragraphs look like: Word's own styles in the colours of the document, and a few of ours."""

from __future__ import annotations

from typing import Any

from app.documents.model import Document, Look
from app.documents.texts import language

FONT = "Arial"
"""On every machine with Word."""

NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)

PARAGRAPHS = {"": "", "lead": "Lead", "small": "Remark", "huge": "Poster"}
"""The style of each kind of paragraph."""


def language_of(code: str) -> str:
    """A language as Word wants it, for every script."""
    known = language(code)
    return f'<w:lang w:val="{known}" w:eastAsia="{known}" w:bidi="{known}"/>' if known else ""


def describe_styles(file: Any, document: Document) -> None:
    """Give the file's styles the look of the document."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - a second of start-up that only a document needs

    look, root = document.look, file.styles.element
    defaults = root.find(f".//{_w('rPrDefault')}/{_w('rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    words = f'<w:color w:val="{look.ink[1:]}"/>{_size(10.5)}{language_of(document.language)}'
    for xml in (_fonts(), words):
        defaults.extend(list(parse_xml(f"<w:rPr {NAMESPACES}>{xml}</w:rPr>")))
    ours = {one.get(_w("styleId")): one for one in _styles(look)}
    for style in list(root.findall(_w("style"))):
        if style.get(_w("styleId")) in ours:
            root.remove(style)
    root.extend(list(ours.values()))


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _fonts() -> str:
    return f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def _styles(look: Look) -> list[Any]:
    quiet = f'<w:color w:val="{look.quiet[1:]}"/>{_size(9)}'
    edge = f'w:val="single" w:space="0" w:color="{look.line[1:]}"'
    beside = f'<w:pBdr><w:left {edge} w:sz="12"/></w:pBdr>'
    lines = f'<w:pBdr><w:bottom {edge} w:sz="4"/><w:between {edge} w:sz="4"/></w:pBdr>'
    told = [
        _style("Normal", "Normal", "", 0, 6),
        _style("Title", "Title", _head(24, look.primary), 0, 2, keep=True),
        _style("Subtitle", "Subtitle", f'<w:color w:val="{look.quiet[1:]}"/>{_size(12)}', 0, 14),
        _style("Heading1", "heading 1", _head(17, look.primary), 18, 8, level=0, keep=True),
        _style("Heading2", "heading 2", _head(13.5, look.second), 12, 6, level=1, keep=True),
        _style("Heading3", "heading 3", _head(11.5, look.ink), 9, 4, level=2, keep=True),
        _style("Heading4", "heading 4", _head(10.5, look.ink), 6, 3, level=3, keep=True),
        _style("Caption", "caption", "<w:b/><w:bCs/>", 9, 3, keep=True),
        _style("Quote", "Quote", "<w:i/><w:iCs/>", 3, 3, border=beside, indent=280),
        _style("ListParagraph", "List Paragraph", "", 0, 3),
        _style("Lead", "Lead", _size(12.5), 0, 8),
        _style("Remark", "Remark", quiet, 0, 6),
        _style("Poster", "Poster", _head(27, look.ink), 0, 10),
        _style("TableText", "Table text", "", 0, 0),
        _style("TableSmall", "Table text small", _size(9), 0, 0),
        _style("Between", "Between", _size(4), 0, 0),
        _style("LineToWriteOn", "Line to write on", "", 0, 0, border=lines, exact=25),
        _style("Header", "header", quiet, 0, 0),
        _style("Footer", "footer", quiet, 0, 0),
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
        f'<w:color w:val="{look.second[1:]}"/><w:u w:val="single"/></w:rPr></w:style>',
    ]
    from docx.oxml import parse_xml  # noqa: PLC0415 - as above

    return list(parse_xml(f"<w:styles {NAMESPACES}>{''.join(told)}</w:styles>"))


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _head(points: float, colour: str) -> str:
    return f'<w:b/><w:bCs/><w:color w:val="{colour[1:]}"/>{_size(points)}'


def _style(id: str, name: str, text: str, above: float, below: float, **also: Any) -> str:
    """Blanks above and below in points; `level` of a heading, `keep` with what follows, `indent`, `exact` height of
    a line, `border`."""
    first = ' w:default="1"' if id == "Normal" else ""
    based = "" if id == "Normal" else '<w:basedOn w:val="Normal"/>'
    exact = also.get("exact", 0)
    rule = f' w:line="{exact * 20}" w:lineRule="exact"' if exact else ' w:line="264" w:lineRule="auto"'
    said = f"{'<w:keepNext/>' if 'keep' in also else ''}{also.get('border', '')}"
    said += f'<w:spacing w:before="{round(above * 20)}" w:after="{round(below * 20)}"{rule}/>'
    said += f'<w:ind w:left="{also["indent"]}"/>' if "indent" in also else ""
    said += f'<w:outlineLvl w:val="{also["level"]}"/>' if "level" in also else ""
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{id}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{said}</w:pPr><w:rPr>{text}</w:rPr></w:style>"
    )
