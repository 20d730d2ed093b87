"""Usermap: who our users are, outside and in the house, who passes it on, who does not come; and what we do not know.

Source: user and ecosystem maps of service design, with *symétrie des attentions*: the staff who serve are users too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from beffroi import (
    FACILITATOR,
    Card,
    Choice,
    Command,
    Glance,
    Method,
    Parts,
    Refused,
    Stamp,
    Text,
    hookimpl,
    translator,
)
from beffroi.blocks.cards import Note
from beffroi.blocks.described import DESCRIBE, SEE, Described
from beffroi.report import Item, Listing, OfTable, Paragraph, Piece, Section
from plugins.usermap import drawn
from plugins.usermap.groups import Users
from plugins.usermap.kinds import ASPECTS, KINDS

_ = translator(__name__)

MOST = 500
"""Groups on one map, at most."""

TELL = replace(
    DESCRIBE,
    instruction=_("Open a group and say what you know of it. What nobody knows stays open."),
)
MAP = replace(
    SEE,
    title=_("See the map"),
    instruction=_("Who is far from us, and who is missing? What do we say without knowing it?"),
    effect=_("The map, and what is missing of it, shows on every page and screen."),
)


class AddGroup(Command, stage=("describe", "see"), role=FACILITATOR, title=_("Group added")):
    """Add a group that was missing."""

    kind: str = Choice(_("Who they are to us"), {id: kind.title for id, kind in KINDS.items()})
    text: str = Text(_("The group that is missing"), max=140)

    def check(self, state: Parts, stamp: Stamp) -> None:
        if len(state.people.notes) >= MOST:
            raise Refused(_("There are %(most)s groups, and no more are taken.", most=MOST))

    def apply(self, state: Parts, stamp: Stamp) -> None:
        state.people.add(Note(stamp.id, self.text, "", question=self.kind))
        state.told.begin(UserMap.told.offered(state))


class UserMap(Method):
    """Write in silence → reveal → merge → describe → see the map."""

    api = 1
    id = "usermap"
    title = _("User map")
    at_a_glance = Glance(
        "gather", people=(4, 60), takes=_("what people know"), gives=_("who the users are, and who does not come")
    )
    minutes = 45
    commands = (AddGroup,)
    people = Users()
    told = Described(*ASPECTS, on=people, of=_("Users"), under=_("Who they are to us"), stages=(TELL, MAP))

    def view(self, state: Parts) -> dict[str, Any]:
        rows = state.told.rows()
        return {
            **super().view(state),
            "map": drawn.map_of(state, rows),
            "unplaced": drawn.unplaced(rows),
            "absent": drawn.absent(state, rows),
            "missed": drawn.gaps_of(rows),
            "balance": drawn.balance_of(state, rows),
        }

    def cards(self, state: Parts) -> Sequence[Card]:
        """The groups as they are described; before that, as they were written and merged."""
        return drawn.cards_of(state, state.told.rows()) or self.people.cards(state.people)

    def report(self, state: Parts, tables: Sequence[OfTable[Parts]], settings: Any) -> Iterable[Section]:
        rows = state.told.rows()
        if any(row.said("contact") for row in rows):
            yield Section("map", _("The map of our users"), tuple(_pieces(state)))
        yield from super().report(state, tables, settings)


def _pieces(state: Parts) -> Iterable[Piece]:
    rows = state.told.rows()
    outside, house = drawn.balance_of(state, rows)
    yield Paragraph(_("Groups outside: %(outside)s. In the house: %(house)s.", outside=outside, house=house))
    yield drawn.map_of(state, rows)
    for _id, kind in drawn.absent(state, rows):
        yield Paragraph(_("Nobody was named among: %(kind)s.", kind=kind))
    left = [row for row in rows if not row.said("contact")]
    if left:
        yield Listing([Item(row.text, ids=drawn.ids_of(row)) for row in left], _("Not on the map yet"))


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [UserMap()]
