"""Two slots of a sheet have one id."""

from __future__ import annotations

from beffroi import Method, hookimpl, translator
from beffroi.blocks.sheet import Sheet, Slot

_ = translator(__name__)


class Told(Method):
    api = 1
    id = "told"
    title = _("Told")
    sheet = Sheet(Slot("needs", _("Needs")), Slot("needs", _("Wishes")))


@hookimpl
def methods():
    return [Told()]
