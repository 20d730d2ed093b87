"""`beffroi doctor`: all that is wrong with a configuration in one go, in sentences, and nothing is changed by it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from app.cli import main
from app.cli.findings import everything
from app.store import schema
from tests.support.once import lay_databases
from tests.support.serving import free_port

SAID = {"CONTROLLER": "Région", "DPO": "dpo@example.fr", "LEGAL_BASIS": "intérêt public"}
BEHIND = {"PUBLIC_URL": "https://ateliers.example.fr", "PROXIES": "1", **SAID}


def found(instance, **settings):
    return [(one.is_wrong, one.sentence) for one in everything({"INSTANCE": str(instance), **settings})]


@pytest.fixture
def instance(tmp_path):
    lay_databases(tmp_path / "instance")
    (tmp_path / "instance").chmod(0o700)
    return tmp_path / "instance"


def test_of_a_good_configuration_nothing_is_said_and_nothing_made(instance, tmp_path, monkeypatch):
    assert found(instance, **BEHIND) == []
    assert not (instance / "secret_key").exists()
    ((is_wrong, said),) = found(tmp_path / "later", **BEHIND)
    assert not is_wrong and "first start makes it" in said and not (tmp_path / "later").exists()


WRONG = {
    "PORT is": {"PORT": "eight"},
    "PROCESS is": {"PROCESS": "Ä"},
    "TIME_ZONE is": {"TIME_ZONE": "Lille"},
    "LOG_FORMAT is": {"LOG_FORMAT": "xml"},
    "SECRET_KEY is not a real one": {"SECRET_KEY": "secret"},
    "SECRET_KEY_FALLBACKS holds": {"SECRET_KEY": "0123456789abcdef" * 4, "SECRET_KEY_FALLBACKS": "x"},
    "METRICS_TOKEN is too short": {"METRICS_TOKEN": "x"},
    "WEBHOOK_HOSTS": {"WEBHOOK_HOSTS": "10.1.2.0/99"},
    "THEME_PRIMARY is": {"THEME_PRIMARY": "red"},
    "LOCAL_SIGN_IN=0 leaves nobody": {"LOCAL_SIGN_IN": "0"},
    "which is no folder": {"PLUGIN_FOLDERS": "/nowhere/at/all"},
    "a second process on SQLite is refused": {"PROCESS": "8001"},
    "PUBLIC_URL is": {"PUBLIC_URL": "ateliers.example.fr"},
    "PROXIES is 0": {"PROXIES": "0"},
    "neither SQLite nor PostgreSQL": {"DATABASE_URL": "mysql://x/y"},
    "no address of a database": {"DATABASE_URL": "?"},
    "REDIS_URL is no address": {"REDIS_URL": "localhost"},
}


@pytest.mark.parametrize("said", WRONG)
def test_a_wrong_setting_is_named(instance, said):
    assert any(is_wrong and said in sentence for is_wrong, sentence in found(instance, **{**BEHIND, **WRONG[said]}))


def test_all_that_is_wrong_is_said_in_one_go_with_an_exit_code(instance, monkeypatch):
    several = {"PORT": "eight", "TIME_ZONE": "Lille", "PUBLIC_URL": "http://ateliers.example.fr"}
    for name, value in {"INSTANCE": str(instance), **several}.items():
        monkeypatch.setenv(name, value)
    said = CliRunner().invoke(main, ["doctor"])
    assert said.exit_code == 1 and said.output.splitlines()[-1].startswith("2 wrong, ")
    for one in ("WRONG  PORT", "WRONG  TIME_ZONE", "look   PUBLIC_URL is http", "CONTROLLER, DPO, LEGAL_BASIS"):
        assert one in said.output
    monkeypatch.delenv("PORT")
    monkeypatch.delenv("TIME_ZONE")
    assert CliRunner().invoke(main, ["doctor"]).exit_code == 0, "what is to be looked at stops nothing"


def test_a_database_that_is_away_is_said_without_its_password(instance):
    away = f"postgresql://beffroi:geheim@127.0.0.1:{free_port()}/beffroi"
    told = found(instance, **BEHIND, DATABASE_URL=away, REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")
    assert [is_wrong for is_wrong, said in told if "does not answer" in said] == [True, False]
    assert "geheim" not in str(told)
    keys = found(instance, **BEHIND, DATABASE_URL=away, KEYS_URL=away)
    assert any("KEYS_URL is DATABASE_URL" in said for _wrong, said in keys)


def test_postgresql_that_would_lose_words_and_an_upgrade_that_waits_are_said(instance, postgres):
    name = postgres.new().rsplit("/", 1)[1]
    with postgres.connect() as connection:
        connection.execute(f"alter database {name} set synchronous_commit = off")
    with postgres.connect(name) as connection:
        connection.execute(f"create table alembic_version as select '{schema.head()}' as version_num")
        connection.execute("create table compatibility as select '0010' as oldest, '' as finalized")
    told = found(instance, **BEHIND, DATABASE_URL=postgres._address(name))
    assert any(is_wrong and "synchronous_commit = off" in said for is_wrong, said in told)
    assert any(not is_wrong and "is not final" in said for is_wrong, said in told)


def test_files_that_others_read_are_said(instance):
    (instance / "secret_key").write_text("0123456789abcdef" * 4)
    (instance / "secret_key").chmod(0o644)
    assert any("Others may read" in said for _wrong, said in found(instance, **BEHIND))
