"""The scales that a matrix has ready, and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi import translator
from beffroi.report import Scale

_ = translator(__name__)

STEPS = 5
PARTS = 3
"""Of a scale that is written: its title, its low end, its high end."""


@dataclass(frozen=True)
class Axes:
    """Two scales, `across` to the right and `upwards`; `corners` are top left, top right, bottom left, bottom right."""

    title: Any
    across: Scale
    upwards: Scale
    corners: tuple[Any, ...]


def _scale(title: Any, low: Any, high: Any) -> Scale:
    return Scale(title, 1, STEPS, low, high)


AXES = {
    "effort": Axes(
        _("Impact and effort"),
        _scale(_("Effort"), _("little"), _("much")),
        _scale(_("Impact"), _("little"), _("much")),
        (_("Quick win"), _("Major project"), _("When there is time"), _("To set aside")),
    ),
    "satisfaction": Axes(
        _("Importance and satisfaction"),
        _scale(_("Satisfaction today"), _("none"), _("full")),
        _scale(_("Importance for users"), _("little"), _("much")),
        (_("To improve first"), _("To keep up"), _("To watch"), _("Good enough")),
    ),
    "interest": Axes(
        _("Influence and interest"),
        _scale(_("Interest"), _("little"), _("much")),
        _scale(_("Influence"), _("little"), _("much")),
        (_("To satisfy"), _("To involve"), _("To follow"), _("To inform")),
    ),
}
"""By the key that a log has. Source: impact and effort matrix; importance and satisfaction; Mendelow."""


def parts_of(written: str) -> list[str]:
    """A scale as somebody wrote it, with / in between."""
    return [part for part in (one.strip() for one in written.split("/")) if part]


def scale_of(written: str) -> Scale | None:
    """That scale; None where nothing was written."""
    parts = parts_of(written)
    return _scale(*parts) if len(parts) == PARTS else None
