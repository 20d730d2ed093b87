"""The rows that a rehearsal needs in the server's own store: an account, a link that signs in, a workshop."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from app.domain.calendar import DAY_MS
from app.domain.clock import now_ms
from app.domain.people import sites_from
from app.store import accounts, workshops
from app.store.store import Store
from app.store.workshop_info import WorkshopInfo

EMAIL = "repetition@beffroi.example"


@dataclass(frozen=True)
class Stage:
    """Where a rehearsal is played: the workshop's code, and what signs its facilitator in, once."""

    code: str
    link: str


def account(store: Store) -> str:
    """The rehearsals' facilitator, without a password that anybody knows."""
    with store.read() as session:
        user = accounts.by_email(session, EMAIL)
    if user is not None:
        return user.id
    password = secrets.token_urlsafe(24)
    id: str = store.write(accounts.add, email=EMAIL, name="Répétition", password=password, operator=False, now=now_ms())
    return id


def fresh_stage(store: Store, methods: list[str], sites: list[str]) -> Stage:
    """A new workshop and a link that signs in, and nothing else: the log is the running server's."""
    facilitator, now = account(store), now_ms()
    title = f"Répétition du {datetime.now():%d/%m/%Y à %H:%M}"
    facts: WorkshopInfo = store.write(
        workshops.create, title=title, locale="fr", sites=sites_from(sites, "À distance"), facilitator=facilitator,
            methods=methods, now=now, ends_at=now + DAY_MS,

    )  # fmt: skip
    link: str = store.write(accounts.offer_link, facilitator, now)
    return Stage(facts.code, link)
