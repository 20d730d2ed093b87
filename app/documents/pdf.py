"""A document as a PDF that says its structure (PDF/UA-1) and keeps for good (PDF/A-2a), set by Typst.

Everything people wrote goes to it as data: JSON that `document.typ` reads, and pictures as files beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import singledispatchmethod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.documents import model, pictures
from app.documents.texts import address, breakable, clean, drawable, language
from app.documents.typesetting import typeset
from app.documents.walking import levelled

STANDARDS = ["a-2a", "ua-1"]

REPEATED_MOST = 600
"""Signs of a table's head that stands on each of its pages: a longer one would leave no room for rows."""
TEMPLATE = Path(__file__).parent / "document.typ"


def as_pdf(document: model.Document) -> bytes:
    """The file. Raises `NotWritten`."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        told = _Data(folder, document).told()
        (folder / "document.json").write_text(json.dumps(told), encoding="utf-8")
        (folder / "main.typ").write_bytes(TEMPLATE.read_bytes())
        made: bytes = typeset(
            folder, format="pdf", pdf_standards=STANDARDS, timestamp=int(document.created.timestamp())
        )
        return made


TORN_FROM = 1500
"""Signs of a row from which on a page may tear it."""


class _Data:
    """What the template reads, and the pictures beside it."""

    def __init__(self, folder: Path, document: model.Document) -> None:
        self.folder, self.document, self.files = folder, document, 0

    def told(self) -> dict[str, Any]:
        document = self.document
        look = document.look
        colours = {name: getattr(look, name) for name in ("primary", "primary_soft", "second", "second_soft", "ink")}
        return {
            "title": _text(document.title) or "–",
            "author": [_text(document.author)] if document.author else [],
            "subject": _text(document.subject) or None,
            "keywords": [_text(one) for one in document.keywords],
            "created": _parts(document.created),
            "lang": language(document.language).partition("-")[0] or "en",
            "look": {**colours, "quiet": look.quiet, "line": look.line},
            "sections": [self._section(one) for one in levelled(document).sections],
        }

    def _section(self, section: model.Section) -> dict[str, Any]:
        width, height = section.size
        return {
            "width": width,
            "height": height,
            "margin": section.margin,
            "header": _text(section.header),
            "footer": _text(section.footer),
            "numbered": section.numbered,
            "dense": section.dense,
            "blocks": self._all(section.blocks),
        }

    def _all(self, blocks: Sequence[model.Block]) -> list[dict[str, Any]]:
        return [self.block(one) for one in blocks]

    def words(self, words: model.Words) -> dict[str, Any]:
        return {"runs": [_run(run) for run in model.runs(words)], "rtl": model.right_to_left(words)}

    def _file(self, picture: model.Picture) -> str:
        self.files += 1
        name = f"{self.files}.{'svg' if picture.svg else 'png'}"
        (self.folder / name).write_bytes(clean(picture.svg).encode() if picture.svg else picture.png)
        return name

    @singledispatchmethod
    def block(self, block: Any) -> dict[str, Any]:
        raise TypeError(f"{block!r} is no block of a document")

    @block.register
    def _(self, block: model.Title) -> dict[str, Any]:
        look = self.document.look
        logo = self._file(pictures.picture_of(look.logo, "", 0)) if look.logo else None
        alt = _text(look.logo_alt) or "–"
        return {
            "is": "title",
            "words": self.words(block.words),
            "under": self.words(block.under),
            "logo": logo,
            "alt": alt,
        }

    @block.register
    def _(self, block: model.Heading) -> dict[str, Any]:
        return {"is": "heading", "level": block.level, "words": self.words(block.words), "align": block.align}

    @block.register
    def _(self, block: model.Paragraph) -> dict[str, Any]:
        return {"is": "paragraph", "words": self.words(block.words), "kind": block.kind, "align": block.align}

    @block.register(model.BulletList)
    @block.register(model.NumberedList)
    def _(self, block: Any) -> dict[str, Any]:
        items = [one if isinstance(one, model.Item) else model.Item(one) for one in block.items]
        told = [{"words": self.words(one.words), "blocks": self._all(one.under)} for one in items]
        numbered = isinstance(block, model.NumberedList)
        return {"is": "list", "items": told, "numbered": numbered, "boxes": not numbered and block.boxes}

    @block.register
    def _(self, block: model.Table) -> dict[str, Any]:
        return {
            "is": "table",
            "head": [self.words(cell) for cell in block.whole(block.head)] if block.head else [],
            "rows": [[self.words(cell) for cell in block.whole(row)] for row in block.rows],
            "caption": self.words(block.caption),
            "shares": block.shares,
            "row_heads": block.row_heads,
            "row_height": block.row_height,
            "small": block.small,
            "torn": max((sum(len(model.plain(cell)) for cell in row) for row in block.rows), default=0) > TORN_FROM,
            "repeated": sum(len(model.plain(cell)) for cell in block.head) < REPEATED_MOST,
        }

    @block.register
    def _(self, block: model.Picture) -> dict[str, Any]:
        told = {"file": self._file(block), "alt": _text(block.alt), "width": block.width, "align": block.align}
        return {"is": "picture", **told}

    @block.register
    def _(self, block: model.QR) -> dict[str, Any]:
        return self.block(pictures.as_picture(block))

    @block.register
    def _(self, block: model.Quote) -> dict[str, Any]:
        return {"is": "quote", "words": self.words(block.words), "source": self.words(block.source)}

    @block.register
    def _(self, block: model.Callout) -> dict[str, Any]:
        return {"is": "callout", "tone": block.tone, "blocks": self._all(block.blocks)}

    @block.register
    def _(self, block: model.Columns) -> dict[str, Any]:
        shares = [*block.widths, *[1.0] * len(block.columns)][: len(block.columns)]
        return {"is": "columns", "columns": [self._all(one) for one in block.columns], "shares": shares}

    @block.register
    def _(self, block: model.Cards) -> dict[str, Any]:
        told = {"across": max(1, block.across), "height": block.height, "cut": block.cut}
        return {"is": "cards", "cards": [self._all(one) for one in block.cards], **told}

    @block.register
    def _(self, block: model.Blank) -> dict[str, Any]:
        return {"is": "blank", "height": block.height, "ruled": block.ruled}

    @block.register
    def _(self, block: model.PageBreak) -> dict[str, Any]:
        return {"is": "break"}


def _text(text: str) -> str:
    return drawable(breakable(clean(text)))


def _run(run: model.Run) -> dict[str, Any]:
    return {
        "lines": _text(run.text).split("\n"),
        "bold": run.bold,
        "italic": run.italic,
        "lang": language(run.language).partition("-")[0],
        "link": address(run.link),
    }


def _parts(when: datetime) -> dict[str, int]:
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(when, name) for name in names}
