"""Mail, where a server for it is set: plain letters, one after the other. What stands in one is in no log."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from app.config import Settings
from app.logs import logger

log = logger(__name__)

PATIENCE_S = 10


class NotSent(Exception):
    """A letter did not leave."""


@dataclass(frozen=True)
class Letter:
    """What somebody is written."""

    to: str
    subject: str
    text: str


def is_set(settings: Settings) -> bool:
    """Whether this site writes letters."""
    return bool(settings.smtp_host)


def send(settings: Settings, letters: Iterable[Letter]) -> None:
    """Hand letters to the mail server. Raises `NotSent` at the first one that it does not take."""
    try:
        with _server(settings) as server:
            for one in letters:
                server.send_message(_message(settings, one))
    except (smtplib.SMTPException, OSError, ValueError, MessageError) as error:
        log.warning("a letter did not leave", kind=type(error).__name__)
        raise NotSent from None


def _server(settings: Settings) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if settings.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=PATIENCE_S, context=trusted
        )
    else:
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=PATIENCE_S)
    try:
        if settings.smtp_security == "starttls":
            server.starttls(context=trusted)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server


def _message(settings: Settings, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.smtp_from, letter.to, letter.subject
    message["Date"], message["Message-ID"] = formatdate(localtime=False), make_msgid(domain="beffroi")
    message["Auto-Submitted"] = "auto-generated"  # so that no « I am away » comes back
    message.set_content(letter.text)
    return message
