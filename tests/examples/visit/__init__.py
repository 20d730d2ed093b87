"""A visit to the office, told by those who made it: three pages, of which some see two."""

from beffroi import Method, hookimpl, translator
from beffroi.blocks.form import AnyOf, Form, LongText, OneOf, Option, Page, Scale, When

_ = translator(__name__)

CHANNELS = (
    Option("desk", _("At the desk")),
    Option("phone", _("By phone")),
    Option("other", _("Another way"), asks=True),
)
ENDS = {1: _("not at all"), 5: _("very much")}
SLOW = When("pace", ("1", "2"))

BEGINNING = Page(
    _("Your visit"),
    (
        OneOf("channel", _("How did you come to us?"), CHANNELS, required=True),
        Scale("pace", _("Did it go as fast as you needed?"), 1, 5, ENDS, required=True),
    ),
)
TROUBLE = Page(
    _("What held you up"),
    (
        AnyOf("held", _("What took long?"), {"papers": _("The papers"), "answer": _("The answer")}, when=(SLOW,)),
        LongText("why", _("What happened?"), help=_("No names, please."), when=(SLOW,)),
    ),
)
END = Page(_("One last thing"), (LongText("wish", _("What should we keep as it is?")),))


class Visit(Method):
    api = 1
    id = "visit"
    title = _("A visit, told")
    minutes = 10
    answers = Form(BEGINNING, TROUBLE, END, crossings=[("channel", "pace")])


@hookimpl
def methods() -> list[Method]:
    return [Visit()]
