"""Slow work of a method: in a process of its own, brought back as a command, ended when nobody waits for it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from gevent import sleep

from app.host import registry, slow_work
from app.host.child_process import WorkFailed
from app.host.contract import faults
from app.live.state.slow_work import FAILED, WORKING
from beffroi import FACILITATOR, HOST, Block, Command, Method, Stage, Text
from tests.support.rooms import Workshop

PLUGIN = '''
"""Sums up what was written: slowly."""

import os

from beffroi import FACILITATOR, HOST, Block, Command, Method, Stage, Text, hookimpl


class Say(Command, stage="say"):
    text: str = Text("Text", max=200)

    def apply(self, state, stamp):
        state.setdefault("said", []).append(self.text)


class SumUp(Command, stage="say", role=FACILITATOR, works="summed"):
    def snapshot(self, state):
        return {"said": list(state.get("said", ()))}

    def apply(self, state, stamp):
        pass


class Summed(Command, role=HOST):
    words: str = Text("Words", max=400)

    def apply(self, state, stamp):
        state["summed"] = self.words


class Sum(Method):
    api = 1
    id = "sum"
    title = "Sum"
    stages = (Stage("say", "Say"), Stage("read", "Read"))
    commands = (Say, SumUp, Summed)

    def work(self, snapshot):
        said = snapshot["said"]
        if "for ever" in said:
            while True:
                pass
        if "break" in said:
            raise ValueError("it broke")
        secret, cores = os.environ.get("SECRET_KEY", "no key"), os.environ.get("OPENBLAS_NUM_THREADS", "all")
        return {"words": f"{len(said)} said by process {os.getpid()}, cores: {cores}, {secret}"}


class Sums(Block):
    kind = "sums"
    stages = (Stage("say", "Say"),)
    commands = (SumUp, Summed)

    def start(self, settings, cards):
        return {}

    def work(self, snapshot):
        return {"words": f"{len(snapshot['said'])} said to a block"}


class OfBlocks(Method):
    api = 1
    id = "ofblocks"
    title = "Of blocks"
    sums = Sums()
    more = Sums()


@hookimpl
def methods():
    return [Sum(), OfBlocks()]
'''

TEMPLATE = """
{% block board %}<p>board</p>{% endblock %}
{% block control %}{{ ui.button("sum_up", "Sum up") }}<p>{{ ui.work("sum_up") }}</p>{% endblock %}
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    plugin = tmp_path / "plugins" / "sum"
    (plugin / "templates").mkdir(parents=True)
    (plugin / "__init__.py").write_text(PLUGIN)
    (plugin / "templates" / "sum.html").write_text(TEMPLATE)
    return plugin.parent


def test_it_is_done_in_another_process_which_knows_nothing_of_the_server_and_loads_that_plugin_alone(
    folder, monkeypatch
):  # fmt: skip
    monkeypatch.setenv("SECRET_KEY", "not to be told")
    (folder / "other").mkdir()
    (folder / "other" / "__init__.py").write_text(f"open({str(folder / 'was loaded')!r}, 'w').close()")
    key = registry.build(folder).brought_by("sum")
    assert (folder / "was loaded").exists()
    (folder / "was loaded").unlink()
    made = slow_work.Work("sum", {"said": ["un", "deux"]}, [folder], plugin=key).result()
    assert not (folder / "was loaded").exists()
    assert made["words"].startswith("2 said") and made["words"].endswith("cores: 1, no key")
    assert f"process {os.getpid()}," not in made["words"]


def test_in_that_process_too_a_block_does_the_work_of_its_commands(folder):
    made = slow_work.Work("ofblocks", {"said": ["un"]}, [folder], "more_sum_up", plugin=f"{folder}/sum").result()
    assert made == {"words": "1 said to a block"}


def test_it_has_an_end(folder):
    endless = slow_work.Work("sum", {"said": ["for ever"]}, [folder])
    with pytest.raises(WorkFailed, match="more than 1 s"):
        endless.result(seconds=1)
    assert endless._process.has_ended, "its process is gone"


def test_what_it_raises_is_told(folder):
    with pytest.raises(WorkFailed, match="ValueError: it broke"):
        slow_work.Work("sum", {"said": ["break"]}, [folder], plugin=f"{folder}/sum").result()


def test_a_snapshot_is_plain_data(folder):
    with pytest.raises(WorkFailed, match="plain data"):
        slow_work.Work("sum", {"said": {1, 2}}, [folder])


class Ask(Command, stage="say", role=FACILITATOR, works="brought"):
    """Ask for it."""

    def snapshot(self, state):
        return sorted(state)

    def apply(self, state, stamp):
        state[stamp.id] = "asked"


class Brought(Command, role=HOST):
    """What came of it."""

    words: str = Text("Words")

    def apply(self, state, stamp):
        state["words"] = self.words


class Working(Method):
    api = 1
    id = "working"
    title = "Working"
    stages = (Stage("say", "Say"), Stage("read", "Read"))
    commands = (Ask, Brought)

    def work(self, snapshot):
        return {"words": f"{len(snapshot)} asked"}


