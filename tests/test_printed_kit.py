"""What is printed before the day: the kit of a site, read back, and the booklet of methods."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import odfdo
import pypdfium2
import pytest

from app.documents.markdown import blocks_of, sections_of
from app.documents.model import BulletList, Document, Heading, Item, Look, NumberedList, Paragraph, Table, plain, runs
from app.documents.walking import walk
from app.export.kit import asked, booklet, made
from beffroi.words import speaking
from tests.support.pages import post, sign_in

NOW = datetime(2026, 11, 30, tzinfo=UTC)
LINKS = asked.Links(
    "ateliers.example.fr", "https://a.fr/r/1", "https://a.fr/ecran", "https://a.fr/salle", "https://a.fr/c"
)


def on(workshop, method, title, minutes=10, **said):
    stages = list(workshop.app.extensions["registry"].methods[method].usual_stages)
    return workshop.core("core.add", method=method, title=title, stages=stages, minutes=minutes, **said)


@pytest.fixture
def half_day(workshop):
    """Two sites, tables, a break at a fixed hour, notes of each site."""
    workshop.core("core.tables", site="s1", count=2)
    workshop.core("core.tables", site="s2", count=1)
    ideas = on(workshop, "ideation", "Idées", 45, settings={"question": "Comment mieux écrire ?"})
    rest = on(workshop, "time", "Pause", 15)
    on(workshop, "persona", "Portraits", 30)
    on(workshop, "journeymap", "Parcours", 30)
    workshop.core("core.schedule", starts_at=540, ends_at=660)
    workshop.core("core.revise", activity=rest, fixed_at=600)
    notes = {"s1": "Paul tient la porte", "s2": "Claire relance"}
    workshop.core(
        "core.revise", activity=ideas, leads="Louise", material="Feutres gras", site_notes=notes, goal="Tout dire"
    )
    return workshop


def kit_of(workshop, **also):
    links = replace(LINKS, tables={id: f"https://a.fr/t/{id}" for id in workshop.room.record.agenda.seating.tables})
    told = {"typed": asked.Typed("Être compris", ("Louise 06 12",), ("La pluie",), 9), "locale": "fr", **also}
    return asked.Kit(workshop.facts, workshop.facts.sites[0], workshop.room.record.agenda, links, **told)


def words_of(document: Document) -> str:
    """Every word of it, cells and items too."""
    found = []
    for block in walk(document):
        match block:
            case Table():
                found += [plain(cell) for row in (block.head, *block.rows) for cell in row]
            case BulletList() | NumberedList():
                found += [plain(one.words if hasattr(one, "words") else one) for one in block.items]
            case Heading() | Paragraph():
                found.append(plain(block.words))
    return "\n".join(found)


def parts_of(workshop, *parts, **also) -> Document:
    with speaking("fr"):
        document = made.document(kit_of(workshop, **also), parts, Look(), NOW)
        words_of(document)
        return document


def test_the_running_order_has_the_hours_what_to_say_to_press_and_the_way_back_to_paper(half_day):
    (section,) = parts_of(half_day, "conducteur").sections
    assert section.landscape
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    with speaking("fr"):
        rows = [[plain(cell).replace("\u00a0", " ") for cell in row] for row in table.rows]
    first = rows[0]
    assert first[:3] == ["09:00", "45", "Idées\nÉcrire en silence"]
    assert "Paul tient la porte" in first and "Louise" in first
    assert "Ouvrir cette activité à tous\nLancer 45 min" in first
    assert "Trois cartes par personne" in first[-1]
    assert any(row[0] == "10:00" and row[2].startswith("Pause") for row in rows), "a fixed hour holds"
    assert any("Passer à : Voter" in cell for row in rows for cell in row)
    with speaking("fr"):
        assert "dépasse de 15 min" in words_of(parts_of(half_day, "conducteur"))


def test_each_part_of_the_kit_says_what_is_wanted_in_the_room(half_day):
    with speaking("fr"):
        colleague, door = (words_of(parts_of(half_day, one)) for one in ("collegue", "affiche"))
        tables, lists = (parts_of(half_day, one) for one in ("tables", "listes"))
        stuff = words_of(parts_of(half_day, "materiel"))
        cards = words_of(parts_of(half_day, "fiches"))
        for one in ("Être compris", "Louise 06 12", "La pluie", "https://a.fr/salle", "Tout dire"):
            assert one in colleague
        assert "ateliers.example.fr" in door and half_day.facts.code[:4] in door
        assert [one for one in ("Table 1", "Table 2") if one not in words_of(tables)] == []
        assert "Table 3" not in words_of(tables), "the other site’s table is in its own kit"
        assert len(lists.sections) == 2 and "\n9\n" in words_of(lists)
        assert "Feutres gras" in stuff and "https://a.fr/salle" in stuff and "J−7" in stuff
        assert cards.count("Repli sur papier") == 4
        with_names = words_of(parts_of(half_day, "listes", names={"p": "Awa"}))
        assert "Awa" in with_names


def test_paper_sheets_are_of_the_methods_that_are_played(half_day):
    sections = parts_of(half_day, "papier").sections
    formats = [(one.paper, one.landscape) for one in sections]
    assert formats.count(("a3", True)) == 2 and formats.count(("a6", True)) == 1
    with speaking("fr"):
        said = words_of(Document("", "fr", sections, NOW))
    assert "Comment mieux écrire ?" in said and "Prénom inventé" in said and "Gommettes" in said
    empty = parts_of(half_day, "papier", typed=asked.Typed())
    assert len(empty.sections) == len(sections)


def test_a_workshop_with_nothing_prepared_has_a_sound_kit(workshop):
    with speaking("en"):
        document = made.document(kit_of(workshop, locale="en"), (), Look(), NOW)
        said = words_of(document)
    assert "The agenda is empty." in said and "No table is laid yet." in said


def test_a_page_gives_the_file_and_keeps_nothing_of_what_is_typed(app, half_day):
    console = half_day.console()
    address = f"/animer/{half_day.facts.code}/kit"
    page = console.get(address).text
    assert page.count('name="part"') == len(made.PARTS) and "Lille" in page
    assert [
        at for at in ("agenda", "tables") if address not in console.get(f"/animer/{half_day.facts.code}/{at}").text
    ] == []
    asked_for = {"site": "s1", "part": ["collegue"], "phones": "Louise 06 12\n\n\x00 \n" + "x" * 999, "heads": "²"}
    before = len(half_day.room.record.entries)
    answer = post(console, address, **asked_for, **{"as": "pdf"})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    with pypdfium2.PdfDocument(answer.data) as file:
        assert len(file) == 1
    odt = post(console, address, **asked_for, **{"as": "odt"}).data
    assert "Louise 06 12" in odfdo.Document(io.BytesIO(odt)).body.serialize()
    assert len(half_day.room.record.entries) == before
    for wrong in ({"site": "nowhere", "as": "pdf"}, {"site": "s1", "as": "exe"}):
        assert post(console, address, **wrong).status_code == 400
    assert post(app.test_client(), address, **asked_for).status_code in (302, 401, 403)


def test_the_booklet_holds_the_methods_that_were_ticked_in_either_language(app, facts):
    client = app.test_client()
    sign_in(client)
    assert 'name="method" value="persona"' in client.get("/methodes/livret").text
    assert post(client, "/methodes/livret", **{"as": "pdf"}).status_code == 422
    answer = post(client, "/methodes/livret", **{"as": "odt", "method": ["persona", "gone", "mood"]})
    said = odfdo.Document(io.BytesIO(answer.data)).body.serialize()
    assert answer.status_code == 200 and said.count("<text:h") > 20 and "Ballot" not in said[:200]
    methods = app.extensions["registry"].methods
    for locale, frame in (("fr", "Le cadre et les règles du jeu"), ("en", "The frame, and the rules of the game")):
        with speaking(locale):
            assert frame in words_of(booklet.document([methods["mood"]], locale, Look(), NOW))


def test_markdown_becomes_blocks_and_no_markup_of_html():
    text = (
        "# T\n\nUn *deux* **trois** [ici](https://a.fr)\n\n- a\n- b\n  1. c\n\n"
        "| x | y |\n|---|---|\n| 1 | 2 |\n\n<b>non</b>\n"
    )
    heading, words, bullets, table, html = blocks_of(text, 1)
    assert isinstance(heading, Heading) and heading.level == 2
    assert isinstance(words, Paragraph)
    told = [(run.bold, run.italic, run.link) for run in runs(words.words) if run.text.strip()]
    assert told == [(False, False, ""), (False, True, ""), (True, False, ""), (False, False, "https://a.fr")]
    assert isinstance(bullets, BulletList)
    assert isinstance(bullets.items[1], Item) and isinstance(bullets.items[1].under[0], NumberedList)
    assert isinstance(table, Table) and plain(table.rows[0][1]) == "2"
    assert isinstance(html, Paragraph) and plain(html.words) == "<b>non</b>"
    assert list(sections_of("# A\n\n## B\n\nx\n\n## C\n")) == ["B", "C"]
