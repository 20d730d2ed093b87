"""What the tests share: an app on a fresh instance, a room with its wire, people of it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import gevent
import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.domain.clock import now_ms
from app.domain.people import new_id, sites_from
from app.live.commands.request import CommandRequest, CommandResult, Grant
from app.live.room.room import Room
from app.live.sync.subscriptions import Connection
from app.store import accounts, database, workshops
from beffroi import FACILITATOR, PARTICIPANT
from tests.forkserver import FORKS
from tests.postgres import Postgres
from tests.support import budget, once

PASSWORD = "un mot de passe assez long"


class Wire:
    """Carries messages to a list: the frames that pages would get, and nothing else."""

    def __init__(self):
        self.groups: dict[str, set[str]] = {}
        self.frames: list[tuple[str, str, dict]] = []
        self.cuts: list[str] = []

    def emit(self, event, data, to):
        for sid in sorted(self.groups.get(to, {to})):
            self.frames.append((sid, event, data))

    def emit_all(self, event, told):
        for data, to in told:
            self.emit(event, data, to)

    def enter(self, sid, group):
        self.groups.setdefault(group, set()).add(sid)

    def leave(self, sid, group):
        self.groups.get(group, set()).discard(sid)

    def polls(self, sid):
        return False

    def cut(self, sid):
        self.cuts.append(sid)

    def hang_up(self, sid):
        self.cuts.append(sid)


def pytest_generate_tests(metafunc):
    """A file whose tests hold on every database says which: `STORES = ("sqlite", "postgresql")`."""
    stores = getattr(metafunc.module, "STORES", ())
    is_said = any("stored_in" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if stores and "stored_in" in metafunc.fixturenames and not is_said:
        metafunc.parametrize("stored_in", stores, indirect=True)


@pytest.fixture(scope="session")
def postgres() -> Postgres:
    made = Postgres().start()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), database_url=made.new("template")))
        database.upgrade(app)
        app.extensions["store"].stop()
    yield made
    made.remove()


@pytest.fixture
def stored_in(request) -> dict[str, str]:
    """The settings of the database that a test's app is given: by default a SQLite file of its instance."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield {}
        return
    server = request.getfixturevalue("postgres")
    yield {"database_url": server.new(like="template"), "keys_url": server.new()}


METER = budget.Meter()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item):
    METER.turn_to(budget.part_of(item.nodeid))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session):
    METER.turn_to("")
    FORKS.stop()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["costs"] = dict(METER.costs), METER.paces
    elif budget.overdrawn(METER.costs, METER.paces, budget.read()):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """A process of tests among several has ended: what it cost is added up."""
    costs, paces = getattr(node, "workeroutput", {}).get("costs", ({}, []))
    METER.costs.update(costs)
    METER.paces += paces


def pytest_terminal_summary(terminalreporter):
    told = ", ".join(f"{part} {cost:.0f}" for part, cost in sorted(METER.costs.items()))
    terminalreporter.write_line(f"seconds of processor: {told}")
    for line in budget.overdrawn(METER.costs, METER.paces, budget.read()):
        terminalreporter.write_line(f"over the budget of tests/budget.toml: {line}", red=True)


@pytest.fixture(scope="session", autouse=True)
def made_once():
    with pytest.MonkeyPatch.context() as patch:
        once.share(patch.setattr)
        yield
        once.clear()


@pytest.fixture
def app(tmp_path, stored_in) -> Flask:
    if not stored_in:
        once.lay_databases(tmp_path / "instance")
    made = create_app(Settings(instance=tmp_path / "instance", **stored_in))
    made.config["TESTING"] = True
    if stored_in:
        database.upgrade(made)  # the keys' database is a new one
    yield made
    made.extensions["rooms"].stop()
    made.extensions["store"].stop()


@pytest.fixture
def store(app):
    return app.extensions["store"]


@pytest.fixture
def facilitator(store) -> str:
    return store.write(
        accounts.add, email="fac@example.org", name="Fac", password=PASSWORD, operator=False, now=now_ms()
    )


@pytest.fixture
def facts(app, store, facilitator):
    now = now_ms()
    return store.write(
        workshops.create,
        title="Atelier d’essai",
        locale="fr",
        sites=sites_from(["Lille", "Amiens"], "À distance"),
        facilitator=facilitator,
        methods=app.extensions["registry"].methods,
        now=now,
        ends_at=now + 24 * 3600 * 1000,
    )


def token(page) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def sign_in(client, email="fac@example.org", password=PASSWORD, **more):
    page = client.get("/compte/connexion")
    return client.post(
        "/compte/connexion", data={"csrf_token": token(page), "email": email, "password": password, **more}
    )


class Workshop:
    """A room in this process, its wire, and shorthands for what people do in it."""

    def __init__(self, app, facts, facilitator):
        self.app, self.facts, self.facilitator = app, facts, facilitator
        self.wire = Wire()
        self.open()

    def open(self):
        """Open the room from the store, as after a restart."""
        self.room = Room(self.facts, self.app.extensions["store"], self.app.extensions["registry"], self.wire)

    def serve(self):
        """Let the app's pages find this room."""
        self.app.extensions["rooms"]._open[self.facts.id] = self.room

    def console(self):
        """The browser of whoever facilitates here, signed in."""
        self.serve()
        made = self.app.test_client()
        sign_in(made)
        return made

    def grant(self, who: str) -> Grant:
        if who == "fac":
            return Grant(self.facts.id, FACILITATOR, f"f:{self.facilitator}")
        return Grant(self.facts.id, PARTICIPANT, who, "s1", who)

    def ask(self, who, name, activity="", request_id="", /, **data) -> CommandResult:
        return self.room.ask(CommandRequest(self.grant(who), activity, name, data, request_id or new_id(), "en"))

    def do(self, who, name, activity="", /, **data) -> str:
        answer = self.ask(who, name, activity, "", **data)
        assert answer.accepted, answer
        return answer.entry

    def add(self, method: str, **said) -> str:
        """Put a method on the agenda and open it."""
        kind = self.app.extensions["registry"].methods[method]
        data = {
            "method": method,
            "title": said.pop("title", method),
            "stages": [stage.id for stage in kind.stages],
            "anonymous": kind.anonymous,
            **said,
        }
        activity = self.core("core.add", **data)
        self.core("core.open", activity=activity)
        return activity

    def stage(self, activity: str, to: str):
        leaves = self.room.record.agenda.activities[activity].stage
        return self.core("core.stage", activity=activity, leaves=leaves, to=to)

    def core(self, name, **data) -> str:
        """The facilitator asks something of the workshop itself."""
        answer = self.room.ask(CommandRequest(self.grant("fac"), "", name, data, new_id(), "en"))
        assert answer.accepted, answer
        return answer.entry

    def connect(self, sid: str, who: str, locale: str = "fr") -> dict:
        """A page connects and says hello."""
        connection = Connection(sid, self.grant(who), locale)
        room = self.room
        room.run(lambda: room.subscriptions.arrive(connection))
        return room.run(lambda: room.broadcaster.snapshot(connection.grant, locale, connection=connection))

    def settle(self):
        """Wait until every page shows what is."""
        while not self.room.run(self.room.broadcaster.is_up_to_date):
            gevent.sleep(0.001)  # what is owed is drawn when the room has loop time for it


@pytest.fixture
def workshop(app, facts, facilitator):
    made = Workshop(app, facts, facilitator)
    yield made
    made.room.stop()
