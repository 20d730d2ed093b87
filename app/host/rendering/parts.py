"""What is drawn, in parts: each repeated thing once, and again only when what it reads changes.

`partition.py` says how a template is cut into parts; here is what becomes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any, TypeVar

from markupsafe import Markup, escape

from app.host.rendering.frozen import must_be_frozen

T = TypeVar("T")

DrawItem = Callable[[Any], str]
"""Draws an item of a list."""

OPEN = "\x02"
"""Begins a mark; it cannot come from a person: texts are kept without control characters."""

FIRST = 0x3400
"""The sign that stands for what was put first into a drawing until it is finished, the next for the second: a key would
have to be escaped. None of them is a blank."""

_TAG_MOST = 64
"""Signs in which the name of an element is looked for."""

SLOT = "<!--slot-->"


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a template has a part: what the part reads, and, of a list, what it is called and the key of an item."""

    reads: Callable[[Sequence[Any]], tuple[Any, ...]]
    of: str = ""
    key: Callable[[Any], Any] = str


@dataclass(frozen=True, slots=True)
class Part:
    """A drawn part, with what it was drawn from."""

    depends: tuple[Any, ...]
    html: str


@dataclass(frozen=True, slots=True)
class Run:
    """The parts of a list, one for each of its items, with what they read beside their item."""

    reads: tuple[Any, ...]
    items: tuple[Any, ...]
    keys: list[str]
    parts: dict[str, Part]


RunPlace = tuple[Place, str, int]
"""A list by its place in the template, by what its keys begin with, and by how many of that place came before."""


@dataclass
class Drawing:
    """A block drawn: its skeleton with a slot for each list of parts, the keys of each slot, the parts."""

    skeleton: str = ""
    lists: list[list[str]] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    runs: dict[RunPlace, Run] = field(default_factory=dict, compare=False)
    """The lists drawn."""
    fresh: dict[str, Part] = field(default_factory=dict, compare=False)
    """The parts that were not in the drawing before it."""
    name: object = field(default_factory=object, compare=False)
    follows: object = field(default=None, compare=False)
    """The name of the drawing before it."""

    def html(self) -> Markup:
        """The whole, as a first page load shows it, slots marked so that the page can find them."""
        first, *others = self.skeleton.split(SLOT)
        filled = (self._filled(keys) + after for keys, after in zip(self.lists, others, strict=True))
        return Markup(first + "".join(filled))  # noqa: S704 - drawn by an escaping template

    def _filled(self, keys: list[str]) -> str:
        return SLOT + "".join(self.parts[key].html for key in keys) + "<!--/slot-->"

    def since(self, before: Drawing) -> Mapping[str, Part]:
        """The parts of which some may be others than they were: most are as they were."""
        if self.follows is before.name:
            return self.fresh
        known = before.parts.get
        return {key: part for key, part in self.parts.items() if known(key) is not part}


NOTHING = Drawing()


