"""What is shipped for whoever watches and saves a server: it names what there is, and does what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.metrics import REGISTRY
from app.store.models import AuditRow, Workshop
from tests.support.serving import ROOT, command_line

DEPLOY, DOCS = ROOT / "deploy", ROOT / "docs"
NAMES = re.compile(r"\b(?:beffroi|process)_\w+")


def expressions():
    rules = re.findall(r"^ +expr: (.+)$", (DEPLOY / "prometheus/alerts.yml").read_text(), re.M)
    panels = json.loads((DEPLOY / "grafana/dashboard.json").read_text())["panels"]
    return rules + [target["expr"] for panel in panels for target in panel["targets"]]


def test_alerts_and_dashboard_ask_for_figures_and_reasons_that_there_are():
    there = {sample.name for family in REGISTRY.collect() for sample in family.samples}
    reasons = {s.labels["reason"] for f in REGISTRY.collect() for s in f.samples if "reason" in s.labels}
    asked = {name for one in expressions() for name in NAMES.findall(one)}
    assert len(asked) > 12 and asked - there == set()
    assert {one for text in expressions() for one in re.findall(r'reason="(\w+)"', text)} <= reasons
    for one in expressions():
        assert one.count("(") == one.count(")") and one.count("{") == one.count("}")


def logged(**said):
    """A line as the format of log.conf writes it."""
    line = re.search(r"log_format beffroi '(.+)';", (DEPLOY / "nginx/log.conf").read_text())[1]
    given = {"remote_addr": "203.0.113.7", "time_iso8601": "2026-11-30T18:23:36+00:00", "request_method": "POST",
             "beffroi_logged": "/rejoindre/...", "status": "429", "body_bytes_sent": "812",
             "request_time": "0.004"}  # fmt: skip
    for name, value in {**given, **said}.items():
        line = line.replace(f"${name}", value)
    assert "$" not in line
    return line


def test_fail2ban_reads_whom_a_line_of_the_log_is_about():
    rule = re.search(r"failregex = (.+)", (DEPLOY / "fail2ban/filter.conf").read_text())[1]
    # As fail2ban does: the host has a group, and what is the date is taken out of the line first.
    read = re.compile(rule.replace("<HOST>", r"(?P<host>[\da-f.:]+)"))
    for line in (
        logged(),
        logged(remote_addr="2001:db8::1"),
        logged(beffroi_logged="/socket.io/", request_method="GET"),
    ):
        assert read.search(line) and read.search(re.sub(r"\[[^\]]*\] ", "", line))
    assert read.search(logged())["host"] == "203.0.113.7"
    for fine in (logged(status="200"), logged(status="404"), logged(body_bytes_sent="429", status="200")):
        assert not read.search(fine)


@pytest.fixture
def beside(tmp_path, app, facts):
    """What the backup is told, beside an instance with a workshop."""
    program = tmp_path / "beffroi"
    program.write_text(f'#!/bin/sh\ncd {ROOT}\nexec {sys.executable} -m app "$@"\n')
    program.chmod(0o755)
    (tmp_path / "backups").mkdir()
    instance = app.extensions["settings"].instance
    told = {"COMMAND": str(program), "FOLDER": str(tmp_path / "backups"), "KEEP": "2", "INSTANCE": str(instance)}
    return {**os.environ, **told, "SETTINGS_FILE": ""}


@pytest.mark.parametrize("stored_in", ["sqlite"], indirect=True)
def test_a_backup_a_night_the_oldest_ones_gone_and_the_newest_put_back(
    beside, app, facts, store, facilitator, tmp_path
):
    folder = Path(beside["FOLDER"])
    for old in ("2026-11-01T032000Z", "2026-11-02T032000Z"):
        (folder / old).mkdir()
    (folder / "not one of ours").mkdir()
    done = subprocess.run(
        ["sh", DEPLOY / "bin/beffroi-backup"], env=beside, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    kept = sorted(one.name for one in folder.iterdir())
    assert kept[0] == "2026-11-02T032000Z" and kept[2] == "not one of ours" and len(kept) == 3

    elsewhere = tmp_path / "drill"
    back = command_line(elsewhere, "db", "restore", folder / kept[1])
    assert back.returncode == 0, back.stderr
    assert facts.title in command_line(elsewhere, "workshop", "list").stdout


def test_a_workshop_is_deleted_by_the_command_with_a_line_of_it_and_nothing_beside_a_server(app, facts, store, run):
    from app.cli.run import hold_instance

    with hold_instance(app.extensions["settings"]):
        refused = command_line(app.extensions["settings"].instance, "workshop", "delete", facts.code, "--yes")
    assert refused.returncode == 1 and "Another server is using" in refused.stderr
    assert run("workshop", "delete", facts.code, "--yes") == f"{facts.code} is deleted.\n"
    with store.read() as session:
        assert session.get_one(Workshop, facts.id).purged
        acts = {row.act for row in session.query(AuditRow).where(AuditRow.workshop == facts.id)}
    assert "workshop-deleted" in acts and facts.title not in run("workshop", "list")


def number(text: str, name: str) -> int:
    return int(re.search(rf"{name}[ =]+(\d+)", text)[1])


def test_the_table_of_capacity_says_what_the_shipped_files_set():
    rows = re.findall(
        r"^\| ([\d,]+) \| (\d+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,–]+) \|$",
        (DOCS / "capacity.md").read_text(),
        re.M,
    )
    table = [[int(cell.replace(",", "")) if cell != "–" else 0 for cell in row] for row in rows]
    assert len(table) >= 3
    for people, processes, files, connections, nginx_files, database in table:
        assert files >= people + 64, "one process may have all of them, after the others died"
        assert connections >= 2 * people and nginx_files >= 2 * connections
        assert processes == 1 or database >= 23 * processes + 3
    for unit in ("beffroi.service", "beffroi@.service"):
        assert number((DEPLOY / "systemd" / unit).read_text(), "LimitNOFILE") == max(row[2] for row in table)
    for page in ("installing.md", "deploying.md"):
        said = (DOCS / page).read_text()
        assert number(said, "worker_connections .*/worker_connections") == max(row[3] for row in table)
        assert number(said, "worker_rlimit_nofile") == max(row[4] for row in table)
