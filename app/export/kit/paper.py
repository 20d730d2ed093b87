"""Sheets to be filled in by hand, for whoever has no device or would rather write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.documents.model import Blank, Block, Cards, Columns, Heading, Paragraph, Run, Section, Table, Words
from app.export.kit.asked import Kit
from beffroi import Method, Refused, translator
from beffroi.blocks.ballot import Ballot
from beffroi.blocks.cards import Cards as Ideas
from beffroi.blocks.sheet import Draft, Slot

_ = translator(__name__)

A6_MARGIN = 8
STEPS = 6
A3_TALL, GAP = 246.0, 4.0
"""Millimetres of an A3 sheet across below its title, and between its places."""
JOURNEY = "journeymap"
"""The method whose sheet goes by steps from left to right."""


def sections(kit: Kit) -> Iterator[Section]:
    """The sheets that the methods on the agenda can be played on, then tents for names."""
    done = set()
    for activity in kit.activities:
        method = kit.agenda.method_of(activity)
        if method is None or activity.method in done:
            continue
        done.add(activity.method)
        yield from _sheets(activity.title, method, activity.settings, activity.stages)
    yield tents()


def blank_of(method: Method) -> Iterator[Section]:
    """The sheets of a method that is on no agenda."""
    return _sheets(str(method.title), method, {}, ())


def _sheets(title: str, method: Method, settings: Mapping[str, Any], stages: Sequence[str]) -> Iterator[Section]:
    question = _question(method, settings, next(iter(stages), ""))
    if method.id == JOURNEY:
        yield journey(title, question)
    elif slots := _slots(method, settings):
        yield large(title, question, slots)
    blocks = method.blocks.values()
    if any(isinstance(one, Ideas) and one.stages for one in blocks) and method.id != JOURNEY:
        yield idea_card(title, question)
    if any(isinstance(one, Ballot) and _is_played(one, stages) for one in blocks):
        yield ballots(title, question)


def _is_played(ballot: Ballot, stages: Sequence[str]) -> bool:
    """Whether people vote; on no agenda, whether they could."""
    return not stages or any(stage.id in stages for stage in ballot.own_stages())


def _question(method: Method, settings: Mapping[str, Any], stage: str) -> str:
    try:
        return str(method.question(method.settings(**settings), stage))
    except (Refused, ValueError):
        return ""


def _slots(method: Method, settings: Mapping[str, Any]) -> list[Slot]:
    """What is asked on a sheet of the method, in words; what is chosen from a list is left to the screen."""
    try:
        state = method.start(method.settings(**settings), ())
    except (Refused, ValueError):
        return []
    drafts = [one for one in vars(state).values() if isinstance(one, Draft)] if hasattr(state, "__dict__") else []
    return [slot for draft in drafts for slot in draft.slots.values() if not slot.choices]


def _head(title: str, question: str) -> list[Block]:
    return [Heading(1, title), *([Paragraph(question, "lead")] if question and question != title else [])]


def large(title: str, question: str, slots: list[Slot]) -> Section:
    """A sheet on A3 across: short places on the left, long ones in a grid."""
    short = [slot for slot in slots if slot.most == 1]
    long = [slot for slot in slots if slot.most > 1]
    if not long:
        grid = Cards([_place(one) for one in short], 4, _each(A3_TALL - 16, -(-len(short) // 4)))
        return Section([*_head(title, question), grid], "a3", landscape=True, margin=12, numbered=False)
    tall, rows = A3_TALL - (16 if question and question != title else 0), -(-len(long) // 3)
    left: list[Block] = [Cards([_place(one) for one in short], across=1, height=_each(tall, len(short)))]
    right: list[Block] = [Cards([_place(one) for one in long], across=3, height=_each(tall, rows))]
    blocks = [*_head(title, question), Columns([left, right], widths=(1, 3))]
    return Section(blocks, paper="a3", landscape=True, margin=12, numbered=False)


def _each(whole: float, rows: int) -> float:
    return whole / max(1, rows) - GAP


def _place(slot: Slot) -> list[Block]:
    return [Paragraph(Run(str(slot.label), bold=True), "lead")]


def journey(title: str, question: str) -> Section:
    """A journey on A3 across, step by step."""
    lanes = (
        _("Step"), _("What the person does"), _("With whom, by what channel"), _("How they feel: draw the line"),
        _("What gets in the way"), _("Ideas"),
    )  # fmt: skip
    rows: list[list[Words]] = [[str(lane), *[""] * STEPS] for lane in lanes]
    head: list[Words] = ["", *(str(place) for place in range(1, STEPS + 1))]
    blocks = [
        *_head(title, question),
        Paragraph(_("The person whom we follow: ……………………………… What they want: ………………………………………………")),
        Table(head, rows, widths=(1.2, *[2] * STEPS), row_heads=True, row_height=36),
    ]
    return Section(blocks, paper="a3", landscape=True, margin=12, numbered=False)


def idea_card(title: str, question: str) -> Section:
    """A card on A6: print as many as there are people, three times over; or four on an A4 sheet."""
    blocks: list[Block] = [
        Paragraph(question or title, "small"),
        Blank(45, ruled=True),
        Paragraph(_("One idea a card, in a few words. No name."), "small"),
    ]
    return Section(blocks, paper="a6", landscape=True, margin=A6_MARGIN, numbered=False)


def ballots(title: str, question: str) -> Section:
    """Four ballots on a sheet: numbers of cards, and room for dots."""
    rows: list[list[Words]] = [["", ""] for _row in range(7)]
    one: list[Block] = [
        Paragraph(Run(title, bold=True)),
        Paragraph(question or _("Write the numbers of the cards, and how many dots each."), "small"),
        Table([_("No. of the card"), _("Dots")], rows, widths=(2, 1), row_height=9),
        Paragraph(_("No name. Fold it and put it in the box."), "small"),
    ]
    return Section([Cards([one] * 4, across=2, height=120, cut=True)], margin=12, numbered=False)


def tents() -> Section:
    """Four tents for names: fold along the middle."""
    one: list[Block] = [
        Paragraph(_("First name"), "small"),
        Blank(28),
        Paragraph("………………………………", "huge", "center"),
    ]
    return Section([Cards([one] * 4, across=1, height=62, cut=True)], margin=12, numbered=False)
