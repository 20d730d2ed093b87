"""The editor of the agenda, as forms and fragments: what is pressed, what comes back, what stays as it is."""

from __future__ import annotations

import re

import pytest

from tests.support.pages import token

HTMX = {"HX-Request": "true"}


@pytest.fixture
def editor(workshop):
    return Editor(workshop)


class Editor:
    """A facilitator at the editor, without a browser: the forms of the page, and what htmx is answered."""

    def __init__(self, workshop):
        self.workshop, self.client = workshop, workshop.console()
        self.address = f"/animer/{workshop.facts.code}/agenda"
        self.token = token(self.page())

    def page(self, **query):
        return self.client.get(self.address, query_string=query)

    def post(self, path="", *, live=True, **form):
        headers = {**(HTMX if live else {}), "X-CSRFToken": self.token}
        return self.client.post(f"{self.address}{path}", data={"csrf_token": self.token, **form}, headers=headers)

    def add(self, method, **form) -> str:
        before = set(self.agenda.activities)
        assert self.post(method=method, **form).status_code == 200
        return next(iter(set(self.agenda.activities) - before))

    @property
    def agenda(self):
        return self.workshop.room.record.agenda

    def titles(self):
        return [one.title for one in self.agenda.listed()]


def told(answer, id: str) -> str:
    found = re.search(rf'id="{id}"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
    return found[1].strip()


def chosen(answer) -> str:
    return re.search(r'id="chosen" name="chosen" value="([^"]*)"', answer.text)[1]


def test_one_press_puts_a_method_after_the_one_that_is_chosen_and_chooses_it(editor):
    first, second = editor.add("mood"), editor.add("ideation")
    between = editor.add("time.break", after=first)
    assert editor.agenda.order == [first, between, second]
    assert editor.agenda.activities[between].settings == {"kind": "break"}
    answer = editor.post(method="dotvote", after=second, chosen=second)
    vote = editor.agenda.order[-1]
    assert editor.agenda.activities[vote].source == second, "the ideas before it are what is voted on"
    assert chosen(answer) == vote and 'data-to="first"' in answer.text
    assert told(answer, "said") == "«\u00a0Vote par gommettes\u00a0» est ajouté au déroulé"


def test_a_field_that_is_sent_alone_changes_nothing_else_and_the_others_stay(editor):
    ideas = editor.add("ideation")
    editor.post(f"/{ideas}", field="goal", goal="Tout entendre")
    editor.post(f"/{ideas}", field="s-question", **{"s-question": "Quoi ?"})
    editor.post(f"/{ideas}", field="site-s2", **{"site-s2": "Claire ouvre"})
    editor.post(f"/{ideas}", field="anonymous", boxes="anonymous")
    editor.post(f"/{ideas}", field="stages", boxes="stages", stages=["collect", "reveal"])
    one = editor.agenda.activities[ideas]
    assert (one.goal, one.settings, one.site_notes) == ("Tout entendre", {"question": "Quoi ?"}, {"s2": "Claire ouvre"})
    assert not one.anonymous and one.stages == ("collect", "reveal")
    before = len(editor.workshop.room.record.entries)
    assert told(editor.post(f"/{ideas}", field="goal", goal="Tout entendre"), "said")
    assert len(editor.workshop.room.record.entries) == before, "what is said already is not recorded again"


def test_what_is_refused_names_its_field_and_is_not_kept(editor):
    ideas = editor.add("ideation")
    for field, typed in (("fixed_at", "midi"), ("title", ""), ("s-per_person", "99"), ("goal", "x" * 300)):
        answer = editor.post(f"/{ideas}", field=field, **{field: typed})
        assert re.search(rf'id="refused" data-field="{field}">\s*\S', answer.text), field
    one = editor.agenda.activities[ideas]
    assert (one.fixed_at, one.title, one.settings, one.goal) == (None, "Idéation", {}, "")
    hours = editor.post("/heures", starts_at="25:00")
    assert "n’est pas une heure" in told(hours, "refused") and editor.agenda.starts_at is None


def test_minutes_of_an_activity_are_shared_out_to_its_stages_where_these_say_theirs(editor):
    turns = editor.add("one_two_four")
    before = editor.agenda.activities[turns]
    assert before.minutes_in_all == 12 and len(before.steps) == 4
    editor.post(f"/{turns}", field="minutes", minutes="30")
    one = editor.agenda.activities[turns]
    assert one.minutes_in_all == 30 and all(step.minutes for step in one.steps.values())
    editor.post(f"/{turns}", field="minutes", minutes="2")
    assert editor.agenda.activities[turns].minutes_in_all == 2


def test_the_list_has_its_hours_and_what_runs_over_is_said(editor):
    welcome, pause = editor.add("time.welcome"), editor.add("time.break")
    editor.post("/heures", starts_at="9h", ends_at="9:30")
    editor.post(f"/{welcome}", minutes="20")
    page = editor.post(f"/{pause}", field="fixed_at", fixed_at="9h10", minutes="15").text
    assert [*re.findall(r"<time>([^<]+)</time>", page)] == ["9\u00a0h", "9\u00a0h\u00a020", "9\u00a0h\u00a035"]
    assert re.search(r"dépasse son heure fixe de\s10\smin", page) and re.search(r"dépasse de\s5\smin", page)


def test_an_activity_is_moved_copied_put_aside_taken_off_and_each_is_taken_back(editor):
    first, second = editor.add("mood", title="Un"), editor.add("mood", title="Deux")
    editor.post(f"/{second}/deplacer", to="up")
    editor.post(f"/{first}/dupliquer")
    assert editor.titles() == ["Deux", "Un", "Un (copie)"]
    editor.post(f"/{first}/ecarter", parked="1")
    assert "Mis de côté" in editor.page().text and editor.titles() == ["Deux", "Un (copie)"]
    editor.post(f"/{second}/retirer")
    assert editor.titles() == ["Un (copie)"]
    for titles in (["Deux", "Un (copie)"], ["Deux", "Un", "Un (copie)"], ["Deux", "Un"], ["Un", "Deux"], ["Un"], []):
        assert told(editor.post("/annuler"), "said").startswith("Annulé")
        assert editor.titles() == titles
    assert "plus rien à annuler" in told(editor.post("/annuler"), "refused")


def test_tables_are_laid_to_the_number_that_is_said_and_none_is_taken_away(editor):
    editor.post("/tables", **{"tables-s1": "3", "tables-s2": "2"})
    editor.post("/tables", **{"tables-s1": "1", "tables-s2": "2", "tables-s9": "4"})
    assert sorted(one.site for one in editor.agenda.seating.tables.values()) == ["s1", "s1", "s1", "s2", "s2"]


def test_a_page_that_is_up_to_date_is_told_nothing(editor):
    editor.add("mood")
    mark = re.search(r'id="mark" value="(\w+)"', editor.page().text)[1]
    assert editor.client.get(editor.address, query_string={"since": mark}, headers=HTMX).status_code == 204
    editor.add("ideation")
    answer = editor.client.get(editor.address, query_string={"since": mark}, headers=HTMX)
    assert answer.status_code == 200 and "<html" not in answer.text


@pytest.mark.parametrize("source", [False, True], ids=["alone", "with cards"])
def test_every_method_has_a_preview_of_phone_and_screen_at_each_stage_and_leaves_no_trace(editor, source):
    registry = editor.workshop.app.extensions["registry"]
    giver = editor.add("ideation")
    for id, method in registry.methods.items():
        activity = editor.add(id)
        if source:
            editor.post(f"/{activity}", source=giver)
        before = len(editor.workshop.room.record.entries)
        for stage in method.usual_stages:
            page = editor.post(f"/{activity}/apercu", stage=stage).text
            assert page.count("<template data-page") == 2, (id, stage)
        assert len(editor.workshop.room.record.entries) == before
        editor.post(f"/{activity}/retirer")
    assert not registry.faults, "no method raised"


def test_what_is_typed_stands_in_the_preview_before_it_is_kept(editor):
    ideas = editor.add("ideation")
    page = editor.post(f"/{ideas}/apercu", **{"s-question": "Et si l’on <b>simplifiait</b> ?"}).text
    assert page.count("Et si l’on &lt;b&gt;simplifiait&lt;/b&gt;") >= 2
    assert editor.agenda.activities[ideas].settings == {}
    assert editor.post(f"/{ideas}/apercu", **{"s-per_person": "99"}).text.count("<template data-page") == 2


def test_every_bundled_method_has_its_card_in_the_library(editor):
    page = editor.page().text
    for method in editor.workshop.app.extensions["registry"].methods.values():
        assert re.search(rf'name="method" value="{method.id}[".]', page), method.id
        assert method.at_a_glance.purpose and method.at_a_glance.takes and method.at_a_glance.gives, method.id


def test_the_editor_works_as_plain_forms(editor):
    made = editor.post(method="mood", live=False)
    mood = editor.agenda.order[0]
    assert made.status_code == 303 and made.headers["Location"].endswith(f"chosen={mood}#a-{mood}")
    whole = {"title": "Humeur", "boxes": ["anonymous", "stages"], "stages": ["say"], "site-s1": "Paul", "minutes": "4"}
    assert editor.post(f"/{mood}", live=False, **whole).status_code == 303
    one = editor.agenda.activities[mood]
    assert (one.title, one.anonymous, one.stages, one.minutes_in_all) == ("Humeur", False, ("say",), 4)
