"""The closing: what was kept and why, who does what, and where to read all of it; put up by a facilitator."""

from __future__ import annotations

import pytest

from app.domain.agenda import Agenda
from app.live.rendering.channel_key import ChannelKey
from beffroi import FACILITATOR, PARTICIPANT
from tests.support.pages import join, sign_in, token
from tests.support.serving import day_in

REASON = "Le plus demandé au guichet"


def shown(workshop, block, audience, activity="") -> str:
    key = ChannelKey(activity, block, audience, "en")
    return str(workshop.room.run(lambda: workshop.room.renderer.draw(key).html()))


def everywhere(workshop) -> dict[str, str]:
    return {"phone": shown(workshop, "board", PARTICIPANT), "screen": shown(workshop, "screen", "screen")}


def agenda_of(workshop) -> Agenda:
    return workshop.room.record.agenda


@pytest.fixture
def vote(workshop):
    """A vote of which one option was kept with a reason, and taken on."""
    vote = workshop.add("dotvote", title="Nos courriers", settings={"lines": "Un numéro unique\nDes phrases courtes"})
    state = workshop.room.record.scopes[vote][""].state
    kept, other = (
        next(id for id, one in state.dots.options.items() if one.text.startswith(word)) for word in ("Un", "Des")
    )
    workshop.room.people.join("Ana", "s1", 1)
    workshop.do("ana", "dot", vote, option=kept)
    workshop.stage(vote, "decide")
    workshop.do("fac", "decide", vote, option=kept, outcome="keep", reason=REASON)
    workshop.do("fac", "decide", vote, option=other, outcome="drop", reason="Déjà fait")
    workshop.stage(vote, "capture")
    workshop.do(
        "fac", "take_on", vote, kept=kept, owner="Service courrier", when="fin juin", first="Relire la lettre 12"
    )
    return vote


def test_what_is_kept_and_why_and_who_does_what_is_on_every_page_at_once(workshop, vote):
    workshop.core("core.conclude")
    for seen in everywhere(workshop).values():
        for told in ("Nos courriers", "Un numéro unique", "1 dot", REASON, "Service courrier", "fin juin", "lettre 12"):
            assert told in seen
        assert "Des phrases courtes" not in seen
    assert f"/r/{workshop.facts.code}" in everywhere(workshop)["phone"]
    for audience in (PARTICIPANT, "screen"):
        assert "What we keep, and who does what" in shown(workshop, "head", audience)


def test_outcomes_are_counted_through_the_workshop_and_nothing_hidden_is_among_them(workshop, vote):
    second = workshop.add(
        "dotvote", title="Encore un", settings={"lines": "Trois\nQuatre", "worth": "decides", "keep": 1}
    )
    options = list(workshop.room.record.scopes[second][""].state.dots.options)
    workshop.do("ana", "dot", second, option=options[0])
    workshop.core("core.conclude")
    assert "Encore un" not in everywhere(workshop)["screen"]
    workshop.core("core.open", activity=second)
    workshop.stage(second, "decide")
    workshop.core("core.conclude")
    seen = everywhere(workshop)["phone"]
    assert 'start="2"' in seen and "This vote decides" in seen and "Kept by the vote" in seen and "Nobody yet" in seen


def test_it_takes_the_place_of_what_was_on_and_one_goes_back_to_that(workshop, vote):
    workshop.core("core.clock", act="start", minutes=5)
    workshop.core("core.conclude")
    assert not agenda_of(workshop).now and not agenda_of(workshop).timer.total_ms
    assert "Closing" in shown(workshop, "head", FACILITATOR)
    assert ">Nos courriers</bdi></span></button>" in shown(workshop, "head", FACILITATOR)
    workshop.core("core.open", activity=vote)
    assert not agenda_of(workshop).closing and agenda_of(workshop).timer.running
    assert "What we keep" not in shown(workshop, "head", PARTICIPANT)


def test_pages_that_are_open_are_led_to_it_and_follow_what_is_corrected(workshop, vote):
    workshop.connect("phone", "ana", "en")
    workshop.core("core.conclude")
    assert ("phone", "turn", {"activity": ""}) in workshop.wire.frames
    workshop.connect("phone", "ana", "en")
    workshop.wire.frames.clear()
    kept = workshop.room.record.scopes[vote][""].state.done.kept[0].id
    workshop.do("fac", "take_on", vote, kept=kept, owner="Accueil de Lille")
    workshop.settle()
    assert "Accueil de Lille" in str(workshop.wire.frames)


def test_the_console_says_how_much_is_kept_and_how_much_has_nobody(workshop, vote):
    seen = shown(workshop, "closing", FACILITATOR)
    assert "1 outcome is kept" in seen and "nobody" not in seen and "core.conclude" in seen
    workshop.core("core.conclude")
    assert "core.conclude" not in shown(workshop, "closing", FACILITATOR)
    assert "Closing" in shown(workshop, "screen_panel", FACILITATOR)


