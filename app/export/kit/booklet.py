"""A booklet for colleagues who run a workshop without the platform (« kit d'animation »): methods, and how to lead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.documents.markdown import blocks_of
from app.documents.model import (
    Block,
    BulletList,
    Callout,
    Document,
    Heading,
    Item,
    Look,
    Paragraph,
    Run,
    Section,
    Table,
    Title,
    Words,
)
from app.export.kit import advice, paper
from app.export.kit.asked import guide_of, part_of, said
from beffroi import Method, translator

_ = translator(__name__)

ABOUT = _("Methods of a workshop, to lead it yourself")

PURPOSE = {"fr": "Objectif", "en": "Purpose"}
TIME = {"fr": "Durée", "en": "Time"}
SIZE = {"fr": "Taille du groupe", "en": "Group size"}


def document(
    methods: Sequence[Method], locale: str, look: Look, created: datetime, organisation: str = ""
) -> Document:  # fmt: skip
    """The booklet, in the language that is spoken."""
    title = str(_("Facilitation kit"))
    foot = " · ".join(one for one in (organisation, title) if one)
    sections = [Section(_front(methods, locale, title, organisation), footer=foot)]
    for method in methods:
        guide = blocks_of(guide_of(method, locale))
        sections.append(Section(guide, margin=15, footer=foot, dense=True))
        sections += paper.blank_of(method)
    sections.append(paper.tents())
    return Document(title, locale, sections, created, organisation, str(ABOUT), (), look)


def _front(methods: Sequence[Method], locale: str, title: str, organisation: str) -> list[Block]:
    rows: list[list[Words]] = [
        [Run(str(one.title), bold=True), *(said(part_of(one, locale, part)) for part in (PURPOSE, TIME, SIZE))]
        for one in methods
    ]
    blocks: list[Block] = [
        Title(title, organisation or str(ABOUT)),
        Heading(1, _("Methods in this booklet")),
        Table(
            [_("Method"), _("What for"), _("Time it takes"), _("Size of the group")],
            rows,
            widths=(2, 5, 2.2, 2.6),
            small=True,
        ),
    ]
    for chapter in advice.CHAPTERS:
        blocks.append(Heading(1, str(chapter.title)))
        if chapter.lead:
            blocks.append(Paragraph(str(chapter.lead)))
        blocks.append(BulletList([Item(_marked(str(one))) for one in chapter.points]))
        if chapter.remember:
            blocks.append(Callout([Paragraph(str(chapter.remember))]))
    return blocks


def _marked(text: str) -> list[Run]:
    """What stands before the first colon is what to remember."""
    head, colon, rest = text.partition(" : " if " : " in text else ": ")
    if not colon or len(head) > 60:  # noqa: PLR2004
        return [Run(text)]
    return [Run(head, bold=True), Run(colon + rest)]
