"""What pages say to whoever does not see them, over the HTML of all: names, descriptions, captions, directions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from beffroi.testing.filling import seated
from beffroi.testing.playing import PEOPLE, Person, play_stage
from tests.charted_sample import Charted
from tests.support.full_boards import METHODS, full_board
from tests.support.pages import join
from tests.support.read_by_ear import faults
from tests.support.rooms import sit

DRAWN = (
    ("board", "participant"), ("board", "facilitator"), ("board", "visitor"), ("board", "reader"),
    ("control", "facilitator"), ("screen", "screen"), ("print", "reader"),
)  # fmt: skip


class OneVoice(Person):
    """Somebody who writes what everybody else writes."""

    def text(self, most: int, is_lines: bool) -> str:
        return "Une seule page pour tout demander, et être rappelé"[:most].strip()


def boards(method, writer: type[Person]) -> Iterator[tuple[str, str]]:
    """Each page of a method at each stage, once everybody did there what can be done."""
    board = full_board(method)
    for stage in board.record.agenda.activities[board.activity].stages:
        if board.standing.stage != stage:
            board.stage(stage)
        play_stage(board, seated(board, PEOPLE), writer=writer)
        for table in range(min(2, len(board.tables) + 1)):
            for block, audience in DRAWN:
                yield f"{stage}: {block} of {audience}", board.html(block, audience, "fr", table=table)
        yield f"{stage}: input", board.personal_view(seated(board, PEOPLE)[0], "fr")["html"]


DRAWING = [pytest.param(one, Person, id=one.id) for one in (*METHODS.values(), Charted())]
DRAWING += [
    pytest.param(one, OneVoice, id=f"{one.id}, all in the same words")
    for one in (*METHODS.values(), Charted())
    if one.id != "journeymap"  # its columns are told apart by the names that tables give them
]


@pytest.mark.parametrize(("method", "writer"), DRAWING)
def test_what_a_method_draws_says_by_ear_what_it_shows(method, writer):
    found = [f"{where}: {fault}" for where, page in boards(method, writer) for fault in faults(page)]
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.fixture
def full(workshop, app):
    """A workshop in which everything is that pages can show: tables, people, cards, a note, results."""
    workshop.core("core.tables", site="s1", count=2)
    ideas = workshop.add("ideation", title="Idées")
    people = [sit(workshop, name, 1 + n % 2) for n, name in enumerate(("Ana", "Bilal", "Chloé"))]
    for n, person in enumerate(people):
        workshop.do(person, "write", ideas, text=f"Une idée {n}")
    workshop.stage(ideas, "cluster")
    workshop.add("persona", title="Portraits", anonymous=False)
    workshop.core("core.add", method="mood", title="Météo", stages=["say", "read"], anonymous=True)
    workshop.core("core.open", activity=ideas)
    workshop.ideas = ideas
    return workshop


STRANGER = (
    "/",
    "/compte/connexion",
    "/accessibilite",
    "/confidentialite",
    "/ecoconception",
    "/plan",
    "/salle",
    "/ecran",
    "/affichage",
)
STRANGER += ("/aide/fr/animer/", "/aide/recherche/?q=carte", "/nulle-part", "/methodes/ideation", "/rejoindre/{code}")
PARTICIPANT = ("/atelier/{code}", "/atelier/{code}/ma-place", "/mes-donnees/ici/{code}")
FACILITATOR = ("/animer", "/plan", "/extensions", "/animer/{code}", "/animer/{code}/agenda", "/animer/{code}/tables")
FACILITATOR += (
    "/animer/{code}/tables/affiches",
    "/animer/{code}/reglages",
    "/animer/{code}/resultats",
    "/animer/{code}/fil",
)
FACILITATOR += (
    "/animer/{code}/cartes",
    "/animer/{code}/affiche/s1",
    "/animer/{code}/feuilles/{ideas}",
    "/animer/{code}/vue",
)
FACILITATOR += ("/animer/{code}/sans-appareil",)


def test_every_page_says_by_ear_what_it_shows(full, app):
    console, stranger, ana = full.console(), app.test_client(), app.test_client()
    join(ana, full.facts, name="Dora")
    found = []
    for browser, paths in ((stranger, STRANGER), (ana, PARTICIPANT), (console, FACILITATOR)):
        for path in paths:
            page = browser.get(path.format(code=full.facts.code, ideas=full.ideas))
            assert page.status_code == (404 if path == "/nulle-part" else 200), path
            found += [f"{path}: {fault}" for fault in faults(page.text)]
    assert not found, "\n".join(dict.fromkeys(found))
