"""An erasure follows ids and origins: equal words of somebody else stay, and no copy of what is erased does."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from app.domain.anonymous_authors import Veils
from app.domain.erasure import erased
from app.domain.people import NOBODY, pseudonym
from app.host import contract
from app.host.discovery import Plugin
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.store.log import read
from beffroi import Card, Command, Method, Ref, Stage, Table, Text
from tests.support.everywhere import everywhere
from tests.support.rooms import sit

BOB = "Attend une réponse depuis trois mois"


def erase(workshop, *ids) -> bool:
    return workshop.room.erasure.erase_named(list(ids), Grant(workshop.facts.id, SYSTEM, "erasure"))


def erase_all_of(workshop, person):
    """As somebody does on their own page: everything that can still be traced to them."""
    entries = workshop.room.run(lambda: workshop.room.erasure.entries_of(workshop.room.presence.people[person]))
    workshop.room.erasure.erase(entries, Grant(workshop.facts.id, SYSTEM, "erasure"))


def react(workshop, who, activity, table, **data) -> str:
    answer = workshop.room.ask(CommandRequest(workshop.grant(who), activity, "react", data, f"r-{data}", "en", table))
    assert answer.accepted, answer
    return answer.entry


def texts(workshop, activity) -> list[str]:
    record = workshop.room.record
    blocks = record.agenda.method_of(record.agenda.activities[activity]).blocks.values()
    vote = next(block for block in blocks if block.kind == "ballot").of(record.standing(activity).state)
    return sorted(one.text for one in vote.options.values())


@pytest.fixture
def portrait(workshop):
    """Bob's persona at table 1, taken to a vote; Eve sits at table 2. The ids of it all."""
    workshop.core("core.tables", site="s1", count=2)
    bob, eve = sit(workshop, "Bob", 1), sit(workshop, "Eve", 2)
    made = workshop.add("persona", title="Portraits")
    workshop.stage(made, "fill")
    name = workshop.do(bob, "add", made, slot="name", text="Yasmina")
    situation = workshop.do(bob, "add", made, slot="situation", text=BOB)
    return {"bob": bob, "eve": eve, "persona": made, "name": name, "situation": situation,
            "tables": list(workshop.room.record.agenda.seating.tables)}  # fmt: skip


# --- equal words -----------------------------------------------------------------------------------


def test_who_reacts_with_somebody_elses_words_and_erases_them_takes_nothing_of_theirs(workshop, portrait):
    workshop.stage(portrait["persona"], "gallery")
    react(workshop, portrait["eve"], portrait["persona"], portrait["tables"][0], kind="doubt", text=BOB)
    vote = workshop.add("dotvote", source=portrait["persona"])
    workshop.stage(portrait["persona"], "vote")
    erase_all_of(workshop, portrait["eve"])
    assert texts(workshop, vote) == [f"Yasmina — {BOB}"] == texts(workshop, portrait["persona"])
    assert workshop.room.record.sheets(portrait["persona"])[portrait["tables"][0]].state.sheet.text("situation") == BOB


def test_the_same_sentence_written_on_the_same_sheet_stays_in_every_copy(workshop, portrait):
    eve = sit(workshop, "Ève", 1)
    workshop.do(eve, "add", portrait["persona"], slot="needs", text=BOB)
    vote = workshop.add("dotvote", source=portrait["persona"])
    erase_all_of(workshop, eve)
    assert f"Yasmina — {BOB}" in texts(workshop, vote)
    assert workshop.room.record.sheets(portrait["persona"])[portrait["tables"][0]].state.sheet.text("situation") == BOB


def test_whoever_words_a_sentence_as_its_writer_had_takes_nothing_of_theirs(workshop, portrait):
    eve, persona, line = sit(workshop, "Ève", 1), portrait["persona"], portrait["situation"]
    other = workshop.do(eve, "reword", persona, line=line, base=line, text="Autre chose")
    again = workshop.do(eve, "reword", persona, line=line, base=other, text=BOB)
    workshop.do(portrait["bob"], "reword", persona, line=line, base=again, text=BOB)
    erase_all_of(workshop, eve)
    assert workshop.room.record.sheets(persona)[portrait["tables"][0]].state.sheet.text("situation") == BOB


def test_a_portrait_loses_the_sentence_that_is_erased_and_keeps_the_others(workshop, portrait):
    vote = workshop.add("dotvote", source=portrait["persona"])
    workshop.stage(portrait["persona"], "vote")
    assert erase(workshop, portrait["situation"])
    assert BOB not in everywhere(workshop)
    assert texts(workshop, vote) == ["Yasmina — […]"] == texts(workshop, portrait["persona"])


