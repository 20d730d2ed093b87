"""Stories that people lived, each with the value that it shows: the card is the value, the story stays with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import ERASED, FACILITATOR, Card, Command, Flag, Kind, Number, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.cards import (
    CARD_COMMANDS,
    CLUSTER,
    COLLECT,
    REVEAL,
    Cards,
    CardSettings,
    Deck,
    Edit,
    Note,
    PaperCards,
    Write,
)
from beffroi.folding import counted
from beffroi.report import Cloud, Word

_ = translator(__name__)

WORDS_MOST = 3
"""Words of a value, at most: it is to be remembered."""

STORY_MOST = 600
"""Characters of a story, at most: a minute, told aloud."""

MOST = 1_000
"""Stories, at most."""

ALWAYS = (
    "collect", "reveal", "cluster", "vote", "decide", "describe", "stances", "settle", "capture", "booklet",
)  # fmt: skip
"""Until it is over, whoever told a story says whether it may appear."""

TELL = replace(
    COLLECT,
    title=_("Tell a story"),
    instruction=_("A moment that you lived, in which we were at our best; then the value that it shows."),
    notice=_("Everybody here reads stories from the reveal on. A story leaves the room only if you tick it, re-read."),
)
READ = replace(
    REVEAL, instruction=_("Here are the values, and the stories that they come from: tell yours, if you like.")
)
GATHER = replace(CLUSTER, instruction=_("Values that say the same thing come together; names come last."))


@dataclass(frozen=True)
class Story:
    """What somebody lived: its `text`, whether it `may` appear in the booklet, and under which name, `by`, if any."""

    text: str
    may: bool = False
    by: str = ""


@dataclass
class Stories(Deck):
    """Values as cards, each with the story that it comes from, by the card's id."""

    stories: dict[str, Story] = field(default_factory=dict)

    def tell(self, card: str, **said: Any) -> None:
        """A story, or what is put otherwise of one that is there."""
        self.stories[card] = replace(self.stories.get(card, Story("")), **said)

    def told(self) -> list[tuple[Note, Story]]:
        """The values on the board that have a story, by number."""
        found = ((note, self.stories.get(note.id)) for note in self.shown())
        return [(note, story) for note, story in found if story and story.text not in ("", ERASED)]

    def may_appear(self, card: str) -> bool:
        """Whether a story may appear in the booklet: its teller ticked it, and it is here."""
        note, story = self.notes.get(card), self.stories.get(card)
        return bool(note and story and story.may and story.text not in ("", ERASED) and not note.hidden)


def _must_be_short(text: str) -> None:
    if len(text.split()) > WORDS_MOST:
        said = _("A value is said in %(most)s words at most: “%(text)s” has more.", most=WORDS_MOST, text=text[:60])
        raise Refused(said, errors={"text": said})


class TellStory(Command, name="write", stage="collect", apart=True, announcement=_("Story added")):
    """Tell a story, and the value that it shows."""

    question: str = Ref(default="")
    story: str = Text(
        _("Your story: what happened, what did somebody do?"),
        max=STORY_MOST,
        lines=5,
        help=_("Leave out the names of others: say their function."),
    )
    text: str = Text(_("The value that it shows, in 1 to 3 words"), max=40)
    may: bool = Flag(_("My story may appear in the booklet, once re-read"))

    def check(self, deck: Stories, stamp: Stamp) -> None:
        _must_be_short(self.text)
        Write(question=self.question, text=self.text).check(deck, stamp)

    def apply(self, deck: Stories, stamp: Stamp) -> None:
        question = deck.answered_by(self.question)
        deck.add(Note(stamp.id, self.text, stamp.who, site=stamp.site, question=question))
        deck.tell(stamp.id, text=self.story, may=self.may)


class EditStory(Edit, name="edit", stage="collect", apart=True, announcement=_("Story changed")):
    """Change the words of a story of one's own, or its value."""

    story: str = Text(_("Your story: what happened, what did somebody do?"), max=STORY_MOST, lines=5)
    text: str = Text(_("The value that it shows, in 1 to 3 words"), max=40)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        _must_be_short(self.text)
        super().check(deck, stamp)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        super().apply(deck, stamp)
        if isinstance(deck, Stories):
            deck.tell(self.card, text=self.story)


