"""Empathy map: short notes in six areas about one person; pains and gains go on as cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import Card, Choice, Glance, Method, Model, Stage, Stamp, Table, Text, Trace, hookimpl, translator
from beffroi.report import OfTable, Section
from plugins.empathy.areas import AREAS, KINDS, TITLES
from plugins.empathy.commands import COMMANDS, MOST
from plugins.empathy.person import PersonMap
from plugins.empathy.results import section_of, table_of

_ = translator(__name__)

FILL = Stage(
    "fill",
    _("Fill the map"),
    instruction=_("One idea a note, in this person’s own words. What we saw and heard first, then what we suppose."),
    effect=_("Everyone puts notes in the six areas; all who are at the same map see them at once."),
)
READ = Stage(
    "read",
    _("Read together"),
    plenary=True,
    instruction=_("One area after the other. What surprises us? What do we only suppose?"),
    effect=_("Nobody writes any more; the tables’ notes come together on one map."),
)

HANDED = {"weighs": _("Pains and gains"), "all": _("Every note")}


class EmpathySettings(Model):
    """Whom the map is about, and what of it goes on."""

    person: str = Text(
        _("The person whom the map is about"),
        max=300,
        required=False,
        lines=2,
        help=_("One person in one situation: “Fatima, 34, asks for a place in a nursery for the first time”."),
    )
    handed: str = Choice(_("What goes on to the next activity"), HANDED, default="weighs")


class Empathy(Method[PersonMap, EmpathySettings]):
    """Fill the map → read together."""

    api = 1
    id = "empathy"
    title = _("Empathy map")
    at_a_glance = Glance(
        "produce", people=(4, 60), takes=_("a person to think of"), gives=_("what they say, think, do and feel")
    )
    minutes = 30
    shared_by = ("table", "room")
    stages = (FILL, READ)
    commands = COMMANDS
    kinds = KINDS

    def start(self, settings: EmpathySettings, cards: Sequence[Card]) -> PersonMap:
        return PersonMap(settings.handed == "all", list(cards))

    def add_cards(self, drawn: PersonMap, cards: Sequence[Card]) -> None:
        drawn.known.extend(cards)

    def on_stage(self, drawn: PersonMap, stage: str, stamp: Stamp) -> None:
        drawn.is_read = stage == "read"

    def merge_tables(self, drawn: PersonMap, cards: Sequence[Card]) -> None:
        drawn.bring(cards)

    def question(self, settings: EmpathySettings, stage: str) -> str:
        return settings.person

    def view(self, drawn: PersonMap) -> dict[str, Any]:
        return {"areas": drawn.by_area(), "known": tuple(drawn.known), "is_crowded": drawn.is_crowded}

    def personal_view(self, drawn: PersonMap, who: str) -> dict[str, Any]:
        mine = drawn.of(who)
        marks = {note.id: {"card": str(_("my note"))} for note in mine}
        return {"mine": mine, "left": MOST - len(mine), "titles": TITLES, "own": marks}

    def counts(self, drawn: PersonMap) -> Sequence[Any]:
        return [_.many("%(n)s note", "%(n)s notes", len(drawn.notes))]

    def participants(self, drawn: PersonMap, stage: str) -> int | None:
        return drawn.authors() if stage == "fill" else None

    def progress(self, drawn: PersonMap) -> tuple[int, int] | None:
        return sum(1 for _key, _area, notes in drawn.by_area() if notes), len(AREAS)

    def cards(self, drawn: PersonMap) -> Sequence[Card]:
        return drawn.handed()

    def traces(self, drawn: PersonMap) -> Iterator[Trace]:
        for card in (*drawn.known, *drawn.as_cards()):
            kind = card.kind if card.id in drawn.notes else "known"
            yield Trace(card.id, card.text, kind, (card.origin,) if card.origin else (), card.audience)

    def tables(self, drawn: PersonMap) -> Iterator[Table]:
        yield table_of(drawn)

    def report(
        self, drawn: PersonMap, tables: Sequence[OfTable[PersonMap]], settings: EmpathySettings
    ) -> Iterator[Section]:
        if drawn.notes or not tables:
            yield section_of("map", _("Empathy map"), drawn, settings.person)
            return
        for table in tables:
            yield section_of(f"map-{table.id}", table.name, table.state, settings.person)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Empathy()]
