"""How a reader wants pages to be: larger text, nothing that moves, light or dark. No account, no script."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Flask, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app.web.common.links import safe
from beffroi import translator

_ = translator(__name__)
pages = Blueprint("display", __name__, url_prefix="/affichage")

CHOICES = {
    "text": (_("Size of the text"), {"": _("Usual"), "large": _("Larger")}),
    "motion": (_("Movement"), {"": _("As this device is set"), "none": _("Nothing moves")}),
    "theme": (
        _("Colours"),
        {
            "": _("As this device is set"),
            "light": _("Light"),
            "dark": _("Dark"),
            "stark-light": _("Light, high contrast"),
            "stark-dark": _("Dark, high contrast"),
        },
    ),
}
"""What can be chosen, and its values; the empty one is what is usual. Sheets read the others as data-… of the page."""


def chosen() -> dict[str, str]:
    """What this reader chose, without what is as usual."""
    kept = session.get("display", {})
    return {name: value for name, (_title, values) in CHOICES.items() if (value := kept.get(name)) and value in values}


def here() -> str:
    """The address of this page, to come back to; a page that only answers a form is come back to by its path."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return request.script_root + request.path + (f"?{urlencode(asked)}" if asked else "")


@pages.get("")
def choose() -> str:
    """The choices, as they are."""
    return render_template("site/display.html", choices=CHOICES, next=request.args.get("next", ""))


@pages.post("")
def keep() -> Response:
    """Keep what was chosen in this browser, and go back."""
    session.permanent = True
    session["display"] = {name: value for name in CHOICES if (value := request.form.get(name, "")) in CHOICES[name][1]}
    return redirect(safe(request.form.get("next", ""), url_for("join.home")), 303)


def init_app(app: Flask) -> None:
    """Give every page what its reader chose."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(display=chosen, here=here)
