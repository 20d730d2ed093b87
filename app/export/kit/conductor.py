"""The running order of a site (« conducteur »): a row a stage, with the time, what to say, to show and to press."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.model import Block, Callout, Heading, Paragraph, Run, Section, Table, Words
from app.domain.agenda import Activity
from app.domain.people import REMOTE
from app.domain.timetable import Row, as_typed, timetable
from app.export.kit.asked import FALLBACK, Kit, part_of, said
from beffroi import Stage, translator
from beffroi.signs import shortened

_ = translator(__name__)

COLUMNS_MOST = 2
"""Sites whose notes stand side by side; of more, only those of the kit's own site do."""

EFFECT_MOST = 90
"""Characters of what a stage does on the screens."""

FALLBACK_MOST = 240
"""Characters of the way back to paper; the guide card has all of it."""


def section(kit: Kit) -> Section:
    """Pages across, to be held in the hand."""
    plan = timetable(kit.agenda)
    rooms = [site for site in kit.facts.sites if site.id != REMOTE]
    sites = rooms if 0 < len(rooms) <= COLUMNS_MOST else [kit.site]
    notes = [_("Notes, %(site)s", site=site.name) for site in sites]
    head = [
        _("Time"), _("Min"), _("Stage"), _("Instruction, to be said"), *notes, _("Who"), _("Screens show"), _("Press"),
        _("Plan B"),
    ]  # fmt: skip
    rows = [cells for row in plan.rows for cells in _rows(kit, row, [site.id for site in sites], plan.is_timed)]
    widths = (1.1, 0.8, 2.1, 3, *[2.1] * len(sites), 1.2, 2.9, 2.1, 3.1)
    blocks: list[Block] = [Heading(1, _("Running order")), Paragraph(_summary(kit), "small")]
    if plan.overrun:
        blocks.append(Callout([Paragraph(_("It runs over the end that was said by %(n)s min.", n=plan.overrun))]))
    if rows:
        blocks.append(Table(list(map(str, head)), rows, widths=widths, small=True))
    else:
        blocks.append(Paragraph(_("The agenda is empty.")))
    return Section(blocks, landscape=True, margin=12, footer=f"{kit.facts.title} · {kit.site.name}")


def _summary(kit: Kit) -> str:
    plan = timetable(kit.agenda)
    hours = f"{as_typed(plan.starts_at)} – {as_typed(plan.end)} · " if plan.is_timed else ""
    whole = _.many("%(n)s minute in all", "%(n)s minutes in all", plan.minutes)
    return f"{kit.facts.title} · {kit.site.name} · {hours}{whole}"


def _rows(kit: Kit, row: Row, sites: list[str], is_timed: bool) -> Iterator[list[Words]]:
    """The stages of an activity; one that plans no minutes of a stage says its own beside the first."""
    activity, at = row.activity, row.start
    stages = kit.stages(activity)
    split = any(activity.steps[one.id].minutes for one in stages if one.id in activity.steps)
    for place, stage in enumerate(stages):
        minutes = activity.minutes_at(stage.id) if split or place == 0 else 0
        yield [
            _time(at, is_timed) if split or place == 0 else "",
            str(minutes) if minutes else "",
            _stage(activity, stage, place),
            activity.instruction_at(stage.id) or str(stage.instruction or ""),
            *(_notes(activity, stage, place, site) for site in sites),
            activity.leads if place == 0 else "",
            (activity.on_screen if place == 0 else "") or shortened(str(stage.effect or ""), EFFECT_MOST),
            _press(stage, place, minutes),
            _fallback(kit, activity) if place == 0 else "",
        ]
        at += minutes
    if not stages:
        yield [_time(at, is_timed), str(row.minutes or ""), Run(activity.title, bold=True)]


def _time(minute: int, is_timed: bool) -> str:
    return as_typed(minute) if is_timed else f"+{minute}"


def _stage(activity: Activity, stage: Stage, place: int) -> Words:
    title = str(stage.title)
    if place or title == activity.title:
        return (Run(title),)
    return (Run(activity.title, bold=True), Run(f"\n{title}"))


def _notes(activity: Activity, stage: Stage, place: int, site: str) -> str:
    own = activity.site_notes.get(site, "") if place == 0 else ""
    return "\n".join(one for one in (own, activity.notes.get(stage.id, "")) if one)


def _press(stage: Stage, place: int, minutes: int) -> str:
    way = _("Go on to: %(stage)s", stage=stage.title) if place else _("Open this activity for everyone")
    timer = _("Start %(n)s min", n=minutes) if minutes else ""
    return "\n".join(str(one) for one in (way, timer) if one)


def _fallback(kit: Kit, activity: Activity) -> str:
    method = kit.agenda.method_of(activity)
    return shortened(said(part_of(method, kit.locale, FALLBACK)), FALLBACK_MOST) if method else ""
