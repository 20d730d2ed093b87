"""An operator goes through the docs on a Debian as it comes: each command as the page has it, in its order.

Only these are not the page's: the certificate, which nobody gives to a machine without a name, the password that the
page asks for, and the name itself.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from beffroi.version import VERSION
from tests.support.debian import Debian, commands_of, made

pytestmark = pytest.mark.debian

ROOT = Path(__file__).parents[2]
INSTALLING, DEPLOYING = (commands_of(ROOT / f"docs/{page}.md") for page in ("installing", "deploying"))
FIRST_ACCOUNT = next(line for line in INSTALLING.splitlines() if line.startswith("beffroi user add"))
PASSWORD = "une phrase assez longue"
CERTIFICATE = """
mkdir -p /etc/letsencrypt/live/$NAME
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=$NAME -addext subjectAltName=DNS:$NAME \\
  -keyout /etc/letsencrypt/live/$NAME/privkey.pem -out /etc/letsencrypt/live/$NAME/fullchain.pem 2>/dev/null
"""
ASK = "curl --retry 5 --silent --resolve $NAME:443:127.0.0.1 --cacert /etc/letsencrypt/live/$NAME/fullchain.pem"


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def debian(request, tmp_path_factory):
    """A Debian with the release unpacked, and nothing else."""
    tree = tmp_path_factory.mktemp(request.param)
    made(tree, request.param)
    shutil.copytree(ROOT / f"dist/beffroi-{VERSION}", tree / "root/release")
    with Debian(tree) as booted:
        yield booted
    shutil.rmtree(tree)


def test_one_process_then_three_by_the_docs_alone(debian):
    before, after = INSTALLING.split(FIRST_ACCOUNT)
    debian.says(f"cd /root/release\n{before}\n{FIRST_ACCOUNT}", given=f"{PASSWORD}\n{PASSWORD}\n")
    said = debian.says(f"cd /root/release\nNAME=ateliers.example.fr\n{CERTIFICATE}{after}")
    assert said.endswith("ok\n"), "nginx passes on that the service is ready"
    assert "prenom.nom@example.fr" in debian.says("beffroi user list")

    masked = debian.says(
        f"NAME=ateliers.example.fr\n{ASK} -o /dev/null https://$NAME/mes-donnees/a-link-of-ones-own?q=words\n"
        "cat /var/log/nginx/beffroi.log"
    )
    assert "a-link-of-ones-own" not in masked and "words" not in masked
    assert '"GET /mes-donnees/..." 404' in masked
    assert "OK" in debian.says("systemd-analyze security --threshold=15 beffroi | tail -1")
    modes = debian.says("stat --format='%a %U %n' /var/lib/beffroi /var/lib/beffroi/*")
    assert all(line.split()[0] in ("600", "700") and " beffroi " in line for line in modes.splitlines())

    of_the_folder = 'PIP="/opt/beffroi/current/bin/pip --quiet install --no-index --find-links wheelhouse"'
    shell = f"cd /root/release\nNAME=ateliers.example.fr\n{of_the_folder}\nsystemctl disable --now beffroi\n"
    before, after = DEPLOYING.split(FIRST_ACCOUNT)
    debian.says(f"{shell}{before}{FIRST_ACCOUNT}\n", given=f"{PASSWORD}\n{PASSWORD}\n")
    assert debian.says(f"{shell}{after}").endswith("ok\n")
    assert "OK" in debian.says("systemd-analyze security --threshold=15 beffroi@8001 | tail -1")
    for port in (8001, 8002, 8003):
        debian.says(
            f"NAME=ateliers.example.fr\nsystemctl kill -s KILL beffroi@{port}\n{ASK} --fail https://$NAME/readyz"
        )
    assert "prenom.nom@example.fr" in debian.says("beffroi user list"), "the same database, whoever asks"


def test_a_password_of_the_settings_is_in_no_journal(debian):
    password = debian.says("sed -n 's/^DATABASE_URL=.*:\\([^@]*\\)@.*/\\1/p' /etc/beffroi/environment").strip()
    assert len(password) == 48
    debian.says("beffroi user list")
    assert debian.says(f"journalctl --no-pager | grep --count {password} || true").strip() == "0"
