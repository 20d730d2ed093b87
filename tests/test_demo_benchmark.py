"""The benchmark of the demo, as whoever opens it reads it."""

from app.demo import benchmark, workshops
from app.export.results import gather


def test_it_tells_what_others_do_where_that_is_from_and_what_can_be_done_here(app):
    played = workshops.fill_in(app, workshops.demo_account(app), benchmark)
    record = app.extensions["rooms"].of(played).record
    told = str(gather(played, record, "fr"))
    assert "Un appel sous deux jours" in told and "visite du plateau" in told
    state = record.standing(next(iter(record.agenda.activities)), "").state
    ranked = [(lesson.text, on.median) for lesson, on in state.ranked()]
    assert ranked[0] == ("Appeler sous deux jours quand il manque une pièce", 5)
    assert ("Une seule personne suit un dossier du début à la fin", ranked[-1][1]) in ranked, "last, beside others"
    widest = max(state.places.ranked(), key=lambda row: row.spread)
    assert widest.text == "Une page de suivi sans compte", "what divides is there to be talked about"
    for name in (*benchmark.LILLE, *benchmark.AMIENS):
        assert name not in told
