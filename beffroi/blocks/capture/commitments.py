"""Who takes on what, for when, with which first step: the state of a capture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi.vocabulary import Action, Kept


@dataclass(frozen=True)
class Captured:
    """An outcome that was `kept`, with the `actions` that follow from it."""

    kept: Kept
    actions: tuple[Action, ...] = ()


@dataclass
class Commitments:
    """The outcomes that were `kept`, as they stood when the stage was entered; the actions are in `by_id`."""

    kept: tuple[Kept, ...] = ()
    by_id: dict[str, Action] = field(default_factory=dict)
    who: dict[str, str] = field(default_factory=dict)
    """Who wrote each: never shown."""
    worded: dict[str, str] = field(default_factory=dict)
    """The entry that corrected each last."""

    def of(self, kept: str) -> tuple[Action, ...]:
        """The actions that follow from an outcome, in an order that says nothing of who wrote when: ids are random."""
        return tuple(sorted((one for one in self.by_id.values() if one.kept == kept), key=lambda one: one.id))

    def base(self, action: str) -> str:
        """The entry that said an action last."""
        return self.worded.get(action, action)

    def captured(self) -> tuple[Captured, ...]:
        """The outcomes, each with its actions; what follows from one that is no longer kept waits unseen."""
        return tuple(Captured(one, self.of(one.id)) for one in self.kept)

    def actions(self) -> Sequence[Action]:
        """All of them, by outcome."""
        return [action for one in self.captured() for action in one.actions]

    def follow(self, kept: Iterable[Kept]) -> None:
        """Have the outcomes as they stand now."""
        self.kept = tuple(kept)

    def written_by(self, who: str) -> Iterator[tuple[Action, str]]:
        """What somebody wrote themselves, each with the outcome that it follows from."""
        texts = {one.id: one.text for one in self.kept}
        return ((one, texts[one.kept]) for one in self.actions() if self.who.get(one.id) == who)

    def view(self) -> dict[str, Any]:
        """What everybody sees."""
        captured = self.captured()
        open_ones = sum(not one.actions for one in captured)
        return {"captured": captured, "open_ones": open_ones, "bases": {id: self.base(id) for id in self.by_id}}
