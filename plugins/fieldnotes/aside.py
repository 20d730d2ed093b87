"""What facilitators set aside: a note in the bin is shown nowhere, and comes back."""

from __future__ import annotations

from beffroi import FACILITATOR, Command, Ref, Refused, Stamp, translator

from .notebook import Notebook

_ = translator(__name__)


def _known(state: Notebook, note: str) -> None:
    if note not in state.notes and note not in state.walks.by_id:
        raise Refused(_("That note is no longer here."))


def _called(state: Notebook, note: str) -> str:
    if walk := state.walks.by_id.get(note):
        return walk.called
    return state.notes[note].head.label if note in state.notes else ""


class SetAside(Command, stage=("gather", "cluster"), role=FACILITATOR, title=_("Note put in the bin")):
    """Put a whole note, or a walk, in the bin; nothing is deleted."""

    note: str = Ref()

    def undo_label(self, state: Notebook) -> str:
        return _called(state, self.note)

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _known(state, self.note)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        state.board.aside.add(self.note)


class BringBack(SetAside, title=_("Note taken out of the bin")):
    """Take a note or a walk out of the bin."""

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        state.board.aside.discard(self.note)
