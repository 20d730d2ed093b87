"""Emotions along a journey: agreed by the table, or placed blind and unveiled; and the curve that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from beffroi import translator
from beffroi.words import current_locale

_ = translator(__name__)

WORDS: dict[int, Any] = {
    2: _("Delighted"),
    1: _("Pleased"),
    0: _("Neutral"),
    -1: _("Annoyed"),
    -2: _("In distress"),
}
"""The five words, from the best to the worst."""

FEELS = {str(value): word for value, word in WORDS.items()} | {"": _("Not said")}

USER, AGENT = "user", "agent"
OF = {USER: _("The user"), AGENT: _("The agent")}


@dataclass(frozen=True)
class Feeling:
    """What is felt at a step: a value from −2 to +2, and, where it was placed blind, between what half of them lie."""

    value: float
    low: float
    high: float
    people: int = 0

    @property
    def number(self) -> str:
        """The value with its sign."""
        return signed(self.value)

    @property
    def word(self) -> Any:
        """The nearest of the five words; of two as near, the one nearer to neutral."""
        return WORDS[int(self.value)]

    @property
    def spread(self) -> str:
        """Between what the middle half lies; "" where they agree, or where nobody placed anything blind."""
        return f"{signed(self.low)} … {signed(self.high)}" if self.low != self.high else ""


def signed(value: float) -> str:
    """A number with its sign, as it is written in the reader's language."""
    written = f"{abs(value):g}".replace(".", "," if current_locale() == "fr" else ".")
    return f"{'−' if value < 0 else '+' if value > 0 else ''}{written}"


def felt(values: Sequence[int]) -> Feeling:
    """The median, and the quartiles around it, of what people placed."""
    if len(values) < 2:
        return Feeling(values[0], values[0], values[0], len(values))
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    return Feeling(median(values), low, high, len(values))


@dataclass
class Emotions:
    """What is felt, by step and by whom. Blind, nobody sees what others placed before it is unveiled."""

    blind: bool = False
    unveiled: bool = False
    agreed: dict[str, int] = field(default_factory=dict)
    placed: dict[str, dict[str, int]] = field(default_factory=dict)
    """What each placed blind, by `key`, then by person; never shown as theirs."""

    @property
    def veiled(self) -> bool:
        """Whether each places by themselves just now."""
        return self.blind and not self.unveiled

    def put(self, step: str, of: str, value: int | None, who: str) -> None:
        """Somebody says what is felt; None takes it back. Veiled it is theirs alone, else the table's."""
        where = self.placed.setdefault(key(step, of), {}) if self.veiled else self.agreed
        name = who if self.veiled else key(step, of)
        if value is None:
            where.pop(name, None)
        else:
            where[name] = value

    def of_person(self, step: str, of: str, who: str) -> int | None:
        """What one person placed."""
        return self.placed.get(key(step, of), {}).get(who)

    def at(self, step: str, of: str = USER) -> Feeling | None:
        """What everyone may know of a step: what was agreed, else, once unveiled, what was placed."""
        placed = tuple(self.placed.get(key(step, of), {}).values()) if self.blind and self.unveiled else ()
        agreed = self.agreed.get(key(step, of)) if not self.veiled else None
        if agreed is None:
            return felt(placed) if placed else None
        spread = felt(placed) if placed else Feeling(agreed, agreed, agreed)
        return Feeling(agreed, spread.low, spread.high, spread.people)

    def count(self, step: str, of: str = USER) -> int:
        """How many placed something."""
        return len(self.placed.get(key(step, of), {}))

    def has_any(self) -> bool:
        """Whether somebody placed something."""
        return any(self.placed.values())

    def again(self) -> None:
        """Everyone places anew, blind."""
        self.placed.clear()
        self.agreed.clear()
        self.unveiled = False


def key(step: str, of: str) -> str:
    """How a step's emotion of one of the two is kept."""
    return f"{step}:{of}"


# --- the curve ------------------------------------------------------------------------------------

WIDTH = 100
"""A step's part of the curve, in units of the drawing; as high as wide."""


def height(value: float) -> float:
    """How far down a value lies: +2 at 10, −2 at 90."""
    return 50 - 20 * value


def segment(before: float | None, here: float | None, after: float | None, left: int = 0) -> str:
    """A step's part of the curve, as an SVG path: from halfway to its neighbours, flat at the step itself.

    Each is the half of a Bézier curve of which the neighbour draws the other, so that they join without a break.
    """
    if here is None:
        return ""
    y, drawn = height(here), f"M{left + 50} {height(here):g}"
    if before is not None:
        b = height(before)
        drawn = f"M{left} {(b + y) / 2:g}C{left + 12.5} {(b + 3 * y) / 4:g} {left + 25} {y:g} {left + 50} {y:g}"
    if after is not None:
        a = height(after)
        drawn += f"C{left + 75} {y:g} {left + 87.5} {(3 * y + a) / 4:g} {left + 100} {(y + a) / 2:g}"
    return drawn


def whole(values: Sequence[float | None]) -> tuple[str, str]:
    """The curve of a row of steps in one drawing, a step a hundred wide: its line, and its points."""
    row = [None, *values, None]
    line = "".join(segment(row[n], row[n + 1], row[n + 2], n * WIDTH) for n in range(len(values)))
    points = "".join(f"M{n * WIDTH + 50} {height(v):g}h0" for n, v in enumerate(values) if v is not None)
    return line, points


def segments(values: Iterable[float | None]) -> list[str]:
    """The parts of the curve of a row of steps; a step of which nothing is said leaves a gap."""
    row = [None, *values, None]
    return [segment(row[place], row[place + 1], row[place + 2]) for place in range(len(row) - 2)]
