"""Matrix: each places each thing on two scales, unseen; then all see where the group stands, and where it is apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beffroi import Choice, Glance, Method, Model, Refused, Text, hookimpl, translator
from beffroi.blocks.listed import Listed
from beffroi.blocks.placing import Placing
from beffroi.report import Scale
from plugins.matrix.axes import AXES, PARTS, parts_of, scale_of

_ = translator(__name__)


class MatrixSettings(Model):
    """What is asked, and what the two scales are."""

    question: str = Text(
        _("Question"), max=300, required=False, lines=2, help=_("Read at the top of every page while people place.")
    )
    axes: str = Choice(_("The two scales"), {key: one.title for key, one in AXES.items()}, default="effort", fixed=True)
    across: str = Text(
        _("Another scale across: title / low end / high end"),
        max=200,
        required=False,
        help=_("For instance: Risk / none / high. Left empty, the scale chosen above holds."),
    )
    upwards: str = Text(_("Another scale upwards: title / low end / high end"), max=200, required=False)


class OnTwoScales(Placing[MatrixSettings]):
    """A placing on two scales of five steps, which are set."""

    settings = MatrixSettings

    def check_settings(self, settings: MatrixSettings) -> None:
        for name in ("across", "upwards"):
            written = getattr(settings, name)
            if written and len(parts_of(written)) != PARTS:
                said = _("Write three things with / in between: the title of the scale, its low end, its high end.")
                raise Refused(said, errors={name: said})

    def question(self, settings: MatrixSettings, stage: str) -> str:
        return settings.question

    def scales_of(self, settings: MatrixSettings) -> Sequence[Scale]:
        axes = AXES[settings.axes]
        return (scale_of(settings.across) or axes.across, scale_of(settings.upwards) or axes.upwards)

    def corners_of(self, settings: MatrixSettings) -> Sequence[Any]:
        is_ours = not settings.across and not settings.upwards
        return AXES[settings.axes].corners if is_ours else ()


class Matrix(Method):
    """Place → see where we stand, and place again what is talked about."""

    api = 1
    id = "matrix"
    title = _("Matrix")
    at_a_glance = Glance(
        "choose",
        people=(5, 0),
        takes=_("cards or a list"),
        gives=_("a map on two scales, and where it divides"),
        takes_from=("ideation", "brainwriting", "*"),
    )
    minutes = 25
    typed = Listed()
    places = OnTwoScales(on=typed)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Matrix()]
