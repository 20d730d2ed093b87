"""Pictures of a document: the squares of an address, and drawings as pixels for files that hold no SVG well."""

from __future__ import annotations

import io
import struct
from functools import lru_cache

import segno

from app.documents.model import QR, Document, Picture
from app.documents.typesetting import NotWritten, as_pixels
from app.documents.walking import walk

PNG = b"\x89PNG\r\n\x1a\n"
SIZE_AT = 16
"""Where a PNG says its width and its height."""

SVG_STARTS = (b"<?xml", b"<!--", b"<!DOCTYPE svg", b"<svg")


def is_svg(content: bytes) -> bool:
    """Whether it is a drawing; else it is taken for a PNG."""
    return content.lstrip().startswith(SVG_STARTS)


@lru_cache(64)
def _squares(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", border=2, scale=8, light="#ffffff", dark="#000000", xmldecl=False
    )
    return out.getvalue().decode()


def as_picture(qr: QR) -> Picture:
    """The squares that a phone reads."""
    return Picture(qr.alt, svg=_squares(qr.address), width=qr.width, align=qr.align)


def picture_of(content: bytes, alt: str, width: float) -> Picture:
    """A picture from a file, whichever of the two it is."""
    if is_svg(content):
        return Picture(alt, svg=content.decode("utf-8", "replace"), width=width)
    return Picture(alt, png=content, width=width)


class Pixels:
    """Every picture of a document as a PNG; all drawings of it are made in one go."""

    def __init__(self, document: Document) -> None:
        logo = picture_of(document.look.logo, "", 0) if document.look.logo else Picture("")
        found = [self._picture(block) for block in walk(document) if isinstance(block, Picture | QR)]
        drawings = list(dict.fromkeys(one.svg for one in (logo, *found) if one.svg))
        self._drawn = dict(zip(drawings, as_pixels(drawings), strict=True))
        self.logo = self.of(logo)

    @staticmethod
    def _picture(block: Picture | QR) -> Picture:
        return as_picture(block) if isinstance(block, QR) else block

    def of(self, block: Picture | QR) -> bytes:
        """It as a PNG."""
        picture = self._picture(block)
        return self._drawn[picture.svg] if picture.svg else picture.png

    @staticmethod
    def ratio(png: bytes) -> float:
        """Its width by its height."""
        if png[:8] != PNG or len(png) < SIZE_AT + 8:
            raise NotWritten("A picture of the document is neither a PNG nor an SVG.")
        width, height = (max(1, one) for one in struct.unpack(">II", png[SIZE_AT : SIZE_AT + 8]))
        return float(width / height)
