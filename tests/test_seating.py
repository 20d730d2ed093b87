"""Who sits where during a workshop: late ones placed, people moved, a sheet before its own people only."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import pytest
from gevent import joinall, spawn

from app.domain.people import Person, new_id
from app.host.discovery import Plugin
from app.live.commands.request import SCREEN, CommandRequest, Grant
from app.live.state.screens import SEATING
from app.live.sync.subscriptions import Connection
from app.store import log as log_rows
from beffroi import FACILITATOR, PARTICIPANT
from tests.sheets_sample import Sketching
from tests.support.failing import FailingCommits


def nothing(_connection):
    """What else is to be done with somebody's leaving, or coming back: nothing."""


class Seated:
    """A workshop with three tables at Lille and two at Amiens, where a sheet is filled in by table."""

    def __init__(self, workshop):
        self.workshop, self.wire = workshop, workshop.wire
        workshop.app.extensions["registry"].plugins.append(Plugin("sketch", "test", methods=[Sketching()]))
        workshop.room.stop()
        workshop.open()  # the methods at work are read as it opens
        workshop.core("core.tables", site="s1", count=3)
        workshop.core("core.tables", site="s2", count=2)
        self.activity = workshop.add("sketch")
        self.tables = list(self.seating.tables)

    @property
    def room(self):
        return self.workshop.room

    @property
    def seating(self):
        return self.room.record.agenda.seating

    def join(self, name: str, site="s1", table="", seats=1) -> Person:
        return self.room.people.join(name, site, seats, table)[0]

    def grant(self, person: Person) -> Grant:
        return Grant(self.workshop.facts.id, PARTICIPANT, person.id, person.site, person.id)

    def write(self, person: Person, text: str, scope="", slot="needs"):
        data = {"slot": slot, "text": text}
        return self.room.ask(CommandRequest(self.grant(person), self.activity, "add", data, new_id(), "en", scope))

    def move(self, person: Person, table: str):
        return self.workshop.core("core.seat", person=person.id, table=table)

    def texts(self, table: str) -> list[str]:
        return [line.text for line in self.room.record.standing(self.activity, table).state.sheet.at("needs")]

    def heads(self, *tables: str) -> list[int]:
        return sorted(Counter(self.seating.at.values())[table] for table in tables)

    def connect(self, sid: str, grant: Grant, table="") -> dict:
        """A page connects, and looks at a table if one is named."""
        connection, room = Connection(sid, grant, "en"), self.room
        room.run(lambda: room.subscriptions.arrive(connection))
        return room.run(lambda: room.snapshots.of(grant, "en", connection=connection, table=table))

    def facilitate(self, sid="fac", table="") -> dict:
        return self.connect(sid, Grant(self.workshop.facts.id, FACILITATOR, "f:fac", name="Fac"), table)

    def quiet(self):
        """Every page shows what is; what it was sent so far is forgotten."""
        self.workshop.settle()
        self.wire.frames.clear()

    def told(self, sid: str, event: str) -> list[dict]:
        self.workshop.settle()
        return [data for to, name, data in self.wire.frames if (to, name) == (sid, event)]

    def shown(self, sid: str) -> str:
        return json.dumps(self.told(sid, "show"), ensure_ascii=False)


@pytest.fixture
def seated(workshop) -> Seated:
    return Seated(workshop)


# --- who sits where ---------------------------------------------------------------------------


def test_nobody_is_placed_before_lots_are_drawn(seated):
    ana = seated.join("Ana")
    assert seated.seating.at_table(ana.id) is None
    assert seated.write(ana, "Trop tôt").sentence == "You sit at no table yet: tell the facilitators."
    assert "sit at no table yet" in seated.connect("ana", seated.grant(ana))["blocks"]["table"]["skeleton"]


def test_who_comes_after_the_draw_sits_at_the_emptiest_table_of_their_site(seated):
    seated.join("Ana", table=seated.tables[0])
    seated.join("Tablette", table=seated.tables[1], seats=4)
    zoe, karim = seated.join("Zoé"), seated.join("Karim", "s2")
    assert seated.seating.at[zoe.id] == seated.tables[2]
    assert seated.seating.at_table(karim.id).site == "s2"


def test_many_who_come_at_once_do_not_crowd_one_table(seated):
    seated.join("Ana", table=seated.tables[0])
    joinall([spawn(seated.join, f"p{n}") for n in range(8)], raise_error=True)
    assert seated.heads(*seated.tables[:3]) == [3, 3, 3]


