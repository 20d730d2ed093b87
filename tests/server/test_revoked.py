"""A password changed on the command line, while the server runs: the consoles that are open end, and lead no more."""

from __future__ import annotations

from tests.support.clients import command, until
from tests.support.serving import command_line


def change_password(server):
    """As an operator does beside a server that runs."""
    asked = ["user", "password", "animation@beffroi.example", "--password", "un tout autre mot de passe"]
    command_line(server.instance, *asked).check_returncode()


def test_a_password_changed_beside_the_server_ends_the_consoles_that_are_open(crowd, server):
    lead, ana = crowd.facilitator(), crowd.person("Ana")
    line, idle = ana.socket(), lead.browser.socket("facilitator")
    change_password(server)
    said = {"method": "mood", "title": "Encore", "stages": ["say", "read"], "anonymous": True}
    id = lead.socket.ask("command", command("", "core.add", **said))
    until("an answer, or the end", lambda: id in lead.socket.answers or lead.socket.was_cut)
    assert lead.socket.answers.get(id, {"kind": "refused"})["kind"] == "refused"
    until("the console that says nothing ends", lambda: idle.was_cut and lead.socket.was_cut)
    assert lead.browser.get(f"/animer/{lead.browser.code}").url.split("?")[0].endswith("/compte/connexion")
    assert not line.was_cut and line.hello()["blocks"]
