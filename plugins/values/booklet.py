"""The booklet: one value a page, with one story whose teller ticked it, re-read by a facilitator before it appears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import FACILITATOR, Block, Card, Command, NoSettings, Ref, Refused, Stage, Stamp, Text, translator
from beffroi.report import Heading, Item, Listing, OfTable, Paragraph, Section
from plugins.values.defining import DASH, read_article
from plugins.values.stories import STORY_MOST, Stories

_ = translator(__name__)

BOOKLET = Stage(
    "booklet",
    _("Make the booklet"),
    instruction=_("One value a page. Is there a story whose teller lets it appear, and that harms nobody?"),
    effect=_("The values that were adopted show one a page; facilitators choose a story for each, re-read first."),
)

VALUES_MOST = 50
"""Values for which a story is chosen, at most."""


@dataclass(frozen=True)
class Chosen:
    """A story of the booklet: the `card` that it was told with, the `text` as it appears, the `id` of its wording."""

    card: str
    text: str
    id: str


@dataclass(frozen=True)
class Page:
    """A page: a value, what it `means` with what we `do` and `never` do, how it was `agreed`, and a `story`."""

    id: str
    name: str
    means: str
    do: tuple[str, ...]
    never: tuple[str, ...]
    agreed: Any
    story: str = ""
    by: str = ""
    ids: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    """The ids of what its story is made of."""
    offered: tuple[tuple[str, str, str], ...] = ()
    """The stories that may appear, to choose from: their ids, the value as it was told, the text."""


@dataclass
class Booklet:
    """The stories that were `chosen`, by value; `deck` holds what was told, `pages` is worked out by the method."""

    chosen: dict[str, Chosen] = field(default_factory=dict)
    deck: Stories | None = None

    def story(self, value: str) -> Chosen | None:
        """The story of a value, as long as its teller lets it appear."""
        one = self.chosen.get(value)
        return one if one and self.deck and self.deck.may_appear(one.card) else None


class ChooseStory(Command, stage="booklet", role=FACILITATOR, title=_("Story chosen for the booklet")):
    """Have a story appear on a value's page, re-read: without the names of others."""

    value: str = Ref(edits=False)
    card: str = Ref(edits=True)
    text: str = Text(
        _("The story, as it appears"),
        max=STORY_MOST,
        lines=5,
        help=_("Re-read it: take out the names of others, and what would tell who they are."),
    )

    def undo_label(self, booklet: Booklet) -> str:
        return self.text

    def check(self, booklet: Booklet, stamp: Stamp) -> None:
        if booklet.deck is None or not booklet.deck.may_appear(self.card):
            raise Refused(_("Its teller does not let this story appear: choose another one."))
        if self.value not in booklet.chosen and len(booklet.chosen) >= VALUES_MOST:
            raise Refused(_("There are %(most)s stories in the booklet, and no more are taken.", most=VALUES_MOST))

    def apply(self, booklet: Booklet, stamp: Stamp) -> None:
        booklet.chosen[self.value] = Chosen(self.card, self.text, stamp.id)


class LeaveOut(Command, stage="booklet", role=FACILITATOR, title=_("Story left out of the booklet")):
    """Leave a page without a story."""

    value: str = Ref()

    def check(self, booklet: Booklet, stamp: Stamp) -> None:
        if self.value not in booklet.chosen:
            raise Refused(_("There is no story on that page."))

    def apply(self, booklet: Booklet, stamp: Stamp) -> None:
        booklet.chosen.pop(self.value, None)


class Pages(Block[Booklet, NoSettings]):
    """The booklet of a method that has stories, their meanings, and what was agreed on."""

    kind = "booklet"
    stages = (BOOKLET,)
    commands = (ChooseStory, LeaveOut)

    def start(self, settings: NoSettings, cards: Sequence[Card]) -> Booklet:
        return Booklet()

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        self.of(state).deck = state.told

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        self.of(state).deck = state.told

    def report(
        self, booklet: Booklet, tables: Sequence[OfTable[Booklet]], settings: NoSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        return ()  # the method says it: it needs what the other blocks hold


def pages_of(state: Any) -> tuple[Page, ...]:
    """A page for each value that was adopted."""
    rows = {row.id: row for row in state.meant.rows()}
    adopted = [one for one in state.agreed.all.values() if one.became in ("adopted", "trial")]
    return tuple(_page(state, one, rows.get(one.id)) for one in adopted if state.agreed.is_shown)


def _page(state: Any, article: Any, row: Any) -> Page:
    name = row.text if row else article.thing.text.splitlines()[0].partition(DASH)[0]
    said = read_article(name, article.text)
    chosen = state.booklet.story(article.id)
    story = state.told.stories.get(chosen.card) if chosen else None
    held = row.thing.content if row else frozenset({article.id})
    offered = tuple((note.id, note.text, one.text) for note, one in state.told.told() if one.may and note.id in held)
    ids = (article.id, *(id for id, _words in article.thing.parts if id), *(one.id for one in article.rounds if one.id))
    return Page(
        article.id, name, said.means, said.do, said.never, article.said,
        chosen.text if chosen else "", story.by if story else "", tuple(dict.fromkeys(ids)),
        (chosen.card, chosen.id) if chosen else (), offered,
    )  # fmt: skip


def section_of(pages: Sequence[Page]) -> Section:
    """The booklet, for everybody."""
    return Section("booklet", _("Our values"), tuple(_pieces(pages)), version="direction")


def _pieces(pages: Sequence[Page]) -> Iterable[Any]:
    for one in pages:
        yield Heading(one.name, one.agreed, ids=one.ids, version="direction")
        if one.means:
            yield Paragraph(one.means, ids=one.ids, version="direction")
        lines = [Item(text, _("We do"), ids=one.ids, version="direction") for text in one.do]
        lines += [Item(text, _("We do not do"), ids=one.ids, version="direction") for text in one.never]
        if lines:
            yield Listing(lines, version="direction")
        if one.story:
            yield Listing([Item(one.story, _("A story"), ids=one.told, version="direction")], version="direction")
