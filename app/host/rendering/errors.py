"""What is wrong with what was sent, in sentences, a field each."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from beffroi import translator
from beffroi.fields import DAY

_ = translator(__name__)


def sentence(error: ErrorDetails) -> str:
    """What is wrong with a field, in a sentence that says what to do."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in ("missing", "string_too_short"):
        return _("Fill this in.")
    if kind == "unchosen":
        return _("Choose one of these.")
    if kind == "string_too_long":
        return _("%(most)s characters at most.", most=context["max_length"])
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return _("%(bound)s at least.", bound=bound) if "ge" in context else _("%(bound)s at most.", bound=bound)
    if kind == "string_pattern_mismatch" and DAY in context["pattern"]:
        return _("This is no date that we can read: choose it in the calendar, as 2026-11-25.")
    if kind.startswith("int_"):
        return _("Write a whole number.")
    return _("This is not one of the values accepted here.")


def errors_by_field(error: ValidationError) -> dict[str, str]:
    """Every field's error at once."""
    details = error.errors(include_url=False, include_context=True, include_input=False)
    by_field = {str(detail["loc"][0]) if detail["loc"] else "": detail for detail in details}
    return {name: sentence(detail) for name, detail in by_field.items()}
