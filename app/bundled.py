"""Where the bundled plugins and the pages are: beside the house in a checkout, inside it where it is installed."""

from __future__ import annotations

from pathlib import Path

HOUSE = Path(__file__).parent
INSIDE = HOUSE / "bundled"

IS_INSTALLED = INSIDE.is_dir()
"""Whether this house came as a wheel; else it is a checkout."""


def bundled(name: str) -> Path:
    """The folder of that name: "plugins" or "templates"."""
    return (INSIDE if IS_INSTALLED else HOUSE.parent) / name


def instance() -> Path:
    """Where the database and the keys are unless a setting says so: in the checkout, else where one is."""
    return (Path.cwd() if IS_INSTALLED else HOUSE.parent) / "instance"
