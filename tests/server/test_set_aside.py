"""A log that kills whoever reads it: twice, then its workshop is set aside and the server goes on."""

from __future__ import annotations

import os

import pytest
import requests

from tests.support.clients import until
from tests.support.crowd import Crowd
from tests.support.serving import Server, on_the_command_line

DEADLY = """
import os
import signal
from pathlib import Path

from beffroi import Command, Method, Stage, Text, hookimpl


class Tell(Command, stage="tell"):
    text: str = Text("Say", max=40)

    def apply(self, state, stamp):
        if Path(os.environ["POISON"]).exists():  # as a plugin never does: it stands for a pattern that never ends
            os.kill(os.getpid(), signal.SIGKILL)


class Deadly(Method):
    api = 1
    id = "deadly"
    title = "Deadly"
    stages = (Stage("tell", "Tell"),)
    commands = (Tell,)
    state = dict


@hookimpl
def methods():
    return [Deadly()]
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    place = tmp_path_factory.mktemp("deadly")
    (place / "plugins" / "deadly" / "templates").mkdir(parents=True)
    (place / "plugins" / "deadly" / "__init__.py").write_text(DEADLY)
    page = "{% block input %}{{ form('tell') }}{% endblock %}{% block board %}<p>.</p>{% endblock %}"
    (place / "plugins" / "deadly" / "templates" / "deadly.html").write_text(page)
    settings = {"PLUGIN_FOLDERS": str(place / "plugins"), "POISON": str(place / "poison")}
    made = Server(place / "instance", settings).start()
    yield made
    made.stop()


def test_after_two_deaths_the_server_lives_says_so_and_opens_it_on_command_only(server):
    crowd = Crowd(server)
    lead, code = crowd.facilitator(), server.code
    fatal = lead.add("deadly", "Fatale", ["tell"], anonymous=False)
    assert crowd.person("Ana").socket().do(fatal, "tell", text="Bonjour")
    crowd.close()
    with open(server.settings["POISON"], "w"):
        pass
    server.kill()
    page = f"{server.url}/rejoindre/{code}"
    for _death in range(2):
        server.start()
        with pytest.raises(requests.ConnectionError):
            requests.get(page, timeout=10)
        until("it is dead", lambda: server.process.poll() is not None)
        server._ended()
    server.start()
    answer = requests.get(page, timeout=10)
    assert answer.status_code == 503 and "ne peut pas être ouvert" in answer.text
    assert requests.get(f"{server.url}/readyz", timeout=5).ok and server.process.poll() is None
    assert "set aside" in on_the_command_line(server, "workshop", "list") and "set aside" in server.rest()
    os.unlink(server.settings["POISON"])
    assert requests.get(page, timeout=10).status_code == 503
    on_the_command_line(server, "workshop", "reopen", code)
    assert requests.get(page, timeout=10).ok
