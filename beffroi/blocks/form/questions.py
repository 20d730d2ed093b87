"""The questions of a form: what each asks, what may be answered, and when it is shown."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from beffroi.fields import DAY
from beffroi.patterns import linear
from beffroi.words import translator

_ = translator(__name__)

DECLINED = "-"
"""What stands for « no answer », chosen: it is told from a question that nobody has answered."""

YES_NO = {"yes": _("Yes"), "no": _("No")}

_IS_DAY = linear(f"^(?:{DAY})$")


class Wrong(ValueError):  # noqa: N818 - it says what is wrong with an answer
    """An answer that its question does not take, in a sentence that says what to do."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Option:
    """An answer that is offered: kept as `id`, read as `text`; where it `asks`, some words go with it: « Other: … »."""

    id: str
    text: Any
    asks: bool = False


@dataclass(frozen=True)
class When:
    """Shown only where an earlier `question` was answered: with one of `any_of`, or, without, with anything."""

    question: str
    any_of: tuple[str, ...] = ()


Options: TypeAlias = Mapping[str, Any] | Sequence[Option]
"""As an author writes them: what is kept → what is read, or `Option`s."""


def options_of(said: Options) -> tuple[Option, ...]:
    """Options as they are kept."""
    return tuple(Option(id, text) for id, text in said.items()) if isinstance(said, Mapping) else tuple(said)


@dataclass(frozen=True)
class Question:
    """A question, in the words of `text`; its answers are kept under `id`, so the words may change, and they stay.

    `required` says that its page is not taken without it; `help` stands under it. `declines` offers « I’d rather not
    say », which counts as having answered. `when` names what must have been answered before for it to be shown: all of
    it.
    """

    kind: ClassVar[str] = ""
    """How it is drawn."""
    is_text: ClassVar[bool] = False
    """Whether people answer in words of their own."""

    id: str
    text: Any
    required: bool = field(default=False, kw_only=True)
    help: Any = field(default="", kw_only=True)
    declines: bool = field(default=True, kw_only=True)
    when: tuple[When, ...] = field(default=(), kw_only=True)

    def read(self, raw: Any, words: str) -> Any:
        """What was answered, None where nothing was; `words` were written beside it. Raises `Wrong`."""
        raise NotImplementedError

    def marks(self, value: Any) -> tuple[Hashable, ...]:
        """What is counted of an answer."""
        return (value,)

    def answers(self) -> tuple[Option, ...]:
        """What a condition may name; () where only « answered » makes sense."""
        return ()

    def keys(self, value: Any) -> frozenset[str]:
        """Of an answer, what a condition looks for."""
        return frozenset(map(str, self.marks(value)))


@dataclass(frozen=True)
class OneOf(Question):
    """One of several answers, the `options`: as a mapping of what is kept to what is read, or `Option`s."""

    kind = "one"

    options: Any = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", options_of(self.options))

    def read(self, raw: Any, words: str) -> Any:
        return _offered(self.options, raw, words) if raw else None

    def answers(self) -> tuple[Option, ...]:
        offered: tuple[Option, ...] = self.options
        return offered


@dataclass(frozen=True)
class YesNo(OneOf):
    """Yes or no."""

    options: Any = field(default_factory=lambda: YES_NO, init=False)


@dataclass(frozen=True)
class AnyOf(OneOf):
    """Several of several answers: `least` of them where it is answered, `most` at most (0: all)."""

    kind = "several"

    least: int = field(default=0, kw_only=True)
    most: int = field(default=0, kw_only=True)

    def read(self, raw: Any, words: str) -> Any:
        chosen = [raw] if isinstance(raw, str) else list(raw or ())
        if not chosen:
            return None
        made = tuple(dict.fromkeys(_offered(self.options, one, words) for one in chosen))
        if len(made) < self.least:
            raise Wrong(_("Choose %(n)s at least.", n=self.least))
        if self.most and len(made) > self.most:
            raise Wrong(_("Choose %(n)s at most.", n=self.most))
        return made

    def marks(self, value: Any) -> tuple[Hashable, ...]:
        return tuple(value)


@dataclass(frozen=True)
class Scale(Question):
    """A number of `low` to `high`; `anchors` say in words what the ends mean, and whatever lies between."""

    kind = "scale"

    low: int = 1
    high: int = 5
    anchors: Any = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        said = self.anchors.items() if isinstance(self.anchors, Mapping) else self.anchors
        object.__setattr__(self, "anchors", tuple(said))

    def read(self, raw: Any, words: str) -> Any:
        return _whole(raw, self.low, self.high) if raw else None

    def answers(self) -> tuple[Option, ...]:
        said = dict(self.anchors)
        return tuple(Option(str(n), said.get(n, "")) for n in range(self.low, self.high + 1))


