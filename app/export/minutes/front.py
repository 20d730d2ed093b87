"""The first page of the minutes: when and where it was, what was decided, who does what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.calendar import day_and_hour, hour, today, written
from app.domain.commands.activity import Clock, Open, SetStage
from app.domain.commands.agenda import Conclude, Pause
from app.domain.log import Entry
from app.domain.people import Person, heads_by_site
from app.export.closing import Concluded, Outcome
from app.export.minutes.model import Fact
from app.export.report import Wording
from app.store.workshop_info import WorkshopInfo
from beffroi import FACILITATOR, Action, translator
from beffroi.report import Figure, Grid, Heading, Item, Listing, Paragraph, Piece, Row, Section
from beffroi.signs import without_isolates
from beffroi.spoken import Said, in_words

_ = translator(__name__)

LEADING = (Open, SetStage, Clock, Pause, Conclude)
"""What facilitators do while people are there."""


@dataclass(frozen=True)
class Around:
    """What minutes say beside the log: who came, who facilitates, for whom it was, and what time it is."""

    people: tuple[Person, ...] = ()
    facilitators: tuple[str, ...] = ()
    organisation: str = ""
    now: int = 0


# --- when, where, who --------------------------------------------------------------------------------


def lasted(entries: Iterable[Entry]) -> tuple[int, int] | None:
    """From when to when it was led, as the log says: from what was opened first to the closing, else to the last act
    of facilitators; None where nothing was opened."""
    led = [one for one in entries if one.holds(*LEADING) and one.stamp.role == FACILITATOR]
    begun = [one.stamp.at for one in led if one.holds(Open)]
    if not begun:
        return None
    closed = [one.stamp.at for one in led if one.holds(Conclude)]
    start = min(begun)
    return start, max(start, closed[-1] if closed else max(one.stamp.at for one in led))


def facts_of(
    facts: WorkshopInfo, entries: Iterable[Entry], around: Around, words: Wording, named: Collection[str]
) -> Iterator[Fact]:  # fmt: skip
    """The lines under the title."""
    yield Fact(*_when(facts, lasted(entries)))
    heads = heads_by_site(around.people)
    sites = [(site.name, heads[site.id]) for site in facts.sites if heads[site.id]]
    if sites:
        total = sum(heads.values())
        said = ", ".join(in_words(_("%(site)s: %(heads)s", site=words.of(name), heads=n)) for name, n in sites)
        yield Fact(in_words(_.many("%(n)s participant", "%(n)s participants", total)), without_isolates(said))
    agreed = [words.of(one.name) for one in around.people if one.id in named and one.name and not one.left]
    if agreed:
        yield Fact(in_words(_("Who agreed to be named")), ", ".join(agreed))
    if around.facilitators:
        yield Fact(in_words(_("Facilitated by")), ", ".join(words.of(one) for one in around.facilitators))


def _when(facts: WorkshopInfo, led: tuple[int, int] | None) -> tuple[str, str]:
    if led is None:
        return in_words(_("Planned for")), Said(written(facts.first_day))
    start, end = led
    if today(start, facts.zone) != today(end, facts.zone):
        first, last = (Said(day_and_hour(one, facts.zone)) for one in led)
        return in_words(_("Held")), in_words(_("from %(start)s to %(end)s", start=first, end=last))
    day = Said(written(today(start, facts.zone)))
    first, last = (Said(hour(one, facts.zone)) for one in led)
    if first == last:
        return in_words(_("Held on")), Said(day_and_hour(start, facts.zone))
    return in_words(_("Held on")), in_words(_("%(day)s, from %(start)s to %(end)s", day=day, start=first, end=last))


# --- what was decided, who does what -----------------------------------------------------------------

COLUMNS = (_("What is done"), _("From decision"), _("Who"), _("With whom"), _("For when"), _("How far it is"))


def decisions(concluded: Iterable[Concluded], counted: Mapping[str, Sequence[Piece]]) -> Iterator[Section]:
    """What was kept in each activity, numbered through the workshop, with why, and with what was `counted` there."""
    pieces = [piece for one in concluded for piece in _kept(one, counted.get(one.activity, ()))]
    if pieces:
        yield Section("decisions", _("What we keep"), pieces, version="direction")


def _kept(one: Concluded, counted: Sequence[Piece]) -> Iterator[Piece]:
    outcomes = [(n, outcome) for n, outcome in enumerate(one.outcomes, one.first) if not _is_an_action(outcome)]
    if not outcomes:
        return
    yield Heading(one.title, version="direction")
    if one.worth:
        yield Paragraph(one.worth, version="direction")
    yield from counted
    items = [Item(it.kept.text, n, it.kept.why, ids=(it.kept.id,), version="direction") for n, it in outcomes]
    yield Listing(items, version="direction")


def _is_an_action(outcome: Outcome) -> bool:
    """Whether it stands in the list for want of an outcome that it follows from."""
    return any(one.id == outcome.kept.id for one in outcome.actions)


def actions(concluded: Iterable[Concluded], *, with_names: bool) -> Iterator[Section]:
    """Who does what, of all that was kept."""
    told = [
        (n, outcome, action)
        for one in concluded
        for n, outcome in enumerate(one.outcomes, one.first)
        for action in outcome.actions
    ]
    if not told:
        return
    rows = [_row(n, outcome, action, with_names=with_names) for n, outcome, action in told]
    left = sum(not action.who for _n, _outcome, action in told)
    without = _.many("%(n)s action has nobody yet.", "%(n)s actions have nobody yet.", left)
    pieces: list[Piece] = [_without_empty(Grid(COLUMNS, rows, version="direction"))]
    pieces += [Paragraph(without, version="direction")] if left else []
    yield Section("actions", _("Who does what"), pieces, version="direction")


def _row(n: int, outcome: Outcome, action: Action, *, with_names: bool) -> Row:
    is_alone = _is_an_action(outcome)
    whole = (action.what, action.first) if not is_alone else (outcome.kept.text, action.first)
    said = [one for one in dict.fromkeys(whole) if one]
    who = action.who if with_names or action.unnamed is None else action.unnamed
    what = said[0] if said else outcome.kept.text
    first = _("%(what)s. First step: %(first)s", what=what, first=said[1]) if len(said) > 1 else what
    cells = (first, "" if is_alone else n, who or _("Nobody yet"), action.partner, action.when, action.status)
    return Row(cells, ids=(action.id,), origins=(action.kept,), version="direction")


def _without_empty(grid: Grid) -> Grid:
    """A table without the columns in which nothing stands."""
    filled = [n for n in range(len(grid.columns)) if any(row.cells[n] != "" for row in grid.rows)]
    rows = tuple(
        Row(tuple(row.cells[n] for n in filled), ids=row.ids, origins=row.origins, version=row.version)
        for row in grid.rows
    )
    return Grid([grid.columns[n] for n in filled], rows, grid.title, version=grid.version)


# --- what an activity says besides ---------------------------------------------------------------------


def told_already(concluded: Iterable[Concluded]) -> set[str]:
    """The things that the decisions and actions of the first page are about."""
    outcomes = [outcome for one in concluded for outcome in one.outcomes]
    of_actions = {id for one in outcomes for action in one.actions for id in (action.id, action.follows) if id}
    return {one.kept.id for one in outcomes} | of_actions


def counts_alone(pieces: Iterable[Piece]) -> bool:
    """Whether nothing is left of what an activity said on the first page but numbers, and what a vote was worth."""
    return all(isinstance(one, Figure | Paragraph) for one in pieces)


def untold(section: Section, told: set[str]) -> Section:
    """A section without the lines that stand on the first page already, nor headings with nothing beneath them."""
    pieces = [kept for piece in section.pieces if (kept := _untold(piece, told)) is not None]
    after = [*pieces[1:], None]
    left = [one for one, below in zip(pieces, after, strict=False) if not (_is_head(one) and _is_head(below))]
    return Section(section.id, section.title, left, section.on_request, ids=section.ids, version=section.version)


def _is_head(piece: Piece | None) -> bool:
    return piece is None or isinstance(piece, Heading)


def _untold(piece: Piece, told: set[str]) -> Piece | None:
    lines: Mapping[str, Any] = {"Listing": getattr(piece, "items", ()), "Grid": getattr(piece, "rows", ())}
    own = lines.get(type(piece).__name__)
    if own is None:
        return piece
    left = [one for one in own if not told.intersection(one.ids)]
    if not left:
        return None
    if isinstance(piece, Listing):
        return Listing(left, piece.title, version=piece.version)
    return Grid(piece.columns, left, piece.title, version=piece.version) if isinstance(piece, Grid) else piece
