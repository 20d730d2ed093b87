"""A form: typed questions with conditions, in pages; one answer a person, changed until it closes.

A method holds it as `answers = Form(Page(…), …)`, or as `answers = Form()`, whose facilitator writes the questions.
"""

from beffroi.blocks.form.answers import Answers, Around, Response
from beffroi.blocks.form.block import Form
from beffroi.blocks.form.commands import FORM_COMMANDS
from beffroi.blocks.form.published import Figures
from beffroi.blocks.form.questions import (
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
from beffroi.blocks.form.report import sections_of, tables_of
from beffroi.blocks.form.settings import FormSettings, WrittenForm
from beffroi.blocks.form.stages import ANSWER, RESULTS
from beffroi.blocks.form.tally import Tally
from beffroi.blocks.form.together import TOGETHER, TOGETHER_COMMANDS

__all__ = [
    "ANSWER",
    "FORM_COMMANDS",
    "RESULTS",
    "TOGETHER",
    "TOGETHER_COMMANDS",
    "Amount",
    "Answers",
    "AnyOf",
    "Around",
    "Date",
    "Figures",
    "Form",
    "FormSettings",
    "LongText",
    "Matrix",
    "OneOf",
    "Option",
    "Page",
    "Question",
    "Ranking",
    "Response",
    "Scale",
    "ShortText",
    "Tally",
    "When",
    "WrittenForm",
    "YesNo",
    "sections_of",
    "tables_of",
]
