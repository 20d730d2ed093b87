"""Saying no, in a whole sentence."""

from typing import Any


class Refused(Exception):
    """A command is not accepted, and the sentence says why and what to do.

    The sentence is shown as it is to the person who asked, so it should be a translated one:
    `raise Refused(_("You have no dot left: take one back first."))`.
    """

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
