"""Typst, which sees one folder that lives as long as the call, our fonts, and no network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from app.documents.texts import FONTS, clean

PIXELS = 220
"""Of an inch, where a drawing becomes pixels."""


class NotWritten(Exception):
    """A picture that cannot be read, or a fault of ours: the document is not written, and the message says why."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def typeset(folder: Path, **how: Any) -> Any:
    """What Typst makes of the `main.typ` of a folder, which is all that it may read. Raises `NotWritten`."""
    nowhere = folder / "packages"
    try:
        compiler = typst.Compiler(
            folder / "main.typ",
            root=folder,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=nowhere,
            package_cache_path=nowhere,
        )
        return compiler.compile(**how)
    except typst.TypstError as error:
        raise NotWritten(str(error.message)) from error


def as_pixels(drawings: Sequence[str]) -> list[bytes]:
    """SVG drawings as PNG pictures, in one go. Raises `NotWritten`."""
    if not drawings:
        return []
    with TemporaryDirectory() as place:
        folder = Path(place)
        for number, svg in enumerate(drawings):
            (folder / f"{number}.svg").write_bytes(clean(svg).encode())
        pages = f"#set page(width: auto, height: auto, margin: 0pt)\n#for n in range({len(drawings)}) {{"
        (folder / "main.typ").write_text(f'{pages} page(image(str(n) + ".svg")) }}', encoding="utf-8")
        made = typeset(folder, format="png", ppi=PIXELS)
        return made if isinstance(made, list) else [made]
