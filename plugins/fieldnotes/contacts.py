"""Whom a team means to meet: a function, an organisation, how far that is. Their words go when names go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from beffroi import ANYONE, ERASED, FACILITATOR, Choice, Command, Ref, Refused, Stamp, Table, Text, translator
from beffroi.report import Grid, Row, Section

_ = translator(__name__)

SORTS = {
    "user": _("User, or who speaks for users"),
    "staff": _("Staff"),
    "partner": _("Partner, association"),
    "elected": _("Elected representative"),
    "peer": _("Other administration"),
    "expert": _("Expert, researcher"),
}

STATES = {
    "contacted": _("Contacted"),
    "accepted": _("Accepted"),
    "done": _("Done"),
    "dropped": _("No follow-up"),
}

MOST = 300
"""Contacts of one activity."""


@dataclass(frozen=True)
class Contact:
    """One of them; `who` never leaves the state."""

    id: str
    who: str
    function: str
    organisation: str = ""
    sort: str = "partner"
    state: str = "contacted"

    @property
    def called(self) -> str:
        """In a line."""
        return " · ".join(part for part in (self.function, self.organisation) if part not in ("", ERASED))

    @property
    def of_sort(self) -> Any:
        """What sort it is, in words."""
        return SORTS[self.sort]

    @property
    def stands(self) -> Any:
        """How far it is, in words."""
        return STATES[self.state]


class Own(NamedTuple):
    """A contact, as whoever added it takes it out: nothing that others change."""

    id: str
    called: str


@dataclass
class Contacts:
    """All of them, by id."""

    by_id: dict[str, Contact] = field(default_factory=dict)

    def listed(self) -> tuple[Contact, ...]:
        """Those whose words are still there, by how far they are, then by what they are called."""
        order = list(STATES)
        told = (one for one in self.by_id.values() if one.called)
        return tuple(sorted(told, key=lambda one: (order.index(one.state), one.called.casefold(), one.id)))

    def of(self, who: str) -> tuple[Own, ...]:
        """Those that one person added, by what they are called."""
        mine = (Own(one.id, one.called) for one in self.by_id.values() if one.called and one.who == who)
        return tuple(sorted(mine, key=lambda one: (one.called.casefold(), one.id)))

    def counted(self) -> list[tuple[Any, list[int]]]:
        """How many of each sort, state by state: those as well whose words have gone."""
        times = Counter((one.sort, one.state) for one in self.by_id.values())
        rows = [(words, [times[sort, state] for state in STATES]) for sort, words in SORTS.items()]
        return [row for row in rows if any(row[1])]

    def tables(self) -> Iterator[Table]:
        """A row a contact; and how many there are, which stays."""
        if listed := self.listed():
            head = (_("Function"), _("Organisation"), _("What they are"), _("How far"))
            rows = [(one.function, one.organisation, one.of_sort, one.stands) for one in listed]
            yield Table("contacts", head, rows, [{"card": one.id, "origin": ""} for one in listed])
        if counted := self.counted():
            yield Table("contacts-counted", (_("What they are"), *STATES.values()), [(sort, *n) for sort, n in counted])

    def sections(self) -> Iterator[Section]:
        """How many, and nobody's function."""
        if counted := self.counted():
            rows = [Row((sort, *n)) for sort, n in counted]
            yield Section("contacts", _("Contacts"), (Grid((_("What they are"), *STATES.values()), rows),))


def _must_be_there(state: Any, id: str) -> None:
    if id not in state.contacts.by_id:
        raise Refused(_("That contact is no longer here."))


class AddContact(Command, stage=("gather", "cluster"), role=ANYONE, names=True, title=_("Contact added")):
    """Add somebody whom the team means to meet."""

    function: str = Text(
        _("Function"), max=80, help=_("Never a name: “head of reception”, “president of an association”.")
    )
    organisation: str = Text(_("Organisation"), max=80, required=False)
    sort: str = Choice(_("What they are"), SORTS, default="partner")
    state: str = Choice(_("How far"), STATES, default="contacted")

    def check(self, state: Any, stamp: Stamp) -> None:
        if len(state.contacts.by_id) >= MOST:
            raise Refused(_("There are %(most)s contacts here, and no more are taken.", most=MOST))

    def apply(self, state: Any, stamp: Stamp) -> None:
        made = Contact(stamp.id, stamp.who, self.function, self.organisation, self.sort, self.state)
        state.contacts.by_id[stamp.id] = made


class ContactState(Command, stage=("gather", "cluster"), role=ANYONE, title=_("Contact: how far")):
    """Say how far a contact is."""

    contact: str = Ref()
    state: str = Choice(_("How far"), STATES)

    def check(self, state: Any, stamp: Stamp) -> None:
        _must_be_there(state, self.contact)

    def apply(self, state: Any, stamp: Stamp) -> None:
        if one := state.contacts.by_id.get(self.contact):
            state.contacts.by_id[one.id] = Contact(
                one.id, one.who, one.function, one.organisation, one.sort, self.state
            )


class TakeContactBack(
    Command, stage=("gather", "cluster"), role=ANYONE, affects_others=True, title=_("Contact taken back")
):
    """Take a contact out of the list: whoever added it, or a facilitator."""

    contact: str = Ref()

    def check(self, state: Any, stamp: Stamp) -> None:
        _must_be_there(state, self.contact)
        if stamp.role != FACILITATOR and state.contacts.by_id[self.contact].who != stamp.who:
            raise Refused(_("Somebody else added that contact: ask them, or a facilitator."))

    def apply(self, state: Any, stamp: Stamp) -> None:
        state.contacts.by_id.pop(self.contact, None)


CONTACT_COMMANDS: tuple[type[Command], ...] = (AddContact, ContactState, TakeContactBack)
