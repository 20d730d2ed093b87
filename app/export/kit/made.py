"""The kit as a document: the parts that were asked for, in their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from app.documents.markdown import blocks_of
from app.documents.model import Block, Document, Look, PageBreak, Section
from app.export.kit import conductor, paper, rooms
from app.export.kit.asked import Kit, guide_of
from beffroi import Method, translator

_ = translator(__name__)


def guides(methods: Iterable[Method], locale: str, foot: str) -> Section:
    """A guide card a method, each on a page of its own."""
    blocks: list[Block] = []
    for method in methods:
        if text := guide_of(method, locale):
            blocks += [*([PageBreak()] if blocks else []), *blocks_of(text)]
    return Section(blocks, margin=15, footer=foot, dense=True)


def _guides(kit: Kit) -> list[Section]:
    return [guides(kit.methods().values(), kit.locale, kit.facts.title)]


Make = Callable[[Kit], Iterable[Section]]


def _one(make: Callable[[Kit], Section]) -> Make:
    return lambda kit: [make(kit)]


PARTS: Mapping[str, tuple[Any, Make]] = {
    "conducteur": (_("Running order, A4 across"), _one(conductor.section)),
    "collegue": (_("One page for the colleague who helps"), _one(rooms.colleague)),
    "affiche": (_("Poster for the door, with its QR code"), _one(rooms.door)),
    "tables": (_("Cards of the tables, with the instruction of each activity"), _one(rooms.table_cards)),
    "papier": (_("Sheets for paper: A3 sheets, A6 cards, ballots, name tents"), paper.sections),
    "listes": (_("Attendance sheet and seating plan"), lambda kit: [rooms.attendance(kit), rooms.seating_plan(kit)]),
    "materiel": (_("Material, and checklist"), lambda kit: [rooms.material(kit), rooms.checklist(kit)]),
    "fiches": (_("Guide cards of the methods used"), _guides),
}
"""Each part of the kit by its name in an address: what it is called, and what makes it."""


def document(kit: Kit, parts: Collection[str], look: Look, created: datetime, organisation: str = "") -> Document:
    """The whole, in the language that is spoken; no part asked for is all of them."""
    wanted = [make for name, (_title, make) in PARTS.items() if name in parts or not parts]
    sections = [section for make in wanted for section in make(kit) if section.blocks]
    title = _("Kit, %(site)s: %(title)s", site=kit.site.name, title=kit.facts.title)
    return Document(str(title), kit.locale, sections, created, organisation, str(_("Kit")), (), look)