def test_a_name_too_short_to_be_told_from_others_goes_all_the_same(workshop, portrait):
    workshop.stage(portrait["persona"], "vote")
    assert erase(workshop, portrait["name"])
    assert "Yasmina" not in everywhere(workshop) and BOB in everywhere(workshop)


def test_an_irritant_keeps_its_words_where_the_step_beside_it_is_erased(workshop):
    workshop.core("core.tables", site="s1", count=1)
    bob, eve = sit(workshop, "Bob", 1), sit(workshop, "Eve", 1)
    journey = workshop.add("journeymap")
    step = workshop.do(eve, "add_step", journey, text="Chez Ève Martin", phase="need")
    pain = workshop.do(bob, "add", journey, slot=f"{step}:irritants", text="On attend debout")
    workshop.stage(journey, "cluster")
    vote = workshop.add("dotvote", source=journey)
    assert texts(workshop, vote) == ["On attend debout (Chez Ève Martin)"]
    erase_all_of(workshop, eve)
    assert "Ève Martin" not in everywhere(workshop) and texts(workshop, vote) == ["On attend debout ([…])"]
    assert erase(workshop, pain) and "On attend debout" not in everywhere(workshop)


def test_a_group_without_a_name_loses_the_words_that_stood_for_it(workshop):
    workshop.core("core.tables", site="s1", count=1)
    bob = sit(workshop, "Bob", 1)
    journey = workshop.add("journeymap")
    step = workshop.do(bob, "add_step", journey, text="Au guichet", phase="need")
    pains = [workshop.do(bob, "add", journey, slot=f"{step}:irritants", text=text) for text in ("Attendre", "Revenir")]
    workshop.stage(journey, "cluster")
    notes = {one.text: one.id for one in workshop.room.record.standing(journey).state.board.notes.values()}
    one, other = notes.values()
    workshop.do("fac", "move", journey, card=one, to=other)
    vote = workshop.add("dotvote", source=journey)
    for pain in pains:
        assert erase(workshop, pain)
    assert "Attendre" not in everywhere(workshop) and "Revenir" not in everywhere(workshop)
    assert "Au guichet" in str(texts(workshop, vote))


def test_the_name_of_a_group_is_its_namers_alone(workshop):
    ideas = workshop.add("ideation", anonymous=False)
    cards = [workshop.do(who, "write", ideas, text=text) for who, text in (("ana", "Simplifier"), ("bob", "Moins"))]
    for stage in ("reveal", "cluster"):
        workshop.stage(ideas, stage)
    moved = workshop.do("fac", "move", ideas, card=cards[0], to=cards[1])
    named = workshop.do("fac", "name_cluster", ideas, cluster=f"c-{moved}", title="Simplifier")
    vote = workshop.add("dotvote", source=ideas)
    assert erase(workshop, cards[0])
    assert texts(workshop, vote) == ["Simplifier"]
    assert erase(workshop, named)
    assert texts(workshop, vote) == ["[…]"]


def test_a_card_handed_on_twice_keeps_what_it_was_put_together_from(workshop, portrait):
    vote = workshop.add("dotvote", source=portrait["persona"])
    (option,) = workshop.room.record.standing(vote).state.typed
    workshop.do(portrait["bob"], "dot", vote, option=option.id)
    workshop.stage(vote, "decide")
    ideas = workshop.add("ideation", source=vote)
    assert erase(workshop, portrait["situation"])
    assert BOB not in everywhere(workshop)
    assert [one.text for one in workshop.room.record.standing(ideas).state.ideas.notes.values()] == ["Yasmina — […]"]


def test_titles_instructions_notes_and_tables_that_say_the_same_words_stay(workshop):
    ideas = workshop.add("ideation", title=BOB, instruction=BOB, anonymous=False)
    workshop.core("core.note", activity=ideas, stage="collect", text=BOB)
    workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.table", {"name": BOB, "site": "s1"}, "t1", "en"))
    workshop.do("ana", "write", ideas, text=BOB)
    late = workshop.do("cleo", "write", ideas, text=BOB)
    workshop.stage(ideas, "reveal")
    erase(workshop, late)
    record = workshop.room.record
    activity = record.agenda.activities[ideas]
    assert (activity.title, activity.instruction, activity.notes["collect"]) == (BOB, BOB, BOB)
    assert [table.name for table in record.agenda.seating.tables.values()] == [BOB]
    assert sorted(one.text for one in record.standing(ideas).state.ideas.notes.values()) == [BOB, "[…]"]


