"""Text as people really type it: at the doors, on the pages, compared, pasted, exported."""

from __future__ import annotations

import json
import re

import pytest
from jinja2 import DictLoader

from app.domain.people import sites_from, told_apart
from app.export import results
from app.host.rendering.environment import environment
from app.host.rendering.typeset import Typeset
from app.live.commands.request import SCREEN
from beffroi import FACILITATOR, PARTICIPANT, Card, translator
from beffroi.fields import is_free_text, meta
from beffroi.words import speaking
from plugins.dotvote import Dotvote
from plugins.fieldnotes import Fieldnotes
from plugins.ideation import Ideation
from plugins.journeymap import JourneyMap
from plugins.mood import Mood
from plugins.persona import Persona
from plugins.time import Time
from tests.support.drawn_texts import check_isolated, check_marked
from tests.support.pages import join, people, sign_in, token
from tests.support.serving import day_in

HEBREW = "שרה"
METHODS = [Mood, Ideation, Dotvote, Fieldnotes, Persona, JourneyMap, Time]


# --- names ---------------------------------------------------------------------------------------


def test_a_name_that_nobody_can_see_is_no_name(app, store, facts):
    for blank in ("\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\u0301", "\u202e"):
        join(app.test_client(), facts, name=blank)
    assert all(re.fullmatch(r"\w{3,} \w{3,}( \d)?", person.name) for person in people(store, facts))


def test_a_name_that_looks_like_another_gets_a_number(app, store, facts):
    for name in ("Anne", "Anne\u200b", "ANNE", "Ａnne", "An\u00adne", "Anne\u200f", "Ann\u202ee\u202c"):
        join(app.test_client(), facts, name=name)
    numbers = [person.name.rpartition(" ")[2] for person in people(store, facts)]
    assert sorted(numbers) == ["2", "3", "4", "5", "6", "7", "Anne"]


def test_a_hundred_people_of_one_name_are_told_apart():
    taken: list[str] = []
    for n in range(100):
        taken.append(told_apart("d’Anne" if n % 2 else "D'ANNE", taken))
    assert len(set(taken)) == 100 and taken[-1] == "d’Anne 100"


def test_sites_typed_twice_in_two_ways_are_one_and_the_remote_one_stays_last():
    sites = sites_from(["L'Isle", "L’Isle", "a\u0300 distance", "Amiens"], "À distance")
    assert [site.name for site in sites] == ["L'Isle", "Amiens", "À distance"]
    assert len({site.id for site in sites}) == 3 and sites[-1].id == "distance"


def test_two_tables_may_not_have_names_that_sound_alike(board_of):
    board = board_of(Persona(), tables=1, anonymous=False)
    with board.refused("Another table"):
        board.ask("fac", "core.table", "", {"name": "TABLE\u00a01", "site": "s2"})


# --- cards and words -----------------------------------------------------------------------------


@pytest.mark.parametrize("blank", ["\u200b", "\u2800\u3164", "\u0301", "\ufe0f", "\u202d\u202c"], ids=ascii)
def test_a_card_that_nobody_can_see_is_not_taken(workshop, blank):
    ideation = workshop.add("ideation")
    answer = workshop.ask("ana", "write", ideation, text=blank)
    assert not answer.accepted and answer.errors == {"text": "Fill this in."}


def test_what_says_the_same_is_counted_as_one_however_it_is_typed(board_of):
    board = board_of(Mood())
    said = ["d'accord", "d’accord", "D’accord", "prêt !", "prêt\u00a0!", "prêt\u202f!", "❤", "❤️", "calme"]
    for n, word in enumerate(said):
        board.do(f"p{n}", "say", word=word)
    assert sorted(times for _word, times in board.table("words")) == [1, 2, 3, 3]
    assert board.table("words")[0][0] == "d’accord"
    assert board.replayed()


def test_tags_of_a_note_are_counted_as_one_however_they_are_typed(board_of):
    board = board_of(Fieldnotes(), anonymous=False)
    for n, tags in enumerate(["l'attente", "l’attente, L’attente", "l’attente"]):
        board.do(f"p{n}", "write_note", kind="visit", facts="Vu", tags=tags)
    assert list(board.state.tags()) == [("l’attente", 3)]


# --- drawing -------------------------------------------------------------------------------------


def drawn(template: str, **values) -> str:
    made = environment(translator("app.host"), DictLoader({"t": template}))
    with speaking("en"):
        return made.get_template("t").render(values)


