"""What to ask and to look at, kind by kind: proposed, and replaced by what a facilitator writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beffroi import Flag, Model, Refused, Text, translator

from .kinds import KINDS
from .notes import lines_of

_ = translator(__name__)

PROPOSED: dict[str, Sequence[str]] = {
    "interview": (
        _("I say who I am, what the interview is for, and that no name is kept. “May I quote you?” A no is a no."),
        _("Tell me about the last time you dealt with this service. Where did it begin?"),
        _("What did you want to obtain? What mattered most to you?"),
        _("What was simple? What was hard, or long?"),
        _("Where you were stuck, what did you do? Who helped?"),
        _("If one thing could change, which one?"),
        _("What have I not asked that I should know?"),
    ),
    "visit": (
        _("On arriving: what does one see, hear, read first?"),
        _("Where do people wait, hesitate, turn back?"),
        _("Which papers, signs and words stand in the way?"),
        _("What do the staff do to make up for what does not work?"),
        _("What would I feel here as a user? And as a colleague?"),
    ),
    "immersion": (
        _("The day as it goes: who asks for what, by which channel?"),
        _("Which requests come back, and where do they come from: a letter, a form, a delay?"),
        _("Which tools, which tricks, which notes stuck to the screen?"),
        _("What weighs on the staff, and what are they proud of?"),
        _("Before leaving: what surprised me, said aloud to those who welcomed me."),
    ),
    "voxpop": (
        _("One minute, standing, no name, no face: “May I quote you?”"),
        _("When did you last need us, and what for?"),
        _("In one word, how was it?"),
        _("What should be different next time?"),
    ),
}

WALK: Sequence[str] = (
    _("I do what a user would do, with what a user knows: no badge, no number of a colleague."),
    _("A step each time something changes: a door, a page, a call, an answer, a wait."),
    _("What was I asked for? Had I given it before?"),
    _("Before I stop: did I obtain what I came for, and how would I know?"),
)
"""What to look at on a walk."""

LONGEST = 3000

LINES_MOST = 40
"""Questions of a guide, at most: it stands on every page."""

A_LINE = _("One question a line. Left empty, the guide proposed is shown.")

GUIDE: dict[str, Any] = {"max": LONGEST, "required": False, "lines": 4, "help": A_LINE, "listed": True}


class FieldnotesSettings(Model):
    """The kinds of notes that are taken, and the guide of each."""

    interview: bool = Flag(_("Interviews"), default=True)
    visit: bool = Flag(_("Site visits"), default=True)
    immersion: bool = Flag(_("Immersions"), default=True)
    voxpop: bool = Flag(_("Vox pops"), default=True)
    walk: bool = Flag(_("Walks through a service"), default=True)
    contacts: bool = Flag(_("Contacts: whom the team means to meet"), default=True)
    guide_interview: str = Text(_("Guide of the interviews"), **GUIDE)
    guide_visit: str = Text(_("Guide of the site visits"), **GUIDE)
    guide_immersion: str = Text(_("Guide of the immersions"), **GUIDE)
    guide_voxpop: str = Text(_("Guide of the vox pops"), **GUIDE)


def check_guides(settings: FieldnotesSettings) -> None:
    """Refuse a guide that nobody could follow."""
    if any(len(lines_of(getattr(settings, f"guide_{kind}"))) > LINES_MOST for kind in KINDS):
        raise Refused(_("A guide holds %(most)s questions at most.", most=LINES_MOST))


def offered(settings: FieldnotesSettings) -> list[tuple[str, str, Sequence[str]]]:
    """The kinds that are taken, each with its title and its guide; all of them where none was ticked."""
    kinds = [kind for kind in KINDS if getattr(settings, kind)] or list(KINDS)
    return [(kind, KINDS[kind], lines_of(getattr(settings, f"guide_{kind}")) or PROPOSED[kind]) for kind in kinds]
