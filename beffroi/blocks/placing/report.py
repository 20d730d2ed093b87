"""What leaves a placing: its chart, its tables, and its section of the report. Never who put what where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from beffroi.blocks.ballot import Option
from beffroi.blocks.ballot.report import things_of
from beffroi.blocks.placing.placements import Placed, Placements, Standing, steps
from beffroi.report import Bar, Bars, Grid, Paragraph, Piece, Point, Ranks, Row, Scale, Scatter, Section, Stack, Stacked
from beffroi.report.charts import MOST_PARTS
from beffroi.vocabulary import Card, SiteName, Table
from beffroi.words import translator

_ = translator(__name__)

UNSETTLED = _("To settle: on the line")
TOO_FEW = _("Fewer than five placed it: nothing is shown of it.")


def corner_of(row: Placed, placements: Placements) -> Any:
    """What lies where a thing stands; a median on the middle line of a scale is to be settled, and not rounded."""
    if not row.on or not placements.corners:
        return ""
    beyond = []
    for one, scale in zip(row.on, placements.scales, strict=True):
        middle = (scale.low + scale.high) / 2
        if one.median == middle:
            return UNSETTLED
        beyond.append(one.median > middle)
    is_right, is_high = beyond
    return placements.corners[(0 if is_high else 2) + is_right]


def chart_of(placements: Placements, rows: Sequence[Placed]) -> Piece | None:
    """Where everything stands; None where nothing may be told."""
    shown = [row for row in rows if row.on]
    if not shown:
        return None
    if len(placements.scales) > 1:
        return _plane(placements, shown)
    (scale,) = placements.scales
    if placements.is_one_mark:
        people = shown[0].on[0].people
        bars = [Bar(named(step, scale), people[n]) for n, step in enumerate(steps(scale))]
        return Bars(bars, _("People"), scale.title, total=shown[0].people)
    if len(steps(scale)) <= MOST_PARTS:
        stacks = [Stack(row.text, row.on[0].people, **things_of(row.thing)) for row in shown]
        return Stacked(stacks, [named(step, scale) for step in steps(scale)], _("People"), _("Option"), shares=True)
    bars = [Bar(row.text, row.on[0].median, **things_of(row.thing)) for row in shown]
    return Ranks(bars, _("Median: %(scale)s", scale=scale.title), _("Option"))


def _plane(placements: Placements, rows: Sequence[Placed]) -> Scatter:
    points = [
        Point(
            row.text, row.on[0].median, row.on[1].median, corner_of(row, placements),
            (row.on[0].low, row.on[0].high), (row.on[1].low, row.on[1].high), **things_of(row.thing),
        )
        for row in rows
    ]  # fmt: skip
    across, upwards = placements.scales
    return Scatter(points, across, upwards, of=_("Option"), corners=placements.corners)


def named(step: int, scale: Scale) -> Any:
    """A step of a scale, with the words of its end where it is one."""
    words = {int(scale.low): scale.low_words, int(scale.high): scale.high_words}.get(step, "")
    return _("%(step)s: %(words)s", step=step, words=words) if words else str(step)


def cards_of(placements: Placements) -> Iterator[Card]:
    """The things as cards, each with where it stands, in words; one of which nothing may be told as it is."""
    for one in placements.things.values():
        if one.text:
            parts = one.parts or ((one.id, one.text),)
            parts = tuple((id, words or one.text) for id, words in parts)
            yield Card(one.id, _placed(one, placements), "option", one.audience, one.origin, parts=parts)


def _placed(thing: Option, placements: Placements) -> str:
    row = placements.placed(thing)
    where = corner_of(row, placements) or " · ".join(
        f"{scale.title} {one.words[0]}" for scale, one in zip(placements.scales, row.on, strict=False)
    )
    return f"{thing.text} — {where}" if where else thing.text


def tables_of(placements: Placements) -> Iterator[Table]:
    """A row a thing: how many placed it, where it stands on each scale, by site where that may be told.

    Of one thing on one scale it is a row a step.
    """
    if placements.is_one_mark:
        yield _steps(placements)
        return
    titles = [one.title for one in placements.scales]
    told = {thing: placements.by_site(thing) for thing in placements.things}
    sites = sorted({site for by_site in told.values() for site in by_site})
    columns = (
        _("Option"), _("People"), _("No opinion"),
        *(_("%(scale)s: median", scale=title) for title in titles),
        *(_("%(scale)s: half of them", scale=title) for title in titles),
        *((_("Where it stands"),) if placements.corners else ()),
        *(SiteName(site) for _title in titles for site in sites),
    )  # fmt: skip
    rows, links = [], []
    for row in placements.ranked():
        medians = [one for n in range(len(titles)) for one in _medians(told[row.thing.id], sites, n)]
        where = (corner_of(row, placements),) if placements.corners else ()
        rows.append((row.text, row.people, row.declined, *_told(row.on, len(titles)), *where, *medians))
        links.append({"card": row.thing.id, "origin": row.thing.origin})
    yield Table("placed", columns, rows, links)


def _steps(placements: Placements) -> Table:
    (scale,), (thing,) = placements.scales, placements.things.values()
    row, by_site = placements.placed(thing), placements.by_site(thing.id)
    people = row.on[0].people if row.on else [""] * len(steps(scale))
    rows = [
        (named(step, scale), people[n], *(on[0].people[n] for on in by_site.values()))
        for n, step in enumerate(steps(scale))
    ]
    if row.declined:
        rows.append((_("No opinion"), row.declined, *("" for _site in by_site)))
    return Table("placed", (scale.title, _("People"), *map(SiteName, by_site)), rows)


def _told(on: Sequence[Standing], scales: int) -> list[Any]:
    if not on:
        return [""] * 2 * scales
    return [*(one.median for one in on), *(_range(one) for one in on)]


def _range(one: Standing) -> Any:
    _median, low, high = one.words
    return _("from %(low)s to %(high)s", low=low, high=high)


def sections_of(placements: Placements, title: Any = "") -> Iterable[Section]:
    """Where everything stands, then how far people were apart; nothing where nothing was placed."""
    rows = placements.ranked()
    if not any(row.people for row in rows):
        return
    yield Section("placed", title or _("Where we stand"), tuple(_pieces(placements, rows)))


def _pieces(placements: Placements, rows: Sequence[Placed]) -> Iterator[Piece]:
    chart = chart_of(placements, rows)
    if chart:
        yield chart
    for row in rows:
        if not row.on and row.people:
            words = _("%(option)s: %(why)s", option=row.text, why=TOO_FEW) if row.text else TOO_FEW
            yield Paragraph(words, **things_of(row.thing))
    yield from _by_site(placements, rows)


def _by_site(placements: Placements, rows: Sequence[Placed]) -> Iterator[Piece]:
    told = {row.thing.id: placements.by_site(row.thing.id) for row in rows}
    sites = sorted({site for by_site in told.values() for site in by_site})
    for n, scale in enumerate(placements.scales):
        made = [
            Row((row.text or _("Median"), *_medians(told[row.thing.id], sites, n)), **things_of(row.thing))
            for row in rows
            if told[row.thing.id]
        ]
        if made:
            title = _("Median by site: %(scale)s", scale=scale.title)
            yield Grid((_("Option"), *map(SiteName, sites)), made, title)


def _medians(by_site: Mapping[str, Sequence[Standing]], sites: Iterable[str], scale: int) -> Iterator[Any]:
    """The median of each of these sites on one scale, "" where none may be told."""
    for site in sites:
        on = by_site.get(site)
        yield on[scale].median if on else ""
