"""Addresses that leave the site: on a screen, in a QR code, on paper."""

from __future__ import annotations

import io

import segno
from flask import current_app, request, url_for

from app.store.workshops import Facts


def public_base() -> str:
    """The address that people use: the public one if set, else the one this request came to."""
    public: str = current_app.extensions["settings"].public_url
    return public.rstrip("/") if public else request.host_url.rstrip("/")


def join_link(facts: Facts, site: str = "") -> str:
    """The link to join a workshop, from a site."""
    path = url_for("join.join", code=facts.code, site=site or None)
    return public_base() + path


def qr_svg(link: str) -> bytes:
    """A QR code as SVG, black on white, without inline style."""
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="svg", border=2, scale=4, light="#ffffff", xmldecl=False)
    return out.getvalue()


def is_only_here() -> bool:
    """Whether the address is one that phones cannot reach."""
    host = public_base().split("//", 1)[-1].rsplit(":", 1)[0].strip("[]")
    return host in ("localhost", "::1") or host.startswith("127.")
