"""The tables that go with the minutes: what stands in them, and a sheet that says how to read them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from app.export.evidence import Chain
from app.export.minutes.gathering import OF_WHOLE
from app.export.minutes.model import Minutes
from app.export.results import Gathered, Part, Results
from app.host.rendering.parts import one_by_one
from beffroi import translator
from beffroi.spoken import in_words
from beffroi.words import speaking

_ = translator(__name__)


def annex(results: Results, minutes: Minutes, change: Callable[[str], str]) -> Results:
    """The tables of what the minutes hold: nothing that is in none unless ticked, no word that was taken out.

    `minutes` are the complete ones.
    """
    with speaking(minutes.locale):
        out = left(minutes)
        parts = [_changed(part, change) for part in results.activities if part.id not in out]
        whole = [] if out else [_table(one, change) for one in results.tables]  # the chain quotes every activity
        sheet = Gathered("lisez-moi", [], [[one] for one in _lines(minutes, out)], [])
        return Results({"title": minutes.title}, parts, tables=whole, readme=sheet)


def left(minutes: Minutes) -> set[str]:
    """The activities of which no table goes along: something of them waits for a tick, or every part was taken out."""
    ticked = {_activity(box.name) for box in minutes.boxes if box.is_ticked}
    waiting = {_activity(box.name) for box in minutes.boxes if box.is_on_request and not box.is_ticked}
    return (waiting | {_activity(box.name) for box in minutes.boxes} - ticked) - {OF_WHOLE}


def cut(results: Results, out: Collection[str], change: Callable[[str], str]) -> Results:
    """The results without what is `out`, and without the words that `change` takes out: for programs that read them."""
    parts = [
        replace(
            part, title=change(part.title), instruction=change(part.instruction), instructions={}, settings={},
            tables=[] if part.id in out else [_table(one, change) for one in part.tables],
        )
        for part in results.activities
    ]  # fmt: skip
    whole = [] if out else [_table(one, change) for one in results.tables]
    return replace(results, activities=parts, tables=whole, chain=_chain(results.chain, out, change))


def _chain(chain: Chain, out: Collection[str], change: Callable[[str], str]) -> Chain:
    found = {}
    for id, thing in one_by_one(chain.things.items()):
        spots = tuple(
            replace(spot, title=change(spot.title), outcome=change(spot.outcome))
            for spot in thing.spots
            if spot.activity not in out
        )
        if spots:
            found[id] = replace(thing, text=change(thing.text), spots=spots)
    return replace(chain, things=found)


def _activity(name: str) -> str:
    return name.partition(".")[0]


def _changed(part: Part, change: Callable[[str], str]) -> Part:
    tables = [_table(one, change) for one in part.tables]
    return Part(part.id, part.method, change(part.title), "", "", part.anonymous, {}, tables)


def _table(table: Gathered, change: Callable[[str], str]) -> Gathered:
    rows = [[change(cell) if isinstance(cell, str) else cell for cell in row] for row in one_by_one(table.rows)]
    return replace(table, columns=[change(one) for one in table.columns], rows=rows)


def _lines(minutes: Minutes, out: Iterable[str]) -> Iterator[str]:
    yield minutes.title
    yield from (f"{one.label}\u00a0: {one.value}" for one in minutes.facts)
    yield from ([minutes.state] if minutes.state else [])
    yield in_words(_("A sheet a table, in the order of the agenda. Nothing in it is a formula."))
    left = [box.of or box.title for box in minutes.boxes if _activity(box.name) in set(out)]
    if left:
        names = ", ".join(dict.fromkeys(left))
        yield in_words(_("Not here, since nobody ticked it: %(names)s; nor what comes from what.", names=names))
    yield from minutes.reading
