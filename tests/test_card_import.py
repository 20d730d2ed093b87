"""Cards from another tool, as a facilitator brings them in: read, seen, imported whole, and taken back in one press."""

import io
import re

import pytest

from app.live.hosting import erasure
from tests.support.pages import token, unmarked

FILE = "Idée;Catégorie;Auteur\nUn guichet unique;Accueil;Ana Lopez\n=1+1;;Bob\n".encode("cp1252")


@pytest.fixture
def client(workshop):
    return workshop.console()


def at(workshop, more=""):
    return f"/animer/{workshop.facts.code}/importer{more}"


def posted(client, workshop, more="", **data):
    asked = token(client.get(at(workshop)))
    return client.post(at(workshop, more) + "?lang=en", data={"csrf_token": asked, **data})


def seen(client, workshop, name="klaxoon.csv", data=FILE):
    return posted(client, workshop, file=(io.BytesIO(data), name))


def brought(client, workshop, to, page, **more):
    hidden = dict(re.findall(r'name="(request|table)" value="([^"]*)"', page.text))
    data = {**hidden, "titled": "1", "text": "0", "group": "1", "to": to, "source": "Klaxoon", **more}
    return posted(client, workshop, "/cartes", **data)


def notes(workshop, activity):
    return {one.text for one in workshop.room.record.standing(activity).state.ideas.notes.values()}


TEXTS = {"Accueil · Un guichet unique", "=1+1"}


def test_cards_of_another_tool_are_seen_brought_in_once_read_by_all_and_taken_back(client, workshop):
    ideas = workshop.add("ideation", title="Idées")
    page = seen(client, workshop)
    assert "2 lines were read." in page.text and "klaxoon.csv" in page.text and notes(workshop, ideas) == set()
    refused = brought(client, workshop, ideas, page, source="")
    assert refused.status_code == 422 and "Say where these cards come from" in refused.text
    for _twice in range(2):
        answer = brought(client, workshop, ideas, page)
        assert answer.status_code == 303 and notes(workshop, ideas) == TEXTS
    assert "2 cards were imported." in client.get(answer.headers["Location"]).text
    workshop.stage(ideas, "reveal")
    workshop.connect("page", "ana")
    board = unmarked(str(workshop.room.run(lambda: workshop.room.snapshots.page(workshop.grant("ana"), "en", ideas))))
    assert "imported from Klaxoon" in board and "Ana Lopez" not in str(workshop.room.record.entries)
    workshop.open()
    workshop.serve()
    assert notes(workshop, ideas) == TEXTS
    (entry,) = (one for one in workshop.room.record.logs[ideas] if one.name == "core.hand")
    assert posted(client, workshop, "/reprendre", activity=ideas, entry=entry.id).status_code == 303
    assert notes(workshop, ideas) == set()
    assert posted(client, workshop, "/reprendre", activity=ideas, entry=entry.id).status_code == 422
    workshop.open()
    assert notes(workshop, ideas) == set()


def test_what_is_imported_before_the_day_is_what_the_activity_starts_with(client, workshop):
    kind = workshop.app.extensions["registry"].methods["ideation"]
    said = {"method": "ideation", "title": "Idées", "stages": [one.id for one in kind.stages]}
    workshop.core("core.add", **said)
    (ideas,) = workshop.room.record.agenda.order
    page = seen(client, workshop)
    for source in ("Miro", "Klaxoon"):
        assert brought(client, workshop, ideas, seen(client, workshop), source=source).status_code == 303
    first, second = (one for one in workshop.room.record.logs[ideas] if one.name == "core.hand")
    assert posted(client, workshop, "/reprendre", activity=ideas, entry=first.id).status_code == 303
    assert posted(client, workshop, "/reprendre", activity=ideas, entry=first.id).status_code == 422
    workshop.core("core.open", activity=ideas)
    assert notes(workshop, ideas) == TEXTS
    assert {one.source for one in workshop.room.record.standing(ideas).state.ideas.notes.values()} == {"Klaxoon"}
    workshop.open()
    assert notes(workshop, ideas) == TEXTS
    workshop.serve()
    workshop.core("core.undo", activity=ideas, entry=second.id)
    assert notes(workshop, ideas) == set()
    assert brought(client, workshop, "nothing", page).status_code == 422


def test_an_import_that_others_built_on_stays_and_what_cannot_be_read_changes_nothing(client, workshop):
    ideas = workshop.add("ideation", title="Idées")
    brought(client, workshop, ideas, seen(client, workshop))
    workshop.stage(ideas, "vote")
    (option, *_rest) = workshop.room.record.standing(ideas).state.dots.options
    workshop.do("ana", "dot", ideas, option=option)
    (entry,) = (one for one in workshop.room.record.logs[ideas] if one.name == "core.hand")
    refused = posted(client, workshop, "/reprendre", activity=ideas, entry=entry.id)
    assert refused.status_code == 422 and "others have built on it since" in refused.text
    long = seen(client, workshop, data=b"text\nok\n" + b"x" * 10_000)
    told = brought(client, workshop, ideas, long, group="-1")
    assert told.status_code == 422 and "Line 3 is too long for a card" in told.text
    much = posted(client, workshop, pasted="x" * 200_001, file=(io.BytesIO(b""), ""))
    assert much.status_code == 413 and "200 kB as pasted text" in much.text
    assert notes(workshop, ideas) == TEXTS


def test_every_method_that_takes_cards_starts_with_what_was_imported_and_an_erased_card_stays_erased(client, workshop):
    workshop.add("ideation")
    methods, page = workshop.app.extensions["registry"].methods, seen(client, workshop)
    for name in (name for name, kind in methods.items() if kind.can_add_cards):
        stages = [one.id for one in methods[name].stages]
        workshop.core("core.add", method=name, title=name, stages=stages, anonymous=methods[name].anonymous)
        activity = workshop.room.record.agenda.order[-1]
        assert brought(client, workshop, activity, page, request=f"of-{name}").status_code == 303, name
        (entry,) = (one for one in workshop.room.record.logs[activity] if one.name == "core.hand")
        workshop.core("core.open", activity=activity)
        assert "Un guichet unique" in repr(workshop.room.record.standing(activity).state), name
        card = entry.data["cards"][0]["id"]
        erasure.erase_everywhere(workshop.app.extensions["rooms"], workshop.facts, [card])
        assert "Un guichet unique" not in repr(workshop.room.record.standing(activity).state), name
        assert posted(client, workshop, "/reprendre", activity=activity, entry=entry.id).status_code == 303, name
        assert "=1+1" not in repr(workshop.room.record.standing(activity).state), name
