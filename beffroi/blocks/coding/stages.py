"""The stages of a coding: facilitators read for names, people code by themselves, then what is apart is settled."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

REREAD = Stage(
    "reread",
    _("Read for names"),
    instruction=_("The facilitators read what was written, so that nobody is named in what goes out."),
    effect=_("You alone read what was written, and say which texts may go out; nobody else sees any of it yet."),
)
CODE = Stage(
    "code",
    _("Give codes"),
    instruction=_("Take some texts, and give each the codes that say what it is about. Make a code where none fits."),
    effect=_("Everyone can take texts that may go out and give them codes; nobody sees another reader’s codes yet."),
)
COMPARE = Stage(
    "compare",
    _("Compare and settle"),
    instruction=_("First where two readers did not see the same: what does this text say?"),
    effect=_("Coding ends; codes, how often they were given, and where readers were apart show everywhere."),
)
