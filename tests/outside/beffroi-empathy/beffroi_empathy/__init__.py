"""Empathy map: short notes in six areas about one person, seen at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import (
    Card,
    Choice,
    Command,
    Kind,
    Method,
    Model,
    Ref,
    Refused,
    Stage,
    Stamp,
    Table,
    Text,
    hookimpl,
    translator,
)
from beffroi.report import Item, Listing, OfTable, Piece, Section

_ = translator(__name__)

MOST = 12

AREAS = {
    "says": _("Says"),
    "thinks": _("Thinks"),
    "does": _("Does"),
    "feels": _("Feels"),
    "pains": _("Pains"),
    "gains": _("Gains"),
}


class EmpathySettings(Model):
    """What a facilitator sets before it opens."""

    person: str = Text(_("The person whom the map is about"), max=120, required=False)


@dataclass(frozen=True)
class Note:
    """A note; its id is that of the entry that made it, `worded` that of the entry that worded it last."""

    id: str
    area: str
    text: str
    origin: str = ""
    worded: str = ""

    @property
    def title(self) -> Any:
        return AREAS[self.area]


@dataclass(frozen=True)
class Area:
    """What is drawn of an area."""

    key: str
    title: Any
    notes: tuple[Note, ...]


@dataclass
class Map:
    """The state: notes by id, and whose they are. MOST a person bounds it."""

    notes: dict[str, Note] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)

    def areas(self) -> tuple[Area, ...]:
        """Notes by their words: the order of writing would tell who wrote first."""
        ordered = sorted(self.notes.values(), key=lambda note: (note.text.casefold(), note.id))
        return tuple(Area(key, title, tuple(n for n in ordered if n.area == key)) for key, title in AREAS.items())

    def listed(self) -> list[Note]:
        return [note for area in self.areas() for note in area.notes]

    def of(self, who: str) -> list[Note]:
        return [note for note in self.listed() if self.authors.get(note.id) == who]


def own(board: Map, note: str, who: str) -> None:
    """Refuse what is not a note of one's own."""
    if board.authors.get(note) != who:
        raise Refused(_("This note is not yours, or is gone: only its author changes it."))


class Add(Command, stage="fill", apart=True, announcement=_("Note added")):
    """Put a note in an area."""

    area: str = Choice(_("Area"), AREAS)
    text: str = Text(_("Your note"), max=100)

    def check(self, board: Map, stamp: Stamp) -> None:
        if len(board.of(stamp.who)) >= MOST:
            raise Refused(_("You have 12 notes, which is the most: take one back first."))

    def apply(self, board: Map, stamp: Stamp) -> None:
        board.notes[stamp.id] = Note(stamp.id, self.area, self.text)
        board.authors[stamp.id] = stamp.who


class Change(Command, stage="fill", apart=True, announcement=_("Note changed")):
    """Word a note of one's own anew, or put it in another area."""

    note: str = Ref(edits=True)
    area: str = Choice(_("Area"), AREAS)
    text: str = Text(_("Your note"), max=100)

    def check(self, board: Map, stamp: Stamp) -> None:
        own(board, self.note, stamp.who)

    def apply(self, board: Map, stamp: Stamp) -> None:
        if self.note in board.notes:
            board.notes[self.note] = Note(self.note, self.area, self.text, worded=stamp.id)


class TakeBack(Command, stage="fill", apart=True, announcement=_("Note taken back")):
    """Take a note of one's own back."""

    note: str = Ref()

    def check(self, board: Map, stamp: Stamp) -> None:
        own(board, self.note, stamp.who)

    def apply(self, board: Map, stamp: Stamp) -> None:
        board.notes.pop(self.note, None)
        board.authors.pop(self.note, None)


class Empathy(Method[Map, EmpathySettings]):
    api = 1
    id = "empathy"
    title = _("Empathy map")
    minutes = 25
    shared_by = ("table", "room")
    kinds = {key: Kind(title, weighs=True) for key, title in AREAS.items()}
    stages = (
        Stage("fill", _("Fill the map"), instruction=_("One idea a note, in the person’s own words. Everybody sees it at once.")),
        Stage("read", _("Read together"), plenary=True, effect=_("Nobody writes any more; the tables’ notes come on one map.")),
    )
    commands = (Add, Change, TakeBack)

    def question(self, settings: EmpathySettings, stage: str) -> str:
        return settings.person

    def view(self, board: Map) -> dict[str, Any]:
        return {"areas": board.areas()}

    def personal_view(self, board: Map, who: str) -> dict[str, Any]:
        mine = board.of(who)
        return {"mine": mine, "left": MOST - len(mine)}

    def counts(self, board: Map) -> Sequence[Any]:
        n = len(board.notes)
        return [_.many("%(n)s note so far.", "%(n)s notes so far.", n)]

    def participants(self, board: Map, stage: str) -> int | None:
        return len(set(board.authors.values())) if stage == "fill" else None

    def cards(self, board: Map) -> Sequence[Card]:
        return [
            Card(note.id, note.text, kind=note.area, origin=note.origin, parts=((note.worded or note.id, ""),))
            for note in board.listed()
        ]

    def merge_tables(self, board: Map, cards: Sequence[Card]) -> None:
        for card in cards:
            area = card.kind if card.kind in AREAS else "says"
            worded = card.parts[0][0] if card.parts else ""
            board.notes[card.id] = Note(card.id, area, card.text, card.origin, worded)

    def tables(self, board: Map) -> Iterator[Table]:
        yield Table("notes", (_("Area"), _("Note")), [(note.title, note.text) for note in board.listed()])

    def report(self, board: Map, tables: Sequence[OfTable[Map]], settings: EmpathySettings) -> Iterator[Section]:
        if board.notes or not tables:
            yield Section("map", _("Empathy map"), tuple(pieces(board)))
            return
        for table in tables:
            yield Section(f"map-{table.id}", table.name, tuple(pieces(table.state)))


def pieces(board: Map) -> Iterator[Piece]:
    """A list an area."""
    for area in board.areas():
        yield Listing([Item(note.text, ids=(note.id,), origins=(note.origin,) if note.origin else ()) for note in area.notes], area.title)


@hookimpl
def methods() -> list[Method]:
    return [Empathy()]
