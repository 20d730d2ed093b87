"""The letter by which somebody chooses a password."""

from __future__ import annotations

from app.mail import Letter
from app.web.common.theme import the_theme
from beffroi import translator

_ = translator(__name__)


def choosing(to: str, link: str) -> Letter:
    """A link that lets somebody choose the password of their account: an invitation, or the way back."""
    site = the_theme().name or "Beffroi"
    text = _(
        "Hello,\n\nby this link you choose the password of your account, with which you prepare and lead workshops "
        "(%(site)s). It serves once, within seven days:\n\n%(link)s\n\nYou expected nothing of the kind? Leave this "
        "message: nothing changes as long as nobody presses the link.\n",
        site=site,
        link=link,
    )
    return Letter(to, str(_("Choose your password (%(site)s)", site=site)), str(text))
