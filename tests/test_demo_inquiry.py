"""The inquiry of the demo, as whoever opens it reads it."""

from app.demo import inquiry, workshops
from app.export.results import gather


def test_it_tells_who_the_users_are_what_they_live_and_that_its_answers_are_invented(app):
    played = workshops.fill_in(app, workshops.demo_account(app), inquiry)
    record = app.extensions["rooms"].of(played).record
    told = gather(played, record, "fr")
    said = str(told)
    assert "réponses inventées" in said
    for words in ("Jeunes sans emploi", "Un nom à appeler", "comité de lecture", "Très bien", "Par où commencer"):
        assert words in said, words
    standing = {one.title: record.standing(id, "") for id, one in record.agenda.activities.items()}
    assert sum(one.people for one in standing[inquiry.MOOD].state.found()) == len(inquiry.PEOPLE)
    assert len(standing[inquiry.SURVEY].state.answers.responses) == inquiry.ANSWERED
    steps = standing[inquiry.WALKED].state.columns.ordered()
    assert len(steps) == 2 * len(inquiry.WAY)
    for name in inquiry.PEOPLE:
        assert name not in said
