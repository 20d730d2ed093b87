"""A form: typed questions with conditions, in pages; one answer a person, changed until it closes.

A method holds it as `answers = Form(Page(…), …)`, or as `answers = Form()`, whose facilitator writes the questions.
"""

from beffroi.blocks.form.notation import read
from beffroi.blocks.form.questions import (
    DECLINED,
    Amount,
    AnyOf,
    Date,
    LongText,
    Matrix,
    OneOf,
    Option,
    Page,
    Question,
    Ranking,
    Scale,
    ShortText,
    When,
    YesNo,
)
from beffroi.blocks.form.shown import faults, shown

__all__ = [
    "DECLINED",
    "Amount",
    "AnyOf",
    "Date",
    "LongText",
    "Matrix",
    "OneOf",
    "Option",
    "Page",
    "Question",
    "Ranking",
    "Scale",
    "ShortText",
    "When",
    "YesNo",
    "faults",
    "read",
    "shown",
]
