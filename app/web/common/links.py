"""Addresses that leave the site: on a screen, in a QR code, on paper."""

from __future__ import annotations

import base64
import hmac
import io
from urllib.parse import urlsplit

import segno
from flask import current_app, request, url_for

from app.domain.answer_links import AnswerLink
from app.domain.follow_links import FollowLink
from app.domain.people import tidy_code
from app.domain.secret_keys import in_signs
from app.store.workshop_info import WorkshopInfo
from app.web.common.signing_keys import signing_keys

SIGNED = 10
"""Signs of a signature: short enough for a QR code to stay coarse."""

AGENDA_SECRET = 22
"""Signs of the secret by which an agenda is read."""


def public_origin() -> str:
    """The host that people come to, before a path: the public one if set, else the one this request came to."""
    origin: str = current_app.extensions["settings"].public.origin
    return origin or request.host_url.rstrip("/")


def _signatures(code: str) -> list[str]:
    """What each key makes of a code, the present one's first."""
    return [in_signs(told, SIGNED) for told in signing_keys().worked_out(f"join link/{tidy_code(code)}")]


def signature_of(code: str) -> str:
    """What a link by the server carries beside its code: 60 bits that nobody works out without the secret key."""
    return _signatures(code)[0]


def is_signed(code: str, signature: str) -> bool:
    """Whether the server made a link to join by that code: whoever has it guesses nothing."""
    return any(hmac.compare_digest(one.encode(), signature.encode()) for one in _signatures(code))


def join_link(facts: WorkshopInfo, site: str = "", table: str = "") -> str:
    """The link to join a workshop, from a site, at a table; signed, so that it passes the limit on guessed codes."""
    path = url_for("join.join", code=facts.code, site=site or None, table=table or None, s=signature_of(facts.code))
    return public_origin() + path


def results_link(facts: WorkshopInfo) -> str:
    """The link to the results as participants read them; signed, as that to join."""
    return public_origin() + url_for("read_results.read", code=facts.code, s=signature_of(facts.code))


def answer_link(link: AnswerLink) -> str:
    """The address by which an activity is answered for days."""
    return public_origin() + url_for("by_link.show", link=link.code)


def follow_link(link: FollowLink) -> str:
    """The address by which somebody follows what they took on."""
    return public_origin() + url_for("follow.show", link=link.code)


def agenda_secrets(id: str) -> list[str]:
    """What stands in the address by which an agenda is read: worked out, 132 bits, so that no row holds it.

    What each key makes, the present one's first: an address that was given out is of the key of that day.
    """
    return [in_signs(told, AGENDA_SECRET) for told in signing_keys().worked_out(f"agenda link/{id}")]


def qr_svg(link: str) -> bytes:
    """A QR code as SVG, black on white, without inline style."""
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="svg", border=2, scale=4, light="#ffffff", xmldecl=False)
    return out.getvalue()


def qr_data(link: str) -> str:
    """The same as an address that an image takes: for a link that must have no address of its own."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(link)).decode()


def public_host() -> str:
    """The address to type in a browser: what people read on paper."""
    return public_origin().split("//", 1)[-1] + request.script_root


def is_only_here() -> bool:
    """Whether the address is one that phones cannot reach."""
    host = urlsplit(public_origin()).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def safe(next: str, otherwise: str) -> str:
    """Where to go after a form: a path of this site in every spelling, else somewhere known."""
    is_path = next.startswith("/") and not next.startswith("//")
    plain = all(char > " " and char != "\\" for char in next)
    return next if is_path and plain else otherwise
