"""What the audit log keeps: acts upon accounts, rights and kept things, by ids; never what anybody wrote. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.domain.calendar import DAY_MS


class Act(StrEnum):
    """What was done; the value is how a line says it."""

    SIGNED_IN = "signed-in"
    REFUSED = "refused"
    SIGNED_OUT = "signed-out"
    SESSIONS_ENDED = "sessions-ended"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - an act
    SECOND_FACTOR_SET = "second-factor-set"
    SECOND_FACTOR_REMOVED = "second-factor-removed"
    RECOVERY_CODES_MADE = "recovery-codes-made"
    ACCOUNT_MADE = "account-made"
    ACCOUNT_LINKED = "account-linked"
    ACCOUNT_INVITED = "account-invited"
    LINK_MADE = "sign-in-link-made"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    ACCOUNT_REMOVED = "account-removed"
    ACCOUNT_MOVED = "account-moved"
    ROLE_CHANGED = "role-changed"
    SERVICE_MADE = "service-made"
    SERVICE_RENAMED = "service-renamed"
    SERVICE_REMOVED = "service-removed"
    WORKSHOP_MOVED = "workshop-moved"
    FACILITATOR_ADDED = "facilitator-added"
    FACILITATOR_REMOVED = "facilitator-removed"
    WORKSHOP_DELETED = "workshop-deleted"
    NAMES_PURGED = "names-purged"
    CONTENT_PURGED = "content-purged"
    ERASED = "erased"
    NAME_ERASED = "name-erased"
    KEY_DELETED = "key-deleted"
    DOWNLOADED = "downloaded"
    ACCOUNTS_EXPORTED = "accounts-exported"
    TOKEN_MADE = "token-made"  # noqa: S105 - an act
    TOKEN_REVOKED = "token-revoked"  # noqa: S105 - an act
    AUDIT_EXPORTED = "audit-exported"


COMMAND, PROVIDER, SERVER = "command", "provider", "server"
"""Who does something that is nobody's account: the command line, the provider of accounts, the server by its clock."""

AUDIT_DAYS, FEWEST_DAYS, MOST_DAYS = 365, 30, 3650
"""For how many days a line is kept, unless the setting says otherwise, and what that may be."""

MORE = frozenset({"how", "why", "service", "role", "count", "file", "activity", "token"})
"""What a line may say besides, in short: ids, numbers and words of the house."""

MORE_MOST = 80
"""Characters of one such word."""


def more_of(said: Mapping[str, str | int]) -> dict[str, str | int]:
    """What a line says besides. Raises `ValueError` where that may be somebody's words."""
    if stray := set(said) - MORE:
        raise ValueError(f"the audit log has no place for {sorted(stray)}")
    if any(isinstance(one, str) and (len(one) > MORE_MOST or not is_word(one)) for one in said.values()):
        raise ValueError("the audit log keeps ids and words of the house, no texts")
    return {name: one for name, one in said.items() if one != ""}


def is_word(said: str) -> bool:
    """Whether that is an id or a word of the house: no blank, and no @ of an address."""
    return all(sign.isascii() and (sign.isalnum() or sign in "-_.,+") for sign in said)


def moment_of(now: int, by: str) -> int:
    """When a line says it was: what nobody's account did has its day alone, as all that participants do."""
    return now if by else now - now % DAY_MS
