"""Whom a workshop speaks of: said of an activity, of a cluster, of a card; counted once a thing, and told."""

from __future__ import annotations

import csv as reader
import io
import json
import re
import zipfile

import pytest

from app.export import balance, csv, evidence, results
from app.export.balance import Balance
from app.export.evidence import Spot, Thing
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from beffroi import Card, Kind
from beffroi.words import speaking
from plugins.ideation import Ideation
from tests.support.pages import token

CARD = Kind("Carte", weighs=True)


def things(**counts: int) -> list[Thing]:
    """Cards about whom, by how many."""
    spot = (Spot("act", "Activity"),)
    return [
        Thing(f"{whom}{n}", "Text", "card", "" if whom == "unsaid" else whom, spot, is_a=CARD)
        for whom, count in counts.items()
        for n in range(count)
    ]


def sentence(**counts: int) -> str:
    with speaking("en"):
        return str(balance.weighed(things(**counts)).sentence)


def test_a_side_that_is_hardly_there_is_named_with_its_numbers():
    assert sentence(external=18, staff=2, both=1) == "Staff are hardly there: 3 cards of 21"
    assert sentence(external=1, staff=9) == "External users are hardly there: 1 card of 10"


@pytest.mark.parametrize(
    "counts",
    [{}, {"external": 7}, {"external": 10, "staff": 6}, {"both": 20}, {"external": 3, "staff": 3, "unsaid": 1}],
)
def test_nothing_is_said_of_what_is_balanced_or_too_small_to_tell(counts):
    assert sentence(**counts) == ""


def test_when_nobody_has_said_it_is_told_where_to_say_it():
    assert "settings of each activity" in sentence(external=2, unsaid=9)


def test_groups_portraits_and_what_was_erased_are_not_counted():
    spot = (Spot("act", "Activity"),)
    others = [Thing(kind, "Text", kind, "staff", spot, is_a=Kind(kind)) for kind in ("cluster", "persona", "interview")]
    erased = Thing("e", "[…]", "card", "staff", spot, is_a=CARD)
    assert balance.weighed([*others, erased, *things(external=2)]) == Balance(external=2)


# --- said of an activity, of a cluster, of a card ------------------------------------------------


@pytest.fixture
def board(board_of):
    made = board_of(Ideation(), cards=[Card("own", "Dit des agents", "verbatim", "staff", "o1")])
    for text in ("Un", "Deux"):
        made.do("ana", "write", text=text)
    made.stage("cluster")
    return made


def clustered(board, *texts: str) -> str:
    """The cards of these texts in one cluster; its id."""
    ids = [note.id for note in board.state.ideas.notes.values() if note.text in texts]
    cluster = f"c-{board.do('fac', 'move', card=ids[0], to='new')}"
    for id in ids[1:]:
        board.do("fac", "move", card=id, to=cluster)
    return cluster


def audiences(board) -> dict[str, str]:
    return {trace.text: trace.audience for trace in board.method.traces(board.state) if trace.kind == "card"}


def test_what_a_card_says_holds_before_what_its_cluster_says(board):
    cluster = clustered(board, "Un", "Dit des agents")
    board.do("fac", "concern", cluster=cluster, audience="external")
    assert audiences(board) == {"Un": "external", "Deux": "", "Dit des agents": "staff"}
    assert {card.text: card.audience for card in board.method.cards(board.state)} == audiences(board)


def test_a_named_cluster_is_handed_over_with_whom_it_is_about(board):
    cluster = clustered(board, "Un", "Deux")
    board.do("fac", "name_cluster", cluster=cluster, title="Simple")
    board.do("fac", "concern", cluster=cluster, audience="both")
    assert [(card.text, card.audience) for card in board.method.cards(board.state) if card.kind == "cluster"] == [
        ("Simple", "both")
    ]
    assert board.replayed() == board.snapshot()


def test_a_cluster_of_which_nothing_was_said_is_about_whom_all_its_cards_are_about(board):
    cluster = clustered(board, "Dit des agents")
    board.do("fac", "name_cluster", cluster=cluster, title="Les agents")
    (handed,) = [card for card in board.method.cards(board.state) if card.kind == "cluster"]
    assert handed.audience == "staff"


def test_everybody_reads_whom_a_cluster_is_about_and_facilitators_alone_say_it(board):
    cluster = clustered(board, "Un")
    with board.refused("Only the facilitators"):
        board.do("ana", "concern", cluster=cluster, audience="staff")
    assert "Whom it is about" in board.html("control", "facilitator")
    board.do("fac", "concern", cluster=cluster, audience="staff")
    assert '<span class="tag">Staff</span></h3>' in board.html("board")
    with board.refused("no longer here"):
        board.do("fac", "concern", cluster="nothing", audience="staff")


def test_merged_clusters_keep_what_was_said_of_either(board):
    one, other = clustered(board, "Un"), clustered(board, "Deux")
    board.do("fac", "concern", cluster=one, audience="staff")
    board.do("fac", "merge_clusters", cluster=one, into=other)
    assert board.state.ideas.clusters[other].audience == "staff"


# --- in a workshop -------------------------------------------------------------------------------


def weighed(workshop) -> Balance:
    return workshop.room.run(lambda: balance.weighed(evidence.gather(workshop.room.record).things.values()))


def written(workshop, *texts: str, **said) -> str:
    activity = workshop.add("ideation", **said)
    for place, text in enumerate(texts):
        workshop.do(f"p{place}", "write", activity, text=text)
    return activity


