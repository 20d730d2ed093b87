"""The log of a server where people played a little: whatever went wrong, nothing of theirs is in it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
import requests

from tests.support.crowd import Crowd
from tests.support.serving import ROOT, Server

TOKEN = "un-jeton-pour-les-chiffres"

RAISES = """
from beffroi import Command, Method, Stage, Text, hookimpl


class Tell(Command, stage="tell"):
    text: str = Text("Texte", max=200)

    def check(self, state, stamp):
        raise ValueError(f"{stamp.who} wrote {self.text}")

    def apply(self, state, stamp):
        pass


class Raises(Method):
    api = 1
    id = "raises"
    title = "Lève"
    stages = (Stage("tell", "Dire"),)
    commands = (Tell,)
    state = dict

    def view(self, state):
        return {}


@hookimpl
def methods():
    return [Raises()]
"""


@pytest.fixture(scope="module", params=("json", "plain"))
def server(request, tmp_path_factory):
    place = tmp_path_factory.mktemp("told")
    (place / "plugins" / "raises" / "templates").mkdir(parents=True)
    (place / "plugins" / "raises" / "__init__.py").write_text(RAISES)
    page = "{% block input %}{{ form('tell') }}{% endblock %}{% block board %}<p>.</p>{% endblock %}"
    (place / "plugins" / "raises" / "templates" / "raises.html").write_text(page)
    settings = {
        "LOG_FORMAT": request.param,
        "METRICS_TOKEN": TOKEN,
        "PLUGIN_FOLDERS": str(place / "plugins"),
    }
    made = Server(place / "instance", settings, log=place / "log").start()
    yield made
    made.stop()


NAMES = ("Philomène", "Côme-Ambroise", "Écran Zéphyr")
TEXTS = ("mirabelle", "chicorée de l’Avesnois", "myrtille sauvage", "un code faux 7QX", "pomme-cannelle")


def test_nothing_of_people_is_in_it(server, monkeypatch):
    crowd = Crowd(server)
    lead = crowd.facilitator()
    mood = lead.open("Météo")
    first, second = (crowd.person(name) for name in NAMES[:2])
    ids = [first.who, second.who]
    line = first.socket()
    assert line.do(mood, "say", word=TEXTS[0])
    assert second.socket().command(mood, "say", word=TEXTS[1] * 9)["kind"] == "errors"
    fails = lead.add("raises", "Lève", ["tell"], anonymous=False)
    assert line.command(fails, "tell", text=TEXTS[2])["kind"] == "refused"
    odd = second.socket()
    odd.send("42" + json.dumps([TEXTS[4]] * 3) + "]")
    odd.wait("to be cut", lambda: odd.was_cut)
    line.send("4" + "2" * 30 + TEXTS[4])
    for n in range(70):  # until the limit on guessing
        answer = requests.get(f"{server.url}/rejoindre/ZQXJ-{n:04d}", timeout=5)
    assert answer.status_code == 429
    first.get(f"/mes-donnees/{NAMES[2]}")
    figures = requests.get(f"{server.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=5).text
    cookies = [browser.cookie for browser in crowd.browsers]
    code = server.code
    crowd.close()
    server.stop()  # what it says at its end is in it, too
    said = server.log.read_text()

    assert "a plugin raised" in said and "ValueError" in said, "what was played did leave its mark"
    assert "raises/__init__.py:" in said
    assert "a malformed packet ended a connection" in said and "stopping" in said
    for secret in (*NAMES, *TEXTS, *cookies, *ids, code, code.replace("-", ""), "ZQXJ", "127.0.0.1", TOKEN):
        assert secret.casefold() not in said.casefold(), secret
    assert not re.search(r"[\w.+-]+@[\w-]+\.[a-z]+", said), "an address"
    if server.settings["LOG_FORMAT"] == "json":
        lines = [json.loads(one) for one in said.splitlines()]
        assert all({"at", "level", "logger", "event"} <= set(one) for one in lines) and len(lines) >= 4

    for name in ("commands_accepted_total", "deliveries_frames_total", "deliveries_bytes_total", "rooms_open",
                 "connections", "people_present"):  # fmt: skip
        assert float(re.search(rf"^beffroi_{name} (\S+)$", figures, re.M)[1]) > 0, name
    assert float(re.search(r'^beffroi_commands_refused_total{reason="fields"} (\S+)$', figures, re.M)[1]) >= 1
    for secret in (*NAMES, *TEXTS, *ids, code):
        assert secret.casefold() not in figures.casefold(), secret


def test_a_format_that_there_is_not_stops_the_start(tmp_path):
    env = {**os.environ, "INSTANCE": str(tmp_path / "i"), "LOG_FORMAT": "xml"}
    command = [sys.executable, "-m", "app", "run"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "LOG_FORMAT is 'xml': it is one of plain, json" in done.stderr
