"""Reading a template: one sentence says what is wrong with it, and where; nothing of it is taken over by halves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from app.domain.agenda import Agenda
from app.domain.commands.registry import COMMANDS
from app.domain.people import new_id
from app.host.workshop_templates.laying_out import lay_out
from app.host.workshop_templates.model import FORMAT, VERSION, WorkshopTemplate
from app.host.workshop_templates.places import first_of, shown
from beffroi import Method, Refused, Stamp, translator

_ = translator(__name__)

BYTES_MOST = 500_000
"""Of one template."""


def read(data: bytes | str, methods: Mapping[str, Method]) -> WorkshopTemplate:
    """The template that a file holds, if a workshop can be made from it here; else `Refused`."""
    template = parsed(data)
    check(template, methods)
    return template


def parsed(data: bytes | str) -> WorkshopTemplate:
    """The template that a file holds, whether its methods are here or not; else `Refused`."""
    if len(data) > BYTES_MOST:
        raise Refused(_("This file is larger than a template may be: %(most)s kB.", most=BYTES_MOST // 1000))
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):  # what is no UTF-8 is a ValueError too
        raise Refused(_("This file cannot be read: it is damaged, or no template of a workshop.")) from None
    version = str(said.get("format", "")) if isinstance(said, dict) else ""
    if not version.startswith(FORMAT):
        raise Refused(_("This file is no template of a workshop: its “format” does not say so."))
    own = f"{FORMAT}{VERSION}"
    if version != own:
        told = {"version": shown(version), "own": own}
        raise Refused(_("This template is of another version, %(version)s: this server reads %(own)s.", **told))
    try:
        return WorkshopTemplate.model_validate(said)
    except ValidationError as error:
        raise first_of(error, said) from None


def check(template: WorkshopTemplate, methods: Mapping[str, Method]) -> None:
    """Raise `Refused` where no workshop can be made from it: it is laid out in one that nobody is in."""
    agenda = Agenda(methods)

    def ask(name: str, data: dict[str, Any]) -> str:
        stamp = Stamp(new_id(), "")
        command = COMMANDS[name].model_validate(data)
        command.check(agenda, stamp)
        command.apply(agenda, stamp)
        return stamp.id

    lay_out(template, methods, [f"s{place + 1}" for place in range(len(template.sites))], ask)
