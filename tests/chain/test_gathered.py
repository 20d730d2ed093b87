"""The chain of evidence is gathered from every activity, without what is hidden or taken away."""

from __future__ import annotations

from tests.support.chains import SAID, called, from_verbatim_to_vote, gathered, read


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
    assert called(made, "À part").outcome == "Ahead in the vote · rank 1"
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
