"""What a vote is worth: said before anybody places a dot, beside its results, and in the report."""

from __future__ import annotations

from typing import Any

from beffroi.blocks.ballot.settings import BallotSettings
from beffroi.words import translator

_ = translator(__name__)


def worth_of(rules: BallotSettings) -> Any:
    """In a sentence, what the vote is worth."""
    if rules.worth == "decides":
        return _("This vote decides: what it keeps is done.")
    if rules.worth == "informs":
        return _("This vote informs: it decides nothing by itself.")
    if rules.proposes_to:
        return _("This vote proposes to: %(to)s", to=rules.proposes_to)
    return _("This vote proposes: others decide, and say what they decided.")


def kept_by(rules: BallotSettings) -> Any:
    """What is said of the options before the line, as long as nobody decided: kept, only where the vote decides."""
    return _("Kept by the vote") if rules.worth == "decides" else _("Ahead in the vote")
