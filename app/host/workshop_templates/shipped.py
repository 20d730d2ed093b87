"""The templates that come with the house, in each language: files of the same format as anybody's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app.host.workshop_templates.model import WorkshopTemplate
from app.host.workshop_templates.reading import parsed

FOLDER = Path(__file__).parent / "shipped"


@cache
def shipped(language: str) -> dict[str, WorkshopTemplate]:
    """Those of a language, by their names."""
    files = sorted(FOLDER.glob(f"*.{language}.json"))
    return {file.name.partition(".")[0]: parsed(file.read_text("utf-8")) for file in files}
