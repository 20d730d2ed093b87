"""A visit, told: a form with a question of each kind; and one whose questions a facilitator writes."""

from beffroi import Method, hookimpl, translator
from beffroi.blocks.form import (
    Amount,
    AnyOf,
    Date,
    Form,
    LongText,
    Matrix,
    OneOf,
    Option,
    Page,
    Ranking,
    Scale,
    ShortText,
    When,
    YesNo,
)  # fmt: skip

_ = translator(__name__)

CHANNELS = (
    Option("desk", _("At the desk")),
    Option("phone", _("By phone")),
    Option("other", _("Another way"), asks=True),
)
ENDS = {1: _("not at all"), 5: _("very much")}
SLOW = When("pace", ("1", "2"))
THINGS = {"hours": _("Longer hours"), "signs": _("Better signs"), "answer": _("A quicker answer")}

BEGINNING = Page(
    _("Your visit"),
    (
        OneOf("channel", _("How did you come to us?"), CHANNELS, required=True),
        Date("day", _("Which day?")),
        Amount("minutes", _("For how long?"), low=0, high=240, unit=_("minutes")),
        Scale("pace", _("Did it go as fast as you needed?"), 1, 5, ENDS, required=True),
    ),
    intro=_("Nobody reads who answered what."),
)
TROUBLE = Page(
    _("What held you up"),
    (
        AnyOf("held", _("What took long?"), {"papers": _("The papers"), "wait": _("The wait")}, when=(SLOW,)),
        LongText("why", _("What happened?"), help=_("No names, please."), when=(SLOW,)),
    ),
)
END = Page(
    _("One last thing"),
    (
        Matrix("kind", _("How was it?"), 1, 5, ENDS, rows={"desk": _("The desk"), "room": _("The room")}),
        Ranking("first", _("What comes first?"), THINGS, first=2),
        YesNo("again", _("Would you come again?")),
        ShortText("word", _("In a few words?"), most=60),
    ),
)


class Visit(Method):
    api = 1
    id = "halle_visit"
    title = _("A visit, told in full")
    minutes = 10
    answers = Form(BEGINNING, TROUBLE, END)


class Asked(Method):
    api = 1
    id = "halle_asked"
    title = _("Questions of one’s own")
    minutes = 10
    answers = Form()


@hookimpl
def methods() -> list[Method]:
    return [Asked(), Visit()]
