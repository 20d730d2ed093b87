"""What the tests share: an app on a fresh instance, a room with its wire, people of it."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from app import create_app
from app.cli import main
from app.config import Settings
from app.domain.clock import now_ms
from app.domain.people import sites_from
from app.store import accounts, database, workshops
from tests.support import budget, once
from tests.support.forkserver import FORKS
from tests.support.pages import PASSWORD
from tests.support.postgres import Pairs, Postgres
from tests.support.rooms import Workshop

collect_ignore = ["frozen", "outside"]  # packages with tests of their own, run where they are installed


def pytest_generate_tests(metafunc):
    """A file whose tests hold on every database says which: `STORES = ("sqlite", "postgresql")`."""
    stores = getattr(metafunc.module, "STORES", ())
    is_said = any("stored_in" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if stores and "stored_in" in metafunc.fixturenames and not is_said:
        metafunc.parametrize("stored_in", stores, indirect=True)


@pytest.fixture(scope="session")
def postgres() -> Postgres:
    made = Postgres().start()
    yield made
    made.remove()


@pytest.fixture(scope="session")
def pairs(postgres) -> Pairs:
    templates = {"database_url": postgres.new("template"), "keys_url": postgres.new("template_of_keys")}
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder), **templates))
        database.upgrade(app)
        app.extensions["store"].stop()
    return Pairs(postgres, ("template", "template_of_keys"))


@pytest.fixture
def stored_in(request) -> dict[str, str]:
    """The settings of the database that a test's app is given: by default a SQLite file of its instance."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield {}
        return
    pairs = request.getfixturevalue("pairs")
    lent = pairs.take()
    yield lent.settings
    pairs.give_back(lent)


METER = budget.Meter()


def pytest_collection_finish():
    """What is there by now stays to the end: eight thousand tests need not be looked through for garbage each time,
    and no test is told that it took as long as that takes."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item):
    METER.turn_to(budget.part_of(item.nodeid))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(nextitem):
    if nextitem is None:  # when the browser has ended, nothing tells any more what its processes took
        METER.turn_to("")


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


@pytest.fixture
def workshop(app, facts, facilitator):
    made = Workshop(app, facts, facilitator)
    yield made
    made.room.stop()


@pytest.fixture
def run(app, monkeypatch):
    monkeypatch.setenv("INSTANCE", str(app.extensions["settings"].instance))

    def command(*words):
        result = CliRunner().invoke(main, list(words), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return command
