"""What leaves a diagnosis: findings by sources, in tables and the report; cards for what comes next; the chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from beffroi import AUDIENCES, Card, Table, Trace, translator
from beffroi.blocks.ballot import tables_of
from beffroi.blocks.reactions import table_of
from beffroi.blocks.sheet import Line
from beffroi.report import Grid, Heading, Item, Listing, Matrix, OfTable, Paragraph, Piece, Row, Section
from plugins.diagnostic.findings import Diagnosis
from plugins.diagnostic.slots import QUALITIES, SOURCES, crossed, kind_of

_ = translator(__name__)

TOLD_HERE = ("sheet",)
"""The sections of its blocks that it tells in its own way."""


def tables(state: Diagnosis) -> Iterator[Table]:
    """A row a finding with its sources by kind; a row a source; what was said of them; the vote; the questions."""
    lines = state.lines()
    if lines:
        about = (_("Finding"), _("For whom"), _("Strength or weakness"), _("What is at stake"), _("How sure"))
        columns = (*about, *SOURCES.values(), _("Contradicted by"))
        yield Table("findings", columns, [_row(state, line) for line in lines], [{"card": line.id} for line in lines])
        yield _sources(state)
    if state.reactions.by_id:
        yield table_of(state.reactions)
    if state.ballot.options:
        yield from tables_of(state.ballot)
    if state.written():
        rows = [(one.text, line.text) for one, line in state.written()]
        links = [{"card": line.id, "origin": one.id} for one, line in state.written()]
        yield Table("questions", (_("Finding"), _("Question")), rows, links)


def _row(state: Diagnosis, line: Line) -> tuple[Any, ...]:
    audience, quality = state.said(line, "audience"), state.said(line, "quality")
    said = (AUDIENCES.get(audience, ""), QUALITIES.get(quality, ""), state.stake(line), crossed(state.supports(line)))
    return (line.text, *said, *_by_kind(state, line), len(state.contradicts(line)))


def _by_kind(state: Diagnosis, line: Line, kinds: Iterable[str] = SOURCES) -> list[int]:
    found = [kind_of(card) for card in state.supports(line)]
    return [found.count(kind) for kind in kinds]


def _sources(state: Diagnosis) -> Table:
    rows, links = [], []
    for line in state.lines():
        sides = ((_("supports it"), state.supports(line)), (_("contradicts it"), state.contradicts(line)))
        for side, cards in sides:
            for card in cards:
                rows.append((line.text, side, SOURCES[kind_of(card)], card.text))
                links.append({"card": card.id, "origin": card.origin})
    return Table("sources", (_("Finding"), _("Which"), _("Kind of source"), _("Source")), rows, links)


def sections(state: Diagnosis, tables: Sequence[OfTable[Diagnosis]]) -> Iterator[Section]:
    """Findings by sources, of all sheets; then each finding with what supports and contradicts it."""
    sheets = [(state, ""), *((one.state, one.name) for one in tables)]
    told = [(sheet, line) for sheet, _name in sheets for line in sheet.lines()]
    if not told:
        return
    used = {kind_of(card) for sheet, line in told for card in sheet.supports(line)}
    if used:
        kinds = [kind for kind in SOURCES if kind in used]
        rows = [Row((line.text, *_by_kind(sheet, line, kinds)), **_made(line)) for sheet, line in told]
        crossing = Matrix([SOURCES[kind] for kind in kinds], rows, _("Finding"), _("Findings by kind of source"))
        yield Section("crossing", _("What the findings rest on"), (crossing,))
    for n, (sheet, name) in enumerate(sheets):
        if sheet.lines():
            title = _("Findings: %(table)s", table=name) if name else _("Findings")
            yield Section(f"findings-{tables[n - 1].id if n else 'room'}", title, tuple(_pieces(sheet)))


def _made(line: Line) -> dict[str, Any]:
    return {"ids": tuple(dict.fromkeys((line.id, line.part[0]))), "origins": line.sources}


def _pieces(state: Diagnosis) -> Iterator[Piece]:
    for line in state.lines():
        quality, audience = state.said(line, "quality"), state.said(line, "audience")
        note = " · ".join(
            str(one)
            for one in (QUALITIES.get(quality, ""), AUDIENCES.get(audience, ""), crossed(state.supports(line)))
            if one
        )
        yield Heading(line.text, note, **_made(line))
        for stake in state.sheet.at(f"{line.id}:stake"):
            yield Paragraph(_("At stake: %(stake)s", stake=stake.text), ids=(stake.id, stake.part[0]))
        for title, cards in (
            (_("What supports it"), state.supports(line)),
            (_("What contradicts it"), state.contradicts(line)),
        ):
            if cards:
                yield Listing([_item(card) for card in cards], title)


def _item(card: Card) -> Item:
    return Item(card.text, SOURCES[kind_of(card)], ids=(card.id,), origins=(card.origin,) if card.origin else ())


def questions(state: Diagnosis) -> Iterator[Section]:
    """What was kept, with its question."""
    written = state.written()
    if written:
        rows = [
            Row((one.text, line.text), ids=(line.id, line.part[0]), origins=(one.id,), version="direction")
            for one, line in written
        ]
        grid = Grid((_("Finding"), _("Question")), rows, version="direction")
        yield Section("questions", _("How might we…?"), (grid,), version="direction")


def cards(state: Diagnosis) -> Sequence[Card]:
    """A sheet gives its findings and the sources that it typed; the room what is kept, as questions once they are."""
    if state.written():
        return [
            Card(line.id, line.text, "question", one.audience, one.id, parts=(line.part,), asks=True)
            for one, line in state.written()
        ]
    if state.has_begun:
        groups = state.board.clusters
        return [
            Card(
                one.id, one.text, "cluster" if one.id in groups else "finding", one.audience, one.origin,
                parts=one.parts,
            )
            for one in state.kept()
        ]  # fmt: skip
    typed = [card for card in state.sources() if card.kind in SOURCES]
    return [*(state.card(line) for line in state.lines()), *typed]


def traces(state: Diagnosis) -> Iterable[Trace]:
    """Sources, findings that rest on them, groups, questions, with what was decided of each."""
    outcomes = state.outcomes()
    for card in state.sheet.evidence.values():
        yield Trace(card.id, card.text, kind_of(card), (card.origin,) if card.origin else (), card.audience)
    for line in state.lines():
        yield Trace(
            line.id, line.text, "finding", line.sources, state.said(line, "audience"), outcomes.get(line.id, "")
        )
    for card in state.brought.values():
        sources = tuple(dict.fromkeys(filter(None, (card.origin, *(id for id, _text in card.details)))))
        kind = "finding" if card.kind == "finding" else kind_of(card)
        yield Trace(card.id, card.text, kind, sources, card.audience, outcomes.get(card.id, ""))
    for cluster, notes in state.board.groups():
        if cluster:
            held = tuple(note.id for note in notes)
            said = cluster.name or notes[0].text
            yield Trace(cluster.id, said, "cluster", held, "", outcomes.get(cluster.id, ""))
    for one, asked in state.written():
        yield Trace(asked.id, asked.text, "question", (one.id,), one.audience)
