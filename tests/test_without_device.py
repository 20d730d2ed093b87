"""A person without a device: added by a facilitator, counted everywhere, entered for from paper in every method."""

from __future__ import annotations

import pytest

from app.domain.people import new_id
from app.live.commands.on_paper import papers
from app.live.commands.request import CommandRequest, Grant
from app.live.rendering.channel_key import ChannelKey
from app.live.sync.subscriptions import Connection
from app.store import people as people_rows
from beffroi import FACILITATOR, PARTICIPANT
from tests.support.full_boards import METHODS
from tests.support.pages import SHORT, post, sign_in


@pytest.fixture
def console(workshop):
    return workshop.console()


def add(console, workshop, name="Jeanne", site="s1", **said):
    return post(console, f"/animer/{workshop.facts.code}/sans-appareil", name=name, site=site, **said)


@pytest.fixture
def jeanne(workshop, console):
    assert add(console, workshop).status_code == 204
    return next(person for person in workshop.room.presence.people.values() if person.name == "Jeanne")


def for_her(workshop, person) -> Grant:
    """As the page for entering from paper has it: hers, by the facilitator."""
    by = f"f:{workshop.facilitator}"
    return Grant(workshop.facts.id, PARTICIPANT, person.id, person.site, person.id, by=by)


def sheet(workshop, number, table="") -> Grant:
    who = f"paper.{table}.{number}"
    return Grant(workshop.facts.id, PARTICIPANT, who, by=f"f:{workshop.facilitator}", table=table)


def enter(workshop, grant, name, activity, **data):
    return workshop.room.ask(CommandRequest(grant, activity, name, data, new_id(), "en"))


def shown(workshop, block, activity="", audience=FACILITATOR) -> str:
    key = ChannelKey(activity, block, audience, "en")
    return str(workshop.room.run(lambda: workshop.room.renderer.draw(key).html()))


def waited_for(workshop) -> int:
    presence = workshop.room.presence
    return workshop.room.run(lambda: presence.followers(presence.people.values()))


def test_who_is_added_is_in_the_list_marked_on_paper_at_a_table_and_in_presence(workshop, console):
    workshop.core("core.tables", count=2, site="s1")
    table = list(workshop.room.record.agenda.seating.tables)[1]
    add(console, workshop, table=table)
    (person,) = workshop.room.presence.here()
    assert (person.name, person.site, person.on_paper) == ("Jeanne", "s1", True)
    assert workshop.room.record.agenda.seating.at == {person.id: table}
    assert "Jeanne" in shown(workshop, "people") and "on paper" in shown(workshop, "people")
    assert "(1 on paper)" in shown(workshop, "head")
    assert waited_for(workshop) == 1


def test_they_stay_what_they_are_over_a_restart(workshop, jeanne):
    workshop.room.stop()
    workshop.open()
    assert [(one.name, one.on_paper) for one in workshop.room.presence.here()] == [("Jeanne", True)]


@pytest.mark.parametrize(
    ("said", "told"),
    [({"name": ""}, "qui"), ({"name": "J" * 41}, "40"), ({"site": "nowhere"}, "site")],
)
def test_what_is_missing_is_said_and_nobody_is_added(workshop, console, said, told):
    answer = add(console, workshop, **said)
    assert answer.status_code == 200 and told in answer.text and 'role="alert"' in answer.text
    assert not workshop.room.presence.people


def test_they_count_in_every_denominator_before_anybody_enters_anything_for_them(workshop, jeanne):
    vote = workshop.add("dotvote", settings={"lines": "Un\nDeux"}, anonymous=False)
    ana, _link = workshop.room.people.join("Ana", "s1", 1)
    connection = Connection("ana", workshop.grant(ana.id), "en")
    workshop.room.run(lambda: workshop.room.visits.arrive(connection))
    workshop.do(ana.id, "dot", vote, option=next(iter(workshop.room.record.scopes[vote][""].state.dots.options)))
    for block, audience in (
        ("head", FACILITATOR),
        ("control", FACILITATOR),
        ("head", PARTICIPANT),
        ("screen", "screen"),
    ):
        assert "1 of 2 have" in shown(workshop, block, vote, audience), (block, audience)
    workshop.do("fac", "paper_ballot", vote, numbers="1")
    assert "2 of 2 have" in shown(workshop, "head", vote), "a ballot without a name is first of who has no device"