def test_a_link_names_the_table_unless_it_is_at_another_site(seated):
    assert seated.seating.at_table(seated.join("Ana", table=seated.tables[1]).id).id == seated.tables[1]
    assert seated.seating.at_table(seated.join("Zoé", table=seated.tables[3]).id).site == "s1"
    assert seated.seating.at_table(seated.join("Paul", table="nowhere").id).site == "s1"


def test_somebody_whose_site_has_no_table_sits_at_a_mixed_one_or_stays_without(seated):
    seated.join("Ana", table=seated.tables[0])
    assert seated.seating.at_table(seated.join("Éloi", "distance").id) is None
    mixed = seated.workshop.do("fac", "core.table", name="Mixte", link="https://visio.example.fr/t")
    assert seated.seating.at_table(seated.join("Inès", "distance").id).id == mixed


def test_who_comes_back_finds_their_table_or_one_of_the_site_they_come_back_to(seated):
    ana = seated.join("Ana", table=seated.tables[2])
    seated.room.people.leave(ana.id, nothing)
    seated.room.people.come_back(ana.id, nothing, "s1")
    assert seated.seating.at_table(ana.id).id == seated.tables[2]
    seated.room.people.leave(ana.id, nothing)
    seated.room.people.come_back(ana.id, nothing, "s2")
    assert seated.seating.at_table(ana.id).site == "s2"


@pytest.mark.parametrize("seed", range(6))
def test_lots_keep_everybody_at_their_site_in_even_groups_whoever_came_and_left(seated, seed):
    lots = Random(seed)
    people = [seated.join(f"p{n}", lots.choice(("s1", "s2"))) for n in range(lots.randint(6, 16))]
    for person in people[: lots.randint(0, 4)]:
        seated.room.people.leave(person.id, nothing)
    seated.workshop.core("core.draw", again=lots.choice((True, False)))
    here = {person.id: person.site for person in seated.room.presence.here()}
    assert {id: seated.seating.at_table(id).site for id in here} == here
    for site in ("s1", "s2"):
        heads = seated.heads(*(table.id for table in seated.seating.of_site(site)))
        assert max(heads) - min(heads) <= 1


def test_a_draw_that_would_do_nothing_says_so(seated):
    seated.join("Ana", table=seated.tables[0])
    answer = seated.workshop.ask("fac", "core.draw", again=False)
    assert answer.sentence == "Everybody who is here has a table already."
    seated.join("Éloi", "distance")
    assert "lay one" in seated.workshop.ask("fac", "core.draw", again=False).sentence


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("core.seat", {"person": "me", "table": "other"}),
        ("core.draw", {"again": True}),
        ("core.draw", {"late": "me"}),
        ("core.clear_table", {"table": "other"}),
    ],
)
def test_a_participant_moves_nobody_not_even_themselves(seated, name, data):
    ana = seated.join("Ana", table=seated.tables[0])
    known = {"me": ana.id, "other": seated.tables[1]}
    data = {key: known.get(value, value) for key, value in data.items()}
    answer = seated.room.ask(CommandRequest(seated.grant(ana), "", name, data, new_id(), "en"))
    assert answer.sentence == "Only the facilitators can do this."
    assert seated.seating.at[ana.id] == seated.tables[0]


def test_a_page_cannot_say_what_the_lot_gives(seated):
    ana = seated.join("Ana")
    seated.workshop.core("core.draw", again=False, seating={ana.id: seated.tables[3]})
    assert seated.seating.at_table(ana.id).site == "s1"


def test_people_of_several_sites_need_a_call(seated):
    for name, said in (("core.tables", {"count": 2}), ("core.table", {"name": "Mixte"})):
        assert "call link" in seated.workshop.ask("fac", name, site="", **said).sentence
    answer = seated.workshop.ask("fac", "core.table", name="Mixte", site="", link="javascript:alert(1)")
    assert "https://" in answer.sentence


def test_a_table_that_could_not_be_taken_away_still_has_its_sheet(seated):
    for table in seated.tables[1:]:
        seated.workshop.core("core.clear_table", table=table)
    with FailingCommits(seated.workshop.app, 2):
        assert seated.workshop.ask("fac", "core.clear_table", table=seated.tables[0]).kind == "later"
    ana = seated.join("Ana", table=seated.tables[0])
    assert seated.write(ana, "Toujours là").accepted
    assert seated.texts(seated.tables[0]) == ["Toujours là"]


