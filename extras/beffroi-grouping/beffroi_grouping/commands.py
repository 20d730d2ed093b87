"""What facilitators do with proposals: ask for them, tick them, put the ticked cards into their group."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from beffroi import ERASED, FACILITATOR, HOST, Command, Flag, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.cards.notes import Cluster
from beffroi.folding import folded
from beffroi_grouping.proposals import Asked, Board, Found, Seed, is_as_it_was, name_of, ticked

_ = translator(__name__)

TITLES = 20
"""Groups that can be asked for at once."""

LENGTH = 80
"""Characters of a title, as of the name of a group."""


class Suggest(Command, stage="cluster", role=FACILITATOR, works="proposed", title=_("Groups proposed by the machine")):
    """Have the machine say which loose cards are like which title, or like which group that is there already."""

    titles: str = Text(
        _("Titles of groups, one a line"),
        max=TITLES * (LENGTH + 1),
        lines=5,
        required=False,
        listed=True,
        distinct=True,
        help=_("The groups that are on the board are filled too."),
    )

    def lines(self) -> list[str]:
        """The titles, in their order."""
        return [line.strip() for line in self.titles.splitlines() if line.strip()]

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        """A line a title stays, so that the other groups keep their names."""
        titles = cls.model_construct(**data).lines()
        kept = (ERASED if not places or place in places else title for place, title in enumerate(titles))
        return {**data, "titles": "\n".join(kept)}

    def check(self, board: Board, stamp: Stamp) -> None:
        if len(self.lines()) > TITLES:
            raise Refused(_("At most %(most)s titles at once.", most=TITLES))
        if any(len(title) > LENGTH for title in self.lines()):
            raise Refused(_("A title holds %(most)s characters.", most=LENGTH))
        if len(self._seeds(board, stamp)) < 2:
            raise Refused(_("Two groups are needed to choose between: type titles, or begin groups on the board."))
        if not any(not note.cluster for note in board.ideas.shown()):
            raise Refused(_("No card is left on its own."))

    def apply(self, board: Board, stamp: Stamp) -> None:
        loose = {note.id: note.text for note in board.ideas.shown() if not note.cluster}
        board.asked = Asked(stamp.id, tuple(self._seeds(board, stamp)), loose)

    def _seeds(self, board: Board, stamp: Stamp) -> list[Seed]:
        """The titles, then the groups on the board; a title that a group has already is that group."""
        there = [Seed(one.id, one.name, is_cluster=True) for one, _notes in board.ideas.groups() if one]
        names = {folded(seed.title) for seed in there}
        typed = [Seed(f"{stamp.id}.{place}", title) for place, title in enumerate(self.lines())]
        return [*(seed for seed in typed if folded(seed.title) not in names), *there]

    def snapshot(self, board: Board) -> dict[str, Any]:
        asked = board.asked
        if asked is None:
            return {"asked": "", "seeds": [], "cards": []}
        held = {one.id: [note.text for note in notes] for one, notes in board.ideas.groups() if one}
        seeds = [{"id": seed.id, "title": seed.title, "held": held.get(seed.id, [])} for seed in asked.seeds]
        return {"asked": asked.id, "seeds": seeds, "cards": [list(one) for one in asked.words.items()]}


class Proposed(Command, stage="cluster", role=HOST):
    """What the machine made of it: a line a card: its id, its group's, how sure in per cent."""

    asked: str = Ref(edits=False)
    found: str = Text("", max=60_000, required=False)
    missing: bool = Flag("")

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        """As it is: ids and numbers, and nobody's words."""
        return data

    def check(self, board: Board, stamp: Stamp) -> None:
        if board.asked is None or board.asked.id != self.asked:
            raise Refused(_("Something else was asked since."))

    def apply(self, board: Board, stamp: Stamp) -> None:
        asked = board.asked
        if asked is not None and asked.id == self.asked:
            found = tuple(sorted(self._read(asked), key=lambda one: (-one.percent, one.card)))
            board.asked = replace(asked, found=found, is_back=True, is_missing=self.missing)

    def _read(self, asked: Asked) -> list[Found]:
        """Without groups that are no longer asked for: what began them can have been taken back."""
        known = {seed.id for seed in asked.seeds}
        told = [line.split() for line in self.found.splitlines()]
        return [Found(card, seed, int(percent)) for card, seed, percent in told if seed in known]


