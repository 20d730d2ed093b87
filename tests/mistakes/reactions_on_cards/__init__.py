"""Reactions to what is no sheet."""

from __future__ import annotations

from beffroi import Method, hookimpl, translator
from beffroi.blocks.cards import Cards
from beffroi.blocks.reactions import Reactions

_ = translator(__name__)


class Told(Method):
    api = 1
    id = "told"
    title = _("Told")
    ideas = Cards()
    said = Reactions(on=ideas)


@hookimpl
def methods():
    return [Told()]