def test_in_the_kit_it_is_done_at_once_and_nobody_asks_for_its_result(board_of):
    board = board_of(Working())
    board.do("fac", "ask")
    assert board.state["words"] == "1 asked" and board.replayed() == board.snapshot()
    for who in ("ana", "fac"):
        with board.refused():
            board.do(who, "brought", words="mine")


def test_work_that_cannot_be_done_is_found_when_the_plugin_is_loaded():
    class Anyone(Command, works="nothing"):
        """Nobody's."""

        def apply(self, state, stamp):
            pass

    class Idle(Working):
        id = "idle"
        commands = (Anyone,)
        work = Method.work

    told = "\n".join(faults(Idle()))
    for said in ("write work(snapshot)", "write snapshot(state)", "role=FACILITATOR", "“nothing” must be a command"):
        assert said in told


# --- of a block ----------------------------------------------------------------------------------


class Wish(Command, stage="wish"):
    """Wish something."""

    text: str = Text("Wish", max=200)

    def apply(self, wishes, stamp):
        wishes["said"].append(self.text)


class Count(Command, stage="wish", role=FACILITATOR, works="counted"):
    """Have them counted."""

    def snapshot(self, wishes):
        return list(wishes["said"])

    def apply(self, wishes, stamp):
        pass


class Counted(Command, role=HOST):
    """What came of it."""

    words: str = Text("Words")

    def apply(self, wishes, stamp):
        wishes["counted"] = self.words


class Wishes(Block):
    kind = "wishes"
    stages = (Stage("wish", "Wish"),)
    commands = (Wish, Count, Counted)

    def start(self, settings, cards):
        return {"said": [], "counted": ""}

    def work(self, snapshot):
        return {"words": f"{len(snapshot)} wishes"}


class Wishing(Working):
    """Two blocks that have slow work, beside the method's own."""

    id = "wishing"
    state = SimpleNamespace
    stages = (Stage("say", "Say"), Stage("wish", "Wish"), Stage("more_wish", "More"))
    wishes = Wishes()
    more = Wishes()

    def work(self, snapshot):
        raise AssertionError("this is the block's to do")


def test_a_block_does_the_work_of_its_commands_for_its_own_part_of_the_state(board_of):
    assert [one for one in faults(Wishing()) if "work" in one or "snapshot" in one] == []
    board = board_of(Wishing())
    for stage, prefix, times in (("wish", "", 1), ("more_wish", "more_", 2)):
        board.stage(stage)
        for _time in range(times):
            board.do("ana", f"{prefix}wish", text="Un banc")
        board.do("fac", f"{prefix}count")
    assert (board.state.wishes["counted"], board.state.more["counted"]) == ("1 wishes", "2 wishes")
    assert board.replayed() == board.snapshot()
    with board.refused():
        board.do("fac", "more_counted", words="mine")


def test_a_block_that_cannot_do_its_work_is_found_when_the_plugin_is_loaded():
    class Empty(Command, stage="wish", role=FACILITATOR, works="counted"):
        """Nobody's."""

        def apply(self, wishes, stamp):
            pass

    class Unable(Wishes):
        commands = (Empty, Counted)
        work = Block.work

    class Vain(Method):
        api = 1
        id = "vain"
        title = "Vain"
        wishes = Unable()

    told = "\n".join(faults(Vain()))
    assert "write work(snapshot) in Unable" in told and "write snapshot(state)" in told


# --- in a room -----------------------------------------------------------------------------------


@pytest.fixture
def summing(app, folder, request) -> tuple[Workshop, str]:
    """A workshop on a server that knows the plugin, and its activity."""
    known = app.extensions["registry"]
    known.plugins, known.folders = registry.build(folder).plugins, (folder,)
    workshop = request.getfixturevalue("workshop")  # made once the method is there to be chosen
    return workshop, workshop.add("sum")


def until(what):
    """Wait for what a room does by itself; the process behind it takes a second or two."""
    end = time.monotonic() + 60
    while not (found := what()):
        assert time.monotonic() < end, "it never came"
        sleep(0.02)  # the room's turn
    return found


def stands(summing):
    workshop, activity = summing
    return workshop.room.sources.slow_work.of(activity, "").get("sum_up", "")


def test_its_result_is_a_recorded_command(summing):
    workshop, activity = summing
    workshop.do("ana", "say", activity, text="un")
    workshop.do("fac", "sum_up", activity)
    assert stands(summing) == WORKING
    state = workshop.room.record.standing(activity).state
    assert until(lambda: state.get("summed", "")).startswith("1 said")
    until(lambda: stands(summing) == "")
    assert workshop.room.record.entries[-1].name == "summed"


def test_another_stage_cancels_it(summing):
    workshop, activity = summing
    workshop.do("ana", "say", activity, text="for ever")
    workshop.do("fac", "sum_up", activity)
    workshop.stage(activity, "read")
    assert stands(summing) == "" and "summed" not in workshop.room.record.standing(activity).state


def test_what_fails_is_shown_and_blamed_and_the_workshop_goes_on(summing):
    workshop, activity = summing
    workshop.do("ana", "say", activity, text="break")
    workshop.do("fac", "sum_up", activity)
    until(lambda: stands(summing) == FAILED)
    assert workshop.room.registry.faults[-1].where == "sum_up.work"
    workshop.do("ana", "say", activity, text="et puis")
