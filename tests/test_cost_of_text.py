"""Whatever a text holds, nothing that is done with it holds the loop for long: every field of every command.

Fields are found from the registry, so that those of a new method are tried without a word here.
"""

from __future__ import annotations

import json
import re
import time
from contextlib import suppress
from html import unescape
from itertools import islice, product

import pytest
from pydantic import ValidationError

from app.domain.commands.registry import COMMANDS
from app.domain.people import new_id
from app.host.rendering.parts import breath
from app.live.commands.decide import MethodError
from app.live.commands.record import Record
from app.live.commands.request import CommandRequest
from beffroi import FACILITATOR, Card, Refused
from beffroi.fields import limit, tidy, typed
from beffroi.testing import Board
from tests.support.costly_texts import STRETCH, TEXTS, TRIES, cost, is_text, methods, plain, stretches, text_of

KEPT = 6
"""Of them, how many stay in the log of each activity, to be drawn and read anew."""

THE_ISSUES = {
    "verbatims": "«" + " " * 1200 + "b",
    "text": "a" + "\u0301" * 24_000 + "\u0327" * 24_000,
}


BUTTON = re.compile(r'data-(?:command|write|choose)="(\w+)"[^>]*? data-data="([^"]*)"')
VALUE = re.compile(r'<(?:input|option)[^>]*? value="([\w.:-]+)"')


class Bench:
    """An activity of one method, in which everything that can be asked is asked, and measured."""

    def __init__(self, method):
        cards = [Card(f"k{n}", f"Carte {n}", origin=f"o{n}") for n in range(3)]
        self.board = Board(method, anonymous=False, cards=cards, tables=2 if "table" in method.shared_by else 0)
        self.method = method
        self.ids = ["", "k0", *self.board.tables]
        self._seen: tuple = ()

    def offered(self, is_old_enough=False):
        """What the pages offer now, or did a while ago in this stage: see `_offered`."""
        standing = len(self.board.record.entries), self.board.standing.stage
        if not self._seen or self._seen[0] != standing and not (is_old_enough and self._seen[0][1] == standing[1]):
            self._seen = standing, *self._offered()
        return self._seen[1:]

    def _offered(self):
        """For each command the data that its buttons and forms carry; and all ids in them."""
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
        return known, ids

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
        """Data with which a command is taken now, found by trying the ids that there are; or what comes near.

        Drawing everything is what is dear in it: that is done anew only where what was drawn before does not help.
        """
        for is_old_enough in (True, False):
            before, (known, ids) = self._seen, self.offered(is_old_enough)
            if self._seen is before and not is_old_enough:
                break  # nothing has changed since: all of it was tried
            for data in self.likely(command, known, list(dict.fromkeys([*ids, *self.ids]))[:60]):
                with suppress(Refused, ValidationError, MethodError):
                    entry = self.asked(command, data)
                    self.ids = ["", *[*self.ids[1:], entry.id, f"{entry.id}.1"][-20:]]
                    return data
        return {name: values[0] if values else "" for name, values in self.fields(command, ids).items()}

    def fields(self, command, ids):
        return {name: plain(field, ids) for name, field in command.model_fields.items() if "tables" not in name}

    def likely(self, command, known, ids):
        """What the command may be given, the likeliest first: what pages offer, then whatever there is."""
        fields = self.fields(command, ids)
        data = {name: values[0] if values else "" for name, values in fields.items()}
        for said in known.get(command.about.name, ())[:20]:
            yield {**data, **{name: said[name] for name in said if name in fields}}
        for values in islice(product(*fields.values()), 200):
            yield dict(zip(fields, values, strict=True))

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
        if (spent := shortest(bench.drawn, TRIES + 2)) > STRETCH:
            yield f"{method.id} in {stage}", "drawing", spent
    if (spent := shortest(bench.replayed, 2)) > STRETCH:
        yield method.id, "reading the log anew", spent


def shortest(measured, tries):
    """The shortest of some tries, no more of them than are needed to see that it is short enough."""
    spent = STRETCH * 1000
    while tries and spent > STRETCH:
        spent, tries = min(spent, measured()), tries - 1
    return spent


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
