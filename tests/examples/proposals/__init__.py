"""Proposals: each table writes some; in plenary the room reads them all, and facilitators mark those that are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import (
    FACILITATOR,
    Card,
    Command,
    Flag,
    Kind,
    Method,
    Model,
    Number,
    Ref,
    Refused,
    Stage,
    Stamp,
    Table,
    Text,
    Trace,
    hookimpl,
    translator,
)  # fmt: skip
from beffroi.report import Item, Listing, OfTable, Section

_ = translator(__name__)


class ProposalSettings(Model):
    """What a facilitator sets before it opens; each has a default, so that it is added in one tap."""

    question: str = Text(_("Question"), max=200, required=False)
    most: int = Number(_("Proposals a table"), low=1, high=20, default=5)
    keep: int = Number(_("How many are kept at most"), low=1, high=20, default=3)
    named: bool = Flag(_("Say which table wrote each"), default=True, fixed=True)


@dataclass(frozen=True)
class Proposal:
    """One of them; `parts` say which entry worded it last, `origin` and `table` where the room has it from."""

    id: str
    text: str
    parts: tuple[tuple[str, str], ...] = ()
    origin: str = ""
    table: str = ""


@dataclass
class Proposals:
    """The state: of a table, what it wrote; of the room, what the tables brought, and what is kept."""

    most: int = 5
    keep: int = 3
    named: bool = True
    by_id: dict[str, Proposal] = field(default_factory=dict)
    kept: dict[str, bool] = field(default_factory=dict)

    def listed(self) -> list[Proposal]:
        """By their words: the order of writing would tell who wrote first."""
        return sorted(self.by_id.values(), key=lambda one: (one.text.casefold(), one.id))

    def there(self, id: str) -> Proposal:
        """That one, or a sentence that says that it is gone."""
        if id not in self.by_id:
            raise Refused(_("That proposal is no longer there."))
        return self.by_id[id]


class Propose(Command, stage="write", title=_("Proposal written"), announcement=_("Proposal added"), version=2):
    """Write a proposal."""

    text: str = Text(_("Our proposal"), max=140, lines=2)

    @classmethod
    def upcast(cls, data: dict[str, Any], version: int) -> dict[str, Any]:
        return {"text": data["title"]} if version == 1 else data  # it was called so at first

    def check(self, state: Proposals, stamp: Stamp) -> None:
        if len(state.by_id) >= state.most:
            raise Refused(_("Your table has %(most)s proposals: change one, or take one back.", most=state.most))

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        state.by_id[stamp.id] = Proposal(stamp.id, self.text)


class Reword(Command, stage="write", title=_("Proposal reworded"), announcement=_("Proposal changed")):
    """Say it in other words."""

    proposal: str = Ref(edits=True)
    text: str = Text(_("New wording"), max=140, lines=2)

    def check(self, state: Proposals, stamp: Stamp) -> None:
        state.there(self.proposal)

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        if self.proposal in state.by_id:
            state.by_id[self.proposal] = replace(state.by_id[self.proposal], text=self.text, parts=((stamp.id, ""),))


class TakeBack(Command, stage="write", title=_("Proposal taken back"), announcement=_("Proposal taken back")):
    """Take it back."""

    proposal: str = Ref()

    def check(self, state: Proposals, stamp: Stamp) -> None:
        state.there(self.proposal)

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        state.by_id.pop(self.proposal, None)


class Keep(Command, stage="read", role=FACILITATOR, title=_("Proposal kept")):
    """Keep a proposal, or leave it again."""

    proposal: str = Ref()

    def check(self, state: Proposals, stamp: Stamp) -> None:
        state.there(self.proposal)
        if self.proposal not in state.kept and len(state.kept) >= state.keep:
            raise Refused(_("%(most)s are kept already: leave one first.", most=state.keep))

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        if not state.kept.pop(self.proposal, False):
            state.kept[self.proposal] = True


class ByTables(Method[Proposals, ProposalSettings]):
    api = 1
    id = "bytables"
    title = _("Proposals by table")
    minutes = 30
    shared_by = ("table", "room")
    stages = (
        Stage("write", _("Write"), late="tray", effect=_("Each table writes its own proposals.")),
        Stage("read", _("Read together"), plenary=True, effect=_("Everybody reads the proposals of all tables.")),
    )
    commands = (Propose, Reword, TakeBack, Keep)
    kinds = {"proposal": Kind(_("Proposal"), "outcome", weighs=True)}

    def check_settings(self, settings: ProposalSettings) -> None:
        if settings.named and settings.most == 1:
            raise Refused(_("With one proposal a table, leave out which table wrote it: it would be each one's name."))

    def start(self, settings: ProposalSettings, cards: Sequence[Card]) -> Proposals:
        return Proposals(settings.most, settings.keep, settings.named)

    def merge_tables(self, state: Proposals, cards: Sequence[Card]) -> None:
        for card in cards:  # one that comes again has the id that it had, and other words
            state.by_id[card.id] = Proposal(card.id, card.text, card.parts, card.origin, card.table)

    def question(self, settings: ProposalSettings, stage: str) -> str:
        return settings.question

    def view(self, state: Proposals) -> dict[str, Any]:
        return {"proposals": state.listed(), "kept": state.kept, "named": state.named}

    def progress(self, state: Proposals) -> tuple[int, int]:
        return len(state.by_id), state.most

    def cards(self, state: Proposals) -> Sequence[Card]:
        of_whom = state.kept or state.by_id
        chosen = (one for one in state.listed() if one.id in of_whom)
        return [Card(one.id, one.text, "proposal", origin=one.origin, parts=one.parts) for one in chosen]

    def traces(self, state: Proposals) -> Iterator[Trace]:
        for one in state.listed():
            sources = (one.origin,) if one.origin else ()
            outcome = _("Kept in plenary") if one.id in state.kept else ""
            yield Trace(one.id, one.text, "proposal", sources, outcome=outcome)

    def tables(self, state: Proposals) -> Iterator[Table]:
        rows = [(one.text, _("yes") if one.id in state.kept else "") for one in state.listed()]
        links = [{"card": one.id, "origin": one.origin} for one in state.listed()]
        yield Table("proposals", (_("Proposal"), _("Kept")), rows, links)

    def report(
        self, state: Proposals, tables: Sequence[OfTable[Proposals]], settings: ProposalSettings
    ) -> Iterator[Section]:
        kept = [one for one in state.listed() if one.id in state.kept]
        yield Section("kept", _("What is kept"), (_listing(kept),), version="direction")
        for table in tables:
            yield Section(f"of-{table.id}", table.name, (_listing(table.state.listed()),))


def _listing(proposals: Sequence[Proposal]) -> Listing:
    return Listing([Item(one.text, ids=(one.id,), origins=(one.origin,) if one.origin else ()) for one in proposals])


@hookimpl
def methods() -> list[Method]:
    return [ByTables()]
