"""What stands in the room of a site: the colleague's page, the poster of its door, cards of tables, lists, material."""

from __future__ import annotations

from itertools import zip_longest

from app.documents.model import (
    QR,
    Blank,
    Block,
    BulletList,
    Callout,
    Cards,
    Columns,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Section,
    Table,
    Words,
)
from app.domain.calendar import moment, written
from app.domain.seating import Table as Seats
from app.domain.timetable import as_typed, timetable
from app.export.kit.asked import MATERIAL, Kit, part_of
from beffroi import translator

_ = translator(__name__)

SUBJECT_LONG = 80

INSTRUCTIONS_MOST = 4
"""Instructions of an activity on the card of a table, which is one page."""


def _foot(kit: Kit) -> str:
    return f"{kit.facts.title} · {kit.site.name}"


# --- the colleague ---------------------------------------------------------------------------------


def colleague(kit: Kit) -> Section:
    """One page for whoever helps in the room and has not prepared the day."""
    plan = timetable(kit.agenda)
    rows = [
        [
            as_typed(row.start) if plan.is_timed else f"+{row.start}",
            row.activity.title,
            row.activity.goal,
            row.activity.leads,
        ]
        for row in plan.rows
    ]
    blocks: list[Block] = [
        Heading(1, _("For the colleague who helps, %(site)s", site=kit.site.name)),
        Paragraph((Run(kit.facts.title, bold=True), Run(f" · {_days(kit)}"))),
        Heading(2, _("Why we meet")),
        Paragraph(kit.typed.aim or _("To be written: what shall be different after the workshop?")),
        Heading(2, _("Who does what")),
        BulletList(_roles()),
        Table([_("Time"), _("Activity"), _("What for"), _("Who")], rows, widths=(1, 3, 5, 2), small=True),
        Columns(
            [
                [Heading(2, _("Telephone numbers")), BulletList(kit.typed.phones or [_to_write()] * 3)],
                [Heading(2, _("Three risks, and what we do")), BulletList(kit.typed.risks or list(map(str, RISKS)))],
            ]
        ),
        Heading(2, _("Addresses")),
        Table(
            [_("For"), _("Address")],
            [
                [_("People who join"), _link(kit.links.join)],
                [_("The screen of the room"), _link(kit.links.screen)],
                [_("Checking the room"), _link(kit.links.room_check)],
                [_("Facilitators"), _link(kit.links.console)],
            ],
            widths=(1, 3),
            small=True,
        ),
    ]
    return Section(blocks, margin=15, footer=_foot(kit), numbered=False)


RISKS = (
    _("The network fails: everybody goes on writing, phones send it when they are back; else paper, one card an idea."),
    _("We are late: shorten the reading aloud, never the silence; say the new time to the other site."),
    _("One site speaks more than the other: alternate, one question each."),
)
"""What happens most, where nobody typed anything else."""


def _roles() -> list[Words]:
    return [
        (Run(str(role), bold=True), Run(f" – {does}"))
        for role, does in (
            (_("Leads"), _("has the console, says the instructions, keeps the time")),
            (_("Helps"), _("welcomes, helps with phones, enters what is on paper")),
            (_("Screen"), _("opens the room’s screen, checks sound and camera")),
        )
    ]


def _to_write() -> str:
    return "………………………………"


def _link(address: str) -> Run:
    return Run(address, link=address)


def _days(kit: Kit) -> str:
    first, last = kit.facts.first_day, kit.facts.last_day
    return written(first) if first == last else f"{written(first)} – {written(last)}"


# --- posters and cards -----------------------------------------------------------------------------


def door(kit: Kit) -> Section:
    """The poster of the door."""
    code = f"{kit.facts.code[:4]} {kit.facts.code[4:]}"
    names, content = (
        written(moment(at, kit.facts.zone).date()) for at in (kit.facts.names_until, kit.facts.content_until)
    )
    blocks: list[Block] = [
        Paragraph(kit.site.name, "lead", "center"),
        Heading(1, kit.facts.title, "center"),
        QR(kit.links.join, _("QR code to join from %(site)s", site=kit.site.name), 105, "center"),
        Paragraph(code, "huge", "center"),
        Blank(4),
        Paragraph(_("1. Aim the camera of your phone at the square, and open the link."), "lead"),
        Paragraph(_("2. Without a camera: open %(host)s and type the code above.", host=kit.links.host), "lead"),
        Paragraph(_("3. Give a first name or a made-up one, check your site, enter: no account is needed."), "lead"),
        Blank(6),
        Paragraph(
            _(
                "Your name is kept until %(names)s and what is written until %(content)s, then deleted.",
                names=names,
                content=content,
            ),
            "small",
        ),
    ]
    return Section(blocks, numbered=False)


def table_cards(kit: Kit) -> Section:
    """A page a table: its name, the square, and what it does in each activity."""
    found: list[Block] = []
    for table in kit.tables:
        found += [*([PageBreak()] if found else []), *_table_card(kit, table)]
    return Section(
        found or [Heading(1, _("Cards of the tables")), Paragraph(_("No table is laid yet."))],
        footer=_foot(kit),
        numbered=False,
    )


