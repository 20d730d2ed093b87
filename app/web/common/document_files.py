"""Documents as files that a browser takes: written in a thread, so that nobody else waits for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from flask import Response
from gevent import get_hub

from app.documents.model import Document
from beffroi.words import speaking


class Format(NamedTuple):
    """What a format is called in an address, what a browser is told, and what writes it."""

    ending: str
    mimetype: str
    write: Callable[[Document], bytes]


def _pdf(document: Document) -> bytes:
    from app.documents.pdf import as_pdf  # noqa: PLC0415 - Typst, which only a document needs

    return as_pdf(document)


def _odt(document: Document) -> bytes:
    from app.documents.odt import as_odt  # noqa: PLC0415 - as above

    return as_odt(document)


FORMATS: Mapping[str, Format] = {
    one.ending: one
    for one in (
        Format("pdf", "application/pdf", _pdf),
        Format("odt", "application/vnd.oasis.opendocument.text", _odt),
    )
}


def written(document: Document, ending: str, name: str) -> Response:
    """A document in a format, to be kept as a file of this name."""
    wanted = FORMATS[ending]

    def write() -> bytes:
        with speaking(document.language):
            return wanted.write(document)

    body = get_hub().threadpool.apply(write)
    told = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(body, mimetype=wanted.mimetype, headers=told)
