"""Cards: collect in silence, reveal all at once, read, cluster. METHODS: silent brainstorm, affinity map.

A method that has a `cards: Cards` in its state lists these commands and calls `Cards.reveal`
when it enters its reveal stage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from textwrap import shorten
from typing import Any, Protocol

from app.sdk.command import Command, Model
from app.sdk.fields import ERASED, Choice, Number, Ref, TableIds, Text
from app.sdk.method import AUDIENCES, Card, SiteName, Stage, Table, Trace
from app.sdk.refused import Refused
from app.sdk.small_groups import may_be_shown
from app.sdk.stamp import ANYONE, FACILITATOR, Stamp
from app.sdk.words import translator

_ = translator(__name__)

LENGTH = 140
"""Characters on a card: an idea, not a speech."""

MOST = 1000
"""Cards on one board."""

MANY = 60
"""Cards beyond which facilitators deal them to the tables rather than group them alone."""

COLLECT = Stage(
    "collect",
    _("Write in silence"),
    hidden=True,
    late="tray",
    instruction=_("One idea a card. Nobody reads it before the reveal."),
    effect=_("Everyone can write; nobody reads the cards before the reveal."),
)
REVEAL = Stage(
    "reveal",
    _("Reveal"),
    instruction=_("Here is what everyone wrote, in a shuffled order."),
    effect=_("All the cards are shown at once, on every page and screen; writing ends."),
)
READ = Stage(
    "read",
    _("Read and clarify"),
    instruction=_("Ask about what you do not understand; nobody judges yet."),
    effect=_("The cards stay in sight; nothing else changes."),
)
CLUSTER = Stage(
    "cluster",
    _("Group"),
    instruction=_("Cards that say the same thing come together; names come last."),
    effect=_("Facilitators group the cards, and everyone sees it happen."),
)

BEFORE_VOTE = ("collect", "reveal", "read", "cluster")


class CardSettings(Model):
    """What a facilitator may set of a collection of cards."""

    question: str = Text(_("Question"), max=300, required=False, lines=2)
    per_person: int = Number(_("Cards a person"), low=1, high=20, default=3)


@dataclass
class Note:
    """A card on the board; `who` never leaves the state."""

    id: str
    text: str
    who: str
    number: int = 0
    cluster: str = ""
    hidden: bool = False
    paper: bool = False
    site: str = ""
    audience: str = ""
    origin: str = ""


@dataclass
class Cluster:
    """A group of cards, named last; `audience` is whom its cards are about, where they do not say it themselves."""

    id: str
    name: str = ""
    audience: str = ""

    @property
    def about(self) -> str:
        """Whom it is about, in words; "" where nobody said."""
        return AUDIENCES[self.audience] if self.audience else ""


@dataclass
class Cards:
    """All the cards of one share, and how they are grouped."""

    per_person: int = 3
    notes: dict[str, Note] = field(default_factory=dict)
    clusters: dict[str, Cluster] = field(default_factory=dict)
    revealed: bool = False
    dealt: dict[str, str] = field(default_factory=dict)
    """The table that groups each card, where cards were dealt to tables."""

    @classmethod
    def begin(cls, settings: CardSettings, handed: Sequence[Card]) -> Cards:
        """The cards at the start: those handed over, already written by nobody in the room."""
        return cls(per_person=settings.per_person, notes={card.id: _copied(card) for card in handed})

    def receive(self, handed: Iterable[Card]) -> None:
        """Cards handed over later: beside those that are there, grouped with none of them."""
        for card in handed:
            self.add(_copied(card))

    def audience_of(self, note: Note) -> str:
        """Whom a card is about: as it says itself, else as its cluster does."""
        cluster = self.clusters.get(note.cluster)
        return note.audience or (cluster.audience if cluster else "")

    def of(self, who: str) -> list[Note]:
        """What one person wrote, oldest first."""
        return [note for note in self.notes.values() if note.who == who]

    def sites_shown(self) -> bool:
        """Whether the site of each card may be shown: every site that wrote has five people who did."""
        writers: dict[str, set[str]] = defaultdict(set)
        for note in self.notes.values():
            if note.site:
                writers[note.site].add(note.who)
        return may_be_shown(len(people) for people in writers.values())

    def shown(self) -> list[Note]:
        """The cards on the board, by number: the order of writing cannot be read from it."""
        return sorted((note for note in self.notes.values() if not note.hidden), key=lambda note: note.number)

    def binned(self) -> list[Note]:
        """The cards put aside, by number."""
        return sorted((note for note in self.notes.values() if note.hidden), key=lambda note: note.number)

    def reveal(self) -> None:
        """Number what has none yet. Ids are random, so their order is a shuffle that replays the same."""
        self.revealed = True
        for note in sorted((note for note in self.notes.values() if not note.number), key=lambda note: note.id):
            self._number(note)

    def add(self, note: Note) -> None:
        """A new card; once the others are numbered it takes the next number."""
        self.notes[note.id] = note
        if self.revealed:
            self._number(note)

    def _number(self, note: Note) -> None:
        note.number = 1 + max((other.number for other in self.notes.values()), default=0)

    def deal(self, tables: Sequence[str], lots: Random) -> None:
        """Give every table its part of the cards: clusters whole, then single cards, the smallest heap first."""
        heaps: dict[str, int] = dict.fromkeys(tables, 0)
        groups = [notes for cluster, notes in self.groups() if cluster and notes]
        single = [[note] for note in self.shown() if not note.cluster]
        lots.shuffle(single)
        self.dealt = {}
        for notes in [*groups, *single]:
            table = min(heaps, key=lambda one: heaps[one])
            heaps[table] += len(notes)
            self.dealt.update({note.id: table for note in notes})

    def table_of(self, cluster: str) -> str:
        """The table that a cluster belongs to: that of all its cards; "" where they are of several, or of none."""
        tables = {self.dealt.get(note.id, "") for note in self.notes.values() if note.cluster == cluster}
        return tables.pop() if len(tables) == 1 else ""

    def leave_cluster(self, note: Note) -> None:
        """Take a card out of its cluster; an empty cluster goes with its last card."""
        left, note.cluster = note.cluster, ""
        if left and not any(other.cluster == left for other in self.notes.values()):
            self.clusters.pop(left, None)

    def groups(self) -> list[tuple[Cluster | None, list[Note]]]:
        """Clusters with their cards, then (None, the cards in no cluster)."""
        inside: dict[str, list[Note]] = defaultdict(list)
        for note in self.shown():
            inside[note.cluster].append(note)
        grouped: list[tuple[Cluster | None, list[Note]]] = [
            (cluster, inside[cluster.id]) for cluster in self.clusters.values() if inside[cluster.id]
        ]
        return [*grouped, (None, inside[""])]

    def authors(self) -> int:
        """How many people wrote at least one card."""
        return len({note.who for note in self.notes.values() if note.who and not note.paper})

    def counts(self) -> list[Any]:
        """The numbers a hidden stage may show, as sentences."""
        cards, authors = len(self.notes), self.authors()
        written = [_.many("%(n)s card written", "%(n)s cards written", cards)] if cards else []
        by = _.many("%(n)s person has written", "%(n)s people have written", authors)
        return [*written, by if authors else _("Nobody has written yet")]

    def view(self) -> dict[str, Any]:
        """What everyone may know of the cards: no author, no order of writing."""
        if not self.revealed:
            return {"groups": [], "named": False, "sited": False, "dealt": {}}
        return {
            "groups": self.groups(),
            "named": bool(self.clusters),
            "sited": self.sites_shown(),
            "dealt": self.dealt,
        }

    def mine(self, who: str) -> dict[str, Any]:
        """What one person sees of their own cards, and the marks of those on the board."""
        written = self.of(who)
        own = {note.id: {"card": str(_("my card"))} for note in written} if self.revealed else {}
        return {"my_cards": written, "cards_left": max(0, self.per_person - len(written)), "own": own}

    def table(self) -> Table:
        """One row a card shown: number, text, cluster, where it came from on paper."""
        rows, links, by_site = [], [], self.sites_shown()
        for cluster, notes in self.groups():
            for note in notes:
                row = (note.number, note.text, cluster.name if cluster else "", _("paper") if note.paper else "")
                rows.append((*row, SiteName(note.site)) if by_site else row)
                links.append({"card": note.id, "origin": note.origin})
        columns = (_("Number"), _("Card"), _("Cluster"), _("Source"), *([_("Site")] if by_site else []))
        return Table("cards", columns, rows, links)

    def handed(self) -> list[Card]:
        """What the next method gets: a cluster as one card once it has a name, else each card."""
        out: list[Card] = []
        for cluster, notes in self.groups():
            if cluster and cluster.name:
                held = tuple((note.id, note.text) for note in notes)
                whom = self.audience_of_all(cluster, notes)
                out.append(Card(cluster.id, cluster.name, "cluster", whom, details=held))
            else:
                out.extend(Card(note.id, note.text, "card", self.audience_of(note), note.origin) for note in notes)
        return out

    def audience_of_all(self, cluster: Cluster, notes: Iterable[Note]) -> str:
        """Whom a cluster is about: as was said of it, else as all its cards say."""
        said = {note.audience for note in notes}
        if cluster.audience or "" in said:
            return cluster.audience
        return next(iter(said)) if len(said) == 1 else "both"

    def traces(self) -> Iterable[Trace]:
        """The cards with what they copy, then the clusters with their cards: nothing before the reveal."""
        if not self.revealed:
            return
        for note in self.shown():
            yield Trace(note.id, note.text, "card", (note.origin,) if note.origin else (), self.audience_of(note))
        for cluster, notes in self.groups():
            if cluster:
                held = tuple(note.id for note in notes)
                said = cluster.name or notes[0].text
                yield Trace(cluster.id, said, "cluster", held, self.audience_of_all(cluster, notes))


def _copied(card: Card) -> Note:
    """A card handed over, on this board: nobody in the room wrote it."""
    return Note(card.id, card.text, "", audience=card.audience, origin=card.origin)


class HasCards(Protocol):
    """A state made of cards, among other things."""

    cards: Cards


def _words_of(state: HasCards, card: str) -> str:
    note = state.cards.notes.get(card)
    return note.text if note else ""


def _name_of(state: HasCards, cluster: str) -> str:
    found = state.cards.clusters.get(cluster)
    return found.name if found else ""


def _room_for(state: HasCards, more: int = 1) -> None:
    if len(state.cards.notes) + more > MOST:
        raise Refused(_("The board is full: %(most)s cards.", most=MOST))


def _own(state: HasCards, card: str, stamp: Stamp) -> Note:
    note = state.cards.notes.get(card)
    if note is None or note.who != stamp.who or note.paper:
        raise Refused(_("That card is no longer here, or is not yours."))
    return note


def _note(state: HasCards, card: str) -> Note:
    note = state.cards.notes.get(card)
    if note is None:
        raise Refused(_("That card is no longer here."))
    return note


class Write(Command, stage="collect", done=_("Card added")):
    """Write a card."""

    text: str = Text(_("Your idea"), max=LENGTH, lines=3)

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _room_for(state)
        if len(state.cards.of(stamp.who)) >= state.cards.per_person:
            raise Refused(_("You have written all your cards: edit one, or take one back."))

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        state.cards.add(Note(stamp.id, self.text, stamp.who, site=stamp.site))


class Edit(Command, stage="collect", done=_("Card changed")):
    """Change the words of a card of one's own."""

    card: str = Ref()
    text: str = Text(_("New wording"), max=LENGTH, lines=3)

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _own(state, self.card, stamp)

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        state.cards.notes[self.card].text = self.text


