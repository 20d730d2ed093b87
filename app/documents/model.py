"""A document before it is a file: what it says in blocks, so that one text becomes an ODT, a DOCX and a PDF.

Nothing here knows of workshops. Where words are asked for, a plain text will do; a text never is markup.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from beffroi.signs import isolated

Paper = Literal["a3", "a4", "a5", "a6"]
Align = Literal["start", "center", "end"]
Tone = Literal["primary", "second", "plain"]

PAPERS: dict[Paper, tuple[float, float]] = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "a6": (105, 148)}
"""Width and height of a sheet upright, in millimetres."""

# --- words -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """A stretch of text set alike. A line break in it is a line break; `language` only where it is another's than the
    document's; `link` an address of the web, of e-mail or of a telephone."""

    text: str
    bold: bool = False
    italic: bool = False
    language: str = ""
    link: str = ""


Words = str | Run | Sequence[str | Run]


def runs(words: Words) -> tuple[Run, ...]:
    """Words as runs, without empty ones."""
    parts = words if isinstance(words, tuple | list) else (words,)
    told = (part if isinstance(part, Run) else Run(str(part)) for part in parts)
    return tuple(run for run in told if run.text)


def plain(words: Words) -> str:
    """Words without how they are set."""
    return "".join(run.text for run in runs(words))


def right_to_left(words: Words) -> bool:
    """Whether a paragraph is to be set from right to left: as its first letter is."""
    for char in plain(words):
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def beside(*parts: Words) -> tuple[Run, ...]:
    """Words one after the other, each keeping its own direction."""
    return tuple(run for part in parts for run in runs(part))


def bold(words: Words) -> tuple[Run, ...]:
    """The same words, bold."""
    return tuple(replace(run, bold=True) for run in runs(words))


def quoted(text: str, **how: bool | str) -> Run:
    """Somebody's text inside a sentence of another direction."""
    return Run(isolated(text), **how)  # type: ignore[arg-type]


# --- blocks ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Title:
    """The document's own title as it stands on the page, with the logo of its look; once a document."""

    words: Words
    under: Words = ""


@dataclass(frozen=True)
class Heading:
    """`level` from 1; writers close gaps between levels, which readers by ear would fall into."""

    level: int
    words: Words
    align: Align = "start"


@dataclass(frozen=True)
class Paragraph:
    """`kind`: `lead` is larger, `small` a remark, `huge` is read from across a room."""

    words: Words
    kind: Literal["", "lead", "small", "huge"] = ""
    align: Align = "start"


@dataclass(frozen=True)
class Item:
    """An item of a list, with what stands under it."""

    words: Words
    under: tuple[Block, ...] = ()


@dataclass(frozen=True)
class BulletList:
    """`boxes` are to be ticked on paper."""

    items: Sequence[Words | Item]
    boxes: bool = False


@dataclass(frozen=True)
class NumberedList:
    """Numbered from 1."""

    items: Sequence[Words | Item]


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the whole; `row_heads` says that the first cell names its row; `row_height` in millimetres
    leaves room to write by hand."""

    head: Sequence[Words]
    rows: Sequence[Sequence[Words]]
    caption: Words = ""
    widths: Sequence[float] = ()
    row_heads: bool = False
    row_height: float = 0
    small: bool = False

    @property
    def across(self) -> int:
        """Columns."""
        return max([len(self.head), *(len(row) for row in self.rows)], default=0)

    @property
    def shares(self) -> list[float]:
        """How wide each column is, of 1."""
        given = [max(0.01, float(one)) for one in self.widths][: self.across]
        given += [1.0] * (self.across - len(given))
        return [one / sum(given) for one in given]

    def whole(self, row: Sequence[Words]) -> list[Words]:
        """A row with a cell in every column."""
        return [*row, *[""] * (self.across - len(row))]


@dataclass(frozen=True)
class Picture:
    """An SVG as text or a PNG; `alt` is what it says, empty where it says nothing; millimetres, 0: as wide as there is
    room. An SVG says its colours itself: `var(…)` is a page's."""

    alt: str
    svg: str = ""
    png: bytes = b""
    width: float = 0
    align: Align = "start"


@dataclass(frozen=True)
class QR:
    """An address for phones. It is also to be written where people without one read."""

    address: str
    alt: str
    width: float = 40
    align: Align = "start"


@dataclass(frozen=True)
class Quote:
    """What somebody said, and who or where."""

    words: Words
    source: Words = ""


@dataclass(frozen=True)
class Callout:
    """What is not to be missed."""

    blocks: Sequence[Block]
    tone: Tone = "primary"


@dataclass(frozen=True)
class Columns:
    """Side by side, read one after the other; `widths` are shares."""

    columns: Sequence[Sequence[Block]]
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Cards:
    """In a grid, `across` a row, none of them torn by a page; at least `height` millimetres. `cut`: lines to cut along,
    and nothing between them."""

    cards: Sequence[Sequence[Block]]
    across: int = 2
    height: float = 0
    cut: bool = False


@dataclass(frozen=True)
class Blank:
    """Room to write by hand, in millimetres; `ruled` has lines."""

    height: float
    ruled: bool = False


@dataclass(frozen=True)
class PageBreak:
    """What follows stands on a new page."""


Block = (
    Title
    | Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | Picture
    | QR
    | Quote
    | Callout
    | Columns
    | Cards
    | Blank
    | PageBreak
)

# --- the whole -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """Colours as `#rrggbb`, each legible on white, and a logo (PNG or SVG) with what it says."""

    primary: str = "#a8402e"
    primary_soft: str = "#f8e7e1"
    second: str = "#2c4a73"
    second_soft: str = "#e4ecf6"
    ink: str = "#1e2330"
    quiet: str = "#565b68"
    line: str = "#b9b0a0"
    logo: bytes = b""
    logo_alt: str = ""


@dataclass(frozen=True)
class Section:
    """Pages of one format; it begins on a new page. `margin` in millimetres; `header` stands above each page, `footer`
    below, with the number of the page unless `numbered` is off."""

    blocks: Sequence[Block]
    paper: Paper = "a4"
    landscape: bool = False
    margin: float = 18
    header: str = ""
    footer: str = ""
    numbered: bool = True
    dense: bool = False
    """Whether its text is set smaller, so that a card stands on one page."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.landscape else (width, height)


@dataclass(frozen=True)
class Document:
    """`language` is a code (`fr`); `created` stands in the file, and the same document at the same time is the same
    file."""

    title: str
    language: str
    sections: Sequence[Section]
    created: datetime
    author: str = ""
    subject: str = ""
    keywords: Sequence[str] = field(default=())
    look: Look = field(default_factory=Look)