@pytest.mark.parametrize(
    "template, html",
    [
        ("<p>{{ it }}</p>", f"<p><bdi>{HEBREW}</bdi></p>"),
        ("<p title='{{ it }}'>", f"<p title='\u2068{HEBREW}\u2069'>"),
        ('<input value="{{ it }}" data-x="{{ it }}" placeholder="{{ it }}">',
         f'<input value="{HEBREW}" data-x="{HEBREW}" placeholder="\u2068{HEBREW}\u2069">'),
        ("<textarea>{{ it }}</textarea>{{ it }}", f"<textarea>{HEBREW}</textarea><bdi>{HEBREW}</bdi>"),
        ("<select><option>{{ it }}</select>", f"<select><option>\u2068{HEBREW}\u2069</select>"),
        ("<title>{{ it }}</title>", f"<title>\u2068{HEBREW}\u2069</title>"),
        ("{% trans name=it %}Remove {{ name }}{% endtrans %}", f"Remove <bdi>{HEBREW}</bdi>"),
        ('<i aria-label="{% trans name=it %}Remove {{ name }}{% endtrans %}">',
         f'<i aria-label="Remove \u2068{HEBREW}\u2069">'),
        ("{{ _('Remove %(name)s', name=it) }}", f"Remove \u2068{HEBREW}\u2069"),
        ('<b{% if it %} class="{{ it }}"{% endif %}>{{ it }}</b>', f'<b class="{HEBREW}"><bdi>{HEBREW}</bdi></b>'),
        ("{{ [it, 'Anne']|join(', ') }}", f"<bdi>{HEBREW}</bdi>, Anne"),
        ("{% macro m(x) %}<q>{{ x }}</q>{% endmacro %}<p>{{ m(it) }}</p>", f"<p><q><bdi>{HEBREW}</bdi></q></p>"),
        ("{% for one in [it] %}<i>{{ one }}</i>{% else %}<title>{% endfor %}{{ it }}",
         f"<i><bdi>{HEBREW}</bdi></i><bdi>{HEBREW}</bdi>"),
        ("<!-- {{ 1 }} <title> -->{{ it }}", f"<!-- 1 <title> --><bdi>{HEBREW}</bdi>"),
    ],
)  # fmt: skip
def test_a_template_cannot_forget_to_isolate_a_text(template, html):
    assert drawn(template, it=HEBREW) == html


def test_an_old_override_stays_within_its_own_text():
    assert drawn("<p>{{ it }} a la main</p>", it="Ann\u202eA") == "<p><bdi>Ann\u202eA</bdi> a la main</p>"


def test_a_blank_before_a_high_sign_is_drawn_so_that_it_does_not_break_and_is_kept_as_typed(board_of):
    text = "« Prêt » ? Oui : prêt ; vraiment !"
    board = board_of(Ideation(), settings={"question": "Comment ? Vite !"})
    board.do("ana", "write", text=text)
    assert f'data-typed="{text}"' in board.personal_view("ana")["html"]
    assert re.search(rf"<textarea[^>]*>{re.escape(text)}</textarea>", board.personal_view("ana")["html"])
    board.stage("reveal")
    html = board.html("board")
    assert "«\u00a0Prêt\u00a0»\u202f? Oui\u00a0: prêt\u202f; vraiment\u202f!" in html and text not in html
    assert board.table("cards")[0][1] == text


def test_a_cell_whose_words_are_drawn_otherwise_is_edited_as_it_was_typed(board_of):
    board = board_of(JourneyMap(), tables=1, anonymous=False)
    step = board.do("ana#1", "add_step", phase="apply", text="Déposer")
    board.do("ana#1", "add", slot=f"{step}:irritants", text="Où aller ?")
    assert 'data-text="Où aller ?"' in board.html("board", table=1)
    assert "Où aller\u202f?</button>" in board.html("board", table=1)


