"""Saying no, in a whole sentence."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """A command is not accepted, and the sentence says why and what to do.

    The sentence is shown as it is to the person who asked, so it should be a translated one:
    `raise Refused(_("You have no dot left: take one back first."))`. Of a form with several fields, `errors` may say
    what is wrong with each, by its name: it is shown beside it.
    """

    def __init__(self, sentence: Any, *, errors: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.errors = dict(errors or {})
