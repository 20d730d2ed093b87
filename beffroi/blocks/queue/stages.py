"""The stages of a queue of questions."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

_NOTICE = _(
    "Who asked a question is shown nowhere. The next question is proposed so that everybody is heard once before "
    "anybody is heard twice."
)

BOX = Stage(
    "box",
    _("Send questions"),
    instruction=_("Write what you want to ask, and support the questions of others that you want answered."),
    notice=_NOTICE,
    effect=_("Everyone can ask questions; each shows once you have read it."),
)
AIR = Stage(
    "air",
    _("Questions and answers"),
    instruction=_("One question at a time is answered. Go on asking, and support the questions you want answered."),
    notice=_NOTICE,
    effect=_("You put one question after the other on air: the screens show that one alone."),
)
CLOSE = Stage(
    "close",
    _("See what was answered"),
    instruction=_("Here is what was answered, what is followed up, and what remains."),
    effect=_("Nobody asks or supports any more; what was answered and what remains shows everywhere."),
)
OPEN = (BOX.id, AIR.id)
"""Those in which people ask and support: all their commands name both, so that each person is one in both."""

ALL = (*OPEN, CLOSE.id)
"""Those in which facilitators read what came in."""
