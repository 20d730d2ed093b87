"""What a facilitator may set of a form: its questions, where its method asks none of its own."""

from __future__ import annotations

from beffroi.command import Model
from beffroi.fields import Flag, Text
from beffroi.words import translator

_ = translator(__name__)

LONGEST = 12_000


class FormSettings(Model):
    """What may be set of a form whose questions are its author's."""

    form_question: str = Text(_("What the form is about"), max=300, required=False, lines=2)
    show_texts: bool = Flag(
        _("Show everyone what was written in words of their own"),
        help=_("Read it for names first: without this, facilitators alone see it."),
    )


class WrittenForm(FormSettings):
    """What may be set of a form whose questions a facilitator writes."""

    questions: str = Text(
        _("Questions"),
        max=LONGEST,
        lines=16,
        required=False,
        help=_(
            "A line a question: its name, its kind in brackets, a colon, what it asks. Below it its answers, each "
            "after a dash. “# Title” begins a page."
        ),
    )
    crossings: str = Text(
        _("Questions that are crossed"),
        max=400,
        lines=3,
        required=False,
        help=_(
            "A line each: the names of two questions that offer answers, with a + between. Of fewer than five people "
            "nothing is shown."
        ),
    )
    offer_no_answer: bool = Flag(
        _("Offer “I’d rather not say” with each question"), default=True, help=_("It counts as having answered.")
    )
