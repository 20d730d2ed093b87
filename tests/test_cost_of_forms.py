"""Whatever the fields of a form hold, no page holds the loop for long; fields are found in the sources of pages."""

from __future__ import annotations

import ast
import time
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.web.common.form_reader import BYTES_MOST, ESCAPED_MOST
from tests.support.costly_texts import STRETCH, TRIES, text_of
from tests.support.pages import sign_in, token


@cache
def names_in_forms(module: str) -> tuple[str, ...]:
    """The names of fields that the pages of a module read from a form, found in its source."""
    found = {"s-question", "note-say"} if module.endswith(".agenda") else set()
    path = Path(str(import_module(module).__file__))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            called = ast.unparse(node.func)
            is_read = called.startswith("request.") and called.endswith((".get", ".getlist"))
            if is_read or called in ("form.get", "said.get", "_said"):
                found |= {
                    one.value
                    for one in node.args
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
                }
    return tuple(sorted(found - {"csrf_token"}))


def body_of(names, called: str) -> bytes:
    """A form whose every field holds as long a text as the whole may; escaped beforehand, as a browser does."""
    length = 3_000
    while (body := urlencode(dict.fromkeys(names, text_of(called, length)), errors="replace").encode()) and (
        body.count(b"%") + body.count(b"&") > ESCAPED_MOST or len(body) > BYTES_MOST
    ):
        length = length * 2 // 3
    return body


FORM_TEXTS = ("a quote that is not closed, and blanks", "marks of two classes in turn", "letters, a line each",
              "signs that grow when they are composed")  # fmt: skip


def test_no_text_in_any_form_holds_the_loop(app, facts):
    app.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    app.extensions["rooms"].of(facts)
    client = app.test_client()
    sign_in(client)
    slow = []
    assert set(names_in_forms("app.web.participant.join")) > {"name", "code"}
    assert "mots" in names_in_forms("app.web.facilitator.card_transfer")
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.endpoint == "account.sign_out":
            continue
        address = rule.rule.replace("<code>", facts.code)
        path = "/".join("x" if part.startswith("<") else part for part in address.split("/"))
        names = names_in_forms(app.view_functions[rule.endpoint].__module__)
        usual = min(spent_on(client, path, urlencode(dict.fromkeys(names, "x")).encode()) for _ in range(2))
        for called in FORM_TEXTS if names else ():
            said = body_of(names, called)
            spent = min(islice(iter_spent(client, path, said, usual), TRIES))
            if spent - usual > STRETCH:
                slow.append((path, called, spent, usual))
    assert not slow


def iter_spent(client, path, said, usual):
    """The time of one try after the other, until one is short enough."""
    spent = STRETCH * 1000
    while spent - usual > STRETCH:
        spent = spent_on(client, path, said)
        yield spent


def spent_on(client, path, said) -> float:
    """Processor time that a form takes the loop; what is read of the body before it counts too."""
    began = time.thread_time()
    client.post(path, data=said, content_type="application/x-www-form-urlencoded")
    return time.thread_time() - began


@pytest.mark.parametrize("body", ["a&" * 90_000, "a=" + "%ff" * 60_000, "a=" + "%C3%A9" * 30_000, "é%41" * 20_000])
def test_a_form_that_would_take_long_to_take_apart_is_refused_before(app, facts, body):
    client = app.test_client()
    page = client.get("/")
    assert token(page)
    form = {"data": body.encode(), "content_type": "application/x-www-form-urlencoded"}
    began = time.thread_time()
    answer = client.post("/", **form)
    assert answer.status_code == 413 and time.thread_time() - began < 3 * STRETCH
