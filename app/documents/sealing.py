"""The same document of the same time is the same file: the entries of its zip say when it was made."""

from __future__ import annotations

import io
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

FIRST_YEAR = 1980
"""Of a zip."""


def sealed(content: bytes, when: datetime) -> bytes:
    """The zip anew, every entry of that time; what was stored as it is stays so, as `mimetype` of an ODT has to."""
    out = io.BytesIO()
    moment = max(when.timetuple()[:6], (FIRST_YEAR, 1, 1, 0, 0, 0))
    with ZipFile(io.BytesIO(content)) as given, ZipFile(out, "w") as made:
        for entry in given.infolist():
            info = ZipInfo(entry.filename, moment)
            info.compress_type = ZIP_STORED if entry.compress_type == ZIP_STORED else ZIP_DEFLATED
            made.writestr(info, given.read(entry))
    return out.getvalue()
