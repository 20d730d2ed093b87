"""What people ask of the cases: to name one, say it otherwise, take it out; facilitators, to deal them to tables."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, FACILITATOR, Command, Ref, Refused, Stamp, TableIds, Text, translator
from plugins.benchmark.grid import LONG, SHORT, Benchmark, Case

_ = translator(__name__)

DURING = ("fill", "lessons")
ROLE = _("A function or a service, never a name.")


def case_of(bench: Benchmark, id: str) -> Case:
    """The case of that id. Raises `Refused`."""
    case = bench.cases.get(id)
    if case is None or case.out:
        raise Refused(_("That case is no longer here: choose another."))
    return case


class AddCase(Command, stage="fill", role=ANYONE, title=_("Case added"), announcement=_("Case added")):
    """Name a case to be compared."""

    text: str = Text(_("Organisation"), max=SHORT)
    kind: str = Text(_("Its kind"), max=SHORT, required=False, help=_("For instance: a region, a mutual insurer."))
    contact: str = Text(_("Role of the contact"), max=SHORT, required=False, help=ROLE)
    date: str = Text(_("When"), max=SHORT, required=False)
    source: str = Text(_("Source of what is said of it"), max=LONG, required=False)

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        if bench.called(self.text):
            raise Refused(_("“%(case)s” is there already: fill it in.", case=self.text))
        bench.room_for()

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        said = (self.text, self.kind, self.contact, self.date, self.source)
        bench.add(Case(stamp.id, *said, worded=stamp.id))


class ChangeCase(Command, stage=DURING, role=ANYONE, title=_("Case said otherwise"), announcement=_("Changed")):
    """Say otherwise what a case is."""

    case: str = Ref(edits=True)
    text: str = Text(_("Organisation"), max=SHORT)
    kind: str = Text(_("Its kind"), max=SHORT, required=False)
    contact: str = Text(_("Role of the contact"), max=SHORT, required=False, help=ROLE)
    date: str = Text(_("When"), max=SHORT, required=False)
    source: str = Text(_("Source of what is said of it"), max=LONG, required=False)

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        case_of(bench, self.case)
        named = bench.called(self.text)
        if named and named.id != self.case:
            raise Refused(_("“%(case)s” is there already: fill it in.", case=self.text))

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        case = bench.cases.get(self.case)
        if case:
            bench.cases[self.case] = replace(
                case, text=self.text, kind=self.kind, contact=self.contact, date=self.date, source=self.source,
                worded=stamp.id,
            )  # fmt: skip


class TakeOutCase(Command, stage=DURING, role=FACILITATOR, title=_("Case taken out")):
    """Take a case out; what was found of it is kept, and it can come back."""

    case: str = Ref()

    def undo_label(self, bench: Benchmark) -> str:
        return bench.cases[self.case].text if self.case in bench.cases else ""

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        case_of(bench, self.case)

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        if self.case in bench.cases:
            bench.cases[self.case] = replace(bench.cases[self.case], out=True)


class PutCaseBack(Command, stage=DURING, role=FACILITATOR, title=_("Case put back")):
    """Put back a case that was taken out."""

    case: str = Ref()

    def undo_label(self, bench: Benchmark) -> str:
        return bench.cases[self.case].text if self.case in bench.cases else ""

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        if self.case not in bench.cases or not bench.cases[self.case].out:
            raise Refused(_("That case is no longer here: choose another."))

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        if self.case in bench.cases:
            bench.cases[self.case] = replace(bench.cases[self.case], out=False)


class Deal(Command, stage="fill", role=FACILITATOR, title=_("Cases dealt to the tables")):
    """Deal the cases to the tables in turn; again, to give those of a table that left to the others."""

    tables: tuple[str, ...] = TableIds()

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        if not self.tables:
            raise Refused(_("Nobody sits at a table yet: seat people first, or let everyone write."))

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        bench.deal(self.tables)


class Entrust(Command, stage="fill", role=FACILITATOR, title=_("Case given to a table")):
    """Give one case to a table, or to everybody."""

    case: str = Ref()
    table: str = Ref(default="")

    def undo_label(self, bench: Benchmark) -> str:
        return bench.cases[self.case].text if self.case in bench.cases else ""

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        case_of(bench, self.case)

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        if self.case in bench.cases:
            bench.cases[self.case] = replace(bench.cases[self.case], table=self.table)


CASE_COMMANDS: tuple[type[Command], ...] = (AddCase, ChangeCase, TakeOutCase, PutCaseBack, Deal, Entrust)
