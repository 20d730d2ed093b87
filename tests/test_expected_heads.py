"""People expected at each site: typed or counted from a list of which nothing is kept, and used where it matters."""

import pytest

from app.domain.card_tables import read
from app.domain.expected_heads import counted
from beffroi import Refused
from beffroi.words import speaking
from tests.support.pages import post, unmarked

SITES = {"Lille": "s1", "Amiens": "s2"}


def test_a_list_is_counted_by_the_column_that_names_the_sites():
    assert counted(read(b"Nom\tSite\nAna\tLILLE\nBob\tlille\n\nCid\tAmiens\n"), SITES) == {"s1": 2, "s2": 1}
    assert counted(read(b"Lille\nLille"), SITES) == {"s1": 2, "s2": 0}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"Ana\nBob", "No column holds"),
        (b"Nom;Site\nAna;Lille\nBob;Roubaix\nCid;Amiens", "Line 3 names none of the sit"),
    ],
)
def test_a_list_that_cannot_be_counted_is_refused_with_its_line(text, sentence):
    with speaking("en"), pytest.raises(Refused, match=sentence):
        counted(read(text), SITES)


def test_what_is_expected_is_kept_and_proposes_tables_and_what_the_kit_prints(workshop):
    client = workshop.console()
    lille, amiens, *_remote = (site.id for site in workshop.facts.sites)
    code, names = workshop.facts.code, [site.name for site in workshop.facts.sites]
    to = f"/animer/{code}/importer/personnes?lang=en"
    pasted = f"Nom\tSite\nAna Lopez\t{names[0]}\n" + f"Bob Petit\t{names[1]}\n" * 11
    assert post(client, to, list=pasted).status_code == 303
    assert workshop.room.record.agenda.heads == {lille: 1, amiens: 11}
    assert "Ana Lopez" not in str(workshop.room.record.entries)
    agenda, kit = (client.get(f"/animer/{code}/{page}?lang=en").text for page in ("agenda", "kit"))
    assert f'name="tables-{amiens}" type="number" inputmode="numeric" min="0" max="60" value="3"' in agenda
    assert f"{names[1]} · 11" in unmarked(kit)
    for typed in ("201", "-1", "x", "1" * 99):
        refused = post(client, to, **{f"heads-{lille}": typed})
        assert refused.status_code == 422 and "Between 0 and 200 people at a site." in refused.text
    assert post(client, to, **{f"heads-{lille}": "20", f"heads-{amiens}": ""}).status_code == 303
    workshop.open()
    assert workshop.room.record.agenda.heads == {lille: 20}
