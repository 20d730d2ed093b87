"""The release before this one and this one side by side, with people connected; forward, back, and forward for good."""

from __future__ import annotations

import json
import os
from functools import partial

import pytest
import requests

from app.domain.readers import FILE, release_before
from app.host import registry
from beffroi import Card
from beffroi.testing import old_logs
from beffroi.testing.board import Board
from beffroi.testing.filling import seated
from beffroi.testing.playing import play_stage
from beffroi.version import VERSION
from scripts.release_before import described
from tests.support.clients import until
from tests.support.folded import folded, told_alike
from tests.support.house import House
from tests.support.played import GENEROUS, all_go_on, holds_all, playing
from tests.support.release_before import commit, install, run
from tests.support.serving import ROOT, command_line

CARDS = [Card(id=f"card{n}", text=text) for n, text in enumerate(("Un guichet", "Une page", "Un rappel"))]


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return install(tmp_path_factory.mktemp("before"))


def test_the_description_of_the_release_before_is_what_its_own_code_says(before):
    assert {"commit": commit(), **described(before)} == json.loads(FILE.read_text("utf-8"))


def test_what_is_written_before_an_upgrade_is_final_folds_the_same_in_the_release_before(before, tmp_path):
    readers, logs = release_before(), {}
    for id, method in registry.build().methods.items():
        board = Board(method, tables=2, cards=CARDS)
        board.registry.readers, board.registry.plugins[0].source = readers, "bundled"
        for stage in board.record.agenda.activities[board.activity].stages:
            if board.standing.stage != stage:
                board.stage(stage)
            play_stage(board, seated(board, ("ana", "bob")))
        logs[id] = json.loads(json.dumps(old_logs.rows_of(board.record)))
    kept = tmp_path / "logs.json"
    kept.write_text(json.dumps(logs))
    said = run(before, ROOT / "tests/support/folded.py", kept)
    assert said.returncode == 0, said.stderr
    there, here = json.loads(said.stdout), json.loads(json.dumps(folded(logs)))
    differ = [id for id in here if not told_alike(there[id], here[id])]
    assert differ == [], "N writes what N-1 reads otherwise: a new version of the command, or a new field"
    written = [id for id, log in logs.items() if any(not one["name"].startswith("core.") for one in log["entries"])]
    print(
        f"{sum(len(log['entries']) for log in logs.values())} entries; nothing was written in {logs.keys() - written}"
    )
    assert len(written) > 20 and all(one["states"] and not one["broken"] for one in there.values())


def of(process) -> str:
    """The release that a process says it is."""
    return requests.get(f"{process.url}/healthz", timeout=GENEROUS).text.split()[-1]


def ready(process) -> bool:
    return requests.get(f"{process.url}/readyz", timeout=GENEROUS).status_code == 200


def test_side_by_side_then_back_then_for_good(before):
    house = House(ports=("8001", "8002"), release=before)
    try:
        house.start()
        one, other = house.processes.values()
        with playing(house, partial(one.printed, "Facilitator"), ("Un", "Deux"), once=True) as played:
            all_go_on(played, "in the release before")

            # --- forward: one process after the other ---------------------------------------------
            one.stop()
            house.start_with(ROOT, "8001")
            assert (of(one), of(other)) == (VERSION, release_before().release) and of(other) != VERSION
            assert ready(one) and ready(other), "the older one lives with the newer schema, and says so"
            print(f"side by side, everybody was answered in {all_go_on(played, 'side by side'):.1f} s")
            early = command_line(house.folder / "instance", "db", "finalize", "--yes", **one.settings)
            assert early.returncode == 1 and "Connections of another release are open" in early.stderr

            other.stop()
            house.start_with(ROOT, "8002")
            assert ready(other)
            all_go_on(played, "in the new release")

            # --- back, with all that was written meanwhile -----------------------------------------
            one.stop()
            other.stop()
            house.start_with(before, "8001")
            assert ready(one) and of(one) == release_before().release
            all_go_on(played, "back in the release before, which reads what the new one wrote")

            # --- forward for good ------------------------------------------------------------------
            one.stop()
            for name in house.processes:
                house.start_with(ROOT, name)
            ended = command_line(house.folder / "instance", "db", "finalize", "--yes", **one.settings)
            assert ended.stdout == "The upgrade is finalized.\n", ended.stderr
            all_go_on(played, "after the upgrade is final")
            for workshop in played:
                for sender in workshop.senders:
                    sender.finish()
            for workshop in played:
                holds_all(house, workshop)

        other.stop()
        refused = run(before, "-m", "app", "run", "--no-demo", **environment(house, other))
        assert refused.returncode == 1 and "later release" in refused.stderr and refused.stderr.count("\n") == 1
        until("the new one is ready", lambda: ready(one), GENEROUS)
    finally:
        house.stop()


def environment(house: House, process) -> dict[str, str]:
    """What the release before is run with, beside the house."""
    return {**os.environ, **process.settings, "INSTANCE": str(house.folder / "instance"), "PORT": str(process.port)}