def _table_card(kit: Kit, table: Seats) -> list[Block]:
    rows: list[list[Words]] = []
    for activity in kit.activities:
        stages = kit.stages(activity)
        told = [activity.instruction_at(stage.id) or str(stage.instruction or "") for stage in stages]
        said = list(dict.fromkeys(one for one in told if one))[:INSTRUCTIONS_MOST]
        rows.append([activity.title, "\n".join(said)])
    how = _("Aim the camera of your phone, or of the table's device, at the square: you sit down here.")
    return [
        Columns(
            [
                [
                    Heading(1, table.name),
                    Paragraph(table.subject, "" if len(table.subject) > SUBJECT_LONG else "lead"),
                    Paragraph(how),
                ],
                [
                    QR(
                        kit.links.tables.get(table.id, ""),
                        _("QR code to join at %(table)s", table=table.name),
                        48,
                        "end",
                    )
                ],
            ],
            widths=(2, 1),
        ),
        Table([_("Activity"), _("What we do at the table")], rows, widths=(1, 2.6), row_heads=True),
    ]


# --- lists -----------------------------------------------------------------------------------------


def attendance(kit: Kit) -> Section:
    """Who came, signed by hand; it stays on paper."""
    known = sorted(kit.names.values(), key=str.casefold)
    lines = range(1, max(len(known), kit.typed.heads) + 1)
    rows: list[list[Words]] = [[str(place), name or "", "", ""] for place, name in zip_longest(lines, known)]
    blocks: list[Block] = [
        Heading(1, _("Attendance, %(site)s", site=kit.site.name)),
        Paragraph(f"{kit.facts.title} · {_days(kit)}"),
        Paragraph(
            _("This sheet is not what people write under: it is kept apart, by the service that organises."), "small"
        ),
        Table(
            [_("No."), _("Surname and first name"), _("Service"), _("Signature")],
            rows,
            widths=(1, 5, 4, 4),
            row_height=10,
        ),
    ]
    return Section(blocks, footer=_foot(kit))


def seating_plan(kit: Kit) -> Section:
    """Who sits where; with nobody seated, room for the names."""
    tables = kit.tables
    each = -(-kit.typed.heads // len(tables)) if tables else 0
    cards: list[list[Block]] = []
    for table in tables:
        seated = [kit.names[one] for one in kit.agenda.seating.people_at(table.id) if kit.names.get(one)]
        places = [*seated, *["………………………………"] * max(0, each - len(seated))]
        cards.append([Heading(2, table.name), BulletList(places)])
    blocks: list[Block] = [Heading(1, _("Seating plan, %(site)s", site=kit.site.name))]
    blocks.append(Cards(cards, across=2) if cards else Paragraph(_("No table is laid yet.")))
    return Section(blocks, footer=_foot(kit), numbered=False)


def material(kit: Kit) -> Section:
    """What has to lie there: of the room, then of each activity."""
    heads, tables = kit.typed.heads, len(kit.tables)
    room = [
        _("one screen or projector with its cable, one computer for it"),
        _.many("%(n)s table", "%(n)s tables", tables),
        _.many("%(n)s chair", "%(n)s chairs", heads),
        _("microphone, loudspeaker and camera for the other site"),
        _("power strips, chargers, two spare phones"),
        _("this kit, printed; felt pens, adhesive paste, blank paper"),
    ]
    rows: list[list[Words]] = []
    for activity in kit.activities:
        method = kit.agenda.method_of(activity)
        told = _told(part_of(method, kit.locale, MATERIAL)) if method and not activity.material else activity.material
        rows.append([activity.title, told, "☐"])
    blocks: list[Block] = [
        Heading(1, _("Material, %(site)s", site=kit.site.name)),
        BulletList(list(map(str, room)), boxes=True),
        Heading(2, _("For each activity")),
        Table([_("Activity"), _("Material"), _("Ready")], rows, widths=(2, 5, 1), row_heads=True),
    ]
    return Section(blocks, footer=_foot(kit), numbered=False)


def _told(blocks: list[Block]) -> Words:
    found = [one.words for one in blocks if isinstance(one, Paragraph)]
    return found[0] if found else ""


CHECKS = (
    (
        _("A week before"),
        (
            _("room booked, with a screen, a door that closes and a way in for everyone"),
            _("invitation sent with the time, the place, the link and what is kept of whom"),
            _("rehearsal played; colleague of the other site telephoned"),
            _("who needs what to take part: asked, and answered"),
            _("kit printed"),
        ),
    ),
    (
        _("The day before"),
        (
            _("agenda read once more aloud; warnings of the agenda settled"),
            _("tables laid in the tool, cards of the tables cut"),
            _("material packed; phones and computers charged"),
            _("telephone numbers of both sites exchanged"),
        ),
    ),
    (
        _("An hour before"),
        (
            _("%(address)s opened on the computer of the room: network, sound, camera, screen"),
            _("screen of the room connected, at both sites"),
            _("poster on the door, cards on the tables"),
            _("one phone has joined at each site, and was seen on the console"),
            _("call with the other site open, and tried"),
        ),
    ),
    (
        _("An hour after"),
        (
            _("closing put up; who does what read aloud"),
            _("paper entered, photographed or collected"),
            _("report opened, words taken out, sent the same evening"),
            _("three things to do otherwise next time, written down by both sites"),
            _("attendance sheet put away apart"),
        ),
    ),
)


def checklist(kit: Kit) -> Section:
    """What to do when, to be ticked."""
    blocks: list[Block] = [Heading(1, _("Checklist, %(site)s", site=kit.site.name))]
    for when, todo in CHECKS:
        told = [str(one).replace("%(address)s", kit.links.room_check) for one in todo]
        blocks += [Heading(2, str(when)), BulletList(told, boxes=True)]
    blocks.append(Callout([Paragraph(_("Something fails? Telephone the other site first, then say it to the room."))]))
    return Section(blocks, footer=_foot(kit), numbered=False)