def planted(command) -> dict | None:
    """A command with a Hebrew text in every field that a person types; None where it names something."""
    data = {}
    for name, field in command.model_fields.items():
        if is_free_text(field):
            data[name] = f"{HEBREW} {name}"
        elif meta(field)["widget"] == "hidden" and field.is_required():
            return None
    return data or None


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_no_text_of_any_method_turns_the_sentence_around_it_and_all_say_their_language(board_of, method):
    settings = {name: f"{HEBREW} {name}" for name, field in method.settings.model_fields.items() if is_free_text(field)}
    if "resume" in settings:
        del settings["resume"]
    cards = [Card(f"c{n}", f"{HEBREW} {kind}", kind) for n, kind in enumerate(("verbatim", "card", "persona"))]
    tables = 2 if "table" in method.shared_by else 0
    board = board_of(method(), settings=settings, cards=cards, tables=tables, anonymous=False)
    board.marks_languages = True
    if tables:
        said = {"table": board.tables[0], "name": f"{HEBREW} table", "subject": f"{HEBREW} sujet"}
        board.ask("fac", "core.change_table", "", said)
    found = 0
    for stage in method.stages:
        if board.standing.stage != stage.id:
            board.stage(stage.id)
        for command in method.commands:
            data = planted(command)
            if data and (not command.about.during or stage.id in command.about.during):
                who = "fac" if command.about.role == FACILITATOR else "ana#1" if tables else "ana"
                if data.get("kind") is None and command.about.name == "write_note":
                    data["kind"] = "visit"
                try:
                    board.do(who, command.about.name, **data)
                except Exception:  # noqa: BLE001, S112 - what this stage does not take is not drawn either
                    continue
        for block, audience in (("board", PARTICIPANT), ("board", FACILITATOR), ("control", FACILITATOR),
                                ("screen", SCREEN), ("head", PARTICIPANT), ("head", FACILITATOR), ("head", SCREEN),
                                ("table", PARTICIPANT), ("agenda", FACILITATOR), ("tables", FACILITATOR)):  # fmt: skip
            for table in (0, 1) if tables else (0,):
                found += check_marked(board.html(block, audience, table=table), HEBREW)
        found += check_marked(board.personal_view("ana#1" if tables else "ana")["html"], HEBREW)
    assert found >= 3


def test_no_name_title_site_or_table_turns_a_page_around(app, store, facts):
    facilitator, client = app.test_client(), app.test_client()
    sign_in(facilitator)
    form = {"title": f"{HEBREW} atelier", "sites": f"{HEBREW} site\nAmiens", "last_day": day_in(9), "locale": "fr"}
    csrf = token(facilitator.get("/animer"))
    code = facilitator.post("/animer", data={"csrf_token": csrf, **form}).headers["Location"].split("/")[2]
    tables, agenda = f"/animer/{code}/tables", f"/animer/{code}/agenda"
    asked = [(tables, {"site": "s1", "count": "1"}), (agenda, {"method": "mood", "title": f"{HEBREW} a"})]
    asked.append(
        (f"{tables}/mixte", {"name": f"{HEBREW} t", "subject": f"{HEBREW} sujet", "link": "https://example.org/x"})
    )
    for path, data in asked:
        answer = facilitator.post(path, data={"csrf_token": token(facilitator.get(tables)), **data})
        assert answer.status_code == 303, answer.text
    at = f"/animer/{code}/ecrans"
    facilitator.post(at, data={"site": "s1"}, headers={"X-CSRFToken": token(facilitator.get(tables))})
    page = client.get(f"/rejoindre/{code}")
    joined = {"csrf_token": token(page), "name": f"{HEBREW} moi", "site": "s1"}
    assert client.post(f"/rejoindre/{code}", data=joined).status_code in (302, 303)
    paths = (
        "",
        "/agenda",
        "/tables",
        "/tables/affiches",
        "/affiche/s1",
        "/cartes",
        "/fil",
        "/vue",
        "/ecrans",
        "/reglages",
    )
    own = (f"/atelier/{code}", f"/atelier/{code}/ma-place", f"/rejoindre/{code}?autre=1", f"/mes-donnees/ici/{code}")
    read = [page] + [client.get(path) for path in own]
    read += [facilitator.get(path) for path in ("/animer", *(f"/animer/{code}{path}" for path in paths))]
    assert {answer.status_code for answer in read} == {200}
    drawn = {answer.request.path: check_isolated(answer.text, HEBREW) for answer in read}
    assert list(drawn.values()).count(0) == 0, drawn
    english = [client.get(f"{path}{'&' if '?' in path else '?'}lang=en") for path in own]
    english.append(facilitator.get("/animer?lang=en"))
    english += [facilitator.get(f"/animer/{code}{path}?lang=en") for path in paths]
    assert all(check_marked(answer.text, HEBREW) for answer in english), "a page that says no language of a text"


def test_two_names_of_a_list_to_choose_from_are_isolated_each(board_of):
    board = board_of(Persona(), tables=1, anonymous=False)
    board.ask("fac", "core.change_table", "", {"table": board.tables[0], "name": HEBREW})
    board.do("ana#1", "remember", text="Vu")
    assert f"\u2068{HEBREW}\u2069 · Lille</option>" in board.html("tables", FACILITATOR)


def test_whoever_has_the_hand_is_named_without_turning_the_sentence():
    _ = translator("app.host")
    with speaking("fr"):
        said = _.now("%(name)s has the hand: take it first, then try again.", name=HEBREW)
    assert said.startswith(f"\u2068{HEBREW}\u2069 ")