class TakeBack(Command, stage="collect", done=_("Card taken back")):
    """Take back a card of one's own."""

    card: str = Ref()

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _own(state, self.card, stamp)

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        del state.cards.notes[self.card]


class PaperCards(Command, stage=BEFORE_VOTE, role=FACILITATOR, title=_("Cards from paper")):
    """Enter cards written on paper, one a line; a pasted table gives a card a row."""

    lines: str = Text(_("Cards written on paper, one a line"), max=20_000, lines=4)

    def texts(self) -> list[str]:
        """The cards: one a line, the cells of a pasted table joined, blank lines left out."""
        cells = (" · ".join(filter(None, map(str.strip, line.split("\t")))) for line in self.lines.splitlines())
        return [text for text in cells if text]

    @classmethod
    def blanked(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        """A line a card stays, so that the other cards keep their ids."""
        texts = cls.model_construct(**data).texts()
        kept = (ERASED if not places or place in places else text for place, text in enumerate(texts))
        return {**data, "lines": "\n".join(kept)}

    def counted(self) -> str:
        return str(_.many("%(n)s card", "%(n)s cards", len(self.texts())))

    def told(self, state: HasCards) -> str:
        texts = self.texts()
        said = shorten(" · ".join(texts), LENGTH, placeholder="…")
        return str(_.many("%(n)s card: %(said)s", "%(n)s cards: %(said)s", len(texts), said=said))

    def check(self, state: HasCards, stamp: Stamp) -> None:
        texts = self.texts()
        _room_for(state, len(texts))
        too_long = next((text for text in texts if len(text) > LENGTH), None)
        if too_long:
            raise Refused(
                _("A card holds %(most)s characters; this line is longer: “%(line)s…”", most=LENGTH, line=too_long[:40])
            )

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        for place, text in enumerate(self.texts()):
            state.cards.add(Note(f"{stamp.id}.{place}", text, stamp.who, paper=True))


class Hide(
    Command, stage=("reveal", "read", "cluster", "vote", "decide"), role=FACILITATOR, title=_("Card put in the bin")
):
    """Put a card in the bin; nothing is deleted."""

    card: str = Ref()

    def told(self, state: HasCards) -> str:
        return _words_of(state, self.card)

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _note(state, self.card)

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        state.cards.notes[self.card].hidden = True


class Restore(
    Command,
    stage=("reveal", "read", "cluster", "vote", "decide"),
    role=FACILITATOR,
    title=_("Card taken out of the bin"),
):
    """Take a card out of the bin."""

    card: str = Ref()

    def told(self, state: HasCards) -> str:
        return _words_of(state, self.card)

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _note(state, self.card)

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        state.cards.notes[self.card].hidden = False


def _at_own_table(state: HasCards, stamp: Stamp, cards: Iterable[str], clusters: Iterable[str]) -> None:
    """People group the cards that were dealt to their table; facilitators group all of them."""
    if stamp.role == FACILITATOR:
        return
    if not state.cards.dealt:
        raise Refused(_("The facilitators group the cards; tables do once cards are dealt to them."))
    owned = [state.cards.dealt.get(card, "") for card in cards] + [state.cards.table_of(one) for one in clusters]
    if not stamp.table or any(table != stamp.table for table in owned):
        raise Refused(_("Your table groups the cards that were dealt to it; the others are not yours to move."))


class Deal(Command, stage="cluster", role=FACILITATOR, title=_("Cards dealt to the tables")):
    """Deal the cards to the tables: each groups and names its part, then facilitators merge across sites."""

    tables: tuple[str, ...] = TableIds()

    def check(self, state: HasCards, stamp: Stamp) -> None:
        if not self.tables:
            raise Refused(_("Nobody sits at a table yet: lay the tables and seat people first."))

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        state.cards.deal(self.tables, stamp.lots)


class TakeIn(Command, stage="cluster", role=FACILITATOR, title=_("Cards taken back from the tables")):
    """End the tables' grouping: what they grouped stays, facilitators go on."""

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        state.cards.dealt = {}


class Move(Command, stage="cluster", role=ANYONE, at_table=True, title=_("Card moved")):
    """Move a card: `to` is another card, a cluster, "new" for one of its own, or "" for none."""

    card: str = Ref()
    to: str = Ref(default="")

    def told(self, state: HasCards) -> str:
        return _words_of(state, self.card)

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _note(state, self.card)
        cards = state.cards
        known = self.to in cards.clusters or self.to in cards.notes or self.to in ("", "new")
        if not known or self.to == self.card:
            raise Refused(_("That place is no longer here: choose another."))
        beside = [self.to] if self.to in cards.notes else []
        _at_own_table(state, stamp, [self.card, *beside], [self.to] if self.to in cards.clusters else [])

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        cards, note = state.cards, state.cards.notes[self.card]
        other = cards.notes.get(self.to)
        cluster = other.cluster if other else self.to
        if cluster and cluster == note.cluster:
            return
        cards.leave_cluster(note)
        if self.to == "" or (cluster and cluster not in cards.clusters and cluster != "new"):
            return
        if not cluster or cluster == "new":
            cluster = f"c-{stamp.id}"
            cards.clusters[cluster] = Cluster(cluster)
        note.cluster = cluster
        if other:
            other.cluster = cluster


def _cluster(state: HasCards, cluster: str) -> Cluster:
    found = state.cards.clusters.get(cluster)
    if found is None:
        raise Refused(_("That cluster is no longer here."))
    return found


class MergeClusters(Command, stage="cluster", role=ANYONE, at_table=True, title=_("Clusters merged")):
    """Put all the cards of a cluster into another; every card stays as it was written."""

    cluster: str = Ref()
    into: str = Ref()

    def told(self, state: HasCards) -> str:
        return _name_of(state, self.into)

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _cluster(state, self.cluster)
        _cluster(state, self.into)
        if self.cluster == self.into:
            raise Refused(_("That place is no longer here: choose another."))
        _at_own_table(state, stamp, [], [self.cluster, self.into])

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        cards = state.cards
        if self.cluster not in cards.clusters or self.into not in cards.clusters:
            return
        for note in cards.notes.values():
            if note.cluster == self.cluster:
                note.cluster = self.into
        left, into = cards.clusters.pop(self.cluster), cards.clusters[self.into]
        into.name, into.audience = into.name or left.name, into.audience or left.audience


class SplitCluster(Command, stage="cluster", role=FACILITATOR, title=_("Cluster taken apart")):
    """Take a cluster apart: its cards are on their own again."""

    cluster: str = Ref()

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _cluster(state, self.cluster)

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        for note in state.cards.notes.values():
            if note.cluster == self.cluster:
                note.cluster = ""
        state.cards.clusters.pop(self.cluster, None)


class NameCluster(Command, stage=("cluster", "vote"), role=ANYONE, at_table=True, title=_("Cluster named")):
    """Name a cluster, or rename it."""

    cluster: str = Ref()
    title: str = Text(_("Name of the cluster"), max=80)

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _cluster(state, self.cluster)
        _at_own_table(state, stamp, [], [self.cluster])

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        if self.cluster in state.cards.clusters:
            state.cards.clusters[self.cluster].name = self.title


class Concern(Command, stage="cluster", role=FACILITATOR, title=_("Said whom a cluster is about")):
    """Say whom a cluster is about; its cards are too, where they do not say otherwise.

    Offered to facilitators where the method's overview says `concerns`.
    """

    cluster: str = Ref()
    audience: str = Choice(_("Whom it is about"), {"": _("as the activity says"), **AUDIENCES}, default="")

    def told(self, state: HasCards) -> str:
        whom = str(AUDIENCES[self.audience]) if self.audience else ""
        return " · ".join(filter(None, (_name_of(state, self.cluster), whom)))

    def check(self, state: HasCards, stamp: Stamp) -> None:
        _cluster(state, self.cluster)

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        if self.cluster in state.cards.clusters:
            state.cards.clusters[self.cluster].audience = self.audience


CARD_COMMANDS: tuple[type[Command], ...] = (
    Write, Edit, TakeBack, PaperCards, Hide, Restore, Deal, TakeIn, Move, MergeClusters, SplitCluster, NameCluster,
    Concern,
)  # fmt: skip


def handed_texts(lines: str) -> Iterable[str]:
    """The lines of a typed list, blank ones left out."""
    return (line.strip() for line in lines.splitlines() if line.strip())
