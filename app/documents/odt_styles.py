"""What an ODT's paragraphs look like: styles by name, to be changed for all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from app.documents.model import Document, Look, Section
from app.documents.texts import clean, language
from beffroi.patterns import linear

SLANT = ' fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"'
WEIGHT = ' fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'


SIZES = ("fo:font-size", "style:font-size-asian", "style:font-size-complex")
DENSE: Mapping[str, tuple[float, float, float]] = {
    "Text body": (8.5, 0, 0.6),
    "List item": (8.5, 0, 0.2),
    "Heading 1": (15, 0, 1.5),
    "Heading 2": (11, 1.8, 0.6),
}
"""In a section that is set smaller: size in points, blanks above and below in millimetres."""

_BLANKS = linear("  +")

FONT = "Liberation Sans"
"""On every machine with LibreOffice, and as wide as Arial."""


@dataclass(frozen=True)
class _Paragraph:
    name: str
    text: Mapping[str, str]
    above: float = 0
    below: float = 2
    also: str = ""
    level: int = 0


def _paragraphs(look: Look) -> list[_Paragraph]:
    """Margins in millimetres."""
    head = {"fo:font-weight": "bold"}
    keep = 'fo:keep-with-next="always"'
    quiet = {"fo:color": look.quiet, "fo:font-size": "9pt"}
    return [
        _Paragraph("Title", {**head, "fo:font-size": "24pt", "fo:color": look.primary}, 0, 1, keep),
        _Paragraph("Subtitle", {"fo:font-size": "12pt", "fo:color": look.quiet}, 0, 5),
        _Paragraph("Heading 1", {**head, "fo:font-size": "17pt", "fo:color": look.primary}, 6, 3, keep, 1),
        _Paragraph("Heading 2", {**head, "fo:font-size": "13.5pt", "fo:color": look.second}, 4, 2, keep, 2),
        _Paragraph("Heading 3", {**head, "fo:font-size": "11.5pt"}, 3, 1.5, keep, 3),
        _Paragraph("Heading 4", {**head, "fo:font-size": "10.5pt"}, 2, 1, keep, 4),
        _Paragraph("Text body", {}, 0, 2),
        _Paragraph("Lead", {"fo:font-size": "12.5pt"}, 0, 3),
        _Paragraph("Remark", quiet, 0, 2),
        _Paragraph("Poster", {**head, "fo:font-size": "27pt"}, 0, 4),
        _Paragraph("List item", {}, 0, 1),
        _Paragraph("Table contents", {}, 0, 0),
        _Paragraph("Table heading", head, 0, 0),
        _Paragraph("Table contents small", {"fo:font-size": "9pt"}, 0, 0),
        _Paragraph("Table heading small", {**head, "fo:font-size": "9pt"}, 0, 0),
        _Paragraph("Caption", head, 3, 1, keep),
        _Paragraph(
            "Quotations",
            {"fo:font-style": "italic"},
            1,
            1,
            f'fo:margin-left="5mm" fo:padding-left="3mm" fo:border-left="1.5pt solid {look.line}"',
        ),  # fmt: skip
        _Paragraph("Source", quiet, 0, 2, 'fo:margin-left="8mm"'),
        _Paragraph("Between", {"fo:font-size": "4pt"}, 0, 0),
        _Paragraph(
            "Line to write on",
            {"fo:font-size": "10.5pt"},
            0,
            0,
            f'fo:line-height="9mm" style:join-border="false" fo:border-bottom="0.5pt solid {look.line}"',
        ),  # fmt: skip
        _Paragraph("Header", quiet, 0, 0),
        _Paragraph("Footer", quiet, 0, 0),
    ]


def encoded(name: str) -> str:
    """A style's name as the format writes it."""
    return name.replace(" ", "_20_")


def _paragraph_xml(one: _Paragraph) -> str:
    text = " ".join(f'{key}="{value}"' for key, value in one.text.items())
    twins = "".join(
        f' {key.replace("fo:", "style:")}-{script}="{value}"'
        for key, value in one.text.items()
        if key in ("fo:font-size", "fo:font-weight", "fo:font-style")
        for script in ("asian", "complex")
    )
    level = f' style:default-outline-level="{one.level}"' if one.level else ""
    return (
        f'<style:style style:name="{encoded(one.name)}" style:display-name="{one.name}" style:family="paragraph"'
        f' style:parent-style-name="Standard" style:class="text"{level}>'
        f'<style:paragraph-properties fo:margin-top="{one.above}mm" fo:margin-bottom="{one.below}mm" {one.also}/>'
        f"<style:text-properties {text}{twins}/></style:style>"
    )


