"""What leaves a roadmap: its table, its part of the report, its cards, who does what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import Action, Card, Kept, Table, Trace, translator
from beffroi.report import Grid, Heading, Item, Listing, Paragraph, Piece, Row, Section
from plugins.roadmap.road import RoadGrid, grid_of
from plugins.roadmap.shown import Row as Told
from plugins.roadmap.shown import rows_of
from plugins.roadmap.steps import Roadmap, Scenario, Step, card_of

_ = translator(__name__)

NO_CONSULTATION = _("This roadmap does not stand in for consulting the bodies that represent the staff.")
COLUMNS = (
    _("Number"), _("Axis"), _("Phase"), _("What"), _("Kind"), _("Who takes care of it"), _("For when"),
    _("What it costs"), _("Indicator"), _("Needs"),
)  # fmt: skip


def tables_of(roadmap: Roadmap, grid: RoadGrid) -> Iterator[Table]:
    """Each step with its place and what it needs, by number; and what scenarios are worth."""
    if roadmap.here():
        several = len(roadmap.scenarios) > 1
        rows, links = [], []
        for scenario in roadmap.scenarios:
            for one in rows_of(roadmap, grid, scenario):
                rows.append((*_cells(one), *((scenario.text,) if several else ())))
                links.append({"card": one.id, "origin": one.step.origin})
        yield Table("roadmap", (*COLUMNS, *((_("Scenario"),) if several else ())), rows, links)
    if roadmap.said:
        columns = (_("Criterion"), *(one.text for one in roadmap.scenarios))
        yield Table("compared", columns, [_compared(roadmap, one) for one in roadmap.criteria])


def _cells(one: Told) -> tuple[Any, ...]:
    said = one.step
    needs = ", ".join(str(number) for number, _id, _text in one.needs)
    return (
        one.number, one.axis, one.phase, said.text, one.kind, said.owner, said.term, said.cost, said.indicator, needs,
    )  # fmt: skip


def _compared(roadmap: Roadmap, criterion: Any) -> tuple[Any, ...]:
    found = (roadmap.said.get((one.id, criterion.id)) for one in roadmap.scenarios)
    return (criterion.said, *(one.text if one else "" for one in found))


def sections_of(roadmap: Roadmap, grid: RoadGrid) -> Iterator[Section]:
    """The roadmap phase after phase; what still clashes; the scenarios; what was left out."""
    if not roadmap.here():
        return
    standing = roadmap.standing
    yield Section("roadmap", _("The roadmap"), tuple(_road(roadmap, grid, standing)), version="direction")
    if len(roadmap.scenarios) > 1:
        yield Section("scenarios", _("The scenarios"), tuple(_scenarios(roadmap, grid, standing)))
    out = [one for one in roadmap.steps.values() if one.out]
    if out:
        title = _("Not taken into this copy") if roadmap.narrowed_to else _("Left out")
        yield Section("left-out", title, (Listing([Item(one.text, **_made(one)) for one in out]),))


def _road(roadmap: Roadmap, grid: RoadGrid, standing: Scenario) -> Iterator[Piece]:
    if roadmap.narrowed_to:
        yield Paragraph(_("Narrowed to: %(whom)s", whom=roadmap.narrowed_to), version="direction")
    if standing.text:
        yield Paragraph(_("Scenario: %(scenario)s", scenario=standing.text), version="direction")
    rows = rows_of(roadmap, grid, standing)
    for column in roadmap.planned.columns:
        there = [one for one in rows if roadmap.planned.at.get(one.id, ("", ""))[1] == column.id]
        if there:
            yield Heading(column.said, version="direction")
            yield Listing([_item(one) for one in there], version="direction")
    loose = [one for one in rows if not one.phase]
    if loose:
        yield Listing([_item(one) for one in loose], _("Without a place"))
    clashes = tuple(grid.clashes(grid_of(roadmap, standing)))
    if clashes:
        yield Listing([Item(one.said, ids=one.things) for one in clashes], _("What still clashes"))
    yield Paragraph(NO_CONSULTATION, version="direction")


def _item(one: Told) -> Item:
    said = one.step
    needs = ", ".join(str(number) for number, _id, _text in one.needs)
    about = [one.axis, said.owner, said.term, said.cost, said.indicator]
    note = " · ".join(str(words) for words in about if words)
    if needs:
        note = _("%(about)s · needs %(numbers)s", about=note, numbers=needs)
    return Item(one.text, one.number, note, version="direction", **_made(said))


def _made(step: Step) -> dict[str, Any]:
    ids = tuple(dict.fromkeys(filter(None, (step.id, step.worded))))
    return {"ids": ids, "origins": (step.origin,) if step.origin else ()}


def _scenarios(roadmap: Roadmap, grid: RoadGrid, standing: Scenario) -> Iterator[Piece]:
    if roadmap.said:
        rows = [
            Row(
                _compared(roadmap, one), ids=tuple(said.id for (_way, id), said in roadmap.said.items() if id == one.id)
            )
            for one in roadmap.criteria
        ]
        yield Grid((_("Criterion"), *(one.text for one in roadmap.scenarios)), rows)
    if roadmap.why:
        yield Paragraph(_("Why “%(scenario)s”: %(why)s", scenario=standing.text, why=roadmap.why))
    for scenario in roadmap.scenarios:
        if scenario.id != standing.id:
            items = [_item(one) for one in rows_of(roadmap, grid, scenario)]
            yield Heading(scenario.text, _("kept beside"))
            yield Listing(items)


def cards_of(roadmap: Roadmap) -> Sequence[Card]:
    """The steps of the scenario that stands, each with its axis, its phase and what it needs."""
    return [card_of(roadmap, one) for one in roadmap.here(roadmap.standing.id)]


def kept_of(roadmap: Roadmap, is_adopted: bool) -> Sequence[Kept]:
    """What was adopted as a whole: each action."""
    if not is_adopted:
        return ()
    return [Kept(one.id, one.text, _("in the roadmap")) for one in roadmap.here(roadmap.standing.id)]


def commitments_of(roadmap: Roadmap, is_adopted: bool) -> Sequence[Action]:
    """Who takes care of each action, where that is said."""
    if not is_adopted:
        return ()
    return [
        Action(f"{one.id}-do", one.id, one.owner, one.term) for one in roadmap.here(roadmap.standing.id) if one.owner
    ]


def traces_of(roadmap: Roadmap) -> Iterator[Trace]:
    """The steps with what they came from: a card, and what they need."""
    for one in roadmap.here():
        yield Trace(one.id, one.text, one.kind, (one.origin,) if one.origin else (), one.audience)
