"""One server an instance; the command line works beside it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import requests

from tests.support.pages import PASSWORD
from tests.support.serving import ROOT, command_line, free_port


def said_by(server, *words, port=0) -> subprocess.CompletedProcess:
    return command_line(server.instance, *words, PORT=str(port or server.port))


def test_a_second_server_on_the_same_instance_is_refused_in_a_sentence(crowd, server):
    line = crowd.person("Ana").socket()
    second = said_by(server, "run", port=free_port())
    told = second.stdout + second.stderr
    assert second.returncode != 0 and "Traceback" not in told
    assert "Another server is using" in told and str(server.instance) in told and "INSTANCE" in told
    assert line.hello()["blocks"], "the first one goes on"


def test_a_port_that_is_taken_is_named(server, tmp_path):
    env = {**os.environ, "INSTANCE": str(tmp_path / "other"), "PORT": str(server.port)}
    done = subprocess.run(
        [sys.executable, "-m", "app", "run"], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0 and str(server.port) in done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr[-300:]


TOLD = {
    ("workshop", "list"): r"^{code}\t.*Lille – Amiens\t\d+ people\t\d+ entries\t.+\tends [-\d]+\tdeleted [-\d]+$",
    ("user", "list"): r"^animation@beffroi\.example\t",
    ("plugins",): r"^(app\.)?\S*mood\S*\t.*\tloaded\tmood \(API 1\)\t",
    ("db", "check"): r"^{code}\t\d+ entries\t0 broken activities$",
}


def test_the_command_line_answers_while_a_server_runs(crowd, server):
    mood = crowd.facilitator().open("Météo")
    line = crowd.person("Ana").socket()
    with ThreadPoolExecutor(len(TOLD)) as at_once:
        waiting = {words: at_once.submit(said_by, server, *words) for words in TOLD}
        for n in range(20):
            assert line.do(mood, "say", word=f"mot {n}")
    for words, done in waiting.items():
        said = done.result()
        assert said.returncode == 0 and "Traceback" not in said.stderr, said.stderr
        assert re.search(TOLD[words].format(code=server.code), said.stdout, re.M), said.stdout


def test_an_account_opened_beside_a_running_server_signs_in(crowd, server):
    added = said_by(server, "user", "add", "nouvelle@example.org", "--password", PASSWORD)
    assert added.returncode == 0, added.stderr
    with ThreadPoolExecutor(2) as at_once:
        again = at_once.submit(said_by, server, "user", "add", "nouvelle@example.org", "--password", PASSWORD)
        given = at_once.submit(said_by, server, "workshop", "give", server.code, "nouvelle@example.org").result()
    refused = again.result()
    assert refused.returncode != 0 and "already" in refused.stderr and "Traceback" not in refused.stderr
    browser = crowd.stranger()
    answer = browser.post("/compte/connexion", email="nouvelle@example.org", password=PASSWORD)
    assert answer.url.endswith("/animer")
    assert given.returncode == 0, given.stderr
    assert browser.get(f"/animer/{server.code}").status_code == 200


def test_another_demo_is_shown_by_the_running_server_at_once(crowd, server):
    line = crowd.person("Ana").socket()
    done = said_by(server, "demo")
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    join, _signed, facilitator, *screens = re.findall(r"(http\S+)", done.stdout)
    assert join.startswith(server.url) and len(screens) == 2
    code = urlsplit(join).path.rsplit("/", 1)[1]
    assert code != server.code
    guest = crowd.stranger(code=code).join("Nouvel")
    assert guest.socket().hello()["blocks"]
    lead = crowd.stranger(code=code)
    assert lead.get(facilitator).url.endswith(f"/animer/{code}")
    assert all(requests.get(screen, timeout=5).status_code == 200 for screen in screens)
    assert line.hello()["blocks"]
