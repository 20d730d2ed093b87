"""Promises: each table fills in a sheet of its own; then everybody reads all of them as one."""

from beffroi import Kind, Method, hookimpl, translator
from beffroi.blocks.sheet import FILL, READ, Sheet, Slot

_ = translator(__name__)


class Promises(Method):
    api = 1
    id = "promises"
    title = _("Promises")
    minutes = 25
    shared_by = ("table",)
    kinds = {"promise": Kind(_("Promise"), weighs=True), "need": Kind(_("Need"))}
    sheet = Sheet(
        Slot("promises", _("What we promise"), most=3, kind="promise", sourced=False),
        Slot("needs", _("What we need for it"), most=3, kind="need", sourced=False),
        stages=(FILL, READ),
    )


@hookimpl
def methods() -> list[Method]:
    return [Promises()]
