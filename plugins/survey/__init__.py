"""Survey: questions that a facilitator writes, answered page by page or together; then all see what was answered."""

from __future__ import annotations

from beffroi import Method, hookimpl, translator
from beffroi.blocks.form import Form

_ = translator(__name__)


class Survey(Method):
    """Answer → question by question → results."""

    api = 1
    id = "survey"
    title = _("Survey")
    minutes = 15
    opens_for_days = True
    answers = Form(together=True)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Survey()]
