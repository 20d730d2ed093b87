"""A database of another release: one sentence, nothing migrated by surprise, and the way back stays open."""

from __future__ import annotations

import ast
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from click.testing import CliRunner
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app import create_app
from app.cli import main
from app.domain.readers import release_before
from app.store import database, schema
from app.store import people as people_rows
from beffroi.version import VERSION

EXPANDS = {"get_bind", "batch_alter_table", "create_table", "add_column", "create_index", "bulk_insert", "execute", "f"}
"""What a migration may ask for: an older release goes on beside it."""

ALTERED = ("0001", "0002", "0003")
"""Written before the rule."""


@pytest.fixture
def instance(tmp_path, monkeypatch):
    monkeypatch.setenv("INSTANCE", str(tmp_path))
    return tmp_path


def at(instance, revision, oldest=None):
    """A database left there by a release whose schema was that one."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    engine = database.writer(f"sqlite:///{instance / 'beffroi.sqlite'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision if revision in schema.known() else "head")
        connection.exec_driver_sql(f"update alembic_version set version_num = '{revision}'")
        if oldest:
            connection.exec_driver_sql(f"update compatibility set oldest = '{oldest}'")
    engine.dispose()


def revision(instance):
    with closing(sqlite3.connect(instance / "beffroi.sqlite")) as connection:
        return connection.execute("select version_num from alembic_version").fetchone()[0]


def test_the_files_of_the_migrations_bear_their_numbers():
    scripts = ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()
    assert schema.known() == tuple(script.revision for script in scripts)


def test_the_migrations_are_offered_to_whoever_develops(instance):
    words = [sys.executable, "-m", "flask", "--app", "app", "db", "heads"]
    said = subprocess.run(words, capture_output=True, text=True)
    assert f"{schema.head()} (head)" in said.stdout


def asked(*words):
    """What a command answers, and whether it did what it was asked."""
    said = CliRunner().invoke(main, list(words))
    assert "Traceback" not in said.output
    return said.exit_code, said.output


COMMANDS = (["workshop", "list"], ["user", "list"], ["db", "check"])


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_beside_a_server_does_not_migrate(instance, words):
    at(instance, "0004")
    code, said = asked(*words)
    assert code == 1 and "db upgrade" in said and said.count("\n") == 1
    assert revision(instance) == "0004"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_where_there_is_no_database_a_command_begins_none(instance, words):
    code, said = asked(*words)
    assert code == 1 and "There is no database" in said and "--instance" in said and said.count("\n") == 1
    assert not (instance / "beffroi.sqlite").exists()


def test_an_upgrade_is_refused_while_a_server_holds_the_file(instance):
    from app.cli.run import hold_instance
    from app.config import from_environment

    at(instance, "0004")
    with hold_instance(from_environment()):
        code, said = asked("db", "upgrade")
    assert code == 1 and "Another server is using" in said
    assert revision(instance) == "0004"
    assert asked("db", "upgrade")[0] == 0
    assert revision(instance) == schema.head()


EVERY = (*COMMANDS, ["db", "upgrade"], ["run"])


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_a_later_schema_that_this_release_cannot_live_with_gets_one_sentence(instance, words):
    at(instance, "9999", oldest="9000")
    code, said = asked(*words)
    assert code == 1 and "later release" in said and said.count("\n") == 1
    assert revision(instance) == "9999"


@pytest.mark.parametrize("words", (*COMMANDS, ["db", "upgrade"]), ids=" ".join)
def test_a_later_schema_that_it_can_live_with_is_used_and_left_as_it_is(instance, words):
    at(instance, "9999", oldest=schema.head())
    assert asked(*words)[0] == 0
    assert revision(instance) == "9999"


def test_a_release_beside_a_later_one_is_ready(app, store):
    from app.store import readiness

    with database.writer(app.config["SQLALCHEMY_DATABASE_URI"]).begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    assert readiness.lacking(store) == ""
    with database.writer(app.config["SQLALCHEMY_DATABASE_URI"]).begin() as connection:
        connection.exec_driver_sql("update compatibility set oldest = '9000'")
    assert "schema" in readiness.lacking(store)


def asks_of(file):
    """What `upgrade` of a migration asks for, with the columns that an insert of an older release would leave empty."""
    (upgrade,) = (one for one in ast.parse(file.read_text()).body if getattr(one, "name", "") == "upgrade")
    calls: list[Any] = [one for one in ast.walk(upgrade) if isinstance(one, ast.Call)]
    for call in [one for one in calls if isinstance(one.func, ast.Attribute)]:
        if getattr(call.func.value, "id", "") in ("op", "batch", "batch_op"):
            yield call.func.attr, call


def has_a_value(column):
    said = {word.arg: word.value for word in column.keywords}
    return "server_default" in said or getattr(said.get("nullable"), "value", True)


@pytest.mark.parametrize(
    "file", [one for one in sorted((schema.MIGRATIONS / "versions").glob("0*.py")) if one.name[:4] not in ALTERED],
    ids=lambda file: file.name,
)  # fmt: skip
def test_a_migration_expands_and_an_older_release_can_write_beside_it(file):
    for act, call in asks_of(file):
        assert act in EXPANDS, f"{file.name}: op.{act} takes away what an older release may need"
        if act == "add_column":
            assert has_a_value(call.args[-1]), f"{file.name}: an older release would leave the new column empty"


def test_people_of_the_first_schema_are_brought_along(tmp_path):
    url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    engine = database.writer(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("insert into workshop values ('w', 'AAAAAAA', 'Atelier', 'fr', '[]', 0, 0, 0, 0)")
        connection.exec_driver_sql("insert into person values ('p', 'w', 'Ana', 's1', 1, 0, 'digest', 0)")
        command.upgrade(config, "head")
    with Session(engine) as session:
        (ana,) = people_rows.people(session, "w")
    engine.dispose()
    assert (ana.name, ana.left, ana.removed) == ("Ana", False, False)


def compatible(instance):
    with closing(sqlite3.connect(instance / "beffroi.sqlite")) as connection:
        return connection.execute("select oldest, finalized from compatibility").fetchone()


def test_an_upgrade_stays_open_until_somebody_ends_it_and_a_new_database_has_none(instance):
    at(instance, "0025")
    assert asked("db", "upgrade")[0] == 0
    assert compatible(instance) == ("0010", "")
    made = create_app()
    database.stand_by(made)
    assert made.extensions["registry"].readers.release == release_before().release
    assert asked("db", "finalize", "--yes") == (0, "The upgrade is finalized.\n")
    assert compatible(instance) == (schema.head(), VERSION)
    made.extensions["rooms"].look_whether_finalized()
    assert made.extensions["registry"].readers is None, "a process at work goes by it too"
    made.extensions["store"].stop()
    assert "done already" in asked("db", "finalize", "--yes")[1]

    (instance / "beffroi.sqlite").unlink()
    assert asked("db", "upgrade")[0] == 0
    assert compatible(instance) == (schema.head(), VERSION)


def test_an_upgrade_is_ended_neither_beside_a_server_nor_under_a_later_schema(instance):
    from app.cli.run import hold_instance
    from app.config import from_environment

    at(instance, "9999", oldest=schema.head())
    with hold_instance(from_environment()):
        assert "Another server is using" in asked("db", "finalize", "--yes")[1]
    code, said = asked("db", "finalize", "--yes")
    assert code == 1 and "finalize with that one" in said and compatible(instance) == (schema.head(), "")


def test_what_takes_away_waits_for_the_end_of_the_upgrade_and_comes_once(tmp_path):
    engine, took = database.writer(f"sqlite:///{tmp_path / 'db.sqlite'}"), []
    with engine.begin() as connection:
        connection.exec_driver_sql("create table compatibility as select '0020' as oldest, '' as finalized")
        connection.exec_driver_sql("create table superfluous (id)")
        told: dict[str, Any] = {
            "0020": took.append,
            schema.head(): lambda op: (op.drop_table("superfluous"), took.append(op)),
        }
        for _ in range(2):
            schema.finalize(connection, told)
        assert len(took) == 1 and not inspect(connection).has_table("superfluous")
        assert schema.is_finalized(connection)
    engine.dispose()
