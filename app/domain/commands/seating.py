"""What facilitators ask of the tables: laid beforehand, drawn by lot, people moved live."""

from __future__ import annotations

from pydantic import Field

from app.domain.agenda import Agenda
from app.domain.commands.base import CoreCommand
from app.domain.seating import TABLES_MOST, Table
from beffroi import Flag, Number, Ref, Refused, Stamp, Text, translator
from beffroi.folding import folded

_ = translator(__name__)

NAME_MOST = 40
SUBJECT_MOST = 200
LINK_MOST = 300


def laid(agenda: Agenda, id: str) -> Table:
    """The table of that id, or a refusal."""
    table = agenda.seating.tables.get(id)
    if table is None:
        raise Refused(_("That table is no longer there."))
    return table


class _OfTables(CoreCommand):
    is_about_tables = True


class _Said(_OfTables):
    """What is said of a table."""

    name: str = Text(_("Name of the table"), max=NAME_MOST)
    subject: str = Text(
        _("Subject"), max=SUBJECT_MOST, required=False, help=_("What this table works on, if not all the same.")
    )
    twin: str = Ref(default="")
    link: str = Text(
        _("Call link"), max=LINK_MOST, required=False, help=_("For a table whose people are on several sites.")
    )

    def check_said(self, agenda: Agenda, id: str, site: str) -> None:
        """Refuse a name that is taken, a mixed table without a call, a twin at the same site."""
        names = {folded(table.name) for table in agenda.seating.tables.values() if table.id != id}
        if folded(self.name) in names:
            raise Refused(_("Another table has this name: choose one that both rooms can say."))
        if not site and not self.link:
            raise Refused(_("A table mixed across sites needs a call link: people must hear each other."))
        if self.link and not self.link.startswith(("https://", "http://")):
            raise Refused(_("Paste the whole call link, from https:// on."))
        if self.twin and (self.twin == id or laid(agenda, self.twin).site == site):
            raise Refused(_("Twin tables are at two different sites."))


class LayTable(_Said, name="core.table"):
    """Lay one more table."""

    site: str = Ref(default="")

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        _room_for(agenda, 1)
        self.check_said(agenda, "", self.site)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.seating.lay(Table(stamp.id, self.name, self.site, self.subject, link=self.link), self.twin)


class LayTables(_OfTables, name="core.tables"):
    """Lay several tables of a site at once; the room names them."""

    site: str = Ref()
    count: int = Number(_("Tables"), low=1, high=30)
    names: tuple[str, ...] = ()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if not self.site:
            raise Refused(_("A table mixed across sites needs a call link: people must hear each other."))
        _room_for(agenda, self.count)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        for place, name in enumerate(self.names):
            agenda.seating.lay(Table(f"{stamp.id}.{place}", name, self.site))


class ChangeTable(_Said, name="core.change_table"):
    """Say something else of a table; its site stays."""

    table: str = Ref()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        self.check_said(agenda, self.table, laid(agenda, self.table).site)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.seating.change(self.table, self.twin, name=self.name, subject=self.subject, link=self.link)


class ClearTable(_OfTables, name="core.clear_table"):
    """Take a table away; one that has written something stays."""

    table: str = Ref()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        laid(agenda, self.table)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.seating.clear(self.table)


class DrawTables(_OfTables, name="core.draw"):
    """Draw by lot who sits where, each at a table of their own site; `again` draws those seated too.

    `late` is one person who came late: they alone sit down, at the emptiest table of their site.
    """

    again: bool = Flag(_("Those who have a table too"))
    late: str = Ref(default="")
    seating: dict[str, str] = Field(default_factory=dict)
    been: dict[str, list[str]] = Field(default_factory=dict)
    """Where each has sat: only of the one row that all seating is kept in."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if not agenda.seating.tables:
            raise Refused(_("Lay the tables first."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        if self.been:  # all that was drawn and moved, as it is kept: who came late is not to be read from it
            agenda.seating.put_back(self.seating, self.been)
            return
        for person, table in self.seating.items():
            agenda.seating.sit(person, table)


class Seat(_OfTables, name="core.seat"):
    """Move somebody to a table, or from all; it changes what they do from now on, nothing that they wrote."""

    person: str = Ref()
    table: str = Ref(default="")

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if self.table:
            laid(agenda, self.table)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.seating.sit(self.person, self.table)


def _room_for(agenda: Agenda, more: int) -> None:
    if len(agenda.seating.tables) + more > TABLES_MOST:
        raise Refused(_("A workshop holds %(most)s tables at most.", most=TABLES_MOST))
