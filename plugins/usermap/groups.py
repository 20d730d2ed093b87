"""The groups of users that people wrote, each under who they are to us."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from beffroi import Card, Kind, Number, Stage, Text, Trace, translator
from beffroi.blocks.ballot import Option
from beffroi.blocks.cards import CARD_COMMANDS, COLLECT, REVEAL, Cards, CardSettings, Deck, Note, Write
from beffroi.report import Item, Listing, OfTable, Section
from plugins.usermap.kinds import KINDS

_ = translator(__name__)

WRITE = replace(
    COLLECT,
    instruction=_("One group of users a card. Nobody reads it before the reveal."),
)
MERGE = Stage(
    "cluster",
    _("Merge duplicates"),
    instruction=_("Groups that are the same become one; who is missing?"),
    effect=_("Facilitators merge the groups that are the same, and everyone sees it happen."),
)


class WriteGroup(Write, name="write"):
    """Write a group of users."""

    text: str = Text(_("A group of users"), max=140, lines=2)


COMMANDS = tuple(WriteGroup if one is Write else one for one in CARD_COMMANDS)


class GroupSettings(CardSettings):
    """What is asked, and how many groups a person writes."""

    question: str = Text(
        _("Question"), max=300, required=False, lines=2, help=_("Left empty: who are our users, and who is not?")
    )
    per_person: int = Number(_("Groups a person"), low=1, high=20, default=8)


def kind_of(notes: Iterable[Note]) -> str:
    """Who they are to us: as most of them say, else as whoever handed them over said; "" where nobody did."""
    found = [note.question or note.audience for note in notes]
    said = Counter(kind for kind in found if kind in KINDS)
    return min(said, key=lambda kind: (-said[kind], [*KINDS].index(kind)), default="")


def kind_in(deck: Deck, option: Option) -> str:
    """The same, of a group that is described."""
    return kind_of(deck.notes[id] for id in option.content if id in deck.notes)


@dataclass
class Groups(Deck):
    """Cards that each answer who these users are to us."""

    def audience_of(self, note: Note) -> str:
        kind = kind_of([note])
        return KINDS[kind].audience if kind else super().audience_of(note)

    def audience_of_all(self, cluster: Any, notes: Iterable[Note]) -> str:
        kind = kind_of(notes)
        return KINDS[kind].audience if kind else ""

    def question_of(self, *notes: Note) -> Any:
        kind = kind_of(notes)
        return KINDS[kind].title if kind else ""

    def asked_as(self) -> dict[str, Any]:
        return {id: kind.title for id, kind in KINDS.items()}

    def traces(self) -> Iterable[Trace]:
        """Cards and groups; who they are to us is no question that came from elsewhere."""
        for trace in super().traces():
            if trace.kind != "question":
                yield replace(trace, sources=tuple(id for id in trace.sources if id not in KINDS))


class Users(Cards):
    """Groups of users written in silence, revealed, merged."""

    settings = GroupSettings
    kinds = {
        "card": Kind(_("Users, as somebody wrote them"), weighs=True),
        "cluster": Kind(_("Users, merged")),
        "segment": Kind(_("Group of users")),
    }

    def __init__(self) -> None:
        super().__init__(concerns=False, stages=(WRITE, REVEAL, MERGE), commands=COMMANDS)

    def start(self, settings: CardSettings, cards: Sequence[Card]) -> Groups:
        asked = [Card(id, kind.title, "question", asks=True) for id, kind in KINDS.items()]
        return Groups.begin(settings, [*_told(cards), *asked])

    def add_cards(self, deck: Deck, cards: Sequence[Card], /) -> None:
        deck.add_cards(_told(cards))

    def question(self, settings: CardSettings, stage: str, /) -> Any:
        return settings.question or _("Who are our users, and who is not?")

    def options(self, deck: Deck, /) -> Iterable[Option]:
        """The groups, each kind of users after the other."""
        order = [*KINDS, ""]
        return sorted(super().options(deck), key=lambda one: order.index(kind_in(deck, one)))

    def prompts(self, deck: Deck, /) -> Sequence[Card]:
        return [Card(id, kind.asked, "question", asks=True) for id, kind in KINDS.items()]

    def report(self, deck: Deck, tables: Sequence[OfTable[Deck]], settings: Any, /) -> Iterable[Section]:
        """What was written, by who they are to us: a merge keeps every wording."""
        shown = deck.shown() if deck.revealed else []
        lists = [
            Listing([Item(note.text, note.number, ids=(note.id,)) for note in shown if note.question == id], kind.title)
            for id, kind in KINDS.items()
            if any(note.question == id for note in shown)
        ]
        if lists:
            yield Section("written", _("Users, as they were written"), lists, version="complete")


def _told(cards: Iterable[Card]) -> list[Card]:
    return [card for card in cards if not card.asks]