def test_cards_are_about_whom_their_activity_is_and_count_once_wherever_they_went(workshop):
    users = written(workshop, "Un", "Deux", audience="external")
    staff = written(workshop, "Trois", audience="staff")
    written(workshop, "Caché", audience="staff")
    for activity in (users, staff):
        workshop.stage(activity, "reveal")
    workshop.add("dotvote", source=users, audience="both")  # what is handed over keeps whom it is about
    assert weighed(workshop) == Balance(external=2, staff=1)


def test_a_cluster_says_it_for_cards_whose_activity_says_otherwise(workshop):
    users = written(workshop, "Un", "Deux", audience="external")
    workshop.stage(users, "cluster")
    (one, _two) = workshop.room.record.standing(users).state.ideas.notes
    moved = workshop.do("fac", "move", users, card=one, to="new")
    workshop.do("fac", "concern", users, cluster=f"c-{moved}", audience="staff")
    assert weighed(workshop) == Balance(external=1, staff=1)


def test_results_hold_the_balance(workshop):
    workshop.stage(written(workshop, "Un", "Deux", audience="external"), "reveal")
    told = results.gather(workshop.facts, workshop.room.record, "en")
    assert json.loads(results.as_json(told))["balance"] == {"external": 2, "staff": 0, "both": 0, "unsaid": 0}
    file = zipfile.ZipFile(io.BytesIO(csv.as_zip(told))).read("equilibre.csv").decode("utf-8-sig")
    assert list(reader.reader(io.StringIO(file)))[1:3] == [["External users", "2"], ["Staff", "0"]]


def block(workshop, sid: str = "late") -> str:
    return str(workshop.connect(sid, "fac", "en")["blocks"]["balance"])


def test_the_console_shows_it_and_warns_when_one_side_is_hardly_there(workshop):
    assert "Whom we speak of" not in block(workshop, "before")
    workshop.stage(written(workshop, *(f"Idée {n}" for n in range(9)), audience="external"), "reveal")
    workshop.settle()
    told = block(workshop)
    assert "Staff are hardly there: 0 cards of 9" in told and "<meter" in told


def drawn(workshop) -> int:
    """How many times the block was sent."""
    return sum(name == "show" and "/balance/" in data["channel"] for _sid, name, data in workshop.wire.frames)


def test_it_is_not_drawn_after_what_participants_write_but_when_a_facilitator_acts(workshop, monkeypatch):
    ideas = written(workshop, "Une", audience="staff")
    workshop.stage(ideas, "cluster")
    workshop.connect("console", "fac")
    workshop.settle()
    counted = []
    gather = evidence.gather
    monkeypatch.setattr(evidence, "gather", lambda *said: counted.append(1) or gather(*said))
    other = workshop.add("mood")
    workshop.settle()
    before = len(counted)
    for n in range(20):
        workshop.do(f"p{n}", "say", other, word=f"mot{n}")
    workshop.room.ask(
        CommandRequest(Grant(workshop.facts.id, SYSTEM, "system"), "", "core.clock", {"act": "stop"}, "r", "en")
    )
    workshop.settle()
    assert len(counted) == before
    workshop.do("fac", "paper_cards", ideas, lines="Une autre")
    workshop.settle()
    assert len(counted) == before + 1 and drawn(workshop) >= 1


# --- the agenda's page ---------------------------------------------------------------------------


@pytest.fixture
def client(workshop):
    return workshop.console()


def configured(client, workshop, activity, **said):
    page = client.get(f"/animer/{workshop.facts.code}/agenda")
    data = {"csrf_token": token(page), "title": "Idées", "stages": ["collect", "reveal"], "anonymous": "true", **said}
    return client.post(f"/animer/{workshop.facts.code}/agenda/{activity}", data=data)


def test_the_agenda_says_whom_an_activity_is_about(client, workshop):
    activity = workshop.core("core.add", method="ideation", title="Idées", stages=["collect", "reveal"])
    configured(client, workshop, activity, audience="staff")
    page = client.get(f"/animer/{workshop.facts.code}/agenda?lang=en").text
    assert re.search(r'value="staff" selected>Staff', page)
    configured(client, workshop, activity, title="Un autre titre")  # a form that does not ask keeps what was said
    assert workshop.room.record.agenda.activities[activity].audience == "staff"
    assert configured(client, workshop, activity, audience="nobody").status_code == 200
    assert workshop.room.record.agenda.activities[activity].audience == "staff"


def test_the_agenda_says_how_people_work_where_a_method_leaves_the_choice(client, workshop, monkeypatch):
    activity = workshop.core("core.add", method="ideation", title="Idées", stages=["collect", "reveal"])
    page = client.get(f"/animer/{workshop.facts.code}/agenda?lang=en").text
    assert "How people work" not in page
    monkeypatch.setattr(Ideation, "shared_by", ("room", "table"))
    page = client.get(f"/animer/{workshop.facts.code}/agenda?lang=en").text
    assert "How people work" in page and "Each table on a sheet of its own" in page
    configured(client, workshop, activity, share_by="table")
    assert workshop.room.record.agenda.activities[activity].share_by == "table"
    workshop.core("core.open", activity=activity)
    assert configured(client, workshop, activity, share_by="room").status_code == 303
    assert workshop.room.record.agenda.activities[activity].share_by == "table"
