"""What the report says of the notes, where it is asked to: how many of each kind, and what may be read of them."""

from __future__ import annotations

from collections.abc import Iterable

from beffroi import translator
from beffroi.report import Heading, Item, Listing, Paragraph, Piece, Quote, Section

from .kinds import COUNTED, SAID
from .notebook import Notebook
from .notes import FieldNote

_ = translator(__name__)


def notes_of(state: Notebook) -> Section:
    """The notes in sight; a verbatim without consent is its writer's alone."""
    return Section("notes", _("Field notes"), tuple(_pieces(state)))


def _pieces(state: Notebook) -> Iterable[Piece]:
    for kind, n in state.counted():
        yield Paragraph(COUNTED[kind](n))
    for note in state.in_sight():
        if state.readable(note):
            yield Heading(note.head.label or COUNTED[note.head.kind](1), ids=(note.id, f"{note.id}.0"))
            yield from _of_note(state, note)


def _of_note(state: Notebook, note: FieldNote) -> Iterable[Piece]:
    told = [one for one in state.readable(note) if one.kind != "verbatim"]
    if told:
        items = [Item(one.text, SAID[one.kind], ids=(one.id, one.said or one.id), origins=(note.id,)) for one in told]
        yield Listing(items)
    for one in state.readable(note):
        if one.kind == "verbatim":
            yield Quote(one.text, note.head.whom, ids=(one.id, one.said or one.id), origins=(note.id,))
