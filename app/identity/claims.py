"""What a provider says of somebody: whether they may come in, as whom, and in which service. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.fields import tidy

DOMAIN = "domain"
"""The one name of a rule that is no claim: what stands behind the @ of the address."""

NAME_MOST, EMAIL_MOST, SERVICE_MOST = 80, 254, 120
NAMES = ("name", "usual_name", "preferred_username")
"""Claims that a person's name may stand in, the best first; `given_name` and a family name come before."""


class BadRule(ValueError):  # noqa: N818 - it names the rule
    """A rule that cannot be read."""


@dataclass(frozen=True)
class Rule:
    """A claim and a value that lets somebody in: `siret=20005374200017`, `groups=beffroi`, `domain=example.fr`."""

    claim: str
    value: str

    def holds(self, claims: Mapping[str, Any]) -> bool:
        """Whether a claim has that value, or has it among others."""
        if self.claim == DOMAIN:
            return domain_of(claims) == self.value.casefold()
        return self.value in _values(claims.get(self.claim))


def rules(said: str) -> tuple[Rule, ...]:
    """The rules of a setting, with blanks between them. Raises `BadRule`."""
    return tuple(map(_rule, said.split()))


def _rule(said: str) -> Rule:
    claim, equals, value = said.partition("=")
    if not (claim and equals and value):
        raise BadRule(f"{said!r} is no rule: write claim=value, as domain=example.fr or groups=beffroi")
    return Rule(claim, value)


@dataclass(frozen=True)
class Identity:
    """Somebody, as a provider knows them: `issuer` and `subject` are who, all else may change."""

    issuer: str
    subject: str
    email: str
    is_verified: bool
    name: str
    is_operator: bool
    service: str
    is_admin: bool = False


def identity(
    issuer: str,
    claims: Mapping[str, Any],
    *,
    operators: tuple[Rule, ...] = (),
    admins: tuple[Rule, ...] = (),
    service_claim: str = "",
    trusted: frozenset[str] = frozenset(),
) -> Identity:
    """Who that is. An address is verified where the provider says so, or is trusted with its domain."""
    email = tidy(str(claims.get("email") or ""))[:EMAIL_MOST].casefold()
    service = next(_values(claims.get(service_claim)), "") if service_claim else ""
    return Identity(
        issuer=issuer,
        subject=str(claims["sub"]),
        email=email,
        is_verified=bool(email) and (claims.get("email_verified") is True or domain_of(claims) in trusted),
        name=_name(claims) or email or str(claims["sub"]),
        is_operator=any(rule.holds(claims) for rule in operators),
        is_admin=any(rule.holds(claims) for rule in admins),
        service=tidy(service)[:SERVICE_MOST],
    )


def may_come_in(claims: Mapping[str, Any], allowed: tuple[Rule, ...]) -> bool:
    """Whether a rule holds; where there is none, whoever the provider knows."""
    return not allowed or any(rule.holds(claims) for rule in allowed)


def domain_of(claims: Mapping[str, Any]) -> str:
    """The domain of the address, as it is compared; "" where there is no address."""
    return str(claims.get("email") or "").rpartition("@")[2].strip().casefold()


def _name(claims: Mapping[str, Any]) -> str:
    both = f"{claims.get('given_name') or ''} {claims.get('family_name') or claims.get('usual_name') or ''}"
    found = [both if claims.get("given_name") else "", *(str(claims.get(one) or "") for one in NAMES)]
    return next((name[:NAME_MOST] for one in found if (name := tidy(one))), "")


def _values(claim: Any) -> Iterator[str]:
    """The values of a claim, one or a list; a group of Keycloak is named with or without its stroke."""
    for one in claim if isinstance(claim, list | tuple) else (claim,):
        if isinstance(one, str | int) and not isinstance(one, bool):
            yield str(one)
            if str(one).startswith("/"):
                yield str(one)[1:]
