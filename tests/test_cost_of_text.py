"""Whatever a text holds, nothing that is done with it holds the loop for long: every field of every command and form.

Fields are found from the registry, so that those of a new method are tried without a word here.
"""

from __future__ import annotations

import ast
import json
import re
import time
from contextlib import contextmanager, suppress
from functools import cache
from html import unescape
from importlib import import_module
from itertools import islice, product
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pydantic import ValidationError

from app.domain.commands.registry import COMMANDS
from app.domain.people import new_id, told_apart
from app.export import csv
from app.host import registry
from app.host.rendering.errors import errors_by_field
from app.host.rendering.parts import breath
from app.live.commands.decide import MethodError
from app.live.commands.record import Record
from app.live.commands.request import CommandRequest
from app.live.gateway.events import read_command
from app.live.transport.socketio_server import frugal_json
from app.web.common.form_reader import BYTES_MOST, ESCAPED_MOST
from beffroi import FACILITATOR, Card, Refused
from beffroi.fields import LONGEST, limit, meta, tidy, typed
from beffroi.testing import Board
from tests.support.pages import sign_in, token

STRETCH = 0.02
"""Seconds of processor time that nobody else waits for at a stretch."""

TRIES = 4
"""What takes longer is tried again so often: the machine may be busy with something else."""

