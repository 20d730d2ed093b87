"""Who a group of users is to us, and what is asked of each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi import translator
from beffroi.blocks.described import Aspect

_ = translator(__name__)


@dataclass(frozen=True)
class UserKind:
    """What such users are called, the question that is asked of them, and whom they are counted among."""

    title: Any
    asked: Any
    audience: str = "external"


KINDS = {
    "external": UserKind(_("External users"), _("External users: who uses what we do?")),
    "staff": UserKind(_("Our staff"), _("Our staff: whose work does it take, in sight or behind?"), "staff"),
    "relay": UserKind(_("Relays"), _("Relays: who does it for others, or sends them on to us?")),
    "absent": UserKind(_("Non-users"), _("Non-users: who could, and does not come?")),
}
"""By the id that a card answers."""

CONTACTS = (
    ("week", _("Every week")),
    ("times", _("From time to time")),
    ("through", _("Through somebody else")),
    ("never", _("Never")),
)
"""From the middle of the map outwards."""

ASPECTS = (
    Aspect("contact", _("Contact with us"), choices=CONTACTS),
    Aspect("need", _("Need"), help=_("What they have to obtain, understand or feel.")),
    Aspect("volume", _("How many"), max=60, help=_("A number a year, or an order of size.")),
    Aspect("source", _("Source of the number"), max=80, when=("volume",)),
    Aspect("channel", _("Channel"), max=80, help=_("Desk, phone, letter, e-mail, web, somebody else.")),
    Aspect("serves", _("Who serves them"), max=80, help=_("A service or a function, never a person.")),
    Aspect("why", _("What holds them back"), when=("contact", "never")),
)
