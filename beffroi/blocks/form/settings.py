"""What a facilitator may set of a form: its questions, where its method asks none of its own."""

from __future__ import annotations

from beffroi.command import Model
from beffroi.fields import Flag, Number, Text
from beffroi.words import translator

_ = translator(__name__)

LONGEST = 24_000

SHOW_TEXTS = _("Show everyone what was written in words of their own")
READ_FIRST = _("Read it for names first: without this, facilitators alone see it.")


class Subject(Model):
    """What may be set of every form."""

    form_question: str = Text(_("What the form is about"), max=300, required=False, lines=2)


class FormSettings(Subject):
    """What may be set of a form whose questions are its author's."""

    show_texts: bool = Flag(SHOW_TEXTS, help=READ_FIRST)


class WrittenForm(Subject):
    """What may be set of a form whose questions a facilitator writes."""

    introduction: str = Text(
        _("Introduction"),
        max=1200,
        lines=4,
        required=False,
        help=_("Read before the first question: who asks, what for, and what becomes of the answers."),
    )
    takes: int = Number(
        _("Minutes it takes to answer"),
        low=0,
        high=120,
        default=0,
        help=_("Said with the introduction; 0 says nothing."),
    )
    questions: str = Text(
        _("Questions"),
        max=LONGEST,
        lines=16,
        required=False,
        help=_(
            "A line a question: its name, its kind in brackets, a colon, what it asks: “channel (choice) : How do you "
            "write to us?” Below it its answers, each after a dash; “- Other…” asks which. Kinds: choice, several, "
            "yes-no, scale 1-5, matrix 1-5, ranking, number, short, long, date. “# Title” begins a page."
        ),
    )
    thanks: str = Text(
        _("Thanks"),
        max=600,
        lines=2,
        required=False,
        help=_("Read once everything was sent; left empty: a short thank-you."),
    )
    invited: int = Number(
        _("How many people are asked to answer"),
        low=0,
        high=100_000,
        default=0,
        help=_("The results say how many of them did; 0 says nothing."),
    )
    groups: str = Text(
        _("The same by group, one a line"),
        max=1_000,
        lines=3,
        required=False,
        help=_("A group and how many of it are asked: “Lille: 60”. The sum then stands in place of the number above."),
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
    show_texts: bool = Flag(SHOW_TEXTS, help=READ_FIRST)