def _open(board: Board, asked: str) -> Asked:
    if board.asked is None or board.asked.id != asked:
        raise Refused(_("These proposals are gone: ask anew."))
    return board.asked


class OnProposal(Command):
    """What is said of one proposed card."""

    asked: str = Ref()
    card: str = Ref()

    def undo_label(self, board: Board) -> str:
        note = board.ideas.notes.get(self.card)
        return note.text if note else ""

    def check(self, board: Board, stamp: Stamp) -> None:
        if not is_as_it_was(board.ideas, _open(board, self.asked), self.card):
            raise Refused(_("That card was moved or changed since."))


class Tick(OnProposal, stage="cluster", role=FACILITATOR, title=_("Proposal ticked")):
    """Tick a proposed card."""

    def apply(self, board: Board, stamp: Stamp) -> None:
        _set(board, self.asked, self.card, is_ticked=True)


class Untick(OnProposal, stage="cluster", role=FACILITATOR, title=_("Proposal left out")):
    """Leave a proposed card where it is."""

    def apply(self, board: Board, stamp: Stamp) -> None:
        _set(board, self.asked, self.card, is_ticked=False)


def _set(board: Board, id: str, card: str, *, is_ticked: bool) -> None:
    asked = board.asked
    one = next((one for one in asked.found if one.card == card), None) if asked and asked.id == id else None
    if asked and one and asked.is_ticked(one) != is_ticked:
        asked.turned ^= {card}


class Gather(Command, stage="cluster", role=FACILITATOR, title=_("Proposed cards put together")):
    """Put the ticked cards of a proposal into their group, made where it is a title. What changed since stays out."""

    asked: str = Ref()
    seed: str = Ref()

    def undo_label(self, board: Board) -> str:
        seed = _seed(board, self.seed)
        return name_of(board.ideas, seed) if seed else ""

    def check(self, board: Board, stamp: Stamp) -> None:
        _open(board, self.asked)
        seed = _seed(board, self.seed)
        if seed is None or (seed.is_cluster and seed.id not in board.ideas.clusters):
            raise Refused(_("That group is no longer here: ask anew."))
        if not ticked(board, self.seed):
            raise Refused(_("None of these cards is ticked and as it was: they stay where they are."))

    def apply(self, board: Board, stamp: Stamp) -> None:
        seed, cards = _seed(board, self.seed), ticked(board, self.seed)
        if board.asked is None or board.asked.id != self.asked or seed is None or not cards:
            return
        into = _cluster(board, board.asked, seed, stamp)
        for one in cards if into else ():
            board.ideas.change(board.ideas.notes[one.card], cluster=into)


def _seed(board: Board, id: str) -> Seed | None:
    return next((one for one in board.asked.seeds if one.id == id), None) if board.asked else None


def _cluster(board: Board, asked: Asked, seed: Seed, stamp: Stamp) -> str:
    """The group on the board that a seed stands for, made where there is none; "" where it is gone."""
    id = asked.made.get(seed.id, seed.id)
    if id in board.ideas.clusters:
        return id
    if seed.is_cluster:
        return ""
    made = Cluster(f"c-{stamp.id}", name=seed.title, named=seed.id)
    board.ideas.clusters[made.id] = made
    asked.made[seed.id] = made.id
    return made.id


class Dismiss(Command, stage="cluster", role=FACILITATOR, title=_("Proposals put away")):
    """Put the proposals away: the board stays as it is."""

    def check(self, board: Board, stamp: Stamp) -> None:
        if board.asked is None or not board.asked.is_back:
            raise Refused(_("There are no proposals."))

    def apply(self, board: Board, stamp: Stamp) -> None:
        board.asked = None


GROUPING_COMMANDS: tuple[type[Command], ...] = (Suggest, Proposed, Tick, Untick, Gather, Dismiss)
