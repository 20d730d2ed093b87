"""What an article of the charter is made of, beside its commitment; and how it is said."""

from __future__ import annotations

from typing import Any

from beffroi import AUDIENCES, Refused, Stamp, translator
from beffroi.blocks.described import Aspect, Describe
from plugins.charter.letters import TITLED, must_be_stripped

_ = translator(__name__)

LETTER = 600
"""Characters of an example, at most."""

CHANNELS = {
    "all": _("Everything that is written"),
    "letter": _("Letter"),
    "email": _("E-mail"),
    "form": _("Form"),
    "sms": _("Text message"),
}

ASPECTS = (
    Aspect("audience", _("For whom"), choices=tuple(AUDIENCES.items())),
    Aspect("channel", _("Channel"), choices=tuple(CHANNELS.items())),
    Aspect(
        "delay", _("Delay or indicator"),
        help=_("Of a service, never of a person: “nine letters out of ten within ten days”."),
    ),
    Aspect(
        "needs", _("What staff need to keep it"), max=300,
        help=_("Time, templates, training, a right to sign: what has to be there for it to hold."),
    ),
    Aspect(
        "before", _("Example before"), max=LETTER, wanted=False,
        help=_("A passage of a letter as it is today, without any name: write [name], [telephone]…"),
    ),
    Aspect(
        "after", _("Example after"), max=LETTER, when=("before",),
        help=_("The same passage, as the charter wants it."),
    ),
)  # fmt: skip
LETTERS = ("before", "after")


class Say(Describe, name="describe"):
    """Say something of an article, or word what is said there anew; a letter without the names of those it tells of."""

    def check(self, state: Any, stamp: Stamp) -> None:
        if self.aspect in LETTERS:
            must_be_stripped(self.text)
        if self.aspect == "delay" and TITLED.search(self.text):
            said = _("A delay or an indicator is a service’s, never a person’s: write the service.")
            raise Refused(said, errors={"text": said})
        super().check(state.told, stamp)

    def apply(self, state: Any, stamp: Stamp) -> None:
        super().apply(state.told, stamp)

    def undo_label(self, state: Any) -> str:
        return super().undo_label(state.told)
