"""The stage in which everybody reads the others' sheets."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

GALLERY = Stage(
    "gallery",
    _("Gallery"),
    gallery=True,
    instruction=_("Two minutes a table: what rings true, what do you ask, what do you doubt?"),
    effect=_("Everyone reads the tables' sheets, one after the other, and reacts."),
)
