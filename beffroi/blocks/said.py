"""Words said, one a person, read together by how often: a cloud, of which facilitators take words down.

A method whose state is a `Said` lists these commands, and draws `blocks/said.html` for the facilitators.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from beffroi.command import Command
from beffroi.fields import Ref
from beffroi.folding import counted, folded, most_said
from beffroi.moderation import MOTIVES, Motive, motive_said, tally
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

__all__ = ["MOST", "SAID_COMMANDS", "PutBack", "Said", "SaidWord", "TakeDown"]

MOST = 500
"""Words that may be taken down in one cloud."""


class SaidWord(NamedTuple):
    """A word as facilitators see it: the `id` of one entry that said it, how many `times` it was, and its `motive`."""

    id: str
    word: str
    times: int
    motive: Any = ""


@dataclass
class Said:
    """The word of each person, `by_person`, and those taken down, each with its motive.

    A word is taken down as it is compared: whoever says it again says nothing that others read.
    """

    by_person: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """By person, the entry that said their word."""
    down: dict[str, str] = field(default_factory=dict)
    """By word, as it is compared, the motive for which it was taken down."""

    def say(self, stamp: Stamp, word: str) -> None:
        """Somebody says their word, or another one."""
        self.by_person[stamp.who], self.ids[stamp.who] = word, stamp.id

    def take_back(self, who: str) -> None:
        """Somebody takes their word back."""
        self.by_person.pop(who, None)
        self.ids.pop(who, None)

    def counted(self) -> list[tuple[str, int]]:
        """The words that everybody reads, each with how often it was said."""
        words = self.by_person.values()
        return counted(word for word in words if folded(word) not in self.down) if self.down else counted(words)

    def taken_down(self) -> tuple[tuple[Any, int], ...]:
        """How many words were taken down, by motive, in words."""
        return tally(self.down[folded(word)] for word in self.by_person.values() if folded(word) in self.down)

    def view(self) -> dict[str, Any]:
        """What everyone may know."""
        return {"words": self.counted(), "taken_down": self.taken_down()}

    def personal_view(self, who: str) -> dict[str, Any]:
        """One's own word; `word_down` says why it was taken down, "" where it was not."""
        word = self.by_person.get(who, "")
        down = folded(word) in self.down
        return {"word": word, "word_down": motive_said(self.down[folded(word)]) if down else ""}

    def facilitator_view(self) -> dict[str, Any]:
        """What facilitators take down, and put back."""
        rows = self._rows()
        told = {"said": [row for row in rows if not row.motive], "down": [row for row in rows if row.motive]}
        return {**self.view(), **told, "motives": tuple(MOTIVES.items())}

    def _rows(self) -> list[SaidWord]:
        spelt: dict[str, dict[str, int]] = {}
        ids: dict[str, str] = {}
        for who, id in self.ids.items():
            word = self.by_person[who]
            key = folded(word)
            spellings = spelt.setdefault(key, {})
            spellings[word] = spellings.get(word, 0) + 1
            ids[key] = min(id, ids.get(key, id))
        motives = {key: motive_said(self.down[key]) if key in self.down else "" for key in spelt}
        rows = [SaidWord(ids[key], most_said(one), sum(one.values()), motives[key]) for key, one in spelt.items()]
        return sorted(rows, key=lambda row: (-row.times, row.word))

    def word_of(self, id: str) -> str:
        """The word that an entry said; "" where it says none any more."""
        return next((self.by_person[who] for who, said in self.ids.items() if said == id), "")


class TakeDown(Command, role=FACILITATOR, affects_others=True, title=_("Word taken down")):
    """Take a word down, whoever said it, and say why."""

    said: str = Ref()
    motive: str = Motive()

    def undo_label(self, words: Said) -> str:
        return words.word_of(self.said)

    def check(self, words: Said, stamp: Stamp) -> None:
        if not words.word_of(self.said):
            raise Refused(_("That word is no longer here."))
        if len(words.down) >= MOST:
            raise Refused(_("%(most)s words were taken down here, and no more can be.", most=MOST))

    def apply(self, words: Said, stamp: Stamp) -> None:
        if word := words.word_of(self.said):
            words.down[folded(word)] = self.motive


class PutBack(Command, role=FACILITATOR, affects_others=True, title=_("Word put back")):
    """Put back a word that was taken down."""

    said: str = Ref()

    def undo_label(self, words: Said) -> str:
        return words.word_of(self.said)

    def check(self, words: Said, stamp: Stamp) -> None:
        if not words.word_of(self.said):
            raise Refused(_("That word is no longer here."))

    def apply(self, words: Said, stamp: Stamp) -> None:
        words.down.pop(folded(words.word_of(self.said)), None)


SAID_COMMANDS: tuple[type[Command], ...] = (TakeDown, PutBack)
