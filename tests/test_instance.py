"""The instance folder and its files: nobody else's to read, also where they were there before."""

from __future__ import annotations

import os
import stat

import pytest
import requests

from app import create_app
from app.config import BadSetting, Settings
from app.store import database
from tests.support.serving import Server


def modes(folder):
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def started(**settings):
    app = create_app(Settings(**settings))
    database.upgrade(app)
    app.extensions["store"].write(lambda connection: None)
    return app


def test_a_folder_and_files_that_others_could_read_are_made_private(tmp_path, open_umask):
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o755)
    for name in ("beffroi.sqlite", "keys.sqlite", "secret_key"):
        (instance / name).write_text("k" * 16 + "0123456789abcdef" if name == "secret_key" else "")
        (instance / name).chmod(0o644)
    app = started(instance=instance)
    app.extensions["store"].stop()
    assert mode(instance) == 0o700 and set(modes(instance).values()) == {0o600}


def test_what_sqlite_writes_beside_a_database_is_private_too(tmp_path, open_umask):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    keys = f"sqlite:///{elsewhere / 'keys.sqlite'}"
    app = started(instance=tmp_path / "instance", keys_url=keys)
    held = app.extensions["store"].held_open()
    assert set(modes(elsewhere).values()) == {0o600}
    assert {"beffroi.sqlite-wal", "beffroi.sqlite-shm"} <= set(modes(tmp_path / "instance"))
    assert set(modes(tmp_path / "instance").values()) == {0o600}
    held.close()
    app.extensions["store"].stop()


def test_a_folder_of_other_things_is_left_as_it_is_unless_others_may_write_in_it(tmp_path, open_umask):
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    (home / "letter.txt").write_text("mine")
    (home / "letter.txt").chmod(0o644)
    started(instance=home).extensions["store"].stop()
    assert mode(home) == 0o755 and mode(home / "letter.txt") == 0o644
    assert mode(home / "beffroi.sqlite") == mode(home / "secret_key") == 0o600
    home.chmod(0o777)
    with pytest.raises(BadSetting, match="chmod go-w"):
        create_app(Settings(instance=home))


def test_a_server_on_an_open_folder_is_private_and_its_link_goes_with_it(tmp_path, open_umask):
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o755)
    server = Server(instance).start()
    try:
        assert mode(instance) == 0o700 and set(modes(instance).values()) == {0o600}
        first = server.printed("Facilitator")
        server.kill()
        server.start()
        assert requests.get(first, timeout=20).status_code == 404
        assert requests.get(server.printed("Facilitator"), timeout=20).status_code == 200
    finally:
        server.stop()
