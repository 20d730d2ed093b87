"""Stances on articles, unseen: what nobody objects to is adopted together, each objection is read, tested, settled.

Source: decision by consent as sociocracy has it. A method holds it as `agreed = Consent(on=typed)`.
"""

from beffroi.blocks.consent.articles import Article, Articles, Outcome, Round, Stance
from beffroi.blocks.consent.block import Consent
from beffroi.blocks.consent.commands import (
    CONSENT_COMMANDS,
    Agree,
    AskAgain,
    Object,
    PaperStance,
    Reserve,
    SayNothing,
    Settle,
    ShowStances,
    TakeStanceBack,
    Withdraw,
    WithdrawOnPaper,
)
from beffroi.blocks.consent.report import sections_of, tables_of
from beffroi.blocks.consent.settings import ConsentSettings
from beffroi.blocks.consent.stages import SETTLE, STANCES

__all__ = [
    "CONSENT_COMMANDS",
    "SETTLE",
    "STANCES",
    "Agree",
    "Article",
    "Articles",
    "AskAgain",
    "Consent",
    "ConsentSettings",
    "Object",
    "Outcome",
    "PaperStance",
    "Reserve",
    "Round",
    "SayNothing",
    "Settle",
    "ShowStances",
    "Stance",
    "TakeStanceBack",
    "Withdraw",
    "WithdrawOnPaper",
    "sections_of",
    "tables_of",
]
