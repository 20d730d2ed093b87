"""The room check: a page opened in a room beforehand, without an account, that tries what a workshop needs of it."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, url_for

from app.web.common.links import is_only_here, public_origin, qr_svg

pages = Blueprint("room_check", __name__, url_prefix="/salle")


@pages.get("")
def check() -> str:
    """The page; all that it finds out is found out by the browser, and stays there."""
    return render_template(
        "site/room_check.html",
        address=_address(),
        only_here=is_only_here(),
        public=current_app.extensions["settings"].public.origin,
    )


@pages.get("/adresse.svg")
def qr() -> Response:
    """The address of this page as a QR code, to open it on a phone."""
    return Response(qr_svg(_address()), mimetype="image/svg+xml")


def _address() -> str:
    return public_origin() + url_for("room_check.check")
