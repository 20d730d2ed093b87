"""Texts that people wrote, each under an id, taken down and put back by facilitators: in a form, beside a mark.

A state that holds such texts is a `WordsDown` and says the text of an id; its method lists these commands, and draws
`blocks/words_down.html`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from beffroi.command import Command
from beffroi.fields import Choice, Ref
from beffroi.moderation import MOTIVES, motive_said, tally
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

__all__ = ["WORDS_DOWN_COMMANDS", "DownWords", "PutWordsBack", "TakeWordsDown", "WordsDown"]


class DownWords(NamedTuple):
    """A text that was taken down, as facilitators read it, with the `motive` in words."""

    id: str
    text: str
    motive: Any


@dataclass
class WordsDown:
    """`down` is, by the id of a text, the motive for which facilitators took it down."""

    down: dict[str, str] = field(default_factory=dict, kw_only=True)

    def text_of(self, id: str) -> str:
        """The text of that id, as facilitators can read it now; "" of none."""
        raise NotImplementedError

    def counted_down(self, ids: Iterable[str]) -> tuple[tuple[Any, int], ...]:
        """How many of these texts were taken down, by motive, in words."""
        return tally(self.down[id] for id in ids if id in self.down) if self.down else ()

    def why_down(self, id: str) -> Any:
        """The motive for which a text was taken down, in words; "" of one that stands."""
        return motive_said(self.down[id]) if id in self.down else ""

    def words_down(self) -> tuple[DownWords, ...]:
        """Those that were taken down, to be put back; what has been erased since is not there."""
        told = ((id, self.text_of(id)) for id in sorted(self.down))
        return tuple(DownWords(id, text, self.why_down(id)) for id, text in told if text)


class _OfWords(Command):
    said: str = Ref()

    def undo_label(self, state: WordsDown) -> str:
        return state.text_of(self.said)

    def moderated(self) -> str:
        return self.said

    def check(self, state: WordsDown, stamp: Stamp) -> None:
        if not state.text_of(self.said):
            raise Refused(_("That text is no longer here."))


class TakeWordsDown(_OfWords, role=FACILITATOR, affects_others=True, title=_("Text taken down")):
    """Take down what somebody wrote, and say why: it leaves every page and file, and whoever wrote it is told."""

    motive: str = Choice(_("Why it is taken down"), dict(MOTIVES))

    def undo_label(self, state: WordsDown) -> str:
        return " · ".join(filter(None, (super().undo_label(state), str(motive_said(self.motive)))))

    def apply(self, state: WordsDown, stamp: Stamp) -> None:
        state.down[self.said] = self.motive


class PutWordsBack(_OfWords, role=FACILITATOR, affects_others=True, title=_("Text put back")):
    """Put back a text that was taken down."""

    def apply(self, state: WordsDown, stamp: Stamp) -> None:
        state.down.pop(self.said, None)


WORDS_DOWN_COMMANDS: tuple[type[Command], ...] = (TakeWordsDown, PutWordsBack)