# --- what is kept -----------------------------------------------------------------------------


def test_a_move_changes_where_somebody_writes_from_then_on_and_nothing_that_they_wrote(seated):
    first, second, *_ = seated.tables
    ana = seated.join("Ana", table=first)
    seated.write(ana, "Avant")
    seated.move(ana, second)
    seated.write(ana, "Après")
    seated.write(ana, "Écrit hors ligne, avant", scope=first)
    written = [entry for entry in seated.room.record.logs[seated.activity] if entry.name == "add"]
    assert [entry.scope for entry in written] == [first, second, first]
    assert [entry.stamp.table for entry in written] == [first, second, first]
    assert seated.texts(first) == ["Avant", "Écrit hors ligne, avant"] and seated.texts(second) == ["Après"]


def test_tables_and_their_sheets_are_there_after_a_restart(seated):
    ana, bob = seated.join("Ana", table=seated.tables[0]), seated.join("Bob", "s2", table=seated.tables[3])
    seated.write(ana, "De Lille")
    seated.write(bob, "D’Amiens")
    seated.move(ana, seated.tables[1])
    before = (seated.seating.tables, seated.seating.at, dict(seated.seating.been))
    seated.workshop.open()
    assert (seated.seating.tables, seated.seating.at, dict(seated.seating.been)) == before
    assert seated.texts(seated.tables[0]) == ["De Lille"] and seated.texts(seated.tables[3]) == ["D’Amiens"]
    assert seated.write(ana, "Suite").accepted and seated.texts(seated.tables[1]) == ["Suite"]


def test_once_names_are_purged_no_table_says_who_sat_there(app, seated, facts):
    from app.live.hosting.scheduler import Scheduler

    seated.join("Anastasia", table=seated.tables[0])
    seated.workshop.core("core.draw", again=True)
    Scheduler(app.extensions["rooms"]).purge_names(facts)
    seated.workshop.open()
    with app.extensions["store"].read() as session:
        assert "Anastasia" not in repr(log_rows.read(session, facts.id))
    assert "Anastasia" not in json.dumps(seated.facilitate())


# --- what pages are told ----------------------------------------------------------------------


def test_who_is_moved_turns_to_the_new_sheet_at_once_and_nobody_else_does(seated):
    first, second, *_ = seated.tables
    ana, bob = seated.join("Ana", table=first), seated.join("Bob", table=first)
    seated.connect("ana", seated.grant(ana)), seated.connect("bob", seated.grant(bob))
    seated.quiet()
    seated.move(ana, second)
    assert seated.told("ana", "turn") == [{"activity": seated.activity, "table": ""}]
    assert seated.told("bob", "turn") == []
    assert "own-table" in seated.shown("bob") and "Ana" not in seated.shown("bob")
    again = seated.room.run(lambda: seated.room.snapshots.of(seated.grant(ana), "en"))
    assert again["scope"] == second and again["blocks"]["board"]["channel"].startswith(f"{seated.activity}@{second}/")


def test_what_changes_on_one_sheet_goes_to_that_tables_pages_alone(seated):
    first, second, *_ = seated.tables
    ana, bob, cyd = seated.join("Ana", table=first), seated.join("Bob", table=second), seated.join("Cyd", table=first)
    for sid, person in (("ana", ana), ("bob", bob), ("cyd", cyd)):
        seated.connect(sid, seated.grant(person))
    seated.facilitate("reader", first), seated.facilitate("elsewhere", second)
    seated.connect("screen", Grant(seated.workshop.facts.id, SCREEN, "s:1", "s1"))
    seated.quiet()
    seated.write(ana, "Un seul numéro")
    assert [sid for sid in ("ana", "bob", "cyd", "reader") if "Un seul numéro" in seated.shown(sid)] == [
        "ana",
        "cyd",
        "reader",
    ]
    assert all("/room_tables/" in one["channel"] for one in seated.told("bob", "show"))  # how far, as a screen says
    assert "Un seul numéro" not in seated.shown("elsewhere")
    assert "1 of 2" in seated.shown("elsewhere") and "1 of 2" in seated.shown("screen")  # who is how far


