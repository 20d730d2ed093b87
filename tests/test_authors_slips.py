"""Slips of whoever writes a method: each is named with its way out, and none is passed over in silence."""

from __future__ import annotations

import pytest

from app.host.contract import faults
from app.host.reserved import GIVEN, ReservedName, check_names, name_faults, reserved
from beffroi import Command, Method, Model, Number, Stage, Text
from beffroi.testing import Board
from plugins.mood import Mood


class Slip(Mood):
    """A method as it should be; each test spoils one thing of it."""

    id = "slip"
    title = "Slip"


def told(**spoiled):
    return " · ".join(faults(type("Slip", (Slip,), {"__module__": __name__, **spoiled})()))


def told_of(**spoiled):
    command = type("Keep", (Command,), {"__module__": __name__, "apply": lambda self, state, stamp: None, **spoiled})
    return told(commands=(command,), stages=(Stage("a", "A"),))


MISSPELT = {
    "veiw": "view", "faciltator_view": "facilitator_view", "tabels": "tables", "stags": "stages", "titel": "title",
    "add_card": "add_cards",
    "entering": "on_stage", "asks": "question", "mine": "personal_view", "overview": "facilitator_view",
}  # fmt: skip


def nothing(self, *_given):
    return {}


@pytest.mark.parametrize("name", MISSPELT)
def test_a_name_that_is_nearly_one_of_the_contract_is_refused_with_the_one_that_was_meant(name):
    assert f"Slip.{name} is unknown to the host: did you mean “{MISSPELT[name]}”?" in told(**{name: nothing})


@pytest.mark.parametrize(
    "name, meant", [("aply", "apply"), ("chek", "check"), ("upcasts", "upcast"), ("blanked", "erased")]
)
def test_so_is_one_of_a_command(name, meant):
    assert f"Keep.{name} is unknown to the host: did you mean “{meant}”?" in told_of(**{name: nothing})


def test_a_method_says_for_which_contract_it_is_written():
    assert told(api=0) == "Slip.api does not say for which contract it is written: write api = 1."
    assert Method.api == 0, "nobody says it for them"


@pytest.mark.parametrize("kind", [str, list[str]])
def test_a_field_of_a_command_that_erasure_would_not_find_is_refused(kind):
    said = told_of(__annotations__={"note": kind})
    assert "Keep.note is a bare " in said and "write Text(…) for what people write, Ref() for the id of a thing" in said


def test_a_setting_that_no_activity_can_be_added_without_is_refused():
    spoiled = type("Rules", (Model,), {"__module__": __name__, "__annotations__": {"most": int, "why": str},
        "most": Number("Most", low=1, high=9), "why": Text("Why")})  # fmt: skip
    said = told(settings=spoiled)
    assert "Rules.most has no default, and no activity can be added without one: give it one, with default=." in said
    assert "Rules.why has no default" in said and "with required=False." in said


def test_a_helper_of_ones_own_is_no_slip():
    assert "did you mean" not in told(ranking=lambda self: (), words_of=lambda self, state: "", _veiw=lambda self: {})


@pytest.mark.parametrize(
    "name, written, place",
    [
        ("view", lambda self, state, who: {}, "Slip.view takes (self, state, who), and the host calls (self, state)"),
        (
            "personal_view",
            lambda self, state: {},
            "Slip.personal_view takes (self, state), and the host calls (self, state, who)",
        ),
        ("start", lambda self, settings: {}, "Slip.start takes (self, settings)"),
        ("counts", ("one", "two"), "Slip.counts is tuple, and the host calls it"),
    ],
)
def test_a_method_that_the_host_would_call_in_vain_is_refused(name, written, place):
    assert place in told(**{name: written})


def test_a_command_that_the_host_would_call_in_vain_is_refused():
    said = told_of(check=lambda self, state: None)
    assert "Keep.check takes (self, state), and the host calls (self, state, stamp)" in said


@pytest.mark.parametrize("name", ["ui", "stage", "tables", "heads", "ngettext", "_"])
def test_what_a_method_gives_cannot_take_the_place_of_a_helper(name):
    spoiled = {"__module__": Mood.__module__, "id": "mood", "view": lambda self, state: {name: 1}}
    assert f"mood.view gives “{name}”" in " · ".join(name_faults(type("Slip", (Slip,), spoiled)()))
    with pytest.raises(ReservedName, match=f"“{name}”.*rename it"):
        check_names(Mood(), "view", {name: 1})


def test_a_name_that_shows_later_is_told_in_the_room_and_the_field_stays(board_of):
    class Later(Mood):
        def view(self, words):
            return {"words": [], **({"ui": "gone"} if words.by_person else {})}

    Later.__module__ = Mood.__module__
    board = board_of(Later())
    board.do("ana", "say", word="Calme")
    with board.faults() as told:
        assert "<form" in board.personal_view("bob")["html"]
        assert "mood.view" not in board.html("board"), "people are not told of it"
    assert "mood.view gives “ui”" in told[-1]


def test_every_name_that_a_template_is_given_is_reserved(board_of):
    board = board_of(Mood())
    activity = board.record.agenda.activities[board.activity]
    given = board.renderer.activities.context(activity, board.standing, "participant", False)
    assert {*given, "ui"} == GIVEN <= reserved(Mood())


@pytest.mark.parametrize("name", ["form", "button", "options", "site_name"])
def test_what_is_of_ui_is_free_for_a_method_to_use(name):
    check_names(Mood(), "view", {name: 1})


class Memo(Command, stage="say"):
    memo: str = Text("Memo", max=50)

    def apply(self, state, stamp):
        state.by_person[stamp.who] = self.memo


class Late(Mood):
    stages = (Stage("say", "Say", late="tray"), Stage("read", "Read"))
    commands = (Memo,)


def test_the_tray_shows_what_was_written_whatever_its_field_is_called():
    from app.live.rendering.late_and_undo import trays

    board = Board(Late())
    board.stage("read")
    board.do("ana", "memo", memo="arrivé après la bataille")
    (tray,) = trays(board.record)
    assert [text for _id, text in tray.waiting] == ["arrivé après la bataille"]
