"""The columns of a journey, in their order: stages, and the steps under them. Nobody counts places: all is "after"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import Refused, Stamp, translator
from beffroi.blocks.sheet import Rival, crowd, is_crowded
from beffroi.spoken import in_words

_ = translator(__name__)

TITLE = 60
"""Characters of a title."""

STAGES_MOST, STEPS_MOST = 8, 40

MADE = 3
"""As many times that many may have been made, those taken out counted: each can come back."""

PROPOSED: dict[str, Any] = {
    "need": _("The need arises"),
    "inform": _("Finding out"),
    "apply": _("Applying"),
    "wait": _("Waiting"),
    "answer": _("The answer"),
    "after": _("Afterwards"),
}
"""The stages of a map at first, unless facilitators named others: read in the reader's language until renamed."""

WALKED = _("As it was walked")
"""What a stage is called that came from another workshop without a name of its own."""


@dataclass(frozen=True)
class Column:
    """A stage, or a step of the stage `phase`. `mark` is the id of what named it last; one that is `out` can come back.

    A proposed stage that nobody renamed has no title of its own: `name` reads it in the reader's language. `said` is
    the entry that renamed it, "" where its title is its own.
    """

    id: str
    title: str
    mark: str
    phase: str = ""
    rivals: tuple[Rival, ...] = ()
    out: bool = False
    truth: bool = False
    said: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.title or in_words(PROPOSED.get(self.id, WALKED))

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, where two people named it at once."""
        return (self.name, *(rival.text for rival in self.rivals))

    def may_be_renamed(self, title: str, base: str) -> None:
        """Refuse one name too many beside it."""
        if is_crowded(self.rivals, self.mark == (base or self.id) or title in self.names):
            raise Refused(crowd())

    def renamed(self, title: str, base: str, stamp: Stamp) -> Column:
        """With this title; beside the present one where that is no longer what its writer saw."""
        if self.mark == (base or self.id):
            return replace(self, title=title, mark=stamp.id, rivals=(), said=stamp.id)
        if title in self.names:
            return self
        return replace(self, rivals=(*self.rivals, Rival(stamp.id, title)), mark=stamp.id)


@dataclass
class Columns:
    """Stages and steps; what was taken out keeps its place, so that "after it" goes on meaning something."""

    phases: list[Column] = field(default_factory=list)
    steps: list[Column] = field(default_factory=list)

    @classmethod
    def begin(cls, titles: Sequence[str], *, are_walked: bool = False) -> Columns:
        """The stages proposed: these, or the usual ones, or none where walks bring theirs."""
        if titles or are_walked:
            return cls([Column(f"p{n}", title, f"p{n}") for n, title in enumerate(titles)])
        return cls([Column(id, "", id) for id in PROPOSED])

    # --- reading ---------------------------------------------------------------------------

    def find(self, id: str) -> Column | None:
        """A stage or a step, also one that was taken out."""
        return next((column for column in (*self.phases, *self.steps) if column.id == id), None)

    def phase(self, id: str) -> Column | None:
        """A stage of the map as it is."""
        return next((phase for phase in self.phases if phase.id == id and not phase.out), None)

    def step(self, id: str) -> Column | None:
        """A step of the map as it is."""
        return next((step for step in self.steps if step.id == id and not step.out), None)

    def of(self, phase: str) -> tuple[Column, ...]:
        """The steps of a stage."""
        return tuple(step for step in self.steps if step.phase == phase and not step.out)

    def shown(self) -> list[tuple[Column, tuple[Column, ...]]]:
        """The stages with their steps, in order."""
        return [(phase, self.of(phase.id)) for phase in self.phases if not phase.out]

    def ordered(self) -> list[Column]:
        """The steps from the first to the last."""
        return [step for _phase, steps in self.shown() for step in steps]

    def taken_out(self) -> tuple[Column, ...]:
        """The stages and steps that can come back."""
        return tuple(column for column in (*self.phases, *self.steps) if column.out)

    def neighbours(self) -> dict[str, tuple[str, str]]:
        """For each step, after what it stands if it moves one place back, and one place on; "" where it cannot.

        The places are the beginnings of the stages and the steps, in a row.
        """
        row = [column.id for phase, steps in self.shown() for column in (phase, *steps)]
        found: dict[str, tuple[str, str]] = {}
        steps = {step.id for step in self.steps}
        for place, id in enumerate(row):
            if id in steps:
                before = row[place - 2] if place >= 2 else ""
                after = row[place + 1] if place + 1 < len(row) else ""
                found[id] = before, after
        return found

    # --- changing --------------------------------------------------------------------------

    def change(self, column: Column) -> None:
        """Put a column in the place of what it was."""
        for columns in (self.phases, self.steps):
            columns[:] = [column if old.id == column.id else old for old in columns]

    def add_phase(self, phase: Column, after: str) -> None:
        """A stage after another, or at the end."""
        self.phases.insert(_place_after(self.phases, after, len(self.phases)), phase)

    def add_step(self, step: Column, after: str) -> None:
        """A step after another, in whatever stage that one is now; else at the end of its own stage."""
        other = self.find(after)
        if other is not None and other.phase:
            step = replace(step, phase=other.phase)
        last = _place_after(self.steps, next((one.id for one in reversed(self.of(step.phase))), ""), len(self.steps))
        self.steps.insert(_place_after(self.steps, after, last), step)

    def move_step(self, id: str, after: str) -> None:
        """Put a step after another, or, where `after` is a stage, at that one's beginning."""
        step, other = self.find(id), self.find(after)
        if step is None or other is None or after == id:
            return
        self.steps.remove(step)
        phase = other.phase or other.id
        # First of its stage: before all the others of it, wherever in the list they are.
        head = next((place for place, one in enumerate(self.steps) if one.phase == phase), len(self.steps))
        self.steps.insert(_place_after(self.steps, after, head), replace(step, phase=phase))


def _place_after(columns: Iterable[Column], id: str, otherwise: int) -> int:
    return next((place + 1 for place, column in enumerate(columns) if column.id == id), otherwise)