class PaperStory(Command, name="paper_cards", stage=("collect", "reveal", "cluster"), role=FACILITATOR,
                 title=_("Story from paper")):  # fmt: skip
    """Enter a story written on paper, with its value."""

    question: str = Ref(default="")
    story: str = Text(_("The story, as it stands on paper"), max=STORY_MOST, lines=4)
    text: str = Text(_("The value that it shows, in 1 to 3 words"), max=40)
    may: bool = Flag(_("Its teller ticked that it may appear in the booklet"))

    def hidden_undo_label(self) -> str:
        return _.many("%(n)s story", "%(n)s stories", 1)

    def check(self, deck: Stories, stamp: Stamp) -> None:
        _must_be_short(self.text)
        if len(deck.notes) >= MOST:
            raise Refused(_("There are %(most)s stories, and no more are taken.", most=MOST))

    def apply(self, deck: Stories, stamp: Stamp) -> None:
        deck.add(Note(stamp.id, self.text, stamp.who, paper=True, question=deck.answered_by(self.question)))
        deck.tell(stamp.id, text=self.story, may=self.may)


def _own(deck: Stories, card: str, stamp: Stamp) -> None:
    note = deck.notes.get(card)
    if note is None or note.who != stamp.who or note.paper:
        raise Refused(_("That story is no longer here, or is not yours."))


class LetAppear(Command, stage=ALWAYS, apart=True, affects_others=True, announcement=_("Noted")):
    """Say whether a story of one's own may appear in the booklet: it may be taken back at any time."""

    card: str = Ref()
    may: str = Ref()

    def check(self, deck: Stories, stamp: Stamp) -> None:
        _own(deck, self.card, stamp)

    def apply(self, deck: Stories, stamp: Stamp) -> None:
        if self.card in deck.stories:
            deck.tell(self.card, may=self.may == "yes")


class SignStory(Command, stage=ALWAYS, apart=True, names=True, announcement=_("Name noted")):
    """Sign a story of one's own: the name stands under it in the booklet."""

    card: str = Ref(edits=False)
    by: str = Text(
        _("Signed, in the booklet"), max=60, required=False, help=_("As you like; left empty: without a name.")
    )

    def check(self, deck: Stories, stamp: Stamp) -> None:
        _own(deck, self.card, stamp)

    def apply(self, deck: Stories, stamp: Stamp) -> None:
        if self.card in deck.stories:
            deck.tell(self.card, by="" if self.by == ERASED else self.by)


OURS: dict[type[Command], type[Command]] = {Write: TellStory, Edit: EditStory, PaperCards: PaperStory}


class StorySettings(CardSettings):
    """What is asked, and how many stories a person tells."""

    question: str = Text(
        _("Question"), max=300, required=False, lines=2, help=_("Left empty: when were we at our best?")
    )
    per_person: int = Number(_("Stories a person"), low=1, high=10, default=2)


class Told(Cards):
    """Stories written in silence, each with its value; the values revealed and grouped."""

    settings = StorySettings
    kinds = {
        "card": Kind(_("Value, as somebody told it"), weighs=True),
        "cluster": Kind(_("Value")),
        "question": Kind(_("Question")),
    }

    def __init__(self) -> None:
        ours: list[type[Command]] = [OURS.get(one, one) for one in CARD_COMMANDS]
        commands: tuple[type[Command], ...] = (ours[0], LetAppear, SignStory, *ours[1:])
        super().__init__(concerns=False, stages=(TELL, READ, GATHER), commands=commands)

    def start(self, settings: CardSettings, cards: Sequence[Card]) -> Stories:
        return Stories.begin(settings, cards)

    def question(self, settings: CardSettings, stage: str, /) -> Any:
        asked: Any = settings.question or _("When were we at our best?")
        return asked if stage else ""  # it is no question of what comes after

    def view(self, deck: Deck, /) -> dict[str, Any]:
        shown = _shown(deck) if deck.revealed else ()
        said = counted(value for _id, _number, value, _text in shown)
        cloud = Cloud([Word(value, times) for value, times in said], _("Times told"), _("Value"))
        return {**super().view(deck), "stories": shown, "cloud": cloud}

    def personal_view(self, deck: Deck, who: str, /) -> dict[str, Any]:
        mine = [(note, _story_of(deck, note)) for note in deck.of(who) if not note.paper and not note.hidden]
        return {**super().personal_view(deck, who), "my_stories": tuple(mine)}


def _story_of(deck: Deck, note: Note) -> Story:
    return deck.stories.get(note.id, Story("")) if isinstance(deck, Stories) else Story("")


def _shown(deck: Deck) -> tuple[tuple[str, int, str, str], ...]:
    """Each story as everybody reads it: its card's id and number, the value, the text; never the name."""
    found = ((note, _story_of(deck, note).text) for note in deck.shown())
    return tuple((note.id, note.number, note.text, "" if text == ERASED else text) for note, text in found)
