"""What a proof of concept says: whose irritant, which idea, the smallest test, and when it goes on or stops."""

from __future__ import annotations

from beffroi import Kind, translator
from beffroi.blocks.sheet import Slot

_ = translator(__name__)

USER = Slot(
    "user", _("For whom"), kind="user", max=140, help=_("A user or an agent: name the card that speaks of them.")
)
IRRITANT = Slot("irritant", _("What irritates them"), kind="irritant", max=200)
IDEA = Slot("idea", _("Our idea"), kind="idea", max=140, help=_("In one sentence: it is what the others vote on."))
BELIEF = Slot(
    "belief",
    _("We think that…"),
    kind="belief",
    max=200,
    sourced=False,
    help=_("… if we do this, then that happens, because…"),
)
TEST = Slot(
    "test",
    _("The smallest test"),
    kind="test",
    max=200,
    sourced=False,
    help=_("What can be tried in days, with what is at hand?"),
)
SUCCESS = Slot(
    "success",
    _("It works if… (a number)"),
    kind="success",
    max=140,
    sourced=False,
    help=_("“7 of 10 people finish without help.”"),
)
STOP = Slot("stop", _("We stop if…"), kind="stop", max=140, sourced=False)

CORE = (USER, IRRITANT, IDEA, BELIEF, TEST, SUCCESS, STOP)
"""Without these it is not yet a proof of concept; progress counts them."""

AROUND = (
    Slot("place", _("Where, or at which event"), kind="", max=100, lines=1, sourced=False, optional=True),
    Slot("dates", _("When"), kind="", max=80, lines=1, sourced=False, optional=True),
    Slot("people", _("Who takes part"), kind="", max=140, sourced=False, optional=True),
    Slot("means", _("Means"), kind="", max=140, sourced=False, optional=True),
    Slot("budget", _("Budget"), kind="", max=80, lines=1, sourced=False, optional=True),
    Slot("partners", _("Partners"), kind="", max=140, sourced=False, optional=True),
    Slot("agree", _("Who must agree"), kind="", max=140, sourced=False, optional=True),
    Slot("owner", _("Who carries it: a function or a service"), kind="", max=80, lines=1, sourced=False, optional=True),
    Slot("risks", _("Risks"), most=4, kind="", max=140, sourced=False, optional=True),
)
"""How it is done."""

SLOTS = (*CORE, *AROUND)

PROOF = "proof"
"""The kind of the card that a table's sheet becomes."""

KINDS = {
    PROOF: Kind(_("Proof of concept"), "outcome"),
    "source": Kind(_("Source")),
    "user": Kind(_("For whom")),
    "irritant": Kind(_("Irritant"), weighs=True),
    "idea": Kind(_("Idea")),
    "belief": Kind(_("What we think")),
    "test": Kind(_("Test")),
    "success": Kind(_("Success criterion")),
    "stop": Kind(_("Stop criterion")),
}
