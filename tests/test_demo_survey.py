"""The demo of a survey tells its story: how many answered of how many, two questions together, in their words."""

import re

from app.demo import survey, workshops


def test_ninety_nine_people_answered_and_the_results_say_so(app):
    played = workshops.fill_in(app, workshops.demo_account(app), survey)
    room = app.extensions["rooms"].of(played)
    (activity,) = room.record.agenda.order
    answers = room.record.standing(activity, "").state.answers
    assert len(answers.finished) == survey.PEOPLE == 99 and answers.around.invited == 180
    assert all(figures.is_told for figures in answers.figures.values())
    written = [words for tally in answers.tallies.values() for words in tally.texts.values()]
    assert 60 < len(written) < 160 and not re.search(r"\b(M\.|Mme|Monsieur|Madame)\b", " ".join(written))
