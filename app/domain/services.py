"""Who sees what of which workshop: the one rule, for facilitators, their service, and whoever runs the site."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

NAME_MOST = 120
"""Characters of the name of a service."""


class Sight(IntEnum):
    """How much of a workshop an account sees; each holds the ones before it."""

    NOTHING = 0
    LISTED = 1
    """That it exists: title and dates, never what is in it or who takes part."""
    LED = 2
    """All of it, and to lead it."""


@dataclass(frozen=True)
class Viewer:
    """An account as the rule has it; `service` is "" for whoever is of none."""

    user: str
    service: str = ""
    is_operator: bool = False
    is_admin: bool = False


@dataclass(frozen=True)
class Looked:
    """An account that is looked after, as the rule has it."""

    user: str
    service: str
    is_operator: bool
    is_admin: bool


def looks_after(viewer: Viewer) -> str | None:
    """The service whose accounts and workshops somebody sees together; "" for all of them, None for none."""
    if viewer.is_operator:
        return ""
    return viewer.service if viewer.is_admin and viewer.service else None


def may_act_on(viewer: Viewer, account: Looked) -> bool:
    """Whether somebody may disable an account, invite it anew, move it: an operator any but operators, an admin those
    of their service who are neither. Nobody themselves."""
    if account.is_operator or account.user == viewer.user:
        return False
    service = looks_after(viewer)
    return service == "" or (service is not None and service == account.service and not account.is_admin)


def may_hand(viewer: Viewer, service: str, *, is_orphan: bool) -> bool:
    """Whether somebody may give a workshop to another account: an operator any, an admin what nobody of their service
    leads any more. To themselves nobody: that would be a way to what people wrote."""
    of = looks_after(viewer)
    return of == "" or (of is not None and of == service and is_orphan)


@dataclass(frozen=True)
class Seen:
    """A workshop as the rule has it."""

    service: str
    facilitators: Collection[str]


def may_take(viewer: Viewer, owner: str, service: str) -> bool:
    """Whether a workshop can be made from a template: from one's own, and from what was shared with one's service."""
    return viewer.user == owner or (bool(service) and viewer.service == service)


def may_change(viewer: Viewer, owner: str, service: str) -> bool:
    """Whether a template can be renamed, shared or deleted: by whoever made it; once they have gone, by the service."""
    return viewer.user == owner or (not owner and may_take(viewer, owner, service))


def sight(viewer: Viewer, workshop: Seen) -> Sight:
    """A facilitator leads what they facilitate; a member of its service, and an operator, see that it exists.

    Being an operator opens nothing of what people wrote: whoever runs the site may become a facilitator by command,
    where it shows to the others.
    """
    if viewer.user in workshop.facilitators:
        return Sight.LED
    if viewer.is_operator or (viewer.service and viewer.service == workshop.service):
        return Sight.LISTED
    return Sight.NOTHING
