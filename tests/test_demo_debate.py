"""The debate of the demo, as whoever opens it reads it."""

from app.demo import debate, workshops
from app.export.results import gather


def test_it_tells_its_hour_and_nobody_of_those_who_asked(app):
    played = workshops.fill_in(app, workshops.demo_account(app), debate)
    record = app.extensions["rooms"].of(played).record
    told = str(gather(played, record, "fr"))
    assert "comité de lecture" in told and "Direction du numérique" in told
    line = record.standing(next(iter(record.agenda.activities)), "").state.line
    heard = [line.by_id[id].site for id in line.heard]
    assert heard == ["s2", "s1"] * 3, "sites take turns"
    assert len(line.order) == 4 and len(line.refused()) == 1
    for name in (*debate.LILLE, *debate.AMIENS):
        assert name not in told
    assert "Monsieur Untel" not in told
    assert "['Amiens, salle du conseil', 5, 5, 1]" in told
