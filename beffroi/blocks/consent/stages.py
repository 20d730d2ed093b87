"""The stages of a consent."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

CLARIFY = Stage(
    "clarify",
    _("Understand"),
    instruction=_("Questions only, to understand: no opinion yet. The proposer answers."),
    notice=_("Questions are shown to everybody, without a name."),
    effect=_("Everyone reads the articles and asks what they mean; all see the questions and the answers."),
)
REACT = Stage(
    "react",
    _("React"),
    instruction=_("One reaction each, no debate: what does the article do to you? The proposer listens, then amends."),
    notice=_("Reactions are shown to everybody, without a name."),
    effect=_("Everyone reacts once to each article, aloud or in writing; then the proposer may word it anew."),
)
STANCES = Stage(
    "stances",
    _("Say where you stand"),
    instruction=_("For each article, by yourself: do you object? Nobody sees it before all is shown."),
    notice=_("Reservations and the reasons of objections are shown to everybody, without a name unless it is signed."),
    effect=_("Everyone says where they stand on each article; nobody sees anything yet, but how many answered."),
)
SETTLE = Stage(
    "settle",
    _("Settle the objections"),
    instruction=_("What nobody objects to is adopted. Of each objection: is it a risk, or a preference?"),
    effect=_("Stances no longer change and are shown: what nobody objects to is adopted together."),
)
