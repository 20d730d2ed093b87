"""The chain of evidence as it leaves a workshop: in results, and on its pages."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from app.export import csv, results
from tests.support.chains import SAID, from_verbatim_to_vote


def test_results_hold_the_chain_as_json_and_as_a_table_that_starts_no_formula(workshop):
    ideas = workshop.add("ideation", title="=Idées")
    workshop.do("ana", "write", ideas, text="=1+1")
    workshop.stage(ideas, "cluster")
    (note,) = workshop.room.record.standing(ideas).state.ideas.notes.values()
    moved = workshop.do("fac", "move", ideas, card=note.id, to="new")
    workshop.do("fac", "name_cluster", ideas, cluster=f"c-{moved}", title="@Simple")
    told = results.gather(workshop.facts, workshop.room.record, "en")
    table = zipfile.ZipFile(io.BytesIO(csv.as_zip(told))).read("fil.csv").decode("utf-8-sig")
    assert table.splitlines()[1] == "Card,'=1+1,'=Idées,Cluster,'@Simple,'=Idées,"
    kept = json.loads(results.as_json(told))["chain"]["things"]
    assert [(one["kind"], one["text"], one["sources"]) for one in kept] == [
        ("card", "=1+1", []),
        ("cluster", "@Simple", [note.id]),
    ]


@pytest.fixture
def client(workshop):
    return workshop.console()


def test_the_page_lists_beginnings_and_ends_and_each_thing_is_walked_both_ways(sketching, client):
    ids = from_verbatim_to_vote(sketching)
    page = client.get(f"/animer/{sketching.facts.code}/fil?lang=en").text
    starts, ends = page.split("Where it leads")
    assert SAID in starts and "Un seul numéro" in ends and "Kept · rank 1 · Facile" in ends
    one = client.get(f"/animer/{sketching.facts.code}/fil/{ids['option']}").text
    before, after = one.split("What became of it")
    assert SAID in before and "It rests on 1 beginning." in before and SAID not in after
    assert "Un seul numéro" in client.get(f"/animer/{sketching.facts.code}/fil/{ids['verbatim']}").text


def test_the_chain_is_for_the_facilitators_of_the_workshop(app, client, workshop):
    assert client.get(f"/animer/{workshop.facts.code}/fil/nothing").status_code == 404
    stranger = app.test_client()
    for path in ("fil", "fil/nothing", "cartes"):
        assert "/compte/connexion" in stranger.get(f"/animer/{workshop.facts.code}/{path}").headers["Location"]


def test_what_people_wrote_runs_on_none_of_its_pages(client, workshop):
    ideas = workshop.add("ideation", title="<b>Idées</b>")
    card = workshop.do("ana", "write", ideas, text="<script>alert(1)</script>")
    workshop.stage(ideas, "reveal")
    for path in ("fil", f"fil/{card}", f"cartes?de={ideas}"):
        page = client.get(f"/animer/{workshop.facts.code}/{path}").text
        assert "<script>alert" not in page and "<b>Idées" not in page and "&lt;script&gt;alert" in page
