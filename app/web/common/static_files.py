"""What travels: the site's own files, squeezed once, under an address that dates them; pages squeezed as they go."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Flask, abort, request
from werkzeug.wrappers import Response

from app.host.contract import home_of
from app.web.common.joined_scripts import join_scripts
from beffroi import Method
from beffroi.patterns import linear

SHEET = "css/all.css"
"""The sheets joined into one: a page waits for one file before it is drawn, and has it for all the pages after."""

STANDALONE_SHEETS = (
    "css/agenda.css", "css/agenda_settings.css", "css/pages.css", "css/report.css", "css/dev.css", "css/help.css",
    "css/home.css",
)  # fmt: skip
"""Those that are not: the few pages that need them link them."""

YEAR = 365 * 24 * 3600
COMPRESS_FROM = 500
"""Bytes under which squeezing saves no packet."""

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
COMPRESSIBLE = linear(r"text/|application/(json|javascript)|image/svg")
"""What is text; fonts, archives and pictures are squeezed already."""

DATED = linear(r"[0-9a-f]{12}/")
COMMENT = linear(r"(?s)/\*.*?\*/")
ENCODINGS = ("br", "gzip")


class StaticFiles:
    """The site's own files in memory, as they were when the server started, by name.

    The version is part of the address (`/static/3f2a…/js/page.js`), so that what a file refers to beside it, a module
    or a font, is of the same release as the file: browsers keep all of it for a year and never mix two releases.
    """

    def __init__(self, folder: Path, sheets: Mapping[str, Sequence[Path]] | None = None) -> None:
        """The files of a folder, and the sheets of styles that methods bring, by the method's id."""
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        self.files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        for id, brought in sorted((sheets or {}).items()):
            self.files[f"css/method-{id}.css"] = b"".join(sheet.read_bytes() for sheet in brought)
        self.files[SHEET] = joined(self.files)
        self.files |= join_scripts(self.files)
        told = hashlib.sha256()
        for name, content in self.files.items():
            told.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        self.version = told.hexdigest()[:12]

    def send(self, filename: str) -> Response:
        """A file; under the address of another release too, but then browsers ask again each time."""
        name = DATED.sub("", filename, count=1)
        content = self.files.get(name)
        if content is None:
            abort(404)
        response = Response(content, content_type=TYPES.get(Path(name).suffix, "application/octet-stream"))
        encoding = _encoding() if COMPRESSIBLE.match(response.content_type or "") else None
        if encoding:
            _carry(response, compressed(content, encoding), encoding)
        response.headers["Content-Security-Policy"] = "default-src 'none'"  # opened by itself, it does nothing
        response.vary.add("Accept-Encoding")
        response.set_etag(hashlib.sha256(content).hexdigest()[:16] + f"-{encoding or 'plain'}")
        if filename == f"{self.version}/{name}":
            cache_forever(response)
        else:
            response.cache_control.no_cache = True
        return response.make_conditional(request)


def cache_forever(response: Response) -> None:
    """Let browsers keep an answer whose address says which one it is."""
    response.cache_control.public = True
    response.cache_control.max_age = YEAR
    response.cache_control.immutable = True


def joined(files: dict[str, bytes]) -> bytes:
    """The sheets as one, without comments.

    Tokens lead, since they say in which order the layers lie. In a layer the sheet of its name comes first, then those
    that add to it.
    """
    sheets = {
        name: content.decode()
        for name, content in files.items()
        if name.startswith("css/") and name not in STANDALONE_SHEETS
    }
    first, last = "css/tokens.css", "css/print.css"
    others = sorted(
        sheets.keys() - {first, last}, key=lambda name: (not _leads(name, sheets[name]), _is_brought(name), name)
    )
    order = [first, *others]
    text = "".join(sheets[name] for name in order) + f"@media print {{{sheets[last]}}}"
    return " ".join(COMMENT.sub("", text).split(None)).encode()


def _is_brought(name: str) -> bool:
    """Whether a method brings the sheet: it comes after the house's own, so that it can add to them."""
    return name.startswith("css/method-")


def _leads(name: str, text: str) -> bool:
    return f"@layer {Path(name).stem} {{" in text


@lru_cache(maxsize=256)
def compressed(content: bytes, encoding: str) -> bytes:
    """A file as small as it gets, worked out once: it is sent to everybody."""
    if encoding == "br":
        return bytes(brotli.compress(content, quality=11))
    return gzip.compress(content, 9, mtime=0)


def transfer_size(name: str, content: bytes) -> int:
    """The bytes of a file as it travels, in the way that every browser opens."""
    return len(compressed(content, "gzip") if COMPRESSIBLE.match(TYPES.get(Path(name).suffix, "")) else content)


def _compressed_now(content: bytes, encoding: str) -> bytes:
    """A page, drawn for one person: at a pace that the others in the process do not feel (a millisecond)."""
    if encoding == "br":
        return bytes(brotli.compress(content, quality=5))
    return gzip.compress(content, 5, mtime=0)


def _encoding() -> str | None:
    return request.accept_encodings.best_match(ENCODINGS)


def _carry(response: Response, content: bytes, encoding: str) -> None:
    response.set_data(content)
    response.headers["Content-Encoding"] = encoding


def _is_led_by_another_site() -> bool:
    """Whether another site sends a browser here that has a session.

    Squeezing tells, by its length, whether a page says the same thing twice: somebody who makes a browser ask for a
    page again and again with guesses in its address, and sees how long the answers are, reads the secrets beside them
    (BREACH). Here these are the link "My data" and the forgery token, whose signature is another one each second, so
    that what could be read of it is worth nothing. It takes another site to make a browser ask, and browsers say when
    one does: those few pages travel as they are.
    """
    return bool(request.cookies) and request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")


def _compress(response: Response) -> Response:
    kind = response.content_type or ""
    if response.is_streamed or "Content-Encoding" in response.headers or not COMPRESSIBLE.match(kind):
        return response
    response.vary.add("Accept-Encoding")
    encoding = _encoding()
    content = response.get_data()
    if encoding and len(content) >= COMPRESS_FROM and not _is_led_by_another_site():
        _carry(response, _compressed_now(content, encoding), encoding)
    return response


def sheets_of(methods: Mapping[str, Method]) -> dict[str, list[Path]]:
    """The sheets of styles that each method brings, where it does: `static/<id>.css` in its folder or in that of the
    method that it extends, then those in the folder beside it that has its name."""
    homes = {id: home_of(method, "static/{id}.css") for id, method in methods.items()}
    sheets = {id: home[1] for id, home in homes.items() if home is not None}
    return {id: [sheet, *sorted(sheet.with_suffix("").glob("*.css"))] for id, sheet in sheets.items()}


def init_app(app: Flask) -> None:
    """Put the files on their files, date their addresses, and squeeze what leaves."""
    files = StaticFiles(Path(app.static_folder or ""), sheets_of(app.extensions["registry"].methods))
    app.extensions["static_files"] = files
    app.view_functions["static"] = files.send
    app.jinja_env.globals["all_sheets"] = SHEET
    app.after_request(_compress)

    @app.url_defaults
    def date(endpoint: str, values: dict[str, str]) -> None:
        if endpoint == "static" and not DATED.match(values["filename"]):
            values["filename"] = f"{files.version}/{values['filename']}"
