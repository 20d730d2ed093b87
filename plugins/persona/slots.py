"""What is asked of a persona: the places of its sheet, and the parts that its portrait is drawn from."""

from __future__ import annotations

from typing import Any

from beffroi import AUDIENCES, Kind, translator
from beffroi.blocks.sheet import Slot

_ = translator(__name__)

SENTENCE = 160
"""Characters of a sentence: what is read at ten metres."""

DIGITAL = (
    ("1", _("1 · nothing online without somebody beside them")),
    ("2", _("2 · a message or a photo, not a form")),
    ("3", _("3 · a simple form, given time")),
    ("4", _("4 · most things, a hitch now and then")),
    ("5", _("5 · at ease, on a phone as on a computer")),
)
ADMINISTRATION = (
    ("1", _("1 · puts letters aside, afraid to open them")),
    ("2", _("2 · fills in nothing alone")),
    ("3", _("3 · manages what is already known")),
    ("4", _("4 · asks, insists, keeps copies")),
    ("5", _("5 · knows the rules and the offices")),
)
OFTEN = (
    ("once", _("Once, or nearly")),
    ("year", _("About once a year")),
    ("season", _("A few times a year")),
    ("month", _("Every month")),
    ("week", _("Every week or more")),
)
AGES = (
    ("18", _("Under 18")),
    ("30", _("18 to 29")),
    ("45", _("30 to 44")),
    ("60", _("45 to 59")),
    ("75", _("60 to 74")),
    ("99", _("75 and over")),
)
CONFIDENCES = (
    ("hypothesis", _("Hypothesis: to be checked with people")),
    ("partial", _("Partial: some evidence")),
    ("documented", _("Documented: several people said so")),
)
CHANNELS = {
    "desk": _("Desk"),
    "phone": _("Phone"),
    "letter": _("Letter"),
    "email": _("E-mail"),
    "web": _("Web"),
    "other": _("Somebody else does it"),
}
"""How somebody prefers to reach the service; several."""

NAME = Slot("name", _("Invented first name"), max=30, lines=1, sourced=False, kind="")
AUDIENCE = Slot("audience", _("Whom this person stands for"), choices=tuple(AUDIENCES.items()))
SITUATION = Slot(
    "situation",
    _("What leads this person to the service"),
    kind="situation",
    max=SENTENCE,
    help=_("One situation, on one day: what has just happened?"),
)
NEEDS = Slot(
    "needs",
    _("Needs"),
    most=6,
    kind="need",
    max=SENTENCE,
    help=_("What this person has to obtain, understand or feel; not yet a solution."),
)
IRRITANTS = Slot(
    "irritants",
    _("Irritants"),
    most=6,
    kind="irritant",
    max=SENTENCE,
    help=_("What costs time, money, calm or dignity."),
)
REQUIRED = (NAME, AUDIENCE, SITUATION, NEEDS, IRRITANTS)
"""Without these it is not yet a persona; progress counts them."""

VERBATIM = Slot("verbatim", _("In this person's words"), most=3, max=SENTENCE, kind="verbatim")
SENTENCES = (
    VERBATIM,
    Slot("motivations", _("What moves this person"), most=4, max=SENTENCE, kind="motivation"),
    Slot("obstacles", _("What holds this person back"), most=4, max=SENTENCE, kind="obstacle"),
    Slot(
        "emotions",
        _("Emotional course"),
        most=6,
        kind="emotion",
        max=SENTENCE,
        help=_("Moment by moment: before, during, after, and what is felt."),
    ),
    Slot("helpers", _("Who helps"), most=3, max=SENTENCE, kind="help"),
    Slot(
        "access",
        _("Access needs"),
        most=4,
        kind="access",
        max=SENTENCE,
        help=_("Seeing, hearing, moving, reading, language, time, money."),
    ),
    Slot("unsaid", _("What this person dares not say"), most=3, max=SENTENCE, kind="unsaid"),
)
SCALES = (
    Slot("digital", _("Ease with digital tools"), choices=DIGITAL),
    Slot("administration", _("Ease with administration"), choices=ADMINISTRATION),
)
FREQUENCY = Slot("often", _("How often this person needs the service"), choices=OFTEN)
FURTHER = (*SENTENCES, *SCALES, FREQUENCY)
"""What may be said beside it, folded under “Going further”."""

DEMOGRAPHICS = {
    "age": Slot("age", _("Age band"), choices=AGES),
    "occupation": Slot("occupation", _("Occupation"), max=60, lines=1, kind="trait"),
    "place": Slot("place", _("Place of living"), max=60, lines=1, kind="trait"),
    "household": Slot("household", _("Household"), max=60, lines=1, kind="trait"),
}
"""Off unless a facilitator asks for them: they explain little, and call up stereotypes."""

CONFIDENCE = Slot("confidence", _("Confidence"), choices=CONFIDENCES)

PORTRAIT = (
    Slot(
        "face",
        _("Face"),
        choices=(("round", _("Round")), ("long", _("Oval")), ("square", _("Square")), ("pointed", _("Pointed"))),
    ),
    Slot(
        "hair",
        _("Hair"),
        choices=(
            ("short", _("Short")),
            ("bob", _("Mid-length")),
            ("long", _("Long")),
            ("curly", _("Curly")),
            ("bun", _("In a bun")),
            ("sides", _("Thinning")),
            ("covered", _("Under a scarf")),
            ("none", _("No hair")),
        ),
    ),
    Slot(
        "detail",
        _("Detail"),
        choices=(
            ("none", _("None")),
            ("glasses", _("Glasses")),
            ("beard", _("Beard")),
            ("scarf", _("Scarf")),
            ("cap", _("Cap")),
            ("badge", _("Badge")),
        ),
    ),
    Slot("mood", _("Mood"), choices=(("calm", _("Calm")), ("glad", _("Glad")), ("worried", _("Worried")))),
    Slot(
        "tint",
        _("Background"),
        choices=(
            ("sand", _("Sand")),
            ("brick", _("Brick")),
            ("blue", _("Blue")),
            ("green", _("Green")),
            ("gold", _("Gold")),
        ),
    ),
)
"""The portrait is drawn, never photographed: of nobody who exists."""

TOLD = {
    "persona": Kind(_("Persona")),
    "situation": Kind(_("Situation")),
    "need": Kind(_("Need"), weighs=True),
    "irritant": Kind(_("Irritant"), weighs=True),
    "verbatim": Kind(_("Verbatim"), "evidence", weighs=True),
    "motivation": Kind(_("Motivation")),
    "obstacle": Kind(_("Obstacle")),
    "emotion": Kind(_("Emotion")),
    "help": Kind(_("Help")),
    "access": Kind(_("Access need")),
    "unsaid": Kind(_("What is not said")),
    "trait": Kind(_("Trait")),
    "remembered": Kind(_("From memory")),
}
"""What these are to everybody else."""


def asked(demographics: tuple[str, ...]) -> tuple[Slot, ...]:
    """The slots of a sheet in their order, with those demographics that were asked for."""
    traits = (slot for id, slot in DEMOGRAPHICS.items() if id in demographics)
    return (*REQUIRED, *traits, *FURTHER, CONFIDENCE)


def words_of(slot: Slot, value: str) -> Any:
    """What is read of a choice that was kept; "" where none was made."""
    return dict(slot.choices).get(value, "")