def test_what_came_late_and_what_was_taken_back_are_erased_where_they_lie(workshop):
    ideas = workshop.add("ideation", anonymous=False)
    undone = workshop.do("ana", "write", ideas, text="Dit puis repris")
    workshop.core("core.undo", activity=ideas, entry=undone)
    workshop.stage(ideas, "reveal")
    late = workshop.do("ana", "write", ideas, text="Arrivé trop tard")
    erase_all = [entry.id for entry in workshop.room.record.entries if entry.stamp.who == "ana"]
    assert {undone, late} <= set(erase_all) and erase(workshop, *erase_all)
    assert "Dit puis repris" not in everywhere(workshop) and "trop tard" not in everywhere(workshop)


# --- rewordings are declared -------------------------------------------------------------------------


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


# --- older versions, plugins that are missing -------------------------------------------------------


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


# --- anonymity ---------------------------------------------------------------------------------------


def test_whoever_erases_all_they_wrote_is_no_pseudonym_with_nothing_but_blanks(workshop):
    ideas = workshop.add("ideation")
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    mine = [workshop.do(person.id, "write", ideas, text=text) for text in ("Une", "Deux")]
    for other in ("bob", "cleo"):
        workshop.do(other, "write", ideas, text=f"Idée de {other}")
    workshop.stage(ideas, "reveal")
    workshop.stage(ideas, "vote")
    workshop.do(person.id, "dot", ideas, option=next(iter(workshop.room.record.standing(ideas).state.dots.options)))
    before = workshop.room.record.standing(ideas).state.dots.voters()
    erase_all_of(workshop, person.id)
    own = pseudonym(workshop.room.record.keys[ideas], person.id)
    with workshop.app.extensions["store"].read() as session:
        rows = read(session, workshop.facts.id)
        lifted = read(session, workshop.facts.id, Veils(workshop.room.record.keys).lifted)
    blank = {row.stamp.who for row in rows if row.id in mine}
    assert blank == {NOBODY} and own not in str(rows)
    assert {row.name for row in rows if row.stamp.who in blank} == {"write"}
    assert workshop.room.record.standing(ideas).state.dots.voters() == before
    assert {entry.id: entry for entry in lifted} == {entry.id: entry for entry in workshop.room.record.entries}


def test_what_two_people_erased_cannot_be_told_apart(workshop):
    ideas = workshop.add("ideation")
    cards = [workshop.do(who, "write", ideas, text=f"De {who}") for who in ("ana", "bob", "cleo")]
    for card in cards[:2]:
        erase(workshop, card)
    whos = [entry.stamp.who for entry in workshop.room.record.entries if entry.id in cards]
    assert whos[0] == whos[1] != whos[2]


def test_a_signed_contribution_stays_signed_when_it_is_erased(workshop):
    ideas = workshop.add("ideation", anonymous=False)
    card = workshop.do("ana", "write", ideas, text="Signé")
    erase(workshop, card)
    assert next(entry for entry in workshop.room.record.entries if entry.id == card).stamp.who == "ana"


# --- entries made before copies said what they are made of --------------------------------------------


def test_in_an_old_log_a_copy_that_may_hold_it_goes_whole_and_facilitators_are_told(workshop, portrait):
    vote = workshop.add("dotvote", source=portrait["persona"])
    record = workshop.room.record
    old = [replace(entry, data=_as_before(entry.data)) for entry in record.entries]
    reach = erased(old, [portrait["situation"]], workshop.room.registry.methods, record.agenda)
    (opening,) = [entry for entry in reach.entries.values() if entry.name == "core.open"]
    assert [card["text"] for card in opening.data["cards"]] == ["[…]"] and opening.activity == vote
    assert len(reach.doubted) == 1


def _as_before(data):
    cards = [{key: value for key, value in card.items() if key != "parts"} for card in data.get("cards", ())]
    return {**data, "cards": cards} if cards else data


def test_facilitators_read_how_many_copies_went_because_nothing_says_what_they_held(workshop):
    system = Grant(workshop.facts.id, SYSTEM, "erasure")
    assert workshop.room.ask(CommandRequest(system, "", "core.erase", {"entries": 1, "doubted": 2}, "e1")).accepted
    said = "2 copies plus anciennes ont été effacées en entier"
    assert said in str(workshop.connect("one", "fac")) and said not in str(workshop.connect("two", "ana"))
