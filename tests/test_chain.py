"""The evidence chain: gathered from every activity, walked both ways, hidden with what is hidden, erased with it."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from app.export import csv, evidence, results
from app.export.evidence import Chain, Spot, Thing
from app.host.discovery import Plugin
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from beffroi import Card, Kind
from beffroi.words import speaking
from tests.sheets_sample import Sketching
from tests.support.everywhere import everywhere
from tests.support.rooms import sit

SAID = "J’ai appelé quatre fois"


# --- walking -------------------------------------------------------------------------------------


def linked(**sources: str) -> Chain:
    """A chain of things named by a letter, each with the letters that it rests on."""
    things = {
        id: Thing(id, id.upper(), "card", "", (Spot("act", "Activity"),), tuple(on)) for id, on in sources.items()
    }
    return Chain(things, {id: id for id in things}, {"x": "Source erased"})


def read(links) -> str:
    """A walk as one line: what is inside what."""
    told = []
    for link in links:
        name = (link.thing.text if link.thing else link.missing) + ("!" if link.again else "")
        told.append(f"{name}({read(link.further)})" if link.further else name)
    return " ".join(told)


def test_a_thing_is_walked_back_to_its_beginnings_and_forward_to_what_came_of_it():
    made = linked(a="", b="", c="ab", d="c", e="c")
    assert read(made.back("d")) == "C(A B)"
    assert read(made.forward("a")) == "C(D E)"
    assert made.roots("e") == 2


def test_a_circle_ends_and_what_is_shared_is_read_once():
    assert read(linked(a="b", b="c", c="a").back("a")) == "B(C(A!))"
    assert read(linked(z="", a="z", b="a", c="a", d="bc").back("d")) == "B(A(Z)) C(A!)"
    assert read(linked(a="", b="a", c="a", d="bc").back("d")) == "B(A) C(A)"  # nothing more to read of it


def test_a_source_that_is_not_there_says_why():
    assert read(linked(a="x", b="a").back("b")) == "A(Source erased)"


def test_a_walk_that_would_never_end_stops_and_leaves_the_rest_to_other_pages():
    names = [f"n{place}" for place in range(300)]
    things = {
        name: Thing(name, name, "card", "", (Spot("act", "Activity"),), (names[place + 1],) if place < 299 else ())
        for place, name in enumerate(names)
    }
    walked = Chain(things, {name: name for name in names}).back("n0")
    assert read(walked).endswith("n40!" + ")" * 39)


def test_what_is_nowhere_leads_nowhere():
    assert linked(a="").back("nothing") == () and linked(a="").thing("nothing") is None


def test_it_begins_with_what_was_heard_and_leads_to_what_was_decided():
    spot = (Spot("act", "Activity"),)
    things = (
        Thing("i", "Un entretien", "interview", "", spot, is_a=Kind("Entretien", "place")),
        Thing("v", "Quatre fois", "verbatim", "", spot, ("i",), Kind("Verbatim", "evidence")),
        Thing("n", "Un seul numéro", "need", "", spot, ("v",)),
        Thing("q", "Comment… ?", "question", "", spot, ("n",), Kind("Question", "outcome")),
        Thing("o", "Un numéro vert", "option", "", (Spot("vote", "Vote", outcome="Keep"),), ("q",)),
        Thing("alone", "Sans suite", "card", "", spot),
    )
    made = Chain({one.id: one for one in things}, {one.id: one.id for one in things})
    assert [one.id for one in made.starts()] == ["v"]
    assert [one.id for one in made.ends()] == ["q", "o"]


# --- gathering from a workshop -------------------------------------------------------------------


@pytest.fixture
def sketching(workshop, monkeypatch):
    """A method whose tables rest needs on evidence, beside those that are bundled."""
    monkeypatch.setattr(Sketching, "traces", lambda self, state: state.sheet.traces((("needs", "need"),)))
    workshop.app.extensions["registry"].plugins.append(Plugin("sketch", "test", methods=[Sketching()]))
    workshop.room.stop()
    workshop.open()
    workshop.core("core.tables", site="s1", count=2)
    return workshop


def gathered(workshop, abroad=None) -> Chain:
    def job() -> Chain:
        with speaking("en"):
            return evidence.gather(workshop.room.record, abroad)

    return workshop.room.run(job)


def called(made: Chain, text: str) -> Thing:
    (found,) = [thing for thing in made.things.values() if thing.text == text]
    return found


def from_verbatim_to_vote(workshop) -> dict[str, str]:
    """A verbatim, a need that a table rests on it, an idea that comes of the need, a vote that keeps it."""
    ids = {"field": workshop.add("ideation", title="Terrain")}
    ids["verbatim"] = workshop.do("ana", "write", ids["field"], text=SAID)
    workshop.stage(ids["field"], "reveal")
    ids["sketch"] = workshop.add("sketch", title="Portrait", source=ids["field"])
    bob = sit(workshop, "Bob", 2)
    need = workshop.do(bob, "add", ids["sketch"], slot="needs", text="Un seul numéro")
    evidence = next(iter(workshop.room.record.sheets(ids["sketch"]).values())).state.sheet.evidence
    workshop.do(bob, "cite", ids["sketch"], line=need, card=next(iter(evidence)))
    ids["vote"] = workshop.add("dotvote", title="Vote", source=ids["sketch"])
    (option,) = workshop.room.record.standing(ids["vote"]).state.typed
    workshop.do("ana", "dot", ids["vote"], option=option.id)
    workshop.stage(ids["vote"], "decide")
    workshop.do("fac", "decide", ids["vote"], option=option.id, outcome="keep", reason="Facile")
    return {**ids, "need": need, "option": option.id}


def test_from_the_verbatim_to_the_vote_and_back(sketching):
    ids = from_verbatim_to_vote(sketching)
    made = gathered(sketching)
    need = made.thing(ids["option"])
    assert need is made.thing(ids["need"]) and need.text == "Un seul numéro"
    assert [spot.words for spot in need.spots] == ["Portrait · Table 2", "Vote"]
    assert need.outcome == "Kept · rank 1 · Facile"
    assert read(made.back(ids["option"])) == SAID and read(made.forward(ids["verbatim"])) == "Un seul numéro"
    assert [one.text for one in made.starts()] == [SAID] and [one.text for one in made.ends()] == ["Un seul numéro"]


def test_a_card_and_its_copies_are_one_thing_unless_they_no_longer_say_the_same(workshop):
    ideas = workshop.add("ideation", title="Idées")
    card = workshop.do("ana", "write", ideas, text="Un guichet")
    workshop.stage(ideas, "reveal")
    workshop.add("dotvote", title="Vote", source=ideas)
    assert len(gathered(workshop).things) == 1
    workshop.stage(ideas, "collect")
    workshop.do("ana", "edit", ideas, card=card, text="Un seul guichet")
    workshop.stage(ideas, "reveal")
    made = gathered(workshop)
    assert read(made.forward(card)) == "Un guichet"


def test_a_cluster_rests_on_its_cards_and_a_decision_says_in_words_what_became_of_it(workshop):
    ideas = workshop.add("ideation", settings={"keep": 1})
    one, two, three = (workshop.do("ana", "write", ideas, text=text) for text in ("Courte", "Claire", "À part"))
    workshop.stage(ideas, "cluster")
    moved = workshop.do("fac", "move", ideas, card=one, to=two)
    workshop.do("fac", "name_cluster", ideas, cluster=f"c-{moved}", title="Écrire simple")
    workshop.stage(ideas, "vote")
    workshop.do("bob", "dot", ideas, option=three)
    assert gathered(workshop).ends() == []  # a blind vote tells nothing before it is over
    workshop.stage(ideas, "decide")
    workshop.do("fac", "decide", ideas, option=f"c-{moved}", outcome="park", reason="Plus tard")
    made = gathered(workshop)
    assert called(made, "Écrire simple").outcome == "Set aside · Plus tard"
    assert called(made, "À part").outcome == "Kept by the vote · rank 1"
    assert set(called(made, "Écrire simple").sources) == {one, two}


def test_nothing_of_a_hidden_stage_is_in_it(workshop):
    ideas = workshop.add("ideation", title="Idées")
    card = workshop.do("ana", "write", ideas, text="Pas encore")
    workshop.stage(ideas, "reveal")
    workshop.add("dotvote", title="Vote", source=ideas)
    workshop.stage(ideas, "collect")
    made = gathered(workshop)
    assert made.withheld == ("Idées",) and [one.spots[0].title for one in made.things.values()] == ["Vote"]
    assert made.thing(card) is None and set(made.missing.values()) == {"Source not revealed yet"}


def test_a_source_put_in_the_bin_or_purged_elsewhere_says_so(workshop):
    ideas = workshop.add("ideation")
    card = workshop.do("ana", "write", ideas, text="Un guichet")
    workshop.stage(ideas, "reveal")
    workshop.add("dotvote", source=ideas)
    workshop.do("fac", "hide", ideas, card=card)
    assert list(gathered(workshop).missing.values()) == ["Source taken away since"]
    assert list(gathered(workshop, {card: ""}).missing.values()) == ["Source erased"]
    assert list(gathered(workshop, {card: "From elsewhere"}).missing.values()) == ["From elsewhere"]


def test_the_same_words_typed_for_two_votes_are_two_things(workshop):
    for title in ("Premier", "Second"):
        workshop.add("dotvote", title=title, settings={"lines": "Un guichet"})
    made = gathered(workshop)
    assert [(one.text, one.spots[0].title) for one in made.things.values()] == [
        ("Un guichet", "Premier"),
        ("Un guichet", "Second"),
    ]


def test_a_method_that_raises_leaves_the_others_in_the_chain(workshop, monkeypatch):
    from plugins.dotvote import Dotvote

    ideas = workshop.add("ideation")
    workshop.do("ana", "write", ideas, text="Un guichet")
    workshop.stage(ideas, "reveal")
    workshop.add("dotvote", settings={"lines": "Deux"})
    monkeypatch.setattr(Dotvote, "traces", lambda *_: 1 / 0)
    assert [one.text for one in gathered(workshop).things.values()] == ["Un guichet"]
    assert workshop.room.registry.faults[-1].where == "traces"


# --- erasing -------------------------------------------------------------------------------------


def test_erasing_a_verbatim_erases_it_wherever_it_went(sketching):
    ids = from_verbatim_to_vote(sketching)
    again = sketching.add("ideation", title="Suite", source=ids["field"])
    sketching.stage(again, "reveal")
    sketching.add("dotvote", title="Encore", source=again)  # a copy of a copy
    assert everywhere(sketching).count(SAID) > 8
    sketching.wire.frames.clear()
    assert sketching.room.erasure.erase_card(ids["verbatim"], Grant(sketching.facts.id, SYSTEM, "erasure"))
    sketching.settle()
    assert SAID not in str(sketching.wire.frames) and SAID not in everywhere(sketching)
    sketching.open()
    made = gathered(sketching)
    assert SAID not in everywhere(sketching) and read(made.back(ids["need"])) == "[…]"


def test_a_copy_that_is_erased_takes_along_what_it_copies(sketching):
    ids = from_verbatim_to_vote(sketching)
    sketching.room.erasure.erase_card(ids["option"], Grant(sketching.facts.id, SYSTEM, "erasure"))
    assert "Un seul numéro" not in everywhere(sketching) and SAID in everywhere(sketching)


def test_a_sentence_is_erased_with_all_its_wordings_and_what_others_said_of_it_stays(sketching):
    ids = from_verbatim_to_vote(sketching)
    sketch, table = ids["sketch"], list(sketching.room.record.agenda.seating.tables)[1]
    cleo = sit(sketching, "Cléo", 2)
    mark = sketching.do(cleo, "reword", sketch, line=ids["need"], base=ids["need"], text="Un numéro unique")
    sketching.stage(sketch, "gallery")
    data = {"line": ids["need"], "kind": "doubt", "text": "Est-ce bien vrai ?"}
    assert sketching.room.ask(CommandRequest(sketching.grant("fac"), sketch, "react", data, "r1", "en", table)).accepted
    sketching.room.erasure.erase_card(ids["need"], Grant(sketching.facts.id, SYSTEM, "erasure"))
    told = everywhere(sketching)
    assert "Un seul numéro" not in told and "Un numéro unique" not in told and "Est-ce bien vrai ?" in told
    assert mark in {entry.id for entry in sketching.room.record.entries}


def test_a_wording_erased_alone_leaves_the_copies_of_the_others(sketching):
    ids = from_verbatim_to_vote(sketching)
    cleo = sit(sketching, "Cléo", 2)
    sketching.do(cleo, "reword", ids["sketch"], line=ids["need"], base=ids["need"], text="Un numéro unique")
    later = sketching.add("dotvote", title="Plus tard", source=ids["sketch"])
    entries = [one for one in sketching.room.record.entries if one.data.get("text") == "Un numéro unique"]
    sketching.room.erasure.erase(entries, Grant(sketching.facts.id, SYSTEM, "erasure"))
    told = everywhere(sketching)
    assert "Un numéro unique" not in told and "Un seul numéro" in told
    assert [one.text for one in sketching.room.record.standing(later).state.typed] == ["[…]"]


def test_somebody_elses_entry_that_keeps_an_erased_wording_is_erased_too(sketching):
    ids = from_verbatim_to_vote(sketching)
    bob, cleo = sit(sketching, "Bob", 1), sit(sketching, "Cléo", 1)
    line = sketching.do(bob, "add", ids["sketch"], slot="name", text="Yasmina")
    rival = sketching.do(cleo, "add", ids["sketch"], slot="name", text="Leïla")
    sketching.do(bob, "reword", ids["sketch"], line=line, base=rival, text="Leïla")  # “Keep this one”
    entries = [one for one in sketching.room.record.entries if one.id == rival]
    sketching.room.erasure.erase(entries, Grant(sketching.facts.id, SYSTEM, "erasure"))
    assert "Leïla" not in everywhere(sketching)


def test_a_card_put_together_from_several_sentences_goes_when_one_of_them_is_erased(sketching, monkeypatch):
    def joined(self, state):
        said = [line.text for slot in ("name", "needs") for line in state.sheet.at(slot)]
        return [Card(line.id, " — ".join(said), "persona") for line in state.sheet.at("name")]

    monkeypatch.setattr(Sketching, "cards", joined)
    sketch = sketching.add("sketch", title="Portrait")
    bob, cleo = sit(sketching, "Bob", 1), sit(sketching, "Cléo", 1)
    sketching.do(bob, "add", sketch, slot="name", text="Yasmina")
    need = sketching.do(cleo, "add", sketch, slot="needs", text="Un seul numéro")
    sketching.do(sit(sketching, "Dora", 2), "add", sketch, slot="name", text="Marcel")
    vote = sketching.add("dotvote", source=sketch)
    sketching.room.erasure.erase_card(need, Grant(sketching.facts.id, SYSTEM, "erasure"))
    assert "Un seul numéro" not in everywhere(sketching)
    assert {one.text for one in sketching.room.record.standing(vote).state.typed} == {"[…]", "Marcel"}


def test_the_same_words_of_somebody_else_stay(workshop):
    ideas = workshop.add("ideation")
    card = workshop.do("ana", "write", ideas, text="Un seul formulaire")
    workshop.do("bob", "write", ideas, text="Un seul formulaire")
    workshop.do("cleo", "write", ideas, text="Un seul formulaire, en ligne")
    workshop.stage(ideas, "reveal")
    vote = workshop.add("dotvote", source=ideas)
    workshop.room.erasure.erase_card(card, Grant(workshop.facts.id, SYSTEM, "erasure"))
    kept = sorted(one.text for one in workshop.room.record.standing(vote).state.typed)
    assert kept == ["Un seul formulaire", "Un seul formulaire, en ligne", "[…]"]


def test_one_card_of_those_pasted_together_is_erased_with_its_copies_alone(workshop):
    ideas = workshop.add("ideation")
    pasted = workshop.do("fac", "paper_cards", ideas, lines="Première\nDeuxième")
    workshop.stage(ideas, "reveal")
    vote = workshop.add("dotvote", source=ideas)
    workshop.room.erasure.erase_card(f"{pasted}.1", Grant(workshop.facts.id, SYSTEM, "erasure"))
    assert {one.text for one in workshop.room.record.standing(vote).state.typed} == {"Première", "[…]"}


# --- what leaves, and the pages ------------------------------------------------------------------


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