def test_where_nothing_was_kept_it_says_so(workshop):
    workshop.add("mood")
    workshop.core("core.conclude")
    for seen in everywhere(workshop).values():
        assert "No decision was recorded" in seen


def test_a_restart_keeps_it_up(workshop, vote):
    workshop.core("core.conclude")
    workshop.open()
    assert agenda_of(workshop).closing and REASON in everywhere(workshop)["screen"]


def test_a_method_that_raises_in_it_is_left_out_and_named(workshop, vote, monkeypatch):
    raised = lambda _state: 1 / 0  # noqa: E731
    monkeypatch.setattr(
        type(workshop.room.record.registry.methods["dotvote"]), "kept", lambda _self, state: raised(state)
    )
    workshop.core("core.conclude")
    assert "No decision was recorded" in everywhere(workshop)["screen"]


def test_whoever_has_the_code_reads_the_results_once_it_was_up_and_not_before(workshop, vote, app):
    workshop.serve()
    stranger, at = app.test_client(), f"/r/{workshop.facts.code}"
    early = stranger.get(at).text
    assert "numéro unique" not in early and "une fois que l’animation" in early
    workshop.core("core.conclude")
    told = stranger.get(at).text
    assert (
        "Un numéro unique" in told
        and REASON in told
        and "Service courrier" in told
        and "Revenir à l’atelier" not in told
    )
    workshop.core("core.open", activity=vote)
    assert REASON in stranger.get(at).text
    join(stranger, workshop.facts)
    assert f'href="/atelier/{workshop.facts.code}"' in stranger.get(at).text
    assert app.test_client().get("/r/AAAAAAA").status_code == 404
    assert stranger.get(f"{at}/qr.svg").mimetype == "image/svg+xml"


def test_what_the_page_of_results_shows_is_the_version_of_participants(workshop, vote, app):
    workshop.serve()
    signed = workshop.add("ideation", title="Idées", settings={"question": "Comment ?"})
    workshop.do("ana", "write", signed, text="Pas encore dévoilée")
    workshop.core("core.conclude")
    told = app.test_client().get(f"/r/{workshop.facts.code}").text
    assert "Pas encore dévoilée" not in told and "ana" not in told.lower().replace("banana", "")


def test_a_room_that_presses_at_once_has_the_results_worked_out_once_until_something_changes(workshop, vote, app):
    workshop.serve()
    workshop.core("core.conclude")
    reader, kept, at = app.test_client(), workshop.room.renderer.readings, f"/r/{workshop.facts.code}"
    reader.get(at)
    ((_entries, first),) = kept.values()
    reader.get(at)
    assert kept["fr"][1] is first
    action = next(iter(workshop.room.record.scopes[vote][""].state.done.by_id))
    workshop.do("fac", "let_go", vote, action=action)
    assert "Service courrier" not in reader.get(at).text
    workshop.room.renderer.clear_cache()  # as after an erasure
    assert not kept


def test_facilitators_say_until_which_day_the_results_are_read_and_shut_them(workshop, vote, app):
    workshop.serve()
    workshop.core("core.conclude")
    lead, stranger, code = app.test_client(), app.test_client(), workshop.facts.code
    sign_in(lead)
    page = lead.get(f"/animer/{code}/resultats")
    assert "jusqu’à ce qu’elle soit effacée" in page.text and REASON in stranger.get(f"/r/{code}").text

    def ask(**said):
        form = {"csrf_token": token(lead.get(f"/animer/{code}/resultats")), **said}
        return lead.post(f"/animer/{code}/resultats/lecture", data=form, follow_redirects=True)

    assert "Ce jour est passé" in ask(until="2021-01-04").text
    assert "Écrivez le jour comme" in ask(until="bientôt").text and REASON in stranger.get(f"/r/{code}").text
    assert "inclus" in ask(until=day_in(3)).text and REASON in stranger.get(f"/r/{code}").text
    assert "<strong>Fermés" in ask(shut="1").text
    assert "L’animation a fermé" in stranger.get(f"/r/{code}").text and REASON not in stranger.get(f"/r/{code}").text
    ask(until="")
    assert REASON in stranger.get(f"/r/{code}").text
    assert stranger.post(f"/animer/{code}/resultats/lecture", data={"shut": "1"}).status_code >= 302
    assert REASON in stranger.get(f"/r/{code}").text, "nobody else shuts them"


def test_results_that_are_read_until_a_day_are_shut_after_it():
    agenda = Agenda({}, concluded=True, results_until=1000)
    assert agenda.results_open(999) and not agenda.results_open(1000)