def test_a_pen_is_seen_at_its_own_table_only(seated):
    ana, bob = seated.join("Ana", table=seated.tables[0]), seated.join("Bob", table=seated.tables[1])
    cyd = seated.join("Cyd", table=seated.tables[0])
    for sid, person in (("ana", ana), ("bob", bob), ("cyd", cyd)):
        seated.connect(sid, seated.grant(person))
    seated.quiet()
    seated.room.visits.write_at("ana", "needs")
    assert seated.told("cyd", "at")[-1]["fields"] == {"needs": ["Ana"]}
    assert seated.told("bob", "at") == []
    seated.move(ana, seated.tables[1])
    connection = seated.room.subscriptions.connections["ana"]
    seated.room.run(lambda: seated.room.snapshots.of(connection.grant, "en", connection=connection))
    assert seated.told("cyd", "at")[-1]["fields"] == {}


def test_who_leaves_is_no_longer_listed_at_their_table(seated):
    ana, bob = seated.join("Ana", table=seated.tables[0]), seated.join("Bob", table=seated.tables[0])
    seated.connect("bob", seated.grant(bob)), seated.facilitate()
    seated.quiet()
    seated.room.people.leave(ana.id, nothing)
    assert "Around the table" not in seated.shown("bob") and "own-table" in seated.shown("bob")
    part = seated.told("fac", "show")
    lines = [message["parts"][seated.tables[0]] for message in part if seated.tables[0] in message.get("parts", {})]
    assert "Bob" in lines[-1] and "Ana" not in lines[-1]


def test_a_table_put_on_the_screens_is_what_every_screen_shows_until_it_is_taken_off(seated):
    ana = seated.join("Ana", table=seated.tables[0])
    seated.write(ana, "Un seul numéro")
    screen = Grant(seated.workshop.facts.id, SCREEN, "s:1", "s1")
    told = seated.connect("screen", screen)
    assert "Un seul numéro" not in json.dumps(told) and "Table 3" in json.dumps(told)
    seated.room.lead(Grant(seated.workshop.facts.id, FACILITATOR, "f:fac"), "show", seated.tables[0])
    assert seated.told("screen", "turn") == [{"activity": "", "table": ""}]
    told = seated.connect("screen 2", screen)
    assert told["scope"] == seated.tables[0] and "Un seul numéro" in json.dumps(told, ensure_ascii=False)
    assert "shown-table" in told["blocks"]["head"]["skeleton"] and "Table 1" in told["blocks"]["head"]["skeleton"]
    seated.room.lead(Grant(seated.workshop.facts.id, FACILITATOR, "f:fac"), "show", "")
    assert "Un seul numéro" not in json.dumps(seated.connect("screen 3", screen))


def test_facilitators_go_on_reading_the_table_they_chose_while_others_are_moved_or_laid(seated):
    ana = seated.join("Ana", table=seated.tables[0])
    seated.facilitate(table=seated.tables[1])
    seated.quiet()
    seated.move(ana, seated.tables[2])
    seated.join("Late")
    assert seated.told("fac", "turn") == []
    seated.workshop.core("core.tables", site="s2", count=1)
    assert seated.told("fac", "turn") == [{"activity": seated.activity}]  # says hello, and stays where it is


def test_a_phone_lists_the_tables_as_the_screens_do_in_one_drawing_for_the_room(seated):
    first, second, *_ = seated.tables
    ana, bob = seated.join("Ana", table=first), seated.join("Bob", table=second)
    one, other = (seated.connect(name, seated.grant(who))["blocks"] for name, who in (("ana", ana), ("bob", bob)))
    assert one["room_tables"] == other["room_tables"] and "How far the tables are" in one["room_tables"]["skeleton"]
    seated.quiet()
    seated.write(ana, "Un seul numéro")
    told = _tables_of(seated.told("bob", "show"))
    assert list(told["parts"]) == [first] and "1 of 2" in told["parts"][first]
    assert "Un seul numéro" not in seated.shown("bob")
    facilitator = Grant(seated.workshop.facts.id, FACILITATOR, "f:fac")
    seated.room.lead(facilitator, "show", SEATING)
    assert "Who sits where" in (plan := str(_tables_of(seated.told("bob", "show")))) and "Ana" in plan
    seated.room.lead(facilitator, "show", "")
    seated.workshop.stage(seated.activity, "together")
    assert "table-line" not in str(_tables_of(seated.told("bob", "show")))


def _tables_of(told: list[dict]) -> dict:
    return [one for one in told if "room_tables" in one["channel"]][-1]
