"""Files of the minutes, written in a process of their own: what is asked goes there whole, the file comes back."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.documents.model import Look
from app.export.archive import Description
from app.export.minutes.model import Minutes
from app.export.results import Results
from app.host import child_process
from app.host.rendering.parts import breath

SECONDS = 120
"""How long one file may take."""

A_BREATH = 200
"""Things of an order that are written down between two breaths."""

MODULE = "app.export.minutes.writing"


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending, its type; `of_tables` where it holds tables, `of_text` where it holds the minutes."""

    ending: str
    mimetype: str
    of_text: bool = True
    of_tables: bool = False


FORMATS = {
    one.ending: one
    for one in (
        Format("pdf", "application/pdf"),
        Format("odt", "application/vnd.oasis.opendocument.text"),
        Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Format("html", "text/html; charset=utf-8"),
        Format("ods", "application/vnd.oasis.opendocument.spreadsheet", False, True),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False, True),
        Format("zip", "application/zip", True, True),
    )
}


class _Paced(pickle.Pickler):
    """Writes thing by thing, and lets others have their turn after each so many."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._pause, self._seen = breath.get(), 0

    def persistent_id(self, _obj: Any) -> None:
        """Asked of each thing; none is anything but itself."""
        self._seen += 1
        if not self._seen % A_BREATH:
            self._pause()


@dataclass(frozen=True)
class Order:
    """A file that is asked for: what stands in it, and how it looks."""

    format: str
    created: datetime
    minutes: Minutes | None = None
    results: Results | None = None
    look: Look = field(default_factory=Look)
    description: Description | None = None
    """Of what is handed to the archives."""

    def as_bytes(self) -> bytes:
        """As it is given to the process, with a breath now and then: a large one takes a tenth of a second."""
        out = io.BytesIO()
        _Paced(out, pickle.HIGHEST_PROTOCOL).dump(self)
        return out.getvalue()


def written(order: Order) -> bytes:
    """The file. Libraries are loaded where they are needed: each takes up to two seconds."""
    write: Callable[[Order], Any] = {
        "pdf": _pdf, "odt": _odt, "docx": _docx, "html": _html, "ods": _ods, "xlsx": _xlsx, "zip": _zip,
    }[order.format]  # fmt: skip
    made: bytes = write(order)
    return made


def _document(order: Order) -> Any:
    from app.export.minutes.document import document_of  # noqa: PLC0415

    assert order.minutes is not None  # noqa: S101 - a text is asked for with what stands in it
    return document_of(order.minutes, order.look, order.created)


def _pdf(order: Order) -> bytes:
    from app.documents.pdf import as_pdf  # noqa: PLC0415

    return as_pdf(_document(order))


def _odt(order: Order) -> bytes:
    from app.documents.odt import as_odt  # noqa: PLC0415

    return as_odt(_document(order))


def _docx(order: Order) -> bytes:
    from app.documents.docx import as_docx  # noqa: PLC0415

    return as_docx(_document(order))


def _html(order: Order) -> bytes:
    from app.export.minutes.page import as_html  # noqa: PLC0415

    assert order.minutes is not None  # noqa: S101 - as above
    return as_html(order.minutes, order.look).encode("utf-8", "ignore")


def _ods(order: Order) -> bytes:
    from app.export import spreadsheets  # noqa: PLC0415

    assert order.results is not None  # noqa: S101 - tables are asked for with what stands in them
    return spreadsheets.as_ods(order.results)


def _xlsx(order: Order) -> bytes:
    from app.export import spreadsheets  # noqa: PLC0415

    assert order.results is not None  # noqa: S101 - as above
    return spreadsheets.as_xlsx(order.results)


def _zip(order: Order) -> bytes:
    from app.export import archive  # noqa: PLC0415

    assert order.description and order.minutes and order.results  # noqa: S101 - as above
    return archive.as_zip(order.description, order.minutes, order.results, order.look, order.created)


def _answer(given: bytes) -> bytes:
    order = pickle.loads(given)  # noqa: S301 - given by the server that began this process, and by nobody else
    return written(order)


if __name__ == "__main__":
    child_process.answer(_answer, SECONDS)
