"""What a facilitator may set of a sheet."""

from __future__ import annotations

from beffroi.command import Model
from beffroi.fields import Text
from beffroi.words import translator

_ = translator(__name__)


class SheetSettings(Model):
    """What may be set of a sheet: its slots are its author's."""

    sheet_question: str = Text(_("What the sheet is about"), max=300, required=False, lines=2)
