"""A condition looks at a question that comes later."""

from __future__ import annotations

from beffroi import Method, hookimpl, translator
from beffroi.blocks.form import Form, OneOf, Page, Scale, When, YesNo

_ = translator(__name__)

OPTIONS = {"letter": _("By letter"), "mail": _("By e-mail")}
ENDS = {1: _("not at all"), 5: _("very much")}

PAGE = Page(
    _("Your visit"),
    (
        YesNo("again", _("Again?"), when=(When("channel"),)),
        OneOf("channel", _("How did you write?"), OPTIONS),
    ),
)


class Asked(Method):
    api = 1
    id = "asked"
    title = _("Asked")
    answers = Form(PAGE)


@hookimpl
def methods():
    return [Asked()]
