"""What is set of a queue of questions."""

from __future__ import annotations

from beffroi.command import Model
from beffroi.fields import Day, Flag, Number, Text
from beffroi.words import translator

_ = translator(__name__)


class QueueSettings(Model):
    """What a facilitator may set of a queue of questions.

    The `subject` that is debated, how many one may ask, `per_person`, whether sites show, `sited`; who answers what was
    not reached in writing, `written_who`, and by which day, `written_by`.
    """

    subject: str = Text(_("What is debated"), max=300, required=False, lines=2)
    per_person: int = Number(_("Questions a person"), low=1, high=10, default=3)
    sited: bool = Flag(
        _("Show from which site a question comes"),
        help=_("Where the activity keeps sites, and once five people or more have asked at each of them."),
        fixed=True,
    )
    written_who: str = Text(
        _("Who answers in writing what was not reached"), max=80, required=False, help=_("A function or a service.")
    )
    written_by: str = Day(_("By which day"))