TEXTS = {
    "a quote that is not closed, and blanks": lambda n: "«" + " " * (n - 2) + "b",
    "quotes, blanks, quotes": lambda n: ("« " * n)[: n - 1] + "»",
    "opening quotes": lambda n: "«" * n,
    "double quotes and blanks": lambda n: ('" ' * n)[:n],
    "marks of two classes, one class after the other": lambda n: "a" + "\u0301" * (n // 2) + "\u0327" * (n // 2 - 1),
    "marks of two classes in turn": lambda n: ("a" + "\u0301\u0327" * n)[:n],
    "marks of four classes and joiners": lambda n: ("a" + "\u0301\u200d\u0327\u05b0\u064b" * n)[:n],
    "letters of three signs each": lambda n: ("\u1112\u1161\u11ab" * n)[:n],
    "signs that grow when they are composed": lambda n: "\U0001d160" * n,
    "blanks": lambda n: " " * n,
    "one word and blanks of all widths": lambda n: ("a" + " \u00a0\u202f\u2003" * n)[: n - 1] + "b",
    "letters, a line each": lambda n: ("a\n" * n)[: n - 1] + "a",
    "line breaks of all kinds": lambda n: ("a\r\n\u2028\u0085" * n)[: n - 1] + "a",
    "bullets": lambda n: ("- " * n)[: n - 1] + "a",
    "commas": lambda n: ("a," * n)[:n],
    "hashes and semicolons": lambda n: ("#;" * n)[:n],
    "tabs": lambda n: ("a\t" * n)[: n - 1] + "a",
    "brackets": lambda n: ("[({" * n)[:n],
    "a very long word": lambda n: "a" * n,
    "hyphens": lambda n: ("a-" * n)[:n],
    "digits": lambda n: "9" * n,
    "signs without a width": lambda n: "a" + "\u200b" * (n - 1),
    "turned around": lambda n: ("\u202e\u2066א" * n)[:n],
    "emoji": lambda n: ("👩\u200d❤\ufe0f\u200d👩" * n)[:n],
    "markup": lambda n: ("<b>&" * n)[:n],
    "sharp s": lambda n: "ß" * n,
    "formulas": lambda n: ("\u200b=" * n)[:n],
    "halves of emoji": lambda n: ("a\ud83d" * n)[:n],
    "controls": lambda n: ("a\x01" * n)[:n],
}


@cache
def text_of(called: str, length: int) -> str:
    return TEXTS[called](length)


KEPT = 6
"""Of them, how many stay in the log of each activity, to be drawn and read anew."""

THE_ISSUES = {
    "verbatims": "«" + " " * 1200 + "b",
    "text": "a" + "\u0301" * 24_000 + "\u0327" * 24_000,
}


@contextmanager
def stretches():
    """The longest stretch, in seconds, of what is drawn inside: others have their turn after each part."""
    seen = [time.thread_time()]
    before = breath.set(lambda: seen.append(time.thread_time()))
    longest: list[float] = []
    try:
        yield longest
    finally:
        seen.append(time.thread_time())
        breath.reset(before)
        longest.append(max(after - at for at, after in zip(seen, seen[1:], strict=False)))


def cost(work) -> float:
    """Processor time of a work, the best of some tries where the first took long."""
    best = STRETCH * 1000
    for _ in range(TRIES):
        began = time.thread_time()
        with suppress(Refused, ValidationError, MethodError, LookupError):
            work()
        best = min(best, time.thread_time() - began)
        if best <= STRETCH:
            break
    return best


# --- every command ------------------------------------------------------------------------------


BUTTON = re.compile(r'data-(?:command|write|choose)="(\w+)"[^>]*? data-data="([^"]*)"')
VALUE = re.compile(r'<(?:input|option)[^>]*? value="([\w.:-]+)"')


@cache
def methods():
    return registry.build().methods


def is_text(field) -> bool:
    return meta(field).get("widget") == "text"


def plain(field, ids):
    """What a field may be given so that its command is taken, the likeliest first."""
    widget = meta(field).get("widget")
    if widget == "text":
        return ["Bonjour"]
    if widget == "choice":
        return list(meta(field)["options"])[:1]
    if widget == "day":
        return ["2026-11-25"]
    if widget == "number":
        return [next(one.ge for one in field.metadata if hasattr(one, "ge")), 1]
    if widget == "flag":
        return [True]
    return ids if field.annotation is str else [field.get_default(call_default_factory=True)]


class Bench:
    """An activity of one method, in which everything that can be asked is asked, and measured."""

    def __init__(self, method):
        cards = [Card(f"k{n}", f"Carte {n}", origin=f"o{n}") for n in range(3)]
        self.board = Board(method, anonymous=False, cards=cards, tables=2 if "table" in method.shared_by else 0)
        self.method = method
        self.ids = ["", "k0", *self.board.tables]
        self.taken = set()
        """The names of the commands that were taken at least once."""

    def offered(self):
        """What the pages offer now: for each command the data that its buttons and forms carry; and all ids in them."""
        table, known = 1 if self.board.tables else 0, {}
        places = [("board", "participant"), ("control", "facilitator"), ("board", "facilitator")]
        drawn = [self.board.html(block, audience, table=table) for block, audience in places]
        drawn.append(self.board.personal_view("ana#1" if self.board.tables else "ana")["html"])
        ids = [unescape(value) for html in drawn for value in VALUE.findall(html)]
        for html in drawn:
            for name, data in BUTTON.findall(html):
                said = json.loads(unescape(data))
                known.setdefault(name, []).append(said)
                ids += [value for value in said.values() if isinstance(value, str)]
        return known, list(dict.fromkeys([*ids, *self.ids]))[:60]

    def asked(self, command, data):
        return self.board.ask(self.who(command), command.about.name, self.board.activity, data)

    def tried(self, command, data):
        """As `asked`; nothing of it is kept, so that the next text meets what this one met."""
        grant = self.board.grant(self.who(command))
        self.board.decider.decide(
            CommandRequest(grant, self.board.activity, command.about.name, data, new_id()), self.board.at
        )

    def who(self, command):
        return "fac" if command.about.role == FACILITATOR else ("ana#1" if self.board.tables else "ana")

    def plainly(self, command):
        """Data with which a command is taken now, found by trying the ids that there are; or what comes near."""
        known, ids = self.offered()
        fields = {name: plain(field, ids) for name, field in command.model_fields.items() if "tables" not in name}
        data = {name: values[0] if values else "" for name, values in fields.items()}
        offered = known.get(command.about.name, ())[:20]
        every = islice(product(*fields.values()), 200)
        tries = [{**data, **{name: said[name] for name in said if name in fields}} for said in offered]
        tries = [*tries, *(dict(zip(fields, values, strict=True)) for values in every)]
        for tried in tries:
            with suppress(Refused, ValidationError, MethodError):
                entry = self.asked(command, tried)
                self.taken.add(command.about.name)
                self.ids = ["", *[*self.ids[1:], entry.id, f"{entry.id}.1"][-20:]]
                return tried
        return data

    def drawn(self):
        """The longest stretch of drawing every block for everybody."""
        with stretches() as longest:
            for block, audience in (("board", "participant"), ("screen", "screen"), ("control", "facilitator")):
                breath.get()()
                self.board.html(block, audience, table=1 if self.board.tables else 0)
            breath.get()()
            self.board.personal_view("ana")
        return longest[0]

    def replayed(self):
        """The longest that one entry takes when the log is read anew."""
        gaps = [0.0]

        def paced(things):
            for thing in things:
                at = time.thread_time()
                yield thing
                gaps.append(time.thread_time() - at)

        record = self.board.record
        Record(record.registry, record.entries, record.keys, people=self.board.presence.people, slices=lambda _: paced)
        return max(gaps)


def slow_in(method, texts):
    """Each field and text that takes too long in this method, with what took it."""
    bench = Bench(method)
    for stage in [stage.id for stage in method.stages]:
        if stage != bench.board.standing.stage:
            bench.board.stage(stage)
        here = [one for one in method.commands if not one.about.during or stage in one.about.during]
        known = {command: bench.plainly(command) for command in here}
        texts_of = {command: [n for n, one in command.model_fields.items() if is_text(one)] for command in here}
        for command, data in known.items():
            for name in texts_of[command]:
                most = limit(command.model_fields[name])
                for called, length in product(texts, {min(most, 1_990), most, typed(most) + 1}):
                    said = {**data, name: text_of(called, length)}
                    spent = cost(lambda c=command, said=said: bench.tried(c, said))
                    bench.board.record.rollback()
                    if spent > STRETCH:
                        yield f"{method.id}.{command.about.name}.{name}: {called}", "check and apply", spent
        for (command, data), text in product(known.items(), list(texts.values())[:KEPT]):
            with suppress(Refused, ValidationError, MethodError):
                said = {name: text(limit(command.model_fields[name])) for name in texts_of[command]}
                bench.asked(command, {**data, **said}) if said else None
        drawn = min(bench.drawn() for _ in range(2))
        if drawn > STRETCH and min(bench.drawn() for _ in range(TRIES)) > STRETCH:
            yield f"{method.id} in {stage}", "drawing", drawn
    if (spent := min(bench.replayed() for _ in range(2))) > STRETCH:
        yield method.id, "reading the log anew", spent


@pytest.mark.parametrize("field", THE_ISSUES)
def test_the_texts_that_stopped_everybody_cost_nothing(field):
    def asked():
        board = Board(methods()["fieldnotes"], anonymous=False)
        began = time.thread_time()
        with suppress(ValidationError):
            note = {"kind": "interview", "place": "Lille", "facts": "Un fait"}
            board.do("ana", "write_note", **note, verbatims=THE_ISSUES["verbatims"] if field == "verbatims" else "")
            board.do("ana", "add_to", note=next(iter(board.state.notes)), kind="fact", text=THE_ISSUES["text"])
        return time.thread_time() - began

    assert min(asked() for _ in range(TRIES)) < STRETCH


@pytest.mark.parametrize("method", methods())
def test_no_text_in_any_field_of_a_method_holds_the_loop(method):
    assert list(slow_in(methods()[method], TEXTS)) == []


@pytest.mark.parametrize("method", [*methods(), ""])
def test_no_text_in_any_setting_nor_in_what_is_asked_of_the_workshop_holds_the_loop(method):
    kinds = [methods()[method].settings] if method else [*COMMANDS.values()]
    slow = []
    for kind, called in product(kinds, TEXTS):
        known = {one: plain(other, ["a"])[0] for one, other in kind.model_fields.items()}
        for name, field in kind.model_fields.items():
            for length in (limit(field), 90_000):
                said = {**known, name: text_of(called, length)}
                if cost(lambda kind=kind, said=said: kind.model_validate(said)) > STRETCH:
                    slow.append(f"{kind.__name__}.{name}: {called}")
    assert not slow


def test_what_a_text_costs_grows_no_faster_than_the_text():
    for called, text in TEXTS.items():
        short, long = text(4_000), text(16_000)
        work = {n: min(cost(lambda t=one: tidy(t)) for _ in range(3)) for n, one in ((1, short), (4, long))}
        assert work[4] < 8 * work[1] + 0.001, called


# --- whole messages -----------------------------------------------------------------------------

MESSAGES = {
    "many fields": {f"f{n}": 1 for n in range(6_000)},
    "many wrong stages": {"stages": [1] * 20_000, "title": "x", "method": "mood"},
    "many wrong cards": {"cards": [1] * 20_000, "activity": "x"},
    "many in one field": {"settings": {f"f{n}": "x" for n in range(6_000)}, "title": "x", "method": "mood"},
}


@pytest.mark.parametrize("called", MESSAGES)
def test_no_message_costs_by_how_many_things_are_wrong_in_it(called):
    board = Board(methods()["mood"])
    said = json.dumps({"activity": "", "name": "core.add", "request_id": "r", "data": MESSAGES[called]})
    assert cost(lambda: frugal_json.loads(said)) <= STRETCH

    def read_and_told():
        assert read_command(frugal_json.loads(said), board.grant("fac")) is None

    assert cost(read_and_told) <= STRETCH
    model = COMMANDS["core.add"]

    def told():
        try:
            model.model_validate({f"f{n}": 1 for n in range(6_000)})
        except ValidationError as error:
            assert list(errors_by_field(error)) == [""]

    assert cost(told) <= STRETCH


@pytest.mark.parametrize("said", ["[" * 50_000, "9" * 90_000, "[" + "9" * 4_000 + ",1]", '{"a":' * 1_900 + "1"])
def test_deep_or_endless_json_is_refused_at_once(said):
    began = time.thread_time()
    with suppress(ValueError, RecursionError):
        frugal_json.loads(said)
    assert time.thread_time() - began <= STRETCH


def test_a_cell_of_an_old_log_is_looked_at_piece_by_piece_in_no_time():
    cells = ["a" + "\u0301" * 20_000 + "\u0327" * 20_000, "\u0301\u0327" * 20_000]
    for cell in (*cells, *(text(LONGEST) for text in TEXTS.values()), *(",'" * 9_999, '"=,' * 6_666, "=" * LONGEST)):
        assert cost(lambda c=cell: csv.harmless(c)) <= STRETCH, cell[:9]


def test_the_six_thousandth_of_one_name_is_told_apart_as_fast_as_another():
    taken = ["Anne", *(f"Anne {n}" for n in range(2, 6_000))]
    assert told_apart("Anne", taken) == "Anne 6000" and told_apart("anne", ["Anne", "Anne 3"]) == "anne 2"
    assert cost(lambda: told_apart("Anne", taken)) <= STRETCH


# --- every form ---------------------------------------------------------------------------------


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
                found |= {one.value for one in node.args if isinstance(one, ast.Constant) and one.value}
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