def test_a_page_s_own_environment_sets_texts_too(app):
    assert isinstance(app.jinja_env, Typeset)


# --- pasted tables -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pasted, cards",
    [
        ('"Délais trop longs\nau guichet"\tLille', ["Délais trop longs au guichet · Lille"]),
        ('"Délais trop longs\nau guichet"', ["Délais trop longs au guichet"]),
        ('Un\tLille\nDeux\t"a\n\nb"\n', ["Un · Lille", "Deux · a b"]),
        ('"Il a dit ""non""\ndeux fois"\tAmiens', ['Il a dit "non" deux fois · Amiens']),
        ('"Je rappelle\nune autre idée\n"Encore" dit-il', ['"Je rappelle', "une autre idée", '"Encore" dit-il']),
        ('"Oui"\n"Non"\tLille', ['"Oui"', '"Non" · Lille']),
        ('il dit "non\noui" ensuite', ['il dit "non', 'oui" ensuite']),
        ('Un\r\n"a\r\nb"\tc\r\n\r\nTrois', ["Un", "a b · c", "Trois"]),
        ('5" de neige\nfroid\t"', ['5" de neige', 'froid · "']),
    ],
)  # fmt: skip
def test_a_pasted_table_gives_a_card_a_row(board_of, pasted, cards):
    board = board_of(Ideation())
    entry = board.do("fac", "paper_cards", lines=pasted)
    board.stage("reveal")
    assert sorted(row[1] for row in board.table("cards")) == sorted(cards)
    assert [board.state.ideas.notes[f"{entry}.{n}"].text for n in range(len(cards))] == cards
    vote = board_of(Dotvote(), settings={"lines": pasted})
    vote.stage("decide") if vote.standing.stage == "vote" else None
    assert [option.text for option in vote.state.typed] == cards


def test_paper_cards_that_are_in_a_log_already_keep_their_ids(board_of):
    board = board_of(Ideation())
    entry = board.do("fac", "paper_cards", lines="Un\nDeux")
    old = next(one for one in board.record.entries if one.id == entry)
    old.data["lines"] = '"Délais\nau guichet"\tLille'
    board.replayed()
    assert [note.text for note in board.state.ideas.notes.values()] == ['"Délais', 'au guichet" · Lille']


def test_options_that_are_in_a_log_already_are_read_as_they_were(board_of):
    board = board_of(Dotvote(), settings={"lines": "Un"})
    old = next(one for one in board.record.entries if one.name == "core.add")
    old.data["settings"]["lines"] = 'co\u00adopérer\n"a\nb"\tc'
    board.replayed()
    assert [option.text for option in board.state.typed] == ["co\u00adopérer", '"a', 'b"\tc']


def test_two_spellings_of_one_option_are_one_option(board_of):
    board = board_of(Dotvote(), settings={"lines": "d'accord\nd’accord\nPas d'accord\n  D’ACCORD"})
    assert [option.text for option in board.state.typed] == ["d'accord", "Pas d'accord"]


def test_quotation_marks_of_any_number_are_read_in_linear_time():
    from time import thread_time

    from beffroi.rows import as_lines

    began = thread_time()
    for text in ('"a""\n""b' * 20_000, '"' * 200_001, '"a\n' * 60_000, '"\t"' * 60_000, '"a""' * 50_000):
        as_lines(text)
    assert thread_time() - began < 5


# --- what a list shows, what leaves --------------------------------------------------------------


def test_the_list_of_what_can_be_taken_back_holds_no_half_of_a_sign(board_of):
    board = board_of(Ideation())
    family = "👩🏽\u200d🚒"
    board.stage("reveal")
    board.do("fac", "paper_cards", lines="\n".join([family * 35] * 3))
    html = board.html("desk", FACILITATOR)
    assert f"{family}…" in html and "👩🏽\u200d…" not in html and "👩…" not in html


def test_what_leaves_is_as_it_was_typed(workshop):
    ideation = workshop.add("ideation")
    workshop.do("ana", "write", ideation, text=f"Prêt ? {HEBREW}")
    workshop.stage(ideation, "reveal")
    abroad = {"x": f"De l’atelier «\u00a0\u2068{HEBREW}\u2069\u00a0»"}
    told = results.as_json(results.gather(workshop.facts, workshop.room.record, "fr", abroad))
    assert json.loads(told)["agenda"][0]["tables"][0]["rows"][0][1] == f"Prêt ? {HEBREW}"
    assert "\u2068" not in told
