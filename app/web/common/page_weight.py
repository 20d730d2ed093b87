"""What a page asks of the network: the files that its templates name, and those that these name in turn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from posixpath import dirname, join, normpath, splitext

from app.bundled import HOUSE, bundled
from app.host import registry
from app.web.common.static_files import SHEET, StaticFiles, sheets_of, transfer_size
from beffroi.patterns import linear

TEMPLATES = bundled("templates")

PAGES = {
    "participant": ("common/base.html", "common/live_page.html", "participant/page.html"),
    "screen": ("common/base.html", "common/live_page.html", "screen/page.html"),
    "console": ("common/base.html", "common/live_page.html", "facilitator/console.html"),
}
"""The templates that make each page of a workshop."""

_STATIC_FILE = linear(r"""filename=['"]([^'"]+)['"]""")
_NAMED_BY = {
    ".js": linear(r"""(?:from|import|import\(|new URL\()\s*["'](\.[^"']+)["']"""),
    ".css": linear(r"""url\(["']?(\.[^"')]+)["']?\)"""),
}


@dataclass(frozen=True)
class Weight:
    """How many files, and how many bytes as they travel: sent once, then kept by the browser."""

    files: int
    bytes: int

    @property
    def kilobytes(self) -> int:
        """In thousands of bytes, rounded up."""
        return -(-self.bytes // 1000)


@cache
def _static_files() -> StaticFiles:
    """The files of the house and of the bundled methods."""
    return StaticFiles(HOUSE / "static", sheets_of(registry.build().methods))


@cache
def weight_of(page: str) -> Weight:
    """The most that a first visit to one of `PAGES` loads besides the page itself."""
    files = files_of(page)
    return Weight(len(files), sum(transfer_size(name, _static_files().files[name]) for name in files))


def files_of(page: str) -> frozenset[str]:
    """The files of the static folder that a page may ask for, by name."""
    text = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in PAGES[page])
    waiting = [SHEET, *_STATIC_FILE.findall(text)]
    found: set[str] = set()
    while waiting:
        name = normpath(waiting.pop())
        if name in found or name not in _static_files().files:
            continue
        found.add(name)
        if named := _NAMED_BY.get(splitext(name)[1]):
            waiting += [join(dirname(name), other) for other in named.findall(_static_files().files[name].decode())]
    return frozenset(found)
