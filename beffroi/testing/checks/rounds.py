"""A method played through its own forms and buttons, and looked at from everywhere as it goes on."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from pydantic import ValidationError

from app.host.never_ending import watched
from app.host.page_offers import Offer, offers_of
from app.live.commands.decide import DuplicateRequest
from beffroi import Card, Command, Refused, Stamp
from beffroi.report import OfTable
from beffroi.testing.checks.drawing import Pages
from beffroi.testing.checks.fingerprint import fingerprint
from beffroi.testing.checks.host_questions import Enough, Notes, Sheet, ask_all
from beffroi.testing.checks.players import FACILITATORS, PEOPLE, Player, Workshop
from beffroi.testing.filling import seated, table_of

TIMES = 2
"""How often everybody does what their pages offer, in each stage."""

EACH = 9
"""Offers that somebody takes up at a time, at most, drawn by lot."""

WRITTEN = 3
"""How often somebody fills in a form at a time; buttons that take things out again are pressed once."""

PROBED = 3
"""How often a command is looked at while it is checked and applied."""

KINDS = ("persona", "verbatim", "need", "card")
CARDS = [Card(f"h{n}", f"Carte {n}", kind, "external") for n, kind in enumerate(KINDS)]


@dataclass
class Rounds:
    """One play: of one room, or at two tables."""

    notes: Notes
    way: str
    board: Workshop = field(init=False)
    pages: Pages = field(init=False)
    offered: set[str] = field(default_factory=set)
    """The commands that some page offered."""
    probed: dict[str, int] = field(default_factory=dict)
    stale: list[tuple[str, Offer]] = field(default_factory=list)
    """What pages offered that nobody reloaded since."""

    def __post_init__(self) -> None:
        tables = 2 if self.way == "table" else 0
        self.board = Workshop(self.notes.method, cards=CARDS, tables=tables, share_by=self.way)
        self.pages = Pages(self.board, self.notes)
        people = seated(self.board, PEOPLE)
        self.players = {who: Player(self.board, who) for who in (*FACILITATORS, *people)}
        self.people: Sequence[str] = people
        self.lots = Random(1)

    def play(self) -> None:
        """From the first stage to the last; nobody has done anything where it is looked at first."""
        for number, stage in enumerate(self.board.record.agenda.activities[self.board.activity].stages):
            if self.board.standing.stage != stage:
                self._guarded("on_stage", lambda stage=stage: self.board.stage(stage))
            self.look(() if number else ("en", "fr"))
            marks = {who: len(player.marks) for who, player in self.players.items()}
            for time in range(TIMES):
                self._round(FACILITATORS[time % len(FACILITATORS)])
            written = {who: player.marks[marks[who] :] for who, player in self.players.items()}
            self.look(("fr",) if number % 2 else ("en",), written if self._is_hidden() else {})
            self._press_stale()
        if self.notes.method.can_add_cards:
            more = [Card("more1", "Une de plus", "card"), Card("more2", "Et une autre", "card")]
            self._guarded("add_cards", lambda: self.board.hand(more))
        self.look(("fr", "en"))

    def _is_hidden(self) -> bool:
        stage = self.notes.method.stage(self.board.standing.stage)
        return bool(stage and stage.hidden)

    def _guarded(self, name: str, work: Any) -> None:
        try:
            work()
        except Refused:
            return
        except Exception as error:  # noqa: BLE001 - whatever a method raises is told
            self.notes.tell_raised(self.notes.of(name), error)
            raise Enough from error

    # --- doing ------------------------------------------------------------------------------

    def _round(self, leads: str) -> None:
        """Everybody does something; one of the facilitators, for their pages are the same."""
        for who in (leads, *self.people):
            offers = self.offers(who)
            self.offered |= {offer.command for offer in offers}
            self.stale += [(who, offer) for offer in offers[-2:] if offer.is_whole]
            for offer in self._chosen(offers):
                self.take_up(who, offer, offers)

    def _chosen(self, offers: Sequence[Offer]) -> list[Offer]:
        """Of each command a few: more is written than pressed, or nothing would stay."""
        by_command: dict[str, list[Offer]] = defaultdict(list)
        for offer in offers:
            by_command[offer.command].append(offer)
        found = [one for some in by_command.values() for one in self._few(some)]
        return self.lots.sample(found, min(EACH, len(found)))

    def _few(self, offers: list[Offer]) -> list[Offer]:
        if all(offer.is_whole for offer in offers):
            return [self.lots.choice(offers)]
        return (offers * WRITTEN)[:WRITTEN] if len(offers) < WRITTEN else self.lots.sample(offers, WRITTEN)

    def offers(self, who: str) -> list[Offer]:
        """What somebody's page offers."""
        try:
            pages = self.pages.of_facilitators() if who in FACILITATORS else self.pages.of(who)
        except Exception:  # noqa: BLE001 - the look at pages says what is wrong
            return []
        return [offer for html in pages for offer in offers_of(html) if self.board.method.command(offer.command)]

    def take_up(self, who: str, offer: Offer, page: Sequence[Offer] = ()) -> None:
        """Do what a page offers."""
        command = self.board.method.command(offer.command)
        assert command is not None
        try:
            data = self.players[who].data_for(command, offer, page)
            self._probe(who, command, data)
            self.board.ask(who, offer.command, self.board.activity, data)
        except Refused as refused:
            if not str(refused.sentence).strip():
                at = self.notes.sources.raised_at(refused)
                self.notes.tell(self._culprit(command, "check"), "it refuses without a word: say a whole sentence.", at)
        except ValidationError as error:
            if offer.is_whole:
                said = f"a button carries {offer.data}, which it does not take: {error.errors()[0]['msg']}."
                self.notes.tell(command.__name__, said)
        except (Enough, DuplicateRequest):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a command raises is told
            self.notes.tell_raised(self._culprit(command, "apply"), error)
            self.board.record.refold(self.board.activity)

    def _culprit(self, command: type[Command], part: str) -> str:
        return f"{command.__name__}.{part}"

    def _probe(self, who: str, command: type[Command], data: dict[str, Any]) -> None:
        """Checked and applied on a copy, a few times: what that changes, and how long it takes."""
        self.probed[command.about.name] = self.probed.get(command.about.name, 0) + 1
        if self.probed[command.about.name] > PROBED:
            return
        said, scopes = command.model_validate(data), self.board.record.scopes[self.board.activity]
        scope = self.board.tables[table_of(self.board, who) - 1] if table_of(self.board, who) else ""
        state = copy.deepcopy(scopes[scope].state)
        grant = self.board.grant(who)
        stamp = Stamp("probe", grant.who, grant.role, at=self.board.at)
        before = fingerprint(state)
        checked = self._culprit(command, "check")
        made = self.notes.timed(checked, lambda: said.check(state, stamp))
        if fingerprint(state) != before:
            self.notes.tell(checked, "it changes the state, which only apply does: look at it, and leave it as it is.")
        if made is not None:
            self.notes.tell(checked, f"it gives {made!r}, which nobody reads: raise Refused with the sentence.")
        applied = self._culprit(command, "apply")
        self.notes.timed(applied, said.apply, lambda: (copy.deepcopy(state), stamp))
        if not command.about.affects_others:
            self._look_at_others(who, command, state, lambda made: said.apply(made, stamp))

    def _look_at_others(self, who: str, command: type[Command], state: Any, apply: Callable[[Any], None]) -> None:
        """What another is shown of their own stays as it was: nobody draws it anew."""
        at = table_of(self.board, who)
        other = next((one for one in self.people if one != who and table_of(self.board, one) == at), None)
        if other is not None:
            after = copy.deepcopy(state)
            apply(after)
            if self._own(state, other) != self._own(after, other):
                self.notes.tell(command.__name__, OTHERS)

    def _own(self, state: Any, other: str) -> str:
        with watched():
            return fingerprint(self.notes.method.personal_view(state, self.who(other)))

    def _press_stale(self) -> None:
        """Pages that were not reloaded: what they offer may be gone."""
        for who, offer in self.stale[-12:]:
            self.take_up(who, offer)
        self.stale.clear()

    # --- looking ----------------------------------------------------------------------------

    def look(self, locales: Sequence[str], hidden: dict[str, list[str]] | None = None) -> None:
        """Ask the method everything, and draw every page."""
        for made in self.ask():
            self._look_for_people(made)
            self._look_for_hidden(made, hidden or {})
            self._take_names(made)
        pages = self.pages.draw(self.people[:2], locales)
        ids = {who: self.who(who) for who in self.people}
        for place, html in pages.items():
            if any(id in html for who, id in ids.items() if who != place):
                self.notes.tell(self.notes.of("personal_view" if place in ids else "view"), NAMES)
        for who, marks in (hidden or {}).items():
            for place, html in pages.items():
                if place != who and who not in FACILITATORS and any(f"{mark} " in html for mark in marks):
                    culprit = self.notes.of("personal_view" if place in self.people else "counts")
                    self.notes.tell(culprit, HIDES)

    def ask(self) -> list[dict[str, Any]]:
        """What the method gives, of the room's state and of the tables'."""
        scopes = self.board.record.scopes.get(self.board.activity, {})
        names = {table.id: table.name for table in self.board.record.agenda.seating.tables.values()}
        others = tuple(OfTable(id, names.get(id, ""), one.state) for id, one in scopes.items() if id)
        people = [self.who(who) for who in self.people[:2]]
        return [
            ask_all(self.notes, Sheet(one.state, one.settings, one.stage, () if id else others), people)
            for id, one in scopes.items()
        ]

    def who(self, name: str) -> str:
        """Who somebody is to the method."""
        activity = self.board.record.agenda.activities[self.board.activity]
        return self.board.record.who_in(activity, self.board.grant(name))

    def _look_for_people(self, made: dict[str, Any]) -> None:
        ids = [self.who(name) for name in self.people]
        for name in ("counts", "tables", "cards", "traces", "report"):
            told = fingerprint(made.get(name))
            if any(id in told for id in ids):
                self.notes.tell(self.notes.of(name), NAMES)

    def _look_for_hidden(self, made: dict[str, Any], hidden: dict[str, list[str]]) -> None:
        told = " ".join(map(str, made.get("counts") or ()))
        marks = [mark for who, some in hidden.items() if who not in FACILITATORS for mark in some]
        if any(mark in told for mark in marks):
            self.notes.tell(self.notes.of("counts"), HIDES)

    def _take_names(self, made: dict[str, Any]) -> None:
        given = self.notes.given
        given.everyone |= set(made["view"] if isinstance(made["view"], dict) else ())
        seen = made["facilitator_view"]
        given.facilitators |= set(seen if isinstance(seen, dict) else ())
        given.own |= {name for one in made["personal_view"] if isinstance(one, dict) for name in one}


OTHERS = (
    "it changes what personal_view shows to others, whose pages are not drawn anew by it: write affects_others=True in "
    "its class line, or show that on the board."
)
NAMES = "it gives ids of people, and says so who wrote what: give what was written, never who."
HIDES = "it tells what the stage hides: give numbers, and to each their own alone."
