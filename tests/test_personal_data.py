"""What is personal stands in one page, which names every column; the register's sheet says what the settings are."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from app.cli import main
from app.store.models import Base, KeyBase
from tests.support.serving import ROOT

ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.M)
TABLES = {
    one.name: [column.name for column in one.columns] for base in (Base, KeyBase) for one in base.metadata.sorted_tables
}
SAID = {
    name: (columns, of_whom, until)
    for name, columns, of_whom, until in ROW.findall((ROOT / "docs/personal-data.md").read_text())
}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_a_table_is_named(table):
    assert table in SAID, f"docs/personal-data.md says nothing of {table}: of whom it tells, and until when"
    assert re.findall(r"`(\w+)`", SAID[table][0]) == TABLES[table]


def test_no_table_is_named_that_is_gone_and_what_is_of_somebody_is_marked():
    assert SAID.keys() == TABLES.keys()
    for table, (columns, of_whom, _until) in SAID.items():
        marked = set(re.findall(r"\*\*`(\w+)`\*\*", columns))
        keys = {"person_id", "user_id", "email", "subject", "who", "by", "id_token"} & set(TABLES[table])
        assert keys <= marked, f"{table}: {keys - marked} leads to somebody"
        assert not (marked and of_whom == "nobody"), table


def printed(monkeypatch, *words, **settings):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    said = CliRunner().invoke(main, ["register", *words])
    assert said.exit_code == 0, said.output
    assert "{" not in said.output
    return said.output


def test_the_sheets_say_the_settings_and_put_in_brackets_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("INSTANCE", str(tmp_path / "none"))
    bare = printed(monkeypatch)
    assert "[à compléter\u00a0: CONTROLLER]" in bare and "[HTTPS\u00a0: à mettre en place]" in bare
    assert "30 jours après le dernier jour" in bare and "12 mois après le dernier jour" in bare
    told = {"CONTROLLER": "Région Hauts-de-France", "DPO": "dpo@example.fr", "LEGAL_BASIS": "Mission d’intérêt public",
            "PUBLIC_URL": "https://ateliers.example.fr", "AUDIT_DAYS": "180", "OIDC_ISSUER": "https://sso.example.fr",
            "WEBHOOK_HOSTS": "outil.example.fr"}  # fmt: skip
    full = printed(monkeypatch, **told)
    for words in (*told.values(), "180 jours", "(HTTPS)"):
        assert words in full
    assert not re.findall(r"\[à compléter\u00a0: (?:CONTROLLER|DPO|LEGAL_BASIS|PUBLIC_URL)\]", full)
    draft = printed(monkeypatch, "--impact")
    assert "Région Hauts-de-France" in draft and "180 jours" in draft and draft.startswith("# Analyse d’impact")
    assert not (tmp_path / "none").exists(), "nothing is made by looking"