def language_xml(code: str) -> str:
    """A language as attributes, for every script."""
    tongue, _, country = (language(code) or "zxx").partition("-")
    country = country.upper() or {"fr": "FR", "en": "GB"}.get(tongue, "none")
    return "".join(
        f' {prefix}:language{script}="{tongue}" {prefix}:country{script}="{country}"'
        for prefix, script in (("fo", ""), ("style", "-asian"), ("style", "-complex"))
    )


def styles_xml(document: Document) -> list[str]:
    """All that stands in `office:styles`."""
    look = document.look
    default = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="page"/>'
        f'<style:text-properties style:font-name="{FONT}" fo:font-family="{FONT}" fo:font-size="10.5pt"'
        f' style:font-size-asian="10.5pt" style:font-size-complex="10.5pt" fo:color="{look.ink}"'
        f"{language_xml(document.language)}/></style:default-style>"
    )
    texts = (
        '<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"'
        ' style:font-weight-asian="bold" style:font-weight-complex="bold"/></style:style>'
        '<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text">'
        f'<style:text-properties fo:color="{look.second}" style:text-underline-style="solid"/></style:style>'
    )
    return [
        default,
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>',
        *(_paragraph_xml(one) for one in _paragraphs(look)),
        *(f"<style:style{one}" for one in texts.split("<style:style")[1:]),
        _list_xml("Bullets", "•", look.primary),
        _list_xml("Boxes", "☐", look.ink),
        _list_xml("Numbers", "", look.ink),
    ]


def _list_xml(name: str, sign: str, colour: str) -> str:
    levels = "".join(_level_xml(level, sign) for level in range(1, 5))
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def _level_xml(level: int, sign: str) -> str:
    kind = "bullet" if sign else "number"
    said = f'text:bullet-char="{sign}"' if sign else 'style:num-format="1" style:num-suffix="."'
    return (
        f'<text:list-level-style-{kind} text:level="{level}" {said}>'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-6mm"'
        f' fo:margin-left="{6 * level}mm"/></style:list-level-properties></text:list-level-style-{kind}>'
    )


def page_layout_xml(number: int, section: Section) -> str:
    """The format of a section's pages."""
    width, height = section.size
    way = "landscape" if section.landscape else "portrait"
    head = (
        '<style:{0}-style><style:header-footer-properties fo:min-height="6mm" fo:margin-{1}="3mm"/></style:{0}-style>'
    )
    margin = max(5.0, section.margin - 9) if section.header or section.footer or section.numbered else section.margin
    ends = (
        f'fo:margin-top="{margin if section.header else section.margin}mm"'
        f' fo:margin-bottom="{margin if section.footer or section.numbered else section.margin}mm"'
    )
    return (
        f'<style:page-layout style:name="Pages{number}"><style:page-layout-properties fo:page-width="{width}mm"'
        f' fo:page-height="{height}mm" style:print-orientation="{way}" fo:margin-left="{section.margin}mm"'
        f' fo:margin-right="{section.margin}mm" {ends}/>'
        f"{head.format('header', 'bottom')}{head.format('footer', 'top')}</style:page-layout>"
    )


def master_xml(number: int, section: Section) -> str:
    """What stands above and below each page of a section."""
    page = "<text:page-number>1</text:page-number> / <text:page-count>1</text:page-count>" if section.numbered else ""
    head = f'<text:p text:style-name="Header">{line(clean(section.header))}</text:p>'
    said = " – ".join(one for one in (line(clean(section.footer)), page) if one)
    foot = f'<text:p text:style-name="Footer">{said}</text:p>'
    return (
        f'<style:master-page style:name="Pages{number}" style:page-layout-name="Pages{number}">'
        f"{f'<style:header>{head}</style:header>' if section.header else ''}"
        f"{f'<style:footer>{foot}</style:footer>' if section.footer or page else ''}</style:master-page>"
    )


def line(text: str) -> str:
    """A text as the format writes it: it would make one blank of several, and none of a line break."""
    lines = (_BLANKS.sub(_blanks, str(escape(line))) for line in text.split("\n"))
    return "<text:line-break/>".join(lines)


def _blanks(found: Any) -> str:
    return f' <text:s text:c="{len(found[0]) - 1}"/>'