class Sheet:
    """A drawing in progress; `previous` lends the parts that need no redrawing."""

    def __init__(self, prefix: str, previous: Drawing | None = None) -> None:
        self.prefix = prefix
        self.previous = previous or NOTHING
        self.parts: dict[str, Part] = {}
        self.runs: dict[RunPlace, Run] = {}
        self.fresh: dict[str, Part] = {}
        self._of = ""
        self._charts = 0
        self._forms: set[Hashable] = set()
        self._put: list[list[str]] = []  # the keys that each mark stands for
        self._times: dict[tuple[Place, str], int] = {}

    @contextmanager
    def of(self, prefix: str) -> Iterator[None]:
        """Inside, keys begin with this: two pieces of one page may call their parts the same."""
        before, self._of = self._of, prefix
        try:
            yield
        finally:
            self._of = before

    def chart(self, named: str) -> AbstractContextManager[None]:
        """Inside, keys are those of a chart: of its name, or of how many were drawn before it."""
        self._charts += 1
        return self.of(f"{self._of}chart-{named or self._charts}-")

    def takes_form(self, mark: Hashable) -> bool:
        """Note a form that is drawn; False where one that is told apart by nothing was drawn before."""
        is_first = (self._of, mark) not in self._forms
        self._forms.add((self._of, mark))
        return is_first

    def known(self, key: str, depends: tuple[Any, ...]) -> str:
        """The mark that stands for a part that need not be drawn; "" where it has to be."""
        key = self._of + key
        if key in self.parts:
            raise ValueError(f"Two parts have the key {key!r}: a key names one thing of its block.")
        known = self.previous.parts.get(key)
        if known is None or known.depends != depends:
            return ""
        self.parts[key] = known
        return self._mark([key])

    def drawn(self, key: str, depends: tuple[Any, ...], html: str) -> str:
        """The mark that stands for a part just drawn."""
        key = self._of + key
        self.parts[key] = self._made(key, depends, html)
        return self._mark([key])

    def run(self, place: Place, items: tuple[Any, ...], reads: tuple[Any, ...], draw: DrawItem) -> str:
        """The mark that stands for the parts of a list, of which those are drawn whose item is another."""
        time = self._times[place, self._of] = self._times.get((place, self._of), -1) + 1
        before = self.previous.runs.get((place, self._of, time))
        if before is None or before.reads != reads or before.items != items:
            before = self._run(place, items, reads, before, draw)
        self.runs[place, self._of, time] = before
        expected = len(self.parts) + len(before.keys)
        self.parts.update(before.parts)
        if len(self.parts) != expected:
            raise ValueError("Two parts of one block have the same key: a key names one thing of its block.")
        return self._mark(before.keys)

    def _run(
        self, place: Place, items: tuple[Any, ...], reads: tuple[Any, ...], before: Run | None, draw: DrawItem
    ) -> Run:  # fmt: skip
        if before is None or before.reads != reads:
            before = Run(reads, (), [], {})
        start = stretch(before.items, 0, items, 0)
        rest = stretch(before.items[start:][::-1], 0, items[start:][::-1], 0)
        end = len(before.items) - rest
        left, now = before.keys[start:end], items[start : len(items) - rest]
        at_hand = dict(zip(map(id, before.items[start:end]), left, strict=True))
        keys: list[Any] = [*map(at_hand.get, map(id, now))]
        parts = dict(before.parts)
        if None in keys or len(keys) != len(left):
            made = {n: self._of_item(place, now[n], reads, draw) for n, key in enumerate(keys) if key is None}
            for n, (key, _part) in made.items():
                keys[n] = key
            for key in set(left).difference(keys):
                del parts[key]
            parts.update(made.values())
        keys = before.keys if keys == left else [*before.keys[:start], *keys, *before.keys[end:]]
        if len(keys) != len(parts):
            raise ValueError("Two parts of a list have the same key: a key names one thing of its block.")
        return Run(reads, items, keys, parts)

    def _of_item(
        self, place: Place, item: Any, reads: tuple[Any, ...], draw: DrawItem
    ) -> tuple[str, Part]:  # fmt: skip
        must_be_frozen(item, f"What {place.of} holds, each drawn as a part,")
        key, depends = self._of + str(place.key(item)), (place, reads, item)
        known = self.previous.parts.get(key)
        return key, known if known is not None and known.depends == depends else self._made(key, depends, draw(item))

    def _made(self, key: str, depends: tuple[Any, ...], html: str) -> Part:
        part = self.fresh[key] = Part(depends, self._tagged(key, html))
        breath.get()()
        return part

    def _mark(self, keys: list[str]) -> str:
        self._put.append(keys)
        return OPEN + chr(FIRST + len(self._put) - 1)

    def _tagged(self, key: str, html: str) -> str:
        if OPEN in html:
            raise ValueError(f"The part {key!r} holds another, of a macro or a chart that it calls: end one first.")
        html = html.lstrip()
        name = _element(html)
        if not name:
            raise ValueError(f"The part {key!r} must be one element: begin it with a tag.")
        digest = blake2s(key.encode("utf-8", "replace"), digest_size=6).hexdigest()
        tag = f'<{name} id="{self.prefix}-{digest}" data-part="{escape(key)}"'
        return tag + html[len(name) + 1 :].rstrip()

    def finished(self, rendered: str) -> Drawing:
        """The drawing, once the block is rendered."""
        before, *marked = rendered.split(OPEN)  # each begins with the sign of what was put there
        put = [self._put[ord(piece[0]) - FIRST] for piece in marked]
        # A list ends where more than blanks comes after a mark, and with the last one.
        last = len(marked)
        ends = [n for n, piece in enumerate(marked, 1) if n == last or (len(piece) > 1 and len(piece.rstrip()) > 1)]
        skeleton = before + "".join(SLOT + marked[end - 1][1:].lstrip() for end in ends)
        lists = [_joined(put[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
        follows = self.previous.name
        return Drawing(skeleton.strip(), lists, self.parts, self.runs, self.fresh, follows=follows)


def _joined(put: list[list[str]]) -> list[str]:
    return put[0] if len(put) == 1 else [key for keys in put for key in keys]


def stretch(old: Sequence[Any], here: int, new: Sequence[Any], there: int) -> int:
    """How many things are the same from these places on: of two lists that are mostly alike, in pieces ever longer."""
    most = min(len(old) - here, len(new) - there)
    same, step = 0, 8
    while same < most:
        end = min(same + step, most)
        if old[here + same : here + end] != new[there + same : there + end]:
            return next(n for n in range(same, end) if old[here + n] != new[there + n])
        same, step = end, 2 * step
    return most


def _element(html: str) -> str:
    """The name of the element that it begins with, or "". By hand: a pattern was half of what a part costs."""
    if html[:1] != "<" or not html[1:2].isalpha():
        return ""
    name = html[1:_TAG_MOST].split(None, 1)[0].split(">", 1)[0].rstrip("/")
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else ""


current: ContextVar[Sheet] = ContextVar("sheet")

breath: ContextVar[Callable[[], None]] = ContextVar("breath", default=lambda: None)
"""Called after each part drawn: where somebody waits, they may have their turn between two."""


def one_by_one(things: Iterable[T]) -> Iterator[T]:
    """These things, with a breath before each: for what goes through all that a workshop holds."""
    pause = breath.get()
    for thing in things:
        pause()
        yield thing