@pytest.mark.parametrize("method", [id for id, method in METHODS.items() if method.commands])
def test_every_method_takes_from_paper_what_it_takes_from_a_page(workshop, console, jeanne, method):
    """The page for entering from paper holds the very forms that the person would have."""
    workshop.core("core.tables", count=1, site="s1")
    workshop.core("core.seat", person=jeanne.id, table=next(iter(workshop.room.record.agenda.seating.tables)))
    activity = workshop.add(method, anonymous=False, **said_of(method))
    if method == "coding":  # facilitators read the texts for names first
        workshop.stage(activity, "code")
    own = Grant(workshop.facts.id, PARTICIPANT, jeanne.id, "s1", jeanne.id)
    hers, theirs = (page_of(workshop, grant, activity) for grant in (for_her(workshop, jeanne), own))
    assert hers == theirs and "data-command=" in hers
    page = console.get(f"/animer/{workshop.facts.code}/papier/{jeanne.id}?activite={activity}")
    assert page.status_code == 200 and 'data-role="paper"' in page.text and "Jeanne" in page.text


def page_of(workshop, grant, activity) -> str:
    """What a page of an activity holds of its own and of the board."""
    room = workshop.room
    told = room.run(lambda: room.snapshots.page(grant, "en", activity))
    return told["mine"]["html"] + str(told["blocks"]["board"]["html"])


def said_of(method):
    asked = {
        "dotvote": {"lines": "Un\nDeux"},
        "matrix": {"lines": "Un\nDeux"},
        "consent": {"lines": "Un\nDeux"},
        "charter": {"lines": "Un\nDeux"},
        "survey": {"questions": "a (oui-non) : ?"},
    }
    return {"settings": asked[method]} if method in asked else {}


def test_what_is_entered_for_somebody_is_theirs_word_for_word(workshop, jeanne):
    mood = workshop.add("mood", anonymous=False)
    assert enter(workshop, for_her(workshop, jeanne), "say", mood, word="Calme").accepted
    (entry,) = (one for one in workshop.room.record.entries if one.name == "say")
    assert (entry.stamp.who, entry.stamp.role, entry.stamp.site) == (jeanne.id, PARTICIPANT, "s1")
    assert "1 of 1 have taken part" in shown(workshop, "head", mood)


def test_in_an_anonymous_activity_nobody_is_entered_for_by_name(workshop, console, jeanne):
    mood = workshop.add("mood", anonymous=True)
    answer = enter(workshop, for_her(workshop, jeanne), "say", mood, word="Calme")
    assert answer.kind == "refused" and "another activity" in answer.sentence
    assert workshop.room.run(lambda: workshop.room.renderer.personal_view(mood, for_her(workshop, jeanne), "en")) == {
        "html": "",
        "own": {},
    }
    assert "papier/paper..1" in shown(workshop, "people") and f"papier/{jeanne.id}" not in shown(workshop, "people")
    page = console.get(f"/animer/{workshop.facts.code}/papier/paper..1?activite={mood}").text
    assert "Jeanne" not in page.split("<main")[1] and 'data-who="paper..1"' in page


def test_a_sheet_of_paper_of_an_anonymous_activity_is_nobodys_and_has_no_site(workshop, jeanne, store):
    mood = workshop.add("mood", anonymous=True, by_site=True)
    assert enter(workshop, sheet(workshop, 1), "say", mood, word="Calme").accepted
    (entry,) = (one for one in workshop.room.record.entries if one.name == "say")
    assert jeanne.id not in repr(entry) and "paper" not in repr(entry.stamp) and entry.stamp.site == ""
    assert "1 of 1 have taken part" in shown(workshop, "head", mood)


