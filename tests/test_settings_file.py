"""The file of settings that a service and a command of the same machine both read."""

from __future__ import annotations

import pytest

from app.config import BadSetting, Settings, expect_database, from_environment


def read(tmp_path, text: str, **environment: str) -> Settings:
    file = tmp_path / "environment"
    file.write_text(text)
    return from_environment({"SETTINGS_FILE": str(file), **environment})


def test_it_is_read_as_systemd_reads_it(tmp_path):
    read_here = read(
        tmp_path,
        "# for people\n; too\n\nPUBLIC_URL=https://a.example.fr\nCONTROLLER=\"Région  d’ici \"\nDPO='a=b # c'\n"
        "LEGAL_BASIS= Mission d’intérêt public \nPROXIES=1\nSOMETHING_ELSE=1\n",
    )
    assert read_here.public_url == "https://a.example.fr" and read_here.proxies == 1
    assert read_here.dpo == "a=b # c" and read_here.legal_basis == "Mission d’intérêt public"


def test_the_environment_is_right(tmp_path):
    assert read(tmp_path, "PORT=8000\nPROXIES=2\n", PORT="8002").port == 8002


@pytest.mark.parametrize(
    ("text", "place"),
    (
        ("PORT=1\nexport PORT=2\n", "line 2"),
        ("no setting\n", "line 1"),
        ('CONTROLLER="without an end\n', "CONTROLLER"),
        ('DPO="\n', "DPO"),
        ("DPO=a\\\nb\n", "backslash"),
        ("PORT=many\n", "PORT"),
    ),
)
def test_what_it_cannot_be_is_said_in_a_sentence_that_names_the_place(tmp_path, text, place):
    with pytest.raises(BadSetting, match=place):
        read(tmp_path, text)


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path):
    with pytest.raises(BadSetting, match=r"SETTINGS_FILE.*nowhere.*No such file"):
        from_environment({"SETTINGS_FILE": str(tmp_path / "nowhere")})
    (tmp_path / "odd").write_bytes(b"PORT=\xff")
    with pytest.raises(BadSetting, match="UTF-8"):
        from_environment({"SETTINGS_FILE": str(tmp_path / "odd")})


def test_a_command_beside_a_server_begins_no_other_database(tmp_path):
    with pytest.raises(BadSetting, match=r"no database in .*elsewhere yet.*--instance"):
        expect_database(Settings(instance=tmp_path / "elsewhere"))
    assert not (tmp_path / "elsewhere").exists()
    expect_database(Settings(instance=tmp_path, database_url="postgresql://a:b@localhost/c"))
