"""What binds stakeholders to each other: pairs, each with a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import ANYONE, Block, Card, Command, NoSettings, Ref, Refused, Stamp, Table, Text, translator
from beffroi.blocks.cards import Cards
from beffroi.report import Grid, OfTable, Row, Section

_ = translator(__name__)

MOST = 150
"""Links, at most: each is drawn on every page."""

DURING = ("describe", "see")


@dataclass(frozen=True)
class Link:
    """Two stakeholders, by their ids and as they are called; the `word` for what binds them is of the entry `said`."""

    id: str
    one: str
    other: str
    word: str = ""
    said: str = ""
    names: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        """Whom it binds."""
        return " · ".join(self.names)


@dataclass
class Linked:
    """The `links` by id, and what the stakeholders are `named` now."""

    links: dict[str, Link] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)

    def shown(self) -> tuple[Link, ...]:
        """Those whose two ends are here."""
        here = (one for one in self.links.values() if one.one in self.named and one.other in self.named)
        return tuple(replace(one, names=(self.named[one.one], self.named[one.other])) for one in here)


class Bind(Command, stage=DURING, role=ANYONE, title=_("Link"), announcement=_("Linked")):
    """Say that two stakeholders are bound to each other."""

    one: str = Ref()
    other: str = Ref()

    def undo_label(self, linked: Linked) -> str:
        return " · ".join(filter(None, (linked.named.get(self.one), linked.named.get(self.other))))

    def check(self, linked: Linked, stamp: Stamp) -> None:
        if self.one not in linked.named or self.other not in linked.named:
            raise Refused(_("That one is no longer here."))
        if self.one == self.other:
            raise Refused(_("Choose another one: a link has two ends."))
        if any({self.one, self.other} == {link.one, link.other} for link in linked.links.values()):
            raise Refused(_("These two are linked already."))
        if len(linked.links) >= MOST:
            raise Refused(_("There are %(most)s links, and no more are taken.", most=MOST))

    def apply(self, linked: Linked, stamp: Stamp) -> None:
        linked.links[stamp.id] = Link(stamp.id, self.one, self.other)


class SayLink(Command, stage=DURING, role=ANYONE, title=_("Link"), announcement=_("Kept")):
    """Say in a word what binds them."""

    link: str = Ref(edits=True)
    text: str = Text(_("In a word or two"), max=40)

    def check(self, linked: Linked, stamp: Stamp) -> None:
        if self.link not in linked.links:
            raise Refused(_("That link is no longer here."))

    def apply(self, linked: Linked, stamp: Stamp) -> None:
        if found := linked.links.get(self.link):
            linked.links[self.link] = replace(found, word=self.text, said=stamp.id)


class Unbind(Command, stage=DURING, role=ANYONE, title=_("Link taken out"), announcement=_("Taken out")):
    """Take a link out."""

    link: str = Ref()

    def undo_label(self, linked: Linked) -> str:
        found = next((one for one in linked.shown() if one.id == self.link), None)
        return found.text if found else ""

    def check(self, linked: Linked, stamp: Stamp) -> None:
        if self.link not in linked.links:
            raise Refused(_("That link is no longer here."))

    def apply(self, linked: Linked, stamp: Stamp) -> None:
        linked.links.pop(self.link, None)


class Links(Block[Linked, NoSettings]):
    """Links between the stakeholders that a block of cards holds."""

    kind = "links"
    template = "stakeholders/links.html"
    commands = (Bind, SayLink, Unbind)

    def __init__(self, on: Cards) -> None:
        super().__init__()
        self.on = on
        on.followers = (*on.followers, self)

    def start(self, settings: NoSettings, cards: Sequence[Card]) -> Linked:
        return Linked()

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        self._renamed(state)

    def followed(self, state: Any, thing: str, /) -> None:
        self._renamed(state)

    def _renamed(self, state: Any) -> None:
        self.of(state).named = {one.id: one.text for one in self.on.options(self.on.of(state))}

    def view(self, linked: Linked, /) -> dict[str, Any]:
        return {"links": linked.shown(), "ends": tuple(linked.named.items())}

    def tables(self, linked: Linked, /) -> Iterable[Table]:
        shown = linked.shown()
        if shown:
            rows = [(*one.names, one.word) for one in shown]
            yield Table("links", COLUMNS, rows, [{"card": one.one} for one in shown])

    def report(
        self, linked: Linked, tables: Sequence[OfTable[Linked]], settings: NoSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        rows = [
            Row((*one.names, one.word), ids=tuple(filter(None, (one.one, one.other, one.id, one.said))))
            for one in linked.shown()
        ]
        if rows:
            yield Section("links", _("Links between them"), (Grid(COLUMNS, rows),))


COLUMNS = (_("Between"), _("and"), _("What binds them"))