def test_there_are_as_many_sheets_as_people_without_a_device(workshop, console, jeanne):
    mood = workshop.add("mood", anonymous=True)
    activity = workshop.room.record.agenda.activities[mood]
    assert [one.who for one in papers(workshop.room.record, activity)] == ["paper..1"]
    add(console, workshop, name="Paul")
    assert [one.number for one in papers(workshop.room.record, activity)] == [1, 2]
    address = f"/animer/{workshop.facts.code}/papier"
    assert console.get(f"{address}/paper..2?activite={mood}").status_code == 200
    for who in ("paper..3", "paper..0", "paper.nowhere.1", "nobody"):
        assert console.get(f"{address}/{who}?activite={mood}").status_code == 404


def test_at_tables_that_work_apart_a_sheet_is_of_the_table_of_who_has_no_device(workshop, console):
    workshop.core("core.tables", count=2, site="s1")
    first, second = workshop.room.record.agenda.seating.tables
    add(console, workshop, table=second)
    empathy = workshop.add("empathy", anonymous=True, share_by="table")
    (paper,) = papers(workshop.room.record, workshop.room.record.agenda.activities[empathy])
    assert (paper.table, paper.number) == (second, 1)
    grant = sheet(workshop, 1, second)
    view = workshop.room.run(lambda: workshop.room.renderer.view_of(grant, empathy))
    assert (view.scope, view.audience) == (second, PARTICIPANT)


def test_only_who_has_no_device_is_entered_for_and_only_by_who_facilitates(workshop, console, jeanne):
    ana, _link = workshop.room.people.join("Ana", "s1", 1)
    mood = workshop.add("mood", anonymous=False)
    assert console.get(f"/animer/{workshop.facts.code}/papier/{ana.id}?activite={mood}").status_code == 404
    assert enter(workshop, for_her(workshop, ana), "say", mood, word="Calme").kind == "refused"
    stranger = workshop.app.test_client()
    assert stranger.get(f"/animer/{workshop.facts.code}/papier/{jeanne.id}?activite={mood}").status_code == 302


def test_once_they_have_a_device_nobody_enters_anything_for_them(workshop, console, jeanne):
    mood = workshop.add("mood", anonymous=False)
    told = post(console, f"/animer/{workshop.facts.code}/personnes/{jeanne.id}/rattacher").text
    phone = workshop.app.test_client()
    post(phone, f"/rejoindre/{workshop.facts.code}/reprise", resume=SHORT.search(told)[0])
    assert "Jeanne" in phone.get(f"/atelier/{workshop.facts.code}").text and not jeanne.on_paper
    assert enter(workshop, for_her(workshop, jeanne), "say", mood, word="Calme").kind == "refused"


def test_a_page_for_entering_from_paper_is_no_page_of_theirs(workshop, jeanne):
    connection = Connection("entering", for_her(workshop, jeanne), "en")
    workshop.room.run(lambda: workshop.room.visits.arrive(connection))
    assert workshop.room.run(workshop.room.presence.online) == 0


def test_adding_somebody_is_taken_back_by_removing_them(workshop, console, jeanne):
    assert post(console, f"/animer/{workshop.facts.code}/personnes/{jeanne.id}/retirer").status_code == 204
    assert waited_for(workshop) == 0
    assert "People (0)" in shown(workshop, "people") and "Removed (1)" in shown(workshop, "people")
    post(console, f"/animer/{workshop.facts.code}/personnes/{jeanne.id}/rappeler")
    assert waited_for(workshop) == 1


def test_their_name_is_nowhere_but_in_their_row_where_it_is_erased_and_purged(workshop, jeanne, store):
    assert "Jeanne" not in repr(workshop.room.record.entries)
    workshop.room.people.forget_name(jeanne.id)
    with store.read() as session:
        assert [(one.name, one.on_paper) for one in people_rows.people(session, workshop.facts.id)] == [("", True)]


def test_a_facilitator_who_facilitates_no_more_enters_nothing(workshop, jeanne, app):
    leads = app.test_client()
    sign_in(leads)
    grant = for_her(workshop, jeanne)
    assert workshop.room.rights.hold(grant)
    assert not workshop.room.rights.hold(type(grant)(**{**grant.__dict__, "login": "gone"}))
