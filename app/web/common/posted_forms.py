"""The forms of a method on a page without a line: sent as plain forms, read as commands, filled in again if refused.

What people wrote is escaped wherever it is drawn, so that a `<` begins a tag of a template.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from beffroi import Command
from beffroi.fields import meta
from beffroi.patterns import linear

COMMAND = "command"
"""The field that says which command a form is for."""

OURS = frozenset({COMMAND, "csrf_token"})

_FORM = linear(r'(?s)<form ([^>]*)\bmethod="dialog"([^>]*)>(.*?)</form>')
_COMMAND = linear(r'data-command="([^"]*)"')
_HIDDEN = linear(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def posted(drawn: str, action: str, csrf: str) -> Markup:
    """The same, with each form sent to an address as plain forms are."""

    def sent(found: Any) -> str:
        before, after, inside = found.groups()
        command = _COMMAND.search(before + after)
        fields = f'<input type="hidden" name="csrf_token" value="{escape(csrf)}">'
        fields += f'<input type="hidden" name="{COMMAND}" value="{command[1] if command else ""}">'
        return f'<form {before}method="post" action="{escape(action)}"{after}>{fields}{inside}</form>'

    return Markup(_FORM.sub(sent, str(drawn)))  # noqa: S704 - drawn by an escaping template


def data_of(kind: type[Command], form: MultiDict[str, str]) -> dict[str, Any]:
    """What a form sends, as the command's own data: what a name with dots says stands inside what it names first."""
    data: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if meta(field)["widget"] == "flag":
            data[name] = name in form
    for name, values in form.lists():
        said = [one for one in values if one] or [""]
        if name not in OURS:
            _put(data, name.split("."), said[0] if len(said) == 1 else said)
    return data


def _put(data: dict[str, Any], way: list[str], value: Any) -> None:
    *steps, last = way
    for step in steps:
        inside = data.setdefault(step, {})
        if not isinstance(inside, dict):
            return
        data = inside
    data.setdefault(last, value)


def filled_in(
    page: Markup, form: MultiDict[str, str], errors: Mapping[str, str], *, apart: Collection[str] = ()
) -> Markup:
    """A page of posted forms: the one that was sent holds what it was sent with, and says what is wrong with it.

    It is known by what it carries, but for what has changed meanwhile: the fields that are `apart`.
    """

    def again(found: Any) -> str:
        whole: str = found[0]
        carried = [
            pair for pair in _HIDDEN.findall(whole) if pair[0] not in ("csrf_token", *apart) and "." not in pair[0]
        ]
        is_it = carried and all(escape(form.get(name, "")) == value for name, value in carried)
        return _Filled(form, errors).of(whole) if is_it else whole

    return Markup(linear(r"(?s)<form .*?</form>").sub(again, str(page)))  # noqa: S704 - as it was, with escaped values


class _Filled(HTMLParser):
    """Writes a form again, tag by tag, with what stands in its fields."""

    def __init__(self, form: MultiDict[str, str], errors: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.form, self.errors = form, errors
        self.out: list[str] = []
        self.select, self.is_left_out = "", False

    def of(self, html: str) -> str:
        self.feed(html)
        self.close()
        return "".join(self.out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = said.get("name") or ""
        if tag == "input" and said.get("type") in ("radio", "checkbox"):
            said.pop("checked", None)
            said |= {"checked": None} if said.get("value", "") in self.form.getlist(name) else {}
        elif tag == "input" and said.get("type") != "hidden":
            said["value"] = next((one for one in self.form.getlist(name) if one != "-"), "")
        elif tag == "select":
            self.select = name
        elif tag == "option":
            said.pop("selected", None)
            said |= {"selected": None} if said.get("value", "") in self.form.getlist(self.select) else {}
        error = self.errors.get(said.get("data-error") or "", "") if "data-error" in said else ""
        if error:
            said.pop("hidden", None)
        self.out.append(_tag(tag, said) + escape(error, quote=False))
        if tag == "textarea":
            self.out.append(escape(self.form.get(name, ""), quote=False))
            self.is_left_out = True

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.is_left_out = False
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def _write(self, said: str) -> None:
        if not self.is_left_out:
            self.out.append(said)


def _tag(name: str, said: Mapping[str, str | None]) -> str:
    told = (one if value is None else f'{one}="{escape(value)}"' for one, value in said.items())
    return f"<{' '.join([name, *told])}>"
