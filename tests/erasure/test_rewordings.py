"""Rewordings are declared: by whatever name, in an older version, while the plugin is missing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.host import contract
from app.host.discovery import Plugin
from app.store.log import read
from beffroi import Card, Command, Method, Ref, Stage, Table, Text
from tests.support.erasing import BOB, erase, erase_all_of
from tests.support.rooms import sit


@dataclass
class Said:
    words: dict[str, str] = field(default_factory=dict)


class Put(Command, stage="on", role="anyone"):
    """Put a phrase."""

    phrase: str = Text("Phrase")

    def apply(self, state: Said, stamp: Any) -> None:
        state.words[stamp.id] = self.phrase


class Redo(Command, stage="on", role="anyone"):
    """Say it in other words."""

    what: str = Ref(edits=True)
    phrase: str = Text("Phrase")

    def apply(self, state: Said, stamp: Any) -> None:
        state.words[self.what] = self.phrase


class Sayings(Method):
    """A plugin of somebody else's."""

    api = 1
    id = "sayings"
    title = "Sayings"
    stages = (Stage("on", "On"),)
    commands = (Put, Redo)
    state = Said
    anonymous = False

    def tables(self, state):
        yield Table("words", ("Word",), [(text,) for text in state.words.values()])

    def cards(self, state):
        return [Card(id, text) for id, text in state.words.items()]


@pytest.fixture
def sayings(workshop):
    plugin = Plugin("sayings", "test", methods=[Sayings()])
    workshop.app.extensions["registry"].plugins.append(plugin)
    workshop.room.stop()
    workshop.open()
    return workshop


def test_a_rewording_is_found_by_whatever_name_its_field_has(sayings):
    made = sayings.add("sayings")
    put = sayings.do("ana", "put", made, phrase="Premier jet")
    sayings.do("bob", "redo", made, what=put, phrase="Second jet")
    sayings.add("dotvote", source=made)
    assert erase(sayings, put)
    kept = json.dumps([entry.data for entry in sayings.room.record.entries], ensure_ascii=False)
    assert "Premier jet" not in kept and "Second jet" not in kept


def test_a_command_that_does_not_say_whether_it_rewords_is_refused():
    class Unsaid(Redo):
        """It has words, and names a thing."""

        what: str = Ref()

    class SaysNo(Redo):
        """It has words, and annotates a thing."""

        what: str = Ref(edits=False)

    def told(command):
        made = type("Made", (Sayings,), {"commands": (command,), "__module__": Sayings.__module__})()
        return [fault for fault in contract.faults(made) if "edits" in fault]

    (fault,) = told(Unsaid)
    assert "Unsaid" in fault and "what" in fault and "Ref(edits=True)" in fault
    assert told(Redo) == told(SaysNo) == told(Put) == []


def test_every_bundled_method_says_what_it_rewords(app):
    plugins = app.extensions["registry"].plugins
    assert [plugin.refused for plugin in plugins if plugin.refused] == []


def test_a_text_of_an_older_version_is_erased_under_its_new_name(sayings, monkeypatch):
    made = sayings.add("sayings")
    put = sayings.do("ana", "put", made, phrase="Comme on disait avant")

    class Anew(Command, stage="on", role="anyone", name="put", version=2):
        """As it is now: the field has another name."""

        words: str = Text("Words")

        @classmethod
        def upcast(cls, data, version):
            return {"words": data["phrase"]}

        def apply(self, state, stamp):
            state.words[stamp.id] = self.words

    monkeypatch.setattr(Sayings, "commands", (Anew, Redo))
    sayings.room.stop()
    sayings.open()
    assert erase(sayings, put)
    assert sayings.room.record.standing(made).state.words == {put: "[…]"}
    with sayings.app.extensions["store"].read() as session:
        assert "avant" not in str([entry.data for entry in read(session, sayings.facts.id)])
    sayings.room.stop()
    sayings.open()
    assert sayings.room.record.standing(made).state.words == {put: "[…]"} and not sayings.room.record.broken


@pytest.mark.parametrize("is_old", [False, True])
def test_what_is_erased_while_a_plugin_is_missing_leaves_ids_alone(workshop, portrait, is_old):
    registry, persona = workshop.app.extensions["registry"], portrait["persona"]
    eve = sit(workshop, "Ève", 1)
    workshop.do(eve, "pick", persona, slot="audience", value="staff")
    mine = workshop.do(eve, "add", persona, slot="needs", text="Comprendre")
    workshop.do(eve, "reword", persona, line=portrait["name"], base=portrait["name"], text="Karima")
    if is_old:  # a log from before openings said which fields are texts
        old = [entry for entry in workshop.room.record.entries if entry.data.pop("forms", None) is not None]
    workshop.room.stop()
    store = workshop.app.extensions["store"]
    if is_old:
        from app.store.log import rewrite

        store.write(rewrite, workshop.facts.id, old)
    found = next(plugin for plugin in registry.plugins if plugin.name == "persona")
    registry.plugins.remove(found)
    workshop.open()
    erase_all_of(workshop, eve)
    assert "Comprendre" not in str([entry.data for entry in workshop.room.record.entries])
    registry.plugins.append(found)
    workshop.room.stop()
    workshop.open()
    assert not workshop.room.record.broken
    sheet = workshop.room.record.sheets(persona)[portrait["tables"][0]].state.sheet
    assert sheet.lines[mine].slot == "needs" and sheet.lines[mine].text == "[…]" and sheet.picked["audience"] == "staff"
    assert sheet.text("name") == "[…]" and sheet.text("situation") == BOB
