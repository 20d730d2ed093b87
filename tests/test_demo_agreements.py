"""The demos of what a room agrees on, as whoever opens each reads it: values, charter, strategy, proofs of concept."""

import pytest

from app.demo import charter, proofs, strategy, values, workshops
from app.export.results import gather


@pytest.fixture
def told(app):
    """Plays a demo: its record, and all that its results say in French."""

    def play(demo):
        played = workshops.fill_in(app, workshops.demo_account(app), demo)
        record = app.extensions["rooms"].of(played).record
        return record, str(gather(played, record, "fr"))

    return play


def state_of(record, n=0):
    return record.standing([*record.agenda.activities][n], "").state


def test_values_go_from_what_was_lived_to_a_booklet_of_three_pages(told):
    record, said = told(values)
    (activity,) = record.agenda.activities.values()
    pages = record.agenda.method_of(activity).view(state_of(record))["pages"]
    assert [(page.name, bool(page.story)) for page in pages] == [("Écoute", True), ("Clarté", True), ("Équité", True)]
    assert "la façon de la donner s’adapte" in pages[2].means and "Comparer nos réponses" in pages[2].do[0]
    assert "Accueils de Lille et d’Amiens" in said and "Rapidité" in said
    assert not [name for name in (*values.LILLE, *values.AMIENS) if name in said]


def test_a_charter_is_adopted_with_what_was_objected_and_who_takes_it_on(told):
    record, said = told(charter)
    articles = state_of(record).agreed.all.values()
    assert len(articles) == 5 and {one.outcome.became if one.outcome else "adopted" for one in articles} == {"adopted"}
    for words in (charter.AGAIN, charter.RESERVED[1], charter.OBJECTION[1], "Direction du numérique", "17."):
        assert words in said, words
    assert not [name for name in (*charter.LILLE, *charter.AMIENS) if name in said]


def test_a_directorate_s_copy_comes_from_the_whole_that_was_chosen_and_agreed_on(told):
    record, said = told(strategy)
    whole, copy = state_of(record), state_of(record, 1)
    assert strategy.RESERVED[1] in said and "On apprend sur trois démarches" in said
    kept = [one for one in copy.steps.values() if not one.out]
    assert {one.text for one in kept} == {text for text, _seen in strategy.KEPT_BY_LYCEES.values()}
    assert all(one.origin in whole.steps for one in kept)
    assert "Rappeler sous deux jours pour les bourses" in said


def test_proofs_say_what_was_learnt_of_those_that_were_tried(told):
    record, said = told(proofs)
    for words in ("24 personnes sur 30", "31 appels sur 50", "La table d’abord", "Service des transports"):
        assert words in said, words
    assert not [name for name in proofs.PEOPLE if name in said]
