"""A plan: its actions, each with who does it, by which day, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from beffroi import ERASED, Card, Stamp, translator
from beffroi.report.numbers import day_in_words

_ = translator(__name__)

STATES = {"todo": _("To do"), "doing": _("Under way"), "done": _("Done"), "dropped": _("Given up")}
"""How far an action is, by the key that a log has."""

FINISHED = ("done", "dropped")

ASPECTS = {"first": _("First step"), "partner": _("With whom"), "indicator": _("How we see that it is done")}
"""What is said of an action beside the rest, by the key that a log has."""


@dataclass(frozen=True)
class Said:
    """Words, and the entry, or the thing that was handed over, that they are of."""

    text: str = ""
    id: str = ""

    @property
    def shown(self) -> str:
        """The words; "" of erased ones."""
        return "" if self.text == ERASED else self.text


NOTHING = Said()


@dataclass(frozen=True)
class Row:
    """An action. `by` wrote it, `whom` it is proposed to, `owner` took it on: never shown."""

    id: str
    wording: Said
    by: str = ""
    outcome: Said = NOTHING
    """What was kept, and where: the id is that of its own activity."""
    follows: str = ""
    """The action of before that it carries on."""
    due: str = ""
    wished: Said = NOTHING
    """For when, in words, where no day was given."""
    to: Said = NOTHING
    """A function, a service, or the name of somebody here whom it is proposed to."""
    is_service: bool = False
    """Whether that was said to be a function or a service."""
    whom: str = ""
    owner: str = ""
    name: Said = NOTHING
    """Whoever took it on, as they wrote their name; of a plan that was handed over without who that is."""
    first: Said = NOTHING
    partner: Said = NOTHING
    indicator: Said = NOTHING
    state: str = "todo"
    line: Said = NOTHING
    """What was said of its state last."""
    in_bin: bool = False

    @property
    def text(self) -> str:
        """What is done."""
        return self.wording.text

    @property
    def is_taken(self) -> bool:
        """Whether somebody took it on."""
        return bool(self.owner or self.name.shown)

    @property
    def is_open(self) -> bool:
        """Whether something is left to be done."""
        return self.state not in FINISHED

    @property
    def who(self) -> Any:
        """Who does it: a name that its person gave, a service, or whom it is proposed to."""
        if self.name.shown:
            return self.name.shown
        if self.owner:
            return _("taken on, name erased")
        if self.is_service or not self.to.shown:
            return self.to.shown
        return _("proposed to %(name)s", name=self.to.shown)

    @property
    def service(self) -> Any:
        """As `who`, without anybody's name."""
        if self.is_taken:
            return _("taken on")
        return self.to.shown if self.is_service else _("proposed") if self.to.shown else ""

    @property
    def when(self) -> Any:
        """By which day, in words; else as somebody wrote it."""
        return day_in_words(self.due) if self.due else self.wished.shown

    @property
    def stands(self) -> Any:
        """How far it is, in words."""
        return STATES[self.state]

    def said(self, aspect: str) -> Said:
        """What is said of an aspect."""
        found: Said = getattr(self, aspect)
        return found

    def aspects(self) -> Iterator[tuple[str, Any, str]]:
        """Each aspect with its title and what is said of it."""
        return ((name, title, self.said(name).shown) for name, title in ASPECTS.items())


@dataclass
class Plan:
    """The actions, by id."""

    rows: dict[str, Row] = field(default_factory=dict)

    def take(self, cards: Iterable[Card]) -> None:
        """Begin with what was kept elsewhere, or with the actions of a former plan."""
        for card in cards:
            self.rows[card.id] = _row_of(card)

    def here(self) -> list[Row]:
        """Those that stand, by day; without one, last."""
        rows = (one for one in self.rows.values() if not one.in_bin)
        return sorted(rows, key=lambda one: (not one.due, one.due, one.text.casefold(), one.id))

    def binned(self) -> list[Row]:
        """Those that were taken out."""
        return [one for one in self.rows.values() if one.in_bin]

    def find(self, id: str) -> Row | None:
        """One that stands; None where it does not."""
        found = self.rows.get(id)
        return None if found is None or found.in_bin else found

    def change(self, id: str, **said: Any) -> None:
        """Say something else of one, where it is there."""
        if found := self.rows.get(id):
            self.rows[id] = replace(found, **said)

    def outcomes(self) -> list[tuple[str, str]]:
        """The outcomes that actions follow from, in the order of the actions."""
        return list({one.outcome.id: one.outcome.text for one in self.rows.values() if one.outcome.id}.items())


def _row_of(card: Card) -> Row:
    told = {name: Said(words, id) for name, id, words in card.said}
    is_former = "action" in told
    state = told.get("state", NOTHING).text
    due = told.get("due", NOTHING).text
    return Row(
        card.id,
        told.get("action", Said(card.text, card.id)),
        outcome=told.get("outcome", NOTHING) if is_former else Said(card.text, card.origin or card.id),
        follows=told.get("follows", NOTHING).id,
        due=due if is_day(due) else "",
        wished=told.get("when", NOTHING),
        to=told.get("who", NOTHING),
        name=told.get("name", NOTHING),
        first=told.get("first", NOTHING),
        partner=told.get("partner", NOTHING),
        indicator=told.get("indicator", NOTHING),
        state=state if state in STATES else "todo",
        line=told.get("line", NOTHING),
    )


def is_day(said: str) -> bool:
    """Whether it is a day as a form sends it."""
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def day_of(stamp: Stamp) -> str:
    """The day of an entry."""
    return datetime.fromtimestamp(stamp.at / 1000, UTC).date().isoformat()


def without_day(rows: Sequence[Row]) -> int:
    """How many have no day yet."""
    return sum(not one.due and one.is_open for one in rows)


def without_owner(rows: Sequence[Row]) -> int:
    """How many have neither somebody who took it on nor a service."""
    return sum(not one.is_taken and not (one.is_service and one.to.shown) and one.is_open for one in rows)
