"""A form as it was sent, so that it can be sent again: nobody types twice what came at the wrong moment."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from app.web.common.links import safe

LEFT_OUT = ("csrf_token", "password")


@dataclass(frozen=True)
class SentForm:
    """Where a form was to go, and its fields in their order."""

    to: str
    fields: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> list[str]:
        """What somebody may recognise of it: what is written in it, not ids and ticks."""
        return [value for _name, value in self.fields if " " in value.strip()]


def sent_form() -> SentForm:
    """The form of this request."""
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if name not in LEFT_OUT)
    return SentForm(safe(here_as_sent(), "/"), fields)


def here_as_sent() -> str:
    """The address that was asked for."""
    return request.script_root + request.full_path.rstrip("?")
