"""Stances on articles, unseen: what nobody objects to is adopted together, each objection is read, tested, settled.

Source: decision by consent as sociocracy has it. A method holds it as `agreed = Consent(on=typed)`.
"""

from beffroi.blocks.consent.articles import Article, Articles
from beffroi.blocks.consent.block import Consent
from beffroi.blocks.consent.commands import (
    CONSENT_COMMANDS,
    Agree,
    Explain,
    Object,
    Reserve,
    SayNothing,
    Sign,
    TakeStanceBack,
    TakeUp,
    Withdraw,
)
from beffroi.blocks.consent.discussing import (
    DISCUSS_COMMANDS,
    Amend,
    AskAbout,
    PaperRemark,
    React,
    Reply,
    TakeRemarkBack,
)
from beffroi.blocks.consent.discussion import Discussion, Remark
from beffroi.blocks.consent.on_paper import PaperSheet, PaperStance, WithdrawOnPaper
from beffroi.blocks.consent.report import sections_of, tables_of
from beffroi.blocks.consent.settings import ConsentSettings
from beffroi.blocks.consent.settling import AskAgain, Find, Settle, ShowStances
from beffroi.blocks.consent.stages import CLARIFY, REACT, SETTLE, STANCES
from beffroi.blocks.consent.stances import Outcome, Round, Stance

__all__ = [
    "CLARIFY",
    "CONSENT_COMMANDS",
    "DISCUSS_COMMANDS",
    "REACT",
    "SETTLE",
    "STANCES",
    "Agree",
    "Amend",
    "Article",
    "Articles",
    "AskAbout",
    "AskAgain",
    "Consent",
    "ConsentSettings",
    "Discussion",
    "Explain",
    "Find",
    "Object",
    "Outcome",
    "PaperRemark",
    "PaperSheet",
    "PaperStance",
    "React",
    "Remark",
    "Reply",
    "Reserve",
    "Round",
    "SayNothing",
    "Settle",
    "ShowStances",
    "Sign",
    "Stance",
    "TakeRemarkBack",
    "TakeStanceBack",
    "TakeUp",
    "Withdraw",
    "WithdrawOnPaper",
    "sections_of",
    "tables_of",
]
