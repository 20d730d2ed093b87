"""Survey: questions that a facilitator writes, answered page by page or together; then all see what was answered."""

from __future__ import annotations

from beffroi import Glance, Method, hookimpl, translator
from beffroi.blocks.form import Form

_ = translator(__name__)


class Survey(Method):
    """Answer → question by question → results."""

    api = 1
    id = "survey"
    title = _("Survey")
    at_a_glance = Glance("gather", people=(5, 0), takes=_("questions"), gives=_("answers, counted and crossed"))
    minutes = 15
    opens_for_days = True
    answers = Form(together=True)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Survey()]
