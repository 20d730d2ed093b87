"""What others said of a sheet: each reaction, whether its table has taken it in, and whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from beffroi.blocks.sheet import Draft
from beffroi.words import translator

_ = translator(__name__)

KINDS = {"true": _("Rings true"), "question": _("Question"), "doubt": _("Doubt")}


@dataclass(frozen=True)
class Reaction:
    """One reaction, by its `id`: its `kind` is a key of `KINDS`, `text` says it in words.

    `about` is the sentence it is about, or "" for the whole sheet; `table` is where it came from; `answered` says that
    the table has taken it in. `said` is what a method calls its kind, where it has words of its own for it.
    """

    id: str
    kind: str
    text: str
    about: str = ""
    table: str = ""
    answered: bool = False
    said: Any = ""

    @property
    def title(self) -> Any:
        """Its kind, in words."""
        return self.said or KINDS[self.kind]


@dataclass
class Feedback:
    """All that others said of a `sheet`, in `by_id`, in the order in which it came.

    `sheet` is the very draft that the method's state holds.
    """

    sheet: Draft = field(default_factory=Draft)
    by_id: dict[str, Reaction] = field(default_factory=dict)
    who: dict[str, str] = field(default_factory=dict)
    """Whose each is; never shown."""

    def about(self, id: str) -> tuple[Reaction, ...]:
        """The reactions to one sentence, or, for "", to the whole sheet."""
        return tuple(one for one in self.by_id.values() if one.about == id)

    def of(self, lines: Iterable[Any]) -> tuple[tuple[str, tuple[Reaction, ...]], ...]:
        """The reactions to each of these sentences, as (line id, reactions)."""
        found: dict[str, list[Reaction]] = defaultdict(list)
        for one in self.by_id.values():
            found[one.about].append(one)
        return tuple((line.id, tuple(found.get(line.id, ()))) for line in lines)

    def by(self, who: str) -> tuple[tuple[Reaction, str], ...]:
        """What one person said, each with the sentence that it is about."""
        return tuple((one, self.sentence(one)) for one in self.by_id.values() if self.who.get(one.id) == who)

    def sentence(self, one: Reaction) -> str:
        """What a reaction is about, as it is worded now; "" for the whole sheet."""
        line = self.sheet.lines.get(one.about)
        return line.text if line else ""

    def tally(self) -> dict[str, int]:
        """How many of each kind."""
        return {kind: sum(1 for one in self.by_id.values() if one.kind == kind) for kind in KINDS}

    def view(self) -> dict[str, Any]:
        """What templates read."""
        return {"reactions": self, "reaction_kinds": KINDS}

    def rows(self) -> list[tuple[Any, str, str]]:
        """As rows of a table: kind, text, the sentence it is about."""
        return [(one.title, one.text, self.sentence(one)) for one in self.by_id.values()]
