"""Proposals: each table writes some; in plenary the room reads them all, and facilitators mark those that are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import (
    ANYONE,
    AUDIENCES,
    FACILITATOR,
    HOST,
    Action,
    Card,
    Choice,
    Command,
    Day,
    Flag,
    Kept,
    Kind,
    Method,
    Model,
    Number,
    Ref,
    Refused,
    Stage,
    Stamp,
    Table,
    TableIds,
    Text,
    Trace,
    hookimpl,
    translator,
)  # fmt: skip
from beffroi.moderation import BY_AUTHOR, MOTIVES, Motive, motive_said, tally, told_of
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
    audience: str = ""
    day: str = ""


@dataclass
class Proposals:
    """The state: of a table, what it wrote; of the room, what the tables brought, and what is kept."""

    most: int = 5
    keep: int = 3
    named: bool = True
    by_id: dict[str, Proposal] = field(default_factory=dict)
    kept: dict[str, bool] = field(default_factory=dict)
    seen_by: set[str] = field(default_factory=set)
    down: dict[str, tuple[Proposal, str]] = field(default_factory=dict)
    dealt: dict[str, str] = field(default_factory=dict)
    summed: str = ""

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
    audience: str = Choice(_("For whom"), {"": _("everybody"), **AUDIENCES}, default="")
    day: str = Day(_("From when"))

    @classmethod
    def upcast(cls, data: dict[str, Any], version: int) -> dict[str, Any]:
        return {"text": data["title"]} if version == 1 else data  # it was called so at first

    def check(self, state: Proposals, stamp: Stamp) -> None:
        if len(state.by_id) >= state.most:
            raise Refused(_("Your table has %(most)s proposals: change one, or take one back.", most=state.most))

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        state.by_id[stamp.id] = Proposal(stamp.id, self.text, audience=self.audience, day=self.day)


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


class Keep(Command, stage="read", role=FACILITATOR, affects_others=True, title=_("Proposal kept")):
    """Keep a proposal, or leave it again."""

    proposal: str = Ref()

    def check(self, state: Proposals, stamp: Stamp) -> None:
        state.there(self.proposal)
        if self.proposal not in state.kept and len(state.kept) >= state.keep:
            raise Refused(_("%(most)s are kept already: leave one first.", most=state.keep))

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        if not state.kept.pop(self.proposal, False):
            state.kept[self.proposal] = True


class Seen(Command, stage="read", role=ANYONE, affects_others=True, announcement=_("Noted")):
    """Say that you have read them."""

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        state.seen_by.add(stamp.who)


class TakeDown(Command, stage="read", role=FACILITATOR, affects_others=True, title=_("Proposal taken down")):
    """Take a proposal down, for a motive."""

    proposal: str = Ref()
    motive: str = Motive()

    def check(self, state: Proposals, stamp: Stamp) -> None:
        state.there(self.proposal)

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        if self.proposal in state.by_id:
            state.down[self.proposal] = (state.by_id.pop(self.proposal), self.motive)
            state.kept.pop(self.proposal, None)

    def moderated(self) -> str:
        return self.proposal

    def undo_label(self, state: Proposals) -> str:
        return str(_("A proposal is put back"))


class Draw(Command, stage="read", role=FACILITATOR, title=_("Tables drawn")):
    """Give each proposal that is kept to a table, by lot."""

    tables: tuple[str, ...] = TableIds()

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        lots = stamp.lots
        state.dealt = {id: lots.choice(self.tables) for id in state.kept if self.tables}


class Count(Command, stage="read", role=FACILITATOR, works="counted"):
    """Have the words counted, in a process of its own."""

    def snapshot(self, state: Proposals) -> dict[str, Any]:
        return {"texts": [one.text for one in state.listed()]}

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        state.summed = ""


class Counted(Command, role=HOST):
    """What came of it."""

    words: str = Text(_("Words"), max=40)

    def apply(self, state: Proposals, stamp: Stamp) -> None:
        state.summed = self.words


class ByTables(Method[Proposals, ProposalSettings]):
    api = 1
    id = "halle_proposals"
    title = _("Proposals by table")
    minutes = 30
    shared_by = ("table", "room")
    stages = (
        Stage("write", _("Write"), late="tray", effect=_("Each table writes its own proposals.")),
        Stage("read", _("Read together"), plenary=True, effect=_("Everybody reads the proposals of all tables.")),
    )
    commands = (Propose, Reword, TakeBack, Keep, Seen, TakeDown, Draw, Count, Counted)
    kinds = {"proposal": Kind(_("Proposal"), "outcome", weighs=True)}

    def check_settings(self, settings: ProposalSettings) -> None:
        if settings.named and settings.most == 1:
            raise Refused(_("With one proposal a table, leave out which table wrote it: it would be each one's name."))

    def start(self, settings: ProposalSettings, cards: Sequence[Card]) -> Proposals:
        return Proposals(settings.most, settings.keep, settings.named)

    def add_cards(self, state: Proposals, cards: Sequence[Card]) -> None:
        for card in cards:
            state.by_id[card.id] = Proposal(card.id, card.text, card.parts, card.origin, audience=card.audience)

    def merge_tables(self, state: Proposals, cards: Sequence[Card]) -> None:
        for card in cards:  # one that comes again has the id that it had, and other words
            state.by_id[card.id] = Proposal(card.id, card.text, card.parts, card.origin, card.table)

    def question(self, settings: ProposalSettings, stage: str) -> str:
        return settings.question

    def view(self, state: Proposals) -> dict[str, Any]:
        down = tally(motive for _one, motive in state.down.values() if motive != BY_AUTHOR)
        told = {"down": down, "summed": state.summed, "dealt": state.dealt}
        return {"proposals": state.listed(), "kept": state.kept, "named": state.named, **told}

    def facilitator_view(self, state: Proposals) -> dict[str, Any]:
        down = [(one, motive_said(motive)) for one, motive in state.down.values()]
        return {**self.view(state), "taken_down": down, "motives": MOTIVES}

    def personal_view(self, state: Proposals, who: str) -> dict[str, Any]:
        return {"has_read": who in state.seen_by, "own": {id: _("kept by all") for id in state.kept}}

    def counts(self, state: Proposals) -> Sequence[Any]:
        return [_.many("%(n)s proposal", "%(n)s proposals", len(state.by_id))]

    def participants(self, state: Proposals, stage: str) -> int | None:
        return len(state.seen_by) if stage == "read" else None

    def worth(self, settings: ProposalSettings, stage: str) -> Any:
        return _("What is kept is proposed to the direction.") if stage == "read" else ""

    def work(self, snapshot: Any) -> dict[str, Any]:
        return {"words": str(sum(len(text.split()) for text in snapshot["texts"]))}

    def kept(self, state: Proposals) -> Sequence[Kept]:
        return [Kept(one.id, one.text, _("Kept in plenary")) for one in state.listed() if one.id in state.kept]

    def commitments(self, state: Proposals) -> Sequence[Action]:
        days = ((one.id, one.day) for one in state.listed() if one.day)
        return [Action(f"by-{id}", id, str(_("The desk")), day) for id, day in days]

    def withheld(self, state: Proposals) -> Iterator[str]:
        yield from state.down

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
        down = [told_of(tally(motive for _one, motive in state.down.values()))] if state.down else []
        yield Section("kept", _("What is kept"), (_listing(kept), *down), version="direction")
        for table in tables:
            yield Section(f"of-{table.id}", table.name, (_listing(table.state.listed()),))


def _listing(proposals: Sequence[Proposal]) -> Listing:
    return Listing([Item(one.text, ids=(one.id,), origins=(one.origin,) if one.origin else ()) for one in proposals])


@hookimpl
def methods() -> list[Method]:
    return [ByTables()]
