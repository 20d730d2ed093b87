"""Pages about the site itself: its plugins, its promises."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template
from flask_login import current_user, login_required
from markdown_it import MarkdownIt
from markupsafe import Markup

from app.host.contract import folder_of
from app.sdk.words import current_locale
from app.store import workshops
from app.store.store import the_store

pages = Blueprint("site", __name__)


@pages.get("/extensions")
@login_required
def plugins() -> str:
    """What was found, loaded, refused and why; which workshops use it; what went wrong while running."""
    registry = current_app.extensions["registry"]
    with the_store().read() as session:
        used = workshops.in_use(session)
        mine = {facts.id for facts in workshops.facilitated_by(session, current_user.user.id)}
    is_operator = current_user.user.operator
    gone = sorted(set(used) - set(registry.methods))
    return render_template("plugins.html", registry=registry, used=used, gone=gone, mine=mine, is_operator=is_operator)


@pages.get("/methodes/<id>")
def guide(id: str) -> str:
    """A method's guide card, to read or to print: what it is for, minute by minute."""
    method = current_app.extensions["registry"].methods.get(id)
    file = folder_of(method) / f"guide.{current_locale()}.md" if method else None
    if method is None or file is None or not file.exists():
        abort(404)
    body = Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(file.read_text()))  # noqa: S704
    return render_template("guide.html", method=method, body=body)


@pages.get("/<any(accessibilite, confidentialite):page>")
def promise(page: str) -> str:
    """Accessibility declaration, privacy notice."""
    if page not in ("accessibilite", "confidentialite"):
        abort(404)
    return render_template(f"site/{page}.html", settings=current_app.extensions["settings"])


@pages.get("/healthz")
def health() -> dict[str, str]:
    """Whether the process answers."""
    return {"status": "ok"}
