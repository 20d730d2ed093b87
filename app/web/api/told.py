"""A workshop in the shapes of the API, from what exports and reports gather: nothing that these do not hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar, cast

from app.domain.calendar import last_day
from app.export.closing import Concluded
from app.export.evidence import Chain, Thing
from app.export.report import Chapter
from app.export.results import Gathered, Part, Results
from app.store.workshop_info import WorkshopInfo
from app.web.api import shapes
from app.web.api.shapes import Cell, Withheld
from beffroi.report import Version
from beffroi.signs import without_isolates

T = TypeVar("T")
Address = Callable[..., str]


def workshop(
    facts: WorkshopInfo, reads: Version, addresses: Mapping[str, str], *, is_concluded: bool
) -> shapes.Workshop:  # fmt: skip
    """What is true of a workshop."""
    return shapes.Workshop(
        code=facts.code,
        title=facts.title,
        summary=facts.summary,
        language="en" if facts.locale == "en" else "fr",
        time_zone=facts.zone,
        sites=[shapes.Site(id=site.id, name=site.name) for site in facts.sites],
        first_day=facts.first_day,
        last_day=facts.last_day,
        is_concluded=is_concluded,
        kept_until=last_day(facts.content_until, facts.zone),
        reads=reads,
        addresses=dict(addresses),
    )


def agenda(results: Results, address: Address) -> shapes.Agenda:
    """Its activities, and where their tables are read."""

    def there(table: Gathered, activity: str) -> shapes.TableAddress:
        at = address("api.table", activity=activity, name=table.name)
        return shapes.TableAddress(name=table.name, rows=len(table.rows), address=at)

    def told(part: Part) -> shapes.Activity:
        return shapes.Activity(
            id=part.id,
            method=part.method,
            title=part.title,
            instruction=part.instruction,
            stage=part.stage,
            is_anonymous=part.anonymous,
            withheld=cast(Withheld, part.withheld),
            tables=[there(one, part.id) for one in part.tables],
        )

    return shapes.Agenda(
        activities=[told(part) for part in results.activities],
        tables=[there(one, WHOLE) for one in results.tables],
    )


DECISIONS, ACTIONS = "workshop.decisions", "workshop.actions"
"""What they are called where facilitators leave a section of the minutes out."""

WHOLE = "-"
"""What stands in an address for the workshop as a whole."""


def found(results: Results, activity: str, name: str) -> Gathered | None:
    """A table of an activity, or of the workshop as a whole."""
    if activity == WHOLE:
        return next((one for one in results.tables if one.name == name), None)
    return results.table(activity, name)


def cut(things: Sequence[T], page: int, each: int) -> tuple[Sequence[T], int]:
    """A page of a list, and how many pages there are: one at least."""
    return things[(page - 1) * each : page * each], max(1, -(-len(things) // each))


def table(made: Gathered, page: int, each: int, next: str) -> shapes.Table:
    """A page of a table; `next` is the address of the one after it."""
    rows, pages = cut(made.rows, page, each)
    links, _pages = cut(made.links, page, each)
    return shapes.Table(
        name=made.name, columns=made.columns, rows=list(rows), links=list(links), page=page, pages=pages,
        total=len(made.rows), next=next if page < pages else "",
    )  # fmt: skip


def decisions(
    made: Sequence[Concluded], change: Callable[[str], str] = str, left_out: Collection[str] = ()
) -> shapes.Decisions:  # fmt: skip
    """What was kept and who does what, numbered through the workshop; without the words that `change` takes out."""
    if DECISIONS in left_out:
        return shapes.Decisions(activities=[])
    told = [_concluded(one, lambda said: change(_words(said)), has_actions=ACTIONS not in left_out) for one in made]
    return shapes.Decisions(activities=told)


def _concluded(one: Concluded, say: Callable[[Any], str], *, has_actions: bool) -> shapes.Concluded:
    return shapes.Concluded(
        id=one.activity,
        title=say(one.title),
        worth=say(one.worth),
        outcomes=[
            shapes.Outcome(
                id=outcome.kept.id,
                number=number,
                text=say(outcome.kept.text),
                why=say(outcome.kept.why),
                actions=[
                    shapes.Action(
                        id=did.id, what=say(did.what), who=say(did.who), when=say(did.when),
                        first_step=say(did.first), status=say(did.status),
                    )
                    for did in (outcome.actions if has_actions else ())
                ],
            )
            for number, outcome in enumerate(one.outcomes, one.first)
        ],
    )  # fmt: skip


def chain(made: Chain, page: int, each: int, next: str) -> shapes.Chain:
    """A page of what rests on what."""
    all = list(made.things.values())
    things, pages = cut(all, page, each)
    named = {source for thing in things for source in thing.sources}
    return shapes.Chain(
        things=[_thing(one) for one in things],
        missing={id: _words(why) for id, why in made.missing.items() if id in named},
        page=page, pages=pages, total=len(all), next=next if page < pages else "",
    )  # fmt: skip


def _thing(one: Thing) -> shapes.Thing:
    return shapes.Thing(
        id=one.id, text=one.text, kind=one.kind, audience=one.audience, sources=list(one.sources),
        spots=[
            shapes.Spot(activity=at.activity, title=at.title, table=at.table, outcome=_words(at.outcome))
            for at in one.spots
        ],
    )  # fmt: skip


def report(version: Version, chapters: Sequence[Chapter], address: Address) -> shapes.Report:
    """The parts of a version, and where each is read."""

    def there(one: Chapter) -> shapes.ChapterAddress:
        at = address("api.chapter", activity=one.id, version=version)
        return shapes.ChapterAddress(
            id=one.id, title=one.title, withheld=cast(Withheld, one.withheld), sections=len(one.sections),
            address=at,
        )  # fmt: skip

    return shapes.Report(version=version, chapters=[there(one) for one in chapters])


def chapter(one: Chapter) -> shapes.Chapter:
    """An activity's part, each piece as the table that says the same."""
    sections = [
        shapes.Section(id=part.id, title=_words(part.title), pieces=[_piece(piece) for piece in part.pieces])
        for part in one.sections
    ]
    return shapes.Chapter(
        id=one.id, method=one.method, title=one.title, question=one.question, is_anonymous=one.anonymous,
        withheld=cast(Withheld, one.withheld), notes=list(map(_words, one.notes)), sections=sections,
    )  # fmt: skip


def _piece(piece: Any) -> shapes.Piece:
    grid = piece.table()
    return shapes.Piece(
        kind=type(piece).__name__.lower(),
        title=_words(grid.title),
        columns=list(map(_words, grid.columns)),
        rows=[[_cell(cell) for cell in row.cells] for row in grid.rows],
    )


def _cell(cell: Any) -> Cell:
    return cell if isinstance(cell, int | float) else _words("" if cell is None else cell)


def _words(said: Any) -> str:
    return without_isolates(str(said))
