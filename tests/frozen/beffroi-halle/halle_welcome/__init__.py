"""How people are welcomed: each table writes what is, then what should be, and hears what the others make of it."""

from beffroi import Method, hookimpl, translator
from beffroi.blocks.reactions import Reactions
from beffroi.blocks.sheet import Sheet, Slot

_ = translator(__name__)

WAITS = (("short", _("Less than ten minutes")), ("long", _("Up to an hour")), ("far", _("They come back another day")))


class Welcome(Method):
    api = 1
    id = "halle_welcome"
    title = _("Our welcome, today and tomorrow")
    minutes = 60
    shared_by = ("table", "room")
    anonymous = False
    today = Sheet(
        Slot("desk", _("Which desk"), max=60, lines=1, sourced=False, kind=""),
        Slot("works", _("What works"), most=4, help=_("Seen or heard, not supposed.")),
        Slot("fails", _("What does not"), most=4),
        Slot("wait", _("How long people wait"), choices=WAITS),
    )
    said = Reactions(on=today)
    tomorrow = Sheet(
        Slot("works", _("What we keep"), most=2),
        Slot("change", _("What we change"), most=4),
        Slot("first", _("What we do first"), sourced=False),
        title=_("Tomorrow"),
    )
    heard = Reactions(on=tomorrow, title=_("Tomorrow"))


@hookimpl
def methods() -> list[Method]:
    return [Welcome()]