@dataclass(frozen=True)
class Matrix(Scale):
    """The same scale for several `rows`, written as options are; where it is required, for each of them."""

    kind = "matrix"

    rows: Any = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "rows", options_of(self.rows))

    def read(self, raw: Any, words: str) -> Any:
        said = raw if isinstance(raw, Mapping) else {}
        made = {row.id: _marked(said[row.id], self.low, self.high) for row in self.rows if said.get(row.id)}
        if made and self.required and len(made) < len(self.rows):
            raise Wrong(_("Answer each line."))
        return tuple(made.items()) or None

    def marks(self, value: Any) -> tuple[Hashable, ...]:
        return tuple(value)

    def answers(self) -> tuple[Option, ...]:
        return ()


@dataclass(frozen=True)
class Ranking(Question):
    """`options` put in an order: all of them, or the `first` few."""

    kind = "ranking"

    options: Any = ()
    first: int = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", options_of(self.options))

    @property
    def places(self) -> int:
        """How many are put in an order, at most."""
        return min(self.first or len(self.options), len(self.options))

    def read(self, raw: Any, words: str) -> Any:
        said = raw if isinstance(raw, Mapping) else {}
        placed = {one.id: _whole(said[one.id], 1, self.places) for one in self.options if said.get(one.id)}
        if len(set(placed.values())) < len(placed):
            raise Wrong(_("Two answers have the same rank: give each its own."))
        if placed and sorted(placed.values()) != [*range(1, len(placed) + 1)]:
            raise Wrong(_("A rank is missing: begin with 1, and leave none out."))
        if placed and self.required and len(placed) < self.places:
            raise Wrong(_("Give the ranks 1 to %(n)s.", n=self.places))
        return tuple(sorted(placed, key=lambda one: placed[one])) or None

    def marks(self, value: Any) -> tuple[Hashable, ...]:
        return tuple((one, place) for place, one in enumerate(value, 1))


@dataclass(frozen=True)
class Amount(Question):
    """A number, `low` to `high`; with `decimals`, not only whole ones. `unit` stands beside it."""

    kind = "amount"

    low: float = field(default=0, kw_only=True)
    high: float = field(default=1_000_000, kw_only=True)
    decimals: bool = field(default=False, kw_only=True)
    unit: Any = field(default="", kw_only=True)

    def read(self, raw: Any, words: str) -> Any:
        if not raw:
            return None
        value = _number(str(raw), is_whole=not self.decimals)
        if not self.low <= value <= self.high:
            raise Wrong(_("Write a number from %(low)s to %(high)s.", low=self.low, high=self.high))
        return value


@dataclass(frozen=True)
class ShortText(Question):
    """A few words, `most` characters."""

    kind = "short"
    is_text = True

    declines: bool = field(default=False, kw_only=True)
    most: int = field(default=140, kw_only=True)

    def read(self, raw: Any, words: str) -> Any:
        if len(words) > self.most:
            raise Wrong(_("%(most)s characters at most.", most=self.most))
        return words or None

    def marks(self, value: Any) -> tuple[Hashable, ...]:
        return ()


@dataclass(frozen=True)
class LongText(ShortText):
    """Some sentences, `most` characters."""

    kind = "long"

    most: int = field(default=1000, kw_only=True)


@dataclass(frozen=True)
class Date(Question):
    """A day."""

    kind = "date"

    def read(self, raw: Any, words: str) -> Any:
        if raw and not (isinstance(raw, str) and _IS_DAY.search(raw)):
            raise Wrong(_("This is no date that we can read: choose it in the calendar, as 2026-11-25."))
        return raw or None


@dataclass(frozen=True)
class Page:
    """`questions` that are asked together, under a `title`; `intro` stands before them.

    A page of which every question is hidden is passed over.
    """

    title: Any
    questions: tuple[Question, ...]
    intro: Any = ""

    @property
    def id(self) -> str:
        """What it is called in a log: as its first question is."""
        return self.questions[0].id if self.questions else ""


def _offered(options: tuple[Option, ...], raw: Any, words: str) -> str:
    option = next((one for one in options if one.id == raw), None)
    if option is None:
        raise Wrong(_("This answer is no longer offered: choose again."))
    if option.asks and not words:
        raise Wrong(_("Say in a few words what you chose: “%(option)s”.", option=option.text))
    return option.id


def _whole(raw: Any, low: int, high: int) -> int:
    value = int(raw) if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 9 else None  # noqa: PLR2004
    if value is None or not low <= value <= high:
        raise Wrong(_("This answer is no longer offered: choose again."))
    return value


def _marked(raw: Any, low: int, high: int) -> int | str:
    return DECLINED if raw == DECLINED else _whole(raw, low, high)


def _number(raw: str, *, is_whole: bool) -> float:
    plain = "".join(raw.replace(",", ".").split())
    digits = plain.removeprefix("-").partition(".")
    is_number = digits[0].isdecimal() and (not digits[1] or digits[2].isdecimal()) and plain.isascii()
    if not is_number or len(plain) > 15:  # noqa: PLR2004
        raise Wrong(_("Write a number."))
    if is_whole and digits[1]:
        raise Wrong(_("Write a whole number."))
    return float(plain) if digits[1] else int(plain)
