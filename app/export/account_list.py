"""The accounts as a table that spreadsheets open, and that `user import` reads back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from app.export.csv import BOM, harmless
from app.store.overview import Account

HEAD = ("email", "name", "service", "role", "state")


def as_csv(accounts: Iterable[Account], services: Mapping[str, str]) -> bytes:
    """One line an account; those without an address are left out, since nobody could be found by them."""
    out = io.StringIO(BOM, newline="")
    out.seek(len(BOM))
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow(HEAD)
    for one in accounts:
        if one.email:
            cells = (one.email, one.name, services.get(one.service, ""), role_of(one), state_of(one))
            written.writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode()


def role_of(one: Account) -> str:
    """What an account may do beside leading workshops."""
    return "operator" if one.is_operator else "admin" if one.is_admin else ""


def state_of(one: Account) -> str:
    """Whether somebody uses it."""
    return "disabled" if one.is_disabled else "active" if one.has_come else "invited"
